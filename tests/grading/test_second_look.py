"""The second look at a test, and a notebook as a whole, end in time; what ends says so."""

import json
import shutil
import socket
import sys
import time
from dataclasses import asdict

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from mlsmath.commands.grading.intake.hidden_tests import describe
from mlsmath.commands.grading.running.output_limit import WORDS, Room
from mlsmath.commands.grading.sandbox import remote_functions
from mlsmath.commands.grading.sandbox.isolation import Limits
from mlsmath.commands.grading.scoring.verdict import MUCH, Known, judge

from .attacks import MODEL, RIGHT, SETUP, TESTS, answered, source

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the forking engine needs Linux")

WAITS = "import os\nmine = os.getpid()\ndef waits():\n    while os.getpid() != mine: pass\n"
SWALLOWS = "try:\n    {}\nexcept BaseException:\n    pass"
HOLD = """
import ctypes, os, signal
for _ in range(16):
    if not os.fork():
        {}
        mine = b"7" * 2**27
        signal.pause()
os.wait()
"""
GRADE_IDS = list(TESTS)


@pytest.fixture(scope="module")
def warm():
    from mlsmath.commands.grading.running.fork_engine import Warm

    found = Warm(SETUP.splitlines(), [], shutil.which("bwrap") is not None)
    yield found
    found.stop()


@pytest.fixture(scope="module")
def unwalled():
    from mlsmath.commands.grading.running.fork_engine import Warm

    found = Warm(SETUP.splitlines(), [], False)
    yield found
    found.stop()


def run(warm, nb, **limits):
    return run_for_text(warm, nb, **limits)[0]


def run_for_text(warm, nb, **limits):
    from mlsmath.commands.grading.running.fork_engine import run_notebook

    job = {"nb": nbformat.writes(nb), "files": {}, "assignment": "week"}
    tests = {name: describe(text, most) for name, (text, most) in TESTS.items()}
    report = run_notebook(warm, {**job, "tests": tests, "limits": asdict(Limits(**limits))})
    known = {name: Known(rechecks=True, number=name != "test-double") for name in TESTS}
    verdict = judge("one", nbformat.reads(report["nb"], as_version=4), report, known)
    return verdict.record, nbformat.writes(verdict.nb)


@pytest.mark.parametrize("wrapped", ["{}", SWALLOWS])
@pytest.mark.parametrize("waits", ["name_of_theirs", "while True: 1"])
def test_second_look_that_does_not_end_is_late(wrapped, waits):
    from mlsmath.commands.grading.scoring.second_look import recheck

    if "while" in waits and wrapped == SWALLOWS:
        waits = "for _ in iter(int, 1): 1"
    ours, theirs = socket.socketpair()
    with ours, theirs:
        found = recheck(wrapped.format(waits), {}, ours, seconds=0.1)
    assert found.state == "late"
    assert found.points(3) is None


def test_second_look_in_time_is_what_it_was():
    from mlsmath.commands.grading.scoring.second_look import recheck

    ours, theirs = socket.socketpair()
    with ours, theirs:
        found = recheck("given + 1", {"given": 1}, ours, seconds=60)
    assert (found.state, found.value) == ("number", 2)


def test_time_in_which_no_processor_is_free_is_not_counted():
    from mlsmath.commands.grading.scoring.second_look import recheck

    began, seconds = time.process_time(), 0.02
    known = {"worked": lambda: time.process_time() - began}
    ours, theirs = socket.socketpair()
    with ours, theirs:
        source = f"while worked() < {3 * seconds}: pass\n1"
        found = recheck(source, known, ours, seconds, clock=lambda: 0.0)
    assert (found.state, found.value) == ("number", 1)


def test_slow_second_look_needs_a_person_and_suspects_nobody(warm):
    bodies = {**RIGHT, "predict": "waits()\nreturn w * x + b"}
    record = run(warm, answered(source(), bodies, WAITS), recheck_seconds=6)
    assert [score.points for score in record.scores] == [3, 2, 1]  # it takes its own time alone
    assert record.state == "needs a person"
    assert "test-predict: the second look at this test took too long" in record.reason
    assert "tampering" not in record.reason


def test_whole_notebook_ends_in_time_and_keeps_what_it_earned(warm):
    nb = answered(source(), RIGHT)
    place = [cell.id for cell in nb.cells].index("test-predict")
    nb.cells[place:place] = [new_code_cell("while True: pass")]
    record = run(warm, nb, total_seconds=4)
    assert [score.points for score in record.scores] == [3, 0, 0]
    assert record.state == "failed"
    assert "the whole notebook took too long; it was ended in cell" in record.reason


def test_output_of_all_cells_is_cut_and_the_points_stay(warm):
    nb = answered(source(), RIGHT)
    place = [cell.id for cell in nb.cells].index("test-predict")
    for text in ("print('o' * 60_000)", "'r' * 60_000", "raise ValueError('e' * 600_000)"):
        nb.cells[place:place] = [new_code_cell(text), new_code_cell(text)]
    record, text = run_for_text(warm, nb, all_output=100_000)
    assert [score.points for score in record.scores] == [3, 2, 1]
    assert (record.state, record.reason) == ("graded", MUCH)
    assert len(text) < 200_000
    assert "this notebook's output is too large" in text


@pytest.mark.parametrize("where", ["warm", "unwalled"])
@pytest.mark.parametrize("first", ["", "ctypes.CDLL(None).prctl(4, 0, 0, 0, 0)", "os.setsid()"])
def test_memory_is_limited_for_all_processes_together(request, where, first):
    nb = answered(source(), RIGHT)
    place = [cell.id for cell in nb.cells].index("test-predict")
    nb.cells[place:place] = [new_code_cell(HOLD.format(first))]
    record = run(request.getfixturevalue(where), nb, memory=2**28, cell_seconds=120)
    assert [score.points for score in record.scores] == [3, 0, 0]
    assert "out of memory in cell" in record.reason


@pytest.mark.parametrize(("text", "kept"), [("0.5", "0.5"), ("7" * 2**19, "7" * 1000)])
def test_result_of_a_test_stays_where_other_output_is_cut(text, kept):
    result = {"msg_type": "execute_result", "content": {"data": {"text/plain": text}}}
    told = {"messages": [{"msg_type": "stream", "content": {"name": "stdout"}}, result]}
    Room(10).fit(told, is_test=True)
    first, last = told["messages"]
    assert first["content"]["data"]["text/plain"] == kept
    assert last["content"] == {"name": "stdout", "text": WORDS}


def test_record_of_a_notebook_is_plain_data(warm):
    record = run(warm, answered(source(), RIGHT))
    assert record.state == "graded"
    assert json.loads(json.dumps(asdict(record))) == asdict(record)
    assert [score.grade_id for score in record.scores] == GRADE_IDS


def test_running_the_courses_own_answer_needs_a_person_and_suspects_nobody(warm):
    bodies = {**RIGHT, "predict": "return answers[0](x, w, b)"}
    record = run(warm, answered(source(), bodies, f"{MODEL}answers = [linear_prediction]"))
    assert [score.points for score in record.scores] == [3, 0, 1]
    assert [score.outcome for score in record.scores] == ["right", "wrong", "right"]
    assert record.state == "needs a person"
    assert record.reason == "test-predict: it runs the course's own answer"


def test_what_helps_with_one_check_of_a_test_stays():
    both = {"easy": (max, min), "hard": (min,)}
    assert remote_functions.doing_the_task(remote_functions.checks_in("check_easy(a)"), both) == [
        max,
        min,
    ]
    assert remote_functions.doing_the_task(
        remote_functions.checks_in("check_easy(a)\ncheck_hard(b)"), both
    ) == [min]
    assert remote_functions.doing_the_task(remote_functions.checks_in("assert a == b"), both) == []
