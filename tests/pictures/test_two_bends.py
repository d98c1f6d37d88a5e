"""One learning rate in two valleys that bend differently."""

import numpy as np
import pytest

from mlsmath import pictures
from mlsmath.derivatives import numerical_derivative
from mlsmath.pictures import two_bends_by_hand

from .as_browser import PLACES, at, check_followers

LOWERED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def told(axes):
    """The place that the title of a valley names."""
    written = axes.get_title().rpartition("at ")[2]
    return float(written.replace("−", "-").replace("·10", "e").translate(LOWERED))


def walked(bend, alpha, steps):
    """Where a walk ends that measures the slope of the valley at each step."""
    place = 1.0
    for _ in range(steps):
        place -= alpha * numerical_derivative(lambda d: bend * d**2 / 2, place)
    return place


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("bends", [(2.0, 0.1), (5.0, 5.0)])
def test_each_walk_is_where_steps_against_the_slope_lead(bends, place):
    scene = two_bends_by_hand.scene(*bends, alpha=0.1)
    alpha, steps = (at(control, place) for control in scene.controls)
    picture = scene.picture(alpha=alpha, steps=steps)
    for axes, bend in zip(picture.figure.axes, bends, strict=True):
        assert told(axes) == pytest.approx(walked(bend, alpha, steps), rel=6e-3, abs=1e-6)


def test_above_two_over_the_bend_it_grows_and_below_it_shrinks():
    scene = two_bends_by_hand.scene(steps=20)
    choices = np.array(scene.controls[0].choices)
    for alpha in choices[choices != 1]:
        last = told(scene.picture(alpha=alpha, steps=20).figure.axes[0])
        assert (abs(last) > 1) == (alpha > 1)


def test_the_browser_moves_everything_to_where_the_functions_say():
    scene = two_bends_by_hand.scene()
    check_followers(scene)
    spec, _ = scene.spec(scene.start())
    assert not any(series["ask"] for series in spec["series"])


def test_the_values_are_attributes():
    shown = pictures.two_bends_by_hand()
    shown.alpha, shown.steps = 0.9, 4
    assert shown.alt == pictures.two_bends_by_hand.still(alpha=0.9, steps=4).alt


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("across must be above 0", {"across": 0}),
        ("alpha must be above 0 and at most 1.1", {"alpha": 1.2}),
        ("steps must be a whole number from 0 to 20, but it is 21", {"steps": 21}),
        ("steps must be a whole number from 0 to 20, but it is 2.7", {"steps": 2.7}),
    ],
)
def test_it_refuses_what_does_not_fit(said, wrong):
    with pytest.raises(ValueError, match=said):
        two_bends_by_hand.scene(**wrong)
