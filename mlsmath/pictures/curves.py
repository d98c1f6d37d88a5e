"""Curves through points, each with its cost: polynomials, or a curve for each group."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from .drawn import drawn
from .labels import PENGUINS, Labels
from .parts import halo, note, padded, scatter
from .style import BLUE, GREEN, INK, PURPLE, VERMILLION, Look, counted
from .values import Heights, Numbers, Vector, as_function, as_named, heights_of

if TYPE_CHECKING:
    import numpy.typing as npt
    from matplotlib.axes import Axes

MOST_CURVES = 4
# Colour, dashes and marker of curves through all points, and of curves through a group each.
CURVES = ((INK, "-", ""), (VERMILLION, "--", ""), (GREEN, "-.", ""), (PURPLE, ":", ""))
GROUPS = ((BLUE, "-", "o"), (GREEN, "--", "^"), (VERMILLION, "-.", "s"), (PURPLE, ":", "D"))


@drawn(height=4.6, legend=2)
def draw_curves(
    axes: Axes,
    x: Numbers,
    y: Heights,
    curves: Mapping[str, Callable[[Vector], Vector]],
    *,
    groups: Mapping[str, npt.ArrayLike] | None = None,
    units: Labels = PENGUINS,
) -> str:
    """Draw the points and at most four curves through them, each with its cost.

    ``x`` and ``y`` have shape (m,); ``curves`` maps a name to a function that takes an array and
    gives one of the same shape. If one fails, the picture says how, in words. ``groups`` maps the
    same names to m times true or false: the points that each curve is for. They look as their
    curve does, which is drawn over them alone, and its cost is theirs.
    """
    curves = as_named("curves", curves, MOST_CURVES, '{"degree 2": predict}')
    everyone = np.ones(len(x), dtype=bool)
    members = dict.fromkeys(curves, everyone) if groups is None else _as_groups(groups, curves, x)
    low, high = view = padded(y.min(), y.max(), 0.15)
    x_range = padded(x.min(), x.max())
    if groups is None:
        scatter(axes, x, y, label=counted(len(x), "point"))
    told, hidden = [], []
    looks = CURVES if groups is None else GROUPS
    for (name, curve), (colour, dashes, marker) in zip(curves.items(), looks, strict=False):
        curve, mine = as_function(f"curves[{name!r}]", curve), members[name]
        ends = x_range if groups is None else (float(x[mine].min()), float(x[mine].max()))
        x_values = np.linspace(*ends, 401)
        up = heights_of(curve, name, x_values)
        cost = float(np.mean((heights_of(curve, name, x[mine]) - y[mine]) ** 2)) / 2
        label = f"{name}: J = {units.cost.amount(cost)}"
        effects: Look = {}
        if groups is not None:
            birds = f"{name}: {counted(int(mine.sum()), 'point')}"
            scatter(axes, x[mine], y[mine], label=birds, color=colour, marker=marker)
            told.append(f"{birds}.")
            effects = {"path_effects": halo()}
        axes.plot(x_values, up, color=colour, ls=dashes, zorder=3, label=label, **effects)
        leaves = up.min() < low or up.max() > high
        if up.min() > high:
            hidden.append(f"↑ {name} is above this picture.")
        elif up.max() < low:
            hidden.append(f"↓ {name} is below this picture.")
        told.append(f"{label}.{' It leaves the picture.' if leaves else ''}")
    if hidden:
        note(axes, "\n".join(hidden))
    axes.set(xlim=x_range, ylim=view, **units.names)
    through = "through" if groups is None else "each through its own points, in"
    return (
        f"{counted(len(curves), 'curve')} drawn {through} a scatter of "
        f"{units.points(x, y)} {' '.join(told)}"
    )


def _as_groups(groups: Any, curves: Mapping[str, Any], x: Vector) -> dict[str, Vector]:
    """Return which points each curve is for, or raise ``ValueError``."""
    groups = as_named("groups", groups, MOST_CURVES, '{"Gentoo": species == "Gentoo"}')
    if set(groups) != set(curves):
        raise ValueError(
            f"groups must have the same names as curves, {', '.join(curves)}, "
            f"but it has {', '.join(groups)}."
        )
    found = {}
    for name, mine in groups.items():
        mine = np.asarray(mine)
        if mine.shape != x.shape or mine.dtype.kind not in "bif" or not mine.any():
            raise ValueError(
                f"groups[{name!r}] must hold true or false for each point, shape {x.shape}, and "
                f"at least one of them true, but its shape is {mine.shape}."
            )
        found[name] = mine.astype(bool)
    return found
