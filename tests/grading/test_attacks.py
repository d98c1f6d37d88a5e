"""Hostile and faulty submissions get what they earned, and honest ones beside them theirs."""

import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import nbformat
import pytest

from .attacks import ASSIGNMENT, ATTACKS, FULL, NAME, RIGHT, answered, source
from .course import ROOT, Course

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("bwrap") is None, reason="the sandbox is not here"
)
TIMEOUT = "\nc.Execute.timeout = 3\n"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Grade every attack once, each between two honest submissions."""
    course = Course(tmp_path_factory.mktemp("attacked"))
    course.notebooks.mkdir()
    shutil.copy(ROOT / "notebooks" / "nbgrader_config.py", course.notebooks)
    with (course.notebooks / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(TIMEOUT)
    (course.notebooks / ASSIGNMENT).mkdir()
    nbformat.write(source(), course.notebooks / ASSIGNMENT / f"{NAME}.ipynb")
    course.run(f"nbgrader generate_assignment {ASSIGNMENT}")
    released = nbformat.read(course.build / "release" / ASSIGNMENT / f"{NAME}.ipynb", 4)
    for number, attack in enumerate(ATTACKS):
        place(course, f"{number:02d}-honest", answered(released, RIGHT))
        folder = place(course, f"{number:02d}-{attack.name}")
        attack.write(released, folder)
    place(course, "99-honest", answered(released, RIGHT))
    course.said = course.run(f"mlsmath grade {ASSIGNMENT}")
    return course


def place(course, student, nb=None) -> Path:
    folder = course.build / "submitted" / student / ASSIGNMENT
    folder.mkdir(parents=True)
    if nb is not None:
        nbformat.write(nb, folder / f"{NAME}.ipynb")
    return folder


def record(course, student) -> dict:
    path = course.build / "grading" / ASSIGNMENT / f"{student}.json"
    return json.loads(path.read_text(encoding="utf-8"))


def points(course) -> dict[str, float]:
    with closing(sqlite3.connect(course.build / "gradebook.db")) as book:
        rows = book.execute(
            "SELECT assignment.student_id, sum(coalesce(grade.manual_score, grade.auto_score, 0)) "
            "FROM submitted_assignment AS assignment "
            "JOIN submitted_notebook AS notebook ON notebook.assignment_id = assignment.id "
            "JOIN grade ON grade.notebook_id = notebook.id GROUP BY assignment.student_id"
        )
        return dict(rows.fetchall())


@pytest.mark.parametrize("number", range(len(ATTACKS)), ids=[attack.name for attack in ATTACKS])
def test_attack_gets_what_it_earned_and_a_reason(course, number):
    import re

    attack = ATTACKS[number]
    student = f"{number:02d}-{attack.name}"
    found = record(course, student)
    told = f"{found['state']}: {found['reason']} {found['mends']}"
    assert points(course)[student] == attack.points, told
    assert found["state"] == attack.state, told
    assert re.search(attack.reason, found["reason"]), told
    assert attack.mend in "\n".join(found["mends"]), told
    earned = sum(score["points"] for book in found["notebooks"] for score in book["scores"])
    assert earned == attack.points


def test_honest_work_beside_them_is_untouched(course):
    scores = points(course)
    honest = {student: value for student, value in scores.items() if "honest" in student}
    assert len(honest) == len(ATTACKS) + 1
    assert set(honest.values()) == {FULL}
    for student in honest:
        found = record(course, student)
        assert (found["state"], found["reason"], found["mends"]) == ("graded", "", [])


def test_nothing_is_left_running(course):
    listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True)
    assert "mlsmath.grading.warm" not in [line.split()[-3:-2] for line in listed.stdout.split("\n")]


def test_no_file_outside_the_build_folder_was_written(course):
    names = {path.name for path in course.folder.iterdir()}
    assert names <= {"notebooks", "build", "settings", "data", "ipython"}
    assert not list((course.folder / "ipython").rglob("00.py"))
    graded = course.build / "autograded"
    assert not [path for path in graded.rglob("*") if path.is_symlink()]
