"""Collect a week: from downloads to submissions where nbgrader looks for them."""

import copy
import re
from collections.abc import Callable
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

from mlsmath.commands.grading.faults import machine_fault
from mlsmath.commands.grading.record import stem
from mlsmath.commands.grading.settings import Course, load
from mlsmath.commands.platforms import layout
from mlsmath.commands.platforms.attempts import (
    TIMESTAMP,
    Attempt,
    Handed,
    digest,
    in_order,
    join,
    sort_out,
)
from mlsmath.commands.platforms.download import HostileError
from mlsmath.commands.platforms.errors import PlatformError
from mlsmath.commands.platforms.forms import JOINED, read_time
from mlsmath.commands.platforms.gather import Unplaced, gather
from mlsmath.commands.platforms.layout import BY_HAND, NEW, NEWER, OLDER, SAME, Collected
from mlsmath.commands.platforms.notebooks import Expected, expected_in
from mlsmath.commands.platforms.roster import Person, Roster, read_roster

ASIDE, EMPTY, NOTHING, EARLIER = "set aside", "no notebook", "nothing", "as before"
MODIFIED = "last modified (submission)"  # the title of a column in Moodle's worksheet
CLOCK = re.compile(r"\d{4}\D.*\d{1,2}[:.h]\d{2}|\d{1,2}[:.h]\d{2}.*\D\d{4}")  # a year and a time


@dataclass
class Row:
    """What came of one person.

    `state` is "new", "newer", "as before", "changed here" (by a person, and left so), "older" (than
    what lies there, which stays), "no notebook", "set aside" or "nothing".
    """

    student: str
    name: str
    state: str
    notebooks: list[str] = field(default_factory=list)
    when: datetime | None = None
    notes: list[str] = field(default_factory=list)


@dataclass
class Outcome:
    """What came of a run; `expected` is how many notebooks the week has."""

    rows: list[Row]
    unplaced: list[Unplaced]
    expected: int
    system: int = 0
    dry: bool = False
    roster: bool = False

    @property
    def troubled(self) -> bool:
        """Return whether a person has to look at something."""
        return bool(self.unplaced) or any(row.state == ASIDE for row in self.rows)


def collect(
    week: str,
    downloads: list[Path],
    people: Path | None = None,
    dry: bool = False,
    zone: tzinfo | None = None,
    watch: Callable[[int, int], None] = lambda done, total: None,
) -> Outcome:
    """Collect downloads of a week; `watch` is told how many of how many people are done.

    `people` is a table of the class; without it, the one given last for this week holds, if there
    was one. `zone` is that of the platform's times (default: this machine's).

    Raises
    ------
    PlatformError
        If nothing can be collected.
    """
    course = load(week)
    roster = read_roster(people) if people else layout.read_class(course)
    with ExitStack() as stack:
        work = stack.enter_context(nullcontext(None) if dry else layout.at_work(course))
        if people and work is not None and roster is not None:
            layout.write_class(course, roster)
        return _Run(course, roster, work, zone).go(downloads, watch, stack)


class _Run:
    def __init__(
        self, course: Course, roster: Roster | None, work: Path | None, zone: tzinfo | None
    ) -> None:
        self.course = course
        self.roster = roster
        self.work = work
        self.zone = zone
        self.expected: dict[str, Expected] = expected_in(course.place("source"))
        plugin = course.app.config.get("FileNameCollectorPlugin", {})
        self.endings = [end for end in plugin.get("valid_ext", []) if end != ".ipynb"]

    def go(
        self, downloads: list[Path], watch: Callable[[int, int], None], stack: ExitStack
    ) -> Outcome:
        gathered = gather(downloads, self.roster, self.course.week, stack)
        people = {one.id: one for one in self.roster.people} if self.roster else {}
        people = gathered.people | people
        rows = []
        for number, student in enumerate(sorted(people)):
            watch(number, len(people))
            attempts = list(gathered.attempts.get(student, {}).values())
            try:
                rows.append(self._collect(people[student], attempts))
            except (OSError, PlatformError) as error:
                if machine_fault(error):
                    raise
                rows.append(Row(student, people[student].name, ASIDE, notes=[str(error)]))
        watch(len(people), len(people))
        return Outcome(
            rows,
            gathered.unplaced,
            len(self.expected),
            gathered.system,
            self.work is None,
            self.roster is not None,
        )

    def _collect(self, person: Person, attempts: list[Attempt]) -> Row:
        row = Row(person.id, person.name, NOTHING)
        old = layout.submitted(self.course, person.id)
        known = layout.read_record(self.course, person.id)
        if old:
            row.state = EARLIER
            row.notebooks = [name for name in self.expected if f"{name}.ipynb" in old]
            row.when = _instant(known.when) if known else None
        if not attempts:
            if old:
                row.notes.append("not in this download")
            return row
        try:
            all_handed = self._sort_out(person, attempts, row)
        except HostileError as error:
            row.state, row.notes = ASIDE, [f"refused: {error}"]
            if old:
                row.notes.append("what was collected before stays")
            return row
        handed = self._choose(all_handed, old, known, row)
        if handed is None:
            faults = [fault for one in all_handed for fault in one.faults]
            row.state = ASIDE if faults else EMPTY
            row.notes += [*faults, *all_handed[0].notes]
            if old:
                row.notes.append("what was collected before stays")
            return row
        self._place(row, handed, old, known)
        if self.work is not None:
            for other in all_handed:
                if digest(other.files) != digest(handed.files):
                    layout.keep(self.course, person.id, other.files, self.work)
        return row

    def _sort_out(self, person: Person, attempts: list[Attempt], row: Row) -> list[Handed]:
        found = []
        for number, attempt in enumerate(in_order(attempts)):
            try:
                handed = sort_out(attempt, self.expected, self.endings)
            except HostileError as error:
                if number == 0:
                    raise
                row.notes.append(f"an earlier attempt was refused: {error}")
                continue
            handed.when = self._utc(handed.when or self._from_worksheet(person, handed))
            if handed.when and handed.when > datetime.now(UTC) + timedelta(days=1):
                handed.notes.append("its time lies in the future")
            found.append(handed)
        return found

    def _choose(
        self,
        all_handed: list[Handed],
        old: dict[str, bytes] | None,
        known: Collected | None,
        row: Row,
    ) -> Handed | None:
        """Return the attempt that counts: the newest with a notebook of the week."""
        good = [one for one in all_handed if one.notebooks]
        if not good:
            return None
        if good[0] is not all_handed[0]:
            row.notes.append("the newest attempt has no notebook of this week; an earlier counts")
        newest = good[0]
        counts = copy.deepcopy(newest)
        for older in good[1:]:
            counts = join(counts, older)
        if old and known is not None and known.form in JOINED:
            before = Handed(known.form)
            for name, data in old.items():
                if name.removesuffix(".ipynb") in self.expected and name.endswith(".ipynb"):
                    before.notebooks[name.removesuffix(".ipynb")] = data
                elif name != TIMESTAMP:
                    before.others[name] = data
            said = len(counts.notes)
            counts = join(counts, before)
            del counts.notes[said:]
        return counts

    def _place(
        self, row: Row, handed: Handed, old: dict[str, bytes] | None, known: Collected | None
    ) -> None:
        row.state = layout.judge(old, known, handed)
        row.notes += [*handed.faults, *handed.notes]
        if handed.late:
            row.notes.append(f"late, says {handed.form}")
        if row.state == OLDER:
            row.notes.append("older than what was collected before, which stays; it is kept")
            if self.work is not None:
                layout.keep(self.course, row.student, handed.files, self.work)
            return
        if row.state == BY_HAND:
            row.notes.append("it was changed here after it was collected, and stays so")
            return
        if row.state == SAME and handed.when is None and known is not None:
            handed.when = _instant(known.when)
        row.notebooks, row.when = sorted(handed.notebooks), handed.when
        if row.state == NEWER:
            graded = (self.course.records / f"{stem(row.student)}.json").exists()
            row.notes.append("the older one is kept" + ("; grade it again" if graded else ""))
        if self.work is None:
            return
        if row.state in (NEW, NEWER):
            layout.put(self.course, row.student, handed, self.work)
        else:
            layout.set_time(self.course, row.student, handed.when)
        when = handed.when.isoformat() if handed.when else ""
        found = Collected(row.student, row.name, handed.form, when, handed.late, row.notebooks)
        found.notes, found.digest, found.names = row.notes, digest(handed.files), handed.names
        if known is None or _marks(known) != _marks(found):
            layout.write_record(self.course, found)

    def _from_worksheet(self, person: Person, handed: Handed) -> datetime | None:
        """Return when a person changed the submission last, as Moodle's worksheet says.

        Moodle writes in the language of the site; English alone is read.
        """
        table = self.roster.table if self.roster else None
        if table is None or handed.form != "Moodle":
            return None
        titles = [title.strip().casefold() for title in table.header]
        row = table.rows[person.row] if 0 <= person.row < len(table.rows) else []
        # In other words, it is the first column of times: mod/assign/gradingtable.php has it so.
        shaped = (place for place, cell in enumerate(row) if CLOCK.search(cell))
        place = titles.index(MODIFIED) if MODIFIED in titles else next(shaped, len(row))
        text = row[place].strip() if place < len(row) else "-"
        when = read_time(text)
        if when is None and text not in ("", "-"):
            handed.notes.append(f"its time cannot be read, as it is not in English: {text[:50]}")
        return when

    def _utc(self, when: datetime | None) -> datetime | None:
        """Return the instant of a time on the platform's clock."""
        if when is None:
            return None
        return (when.replace(tzinfo=self.zone) if self.zone else when).astimezone(UTC)


def _marks(known: Collected) -> tuple[str, str, dict[str, str]]:
    return known.digest, known.when, known.names


def _instant(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
