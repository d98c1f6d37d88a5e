"""The engine for macOS and Windows: nbclient's kernels, several at a time, each for one notebook.

No sandbox and no second look at test cells; limits on time alone.
"""

import contextlib
import logging
import os
import tempfile
import time
from pathlib import Path
from typing import Any

import nbformat
from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode
from nbgrader.preprocessors import Execute
from nbgrader.preprocessors.execute import UnresponsiveKernelError

STARTS = 3  # two kernels that start at the same moment can be given the same port
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}


_at_work: set["Watched"] = set()


class Watched(Execute):
    """Runs a notebook as nbgrader does, and notes when each cell was done."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.done: dict[int, dict] = {}
        self.now: int | None = None
        self.began = time.monotonic()

    def on_cell_start(self, **about: Any) -> None:  # noqa: D102
        self.now = about["cell_index"]
        self.began = time.monotonic()

    def on_cell_executed(self, **about: Any) -> None:  # noqa: D102
        super().on_cell_executed(**about)
        content = about["execute_reply"]["content"]
        self.done[about["cell_index"]] = {
            "index": about["cell_index"],
            "seconds": round(time.monotonic() - self.began, 3),
            "late": content.get("ename") == "CellTimeoutError",
            "reply": {"status": content["status"], "ename": content.get("ename", "")},
        }


def run_notebook(job: dict) -> dict:
    """Run a notebook in a kernel of its own; return the report, as the forking engine does."""
    nb = nbformat.v4.reads_json(job["nb"])
    nb.metadata.setdefault("kernelspec", NotebookNode(KERNEL))
    for cell in nb.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    os.environ["NBGRADER_EXECUTION"] = "autograde"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for name, data in job["files"].items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(bytes.fromhex(data))
        for left in reversed(range(STARTS)):
            runner = Watched(timeout=int(job["limits"]["cell_seconds"]))
            report = _run(runner, nb, folder)
            if not (left and runner.now is None and "Kernel died" in report.get("broken", "")):
                return report
    return report


def _run(runner: Watched, nb: NotebookNode, folder: str) -> dict:
    runner.log = logging.getLogger("mlsmath.commands.grading.running.kernels")
    runner.log.setLevel(logging.CRITICAL)
    ended = None
    _at_work.add(runner)
    try:
        runner.preprocess(nb, {"metadata": {"path": folder}})
    except DeadKernelError:
        ended = {"how": "died", "index": runner.now}
    except UnresponsiveKernelError:
        ended = {"how": "stuck", "index": runner.now}
    except Exception as error:
        return {"broken": f"{type(error).__name__}: {error}"}
    finally:
        _at_work.discard(runner)
    done = list(runner.done.values())
    return {"ended": ended, "cells": done, "nb": nbformat.v4.writes_json(nb)}


def stop_all() -> None:
    """End the kernels that are at work, so that those who wait for them go on."""
    for runner in list(_at_work):
        with contextlib.suppress(Exception):  # it may not have begun, or may have ended
            runner.km.provisioner.process.kill()
