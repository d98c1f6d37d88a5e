"""The warm process: everything imported, nothing of a submission run; it forks for each notebook.

Started as `python -m mlsmath.grading.warm FD`. Each job that comes through the socket is done by a
fork, the overseer, which itself forks the process that runs the cells, and watches it.
"""

import contextlib
import gc
import importlib
import os
import shutil
import socket
import sys
import tempfile
import traceback
from pathlib import Path


def main() -> None:
    """Import, then take jobs until the other side has gone."""
    end = socket.socket(fileno=int(sys.argv[1]))
    sandboxed = sys.argv[2] == "sandbox"
    from mlsmath.grading import wire

    try:
        settings = wire.receive(end)
        if sandboxed:
            from mlsmath.grading import sandbox

            sandbox.drop_superuser()
        _fonts(settings.pop("fonts"))
        known, shell, recorder = _warm_up(
            settings["imports"], settings["modules"], settings["home"]
        )
        wire.send(end, {"ready": os.getpid()})
    except BaseException:
        wire.send(end, {"broken": traceback.format_exc()})
        return
    from mlsmath.grading import oversee

    while True:
        try:
            job = wire.receive(end)
        except wire.WireError:
            return
        pid = os.fork()
        if not pid:
            oversee.do(end, job, known, shell, recorder)
        _, status = os.waitpid(pid, 0)
        if status:
            wire.send(end, {"broken": "the overseer of a notebook has died"})


def _fonts(folder: str) -> None:
    """Let Matplotlib find its list of fonts, in a folder that it may write."""
    own = Path(tempfile.mkdtemp(prefix="mpl-"))
    os.environ["MPLCONFIGDIR"] = str(own)
    for path in Path(folder).glob("fontlist*.json"):
        shutil.copy(path, own)


def _warm_up(imports: list[str], modules: list[str], home: str) -> tuple:
    """Make the shell, then import what the master notebooks import, now or later."""
    from IPython.utils import path

    from mlsmath.grading import learner, serve
    from mlsmath.grading.shell import Recorder, make_shell

    # IPython writes ~ for the home folder in tracebacks; Python may lie in the instructor's.
    path.compress_user = lambda text: text.replace(home, "~") if text.startswith(home) else text
    recorder = Recorder()
    shell = make_shell(recorder)
    known: dict = {}
    # As in a cell: IPython changes a few builtins while one runs, and our checks notice changes.
    with shell.builtin_trap, shell.display_trap:
        for line in imports:
            try:
                exec(line, known)
            except Exception:
                continue  # the notebook itself will show it
        for name in modules:
            with contextlib.suppress(Exception):
                importlib.import_module(name)
    recorder.take()
    known.pop("__builtins__", None)
    gc.collect()
    learner.answers = serve.own_functions()
    gc.freeze()
    return known, shell, recorder


if __name__ == "__main__":
    main()
