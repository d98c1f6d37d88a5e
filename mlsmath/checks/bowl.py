# ruff: noqa: ANN001, ANN202 (the wrong answers take what the learner's function takes)
"""The exercise on the valley of the cost: the best slope for one intercept."""

import numpy as np

from mlsmath.checks import inputs
from mlsmath.checks.exercise import Exercise
from mlsmath.checks.formulas import Formula, add_mistakes
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
)

add_mistakes(
    check_best_slope,
    Formula(
        "x, y, w_values, b",
        "tried = w_values",
        "e = np.multiply.outer(tried, x) + b - y",
        "costs = mean(e**2, axis=1) / 2",
        "best = tried[np.argmin(costs)]",
    ),
    """
gives-place: best = int(np.argmin(costs))
    Your function gives the place of the best slope in the list. Give back the slope itself.
gives-cost: best = min(costs)
    Your function gives back the smallest cost. The task asks for the slope that has it.
gives-cost-too: best = tried[np.argmin(costs)], min(costs)
    Your function gives back the cost, too. The task asks for the slope alone.
gives-all-costs: best = costs
    Your function gives the costs of all slopes. Give back the one slope whose cost is smallest.
finds-largest: best = tried[np.argmax(costs)]
    Your function finds the largest cost. Turn the comparison round: smaller is better.
begins-at-zero: best = 0
    No slope is ever kept. Begin with the best cost `float("inf")`. Where a cost is smaller than the
    best so far, keep both: the cost and its w.
keeps-last: best = tried[-1]
    Your function keeps the last slope, whatever its cost. Keep a slope only if its cost is smaller
    than the best so far, and remember that cost, too.
keeps-first: best = tried[0]
    Your function gives the first slope. Is the best cost so far large at the start?
compares-with-previous: best = tried[np.diff([np.inf, *costs]) < 0][-1]
    Each cost is compared with the one before it. Compare it with the best so far, and change the
    best cost only when a smaller one comes.
without-b: e = np.multiply.outer(tried, x) - y
    The intercept is left out of the cost. Use the argument `b` for every slope.
with-adas-b: e = np.multiply.outer(tried, x) + 4.2 - y
    Your function always uses Ada's intercept 4.2. Use the argument `b`.
skips-last: tried = w_values[:-1]; best = tried[np.argmin(costs)] if len(tried) else None
    The last slope of the list is never tried.
skips-first: tried = w_values[1:]; best = tried[np.argmin(costs)] if len(tried) else None
    The first slope of the list is never tried.
smallest-slope: best = min(tried)
    You give the smallest slope of the list. Look for the smallest cost instead.
smallest-sum: costs = sum(e, axis=1)
    You compare the sums of the errors, in which errors above and below cancel. Compare the costs.
sum-nearest-zero: costs = abs(sum(e, axis=1))
    You look for the sum of errors that is nearest to 0. A silly line can have that: compare the
    costs.
smallest-absolute: costs = sum(abs(e), axis=1)
    You compare the sizes of the errors. The cost compares their squares.
""",
)
