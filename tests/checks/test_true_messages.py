"""A message says what is so: for kinds of answers that were once told something else."""

import itertools
import re

import numpy as np
import pytest

from mlsmath import checks
from mlsmath.checks import compare, matching, running
from mlsmath.checks.trial import Attempt

EXERCISES = [value for value in vars(checks).values() if isinstance(value, checks.Exercise)]
penguins = {"flipper": np.array([1.0, 2.0, 3.0])}


def curve(z):
    return 1 / (1 + np.exp(-z))


def loss(f, y):
    return -y * np.log(f) - (1 - y) * np.log(1 - f)


@pytest.mark.parametrize("seed", [None, 7301])
@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
def test_no_two_mistakes_with_different_sentences_explain_the_same(exercise, seed):
    """So the cases tell all of them apart, and from the right answer; 1e-6 is the check's own."""
    cases = exercise.cases(exercise._rng(seed))
    shown = [
        (known, [(running.run(wrong, compare.copied(case.args), budget), case) for case in cases])
        for budget in [running.Budget(60.0)]
        for known in exercise.mistakes
        for wrong in known.functions
    ]
    right = [running.run(exercise.reference, case.args, running.Budget(60.0)) for case in cases]

    def alike(one, other, rtol):
        if one.error is not None or other.error is not None:
            return type(one.error) is type(other.error)
        if bool(one.complained) != bool(other.complained):
            return False
        pair = (one.value, other.value)
        if all(type(value) is tuple for value in pair):
            return len(pair[0]) == len(pair[1]) and all(
                compare.close(*items, rtol) for items in zip(*pair, strict=True)
            )
        return compare.close(*pair, rtol)

    for (known, one), (second, other) in itertools.combinations(shown, 2):
        rtol = max(known.rtol, second.rtol)
        same = all(alike(a, b, rtol) for (a, _), (b, _) in zip(one, other, strict=True))
        assert not same or known.hint == second.hint, f"{known.name} and {second.name}"
    for known, outcomes in shown:
        same = all(alike(a, b, compare.RTOL) for (a, _), b in zip(outcomes, right, strict=True))
        assert not same, f"{known.name} is right"


def test_where_two_mistakes_fit_what_differs_is_said():
    check = checks.Exercise("twice", lambda x: 2.0 * x, lambda rng: [checks.Case((2.0,))] * 3)

    @check.mistake("You square x.")
    def _squares(x):
        return x**3

    @check.mistake("You add six.")
    def _adds(x):
        return x + 6

    assert check(lambda x: 8.0).mistake not in {"squares", "adds"}


def test_an_error_fits_a_mistake_only_if_it_is_of_its_kind():
    case = checks.Case((2.0,))

    def attempt(error):
        return Attempt(case, running.Outcome(error=error), None, ())

    def divides(x):
        return x / (x - 2.0)

    assert matching._matches(divides, attempt(ZeroDivisionError()), 1e-6, [])
    assert not matching._matches(divides, attempt(NameError()), 1e-6, [])


def cost_as_float(X, y, w, b):
    return np.mean(loss(curve(X @ w + b).astype(float), y)) * 1.00002


def cost_in_single_precision(X, y, w, b):
    return np.float32(np.mean(loss(curve(X @ w + b), y)) * 1.00002)


def doubled_slope(X, y, w, b):
    error = curve(X @ w + b).astype(float) - y
    return 2 * error @ X / len(y), error.mean()


def changes_whole_numbers(X, mu, sigma):
    X -= mu
    X /= sigma
    return X


def at_six_tenths(X, w, b):
    return (curve(X @ w + b) >= 0.6).astype(int)


def twice_curved(X, w, b):
    return (curve(curve(X @ w + b)) >= 0.5).astype(int)


def half_from_both_sides(f, x):
    return (f(x + 1e-5) - f(x - 1e-5)) / 4e-5


def half_from_one_side(f, x):
    return (f(x + 1e-6) - f(x)) / 2e-6


def measured_too_short(x, w, b):
    return (curve((w + 1e-16) * x + b) - curve(w * x + b)) / 1e-16


def price_for_each_bird(X, y, w, b, lambda_):
    errors = X @ w + b - y
    return sum(e**2 / (2 * len(y)) + lambda_ * np.sum(w**2) / (2 * len(y)) for e in errors)


def one_minus_too_many(f, y):
    return -(y * np.log(f) - (1 - y) * np.log(1 - f))


def curve_that_falls(X, y, w, b):
    z = X @ w + b
    return np.mean(loss(np.exp(-z) / (1 + np.exp(-z)), y))


def rest_turned(f, y):
    return -(y * np.log(f) + (1 - y) * np.log(f - 1))


def each_is_right(y, labels):
    return y == labels


def is_far(X, w, b):
    return curve(X @ w + b) >= 0.5


def reciprocal(x, w, b):
    return np.reciprocal(np.reciprocal(x)) * w + b


def by_value(z):
    known = {v: curve(v) for v in np.ravel(z) if v != int(v)}
    return np.array([known.get(v, 0.0) for v in np.ravel(z)]).reshape(np.shape(z))


def of_the_notebook(x, y, w, b):
    x = penguins["flipper"]
    return w * x + b


def array_of_objects(X, y, w, b):
    error = X @ w + b - y
    return np.array(error @ X / len(y), dtype=object), error.mean()


def asks(x, w, b):
    return float(input("w?")) * x + b


def history_in_the_default(X, y, w, b, alpha, steps, history=[]):  # noqa: B006
    for _ in range(steps):
        error = curve(X @ w + b) - y
        w, b = w - alpha * (error @ X) / len(y), b - alpha * error.mean()
        history.append(np.mean(loss(curve(X @ w + b), y)))
    return w, b, history


def half_gradient(X, y, w, b):
    error = curve(X @ w + b) - y
    return X.T @ error / (2 * len(y)), np.mean(error) / 2


def whole_price(X, y, w, b, lambda_):
    return np.mean(loss(curve(X @ w + b), y)) + lambda_ * np.sum(w**2)


def double_price(X, y, w, b, lambda_):
    return np.mean(loss(curve(X @ w + b), y)) + lambda_ / len(y) * np.sum(w**2)


def other_price(X, y, w, b, lambda_):
    return np.mean((X @ w + b - y) ** 2) / 2 + 0.3 * lambda_ * np.sum(w**2) / len(y)


def mean_divided_again(x, y, w, b):
    return np.mean((w * x + b - y) ** 2) / (2 * len(y))


def counts_the_slopes(X, y, w, b):
    return np.sum((X @ w + b - y) ** 2) / (2 * len(w))


def multiplied_by_star(X, w, b):
    return X * w + b


def mean_of_the_table(X, y, w, b):
    errors = X @ w + b - y
    return np.mean(errors.reshape(-1, 1) * X), np.mean(errors)


@pytest.mark.parametrize(
    ("check", "answer", "name", "said"),
    [
        ("compute_log_loss", cost_as_float, "constant-factor", "1.00002 times"),
        ("compute_log_loss", cost_in_single_precision, None, ""),
        ("compute_gradient_logistic", doubled_slope, "constant-factor", "In dj_dw, each number"),
        ("apply_z_score", changes_whole_numbers, "changes-input", "changes `X`"),
        ("predict_labels", at_six_tenths, "other-threshold", "Compare it with 0.5"),
        ("predict_labels", twice_curved, "all-one", "the sigmoid taken twice"),
        ("numerical_derivative", half_from_both_sides, "divides-by-two-steps", "2 h"),
        ("numerical_derivative", half_from_one_side, "divides-by-two-steps", "h long"),
        ("sigmoid_rule", measured_too_short, "step-too-short", "cannot see a difference"),
        ("compute_cost_regularised", price_for_each_bird, "l2-without-m", "once for each"),
        ("log_loss", one_minus_too_many, "minus-on-first-term", "inside it a plus"),
        ("log_loss", rest_turned, "log-of-zero-or-less", "1 - f, in this order"),
        (
            "accuracy",
            each_is_right,
            "truth-values",
            "Add them up and divide by how many there are.",
        ),
        ("predict_labels", is_far, "truth-values", "gave True or False."),
        ("compute_log_loss", curve_that_falls, "labels-swapped", "f is the probability of a 0"),
        ("compute_gradient_logistic", half_gradient, "keeps-the-half", "log loss has no square"),
        ("compute_log_loss_regularised", whole_price, "l2-not-divided", "It is divided by 2 m"),
        (
            "compute_log_loss_regularised",
            double_price,
            "l2-not-halved",
            "Below its fraction line stands",
        ),
        ("predict", reciprocal, "fails-for-whole", "not for whole numbers"),
        ("sigmoid", by_value, None, ""),
        ("compute_cost", of_the_notebook, "reads-notebook", "uses `penguins`"),
        ("compute_gradient_many", array_of_objects, "wrong-type-returned", "plain numbers"),
        ("predict", asks, "asks-for-input", "`input`"),
        ("gradient_descent_logistic", history_in_the_default, "remembers", "second time"),
        ("compute_cost_regularised", other_price, "other", "for the cost with the price"),
        ("compute_cost", mean_divided_again, "divides-by-m-twice", "has divided by m already"),
        ("compute_cost_many", counts_the_slopes, "counts-columns", "`len(y)`"),
        ("predict_all", multiplied_by_star, "table-of-products", "`X @ w`"),
        (
            "compute_gradient_many",
            mean_of_the_table,
            "mean-over-columns",
            "a mean over all columns",
        ),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
@pytest.mark.parametrize("seed", [None, 7301])
def test_the_message_names_what_is_so(monkeypatch, check, answer, name, said, seed):
    def nobody(*_):
        raise EOFError

    monkeypatch.setattr("builtins.input", nobody)
    result = getattr(checks, f"check_{check}")(answer, seed=seed)
    assert not result.passed
    assert said in result.message
    if name is not None:
        assert result.mistake == name
    assert result.mistake != "whole-number-array"
    assert "cannot read" not in result.message


def test_an_example_never_shows_equal_numbers():
    def far_behind(x, w, b):
        f = w * x + b
        return f if np.ndim(f) == 0 else np.append(f[:8], f[8:] * 1.001)

    def minus_zero(x, w, b):
        return -0.0

    for answer in (far_behind, minus_zero):
        said = checks.check_predict(answer).message
        assert "Example: " in said
        for came, expected in re.findall(r"gave (.+); expected: (.+)\.", said):
            assert came != expected
            assert {came, expected} != {"-0.0", "0.0"}


class Slow:
    """Takes for ever to be shown."""

    def __repr__(self):
        raise AssertionError("shown")

    __str__ = __len__ = __repr__
    dtype = shape = property(__repr__)


def raises_slow(*_):
    raise ValueError(Slow())


@pytest.mark.parametrize(
    "make",
    [
        lambda: np.zeros(10**9),
        lambda: [0.0] * 10**7,
        lambda: 10**5000,
        lambda: [10**400, 1],
        lambda: "x" * 10**7,
        lambda: Slow(),
        lambda: [Slow()],
        raises_slow,
        lambda: eval("[" * 60 + "]" * 60),
        lambda: np.zeros((1, 1, 1, 1)),
    ],
)
def test_what_is_vast_or_hard_to_show_is_told_by_its_kind(make):
    for check in (checks.check_predict, checks.check_compute_gradient):
        result = check(lambda *_: make())
        assert result.points == 0
        assert result.mistake not in {"cannot-judge", "too-slow"}
        assert len(result.message) < 700


@pytest.mark.parametrize("inner", [tuple, list, np.array])
def test_what_came_is_not_told_in_the_words_of_what_was_expected(inner):
    """Three things kept, where the costs were asked for: both are lists of as many items."""

    def gradient_descent(x, y, w, b, alpha, steps):
        history = []
        for _ in range(steps):
            error = w * np.asarray(x) + b - y
            w, b = w - alpha * np.mean(error * x), b - alpha * np.mean(error)
            history.append(inner([w, b, 0.5]))
        return w, b, history

    said = checks.check_gradient_descent(gradient_descent).message
    expected, came = re.search(r"should be (.*), but your function gave (.*)\.\n", said).groups()
    assert came.startswith(f"{expected}, each ")
