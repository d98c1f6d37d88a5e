"""The small NumPy package under the course: the math, and what makes it a course.

Begin with `help(mlsmath.squared_error_cost)`: the formula, the shapes, an example. The rest of the
math is imported and explained in the same way, as in `from mlsmath import squared_error_cost`:

- models: `linear_prediction`, `logistic_prediction`
- costs: `squared_error_cost`, `log_loss_cost`
- gradients: `squared_error_gradient`, `log_loss_gradient`
- derivatives: `numerical_derivative`, `check_gradient`, `sigmoid` and ten rules, such as
  `power_rule` and `chain_rule`
- descent: `gradient_descent`
- features: `fit_z_score`, `apply_z_score`, `polynomial_features`
- data: `load_penguins`, `load_table`

What else the notebooks import: `mlsmath.checks`, `mlsmath.pictures` and `mlsmath.derivation`. What
the command `mlsmath` runs stands behind, in `mlsmath.commands`.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_NAMES = {
    "model": ("linear_prediction", "logistic_prediction"),
    "cost": ("squared_error_cost", "log_loss_cost"),
    "gradient": (
        "squared_error_gradient",
        "log_loss_gradient",
        "squared_error_cost_and_gradient",
        "log_loss_cost_and_gradient",
    ),
    "derivatives": (
        "ValueAndDerivative",
        "chain_rule",
        "check_gradient",
        "constant_multiple_rule",
        "constant_rule",
        "exp_rule",
        "log_rule",
        "numerical_derivative",
        "power_rule",
        "product_rule",
        "quotient_rule",
        "sigmoid",
        "sigmoid_rule",
        "sum_rule",
    ),
    "descent": ("gradient_descent",),
    "features": ("fit_z_score", "apply_z_score", "polynomial_features"),
    "data": ("load_penguins",),
    "tables": ("load_table",),
}
_HOMES = {name: home for home, names in _NAMES.items() for name in names}

# A learner's start page asks for this one here, so that it goes on working when a folder moves.
_BEHIND = {"so_far": "commands.course.so_far"}

__all__ = list(_HOMES)


def __getattr__(name: str) -> Any:
    """Import a name of the math when it is asked for: the commands start without NumPy."""
    home = _HOMES.get(name) or _BEHIND.get(name)
    if home is None:
        raise AttributeError(f"module 'mlsmath' has no attribute {name!r}")
    return getattr(import_module(f"mlsmath.{home}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
