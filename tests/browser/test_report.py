"""The report over a class in a browser: nothing for axe to find, on a projector and on a phone."""

import pytest

from mlsmath.commands.grading.record import (
    FAILED,
    GRADED,
    MISSING,
    PERSON,
    NotebookRecord,
    Record,
    Score,
)
from mlsmath.commands.grading.reporting.page import page as report
from mlsmath.commands.grading.reporting.summary import (
    Summary,
    _exercises,
    _misconceptions,
)

OUTCOMES = ("right", "partly right", "wrong", "not tried", "failed")
SIZES = {"projector": (1280, 720), "phone": (430, 900)}
EXERCISES = ("test-predict", "test-compute-cost-many", "test-gradient-descent")
REASON = "01-predict-with-a-line: tampering suspected; test-predict: 2 points here, no points"


def submission(number: int) -> Record:
    """Return one of many submissions; together they are in every state and outcome."""
    state = (GRADED, GRADED, GRADED, GRADED, FAILED, PERSON, MISSING)[number % 7]
    scores = []
    for place, name in enumerate(EXERCISES):
        outcome = MISSING if state == MISSING else OUTCOMES[(number + place) % 5]
        points = {"right": 3.0, "partly right": 1.5}.get(outcome, 0.0)
        told = {"misconception": f"leaves-out-{name[-4:]}", "hint": "You leave out b."}
        facts = told if outcome in ("partly right", "wrong") else {}
        scores.append(Score(name, points, 3.0, outcome, facts))
    reason = "" if state == GRADED else REASON
    books = [NotebookRecord("01-predict-with-a-line", state, reason, scores)]
    return Record(f"student-{number:03d}", "week1", state, reason, books)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    records = [submission(number) for number in range(60)]
    summary = Summary("week1", records, _exercises(records), _misconceptions(records))
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(report(summary), encoding="utf-8")
    return path


@pytest.mark.parametrize("size", SIZES)
def test_report_is_accessible_and_fits(chromium, path, size):
    from axe_playwright_python.sync_playwright import Axe

    width, height = SIZES[size]
    page = chromium.new_page(viewport={"width": width, "height": height})
    page.goto(path.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    page.close()
