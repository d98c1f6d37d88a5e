"""Where each person of a class stands: collected, graded, needs a person, returned."""

import csv
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from mlsmath.grading import gradebook, preflight, record
from mlsmath.grading.record import FAILED, MISSING, PERSON
from mlsmath.grading.settings import Course
from mlsmath.platforms import layout
from mlsmath.platforms.errors import PlatformError
from mlsmath.platforms.notebooks import expected_in
from mlsmath.platforms.roster import Person, Roster

RETURNED = "returned.csv"


@dataclass
class State:
    """One person of a class, in words that can be printed; "" where there is nothing to say."""

    id: str
    name: str = ""
    collected: str = ""
    graded: str = ""
    person: str = ""
    returned: str = ""
    notes: str = ""

    @property
    def nowhere(self) -> bool:
        """Return whether nothing is known of this person but the name."""
        return not (self.collected or self.graded or self.returned)


def returned_in(course: Course) -> Path:
    """Return the table of what was given back: id, points, when."""
    return course.records.parent.parent / "returned" / course.week / RETURNED


def states(course: Course, roster: Roster | None = None) -> list[State]:
    """Return a row for everybody: in the roster, collected, graded or returned.

    Without a roster, the one given last to `collect` holds.

    Raises
    ------
    PlatformError
        If there is nobody.
    """
    roster = roster or layout.read_class(course)
    people = {one.id: one for one in roster.people} if roster else {}
    there = course.students()[0]
    book = _gradebook(course)
    returned = _returned(course)
    expected = expected_in(course.place("source"))
    everybody = set(people) | set(there) | set(returned)
    everybody |= {one for one in book if book[one]["points"] is not None}
    if not everybody:
        raise PlatformError(
            f"nobody is known of {course.week}. Enter: mlsmath collect {course.week} DOWNLOAD", 1
        )
    found = []
    for student in sorted(everybody):
        one = State(student, people.get(student, Person(student)).name)
        notes = [] if student in people or not people else ["not in the roster"]
        known = layout.read_record(course, student)
        if student in there:
            one.collected = _collected(course, student, known, list(expected))
        one.graded, one.person, more = _graded(course, student, book.get(student), student in there)
        notes += more
        if student in returned:
            one.returned, more = _given_back(returned[student], book.get(student))
            notes += more
        if known is not None and known.late:
            notes.append(f"late, says {known.form}")
        one.notes = "; ".join(notes)
        found.append(one)
    return found


def _collected(
    course: Course, student: str, known: layout.Collected | None, expected: list[str]
) -> str:
    place = course.place("submitted", student)
    number = sum((place / f"{name}.ipynb").is_file() for name in expected)
    when = ""
    if known is not None and known.when:
        when = f", {datetime.fromisoformat(known.when).astimezone():%Y-%m-%d %H:%M}"
    return f"{number} of {len(expected)}{when}"


def _graded(
    course: Course, student: str, row: dict[str, Any] | None, there: bool
) -> tuple[str, str, list[str]]:
    """Return the points or the state, whether a person is needed, and notes."""
    found = record.read(course.records / f"{record.stem(student)}.json")
    points = row["points"] if row else None
    if points is None or (found is not None and found.state == MISSING):
        return "", "", []
    graded = f"{points:g} of {row['most']:g}" if row else ""
    if found is not None and found.state == FAILED:
        graded += f", {FAILED}"
    flagged = found is not None and found.state == PERSON
    in_cells = flagged and any(s.flag for book in found.notebooks for s in book.scores)
    needed = bool(row and row["person"]) or (flagged and not in_cells)
    notes = []
    if there and found is not None and found.fingerprint:
        mark = preflight.fingerprint(course.place("submitted", student))
        if not found.fingerprint.startswith(mark):
            notes.append("handed in anew since it was graded")
    return graded, "yes" if needed else "", notes


def _given_back(row: dict[str, str], graded: dict[str, Any] | None) -> tuple[str, list[str]]:
    points, when = row.get("points") or "", row.get("when") or ""
    notes = []
    try:
        changed = graded is not None and abs(float(points) - graded["points"]) > 1e-9
    except (ValueError, TypeError):
        changed = False
    if changed:
        notes.append(f"returned with {points}, changed since")
    return (when[:16].replace("T", " ") or "yes"), notes


def _returned(course: Course) -> dict[str, dict[str, str]]:
    """Return what was given back to whom, the last of each."""
    try:
        with returned_in(course).open(encoding="utf-8-sig", newline="") as file:
            return {row["id"]: row for row in csv.DictReader(file) if row.get("id")}
    except (OSError, KeyError, csv.Error, UnicodeDecodeError):
        return {}


def _gradebook(course: Course) -> dict[str, dict[str, Any]]:
    """Return points, highest points and whether a person is needed, of each submission."""
    from nbgrader.api import Gradebook, MissingEntry

    url = course.directory.db_url
    if url.startswith("sqlite:///") and not Path(url.removeprefix("sqlite:///")).exists():
        return {}
    with gradebook.faults_in_words(), Gradebook(url, course.directory.course_id) as book:
        try:
            book.find_assignment(course.week)
        except MissingEntry:
            return {}
        return {
            row["student"]: {
                "points": row["score"],
                "most": row["max_score"],
                "person": row["needs_manual_grade"],
            }
            for row in book.submission_dicts(course.week)
        }
