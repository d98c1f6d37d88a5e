"""The table of a class: everybody is a row, whatever is known of them."""

import csv

import pytest

from mlsmath.commands.cli import main
from mlsmath.commands.grading import record
from mlsmath.commands.grading.intake import inspection
from mlsmath.commands.grading.record import NotebookRecord, Record, Score
from mlsmath.commands.platforms.errors import PlatformError
from mlsmath.commands.platforms.states import states

from .small import FIRST, SECOND, WEEK, grade


@pytest.fixture
def graded(klass, version_asked_once):
    """A class collected from Moodle; a gradebook with ada's and jose's points; ada's returned."""
    work = {id: [{FIRST: klass.book(words=id)}] for id in ("ada", "jose", "tim")}
    klass.one(work, "moodle")
    grade(klass.course, {"ada": 3, "jose": 1, "left": 2}, needs_person=["jose"])
    for student in ("ada", "jose"):
        found = Record(student, WEEK, "needs a person" if student == "jose" else "graded")
        flag = "a person" if student == "jose" else ""
        found.notebooks = [NotebookRecord("x", scores=[Score("test-1", 3, 4, "right", {}, flag)])]
        found.fingerprint = inspection.fingerprint(klass.place(student)) + "-rest"
        record.write(found, klass.course.records)
    returned = klass.build / "returned" / WEEK / "returned.csv"
    returned.parent.mkdir(parents=True)
    with returned.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [["id", "points", "when"], ["ada", "3", "2026-11-29T10:00:00+00:00"]]
        )
    return klass


def by_id(course):
    return {one.id: one for one in states(course)}


def test_everybody_is_a_row(graded):
    found = by_id(graded.course)
    assert list(found) == ["ada", "joerg", "jose", "left", "tim", "zoe"]
    ada, jose, tim, zoe = (found[name] for name in ("ada", "jose", "tim", "zoe"))
    assert (ada.name, ada.collected) == ("Ada Lovelace", "1 of 4, 2026-11-28 22:15")
    assert (ada.graded, ada.person, ada.returned) == ("3 of 4", "", "2026-11-29 10:00")
    assert (jose.graded, jose.person, jose.returned) == ("1 of 4", "yes", "")
    assert (tim.collected, tim.graded) == ("1 of 4", "")
    assert [one.id for one in found.values() if one.nowhere] == ["joerg", "zoe"]
    assert (zoe.collected, zoe.graded, zoe.person, zoe.returned, zoe.notes) == ("",) * 5
    assert found["left"].notes == "not in the roster"


@pytest.mark.parametrize("form", ["{}/", "./{}", "{}//"])
def test_name_of_the_week_as_a_shell_completes_it(graded, capsys, monkeypatch, form):
    monkeypatch.setenv("COLUMNS", "200")
    assert main(["class", form.format(WEEK)]) == 0
    assert "3 of 4" in capsys.readouterr().out


def test_what_is_handed_in_anew_is_said(graded):
    assert by_id(graded.course)["ada"].notes == ""
    graded.one({"ada": [{SECOND: graded.book(SECOND)}]}, "moodle", "friday")
    assert by_id(graded.course)["ada"].notes == "handed in anew since it was graded"


def test_points_that_a_person_changed_count(graded):
    from nbgrader.api import Gradebook

    with Gradebook(graded.course.directory.db_url, "mlsmath") as book:
        found = book.find_grade("test-1", "01-predict-with-a-line", WEEK, "jose")
        found.manual_score, found.needs_manual_grade = 4, False
        book.db.commit()
    jose = by_id(graded.course)["jose"]
    assert (jose.graded, jose.person) == ("4 of 4", "")


def test_class_before_anything_is_graded(klass):
    klass.one({"ada": [{FIRST: klass.book()}]}, "canvas")
    found = by_id(klass.course)
    assert found["ada"].collected == "1 of 4"
    assert sum(one.nowhere for one in found.values()) == 4
    assert not (klass.build / "gradebook.db").exists()


def test_nobody_at_all(klass):
    with pytest.raises(PlatformError, match="nobody is known of week1"):
        states(klass.course)


def test_week_that_the_gradebook_does_not_know(graded, capsys):
    graded.course.place("source").rename(graded.course.place("source").with_name("small"))
    assert main(["class", "small"]) == 1
    assert "nobody is known of small" in capsys.readouterr().err
    assert main(["return", "small", "--to", "csv"]) == 1
    assert "nothing of small is graded. Enter: mlsmath grade small" in capsys.readouterr().err
