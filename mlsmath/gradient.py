"""The gradient of each cost of `cost`, always in the order (dj_dw, dj_db)."""

import numpy as np
from numpy.typing import ArrayLike

from mlsmath import _inputs
from mlsmath._inputs import Array
from mlsmath.cost import log_loss_cost, squared_error_cost
from mlsmath.model import linear_prediction, logistic_prediction


def squared_error_gradient(
    X: ArrayLike, y: ArrayLike, w: ArrayLike, b: float, lambda_: float = 0.0
) -> tuple[Array | float, float]:
    r"""Return the gradient of `squared_error_cost`."""
    f = linear_prediction(X, w, b)
    y = _inputs.floats("y", _inputs.targets(f, y))
    return _gradient(X, f - y, w, lambda_)


def log_loss_gradient(
    X: ArrayLike, y: ArrayLike, w: ArrayLike, b: float, lambda_: float = 0.0
) -> tuple[Array | float, float]:
    r"""Return the gradient of `log_loss_cost`."""
    f = logistic_prediction(X, w, b)
    return _gradient(X, f - _inputs.labels(f, y), w, lambda_)


def _gradient(X: ArrayLike, error: Array, w: ArrayLike, lambda_: float) -> tuple:
    m = len(error)
    dj_dw = (error @ np.asarray(X, float) + _inputs.strength(lambda_) * np.asarray(w, float)) / m
    return dj_dw if dj_dw.ndim else float(dj_dw), float(error.sum() / m)


def squared_error_cost_and_gradient(
    X: ArrayLike, y: ArrayLike, w: ArrayLike, b: float, lambda_: float = 0.0
) -> tuple[float, Array | float, float]:
    r"""Return the cost and its gradient from one pass over `X`."""
    return (
        squared_error_cost(X, y, w, b, lambda_),
        *squared_error_gradient(X, y, w, b, lambda_),
    )


def log_loss_cost_and_gradient(
    X: ArrayLike, y: ArrayLike, w: ArrayLike, b: float, lambda_: float = 0.0
) -> tuple[float, Array | float, float]:
    r"""Return the cost and its gradient from one pass over `X`."""
    return (log_loss_cost(X, y, w, b, lambda_), *log_loss_gradient(X, y, w, b, lambda_))
