"""The engine for macOS and Windows: nbclient's kernels, several at a time, each for one notebook.

Time, output, memory and processor time are limited, and what lacked a processor is run again. There
is no sandbox and no second look at test cells: code runs with the instructor's own rights, starts
as many processes and writes as many files as it likes, and what hides from its kernel goes on.
"""

import asyncio
import contextlib
import logging
import os
import tempfile
import time
from pathlib import Path
from typing import Any

import nbformat
import psutil
from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode
from nbgrader.preprocessors import Execute
from nbgrader.preprocessors.execute import UnresponsiveKernelError

from mlsmath.commands.grading.running.kernel_limits import BETWEEN_LOOKS, BUSY, MEMORY, KernelLimits
from mlsmath.commands.grading.running.output_limit import WORDS, Room
from mlsmath.commands.grading.sandbox.isolation import Limits
from mlsmath.commands.machine import write_files

STARTS = 3  # two kernels that start at the same moment can be given the same port
QUIET = ["--log-level=ERROR"]  # each kernel warns that it listens without encryption
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}


_at_work: set["Watched"] = set()


class Watched(Execute):
    """Runs a notebook as nbgrader does, within limits, and notes how each cell ended."""

    def __init__(self, limits: Limits, **more: Any) -> None:
        super().__init__(timeout=int(limits.cell_seconds), extra_arguments=QUIET, **more)
        self.allowed = limits
        self.done: dict[int, dict] = {}
        self.now: int | None = None
        self.began = time.monotonic()
        self.room = Room(limits.all_output)
        self.use: KernelLimits | None = None
        self.watch: asyncio.Future | None = None
        self.starved = False

    def on_cell_start(self, **about: Any) -> None:  # noqa: D102
        self.now = about["cell_index"]
        self.began = time.monotonic()
        self.cut = False
        try:
            self.use = self.use or KernelLimits(self.km.provisioner.pid, self.allowed)
        except psutil.Error:
            raise DeadKernelError("Kernel died") from None
        self.use.begin()

    def on_cell_execute(self, **about: Any) -> None:  # noqa: D102
        assert self.use is not None
        self.watch = asyncio.ensure_future(self._watch(self.use))

    async def _watch(self, use: KernelLimits) -> None:
        while use.kernel.is_running() and not use.too_much():
            await asyncio.sleep(BETWEEN_LOOKS)
        use.end(kernel=use.exceeded == MEMORY)
        if use.exceeded == BUSY:
            await self.km.interrupt_kernel()

    def process_message(self, message: dict, cell: NotebookNode, cell_index: int) -> Any:
        """Take a message of the kernel, or what of it has room."""
        if message["msg_type"] in ("status", "execute_input", "clear_output"):
            return super().process_message(message, cell, cell_index)
        told: dict[str, Any] = {
            "messages": [{key: message[key] for key in ("msg_type", "content")}]
        }
        self.room.fit(told, is_test=bool(cell.metadata.get("nbgrader", {}).get("grade")))
        for kept in told["messages"]:
            if kept["content"].get("text") != WORDS or not self.cut:
                header = {"header": {"msg_type": kept["msg_type"]}}
                super().process_message({**message, **header, **kept}, cell, cell_index)
            self.cut = self.cut or "cut" in told
        return None

    def on_cell_executed(self, **about: Any) -> None:  # noqa: D102
        super().on_cell_executed(**about)
        assert self.use is not None
        assert self.watch is not None
        content = about["execute_reply"]["content"]
        late = content.get("ename") == "CellTimeoutError"
        busy = self.use.exceeded == BUSY
        self.watch.cancel()
        if late and not busy:
            self.starved = self.starved or self.use.starved
        self.done[about["cell_index"]] = {
            "index": about["cell_index"],
            "seconds": round(time.monotonic() - self.began, 3),
            "late": late or busy,
            "busy": busy,
            "cut": self.cut,
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
        files = {name: bytes.fromhex(data) for name, data in job["files"].items()}
        write_files(Path(folder), files)
        for left in reversed(range(STARTS)):
            runner = Watched(Limits(**job["limits"]))
            report = _run(runner, nb, folder)
            if not (left and runner.now is None and "Kernel died" in report.get("broken", "")):
                return report
    return report


def _run(runner: Watched, nb: NotebookNode, folder: str) -> dict:
    runner.log = logging.getLogger("mlsmath.commands.grading.running.kernels")
    runner.log.setLevel(logging.CRITICAL)
    ended: dict[str, Any] | None = None
    _at_work.add(runner)
    try:
        runner.preprocess(nb, {"metadata": {"path": folder}})
    except DeadKernelError:
        ended = {"how": "died", "index": runner.now}
        if runner.use is not None and runner.use.exceeded == MEMORY:
            ended["how"] = "memory"
    except UnresponsiveKernelError:
        ended = {"how": "stuck", "index": runner.now}
    except Exception as error:
        return {"broken": f"{type(error).__name__}: {error}"}
    finally:
        _at_work.discard(runner)
        if runner.use is not None:
            runner.use.end()
    report = {"ended": ended, "cells": list(runner.done.values()), "starved": runner.starved}
    return {**report, "nb": nbformat.v4.writes_json(nb)}


def stop_all() -> None:
    """End the kernels that are at work, so that those who wait for them go on."""
    for runner in list(_at_work):
        with contextlib.suppress(Exception):  # it may not have begun, or may have ended
            runner.km.provisioner.process.kill()
