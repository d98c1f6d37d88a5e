"""The concepts of the course, read from `concepts.toml` and checked while reading."""

import re
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from mlsmath.commands.contract.entries import (
    Entries,
    Kind,
    Place,
    check_meaning,
    check_table,
    did_you_mean,
    joined,
    patterns_of,
    read_entries,
    words_of,
)
from mlsmath.commands.contract.errors import ContractError
from mlsmath.commands.contract.patterns import Pattern

OURS = Path(__file__).with_name("concepts.toml")
CONCEPT = Kind(
    "concept",
    ("id", "name", "meaning"),
    (
        *("numbers", "builds_on", "code", "code_also", "latex", "prose"),
        *("called", "said", "formula", "needed_by", "identifiers", "needed_in_formula"),
    ),
    ("also", "deeper", "elsewhere"),
    ("week",),
    ("symbol", "python"),
)
TEXTS = (*CONCEPT.texts, *CONCEPT.more)
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
    """One concept: what readers call it and what shows that a cell needs it.

    The last six fields serve courses without tags, see `explaining` and `work`.
    """

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
    called: re.Pattern[str] | None = None
    said: re.Pattern[str] | None = None
    formula: re.Pattern[str] | None = None
    needed_by: tuple[Pattern, ...] = ()
    identifiers: re.Pattern[str] | None = None
    needed_in_formula: re.Pattern[str] | None = None

    @property
    def symbols(self) -> tuple[Symbol, ...]:
        """Its symbols: its own first, then the further ones."""
        return (Symbol(self.symbol, self.python, self.meaning), *self.also)


def load_concepts(extra: Path | None = None) -> dict[str, Concept]:
    """Return the concepts by id, in course order: ours, then those of the file `extra`.

    An entry of `extra` with an id of ours replaces ours, or without name and meaning changes it;
    with `extends = "nothing"` the file stands alone, `without` leaves out some of ours. Raises
    `ContractError`, which names the file, the line, the concept, the field and the mend, when an
    entry is not as `concepts.toml` describes it.
    """
    if extra is None:
        return dict(_ours())
    entries = read_entries(Path(extra), CONCEPT, _our_entries())
    ours = {} if entries.extends == "nothing" else _ours()
    concepts = {
        name: replace(one, builds_on=tuple(b for b in one.builds_on if b not in entries.without))
        for name, one in ours.items()
        if name not in entries.without
    }
    for name, concept in _concepts(entries).items():
        ground = (concepts[below].week for below in concept.builds_on if below in concepts)
        week = concept.week or max(ground, default=1)
        concepts[name] = replace(concept, week=week)
    _check_ground(concepts, entries.places, Path(extra))
    return concepts


def stands_alone(extra: Path | None) -> bool:
    """Tell whether a `concepts.toml` is there and wants none of our concepts."""
    return extra is not None and read_entries(extra, CONCEPT, _our_entries()).extends == "nothing"


@cache
def _ours() -> dict[str, Concept]:
    entries = read_entries(OURS, CONCEPT)
    concepts = _concepts(entries)
    _check_ground(concepts, entries.places, OURS)
    return concepts


@cache
def _our_entries() -> dict[str, dict[str, Any]]:
    return {entry["id"]: entry for entry in read_entries(OURS, CONCEPT).found}


def _concepts(entries: Entries) -> dict[str, Concept]:
    return {entry["id"]: _concept(entry, entries.places[entry["id"]]) for entry in entries.found}


def _concept(entry: dict[str, Any], place: Place) -> Concept:
    latex = joined(entry["latex"], "latex", place)
    formula = joined(entry["formula"], "formula", place)
    demanding = joined(entry["needed_in_formula"], "needed_in_formula", place)
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
        called=words_of(entry["called"], "called", place),
        said=words_of(entry["said"], "said", place),
        formula=re.compile(formula) if formula else None,
        needed_by=patterns_of(entry["needed_by"], "needed_by", place),
        identifiers=words_of(entry["identifiers"], "identifiers", place),
        needed_in_formula=re.compile(demanding) if demanding else None,
    )


def _symbol(item: dict[str, Any], place: Place) -> Symbol:
    check_table(item, "also", ("symbol", "python", "meaning"), (), place)
    check_meaning(item["meaning"], place, "also")
    return Symbol(**item)


def _deeper(item: dict[str, Any], place: Place) -> Deeper:
    check_table(item, "deeper", ("kind", "title", "where"), ("url",), place)
    if item["kind"] not in KINDS:
        hint = did_you_mean(item["kind"], KINDS)
        said = f'deeper has the kind "{item["kind"]}"{hint}; it is one of {", ".join(KINDS)}'
        raise place.wrong(said, "deeper", item["kind"])
    if "url" in item and not re.match(r"https?://\S+$", str(item["url"])):
        raise place.wrong("the url of a deeper entry starts with https://", "deeper", "url")
    return Deeper(**item)


def _elsewhere(item: dict[str, Any], place: Place) -> Elsewhere:
    check_table(item, "elsewhere", ("ours", "field"), ("python", "prose"), place)
    if not isinstance(item.get("python"), str):
        raise place.wrong('every entry of elsewhere needs python, "" where none is', "elsewhere")
    word = item["field"]
    usual = [f"{re.escape(word)}s?"] if PLAIN_WORDS.fullmatch(word) else []
    prose = item.get("prose", usual)
    if not isinstance(prose, list) or not all(isinstance(text, str) for text in prose):
        said = f"prose of elsewhere must be a list of texts, not {prose!r}"
        raise place.wrong(said, "elsewhere", "prose")
    return Elsewhere(item["ours"], word, item["python"], words_of(prose, "elsewhere", place))


def _check_ground(concepts: dict[str, Concept], places: dict[str, Place], path: Path) -> None:
    """Refuse a `builds_on` that is unknown, comes in a later week, or leads back to itself."""
    for concept in concepts.values():
        place = places.get(concept.id) or Place(path, CONCEPT.name, f'"{concept.id}"')
        for below in concept.builds_on:
            if below not in concepts:
                hint = did_you_mean(below, concepts) or "; write an entry for it, or leave it out"
                said = f'builds_on names "{below}", which is no concept{hint}'
                raise place.wrong(said, "builds_on", below)
            if concepts[below].week > concept.week:
                later = concepts[below].week
                said = f'this one of week {concept.week} builds on "{below}" of week {later}'
                raise place.wrong(f"{said}; give it week {later}", "builds_on", below)
    done: set[str] = set()
    for start in concepts:
        _climb(start, concepts, (), done, path)


def _climb(
    here: str, concepts: dict[str, Concept], above: tuple[str, ...], done: set[str], path: Path
) -> None:
    if here in above:
        circle = " → ".join((*above[above.index(here) :], here))
        said = f"these concepts build on each other in a circle: {circle}; cut it at one of them"
        raise ContractError(f"{path}: {said}.")
    if here not in done:
        for below in concepts[here].builds_on:
            _climb(below, concepts, (*above, here), done, path)
        done.add(here)
