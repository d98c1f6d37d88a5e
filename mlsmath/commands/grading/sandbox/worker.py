"""The process in which a submission's notebook runs: a fork of the warm one, walled in."""

import asyncio
import contextlib
import os
import random
import signal
import socket
import sys
import traceback
import types
from pathlib import Path
from typing import Any

from mlsmath.commands.grading.sandbox import framing, inherited_pools, isolation, remote_functions
from mlsmath.commands.grading.sandbox.shell import Recorder, Stream, flush, run_cell
from mlsmath.commands.machine import write_files

OUT_OF_MEMORY = 77
# Set by the fork server: the functions of the checks and their texts, and what does each task.
answers: list[types.FunctionType | str] = []
texts: frozenset[tuple] = frozenset()
course: dict[str, tuple[types.FunctionType | str, ...]] = {}


def live(end: socket.socket, job: dict, shell: Any, recorder: Recorder) -> None:
    """Prepare this process, say so, and run the cells that come; never returns."""
    try:
        _settle(job)
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
        _start_shell(shell, recorder, job)
        framing.send(end, {"ready": True})
    except BaseException as error:
        with contextlib.suppress(BaseException):
            framing.send(
                end, {"broken": f"{type(error).__name__}: {error}\n{traceback.format_exc()}"}
            )
        os._exit(1)
    try:
        _obey(end, shell, recorder, loop)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def _settle(job: dict) -> None:
    limits = isolation.Limits(**job["limits"])
    isolation.set_limits(limits, job["sandbox"])
    if job["sandbox"]:
        isolation.make_private(limits)
        folder = Path(isolation.HOME, job["assignment"])
    else:
        os.setpgid(0, 0)
        folder = Path(job["folder"], job["assignment"])
        os.environ["HOME"] = job["folder"]
    folder.mkdir(parents=True)
    write_files(folder, {name: bytes.fromhex(data) for name, data in job["files"].items()})
    os.chdir(folder)
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _start_shell(shell: Any, recorder: Recorder, job: dict) -> None:
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    recorder.limit = job["limits"]["output"]
    sys.stdout = Stream(recorder, "stdout", catch=True)
    sys.stderr = Stream(recorder, "stderr", catch=True)
    vars(sys).update(__stdout__=sys.stdout, __stderr__=sys.stderr)
    libraries = [
        number
        for number, path in enumerate(sys.path)
        if os.path.basename(path) in ("site-packages", "dist-packages")
    ]
    sys.path.insert(libraries[0] if libraries else len(sys.path), "")  # as IPython does
    sys.argv[:] = [shell.user_module.__name__]


def _obey(end: socket.socket, shell: Any, recorder: Recorder, loop: Any) -> None:
    server = 0
    before = set(sys.modules)
    while True:
        try:
            told = framing.receive(end)
            if "serve" in told:
                _, fds, _, _ = socket.recv_fds(end, 1, 1)
                _signal_others(signal.SIGSTOP)
                server = _fork_server(fds[0], end, shell, told["serve"])
            elif "modules" in told:
                framing.send(end, {"modules": sorted(set(sys.modules) - before)})
            elif "served" in told:
                if server:
                    _end_group(server)
                    server = 0
                _signal_others(signal.SIGCONT)
                framing.send(end, {"gone": True})
            else:
                recorder.cell = told["cell"]
                remote_functions.look_with(told.get("seed"))
                reply = _run(shell, loop, told["source"])
                framing.send(end, {"messages": recorder.take(), "reply": reply})
                if shell.exit_now:
                    os._exit(0)
        except framing.WireError:
            os._exit(0)
        except KeyboardInterrupt:
            continue  # the interrupt of a cell that ended at the same moment


def _run(shell: Any, loop: Any, source: str) -> dict:
    try:
        return run_cell(shell, loop, source)
    except MemoryError:
        raise
    except BaseException as error:
        flush()
        text = f"{type(error).__name__}"
        return {
            "status": "error",
            "execution_count": shell.execution_count,
            "ename": type(error).__name__,
            "evalue": "",
            "traceback": [text],
        }


def _end_group(server: int) -> None:
    """End a server, and what it has started."""
    os.killpg(server, signal.SIGKILL)
    os.waitpid(server, 0)
    with contextlib.suppress(ChildProcessError):  # those that it left come to the first process
        while True:
            os.waitpid(-server, 0)


def _signal_others(number: int) -> None:
    """Stop what the notebook has left running, or let it go on: none may help a second look."""
    if os.getpid() == 1:
        with contextlib.suppress(ProcessLookupError):
            os.kill(-1, number)


def _fork_server(number: int, end: socket.socket, shell: Any, checks: list[str]) -> int:
    try:
        pid = os.fork()
    except BlockingIOError:  # what the notebook has left running takes up all processes
        if os.getpid() != 1:
            raise
        os.kill(-1, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, 0)[0]:
                pass
        pid = os.fork()
    if pid:
        os.close(number)
        with contextlib.suppress(OSError):
            os.setpgid(pid, pid)
        return pid
    try:
        os.setpgid(0, 0)
        end.close()
        task = remote_functions.doing_the_task(checks, course)
        remote_functions.take_answers_away(answers, texts, task)
        isolation.start_no_program()
        inherited_pools.revive()
        remote_functions.Server(socket.socket(fileno=number), _names(shell)).run()
    finally:
        os._exit(0)


def _names(shell: Any) -> dict[str, Any]:
    space = shell.user_ns
    return {name: value for name, value in space.items() if not isinstance(value, types.ModuleType)}
