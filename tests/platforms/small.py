"""A class whose downloads are written and collected in one call."""

import json
from pathlib import Path
from warnings import catch_warnings, simplefilter

from sqlalchemy.exc import SAWarning

from .forms import FORMS, zipped

ROOT = Path(__file__).resolve().parents[2]
WEEK = "week1-linear-regression"
FIRST, SECOND = "01-predict-with-a-line.ipynb", "02-measure-the-error.ipynb"


class Class:
    def __init__(self, course, folder, released, collect):
        self.course = course
        self.folder = folder
        self.released = released
        self._collect = collect
        self.build = Path(course.directory.root) / "build"

    def book(self, name=FIRST, words="", **changes):
        """Return a released notebook's bytes with words of its own in its first cell."""
        nb = json.loads(self.released[name])
        nb["cells"][0]["source"] = words or "mine"
        nb |= changes
        return json.dumps(nb).encode()

    def hand_in(self, work, form="plain", name="download"):
        """Write a download in a form; return its path and that of the roster."""
        write, roster, _ = FORMS[form]
        path = self.folder / f"{name}.zip"
        write(work, path)
        return (path if path.exists() else path.with_suffix("")), roster(self.folder / "people.csv")

    def collect(self, *downloads, roster=None, **options):
        return self._collect(WEEK, list(downloads), roster, **options)

    def one(self, work, form="plain", name="download", **options):
        download, roster = self.hand_in(work, form, name)
        return self.collect(download, roster=roster, **options)

    def zip(self, files, name="download.zip"):
        path = self.folder / name
        zipped(path, files.items() if isinstance(files, dict) else files)
        return path

    def people(self, *ids):
        path = self.folder / "ids.csv"
        lines = ["id,name", *(f"{id},{id.title()} Person" for id in ids)]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    def place(self, student):
        return self.build / "submitted" / student / WEEK

    def files(self, student):
        place = self.place(student)
        return {
            path.relative_to(place).as_posix(): path.read_bytes()
            for path in sorted(place.rglob("*"))
            if path.is_file()
        }

    def kept(self, student):
        place = self.build / "collected" / WEEK / "kept" / student
        return [
            {path.name: path.read_bytes() for path in folder.iterdir()}
            for folder in sorted(place.glob("*"))
        ]

    def tree(self):
        """Return every file below build/ with its bytes and its time of change."""
        return {
            path: (path.read_bytes(), path.stat().st_mtime_ns)
            for path in self.build.rglob("*")
            if path.is_file()
        }


def row(outcome, student):
    (found,) = [one for one in outcome.rows if one.student == student]
    return found


def grade(course, points, needs_person=()):
    """Make a gradebook of one exercise of 4 points, with what each id has earned."""
    from nbgrader.api import Gradebook

    notebook = FIRST.removesuffix(".ipynb")
    with catch_warnings(), Gradebook(course.directory.db_url, "mlsmath") as book:
        simplefilter("ignore", SAWarning)  # nbgrader's own commands ignore it, too
        book.add_assignment(WEEK)
        book.add_notebook(notebook, WEEK)
        book.add_grade_cell("test-1", notebook, WEEK, max_score=4, cell_type="code")
        for student, earned in points.items():
            book.add_student(student)
            book.add_submission(WEEK, student)
            found = book.find_grade("test-1", notebook, WEEK, student)
            found.auto_score = earned
            found.needs_manual_grade = student in needs_person
        book.db.commit()
