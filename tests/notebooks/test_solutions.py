"""The solution of every exercise passes its check, shown and hidden, on inputs that differ."""

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


def run_up_to(nb: nbformat.NotebookNode, graded: nbformat.NotebookNode) -> dict:
    """Run the imports and the solutions of a notebook, as far as the solution before a test."""
    names = {}
    for cell in nb.cells:
        if cell.cell_type != "code" or guards.nbgrader(cell).get("grade"):
            if cell == graded:
                return names
            continue
        lines = ast.parse(cell.source).body
        if not guards.nbgrader(cell).get("solution"):
            lines = [line for line in lines if isinstance(line, ast.Import | ast.ImportFrom)]
        exec(compile(ast.Module(lines, []), cell.id, "exec"), names)
    raise AssertionError("the graded cell is not in the notebook")


@pytest.mark.parametrize(("path", "cell"), EXERCISES)
def test_solution_passes_its_check_shown_and_hidden(path, cell):
    names = run_up_to(read(path), cell)
    for call in cell.source.splitlines():
        if call.startswith("check_"):
            result = eval(call, names)
            assert result.passed, result
            assert result.points == guards.nbgrader(cell)["points"]


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

    if inputs(shown) != ["[]"]:  # a function without arguments has no inputs
        assert not set(inputs(shown)) & set(inputs(hidden))
