"""A learner's function is run so that it ends, stays silent, and its error finds its line."""
# ruff: noqa: SIM105 (learners write try, except, pass)

import logging
import os
import signal
import subprocess
import sys
import threading
import time
import warnings
from pathlib import Path

import numpy as np
import pytest

from mlsmath.checks import check_line_by_hand, check_predict, running


def endless():
    while True:
        pass


def endless_and_deaf():
    n = 0
    while True:
        try:
            n += 1
        except:  # noqa: E722
            pass


def endless_and_deaf_with_calls():
    while True:
        try:
            len([1, 2, 3])
        except BaseException:
            continue


def endless_and_half_deaf():
    while True:
        try:
            len([1])
        except Exception:
            pass


def waiting():
    threading.Event().wait(60)


def endless_on_one_line():
    while True: pass  # fmt: skip  # noqa: E701


WAYS = [
    pytest.param(
        running.by_signal,
        marks=pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no alarm signal here"),
    ),
    running.by_thread,
]


def cut_off(way, function, seconds=0.05):
    with pytest.raises(running.TimeUpError):
        way(function, running.Budget(seconds))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "function", [endless, endless_and_deaf, endless_and_deaf_with_calls, endless_and_half_deaf]
)
def test_an_endless_loop_is_cut_off(way, function):
    cut_off(way, function)


@pytest.mark.parametrize("function", [endless, endless_on_one_line, endless_and_half_deaf])
def test_where_there_are_no_threads_a_trace_function_cuts_off(function):
    before = sys.gettrace()
    cut_off(running.by_trace, function)
    assert sys.gettrace() is before


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no alarm signal here")
def test_waiting_without_computing_is_cut_off_too():
    cut_off(running.by_signal, waiting)


@pytest.mark.skipif(not Path("/proc/self/schedstat").exists(), reason="only Linux tells")
def test_waiting_for_a_processor_is_not_counted_as_waiting_for_something():
    everywhere = os.sched_getaffinity(0)
    here = {min(everywhere)}
    busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(3)]
    try:
        for pid in (0, *(one.pid for one in busy)):
            os.sched_setaffinity(pid, here)
        clock = running.AwakeClock()
        counted, began = clock(), time.monotonic()
        before = clock.waited
        while clock.waited - before < 0.3:
            counted_now = clock()
        gone = time.monotonic() - began
    finally:
        os.sched_setaffinity(0, everywhere)
        for one in busy:
            one.kill()
            one.wait()
    assert 0 < counted_now - counted <= gone - 0.3


@pytest.mark.parametrize("way", [*WAYS, running.by_trace])
def test_what_ends_in_time_gives_its_value(way):
    assert way(lambda: 42, running.Budget(10)) == 42


@pytest.mark.parametrize("way", [*WAYS, running.by_trace])
def test_an_error_comes_through(way):
    with pytest.raises(ZeroDivisionError):
        way(lambda: 1 / 0, running.Budget(10))


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no alarm signal here")
def test_the_alarm_of_someone_else_is_put_back():
    def theirs(*_):
        raise AssertionError

    old = signal.signal(signal.SIGALRM, theirs)
    signal.setitimer(signal.ITIMER_REAL, 500, 7)
    try:
        cut_off(running.by_signal, endless)
        assert signal.getsignal(signal.SIGALRM) is theirs
        left, interval = signal.getitimer(signal.ITIMER_REAL)
        assert 400 < left <= 500
        assert interval == 7
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, old)


def test_a_check_in_another_thread_cuts_off(monkeypatch):
    monkeypatch.setattr(check_predict, "seconds", 0.05)
    results = []
    thread = threading.Thread(
        target=lambda: results.append(check_predict(lambda x, w, b: endless()))
    )
    thread.start()
    thread.join()
    assert results[0].mistake == "too-slow"


def test_time_is_counted_over_all_calls_of_a_check(monkeypatch):
    monkeypatch.setattr(check_predict, "seconds", 0.05)
    calls = []

    def slow(x, w, b):
        calls.append(x)
        end = time.process_time() + 0.02
        while time.process_time() < end:
            pass
        return w * x + b

    assert check_predict(slow).mistake == "too-slow"
    assert len(calls) < 5


def test_a_second_call_that_is_cut_off_is_slow_and_does_not_remember(monkeypatch):
    monkeypatch.setattr(check_predict, "seconds", 0.3)
    seen = []

    def predict(x, w, b):
        if (repr(x), w, b) in seen:
            endless()
        seen.append((repr(x), w, b))
        return w * x + b

    assert check_predict(predict).mistake == "too-slow"


def test_the_message_of_an_endless_loop_names_the_line(monkeypatch):
    monkeypatch.setattr(check_predict, "seconds", 0.05)

    def predict(x, w, b):
        while x is not None:
            w = w + 1

    result = check_predict(predict)
    assert result.mistake == "too-slow"
    assert "did not come to an end" in str(result)
    assert "`while x is not None:`" in str(result) or "`w = w + 1`" in str(result)


class Leaving(BaseException):
    """As a learner may write it: no Exception, so that `except Exception` lets it pass."""


def leaves(*_):
    raise Leaving


@pytest.mark.parametrize("check", [check_predict, check_line_by_hand])
def test_nothing_that_a_learner_raises_gets_out(check):
    assert check(leaves).mistake == "error"


def test_nothing_that_a_learners_value_raises_gets_out():
    class Result(list):
        __len__ = __iter__ = __array__ = leaves

    def predict(x, w, b):
        return Result([w])

    class Call:
        __signature__ = property(leaves)
        __call__ = leaves

    assert not check_predict(predict).passed
    assert not check_predict(Call()).passed
    assert not check_line_by_hand(Result()).passed


def test_interrupting_the_kernel_still_works():
    def interrupted(x, w, b):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check_predict(interrupted)


def test_nothing_of_a_learners_output_gets_out(capsys):
    def noisy(x, w, b):
        print("out")
        print("err", file=sys.stderr)
        warnings.warn("careful", RuntimeWarning, stacklevel=1)
        np.log(np.array([0.0]))
        return w * x + b

    result = check_predict(noisy)
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "")
    assert result.mistake == "warning"
    assert "careful" in str(result)


def test_what_is_said_on_stderr_takes_no_points():
    def noisy(x, w, b):
        print("err", file=sys.stderr)
        logging.getLogger("mine").warning("err")
        return w * x + b

    assert check_predict(noisy).passed


def test_warnings_about_the_future_take_no_points():
    def old_fashioned(x, w, b):
        warnings.warn("will change", DeprecationWarning, stacklevel=1)
        return w * x + b

    assert check_predict(old_fashioned).passed


def test_a_warning_silenced_by_the_learner_stays_silent():
    def careful(x, w, b):
        with np.errstate(all="ignore"):
            np.log(np.array([0.0]))
        return w * x + b

    assert check_predict(careful).passed


def test_an_overflow_on_the_way_is_reported():
    def overflowing(x, w, b):
        return w * x + b + 0 * (1 / (1 + np.exp(np.array([1000.0]))))[0]

    result = check_predict(overflowing)
    assert result.mistake == "warning"
    assert "overflow" in str(result)
    assert 0 < result.points < result.max_points


@pytest.mark.parametrize(
    ("body", "mistake", "piece"),
    [
        ("return w * x + bb", "unknown-name", "`bb`"),
        ("total += x\n    return total", "used-before-set", "`total`"),
        ("return w(x) + b", "calls-a-number", "`w * x`"),
        ("return w[0] * x + b", "indexes-a-number", "has no items"),
        ("return len(w)", "loops-over-a-number", "`w` is a single number already"),
        ("return 1 / 0", "divides-by-zero", "divides by zero"),
        ("return x.shap", "unknown-attribute", "`.shap`"),
        ("return None + x", "uses-none", "None"),
        ("import mathh", "unknown-module", "not installed"),
        ("return {}['w']", "unknown-key", "dictionary"),
        ("return predict(x, w, b)", "calls-itself", "again and again"),
        ("assert w == 0", "assertion", "`assert`"),
        ("exit()", "leaves", "exit"),
        ("raise Exception('odd')", "error", "could not go on"),
    ],
)
def test_an_error_is_explained_with_its_line(body, mistake, piece, tmp_path):
    path = tmp_path / "cell.py"
    path.write_text(f"def predict(x, w, b):\n    {body}\n", encoding="utf-8")
    space = {"exit": sys.exit}
    exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), space)
    result = check_predict(space["predict"])
    assert result.mistake == mistake
    assert piece in str(result)
    assert "in line " in str(result)
    assert f"`{body.splitlines()[0]}`" in str(result)
    assert result.points == 0


def test_an_error_in_a_helper_names_the_helper(tmp_path):
    path = tmp_path / "cell.py"
    path.write_text(
        "def helper(x):\n    return x + oops\n\n\ndef predict(x, w, b):\n    return helper(x)\n",
        encoding="utf-8",
    )
    space = {}
    exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), space)
    assert "in line 2 of `helper`, `return x + oops`" in str(check_predict(space["predict"]))


def test_an_error_whose_text_cannot_be_read_is_no_trap():
    class OddError(Exception):
        def __str__(self):
            raise ValueError

    def predict(x, w, b):
        raise OddError

    assert check_predict(predict).mistake == "error"


def test_the_time_of_a_library_that_a_function_imports_is_not_its_own(tmp_path, monkeypatch):
    """It is loaded before the watch, which would make it slow, and before time is counted."""
    name = "library_of_a_learner"
    lines = "import sys", "seen = sys.getprofile()", "def add(a, b): return a + b"
    (tmp_path / f"{name}.py").write_text("\n".join(lines))
    monkeypatch.syspath_prepend(tmp_path)

    text = f"""
def predict(x, w, b):
    from {name} import add
    return add(w * x, b)
"""
    exec(text, space := {})

    assert check_predict(space["predict"]).passed
    assert sys.modules.pop(name).seen is None


def test_a_library_that_is_not_there_is_an_error_of_the_function_that_imports_it():
    exec("def predict(x, w, b):\n    import no_such_library", space := {})

    assert "no_such_library" in check_predict(space["predict"]).message
