"""The picture of the line beside the flat line at the mean."""

import re

import numpy as np
import pytest
from sklearn.metrics import mean_squared_error, r2_score

from mlsmath import pictures
from mlsmath.data import load_penguins

PENGUINS = load_penguins(require=["flipper_length_mm", "body_mass_g"])
X = PENGUINS["flipper_length_mm"] / 10 - 20
Y = PENGUINS["body_mass_g"] / 1000


def said(text):
    """The first number of a text, after its last sign for equal."""
    return float(re.search(r"−?[\d.]+", text.rsplit("=", 1)[-1])[0].replace("−", "-"))


@pytest.mark.parametrize(("w", "b"), [(0.5, 4.2), (0, 4.0), (-0.5, 4.25), (0.497, 4.156)])
def test_costs_and_share_are_those_of_scikit_learn(w, b):
    """Three digits are written, so 0.5 percent of the value is allowed, and 5e-4 below 0.1."""
    picture = pictures.draw_baseline(X, Y, w, b)
    predictions = w * X + b
    costs = [mean_squared_error(Y, np.full(len(Y), Y.mean())), mean_squared_error(Y, predictions)]
    for axes, cost in zip(picture.figure.axes, costs, strict=True):
        _, of_cost, _ = axes.get_title().splitlines()
        assert said(of_cost) == pytest.approx(cost / 2, 5e-3, 5e-4)
    shares = [axes.get_title().splitlines()[-1] for axes in picture.figure.axes]
    assert shares[0] == "R² = 0"
    assert said(shares[1]) == pytest.approx(r2_score(Y, predictions), 5e-3, 5e-4)
    assert shares[1] in picture.alt


def test_the_left_line_is_flat_at_the_mean():
    left, right = pictures.draw_baseline(X, Y, 0.5, 4.2).figure.axes
    flat, sloping = (axes.lines[-1].get_ydata() for axes in (left, right))
    assert flat == pytest.approx(np.mean(Y))
    assert np.ptp(sloping) > 1


def test_without_differences_there_is_no_share():
    picture = pictures.draw_baseline([1, 2], [4, 4], 1, 3)
    assert "no R²" in picture.alt
    assert all("no R²" in axes.get_title() for axes in picture.figure.axes)
