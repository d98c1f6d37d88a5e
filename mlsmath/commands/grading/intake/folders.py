"""The folders of a run: where it works, what is handed out beside notebooks, how results arrive."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mlsmath.commands.grading.errors import GradingError
from mlsmath.commands.grading.intake.converter import Converter
from mlsmath.commands.grading.lock import TakenError, owned
from mlsmath.commands.grading.settings import Course

RUN = ".run-"


@contextmanager
def staging(course: Course) -> Iterator[Path]:
    """Give a run the folder that it works in, once what killed runs left is gone.

    Raises
    ------
    GradingError
        If another run is at work on this week.
    """
    course.records.mkdir(parents=True, exist_ok=True)
    try:
        with owned(course.records / ".lock"), scratch(course.records) as folder:
            yield folder
    except TakenError:
        raise GradingError(
            f"{course.week} is being graded already. Wait until that run has finished, or stop it, "
            "then enter the command again"
        ) from None


@contextmanager
def scratch(place: Path) -> Iterator[Path]:
    """Give a folder to work in, inside `place`, once those that killed runs left are gone."""
    for old in place.glob(f"{RUN}*"):
        shutil.rmtree(old, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=place, prefix=RUN, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def handed_out(course: Course, converter: Converter) -> dict[str, bytes]:
    """Return the files that the instructor hands out with the notebooks."""
    from nbgrader.utils import find_all_files

    source = course.place("source")
    kept = converter.exclude_overwriting.get(course.week, [])
    ignored = [*course.directory.ignore, "*.ipynb"]
    paths = [Path(path) for path in find_all_files(str(source), ignored)]
    inside = {path.relative_to(source).as_posix(): path for path in paths}
    return {name: path.read_bytes() for name, path in inside.items() if name not in kept}


def put_in_place(new: Path, final: Path) -> None:
    """Put the folder of this run in the place of an earlier one, also on another file system.

    What takes time, and can fail, happens beside the place; then only names change.
    """
    beside, old = (final.with_name(f".{final.name}.{word}") for word in ("new", "old"))
    if old.exists() and not final.exists():  # a run was killed between the two changes of name
        os.replace(old, final)
    for left in (beside, old):
        shutil.rmtree(left, ignore_errors=True)
    if new.exists():
        final.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.move(new, beside)
        except OSError:
            shutil.rmtree(beside, ignore_errors=True)
            raise
    if final.exists():
        os.replace(final, old)
    try:
        if beside.exists():
            os.replace(beside, final)
    except OSError:
        if old.exists():
            os.replace(old, final)
        raise
    shutil.rmtree(old, ignore_errors=True)
