"""The last notebook on both shipped tables: what scikit-learn says, to six digits."""

import ast

import nbformat
import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import r2_score
from sklearn.preprocessing import StandardScaler

from mlsmath.cost import squared_error_cost
from mlsmath.descent import gradient_descent
from mlsmath.gradient import log_loss_cost_and_gradient
from mlsmath.tables import load_table

from . import guards
from .test_source_notebooks import SOURCES, read

OWN_DATA = read(SOURCES[-1])
QUESTIONS = {
    "weather": ("warmest_tomorrow_c", ["warmest_c", "coldest_c", "rain_mm", "wind_m_s"]),
    "cars": ("city_km_per_l", ["engine_litres", "cylinders", "year"]),
}


@pytest.fixture(scope="module")
def written():
    """What the solutions of the notebook define."""
    names = {}
    for cell in OWN_DATA.cells:
        if cell.id == "setup" or guards.nbgrader(cell).get("solution"):
            exec(compile(cell.source, cell.id, "exec"), names)
    return names


@pytest.fixture(params=QUESTIONS)
def rows(request, written):
    """A table, split and scaled as in the notebook: X, y and the three parts, Z for each."""
    target, features = QUESTIONS[request.param]
    table = load_table(request.param)
    X, y = table.matrix(features), table[target]
    parts = written["split_rows"](len(y), 7)
    return X, y, parts, written["scale_by_training"](*(X[part] for part in parts))


def test_the_ruler_is_standard_scalers(rows):
    X, _, parts, Z = rows
    scaler = StandardScaler().fit(X[parts[0]])
    for part, scaled in zip(parts, Z, strict=True):
        np.testing.assert_allclose(scaled, scaler.transform(X[part]), rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("lambda_", [0, 0.3, 10])
def test_the_walk_ends_where_ridge_does_to_six_digits(rows, lambda_):
    _, y, (train, _, _), (Z, _, _) = rows
    walk = gradient_descent(
        Z, y[train], np.zeros(Z.shape[1]), 0.0, alpha=0.3, steps=5000, lambda_=lambda_
    )
    ridge = Ridge(alpha=lambda_, tol=1e-12).fit(Z, y[train])
    np.testing.assert_allclose(walk.w, ridge.coef_, rtol=1e-6, atol=1e-8)
    assert walk.b == pytest.approx(ridge.intercept_, rel=1e-6)


def test_the_solution_comes_near_and_beats_the_mean(rows, written):
    _, y, (train, validation, test), (Z, Z_validation, Z_test) = rows
    w, b, lambda_ = written["fit_my_model"](Z, y[train], Z_validation, y[validation])
    ridge = Ridge(alpha=lambda_).fit(Z, y[train])
    np.testing.assert_allclose(w, ridge.coef_, atol=2e-4)
    mean = np.mean((y[train].mean() - y[validation]) ** 2) / 2
    assert squared_error_cost(Z_validation, y[validation], w, b) < 0.5 * mean
    model, rival = written["report"](y[train], y[test], Z_test @ w + b)
    assert model < 0.7 * rival
    r_squared = 1 - model**2 / np.var(y[test])
    assert r_squared == pytest.approx(r2_score(y[test], ridge.predict(Z_test)), abs=1e-3)


def test_the_yes_no_walk_ends_where_logistic_regression_does(written):
    table = load_table("weather")
    X = table.matrix(QUESTIONS["weather"][1])
    rain = (table["rain_tomorrow_mm"] > 0).astype(int)
    parts = written["split_rows"](len(rain), 7)
    Z, _, Z_test = written["scale_by_training"](*(X[part] for part in parts))
    y, test = rain[parts[0]], parts[2]
    walk = gradient_descent(
        Z, y, np.zeros(4), 0.0, alpha=0.5, steps=5000, cost_and_gradient=log_loss_cost_and_gradient
    )
    library = LogisticRegression(C=np.inf, tol=1e-10, max_iter=10_000).fit(Z, y)
    np.testing.assert_allclose(walk.w, library.coef_[0], rtol=1e-5)
    accuracy = np.mean((Z_test @ walk.w + walk.b >= 0) == rain[test])
    assert accuracy > max(np.mean(rain[test]), 1 - np.mean(rain[test])) + 0.05


def test_few_diesels_are_badly_served(written):
    table = load_table("cars")
    target, features = QUESTIONS["cars"]
    ridge = Ridge(alpha=1).fit(table.matrix(features), table[target])
    errors = ridge.predict(table.matrix(features)) - table[target]
    rmse = {name: np.sqrt(np.mean(errors[table["fuel"] == name] ** 2)) for name in table["fuel"]}
    assert max(rmse, key=rmse.get) == "diesel"
    assert rmse["diesel"] > 3 * np.sqrt(np.mean(errors**2))


def run_with(written, question):
    """Change what the notebook says one may change, and run its code without the pictures."""
    names = dict(written)
    names["my_question"] = lambda: question
    for cell in OWN_DATA.cells:
        if cell.cell_type != "code" or guards.nbgrader(cell) or cell.id in ("setup", "look-code"):
            continue
        source = cell.source.replace('of_words = "season"', 'of_words = "fuel"')
        exec(compile(ast.parse(source), cell.id, "exec"), names)
    return names


def test_every_cell_works_with_the_other_table(written):
    names = run_with(written, (load_table("cars"), *QUESTIONS["cars"]))
    assert names["rmse_model"] < names["rmse_mean"]


def test_a_yes_no_target_of_ones_own_takes_the_walk_of_week_3(written):
    table = load_table("cars")
    table = table.with_column("front", table["drive"] == "front")
    features = ["engine_litres", "city_km_per_l"]
    names = run_with(written, (table, "front", features))
    train, test = names["train"], names["test"]
    library = LogisticRegression(C=np.inf, tol=1e-8).fit(names["Z_train"], names["y"][train])
    theirs = library.predict_proba(names["Z_test"])[:, 1]
    assert names["p"] == pytest.approx(theirs, abs=1e-3)
    assert len(test) == len(theirs)


def test_the_notebook_is_valid():
    nbformat.validate(OWN_DATA)
