"""The picture of a distance with its kink and a square without one."""

import re

import numpy as np
import pytest

from mlsmath import pictures


def drawn(axes):
    """The curve of a panel, and the slopes that are written in it, from left to right."""
    curve = axes.lines[0].get_xydata()
    texts = sorted(axes.texts, key=lambda text: text.xy[0])
    said = [re.search(r"slope (.+)", text.get_text()) for text in texts]
    return curve, [(text.xy[0], found[1]) for text, found in zip(texts, said, strict=True) if found]


@pytest.mark.parametrize("largest", [0.5, 2.0, 300.0])
def test_the_slopes_that_are_written_are_those_of_the_curves(largest):
    """Against differences of the drawn points; 201 of them make 1e-9 where a curve is straight."""
    for axes in pictures.draw_error_costs(largest).figure.axes:
        curve, written = drawn(axes)
        slopes = np.gradient(curve[:, 1], curve[:, 0])
        assert len(written) >= 2
        for place, said in written:
            measured = slopes[np.argmin(np.abs(curve[:, 0] - place))]
            expected = float(said.replace("−", "-").replace(",", ""))
            assert measured == pytest.approx(expected, abs=1e-9 * largest)


def test_the_distance_has_a_kink_and_the_square_has_none():
    distance, square = (axes.lines[0].get_xydata() for axes in drawn_panels())
    jump = [np.abs(np.diff(np.gradient(c[:, 1], c[:, 0]))).max() for c in (distance, square)]
    assert jump[0] == pytest.approx(1.0)
    assert jump[1] < 0.05
    assert np.allclose(distance[:, 1], np.abs(distance[:, 0]))
    assert np.allclose(square[:, 1], square[:, 0] ** 2)


def drawn_panels():
    return pictures.draw_error_costs().figure.axes


def test_units_stand_on_both_axes():
    left, right = drawn_panels()
    assert (left.get_xlabel(), left.get_ylabel()) == ("error e (kg)", "what it costs (kg)")
    assert (right.get_xlabel(), right.get_ylabel()) == ("error e (kg)", "what it costs (kg²)")


@pytest.mark.parametrize("largest", [0, -1, "far"])
def test_the_largest_error_is_a_number_above_zero(largest):
    with pytest.raises(ValueError, match="largest"):
        pictures.draw_error_costs(largest)
