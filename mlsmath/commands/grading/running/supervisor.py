"""Watch one notebook run: hand over the cells, keep the time, re-check what was graded.

The supervisor is a fork of the fork server and runs nothing of the submission. What the process
of the submission says is data, of limited size; whatever it does, this process ends in time and
says how the notebook ended.
"""

import contextlib
import importlib
import math
import os
import secrets
import select
import shutil
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mlsmath.commands.grading.running.memory import children, descendants, resident
from mlsmath.commands.grading.running.output_limit import Room
from mlsmath.commands.grading.running.watch import BETWEEN_LOOKS, Watch
from mlsmath.commands.grading.sandbox import framing, isolation, remote_functions, worker
from mlsmath.commands.grading.scoring.second_look import Recheck, recheck
from mlsmath.commands.machine import write_files

if TYPE_CHECKING:
    from mlsmath.commands.grading.intake.hidden_tests import Test

GRACE = 10.0
ONE_LOOK = 30.0  # seconds at most for a second look, so that one which hangs leaves time for others
LATE = {
    "ename": "CellTimeoutError",
    "evalue": "",
    "traceback": ["\x1b[0;31mCellTimeoutError\x1b[0m: No reply from kernel before timeout"],
}


def do(end: socket.socket, known: dict, shell: Any, recorder: Any) -> None:
    """Take a job, run it, send its report, and end this process.

    The tests are in the second message, which is read when the process that runs the notebook has
    been forked: they are not in its memory.
    """
    status = 1
    try:
        supervisor = Supervisor(framing.receive(end), known, shell, recorder)
        try:
            report = supervisor.run(**framing.receive(end))
        finally:
            supervisor.end_all()
        framing.send(end, report)
        status = 0
    except BaseException as error:
        with contextlib.suppress(BaseException):
            framing.send(end, {"broken": f"{type(error).__name__}: {error}"})
            status = 0
    finally:
        os._exit(status)


class BusyError(framing.LateError):
    """The processes of a submission have together used more processor time than a cell may."""


class Supervisor:
    """One notebook, from its first cell to its last."""

    def __init__(self, job: dict, known: dict, shell: Any, recorder: Any) -> None:
        self.job = job
        self.known = known
        self.shell = shell
        self.limits = isolation.Limits(**job["limits"])
        self.left = self.limits.recheck_seconds
        self.room = Room(self.limits.all_output)
        self.looks, self.share = 1, 0.0
        if job["sandbox"]:  # its end ends all sessions inside; Linux may share processors by them
            os.setsid()
        self.outer, self.inner, self.end = self._start(shell, recorder)
        most = self.limits.memory + 2 * resident()  # and what the forks began with
        self.watch = Watch(most, self._kill)
        self.watch.start()
        remote_functions.count_by(self.watch.clock)
        self.ends = self.watch.clock() + self.limits.total_seconds
        self.starved = False

    def _start(self, shell: Any, recorder: Any) -> tuple[int, int, socket.socket]:
        """Fork the process that runs the cells; return its outer and inner process id."""
        # Orphans of the submission become ours, to be ended.
        isolation._libc().prctl(36, 1, 0, 0, 0)
        end, theirs = socket.socketpair()
        outer = os.fork()
        if not outer:
            try:
                _close_all_but(theirs.fileno())
                if self.job["sandbox"]:
                    isolation.enter_namespaces()
                    inner = os.fork()
                    if inner:
                        framing.send(theirs, {"inner": inner})
                        theirs.close()
                        os._exit(_code(os.waitpid(inner, 0)[1]))
                else:
                    framing.send(theirs, {"inner": os.getpid()})
                worker.live(theirs, self.job, shell, recorder)
            except BaseException as error:
                with contextlib.suppress(BaseException):
                    framing.send(theirs, {"broken": str(error)})
            finally:
                os._exit(1)
        theirs.close()
        remote_functions.look_with(secrets.randbits(32))
        remote_functions.trust_this_process()
        until = time.monotonic() + 30
        inner = ready = None
        while inner is None or ready is None:
            told = framing.receive(end, until)
            if "broken" in told:
                raise OSError(told["broken"])
            inner, ready = told.get("inner", inner), told.get("ready", ready)
        return outer, inner, end

    def run(self, cells: list[dict], number: str) -> dict:
        """Run the cells in order and return the report."""
        done, ended = [], None
        self.looks = sum(1 for cell in cells if cell["test"])
        self.share = self.left / max(self.looks, 1)  # no test takes that of another
        for cell in cells:
            began = time.monotonic()
            told, ended = self._run(cell)
            test = cell["test"]
            if test and self.job.get("modules") and ended is None:
                first = _points(told, test["points"])
                told, ended = self._run({**cell, "source": test["source"], "test": None})
                told["first"] = {"runs": first is not None, "number": _number(told) is not None}
            told |= {"index": cell["index"], "seconds": round(time.monotonic() - began, 3)}
            if test and ended is None:
                self._look_apart(told, test)
            self.room.fit(told, is_test=bool(test))
            done.append(told)
            if ended:
                ended |= {"index": cell["index"]}
                break
        report = {"cells": done, "ended": ended, "number": number, "starved": self.starved}
        if self.job.get("modules") and ended is None:
            framing.send(self.end, {"modules": True})
            report |= framing.receive(self.end, time.monotonic() + GRACE)
        return report

    def _run(self, cell: dict) -> tuple[dict, dict | None]:
        late = busy = False
        try:
            asked = {"cell": f"cell-{cell['index']}", "source": cell["source"]}
            if cell["test"] and cell["test"]["hides"]:
                asked["seed"] = 0  # the visible lines are asked as the hidden ones ask
            framing.send(self.end, asked)
            seconds = min(self.limits.cell_seconds, self.ends - self.watch.clock())
            try:
                answer = self._answer(seconds, self.limits.processors * self.limits.cell_seconds)
            except framing.LateError as error:
                late, busy = True, isinstance(error, BusyError)
                if busy:
                    self._end_others()
                _signal(self.inner, signal.SIGINT)
                answer = self._answer(GRACE)
            if not isinstance(answer, dict) or not isinstance(answer.get("reply"), dict):
                return {}, {"how": "died", "detail": "it sent what no notebook sends"}
            answer = {key: answer[key] for key in ("messages", "reply") if key in answer}
        except framing.LateError:
            return {"reply": {"status": "error", **LATE}}, {"how": "stuck"}
        except framing.TooLongError:
            return {}, {"how": "output"}
        except framing.WireError:
            if self.watch.out_of_memory:
                return {}, {"how": "died", "code": worker.OUT_OF_MEMORY}
            return {}, self._how_it_ended()
        if late:
            answer["reply"] = {"status": "error", **LATE}
            answer |= {"late": True, "busy": busy}
            if self.watch.clock() > self.ends:
                return answer, {"how": "total"}
        return answer, None

    def _answer(self, seconds: float, processor_seconds: float = math.inf) -> Any:
        """Return the answer that comes in this time, of which waiting for a processor is no part.

        Raises LateError, or BusyError where all processes together have worked too long for it.
        """
        began, waited = time.monotonic(), self.watch.waited
        until = self.watch.clock() + seconds
        most = self.watch.used + processor_seconds
        while not select.select([self.end], [], [], BETWEEN_LOOKS)[0]:
            if self.watch.used > most:
                raise BusyError
            if self.watch.clock() > until:
                self._note_starving(began, waited)
                raise framing.LateError("no answer in time")
        return framing.receive(self.end, time.monotonic() + GRACE, self.limits.output * 3)

    def _note_starving(self, began: float, waited: float) -> None:
        """Note whether what ran out of time since then had less than half of a processor."""
        if self.watch.waited - waited > (time.monotonic() - began) / 2:
            self.starved = True

    def _how_it_ended(self) -> dict:
        for _ in range(100):
            pid, status = os.waitpid(self.outer, os.WNOHANG)
            if pid:
                self.outer = 0
                return {"how": "died", "code": _code(status)}
            time.sleep(0.02)
        return {"how": "died", "code": None}

    def _look_apart(self, told: dict, test: "Test") -> None:
        """Run a whole test where the submission cannot reach it, if that may change its points.

        Where it earns less there than its visible lines did in the notebook, these are run there,
        too: either the answer does not pass the hidden lines, or somebody helped it here.
        """
        here = _points(told, test["points"])
        if here is not None and (here > 0 or (test["hides"] and not test["alike"])):
            second = self._recheck(test["source"], test)
            told |= {"recheck": vars(second), "hides": test["hides"], "alike": test["alike"]}
            there = second.points(test["points"])
            if test["hides"] and there is not None and there < here - 1e-6:
                told["shown"] = vars(self._recheck(test["visible"], test))
        self.looks -= 1

    def _recheck(self, source: str, test: "Test") -> Recheck:
        """Run lines of a test where the submission cannot reach them, for its share of the time."""
        began, waited, clock = time.monotonic(), self.watch.waited, self.watch.clock
        spent = clock()
        share = max(self.left / max(self.looks, 1), self.share)
        left_running = set(descendants()) - {self.outer, self.inner}
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                framing.send(self.end, {"serve": remote_functions.checks_in(source)})
                socket.send_fds(self.end, [b"!"], [theirs.fileno()])
            with self.shell.builtin_trap, self.shell.display_trap, self._handed_out():
                seconds, lent, asked = min(share, ONE_LOOK), test["helpers"], test["answers"]
                result = recheck(source, self.known, ours, seconds, lent, asked, clock)
        finally:
            ours.close()
            self.left -= clock() - spent
        if result.state == "late":
            self._note_starving(began, waited)
        if self.watch.out_of_memory:
            return Recheck("opaque", reason="what takes so much memory")
        try:
            framing.send(self.end, {"served": True})
            framing.receive(self.end, time.monotonic() + GRACE)
        except framing.WireError:
            return Recheck("unknown", reason="the submission did not answer")
        if result.state == "late" and left_running:  # these are stopped, so whoever asks them waits
            return Recheck("unknown", reason="it waits for what it left running")
        return result

    @contextlib.contextmanager
    def _handed_out(self) -> Iterator[None]:
        """Be in a folder with the instructor's files, so that a test imports what was handed out.

        What the submission wrote is not there.
        """
        names = [name for name in self.job.get("ours", []) if name in self.job["files"]]
        if not names:
            yield
            return
        before, paths = os.getcwd(), list(sys.path)
        folder = tempfile.mkdtemp(prefix="mlsmath-handed-out-")
        try:
            files = {name: bytes.fromhex(self.job["files"][name]) for name in names}
            write_files(Path(folder), files)
            os.chdir(folder)
            sys.path.insert(0, folder)
            importlib.invalidate_caches()
            yield
        finally:
            sys.path[:] = paths
            os.chdir(before)
            shutil.rmtree(folder, ignore_errors=True)

    def _end_others(self) -> None:
        """End what the notebook has started, and not the notebook."""
        for pid in set(descendants()) - {self.outer, self.inner}:
            _signal(pid, signal.SIGKILL)

    def _kill(self) -> None:
        """End the notebook and what it has started: without a sandbox its end ends nothing else."""
        if not self.job["sandbox"]:
            _signal(-self.inner, signal.SIGKILL)  # its group
        _signal(self.inner, signal.SIGKILL)
        self._end_others()

    def end_all(self) -> None:
        """End the submission's processes, also those that left its group."""
        self.watch.stop()
        self._kill()
        self.end.close()
        for _ in range(200):
            for pid in children():
                _signal(pid, signal.SIGKILL)
            try:
                while os.waitpid(-1, os.WNOHANG)[0]:
                    pass
            except ChildProcessError:
                return
            time.sleep(0.01)


def _signal(pid: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, number)


def _close_all_but(kept: int) -> None:
    """Leave the submission no way to those who wait for its supervisor."""
    most = os.sysconf("SC_OPEN_MAX")
    os.closerange(3, kept)
    os.closerange(kept + 1, min(most, 2**16))


def _points(done: dict, most: float) -> float | None:
    """Return what a test cell has earned where it ran, by nbgrader's rules; None for an error."""
    reply = done.get("reply")
    if not isinstance(reply, dict) or reply.get("status") != "ok":
        return None
    number = _number(done)
    return most if number is None else number


def _number(done: dict) -> float | None:
    for message in done.get("messages") or []:
        try:
            if message["msg_type"] == "execute_result":
                return float(message["content"]["data"]["text/plain"])
        except (KeyError, TypeError, ValueError):
            return None
    return None


def _code(status: int) -> int:
    return os.waitstatus_to_exitcode(status) % 256
