"""Run a learner's function once: cut off when it does not end, and let nothing out.

Three ways to cut a function off, the first that works is taken: an alarm signal (Linux, macOS,
in the main thread); a second thread that raises an exception in the first (Windows, and other
threads); a trace function that looks at the clock at every step (where there are no threads, as
in the browser). The first two raise again and again, because a bare `except:` in the learner's
loop swallows the exception now and then. A trace function can raise only once. None of them can
interrupt a single call into C code.
"""

import contextlib
import io
import linecache
import signal
import sys
import threading
import time
import traceback
import types
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from mlsmath.checks import memory, watching
from mlsmath.checks.source import imports

AGAIN = 0.05
PATIENCE = 2
LONGEST_WAIT = 4.0
IMPORTING = 20.0  # seconds of computing, for each library
# In a browser Python is slower, and a trace function looks at every step of it.
PACE = 5.0 if sys.platform == "emscripten" else 1.0


class AwakeClock:
    """Seconds, without those in which this process waited for a processor, as far as Linux tells.

    Source: proc(5), `schedstat`: nanoseconds at work, nanoseconds of waiting, turns.
    """

    def __init__(self) -> None:
        self.waited = 0.0
        self._told = Path("/proc/self/schedstat") if sys.platform == "linux" else None

    def __call__(self) -> float:
        """Return these seconds."""
        if self._told is not None:
            with contextlib.suppress(OSError, ValueError, IndexError):
                self.waited = int(self._told.read_text(encoding="ascii").split()[1]) / 1e9
        return time.monotonic() - self.waited


# Grading puts a clock in its place that says so of a whole submission.
waiting = SimpleNamespace(clock=AwakeClock())


class Budget:
    """How long a check may take: `seconds` of computing, and not much longer of waiting.

    Computing time is what counts, because a busy machine makes a right answer wait; a function that
    waits for something that never comes is cut off after `LONGEST_WAIT` seconds.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = PACE * seconds
        self._computed, self._clock = time.process_time(), waiting.clock()

    def left(self) -> float:
        """Return the seconds after which it is worth looking again."""
        return max(self.seconds - (time.process_time() - self._computed), AGAIN)

    def is_up(self) -> bool:
        """Whether the time is up."""
        computed = time.process_time() - self._computed
        waited = waiting.clock() - self._clock - computed
        longest = min(LONGEST_WAIT, PATIENCE * self.seconds) + PATIENCE * computed
        return computed >= self.seconds or waited >= longest


class TimeUpError(BaseException):
    """The learner's function took too long; not an Exception, so `except Exception` passes it."""


@dataclass(frozen=True)
class Outcome:
    """What one call of a learner's function did."""

    value: Any = None
    error: BaseException | None = None
    printed: str = ""
    complained: str = ""

    @property
    def timed_out(self) -> bool:
        """Whether the call was cut off."""
        return isinstance(self.error, TimeUpError)


def run(function: Callable, args: tuple, budget: Budget, watched: bool = True) -> Outcome:
    """Call `function(*args)` within the budget, catching errors, output and warnings.

    Only an interrupt from the keyboard gets out. To be `watched` takes twice the time or more.
    """
    value, error = None, None
    out, err = io.StringIO(), io.StringIO()
    with (
        warnings.catch_warnings(record=True) as caught,
        np.errstate(all="warn", under="ignore"),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        memory.limited(),
    ):
        warnings.simplefilter("always")

        def failed() -> bool:
            return error is not None

        with watching.watched(args, failed) if watched else contextlib.nullcontext():
            try:
                value = limit(lambda: function(*args), budget)
            except KeyboardInterrupt:
                raise
            except BaseException as caught_error:
                error = caught_error
    complaints = [str(w.message) for w in caught if issubclass(w.category, RuntimeWarning)]
    return Outcome(value, error, out.getvalue(), complaints[0] if complaints else "")


def load_imports(function: Any) -> None:
    """Load the libraries that a function imports: their time is none of the learner's."""
    for name in imports(function) - sys.modules.keys():
        run(import_module, (name,), Budget(IMPORTING), watched=False)


def limit(call: Callable[[], Any], budget: Budget) -> Any:
    """Return `call()`, or raise TimeUpError when the budget is used up."""
    if budget.is_up():
        raise TimeUpError
    in_main = threading.current_thread() is threading.main_thread()
    if in_main and hasattr(signal, "setitimer") and signal.getsignal(signal.SIGALRM) is not None:
        return by_signal(call, budget)
    if can_start_threads():
        return by_thread(call, budget)
    return by_trace(call, budget)


def can_start_threads() -> bool:
    """Whether this Python has threads, and a way to raise an exception in another one."""
    return sys.platform not in ("emscripten", "wasi") and sys.implementation.name == "cpython"


def by_signal(call: Callable[[], Any], budget: Budget) -> Any:
    """Cut `call` off with an alarm signal; handler and timer are put back afterwards."""
    called = True

    def on_alarm(_: int, frame: types.FrameType | None) -> None:
        watches = frame is not None and frame.f_code.co_filename == watching.__file__
        if called and budget.is_up() and not watches:
            raise TimeUpError

    started = time.monotonic()
    old_handler = signal.signal(signal.SIGALRM, on_alarm)
    old_delay, old_interval = signal.setitimer(signal.ITIMER_REAL, budget.left(), AGAIN)
    try:
        return call()
    finally:
        called = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, old_handler)
        if old_delay:
            left = max(old_delay - (time.monotonic() - started), 1e-3)
            signal.setitimer(signal.ITIMER_REAL, left, old_interval)


def by_thread(call: Callable[[], Any], budget: Budget) -> Any:
    """Cut `call` off from a second thread that raises TimeUpError in this one."""
    import ctypes

    raise_in = ctypes.pythonapi.PyThreadState_SetAsyncExc
    me = ctypes.c_ulong(threading.get_ident())
    done = threading.Event()

    def watch() -> None:
        wait = budget.left()
        while not done.wait(wait):
            if budget.is_up():
                raise_in(me, ctypes.py_object(TimeUpError))
            wait = AGAIN

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        return call()
    finally:
        while True:
            try:
                done.set()
                watcher.join()
                for _ in range(100):  # an exception that is still on its way arrives here
                    pass
                break
            except TimeUpError:
                continue


def by_trace(call: Callable[[], Any], budget: Budget) -> Any:
    """Cut `call` off with a trace function that looks at the clock at every step of Python.

    At every step, because in Python 3.11 `while True: pass` on one line never starts a new line.
    """

    def trace(frame: types.FrameType, *_: Any) -> Callable | None:
        if budget.is_up():
            raise TimeUpError
        if frame.f_globals.get("__name__", "").startswith("numpy"):
            return None
        frame.f_trace_opcodes = True
        return trace

    old_trace = sys.gettrace()
    sys.settrace(trace)
    try:
        return call()
    finally:
        sys.settrace(old_trace)


def place(function: Callable, error: BaseException) -> tuple[str, int, str] | None:
    """Return where in the learner's own code `error` happened: function, line number, line."""
    own = getattr(function, "__globals__", None)
    found = None
    for frame, number in traceback.walk_tb(error.__traceback__):
        if own is not None and frame.f_globals is own and number is not None:
            code = frame.f_code
            if found and isinstance(error, RecursionError) and number == code.co_firstlineno:
                continue  # the call that was one too many: its lines did not run
            line = linecache.getline(code.co_filename, number, frame.f_globals).strip()
            found = (code.co_name, number, line)
    return found
