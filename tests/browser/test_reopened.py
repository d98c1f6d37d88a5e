"""A notebook that was run, saved and opened again with a new kernel: its pictures still move."""

import json
import urllib.request

import nbformat
import pytest

from mlsmath.commands.course.widgets import STATE

from .conftest import PATIENCE, TOKEN, Shown, choose, open_page, run_cells

CELLS = [
    "fit = fit_by_hand(x, y, 0.3, 4, show_cost=True)\nfit",
    "def compute_cost(x, y, w, b):\n    return sum((w * x + b - y) ** 2) / (2 * len(x))\n"
    "mine = fit_by_hand(x, y, 0.3, 4, compute_cost)\nmine",
]
ANEW = "Python has started anew. Run this cell again."


def ask(address, path, method="GET"):
    request = urllib.request.Request(f"{address}/{path}?token={TOKEN}", method=method)
    with urllib.request.urlopen(request, timeout=PATIENCE / 1000) as answer:
        return answer.read().decode("utf-8")


def wait_for_pictures(page):
    page.wait_for_function(
        "many => document.querySelectorAll('.mlsmath-stage canvas').length === many",
        arg=len(CELLS),
    )


def save(page, file):
    """Save the notebook and return it as the file holds it."""
    before = file.stat().st_mtime_ns
    choose(page, "File", "Save Notebook")
    page.wait_for_function("() => !document.querySelector('.jp-mod-dirty')")
    for _ in range(PATIENCE // 100):
        if file.stat().st_mtime_ns != before:
            return nbformat.read(file, as_version=4)
        page.wait_for_timeout(100)
    raise AssertionError("not saved")


@pytest.fixture(scope="module")
def reopened(jupyter, chromium):
    """The page, the notebook's file, and how many widgets the file held before."""
    folder, address = jupyter
    first = open_page(jupyter, chromium, CELLS, "again.ipynb", dense=1, height=2400)
    wait_for_pictures(first)
    first.get_by_text("| Idle").wait_for()
    Shown(first, 1).click(0.87, 0.35)
    first.wait_for_timeout(700)
    saved = save(first, folder / "again.ipynb")
    first.context.close()
    for session in json.loads(ask(address, "api/sessions")):
        ask(address, f"api/sessions/{session['id']}", "DELETE")
    context = chromium.new_context(viewport={"width": 1000, "height": 2400})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"{address}/lab/tree/again.ipynb?token={TOKEN}&reset")
    wait_for_pictures(page)
    page.get_by_text("| Idle").wait_for()
    yield page, folder / "again.ipynb", len(saved.metadata.widgets[STATE]["state"])
    context.close()


def test_its_pictures_are_there_and_move(reopened):
    page, _, _ = reopened
    assert page.get_by_text("model not found").count() == 0
    assert page.get_by_text("Loading widget").count() == 0
    fit = Shown(page, 0)
    before, image = fit.values(), fit.image()
    fit.click(0.87, 0.35)
    assert fit.values() != before
    assert (abs(fit.image() - image).max(axis=2) > 90).mean() > 0.01
    assert fit.box.get_by_text(ANEW).count() == 0


def test_a_picture_that_needs_python_says_so(reopened):
    page, _, _ = reopened
    mine = Shown(page, 1)
    assert mine.values() != [0.3, 4]  # as it was left
    assert mine.box.get_by_text(ANEW).count() == 1


def test_an_export_shows_the_still_picture(reopened, jupyter):
    exported = ask(jupyter[1], "nbconvert/html/again.ipynb")
    assert exported.count('<img alt="The line f(x)') == len(CELLS)
    assert "widget-view+json" not in exported


def test_run_and_saved_again_it_is_no_longer_than_before(reopened):
    page, file, before = reopened
    mark = "(all) => all.forEach((one) => { one.dataset.old = 'yes' })"
    page.locator(".mlsmath-stage").evaluate_all(mark)
    run_cells(page)
    anew = ".mlsmath-stage:not([data-old]) canvas"
    page.wait_for_function(
        f"many => document.querySelectorAll('{anew}').length === many", arg=len(CELLS)
    )
    page.get_by_text("| Idle").wait_for()
    assert len(save(page, file).metadata.widgets[STATE]["state"]) == before
    assert page.get_by_text(ANEW).count() == 0


def test_the_toolbar_has_no_button_that_validates(reopened):
    page, _, _ = reopened
    assert page.locator(".jp-NotebookPanel-toolbar").first.is_visible()
    assert page.get_by_text("Validate", exact=True).count() == 0
