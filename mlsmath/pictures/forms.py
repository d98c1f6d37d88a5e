"""The two forms of a moving picture: as it is drawn, and with its panels one below the other.

The second is for a column narrower than 500 pixels, where letters of the first are too small to
read. Nothing that moves is told twice: items are in the units of their axes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from .dark import image_attributes
from .layout import WriteLegend, legend_that_fits
from .null_figure import Axes, Figure
from .style import CSS_DPI, constrained

MORE = 0.55  # how much higher the panels of a further column make the figure
ROW = 0.25  # inches of a further row of the legend


def form(figure: Figure, png: bytes) -> dict[str, Any]:
    """Return what the browser needs of a figure that is laid out, and of what stays on it."""
    width, height = (round(float(size) * CSS_DPI, 6) for size in figure.get_size_inches())
    return {
        "width": width,
        "height": height,
        "image": image_attributes(png),
        "axes": [_axes(axes) for axes in figure.axes],
        "still": png,
    }


@contextmanager
def one_below_the_other(
    figure: Figure, columns: int, write_legend: WriteLegend, squares: set[Axes], width: float
) -> Iterator[None]:
    """Lay the panels of a figure in one column, and put all back afterwards.

    Parameters
    ----------
    figure
        A figure that is laid out.
    columns
        The number of columns of its legend, 0 where it has none.
    write_legend
        A function that writes a legend with so many columns, and returns it.
    squares
        The axes that keep their shape: squares are drawn on them.
    width
        How wide it becomes, in inches.
    """
    from matplotlib.gridspec import GridSpec

    size, panels, legends = figure.get_size_inches().copy(), list(figure.axes), list(figure.legends)
    with ExitStack() as afterwards:
        for axes in panels:
            place = axes.get_subplotspec(), axes.get_position(original=True)
            afterwards.callback(_put_back, axes, *place)
        afterwards.callback(figure.set_size_inches, tuple(size))
        afterwards.callback(_exchange_legends, figure, legends)
        grid: Any = panels[0].get_gridspec()
        height = size[1] * (1 + MORE * (grid.ncols - 1))
        for axes in squares:
            across, up = axes.get_position().size * size
            if axes.get_aspect() == "auto":
                axes.set_box_aspect(up / across)
                afterwards.callback(axes.set_box_aspect, None)
            if len(panels) == 1:
                room = axes.get_position(original=True).width * size[0] - (size[0] - width)
                height += ROW - max(0, across - room) * up / across  # its title goes on below
        rows: Any = GridSpec(len(panels), 1, figure=figure)
        for axes, row in zip(panels, rows, strict=True):
            axes.set_subplotspec(row)
            if axes.axison and not axes.get_ylabel():
                axes.set_ylabel(panels[0].get_ylabel())
                axes.tick_params(labelleft=True)
                afterwards.callback(axes.set_ylabel, "")
                afterwards.callback(axes.tick_params, labelleft=False)
        _exchange_legends(figure, [])
        figure.set_size_inches(width, height)
        if columns:
            more = legend_that_fits(figure, columns, write_legend) - 1
            figure.set_size_inches(width, height + ROW * more)
        figure.set_layout_engine(constrained())
        figure.draw_without_rendering()
        figure.set_layout_engine("none")
        yield


def _put_back(axes: Any, cell: Any, position: Any) -> None:
    axes.set_subplotspec(cell)
    axes._set_position(position)  # the public one would take it out of the layout


def _exchange_legends(figure: Figure, legends: list[Any]) -> None:
    figure.legends[:] = legends


def _axes(axes: Axes) -> dict[str, Any]:
    """Return where the axes are, as shares of the figure, and what they show."""
    return {
        "box": [float(edge) for edge in axes.get_position().bounds],
        "x": [float(end) for end in axes.get_xlim()],
        "y": [float(end) for end in axes.get_ylim()],
        "log": [axes.get_xscale() == "log", axes.get_yscale() == "log"],
    }
