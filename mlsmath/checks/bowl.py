# ruff: noqa: ANN001, ANN202 (the wrong answers take what the learner's function takes)
"""The exercise on the valley of the cost: the best slope for one intercept."""

from itertools import pairwise

import numpy as np

from mlsmath.checks import inputs
from mlsmath.checks.answers import ANSWERS
from mlsmath.checks.exercise import Exercise
from mlsmath.checks.inputs import LARGE, SMALL, Case, Rng

# best_slope(x, y, w_values, b) -> the w in w_values with the smallest cost


def _errors(x, y, w_values, b):
    return np.multiply.outer(w_values, x) + b - y


def _costs(x, y, w_values, b):
    return np.mean(_errors(x, y, w_values, b) ** 2, axis=1) / 2


def _best_slope_cases(rng: Rng) -> list[Case]:
    """Put the best slope inside the list, first and last, in lists sorted and not."""
    cases = []
    for k, place in enumerate([2, 0, 5, 3, 1, 4, 5, 0]):
        m = 4 + k
        x = inputs.vector(rng, m, 1.0, 4.0, negative=k % 2 == 0)
        w_values = np.sort(inputs.vector(rng, 6, 0.3, 3.0))
        if k > 2:
            w_values = rng.permutation(w_values)
        b = inputs.number(rng, 1.0, 4.0)
        noise = rng.choice([-1, 1], size=m) * inputs.vector(rng, m, 0.05, 0.4, negative=False)
        cases.append(Case((x, np.round(w_values[place] * x + b + noise, 2), w_values, b)))
    cases.append(Case(_telling_slopes(rng)))
    x, y = inputs.vector(rng, 5), inputs.vector(rng, 5)
    return [
        *cases,
        Case((x, y, inputs.vector(rng, 1), inputs.number(rng)), care="one single slope to try"),
        Case((x * 10_000, y * 10_000, inputs.vector(rng, 4), inputs.number(rng)), care=LARGE),
        Case((x / 1000, 1.3 * x / 1000 + 0.0012, np.array([0.4, 2.9, 1.3]), 0.0012), care=SMALL),
        Case((x, 0 * x + 1.5, np.array([0.7, 0.0, -0.4]), 1.5), care="a best slope of 0"),
    ]


def _telling_slopes(rng: Rng):
    """Return slopes of which squares, sizes and sums of the errors each choose another one."""
    while True:
        args = inputs.vector(rng, 5), inputs.vector(rng, 5), inputs.vector(rng, 6), 0.47
        errors = _errors(*args)
        measures = np.sum(errors**2, axis=1), np.sum(np.abs(errors), axis=1), np.abs(errors.sum(1))
        if len({int(np.argmin(measure)) for measure in measures}) == 3:
            return args


check_best_slope = Exercise(
    "best_slope",
    lambda x, y, w_values, b: w_values[np.argmin(_costs(x, y, w_values, b))],
    _best_slope_cases,
    checked="Slopes in order and mixed, with the best one inside the list and at both ends.",
    then="Notice that another intercept may have another best slope.",
    answers=ANSWERS["best_slope"],
)


@check_best_slope.misconception(
    "Your function gives the place of the best slope in the list. Give back the slope itself."
)
def _gives_place(x, y, w_values, b):
    return int(np.argmin(_costs(x, y, w_values, b)))


@check_best_slope.misconception(
    "Your function gives back the smallest cost. The task asks for the slope that has it."
)
def _gives_cost(x, y, w_values, b):
    return np.min(_costs(x, y, w_values, b))


@check_best_slope.misconception(
    "Your function gives back the cost, too. The task asks for the slope alone."
)
def _gives_cost_too(x, y, w_values, b):
    costs = _costs(x, y, w_values, b)
    return w_values[np.argmin(costs)], np.min(costs)


@check_best_slope.misconception(
    "Your function gives the costs of all slopes. Give back the one slope whose cost is smallest."
)
def _gives_all_costs(x, y, w_values, b):
    return _costs(x, y, w_values, b)


@check_best_slope.misconception(
    "Your function finds the largest cost. Turn the comparison round: smaller is better."
)
def _finds_largest(x, y, w_values, b):
    return w_values[np.argmax(_costs(x, y, w_values, b))]


@check_best_slope.misconception(
    "No slope is ever kept: a cost is never below 0, so it never beats a best cost of 0. Begin "
    'with `float("inf")`, which every cost beats.'
)
def _begins_at_zero(x, y, w_values, b):
    return 0


@check_best_slope.misconception(
    "Your function keeps the last slope, whatever its cost. Keep a slope only if its cost is "
    "smaller than the best so far, and remember that cost, too."
)
def _keeps_last(x, y, w_values, b):
    return w_values[-1]


@check_best_slope.misconception(
    "Your function gives the first slope. Is the best cost so far large at the start?"
)
def _keeps_first(x, y, w_values, b):
    return w_values[0]


@check_best_slope.misconception(
    "Each cost is compared with the one before it. Compare it with the best so far, and change "
    "the best cost only when a smaller one comes."
)
def _compares_with_previous(x, y, w_values, b):
    costs = [np.inf, *_costs(x, y, w_values, b)]
    better = [w for w, (old, new) in zip(w_values, pairwise(costs), strict=True) if new < old]
    return better[-1]


@check_best_slope.misconception(
    "The intercept is left out of the cost. Use the argument `b` for every slope."
)
def _without_b(x, y, w_values, b):
    return w_values[np.argmin(_costs(x, y, w_values, 0.0))]


@check_best_slope.misconception(
    "Your function always uses Ada's intercept 4.2. Use the argument `b`."
)
def _with_adas_b(x, y, w_values, b):
    return w_values[np.argmin(_costs(x, y, w_values, 4.2))]


@check_best_slope.misconception("The last slope of the list is never tried.")
def _skips_last(x, y, w_values, b):
    less = w_values[:-1]
    return less[np.argmin(_costs(x, y, less, b))] if len(less) else None


@check_best_slope.misconception("The first slope of the list is never tried.")
def _skips_first(x, y, w_values, b):
    less = w_values[1:]
    return less[np.argmin(_costs(x, y, less, b))] if len(less) else None


@check_best_slope.misconception(
    "You give the smallest slope of the list. Look for the smallest cost instead."
)
def _smallest_slope(x, y, w_values, b):
    return np.min(w_values)


@check_best_slope.misconception(
    "You compare the sums of the errors, in which errors above and below cancel. Compare the costs."
)
def _smallest_sum(x, y, w_values, b):
    return w_values[np.argmin(np.sum(_errors(x, y, w_values, b), axis=1))]


@check_best_slope.misconception(
    "You look for the sum of errors that is nearest to 0. A silly line can have that: compare "
    "the costs."
)
def _sum_nearest_zero(x, y, w_values, b):
    return w_values[np.argmin(np.abs(np.sum(_errors(x, y, w_values, b), axis=1)))]


@check_best_slope.misconception(
    "You compare the sizes of the errors. The cost compares their squares."
)
def _smallest_absolute(x, y, w_values, b):
    return w_values[np.argmin(np.sum(np.abs(_errors(x, y, w_values, b)), axis=1))]
