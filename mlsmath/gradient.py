"""The gradient of each cost, paired with it by name, and the two together in one pass.

The order is (dj_dw, dj_db) everywhere, with the cost before them where it is asked for.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from mlsmath import _inputs, _one_pass
from mlsmath._inputs import Array
from mlsmath.model import linear_prediction, logistic_prediction


@np.errstate(over="ignore", invalid="ignore")
def squared_error_gradient(
    X: ArrayLike, y: ArrayLike, w: ArrayLike, b: float, lambda_: float = 0.0
) -> tuple[Array | float, float]:
    r"""Return the gradient of `squared_error_cost`.

    $$\frac{\partial J}{\partial w} = \frac{1}{m} \sum_{i=1}^{m}
    \left(f_{w,b}(x^{(i)}) - y^{(i)}\right) x^{(i)} + \frac{\lambda}{m} w
    \qquad \frac{\partial J}{\partial b} = \frac{1}{m} \sum_{i=1}^{m}
    \left(f_{w,b}(x^{(i)}) - y^{(i)}\right)$$

    In a line of text: dj_dw = (sum((f - y) x) + lambda w) / m, and dj_db = sum(f - y) / m.

    Parameters and errors as in `squared_error_cost`.

    Returns
    -------
    dj_dw : one number, or shape (n,), as `w`
        In the cost's unit for one unit of the weight.
    dj_db : float
        In the cost's unit for one unit of the bias.

    Notes
    -----
    What is too large for a float is inf or -inf, and nan where such numbers would be added.
    The formula is that of the Machine Learning Specialization (Ng, 2022), course 1.

    Examples
    --------
    >>> squared_error_gradient([1, 2], [3, 5], 2, 0)
    (-1.5, -1.0)
    """
    f = linear_prediction(X, w, b)
    error = f - _inputs.floats("y", _inputs.targets(f, y))
    return _gradient(X, error, w, lambda_)


@np.errstate(over="ignore", invalid="ignore")
def log_loss_gradient(
    X: ArrayLike, y: ArrayLike, w: ArrayLike, b: float, lambda_: float = 0.0
) -> tuple[Array | float, float]:
    r"""Return the gradient of `log_loss_cost`.

    The formula is that of `squared_error_gradient`; but f is now the probability
    $\sigma(w \cdot x + b)$. Parameters, result and errors as there; each target is 0 or 1.

    Examples
    --------
    >>> log_loss_gradient([0, 2], [0, 1], 0, 0)
    (-0.5, 0.0)
    """
    f = logistic_prediction(X, w, b)
    return _gradient(X, f - _inputs.labels(f, y), w, lambda_)


def _gradient(
    X: ArrayLike, error: Array, w: ArrayLike, lambda_: float
) -> tuple[Array | float, float]:
    m = len(error)
    l2_term = _inputs.strength(lambda_) * np.asarray(w, dtype=float)
    dj_dw = (error @ np.asarray(X, dtype=float) + l2_term) / m
    return _inputs.plain(dj_dw), float(error.sum() / m)


def squared_error_cost_and_gradient(
    X: ArrayLike, y: ArrayLike, w: ArrayLike, b: float, lambda_: float = 0.0
) -> tuple[float, Array | float, float]:
    """Return `squared_error_cost` and its gradient (cost, dj_dw, dj_db) from one pass over `X`.

    What is too large for a float is as in these two.

    Examples
    --------
    >>> squared_error_cost_and_gradient([1, 2], [3, 5], 2, 0)
    (0.5, -1.5, -1.0)
    """
    return _one_pass.cost_and_gradient(_one_pass.squared_error, X, y, w, b, lambda_)


def log_loss_cost_and_gradient(
    X: ArrayLike, y: ArrayLike, w: ArrayLike, b: float, lambda_: float = 0.0
) -> tuple[float, Array | float, float]:
    """Return `log_loss_cost` and its gradient (cost, dj_dw, dj_db) from one pass over `X`.

    Examples
    --------
    >>> cost, dj_dw, dj_db = log_loss_cost_and_gradient([0, 2], [0, 1], 0, 0)
    >>> round(cost, 4), dj_dw, dj_db
    (0.6931, -0.5, 0.0)
    """
    return _one_pass.cost_and_gradient(_one_pass.log_loss, X, y, w, b, lambda_)


# What the two share out: a descent checks its inputs once and then asks for the loss alone.
LOSSES = {
    squared_error_cost_and_gradient: _one_pass.squared_error,
    log_loss_cost_and_gradient: _one_pass.log_loss,
}
