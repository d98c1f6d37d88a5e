"""Where each person of a class stands: collected, graded, needs a person, returned."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from mlsmath.commands.grading import record
from mlsmath.commands.grading.intake import inspection
from mlsmath.commands.grading.record import FAILED, MISSING, PERSON
from mlsmath.commands.grading.reporting.summary import Standing
from mlsmath.commands.grading.settings import Course
from mlsmath.commands.platforms import layout
from mlsmath.commands.platforms.errors import PlatformError
from mlsmath.commands.platforms.notebooks import expected_in
from mlsmath.commands.platforms.returning import Grade, place, read_grades, read_returned
from mlsmath.commands.platforms.roster import Person, Roster


def states(
    course: Course, roster: Roster | None = None, say: Callable[[str], None] = lambda text: None
) -> list[Standing]:
    """Return a row for everybody: in the roster, collected, graded or returned.

    Without a roster, the one given last to `collect` holds. `say` is told what is waited for.

    Raises
    ------
    PlatformError
        If there is nobody, the week has no notebooks, or one of them or the record of what was
        returned is broken.
    GradingError
        If the gradebook cannot be read.
    """
    roster = roster or layout.read_class(course)
    people = {one.id: one for one in roster.people} if roster else {}
    there = course.students()[0]
    grades, most = _gradebook(course, say)
    returned = read_returned(place(course))
    expected = expected_in(course.place("source"))
    everybody = set(people) | set(there) | set(returned) | set(grades)
    if not everybody:
        raise PlatformError(
            f"nobody is known of {course.week}. Enter: mlsmath collect {course.week} DOWNLOAD", 1
        )
    found = []
    for student in sorted(everybody):
        one = Standing(student, people.get(student, Person(student)).name)
        notes = [] if student in people or not people else ["not in the roster"]
        known = layout.read_record(course, student)
        if student in there and course.place("submitted", student).parent.is_symlink():
            notes.append("the folder is a link to another place: no submission")
        elif student in there:
            one.collected = _collected(course, student, known, list(expected))
        if student in grades:
            notes += _graded(one, course, grades[student], most)
        if student in returned:
            one.returned = returned[student][1][:16].replace("T", " ") or "yes"
        if known is not None and known.late:
            notes.append(f"late, says {known.form}")
        one.notes = "; ".join(notes)
        found.append(one)
    return found


def _collected(
    course: Course, student: str, known: layout.Collected | None, expected: list[str]
) -> str:
    folder = course.place("submitted", student)
    number = sum((folder / f"{name}.ipynb").is_file() for name in expected)
    when = ""
    if known is not None and known.when:
        when = f", {datetime.fromisoformat(known.when).astimezone():%Y-%m-%d %H:%M}"
    return f"{number} of {len(expected)}{when}"


def _graded(one: Standing, course: Course, grade: Grade, most: float) -> list[str]:
    """Fill in what grading says of somebody, and return notes."""
    found = record.read(course.records / f"{record.stem(one.id)}.json")
    if found is not None and found.state == MISSING:
        return []
    one.points, one.most = grade.points, most
    one.graded = f"{grade.points:g} of {most:g}"
    one.person = "yes" if grade.needs_person else ""
    if found is None:  # nbgrader itself has graded it
        return []
    if found.state == FAILED:
        one.graded += f", {FAILED}"
    in_cells = any(score.flag for book in found.notebooks for score in book.scores)
    if found.state == PERSON and not in_cells:
        one.person = "yes"
    mark = inspection.fingerprint(course.place("submitted", one.id)) if one.collected else ""
    if mark and found.fingerprint and not found.fingerprint.startswith(mark):
        return ["handed in anew since it was graded"]
    return []


def _gradebook(course: Course, say: Callable[[str], None]) -> tuple[dict[str, Grade], float]:
    """Return what the gradebook says of each submission, and the most points."""
    path = course.directory.db_url.removeprefix("sqlite:///")
    if path != course.directory.db_url and not Path(path).exists():
        return {}, 0.0
    grades, most = read_grades(course, say)
    return {one.id: one for one in grades}, most
