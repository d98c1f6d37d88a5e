"""The later weeks: right answers graded by nbgrader's own command, other answers by ours."""

import re
import shutil
import sqlite3
from contextlib import closing

import nbformat
import pytest

from .course import (
    COMMANDS,
    POINTS_QUERY,
    ROOT,
    WEEK,
    Course,
    answer,
    by_grade_id,
    hidden,
    notebooks,
    pages,
    secrets,
    solution,
)
from .small_class import LONG, limit

WEEKS = sorted(path.name for path in (ROOT / "notebooks").glob("week*") if path.name != WEEK)
OWN_DATA = "07-your-own-data"  # its pages rest on the reader's own functions, and stop without
CLASS = ("ada", "ben", "dan")  # all right; answers that return nothing; untouched


@pytest.fixture(scope="module", params=WEEKS)
def week(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def source(week):
    return notebooks(ROOT / "notebooks" / week)


@pytest.fixture(scope="module")
def course(week, source, tmp_path_factory) -> Course:
    """Release, collect and grade the week, and make its feedback.

    That the two commands grade alike is shown on week 1, in test_same_as_nbgrader.py.
    """
    course = Course(tmp_path_factory.mktemp("class"))
    shutil.copytree(
        ROOT / "notebooks", course.notebooks, ignore=shutil.ignore_patterns(".ipynb_checkpoints")
    )
    limit(course, LONG)
    generate, _, autograde, feedback, *_ = (line.replace(WEEK, week) for line in COMMANDS)
    course.run(generate)
    for learner in CLASS:
        hand_in(course, week, source, learner)
    course.run(f"{autograde} --student ada")
    sandbox = "" if shutil.which("bwrap") else "--no-sandbox"
    course.run(f"mlsmath grade {week} {sandbox} --students ben dan")
    course.run(feedback)
    return course


def hand_in(course, week, source, learner):
    """Write the work of a learner where nbgrader looks for it."""
    folder = course.build / "submitted" / learner / week
    folder.mkdir(parents=True)
    for stem, nb in notebooks(course.build / "release" / week).items():
        for key, cell in by_grade_id(nb).items():
            if "raise NotImplementedError()" not in cell.source:
                continue
            if learner == "ada":
                answer(cell, [line[4:] for line in solution(by_grade_id(source[stem])[key])])
            elif learner == "ben":
                answer(cell, ["return None"])
        nbformat.write(nb, folder / f"{stem}.ipynb")


def test_points_are_exact(course, source):
    with closing(sqlite3.connect(course.build / "gradebook.db")) as gradebook:
        rows = gradebook.execute(POINTS_QUERY).fetchall()
    points = {
        cell.metadata.nbgrader.grade_id: cell.metadata.nbgrader.points
        for nb in source.values()
        for cell in nb.cells
        if cell.metadata.get("nbgrader", {}).get("grade")
    }
    assert len(points) >= 14
    expected = {("ada", name): full for name, full in points.items()}
    expected |= {(learner, name): 0 for learner in ("ben", "dan") for name in points}
    assert {(learner, name): score for learner, name, score in rows} == expected


@pytest.mark.parametrize("learner", CLASS)
def test_grading_raises_nothing_and_writes_nothing_to_stderr(course, week, source, learner):
    graded = notebooks(course.build / "autograded" / learner / week)
    assert set(graded) == set(source)
    for stem, nb in graded.items():
        if learner != "ada" and stem == OWN_DATA:
            continue
        for cell in nb.cells:
            stubs = learner == "dan" and "NotImplementedError" in cell.source
            for out in cell.get("outputs", []):
                assert out.output_type != "error" or stubs, (cell.id, out)
                assert out.get("name") != "stderr", (cell.id, out)


@pytest.mark.parametrize("learner", CLASS)
def test_feedback_holds_no_hidden_test(course, week, source, learner):
    found = pages(course, learner, week)
    assert set(found) == set(source)
    for stem, page in found.items():
        checked = any(cell.metadata.get("nbgrader") for cell in source[stem].cells)
        assert ("✔" in page or "✘" in page) == checked  # a closing page grades nothing
        assert not re.search(r"HIDDENTESTS|seed=\d", page)
        for line in secrets(source[stem], hidden):
            assert line not in page
