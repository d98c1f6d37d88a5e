"""The engine for Linux: warm processes, each forking once for every notebook."""

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

import nbformat
from ipykernel.ipkernel import IPythonKernel
from nbformat import NotebookNode

from mlsmath.grading import sandbox, wire
from mlsmath.grading.errors import GradingError
from mlsmath.grading.replay import replay

START_SECONDS = 120
SPARE_SECONDS = 60


class Warm:
    """One warm process, started when first needed and again when it has gone."""

    def __init__(self, imports: list[str], modules: list[str], sandboxed: bool) -> None:
        self.imports = imports
        self.modules = modules
        self.sandboxed = sandboxed
        self.process: subprocess.Popen | None = None
        self.end: socket.socket | None = None

    def run(self, job: dict) -> dict:
        """Run a job and return the overseer's report, or what went wrong in its place."""
        if self.process is None or self.process.poll() is not None:
            self._start()
        limits = sandbox.Limits(**job["limits"])
        seconds = limits.total_seconds + limits.recheck_seconds + len(job["cells"]) * 5
        until = time.monotonic() + seconds + SPARE_SECONDS
        folder = None if self.sandboxed else tempfile.mkdtemp(prefix="mlsmath-grade-")
        try:
            end = self.end
            number = secrets.token_hex(16)
            more = {"sandbox": self.sandboxed, "folder": folder, "number": number}
            wire.send(end, {**job, **more})
            report = wire.receive(end, until, largest=2**30)
            if "broken" not in report and report.get("number") != number:
                raise wire.WireError("an answer to another question")
            return report
        except (wire.WireError, OSError, ValueError) as error:
            self.stop()
            return {"broken": str(error)}
        finally:
            if folder:
                shutil.rmtree(folder, ignore_errors=True)

    def _start(self) -> None:
        self.stop()
        self.end, theirs = socket.socketpair()
        kind = "sandbox" if self.sandboxed else "open"
        program = [sys.executable, "-I", "-m", "mlsmath.grading.warm", str(theirs.fileno()), kind]
        with theirs:
            self.process = subprocess.Popen(
                sandbox.command(program) if self.sandboxed else program,
                env=sandbox.environment(),
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
        fonts = "/fonts" if self.sandboxed else str(sandbox._fonts())
        self.said: list[bytes] = []
        said = threading.Thread(target=self._listen, daemon=True)
        said.start()
        try:
            about = {"fonts": fonts, "home": os.path.expanduser("~")}
            wire.send(self.end, {"imports": self.imports, "modules": self.modules, **about})
            answer = wire.receive(self.end, time.monotonic() + START_SECONDS)
        except wire.WireError as error:
            said.join(timeout=1)
            answer = {"broken": b"".join(self.said).decode(errors="replace") or str(error)}
        if "broken" in answer:
            self.stop()
            last = answer["broken"].strip().splitlines()[-1]
            raise GradingError(
                "the sandbox cannot be started here "
                f"({last}). Mend that, or grade without it: add --no-sandbox"
                if self.sandboxed
                else f"the process that runs notebooks cannot be started: {last}"
            )

    def _listen(self) -> None:
        with self.process.stderr as stream:
            for line in stream:
                self.said.append(line)
                del self.said[:-50]

    def stop(self) -> None:
        """End the warm process and everything that it started."""
        process, end, self.process, self.end = self.process, self.end, None, None
        if process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        if end is not None:
            end.close()


def run_notebook(warm: Warm, job: dict) -> dict:
    """Run a notebook; return the report, with the notebook and its outputs as text."""
    nb = nbformat.v4.reads_json(job["nb"])
    for cell in nb.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    more = {key: job[key] for key in ("files", "limits", "assignment", "modules") if key in job}
    whole = {**more, "cells": cells_of(nb, job["tests"])}
    report = warm.run(whole)
    if "broken" in report:
        report = warm.run(whole)  # once more, in a new process: the fault may not be its own
    if "broken" not in report:
        text = nbformat.v4.writes_json(replay(nb, report, IPythonKernel.language_info))
        report["nb"] = text.encode("utf-8", "replace").decode("utf-8")  # half a character is none
    for cell in report.get("cells", []):
        cell.pop("messages", None)
    return report


def cells_of(nb: NotebookNode, tests: dict[str, str]) -> list[dict]:
    """Return the cells to run; `tests` holds the master version of each that is run again."""
    cells = []
    for index, cell in enumerate(nb.cells):
        tags = cell.metadata.get("tags", [])
        if cell.cell_type != "code" or not cell.source.strip() or "skip-execution" in tags:
            continue
        note = cell.metadata.get("nbgrader", {})
        test = tests.get(note.get("grade_id")) if note.get("grade") else None
        cells.append({"index": index, "source": cell.source, "test": test})
    return cells
