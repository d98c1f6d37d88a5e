"""The forking engine gives what a kernel gives: one notebook, run by nbclient and by us."""

import copy
import json
import re
import shutil
import subprocess
import sys
from dataclasses import asdict

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from .same import _joined

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the forking engine needs Linux")

CELLS = {
    "streams": "import sys\nprint('out')\nprint('err', file=sys.stderr)\nprint('out again')",
    "result": "x = [1, 2, 3]\nx",
    "result-of-name": "_ + [4]",
    "error": "1 / 0",
    "error-in-function": "def f(n):\n    return 10 / n\n\nprint('before')\nf(0)",
    "syntax-error": "def g(x)\n    return x",
    "system-exit": "import sys\nsys.exit('enough')",
    "warning": "import warnings\nwarnings.warn('careful')\nwarnings.warn('careful')",
    "deprecation": "import warnings\nwarnings.warn('old', DeprecationWarning)",
    "numpy-warning": "import numpy as np\nnp.array([1.0]) / 0",
    "log-warning": "np.log(np.array([-1.0]))",
    "display": "from IPython.display import HTML, display\nprint('a')\ndisplay(HTML('<b>b</b>'))\n"
    "print('c')\ndisplay({'text/plain': 'd'}, raw=True)",
    "update": "handle = display('first', display_id='mine')\nhandle.update('second')",
    "update-later": "handle.update('third')",
    "clear": "from IPython.display import clear_output\nprint('gone')\nclear_output()\nprint(1)",
    "clear-and-wait": "print('gone')\nclear_output(wait=True)\nprint('kept')",
    "await": "import asyncio\nawait asyncio.sleep(0.01)\nprint('awaited')\n'done'",
    "await-error": "async def fails():\n    raise ValueError('later')\n\nawait fails()",
    "running-loop": "asyncio.get_running_loop().is_running()",
    "run-in-loop": "z = asyncio.sleep(0)\ntry:\n    asyncio.run(z)\nfinally:\n    z.close()",
    "input": "input('your name? ')",
    "password": "import getpass\ngetpass.getpass('your word? ')",
    "widget": "import ipywidgets\nipywidgets.IntSlider(value=3)",
    "output-widget": "area = ipywidgets.Output()\nwith area:\n    print('inside')\nprint(2)\n"
    "area.outputs",
    "interact": "ipywidgets.interact(lambda n: n * 2, n=(0, 4));",
    "matplotlib": "import matplotlib.pyplot as plt\nplt.plot([1, 2, 3])",
    "matplotlib-again": "fig, ax = plt.subplots()\nax.plot([3, 1, 2])\nplt.show()\nprint('after')",
    "magic": "%who_ls int",
    "cell-magic": "%%capture caught\nprint('captured')",
    "captured": "caught.stdout",
    "system": "!echo from the shell",
    "semicolon": "x;",
    "several": "1\n2\n3",
    "question": "names = [n for n in In if n]\nlen(names), len(Out) > 3",
    "custom-repr": "class Both:\n    def _repr_html_(self): return '<i>html</i>'\n"
    "    def __repr__(self): return 'plain'\n\nBoth()",
    # A traceback shows one of two statements in a line by chance, so each has its own.
    "broken-repr": "class Broken:\n    def __repr__(self):\n        raise ValueError('no repr')\n\n"
    "Broken()",
    "traceback-of-import": "import json\njson.loads('{')",
    "keyboard-interrupt": "raise KeyboardInterrupt",
    "no-output": "y = 1",
    "exception-group": "raise ExceptionGroup('two', [ValueError(1), TypeError(2)])",
    "long-output": "for i in range(3000): print(i)",
    "carriage-return": "print('one\\rtwo', end='')",
    "environment": "import os\nos.environ['NBGRADER_EXECUTION'], __name__",
    "not-main": "import __main__\n__main__.x is x",
    "path": "import sys\nsys.path[0]",
    "files": "open('made.txt', 'w').write('x')\nos.listdir()",
}


def notebook():
    cells = [new_code_cell(source, id=name) for name, source in CELLS.items()]
    kernel = {"name": "python3", "language": "python", "display_name": "Python 3"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


@pytest.fixture(scope="module")
def stock(tmp_path_factory):
    from nbgrader.preprocessors import Execute
    from nbgrader.utils import setenv

    nb = notebook()
    folder = tmp_path_factory.mktemp("kernel")
    with setenv(NBGRADER_EXECUTION="autograde"):
        nb, _ = Execute(timeout=60).preprocess(nb, {"metadata": {"path": str(folder)}})
    return json.loads(nbformat.writes(nb))


@pytest.fixture(scope="module", params=["sandbox", "open"])
def ours(request):
    from mlsmath.commands.grading.running.fork_engine import Warm, run_notebook
    from mlsmath.commands.grading.sandbox.isolation import Limits

    if request.param == "sandbox" and shutil.which("bwrap") is None:
        pytest.skip("bubblewrap is not here")
    warm = Warm(["import numpy as np"], ["matplotlib.pyplot"], request.param == "sandbox")
    job = {"nb": nbformat.writes(notebook()), "tests": {}, "files": {}, "assignment": "week"}
    try:
        report = run_notebook(warm, {**job, "limits": asdict(Limits())})
    finally:
        warm.stop()
    assert "broken" not in report, report["broken"]
    assert report["ended"] is None
    return json.loads(nbformat.writes(nbformat.reads(report["nb"], as_version=4)))


def plain(cell: dict) -> dict:
    """Return a cell without what is random."""
    cell = copy.deepcopy(cell)
    cell["metadata"].pop("execution", None)
    cell["outputs"] = _joined(cell["outputs"])
    text = json.dumps(cell)
    text = re.sub(r"/[^\s\"\\]*ipykernel_\d+/", "/ipykernel/", text)
    text = re.sub(r"0x[0-9a-f]{6,}", "0x", text)
    text = re.sub(r"[0-9a-f]{32}", "#", text)
    return json.loads(text)


@pytest.mark.parametrize("name", CELLS)
def test_cell_gives_what_a_kernel_gives(stock, ours, name):
    number = list(CELLS).index(name)
    expected, found = plain(stock["cells"][number]), plain(ours["cells"][number])
    assert found == expected


def test_notebook_has_what_nbclient_adds(stock, ours):
    assert ours["metadata"]["language_info"] == stock["metadata"]["language_info"]
    models = [
        sorted(
            state["model_name"]
            for bundle in nb["metadata"]["widgets"].values()
            for state in bundle["state"].values()
        )
        for nb in (stock, ours)
    ]
    assert models[0] == models[1]


LEARN_MORE = """
from mlsmath.commands.grading.running import fork_server
from mlsmath.commands.grading.sandbox import worker
shell, _ = fork_server._shell()
known = []
for modules in ([], ["mlsmath.checks", "colorsys"]):
    fork_server._warm_up(shell, ["from mlsmath.checks import check_predict"], modules, "/home")
    known.append({id(function) for function in worker.answers})
print(len(known[0]) > 100, known[0] <= known[1])
"""


def test_fork_server_that_imports_more_still_knows_all_answers():
    done = subprocess.run(
        [sys.executable, "-c", LEARN_MORE], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["True", "True"]
