"""A platform's own table of grades: find the column of a week, fill it, leave all else as it was.

Moodle (mod/assign/feedback/offline/importgradeslib.php) finds its columns by their titles in the
instructor's language, takes the number out of "Participant 12345", and skips a grade above the
maximum. Canvas (lib/gradebook_importer.rb) finds a student by the ID and an assignment by the
number in its title; its second row holds the points possible, or "(read only)".
"""

import re
from pathlib import Path

from mlsmath.commands.grading.reporting.summary import csv_line
from mlsmath.commands.machine import replace_file
from mlsmath.commands.platforms.errors import PlatformError
from mlsmath.commands.platforms.roster import CANVAS, Roster, filled, plain

# Moodle's word for a grade, and for the highest one, in some of its languages.
GRADE = (
    "grade; bewertung; note; calificación; nota; valutazione; cijfer; beoordeling; ocena; betyg; "
    "karakter; arvosana; hinnang; známka; hodnotenie; értékelés; оценка; оцінка; оценка/балл; "
    "not; βαθμός; 評点; 成绩; 成績; 성적; الدرجة; ציון; nilai; điểm; qualificació; kalifikazioa"
)
MOST = (
    "maximum grade; beste bewertung; bestwertung; note maximale; calificación máxima; "
    "nota máxima; valutazione massima; maximumcijfer; maximale beoordeling; maksymalna ocena"
)


class Sheet:
    """A platform's table with the column that a week's points go into.

    `most` is what the platform has as the highest number of points, None if it does not say.
    """

    def __init__(self, roster: Roster, week: str, column: str = "") -> None:
        assert roster.table is not None
        self.roster = roster
        self.table = roster.table
        self.place = self._find(week, column)
        self.title = self.table.header[self.place]
        self.most = self._most()

    def write(self, path: Path, points: dict[int, float]) -> None:
        """Write the table to a new file, with points in the rows that have some."""
        if path.resolve() == self.table.path.resolve():
            raise PlatformError(
                f"{path} would be written over. Move the table that you have downloaded elsewhere"
            )
        rows = [list(row) for row in self.table.rows]
        for row, value in points.items():
            cells = rows[row]
            cells += [""] * (self.place + 1 - len(cells))
            cells[self.place] = number(value)
        end = self._newline()
        rows = [self.table.header, *filter(filled, rows)]
        lines = [csv_line(row, self.table.delimiter) for row in rows]
        replace_file(path, "".join(f"{line}{end}" for line in lines).encode(self.table.encoding))

    def _newline(self) -> str:
        text = self.table.path.read_bytes().decode(self.table.encoding, errors="replace")
        return "\r\n" if "\r\n" in text else "\n"

    def _find(self, week: str, column: str) -> int:
        titles = [plain(title) for title in self.table.header]
        if column:
            if titles.count(plain(column)) == 1:
                return titles.index(plain(column))
            raise self._unknown(f"no column with the title {column!r}")
        if self.roster.kind == CANVAS:
            return self._find_in_canvas(week)
        named = [n for n, title in enumerate(titles) if title in GRADE.split("; ")]
        if len(named) == 1:
            return named[0]
        shaped = [n for n in range(1, len(titles) - 1) if self._may_be_grade(n)]
        if len(shaped) == 1 and not named:
            return shaped[0]
        raise self._unknown("no column of grades was recognised")

    def _may_be_grade(self, place: int) -> bool:
        """Tell Moodle's column of grades in any language: the highest grade stands beside it."""
        here, beside = self._cells(place), self._cells(place + 1)
        numbers = [_float(cell) for cell in here if cell not in ("", "-")]
        highest = {_float(cell) for cell in beside}
        return None not in numbers and len(highest) == 1 and (highest.pop() or 0) > 0

    def _find_in_canvas(self, week: str) -> int:
        first = max(self.table.columns.values()) + 1
        known = {"section", "sis user id", "sis login id", "root account", "integration id"}
        free = [
            place
            for place in range(first, len(self.table.header))
            if plain(self.table.header[place]) not in known
            and "read only" not in self._possible(place)
        ]
        title = self.table.header.__getitem__
        same = [n for n in free if _bare(re.sub(r"\(\d+\)\s*$", "", title(n))) == _bare(week)]
        if len(same) == 1:
            return same[0]
        raise self._unknown(f"no column of an assignment that is called like {week}", free)

    def _unknown(self, what: str, places: list[int] | None = None) -> PlatformError:
        titles = [self.table.header[n] for n in places] if places else self.table.header
        return PlatformError(
            f"{self.table.path}: {what}. Say which one with --column TITLE. There are: "
            f"{', '.join(titles)[:1000]}",
            2,
        )

    def _most(self) -> float | None:
        if self.roster.kind == CANVAS:
            return _float(self._possible(self.place))
        titles = [plain(title) for title in self.table.header]
        places = [n for n, title in enumerate(titles) if title in MOST.split("; ")]
        for place in [*places, self.place + 1]:
            if place < len(titles):
                values = {_float(cell) for cell in self._cells(place)}
                if len(values) == 1 and None not in values:
                    return values.pop()
        return None

    def _cells(self, place: int) -> list[str]:
        return [
            self.table.rows[one.row][place].strip() if place < len(self.table.rows[one.row]) else ""
            for one in self.roster.people
        ]

    def _possible(self, place: int) -> str:
        """Return what Canvas' row of points possible says of a column."""
        for row in self.table.rows:
            if row and "points possible" in plain(row[0]) and place < len(row):
                return row[place].strip().lower()
        return ""


def number(value: float) -> str:
    """Return points with at most two digits after the point, which every platform reads."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _float(cell: str) -> float | None:
    """Return the number in a cell, with a point or a comma before its fraction."""
    try:
        return float(cell.strip().replace("\u00a0", "").replace(",", "."))
    except ValueError:
        return None


def _bare(text: str) -> str:
    return re.sub(r"[\W_]", "", plain(text))
