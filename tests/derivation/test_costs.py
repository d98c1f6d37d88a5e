"""The gradients that the course is about, derived from the costs themselves."""

import numpy as np
import pytest
import sympy

from mlsmath.cost import log_loss_cost, squared_error_cost
from mlsmath.derivation import derive, derive_cost
from mlsmath.derivation.nodes import Derivative, walk
from mlsmath.gradient import log_loss_gradient, squared_error_gradient

from .dual import worth
from .one_rule import follows

COSTS = {
    "squared error": (squared_error_cost, squared_error_gradient),
    "log loss": (log_loss_cost, log_loss_gradient),
}
ENDS = {
    "w": r"\frac{1}{m} \, \sum_{i=1}^{m} \left(f^{(i)} - y^{(i)}\right) \, x^{(i)}",
    "b": r"\frac{1}{m} \, \sum_{i=1}^{m} \left(f^{(i)} - y^{(i)}\right)",
    "w_j": r"\frac{1}{m} \, \sum_{i=1}^{m} \left(f^{(i)} - y^{(i)}\right) \, x_{j}^{(i)}",
}
REGULARISED = {"w": r" + \frac{\lambda}{m} \, w", "b": "", "w_j": r" + \frac{\lambda}{m} \, w_{j}"}
ALL = [(c, v, r) for c in COSTS for v in ENDS for r in (False, True)]

cases = pytest.mark.parametrize(("cost", "variable", "regularised"), ALL)
M, N, J = 5, 3, 2


@pytest.fixture(scope="module")
def derived():
    return {case: derive_cost(*case[:2], regularised=case[2]) for case in ALL}


@pytest.fixture(scope="module")
def data():
    rng = np.random.default_rng(4)
    return {"X": rng.normal(size=(M, N)), "y": np.array([0, 1, 1, 0, 1]), "b": 0.3, "lambda": 0.7}


def _numbers(data, variable):
    """Return letters and arrays as the formula knows them, and the model's arguments."""
    letters = {"m": M, "n": N, "j": J, "b": data["b"], "lambda": data["lambda"]}
    w = np.array([0.4, -0.9, 0.5])
    if variable == "w_j":
        return (
            letters,
            {"x": data["X"], "y": data["y"], "w": w},
            (data["X"], data["y"], w, data["b"]),
        )
    x = data["X"][:, 0]
    return {**letters, "w": 0.4}, {"x": x, "y": data["y"]}, (x, data["y"], 0.4, data["b"])


def _gradient(cost, variable, regularised, data):
    arguments = _numbers(data, variable)[2]
    lambda_ = data["lambda"] if regularised else 0.0
    dj_dw, dj_db = COSTS[cost][1](*arguments, lambda_=lambda_)
    return dj_db if variable == "b" else dj_dw[J - 1] if variable == "w_j" else dj_dw


@cases
def test_it_starts_from_the_cost(derived, data, cost, variable, regularised):
    letters, arrays, arguments = _numbers(data, variable)
    lambda_ = data["lambda"] if regularised else 0.0
    value = worth(derived[cost, variable, regularised].expression, letters, arrays)
    assert value == pytest.approx(COSTS[cost][0](*arguments, lambda_=lambda_), rel=1e-12)


@cases
def test_it_ends_in_the_formula_of_the_course(derived, cost, variable, regularised):
    last = derived[cost, variable, regularised].steps[-1].latex
    assert last == ENDS[variable] + (REGULARISED[variable] if regularised else "")


@cases
def test_every_line_is_worth_what_the_gradient_function_gives(
    derived, data, cost, variable, regularised
):
    letters, arrays, _ = _numbers(data, variable)
    right = _gradient(cost, variable, regularised, data)
    for step in derived[cost, variable, regularised].steps:
        assert worth(step.expression, letters, arrays) == pytest.approx(right, rel=1e-10), step


@cases
def test_the_result_is_that_of_sympy(derived, data, cost, variable, regularised):
    letters, arrays, _ = _numbers(data, variable)
    derivation = derived[cost, variable, regularised]
    by_sympy = sympy.diff(derivation.expression, derivation.variable)
    assert worth(derivation.result, letters, arrays) == pytest.approx(
        worth(by_sympy, letters, arrays), rel=1e-10
    )


@cases
def test_each_line_follows_by_one_rule(derived, cost, variable, regularised):
    derivation, seen = derived[cost, variable, regularised], set()
    lines = [derivation._start, *(move.line for move in derivation._moves)]
    for old, new, step in zip(lines, lines[1:], derivation.steps, strict=False):
        follows(old, new, step.rule, seen)
        seen |= {place for _, place in walk(old) if isinstance(place, Derivative)}


def test_only_the_term_of_w_j_is_left_and_words_say_why(derived):
    steps = {step.rule: step for step in derived["squared error", "w_j", False].steps}
    step = steps["one term is left"]
    assert step.here_text == "Σ(k=1..n) ∂/∂w[j] [w[k] x[i, k]] = ∂/∂w[j] [w[j] x[i, j]]"
    assert step.words == (
        "Σ has one term for each k. Only the term with k = j has w[j] in it. All other terms do "
        "not change when w[j] changes: their slope is 0. One term is left."
    )


def test_the_log_loss_goes_through_log_chain_and_sigmoid_and_reuses_what_it_found(derived):
    rules = [step.rule for step in derived["log loss", "w", False].steps]
    assert {"chain rule", "logarithm rule", "sigmoid rule", "multiply out", "cancel"} <= set(rules)
    assert rules.count("sigmoid rule") == 1
    assert rules.count("as found above") == 1


def test_the_cost_derived_without_short_names_gives_the_same(data):
    i, m = sympy.symbols("i m", integer=True, positive=True)
    w, b = sympy.symbols("w b")
    x, y = sympy.IndexedBase("x"), sympy.IndexedBase("y")
    f = 1 / (1 + sympy.exp(-(w * x[i] + b)))
    loss = -sympy.Sum(y[i] * sympy.log(f) + (1 - y[i]) * sympy.log(1 - f), (i, 1, m)) / m
    derivation = derive(loss, w)
    letters, arrays, _ = _numbers(data, "w")
    right = _gradient("log loss", "w", False, data)
    assert {"quotient rule", "exponential rule"} <= {step.rule for step in derivation.steps}
    assert worth(derivation.result, letters, arrays) == pytest.approx(right, rel=1e-10)


@pytest.mark.parametrize(
    ("cost", "variable", "message"),
    [
        ("hinge", "w", "cost must be one of squared error, log loss, but it is 'hinge'"),
        ("log loss", "w_1", "variable must be one of w, b, w_j, but it is 'w_1'"),
    ],
)
def test_another_cost_or_variable_is_refused(cost, variable, message):
    with pytest.raises(ValueError, match=message):
        derive_cost(cost, variable)
