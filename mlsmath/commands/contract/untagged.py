"""Courses without tags: where each concept is explained, and where the work first needs it.

No model is asked and nothing is learnt: the same notebooks give the same answer. `explaining`
says what counts as an explanation, in full or as a gloss, and `work` what counts as a need. Of
several explanations this takes the first full one before the need, or else the first gloss before
it, or else the first one after it.
"""

from dataclasses import dataclass
from typing import Literal

from mlsmath.commands.contract.concepts import Concept
from mlsmath.commands.contract.explaining import Explanation, Text, explanations, texts_of
from mlsmath.commands.contract.reading import Cell, Course
from mlsmath.commands.contract.work import Needed, Piece, first_formula, first_need, work_of

NEAR = 3  # code cells that may stand between an explanation and its first need
Verdict = Literal["in time", "early", "late", "never", "gloss only", "not needed"]


@dataclass(frozen=True)
class Found:
    """What a reader finds of one concept in a course.

    `between` counts the code cells strictly between explanation and need, without empty ones; it
    is below zero when the explanation comes after the need (-1: the next code cell after it), and
    None when either is missing.
    """

    concept: str
    explained: Explanation | None
    needed: Needed | None
    between: int | None

    @property
    def timing(self) -> Verdict:
        """Return the verdict, whether the explanation is full or a gloss."""
        if self.needed is None:
            return "not needed"
        if self.explained is None or self.between is None:
            return "never"
        if self.between < 0:
            return "late"
        return "in time" if self.between <= NEAR else "early"

    @property
    def gloss(self) -> bool:
        """Tell whether the concept is explained, and by no more than a gloss."""
        return self.explained is not None and not self.explained.full

    @property
    def verdict(self) -> Verdict:
        """Return how the explanation stands to the need.

        "in time" (at most `NEAR` code cells between), "early" (more), "late" (explained after the
        need), "never" (needed and not explained), "gloss only" (before the need, by no more than
        a gloss), or "not needed" (explained, and nothing needs it).
        """
        return "gloss only" if self.gloss and self.timing in ("in time", "early") else self.timing


def find(course: Course) -> list[Found]:
    """Return what the course does with each concept that it explains or needs, in concept order."""
    texts, pieces = texts_of(course), work_of(course)
    found = (_found(course, concept, texts, pieces) for concept in course.concepts.values())
    return [one for one in found if one.explained or one.needed]


def _found(course: Course, concept: Concept, texts: list[Text], pieces: list[Piece]) -> Found:
    candidates = explanations(texts, concept)
    needed = first_need(pieces, concept)
    explained = _chosen(candidates, needed)
    if needed is None and explained is not None:
        needed = first_formula(texts, pieces, concept, explained.cell)
        explained = _chosen(candidates, needed)
    if explained is None or needed is None:
        return Found(concept.id, explained, needed, None)
    return Found(concept.id, explained, needed, between(course, explained.cell, needed.cell))


def _chosen(candidates: list[Explanation], needed: Needed | None) -> Explanation | None:
    def rank(candidate: Explanation) -> tuple[bool, bool, int]:
        late = needed is not None and candidate.cell.position > needed.cell.position
        return late, not late and not candidate.full, candidate.cell.position

    return min(candidates, key=rank, default=None)


def between(course: Course, explained: Cell, needed: Cell) -> int:
    """Return how many code cells stand between two cells, below zero when the need comes first."""
    first, last = sorted((explained.position, needed.position))
    inside = course.cells[first + 1 : last]
    count = sum(cell.kind == "code" and bool(cell.source.strip()) for cell in inside)
    return count if explained.position < needed.position else -count - 1
