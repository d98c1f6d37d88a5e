"""What a test hides is judged apart, and what it rests on is the instructor's."""

import shutil
import sys
from dataclasses import asdict

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from mlsmath.commands.grading.intake import hidden_tests
from mlsmath.commands.grading.sandbox.isolation import Limits
from mlsmath.commands.grading.scoring.verdict import Known, judge

from .attacks import _known

WHOLE = "assert f(1) == 2\n### BEGIN HIDDEN TESTS\n{}\n### END HIDDEN TESTS"
HELPER = "def near(a, b):\n    return a == b"
USES = "from helper import near\n\nassert near(f(1), 2)"


def test_lines_between_the_marks_are_hidden():
    assert hidden_tests.visible(WHOLE.format("assert f(3) == 4")) == "assert f(1) == 2"
    assert hidden_tests.visible("assert f(1) == 2") == "assert f(1) == 2"


@pytest.mark.parametrize(
    ("first", "whole", "found"),
    [
        ("check_f(f, points=2)", "check_f(f, points=2)\ncheck_f(f, points=2, seed=7)", True),
        ("check_f(f, points=2)", "check_f(f, points=1, seed=7)", False),
        ("check_f(f)", "check_f(f)\nassert f(1) == 2", False),
        ("assert f(1) == 2", "assert f(1) == 2\nassert f(2) == 3", False),
    ],
)
def test_two_tests_are_alike_that_end_with_the_same_check(first, whole, found):
    assert hidden_tests.alike(first, whole) is found


def test_helpers_are_those_of_tests_and_locked_cells_and_functions_of_others():
    above = [
        new_code_cell("%matplotlib inline\nimport numpy as np\nfree = 3\ndef by(a): return a"),
        _known("fixed", "limit = 5", locked=True),
        _known("answer", "def f(x):\n    return x", solution=True),
        _known("earlier", "def close(a, b):\n    return np.isclose(by(a), b)", grade=True),
    ]
    lent = hidden_tests.helpers(above, "assert close(f(1), limit) and free", {})
    assert lent.splitlines() == [
        "import numpy as np",
        "def by(a):",
        "    return a",
        "limit = 5",
        "def close(a, b):",
        "    return np.isclose(by(a), b)",
    ]


def test_answers_are_what_solutions_make_and_no_later_cell_lends():
    above = [
        new_code_cell("from scipy.special import expit as sigmoid, erf"),
        _known("first", "import numpy as np\ndef sigmoid(z):\n    return 1", solution=True),
        _known("second", "w, b = 1, 2\ndef erf(z): return z", solution=True),
        new_code_cell("w = 3\nimport numpy as np\nfrom scipy.special import erf"),
    ]
    assert hidden_tests.answers(above[:3]) == {"sigmoid", "np", "w", "b", "erf"}
    assert hidden_tests.answers(above) == {"sigmoid", "w", "b"}


@pytest.fixture(scope="module")
def warm():
    if sys.platform != "linux":
        pytest.skip("the forking engine needs Linux")
    from mlsmath.commands.grading.running.fork_engine import Warm

    found = Warm(
        ["import numpy as np", "from math import fabs"], [], shutil.which("bwrap") is not None
    )
    yield found
    found.stop()


def graded(warm, answer, test, lent="", answers=(), files=None, **limits):
    """Return the score of one answer, and its cell."""
    from mlsmath.commands.grading.running.fork_engine import run_notebook

    cells = [*map(new_code_cell, answer), _known("t", test, grade=True, locked=True, points=3)]
    report = run_notebook(
        warm,
        {
            "nb": nbformat.writes(new_notebook(cells=cells)),
            "tests": {"t": hidden_tests.describe(test, 3.0, lent, answers)},
            "files": {name: text.encode().hex() for name, text in (files or {}).items()},
            "ours": list(files or {}),
            "limits": asdict(Limits(**limits)),
            "assignment": "week",
        },
    )
    nb = nbformat.reads(report["nb"], as_version=4)
    record = judge("one", nb, report, {"t": Known(rechecks=True, number=False)}).record
    return record.scores[0].points, record.state, nb.cells[-1]


def test_answer_that_passes_what_is_hidden_earns_all(warm):
    points, state, cell = graded(
        warm, ["def f(x):\n    return x + 1"], WHOLE.format("assert f(3) == 4")
    )
    assert (points, state, cell.outputs) == (3, "graded", [])


def test_answer_that_fails_what_is_hidden_earns_nothing_and_suspects_nobody(warm):
    test = WHOLE.format("assert f(3) == 4")
    points, state, cell = graded(warm, ["def f(x):\n    return 2"], test)
    assert (points, state) == (0, "graded")
    (output,) = cell.outputs
    assert (output.ename, output.evalue) == ("AssertionError", "a hidden test did not pass")
    assert output.traceback[0] == "assert f(3) == 4"


@pytest.mark.parametrize("name", ["abs", "fabs"])
def test_hidden_lines_ask_the_answer_that_is_called_like_something_else(warm, name):
    test = f"assert {name}(3) == 3\n### BEGIN HIDDEN TESTS\nassert {name}(-3) == 3\n"
    test += "### END HIDDEN TESTS"
    for answer, points in (("x", 0), ("x if x > 0 else -x", 3)):
        found = graded(warm, [f"def {name}(x): return {answer}"], test, answers=[name])
        assert found[:2] == (points, "graded")


def test_answer_that_is_left_out_is_what_the_name_means_without_it(warm):
    found = graded(warm, [], "assert abs(-3) == 3", answers=["abs"])
    assert found[:2] == (3, "graded")


@pytest.mark.parametrize(("bits", "state"), [(20_000, "graded"), (600_000, "needs a person")])
def test_very_large_number_keeps_its_points(warm, bits, state):
    found = graded(warm, ["def f(n):\n    return 1 << n"], f"assert f({bits}) == 2**{bits}")
    assert found[:2] == (3, state)


def test_number_of_points_is_that_of_the_hidden_lines(warm):
    points, state, cell = graded(
        warm, ["def f(x):\n    return 2"], WHOLE.format("1.5 if f(3) == 2 else 3")
    )
    assert (points, state) == (1.5, "graded")
    assert [output.data["text/plain"] for output in cell.outputs] == ["1.5"]


@pytest.mark.parametrize("answer", ["near = lambda a, b: True", "def near(a, b): return True"])
def test_helper_of_an_earlier_test_is_the_instructors(warm, answer):
    points, state, _ = graded(
        warm, ["def f(x):\n    return 0", answer], "assert near(f(1), 2)", HELPER
    )
    assert (points, state) == (0, "needs a person")


def test_module_that_was_handed_out_is_the_instructors(warm):
    write = "open('helper.py', 'w').write('def near(a, b): return True')"
    files = {"helper.py": HELPER}
    right, wrong = "def f(x):\n    return 2", "def f(x):\n    return 0"
    assert graded(warm, [right], USES, files=files)[:2] == (3, "graded")
    assert graded(warm, [wrong, write], USES, files=files)[:2] == (0, "needs a person")


@pytest.mark.parametrize(
    "said", ["print('o' * 60_000)", "print('漢' * 20_000)", "display(*'o' * 900)"]
)
def test_what_a_function_prints_takes_no_result_away(warm, said):
    points, state, cell = graded(warm, [f"def f():\n    {said}"], "f()\n0.5", output=30_000)
    assert (points, state) == (0.5, "graded")
    assert cell.outputs[-1].data == {"text/plain": "0.5"}


def test_a_letter_of_any_script_takes_its_own_bytes_of_the_output(warm):
    said = "漢" * 9_000
    cell = graded(warm, [f"def f():\n    print({said!r})"], "f()\n0.5", output=30_000)[2]
    assert [output.get("text") for output in cell.outputs] == [f"{said}\n", None]


@pytest.mark.parametrize("where", ["before", "inside"])
def test_pool_of_threads_is_no_hindrance(warm, where):
    pool = "from concurrent.futures import ThreadPoolExecutor\npool = ThreadPoolExecutor(2)"
    used = "pool = ThreadPoolExecutor(2)\n    " if where == "inside" else ""
    answer = f"def f(x):\n    {used}return sum(pool.map(int, [x, 1]))"
    points, state, _ = graded(warm, [pool, answer], WHOLE.format("assert f(3) == 4"))
    assert (points, state) == (3, "graded")
