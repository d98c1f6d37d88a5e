"""The engine of macOS and Windows: a kernel for each notebook, with the same kind of report."""

import json
import sys
from dataclasses import asdict

import nbformat
import pytest
from jupyter_client.manager import KernelManager
from nbformat.v4 import new_code_cell, new_notebook

from mlsmath.commands.grading.running.kernels import run_notebook
from mlsmath.commands.grading.sandbox.isolation import Limits
from mlsmath.commands.grading.scoring.verdict import judge

from .attacks import RIGHT, answered, source


def kernels_that_die(monkeypatch, times: int) -> list:
    """Let the first kernels die as one does whose port is taken; return the commands to come."""
    real, commands = KernelManager.format_kernel_cmd, []

    def command(manager, extra_arguments=None):
        commands.append(real(manager, extra_arguments))
        fails = [sys.executable, "-c", "raise SystemExit('Address already in use')"]
        return fails if len(commands) <= times else commands[-1]

    monkeypatch.setattr(KernelManager, "format_kernel_cmd", command)
    return commands


def job(nb, **limits):
    return {
        "nb": nbformat.writes(nb),
        "files": {"data.txt": b"seven".hex()},
        "limits": asdict(Limits(**limits)),
    }


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_notebook_is_run_and_judged():
    first = "print(open('data.txt').read())"
    report = run_notebook(job(answered(source(), RIGHT, first)))
    nb = nbformat.reads(report["nb"], as_version=4)
    assert nb.cells[2].outputs[0].text == "seven\n"
    verdict = judge("one", nb, report, {})
    assert verdict.record.state == "graded"
    assert [score.points for score in verdict.record.scores] == [3, 2, 1]
    assert json.loads(json.dumps(report)) == report


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_kernel_that_dies_keeps_what_had_passed():
    bodies = {**RIGHT, "predict": "import os\nos._exit(1)"}
    report = run_notebook(job(answered(source(), bodies)))
    verdict = judge("one", nbformat.reads(report["nb"], as_version=4), report, {})
    assert verdict.record.state == "failed"
    assert verdict.record.reason == "the kernel died in cell 5"
    assert [score.points for score in verdict.record.scores] == [3, 0, 0]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize(("times", "state"), [(2, "graded"), (3, "failed")])
def test_kernel_that_dies_before_it_answers_is_started_again(monkeypatch, times, state):
    commands = kernels_that_die(monkeypatch, times)
    report = run_notebook(job(answered(source(), RIGHT)))
    assert len(commands) == 3
    assert ("Kernel died" in report.get("broken", "")) == (state == "failed")
    if state == "graded":
        assert [cell["index"] for cell in report["cells"]] == list(range(1, 8))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_kernel_that_dies_in_a_cell_is_not_started_again(monkeypatch):
    commands = kernels_that_die(monkeypatch, 0)
    report = run_notebook(job(new_notebook(cells=[new_code_cell("import os\nos._exit(1)")])))
    assert report["ended"] == {"how": "died", "index": 0}
    assert len(commands) == 1


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_endless_cell_is_interrupted_and_the_rest_goes_on():
    nb = new_notebook(cells=[new_code_cell("while True: pass"), new_code_cell("1 + 1")])
    report = run_notebook(job(nb, cell_seconds=5))
    first, second = nbformat.reads(report["nb"], as_version=4).cells
    assert [cell["late"] for cell in report["cells"]] == [True, False]
    assert first.outputs[-1].ename in ("CellTimeoutError", "KeyboardInterrupt")
    assert second.outputs[0].data["text/plain"] == "2"
