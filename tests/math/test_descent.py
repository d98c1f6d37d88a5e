"""Gradient descent: where it arrives, and how it says that it does not."""

from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize
from sklearn.linear_model import Ridge

from mlsmath.cost import log_loss_cost, squared_error_cost
from mlsmath.data import load_penguins
from mlsmath.descent import gradient_descent
from mlsmath.gradient import log_loss_cost_and_gradient, squared_error_cost_and_gradient

BIRDS = load_penguins(require=["flipper_length_mm", "body_mass_g"])
X, Y = BIRDS["flipper_length_mm"] / 10 - 20, BIRDS["body_mass_g"] / 1000


def test_arrives_at_the_best_line():
    found = gradient_descent(X, Y, 0, 0, alpha=0.3, steps=500)
    assert (found.w, found.b) == pytest.approx(tuple(np.polyfit(X, Y, 1)), rel=1e-12)
    assert not found.diverged
    assert not found.interrupted
    assert found.message.startswith("500 of 500 steps; the cost went from 9.148 to 0.07727.")


def test_arrives_at_the_optimum_of_ridge():
    """Ridge minimises |y - Xw - b|^2 + alpha |w|^2, which is 2m J with alpha = lambda_."""
    rng = np.random.default_rng(4)
    table = rng.normal(size=(50, 3))
    y = table @ [1, 2, 3] + 4 + rng.normal(size=50)
    best = Ridge(alpha=10).fit(table, y)
    found = gradient_descent(table, y, np.zeros(3), 0, alpha=0.3, steps=500, lambda_=10)
    assert [*found.w, found.b] == pytest.approx([*best.coef_, best.intercept_], rel=1e-12)


def test_arrives_at_the_optimum_of_the_log_loss():
    heavy = (Y > 4.2).astype(int)
    descend = partial(gradient_descent, cost_and_gradient=log_loss_cost_and_gradient, lambda_=1.0)
    found = descend(X, heavy, 0, 0, alpha=1.0, steps=3000)
    best = minimize(lambda p: log_loss_cost(X, heavy, *p, 1.0), [0, 0], method="BFGS", tol=1e-8)
    # SciPy differentiates numerically, and stops when the gradient is 1e-8 * its own accuracy.
    assert (found.w, found.b) == pytest.approx(tuple(best.x), rel=1e-4)
    assert found.history.cost[-1] <= best.fun + 1e-12


def test_each_step_goes_against_the_gradient():
    table, y, w, b = np.array([[1.0, 2], [3, -1], [0, 1]]), [1, 2, 3], np.array([0.5, -0.5]), 0.25
    found = gradient_descent(table, y, w, b, alpha=0.125, steps=4, lambda_=2)
    assert found.history.w.shape == (5, 2)
    assert found.history.cost.shape == found.history.b.shape == (5,)
    for step in range(5):
        assert (found.history.w[step] == w).all()
        assert found.history.b[step] == b
        cost, dj_dw, dj_db = squared_error_cost_and_gradient(table, y, w, b, 2)
        assert found.history.cost[step] == cost
        w, b = w - 0.125 * dj_dw, b - 0.125 * dj_db
    assert (found.w == found.history.w[-1]).all()
    assert found.b == found.history.b[-1]


def test_one_number_stays_one_number():
    found = gradient_descent([1, 2], [3, 4], 0, 0, alpha=0.1, steps=2)
    assert type(found.w) is float
    assert type(found.b) is float
    assert found.history.w.shape == (3,)


def test_the_start_stays_as_it_was():
    start = np.zeros(1)
    gradient_descent(X[:, None], Y, start, 0, alpha=0.1, steps=3)
    assert start.tolist() == [0.0]


@pytest.mark.parametrize("alpha", [0.9, 2.0, 50.0, 1e5, 1e300])
@pytest.mark.parametrize("steps", [1, 3, 2000])
def test_divergence_is_reported_and_nothing_warns(alpha, steps):
    x = 3 * X  # the bowl is steep: an alpha above 2 / 17 diverges
    found = gradient_descent(x, Y, 0, 0, alpha=alpha, steps=steps)
    assert found.diverged
    assert np.isfinite([found.w, found.b]).all()
    for values in found.history:
        assert np.isfinite(values).all()
    assert found.history.cost[-1] == squared_error_cost(x, Y, found.w, found.b)
    assert f"alpha = {alpha:g} is too large" in found.message
    assert len(found.history.cost) <= steps + 1


@pytest.mark.parametrize("growth", [1.005, 1 + 1e-6])
def test_a_cost_that_grows_a_little_is_reported(growth):
    def parabola(X, y, w, b, lambda_):
        return w**2, 2 * w, 0.0

    alpha = (1 + growth**0.5) / 2  # w goes to (1 - 2 alpha) w, so its square grows by `growth`
    found = gradient_descent(X, Y, 1.0, 0.0, alpha=alpha, steps=1, cost_and_gradient=parabola)
    assert found.history.cost[-1] == pytest.approx(growth, rel=1e-12)
    assert found.diverged


@pytest.mark.parametrize("alpha", [2.0, 1e5, 1e300, 1e308])
def test_divergence_with_several_weights(alpha):
    table = np.column_stack([3 * X, X])
    found = gradient_descent(table, Y, [0, 0], 0, alpha=alpha, steps=2000)
    assert found.diverged
    for values in found.history:
        assert np.isfinite(values).all()


def test_a_cost_function_that_overflows_does_not_warn():
    def naive(x, y, w, b, lambda_):
        error = np.float64(w) * x + b - y
        return np.mean(error**2) / 2, np.mean(error * x), np.mean(error)

    found = gradient_descent(X, Y, 0, 0, alpha=50, steps=2000, cost_and_gradient=naive)
    assert found.diverged


def test_divergence_of_the_log_loss():
    found = gradient_descent(
        [-1, 1, 2],
        [0, 1, 0],
        0,
        0,
        alpha=1e307,
        steps=50,
        cost_and_gradient=log_loss_cost_and_gradient,
    )
    assert found.diverged
    assert np.isfinite([found.w, found.b, *found.history.cost]).all()


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1), st.sampled_from([1e-6, 1.0, 1e6]), st.integers(1, 40))
def test_a_start_at_the_optimum_does_not_diverge(seed, scale, m):
    """There the cost only rounds differently from step to step."""
    x = np.random.default_rng(seed).uniform(-1, 1, size=m)
    exact = scale * (2 * x + 1)
    assert not gradient_descent(x, exact, 2 * scale, scale, alpha=0.5, steps=50).diverged
    y = exact + scale * x**2
    best = gradient_descent(x, y, 0, 0, alpha=0.5, steps=2000)
    assert not gradient_descent(x, y, best.w, best.b, alpha=0.5, steps=50).diverged


def test_a_cost_that_grows_by_rounding_alone_does_not_diverge():
    """From the best line, about one walk in five ends some 1e-16 above its start."""
    for seed in range(60):
        rng = np.random.default_rng(seed)
        x = rng.uniform(-1, 1, size=20)
        y = 2 * x + 1 + rng.normal(size=20)
        w, b = np.polyfit(x, y, 1)
        assert not gradient_descent(x, y, w, b, alpha=0.5, steps=5).diverged


@pytest.mark.parametrize(
    ("given", "came"),
    [
        ((1.0, np.ones(3), 0.0), r"the shapes are cost \(\), dj_dw \(3,\), dj_db \(\)"),
        ((1.0, np.ones((2, 1)), 0.0), r"dj_dw \(2, 1\)"),
        ((1.0, 0.0, 0.0), r"dj_dw \(\), dj_db"),
        ((1.0, np.ones(2), np.ones(3)), r"dj_db \(3,\)"),
        ((np.ones(3), np.ones(2), 0.0), r"cost \(3,\)"),
        ((np.ones(2), 0.0), "it gives 2 things"),
        (None, "it gives one NoneType"),
        (1.0, "it gives one float"),
    ],
)
def test_what_is_no_cost_with_its_gradient_is_refused(given, came):
    table, y = np.ones((3, 2)), np.ones(3)
    with pytest.raises(
        ValueError, match=r"must give \(cost, dj_dw, dj_db\), .* shape \(2,\), but"
    ) as e:
        gradient_descent(
            table, y, [0, 0], 0, alpha=0.1, steps=3, cost_and_gradient=lambda *_: given
        )
    assert e.match(came)


@pytest.mark.parametrize(
    ("later", "message"),
    [
        (None, "it gives one NoneType"),
        ((None, np.ones(2), 0.0), "^cost must hold real numbers, but it is None"),
        ((1.0, None, 0.0), "^dj_dw must hold real numbers, but it is None"),
        ((1.0, np.ones((2, 2)), 0.0), r"dj_dw \(2, 2\)"),
    ],
)
def test_what_is_no_cost_with_its_gradient_is_refused_at_a_later_step_too(later, message):
    given = iter([(1.0, np.ones(2), 0.0), later])
    with pytest.raises(ValueError, match=message):
        gradient_descent(
            np.eye(2),
            [0, 1],
            [0, 0],
            0,
            alpha=0.1,
            steps=3,
            cost_and_gradient=lambda *_: next(given),
        )


@pytest.mark.parametrize("kind", [list, np.float32, lambda part: np.array(part, dtype=int)])
def test_a_gradient_may_come_as_any_numbers_and_the_walk_is_in_floats(kind):
    cost = np.empty(())

    def both(X, y, w, b, lambda_):
        cost[...] = np.sum(w**2)  # the same array each time
        return cost, kind([2.0, 4.0]), kind([6.0])[0]

    walk = gradient_descent(
        np.eye(2), [0, 1], [0, 0], 0, alpha=0.1, steps=2, cost_and_gradient=both
    )
    assert walk.w.tolist() == pytest.approx([-0.4, -0.8], rel=1e-15)
    assert type(walk.b) is float
    assert walk.b == pytest.approx(-1.2, rel=1e-15)
    assert walk.history.cost.tolist() == pytest.approx([0.0, 0.2, 0.8], rel=1e-14)


@pytest.mark.parametrize("both", [squared_error_cost_and_gradient, log_loss_cost_and_gradient])
@pytest.mark.parametrize("alpha", [1e-3, 1.0, 1e300])
def test_a_gradient_with_the_wrong_sign_is_said(both, alpha):
    def turned(*args):
        cost, dj_dw, dj_db = both(*args)
        return cost, -dj_dw, -dj_db

    y = (Y > 4.2).astype(int)
    for table, w in ((X, 0.1), (np.column_stack([X, 3 * X]), np.array([0.1, 0.2]))):
        found = gradient_descent(table, y, w, 0.3, alpha=alpha, steps=50, cost_and_gradient=turned)
        assert found.diverged
        assert "has the wrong sign" in found.message
        assert "too large" not in found.message


def test_a_true_gradient_whose_cost_rises_by_chance_as_if_turned_is_not_accused():
    """(w² + 79) / 2 at w = 1: a step of 4 raises it by 4, as minus the slope of 1 would have it."""

    def both(X, y, w, b, lambda_):
        return (w * w + 79) / 2, w, 0.0

    found = gradient_descent([0.0], [0.0], 1.0, 0.0, alpha=4, steps=3, cost_and_gradient=both)
    assert found.message.endswith("alpha = 4 is too large. Try a smaller one, 0.4 say.")


def test_interruption_keeps_what_was_reached():
    calls = []

    def interrupted(*args):
        calls.append(args)
        if len(calls) == 4:
            raise KeyboardInterrupt
        return squared_error_cost_and_gradient(*args)

    found = gradient_descent(X, Y, 0, 0, alpha=0.1, steps=100, cost_and_gradient=interrupted)
    whole = gradient_descent(X, Y, 0, 0, alpha=0.1, steps=2)
    assert (found.w, found.b) == (whole.w, whole.b)
    assert found.interrupted
    assert not found.diverged
    assert found.message.startswith("Stopped from the keyboard after 2 of 100 steps")


def test_interruption_before_the_first_step_is_passed_on():
    def interrupted(*_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        gradient_descent(X, Y, 0, 0, alpha=0.1, steps=100, cost_and_gradient=interrupted)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"alpha": 0}, r"^alpha must be above 0, but it is 0\.0\.$"),
        ({"alpha": -1}, r"^alpha must be above 0"),
        ({"alpha": np.nan}, r"^alpha must be a finite number"),
        ({"steps": 0}, r"^steps must be a whole number of at least 1, but it is 0\.$"),
        ({"steps": 2.5}, r"^steps must be a whole number"),
        ({"steps": True}, r"^steps must be a whole number"),
        ({"lambda_": -1}, r"^lambda_ must be at least 0"),
        ({"y": Y[:, None]}, r"^y must have shape \(342,\)"),
        ({"w": [0, 0]}, r"^w must be one number"),
        ({"w": 1e200}, r"^w and b must start nearer to 0"),
    ],
)
def test_wrong_input_is_refused_by_name(wrong, message):
    with pytest.raises(ValueError, match=message):
        gradient_descent(**({"X": X, "y": Y, "w": 0, "b": 0, "alpha": 0.1, "steps": 5} | wrong))


@pytest.mark.parametrize("slopes", [(1e308, 0.0), (0.0, 1e308)], ids=["w", "b"])
@pytest.mark.parametrize("columns", [0, 2])
def test_knobs_that_leave_the_range_of_floats_are_not_kept(columns, slopes):
    X = np.ones((3, columns)) if columns else np.ones(3)
    w = np.zeros(columns) if columns else 0.0

    def steep(X, y, w, b, lambda_):
        return 1.0, w * 0 + slopes[0], slopes[1]

    walk = gradient_descent(X, np.ones(3), w, 0.0, alpha=10, steps=5, cost_and_gradient=steep)
    assert len(walk.history.cost) == 1
    assert np.isfinite(walk.w).all()
    assert np.isfinite(walk.b)
