"""The line beside the flat line at the mean: what a model saves, and R²."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .parts import Sticks, heights_over_line, legend_on_top, line_ends, padded, shared_labels
from .picture import Picture
from .style import (
    FLIPPER,
    LINE,
    MASS,
    counted,
    in_style,
    line_formula,
    new_figure,
    number,
    square_unit,
    with_unit,
)
from .values import as_number, as_points

if TYPE_CHECKING:
    import numpy.typing as npt


@in_style()
def draw_baseline(
    x: npt.ArrayLike,
    y: npt.ArrayLike,
    w: float,
    b: float,
    *,
    xlabel: str = FLIPPER,
    ylabel: str = MASS,
) -> Picture:
    """Draw the error sticks of the flat line at the mean of y, and of the line w x + b.

    Each panel has its cost, half the mean of the squared sticks, and R² = 1 − J / J of the mean,
    where y is not the same everywhere.
    """
    x, y = as_points(x, y)
    w, b = as_number("w", w), as_number("b", b)
    mean = float(np.mean(y))
    lines = {"the mean": (0.0, mean), "the line": (w, b)}
    costs = {name: float(np.mean((a * x + c - y) ** 2)) / 2 for name, (a, c) in lines.items()}
    figure = new_figure(height=4.6)
    panels = figure.subplots(1, 2, sharey=True)
    x_range = padded(x.min(), x.max())
    ends = [a * x + c for a, c in lines.values()]
    view = padded(min(y.min(), *(e.min() for e in ends)), max(y.max(), *(e.max() for e in ends)))
    some_on = any(np.any(heights_over_line(x, y, *line) == 0) for line in lines.values())
    square = square_unit(ylabel)
    for axes, (name, line) in zip(panels, lines.items(), strict=True):
        first = axes is panels[0]
        Sticks(axes, len(x), first, some_on).update(x, y, *line)
        axes.plot(*line_ends(x_range, *line), color=LINE, label="prediction" if first else None)
        share = _share_saved(costs[name], costs["the mean"])
        axes.set_title(f"{name}\ncost {with_unit(costs[name], square)}\n{share}")
        axes.set(xlim=x_range, ylim=view)
    shared_labels(figure, panels, xlabel, ylabel)
    legend_on_top(panels[0], 2 if some_on else 4)
    alt = (
        f"Error sticks from {counted(len(x), 'point')}, in two panels. Left, to the flat line at "
        f"the mean {number(mean)}: cost {with_unit(costs['the mean'], square)}. Right, to the "
        f"line {line_formula(w, b)}: cost {with_unit(costs['the line'], square)}. "
        f"There {share}."
    )
    return Picture(figure, alt)


def _share_saved(cost: float, cost_of_mean: float) -> str:
    """Return R² in words, also where the mean leaves no error that could be saved."""
    return f"R² = {number(1 - cost / cost_of_mean)}" if cost_of_mean > 0 else "no R²: all y equal"
