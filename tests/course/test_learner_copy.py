"""The learner's copy: extended, completed, brought up to date, and never overwritten."""

import json
import os
import shutil
import sys
from pathlib import Path

import pytest

from mlsmath.cli import main
from mlsmath.course import CourseError, UsageError, learner_copy
from mlsmath.course.learner_copy import choose_folder, find_copy, make_copy
from mlsmath.course.start_page import START_PAGE, command

from . import small

FIRST, SECOND = "week1-squares/01-square.ipynb", "week2-halves/01-half.ipynb"
FILES = {FIRST, SECOND, "week1-squares/picture.svg", START_PAGE, ".mlsmath.json"}


@pytest.fixture
def copy(course, tmp_path):
    folder = tmp_path / "my course"
    make_copy(folder)
    return folder


def change_source(course, name):
    path = course / name
    path.write_text(path.read_text(encoding="utf-8").replace("Write it.", "Write it now."), "utf-8")


def test_first_copy_has_the_course_and_a_start_page(course, tmp_path):
    copy = make_copy(tmp_path / "new" / "my course")
    assert set(copy.added) == FILES - {".mlsmath.json"}
    assert set(small.files_in(copy.folder)) == FILES
    assert copy.updated == copy.kept == copy.newer == []


def test_second_run_changes_nothing(copy):
    before = small.files_in(copy)
    again = make_copy(copy)
    assert small.files_in(copy) == before
    assert again.added == again.updated == again.kept == []


def test_new_notebooks_are_added(course, copy):
    small.write(course / "week10-more" / "01-more.ipynb", small.text("# More", "title"))
    again = make_copy(copy)
    assert again.added == ["week10-more/01-more.ipynb"]
    assert again.updated == [START_PAGE]
    names = learner_copy.copied_notebooks(copy)
    assert names == [FIRST, SECOND, "week10-more/01-more.ipynb"]


def test_untouched_notebook_is_updated(course, copy):
    change_source(course, FIRST)
    again = make_copy(copy)
    assert again.updated == [FIRST]
    assert "Write it now." in (copy / FIRST).read_text(encoding="utf-8")


@pytest.mark.parametrize("newer", [False, True])
def test_changed_notebook_is_left_alone(course, copy, newer):
    small.edit(copy / FIRST, "square", "def square(x):\n    return x**2")
    mine = (copy / FIRST).read_bytes()
    if newer:
        change_source(course, FIRST)
    again = make_copy(copy)
    assert (copy / FIRST).read_bytes() == mine
    assert again.kept == [FIRST]
    assert again.newer == ([FIRST] if newer else [])
    make_copy(copy)
    assert (copy / FIRST).read_bytes() == mine


def test_outputs_of_a_learner_count_as_work(course, copy):
    notebook = small.read(copy / FIRST)
    notebook["cells"][2]["execution_count"] = 1
    (copy / FIRST).write_text(json.dumps(notebook), encoding="utf-8")
    change_source(course, FIRST)
    assert make_copy(copy).kept == [FIRST]


def test_notebook_that_was_only_looked_at_is_updated(course, copy):
    notebook = small.read(copy / FIRST)
    notebook["metadata"]["language_info"] = {"name": "python", "version": "3.99"}
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"]).splitlines(keepends=True)
    (copy / FIRST).write_text(json.dumps(notebook, indent=4), encoding="utf-8")
    assert make_copy(copy).kept == []
    change_source(course, FIRST)
    assert make_copy(copy).updated == [FIRST]


def test_renamed_notebook_is_kept_and_a_fresh_one_added(copy):
    small.edit(copy / FIRST, "square", "mine")
    mine = (copy / FIRST).rename(copy / "week1-squares" / "mine.ipynb")
    again = make_copy(copy)
    assert again.added == [FIRST]
    assert "mine" in mine.read_text(encoding="utf-8")


def test_changed_start_page_and_other_files_are_left_alone(course, copy):
    for name in (START_PAGE, "week1-squares/picture.svg"):
        (copy / name).write_text("mine", encoding="utf-8")
    assert set(make_copy(copy).kept) == {START_PAGE, "week1-squares/picture.svg"}
    assert (copy / START_PAGE).read_text(encoding="utf-8") == "mine"


def test_files_that_were_there_before_are_not_ours(course, tmp_path):
    path = tmp_path / "full" / FIRST
    small.write(path, small.code("mine"))
    mine = path.read_bytes()
    copy = make_copy(tmp_path / "full")
    assert copy.kept == [FIRST]
    assert path.read_bytes() == mine


@pytest.mark.parametrize("manifest", ["", "{", "[]", '{"files": 3}', '{"files": {"a": 1}}'])
def test_without_its_manifest_nothing_changed_is_overwritten(course, copy, manifest):
    (copy / ".mlsmath.json").write_text(manifest, encoding="utf-8")
    small.edit(copy / FIRST, "square", "mine")
    change_source(course, SECOND)
    again = make_copy(copy)
    assert set(again.kept) == {FIRST, SECOND}
    assert again.added == again.updated == []


def test_broken_notebook_of_a_learner_is_left_alone(copy):
    (copy / FIRST).write_bytes(b'{"cells": [')
    assert make_copy(copy).kept == [FIRST]
    assert (copy / FIRST).read_bytes() == b'{"cells": ['


@pytest.mark.parametrize("files_before", [1, 2, 3])
def test_copy_that_was_cut_short_is_completed(course, tmp_path, monkeypatch, files_before):
    replace, left = Path.replace, files_before

    def fails(self, target):
        nonlocal left
        left -= 1
        if left < 0:
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(CourseError, match="No space left on device"):
        make_copy(tmp_path / "copy")
    assert not list((tmp_path / "copy").rglob("*.part"))
    monkeypatch.setattr(Path, "replace", replace)
    assert find_copy(tmp_path / "copy") == (tmp_path / "copy").resolve()
    make_copy(tmp_path / "copy")
    make_copy(tmp_path / "whole")
    ours, whole = small.files_in(tmp_path / "copy"), small.files_in(tmp_path / "whole")
    assert set(ours) == set(whole) == FILES
    assert ours[FIRST] == whole[FIRST]


def test_file_that_cannot_be_written_is_named(copy, course):
    (copy / FIRST).unlink()
    (copy / FIRST).mkdir()
    with pytest.raises(CourseError, match="could not be written"):
        make_copy(copy)


# Which folder


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
    with pytest.raises(CourseError, match=r"Neither .* nor .* can be written to"):
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


# What the command says


def test_output_says_what_was_done_where_and_how_to_come_back(course, home, capsys):
    assert main(["learn", "--no-open", "my course"]) == 0
    folder = Path.cwd() / "my course"
    out = capsys.readouterr().out
    assert f"Your course is in {folder}" in out
    assert f"added       {FIRST}" in out
    assert out.rstrip().endswith(command("learn", folder))

    assert main(["learn", "--no-open", "my course"]) == 0
    assert "everything is up to date" in capsys.readouterr().out

    small.edit(folder / FIRST, "square", "mine")
    change_source(course, FIRST)
    change_source(course, SECOND)
    assert main(["learn", "--no-open", "my course"]) == 0
    out = capsys.readouterr().out
    assert f"left alone  {FIRST} (you have changed it)" in out
    assert f"There is a newer version of {FIRST}. To get it, rename your file" in out
    assert f"updated     {SECOND}" in out


def test_output_says_why_the_copy_is_in_the_home_folder(course, home, capsys):
    wanted = Path.cwd() / "mlsmath-course"
    wanted.write_text("a file in the way", encoding="utf-8")
    assert main(["learn", "--no-open"]) == 0
    out = capsys.readouterr().out
    assert f"The folder {wanted} cannot be written to." in out
    assert f"Your course is in {home / 'mlsmath-course'}" in out


def as_one_who_cannot_write():
    """What to put before a command so that file permissions hold for root too."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("this is root, who may write anywhere")
    return ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_read_only_folders_for_real(tmp_path):
    home, folder = tmp_path / "home", tmp_path / "read only"
    home.mkdir()
    make_copy(folder)
    (folder / "week1-linear-regression").chmod(0o555)
    folder.chmod(0o555)
    empty = tmp_path / "empty"
    empty.mkdir()
    empty.chmod(0o555)

    def learn(*arguments):
        return small.mlsmath(
            "learn", "--no-open", *arguments, cwd=empty, home=home, before=as_one_who_cannot_write()
        )

    before = small.files_in(folder)
    done = learn(folder)
    assert done.returncode == 0, done.stderr
    assert "This folder is read-only" in done.stdout
    assert small.files_in(folder) == before

    done = learn(empty)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert f"The folder {empty} cannot be written to" in done.stderr

    done = learn()
    assert done.returncode == 0, done.stderr
    assert f"Your course is in {home / 'mlsmath-course'}" in done.stdout
    assert (home / "mlsmath-course" / START_PAGE).is_file()
    assert done.stderr == ""
