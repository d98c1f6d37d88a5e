"""Faults that are no learner's: a worker that cannot run, a full disk, a gradebook that is gone."""

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing as closed
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from distributed import KilledWorker
from nbformat.v4 import new_code_cell
from nbgrader.api import Gradebook

from mlsmath.commands.grading import faults, grade
from mlsmath.commands.grading import record as record_file
from mlsmath.commands.grading.baseline import calibrate
from mlsmath.commands.grading.errors import GradingError
from mlsmath.commands.grading.intake import inspection
from mlsmath.commands.grading.intake.folders import put_in_place, staging
from mlsmath.commands.grading.lock import TakenError, owned
from mlsmath.commands.grading.reporting.progress import closing
from mlsmath.commands.grading.running import pool
from mlsmath.commands.grading.running.cluster import Cluster
from mlsmath.commands.grading.sandbox.isolation import Limits
from mlsmath.commands.grading.scoring import gradebook

from .attacks import ASSIGNMENT, FULL, NAME, RIGHT, answered, source
from .class_of_week1 import copy
from .small_class import place, points, record, records, small_course

STUDENTS = ["ada", "emmy"]


def result(error: Exception):
    """Return what a team makes of a task that raises on a cluster."""

    def fail():
        raise error

    future = SimpleNamespace(result=fail, add_done_callback=lambda told: told(future))
    cluster = Cluster.__new__(Cluster)
    cluster.client = SimpleNamespace(submit=lambda *_, **__: future)
    return pool.Team._result(None, cluster.submit(abs, -1), {"one": {}})


@pytest.mark.parametrize(
    "error", [FileNotFoundError(2, "bwrap"), ImportError("mlsmath"), RuntimeError("lost")]
)
def test_fault_of_a_worker_is_no_zero(error):
    with pytest.raises(GradingError, match="a worker cannot run notebooks"):
        result(error)


def test_notebook_that_kills_workers_is_broken():
    killed = KilledWorker("task", SimpleNamespace(address="here"), 3)
    assert "KilledWorkersError" in result(killed).get("one")["broken"]


def test_notebook_that_cannot_be_read_back_is_broken_alone():
    def fail(job):
        raise ValueError(job["nb"])

    assert pool._run(fail, {"nb": "odd"}) == {"broken": "ValueError: odd"}


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
    book = SimpleNamespace(path=path, tests={})
    return SimpleNamespace(notebooks={NAME: book}, fingerprint="f", week=ASSIGNMENT, imports=[])


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
    calibrate(week, kept, Limits(), tmp_path, files={"data.csv": b"7"})
    calibrate(week, forced, Limits(), tmp_path, files={"data.csv": b"7"}, again=True)
    assert (len(kept.jobs), len(forced.jobs)) == (0, 1)


def test_master_runs_again_when_anything_it_rests_on_changes(tmp_path, monkeypatch):
    week, teams = master(tmp_path), []

    def runs(seconds=30, **files):
        teams.append(Team(ran()))
        calibrate(week, teams[-1], Limits(seconds), tmp_path, files=files)
        return len(teams[-1].jobs)

    assert [runs(data=b"7"), runs(data=b"7"), runs(data=b"8"), runs(more=b"8")] == [1, 0, 1, 1]
    path = week.notebooks[NAME].path
    path.write_text(path.read_text(encoding="utf-8") + " ", encoding="utf-8")
    assert [runs(more=b"8"), runs(more=b"8")] == [1, 0]
    assert [runs(60, more=b"8"), runs(60, more=b"8")] == [1, 0]
    monkeypatch.setattr("mlsmath.commands.grading.baseline.version", lambda name: "another")
    assert runs(60, more=b"8") == 1


def test_test_that_cannot_run_twice_is_named(tmp_path):
    report = ran(3, 5, 7)
    for cell, state in zip(report["cells"], ["unknown", "nothing", "late"], strict=True):
        cell["recheck"] = {"state": state}
    found = calibrate(master(tmp_path), Team(report), Limits(), tmp_path)
    tests = [cell.id for cell in source().cells if cell.id.startswith("test-")]
    assert found.once == [tests[0], tests[2]]
    assert not found.poor
    words = closing(grade.Tally(total=1, states={"graded": 1}, once=found.once), [])
    assert "No sure second look is possible" in words
    assert f"so a submission could deceive them: {tests[0]}, {tests[2]}." in words


def test_test_that_rests_on_a_value_that_learners_may_change_is_named(tmp_path):
    week, report = master(tmp_path), ran(4, 6, 8)
    nb = source()
    nb.cells.insert(2, new_code_cell("def close(a, b):\n    return a == b\n\nx = 3"))
    nb.cells[4].source = "assert all(close(double(n), 2 * n) and x == 3 for n in (1, 2))"
    nbformat.write(nb, week.notebooks[NAME].path)
    report["nb"] = nbformat.writes(nb)
    for cell in report["cells"]:
        cell["recheck"] = {"state": "nothing"}
    assert calibrate(week, Team(report), Limits(), tmp_path).once == ["test-double"]


def test_file_of_a_submission_gives_way_to_the_instructors():
    week = SimpleNamespace(handed_out={"data/x.csv": b"1", "notes": b"2"})
    files = {"data": b"a file", "notes/mine.txt": b"a folder", "data/y.csv": b"3", "z": b"4"}
    expected = {"data/x.csv": b"1", "notes": b"2", "data/y.csv": b"3", "z": b"4"}
    assert grade._Run._files(week, files) == expected


def submission(folder, **files):
    """Return what is taken of a submission that holds these files and the notebook."""
    cells = {cell.id: None for cell in source().cells if "nbgrader" in cell.metadata}
    week = SimpleNamespace(notebooks={NAME: SimpleNamespace(name=NAME, cells=cells)})
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return inspection.inspect("ada", folder, week)


def test_two_files_that_may_be_the_notebook_are_said_and_none_is_chosen(tmp_path):
    text = nbformat.writes(source())
    other = text.replace("return 2 * x", "return 0")
    found = submission(tmp_path, **{"One (1).ipynb": text, "one - copy.ipynb": other})
    assert not found.notebooks
    reason = "no notebook of that name, but several others: One (1).ipynb, one - copy.ipynb"
    assert found.failed == {NAME: reason}


@pytest.fixture
def unmended(monkeypatch):
    monkeypatch.setattr(inspection, "mend", lambda nb, book: [])


def test_notebook_is_found_among_many_files(tmp_path, unmended):
    files = {f"a{number:03d}.txt": "" for number in range(inspection.MOST_FILES + 2)}
    files |= {f"a{number:02d}.ipynb": "{}" for number in range(inspection.MOST_NOTEBOOKS + 4)}
    files |= {f"{NAME}.ipynb": nbformat.writes(source())}
    found = submission(tmp_path, **files, **{"timestamp.txt": "2026-01-05 12:00:00 UTC"})
    assert list(found.notebooks) == [NAME]
    assert len(found.files) == inspection.MOST_FILES
    assert "timestamp.txt" in found.files
    assert found.mends == [
        f"{inspection.MOST_NOTEBOOKS + 5} notebooks: 4 left out",
        f"more than {inspection.MOST_FILES} files: 3 left out",
    ]


def test_all_files_of_a_submission_share_one_limit_on_their_size(tmp_path, unmended, monkeypatch):
    monkeypatch.setattr(inspection, "LARGEST_FILES", 2**20)
    texts = {f"{name}.csv": "7" * (2**20 * 3 // 5) for name in "ab"}
    found = submission(tmp_path, **texts, **{f"{NAME}.ipynb": nbformat.writes(source())})
    assert list(found.files) == ["a.csv"]  # each alone would have had room
    assert found.mends == ["b.csv: with the files before it larger than 1 MB, left out"]


# nbgrader's own way to add a submission warns.
@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
@pytest.mark.parametrize("failed", [False, True])
@pytest.mark.usefixtures("version_asked_once")
def test_a_penalty_for_an_earlier_submission_does_not_stay(failed):
    with Gradebook("sqlite://") as book:
        book.add_assignment("week")
        book.add_notebook("one", "week")
        book.add_student("ada")
        book.add_submission("week", "ada")
        book.find_submission_notebook("one", "week", "ada").late_submission_penalty = 2.0
        book.db.commit()
        gradebook.reset(book, "one", "week", "ada", failed=failed)
        book.db.expire_all()
        assert book.find_submission_notebook("one", "week", "ada").late_submission_penalty is None


def test_folder_with_the_name_of_a_module_is_no_module_without_code(tmp_path, unmended):
    found = submission(tmp_path, **{"code/notes.txt": "mine", "numpy/linalg.py": ""})
    assert list(found.files) == ["code/notes.txt"]
    assert found.flags == ["numpy/linalg.py has the name of the module numpy"]


def test_test_of_the_master_that_did_not_run_does_not_count(tmp_path):
    tests = [index for index, cell in enumerate(source().cells) if cell.id.startswith("test-")]
    found = calibrate(master(tmp_path), Team(ran(*tests[:2])), Limits(), tmp_path)
    assert found.poor == ["test-training-example"]


def folders(place):
    """Return a new folder and the one that it is to replace; each says which it is."""
    found = place / "new", place / "final"
    for folder in found:
        folder.mkdir()
        (folder / "which").write_text(folder.name, encoding="utf-8")
    return found


def other_file_system(*_, **__):
    raise OSError(errno.EXDEV, "Invalid cross-device link")


def test_folder_moves_to_another_file_system(tmp_path, monkeypatch):
    new, final = folders(tmp_path)
    monkeypatch.setattr(os, "rename", other_file_system)
    put_in_place(new, final)
    assert (final / "which").read_text(encoding="utf-8") == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["final"]


@pytest.mark.parametrize("name", ["new", ".final.new"])
def test_folder_that_cannot_be_moved_leaves_the_old_one(tmp_path, monkeypatch, name):
    new, final = folders(tmp_path)
    for call in ("rename", "replace"):
        real = getattr(os, call)

        def fails(old, to, real=real):
            if Path(old).name == name:
                raise PermissionError(errno.EACCES, "Permission denied")
            real(old, to)

        monkeypatch.setattr(os, call, fails)
    monkeypatch.setattr(shutil, "copytree", other_file_system)
    with pytest.raises(OSError, match=r"denied|cross-device"):
        put_in_place(new, final)
    assert (final / "which").read_text(encoding="utf-8") == "final"


@pytest.mark.parametrize("moves", [True, False])
def test_folder_that_a_killed_run_had_put_aside(tmp_path, monkeypatch, moves):
    new, final = folders(tmp_path)
    os.replace(final, tmp_path / ".final.old")
    (tmp_path / ".final.new").mkdir()
    if moves:
        put_in_place(new, final)
    else:
        monkeypatch.setattr(shutil, "move", other_file_system)
        with pytest.raises(OSError, match="cross-device"):
            put_in_place(new, final)
    assert (final / "which").read_text(encoding="utf-8") == ("new" if moves else "final")
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


HOLD = """
import sys
from pathlib import Path
from mlsmath.commands.grading.lock import owned
with owned(Path(sys.argv[1])):
    print("mine", flush=True)
    sys.stdin.read()
"""


def test_lock_of_a_process_that_was_killed_is_free(tmp_path):
    path = tmp_path / ".lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout.readline().strip() == b"mine"
        with pytest.raises(TakenError), owned(path):
            pass
        other.kill()
        other.wait()
    with owned(path):
        pass


def test_file_with_the_number_of_a_living_process_keeps_nobody_out(tmp_path):
    week = SimpleNamespace(week=ASSIGNMENT, records=tmp_path)
    left = tmp_path / f".run-{os.getpid()}-left"
    left.mkdir()
    with staging(week) as folder:
        assert not left.exists()
        assert folder.parent == tmp_path
    assert [path.name for path in tmp_path.iterdir()] == [".lock"]


def test_second_run_is_refused_in_a_sentence(tmp_path):
    week = SimpleNamespace(week=ASSIGNMENT, records=tmp_path)
    with staging(week), pytest.raises(GradingError, match="is being graded already"), staging(week):
        pass


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are text elsewhere")
def test_name_of_a_file_that_is_no_text_has_a_fingerprint(tmp_path):
    (tmp_path / os.fsdecode(b"d\xe9j\xe0.csv")).write_bytes(b"1")
    assert len(inspection.fingerprint(tmp_path)) == 64


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    if sys.platform != "linux" or shutil.which("bwrap") is None:
        pytest.skip("the sandbox is not here")
    course = small_course(tmp_path_factory.mktemp("faults"))
    for student in STUDENTS:
        place(course, student, answered(course.released, RIGHT))
    said = course.run(f"mlsmath grade {ASSIGNMENT} --workers 1 --students ada ada emmy")
    assert "2 graded" in said
    return course


@pytest.fixture
def course(graded, tmp_path):
    return copy(graded, tmp_path)


def change(course, statement):
    with closed(sqlite3.connect(course.build / "gradebook.db")) as book:
        book.execute(statement)
        book.commit()


def test_submission_that_the_gradebook_has_lost_is_graded_again(course):
    change(course, "DELETE FROM submitted_assignment WHERE student_id = 'ada'")
    assert "1 graded" in course.run(f"mlsmath grade {ASSIGNMENT} --workers 1")
    assert points(course) == dict.fromkeys(STUDENTS, FULL)


def test_points_given_by_hand_to_what_failed_are_listed(course):
    change(course, "UPDATE grade SET manual_score = 1.5 WHERE auto_score = 3")
    path = course.build / "submitted" / "ada" / ASSIGNMENT / f"{NAME}.ipynb"
    path.write_text("not a notebook", encoding="utf-8")
    course.run(f"mlsmath grade {ASSIGNMENT} --workers 1")
    assert "points given by hand are left" in record(course, "ada")["reason"]
    assert points(course)["ada"] == 1.5
    with closed(sqlite3.connect(course.build / "gradebook.db")) as book:
        listed = book.execute("SELECT count(*) FROM grade WHERE needs_manual_grade").fetchone()
    assert listed == (1,)


@pytest.fixture
def here(course, monkeypatch):
    """Be in the course, so that it can be graded in this process."""
    monkeypatch.chdir(course.notebooks)
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR"):
        monkeypatch.setenv(name, course.environment[name])
    path = course.build / "submitted" / "ada" / ASSIGNMENT / f"{NAME}.ipynb"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    return course


def grade_again():
    return grade.grade(ASSIGNMENT, grade.Options(workers=1), lambda *_: None).states


def test_notebooks_that_cannot_be_moved_keep_their_points_and_are_tried_again(here, monkeypatch):
    def fail(new, final):
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(grade, "put_in_place", fail)
    assert grade_again() == {"graded": 1}
    assert points(here) == dict.fromkeys(STUDENTS, FULL)
    found = record(here, "ada")
    assert "its notebooks cannot be moved" in found["reason"]
    assert found["fingerprint"] == ""


def test_save_that_fails_twice_changes_nothing_and_is_tried_again(here, monkeypatch):
    def fail(*_):
        raise ValueError("odd")

    with monkeypatch.context() as broken:
        broken.setattr(grade.Converter, "save", fail)
        broken.setattr(grade.gradebook, "reset", fail)
        assert grade_again() == {"failed": 1}
    found = record(here, "ada")
    assert "it cannot be saved (ValueError: odd)" in found["reason"]
    assert found["fingerprint"] == ""
    assert points(here) == dict.fromkeys(STUDENTS, FULL)
    assert grade_again() == {"graded": 1}
    assert record(here, "ada")["reason"] == ""


FULL_DISK = OSError(errno.ENOSPC, "No space left on device")
DENIED = PermissionError(errno.EACCES, "Permission denied")


@pytest.mark.parametrize("error", [FULL_DISK, DENIED])
@pytest.mark.parametrize(
    ("owner", "name"),
    [(grade.Converter, "save"), (grade, "put_in_place"), (record_file, "replace")],
)
def test_full_disk_stops_the_run_and_nobody_has_failed(here, monkeypatch, owner, name, error):
    def fail(*_):
        raise error

    before = record(here, "ada")
    with monkeypatch.context() as broken:
        broken.setattr(owner, name, fail)
        with pytest.raises(GradingError, match=rf"cannot go on \({error.strerror}") as told:
            grade_again()
    assert told.value.status == 1
    assert "Nobody is recorded as failed" in str(told.value)
    assert record(here, "ada") == before
    assert points(here) == dict.fromkeys(STUDENTS, FULL)
    assert grade_again() == {"graded": 1}


def test_full_disk_leaves_the_old_file_whole(tmp_path, monkeypatch):
    path = tmp_path / "ada.json"
    record_file.replace(path, "old")

    def fail(_):
        raise FULL_DISK

    monkeypatch.setattr(os, "fsync", fail)  # the disk may say so as late as this
    with pytest.raises(OSError, match="No space"):
        record_file.replace(path, "new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_gradebook_that_may_be_read_alone_stops_the_run(here, monkeypatch):
    before = record(here, "ada")
    change(here, "UPDATE grade SET auto_score = 0")
    address = f"{(here.build / 'gradebook.db').as_uri()}?mode=ro"
    make = gradebook.create_engine
    with monkeypatch.context() as broken:
        broken.setattr(
            gradebook,
            "create_engine",
            lambda url, **_: make(url, creator=lambda: sqlite3.connect(address, uri=True)),
        )
        with pytest.raises(GradingError, match="attempt to write a readonly database"):
            grade_again()
    assert record(here, "ada") == before
    assert grade_again() == {"graded": 1}


def test_gradebook_that_has_no_room_stops_the_run_in_one_sentence(here, monkeypatch, caplog):
    with closed(sqlite3.connect(here.build / "gradebook.db")) as book:
        book.executescript("PRAGMA page_size = 512; VACUUM")  # a few more rows need a new page
    submitted = here.build / "submitted"
    shutil.copytree(submitted / "emmy", submitted / "finn")

    def has_no_room(connection, _):
        begin_by_hand(connection, _)
        connection.execute("PRAGMA max_page_count = 1")  # SQLite takes it for what it has now

    begin_by_hand = gradebook._begin_by_hand
    with monkeypatch.context() as full:
        full.setattr(gradebook, "_begin_by_hand", has_no_room)
        with pytest.raises(GradingError, match=r"gradebook: database or disk is full\)") as told:
            grade_again()
    assert told.value.status == 1
    assert caplog.text == ""
    assert set(grade_again()) == {"graded"}
    assert points(here) == dict.fromkeys([*STUDENTS, "finn"], FULL)


@pytest.fixture
def other(here):
    """Another program that has the gradebook open."""
    with closed(sqlite3.connect(here.build / "gradebook.db", isolation_level=None)) as book:
        yield book


# What another program does: it writes for a while, or it reads for a while.
HOLDS = ["BEGIN EXCLUSIVE", "BEGIN IMMEDIATE", "BEGIN; SELECT * FROM student"]


@pytest.mark.parametrize("hold", HOLDS)
def test_gradebook_that_another_program_holds_is_waited_for(here, other, hold):
    said = []

    def watch(tally, result):
        if tally.notice:
            said.append(tally.notice)
            other.execute("COMMIT") if other.in_transaction else None
        elif result is None:
            for statement in hold.split("; "):
                other.execute(statement).fetchall()

    assert grade.grade(ASSIGNMENT, grade.Options(workers=1), watch).states == {"graded": 1}
    assert said
    assert set(said) == {faults.HELD}
    assert record(here, "ada")["fingerprint"]


def test_gradebook_that_is_held_too_long_stops_the_run(here, other, monkeypatch):
    before = record(here, "ada")
    monkeypatch.setattr(faults, "WAIT", 0)

    def watch(tally, result):
        if not other.in_transaction:
            other.execute("BEGIN EXCLUSIVE")

    with pytest.raises(GradingError, match="another program has held the gradebook for") as told:
        grade.grade(ASSIGNMENT, grade.Options(workers=1), watch)
    assert told.value.status == 1
    other.execute("ROLLBACK")
    assert record(here, "ada") == before
    assert grade_again() == {"graded": 1}


def test_fault_is_found_behind_the_error_that_hides_it():
    hidden = RuntimeError("nbgrader")
    hidden.__context__ = ValueError("in between")
    hidden.__context__.__cause__ = FULL_DISK
    assert faults.machine_fault(hidden) == "No space left on device"
    assert faults.machine_fault(DENIED) == ""
    assert faults.machine_fault(DENIED, ours=True) == "Permission denied"
    assert faults.machine_fault(FileNotFoundError(errno.ENOENT, "No such file")) == ""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other limits")
def test_odd_ids_are_graded_or_named(course):
    work = course.build / "submitted" / "ada"
    long = "ü" * 125  # 250 bytes
    for name in (long, "-rf", ".eve"):
        shutil.copytree(work, work.with_name(name))
    assert "1 graded" in course.run(f"mlsmath grade {ASSIGNMENT} --workers 1 --students=-rf")
    told = course.run(f"mlsmath grade {ASSIGNMENT} --workers 1")
    assert "1 graded" in told
    assert "no id that begins with a dot: .eve. Rename the folder" in told
    assert points(course) == dict.fromkeys([*STUDENTS, long, "-rf"], FULL)
    found = {one.student for one in record_file.read_all(records(course))}
    assert found == {*STUDENTS, long, "-rf"}
    assert "4 had been done" in course.run(f"mlsmath grade {ASSIGNMENT} --workers 1")


def test_notebook_that_could_not_be_run_is_run_again_next_time(here, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(
            "mlsmath.commands.grading.running.fork_engine.run_notebook",
            lambda *_: {"broken": "the machine is tired"},
        )
        assert grade_again() == {"failed": 1}
    found = record(here, "ada")
    assert "it could not be run (the machine is tired)" in found["reason"]
    assert found["fingerprint"] == ""
    assert points(here) == {"ada": 0, "emmy": FULL}
    assert grade_again() == {"graded": 1}
    assert points(here) == dict.fromkeys(STUDENTS, FULL)
    assert grade_again() == {}


def test_notebook_of_the_master_that_is_gone_is_one_sentence(course):
    (course.notebooks / ASSIGNMENT / f"{NAME}.ipynb").rename(course.folder / "elsewhere.ipynb")
    told = course.run(f"mlsmath grade {ASSIGNMENT} --workers 1 --force", status=1)
    assert told.startswith(f"mlsmath: the gradebook knows the notebook {NAME}, but ")
    assert "is not there. Put it back" in told


def test_gradebook_that_cannot_be_read_is_one_sentence(course):
    (course.build / "gradebook.db").write_text("no database" * 1000, encoding="utf-8")
    for verb in ("grade", "report"):
        told = course.run(f"mlsmath {verb} {ASSIGNMENT}", status=1)
        assert told.startswith("mlsmath: the gradebook cannot be read or written (")
        assert "Traceback" not in told
