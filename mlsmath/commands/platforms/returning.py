"""Give points and feedback back to a learning platform: what `mlsmath return` does.

Points are read from nbgrader's gradebook, so what a person changed in formgrader counts, and a
penalty for lateness is taken off as `nbgrader export` does. Three kinds of people get nothing:
who handed in nothing; who is in the gradebook but not in the platform's table; and, unless they
are asked for as `provisional`, those of whom a cell still needs a person. All are listed.

`build/returned/WEEK` holds what the platform takes, and `returned.csv` (id, points, when): what
has been given back so far.
"""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry

from mlsmath.commands.grading.record import replace
from mlsmath.commands.grading.reporting.summary import guarded, unguarded
from mlsmath.commands.grading.scoring import gradebook
from mlsmath.commands.grading.settings import Course
from mlsmath.commands.platforms import layout
from mlsmath.commands.platforms.errors import PlatformError
from mlsmath.commands.platforms.pages import pack, write_pages
from mlsmath.commands.platforms.roster import (
    CANVAS,
    MOODLE,
    PARTICIPANT,
    PLAIN,
    Person,
    Roster,
    read_roster,
    same_name,
)
from mlsmath.commands.platforms.sheets import Sheet, number

RECORD = "returned.csv"
NAMES = {MOODLE: "worksheet.csv", CANVAS: "gradebook.csv", PLAIN: "grades.csv"}


@dataclass(frozen=True)
class Grade:
    """What the gradebook says of one submission of a week."""

    id: str
    points: float
    needs_person: bool


@dataclass
class Options:
    """How to return. `column` names the column to fill, where it is not found by itself."""

    to: str
    worksheet: Path | None = None
    roster: Path | None = None
    column: str = ""
    scale: bool = False
    provisional: bool = False
    feedback: bool = True


@dataclass
class Returned:
    """What was written, and for whom nothing was.

    `held` are those who need a person, `left_out` those whose pages the platform will not take.
    """

    files: list[Path]
    grades: dict[str, float]
    none: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    column: str = ""
    factor: float = 1.0


def return_week(
    course: Course, options: Options, say: Callable[[str], None], watch: Callable[[int, int], None]
) -> Returned:
    """Write what the platform takes back for a week; `watch` is told how many pages are done.

    Raises
    ------
    PlatformError
        If the platform's table is missing, or does not fit.
    GradingError
        If the gradebook cannot be read.
    """
    sheet = _sheet(course.week, options)
    roster = read_roster(options.roster) if options.roster else layout.read_class(course)
    grades, most = read_grades(course, say)
    if not grades:
        raise PlatformError(
            f"nothing of {course.week} is graded. Enter: mlsmath grade {course.week}"
        )
    final = {one.id: one for one in grades if options.provisional or not one.needs_person}
    factor = _factor(sheet, most, options)
    class_ = sheet.roster if sheet else roster if options.roster else None
    people = {one.id: _who(one.id, class_, roster) if class_ else None for one in grades}
    placed = {id: one for id, one in final.items() if class_ is None or people[id]}
    _say_twice(people, placed)
    returned = Returned([], {id: round(one.points * factor, 2) for id, one in placed.items()})
    returned.held = [one.id for one in grades if one.id not in final]
    returned.strangers = [id for id, who in people.items() if class_ and who is None]
    found = {who.id for who in people.values() if who}
    returned.none = [one.id for one in class_.people if one.id not in found] if class_ else []
    returned.factor = factor
    folder = place(course)
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / NAMES[options.to]
    if sheet:
        returned.column = sheet.title
        rows = ((who.row, returned.grades.get(id)) for id, who in people.items() if who)
        sheet.write(target, {row: points for row, points in rows if points is not None})
    else:
        replace(target, _plain_table(returned.grades, people, most))
    returned.files.append(target)
    if options.feedback:
        write_pages(course, list(returned.grades), folder, say, watch)
        who = {id: people[id] for id in returned.grades}
        returned.left_out = pack(course, folder / "feedback.zip", options.to, who)
        returned.files.append(folder / "feedback.zip")
    _note(folder / RECORD, returned.grades)
    return returned


def place(course: Course) -> Path:
    """Return the folder of what is given back of a week."""
    return course.records.parents[1] / "returned" / course.week


def read_returned(folder: Path) -> dict[str, tuple[float, str]]:
    """Return the points that were given back to each id, and when."""
    try:
        rows = list(csv.DictReader(io.StringIO((folder / RECORD).read_text(encoding="utf-8"))))
        return {unguarded(row["id"]): (float(row["points"]), row["when"]) for row in rows}
    except FileNotFoundError:
        return {}
    except (KeyError, ValueError, TypeError, csv.Error):
        raise PlatformError(
            f"{folder / RECORD} is no list of id, points and when. Rename it, then enter the "
            "command again"
        ) from None


def read_grades(course: Course, say: Callable[[str], None]) -> tuple[list[Grade], float]:
    """Return what the gradebook says of each submission of a week, and the most points."""

    def question(book: Gradebook) -> tuple[list[Grade], float]:
        try:
            most = float(book.find_assignment(course.week).max_score)
        except MissingEntry:
            return [], 0.0
        return [
            Grade(
                one.student_id,
                max(0.0, float(one.score) - float(one.late_submission_penalty)),
                bool(one.needs_manual_grade),
            )
            for one in sorted(
                book.assignment_submissions(course.week), key=lambda one: one.student_id
            )
        ], most

    gradebook.require(course.directory.db_url)
    return gradebook.ask(course.directory, question, say)


def _sheet(week: str, options: Options) -> Sheet | None:
    if options.to == PLAIN:
        return None
    if options.worksheet is None:
        what = {
            MOODLE: "the grading worksheet of the assignment (View all submissions, Download "
            "grading worksheet)",
            CANVAS: "the gradebook (Grades, Export)",
        }
        raise PlatformError(
            f"download {what[options.to]}, and give it: --worksheet FILE. Its own columns are "
            "kept, and the points are filled in",
            2,
        )
    roster = read_roster(options.worksheet)
    if roster.kind != options.to or roster.table is None:
        kinds = {MOODLE: "Moodle's grading worksheet", CANVAS: "Canvas' gradebook"}
        raise PlatformError(f"{options.worksheet}: expected {kinds[options.to]}", 2)
    return Sheet(roster, week, options.column)


def _factor(sheet: Sheet | None, most: float, options: Options) -> float:
    """Return by what points are multiplied: 1, or as much as was asked for."""
    theirs, title = (sheet.most, sheet.title) if sheet else (None, "")
    if theirs is None or abs(theirs - most) < 1e-9:
        return 1.0
    if options.scale and theirs > 0 and most > 0:
        return theirs / most
    raise PlatformError(
        f"the week has {most:g} points, and the most in the column {title!r} is "
        f"{theirs:g}. Set that to {most:g} on the platform and download the table again, or add "
        "--scale to have the points multiplied"
    )


def _who(id: str, people: Roster, roster: Roster | None) -> Person | None:
    """Return the row of the platform's table that belongs to an id of the gradebook."""
    known = (roster.by_id(id) if roster else None) or Person(id)
    exact = people.by_id(id)
    if not exact and id.startswith(PARTICIPANT):
        exact = people.by_key("participant", id.removeprefix(PARTICIPANT))
    names = [id, known.email, *(known.keys.get(key, "") for key in ("login", "number", "canvas"))]
    ways = [(id, [exact] if exact else [])]
    ways += [(name, people.by_login(name)) for name in names if name]
    ways += [("", people.by_name(name)) for name in (known.name, id) if name]
    ways = [(name, found) for name, found in ways if len(found) == 1]
    return next((one for name, (one,) in ways if not _by_chance(name, one, known)), None)


def _by_chance(name: str, one: Person, known: Person) -> bool:
    """Return whether an id of ours is the number that the platform has given somebody else."""
    made = {one.keys.get("canvas"), f"{PARTICIPANT}{one.keys.get('participant')}"}
    named = bool(known.name and one.name)
    return name in made and named and not same_name(known.name, one.name)


def _say_twice(people: dict[str, Person | None], placed: dict[str, Grade]) -> None:
    rows: dict[str, str] = {}
    for id in placed:
        who = people[id]
        if who and rows.setdefault(who.id, id) != id:
            raise PlatformError(
                f"{rows[who.id]} and {id} of the gradebook both belong to {who.name or who.id} of "
                "the platform. Give a table with --roster that tells them apart"
            )


def _plain_table(grades: dict[str, float], people: dict[str, Person | None], most: float) -> str:
    rows = [["id", "name", "points", "max_points"]]
    for id, points in grades.items():
        who = people[id]
        rows.append([id, who.name if who else "", number(points), number(most)])
    return guarded(rows)


def _note(path: Path, grades: dict[str, float]) -> None:
    """Add to the record what was given back now; what was given back before stays."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    all_ = {**read_returned(path.parent), **{id: (points, now) for id, points in grades.items()}}
    rows = [[id, number(points), when] for id, (points, when) in sorted(all_.items())]
    replace(path, guarded([["id", "points", "when"], *rows]))
