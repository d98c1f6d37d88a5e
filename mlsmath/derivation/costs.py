"""The derivations that the course is about: the gradient of each cost, from the cost itself."""

from __future__ import annotations

from typing import Any

import sympy

from .reading import sigmoid
from .steps import Derivation, derive

COSTS = ("squared error", "log loss")
VARIABLES = ("w", "b", "w_j")


def derive_cost(cost: str, variable: str, *, regularised: bool = False) -> Derivation:
    r"""Derive one part of the gradient of a cost: a slope of J, from the formula of J.

    Parameters
    ----------
    cost
        ``"squared error"``, $J = \frac{1}{2m} \sum_i (f^{(i)} - y^{(i)})^2$, or ``"log loss"``,
        $J = -\frac{1}{m} \sum_i \left[y^{(i)} \log f^{(i)} + (1 - y^{(i)}) \log(1 -
        f^{(i)})\right]$ with $f = \sigma(z)$. They are those of `mlsmath.cost`.
    variable
        ``"w"`` or ``"b"`` of a model with one feature, or ``"w_j"`` of one with n features.
    regularised
        Whether J has the L2 term, $\frac{\lambda}{2m} w^2$ or $\frac{\lambda}{2m} \sum_k w_k^2$.

    Returns
    -------
    Derivation
        It ends in $\frac{1}{m} \sum_i (f^{(i)} - y^{(i)})\, x^{(i)}$, without the last factor for
        ``"b"``, and plus $\frac{\lambda}{m} w$ where it is regularised.

    Raises
    ------
    ValueError
        If the cost or the variable is none of these.
    """
    if cost not in COSTS:
        raise ValueError(f"cost must be one of {', '.join(COSTS)}, but it is {cost!r}.")
    if variable not in VARIABLES:
        raise ValueError(f"variable must be one of {', '.join(VARIABLES)}, but it is {variable!r}.")
    i, j, k = sympy.symbols("i j k", integer=True)
    m, n = sympy.symbols("m n", integer=True, positive=True)
    b, lambda_ = sympy.symbols("b lambda")
    x, y, f, z = map(sympy.IndexedBase, "xyfz")
    if variable == "w_j":
        w: Any = sympy.IndexedBase("w")
        by: Any = w[j]
        linear = sympy.Sum(w[k] * x[i, k], (k, 1, n)) + b
        squares = sympy.Sum(w[k] ** 2, (k, 1, n))
    else:
        w = sympy.Symbol("w")
        by = w if variable == "w" else b
        linear, squares = w * x[i] + b, w**2
    if cost == "squared error":
        where = {f[i]: linear}
        J = sympy.Sum((f[i] - y[i]) ** 2, (i, 1, m)) / (2 * m)
    else:
        where = {f[i]: sigmoid(z[i]), z[i]: linear}
        loss = y[i] * sympy.log(f[i]) + (1 - y[i]) * sympy.log(1 - f[i])
        J = -sympy.Sum(loss, (i, 1, m)) / m
    if regularised:
        J += sympy.UnevaluatedExpr(lambda_ / (2 * m)) * squares
    return derive(J, by, where=where, name="J")
