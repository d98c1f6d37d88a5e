"""Replacing what the checks rest on gains nothing and is reported."""

import _thread
import builtins
import cProfile
import ctypes
import gc
import os
import subprocess
import sys
import threading
import types
from typing import Protocol

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell

import mlsmath.cost
from mlsmath import checks
from mlsmath.checks import CheckResult, check_compute_cost, check_predict, guard


@pytest.fixture(autouse=True)
def forget():
    """Forget what the guard has seen, as a restarted kernel does."""
    found = next(
        cell.cell_contents
        for cell in guard.note.__closure__
        if isinstance(cell.cell_contents, list)
    )
    found.clear()
    yield
    guard.verify()
    found.clear()


def wrong(x, w, b):
    return w * x


def right_cost(x, y, w, b):
    return float(np.sum((w * x + b - y) ** 2) / (2 * len(x)))


def goes_on():
    pass


def always(*_, **__):
    return True


def full_marks(*_, **__):
    return {"text/plain": "3.0"}


def tampered(result, name):
    assert result.tampering
    assert result.points == 0
    assert not result.passed
    assert result.mistake == "tampering"
    assert f"`{name}`" in str(result)
    assert result.as_json()["tampering"] is True


REPLACED = [
    (np, "allclose", always),
    (np, "isclose", always),
    (np, "array_equal", always),
    (np, "all", always),
    (np, "abs", lambda x: x * 0),
    (np, "max", always),
    (np, "isfinite", always),
    (np.random, "default_rng", always),
    (builtins, "all", always),
    (builtins, "abs", lambda x: 0),
    (builtins, "isinstance", always),
    (builtins, "type", lambda *_: float),
    (builtins, "sum", always),
    (builtins, "len", lambda _: 0),
    (builtins, "zip", lambda *_, **__: []),
    (checks.compare, "difference", lambda *_: None),
    (checks.compare, "plain", always),
    (checks.diagnosis, "diagnose", lambda *_: None),
    (checks.exercise.Check, "__call__", full_marks),
    (checks.exercise.Exercise, "_judge", always),
    (checks.trial.Trial, "parts_passed", always),
    (checks.result.CheckResult, "_repr_mimebundle_", full_marks),
    (checks.result.CheckResult, "passed", True),
    (mlsmath.cost, "squared_error_cost", always),
    (check_predict, "reference", wrong),
    (check_predict, "within", lambda *_: 1e9),
    (check_predict, "cases", lambda rng: []),
]


def name_of(case):
    owner, name, _ = case
    return f"{getattr(owner, '__name__', owner.__class__.__name__)}.{name}"


@pytest.mark.parametrize("case", REPLACED, ids=name_of)
@pytest.mark.parametrize("seed", [None, 3])
def test_a_replaced_part_is_put_back_and_reported(case, seed):
    owner, name, fake = case
    before = vars(owner)[name]
    try:
        setattr(owner, name, fake)
        if owner is checks.exercise.Check:  # then no code of ours runs, until the next check
            assert guard.verify()
        result = check_predict(wrong, points=3, seed=seed)
    finally:
        setattr(owner, name, before)
    assert result.tampering
    assert result.points == 0
    assert name in str(result)
    assert result._repr_mimebundle_()["text/plain"] == "0.0"


def test_a_right_answer_earns_nothing_while_something_is_replaced(monkeypatch):
    monkeypatch.setattr(np, "allclose", always)
    tampered(check_predict(lambda x, w, b: w * x + b), "numpy.allclose")


def test_it_is_still_reported_by_the_hidden_check_of_the_same_cell(monkeypatch):
    monkeypatch.setattr(np, "allclose", always)
    check_predict(wrong)
    tampered(check_predict(wrong, seed=5), "numpy.allclose")


def test_the_testing_functions_are_watched(monkeypatch):
    import numpy.testing

    assert not check_predict(lambda x, w, b: w * x + b).tampering
    monkeypatch.setattr(numpy.testing, "assert_allclose", always)
    tampered(check_predict(wrong), "numpy.testing.assert_allclose")


def test_code_swapped_inside_a_function_is_seen():
    function = checks.compare.difference
    before = function.__code__
    try:
        function.__code__ = (lambda got, expected, slack: None).__code__
        result = check_predict(wrong)
    finally:
        function.__code__ = before
    assert result.tampering


def test_replacing_during_the_call_is_seen():
    before = np.allclose

    def sly(x, w, b):
        np.allclose = always
        return w * x

    try:
        tampered(check_predict(sly), "numpy.allclose")
    finally:
        np.allclose = before


def test_a_variable_named_like_a_builtin_is_no_tampering():
    space = {"np": np}
    exec("sum = 0\nmax = 3\ndef predict(x, w, b):\n    return w * x + b\n", space)
    assert check_predict(space["predict"]).passed


def test_nothing_is_reported_of_honest_work():
    assert not check_predict(wrong).tampering
    assert guard.verify() == ()


def test_handing_the_task_to_the_package_is_seen():
    def compute_cost(x, y, w, b):
        return mlsmath.cost.squared_error_cost(x, y, w, b)

    for function in (compute_cost, mlsmath.cost.squared_error_cost):
        result = check_compute_cost(function, points=3)
        assert result.mistake == "uses-the-answer"
        assert result.points == 0
        assert not result.passed


def turns_the_report_off(how):
    def compute_cost(x, y, w, b):
        how()
        return mlsmath.cost.squared_error_cost(x, y, w, b)

    return compute_cost


def puts_the_report_back():
    hook = sys.getprofile()
    sys.setprofile(None)
    try:
        mlsmath.cost.squared_error_cost([1.0], [1.0], 1.0, 0.0)
    finally:
        sys.setprofile(hook)


PROFILER = cProfile.Profile()
OFF = {
    "setprofile": lambda: sys.setprofile(None),
    "another": lambda: sys.setprofile(always),
    "put back": puts_the_report_back,
    "from C": lambda: list(map(sys.setprofile, [None])),
    "through C": lambda: ctypes.pythonapi.PyEval_SetProfile(None, None),
    "a profiler": PROFILER.enable,
}


@pytest.mark.parametrize("how", OFF.values(), ids=OFF)
def test_turning_off_the_report_of_functions_is_seen(how):
    try:
        result = check_compute_cost(turns_the_report_off(how), points=3)
    finally:
        PROFILER.disable()
    assert result.points == 0
    assert result.mistake in ("works-elsewhere", "uses-the-answer")
    assert not result.tampering


@pytest.mark.parametrize("answer", [right_cost, turns_the_report_off(bool)])
def test_a_profile_function_of_the_learner_is_put_back(answer):
    calls = []

    def own(frame, event, arg):
        calls.append(event)

    threading.setprofile(own)
    sys.setprofile(own)
    try:
        result = check_compute_cost(answer)
        assert sys.getprofile() is own
        assert threading.getprofile() is own
    finally:
        sys.setprofile(None)
        threading.setprofile(None)
    assert calls
    assert not result.tampering
    assert result.passed == (answer is right_cost)


def test_a_profiler_goes_on_after_a_check():
    profiler = cProfile.Profile()
    profiler.enable()
    try:
        assert check_compute_cost(right_cost).passed
        goes_on()
    finally:
        profiler.disable()
    assert goes_on.__code__ in {entry.code for entry in profiler.getstats()}


def endless(*args):
    return endless(*args)


def borrows_after_endless_calls(x, y, w, b):
    try:
        return endless(x)
    except RecursionError:
        return mlsmath.cost.squared_error_cost(x, y, w, b)


def goes_on_after_endless_calls(x, y, w, b):
    try:
        return endless(x)
    except RecursionError:
        return right_cost(x, y, w, b)


def test_endless_calls_are_told_with_the_line_that_calls():
    result = check_compute_cost(endless)
    assert result.mistake == "calls-itself"
    assert "`return endless(*args)`" in result.message


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_who_goes_on_after_endless_calls_is_watched_and_suspected_of_nothing():
    assert check_compute_cost(goes_on_after_endless_calls).passed
    borrowed = check_compute_cost(borrows_after_endless_calls, points=3)
    assert (borrowed.points, borrowed.mistake) == (0, "uses-the-answer")


def test_a_generator_of_the_checks_that_is_cleared_away_is_no_answer():
    def compute_cost(x, y, w, b):
        if kept:
            kept.clear()
            gc.collect()
        return right_cost(x, y, w, b)

    begun = checks.source.own_codes(compute_cost)
    next(begun)
    kept = [begun]
    circle = [begun]
    circle.append(circle)
    del begun, circle
    assert check_compute_cost(compute_cost).passed


def elsewhere(x, y, w, b):
    said = f"print({right_cost(x, y, w, b)!r})"
    return float(subprocess.run([sys.executable, "-c", said], capture_output=True).stdout)


def by_the_shell(x, y, w, b):
    os.system("true")
    return right_cost(x, y, w, b)


def by_a_bare_thread(x, y, w, b):
    done, found = threading.Lock(), []
    done.acquire()

    def work():
        found.append(mlsmath.cost.squared_error_cost(x, y, w, b))
        done.release()

    _thread.start_new_thread(work, ())
    done.acquire()
    return found[0]


def by_a_thread_without_report(x, y, w, b):
    found = []
    threading.setprofile(None)
    thread = threading.Thread(
        target=lambda: found.append(mlsmath.cost.squared_error_cost(x, y, w, b))
    )
    thread.start()
    thread.join()
    return found[0]


@pytest.mark.parametrize(
    "answer", [elsewhere, by_the_shell, by_a_bare_thread, by_a_thread_without_report]
)
def test_what_works_out_of_sight_gets_no_points(answer):
    result = check_compute_cost(answer, points=3)
    assert result.points == 0
    assert result.mistake == "works-elsewhere"


@pytest.fixture
def shell(monkeypatch):
    shell = InteractiveShell()
    monkeypatch.setattr(guard, "notebook_shell", lambda: shell)
    own = {n: v for n, v in vars(checks).items() if n.startswith("check_")}
    # The guard watches itself: let it take the patched way to the shell for the real one.
    monkeypatch.setattr(guard, "verify", lambda: tuple(_seen()))
    monkeypatch.setattr(checks.exercise.guard, "verify", guard.verify)
    guard.protect_notebook(own)
    yield shell
    shell.events.callbacks["pre_run_cell"].clear()


def _seen():
    return next(
        cell.cell_contents
        for cell in guard.note.__closure__
        if isinstance(cell.cell_contents, list)
    )


def run(shell, cell):
    outcome = shell.run_cell(cell)
    outcome.raise_error()
    return outcome.result


SETUP = "from mlsmath.checks import check_predict\ndef predict(x, w, b):\n    return w * x\n"


def test_a_check_name_given_to_something_else_is_put_back(shell):
    run(shell, SETUP)
    run(shell, "check_predict = lambda *_, **__: 3.0")
    tampered(run(shell, "check_predict(predict, points=3)"), "check_predict")


def test_a_package_put_in_our_place_is_put_back(shell, monkeypatch):
    run(shell, SETUP)
    fake = types.ModuleType("mlsmath.checks")
    fake.check_predict = lambda *_, **__: 3.0
    monkeypatch.setitem(sys.modules, "mlsmath.checks", fake)
    cell = "from mlsmath.checks import check_predict\ncheck_predict(predict, points=3)"
    tampered(run(shell, cell), "mlsmath.checks")


def test_a_printer_for_our_results_is_removed(shell):
    run(shell, SETUP)
    plain = shell.display_formatter.formatters["text/plain"]
    plain.for_type(CheckResult, lambda result, printer, cycle: printer.text("3.0"))
    result = run(shell, "check_predict(predict, points=3)")
    tampered(result, "the display of results")
    assert shell.display_formatter.format(result)[0]["text/plain"] == "0.0"


def test_only_the_last_expression_of_a_graded_cell_is_shown(shell):
    run(shell, SETUP)
    shell.ast_node_interactivity = "all"
    seen = []
    shell.displayhook.compute_format_data = lambda result: (seen.append(result), ({}, {}))[1]
    run(shell, "check_predict(predict)\ncheck_predict(predict, seed=5)")
    assert [result.hidden for result in seen] == [True]
    assert shell.ast_node_interactivity == "all"


def test_a_class_of_another_metaclass_is_untouched_until_somebody_touches_it():
    """A Protocol's class methods, which Python 3.12 gives to each, are bound anew at each look."""

    class Asked(Protocol):
        @classmethod
        def of(cls):
            return cls

    watch, verify, _ = guard._make()
    watch(Asked, ["of"], "Asked")
    assert verify() == ()
    Asked.of = None
    assert verify() == ("Asked.of",)
    assert Asked.of() is Asked
