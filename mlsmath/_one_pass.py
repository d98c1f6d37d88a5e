"""Cost and gradient together from one pass over `X`.

A large `X` does not fit into the processor's cache, and fetching it from memory takes longer than
the arithmetic. So the pass goes block by block: each block of rows is fetched once and, while it
is still in the cache, used twice, for the predictions and for the gradient.
"""

from collections.abc import Callable
from math import isfinite

import numpy as np
from numpy.typing import ArrayLike

from mlsmath import _inputs
from mlsmath._inputs import Array

ROWS_IN_BLOCK = 4096
BYTES_IN_BLOCK = 8 * 2**20

# Takes a block of z = w·x + b and of y; gives the sum of the losses, and each d loss / dz.
Loss = Callable[[Array, Array], tuple[float, Array]]


def squared_error(z: Array, y: Array) -> tuple[float, Array]:
    r"""Give the sum of $\frac12 (z - y)^2$, and each $z - y$. Uses up `z`."""
    z -= y
    return float(z @ z) / 2, z


def log_loss(z: Array, y: Array) -> tuple[float, Array]:
    r"""Give the sum of $-y \log p - (1 - y) \log(1 - p)$, and each $p - y$, with $p = \sigma(z)$.

    With s = z where y is 0 and s = -z where y is 1, the loss is log(1 + e^s), and its derivative
    for s is σ(s) = e^(s - loss). No step overflows, whatever z is. Uses up `z`.
    """
    _inputs.require_labels(y)
    sign = 1.0 - 2.0 * y
    z *= sign
    s = z
    loss = np.copysign(s, -1.0)
    np.exp(loss, loss)
    np.log1p(loss, loss)
    loss += np.maximum(s, 0.0)
    s -= loss
    np.exp(s, s)
    s *= sign
    return float(np.add.reduce(loss)), s


@np.errstate(all="ignore")
def cost_and_gradient(
    loss: Loss, X: ArrayLike, y: ArrayLike, w: ArrayLike, b: float, lambda_: float
) -> tuple[float, Array | float, float]:
    """Give the mean `loss` with its L2 term, and its derivatives for `w` and for `b`."""
    X = _inputs.numbers("X", X)
    w, b = _inputs.parameters(X, w, b)
    y = _inputs.targets(X, y)
    lambda_ = _inputs.strength(lambda_)

    table, weights = (X, w) if X.ndim == 2 else (X[:, None], w[None])
    m, n = table.shape
    rows = max(1, min(ROWS_IN_BLOCK, BYTES_IN_BLOCK // (8 * n)))

    cost, dj_dw, dj_db = lambda_ / 2 * float(weights.dot(weights)), lambda_ * weights, 0.0
    for start in range(0, m, rows):
        block = np.asarray(table[start : start + rows], dtype=float)
        z = block.dot(weights)
        z += b
        block_cost, error = loss(z, np.asarray(y[start : start + rows], dtype=float))
        cost += block_cost
        dj_dw += error.dot(block)
        dj_db += float(np.add.reduce(error))

    if not isfinite(cost + dj_db + float(np.add.reduce(dj_dw))):
        # Looked for only now: to look through X first would be a second pass.
        _inputs.require_finite("X", X)
        _inputs.require_finite("y", y)
        cost = cost if isfinite(cost) else np.inf
    return cost / m, _inputs.plain(dj_dw / m if X.ndim == 2 else dj_dw[0] / m), dj_db / m
