"""The cost of a model: how far its predictions are from the targets, in one number."""

from __future__ import annotations

from math import isfinite

import numpy as np
from numpy.typing import ArrayLike

from mlsmath import _inputs
from mlsmath.model import linear_prediction


@np.errstate(over="ignore", invalid="ignore")
def squared_error_cost(
    X: ArrayLike, y: ArrayLike, w: ArrayLike, b: float, lambda_: float = 0.0
) -> float:
    r"""Return the squared-error cost of the linear model.

    $$J(w, b) = \frac{1}{2m} \sum_{i=1}^{m} \left(f_{w,b}(x^{(i)}) - y^{(i)}\right)^2
    + \frac{\lambda}{2m} \lVert w \rVert^2$$

    In a line of text: J = sum((f - y)^2) / (2 m) + lambda sum(w^2) / (2 m).

    Parameters
    ----------
    X, w, b
        As in `linear_prediction`.
    y : shape (m,)
        The targets.
    lambda_ : float
        The strength of the L2 term, at least 0. It never counts the bias `b`.

    Returns
    -------
    float
        In the square of the target's unit; inf when it is too large for a float.

    Raises
    ------
    ValueError
        If a value is NaN or infinite, the shapes do not fit or `lambda_` is negative.

    Notes
    -----
    The formula is that of the Machine Learning Specialization (Ng, 2022), course 1.

    Examples
    --------
    >>> squared_error_cost([1, 2], [3, 5], 2, 0)  # both predictions are 1 too low
    0.5
    """
    f = linear_prediction(X, w, b)
    y = _inputs.floats("y", _inputs.targets(f, y))
    error = f - y
    return _finite_or_inf(error @ error / (2 * len(y)) + _l2_term(w, lambda_, len(y)))


@np.errstate(over="ignore", invalid="ignore")
def log_loss_cost(
    X: ArrayLike, y: ArrayLike, w: ArrayLike, b: float, lambda_: float = 0.0
) -> float:
    r"""Return the log-loss cost of the logistic model.

    $$J(w, b) = -\frac{1}{m} \sum_{i=1}^{m} \left[y^{(i)} \log f_{w,b}(x^{(i)})
    + (1 - y^{(i)}) \log(1 - f_{w,b}(x^{(i)}))\right] + \frac{\lambda}{2m} \lVert w \rVert^2$$

    In a line of text: J = -sum(y log f + (1 - y) log(1 - f)) / m + lambda sum(w^2) / (2 m).

    Parameters, result and errors as in `squared_error_cost`; each target is 0 or 1, and the
    result has no unit.

    Notes
    -----
    It is computed from z = w·x + b and not from the probability, which rounds to 0 or 1 when z is
    large: the loss is log(1 + e^z) where y is 0, and log(1 + e^-z) where y is 1. So it is finite
    for every finite z. The formula is that of the Specialization, course 1.

    Examples
    --------
    >>> round(log_loss_cost([1, 2], [0, 1], 0, 0), 4)  # both probabilities are 0.5
    0.6931
    """
    z = linear_prediction(X, w, b)
    y = _inputs.labels(z, y)
    loss = np.logaddexp(0.0, np.where(y == 1, -z, z))
    return _finite_or_inf(np.mean(loss) + _l2_term(w, lambda_, len(y)))


def _l2_term(w: ArrayLike, lambda_: float, m: int) -> float:
    w = np.asarray(w, dtype=float)
    return _inputs.strength(lambda_) / (2 * m) * np.vdot(w, w)


def _finite_or_inf(cost: float | np.floating) -> float:
    return float(cost) if isfinite(cost) else np.inf
