# ruff: noqa: E501
"""Cells that are no Python: each slip is named, and Python reads the line mended as it is told."""

import ast
import json
import re
from pathlib import Path

import pytest

from mlsmath.slips.characters import plain as in_plain_letters
from mlsmath.slips.pieces import Cell
from mlsmath.slips.text import misread

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"

SLIPS = [
    ("y = np.where(a = 1, f, 1 - f)", "equals-in-condition", "np.where(a == 1, f, 1 - f)"),
    ("def f(z):\n    YOUR CODE HERE\n    return z", "note-left", "Delete `YOUR CODE HERE`"),
    ("def f(x):\n    return sum(x)\n    / (2 * len(x))", "line-broken", "on the same line"),
    (
        "def f(z):\n    return z >= 0.astype(int)",
        "brackets-left-out",
        "return (z >= 0).astype(int)",
    ),
    ("def f(X):\n    return (X - 2) / 3, axis=0", "setting-outside", "return (X - 2) / 3"),
    (
        "def f(X):\n    return np.mean(X), np.std(X), axis=0",
        "setting-outside",
        "return np.mean(X, axis=0), np.std(X, axis=0)",
    ),
    ("def f(X):\n    return np.sum(X, axis=1), axis=1", "setting-outside", "np.sum(X, axis=1)"),
    (
        "def f(ws, bs):\n    for w in ws:\n    for b in bs:\n        y = w\n    return y",
        "indent-left-out",
        "in front of `for b in bs:`. The lines below it move along.",
    ),
    (
        "def f(ws, bs):\n    for w in ws:\n    for b in bs:\n    y = w * b\n    return y",
        "indent-left-out",
        "The lines below it move along.",
    ),
    (
        "def f(x, y, i):\n    return x[i - 1] y[i - 1]",
        "sign-left-out",
        "put a comma between them",
    ),
    ("y = np.sum(a b)", "sign-left-out", "np.sum(a * b)"),
    ("y = (a - b)2", "sign-left-out", "(a - b)**2"),
    ("def f():\n    return slope 0.47, intercept 4.1", "word-too-many", "return 0.47, 4.1"),
    ("def f():\n    return 0.47 kg/cm, 4.1 kg", "unit", "return 0.47, 4.1"),
    ("def f():\n    return w = 0.47, b = 4.2", "return-and-equals", "return 0.47, 4.2"),
    ("def f(z):\n    return \u03c3(z) = 1 / (1 + z)", "return-and-equals", "return 1 / (1 + z)"),
    ("def f(0.5, 4.2):\n    return 1", "value-as-argument", "`0.5` and `4.2`"),
    ("if x:\n    y = 1\nelse if:\n    y = 2", "else-if", "else:"),
    ("h = 1e^-5", "power-of-ten", "h = 1e-5"),
    ("h = 2.5e**(-3)", "power-of-ten", "h = 2.5e-3"),
    ("y = x\u207f\u207b\xb9", "character-copied", "x**(n-1)"),
    ("\u2202J/\u2202w = 3", "character-copied", "dj_dw = 3"),
    ("def g(x):\n    return f'(x)", "prime", "the slope of `f`"),
    ("def f(x):\n    return \\mu, \\sigma", "formula-source", "return mu, sigma"),
    ("def f(z):\n    return \\sigma(z)", "formula-source", "return sigmoid(z)"),
    ("def f(x):\n    return $w x + b$", "formula-source", "return w * x + b"),
    ("for i = 1 to m:\n    y = i", "for-without-range", "for i in range(m):"),
    ("def f(g, x, h):\n    return lim(h->0) (g(x+h) - g(x))/h", "limit", "leave it out"),
    ("def f(x):\n    return w x + b", "sign-left-out", "w * x"),
    ("def f(x_1, w):\n    return w x\u2081", "character-copied", "x_1"),
    ("def f(x):\n    return lim(h->0) (g(x+h) - g(x))/h", "limit", "return (g(x+h) - g(x))/h"),
    ("slope = lim h -> 0 (g(x+h) - g(x))/h", "limit", "slope = (g(x+h) - g(x))/h"),
    ("e\xb2 = f - y", "character-copied", "e2 = f - y"),
    ("weight = 3,5 kg", "unit", "weight = 3.5"),
    ("mass = 2 kg + 3", "unit", "mass = 2 + 3"),
    ("y = abs|x|", "bars", "y = abs(x)"),
    ("g = lambda x = 2*x", "colon-left-out", "g = lambda x: 2*x"),
    ("For(i in range(3)):\n    print(i)", "for-in-brackets", "for i in range(3):"),
    ("for (w, b in zip(a, c))\n    print(w)", "for-in-brackets", "for w, b in zip(a, c):"),
    ("for i in (0 to 3):\n    print(i)", "for-without-range", "for i in range(0, 3):"),
    ("if x > 3 or < 1:\n    y = 1", "comparison-cut", "if x > 3 or x < 1:"),
    ("def f(x, 2):\n    return x", "value-as-argument", "Take `2` out"),
    ("def (x):\n    return x", "name-left-out", "def name(x):"),
    ("y = np.(x)", "name-left-out", "y = np.name(x)"),
    ("retrun 3", "return-without-def", "3"),
    ("import numpy.as np", "space-left-out", "numpy as"),
    ("f'(x) = 2*x", "prime", "def f_prime(x): return 2*x"),
    ("def f(x):\n    return 8x - 3", "sign-left-out", "8*x"),
    ("y = 2 x", "sign-left-out", "2 * x"),
    ("y = (x+1)(x+2) x", "sign-left-out", "(x+1)(x+2) * x"),
    ("y = (x + 1)x", "sign-left-out", "y = (x + 1)*x"),
    ("y = 8x**2", "sign-left-out", "8*x**2"),
    ("y = 1/2m", "sign-left-out", "1/(2*m)"),
    ("y = a \u2212 b", "character-copied", "a - b"),
    ("y = a\xb7b \xd7 c", "character-copied", "a*b * c"),
    ("print(\u201chello\u201d)", "character-copied", 'print("hello")'),
    ("print(\u2018it\u2019)", "character-copied", "print('it')"),
    ("y = x\xb2+x\xb3", "character-copied", "x**2+x**3"),
    ("y = \u221ax", "character-copied", "y = np.sqrt(x)"),
    ("if x \u2264 3:\n    y = 1", "character-copied", "x <= 3:"),
    ("y = x\u200b + 1", "character-copied", "y = x + 1"),
    ("y = f\uff08x\uff09", "character-copied", "f(x)"),
    ("def f(x)\n    return x", "colon-left-out", "f(x):"),
    ("def f(x);\n    return x", "colon-left-out", "f(x):"),
    ("alpha = 0,05", "decimal-comma", "0.05"),
    ("y = 0,5x", "decimal-comma", "0.5*x"),
    ("y = f(x\nz = 3", "bracket-left-out", "f(x)"),
    ("y = f(x))", "bracket-too-many", "f(x)"),
    ("y = f(x]", "bracket-wrong-kind", "f(x)"),
    ('print("abc)', "quote-left-out", 'print("abc")'),
    ("print('abc\")", "quote-wrong-kind", "print('abc')"),
    ("def f(w, b):\n    return dj_dw dj_db", "comma-left-out", "dj_dw, dj_db"),
    ("y = f(a b)", "comma-left-out", "f(a, b)"),
    ("y = f(a,,b)", "comma-too-many", "f(a,b)"),
    ("y = [1, 2 3]", "comma-left-out", "y = [1, 2, 3]"),
    ("def f(x):\nreturn x", "indent-left-out", "return x"),
    ("def f(x):\n    y = x\n     return y", "indent-wrong", "return y"),
    ("def f(x):\n    y = x\n   return y", "indent-wrong", "return y"),
    ("def f(x):\n    y = x\n\treturn y", "tab-and-spaces", "return y"),
    ("  x = 3", "indent-wrong", "x = 3"),
    ("def f(x):\n    Return x", "keyword-capitalised", "return x"),
    ("Def f(x):\n    return x", "keyword-capitalised", "def f(x):"),
    ("For i in range(3):\n    print(i)", "keyword-capitalised", "for i"),
    ("def f(x):\n    retrun x", "keyword-misspelt", "return x"),
    ("if x > 0:\n    y = 1\nelse if x < 0:\n    y = 2", "else-if", "elif x"),
    ("elif x < 0:\n    y = 2", "elif-without-if", "if x"),
    ("if x > 0:\n    y = 1\nend\nz = 3 4", "sign-left-out", "3 * 4"),
    ("lambda = 0.1", "keyword-as-name", "lambda_ = 0.1"),
    ("def f(x, lambda):\n    return x * lambda", "keyword-as-name", "def f(x, lambda_):"),
    ("y = f(x, lambda=3)", "keyword-as-name", "y = f(x, lambda_=3)"),
    ("in = 3", "keyword-as-name", "in_ = 3"),
    ("class = 3", "keyword-as-name", "class_ = 3"),
    ("if x = 3:\n    y = 1", "equals-in-condition", "x == 3:"),
    ("w := w - alpha * dw", "walrus", "w = w"),
    ("if x =< 3:\n    y = 1", "sign-turned", "x <= 3:"),
    ("if x => 3:\n    y = 1", "sign-turned", "x >= 3:"),
    ("if x ! = 3:\n    y = 1", "sign-split", "x != 3:"),
    ("x + = 3", "sign-split", "x += 3"),
    ("f(x) = x**2", "formula-as-function", "def f(x): return x**2"),
    ("2 = x", "equals-turned", "x = 2"),
    ("w - alpha = 3", "sign-in-name", "w_alpha = 3"),
    ("w - alpha*dw = w", "equals-turned", "w = w - alpha*dw"),
    ("dJ/dw = 3", "sign-in-name", "dj_dw = 3"),
    ("x = ", "unfinished", "x = ..."),
    ("print x", "brackets-of-call", "print(x)"),
    ("y = |x|", "bars", "y = abs(x)"),
    ("y = 20%", "percent", "y = 0.2"),
    (">>> x = 3\n>>> y = 4", "prompt-copied", "x"),
    ("This is the answer\nx = 3", "prose", "# This is the answer"),
    ("if x > 0 then\n    y = 1", "word-of-another-language", "0:"),
    ("if x > 0 && y > 0:\n    z = 1", "sign-of-another-language", "0 and y"),
    ("if x > 0 || y > 0:\n    z = 1", "sign-of-another-language", "0 or y"),
    ("if !x:\n    z = 1", "sign-of-another-language", "if not x:"),
    ("x++", "sign-of-another-language", "x += 1"),
    ("def f(x):\n    y = x\nreturn y", "return-outside", "4 spaces in front of"),
    ("x = 3 // the slope", "comment-sign", "3 # the"),
    ("%matplotlib inline\ny = 8x", "sign-left-out", "8*x"),
    ("for i in range 3:\n    print(i)", "brackets-of-call", "range(3):"),
    ("for i range(3):\n    print(i)", "word-left-out", "i in range(3):"),
    ("def f(x):\n    return x -", "unfinished", "return x - ..."),
    ("y = 3(x + 1", "bracket-left-out", "y = 3*(x + 1)"),
    ("y = 10 000", "space-in-number", "10000"),
    ("1st = 3", "digit-first", "st1 = 3"),
    ("y = np sum(x)", "dot-left-out", "np.sum(x)"),
    ("x = [1, 2\n     3, 4]", "comma-left-out", "x = [1, 2,"),
    (
        "def f(x):\n    for i in range(3):\n        s = i\n    return\nreturn s",
        "return-outside",
        "4 spaces in front of",
    ),
    ("def predict(x, w, b):\n    return wx + 3b", "sign-left-out", "3*b"),
    ("def slope(x):\n    return 16x + 3", "sign-left-out", "16*x"),
    (
        "def cost(x, y, w, b):\n    m = len(x)\n    total = 0\n    for i in range(m)\n        total += (w * x[i] + b - y[i])**2\n    return total / (2 * m)",
        "colon-left-out",
        "for i in range(m):",
    ),
    (
        "def cost(x, y, w, b):\n    m = len(x)\n    total = 0\n    for i in range(m):\n    total += (w * x[i] + b - y[i])**2\n    return total / (2 * m)",
        "indent-left-out",
        "8 spaces",
    ),
    (
        "def cost(x, y, w, b):\n    m = len(x)\n    total = 0\n    for i in range(m):\n        total += (w * x[i] + b - y[i])**2\n      return total / (2 * m)",
        "indent-wrong",
        "4 spaces",
    ),
    (
        "def cost(x, y, w, b):\n    m = len(x)\n    total = 0\n    for i in range(m):\n        total += ((w * x[i] + b - y[i])**2\n    return total / (2 * m)",
        "bracket-left-out",
        "total += ((w * x[i] + b - y[i])**2)",
    ),
    (
        "def gradient(x, y, w, b):\n    f = w * x + b\n    dj_dw = np.mean((f - y) * x\n    dj_db = np.mean(f - y)\n    return dj_dw, dj_db",
        "bracket-left-out",
        "dj_dw = np.mean((f - y) * x)",
    ),
    (
        "def gradient(x, y, w, b):\n    dj_dw = 1/m * sum((w*x + b - y) x)\n    dj_db = 1\n    return dj_dw; dj_db",
        "sign-left-out",
        "dj_dw = 1/m * sum((w*x + b - y) * x)",
    ),
    (
        "def sigmoid(z):\n    return 1/(1 + np.exp(\u2212z))",
        "character-copied",
        "return 1/(1 + np.exp(-z))",
    ),
    ("def sigmoid(z):\n    return 1/(1 + e^-z))", "bracket-too-many", "return 1/(1 + e^-z)"),
    (
        "def sigmoid(z):\n    g = 1 / (1 + np.exp(-z)\n    return g",
        "bracket-left-out",
        "g = 1 / (1 + np.exp(-z))",
    ),
    ("def f(x):\n    return 4x\xb2 + 3x", "character-copied", "return 4*x**2 + 3*x"),
    ("def f(x):\n    return (x + 3)2", "sign-left-out", "return (x + 3)**2"),
    (
        "def f(x):\n    if x > 0\n        return x\n    else\n        return 0",
        "colon-left-out",
        "if x > 0:",
    ),
    ("def f(x):\n    if x => 0:\n        return 1\n    return 0", "sign-turned", "x >= 0:"),
    (
        "def predict(z):\n    if z >= 0,5:\n        return 1\n    else:\n        return 0",
        "decimal-comma",
        "0.5:",
    ),
    (
        "def step(w, alpha, dj_dw):\n    w = w - alpha dj_dw\n    return w",
        "sign-left-out",
        "alpha * dj_dw",
    ),
    (
        "def step(w, b):\n    w := w - 0.1 * dw\n    b := b - 0.1 * db\n    return w, b",
        "walrus",
        "w = w - 0.1 * dw",
    ),
    (
        "def loss(f, y):\n    return -y log(f) - (1-y) log(1-f)",
        "sign-left-out",
        "return -y * log(f) - (1-y) * log(1-f)",
    ),
    (
        "def loss(f, y):\n    return -y*np.log(f) - (1-y)*np.log(1-f",
        "bracket-left-out",
        "(1-y)*np.log(1-f)",
    ),
    ("def f(x) = 8*x - 3", "formula-as-function", "def f(x): return 8*x - 3"),
    ("def f(x):\n    return = 8*x - 3", "return-and-equals", "return 8*x - 3"),
    ("def f(x):\n    return: 8*x - 3", "return-and-equals", "return 8*x - 3"),
    (
        "def l2(w, lambda, m):\n    return lambda / (2 * m) * np.sum(w**2)",
        "keyword-as-name",
        "def l2(w, lambda_, m):",
    ),
    (
        "def l2(w, lambda_, m):\n    return lambda_/2m * np.sum(w**2)",
        "sign-left-out",
        "return lambda_/(2*m) * np.sum(w**2)",
    ),
    ("def f(x)\nreturn 8*x", "colon-left-out", "def f(x):"),
    (
        "def f(x):\n    # YOUR CODE HERE\n    return 2*(x + 1",
        "bracket-left-out",
        "return 2*(x + 1)",
    ),
    ("function f(x):\n    return x", "keyword-misspelt", "def f(x):"),
    ("def f(x):\n    return x^2 +", "unfinished", "return x^2 + ..."),
    ("for i in range(3);\n    print(i)", "colon-left-out", "for i in range(3):"),
    ("for i = 1 to 3:\n    print(i)", "for-without-range", "for i in range(1, 3):"),
    ("for i in 0:3:\n    print(i)", "for-without-range", "for i in range(0, 3):"),
    (
        "x_train = np.array([1.0, 2.0\ny_train = np.array([3.0, 4.0])",
        "bracket-left-out",
        "x_train = np.array([1.0, 2.0])",
    ),
    ("x_train = np.array(1.0, 2.0])", "bracket-too-many", "x_train = np.array(1.0, 2.0)"),
    ("x_train = np.array([1,0; 2,0])", "semicolon", "np.array([1,0, 2,0])"),
    ('print("slope: " slope)', "comma-left-out", 'print("slope: ", slope)'),
    ('print("slope: , slope)', "quote-left-out", 'print("slope: ", slope)'),
    ('print(f"slope: {slope")', "brace-in-text", 'print(f"slope: {slope}")'),
    ("def f(x):\n    y = x\n\tz = y\n    return z", "tab-and-spaces", "4 spaces"),
    ("while True\n    x = x + 1", "colon-left-out", "while True:"),
    ("if x == 3:\nprint(x)", "indent-left-out", "4 spaces"),
    ("w, b = 0 0", "comma-left-out", "0, 0"),
    ("(w b) = step(w, b)", "comma-left-out", "(w, b)"),
    ("y = w*x + b.", "dot-too-many", "b"),
    ("y = w.*x + b", "dot-too-many", "w*x"),
    ("y = x[i", "bracket-left-out", "x[i]"),
    ("y = x[i) + 1", "bracket-wrong-kind", "y = x[i] + 1"),
    ("y = x{i}", "brackets-of-item", "x[i]"),
    ("y = [x for x in range(3)\nprint(y)", "bracket-left-out", "y = [x for x in range(3)]"),
    ("derivative(x) = 2*x", "formula-as-function", "def derivative(x): return 2*x"),
    ("dJ/dw = np.mean(x)", "sign-in-name", "dj_dw = np.mean(x)"),
    ("\u2202J_\u2202w = 3", "character-copied", "dJ_dw"),
    ("y = x\u2081 + x\u2082", "character-copied", "x1 + x2"),
    ("def f(x):\n    reutrn 8*x", "keyword-misspelt", "return 8*x"),
    ("def f(x):\n    return 8*x\n    }", "end-typed", "}"),
    ("def f(x) {\n    return 8*x\n}", "colon-left-out", "def f(x):"),
    ("def f(x):\n    if x < 0: return 0\n    elseif x < 1: return 1", "else-if", "elif x"),
    ("y = 3 +* 4", "sign-too-many", "y = 3 * 4"),
    ("y = (3 + 4))*2", "bracket-too-many", "y = (3 + 4)*2"),
    (
        "The derivative of 4x\xb2 - 3x is 8x - 3.",
        "prose",
        "# The derivative of 4x\xb2 - 3x is 8x - 3.",
    ),
    ("8x - 3", "sign-left-out", "8*x"),
    ("f'(x) = 8x - 3", "prime", "def f_prime(x): return 8*x - 3"),
    ("alpha = 0.01.5", "points-in-number", "0.015"),
    ("alpha = 1e-3x", "sign-left-out", "1e-3*x"),
    ("alpha = 10^(-3", "bracket-left-out", "10^(-3)"),
    ("if x = 0 or y = 0:\n    z = 1", "equals-in-condition", "x == 0 or y == 0:"),
    ("if not x == 0\n    z = 1", "colon-left-out", "if not x == 0:"),
    ("return x", "return-without-def", "x"),
    ("def f(x):\n    x = 3\n\n  print(x)", "indent-wrong", "4 spaces"),
    ("def f(x):\n\ndef g(x):\n    return x", "block-empty", "def f(x): pass"),
    ("def f(x):\n    # nothing yet", "block-empty", "def f(x): pass"),
    ("def f(x, y=2, z):\n    return x", "argument-order", "def f(x, z, y=2):"),
    ("f(x=2, 3)", "argument-order", "f(3, x=2)"),
    ("def 2nd(x):\n    return x", "digit-first", "def nd2(x):"),
    ("def my function(x):\n    return x", "space-in-name", "my_function(x):"),
    ("my list = [1, 2]", "space-in-name", "my_list"),
    ("total-cost = 0", "sign-in-name", "total_cost = 0"),
    ("x = 5;\ny = 3,, 4", "comma-too-many", "3, 4"),
    ("x = 1 if y > 0", "unfinished", "x = 1 if y > 0 else ..."),
    ("y = = x", "sign-too-many", "`y = x`"),
    ("if y = = x:\n    a = 1", "sign-split", "`y == x:`"),
    ("a = 3;; b = 4", "semicolon", "`a = 3; b = 4`"),
    ("y = max(a; b)", "semicolon", "max(a, b)"),
    ("y = a if b else", "unfinished", "y = a if b else ..."),
    ("a = b = ", "unfinished", "a = b = ..."),
    ("y = np.sum(x,)) / m", "bracket-too-many", "y = np.sum(x,) / m"),
    ("y = x ** ", "unfinished", "y = x ** ..."),
    ("y = \u221a(x + 1)", "character-copied", "y = np.sqrt(x + 1)"),
    ("a \u2248 3", "character-copied", "a == 3"),
    ("y = [1, 2, 3\nz = 4\nw = 5", "bracket-left-out", "y = [1, 2, 3]"),
    ("y = \"it's\" 'a", "quote-left-out", "'a'"),
    ("y = 'it's'", "quote-inside", 'y = "it\'s"'),
    ("y = (1 - x)(1 + x", "bracket-left-out", "y = (1 - x)(1 + x)"),
    ("y = 1 000 000", "space-in-number", "1000000"),
    ("y = 3 \xd7 x", "character-copied", "3 * x"),
    ("y = 3 x x", "letter-for-times", "y = 3 * x"),
    ("!pip install x\ny = 8x", "sign-left-out", "8*x"),
    ("np.array([[1, 2], [3, 4]]", "bracket-left-out", "np.array([[1, 2], [3, 4]])"),
    ("print(np.round(f(3), 2)", "bracket-left-out", "print(np.round(f(3), 2))"),
    ("print np.round(f(3), 2)", "brackets-of-call", "print(np.round(f(3), 2))"),
    ("assert f(3) = 21", "equals-in-condition", "f(3) == 21"),
    ("lambda x: x**2 = f", "equals-turned", "f = lambda x: x**2"),
    (
        "def cost_one(x, y, w, b):\n    f = w*x + b\n    return (f - y)^2 / 2m",
        "sign-left-out",
        "return (f - y)^2 / (2*m)",
    ),
    (
        "def compute_cost(x, y, w, b):\n    m = len(x)\n    cost = 0\n    for i in range(m):\n        f = w*x[i] + b\n        cost = cost + (f - y[i])**2\n    cost = cost/(2m)\n    return cost",
        "sign-left-out",
        "cost/(2*m)",
    ),
    ("def power_rule(x, n)\n    return n*x**(n-1)", "colon-left-out", "def power_rule(x, n):"),
    ("def power_rule(x, n):\n    return nx^(n-1)3", "sign-left-out", "nx^(n-1)*3"),
    ("def slope(x):\n    return 8x-3;", "sign-left-out", "return 8*x-3;"),
    ("def sigmoid(z):\n    return 1 / 1 + e**\u2212z", "character-copied", "e**-z"),
    ("def sigmoid(z):\n    return 1/(1+np.exp(-z)))", "bracket-too-many", "1/(1+np.exp(-z))"),
    ("def predict(x, w, b)\n  return w * x + b", "colon-left-out", "def predict(x, w, b):"),
    ("def chain_rule(x):\n    return 2(5x - 2) * 5", "sign-left-out", "return 2*(5*x - 2) * 5"),
    ("def chain_rule(x):\n    return 10(5*x - 2", "bracket-left-out", "return 10*(5*x - 2)"),
    (
        "def gradient(x, y, w, b):\n    dJ/dw = np.mean((w*x + b - y)*x)\n    dJ/db = np.mean(w*x + b - y)\n    return dJ/dw, dJ/db",
        "sign-in-name",
        "dj_dw = np.mean((w*x + b - y)*x)",
    ),
    (
        "def gradient_step(w, b, dj_dw, dj_db, \u03b1):\n    w = w \u2212 \u03b1 * dj_dw\n    b = b \u2212 \u03b1 * dj_db\n    return w, b",
        "character-copied",
        "w - \u03b1",
    ),
    (
        "def gradient_step(w, b, dj_dw, dj_db, alpha):\n    w_new = w - alpha*dj_dw\n    b_new = b - alpha*dj_db\n    return (w_new, b_new",
        "bracket-left-out",
        "return (w_new, b_new)",
    ),
    (
        "def gradient_step(w, b, dj_dw, dj_db, alpha):\n    return w - alpha*dj_dw  b - alpha*dj_db",
        "sign-left-out",
        "alpha*dj_dw * b",
    ),
    (
        "def label(p):\n    if p >= 0.5 then return 1\n    else return 0",
        "word-of-another-language",
        "if p >= 0.5: return 1",
    ),
    (
        "def label(p):\n    if p >= 0.5\n        return 1\n    else:\n        return 0",
        "colon-left-out",
        "if p >= 0.5:",
    ),
    (
        "def label(p):\n    if p >= 0.5:\n        return 1\n     else:\n        return 0",
        "else-column",
        "4 spaces",
    ),
    (
        "def label(p):\n    if (p >= 0.5):\n        return 1\n    else (p < 0.5):\n        return 0",
        "else-if",
        "elif (p < 0.5):",
    ),
    (
        "def log_loss(y, f):\n    if y = 1:\n        return -np.log(f)\n    else:\n        return -np.log(1-f)",
        "equals-in-condition",
        "y == 1:",
    ),
    (
        "def log_loss(f, y):\n    return -y * np.log f - (1 - y) * np.log(1 - f)",
        "brackets-of-call",
        "return -y * np.log(f) - (1 - y) * np.log(1 - f)",
    ),
    (
        "def log_loss(f, y):\n    return -y * np.log f - (1 - y) * np.log 1 - f",
        "brackets-of-call",
        "return -y * np.log(f) - (1 - y) * np.log(1 - f)",
    ),
    (
        "def log_loss(f, y):\n    return -y * np.log (f) - (1 - y) * np.log f[0]",
        "brackets-of-call",
        "np.log(f[0])",
    ),
    ("def log_odds(f):\n    return np.log f / (1 - f)", "brackets-of-call", "np.log(f / (1 - f))"),
    ("d = X.T e / len(y)", "sign-left-out", "Type `X.T @ e` in the place"),
    ("y = np.log a / (1 + a)", "brackets-of-call", "np.log(a) / (1 + a)"),
    (
        "given = np.where y == 1, f, 1 - f",
        "brackets-of-call",
        "Type `np.where(y == 1, f, 1 - f)` in the place",
    ),
    (
        "p = np.prod(np.where y == 1, f, 1 - f)",
        "brackets-of-call",
        "np.prod(np.where(y == 1, f, 1 - f))",
    ),
    (
        "low, high = np.maximum z, 0, np.mean z",
        "brackets-of-call",
        "np.maximum(z, 0), np.mean(z)",
    ),
    (
        "def slopes(e, x):\n    return np.mean e * x, np.mean e",
        "brackets-of-call",
        "return np.mean(e * x), np.mean(e)",
    ),
    (
        "def log_loss(y, f):\n    return -y*np.log(f) - (1-y)*np.log 1-f",
        "brackets-of-call",
        "(1-y)*np.log(1-f)",
    ),
    ("def log_loss(y, f)\nreturn -y*np.log(f)", "colon-left-out", "def log_loss(y, f):"),
    (
        "def ridge(w, lambda, m):\n    return lambda/(2*m)*np.sum(w**2)",
        "keyword-as-name",
        "def ridge(w, lambda_, m):",
    ),
    ("def odds(p):\n    return p/1-p)", "bracket-too-many", "p/1-p"),
    ("def mean_cost(c):\n    return sum(c) \xf7 len(c)", "character-copied", "sum(c) / len(c)"),
    ("def slope_of_square(x):\n    return 2x\xb2", "character-copied", "return 2*x**2"),
    (
        "def slope_of_square(x):\n    answer = 2*x\n    return(answer",
        "bracket-left-out",
        "return(answer)",
    ),
    ("def slope_of_square(x):\n    RETURN 2*x", "keyword-capitalised", "return 2*x"),
    (
        "def unscale(w, b, mu, sigma):\n    w_unscaled = w/sigma\n    b_unscaled = b - sum(w*mu/sigma\n    return w_unscaled, b_unscaled",
        "bracket-left-out",
        "sum(w*mu/sigma)",
    ),
    ("my answer = 8*x - 3", "space-in-name", "my_answer"),
    ("print('w =', w 'b =', b)", "comma-left-out", "w, 'b"),
    ("for i in range(len(x)):\ncost += 1", "indent-left-out", "4 spaces"),
    ("for i in range(0, m\n    cost += 1", "colon-left-out", "for i in range(0, m):"),
    ("while cost > 0,01:\n    w = w - 1", "decimal-comma", "0.01:"),
    ("w = w - alpha x dj_dw", "letter-for-times", "w = w - alpha * dj_dw"),
    ("w -= alpha \xd7 dj_dw", "character-copied", "alpha * dj_dw"),
    ("f(x) = 4x^2 - 3x + 5", "sign-left-out", "def f(x): return 4*x^2 - 3*x + 5"),
    ("x = [1, 2, 3}", "bracket-wrong-kind", "x = [1, 2, 3]"),
    (
        "def odds(p):\n    return p/(1-p\ndef log_odds(p):\n    return np.log(odds(p))",
        "bracket-left-out",
        "p/(1-p)",
    ),
    (
        "def accuracy(y, labels):\n    right = 0\n    for i in range(len(y)):\n        if y[i] = labels[i]:\n            right + = 1\n    return right/len(y)",
        "equals-in-condition",
        "y[i] == labels[i]:",
    ),
    (
        "def rmse(x, y):\n    return \u221a(np.mean((x-y)\xb2))",
        "character-copied",
        "return np.sqrt(np.mean((x-y)**2))",
    ),
    (
        "def descent(w, b, steps):\n    for step in steps:\n        w, b = step(w b)\n    return w, b",
        "comma-left-out",
        "step(w, b)",
    ),
    (
        "def descent(w, b, steps):\n  for i in range(steps):\n      w = w - 0.1\n     b = b - 0.1\n  return w, b",
        "indent-wrong",
        "6 spaces",
    ),
    (
        "def descent(w, b, steps):\n    history = []\n    for i in range(steps):\n        w = w - 0.1\n        history.append(w\n    return w, b, history",
        "bracket-left-out",
        "history.append(w)",
    ),
    (
        "def descent(w, b, steps):\n    history = [\n    for i in range(steps):\n        history.append(w)\n    return history",
        "bracket-left-out",
        "[]",
    ),
    ("def power_rule(x, n):\n    return n.x**(n-1)3", "sign-left-out", "n.x**(n-1)*3"),
    (
        'def predict(x, w, b):\n    """Return the prediction.""\n    return w*x + b',
        "quote-left-out",
        '"""Return the prediction."""',
    ),
    (
        'def predict(x, w, b):\n    "Return the prediction.\n    return w*x + b',
        "quote-left-out",
        '"Return the prediction."',
    ),
    ("def predict(x, w, b);\nreturn w*x + b", "colon-left-out", "def predict(x, w, b):"),
    ("def predict(x; w; b):\n    return w*x + b", "semicolon", "predict(x, w, b):"),
    ("def predict(x w b):\n    return w*x + b", "comma-left-out", "def predict(x, w, b):"),
    ("def predict[x, w, b]:\n    return w*x + b", "brackets-of-def", "predict(x, w, b):"),
    ("predict(x, w, b):\n    return w*x + b", "def-left-out", "def predict(x, w, b):"),
    ("Define predict(x, w, b):\n    return w*x + b", "keyword-misspelt", "def predict(x, w, b):"),
    (
        "def predict(x, w, b):\n    f_wb = w*x + b\n    Return f_wb",
        "keyword-capitalised",
        "return f_wb",
    ),
    ("def predict(x, w, b):\n    f w,b = w*x + b\n    return f", "comma-left-out", "f, w,b"),
    (
        "def predict(x, w, b):\n    return w*x + b\n  \n predict(1, 2, 3)",
        "indent-wrong",
        "4 spaces",
    ),
    ("def slope(x):\n    return 2*x if x > 0", "unfinished", "return 2*x if x > 0 else ..."),
    ("def slope(x):\n    if x > 0: return 2*x else: return 0", "two-on-a-line", "else: return 0"),
    ("def slope(x):\n    if x > 0\n    return 2*x", "colon-left-out", "if x > 0:"),
    ("def slope(x):\n    if (x > 0:\n        return 2*x", "bracket-left-out", "if (x > 0):"),
    ("def slope(x):\n    if x is > 0:\n        return 2*x", "word-too-many", "if x > 0:"),
    (
        "def slope(x):\n    if 0 < x and < 1:\n        return 2*x",
        "comparison-cut",
        "if 0 < x and x < 1:",
    ),
    (
        "def slope(x, h=1e\u22125):\n    return (f(x + h) \u2212 f(x \u2212 h))/(2h)",
        "character-copied",
        "def slope(x, h=1e-5):",
    ),
    ("def slope(x):\n    return 2 * x,\n           3 * x", "line-broken", "return 2 * x, 3 * x"),
    ("def slope(x):\n    y = 2 *\n        x\n    return y", "line-broken", "y = 2 * x"),
    (
        "dj_dw = (1/m) * np.sum((f_wb - y) * x))",
        "bracket-too-many",
        "dj_dw = (1/m) * np.sum((f_wb - y) * x)",
    ),
    (
        "dj_dw = (1/m)np.sum((f_wb - y) * x)",
        "sign-left-out",
        "dj_dw = (1/m)*np.sum((f_wb - y) * x)",
    ),
    ("x_train = [1.0; 2.0]", "semicolon", "[1.0, 2.0]"),
    ("x_train = (1.0 2.0 3.0)", "comma-left-out", "x_train = (1.0, 2.0, 3.0)"),
    ("x_train = np.array[1.0, 2.0)", "bracket-wrong-kind", "x_train = np.array[1.0, 2.0]"),
    ("w = 3 b = 4", "two-on-a-line", "b = 4"),
    ("w = 200, b = 100", "two-on-a-line", ","),
    ('print("cost:", cost\nprint("done")', "bracket-left-out", 'print("cost:", cost)'),
    ('print(f"cost: {cost:.2f")', "brace-in-text", 'print(f"cost: {cost:.2f}")'),
    ("temp w = w - alpha * dj_dw", "space-in-name", "temp_w"),
    ("b = b - alpha * 1/m * sum(f - y", "bracket-left-out", "b = b - alpha * 1/m * sum(f - y)"),
    ("def f(x):\n    return x**2 + 3x + 2;\n}", "sign-left-out", "3*x"),
    ("def f(x):\n    pass\n    return 10\u207b\xb3 * x", "character-copied", "return 10**(-3) * x"),
    ("np.dot(w, x) + b = f", "equals-turned", "f = np.dot(w, x) + b"),
    ('if w > 0:\n    print("up")\nelse w < 0:\n    print("down")', "else-if", "elif w"),
    ('if w > 0\n    print("up")\nelif\n    print("down")', "colon-left-out", "if w > 0:"),
    ("z = w1x1 + w2x2 + 3b", "sign-left-out", "3*b"),
    ("y_hat = 1 if f_wb \u2265 0.5 else 0", "character-copied", "f_wb >= 0.5"),
    ("assert predict(1, 2, 3) == 5,", "comma-too-many", "5"),
    (
        "y = sigmoid(w * x + b))  # the prediction",
        "bracket-too-many",
        "y = sigmoid(w * x + b)  # the prediction",
    ),
    (
        "for i in range(m):\n    total = total + (w*x[i] + b - y[i]) ** 2 / (2*m\nprint(total)",
        "bracket-left-out",
        "(2*m)",
    ),
    ("In [12]: for i in range(3):\n    ...:     print(i)", "prompt-copied", "for"),
    ('print "cost", cost', "brackets-of-call", 'print("cost", cost)'),
    ("import numpy np", "word-left-out", "import numpy as np"),
    ("def f(x):\n    return x*\uff12", "character-copied", "x*2"),
    ("w = w - alpha*dw;   b = b - alpha db", "sign-left-out", "alpha * db"),
    ("def f(x):\nreturn 2*x\nreturn 3", "indent-left-out", "4 spaces"),
    ("def f(x):\n    y = 2*x\n    return y\n  }", "end-typed", "}"),
    ("- The slope is 8x - 3", "prose", "# - The slope is 8x - 3"),
    ("$\\frac{1}{2m}$", "prose", "# $\\frac{1}{2m}$"),
    ("cost = \\frac{1}{2} * x", "prose", "# cost = \\frac{1}{2} * x"),
    ("if w > 0 and b > 0 then:\n    print(w)", "word-of-another-language", "if w > 0 and b > 0:"),
    ("for i in range(3) do\n    print(i)", "word-of-another-language", "for i in range(3):"),
    ("WHILE x > 0:\n    x = x - 1", "keyword-capitalised", "while x"),
    ("def f(x) return 2*x", "colon-left-out", "def f(x): return 2*x"),
    ("return 2*x if x > 0 else 0", "return-without-def", "2*x if x > 0 else 0"),
    ("def f(x):\n    return 2*x + (3*x\n    # the end", "bracket-left-out", "(3*x)"),
    ("def f(x):\n    retrun(2*x)\n    x y", "equals-left-out", "x = y"),
    ("def f(x)\n    y = 8x\n    return y", "sign-left-out", "8*x"),
    ("def f(x):\n\ty = 2*x\n    return y", "tab-and-spaces", "4 spaces"),
    ("def f(x):\n    class = 3\n    return class", "keyword-as-name", "class_ = 3"),
    ("if x == 0.5:\n    label = 1\nelse label = 0", "colon-left-out", "else: label = 0"),
    ("y = 3 x + 2", "sign-left-out", "3 * x"),
    ("y = x(8) x - 3", "sign-left-out", "x(8) * x"),
    ("y = 1/2(x+1)m", "sign-left-out", "y = 1/2*(x+1)*m"),
    ("y = (2x + 1)/(3x - 1)", "sign-left-out", "y = (2*x + 1)/(3*x - 1)"),
    ("y = 0.5 (x + 1", "bracket-left-out", "y = 0.5 * (x + 1)"),
    ("y = 2\u03c0 r", "sign-left-out", "y = 2*\u03c0 * r"),
    ("y = e^(-x))", "bracket-too-many", "e^(-x)"),
    ('print("a" + 3 "b")', "comma-left-out", 'print("a" + 3, "b")'),
    ('x = input("x: ")\nif x = 3 print(x)', "equals-in-condition", "if x == 3: print(x)"),
    ("np.mean((y - f)**2\nnp.sum(y)\nnp.std(y)", "bracket-left-out", "np.mean((y - f)**2)"),
    ("y = w0 + w1*x1 + w2*x2 +\nb = 3", "unfinished", "y = w0 + w1*x1 + w2*x2 + ..."),
    ("d = {w: 1 b: 2}", "comma-left-out", "1, b:"),
    ("w, b == 1, 2 3", "comma-left-out", "2, 3"),
    ("def f(x):\n    return x*", "unfinished", "return x* ..."),
    ("def f(x, y)\n{\n    return x\n}", "colon-left-out", "def f(x, y):"),
    ("let x = 3", "word-of-another-language", "x = 3"),
    ("var y = 8*x", "word-of-another-language", "y = 8*x"),
    ("const alpha = 0.1", "word-of-another-language", "alpha = 0.1"),
    ("int m = 3", "word-of-another-language", "m = 3"),
    ("y = not", "unfinished", "y = not ..."),
    ("y = x.", "dot-too-many", "x"),
]

VALID = (
    "x = 3",
    "%matplotlib inline\nx = 3",
    "!ls\nx = 3",
    "print?",
    "def f(x):\n    return 8 * x",
    "await f()",
    "%%html\n<b>8x</b>",
)


def error_of(text: str) -> SyntaxError | None:
    """Return Python's own error for a text, or None."""
    try:
        text = re.sub(r"^[%!].*", "pass", text)
        tree = compile(text, "<cell>", "exec", ast.PyCF_ONLY_AST)
        compile(tree, "<cell>", "exec")
    except SyntaxError as error:
        return error
    return None


def mended(cell: str, said: str, line: int) -> str:
    """Mend a cell as a learner does who follows what is said."""
    lines = cell.split("\n")
    old = lines[line - 1]
    if put := re.search(r"\b(no|\d+) spaces? in front of `", said):
        count = 0 if put[1] == "no" else int(put[1])
        lines[line - 1] = " " * count + old.strip()
    elif begun := re.search(r"new line in front of `([^`]*)`", said):
        space = old[: len(old) - len(old.lstrip())]
        lines[line - 1] = old.replace(begun[1], f"\n{space}{begun[1]}")
    elif swap := re.search(r"[Tt]ype `([^`]*)` in the place of `([^`]*)`", said):
        assert swap[2] in old
        lines[line - 1] = old.replace(swap[2], swap[1], 1)
    elif deleted := re.search(r"Delete `([^`]*)`", said):
        lines[line - 1] = old.replace(deleted[1], "")
    elif pieces := re.findall(r"`([^`]*)`", said):
        lines[line - 1] = old[: len(old) - len(old.lstrip())] + pieces[-1]
    return "\n".join(lines)


@pytest.mark.parametrize(("cell", "name", "new"), SLIPS)
def test_slip(cell, name, new):
    """The kind is named, with the mend; Python reads the line after it, or stops at another."""
    slip = misread(cell)
    assert slip is not None
    assert slip.name == name
    assert new in slip.said
    assert slip.line is not None
    after = error_of(mended(cell, slip.said, slip.line))
    assert after is None or after.lineno != slip.line


@pytest.mark.parametrize("cell", VALID)
def test_valid_cells_get_nothing(cell):
    """A cell that runs has no slip, with IPython's own lines too."""
    assert misread(cell) is None


@pytest.mark.parametrize("cell", ["", "\x00", "(" * 500, "\\", "'''", "\t", "`x`", "\ud800 = 3"])
def test_never_raises(cell):
    """Whatever stands in the cell, there is a slip or None."""
    slip = misread(cell)
    assert slip is None or slip.said


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("\u03b1", "alpha"),
        ("\u03bb", "lambda_"),
        ("\u0394w", "Deltaw"),
        ("x_\u03bc", "x_mu"),
        ("\u0445", "x"),
        ("alpha", None),
    ],
)
def test_letters_that_look_like_others(name, plain):
    """Greek letters and Cyrillic ones are told as the keyboard types them."""
    assert in_plain_letters(name) == plain


def solutions() -> list[str]:
    """Return the solution cells of the course."""
    cells = [
        "".join(cell["source"])
        for path in sorted(NOTEBOOKS.glob("*/*.ipynb"))
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
        if cell["cell_type"] == "code"
    ]
    return [cell for cell in cells if "BEGIN SOLUTION" in cell]


def test_broken_solutions():
    """With a token left out or typed twice, no solution makes it raise, and each mend holds."""
    told = 0
    for number, cell in enumerate(solutions()):
        assert misread(cell) is None
        tokens = Cell(cell).tokens
        for index in range(number % 9, len(tokens), 9):
            token = tokens[index]
            twice = token.text * (1 + index % 2) if index % 4 else ""
            broken = cell[: token.start] + twice + cell[token.end :]
            error = error_of(broken)
            if error is None:
                continue
            slip = misread(broken)
            if slip is None:
                continue
            told += 1
            after = error_of(mended(broken, slip.said, slip.line))
            assert after is None or after.lineno > slip.line, (broken, slip)
    assert told > 50
