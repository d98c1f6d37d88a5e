"""The two models of the course: a straight line, and a straight line bent into a probability."""

from numpy.typing import ArrayLike

from mlsmath import _inputs
from mlsmath._inputs import Array
from mlsmath.derivatives import sigmoid


def linear_prediction(X: ArrayLike, w: ArrayLike, b: float) -> Array:
    r"""Predict a number for each example: $f_{w,b}(x) = w \cdot x + b$.

    Parameters
    ----------
    X : shape (m,) or (m, n)
        The m examples, in the units of the data.
    w : one number, or shape (n,)
        The weights, in units of the target for one unit of each measurement.
    b : float
        The bias, in the units of the target.

    Returns
    -------
    shape (m,), in the units of the target.

    Raises
    ------
    ValueError
        If a value is NaN or infinite, or the shapes do not fit.
    """
    X = _inputs.floats("X", X)
    w, b = _inputs.parameters(X, w, b)
    return X @ w + b if X.ndim == 2 else X * w + b


def logistic_prediction(X: ArrayLike, w: ArrayLike, b: float) -> Array:
    r"""Predict a probability for each example: $f_{w,b}(x) = \sigma(w \cdot x + b)$.

    Shapes and errors as in `linear_prediction`; the result has shape (m,), between 0 and 1.
    """
    return sigmoid(linear_prediction(X, w, b))
