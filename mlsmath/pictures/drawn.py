"""What every picture does before and after it is drawn: read its arguments, and show the result.

A picture that stands still is a function of an axes or of a figure, and of what is to be seen. It
draws that and returns it in words. `drawn` makes of it a function that returns a `Picture`:

    @drawn(legend=4)
    def draw_line(axes: Axes, x: Numbers, y: Heights, w: Number, *, xlabel: Label = FLIPPER) -> str:

The kind of each argument says how it is read (see `arguments`), and what the learner's code did
wrong, a `LearnerError`, is shown in words in place of the picture.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping
from typing import Any, get_args, get_type_hints

import numpy.typing as npt

from .labels import Label
from .parts import legend_on_top, picture_in_words
from .picture import Picture
from .style import in_style, new_figure
from .values import Kind, LearnerError

UNSEEN_TYPES = {"Axes": Any, "Figure": Any, "npt": npt}  # Matplotlib is imported when it draws


def drawn(
    height: float = 4.2, legend: int = 0
) -> Callable[[Callable[..., str]], Callable[..., Picture]]:
    """Return a decorator for a function that draws on ``axes``, or on a ``figure``, and tells it.

    ``height`` is that of the figure, in inches. ``legend`` is the number of columns of the legend
    above the first axes, 0 for none.
    """

    def decorate(draw: Callable[..., str]) -> Callable[..., Picture]:
        on, *parameters = inspect.signature(draw).parameters.values()

        @functools.wraps(draw)
        @in_style()
        def picture(*given: Any, **named: Any) -> Picture:
            try:
                given, named = read_arguments(draw, parameters, given, named)
                figure = new_figure(height)
                alt = draw(figure if on.name == "figure" else figure.subplots(), *given, **named)
            except LearnerError as trouble:
                return picture_in_words(str(trouble))
            if legend:
                legend_on_top(figure.axes[0], legend)
            return Picture(figure, alt)

        picture.__signature__ = inspect.Signature(parameters, return_annotation="Picture")  # type: ignore[attr-defined]
        return picture

    return decorate


def read_arguments(
    function: Callable[..., Any],
    parameters: list[inspect.Parameter],
    given: tuple[Any, ...],
    named: Mapping[str, Any],
) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """Return the arguments as the function takes them, or raise ``ValueError`` naming one.

    They are read in the order of the parameters. Too few, and unknown ones, are Python's to tell.
    """
    places = [p for p in parameters if p.kind is not p.KEYWORD_ONLY]
    if len(given) > len(places):
        least = sum(p.default is p.empty for p in places)
        takes = f"{len(places)}" if least == len(places) else f"from {least} to {len(places)}"
        raise TypeError(
            f"{function.__name__}() takes {takes} positional argument{'s' * (len(places) != 1)} "
            f"but {len(given)} {'was' if len(given) == 1 else 'were'} given"
        )
    kinds, known = _kinds(function), {}
    by_place = dict(zip((p.name for p in places), given, strict=False))
    for name in (p.name for p in parameters):
        for arguments in (by_place, named):
            if name in arguments:
                known[name] = kinds[name](name, arguments[name], known)
    rest = {name: known.get(name, value) for name, value in named.items()}
    return tuple(known[name] for name in by_place), rest


@functools.cache
def _kinds(function: Callable[..., Any]) -> dict[str, Callable[[str, Any, Mapping], Any]]:
    """Return how each argument of the function is read."""
    hints = get_type_hints(function, localns=UNSEEN_TYPES, include_extras=True)
    return {name: _reader(hint) for name, hint in hints.items()}


def _reader(hint: Any) -> Callable[[str, Any, Mapping], Any]:
    if hint is Label:
        return lambda name, value, known: Label.read(name, value)
    for one in (hint, *get_args(hint)):
        for kind in getattr(one, "__metadata__", ()):
            if isinstance(kind, Kind):
                if type(None) in get_args(hint):
                    return lambda name, v, known: v if v is None else kind.read(name, v, known)
                return kind.read
    return lambda name, value, known: value
