"""A picture that has been drawn: a Matplotlib figure and the sentence that says what it shows."""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .dark import image_attributes
from .null_figure import Figure, being_graded
from .style import CSS_DPI, SCALE, in_style


class Picture:
    """A figure and its text alternative, shown as both by a notebook.

    Parameters
    ----------
    figure
        A Matplotlib figure made without pyplot.
    alt
        What is to be seen, in a sentence or two, for readers who cannot see it.
    """

    def __init__(self, figure: Figure, alt: str) -> None:
        self.figure = figure
        self.alt = alt
        self._png: bytes | None = None

    def png(self) -> bytes:
        """Return the picture as a PNG file with two pixels for each pixel of the page."""
        if self._png is None:
            with in_style():
                self._png = save(self.figure)
        return self._png

    def html(self) -> str:
        """Return the picture as an ``<img>`` that carries its text alternative."""
        return image_html(self.png(), self.alt)

    def save(self, path: str | Path) -> None:
        """Write the picture to a PNG file."""
        Path(path).write_bytes(self.png())

    def __repr__(self) -> str:
        return self.alt

    def _repr_mimebundle_(
        self, include: Any = None, exclude: Any = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        return mimebundle(self.alt, self.png)


def mimebundle(alt: str, draw: Callable[[], bytes]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what a notebook stores of a picture, and the sizes to show it at."""
    if being_graded():
        return {"text/plain": alt}, {}
    png = draw()
    width, height = page_size(png)
    data = {
        "image/png": base64.b64encode(png).decode("ascii"),
        "text/html": image_html(png, alt),
        "text/plain": alt,
    }
    return data, {"image/png": {"width": width, "height": height}}


def save(figure: Figure) -> bytes:
    """Return a PNG with a palette of 256 colours, a third of the size, as a notebook keeps it."""
    from PIL import Image

    drawn, file = io.BytesIO(), io.BytesIO()
    figure.savefig(drawn, format="png", dpi=CSS_DPI * SCALE, pil_kwargs={"compress_level": 0})
    colours = Image.open(drawn).convert("RGB")
    few = colours.quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(file, format="png", optimize=True)
    return file.getvalue()


def image_html(png: bytes, alt: str) -> str:
    """Return an ``<img>`` at page size, never wider than its column."""
    width, height = page_size(png)
    source = base64.b64encode(png).decode("ascii")
    told = {"style": "max-width:100%;height:auto", **image_attributes(png)}
    more = " ".join(f'{name}="{html.escape(text)}"' for name, text in told.items())
    return (
        f'<img alt="{html.escape(alt, quote=True)}" width="{width}" height="{height}" '
        f'{more} src="data:image/png;base64,{source}">'
    )


def page_size(png: bytes) -> tuple[int, int]:
    """Return the width and height on the page: a PNG's header holds them after 16 bytes."""
    width = int.from_bytes(png[16:20], "big")
    height = int.from_bytes(png[20:24], "big")
    return width // SCALE, height // SCALE
