"""Tables of one's own: a csv file as columns, with errors that say what to do; never the network.

Two tables are shipped, `weather` and `cars`, so that there is always something to begin with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, count
from pathlib import Path
from textwrap import TextWrapper, wrap
from typing import Any

import numpy as np

from mlsmath.data import Columns

SHIPPED = {
    "weather": "Seattle, each day of 2014 and 2015. Measured by NOAA; public domain.",
    "cars": "234 cars of 1999 and 2008. Published by the EPA; public domain.",
}
MISSING = {"", "na", "n/a", "nan", "null", "none", "-", "–", "?", "."}
SUMMARIES = {"sum", "summe", "gesamt", "total", "totals", "suma", "somme"}
SUMMARIES |= {"mean", "average", "mittel", "mittelwert", "durchschnitt", "moyenne", "media"}
MOST_SUMMARIES = 3  # where more lines have such a word, it is one of the table's own
FEW = 10  # of so few values none is called far away
FAR = 5.0  # a value is far away if it is this many ranges of the others beyond them
DELIMITERS = ",;\t|"
NEARLY = 0.8  # a column with this share of numbers was perhaps meant to hold numbers alone
END = "the end"  # a row behind a table; where it is none, a quote has swallowed it
WIDE = 60  # characters that fit on a line in a narrow window
_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_COMMA = re.compile(r"[+-]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?([eE][+-]?\d+)?")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
_PRINTED = str.maketrans({"\u2212": "-", "\xa0": "", "\u202f": ""})  # minus, spaces in a number


class Table(Columns):
    """Columns by name, each an array with one entry for each row.

    `numbers` and `words` name the columns of numbers and of words. A number that is missing is
    NaN, a word that is missing is "unknown". `notes` says what a reader should know about the
    file, and `source` where the table is from. `stands_in_for` is the name of a file that was not
    there, if this table was taken in its place, else "".
    """

    def __init__(
        self,
        columns: Mapping[str, np.ndarray],
        source: str = "",
        notes: Iterable[str] = (),
        stands_in_for: str = "",
    ) -> None:
        super().__init__(columns)
        self.source, self.notes, self.stands_in_for = source, tuple(notes), stands_in_for

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(next(iter(self._columns.values()), ()))

    @property
    def numbers(self) -> list[str]:
        """The names of the columns that hold numbers."""
        return [name for name, column in self.items() if column.dtype.kind == "f"]

    @property
    def words(self) -> list[str]:
        """The names of the columns that hold words."""
        return [name for name, column in self.items() if column.dtype.kind != "f"]

    def __repr__(self) -> str:
        wide = max((len(name) for name in self), default=0)
        fold = TextWrapper(WIDE, subsequent_indent=" " * min(wide + 4, WIDE // 2))
        fold.break_long_words = fold.break_on_hyphens = False
        lines = wrap(f"{self.rows} rows, {len(self)} columns. {self.source}", WIDE)
        for name, column in self.items():
            lines += fold.wrap(f"  {name:{wide}}  {_described(column)}")
        return "\n".join([*lines, *self.notes])

    def with_column(self, name: str, values: Any) -> Table:
        """Return a table with one column more: numbers, words, or True and False as 1 and 0."""
        if not isinstance(name, str):
            raise ValueError(f"The name of a column must be text in quotes, but it is {name!r}.")
        if np.ma.is_masked(values):
            raise ValueError(f"{name!r} must have no masked values: put NaN in their place.")
        values = np.asarray(values)
        if values.shape != (self.rows,):
            raise ValueError(
                f"{name!r} must have one value for each of the {self.rows} rows, but its shape is "
                f"{values.shape}."
            )
        if values.dtype.kind not in "buifU":
            raise ValueError(f"{name!r} must have a number, a word, or True or False in each row.")
        column = values.astype(str if values.dtype.kind == "U" else float)
        return Table(self._columns | {name: column}, self.source, self.notes, self.stands_in_for)

    def complete(self, names: Iterable[str]) -> Table:
        """Return the rows in which no number of these columns is missing."""
        names = [names] if isinstance(names, str) else list(names)
        keep = np.ones(self.rows, dtype=bool)
        for name in names:
            if self[name].dtype.kind == "f":
                keep &= np.isfinite(self[name])
        if not keep.any():
            raise ValueError(
                f"No row has a number in each of the columns {', '.join(names)}. Leave the column "
                "with the most gaps out."
            )
        columns = {name: column[keep] for name, column in self.items()}
        left_out = int((~keep).sum())
        said = [f"{left_out} of {self.rows} rows left out: a number is missing."] * (left_out > 0)
        return Table(columns, self.source, [*self.notes, *said], self.stands_in_for)

    def matrix(self, names: Iterable[str]) -> np.ndarray:
        """Return the columns of these names side by side: shape (rows, names)."""
        names = [names] if isinstance(names, str) else list(names)
        if not names:
            raise ValueError("Name at least one column.")
        for name in names:
            if self[name].dtype.kind != "f":
                raise ValueError(
                    f"The column {name!r} holds words, such as {str(self[name][0])!r}. Make a "
                    "column of 1 and 0 from it first: table.with_column("
                    f"'a new name', table[{name!r}] == {str(self[name][0])!r})."
                )
        return np.column_stack([self[name] for name in names])


def load_table(file: str | Path, or_else: str = "") -> Table:
    """Read a csv file, or one of the tables that are shipped: "weather" or "cars".

    Commas, semicolons, tabs and bars between the values are understood, and decimal commas where
    no comma stands between values; so are UTF-8, UTF-16 and the older encoding of Windows. Empty
    places and NA, N/A, nan, null, none, -, ? count as missing. The first line holds the names.

    Parameters
    ----------
    file : str or Path
        The name of a shipped table, or where the csv file is, seen from the notebook.
    or_else : str
        The shipped table to take when the file is not there; `stands_in_for` then names the file.

    Raises
    ------
    ValueError
        If there is no such file, it is no csv file, or its lines do not fit together. The error
        names the line, and says what to do.

    Examples
    --------
    >>> load_table("cars").rows
    234
    """
    name = str(file)
    if name in SHIPPED:
        from importlib.resources import files

        data = (files("mlsmath") / "datasets" / f"{name}.csv").read_bytes()
        return _table(data, f"{name}.csv", SHIPPED[name])
    if re.match(r"[a-z]{2,}://", name, re.IGNORECASE):
        raise ValueError(
            f"{name} is an address on the web, and nothing is fetched here. Download the file, put "
            "it beside this notebook, and give its name."
        )
    path = Path(file)
    if not path.is_file():
        if or_else:
            table = load_table(_shipped(or_else))
            note = f"There is no file {name!r} here, so this is the table {or_else!r} in its place."
            return Table(table, table.source, [note], stands_in_for=name)
        raise ValueError(_not_there(path))
    return _table(path.read_bytes(), path.name, f"From the file {path.name}.")


def _shipped(name: str) -> str:
    if name not in SHIPPED:
        raise ValueError(f"or_else must be one of {', '.join(SHIPPED)}, but it is {name!r}.")
    return name


def _not_there(path: Path) -> str:
    beside = path.parent if path.parent.is_dir() else Path()
    found = sorted(other.name for other in beside.glob("*.csv"))
    said = f"There is no file {str(path)!r}. "
    if found:
        return f"{said}The csv files there are {', '.join(found[:8])}. Check the spelling."
    return (
        f"{said}Put your csv file into the folder of this notebook, or take one that is shipped: "
        f"{' or '.join(map(repr, SHIPPED))}."
    )


def _table(data: bytes, name: str, source: str) -> Table:
    import csv
    from io import StringIO

    text, coded = _decoded(data, name)
    text = re.sub(r"\Asep=.(?=[\r\n])", "", text)  # a line that some programs put above the names
    delimiter = _delimiter(text)
    file = StringIO(f"{text}\n{END}", newline=None)
    reader = csv.reader(file, delimiter=delimiter, skipinitialspace=True)
    rows = [(0, [""])]
    try:
        rows += ((reader.line_num, row) for row in reader)
        closed = rows.pop()[1] == [END]
    except csv.Error:  # what a double quote has swallowed is longer than a value may be
        closed = False
    if not closed:
        raise ValueError(
            f'In line {rows[-1][0] + 1} of {name}, or below it, a double quote (") is opened and '
            "never closed. Close it, or delete it."
        )
    lines = [(number, row) for number, row in rows if any(value.strip() for value in row)]
    if len(lines) < 2:
        raise ValueError(
            f"{name} has {'no line at all' if not lines else 'no line below the names'}. A table "
            "needs a first line with the names of the columns, and a line for each row."
        )
    names = _names([value.strip() for value in lines[0][1]], name)
    for number, line in lines[1:]:
        if len(line) != len(names):
            raise ValueError(_wrong_length(name, number, len(line), len(names), delimiter))
    notes = [coded] if coded else []
    commas = delimiter != "," and any(
        "," in value and _COMMA.fullmatch(value.strip().translate(_PRINTED))
        for _, line in lines[1:]
        for value in line
    )
    columns = {}
    for place, column in enumerate(names):
        texts = [(number, line[place].strip()) for number, line in lines[1:]]
        columns[column], note = _column(column, texts, commas, delimiter == ",")
        notes += [note] if note else []
    return Table(columns, source, [*notes, *_no_row_of_its_own(columns, lines[1:])])


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    """Return the text of a file, and a note where its encoding had to be guessed."""
    if data[:2] == b"PK" or data[:4] == b"\xd0\xcf\x11\xe0" or data[:4] == b"%PDF":
        raise ValueError(
            f"{name} is no csv file. Open it in your spreadsheet program and save it as csv (often "
            "under 'Save as' or 'Export')."
        )
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return data.decode("utf-16"), ""
        except UnicodeDecodeError:
            raise ValueError(
                f"{name} is damaged: it holds half a letter, as where a copy was not finished. "
                "Copy it again from where you got it."
            ) from None
    try:
        text, note = data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        note = "The file is not in UTF-8. If letters look strange, save it again as UTF-8."
    if "\0" in text:
        raise ValueError(f"{name} is no csv file: it holds no text. Save your table as csv.")
    return text, note


def _delimiter(text: str) -> str:
    """Return what stands between the values: what splits the first lines most, and alike."""
    import csv

    first = [line for line in text.splitlines()[:200] if line.strip()][:30]

    def score(delimiter: str) -> tuple[bool, int]:
        try:
            lengths = [len(line) for line in csv.reader(first, delimiter=delimiter)]
        except csv.Error:
            return False, 0
        widest = lengths[0] if lengths else 0
        alike = sum(length == widest for length in lengths) >= 0.9 * len(lengths)
        return widest > 1 and alike, widest

    return max(DELIMITERS, key=score)


def _names(names: list[str], file: str) -> list[str]:
    if all(_PLAIN.fullmatch(name) for name in names):
        raise ValueError(
            f"The first line of {file} holds numbers alone: {', '.join(names[:5])}. Write a line "
            "with the names of the columns above it."
        )
    found: list[str] = []
    for place, name in enumerate(names, start=1):
        wanted = name or f"column {place}"
        numbered = (f"{wanted} ({again})" for again in count(2))
        found.append(next(new for new in chain([wanted], numbered) if new not in found))
    return found


def _wrong_length(name: str, number: int, came: int, wanted: int, delimiter: str) -> str:
    if came > wanted and delimiter == ",":
        why = (
            "Perhaps a comma stands inside a value: put that value into double quotes, or export "
            "with semicolons."
        )
    elif came < wanted:
        why = "Perhaps a value is missing without its place, or the line belongs to a remark."
    else:
        why = "Look at that line."
    values = "value" if came == 1 else "values"
    names = "is 1 name" if wanted == 1 else f"are {wanted} names"
    return f"Line {number} of {name} has {came} {values}, but there {names}. {why}"


def _column(
    name: str, texts: list[tuple[int, str]], commas: bool, thousands: bool
) -> tuple[np.ndarray, str | None]:
    """Return a column as numbers if all its values are numbers, else as words; and a note.

    In a file with decimal commas a point parts thousands, unless one in this column cannot.
    """
    points = [text for _, text in texts if "." in text and _PLAIN.fullmatch(text)]
    parted = commas and all(map(_COMMA.fullmatch, points))
    numbers = [_number(t, commas and (parted or t not in points), thousands) for _, t in texts]
    wrong = [pair for pair, number in zip(texts, numbers, strict=True) if number is None]
    given = len(texts) - sum(text.lower() in MISSING for _, text in texts)
    if not wrong and given:
        return np.array(numbers, dtype=float), (
            f"In the column {name} a point was read as the mark of thousands, because the file "
            f"has decimal commas: {points[0]} is {_number(points[0], commas, thousands):g}."
            if parted and points and not any("," in text for _, text in texts)
            else None
        )
    words = ["unknown" if text.lower() in MISSING else text for _, text in texts]
    note = None
    if given and len(wrong) <= (1 - NEARLY) * given:
        number, text = wrong[0]
        note = (
            f"The column {name} was read as words: {len(wrong)} of its {given} values "
            f"{'is' if len(wrong) == 1 else 'are'} no number, such as {text!r} in line {number}."
        )
    return np.array(words), note


def _no_row_of_its_own(
    columns: Mapping[str, np.ndarray], lines: list[tuple[int, list[str]]]
) -> Iterator[str]:
    """Yield a note for each line that is named a sum or a mean, or stands far away from all."""
    named = {
        number: text.strip()
        for number, line in lines
        for text in line
        if text.strip(" :").lower() in SUMMARIES
    }
    noted = set(named) if len(named) <= MOST_SUMMARIES else set()
    for number in sorted(noted):
        yield (
            f"Line {number} says {named[number]!r}. A row of sums or means is no row like the "
            "others: delete it in the file."
        )
    for name, column in columns.items():
        if column.dtype.kind != "f" or np.isfinite(column).sum() < FEW or np.isinf(column).any():
            continue
        place = int(np.nanargmax(np.abs(column - np.nanmedian(column))))
        others = np.delete(column, place)
        low, high = np.nanmin(others), np.nanmax(others)
        far = max(column[place] - high, low - column[place])
        if lines[place][0] not in noted and far > FAR * (high - low) > 0:
            noted.add(lines[place][0])
            yield (
                f"In the column {name} one value is far away from all others: {column[place]:g} "
                f"in line {lines[place][0]}. Is it a slip, or a row of sums? Then correct or "
                "delete it in the file."
            )


def _number(text: str, commas: bool, thousands: bool) -> float | None:
    """Return a number, NaN for a missing one, None for a word.

    With `commas` a comma is the decimal sign, with `thousands` it may part thousands.
    """
    if text.lower() in MISSING:
        return np.nan
    text = text.translate(_PRINTED)
    if commas and _COMMA.fullmatch(text):
        return float(text.replace(".", "").replace(",", "."))
    if thousands and _THOUSANDS.fullmatch(text):
        return float(text.replace(",", ""))
    return float(text) if _PLAIN.fullmatch(text) else None


def _described(column: np.ndarray) -> str:
    """Return what a column holds, in one line."""
    if column.dtype.kind != "f":
        kinds, counts = np.unique(column, return_counts=True)
        if len(kinds) == len(column):
            return "words, no two alike"
        order = np.argsort(-counts, kind="stable")[:4]
        named = ", ".join(f"{kinds[k]} ({counts[k]})" for k in order)
        return f"words, {len(kinds)} kinds: {named}{', …' if len(kinds) > 4 else ''}"
    there = column[np.isfinite(column)]
    gaps = len(column) - len(there)
    said = f"{there.min():g} to {there.max():g}, mean {there.mean():.4g}" if len(there) else "empty"
    return f"numbers, {said}" + (f", {gaps} missing" if gaps else "")
