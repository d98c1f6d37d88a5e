"""Who is in the class: the table that a platform exports, read into people.

Three kinds of table are known by what is in them, whatever their titles are translated to:

- Moodle's grading worksheet: its first column holds "Participant 12345" in each row. The number
  is made for one assignment and is no number of a user (mod/assign/gradingtable.php). Moodle's
  list of participants, or its gradebook, has names and e-mail addresses.
- Canvas' gradebook: the columns "Student" (or "LastName" and "FirstName"), "ID" and
  "SIS Login ID"; rows without an ID belong to nobody (lib/gradebook_exporter.rb).
- Any other table with an id or an e-mail address in each row.
"""

import csv
import io
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from mlsmath.commands.platforms.errors import PlatformError

MOODLE, CANVAS, PLAIN = "moodle", "canvas", "csv"

LARGEST = 20 * 2**20
LONGEST_ID = 100  # bytes: the name of a folder, and of records beside it, has to hold it
PARTICIPANT = "participant-"  # begins an id made of Moodle's number, where names are hidden
END = "the end"  # a row behind a table; where it is none, a cell has swallowed it
TEST_STUDENT = "student, test"  # in Canvas, a user that the instructor plays

# Titles as platforms write them, in small letters. Where a title is not here, content decides.
TITLES = {
    "id": "id; student_id; student id; student; kennung",
    "login": "login; username; user name; sis login id; user; anmeldename; "
    "nutzername; benutzername; nom d'utilisateur; nombre de usuario; gebruikersnaam",
    "number": "id number; idnumber; orgdefinedid; sis user id; student number; "
    "matriculation number; id-nummer; matrikelnummer; numéro d'identification; número de id",
    "name": "name; full name; fullname; student name; vollständiger name; nom complet; "
    "nombre completo; volledige naam; nome completo; nome",
    "first": "first name; firstname; first_name; given name; vorname; prénom; nombre; voornaam",
    "last": "last name; lastname; last_name; surname; family name; nachname; nom; nom de famille; "
    "apellido(s); apellidos; achternaam; sobrenome",
    "email": "email; e-mail; mail; email address; e-mail address; e-mail-adresse; e-mailadres; "
    "adresse de courriel; dirección de correo",
}
# What Moodle calls somebody whose name is hidden, in some of its languages.
PARTICIPANTS = (
    "participant; teilnehmer/in; participante; deelnemer; partecipante; uczestnik; katılımcı; "
    "deltagare; deltaker; deltager; osallistuja; účastník; resztvevő; partaidea; участник; 参加者"
)

_PARTICIPANT = re.compile(r"(?P<word>[^\d@]*[^\W\d_][^\d@]*)(?P<number>[1-9]\d*)")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_UNFIT = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\[\]{}]')
_WINDOWS = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.I)


@dataclass(frozen=True)
class Person:
    """Someone in the class.

    `id` is what nbgrader calls them. `keys` are the platform's own identifiers: "participant"
    (Moodle's number for one assignment), "canvas" (Canvas' number of a user), "login", "number"
    (of a student). `row` is the place in the table that they were read from, from 0 on.
    """

    id: str
    name: str = ""
    email: str = ""
    keys: dict[str, str] = field(default_factory=dict, compare=False)
    row: int = -1


@dataclass(frozen=True)
class Table:
    """A table as it was in its file, so that it can be written back with its columns as they were.

    `columns` says where a role ("participant", "name", "email", ...) was found.
    """

    path: Path
    header: list[str]
    rows: list[list[str]]
    columns: dict[str, int]
    delimiter: str = ","
    encoding: str = "utf-8"


@dataclass(frozen=True)
class Roster:
    """The class; `kind` is "moodle" (with participant numbers), "canvas" or "csv"."""

    kind: str
    people: list[Person]
    table: Table | None = None

    def by_id(self, id: str) -> Person | None:
        """Return who has an id of nbgrader's."""
        return next((one for one in self.people if one.id == id), None)

    def by_key(self, kind: str, value: str) -> Person | None:
        """Return who has one of the platform's own identifiers."""
        return next((one for one in self.people if one.keys.get(kind) == value), None)

    def by_login(self, text: str) -> list[Person]:
        """Return who is called so by a program: by id, login, number or e-mail address."""
        wanted = plain(text)
        exact = [one for one in self.people if wanted in _called(one)]
        return exact or [
            one for one in self.people if wanted and plain(one.email).split("@")[0] == wanted
        ]

    def by_name(self, text: str) -> list[Person]:
        """Return who has a name, in any order of its words, with or without accents or blanks."""
        for form in (_words, _bare_words, _spelt_words):
            found = [one for one in self.people if one.name and form(one.name) == form(text)]
            if found:
                return found
        joined = "".join(_bare_words(text, in_order=True))
        return [one for one in self.people if joined and joined in _joined(one.name)]


def read_roster(path: Path) -> Roster:
    """Read a table of people: from Moodle, from Canvas, or with an id in each row.

    Raises
    ------
    PlatformError
        If the file is no table of people, or two of them cannot be told apart.
    """
    text, encoding = _text(path)
    delimiter = _delimiter(text)
    lines = io.StringIO(f"{text}\n{END}", newline="")
    usual = csv.field_size_limit(LARGEST)  # a comment of Moodle's with a picture is one long field
    try:
        rows = list(csv.reader(lines, delimiter=delimiter))
    finally:
        csv.field_size_limit(usual)
    if rows.pop() != [END]:
        where = f"{path}, row {len(rows) + 1}"
        raise PlatformError(f"{where}: a quotation mark begins a cell, and none ends it", 2)
    places = [place for place, row in enumerate(rows) if filled(row)]
    if len(places) < 2:
        raise PlatformError(f"{path}: expected a row of titles and a row for each person", 2)
    header = rows.pop(places[0])  # empty rows stay, also those above: the numbers of rows hold
    columns = _columns(header, [row for row in rows if filled(row)])
    table = Table(path, header, rows, columns, delimiter, encoding)
    marks = {"canvas": CANVAS, "participant": MOODLE}
    kind = next((marks[role] for role in marks if role in columns), PLAIN)
    people = [_person(table, kind, number) for number in range(len(rows))]
    return Roster(kind, _apart([one for one in people if one is not None], path), table)


def why_unfit(id: str) -> str:
    """Return why an id cannot be the name of a submission's folder, or "" if it can."""
    if not id.strip():
        return "it is empty"
    if len(id.encode("utf-8", "replace")) > LONGEST_ID:
        return f"it is longer than {LONGEST_ID} bytes"
    if _UNFIT.search(id) or id[0] in ".-" or id[-1] in ". " or id != id.strip():
        return "no folder can have that name on every system"
    return "Windows keeps that name for itself" if _WINDOWS.fullmatch(id) else ""


def slug(name: str) -> str:
    """Return an id made of a name."""
    return "-".join(_bare_words(name, in_order=True))


def _text(path: Path) -> tuple[str, str]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise PlatformError(f"{path} cannot be read ({error.strerror})", 2) from None
    if data[:4] == b"PK\x03\x04":
        raise PlatformError(f"{path} is a spreadsheet. Save it as CSV (UTF-8), and give that", 2)
    if len(data) > LARGEST:
        raise PlatformError(f"{path} is larger than {LARGEST // 2**20} MB: no table of people", 2)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig" if data[:3] == b"\xef\xbb\xbf" else "utf-8", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, encoding
    raise PlatformError(f"{path} is not text. Expected a CSV file", 2)


def _delimiter(text: str) -> str:
    """Return what stands between the titles most often, outside of quotes."""
    first = re.sub(r'"[^"]*"', "", text.lstrip().splitlines()[0] if text.strip() else "")
    return max(",;\t", key=first.count)


def _columns(header: list[str], rows: list[list[str]]) -> dict[str, int]:
    """Return which column holds what, by its title, and where titles are strange, by content."""
    titles = [plain(title).replace("’", "'") for title in header]
    columns = {}
    for role, known in TITLES.items():
        for number in reversed(range(len(titles))):
            if titles[number] in known.split("; "):
                columns[role] = number
    if "id" in titles and "sis login id" in titles:
        columns["canvas"] = titles.index("id")
        del columns["id"]
        if "student" in titles:
            columns["name"] = titles.index("student")
        return columns
    cells = [[row[n].strip() for row in rows if n < len(row)] for n in range(len(titles))]
    if _are_participants(cells[0], known_word=titles[0] in ("id", "student", "user")):
        columns = {role: number for role, number in columns.items() if number != 0}
        columns["participant"] = 0
        if not columns.keys() & {"name", "first"} and _are_names(cells[1:2]):
            columns["name"] = 1  # unless names are hidden
    for number, column in enumerate(cells):
        filled = [cell for cell in column if cell]
        if filled and all(map(_EMAIL.fullmatch, filled)):
            columns.setdefault("email", number)
    return columns


def filled(row: list[str]) -> bool:
    """Return whether a row of a table holds more than blanks."""
    return any(cell.strip() for cell in row)


def _are_participants(cells: list[str], known_word: bool) -> bool:
    """Tell "Participant 12345" in any language: one word in all rows, in each its own number."""
    found = [_PARTICIPANT.fullmatch(cell) for cell in cells if cell]
    words = {match["word"].strip() for match in found if match}
    if not all(found) or len(words) != 1 or len(set(cells)) < len(cells):
        return False
    (word,) = words
    if known_word:  # the column may be somebody's own, with ids like Student7
        return plain(word) in PARTICIPANTS.split("; ")
    return word[:1] != word[:1].lower() or word[:1] == word[:1].upper()


def _are_names(columns: list[list[str]]) -> bool:
    return all(len(set(cells)) == len(cells) and all(cells) for cells in columns)


def _person(table: Table, kind: str, number: int) -> Person | None:
    row = table.rows[number]
    found = {
        role: unicodedata.normalize("NFC", row[place]).strip().lstrip("#")  # as Brightspace writes
        for role, place in table.columns.items()
        if place < len(row)
    }
    if not filled(row) or (kind == CANVAS and not found.get("canvas")):
        return None
    name = found.get("name") or f"{found.get('first', '')} {found.get('last', '')}".strip()
    if kind == CANVAS and plain(name) == TEST_STUDENT:
        return None
    keys = {role: found[role] for role in ("canvas", "login", "number") if found.get(role)}
    if "participant" in found and (match := _PARTICIPANT.fullmatch(found["participant"])):
        keys["participant"] = match["number"]
    for id in _candidates(found, keys, name):
        if id and not why_unfit(id):
            return Person(id, name, found.get("email", ""), keys, number)
    where = f"{table.path}, row {number + 2}"
    given = found.get("id") or found.get("login") or ""
    reason = f"{given[:40]!r}: {why_unfit(given)}" if given else "no id, login or e-mail address"
    raise PlatformError(f"{where}: nobody can be called by this row ({reason})", 2)


def _candidates(found: dict[str, str], keys: dict[str, str], name: str) -> list[str]:
    """Return what may be the id, the best first: what holds for the whole course is best."""
    given = [found.get("id", "")] if "id" in found else [found.get("login", "")]
    if given[0] and why_unfit(given[0]) and "id" in found:
        return []
    given += [found.get(role, "") for role in ("number", "email", "canvas")]
    given.append(slug(name))
    if "participant" in keys:
        given.append(f"{PARTICIPANT}{keys['participant']}")
    return given


def _apart(people: list[Person], path: Path) -> list[Person]:
    """Return each person once; raise where two have one id."""
    if not people:
        raise PlatformError(f"{path}: nobody is in this table", 2)
    kept: dict[str, Person] = {}
    for one in people:
        other = kept.setdefault(one.id.casefold(), one)
        if other is not one and (other.id, other.name, other.keys) != (one.id, one.name, one.keys):
            raise PlatformError(
                f"{path}: rows {other.row + 2} and {one.row + 2} both have the id {one.id}. Give "
                "one of the two another id, or add a column id",
                2,
            )
    for kind in ("participant", "canvas"):
        counts = Counter(one.keys[kind] for one in kept.values() if kind in one.keys)
        twice = [key for key, number in counts.items() if number > 1]
        if twice:
            raise PlatformError(f"{path}: the number {twice[0]} belongs to two people", 2)
    return list(kept.values())


def _called(one: Person) -> set[str]:
    names = (one.id, one.email, *(one.keys.get(key, "") for key in ("login", "number", "canvas")))
    return {plain(name) for name in names} - {""}


def plain(text: str) -> str:
    """Return text as it is compared: one form of each character, small letters, single blanks."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _words(name: str) -> list[str]:
    return sorted(re.findall(r"[^\W_]+", plain(name)))


def _bare_words(name: str, in_order: bool = False) -> list[str]:
    """Return the words of a name without accents."""
    apart = unicodedata.normalize("NFKD", plain(name))
    bare = "".join(char for char in apart if not unicodedata.combining(char))
    words = re.findall(r"[^\W_]+", bare)
    return words if in_order else sorted(words)


UMLAUTS: dict[int, str] = str.maketrans(dict(ä="ae", ö="oe", ü="ue", ß="ss"))


def _spelt_words(name: str) -> list[str]:
    """Return the words of a name with umlauts as two letters, as ILIAS writes them."""
    spelt = plain(name).translate(UMLAUTS)
    return _bare_words(spelt)


def same_name(one: str, other: str) -> bool:
    """Return whether two names may be one person's: platforms drop signs and turn words around."""
    if any(form(one) == form(other) for form in (_words, _bare_words, _spelt_words)):
        return True
    return "".join(_bare_words(one, in_order=True)) in _joined(other)


def _joined(name: str) -> set[str]:
    """Return a name written as one word, with its last words first or as it stands."""
    words = _bare_words(name, in_order=True)
    turned = [words[cut:] + words[:cut] for cut in range(len(words))]
    return {"".join(words) for words in turned}
