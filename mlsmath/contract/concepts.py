"""The concepts of the course, read from `concepts.toml` and checked while reading."""

import difflib
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from mlsmath.contract.errors import ContractError
from mlsmath.contract.patterns import Pattern
from mlsmath.contract.prose import HOLE

OURS = Path(__file__).with_name("concepts.toml")
TEXTS = ("id", "name", "symbol", "python", "meaning")
LISTS = ("builds_on", "also", "code", "code_also", "latex", "prose", "deeper")
TABLES = ("also", "deeper")
FIELDS = (*TEXTS, "week", *LISTS)
KINDS = ("book", "video", "article")
LONGEST_MEANING = 10


@dataclass(frozen=True)
class Deeper:
    """One place to read or watch more about a concept."""

    kind: str
    title: str
    where: str
    url: str = ""


@dataclass(frozen=True)
class Symbol:
    """A further symbol of a concept: in formulas, in Python, and what it means."""

    symbol: str
    python: str
    meaning: str


@dataclass(frozen=True)
class Concept:
    """One concept: what readers call it and what shows that a cell needs it."""

    id: str
    name: str
    week: int
    symbol: str
    python: str
    meaning: str
    builds_on: tuple[str, ...] = ()
    also: tuple[Symbol, ...] = ()
    code: tuple[Pattern, ...] = ()
    code_also: tuple[Pattern, ...] = ()
    latex: re.Pattern[str] | None = None
    prose: re.Pattern[str] | None = None
    deeper: tuple[Deeper, ...] = field(default=())


def load_concepts(extra: Path | None = None) -> dict[str, Concept]:
    """Return the concepts by id, in course order: ours, then those of the file `extra`.

    An entry of `extra` with an id of ours replaces ours. Raises `ContractError`, which names the
    file, the concept and the field, when an entry is not as `concepts.toml` describes it.
    """
    if extra is None:
        return dict(_ours())
    concepts = _ours() | _read(Path(extra))
    _check_ground(concepts, Path(extra))
    return concepts


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ` (did you mean "…"?)` for the nearest of `known`, or nothing when none is near."""
    near = difflib.get_close_matches(word, list(known), n=1)
    return f' (did you mean "{near[0]}"?)' if near else ""


@cache
def _ours() -> dict[str, Concept]:
    concepts = _read(OURS)
    _check_ground(concepts, OURS)
    return concepts


def _read(path: Path) -> dict[str, Concept]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ContractError(f"{path}: cannot be read as TOML: {error}.") from error
    entries = content.get("concept")
    if set(content) != {"concept"} or not isinstance(entries, list) or not entries:
        raise ContractError(f"{path}: expected [[concept]] entries and nothing else.")
    concepts: dict[str, Concept] = {}
    for number, entry in enumerate(entries, start=1):
        concept = _concept(entry, number, path)
        if concept.id in concepts:
            raise ContractError(f'{path}: the id "{concept.id}" is used twice; ids are unique.')
        concepts[concept.id] = concept
    return concepts


def _concept(entry: Any, number: int, path: Path) -> Concept:
    if not isinstance(entry, dict):
        raise ContractError(f"{path}: entry {number} is not a [[concept]] table.")
    place = f'{path}: concept "{entry["id"]}"' if "id" in entry else f"{path}: concept {number}"
    for name in entry:
        if name not in FIELDS:
            hint = did_you_mean(name, FIELDS)
            raise ContractError(f'{place}: there is no field "{name}"{hint}.')
    for name in FIELDS:
        if name not in entry and name not in LISTS:
            raise ContractError(f'{place}: the field "{name}" is missing.')
    for name in TEXTS:
        if not isinstance(entry[name], str) or not entry[name].strip():
            raise ContractError(f"{place}: {name} must be a text, but is {entry[name]!r}.")
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry["id"]):
        raise ContractError(f"{place}: an id has lower-case words joined by hyphens.")
    if type(entry["week"]) is not int or entry["week"] < 1:
        raise ContractError(f"{place}: week must be a whole number from 1, not {entry['week']!r}.")
    _check_meaning(entry["meaning"], place)
    lists = {name: _list(entry.get(name, []), name, place) for name in LISTS}
    return Concept(
        **{name: entry[name] for name in TEXTS},
        week=entry["week"],
        builds_on=tuple(lists["builds_on"]),
        also=tuple(_symbol(item, place) for item in lists["also"]),
        code=tuple(_pattern(text, "code", place) for text in lists["code"]),
        code_also=tuple(_pattern(text, "code_also", place) for text in lists["code_also"]),
        latex=_regex(lists["latex"], "latex", place),
        prose=_regex(lists["prose"], "prose", place),
        deeper=tuple(_deeper(item, place) for item in lists["deeper"]),
    )


def _list(value: Any, name: str, place: str) -> list[Any]:
    wanted = dict if name in TABLES else str
    if not isinstance(value, list) or not all(isinstance(item, wanted) for item in value):
        kind = "tables" if wanted is dict else "texts"
        raise ContractError(f"{place}: {name} must be a list of {kind}, but is {value!r}.")
    return value


def _check_meaning(meaning: str, place: str) -> None:
    length = len(meaning.split())
    if length > LONGEST_MEANING:
        raise ContractError(f"{place}: meaning has {length} words; at most {LONGEST_MEANING} fit.")


def _symbol(item: dict[str, Any], place: str) -> Symbol:
    wanted = ("symbol", "python", "meaning")
    for name in item:
        if name not in wanted:
            hint = did_you_mean(name, wanted)
            raise ContractError(f'{place}: also has no field "{name}"{hint}.')
    for name in wanted:
        if not isinstance(item.get(name), str) or not item[name].strip():
            raise ContractError(f'{place}: every entry of also needs a text "{name}".')
    _check_meaning(item["meaning"], place)
    return Symbol(**item)


def _pattern(text: str, name: str, place: str) -> Pattern:
    try:
        return Pattern.read(text)
    except SyntaxError as error:
        raise ContractError(f'{place}: {name} has "{text}", which is not Python.') from error


def _regex(texts: Sequence[str], name: str, place: str) -> re.Pattern[str] | None:
    for text in texts:
        try:
            found = re.compile(text).search("")
        except re.error as error:
            raise ContractError(
                f'{place}: {name} has "{text}", which is no regular expression: {error}.'
            ) from error
        if found:
            raise ContractError(f'{place}: {name} has "{text}", which fits an empty text.')
    if not texts:
        return None
    if name == "latex":
        return re.compile("|".join(f"(?:{text})" for text in texts))
    words = "|".join(text.replace("$", HOLE) for text in texts)
    return re.compile(rf"\b(?<!-)(?:{words})(?![\w-])", re.IGNORECASE)


def _deeper(item: dict[str, Any], place: str) -> Deeper:
    wanted = ("kind", "title", "where", "url")
    for name in item:
        if name not in wanted:
            hint = did_you_mean(name, wanted)
            raise ContractError(f'{place}: deeper has no field "{name}"{hint}.')
    for name in wanted[:3]:
        if not isinstance(item.get(name), str) or not item[name].strip():
            raise ContractError(f'{place}: every entry of deeper needs a text "{name}".')
    if item["kind"] not in KINDS:
        hint = did_you_mean(item["kind"], KINDS)
        raise ContractError(
            f'{place}: deeper has the kind "{item["kind"]}"{hint}; it is one of {", ".join(KINDS)}.'
        )
    if "url" in item and not re.match(r"https?://\S+$", str(item["url"])):
        raise ContractError(f"{place}: the url of a deeper entry starts with https://.")
    return Deeper(**item)


def _check_ground(concepts: dict[str, Concept], path: Path) -> None:
    """Refuse a `builds_on` that is unknown, comes in a later week, or leads back to itself."""
    for concept in concepts.values():
        for below in concept.builds_on:
            if below not in concepts:
                hint = did_you_mean(below, concepts)
                raise ContractError(
                    f'{path}: concept "{concept.id}": builds_on names "{below}", '
                    f"which is no concept{hint}."
                )
            if concepts[below].week > concept.week:
                raise ContractError(
                    f'{path}: concept "{concept.id}" of week {concept.week} builds on "{below}" '
                    f"of week {concepts[below].week}."
                )
    done: set[str] = set()
    for start in concepts:
        _climb(start, concepts, (), done, path)


def _climb(
    here: str, concepts: dict[str, Concept], above: tuple[str, ...], done: set[str], path: Path
) -> None:
    if here in above:
        circle = " → ".join((*above[above.index(here) :], here))
        raise ContractError(f"{path}: these concepts build on each other in a circle: {circle}.")
    if here not in done:
        for below in concepts[here].builds_on:
            _climb(below, concepts, (*above, here), done, path)
        done.add(here)
