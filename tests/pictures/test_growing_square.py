"""The square that grows by two strips and a corner."""

import numpy as np
import pytest

from mlsmath import pictures
from mlsmath.pictures import growing_square_by_hand

from .as_browser import PLACES, at, check_followers


def areas(axes):
    """The area of each rectangle that moves: the strip on the right, that on top, the corner."""
    found = []
    for collection in axes.collections[:3]:
        (path,) = collection.get_paths()
        (x0, y0), (x1, y1) = path.vertices.min(axis=0), path.vertices.max(axis=0)
        found.append((x1 - x0) * (y1 - y0))
    return found


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("x", [0.5, 3, 20])
def test_strips_and_corner_are_what_the_area_grows_by(x, place):
    shown = growing_square_by_hand.scene(x, 0.1 * x)
    h = at(shown.controls[0], place)
    picture = shown.picture(h=h)
    (axes,) = picture.figure.axes
    right, top, corner = areas(axes)
    assert np.allclose([right, top, corner], [x * h, x * h, h * h])
    assert np.isclose(right + top + corner, (x + h) ** 2 - x**2)
    slope = f"{((x + h) ** 2 - x**2) / h:.4g}"
    assert f"growth / h = {slope}, and 2x = {2 * x:g}" in axes.get_title()
    assert f"Divided by h that is {slope}; 2x is {2 * x:g}." in picture.alt


def test_smaller_steps_close_in_on_twice_the_side():
    shown = growing_square_by_hand.scene(3, 1)
    (control,) = shown.controls
    assert (shown.play, shown.down) == ("h", True)
    assert list(control.choices) == sorted(control.choices)
    last = shown.picture(h=control.choices[0]).figure.axes[0].get_title()
    assert "0.03 + 0.03 + 0.0001 = 0.0601\ngrowth / h = 6.01, and 2x = 6" in last


def test_the_browser_moves_everything_to_where_the_functions_say():
    shown = growing_square_by_hand.scene(3, 0.5)
    check_followers(shown)
    spec, _ = shown.spec(shown.start())
    assert not any(series["ask"] for series in spec["series"])


def test_the_value_is_an_attribute():
    shown = pictures.growing_square_by_hand(3)
    shown.h = 0.1
    assert shown.alt == pictures.growing_square_by_hand.still(3, 0.1).alt
    assert shown.alt == pictures.draw_growing_square(3, 0.1).alt


@pytest.mark.parametrize(
    ("x", "h", "told"),
    [
        (0, 0.1, "x is a side, so it must be above 0, but it is 0"),
        (3, 0, "h must be above 0 and at most 1"),
        (3, 1.01, "h must be above 0 and at most 1"),
    ],
)
def test_what_is_no_square_is_refused(x, h, told):
    with pytest.raises(ValueError, match=told):
        pictures.draw_growing_square(x, h)
