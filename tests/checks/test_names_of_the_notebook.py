"""What a check says of a function that uses what the notebook holds, not what it was handed."""

import linecache

import numpy as np
import pytest

from mlsmath import checks
from mlsmath.cost import log_loss_cost
from mlsmath.model import logistic_prediction
from mlsmath.slips import errors

NOTEBOOK = """
import numpy as np

errors, Z = np.arange(333.0), np.ones((20, 4))
listed = [0.5] * 20

def gradient_of_errors(X, y, w, b):
    return X.T @ errors / len(y), np.mean(errors)

def gradient_of_list(X, y, w, b):
    return X.T @ np.array(listed) / len(y), np.mean(X @ w + b - y)

def gradient_of_none(X, y, w, b):
    return X @ np.zeros(99) / len(y), np.mean(y)

def alpha_for_Z(X, y):
    return np.linalg.norm(Z @ np.zeros(4) - y)
x = [1.0, 2.0, 3.0]
slope = 0.5

def J(w):
    return sum((w * one - 1) ** 2 for one in x)

def average_slope_of_J(f, x, h):
    return (J(x + h) - J(x)) / h

def numerical_derivative_of_J(f, x):
    h = 0.00001
    return (J(x + h) - J(x - h)) / (2 * h)

def average_slope_too_far(f, x, h):
    return (f(x + h) - f(x)) / h + J(h)

def average_slope_of_data(f, x, h):
    return slope
"""


@pytest.fixture(scope="module")
def notebook():
    space = {}
    exec(NOTEBOOK, space)  # as a notebook's cells: all in one space of names
    return space


@pytest.mark.parametrize("seed", [None, 7301])
@pytest.mark.parametrize(
    ("check", "answer"),
    [
        (checks.check_average_slope, "average_slope_of_J"),
        (checks.check_numerical_derivative, "numerical_derivative_of_J"),
    ],
    ids=["average_slope", "numerical_derivative"],
)
def test_another_function_in_place_of_the_one_handed_over_is_named(notebook, check, answer, seed):
    result = check(notebook[answer], seed=seed)
    assert result.mistake == "calls-another-function"
    assert "You call `J`. Call `f`, which was handed to you." in result.message
    assert "`x`" not in result.message


def test_data_that_a_called_function_reads_are_told_with_its_name(notebook):
    result = checks.check_average_slope(notebook["average_slope_too_far"])
    assert result.mistake == "reads-notebook"
    assert "calls `J`, which uses `x` of the notebook" in result.message


def test_data_that_the_function_reads_itself_are_named(notebook):
    result = checks.check_average_slope(notebook["average_slope_of_data"])
    assert result.mistake == "reads-notebook"
    assert "uses `slope`, which belongs to the notebook" in result.message
    assert "does not use its argument `f`" in result.message


@pytest.mark.parametrize(
    ("check", "answer", "name"),
    [
        (checks.check_compute_gradient_many, "gradient_of_errors", "errors"),
        (checks.check_compute_gradient_many, "gradient_of_list", "listed"),
        (checks.check_choose_alpha, "alpha_for_Z", "Z"),
    ],
)
def test_data_of_another_size_are_named_and_not_that_shapes_do_not_fit(
    notebook, check, answer, name
):
    result = check(notebook[answer])
    assert result.mistake == "reads-notebook"
    assert f"uses `{name}`, which belongs to the notebook" in result.message


def test_shapes_that_do_not_fit_without_the_notebook_are_told_as_such(notebook):
    result = checks.check_compute_gradient_many(notebook["gradient_of_none"])
    assert result.mistake == "shapes-do-not-fit"


def shorten(w):
    w -= 0.5


@pytest.mark.parametrize(
    ("slip", "told"),
    [
        (lambda: np.array([1.5]) ^ 2, "A power is `**` in Python, not `^`."),
        (lambda: 1.5 ^ 2, "A power is `**` in Python, not `^`."),
        (lambda: 0.5 * (np.ones(2), 1.0), "give them two names, with a comma between."),
        (lambda: shorten(np.array([1, 2])), "as in `w = w - ...`"),
        (lambda: [step for step in 5], "write `range(...)` around the number."),
        (lambda: np.column_stack([]), "Did the loop before it run at all?"),
        (lambda: [].append(1).append(2), "Write it alone on its line"),
        (lambda: np.sum(shorten) / 2, "A function stands there where its result is needed."),
        (lambda: np.sqrt(shorten), "A function stands there where its result is needed."),
        (lambda: len(shorten), "A function stands there where its result is needed."),
        (lambda: np.ones(2) + np.ones(3), "one holds 2 numbers, the other 3."),
        (lambda: np.dot(np.ones(1), np.ones(3)), "one holds 1 number, the other 3."),
        (lambda: np.ones((2, 4)) + np.ones(3), "Print their `.shape`"),
        (lambda: np.ones((2, 4)) @ np.ones(3), "a row holds 4 numbers, and right of it 3"),
        (lambda: np.dot(np.ones((2, 4)), np.ones(3)), "Print their `.shape`"),
    ],
)
def test_what_python_says_is_told_in_plain_words(slip, told):
    with pytest.raises((TypeError, ValueError, AttributeError)) as caught:
        slip()
    assert told in errors.explain(caught.value).said


@pytest.mark.parametrize("h", [0.001, 0.0003, 1e-5, 2.5e-6, 1e-8, -1e-4, -1e-7])
def test_a_step_to_one_side_never_earns_all_points(h):
    result = checks.check_numerical_derivative(lambda f, x: (f(x + h) - f(x)) / h, points=3)
    assert not result.passed
    assert result.points <= 1.5
    assert "bends sharply" in result.message


@pytest.mark.parametrize("h", [0.01, 0.001, 1e-5, 1e-6, 1e-7])
def test_a_step_to_both_sides_earns_all_points(h):
    result = checks.check_numerical_derivative(
        lambda f, x: (f(x + h) - f(x - h)) / (2 * h), points=3
    )
    assert result.points == 3, result.message


UNKNOWN = """
def start(x, w, b):
    return wx_ + b

def product(x, w, b):
    return wx + b

def table(X, w, b):
    return wX + b

def other_way(X, w, b):
    return Xw + b

def count(x, y, w, b):
    return ((w * x + b - y) ** 2).sum() / (2 * m)

def count_rows(X, y, w, b):
    return ((X @ w + b - y) ** 2).sum() / (2 * m)

def infinite(x, y, w_values, b):
    best = float(inf)

def letter(y, predictions):
    return 1 - J / J_mean

def letter_with_a_word(y, predictions):
    J = ((predictions - y) ** 2).mean() / 2
    return 1 - J / J_mean

def spelling(x, w, b):
    return wax * x
"""


@pytest.mark.parametrize(
    ("check", "answer", "told"),
    [
        (checks.check_predict, "product", "`wx` is one name for Python. Write `w * x`."),
        (checks.check_predict_all, "table", "`wX` is one name for Python. Write `X @ w`."),
        (checks.check_predict_all, "other_way", "`Xw` is one name for Python. Write `X @ w`."),
        (checks.check_compute_cost, "count", "Make it first: `m = len(x)`."),
        (checks.check_compute_cost_many, "count_rows", "Make it first: `m = len(y)`."),
        (checks.check_best_slope, "infinite", 'Put quotes around the word: `float("inf")`.'),
        (checks.check_r_squared, "letter", "worked out first, in a line above: `J = ...`."),
        (checks.check_r_squared, "letter_with_a_word", "in a line above: `J_mean = ...`."),
        (checks.check_predict, "spelling", "does not know the name `wax`. Check its spelling"),
        (checks.check_predict, "start", "does not know the name `wx_`. Check its spelling"),
    ],
)
def test_an_unknown_name_that_tells_the_slip_is_told_as_such(check, answer, told):
    space = {}
    exec(UNKNOWN, space)
    result = check(space[answer])
    assert result.mistake == "unknown-name"
    assert told in result.message


LABELS = """
def log_loss(f, y):
    if y == 1:
        return -np.log(f)
    return -np.log(1 - f)

def likelihood(f, y):
    product = 1
    for p in f:
        if y == 1:
            product = product * p
        else:
            product = product * (1 - p)
    return product

def compute_gradient_logistic(X, y, w, b):
    errors = logistic_prediction(X, w, b) - y
    return X.T @ error / len(y), np.mean(error)

def best_slope(x, y, w_values, b):
    best = float("inf")
    for one in w_values:
        cost = np.mean((one * x + b - y) ** 2)
        if costs < best:
            best, best_w = costs, one
    return best_w

def compute_log_loss(X, y, w, b):
    return np.mean(log_los(logistic_prediction(X, w, b), y))
"""


@pytest.fixture
def labels():
    """Return functions with their text, as cells have it."""
    linecache.cache["<labels>"] = (len(LABELS), None, LABELS.splitlines(True), "<labels>")
    space = {"np": np, "logistic_prediction": logistic_prediction}
    exec(compile(LABELS, "<labels>", "exec"), space)
    yield space
    del linecache.cache["<labels>"]


def test_an_if_that_is_right_for_one_number_is_said_to_be_so(labels):
    message = checks.check_log_loss(labels["log_loss"]).message
    assert "Write `return np.where(y == 1, -np.log(f), -np.log(1 - f))`. (For one" in message


def test_an_if_in_a_loop_over_other_items_is_told_to_take_places(labels):
    message = checks.check_likelihood(labels["likelihood"]).message
    assert "Write `for i in range(len(f)):`, and in the loop `f[i]` and `y[i]`." in message
    assert "one number" not in message


@pytest.mark.parametrize(
    ("name", "held"), [("error", 0.5), ("error", np.arange(20.0)), ("costs", 3.0)]
)
def test_what_is_nearly_a_name_of_the_function_s_own_leads_there(labels, name, held):
    labels[name] = held
    check, own = {
        "error": ("compute_gradient_logistic", "errors"),
        "costs": ("best_slope", "cost"),
    }[name]
    result = getattr(checks, f"check_{check}")(labels[check])
    assert result.mistake == "reads-notebook"
    assert f"Is `{own}` meant" in result.message


def test_an_unknown_name_does_not_lead_to_what_does_the_whole_task(labels):
    del labels["log_loss"]
    labels["log_loss_cost"], answer = log_loss_cost, labels["compute_log_loss"]
    assert "log_loss_cost" not in checks.check_compute_log_loss(answer).message
    labels["log_loss"] = lambda f, y: f
    assert "Is `log_loss` meant?" in checks.check_compute_log_loss(answer).message
