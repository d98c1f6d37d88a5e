"""The rules of differentiation, each giving a value and its derivative side by side.

Rules combine: what one gives, the next can take. The derivative of (3t + 1)^2 at t = 2:

>>> inner = sum_rule(constant_multiple_rule(3, power_rule(2, 1)), constant_rule(1))
>>> chain_rule(power_rule(inner.value, 2), inner)
ValueAndDerivative(value=49.0, derivative=42.0)

`x`, `c` and `k` are numbers or arrays; `f`, `g`, `outer` and `inner` are pairs (value, derivative)
of them. Arrays that meet in a rule have the same shape. The value keeps its unit; the derivative
is in that unit for one unit of the variable. A rule raises ValueError where the value or the
derivative does not exist or is too large for a float. The rules are those of any calculus book,
such as Stewart, "Calculus", chapter 3.

At the end, two ways to check a derivative by numbers alone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from mlsmath import _inputs
from mlsmath._inputs import Array


class ValueAndDerivative(NamedTuple):
    """A value, and how fast it changes."""

    value: float | Array
    derivative: float | Array


Pair = ValueAndDerivative | tuple[ArrayLike, ArrayLike]


def constant_rule(c: ArrayLike) -> ValueAndDerivative:
    """Differentiate a constant: c' = 0.

    >>> constant_rule(3)
    ValueAndDerivative(value=3.0, derivative=0.0)
    """
    (c,) = _arrays(c=c)
    return _pair(c, 0.0 * c)


@np.errstate(all="ignore")
def power_rule(x: ArrayLike, k: float) -> ValueAndDerivative:
    """Differentiate a power: (x^k)' = k x^(k - 1).

    >>> power_rule(2, 3)
    ValueAndDerivative(value=8.0, derivative=12.0)
    """
    (x,) = _arrays(x=x)
    k = _inputs.number("k", k)
    if k < 1 and k != 0:
        _require(x != 0, "x", "other than 0 for this k")
    if k % 1:
        _require(x >= 0, "x", "at least 0 for a k that is not whole")
    return _pair(x**k, k * x ** (k - 1.0) if k else 0.0 * x)


@np.errstate(all="ignore")
def constant_multiple_rule(c: ArrayLike, f: Pair) -> ValueAndDerivative:
    """Differentiate a multiple: (c f)' = c f'.

    >>> constant_multiple_rule(5, power_rule(2, 3))
    ValueAndDerivative(value=40.0, derivative=60.0)
    """
    c, f = _arrays(c=c, f=f)
    return _pair(c * f.value, c * f.derivative)


@np.errstate(all="ignore")
def sum_rule(f: Pair, g: Pair) -> ValueAndDerivative:
    """Differentiate a sum: (f + g)' = f' + g'.

    >>> sum_rule(power_rule(2, 3), power_rule(2, 2))
    ValueAndDerivative(value=12.0, derivative=16.0)
    """
    f, g = _arrays(f=f, g=g)
    return _pair(f.value + g.value, f.derivative + g.derivative)


@np.errstate(all="ignore")
def product_rule(f: Pair, g: Pair) -> ValueAndDerivative:
    """Differentiate a product: (f g)' = f' g + f g'.

    >>> product_rule(power_rule(2, 1), power_rule(2, 2))
    ValueAndDerivative(value=8.0, derivative=12.0)
    """
    f, g = _arrays(f=f, g=g)
    return _pair(f.value * g.value, f.derivative * g.value + f.value * g.derivative)


@np.errstate(all="ignore")
def quotient_rule(f: Pair, g: Pair) -> ValueAndDerivative:
    """Differentiate a quotient: (f / g)' = (f' g - f g') / g^2, where g is not 0.

    >>> quotient_rule(constant_rule(1), power_rule(2, 1))
    ValueAndDerivative(value=0.5, derivative=-0.25)
    """
    f, g = _arrays(f=f, g=g)
    _require(g.value != 0, "g.value", "other than 0")
    quotient = f.value / g.value
    return _pair(quotient, (f.derivative - quotient * g.derivative) / g.value)


@np.errstate(all="ignore")
def chain_rule(outer: Pair, inner: Pair) -> ValueAndDerivative:
    """Differentiate f(g(t)): f' at the value of g, times g'. So `outer` is f at `inner.value`.

    >>> chain_rule(power_rule(9, 2), power_rule(3, 2))
    ValueAndDerivative(value=81.0, derivative=108.0)
    """
    outer, inner = _arrays(outer=outer, inner=inner)
    return _pair(outer.value, outer.derivative * inner.derivative)


@np.errstate(all="ignore")
def exp_rule(x: ArrayLike) -> ValueAndDerivative:
    """Differentiate the exponential: (e^x)' = e^x.

    >>> exp_rule(0)
    ValueAndDerivative(value=1.0, derivative=1.0)
    """
    (x,) = _arrays(x=x)
    return _pair(np.exp(x), np.exp(x))


@np.errstate(all="ignore")
def log_rule(x: ArrayLike) -> ValueAndDerivative:
    """Differentiate the natural logarithm: (log x)' = 1 / x, where x is above 0.

    >>> log_rule(1)
    ValueAndDerivative(value=0.0, derivative=1.0)
    """
    (x,) = _arrays(x=x)
    _require(x > 0, "x", "above 0")
    return _pair(np.log(x), 1.0 / x)


def sigmoid_rule(x: ArrayLike) -> ValueAndDerivative:
    """Differentiate the sigmoid: σ' = σ (1 - σ), where 1 - σ(x) = σ(-x).

    >>> sigmoid_rule(0)
    ValueAndDerivative(value=0.5, derivative=0.25)
    """
    (x,) = _arrays(x=x)
    return _pair(sigmoid(x), sigmoid(x) * sigmoid(-x))


def sigmoid(z: ArrayLike) -> float | Array:
    """Return σ(z) = 1 / (1 + e^-z), a number from 0 to 1, without overflow for any z.

    >>> sigmoid([-1000.0, 0.0, 1000.0])
    array([0. , 0.5, 1. ])
    """
    z = _inputs.numbers("z", z).astype(float, copy=False)
    if np.isnan(z).any():
        raise ValueError("z must hold numbers, but it holds nan; leave such values out first.")
    return _inputs.plain(_sigmoid(z))


def _sigmoid(z: Array) -> Array:
    """Return σ of each number, and nan of nan."""
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1.0, e) / (1.0 + e)


def numerical_derivative(
    f: Callable[[ArrayLike], ArrayLike], x: ArrayLike, h: float | None = None
) -> float | Array:
    """Estimate f'(x) by the slope over a short step: (f(x + h) - f(x - h)) / (2h).

    Parameters
    ----------
    f : function
        Takes one number; or an array, and then gives one value for each of its numbers.
    x : a number or an array
        Where to differentiate; for an array, at each of its numbers.
    h : float, optional
        Half the step, in the unit of `x`. By default about 0.000006 times the larger of 1 and
        |x|, which balances the two errors: a long step misses the curve, a short one rounds.

    Returns
    -------
    float, or an array with the shape of `x`
        With some ten correct digits where f is smooth and of ordinary size.

    Raises
    ------
    ValueError
        If `x`, `h` or what `f` gives is no finite number, or `h` is too short to move `x`.

    Examples
    --------
    >>> round(numerical_derivative(lambda x: x**2, 3), 6)
    6.0
    """
    x = _inputs.floats("x", x)
    h = np.cbrt(np.finfo(float).eps) * np.maximum(1.0, np.abs(x)) if h is None else _step(h)
    right, left = x + h, x - h
    run = right - left
    if not np.all(run > 0):
        raise ValueError("h must be larger: x + h and x - h round to the same number.")

    def at(place: Array) -> Array:
        return _inputs.numbers("f(x)", f(_inputs.plain(place))).astype(float)

    with np.errstate(all="ignore"):
        rise = np.subtract(at(right), at(left))
    if rise.shape != x.shape:
        raise ValueError(
            f"f must give one number for each number of x (shape {x.shape}), "
            f"but it gives shape {rise.shape}."
        )
    if not np.isfinite(rise).all():
        raise ValueError("f must be finite on both sides of x; move x, or choose a smaller h.")
    return _inputs.plain(rise / run)


class GradientCheck(NamedTuple):
    """What `check_gradient` found; `message` says it in a sentence."""

    passed: bool
    message: str
    numerical: tuple[float | Array, float]

    def __bool__(self) -> bool:
        return self.passed


@np.errstate(all="ignore")
def check_gradient(
    cost: Callable[..., float],
    gradient: Callable[..., tuple[ArrayLike, float]],
    X: ArrayLike,
    y: ArrayLike,
    w: ArrayLike,
    b: float,
    tolerance: float = 1e-6,
) -> GradientCheck:
    """Compare `gradient(X, y, w, b)` with the numerical derivatives of `cost(X, y, w, b)`.

    Each parameter is moved alone, by as much as moves a prediction by 0.0001 at most (by more where
    a target or the parameter is above 10000), and the derivative is the slope of the cost over that
    step. The two agree if they differ by at most `tolerance` times the larger one, and times what
    the slope changes over the step, plus what rounding the cost can do to the slope.

    >>> from mlsmath import squared_error_cost, squared_error_gradient
    >>> check_gradient(squared_error_cost, squared_error_gradient, [1, 2], [3, 5], 2, 0).message
    'The gradient agrees with the slope of the cost.'
    """
    X = _inputs.floats("X", X)
    w, b = _inputs.parameters(X, w, b)
    tolerance = _inputs.at_least_0("tolerance", tolerance)
    largest = np.abs(_inputs.floats("y", y)).max()
    given = gradient(X.copy(), np.copy(y), _inputs.plain(w.copy()), b)
    given = np.append(*_inputs.several("gradient", "dj_dw, dj_db", given, w.shape))

    def moved(*by: float) -> float:
        dw, db = np.reshape(by[:-1], w.shape), by[-1]
        return _inputs.number("cost", cost(X, y, _inputs.plain(w + dw), b + db))

    reach = np.append(np.abs(X).max(axis=0), 1.0)
    h = max(1e-4, 1e-8 * largest) / np.where(reach > 0, reach, 1.0)
    h = np.maximum(h, 1e-8 * np.abs(np.append(w, b)))
    here, steps = moved(*np.zeros(len(h))), np.diag(h)
    above, below = (np.array([moved(*step) for step in way]) for way in (steps, -steps))
    slopes = (above - below) / (2 * h)
    bends = np.abs(above - 2 * here + below) / h

    allowed = tolerance * (np.maximum(np.abs(given), np.abs(slopes)) + bends)
    allowed += 1e-14 * abs(here) / h
    agrees = np.isfinite(given) & (np.abs(given - slopes) <= allowed)
    message = "The gradient agrees with the slope of the cost."
    if not agrees.all():
        j = int(np.argmin(agrees))
        name = "dj_db" if j == w.size else f"dj_dw[{j}]" if w.ndim else "dj_dw"
        came, slope = next(
            pair
            for digits in (6, 9, 17)  # as many as it takes to see the two apart
            if len(set(pair := [f"{one[j]:.{digits}g}" for one in (given, slopes)])) > 1
        )
        message = f"{name} is {came}, but the slope of the cost is {slope}."
    dj_dw = _inputs.plain(slopes[:-1].reshape(w.shape))
    return GradientCheck(bool(agrees.all()), message, (dj_dw, float(slopes[-1])))


def _arrays(**given: Any) -> list[Any]:
    """Turn numbers, arrays and pairs of them into floats, and refuse shapes that differ."""
    results: list[Array | ValueAndDerivative] = []
    shapes: dict[str, tuple[int, ...]] = {}
    for name, value in given.items():
        parts = {name: value} if name in ("c", "x") else _parts(name, value)
        arrays = [_inputs.floats(*part) for part in parts.items()]
        shapes |= {part: array.shape for part, array in zip(parts, arrays, strict=True)}
        results.append(ValueAndDerivative(*arrays) if len(arrays) == 2 else arrays[0])
    if len(set(shapes.values()) - {()}) > 1:
        found = ", ".join(f"{name} {shape}" for name, shape in shapes.items())
        raise ValueError(f"the arrays must have the same shape, but they have {found}.")
    return results


def _parts(name: str, pair: Pair) -> dict[str, ArrayLike]:
    if not isinstance(pair, tuple) or len(pair) != 2:
        raise ValueError(f"{name} must be a pair (value, derivative), but it is {pair!r}.")
    return {f"{name}.value": pair[0], f"{name}.derivative": pair[1]}


def _pair(value: float | Array, derivative: float | Array) -> ValueAndDerivative:
    if not (np.isfinite(value).all() and np.isfinite(derivative).all()):
        raise ValueError(
            "the rule gives no finite number here: an argument is too large, "
            "or the function has no value or no derivative at it."
        )
    return ValueAndDerivative(_inputs.plain(value), _inputs.plain(derivative))


def _require(holds: Array, name: str, what: str) -> None:
    if not np.all(holds):
        raise ValueError(f"{name} must be {what}: there is no derivative elsewhere.")


def _step(h: float) -> float:
    h = _inputs.number("h", h)
    if h <= 0:
        raise ValueError(f"h must be above 0, but it is {h}.")
    return h
