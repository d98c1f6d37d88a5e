"""Why squares: the distance with its kink beside the square, each with its slopes."""

from __future__ import annotations

import numpy as np

from .arguments import Number, Vector
from .drawn import drawn
from .labels import MASS, Label
from .null_figure import Axes, Figure
from .style import BLUE, INK, VERMILLION, number


@drawn(height=3.7)
def draw_error_costs(figure: Figure, largest: Number = 2.0, *, ylabel: Label = MASS) -> str:
    """Draw what an error costs, as its distance |e| and as its square e², side by side.

    ``largest`` is the largest error drawn, above zero, in the unit of ``ylabel``. On each curve
    the slope is written at half of it, left and right: |e| jumps from −1 to 1 in its kink, the
    slope 2e of the square shrinks to zero.
    """
    if largest <= 0:
        raise ValueError(f"largest must be above 0, but it is {number(largest)}.")
    errors = np.linspace(-largest, largest, 201)
    left, right = figure.subplots(1, 2, sharex=True)
    _draw_cost(left, errors, np.abs(errors), VERMILLION, "--", "distance |e|", ylabel)
    _draw_cost(right, errors, errors**2, BLUE, "-", "square e²", ylabel.squared("square"))
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
    return (
        f"Two curves over the error e from {number(-largest)} to {ylabel.amount(largest)}, "
        "side by side. Left, with a dashed line, the distance |e|: two straight lines that meet in "
        "a kink at 0. The slope is −1 all the way on the left and 1 all the way on the right. "
        f"Right, the square e²: a smooth curve, level at 0. Its slope is {number(-largest)} at "
        f"e = {number(-half)} and {number(largest)} at e = {number(half)}, and shrinks toward 0."
    )


def _draw_cost(
    axes: Axes, errors: Vector, costs: Vector, colour: str, dashes: str, name: str, label: Label
) -> None:
    axes.plot(errors, costs, color=colour, ls=dashes, zorder=3)
    axes.set_title(name)
    top = float(costs.max())
    far = 1.8 * float(errors.max())  # room for the slopes beside the curve
    axes.set(xlim=(-far, far), ylim=(-0.08 * top, 1.08 * top))
    axes.set_xticks([-errors.max(), 0, errors.max()])
    axes.locator_params("y", nbins=5)
    axes.set_ylabel(str(Label("what it costs", label.unit)))
    axes.set_xlabel(str(Label("error e", label.unit.removesuffix("²"))))


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
