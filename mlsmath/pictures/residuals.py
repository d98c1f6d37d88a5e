"""The errors of a line: as sticks, as squares, and beside those of the mean."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from .arguments import Array, Heights, Number, Numbers, Vector, as_lines
from .drawn import drawn
from .labels import PENGUINS, Labels
from .layout import Range, legend_on_top, padded, shared_labels
from .null_figure import Axes, Figure
from .points import (
    above_and_below,
    error_sticks,
    heights_over_line,
    line_ends,
    line_view,
    note_where_the_line_is,
)
from .style import ABOVE, BELOW, LINE, SMALL, Look, counted, line_formula, number

MOST_SQUARES = 12
MOST_PANELS = 3
Lines = Mapping[str, tuple[float, float]]


@drawn(height=4.4)
def draw_sticks(
    figure: Figure,
    x: Numbers,
    y: Heights,
    lines: Mapping[str, tuple[float, float]],
    *,
    units: Labels = PENGUINS,
) -> str:
    """Draw the error sticks of at most three lines, a panel each.

    ``lines`` maps a name to ``(w, b)``. A stick goes from each point (x, y) to the line,
    so its length is |w x + b − y|.
    """
    lines = as_lines("lines", lines, MOST_PANELS)
    view = padded(*line_view(padded(x.min(), x.max()), (y.min(), y.max()), lines))
    titles = {f"{name}\n{line_formula(*line)}": line for name, line in lines.items()}
    _stick_panels(figure, x, y, titles, view, "line", units)
    told = [
        f"{name}, {line_formula(w, b)}: {above_and_below(x, y, w, b)}, sticks "
        f"{units.y.amount(float(np.mean(np.abs(w * x + b - y))))} long on average."
        for name, (w, b) in lines.items()
    ]
    return (
        f"Error sticks from {counted(len(x), 'point')} to "
        f"{counted(len(lines), 'line')}. {' '.join(told)}"
    )


def _stick_panels(
    figure: Figure, x: Vector, y: Vector, lines: Lines, view: Range, label: str, units: Labels
) -> None:
    """Draw the error sticks of each line in a panel, under its title."""
    panels = figure.subplots(1, len(lines), sharey=True, squeeze=False)[0]
    x_range, some_on = padded(x.min(), x.max()), _some_on(x, y, *lines.values())
    for axes, (title, line) in zip(panels, lines.items(), strict=True):
        first = axes is panels[0]
        error_sticks(axes, x, y, *line, first, some_on)
        axes.plot(*line_ends(x_range, *line), color=LINE, label=label if first else None)
        axes.set(xlim=x_range, ylim=view, title=title)
        note_where_the_line_is(axes, x_range, view, *line, narrow=True)
    shared_labels(figure, panels, **units.names)
    legend_on_top(panels[0], 2 if some_on else 4)


def _some_on(x: Vector, y: Vector, *lines: tuple[float, float]) -> bool:
    """Return whether a point lies on one of the lines."""
    return any(bool(np.any(heights_over_line(x, y, *line) == 0)) for line in lines)


@drawn(height=4.6)
def draw_baseline(
    figure: Figure, x: Numbers, y: Heights, w: Number, b: Number, *, units: Labels = PENGUINS
) -> str:
    """Draw the error sticks of the flat line at the mean of y, and of the line w x + b.

    Each panel has its cost, half the mean of the squared sticks, and R² = 1 − J / J of the mean,
    where y is not the same everywhere.
    """
    mean = float(np.mean(y))
    lines = {"the mean": (0.0, mean), "the line": (w, b)}
    costs = {name: float(np.mean((a * x + c - y) ** 2)) / 2 for name, (a, c) in lines.items()}
    heights = np.concatenate([y, *(a * x + c for a, c in lines.values())])
    amount = units.cost.amount
    shares = {name: _share_saved(cost, costs["the mean"]) for name, cost in costs.items()}
    titles = {
        f"{name}\ncost {amount(costs[name])}\n{shares[name]}": line for name, line in lines.items()
    }
    view = padded(heights.min(), heights.max())
    _stick_panels(figure, x, y, titles, view, "prediction", units)
    return (
        f"Error sticks from {counted(len(x), 'point')}, in two panels. Left, to the flat line at "
        f"the mean {number(mean)}: cost {amount(costs['the mean'])}. Right, to the line "
        f"{line_formula(w, b)}: cost {amount(costs['the line'])}. There {shares['the line']}."
    )


def _share_saved(cost: float, cost_of_mean: float) -> str:
    """Return R² in words, also where the mean leaves no error that could be saved."""
    return f"R² = {number(1 - cost / cost_of_mean)}" if cost_of_mean > 0 else "no R²: all y equal"


@drawn()
def draw_squares(
    figure: Figure, x: Numbers, y: Heights, w: Number, b: Number, *, units: Labels = PENGUINS
) -> str:
    """Draw the squared errors of at most 12 points as squares standing on the error sticks.

    The area of each is (w x + b − y)², and squares look square whatever the units.
    """
    from matplotlib.patches import Rectangle

    if len(x) > MOST_SQUARES:
        raise ValueError(
            f"draw_squares is readable with at most {MOST_SQUARES} points, but x and y have "
            f"{len(x)}. Take a few of them, such as x[:8] and y[:8]."
        )
    errors = w * x + b - y
    corners, stretch = _square_corners(x, y, errors, w)
    left = min(x.min(), corners[:, 0].min())
    right = max(x.max(), (corners[:, 0] + corners[:, 2]).max())
    x_range = padded(left, right)
    view = padded(min(y.min(), (w * x + b).min()), max(y.max(), (w * x + b).max()), 0.1)
    shape = stretch * (view[1] - view[0]) / (x_range[1] - x_range[0])
    some_on = _some_on(x, y, (w, b))
    rest = 1.7 if some_on else 1.4  # inches for the words around the axes
    figure.set_figheight(float(np.clip(6.0 * shape + rest, 3.2, 7.4)))
    axes = figure.subplots()
    for error, (x0, y0, width, height) in zip(errors, corners, strict=True):
        colour, dashes = (ABOVE, "solid") if error < 0 else (BELOW, (0, (3, 2)))
        box = {"xy": (x0, y0), "width": width, "height": height, "zorder": 1}
        axes.add_patch(Rectangle(**box, facecolor=colour, alpha=0.2))
        axes.add_patch(Rectangle(**box, fill=False, edgecolor=colour, lw=1.2, ls=dashes))
    above = errors < 0
    room = (x_range[1] - x_range[0]) / 14
    _write_areas(axes, corners, above == (w >= 0), above, room)
    error_sticks(axes, x, y, w, b, True, some_on)
    axes.plot(*line_ends(x_range, w, b), color=LINE, label=line_formula(w, b))
    axes.set(xlim=x_range, ylim=view, **units.names)
    axes.set_aspect(stretch, adjustable="box")
    area = units.cost
    total = area.amount(float(np.sum(errors**2)))
    areas_in = f"areas in {area.unit}, " if area.unit else ""
    axes.set_title(f"{areas_in}all squares together: {total}")
    legend_on_top(axes, 2 if some_on else 4)
    areas = "; ".join(number(error**2) for error in errors)
    return (
        f"The line {line_formula(w, b)} and {counted(len(x), 'point')}, each with a square "
        f"whose side is its error stick. Areas in {area.unit or 'squared units'}: {areas}. "
        f"All together: {total}."
    )


def _write_areas(axes: Axes, corners: Vector, leftwards: Array, above: Array, room: float) -> None:
    """Write its area into the outer corner of each square with room, or else just beyond it.

    Where a number would lie on another square, or on another number, it is left out.
    """
    written: list[Vector] = []
    for i in np.argsort(-corners[:, 3], kind="stable"):
        x0, y0, width, height = corners[i]
        if width < room:
            return
        line_height = height / width * room / 2
        left = x0 if leftwards[i] else x0 + width - room
        edge = y0 + height if above[i] else y0
        for bottom in (edge, edge - line_height)[:: -1 if above[i] else 1]:
            box = np.array([left, bottom, room, line_height])
            others = np.array([*np.delete(corners, i, axis=0), *written]).reshape(-1, 4)
            if not _meets(box, others):
                written.append(box)
                across, up = box[:2] + box[2:] / 2
                middle: Look = {"ha": "center", "va": "center", "zorder": 6}
                axes.text(across, up, number(height**2, 2), fontsize=SMALL, **middle)
                break


def _meets(box: Vector, others: Vector) -> bool:
    """Return whether a box, given as (left, bottom, width, height), lies on one of others."""
    apart = np.abs(2 * (others[:, :2] - box[:2]) + others[:, 2:] - box[2:])
    return bool(np.any(np.all(apart < others[:, 2:] + box[2:], axis=1)))


def _square_corners(x: Vector, y: Vector, errors: Vector, w: float) -> tuple[Vector, float]:
    """Return each square as (left, bottom, width, height) in data units, and the aspect.

    Squares stand beside the stick on the side away from the line. One unit up looks as long as
    one unit across where that gives a picture of sensible shape.
    """
    sides = np.abs(errors)
    x_span = float(np.ptp(x)) or 1.0
    y_span = float(np.ptp(np.concatenate([y, y + errors]))) or 1.0
    stretch = 1.0
    if not 0.2 <= y_span / (x_span + sides.max()) <= 1.7:
        stretch = 0.6 * x_span / y_span
    leftwards = (errors < 0) == (w >= 0)
    widths = sides * stretch
    lefts = np.where(leftwards, x - widths, x)
    bottoms = np.minimum(y, y + errors)
    return np.column_stack([lefts, bottoms, widths, sides]), stretch
