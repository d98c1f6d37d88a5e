"""Which functions of the package do the whole task of which exercise.

Who calls one of them has not written the answer, so it gives no points. What a task allows as a
helper is not here: `squared_error_gradient` does no step of the walk, so a walk may call it. A
function is here, too, if the task is one part of what it gives: `gradient_descent` notes the cost
of each place. NumPy and the libraries beside it are not judged.
"""

import inspect
from collections.abc import Callable
from types import FunctionType
from typing import Any

from mlsmath import _one_pass, derivatives, gradient
from mlsmath.cost import log_loss_cost, squared_error_cost
from mlsmath.derivatives import check_gradient, numerical_derivative, sigmoid, sigmoid_rule
from mlsmath.descent import gradient_descent
from mlsmath.features import apply_z_score, fit_z_score, polynomial_features
from mlsmath.gradient import (
    log_loss_cost_and_gradient,
    log_loss_gradient,
    squared_error_cost_and_gradient,
    squared_error_gradient,
)
from mlsmath.model import linear_prediction, logistic_prediction

# By its name, because SymPy is slow to import.
DERIVE = "mlsmath.derivation.steps.derive"

_COST = (squared_error_cost, squared_error_cost_and_gradient, gradient_descent)
_LOG_LOSS = (log_loss_cost, log_loss_cost_and_gradient, gradient_descent)
_MEASURED = (gradient_descent, check_gradient, numerical_derivative)
_GRADIENT = (squared_error_gradient, squared_error_cost_and_gradient, *_MEASURED)
_LOG_LOSS_GRADIENT = (log_loss_gradient, log_loss_cost_and_gradient, *_MEASURED)
_SIGMOID = (sigmoid, sigmoid_rule, logistic_prediction)
_SLOPE = (numerical_derivative, DERIVE)

# What these functions leave most of the task to.
_ONE_PASS = tuple(f for f in vars(_one_pass).values() if isinstance(f, FunctionType))
_INSIDE: dict[Any, tuple[Callable, ...]] = {
    squared_error_gradient: (gradient._gradient,),
    log_loss_gradient: (gradient._gradient,),
    squared_error_cost_and_gradient: _ONE_PASS,
    log_loss_cost_and_gradient: _ONE_PASS,
}

ANSWERS: dict[str, tuple[Any, ...]] = {
    "training_example": (),
    "predict": (linear_prediction,),
    "squared_errors": (),
    "compute_cost": _COST,
    "best_slope": (),
    "grid_search": (),
    "r_squared": (),
    "dot_product": (linear_prediction,),
    "predict_all": (linear_prediction,),
    "compute_cost_many": _COST,
    "average_slope": (numerical_derivative,),
    "numerical_derivative": (numerical_derivative, check_gradient),
    "power_rule": (derivatives.power_rule, *_SLOPE),
    "slope_of_parabola": _SLOPE,
    "slope_of_square": _SLOPE,
    "bent_bird_slope": (*_GRADIENT, DERIVE),
    "three_bird_slopes": (*_GRADIENT, DERIVE),
    "compute_gradient": _GRADIENT,
    "gradient_step": (gradient_descent,),
    "gradient_descent": (gradient_descent,),
    "compute_gradient_many": _GRADIENT,
    "gradient_descent_many": (gradient_descent,),
    "fit_z_score": (fit_z_score,),
    "apply_z_score": (apply_z_score,),
    "choose_alpha": (),
    "unscale": (),
    "scale_train_and_new": (),
    "polynomial_features": (polynomial_features,),
    "sigmoid": _SIGMOID,
    "predict_probability": (logistic_prediction, sigmoid_rule),
    "stable_sigmoid": _SIGMOID,
    "predict_labels": (),
    "boundary_line": (),
    "likelihood": (),
    "log_loss": (),
    "compute_log_loss": _LOG_LOSS,
    "stable_log_loss": _LOG_LOSS,
    "log_odds": (),
    "exp_rule": (derivatives.exp_rule, *_SLOPE),
    "sigmoid_rule": (sigmoid_rule, *_SLOPE),
    "log_rule": (derivatives.log_rule, *_SLOPE),
    "slope_of_squared_loss": _SLOPE,
    "compute_gradient_logistic": _LOG_LOSS_GRADIENT,
    "gradient_descent_logistic": (gradient_descent,),
    "accuracy": (),
    "precision_and_recall": (),
    "compute_cost_regularised": _COST,
    "compute_log_loss_regularised": _LOG_LOSS,
    "compute_gradient_regularised": _GRADIENT,
    "compute_gradient_logistic_regularised": _LOG_LOSS_GRADIENT,
    "choose_lambda": (),
    "report": (),
}


def working() -> dict[str, tuple[FunctionType | str, ...]]:
    """Return for each exercise the functions, without decorators, in which its task is done.

    Those that `ANSWERS` has by a full name are names here, too.
    """
    found = {}
    for exercise, answers in ANSWERS.items():
        functions = [g for f in answers for g in (f, *_INSIDE.get(f, ()))]
        found[exercise] = tuple(f if type(f) is str else inspect.unwrap(f) for f in functions)
    return found
