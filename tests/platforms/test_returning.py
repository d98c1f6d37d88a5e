"""Whose row an id of the gradebook is: a number that a platform made up is no id of ours."""

import csv
import zipfile

import pytest

from mlsmath.commands.platforms.layout import write_class
from mlsmath.commands.platforms.pages import pack
from mlsmath.commands.platforms.returning import Options, return_week
from mlsmath.commands.platforms.roster import read_roster

from .small import grade

MOODLE = "Identifier,Full name,Status,Grade\nParticipant 1,Zoe Yi,,\nParticipant 2,Ada Lovelace,,\n"
HIDDEN = "Identifier,Status,Grade\nParticipant 1,,\nParticipant 2,,\n"
CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,Week 1: linear regression (991)
"Yi, Zoe",1,{zoe},{zoe},A,
"Lovelace, Ada",2,{ada},{ada},A,
"""
NAMED = CANVAS.format(zoe="zoe", ada="ada")
UNNAMED = CANVAS.format(zoe="", ada="")
BY_NUMBER = "id,name\n1,Zoe Yi\n2,Ada Lovelace\n"


@pytest.fixture
def give_back(klass, version_asked_once):
    """Return points by the platform's own table; give back what each of its rows got."""

    def give_back(table, points, people=None, remembered=False, **more):
        grade(klass.course, points)
        sheet, roster = klass.folder / "sheet.csv", klass.folder / "people.csv"
        sheet.write_text(table, encoding="utf-8")
        if people:
            roster.write_text(people, encoding="utf-8")
        if remembered:
            (klass.build / "collected" / klass.course.week).mkdir(parents=True)
            write_class(klass.course, read_roster(roster))
        to = "canvas" if "Student" in table else "moodle"
        given = None if remembered or not people else roster
        options = Options(to, sheet, given, feedback=False, **more)
        returned = return_week(klass.course, options, print, lambda done, total: None)
        with returned.files[0].open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))[1:]
        return [row[-1] for row in rows], returned.strangers

    return give_back


@pytest.mark.parametrize("table", [MOODLE, NAMED, UNNAMED])
@pytest.mark.parametrize(
    ("people", "ada", "zoe"),
    [
        ("id,name\n{},Ada Lovelace\n{},Zoe Yi\n", "1", "2"),
        ("id,name\n{},Ada Lovelace\n{},Zoe Yi\n", "participant-1", "participant-2"),
        ("id,name,number\n{},Ada Lovelace,1\n{},Zoe Yi,2\n", "s1", "s2"),
    ],
)
@pytest.mark.parametrize("remembered", [False, True])
def test_id_that_is_by_chance_the_number_of_another(give_back, table, people, ada, zoe, remembered):
    points, strangers = give_back(table, {ada: 3, zoe: 1}, people.format(ada, zoe), remembered)
    assert (points, strangers) == (["1", "3"], [])


def test_bare_number_is_no_number_of_a_participant(give_back):
    assert give_back(MOODLE, {"1": 3, "2": 1}) == (["", ""], ["1", "2"])


@pytest.mark.parametrize("people", [None, HIDDEN, MOODLE])
@pytest.mark.parametrize("table", [HIDDEN, MOODLE])
def test_id_made_of_a_participants_number_is_found(give_back, table, people):
    earned = {"participant-1": 1, "participant-2": 3}
    assert give_back(table, earned, people) == (["1", "3"], [])


@pytest.mark.parametrize("people", [None, UNNAMED, BY_NUMBER, "id\n1\n2\n"])
@pytest.mark.parametrize("table", [NAMED, UNNAMED])
def test_id_made_of_a_users_number_is_found(give_back, table, people):
    assert give_back(table, {"1": 1, "2": 3}, people) == (["1", "3"], [])


def test_empty_rows_above_a_gradebook_hide_nothing(give_back):
    possible = "    Points Possible,,,,,8\n"
    head, *rows = NAMED.splitlines(keepends=True)
    table = "\n,,\n \n\n" + head + possible + "".join(rows)
    assert give_back(table, {"ada": 3}, scale=True) == (["8", "", "6"], [])


def test_login_counts_whatever_the_name_is(give_back):
    people = "id,name\nada,Augusta Ada King\nzoe,Zoe\n"
    assert give_back(NAMED, {"ada": 3, "zoe": 1}, people) == (["1", "3"], [])


def test_users_number_with_another_name_is_left_to_a_person(give_back):
    people = "id,name\n1,Zoe Yi\n2,Ada\n"
    assert give_back(UNNAMED, {"1": 1, "2": 3}, people) == (["1", ""], ["2"])


def test_page_of_a_row_that_has_no_number_lies_in_the_folder_of_the_id(klass):
    sheet = klass.folder / "sheet.csv"
    sheet.write_text(MOODLE + ",Ben Ito,,\n", encoding="utf-8")
    people = {one.id: one for one in read_roster(sheet).people}
    for id in people:
        page = klass.course.place("feedback", id) / "one.html"
        page.parent.mkdir(parents=True)
        page.write_text("<p>", encoding="utf-8")
    pack(klass.course, klass.folder / "pages.zip", "moodle", people)
    with zipfile.ZipFile(klass.folder / "pages.zip") as packed:
        assert packed.namelist() == [
            "Zoe Yi_1_assignsubmission_file_/one.html",
            "Ada Lovelace_2_assignsubmission_file_/one.html",
            "ben-ito/one.html",
        ]
