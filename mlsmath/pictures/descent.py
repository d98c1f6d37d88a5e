"""Descent on the bowl of the cost: the gradient's arrows, walks, and the cost on the way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from mlsmath.cost import squared_error_cost
from mlsmath.gradient import squared_error_gradient

from .arguments import Heights, Numbers, Vector, as_history, as_lines, as_named, two_of
from .cost_map import (
    along,
    best_line,
    bowl_window,
    contour_map,
    frame_map,
    mark_bottom,
    mark_pairs,
    steepest,
)
from .drawn import drawn
from .labels import COST, PENGUINS, Label, Labels
from .null_figure import Axes, Figure
from .style import INK, MARKS, counted, number
from .walks import (
    LOOKS,
    MOST_MARKS,
    Walk,
    draw_costs,
    draw_path,
    first_finite,
    join_starts,
    map_window,
    outside,
    tell_walk,
    thinned,
    walk_along,
)

MOST_WALKS = 3


@drawn(height=5.25, legend=2)
def draw_gradient(
    axes: Axes,
    x: Numbers,
    y: Heights,
    points: Mapping[str, tuple[float, float]],
    *,
    units: Labels = PENGUINS,
) -> str:
    """Draw the map of the cost J(w, b), and at each point an arrow against the gradient.

    ``x`` and ``y`` have shape (m,), ``points`` maps a name to ``(w, b)``. All arrows are the
    negative gradient times one and the same number, so that they are longer where it is steeper;
    that number is small enough for none to reach beyond the bottom.
    """
    pairs = as_lines("points", points, len(MARKS))
    gradients = {name: squared_error_gradient(x, y, w, b) for name, (w, b) in pairs.items()}
    w_range, b_range = frame_map(axes, *bowl_window(x, y, list(pairs.values())), 1.7)
    spans = np.array([w_range[1] - w_range[0], b_range[1] - b_range[0]])
    arrows = -np.array(list(gradients.values()))
    lengths = np.hypot(*(arrows / spans).T)
    scale = 1 / steepest(x)
    if lengths.max() * scale > 0.3:
        scale = 0.3 / lengths.max()
    starts = np.array(list(pairs.values()))
    ways = [along([start, start + scale * way]) for start, way in zip(starts, arrows, strict=True)]
    contour_map(axes, x, y, w_range, b_range, clear_of=np.concatenate(ways))
    labels = {
        name: f"{name}: ∂J/∂w = {number(float(dj_dw))}, ∂J/∂b = {number(dj_db)}"
        for name, (dj_dw, dj_db) in gradients.items()
    }
    mark_pairs(axes, {labels[name]: pair for name, pair in pairs.items()})
    axes.quiver(
        *starts.T, *(scale * arrows).T, angles="xy", scale_units="xy", scale=1, color=INK,
        width=0.007, headwidth=4, headlength=5, zorder=4,
    )  # fmt: skip
    axes.set(**units.bowl)
    axes.set_title(
        "arrows point downhill, and are longer where it is steeper;\n"
        f"all are drawn {number(scale, 2)} times as long as the gradient"
    )
    cost = units.cost
    flat = [name for name, length in zip(pairs, scale * lengths, strict=True) if length < 0.02]
    unseen = f" Too flat for an arrow to be seen: {', '.join(flat)}." if flat else ""
    told = " ".join(
        f"{label.replace(':', f' at w = {number(w)}, b = {number(b)}:', 1)}, "
        f"J = {cost.amount(squared_error_cost(x, y, w, b))}."
        for label, (w, b) in zip(labels.values(), pairs.values(), strict=True)
    )
    return (
        f"Map of the cost J over slope w and intercept b, for {counted(len(x), 'point')}, with an "
        f"arrow against the gradient at {counted(len(pairs), 'place')}: downhill, and longer "
        f"where it is steeper; all are drawn {number(scale, 2)} times as long as the gradient. "
        f"{told}{unseen}"
    )


@drawn(height=4.8, legend=2)
def draw_descent(
    figure: Figure,
    x: Numbers,
    y: Heights,
    paths: Mapping[str, tuple[npt.ArrayLike, npt.ArrayLike]],
    *,
    units: Labels = PENGUINS,
) -> str:
    """Draw at most three walks over the map of the cost J(w, b), and the cost after each step.

    ``x`` and ``y`` have shape (m,). ``paths`` maps a name to ``(w_history, b_history)``, both of
    shape (steps + 1,), the start first. A history may run off to infinity.
    """
    walks = _as_walks(x, y, paths)
    bowl, costs = figure.subplots(1, 2)
    w_range, b_range = frame_map(bowl, *map_window(x, y, walks.values()), 0.84)
    taken = [along(np.column_stack([walk.w, walk.b])[:MOST_MARKS]) for walk in walks.values()]
    contour_map(bowl, x, y, w_range, b_range, clear_of=np.concatenate([*taken, [best_line(x, y)]]))
    w, b = mark_bottom(bowl, x, y)
    cost, told, starts = units.cost, [], []
    for (name, walk), look in zip(walks.items(), LOOKS, strict=False):
        away = outside(walk, w_range, b_range)
        label = f"{name}{', the cost grows' if walk.grew else ''}"
        starts.append(draw_path(bowl, walk, look, label, w_range, b_range))
        told.append(tell_walk(name, walk, cost))
        if away:
            told.append(f"Its path leaves the map: {counted(away, 'place')} outside.")
    join_starts(bowl, walks.values(), starts)
    bowl.set(**units.bowl)
    bowl.set_title("the bowl from above\nhollow: start, full: end")
    taken_costs = {name: (walk.steps, walk.cost) for name, walk in walks.items()}
    powers = draw_costs(costs, taken_costs, cost)
    costs.set_title(_cost_title(powers))
    return (
        f"Left, {counted(len(walks), 'path')} on the map of the cost over slope w and intercept "
        f"b, for {counted(len(x), 'point')}, with the bottom at w = {number(w)}, b = {number(b)}. "
        f"Right, the cost after each step{', on a scale of powers of ten' if powers else ''}. "
        f"{' '.join(told)}"
    )


def _as_walks(x: Vector, y: Vector, paths: Any) -> dict[str, Walk]:
    paths = as_named("paths", paths, MOST_WALKS, '{"alpha 0.1": (w_history, b_history)}')
    walks = {}
    for name, pair in paths.items():
        place = f"paths[{name!r}]"
        w, b = two_of(pair, f"{place} must be a pair (w_history, b_history).")
        w, b = as_history(f"w in {place}", w), as_history(f"b in {place}", b)
        if len(w) != len(b):
            raise ValueError(
                f"{place} must have one b for each w, "
                f"but w_history has shape {w.shape} and b_history has shape {b.shape}."
            )
        walks[name] = walk_along(place, x, y, w, b)
    return walks


@drawn(legend=4)
def draw_cost_history(
    axes: Axes, histories: Mapping[str, npt.ArrayLike], *, ylabel: Label = COST
) -> str:
    """Draw the cost against the number of steps, for at most four walks.

    ``histories`` maps a name to the costs, shape (steps + 1,), the cost at the start first.
    """
    such_as = '{"alpha 0.1": costs}'
    given = as_named("histories", histories, len(LOOKS), such_as)
    walked = {name: as_history(f"histories[{name!r}]", costs) for name, costs in given.items()}
    drawn, told = {}, []
    for name, costs in walked.items():
        steps = thinned(first_finite(costs))
        drawn[name] = steps, costs[steps]
        told.append(_tell_costs(name, costs, int(steps[-1]), ylabel))
    powers = draw_costs(axes, drawn, ylabel)
    for line, name in zip(axes.lines, drawn, strict=False):
        line.set_label(name)
    axes.set_title(_cost_title(powers).replace("\n", " "))
    return (
        f"Curve of {ylabel.quantity} against the number of steps"
        f"{', on a scale of powers of ten' if powers else ''}. {' '.join(told)}"
    )


def _tell_costs(name: str, costs: Vector, last: int, label: Label) -> str:
    taken = len(costs) - 1
    went = f"{name}: from {number(costs[0])} to {label.amount(costs[last])}"
    if last < taken:
        return f"{went} in {counted(last, 'step')}, and then it is not a finite number any more."
    rises = np.flatnonzero(np.diff(costs) > 1e-9 * np.abs(costs[:-1]))
    way = f", it first rises at step {rises[0] + 1}" if len(rises) else ""
    return f"{went} in {counted(taken, 'step')}{way}."


def _cost_title(powers: bool) -> str:
    return "cost after each step" + ("\n(scale in powers of ten)" if powers else "")
