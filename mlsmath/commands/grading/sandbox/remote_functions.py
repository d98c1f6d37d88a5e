"""On the submission's side: answer calls to its functions, in a fork made after a graded cell.

The other side asks for a name, then calls what it got. Each answer brings the result as plain
data, the arguments as they are afterwards, what was printed, and the warnings.
"""

import contextlib
import errno
import gc
import inspect
import io
import os
import re
import socket
import sys
import types
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

import mlsmath
from mlsmath.commands.grading.sandbox import framing, plain_data

PACKAGE = os.path.dirname(mlsmath.__file__) + os.sep
CHECKS = os.path.join(PACKAGE, "checks") + os.sep
NOT_ALLOWED = (errno.EPERM, errno.EAGAIN)  # what starting a program, or one process too many, gives


def own_functions() -> list[types.FunctionType | str]:
    """Return the functions of the checks: they know the answers.

    Those of `watching` know none, and Python calls one of them before it opens a file.
    """
    return [
        thing
        for thing in gc.get_objects()
        if isinstance(thing, types.FunctionType)
        and (thing.__module__ or "").startswith("mlsmath.checks")
        and thing.__module__ != "mlsmath.checks.watching"
    ]


def course_functions() -> dict[str, tuple[types.FunctionType | str, ...]]:
    """Return for each check the functions of the course that do its task."""
    answers = sys.modules.get("mlsmath.checks.answers")
    return answers.working() if answers is not None else {}


def look_with(seed: int | None) -> None:
    """Let a check that is given no seed take this one, and show none of its inputs."""
    exercise = sys.modules.get("mlsmath.checks.exercise")
    if exercise is not None:
        exercise.look.seed = seed


def trust_this_process() -> None:
    """Let checks look for no tampering: here runs no line of a submission."""
    exercise = sys.modules.get("mlsmath.checks.exercise")
    if exercise is not None:
        exercise.Check._guarded = exercise.Check._judged


def count_by(clock: Callable[[], float]) -> None:
    """Let checks count by this clock how long they wait for a function."""
    running = sys.modules.get("mlsmath.checks.running")
    if running is not None:
        running.waiting.clock = clock


def checks_in(source: str) -> list[str]:
    """Return which checks a test calls, by the names of their exercises."""
    return sorted(set(re.findall(r"\bcheck_(\w+)\(", source)))


def doing_the_task(
    checks: list[str], functions: dict[str, tuple[types.FunctionType | str, ...]]
) -> list[types.FunctionType | str]:
    """Return the functions that an answer to a test needs in no way.

    Where a test calls several checks, what does the task of one may help with another.
    """
    each = [functions.get(name, ()) for name in checks]
    return [f for f in each[0] if all(f in others for others in each)] if each else []


def take_answers_away(
    functions: list[types.FunctionType | str],
    texts: frozenset[tuple],
    task: list[types.FunctionType | str],
) -> None:
    """Let functions do nothing in this process, whoever kept one of them, or a copy of one.

    Of a full name, the module is not imported any more, if it was not before. Nor is the text of
    the package read, or a copy of a function made, from now on. `texts` are those of the functions,
    and `task` are more of them.
    """
    texts |= texts_of(task)
    functions = [
        *functions,
        *task,
        *(f for f in _new_functions() if _is_copy(f.__code__, texts)),
    ]
    sys.addaudithook(_no_copies(texts))
    blanks: dict[int, types.CodeType] = {}
    for function in functions:
        if isinstance(function, str):
            place, _, name = function.rpartition(".")
            module = sys.modules.setdefault(place, None)  # type: ignore[arg-type]
            function = getattr(module, name, None)
            if not isinstance(function, types.FunctionType):
                continue
        count = len(function.__closure__ or ())
        if count not in blanks:
            blanks[count] = _blank(count)
        function.__code__ = blanks[count]


def _new_functions() -> list[types.FunctionType]:
    """Return the functions that the notebook has made; those from before are frozen."""
    return [thing for thing in gc.get_objects() if isinstance(thing, types.FunctionType)]


def texts_of(functions: list[types.FunctionType | str]) -> frozenset[tuple]:
    """Return what copies of these functions would share with them."""
    each = (_text(f.__code__) for f in functions if isinstance(f, types.FunctionType))
    return frozenset(text for text in each if text is not None)


def _is_copy(code: types.CodeType, texts: frozenset[tuple]) -> bool:
    """Whether code is a copy of an answer, by its text or as a part of the checks."""
    inside = code.co_filename.startswith(CHECKS) and not code.co_filename.endswith("watching.py")
    return inside or _text(code) in texts


def _text(code: types.CodeType) -> tuple | None:
    """Return what a copy shares with a function; None without a docstring, which all may write."""
    if not code.co_consts or type(code.co_consts[0]) is not str:
        return None
    return code.co_code, code.co_names, code.co_varnames, code.co_consts[0]


def _no_copies(texts: frozenset[tuple]) -> Callable[[str, tuple], None]:
    """Return an audit hook that refuses the text of the package and copies of answers."""

    def holds(code: types.CodeType) -> bool:
        inner = (part for part in code.co_consts if isinstance(part, types.CodeType))
        return _text(code) in texts or any(holds(part) for part in inner)

    def hook(event: str, args: tuple) -> None:
        if event == "open" and str(args[0]).startswith(PACKAGE):
            raise PermissionError("not here")
        if event == "os.system":  # by itself it would return a number, and nobody would know why
            raise PermissionError(errno.EPERM, "no program is started here")
        made = event in ("exec", "function.__new__") and isinstance(args[0], types.CodeType)
        if made and holds(args[0]):
            raise PermissionError("not here")

    return hook


def _blank(count: int) -> types.CodeType:
    """Return the code of a function that raises, with so many names from around it."""
    names = [f"a{number}" for number in range(count)]
    lines = [f"    {name} = None" for name in names]
    used = f"({', '.join(names)},)" if names else "None"
    source = "\n".join(
        [
            "def outer():",
            *lines,
            "    def inner(*args, **named):",
            f"        raise PermissionError('not here', {used})",
            "    return inner",
        ]
    )
    space: dict[str, Any] = {}
    exec(source, space)
    return space["outer"]().__code__


def _equals_anything(value: Any) -> bool:
    """Whether something says that it equals things which are all different."""
    try:
        return all(bool(value == other) for other in (object(), "", -1.5, 10**9 + 7))
    except Exception:
        return False


class Server:
    """Answers for the names in a namespace."""

    def __init__(self, end: socket.socket, names: dict[str, Any]) -> None:
        self.end = end
        self.names = names
        self.functions: list[Any] = []

    def run(self) -> None:
        """Answer until the other side has gone."""
        with contextlib.suppress(framing.WireError):
            while True:
                self.answer(framing.receive(self.end))

    def answer(self, asked: dict) -> None:
        """Answer one question."""
        try:
            reply = self._look_up(asked["name"]) if "name" in asked else self._call(asked)
        except plain_data.NotPlainError as error:
            reply = {"opaque": str(error)}
        framing.send(self.end, reply)

    def _look_up(self, name: str) -> dict:
        if name not in self.names:
            return {"absent": True}
        return self._packed(self.names[name])

    def _packed(self, value: Any) -> dict:
        try:
            return {"value": plain_data.pack(value, self._handle)}
        except plain_data.NotPlainError as error:
            return {"opaque": "" if _equals_anything(value) else str(error)}

    def _handle(self, function: Any) -> tuple:
        self.functions.append(function)
        try:
            shape = [
                [p.name, p.kind.name, p.default is not p.empty]
                for p in inspect.signature(function).parameters.values()
            ]
        except (TypeError, ValueError):
            shape = None
        return len(self.functions) - 1, str(getattr(function, "__name__", "function")), shape

    def _call(self, asked: dict) -> dict:
        function = self.functions[asked["call"]]
        args = [plain_data.unpack(arg, self._back) for arg in asked["args"]]
        named = {key: plain_data.unpack(arg, self._back) for key, arg in asked["named"].items()}
        out, err = io.StringIO(), io.StringIO()
        reply: dict[str, Any] = {}
        with (
            warnings.catch_warnings(record=True) as caught,
            np.errstate(all="warn", under="ignore"),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            warnings.simplefilter("always")
            try:
                reply |= self._packed(function(*args, **named))
            except framing.WireError:
                raise
            except BaseException as error:
                reply["error"] = [type(error).__name__, str(error)[:1000]]
                if isinstance(error, OSError) and error.errno in NOT_ALLOWED:
                    reply["opaque"] = "what it needs a program or more processes for"
        reply["args"] = [self._after(arg) for arg in args]
        reply["out"], reply["err"] = out.getvalue()[:10000], err.getvalue()[:10000]
        reply["warnings"] = [[w.category.__name__, str(w.message)[:1000]] for w in caught[:100]]
        return reply

    def _after(self, arg: Any) -> Any:
        try:
            return plain_data.pack(arg) if isinstance(arg, np.ndarray | list | dict) else None
        except plain_data.NotPlainError:
            return ["opaque"]

    def _back(self, number: int, name: str, shape: Any) -> Any:
        """Return a function of the other side's."""

        def call_back(*args: Any, **named: Any) -> Any:
            framing.send(
                self.end,
                {
                    "back": number,
                    "args": [plain_data.pack(arg, self._handle) for arg in args],
                    "named": {k: plain_data.pack(v, self._handle) for k, v in named.items()},
                },
            )
            while True:
                told = framing.receive(self.end)
                if "call" in told or "name" in told:
                    self.answer(told)
                elif "error" in told:
                    raise ValueError(told["error"])
                else:
                    return plain_data.unpack(told["value"], self._back)

        call_back.__name__ = name
        return call_back
