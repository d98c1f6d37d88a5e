"""Why squares: the distance with its kink beside the square, each with its slopes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .picture import Picture
from .style import BLUE, INK, MASS, VERMILLION, in_style, named, new_figure, number, unit
from .values import as_number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .values import Vector


@in_style()
def draw_error_costs(largest: float = 2.0, *, ylabel: str = MASS) -> Picture:
    """Draw what an error costs, as its distance |e| and as its square e², side by side.

    ``largest`` is the largest error drawn, above zero, in the unit of ``ylabel``. On each curve
    the slope is written at half of it, left and right: |e| jumps from −1 to 1 in its kink, the
    slope 2e of the square shrinks to zero.
    """
    largest = as_number("largest", largest)
    if largest <= 0:
        raise ValueError(f"largest must be above 0, but it is {number(largest)}.")
    kind = unit(ylabel)
    errors = np.linspace(-largest, largest, 201)
    figure = new_figure(height=3.7)
    left, right = figure.subplots(1, 2, sharex=True)
    _draw_cost(left, errors, np.abs(errors), VERMILLION, "--", "distance |e|", kind)
    _draw_cost(right, errors, errors**2, BLUE, "-", "square e²", f"{kind}²" if kind else "")
    half = largest / 2
    _write_slopes(left, half, half, 1.0)
    _write_slopes(right, half, half**2, largest)
    arrow = {"arrowstyle": "-", "color": INK}
    left.plot([0], [0], "D", color=VERMILLION, markeredgecolor=INK, markersize=10, zorder=5)
    left.annotate("kink", (0, 0), (0, 0.45 * largest), ha="center", va="center", arrowprops=arrow)
    right.plot([0], [0], "o", color=BLUE, markeredgecolor=INK, markersize=10, zorder=5)
    right.annotate(
        "slope 0", (0, 0), (0, 0.45 * largest**2), ha="center", va="center", arrowprops=arrow
    )
    alt = (
        f"Two curves over the error e from {number(-largest)} to {named_number(largest, kind)}, "
        "side by side. Left, with a dashed line, the distance |e|: two straight lines that meet in "
        "a kink at 0. The slope is −1 all the way on the left and 1 all the way on the right. "
        f"Right, the square e²: a smooth curve, level at 0. Its slope is {number(-largest)} at "
        f"e = {number(-half)} and {number(largest)} at e = {number(half)}, and shrinks toward 0."
    )
    return Picture(figure, alt)


def named_number(value: float, kind: str) -> str:
    """Return a number with its unit, if there is one."""
    return f"{number(value)} {kind}" if kind else number(value)


def _draw_cost(
    axes: Axes, errors: Vector, costs: Vector, colour: str, dashes: str, name: str, kind: str
) -> None:
    axes.plot(errors, costs, color=colour, ls=dashes, zorder=3)
    axes.set_title(name)
    top = float(costs.max())
    far = 1.8 * float(errors.max())  # room for the slopes beside the curve
    axes.set(xlim=(-far, far), ylim=(-0.08 * top, 1.08 * top))
    axes.set_xticks([-errors.max(), 0, errors.max()])
    axes.locator_params("y", nbins=5)
    axes.set_ylabel(named("what it costs", kind))
    axes.set_xlabel(named("error e", kind.removesuffix("²")))


def _write_slopes(axes: Axes, place: float, height: float, slope: float) -> None:
    """Mark both places and write their slopes on the outer side of the curve."""
    for side in (-1, 1):
        axes.plot([side * place], [height], "s", color="white", markeredgecolor=INK, zorder=4)
        axes.annotate(
            f"slope {number(side * slope)}",
            (side * place, height),
            xytext=(side * 8, -2),
            textcoords="offset points",
            ha="left" if side > 0 else "right",
            va="top",
        )
