"""Who hands the whole task on to a function of the package gets no points for it."""

import functools
import gc
import importlib
import inspect
import sys
import types
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from operator import attrgetter, methodcaller

import numpy as np
import pytest

import mlsmath.cost
import mlsmath.descent
from mlsmath import checks, derivatives, features, gradient, model
from mlsmath.checks.answers import ANSWERS, DERIVE
from mlsmath.checks.exercise import Exercise
from mlsmath.cost import log_loss_cost, squared_error_cost
from mlsmath.derivation import derive
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

EXERCISES = {check.name: check for check in vars(checks).values() if isinstance(check, Exercise)}


def _walk(X, y, w, b, alpha, steps, by=squared_error_cost_and_gradient):
    walk = gradient_descent(X, y, w, b, alpha=alpha, steps=steps, cost_and_gradient=by)
    return walk.w, walk.b, walk.history.cost[1:]


def _costs(cost, both, by):
    """Return the ways to hand on a cost; `lambda_` is there where the exercise has it."""

    def first_of_walk(X, y, w, b, lambda_=0.0):
        walk = gradient_descent(
            X, y, w, b, alpha=1e-3, steps=1, lambda_=lambda_, cost_and_gradient=by
        )
        return walk.history.cost[0]

    return {
        cost: lambda *args: cost(*args),
        both: lambda *args: both(*args)[0],
        gradient_descent: first_of_walk,
    }


def _gradients(cost, slopes, both):
    def one_step(X, y, w, b, lambda_=0.0):
        walk = gradient_descent(
            X, y, w, b, alpha=1e-3, steps=1, lambda_=lambda_, cost_and_gradient=both
        )
        return (w - walk.w) / 1e-3, (b - walk.b) / 1e-3

    def numerical(X, y, w, b, lambda_=0.0):
        def nothing(*_):
            return np.zeros(np.shape(w)), 0.0

        return check_gradient(lambda *at: cost(*at, lambda_), nothing, X, y, w, b).numerical

    def measured(X, y, w, b, lambda_=0.0):
        def along(j):
            way = np.eye(np.size(w))[j].reshape(np.shape(w))
            return numerical_derivative(
                np.vectorize(lambda t: cost(X, y, w + t * way, b, lambda_)), 0.0
            )

        dj_db = numerical_derivative(np.vectorize(lambda t: cost(X, y, w, t, lambda_)), b)
        dj_dw = [along(j) for j in range(np.size(w))]
        return np.array(dj_dw) if np.ndim(w) else dj_dw[0], dj_db

    return {
        slopes: lambda *args: slopes(*args),
        both: lambda *args: both(*args)[1:],
        gradient_descent: one_step,
        check_gradient: numerical,
        numerical_derivative: measured,
    }


def _slopes(function, formula):
    return {
        numerical_derivative: lambda x, *n: numerical_derivative(lambda t: function(t, *n), x),
        DERIVE: lambda x, *n: float(
            derive(formula.format(*n), "x").result.subs("x", x).rewrite("exp").evalf()
        ),
    }


def _one_or_many(x, of):
    return of(np.asarray(x)) if np.ndim(x) else of(np.array([x]))[0]


COST = _costs(squared_error_cost, squared_error_cost_and_gradient, squared_error_cost_and_gradient)
LOG_LOSS = _costs(log_loss_cost, log_loss_cost_and_gradient, log_loss_cost_and_gradient)
GRADIENT = _gradients(squared_error_cost, squared_error_gradient, squared_error_cost_and_gradient)
LOG_LOSS_GRADIENT = _gradients(log_loss_cost, log_loss_gradient, log_loss_cost_and_gradient)
SIGMOID = {
    sigmoid: lambda z: sigmoid(z),
    sigmoid_rule: lambda z: sigmoid_rule(z).value,
    logistic_prediction: lambda z: _one_or_many(z, lambda many: logistic_prediction(many, 1, 0)),
}
STEP = {gradient_descent: lambda x, y, w, b, alpha: _walk(x, y, w, b, alpha, 1)[:2]}

# For each exercise, a call of each function that does the task.
CALLS = {
    "predict": {
        linear_prediction: lambda x, w, b: _one_or_many(x, lambda X: linear_prediction(X, w, b))
    },
    "compute_cost": COST,
    "compute_cost_many": COST,
    "compute_cost_regularised": COST,
    "compute_log_loss": LOG_LOSS,
    "stable_log_loss": LOG_LOSS,
    "compute_log_loss_regularised": LOG_LOSS,
    "compute_gradient": GRADIENT,
    "compute_gradient_many": GRADIENT,
    "compute_gradient_regularised": GRADIENT,
    "compute_gradient_logistic": LOG_LOSS_GRADIENT,
    "compute_gradient_logistic_regularised": LOG_LOSS_GRADIENT,
    "dot_product": {linear_prediction: lambda w, x: linear_prediction([x], w, 0)[0]},
    "predict_all": {linear_prediction: lambda X, w, b: linear_prediction(X, w, b)},
    "average_slope": {
        numerical_derivative: lambda f, x, h: numerical_derivative(f, x + h / 2, h / 2)
    },
    "numerical_derivative": {
        numerical_derivative: lambda f, x: numerical_derivative(f, x),
        check_gradient: lambda f, x: check_gradient(
            lambda X, y, w, b: f(w), lambda *_: (0.0, 0.0), [1.0], [1.0], x, 0.0
        ).numerical[0],
    },
    "power_rule": {
        derivatives.power_rule: lambda x, n: derivatives.power_rule(x, n).derivative,
        **_slopes(lambda t, n: t**n, "x**{}"),
    },
    "slope_of_parabola": _slopes(lambda t: 4 * t**2 - 3 * t + 5, "4*x**2 - 3*x + 5"),
    "slope_of_square": _slopes(lambda t: (5 * t - 2) ** 2, "(5*x - 2)**2"),
    "bent_bird_slope": {
        **{
            way: lambda x, y, w, b, hand_on=hand_on: (
                2 * hand_on(np.array([x**2]), np.array([y]), w, b)[0]
            )
            for way, hand_on in GRADIENT.items()
        },
        DERIVE: lambda x, y, w, b: float(
            derive("(w*x**2 + b - y)**2", "w").result.subs({"x": x, "y": y, "w": w, "b": b})
        ),
    },
    "three_bird_slopes": {
        **{
            way: lambda w, b, hand_on=hand_on: hand_on(
                np.array([-1, 0, 2]), np.array([3, 4, 6]), w, b
            )
            for way, hand_on in GRADIENT.items()
        },
        DERIVE: lambda w, b: tuple(
            float(
                derive("((-w + b - 3)**2 + (b - 4)**2 + (2*w + b - 6)**2)/6", by).result.subs(
                    {"w": w, "b": b}
                )
            )
            for by in "wb"
        ),
    },
    "exp_rule": {
        derivatives.exp_rule: lambda a, x: a * derivatives.exp_rule(a * x).derivative,
        numerical_derivative: lambda a, x: numerical_derivative(lambda t: np.exp(a * t), x),
        DERIVE: lambda a, x: float(derive("exp(a*x)", "x").result.subs({"a": a, "x": x})),
    },
    "log_rule": {
        derivatives.log_rule: lambda p: -derivatives.log_rule(1 - p).derivative,
        **_slopes(lambda p: np.log(1 - p), "log(1 - x)"),
    },
    "sigmoid_rule": {
        sigmoid_rule: lambda x, w, b: x * sigmoid_rule(w * x + b).derivative,
        numerical_derivative: lambda x, w, b: numerical_derivative(
            lambda t: 1 / (1 + np.exp(-(t * x + b))), w
        ),
        DERIVE: lambda x, w, b: float(
            derive("1/(1 + exp(-(w*x + b)))", "w").result.subs({"x": x, "w": w, "b": b})
        ),
    },
    "slope_of_squared_loss": {
        numerical_derivative: lambda z, y: numerical_derivative(
            lambda t: (1 / (1 + np.exp(-t)) - y) ** 2 / 2, z
        ),
        DERIVE: lambda z, y: float(
            derive("(1/(1 + exp(-z)) - y)**2/2", "z").result.subs({"z": z, "y": y})
        ),
    },
    "sigmoid": SIGMOID,
    "stable_sigmoid": SIGMOID,
    "predict_probability": {
        logistic_prediction: lambda X, w, b: logistic_prediction(X, w, b),
        sigmoid_rule: lambda X, w, b: sigmoid_rule(linear_prediction(X, w, b)).value,
    },
    "gradient_step": STEP,
    "gradient_descent": {gradient_descent: lambda *args: _walk(*args)},
    "gradient_descent_many": {gradient_descent: lambda *args: _walk(*args)},
    "gradient_descent_logistic": {
        gradient_descent: lambda *args: _walk(*args, log_loss_cost_and_gradient)
    },
    "fit_z_score": {fit_z_score: lambda X: fit_z_score(X)},
    "apply_z_score": {apply_z_score: lambda X, mu, sigma: apply_z_score(X, mu, sigma)},
    "polynomial_features": {polynomial_features: lambda x, degree: polynomial_features(x, degree)},
}
PAIRS = [(name, function) for name, calls in CALLS.items() for function in calls]


def called(function):
    return function if type(function) is str else function.__name__


def test_every_exercise_says_which_functions_do_its_task():
    assert set(ANSWERS) == set(EXERCISES), "each exercise has an entry in checks/answers.py"
    for name, check in EXERCISES.items():
        assert check.answers == tuple(ANSWERS[name])
        assert set(check.answers) == set(CALLS.get(name, ())), name


@pytest.mark.parametrize(
    ("name", "function"), PAIRS, ids=[f"{name}-{called(f)}" for name, f in PAIRS]
)
def test_handing_the_task_on_gives_no_points(name, function, monkeypatch, request):
    check, call = EXERCISES[name], CALLS[name][function]
    for seed in (None, 7301):
        result = check(call, points=3, seed=seed)
        assert result.mistake == "uses-the-answer"
        assert result.points == 0
    monkeypatch.setattr(check, "answers", ())
    request.getfixturevalue("unwatched")
    assert check(call, points=3).points > 0, "the call does no part of the task"


def _imports_inside():
    def compute_cost(x, y, w, b):
        from mlsmath import cost as its

        return its.squared_error_cost(x, y, w, b)

    return compute_cost


def _closes_over(f=squared_error_cost):
    return lambda x, y, w, b: f(x, y, w, b)


def _by_default(x, y, w, b, f=squared_error_cost):
    return f(x, y, w, b)


def _by_module(x, y, w, b):
    return mlsmath.cost.squared_error_cost(x, y, w, b)


def _by_another(x, y, w, b):
    return _by_module(x, y, w, b)


check = checks.check_compute_cost


@functools.cache
def _squared_error_cost_by_gc():
    return next(f for f in gc.get_objects() if f is squared_error_cost)


def _course_code():
    return squared_error_cost.__wrapped__.__code__


def _function_of(code):
    return types.FunctionType(code, vars(mlsmath.cost), argdefs=(0.0,))


class _Held:
    cost = staticmethod(squared_error_cost)

    def __call__(self, *args):
        return self.cost(*args)


def _reference_in_frames(*args):
    frame = sys._getframe()
    while frame is not None:
        for value in frame.f_locals.values():
            if isinstance(value, Exercise):
                return value.reference(*args)
        frame = frame.f_back
    return None


def _in_thread(*args):
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(IN_A_LIST[0], *args).result()


def _text_run_again():
    space = vars(mlsmath.cost).copy()
    exec(inspect.getsource(squared_error_cost), space)
    return space["squared_error_cost"]


def _by_exec(*args):
    space = {}
    exec("from mlsmath.cost import squared_error_cost as its", space)
    return space["its"](*args)


def _decorated(function):
    @functools.wraps(function)
    def inner(*args):
        return function(*args)

    return inner


def _swallowing(*args):
    try:
        return squared_error_cost(*args)
    except BaseException:
        return 0.0


IN_A_LIST = [squared_error_cost]
WAYS = {
    "the function itself": squared_error_cost,
    "an import inside": _imports_inside(),
    "a closure": _closes_over(),
    "a default": _by_default,
    "a default that is a lambda": lambda *args, f=lambda *a: squared_error_cost(*a): f(*args),
    "a module": _by_module,
    "another function": _by_another,
    "a list": lambda *args: IN_A_LIST[0](*args),
    "a dictionary": lambda *args: {"f": squared_error_cost}["f"](*args),
    "a class": lambda *args: _Held.cost(*args),
    "an object that is called": _Held(),
    "a method": _Held().__call__,
    "partial": partial(squared_error_cost),
    "reduce": lambda *args: functools.reduce(lambda f, g: g, IN_A_LIST)(*args),
    "cache": lambda *args: functools.cache(lambda: IN_A_LIST[0](*args))(),
    "np.vectorize": lambda *args: np.vectorize(lambda _: IN_A_LIST[0](*args))(0)[()],
    "np.frompyfunc": lambda *args: np.frompyfunc(lambda _: IN_A_LIST[0](*args), 1, 1)(0),
    "map": lambda *args: next(map(IN_A_LIST[0], *([a] for a in args))),
    "globals()": lambda *args: globals()["squared_error" + "_cost"](*args),
    "eval": lambda *args: eval("squared_error" + "_cost")(*args),
    "exec": _by_exec,
    "getattr": lambda *args: getattr(mlsmath.cost, "squared_error" + "_cost")(*args),
    "__import__": lambda *args: __import__("mlsmath.cost").cost.squared_error_cost(*args),
    "importlib": lambda *args: importlib.import_module("mlsmath.cost").squared_error_cost(*args),
    "sys.modules": lambda *args: sys.modules["mlsmath.cost"].squared_error_cost(*args),
    "vars": lambda *args: vars(mlsmath.cost)["squared_error_cost"](*args),
    "methodcaller": lambda *args: methodcaller("squared_error_cost", *args)(mlsmath.cost),
    "attrgetter": lambda *args: attrgetter("cost.squared_error_cost")(mlsmath)(*args),
    "a private module": lambda x, y, w, b: mlsmath.gradient._one_pass.cost_and_gradient(
        mlsmath.gradient._one_pass.squared_error, x, y, w, b, 0.0
    )[0],
    "the garbage collector": lambda *args: _squared_error_cost_by_gc()(*args),
    "a decorator": _decorated(squared_error_cost),
    "what a decorator wraps": lambda *args: squared_error_cost.__wrapped__(*args),
    "a thread": _in_thread,
    "a generator": lambda *args: next(IN_A_LIST[0](*args) for _ in "1"),
    "its code": lambda *args: _function_of(_course_code())(*args),
    "a copy of its code": lambda *args: _function_of(
        _course_code().replace(co_name="mine", co_filename="mine")
    )(*args),
    "its text": lambda *args: _text_run_again()(*args),
    "errors swallowed": _swallowing,
    "the check's answer": lambda *args: check.reference(*args),
    "the check's answer by getattr": lambda *args: getattr(check, "refer" + "ence")(*args),
    "the check's answer itself": check.reference,
    "the check's answer in the frames": _reference_in_frames,
    "the code of the check's answer": lambda *args: types.FunctionType(
        check.reference.__code__, check.reference.__globals__
    )(*args),
}


@pytest.mark.parametrize("way", WAYS)
def test_it_is_seen_however_the_function_is_reached(way):
    for seed in (None, 7301):
        result = check(WAYS[way], points=3, seed=seed)
        assert result.points == 0
        assert result.mistake == "uses-the-answer"
        assert "which does the whole task. Write it yourself" in str(result)
        assert not result.tampering


def test_what_a_part_earns_is_lost_too():
    def walk(x, y, w, b, alpha, steps):
        w, b, _ = _walk(x, y, w, b, alpha, steps)
        return w, b, []

    result = checks.check_gradient_descent(walk, points=3)
    assert result.mistake == "uses-the-answer"
    assert result.points == 0


def test_a_call_that_gains_nothing_is_told_its_mistake():
    def compute_cost(x, y, w, b):
        return 2 * squared_error_cost(x, y, w, b)

    assert check(compute_cost).mistake == "divides-by-m"


def test_what_a_task_allows_is_no_answer():
    def gradient_step(x, y, w, b, alpha):
        dj_dw, dj_db = squared_error_gradient(x, y, w, b)
        return w - alpha * dj_dw, b - alpha * dj_db

    def predict_labels(X, w, b):
        return (logistic_prediction(X, w, b) >= 0.5).astype(int)

    def sigmoid_rule(x, w, b):
        s = sigmoid(w * x + b)
        return s * (1 - s) * x

    def scale_train_and_new(X_train, X_new):
        mu, sigma = fit_z_score(X_train)
        return apply_z_score(X_train, mu, sigma), apply_z_score(X_new, mu, sigma)

    for function in (gradient_step, predict_labels, sigmoid_rule, scale_train_and_new):
        assert EXERCISES[function.__name__](function).passed


def _plain_calls():
    """Yield each function of the math, and what can be picked from its result."""
    modules = (mlsmath.cost, derivatives, features, gradient, mlsmath.descent, model)
    for module in modules:
        for name, function in vars(module).items():
            own = inspect.isfunction(function) and function.__module__ == module.__name__
            if own and not name.startswith("_"):
                yield function, lambda result: result
                yield function, lambda result: result[0]
                yield function, lambda result: result[1]
                yield function, lambda result: result[1:]


def _then(function, pick):
    return lambda *args: pick(function(*args))


@pytest.mark.parametrize("name", EXERCISES)
def test_no_plain_call_of_the_math_earns_points(name):
    tried = EXERCISES[name]
    for function, pick in _plain_calls():
        answer = _then(function, pick)

        case = tried.cases(np.random.default_rng(0))[0]
        try:
            came = answer(*case.args)
        except (ValueError, TypeError, IndexError):
            continue
        if came is not None:
            assert tried(answer).points == 0, function.__name__
