"""Numbers of a learner that are far from each other, or hardly differ."""

import numpy as np
import pytest

from mlsmath import pictures

X, Y = np.array([1.0, 2.0, 4.0, 5.0]), np.array([3.0, 4.0, 6.0, 5.0])
YES = np.array([0, 1, 1, 0])
BIRDS = {"xlabel": "a", "ylabel": "b"}


@pytest.mark.parametrize("x", [1e6 + 1e-6 * X, 1e-10 * X, 1e6 + X])
@pytest.mark.parametrize("y", [Y, 1e6 + 1e-6 * Y])
def test_a_descent_is_told_to_the_browser_where_numbers_hardly_differ(x, y):
    moving = pictures.descend_by_hand.scene(x, y, 0.5, float(y.mean()))
    series, trouble = moving.spec(moving.start())
    assert series["series"]
    assert trouble == ""


def test_what_differs_by_rounding_alone_is_refused_by_its_name():
    with pytest.raises(ValueError, match=r"^y must differ by more than rounding: first take 1·10⁶"):
        pictures.descend_by_hand(X, 1e6 + 1e-9 * Y)


def test_a_descent_that_runs_off_is_told_to_the_browser():
    moving = pictures.descend_by_hand.scene(X, Y, alpha=1e6)
    moving.spec(moving.start())


@pytest.mark.parametrize(
    ("X", "w", "b"),
    [(np.column_stack([1e6 * X, Y]), [0.5, 1], 2), (0 * np.column_stack([X, Y]), None, None)],
)
def test_a_slider_has_so_many_steps_as_fit_whatever_it_starts_at(X, w, b):
    moving = pictures.boundary_by_hand.scene(X, YES, w, b, **BIRDS)
    assert all(len(control.grid()) <= 402 for control in moving.controls)
    moving.spec(moving.start())


def test_birds_far_away_from_the_first_ones_are_told():
    moving = pictures.degree_by_hand.scene(X, Y, x_new=1e4 * X, y_new=Y)
    assert "Its cost on 4 other birds" in moving.tell({"degree": 2, "truth": 1})


def test_birds_too_far_away_for_a_float_are_refused():
    with pytest.raises(ValueError, match=r"^x_new must lie nearer to x"):
        pictures.degree_by_hand(1e-49 * X, Y, x_new=1e49 * X, y_new=Y)


def test_a_bird_far_out_warns_of_nothing():
    x = np.append(np.linspace(0, 1, 20), 1e5)
    assert "degree 9" in pictures.degree_by_hand.still(x, x).alt


@pytest.mark.parametrize("spread", [1e-6, 1e-49, 1e49])
def test_an_equal_feature_leaves_a_boundary(spread):
    """Where a draw, or a power of a feature that is 0 or 1, is the same for all birds."""
    yes = np.arange(8) % 2
    X = np.column_stack([np.arange(8) % 2, spread * np.arange(8)])
    still = pictures.lambda_by_hand.still(X, yes, X, yes, degree=2, lambdas=[1], **BIRDS)
    assert "Train: 8 of 8 birds right" in still.alt
    pictures.other_boundaries_by_hand.still(X, yes, how_many=2, draws=3, degrees=[2], **BIRDS)


def test_a_draw_of_equal_birds_leaves_a_flat_curve():
    pictures.other_curves_by_hand.still([1, 1, 1, 2], Y, how_many=2, draws=12)


def test_a_clinic_where_a_plane_fits_exactly_is_drawn():
    table = np.array([[1.0, 1], [1, -1], [-1, 1], [-1, -1]])
    picture = pictures.draw_clinic(table, [0.0, 0, 0, 0] + table @ [1, 2])
    assert all(axes.get_ylim()[0] > 1e-12 for axes in picture.figure.axes[:5])
