"""The tangent that travels along a curve, and the secant over a step h that closes in on it."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from .drawn import by_hand
from .follow import affine, table
from .items import Dots, Item, Line, Sticks, Text
from .labels import OVER_SLOPE, Label, Labels
from .moving import Control, Grip, Scene, round_down
from .parts import note, padded, wrapped
from .style import GREEN, INK, LINE, MARKS, POINT, VERMILLION, new_figure, number
from .values import Called, Ends, LearnerError, Number, value_at, values_along

SHARES = (1, 0.7, 0.5, 0.3, 0.2, 0.15, 0.1, 0.07, 0.05, 0.03, 0.02, 0.01, 0.001)


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
    steps = tuple(sorted({*steps, h}))
    symbol, height = units.x.symbol or "x", units.y.symbol or units.y.quantity
    across, up = units.x, units.y
    step = round_down((window[1] - window[0]) / 200)
    controls = (
        Control("x", f"place {Label(symbol, across.unit)}", *window, step, x),
        Control("h", str(Label("step h", across.unit)), steps[0], steps[-1], 0, h, steps),
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
            f"Curve of {up.quantity} against {across.quantity} from {number(window[0])} to "
            f"{across.amount(window[1])}. At {symbol} = {number(x)}, {height} = "
            f"{up.amount(value(x))}, the tangent has the slope "
            f"{rate.amount(tangent_slope(x), 4)}. The secant over the step h = "
            f"{across.amount(h)} rises by {up.amount(value(x + h) - value(x))} and has the slope "
            f"{rate.amount(secant_slope(x, h), 4)}."
        )

    return Scene(
        figure, controls, items, tell=tell, grips=(Grip(axes, {"x": lambda px: px}),), play="h",
        down=True, legend=5, trouble=trouble,
    )  # fmt: skip
