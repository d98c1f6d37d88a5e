"""Handing out, collecting and returning with nbgrader's exchange, as on a shared server."""

import shutil
import sys

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from .course import COMMANDS, ROOT, WEEK, Course

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nbgrader has no exchange there")


def small_assignment() -> nbformat.NotebookNode:
    note = {"grade": False, "locked": False, "schema_version": 3, "solution": True, "task": False}
    test = {"grade": True, "locked": True, "schema_version": 3, "solution": False, "task": False}
    return new_notebook(
        cells=[
            new_code_cell(
                "def f(x):\n    ### BEGIN SOLUTION\n    return x + 2\n    ### END SOLUTION",
                id="f",
                metadata={"nbgrader": {**note, "grade_id": "f"}},
            ),
            new_code_cell(
                "float(f(1) == 3)\n"
                "### BEGIN HIDDEN TESTS\nfloat(f(40) == 42)\n### END HIDDEN TESTS",
                id="test-f",
                metadata={"nbgrader": {**test, "grade_id": "test-f", "points": 1}},
            ),
        ],
        metadata={"kernelspec": {"name": "python3", "language": "python", "display_name": "Py"}},
    )


def test_assignment_goes_out_and_feedback_comes_back(tmp_path):
    course = Course(tmp_path / "server")
    exchange = tmp_path / "exchange"
    (course.settings / "nbgrader_config.py").write_text(
        f"c = get_config()\nc.Exchange.root = {str(exchange)!r}\n", encoding="utf-8"
    )
    (course.notebooks / WEEK).mkdir(parents=True)
    shutil.copy(ROOT / "notebooks" / "nbgrader_config.py", course.notebooks)
    nbformat.write(small_assignment(), course.notebooks / WEEK / "small.ipynb")
    generate, _, autograde, feedback, _, release, collect, give_back = COMMANDS

    course.run(generate)
    course.run(release)
    handed_out = exchange / "mlsmath" / "outbound" / WEEK
    assert "x + 2" not in (handed_out / "small.ipynb").read_text(encoding="utf-8")

    desk = tmp_path / "desk"
    shutil.copytree(handed_out, desk / WEEK)
    nbformat.write(small_assignment(), desk / WEEK / "small.ipynb")  # a perfect answer
    course.run(f"nbgrader submit {WEEK} --course mlsmath", cwd=desk)

    course.run(collect)
    course.run(autograde)
    course.run(feedback)
    course.run(give_back)
    (page,) = (exchange / "mlsmath" / "feedback").rglob("*.html")
    text = page.read_text(encoding="utf-8")
    assert "(Score: 1.0 / 1.0)" in text
    assert "42" not in text.split("<body>", 1)[1]
