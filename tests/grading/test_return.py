"""Points and feedback go back to a platform in its own form, and are read back by its own rules.

What Moodle and Canvas do with a file is told by their sources, which were read; no page of their
manuals was. Of Moodle: mod/assign/feedback/offline/importgradeslib.php and
mod/assign/feedback/file/importziplib.php. Of Canvas: lib/gradebook_importer.rb.
"""

import csv
import shutil
import sqlite3
import zipfile
from contextlib import closing

import pytest

from mlsmath.commands.grading.settings import load
from mlsmath.commands.platforms.errors import PlatformError
from mlsmath.commands.platforms.returning import Options, place, read_returned, return_week

from .attacks import ASSIGNMENT, FULL, RIGHT, WRONG, answered
from .class_of_week1 import copy
from .small_class import place as hand_in
from .small_class import small_course

CLASS = {"ada": RIGHT, "ben": WRONG, "cem": RIGHT, "=eve": RIGHT}
CHANGED = 4.5  # of ada, once a person has changed a score of 3 to 1.5
ENGLISH = [
    "Identifier",
    "Full name",
    "Email address",
    "Status",
    "Grade",
    "Maximum Grade",
    "Grade can be changed",
    "Last modified (submission)",
    "Last modified (grade)",
    "Feedback comments",
]
# Words that no list of ours has: what is in the columns has to tell.
STRANGE = ["Xid", "Xname", "Xmail", "Xstatus", "Xgrade", "Xmost", "Xchange", "Xa", "Xb", "Xc"]
PEOPLE = {  # by the participant's number: name and e-mail address
    "1001": ("Ada_Maria Løve", "ada@school.org"),
    "1002": ("Ben, Sr.", "ben@school.org"),
    "1003": ("Cem Öz", "cem@school.org"),
    "1004": ("=Zoe()", "zoe@school.org"),
}


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A class that was graded; then a person looked at it, and changed a score."""
    course = small_course(tmp_path_factory.mktemp("return"))
    for student, bodies in CLASS.items():
        hand_in(course, student, answered(course.released, bodies))
    course.run(f"mlsmath grade {ASSIGNMENT} --workers 1 --no-sandbox")
    give(course, "ada", "test-double", "manual_score = 1.5")
    give(course, "cem", "test-predict", "needs_manual_grade = 1")
    return course


def give(course, student, test, change):
    with closing(sqlite3.connect(course.build / "gradebook.db")) as book:
        done = book.execute(
            f"UPDATE grade SET {change} WHERE id IN (SELECT grade.id FROM grade "
            "JOIN base_cell ON base_cell.id = grade.cell_id "
            "JOIN submitted_notebook AS nb ON nb.id = grade.notebook_id "
            "JOIN submitted_assignment AS one ON one.id = nb.assignment_id "
            "WHERE one.student_id = ? AND base_cell.name = ?)",
            (student, test),
        )
        assert done.rowcount == 1
        book.commit()


@pytest.fixture
def course(graded, tmp_path, monkeypatch):
    found = copy(graded, tmp_path)
    monkeypatch.chdir(found.notebooks)
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR"):
        monkeypatch.setenv(name, found.environment[name])
    return found


def worksheet(
    folder, titles=ENGLISH, most="6.00", delimiter=",", encoding="utf-8", word="Participant"
):
    """Write what Moodle's "Download grading worksheet" gives."""
    path = folder / "Grades-Course-77.csv"
    rows = [titles]
    for number, (name, email) in PEOPLE.items():
        rows.append([f"{word} {number}", name, email, 'Submitted, "late"', "", most, "Yes"])
        rows[-1] += ["Monday, 5 January 2026, 12:00 PM", "-", "<p>Two\nlines</p>"]
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def canvas(folder, title="Week 0: Attacked (4711)", possible="6"):
    """Write what Canvas' "Export" of the gradebook gives."""
    path = folder / "2026-01-05_Grades-ML.csv"
    titles = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Homework (12)", title]
    rows = [
        [*titles, "Final Score"],
        ["    Points Possible", "", "", "", "", "10", possible, "(read only)"],
    ]
    for number, (name, email) in PEOPLE.items():
        login = email.partition("@")[0]
        rows.append([f"{name}", f"9{number}", f"S{number}", login, "Monday", "7.5", "", "81.3"])
    rows.append(["Student, Test", "99", "", "abc", "Monday\rfirst", "", "", ""])
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    return path


def go_back(to, **more):
    said = []
    watch = lambda done, total: None  # noqa: E731
    return return_week(load(ASSIGNMENT), Options(to, feedback=False, **more), said.append, watch)


def table(path, encoding="utf-8", delimiter=","):
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.reader(file, delimiter=delimiter))


def moodle_reads(path, titles=ENGLISH, word="Participant", **form):
    """Read a worksheet as Moodle does: columns by title, the number after the word."""
    header, *rows = table(path, **form)
    at = header.index(titles[4])
    return {row[header.index(titles[0])][len(word) :].strip(): row[at] for row in rows}


@pytest.mark.parametrize(
    ("titles", "form", "word"),
    [
        (ENGLISH, {}, "Participant"),
        (STRANGE, {}, "Teilnehmer/in"),
        (ENGLISH, {"delimiter": ";", "encoding": "utf-8-sig"}, "Participant"),
    ],
)
def test_moodle_gets_its_worksheet_back(course, tmp_path, titles, form, word):
    sheet = worksheet(tmp_path, titles, word=word, **form)
    before = table(sheet, **form)
    returned = go_back("moodle", worksheet=sheet)
    (written,) = returned.files
    assert moodle_reads(written, titles, word, **form) == {
        "1001": f"{CHANGED:g}",
        "1002": "0",
        "1003": "",
        "1004": "",
    }
    after = table(written, **form)
    for row in (*before, *after):
        del row[4]
    assert after == before
    assert written.read_bytes().count(b"\r\n") == sheet.read_bytes().count(b"\r\n")
    assert written.read_bytes()[:3] == sheet.read_bytes()[:3]  # a mark of the encoding, if any
    assert returned.held == ["cem"]
    assert returned.none == ["zoe@school.org"]
    assert returned.strangers == ["=eve"]


def test_canvas_gets_its_gradebook_back(course, tmp_path):
    sheet = canvas(tmp_path)
    before = table(sheet, "utf-8-sig")
    returned = go_back("canvas", worksheet=sheet, column="Week 0: Attacked (4711)")
    (written,) = returned.files
    after = table(written, "utf-8-sig")
    assert after[:2] == before[:2]
    # Canvas finds a student by the ID and an assignment by the number in its title.
    points = {row[1]: row[6] for row in after[2:]}
    assert points == {"91001": "4.5", "91002": "0", "91003": "", "91004": "", "99": ""}
    for row in (*before, *after):
        del row[6]
    assert after == before
    assert returned.none == ["zoe"]


def test_assignment_of_canvas_is_found_by_the_name_of_the_week(course, tmp_path):
    returned = go_back("canvas", worksheet=canvas(tmp_path, "Attacked (4711)"))
    assert returned.column == "Attacked (4711)"
    with pytest.raises(PlatformError, match=r"Homework \(12\), Other \(3\)$"):
        go_back("canvas", worksheet=canvas(tmp_path, "Other (3)"))


def test_plain_table_and_record_hold_no_formula(course):
    returned = go_back("csv", provisional=True)
    (written,) = returned.files
    assert table(written) == [
        ["id", "name", "points", "max_points"],
        ["'=eve", "", "6", "6"],
        ["ada", "", "4.5", "6"],
        ["ben", "", "0", "6"],
        ["cem", "", "6", "6"],
    ]
    record = read_returned(place(load(ASSIGNMENT)))
    assert {id: points for id, (points, _) in record.items()} == returned.grades
    assert set(returned.grades) == set(CLASS)
    assert table(written.with_name("returned.csv"))[1][0] == "'=eve"


def test_record_keeps_what_was_returned_before(course):
    go_back("csv")
    give(course, "cem", "test-predict", "needs_manual_grade = 0")
    give(course, "ben", "test-predict", "needs_manual_grade = 1")
    again = go_back("csv")
    assert (again.held, sorted(again.grades)) == (["ben"], ["=eve", "ada", "cem"])
    assert set(read_returned(place(load(ASSIGNMENT)))) == set(CLASS)


def test_roster_joins_ids_to_rows(course, tmp_path):
    roster = tmp_path / "people.csv"
    roster.write_text("id,name,email\n=eve,Eve,zoe@school.org\n", encoding="utf-8")
    returned = go_back("moodle", worksheet=worksheet(tmp_path), roster=roster)
    assert moodle_reads(returned.files[0])["1004"] == f"{FULL:g}"
    assert not returned.strangers


def test_number_of_a_participant_is_an_id(course, tmp_path):
    work = course.build / "submitted"
    shutil.copytree(work / "ada", work / "participant-1004")
    course.run(f"mlsmath grade {ASSIGNMENT} --workers 1 --no-sandbox --students participant-1004")
    returned = go_back("moodle", worksheet=worksheet(tmp_path))
    assert moodle_reads(returned.files[0])["1004"] == f"{FULL:g}"


def test_other_highest_grade_is_refused_or_scaled(course, tmp_path):
    sheet = worksheet(tmp_path, most="100,00")
    with pytest.raises(PlatformError, match=r"the week has 6 points, .* 'Grade' is 100\."):
        go_back("moodle", worksheet=sheet)
    returned = go_back("moodle", worksheet=sheet, scale=True)
    assert moodle_reads(returned.files[0])["1001"] == "75"
    assert not list(tmp_path.glob("**/*.part"))


def test_two_ids_of_one_person_are_refused(course, tmp_path):
    work = course.build / "submitted"
    shutil.copytree(work / "ada", work / "ada@school.org")
    course.run(f"mlsmath grade {ASSIGNMENT} --workers 1 --no-sandbox --students ada@school.org")
    with pytest.raises(PlatformError, match=r"ada and ada@school\.org of the gradebook both"):
        go_back("moodle", worksheet=worksheet(tmp_path))


@pytest.mark.parametrize(
    ("to", "more", "words"),
    [
        ("moodle", {}, "--worksheet FILE"),
        ("canvas", {}, "--worksheet FILE"),
        ("canvas", {"worksheet": worksheet}, "expected Canvas' gradebook"),
        ("moodle", {"worksheet": canvas}, "expected Moodle's grading worksheet"),
        (
            "moodle",
            {"worksheet": worksheet, "column": "Points"},
            "no column with the title 'Points'",
        ),
    ],
)
def test_wrong_table_is_said(course, tmp_path, to, more, words):
    given = {key: make(tmp_path) if callable(make) else make for key, make in more.items()}
    with pytest.raises(PlatformError, match=words) as told:
        go_back(to, **given)
    assert told.value.status == 2
    assert not place(load(ASSIGNMENT)).exists()


def test_table_that_was_downloaded_is_never_written_over(course, tmp_path):
    folder = place(load(ASSIGNMENT))
    folder.mkdir(parents=True)
    sheet = worksheet(tmp_path).rename(folder / "worksheet.csv")
    before = sheet.read_bytes()
    with pytest.raises(PlatformError, match="would be written over"):
        go_back("moodle", worksheet=sheet)
    assert sheet.read_bytes() == before


def moodle_unpacks(path):
    """Take a zip apart as Moodle does: the first part of a path with four words or more."""
    found = {}
    with zipfile.ZipFile(path) as file:
        for name in file.namelist():
            folder, page = name.split("/")
            _, number, *kind, rest = folder.split("_", 4)
            assert number.isdecimal()
            assert (kind, rest) == (["assignsubmission", "file"], "")
            found.setdefault(number, {})[page] = file.read(name).decode("utf-8")
    return found


def test_feedback_goes_to_moodle_and_follows_the_gradebook(course, tmp_path):
    sheet = worksheet(tmp_path)
    told = course.run(f"mlsmath return {ASSIGNMENT} --to moodle --worksheet {sheet}")
    assert "a person has to look at a cell first: cem." in told
    assert "No grade: zoe@school.org." in told
    assert "Points of 2 learners, in the column 'Grade'." in told
    folder = place(load(ASSIGNMENT))
    pages = moodle_unpacks(folder / "feedback.zip")
    assert {number: list(files) for number, files in pages.items()} == {
        "1001": ["one.html"],
        "1002": ["one.html"],
    }
    assert "(Score: 4.5 / 6.0)" in pages["1001"]["one.html"]
    ben = course.build / "feedback" / "ben" / ASSIGNMENT / "one.html"
    before = ben.stat().st_mtime_ns
    give(course, "ada", "test-double", "manual_score = 2.5")
    course.run(f"mlsmath return {ASSIGNMENT} --to moodle --worksheet {sheet}")
    assert "(Score: 5.5 / 6.0)" in moodle_unpacks(folder / "feedback.zip")["1001"]["one.html"]
    assert moodle_reads(folder / "worksheet.csv")["1001"] == "5.5"
    assert ben.stat().st_mtime_ns == before
    assert not [path for path in folder.iterdir() if path.suffix in (".part", ".zip.part")]
