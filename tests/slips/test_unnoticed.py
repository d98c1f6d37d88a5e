"""A wrong answer without an error: the slip is named, and as it is mended the check passes."""

import linecache

import numpy as np
import pytest

from mlsmath import checks

COST = "return np.mean((w * x + b - y) ** 2) / 2"
LOOP = (
    "total = 0\n    for i in range(len(x)):\n        total += (w * x[i] + b - y[i]) ** 2\n"
    "    return total / (2 * len(x))"
)


def judged(check, body, number=0):
    """Return what a check says of a function with this body, typed in a cell."""
    check = getattr(checks, f"check_{check}")
    text = f"def {check.name}({', '.join(check.parameters)}):\n    {body}\n"
    file = f"<unnoticed {hash(text)}>"
    linecache.cache[file] = (len(text), None, text.splitlines(True), file)
    space = {"np": np}
    exec(compile(text, file, "exec"), space)
    return check(space[check.name])


# Each: the id, the check, the body as it should be, the mended piece, and what was typed for it.
POWERS = (
    "columns = []\n    for power in range(1, degree + 1):\n        columns.append(x**power)\n"
    "    return np.column_stack(columns)"
)
START = 'best = float("inf")\n    '
INSIDE = ("\n        best = np.inf", "", "")
SEARCH = (
    "{1}for w in w_values:{0}\n        cost = np.mean((w * x + b - y) ** 2)\n"
    "        if cost < best:\n            best, best_w = cost, w\n    {2}return best_w"
)
FULL = SEARCH.format("", START, "")
BEHIND = FULL.replace("        if", "    if").replace("            best", "        best")
GRID = (
    'best = float("inf")\n    for w in w_values:\n        for b in b_values:\n'
    "            cost = np.mean((w * x + b - y) ** 2)\n    {0}if cost < best:\n"
    "        {0}best, best_w, best_b = cost, w, b\n    return {1}"
)
SLIPS = {
    "a comma behind": ("trailing-comma", "predict", "return w * x + b", "return w * x + b", ","),
    "quotes": (
        "result-in-quotes",
        "predict",
        "return w * x + b",
        "return w * x + b",
        "return 'w * x + b'",
    ),
    "a list": (
        "result-in-list",
        "predict",
        "return w * x + b",
        "return w * x + b",
        "return [w * x + b]",
    ),
    "a function given back": (
        "function-returned",
        "predict",
        "def f(x):\n        return w * x + b\n    return f(x)",
        "return f(x)",
        "return f",
    ),
    "places for labels": (
        "where-alone",
        "predict_labels",
        "z = X @ w + b\n    return np.where(z >= 0, 1, 0)",
        "np.where(z >= 0, 1, 0)",
        "np.where(z >= 0)",
    ),
    "a range left out": (
        "range-left-out",
        "polynomial_features",
        POWERS,
        "for power in range(1, degree + 1):",
        "for power in (1, degree + 1):",
    ),
    "a list replaced": (
        "replaces-list",
        "polynomial_features",
        POWERS,
        "columns.append(x**power)",
        "columns = x**power",
    ),
    "square brackets": (
        "square-brackets-in-a-calculation",
        "apply_z_score",
        "return (X - mu) / sigma",
        "(X - mu)",
        "[X - mu]",
    ),
    "a line without a name": (
        "does-nothing",
        "apply_z_score",
        "X = X - mu\n    return X / sigma",
        "X = X - mu",
        "X - mu",
    ),
    "a line without return": (
        "does-nothing",
        "apply_z_score",
        "return (X - mu) / sigma",
        "return (X - mu) / sigma",
        "(X - mu) / sigma",
    ),
    "a list of columns": (
        "list-of-columns",
        "polynomial_features",
        POWERS,
        "np.column_stack(columns)",
        "columns",
    ),
    "is for equal": (
        "is-for-equal",
        "accuracy",
        "return np.mean(y == labels)",
        "y == labels",
        "y is labels",
    ),
    "plus behind": (
        "plus-behind-equals",
        "compute_cost",
        LOOP.replace("total += ", "total = total + "),
        "total = total + (w * x[i] + b - y[i]) ** 2",
        "total =+ (w * x[i] + b - y[i]) ** 2",
    ),
    "a decimal comma": (
        "multiplies-a-list",  # it ends in an error, and the report names that
        "compute_cost",
        f"h = 0.5\n    {COST.replace(' / 2', ' * h')}",
        "h = 0.5",
        "h = 0,5",
    ),
}


@pytest.mark.parametrize(("name", "check", "right", "mend", "slip"), SLIPS.values(), ids=SLIPS)
def test_the_slip_is_named_and_mended_the_check_passes(name, check, right, mend, slip):
    assert judged(check, right).passed
    slip = mend + slip if slip == "," else slip
    result = judged(check, right.replace(mend, slip))
    assert not result.passed
    assert f"`{mend}`" in str(result)
    assert result.mistake == name


@pytest.mark.parametrize(
    ("name", "check", "body"),
    [
        ("inner-function", "predict", "def predict(x, w, b):\n        return w * x + b"),
        ("argument-overwritten", "predict", "x = 4.1\n    return w * x + b"),
        (
            "starts-again",
            "accuracy",
            "for i in range(len(y)):\n        n = 0\n        if y[i] == labels[i]:\n"
            "            n += 1\n    return n / len(y)",
        ),
        (
            "starts-again",
            "compute_cost",
            "m = len(x)\n    for i in range(m):\n        cost = 0\n"
            "        cost = cost + (w * x[i] + b - y[i]) ** 2\n    return cost / (2 * m)",
        ),
        ("starts-again", "best_slope", SEARCH.format(*INSIDE)),
        ("returns-in-loop", "best_slope", SEARCH.format("", START, "    ")),
        ("if-behind-loop", "best_slope", BEHIND),
        ("if-behind-loop", "grid_search", GRID.format("    ", "best_w, best_b")),
        ("if-behind-loop", "grid_search", GRID.format("", "best_w, best_b")),
        ("returns-last-round", "grid_search", GRID.format("        ", "w, b")),
        ("best-not-kept", "best_slope", FULL.replace("best, best_w = cost, w", "best_w = w")),
        ("returns-last-round", "best_slope", FULL.replace("return best_w", "return w")),
        (
            "returns-in-loop",
            "accuracy",
            "n = 0\n    for i in range(len(y)):\n        n += y[i] == labels[i]\n"
            "        return n / len(y)",
        ),
    ],
)
def test_a_slip_whose_mend_moves_lines_is_named(name, check, body):
    assert judged(check, body).mistake == name


@pytest.mark.parametrize(
    ("check", "body", "told"),
    [
        ("predict", "return w * x[0] + b", "Write `x` in place of `x[0]`"),
        ("compute_gradient", "m = len(x)\n    return w * 3 / m (w + b)", "`..., (w + b)`"),
        (
            "stable_log_loss",
            "z = X @ w + b\n    return np.where(y == 1, -z)",
            "`np.where(y == 1, -z, ...)`",
        ),
        ("best_slope", FULL.replace("cost < best", "best < cost"), "`cost < best`"),
        ("best_slope", FULL.replace('float("inf")', "1e-9"), '`best = float("inf")`'),
        ("split_rows", "order = rng.permutation(m)\n    return order", "default_rng(seed)"),
        ("polynomial_features", POWERS.replace("(1,", "(2,"), "begin too late, at 2?"),
        ("choose_lambda", "return np.argmin(lambdas[validation_costs])", "that are no places"),
    ],
)
def test_an_error_is_told_with_what_is_missing(check, body, told):
    assert told in str(judged(check, body))
