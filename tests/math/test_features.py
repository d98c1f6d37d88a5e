"""Scaling against SciPy, and polynomial features."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.stats import zscore
from sklearn.preprocessing import PolynomialFeatures

from mlsmath.features import apply_z_score, fit_z_score, polynomial_features

TABLES = hnp.arrays(
    float,
    hnp.array_shapes(min_dims=1, max_dims=2, min_side=1, max_side=20),
    elements=st.floats(-1, 1, width=32, allow_subnormal=False),
)


@settings(deadline=None)
@given(TABLES, st.integers(-20, 20), st.integers(0, 100))
def test_z_score_is_scipys(X, exponent, offset):
    X = (X + offset) * 10.0**exponent
    # Digits that the offset took away are gone for SciPy as well; it warns below 1e-12 or so.
    assume(np.all(X.std(axis=0) > 1e-6 * np.abs(X).max(axis=0)))
    mu, sigma = fit_z_score(X)
    assert np.shape(mu) == np.shape(sigma) == X.shape[1:]
    # Both take the mean with a rounding of 1e-16 of the largest value, at most 1e6 deviations.
    assert np.allclose(apply_z_score(X, mu, sigma), zscore(X), rtol=1e-9, atol=1e-9)


def test_new_data_are_scaled_by_what_was_measured_on_the_old():
    mu, sigma = fit_z_score([[1, 10], [3, 30]])
    assert mu.tolist() == [2.0, 20.0]
    assert sigma.tolist() == [1.0, 10.0]
    assert apply_z_score([[4, 0]], mu, sigma).tolist() == [[2.0, -2.0]]
    mu, sigma = fit_z_score([1, 3])
    assert (mu, sigma) == (2.0, 1.0)
    assert type(mu) is type(sigma) is float
    assert apply_z_score([7], mu, sigma).tolist() == [5.0]


@pytest.mark.parametrize("dtype", [int, np.int8, np.float32, float])
def test_any_type_of_number_gives_floats_and_stays_as_it_was(dtype):
    X = np.array([[1, 100], [3, 50]], dtype=dtype)
    X.flags.writeable = False
    mu, sigma = fit_z_score(X)
    assert mu.dtype == sigma.dtype == apply_z_score(X, mu, sigma).dtype == float
    assert apply_z_score(X, mu, sigma).tolist() == [[-1.0, 1.0], [1.0, -1.0]]
    assert polynomial_features(X[:, 0], 2).dtype == float


@pytest.mark.parametrize("value", [0.1, 3.0, 1e20, -1e-20])
@pytest.mark.parametrize("m", [1, 3, 10])
def test_a_constant_column_is_refused(value, m):
    """The mean of three times 0.1 is not 0.1, so that its deviation rounds to more than 0."""
    with pytest.raises(ValueError, match=r"^X is constant: each value is .*Leave it out"):
        fit_z_score(np.full(m, value))
    X = np.column_stack([np.arange(m + 1), np.full(m + 1, value)])
    with pytest.raises(ValueError, match=r"^column 1 of X is constant: each value is "):
        fit_z_score(X)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: fit_z_score([1, np.nan]), r"^X must hold finite numbers.*nan at \[1\]"),
        (lambda: fit_z_score([]), r"^X is empty"),
        (lambda: fit_z_score(5), r"^X must have shape \(m,\) or \(m, n\), .*\(\)"),
        (lambda: fit_z_score(np.ones((2, 2, 2))), r"^X must have shape .*\(2, 2, 2\)"),
        (lambda: fit_z_score([1e200, -1e200]), r"^X must hold values of ordinary size"),
        (lambda: fit_z_score([1e-200, -1e-200]), r"^X must hold values of ordinary size"),
        (lambda: apply_z_score([1, 2], [1, 2], 1), r"^mu must have shape \(\), .*\(2,\)"),
        (lambda: apply_z_score([[1, 2]], [1, 2], [1]), r"^sigma must have shape \(2,\), .*\(1,\)"),
        (lambda: apply_z_score([[1], [2]], 1, 1), r"^mu must have shape \(1,\)"),
        (lambda: apply_z_score([1, 2], 1, "a"), r"^sigma must hold real numbers"),
        (lambda: apply_z_score([1, 2], 1, 0), r"^sigma must be above 0, but its smallest .* 0\."),
        (lambda: apply_z_score([1, 2], np.inf, 1), r"^mu must hold finite numbers"),
        (lambda: polynomial_features([[1], [2]], 2), r"^x must have shape \(m,\), .*\(2, 1\)"),
        (lambda: polynomial_features(2, 2), r"^x must have shape \(m,\), but it has shape \(\)"),
        (lambda: polynomial_features("a", 2), r"^x must hold real numbers"),
        (lambda: polynomial_features([2], 0), r"^degree must be a whole number of at least 1"),
        (
            lambda: polynomial_features([10], 2**63),
            "^degree must be smaller: 922.* columns of 1 rows",
        ),
        (lambda: polynomial_features([0.5, 1], 10**8), "more than 100000000 numbers"),
        (lambda: polynomial_features([2], 1.5), r"^degree must be a whole number"),
        (lambda: polynomial_features([1e200], 2), r"^x\^2 is too large for a float.*1e\+200"),
        (lambda: polynomial_features([3, -10], 400), r"one x is -10\."),
        (lambda: apply_z_score([1e308], 0, 1e-10), r"^X must be of ordinary size: .*sigma"),
    ],
)
def test_wrong_input_is_refused_by_name(call, message):
    with pytest.raises(ValueError, match=message):
        call()


@settings(deadline=None)
@given(hnp.arrays(float, st.integers(1, 20), elements=st.floats(-10, 10)), st.integers(1, 8))
def test_polynomial_features_are_scikit_learns(x, degree):
    wanted = PolynomialFeatures(degree, include_bias=False).fit_transform(x[:, None])
    # Eight factors round by at most 8 times 1.1e-16; the smallest powers may underflow.
    assert np.allclose(polynomial_features(x, degree), wanted, rtol=1e-14, atol=1e-300)
