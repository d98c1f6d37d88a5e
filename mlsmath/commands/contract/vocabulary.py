"""The words that need a sentence: those of `words.toml`, and the field's own for our concepts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mlsmath.commands.contract.concepts import Concept
from mlsmath.commands.contract.entries import Kind, read_entries, words_of

OURS = Path(__file__).with_name("words.toml")
WORD = Kind("word", ("id", "name", "meaning"), ("prose",))


@dataclass(frozen=True)
class Word:
    """One word that a text has to explain, and what finds it in prose."""

    id: str
    name: str
    meaning: str
    prose: re.Pattern[str]


def load_words(extra: Path | None = None, alone: bool = False) -> dict[str, Word]:
    """Return the words by id: ours, then those of the file `extra`, which may replace ours.

    Ours are left out where the file says so, or if it is `alone`, says nothing or is not there.
    Raises `ContractError` when an entry is not as `words.toml` describes it.
    """
    if extra is None:
        return {} if alone else dict(_ours())
    extends, words = _read(Path(extra))
    return words if (extends or ("nothing" if alone else "")) == "nothing" else _ours() | words


@cache
def _ours() -> dict[str, Word]:
    return _read(OURS)[1]


def _read(path: Path) -> tuple[str, dict[str, Word]]:
    words = {}
    entries = read_entries(path, WORD)
    for entry in entries.found:
        place = entries.places[entry["id"]]
        prose = words_of(entry["prose"], "prose", place)
        if prose is None:
            raise place.wrong("prose has nothing to look for")
        words[entry["id"]] = Word(**entry | {"prose": prose})
    return entries.extends, words


@dataclass(frozen=True)
class Term:
    """One word that may not stand anywhere: the tags that say where it is explained, its prose."""

    name: str
    is_word: bool
    tags: tuple[str, ...]
    prose: tuple[re.Pattern[str], ...]

    def find(self, text: str) -> str:
        """Return how the word first stands in a text, or "" where it does not."""
        found = [match[0] for prose in self.prose if (match := prose.search(text))]
        return found[0] if found else ""


def terms_of(words: Iterable[Word], concepts: Iterable[Concept]) -> list[Term]:
    """Return the words to watch, by name: one that is both ours and the field's is one term."""
    found: dict[str, Term] = {}

    def add(name: str, is_word: bool, tag: str, prose: re.Pattern[str] | None) -> None:
        old = found.get(name.lower(), Term(name, False, (), ()))
        more = (prose,) if prose else ()
        new = Term(old.name, old.is_word or is_word, (*old.tags, tag), (*old.prose, *more))
        found[name.lower()] = new

    for word in words:
        add(word.name, True, f"names:{word.id}", word.prose)
    for concept in concepts:
        for entry in concept.elsewhere:
            add(entry.field, False, f"explains:{concept.id}", entry.prose)
    return [term for term in found.values() if term.prose]
