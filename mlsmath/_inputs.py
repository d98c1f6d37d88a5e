"""What every model function asks of its inputs, with errors that say what to do next."""

import numpy as np
from numpy.typing import ArrayLike

Array = np.ndarray


def numbers(name: str, value: ArrayLike) -> Array:
    """Return `value` as an array of real numbers, in whatever type it has."""
    try:
        array = np.asarray(value)
    except ValueError:
        raise ValueError(
            f"{name} must be a table of numbers, but its rows differ in length."
        ) from None
    if array.dtype.kind not in "buif":
        raise ValueError(f"{name} must hold real numbers, but it holds {array.dtype.name} values.")
    if array.size == 0:
        raise ValueError(f"{name} is empty (shape {array.shape}); it needs at least one value.")
    return array


def floats(name: str, value: ArrayLike) -> Array:
    """Return `value` as an array of finite floats."""
    array = numbers(name, value).astype(float, copy=False)
    require_finite(name, array)
    return array


def number(name: str, value: ArrayLike) -> float:
    """Return `value` as one finite float."""
    array = floats(name, value)
    if array.ndim != 0:
        raise ValueError(f"{name} must be one number, but it has shape {array.shape}.")
    return float(array)


def require_finite(name: str, array: Array) -> None:
    """Refuse NaN and infinity, naming the first place where one stands."""
    with np.errstate(all="ignore"):
        if np.isfinite(array.sum()):
            return
    places = np.argwhere(~np.isfinite(array))
    if len(places):
        where = ", ".join(map(str, places[0]))
        at = f" at [{where}]" if where else ""
        raise ValueError(
            f"{name} must hold finite numbers, but it holds {array[tuple(places[0])]}{at}; "
            "leave such rows out first."
        )


def parameters(X: Array, w: ArrayLike, b: ArrayLike) -> tuple[Array, float]:
    """Return `w` and `b` as floats, `w` with one weight for each column of `X`."""
    if X.ndim not in (1, 2):
        raise ValueError(
            f"X must have shape (m,) or (m, n), but it has shape {X.shape}; "
            "put a single example in brackets: [x]."
        )
    w = floats("w", w)
    if w.shape != X.shape[1:]:
        wanted = f"shape {X.shape[1:]}, one weight for each column" if X.ndim == 2 else "one number"
        raise ValueError(
            f"w must be {wanted}, because X has shape {X.shape}; w has shape {w.shape}."
        )
    return w, number("b", b)


def targets(X: Array, y: ArrayLike) -> Array:
    """Return `y`, one target for each row of `X`."""
    y = numbers("y", y)
    if y.shape == X.shape[:1]:
        return y
    if y.size == len(X) and y.ndim == 2:
        raise ValueError(
            f"y must have shape {X.shape[:1]}, but it has shape {y.shape}; "
            "flatten it with y.ravel(), because a column and a row would be "
            "combined into a table."
        )
    raise ValueError(
        f"y must have one value for each row of X: shape {X.shape[:1]}, but it has shape {y.shape}."
    )


def labels(X: Array, y: ArrayLike) -> Array:
    """Return `y`, one label for each row of `X`, each 0 or 1."""
    y = targets(X, y)
    require_labels(y)
    return y


def require_labels(y: Array) -> None:
    """Refuse labels other than 0 and 1."""
    wrong = y[(y != 0) & (y != 1)]
    if len(wrong):
        raise ValueError(f"y must hold only the labels 0 and 1, but it holds {wrong[0]}.")


def strength(lambda_: ArrayLike) -> float:
    """Return `lambda_`, the strength of the L2 term, at least 0."""
    value = number("lambda_", lambda_)
    if value < 0:
        raise ValueError(f"lambda_ must be at least 0, but it is {value}.")
    return value
