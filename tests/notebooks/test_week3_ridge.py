"""Linear regression with a price, as the solutions of part 5b stand, is scikit-learn's Ridge.

Tolerance: six digits (1e-6, relative) in every slope, on scaled powers. Ridge adds alpha times the
squared slopes to the sum of the squared errors, which is 2m times our cost: its alpha is λ.
"""

import numpy as np
import pytest
from sklearn.linear_model import Ridge, SGDRegressor

from mlsmath.data import load_penguins
from mlsmath.features import apply_z_score, fit_z_score, polynomial_features

from .test_week2_optimum import solution


@pytest.fixture(scope="module")
def birds():
    """The 30 training birds of part 5b, nine powers of each."""
    penguins = load_penguins(require=["flipper_length_mm", "body_mass_g"])
    x = (penguins["flipper_length_mm"] / 10 - 20).round(1)
    train = np.random.default_rng(25).permutation(len(x))[:30]
    powers = polynomial_features(x[train], 9)
    return apply_z_score(powers, *fit_z_score(powers)), penguins["body_mass_g"][train] / 1000


def walk(gradient, X, y, lambda_, steps, alpha):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(steps):
        dj_dw, dj_db = gradient(X, y, w, b, lambda_)
        w, b = w - alpha * dj_dw, b - alpha * dj_db
    return w, b


@pytest.mark.parametrize(("lambda_", "steps"), [(0.1, 30_000), (1.0, 5000), (30.0, 500)])
def test_the_walk_ends_where_ridge_does(birds, lambda_, steps):
    X, y = birds
    ridge = Ridge(alpha=lambda_).fit(X, y)
    w, b = walk(solution("compute_gradient_regularised"), X, y, lambda_, steps, 0.2)
    assert [*w, b] == pytest.approx([*ridge.coef_, ridge.intercept_], rel=1e-6)


@pytest.mark.parametrize("lambda_", [0.0, 0.1, 3.0])
def test_the_cost_is_that_which_ridge_makes_small(birds, lambda_):
    X, y = birds
    w, b = np.linspace(-1, 1, 9), 4.0
    of_ridge = np.sum((y - X @ w - b) ** 2) + lambda_ * np.sum(w**2)
    cost = solution("compute_cost_regularised")(X, y, w, b, lambda_)
    assert cost == pytest.approx(of_ridge / (2 * len(y)), rel=1e-12)


def test_ten_times_the_birds_weigh_as_a_tenth_of_the_price(birds):
    X, y = birds
    tenfold = Ridge(alpha=3).fit(np.tile(X, (10, 1)), np.tile(y, 10))
    assert tenfold.coef_ == pytest.approx(Ridge(alpha=0.3).fit(X, y).coef_, rel=1e-6)


def test_a_step_shrinks_first_and_then_goes_as_without_a_price(birds):
    X, y = birds
    gradient = solution("compute_gradient_regularised")
    w, b, alpha, lambda_, m = np.linspace(-1, 1, 9), 4.0, 0.2, 3, len(y)
    with_price, _ = gradient(X, y, w, b, lambda_)
    without = X.T @ (X @ w + b - y) / m
    assert w - alpha * with_price == pytest.approx(
        (1 - alpha * lambda_ / m) * w - alpha * without, rel=1e-12
    )


def test_alpha_of_the_other_walker_is_lambda_over_m(birds):
    """SGDRegressor stumbles a little around the bottom: two digits of the largest slope."""
    X, y = birds
    lambda_ = 30.0
    model = SGDRegressor(alpha=lambda_ / len(y), eta0=0.001, learning_rate="constant",
                         max_iter=5000, tol=None, random_state=0).fit(X, y)  # fmt: skip
    ridge = Ridge(alpha=lambda_).fit(X, y)
    assert model.coef_ == pytest.approx(ridge.coef_, abs=0.01 * abs(ridge.coef_).max())
