"""What of the course is done so far, read from the saved notebooks; nothing is run."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from mlsmath.commands.course.manifest import copied_notebooks
from mlsmath.commands.course.parts import Part, read_part


@dataclass(frozen=True)
class SoFar:
    """The parts of a learner's copy, in order; in a notebook it shows the next step and a table."""

    parts: tuple[Part, ...]

    def _repr_markdown_(self) -> str:
        lines = [self.next_step, ""] if self.next_step else []
        lines += ["| Part | Exercises | Points so far | |", "|:--|:--|--:|:--|"]
        for part in self.parts:
            week = Path(part.name).parent.name.partition("-")[0].replace("week", "Week ")
            place = f"{week}, {part.place}: " if part.place else ""
            facts = (f"{place}{part.title}", part.ticks, _points(part), _state(part))
            lines.append(f"| {' | '.join(facts)} |")
        return "\n".join(lines)

    def __repr__(self) -> str:
        lines = [f"{part.title}: {_points(part) or _state(part)}" for part in self.parts]
        return "\n".join([*lines, self.next_step])

    @property
    def next_step(self) -> str:
        """Say which part comes next."""
        waiting = [part for part in self.parts if part.earned < part.points]
        if not any(part.begun for part in self.parts):
            return f"**Begin here:** {waiting[0].link}" if waiting else ""
        if not waiting:
            return "**All exercises are done. Well done!**"
        return f"**Go on here:** {waiting[0].link}"


def so_far(folder: str | Path = ".") -> SoFar:
    """Return what is done in the learner's copy in `folder`.

    The points are those that the checks showed when a notebook was last saved: `mlsmath progress`
    runs everything again.
    """
    return read_so_far(Path(folder), copied_notebooks(Path(folder)))


def read_so_far(folder: Path, names: Iterable[str]) -> SoFar:
    """Return what is done in these notebooks of `folder`; one that cannot be read is left out."""
    parts = []
    for name in names:
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            parts.append(read_part(name, (folder / name).read_text(encoding="utf-8-sig")))
    return SoFar(tuple(parts))


def _points(part: Part) -> str:
    return f"{part.earned:g} of {part.points:g}" if part.points else ""


def _state(part: Part) -> str:
    if part.points and part.earned >= part.points:
        return "✔ done"
    return "begun" if part.begun else ""
