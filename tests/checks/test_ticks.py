"""The ticks of a page: in the output of its first box, kept up by each check that runs."""

import os

import pytest
from jupyter_client.manager import start_new_kernel

from mlsmath.checks import check_compute_cost, check_predict, show_exercises
from mlsmath.checks.ticks import Ticks

SETUP = """from mlsmath.checks import check_dot_product, check_predict, show_exercises
show_exercises(check_predict, check_dot_product)"""
WRONG = "def predict(x, w, b):\n    return w * x - b\ncheck_predict(predict, points=2)"
FORGET = """%reset -f
shell = get_ipython()
if ticks := vars(shell).pop("_ticks", None):
    shell.events.unregister("post_run_cell", ticks.take)"""
RIGHT = WRONG.replace("- b", "+ b")


class Page:
    """A notebook's Python, and what its front end shows of each output that can be changed."""

    def __init__(self, folder):
        # IPython keeps a history, and Jupyter its files, in the home folder
        env = {**os.environ, "IPYTHONDIR": str(folder), "JUPYTER_RUNTIME_DIR": str(folder)}
        self.manager, self.client = start_new_kernel(kernel_name="python3", env=env)
        self.shown, self.updates = {}, 0

    def run(self, cell, reads=True):
        def keep(message):
            told = message["content"]
            if "display_id" in told.get("transient", {}):
                new = message["msg_type"] == "display_data"
                self.updates += not new
                self.shown[told["transient"]["display_id"]] = told["data"]["text/plain"]

        self.client.execute_interactive(
            cell, output_hook=keep, allow_stdin=reads, stdin_hook=lambda _: None
        )
        return list(self.shown.values())


@pytest.fixture(scope="module")
def kernel(tmp_path_factory):
    page = Page(tmp_path_factory.mktemp("ticks"))
    yield page
    page.client.stop_channels()
    page.manager.shutdown_kernel(now=True)


@pytest.fixture
def page(kernel):
    kernel.run(FORGET, reads=False)
    kernel.shown.clear()
    kernel.updates = 0
    return kernel


def test_each_check_keeps_its_tick_up(page):
    assert page.run(SETUP) == ["Exercises done: 0 of 2   ○ predict   ○ dot_product"]
    assert page.run(WRONG) == ["Exercises done: 0 of 2   ○ predict   ○ dot_product"]
    assert page.run(RIGHT) == ["Exercises done: 1 of 2   ✔ predict   ○ dot_product"]
    assert page.run(WRONG) == ["Exercises done: 0 of 2   ○ predict   ○ dot_product"]


def test_the_first_box_can_be_run_again(page):
    page.run(SETUP)
    page.run(RIGHT)
    assert page.run(SETUP)[-1] == "Exercises done: 1 of 2   ✔ predict   ○ dot_product"
    page.updates = 0
    assert page.run(WRONG)[-1] == "Exercises done: 0 of 2   ○ predict   ○ dot_product"
    assert page.updates == 1


def test_a_program_that_executes_notebooks_gets_no_output(page):
    assert page.run(SETUP, reads=False) == []
    assert page.run(RIGHT, reads=False) == []


def test_outside_a_notebook_nothing_is_shown(capsys):
    show_exercises(check_predict)
    assert capsys.readouterr() == ("", "")


def test_the_page_says_in_words_what_is_done():
    ticks = Ticks([check_predict.name, check_compute_cost.name, "<b>"])
    ticks.done["compute_cost"] = True
    page = ticks._repr_html_()
    assert page.count('aria-label="not done yet">○') == 2
    assert '"done">✔</span> <code>compute_cost</code>' in page
    assert "<code>&lt;b&gt;</code>" in page
