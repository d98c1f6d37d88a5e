"""Points, the line through them, and the sticks between."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from .arguments import Vector
from .layout import Range, note
from .null_figure import Axes
from .style import ABOVE, BELOW, POINT, Look, counted


def line_view(x_range: Range, y_range: Range, lines: Mapping[str, tuple[float, float]]) -> Range:
    """Return the y range that shows the data, and the lines as far as 0.6 data spans off."""
    low, high = y_range
    span = (high - low) or max(abs(high) * 0.5, 1.0)
    ends = [w * x + b for w, b in lines.values() for x in x_range]
    bottom = max(min([low, *ends]), low - 0.6 * span)
    top = min(max([high, *ends]), high + 0.6 * span)
    return bottom, top


def scatter(
    axes: Axes,
    x: Vector,
    y: Vector,
    label: str | None = None,
    color: str = POINT,
    marker: str = "o",
) -> None:
    """Draw the points as they were measured."""
    axes.plot(
        x,
        y,
        ls="none",
        marker=marker,
        color=color,
        markersize=size_of(x),
        markeredgecolor="white",
        markeredgewidth=0.5,
        label=label,
    )


def size_of(x: Vector) -> float:
    """Return the size of the mark of one point among these."""
    return 8.0 if len(x) <= 30 else 5.5


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
