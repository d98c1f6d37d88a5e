"""The tangent that travels along a curve, and the secant over a step h that closes in on it."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from .follow import affine, table
from .items import Dots, Item, Line, Sticks, Text
from .moving import Control, Grip, Range, Scene, round_down
from .parts import note, padded, slope_unit_of, symbol_of, wrapped
from .style import (
    GREEN,
    INK,
    LINE,
    MARKS,
    POINT,
    VERMILLION,
    in_style,
    named,
    new_figure,
    number,
    quantity,
    unit,
    with_unit,
)
from .values import (
    Function,
    LearnerError,
    as_function,
    as_number,
    as_range,
    value_at,
    values_along,
)

SHARES = (1, 0.7, 0.5, 0.3, 0.2, 0.15, 0.1, 0.07, 0.05, 0.03, 0.02, 0.01, 0.001)


@in_style()
def tangent_scene(
    f: Function, x: float, h: float | None, x_range: Range, xlabel: str, ylabel: str
) -> Scene:
    """Return a curve that stays, and its tangent and its secant that move along it."""
    f, x, window = as_function("f", f), as_number("x", x), as_range("x_range", x_range)
    if not window[0] <= x <= window[1]:
        raise ValueError(
            f"x must be within x_range, from {number(window[0])} to {number(window[1])}, "
            f"but it is {number(x)}."
        )
    longest = round_down((window[1] - window[0]) / 2)
    steps = [float(f"{share * longest:.3g}") for share in SHARES]
    if h is None:  # the longest but two, or less where it would lead out of the picture
        h = next((step for step in steps[2:] if x + step <= window[1]), steps[2])
    h = as_number("h", h)
    if h <= 0:
        raise ValueError(f"h must be above 0, but it is {number(h)}: take 0.1, for example.")
    steps = tuple(sorted({*steps, h}))
    symbol, height = symbol_of(xlabel, "x"), symbol_of(ylabel, quantity(ylabel))
    across = unit(xlabel)
    step = round_down((window[1] - window[0]) / 200)
    controls = (
        Control("x", f"place {named(symbol, across)}", *window, step, x),
        Control("h", named("step h", across), steps[0], steps[-1], 0, h, steps),
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
    axes.plot(places, curve, color=POINT, label=quantity(ylabel))
    reach = (0.0, 1.0) if trouble else (float(np.nanmin(curve)), float(np.nanmax(curve)))
    axes.set(xlim=window, ylim=padded(*reach, 0.12), xlabel=xlabel, ylabel=ylabel)
    if trouble:
        note(axes, wrapped(trouble, 34), "middle")

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
    slope_unit = slope_unit_of(xlabel, ylabel)
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
             f"slope of the secant:  rise / h = {{secant:4}} {slope_unit}".rstrip()
             + f"\nslope of the tangent at {symbol} = {{x}}:  {{tangent:4}} {slope_unit}".rstrip(),
             {"secant": table(secant_slope, "x", "h", each=True), "x": place,
              "tangent": table(tangent_slope, "x", each=True)}, lines=2),
    ]  # fmt: skip

    def tell(x: float, h: float) -> str:
        if trouble:
            return trouble
        up = unit(ylabel)
        rise = with_unit(value(x + h) - value(x), up)
        return (
            f"Curve of {quantity(ylabel)} against {quantity(xlabel)} from {number(window[0])} to "
            f"{with_unit(window[1], across)}. At {symbol} = {number(x)}, {height} = "
            f"{with_unit(value(x), up)}, the tangent has the slope "
            f"{with_unit(tangent_slope(x), slope_unit, 4)}. The secant over the step h = "
            f"{with_unit(h, across)} rises by {rise} and has the slope "
            f"{with_unit(secant_slope(x, h), slope_unit, 4)}."
        )

    return Scene(
        figure, controls, items, tell=tell, grips=(Grip(axes, {"x": lambda px: px}),), play="h",
        down=True, legend=5, trouble=trouble,
    )  # fmt: skip
