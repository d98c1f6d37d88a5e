"""Predicted against measured values: a panel for each model, or a mark for each group of rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from .arguments import Numbers, Vector, as_named, as_vector
from .drawn import drawn
from .labels import MASS, Label
from .layout import legend_on_top, padded, shared_labels
from .null_figure import Axes, Figure
from .points import scatter
from .style import INK, LINE, MARKS, Look, counted

MOST_PANELS = 3
MOST_GROUPS = 6
OTHERS = "others"
TARGET, NO_UNIT = Label("target"), Label("")


@drawn()
def draw_predictions(
    figure: Figure, y: Numbers, predictions: Mapping[str, npt.ArrayLike], *, ylabel: Label = MASS
) -> str:
    """Draw predicted against measured values, a panel for each of at most three models.

    ``predictions`` maps a name to an array of the shape of ``y``, (m,). A perfect prediction
    lies on the diagonal.
    """
    models = as_named("predictions", predictions, MOST_PANELS, '{"line": predicted}')
    for name, values in models.items():
        models[name] = as_vector(f"predictions[{name!r}]", values)
        if len(models[name]) != len(y):
            raise ValueError(
                f"predictions[{name!r}] must have one value for each bird, shape {y.shape}, "
                f"but its shape is {models[name].shape}."
            )
    everything = np.concatenate([y, *models.values()])
    both = padded(everything.min(), everything.max())
    figure.set_figheight(4.6 if len(models) == 1 else 4.4 if len(models) == 2 else 3.6)
    panels = figure.subplots(1, len(models), sharey=True, squeeze=False)[0]
    exact: Look = {"color": LINE, "ls": "--", "lw": 2, "label": "predicted = measured"}
    told = []
    for axes, (name, predicted) in zip(panels, models.items(), strict=True):
        axes.plot(both, both, zorder=3, **exact)
        scatter(axes, y, predicted, "one bird")
        axes.set(xlim=both, ylim=both, aspect="equal")
        cost = ylabel.squared("J").amount(float(np.mean((predicted - y) ** 2)) / 2)
        axes.set_title(f"{name}\nJ = {cost}")
        off = ylabel.amount(float(np.mean(np.abs(predicted - y))))
        told.append(f"{name}: J = {cost}, {off} off on average.")
    shared_labels(figure, panels, f"measured {ylabel}", f"predicted {ylabel}")
    legend_on_top(panels[0])
    return (
        f"Predicted against measured {ylabel.quantity} of {counted(len(y), 'bird')}, for "
        f"{counted(len(models), 'model')}; on the dashed diagonal a prediction is exact. "
        f"{' '.join(told)}"
    )


@drawn(height=5.4, legend=3)
def draw_predicted_by_group(
    axes: Axes,
    y: Numbers,
    f: Numbers,
    groups: npt.ArrayLike | None = None,
    *,
    target: Label = TARGET,
    unit: Label = NO_UNIT,
) -> str:
    """Draw predicted against true values; on the dashed line a prediction is exact.

    `y` and `f` have shape (m,). `groups` has a name for each row; each of the six largest groups
    gets a mark of its own, and the rest are "others". The legend says the RMSE of each.
    """
    names = np.full(len(y), "all rows") if groups is None else _as_text(groups)
    for name, values in (("f", f), ("groups", names)):
        if values.shape != y.shape:
            raise ValueError(
                f"{name} must have one value for each row, shape {y.shape}, but its shape is "
                f"{values.shape}."
            )
    everything = np.concatenate([y, f])
    both = padded(everything.min(), everything.max())
    axes.plot(both, both, color=LINE, linestyle="--", linewidth=2, zorder=1, label="exact")
    look: Look = {"markersize": 7, "markeredgecolor": INK, "markeredgewidth": 0.6}
    measured = Label(f"true {target}", str(unit))
    told = []
    for (name, inside), (colour, marker, _) in zip(_largest(names), MARKS, strict=False):
        off = measured.amount(_rmse(f[inside] - y[inside]))
        label = f"{_short(name)}: {off}"
        axes.plot(y[inside], f[inside], marker, color=colour, label=label, **look)
        told.append(f"{name}, {counted(int(inside.sum()), 'row')}: {off}")
    axes.set(xlim=both, ylim=both, aspect="equal")
    axes.set(xlabel=measured, ylabel=Label(f"predicted {target}", str(unit)))
    return (
        f"Predicted against true {target} of {counted(len(y), 'row')}; on the dashed line a "
        f"prediction is exact. How far off, as RMSE: {'; '.join(told)}."
    )


def _as_text(groups: Any) -> npt.NDArray:
    """Return the name of each row's group; one that is missing is "unknown"."""
    names, gaps = np.asarray(groups), np.ma.getmaskarray(groups)
    if names.dtype.kind == "O":
        gaps = np.array([name is None for name in names]) | gaps
    return np.where(gaps, "unknown", names.astype(str))


def _rmse(errors: Vector) -> float:
    return float(np.sqrt(np.mean(errors**2)))


def _largest(names: npt.NDArray) -> list[tuple[str, npt.NDArray]]:
    """Return the largest groups in the order of their names, the rest as one."""
    kinds, counts = np.unique(names, return_counts=True)
    if len(kinds) <= MOST_GROUPS:
        return [(str(kind), names == kind) for kind in kinds]
    kept = sorted(kinds[np.argsort(-counts, kind="stable")[: MOST_GROUPS - 1]])
    return [*((str(k), names == k) for k in kept), (OTHERS, ~np.isin(names, kept))]


def _short(name: str, longest: int = 16) -> str:
    return name if len(name) <= longest else f"{name[: longest - 1]}…"
