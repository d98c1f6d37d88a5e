"""Before nbgrader sees a submission: look at its files, find its notebooks, take only what is safe.

What is taken goes into a folder of its own, so a submission is never read through a link and never
changed. Each thing that had to be mended is said.
"""

import copy
import hashlib
import importlib.util
import os
import stat
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from nbformat import NotebookNode

from mlsmath.commands.grading.faults import machine_fault
from mlsmath.commands.grading.intake.assignment import Master
from mlsmath.commands.grading.intake.formats import (
    LARGEST,
    BadNotebookError,
    grade_ids,
    load,
    plain_name,
)
from mlsmath.commands.grading.intake.repair import mend

LARGEST_FILES = 20 * 2**20
MOST_FILES = 200
MOST_NOTEBOOKS = 30
NOT_FOUND = "no notebook found"
LEFT_OUT = {".ipynb_checkpoints", "__pycache__", ".git", "__MACOSX"}
OF_A_MAC = "._"  # what macOS puts beside a file of the same name
ALSO = ("", ".txt", ".json")  # endings under which browsers and mail programs save notebooks


@dataclass
class Submission:
    """A submission as it can be graded."""

    student: str
    notebooks: dict[str, NotebookNode] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    mends: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    fingerprint: str = ""


def inspect(student: str, folder: Path, master: Master) -> Submission:
    """Read a submission; what cannot be graded is in `failed`, with the reason."""
    found = Submission(student)
    if _is_linked(folder, student):
        found.failed = dict.fromkeys(master.notebooks, "its folder is a link to another place")
        found.fingerprint = "link"
        return found
    paths = _files(folder, found)
    expected = {f"{name}.ipynb" for name in master.notebooks}
    names = {plain_name(name) for name in expected}
    notebooks = {name: path for name, path in paths.items() if _may_be_one(name, path, names)}
    parsed: dict[str, NotebookNode] = {}
    broken: dict[str, str] = {}
    put_right: dict[str, list[str]] = {}
    for name in _first(notebooks, expected, found):
        try:
            parsed[name], put_right[name] = load(_read(notebooks[name], LARGEST))
        except (BadNotebookError, OSError) as error:
            if machine_fault(error):
                raise
            if ".ipynb" in name.lower():
                broken[name] = str(error)
    chosen = _match(master, parsed, broken, found)
    for book in master.notebooks.values():
        name = chosen.get(book.name)
        if name is None:
            found.failed.setdefault(book.name, NOT_FOUND)
        elif name in broken:
            found.failed[book.name] = broken[name]
        else:
            nb = parsed[name]
            if list(chosen.values()).count(name) > 1:  # it holds the exercises of two
                nb = copy.deepcopy(nb)
            mends = put_right[name] + mend(nb, book)
            found.mends += [f"{book.name}: {text}" for text in mends]
            found.notebooks[book.name] = nb
    taken = {*chosen.values(), *(name for name in notebooks if name.lower().endswith(".ipynb"))}
    _take_files({n: p for n, p in paths.items() if n not in taken}, found)
    return found


def _is_linked(folder: Path, student: str) -> bool:
    """Whether a submission is a link, or its student's folder one, to a neighbour's perhaps."""
    for path in (folder, *folder.parents):
        if path.is_symlink():
            return True
        if path.name == student:
            break
    return False


def _may_be_one(name: str, path: Path, expected: set[str]) -> bool:
    """Whether a file may be a notebook: by its ending, or as a text with grade ids in it."""
    lower = name.lower()
    if lower.endswith((".ipynb", ".ipynb.txt", ".ipynb.json")):
        return True
    if os.path.splitext(lower)[1] not in ALSO:
        return False
    if plain_name(name) in expected:
        return True
    try:
        return b'"grade_id"' in _read(path, LARGEST)
    except (OSError, BadNotebookError) as error:
        if machine_fault(error):
            raise
        return False


def fingerprint(folder: Path) -> str:
    """Return what changes when a submission does: names, sizes and contents."""
    digest = hashlib.sha256()
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(set(folders) - LEFT_OUT)
        for name in sorted(names):
            path = Path(root, name)
            about = os.lstat(path)
            text = f"{path.relative_to(folder)}|{about.st_size}|{about.st_mode}"
            digest.update(text.encode("utf-8", "surrogateescape"))
            if stat.S_ISREG(about.st_mode) and about.st_size <= LARGEST:
                try:
                    digest.update(_read(path, LARGEST))
                except (OSError, BadNotebookError):
                    digest.update(b"unreadable")
    return digest.hexdigest()


def _files(folder: Path, found: Submission) -> dict[str, Path]:
    """Return the plain files by their path inside the submission."""
    paths: dict[str, Path] = {}
    for root, folders, names in os.walk(folder):
        for name in list(folders):
            if Path(root, name).is_symlink():
                found.mends.append(f"{name}: a link to another place, left out")
        folders[:] = sorted(n for n in folders if n not in LEFT_OUT)
        for name in sorted(name for name in names if not name.startswith(OF_A_MAC)):
            path = Path(root, name)
            inside = path.relative_to(folder).as_posix()
            mode = os.lstat(path).st_mode
            if stat.S_ISREG(mode):
                paths[inside] = path
            else:
                kind = "a link to another place" if stat.S_ISLNK(mode) else "not a file"
                if inside.endswith(".ipynb") and "/" not in inside:
                    found.failed[inside.removesuffix(".ipynb")] = f"the notebook is {kind}"
                found.mends.append(f"{inside}: {kind}, left out")
    return paths


def _first(notebooks: dict[str, Path], expected: set[str], found: Submission) -> list[str]:
    """Return the notebooks worth reading, the expected ones before all others."""
    names = sorted(notebooks, key=lambda name: name not in expected)
    most = MOST_NOTEBOOKS + len(expected)
    if len(names) > most:
        found.mends.append(f"{len(names)} notebooks: {len(names) - most} left out")
    return names[:most]


def _read(path: Path, most: int) -> bytes:
    """Read a file that is a plain file, and no link, at the moment of reading."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    flags |= getattr(os, "O_NONBLOCK", 0)
    with open(os.open(path, flags), "rb") as file:
        data = file.read(most + 1) if os.fstat(file.fileno()).st_size <= most else None
    if data is None or len(data) > most:
        raise BadNotebookError(f"larger than {most // 2**20} MB")
    return data


def _match(
    master: Master, parsed: dict[str, NotebookNode], broken: dict[str, str], found: Submission
) -> dict[str, str]:
    """Return for each expected notebook the file that holds it."""
    chosen = {}
    everything = [*parsed, *broken]
    for name in master.notebooks:
        if f"{name}.ipynb" in everything:
            chosen[name] = f"{name}.ipynb"
    for name, book in master.notebooks.items():
        if name in chosen or name in found.failed:
            continue
        free = [file for file in everything if file not in chosen.values()]
        same = [file for file in free if plain_name(file) == plain_name(f"{name}.ipynb")]
        expected = set(book.cells)
        known = [
            file for file in parsed if 2 * len(grade_ids(parsed[file]) & expected) > len(expected)
        ]
        alike = [file for file in free if file in known]
        for candidates in (same, alike, known):  # the last: of a notebook that was split since
            readable = [file for file in candidates if file in parsed]
            if readable and all(parsed[file] == parsed[readable[0]] for file in readable):
                candidates, equal = readable[:1], readable[1:]
                found.mends += [f"{name}: {file} is the same, left out" for file in equal]
            if len(candidates) == 1:
                chosen[name] = candidates[0]
                found.mends.append(f"{name}: taken from {candidates[0]}")
                break
            if len(candidates) > 1:
                listed = ", ".join(candidates)
                found.failed[name] = f"no notebook of that name, but several others: {listed}"
                break
    return chosen


def _take_files(paths: dict[str, Path], found: Submission) -> None:
    """Take the other files, but none that would stand in for a module."""
    room = LARGEST_FILES
    names = sorted(paths, key=lambda name: name != "timestamp.txt")
    if len(paths) > MOST_FILES:
        found.mends.append(f"more than {MOST_FILES} files: {len(paths) - MOST_FILES} left out")
    for name in names[:MOST_FILES]:
        path = paths[name]
        if name.endswith((".ipynb.txt", ".pyc", ".pyd", ".pyw", ".so", ".pth")):
            continue
        module = name.split("/")[0].split(".")[0]
        if _shadows(name, module):
            found.mends.append(f"{name}: has the name of the module {module}, left out")
            if module not in {*sys.stdlib_module_names, "test"}:
                found.flags.append(f"{name} has the name of the module {module}")
            continue
        try:
            data = _read(path, LARGEST_FILES)
            if len(data) > room:
                most = LARGEST_FILES // 2**20
                raise BadNotebookError(f"with the files before it larger than {most} MB")
        except (OSError, BadNotebookError) as error:
            found.mends.append(f"{name}: {error}, left out")
            continue
        if name == "timestamp.txt" and not _is_time(data, found):
            continue
        room -= len(data)
        found.files[name] = data


def _shadows(name: str, module: str) -> bool:
    if not name.endswith(".py"):
        return False
    if module in sys.stdlib_module_names or module in ("sitecustomize", "usercustomize"):
        return True
    try:
        return module.isidentifier() and importlib.util.find_spec(module) is not None
    except (ImportError, ValueError):
        return True


def _is_time(data: bytes, found: Submission) -> bool:
    from nbgrader.utils import parse_utc

    try:
        when = parse_utc(data.decode("utf-8").strip())
        good = when is not None and 2000 <= when.year <= datetime.now(UTC).year + 1
    except Exception:
        good = False
    if not good:
        found.mends.append("timestamp.txt: not a time that can be read, left out")
    return good
