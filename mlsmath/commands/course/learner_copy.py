"""The learner's copy of the course: made once, brought up to date later, never overwritten."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from mlsmath import __version__
from mlsmath.commands.course import release, source, start_page
from mlsmath.commands.course.errors import CourseError
from mlsmath.commands.course.manifest import MANIFEST, read_manifest, read_version
from mlsmath.commands.course.moved import moved_answers
from mlsmath.commands.course.navigation import add_way, split_way
from mlsmath.commands.course.reading import one_line
from mlsmath.commands.course.so_far import read_so_far
from mlsmath.commands.course.start_page import START_PAGE
from mlsmath.commands.machine import replace_file

# What is made anew on the start page each time, and is no change by the learner.
RENEWED = ("attachments", "execution_count", "outputs")
# Stands before a digest of what the course had when a file was first met that differed from it,
# and nothing told what had been written: an older version of the course, or the learner's work.
UNSURE = "?"


@dataclass
class Copy:
    """What happened to the files of a learner's copy; names are relative to `folder`."""

    folder: Path
    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    newer: list[str] = field(default_factory=list)  # those of `kept` that have a newer version
    unsure: list[str] = field(default_factory=list)  # those of `kept` that may be older, unchanged
    gone: list[str] = field(default_factory=list)  # no longer part of the course
    moved: list[tuple[str, str]] = field(default_factory=list)  # answers: where they are, belong
    version_before: str = ""  # of the course, where the copy was another's


Pictures = dict[str, tuple[bytes, str]]


def make_copy(folder: Path, course: Path | None = None, pictures: Pictures | None = None) -> Copy:
    """Bring the learner's copy in `folder` up to date and return what was done.

    New files are added and files the learner never changed are updated; a changed file stays as
    it is, and so does one that the course has no longer. Each file is written whole or not at all,
    and the manifest first, so that a copy that was cut short is completed by the next call.
    `pictures` are those of the start page.

    Raises CourseError if a file cannot be written.
    """
    copy = Copy(folder)
    written, released, version = read_manifest(folder), {}, read_version(folder)
    if version != __version__:
        copy.version_before = version
    try:
        _write_manifest(folder, written, version)
        try:
            for name, content in _released_files(
                course or source.course_folder(), folder, pictures
            ):
                _bring_up_to_date(copy, written, name, content)
                released[name] = content
        finally:
            _write_manifest(folder, written, __version__)
    except OSError as error:
        raise CourseError(
            f"The course could not be written to {folder}: {one_line(error)}. Mend that, or name "
            "another folder: mlsmath learn FOLDER"
        ) from error
    copy.gone = [name for name in sorted({*written} - {*released}) if (folder / name).exists()]
    copy.moved = moved_answers(folder, written, released)
    return copy


def is_copy(folder: Path) -> bool:
    """Tell whether a folder holds a learner's copy, also one that has lost its manifest."""
    return (folder / MANIFEST).is_file() or start_page.is_start_page(folder / START_PAGE)


def _released_files(
    course: Path, folder: Path, pictures: Pictures | None
) -> Iterator[tuple[str, bytes]]:
    weeks = []
    notebooks = add_way(
        {
            name: start_page.stamp(release.release_notebook(course / name))
            for name in source.notebook_names(course)
        }
    )
    for week in source.week_folders(course):
        texts = {
            name: text for name, text in notebooks.items() if Path(name).parent.name == week.name
        }
        weeks.append((source.week_title(week), texts))
        for name, text in texts.items():
            yield name, text.encode("utf-8")
        for path in release.other_files(week):
            yield path.relative_to(course).as_posix(), path.read_bytes()
    for name, text in start_page.table_pages(weeks, course).items():
        yield name, text.encode("utf-8")
    names = [name for _, texts in weeks for name in texts]
    done = read_so_far(folder, names)  # by now all notebooks are there
    yield START_PAGE, start_page.start_page(weeks, folder, done, pictures).encode("utf-8")


def _bring_up_to_date(copy: Copy, written: dict[str, str], name: str, content: bytes) -> None:
    path = copy.folder / PurePosixPath(name)
    new = _digest(name, content)
    old = _digest(name, path.read_bytes()) if path.exists() else None
    if old == new:
        written[name] = new
        if name == START_PAGE or _way(content) != _way(path.read_bytes()):
            _write_whole(path, content)  # what is done so far has changed, perhaps, or the way
    elif old is None or old == written.get(name):
        _write_whole(path, content)
        (copy.added if old is None else copy.updated).append(name)
        written[name] = new
    else:
        copy.kept.append(name)
        known = written.setdefault(name, UNSURE + new)
        if known.startswith(UNSURE):
            copy.unsure.append(name)
        if known.removeprefix(UNSURE) != new:
            copy.newer.append(name)


def _write_manifest(folder: Path, written: dict[str, str], course: str) -> None:
    manifest = {"version": 1, "course": course, "files": written}
    text = json.dumps(manifest, indent=1, sort_keys=True) + "\n"
    _write_whole(folder / MANIFEST, text.encode("utf-8"))


def _write_whole(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, content)


def _way(content: bytes) -> str:
    """Return the line at the top of a notebook that leads to others; "" where there is none."""
    try:
        return split_way(json.loads(content)["cells"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""


def _digest(name: str, content: bytes) -> str:
    """Return a digest of a file; of a notebook's cells only.

    Editors write which Python they use into a notebook when it is only looked at.
    """
    if name.endswith(".ipynb"):
        try:
            cells = json.loads(content)["cells"]
            split_way(cells)
            for cell in cells:
                cell["source"] = "".join(cell["source"])
                for key in RENEWED if name == START_PAGE else ():
                    cell.pop(key, None)
            content = json.dumps(cells, sort_keys=True).encode("utf-8")
        except (ValueError, KeyError, TypeError, RecursionError):
            pass  # broken by hand: then any change counts
    return hashlib.sha256(content).hexdigest()
