"""The checks that the exercises call."""

from mlsmath.checks import guard as _guard
from mlsmath.checks.byhand import check_line_by_hand
from mlsmath.checks.exercise import Check, Exercise, Misconception
from mlsmath.checks.inputs import Case
from mlsmath.checks.result import MIME, CheckResult
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

__all__ = [
    "MIME",
    "Case",
    "Check",
    "CheckResult",
    "Exercise",
    "Misconception",
    "check_compute_cost",
    "check_compute_cost_many",
    "check_dot_product",
    "check_grid_search",
    "check_line_by_hand",
    "check_predict",
    "check_predict_all",
    "check_squared_errors",
    "check_training_example",
]

_guard.watch_package()
_guard.watch(_guard.sys.modules[__name__], __all__, __name__)
_guard.protect_notebook(
    {name: value for name, value in globals().items() if name.startswith("check_")}, CheckResult
)
