"""The tangent, the scaling and the degree that are moved by hand."""

import numpy as np
import pytest

from mlsmath import pictures
from mlsmath.features import polynomial_features
from mlsmath.pictures import degree_by_hand, scaling_by_hand, tangent_by_hand

from .as_browser import PLACES, at, check_followers
from .gallery_week2 import cost_of_w, unwritten, walk


def tangent(f, x=0.2, h=None, x_range=(0, 1)):
    return tangent_by_hand.scene(f, x, h, x_range=x_range)


def labelled(axes, label):
    (line,) = (line for line in axes.lines if line.get_label() == label)
    return np.array(line.get_xdata()), np.array(line.get_ydata())


@pytest.mark.parametrize("h_place", PLACES)
@pytest.mark.parametrize("x_place", PLACES)
def test_the_tangent_touches_and_the_secant_cuts(x_place, h_place):
    shown = tangent(lambda w: w**3 - w)
    x, h = (at(c, place) for c, place in zip(shown.controls, (x_place, h_place), strict=True))
    picture = shown.picture(x=x, h=h)
    (axes,) = picture.figure.axes
    ends, heights = labelled(axes, "tangent")
    assert np.allclose(heights, x**3 - x + (3 * x**2 - 1) * (ends - x))
    rise = (x + h) ** 3 - (x + h) - (x**3 - x)
    ends, heights = labelled(axes, "secant")
    assert np.allclose(heights, x**3 - x + rise / h * (ends - x))
    dots = {line.get_marker(): line.get_xydata() for line in axes.lines[3:]}
    assert np.allclose(dots["o"], [[x, x**3 - x]])
    there = [x + h, (x + h) ** 3 - x - h]
    held = np.clip(there, *np.transpose([axes.get_xlim(), axes.get_ylim()]))
    if np.allclose(held, there):
        assert np.allclose(dots["s"], [there])
    else:  # an arrowhead at the edge of the frame
        assert "s" not in dots
        assert any(np.allclose(place, [held]) for place in dots.values())
    slope = f"{rise / h:.4g}".replace("-", "−")
    assert f"rise / h = {slope} kg² for each kg per cm" in axes.get_title()
    assert f"has the slope {slope} kg²" in picture.alt


def test_the_secant_closes_in_on_the_tangent():
    shown = tangent(np.exp, 0.5)
    h = shown.controls[1]
    assert list(h.choices) == sorted(h.choices)
    assert (shown.play, shown.down) == ("h", True)
    picture = shown.picture(x=0.5, h=h.choices[0])
    (axes,) = picture.figure.axes
    slopes = [np.diff(labelled(axes, name)[1])[0] for name in ("tangent", "secant")]
    assert np.isclose(*slopes, rtol=1e-3)


@pytest.mark.parametrize(("x", "longest"), [(0, 0.25), (0.7, 0.25), (0.8, 0.2), (0.97, 0.03)])
def test_the_first_secant_stays_in_the_picture(x, longest):
    h = tangent(np.exp, x).controls[1]
    assert h.value == max(step for step in h.choices if step <= longest)


def test_a_curve_that_fails_is_told():
    shown = pictures.tangent_by_hand(unwritten, 0.5, x_range=(0, 1))
    assert "Your unwritten is not written yet." in shown.trouble
    assert shown.alt == shown.trouble


@pytest.mark.parametrize(
    ("wrong", "told"),
    [({"x": 2}, "within x_range, from 0 to 1"), ({"h": 0}, "h must be above 0, but it is 0")],
)
def test_a_start_that_does_not_fit_is_refused(wrong, told):
    with pytest.raises(ValueError, match=told):
        tangent(np.exp, **wrong)


@pytest.mark.parametrize("steps", [0, 30, 60])
@pytest.mark.parametrize("share", [0.05, 0.7, 1.05])
def test_both_bowls_are_walked_with_the_same_share(birds, share, steps):
    x, y = birds[0] * 10 + 200, birds[1]
    shown = scaling_by_hand.scene(x, y)
    picture = shown.picture(share=share, steps=steps)
    scaled = (x - x.mean()) / x.std()
    for axes, values in zip(picture.figure.axes, (x, scaled), strict=True):
        bends = np.linalg.eigvalsh([[np.mean(values**2), values.mean()], [values.mean(), 1]])
        ws, bs = walk(values, y, share * 2 / bends[-1], steps, 0.0, 0.0)
        assert np.allclose(axes.lines[1].get_xydata(), np.column_stack([ws, bs]))
        cost = np.mean((ws[-1] * values + bs[-1] - y) ** 2) / 2
        assert f"J = {cost:.3g} kg²" in axes.get_title() or cost > 1000
        low, high = axes.get_xlim()
        assert low < np.polyfit(values, y, 1)[0] < high


def test_scaling_makes_a_round_bowl(birds):
    x, y = birds[0] * 10 + 200, birds[1]
    picture = scaling_by_hand.scene(x, y, steps=30).picture_at_start()
    raw, scaled = (
        float(t.get_title().rpartition("J = ")[2].split()[0]) for t in picture.figure.axes
    )
    least = np.mean((np.polyval(np.polyfit(x, y, 1), x) - y) ** 2) / 2
    assert raw > 1.5 * least
    assert np.isclose(scaled, least, rtol=0.01)


@pytest.mark.parametrize("degree", [1, 5, 9])
def test_the_curve_is_the_best_of_its_degree(birds, degree):
    x, y = birds
    picture = degree_by_hand.scene(x, y, 2).picture(degree=degree)
    axes, beside = picture.figure.axes
    columns = np.column_stack([polynomial_features(x, degree), np.ones(len(x))])
    best = np.linalg.lstsq(columns, y, rcond=None)[0]
    places, heights = axes.lines[-1].get_data()
    inside = (places > x.min()) & (places < x.max())
    there = np.column_stack([polynomial_features(places, degree), np.ones(len(places))])
    assert np.allclose(heights[inside], (there @ best)[inside], atol=1e-4)
    cost = np.mean((columns @ best - y) ** 2) / 2
    assert np.allclose(beside.lines[-1].get_xydata(), [[degree, cost]])
    assert f"J = {cost:.4g} kg²" in picture.alt
    assert beside.get_title() == f"J = {cost:.4g} kg²"
    (sticks,) = axes.collections
    assert np.allclose([s[1, 1] for s in sticks.get_segments()], columns @ best, atol=1e-6)


def test_a_degree_has_the_same_look_moving_and_still(birds):
    x, y = birds
    still = pictures.draw_curves(x, y, {"line": abs, "degree 2": np.square}).figure.axes[0].lines
    moving = degree_by_hand.scene(x, y, 2).picture_at_start().figure.axes[0].lines
    for a, b in zip(still[1:], moving[1:], strict=True):
        assert (a.get_color(), a.get_linestyle()) == (b.get_color(), b.get_linestyle())


def test_degrees_end_where_points_run_out(few):
    (control,) = degree_by_hand.scene(few[0][:4], few[1][:4]).controls
    assert control.high == 3
    with pytest.raises(ValueError, match="degree must be a whole number from 1 to 9"):
        degree_by_hand.scene(np.arange(20), np.arange(20), 12)


def test_the_truth_is_hidden_until_it_is_asked_for(birds, few):
    (x, y), (x_new, y_new) = few, birds
    scene = degree_by_hand.scene(x, y, 3, x_new=x_new, y_new=y_new)
    title = scene.figure.axes[1].get_title
    hidden = scene.picture(degree=3, truth=0)
    assert hidden.alt.endswith("Hidden: 342 other birds.")
    assert "others" not in title()
    assert not any(np.array_equal(line.get_xdata(), x_new) for line in hidden.figure.axes[0].lines)
    best = np.linalg.lstsq(
        np.column_stack([polynomial_features(x, 3), np.ones(len(x))]), y, rcond=None
    )[0]
    there = np.column_stack([polynomial_features(x_new, 3), np.ones(len(x_new))]) @ best
    cost = np.mean((there - y_new) ** 2) / 2
    scene = degree_by_hand.scene(x, y, 3, x_new=x_new, y_new=y_new)
    shown = scene.picture(degree=3, truth=1)
    axes, beside = shown.figure.axes
    assert beside.get_title().splitlines()[1] == f"others: J = {cost:.4g} kg²"
    assert f"Its cost on 342 other birds is J = {cost:.4g} kg²" in shown.alt
    assert any(np.array_equal(line.get_xdata(), x_new) for line in axes.lines)


def test_every_degree_is_the_same_to_the_birds_one_has_whether_the_truth_is_shown(birds, few):
    scene = degree_by_hand.scene(*few, x_new=birds[0], y_new=birds[1])
    (degree, truth), titles = scene.controls, []
    assert (truth.names, truth.choices, truth.value) == (("hidden", "shown"), (0, 1), 0)
    for shown in truth.choices:
        again = degree_by_hand.scene(*few, x_new=birds[0], y_new=birds[1])
        picture = again.picture(degree=int(degree.high), truth=shown)
        titles.append(picture.figure.axes[1].get_title().strip().splitlines()[0])
    assert titles[0] == titles[1]


def test_no_title_is_left_in_what_stays(birds, few):
    scene = degree_by_hand.scene(*few, x_new=birds[0], y_new=birds[1])
    scene.still()
    assert [axes.get_title().strip() for axes in scene.figure.axes] == ["", ""]


def test_new_birds_come_in_pairs(few):
    x, y = few
    with pytest.raises(ValueError, match="x_new and y_new must have one value for each bird"):
        degree_by_hand.scene(x, y, x_new=x, y_new=y[1:])
    with pytest.raises(ValueError, match="y_new must hold numbers only"):
        degree_by_hand.scene(x, y, x_new=x)


SCENES = {
    "tangent": lambda x, y: tangent(cost_of_w(x, y)),
    "scaling": lambda x, y: scaling_by_hand.scene(10 * x + 200, y),
    "degree": lambda x, y: degree_by_hand.scene(x, y, most=5),
    "degree-truth": lambda x, y: degree_by_hand.scene(x, y, most=4, x_new=x[::2], y_new=y[::2]),
}


@pytest.mark.parametrize("name", SCENES)
def test_the_browser_moves_everything_to_where_the_functions_say(few, name):
    shown = SCENES[name](*few)
    check_followers(shown)
    spec, _ = shown.spec(shown.start())
    assert not any(series["ask"] for series in spec["series"])


def test_values_are_attributes(few):
    x, y = few
    shown = pictures.degree_by_hand(x, y)
    shown.degree = 3
    assert shown.alt == pictures.degree_by_hand.still(x, y, 3).alt
    shown = pictures.scaling_by_hand(10 * x + 200, y)
    shown.share, shown.steps = 0.5, 20
    still = pictures.scaling_by_hand.still(10 * x + 200, y, share=0.5, steps=20)
    assert shown.alt == still.alt
    shown = pictures.tangent_by_hand(cost_of_w(x, y), 0.2, x_range=(0, 1))
    shown.x, shown.h = 0.4, 0.1
    still = pictures.tangent_by_hand.still(cost_of_w(x, y), 0.4, 0.1, x_range=(0, 1))
    assert shown.alt == still.alt
