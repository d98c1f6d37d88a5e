"""The models, costs and gradients against oracles that are not ours.

The tolerances are rounding bounds: a sum of m products rounds by at most about (m + n) times
1e-16 of the sum of their absolute values, so 1e-13 of that sum is allowed here (m + n <= 40).
"""

from unittest import mock

import numpy as np
import pytest
import sympy
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.special import expit, log_expit
from sklearn.linear_model import LogisticRegression, Ridge

from mlsmath import _one_pass
from mlsmath.cost import log_loss_cost, squared_error_cost
from mlsmath.gradient import (
    log_loss_cost_and_gradient,
    log_loss_gradient,
    squared_error_cost_and_gradient,
    squared_error_gradient,
)
from mlsmath.model import linear_prediction, logistic_prediction

SQUARED_ERROR = (squared_error_cost, squared_error_gradient, squared_error_cost_and_gradient)
LOG_LOSS = (log_loss_cost, log_loss_gradient, log_loss_cost_and_gradient)
ROUNDING = 1e-13

no_deadline = settings(deadline=None)


@st.composite
def problems(draw, labels=False, reach=1e3):
    """Draw (X, y, w, b, lambda_), with X of one or two dimensions, of any type and order."""
    m, n = draw(st.integers(1, 30)), draw(st.integers(0, 6))
    scale = 10.0 ** draw(st.integers(-6, 6))
    unit = st.floats(-1, 1, allow_subnormal=False, width=32)
    dtype = draw(st.sampled_from([float, np.float32, np.int64, np.int8]))
    X = draw(hnp.arrays(float, (m, n) if n else (m,), elements=unit))
    X = (100 * X).astype(dtype) if dtype in (np.int64, np.int8) else (scale * X).astype(dtype)
    w = draw(hnp.arrays(float, (n,) if n else (), elements=unit))
    w = w * reach / (max(n, 1) * np.maximum(np.abs(X.astype(float)).max(), 1e-6))
    b = reach * draw(unit)
    if labels:
        y = draw(
            hnp.arrays(draw(st.sampled_from([bool, int, float])), m, elements=st.integers(0, 1))
        )
    else:
        y = reach * draw(hnp.arrays(float, m, elements=unit))
    if draw(st.booleans()):
        X = np.asfortranarray(X)
    return X, y, w if n else float(w), b, draw(st.sampled_from([0.0, 0.5, 7]))


def naive_squared_error(X, y, w, b, lambda_):
    """Compute the cost in plain complex arithmetic, the formula written out."""
    total = sum((np.sum(x * w) + b - t) ** 2 for x, t in zip(X, y, strict=True))
    return total / (2 * len(y)) + lambda_ * np.sum(w * w) / (2 * len(y))


def naive_log_loss(X, y, w, b, lambda_):
    """Compute the cost from the probability of what was true: 1 - p is 1 / (1 + e^z)."""
    z = [np.sum(x * w) + b for x in X]
    total = sum(np.log(1 + np.exp(-v if t else v)) for v, t in zip(z, y, strict=True))
    return total / len(y) + lambda_ * np.sum(w * w) / (2 * len(y))


def complex_step(cost, X, y, w, b, lambda_, h=1e-100):
    """Differentiate by Im J(w + ih) / h, which has no cancellation and no step error."""
    w = np.asarray(w, dtype=complex)
    dj_dw = np.empty(w.shape)
    for j in np.ndindex(w.shape):
        moved = w.copy()
        moved[j] += 1j * h
        dj_dw[j] = cost(X, y, moved, b, lambda_).imag / h
    return dj_dw, cost(X, y, w, b + 1j * h, lambda_).imag / h


def sizes(X, y, w, b, lambda_, least=0.0):
    """Sum the absolute values of what each error, the gradient and its mean add up."""
    X, w = np.abs(np.asarray(X, dtype=float)), np.abs(w)
    z = (X * w if X.ndim == 1 else X @ w) + abs(b) + np.abs(np.asarray(y, dtype=float)) + least
    return z, (z @ X + lambda_ * w) / len(y), z.mean()


@no_deadline
@given(problems())
def test_squared_error_gradient_is_the_complex_step_derivative(problem):
    X, y, w, b, lambda_ = problem
    dj_dw, dj_db = squared_error_gradient(X, y, w, b, lambda_)
    wanted_w, wanted_b = complex_step(naive_squared_error, X.astype(float), y, w, b, lambda_)
    _, size_w, size_b = sizes(*problem)
    assert (np.abs(dj_dw - wanted_w) <= ROUNDING * size_w).all()
    assert abs(dj_db - wanted_b) <= ROUNDING * size_b


@no_deadline
@given(problems(labels=True, reach=10.0))
def test_log_loss_gradient_is_the_complex_step_derivative(problem):
    X, y, w, b, lambda_ = problem
    dj_dw, dj_db = log_loss_gradient(X, y, w, b, lambda_)
    wanted_w, wanted_b = complex_step(naive_log_loss, X.astype(float), y, w, b, lambda_)
    _, size_w, size_b = sizes(*problem, least=1.0)
    assert (np.abs(dj_dw - wanted_w) <= ROUNDING * size_w).all()
    assert abs(dj_db - wanted_b) <= ROUNDING * size_b


@pytest.mark.parametrize(("cost", "gradient", "_"), [SQUARED_ERROR, LOG_LOSS])
@pytest.mark.parametrize("lambda_", [0.0, 2.0])
@pytest.mark.parametrize("n", [0, 1, 3])
def test_gradient_is_the_central_difference(cost, gradient, _, lambda_, n):
    rng = np.random.default_rng(3)
    X = rng.normal(size=(20, n) if n else 20)
    y = rng.integers(0, 2, size=20)
    w, b, h = rng.normal(size=n) if n else 0.7, -0.3, 1e-5
    dj_dw, dj_db = gradient(X, y, w, b, lambda_)
    for unit, found in zip(np.eye(n) if n else [1.0], np.atleast_1d(dj_dw), strict=True):
        up, down = (cost(X, y, w + s * h * unit, b, lambda_) for s in (1, -1))
        # The step's error is of order h^2 = 1e-10, the rounding of order 1e-16 / h = 1e-11.
        assert found == pytest.approx((up - down) / (2 * h), abs=1e-9)
    up, down = (cost(X, y, w, b + s * h, lambda_) for s in (1, -1))
    assert dj_db == pytest.approx((up - down) / (2 * h), abs=1e-9)


@pytest.mark.parametrize("kind", ["squared error", "log loss"])
def test_cost_and_gradient_are_those_of_sympy(kind):
    X, y, w, b, lambda_ = [[1, 2], [3, -1], [-2, 5]], [1, 0, 1], [0.25, -0.5], 0.125, 3
    w1, w2, b_ = symbols = sympy.symbols("w1 w2 b")
    z = [w1 * x1 + w2 * x2 + b_ for x1, x2 in X]
    if kind == "squared error":
        functions, losses = SQUARED_ERROR, [(f - t) ** 2 / 2 for f, t in zip(z, y, strict=True)]
    else:
        p = [1 / (1 + sympy.exp(-f)) for f in z]
        losses = [-sympy.log(q if t else 1 - q) for q, t in zip(p, y, strict=True)]
        functions = LOG_LOSS
    J = sum(losses) / 3 + sympy.Rational(lambda_, 6) * (w1**2 + w2**2)
    at = dict(
        zip(
            symbols,
            [sympy.Rational(1, 4), sympy.Rational(-1, 2), sympy.Rational(1, 8)],
            strict=True,
        )
    )
    wanted = [float(e.subs(at).evalf(30)) for e in (J, *(sympy.diff(J, s) for s in symbols))]
    cost, gradient, fused = functions
    for found_cost, (dj_dw, dj_db) in [
        (cost(X, y, w, b, lambda_), gradient(X, y, w, b, lambda_)),
        ((both := fused(X, y, w, b, lambda_))[0], both[1:]),
    ]:
        assert [found_cost, *dj_dw, dj_db] == pytest.approx(wanted, rel=1e-14)


@pytest.mark.parametrize("lambda_", [0.1, 1.0, 25.0])
def test_ridge_optimum_has_no_gradient(lambda_):
    """Ridge minimises |y - Xw - b|^2 + alpha |w|^2, which is 2m J with alpha = lambda_."""
    rng = np.random.default_rng(8)
    X = rng.normal(size=(60, 4)) * [1, 2, 0.5, 1] + [0, 1, -2, 3]
    y = X @ [1, -2, 3, 0] + 4 + rng.normal(size=60)
    best = Ridge(alpha=lambda_, solver="cholesky").fit(X, y)
    dj_dw, dj_db = squared_error_gradient(X, y, best.coef_, best.intercept_, lambda_)
    # The solver's relative error is about 1e-15 times the condition number, below 100.
    assert np.abs([*dj_dw, dj_db]).max() < 1e-11


@pytest.mark.parametrize("lambda_", [0.1, 1.0, 25.0])
def test_logistic_regression_optimum_has_no_gradient(lambda_):
    """It minimises C sum(loss) + |w|^2 / 2: J times m / lambda_, at C = 1 / lambda_."""
    rng = np.random.default_rng(9)
    X = rng.normal(loc=[0, 1, -2], size=(80, 3))
    y = (X @ [1, -2, 1] + 3 + rng.logistic(size=80) > 0).astype(int)
    best = LogisticRegression(C=1 / lambda_, solver="newton-cholesky", tol=1e-12).fit(X, y)
    w, b = best.coef_[0], best.intercept_[0]
    dj_dw, dj_db = log_loss_gradient(X, y, w, b, lambda_)
    # Newton's last step squares an error that was already small: what is left is rounding.
    assert np.abs([*dj_dw, dj_db]).max() < 1e-10
    assert np.allclose(logistic_prediction(X, w, b), best.predict_proba(X)[:, 1], rtol=1e-14)


LARGE = st.floats(-1e4, 1e4, allow_subnormal=False)


@no_deadline
@example([(-50.0, 0)])
@example([(50.0, 1), (300.0, 1)])
@example([(1e4, 0), (-1e4, 1)])
@example([(1e4, 1), (-1e4, 0)])
@given(st.lists(st.tuples(LARGE, st.integers(0, 1)), min_size=1, max_size=20))
def test_log_loss_is_finite_and_exact_for_large_z(points):
    z, y = np.array(points).T
    expected = -log_expit(np.where(y == 1, z, -z))
    cost, dj_dw, dj_db = log_loss_cost_and_gradient(z, y, 1, 0)
    # Relative: also a cost of 1e-300 is right, and |z| of 700 costs 700 * 1e-16 of e^z.
    assert cost == pytest.approx(expected.mean(), rel=1e-12, abs=1e-300)
    assert log_loss_cost(z, y, 1, 0) == pytest.approx(expected.mean(), rel=1e-12, abs=1e-300)
    error = np.where(y == 1, -expit(-z), expit(z))
    assert dj_db == pytest.approx(
        error.mean(), rel=1e-12, abs=1e-12 * np.abs(error).mean() + 1e-300
    )
    assert dj_dw == pytest.approx(
        (error * z).mean(), rel=1e-12, abs=1e-12 * np.abs(error * z).mean() + 1e-300
    )
    assert np.isfinite([*log_loss_gradient(z, y, 1, 0)]).all()
    assert logistic_prediction(z, 1, 0) == pytest.approx(expit(z), rel=1e-12, abs=1e-300)


@pytest.mark.parametrize("functions", [SQUARED_ERROR, LOG_LOSS], ids=["squared error", "log loss"])
@no_deadline
@given(data=st.data(), rows=st.integers(1, 8), numbers_for_two=st.sampled_from([0, 1000]))
def test_fused_pass_gives_the_same_in_any_blocks(functions, data, rows, numbers_for_two):
    problem = data.draw(problems(labels=functions is LOG_LOSS))
    cost, gradient, fused = functions
    with mock.patch.multiple(_one_pass, ROWS_IN_BLOCK=rows, NUMBERS_FOR_TWO=numbers_for_two):
        found, dj_dw, dj_db = fused(*problem)
    # Each error of the log loss is a probability, rounded to 1e-16 of 1.
    z, size_w, size_b = sizes(*problem, least=float(functions is LOG_LOSS))
    size = np.square(z).mean() if functions is SQUARED_ERROR else z.mean()
    wanted_w, wanted_b = gradient(*problem)
    assert type(found) is float
    assert type(dj_db) is float
    assert np.shape(dj_dw) == np.shape(problem[2])
    l2_size = problem[4] * np.sum(np.square(problem[2])) / (2 * len(z))
    assert abs(found - cost(*problem)) <= ROUNDING * (size + l2_size + 1)
    assert (np.abs(dj_dw - wanted_w) <= ROUNDING * size_w).all()
    assert abs(dj_db - wanted_b) <= ROUNDING * size_b


def test_fused_pass_over_many_blocks_of_any_layout():
    rng = np.random.default_rng(5)
    m = 2 * _one_pass.ROWS_IN_BLOCK + 17
    X, w, b = rng.normal(size=(m, 3)), np.array([1.0, -2.0, 0.5]), 0.25
    y = rng.integers(0, 2, size=m)
    wide = np.zeros((m, 6))
    wide[:, ::2] = X
    for functions in (SQUARED_ERROR, LOG_LOSS):
        cost, gradient, fused = functions
        wanted = np.array(
            [cost(X, y, w, b, 2), *gradient(X, y, w, b, 2)[0], gradient(X, y, w, b, 2)[1]]
        )
        for layout in (X, np.asfortranarray(X), wide[:, ::2], X[::-1][::-1]):
            found, dj_dw, dj_db = fused(layout, y, w, b, 2)
            assert np.allclose([found, *dj_dw, dj_db], wanted, rtol=1e-12, atol=1e-14)


def test_a_narrow_block_limit_keeps_wide_rows_whole():
    X, y = np.arange(12.0).reshape(3, 4), [1, 0, 1]
    wanted = squared_error_cost_and_gradient(X, y, np.ones(4), 0)
    with mock.patch.object(_one_pass, "BYTES_IN_BLOCK", 8):
        found = squared_error_cost_and_gradient(X, y, np.ones(4), 0)
    assert found[0] == pytest.approx(wanted[0], rel=1e-15)
    assert found[1] == pytest.approx(wanted[1], rel=1e-15)


@pytest.fixture
def two_threads(monkeypatch):
    monkeypatch.setattr(_one_pass, "NUMBERS_FOR_TWO", 0)


@pytest.mark.usefixtures("two_threads")
@pytest.mark.parametrize("place", [0, 3])
def test_two_threads_refuse_and_stay_silent_as_one_does(place):
    X, y = np.ones((4, 2)), np.array([0.0, 1, 0, 1])
    wrong = X.copy()
    wrong[place, 1] = np.nan
    with pytest.raises(ValueError, match=rf"^X must hold finite numbers.*\[{place}, 1\]"):
        squared_error_cost_and_gradient(wrong, y, [1, 1], 0)
    labels = y.copy()
    labels[place] = 2
    with pytest.raises(ValueError, match=r"^y must hold only the labels 0 and 1, but it holds 2"):
        log_loss_cost_and_gradient(X, labels, [1, 1], 0)
    large = np.zeros((4, 2))
    large[place] = 1e300
    assert squared_error_cost_and_gradient(large, 1e300 * y, [1e300, 1], 1e300)[0] == np.inf


@pytest.mark.usefixtures("two_threads")
def test_where_no_thread_can_start_one_does_the_work(monkeypatch):
    problem = ([[1.0, 2], [3, 4], [5, 7]], [1, 2, 3], [0.5, -1], 2, 1.0)
    dj_dw, dj_db = squared_error_gradient(*problem)

    tried = []

    def no_threads(thread):
        tried.append(thread)
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr("threading.Thread.start", no_threads)
    found = squared_error_cost_and_gradient(*problem)
    assert found[0] == pytest.approx(squared_error_cost(*problem), rel=1e-14)
    assert [*found[1], found[2]] == pytest.approx([*dj_dw, dj_db], rel=1e-14)
    assert tried


def test_l2_term_leaves_the_bias_alone():
    X, y = [[1.0, 2.0], [3.0, 4.0]], [0, 1]
    for cost, gradient, _ in (SQUARED_ERROR, LOG_LOSS):
        plain_w, plain_b = gradient(X, y, [1, -1], 5)
        dj_dw, dj_db = gradient(X, y, [1, -1], 5, lambda_=6)
        assert dj_db == plain_b
        assert dj_dw - plain_w == pytest.approx([3, -3])  # lambda w / m
        # lambda |w|^2 / (2m) = 6 * 2 / 4
        assert cost(X, y, [1, -1], 5, 6) - cost(X, y, [1, -1], 5) == pytest.approx(3)


@pytest.mark.parametrize("dtype", [int, np.int8, np.uint8, np.float32, np.float16, bool, list])
def test_any_type_of_number_gives_what_floats_give(dtype):
    X, y = [[1, 0], [0, 1], [1, 1]], [1, 0, 1]
    as_given = X if dtype is list else np.array(X, dtype=dtype)
    labels = y if dtype is list else np.array(y, dtype=dtype)
    for _, _, fused in (SQUARED_ERROR, LOG_LOSS):
        found = fused(as_given, labels, [-1, 2], 1)
        wanted = fused(np.array(X, float), np.array(y, float), np.array([-1.0, 2.0]), 1.0)
        assert found[0] == wanted[0]
        assert (found[1] == wanted[1]).all()
        assert found[1].dtype == float
        assert found[2] == wanted[2]
    assert linear_prediction(as_given, [-1, 2], 1).tolist() == [0.0, 3.0, 2.0]


@no_deadline
@given(problems(labels=True))
def test_inputs_stay_as_they_were(problem):
    arrays = [np.array(part) for part in problem[:3]]
    before = [array.tobytes() for array in arrays]
    for array in arrays:
        array.flags.writeable = False
    for cost, gradient, fused in (SQUARED_ERROR, LOG_LOSS):
        for function in (cost, gradient, fused):
            function(*arrays, *problem[3:])
    linear_prediction(arrays[0], *problem[2:4])
    logistic_prediction(arrays[0], *problem[2:4])
    assert [array.tobytes() for array in arrays] == before


def test_numbers_too_large_for_a_float_become_inf_without_a_warning():
    X, y = [1e200, -1e200], [0, 1]
    assert squared_error_cost(X, y, 1e100, 0) == np.inf
    assert squared_error_cost_and_gradient(X, y, 1e100, 0)[0] == np.inf
    assert log_loss_cost(X, [1, 1], 1e200, 0) == np.inf
    assert log_loss_cost_and_gradient(X, [1, 1], 1e200, 0)[0] == np.inf
    assert not np.isfinite(squared_error_gradient(X, y, 1e100, 0)[0])
    assert linear_prediction(X, 1e200, 0).tolist() == [np.inf, -np.inf]


def test_finite_cost_stays_when_only_the_gradient_is_too_large():
    X, y, w, b = [1e300], [1e10], 0.0, 0.0
    cost, dj_dw, dj_db = squared_error_cost_and_gradient(X, y, w, b)
    assert (cost, dj_db) == (squared_error_cost(X, y, w, b), -1e10)
    assert dj_dw == -np.inf
