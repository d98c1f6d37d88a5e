"""The line that is fitted by hand: drawn once, then only what moves is drawn again."""

from __future__ import annotations

import io
import textwrap
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from .parts import (
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
        (w_low, w_high), (b_low, b_high) = bowl_window(self.x, self.y, [(w, b)])
        self.controls = (
            _control("w", slope_label(xlabel, ylabel), w_low, w_high, w),
            _control("b", intercept_label(ylabel), b_low, b_high, b),
        )
        self.figure: Any = None

    def picture(self, w: float, b: float) -> Picture:
        """Return the whole picture with the line at ``(w, b)``, on a figure of its own."""
        w, b = as_number("w", w), as_number("b", b)
        with in_style():
            self._draw_what_stays()
            alt = self._move(w, b)
            figure, self.figure = self.figure, None
        return Picture(figure, alt)

    def render(self, w: float, b: float) -> tuple[bytes, str]:
        """Return the picture as PNG, and its text, drawing again only what moves."""
        from PIL import Image

        with in_style():
            if self.figure is None:
                self._draw_what_stays()
                self.figure.set_dpi(CSS_DPI * SCALE)
                self._move(w, b)
                for artist in self._moving:
                    artist.set_animated(True)
                self.figure.canvas.draw()
                self._background = self.figure.canvas.copy_from_bbox(self.figure.bbox)
            alt = self._move(w, b)
            canvas = self.figure.canvas
            canvas.restore_region(self._background)
            for artist in self._moving:
                artist.axes.draw_artist(artist)
            file = io.BytesIO()
            pixels = np.asarray(canvas.buffer_rgba())
            Image.fromarray(pixels).convert("RGB").save(file, format="png", compress_level=1)
        return file.getvalue(), alt

    def release(self) -> None:
        """Let go of the figure; the next `render` draws it anew."""
        self.figure = self._background = None
        self._moving = []

    def _draw_what_stays(self) -> None:
        x, y = self.x, self.y
        self.figure = new_figure(height=4.4 if self.show_sticks else 4.2)
        panels = self.figure.subplots(1, 2 if self.show_cost else 1, squeeze=False)[0]
        self.axes = panels[0]
        self.x_range = padded(x.min(), x.max())
        self.view = padded(y.min(), y.max(), 0.25)
        self.axes.set(xlim=self.x_range, ylim=self.view, xlabel=self.xlabel, ylabel=self.ylabel)
        self._title = self.axes.set_title(" ")
        (self._line,) = self.axes.plot([], [], color=LINE, label="line")
        self._outside = note(self.axes, "")
        self._moving = [self._line, self._title, self._outside]
        if self.show_sticks:
            self._sticks = Sticks(self.axes, len(x))
            self._moving = [*self._sticks.artists, *self._moving]
            legend_on_top(self.axes)
        else:
            scatter(self.axes, x, y)
        if self.show_cost:
            self._draw_map(panels[1])

    def _draw_map(self, axes: Any) -> None:
        self._map = axes
        self._cost_title = axes.set_title(" ")
        self._words = note(axes, "", "middle")
        (self._dot,) = axes.plot(
            [], [], "o", color=VERMILLION, markersize=12, markeredgecolor=INK,
            markeredgewidth=1.5, zorder=5,
        )  # fmt: skip
        self._moving += [self._dot, self._cost_title, self._words]
        ranges = [(control.low, control.high) for control in self.controls]
        self._map_trouble = ""
        try:
            contour_map(axes, self.x, self.y, *ranges, self.compute_cost)
        except LearnerError as trouble:
            self._map_trouble = str(trouble)
            axes.grid(False)
        axes.set(
            xlim=ranges[0],
            ylim=ranges[1],
            xlabel=slope_label(self.xlabel, self.ylabel),
            ylabel=intercept_label(self.ylabel),
        )

    def _move(self, w: float, b: float) -> str:
        """Move everything to ``(w, b)`` and return what is to be seen now."""
        self._line.set_data(*line_ends(self.x_range, w, b))
        self._title.set_text(line_formula(w, b))
        outside = where_the_line_is(self.x_range, self.view, w, b)
        self._outside.set_text(outside)
        self._outside.set_visible(bool(outside))
        alt = (
            f"The line {line_formula(w, b)} and a scatter of "
            f"{describe_points(self.x, self.y, self.xlabel, self.ylabel)} "
            f"{above_and_below(self.x, self.y, w, b)}."
        )
        if outside:
            alt += outside[1:]
        if self.show_sticks:
            self._sticks.update(self.x, self.y, w, b)
        if self.show_cost:
            alt += self._move_dot(w, b)
        return alt

    def _move_dot(self, w: float, b: float) -> str:
        self._dot.set_data([w], [b])
        words = self._map_trouble
        cost = "J = ?"
        try:
            value = cost_at(self.x, self.y, w, b, self.compute_cost)
            cost = f"J = {with_unit(value, square_unit(self.ylabel))}"
        except LearnerError as trouble:
            words = str(trouble)
        self._cost_title.set_text(f"cost {cost}")
        self._words.set_text("\n".join(textwrap.wrap(words, 30)))
        self._words.set_visible(bool(words))
        self._dot.set_visible(not words)
        if words:
            return f" {words}"
        return f" The cost is {cost}, shown as a dot on the map of the cost over w and b."


def _control(name: str, label: str, low: float, high: float, value: float) -> Control:
    """Return a control whose ends and steps are round numbers."""
    end = _round_down((high - low) / 4)
    step = _round_down((high - low) / 200)
    return Control(
        name,
        label,
        float(np.floor(low / end) * end),
        float(np.ceil(high / end) * end),
        step,
        value,
    )


def _round_down(value: float) -> float:
    """Return the greatest of 1, 2, 5 times a power of ten that is not above ``value``."""
    power = 10.0 ** np.floor(np.log10(value))
    digit = max(d for d in (1, 2, 5) if d <= value / power * (1 + 1e-9))
    return float(digit * power)
