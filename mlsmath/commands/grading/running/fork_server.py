"""The fork server: everything imported, nothing of a submission run; it forks for each notebook.

Started with `python -m`, a socket's number, `sandbox` or `open`, and where fonts are listed. Each
job is done by a fork, the supervisor, which itself forks the process that runs the cells, and
watches it. A job comes through a socket of its own, which the supervisor alone reads: no test is
ever in the memory of this process, nor in that of the one that runs the cells.
"""

import contextlib
import gc
import importlib
import inspect
import os
import shutil
import socket
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Any


def main() -> None:
    """Import, then take jobs until the other side has gone."""
    gc.disable()  # until all is imported: that makes no garbage
    end = socket.socket(fileno=int(sys.argv[1]))
    sandboxed = sys.argv[2] == "sandbox"
    from mlsmath.commands.grading.sandbox import framing

    try:
        if sandboxed:
            from mlsmath.commands.grading.sandbox import isolation

            isolation.drop_superuser()
        _fonts(sys.argv[3])
        shell, recorder = _shell()
        settings = framing.receive(end)
        known = _warm_up(shell, settings["imports"], settings["modules"], settings["home"])
        framing.send(end, {"ready": os.getpid()})
    except BaseException:
        framing.send(end, {"broken": traceback.format_exc()})
        return
    from mlsmath.commands.grading.running import supervisor

    while True:
        try:
            told = framing.receive(end)
            if "imports" in told:  # the run of the master notebooks has shown what else is needed
                known = _warm_up(shell, told["imports"], told["modules"], told["home"])
                framing.send(end, {"ready": os.getpid()})
                continue
            _, (number,), _, _ = socket.recv_fds(end, 1, 1)
        except (framing.WireError, OSError, ValueError):
            return
        with contextlib.suppress(ChildProcessError):  # those that are done
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        if not os.fork():
            end.close()
            supervisor.do(socket.socket(fileno=number), known, shell, recorder)
        os.close(number)


def _fonts(folder: str) -> None:
    """Let Matplotlib find its list of fonts, in a folder that it may write."""
    from mlsmath.commands.grading.sandbox.isolation import FONT_LISTS

    own = Path(tempfile.mkdtemp(prefix="mpl-"))
    os.environ["MPLCONFIGDIR"] = str(own)
    for path in Path(folder).glob(FONT_LISTS):
        shutil.copy(path, own)


def _shell() -> tuple:
    """Make the shell, then import what nearly every notebook imports."""
    from mlsmath.commands.grading.running.pool import USUAL
    from mlsmath.commands.grading.sandbox.shell import Recorder, make_shell

    recorder = Recorder()
    shell = make_shell(recorder)
    _import(shell, [], USUAL)
    recorder.take()
    return shell, recorder


def _warm_up(shell: Any, imports: list[str], modules: list[str], home: str) -> dict:
    """Import what the master notebooks import, now or later; return the names that they see."""
    from IPython.utils import path as paths

    from mlsmath.commands.grading.sandbox import remote_functions, worker

    # IPython writes ~ for the home folder in tracebacks; Python may lie in the instructor's.
    paths.compress_user = lambda path: path.replace(home, "~") if path.startswith(home) else path
    known = _import(shell, imports, modules)
    shell.display_pub.session.take()
    inspect.getmodule(sys._getframe().f_code)  # its table of every module's file is filled once
    gc.unfreeze()  # what is frozen is not found
    gc.collect()
    worker.answers = remote_functions.own_functions()
    worker.texts = remote_functions.texts_of(worker.answers)
    worker.course = remote_functions.course_functions()
    gc.freeze()
    gc.enable()
    return known


def _import(shell: Any, imports: list[str], modules: list[str]) -> dict:
    """Import as in a cell: IPython changes a few builtins there, and our checks notice changes."""
    known: dict = {}
    with shell.builtin_trap, shell.display_trap:
        for line in imports:
            try:
                exec(line, known)
            except Exception:
                continue  # the notebook itself will show it
        for name in modules:
            with contextlib.suppress(Exception):
                importlib.import_module(name)
    known.pop("__builtins__", None)
    return known


if __name__ == "__main__":
    main()
