"""The exercise after the derivation of part 3.4: another loss of one bird, through the same wheels.

The slope of the squared error of one bird, ½(f − y)² with f = σ(z), with respect to z. By the
chain rule it is (f − y) · f(1 − f): what is left out of it shows which wheel was not understood.
"""

from mlsmath.checks import inputs
from mlsmath.checks.exercise import Exercise
from mlsmath.checks.formulas import Formula, add_mistakes
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
    checked="Females and males, at many places z.",
    then="Try it at z = 6 with y = 0: the model is very wrong, and this slope is nearly zero.",
)

add_mistakes(
    check_slope_of_squared_loss,
    Formula("z, y", "f = sigmoid(z)", "e = f - y", "slope = e * f * (1 - f)"),
    """
inner-only: slope = f * (1 - f)
    That is how fast f moves, the inner wheel. The slope of the outside, of half the square, is
    missing as a factor.
slope-of-log-loss: slope = e
    f - y is the slope of the log loss, where f(1 - f) cancels. Half a square has nothing that
    cancels it: multiply by the slope of the sigmoid.
forgets-half: slope = 2 * e * f * (1 - f)
    Your slope is twice as large as it should be. The half in front and the 2 that comes down
    cancel.
keeps-half: slope = e * f * (1 - f) / 2
    Your slope is half as large as it should be. The 2 of the square comes down and meets the half.
turned: e = y - f
    The sign is wrong: one of the two differences is the wrong way round. The error is f - y, and
    the rest is 1 - f.
divides: slope = e / (f * (1 - f))
    The error is divided by the slope of the sigmoid. Along a chain of wheels slopes are multiplied.
labels-swapped: e = f - 1 + y
    The two labels have changed places: for a male the error is f - 1, for a female it is f.
keeps-square: slope = e**2 * f * (1 - f)
    The error is still squared. The 2 comes down in front, and the error itself is left.
loss-times-slope-of-sigmoid: slope = e**2 / 2 * f * (1 - f)
    You multiply by the loss itself, half of the square. Its slope is asked for: the 2 comes down
    and meets the half, and the error is left.
value: slope = e**2 / 2
    You give the loss itself. How fast it moves when z moves is asked for.
adds: slope = e + f * (1 - f)
    The two slopes are added. Along a chain of wheels they are multiplied.
z-for-f: e = z - y
    You take z - y for the error. The model says f, the sigmoid of z.
sigmoid-forgotten: f = z
    The sigmoid is nowhere in your slope. First work out f, the sigmoid of z.
no-sigmoid-at-all: slope = z - y
    z - y is the slope without the sigmoid. First work out f, the sigmoid of z.
slope-of-sigmoid-is-its-height: slope = e * f
    The slope of the sigmoid is not its height. It is the height times the rest.
only-the-rest: slope = e * (1 - f)
    The slope of the sigmoid has two factors. You have the rest, and the height is missing.
label-in-the-slope: slope = e * f * (y - f)
    In the slope of the sigmoid there is no label: it is the height times the rest.
label-in-the-rest: slope = e * f * (1 - y)
    The rest is 1 - f. In the slope of the sigmoid stands no label.
brackets: slope = e * f * 1 - f
    Put brackets around the rest: Python multiplies before it takes away.
brackets-around-the-error: slope = f - y * f * (1 - f)
    Put brackets around the error: Python multiplies before it takes away.
times-z: slope = e * f * (1 - f) * z
    There is a factor z too many: z is what you turn, so no other wheel stands before it.
squared-error: slope = e**2
    That is the squared error. Its slope is asked for: the 2 comes down and meets the half, and the
    slope of the sigmoid multiplies what is left.
z-for-the-inner-wheel: slope = e * z
    The second factor is z. How fast does f move when z moves? The note has it in two factors.
z-in-the-inner-wheel: slope = e * z * (1 - z)
    In the slope of the sigmoid stands f, its height, and not z.
times-y: slope = e * f * (1 - f) * y
    You multiply by y, so nothing is left for a female. Leave y out: it is in the error already.
label-for-height: slope = e * y * (1 - y)
    Your slope is 0 for both labels, as y (1 - y) is. In the slope of the sigmoid stands its height
    f, times the rest, 1 - f, in brackets.
log-loss-value: slope = logaddexp(0, -z if y else z)
    You give the log loss. The slope of half the squared error is asked for.
""",
)
