"""Points, a line through them, and what its slope and its intercept are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .drawn import drawn
from .labels import PENGUINS, Labels
from .parts import (
    above_and_below,
    line_ends,
    line_view,
    note_where_the_line_is,
    padded,
    scatter,
    trend,
)
from .style import GREEN, GREY, INK, LINE, POINT, VERMILLION, Look, counted, line_formula
from .values import Heights, Number, Numbers

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BESIDE: Look = {"textcoords": "offset points", "weight": "bold"}


@drawn()
def draw_points(axes: Axes, x: Numbers, y: Heights, *, units: Labels = PENGUINS) -> str:
    """Draw each pair (x, y) as a point.

    ``x`` and ``y`` have shape (m,). Raises ``ValueError`` when they do not fit each other.
    """
    scatter(axes, x, y)
    axes.set(xlim=padded(x.min(), x.max()), ylim=padded(y.min(), y.max()))
    axes.set(**units.names)
    return f"Scatter of {units.points(x, y)}{trend(x, y)}"


@drawn(legend=4)
def draw_line(
    axes: Axes, x: Numbers, y: Heights, w: Number, b: Number, *, units: Labels = PENGUINS
) -> str:
    """Draw the points and the line f(x) = w x + b, with its formula in numbers.

    ``x`` and ``y`` have shape (m,), ``w`` and ``b`` are numbers.
    """
    x_range = padded(x.min(), x.max())
    view = padded(*line_view(x_range, (y.min(), y.max()), {"line": (w, b)}))
    scatter(axes, x, y, label=counted(len(x), "point"))
    axes.plot(*line_ends(x_range, w, b), color=LINE, label=line_formula(w, b))
    axes.set(xlim=x_range, ylim=view, **units.names)
    outside = note_where_the_line_is(axes, x_range, view, w, b)
    return (
        f"The line {line_formula(w, b)} drawn through a scatter of "
        f"{units.points(x, y)} {above_and_below(x, y, w, b)}.{outside}"
    )


@drawn(legend=4)
def draw_rise_and_run(axes: Axes, w: Number, b: Number, *, units: Labels = PENGUINS) -> str:
    """Draw what slope and intercept mean: one step to the right rises by w; at x = 0 stands b."""
    left, right = -0.6, 3.1
    low, high = sorted((b + w * left, b + w * right))
    air = max(0.18 * (high - low), 0.1 * abs(b), 1e-6)
    y_range = low - air, high + air
    axes.axvline(0, color=GREY, linewidth=1.5, linestyle=":")
    axes.plot(*line_ends((left, right), w, b), color=LINE, label=line_formula(w, b))

    start, end = w + b, 2 * w + b
    axes.plot([1, 2], [start, start], color=POINT, linewidth=3)
    axes.plot([2, 2], [start, end], color=VERMILLION, linewidth=3, linestyle=(0, (3, 1.2)))
    step, rise = units.x.amount(1), units.y.amount(abs(w))
    told = f"rise w = {rise}" if w > 0 else f"fall: w = −{rise}" if w < 0 else "no rise: w = 0"
    # Words stand on the free side of the line; one that looks level has words on both.
    slant = np.sign(w) if abs(w) > 0.08 * (y_range[1] - y_range[0]) else 0
    place, align = ((0, -8), "top") if slant >= 0 else ((0, 8), "bottom")
    under: Look = {"xytext": place, "va": align, "ha": "center", "color": POINT}
    axes.annotate(f"step of {step}", (1.5, start), **under, **BESIDE)
    beside: Look = {"xytext": (10, 0 if slant else 12), "va": "center", "color": "#B04A00"}
    axes.annotate(told, (2, (start + end) / 2), **beside, **BESIDE)

    axes.plot([0], [b], "o", color=GREEN, markersize=12, markeredgecolor=INK, zorder=5)
    meets = f"intercept b = {units.y.amount(b, 4)}\nwhere x = 0"
    place, align = ((12, -10), "top") if slant > 0 else ((12, 10), "bottom")
    axes.annotate(meets, (0, b), xytext=place, va=align, color="#00664B", **BESIDE)
    axes.set(xlim=(left, right), ylim=y_range, **units.names)
    moved = f"rises by {rise}" if w > 0 else f"falls by {rise}" if w < 0 else "stays level"
    return (
        f"The line {line_formula(w, b)} with one stair drawn on it: a step of {step} to the right, "
        f"and the line {moved}. At x = 0 the line stands at b = {units.y.amount(b, 4)}."
    )
