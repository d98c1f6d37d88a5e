"""A wrong answer without an error: the slip is named, and as it is mended the check passes."""

import linecache

import nbformat
import numpy as np
import pytest

from mlsmath import checks
from mlsmath.cost import squared_error_cost
from mlsmath.derivatives import sigmoid
from mlsmath.descent import gradient_descent
from mlsmath.features import apply_z_score, fit_z_score
from mlsmath.gradient import squared_error_gradient
from mlsmath.model import logistic_prediction
from mlsmath.slips import state

COST = "return np.mean((w * x + b - y) ** 2) / 2"
LOOP = (
    "total = 0\n    for i in range(len(x)):\n        total += (w * x[i] + b - y[i]) ** 2\n"
    "    return total / (2 * len(x))"
)


COURSE = {
    one.__name__: one
    for one in (
        gradient_descent,
        apply_z_score,
        fit_z_score,
        logistic_prediction,
        sigmoid,
        squared_error_cost,
        squared_error_gradient,
    )
}


def judged(check, body, **cell):
    """Return what a check says of a function with this body, typed in a cell below others."""
    check = getattr(checks, f"check_{check}")
    text = f"def {check.name}({', '.join(check.parameters)}):\n    {body}\n"
    file = f"<unnoticed {hash(text)}>"
    linecache.cache[file] = (len(text), None, text.splitlines(True), file)
    space = {"np": np, **COURSE, **cell}
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
    "a sum added, and not kept": (
        "does-nothing",
        "compute_cost_regularised",
        "J = np.mean((X @ w + b - y) ** 2) / 2\n"
        "    J = J + lambda_ / (2 * len(y)) * np.sum(w**2)\n    return J",
        "J = J + lambda_ / (2 * len(y)) * np.sum(w**2)",
        "J + lambda_ / (2 * len(y)) * np.sum(w**2)",
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
        (
            "does-nothing",
            "compute_cost_regularised",
            "J = np.mean((X @ w + b - y) ** 2) / 2\n    + lambda_ * np.sum(w**2)\n    return J",
        ),
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


TOTAL = """best = {0}
    for w in w_values:
        for b in b_values:
            total = 0
            for i in range(len(x)):
                total += (w * x[i] + b - y[i]) ** 2
            if total > best:
                best, best_w, best_b = total, w, b
    return best_w, best_b"""
SUMS = """e = X @ w + b - y
    dj_dw = np.zeros(len(w))
    for j in range(len(w)):
        total = 0
        for i in range(len(y)):
            total += e[i] * X[i, j]
    return dj_dw, np.mean(e)"""
ROWS = """f = np.zeros(len(X))
    for i in range(len(X)):
        z = 0
        for j in range(len(w)):
            z += w[j] * X[i, j]
    return f + b"""
ABOVE = """labels = []
    for i in range(len(X)):
        if np.dot(X, w) + b >= 0:
            labels.append(1)
        else:
            labels.append(0)
    return labels"""
WALK = """history = []
    for _ in range(steps):
        history.append(squared_error_cost({0}, y, w, b))
    return w, b, history"""
PLACES = """best = np.inf
    for j in range(len(b_values)):
        for i in range(len(w_values)):
            cost = (w_values[i] * x + b_values[j] - y) ** 2
            if cost < best:
                best, best_w, best_b = cost, w_values[i], b_values[j]
    return best_w, best_b"""
LADDER = """costs = []
    for alpha in (0.01, 0.1, 1):
        walk = gradient_descent(X, y, np.zeros({0}), 0.0, alpha=alpha, steps=100)
        costs.append(walk.history.cost[{1}])
    return costs"""
MEAN = """mean = y / len(y)
    total = 0
    for i in range(len(y)):
        total += (w * x[i] + b - y[i] - mean) ** 2
    return total / len(y)"""
DOTS = "return np.array([dot_product(x, w) for x in X])"


def dot_product(w, x):
    return np.sum(w * x)


# Each: the check, an answer that is wrong, and what is not said: that piece of it is right.
NOT_SAID = [
    ("grid_search", TOTAL.format("0"), "the last round of that loop alone"),
    ("compute_gradient_many", SUMS, "starts again in every round"),
    ("predict_all", ROWS, "starts again in every round"),
    ("predict_all", DOTS, "The order counts"),
    ("accuracy", "return 2 * np.sum((y == 1) ^ (labels == 1)) / len(y)", "A power is"),
    ("compute_cost", "return np.sum((w * x + b - y) ** 2) / (3 * len(y))", "stays the same"),
    (
        "compute_cost",
        "m = len(y)\n    return np.sum((w * x + b - y) ** 2) / 4 / m",
        "stays the same",
    ),
    ("predict_labels", ABOVE, "np.dot(X[i], w[i])"),
    ("predict_labels", ABOVE.replace("np.dot(X, w)", "X @ w"), "X[i] @ w[i]"),
    ("grid_search", TOTAL.format("np.inf").replace("- y[i]", "- y"), "range(len(b_values))"),
    ("best_slope", FULL.replace("np.mean((", "(("), "range(len(w_values))"),
    ("predict", "m = w0.shape\n    return x / m", "w0.shape[0]"),
    ("three_bird_slopes", "e = b - w - 3\n    return np.mean(e[0]), b", "wants one list"),
    ("grid_search", PLACES, "you take all of"),
    ("choose_alpha", LADDER.format("X.shape[1]", "101"), "beyond the end of the ladder"),
    ("choose_alpha", LADDER.format("X.shape[2]", "100"), "beyond the end of the ladder"),
    ("predict_all", "return X @ w + w", "X @ (w + w)"),
    ("compute_cost", MEAN, "mean[i]"),
    ("predict", "print(x)\n    f = w * x + b", "prints its result"),
    ("predict_all", "f = X @ w + b\n    return f * len(f)", "A division by"),
    ("gradient_descent_many", WALK.format("X.T"), "Give them two names"),
    (
        "gradient_descent",
        WALK.format("x").replace("history.", "w = np.zeros(len(y))\n        history."),
        "Give them two names",
    ),
    ("three_bird_slopes", "e = b - w - 3\n    return np.mean(e / 0), b", "wants one list"),
]


@pytest.mark.parametrize(("check", "body", "not_said"), NOT_SAID)
def test_what_is_right_is_not_blamed(check, body, not_said):
    result = judged(check, body, dot_product=dot_product, w0=np.array(3.0))
    assert not result.passed
    assert not_said not in result.message


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
        (
            "squared_errors",
            "for i in range(len(x)):\n        return (w * x[i] + b - y[i]) ** 2",
            "Collect what each round gives, in a list or a total that begins above the loop.",
        ),
        (
            "squared_errors",
            "for i in range(len(x)):\n        e = w * x[i] + b - y[i]\n        return e**2",
            "Give that back below the loop.",
        ),
        (
            "squared_errors",
            "s = []\n    for i in range(len(x)):\n        s.append((w * x[i] + b - y[i]) ** 2)\n"
            "        return s",
            "Move that line to the left, under the word `for`.",
        ),
        (
            "grid_search",
            GRID.format("        ", "best_w, best_b")
            .replace("for w", "best_w = best_b = 0\n    for w")
            .replace("best, best_w, best_b = cost, w, b", "best = cost"),
            "keep all three: the cost, its w and its b",
        ),
        (
            "best_slope",
            FULL.replace("for w", "best_w = 0\n    for w").replace("< best", "> best"),
            "keep both: the cost and its w",
        ),
        (
            "dot_product",
            "total = 0\n    for j in range(len(w)):\n        p = w[j] * x[j]\n    return total",
            "does no line of the loop change the total?",
        ),
        (
            "dot_product",
            "total = 0\n    for i in range(len(w)):\n        for j in range(len(x)):\n"
            "            total += w[j] * x[j]\n    return total",
            "Is the same added once more in every round of a loop?",
        ),
        (
            "predict_labels",
            "labels = np.zeros(len(X))\n    for label, x in zip(labels, X):\n"
            "        if x @ w + b >= 0:\n            label = 1\n    return labels",
            "`label = 1` gives a new value to `label`, and to nothing else",
        ),
        (
            "compute_log_loss",
            "total = 0\n    for i in range(len(y)):\n        f = sigmoid(X[i] @ w + b)\n"
            "        loss = -np.log(f) if y[i] == 1 else -np.log(1 - f)\n    return total / len(y)",
            "In a loop, add each loss to the total.",
        ),
        (
            "compute_gradient",
            "dj_dw, dj_db = 0, 0\n    for i in range(len(x)):\n        f = w * x[i] + b\n"
            "        dj_dw += (f - y[i]) * x\n        dj_db += f - y[i]\n"
            "    return dj_dw / len(x), dj_db / len(x)",
            "with `x[i]` in the loop",
        ),
        ("predict", "return w * x + b + np.random.normal()", "leave `np.random` out"),
    ],
)
def test_an_error_is_told_with_what_is_missing(check, body, told):
    assert told in str(judged(check, body))


SCALED = "mu, sigma = fit_z_score(X_train)\n    return {0}, apply_z_score(X_new, mu, sigma)"
WHOLE = "apply_z_score(X_train, mu, sigma)"
COSTS = FULL.replace("np.mean((w * x + b - y) ** 2)", "squared_error_cost({0})")
TRIED = COSTS.replace("for w", "for i").replace("cost, w", "cost, i")
GRID_TRIED = (
    "best = np.inf\n    for i in w_values:\n        for j in b_values:\n"
    "            cost = squared_error_cost(x, y, i, {0})\n            if cost < best:\n"
    "                best, best_w, best_b = cost, i, j\n    return best_w, best_b"
)
CURVE = "f = sigmoid(w * x + b)\n    return ({0}) * x"
HALF = "f = sigmoid(z)\n    return (f - y) * ({0})"
LOSS = "-y * np.log(f) - (1 - y) * np.log(1 - f)"
EACH = (
    "losses = []\n    for i in {0}:\n"
    "        losses.append(-y[i] * np.log(f[i]) - (1 - y[i]) * np.log(1 - f[i]))\n    return losses"
)
PRODUCT = "np.prod(np.where(y == 1, f, 1 - f))"
# Each: what is told, the check, the body as it was typed, and as it is mended.
SAFE = "np.where(z >= 0, 1 / (1 + small), small / (1 + small))"
PRICED = (
    "errors = X @ w + b - y\n"
    "    return (X.T @ errors + lambda_ * {}) / len(y), np.sum(errors) / len(y)"
)
WALK = (
    "history = []\n    for _ in range(steps):\n"
    "        dj_dw, dj_db = squared_error_gradient(x, y, w, b)\n"
    "        w, b = w - alpha * dj_dw, b - alpha * dj_db\n"
    "        history.append({})\n    return w, b, history"
)
DOWN = WALK.format("squared_error_cost(x, y, w, b)")
COLUMNS = (
    "m = len(y)\n    e = logistic_prediction(X, w, b) - y\n    dj_dw = np.zeros({0})\n"
    "    for j in range({0}):\n        dj_dw[j] = np.sum(e * X[:, j]) / m\n"
    "    return dj_dw, np.mean(e)"
)
STURDY = "z = {}\n    s = np.where({})\n    return np.mean({})"
PRODUCTS = "m = len(y)\n    e = X @ w + b - y\n    return {}, np.sum(e) / m"
STEP = (
    "dj_dw = squared_error_gradient(x, y, w, b)\n    dj_db = squared_error_gradient(x, y, w, b)\n"
    "    return w - alpha * dj_dw[0], b - alpha * dj_db[{}]"
)
LABELS = "z = X @ w + b\n    {}"
CHOSEN = LABELS.format("return np.where(z >= 0, 1, 0)")
EACH_LOSS = "-y{0} * np.log(f{0}) - (1 - y{0}) * np.log(1 - f{0})"
PROBABLE = "f = logistic_prediction(X, w, b)\n    "
LOSSES = (
    "total = 0\n    {}for i in range(len(y)):\n        {}total += {}\n    return total / len(y)"
)
STEPS = "{}slope = (f(x + h) - f(x - h)) / (2 * h)\n{}    return slope"
SPLIT = (
    "order = np.random.default_rng({}).permutation({})\n    "
    "a, b = round(0.6 * m), round({} * m)\n    return {}"
)
PARTS = "order[:a], order[a:b], order[b:]"
IN_THREE = SPLIT.format("seed", "m", 0.8, PARTS)
RULER = "mu, sigma = fit_z_score({0})\n    return {1}"
THREE = ", ".join(f"apply_z_score(X_{part}, mu, sigma)" for part in ("train", "validation", "test"))
RMSE = "np.sqrt(np.mean((f{0} - y{0}) ** 2)), np.sqrt(np.mean((np.mean(y_train) - y_test) ** 2))"
IN_A_LOOP = (
    "e = X @ w + b - y\n    {}for j in range(len(w)):\n        dj_dw[j] = np.mean(e * X[:, j])\n"
    "    return dj_dw, np.mean(e)"
)
WALKED = (
    "history = []\n    for step in range(steps):\n        {}\n"
    "        history.append(squared_error_cost(X, y, w, b))\n    return w, b, history"
)
MENDED = {
    "a loop's own name changed": (
        "`results = []`, write `results.append(1)`, and give `results` back",
        "predict_labels",
        LABELS.format(
            "for k in z:\n        if k >= 0:\n            k = 1\n        else:\n            k = 0\n"
            "    return z"
        ),
        LABELS.format(
            "results = []\n    for k in z:\n        if k >= 0:\n            results.append(1)\n"
            "        else:\n            results.append(0)\n    return results"
        ),
    ),
    "the name of a function for numbers": (
        "Choose another name for that value, such as `my_sigmoid`.",
        "predict_probability",
        "sigmoid = X @ w + b\n    return sigmoid(sigmoid)",
        "my_sigmoid = X @ w + b\n    return sigmoid(my_sigmoid)",
    ),
    "astype without brackets": (
        "A function needs its brackets: `return (z >= 0).astype(int)`.",
        "predict_labels",
        LABELS.format("return (z >= 0).astype"),
        LABELS.format("return (z >= 0).astype(int)"),
    ),
    "the question last": (
        "`np.where(z >= 0, 1, 0)`",
        "predict_labels",
        LABELS.format("return np.where(1, 0, z >= 0)"),
        CHOSEN,
    ),
    "asked again": (
        "Choose once: `z = np.where(z < 0, 0, 1)`.",
        "predict_labels",
        LABELS.format("z[z < 0] = 0\n    z[z >= 0] = 1\n    return z"),
        LABELS.format("z = np.where(z < 0, 0, 1)\n    return z"),
    ),
    "z compared with b": (
        "it is missing in z, or you compare z with it",
        "predict_labels",
        LABELS.format("return np.where(z >= b, 1, 0)"),
        CHOSEN,
    ),
    "z without b compared with b": (
        "it is taken away, or compared with",
        "predict_labels",
        "z = X @ w\n    return np.where(z >= b, 1, 0)",
        CHOSEN,
    ),
    "both slopes at once": (
        "`w` holds both slopes.",
        "boundary_line",
        "return -(x_1 @ w + b) / w[1]",
        "return -(w[0] * x_1 + b) / w[1]",
    ),
    "what is asked for": (
        "x_2 is what is asked for",
        "boundary_line",
        "return w[0] * x_1 + w[1] * x_2 + b",
        "return -(w[0] * x_1 + b) / w[1]",
    ),
    "a probability for a place": (
        "No probability is asked for.",
        "boundary_line",
        "return logistic_prediction(x_1, w, b)",
        "return -(w[0] * x_1 + b) / w[1]",
    ),
    "a minus in brackets": (
        "In brackets stands a plus between the two, and one minus in front of them.",
        "boundary_line",
        "return -(w[0] * x_1 - b) / w[1]",
        "return -(w[0] * x_1 + b) / w[1]",
    ),
    "an argument worked out": (
        "Leave out the line `z = w * x + b`.",
        "sigmoid",
        "z = w * x + b\n    return 1 / (1 + np.exp(-z))",
        "return 1 / (1 + np.exp(-z))",
    ),
    "a table for probabilities": (
        "Work them out first, `f = logistic_prediction(X, w, b)`, and take `f`.",
        "compute_log_loss",
        f"f = sigmoid(X)\n    return np.mean({EACH_LOSS.format('')})",
        f"{PROBABLE}return np.mean({EACH_LOSS.format('')})",
    ),
    "one bird for many": (
        "above the loop: `f = logistic_prediction(X, w, b)`. In the loop take `f[i]`.",
        "compute_log_loss",
        LOSSES.format("", "f = logistic_prediction(X[i], w, b)\n        ", EACH_LOSS.format("")),
        LOSSES.format(PROBABLE, "", EACH_LOSS.format("[i]")),
    ),
    "the birds counted": (
        "There may be any number of birds, and of columns.",
        "predict_probability",
        "return sigmoid(X[0] * w[0] + X[1] * w[1] + b)",
        "return sigmoid(X @ w + b)",
    ),
    "the slopes of powers": (
        "Column k is the power itself",
        "polynomial_features",
        POWERS.replace("x**power", "power * x ** (power - 1)"),
        POWERS,
    ),
    "a loop over a number": (
        "`range(1, degree + 1)`",
        "polynomial_features",
        POWERS.replace("range(1, degree + 1)", "degree"),
        POWERS,
    ),
    "two columns appended": (
        "Append the power alone",
        "polynomial_features",
        POWERS.replace("append(", "append(x, "),
        POWERS,
    ),
    "stacked in the loop": (
        "write `columns.append(x**power)`, and `np.column_stack(columns)` below the loop",
        "polynomial_features",
        POWERS.replace("columns.append(x**power)", "columns = np.column_stack([x**power])").replace(
            "np.column_stack(columns)", "columns"
        ),
        POWERS,
    ),
    "another name in a loop": (
        "Your loop counts with `i`, so write `x**i`.",
        "polynomial_features",
        POWERS.replace("for power", "for i"),
        POWERS.replace("power", "i"),
    ),
    "a sign of the page": (
        "d/dx is only read",
        "power_rule",
        "return d/dx * x**n",
        "return n * x ** (n - 1)",
    ),
    "e for the errors": (
        "The e of the note stands for the errors",
        "compute_gradient",
        "return np.mean(e * x), np.mean(e)",
        "e = w * x + b - y\n    return np.mean(e * x), np.mean(e)",
    ),
    "several steps": (
        "Choose one small step, `h = 0.00001`",
        "numerical_derivative",
        STEPS.format("for h in [0.1, 0.001, 0.00001]:\n        ", "    "),
        STEPS.format("h = 0.00001\n    ", ""),
    ),
    "an array of the notebook": (
        "Make it above the loop: `dj_dw = np.zeros(len(w))`.",
        "compute_gradient_many",
        IN_A_LOOP.format(""),
        IN_A_LOOP.format("dj_dw = np.zeros(len(w))\n    "),
    ),
    "a step of another page": (
        "Write its lines here: first `dj_dw, dj_db = squared_error_gradient(X, y, w, b)`",
        "gradient_descent_many",
        WALKED.format("w, b = gradient_step(X, y, w, b, alpha)"),
        WALKED.format(
            "dj_dw, dj_db = squared_error_gradient(X, y, w, b)\n        "
            "w, b = w - alpha * dj_dw, b - alpha * dj_db"
        ),
    ),
    "the order of three": (
        "The table comes first: `apply_z_score(X_train, mu, sigma)`.",
        "scale_by_training",
        RULER.format("X_train", THREE.replace("(X_train, mu, sigma)", "(mu, sigma, X_train)")),
        RULER.format("X_train", THREE),
    ),
    "rows taken out again": (
        "The rows are taken out already",
        "scale_by_training",
        RULER.format("X[train]", THREE),
        RULER.format("X_train", THREE),
    ),
    "measured on what is scaled": (
        "measure first, once, and scale all three then",
        "scale_by_training",
        "X_train = (X_train - X_train.mean(axis=0)) / X_train.std(axis=0)\n    "
        + RULER.format("X_train", THREE.replace("apply_z_score(X_train, mu, sigma)", "X_train")),
        RULER.format("X_train", THREE),
    ),
    "a sign turned": (
        "Take the mean away from the matrix",
        "scale_by_training",
        RULER.format("X_train", THREE.replace("apply", "-apply")),
        RULER.format("X_train", THREE),
    ),
    "a place before another": (
        "It ends where both parts end, such as at `round(0.8 * m)`.",
        "split_rows",
        SPLIT.format("seed", "m", 0.2, PARTS),
        IN_THREE,
    ),
    "m for the seed": (
        "`default_rng` takes the seed, and `permutation` takes m",
        "split_rows",
        SPLIT.format("m", "seed", 0.8, PARTS),
        IN_THREE,
    ),
    "lengths for rows": (
        "leave out `len`",
        "split_rows",
        SPLIT.format("seed", "m", 0.8, "len(order[:a]), len(order[a:b]), len(order[b:])"),
        IN_THREE,
    ),
    "shuffled three times": (
        "Shuffle once, give that a name, and cut it",
        "split_rows",
        SPLIT.format("seed", "m", 0.8, PARTS)
        .replace(".permutation(m)", "")
        .replace("order[", "order.permutation(m)["),
        IN_THREE,
    ),
    "other names for the test rows": (
        "the predictions are `f_test`, and the true values are `y_test`",
        "report",
        f"return {RMSE.format('')}",
        f"return {RMSE.format('_test')}",
    ),
    "an if in an accuracy": (
        "Leave out the `if`",
        "accuracy",
        "if y == labels:\n        return 1",
        "return np.mean(y == labels)",
    ),
    "a call handed over that gives two": (
        "Then hand them over: `apply_z_score(X_train, mu, sigma)`.",
        "scale_train_and_new",
        SCALED.format("apply_z_score(fit_z_score(X_train))"),
        SCALED.format(WHOLE),
    ),
    "a call as a second argument": (
        "`mu, sigma = fit_z_score(X_train)`",
        "scale_train_and_new",
        SCALED.format("apply_z_score(X_train, fit_z_score(X_train))"),
        SCALED.format(WHOLE),
    ),
    "one name for two results": (
        "`mu, sigma = fit_z_score(X_train)`",
        "scale_train_and_new",
        SCALED.format("apply_z_score(X_train, z)").replace("mu, sigma =", "z ="),
        SCALED.format(WHOLE),
    ),
    "both results in each of two names": (
        "`mu` holds 2 values. Give each its own name: `mu, sigma = fit_z_score(X_train)`.",
        "scale_train_and_new",
        SCALED.format(WHOLE).replace(
            "mu, sigma = fit_z_score(X_train)",
            "mu = fit_z_score(X_train)\n    sigma = fit_z_score(X_train)",
        ),
        SCALED.format(WHOLE),
    ),
    "no line makes them": (
        "Make them in a line above: `mu, sigma = fit_z_score(X_train)`.",
        "scale_train_and_new",
        "return apply_z_score(X_train), X_new",
        SCALED.format(WHOLE),
    ),
    "the table left out": (
        f"needs `X_train`, too: `{WHOLE}`.",
        "scale_train_and_new",
        SCALED.format("apply_z_score(mu, sigma)"),
        SCALED.format(WHOLE),
    ),
    "the knobs alone": (
        "needs `x` and `y`, too: `squared_error_cost(x, y, w, b)`.",
        "best_slope",
        COSTS.format("w, b"),
        COSTS.format("x, y, w, b"),
    ),
    "one knob alone, under another name": (
        "needs `x`, `y` and `b`, too: `squared_error_cost(x, y, i, b)`.",
        "best_slope",
        TRIED.format("i"),
        TRIED.format("x, y, i, b"),
    ),
    "a knob of the notebook in place of the loop's": (
        "Write `i` in place of `w`.",
        "best_slope",
        TRIED.format("x, y, w, b"),
        TRIED.format("x, y, i, b"),
    ),
    "that, in one line": (
        "Write `i` in place of `w`.",
        "best_slope",
        "return w_values[np.argmin([squared_error_cost(x, y, w, b) for i in w_values])]",
        "return w_values[np.argmin([squared_error_cost(x, y, i, b) for i in w_values])]",
    ),
    "a knob that nobody knows": (
        "Python does not know `b`. In your loop one of `b_values` is called `j`. Write `j` in",
        "grid_search",
        GRID_TRIED.format("b"),
        GRID_TRIED.format("j"),
    ),
    "the rest without brackets": (
        "`f * 1 - f` is 0. The rest needs brackets: `f * (1 - f)`.",
        "sigmoid_rule",
        CURVE.format("f * 1 - f"),
        CURVE.format("f * (1 - f)"),
    ),
    "the rest without brackets, behind the error": (
        "`f * 1 - f` is 0. The rest needs brackets: `f * (1 - f)`.",
        "slope_of_squared_loss",
        HALF.format("f * 1 - f"),
        HALF.format("f * (1 - f)"),
    ),
    "a product in each branch": (
        f"Write `return {PRODUCT}`.",
        "likelihood",
        "if y == 1:\n        return np.prod(f)\n    else:\n        return np.prod(1 - f)",
        f"return {PRODUCT}",
    ),
    "a product in each half of a line": (
        f"Write `{PRODUCT}`.",
        "likelihood",
        "return np.prod(f) if y == 1 else np.prod(1 - f)",
        f"return {PRODUCT}",
    ),
    "a loop over one bird": (
        "leave out the loop, `len(y)` and the square brackets, and write the formula with `f` and ",
        "log_loss",
        EACH.format("range(len(y))"),
        f"return {LOSS}",
    ),
    "a loop to the label": (
        "So leave out the loop and the square brackets, and write the formula with `f` and `y` as",
        "log_loss",
        EACH.format("range(y)"),
        f"return {LOSS}",
    ),
    "two side by side of one bird": (
        "Here `f` is one number, and your function must work for one number as well as for an",
        "log_loss",
        f"return [{LOSS} for f, y in zip(f, y)]",
        f"return {LOSS}",
    ),
    "a mean of one bird": (
        "So leave out `/ len(y)`, and write the formula with `f` and `y` as they come.",
        "log_loss",
        f"return ({LOSS}) / len(y)",
        f"return {LOSS}",
    ),
    "a loop over one z": (
        "and write the formula with `z` as it comes.",
        "sigmoid",
        "return [1 / (1 + np.exp(-one)) for one in z]",
        "return 1 / (1 + np.exp(-z))",
    ),
    "a choice between two products": (
        f"inside: `{PRODUCT}`.",
        "likelihood",
        "return np.where(y == 1, np.prod(f), np.prod(1 - f))",
        f"return {PRODUCT}",
    ),
    "a choice of two powers that would overflow": (
        "First make `small = np.exp(-np.abs(z))` and write both fractions with it.",
        "stable_sigmoid",
        "if z >= 0:\n        return 1 / (1 + np.exp(-z))\n    else:\n"
        "        return np.exp(z) / (np.exp(z) + 1)",
        f"small = np.exp(-np.abs(z))\n    return {SAFE}",
    ),
    "a choice of two safe fractions": (
        f"Write `return {SAFE}`.",
        "stable_sigmoid",
        "small = np.exp(-np.abs(z))\n    if z >= 0:\n        return 1 / (1 + small)\n    else:\n"
        "        return small / (1 + small)",
        f"small = np.exp(-np.abs(z))\n    return {SAFE}",
    ),
    "the name of a function": (
        "`s = sigmoid(...)`. Then calculate with `s`.",
        "sigmoid_rule",
        "s = sigmoid\n    return s * (1 - s) * x",
        "s = sigmoid(w * x + b)\n    return s * (1 - s) * x",
    ),
    "a function for its value": (
        "`result = sigmoid(...)`. Then calculate with `result`.",
        "sigmoid_rule",
        "return sigmoid * (1 - sigmoid) * x",
        "result = sigmoid(w * x + b)\n    return result * (1 - result) * x",
    ),
    "one slope for all, as the page calls it": (
        "`w` holds every `w_j` of the page. Write `w` in its place.",
        "compute_gradient_regularised",
        PRICED.format("w_j"),
        PRICED.format("w"),
    ),
    "one slope of a loop, as the page calls it": (
        "`w` holds every `w_j` of the page. Write `w[j]` in its place.",
        "dot_product",
        "total = 0\n    for j in range(len(w)):\n        total += w_j * x[j]\n    return total",
        "total = 0\n    for j in range(len(w)):\n        total += w[j] * x[j]\n    return total",
    ),
    "two things appended": (
        "The history holds costs, one number for each step.",
        "gradient_descent",
        WALK.format("w, b"),
        WALK.format("squared_error_cost(x, y, w, b)"),
    ),
    "a pair appended": (
        "Append the cost alone, with the new w and b: `squared_error_cost(x, y, w, b)`.",
        "gradient_descent",
        WALK.format("(w, b)"),
        WALK.format("squared_error_cost(x, y, w, b)"),
    ),
    "the numbers of the page": (
        "Your function never uses `f`. It belongs where you typed numbers.",
        "log_odds",
        "return np.log(0.8 / (1 - 0.8))",
        "return np.log(f / (1 - f))",
    ),
    "a table for one number of each bird": (
        "`w * X` multiplies and adds nothing up, so `z` is a table. For one number from each row "
        "write `X @ w`.",
        "stable_log_loss",
        STURDY.format("w * X + b", "y == 1, -z, z", "np.logaddexp(0, s)"),
        STURDY.format("X @ w + b", "y == 1, -z, z", "np.logaddexp(0, s)"),
    ),
    "a table put into the sigmoid": (
        "`w * X` multiplies and adds nothing up, so `z` is a table.",
        "compute_log_loss",
        f"z = w * X + b\n    f = sigmoid(z)\n    return np.mean({LOSS})",
        f"z = X @ w + b\n    f = sigmoid(z)\n    return np.mean({LOSS})",
    ),
    "s handed over alone": (
        "`np.logaddexp(0, s)`",
        "stable_log_loss",
        STURDY.format("X @ w + b", "y == 1, -z, z", "np.logaddexp(s)"),
        STURDY.format("X @ w + b", "y == 1, -z, z", "np.logaddexp(0, s)"),
    ),
    "a question behind its answers": (
        "`np.where(y == 1, -z, z)`",
        "stable_log_loss",
        STURDY.format("X @ w + b", "-z, z, y == 1", "np.logaddexp(0, s)"),
        STURDY.format("X @ w + b", "y == 1, -z, z", "np.logaddexp(0, s)"),
    ),
    "a product handed to np.dot": (
        "`np.dot(new_w, mu)`",
        "unscale",
        "new_w = w / sigma\n    return new_w, b - np.dot(new_w * mu)",
        "new_w = w / sigma\n    return new_w, b - np.dot(new_w, mu)",
    ),
    "birds and slopes in one sum": (
        "Add up each by itself, then put the two sums together.",
        "compute_cost_regularised",
        "e = X @ w + b - y\n    return np.sum(e**2 + lambda_ * w**2) / (2 * len(y))",
        "e = X @ w + b - y\n    return (np.sum(e**2) + np.sum(lambda_ * w**2)) / (2 * len(y))",
    ),
    "a price in the product": (
        "put the rest behind: `X.T @ (e / m) + lambda_ / m * w`.",
        "compute_gradient_regularised",
        PRODUCTS.format("X.T @ (e / m + lambda_ / m * w)"),
        PRODUCTS.format("X.T @ (e / m) + lambda_ / m * w"),
    ),
    "two arguments replaced": (
        "`w, b = 0.0, 3.0` replaces the `w` and `b` that your function is given. Delete that line.",
        "gradient_descent",
        f"w, b = 0.0, 3.0\n    {DOWN}",
        DOWN,
    ),
    "an argument replaced below another line": (
        "`b = 1.0` replaces the `b` that your function is given.",
        "gradient_descent",
        DOWN.replace("[]", "[]\n    b = 1.0"),
        DOWN,
    ),
    "slopes in the place of the knobs": (
        "Give the slopes names of their own, dj_dw and dj_db.",
        "gradient_descent",
        DOWN.replace("dj_dw", "w").replace("dj_db", "b"),
        DOWN,
    ),
    "a loop over the columns of the notebook": (
        "Write `for j in range(X.shape[1]):`, and `X.shape[1]` wherever `2` stands.",
        "compute_gradient_logistic",
        COLUMNS.format("2"),
        COLUMNS.format("X.shape[1]"),
    ),
    "the place of the smallest, asked of the other list": (
        "`lambdas[np.argmin(validation_costs)]`",
        "choose_lambda",
        "return lambdas.argmin(validation_costs)",
        "return lambdas[np.argmin(validation_costs)]",
    ),
    "the smallest for its place, behind a dot": (
        "`lambdas[np.argmin(validation_costs)]`",
        "choose_lambda",
        "return lambdas[validation_costs.min()]",
        "return lambdas[np.argmin(validation_costs)]",
    ),
    "the logarithm of the page": (
        "`np.ln` is called `np.log` in Python.",
        "log_odds",
        "return np.ln(f / (1 - f))",
        "return np.log(f / (1 - f))",
    ),
    "a product of a result": (
        "Write `sigmoid(z) * (1 - sigmoid(z))`.",
        "sigmoid_rule",
        "z = w * x + b\n    return sigmoid(z)(1 - sigmoid(z)) * x",
        "z = w * x + b\n    return sigmoid(z) * (1 - sigmoid(z)) * x",
    ),
    "the last rung of the loop": (
        "Is `lambdas[np.argmin(validation_costs)]` meant?",
        "choose_lambda",
        "for one in lambdas:\n        pass\n    return one[np.argmin(validation_costs)]",
        "return lambdas[np.argmin(validation_costs)]",
    ),
    "the first slope for both": (
        "take for b the second one, dj_db (with square brackets `[1]`)",
        "gradient_step",
        STEP.format(0),
        STEP.format(1),
    ),
}


@pytest.mark.parametrize(("told", "check", "body", "mended"), MENDED.values(), ids=MENDED)
def test_what_is_told_is_so_and_the_check_passes_as_the_function_is_mended(
    told, check, body, mended
):
    cell = {"w": 0.5, "X": np.eye(2), "dj_dw": np.zeros(9), "train": [0, 1]}
    result = judged(check, body, **cell)
    assert not result.passed
    assert told in result.message
    assert judged(check, mended, **cell).passed


@pytest.mark.parametrize(
    ("told", "check", "body", "mended"),
    [
        (
            "No line of your function makes `mu`. Make it in a line above this one: "
            "`mu, sigma = fit_z_score(X_train)`.",
            "scale_train_and_new",
            f"return {WHOLE}, apply_z_score(X_new, mu, sigma)",
            SCALED.format(WHOLE),
        ),
        (
            "No line of your function makes `errors`. Make it in a line above this one: "
            "`errors = ...`.",
            "compute_gradient",
            "return np.mean(errors * x), np.mean(errors)",
            "errors = w * x + b - y\n    return np.mean(errors * x), np.mean(errors)",
        ),
        (
            "Is `loss` meant?",
            "compute_cost",
            "loss = (w * x + b - y) ** 2\n    return np.mean(losses) / 2",
            "loss = (w * x + b - y) ** 2\n    return np.mean(loss) / 2",
        ),
        (
            "Is `error` meant?",
            "compute_gradient",
            "error = w * x + b - y\n    return np.mean(error * x), np.mean(errors)",
            "error = w * x + b - y\n    return np.mean(error * x), np.mean(error)",
        ),
    ],
)
def test_what_cells_elsewhere_make_is_made_in_the_function(
    tmp_path, monkeypatch, told, check, body, mended
):
    new = nbformat.v4.new_code_cell
    cell = f"check_{check}({check})"
    here = nbformat.v4.new_notebook(cells=[new(cell), new("mu = 3")])
    before = nbformat.v4.new_notebook(cells=[new("errors = losses = [1, 2]")])
    nbformat.write(here, tmp_path / "02-here.ipynb")
    nbformat.write(before, tmp_path / "01-before.ipynb")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(state, "cells", state.Cells(text=cell))
    result = judged(check, body)
    assert not result.passed
    assert told in result.message
    assert judged(check, mended).passed
