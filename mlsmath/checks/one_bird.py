"""The exercises on the slope of one bird's squared error, and of three birds' cost, by hand."""

import itertools
import re
from dataclasses import replace

import numpy as np

from mlsmath.checks import compare, inputs, running, words
from mlsmath.checks.exercise import Exercise
from mlsmath.checks.formulas import Formula, add_mistakes
from mlsmath.checks.inputs import WHOLE, ZEROS, Case, Rng
from mlsmath.checks.task import Mistake
from mlsmath.checks.trial import Trial
from mlsmath.slips import errors

# The slope of (w x² + b − y)² with respect to w


def _one_bird_cases(rng: Rng) -> list[Case]:
    plain = [Case(tuple(inputs.number(rng) for _ in range(4))) for _ in range(6)]
    whole = int(rng.integers(2, 5)), -int(rng.integers(2, 5)), 1, 3
    x, y, w, b = (inputs.number(rng) for _ in range(4))
    zeros = [Case((x, y, 0.0, 0.0), care=ZEROS), Case((0.0, y, w, b), care=ZEROS)]
    return [*plain, Case(whole, care=WHOLE), *zeros]


check_bent_bird_slope = Exercise(
    "bent_bird_slope",
    lambda x, y, w, b: 2 * (w * x**2 + b - y) * x**2,
    _one_bird_cases,
    checked="Many birds and many settings of the knobs.",
    then="You found it with the rules alone: nobody had told you this slope.",
)

add_mistakes(
    check_bent_bird_slope,
    Formula("x, y, w, b", "f = w * x**2 + b", "e = f - y", "slope = 2 * e * x**2"),
    """
slope-of-the-line: slope = 2 * e * x
    The last factor belongs to the straight line. Here w stands before x², so the inside moves x²
    times as fast as w.
straight-line: f = w * x + b; slope = 2 * e * x
    That is the slope for the straight line w·x + b. Here the curve is w·x² + b.
straight-inside: f = w * x + b
    The error still has w·x in it. Here the prediction is w·x² + b.
outer-only: slope = 2 * e
    That is the slope with respect to b. When w turns, how fast does the inside move?
other-birds-factor: slope = 2 * e * k for k in (3, 4, 9)
    Your last factor is the same for every bird. It is made of the bird's own x, the argument.
forgets-two: slope = e * x**2
    The 2 is missing: the power of the square comes down in front.
turns-x: slope = 2 * e * 2 * w * x
    That is the slope when x changes. But x is measured and stands still; w turns.
power-rule-on-x: slope = 2 * e * 2 * x
    You took the power rule to x². But x stands still, so x² is a constant factor: it waits.
w-alone: slope = 2 * e * w
    Your last factor is w, the letter that turns. It has the slope 1. What stands beside it and
    waits is the factor that you need.
keeps-w: slope = 2 * e * w * x**2
    The inner slope still has a w in it. w alone has the slope 1, so only its factor is left.
value: slope = e**2
    You give the squared error itself. Its slope is asked for.
keeps-square: slope = 2 * e**2 * x**2
    The inside is still squared. When the 2 comes down, a power of 1 is left.
keeps-square-without-two: slope = e**2 * x**2
    The square is still as it was. Its slope has a 2 in front, and the inside to the power 1.
inner-only: slope = x**2
    That is the slope of the inside. The slope of the outside is missing, as a factor.
adds: slope = 2 * e + x**2
    The two slopes are added. Along a chain they are multiplied.
minus: e = y - f
    The sign is wrong: the error is the prediction minus the true mass.
squares-w: f = (w * x) ** 2 + b
    Your w is squared, too. Only x is: w * x**2, without brackets.
no-brackets: slope = 2 * w * x**2 + b - y * x**2
    Put brackets around the error, so that all of it is multiplied.
forgets-b: f = w * x**2
    b is missing in the error. It has no slope here, but the inside stays as it is.
forgets-y: e = f
    y is missing in the error. It has no slope here, but the inside stays as it is.
old-bird: e = 2 * w + b - 5
    The error is that of the bird with x = 2 and y = 5. Use the arguments `x` and `y`.
only-the-first-part-taken: e = y - w * x**2 + b
    Without brackets only w·x² is taken from y, and b is added. The error is the whole prediction
    minus y, in this order.
inside-for-its-slope: slope = 2 * e * (x**2 + b - y)
    In your last factor b and y are still there. They stand still, so they have no slope: only the
    part with w has one.
both-knobs: slope = 2 * e * (x**2 + 1)
    You turned b as well: that is where the 1 comes from. Only w turns; b stands still.
halved: slope = 2 * e * x**2 / 4
    You divide by something. For one bird's squared error nothing is divided.
""",
)


# The two slopes of the cost of three birds, which have x = −1, 0, 2 and y = 3, 4, 6

X, Y = (-1, 0, 2), (3, 4, 6)


def _sums(w: float, b: float) -> tuple[float, float]:
    """Return the sum of the errors, each times its x, and the sum of the errors."""
    errors = [w * x + b - y for x, y in zip(X, Y, strict=True)]
    return sum(error * x for error, x in zip(errors, X, strict=True)), sum(errors)


def _three_bird_cases(rng: Rng) -> list[Case]:
    plain = [Case((inputs.number(rng), inputs.number(rng))) for _ in range(6)]
    whole = Case((int(rng.integers(2, 6)), -int(rng.integers(2, 6))), care=WHOLE)
    return [*plain, whole, Case((0.0, 0.0), care=ZEROS)]


_PARTS = ("the parts with w", "the parts with b", "the plain numbers")
_RIGHT = ((5 / 3, 1 / 3, -3), (1 / 3, 1, -13 / 3))


def _does_not_add_up(trial: Trial, mistake: Mistake) -> Mistake:
    """Say which parts do not add up, if both results are so much w, so much b and a number."""
    knobs = np.array([[*attempt.case.args, 1.0] for attempt in trial.attempts])
    results = compare.plain([attempt.outcome.value for attempt in trial.attempts])
    if results is None or results.shape != (len(knobs), 2) or not np.isfinite(results).all():
        return mistake
    fitted = np.linalg.lstsq(knobs, results, rcond=None)[0]
    if np.max(np.abs(knobs @ fitted - results)) > 1e-6:
        return mistake
    said = []
    for name, numbers, right, how in zip(
        ("dj_dw", "dj_db"),
        fitted.T,
        _RIGHT,
        (
            "of each bird, its error times its x, which is -1, 0 and 2",
            "of each bird, its error as it is",
        ),
        strict=True,
    ):
        off = np.abs(numbers - right) > 1e-6
        if off.any():
            parts = words.listed([part for part, wrong in zip(_PARTS, off, strict=True) if wrong])
            said.append(f"In {name} look once more at {parts}: {how}, all divided by 3.")
    return replace(mistake, name="does-not-add-up", hint=" ".join(said)) if said else mistake


class ThreeBirds(Exercise):
    """An exercise in which a mean of three numbers is taken, so that a list is easily forgotten."""

    def _retold(self, mistake: Mistake | None, trial: Trial) -> Mistake | None:
        if mistake is not None and mistake.name in ("other", "constant-offset"):
            return _does_not_add_up(trial, mistake)
        error = next((a.outcome.error for a in trial.attempts if a.outcome.error), None)
        where = running.place(trial.function, error) if error is not None else None
        if where is None or "mean(" not in where[2] or "mean([" in where[2]:
            return mistake
        if not re.search("integer|axis|data type|positional", errors.raw(error)):
            return mistake  # it is of another piece of the line
        return Mistake(
            "mean-without-a-list",
            "`np.mean` wants one list, with square brackets around the three: "
            "`np.mean([first, second, third])`.",
        )


check_three_bird_slopes = ThreeBirds(
    "three_bird_slopes",
    lambda w, b: (_sums(w, b)[0] / 3, _sums(w, b)[1] / 3),
    _three_bird_cases,
    parts={"dj_dw": 1, "dj_db": 1},
    gives_several=True,
    checked="Many settings of the two knobs.",
    then="What you did for three birds, the formula does for all.",
)

_THREE = Formula(
    "w, b",
    "first = b - w - 3",
    "second = b - 4",
    "third = 2 * w + b - 6",
    "sum_w = -first + 2 * third",
    "sum_b = first + second + third",
    "dj_dw = sum_w / 3",
    "dj_db = sum_b / 3",
    "slopes = dj_dw, dj_db",
)
_OWN_X = {(-1, 0, 2), (1, 1, 1), (1, 0, 2), (-1, 1, 2)}  # right, or told apart below
_OTHER_X = (
    "other-x",
    ["sum_w = k[0] * first + k[1] * second + k[2] * third"],
    tuple(k for k in itertools.product((-1, 0, 1, 2), repeat=3) if k not in _OWN_X),
    "In dj_dw each error is multiplied by the x of its own bird: -1, 0 and 2. At least one of "
    "yours is multiplied by something else.",
)
# So many w, b and ones of a product whose brackets are missing, as in `-1 * b - w - 3`.
_FIRST, _THIRD = (1, -1, 3), (4, 2, -12)
_PARTS_OF_FIRST = (1, 1, -3), (-1, -1, -3), (-1, 1, 3)
_PARTS_OF_THIRD = (4, 1, -6), (2, 2, -6), (2, 1, -12)
_TOLD_APART = (5, 1, -9), (5, 3, -15), (1, 2, -9)  # right, and what other mistakes give, too
_OF_BOTH = itertools.product((_FIRST, *_PARTS_OF_FIRST), (_THIRD, *_PARTS_OF_THIRD))
_PART_MULTIPLIED = (
    "part-multiplied",
    ["sum_w = np.sum(k, axis=0) @ [w, b, 1]"],
    tuple(k for k in _OF_BOTH if tuple(np.sum(k, axis=0)) not in _TOLD_APART),
    "In dj_dw the x of a bird multiplies a part of its error alone. It multiplies the whole error, "
    "in brackets: `-1 * (...)` and `2 * (...)`.",
)


def _where_not_one(k: tuple[int, ...]) -> list[str]:
    return [str(x) for x, one in zip(X, k, strict=True) if one != 1]


_MASSES = [
    (
        f"true-mass-{said}-at-{'-and-'.join(_where_not_one(k))}",
        ["first = b - w - 3 * k[0]", "second = b - 4 * k[1]", "third = 2 * w + b - 6 * k[2]"],
        (k,),
        f"Where x is {words.listed(_where_not_one(k))}, the true mass is {said} in the "
        "error. An error is the prediction minus the true mass.",
    )
    for sign, said in ((0, "missing"), (-1, "added"))
    for k in itertools.product((1, sign), repeat=3)
    if k != (1, 1, 1)
]
add_mistakes(
    check_three_bird_slopes,
    _THREE,
    [_OTHER_X, _PART_MULTIPLIED, *_MASSES],
    """
not-divided: slopes = sum_w, sum_b
    The sums are not divided. The 2 of the square cancels the 2 in 2 · 3: a division by 3 is left.
keeps-the-half: dj_dw = sum_w / 6; dj_db = sum_b / 6
    You divide by 6. But each square brings a 2 down, so a division by 3 is left.
keeps-the-two: dj_dw = 2 * sum_w / 3; dj_db = 2 * sum_b / 3
    Your slopes are twice what they should be. The 2 of the square cancels the 2 in 2 · 3.
db-not-divided: dj_db = sum_b
    dj_dw is right, but the sum in dj_db is not divided by 3.
dw-not-divided: dj_dw = sum_w
    dj_db is right, but the sum in dj_dw is not divided by 3.
divides-the-last-alone: dj_dw = -first + 2 * third / 3
    Only the last part is divided by 3. Put brackets around the whole sum.
divides-the-last-alone-in-both: dj_dw = -first + 2 * third / 3; dj_db = first + second + third / 3
    Only the last part is divided by 3. Put brackets around each sum.
divides-the-last-alone-in-db: dj_db = first + second + third / 3
    In dj_db only the last part is divided by 3. Put brackets around the whole sum.
divides-the-first-alone: dj_dw = -first / 3 + 2 * third
    In dj_dw only the first part is divided. Put brackets around the whole sum.
divides-the-first-alone-in-db: dj_db = first / 3 + second + third
    In dj_db only the first part is divided. Put brackets around the whole sum.
divides-the-first-alone-in-both: dj_dw = -first / 3 + 2 * third; dj_db = first / 3 + second + third
    Only the first part of each sum is divided. Put brackets around each sum.
keeps-the-squares: sum_w = -(first**2) + 2 * third**2; sum_b = first**2 + second**2 + third**2
    The errors are still squared. When the 2 comes down, a power of 1 is left.
keeps-the-squares-in-dw: sum_w = -(first**2) + 2 * third**2
    In dj_dw the errors are still squared. When the 2 comes down, a power of 1 is left.
keeps-the-squares-in-db: sum_b = first**2 + second**2 + third**2
    In dj_db the errors are still squared. When the 2 comes down, a power of 1 is left.
doubles-and-does-not-divide: slopes = 2 * sum_w, 2 * sum_b
    Your slopes are the sums twice. The cost is the sum of the squares divided by 2 · 3: the 2
    cancels, and a division by 3 is left.
times-w-too: dj_dw = sum_w * w / 3
    In dj_dw each error is multiplied by w as well. It is multiplied by the x of its bird alone.
w-for-x: dj_dw = (first * w + third * w) / 3
w-for-x: dj_dw = sum_b * w / 3
    In dj_dw the errors are multiplied by w. Each is multiplied by the x of its bird: a number.
times-the-knobs: dj_dw = sum_b * w / 3; dj_db = sum_b * b / 3
    The errors are multiplied by the knobs. In dj_dw each is multiplied by the x of its bird, which
    is a number, and in dj_db by nothing.
times-b: dj_db = sum_b * b / 3
    In dj_db each error is multiplied by b. It stands there alone: when b turns, the inside moves as
    fast as b.
half-of-db: dj_db = sum_b / 6
    dj_dw is right, but dj_db is divided by 6. The 2 of the square cancels the 2 in 2 · 3.
half-of-dw: dj_dw = sum_w / 6
    dj_db is right, but dj_dw is divided by 6. The 2 of the square cancels the 2 in 2 · 3.
two-birds: dj_dw = sum_w / 2; dj_db = sum_b / 2
    You divide by 2. There are three birds now.
forgets-x: slopes = dj_db, dj_db
    With respect to w each error is multiplied by the x of its bird. With respect to b it is not.
x-in-both: slopes = dj_dw, dj_dw
    With respect to b nothing is multiplied by x: the inside moves as fast as b.
swapped: slopes = dj_db, dj_dw
    The two results are swapped: the slope with respect to w comes first.
size-of-x: sum_w = first + 2 * third
    The first bird has x = -1. Its error is multiplied by -1: the sign is lost.
prediction-without-sign: first = w + b - 3
    For the first bird x = -1, so the line predicts b minus w.
first-prediction-turned: first = w - b - 3
    In the error of the first bird w and b have changed places. Its x is -1, so the line predicts b
    minus w.
first-minus-on-b: first = -w - b - 3
    In the error of the first bird b has a minus. Its x, which is -1, multiplies w alone.
first-turned: first = 3 + w - b
    The error of the first bird, with x = -1, is turned round: it is the prediction minus the true
    mass.
second-turned: second = 4 - b
    The error of the second bird, with x = 0, is turned round: it is the prediction minus the true
    mass.
third-turned: third = 6 - 2 * w - b
    The error of the third bird, with x = 2, is turned round: it is the prediction minus the true
    mass.
turned-without-brackets: first = 3 + w + b; second = 4 + b; third = 6 - 2 * w + b
    In each of the three errors only the part with w is taken from the true mass, and b is added.
    An error is the whole prediction minus the true mass.
bird-at-zero-counts: sum_w = -first + second + 2 * third
    The second bird has x = 0. The inside does not move when w turns: its part is 0.
first-minus-on-w-alone: sum_w = w + b - 3 + 2 * third
    The first bird has x = -1, and its whole error is multiplied by that: b and the 3 change their
    signs, too.
bird-at-zero-has-w: second = w + b - 4
    The second bird has x = 0, so for it the line predicts b, whatever w is.
bird-at-zero-left-out: sum_b = first + third
    In the second slope a bird is missing: the one with x = 0 has an error, too.
without-bird-at-zero: sum_b = first + third; dj_dw = sum_w / 2; dj_db = sum_b / 2
    You left out the bird with x = 0. It has an error, too, and it is one of the three.
divided-by-two-birds: dj_dw = sum_w / 2
    The bird with x = 0 adds nothing to the first sum, but it counts: divide by 3.
minus: slopes = -dj_dw, -dj_db
    Both have the wrong sign. Each of the three errors is the prediction minus the true mass, in
    this order.
cost: slopes = ((first**2 + second**2 + third**2) / 6,) * 2
    You give the cost itself. Its two slopes are asked for.
""",
)
