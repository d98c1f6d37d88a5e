"""What a learner sees in a real kernel where a cell fails, and that programs see no change."""

import re

import pytest
from jupyter_client.manager import start_new_kernel

IMPORTS = "import numpy as np\nfrom mlsmath.checks import check_predict"
RIGHT = "def predict(x, w, b):\n    return w * x + b"
CHECK = "check_predict(predict)"


class Kernel:
    """A kernel, and whether the one who asks it can answer `input`."""

    def __init__(self, folder, reads):
        self.manager, self.client = start_new_kernel(kernel_name="python3", cwd=str(folder))
        self.reads = reads

    def run(self, cell):
        """Return the status of a cell and its outputs: kind and content."""
        outputs = []

        def keep(message):
            kind, content = message["msg_type"], message["content"]
            if kind == "stream" and outputs and outputs[-1][1].get("name") == content["name"]:
                outputs[-1][1]["text"] += content["text"]  # a kernel sends it in as many pieces
            elif kind in {"stream", "display_data", "execute_result", "error"}:
                outputs.append((kind, content))

        reply = self.client.execute_interactive(
            cell, output_hook=keep, allow_stdin=self.reads, stdin_hook=lambda _: None
        )
        return reply["content"]["status"], outputs

    def told(self, cell):
        """Run a cell that fails, and return the message that comes in place of the traceback."""
        status, outputs = self.run(cell)
        assert status == "error"
        assert [kind for kind, _ in outputs] == ["display_data"]
        return outputs[0][1]["data"]

    def end(self):
        """Stop the kernel."""
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


@pytest.fixture(scope="module")
def kernel(tmp_path_factory):
    kernel = Kernel(tmp_path_factory.mktemp("notebook"), reads=True)
    assert kernel.run(IMPORTS) == ("ok", [])
    yield kernel
    kernel.end()


FAILS = {
    "no Python": ("def predict(x, w, b):\n    return 8x - 3", "Line 2: return 8x - 3", "8*x"),
    "a step to nowhere": ("def f(x):\n    y = 1\n  return y", "Line 3: return y", "front"),
    "a power": ("a = np.array([0.5])\na^2", "Line 2: a^2", "`a**2`"),
    "an unknown name": ("weight = 2\nwieght + 1", "Line 2: wieght + 1", "Is `weight` meant?"),
    "a dot of the page": ("slow = w·b", "Line 1: slow = w·b", "`w * b`"),
    "a loop": ("for i in len([1, 2]):\n    print(i)", "Line 1: for i in", "range(len([1, 2]))"),
}


@pytest.mark.parametrize(("cell", "line", "mend"), FAILS.values(), ids=FAILS)
def test_a_slip_is_told_with_line_and_mend_and_the_traceback_is_in_a_fold(kernel, cell, line, mend):
    data = kernel.told(cell)
    head, said = data["text/plain"].splitlines()[:2]
    assert line in head
    assert mend in said
    shown, _, folded = data["text/html"].partition("<details>")
    assert "Traceback" not in shown
    assert "Error" in folded


def test_an_error_that_is_no_slip_shows_pythons_last_line_first(kernel):
    data = kernel.told('raise RuntimeError("the sea is rough")')
    assert data["text/plain"].splitlines()[1] == "RuntimeError: the sea is rough"


def test_what_stands_in_a_cell_is_shown_as_text(kernel):
    assert "<b>" not in kernel.told('raise RuntimeError("<b>")')["text/html"]


def test_an_error_inside_a_function_names_the_cell_that_makes_it(kernel):
    assert kernel.run("def steep(x):\n    return wx * 2")[0] == "ok"
    kernel.run("w = 3")
    data = kernel.told("steep(1)")
    assert "Line 2 of the cell that makes steep: return wx * 2" in data["text/plain"]
    assert "Write `w * x`" in data["text/plain"]


def test_an_error_inside_a_function_may_lie_in_its_call(kernel):
    kernel.run("def along(X, w):\n    return X @ w")
    kernel.run("X, w = np.ones((2, 3)), np.ones(3)")
    data = kernel.told("far = 1\nalong(w, X) + far")
    assert "Line 2: along(w, X) + far" in data["text/plain"]
    assert "here it is `along(X, w)`" in data["text/plain"]


def test_a_function_not_written_is_named_whatever_its_call_hands_over(kernel):
    kernel.run("X, w = 1, 2\ndef across(X, w):\n    raise NotImplementedError()")
    assert "is not written yet" in kernel.told("across(w, X)")["text/plain"]
    kernel.run("def over(X, w):\n    return across(w, X)")
    assert "`across` is not written yet" in kernel.told("over(X, w)")["text/plain"]


def message(outputs):
    """Return the words of a check's result."""
    return outputs[-1][1]["data"]["application/vnd.mlsmath.check+json"]["message"]


def test_an_older_function_is_not_judged(kernel):
    kernel.run(RIGHT)
    assert "Correct" in message(kernel.run(CHECK)[1])
    kernel.told("def predict(x, w, b):\n    return 8x - 3")
    told = message(kernel.run(CHECK)[1])
    assert "did not run the last time, at `return 8x - 3`" in told
    assert "an older `predict`" in told
    assert "0 of 1 point" in told
    kernel.run(RIGHT)
    assert "Correct" in message(kernel.run(CHECK)[1])


@pytest.mark.parametrize(
    ("failed", "line"),
    [("def predict(x, w, b):\n    return 8x - 3", "return 8x - 3"), (f"1 / 0\n\n{RIGHT}", "1 / 0")],
)
def test_an_older_function_is_judged_by_a_program_only_where_it_grades(tmp_path, failed, line):
    kernel = Kernel(tmp_path, reads=False)
    kernel.run(IMPORTS)
    kernel.run(RIGHT)
    assert "Correct" in message(kernel.run(CHECK)[1])
    assert kernel.run(failed)[0] == "error"
    told = message(kernel.run(CHECK)[1])
    assert f"did not run the last time, at `{line}`" in told
    assert "an older `predict`" in told
    kernel.run(RIGHT)
    assert "Correct" in message(kernel.run(CHECK)[1])
    kernel.run(f"{RIGHT}\n\n1 / 0")
    assert "Correct" in message(kernel.run(CHECK)[1])
    kernel.run("import os\nos.environ['NBGRADER_EXECUTION'] = 'autograde'")
    kernel.run(failed)
    assert "Correct" in message(kernel.run(CHECK)[1])
    kernel.end()


def test_a_cell_that_fails_below_its_function_leaves_the_new_one(kernel):
    kernel.told(f"{RIGHT}\n\n1 / 0")
    assert "Correct" in message(kernel.run(CHECK)[1])


def test_a_raise_that_stayed_is_named(kernel):
    kernel.run("def predict(x, w, b):\n    y = w * x + b\n    raise NotImplementedError()\n")
    assert "still stands among your lines" in message(kernel.run(CHECK)[1])
    assert "still stands among your lines" in kernel.told("predict(1, 2, 3)")["text/plain"]
    kernel.run("def predict(x, w, b):\n    raise NotImplementedError()\n")
    assert "is not written yet" in message(kernel.run(CHECK)[1])
    assert "is not written yet" in kernel.told("predict(1, 2, 3)")["text/plain"]


def test_a_function_under_another_name_is_found(kernel):
    kernel.run("del predict")
    kernel.run("def predct(x, w, b):\n    return w * x + b")
    told = kernel.told(CHECK)["text/plain"]
    assert "The check looks for `predict`, and yours is called `predct`" in told
    kernel.run("del predct")


def test_a_function_with_a_slip_of_typing_is_named_outside_of_its_check(kernel):
    kernel.run("def predct(x, w, b):\n    return w * x + b")
    told = kernel.told("predict(1, 2, 3)")["text/plain"]
    assert "There is no `predict`, but your cell makes `predct`" in told
    kernel.run("del predct")


def test_a_failed_cell_is_named_where_its_name_is_missing(kernel):
    kernel.told("slope = 0,5 5")
    assert "The cell that makes `slope` did not run" in kernel.told("slope * 2")["text/plain"]


def test_who_had_a_handler_before_keeps_its_errors(tmp_path):
    kernel = Kernel(tmp_path, reads=True)
    kernel.run(
        "def theirs(shell, kind, error, trace, tb_offset=None):\n    print('theirs', error)\n\n"
        "get_ipython().set_custom_exc((ImportError,), theirs)"
    )
    kernel.run(IMPORTS)
    assert "theirs" in str(kernel.run("import nowhere_at_all")[1])
    assert "A product needs its sign" in kernel.told("w = 2\nw(3)")["text/plain"]
    kernel.end()


CELLS = [
    "1 / 0",
    "8x",
    "  1\n 2",
    "if True:\n    1\n  2",
    "def f(x):\n    return unknown + x\n",
    "f(1)",
    "exec('8x')",
    "raise SystemExit",
    "raise KeyboardInterrupt",
    "np.zeros(2) + np.zeros(3)",
    "%no_such_magic",
    "raise ExceptionGroup('two', [ValueError(1)])",
    "print('fine')",
]


def test_a_program_that_executes_notebooks_sees_what_python_says(tmp_path):
    """The oracle is IPython in a kernel that never heard of us."""

    def seen(first):
        kernel = Kernel(tmp_path, reads=False)
        kernel.run(first)
        found = [kernel.run(cell) for cell in CELLS]
        kernel.end()
        return [re.sub(r"ipykernel_\d+|\b\d{6,}\b", "", str(one)) for one in found]

    assert seen(IMPORTS) == seen("import numpy as np")
