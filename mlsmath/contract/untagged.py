"""Notebooks without tags: where each concept is explained, and where code first needs it.

No model is asked and nothing is learnt: the same notebooks give the same answer. A markdown cell
*explains* a concept when one of its sentences both names it (the `prose` of its entry in
`concepts.toml`) and says what it is: the name is in bold or italics, or the sentence defines
("a mean is …", "… is called the mean", "we define …"). It does so in *full* when the cell also
has a formula or numbers to work with; else it is a *gloss*. The *need* is the first code cell that
shows a sure sign of the concept in `code`, and does more than import.
"""

import ast
import re
from dataclasses import dataclass
from typing import Literal

from mlsmath.contract.code import read_code
from mlsmath.contract.concepts import Concept
from mlsmath.contract.needs import Need
from mlsmath.contract.prose import measure
from mlsmath.contract.reading import Cell, Course

NEAR = 3  # code cells that may stand between an explanation and its first need
Verdict = Literal["in time", "early", "late", "never", "gloss only", "not needed"]
DEFINES = (
    r"\b(?:is|are) (?:a|an|the|called|known as|defined)\b|\bwe (?:call|define|say)\b|\bmeans\b"
)
SENTENCE = re.compile(r"(?<=[.!?:])\s+|\n{2,}|\n(?=[ \t]*[-*+] )")


@dataclass(frozen=True)
class Explained:
    """The markdown cell that explains a concept, the sentence that shows it, and how fully."""

    cell: Cell
    sentence: str
    full: bool


@dataclass(frozen=True)
class Needed:
    """The cell that first needs a concept, the line in it (from 1), and what shows the need."""

    cell: Cell
    line: int
    sign: str


@dataclass(frozen=True)
class Found:
    """What a reader finds of one concept in a course.

    `between` counts the code cells strictly between explanation and need, without empty ones; it
    is below zero when the explanation comes after the need, and None when either is missing.

    `verdict` is "in time" (at most `NEAR` code cells between), "early" (more), "late" (explained
    after the need), "never" (needed and not explained), "gloss only" (explained before the need,
    by no more than a gloss), or "not needed" (explained, and no code needs it).
    """

    concept: str
    explained: Explained | None
    needed: Needed | None
    between: int | None
    verdict: Verdict


def find(course: Course) -> list[Found]:
    """Return what the course does with each concept that it explains or needs, in concept order."""
    found = (_found(course, concept) for concept in course.concepts.values())
    return [one for one in found if one.explained or one.needed]


def _found(course: Course, concept: Concept) -> Found:
    explained = _explained(course, concept)
    needed = _needed(course, concept)
    if explained is None or needed is None:
        return Found(concept.id, explained, needed, None, "never" if needed else "not needed")
    between = _between(course, explained.cell, needed.cell)
    if explained.cell.position > needed.cell.position:
        return Found(concept.id, explained, needed, between, "late")
    if not explained.full:
        return Found(concept.id, explained, needed, between, "gloss only")
    return Found(concept.id, explained, needed, between, "in time" if between <= NEAR else "early")


def _between(course: Course, explained: Cell, needed: Cell) -> int:
    first, last = sorted((explained.position, needed.position))
    inside = course.cells[first + 1 : last]
    count = sum(cell.kind == "code" and bool(cell.source.strip()) for cell in inside)
    return count if explained.position < needed.position else -count - 1


def _explained(course: Course, concept: Concept) -> Explained | None:
    best = None
    for cell in course.cells:
        if cell.kind != "markdown" or concept.prose is None:
            continue
        for sentence in SENTENCE.split(cell.source):
            words = " ".join(sentence.split())
            named = concept.prose.search(re.sub(r"\*+|\b_|_\b", "", words))
            if named is None or words.startswith("#"):
                continue
            shown = re.search(rf"(?:\*|\b_){re.escape(named[0])}", words, re.I)
            if shown or re.search(DEFINES, words, re.I):
                size = measure(cell.source)
                full = size.has_symbols or size.has_numbers
                if full:
                    return Explained(cell, words, True)
                best = best or Explained(cell, words, False)
    return best


def _needed(course: Course, concept: Concept) -> Needed | None:
    for cell in course.cells:
        need = cell.needs.get(concept.id)
        if cell.works and need is not None and cell.surely_needs(concept.id):
            return Needed(cell, _line(cell, need), need.sign)
    return None


def _line(cell: Cell, need: Need) -> int:
    """Return the line on which the sign of a need stands, 1 where it cannot be told."""
    sign = need.sign.strip("`").rstrip("…")
    for node in ast.walk(read_code(cell.source).tree):
        if isinstance(node, ast.expr | ast.stmt) and ast.unparse(node).startswith(sign):
            return node.lineno
    return 1
