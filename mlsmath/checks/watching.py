"""Notice, while a learner's function runs, that code which does its task is entered.

Python tells a profile function of each function that it enters. How the learner's function got
hold of that code makes no difference. An entry counts whoever the caller is, so a helper that a
task allows must not do the task inside. What the checks hand to the function (such as the f of a
derivative) may be called. Other processes, and threads from before, are out of sight.
"""

import _thread
import contextlib
import functools
import inspect
import os
import sys
import threading
import types
from collections.abc import Callable, Container, Iterable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import numpy as np

FOLDER = os.path.dirname(__file__) + os.sep
PACKAGE = os.path.dirname(os.path.dirname(__file__)) + os.sep
NOT_WATCHED = {FOLDER + "running.py", __file__}  # they are at work during the run
HIDES = {
    "sys.setprofile",
    "subprocess.Popen",
    "os.exec",
    "os.fork",
    "os.forkpty",
    "os.posix_spawn",
    "os.spawn",
    "os.system",
}
ROOM = 50
REFERENCE = "the check's own answer"
DECORATORS = np.errstate.__call__.__code__.co_filename

_current: ContextVar["Watch | None"] = ContextVar("watch", default=None)


@dataclass(frozen=True)
class Found:
    """What is known of a piece of code: how to call it, if running it does a task.

    It may be run from a file in the folder `inside`. The code is kept, so that its id stays its.
    """

    code: types.CodeType
    name: str
    inside: str = ""

    def calls_itself(self, filename: str) -> bool:
        """Whether the file of a caller is one that may run this."""
        return bool(self.inside) and _is_in(filename, self.inside)


class Watch:
    """What was entered during one check, and whether something was hidden from it.

    Parameters
    ----------
    answers
        Functions that do the task; as full names those whose module is slow to import.
    reference
        The check's own answer. All other code of the checks is watched as well.
    """

    def __init__(
        self, answers: Iterable[Callable | str] = (), reference: Callable | None = None
    ) -> None:
        self.entered = ""
        self.apart = False
        self.lost = self.turned_off = False
        self._names = {f for f in answers if type(f) is str}
        own = [
            (code, Found(code, f"the course's own `{function.__name__}`"))
            for function in answers
            if not isinstance(function, str)
            for code in _codes_of(function)
        ]
        self._copies = {_text(code): found for code, found in own}
        self._copies.pop(None, None)
        own += [(code, Found(code, REFERENCE, FOLDER)) for code in _codes_of(reference)]
        self._seen = {id(code): found for code, found in own}
        self._tasks = set(self._seen)
        self._lent: set[int] = set()
        self.hook = self._hook()

    def _hook(self) -> Callable:
        seen, enter, start = self._seen, self._enter, _thread.start_new_thread

        def hook(frame: types.FrameType, event: str, arg: Any) -> None:
            if event == "call":
                known = seen.get(id(frame.f_code))
                if known is None or known.name:
                    enter(frame)
            elif arg is start and event == "c_call":
                usual = frame.f_code.co_filename == threading.__file__
                if not usual or threading.getprofile() is not hook:
                    self.apart = True

        hook.watch = self  # type: ignore[attr-defined]
        return hook

    @contextlib.contextmanager
    def current(self) -> Iterator[None]:
        """Watch every run of a learner's function until the end of this."""
        before = _current.set(self)
        try:
            yield
        finally:
            self.lost = self.lost or _current.get() is not self
            _current.reset(before)

    def _enter(self, frame: types.FrameType) -> None:
        """Look at a function that is being entered."""
        code = frame.f_code
        found = self._seen.get(id(code))
        if found is None:
            found = self._seen[id(code)] = self._find(code)
        if found.name and not self.entered and id(code) not in self._lent:
            caller = frame.f_back
            while caller is not None and caller.f_code.co_filename == DECORATORS:
                caller = caller.f_back  # a decorator such as `np.errstate`
            if caller is None or not found.calls_itself(caller.f_code.co_filename):
                self.entered = found.name
                sys.setprofile(None)  # nothing more to see, and SymPy is slow under watch

    def _find(self, code: types.CodeType) -> "Found":
        name = f"the course's own `{code.co_name}`"
        copy = self._copies.get(_text(code)) if self._copies else None
        if copy or not _is_in(code.co_filename, PACKAGE):
            return Found(code, copy.name if copy else "")
        if code.co_name == "<module>" or code.co_flags & inspect.CO_GENERATOR:
            return Found(code, "")  # an import; or a generator of ours that Python clears away
        if _is_in(code.co_filename, FOLDER):
            return Found(code, REFERENCE, FOLDER)
        full = _full_name(code)
        math = os.path.dirname(code.co_filename) + os.sep == PACKAGE
        private = math and any(p.startswith("_") and not p.endswith("__") for p in full.split("."))
        return Found(code, name if private or full in self._names else "", private * PACKAGE)

    def lend(self, args: tuple) -> None:
        """Let functions among the arguments be called."""
        self._lent = {id(code) for arg in args if callable(arg) for code in _codes_of(arg)}
        self._lent -= self._tasks


def entered() -> bool:
    """Whether the current watch has seen what it looks for."""
    watch = _current.get()
    return watch is not None and bool(watch.entered)


@contextlib.contextmanager
def watched(args: tuple, failed: Callable[[], bool]) -> Iterator[None]:
    """Tell the current watch of every function that is entered.

    If the report was turned off meanwhile the watch notes that, unless the function has `failed`
    and so gives nothing. An error inside a profile function, such as that of endless recursion,
    turns it off too, so this alone is no sign of tampering. The learner's own profiler is put back.
    """
    watch = _current.get()
    if watch is None or watch.entered:
        yield
        return
    watch.lend(args)
    hook = watch.hook
    before, in_threads = sys.getprofile(), threading.getprofile()
    threading.setprofile(hook)
    sys.setprofile(hook)
    try:
        yield
    finally:
        now = sys.getprofile()
        off = watch.turned_off or now is not hook
        watch.lost = watch.lost or (off and not watch.entered and not failed())
        watch.turned_off = False
        threading.setprofile(in_threads)
        stop, start = getattr(now, "disable", None), getattr(before, "enable", None)
        stop() if stop is not None else sys.setprofile(None)
        if start is not None:  # it was made in C, such as cProfile's
            start()
        elif before is not None:
            sys.setprofile(before)


def _audit(event: str, _: tuple, hides: Container[str] = HIDES) -> None:
    """Notice what would hide from a watch; Python tells an audit hook before it does these.

    It is told of much while Python ends, too, when the names of this module are gone.
    """
    if event not in hides:
        return
    watch = getattr(sys.getprofile(), "watch", None)
    if not isinstance(watch, Watch):
        return
    if event != "sys.setprofile":
        watch.apart = True
    elif sys._getframe(1).f_code.co_filename not in NOT_WATCHED:
        if _is_deep(sys._getframe(1)):
            raise RecursionError  # Python itself turns it off where it cannot call it: not so
        watch.turned_off = True


def _is_deep(frame: types.FrameType | None) -> bool:
    """Whether a frame is near the depth at which Python calls nothing more."""
    depth = 0
    while frame is not None:
        frame, depth = frame.f_back, depth + 1
    return depth > sys.getrecursionlimit() - ROOM


sys.addaudithook(_audit)


def _codes_of(function: Any) -> Iterator[types.CodeType]:
    """Yield the code of a function and of those inside.

    Of a decorated one only what is wrapped, because a decorator shares its code among them all.
    """
    while True:
        if isinstance(function, functools.partial):
            function = function.func
        elif hasattr(function, "__wrapped__"):
            function = function.__wrapped__
        else:
            break
    code = getattr(getattr(function, "__func__", function), "__code__", None)
    if code is not None:
        yield from codes(code)


def codes(code: types.CodeType) -> Iterator[types.CodeType]:
    """Yield a code object and those inside it, of inner functions and comprehensions."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from codes(constant)


def _is_in(filename: str, folder: str) -> bool:
    return filename.startswith(folder) and filename not in NOT_WATCHED


def _full_name(code: types.CodeType) -> str:
    """Return the name of a function of the package, with that of the module that its text is in."""
    inside = os.path.splitext(code.co_filename)[0][len(PACKAGE) :]
    return ".".join(["mlsmath", *inside.split(os.sep), code.co_qualname])


def _text(code: types.CodeType) -> tuple | None:
    """Return what a copy of a function shares with it; None without a docstring.

    Without one, the same text may be a coincidence.
    """
    if not code.co_consts or type(code.co_consts[0]) is not str:
        return None
    consts = [c for c in code.co_consts if type(c) in (str, int, float)]
    return code.co_code, code.co_names, code.co_varnames, tuple(consts)
