"""The slope of a curve: its tangent, its secants, and the chord that tells whether it is convex."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from mlsmath.derivatives import numerical_derivative

from .drawn import drawn
from .labels import OVER_SLOPE, Label, Labels
from .parts import Range, mark_look, padded
from .style import GREEN, LINE, POINT, SKY, VERMILLION, Look, number
from .values import Called, Function, Number, Vector, as_range, value_at, values_along

if TYPE_CHECKING:
    from matplotlib.axes import Axes

F_OVER_X = Labels(Label("x"), Label("f(x)"))


@drawn(height=4.6, legend=2)
def draw_tangent(
    axes: Axes,
    f: Called,
    x: Number,
    h: Number | None = None,
    *,
    x_range: tuple[float, float] | None = None,
    units: Labels = OVER_SLOPE,
) -> str:
    """Draw the curve of f with its tangent at x, or with its secant through x and x + h.

    The slope of the tangent is measured over a tiny step to both sides, that of the secant is
    (f(x + h) − f(x)) / h. ``f`` takes one number and gives one. If it fails, the picture says
    how, in words.
    """
    if h == 0:
        raise ValueError("h must not be 0, for the slope divides by it: take 0.1, for example.")
    window = _window("x_range", x_range, [x] if h is None else [x, x + h], max(1.0, abs(x)))
    symbol, height = units.x.symbol or "x", units.y.symbol or units.y.quantity
    y = value_at(f, x, symbol)
    if h is None:
        near = numerical_derivative(lambda at: value_at(f, float(np.asarray(at)), symbol), x)
        slope = float(near)
    else:
        end = value_at(f, x + h, symbol)
        slope = (end - y) / h
    _draw_curve(axes, f, window, symbol, units.y.quantity)
    told_slope = units.rate.amount(slope)
    ends = np.array(window)
    look: Look = {"linewidth": 2, "zorder": 3}
    here = f"{symbol} = {number(x)}, {height} = {units.y.amount(y)}"
    axes.plot([x], [y], label=here, **mark_look(0))
    if h is None:
        label = f"tangent: slope {told_slope}"
        axes.plot(ends, y + slope * (ends - x), color=LINE, label=label, **look)
        told = f"At {here}. The tangent there {_runs(slope)} with the slope {told_slope}."
    else:
        there = f"{symbol} = {number(x + h)}, {height} = {units.y.amount(end)}"
        axes.plot([x + h], [end], label=there, **mark_look(1))
        label = f"secant: slope = rise / h = {number(slope)}"
        axes.plot(ends, y + slope * (ends - x), color=VERMILLION, ls="--", label=label, **look)
        run, rise = units.x.amount(h), units.y.amount(end - y)
        axes.plot([x, x + h], [y, y], color=GREEN, lw=3, ls=":", label=f"run h = {run}")
        axes.plot([x + h, x + h], [y, end], color=GREEN, lw=3, ls=(0, (3, 1.2)),
                  label=f"rise = {rise}")  # fmt: skip
        told = (
            f"The secant goes through {here} and {there}: run {run}, rise {rise}, "
            f"so the slope {told_slope}."
        )
    axes.set(xlim=window, **units.names)
    return f"{_tell_curve(window, units)}. {told}"


@drawn(height=4.6, legend=2)
def draw_chord(
    axes: Axes,
    f: Called,
    a: Number,
    b: Number,
    *,
    x_range: tuple[float, float] | None = None,
    units: Labels = F_OVER_X,
) -> str:
    """Draw the curve of f and the straight chord from (a, f(a)) to (b, f(b)).

    The picture says whether the curve stays below the chord in between, as it does for every
    pair a, b when f is convex. ``f`` takes one number and gives one.
    """
    if a == b:
        raise ValueError(f"a and b must be two different numbers, but both are {number(a)}.")
    a, b = min(a, b), max(a, b)
    window = _window("x_range", x_range, [a, b], 0.25 * (b - a))
    symbol, height = units.x.symbol or "x", units.y.symbol or units.y.quantity
    between = np.linspace(a, b, 401)
    curve = np.array([value_at(f, place, symbol) for place in between])
    ends = curve[[0, -1]]
    chord = np.interp(between, [a, b], ends)
    rounding = 1e-9 * float(np.abs(curve).max())
    above, below = curve - chord > rounding, chord - curve > rounding
    where = _where_the_curve_is(above, below)
    _draw_curve(axes, f, window, symbol, units.y.quantity)
    if below.any():
        axes.fill_between(between, curve, chord, where=below, color=SKY, alpha=0.35, lw=0,
                          label="curve below the chord")  # fmt: skip
    if above.any():
        axes.fill_between(between, curve, chord, where=above, facecolor="none", hatch="//",
                          edgecolor=VERMILLION, lw=0, label="curve above the chord")  # fmt: skip
    axes.plot([a, b], ends, color=LINE, ls="--", lw=2, zorder=3,
              label=f"chord: the curve {where}")  # fmt: skip
    for i, (place, value) in enumerate(zip((a, b), ends, strict=True)):
        there = f"{symbol} = {number(place)}, {height} = {units.y.amount(value)}"
        axes.plot([place], [value], label=there, **mark_look(i))
    axes.set(xlim=window, **units.names)
    return (
        f"{_tell_curve(window, units)}, and the chord from {symbol} = {number(a)}, "
        f"{height} = {number(ends[0])} to {symbol} = {number(b)}, {height} = {number(ends[1])}. "
        f"Between them the curve {where}."
    )


def _where_the_curve_is(above: Vector, below: Vector) -> str:
    if not above.any():
        return "stays below it" if below.any() else "lies on it"
    return "is partly above it, partly below" if below.any() else "stays above it"


def _window(name: str, given: Any, places: list[float], reach: float) -> Range:
    """Return the range of x to draw: the given one, or the places with ``reach`` on both sides."""
    low, high = min(places), max(places)
    if given is None:
        reach = max(reach, 0.25 * (high - low))
        return low - reach, high + reach
    window = as_range(name, given)
    if not (window[0] <= low and high <= window[1]):
        raise ValueError(
            f"{name} must hold {' and '.join(number(place) for place in places)}, "
            f"but it goes from {number(window[0])} to {number(window[1])}."
        )
    return window


def _draw_curve(axes: Axes, f: Function, window: Range, symbol: str, label: str) -> None:
    """Draw the curve of f over the window, and show all of it and nothing more."""
    x_values = np.linspace(*window, 301)
    heights = values_along(f, x_values, symbol)
    axes.plot(x_values, heights, color=POINT, label=label)
    axes.set_ylim(*padded(float(np.nanmin(heights)), float(np.nanmax(heights)), 0.1))


def _runs(slope: float) -> str:
    return "rises" if slope > 0 else "falls" if slope < 0 else "runs level"


def _tell_curve(window: Range, units: Labels) -> str:
    return (
        f"Curve of {units.y.quantity} against {units.x.quantity} from {number(window[0])} to "
        f"{units.x.amount(window[1])}"
    )
