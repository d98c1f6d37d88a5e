"""Commands that begin where their imports end: forks of a process that has nbgrader imported.

Each is a process of its own, with its script, its environment and its exit, and seconds shorter.
"""

import atexit
import importlib
import json
import os
import runpy
import socket
import subprocess
import sys
from functools import cache
from pathlib import Path


def run(words: list[str], cwd: Path, environment: dict[str, str]) -> tuple[int, str]:
    """Enter a command; return its status and what it and those it started said."""
    end = _server()
    ours, theirs = os.pipe()
    job = {"words": words, "cwd": str(cwd), "environment": environment}
    socket.send_fds(end, [json.dumps(job).encode()], [theirs])
    os.close(theirs)
    with open(ours, encoding="utf-8", errors="replace") as pipe:
        said = pipe.read()
    return int(end.recv(64)), said


@cache
def _server() -> socket.socket:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    number = theirs.fileno()
    with theirs:
        subprocess.run(
            [sys.executable, __file__, str(number)],
            check=True,
            pass_fds=[number],
            stdin=subprocess.DEVNULL,
            stdout=theirs,  # no answer is expected there, so that a complaint stops the test
            stderr=theirs,
        )
    atexit.register(ours.close)  # which ends it
    return ours


def _fork(end: socket.socket) -> list[str]:
    """Fork for each command that comes; the fork returns, with the words of its command."""
    while True:
        message, fds, *_ = socket.recv_fds(end, 2**20, 1)
        if not message:
            raise SystemExit
        child = os.fork()
        if not child:
            break
        os.close(fds[0])
        _, status = os.waitpid(child, 0)
        end.send(str(os.waitstatus_to_exitcode(status)).encode())
    job = json.loads(message)
    for standard in (1, 2):
        os.dup2(fds[0], standard)
    os.close(fds[0])
    end.close()
    os.environ.clear()
    os.environ.update(job["environment"])
    os.chdir(job["cwd"])
    return job["words"]


def _know_the_version() -> None:
    """Tell nbgrader which version of its tables is the newest: it asks a program for seconds."""
    from alembic.config import Config
    from alembic.script import ScriptDirectory
    from nbgrader import api, dbutil

    with dbutil._temp_alembic_ini("sqlite://") as settings:
        version = ScriptDirectory.from_config(Config(settings)).get_current_head()
    api.get_alembic_version = lambda: version


if __name__ == "__main__":
    if os.fork():  # a child of nobody: what watches all that a test has started leaves it alone
        os._exit(0)
    sys.path[0] = ""  # nothing of this folder is imported
    for module in ("mlsmath.commands.grading", "nbgrader.apps.nbgraderapp"):
        importlib.import_module(module)
    _know_the_version()
    sys.argv = _fork(socket.socket(fileno=int(sys.argv[1])))
    sys.path[0] = str(Path(sys.argv[0]).parent)
    runpy.run_path(sys.argv[0], run_name="__main__")
