"""The exercise after the derivation of part 3.4: another loss of one bird, through the same wheels.

The slope of the squared error of one bird, ½(f − y)² with f = σ(z), with respect to z. By the
chain rule it is (f − y) · f(1 − f): what is left out of it shows which wheel was not understood.
"""

from collections.abc import Callable

import numpy as np

from mlsmath.checks import inputs
from mlsmath.checks.answers import ANSWERS
from mlsmath.checks.exercise import Exercise
from mlsmath.checks.inputs import WHOLE, Case, Rng
from mlsmath.derivatives import sigmoid

_FEMALE, _MALE = "one female (y = 0)", "one male (y = 1)"


def _cases(rng: Rng) -> list[Case]:
    """Return places and labels: each label at several places, one of them a whole number."""
    cases = []
    for y, part in ((0, _FEMALE), (1, _MALE)):
        cases += [Case((inputs.number(rng, 0.3, 3.0), y), part=part) for _ in range(4)]
        cases.append(Case((int(rng.integers(2, 5)), y), part=part, care=WHOLE))
        cases.append(Case((0.0, y), part=part, care="z = 0"))
    return cases


check_slope_of_squared_loss = Exercise(
    "slope_of_squared_loss",
    lambda z, y: (sigmoid(z) - y) * sigmoid(z) * (1 - sigmoid(z)),
    _cases,
    parts={_FEMALE: 1, _MALE: 1},
    answers=ANSWERS["slope_of_squared_loss"],
    checked="Females and males, at many places z.",
    then="Try it at z = 6 with y = 0: the model is very wrong, and this slope is nearly zero.",
)


def _mistake(name: str, hint: str, wrong: Callable) -> None:
    """Add a mistake, a function of the probability f, the label y and the place z."""

    def function(z: float, y: int) -> float:
        return wrong(sigmoid(z), y, z)

    function.__name__ = name
    check_slope_of_squared_loss.misconception(hint)(function)


for _name, _hint, _wrong in (
    (
        "inner_only",
        "That is how fast f moves, the inner wheel. The slope of the outside, of half the square, "
        "is missing as a factor.",
        lambda f, y, z: f * (1 - f),
    ),
    (
        "slope_of_log_loss",
        "f - y is the slope of the log loss, where f(1 - f) cancels. Half a square has nothing "
        "that cancels it: multiply by the slope of the sigmoid.",
        lambda f, y, z: f - y,
    ),
    (
        "forgets_half",
        "Your slope is twice as large as it should be. The half in front and the 2 that comes "
        "down cancel.",
        lambda f, y, z: 2 * (f - y) * f * (1 - f),
    ),
    (
        "keeps_half",
        "Your slope is half as large as it should be. The 2 of the square comes down and meets "
        "the half.",
        lambda f, y, z: (f - y) * f * (1 - f) / 2,
    ),
    (
        "turned",
        "The sign is wrong: one of the two differences is the wrong way round. The error is f - y, "
        "and the rest is 1 - f.",
        lambda f, y, z: (y - f) * f * (1 - f),
    ),
    (
        "keeps_square",
        "The error is still squared. The 2 comes down in front, and the error itself is left.",
        lambda f, y, z: (f - y) ** 2 * f * (1 - f),
    ),
    (
        "loss_times_slope_of_sigmoid",
        "You multiply by the loss itself, half of the square. Its slope is asked for: the 2 comes "
        "down and meets the half, and the error is left.",
        lambda f, y, z: (f - y) ** 2 / 2 * f * (1 - f),
    ),
    (
        "value",
        "You give the loss itself. How fast it moves when z moves is asked for.",
        lambda f, y, z: (f - y) ** 2 / 2,
    ),
    (
        "adds",
        "The two slopes are added. Along a chain of wheels they are multiplied.",
        lambda f, y, z: (f - y) + f * (1 - f),
    ),
    (
        "z_for_f",
        "You take z - y for the error. The model says f, the sigmoid of z.",
        lambda f, y, z: (z - y) * f * (1 - f),
    ),
    (
        "sigmoid_forgotten",
        "The sigmoid is nowhere in your slope. First work out f, the sigmoid of z.",
        lambda f, y, z: (z - y) * z * (1 - z),
    ),
    (
        "no_sigmoid_at_all",
        "z - y is the slope without the sigmoid. First work out f, the sigmoid of z.",
        lambda f, y, z: z - y,
    ),
    (
        "slope_of_sigmoid_is_its_height",
        "The slope of the sigmoid is not its height. It is the height times the rest.",
        lambda f, y, z: (f - y) * f,
    ),
    (
        "only_the_rest",
        "The slope of the sigmoid has two factors. You have the rest, and the height is missing.",
        lambda f, y, z: (f - y) * (1 - f),
    ),
    (
        "label_in_the_slope",
        "In the slope of the sigmoid there is no label: it is the height times the rest.",
        lambda f, y, z: (f - y) * f * (y - f),
    ),
    (
        "brackets",
        "Put brackets around the rest: Python multiplies before it takes away.",
        lambda f, y, z: (f - y) * f * 1 - f,
    ),
    (
        "brackets_around_the_error",
        "Put brackets around the error: Python multiplies before it takes away.",
        lambda f, y, z: f - y * f * (1 - f),
    ),
    (
        "times_z",
        "There is a factor z too many. The last wheel is z itself.",
        lambda f, y, z: (f - y) * f * (1 - f) * z,
    ),
    (
        "log_loss_value",
        "You give the log loss. The slope of half the squared error is asked for.",
        lambda f, y, z: np.logaddexp(0, -z if y else z),
    ),
):
    _mistake(_name, _hint, _wrong)
