"""The five walks of the clinic have the illnesses that they are drawn for."""

import numpy as np
import pytest

from mlsmath import pictures
from mlsmath.pictures.clinic import WAYS, ill_walk, largest_safe


@pytest.fixture(scope="module")
def tables(birds):
    x, y = birds
    return np.column_stack([10 * x + 200, np.sin(5 * x)]), y


def lowest(X, y):
    table = np.column_stack([X, np.ones(len(y))])
    return np.mean((table @ np.linalg.lstsq(table, y, rcond=None)[0] - y) ** 2) / 2


def test_each_walk_has_its_illness(tables):
    X, y = tables
    costs = {way: ill_walk(way, X, y) for way in WAYS}
    change = {way: np.diff(cost) for way, cost in costs.items()}
    bottom = lowest(X, y)
    assert (change["timid"] < 0).all()
    assert costs["timid"][-1] > costs["timid"][0] / 2
    assert (change["wrong sign"] > 0).all()
    assert (change["bold"][5:] > 0).all()
    assert (change["handful"][:5] < 0).all()
    assert np.count_nonzero(np.diff(np.sign(change["handful"]))) > 5
    assert costs["handful"][-10:].min() < 1.5 * bottom
    assert (change["unscaled"] < 0).all()
    assert costs["unscaled"][-1] > 1.5 * bottom
    assert -change["unscaled"][-1] < 0.01 * costs["unscaled"][-1]
    assert all(cost[0] == pytest.approx(np.mean(y**2) / 2) for cost in costs.values())


def test_the_safe_alpha_is_where_walks_begin_to_grow(tables):
    """Against the walk itself, on either side of it, by a hundredth."""
    X = (tables[0] - tables[0].mean(axis=0)) / tables[0].std(axis=0)
    y, ends = tables[1], []
    for share in (0.99, 1.01):
        w, b = np.array([3.0, -3.0]), 0.0
        for _ in range(2000):
            errors = X @ w + b - y
            alpha = share * largest_safe(X)
            w, b = w - alpha * X.T @ errors / len(y), b - alpha * errors.mean()
        ends.append(float(np.mean((X @ w + b - y) ** 2) / 2))
    assert ends[0] == pytest.approx(lowest(X, y), rel=1e-6)
    assert ends[1] > 100


def test_it_tells_what_can_be_seen_and_no_diagnosis(tables):
    alt = pictures.draw_clinic(*tables).alt
    assert "B: it rises at every step" in alt
    assert "goes up and down" in alt
    for word in ("timid", "bold", "sign", "scaled", "alpha"):
        assert word not in alt


def test_it_refuses_what_does_not_fit(tables):
    X, y = tables
    with pytest.raises(ValueError, match="one row for each value of y"):
        pictures.draw_clinic(X[:5], y)
    with pytest.raises(ValueError, match="way must be one of"):
        ill_walk("lame", X, y)
