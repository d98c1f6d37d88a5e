"""Features: measurements made ready for a model."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from mlsmath import _inputs
from mlsmath._inputs import Array

MOST_NUMBERS = 100_000_000  # that a table of powers may have


def fit_z_score(X: ArrayLike) -> tuple[float | Array, float | Array]:
    r"""Measure the mean and the standard deviation of each column of `X`.

    $$\mu = \frac{1}{m} \sum_{i=1}^{m} x^{(i)} \qquad
    \sigma = \sqrt{\frac{1}{m} \sum_{i=1}^{m} (x^{(i)} - \mu)^2}$$

    In a line of text: mu = sum(x) / m, and sigma = sqrt(sum((x - mu)^2) / m).

    Parameters
    ----------
    X : shape (m,) or (m, n)
        The examples that the model learns from.

    Returns
    -------
    mu, sigma : one number each, or shape (n,) each
        In the units of the columns.

    Raises
    ------
    ValueError
        If a column is constant: it has no spread to measure by. Or if a value is NaN or infinite.

    Notes
    -----
    The standard deviation divides by m, as in the Machine Learning Specialization (Ng, 2022).

    Examples
    --------
    >>> fit_z_score([1, 3])
    (2.0, 1.0)
    """
    X = _examples(X)
    for j, column in enumerate(X.T if X.ndim == 2 else [X]):
        if column.min() == column.max():
            name = f"column {j} of X" if X.ndim == 2 else "X"
            raise ValueError(
                f"{name} is constant: each value is {column[0]:g}, so there is no spread to scale "
                "by. Leave it out, because the bias does its work."
            )
    with np.errstate(all="ignore"):
        mu, sigma = X.mean(axis=0), X.std(axis=0)
    if not (np.isfinite(sigma).all() and np.all(sigma > 0)):
        raise ValueError(
            "X must hold values of ordinary size: the spread is too large or too small."
        )
    return _inputs.plain(mu), _inputs.plain(sigma)


def apply_z_score(X: ArrayLike, mu: ArrayLike, sigma: ArrayLike) -> Array:
    r"""Scale `X` by what `fit_z_score` measured: $z = (x - \mu) / \sigma$.

    The result has the shape of `X` and no unit: it counts standard deviations from the mean. New
    data are scaled by the `mu` and `sigma` of the data that the model learned from.

    Raises
    ------
    ValueError
        If the columns of `X` are not those of `mu` and `sigma`, if a `sigma` is not above 0, or
        if a value is NaN or infinite, or too far from `mu` for a float.

    Examples
    --------
    >>> apply_z_score([1, 3, 4], 2, 1)
    array([-1.,  1.,  2.])
    """
    X = _examples(X)
    mu, sigma = _inputs.floats("mu", mu), _inputs.floats("sigma", sigma)
    for name, value in (("mu", mu), ("sigma", sigma)):
        if value.shape != X.shape[1:]:
            raise ValueError(
                f"{name} must have shape {X.shape[1:]}, one number for each column of X, which has "
                f"shape {X.shape}; but {name} has shape {value.shape}."
            )
    if not np.all(sigma > 0):
        raise ValueError(f"sigma must be above 0, but its smallest number is {sigma.min():g}.")
    with np.errstate(all="ignore"):
        z = (X - mu) / sigma
    if not np.isfinite(z).all():
        raise ValueError(
            "X must be of ordinary size: (X - mu) / sigma is too large for a float. Look for a "
            "huge value in X or mu, or a sigma near 0."
        )
    return z


def polynomial_features(x: ArrayLike, degree: int) -> Array:
    """Return the powers x, x^2, ..., x^degree as columns: shape (m, degree).

    There is no column for x^0, because the bias stands for it.

    Parameters
    ----------
    x : shape (m,)
        One measurement. The columns are in its unit, the square of its unit, and so on.
    degree : int
        The highest power, at least 1.

    Raises
    ------
    ValueError
        If the shape or the degree does not fit, a power is too large for a float, or the table
        would have more than 100 million numbers.

    Examples
    --------
    >>> polynomial_features([1, 2], 3)
    array([[1., 1., 1.],
           [2., 4., 8.]])
    """
    x = _inputs.floats("x", x)
    if x.ndim != 1:
        raise ValueError(f"x must have shape (m,), but it has shape {x.shape}.")
    degree = _inputs.count("degree", degree, least=1)
    if len(x) * degree > MOST_NUMBERS:
        raise ValueError(
            f"degree must be smaller: {degree} columns of {len(x)} rows are more than "
            f"{MOST_NUMBERS} numbers."
        )
    with np.errstate(all="ignore"):
        powers = x[:, None] ** np.arange(1, degree + 1)
    if not np.isfinite(powers).all():
        raise ValueError(
            f"x^{degree} is too large for a float: one x is {x[np.abs(x).argmax()]:g}. "
            "Scale x first, or choose a smaller degree."
        )
    return powers


def _examples(X: ArrayLike) -> Array:
    X = _inputs.floats("X", X)
    if X.ndim not in (1, 2):
        raise ValueError(f"X must have shape (m,) or (m, n), but it has shape {X.shape}.")
    return X
