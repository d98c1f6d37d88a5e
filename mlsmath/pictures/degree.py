"""The degree of a polynomial, chosen by hand: the curve bends, and the cost falls."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from .follow import affine, table
from .items import Dots, Item, Line, Sticks, Text
from .moving import Control, Grip, Scene
from .parts import describe_points, padded, scatter
from .style import (
    INK,
    LINE,
    POINT,
    SKY,
    VERMILLION,
    in_style,
    named,
    new_figure,
    number,
    square_unit,
    unit,
    with_unit,
)
from .values import as_number, as_points


@in_style()
def degree_scene(
    x: npt.ArrayLike, y: npt.ArrayLike, degree: int, most: int, xlabel: str, ylabel: str
) -> Scene:
    """Return points that stay, and the best polynomial of each degree through them."""
    x, y = as_points(x, y)
    most = min(_as_degree("most", most, 15), len(np.unique(x)) - 1)
    degree = _as_degree("degree", degree, most)
    figure = new_figure(height=4.6)
    axes, beside = figure.subplots(1, 2, width_ratios=(1.6, 1))
    scatter(axes, x, y)
    x_range, view = padded(x.min(), x.max()), padded(y.min(), y.max(), 0.15)
    axes.set(xlim=x_range, ylim=view, xlabel=xlabel, ylabel=ylabel)
    places = np.linspace(*x_range, 301)

    @lru_cache(maxsize=32)
    def best(degree: int) -> Any:
        return np.polynomial.Polynomial.fit(x, y, int(degree))

    def cost(degree: int) -> float:
        return float(np.mean((best(degree)(x) - y) ** 2)) / 2

    kilos = square_unit(ylabel)
    degrees = np.arange(1, most + 1)
    costs = np.array([cost(int(d)) for d in degrees])
    beside.plot(degrees, costs, "o-", color=POINT, markersize=5, lw=1.5)
    beside.set(xlabel="degree", ylabel=named("cost J", kilos), xlim=(0.5, most + 0.5))
    beside.set_xticks(degrees)
    beside.set_ylim(*padded(costs.min(), costs.max(), 0.12))
    axes.plot(places, best(1)(places), color=LINE, lw=1.5, label="degree 1")
    heights = table(lambda degree: best(degree)(places), "degree", each=True)
    at_birds = table(lambda degree: best(degree)(x), "degree", each=True)
    height = table(cost, "degree", each=True)
    width = 1.5 if len(x) <= 30 else 0.8
    items: list[Item] = [
        Sticks(axes, x, y, x, at_birds, color=SKY, width=width),
        Line(axes, places, heights, color=VERMILLION, dash="--", halo=True, label="chosen degree"),
        Text(axes, "title", "best curve of degree {degree}", {"degree": affine(_same)}),
        Dots(beside, affine(_same), height, color=VERMILLION, size=12, edge=INK, edge_width=1.5),
        Text(beside, "title", f"J = {{J:4}} {kilos}".rstrip(), {"J": height}),
    ]

    def tell(degree: int) -> str:
        inside = best(degree)(places[(places >= x.min()) & (places <= x.max())])
        wild = " It leaves the picture." if inside.min() < view[0] or inside.max() > view[1] else ""
        return (
            f"A scatter of {describe_points(x, y, xlabel, ylabel)} Through them the best line, and "
            f"the best curve of degree {degree}; at the left end it is at "
            f"{with_unit(float(best(degree)(x.min())), unit(ylabel))}, at the right end at "
            f"{with_unit(float(best(degree)(x.max())), unit(ylabel))}.{wild} Its cost is J = "
            f"{with_unit(cost(degree), kilos, 4)}; at degree 1 it is {number(costs[0], 4)}, "
            f"at degree {most} {number(costs[-1], 4)}."
        )

    grip = Grip(beside, {"degree": lambda px: px})
    return Scene(
        figure, _controls(degree, most), items, tell=tell, grips=(grip,), play="degree", legend=2
    )


def _controls(degree: int, most: int) -> tuple[Control, ...]:
    return (Control("degree", "degree", 1, most, 1, degree),)


def _same(degree: float) -> float:
    return degree


def _as_degree(name: str, degree: int, most: int) -> int:
    number_given = as_number(name, degree)
    if number_given != int(number_given) or not 1 <= number_given <= most:
        raise ValueError(
            f"{name} must be a whole number from 1 to {most}, but it is {number(number_given)}."
        )
    return int(number_given)
