"""The two costs of the course: how far the predictions are from the targets, in one number."""

import numpy as np
from numpy.typing import ArrayLike

from mlsmath import _inputs
from mlsmath.model import linear_prediction


def squared_error_cost(
    X: ArrayLike, y: ArrayLike, w: ArrayLike, b: float, lambda_: float = 0.0
) -> float:
    r"""Return the squared-error cost of a linear model.

    $$J(w, b) = \frac{1}{2m} \sum_i (f_{w,b}(x^{(i)}) - y^{(i)})^2
    + \frac{\lambda}{2m} \lVert w \rVert^2$$
    """
    f = linear_prediction(X, w, b)
    y = _inputs.floats("y", _inputs.targets(f, y))
    error = f - y
    return float(error @ error / (2 * len(f))) + l2_cost(w, lambda_, len(f))


def log_loss_cost(
    X: ArrayLike, y: ArrayLike, w: ArrayLike, b: float, lambda_: float = 0.0
) -> float:
    r"""Return the log-loss cost of a logistic model."""
    z = linear_prediction(X, w, b)
    y = _inputs.labels(z, y)
    wrong_way = np.where(y == 1, -z, z)
    return float(np.mean(np.logaddexp(0.0, wrong_way))) + l2_cost(w, lambda_, len(z))


def l2_cost(w: ArrayLike, lambda_: float, m: int) -> float:
    r"""Return the price of large weights: $\frac{\lambda}{2m} \lVert w \rVert^2$."""
    return _inputs.strength(lambda_) * float(np.sum(np.square(w, dtype=float))) / (2 * m)
