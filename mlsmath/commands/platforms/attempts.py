"""From what one person handed in, perhaps more than once, to the one submission that counts."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath

from mlsmath.commands.platforms.download import Member
from mlsmath.commands.platforms.forms import JOINED, Claim
from mlsmath.commands.platforms.notebooks import Expected, is_notebook, which
from mlsmath.commands.platforms.unpack import unpack

TIMESTAMP = "timestamp.txt"


@dataclass
class Attempt:
    """What was handed in at one time; `order` is the place of its download on the command line."""

    form: str
    order: int
    when: datetime | None = None
    late: bool = False
    pieces: list[tuple[str, Member]] = field(default_factory=list)

    def add(self, claim: Claim, member: Member) -> None:
        """Take in one more file."""
        self.late = self.late or claim.late
        if claim.when is not None:
            self.when = max(self.when or claim.when, claim.when)
        if claim.file:
            self.pieces.append((claim.file, member))


@dataclass
class Handed:
    """The files of an attempt as they will lie in the submission, and what there is to say.

    `names` is what the platform called the file of each notebook, where it was a file by itself.
    """

    form: str
    when: datetime | None = None
    late: bool = False
    notebooks: dict[str, bytes] = field(default_factory=dict)
    others: dict[str, bytes] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def files(self) -> dict[str, bytes]:
        """Return all files by name, without the time."""
        return {f"{name}.ipynb": data for name, data in self.notebooks.items()} | self.others


def in_order(attempts: Sequence[Attempt]) -> list[Attempt]:
    """Return attempts with the newest first: by their times where all have one."""
    if all(one.when is not None for one in attempts):
        return sorted(attempts, key=lambda one: (one.when, one.order), reverse=True)
    return sorted(attempts, key=lambda one: one.order, reverse=True)


def sort_out(attempt: Attempt, expected: dict[str, Expected], kept: Sequence[str]) -> Handed:
    """Find the week's notebooks in an attempt, and the other files that come along.

    `kept` are the endings of files that nbgrader collects.

    Raises
    ------
    HostileError
        If an archive in it tries to do harm.
    """
    files = unpack(attempt.pieces)
    handed = Handed(attempt.form, attempt.when, attempt.late, faults=files.faults)
    found: dict[str, list[str]] = {}
    left = []
    for path, data in files.found.items():
        name = which(path, data, expected) if is_notebook(path, data) else None
        if name is not None:
            found.setdefault(name, []).append(path)
        elif path.rsplit("/", 1)[-1].lower() == TIMESTAMP:
            handed.notes.append("it brought a timestamp.txt of its own, which does not count")
        elif is_notebook(path, data) or not path.lower().endswith(tuple(kept)):
            left.append(path.rsplit("/", 1)[-1])
        else:
            _take_along(path, data, handed)
    called = {path: member.path.rsplit("/", 1)[-1] for path, member in attempt.pieces}
    for name, paths in found.items():
        best = _choose(name, paths, files.found, handed)
        if best in called:
            handed.names[name] = called[best]
    _as_they_are_read(handed)
    if left:
        listed = ", ".join(left[:3]) + (f" and {len(left) - 3} more" if len(left) > 3 else "")
        handed.notes.append(f"not collected: {listed}")
    return handed


def join(newest: Handed, older: Handed) -> Handed:
    """Fill up what an attempt lacks from an older one, where a platform's attempts are parts."""
    lacking = set(older.notebooks) - set(newest.notebooks)
    if newest.form not in JOINED or older.form not in JOINED:
        return newest
    newest.notebooks |= {name: older.notebooks[name] for name in lacking}
    newest.others = older.others | newest.others
    if lacking:
        newest.notes.append(f"from an earlier attempt: {', '.join(sorted(lacking))}")
    return newest


def digest(files: dict[str, bytes]) -> str:
    """Return what changes when files do."""
    lines = [f"{name}|{hashlib.sha256(files[name]).hexdigest()}" for name in sorted(files)]
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()


def _choose(name: str, paths: list[str], files: dict[str, bytes], handed: Handed) -> str:
    """Take one file for a notebook: of several, the one that has the notebook's own name."""
    own = f"{name}.ipynb"
    best = min(paths, key=lambda path: (path.rsplit("/", 1)[-1] != own, path.count("/"), path))
    handed.notebooks[name] = files[best]
    different = [path for path in paths if files[path] != files[best]]
    shown = best.rsplit("/", 1)[-1]
    if different:
        others = ", ".join(path.rsplit("/", 1)[-1] for path in different[:3])
        handed.notes.append(f"several files are {name}: {shown} counts, {others} does not")
    elif shown != own:
        handed.notes.append(f"{name} is from {shown}")
    return best


def _take_along(path: str, data: bytes, handed: Handed) -> None:
    name = safe_name(path)
    if name in handed.others and handed.others[name] != data:
        handed.notes.append(f"two different files are called {name}: one counts")
        return
    handed.others[name] = data


def safe_name(path: str) -> str:
    """Return the name of a file as every system takes it."""
    name = PurePosixPath(path).name
    name = "".join("_" if char in '<>:"|?*' or not char.isprintable() else char for char in name)
    return name.lstrip(".").rstrip(". ")[-120:] or "file"


def _as_they_are_read(handed: Handed) -> None:
    """Give a table back the name by which a notebook reads it: platforms and browsers number."""
    for name in list(handed.others):
        place = PurePosixPath(name)
        bare = re.sub(r"[ _]*\([1-9]\)\Z|-\d\Z", "", place.stem)
        if bare not in ("", place.stem):
            _rename(handed, name, bare + place.suffix)


def _rename(handed: Handed, name: str, plain: str) -> None:
    books = handed.notebooks.values()
    if plain in handed.others or name not in handed.others:
        return
    if any(plain.encode() in nb for nb in books) and not any(name.encode() in nb for nb in books):
        handed.others[plain] = handed.others.pop(name)
        handed.notes.append(f"{name} is now called {plain}, as the notebook reads it")
