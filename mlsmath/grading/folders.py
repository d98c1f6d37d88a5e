"""The folders of a run: where it works, what is handed out beside notebooks, how results arrive."""

import contextlib
import os
import shutil
from pathlib import Path

import psutil

from mlsmath.grading.converter import Converter
from mlsmath.grading.errors import GradingError
from mlsmath.grading.settings import Course

RUN = ".run-"


def staging_room(course: Course) -> Path:
    """Return where a run may put its folder, cleared of what killed runs left."""
    course.records.mkdir(parents=True, exist_ok=True)
    for old in course.records.glob(f"{RUN}*"):
        number = old.name.removeprefix(RUN).partition("-")[0]
        if number.isdecimal() and int(number) != os.getpid() and psutil.pid_exists(int(number)):
            raise GradingError(
                f"{course.week} is being graded already, by the process {number}. Wait until it "
                "has finished, or stop it"
            )
        shutil.rmtree(old, ignore_errors=True)  # of a run that was killed
    return course.records


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
    """Put the folder of this run in the place of an earlier one."""
    old = None
    if final.exists():
        old = final.with_name(f".{final.name}.old-{os.getpid()}")
        os.replace(final, old)
    try:
        if new.exists():
            final.parent.mkdir(parents=True, exist_ok=True)
            os.replace(new, final)
    except OSError:
        if old is not None:
            os.replace(old, final)
        raise
    if old is not None:
        with contextlib.suppress(OSError):
            shutil.rmtree(old)
