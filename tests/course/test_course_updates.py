"""A course that changes in the middle of a term: what `mlsmath learn` and `progress` make of it."""

import json
import shutil

import pytest

import mlsmath
from mlsmath.commands import cli
from mlsmath.commands.cli import learning
from mlsmath.commands.course.learner_copy import _digest, make_copy
from mlsmath.commands.course.start_page import START_PAGE

from . import small
from .conftest import DOUBLE, HALF, SQUARE
from .test_learner_copy import FIRST

RENAMED, SPLIT_OFF = "week1-squares/02-square.ipynb", "week1-squares/01b-double.ipynb"
NOTHING_WRITTEN = "# YOUR CODE HERE\nraise NotImplementedError()"


def exercise(name):
    """Each of the exercises of the course, and one that it gets."""
    known = {
        "square": (SQUARE, "2.0 * (square(3) == 9)", 2),
        "double": (DOUBLE, "1.0 * (double(3) == 6) + 2.0 * (double(4) == 8)", 3),
        "third": (HALF.replace("half", "third").replace("2", "3"), "1.0 * (third(6) == 2)", 1),
    }
    return small.exercise(name, *known[name])


@pytest.fixture(autouse=True)
def _without_pictures(monkeypatch):
    """Nothing here asks for the pictures of the start page, which take longest."""
    monkeypatch.setattr(learning, "_welcome", dict)


@pytest.fixture
def answered(copy):
    """A copy in which both exercises of the first notebook are done, and that notebook's bytes."""
    small.edit(copy / FIRST, "square", SQUARE)
    small.edit(copy / FIRST, "double", DOUBLE)
    return copy


def learn(copy, capsys):
    """Enter `mlsmath learn` as a person does; only what is named as updated has changed.

    In a notebook nobody worked in, the line that leads to its neighbours may be another.
    """
    before = small.files_in(copy)
    assert cli.main(["learn", "--no-open", str(copy)]) == 0
    said = capsys.readouterr().out
    after = small.files_in(copy)
    for name in set(before) - {".mlsmath.json", START_PAGE}:
        if f"updated     {name}" not in said:
            assert after[name] == before[name] or name not in (FIRST, RENAMED)
            assert _digest(name, after[name]) == _digest(name, before[name])
    return said


def rename(course):
    (course / FIRST).rename(course / RENAMED)


def split(course):
    small.write(course / FIRST, small.text("# Square", "title"), *exercise("square"))
    small.write(course / SPLIT_OFF, small.text("# Double", "title"), *exercise("double"))


def extend(course):
    names = ("square", "double", "third")
    cells = [cell for name in names for cell in exercise(name)]
    small.write(course / FIRST, small.text("# Three", "title"), *cells)


def test_renamed_notebook_keeps_the_answers_and_says_where_they_belong(
    course, answered, home, capsys
):
    rename(course)
    said = learn(answered, capsys)
    assert f"added       {RENAMED}" in said
    assert f"left alone  {FIRST} (no longer part of the course)" in said
    told = f"The exercises that you have answered in {FIRST} are in {RENAMED} now."
    assert told in said
    small.edit(answered / RENAMED, "square", SQUARE)
    assert told in learn(answered, capsys)
    small.edit(answered / RENAMED, "double", DOUBLE)
    assert told not in learn(answered, capsys)


def test_version_of_the_course_is_told_where_it_has_changed(course, copy, home, capsys):
    assert "This is version" not in learn(copy, capsys)
    manifest = small.read(copy / ".mlsmath.json")
    assert manifest["course"] == mlsmath.__version__
    (copy / ".mlsmath.json").write_text(json.dumps({**manifest, "course": "0.0.9"}), "utf-8")
    told = f"This is version {mlsmath.__version__} of the course; it was 0.0.9."
    assert told in learn(copy, capsys)
    assert told not in learn(copy, capsys)
    del manifest["course"]
    (copy / ".mlsmath.json").write_text(json.dumps(manifest), "utf-8")
    assert "This is version" not in learn(copy, capsys)


def test_renamed_notebook_without_answers_is_left_alone(course, copy, home, capsys):
    rename(course)
    said = learn(copy, capsys)
    assert f"left alone  {FIRST} (no longer part of the course)" in said
    assert "Copy your answers" not in said
    (copy / FIRST).unlink()
    assert "no longer part" not in learn(copy, capsys)


def test_split_notebook_says_which_answers_have_a_new_place(course, answered, home, capsys):
    split(course)
    said = learn(answered, capsys)
    assert f"There is a newer version of {FIRST}." in said
    assert f"added       {SPLIT_OFF}" in said
    assert f"answered in {FIRST} are in {SPLIT_OFF} now." in said
    assert said.count("Copy your answers") == 1


def test_answer_that_is_not_there_yet_is_not_told_of(course, answered, home, capsys):
    small.edit(answered / FIRST, "double", NOTHING_WRITTEN)
    split(course)
    assert "Copy your answers" not in learn(answered, capsys)


def test_split_notebook_without_answers_is_updated(course, copy, home, capsys):
    split(course)
    said = learn(copy, capsys)
    assert f"updated     {FIRST}" in said
    assert f"added       {SPLIT_OFF}" in said
    assert "left alone" not in said


def test_new_exercise_is_said_to_be_missing_and_the_others_count(course, answered, home, capsys):
    shutil.rmtree(course / "week2-halves")
    extend(course)
    assert f"There is a newer version of {FIRST}." in learn(answered, capsys)
    assert cli.main(["progress", str(answered)]) == 0
    said = capsys.readouterr().out
    assert "2 of 3 exercises done" in said
    assert 'your notebook has no check of "the third" in Week 1, 01-square; rename it' in said
    (answered / FIRST).rename(answered / "week1-squares" / "mine.ipynb")
    assert f"added       {FIRST}" in learn(answered, capsys)


def test_notebook_that_cannot_be_read_is_left_alone_and_asked_nothing(course, copy, home, capsys):
    (copy / FIRST).write_bytes(b'{"cells": [3]}')
    rename(course)
    said = learn(copy, capsys)
    assert f"left alone  {FIRST} (no longer part of the course)" in said
    assert make_copy(copy).moved == []
