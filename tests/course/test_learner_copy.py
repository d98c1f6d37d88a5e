"""The learner's copy: extended, completed, brought up to date, and never overwritten."""

import json
import os
import shutil
import sys
from pathlib import Path

import pytest

from mlsmath.commands.cli import main
from mlsmath.commands.course import CourseError
from mlsmath.commands.course.learner_copy import _digest, is_copy, make_copy
from mlsmath.commands.course.manifest import copied_notebooks
from mlsmath.commands.course.start_page import START_PAGE, command

from . import small

FIRST, SECOND = "week1-squares/01-square.ipynb", "week2-halves/01-half.ipynb"
FILES = {FIRST, SECOND, "week1-squares/picture.svg", START_PAGE, ".mlsmath.json"}


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
    assert copied_notebooks(copy) == [FIRST, SECOND, "week10-more/01-more.ipynb"]


def test_untouched_notebook_is_updated(course, copy):
    change_source(course, FIRST)
    again = make_copy(copy)
    assert again.updated == [FIRST]
    assert "Write it now." in (copy / FIRST).read_text(encoding="utf-8")


def test_linked_notebook_is_updated_where_it_lies(course, copy, tmp_path):
    elsewhere = tmp_path / "synchronised.ipynb"
    shutil.move(copy / FIRST, elsewhere)
    (copy / FIRST).symlink_to(elsewhere)
    change_source(course, FIRST)
    assert make_copy(copy).updated == [FIRST]
    assert (copy / FIRST).is_symlink()
    assert "Write it now." in elsewhere.read_text(encoding="utf-8")


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


def test_start_page_of_an_older_version_learns_that_it_is_no_lesson(copy):
    page = small.read(copy / START_PAGE)
    del page["cells"][0]["metadata"]["tags"]
    (copy / START_PAGE).write_text(json.dumps(page, indent=1) + "\n", encoding="utf-8")
    manifest = small.read(copy / ".mlsmath.json")
    manifest["files"][START_PAGE] = _digest(START_PAGE, (copy / START_PAGE).read_bytes())
    (copy / ".mlsmath.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert make_copy(copy).updated == [START_PAGE]
    assert small.read(copy / START_PAGE)["cells"][0]["metadata"]["tags"] == ["no-lesson"]


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
    mine = (copy / FIRST).read_bytes()
    for _ in range(2):
        again = make_copy(copy)
        assert again.kept == again.unsure == [FIRST, SECOND]
        assert again.added == again.updated == again.newer == []
    assert (copy / FIRST).read_bytes() == mine
    assert is_copy(copy)
    assert copied_notebooks(copy) == [FIRST, SECOND]


def test_newer_version_is_told_although_the_manifest_was_lost(course, copy):
    (copy / ".mlsmath.json").unlink()
    small.edit(copy / FIRST, "square", "mine")
    make_copy(copy)
    change_source(course, FIRST)
    again = make_copy(copy)
    assert again.kept == again.newer == [FIRST]
    assert copied_notebooks(copy) == [FIRST, SECOND]


def test_manifest_of_an_older_version_that_forgot_a_changed_notebook_is_mended(course, copy):
    manifest = json.loads((copy / ".mlsmath.json").read_text(encoding="utf-8"))
    del manifest["files"][FIRST]
    (copy / ".mlsmath.json").write_text(json.dumps(manifest), encoding="utf-8")
    small.edit(copy / FIRST, "square", "mine")
    assert copied_notebooks(copy) == [FIRST, SECOND]
    assert make_copy(copy).newer == []
    assert FIRST in json.loads((copy / ".mlsmath.json").read_text(encoding="utf-8"))["files"]


def test_notebook_that_is_gone_is_still_one_of_the_copy(copy):
    (copy / FIRST).unlink()
    assert copied_notebooks(copy) == [FIRST, SECOND]


def test_notebook_nested_too_deeply_is_left_alone(copy):
    deep = b'{"cells": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    (copy / FIRST).write_bytes(deep)
    assert make_copy(copy).kept == [FIRST]
    assert (copy / FIRST).read_bytes() == deep


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
    assert is_copy(tmp_path / "copy")
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


def test_output_says_what_to_do_where_the_record_was_lost(course, copy, home, capsys):
    (copy / ".mlsmath.json").unlink()
    small.edit(copy / FIRST, "square", "mine")
    assert main(["learn", "--no-open", str(copy)]) == 0
    out = capsys.readouterr().out
    assert f"left alone  {FIRST} (it differs from the course's own)" in out
    assert "To get the course's own, rename your file, then enter the same command again." in out
    assert "newer version" not in out


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


def test_what_is_in_the_way_is_named_without_numbers(copy):
    (copy / FIRST).unlink()
    (copy / FIRST).mkdir()
    with pytest.raises(CourseError) as error:
        make_copy(copy)
    assert f": Is a directory: {copy / FIRST}. Mend that, or name another" in str(error.value)
