"""What cannot be graded fails with a sentence, which its learner finds on the feedback page."""

import shutil
import sys

import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_raw_cell

from .attacks import ASSIGNMENT, FULL, NAME, RIGHT, answered
from .small_class import place, points, record, small_course

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("bwrap") is None, reason="the sandbox is not here"
)
BROKEN = {
    "zipped": (b"PK\x03\x04", "not valid JSON"),
    "listed": (b'{"nbformat": 4, "cells": 1}', "not a notebook"),
}
NOTE = {"grade": True, "solution": False, "locked": False, "points": 2, "schema_version": 3}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Grade what fails beside a raw cell that nbgrader refuses, and make the pages."""
    course = small_course(tmp_path_factory.mktemp("failed"))
    for student, (data, _) in BROKEN.items():
        (place(course, student) / f"{NAME}.ipynb").write_bytes(data)
    nb = answered(course.released, RIGHT)
    nb.cells.insert(1, new_raw_cell("mine", metadata={"nbgrader": {**NOTE, "grade_id": "mine"}}))
    place(course, "raw", nb)
    place(course, "nothing")
    course.run(f"mlsmath grade {ASSIGNMENT} --workers 1")
    course.run(f"nbgrader generate_feedback {ASSIGNMENT}")
    return course


def page(course, student: str) -> str:
    path = course.build / "feedback" / student / ASSIGNMENT / f"{NAME}.html"
    return " ".join(BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").text.split())


@pytest.mark.parametrize("student", BROKEN)
def test_learner_of_what_failed_is_told_why(course, student):
    why = BROKEN[student][1]
    assert (record(course, student)["state"], points(course)[student]) == ("failed", 0)
    assert f"handed in, but it cannot be graded: {why}. Ask your instructor" in page(
        course, student
    )


def test_raw_cell_that_nbgrader_refuses_is_a_plain_cell(course):
    assert (record(course, "raw")["state"], points(course)["raw"]) == ("graded", FULL)
    assert "cannot be graded" not in page(course, "raw")


def test_who_handed_in_nothing_gets_no_page(course):
    assert record(course, "nothing")["state"] == "missing"
    assert not (course.build / "feedback" / "nothing").exists()
