"""The parts that pictures share: points, lines, error sticks, and the map of the cost."""

from __future__ import annotations

import itertools
import textwrap
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from .labels import Label
from .picture import Picture
from .style import (
    ABOVE,
    BELOW,
    GREY,
    INK,
    MARKS,
    POINT,
    Look,
    counted,
    new_figure,
    number,
)
from .unseen import Unseen
from .values import ComputeCost, Vector, cost_grid

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Range = tuple[float, float]
LEAST_ROOM = 0.16  # inches between words on a map and what else is drawn there


def padded(low: float, high: float, share: float = 0.06) -> Range:
    """Return the range with some air on both sides, never empty."""
    span = high - low
    air = share * span if span > 0 else max(abs(high) * 0.1, 0.5)
    return low - air, high + air


def line_view(
    x_range: Range, y_range: Range, lines: Mapping[str, tuple[float, float]], reach: float = 0.6
) -> Range:
    """Return the y range that shows the data, and the lines as far as ``reach`` data spans off."""
    low, high = y_range
    span = (high - low) or max(abs(high) * 0.5, 1.0)
    ends = [w * x + b for w, b in lines.values() for x in x_range]
    bottom = max(min([low, *ends]), low - reach * span)
    top = min(max([high, *ends]), high + reach * span)
    return bottom, top


def halo() -> list[Any]:
    """Return the path effects of a line with white behind it, to be seen among points."""
    from matplotlib.patheffects import Normal, Stroke

    return [Stroke(linewidth=5, foreground="white", alpha=0.8), Normal()]


def scatter(
    axes: Axes,
    x: Vector,
    y: Vector,
    label: str | None = None,
    color: str = POINT,
    marker: str = "o",
) -> None:
    """Draw the points as they were measured."""
    size = 8.0 if len(x) <= 30 else 5.5
    axes.plot(
        x,
        y,
        ls="none",
        marker=marker,
        color=color,
        markersize=size,
        markeredgecolor="white",
        markeredgewidth=0.5,
        alpha=0.8,
        label=label,
    )


def line_ends(x_range: Range, w: float, b: float) -> tuple[Vector, Vector]:
    """Return the two ends of the line over a range of x."""
    ends = np.array(x_range)
    return ends, w * ends + b


def heights_over_line(x: Vector, y: Vector, w: float, b: float) -> Vector:
    """Return y − (w x + b), where what is less than rounding counts as zero."""
    over = y - (w * x + b)
    return np.where(np.abs(over) <= 1e-9 * np.maximum(1, np.abs(y)), 0.0, over)


def stick_segments(x: Vector, y: Vector, w: float, b: float) -> tuple[Vector, Vector]:
    """Return the sticks from point to line, above and below it, each of shape (k, 2, 2)."""
    on_line = w * x + b
    sticks = np.stack([np.column_stack([x, y]), np.column_stack([x, on_line])], axis=1)
    over = heights_over_line(x, y, w, b)
    return sticks[over > 0], sticks[over < 0]


def error_sticks(
    axes: Axes, x: Vector, y: Vector, w: float, b: float, labels: bool, some_on: bool
) -> None:
    """Draw error sticks with their points, told apart by colour, by marker and by dashes."""
    from matplotlib.collections import LineCollection

    width, size = (2.0, 8.0) if len(x) <= 30 else (1.0, 4.5)
    look: Look = {"markersize": size, "markeredgecolor": "white", "markeredgewidth": 0.4}
    sides = zip(
        stick_segments(x, y, w, b),
        (("above", ABOVE, "o", "-", "solid"), ("below", BELOW, "s", "--", (0, (3, 2)))),
        strict=True,
    )
    for sticks, (side, colour, marker, style, dashes) in sides:
        drawn = LineCollection(
            list(sticks), colors=colour, linewidths=width, linestyles=dashes, zorder=1.5
        )
        axes.add_collection(drawn, autolim=False)
        # A row of NaN between two points keeps the legend's stick but joins no points.
        ends = np.full((2 * len(sticks), 2), np.nan)
        ends[::2] = sticks[:, 0]
        label = f"point {side} the line" if labels else None
        axes.plot(*ends.T, marker=marker, color=colour, ls=style, lw=width, label=label, **look)
    on = heights_over_line(x, y, w, b) == 0
    label = "point on the line" if labels and some_on else None
    axes.plot(x[on], y[on], "D", color=POINT, label=label, **look)


def above_and_below(x: Vector, y: Vector, w: float, b: float) -> str:
    """Return how many points lie above and below the line, as a sentence."""
    over = heights_over_line(x, y, w, b)
    above, below = int(np.sum(over > 0)), int(np.sum(over < 0))
    sentence = f"{counted(above, 'point')} above the line, {below} below"
    on = len(x) - above - below
    return f"{sentence}, {on} on it" if on else sentence


def where_the_line_is(x_range: Range, view: Range, w: float, b: float) -> str:
    """Return a note when no part of the line is in view, else an empty string."""
    ends = [w * x + b for x in x_range]
    if min(ends) > view[1]:
        return "↑ The line is above this picture."
    if max(ends) < view[0]:
        return "↓ The line is below this picture."
    return ""


def note_where_the_line_is(
    axes: Axes, x_range: Range, view: Range, w: float, b: float, narrow: bool = False
) -> str:
    """Write a note when no part of the line is in view, and return it as a sentence."""
    outside = where_the_line_is(x_range, view, w, b)
    if not outside:
        return ""
    words = outside.replace(" this", "\nthis") if narrow else outside
    note(axes, words, "bottom" if "below" in outside else "top")
    return f" {outside[2:]}"


def note(axes: Axes, text: str, place: str = "top") -> Any:
    """Write a note at the top, the middle or the bottom of the axes."""
    height = {"top": 0.97, "middle": 0.5, "bottom": 0.03}[place]
    align = {"top": "top", "middle": "center", "bottom": "bottom"}[place]
    return axes.text(
        0.5, height, text, transform=axes.transAxes, ha="center", va=align, color=INK,
        wrap=True, zorder=10,
        bbox={"facecolor": "white", "edgecolor": GREY, "boxstyle": "round,pad=0.4"},
    )  # fmt: skip


def wrapped(text: str, width: int) -> str:
    """Return the text in lines of at most ``width`` letters, its own line breaks kept."""
    return "\n".join(textwrap.fill(line, width) for line in text.split("\n"))


def across_for_up(axes: Axes) -> float:
    """Return how far across is as long on the page as one unit up, when all is laid out."""
    (_, _, width, height), size = axes.get_position().bounds, figure_size(axes)
    spans = np.ptp(axes.get_xlim()), np.ptp(axes.get_ylim())
    return float(spans[0] / (width * size[0]) * (height * size[1]) / spans[1])


def figure_size(axes: Axes) -> Vector:
    """Return the width and the height of the figure, in inches."""
    return np.array(axes.figure.bbox_inches.size)  # type: ignore[union-attr]


def legend_on_top(axes: Axes, columns: int = 4) -> None:
    """Write the legend above the axes, where it hides no point."""
    figure = axes.figure
    figure.legend(*axes.get_legend_handles_labels(), loc="outside upper center", ncols=columns)


def shared_labels(figure: Figure, panels: Any, xlabel: str, ylabel: str) -> None:
    """Label the panels together where there are several, so that the words fit."""
    panels[0].set_ylabel(ylabel)
    if len(panels) == 1:
        panels[0].set_xlabel(xlabel)
    else:
        figure.supxlabel(xlabel, fontsize="medium")


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


def pale(name: str = "YlGnBu") -> Any:
    """Return a colour map pale enough for dark lines, labels and markers on it."""
    import matplotlib
    from matplotlib.colors import ListedColormap

    colours = matplotlib.colormaps[name](np.linspace(0.05, 0.72, 256))
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


def label_lines(axes: Axes, lines: Any, words: list[str], clear_of: Any = ()) -> list[Any]:
    """Write its words on each line of equal height, once, where there is most room; return them.

    Room is the distance on the page to the places ``clear_of``, shape (k, 2), to the words written
    before, and to the next line; where the first two are missing the line goes without words.
    """
    if isinstance(axes, Unseen):
        return []
    low, high = np.array([axes.get_xlim(), axes.get_ylim()]).T
    size = np.array(axes.get_position().size) * figure_size(axes)

    def on_page(places: Any) -> Vector:
        return (np.reshape(places, (-1, 2)) - low) / (high - low) * size

    taken, paths = on_page(clear_of), lines.get_paths()
    ends, written = [], {}
    for level, path, text in zip(lines.levels, paths, words, strict=True):
        places = path.vertices
        here, margin = on_page(places), [0.15 + 0.04 * len(text), 0.25]
        inside = np.all((here > margin) & (here < size - margin), axis=1)
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
        written[level] = text
        taken = np.vstack([taken, here[best]])
    if not ends:
        return []
    return axes.clabel(
        lines, list(written), fmt=written, fontsize=10, colors=INK, manual=ends, zorder=4
    )


def _least_distance(here: Vector, there: Vector) -> Vector:
    """Return how far each place is from the nearest of the others."""
    return np.hypot(*(here[:, None] - there).transpose(2, 0, 1)).min(axis=1)


def along(places: Any, share: float = 0.02) -> Vector:
    """Return places on the way from each place to the next, closely one after the other."""
    places = np.reshape(places, (-1, 2))
    steps = np.arange(0, 1, share)[:, None]
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
    for i, (name, (w, b)) in enumerate(pairs.items()):
        colour, marker, size = MARKS[i % len(MARKS)]
        bowl.plot([w], [b], [marked[name]], ls="none", marker=marker, markersize=size * 0.8,
                  color=colour, markeredgecolor=INK, zorder=10)  # fmt: skip
    bowl.set_xlabel("w")
    bowl.set_ylabel("b")
    bowl.tick_params(labelsize=9, pad=0)
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


def cell(
    axes: Axes, left: float, top: float, wide: float, high: float, text: str, colour: str | None
) -> Any:
    """Draw one cell of a table: a box with its text, coloured or white; return the text."""
    from matplotlib.patches import Rectangle

    axes.add_patch(
        Rectangle((left, -top - high), wide, high, facecolor="white", edgecolor=GREY, linewidth=1)
    )
    if colour:
        axes.add_patch(Rectangle((left, -top - high), wide, high, facecolor=colour, alpha=0.4))
    return axes.text(left + wide / 2, -top - high / 2, text, ha="center", va="center")


def mark_pairs(axes: Axes, pairs: Mapping[str, tuple[float, float]]) -> None:
    """Mark named pairs ``(w, b)`` on a map, each with its own shape and colour."""
    for i, (name, (w, b)) in enumerate(pairs.items()):
        axes.plot([w], [b], label=name, **mark_look(i))


def mark_look(i: int) -> Look:
    """Return how the mark of the thing that is named as number ``i`` looks."""
    colour, marker, size = MARKS[i % len(MARKS)]
    return {"ls": "none", "marker": marker, "markersize": size, "color": colour,
            "markeredgecolor": INK, "markeredgewidth": 1.3, "zorder": 5}  # fmt: skip


def picture_in_words(sentence: str) -> Picture:
    """Return a picture that holds one sentence, for when there is nothing else to draw."""
    figure = new_figure(height=1.6)
    axes = figure.subplots()
    axes.set_axis_off()
    note(axes, wrapped(sentence, 72), "middle")
    return Picture(figure, sentence)


def trend(x: Vector, y: Vector) -> str:
    """Return whether the points rise or fall from left to right, as a sentence."""
    if len(x) < 3 or x.min() == x.max() or y.min() == y.max():
        return ""
    r = float(np.corrcoef(x, y)[0, 1])
    if r > 0.3:
        return " They rise from left to right."
    if r < -0.3:
        return " They fall from left to right."
    return " They neither rise nor fall from left to right."
