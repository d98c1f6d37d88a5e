"""The same descent on raw and on scaled measurements, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from mlsmath.features import apply_z_score, fit_z_score

from .descend import MOST_STEPS, as_steps, last_places, walker
from .follow import affine, table, words
from .items import Dots, Item, Line, Text
from .moving import Control, Scene
from .parts import best_line, bowl_window, contour_map, intercept_label, padded, slope_label
from .paths import LOOKS, mark_bottom, steepest
from .style import (
    INK,
    counted,
    in_style,
    named,
    new_figure,
    number,
    quantity,
    square_unit,
    with_unit,
)
from .values import Vector, as_number, as_points

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SHARES = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0, 1.02, 1.05)


@in_style()
def scaling_scene(
    x: npt.ArrayLike, y: npt.ArrayLike, share: float, steps: int, xlabel: str, ylabel: str
) -> Scene:
    """Return two bowls that stay, of raw and of scaled measurements, and a walk on each."""
    x, y = as_points(x, y)
    share = as_number("share", share)
    if not 0 < share <= 2:
        raise ValueError(f"share must be above 0 and at most 2, but it is {number(share)}.")
    scaled = apply_z_score(x[:, None], *fit_z_score(x[:, None]))[:, 0]
    shares = tuple(sorted({*SHARES, share}))
    label = "share of the safe α"
    controls = (
        Control("share", label, shares[0], shares[-1], 0, share, shares),
        Control("steps", "number of steps", 0, MOST_STEPS, 1, as_steps(steps)),
    )
    figure = new_figure(height=4.8)
    kilos = square_unit(ylabel)
    across = {"raw": xlabel, "scaled": named(quantity(xlabel), "z-score")}
    items: list[Item] = []
    told = []
    for axes, (name, values) in zip(
        figure.subplots(1, 2), {"raw": x, "scaled": scaled}.items(), strict=True
    ):
        items += _walk_items(axes, name, values, y, across[name], ylabel)
        told.append((name, values))

    def tell(share: float, steps: int) -> str:
        sentences = [
            f"Two maps of the cost over slope w and intercept b for {counted(len(x), 'point')}: "
            f"left with the raw {quantity(xlabel)}, right with its z-score. On each a path of "
            f"{counted(steps, 'step')} from w = 0, b = 0, with {number(share)} times the largest "
            "learning rate that does not diverge."
        ]
        for name, values in told:
            w, b = last_places(walker(values, y), share * largest_safe(values), steps, 0.0, 0.0)
            cost = with_unit(float(np.mean((w * values + b - y) ** 2)) / 2, kilos)
            alpha = number(share * largest_safe(values))
            sentences.append(f"{name.capitalize()}: learning rate {alpha}, the cost is now {cost}.")
        return " ".join(sentences)

    return Scene(figure, controls, items, tell=tell, play="steps", legend=4)


def largest_safe(x: Vector) -> float:
    """Return the learning rate above which descent diverges, 2 over the greatest curvature."""
    return 2 / steepest(x)


def _walk_items(
    axes: Axes, name: str, x: Vector, y: Vector, xlabel: str, ylabel: str
) -> list[Item]:
    """Draw a bowl and return the walk on it."""
    ranges = [padded(*span, 0.02) for span in bowl_window(x, y, [(0.0, 0.0)])]
    contour_map(axes, x, y, *ranges, clear_of=[(0.0, 0.0), best_line(x, y)])
    mark_bottom(axes, x, y)
    axes.set(xlim=ranges[0], ylim=ranges[1], ylabel=intercept_label(ylabel))
    axes.set_xlabel(slope_label(xlabel, ylabel))
    walk, safe = walker(x, y), largest_safe(x)

    def cost(share: npt.ArrayLike, steps: npt.ArrayLike) -> Vector:
        w, b = last_places(walk, np.asarray(share) * safe, steps, 0.0, 0.0)
        return np.mean((w * x + b - y) ** 2, axis=-1, keepdims=True) / 2

    place = tuple(
        table(lambda share, i=i: walk(np.asarray(share) * safe, 0.0, 0.0)[i], "share")
        for i in (0, 1)
    )
    so_far, last = affine(lambda steps: steps + 1), affine(lambda steps: steps)
    colour, _, marker = LOOKS[0]
    path = "path, from hollow to full" if name == "raw" else None
    title = f"{name}, α = {{alpha}}\n{{steps}}, J = {{J}} {square_unit(ylabel)}"
    return [
        Line(axes, *place, color=colour, width=2, halo=True, last=so_far),
        Dots(axes, *place, color=colour, marker=marker, size=5, last=so_far),
        Dots(axes, 0.0, 0.0, color="white", marker=marker, size=11, edge=colour, edge_width=2.5),
        Dots(axes, *place, color=colour, marker=marker, size=11, edge=INK, edge_width=1.5,
             first=last, last=so_far, when=last, held=True, label=path),
        Text(axes, "title", title.rstrip(), {
            "alpha": table(lambda share: share * safe, "share"),
            "steps": words(lambda steps: counted(steps, "step"), "steps"),
            "J": table(cost, "share", "steps"),
        }, lines=2),
    ]  # fmt: skip
