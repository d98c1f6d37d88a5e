"""Every exercise of the notebooks: its own solution passes, its stub earns nothing."""

from pathlib import Path

import nbformat
import pytest

from mlsmath import checks

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*/*.ipynb"))
IMPORTS = "import math\nimport numpy as np\nfrom mlsmath.checks import *\n"


def exercises():
    """Return each graded cell with the solutions written before it in its notebook."""
    found = []
    for path in NOTEBOOKS:
        before = []
        for cell in nbformat.read(path, as_version=4).cells:
            details = cell.metadata.get("nbgrader", {})
            if cell.cell_type == "code" and details.get("solution"):
                before.append(cell.source)
            if cell.cell_type == "code" and details.get("grade") and not details.get("solution"):
                found.append(pytest.param(tuple(before), cell.source, id=details["grade_id"]))
    return found


def results(before, test):
    """Run the solutions and then each line of the test, with what the package offers."""
    space = {}
    exec(IMPORTS, space)
    exec("from mlsmath.cost import *\nfrom mlsmath.gradient import *", space)
    for source in before:
        exec(source, space)
    calls = [line for line in test.splitlines() if line.startswith("check_")]
    return [eval(call, space) for call in calls]


@pytest.mark.parametrize(("before", "test"), exercises())
def test_the_solution_passes_visibly_and_hidden(before, test):
    visible, hidden = results(before, test)
    assert (visible.hidden, hidden.hidden) == (False, True)
    for result in (visible, hidden):
        assert result.passed, str(result)
        assert result.points == result.max_points


@pytest.mark.parametrize(("before", "test"), exercises())
def test_the_stub_earns_nothing(before, test):
    *earlier, own = before
    head = own.split("### BEGIN SOLUTION")[0]
    for result in results([*earlier, f"{head}raise NotImplementedError()"], test):
        assert result.points == 0
        assert result.misconception == "not-written"


def test_every_check_the_notebooks_call_is_offered():
    called = {
        word.split("(")[0]
        for path in NOTEBOOKS
        for cell in nbformat.read(path, as_version=4).cells
        if cell.metadata.get("nbgrader", {}).get("grade")
        for word in cell.source.split()
        if word.startswith("check_")
    }
    assert called
    assert called <= set(checks.__all__)
