"""The line that is fitted by hand: drawn once, then only what moves is drawn again."""

from __future__ import annotations

import io
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from .parts import (
    Range,
    Sticks,
    above_and_below,
    bowl_window,
    contour_map,
    describe_points,
    intercept_label,
    legend_on_top,
    line_ends,
    note,
    padded,
    scatter,
    slope_label,
    where_the_line_is,
)
from .picture import Picture
from .style import (
    CSS_DPI,
    INK,
    LINE,
    SCALE,
    VERMILLION,
    in_style,
    line_formula,
    new_figure,
    square_unit,
    with_unit,
)
from .values import (
    ComputeCost,
    LearnerError,
    as_number,
    as_points,
    cost_at,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@dataclass(frozen=True)
class Control:
    """A value that can be moved: its name, its label, its range and its step."""

    name: str
    label: str
    low: float
    high: float
    step: float
    value: float


class LineScene:
    """Points that stay and a line that moves, with or without its cost."""

    def __init__(
        self,
        x: npt.ArrayLike,
        y: npt.ArrayLike,
        w: float,
        b: float,
        compute_cost: ComputeCost | None,
        show_cost: bool,
        show_sticks: bool | None,
        xlabel: str,
        ylabel: str,
    ) -> None:
        self.x, self.y = as_points(x, y)
        w, b = as_number("w", w), as_number("b", b)
        self.compute_cost = compute_cost
        self.show_cost = show_cost or compute_cost is not None
        self.show_sticks = self.show_cost if show_sticks is None else show_sticks
        self.xlabel, self.ylabel = xlabel, ylabel
        w_range, b_range = bowl_window(self.x, self.y, [])
        self.controls = (
            _control("w", slope_label(xlabel, ylabel), w_range, w),
            _control("b", intercept_label(ylabel), b_range, b),
        )
        self._drawing: _Drawing | None = None

    def picture(self, w: float, b: float) -> Picture:
        """Return the picture with the line at ``(w, b)``, on a figure of its own."""
        w, b = as_number("w", w), as_number("b", b)
        with in_style():
            drawing = _Drawing(self)
            alt = drawing.move(w, b)
        return Picture(drawing.figure, alt)

    def render(self, w: float, b: float) -> tuple[bytes, str]:
        """Return the picture as PNG, and its text, drawing again only what moves."""
        with in_style():
            if self._drawing is None:
                self._drawing = _Drawing(self)
                self._drawing.keep_what_stays()
            alt = self._drawing.move(w, b)
            return self._drawing.png(), alt

    def release(self) -> None:
        """Let go of the figure; the next `render` draws it anew."""
        self._drawing = None


class _Drawing:
    """A figure of a `LineScene`, and the artists in it that move."""

    def __init__(self, scene: LineScene) -> None:
        self.scene = scene
        x, y = scene.x, scene.y
        self.figure = new_figure(height=4.4 if scene.show_sticks else 4.2)
        panels = self.figure.subplots(1, 2 if scene.show_cost else 1, squeeze=False)[0]
        axes = panels[0]
        self.x_range = padded(x.min(), x.max())
        self.view = padded(y.min(), y.max(), 0.25)
        axes.set(xlim=self.x_range, ylim=self.view, xlabel=scene.xlabel, ylabel=scene.ylabel)
        (self.line,) = axes.plot([], [], color=LINE, zorder=3, label="line")
        self.formula = axes.set_title(" ")
        self.outside = note(axes, "")
        self.moving = [self.line, self.formula, self.outside]
        if scene.show_sticks:
            self.sticks = Sticks(axes, len(x))
            self.moving = [*self.sticks.artists, *self.moving]
            legend_on_top(axes)
        else:
            scatter(axes, x, y)
        if scene.show_cost:
            self._draw_map(panels[1])

    def _draw_map(self, axes: Axes) -> None:
        scene = self.scene
        self.cost = axes.set_title(" ")
        self.words = note(axes, "", "middle")
        look = {"color": VERMILLION, "markersize": 12, "markeredgecolor": INK, "zorder": 5}
        (self.dot,) = axes.plot([], [], "o", markeredgewidth=1.5, **look)
        self.moving += [self.dot, self.cost, self.words]
        w_range, b_range = [(control.low, control.high) for control in scene.controls]
        self.trouble = ""
        try:
            contour_map(axes, scene.x, scene.y, w_range, b_range, scene.compute_cost)
        except LearnerError as trouble:
            self.trouble = str(trouble)
            axes.grid(False)
        axes.set(
            xlim=w_range,
            ylim=b_range,
            xlabel=slope_label(scene.xlabel, scene.ylabel),
            ylabel=intercept_label(scene.ylabel),
        )

    def move(self, w: float, b: float) -> str:
        """Move everything to ``(w, b)`` and return what is to be seen now."""
        scene = self.scene
        self.line.set_data(*line_ends(self.x_range, w, b))
        sides = above_and_below(scene.x, scene.y, w, b)
        formula = line_formula(w, b)
        self.formula.set_text(formula if scene.show_cost else f"{formula}:  {sides}")
        outside = where_the_line_is(self.x_range, self.view, w, b)
        self.outside.set_text(outside)
        self.outside.set_visible(bool(outside))
        alt = (
            f"The line {line_formula(w, b)} and a scatter of "
            f"{describe_points(scene.x, scene.y, scene.xlabel, scene.ylabel)} "
            f"{sides}.{outside[1:]}"
        )
        if scene.show_sticks:
            self.sticks.update(scene.x, scene.y, w, b)
        if scene.show_cost:
            alt += self._move_dot(w, b)
        return alt

    def _move_dot(self, w: float, b: float) -> str:
        scene, words, cost = self.scene, self.trouble, "J = ?"
        try:
            height = cost_at(scene.x, scene.y, w, b, scene.compute_cost)
            cost = f"J = {with_unit(height, square_unit(scene.ylabel))}"
        except LearnerError as trouble:
            words = str(trouble)
        self.dot.set_data([w], [b])
        self.dot.set_visible(not words)
        self.cost.set_text(f"cost {cost}")
        self.words.set_text("\n".join(textwrap.wrap(words, 30)))
        self.words.set_visible(bool(words))
        if words:
            return f" {words}"
        return f" The cost is {cost}, shown as a dot on the map of the cost over w and b."

    def keep_what_stays(self) -> None:
        """Draw what stays, once, and keep its pixels."""
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        self.figure.set_dpi(CSS_DPI * SCALE)
        for artist in self.moving:
            artist.set_animated(True)
        self.canvas = FigureCanvasAgg(self.figure)
        self.canvas.draw()
        self.background = self.canvas.copy_from_bbox(self.figure.bbox)

    def png(self) -> bytes:
        """Return the picture as PNG: the pixels that stay, and what moves drawn over them."""
        from PIL import Image

        self.canvas.restore_region(self.background)
        for artist in self.moving:
            artist.axes.draw_artist(artist)
        file = io.BytesIO()
        pixels = Image.fromarray(np.asarray(self.canvas.buffer_rgba())).convert("RGB")
        pixels.save(file, format="png", compress_level=1)
        return file.getvalue()


def _control(name: str, label: str, span: Range, value: float) -> Control:
    """Return a control over a range and its start, with round ends and a round step."""
    low, high = min(span[0], value), max(span[1], value)
    end = _round_down((high - low) / 4)
    step = _round_down((high - low) / 200)
    low, high = float(np.floor(low / end) * end), float(np.ceil(high / end) * end)
    return Control(name, label, low, high, step, value)


def _round_down(value: float) -> float:
    """Return the greatest of 1, 2, 5 times a power of ten that is not above ``value``."""
    power = 10.0 ** np.floor(np.log10(value))
    digit = max(d for d in (1, 2, 5) if d <= value / power * (1 + 1e-9))
    return float(digit * power)
