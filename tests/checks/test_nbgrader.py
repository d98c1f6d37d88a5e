"""In a kernel, and read by nbgrader, a check's result is its points, its message, its facts."""

import json

import nbformat
import pytest
from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.preprocessors import Execute
from nbgrader.utils import determine_grade
from nbgrader.validator import Validator

from mlsmath.checks import MIME

TEST = "check_predict({0}, points=2)\n"
HIDDEN = "### BEGIN HIDDEN TESTS\ncheck_predict({0}, points=2, seed=7301)\n### END HIDDEN TESTS"
ANSWERS = {
    "right": ("return w * x + b", 2.0),
    "wrong": ("return w * x", 0.0),
    "half": ("return w * x + b if np.ndim(x) == 0 else w * x", 1.0),
    "untouched": ("raise NotImplementedError", 0.0),
    "broken": ("return w * x + oops", 0.0),
    "complaining": ("np.log(np.zeros(1))\n    return w * x + b", 1.0),
    "chatty": ("print('working')\n    return w * x + b", 2.0),
}


def graded(source, grade_id):
    details = {
        "grade": True,
        "grade_id": grade_id,
        "locked": True,
        "points": 2,
        "schema_version": 3,
        "solution": False,
        "task": False,
        "cell_type": "code",
    }
    return new_code_cell(source, metadata={"nbgrader": details})


def notebook(test):
    cells = [new_markdown_cell("# A notebook")]
    cells.append(new_code_cell("import numpy as np\nfrom mlsmath.checks import check_predict"))
    for name, (body, _) in ANSWERS.items():
        cells.append(new_code_cell(f"def {name}(x, w, b):\n    {body}"))
        cells.append(graded(test.format(name), name))
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


@pytest.fixture(scope="module")
def executed():
    """The learner's copy (visible tests alone) and the grader's (hidden tests, too), executed."""
    copies = {}
    for copy, test in (("learner", TEST), ("grader", TEST + HIDDEN)):
        made, _ = Execute().preprocess(notebook(test), {})
        copies[copy] = {
            cell.metadata.nbgrader.grade_id: cell
            for cell in made.cells
            if "nbgrader" in cell.metadata
        }
        copies[f"{copy} notebook"] = made
    return copies


@pytest.mark.parametrize("copy", ["learner", "grader"])
@pytest.mark.parametrize("name", list(ANSWERS))
def test_nbgrader_reads_the_points(executed, copy, name):
    assert determine_grade(executed[copy][name]) == (ANSWERS[name][1], 2.0)


@pytest.mark.parametrize("copy", ["learner", "grader"])
@pytest.mark.parametrize("name", list(ANSWERS))
def test_a_cell_has_one_result_and_no_other_output(executed, copy, name):
    (output,) = executed[copy][name].outputs
    assert output.output_type == "execute_result"
    facts = output.data[MIME]
    assert facts["hidden"] is (copy == "grader")
    assert json.loads(json.dumps(facts))["points"] == ANSWERS[name][1]
    assert facts["message"]


def test_a_hidden_result_shows_no_example(executed):
    assert "Example" in executed["learner"]["wrong"].outputs[0].data["text/html"]
    assert "Example" not in json.dumps(executed["grader"]["wrong"].outputs)


def test_the_message_names_the_line_of_the_cell(executed):
    message = executed["learner"]["broken"].outputs[0].data[MIME]["message"]
    assert "in line 2, `return w * x + oops`" in message
    assert "`oops`" in message


def test_feedback_shows_the_message_and_not_the_bare_number(executed):
    page, _ = HTMLExporter().from_notebook_node(executed["grader notebook"])
    assert "Your function leaves out the intercept b." in page
    assert 'role="status"' in page
    assert "<pre>0.0</pre>" not in page


def test_validate_finds_those_that_lack_points(tmp_path):
    path = tmp_path / "notebook.ipynb"
    nbformat.write(notebook(TEST), path)
    results = Validator().validate(str(path))
    failed = {cell["source"].split("(")[1].split(",")[0] for cell in results["failed"]}
    assert failed == {name for name, (_, points) in ANSWERS.items() if points < 2}


def test_a_forged_name_is_put_back_in_a_kernel():
    made = new_notebook(
        cells=[
            new_code_cell("from mlsmath.checks import check_predict"),
            new_code_cell("def wrong(x, w, b):\n    return w * x"),
            new_code_cell("check_predict = lambda *args, **rest: 2.0"),
            graded((TEST + HIDDEN).format("wrong"), "forged"),
        ]
    )
    made, _ = Execute().preprocess(made, {})
    assert determine_grade(made.cells[-1]) == (0.0, 2.0)
    assert made.cells[-1].outputs[0].data[MIME]["tampering"] is True
