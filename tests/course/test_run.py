"""Headless runs: what goes wrong is found and named, what is allowed passes, files stay."""

import io
import json
import signal
import socket
import subprocess
import sys
import threading

import pytest
from rich.console import Console

from mlsmath.commands.cli import main
from mlsmath.commands.course import execute, reading, run

from . import small

FINE = [
    small.text("# Text", "title"),
    small.code("import pathlib\nx = int(pathlib.Path('number.txt').read_text())", "reads"),
    small.code("", "empty"),
    small.code("print(x)\nx + 1", "prints"),
    small.code("raise ValueError('on purpose')", "raises", ["raises-exception"]),
    small.code("import sys\nprint('on purpose', file=sys.stderr)", "warns", ["allows-stderr"]),
    small.code(
        "print('Matplotlib is building the font cache; this may take a moment.', file=sys.stderr)",
        "fonts",
    ),
    small.code("assert x == 42", "checks"),
]
ERROR = [
    small.text("# Text", "title"),
    small.code("def half(x):\n    return x / 0", "defines"),
    small.code("x = 3\n\ny = half(x)  # here", "calls"),
    small.code("z = y", "never-run"),
]
SYNTAX = [small.code("x = 1\ny = = 2", "writes")]
STDERR = [
    small.code("import warnings\n\nwarnings.warn('mind the gap')", "warns"),
    small.code("import sys\nprint('oops', file=sys.stderr)", "prints"),
    small.code("\n  \n1 / 0", "fails"),
]
ENDLESS = small.code("import time\nwhile True:\n    time.sleep(1)", "loops")
DEAF = small.code(
    "import time\nwhile True:\n    try:\n        while True:\n            time.sleep(1)\n"
    "    except KeyboardInterrupt:\n        pass",
    "deaf",
)
DIES = [small.code("import os", "imports"), small.code("os._exit(3)", "dies")]
ASKS = [small.code("input('name? ')", "asks")]
WRONG_KERNEL = [small.code("assert True")]


@pytest.fixture(scope="module")
def outcome(tmp_path_factory):
    """One run over notebooks of all kinds: status, output, and the files before and after."""
    folder = tmp_path_factory.mktemp("all kinds")
    for name, cells in {
        "fine/01-fine": FINE,
        "bad/02-error": ERROR,
        "bad/03-syntax": SYNTAX,
        "bad/04-stderr": STDERR,
        "bad/06-dies": DIES,
        "bad/07-asks": ASKS,
        "fine/08-words-only": [small.text("# Words", "words")],
        "fine/10-kernel": WRONG_KERNEL,
    }.items():
        small.write(folder / f"{name}.ipynb", *cells)
    (folder / "fine" / "number.txt").write_text("42", encoding="utf-8")
    (folder / "bad" / "09-broken.ipynb").write_text("{", encoding="utf-8")
    other = folder / "fine" / "10-kernel.ipynb"
    notebook = small.read(other)
    notebook["metadata"]["kernelspec"]["name"] = "somebody-elses-python"
    notebook["cells"][0].pop("id")
    other.write_text(json.dumps(notebook), encoding="utf-8")

    before = small.files_in(folder)
    out = io.StringIO()
    console = Console(file=out, soft_wrap=True, markup=False, highlight=False, width=80)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_PATH", str(somebody_elses_python(tmp_path_factory.mktemp("jupyter"))))
        good = run.run_notebooks(run_order(folder), console, at_once=3, timeout=600)
    return good, out.getvalue(), before, small.files_in(folder)


def somebody_elses_python(folder):
    """A folder of kernels where "python3" is one that is not there any more."""
    kernel = folder / "kernels" / "python3" / "kernel.json"
    kernel.parent.mkdir(parents=True)
    settings = {"argv": ["no-such-python"], "display_name": "Python 3", "language": "python"}
    kernel.write_text(json.dumps(settings), encoding="utf-8")
    return folder


def run_order(folder):
    return sorted(folder.rglob("*.ipynb"))


def test_one_fault_fails_the_run(outcome):
    good, out, _, _ = outcome
    assert not good
    assert "9 notebooks, 8 faults, " in out


def test_files_stay_as_they_are(outcome):
    _, _, before, after = outcome
    assert after == before


@pytest.mark.parametrize(
    "line",
    [
        "ok      fine/01-fine.ipynb  (6 of 6 cells, ",
        "FAILED  bad/02-error.ipynb  (2 of 3 cells, ",
        "FAILED  bad/04-stderr.ipynb  (3 of 3 cells, ",
        "FAILED  bad/06-dies.ipynb  (1 of 2 cells, ",
        "ok      fine/08-words-only.ipynb  (0 of 0 cells, ",
        "ok      fine/10-kernel.ipynb  (1 of 1 cells, ",
    ],
)
def test_each_notebook_has_a_line(outcome, line):
    assert line in outcome[1]


@pytest.mark.parametrize(
    "fault",
    [
        "bad/02-error.ipynb, cell 3 (calls), line 3\n"
        "    y = half(x)  # here\n"
        "    ZeroDivisionError: division by zero\n",
        "bad/03-syntax.ipynb, cell 1 (writes), line 2\n    y = = 2\n    SyntaxError: ",
        "bad/04-stderr.ipynb, cell 1 (warns), line 3\n"
        "    warnings.warn('mind the gap')\n"
        "    text on stderr: ",
        "UserWarning: mind the gap\n",
        "bad/04-stderr.ipynb, cell 2 (prints), line 1\n    import sys\n    text on stderr: oops\n",
        "bad/04-stderr.ipynb, cell 3 (fails), line 3\n    1 / 0\n    ZeroDivisionError: ",
        "bad/06-dies.ipynb, cell 2 (dies), line 1\n    os._exit(3)\n    KernelDied: ",
        "bad/07-asks.ipynb, cell 1 (asks), line 1\n    input('name? ')\n    StdinNotImplemented",
        "bad/09-broken.ipynb is not a notebook: ",
    ],
)
def test_each_fault_is_shown_with_its_cell_line_and_error(outcome, fault):
    assert fault in outcome[1]


def test_nothing_else_is_shown(outcome):
    assert "on purpose" not in outcome[1]
    assert "never-run" not in outcome[1]
    assert "font cache" not in outcome[1]
    assert "Traceback" not in outcome[1]


def test_cell_without_end_is_ended_even_if_it_does_not_listen(tmp_path):
    notebooks = [
        reading.read_notebook(
            small.write(tmp_path / f"{cell['id']}.ipynb", cell, small.code("1", "after"))
        )
        for cell in (ENDLESS, DEAF)
    ]
    jobs = [run.execute.Job(notebook, tmp_path) for notebook in notebooks]
    run.execute.execute_all(jobs, at_once=2, timeout=5)
    for notebook, name in zip(notebooks, ("endless", "deaf"), strict=True):
        (fault,) = run.find_faults(notebook, name)
        assert fault.message == "TimedOut: the cell took longer than 5 s"
    (endless,) = run.find_faults(notebooks[0], "endless")
    assert endless.line in (2, 3)
    endless, deaf = (notebook.cells[1].execution_count for notebook in notebooks)
    assert endless is not None
    assert deaf is None  # its kernel was of no use any more


def test_widgets_are_kept_for_pages_only_where_asked(tmp_path):
    shown = small.code(
        "import os, ipywidgets\nprint(os.environ.get('MLSMATH_FOR_PAGES'))\nipywidgets.IntText(7)",
        "shown",
    )
    kept, not_kept = (
        reading.read_notebook(small.write(tmp_path / f"{name}.ipynb", shown)) for name in "ab"
    )
    jobs = [
        run.execute.Job(kept, tmp_path, keep_widgets=True),
        run.execute.Job(not_kept, tmp_path),
    ]
    run.execute.execute_all(jobs, 1, timeout=600)
    states = kept.metadata["widgets"]["application/vnd.jupyter.widget-state+json"]["state"]
    assert 7 in [one["state"].get("value") for one in states.values()]
    assert kept.cells[0].outputs[0]["text"] == "1\n"
    assert "widgets" not in not_kept.metadata
    assert not_kept.cells[0].outputs[0]["text"] == "None\n"


def test_kernel_that_cannot_start_is_a_fault_of_the_notebook(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    (tmp_path / "ipykernel_launcher.py").write_text("raise SystemExit('no kernel today')", "utf-8")
    notebook = reading.read_notebook(small.write(tmp_path / "a.ipynb", *WRONG_KERNEL))
    run.execute.execute_all([run.execute.Job(notebook, tmp_path)], 1, timeout=600)
    (fault,) = run.find_faults(notebook, "a.ipynb")
    assert fault.message == "NoKernel: no kernel today"


def test_kernel_that_dies_before_it_answers_is_started_again(tmp_path, monkeypatch):
    from ipykernel.kernelspec import get_kernel_dict

    words = [sys.executable, "-c", "raise SystemExit('Address already in use')"]
    kernels = iter([{**get_kernel_dict(), "argv": words}] * 2 + [get_kernel_dict()])
    monkeypatch.setattr("ipykernel.kernelspec.get_kernel_dict", lambda: next(kernels))
    notebook = reading.read_notebook(small.write(tmp_path / "a.ipynb", small.code("6 * 7", "a")))
    run.execute.execute_all([run.execute.Job(notebook, tmp_path)], 1, timeout=600)
    assert run.find_faults(notebook, "a.ipynb") == []
    assert notebook.cells[0].outputs[0].data["text/plain"] == "42"


def test_kernel_whose_program_is_gone_is_a_fault_of_the_notebook(tmp_path, monkeypatch):
    gone = {"argv": ["no-such-python"], "display_name": "Python 3", "language": "python"}
    monkeypatch.setattr("ipykernel.kernelspec.get_kernel_dict", lambda: gone)
    notebook = reading.read_notebook(small.write(tmp_path / "a.ipynb", *WRONG_KERNEL))
    run.execute.execute_all([run.execute.Job(notebook, tmp_path)], 1, timeout=600)
    (fault,) = run.find_faults(notebook, "a.ipynb")
    assert fault.message.startswith("NoKernel: ")


def test_exit_status_and_streams_of_the_command(tmp_path):
    small.write(tmp_path / "good week" / "01-good.ipynb", small.code("1 + 1"))
    bad = small.write(tmp_path / "bad.ipynb", small.code("1 / 0"))

    def command(*arguments):
        return small.mlsmath("run", *arguments, cwd=tmp_path, home=tmp_path)

    done = command("good week")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("ok      good week/01-good.ipynb  (1 of 1 cells, ")
    done = command("good week/01-good.ipynb", bad, "--jobs", "1")
    assert (done.returncode, done.stderr) == (1, "")
    assert "bad.ipynb, cell 1 (code), line 1\n    1 / 0\n    ZeroDivisionError" in done.stdout
    done = command("nowhere")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "mlsmath: There is no notebook or folder nowhere.\n"


def test_default_is_the_course(course, home, capsys):
    assert main(["run", "--timeout", "600"]) == 0
    out = capsys.readouterr().out
    assert "ok      week1-squares/01-square.ipynb  (4 of 4 cells, " in out
    assert "2 notebooks, no faults" in out


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl-C another way")
def test_ctrl_c_stops_and_takes_the_kernels_along(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server:
        for name in ("a", "b"):
            small.write(
                tmp_path / f"{name}.ipynb",
                small.code(
                    "import socket\n"
                    f"line = socket.create_connection({server.getsockname()})\n"
                    "line.sendall(b'running')\n"
                    "line.recv(1)"
                ),
            )
        process = subprocess.Popen(
            small.listening("run", "--jobs", "2", ".", options=["-W", "error"]),
            cwd=tmp_path,
            env=small.environment(tmp_path),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        guard = threading.Timer(60, process.kill)
        guard.start()
        try:
            server.settimeout(600)
            lines = [server.accept()[0] for _ in range(2)]
            assert [line.recv(7) for line in lines] == [b"running"] * 2
            process.send_signal(signal.SIGINT)
            out, err = process.communicate()
            for line in lines:
                line.settimeout(600)
                assert line.recv(1) == b""  # the kernel is gone, and its end of the line with it
                line.close()
        finally:
            guard.cancel()
            process.kill()
    assert process.returncode == 130
    assert err == "\nmlsmath: stopped.\n"
    assert out == ""


def test_bar_counts_cells_on_a_terminal_only():
    for terminal in (True, False):
        out = io.StringIO()
        console = Console(file=out, force_terminal=terminal, width=80, force_interactive=terminal)
        with execute.cell_bar(console, 7) as advance:
            advance(3)
        assert ("3/7" in out.getvalue()) == terminal
        assert bool(out.getvalue()) == terminal


def test_notebook_of_an_older_editor_is_read(tmp_path):
    path = small.write(tmp_path / "old.ipynb", small.code("1 / 0"))
    notebook = small.read(path)
    notebook["nbformat_minor"] = 4
    for name in ("id", "outputs", "execution_count"):
        del notebook["cells"][0][name]
    path.write_text(json.dumps(notebook), encoding="utf-8")
    (cell,) = reading.read_notebook(path).cells
    assert cell.id
    assert (cell.outputs, cell.execution_count) == ([], None)


def test_run_does_not_wait_for_what_it_does_not_use():
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, mlsmath.commands.cli\n"
            "slow = {'nbgrader', 'nbclient', 'rich', 'numpy', 'matplotlib', 'jupyterlab'}\n"
            "print(sorted(slow & set(sys.modules)))\n"
            "import mlsmath.commands.course.run, nbclient, rich.progress\n"
            "slow = {'nbgrader', 'jupyterlab', 'matplotlib', 'rfc3987_syntax.syntax_helpers'}\n"
            "print(sorted(slow & set(sys.modules)))",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n[]\n"
