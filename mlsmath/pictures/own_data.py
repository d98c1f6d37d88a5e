"""The picture for one's own data: predicted against true, each group of rows with its own mark."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .parts import legend_on_top, padded
from .picture import Picture
from .style import INK, LINE, MARKS, counted, in_style, named, new_figure, with_unit
from .values import Vector, as_vector

MOST_GROUPS = 6
OTHERS = "others"


@in_style()
def draw_predicted_by_group(
    y: npt.ArrayLike,
    f: npt.ArrayLike,
    groups: npt.ArrayLike | None = None,
    *,
    target: str = "target",
    unit: str = "",
) -> Picture:
    """Draw predicted against true values; on the dashed line a prediction is exact.

    `y` and `f` have shape (m,). `groups` has a name for each row; each of the six largest groups
    gets a mark of its own, and the rest are "others". The legend says the RMSE of each.
    """
    y, f = as_vector("y", y), as_vector("f", f)
    names = np.full(len(y), "all rows") if groups is None else np.asarray(groups).astype(str)
    for name, values in (("f", f), ("groups", names)):
        if values.shape != y.shape:
            raise ValueError(
                f"{name} must have one value for each row, shape {y.shape}, but its shape is "
                f"{values.shape}."
            )
    everything = np.concatenate([y, f])
    both = padded(everything.min(), everything.max())
    figure = new_figure(height=5.4)
    axes = figure.subplots()
    axes.plot(both, both, color=LINE, linestyle="--", linewidth=2, zorder=1, label="exact")
    told = []
    for (name, inside), (colour, marker, _) in zip(_largest(names), MARKS, strict=False):
        off = with_unit(_rmse(f[inside] - y[inside]), unit)
        axes.plot(
            y[inside],
            f[inside],
            linestyle="none",
            color=colour,
            marker=marker,
            markersize=7,
            markeredgecolor=INK,
            markeredgewidth=0.6,
            alpha=0.85,
            label=f"{_short(name)}: {off}",
        )
        told.append(f"{name}, {counted(int(inside.sum()), 'row')}: {off}")
    axes.set(xlim=both, ylim=both, aspect="equal")
    axes.set(xlabel=named(f"true {target}", unit), ylabel=named(f"predicted {target}", unit))
    legend_on_top(axes, 3)
    alt = (
        f"Predicted against true {target} of {counted(len(y), 'row')}; on the dashed line a "
        f"prediction is exact. How far off, as RMSE: {'; '.join(told)}."
    )
    return Picture(figure, alt)


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
