"""The two models of the course: a straight line, and a line bent into a probability."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from mlsmath import _inputs
from mlsmath._inputs import Array
from mlsmath.derivatives import _sigmoid


@np.errstate(over="ignore", invalid="ignore")
def linear_prediction(X: ArrayLike, w: ArrayLike, b: float) -> Array:
    r"""Predict a number for each example: $f_{w,b}(x) = w \cdot x + b$.

    In a line of text: f = w·x + b.

    Parameters
    ----------
    X : shape (m,) or (m, n)
        The m examples, of one measurement or of n, in the units of the data.
    w : one number, or shape (n,)
        The weights, in units of the target for one unit of each measurement.
    b : float
        The bias, in the unit of the target.

    Returns
    -------
    shape (m,)
        In the unit of the target; not finite where it is too large for a float.

    Raises
    ------
    ValueError
        If a value is NaN or infinite, or the shapes do not fit.

    Examples
    --------
    >>> linear_prediction([1, 2], 3, 0.5)
    array([3.5, 6.5])
    """
    X = _inputs.floats("X", X)
    w, b = _inputs.parameters(X, w, b)
    return (X @ w if X.ndim == 2 else X * w) + b


def logistic_prediction(X: ArrayLike, w: ArrayLike, b: float) -> Array:
    r"""Predict a probability for each example: $f_{w,b}(x) = \sigma(w \cdot x + b)$.

    In a line of text: f = sigmoid(w·x + b). Parameters and errors as in `linear_prediction`; the
    result has shape (m,), from 0 to 1, and is nan where numbers too large for a float are added.

    Examples
    --------
    >>> logistic_prediction([-100, 0], 1, 0).round(2)
    array([0. , 0.5])
    """
    return _sigmoid(linear_prediction(X, w, b))
