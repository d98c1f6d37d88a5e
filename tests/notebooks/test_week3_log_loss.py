"""The losses of parts 3 and 3b, as their solutions stand, are those of scikit-learn and SciPy.

Tolerance 1e-10, relative, on the penguins; 1e-6 where scikit-learn takes the mean of 119 losses
that it has cut at the smallest number of double precision.
"""

import numpy as np
import pytest
from scipy.special import expit, log_expit, logit
from scipy.stats import bernoulli
from sklearn.metrics import log_loss as library_log_loss

from mlsmath.data import load_penguins

from .test_week2_optimum import solution

MODELS = {"Ada": (8.0, -0.4), "Ben": (30.0, -1.5), "Cleo": (8.0, -4.0), "Dan": (0.0, 0.0)}
EXACT = {"rel": 1e-10}


@pytest.fixture(scope="module")
def birds():
    penguins = load_penguins(require=["body_mass_g", "sex"])
    gentoo = penguins["species"] == "Gentoo"
    x = (penguins["body_mass_g"][gentoo] / 1000 - 5).round(3)
    return x, (penguins["sex"][gentoo] == "male").astype(int)


@pytest.mark.parametrize("name", ["Ada", "Cleo", "Dan"])
def test_the_loss_of_each_bird_and_the_cost(birds, name):
    x, y = birds
    w, b = MODELS[name]
    f = expit(w * x + b)
    losses = solution("log_loss")(f, y)
    assert losses == pytest.approx(-bernoulli.logpmf(y, f), **EXACT)
    cost = solution("compute_log_loss")(x[:, None], y, np.array([w]), b)
    assert cost == pytest.approx(library_log_loss(y, f), rel=1e-6)


@pytest.mark.parametrize("name", MODELS)
def test_the_likelihood_is_the_product_and_the_cost_its_logarithm(birds, name):
    x, y = birds
    w, b = MODELS[name]
    f = expit(w * x + b)
    found = solution("likelihood")(f, y)
    assert found == pytest.approx(np.prod(bernoulli.pmf(y, f)), **EXACT)
    if name != "Ben":  # his probabilities are rounded to 1
        assert -np.log(found) / len(y) == pytest.approx(library_log_loss(y, f), rel=1e-6)


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("unit", [1, 1000])
def test_the_sturdy_cost_is_finite_and_right_where_the_plain_one_breaks(birds, name, unit):
    """Against SciPy's logarithm of the sigmoid, which has a form of its own."""
    x, y = birds
    w, b = MODELS[name]
    z = w * unit * x + b
    expected = -np.mean(np.where(y == 1, log_expit(z), log_expit(-z)))
    found = solution("stable_log_loss")(unit * x[:, None], y, np.array([w]), b)
    assert np.isfinite(found)
    assert found == pytest.approx(expected, **EXACT)


def test_the_way_back_to_z():
    f = np.array([1e-9, 0.2, 0.5, 0.8, 0.99999])
    assert solution("log_odds")(f) == pytest.approx(logit(f), **EXACT)
    z = np.linspace(-5, 5, 11)
    assert solution("log_odds")(solution("sigmoid")(z)) == pytest.approx(z, rel=1e-9)


def test_the_sigmoids_are_those_of_scipy():
    z = np.linspace(-30, 30, 61)
    assert solution("sigmoid")(z) == pytest.approx(expit(z), **EXACT)
    z = np.linspace(-1000, 1000, 81)
    assert solution("stable_sigmoid")(z) == pytest.approx(expit(z), **EXACT)


def test_a_label_from_z_is_the_label_from_the_probability(birds):
    x, _ = birds
    X, w = np.column_stack([x, x**2]), np.array([8.0, 0.5])
    labels = solution("predict_labels")(X, w, -0.4)
    assert np.array_equal(labels, expit(X @ w - 0.4) >= 0.5)
    assert solution("predict_probability")(X, w, -0.4) == pytest.approx(expit(X @ w - 0.4), **EXACT)


def test_the_odds_grow_by_one_factor(birds):
    """What part 1 says of a slope: 0.1 kg more multiplies the odds by e to the power 0.1 w."""
    x, _ = birds
    before, after = (expit(8.0 * (x + more) - 0.4) for more in (0.0, 0.1))
    grown = (after / (1 - after)) / (before / (1 - before))
    assert grown == pytest.approx(np.full(len(x), 2.2255409), rel=1e-7)
