"""The same picture in Notebook 7, which the same server shows."""

import numpy as np
import pytest

from .conftest import Shown, open_page, python

pytest.importorskip("notebook")


def test_the_line_is_dragged_in_notebook_7(jupyter, chromium):
    cell = "fit = fit_by_hand(x, y, 0.3, 4, show_cost=True)\nfit"
    page = open_page(jupyter, chromium, [cell], "seven.ipynb", dense=1, app="notebooks")
    shown = Shown(page, 0)
    shown.stage.locator("canvas").wait_for()
    assert page.locator("body").get_attribute("data-notebook") == "notebooks"
    before = shown.image()
    shown.drag((0.75, 0.5), (0.87, 0.35))
    w, b = shown.values()
    assert 0.9 < w < 1.5
    assert 4.5 < b < 5.5
    assert (np.abs(shown.image() - before).max(axis=2) > 90).mean() > 0.01
    assert python(page, "print(fit.w, fit.b)") == f"{w:g} {b:g}"
    shown.press("ArrowLeft")
    assert shown.values()[0] < w
    page.context.close()
