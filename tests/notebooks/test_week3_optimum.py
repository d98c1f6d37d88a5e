"""The walks of week 3, as their solutions stand, arrive where scikit-learn does.

Tolerance: six digits (1e-6, relative) in every parameter, on scaled data. The library minimises
C times the sum of the losses plus half the squared norm, so its C is 1/λ; infinite for λ = 0.
"""

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from mlsmath.data import load_penguins
from mlsmath.features import apply_z_score, fit_z_score, polynomial_features

from .test_week2_optimum import solution

MEASUREMENTS = ["bill_depth_mm", "body_mass_g"]


@pytest.fixture(scope="module")
def birds():
    penguins = load_penguins(require=[*MEASUREMENTS, "sex"])
    X = np.column_stack([penguins[name] for name in MEASUREMENTS])
    return apply_z_score(X, *fit_z_score(X)), (penguins["sex"] == "male").astype(int)


def best(X, y, lambda_):
    C = 1 / lambda_ if lambda_ else np.inf
    model = LogisticRegression(C=C, solver="newton-cholesky", tol=1e-8).fit(X, y)
    return pytest.approx([*model.coef_[0], model.intercept_[0]], rel=1e-6)


@pytest.mark.parametrize("start", [0.0, -2.0, 3.0])
def test_the_loop_of_part_4(birds, start):
    X, y = birds
    walk = solution("gradient_descent_logistic")
    w, b, history = walk(X, y, np.full(2, start), start, 1.0, 5000)
    assert [*w, b] == best(X, y, lambda_=0)
    assert history[-1] == pytest.approx(min(history), rel=1e-12)


@pytest.mark.parametrize("lambda_", [0.0, 0.3, 1.0, 30.0])
def test_the_gradient_of_part_5_in_a_loop(birds, lambda_):
    X, y = birds
    gradient = solution("compute_gradient_logistic_regularised")
    w, b = np.zeros(2), 0.0
    for _ in range(5000):
        dj_dw, dj_db = gradient(X, y, w, b, lambda_)
        w, b = w - dj_dw, b - dj_db
    assert [*w, b] == best(X, y, lambda_)


def test_the_gradient_of_part_5_with_made_features_and_few_birds(birds):
    X, y = birds
    X, y = np.column_stack([polynomial_features(column, 3) for column in X.T])[::9], y[::9]
    X = apply_z_score(X, *fit_z_score(X))
    gradient = solution("compute_gradient_logistic_regularised")
    w, b = np.zeros(6), 0.0
    for _ in range(20_000):
        dj_dw, dj_db = gradient(X, y, w, b, 0.3)
        w, b = w - 0.5 * dj_dw, b - 0.5 * dj_db
    assert [*w, b] == best(X, y, lambda_=0.3)
