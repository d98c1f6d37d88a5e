"""Slopes that pull against each other: the probability, checked against SciPy's expit."""

import pytest
from scipy.special import expit

from mlsmath import pictures

PAIRS = {"small": (1, -1), "one large": (10, 0), "large": (10, -10)}


def test_each_curve_is_the_sigmoid_of_its_two_slopes():
    axes = pictures.draw_pull(PAIRS).figure.axes[0]
    curves = {line.get_label(): line.get_data() for line in axes.lines[1:]}
    assert list(curves) == ["small: w = (1, −1)", "one large: w = (10, 0)", "large: w = (10, −10)"]
    for (x, p), (w_1, w_2) in zip(curves.values(), PAIRS.values(), strict=True):
        assert p == pytest.approx(expit(w_1 * x + w_2 * x**2), rel=1e-9)
    assert x[[0, -1]] == pytest.approx([-0.5, 1.5])


def test_the_words_say_how_often_it_turns():
    told = pictures.draw_pull(PAIRS).alt
    assert "one large, w = (10, 0): from 0.00669 at the left end to 1" in told
    assert told.count("it passes one half 2 times") == 2
    assert told.count("it passes one half 1 time.") == 1


def test_a_fourth_pair_is_refused():
    with pytest.raises(ValueError, match="slopes"):
        pictures.draw_pull({**PAIRS, "more": (1, 1)})
