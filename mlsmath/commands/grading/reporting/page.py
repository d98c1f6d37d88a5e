"""The report as one page of HTML: it needs nothing but itself, and says every chart in a table."""

import re
from html import escape
from pathlib import Path
from statistics import mean, median

from mlsmath.commands.grading.record import FAILED, GRADED, MISSING, PERSON, UNKNOWN, replace
from mlsmath.commands.grading.reporting.summary import Summary, answers_table, grades_table
from mlsmath.commands.grading.settings import Course
from mlsmath.commands.templates import templates_in

LOOKS = {  # of each outcome: a mark and a colour
    "right": ("✔", "#009E73"),
    "partly right": ("◐", "#F0E442"),
    "wrong": ("✘", "#D55E00"),
    "not tried": ("○", "#BBBBBB"),
    "failed": ("■", "#CC79A7"),
    "missing": ("–", "#FFFFFF"),
}
NAMES = {
    "FAILED": FAILED,
    "GRADED": GRADED,
    "MISSING": MISSING,
    "PERSON": PERSON,
    "UNKNOWN": UNKNOWN,
    "LOOKS": LOOKS,
    "mean": mean,
    "median": median,
    "FEW": 6,
    "MANY": 30,
    "LEGIBLE": 0.12,  # the share of a bar in which a mark and a number have room
}


def write_report(course: Course, summary: Summary) -> Path:
    """Write the page and two tables of a week beside its records; return the page."""
    place = course.records
    replace(place / "grades.csv", grades_table(summary))
    replace(place / "answers.csv", answers_table(summary))
    replace(place / "report.html", page(summary))
    return place / "report.html"


def page(summary: Summary) -> str:
    """Return the report of a class as HTML: what needs a person first, then the class."""
    pages = templates_in(Path(__file__).parent)
    pages.globals |= NAMES
    pages.filters |= {"code": _marked, "g": "{:g}".format, "name": _name}
    return pages.get_template("page.html").render(
        summary=summary,
        everybody=sorted(summary.standings, key=lambda one: (not one.person, one.id)),
        mends={one.student: one.mends for one in summary.records},
        heads=["exercise", "share", "#points", *(f"#{LOOKS[one][0]} {one}" for one in LOOKS)],
        parts=_parts(summary.points, summary.max_points),
    )


def _parts(points: list[float], most: float) -> list[tuple[float, float, int]]:
    """Return the tenths of the points, from and to, each with how many have earned so many."""
    if not points or not most:
        return []
    places = [min(int(10 * value / most), 9) for value in points]
    return [(most * n / 10, most * (n + 1) / 10, places.count(n)) for n in range(10)]


def _marked(text: str) -> str:
    """Return text as HTML, with code as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))


def _name(grade_id: str) -> str:
    return grade_id.removeprefix("test-").replace("-", " ")
