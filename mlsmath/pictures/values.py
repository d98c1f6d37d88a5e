"""What pictures accept: plain arrays and numbers, refused with a sentence when they do not fit."""

from __future__ import annotations

import contextlib
import io
import math
import warnings
from collections.abc import Callable, Mapping
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


@dataclass(frozen=True)
class Kind:
    """How an argument is read, given its name, its value, and the arguments read before it."""

    read: Callable[[str, Any, Mapping[str, Any]], Any]


class LearnerError(Exception):
    """What a function handed in by the learner did wrong, as a sentence for the learner."""


def as_number(name: str, value: Any) -> float:
    """Return ``value`` as a finite float, or raise ``ValueError`` naming ``name``."""
    try:
        array = np.asarray(value)
        if array.size != 1 or array.dtype.kind not in "iuf":
            raise TypeError
        result = float(array.reshape(()))
    except (TypeError, ValueError):
        raise ValueError(f"{name} must be one number, but it is {shown(value)}.") from None
    if not math.isfinite(result):
        raise ValueError(f"{name} must be a finite number, but it is {result}.")
    return result


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


def as_points(x: Any, y: Any) -> tuple[Vector, Vector]:
    """Return ``x`` and ``y`` as two vectors of one length, or raise ``ValueError``."""
    x, y = as_vector("x", x), as_vector("y", y)
    if len(x) != len(y):
        raise ValueError(
            f"x and y must have one value for each bird, "
            f"but x has shape {x.shape} and y has shape {y.shape}."
        )
    return x, y


def _as_heights(name: str, y: Any, known: Mapping[str, Any]) -> Vector:
    return as_points(known["x"], y)[1]


def as_lines(name: str, lines: Any, most: int) -> dict[str, tuple[float, float]]:
    """Return a mapping of names to pairs ``(w, b)`` as floats, or raise ``ValueError``."""
    if not isinstance(lines, Mapping) or not lines:
        raise ValueError(
            f'{name} must give each (w, b) a name, such as {{"flat": (0, 4)}}, '
            f"but it is {shown(lines)}."
        )
    if len(lines) > most:
        raise ValueError(f"{name} may hold at most {most} names, but it holds {len(lines)}.")
    pairs = {}
    for key, pair in lines.items():
        pairs[str(key)] = as_pair(f"{name}[{key!r}]", pair)
    return pairs


def as_pair(name: str, pair: Any) -> tuple[float, float]:
    """Return ``pair`` as two floats ``(w, b)``, or raise ``ValueError`` naming ``name``."""
    try:
        w, b = pair
    except (TypeError, ValueError):
        raise ValueError(f"{name} must be a pair (w, b), but it is {shown(pair)}.") from None
    return as_number(f"w in {name}", w), as_number(f"b in {name}", b)


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
    try:
        low, high = pair
    except (TypeError, ValueError):
        raise ValueError(f"{name} must be a pair (from, to), but it is {shown(pair)}.") from None
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
    return {str(key): thing for key, thing in things.items()}


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


def call_compute_cost(
    compute_cost: ComputeCost, x: Vector, y: Vector, w: float | Vector, b: float
) -> float:
    """Return the learner's cost at ``(w, b)``, or raise `LearnerError` saying what went wrong."""
    told = ", ".join(number(weight) for weight in np.atleast_1d(w))
    where = f"at w = {f'({told})' if np.ndim(w) else told}, b = {number(b)}"
    value = call_learners(compute_cost, "compute_cost", where, x.copy(), y.copy(), w, b)
    return one_number(compute_cost, "compute_cost", where, value)


def call_compute_gradient(
    compute_gradient: ComputeGradient, x: Vector, y: Vector, w: float, b: float
) -> tuple[float, float]:
    """Return the learner's gradient at ``(w, b)``, or raise `LearnerError`."""
    where = f"at w = {number(w)}, b = {number(b)}"
    value = call_learners(compute_gradient, "compute_gradient", where, x.copy(), y.copy(), w, b)
    try:
        dj_dw, dj_db = value
        return as_number("dj_dw", dj_dw), as_number("dj_db", dj_db)
    except (TypeError, ValueError):
        raise LearnerError(
            f"Your {name_of(compute_gradient, 'compute_gradient')} must return two numbers, "
            f"(dj_dw, dj_db), but {where} it returned {shown(value)}. "
            "Mend it, then run this cell again."
        ) from None


def call_learners(function: Callable[..., Any], name: str, where: str, *arguments: Any) -> Any:
    """Return what the learner's function gives, or raise `LearnerError` saying what went wrong.

    What the function prints or warns of is held back: a picture calls it hundreds of times.
    """
    name = name_of(function, name)
    try:
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return function(*arguments)
    except NotImplementedError:
        raise LearnerError(
            f"Your {name} is not written yet. Write it, then run this cell again."
        ) from None
    except Exception as error:
        what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        raise LearnerError(
            f"Your {name} stopped {where} with {what.rstrip('.')}. "
            "Mend it, then run this cell again."
        ) from error


def name_of(function: Callable[..., Any], otherwise: str) -> str:
    """Return the name the learner gave a function; a lambda has none."""
    name = getattr(function, "__name__", otherwise)
    return otherwise if name == "<lambda>" else name


def one_number(function: Callable[..., Any], name: str, where: str, value: Any) -> float:
    """Return what the learner's function gave if it is one number, or raise `LearnerError`."""
    try:
        return as_number(name, value)
    except ValueError:
        raise LearnerError(
            f"Your {name_of(function, name)} must return one number, but {where} it returned "
            f"{shown(value)}. Mend it, then run this cell again."
        ) from None


def value_at(f: Function, x: float, symbol: str = "x") -> float:
    """Return the learner's f at one number, or raise `LearnerError` saying what went wrong."""
    where = f"at {symbol} = {number(x)}"
    return one_number(f, "f", where, call_learners(f, "f", where, float(x)))


def values_along(f: Function, x_values: Vector, symbol: str = "x") -> Vector:
    """Return the learner's f at each number, NaN where it has no finite value."""
    found = np.full(len(x_values), np.nan)
    for i, x in enumerate(x_values):
        with contextlib.suppress(LearnerError):
            found[i] = value_at(f, x, symbol)
    return found


def heights_of(curve: Callable[..., Any], name: str, x: Vector) -> Vector:
    """Return what the learner's curve gives for an array, or raise `LearnerError`."""
    values = call_learners(curve, name, f"on an array of shape {x.shape}", x.copy())
    heights = np.asarray(values)
    if heights.shape != x.shape or heights.dtype.kind not in "iuf":
        raise LearnerError(
            f"Your {name_of(curve, name)} must return one number for each number of x, "
            f"shape {x.shape}, but it returned shape {heights.shape}. "
            "Mend it, then run this cell again."
        )
    if not np.isfinite(heights).all():
        raise LearnerError(
            f"Your {name_of(curve, name)} must return finite numbers, but at "
            f"x = {number(x[np.argmin(np.isfinite(heights))])} it does not. "
            "Mend it, then run this cell again."
        )
    return heights.astype(float)


def cost_grid(
    x: Vector,
    y: Vector,
    w_values: Vector,
    b_values: Vector,
    compute_cost: ComputeCost | None = None,
) -> Vector:
    """Return J at every pair, shape ``(len(b_values), len(w_values))``.

    J(w, b) = 1/(2m) Σ (w x + b − y)², or what ``compute_cost(x, y, w, b)`` returns.
    """
    if compute_cost is None:
        slopes = w_values[:, None] * x - y
        return np.array([np.mean((slopes + b) ** 2, axis=1) / 2 for b in b_values])
    return np.array(
        [
            [call_compute_cost(compute_cost, x, y, float(w), float(b)) for w in w_values]
            for b in b_values
        ]
    )


def cost_at(
    x: Vector, y: Vector, w: float, b: float, compute_cost: ComputeCost | None = None
) -> float:
    """Return J at one pair, as `cost_grid` does."""
    return float(cost_grid(x, y, np.array([w]), np.array([b]), compute_cost)[0, 0])


def _numbers(name: str, values: Any) -> Vector:
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
    bad = np.flatnonzero(~np.isfinite(array))
    if bad.size:
        index = np.unravel_index(bad[0], array.shape)
        place = ", ".join(str(int(i)) for i in index)
        raise ValueError(
            f"{name} must hold finite numbers only, but {name}[{place}] is {array[index]}: "
            "leave out what was not measured."
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
