"""The exercises on the rules of differentiation, of weeks 2 and 3: each rule a few short lines."""

from collections.abc import Callable

import numpy as np

from mlsmath.checks import inputs
from mlsmath.checks.exercise import Exercise
from mlsmath.checks.formulas import Formula, add_mistakes, add_typed
from mlsmath.checks.inputs import SMALL, WHOLE, ZEROS, Case, Rng
from mlsmath.derivatives import sigmoid


def _places(rng: Rng) -> list[Case]:
    plain = [Case((inputs.number(rng),)) for _ in range(6)]
    flat = [Case((x,), care=f"x = {x:g}") for x in (0.0, 0.375, 0.4)]
    nearly = Case((0.4 + inputs.number(rng) / 9000,), care="x near 0.4")
    return [*plain, Case((int(rng.integers(2, 5)),), care=WHOLE), *flat, nearly]


def _rule(
    name: str,
    right: Callable,
    cases: Callable,
    then: str,
    formula: Formula,
    mistakes: str,
    checked: str = "Many numbers, positive, negative and whole.",
) -> Exercise:
    """Return the exercise of a rule, with the mistakes in its formula."""
    check = Exercise(
        name,
        right,
        cases,
        checked=checked,
        then=then,
    )
    add_mistakes(check, formula, mistakes)
    add_typed(check, _TYPED)
    return check


_TYPED = """
sign-of-a-slope: name 'd[xpf]?' is not defined
    d/dx is only read: it says that a slope is asked for. Leave it out, and type what the rule makes
    of the formula.
"""


def _power_cases(rng: Rng) -> list[Case]:
    cases = [Case((inputs.number(rng), n)) for n in (2, 3, 4, 5, 3, 2)]
    return [
        *cases,
        Case((inputs.number(rng), 1), care="n = 1"),
        Case((int(rng.integers(3, 30)), 4), care=WHOLE),
        Case((-int(rng.integers(3, 30)), 3), care="negative x"),
        Case((0.0, 3), care="x = 0"),
        Case((inputs.number(rng) / 100, 3), care=SMALL),
    ]


check_power_rule = _rule(
    "power_rule",
    lambda x, n: n * x ** (n - 1),
    _power_cases,
    "For x = 2 and n = 3 it gives 12, as measured above.",
    Formula("x, n", "slope = n * x ** (n - 1)"),
    """
keeps-power: slope = n * x**n
    The power stays as it was. It goes down by 1.
forgets-factor: slope = x ** (n - 1)
    The old power is missing in front, as a factor.
raises-power: slope = n * x ** (n + 1)
    The power goes up. It goes down by 1.
new-power-in-front: slope = (n - 1) * x ** (n - 1)
    The new power stands in front. The old one belongs there.
value: slope = x**n
    You give the value of x to the power n. Its slope is asked for.
integral: slope = x ** (n + 1) / (n + 1)
    You went the other way round: the power goes down by 1 and the old one becomes a factor.
changes-places: slope = x * n ** (x - 1)
    x and n have changed places. The power is n: it comes down in front, and x gets the power n - 1.
times-for-power: slope = n * x * (n - 1)
    Between x and the brackets stands `*`, which multiplies. A power is written `**`.
n-times-x: slope = n * x
    x should still have a power: the old one less 1.
two-x: slope = 2 * x
    2x is right for the power 2 alone. Use the argument `n`.
cube-only: slope = 3 * x**2
    3x² is right for the power 3 alone. Use the argument `n`.
fixed-factor: slope = k * x ** (n - 1) for k in (2, 3, 4, 5)
    The number in front is the same for every power. The old power comes down: write `n` there.
divides-by-n: slope = x ** (n - 1) / n
    You divide by the old power. It becomes a factor.
power-down-by-two: slope = n * np.float64(x) ** (n - 2)
    The power goes down by 2. It goes down by 1.
second-derivative: slope = n * (n - 1) * np.float64(x) ** (n - 2)
    You applied the rule twice. Once is asked for.
adds-n: slope = n + x ** (n - 1)
    The old power is added. It is a factor: multiply.
multiplies-first: slope = (n * x) ** (n - 1)
    n is inside the power. Raise x alone, then multiply by n.
old-and-new-swapped: slope = (n - 1) * x**n
    The two have changed places: the old power n stands in front, and the new one, n - 1, is the
    power of x.
minus-outside: slope = n * x**n - 1
    Python takes the power first. Put n - 1 in brackets.
minus-one-from-the-result: slope = n * (x**n - 1)
    The 1 is taken away from x to the power n. It is the power that goes down by 1: put n - 1 in
    brackets behind the two stars.
one-from-x-to-the-n: slope = x**n - 1
    The 1 is taken away from x to the power n. It is the power that goes down by 1, and the old
    power comes in front.
new-power-taken-away: slope = n * x**n - (n - 1)
    n - 1 is taken away. It is the new power of x: its place is behind the two stars.
base-and-power-swapped: slope = x * n ** (n - 1)
    The power stands at n. x is raised to the new power, and n multiplies.
power-turned: slope = n * np.float64(x) ** (1 - n)
    The new power is turned round: it is n - 1, not 1 - n.
takes-from-n: slope = n - x**n
    x to the power n is taken away from n. The old power n multiplies, and the power goes down by 1.
halved: slope = n * x**n / 2
    The power stays as it was, and you divide by 2. The power goes down by 1, and no division is
    left.
""",
)


check_slope_of_parabola = _rule(
    "slope_of_parabola",
    lambda x: 8 * x - 3,
    _places,
    "Notice that the 5 has left no trace: a flat road has the slope 0.",
    Formula("x", "slope = 8 * x - 3"),
    """
keeps-constant: slope = 8 * x - 3 + 5
    The 5 is still there. How steep is a flat road?
keeps-factor: slope = 4 * x - 3
    In 4x² the power 2 comes down and multiplies the 4.
keeps-power: slope = 8 * x**2 - 3
    In 4x² the power did not get smaller.
keeps-x: slope = 8 * x - 3 * x
    x alone has the slope 1, so of -3x the factor is left.
forgets-middle: slope = 8 * x
    The part -3x has a slope, too. Which factor is left?
plus: slope = 8 * x + 3
    The sign of the middle part is wrong.
value: slope = 4 * x**2 - 3 * x + 5
    You give the height of f. Its slope is asked for.
forgets-four: slope = 2 * x - 3
    The constant factor 4 waits in front. It is missing.
twice: slope = 0 * x + 8
    You took the slope twice. Once is asked for.
power-squared: slope = 16 * x - 3
    The 4 is not squared. It waits in front as it is.
minus: slope = 3 - 8 * x
    The signs are the wrong way round.
keeps-x-and-constant: slope = 8 * x - 3 * x + 5
    The first part is right. x alone has the slope 1, so of -3x the factor is left, and the 5 is a
    flat road.
keeps-factor-and-power: slope = 4 * x**2 - 3
    4x² is left as it was. Its power 2 comes down as a factor, and a power of 1 is left.
keeps-all-powers: slope = 8 * x**2 - 3 * x
    The factors are right, but no power got smaller. Each goes down by 1, in both parts.
adds-for-times: slope = 8 + x - 3
    Between 8 and x stands a plus. A number in front of a letter multiplies it.
multiplies-both: slope = 8 * (x - 3)
    The 8 multiplies the 3, too. It belongs to x alone: leave the brackets out.
divides-by-x: slope = (8 * x - 3) / x
    You divide by x at the end. Nothing is divided here.
""",
)

check_slope_of_square = _rule(
    "slope_of_square",
    lambda x: 10 * (5 * x - 2),
    _places,
    "Notice that the slope is 0 where the inside is 0.",
    Formula("x", "inside = 5 * x - 2", "slope = 2 * inside * 5"),
    """
outer-only: slope = 2 * inside
    The slope of the inside is missing, as a factor.
inner-only: slope = 0 * x + 5
    The slope of the outside is missing, as a factor.
adds: slope = 2 * inside + 5
    The two slopes are added. Along a chain, multiply.
keeps-square: slope = 10 * inside**2
    The inside is still squared.
forgets-two: slope = 5 * inside
    The power 2 comes down as a factor. It is missing.
value: slope = inside**2
    You give the height of f. Its slope is asked for.
slope-in-slope: slope = 2 * 5 * 5 + 0 * x
    The inside is left as it is in the outer slope.
leaves-out-the-two: slope = 50 * x
    The -2 is missing. In the slope of the outside the inside is left as it is, all of it: 5x - 2.
part-by-part: slope = 25 * x**2 - 4
    5x and 2 are squared one by one. No square is left here: the slope of the outside is 2u, with
    u = 5x - 2, and the slope of the inside multiplies it.
leaves-out-the-two-and-a-slope: slope = 2 * 5 * x
    Two slopes are multiplied: that of the outside, 2u with all of u = 5x - 2, and that of the
    inside. In your result 10x the -2 is missing.
no-brackets: slope = 2 * 5 * x - 2
    Put brackets around the inside, so all is multiplied.
multiplies-x-alone: slope = 50 * x - k for k in (2, 4, 10)
    The two slopes multiply all of the inside, the -2 as well. Put brackets around it.
multiplies-both-without-the-inside: slope = 2 * 5 * x - 2 * 5
    Your result is 10x - 10. The two slopes 2 and 5 multiply all of the inside: put brackets around
    5x - 2.
outside-is-still-the-square: slope = inside**2 * 5
    The second factor is right, the slope of the inside. The first is still the square itself: its
    slope is 2u.
keeps-x-in-the-outside: slope = 50 * x**2 - 20
    There is an x too many: the slope of 25x² has no square any more.
times-x-and-two: slope = 2 * inside * 5 * x - 2
    The inside is there already. Two slopes are multiplied, and nothing is behind them.
times-x: slope = 2 * inside * x
    The last factor is x. The slope of the inside belongs there: the number in front of x.
inner-minus: slope = -4 * inside
    The inner slope is the number in front of x.
inner-keeps-constant: slope = 2 * inside * 3
    In the slope of the inside the 2 is still there. How steep is a flat road?
inner-of-another: slope = 2 * inside * k * x for k in (2, 3, 4, 6, 10)
    Your last factor has an x in it. It is the slope of the inside, 5x - 2, and that is a number.
    Which one stands in front of x?
inner-keeps-x: slope = 2 * inside * 5 * x
    The slope of the inside still has an x. x alone has the slope 1, so the factor is left.
inner-value: slope = 2 * inside * inside
    The second factor is the inside itself. Its slope belongs there.
divides: slope = 2 * inside / 5
    You divide by the inner slope. Multiply.
""",
)


check_exp_rule = _rule(
    "exp_rule",
    lambda a, x: a * np.exp(a * x),
    lambda rng: [
        *(Case((inputs.number(rng, 0.3, 2.5), inputs.number(rng, 0.3, 2.5))) for _ in range(6)),
        Case((-1, 0.4), care="a = -1, as in the sigmoid"),
        Case((2, -3), care=WHOLE),
        Case((0.7, 0.0), care="x = 0"),
    ],
    "With a = -1 it is the exponential that sits in the sigmoid.",
    Formula("a, x", "slope = a * exp(a * x)"),
    """
forgets-inner: slope = exp(a * x)
    The slope of the inside is missing, as a factor.
inner-only: slope = a + 0 * x
    You give the slope of the inside alone.
plain: slope = exp(x)
    The a is missing. The exponent is a times x.
always-minus-one: slope = -exp(-x)
    You work with a = -1, whatever a is. Use the a that comes in, at both places.
minus-x-in-the-exponent: slope = a * exp(-x)
    In the exponent stands -x. The inside is a times x, and it is left as it is.
exponential-of-a: slope = a * exp(a)
    The x is missing in the exponent. The inside is a times x, and it is left as it is.
a-outside-only: slope = a * exp(x)
    In the slope of the outside, the inside is left as it is: a times x.
times-x: slope = x * exp(a * x)
    You multiply by x. The inside is a times x: how fast does it move when x moves?
times-both: slope = a * x * exp(a * x)
    There is a factor x too many. The slope of the inside is a alone.
power-rule: slope = a * x * exp(a * x - 1)
    That is the rule of a power. Here the letter is up in the exponent, and nothing comes down.
lowers-exponent: slope = a * exp(a * x - 1)
    The exponent stays as it is.
adds: slope = a + exp(a * x)
    The two slopes are added. Along a chain, multiply.
squares-a-in-the-exponent: slope = exp(a**2 * x)
    The slope of the inside is up in the exponent. It stands in front, as a factor.
divides: slope = exp(a * x) / a
    You divide by the inner slope. Multiply.
minus: slope = -a * exp(a * x)
    The sign is wrong. a brings its own sign, so leave out the minus in front.
minus-in-both: slope = -a * exp(-a * x)
    There is a minus in front and one in the exponent. a brings its own sign: leave both out.
minus-in-the-exponent: slope = a * exp(-a * x)
    The exponent has the wrong sign.
minus-twice: slope = -exp(-a * x)
    A minus stands in front and in the exponent. a brings its own sign: in front stands a, and in
    the exponent a times x.
sum-in-the-exponent: slope = a * exp(a + x)
    The exponent is a times x, no sum.
size-of-a: slope = abs(a) * exp(a * x)
    The sign of a is lost in front.
squares-a: slope = a**2 * exp(a * x)
    There is a factor a too many.
e-times: slope = np.e * a * x
    e is multiplied. It is raised to the power a times x.
two-to-the: slope = a * 2.0 ** (a * x)
    The base is 2. It is e.
ten-to-the: slope = a * 10.0 ** (a * x)
    The base is 10. It is e.
rounded-e: slope = a * k ** (a * x) for k in (2.7, 2.71, 2.72, 2.718, 2.7183, 2.71828)
    Your e is rounded. NumPy knows more of its digits.
logarithm: slope = log(abs(a * x))
    You give a logarithm. It undoes the exponential.
x-beside-the-power: slope = a * exp(a) * x
    x multiplies the power. Its place is in the exponent: a times x. If you wrote it with `**`, put
    brackets around a times x: Python works out a power before it multiplies.
adds-exponents: slope = exp(a) * exp(x)
    Two powers of e are multiplied: then the exponents are added. The exponent is a times x.
divides-by-x: slope = a * exp(a * x) / x
    You divide by x. The slope of the inside is a alone, and nothing is divided.
squares-a-plain: slope = a * a * exp(x)
    a stands in front twice. Once it belongs into the exponent: a times x.
power-of-a: slope = np.e**a * x
    Only a is in the exponent. Put brackets around a times x, because Python works out a power
    before it multiplies; and let the slope of a times x multiply.
rule-of-a-power: slope = a * x ** (a - 1)
    That is the rule of a power of x. Here x is up in the exponent, and nothing comes down.
""",
)


def _shares(rng: Rng) -> list[Case]:
    """Return probabilities with three decimals, none near one half, where much coincides."""
    sides = [rng.uniform(*ends) for ends in ((0.04, 0.44), (0.56, 0.96)) for _ in range(4)]
    return [Case((round(float(p), 3),)) for p in rng.permutation(sides)]


check_log_rule = _rule(
    "log_rule",
    lambda p: -1 / (1 - p),
    _shares,
    "With the minus of the loss in front, it is the last wheel of a female.",
    Formula("p", "slope = -1 / (1 - p)"),
    """
forgets-inner: slope = 1 / (1 - p)
    Your result is above zero, but log(1 - p) falls when p grows. Below the line stands 1 - p, in
    this order, and the slope of 1 - p is a factor.
brackets-around-the-inside: slope = 1 / p - 1
    Your result is 1 / p, and 1 taken away from that. If brackets are missing below the line: Python
    divides before it takes away.
plain-log: slope = 1 / p
    That is the slope of log p. Here the inside is 1 - p, and it is left as it is.
minus-plain-log: slope = -1 / p
    Below the line stands the inside, 1 - p.
plus-below: slope = -1 / (1 + p)
    Below the line stands the inside as it is: 1 - p, with a minus.
plus-below-and-no-inner: slope = 1 / (1 + p)
    Two things: below the line stands the inside as it is, 1 - p with a minus; and the slope of the
    inside is missing as a factor.
value: slope = log(1 - p)
    You give the logarithm itself. Its slope is asked for.
value-of-loss: slope = -log(1 - p)
    You give the loss itself. A slope is asked for.
log-of-p: slope = log(p)
    You give the logarithm of p. The slope of log(1 - p) is asked for.
gives-inside: slope = 1 - p
    Your result is the inside, 1 - p. If you divided, put brackets around 1 - p.
inner-only: slope = -1.0 + 0 * p
    You give the slope of the inside alone. That of the logarithm is missing.
adds: slope = 1 / (1 - p) - 1
    Your result is p, divided by 1 - p. If you added the two slopes: along a chain they are
    multiplied. If you multiplied by p: the other factor is the slope of 1 - p, a plain number.
p-on-top: slope = -p / (1 - p)
    A p stands above the line. There stands only the slope of the inside, a plain number.
square-below-turned: slope = 1 / (p - 1) ** 2
    1 - p is squared below the line. It stands there by itself, and the result is below zero.
divides-one-by-log: slope = 1 / log(1 - p)
    You divide by the logarithm. No logarithm is left: divide by 1 - p, with the slope of 1 - p on
    top.
square-below: slope = -1 / (1 - p) ** 2
    1 - p is squared below the line. It stands there by itself.
divides-by-log: slope = -1 / log(1 - p)
    You divide by the logarithm. Divide by 1 - p.
brackets: slope = -1 / 1 - p
    Put brackets around 1 - p: Python divides before it takes away.
turned: slope = (1 - p) * -1.0
    Your result is minus the inside. The inside belongs below the line. If you divided, put brackets
    around 1 - p: Python divides before it takes away.
difference-of-slopes: slope = 1 - 1 / p
    The logarithm of a difference is no difference of logarithms. Divide by the whole inside, 1 - p,
    and multiply by its slope, -1.
sigmoid-rule: slope = p * (1 - p)
    That is the slope of the sigmoid.
exponential: slope = exp(1 - p)
    The exponential is its own slope; the logarithm is not.
base-ten: slope = -1 / ((1 - p) * log(10))
    That is the slope of the logarithm with base 10.
""",
    checked="Probabilities on both sides of one half.",
)


def _bird_and_knobs(rng: Rng) -> list[Case]:
    """Return a measurement, a slope and an intercept, so that the sigmoid is not flat there."""
    plain = [Case(tuple(inputs.number(rng, 0.3, 1.9) for _ in range(3))) for _ in range(7)]
    zeros = [Case((1.3, 0.0, 0.0), care=ZEROS), Case((0.0, 0.7, -0.4), care=ZEROS)]
    return [*plain, Case((3, -1, 2), care=WHOLE), *zeros]


check_sigmoid_rule = _rule(
    "sigmoid_rule",
    lambda x, w, b: sigmoid(w * x + b) * (1 - sigmoid(w * x + b)) * x,
    _bird_and_knobs,
    "These are the speeds on the way from w to the probability, multiplied.",
    Formula(
        "x, w, b",
        "z = w * x + b",
        "s = sigmoid(z)",
        "rest = 1 - s",
        "slope = s * rest * x",
    ),
    """
forgets-x: slope = s * rest
    The slope of the inside is missing, as a factor. How fast does w x + b move when w moves?
times-w: slope = s * rest * w
    You multiply by w. That is the slope when x moves. Here w moves, and x stands still.
times-w-and-x: slope = s * rest * w * x
    There is a factor w too many. While w moves, w x + b moves x times as fast as w.
value: slope = s
    You give the sigmoid itself. Its slope is asked for.
value-times-x: slope = s * x
    The sigmoid is not its own slope: the rest is missing as a factor.
slope-of-the-loss: slope = -rest * x
    You give how fast the loss of a male moves. How fast does the probability itself move?
z-for-the-height: slope = z * (1 - z)
    There is no sigmoid in your slope, and no x. The height is the sigmoid of z, and the slope of
    the inside is a third factor.
rest-at-x: rest = 1 - sigmoid(x)
    In the rest the sigmoid is taken at x. Both times it is taken at z, which is w x + b.
rest-times-x: slope = rest * x
    One factor is missing: the height of the sigmoid.
inner-only: slope = x + 0 * s
    You give the slope of the inside alone.
adds: slope = s * rest + x
    The two slopes are added. Along a chain they are multiplied.
times-z: slope = s * rest * z
    You multiply by the whole inside. Multiply by its slope.
forgets-b: z = w * x
    The intercept b is left out of z. It moves the place at which the slope is taken.
b-outside: s = sigmoid(w * x) + b
    b is added outside of the sigmoid. It belongs to z.
sigmoid-at-w: z = w
    The sigmoid is taken at w. It is taken at z, which is w x + b.
sigmoid-at-x: z = x
    The sigmoid is taken at x. It is taken at z, which is w x + b.
sigmoid-twice: s = sigmoid(sigmoid(z))
    The sigmoid is taken twice. Take it once, at z: that is the height, and 1 minus it is the rest.
no-sigmoid: s = z
    You use z. The values of the sigmoid at z belong there.
turned: rest = s - 1
    The difference in the rest is the wrong way round.
plus: rest = 1 + s
    The rest is what is missing to 1: take the height away from 1.
squares: rest = s
    You square the sigmoid. The second factor is the rest.
brackets: slope = s * 1 - s * x
    Your result is s - s x. The second factor is the rest, 1 - s, in brackets: 1 is taken first.
    Then x multiplies all of it.
b-times-w: z = w * (x + b)
    In your z the slope w multiplies b, too. z is w x + b: leave out the brackets.
rule-of-a-square: slope = 2 * s * x
    That is the rule of a square. The slope of the sigmoid is its height times the rest.
brackets-in-the-sigmoid: s = 1 / 1 + exp(-z)
    Your own sigmoid lacks brackets: `1 / (1 + np.exp(-z))`. Or call `sigmoid`.
brackets-x-first: slope = x * s * 1 - s
    Put brackets around the rest: Python multiplies before it takes away.
z-in-the-rest: rest = 1 - z
z-without-brackets-in-the-rest: rest = 1 - w * x + b
    The rest is 1 minus the height of the sigmoid. In yours z is there in place of the height.
twice: slope = 2 * s * rest * x
    There is a 2 too many.
times-b: slope = s * rest * x * b
    There is a factor b too many. While w moves, w x + b moves x times as fast, whatever b is.
x-plus-b: slope = s * rest * (x + b)
    The last factor is x + b. b stands still, so it has no part in it.
x-in-the-rest: slope = s * (1 - s * x)
    Your result is s - s² x, so x multiplies only a part. First take the rest, 1 - s. Then multiply
    three things: s, the rest, and x.
step-too-short: slope = (k[0]((w + k[1]) * x + b) - k[0](z)) / k[1]
        for k in [(curve, 10.0**-n) for curve in (sigmoid, lambda z: 1 / (1 + exp(-z)))
        for n in (15, 16, 17, 18, 20)]
    Your slope is 0, or nearly. If you measure it with a step, that is too short: the computer
    cannot see a difference. The rule needs no step. Multiply the height of the sigmoid, the rest,
    in brackets, and the slope of the inside.
""",
)
