"""The cost of a line as a bowl: what of it is seen, its map, its heights, its lowest place."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

import numpy as np

from .arguments import ComputeCost, Vector
from .labels import Label
from .layout import Range, figure_size, mark_look, note, padded
from .learner_code import cost_grid
from .null_figure import Axes, Unseen
from .style import BEST, GREY, INK, MARKS, SMALL, number

LEAST_ROOM = 0.16  # inches between words on a map and what else is drawn there


def best_line(x: Vector, y: Vector) -> tuple[float, float]:
    """Return the least-squares line; where any slope does, the flat one."""
    x_off = x - x.mean()
    spread = float(x_off @ x_off)
    w = float(x_off @ (y - y.mean())) / spread if spread > 0 else 0.0
    return w, float(y.mean() - w * x.mean())


def bowl_window(x: Vector, y: Vector, pairs: list[tuple[float, float]]) -> tuple[Range, Range]:
    """Return the ranges of w and b in which the bowl of the cost, and the pairs, are well seen.

    The ellipse of height c over the bottom reaches √(2c / var x) in w and √(2c mean(x²) / var x)
    in b; the window holds the one that is four times the variance of y high.
    """
    w, b = best_line(x, y)
    mean_square = float(np.mean(x**2))
    variance = float(np.var(x))
    if variance <= 1e-12 * mean_square or variance == 0:
        variance = mean_square or 1.0
    height = 4 * float(np.var(y)) or max(float(np.mean(y**2)), 1.0) / 10
    w_reach = (height / variance) ** 0.5
    b_reach = (height * (mean_square or 1.0) / variance) ** 0.5
    ws = [w - w_reach, w + w_reach, *(p[0] for p in pairs)]
    bs = [b - b_reach, b + b_reach, *(p[1] for p in pairs)]
    return padded(min(ws), max(ws), 0.04), padded(min(bs), max(bs), 0.04)


def heights(costs: Vector) -> Vector:
    """Return some six round heights (1, 2, 5, 10, …) between the least and the greatest cost."""
    low, high = float(costs.min()), float(costs.max())
    if not high > low:
        return np.array([low])
    if low >= 0:
        top = int(np.floor(np.log10(high)))
        powers = range(top - 4, top + 1)
        steps = np.array([digit * 10.0**power for power in powers for digit in (1, 2, 5)])
        inside = steps[(steps > low) & (steps < high)]
        if len(inside) >= 4:
            return inside[-7:]
    from matplotlib.ticker import MaxNLocator

    levels = np.asarray(MaxNLocator(8).tick_values(low, high))
    inside = levels[(levels > low) & (levels < high)]
    return inside if len(inside) else np.array([(low + high) / 2])


def pale() -> Any:
    """Return a colour map pale enough for dark lines, labels and markers on it."""
    import matplotlib
    from matplotlib.colors import ListedColormap

    colours = matplotlib.colormaps["YlGnBu"](np.linspace(0.05, 0.64, 256))
    colours[:, :3] = 1 - (1 - colours[:, :3]) * 0.75
    return ListedColormap(colours)


def height_norm(costs: Vector) -> Any:
    """Return the scale from costs to colours, finer near the bottom where the bowl is flat."""
    from matplotlib.colors import PowerNorm

    low, high = float(costs.min()), float(costs.max())
    return PowerNorm(0.4, low, high if high > low else low + 1)


def contour_map(
    axes: Axes,
    x: Vector,
    y: Vector,
    w_range: Range,
    b_range: Range,
    compute_cost: ComputeCost | None = None,
    even: bool = False,
    clear_of: Any = (),
) -> tuple[Vector, Vector, Vector]:
    """Draw J(w, b) as a map with its heights written on it; return the grid that was drawn.

    With ``even`` the lines are equally far apart in height, so that where they lie close the
    ground is steep; else they are close to each other in height near the bottom. The heights
    stand away from the places ``clear_of``, pairs (w, b) at which something is drawn.
    """
    from matplotlib.ticker import MaxNLocator

    cells = 61 if compute_cost is None or even else 41  # the learner's own may be slow
    w_values = np.linspace(*w_range, cells)
    b_values = np.linspace(*b_range, cells)
    costs = cost_grid(x, y, w_values, b_values, compute_cost)
    axes.grid(False)
    if costs.max() > costs.min():
        grid = (w_values, b_values, costs)
        levels = heights(costs)
        if even:
            levels = MaxNLocator(9).tick_values(costs.min(), costs.max())[1:-1]
        axes.contourf(*grid, levels, cmap=pale(), norm=height_norm(costs), extend="both")
        lines = axes.contour(*grid, levels, colors=GREY, linewidths=1)
        axes.set(xlim=w_range, ylim=b_range)
        label_lines(axes, lines, [number(height, 3) for height in levels], clear_of)
    else:
        note(axes, f"J = {number(costs.min())} everywhere", "bottom")
    return w_values, b_values, costs


def label_lines(
    axes: Axes, lines: Any, words: list[str], clear_of: Any = (), beside: Any = ()
) -> list[Any]:
    """Write its words on each line of equal height, once, where there is most room; return them.

    Room is the distance on the page to the places ``clear_of``, shape (k, 2), to the words written
    before, and to the next line; where the first two are missing the line goes without words, and
    where they would lie on the line through the places ``beside``.
    """
    if isinstance(axes, Unseen):
        return []
    low, high = np.array([axes.get_xlim(), axes.get_ylim()]).T
    size = np.array(axes.get_position().size) * figure_size(axes)

    def on_page(places: Any) -> Vector:
        return (np.reshape(places, (-1, 2)) - low) / (high - low) * size

    taken, paths = on_page(clear_of), lines.get_paths()
    ends = []
    for path, text in zip(paths, words, strict=True):
        places = path.vertices
        here, margin = on_page(places), [0.15 + 0.04 * len(text), 0.25]
        inside = np.all((here > margin) & (here < size - margin), axis=1)
        if len(beside):
            way = np.gradient(here, axis=0)
            way *= 0.04 * len(text) / np.maximum(np.hypot(*way.T), 1e-9)[:, None]
            for at in (here - way, here, here + way):
                inside &= _least_distance(at, on_page(beside)) > LEAST_ROOM
        if not inside.any():
            continue
        places, here = places[inside], here[inside]
        middle = here - size / 2
        room = -np.hypot(*middle.T) / 100  # where all is free, as near the middle as it goes
        others = [on_page(other.vertices) for other in paths if other is not path]
        if others:
            room += 3 * np.minimum(_least_distance(here, np.concatenate(others)), 0.15)
        if len(taken):
            away = _least_distance(here, taken)
            room += np.minimum(away, 0.8)
            if away.max() < LEAST_ROOM:
                continue
        best = int(np.argmax(room))
        ends.append(places[best])
        taken = np.vstack([taken, here[best]])
    if not ends:
        return []
    said = dict(zip(lines.levels, words, strict=True))
    return axes.clabel(lines, fmt=said, fontsize=SMALL, colors=INK, manual=ends, zorder=4)


def _least_distance(here: Vector, there: Vector) -> Vector:
    """Return how far each place is from the nearest of the others."""
    return np.hypot(*(here[:, None] - there).transpose(2, 0, 1)).min(axis=1)


def along(places: Any) -> Vector:
    """Return places on the way from each place to the next, closely one after the other."""
    places = np.reshape(places, (-1, 2))
    steps = np.arange(0, 1, 0.02)[:, None]
    ways = [a + steps * (b - a) for a, b in itertools.pairwise(places)]
    return np.concatenate([*ways, places[-1:]])


def bowl_in_3d(
    bowl: Any,
    grid: tuple[Vector, Vector, Vector],
    pairs: Mapping[str, tuple[float, float]],
    marked: Mapping[str, float],
) -> None:
    """Draw the grid of costs as a surface, with marks where the pairs are."""
    w_values, b_values, costs = grid
    # Every facet has four corners: Matplotlib pads unequal ones with whatever is in memory,
    # and warns when that overflows.
    thin = slice(None, None, 2 if len(costs) > 50 else 1)
    surface = (*np.meshgrid(w_values[thin], b_values[thin]), costs[thin, thin])
    bowl.plot_surface(
        *surface, cmap=pale(), norm=height_norm(costs), rstride=1, cstride=1,
        edgecolor="#00000030", linewidth=0.3, antialiased=True,
    )  # fmt: skip
    bowl.computed_zorder = False
    for (name, (w, b)), (colour, marker, size) in zip(pairs.items(), MARKS, strict=False):
        bowl.plot([w], [b], [marked[name]], ls="none", marker=marker, markersize=size * 0.8,
                  color=colour, markeredgecolor=INK, zorder=10)  # fmt: skip
    bowl.set(xlabel="w", ylabel="b")
    bowl.tick_params(labelsize=10, pad=0)
    bowl.locator_params(nbins=4)
    bowl.view_init(elev=32, azim=-60)
    bowl.set_box_aspect((1, 1, 0.8), zoom=0.95)


def tell_lowest(grid: tuple[Vector, Vector, Vector], cost: Label) -> str:
    """Return where the lowest place of a grid of costs is, as a sentence."""
    w_values, b_values, costs = grid
    row, column = np.unravel_index(int(np.argmin(costs)), costs.shape)
    return (
        f"The lowest place drawn is near w = {number(w_values[column], 2)}, "
        f"b = {number(b_values[row], 2)}, where J is about {cost.amount(costs.min(), 2)}."
    )


def mark_pairs(axes: Axes, pairs: Mapping[str, tuple[float, float]]) -> None:
    """Mark named pairs ``(w, b)`` on a map, each with its own shape and colour."""
    for i, (name, (w, b)) in enumerate(pairs.items()):
        axes.plot([w], [b], label=name, **mark_look(i))


def frame_map(axes: Axes, w_range: Range, b_range: Range, shape: float) -> tuple[Range, Range]:
    """Show at least these ranges, one unit of w about as long as one of b; return what is shown.

    So what goes straight downhill looks so, crossing the lines of equal height at right angles.
    ``shape`` is the width of the map over its height, give or take what the legend takes. Where a
    range would have to be widened more than threefold, the ranges are shown as they are.
    """
    widen = shape * (b_range[1] - b_range[0]) / (w_range[1] - w_range[0])
    if 1 / 3 <= widen <= 3:
        if widen > 1:
            w_range = padded(*w_range, (widen - 1) / 2)
        else:
            b_range = padded(*b_range, (1 / widen - 1) / 2)
    axes.set(xlim=w_range, ylim=b_range)
    return w_range, b_range


def steepest(x: Vector) -> float:
    """Return the greatest curvature of the bowl, the larger eigenvalue of its second derivatives.

    They are mean(x²), mean(x) and 1, whatever y, w and b are.
    """
    mean_square, mean = float(np.mean(x**2)), float(np.mean(x))
    return (mean_square + 1 + np.hypot(mean_square - 1, 2 * mean)) / 2


def mark_bottom(axes: Axes, x: Vector, y: Vector) -> tuple[float, float]:
    """Mark where the cost is least with a star, and return that place."""
    w, b = best_line(x, y)
    axes.plot([w], [b], ls="none", zorder=7, label="bottom", **(BEST | {"markersize": 14}))
    return w, b
