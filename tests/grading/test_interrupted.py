"""Runs that are stopped, killed, or lose a worker: nothing is lost, nothing is graded twice."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import sysconfig
import threading
import time
from contextlib import closing, contextmanager, suppress

import pytest

from mlsmath.commands.grading.grade import grade
from mlsmath.commands.grading.options import Options
from mlsmath.commands.grading.running import pool

from .attacks import ASSIGNMENT, FULL, RIGHT, answered
from .class_of_week1 import copy
from .small_class import place, points, record, records, small_course

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("bwrap") is None, reason="the sandbox is not here"
)
STUDENTS = [f"s{number:02d}" for number in range(12)]
PATIENCE = 240
SLOW, ENDLESS = (f"import time\ntime.sleep({seconds})" for seconds in (0.3, 600))


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory):
    course = small_course(tmp_path_factory.mktemp("handed-in"))
    hand_in(course, STUDENTS, SLOW)
    return course


@pytest.fixture
def course(handed_in, tmp_path):
    course = copy(handed_in, tmp_path)
    course.released = handed_in.released
    return course


def hand_in(course, students, first="") -> None:
    """Hand in right answers, with a cell of code before them."""
    for student in students:
        shutil.rmtree(course.build / "submitted" / student, ignore_errors=True)
        place(course, student, answered(course.released, RIGHT, first))


def heeds_interrupts() -> None:
    """Undo what a shell does for programs in the background, and what they inherit."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def program(course, *words, **more):
    """Start a program of this environment; at the end it is gone."""
    path = shutil.which(words[0], path=sysconfig.get_path("scripts"))
    process = subprocess.Popen(
        [path, *words[1:]],
        cwd=course.notebooks,
        env=course.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=heeds_interrupts,
        **more,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def wait_until(done, process) -> None:
    """Wait for a condition while a process is at work."""
    until = time.monotonic() + PATIENCE
    pause = threading.Event()
    while not done():
        assert process.poll() is None, process.stdout.read()
        assert time.monotonic() < until
        pause.wait(0.05)


def some_are_done(course):
    return lambda: len(list(records(course).glob("*.json"))) >= 2


def everything_is_right(course) -> None:
    assert points(course) == dict.fromkeys(STUDENTS, FULL)
    assert {record(course, student)["state"] for student in STUDENTS} == {"graded"}
    for student in STUDENTS:
        log = (records(course) / f"{student}.log").read_text(encoding="utf-8")
        assert log.count("Creating/updating student") == 1
    with closing(sqlite3.connect(course.build / "gradebook.db")) as book:
        assert book.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize("how", ["interrupt", "kill"])
def test_stopped_run_goes_on_where_it_was(course, how):
    hand_in(course, STUDENTS[3:], ENDLESS)  # so that the run is still at work when it is stopped
    with program(course, "mlsmath", "grade", ASSIGNMENT) as run:
        wait_until(some_are_done(course), run)
        run.send_signal(signal.SIGINT if how == "interrupt" else signal.SIGKILL)
        told, _ = run.communicate(timeout=PATIENCE)
    if how == "interrupt":
        assert run.returncode == 130
        assert told.strip().endswith("mlsmath: stopped.")
        assert "Traceback" not in told
    before = {path: path.stat().st_mtime_ns for path in records(course).glob("*.json")}
    assert 2 <= len(before) <= 3
    assert all(points(course)[path.stem] == FULL for path in before)

    hand_in(course, STUDENTS[3:])
    told = course.run(f"mlsmath grade {ASSIGNMENT}")
    assert f"{len(STUDENTS) - len(before)} graded" in told
    assert {path: path.stat().st_mtime_ns for path in before} == before
    everything_is_right(course)


def test_worker_that_dies_loses_nothing(course):
    with program(
        course, "dask", "scheduler", "--port", "0", "--no-dashboard", "--host", "127.0.0.1"
    ) as scheduler:
        address = next(line.split()[-1] for line in scheduler.stdout if "Scheduler at" in line)
        drain(scheduler)
        worker = ["dask", "worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]
        with (
            program(course, *worker) as one,
            program(course, *worker) as two,
            program(course, *worker) as three,
        ):
            for process in (one, two, three):
                next(line for line in process.stdout if "Registered to" in line)
                drain(process)
            with program(course, "mlsmath", "grade", ASSIGNMENT, "--scheduler", address) as run:
                wait_until(some_are_done(course), run)
                os.kill(two.pid, signal.SIGKILL)
                told, _ = run.communicate(timeout=PATIENCE)
    assert run.returncode == 0, told
    assert f"{len(STUDENTS)} graded" in told
    everything_is_right(course)


def drain(process) -> None:
    """Read what a program says, so that it never waits for a reader."""

    def read():
        with suppress(ValueError):  # the program was ended, and what it says is closed
            list(process.stdout)

    threading.Thread(target=read, daemon=True).start()


def test_second_run_at_the_same_time_is_refused(course):
    with program(course, "mlsmath", "grade", ASSIGNMENT) as run:
        wait_until(lambda: list(records(course).glob(".run-*")), run)  # from its start to its end
        run.send_signal(signal.SIGSTOP)
        told = course.run(f"mlsmath grade {ASSIGNMENT} --force", status=1)
        run.send_signal(signal.SIGCONT)
        assert told.startswith(f"mlsmath: {ASSIGNMENT} is being graded already. Wait until")
        run.communicate(timeout=PATIENCE)
    everything_is_right(course)


def test_scheduler_that_is_not_there_is_said(course):
    course.environment |= {"DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "1s"}
    told = course.run(f"mlsmath grade {ASSIGNMENT} --scheduler tcp://127.0.0.1:9", status=1)
    assert told.startswith("mlsmath: no Dask scheduler answers at tcp://127.0.0.1:9.")
    assert "Traceback" not in told
    told = course.run(f"mlsmath grade {ASSIGNMENT} --scheduler tls://127.0.0.1:9", status=1)
    assert "tell Dask which certificate to use" in told
    assert "Traceback" not in told


def test_scheduler_without_dask_is_said(course, tmp_path):
    (tmp_path / "distributed.py").write_text("raise ImportError", encoding="utf-8")
    without = {**course.environment, "PYTHONPATH": str(tmp_path)}
    alone = {"alone": True, "env": without}
    told = course.run(
        f"mlsmath grade {ASSIGNMENT} --scheduler tcp://127.0.0.1:9", status=1, **alone
    )
    assert told.startswith("mlsmath: a scheduler needs Dask, which is not installed here.")
    assert told.strip().endswith("pip install 'mlsmath[cluster]'")
    course.run(f"mlsmath grade {ASSIGNMENT} --students s00", **alone)
    assert points(course) == {"s00": FULL}


def test_stopped_run_waits_for_no_notebook(course, monkeypatch):
    hand_in(course, STUDENTS, ENDLESS)
    monkeypatch.chdir(course.notebooks)
    reports: list[dict] = []

    def run_and_stop(jobs, setup, run=pool.run_submission):
        if reports:  # the first is the master's own
            os.kill(os.getpid(), signal.SIGINT)
        found = run(jobs, setup)
        reports.extend(found.values())
        return found

    monkeypatch.setattr(pool, "run_submission", run_and_stop)
    # Python that was started in the background takes no SIGINT by itself.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            grade(ASSIGNMENT, Options(sandbox=False, workers=1), lambda *_: None)
    finally:
        signal.signal(signal.SIGINT, before)
    late = [cell for report in reports for cell in report.get("cells", []) if cell.get("late")]
    assert not late
    assert not pool._all


def test_grading_without_a_sandbox_must_be_said_aloud(course, tmp_path):
    without = {**course.environment, "PATH": str(tmp_path)}
    told = course.run(f"mlsmath grade {ASSIGNMENT}", status=1, env=without)
    assert "needs bubblewrap" in told
    assert "--no-sandbox" in told
    assert not list(records(course).glob("*.json"))
    told = course.run(f"mlsmath grade {ASSIGNMENT} --no-sandbox --students s00", env=without)
    assert points(course) == {"s00": FULL}
    assert record(course, "s00")["state"] == "graded"
