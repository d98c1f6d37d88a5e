"""Python patterns: what fits and what does not."""

import ast

import pytest

from mlsmath.commands.contract.patterns import Pattern, imported, key_of, shorten, show, walk


def fits(pattern, source):
    """Look as the contract looks: by key first, then node by node."""
    pattern = Pattern.read(pattern)
    tree = ast.parse(source)
    return any(
        pattern.key in (key_of(node), (key_of(node)[0], None)) and pattern.fits(node)
        for node in walk(tree, imported([tree]))
    )


@pytest.mark.parametrize(
    ("pattern", "source"),
    [
        ("np.sum(...)", "np.sum(x)"),
        ("np.sum(...)", "total = 1 + np.sum(x, axis=0)"),
        ("np.sum(...)", "print(f'{np.sum(x)}')"),
        ("sum(...)", "sum(v for v in x)"),
        ("_.sum(...)", "(x - y).sum()"),
        ("_.T", "(X @ w).T"),
        ("_ @ _", "X @ w"),
        ("_ @ _", "X @ w + b"),
        ("_ ** 2", "(a - b) ** 2"),
        ("_ ** 2", "a ** 2.0"),
        ("_ ** _", "k ** n"),
        ("_ * _ + _", "w * x + b"),
        ("_ * _ + _", "(w * x) + b"),
        ("_a * _a", "x[i] * x[i]"),
        ("_a = _a + _", "total = total + x"),
        ("_ += _", "total += x"),
        ("x[_]", "x[0]"),
        ("x[_]", "x[i - 1]"),
        ("_[i - 1]", "flipper[i - 1]"),
        ("_[:, _]", "X[:, j]"),
        ("_[_, _]", "X[2, 3]"),
        ("_[_, _]", "X[:, j]"),
        ("np.c_[_]", "np.c_[a, b]"),
        ("np.array([_, ...])", "np.array([1, 2, 3])"),
        ("np.array([[_, ...], ...])", "np.array([[1, 2], [3, 4]])"),
        ("def f", "def f(x, *, y=1) -> int:\n    return x"),
        ("def _", "async def anything(): ..."),
        ("alpha", "alpha = 0.1"),
        ("alpha", "def f(x, alpha): ..."),
        ("alpha", "f(x, alpha=alpha)"),
        ("_(..., lambda_=_)", "squared_error_cost(X, y, w, b, lambda_=0.1)"),
        ("min(..., key=_)", "min(lines, key=cost)"),
        ("for _ in range(...): ...", "for i in range(3):\n    print(i)\n    print(i)"),
        ("if _ < _: ...", "if a < b:\n    c = 1\nelse:\n    c = 2"),
        ("_ = lambda: ...", "f = lambda x, y: x"),
        ("1 / (1 + np.exp(_))", "1 / (1 + np.exp(-z))"),
        ("-_", "-np.log(p)"),
        ("_ ** _ unless _ ** 2", "a ** 3"),
        ("pow(...) unless pow(_, 2)", "pow(a, 3)"),
    ],
)
def test_a_pattern_fits(pattern, source):
    assert fits(pattern, source)


@pytest.mark.parametrize(
    ("pattern", "source"),
    [
        ("np.sum(...)", "np.sum"),
        ("np.sum(...)", "import numpy.sum"),
        ("np.sum(...)", "nq.sum(x)"),
        ("sum(...)", "x.sum()"),
        ("sum(...)", "my_sum(x)"),
        ("_.sum(...)", "x.cumsum()"),
        ("_.T", "T"),
        ("_ @ _", "X * w"),
        ("_ @ _", "@decorator\ndef f(): ..."),
        ("_ ** 2", "a ** 3"),
        ("_ ** 2", "a ** True"),
        ("_ ** 2", "2 ** a"),
        ("_ * _ + _", "w * (x + b)"),
        ("_a * _a", "x[i] * x[j]"),
        ("_a = _a + _", "total = x + y"),
        ("_ += _", "total -= x"),
        ("x[_]", "y[0]"),
        ("_[i - 1]", "x[i]"),
        ("_[:, _]", "X[0, j]"),
        ("_[:, _]", "X[1:, j]"),
        ("np.array([_, ...])", "np.array([])"),
        ("np.array([_, ...])", "np.array(x)"),
        ("np.array([[_, ...], ...])", "np.array([1, 2])"),
        ("def f", "f(1)"),
        ("def f", "def g(x): ..."),
        ("def f", "class f: ..."),
        ("alpha", "f(x, alpha=0.1)"),
        ("alpha", "x.alpha"),
        ("alpha", "'alpha'"),
        ("_(..., lambda_=_)", "f(lambda_)"),
        ("min(..., key=_)", "min(a, b)"),
        ("pow(_, 2)", "pow(a, 2, 7)"),
        ("for _ in range(...): ...", "for v in x:\n    pass"),
        ("1 / (1 + np.exp(_))", "1 / (2 + np.exp(-z))"),
        ("_ ** _ unless _ ** 2", "a ** 2"),
        ("pow(...) unless pow(_, 2)", "pow(a, 2)"),
        ("_ ** _ unless _ ** 2, _ ** 3", "a ** 3"),
    ],
)
def test_a_pattern_does_not_fit(pattern, source):
    assert not fits(pattern, source)


@pytest.mark.parametrize(
    ("pattern", "source"),
    [
        ("np.sum(...)", "import numpy\nnumpy.sum(x)"),
        ("np.sum(...)", "import numpy as xp\nxp.sum(x)"),
        ("np.sum(...)", "from numpy import sum\nsum(x)"),
        ("np.sum(...)", "from numpy import sum as add\nadd(x)"),
        ("np.linalg.norm(...)", "from numpy.linalg import norm\nnorm(x)"),
        ("np.linalg.norm(...)", "from numpy import linalg as la\nla.norm(x)"),
        ("math.exp(...)", "from math import exp\nexp(1)"),
        ("math.exp(...)", "import math as m\nm.exp(1)"),
        ("sigmoid(...)", "from mlsmath import derivatives\nderivatives.sigmoid(1)"),
        ("sigmoid(...)", "import mlsmath.derivatives\nmlsmath.derivatives.sigmoid(1)"),
        ("sigmoid(...)", "from mlsmath.derivatives import sigmoid as s\ns(1)"),
        ("log_loss(...)", "from sklearn import metrics\nmetrics.log_loss(a, b)"),
        ("expit(...)", "import scipy.special as special\nspecial.expit(x)"),
        ("_.contour(...)", "import matplotlib.pyplot as plt\nplt.contour(x)"),
        ("np.sum(...)", "import numpy as np\nnp.sum(x)"),
    ],
)
def test_imports_under_other_names_are_looked_through(pattern, source):
    assert fits(pattern, source)


def test_a_name_from_numpy_is_not_the_builtin():
    assert not fits("sum(...)", "from numpy import sum\nsum(x)")


@pytest.mark.parametrize("text", ["np.sum(", "", "a b", "_ unless )"])
def test_what_is_not_python_is_no_pattern(text):
    with pytest.raises(SyntaxError):
        Pattern.read(text)


def test_code_is_shown_on_one_line_and_cut():
    assert show(ast.parse("f(1,\n  2)").body[0]) == "f(1, 2)"
    assert show(ast.parse("for i in x:\n    f()").body[0]) == "for i in x:"
    assert shorten("a" * 49) == "a" * 47 + "…"
    assert shorten("a" * 48) == "a" * 48
