"""A course with one small assignment, and what grading left behind in it."""

import atexit
import json
import shutil
import sqlite3
import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path

import nbformat

from .attacks import ASSIGNMENT, NAME, source
from .class_of_week1 import copy
from .course import ROOT, Course

TIMEOUT = "\nc.Execute.timeout = {}\n"
LONG, SHORT = 120, 5  # seconds for a cell: never reached, or waited for


def small_course(folder: Path) -> Course:
    """Return a course with the small assignment released."""
    course = copy(_released(), folder)
    course.released = nbformat.read(course.build / "release" / ASSIGNMENT / f"{NAME}.ipynb", 4)
    return course


@cache
def _released() -> Course:
    """Release the small assignment, once for all modules that begin with it."""
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    course = Course(Path(folder))
    course.notebooks.mkdir()
    shutil.copy(ROOT / "notebooks" / "nbgrader_config.py", course.notebooks)
    limit(course, LONG)
    (course.notebooks / ASSIGNMENT).mkdir()
    nbformat.write(source(), course.notebooks / ASSIGNMENT / f"{NAME}.ipynb")
    course.run(f"nbgrader generate_assignment {ASSIGNMENT}")
    return course


def limit(course: Course, seconds: int) -> None:
    """Give each cell so much time; of what is said twice in nbgrader's settings the last holds."""
    with (course.notebooks / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(TIMEOUT.format(seconds))


def place(course: Course, student: str, nb: nbformat.NotebookNode | None = None) -> Path:
    """Hand in a notebook, or an empty folder, and return the folder."""
    folder = course.build / "submitted" / student / ASSIGNMENT
    folder.mkdir(parents=True)
    if nb is not None:
        nbformat.write(nb, folder / f"{NAME}.ipynb")
    return folder


def records(course: Course) -> Path:
    """Return the folder of the records."""
    return course.build / "grading" / ASSIGNMENT


def record(course: Course, student: str) -> dict:
    """Return the record of a student."""
    return json.loads((records(course) / f"{student}.json").read_text(encoding="utf-8"))


def points(course: Course) -> dict[str, float]:
    """Return the points of each student, from the gradebook."""
    with closing(sqlite3.connect(course.build / "gradebook.db")) as book:
        rows = book.execute(
            "SELECT assignment.student_id, sum(coalesce(grade.manual_score, grade.auto_score, 0)) "
            "FROM submitted_assignment AS assignment "
            "JOIN submitted_notebook AS notebook ON notebook.assignment_id = assignment.id "
            "JOIN grade ON grade.notebook_id = notebook.id GROUP BY assignment.student_id"
        )
        return dict(rows.fetchall())
