"""The derivative rules against SymPy, and the two checks by numbers alone."""

from functools import partial

import numpy as np
import pytest
import sympy
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.special import expit

from mlsmath import derivatives as d
from mlsmath.cost import log_loss_cost, squared_error_cost
from mlsmath.data import load_penguins
from mlsmath.gradient import log_loss_gradient, squared_error_gradient

T = sympy.Symbol("t")
F, G = sympy.sin(T) + 2, sympy.exp(T / 2) - 4
AT = [-2.0, -0.5, 0.75, 1.5]  # G is not 0 at these


def pair(expression, t):
    """Let SymPy give an expression's value and derivative."""
    return tuple(float(e.subs(T, t)) for e in (expression, sympy.diff(expression, T)))


RULES = {
    "constant": (lambda t: d.constant_rule(7), sympy.Integer(7)),
    "power": (lambda t: d.power_rule(t, 3), T**3),
    "power 0": (lambda t: d.power_rule(t, 0), T**0),
    "power 1": (lambda t: d.power_rule(t, 1), T),
    "power -2": (lambda t: d.power_rule(t, -2), T**-2),
    "power of e^t": (lambda t: d.power_rule(np.exp(t), 0.5), None),
    "constant multiple": (lambda t: d.constant_multiple_rule(-3, pair(F, t)), -3 * F),
    "sum": (lambda t: d.sum_rule(pair(F, t), pair(G, t)), F + G),
    "product": (lambda t: d.product_rule(pair(F, t), pair(G, t)), F * G),
    "quotient": (lambda t: d.quotient_rule(pair(F, t), pair(G, t)), F / G),
    "chain": (lambda t: d.chain_rule(d.power_rule(pair(F, t)[0], 4), pair(F, t)), F**4),
    "exp": (d.exp_rule, sympy.exp(T)),
    "log": (lambda t: d.log_rule(t + 3), sympy.log(T + 3)),
    "sigmoid": (d.sigmoid_rule, 1 / (1 + sympy.exp(-T))),
}


@pytest.mark.parametrize("name", RULES)
def test_rules_are_those_of_sympy(name):
    rule, expression = RULES[name]
    for t in AT:
        found = rule(t)
        if expression is None:  # sqrt(u) at u = e^t, differentiated for u
            u = sympy.Symbol("u", positive=True)
            root = sympy.sqrt(u)
            wanted = tuple(float(e.subs(u, sympy.exp(t))) for e in (root, sympy.diff(root, u)))
        else:
            wanted = pair(expression, t)
        assert found == pytest.approx(wanted, rel=1e-14)
        assert [type(part) for part in found] == [float, float]


def test_rules_take_arrays_and_lists():
    t = np.array(AT)
    f, g = (tuple(np.array([pair(e, a) for a in AT]).T) for e in (F, G))
    for together, alone in [
        (d.power_rule(AT, 3), lambda i: d.power_rule(AT[i], 3)),
        (d.exp_rule(t), lambda i: d.exp_rule(AT[i])),
        (d.sigmoid_rule(t), lambda i: d.sigmoid_rule(AT[i])),
        (d.log_rule(t + 3), lambda i: d.log_rule(AT[i] + 3)),
        (d.constant_rule(t), lambda i: d.constant_rule(AT[i])),
        (d.constant_multiple_rule(2, f), lambda i: d.constant_multiple_rule(2, (f[0][i], f[1][i]))),
        *[
            (rule(f, g), lambda i, rule=rule: rule((f[0][i], f[1][i]), (g[0][i], g[1][i])))
            for rule in (d.sum_rule, d.product_rule, d.quotient_rule, d.chain_rule)
        ],
    ]:
        for i in range(len(AT)):
            assert together.value[i] == pytest.approx(alone(i).value, rel=1e-15)
            assert together.derivative[i] == pytest.approx(alone(i).derivative, rel=1e-15)
    assert t.tolist() == AT


def test_rules_combine_to_the_derivative_of_the_log_loss():
    x, b, w = 1.5, -0.25, 0.75
    z = d.sum_rule(d.constant_multiple_rule(x, d.power_rule(w, 1)), d.constant_rule(b))
    p = d.chain_rule(d.sigmoid_rule(z.value), z)
    loss = d.constant_multiple_rule(-1, d.chain_rule(d.log_rule(p.value), p))
    s = sympy.Symbol("s")
    wanted = -sympy.log(1 / (1 + sympy.exp(-(s * x + b))))
    assert loss.value == pytest.approx(float(wanted.subs(s, w)), rel=1e-14)
    assert loss.derivative == pytest.approx(float(sympy.diff(wanted, s).subs(s, w)), rel=1e-14)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: d.log_rule(0), r"^x must be above 0"),
        (lambda: d.log_rule([1.0, -1.0]), r"^x must be above 0"),
        (lambda: d.quotient_rule((1, 1), (0, 1)), r"^g\.value must be other than 0"),
        (lambda: d.power_rule(0, -1), r"^x must be other than 0 for this k"),
        (lambda: d.power_rule(0, 0.5), r"^x must be other than 0 for this k"),
        (lambda: d.power_rule(-1, 1.5), r"^x must be at least 0 for a k that is not whole"),
        (lambda: d.power_rule(2, [1, 2]), r"^k must be one number"),
        (lambda: d.power_rule(1e200, 2), r"^the rule gives no finite number here"),
        (lambda: d.exp_rule(1000), r"^the rule gives no finite number here"),
        (lambda: d.product_rule((1e200, 1), (1e200, 1)), r"^the rule gives no finite number"),
        (lambda: d.exp_rule(np.nan), r"^x must hold finite numbers"),
        (lambda: d.sum_rule((1, np.inf), (1, 1)), r"^f\.derivative must hold finite numbers"),
        (lambda: d.sum_rule((1, 2), 3), r"^g must be a pair \(value, derivative\), but it is 3"),
        (lambda: d.chain_rule((1, 2, 3), (1, 2)), r"^outer must be a pair"),
        (lambda: d.sum_rule(([1, 2], 0), ([[1], [2]], 0)), r"same shape.*\(2,\).*\(2, 1\)"),
        (lambda: d.constant_multiple_rule([1, 2], ([1, 2, 3], 0)), r"same shape, .*c \(2,\)"),
        (lambda: d.sigmoid(np.nan), r"^z must hold numbers, but it holds nan"),
        (lambda: d.sigmoid([]), r"^z is empty"),
    ],
)
def test_rules_refuse_what_has_no_derivative(call, message):
    with pytest.raises(ValueError, match=message):
        call()


@settings(deadline=None)
@example(50.0)
@example(-50.0)
@example(710.0)
@example(-710.0)
@given(st.floats(-1e4, 1e4))
def test_sigmoid_is_scipys_expit(z):
    tiny = np.finfo(float).tiny  # below it SciPy gives 0, and we still give a few digits
    assert d.sigmoid(z) == pytest.approx(expit(z), rel=1e-14, abs=tiny)
    # σ(z) σ(-z), and not σ (1 - σ): also e^-50 has all its digits.
    assert d.sigmoid_rule(z).derivative == pytest.approx(expit(z) * expit(-z), rel=1e-14, abs=tiny)


def test_sigmoid_of_infinity_is_its_limit():
    assert d.sigmoid([-np.inf, 0, np.inf]).tolist() == [0.0, 0.5, 1.0]


@pytest.mark.parametrize(
    ("f", "slope"),
    [
        (np.sin, np.cos),
        (np.exp, np.exp),
        (lambda x: x**3, lambda x: 3 * x**2),
        (expit, lambda x: expit(x) * expit(-x)),
    ],
)
def test_numerical_derivative(f, slope):
    x = np.linspace(-2, 2, 9)
    # The step's error h^2 f''' / 6 and the rounding 1e-16 f / h are both below 1e-9 here.
    assert d.numerical_derivative(f, x) == pytest.approx(slope(x), abs=1e-9)
    assert d.numerical_derivative(f, 1) == pytest.approx(slope(1), abs=1e-9)
    assert type(d.numerical_derivative(f, 1)) is float
    assert d.numerical_derivative(f, 1, h=1e-3) == pytest.approx(slope(1), abs=1e-5)


def test_numerical_derivative_steps_with_the_size_of_x():
    assert d.numerical_derivative(lambda x: x**2, 1e12) == pytest.approx(2e12, rel=1e-9)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: d.numerical_derivative(np.log, 1e-9), r"^f must be finite on both sides of x"),
        (lambda: d.numerical_derivative(np.sum, [1, 2]), r"^f must give one number for each"),
        (lambda: d.numerical_derivative(np.sin, 1, h="a"), r"^h must hold real numbers"),
        (lambda: d.numerical_derivative(np.sin, 1, h=0), r"^h must be above 0"),
        (lambda: d.numerical_derivative(np.sin, np.nan), r"^x must hold finite"),
        (lambda: d.numerical_derivative(lambda x: None, 1), r"^f\(x\) must .* without `return`"),
        (lambda: d.numerical_derivative(np.sin, 1e20, h=0.001), r"^h must be larger"),
        (lambda: d.numerical_derivative(np.sin, 1, h=1e-300), r"x - h round to the same number"),
    ],
)
def test_numerical_derivative_refuses(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_numerical_derivative_of_a_function_that_writes_into_its_arrays():
    x, room = np.array([1.0, 2.0]), np.empty(2)
    assert d.numerical_derivative(lambda x: np.square(x, out=room), x) == pytest.approx(2 * x)
    twice = d.numerical_derivative(lambda x: np.multiply(x, 2, out=x) ** 2, x)
    assert twice == pytest.approx(8 * x)
    assert x.tolist() == [1.0, 2.0]


@pytest.mark.parametrize("kind", ["squared error", "log loss"])
@pytest.mark.parametrize("n", [0, 1, 2])
@pytest.mark.parametrize("scale", [1e-4, 1.0, 1e4])
def test_check_gradient_tells_right_from_wrong_at_any_scale(kind, n, scale):
    birds = load_penguins(require=["flipper_length_mm", "bill_length_mm", "body_mass_g"])
    X = np.column_stack([birds["flipper_length_mm"], birds["bill_length_mm"]]) * scale
    X = X[:, :n] if n else X[:, 0]
    y = birds["body_mass_g"]
    w = np.array([0.01, -0.02][:n]) / scale if n else 0.01 / scale
    cost, gradient = squared_error_cost, squared_error_gradient
    if kind == "log loss":
        cost, gradient, y = log_loss_cost, log_loss_gradient, y > 4000
    cost, gradient = (partial(function, lambda_=0.5) for function in (cost, gradient))
    check = d.check_gradient(cost, gradient, X, y, w, 0.25)
    assert check, check.message
    assert check.passed is True
    assert check.message == "The gradient agrees with the slope of the cost."
    dj_dw, dj_db = gradient(X, y, w, 0.25)
    assert check.numerical[0] == pytest.approx(dj_dw, rel=1e-6)
    assert check.numerical[1] == pytest.approx(dj_db, rel=1e-6)

    def last_weight_wrong(*args):
        dj_dw, dj_db = gradient(*args)
        return (dj_dw * np.append(np.ones(n - 1), 1.0001) if n else dj_dw * 1.0001), dj_db

    def bias_wrong(*args):
        dj_dw, dj_db = gradient(*args)
        return dj_dw, -dj_db

    weight = f"dj_dw[{n - 1}]" if n else "dj_dw"
    for wrong, name in [(last_weight_wrong, weight), (bias_wrong, "dj_db")]:
        check = d.check_gradient(cost, wrong, X, y, w, 0.25)
        assert not check
        assert check.passed is False
        assert check.message.startswith(f"{name} is ")


@pytest.mark.parametrize("scale", [1e-4, 1.0, 1e4])
def test_check_gradient_passes_at_the_bottom_of_the_bowl(scale):
    """There the gradient is 0, and all of the slope that is found is rounding."""
    birds = load_penguins(require=["flipper_length_mm", "body_mass_g"])
    x, y = birds["flipper_length_mm"] * scale, birds["body_mass_g"]
    w, b = np.polyfit(x, y, 1)
    check = d.check_gradient(squared_error_cost, squared_error_gradient, x, y, w, b)
    assert check, check.message


@pytest.mark.parametrize("size", [1.0, 1e4, 1e9])
@pytest.mark.parametrize("away", [0.0, 1e9])
def test_check_gradient_tells_a_zero_from_a_slope_where_each_prediction_is_exact(size, away):
    """There the cost is 0, so it cannot say how much it rounds. The data are whole: y = 2x + b."""
    x, b = size * np.array([1.0, 2.0, 3.0]), size + away
    args = x, 2 * x + b, 2.0, b
    assert d.check_gradient(squared_error_cost, lambda *_: (0.0, 0.0), *args)
    step = 1e-4 * max(1, 1e-4 * args[1].max())  # so much is a prediction moved
    for wrong in ((step * size, 0.0), (0.0, step)):
        assert not d.check_gradient(squared_error_cost, lambda *_, wrong=wrong: wrong, *args)


@pytest.mark.parametrize("size", [1e4, 1e8, 1e150])
def test_check_gradient_tells_right_from_wrong_where_the_cost_is_huge(size):
    args = [1, 2, 3], size * np.array([3.0, 5.0, 7.0]), 1, 0
    dj_dw, dj_db = squared_error_gradient(*args)
    assert d.check_gradient(squared_error_cost, squared_error_gradient, *args)
    assert not d.check_gradient(squared_error_cost, lambda *_: (dj_dw * 1.001, dj_db), *args)
    assert not d.check_gradient(squared_error_cost, lambda *_: (dj_dw, dj_db * 1.001), *args)


def test_check_gradient_is_not_misled_by_a_gradient_that_changes_its_arguments():
    def gradient(X, y, w, b):
        found = squared_error_gradient(X, y, w, b)
        w += 1.0
        X *= 2.0
        return found

    X, w = np.array([[1.0, 2.0], [3.0, 5.0]]), np.array([0.5, 0.25])
    assert d.check_gradient(squared_error_cost, gradient, X, [1, 2], w, 0)
    assert X.tolist() == [[1.0, 2.0], [3.0, 5.0]]


def test_check_gradient_shows_the_digits_in_which_two_numbers_differ():
    nearly = squared_error_gradient([1, 2], [3, 5], 1, 0)[0] * (1 + 1e-7)
    check = d.check_gradient(
        squared_error_cost, lambda *_: (nearly, -2.5), [1, 2], [3, 5], 1, 0, tolerance=1e-9
    )
    assert check.message == "dj_dw is -4.0000004, but the slope of the cost is -4."


@pytest.mark.parametrize("tolerance", [-1e-6, np.nan, None])
def test_check_gradient_refuses_a_tolerance_that_is_none(tolerance):
    with pytest.raises(ValueError, match=r"^tolerance must"):
        d.check_gradient(
            squared_error_cost, squared_error_gradient, [1], [2], 1, 0, tolerance=tolerance
        )


@pytest.mark.parametrize("answer", [5.0, (1.0, 2.0), (np.zeros(3), 0.0), (0.0, np.zeros(2)), None])
def test_check_gradient_says_what_a_gradient_must_give(answer):
    with pytest.raises(ValueError, match=r"^gradient must give \(dj_dw, dj_db\), .*\(2,\)"):
        d.check_gradient(squared_error_cost, lambda *_: answer, np.eye(2), [0, 1], [0, 0], 0)


def test_check_gradient_says_what_a_cost_must_give():
    with pytest.raises(ValueError, match=r"^cost must .* without `return`"):
        d.check_gradient(lambda *_: None, lambda *_: (0.0, 0.0), [1, 2], [0, 1], 0, 0)


@pytest.mark.parametrize("none", [(np.zeros(2), None), (None, 0.0), (np.array([None, 1]), 0.0)])
def test_check_gradient_refuses_a_gradient_that_holds_none(none):
    with pytest.raises(ValueError, match=r"^dj_d[wb] must hold real numbers, but it"):
        d.check_gradient(squared_error_cost, lambda *_: none, np.eye(2), [0, 1], [0, 0], 0)


def test_check_gradient_fails_a_gradient_of_infinity():
    check = d.check_gradient(squared_error_cost, lambda *_: (np.inf, 0.0), [1, 2], [0, 0], 0, 0)
    assert not check
    assert check.message == "dj_dw is inf, but the slope of the cost is 0."


def test_check_gradient_fails_a_gradient_of_nan():
    check = d.check_gradient(
        squared_error_cost, lambda *_: (np.array([0.0, np.nan]), 0.0), np.eye(2), [0, 0], [0, 0], 0
    )
    assert not check
    assert check.message.startswith("dj_dw[1] is nan")
