"""What stands around and over what is drawn: legends, notes, labels, marks, cells of tables."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from typing import Any

import numpy as np

from .arguments import Vector
from .null_figure import Axes, Figure, Unseen
from .picture import Picture
from .style import GREY, INK, MARKS, Look, new_figure

Range = tuple[float, float]
WriteLegend = Callable[[int], Any]  # how many columns it has


def padded(low: float, high: float, share: float = 0.06) -> Range:
    """Return the range with some air on both sides, never empty."""
    span = high - low
    air = share * span if span > 0 else max(abs(high) * 0.1, 0.5)
    return low - air, high + air


def halo(width: float = 5, alpha: float = 0.8) -> list[Any]:
    """Return the path effects of a line with white behind it, to be seen among points."""
    from matplotlib.patheffects import Normal, Stroke

    return [Stroke(linewidth=width, foreground="white", alpha=alpha), Normal()]


def note(axes: Axes, text: str, place: str = "top", width: int = 60) -> Any:
    """Write a note at the top, the middle or the bottom of the axes, so many letters wide."""
    height = {"top": 0.97, "middle": 0.5, "bottom": 0.03}[place]
    align = {"top": "top", "middle": "center", "bottom": "bottom"}[place]
    return axes.text(
        0.5, height, wrapped(text, width), transform=axes.transAxes, ha="center", va=align,
        color=INK, zorder=10,
        bbox={"facecolor": "white", "edgecolor": GREY, "boxstyle": "round,pad=0.4"},
    )  # fmt: skip


def wrapped(text: str, width: int) -> str:
    """Return the text in lines of at most ``width`` letters, its own line breaks kept."""
    return "\n".join(textwrap.fill(line, width) for line in text.split("\n"))


def across_for_up(axes: Axes) -> float:
    """Return how far across is as long on the page as one unit up, when all is laid out."""
    (_, _, width, height), size = axes.get_position().bounds, figure_size(axes)
    spans = np.ptp(axes.get_xlim()), np.ptp(axes.get_ylim())
    return float(spans[0] / (width * size[0]) * (height * size[1]) / spans[1])


def figure_size(axes: Axes) -> Vector:
    """Return the width and the height of the figure, in inches."""
    return np.array(axes.figure.bbox_inches.size)  # type: ignore[union-attr]


def legend_on_top(axes: Axes, columns: int = 4) -> None:
    """Write the legend above the axes, where it hides no point."""
    figure, told = axes.figure, axes.get_legend_handles_labels()
    legend_that_fits(
        figure, columns, lambda fit: figure.legend(*told, loc="outside upper center", ncols=fit)
    )


def legend_that_fits(figure: Any, columns: int, write_legend: WriteLegend) -> int:
    """Write the legend in as many columns as there is room for; return its rows."""
    if isinstance(figure, Unseen):
        return 1
    for fewer in range(columns, 0, -1):
        legend = write_legend(fewer)
        wide = legend.get_window_extent().width / figure.dpi
        if wide < figure.get_size_inches()[0] - 0.1 or fewer == 1:
            break
        legend.remove()
    return -(-len(legend.get_texts()) // fewer)


def shared_labels(figure: Figure, panels: Any, xlabel: str, ylabel: str) -> None:
    """Label the panels together where there are several, so that the words fit."""
    panels[0].set_ylabel(ylabel)
    if len(panels) == 1:
        panels[0].set_xlabel(xlabel)
    else:
        figure.supxlabel(xlabel, fontsize="medium")


def cell(
    axes: Axes, left: float, top: float, wide: float, high: float, text: str, colour: str | None
) -> Any:
    """Draw one cell of a table: a box with its text, coloured or white; return the text."""
    from matplotlib.patches import Rectangle

    axes.add_patch(
        Rectangle((left, -top - high), wide, high, facecolor="white", edgecolor=GREY, linewidth=1)
    )
    if colour:
        axes.add_patch(Rectangle((left, -top - high), wide, high, facecolor=colour, alpha=0.4))
    return axes.text(left + wide / 2, -top - high / 2, text, ha="center", va="center")


def mark_look(i: int) -> Look:
    """Return how the mark of the thing that is named as number ``i`` looks."""
    colour, marker, size = MARKS[i]
    return {"ls": "none", "marker": marker, "markersize": size, "color": colour,
            "markeredgecolor": INK, "markeredgewidth": 1.3, "zorder": 5}  # fmt: skip


def picture_in_words(sentence: str) -> Picture:
    """Return a picture that holds one sentence, for when there is nothing else to draw."""
    figure = new_figure(height=1.6)
    axes = figure.subplots()
    axes.set_axis_off()
    note(axes, sentence, "middle", 72)
    return Picture(figure, sentence)
