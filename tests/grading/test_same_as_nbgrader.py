"""`mlsmath grade` leaves the same gradebook and the same files as `nbgrader autograde`."""

import csv

import pytest

from . import class_of_week1 as week1
from .answers import RIGHT
from .class_of_week1 import WEEK, graded, hand_in, work
from .course import COMMANDS
from .same import clockless, files, rows

AUTOGRADE = COMMANDS[2]
EARLY, LATE, LATER = (f"2025-01-0{day} 12:00:00 UTC" for day in (1, 5, 6))
PENALTY = '\nc.LateSubmissionPlugin.penalty_method = "zero"\n'


def first_round(course) -> None:
    hand_in(course, "ada", work(course, "right"), EARLY)
    hand_in(course, "ben", work(course, "wrong"))
    hand_in(course, "cleo", dict(list(work(course, "half right").items())[:2]), EARLY)
    hand_in(course, "dan", work(course, "untouched"), EARLY)
    hand_in(course, "lea", dict(list(work(course, "right").items())[:1]), LATE)


def second_round(course) -> None:
    """Somebody gives manual points; somebody hands in better, somebody worse work, later."""
    hand_in(course, "cleo", dict(list(work(course, "right").items())[1:2]), LATER)
    hand_in(course, "dan", dict(list(work(course, "half right").items())[:1]), LATER)


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """Grade the same class twice, by nbgrader and by us, in two rounds."""
    folder = tmp_path_factory.mktemp("same")
    stock = week1.empty_course(folder / "stock")
    with (stock.notebooks / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(PENALTY)
    week1.due(stock, "2025-01-03 00:00:00.000000")
    first_round(stock)
    (stock.build / "submitted" / "ada" / WEEK / "notes.txt").write_text("mine", encoding="utf-8")
    ours = week1.copy(stock, folder / "ours")
    for course in (stock, ours):
        for submit in (lambda course: None, second_round):
            submit(course)
            graded(course) if course is ours else course.run(AUTOGRADE)
    return stock, ours


def test_same_rows_in_the_gradebook(both):
    stock, ours = (rows(course.build / "gradebook.db") for course in both)
    assert len(stock["grades"]) == 5 * len(RIGHT)
    assert {row[3] for row in stock["grades"]} >= {0.0, 0.5, 1.0, 2.0, 3.0}
    assert any(row[2] for row in stock["notebooks"])
    assert ours == stock


def test_same_files(both):
    stock, ours = (files(course.build / "autograded") for course in both)
    assert set(ours) == set(stock)
    for name in stock:
        assert clockless(ours[name]) == clockless(stock[name]), name


def test_a_further_run_has_nothing_to_do(both):
    _, ours = both
    before = files(ours.build / "autograded")
    assert "5 had been done before" in graded(ours)
    assert files(ours.build / "autograded") == before


def test_feedback_and_export_work_afterwards(both):
    _, ours = both
    ours.run(f"{COMMANDS[3]} --student ada")
    pages = list((ours.build / "feedback" / "ada" / WEEK).glob("*.html"))
    assert len(pages) == 4
    assert all("Score:" in page.read_text(encoding="utf-8") for page in pages)
    ours.run(COMMANDS[4])
    with (ours.build / "grades.csv").open(encoding="utf-8", newline="") as file:
        scores = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    assert (scores["ada"], scores["ben"], len(scores)) == (sum(RIGHT.values()), 0, 5)
