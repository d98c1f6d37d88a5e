"""The engine for Linux: a fork server, which forks once for every notebook."""

import json

import nbformat
from ipykernel.ipkernel import IPythonKernel
from nbformat import NotebookNode

from mlsmath.commands.grading.intake.hidden_tests import Test
from mlsmath.commands.grading.running.fork_client import Warm
from mlsmath.commands.grading.sandbox.outputs import replay


def run_notebook(warm: Warm, job: dict) -> dict:
    """Run a notebook; return the report, with the notebook and its outputs as text."""
    nb = nbformat.v4.reads_json(job["nb"])
    for cell in nb.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    about = {key: job[key] for key in job if key not in ("nb", "tests")}
    whole = {**about, "cells": cells_of(nb, job["tests"])}
    report = warm.run(whole)
    if "broken" in report:
        report = warm.run(whole)  # once more, in a new process: the fault may not be its own
    if "broken" not in report:
        replayed = replay(nb, report, IPythonKernel.language_info)
        text = json.dumps(replayed, ensure_ascii=False)
        report["nb"] = text.encode("utf-8", "replace").decode("utf-8")  # half a character is none
    for cell in report.get("cells", []):
        cell.pop("messages", None)
    return report


def cells_of(nb: NotebookNode, tests: dict[str, Test]) -> list[dict]:
    """Return the cells to run; of each in `tests` the visible lines alone, and the test beside."""
    cells = []
    for index, cell in enumerate(nb.cells):
        tags = cell.metadata.get("tags", [])
        if cell.cell_type != "code" or not cell.source.strip() or "skip-execution" in tags:
            continue
        note = cell.metadata.get("nbgrader", {})
        test = tests.get(note.get("grade_id")) if note.get("grade") else None
        source = test["visible"] if test else cell.source
        cells.append({"index": index, "source": source, "test": test})
    return cells
