"""What pictures accept: plain arrays and numbers, refused with a sentence when they do not fit."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

import numpy as np
import numpy.typing as npt

from .style import number

Vector = npt.NDArray[np.float64]
Array = npt.NDArray[Any]
ComputeCost = Callable[[Vector, Vector, float, float], float]
ComputeGradient = Callable[[Any, Any, float, float], tuple[float, float]]
Function = Callable[[float], float]
PredictProbability = Callable[..., Any]
CostOfAnswers = Callable[..., float]
NO_YES = "no", "yes"
LARGEST = 1e50  # its fourth power, as in the cost of a line, is still a float


@dataclass(frozen=True)
class Kind:
    """How an argument is read, given its name, its value, and the arguments read before it."""

    read: Callable[[str, Any, Mapping[str, Any]], Any]


def as_number(name: str, value: Any) -> float:
    """Return ``value`` as a finite float of ordinary size, or raise ``ValueError``."""
    result = finite_number(name, value)
    if abs(result) > LARGEST:
        raise ValueError(_too_large(name, result))
    return result


def finite_number(name: str, value: Any) -> float:
    """Return ``value`` as a finite float, or raise ``ValueError`` naming ``name``."""
    try:
        array = np.asarray(value)
        if array.size != 1 or array.dtype.kind not in "iuf" or np.ma.is_masked(value):
            raise TypeError
        result = float(array.reshape(()))
    except (TypeError, ValueError):
        raise ValueError(f"{name} must be one number, but it is {shown(value)}.") from None
    if not math.isfinite(result):
        raise ValueError(f"{name} must be a finite number, but it is {result}.")
    return result


def _too_large(name: str, value: float, place: str = "it") -> str:
    return (
        f"{name} must lie between −10⁵⁰ and 10⁵⁰, but {place} is {number(value)}: count in larger "
        "units."
    )


def as_whole(name: str, value: Any, least: int, most: int) -> int:
    """Return ``value`` as an ``int`` in this range, or raise ``ValueError`` naming ``name``."""
    given = as_number(name, value)
    if given != int(given) or not least <= given <= most:
        raise ValueError(
            f"{name} must be a whole number from {least} to {most}, but it is {number(given)}."
        )
    return int(given)


def as_vector(name: str, values: Any) -> Vector:
    """Return ``values`` as a one-dimensional array of finite floats, or raise ``ValueError``."""
    array = _as_floats(name, values)
    if array.ndim != 1:
        raise ValueError(
            f"{name} must be a list of numbers with shape (m,), but its shape is {array.shape}."
        )
    return array


def as_matrix(name: str, values: Any) -> Vector:
    """Return ``values`` as a two-dimensional array of finite floats, or raise ``ValueError``."""
    array = _as_floats(name, values)
    if array.ndim != 2:
        raise ValueError(
            f"{name} must be a table of numbers with shape (m, n), but its shape is {array.shape}."
        )
    return array


def as_points(x: Any, y: Any, names: tuple[str, str] = ("x", "y")) -> tuple[Vector, Vector]:
    """Return ``x`` and ``y`` as two vectors of one length, or raise ``ValueError``."""
    x, y = as_vector(names[0], x), as_vector(names[1], y)
    if len(x) != len(y):
        raise ValueError(
            f"{names[0]} and {names[1]} must have one value for each bird, "
            f"but {names[0]} has shape {x.shape} and {names[1]} has shape {y.shape}."
        )
    return x, y


def _as_heights(name: str, y: Any, known: Mapping[str, Any]) -> Vector:
    return as_points(known["x"], y)[1]


def as_lines(
    name: str, lines: Any, most: int, optional: bool = False
) -> dict[str, tuple[float, float]]:
    """Return a mapping of names to pairs ``(w, b)`` as floats, or raise ``ValueError``.

    Where they are ``optional``, there may be none.
    """
    if optional and (lines is None or (isinstance(lines, Mapping) and not lines)):
        return {}
    named = as_named(name, lines, most, '{"flat": (0, 4)}')
    return {key: as_pair(f"{name}[{key!r}]", pair) for key, pair in named.items()}


def as_pair(name: str, pair: Any) -> tuple[float, float]:
    """Return ``pair`` as two floats ``(w, b)``, or raise ``ValueError`` naming ``name``."""
    w, b = two_of(pair, f"{name} must be a pair (w, b), but it is {shown(pair)}.")
    return as_number(f"w in {name}", w), as_number(f"b in {name}", b)


def two_of(pair: Any, wrong: str) -> tuple[Any, Any]:
    """Return the two things in ``pair``, or raise ``ValueError`` with the sentence ``wrong``."""
    try:
        first, second = pair
    except (TypeError, ValueError):
        raise ValueError(wrong) from None
    return first, second


def as_function(name: str, function: Any) -> Callable[..., Any]:
    """Return ``function`` if it can be called, or raise ``ValueError`` naming ``name``."""
    if not callable(function):
        raise ValueError(
            f"{name} must be a function, handed in by its name without brackets, "
            f"but it is {shown(function)}."
        )
    return function


def as_range(name: str, pair: Any) -> tuple[float, float]:
    """Return ``pair`` as two floats, the lower one first, or raise ``ValueError``."""
    low, high = two_of(pair, f"{name} must be a pair (from, to), but it is {shown(pair)}.")
    low, high = as_number(f"{name}[0]", low), as_number(f"{name}[1]", high)
    if not low < high:
        raise ValueError(
            f"{name} must go from a lower number to a higher one, "
            f"but it goes from {number(low)} to {number(high)}."
        )
    return low, high


def as_named(name: str, things: Any, most: int, such_as: str) -> dict[str, Any]:
    """Return a mapping of names to things as a dictionary, or raise ``ValueError``."""
    if not isinstance(things, Mapping) or not things:
        raise ValueError(f"{name} must be a dictionary such as {such_as}, not {shown(things)}.")
    if len(things) > most:
        raise ValueError(f"{name} may hold at most {most} names, but it holds {len(things)}.")
    if None in things:
        raise ValueError(f"{name} must give everything in it a name, but one name is None.")
    return {str(key): thing for key, thing in things.items()}


def as_functions(name: str, things: Any, most: int, such_as: str) -> dict[str, Callable[..., Any]]:
    """Return a mapping of names to functions as a dictionary, or raise ``ValueError``."""
    named = as_named(name, things, most, such_as)
    return {key: as_function(f"{name}[{key!r}]", thing) for key, thing in named.items()}


def as_history(name: str, values: Any) -> Vector:
    """Return ``values`` as a vector of floats that may end in what is no finite number."""
    array = _numbers(name, values)
    if array.ndim != 1 or array.size == 0:
        raise ValueError(
            f"{name} must be a list with one number for the start and one for each step, "
            f"but its shape is {array.shape}."
        )
    if not np.isfinite(array[0]):
        raise ValueError(f"{name} must start with a finite number, but {name}[0] is {array[0]}.")
    return array


def _numbers(name: str, values: Any) -> Vector:
    if np.ma.is_masked(values):
        raise ValueError(f"{name} has masked values: leave out what was not measured.")
    try:
        array = np.asarray(values)
        if array.dtype.kind not in "iuf":
            raise TypeError
        return array.astype(float)
    except (TypeError, ValueError):
        raise ValueError(f"{name} must hold numbers only, but it is {shown(values)}.") from None


def _as_floats(name: str, values: Any) -> Vector:
    array = _numbers(name, values)
    if array.size == 0:
        raise ValueError(f"{name} must hold at least one number, but its shape is {array.shape}.")
    bad = np.argwhere(~(np.abs(array) <= LARGEST))
    if len(bad):
        value = float(array[tuple(bad[0])])
        place = f"{name}[{', '.join(map(str, bad[0]))}]"
        if math.isfinite(value):
            raise ValueError(_too_large(name, value, place))
        raise ValueError(
            f"{name} must hold finite numbers only, but {place} is {value}: "
            "leave out what was not measured."
        )
    if 0 < np.abs(array).max() < 1 / LARGEST:
        raise ValueError(
            f"{name} must not lie between −10⁻⁵⁰ and 10⁻⁵⁰ altogether: count in smaller units."
        )
    return array


def shown(value: Any) -> str:
    """Return a value as Python writes it, on one line, cut where it is long."""
    text = repr(value).replace("\n", " ")
    return text if len(text) <= 60 else text[:57] + "…"


def plainly(read: Callable[[str, Any], Any]) -> Kind:
    """Return the kind of an argument that is read for itself."""
    return Kind(lambda name, value, known: read(name, value))


# What the arguments of pictures are, and so how they are read; see `drawn`.
Number = Annotated[float, plainly(as_number)]
Numbers = Annotated[Vector, plainly(as_vector)]
Heights = Annotated[Vector, Kind(_as_heights)]
Matrix = Annotated[Vector, plainly(as_matrix)]
Pair = Annotated[tuple[float, float], plainly(as_pair)]
Ends = Annotated[tuple[float, float], plainly(as_range)]
Called = Annotated[Callable[..., Any], plainly(as_function)]


def as_answers(name: str, y: Any, m: int | None = None, like: str = "x") -> Vector:
    """Return ``y`` as floats 0 and 1, shape (m,), or raise ``ValueError`` naming ``name``."""
    if np.asanyarray(y).dtype.kind == "b":
        y = np.asanyarray(y).astype(int)
    y = as_vector(name, y)
    wrong = np.flatnonzero((y != 0) & (y != 1))
    if len(wrong):
        raise ValueError(
            f"{name} must hold 0 for no and 1 for yes, "
            f"but {name}[{wrong[0]}] is {number(y[wrong[0]])}."
        )
    if m is not None and len(y) != m:
        raise ValueError(
            f"{like} and {name} must have one entry for each bird, "
            f"but {like} has {m} and {name} has {len(y)}."
        )
    return y


def as_examples(X: Any, y: Any, names: tuple[str, str] = ("X", "y")) -> tuple[Vector, Vector]:
    """Return ``X``, shape (m, 2), and the answers ``y``, shape (m,), or raise ``ValueError``."""
    X = as_features(names[0], X)
    return X, as_answers(names[1], y, len(X), names[0])


def as_features(name: str, X: Any) -> Vector:
    """Return ``X``, shape (m, 2), or raise ``ValueError`` naming ``name``."""
    X = as_matrix(name, X)
    if X.shape[1] != 2:
        raise ValueError(
            f"{name} must have two columns, one for each axis of the picture, "
            f"but its shape is {X.shape}."
        )
    return X


def as_probability(name: str, p: Any) -> float:
    """Return ``p`` as a float from 0 to 1, or raise ``ValueError`` naming ``name``."""
    p = as_number(name, p)
    if not 0 <= p <= 1:
        raise ValueError(f"{name} must be a probability from 0 to 1, but it is {number(p)}.")
    return p


def as_names(labels: Any) -> tuple[str, str]:
    """Return the words for 0 and for 1, or raise ``ValueError``."""
    words = () if isinstance(labels, str) or not isinstance(labels, Iterable) else tuple(labels)
    if len(words) != 2 or None in words or str(words[0]) == str(words[1]):
        raise ValueError(
            'labels must be the two words for 0 and for 1, such as ("female", "male"), '
            f"but it is {shown(labels)}."
        )
    return str(words[0]), str(words[1])


Answers = Annotated[Vector, Kind(lambda n, y, known: as_answers(n, y, len(known["x"]), "x"))]
Features = Annotated[Vector, plainly(as_features)]
AnswersToX = Annotated[Vector, Kind(lambda n, y, known: as_answers(n, y, len(known["X"]), "X"))]
Words = Annotated[tuple[str, str], plainly(lambda name, labels: as_names(labels))]
Probability = Annotated[float, plainly(as_probability)]
