"""What a test cell shows, what it hides, and what it needs from the cells above it.

In the run of a submission a test has its visible lines alone. The whole test runs apart from it
(`second_look`). What it calls besides the learner's answers is from the instructor's notebook:
what earlier tests and locked cells made, and the functions and imports of all other cells.
"""

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell
from nbgrader.preprocessors import ClearHiddenTests

BLOCKS = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
IMPORTS = ast.Import | ast.ImportFrom


class Test(TypedDict):
    """A test as it is sent to those who run it."""

    source: str  # all of it
    visible: str  # without its hidden lines
    hides: bool  # whether it has such lines
    alike: bool  # whether both end with the same call
    helpers: str  # the lines of cells above that it needs, other than the learner's
    answers: list[str]  # the names that the learner's answers make
    points: float


def describe(
    source: str, points: float, helpers: str = "", answers: Iterable[str] = (), parent: Any = None
) -> Test:
    """Describe a test; `parent` has nbgrader's settings."""
    shown = visible(source, parent)
    return {
        "source": source,
        "visible": shown,
        "hides": shown != source,
        "alike": alike(shown, source),
        "helpers": helpers,
        "answers": sorted(answers),
        "points": points,
    }


def visible(source: str, parent: Any = None) -> str:
    """Return a test without its hidden lines, as nbgrader releases it; `parent` has settings."""
    cell = new_code_cell(source)
    try:
        ClearHiddenTests(parent=parent)._remove_hidden_test_region(cell)
    except RuntimeError:
        return source
    return cell.source


def alike(first: str, whole: str) -> bool:
    """Whether two tests end with the same call, but for its seed: the first says what both say."""
    ends = [_last_call(source) for source in (first, whole)]
    return ends[0] is not None and ends[0] == ends[1]


def parsed(source: str) -> ast.Module:
    """Return the tree of a cell; an empty one where it is not plain Python."""
    try:
        return ast.parse(source)
    except SyntaxError:
        return ast.Module([], [])


def _last_call(source: str) -> str | None:
    body = parsed(source).body
    if not body or not isinstance(body[-1], ast.Expr) or not isinstance(body[-1].value, ast.Call):
        return None
    call = body[-1].value
    call.keywords = [word for word in call.keywords if word.arg != "seed"]
    return ast.unparse(call)


@dataclass(frozen=True)
class Statement:
    """One statement at the top of a cell: what it makes, what it uses, who wrote it."""

    node: ast.stmt
    makes: frozenset[str]
    uses: frozenset[str]
    theirs: bool


def answers(above: Iterable[NotebookNode]) -> set[str]:
    """Return the names that answers make in the cells above a test, if no later cell lends them."""
    found: set[str] = set()
    for cell in above:
        asked = cell.metadata.get("nbgrader", {}).get("solution")
        for one in _statements(cell.source, False) if cell.cell_type == "code" else ():
            if asked:
                found |= one.makes
            elif isinstance(one.node, BLOCKS | IMPORTS):
                found -= one.makes
    return found


def helpers(above: Sequence[NotebookNode], test: str, tests: dict[str, str]) -> str:
    """Return the lines of the cells above that a test needs, other than the learner's.

    Parameters
    ----------
    above
        The cells of the instructor's notebook above the test.
    test
        The test.
    tests
        The tests of the notebook as nbgrader has them, by grade id.
    """
    statements: list[Statement] = []
    for cell in above:
        note = cell.metadata.get("nbgrader", {})
        if cell.cell_type == "code" and not note.get("solution"):
            source = tests.get(note.get("grade_id"), cell.source)
            statements += _statements(source, bool(note.get("grade") or note.get("locked")))
    made = answers(above)
    wanted = _loaded(parsed(test))
    kept: set[int] = set()
    for number in range(len(statements) - 1, -1, -1):
        one = statements[number]
        ours = one.theirs or isinstance(one.node, BLOCKS | IMPORTS)
        if ours and one.makes & (wanted - made):
            kept.add(number)
            wanted = wanted | one.uses
    return "\n".join(ast.unparse(statements[number].node) for number in sorted(kept))


def _statements(source: str, theirs: bool) -> Iterator[Statement]:
    lines = [line for line in source.splitlines() if not line.startswith(("%", "!"))]
    for node in parsed("\n".join(lines)).body:
        yield Statement(node, frozenset(_made(node)), frozenset(_loaded(node)), theirs)


def _made(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, BLOCKS):
        yield node.name
    elif isinstance(node, IMPORTS):
        yield from ((one.asname or one.name).split(".")[0] for one in node.names)
    else:
        for part in ast.walk(node):
            if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
                yield part.id


def _loaded(tree: ast.AST) -> set[str]:
    names = (node for node in ast.walk(tree) if isinstance(node, ast.Name))
    return {node.id for node in names if isinstance(node.ctx, ast.Load)}
