"""Cells that are no Python: each slip is named, and Python reads the line mended as it is told."""

import ast
import re

import pytest

from mlsmath.slips.text import looks_like, misread

SLIPS = [
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
    ("dJ/dw = 3", "sign-in-name", "dJ_dw = 3"),
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
        text = re.sub(r"^%.*", "pass", text)
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
    """The kind is named, with the mend; Python reads the line after it, or sees a later fault."""
    error = error_of(cell)
    slip = misread(cell, error or SyntaxError())
    assert slip is not None
    assert slip.name == name
    assert new in slip.said
    assert slip.line is not None
    after = error_of(mended(cell, slip.said, slip.line))
    assert after is None or after.lineno > slip.line


@pytest.mark.parametrize("cell", VALID)
def test_valid_cells_get_nothing(cell):
    """A cell that runs has no slip, with IPython's own lines too."""
    assert misread(cell, SyntaxError()) is None


@pytest.mark.parametrize("cell", ["", "\x00", "(" * 500, "\\", "'''", "\t", "`x`", "\ud800 = 3"])
def test_never_raises(cell):
    """Whatever stands in the cell, there is a slip or None."""
    slip = misread(cell, SyntaxError())
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
    assert looks_like(name) == plain
