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
    "a number before brackets": ("sign-left-out", "y = 10(5 - w)", "10(5 - w)", "10 * (5 - w)", {}),
    "a name before brackets": ("sign-left-out", "y = w(b)", "w(b)", "w * b", {}),
    "an item": ("sign-left-out", "y = x(1)", "x(1)", "x[1]", {}),
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
    "exp alone": ("needs-numpy", "y = exp(-x)", "exp(-x)", "np.exp(-x)", {}),
    "ln": ("needs-numpy", "y = ln(w)", "ln(w)", "np.log(w)", {}),
    "a letter too few": (
        "name-nearly-right",
        "y = eror * 2",
        "eror",
        "error",
        {"error": 2.0},
    ),
    "two names in one": (
        "name-nearly-right",
        "y = dj_dwx",
        "dj_dwx",
        "dj_dw * x",
        {"dj_dw": 2.0},
    ),
    "upper case": ("name-nearly-right", "y = X + 1", "X", "x", {}),
    "a name of NumPy": ("name-nearly-right", "y = np.sumn(x)", "np.sumn", "np.sum", {}),
}


@pytest.mark.parametrize(("name", "cell", "slip", "mend", "given"), SLIPS.values(), ids=SLIPS)
def test_the_slip_is_named_and_the_mend_runs(name, cell, slip, mend, given):
    scene = ran(cell, **given)
    found = meant(scene)
    assert found is not None
    assert (found.name, found.line) == (name, scene.line)
    assert f"`{mend}`" in found.said
    mended = cell.replace(slip, mend)
    assert mended != cell
    assert ran(mended, **given).error is None


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


OTHER_ERRORS = (
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
