"""The best logistic regression in two features and their powers, and where it is half sure."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from mlsmath.cost import log_loss_cost
from mlsmath.derivatives import sigmoid
from mlsmath.model import logistic_prediction

from .arguments import Vector
from .layout import Range
from .shading import log_odds

FINE = 61  # cells across, where the frames are computed beforehand
MOST_STEPS = 200
Predict = Callable[[Vector], Vector]


def products_of_powers(X: Vector, degree: int) -> Vector:
    """Return all products x₁^i · x₂^j with 1 ≤ i + j ≤ degree, shape (m, n)."""
    return np.column_stack(
        [
            X[:, 0] ** (total - j) * X[:, 1] ** j
            for total in range(1, degree + 1)
            for j in range(total + 1)
        ]
    )


def least_log_loss(X: Vector, y: Vector, lambda_: float) -> tuple[Vector, float]:
    """Return the w and b at which the regularised log loss is least, by Newton's method.

    Each step goes to the bottom of the bowl that touches the cost here, or half the way there, a
    quarter and so on, until the cost is lower. With λ = 0 there may be no bottom; it stops then.
    """
    m, n = X.shape
    columns = np.column_stack([X, np.ones(m)])
    price = np.append(np.full(n, lambda_ / m), 0.0)
    both = np.zeros(n + 1)
    cost = log_loss_cost(X, y, both[:-1], both[-1], lambda_)
    for _ in range(MOST_STEPS):
        p = sigmoid(columns @ both)
        gradient = columns.T @ (p - y) / m + price * both
        curvature = (columns.T * (p * (1 - p) / m)) @ columns + np.diag(price + 1e-12)
        step = np.linalg.solve(curvature, gradient)
        for share in 0.5 ** np.arange(30):
            there = both - share * step
            lower = log_loss_cost(X, y, there[:-1], there[-1], lambda_)
            if lower < cost:
                break
        else:
            break
        both, cost = there, lower
    return both[:-1], float(both[-1])


def best_boundary(X: Vector, y: Vector, degree: int, lambda_: float) -> Predict:
    """Return the probabilities that make the log loss with its price least.

    The price is on the slopes of all products of powers, up to the degree, of the scaled features.
    """
    scale = scaler(X)
    again = scaler(products_of_powers(scale(X), degree))

    def columns(X: Vector) -> Vector:
        return again(products_of_powers(scale(X), degree))

    w, b = least_log_loss(columns(X), y, lambda_)
    return lambda X: logistic_prediction(columns(X), w, b)


def scaler(X: Vector) -> Callable[[Vector], Vector]:
    """Return the z-score by the columns of X; one in which all are equal becomes zero."""
    middle, spread = X.mean(axis=0), X.std(axis=0)
    spread = np.where((np.ptp(X, axis=0) > 0) & (spread > 0), spread, np.inf)
    return lambda X: (X - middle) / spread


def boundaries(p: Vector, window: tuple[Range, Range]) -> Vector:
    """Return the paths on which each row of probabilities is 0.5, shape (k, 2, most places).

    Paths are parted, and shorter rows filled up, with places that are no numbers.
    """
    from contourpy import contour_generator

    across, up = (np.linspace(*ends, FINE) for ends in window)
    gap = np.full((1, 2), np.nan)
    found = []
    for row in p:
        lines = contour_generator(across, up, log_odds(row).reshape(FINE, FINE)).lines(0.0)
        found.append(np.concatenate([gap, *(part for line in lines for part in (line, gap))]))
    most = max(len(path) for path in found)
    filled = [np.vstack([path, np.repeat(gap, most - len(path), axis=0)]) for path in found]
    return np.array(filled).transpose(0, 2, 1)
