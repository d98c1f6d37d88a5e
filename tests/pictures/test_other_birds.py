"""Draw other birds: the fits are scikit-learn's, and earlier ones stay.

Tolerances: curves agree with Ridge to 1e-6 relative; boundaries with LogisticRegression to 1e-4 in
every probability.
"""

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import PolynomialFeatures, StandardScaler

from mlsmath import pictures
from mlsmath.pictures.other_birds import best_boundary, best_curve

from .as_browser import PLACES, at, check_followers
from .gallery_week3 import DEPTH_AND_KILOS, MALE, PLAIN, SEX

SEED, DRAWS = 25, 6


def curves(x, y, how_many=30, degrees=(9,), lambdas=(0.0, 0.1), draw=1):
    more = {"how_many": how_many, "degrees": degrees, "lambdas": lambdas}
    return pictures.other_curves_by_hand.scene(x, y, draws=DRAWS, seed=SEED, draw=draw, **more)


def bounds(lambdas=(0.01, 1), draw=1, draws=DRAWS, how_many=30):
    more = {"how_many": how_many, "lambdas": lambdas, "draws": draws, "seed": SEED}
    return pictures.other_boundaries_by_hand.scene(
        DEPTH_AND_KILOS, MALE, draw=draw, **more, **PLAIN
    )


def drawn(m, draw, how_many=30):
    return np.random.default_rng(SEED + draw - 1).permutation(m)[:how_many]


def scaled_powers(degree, model):
    powers = PolynomialFeatures(degree, include_bias=False)
    return make_pipeline(StandardScaler(), powers, StandardScaler(), model)


@pytest.mark.parametrize("lambda_", [0.03, 0.1, 3.0, 100.0])
@pytest.mark.parametrize("degree", [1, 4, 9])
def test_a_curve_is_that_of_ridge_with_alpha_lambda(birds, degree, lambda_):
    x, y = (values[drawn(len(birds[0]), 1)] for values in birds)
    powers = PolynomialFeatures(degree, include_bias=False)
    ridge = make_pipeline(powers, StandardScaler(), Ridge(alpha=lambda_)).fit(x[:, None], y)
    there = np.linspace(x.min(), x.max(), 50)
    found = best_curve(x, y, degree, lambda_)(there)
    assert found == pytest.approx(ridge.predict(there[:, None]), rel=1e-6)


@pytest.mark.parametrize("lambda_", [0.1, 1.0, 30.0])
def test_a_boundary_is_that_of_the_library(lambda_):
    these = drawn(len(MALE), 1)
    X, y = DEPTH_AND_KILOS[these], MALE[these]
    model = LogisticRegression(C=1 / lambda_, tol=1e-10, max_iter=100_000)
    library = scaled_powers(4, model).fit(X, y)
    found = best_boundary(X, y, 4, lambda_)(DEPTH_AND_KILOS)
    assert found == pytest.approx(library.predict_proba(DEPTH_AND_KILOS)[:, 1], abs=1e-4)


@pytest.mark.parametrize("place", PLACES)
def test_each_draw_shows_its_birds_its_curve_and_those_before(birds, place):
    x, y = birds
    shown = curves(x, y)
    draw = at(shown.controls[0], place)
    figure = shown.picture(draw=draw).figure
    these = drawn(len(x), draw)
    for axes, lambda_ in zip(figure.axes, (0.0, 0.1), strict=True):
        lines = {line.get_label(): line.get_xydata() for line in axes.lines}
        assert lines["birds of this draw"] == pytest.approx(np.column_stack([x[these], y[these]]))
        best = best_curve(x[these], y[these], 9, lambda_)
        there, heights = lines["curve of this draw"][:-1].T  # then comes a gap
        assert heights == pytest.approx(best(there), rel=1e-9)
        faint = lines["curves of earlier draws"]
        assert np.isnan(faint[:, 0]).sum() == draw - 1
        others = np.setdiff1d(np.arange(len(x)), these)
        cost = np.mean((best(x[others]) - y[others]) ** 2) / 2
        assert axes.get_title() == f"λ = {lambda_:g}\nothers: J = {cost:.3g} kg²"


def test_variance_is_seen(birds):
    """With a price, and with a low degree, the curves of all draws lie closer together."""
    x, y = birds
    there = np.linspace(-1.5, 2, 20)

    def spread(degree, lambda_):
        found = [
            best_curve(x[these], y[these], degree, lambda_)(there)
            for these in (drawn(len(x), draw) for draw in range(1, 13))
        ]
        return np.mean(np.std(found, axis=0))

    assert spread(1, 0) < 0.5 * spread(9, 0)
    assert spread(9, 0.1) < 0.5 * spread(9, 0)


@pytest.mark.parametrize("place", PLACES)
def test_each_draw_shows_its_boundary_and_those_before(place):
    shown = bounds()
    draw = at(shown.controls[0], place)
    picture = shown.picture(draw=draw)
    these = drawn(len(MALE), draw)
    others = np.setdiff1d(np.arange(len(MALE)), these)
    for axes, lambda_ in zip(picture.figure.axes, (0.01, 1), strict=True):
        model = best_boundary(DEPTH_AND_KILOS[these], MALE[these], 4, lambda_)
        rights = np.sum((model(DEPTH_AND_KILOS[others]) >= 0.5) == (MALE[others] == 1))
        assert axes.get_title() == f"λ = {lambda_:g}\n{rights} of {len(others)} others right"
        assert f"{rights} of {len(others)} other birds right" in picture.alt
        lines = {line.get_label(): line for line in axes.lines}
        across, up = lines["boundary of this draw"].get_data()
        on = np.column_stack([across, up])[np.isfinite(across)]
        assert model(on) == pytest.approx(np.full(len(on), 0.5), abs=0.1)
        marks = sum(np.isfinite(lines[sex].get_xdata()).sum() for sex in SEX)
        assert marks == 30
        assert (len(lines["earlier boundaries"].get_xdata()) > 0) == (draw > 1)


def test_the_browser_moves_everything_to_where_the_functions_say(birds):
    for shown in (curves(*birds), bounds(draws=3)):
        check_followers(shown)
        spec, _ = shown.spec(shown.start())
        assert not any(series["ask"] for series in spec["series"])
        assert shown.play == "draw"


def test_the_value_is_an_attribute_and_the_still_form_shows_all_draws(birds):
    shown = pictures.other_curves_by_hand(*birds, lambdas=[0, 0.1], draws=DRAWS)
    assert (
        shown.alt == pictures.other_curves_by_hand.still(*birds, lambdas=[0, 0.1], draws=DRAWS).alt
    )
    shown.draw = DRAWS
    assert shown.alt == pictures.draw_other_curves(*birds, lambdas=[0, 0.1], draws=DRAWS).alt
    assert f"Draw number {DRAWS}: 30 of them" in shown.alt


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"degrees": (1, 4, 9)}, "There is room for two panels"),
        ({"degrees": (0,)}, "degrees must be whole numbers from 1 to 12, but one is 0"),
        ({"lambdas": (-1,)}, "lambdas must not be below 0, but one is −1"),
        ({"how_many": 342}, "how_many must be a whole number from 2 to 341"),
    ],
)
def test_what_cannot_be_drawn_is_refused(birds, settings, told):
    with pytest.raises(ValueError, match=told):
        curves(*birds, **settings)
