"""What the three toml files of the contract share: entries read and checked, in the same words."""

import difflib
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mlsmath.contract.errors import ContractError
from mlsmath.contract.patterns import Pattern
from mlsmath.contract.prose import HOLE

LONGEST_MEANING = 10


@dataclass(frozen=True)
class Kind:
    """One kind of entry, `[[name]]`: its fields that are texts, lists of texts, lists of tables.

    Texts and numbers must be there, lists may be left out.
    """

    name: str
    texts: tuple[str, ...]
    lists: tuple[str, ...]
    tables: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the names of all fields."""
        return (*self.texts, *self.numbers, *self.lists, *self.tables)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ` (did you mean "…"?)` for the nearest of `known`, or nothing when none is near."""
    near = difflib.get_close_matches(word, list(known), n=1)
    return f' (did you mean "{near[0]}"?)' if near else ""


def read_entries(path: Path, kind: Kind) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield each entry of a toml file, its lists filled in, and how a message names its place.

    Raises `ContractError`, which names the file, the entry and the field, for what is not so.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ContractError(f"{path}: cannot be read as TOML: {error}.") from error
    entries = content.get(kind.name)
    if set(content) != {kind.name} or not isinstance(entries, list) or not entries:
        raise ContractError(f"{path}: expected [[{kind.name}]] entries and nothing else.")
    known: set[str] = set()
    for number, entry in enumerate(entries, start=1):
        if not isinstance(entry, dict):
            raise ContractError(f"{path}: entry {number} is not a [[{kind.name}]] table.")
        name = f'"{entry["id"]}"' if "id" in entry else number
        place = f"{path}: {kind.name} {name}"
        _check(entry, kind, place)
        if entry["id"] in known:
            raise ContractError(f'{path}: the id "{entry["id"]}" is used twice; ids are unique.')
        known.add(entry["id"])
        yield {name: [] for name in (*kind.lists, *kind.tables)} | entry, place


def _check(entry: dict[str, Any], kind: Kind, place: str) -> None:
    for name in entry:
        if name not in kind.fields:
            hint = did_you_mean(name, kind.fields)
            raise ContractError(f'{place}: there is no field "{name}"{hint}.')
    for name in (*kind.texts, *kind.numbers):
        if name not in entry:
            raise ContractError(f'{place}: the field "{name}" is missing.')
    for name in kind.texts:
        if not isinstance(entry[name], str) or not entry[name].strip():
            raise ContractError(f"{place}: {name} must be a text, but is {entry[name]!r}.")
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry["id"]):
        raise ContractError(f"{place}: an id has lower-case words joined by hyphens.")
    for name in kind.numbers:
        if type(entry[name]) is not int or entry[name] < 1:
            wrong = f"{name} must be a whole number from 1, not {entry[name]!r}"
            raise ContractError(f"{place}: {wrong}.")
    if "meaning" in entry:
        check_meaning(entry["meaning"], place)
    for name in (*kind.lists, *kind.tables):
        wanted, things = (dict, "tables") if name in kind.tables else (str, "texts")
        value = entry.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, wanted) for item in value):
            raise ContractError(f"{place}: {name} must be a list of {things}, but is {value!r}.")


def check_meaning(meaning: str, place: str) -> None:
    """Refuse a meaning that is too long for a glossary."""
    length = len(meaning.split())
    if length > LONGEST_MEANING:
        raise ContractError(f"{place}: meaning has {length} words; at most {LONGEST_MEANING} fit.")


def check_table(
    item: dict[str, Any], name: str, texts: Sequence[str], more: Sequence[str], place: str
) -> None:
    """Refuse a table in the list `name` with a field besides `texts` and `more`, or a text less."""
    for field in item:
        if field not in (*texts, *more):
            hint = did_you_mean(field, (*texts, *more))
            raise ContractError(f'{place}: {name} has no field "{field}"{hint}.')
    for field in texts:
        if not isinstance(item.get(field), str) or not item[field].strip():
            raise ContractError(f'{place}: every entry of {name} needs a text "{field}".')


def patterns_of(texts: Sequence[str], name: str, place: str) -> tuple[Pattern, ...]:
    """Return the Python patterns that `texts` write."""
    found = []
    for text in texts:
        try:
            found.append(Pattern.read(text))
        except SyntaxError as error:
            raise ContractError(f'{place}: {name} has "{text}", which is not Python.') from error
    return tuple(found)


def joined(texts: Sequence[str], name: str, place: str) -> str:
    """Return regular expressions as one that fits where any of them does; "" when there is none."""
    for text in texts:
        try:
            found = re.compile(text).search("")
        except re.error as error:
            raise ContractError(
                f'{place}: {name} has "{text}", which is no regular expression: {error}.'
            ) from error
        if found:
            raise ContractError(f'{place}: {name} has "{text}", which fits an empty text.')
    return "|".join(f"(?:{text})" for text in texts)


def words_of(texts: Sequence[str], name: str, place: str) -> re.Pattern[str] | None:
    """Return what finds these words in prose: whole words, small and capital letters alike."""
    words = joined(texts, name, place).replace("$", HOLE)
    return re.compile(rf"\b(?<!-)(?:{words})(?![\w-])", re.IGNORECASE) if words else None
