"""The checks that the exercises call."""

from mlsmath.checks import guard as _guard
from mlsmath.checks.byhand import check_line_by_hand
from mlsmath.checks.exercise import Check, Exercise, Misconception
from mlsmath.checks.inputs import Case
from mlsmath.checks.result import MIME, CheckResult
from mlsmath.checks.rules import (
    check_chain_rule,
    check_constant_multiple_rule,
    check_constant_rule,
    check_exp_rule,
    check_log_rule,
    check_power_rule,
    check_product_rule,
    check_quotient_rule,
    check_sigmoid_rule,
    check_sum_rule,
)
from mlsmath.checks.week1 import (
    check_compute_cost,
    check_compute_cost_many,
    check_dot_product,
    check_grid_search,
    check_predict,
    check_predict_all,
    check_squared_errors,
    check_training_example,
)
from mlsmath.checks.week2 import (
    check_apply_z_score,
    check_average_slope,
    check_compute_gradient,
    check_compute_gradient_many,
    check_fit_z_score,
    check_gradient_descent,
    check_gradient_descent_many,
    check_gradient_step,
    check_numerical_derivative,
    check_polynomial_features,
    check_scale_train_and_new,
)
from mlsmath.checks.week3 import (
    check_compute_cost_regularised,
    check_compute_gradient_logistic,
    check_compute_gradient_logistic_regularised,
    check_compute_gradient_regularised,
    check_compute_log_loss,
    check_compute_log_loss_regularised,
    check_log_loss,
    check_predict_labels,
    check_predict_probability,
    check_sigmoid,
    check_stable_log_loss,
    check_stable_sigmoid,
)

__all__ = [
    "MIME",
    "Case",
    "Check",
    "CheckResult",
    "Exercise",
    "Misconception",
    "check_apply_z_score",
    "check_average_slope",
    "check_chain_rule",
    "check_compute_cost",
    "check_compute_cost_many",
    "check_compute_cost_regularised",
    "check_compute_gradient",
    "check_compute_gradient_logistic",
    "check_compute_gradient_logistic_regularised",
    "check_compute_gradient_many",
    "check_compute_gradient_regularised",
    "check_compute_log_loss",
    "check_compute_log_loss_regularised",
    "check_constant_multiple_rule",
    "check_constant_rule",
    "check_dot_product",
    "check_exp_rule",
    "check_fit_z_score",
    "check_gradient_descent",
    "check_gradient_descent_many",
    "check_gradient_step",
    "check_grid_search",
    "check_line_by_hand",
    "check_log_loss",
    "check_log_rule",
    "check_numerical_derivative",
    "check_polynomial_features",
    "check_power_rule",
    "check_predict",
    "check_predict_all",
    "check_predict_labels",
    "check_predict_probability",
    "check_product_rule",
    "check_quotient_rule",
    "check_scale_train_and_new",
    "check_sigmoid",
    "check_sigmoid_rule",
    "check_squared_errors",
    "check_stable_log_loss",
    "check_stable_sigmoid",
    "check_sum_rule",
    "check_training_example",
]

_guard.watch_package()
_guard.watch(_guard.sys.modules[__name__], __all__, __name__)
_guard.protect_notebook(
    {name: value for name, value in globals().items() if name.startswith("check_")}, CheckResult
)
