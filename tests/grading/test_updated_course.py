"""A course that changes in the middle of a term: old submissions, and what a gradebook keeps."""

import shutil
import sqlite3
import sys
from contextlib import closing

import nbformat
import pytest

from .attacks import ASSIGNMENT, HEADS, NAME, RIGHT, WRONG, _known, answered, source
from .class_of_week1 import copy
from .small_class import place, record, small_course

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("bwrap") is None, reason="the sandbox is not here"
)
RELEASE = f"nbgrader generate_assignment {ASSIGNMENT} --force"
GRADE = f"mlsmath grade {ASSIGNMENT} --workers 1"
TRIPLE = "def triple(x):\n    ### BEGIN SOLUTION\n    return 3 * x\n    ### END SOLUTION"
OLD = {
    ("ada", "test-double"): 3.0,
    ("ada", "test-predict"): 2.0,
    ("ada", "test-training-example"): 1.0,
    ("bob", "test-double"): 3.0,
    ("bob", "test-predict"): 0.0,
    ("bob", "test-training-example"): 0.0,
}
QUERY = """
    SELECT assignment.student_id, cell.name, grade.auto_score FROM grade
    JOIN base_cell AS cell ON cell.id = grade.cell_id
    JOIN submitted_notebook AS notebook ON notebook.id = grade.notebook_id
    JOIN submitted_assignment AS assignment ON assignment.id = notebook.assignment_id
"""


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """Two submissions, graded before the course changes."""
    course = small_course(tmp_path_factory.mktemp("before"))
    place(course, "ada", answered(course.released, RIGHT))
    place(course, "bob", answered(course.released, WRONG | {"double": RIGHT["double"]}))
    course.run(GRADE)
    assert rows(course) == OLD
    return course


@pytest.fixture
def course(graded, tmp_path):
    """A copy of it, whose notebooks change."""
    return copy(graded, tmp_path)


def rows(course):
    with closing(sqlite3.connect(course.build / "gradebook.db")) as book:
        found = book.execute(QUERY).fetchall()
    assert len(found) == len({row[:2] for row in found})
    return {(student, cell): points for student, cell, points in found}


def change(course, **notebooks):
    """Put notebooks with these exercises in place of the one that was there."""
    (course.notebooks / ASSIGNMENT / f"{NAME}.ipynb").unlink()
    for name, exercises in notebooks.items():
        nb = source()
        nb.cells.append(_known("triple", TRIPLE, solution=True))
        test = "assert triple(2) == 6\nassert triple(5) == 15"
        nb.cells.append(_known("test-triple", test, grade=True, locked=True, points=4))
        nb.cells = [c for c in nb.cells if "nbgrader" not in c.metadata or _of(c) in exercises]
        nbformat.write(nb, course.notebooks / ASSIGNMENT / f"{name}.ipynb")


def _of(cell):
    return cell.metadata.nbgrader.grade_id.removeprefix("test-")


@pytest.mark.parametrize(
    "notebooks",
    [
        {"renamed": [*HEADS]},
        {NAME: [*HEADS, "triple"]},
    ],
    ids=["renamed", "new exercise"],
)
def test_a_week_that_is_graded_is_not_released_anew_and_keeps_its_rows(course, notebooks):
    change(course, **notebooks)
    assert "there are submissions associated with it" in course.run(RELEASE, status=1)
    assert rows(course) == OLD


def test_other_words_are_released_anew_and_the_rows_stay(course):
    path = course.notebooks / ASSIGNMENT / f"{NAME}.ipynb"
    nb = nbformat.read(path, 4)
    nb.cells[0].source = "# One, explained better"
    nbformat.write(nb, path)
    course.run(RELEASE)
    assert rows(course) == OLD


def test_in_a_new_gradebook_old_submissions_earn_what_they_had(course):
    change(course, renamed=["double", "predict", "triple"], more=["training-example"])
    book = course.build / "gradebook.db"
    book.rename(book.with_name("gradebook-before.db"))
    course.run(RELEASE)
    assert "2 graded" in course.run(f"{GRADE} --force")
    new = {("ada", "test-triple"): 0.0, ("bob", "test-triple"): 0.0}
    assert rows(course) == OLD | new
    assert {f"{name}: taken from {NAME}.ipynb" for name in ("more", "renamed")} <= {
        *record(course, "ada")["mends"]
    }
