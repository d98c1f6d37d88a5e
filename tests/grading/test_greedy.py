"""A submission that wants all processors: its neighbours have their time, and it has an end."""

import os
import shutil
import subprocess
import sys
import threading
import time
from contextlib import contextmanager

import pytest
from nbformat.v4 import new_code_cell

from mlsmath.commands.grading import grade
from mlsmath.commands.grading.running import fork_engine, watch

from .attacks import ASSIGNMENT, FULL, NAME, RIGHT, answered, source
from .small_class import place, points, record, small_course
from .test_second_look import run, warm  # noqa: F401

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the forking engine needs Linux")

STUDENTS = ["ada", "emmy", "mary"]
CHILDREN = """
import os
children = []
for _ in range(3):
    children.append(os.fork())
    if not children[-1]:
        {}
        while True: pass
"""
SESSION = "os.setsid()"
BUSY = [sys.executable, "-c", "while True: pass"]


def before_test(nb, name, *texts):
    """Put cells of code before a test."""
    number = [cell.id for cell in nb.cells].index(name)
    nb.cells[number:number] = [new_code_cell(text) for text in texts]
    return nb


@pytest.mark.parametrize("first", ["pass", SESSION])
def test_what_keeps_several_processors_busy_runs_after_everybody_else(warm, first):  # noqa: F811
    stepped_back = (
        "while any(os.getpriority(os.PRIO_PROCESS, one) < 19 for one in [0, *children]): pass"
    )
    nb = before_test(answered(source(), RIGHT), "test-double", CHILDREN.format(first), stepped_back)
    found = run(warm, nb, cell_seconds=600, processors=1000)
    assert (found.state, found.reason) == ("graded", "")


def test_processes_of_a_cell_share_its_processor_time_and_end_with_it(warm):  # noqa: F811
    ended = "for one in children: os.waitpid(one, 0)"  # waits for ever for one that is left
    cells = [CHILDREN.format(SESSION) + "os.wait()", ended]
    nb = before_test(answered(source(), RIGHT), "test-double", *cells)
    found = run(warm, nb, cell_seconds=600, processors=0.0005)
    assert found.reason == "too much processor time in cell 3"
    assert [score.points for score in found.scores] == [3, 2, 1]


@contextmanager
def busy_on_one_processor(count):
    """Keep one processor busy with several processes."""
    number = min(os.sched_getaffinity(0))
    found = [subprocess.Popen(BUSY) for _ in range(count)]
    for one in found:
        os.sched_setaffinity(one.pid, {number})
    try:
        yield
    finally:
        for one in found:
            one.kill()
            one.wait()


def test_clock_goes_slow_while_a_processor_is_missing_but_goes():
    with busy_on_one_processor(4):
        one = watch.Watch(2**40, lambda: None)
        before, clock, began = time.monotonic(), one.clock(), time.monotonic()
        while one.waited < 0.3 or not one.used:
            one.look()
        least, gone, most = time.monotonic() - began, one.clock() - clock, time.monotonic() - before
    assert gone < most - 0.2
    assert gone >= least / watch.SLOWEST - 0.01


def test_clock_stands_and_never_goes_back_when_a_look_finds_that_it_ran_too_fast():
    one = watch.Watch(2**40, lambda: None)
    shown = one.clock()
    one.waited += 5  # seconds
    assert one.clock() == shown


def test_what_holds_too_much_memory_is_told_of():
    told = []
    with busy_on_one_processor(1):
        watch.Watch(0, lambda: told.append(1)).look()
    assert told


@pytest.fixture
def class_of_three(tmp_path, monkeypatch):
    """A class whose every first run lacks a processor; each run and how many ran beside it."""
    if shutil.which("bwrap") is None:
        pytest.skip("the sandbox is not here")
    course = small_course(tmp_path)
    for number, student in enumerate(STUDENTS):
        place(course, student, answered(course.released, RIGHT, f"{number}"))
    real, lock = fork_engine.run_notebook, threading.Lock()
    course.runs, course.beside, now = {}, {}, set()

    def run_notebook(server, job):
        text = job["nb"]
        with lock:
            now.add(text)
            course.runs[text] = course.runs.get(text, 0) + 1
            course.beside[text] = len(now)
        report = real(server, job)
        if course.runs[text] == 1 and "modules" not in job:
            report = {**report, "cells": [], "starved": True}
        with lock:
            now.remove(text)
        return report

    monkeypatch.setattr(fork_engine, "run_notebook", run_notebook)
    monkeypatch.chdir(course.notebooks)
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR"):
        monkeypatch.setenv(name, course.environment[name])
    return course


def grade_it(watch=lambda *_: None):
    return grade.grade(ASSIGNMENT, grade.Options(workers=2), watch).states


def test_what_lacked_a_processor_is_run_again_alone_and_once(class_of_three):
    course = class_of_three
    assert grade_it() == {"graded": 3}
    assert points(course) == dict.fromkeys(STUDENTS, FULL)
    for student in STUDENTS:
        found = record(course, student)
        assert (found["reason"], found["mends"]) == ("", [f"{NAME}: {grade.ALONE}"])
    assert sorted(course.runs.values()) == [1, 2, 2, 2]  # the instructor's notebook is the first
    assert [course.beside[text] for text, count in course.runs.items() if count == 2] == [1] * 3
    assert grade_it() == {}


def test_run_that_is_stopped_before_the_second_time_has_kept_nothing_of_the_first(class_of_three):
    course = class_of_three

    def stop(tally, result):
        if tally.notice:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        grade_it(stop)
    assert points(course) == {}
    course.runs.clear()
    assert grade_it() == {"graded": 3}
    assert points(course) == dict.fromkeys(STUDENTS, FULL)
