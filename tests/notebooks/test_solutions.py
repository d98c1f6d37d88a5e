"""Every exercise: its solution passes, shown and hidden, on inputs that differ; its stub fails."""

import ast

import nbformat
import pytest

from . import guards
from .test_source_notebooks import SOURCES, read

EXERCISES = [
    pytest.param(path, cell, id=guards.note_id(cell))
    for path in SOURCES
    for cell in guards.graded(read(path))
]


def run_up_to(nb: nbformat.NotebookNode, graded: nbformat.NotebookNode, stub: bool = False) -> dict:
    """Run the imports and the solutions of a notebook, as far as the solution before a test.

    With `stub`, that last solution is what a learner finds there.
    """
    names = {}
    for cell in nb.cells:
        if cell.cell_type != "code" or guards.nbgrader(cell).get("grade"):
            if cell == graded:
                return names
            continue
        source = cell.source
        if stub and "test-" + guards.note_id(cell) == guards.note_id(graded):
            source = source.split(guards.SOLUTION[0])[0] + "raise NotImplementedError()"
        lines = ast.parse(source).body
        if not guards.nbgrader(cell).get("solution"):
            lines = [line for line in lines if isinstance(line, ast.Import | ast.ImportFrom)]
        exec(compile(ast.Module(lines, []), cell.id, "exec"), names)
    raise AssertionError("the graded cell is not in the notebook")


@pytest.mark.parametrize(("path", "cell"), EXERCISES)
def test_solution_passes_its_check_shown_and_hidden(path, cell):
    names = run_up_to(read(path), cell)
    for call, hidden in zip(guards.calls(cell.source), (False, True), strict=True):
        result = eval(ast.unparse(call), names)
        assert result.passed, result
        assert result.hidden is hidden
        assert result.points == guards.nbgrader(cell)["points"]


@pytest.mark.parametrize(("path", "cell"), EXERCISES)
def test_stub_earns_nothing(path, cell):
    names = run_up_to(read(path), cell, stub=True)
    for call in guards.calls(cell.source):
        result = eval(ast.unparse(call), names)
        assert result.points == 0
        assert result.mistake == "not-written"


@pytest.mark.parametrize(("path", "cell"), EXERCISES)
def test_hidden_inputs_are_not_the_shown_ones(path, cell):
    names = run_up_to(read(path), cell)
    shown, hidden = guards.calls(cell.source)
    solution = names[shown.args[0].id]

    def inputs(call: ast.Call) -> list[str]:
        seen = []

        def record(*args):
            seen.append(repr([arg.__doc__ if callable(arg) else arg for arg in args]))
            return solution(*args)

        eval(ast.unparse(call), {**names, shown.args[0].id: record})
        return seen

    asked = set(inputs(shown))
    if asked != {"[]"}:  # a function without arguments has no inputs
        third = ast.parse(ast.unparse(hidden), mode="eval").body
        (seed,) = [keyword.value for keyword in third.keywords if keyword.arg == "seed"]
        seed.value += 1
        once, again = set(inputs(hidden)), set(inputs(third))
        always = asked & once & again  # such as 0
        assert asked & once == always
        assert len(once - always) > len(always)
