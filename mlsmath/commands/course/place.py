"""Where the learner's copy of the course is, or is to be: the same for every command."""

import os
from dataclasses import dataclass
from pathlib import Path

from mlsmath.commands.course import source
from mlsmath.commands.course.errors import CourseError, UsageError
from mlsmath.commands.course.learner_copy import is_copy

DEFAULT_NAME = "mlsmath-course"


@dataclass(frozen=True)
class Place:
    """The folder to learn in, and what to know about it."""

    folder: Path
    writable: bool = True
    instead_of: Path | None = None  # the folder that was wanted, where that is read-only
    inside: Path | None = None  # the folder that was named, where that is a part of the copy
    other: Path | None = None  # another copy, where this one is new


def find_copy(given: Path | None) -> Path:
    """Return the folder of the learner's copy that is there already.

    The copy that `given` is or lies in; without it the one the learner stands in, or a default
    folder. Raises UsageError if there is no copy.
    """
    found = _known_copy() if given is None else _copy_around(given)
    if found is not None:
        return found
    if given is not None:
        raise UsageError(f"{given} is not a copy of the course; `mlsmath learn` makes one.")
    raise UsageError("There is no copy of the course here; `mlsmath learn` makes one.")


def choose_folder(given: Path | None) -> Place:
    """Return the folder to learn in: the copy of `find_copy`, or else a new one.

    A new one is `given`, or `mlsmath-course` in the current folder, or in the home folder where
    the current one is read-only. Raises CourseError if there is no folder to write to and none
    that holds the course.
    """
    return _default_place() if given is None else _given_place(given)


def _given_place(given: Path) -> Place:
    if given.exists() and not given.is_dir():
        raise UsageError(f"{given} is a file; name a folder for the course.")
    _refuse(given)
    found = _copy_around(given)
    if found is not None:
        inside = given if found != given.resolve() else None
        return Place(found, writable=_make_writable(found), inside=inside)
    other = _known_copy()
    if _make_writable(given):
        return Place(given.resolve(), other=other)
    raise CourseError(
        f"The folder {given} cannot be written to; name another one: mlsmath learn FOLDER"
    )


def _default_place() -> Place:
    places, found = _usual_places(), _known_copy()
    if found is not None:
        places = [found, *(place for place in reversed(places) if place.resolve() != found)][:2]
    for place in places:
        _refuse(place)
        if _make_writable(place):
            return Place(place.resolve(), instead_of=places[0] if place != places[0] else None)
    raise CourseError(
        f"Nothing can be written to {' or '.join(str(place.parent) for place in places)}; "
        "name a folder of yours: mlsmath learn FOLDER"
    )


def _usual_places() -> list[Path]:
    """Return where a copy is made that is not told where: in this folder, or the home folder."""
    return [Path.cwd() / DEFAULT_NAME, Path.home() / DEFAULT_NAME]


def _known_copy() -> Path | None:
    """Return the copy that the learner stands in, or the one in a default folder."""
    here = Path.cwd()
    places = (here, *here.parents, *_usual_places())
    return next((place.resolve() for place in places if is_copy(place)), None)


def _copy_around(folder: Path) -> Path | None:
    """Return the copy that a folder is, or lies in."""
    folder = folder.resolve()
    return next((place for place in (folder, *folder.parents) if is_copy(place)), None)


def _refuse(folder: Path) -> None:
    """Refuse a folder that can hold no copy: the course's own, or one whose name is no text."""
    course = source.course_folder().resolve()
    if folder.resolve() == course or course in folder.resolve().parents:
        raise UsageError(
            f"{folder} holds the course's source notebooks; name another folder for your own copy."
        )
    try:
        str(folder.resolve()).encode("utf-8")
    except UnicodeEncodeError:
        raise UsageError(
            f"{folder.resolve()} has a letter in its name that is not UTF-8; rename that folder, "
            "or name another one: mlsmath learn FOLDER"
        ) from None


def _make_writable(folder: Path) -> bool:
    probe = folder / f".mlsmath-{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError:
        return False
    return True
