"""The lines of the clerks: where scikit-learn says that they are."""

import numpy as np
import pytest
from matplotlib.contour import QuadContourSet
from scipy.special import expit
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score

from mlsmath import pictures

from .gallery_week3 import DEPTH_AND_KILOS, MALE, PLAIN, straight


def clerk_of(w1, w2, b):
    return lambda birds: expit(w1 * birds[:, 0] + w2 * birds[:, 1] + b)


def drawn(clerks):
    picture = pictures.draw_clerks(DEPTH_AND_KILOS, MALE, straight, clerks, **PLAIN)
    (axes,) = picture.figure.axes
    # First the shading and the boundary of the chief, then a line for each clerk.
    return picture, [c for c in axes.collections if isinstance(c, QuadContourSet)][2:]


def test_a_clerk_is_half_sure_on_his_line():
    model = LogisticRegression(C=np.inf, tol=1e-9, max_iter=2000).fit(DEPTH_AND_KILOS, MALE)
    (w1, w2), b = model.coef_[0], model.intercept_[0]
    picture, lines = drawn({"clerk 1": clerk_of(w1, w2, b), "clerk 2": clerk_of(1, 0, -17)})
    assert len(lines) == 2
    places = lines[0].get_paths()[0].vertices
    assert len(places) > 50
    assert np.abs(model.decision_function(places)).max() < 0.05
    assert np.allclose(lines[1].get_paths()[0].vertices[:, 0], 17, atol=1e-3)
    right = accuracy_score(MALE, straight(DEPTH_AND_KILOS) >= 0.5, normalize=False)
    assert f"{right:.0f} of 333 right" in picture.alt


@pytest.mark.parametrize(
    ("w", "side"),
    [((1, 2), "above it, to the right"), ((-1, -2), "below it, to the left"),
     ((1, -2), "below it, to the right"), ((-1, 2), "above it, to the left")],
)  # fmt: skip
def test_the_arrow_points_to_where_the_clerk_says_yes(w, side):
    middle = np.array([17.0, 4.2])
    picture, _ = drawn({"clerk 1": clerk_of(*w, -np.dot(w, middle))})
    assert f"says yes {side}." in picture.alt
    (arrow,) = (t for t in picture.figure.axes[0].texts if getattr(t, "arrow_patch", None))
    assert np.dot(w, np.array(arrow.xy) - arrow.xyann) > 0


def test_a_clerk_who_is_never_half_sure_is_told():
    picture, _ = drawn({"clerk 1": clerk_of(0, 0, 5)})
    assert "clerk 1 is never half sure on this map." in picture.alt


def test_four_clerks_are_too_many():
    with pytest.raises(ValueError, match="clerks may hold at most 3 names, but it holds 4"):
        drawn({str(k): straight for k in range(4)})
