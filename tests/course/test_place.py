"""Which folder is the learner's: the same for `learn` and `progress`, and never a surprise."""

import os
import sys
from pathlib import Path

import pytest

from mlsmath.commands.cli import main
from mlsmath.commands.course import CourseError, UsageError
from mlsmath.commands.course.learner_copy import make_copy
from mlsmath.commands.course.place import choose_folder, find_copy
from mlsmath.commands.course.start_page import START_PAGE, command

from . import small

FIRST, SECOND = "week1-squares/01-square.ipynb", "week2-halves/01-half.ipynb"


def test_default_folder_is_below_the_current_one(course, home):
    assert choose_folder(None).folder == Path.cwd() / "mlsmath-course"


def test_who_stands_in_the_copy_stays_in_it(copy, home, monkeypatch):
    monkeypatch.chdir(copy / "week1-squares")
    assert choose_folder(None).folder == copy
    assert find_copy(None) == copy


def test_default_folder_moves_home_where_nothing_can_be_written(course, home):
    (Path.cwd() / "mlsmath-course").write_text("a file in the way", encoding="utf-8")
    place = choose_folder(None)
    assert place.folder == home / "mlsmath-course"
    assert place.instead_of == Path.cwd() / "mlsmath-course"
    make_copy(place.folder)
    assert find_copy(None) == place.folder


def test_no_folder_at_all_is_one_sentence(course, home):
    for folder in (Path.cwd(), home):
        (folder / "mlsmath-course").write_text("a file in the way", encoding="utf-8")
    with pytest.raises(CourseError, match=r"Nothing can be written to .* or .*; name a folder"):
        choose_folder(None)


def test_given_folder_that_cannot_be_made_is_one_sentence(course, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="is a file"):
        choose_folder(tmp_path / "file")
    with pytest.raises(CourseError, match="cannot be written to"):
        choose_folder(tmp_path / "file" / "folder")


def test_source_notebooks_are_never_the_copy(course, monkeypatch):
    for folder in (course, course / "week1-squares"):
        with pytest.raises(UsageError, match="source notebooks"):
            choose_folder(folder)
    monkeypatch.chdir(course)
    with pytest.raises(UsageError, match="source notebooks"):
        choose_folder(None)
    assert set(small.files_in(course)) >= {FIRST, SECOND}


def test_folder_without_a_copy_is_said_so(course, home, tmp_path):
    for given in (None, tmp_path / "nowhere", course):
        with pytest.raises(UsageError, match="`mlsmath learn` makes one"):
            find_copy(given)


@pytest.mark.parametrize("name", ["week1-squares", "week1-squares/deeper", "not there"])
def test_folder_inside_a_copy_stands_for_the_copy(copy, home, name):
    place = choose_folder(copy / name)
    assert (place.folder, place.inside) == (copy, copy / name)
    assert find_copy(copy / name) == copy
    assert not (copy / name / START_PAGE).exists()


def test_copy_itself_is_not_inside_a_copy(copy, home):
    assert choose_folder(copy).inside is None


def test_copy_in_the_home_folder_is_found_from_everywhere(course, home):
    folder = make_copy(home / "mlsmath-course").folder
    assert choose_folder(None).folder == find_copy(None) == folder
    assert not (Path.cwd() / "mlsmath-course").exists()


def test_copy_here_comes_before_the_one_in_the_home_folder(course, home):
    make_copy(home / "mlsmath-course")
    here = make_copy(Path.cwd() / "mlsmath-course").folder
    assert choose_folder(None).folder == find_copy(None) == here


def test_copy_that_lost_its_manifest_is_one_still(copy, home, monkeypatch):
    (copy / ".mlsmath.json").unlink()
    assert find_copy(copy) == copy
    monkeypatch.chdir(copy / "week1-squares")
    assert choose_folder(None).folder == find_copy(None) == copy


@pytest.mark.parametrize("text", ["", "{", "[]", "3", '{"cells": []}', '{"cells": [{"id": "a"}]}'])
def test_other_page_of_that_name_makes_no_copy(course, home, text):
    (Path.cwd() / START_PAGE).write_text(text, encoding="utf-8")
    assert choose_folder(None).folder == Path.cwd() / "mlsmath-course"


def test_another_copy_is_named_when_a_new_one_is_made(course, home, capsys):
    first = make_copy(home / "mlsmath-course").folder
    new = Path.cwd() / "second"
    for other in (True, False):  # the second time it is no longer new
        assert main(["learn", "--no-open", "second"]) == 0
        out = capsys.readouterr().out
        assert f"Your course is in {new}" in out
        assert (f"You have another copy in {first}" in out) is other
        assert (f"To go on with that one, enter: {command('learn', first)}" in out) is other


def test_output_says_that_a_folder_is_inside_the_copy(copy, home, capsys):
    inside = copy / "week1-squares"
    assert main(["learn", "--no-open", str(inside)]) == 0
    out = capsys.readouterr().out
    assert (
        f"The folder {inside} is inside your copy of the course.\nYour course is in {copy}" in out
    )


@pytest.mark.parametrize("verb", ["learn", "progress", "run", "check", "map", "site"])
@pytest.mark.parametrize("name", ["", " "])
def test_empty_name_is_refused(course, home, verb, name, capsys):
    with pytest.raises(SystemExit) as end:
        main([verb, name])
    assert end.value.code == 2
    assert f"expected the name of a folder or file, got {name!r}" in capsys.readouterr().err
    assert small.files_in(Path.cwd()) == {}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every name of a folder is text")
def test_a_folder_whose_name_is_no_text_is_refused_and_not_made(course, home):
    with pytest.raises(UsageError, match="is not UTF-8; rename that folder"):
        choose_folder(Path(os.fsdecode(b"caf\xe9")))
    assert list(Path.cwd().iterdir()) == []
