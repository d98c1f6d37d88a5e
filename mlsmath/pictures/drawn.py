"""What every picture does before and after it is drawn: read its arguments, and show the result.

A picture that stands still is a function of an axes or of a figure, and of what is to be seen. It
draws that and returns it in words. `drawn` makes of it a function that returns a `Picture`:

    @drawn(legend=4)
    def draw_line(axes: Axes, x: Numbers, y: Heights, *, units: Labels = PENGUINS) -> str:

A picture to take hold of is a function that returns a `scene.Scene`; `by_hand` makes of it one
that shows it.

The kind of each argument says how it is read (see `arguments`). ``units`` are what the axes count,
given as ``xlabel`` and ``ylabel``. What the learner's code did wrong, a `LearnerError`, is shown in
words in place of a picture that stands still; a scene tells it in its own place.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol, cast, get_args, get_type_hints

from .arguments import Kind, plainly
from .labels import Label, Labels
from .layout import legend_on_top, picture_in_words
from .learner_code import LearnerError
from .picture import Picture
from .style import in_style, new_figure

if TYPE_CHECKING:
    from .scene import Scene

LABELS = ("xlabel", "ylabel")


def drawn(
    height: float = 4.2, legend: int = 0
) -> Callable[[Callable[..., str]], Callable[..., Picture]]:
    """Return a decorator for a function that draws on ``axes``, or on a ``figure``, and tells it.

    ``height`` is that of the figure, in inches. ``legend`` is the number of columns of the legend
    above the first axes, 0 for none.
    """

    def decorate(draw: Callable[..., str]) -> Callable[..., Picture]:
        on, *parameters = inspect.signature(draw).parameters.values()
        arguments = _Arguments(draw, parameters)

        @functools.wraps(draw)
        @in_style()
        def picture(*given: Any, **named: Any) -> Picture:
            try:
                given, named = arguments.read(given, named)
                figure = new_figure(height)
                alt = draw(figure if on.name == "figure" else figure.subplots(), *given, **named)
            except LearnerError as trouble:
                return picture_in_words(str(trouble))
            if legend:
                legend_on_top(figure.axes[0], legend)
            return Picture(figure, alt)

        return arguments.tell(picture, "Picture")

    return decorate


class ByHand(Protocol):
    """A picture to take hold of: shown when called, or given as a scene, or standing still."""

    scene: Callable[..., Scene]
    still: Callable[..., Picture]

    def __call__(self, *given: Any, **named: Any) -> Any: ...  # noqa: D102


def by_hand(make: Callable[..., Scene]) -> ByHand:
    """Return a function that shows the scene that this function makes.

    Its ``scene`` gives the scene, and its ``still`` the picture that is shown without a kernel.
    """
    arguments = _Arguments(make, list(inspect.signature(make).parameters.values()))

    @functools.wraps(make)
    @in_style()
    def scene(*given: Any, **named: Any) -> Scene:
        given, named = arguments.read(given, named)
        return make(*given, **named)

    @functools.wraps(make)
    def still(*given: Any, **named: Any) -> Picture:
        return scene(*given, **named).picture_at_start()

    @functools.wraps(make)
    def shown(*given: Any, **named: Any) -> Any:
        from .widget import MovingPicture

        return MovingPicture(scene(*given, **named))

    picture = cast(ByHand, arguments.tell(shown, "MovingPicture"))
    picture.scene, picture.still = scene, still
    return picture


class _Arguments:
    """The arguments of a picture: those of a function, its ``units`` as two labels."""

    def __init__(self, function: Callable[..., Any], parameters: list[inspect.Parameter]) -> None:
        self.function = function
        self.units = next((p for p in parameters if p.annotation in ("Labels", Labels)), None)
        self.parameters = [label for p in parameters for label in self._labels(p)]
        self.refuse = _python_refuses(function, self.parameters)

    def _labels(self, parameter: inspect.Parameter) -> list[inspect.Parameter]:
        if parameter is not self.units:
            return [parameter]
        both = parameter.default
        ends = (parameter.empty, parameter.empty) if both is parameter.empty else (both.x, both.y)
        return [
            inspect.Parameter(name, parameter.KEYWORD_ONLY, default=end, annotation="str")
            for name, end in zip(LABELS, ends, strict=True)
        ]

    def tell(self, shown: Callable[..., Any], gives: str) -> Callable[..., Any]:
        """Return the function with the signature that its callers see."""
        signature = inspect.Signature(self.parameters, return_annotation=gives)
        shown.__signature__ = signature  # type: ignore[attr-defined]
        return shown

    def read(
        self, given: tuple[Any, ...], named: Mapping[str, Any]
    ) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """Return the arguments as the function takes them, or raise ``ValueError`` naming one.

        They are read in the order of the parameters. That there are too few of them or too many,
        and that one is unknown, is told by Python.
        """
        self.refuse(*given, **named)
        kinds = _kinds(self.function)
        by_place = dict(zip((p.name for p in self.parameters), given, strict=False))
        known: dict[str, Any] = {}
        for name in (p.name for p in self.parameters):
            for arguments in (by_place, named):
                if name in arguments:
                    known[name] = kinds[name](name, arguments[name], known)
        rest = {name: known.get(name, value) for name, value in named.items()}
        if self.units:
            ends = {p.name: p.default for p in self.parameters if p.name in LABELS}
            rest[self.units.name] = Labels(*(rest.pop(n, end) for n, end in ends.items()))
        return tuple(known[name] for name in by_place), rest


def _python_refuses(function: Callable[..., Any], takes: list[inspect.Parameter]) -> Any:
    """Return a function that does nothing, for which Python refuses other arguments than these."""
    bare = [
        p.replace(annotation=p.empty, default=p.empty if p.default is p.empty else None)
        for p in takes
    ]
    made: dict[str, Any] = {}
    exec(f"def refuse{inspect.Signature(bare)}: ...", made)
    made["refuse"].__qualname__ = function.__name__
    return made["refuse"]


@functools.cache
def _kinds(function: Callable[..., Any]) -> dict[str, Callable[[str, Any, Mapping], Any]]:
    """Return how each argument of the function is read."""
    hints = get_type_hints(function, include_extras=True)
    if Labels in hints.values():
        hints |= dict.fromkeys(LABELS, Label)
    return {name: _reader(hint) for name, hint in hints.items()}


def _reader(hint: Any) -> Callable[[str, Any, Mapping], Any]:
    hints = hint, *get_args(hint)
    found = (kind for one in hints for kind in getattr(one, "__metadata__", ()))
    kind = next((kind for kind in found if isinstance(kind, Kind)), None)
    kind = plainly(Label.read) if Label in hints else kind
    if kind is None:
        return lambda name, value, known: value
    if type(None) in hints:
        return lambda name, v, known: v if v is None else kind.read(name, v, known)
    return kind.read
