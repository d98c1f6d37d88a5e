"""What moves in a picture: each kind of thing, drawn by Matplotlib here and by the browser there.

An item says where it is by series (see `bindings`), and how it looks once and for all. Sizes and
widths are in points, as in Matplotlib.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from typing import Any, ClassVar

import numpy as np

from .arguments import Vector
from .bindings import as_series, fill
from .layout import halo, note, wrapped
from .learner_code import LearnerError
from .null_figure import Axes, Unseen
from .style import CSS_DPI, GREY, INK, TEXT, Look, is_narrow

Values = Mapping[str, float]
DASHES = {"-": (), "--": (3.7, 1.6), ":": (1, 1.65), "-.": (6.4, 1.6, 1, 1.6)}
PIXELS = CSS_DPI / 72  # on the page, for a point
SOFT_BREAK = re.compile("  +")
ON_TOP = 10  # the overlay lies over everything that stays


@dataclass
class Item:
    """What all items have.

    It is drawn where all numbers of ``when`` are above zero, or lie beyond ``limit``: (1, 3) is
    above 3, (-1, 3) below it. Of its points, those are drawn for which ``where`` is above zero,
    from number ``first`` up to but not including number ``last``.
    """

    places: ClassVar[tuple[str, ...]]
    parts: ClassVar[tuple[str, ...]] = ("when", "where", "first", "last")
    axes: Axes
    _: KW_ONLY
    when: Any = None
    where: Any = None
    first: Any = None
    last: Any = None
    limit: tuple[int, float] = (1, 0.0)
    label: str | None = None

    def __post_init__(self) -> None:
        for name, given in Item.series(self).items():
            setattr(self, name, as_series(given))

    def series(self) -> dict[str, Any]:
        """Return everything in it that follows the controls."""
        found = {name: getattr(self, name) for name in (*self.places, *self.parts)}
        return {name: given for name, given in found.items() if given is not None}

    def look(self) -> dict[str, Any]:
        """Return how it looks, for the browser, in pixels of the page."""
        raise NotImplementedError

    def paint(self, values: Values, zorder: float) -> list[Any]:
        """Draw it with Matplotlib at these values and return the artists."""
        raise NotImplementedError

    def shown(self, values: Values) -> bool:
        """Return whether it is drawn at all at these values."""
        sign, bound = self.limit
        return self.when is None or bool(np.all(sign * (self.when.at(values) - bound) > 0))

    def numbers(self, values: Values) -> list[Vector]:
        """Return where it is at these values: an array for each place, of one length."""
        found = list(np.broadcast_arrays(*(getattr(self, n).at(values) for n in self.places)))
        if self.where is not None:
            found = [np.where(self.where.at(values) > 0, array, np.nan) for array in found]
        first = 0 if self.first is None else int(self.first.at(values)[0])
        last = len(found[0]) if self.last is None else int(self.last.at(values)[0])
        return [array[first:last] for array in found]


@dataclass
class AtPoints(Item):
    """What stands at the points (x, y)."""

    places: ClassVar[tuple[str, ...]] = ("x", "y")
    x: Any
    y: Any


@dataclass
class FromTo(Item):
    """What reaches from (x0, y0) to (x1, y1), for each number."""

    places: ClassVar[tuple[str, ...]] = ("x0", "y0", "x1", "y1")
    x0: Any
    y0: Any
    x1: Any
    y1: Any


@dataclass
class Line(AtPoints):
    """A line from point to point, broken at what is not a number."""

    color: str = INK
    width: float = 2.5
    dash: str | tuple[float, ...] = "-"
    halo: bool = False

    def look(self) -> dict[str, Any]:
        return _stroke(self.color, self.width, self.dash) | {
            "halo": "#FFFFFFB3" if self.halo else ""
        }

    def paint(self, values: Values, zorder: float) -> list[Any]:
        x, y = self.numbers(values)
        effects: Look = {"path_effects": halo(self.width + 2, 0.7)} if self.halo else {}
        return self.axes.plot(
            x, y, color=self.color, lw=self.width, ls=_style(self.dash), label=self.label,
            zorder=zorder, **effects,
        )  # fmt: skip


@dataclass
class Sticks(FromTo):
    """A segment from (x0, y0) to (x1, y1) for each number; all ends but one may stand still."""

    color: str = INK
    width: float = 1.5
    dash: str | tuple[float, ...] = "-"

    def look(self) -> dict[str, Any]:
        return _stroke(self.color, self.width, self.dash)

    def paint(self, values: Values, zorder: float) -> list[Any]:
        from matplotlib.collections import LineCollection

        x0, y0, x1, y1 = self.numbers(values)
        segments = np.stack([np.column_stack([x0, y0]), np.column_stack([x1, y1])], axis=1)
        segments = segments[np.isfinite(segments).all(axis=(1, 2))]
        drawn = LineCollection(
            list(segments), colors=self.color, linewidths=self.width, linestyles=_style(self.dash),
            label=self.label, zorder=zorder,
        )  # fmt: skip
        self.axes.add_collection(drawn, autolim=False)
        return [drawn]


@dataclass
class Dots(AtPoints):
    """A mark at each point; ``marker`` is one of o s ^ v D * P X.

    Where the page is dark its colours change, unless it ``stays``. One that is ``held`` does not
    leave the frame: at its edge it is an arrowhead that points to where the mark would be.
    """

    color: str = INK
    marker: str = "o"
    size: float = 8.0
    edge: str = "white"
    edge_width: float = 0.5
    stays: bool = False
    held: bool = False

    def look(self) -> dict[str, Any]:
        return {
            "color": self.color,
            "path": _corners(self.marker, self.size),
            "size": self.size * PIXELS,
            "edge": self.edge,
            "width": self.edge_width * PIXELS,
            "stays": self.stays,
            "held": self.held,
        }

    def paint(self, values: Values, zorder: float) -> list[Any]:
        x, y = self.numbers(values)
        look: Look = {
            "color": self.color, "markeredgecolor": self.edge, "markeredgewidth": self.edge_width,
            "ls": "none", "label": self.label, "zorder": zorder,
        }  # fmt: skip
        if not self.held or isinstance(self.axes, Unseen):
            return self.axes.plot(x, y, marker=self.marker, markersize=self.size, **look)
        drawn = []
        for place in zip(x, y, strict=True):
            near, out = _nearest(self.axes, place)
            mark: Look = {"marker": self.marker, "markersize": self.size}
            if out.any():
                mark = {"marker": _arrowhead(*out), "markersize": 2.6 * self.size}
            drawn += self.axes.plot(*near, clip_on=False, **mark, **look)
        return drawn


@dataclass
class Rects(FromTo):
    """A rectangle between the corners (x0, y0) and (x1, y1) for each number."""

    color: str = INK
    alpha: float = 0.25
    edge: str | None = None
    edge_width: float = 1.0

    def look(self) -> dict[str, Any]:
        edge, width = self.edge or self.color, self.edge_width * PIXELS
        return {"color": self.color, "alpha": self.alpha, "edge": edge, "width": width}

    def paint(self, values: Values, zorder: float) -> list[Any]:
        from matplotlib.collections import PolyCollection
        from matplotlib.colors import to_rgba

        x0, y0, x1, y1 = self.numbers(values)
        corners = np.stack([[x0, y0], [x1, y0], [x1, y1], [x0, y1]]).transpose(2, 0, 1)
        corners = corners[np.isfinite(corners).all(axis=(1, 2))]
        drawn = PolyCollection(
            list(corners), facecolors=[to_rgba(self.color, self.alpha)],
            edgecolors=self.edge or self.color, linewidths=self.edge_width, label=self.label,
            zorder=zorder,
        )  # fmt: skip
        self.axes.add_collection(drawn, autolim=False)
        return [drawn]


@dataclass
class Area(AtPoints):
    """A shaded region, the polygon through the points."""

    color: str = INK
    alpha: float = 0.25

    def look(self) -> dict[str, Any]:
        return {"color": self.color, "alpha": self.alpha}

    def paint(self, values: Values, zorder: float) -> list[Any]:
        return self.axes.fill(
            *self.numbers(values), color=self.color, alpha=self.alpha, lw=0, label=self.label,
            zorder=zorder,
        )  # fmt: skip


@dataclass
class Cells(Item):
    """A grid of coloured cells over the whole axes: probabilities from 0 to 1 as two colours.

    ``p`` holds the rows from the bottom up, ``columns`` numbers each; 0 is ``low``, 1 is ``high``
    and one half is white.
    """

    places: ClassVar[tuple[str, ...]] = ("p",)
    p: Any
    columns: int
    low: str
    high: str
    alpha: float = 0.5

    def look(self) -> dict[str, Any]:
        from matplotlib.colors import to_rgb

        low, high = ([round(255 * part) for part in to_rgb(c)] for c in (self.low, self.high))
        ends = {"low": low, "middle": [255, 255, 255], "high": high}
        return {"columns": self.columns, **ends, "alpha": self.alpha}

    def paint(self, values: Values, zorder: float) -> list[Any]:
        from matplotlib.colors import LinearSegmentedColormap

        colours = LinearSegmentedColormap.from_list("p", [self.low, "white", self.high])
        (p,) = self.numbers(values)
        extent = (*self.axes.get_xlim(), *self.axes.get_ylim())
        drawn = self.axes.imshow(
            p.reshape(-1, self.columns), cmap=colours, vmin=0, vmax=1, origin="lower",
            extent=extent, aspect="auto", alpha=self.alpha, interpolation="bilinear",
            zorder=zorder,
        )  # fmt: skip
        return [drawn]


@dataclass
class Arrow(FromTo):
    """An arrow from (x0, y0) to (x1, y1)."""

    color: str = INK
    width: float = 2.5

    def look(self) -> dict[str, Any]:
        return _stroke(self.color, self.width, "-")

    def paint(self, values: Values, zorder: float) -> list[Any]:
        drawn = []
        for x0, y0, x1, y1 in zip(*self.numbers(values), strict=True):
            props = {"arrowstyle": "-|>", "color": self.color, "lw": self.width,
                     "shrinkA": 0, "shrinkB": 0, "mutation_scale": 6 * self.width}  # fmt: skip
            ends: Look = {"xy": (x1, y1), "xytext": (x0, y0)}
            drawn.append(self.axes.annotate("", **ends, arrowprops=props, zorder=zorder))
        return drawn


@dataclass
class Text(Item):
    """Words with numbers filled in, at a place: title, top, middle, bottom, or ``x`` and ``y``.

    ``template`` is as for `bindings.fill`, its fields are filled from ``fields``. A title stands
    over the axes, in as many lines as ``lines`` says, and in a narrow picture goes on below at two
    spaces; ``nth`` says which of many numbers is meant; top, middle and bottom are notes in a white
    box; at ``x`` and ``y`` they are shifted by ``offset`` points.
    """

    places: ClassVar[tuple[str, ...]] = ("x", "y")
    parts: ClassVar[tuple[str, ...]] = (*Item.parts, "nth")
    place: str
    template: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    x: Any = 0.0
    y: Any = 0.0
    color: str = INK
    size: float = TEXT
    align: str = "center"
    offset: tuple[float, float] = (0.0, 0.0)
    bold: bool = False
    lines: int = 1
    nth: Any = None

    def __post_init__(self) -> None:
        super().__post_init__()
        self.trouble = ""
        self.fields = {name: as_series(value) for name, value in self.fields.items()}
        if self.place == "title":
            self.make_room()

    def make_room(self, narrow: bool = False) -> None:
        """Keep the lines of a title free; in a narrow picture it goes on below at two spaces."""
        more = len(SOFT_BREAK.findall(self.template)) if narrow else 0
        self.axes.set_title("\n" * (self.lines - 1 + more) + " ")

    def series(self) -> dict[str, Any]:
        return {**super().series(), **{f"field {n}": s for n, s in self.fields.items()}}

    def text(self, values: Values) -> str:
        """Return the words at these values, with ? where the learner's code gives no number."""
        found: dict[str, float | str] = {}
        self.trouble = ""
        nth = 0 if self.nth is None else int(self.nth.at(values)[0])
        for name, follower in self.fields.items():
            try:
                at = follower.at(values)
            except LearnerError as trouble:
                self.trouble, at = str(trouble), "?"
            found[name] = at if isinstance(at, str) else float(at[nth if len(at) > 1 else 0])
        return fill(self.template, found)

    def look(self) -> dict[str, Any]:
        return {
            "place": self.place,
            "template": self._wrapped(self.template),
            "color": self.color,
            "size": self.size * PIXELS,
            "align": self.align,
            "offset": [self.offset[0] * PIXELS, self.offset[1] * PIXELS],
            "bold": self.bold,
            "ground": "#FFFFFF",
            "frame": GREY,
        }

    def paint(self, values: Values, zorder: float) -> list[Any]:
        text = self.text(values)
        if is_narrow(self.axes.figure):
            text = SOFT_BREAK.sub("\n", text)
        if self.place == "title":
            before = self.axes.get_title()
            title = self.axes.set_title(text, color=self.color)
            return [_Restored(title, before)]
        if self.place in ("top", "middle", "bottom"):
            if not text:
                return []
            drawn = note(self.axes, self._wrapped(text), self.place)
            drawn.set(zorder=zorder + ON_TOP, color=self.color)
            return [drawn]
        x, y = self.numbers(values)
        return [
            self.axes.annotate(
                text, (x[0], y[0]), self.offset, textcoords="offset points", ha=self.align,
                va="center", color=self.color, fontsize=self.size, zorder=zorder,
                weight="bold" if self.bold else "normal", annotation_clip=True,
            )
        ]  # fmt: skip

    def _wrapped(self, text: str) -> str:
        return wrapped(text, 34) if self.place in ("top", "middle", "bottom") else text


class _Restored:
    """A title, which is not taken away but set back."""

    def __init__(self, title: Any, before: str) -> None:
        self.title, self.before = title, before

    def remove(self) -> None:
        self.title.set_text(self.before)


def _corners(marker: str, size: float) -> list[list[float]] | None:
    """Return the corners of a mark in pixels of the page, None for a circle."""
    from matplotlib.markers import MarkerStyle

    if marker == "o":
        return None
    style = MarkerStyle(marker)
    path = style.get_path().transformed(style.get_transform())
    corners: Any = path.to_polygons()[0]
    return (corners * size * PIXELS).tolist()


def _nearest(axes: Axes, place: Sequence[float]) -> tuple[Vector, Vector]:
    """Return the place in the frame that is nearest to this one, and the way out: −1, 0 or 1."""
    ends = np.sort([axes.get_xlim(), axes.get_ylim()], axis=1)
    near = np.clip(place, *ends.T)
    return near, np.nan_to_num(np.sign(place - near))


def _arrowhead(right: float, up: float) -> tuple[tuple[float, float], ...]:
    """Return the corners of an arrowhead with its tip in the middle, for Matplotlib."""
    left, right = ((-right + side * up, -up - side * right) for side in (0.4, -0.4))
    return (0.0, 0.0), left, right, (0.0, 0.0)


def _stroke(color: str, width: float, dash: str | tuple[float, ...]) -> dict[str, Any]:
    """Return how a stroke looks, with its width, its dashes and its gaps in pixels of the page."""
    parts: Any = DASHES.get(dash, dash)  # type: ignore[arg-type]
    dashes = [part * width * PIXELS for part in parts]
    return {"color": color, "width": width * PIXELS, "dash": dashes}


def _style(dash: str | tuple[float, ...]) -> Any:
    return dash if isinstance(dash, str) else (0, dash)
