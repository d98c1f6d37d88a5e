"""Cost and gradient together from one pass over `X`.

A large `X` does not fit into the processor's cache, and fetching it from memory takes longer than
the arithmetic. So the pass goes block by block: each block of rows is fetched once and, while it
is still in the cache, used twice, for the predictions and for the gradient.
"""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite

import numpy as np
from numpy.typing import ArrayLike

from mlsmath import _inputs
from mlsmath._inputs import Array

# Not a power of two: then the block's vectors would compete for the same places in the cache.
ROWS_IN_BLOCK = 5000
# Below what a BLAS library shares out among its own threads: these would wait for each other
# after every block, and on a busy machine for long.
BYTES_IN_BLOCK = 2 * 2**20
# From 16 MiB on, a second thread pays: one core alone does not use up the memory's speed.
NUMBERS_FOR_TWO = 2 * 2**20
ONES, ZEROS = np.ones(ROWS_IN_BLOCK), np.zeros(ROWS_IN_BLOCK)

# Takes a block of z = w·x + b and of y; gives the sum of the losses, and each d loss / dz.
Loss = Callable[[Array, Array], tuple[float, Array]]


def squared_error(z: Array, y: Array) -> tuple[float, Array]:
    r"""Give the sum of $\frac12 (z - y)^2$, and each $z - y$. Uses up `z`."""
    z -= y
    return float(z.dot(z)) / 2, z


def log_loss(z: Array, y: Array) -> tuple[float, Array]:
    r"""Give the sum of $-y \log p - (1 - y) \log(1 - p)$, and each $p - y$, with $p = \sigma(z)$.

    With s = z where y is 0 and s = -z where y is 1, the loss is log(1 + e^s), and its derivative
    for s is σ(s) = e^(s - loss). The loss is taken as max(s, 0) + log(1 + e^-|s|), so that no step
    overflows, whatever z is; so s - loss is min(s, 0) - log(1 + e^-|s|). Uses up `z`.
    """
    _inputs.require_labels(y)
    sign = -2.0 * y
    sign += 1.0
    z *= sign
    s = z
    rest = np.abs(s)
    np.negative(rest, rest)
    np.exp(rest, rest)
    np.log1p(rest, rest)
    zeros = ZEROS[: len(s)]
    loss = _sum(np.maximum(s, zeros)) + _sum(rest)
    np.minimum(s, zeros, out=s)
    s -= rest
    np.exp(s, s)
    s *= sign
    return loss, s


@np.errstate(all="ignore")
def cost_and_gradient(
    loss: Loss, X: ArrayLike, y: ArrayLike, w: ArrayLike, b: float, lambda_: float
) -> tuple[float, Array | float, float]:
    """Give the mean `loss` with its L2 term, and its derivatives for `w` and for `b`."""
    X = _inputs.numbers("X", X)
    w, b = _inputs.parameters(X, w, b)
    y = _inputs.targets(X, y)
    return of_checked(loss, X, y, w, b, _inputs.strength(lambda_))


def of_checked(
    loss: Loss, X: Array, y: Array, w: Array | float, b: float, lambda_: float
) -> tuple[float, Array | float, float]:
    """Give what `cost_and_gradient` gives for inputs that it has seen: a descent asks often."""
    table = X if X.ndim == 2 else X[:, None]
    weights = w if isinstance(w, Array) and w.ndim else np.reshape(w, 1)
    m = len(y)
    if table.size < NUMBERS_FOR_TWO:
        cost, dj_dw, dj_db = _sums(loss, table, y, weights, b)
    else:
        cost, dj_dw, dj_db = _sums_by_two(loss, table, y, weights, b)

    cost = (cost + lambda_ / 2 * float(weights.dot(weights))) / m
    dj_dw = (dj_dw + lambda_ * weights) / m
    if not isfinite(cost + dj_db + dj_dw.dot(dj_dw)):
        # Looked for only now: to look through X first would be a second pass.
        _inputs.require_finite("X", X)
        _inputs.require_finite("y", y)
        cost = cost if isfinite(cost) else np.inf
    return cost, dj_dw if X.ndim == 2 else float(dj_dw[0]), dj_db / m


def _sums(loss: Loss, X: Array, y: Array, w: Array, b: float) -> tuple[float, Array, float]:
    """Sum the losses, and their derivatives for `w` and for `b`, over all rows."""
    m, n = X.shape
    rows = max(1, min(ROWS_IN_BLOCK, BYTES_IN_BLOCK // (8 * n)))
    cost, dj_dw, dj_db = 0.0, np.zeros(n), 0.0
    for start in range(0, m, rows):
        block = np.asarray(X[start : start + rows], dtype=float)
        z = block.dot(w)
        z += b
        block_cost, error = loss(z, np.asarray(y[start : start + rows], dtype=float))
        cost += block_cost
        dj_dw += error.dot(block)
        dj_db += _sum(error)
    return cost, dj_dw, dj_db


def _sums_by_two(loss: Loss, X: Array, y: Array, w: Array, b: float) -> tuple[float, Array, float]:
    """Give what `_sums` gives, with a helper that takes the first half at the same time."""
    from concurrent.futures import ThreadPoolExecutor

    half = len(y) // 2
    quiet = np.errstate(all="ignore")(_sums)  # what one thread ignores, another does not
    with ThreadPoolExecutor(max_workers=1) as helper:
        try:
            first = helper.submit(quiet, loss, X[:half], y[:half], w, b)
        except RuntimeError:  # in a browser there are no threads
            return _sums(loss, X, y, w, b)
        second = _sums(loss, X[half:], y[half:], w, b)
        cost, dj_dw, dj_db = first.result()
    return cost + second[0], dj_dw + second[1], dj_db + second[2]


def _sum(values: Array) -> float:
    # The same as values.sum(), in a third of the time.
    return float(values.dot(ONES[: len(values)]))
