"""What every function of the math asks of its inputs, with errors that say what to do next."""

from __future__ import annotations

from math import isfinite
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

Array = np.ndarray


def numbers(name: str, value: ArrayLike) -> Array:
    """Return `value` as an array of real numbers, in whatever type it has."""
    own_kind = type(value) is not Array and isinstance(value, Array)
    if own_kind and np.any(getattr(value, "mask", False)):
        raise ValueError(
            f"{name} has masked values, which would count like measured ones; leave them out first."
        )
    try:
        array = np.asarray(value)
    except ValueError:
        raise ValueError(
            f"{name} must be a table of numbers, but its rows differ in length."
        ) from None
    if array.dtype.kind not in "buif":
        held = "it holds text" if array.dtype.kind in "US" else f"it holds {array.dtype} values"
        if value is None:
            held = "it is None, which a function without `return` gives"
        raise ValueError(f"{name} must hold real numbers, but {held}.")
    if array.size == 0:
        raise ValueError(f"{name} is empty (shape {array.shape}); give it at least one value.")
    return array


def floats(name: str, value: ArrayLike) -> Array:
    """Return `value` as an array of finite floats."""
    array = numbers(name, value).astype(float, copy=False)
    require_finite(name, array)
    return array


def number(name: str, value: ArrayLike) -> float:
    """Return `value` as one finite float."""
    if type(value) is float and isfinite(value):
        return value
    array = numbers(name, value)
    if array.ndim != 0:
        raise ValueError(f"{name} must be one number, but it has shape {array.shape}.")
    result = float(array)
    if not isfinite(result):
        raise ValueError(f"{name} must be a finite number, but it is {result}.")
    return result


def count(name: str, value: int, least: int) -> int:
    """Return `value` as a whole number of at least `least`."""
    if (
        isinstance(value, (bool, np.bool_))
        or not isinstance(value, (int, np.integer))
        or value < least
    ):
        raise ValueError(f"{name} must be a whole number of at least {least}, but it is {value!r}.")
    return int(value)


def require_finite(name: str, array: Array) -> None:
    """Refuse NaN and infinity, naming the first place where one stands."""
    finite = np.isfinite(array)
    if finite.all():
        return
    place = np.argwhere(~finite)[0]
    where = ", ".join(map(str, place))
    at = f" at [{where}]" if where else ""
    raise ValueError(
        f"{name} must hold finite numbers, but it holds {array[tuple(place)]}{at}; "
        "leave such values out first."
    )


def parameters(X: Array, w: ArrayLike, b: ArrayLike) -> tuple[Array, float]:
    """Return `w` and `b` as floats, `w` with one weight for each column of `X`."""
    if X.ndim not in (1, 2):
        raise ValueError(
            f"X must have shape (m,) or (m, n), but it has shape {X.shape}; "
            "put a single example in brackets: [x]."
        )
    w = np.asarray(numbers("w", w), dtype=float)
    if w.shape != X.shape[1:]:
        raise ValueError(_wrong_weights(X, w))
    if not isfinite(w.dot(w) if w.ndim else w):
        require_finite("w", w)
    return w, number("b", b)


def _wrong_weights(X: Array, w: Array) -> str:
    if X.ndim == 2:
        return (
            f"w must have shape ({X.shape[1]},), one weight for each column of X, which has "
            f"shape {X.shape}; but w has shape {w.shape}."
        )
    if w.shape == X.shape and len(X) > 1:
        return (
            f"w must be one number, because X has shape {X.shape}, which means {len(X)} examples "
            f"of one measurement; but w has shape {w.shape}. For one example of {len(X)} "
            "measurements, put X in brackets: [x]."
        )
    return f"w must be one number, because X has shape {X.shape}; but w has shape {w.shape}."


def targets(X: Array, y: ArrayLike) -> Array:
    """Return `y`, one target for each row of `X`."""
    y = numbers("y", y)
    if y.shape == X.shape[:1]:
        return y
    if y.ndim == 2 and y.size == len(X):
        raise ValueError(
            f"y must have shape {X.shape[:1]}, but it has shape {y.shape}; flatten it with "
            "y.ravel(), or NumPy would combine each target with each prediction."
        )
    raise ValueError(
        f"y must have shape {X.shape[:1]}, one value for each row of X, but it has shape {y.shape}."
    )


def labels(X: Array, y: ArrayLike) -> Array:
    """Return `y` as floats, one label for each row of `X`, each 0 or 1."""
    y = floats("y", targets(X, y))
    require_labels(y)
    return y


def require_labels(y: Array) -> None:
    """Refuse finite labels other than 0 and 1, the only numbers that are their own squares."""
    wrong = y * y != y
    first = wrong.argmax()
    if wrong[first]:
        raise ValueError(f"y must hold only the labels 0 and 1, but it holds {y[first]:g}.")


def strength(lambda_: ArrayLike) -> float:
    """Return `lambda_`, the strength of the L2 term, at least 0."""
    return at_least_0("lambda_", lambda_)


def at_least_0(name: str, value: ArrayLike) -> float:
    """Return `value` as one finite float, at least 0."""
    value = number(name, value)
    if value < 0:
        raise ValueError(f"{name} must be at least 0, but it is {value}.")
    return value


def several(function: str, names: str, given: Any, shape: tuple[int, ...]) -> list[Array]:
    """Return what a function gives under these names: single numbers, but dj_dw has a shape."""
    wanted = f"{function} must give ({names}), with dj_dw of shape {shape}"
    if not isinstance(given, tuple | list):
        raise ValueError(f"{wanted}, but it gives one {type(given).__name__}.")
    if len(given) != names.count(",") + 1:
        raise ValueError(f"{wanted}, but it gives {len(given)} things.")
    parts = {name: numbers(name, part) for name, part in zip(names.split(", "), given, strict=True)}
    if any(part.shape != (shape if name == "dj_dw" else ()) for name, part in parts.items()):
        came = ", ".join(f"{name} {part.shape}" for name, part in parts.items())
        raise ValueError(f"{wanted}, but the shapes are {came}.")
    return [part.astype(float) for part in parts.values()]


def plain(array: Array | float) -> Array | float:
    """Return a single number as a Python float, anything else as it is."""
    return array if np.ndim(array) else float(array)
