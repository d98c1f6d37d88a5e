"""A slip in a function that a notebook surrounds: as the message mends it, the check passes."""

import linecache

import numpy as np
import pytest

from mlsmath import checks
from mlsmath.cost import squared_error_cost
from mlsmath.derivatives import sigmoid
from mlsmath.features import apply_z_score, fit_z_score


def log_loss(f, y):
    return -y * np.log(f) - (1 - y) * np.log(1 - f)


NOTEBOOK = {
    "np": np,
    "m": 342,
    "y_train": np.zeros(30),
    "sigmoid": sigmoid,
    "squared_error_cost": squared_error_cost,
    "apply_z_score": apply_z_score,
    "fit_z_score": fit_z_score,
    "log_loss": log_loss,
}


def judged(check, body):
    """Return what a check says of a function with these lines, in a notebook."""
    check = getattr(checks, f"check_{check}")
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    text = f"def {check.name}({', '.join(check.parameters)}):\n{lines}"
    file = f"<rounds {hash(text)}>"
    linecache.cache[file] = (len(text), None, text.splitlines(True), file)
    space = dict(NOTEBOOK)
    exec(compile(text, file, "exec"), space)
    return check(space[check.name])


GRADIENT = """dj_dw, dj_db = 0, 0
for i in range(len(y)):
    e = w * x[i] + b - y[i]
    dj_dw = dj_dw + e * x[i]
    dj_db = dj_db + e
return dj_dw / len(y), dj_db / len(y)"""
ERRORS = """error = w * x + b - y
dj_dw, dj_db = 0, 0
for i in range(len(x)):
    dj_dw = dj_dw + error[i] * x[i]
    dj_db = dj_db + error[i]
return dj_dw / len(x), dj_db / len(x)"""
LIKELIHOOD = """given = []
for i in range(len(y)):
    if y[i] == 1:
        given.append(f[i])
    else:
        given.append(1 - f[i])
return np.prod(given)"""
SEARCH = """lowest = np.inf
for w in w_values:
    cost = squared_error_cost(x, y, w, b)
    if cost < lowest:
        lowest = cost
        best = w
return best"""
LOGISTIC = """f = sigmoid(X @ w + b)
errors = f - y
return X.T @ errors / len(errors), np.mean(errors)"""
BRACKETS = LOGISTIC.replace("X.T @ errors / len(errors)", "X.T @ (f - y) / len(y)")
SCALE = """mu, sigma = fit_z_score(X_train)
train = apply_z_score(X_train, mu, sigma)
return train, apply_z_score(X_new, mu, sigma)"""
LOSS = "f = sigmoid(X @ w + b)\nreturn np.mean(-y * np.log(f) - (1 - y) * np.log(1 - f))"
PRICE = "J = np.mean((X @ w + b - y) ** 2) / 2\nreturn J + lambda_ * np.sum(w**2) / (2 * len(y))"
ALL = "error[i]", "error"
# Each: the check, the lines as they should be, the mended piece, and what was typed for it.
SLIPS = {
    "the total of the other slope": (
        "compute_gradient",
        GRADIENT,
        "dj_db = dj_db + e",
        "dj_db = dj_dw + e",
    ),
    "rounds of the notebook": (
        "compute_gradient",
        GRADIENT,
        "for i in range(len(y)):",
        "for i in range(m):",
    ),
    "all errors in each round": ("compute_gradient", ERRORS, *ALL),
    "all of f in each round": ("likelihood", LIKELIHOOD, "f[i]", "f"),
    "two names for one thing": (
        "best_slope",
        SEARCH,
        "for w in w_values:",
        "for w, price in w_values:",
    ),
    "the slope for the cost": ("best_slope", SEARCH, "lowest = cost", "lowest = w"),
    "arguments swapped among others": (
        "scale_train_and_new",
        SCALE,
        "apply_z_score(X_new, mu, sigma)",
        "apply_z_score(X_new, sigma, mu)",
    ),
    "results swapped": (
        "scale_train_and_new",
        SCALE,
        "mu, sigma = fit_z_score(X_train)",
        "sigma, mu = fit_z_score(X_train)",
    ),
    "the label handed over first": (
        "compute_log_loss",
        "return np.mean(log_loss(sigmoid(X @ w + b), y))",
        "log_loss(sigmoid(X @ w + b), y)",
        "log_loss(y, sigmoid(X @ w + b))",
    ),
    "a bracket that closes early": (
        "compute_log_loss",
        LOSS,
        "np.mean(-y * np.log(f) - (1 - y) * np.log(1 - f))",
        "np.mean(-y * np.log(f)) - (1 - y) * np.log(1 - f)",
    ),
    "a mean of a product": (
        "compute_gradient_logistic",
        LOGISTIC,
        "X.T @ errors / len(errors)",
        "np.mean(errors * X)",
    ),
    "a mean before the product": (
        "compute_gradient_logistic",
        LOGISTIC,
        "X.T @ errors / len(errors)",
        "np.mean(errors) @ X",
    ),
    "a method without brackets": (
        "compute_gradient_logistic",
        LOGISTIC.replace(".T", ".transpose()"),
        "X.transpose()",
        "X.transpose",
    ),
    "a difference without brackets": (
        "compute_gradient_logistic",
        BRACKETS,
        "X.T @ (f - y) / len(y)",
        "X.T @ f - y / len(y)",
    ),
    "the notebook's 30 birds": ("compute_cost_regularised", PRICE, "len(y)", "30"),
    "a number of birds, typed": ("compute_cost_regularised", PRICE, "len(y)", "12"),
    "a number of birds, typed in a slope": (
        "compute_gradient_logistic",
        "e = sigmoid(X @ w + b) - y\nreturn X.T @ e / len(y), np.mean(e)",
        "len(y)",
        "7",
    ),
    "a number of birds, typed twice": (
        "compute_gradient_logistic_regularised",
        "e = sigmoid(X @ w + b) - y\nreturn (X.T @ e + lambda_ * w) / len(y), sum(e) / len(y)",
        "len(y)",
        "30",
    ),
    "twice a number of birds, typed": (
        "compute_cost",
        "return np.sum((w * x + b - y) ** 2) / (2 * len(y))",
        "(2 * len(y))",
        "684",
    ),
    "another base": ("sigmoid", "return 1 / (1 + np.exp(-z))", "np.exp(-z)", "2**-z"),
}


@pytest.mark.parametrize(("check", "right", "mend", "slip"), SLIPS.values(), ids=SLIPS)
def test_the_slip_is_told_and_mended_the_check_passes(check, right, mend, slip):
    assert judged(check, right).passed
    result = judged(check, right.replace(mend, slip))
    assert not result.passed
    assert f"`{mend}`" in result.message


def test_a_number_that_is_added_is_no_typed_length():
    result = judged("compute_cost", "return np.sum((w * x + b - y) ** 2) / (2 * len(y) + 5)")
    assert "stays the same" not in result.message


PAIRS = """costs = []
tried = []
for w in w_values:
    for b in b_values:
        costs.append(squared_error_cost(x, y, w, b))
        tried.append((w, b))
best = np.argmin(costs)
return tried[best]"""
ONE_NAME = """best = np.inf
for w in w_values:
    cost = squared_error_cost(x, y, w, b)
    if cost < best:
        best = cost
        best_w = w
return best_w"""
# Each: the check, what was typed, what is said of it, and the lines as they are mended by that.
REWRITTEN = {
    "one total for both slopes": (
        "compute_gradient",
        GRADIENT.replace("dj_db = dj_db + e", "dj_dw = dj_dw + e"),
        ("Nothing in the loop adds to `dj_db`", "two lines add to `dj_dw`"),
        GRADIENT,
    ),
    "a list for one w": (
        "best_slope",
        "return w_values[np.argmin(squared_error_cost(x, y, w_values, b))]",
        ("`for w in w_values:`", "`squared_error_cost(x, y, w, b)`"),
        SEARCH,
    ),
    "a place among pairs": (
        "grid_search",
        PAIRS.replace("tried = []\n", "")
        .replace("\n        tried.append((w, b))", "")
        .replace("tried[best]", "w_values[best], b_values[best]"),
        ("`tried = []`", "`tried.append((w, b))`", "`tried[best]`"),
        PAIRS,
    ),
    "one name for cost and slope": (
        "best_slope",
        ONE_NAME.replace("best = cost\n        best_w = w", "best = w").replace("best_w", "best"),
        ("`best = cost`", "`best_w = w`", "Give back `best_w`"),
        ONE_NAME,
    ),
    "all of f in some rounds": (
        "likelihood",
        LIKELIHOOD.replace("append(f[i])", "append(f)"),
        ("`f[i]`",),
        LIKELIHOOD,
    ),
    "an index of the page": (
        "compute_cost_regularised",
        PRICE.replace("w**2", "w[j]**2"),
        ("`w` in place of `w[j]`",),
        PRICE,
    ),
    "the cost of the page": (
        "best_slope",
        SEARCH.replace("squared_error_cost(x, y, w, b)", "J(w, b)"),
        ("`J(w, b)` is how", "`squared_error_cost(x, y, w, b)`"),
        SEARCH,
    ),
    "the prediction of the page": (
        "compute_gradient",
        ERRORS.replace("w * x + b", "f(x)"),
        ("`f(x)` is how a formula writes it", "what it stands for"),
        ERRORS,
    ),
    "results that are not kept": (
        "scale_train_and_new",
        SCALE.replace("train = ", "").replace("return train", "return X_train"),
        ("`apply_z_score(X_train, mu, sigma)` is worked out, but not kept",),
        SCALE,
    ),
    "an axis too many": (
        "likelihood",
        "return np.prod(np.where(y == 1, f, 1 - f), axis=1)",
        ("Leave `axis=...` out",),
        "return np.prod(np.where(y == 1, f, 1 - f))",
    ),
    "no sigmoid": (
        "compute_log_loss",
        LOSS.replace("sigmoid(X @ w + b)", "X @ w + b"),
        ("The sigmoid is missing",),
        LOSS,
    ),
}


@pytest.mark.parametrize(("check", "typed", "said", "right"), REWRITTEN.values(), ids=REWRITTEN)
def test_the_slip_is_told_and_rewritten_the_check_passes(check, typed, said, right):
    result = judged(check, typed)
    assert not result.passed
    for piece in said:
        assert piece in result.message
    assert judged(check, right).passed


@pytest.mark.parametrize(
    ("check", "body", "piece"),
    [
        ("compute_log_loss", LOSS.replace("sigmoid(X @ w + b)", "np.round(sigmoid(X @ w + b))"), 0),
        ("compute_gradient", ERRORS.replace("dj_db + error[i]", "dj_db - error[i]"), "error[i]"),
        ("compute_gradient", GRADIENT.replace("range(len(y))", "range(len(y) + 1)"), "rounds"),
        ("best_slope", SEARCH.replace("lowest = cost", "lowest = 2 * cost"), "lowest = cost"),
        ("compute_cost_regularised", PRICE.replace("2 *", "40 *"), "how many birds"),
    ],
)
def test_another_mistake_is_not_taken_for_one(check, body, piece):
    result = judged(check, body)
    assert not result.passed
    assert str(piece or "The sigmoid is missing") not in result.hint
