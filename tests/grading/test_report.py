"""The report over a class: what it counts, what it tells apart, and how it reads."""

import csv
import io
from collections import Counter

import pytest
from bs4 import BeautifulSoup

from mlsmath.checks.result import MIME as MIME_OF_CHECKS
from mlsmath.commands.grading import record
from mlsmath.commands.grading.record import (
    FAILED,
    GRADED,
    MISSING,
    PERSON,
    NotebookRecord,
    Record,
    Score,
)
from mlsmath.commands.grading.reporting.page import page
from mlsmath.commands.grading.reporting.summary import (
    Standing,
    answers_table,
    grades_table,
    guarded,
    summarise,
    unguarded,
)

HINT = "You leave out b."


class Folder:
    """What the report asks of a course."""

    week = "week1"

    def __init__(self, records):
        self.records = records


def score(name, points, outcome, misconception=None, flag=""):
    message = f"✘ Not yet. {HINT}\n0 of 2 points." if misconception else "✔ Correct. Yes."
    facts = {"misconception": misconception, "hint": HINT, "message": message}
    return Score(name, points, 2.0, outcome, facts, flag)


def one(student, state, *scores, reason="", notebook=GRADED):
    books = [NotebookRecord("nb", notebook, reason, list(scores))]
    return Record(student, "week1", state, reason, books)


@pytest.fixture
def summary(tmp_path):
    for found in (
        one("ada", GRADED, score("test-f", 2.0, "right"), score("test-g", 2.0, "right")),
        one("ben", GRADED, score("test-f", 0.0, "wrong", "forgets-b"), score("test-g", 0, "wrong")),
        one(
            "cem",
            GRADED,
            score("test-f", 1.0, "partly right", "forgets-b"),
            score("test-g", 0.0, "not tried", "not-written"),
        ),
        one(
            "dora",
            FAILED,
            score("test-f", 2.0, "right"),
            score("test-g", 0.0, "failed"),
            reason="the kernel died in cell 3",
            notebook=FAILED,
        ),
        one(
            "=eve()",
            PERSON,
            score("test-f", 0.0, "failed", flag="forged"),
            score("test-g", 2.0, "right"),
            reason="tampering <script>",
            notebook=PERSON,
        ),
        one(
            "fay",
            MISSING,
            score("test-f", 0, "missing"),
            score("test-g", 0, "missing"),
            notebook=MISSING,
        ),
    ):
        record.write(found, tmp_path)
    return summarise(Folder(tmp_path), ["ada", "gus"])


def test_form_of_the_checks_results_is_the_checks_own():
    assert record.MIME == MIME_OF_CHECKS


def test_record_is_read_as_it_was_written(tmp_path):
    written = one("ada", GRADED, score("test-f", 1.5, "partly right", "forgets-b"))
    record.write(written, tmp_path)
    assert record.read(tmp_path / "ada.json") == written


@pytest.mark.parametrize("text", ["", "{", "[]", '{"version": 2}', '{"version": 1}'])
def test_file_that_is_no_record_is_none(tmp_path, text):
    path = tmp_path / "ada.json"
    path.write_text(text, encoding="utf-8")
    assert record.read(path) is None


def test_outcomes_are_counted(summary):
    f, g = summary.exercises
    assert f.outcomes == Counter(right=2, wrong=1, failed=1, missing=1) + Counter(
        {"partly right": 1}
    )
    assert g.outcomes["not tried"] == 1


def test_misconceptions_are_counted_with_students(summary):
    (found,) = summary.misconceptions
    assert (found.exercise, found.name, found.hint) == ("test-f", "forgets-b", HINT)
    assert found.students == ["ben", "cem"]


def test_a_record_of_before_the_hint_was_a_fact_shows_the_first_line(tmp_path):
    facts = {"misconception": "z", "message": "✘ Not yet. Take b.\n0 of 2 points."}
    record.write(one("ada", GRADED, Score("test-f", 0.0, 2.0, "wrong", facts)), tmp_path)
    (found,) = summarise(Folder(tmp_path), []).misconceptions
    assert found.hint == "✘ Not yet. Take b."


def test_wrong_answers_without_a_known_misconception_come_last(tmp_path):
    for number in range(3):
        scores = score("test-f", 0.0, "wrong", "other"), score("test-g", 0.0, "wrong", "z-idea")
        record.write(one(f"s{number}", GRADED, *scores[: 2 if number else 1]), tmp_path)
    found = summarise(Folder(tmp_path), [])
    assert [(one.name, len(one.students)) for one in found.misconceptions] == [
        ("z-idea", 2),
        ("other", 3),
    ]
    heads = [head.get_text(" ") for head in BeautifulSoup(page(found), "html.parser").select("th")]
    assert heads.index("z idea g") < heads.index("none that is known f")


def test_table_tells_zero_failed_missing_and_person_apart(summary):
    rows = {row["student"]: row for row in csv.DictReader(io.StringIO(grades_table(summary)))}
    assert rows["ben"]["test-f"] == "0"
    assert rows["dora"]["test-g"] == "failed"
    assert rows["fay"]["test-f"] == "missing"
    assert rows["gus"]["state"] == "missing"
    assert rows["gus"]["points"] == ""
    assert rows["'=eve()"]["test-f"] == "needs a person"
    assert rows["'=eve()"]["points"] == "2"
    assert rows["ada"]["points"] == "4"


def test_answers_hold_each_exercise_of_each_student(summary):
    rows = list(csv.DictReader(io.StringIO(answers_table(summary))))
    assert len(rows) == 6 * 2
    assert [r["misconception"] for r in rows if r["student"] == "cem"] == [
        "forgets-b",
        "not-written",
    ]


def test_page_stands_by_itself_and_is_accessible(summary):
    text = page(summary)
    soup = BeautifulSoup(text, "html.parser")
    assert soup.html["lang"] == "en"
    assert soup.title.get_text() == "Report: week1"
    assert not soup.find_all(["script", "link", "img", "iframe"])
    assert "http" not in text
    for table in soup.find_all("table"):
        assert table.caption.get_text()
        assert all(head.get("scope") in ("row", "col") for head in table.find_all("th"))
    for chart in soup.select(".bar, .len i"):
        assert chart["aria-hidden"] == "true"  # its numbers stand beside it
    levels = [int(head.name[1]) for head in soup.find_all(["h1", "h2", "h3"])]
    assert levels[0] == 1
    assert set(levels[1:]) == {2}


def test_page_says_who_needs_a_look_and_why(summary):
    soup = BeautifulSoup(page(summary), "html.parser")
    cards = [card.get_text() for card in soup.select(".cards li")]
    assert cards == ["1needs a person", "1failed, in part or whole", "2missing", "3graded"]
    assert soup.h2.get_text() == "To look at"
    first = soup.table.tbody.find_all("tr")
    assert [row.th.get_text() for row in first] == ["=eve()", "dora", "fay", "gus"]
    text = soup.get_text()
    assert "the kernel died in cell 3" in text
    assert "tampering <script>" in text
    assert HINT in text


def rows_of(soup, caption):
    (found,) = [one for one in soup.find_all("caption") if one.get_text().startswith(caption)]
    return found.find_parent("table").select("tbody tr")


def test_bars_say_how_many(summary):
    soup = BeautifulSoup(page(summary), "html.parser")
    row, _ = rows_of(soup, "How the class did on each exercise")
    assert row.select_one(".bar").get_text(" ").split() == ["✔2", "◐1", "✘1", "■1", "–1"]
    assert [cell.get_text() for cell in row.select("td.n")] == ["2", "2", "1", "1", "0", "1", "1"]
    points = rows_of(soup, "How many submissions earned how much")
    said = {row.th.get_text(): row.td.get_text() for row in points}
    assert (said["0 to < 0.4"], said["3.6 to 4"], said["1.2 to < 1.6"]) == ("1", "1", "0")


def test_code_is_shown_as_code(tmp_path):
    facts = {"misconception": "z", "hint": "Write `a < b` there."}
    wrong = Score("test-f", 0.0, 2.0, "wrong", facts)
    found = one("ada", PERSON, wrong, reason="`f` was replaced; `g(x)` too", notebook=PERSON)
    record.write(found, tmp_path)
    soup = BeautifulSoup(page(summarise(Folder(tmp_path), [])), "html.parser")
    assert [code.get_text() for code in soup.find_all("code")] == ["f", "g(x)", "a < b"]
    assert [why.get_text() for why in soup.select(".why li")] == ["f was replaced", "g(x) too"]


def test_table_of_the_class_has_everybody_and_the_points_of_the_gradebook(tmp_path):
    record.write(one("ada", GRADED, score("test-f", 1.0, "partly right", "forgets-b")), tmp_path)
    standings = [
        Standing("ada", "Ada", "1 of 1", "1.5 of 2", returned="2026-11-29", points=1.5, most=2),
        Standing("ben", "Ben", "1 of 1", "0 of 2", "yes", notes="late", points=0.0, most=2),
        Standing("cem", "Cem", "1 of 1"),
        Standing("zoe", "Zoe <i>"),
    ]
    found = summarise(Folder(tmp_path), ["ada", "ben", "cem"], standings)
    assert [one.student for one in found.in_state(MISSING)] == ["zoe"]
    assert found.points == [1.5, 0.0]
    soup = BeautifulSoup(page(found), "html.parser")
    rows = rows_of(soup, "Where everybody stands")
    assert [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in rows] == [
        ["ben", "Ben", "1 of 1", "0 of 2", "yes", "–", "late"],
        ["ada", "Ada", "1 of 1", "1.5 of 2", "–", "2026-11-29", ""],
        ["cem", "Cem", "1 of 1", "–", "–", "–", ""],
        ["zoe", "Zoe <i>", "–", "–", "–", "–", ""],
    ]
    assert "Handed in and not graded yet: cem." in soup.get_text()
    assert "from 0 to 1.5 of 2" in soup.get_text()


def test_page_follows_the_readers_scheme_and_says_where_a_table_scrolls(summary):
    soup = BeautifulSoup(page(summary), "html.parser")
    style = soup.style.get_text()
    assert "color-scheme:light dark" in style
    light, dark = (style.split(":root{")[number].split("}")[0] for number in (1, 2))
    named = {line.split(":")[0] for line in light.replace("\n", "").split(";") if "--" in line}
    assert named == {
        line.split(":")[0] for line in dark.replace("\n", "").split(";") if "--" in line
    }
    for table in soup.select("table.many"):
        assert table.caption.select_one(".cue").get_text() == "(scroll sideways →)"
    assert len(soup.select("table.many")) == 1


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r"])  # OWASP, "CSV injection"
def test_no_cell_of_a_table_begins_as_a_formula(first):
    text = f"{first}SUM(A1)"
    ((cell,),) = csv.reader(io.StringIO(guarded([[text]]), newline=""))
    assert cell == f"'{text}"
    assert unguarded(cell) == text
