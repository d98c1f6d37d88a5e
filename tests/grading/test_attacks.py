"""Hostile and faulty submissions get what they earned, and honest ones beside them theirs."""

import base64
import ctypes
import os
import re
import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager

import nbformat
import pytest

from .attacks import ASSIGNMENT, ATTACKS, FULL, RIGHT, answered
from .small_class import LONG, SHORT, limit, place, points, record, small_course

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("bwrap") is None, reason="the sandbox is not here"
)


ADOPTS_ORPHANS = 36  # PR_SET_CHILD_SUBREAPER


@contextmanager
def adopting_orphans():
    """Let processes that outlive a grading run become ours, and nobody else's."""
    ctypes.CDLL(None).prctl(ADOPTS_ORPHANS, 1, 0, 0, 0)
    try:
        yield
    finally:
        ctypes.CDLL(None).prctl(ADOPTS_ORPHANS, 0, 0, 0, 0)


def student(number):
    """The name of who hands in an attack: in their order, and honest ones go between."""
    return f"{number:03d}-{ATTACKS[number].name}"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Grade every attack once, each beside an honest submission."""
    course = small_course(tmp_path_factory.mktemp("attacked"))
    released = course.released
    for number, attack in enumerate(ATTACKS):
        if number % 2:
            place(course, f"{number:03d}-an-honest", answered(released, RIGHT))
        attack.write(released, place(course, student(number)))
    names = [student(number) for number, attack in enumerate(ATTACKS) if attack.endless]
    with adopting_orphans():
        limit(course, SHORT)
        course.run(f"mlsmath grade {ASSIGNMENT} --students {' '.join(names)}")
        limit(course, LONG)
        course.said = course.run(f"mlsmath grade {ASSIGNMENT}")
    return course


def test_attacks_import_what_is_there():
    """One that stops at its import attacks nothing."""
    imports = re.findall(
        r"^(?:from|import) .*\bmlsmath\b.*", "\n".join(attack.code for attack in ATTACKS), re.M
    )
    assert len(imports) > 5
    for line in imports:
        exec(line, {})


@pytest.mark.parametrize("number", range(len(ATTACKS)), ids=[attack.name for attack in ATTACKS])
def test_attack_gets_what_it_earned_and_a_reason(course, number):
    attack = ATTACKS[number]
    found = record(course, student(number))
    told = f"{found['state']}: {found['reason']} {found['mends']}"
    assert points(course)[student(number)] == attack.points, told
    assert found["state"] in {attack.state, attack.or_state or attack.state}, told
    assert re.search(attack.reason, found["reason"]), told
    assert attack.mend in "\n".join(found["mends"]), told
    earned = sum(score["points"] for book in found["notebooks"] for score in book["scores"])
    assert earned == attack.points


def test_honest_work_beside_them_is_untouched(course):
    scores = points(course)
    honest = {name: value for name, value in scores.items() if name.endswith("-an-honest")}
    assert len(honest) == len(ATTACKS) // 2
    assert set(honest.values()) == {FULL}
    for name in honest:
        found = record(course, name)
        assert (found["state"], found["reason"], found["mends"]) == ("graded", "", [])


def test_feedback_of_a_submission_with_scripts_holds_none(course):
    name = student([attack.name for attack in ATTACKS].index("script-in-feedback"))
    course.run(f"nbgrader generate_feedback {ASSIGNMENT} --student {name}")
    page = (course.build / "feedback" / name / ASSIGNMENT / "one.html").read_text("utf-8")
    assert "act(1)" in page  # as text, in the cell that shows it
    assert "<script>act(1)" not in page


def test_no_page_or_file_of_a_leak_holds_a_hidden_test_however_written(course):
    name = student([attack.name for attack in ATTACKS].index("leaks-a-test"))
    course.run(f"nbgrader generate_feedback {ASSIGNMENT} --student {name}")
    graded = nbformat.read(course.build / "autograded" / name / ASSIGNMENT / "one.ipynb", 4)
    said = "".join(output.get("text", "") for output in graded.cells[-1].outputs)
    page = (course.build / "feedback" / name / ASSIGNMENT / "one.html").read_text("utf-8")
    for hidden in ("assert double(40) == 80", "seed=7301"):
        for shown, line in ((True, "assert double(3) == 6"), (False, hidden)):
            assert (line[::-1] in said) == shown
            assert (line.encode().hex() in said) == shown
        assert base64.b64encode(hidden.encode()).decode().rstrip("=") not in said
        assert hidden not in page
        assert hidden[::-1] not in page


def test_nothing_is_left_running(course):
    pause = threading.Event()
    for _ in range(600):  # what was killed ends when it gets a processor
        command = ["ps", "--ppid", str(os.getpid()), "-o", "args="]
        listed = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        left = [line for line in listed.splitlines() if "mlsmath.commands.grading" in line]
        if not left:
            break
        pause.wait(0.1)
    assert not left


def test_no_file_outside_the_build_folder_was_written(course):
    names = {path.name for path in course.folder.iterdir()}
    assert names <= {"notebooks", "build", "settings", "data", "ipython"}
    assert not list((course.folder / "ipython").rglob("00.py"))
    graded = course.build / "autograded"
    assert not [path for path in graded.rglob("*") if path.is_symlink()]
