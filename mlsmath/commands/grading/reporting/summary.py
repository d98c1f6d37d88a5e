"""From the records of a class to what an instructor wants to know, and to tables."""

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from mlsmath.commands.grading import record
from mlsmath.commands.grading.errors import GradingError
from mlsmath.commands.grading.record import FAILED, MISSING, PERSON, UNKNOWN, Record, Score
from mlsmath.commands.grading.settings import Course

NO_MISCONCEPTION = {"", "not-written", "tampering", "cannot-judge"}
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass
class Misconception:
    """A wrong idea that the checks have recognised, and whose answers show it."""

    exercise: str
    name: str
    hint: str
    students: list[str] = field(default_factory=list)


@dataclass
class ExerciseCount:
    """How a class did on one exercise."""

    grade_id: str
    notebook: str
    max_points: float
    outcomes: Counter = field(default_factory=Counter)


@dataclass
class Standing:
    """Where one person of a class stands, in words that can be printed; "" is nothing to say.

    `points` of `most` are those of the gradebook, None where there are none.
    """

    id: str
    name: str = ""
    collected: str = ""
    graded: str = ""
    person: str = ""
    returned: str = ""
    notes: str = ""
    points: float | None = None
    most: float = 0.0

    @property
    def nowhere(self) -> bool:
        """Return whether nothing is known of this person but the name."""
        return not (self.collected or self.graded or self.returned)


@dataclass
class Summary:
    """A class and a week; `standings` has everybody, in the roster or not, if it was given."""

    week: str
    records: list[Record]
    exercises: list[ExerciseCount]
    misconceptions: list[Misconception]
    standings: Sequence[Standing] = ()

    def in_state(self, state: str) -> list[Record]:
        """Return the submissions in a state."""
        return [found for found in self.records if found.state == state]

    @property
    def points(self) -> list[float]:
        """Return the points of each submission, as the gradebook has them if that was given."""
        if self.standings:
            return [one.points for one in self.standings if one.points is not None]
        return [one.points for one in self.records if one.state != MISSING]

    @property
    def waiting(self) -> list[str]:
        """Return who has handed in and is not graded yet."""
        return [one.id for one in self.standings if one.collected and not one.graded]

    @property
    def max_points(self) -> float:
        """Return the points of the whole week."""
        return max((found.max_points for found in self.records), default=0.0)


def summarise(course: Course, enrolled: list[str], standings: Sequence[Standing] = ()) -> Summary:
    """Read the records of a week; `enrolled` who have handed in nothing count as missing.

    `standings` is where everybody of the class stands; who is nowhere is missing, too.

    Raises
    ------
    GradingError
        If nothing has been graded yet.
    """
    records = {found.student: found for found in record.read_all(course.records)}
    if not records:
        raise GradingError(
            f"nothing of {course.week} has been graded yet. Enter: mlsmath grade {course.week}"
        )
    there = {one.id for one in standings if one.collected}
    for student in [*enrolled, *(one.id for one in standings if one.nowhere)]:
        if student not in records and student not in there:
            records[student] = Record(student, course.week, MISSING, "nothing submitted")
    listed = [records[student] for student in sorted(records)]
    return Summary(course.week, listed, _exercises(listed), _misconceptions(listed), standings)


def _scores(records: list[Record]) -> list[tuple[Record, str, Score]]:
    return [
        (found, book.name, score)
        for found in records
        for book in found.notebooks
        for score in book.scores
    ]


def _exercises(records: list[Record]) -> list[ExerciseCount]:
    counts: dict[str, ExerciseCount] = {}
    for _, notebook, score in _scores(records):
        count = counts.setdefault(
            score.grade_id, ExerciseCount(score.grade_id, notebook, score.max_points)
        )
        count.outcomes[score.outcome] += 1
    return sorted(counts.values(), key=lambda count: count.notebook)


def _misconceptions(records: list[Record]) -> list[Misconception]:
    found: dict[tuple[str, str], Misconception] = {}
    for one, _, score in _scores(records):
        name = str(score.facts.get("misconception") or "")
        if name in NO_MISCONCEPTION:
            continue
        key = score.grade_id, name
        if key not in found:
            found[key] = Misconception(score.grade_id, name, _hint(score))
        found[key].students.append(one.student)
    return sorted(
        found.values(),
        key=lambda one: (one.name == UNKNOWN, -len(one.students), one.exercise, one.name),
    )


def _hint(score: Score) -> str:
    """Return the sentence of the mistake; in a record from before it had one, what was said."""
    return str(score.facts.get("hint") or score.facts.get("message") or "").partition("\n")[0]


def grades_table(summary: Summary) -> str:
    """Return a row for each student: points, or the word that says why there are none."""
    names = [count.grade_id for count in summary.exercises]
    rows = [["student", "state", "points", "max_points", "seconds_late", *names, "reason"]]
    for one in summary.records:
        cells: dict[str, str] = defaultdict(lambda: MISSING)
        for book in one.notebooks:
            for score in book.scores:
                cells[score.grade_id] = _cell(book.state, score)
        points = "" if one.state == MISSING else f"{one.points:g}"
        rows.append(
            [one.student, one.state, points, f"{summary.max_points:g}", f"{one.late_seconds:.0f}"]
            + [cells[name] for name in names]
            + [one.reason]
        )
    return guarded(rows)


def _cell(state: str, score: Score) -> str:
    if state == MISSING:
        return MISSING
    if score.flag:
        return PERSON
    return FAILED if score.outcome == "failed" else f"{score.points:g}"


def answers_table(summary: Summary) -> str:
    """Return a row for each student and exercise, with the misconception that was recognised."""
    rows = [["student", "notebook", "exercise", "outcome", "points", "max_points"]]
    rows[0] += ["misconception", "message"]
    for one, notebook, score in _scores(summary.records):
        told = [score.facts.get("misconception") or "", score.facts.get("message") or score.flag]
        rows.append([one.student, notebook, score.grade_id, score.outcome])
        rows[-1] += [f"{score.points:g}", f"{score.max_points:g}", *map(str, told)]
    return guarded(rows)


def guarded(rows: list[list[str]]) -> str:
    """Return a table as CSV in which no spreadsheet takes text for a formula."""
    return "".join(f"{csv_line([_safe(cell) for cell in row])}\n" for row in rows)


def csv_line(cells: list[str], delimiter: str = ",") -> str:
    """Return a row as CSV, without the end of the line."""
    out = io.StringIO()
    # It ends in \r\n: before Python 3.13 a lone \r in a cell is quoted in such lines alone.
    csv.writer(out, delimiter=delimiter).writerow(cells)
    return out.getvalue().removesuffix("\r\n")


def unguarded(cell: str) -> str:
    """Return what a cell of a guarded table was."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell


def _safe(cell: str) -> str:
    try:
        float(cell)
    except ValueError:
        return f"'{cell}" if cell.startswith(FORMULA) else cell
    return cell


def enrolled(course: Course, say: Callable[[str], None] = lambda words: None) -> list[str]:
    """Return the students that the gradebook knows.

    Raises
    ------
    GradingError
        If the gradebook cannot be read.
    """
    from mlsmath.commands.grading.scoring import gradebook

    return gradebook.ask(course.directory, lambda book: [one.id for one in book.students], say)
