"""The words that need a sentence and are no concept, read from `words.toml`."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mlsmath.contract.entries import Kind, read_entries, words_of
from mlsmath.contract.errors import ContractError

OURS = Path(__file__).with_name("words.toml")
WORD = Kind("word", ("id", "name", "meaning"), ("prose",))


@dataclass(frozen=True)
class Word:
    """One word that a text has to explain, and what finds it in prose."""

    id: str
    name: str
    meaning: str
    prose: re.Pattern[str]


def load_words(extra: Path | None = None) -> dict[str, Word]:
    """Return the words by id: ours, then those of the file `extra`, which may replace ours.

    Raises `ContractError` when an entry is not as `words.toml` describes it.
    """
    return _ours() | (_read(Path(extra)) if extra else {})


@cache
def _ours() -> dict[str, Word]:
    return _read(OURS)


def _read(path: Path) -> dict[str, Word]:
    words = {}
    for entry, place in read_entries(path, WORD):
        prose = words_of(entry.pop("prose"), "prose", place)
        if prose is None:
            raise ContractError(f"{place}: prose has nothing to look for.")
        words[entry["id"]] = Word(**entry, prose=prose)
    return words
