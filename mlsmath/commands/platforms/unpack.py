"""The files of one attempt, zips in it opened, within limits; what is hostile is refused."""

from dataclasses import dataclass, field
from pathlib import PurePosixPath

from mlsmath.commands.platforms.download import (
    ARCHIVES,
    OTHER_ARCHIVES,
    HostileError,
    Member,
    UnreadableError,
    open_bytes,
)

MOST_FILES = 500
MOST_BYTES = 300 * 2**20
DEEPEST = 3
# Folders and files that systems and programs add; a learner has not made them.
SYSTEM_FOLDERS = {"__MACOSX", ".ipynb_checkpoints", "__pycache__", ".git", ".venv", "venv"} | {
    "node_modules", ".Trash", "$RECYCLE.BIN"
}  # fmt: skip
SYSTEM_FILES = {".ds_store", "thumbs.db", "desktop.ini"}


@dataclass
class Files:
    """What an attempt holds, by the path inside it, and what could not be read, with the reason."""

    found: dict[str, bytes] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    room: int = MOST_BYTES
    seen: int = 0


def unpack(pieces: list[tuple[str, Member]]) -> Files:
    """Read the files of an attempt.

    Raises
    ------
    HostileError
        If an archive or a link tries to reach other places, or to fill the machine.
    """
    files = Files()
    _take(pieces, files, depth=0)
    return files


def is_system(path: str) -> bool:
    """Return whether a file is one that systems or programs add."""
    place = PurePosixPath(path)
    return (
        bool(SYSTEM_FOLDERS & set(place.parts[:-1]))
        or place.name.lower() in SYSTEM_FILES
        or place.name.startswith("._")
    )


def _take(pieces: list[tuple[str, Member]], files: Files, depth: int) -> None:
    pieces = [(path, member) for path, member in pieces if not is_system(path)]
    for path, member in pieces:
        if member.hostile:
            raise HostileError(f"{_shown(path)}: {member.hostile}")
    files.seen += len(pieces)
    if files.seen > MOST_FILES:
        raise HostileError(f"more than {MOST_FILES} files ({files.seen} in all)")
    if sum(member.size for _, member in pieces) > files.room:
        raise HostileError(f"unpacked it is larger than {MOST_BYTES // 2**20} MB")
    for path, member in pieces:
        try:
            data = member.read()
            files.room -= len(data)
            if files.room < 0:
                raise HostileError(f"unpacked it is larger than {MOST_BYTES // 2**20} MB")
            if path.lower().endswith(OTHER_ARCHIVES):
                raise UnreadableError("an archive of this kind is not opened; ask for a zip")
            if not path.lower().endswith(ARCHIVES):
                files.found[_free(path, files.found)] = data
                continue
            if depth == DEEPEST:
                raise HostileError(f"{_shown(path)}: a zip in more than {DEEPEST} zips")
            inside = open_bytes(data)
        except UnreadableError as error:
            files.faults.append(f"{_shown(path)}: {error}")
            continue
        folder = path[: -len(".zip")]
        _take([(f"{folder}/{one.path}", one) for one in inside], files, depth + 1)


def harmless(text: str) -> str:
    """Return text without what would act on a terminal."""
    return "".join(char if char.isprintable() else "?" for char in text)


def _free(path: str, taken: dict[str, bytes]) -> str:
    """Return a path that is not taken: an archive may hold one name twice."""
    place, number = PurePosixPath(path), 1
    while path in taken:
        number += 1
        path = str(place.with_name(f"{place.stem} ({number}){place.suffix}"))
    return path


def _shown(path: str) -> str:
    """Return a path for a person to read."""
    text = harmless(path)
    return text if len(text) <= 80 else f"{text[:40]}...{text[-37:]}"
