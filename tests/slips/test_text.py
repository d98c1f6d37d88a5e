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


def test_slip(misread_cell):
    """The kind is named, with the mend; Python reads the line after it, or stops at another."""
    told = misread_cell.told.replace("⏎", "\n").replace("⇥", "\t")
    cell, new = told.replace(r"\u200b", "\u200b").split(" → ")
    slip = misread(cell)
    assert slip is not None
    assert slip.name == misread_cell.name
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
