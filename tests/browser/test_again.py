"""Cells run again and a restarted kernel: words that help, and nothing left over."""

import pytest

from .conftest import PATIENCE, Shown, choose, python, run_cells

CELLS = [
    "fit = fit_by_hand(x, y, 0.3, 4, show_cost=True)\nfit",
    "def compute_cost(x, y, w, b):\n    return sum((w * x + b - y) ** 2) / (2 * len(x))\n"
    "mine = fit_by_hand(x[:40], y[:40], 0.3, 4, compute_cost)\nmine",
    "walk = descend_by_hand(x, y)\nwalk",
]
ANEW = "Python has started anew. Run this cell again."
STAGES = ".mlsmath-stage"


def count_alive(page):
    """How many pictures the browser keeps in memory, on the page or not."""
    devtools = page.context.new_cdp_session(page)
    every = devtools.send("Runtime.evaluate", {"expression": "HTMLCanvasElement.prototype"})
    kind = {"prototypeObjectId": every["result"]["objectId"]}
    found = devtools.send("Runtime.queryObjects", kind)["objects"]["objectId"]
    ours = "function() { return this.filter((one) => one.closest('.mlsmath-stage')).length }"
    asked = {"objectId": found, "functionDeclaration": ours, "returnByValue": True}
    number = devtools.send("Runtime.callFunctionOn", asked)["result"]["value"]
    devtools.detach()
    return number


def none_but_these_alive(page):
    """Tell whether no other pictures stay in memory; JupyterLab lets go of them in its own time."""
    for _ in range(PATIENCE // 200):
        if count_alive(page) == len(CELLS):
            return True
        page.wait_for_timeout(200)
    return False


def run_again(page):
    """Run all cells and wait until each has a new picture."""
    mark = "(all) => all.forEach((one) => { one.dataset.old = 'yes' })"
    page.locator(STAGES).evaluate_all(mark)
    run_cells(page)
    page.wait_for_function(
        "many => document.querySelectorAll('.mlsmath-stage:not([data-old]) canvas').length === many"
        " && !document.querySelector('.mlsmath-stage[data-old]')",
        arg=len(CELLS),
    )


def restart(page):
    choose(page, "Kernel", "Restart Kernel…")
    page.locator(".jp-Dialog .jp-mod-accept").click()


@pytest.fixture
def notebook(open_notebook):
    page = open_notebook(*CELLS, width=1300, height=3200).page
    page.wait_for_function(
        "many => document.querySelectorAll('.mlsmath-stage canvas').length === many",
        arg=len(CELLS),
    )
    page.errors = []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    return page


def test_cells_run_again_leave_nothing_in_the_browsers_memory(notebook):
    for _ in range(2):
        Shown(notebook, 0).drag((0.75, 0.5), (0.85, 0.4))
        run_again(notebook)
    assert none_but_these_alive(notebook)
    assert notebook.errors == []


def test_a_restarted_kernel_is_told_and_the_pictures_come_back(notebook):
    assert notebook.get_by_text(ANEW).count() == 0
    restart(notebook)
    for k in range(len(CELLS)):
        Shown(notebook, k).box.get_by_text(ANEW).wait_for()
    notebook.get_by_text("| Idle").wait_for()
    old = Shown(notebook, 1)
    old.drag((0.75, 0.5), (0.85, 0.4))
    old.button("Reset")
    notebook.wait_for_timeout(700)  # it would tell Python by now
    assert old.box.get_by_text(ANEW).count() == 1
    assert notebook.errors == []
    run_again(notebook)
    assert notebook.get_by_text(ANEW).count() == 0
    assert notebook.locator(".noUi-handle").count() == 2 + 2 + 4
    mine = Shown(notebook, 1)
    mine.click(0.87, 0.35)
    w, b = mine.values()
    assert (w, b) != (0.3, 4)
    assert python(notebook, "print(mine.w, mine.b)") == f"{w:g} {b:g}"
    assert none_but_these_alive(notebook)
