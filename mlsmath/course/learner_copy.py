"""The learner's copy of the course: made once, brought up to date later, never overwritten."""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from mlsmath.course import release, source, start_page
from mlsmath.course.errors import CourseError, UsageError
from mlsmath.course.reading import one_line
from mlsmath.course.start_page import START_PAGE

DEFAULT_NAME = "mlsmath-course"
MANIFEST = ".mlsmath.json"


@dataclass(frozen=True)
class Place:
    """The folder to learn in, and what to know about it."""

    folder: Path
    writable: bool = True
    instead_of: Path | None = None  # the folder that was wanted, where that is read-only


@dataclass
class Copy:
    """What happened to the files of a learner's copy; names are relative to `folder`."""

    folder: Path
    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    newer: list[str] = field(default_factory=list)  # those of `kept` that have a newer version


def find_copy(given: Path | None) -> Path:
    """Return the folder of the learner's copy that is there already.

    `given`, or else the folder the learner stands in, or the default folders. Raises UsageError
    if there is no copy.
    """
    if given is not None:
        places = [given]
    else:
        here = Path.cwd()
        places = [here, *here.parents, here / DEFAULT_NAME, Path.home() / DEFAULT_NAME]
    for place in places:
        if (place / MANIFEST).is_file():
            return place.resolve()
    if given is not None:
        raise UsageError(f"{given} is not a copy of the course; `mlsmath learn` makes one.")
    raise UsageError("There is no copy of the course here; `mlsmath learn` makes one.")


def choose_folder(given: Path | None) -> Place:
    """Return the folder to learn in.

    Without `given` it is the copy the learner stands in, or `mlsmath-course` in the current
    folder, or in the home folder where the current one is read-only. Raises CourseError if there
    is no folder to write to and none that holds the course.
    """
    if given is not None:
        if given.exists() and not given.is_dir():
            raise UsageError(f"{given} is a file; name a folder for the course.")
        _refuse_source(given)
        if _make_writable(given):
            return Place(given.resolve())
        if (given / MANIFEST).is_file():
            return Place(given.resolve(), writable=False)
        raise CourseError(
            f"The folder {given} cannot be written to; name another one: mlsmath learn FOLDER"
        )
    here = Path.cwd()
    inside = [place for place in (here, *here.parents) if (place / MANIFEST).is_file()]
    wanted = inside[0] if inside else here / DEFAULT_NAME
    _refuse_source(wanted)
    if _make_writable(wanted):
        return Place(wanted.resolve())
    home = Path.home() / DEFAULT_NAME
    if home != wanted and _make_writable(home):
        return Place(home.resolve(), instead_of=wanted)
    raise CourseError(
        f"Neither {here} nor {Path.home()} can be written to; "
        "name a folder of yours: mlsmath learn FOLDER"
    )


def make_copy(folder: Path, course: Path | None = None) -> Copy:
    """Bring the learner's copy in `folder` up to date and return what was done.

    New files are added and files the learner never changed are updated; a changed file stays as
    it is. Each file is written whole or not at all, and the manifest first, so that a copy that
    was cut short is completed by the next call. Raises CourseError if a file cannot be written.
    """
    copy = Copy(folder)
    written = _read_manifest(folder)
    try:
        _write_manifest(folder, written)
        try:
            for name, content in _released_files(course or source.source_folder(), folder):
                _bring_up_to_date(copy, written, name, content)
        finally:
            _write_manifest(folder, written)
    except OSError as error:
        raise CourseError(
            f"The course could not be written to {folder}: {one_line(error)}."
        ) from error
    return copy


def copied_notebooks(folder: Path) -> list[str]:
    """Return the names of the course's notebooks that were copied to `folder`, in order."""
    names = (name for name in _read_manifest(folder) if name.endswith(".ipynb"))
    return sorted(
        (name for name in names if name != START_PAGE),
        key=lambda name: source.natural_order(Path(name)),
    )


def _released_files(course: Path, folder: Path) -> Iterator[tuple[str, bytes]]:
    weeks = []
    for week in source.week_folders(course):
        texts = {}
        for path in sorted(week.glob("*.ipynb"), key=source.natural_order):
            texts[f"{week.name}/{path.name}"] = start_page.stamp(release.release_notebook(path))
        weeks.append((source.week_title(week), texts))
        for name, text in texts.items():
            yield name, text.encode("utf-8")
        for path in release.other_files(week):
            yield path.relative_to(course).as_posix(), path.read_bytes()
    concepts = course / "concepts.toml"
    page = start_page.start_page(weeks, folder, concepts if concepts.is_file() else None)
    yield START_PAGE, page.encode("utf-8")


def _bring_up_to_date(copy: Copy, written: dict[str, str], name: str, content: bytes) -> None:
    path = copy.folder / PurePosixPath(name)
    new = _digest(name, content)
    old = _digest(name, path.read_bytes()) if path.exists() else None
    if old == new:
        written[name] = new
    elif old is None or old == written.get(name):
        _write_whole(path, content)
        (copy.added if old is None else copy.updated).append(name)
        written[name] = new
    else:
        copy.kept.append(name)
        if written.get(name) != new:
            copy.newer.append(name)


def _refuse_source(folder: Path) -> None:
    course = source.source_folder().resolve()
    if folder.resolve() == course or course in folder.resolve().parents:
        raise UsageError(
            f"{folder} holds the course's source notebooks; name another folder for your own copy."
        )


def _make_writable(folder: Path) -> bool:
    probe = folder / f".mlsmath-{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError:
        return False
    return True


def _read_manifest(folder: Path) -> dict[str, str]:
    """Return the digest of each file as it was last written; empty if that is not known."""
    try:
        files = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
        return {str(name): str(digest) for name, digest in files.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _write_manifest(folder: Path, written: dict[str, str]) -> None:
    text = json.dumps({"version": 1, "files": written}, indent=1, sort_keys=True) + "\n"
    _write_whole(folder / MANIFEST, text.encode("utf-8"))


def _write_whole(path: Path, content: bytes) -> None:
    """Write a file so that a reader finds the old or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _digest(name: str, content: bytes) -> str:
    """Return a digest of a file; of a notebook's cells only.

    Editors write which Python they use into a notebook when it is only looked at.
    """
    if name.endswith(".ipynb"):
        try:
            cells = json.loads(content)["cells"]
            for cell in cells:
                cell["source"] = "".join(cell["source"])
            content = json.dumps(cells, sort_keys=True).encode("utf-8")
        except (ValueError, KeyError, TypeError):
            pass  # broken by hand: then any change counts
    return hashlib.sha256(content).hexdigest()
