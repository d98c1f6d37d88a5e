"""Run a test cell again where the submission cannot reach it.

This process has never run a line of the submission. It runs the master version of the test cell,
with imports from the master notebook alone. The learner's names are stand-ins: calling one sends
plain data to the submission's process and gets plain data back. A patched module, a forged output
or an object that equals everything is of no use here.
"""

import ast
import builtins
import contextlib
import io
import math
import signal
import socket
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from inspect import Parameter, Signature
from typing import Any

import numpy as np

from mlsmath.commands.grading.record import MIME
from mlsmath.commands.grading.sandbox import framing, plain_data
from mlsmath.commands.grading.scoring.worth import Recheck

TOO_SLOW = "too-slow"  # what a check calls a function that it had to stop


class CannotRecheckError(Exception):
    """The cell rests on something that is no plain data."""


class TimeUpError(BaseException):
    """The second look took too long; not an Exception, so that no test takes it for an answer."""


def recheck(
    source: str,
    known: dict[str, Any],
    end: socket.socket,
    seconds: float,
    helpers: str = "",
    answers: Iterable[str] = (),
    clock: Callable[[], float] = time.monotonic,
) -> Recheck:
    """Run a test cell for so long at most, by a clock; when the time is up the result is "late".

    `known` are names that need not come from the submission, nor what `helpers` makes, lines of
    the instructor's that the test rests on. `answers` come from it in any case.
    """
    until = clock() + seconds
    found = None
    try:
        with _within(seconds, clock):
            found = _look(source, known, end, helpers, answers)
    except TimeUpError:
        found = None
    return found if found is not None and clock() < until else Recheck("late")


@contextlib.contextmanager
def _within(seconds: float, clock: Callable[[], float]) -> Iterator[None]:
    """Raise TimeUpError after some seconds, and again and again if something swallows it."""
    until = clock() + seconds

    def time_up(*_: Any) -> None:
        if clock() >= until:
            raise TimeUpError

    before = signal.signal(signal.SIGALRM, time_up)
    signal.setitimer(signal.ITIMER_REAL, max(seconds, 1e-3), 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _look(
    source: str, known: dict[str, Any], end: socket.socket, helpers: str, answers: Iterable[str]
) -> Recheck:
    out, client = io.StringIO(), Client(end)
    with (
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(out),
        warnings.catch_warnings(),
    ):
        try:
            return _run(ast.parse(source), dict(known), client, helpers, answers)
        except CannotRecheckError as error:
            state = "opaque" if client.opaque else "unknown"
            return Recheck(state, reason=client.opaque or str(error))
        except framing.WireError as error:
            return Recheck("unknown", reason=f"the submission did not answer ({error})")
        except SyntaxError:
            return Recheck("unknown", reason="the test is more than plain Python")
        except Exception as error:
            if client.opaque:
                return Recheck("opaque", reason=client.opaque)
            name = type(error).__name__
            output = {"ename": name, "evalue": str(error)[:1000], "line": _line(source, error)}
            return Recheck("error", reason=name, output=output)


def _line(source: str, error: Exception) -> str:
    """Return the line of the test in which an error was raised."""
    lines = source.splitlines()
    for frame, number in traceback.walk_tb(error.__traceback__):
        if frame.f_code.co_filename == "<test>" and 0 < number <= len(lines):
            return lines[number - 1].strip()
    return ""


def _run(
    tree: ast.Module,
    space: dict[str, Any],
    client: "Client",
    helpers: str,
    answers: Iterable[str],
) -> Recheck:
    lent = ast.parse(helpers)
    tree.body = [node for node in tree.body if node is tree.body[-1] or not _says_only(node, space)]
    settled = {*space, *dir(builtins)}.difference(answers)
    for node in [*ast.walk(lent), *ast.walk(tree)]:
        if isinstance(node, ast.Name) and node.id not in settled:
            settled.add(node.id)
            if isinstance(node.ctx, ast.Load):
                value = client.look_up(node.id)
                if value is not client.absent:
                    space[node.id] = value
    last = None
    if tree.body and isinstance(final := tree.body[-1], ast.Expr):
        last = ast.Expression(final.value)
        tree.body.pop()
    exec(compile(lent, "<above>", "exec"), space)
    exec(compile(tree, "<test>", "exec"), space)
    if last is None:
        if client.broken:
            raise CannotRecheckError(client.broken)
        return Recheck("nothing")
    result = eval(compile(last, "<test>", "eval"), space)
    if client.broken:
        raise CannotRecheckError(client.broken)
    if result is None:
        return Recheck("nothing")
    show = getattr(type(result), "_repr_mimebundle_", None)
    output: dict[str, Any] = {"data": show(result) if show else {"text/plain": repr(result)}}
    if output["data"].get(MIME, {}).get("misconception") == TOO_SLOW:
        return Recheck("late")  # what it waits for may have stayed with the notebook
    try:
        number = float(repr(result))
    except ValueError:
        return Recheck("text", output=output)
    found = Recheck("number", number) if math.isfinite(number) else Recheck("unknown")
    return replace(found, output=output)


def _says_only(node: ast.stmt, known: dict[str, Any]) -> bool:
    """Whether a statement calls a check whose result nobody reads; checks raise nothing."""
    if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)):
        return False
    called = node.value.func
    check = known.get(called.id) if isinstance(called, ast.Name) else None
    return type(check).__module__.startswith("mlsmath.checks")


class Client:
    """Asks the submission's process."""

    absent = object()

    def __init__(self, end: socket.socket) -> None:
        self.end = end
        self.own: list[Any] = []
        self.broken = ""
        self.opaque = ""  # what was no plain data, in words

    def look_up(self, name: str) -> Any:
        """Return what the submission calls `name`."""
        framing.send(self.end, {"name": name})
        reply = framing.receive(self.end)
        if "absent" in reply:
            return self.absent
        return self._value(reply)

    def _value(self, reply: dict) -> Any:
        if "value" in reply:
            with contextlib.suppress(plain_data.NotPlainError):
                return plain_data.unpack(reply["value"], self._function)
        self._note(reply)
        return Opaque()

    def _note(self, reply: dict) -> None:
        self.opaque = self.opaque or str(reply.get("opaque") or "")[:200]

    def _handle(self, function: Any) -> tuple:
        self.own.append(function)
        return len(self.own) - 1, str(getattr(function, "__name__", "function")), None

    def _function(self, number: int, name: str, shape: Any) -> Any:
        def stand_in(*args: Any, **named: Any) -> Any:
            return self._call(int(number), args, named)

        stand_in.__name__ = stand_in.__qualname__ = str(name)
        if shape is not None:
            with contextlib.suppress(TypeError, ValueError, AttributeError):
                vars(stand_in)["__signature__"] = Signature(
                    [
                        Parameter(
                            p,
                            getattr(Parameter, kind),
                            default=None if optional else Parameter.empty,
                        )
                        for p, kind, optional in shape
                    ]
                )
        return stand_in

    def _call(self, number: int, args: tuple, named: dict) -> Any:
        try:
            asked = {
                "call": number,
                "args": [plain_data.pack(arg, self._handle) for arg in args],
                "named": {key: plain_data.pack(arg, self._handle) for key, arg in named.items()},
            }
        except plain_data.NotPlainError as error:
            self.broken = f"the test passes {error}"
            raise CannotRecheckError(self.broken) from error
        framing.send(self.end, asked)
        reply = framing.receive(self.end)
        while "back" in reply:
            framing.send(self.end, self._answer(reply))
            reply = framing.receive(self.end)
        for before, after in zip(args, reply.get("args") or [], strict=False):
            _put_back(before, after)
        sys.stdout.write(str(reply.get("out", "")))
        sys.stderr.write(str(reply.get("err", "")))
        for category, text in reply.get("warnings") or []:
            kind = getattr(builtins, str(category), UserWarning)
            kind = kind if isinstance(kind, type) and issubclass(kind, Warning) else UserWarning
            warnings.warn(str(text), kind, stacklevel=3)
        if "error" in reply:
            self._note(reply)
            name, text = reply["error"]
            kind = getattr(builtins, str(name), RuntimeError)
            usual = isinstance(kind, type) and issubclass(kind, Exception)
            raise (kind if usual else RuntimeError)(str(text))
        return self._value(reply)

    def _answer(self, asked: dict) -> dict:
        try:
            args = [plain_data.unpack(arg, self._function) for arg in asked["args"]]
            named = {k: plain_data.unpack(v, self._function) for k, v in asked["named"].items()}
            return {"value": plain_data.pack(self.own[asked["back"]](*args, **named), self._handle)}
        except plain_data.NotPlainError as error:
            return {"error": str(error)}
        except Exception as error:
            return {"error": f"{type(error).__name__}: {error}"}


class Opaque:
    """Something that is no plain data; equal to nothing but itself."""

    def __repr__(self) -> str:
        return "something that is no plain data"


def _put_back(before: Any, after: Any) -> None:
    """Give an argument the values that the call left in it."""
    if after is None:
        return
    try:
        value = plain_data.unpack(after)
    except plain_data.NotPlainError:
        return
    if isinstance(before, np.ndarray) and isinstance(value, np.ndarray):
        if before.shape == value.shape and before.flags.writeable:
            before[...] = value
    elif isinstance(before, list) and isinstance(value, list):
        before[:] = value
    elif isinstance(before, dict) and isinstance(value, dict):
        before.clear()
        before.update(value)
