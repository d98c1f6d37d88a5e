"""In a narrow column of JupyterLab the panels of a picture stand one below the other."""

from .conftest import Shown


def test_the_notebook_asks_for_the_narrow_form_and_goes_back(open_notebook):
    notebook = open_notebook("fit = fit_by_hand(x, y, 0.3, 4, show_cost=True)\nfit", width=560)
    shown = Shown(notebook.page, 0)

    def wait_until(shape):
        notebook.page.wait_for_function(
            f"stage => stage.clientHeight {shape} stage.clientWidth",
            arg=shown.stage.element_handle(),
        )
        shown.settle()

    wait_until(">")
    assert shown.stage.bounding_box()["width"] < 500
    shown.click(0.6, 0.8)  # in the bowl, which is below the line
    w, b = shown.values()
    assert 0 < w < 1.5
    assert 2.5 < b < 5
    assert float(notebook.python("fit.w")) == w
    notebook.page.set_viewport_size({"width": 1400, "height": 1000})
    wait_until("<")
    shown.click(0.8, 0.5)
    assert shown.values() != [w, b]
