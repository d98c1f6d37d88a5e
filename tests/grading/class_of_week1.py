"""Make the work of a class on week 1, in a course of its own, collected and ready to be graded."""

import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from . import test_loop as loop
from .answers import HALF, HALF_RIGHT, RIGHT, WRONG
from .course import COMMANDS, ROOT, WEEK, Course, by_grade_id, notebooks


def empty_course(folder: Path) -> Course:
    """Return a course with week 1 released and nothing submitted."""
    course = Course(folder)
    shutil.copytree(
        ROOT / "notebooks", course.notebooks, ignore=shutil.ignore_patterns(".ipynb_checkpoints")
    )
    course.run(COMMANDS[0])
    return course


def copy(course: Course, folder: Path) -> Course:
    """Return a copy of a course, gradebook included."""
    other = Course(folder)
    for name in ("notebooks", "build"):
        shutil.copytree(course.folder / name, folder / name)
    return other


def work(course: Course, kind: str = "right") -> dict[str, NotebookNode]:
    """Return a learner's notebooks: "right", "wrong", "half right" or "untouched"."""
    found = notebooks(course.build / "release" / WEEK)
    cells = {key: cell for nb in found.values() for key, cell in by_grade_id(nb).items()}
    written = {"right": {}, "wrong": WRONG, "half right": HALF, "untouched": {}}[kind]
    for key, lines in written.items():
        loop.answer(cells[key], lines)
    for key in {"right": RIGHT, "half right": HALF_RIGHT}.get(kind, ()):
        loop.answer_right(cells[key])
    return found


def hand_in(course: Course, student: str, nbs: dict[str, NotebookNode], when: str = "") -> Path:
    """Write notebooks to where nbgrader collects them."""
    folder = course.build / "submitted" / student / WEEK
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for stem, nb in nbs.items():
        nbformat.write(nb, folder / f"{stem}.ipynb")
    if when:
        (folder / "timestamp.txt").write_text(when, encoding="utf-8")
    return folder


def due(course: Course, when: str) -> None:
    """Set the day on which the week is due."""
    with closing(sqlite3.connect(course.build / "gradebook.db")) as book:
        book.execute("UPDATE assignment SET duedate = ? WHERE name = ?", (when, WEEK))
        book.commit()


def graded(course: Course, words: str = "", status: int = 0, **more) -> str:
    """Enter `mlsmath grade` and return what it says."""
    began = time.time()
    told = course.run(f"mlsmath grade {WEEK} {words}", status=status, **more)
    course.took = time.time() - began
    return told
