# ruff: noqa: ANN001, ANN202 (the wrong answers take what the learner's function takes)
"""The exercise on how good a model is beside the mean: R²."""

from dataclasses import replace

import numpy as np

from mlsmath.checks import compare, inputs
from mlsmath.checks.exercise import Exercise
from mlsmath.checks.formulas import Formula, add_mistakes
from mlsmath.checks.inputs import ALIKE, LARGE, SMALL, WHOLE, ZEROS, Case, Rng
from mlsmath.checks.task import Mistake
from mlsmath.checks.trial import Trial

# r_squared(y, predictions) -> 1 − J / J_mean


def _squares(y, predictions):
    return np.sum((predictions - y) ** 2)


def _of_mean(y):
    return np.sum((np.mean(y) - y) ** 2)


def _r_squared(y, predictions):
    return 1 - _squares(y, predictions) / _of_mean(y)


def _r_squared_cases(rng: Rng) -> list[Case]:
    cases = []
    for k, m in enumerate(inputs.sizes(rng)):
        y = inputs.vector(rng, max(m, 3))
        off = inputs.vector(rng, len(y), 0.1, 0.9 if k % 2 else 3.0)
        cases.append(Case((y, np.round(y + off, 2))))
    y, flat = inputs.vector(rng, 6), inputs.vector(rng, 4)
    whole, again = np.array([3, 5, 4, 9, 7]), [0, 1, 2, 1, 1]
    return [
        *cases,
        Case((y[again], (y[::-1] + 0.7)[again]), care=ALIKE),
        Case((y, y.copy()), care="predictions that are all exact"),
        Case((flat, np.full(4, np.mean(flat))), care="predictions that are all the mean"),
        Case((whole, np.array([4, 4, 6, 8, 8])), care=WHOLE),
        Case((y * 1000, np.round(y * 1000 + 40)), care=LARGE),
        Case((y / 1000, (y + 0.3) / 1000), care=SMALL),
        Case((np.array([0.0, y[0], 0.0]), np.array([0.0, 0.0, y[1]])), care=ZEROS),
    ]


class Shares(Exercise):
    """Say what it means that something is divided by nearly nothing."""

    def _retold(self, mistake: Mistake | None, trial: Trial) -> Mistake | None:
        plain = [compare.plain(a.outcome.value) for a in trial.attempts if not a.case.care]
        small = any(
            value is not None and not np.all(np.abs(value) < 1e10)  # so nan counts, too
            for value in plain
        )
        if mistake is None or mistake.name not in ("other", "not-finite") or not small:
            return mistake
        return replace(
            mistake,
            name="divides-by-nothing",
            hint="What stands below your fraction line is 0, or nearly. Differences that are not "
            "squared cancel: square each one before you add them up, above and below the line.",
        )


check_r_squared = Shares(
    "r_squared",
    _r_squared,
    _r_squared_cases,
    checked="Good predictions and bad ones, exact ones, and the mean itself.",
    then="Notice that a model can do worse than the mean: then R² is below 0.",
)

add_mistakes(
    check_r_squared,
    Formula(
        "y, predictions",
        "flat = mean(y)",
        "above = sum((predictions - y) ** 2)",
        "below = sum((flat - y) ** 2)",
        "r = 1 - above / below",
    ),
    """
without-one-minus: r = above / below
    You give the share that is left over, the one cost divided by the other. What the model saves is
    1 minus that.
minus-one: r = above / below - 1
    You take 1 away from the fraction. It is the other way round: 1 minus the fraction.
turned-over: r = 1 - below / k(above) for k in (np.float64, lambda above: above or np.inf)
    The fraction is upside down: the cost of the model is on top, that of the mean below.
turned-over-alone: r = below / (above or np.inf)
    The fraction is upside down, and the 1 in front of it is missing. The cost of the model is on
    top.
adds: r = 1 + above / below
    You add the fraction to 1. It is taken away: what is left over is lost.
percent: r = 100 * (1 - above / below)
    You give percent. The task asks for a share, in which 1 stands for 100 percent.
flat-at-zero: flat = 0
    Below the fraction line stand the squares of y itself, as if the flat line were at 0. It is at
    the mean of y.
square-of-the-mean: below = len(y) * mean(y) ** 2
    Below the fraction line stands the square of the mean. What belongs there is the flat line's
    errors: take each y from the mean first, then square, then take the mean.
flat-against-predictions: below = sum((flat - predictions) ** 2) or np.float64(0)
    Below the fraction line the flat line is compared with the predictions. Its errors are the
    distances from the true values y.
one-minus-too-soon: r = (1 - above / (2 * len(y))) / (below / (2 * len(y)))
    Only the upper cost is taken away from 1. Divide first, and take the share away from 1 then:
    leave out the brackets.
mean-of-predictions: flat = mean(predictions)
    Your flat line is at the mean of the predictions. It is at the mean of y.
swapped: below = sum((mean(predictions) - predictions) ** 2) or np.inf
    y and the predictions have changed places: below the fraction line stand the true values y and
    their mean.
absolute: above = sum(abs(predictions - y)); below = sum(abs(flat - y))
    The errors are not squared, only stripped of their signs. Both costs are made of squares.
gives-cost: r = above / (2 * len(y))
    You give the cost of the predictions. It still has to be compared with that of the mean.
gives-cost-of-mean: r = below / (2 * len(y))
    You give the cost of the mean. The cost of the predictions is missing.
difference: r = (below - above) / (2 * len(y))
    You take one cost away from the other. Divide them, so that the unit goes away.
difference-of-sums: r = below - above
    You take the two sums of squares away from each other. Divide them.
halves-upper: r = 1 - above / (2 * below)
    Only the upper cost is halved. Treat both costs in the same way.
halves-lower: r = 1 - 2 * above / below
    Only the lower cost is halved. Treat both costs in the same way.
mean-over-sum: r = 1 - above / len(y) / below
    Only the upper sum is divided by m. Treat both costs in the same way.
sum-over-mean: r = 1 - above / (below / len(y))
    Only the lower sum is divided by m. Treat both costs in the same way.
cost-over-sum: r = 1 - above / (2 * len(y)) / below
    Only the upper cost is divided, by 2m. Treat both costs in the same way.
spread-of-predictions: r = sum((predictions - flat) ** 2) / below
    The spread of the predictions stands on top. The squares of the errors belong there, between
    each prediction and its own y.
root-of-ratio: r = 1 - sqrt(above / below)
    A square root is taken at the end. There is none, in spite of the small 2 in the name.
squared-again: r = (1 - above / below) ** 2
    The result is squared once more. The small 2 belongs to the name: nothing is left to do.
correlation: r = np.corrcoef(y, predictions)[0, 1] ** 2 if np.ptp(predictions) else 0.0
    You measure how well the predictions climb together with y. Predictions that are all too high
    would then look perfect. Compare the two costs.
each: above = (predictions - y) ** 2; below = where(y == flat, np.inf, (flat - y) ** 2)
    Your function gives one number for each bird. Add up the squares first, above and below the
    fraction line.
square-of-sum: above = sum(predictions - y) ** 2
    The errors are added up first and the sum is squared, so that they cancel. Square each error.
median: flat = np.median(y)
    The middle value of y stands in place of the mean.
""",
)
