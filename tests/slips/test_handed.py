"""A wrong answer that calls a function of the notebook: what is said of the call."""

import linecache

import numpy as np
import pytest

from mlsmath import checks
from mlsmath.cost import squared_error_cost

DOT = """def dot_product(w, x):
    total = 0
    for j in range(len(w)):
        total = total + w[j] * x[j]
    return total
"""
PREDICT = """def predict_all(X, w, b):
    return X @ w + b
"""
COST = "    return np.mean(({}) ** 2) / 2"


def judged(check, body):
    """Return what a check says of a function with this body, in a notebook with two others."""
    check = getattr(checks, f"check_{check}")
    head = f"def {check.name}({', '.join(check.parameters)}):\n"
    space = {"np": np, "squared_error_cost": squared_error_cost}
    space["check_dot_product"] = checks.check_dot_product
    for text in (DOT, PREDICT, f"{head}{body}\n"):
        file = f"<handed {hash(text)}>"
        linecache.cache[file] = (len(text), None, text.splitlines(True), file)
        exec(compile(text, file, "exec"), space)
    return check(space[check.name])


SEARCH = """    best = float("inf")
    for w in w_values:
        cost = squared_error_cost({})
        if cost < best:
            best, best_w = cost, w
    return best_w"""


@pytest.mark.parametrize(
    ("check", "body", "name", "said"),
    [
        (
            "compute_cost_many",
            COST.format("predict_all(w, X, b) - y"),
            "arguments-in-other-order",
            "here it is `predict_all(X, w, b)`",
        ),
        (
            "best_slope",
            SEARCH.format("x, y, b, w"),
            "arguments-in-other-order",
            "here it is `squared_error_cost(x, y, w, b)`",
        ),
        (
            "predict_all",
            "    return dot_product(X, w) + b",
            "argument-of-another-kind",
            "`X` is a table, and `dot_product` takes a row of numbers there",
        ),
        (
            "predict_all",
            "    return np.array([dot_product(row, w[0]) for row in X]) + b",
            "argument-of-another-kind",
            "`w[0]` is a single number, and `dot_product` takes a row of numbers there",
        ),
    ],
)
def test_a_call_that_hands_over_something_else_is_named(check, body, name, said):
    result = judged(check, body)
    assert result.mistake == name
    assert said in result.message


@pytest.mark.parametrize(
    ("check", "body"),
    [
        ("compute_cost_many", COST.format("3 * predict_all(X, w, b) - y")),
        ("compute_cost_many", COST.format("3 * predict_all(X, w=w, b=b) - y")),
        ("compute_cost_many", COST.format("3 * predict_all(*(X, w, b)) - y")),
        ("compute_cost_many", COST.format("unknown - predict_all(w, X, b)")),
        ("best_slope", SEARCH.format("x, y, -w, b")),
        ("predict_all", "    return np.array([dot_product(w, row[:1]) for row in X]) + b"),
    ],
)
def test_a_call_in_order_is_not_blamed(check, body):
    result = judged(check, body)
    assert result.mistake not in (None, "arguments-in-other-order", "argument-of-another-kind")
    assert "order counts" not in result.message
