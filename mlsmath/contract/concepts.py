"""The concepts of the course, read from `concepts.toml` and checked while reading."""

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from mlsmath.contract.entries import (
    Kind,
    check_meaning,
    check_table,
    did_you_mean,
    joined,
    patterns_of,
    read_entries,
    words_of,
)
from mlsmath.contract.errors import ContractError
from mlsmath.contract.patterns import Pattern

OURS = Path(__file__).with_name("concepts.toml")
TEXTS = ("id", "name", "symbol", "python", "meaning")
CONCEPT = Kind(
    "concept",
    TEXTS,
    ("numbers", "builds_on", "code", "code_also", "latex", "prose"),
    ("also", "deeper", "elsewhere"),
    ("week",),
)
KINDS = ("book", "video", "article")
PLAIN_WORDS = re.compile(r"[^\W\d_]{2,}(?:[ '’-][^\W\d_]+)*")


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
class Elsewhere:
    """One name that others give a thing of ours: our word, the field's, and Python's (or "").

    `prose` finds the field's word where it may not stand yet; none for an everyday word.
    """

    ours: str
    field: str
    python: str
    prose: re.Pattern[str] | None = None


@dataclass(frozen=True)
class Concept:
    """One concept: what readers call it and what shows that a cell needs it."""

    id: str
    name: str
    week: int
    symbol: str
    python: str
    meaning: str
    numbers: tuple[str, ...] = ()
    builds_on: tuple[str, ...] = ()
    also: tuple[Symbol, ...] = ()
    code: tuple[Pattern, ...] = ()
    code_also: tuple[Pattern, ...] = ()
    latex: re.Pattern[str] | None = None
    prose: re.Pattern[str] | None = None
    deeper: tuple[Deeper, ...] = field(default=())
    elsewhere: tuple[Elsewhere, ...] = ()


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


@cache
def _ours() -> dict[str, Concept]:
    concepts = _read(OURS)
    _check_ground(concepts, OURS)
    return concepts


def _read(path: Path) -> dict[str, Concept]:
    entries = read_entries(path, CONCEPT)
    return {entry["id"]: _concept(entry, place) for entry, place in entries}


def _concept(entry: dict[str, Any], place: str) -> Concept:
    latex = joined(entry["latex"], "latex", place)
    return Concept(
        **{name: entry[name] for name in TEXTS},
        week=entry["week"],
        numbers=tuple(entry["numbers"]),
        builds_on=tuple(entry["builds_on"]),
        also=tuple(_symbol(item, place) for item in entry["also"]),
        code=patterns_of(entry["code"], "code", place),
        code_also=patterns_of(entry["code_also"], "code_also", place),
        latex=re.compile(latex) if latex else None,
        prose=words_of(entry["prose"], "prose", place),
        deeper=tuple(_deeper(item, place) for item in entry["deeper"]),
        elsewhere=tuple(_elsewhere(item, place) for item in entry["elsewhere"]),
    )


def _symbol(item: dict[str, Any], place: str) -> Symbol:
    check_table(item, "also", ("symbol", "python", "meaning"), (), place)
    check_meaning(item["meaning"], place)
    return Symbol(**item)


def _deeper(item: dict[str, Any], place: str) -> Deeper:
    check_table(item, "deeper", ("kind", "title", "where"), ("url",), place)
    if item["kind"] not in KINDS:
        hint = did_you_mean(item["kind"], KINDS)
        raise ContractError(
            f'{place}: deeper has the kind "{item["kind"]}"{hint}; it is one of {", ".join(KINDS)}.'
        )
    if "url" in item and not re.match(r"https?://\S+$", str(item["url"])):
        raise ContractError(f"{place}: the url of a deeper entry starts with https://.")
    return Deeper(**item)


def _elsewhere(item: dict[str, Any], place: str) -> Elsewhere:
    check_table(item, "elsewhere", ("ours", "field"), ("python", "prose"), place)
    if not isinstance(item.get("python"), str):
        raise ContractError(f'{place}: every entry of elsewhere needs python, "" where none is.')
    word = item["field"]
    usual = [f"{re.escape(word)}s?"] if PLAIN_WORDS.fullmatch(word) else []
    prose = item.get("prose", usual)
    if not isinstance(prose, list) or not all(isinstance(text, str) for text in prose):
        raise ContractError(f"{place}: prose of elsewhere must be a list of texts, not {prose!r}.")
    return Elsewhere(item["ours"], word, item["python"], words_of(prose, "elsewhere", place))


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
