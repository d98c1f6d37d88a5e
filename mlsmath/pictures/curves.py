"""Curves through points, each with its cost: polynomials, or a curve for each group."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from .arguments import Heights, Numbers, Vector, as_functions, as_named, as_points, as_whole
from .bindings import Control, affine, table
from .drawn import by_hand, drawn
from .labels import PENGUINS, Labels
from .layout import halo, note, padded
from .learner_code import heights_of
from .marks import Dots, Item, Line, Sticks, Text
from .null_figure import Axes
from .points import scatter, size_of
from .scene import Grip, Scene
from .style import (
    BLUE,
    GREEN,
    GREY,
    INK,
    LINE,
    POINT,
    PURPLE,
    SKY,
    VERMILLION,
    Look,
    counted,
    new_figure,
    number,
)

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
    curves = as_functions("curves", curves, MOST_CURVES, '{"degree 2": predict}')
    everyone = np.ones(len(x), dtype=bool)
    members = dict.fromkeys(curves, everyone) if groups is None else _as_groups(groups, curves, x)
    low, high = view = padded(y.min(), y.max(), 0.15)
    x_range = padded(x.min(), x.max())
    if groups is None:
        scatter(axes, x, y, label=counted(len(x), "point"))
    told, hidden = [], []
    looks = CURVES if groups is None else GROUPS
    for (name, curve), (colour, dashes, marker) in zip(curves.items(), looks, strict=False):
        mine = members[name]
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


@by_hand
def degree_by_hand(
    x: Numbers,
    y: Heights,
    degree: int = 1,
    *,
    most: int = 9,
    x_new: npt.ArrayLike | None = None,
    y_new: npt.ArrayLike | None = None,
    units: Labels = PENGUINS,
) -> Scene:
    """Let the learner choose the degree of the best polynomial through the points.

    ``x`` and ``y`` have shape (m,). Left the curve with its error sticks, right its cost J beside
    the costs of the other degrees, up to ``most``; a click there chooses one. Birds that no curve
    was fitted to, ``x_new`` and ``y_new``, and the cost on them are hidden until the learner lets
    them be shown. The values are read and set as ``.degree`` and ``.truth``, 0 or 1. Without a
    kernel it shows one still picture.
    """
    if np.ptp(x) == 0:
        raise ValueError(f"x must hold two different values, but each of them is {number(x[0])}.")
    most = min(as_whole("most", most, 1, 15), len(np.unique(x)) - 1)
    degree = as_whole("degree", degree, 1, most)
    new = x_new is not None or y_new is not None
    others = as_points(x_new, y_new, ("x_new", "y_new")) if new else (x[:0], y[:0])
    every_x, every_y = np.append(x, others[0]), np.append(y, others[1])
    figure = new_figure(height=4.6)
    axes, beside = figure.subplots(1, 2, width_ratios=(1.6, 1))
    scatter(axes, x, y)
    x_range = padded(every_x.min(), every_x.max())
    view = padded(every_y.min(), every_y.max(), 0.15)
    axes.set(xlim=x_range, ylim=view, **units.names)
    places = np.linspace(*x_range, 301)

    @lru_cache(maxsize=32)
    def best(degree: int) -> Any:
        with warnings.catch_warnings():  # of many that are best, any may be shown
            warnings.simplefilter("ignore", np.exceptions.RankWarning)
            return np.polynomial.Polynomial.fit(x, y, int(degree))

    def cost(degree: int) -> float:
        return float(np.mean((best(degree)(x) - y) ** 2)) / 2

    def cost_of_others(degree: int) -> float:
        return float(np.mean((best(degree)(others[0]) - others[1]) ** 2)) / 2

    degrees = np.arange(1, most + 1)
    costs = np.array([cost(int(d)) for d in degrees])
    beside.plot(degrees, costs, "o-", color=POINT, markersize=5, lw=1.5)
    beside.set(xlabel="degree", ylabel=units.cost, xlim=(0.5, most + 0.5))
    beside.set_xticks(degrees)
    axes.plot(places, best(1)(places), color=LINE, lw=1.5, label="degree 1")
    heights = table(lambda degree: best(degree)(places), "degree", each=True)
    at_birds = table(lambda degree: best(degree)(x), "degree", each=True)
    height = table(cost, "degree", each=True)
    width = 1.5 if len(x) <= 30 else 0.8
    here = affine(lambda degree: degree)
    chosen: Look = {"color": VERMILLION, "size": 12, "edge": INK, "edge_width": 1.5}
    of_chosen = f"J = {{J:4}} {units.cost.unit}".rstrip()
    items: list[Item] = [
        Sticks(axes, x, y, x, at_birds, color=SKY, width=width),
        Line(axes, places, heights, color=VERMILLION, dash="--", halo=True, label="chosen degree"),
        Text(axes, "title", "best curve of degree {degree}", {"degree": here}),
        Dots(beside, here, height, **chosen),
    ]
    controls = [Control("degree", "degree", 1, most, 1, degree)]
    highest = costs.max()
    if new:
        truth = affine(lambda truth: truth)
        with np.errstate(all="ignore"):
            costs_of_others = np.array([cost_of_others(int(d)) for d in degrees])
        if not np.isfinite(costs_of_others).all():
            raise ValueError(
                "x_new must lie nearer to x: there a curve through x and y is too high for a float."
            )
        highest = max(highest, 1.25 * costs_of_others.min())
        height_of_others = table(cost_of_others, "degree", each=True)
        both = f"{of_chosen}\nothers: {of_chosen.replace('J:', 'others:')}"
        fields = {"J": height, "others": height_of_others}
        items = [
            Dots(axes, *others, color=GREY, size=4.5, when=truth, label="the others"),
            Dots(axes, x, y, color=POINT, size=size_of(x), when=truth),
            *items,
            Line(beside, degrees, costs_of_others, color=GREY, width=1.5, when=truth),
            Dots(beside, here, height_of_others, marker="^", held=True, when=truth, **chosen),
            Text(beside, "title", both, fields, lines=2, when=truth),
            Text(beside, "title", of_chosen, {"J": height}, lines=2, when=truth, limit=(-1, 0.5)),
        ]  # fmt: skip
        controls.append(Control("truth", "the others", 0, 1, 1, 0, (0, 1), ("hidden", "shown")))
    else:
        items.append(Text(beside, "title", of_chosen, {"J": height}))
    beside.set_ylim(*padded(costs.min(), highest, 0.12))

    def tell(degree: int) -> str:
        inside = best(degree)(places.clip(x.min(), x.max()))
        wild = " It leaves the picture." if inside.min() < view[0] or inside.max() > view[1] else ""
        return (
            f"A scatter of {units.points(x, y)} Through them the best line, and "
            f"the best curve of degree {degree}; at the left end it is at "
            f"{units.y.amount(float(best(degree)(x.min())))}, at the right end at "
            f"{units.y.amount(float(best(degree)(x.max())))}.{wild} Its cost is J = "
            f"{units.cost.amount(cost(degree), 4)}; at degree 1 it is {number(costs[0], 4)}, "
            f"at degree {most} {number(costs[-1], 4)}."
        )

    def tell_truth(degree: int, truth: int) -> str:
        how_many = counted(len(others[0]), "other bird")
        if not truth:
            return f"{tell(degree)} Hidden: {how_many}."
        return (
            f"{tell(degree)} Its cost on {how_many} is J = "
            f"{units.cost.amount(cost_of_others(degree), 4)}; at degree 1 it is "
            f"{number(costs_of_others[0], 4)}, at degree {most} {number(costs_of_others[-1], 4)}."
        )

    grip = Grip(beside, {"degree": lambda px: px})
    told = tell_truth if new else tell
    return Scene(figure, controls, items, tell=told, grips=(grip,), play="degree", legend=3)
