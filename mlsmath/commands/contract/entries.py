"""What the three toml files of the contract share: entries read and checked, in the same words."""

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as made
from itertools import pairwise
from pathlib import Path
from typing import Any

from mlsmath.commands.contract.errors import ContractError
from mlsmath.commands.contract.patterns import Pattern
from mlsmath.commands.contract.prose import HOLE

LONGEST_MEANING = 10
BASES = ("mlsmath", "nothing")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")
ESCAPED = re.compile(r"[\x00-\x1f]")  # what "\t" of "\theta" becomes in double quotes
RAW = ("name", "symbol", "meaning", "numbers", "latex", "prose")
SINGLE_QUOTES = "write what has a backslash between single quotes: '\\theta'"
MENDS = {  # by the beginnings of tomllib's own messages
    "Unescaped": SINGLE_QUOTES,
    "Illegal character": "close the quotes on the line that opens them",
    "Cannot overwrite": "keep one of the two",
    "Invalid value": "write texts in quotes, lists in square brackets",
    "Invalid statement": "each line is a field, an equals sign and a value",
    "Unclosed array": "close the list with a square bracket",
    "Expected newline": "write one field a line, with commas between the items of a list",
}
CLOSE = r"\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"  # no blanks there
# These scripts have no capitals, and to look for some takes a hundred times as long to compile.
NO_WORD_BEFORE = rf"(?-i:(?<![^\W{CLOSE}]))(?<!-)"
NO_WORD_AFTER = rf"(?-i:(?![^\W{CLOSE}]))(?!-)"


@dataclass(frozen=True)
class Kind:
    """One kind of entry, `[[name]]`: its fields that are texts, lists of texts, lists of tables.

    Texts must be there; lists, numbers (from 1, else 0) and `more` texts may be left out.
    """

    name: str
    texts: tuple[str, ...]
    lists: tuple[str, ...]
    tables: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    more: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the names of all fields."""
        return (*self.texts, *self.more, *self.numbers, *self.lists, *self.tables)

    @property
    def empty(self) -> dict[str, Any]:
        """Return what stands for the fields that are left out."""
        lists: dict[str, Any] = {name: [] for name in (*self.lists, *self.tables)}
        return lists | dict.fromkeys(self.numbers, 0) | dict.fromkeys(self.more, "")


@dataclass(frozen=True)
class Place:
    """Where an entry stands in its file, for what is wrong with it."""

    path: Path
    kind: str
    name: str
    before: int = 0
    lines: Sequence[str] = ()

    def wrong(self, said: str, name: str = "", part: str = "") -> ContractError:
        """Return the error that says where: at the field `name`, and the `part` of its value."""
        where = f"{self.path}, line {self._line(name, part)}" if self.lines else str(self.path)
        return ContractError(f"{where}: {self.kind} {self.name}: {said}.")

    def _line(self, name: str, part: str) -> int:
        """Return the first line of a field: the one with which the entry is TOML and has it."""
        begin = 0
        for end in range(1, len(self.lines) + 1):
            try:
                content = tomllib.loads("\n".join(self.lines[:end]))
            except tomllib.TOMLDecodeError:
                continue
            if name in content[self.kind][0]:
                break
            begin = end
        else:
            return self.before + 1
        with_part = (n for n in range(begin, len(self.lines)) if part in self.lines[n])
        return self.before + 1 + next(with_part, begin)


@dataclass(frozen=True)
class Entries:
    """What a toml file holds: on what it builds, its entries, and the place of each by its id."""

    extends: str = ""
    without: frozenset[str] = frozenset()
    found: list[dict[str, Any]] = made(default_factory=list)
    places: dict[str, Place] = made(default_factory=dict)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ` (did you mean "…"?)` for the nearest of `known`, or nothing when none is near."""
    near = difflib.get_close_matches(word, list(known), n=1)
    return f' (did you mean "{near[0]}"?)' if near else ""


def read_entries(
    path: Path, kind: Kind, ours: Mapping[str, dict[str, Any]] | None = None
) -> Entries:
    """Return the entries of a toml file, with all their fields.

    `extends` is "mlsmath", "nothing", or "" where the file does not say. With "mlsmath" or "", an
    entry that has an id of `ours` and neither name nor meaning changes some fields of ours;
    `without` leaves out some of ours. Where
    a list is given for several languages, that of the file's `language` counts, or all.

    Raises `ContractError` for what is not so, with the file, line, entry, field, and the mend.
    """
    content, lines = _content(path)
    extends = _extends(content, path)
    language = content.pop("language", "")
    if not isinstance(language, str) or (language and not LANGUAGE.fullmatch(language)):
        raise ContractError(
            f'{path}: language must be a code such as "en" or "de", but is {language!r}.'
        )
    without = _without(content, ours or {}, path)
    if extends == "mlsmath":
        content.setdefault(kind.name, [])
    entries = content.get(kind.name)
    if set(content) != {kind.name} or not isinstance(entries, list) or not (entries or extends):
        more = [name for name in content if name != kind.name]
        known = ("extends", "language", "without", kind.name)
        named = f', not "{more[0]}"{did_you_mean(more[0], known)}' if more else ""
        raise ContractError(f"{path}: expected [[{kind.name}]] entries and nothing else{named}.")
    found = Entries(extends, without)
    headers = [
        n for n, line in enumerate(lines) if re.match(rf"\s*\[\[\s*{kind.name}\s*\]\]", line)
    ]
    spans = [*pairwise([*headers, len(lines)])]
    for number, entry in enumerate(entries, start=1):
        if not isinstance(entry, dict):
            raise ContractError(f"{path}: entry {number} is not a [[{kind.name}]] table.")
        begin, end = spans[number - 1] if len(spans) == len(entries) else (0, 0)
        name = f'"{entry["id"]}"' if "id" in entry else str(number)
        place = Place(path, kind.name, name, begin, lines[begin:end])
        base = (ours or {}).get(str(entry.get("id"))) if extends != "nothing" else None
        if base is not None and not {"name", "meaning"} & set(entry):
            entry = base | entry
        for name in kind.lists:
            if isinstance(entry.get(name), dict):
                entry[name] = _spoken(entry[name], name, language, place)
        _check(entry, kind, place)
        if entry["id"] in found.places:
            raise place.wrong(f'the id "{entry["id"]}" is used twice; ids are unique', "id")
        found.places[entry["id"]] = place
        found.found.append(kind.empty | entry)
    return found


def _content(path: Path) -> tuple[dict[str, Any], list[str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
        return tomllib.loads(text), text.split("\n")
    except tomllib.TOMLDecodeError as error:
        mends = [mend for start, mend in MENDS.items() if str(error).startswith(start)]
        mend = f"; {mends[0]}" if mends else ""
        raise ContractError(f"{path}: cannot be read as TOML: {error}{mend}.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ContractError(f"{path}: cannot be read as TOML: {error}.") from error


def _extends(content: dict[str, Any], path: Path) -> str:
    value = content.pop("extends", "")
    if value and value not in BASES:
        hint = did_you_mean(str(value), BASES)
        known = " or ".join(f'"{base}"' for base in BASES)
        raise ContractError(f"{path}: extends must be {known}, but is {value!r}{hint}.")
    return str(value)


def _without(content: dict[str, Any], ours: Mapping[str, Any], path: Path) -> frozenset[str]:
    ids = content.pop("without", [])
    if not isinstance(ids, list) or not all(isinstance(one, str) for one in ids):
        raise ContractError(f"{path}: without must be a list of ids of ours, but is {ids!r}.")
    for one in ids:
        if one not in ours:
            hint = did_you_mean(one, ours) or "; `mlsmath concepts list` shows them"
            raise ContractError(
                f'{path}: without names "{one}", which is no concept of ours{hint}.'
            )
    return frozenset(ids)


def _spoken(patterns: dict[str, Any], name: str, language: str, place: Place) -> list[str]:
    """Return the patterns of one language, or those of all."""
    for code, one in patterns.items():
        if not LANGUAGE.fullmatch(code):
            said = f'{name} has "{code}", which is no language; write a code such as en or de'
            raise place.wrong(said, name)
        if not isinstance(one, list):
            raise place.wrong(f"{name} for {code} must be a list of texts", name, code)
    every = [text for one in patterns.values() for text in one]
    return patterns.get(language, []) if language else every


def _check(entry: dict[str, Any], kind: Kind, place: Place) -> None:
    for name in entry:
        if name not in kind.fields:
            mend = did_you_mean(name, kind.fields) or f"; the fields are {', '.join(kind.fields)}"
            raise place.wrong(f'there is no field "{name}"{mend}', name)
    for name in kind.texts:
        if name not in entry:
            raise place.wrong(f'the field "{name}" is missing; add a line {name} = "…"')
    for name in (*kind.texts, *(name for name in kind.more if name in entry)):
        if not isinstance(entry[name], str) or not entry[name].strip():
            mend = "leave the line out" if name in kind.more else "write it in quotes"
            raise place.wrong(f"{name} must be a text, but is {entry[name]!r}; {mend}", name)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry["id"]):
        raise place.wrong("an id has lower-case words joined by hyphens", "id")
    for name in kind.numbers:
        if name in entry and (type(entry[name]) is not int or entry[name] < 1):
            raise place.wrong(f"{name} must be a whole number from 1, not {entry[name]!r}", name)
    if "meaning" in entry:
        check_meaning(entry["meaning"], place)
    for name in (*kind.lists, *kind.tables):
        wanted, things = (dict, "tables") if name in kind.tables else (str, "texts")
        value = entry.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, wanted) for item in value):
            mend = "in square brackets, with commas between"
            raise place.wrong(f"{name} must be a list of {things}, but is {value!r}; {mend}", name)
    for name in (name for name in RAW if name in entry):
        texts = entry[name] if isinstance(entry[name], list) else [entry[name]]
        for text in texts:
            if ESCAPED.search(text):
                raise place.wrong(f"{name} has {text!r}; {SINGLE_QUOTES}", name)


def check_meaning(meaning: str, place: Place, name: str = "meaning") -> None:
    """Refuse a meaning that is too long for a glossary; `name` is the field that holds it."""
    length = len(meaning.split())
    if length > LONGEST_MEANING:
        said = f"meaning has {length} words; at most {LONGEST_MEANING} fit"
        raise place.wrong(said, name, meaning)


def check_table(
    item: dict[str, Any], name: str, texts: Sequence[str], more: Sequence[str], place: Place
) -> None:
    """Refuse a table in the list `name` with a field besides `texts` and `more`, or a text less."""
    for field in item:
        if field not in (*texts, *more):
            hint = did_you_mean(field, (*texts, *more))
            raise place.wrong(f'{name} has no field "{field}"{hint}', name, field)
    for field in texts:
        if not isinstance(item.get(field), str) or not item[field].strip():
            raise place.wrong(f'every entry of {name} needs a text "{field}"', name)


def patterns_of(texts: Sequence[str], name: str, place: Place) -> tuple[Pattern, ...]:
    """Return the Python patterns that `texts` write."""
    found = []
    for text in texts:
        try:
            found.append(Pattern.read(text))
        except SyntaxError as error:
            said = f'{name} has "{text}", which is not Python; write it with _ for any expression'
            raise place.wrong(said, name, text) from error
    return tuple(found)


def joined(texts: Sequence[str], name: str, place: Place) -> str:
    """Return regular expressions as one that fits where any of them does; "" when there is none."""
    for text in texts:
        try:
            found = re.compile(text).search("")
        except re.error as error:
            said = f'{name} has "{text}", which is no regular expression: {error}'
            raise place.wrong(said, name, text) from error
        if found:
            said = f'{name} has "{text}", which fits an empty text; let it ask for a letter'
            raise place.wrong(said, name, text)
    return "|".join(f"(?:{text})" for text in texts)


def words_of(texts: Sequence[str], name: str, place: Place) -> re.Pattern[str] | None:
    """Return what finds these words in prose: whole words, small and capital letters alike.

    In scripts that write words without blanks between them, a word may begin and end anywhere.
    """
    words = joined(texts, name, place).replace("$", HOLE)
    return re.compile(f"{NO_WORD_BEFORE}(?:{words}){NO_WORD_AFTER}", re.I) if words else None
