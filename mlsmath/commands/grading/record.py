"""What grading leaves behind for each submission: a record that a report, or a person, can read.

`build/grading/WEEK/STUDENT.json` holds it, `STUDENT.log` beside it what happened on the way.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from mlsmath.commands.machine import replace_file

MIME = "application/vnd.mlsmath.check+json"  # the form in which checks leave their results

GRADED = "graded"
FAILED = "failed"
PERSON = "needs a person"
MISSING = "missing"
UNKNOWN = "other"  # what the checks call a wrong answer that shows no misconception they know
LONGEST_NAME = 200  # bytes: a file system takes 255, endings and all


@dataclass
class Score:
    """One graded cell of one submission.

    `outcome` is "right", "partly right", "wrong", "not tried", "failed" or "missing". `facts` is
    what the check says of the answer (see `mlsmath.checks.result`), empty where there is no check.
    """

    grade_id: str
    points: float
    max_points: float
    outcome: str
    facts: dict[str, Any] = field(default_factory=dict)
    flag: str = ""


@dataclass
class NotebookRecord:
    """One notebook of one submission."""

    name: str
    state: str = GRADED
    reason: str = ""
    scores: list[Score] = field(default_factory=list)
    seconds: float = 0.0


@dataclass
class Record:
    """One submission."""

    student: str
    assignment: str
    state: str = GRADED
    reason: str = ""
    notebooks: list[NotebookRecord] = field(default_factory=list)
    mends: list[str] = field(default_factory=list)
    seconds: float = 0.0
    fingerprint: str = ""
    late_seconds: float = 0.0
    version: int = 1

    @property
    def points(self) -> float:
        """Points of the whole submission, before a penalty for lateness."""
        return sum(score.points for book in self.notebooks for score in book.scores)

    @property
    def max_points(self) -> float:
        """Points that the submission could have earned."""
        return sum(score.max_points for book in self.notebooks for score in book.scores)

    def settle(self) -> None:
        """Sum up the notebooks: the worst state, and every reason."""
        states = [book.state for book in self.notebooks]
        if self.state == GRADED and states and set(states) == {MISSING}:
            self.state = MISSING
        for state, found in ((PERSON, {PERSON}), (FAILED, {FAILED, MISSING})):
            if found & set(states) and self.state == GRADED:
                self.state = state
        reasons = [f"{book.name}: {book.reason}" for book in self.notebooks if book.reason]
        self.reason = "; ".join([self.reason, *reasons] if self.reason else reasons)


def stem(student: str) -> str:
    """Return the name of a student's files: the id, or the beginning of one too long for that."""
    name = student.encode("utf-8", "surrogateescape")
    if len(name) <= LONGEST_NAME:
        return student
    mark = hashlib.sha256(name).hexdigest()[:16]
    return f"{name[: LONGEST_NAME - 20].decode('utf-8', 'ignore')}-{mark}"


def replace(path: Path, text: str) -> None:
    """Write a text at once, as `replace_file` does; what UTF-8 cannot hold becomes "?"."""
    replace_file(path, text.encode("utf-8", errors="replace"))


def write(record: Record, folder: Path) -> None:
    """Write the record of a submission."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(record), indent=1, ensure_ascii=False)
    replace(folder / f"{stem(record.student)}.json", text + "\n")


def read(path: Path) -> Record | None:
    """Return the record in a file, or None if it holds none that this version can read."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        if found.pop("version") != 1:
            return None
        books = [
            NotebookRecord(**{**book, "scores": [Score(**score) for score in book["scores"]]})
            for book in found.pop("notebooks")
        ]
        return Record(**found, notebooks=books)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def read_all(folder: Path) -> Iterator[Record]:
    """Yield every record in a folder, by student."""
    for path in sorted(folder.glob("*.json")):
        record = read(path)
        if record is not None:
            yield record
