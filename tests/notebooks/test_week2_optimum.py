"""The loops of week 2, as their solutions stand, arrive where scikit-learn does.

Tolerance: six digits (1e-6, relative) in every parameter, on scaled data, from several starts.
"""

import numpy as np
import pytest
from sklearn.linear_model import LinearRegression
from sklearn.preprocessing import StandardScaler

from mlsmath.data import load_penguins
from mlsmath.features import apply_z_score, fit_z_score

from . import guards
from .test_solutions import run_up_to
from .test_source_notebooks import SOURCES, read

MEASUREMENTS = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm"]


def solution(name):
    for path in SOURCES:
        nb = read(path)
        for cell in guards.graded(nb):
            if guards.note_id(cell) == f"test-{name.replace('_', '-')}":
                return run_up_to(nb, cell)[name]
    raise AssertionError(f"no exercise asks for {name}")


@pytest.fixture(scope="module")
def birds():
    penguins = load_penguins(require=[*MEASUREMENTS, "body_mass_g"])
    X = np.column_stack([penguins[name] for name in MEASUREMENTS])
    return apply_z_score(X, *fit_z_score(X)), penguins["body_mass_g"] / 1000


@pytest.mark.parametrize("start", [0.0, -3.0, 10.0])
def test_one_measurement(birds, start):
    X, y = birds
    best = LinearRegression().fit(X[:, 2:], y)
    w, b, _ = solution("gradient_descent")(X[:, 2], y, start, start, 0.3, 200)
    assert [w, b] == pytest.approx([best.coef_[0], best.intercept_], rel=1e-6)


@pytest.mark.parametrize("start", [0.0, -3.0, 10.0])
def test_many_measurements(birds, start):
    X, y = birds
    best = LinearRegression().fit(X, y)
    w, b, _ = solution("gradient_descent_many")(X, y, np.full(3, start), start, 0.3, 1000)
    assert [*w, b] == pytest.approx([*best.coef_, best.intercept_], rel=1e-6)


@pytest.fixture(scope="module")
def raw_birds():
    penguins = load_penguins(require=[*MEASUREMENTS, "body_mass_g", "sex"])
    male = (penguins["sex"] == "male").astype(float)
    X = np.column_stack([*(penguins[name] for name in MEASUREMENTS), male])
    return X, penguins["body_mass_g"] / 1000


def test_the_scaled_table_is_that_of_the_library(raw_birds):
    X, _ = raw_birds
    scaler = StandardScaler().fit(X)
    mu, sigma = solution("fit_z_score")(X)
    assert [*mu, *sigma] == pytest.approx([*scaler.mean_, *scaler.scale_], rel=1e-6)
    Z = solution("apply_z_score")(X, mu, sigma)
    np.testing.assert_allclose(Z, scaler.transform(X), rtol=1e-6, atol=1e-9)


def test_the_knobs_without_z_scores_are_those_of_the_library_on_raw_columns(raw_birds):
    X, y = raw_birds
    mu, sigma = solution("fit_z_score")(X)
    Z = solution("apply_z_score")(X, mu, sigma)
    w, b, _ = solution("gradient_descent_many")(Z, y, np.zeros(4), 0.0, 0.3, 1000)
    best = LinearRegression().fit(X, y)
    w, b = solution("unscale")(w, b, mu, sigma)
    assert [*w, b] == pytest.approx([*best.coef_, best.intercept_], rel=1e-6)


def test_the_chosen_learning_rate_gets_each_table_of_the_clinic_low(raw_birds):
    """Against NumPy's least squares: on the scaled table within a thousandth of the lowest cost."""
    X, y = raw_birds
    Z = (X - X.mean(axis=0)) / X.std(axis=0)
    alpha = solution("choose_alpha")(Z, y)
    _, _, history = solution("gradient_descent_many")(Z, y, np.zeros(4), 0.0, alpha, 100)
    table = np.column_stack([Z, np.ones(len(y))])
    residual = table @ np.linalg.lstsq(table, y, rcond=None)[0] - y
    assert history[-1] == pytest.approx(np.mean(residual**2) / 2, rel=1e-3)
    assert 0 < solution("choose_alpha")(X, y) < 2 / np.linalg.eigvalsh(X.T @ X / len(y))[-1]
