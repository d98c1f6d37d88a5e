"""A slip is named, and the line as it is mended, put in its place, runs."""

import math
import re
import warnings

import numpy as np
import pytest

from mlsmath.slips.meant import Scene, meant


def ran(cell, **given):
    """Run a cell, and give the scene of what happened; behind a bar stands what others made."""
    cell, others = re.fullmatch(r"(.*?)(?:\s+\| (.*))?", cell, re.DOTALL).groups("")
    values = {"np": np, "math": math, "x": np.array([1.0, 2.0, 3.0]), "w": 0.5, "b": 2.0, **given}
    values |= eval(f"dict({others})", {"np": np})
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


def test_the_slip_is_named_and_the_mend_runs(typed_line):
    found = meant(ran(typed_line.typed))
    assert found is not None
    assert found.name == typed_line.name
    assert f"`{typed_line.new}`" in found.said
    assert ran(typed_line.mended).error is None


def test_the_slip_is_named_and_the_cell_runs_as_it_is_mended(typed_cell):
    found = meant(ran(typed_cell.typed))
    assert found is not None
    assert found.name == typed_cell.name
    assert f"`{typed_cell.told}`" in found.said
    assert ran(typed_cell.mended).error is None


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
