"""The one look of every picture: colours, marker shapes, text sizes, numbers and units."""

from __future__ import annotations

import functools
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from .null_figure import Figure, Unseen, being_graded

Look = dict[str, Any]  # what Matplotlib takes about the look of a thing
# Okabe and Ito's palette, which readers with any kind of colour vision can tell apart.
BLUE = "#0072B2"
VERMILLION = "#D55E00"
GREEN = "#009E73"
ORANGE = "#E69F00"
SKY = "#56B4E9"
PURPLE = "#CC79A7"
YELLOW = "#F0E442"
INK = "#1A1A1A"
GREY = "#6B6B6B"
POINT = BLUE
LINE = INK
ABOVE = GREEN
BELOW = VERMILLION
# Colour, marker and size of the things a picture names, in the order in which they are named.
MARKS = (
    (VERMILLION, "o", 11),
    (YELLOW, "s", 10),
    (SKY, "^", 12),
    (PURPLE, "D", 10),
    (GREEN, "v", 12),
    (ORANGE, "P", 12),
    (BLUE, "X", 12),
)
BEST: Look = {"marker": "*", "markersize": 19, "color": YELLOW, "markeredgecolor": INK}
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
CSS_DPI = 100  # one inch of figure is 100 pixels on the page
SCALE = 2  # and twice as many in the file, so that it is crisp on dense screens
TEXT, SMALL = 12.0, 11.5  # points: small letters are 9 pixels high on a page of 400 pixels
# Inches: the width of a picture for a column of less than 500 pixels. Older releases of Matplotlib
# cut off what is less than a pixel, and 4.6 · 200 is a little less than 920.
NARROW = 4.6 + 1e-9
_RC = {
    "figure.facecolor": "white",
    "figure.dpi": CSS_DPI,
    "savefig.facecolor": "white",
    "font.size": TEXT,
    "axes.titlesize": TEXT,
    "axes.labelsize": TEXT,
    "xtick.labelsize": SMALL,
    "ytick.labelsize": SMALL,
    "legend.fontsize": SMALL,
    "legend.framealpha": 0.9,
    "legend.edgecolor": "#BBBBBB",
    "axes.edgecolor": GREY,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.grid": True,
    "grid.color": "#E3E3E3",
    "text.color": INK,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "lines.linewidth": 2.5,
    "text.parse_math": False,  # a $ is a dollar, and a logarithmic axis needs a formatter
}
# What has letters that Matplotlib's own font lacks: on Windows, on macOS, on Linux.
MORE_FONTS = (
    "Yu Gothic", "Microsoft YaHei", "Malgun Gothic", "Nirmala UI", "Hiragino Sans", "PingFang SC",
    "Apple SD Gothic Neo", "Arial Unicode MS", "Noto Sans CJK JP", "Noto Sans CJK SC",
    "IPAexGothic", "WenQuanYi Zen Hei", "Droid Sans Fallback",
)  # fmt: skip
HANDLE: Look = {
    "color": "white",
    "edge": INK,
    "edge_width": 2.0,
    "size": 10.0,
    "stays": True,
    "held": True,
}


@contextmanager
def in_style() -> Iterator[None]:
    """Draw in the course's style, whatever the notebook has set, and leave no setting behind."""
    if being_graded():
        yield
        return
    _import_matplotlib_quietly()
    import matplotlib.style

    look = {**_RC, "font.family": ["DejaVu Sans", *_more_fonts()]}
    with matplotlib.style.context(["default", look]), warnings.catch_warnings():
        # Where no font here has a letter, a box stands for it; the learner cannot mend that.
        warnings.filterwarnings(
            "ignore", r"Glyph \d+|Matplotlib currently does not support", UserWarning
        )
        yield


@functools.cache
def _more_fonts() -> list[str]:
    """Return which of more fonts there are here: of one that is not, Matplotlib would warn."""
    from matplotlib.font_manager import fontManager

    here = {font.name for font in fontManager.ttflist}
    return [name for name in MORE_FONTS if name in here]


def _import_matplotlib_quietly() -> None:
    """Import Matplotlib without the word on stderr that it makes a cache, on its first run.

    A graded cell that writes to stderr gets no points.
    """
    import logging

    log = logging.getLogger("matplotlib")
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        import matplotlib.font_manager
        import matplotlib.style  # noqa: F401
    finally:
        log.setLevel(level)


def new_figure(height: float = 4.2, width: float = 7.0) -> Figure | Any:
    """Return an empty figure, in inches, that pyplot knows nothing of; unseen, while graded."""
    if being_graded():
        return Unseen()
    from matplotlib.figure import Figure

    return Figure(figsize=(width, height), layout=constrained())


def constrained() -> Any:
    """Return what gives each axes of a figure as much room as its words leave."""
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    return ConstrainedLayoutEngine(w_pad=0.08, h_pad=0.07)


def is_narrow(figure: Any) -> bool:
    """Return whether a figure is made for a narrow column."""
    return bool(figure.get_size_inches()[0] <= NARROW)


def number(value: float, digits: int = 3) -> str:
    """Return a number as people write it: few digits, a real minus sign, no ``1e+03``.

    What is below 1e-12 is the rounding of a zero.
    """
    value = float(value)
    if value != value:
        return "not a number"
    if abs(value) == float("inf"):
        return "infinity" if value > 0 else "−infinity"
    if abs(value) < 1e-12:
        return "0"
    mantissa, _, exponent = f"{value:.{digits - 1}e}".partition("e")
    rounded, power = float(mantissa), int(exponent)
    if -4 <= power < digits:
        text = f"{value:.{digits}g}"
    elif digits <= power < 6:
        text = f"{value:,.0f}" if abs(value) >= 10_000 else f"{value:.0f}"
    else:
        text = f"{rounded:g}·10{str(power).translate(RAISED)}"
    return text.replace("-", "−")


def factor(value: float) -> str:
    """Return a number that stands after a multiplication dot: in brackets when negative."""
    text = number(value)
    return f"({text})" if text.startswith("−") else text


def line_formula(w: float, b: float, name: str = "f(x)") -> str:
    """Return the line in numbers, such as ``f(x) = 0.5x − 4``."""
    sign = "−" if b < 0 else "+"
    return f"{name} = {number(w, 4)}x {sign} {number(abs(b), 4)}"


def counted(how_many: int, noun: str) -> str:
    """Return ``1 point`` or ``5 points``."""
    return f"{how_many} {noun}" if how_many == 1 else f"{how_many} {noun}s"
