"""One line for each concept of a course: where it is explained, where needed, how long the wait.

In a course with tags they say what is explained where; all else is read as in `untagged`.
"""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from mlsmath.commands.contract.explaining import Explanation
from mlsmath.commands.contract.files import load
from mlsmath.commands.contract.folder import find_lessons
from mlsmath.commands.contract.map import rows
from mlsmath.commands.contract.reading import Cell, Course
from mlsmath.commands.contract.untagged import NEAR, Found, between, find
from mlsmath.commands.contract.words import count
from mlsmath.commands.contract.work import Needed

KEPT = ("in time", "not needed")


@dataclass(frozen=True)
class Summary:
    """What a course does with each of its concepts, in the order in which it meets them."""

    notebooks: int
    found: tuple[Found, ...]
    names: dict[str, str]

    @property
    def kept(self) -> bool:
        """Tell whether each concept that is needed is explained in full and in time."""
        return all(one.verdict in KEPT for one in self.found)

    @property
    def totals(self) -> dict[str, int | str]:
        """Return the figures of the last line."""
        waits = [one for one in self.found if one.timing in ("in time", "early")]
        longest = max(waits, key=lambda one: one.between or 0, default=None)
        verdicts = Counter(one.verdict for one in self.found)
        return {
            "notebooks": self.notebooks,
            "concepts": len(self.found),
            "needed": sum(one.needed is not None for one in self.found),
            "explained_before_need": len(waits),
            "gloss_only": verdicts["gloss only"],
            "within_near": sum(one.timing == "in time" for one in waits),
            "near": NEAR,
            "late": verdicts["late"],
            "never": verdicts["never"],
            "not_needed": verdicts["not needed"],
            "longest_wait": (longest.between or 0) if longest else 0,
            "longest_wait_of": longest.concept if longest else "",
        }

    @property
    def total(self) -> str:
        """Return the totals as one line."""
        told = self.totals
        glosses = told["gloss_only"]
        parts = [
            f"{count(int(told['needed']), 'concept')} needed in "
            f"{count(self.notebooks, 'notebook')}: {told['explained_before_need']} explained "
            f"before the need" + (f" ({glosses} by a gloss only)" if glosses else ""),
            f"{told['within_near']} within {NEAR} code cells",
        ]
        parts += [f"{told[name]} {name}" for name in ("late", "never") if told[name]]
        if told["longest_wait_of"]:
            longest = count(int(told["longest_wait"]), "code cell")
            name = self.names[str(told["longest_wait_of"])]
            parts.append(f"longest wait {longest} ({name})")
        return f"{', '.join(parts)}."


def summarise(course: Course) -> Summary:
    """Return the summary of a course, with its tags where it has some."""
    tagged = {one.concept: one for one in _tagged(course)}
    found = [tagged.pop(one.concept, one) for one in find(course)]
    found += tagged.values()
    found = [one for one in found if any(cell.notebook.judged for cell in _cells(one))]
    found.sort(key=lambda one: min(cell.position for cell in _cells(one)))
    names = {name: concept.name for name, concept in course.concepts.items()}
    judged = sum(notebook.judged for notebook in course.notebooks)
    return Summary(judged, tuple(found), names)


def has_tags(folder: Path) -> bool:
    """Tell whether an author has begun to tag what is explained in a folder of notebooks."""
    tags = (
        tag
        for path in find_lessons(folder)
        for cell in load(path)["cells"]
        for tag in cell["metadata"].get("tags", [])
    )
    return any(isinstance(tag, str) and tag.startswith("explains:") for tag in tags)


def _tagged(course: Course) -> list[Found]:
    """Return what tags say: the note, and the first cell of code that needs its concept."""
    found = []
    for row in rows(course):
        if row.note is None:
            continue
        early = [cell for cell in row.early if cell.works]
        cell = early[0] if early else row.first
        needed = None
        if cell is not None:
            need = cell.needs.get(row.concept)
            needed = Needed(cell, 1, need.sign if need else "")
        first = next((line.strip("# ") for line in row.note.source.split("\n") if line.strip()), "")
        explained = Explanation(row.note, first, True)
        wait = between(course, row.note, cell) if cell is not None else None
        found.append(Found(row.concept, explained, needed, wait))
    return found


def _cells(found: Found) -> list[Cell]:
    return [part.cell for part in (found.explained, found.needed) if part is not None]
