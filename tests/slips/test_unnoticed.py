"""A wrong answer without an error: the slip is named, and as it is mended the check passes."""

import nbformat
import numpy as np

from mlsmath.cost import squared_error_cost
from mlsmath.derivatives import sigmoid
from mlsmath.descent import gradient_descent
from mlsmath.features import apply_z_score, fit_z_score
from mlsmath.gradient import squared_error_gradient
from mlsmath.model import logistic_prediction
from mlsmath.slips import state

COURSE = {
    one.__name__: one
    for one in (
        gradient_descent,
        apply_z_score,
        fit_z_score,
        logistic_prediction,
        sigmoid,
        squared_error_cost,
        squared_error_gradient,
    )
}
NOTEBOOK = {"np": np, "descend": gradient_descent, **COURSE}


def test_the_slip_is_named_and_mended_the_check_passes(judged, unnoticed):
    check, name = unnoticed.name, unnoticed.told
    assert judged(check, unnoticed.mended).passed
    result = judged(check, unnoticed.typed)
    assert not result.passed
    assert f"`{unnoticed.new}`" in str(result)
    assert result.mistake == name


def test_a_slip_whose_mend_moves_lines_is_named(judged, moved):
    assert judged(moved.name, moved.typed).mistake == moved.told


def dot_product(w, x):
    return np.sum(w * x)


def test_what_is_right_is_not_blamed(judged, right_in_part):
    check, not_said, body = right_in_part[:3]
    result = judged(check, body, dot_product=dot_product, w0=np.array(3.0))
    assert not result.passed
    assert not_said not in result.message


def test_an_error_is_told_with_what_is_missing(judged, missing):
    assert missing.told in str(judged(missing.name, missing.typed))


def test_what_is_told_is_so_and_the_check_passes_as_the_function_is_mended(judged, mended):
    cell = {"w": 0.5, "X": np.eye(2), "dj_dw": np.zeros(9), "train": [0, 1]}
    result = judged(mended.name, mended.typed, **cell)
    assert not result.passed
    assert mended.told in result.message
    assert judged(mended.name, mended.mended, **cell).passed


def test_what_cells_elsewhere_make_is_made_in_the_function(
    tmp_path, monkeypatch, judged, made_elsewhere
):
    check, told, body, mended, _ = made_elsewhere
    new = nbformat.v4.new_code_cell
    cell = f"check_{check}({check})"
    here = nbformat.v4.new_notebook(cells=[new(cell), new("mu = 3")])
    before = nbformat.v4.new_notebook(cells=[new("errors = losses = [1, 2]")])
    nbformat.write(here, tmp_path / "02-here.ipynb")
    nbformat.write(before, tmp_path / "01-before.ipynb")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(state, "cells", state.Cells(text=cell))
    result = judged(check, body)
    assert not result.passed
    assert told in result.message
    assert judged(check, mended).passed
