"""Pictures that move: drawn once, then only what moves is drawn again."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from .picture import Picture
from .style import CSS_DPI, SCALE, in_style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Range = tuple[float, float]


@dataclass(frozen=True)
class Control:
    """A value that can be moved: its name, its label, its range and its step.

    Where ``choices`` are given it moves from one to the next. Where its value is an ``int`` it
    stays one.
    """

    name: str
    label: str
    low: float
    high: float
    step: float
    value: float
    choices: tuple[float, ...] = ()


class Drawing:
    """A figure, and the artists in it that move."""

    figure: Figure
    moving: list[Any]

    def move(self, *values: float, **named: float) -> str:
        """Move everything to these values of the controls and return what is to be seen now."""
        raise NotImplementedError

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


class Scene:
    """What can be drawn again and again at the values of its controls."""

    controls: tuple[Control, ...]
    _drawing: Drawing | None = None

    def draw(self) -> Drawing:
        """Return a new drawing of everything, with what moves anywhere."""
        raise NotImplementedError

    def picture(self, *values: float, **named: float) -> Picture:
        """Return the picture at these values of the controls, on a figure of its own."""
        with in_style():
            drawing = self.draw()
            alt = drawing.move(*values, **named)
        return Picture(drawing.figure, alt)

    def picture_at_start(self) -> Picture:
        """Return the picture with each control where it starts."""
        return self.picture(**{control.name: control.value for control in self.controls})

    def render(self, *values: float, **named: float) -> tuple[bytes, str]:
        """Return the picture as PNG, and its text, drawing again only what moves."""
        with in_style():
            if self._drawing is None:
                self._drawing = self.draw()
                self._drawing.keep_what_stays()
            alt = self._drawing.move(*values, **named)
            return self._drawing.png(), alt

    def release(self) -> None:
        """Let go of the figure; the next `render` draws it anew."""
        self._drawing = None


def control_over(name: str, label: str, span: Range, value: float) -> Control:
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
