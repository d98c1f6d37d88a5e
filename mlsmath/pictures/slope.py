"""The slope of a curve: its tangent, its secants, and the chord that tells whether it is convex."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from mlsmath.derivatives import numerical_derivative

from .arguments import Called, Ends, Function, Number, Vector, as_range
from .bindings import Control, affine, choice, table
from .drawn import by_hand, drawn
from .labels import OVER_SLOPE, X_AXIS, Label, Labels
from .layout import Range, mark_look, note, padded
from .learner_code import LearnerError, value_at, values_along
from .marks import Dots, Item, Line, Sticks, Text
from .null_figure import Axes
from .scene import Grip, Scene, round_down
from .style import GREEN, INK, LINE, MARKS, POINT, SKY, VERMILLION, Look, new_figure, number

F_OVER_X = Labels(X_AXIS, Label("f(x)"))
SHARES = (1, 0.7, 0.5, 0.3, 0.2, 0.15, 0.1, 0.07, 0.05, 0.03, 0.02, 0.01, 0.001)


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
    window = _window(x_range, [x] if h is None else [x, x + h], max(1.0, abs(x)))
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
    window = _window(x_range, [a, b], 0.25 * (b - a))
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


def _window(given: Any, places: list[float], reach: float) -> Range:
    """Return the range of x to draw: the given one, or the places with ``reach`` on both sides."""
    low, high = min(places), max(places)
    if given is None:
        reach = max(reach, 0.25 * (high - low))
        return low - reach, high + reach
    window = as_range("x_range", given)
    if not (window[0] <= low and high <= window[1]):
        raise ValueError(
            f"x_range must hold {' and '.join(number(place) for place in places)}, "
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


@by_hand
def tangent_by_hand(
    f: Called, x: Number, h: Number | None = None, *, x_range: Ends, units: Labels = OVER_SLOPE
) -> Scene:
    """Let the learner travel along the curve of f, and make the step h of a secant smaller.

    ``f`` takes one number and gives one. The tangent touches the curve at x; the secant goes
    through x and x + h, with the slope (f(x + h) − f(x)) / h. The values are read and set as
    ``.x`` and ``.h``. Without a kernel it shows one still picture.
    """
    window = x_range
    if not window[0] <= x <= window[1]:
        raise ValueError(
            f"x must be within x_range, from {number(window[0])} to {number(window[1])}, "
            f"but it is {number(x)}."
        )
    longest = round_down((window[1] - window[0]) / 2)
    steps = [float(f"{share * longest:.3g}") for share in SHARES]
    if h is None:  # the longest but two, or less where it would lead out of the picture
        h = next((step for step in steps[2:] if x + step <= window[1]), steps[2])
    if h <= 0:
        raise ValueError(f"h must be above 0, but it is {number(h)}: take 0.1, for example.")
    symbol, height = units.x.symbol or "x", units.y.symbol or units.y.quantity
    across, up = units.x, units.y
    step = round_down((window[1] - window[0]) / 200)
    controls = (
        Control("x", f"place {Label(symbol, across.unit)}", *window, step, x),
        choice("h", str(Label("step h", across.unit)), steps, h),
    )
    trouble = ""
    try:
        value_at(f, x, symbol)
    except LearnerError as error:
        trouble = str(error)

    figure = new_figure(height=4.8)
    axes = figure.subplots()
    places = np.linspace(*window, 301)
    curve = np.full(301, np.nan) if trouble else values_along(f, places, symbol)
    axes.plot(places, curve, color=POINT, label=up.quantity)
    reach = (0.0, 1.0) if trouble else (float(np.nanmin(curve)), float(np.nanmax(curve)))
    axes.set(xlim=window, ylim=padded(*reach, 0.12), **units.names)
    if trouble:
        note(axes, trouble, "middle", 34)

    @lru_cache(maxsize=10_000)
    def value(place: float) -> float:
        return np.nan if trouble else float(values_along(f, np.array([place]), symbol)[0])

    def tangent_slope(x: float) -> float:
        tiny = 1e-5 * max(1.0, abs(x))
        return (value(x + tiny) - value(x - tiny)) / (2 * tiny)

    def secant_slope(x: float, h: float) -> float:
        return (value(x + h) - value(x)) / h

    ends = np.array(window)
    here = table(lambda x: value(x), "x", each=True)
    there = table(lambda x, h: value(x + h), "x", "h", each=True)
    tangent = table(lambda x: value(x) + tangent_slope(x) * (ends - x), "x", each=True)
    secant = table(lambda x, h: value(x) + secant_slope(x, h) * (ends - x), "x", "h", each=True)
    place, beyond = affine(lambda x: x), table(lambda x, h: x + h, "x", "h")
    (colour, marker, size), (second, other, other_size) = MARKS[:2]
    rate = units.rate
    items: list[Item] = [
        Line(axes, ends, tangent, color=LINE, width=2, label="tangent"),
        Line(axes, ends, secant, color=VERMILLION, width=2, dash="--", label="secant"),
        Sticks(axes, place, here, beyond, here, color=GREEN, width=3, dash=":", label="run h"),
        Sticks(axes, beyond, here, beyond, there, color=GREEN, width=3, dash=(3, 1.2),
               label="rise"),
        Dots(axes, beyond, there, color=second, marker=other, size=other_size, edge=INK,
             edge_width=1.3, held=True),
        Dots(axes, place, here, color=colour, marker=marker, size=size, edge=INK, edge_width=1.3,
             held=True),
        Text(axes, "title",
             f"slope of the secant:  rise / h = {{secant:4}} {rate.unit}".rstrip()
             + f"\nslope of the tangent at {symbol} = {{x}}:  {{tangent:4}} {rate.unit}".rstrip(),
             {"secant": table(secant_slope, "x", "h", each=True), "x": place,
              "tangent": table(tangent_slope, "x", each=True)}, lines=2),
    ]  # fmt: skip

    def tell(x: float, h: float) -> str:
        if trouble:
            return trouble
        return (
            f"{_tell_curve(window, units)}. At {symbol} = {number(x)}, {height} = "
            f"{up.amount(value(x))}, the tangent has the slope "
            f"{rate.amount(tangent_slope(x), 4)}. The secant over the step h = "
            f"{across.amount(h)} rises by {up.amount(value(x + h) - value(x))} and has the slope "
            f"{rate.amount(secant_slope(x, h), 4)}."
        )

    return Scene(
        figure, controls, items, tell=tell, grips=(Grip(axes, {"x": lambda px: px}),), play="h",
        down=True, legend=5, trouble=trouble,
    )  # fmt: skip
