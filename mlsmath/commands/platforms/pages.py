"""Feedback pages of a class: made where they are missing or no longer true, packed for a platform.

Moodle's "Upload multiple feedback files in a zip" takes folders called
`NAME_NUMBER_assignsubmission_file_`, as its own download has them; the number is the participant's
(mod/assign/feedback/file/importziplib.php). Canvas' "Re-Upload Submissions" takes files that begin
as its own download did, with the numbers of a user and of a file that this user has handed in, and
leaves all others out (`infer_comment_context_from_filename`, app/models/abstract_assignment.rb). It
shows a page under the name of the file that was handed in. A page whose file is not known, and
every page for other platforms, lies in a folder for each id.
"""

import hashlib
import json
import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from mlsmath.commands.grading.record import replace
from mlsmath.commands.grading.scoring import gradebook
from mlsmath.commands.grading.settings import Course
from mlsmath.commands.platforms import layout
from mlsmath.commands.platforms.errors import PlatformError
from mlsmath.commands.platforms.forms import canvas_prefix
from mlsmath.commands.platforms.roster import CANVAS, MOODLE, Person

if TYPE_CHECKING:
    from nbgrader.api import Gradebook

MARKS = ".pages.json"
ZIP_TIME = (1980, 1, 1, 0, 0, 0)  # the same pages give the same file


def write_pages(
    course: Course,
    ids: list[str],
    folder: Path,
    say: Callable[[str], None],
    watch: Callable[[int, int], None],
) -> None:
    """Make the pages of those whose points, comments or notebooks have changed."""
    kept, now = _read_marks(folder / MARKS), _marks(course, ids, say)
    todo = [id for id in ids if now[id] and (kept.get(id) != now[id] or not _pages(course, id))]
    if todo:
        say(f"Writing the feedback pages of {len(todo)} learners ...")
    try:
        for done, id in enumerate(todo):
            watch(done, len(todo))
            _generate(course, id)
            kept[id] = now[id]
        watch(len(todo), len(todo))
    finally:
        replace(folder / MARKS, json.dumps(kept, indent=1, sort_keys=True))


def pack(course: Course, path: Path, to: str, people: dict[str, Person | None]) -> list[str]:
    """Pack the pages into one zip file, in the form that the platform takes.

    Returns
    -------
    list of str
        The ids of whom Canvas will leave a page out.
    """
    left_out = []
    part = path.with_name(f".{os.getpid()}.zip")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as file:
            for id, who in people.items():
                known = layout.read_record(course, id) if to == CANVAS else None
                for page in _pages(course, id):
                    name = canvas_prefix(known.names.get(page.stem, "")) if known else ""
                    if to == CANVAS and not name:
                        left_out.append(id)
                    name = name or f"{_folder(id, who, to)}/"
                    about = zipfile.ZipInfo(name + page.name, ZIP_TIME)
                    about.compress_type = zipfile.ZIP_DEFLATED
                    file.writestr(about, page.read_bytes())
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
    return list(dict.fromkeys(left_out))


def _folder(id: str, who: Person | None, to: str) -> str:
    number = who.keys.get("participant") if who and to == MOODLE else None
    if not who or not number:
        return id
    # An underscore in the name would hide the number from Moodle.
    name = re.sub(r'[\x00-\x1f_/\\:*?"<>|]', "-", who.name or "Participant").strip(" .-")
    return f"{name or 'Participant'}_{number}_assignsubmission_file_"


def _pages(course: Course, id: str) -> list[Path]:
    return sorted(course.place("feedback", id).glob("*.html"))


def _generate(course: Course, id: str) -> None:
    from nbgrader.converters import GenerateFeedback
    from nbgrader.converters.base import NbGraderException
    from nbgrader.coursedir import CourseDirectory

    directory = CourseDirectory(parent=course.app)
    directory.assignment_id, directory.student_id = course.week, id
    converter = GenerateFeedback(coursedir=directory, parent=course.app)
    converter.force = True
    try:
        converter.start()
    except (NbGraderException, SystemExit) as error:
        raise PlatformError(
            f"the feedback pages of {id} cannot be made ({error}). To see why, enter: nbgrader "
            f"generate_feedback {course.week} --student {id} --force. To go without, add "
            "--no-feedback"
        ) from None


def _marks(course: Course, ids: list[str], say: Callable[[str], None]) -> dict[str, str]:
    """Return for each id what changes with its pages; "" where no notebook was graded."""

    def question(book: "Gradebook") -> dict[str, str]:
        return {id: _told(book, id) for id in ids}

    def _told(book: "Gradebook", id: str) -> str:
        found = []
        for notebook in book.find_submission(course.week, id).notebooks:
            grades = [
                (g.name, g.auto_score, g.manual_score, g.extra_credit) for g in notebook.grades
            ]
            notes = [(c.name, c.auto_comment, c.manual_comment) for c in notebook.comments]
            found.append((notebook.name, notebook.late_submission_penalty, grades, notes))
        return repr(sorted(found, key=lambda one: one[0]))

    told = gradebook.ask(course.directory, question, say)
    marks = {}
    for id in ids:
        notebooks = sorted(course.place("autograded", id).glob("*.ipynb"))
        digest = hashlib.sha256(told[id].encode("utf-8", "replace"))
        for path in notebooks:
            digest.update(path.read_bytes())
        marks[id] = digest.hexdigest() if notebooks else ""
    return marks


def _read_marks(path: Path) -> dict[str, str]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
