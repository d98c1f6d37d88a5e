"""The engine of macOS and Windows: a kernel for each notebook, with the same kind of report."""

import json
import sys
from dataclasses import asdict
from types import SimpleNamespace

import nbformat
import pytest
from jupyter_client.manager import KernelManager
from nbformat.v4 import new_code_cell, new_notebook

from mlsmath.commands.grading.running import kernel_limits
from mlsmath.commands.grading.running.kernels import run_notebook
from mlsmath.commands.grading.sandbox.isolation import Limits
from mlsmath.commands.grading.scoring.verdict import MUCH, judge

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


@pytest.fixture(autouse=True)
def _environment(monkeypatch):
    """Take back what a run says to its kernels: in a worker it stays said."""
    monkeypatch.setenv("NBGRADER_EXECUTION", "")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_notebook_is_run_and_judged_and_its_kernel_warns_nobody(capfd):
    first = "print(open('data.txt').read())"
    report = run_notebook(job(answered(source(), RIGHT, first)))
    nb = nbformat.reads(report["nb"], as_version=4)
    assert nb.cells[2].outputs[0].text == "seven\n"
    verdict = judge("one", nb, report, {})
    assert verdict.record.state == "graded"
    assert [score.points for score in verdict.record.scores] == [3, 2, 1]
    assert json.loads(json.dumps(report)) == report
    assert "WARNING" not in capfd.readouterr().err


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
        assert [cell["index"] for cell in report["cells"]] == list(range(1, 9))


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


def of_cells(*texts):
    return new_notebook(cells=[new_code_cell(text) for text in texts])


ALLOCATE = "held = b'7' * 2**28\nimport time\ntime.sleep(600)"
WAIT = "children[0].wait()"
CHILDREN = "import subprocess, sys\nbusy = [sys.executable, '-c', 'while True: pass']\n"
CHILDREN += "children = [subprocess.Popen(busy) for _ in range(3)]"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_output_of_all_cells_is_cut_and_the_points_stay():
    nb = answered(source(), RIGHT)
    place = [cell.id for cell in nb.cells].index("test-predict")
    for text in ("print('o' * 60_000)", "'r' * 60_000"):
        nb.cells[place:place] = [new_code_cell(text), new_code_cell(text)]
    report = run_notebook(job(nb, all_output=100_000))
    verdict = judge("one", nbformat.reads(report["nb"], as_version=4), report, {})
    assert [score.points for score in verdict.record.scores] == [3, 2, 1]
    assert (verdict.record.state, verdict.record.reason) == ("graded", MUCH)
    assert len(report["nb"]) < 200_000
    assert report["nb"].count("this notebook's output is too large") == 3


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_kernel_that_holds_too_much_memory_is_ended():
    nb = answered(source(), RIGHT)
    nb.cells += [new_code_cell(ALLOCATE), new_code_cell("1")]
    report = run_notebook(job(nb, memory=2**27, cell_seconds=120))
    verdict = judge("one", nbformat.reads(report["nb"], as_version=4), report, {})
    assert verdict.record.reason == "out of memory in cell 9"
    assert [score.points for score in verdict.record.scores] == [3, 2, 1]


class Process:
    """A process that has a little more processor time each time it is asked."""

    def __init__(self, each: float) -> None:
        self.each, self.used, self.below, self.priority = each, 0.0, [], None

    def memory_info(self):
        return SimpleNamespace(rss=0)

    def cpu_times(self):
        self.used += self.each
        return SimpleNamespace(user=self.used, system=0.0)

    def children(self, recursive):
        return self.below

    def nice(self, priority):
        self.priority = priority


@pytest.mark.parametrize(
    ("each", "steps_back"),
    [((0.01, 0.01), True), ((0.01, 0.5), False), ((0.2, 0.5), True), ((0, 0), False)],
)
def test_processes_are_busy_by_their_part_of_what_all_got(monkeypatch, each, steps_back):
    kernel, child = map(Process, each)
    kernel.below = [child]
    monkeypatch.setattr(kernel_limits.psutil, "Process", lambda pid: kernel)
    use = kernel_limits.KernelLimits(7, Limits())
    assert child.priority is None  # one look is no reason
    use.look()
    expected = kernel_limits.LAST if steps_back else None
    assert [one.priority for one in (kernel, child)] == [expected] * 2


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.skipif(sys.platform == "win32", reason="priorities have other numbers there")
def test_kernel_with_several_busy_processes_runs_after_everybody_else():
    back = "import os\nwhile os.getpriority(os.PRIO_PROCESS, 0) < 19: pass"
    report = run_notebook(job(of_cells(f"{CHILDREN}\n{back}"), cell_seconds=600, processors=1000))
    assert [cell["late"] for cell in report["cells"]] == [False]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_kernel_and_what_it_starts_share_processor_time_and_end_with_it():
    # Whatever it returns: what is interrupted as its child ends has no code to tell.
    ended = "all([one.wait() is not None for one in children])"
    nb = of_cells(f"{CHILDREN}\n{WAIT}", ended)
    report = run_notebook(job(nb, cell_seconds=600, processors=0.0005))
    nb = nbformat.reads(report["nb"], as_version=4)
    assert [cell["busy"] for cell in report["cells"]] == [True, False]
    assert nb.cells[1].outputs[0].data["text/plain"] == "True"
    assert judge("one", nb, report, {}).record.reason == "too much processor time in cell 1"
