"""From the download of each platform to its own table: collected, graded, changed, given back.

The class is graded once; each person has handed in through another form of download. What a
platform does with a file is told by its sources, which were read:

- Moodle: mod/assign/feedback/offline/importgradeslib.php finds the columns by their titles and
  strips the word before the number; mod/assign/feedback/file/importziplib.php takes the number out
  of the first part of a path that has four words or more.
- Canvas: lib/gradebook_importer.rb finds a student by the ID and an assignment by the number in
  its title; `infer_comment_context_from_filename` in app/models/abstract_assignment.rb takes the
  first two numbers of a file's name, and wants a file of that number in the submission.
"""

import csv
import re
import shutil
import subprocess
import sysconfig
import time
import zipfile
from contextlib import chdir
from unittest import mock

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_notebook

from mlsmath.cli import main
from mlsmath.course.release import release_notebook
from mlsmath.grading.settings import load
from mlsmath.platforms.collect import collect
from mlsmath.platforms.states import states

from . import forms
from .small import ROOT

WEEK, BOOK = "week-1", "numbers"
COLUMN = "Week 1 (991)"
CLASS = {  # who hands in through which form; the name as it is sorted, as it is said, the number
    "moodle": ("mia", "Núñez Díaz, Mia", "Mia Núñez Díaz", 50011),
    "moodle-new": ("moe", "O'Hara, Moe", "Moe O'Hara", 50012),
    "moodle-flat": ("mel", "Weiß, Mel", "Mel Weiß", 50013),
    "canvas": ("cai", "van den Berg, Cai", "Cai van den Berg", 50014),
    "blackboard": ("bob_b", "Bell, Bob", "Bob Bell", 50015),
    "brightspace": ("bri", "Gül, Bri", "Bri Gül", 50016),
    "brightspace-folders": ("bea", "Fox, Bea", "Bea Fox", 50017),
    "ilias": ("ida", "Ägren, Ida", "Ida Ägren", 50018),
    "classroom": ("cleo", "Hall, Cleo", "Cleo Hall", 50019),
    "plain": ("pam", "Plum, Pam", "Pam Plum", 50020),
}
PEOPLE = {id: (sortable, name, number) for id, sortable, name, number in CLASS.values()}
RIGHT, WRONG = "2 * x", "0 * x"
# The points that a person gives for the second exercise; the first one earned none.
CHANGED = {id: 0.25 + 0.25 * number for number, id in enumerate(PEOPLE)}


def _known(name, text, **note):
    usual = {"grade": False, "solution": False, "locked": False, "task": False}
    note = {**usual, "schema_version": 3, "grade_id": name, **note}
    return new_code_cell(text, id=name, metadata={"nbgrader": note})


def _notebook():
    cells = []
    for name, points in (("double", 6), ("again", 4)):
        body = f"    ### BEGIN SOLUTION\n    return {RIGHT}\n    ### END SOLUTION"
        cells.append(_known(name, f"def {name}(x):\n{body}", solution=True))
        test = f"assert {name}(3) == 6"
        cells.append(_known(f"test-{name}", test, grade=True, locked=True, points=points))
    kernel = {"name": "python3", "language": "python", "display_name": "Python 3"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def _answered(path):
    """Return a released notebook with a wrong answer to the first and a right one to the second."""
    nb = nbformat.reads(release_notebook(path), as_version=4)
    for name, answer in (("double", WRONG), ("again", RIGHT)):
        (cell,) = [cell for cell in nb.cells if cell.id == name]
        assert "raise NotImplementedError()" in cell.source
        cell.source = f"def {name}(x):\n    return {answer}"
    return nbformat.writes(nb).encode()


def _enter(*words):
    program = shutil.which(words[0], path=sysconfig.get_path("scripts"))
    done = subprocess.run([program, *words[1:]], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A class collected from every form of download, graded, and looked at by a person."""
    from nbgrader.api import Gradebook

    folder = tmp_path_factory.mktemp("round-trips")
    notebooks = folder / "notebooks"
    source = notebooks / WEEK / f"{BOOK}.ipynb"
    source.parent.mkdir(parents=True)
    shutil.copy(ROOT / "notebooks" / "nbgrader_config.py", notebooks)
    nbformat.write(_notebook(), source)
    with (
        pytest.MonkeyPatch.context() as patch,
        mock.patch.dict(forms.PEOPLE, PEOPLE),
        chdir(notebooks),
    ):
        patch.setenv("TZ", "UTC")
        if hasattr(time, "tzset"):
            time.tzset()
        patch.setenv("JUPYTER_CONFIG_DIR", str(folder / "settings"))
        _enter("nbgrader", "generate_assignment", WEEK)
        for form, (id, *_) in CLASS.items():
            write, roster, _ = forms.FORMS[form]
            download = folder / f"{form}.zip"
            write({id: [{f"{BOOK}.ipynb": _answered(source)}]}, download)
            download = download if download.exists() else download.with_suffix("")
            collect(WEEK, [download], roster(folder / f"{form}.csv"))
        _enter("mlsmath", "grade", WEEK, "--no-sandbox")
        course = load(WEEK)
        with Gradebook(course.directory.db_url, course.directory.course_id) as book:
            for id, points in CHANGED.items():  # as formgrader does when a person writes a score
                grade = book.find_grade("test-again", BOOK, WEEK, id)
                assert (grade.auto_score, grade.manual_score) == (4, None)
                grade.manual_score, grade.needs_manual_grade = points, False
            book.db.commit()
        yield folder


@pytest.fixture
def give_back(graded, capsys):
    """Enter `mlsmath return`; give back what it says and the folder of what it wrote."""

    def give_back(to, *words):
        assert main(["return", WEEK, "--to", to, *map(str, words)]) == 0
        return capsys.readouterr().out, graded / "build" / "returned" / WEEK

    return give_back


def table(path, encoding="utf-8"):
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.reader(file))


def only_points_differ(before, after, column):
    """Return the points by what stands in the first two columns; all other cells are the same."""
    assert [row[:column] + row[column + 1 :] for row in after] == [
        row[:column] + row[column + 1 :] for row in before
    ]
    return {tuple(row[:2]): row[column] for row in after}


def pages(path):
    """Return the text of each page in a zip."""
    with zipfile.ZipFile(path) as file:
        assert file.testzip() is None
        return {name: file.read(name).decode("utf-8") for name in file.namelist()}


def holds(page, id):
    return f"(Score: {CHANGED[id]} / 10.0)" in page


@pytest.mark.parametrize("form", [form for form in CLASS if form.startswith("moodle")])
def test_moodle(graded, give_back, form):
    id, _, name, number = CLASS[form]
    sheet = graded / f"{form}.csv"
    said, folder = give_back("moodle", "--worksheet", sheet)
    before, after = table(sheet, "utf-8-sig"), table(folder / "worksheet.csv", "utf-8-sig")
    points = only_points_differ(before, after, before[0].index("Grade"))
    assert points[f"Participant {number}", name] == f"{CHANGED[id]:g}"
    assert points["Participant 40025", "Zoe Zett"] == ""
    assert "No grade: " in said
    assert "zoe" in said
    found = {}
    for path, page in pages(folder / "feedback.zip").items():
        _, participant, kind, plugin, *_ = path.split("/")[0].split("_", 4)
        assert (kind, plugin) == ("assignsubmission", "file")
        found[int(participant), path.split("/")[-1]] = page
    assert holds(found[number, f"{BOOK}.html"], id)


def test_canvas(graded, give_back):
    id, sortable, _, number = CLASS["canvas"]
    sheet = graded / "canvas.csv"
    said, folder = give_back("canvas", "--worksheet", sheet, "--column", COLUMN)
    before, after = table(sheet), table(folder / "gradebook.csv")
    points = only_points_differ(before, after, before[0].index(COLUMN))
    assert points[sortable, str(number)] == f"{CHANGED[id]:g}"
    assert points["Zett, Zoe", "40025"] == ""
    assert points["    Points Possible", ""] == "10"
    with zipfile.ZipFile(graded / "canvas.zip") as download:
        handed_in = {tuple(_canvas_numbers(name)) for name in download.namelist()}
    taken = {}
    for path, page in pages(folder / "feedback.zip").items():
        if tuple(_canvas_numbers(path)) in handed_in:
            taken[tuple(_canvas_numbers(path))] = path, page
    ((numbers, (path, page)),) = taken.items()
    assert numbers[0] == str(number)
    assert path.endswith(f"_{BOOK}.html")
    assert "/" not in path
    assert holds(page, id)
    assert "Canvas will leave out pages" in said
    assert id not in re.split(r"\W+", said.partition("of its download")[2])


def _canvas_numbers(path):
    words = [word for word in path.rsplit("/", 1)[-1].split("_") if word != "LATE"]
    return [word for word in words if word.isdecimal()][:2]


@pytest.mark.parametrize("form", list(CLASS)[4:])
def test_others_get_a_plain_table(graded, give_back, form):
    id, _, name, _ = CLASS[form]
    said, folder = give_back("csv", "--roster", graded / f"{form}.csv")
    assert [id, name, f"{CHANGED[id]:g}", "10"] in table(folder / "grades.csv")
    assert table(folder / "grades.csv")[0] == ["id", "name", "points", "max_points"]
    assert "zoe" in said.partition("No grade: ")[2]
    assert holds(pages(folder / "feedback.zip")[f"{id}/{BOOK}.html"], id)


def test_everybody_stands_where_the_round_trip_ends(graded, give_back):
    give_back("csv", "--no-feedback")
    found = {one.id: one for one in states(load(WEEK))}
    assert set(found) == set(forms.PEOPLE)
    for id in PEOPLE:
        assert found[id].collected.startswith("1 of 1")
        assert (found[id].graded, found[id].person) == (f"{CHANGED[id]:g} of 10", "")
        assert found[id].returned
    assert [id for id, one in found.items() if one.nowhere] == sorted(set(found) - set(PEOPLE))
    assert main(["report", WEEK]) == 0
    report = graded / "build" / "grading" / WEEK / "report.html"
    soup = BeautifulSoup(report.read_text(encoding="utf-8"), "html.parser")
    rows = soup.select("details table")[0].select("tbody tr")
    said = {row.th.get_text(): row.get_text("|") for row in rows}
    assert set(said) == set(forms.PEOPLE)
    assert f"|{CHANGED['cai']:g} of 10|" in said["cai"]
    assert "5|missing" in soup.select_one(".cards").get_text("|")
