"""Gradient descent: walk downhill on the cost, one step after the other."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from math import isfinite
from types import FunctionType
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from mlsmath import _inputs, _one_pass
from mlsmath._inputs import Array
from mlsmath.gradient import LOSSES, squared_error_cost_and_gradient


class History(NamedTuple):
    """Where the walk has been: row k holds the values after k steps, row 0 the start."""

    cost: Array
    w: Array
    b: Array


class Descent(NamedTuple):
    """Where the walk ended, and how; `message` says it in a sentence."""

    w: float | Array
    b: float
    history: History
    diverged: bool
    interrupted: bool
    message: str


@np.errstate(all="ignore")
def gradient_descent(
    X: ArrayLike,
    y: ArrayLike,
    w: ArrayLike,
    b: float,
    *,
    alpha: float,
    steps: int,
    lambda_: float = 0.0,
    cost_and_gradient: Callable[..., tuple] = squared_error_cost_and_gradient,
) -> Descent:
    r"""Take `steps` steps from `w` and `b`, each against the gradient.

    $$w := w - \alpha \frac{\partial J}{\partial w} \qquad
    b := b - \alpha \frac{\partial J}{\partial b}$$

    In a line of text: w := w - alpha dj_dw, and b := b - alpha dj_db.

    Parameters
    ----------
    X, y, w, b, lambda_
        As in `cost.squared_error_cost`; `w` and `b` are the start.
    alpha : float
        The learning rate, above 0.
    steps : int
        How many steps, at least 1.
    cost_and_gradient : function
        Takes `(X, y, w, b, lambda_)` and gives `(cost, dj_dw, dj_db)`.

    Returns
    -------
    Descent
        `diverged` is true if the cost ended above where it began, or left the range of floats.
        Then the walk stops at the last finite values. `interrupted` is true if it was stopped from
        the keyboard; what was reached until then is kept.

    Raises
    ------
    ValueError
        If `alpha` or `steps` is out of range, or `cost_and_gradient` refuses its input or gives
        something else than a cost and a gradient of the shapes of `w` and `b`.

    Examples
    --------
    >>> walk = gradient_descent([1, 2, 3], [3, 5, 7], 0, 0, alpha=0.1, steps=2000)
    >>> round(walk.w, 6), round(walk.b, 6)
    (2.0, 1.0)
    """
    X, y = _inputs.numbers("X", X), _inputs.numbers("y", y)
    w, b = _inputs.parameters(X, w, b)
    alpha, steps = _inputs.number("alpha", alpha), _inputs.count("steps", steps, least=1)
    if alpha <= 0:
        raise ValueError(f"alpha must be above 0, but it is {alpha}.")

    path: list[tuple[float, float | Array, float]] = []
    w, interrupted, step = _inputs.plain(w), False, cost_and_gradient
    try:
        for _ in range(steps + 1):
            given = step(X, y, w, b, lambda_)
            if step is cost_and_gradient:
                given = _checked(given, np.shape(w))
                if isinstance(step, FunctionType) and step in LOSSES:
                    step = partial(_one_pass.of_checked, LOSSES[step])
            cost, dj_dw, dj_db = given
            here, w, b = (cost, w, b), w - alpha * dj_dw, b - alpha * dj_db
            if isfinite(cost) and isfinite(b) and _all_finite(w):
                path.append(here)
                continue
            if isfinite(cost) and isfinite(dj_db) and _all_finite(dj_dw):
                path.append(here)  # from here the step is too long
            break
    except KeyboardInterrupt:
        if not path:
            raise
        interrupted = True
    if not path:
        raise ValueError("w and b must start nearer to 0: their cost is too large for a float.")

    history = History(*(np.array(values, dtype=float) for values in zip(*path, strict=True)))
    cost, w, b = path[-1]
    left_range = len(path) <= steps and not interrupted
    diverged = left_range or bool(cost > _allowance(history.cost[0], y))
    message = (
        f"{len(path) - 1} of {steps} steps; the cost went from {path[0][0]:.4g} to {cost:.4g}."
    )
    if diverged:

        def at(w: float | Array, b: float) -> tuple[float, float | Array, float]:
            return _checked(cost_and_gradient(X, y, w, b, lambda_), np.shape(w))

        message += (
            " It grew, and it grows for a far smaller alpha, too: the gradient that "
            "cost_and_gradient gives has the wrong sign."
            if _points_down(at, *path[0][1:])
            else f" It grew: alpha = {alpha:g} is too large. Try a smaller one, {alpha / 10:g} say."
        )
    if interrupted:
        message = "Stopped from the keyboard after " + message
    return Descent(w, b, history, diverged, interrupted, message)


def _checked(given: tuple, shape: tuple[int, ...]) -> tuple[float, float | Array, float]:
    """Return a cost with the slopes for `w`, an array of this shape, and for `b`, as floats."""
    cost, dj_dw, dj_db = _inputs.several("cost_and_gradient", "cost, dj_dw, dj_db", given, shape)
    return float(cost), _inputs.plain(dj_dw), float(dj_db)


def _points_down(at: Callable[..., tuple], w: float | Array, b: float) -> bool:
    """Whether what is given as the gradient is its opposite: the cost rises by what it promises.

    A step against a true gradient that is too long can raise the cost by as much, but then a step
    of a tenth of its length lowers it. So two lengths that agree are asked for.
    """
    start, dj_dw, dj_db = at(w, b)
    slope = float(np.sum(np.square(dj_dw)) + np.square(dj_db))
    if slope == 0.0:
        return False
    steps = start / slope * 10.0 ** -np.arange(1, 8)
    costs = [at(w - step * dj_dw, b - step * dj_db)[0] for step in steps if isfinite(step)]
    rises = np.array([cost - start for cost in costs]) / (slope * steps[: len(costs)])
    as_promised = np.abs(rises - 1) < 0.1
    return bool((as_promised[1:] & as_promised[:-1]).any())


def _all_finite(slopes: float | Array) -> bool:
    """Whether no number among the slopes is infinite or none at all."""
    # Times 0, such a number is not 0: seen in a quarter of the time of np.isfinite.
    return isfinite(slopes.dot(np.zeros(slopes.shape)) if isinstance(slopes, Array) else slopes)


def _allowance(start: float, y: Array) -> float:
    """Give how high a cost may end that began at `start` and only rounds differently."""
    return start * (1 + 1e-9) + (1e-12 * float(np.abs(y).max())) ** 2
