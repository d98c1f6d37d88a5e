"""From the download of each platform to its own table: collected, graded, changed, given back.

The class is graded once; each person has handed in through another form of download. What a
platform does with a file is told by its sources, which were read:

- Moodle: mod/assign/feedback/offline/importgradeslib.php finds the columns by their titles and
  strips the word before the number; mod/assign/feedback/file/importziplib.php takes the number out
  of the first part of a path that has four words or more.
- Canvas: lib/gradebook_importer.rb finds a student by the ID and an assignment by the number in
  its title; `infer_comment_context_from_filename` in app/models/abstract_assignment.rb takes the
  first two numbers of a file's name, and wants a file of that number in the submission.

Beside it, a class of 200 from Moodle with every oddity once: all of it collected, those odd ones
graded that grading reads in another form. To grade all 200 is a benchmark:

    pytest tests/platforms/test_round_trips.py --benchmark-enable -n0 -k whole
"""

import csv
import re
import shutil
import subprocess
import sysconfig
import time
import zipfile
from contextlib import chdir, contextmanager
from unittest import mock

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_notebook

from mlsmath.commands.cli import main
from mlsmath.commands.course.release import release_notebook
from mlsmath.commands.grading.settings import load
from mlsmath.commands.platforms.collect import collect
from mlsmath.commands.platforms.states import states

from . import forms
from .crowd import FILE, NAME, ODD, SIZE
from .small import ROOT

WEEK, BOOK = "week-1", NAME
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
LAZY = 12  # of the class of 200, who hand in nothing
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


def _answered(path, first):
    """Return a released notebook with an answer to the first exercise, and a right second one."""
    nb = nbformat.reads(release_notebook(path), as_version=4)
    for name, answer in (("double", first), ("again", RIGHT)):
        (cell,) = [cell for cell in nb.cells if cell.id == name]
        assert "raise NotImplementedError()" in cell.source
        cell.source = f"def {name}(x):\n    return {answer}"
    return nbformat.writes(nb).encode()


def _enter(*words):
    program = shutil.which(words[0], path=sysconfig.get_path("scripts"))
    done = subprocess.run([program, *words[1:]], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr


@contextmanager
def _at(folder):
    """Be in the folder of the notebooks, in one time zone."""
    with pytest.MonkeyPatch.context() as patch, chdir(folder / "notebooks"):
        patch.setenv("TZ", "UTC")
        if hasattr(time, "tzset"):
            time.tzset()
        patch.setenv("JUPYTER_CONFIG_DIR", str(folder / "settings"))
        yield


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    """A course with a week that is released, and nothing collected."""
    folder = tmp_path_factory.mktemp("released")
    source = folder / "notebooks" / WEEK / FILE
    source.parent.mkdir(parents=True)
    shutil.copy(ROOT / "notebooks" / "nbgrader_config.py", folder / "notebooks")
    nbformat.write(_notebook(), source)
    with _at(folder):
        _enter("nbgrader", "generate_assignment", WEEK)
    return folder


@pytest.fixture(scope="module")
def graded(released, tmp_path_factory):
    """A class collected from every form of download, graded, and looked at by a person."""
    from nbgrader.api import Gradebook

    folder = tmp_path_factory.mktemp("class") / "copy"
    shutil.copytree(released, folder)
    with _at(folder), mock.patch.dict(forms.PEOPLE, PEOPLE):
        for form, (id, *_) in CLASS.items():
            write, roster, _ = forms.FORMS[form]
            download = folder / f"{form}.zip"
            work = _answered(folder / "notebooks" / WEEK / FILE, WRONG)
            write({id: [{FILE: work}]}, download)
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
    return folder


@pytest.fixture
def give_back(graded, capsys, monkeypatch):
    """Enter `mlsmath return`; give back what it says and the folder of what it wrote."""

    monkeypatch.chdir(graded / "notebooks")

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
    said, folder = give_back("canvas", "--worksheet", sheet)
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
    assert set(found) == {*forms.PEOPLE, *PEOPLE}
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
    assert set(said) == {*forms.PEOPLE, *PEOPLE}
    assert f"|{CHANGED['cai']:g} of 10|" in said["cai"]
    assert "5|missing" in soup.select_one(".cards").get_text("|")


@pytest.fixture(scope="module")
def crowd(released, tmp_path_factory):
    """A class of 200 from Moodle with every oddity; what collecting said, and the folder."""
    folder = tmp_path_factory.mktemp("crowd") / "copy"
    shutil.copytree(released, folder)
    right = _answered(folder / "notebooks" / WEEK / FILE, RIGHT)
    ids = [*ODD, *(f"u{number:03}" for number in range(SIZE - len(ODD)))]
    people = {id: (f"Of {id}, {id}", f"{id} Of {id}", 60000 + n) for n, id in enumerate(ids)}
    work = {id: [odd.files(right)] for id, odd in ODD.items()}
    work |= {id: [{FILE: right}] for id in ids[len(ODD) : -LAZY]}
    work["stranger"] = [{FILE: right}]
    with (
        _at(folder),
        mock.patch.dict(forms.PEOPLE, people, clear=True),
    ):
        roster = forms.worksheet(folder / "people.csv")
        forms.PEOPLE["stranger"] = ("Ger, Stran", "Stran Ger", 70000)
        forms.moodle({ids[-LAZY - 1]: [{FILE: right + b" "}]}, folder / "monday.zip")
        forms.moodle(work, folder / "friday.zip")
        linked = folder / "build" / "submitted" / ids[-LAZY - 2]
        linked.parent.mkdir()
        linked.symlink_to(linked.with_name(ids[-LAZY - 1]))
        outcome = collect(WEEK, [folder / "monday.zip", folder / "friday.zip"], roster)
    return outcome, folder


def test_class_of_200_is_collected_and_nobody_is_lost(crowd, monkeypatch):
    outcome, folder = crowd
    rows = {one.student: one for one in outcome.rows}
    assert len(rows) == SIZE
    for id, odd in ODD.items():
        assert (id, rows[id].state) == (id, odd.state)
        assert odd.note in "; ".join(rows[id].notes)
    ordinary = [id for id in rows if id not in ODD]
    *honest, linked, twice = ordinary[:-LAZY]
    assert {rows[id].state for id in (*honest, twice)} == {"new"}
    assert {rows[id].state for id in ordinary[-LAZY:]} == {"nothing"}
    assert "is a link to another place" in rows[linked].notes[0]
    assert [one.reason for one in outcome.unplaced] == [
        "nobody in the roster is Stran Ger (number 70000)"
    ]
    kept = folder / "build" / "collected" / WEEK / "kept" / twice
    assert [path.read_bytes()[-1:] for path in kept.rglob(FILE)] == [b" "]
    monkeypatch.chdir(folder / "notebooks")
    found = {one.id: one for one in states(load(WEEK))}
    assert set(found) == set(rows)
    new = {id for id, row in rows.items() if row.state == "new"}
    assert {id for id, one in found.items() if one.collected} == new
    assert {found[id].collected for id in new} == {"1 of 1, 2026-11-28 22:15"}
    assert {one.graded for one in found.values()} == {""}
    assert sum(one.nowhere for one in found.values()) == SIZE - len(new)


def test_what_is_odd_but_honest_in_the_class_of_200_is_graded(crowd, monkeypatch):
    _, folder = crowd
    monkeypatch.chdir(folder / "notebooks")
    odd = [id for id, one in ODD.items() if one.graded]
    _enter("mlsmath", "grade", WEEK, "--no-sandbox", "--students", *odd)
    found = {one.id: one for one in states(load(WEEK))}
    assert len(found) == SIZE
    assert {id: (found[id].graded, found[id].person) for id in odd} == dict.fromkeys(
        odd, ("10 of 10", "")
    )
    assert {one.graded for one in found.values() if one.id not in odd} == {""}


def test_whole_class_of_200_is_graded(measuring, crowd, monkeypatch):
    """A benchmark for its length: all that was collected earns all points."""
    outcome, folder = crowd
    monkeypatch.chdir(folder / "notebooks")
    _enter("mlsmath", "grade", WEEK, "--no-sandbox")
    found = {one.id: one for one in states(load(WEEK))}
    new = [one.student for one in outcome.rows if one.state == "new"]
    assert {id: found[id].graded for id in new} == dict.fromkeys(new, "10 of 10")
