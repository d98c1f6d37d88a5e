"""The degree of a polynomial, chosen by hand: the curve bends, and the cost falls."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from .drawn import by_hand
from .follow import affine, table
from .items import Dots, Item, Line, Sticks, Text
from .labels import PENGUINS, Labels
from .moving import Control, Grip, Scene
from .parts import padded, scatter
from .style import INK, LINE, POINT, SKY, VERMILLION, new_figure, number
from .values import Heights, Numbers, as_number


@by_hand
def degree_by_hand(
    x: Numbers, y: Heights, degree: int = 1, *, most: int = 9, units: Labels = PENGUINS
) -> Scene:
    """Let the learner choose the degree of the best polynomial through the points.

    ``x`` and ``y`` have shape (m,). Left the curve with its error sticks, right its cost J beside
    the costs of the other degrees, up to ``most``; a click there chooses one. The value is read
    and set as ``.degree``. Without a kernel it shows one still picture.
    """
    most = min(_as_degree("most", most, 15), len(np.unique(x)) - 1)
    degree = _as_degree("degree", degree, most)
    figure = new_figure(height=4.6)
    axes, beside = figure.subplots(1, 2, width_ratios=(1.6, 1))
    scatter(axes, x, y)
    x_range, view = padded(x.min(), x.max()), padded(y.min(), y.max(), 0.15)
    axes.set(xlim=x_range, ylim=view, **units.names)
    places = np.linspace(*x_range, 301)

    @lru_cache(maxsize=32)
    def best(degree: int) -> Any:
        return np.polynomial.Polynomial.fit(x, y, int(degree))

    def cost(degree: int) -> float:
        return float(np.mean((best(degree)(x) - y) ** 2)) / 2

    degrees = np.arange(1, most + 1)
    costs = np.array([cost(int(d)) for d in degrees])
    beside.plot(degrees, costs, "o-", color=POINT, markersize=5, lw=1.5)
    beside.set(xlabel="degree", ylabel=units.cost, xlim=(0.5, most + 0.5))
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
        Text(beside, "title", f"J = {{J:4}} {units.cost.unit}".rstrip(), {"J": height}),
    ]

    def tell(degree: int) -> str:
        inside = best(degree)(places[(places >= x.min()) & (places <= x.max())])
        wild = " It leaves the picture." if inside.min() < view[0] or inside.max() > view[1] else ""
        return (
            f"A scatter of {units.points(x, y)} Through them the best line, and "
            f"the best curve of degree {degree}; at the left end it is at "
            f"{units.y.amount(float(best(degree)(x.min())))}, at the right end at "
            f"{units.y.amount(float(best(degree)(x.max())))}.{wild} Its cost is J = "
            f"{units.cost.amount(cost(degree), 4)}; at degree 1 it is {number(costs[0], 4)}, "
            f"at degree {most} {number(costs[-1], 4)}."
        )

    grip = Grip(beside, {"degree": lambda px: px})
    control = Control("degree", "degree", 1, most, 1, degree)
    return Scene(figure, (control,), items, tell=tell, grips=(grip,), play="degree", legend=2)


def _same(degree: float) -> float:
    return degree


def _as_degree(name: str, degree: int, most: int) -> int:
    number_given = as_number(name, degree)
    if number_given != int(number_given) or not 1 <= number_given <= most:
        raise ValueError(
            f"{name} must be a whole number from 1 to {most}, but it is {number(number_given)}."
        )
    return int(number_given)
