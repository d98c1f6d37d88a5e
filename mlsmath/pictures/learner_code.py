"""Functions that a learner hands in: called, and what they do wrong said in a sentence."""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from .arguments import ComputeCost, ComputeGradient, Function, Vector, finite_number, shown
from .style import number


class LearnerError(Exception):
    """What a function handed in by the learner did wrong, as a sentence for the learner."""


def to_mend(sentence: str) -> LearnerError:
    """Return what to raise for this sentence, with what to do next."""
    return LearnerError(f"{sentence} Mend it, then run this cell again.")


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
        return finite_number("dj_dw", dj_dw), finite_number("dj_db", dj_db)
    except (TypeError, ValueError):
        raise to_mend(
            f"Your {name_of(compute_gradient, 'compute_gradient')} must return two numbers, "
            f"(dj_dw, dj_db), but {where} it returned {shown(value)}."
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
        raise to_mend(f"Your {name} stopped {where} with {what.rstrip('.')}.") from error


def name_of(function: Callable[..., Any], otherwise: str) -> str:
    """Return the name the learner gave a function; a lambda has none."""
    name = getattr(function, "__name__", otherwise)
    return otherwise if name == "<lambda>" else name


def one_number(function: Callable[..., Any], name: str, where: str, value: Any) -> float:
    """Return what the learner's function gave if it is one number, or raise `LearnerError`."""
    try:
        return finite_number(name, value)
    except ValueError:
        raise to_mend(
            f"Your {name_of(function, name)} must return one number, but {where} it returned "
            f"{shown(value)}."
        ) from None


def value_at(f: Function, x: float, symbol: str) -> float:
    """Return the learner's f at one number, or raise `LearnerError` saying what went wrong."""
    where = f"at {symbol} = {number(x)}"
    return one_number(f, "f", where, call_learners(f, "f", where, float(x)))


def values_along(f: Function, x_values: Vector, symbol: str) -> Vector:
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
        raise to_mend(
            f"Your {name_of(curve, name)} must return one number for each number of x, "
            f"shape {x.shape}, but it returned shape {heights.shape}."
        )
    if not np.isfinite(heights).all():
        raise to_mend(
            f"Your {name_of(curve, name)} must return finite numbers, but at "
            f"x = {number(x[np.argmin(np.isfinite(heights))])} it does not."
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


def probabilities_of(predict: Callable[..., Any], name: str, X: Vector) -> Vector:
    """Return the probabilities that the learner's function gives, or raise `LearnerError`."""
    values = call_learners(predict, name, f"on an array of shape {X.shape}", X.copy())
    p = np.asarray(values)
    what = f"Your {name_of(predict, name)} must return"
    if p.shape != (len(X),) or p.dtype.kind not in "iufb":
        raise to_mend(
            f"{what} one probability for each bird, shape ({len(X)},), but it returned shape "
            f"{p.shape}."
        )
    p = p.astype(float)
    odd = np.flatnonzero(~((p >= 0) & (p <= 1)))
    if len(odd):
        raise to_mend(f"{what} probabilities from 0 to 1, but one of them is {number(p[odd[0]])}.")
    return p
