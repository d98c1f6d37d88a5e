"""Slips in JupyterLab: one or two sentences with the line and the mend, the traceback in a fold."""

import pytest

from .conftest import open_page, python

CELLS = ["from mlsmath.checks import check_predict", "def predict(x, w, b):\n    return w * x + b"]
SLIPS = {
    "no Python": ("return_value = 8x - 3", "Line 1: return_value = 8x - 3", "8*x"),
    "a minus of the page": ("total = y.sum() − 1", "Line 1: total = y.sum() − 1", "-"),
    "a power": ("(x - 1.5)^2", "Line 1: (x - 1.5)^2", "(x - 1.5)**2"),
    "a loop": ("for i in len(x):\n    pass", "Line 1: for i in len(x):", "range(len(x))"),
    "a name": ("pengiuns", "Line 1: pengiuns", "Is penguins meant?"),
    "an older function": ("def predict(x, w, b)\n    return 1", "Line 1: def predict", "b):"),
}


@pytest.fixture(scope="module")
def page(jupyter, chromium):
    page = open_page(jupyter, chromium, CELLS, "slips.ipynb", dense=1)
    yield page
    page.context.close()


@pytest.mark.parametrize(("cell", "line", "mend"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_told_and_the_traceback_is_folded(page, cell, line, mend):
    said = python(page, cell)
    assert line in said
    assert mend in said
    fold = page.locator(".mlsmath-slip details").last
    assert not fold.locator("pre").is_visible()
    fold.locator("summary").click()
    assert "Error" in fold.locator("pre").inner_text()


def test_the_check_says_that_the_cell_did_not_run(page):
    python(page, "def predict(x, w, b)\n    return 1")
    assert "did not run the last time" in python(page, "check_predict(predict)")
