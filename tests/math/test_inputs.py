"""What the math refuses, and how it says so."""

import numpy as np
import pytest
from scipy.special import expit

from mlsmath.cost import log_loss_cost, squared_error_cost
from mlsmath.gradient import (
    log_loss_cost_and_gradient,
    log_loss_gradient,
    squared_error_cost_and_gradient,
    squared_error_gradient,
)
from mlsmath.model import linear_prediction, logistic_prediction

PREDICTIONS = [linear_prediction, logistic_prediction]
LOG_LOSS = [log_loss_cost, log_loss_gradient, log_loss_cost_and_gradient]
WITH_TARGETS = [
    squared_error_cost,
    squared_error_gradient,
    squared_error_cost_and_gradient,
    *LOG_LOSS,
]
GOOD = {"X": np.ones((3, 2)), "y": np.array([0.0, 1.0, 0.0]), "w": np.zeros(2), "b": 0.0}

WRONG_MODEL = [
    ({"X": [[1, 2], [3]]}, r"^X must be a table of numbers, but its rows differ in length\.$"),
    ({"X": [["a", "b"]]}, r"^X must hold real numbers, but it holds text\.$"),
    ({"X": np.ma.masked_array(np.ones((3, 2)), mask=np.eye(3, 2))}, r"^X has masked values"),
    ({"w": np.ma.masked_array([0.0, 9.0], mask=[False, True])}, r"^w has masked values"),
    ({"b": np.ma.masked}, r"^b has masked values"),
    ({"X": np.ones((3, 2), dtype=complex)}, r"^X must hold real numbers.* complex128"),
    ({"X": None}, r"^X must hold real numbers, but it is None"),
    ({"X": np.ones((0, 2))}, r"^X is empty \(shape \(0, 2\)\)"),
    ({"X": []}, r"^X is empty \(shape \(0,\)\)"),
    ({"X": 5.0, "w": 1.0}, r"^X must have shape \(m,\) or \(m, n\), but it has shape \(\)"),
    ({"X": np.ones((3, 2, 1))}, r"^X must have shape .* but it has shape \(3, 2, 1\)"),
    ({"X": [[1, 2], [3, np.nan], [5, 6]]}, r"^X must hold finite numbers.* nan at \[1, 1\]"),
    ({"X": [[1, 2], [3, 4], [-np.inf, 6]]}, r"^X must hold finite numbers.* -inf at \[2, 0\]"),
    ({"w": 1.0}, r"^w must have shape \(2,\), one weight for each column of X, .*\(3, 2\).*\(\)"),
    ({"w": [1.0, 2.0, 3.0]}, r"^w must have shape \(2,\).*w has shape \(3,\)"),
    ({"w": [[1.0, 2.0]]}, r"^w must have shape \(2,\).*w has shape \(1, 2\)"),
    ({"w": [1.0, np.nan]}, r"^w must hold finite numbers.* nan at \[1\]"),
    ({"w": [np.inf, 1.0]}, r"^w must hold finite numbers.* inf at \[0\]"),
    ({"X": [1, 2, 3], "w": [1.0]}, r"^w must be one number, because X has shape \(3,\); .*\(1,\)"),
    ({"X": [1, 2, 3], "w": [1, 2, 3]}, r"^w must be one number.*3 examples of one.*brackets"),
    ({"X": [1, 2, 3], "w": np.nan}, r"^w must hold finite numbers, but it holds nan;"),
    ({"b": [1.0]}, r"^b must be one number, but it has shape \(1,\)\.$"),
    ({"b": np.inf}, r"^b must be a finite number, but it is inf\.$"),
    ({"b": "1"}, r"^b must hold real numbers"),
]
WRONG_TARGETS = [
    (
        {"y": np.ma.masked_array([0, 1, 0], mask=[False, True, False])},
        r"^y has masked values, .* leave them out first\.$",
    ),
    (
        {"y": np.zeros((3, 1))},
        r"^y must have shape \(3,\), but it has shape \(3, 1\); .*y\.ravel\(\)",
    ),
    (
        {"y": np.zeros((1, 3))},
        r"^y must have shape \(3,\), but it has shape \(1, 3\); .*y\.ravel\(\)",
    ),
    ({"y": [0.0, 1.0]}, r"^y must have shape \(3,\), one value for each row of X, .*\(2,\)"),
    ({"y": [0.0]}, r"^y must have shape \(3,\), .*\(1,\)"),
    ({"y": 1.0}, r"^y must have shape \(3,\), .*\(\)"),
    ({"lambda_": -1.0}, r"^lambda_ must be at least 0, but it is -1\.0\.$"),
    ({"lambda_": np.nan}, r"^lambda_ must be a finite number"),
    ({"lambda_": [1.0, 2.0]}, r"^lambda_ must be one number"),
]
X = np.linspace(-1, 1, 8).reshape(4, 2)


@pytest.mark.parametrize(("wrong", "message"), WRONG_MODEL)
@pytest.mark.parametrize("function", PREDICTIONS + WITH_TARGETS)
def test_wrong_models_are_refused_by_name(function, wrong, message):
    inputs = GOOD | wrong
    if function in PREDICTIONS:
        del inputs["y"]
    with pytest.raises(ValueError, match=message):
        function(**inputs)


@pytest.mark.parametrize(("wrong", "message"), WRONG_TARGETS)
@pytest.mark.parametrize("function", WITH_TARGETS)
def test_wrong_targets_are_refused_by_name(function, wrong, message):
    with pytest.raises(ValueError, match=message):
        function(**(GOOD | wrong))


@pytest.mark.parametrize("y", [[0, 1, 2], [0.5, 0, 1], [-1, 1, 1], [0, 1, np.nan], [0, np.inf, 1]])
@pytest.mark.parametrize("function", LOG_LOSS)
def test_labels_other_than_0_and_1_are_refused(function, y):
    message = r"^y must hold (only the labels 0 and 1|finite numbers), but it holds "
    with pytest.raises(ValueError, match=message):
        function(**(GOOD | {"y": y}))


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("order", ["C", "F"])
@pytest.mark.parametrize("w", [[0.0, 0.0], [1.0, 2.0], [-1.0, 0.0]])
@pytest.mark.parametrize("function", WITH_TARGETS)
def test_one_value_that_is_not_finite_never_slips_through(function, w, order, value):
    """The fused pass looks for it only when the result is not finite."""
    for i in np.ndindex(X.shape):
        wrong = X.copy(order=order)
        wrong[i] = value
        with pytest.raises(ValueError, match=rf"^X must hold finite.*at \[{i[0]}, {i[1]}\]"):
            function(wrong, [0, 1, 1, 0], w, 0.0)
    if function not in LOG_LOSS:
        with pytest.raises(ValueError, match=r"^y must hold finite numbers.*at \[2\]"):
            function(X, [0, 1, value, 0], w, 0.0)


@pytest.mark.parametrize("function", WITH_TARGETS)
def test_masked_array_without_a_masked_value_is_an_array_like_others(function):
    inputs = GOOD | {"X": np.ma.masked_array(GOOD["X"]), "y": np.ma.masked_array(GOOD["y"])}
    assert repr(function(**inputs)) == repr(function(**GOOD))


@pytest.mark.parametrize("function", [squared_error_gradient, squared_error_cost_and_gradient])
def test_gradient_too_large_for_a_float_is_inf_and_the_sum_of_two_such_is_nan(function):
    *_, dj_dw, dj_db = function([1e200, -1e200], [0.0, 0.0], 1e200, 0.0)
    assert dj_dw == np.inf
    assert np.isnan(dj_db)


def test_a_probability_where_numbers_too_large_are_added_is_that_of_their_sum():
    """A processor gives nan for the sum, or infinity: so the oracle begins at the sum."""
    X, w = [[1e200, -1e200]], [1e200, 1e200]
    (z,) = linear_prediction(X, w, 0.0)
    assert not np.isfinite(z)
    assert np.array_equal(logistic_prediction(X, w, 0.0), [expit(z)], equal_nan=True)
    assert np.array_equal(log_loss_gradient(X, [0], w, 0.0)[1], expit(z), equal_nan=True)


@pytest.mark.parametrize("function", [log_loss_gradient, log_loss_cost_and_gradient])
@pytest.mark.parametrize(("y", "slopes"), [(1, (-1e200, -1.0)), (0, (0.0, 0.0))])
def test_slopes_of_the_log_loss_where_z_is_too_large_for_a_float(function, y, slopes):
    """There the probability is 0, so the error is 0 - y."""
    assert function([1e200], [y], -1e200, 0.0)[-2:] == slopes
