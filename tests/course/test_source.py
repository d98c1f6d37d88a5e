"""Where the source notebooks are found, and in which order."""

from pathlib import Path

import pytest

from mlsmath.commands.course import (
    CourseError,
    UsageError,
    notebooks_in,
    release,
    source,
    source_folder,
)

from . import small


def test_checkout_has_the_notebooks_beside_the_package():
    assert source_folder() == small.ROOT / "notebooks"


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """The folder of a package that is installed, and a folder elsewhere to stand in."""
    monkeypatch.setattr(source, "PACKAGE", tmp_path / "packages" / "mlsmath")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path / "packages" / "mlsmath"


def test_installed_package_has_the_notebooks_inside(installed):
    beside = small.write(installed.parent / "notebooks" / "week1-a" / "01-a.ipynb").parents[1]
    assert source.course_folder() == beside
    path = small.write(
        source.released_folder() / "week1-a" / "01-a.ipynb", *small.exercise("x", "x = 1", "1.0")
    )
    assert source.course_folder() == source.released_folder()
    assert release.release_notebook(path) == path.read_text(encoding="utf-8")


def test_solutions_are_those_of_the_checkout_in_which_a_command_is_entered(installed):
    small.write(source.released_folder() / "week1-a" / "01-a.ipynb")
    other = small.write(Path("notebooks") / "week1-a" / "01-a.ipynb").parents[1]
    with pytest.raises(CourseError, match="copy of the course's repository"):
        source.source_folder()
    (other / "nbgrader_config.py").touch()
    assert source.source_folder() == Path.cwd() / "notebooks"


def test_missing_notebooks_are_one_sentence(installed):
    with pytest.raises(CourseError, match="install mlsmath again"):
        source.course_folder()


def test_weeks_come_in_order_without_hidden_or_empty_folders(tmp_path):
    for name in ("week10-z", "week2-b²", "week1-a", ".ipynb_checkpoints"):
        small.write(tmp_path / name / "01-a.ipynb")
    (tmp_path / "week3-empty").mkdir()
    (tmp_path / "nbgrader_config.py").touch()
    names = [week.name for week in source.week_folders(tmp_path)]
    assert names == ["week1-a", "week2-b²", "week10-z"]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("week1-linear-regression", "Week 1: linear regression"),
        ("week12-more", "Week 12: more"),
        ("extra-notebooks", "Extra notebooks"),
    ],
)
def test_week_titles(name, title):
    assert source.week_title(Path(name)) == title


def test_notebooks_of_folders_and_files_each_once(tmp_path):
    second = small.write(tmp_path / "week" / "02-b.ipynb")
    tenth = small.write(tmp_path / "week" / "10-c.ipynb")
    small.write(tmp_path / "week" / ".ipynb_checkpoints" / "02-b-checkpoint.ipynb")
    assert notebooks_in([tenth, tmp_path]) == [tenth, second]
    assert notebooks_in([tmp_path]) == [second, tenth]


@pytest.mark.parametrize(
    ("name", "words"),
    [("nowhere", "no notebook or folder"), ("empty", "no notebook in"), ("a.txt", "is not a")],
)
def test_what_is_no_notebook_is_named(tmp_path, name, words):
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.txt").touch()
    with pytest.raises(UsageError, match=words) as error:
        notebooks_in([tmp_path / name])
    assert name in str(error.value)
