"""Faults that are no learner's: a worker that cannot run, a full disk, a gradebook that is gone."""

import json
import os
import shutil
import sqlite3
import sys
from contextlib import closing
from types import SimpleNamespace

import nbformat
import pytest
from distributed import KilledWorker

from mlsmath.grading import preflight, run, spread
from mlsmath.grading.calibrate import calibrate
from mlsmath.grading.errors import GradingError
from mlsmath.grading.folders import put_in_place
from mlsmath.grading.sandbox import Limits

from .attacks import ASSIGNMENT, FULL, NAME, RIGHT, answered, source
from .class_of_week1 import copy
from .small_class import place, points, record, records, small_course

STUDENTS = ["ada", "emmy"]


def result(error: Exception):
    """Return what a team makes of a task that raises."""

    def fail():
        raise error

    return spread.Team._result(None, SimpleNamespace(result=fail))


@pytest.mark.parametrize(
    "error", [FileNotFoundError(2, "bwrap"), ImportError("mlsmath"), RuntimeError("lost")]
)
def test_fault_of_a_worker_is_no_zero(error):
    with pytest.raises(GradingError, match="a worker cannot run notebooks"):
        result(error)


def test_notebook_that_kills_workers_is_broken():
    killed = KilledWorker("task", SimpleNamespace(address="here"), 3)
    assert "KilledWorker" in result(killed).get("one")["broken"]


def test_notebook_that_cannot_be_read_back_is_broken_alone():
    def fail(job):
        raise ValueError(job["nb"])

    assert spread._run(fail, {"nb": "odd"}) == {"broken": "ValueError: odd"}


class Team:
    """Those who run the master's notebook, and tell of it what they are asked to tell."""

    engine = "forking"

    def __init__(self, report):
        self.report = report
        self.jobs = []

    def imports(self, *_):
        pass

    def map(self, jobs, ahead):
        for key, work in jobs:
            self.jobs.append(work[key])
            yield key, {key: self.report} if self.report is not None else {}


def master(folder):
    path = folder / f"{NAME}.ipynb"
    nbformat.write(source(), path)
    book = SimpleNamespace(path=path)
    return SimpleNamespace(
        notebooks={NAME: book}, fingerprint="f", week=ASSIGNMENT, imports=[], tests=lambda _: {}
    )


def ran(*indexes):
    cells = [{"index": index, "reply": {"status": "ok"}} for index in indexes]
    return {"nb": nbformat.writes(source()), "cells": cells, "ended": None}


@pytest.mark.parametrize(
    "report", [None, {"broken": "no bwrap"}, {**ran(1, 2), "ended": {"how": "died"}}]
)
def test_master_that_does_not_run_stops_the_run(tmp_path, report):
    with pytest.raises(GradingError, match=r"one\.ipynb does not run to its end"):
        calibrate(master(tmp_path), Team(report), Limits(), tmp_path)
    assert not (tmp_path / ".calibration").exists()


def test_master_has_the_files_beside_it_and_runs_again_when_asked(tmp_path):
    first, kept, forced = Team(ran()), Team(ran()), Team(ran())
    week = master(tmp_path)
    calibrate(week, first, Limits(), tmp_path, files={"data.csv": b"7"})
    assert first.jobs[0]["files"] == {"data.csv": b"7".hex()}
    calibrate(week, kept, Limits(), tmp_path)
    calibrate(week, forced, Limits(), tmp_path, again=True)
    assert (len(kept.jobs), len(forced.jobs)) == (0, 1)


def test_test_of_the_master_that_did_not_run_does_not_count(tmp_path):
    tests = [index for index, cell in enumerate(source().cells) if cell.id.startswith("test-")]
    found = calibrate(master(tmp_path), Team(ran(*tests[:2])), Limits(), tmp_path)
    assert found.poor == ["test-training-example"]


def test_folder_that_cannot_be_moved_leaves_the_old_one(tmp_path, monkeypatch):
    new, final = tmp_path / "new", tmp_path / "final"
    for folder in (new, final):
        folder.mkdir()
        (folder / "which").write_text(folder.name, encoding="utf-8")
    real = os.replace

    def replace(old, to):
        if old == new:
            raise OSError(18, "Invalid cross-device link")
        real(old, to)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(OSError, match="cross-device"):
        put_in_place(new, final)
    assert (final / "which").read_text(encoding="utf-8") == "final"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["final", "new"]


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are text elsewhere")
def test_name_of_a_file_that_is_no_text_has_a_fingerprint(tmp_path):
    (tmp_path / os.fsdecode(b"d\xe9j\xe0.csv")).write_bytes(b"1")
    assert len(preflight.fingerprint(tmp_path)) == 64


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    if sys.platform != "linux" or shutil.which("bwrap") is None:
        pytest.skip("the sandbox is not here")
    course = small_course(tmp_path_factory.mktemp("faults"))
    for student in STUDENTS:
        place(course, student, answered(course.released, RIGHT))
    said = course.run(f"mlsmath grade {ASSIGNMENT} --students ada ada emmy")
    assert "2 graded" in said
    return course


@pytest.fixture
def course(graded, tmp_path):
    return copy(graded, tmp_path)


def change(course, statement):
    with closing(sqlite3.connect(course.build / "gradebook.db")) as book:
        book.execute(statement)
        book.commit()


def test_submission_that_the_gradebook_has_lost_is_graded_again(course):
    change(course, "DELETE FROM submitted_assignment WHERE student_id = 'ada'")
    assert "1 graded" in course.run(f"mlsmath grade {ASSIGNMENT}")
    assert points(course) == dict.fromkeys(STUDENTS, FULL)


def test_points_given_by_hand_to_what_failed_are_listed(course):
    change(course, "UPDATE grade SET manual_score = 1.5 WHERE auto_score = 3")
    path = course.build / "submitted" / "ada" / ASSIGNMENT / f"{NAME}.ipynb"
    path.write_text("not a notebook", encoding="utf-8")
    course.run(f"mlsmath grade {ASSIGNMENT}")
    assert "points given by hand are left" in record(course, "ada")["reason"]
    assert points(course)["ada"] == 1.5
    with closing(sqlite3.connect(course.build / "gradebook.db")) as book:
        listed = book.execute("SELECT count(*) FROM grade WHERE needs_manual_grade").fetchone()
    assert listed == (1,)


def test_notebooks_that_cannot_be_moved_keep_their_points_and_are_tried_again(course, monkeypatch):
    def fail(new, final):
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.chdir(course.notebooks)
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR"):
        monkeypatch.setenv(name, course.environment[name])
    monkeypatch.setattr(run, "put_in_place", fail)
    tally = run.grade(ASSIGNMENT, run.Options(force=True, students=("ada",)), lambda *_: None)
    assert tally.states == {"graded": 1}
    assert points(course) == dict.fromkeys(STUDENTS, FULL)
    found = json.loads((records(course) / "ada.json").read_text(encoding="utf-8"))
    assert "its notebooks cannot be moved" in found["reason"]
    assert found["fingerprint"] == ""


def test_gradebook_that_cannot_be_read_is_one_sentence(course):
    (course.build / "gradebook.db").write_text("no database" * 1000, encoding="utf-8")
    for verb in ("grade", "report"):
        told = course.run(f"mlsmath {verb} {ASSIGNMENT}", status=1)
        assert told.startswith("mlsmath: the gradebook cannot be read or written (")
        assert "Traceback" not in told
