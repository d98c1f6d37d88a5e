"""A slip is named, and the line as it is mended, put in its place, runs."""

import math
import warnings

import numpy as np
import pytest

from mlsmath.slips.meant import Scene, meant


def ran(cell, **given):
    """Run a cell, and give the scene of what happened."""
    values = {"np": np, "math": math, "x": np.array([1.0, 2.0, 3.0]), "w": 0.5, "b": 2.0, **given}
    error, line = None, None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)  # Python warns of 10(5 - w)
            code = compile(cell, "<slip>", "exec")
        exec(code, values)
    except Exception as raised:
        error, trace = raised, raised.__traceback__
        while trace is not None:
            line = trace.tb_lineno if trace.tb_frame.f_globals is values else line
            trace = trace.tb_next
    return Scene(cell, error, line, values)


SLIPS = {
    "floats to a power": ("hat-for-power", "y = x^2", "x^2", "x**2", {}),
    "one number to a power": ("hat-for-power", "y = w^2", "w^2", "w**2", {}),
    "a table turned": ("hat-for-power", "y = X^T", "X^T", "X.T", {"X": np.eye(2)}),
    "a number before brackets": (
        "calls-a-number",
        "y = 10(5 - w)",
        "10(5 - w)",
        "10 * (5 - w)",
        {},
    ),
    "a turned table before brackets": (
        "needs-no-brackets",
        "y = X.T(e)",
        "X.T(e)",
        "X.T @ e",
        {"X": np.eye(2), "e": np.array([1.0, 2.0])},
    ),
    "a name before brackets": ("calls-a-number", "y = w(b)", "w(b)", "w * b", {}),
    "an item": ("calls-a-number", "y = x(1)", "x(1)", "x[1]", {}),
    "a function": ("square-brackets", "y = np.log[w]", "np.log[w]", "np.log(w)", {}),
    "len": ("square-brackets", "n = len[x]", "len[x]", "len(x)", {}),
    "two lists": (
        "pairs-without-zip",
        "for p, q in x, x:\n    y = p",
        "for p, q in x, x:",
        "for p, q in zip(x, x):",
        {},
    ),
    "a length": (
        "loop-without-range",
        "for i in len(x):\n    y = i",
        "for i in len(x):",
        "for i in range(len(x)):",
        {},
    ),
    "a count": (
        "loop-without-range",
        "for i in m:\n    y = i",
        "for i in m:",
        "for i in range(m):",
        {"m": 3},
    ),
    "append": (
        "keeps-none",
        "s = []\nfor i in range(3):\n    s = s.append(i)",
        "s = s.append(i)",
        "s.append(i)",
        {},
    ),
    "exp alone": ("other-word", "y = exp(-x)", "exp(-x)", "np.exp(-x)", {}),
    "ln": ("other-word", "y = ln(w)", "ln(w)", "np.log(w)", {}),
    "a letter too few": (
        "unknown-name",
        "y = eror * 2",
        "eror",
        "error",
        {"error": 2.0},
    ),
    "two names in one": (
        "other-word",
        "y = dj_dwx",
        "dj_dwx",
        "dj_dw * x",
        {"dj_dw": 2.0},
    ),
    "upper case": ("unknown-name", "y = X + 1", "X", "x", {}),
    "a name of NumPy": ("unknown-attribute", "y = np.sumn(x)", "np.sumn", "np.sum", {}),
    "a power of a sum": (
        "hat-for-power",
        "y = (x - w)^2 / 2",
        "(x - w)^2 / 2",
        "(x - w)**2 / 2",
        {},
    ),
    "exp to a power": ("hat-for-power", "y = np.exp^(-x)", "np.exp^(-x)", "np.exp(-x)", {}),
    "e to a power": ("hat-for-power", "y = e**(-x)", "e**(-x)", "np.exp(-x)", {}),
    "e with a hat": ("hat-for-power", "y = e^x", "e^x", "np.exp(x)", {}),
    "T called": ("needs-no-brackets", "y = X.T() @ x", "X.T()", "X.T", {"X": np.ones((3, 2))}),
    "shape called": ("needs-no-brackets", "n = x.shape(0)", "x.shape(0)", "x.shape[0]", {}),
    "size called with an axis": (
        "needs-no-brackets",
        "n = x.size(0)",
        "x.size(0)",
        "x.shape[0]",
        {},
    ),
    "size called": ("needs-no-brackets", "n = x.size()", "x.size()", "x.size", {}),
    "a list before brackets": ("calls-a-number", "y = s(1)", "s(1)", "s[1]", {"s": [1, 2]}),
    "items as places": (
        "items-as-places",
        "for i in x:\n    y = x[i]",
        "for i in x:",
        "for i in range(len(x)):",
        {},
    ),
    "items of a list": (
        "items-as-places",
        "for p in s:\n    y = s[p]",
        "for p in s:",
        "for p in range(len(s)):",
        {"s": [0.5, 2.5]},
    ),
    "one round too many": (
        "range-too-long",
        "for i in range(1, m + 1):\n    y = x[i]",
        "for i in range(1, m + 1):",
        "for i in range(m):",
        {"m": 3},
    ),
    "the next item": (
        "range-too-long",
        "for i in range(3):\n    y = x[i + 1]",
        "[i + 1]",
        "[i]",
        {},
    ),
    "behind the last": ("index-too-large", "y = x[len(x)]", "x[len(x)]", "x[-1]", {}),
    "append and use": (
        "keeps-none",
        "s = []\ns = s.append(1)\ny = s + [2]",
        "s = s.append(1)",
        "s.append(1)",
        {},
    ),
    "append two": (
        "append-two",
        "s = []\ns.append(w, b)",
        "s.append(w, b)",
        "s.append((w, b))",
        {},
    ),
    "append to an array": (
        "append-to-array",
        "s = np.array([])\ns.append(w)",
        "s = np.array([])",
        "s = []",
        {},
    ),
    "the long name": (
        "other-word",
        "y = numpy.exp(x)",
        "numpy.",
        "np.",
        {},
    ),
    "pi": ("other-word", "y = 2 * pi", "pi", "np.pi", {}),
    "true": ("unknown-name", "y = true", "true", "True", {}),
    "a Greek letter": ("other-word", "y = α * w", "α", "alpha", {"alpha": 0.1}),
    "a list's shape": (
        "unknown-attribute",
        "n = s.shape",
        "s.shape",
        "np.array(s).shape",
        {"s": [1]},
    ),
    "log of an array": ("unknown-attribute", "y = x.log()", "x.log()", "np.log(x)", {}),
    "a method": ("unknown-attribute", "y = x.maen()", "x.maen", "x.mean", {}),
    "a column": ("unknown-key", "y = d['mas']", "d['mas']", 'd["mass"]', {"d": {"mass": 1}}),
    "search": (
        "search-starts-too-low",
        "def f(s):\n    best = 0\n    for c in s:\n        if c < best:\n            best = c\n"
        "            kept = c\n    return kept\nf([3, 2])",
        "best = 0",
        'best = float("inf")',
        {},
    ),
    "a list squared": ("list-in-an-operation", "y = s**2", "s**2", "np.array(s)", {"s": [1.0]}),
    "a list times": ("list-in-an-operation", "y = 0.5 * s", "s", "np.array(s)", {"s": [1.0]}),
    "a method uncalled": ("uses-a-function", "y = x.mean * 2", "x.mean", "x.mean()", {}),
    "sizes": ("sizes-one-by-one", "y = np.zeros(2, 3)", "np.zeros(2, 3)", "np.zeros((2, 3))", {}),
    "numbers": ("sizes-one-by-one", "y = np.array(1, 2)", "np.array(1, 2)", "np.array([1, 2])", {}),
    "math": ("one-number-only", "y = math.exp(x)", "math.exp(x)", "np.exp(x)", {}),
    "max": ("array-as-condition", "y = max(x, 0)", "max(x, 0)", "np.maximum(x, 0)", {}),
    "and": (
        "array-as-condition",
        "y = x > 0 and x < 2",
        "x > 0 and x < 2",
        "(x > 0) & (x < 2)",
        {},
    ),
    "between": ("array-as-condition", "y = 0 < x < 2", "0 < x < 2", "(0 < x) & (x < 2)", {}),
    "no brackets of their own": (
        "array-as-condition",
        "y = n == 1 & n == 0",
        "n == 1 & n == 0",
        "(n == 1) & (n == 0)",
        {"n": np.array([0, 1])},
    ),
    "a method kept": ("uses-a-function", "m = x.mean\ny = x - m", "m = x.mean", "m = x.mean()", {}),
    "X^T in a product": ("hat-for-power", "y = X^T @ x", "X^T", "X.T", {"X": np.ones((3, 2))}),
    "exp with a hat in a sum": (
        "hat-for-power",
        "y = 1 / (1 + np.exp^(-x))",
        "np.exp^(-x)",
        "np.exp(-x)",
        {},
    ),
    "== for =": ("unknown-name", "y == w * b", "y == w * b", "y = w * b", {}),
    "a whole shape": (
        "one-name-for-several",
        "m = x.shape\nfor i in range(m):\n    y = i",
        "m = x.shape",
        "m = x.shape[0]",
        {},
    ),
    "log of a number": ("unknown-attribute", "y = w.log()", "w.log()", "np.log(w)", {}),
    "if in a line": (
        "array-as-condition",
        "y = 1 if x > 0 else 0",
        "1 if x > 0 else 0",
        "np.where(x > 0, 1, 0)",
        {},
    ),
    "if": (
        "array-as-condition",
        "if x > 0:\n    y = 1\nelse:\n    y = 0",
        "if x > 0:\n    y = 1\nelse:\n    y = 0",
        "y = np.where(x > 0, 1, 0)",
        {},
    ),
    "if without else": (
        "array-as-condition",
        "def f(x):\n    if x > 0:\n        return 1\n    return 0\nf(x)",
        "if x > 0:\n        return 1\n    return 0",
        "return np.where(x > 0, 1, 0)",
        {},
    ),
    "elif for the other label": (
        "array-as-condition",
        "if n == 1:\n    y = w\nelif n == 0:\n    y = 1 - w",
        "if n == 1:\n    y = w\nelif n == 0:\n    y = 1 - w",
        "y = np.where(n == 1, w, 1 - w)",
        {"n": np.array([0, 1])},
    ),
    "= for ==": (
        "keyword-for-comparison",
        "y = np.mean(x = b)",
        "np.mean(x = b)",
        "np.mean(x == b)",
        {},
    ),
    "half a range": ("needs-whole-number", "y = range(m / 2)", "m / 2", "m // 2", {"m": 4}),
    "half a place": ("needs-whole-number", "y = x[m / 2]", "m / 2", "m // 2", {"m": 4}),
    "a decimal place": ("needs-whole-number", "y = x[1.0]", "1.0", "1", {}),
    "a list of lists": ("needs-whole-number", "y = s[0, 1]", "s[0, 1]", "s[0][1]", {"s": [[1, 2]]}),
    "no powers": (
        "empty-list",
        "y = np.concatenate([x**p for p in range(1, n)])",
        "range(1, n)",
        "range(1, n + 1)",
        {"n": 1},
    ),
    "not turned": (
        "shapes-do-not-fit",
        "y = X @ x",
        "X @ x",
        "X.T @ x",
        {"X": np.ones((3, 2))},
    ),
    "turned": ("shapes-do-not-fit", "y = X.T @ x", "X.T @ x", "X @ x", {"X": np.ones((2, 3))}),
    "the wrong side": ("shapes-do-not-fit", "y = x @ X", "x @ X", "X @ x", {"X": np.ones((2, 3))}),
    "dot": (
        "shapes-do-not-fit",
        "y = np.dot(x, X)",
        "np.dot(x, X)",
        "X @ x",
        {"X": np.ones((2, 3))},
    ),
    "dot behind a table": (
        "shapes-do-not-fit",
        "y = X.dot(x)",
        "X.dot(x)",
        "X.T @ x",
        {"X": np.ones((3, 2))},
    ),
    "a product with what a function gives": (
        "shapes-do-not-fit",
        "y = X @ (np.sqrt(x) - 1)",
        "X @ (np.sqrt(x) - 1)",
        "X.T @ (np.sqrt(x) - 1)",
        {"X": np.ones((3, 2))},
    ),
    "the wrong side of what a function gives": (
        "shapes-do-not-fit",
        "y = np.sqrt(x) @ X.T",
        "np.sqrt(x) @ X.T",
        "X.T @ np.sqrt(x)",
        {"X": np.ones((3, 2))},
    ),
    "a mean of a table times what a function gives": (
        "shapes-do-not-fit",
        "y = np.mean(np.sqrt(x) * X)",
        "np.mean(np.sqrt(x) * X)",
        "X.T @ np.sqrt(x) / len(x)",
        {"X": np.ones((3, 2))},
    ),
    "a mean of each column": (
        "shapes-do-not-fit",
        "y = np.mean(x * X, axis=0)",
        "np.mean(x * X, axis=0)",
        "X.T @ x / len(x)",
        {"X": np.ones((3, 2))},
    ),
    "means of the rows": (
        "axis-of-the-rows",
        "y = X - np.mean(X, axis=1)",
        "np.mean(X, axis=1)",
        "np.mean(X, axis=0)",
        {"X": np.ones((3, 2))},
    ),
    "a turned table in one word": ("unknown-name", "y = XT @ x", "XT", "X.T", {"X": np.eye(3)}),
    "a power behind append": (
        "keeps-none",
        "s = []\ns.append(x)**2",
        "s.append(x)**2",
        "s.append(x**2)",
        {},
    ),
    "a column not kept": (
        "empty-list",
        "s = []\nfor n in range(1, 3):\n    x**n\ny = np.column_stack(s)",
        "x**n",
        "s.append(x**n)",
        {},
    ),
    "star": ("shapes-do-not-fit", "y = X * x", "X * x", "X.T @ x", {"X": np.ones((3, 2))}),
    "a comma at the end": ("trailing-comma", "t = 0,\nt += w", "t = 0,", "t = 0", {}),
    "a decimal comma": ("decimal-comma", "a = 0,5\ny = a * w", "a = 0,5", "a = 0.5", {}),
    "e in a sum": ("hat-for-power", "y = 1 / 1 + e^-w", "e^-w", "np.exp(-w)", {}),
    "the length of a number": (
        "len-of-a-number",
        "for i in range(len(m)):\n    y = i",
        "len(m)",
        "m",
        {"m": 3},
    ),
    "a range of a list": (
        "range-of-a-list",
        "for a in range(s):\n    y = a + 0.5",
        "for a in range(s):",
        "for a in s:",
        {"s": [0.1, 0.3]},
    ),
    "a range of an array": (
        "range-of-a-list",
        "for a in range(x):\n    y = a",
        "for a in range(x):",
        "for a in range(len(x)):",
        {},
    ),
    "a sum of two": ("two-things-for-one", "y = np.sum(x, x)", "np.sum(x, x)", "np.sum(x * x)", {}),
    "a power turned": (
        "power-turned",
        "y = 2**n",
        "2**n",
        "n**2",
        {"n": np.array([-1, 2])},
    ),
    "an array made whole": (
        "one-number-only",
        "y = int(x >= 2)",
        "int(x >= 2)",
        "(x >= 2).astype(int)",
        {},
    ),
    "asint": (
        "unknown-attribute",
        "y = (x >= 2).asint()",
        "(x >= 2).asint()",
        "(x >= 2).astype(int)",
        {},
    ),
    "w1 for w[0]": ("other-word", "y = w1 * b", "w1", "w[0]", {"w": np.array([2.0, 3.0])}),
    "x_3 for x[2]": ("other-word", "y = x_3 * b", "x_3", "x[2]", {}),
    "append is given a value": (
        "assigns-to-method",
        "s = []\ns.append = w + b",
        "s.append = w + b",
        "s.append(w + b)",
        {},
    ),
    "arguments by name": (
        "wrong-arguments",
        "def f(x, *, alpha, steps):\n    return x\nf(x, 0.1, 100)",
        "f(x, 0.1, 100)",
        "f(x, alpha=0.1, steps=100)",
        {},
    ),
    "several results in one name": (
        "one-name-for-several",
        "def f(x):\n    dj_dw, dj_db = x, 2\n    return dj_dw, dj_db\ns = f(w)\ny = s * 0.5",
        "s = f(w)",
        "dj_dw, dj_db = f(w)",
        {"s": 1.0},
    ),
    "e called": ("needs-a-function", "y = np.e(-w)", "np.e(-w)", "np.exp(-w)", {}),
    "a function without its brackets inside": (
        "uses-a-function",
        "y = np.mean(np.logaddexp, 0, x)",
        "np.mean(np.logaddexp, 0, x)",
        "np.mean(np.logaddexp(0, x))",
        {},
    ),
    "a list with a sign": (
        "square-brackets-in-a-calculation",
        "y = -[w + b] / b",
        "[w + b]",
        "(w + b)",
        {},
    ),
    "a function's name for its result": (
        "function-overwritten",
        "def f(x):\n    g = g(x)\n    return 1\nf(x)",
        "g = g(x)",
        "result = g(x)",
        {"g": np.exp},
    ),
    "an item as in the notes": ("hat-for-power", "i = 2\ny = x^(i)", "x^(i)", "x[i - 1]", {}),
    "a minus and a hat": ("hat-for-power", "y = -x^2", "-x^2", "-x**2", {}),
    "an item of each": (
        "array-as-condition",
        "s = 0\nfor i in range(3):\n    if x == z:\n        s += 1",
        "if x == z:",
        "if x[i] == z[i]:",
        {"z": np.array([1.0, 5.0, 3.0])},
    ),
    "a function without brackets": ("other-word", "y = gx", "gx", "g(x)", {"g": np.exp}),
    "infinity": ("other-word", "y = infinity", "infinity", "np.inf", {}),
    "sigma": ("other-word", "y = sigma(x)", "sigma(x)", "sigmoid(x)", {"sigmoid": np.tanh}),
    "len behind a dot": ("unknown-attribute", "y = x.len()", "x.len()", "len(x)", {}),
    "a dot for times": ("unknown-attribute", "y = w.b", "w.b", "w * b", {}),
    "append in square brackets": (
        "square-brackets",
        "s = []\ns.append[w]",
        "s.append[w]",
        "s.append(w)",
        {},
    ),
    "an argument left out": (
        "wrong-arguments",
        "def f(x, a, *, steps=1):\n    return x\nf(x)",
        "f(x)",
        "f(x, a)",
        {"a": 2.0},
    ),
    "a table asked for, and one column there": (
        "wrong-arguments",
        "def f(X, w, b):\n    return X * w\nf(w, b)",
        "f(w, b)",
        "f(x, w, b)",
        {},
    ),
    "an argument with a name left out": (
        "wrong-arguments",
        "def f(x, *, steps):\n    return x\nf(x)",
        "f(x)",
        "f(x, steps=...)",
        {},
    ),
    "a number at an array": ("number-times-array", "y = w @ x", "w @ x", "w * x", {}),
    "round of an array": ("one-number-only", "y = round(x)", "round(x)", "np.round(x)", {}),
    "the place of the smallest": (
        "place-of-the-smallest",
        "y = s[min(x)]",
        "s[min(x)]",
        "s[np.argmin(x)]",
        {"s": [3, 1, 2]},
    ),
    "a list in a calculation": (
        "square-brackets-in-a-calculation",
        "y = [w - b] / b",
        "[w - b]",
        "(w - b)",
        {},
    ),
    "a set in a calculation": ("curly-brackets", "y = x**{b - 1}", "{b - 1}", "(b - 1)", {}),
    "a function taken apart": (
        "uses-a-function",
        "def f(a):\n    return a, a\np, q = f",
        "p, q = f",
        "p, q = f(a)",
        {"a": 2.0},
    ),
    "an item of an empty list": (
        "empty-list",
        "s = []\nfor i in range(2):\n    s[i] = x[i]",
        "s[i] = x[i]",
        "s.append(x[i])",
        {},
    ),
    "a list and a number": (
        "adds-to-a-list",
        "s = []\ns = s + w",
        "s = s + w",
        "s.append(w)",
        {},
    ),
    "a function and a minus": (
        "uses-a-function",
        "y = 1 / (1 + np.exp -x)",
        "np.exp -x",
        "np.exp(-x)",
        {},
    ),
    "a function and a minus before brackets": (
        "uses-a-function",
        "y = 1 / (1 + np.exp - (w * x + b))",
        "np.exp - (w * x + b)",
        "np.exp(-(w * x + b))",
        {},
    ),
    "a function and the minus of a product": (
        "uses-a-function",
        "y = 1 / (1 + np.exp -w * x)  # the sigmoid",
        "np.exp -w * x",
        "np.exp(-w * x)",
        {},
    ),
    "an if that counts": (
        "array-as-condition",
        "s = 0\nif x == e:\n    s += 1",
        "if x == e:\n    s += 1",
        "s += np.sum(x == e)",
        {"e": np.array([1.0, 5.0, 3.0])},
    ),
    "the rows counted for the columns": (
        "rows-for-columns",
        "for j in range(len(X)):\n    y = np.mean(X[:, j])",
        "for j in range(len(X)):",
        "for j in range(X.shape[1]):",
        {"X": np.ones((3, 2))},
    ),
    "the first size for the second": (
        "rows-for-columns",
        "for j in range(X.shape[0]):\n    y = np.mean(X[:, j])",
        "for j in range(X.shape[0]):",
        "for j in range(X.shape[1]):",
        {"X": np.ones((3, 2))},
    ),
    "star where nothing is added up": (
        "shapes-do-not-fit",
        "y = e * X + b - x",
        "e * X",
        "X @ e",
        {"X": np.ones((3, 2)), "e": np.ones(2)},
    ),
    "a function times what it works on": (
        "uses-a-function",
        "y = np.exp * (w + b)",
        "np.exp * (w + b)",
        "np.exp(w + b)",
        {},
    ),
}


@pytest.mark.parametrize(("name", "cell", "slip", "mend", "given"), SLIPS.values(), ids=SLIPS)
def test_the_slip_is_named_and_the_mend_runs(name, cell, slip, mend, given):
    scene = ran(cell, **given)
    found = meant(scene)
    assert found is not None
    assert found.name == name
    assert f"`{mend}`" in found.said
    mended = cell.replace(slip, mend)
    assert mended != cell
    assert ran(mended, **given).error is None


# Where the mend is more than a piece put in the place of another: the whole cell, mended.
REWRITTEN = {
    "a function and a minus, more behind": (
        "uses-a-function",
        "y = np.exp -x + 1",
        "np.exp(-...)",
        "y = np.exp(-x) + 1",
    ),
    "a function and a minus, divided": (
        "uses-a-function",
        "y = np.exp -x / 2",
        "np.exp(-...)",
        "y = np.exp(-x) / 2",
    ),
    "a list that is a number": (
        "unknown-attribute",
        "s = 0\nfor i in range(2):\n    s.append(i)",
        "s = []",
        "s = []\nfor i in range(2):\n    s.append(i)",
    ),
    "no start of a product": (
        "used-before-set",
        "for c in x:\n    product *= c",
        "product = 1",
        "product = 1\nfor c in x:\n    product *= c",
    ),
    "no start of a list": (
        "used-before-set",
        "for c in x:\n    history += [c]",
        "history = []",
        "history = []\nfor c in x:\n    history += [c]",
    ),
    "no start of a list, written out": (
        "used-before-set",
        "for c in x:\n    history = history + [c]",
        "history = []",
        "history = []\nfor c in x:\n    history = history + [c]",
    ),
    "a search without a start": (
        "used-before-set",
        "for c in x:\n    if c < best:\n        best = c",
        "best = np.inf",
        "best = np.inf\nfor c in x:\n    if c < best:\n        best = c",
    ),
    "no start, written out": (
        "used-before-set",
        "for c in x:\n    total = total + c",
        "total = 0",
        "total = 0\nfor c in x:\n    total = total + c",
    ),
    "a list not made": (
        "list-not-made",
        "for i in range(2):\n    s.append(i)",
        "s = []",
        "s = []\nfor i in range(2):\n    s.append(i)",
    ),
    "a builtin's name": (
        "calls-a-number",
        "sum = 0\ny = sum(x)",
        "my_sum",
        "my_sum = 0\ny = sum(x)",
    ),
    "no start": (
        "used-before-set",
        "def f(s):\n    for c in s:\n        total += c\n    return total\nf([3, 2])",
        "total = 0",
        "def f(s):\n    total = 0\n    for c in s:\n        total += c\n    return total\nf([3])",
    ),
    "two results": (
        "one-name-for-several",
        "g = divmod(7, 2)\ny = w - 0.1 * g",
        "g, second = divmod(7, 2)",
        "g, second = divmod(7, 2)\ny = w - 0.1 * g",
    ),
    "a decimal size": (
        "needs-whole-number",
        "y = np.zeros(b)",
        "int(b)",
        "y = np.zeros(int(b))",
    ),
    "text and number": (
        "text-and-number",
        "y = 'J ' + w",
        "str(w)",
        "y = 'J ' + str(w)",
    ),
    "too few": (
        "wrong-arguments",
        "def f(p, q):\n    return p + q\ny = f(w)",
        "f(w, q)",
        "def f(p, q):\n    return p + q\ny = f(w, b)",
    ),
    "the same call for each of two results": (
        "one-name-for-several",
        "g = divmod(7, 2)\nh = divmod(7, 2)\ny = w - 0.1 * g",
        "g, h = divmod(7, 2)",
        "g, h = divmod(7, 2)\ny = w - 0.1 * g",
    ),
}


@pytest.mark.parametrize(("name", "cell", "said", "mended"), REWRITTEN.values(), ids=REWRITTEN)
def test_the_slip_is_named_and_the_cell_runs_as_it_is_mended(name, cell, said, mended):
    found = meant(ran(cell))
    assert found is not None
    assert found.name == name
    assert f"`{said}`" in found.said
    assert ran(mended).error is None


RIGHT = (
    "y = w * x + b",
    "for i in range(len(x)):\n    y = x[i]",
    "y = 5 ^ 3",
    "s = []\ns.append(1)",
    "s = sorted([2, 1])",
)


@pytest.mark.parametrize("cell", RIGHT)
def test_what_runs_has_no_slip(cell):
    assert meant(ran(cell)) is None


# In a function: what its own lines make is told, and not what only a cell holds.
FUNCTIONS = {
    "nothing else is made": (
        "def f(a):\n    best_stall = a\n    return best_w\nf(1)",
        "One makes `best_stall`, and nothing uses that.",
    ),
    "near what a line makes": (
        "def f(a):\n    errors = a - x\n    s = 2\n    return np.mean(error) * s\nf(1)",
        "Is `errors` meant?",
    ),
    "a letter too many, and a name of its own": (
        "def f(a):\n    s = 2\n    error = a - x\n    return errors * s\nf(1)",
        "Is `error` meant?",
    ),
    "two letters turned": (
        "def f(a):\n    cost = a\n    m = 2\n    return csot / m\nf(1)",
        "Is `cost` meant?",
    ),
    "another name": ("def f(a):\n    u1 = a\n    u3 = u1\n    return u2 + u3\nf(1)", None),
    "the same of another": (
        "def f(a):\n    dj_dw = a\n    u = dj_dw\n    return u, dj_dw, dj_db\nf(1)",
        None,
    ),
    "a table turned at its front": (
        "def f(X):\n    m = 2\n    return T.X @ x[:2] / m\nf(X)",
        "Write `X.T`.",
    ),
    "a table turned at its front, and a number T": (
        "T = 3\ndef f(X):\n    m = 2\n    return T.X @ x[:2] / m\nf(X)",
        "Write `X.T`.",
    ),
    "near an argument": ("def f(rate):\n    m = 1\n    return rte\nf(1)", "Is `rate` meant?"),
    "a function": ("def g(a):\n    return a\ndef f(a):\n    m = 1\n    return zzzz(a)\nf(1)", None),
    "of a cell": ("j = 3\ndef f(a):\n    return J / a\nf(1)", None),
    "an error of Python": ("def f(a):\n    return error * a\nf(1)", None),
    "what is called": ("def f(a):\n    u = 1\n    return error(a)\nf(1)", None),
    "a module": ("def f(a):\n    u = 1\n    return error.sqrt(a)\nf(1)", None),
    "two are made": ("def f(a):\n    u = 1\n    v = 2\n    return error\nf(1)", None),
}


@pytest.mark.parametrize(("cell", "said"), FUNCTIONS.values(), ids=FUNCTIONS)
def test_an_unknown_name_in_a_function_is_one_that_the_function_has(cell, said):
    found = meant(ran(cell, X=np.eye(2)))
    assert found is None if said is None else said in found.said


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("p = []\np.append(1, 2)", "Put both into brackets"),
        ("p = []\np.append(1, 2, 3)", "Put all of it into brackets"),
        ("n = x.ndim(0)", "Leave out its brackets: `x.ndim`."),
    ],
)
def test_what_is_said_fits_how_many_there_are(cell, said):
    assert said in meant(ran(cell)).said


OTHER_ERRORS = (
    "t = np.ones((3, 2))\ny = t.T @ (x + np.ones(2))",
    "raise ValueError('mine')",
    "y = 1 / 0",
    "y = qqqq",
    "x[7]",
    "y = x @ np.ones(5)",
    "f = None\nf(3)",
)


@pytest.mark.parametrize("cell", OTHER_ERRORS)
def test_an_error_of_another_kind_is_not_explained_by_a_slip(cell):
    assert meant(ran(cell)) is None


@pytest.mark.parametrize("text", ["", "8x", "def f(:", "\x00"])
def test_a_text_without_a_tree_has_no_slip(text):
    assert meant(Scene(text, TypeError("'int' object is not callable"), 1)) is None
