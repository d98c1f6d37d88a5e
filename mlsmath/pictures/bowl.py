"""The cost of a line over its slope and intercept: a curve, a bowl with its map, a grid."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from .arguments import (
    Answers,
    ComputeCost,
    Ends,
    Heights,
    Number,
    Numbers,
    Pair,
    Vector,
    as_function,
    as_lines,
    as_matrix,
    as_named,
)
from .cost_map import (
    bowl_in_3d,
    bowl_window,
    contour_map,
    height_norm,
    heights,
    mark_pairs,
    pale,
    tell_lowest,
)
from .drawn import drawn
from .labels import COST, MASS, OVER_SLOPE, PENGUINS, Label, Labels
from .layout import legend_on_top, padded
from .learner_code import cost_at
from .null_figure import Axes, Figure
from .style import BEST, MARKS, POINT, SMALL, counted, number

J = Label("J")
OVER_PAIR = Labels(PENGUINS.slope, PENGUINS.intercept)


@drawn()
def draw_cost_curve(
    axes: Axes,
    w_values: Numbers,
    costs: Numbers,
    best: Number | None = None,
    *,
    units: Labels = OVER_SLOPE,
) -> str:
    """Draw the cost J against the slope w, both of shape (k,); ``best`` is the w to mark."""
    if len(w_values) != len(costs):
        raise ValueError(
            "w_values and costs must have one cost for each w, "
            f"but w_values has shape {w_values.shape} and costs has shape {costs.shape}."
        )
    order = np.argsort(w_values, kind="stable")
    w_values, costs = w_values[order], costs[order]
    few = len(w_values) <= 40
    axes.plot(w_values, costs, "o-" if few else "-", color=POINT, markersize=5)
    axes.set(xlim=padded(w_values[0], w_values[-1]), **units.names)
    axes.set_ylim(*padded(costs.min(), costs.max(), 0.1))
    least = int(np.argmin(costs))
    told = (
        f"Curve of {units.y.quantity} against {units.x.quantity}, for "
        f"{counted(len(w_values), 'value')} from {number(w_values[0])} to "
        f"{units.x.amount(w_values[-1])}. The least cost drawn is {units.y.amount(costs[least])} "
        f"at w = {number(w_values[least])}."
    )
    if best is None:
        return told
    if not w_values[0] <= best <= w_values[-1]:
        raise ValueError(
            f"best must be a slope between {number(w_values[0])} and {number(w_values[-1])}, "
            f"where the curve is, but it is {number(best)}."
        )
    height = float(np.interp(best, w_values, costs))
    label = f"w = {number(best)}, J = {units.y.amount(height)}"
    axes.plot([best], [height], ls="none", zorder=5, label=label, **BEST)
    legend_on_top(axes)
    return f"{told} A star marks {label}."


@drawn(height=4.4)
def draw_bowl(
    figure: Figure,
    x: Numbers,
    y: Heights,
    compute_cost: ComputeCost | None = None,
    points: Mapping[str, tuple[float, float]] | None = None,
    *,
    three_d: bool = True,
    units: Labels = PENGUINS,
) -> str:
    """Draw the cost J(w, b) of a line as a bowl and as a map with its heights written on it.

    J(w, b) = 1/(2m) Σ (w x + b − y)², unless ``compute_cost(x, y, w, b)`` is handed in.
    ``points`` maps a name to the ``(w, b)`` to mark. If ``compute_cost`` fails, the picture
    says how, in words.
    """
    pairs = as_lines("points", points, len(MARKS), optional=True)
    places = list(pairs.values())
    w_range, b_range = bowl_window(x, y, places)
    bowl: Any = figure.add_subplot(1, 2, 1, projection="3d") if three_d else None
    axes = figure.add_subplot(1, 2, 2) if three_d else figure.add_subplot()
    grid = contour_map(axes, x, y, w_range, b_range, compute_cost, clear_of=places)
    marked = {name: cost_at(x, y, w, b, compute_cost) for name, (w, b) in pairs.items()}
    cost = units.cost
    mark_pairs(axes, pairs)
    axes.set(xlim=w_range, ylim=b_range)
    axes.set(**units.bowl)
    axes.set_title("the bowl from above" if three_d else str(cost))
    if three_d:
        bowl_in_3d(bowl, grid, pairs, marked)
        bowl.set_title(str(cost))
    if pairs:
        legend_on_top(axes)
    lowest = tell_lowest(grid, cost)
    if np.ptp(x) == 0:
        lowest = "The lowest places form a straight valley, as all points share one x."
    told = "".join(
        f" {name}: w = {number(w)}, b = {number(b)}, J = {cost.amount(marked[name])}."
        for name, (w, b) in pairs.items()
    )
    return (
        f"The cost J over slope w from {number(w_range[0])} to {number(w_range[1])} and "
        f"intercept b from {number(b_range[0])} to {number(b_range[1])}, for "
        f"{counted(len(x), 'point')}: "
        f"{'a bowl, and a map' if three_d else 'a map'} with lines of equal height. "
        f"{lowest}{told}"
    )


@drawn(height=4.6)
def draw_grid_search(
    figure: Figure,
    w_values: Numbers,
    b_values: Numbers,
    costs: npt.ArrayLike,
    best: Pair,
    *,
    units: Labels = OVER_PAIR,
    cost_label: Label = COST,
) -> str:
    """Draw the costs of a grid of pairs as colours, with ``best = (w, b)`` marked.

    ``costs`` has shape ``(len(w_values), len(b_values))``: ``costs[i, j]`` belongs to
    ``w_values[i]`` and ``b_values[j]``. A flat list in the order of two loops, ``w`` outside and
    ``b`` inside, is taken as well.
    """
    if np.shape(costs) == (len(w_values) * len(b_values),):
        costs = np.reshape(costs, (len(w_values), len(b_values)))
    costs = as_matrix("costs", costs)
    if costs.shape != (len(w_values), len(b_values)):
        raise ValueError(
            f"costs must have a row for each w and a column for each b, so the shape "
            f"({len(w_values)}, {len(b_values)}), but its shape is {costs.shape}."
        )
    w, b = best
    axes = figure.subplots()
    w_order, b_order = np.argsort(w_values), np.argsort(b_values)
    cells = axes.pcolormesh(
        _edges(w_values[w_order]), _edges(b_values[b_order]), costs[w_order][:, b_order].T,
        cmap=pale(), norm=height_norm(costs), edgecolors="white", linewidth=0.3,
    )  # fmt: skip
    figure.colorbar(
        cells, ax=axes, label=cost_label, ticks=heights(costs), format=lambda v, _: number(v, 2)
    )
    if costs.size <= 60:
        for (i, j), cost in np.ndenumerate(costs):
            place = float(w_values[i]), float(b_values[j])
            if cost == costs.min() and np.allclose(place, best):
                continue  # the star stands there, and the title says it
            axes.text(*place, s=number(cost, 2), ha="center", va="center", fontsize=SMALL)
    axes.plot([w], [b], ls="none", zorder=5, **BEST)
    axes.set(**units.names)
    axes.grid(False)
    i, j = np.unravel_index(int(np.argmin(costs)), costs.shape)
    least = cost_label.amount(costs[i, j])
    place = f"w = {number(w_values[i])}, b = {number(b_values[j])}"
    star = f"w = {number(w)}, b = {number(b)}"
    tied = costs[np.isclose(w_values, w)][:, np.isclose(b_values, b)]
    title = f"Star: the least cost, {least}, at {star}"
    if not tied.size or tied.min() > costs.min():
        title = f"Star: {star}.\nBut the least cost, {least}, is at {place}"
    axes.set_title(title)
    told = title.replace("\n", " ")
    return (
        f"Grid of {counted(costs.shape[0], 'slope')} by "
        f"{counted(costs.shape[1], 'intercept')}, so "
        f"{counted(costs.size, 'cost')}, from {number(costs.min())} to "
        f"{cost_label.amount(costs.max())}, fainter where the cost is lower. {told}."
    )


def _edges(values: Vector) -> Vector:
    """Return the ends of the cells around sorted values: halfway to the neighbours."""
    if len(values) == 1:
        return np.array([values[0] - 0.5, values[0] + 0.5])
    between = (values[1:] + values[:-1]) / 2
    return np.array([2 * values[0] - between[0], *between, 2 * values[-1] - between[-1]])


@drawn()
def draw_cost_surface(
    figure: Figure,
    x: Numbers,
    y: Answers,
    compute_cost: ComputeCost | Mapping[str, ComputeCost],
    w_range: Ends,
    b_range: Ends,
    *,
    points: Mapping[str, tuple[float, float]] | None = None,
    three_d: bool = True,
    xlabel: Label = MASS,
) -> str:
    """Draw a cost J(w, b) as a map and as a surface, and say whether it is convex.

    ``compute_cost(x, y, w, b)`` gives one number; a mapping of a name to each of two such
    functions draws both. ``x`` and ``y`` have shape (m,), ``y`` is 0 or 1. ``w_range`` and
    ``b_range`` are pairs (from, to), ``points`` maps a name to the ``(w, b)`` to mark. If
    a cost fails, the picture says how, in words.
    """
    if not isinstance(compute_cost, Mapping):
        compute_cost = {"cost J": compute_cost}
    costs = as_named("compute_cost", compute_cost, 2, '{"log loss": compute_cost}')
    costs = {name: as_function("compute_cost", cost) for name, cost in costs.items()}
    pairs = as_lines("points", points, len(MARKS), optional=True)
    wide = three_d and len(costs) == 1
    figure.set_figheight(4.4 if wide or not three_d else 7.0)
    shape = (1, 2) if wide else (1 + three_d, len(costs))
    told = []
    for i, (name, cost) in enumerate(costs.items()):
        axes = figure.add_subplot(*shape, 2 if wide else three_d * len(costs) + i + 1)
        clear = list(pairs.values())
        grid = contour_map(axes, x, y, w_range, b_range, cost, even=True, clear_of=clear)
        marked = {place: cost_at(x, y, w, b, cost) for place, (w, b) in pairs.items()}
        mark_pairs(axes, pairs)
        axes.set(xlim=w_range, ylim=b_range, xlabel=xlabel.slope_of_z(), ylabel="intercept b")
        convex = curves_upwards(grid[2])
        top = axes
        if three_d:
            top = figure.add_subplot(*shape, i + 1, projection="3d")
            bowl_in_3d(top, grid, pairs, marked)
            if wide:
                axes.set_title("from above")
        top.set_title(f"{name}: {'' if convex else 'not '}convex")
        way = "It curves upwards everywhere drawn, so it is convex."
        if not convex:
            way = "In places it curves downwards, so it is not convex."
        places = "".join(
            f" {place}: w = {number(w)}, b = {number(b)}, J = {number(marked[place])}."
            for place, (w, b) in pairs.items()
        )
        told.append(f"{name}: {way} {tell_lowest(grid, J)}{places}")
        if pairs and i == 0:
            legend_on_top(axes)
    return (
        f"{'Map and surface' if three_d else 'Map'} of {counted(len(costs), 'cost')} over w from "
        f"{number(w_range[0])} to {number(w_range[1])} and b from {number(b_range[0])} to "
        f"{number(b_range[1])}, for {counted(len(x), 'bird')}. {' '.join(told)}"
    )


def curves_upwards(costs: Vector) -> bool:
    """Return whether a grid of costs curves upwards along its rows, columns and diagonals."""
    least = min(
        float((after - 2 * here + before).min())
        for before, here, after in (
            (costs[:, :-2], costs[:, 1:-1], costs[:, 2:]),
            (costs[:-2], costs[1:-1], costs[2:]),
            (costs[:-2, :-2], costs[1:-1, 1:-1], costs[2:, 2:]),
            (costs[:-2, 2:], costs[1:-1, 1:-1], costs[2:, :-2]),
        )
    )
    return least >= -1e-7 * float(np.ptp(costs))
