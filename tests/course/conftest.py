import pytest

from mlsmath.commands.course import source
from mlsmath.commands.course.learner_copy import make_copy

from . import small

SQUARE = "def square(x):\n    return x * x"
DOUBLE = "def double(x):\n    return 2 * x"
HALF = "def half(x):\n    return x / 2"


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home folder and, beside it, the current folder."""
    home, here = tmp_path / "home", tmp_path / "here"
    home.mkdir()
    here.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    monkeypatch.chdir(here)
    return home


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course of two weeks that stands in for the real one."""
    folder = tmp_path / "source"
    small.write(
        folder / "week1-squares" / "01-square.ipynb",
        small.text("# Week 1, part 1: Square a number\n\nText.", "title"),
        *small.exercise("square", SQUARE, "2.0 * (square(3) == 9)"),
        *small.exercise("double", DOUBLE, "1.0 * (double(3) == 6) + 2.0 * (double(4) == 8)", 3),
    )
    small.write(
        folder / "week2-halves" / "01-half.ipynb",
        small.text("# Halve a number", "title"),
        *small.exercise("half", HALF, "1.0 * (half(4) == 2)", 1),
    )
    (folder / "week1-squares" / "picture.svg").write_text("<svg/>", encoding="utf-8")
    (folder / "week1-squares" / ".ipynb_checkpoints").mkdir()
    small.write(folder / "week1-squares" / ".ipynb_checkpoints" / "01-square-checkpoint.ipynb")
    (folder / "nbgrader_config.py").write_text("c = get_config()\n", encoding="utf-8")
    monkeypatch.setattr(source, "course_folder", lambda: folder)
    monkeypatch.setattr(source, "source_folder", lambda: folder)
    monkeypatch.setattr("mlsmath.commands.course.source_folder", lambda: folder)
    return folder


@pytest.fixture
def copy(course, tmp_path):
    folder = tmp_path / "my course"
    make_copy(folder)
    return folder
