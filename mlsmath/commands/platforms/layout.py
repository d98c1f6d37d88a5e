"""How collected submissions lie on the disk: put in place as a whole, with the older ones kept.

In `build/submitted/STUDENT/WEEK` lies what counts, as nbgrader expects it. Beside it,
`build/collected/WEEK` has `kept/STUDENT/`, each older submission in a folder of its own,
`records/`, what was collected of whom, and the class as the roster had it.
"""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from mlsmath.commands.grading import record
from mlsmath.commands.grading.intake.folders import put_in_place, scratch
from mlsmath.commands.grading.lock import TakenError, owned
from mlsmath.commands.grading.settings import Course
from mlsmath.commands.machine import write_files
from mlsmath.commands.platforms.attempts import TIMESTAMP, Handed, digest
from mlsmath.commands.platforms.errors import PlatformError
from mlsmath.commands.platforms.roster import Person, Roster
from mlsmath.commands.platforms.unpack import SYSTEM_FOLDERS

NEW, NEWER, SAME, BY_HAND, OLDER = "new", "newer", "as before", "changed here", "older"


@dataclass
class Collected:
    """What was collected of one person; times are ISO 8601 in UTC, "" where none is known.

    `names` is what the platform called the file of each notebook.
    """

    student: str
    name: str = ""
    form: str = ""
    when: str = ""
    late: bool = False
    notebooks: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    digest: str = ""
    names: dict[str, str] = field(default_factory=dict)


def folder(course: Course) -> Path:
    """Return the folder of what is known about collecting a week."""
    return course.records.parent.parent / "collected" / course.week


@contextmanager
def at_work(course: Course) -> Iterator[Path]:
    """Be the only one who collects or grades this week; give a folder to build submissions in.

    Raises
    ------
    PlatformError
        If the week is being collected or graded already.
    """
    place = folder(course)
    place.mkdir(parents=True, exist_ok=True)
    course.records.mkdir(parents=True, exist_ok=True)
    try:
        with (
            owned(place / ".lock"),
            owned(course.records / ".lock"),
            scratch(place) as work,
        ):
            yield work
    except TakenError:
        raise PlatformError(
            f"{course.week} is being collected or graded already. Wait until that has finished"
        ) from None


def submitted(course: Course, student: str) -> dict[str, bytes] | None:
    """Return the files of a submission that is there, without its time, or None."""
    place = course.place("submitted", student)
    if place.is_symlink() or place.parent.is_symlink():
        raise PlatformError(f"{place} is a link to another place: put a folder there")
    if not place.is_dir():
        return None
    found = {}
    for path in sorted(place.rglob("*")):
        inside = path.relative_to(place)
        if path.is_file() and not path.is_symlink() and not SYSTEM_FOLDERS & set(inside.parts):
            found[inside.as_posix()] = path.read_bytes()
    return found


def judge(old: dict[str, bytes] | None, known: Collected | None, handed: Handed) -> str:
    """Return what a newly found submission is, beside the one that is there."""
    if not old:
        return NEW
    old = {name: data for name, data in old.items() if name != TIMESTAMP}
    if digest(old) == digest(handed.files):
        return SAME
    if known is not None and known.digest == digest(handed.files):
        return BY_HAND
    then = datetime.fromisoformat(known.when) if known is not None and known.when else None
    return OLDER if then and handed.when and then > handed.when else NEWER


def put(course: Course, student: str, handed: Handed, work: Path) -> None:
    """Put a submission where nbgrader looks for it; what lies there is kept first."""
    old = submitted(course, student)
    if old:
        keep(course, student, old, work)
    new = work / "new"
    shutil.rmtree(new, ignore_errors=True)
    write_files(new, handed.files | _timestamp(handed.when))
    put_in_place(new, course.place("submitted", student))


def keep(course: Course, student: str, files: dict[str, bytes], work: Path) -> Path:
    """Keep a submission that does not count, once."""
    bare = {name: data for name, data in files.items() if name != TIMESTAMP}
    place = folder(course) / "kept" / student / digest(bare)[:12]
    if bare and not place.exists():
        new = work / "kept"
        shutil.rmtree(new, ignore_errors=True)
        write_files(new, files)
        put_in_place(new, place)
    return place


def set_time(course: Course, student: str, when: datetime | None) -> bool:
    """Write the time of a submission that stays as it is; return whether that changed a file."""
    place = course.place("submitted", student)
    for name, data in _timestamp(when).items():
        if not (place / name).is_file() or (place / name).read_bytes() != data:
            record.replace(place / name, data.decode())
            return True
    return False


def _timestamp(when: datetime | None) -> dict[str, bytes]:
    """Return nbgrader's timestamp.txt."""
    return {TIMESTAMP: f"{when:%Y-%m-%d %H:%M:%S.%f} UTC\n".encode()} if when else {}


def read_record(course: Course, student: str) -> Collected | None:
    """Return what was collected of somebody, or None."""
    path = folder(course) / "records" / f"{student}.json"
    try:
        return Collected(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def write_record(course: Course, known: Collected) -> None:
    """Remember what was collected of somebody."""
    place = folder(course) / "records"
    place.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(known), indent=1, ensure_ascii=False)
    record.replace(place / f"{known.student}.json", text + "\n")


def write_class(course: Course, roster: Roster) -> None:
    """Remember who is in the class."""
    people = [asdict(one) for one in roster.people]
    text = json.dumps({"kind": roster.kind, "people": people}, indent=1, ensure_ascii=False)
    record.replace(folder(course) / "class.json", text + "\n")


def read_class(course: Course) -> Roster | None:
    """Return the class that was remembered, or None."""
    try:
        found = json.loads((folder(course) / "class.json").read_text(encoding="utf-8"))
        return Roster(found["kind"], [Person(**one) for one in found["people"]])
    except (OSError, ValueError, TypeError, KeyError):
        return None
