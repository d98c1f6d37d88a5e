"""Gradient descent: walk downhill on the cost, one step after the other."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from mlsmath import _inputs
from mlsmath._inputs import Array
from mlsmath.gradient import squared_error_cost_and_gradient


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
        If `alpha` or `steps` is out of range, or `cost_and_gradient` refuses its input.
    """
    X, y = _inputs.numbers("X", X), _inputs.numbers("y", y)
    w, b = _inputs.parameters(X, w, b)
    alpha, steps = _inputs.number("alpha", alpha), _inputs.count("steps", steps, least=1)
    if alpha <= 0:
        raise ValueError(f"alpha must be above 0, but it is {alpha}.")

    path, w, interrupted = [], _inputs.plain(w), False
    try:
        for _ in range(steps + 1):
            cost, dj_dw, dj_db = cost_and_gradient(X, y, w, b, lambda_)
            if not _all_finite(cost, dj_dw, dj_db):
                break
            path.append((cost, w, b))
            w, b = w - alpha * dj_dw, b - alpha * dj_db
            if not _all_finite(w, b):
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
        message += (
            f" It grew: alpha = {alpha:g} is too large. Try a smaller one, {alpha / 10:g} say."
        )
    if interrupted:
        message = "Stopped from the keyboard after " + message
    return Descent(w, b, history, diverged, interrupted, message)


def _all_finite(*values: ArrayLike) -> bool:
    return all(np.isfinite(value).all() for value in values)


def _allowance(start: float, y: Array) -> float:
    """Give how high a cost may end that began at `start` and only rounds differently."""
    return start * (1 + 1e-9) + (1e-12 * float(np.abs(y).max())) ** 2
