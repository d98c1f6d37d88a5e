"""Pictures that move: what stays is drawn once by Matplotlib, what moves is told to the browser.

How to add a picture: write one Python function that draws what stays on a figure and returns a
`Scene` with the controls, the items that move (see `marks`) and the words that tell what is to
be seen. There is no JavaScript to write.

    @by_hand                                     # sliders, drag and keys; see `drawn`
    def tangent_by_hand(low: Number, high: Number, start: Number) -> Scene:
        figure = new_figure()
        axes = figure.subplots()
        x = np.linspace(low, high, 200)
        axes.plot(x, x**2, color=POINT)
        axes.set(xlim=(low, high), ylim=(-1, high**2))
        slope = affine(lambda w: 2 * w)
        height = quadratic(lambda w: w**2)
        ends = quadratic(lambda w: w**2 + 2 * w * (np.array([low, high]) - w))
        return Scene(
            figure,
            (Control("w", "slope w", low, high, 0.01, start),),
            (
                Line(axes, [low, high], ends, color=LINE),
                Dots(axes, affine(lambda w: w), height, color=VERMILLION, size=11),
                Text(axes, "title", "slope of the tangent: {slope}", {"slope": slope}),
            ),
            tell=lambda w: f"At w = {number(w)} the tangent has the slope {number(2 * w)}.",
            grips=(Grip(axes, {"w": lambda px, py: px}),),
        )

``tangent_by_hand.scene(…)`` gives the scene, ``tangent_by_hand.still(…)`` its picture at the start.
Say of each series how it follows the controls, best first: `affine`, `quadratic`, `table` (a
frame for each value of one or two controls), `asked` (through the kernel, some 50 ms later). The
function of a series is plain: it takes values of controls by their names and gives numbers. What
comes after an affine one, such as |…|, is said by `through="abs"`; see `bindings`.
A picture of the course stands in `__all__` of `mlsmath.pictures` and in a gallery of
`tests/pictures`, its look in `looks.json` (`looks.py` there; `-k "looks and NAME"` takes one). Its
sentence has 51 to 899 letters. `tests/pictures/test_two_bends.py` shows how one that moves is
tested.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from .bindings import (
    Control,
    Follower,
    Series,
    Words,
    as_series,
    exponents,
    foreseen,
    parameters_of,
)
from .dark import dark_look
from .forms import form, one_below_the_other
from .layout import legend_that_fits, note
from .learner_code import LearnerError
from .marks import ON_TOP, Item, Rects, Text
from .null_figure import Axes, Figure, Unseen, python_goes_away
from .picture import Picture, save
from .style import CSS_DPI, NARROW, SCALE, in_style

Range = tuple[float, float]
# From so many numbers on, places are sent in single precision: a screen shows no more. Costs and
# counts, which are compared, are sent so only where there are far more.
SOME, MANY = 2_000, 50_000


@dataclass(frozen=True)
class Grip:
    """Where the picture can be taken hold of, and which controls follow the pointer.

    ``moves`` maps the name of a control to a function of ``px`` and ``py``, the place of the
    pointer in the units of the axes, and of any controls as they were; at most quadratic. Where
    ``near`` holds ``(x, y)``, two series, only there it is taken hold of; else all over the axes.
    """

    axes: Axes
    moves: Mapping[str, Callable[..., float]]
    near: tuple[Any, Any] | None = None
    cursor: str = "crosshair"

    def __post_init__(self) -> None:
        if self.near is not None:
            object.__setattr__(self, "near", tuple(as_series(place) for place in self.near))


class Scene:
    """A figure that stays, and items that move with the controls.

    Parameters
    ----------
    figure
        What stays, drawn without pyplot in the course's style.
    controls
        What can be moved, one slider each.
    items
        What moves, the later ones on top.
    tell
        A function of the controls' values that says what is to be seen.
    grips
        Where the picture can be taken hold of; the first that fits is taken.
    keys
        The controls moved by the arrow keys left and right, and up and down.
    play
        The control that the buttons Play and Step move to its end.
    down
        Whether that end is its lowest value.
    seconds
        How long Play takes.
    legend
        The number of columns of the legend above the axes, 0 for none.
    trouble
        What the learner's code did wrong when the still parts were drawn, to be told below them.
    narrow
        How wide it is for a narrow column, in inches: more makes room, and letters smaller.
    """

    def __init__(
        self,
        figure: Figure,
        controls: Sequence[Control],
        items: Sequence[Item],
        *,
        tell: Callable[..., str],
        grips: Sequence[Grip] = (),
        keys: Sequence[str] = (),
        play: str = "",
        down: bool = False,
        seconds: float = 6.0,
        legend: int = 0,
        trouble: str = "",
        narrow: float = NARROW,
    ) -> None:
        self.figure, self.controls, self.items = figure, tuple(controls), tuple(items)
        self.grips, self.play, self.seconds, self.legend = tuple(grips), play, seconds, legend
        self.down, self.narrow = down, narrow
        self.keys = tuple(keys) or tuple(control.name for control in self.controls[:2])
        self._tell, self.trouble = tell, trouble
        self._laid_out = False
        self._wide: dict[str, Any] = {}
        followers: list[Follower] = [f for item in self.items for f in item.series().values()]
        followers += [f for grip in self.grips for f in grip.near or ()]
        self._followers = list(dict.fromkeys(followers))

    def start(self) -> dict[str, float]:
        """Return the values at which the controls start."""
        return {control.name: control.value for control in self.controls}

    def tell(self, values: Mapping[str, float]) -> str:
        """Return what is to be seen at these values; what the learner's code did wrong, too."""
        names = parameters_of(self._tell)
        with np.errstate(all="ignore"):
            return self._tell(**{name: values[name] for name in names})

    def picture(self, **values: float) -> Picture:
        """Return the picture at these values of the controls; it shares the figure."""
        if not isinstance(self.figure, Unseen):
            with in_style():
                self._lay_out()
                self._paint(values)
        return Picture(self.figure, self.tell(values))

    def picture_at_start(self) -> Picture:
        """Return the picture with each control where it starts."""
        return self.picture(**self.start())

    def png(self, values: Mapping[str, float], *, narrow: bool = False) -> bytes:
        """Return the picture at these values as PNG, and leave the figure as it was."""
        with in_style(), self._laid(narrow):
            painted = self._paint(values)
            png = save(self.figure)
            _remove(painted)
        return png

    def form(self, *, narrow: bool = False) -> dict[str, Any]:
        """Return its size on the page, its axes, and as PNG what stays: see `forms`."""
        if self._wide and not narrow:
            return self._wide
        with in_style(), self._laid(narrow):
            found = form(self.figure, save(self.figure))
        if not narrow:
            self._wide = found
        return found

    def still(self) -> bytes:
        """Return what stays as PNG."""
        return self.form()["still"]

    def release(self) -> None:
        """Let go of the pixels."""
        self._wide = {}

    def spec(self, values: Mapping[str, float]) -> tuple[dict[str, Any], str]:
        """Return all that the browser needs, and in words what the learner's code did wrong."""
        with in_style():
            self._lay_out()
        series, trouble = self._all_series(self._followers, values)
        controls = {control.name: control for control in self.controls}
        return {
            "controls": [_control(control) for control in self.controls],
            "series": series,
            "items": [
                {
                    "kind": type(item).__name__.lower(),
                    "places": list(item.places),
                    "axes": self.figure.axes.index(item.axes),
                    "look": item.look(),
                    "dark": dark_look(item.look()),
                    "limit": list(item.limit),
                    "series": {n: self._followers.index(f) for n, f in item.series().items()},
                }
                for item in self.items
            ],
            "grips": [self._grip(grip, controls) for grip in self.grips],
            "keys": list(self.keys),
            "play": self.play,
            "down": self.down,
            "seconds": self.seconds,
        }, trouble

    def answer(self, moved: Sequence[str], values: Mapping[str, float]) -> tuple[dict, str]:
        """Return anew the series that ask when these controls move, by their numbers."""
        anew = [f for f in self._followers if set(f.ask) & set(moved)]
        found, trouble = self._all_series(anew, values)
        numbers = [str(self._followers.index(f)) for f in anew]
        return dict(zip(numbers, found, strict=True)), trouble

    def _all_series(
        self, followers: Sequence[Follower], values: Mapping[str, float]
    ) -> tuple[list[dict[str, Any]], str]:
        controls = {control.name: control for control in self.controls}
        told, troubles = [], []
        for follower in followers:
            try:
                if isinstance(follower, Series) and follower.ask and python_goes_away():
                    follower = foreseen(follower, controls)
                data = follower.data(controls, values)
            except LearnerError as trouble:
                troubles.append(str(trouble))
                data = [""] if isinstance(follower, Words) else np.full((1, 1, 1), np.nan)
                told.append(_series(follower, data, controls, failed=True))
            else:
                told.append(_series(follower, data, controls))
        return told, " ".join(dict.fromkeys(filter(None, [self.trouble, *troubles])))

    def _grip(self, grip: Grip, controls: Mapping[str, Control]) -> dict[str, Any]:
        """Return where it is, and each move as a quadratic of the pointer and the controls."""
        pointer = {
            name: Control(name, name, min(limits), max(limits), 1, 0)
            for name, limits in (("px", grip.axes.get_xlim()), ("py", grip.axes.get_ylim()))
        }
        everything = {**pointer, **controls}
        moves = []
        for name, function in grip.moves.items():
            series = Series(function, degree=2)
            terms = _series(series, series.data(everything, {}), everything)
            moves.append({"control": list(controls).index(name), "series": terms})
        near = grip.near and [self._followers.index(follower) for follower in grip.near]
        axes = self.figure.axes.index(grip.axes)
        return {"axes": axes, "moves": moves, "near": near, "cursor": grip.cursor}

    def _lay_out(self) -> None:
        """Write the legend and give each axes its place, once and for all."""
        if self._laid_out:
            return
        self._laid_out = True
        self.figure.set_dpi(CSS_DPI * SCALE)
        if self.legend:
            legend_that_fits(self.figure, self.legend, self._write_legend)
        self.figure.draw_without_rendering()
        self.figure.set_layout_engine("none")

    @contextmanager
    def _laid(self, narrow: bool) -> Iterator[None]:
        """Have its panels beside each other, or in one column."""
        self._lay_out()
        if not narrow:
            yield
            return
        squares = {item.axes for item in self.items if isinstance(item, Rects)}
        titles = [item for item in self.items if isinstance(item, Text) and item.place == "title"]
        for title in titles:
            title.make_room(narrow=True)
        legend = self.legend, self._write_legend
        with one_below_the_other(self.figure, *legend, squares, self.narrow):
            yield
        for title in titles:
            title.make_room()

    def _write_legend(self, columns: int) -> Any:
        """Write what stays and what moves above the axes, each once; return the legend."""
        painted = self._paint(self.start(), even_if_hidden=True)
        pairs = [axes.get_legend_handles_labels() for axes in self.figure.axes]
        handles, labels = ([thing for pair in pairs for thing in pair[i]] for i in (0, 1))
        once = dict(zip(reversed(labels), reversed(handles), strict=True))
        once = {label: once[label] for label in dict.fromkeys(labels)}
        legend = self.figure.legend(
            handles=once.values(), labels=once, loc="outside upper center", ncols=columns
        )
        _remove(painted)
        return legend

    def _paint(self, values: Mapping[str, float], even_if_hidden: bool = False) -> list[Any]:
        """Draw the items with Matplotlib; what the learner's code did wrong stands in a note."""
        artists: list[Any] = []
        troubles: dict[str, Axes] = {}
        for i, item in enumerate(self.items):
            try:
                if even_if_hidden or item.shown(values):
                    artists += item.paint(values, ON_TOP + i)
            except LearnerError as trouble:
                troubles.setdefault(str(trouble), item.axes)
            if isinstance(item, Text) and item.trouble:
                troubles.setdefault(item.trouble, item.axes)
        for trouble, axes in troubles.items():
            told = note(axes, trouble, "middle", 30)
            told.set_zorder(2 * ON_TOP + len(self.items))
            artists.append(told)
        return artists


def control_over(name: str, label: str, span: Range, value: float) -> Control:
    """Return a control over a range and its start, with round ends and a round step."""
    low, high = min(span[0], value), max(span[1], value)
    end = round_down((high - low) / 4)
    step = round_down((high - low) / 200)
    low, high = float(np.floor(low / end) * end), float(np.ceil(high / end) * end)
    return Control(name, label, low, high, step, value)


def round_down(value: float) -> float:
    """Return the greatest of 1, 2, 5 times a power of ten that is not above ``value``."""
    power = 10.0 ** np.floor(np.log10(value))
    digit = max(d for d in (1, 2, 5) if d <= value / power * (1 + 1e-9))
    return float(digit * power)


def _remove(painted: Sequence[Any]) -> None:
    for artist in reversed(painted):  # of two titles, each is set back to what it found
        artist.remove()


def _control(control: Control) -> dict[str, Any]:
    told = {name: getattr(control, name) for name in ("name", "label", "low", "high", "step")}
    return {**told, "start": control.value, "choices": list(control.choices),
            "names": list(control.names)}  # fmt: skip


def _series(
    follower: Follower, data: Any, controls: Mapping[str, Control], failed: bool = False
) -> dict[str, Any]:
    """Return a series as the browser reads it: numbers of shape (frames, n, terms), or words."""
    index = list(controls).index
    over = [] if failed else [index(name) for name in follower.over]
    told: dict[str, Any] = {"ask": [index(name) for name in follower.ask], "over": over}
    if isinstance(follower, Words):
        return {**told, "words": list(data)}
    smooth = [] if failed else [controls[name] for name in follower.smooth()]
    kind = "f4" if data.size > (MANY if follower.reduce or follower.degree > 1 else SOME) else "f8"
    most = 3e38 if kind == "f4" else np.inf
    return {
        **told,
        "smooth": [index(control.name) for control in smooth],
        "scale": [control.middle_and_reach() for control in smooth],
        "powers": exponents(len(smooth), follower.degree) if smooth else [[]],
        "shape": list(data.shape),
        "kind": kind,
        "data": np.clip(data, -most, most).astype(f"<{kind}").tobytes(),
        "through": follower.through,
        "reduce": follower.reduce,
    }
