# ruff: noqa: ANN001, ANN202 (the wrong answers take what the learner's function takes)
"""The exercises around the likelihood: how likely all labels are, and the way back to z."""

import numpy as np

from mlsmath.checks import inputs
from mlsmath.checks.exercise import Exercise
from mlsmath.checks.formulas import Formula, add_mistakes, add_typed
from mlsmath.checks.inputs import ALIKE, TABLE, Case, Rng

# likelihood(f, y): the product, over all birds, of the probability given to what really came


def _given(f, y):
    return np.where(y == 1, f, 1 - f)


def _probability(rng: Rng, low: float = 0.08, high: float = 0.92) -> float:
    """Return a probability with two decimals that is not near one half."""
    while True:
        f = round(float(rng.uniform(low, high)), 2)
        if abs(f - 0.5) > 0.04:
            return f


def _probabilities(rng: Rng, m: int):
    found: list[float] = []
    while len(found) < m:
        f = _probability(rng)
        if f not in found and round(1 - f, 2) not in found:
            found.append(f)
    return np.array(found)


def _both_labels(rng: Rng, m: int):
    """Return labels in which each of the two comes up, and the first differs from the last."""
    y = rng.integers(0, 2, size=m)
    y[0] = 1 - y[-1]
    return y


def _likelihood_cases(rng: Rng) -> list[Case]:
    sizes = [3, 4, *(int(m) for m in rng.choice(np.arange(5, 10), size=3, replace=False))]
    many, again = np.round(rng.uniform(0.2, 0.8, size=119), 2), [0, 1, 2, 1, 0]
    return [
        *(Case((_probabilities(rng, m), _both_labels(rng, m))) for m in sizes),
        Case((_probabilities(rng, 1), np.array([1])), care="a single male"),
        Case((_probabilities(rng, 1), np.array([0])), care="a single female"),
        Case((_probabilities(rng, 4), np.ones(4)), care="birds that are all males"),
        Case((_probabilities(rng, 4), np.zeros(4)), care="birds that are all females"),
        Case((_probabilities(rng, 3)[again], np.array([1, 0, 1, 0, 1])), care=ALIKE),
        Case((many, _both_labels(rng, 119)), care="as many birds as there are Gentoos"),
    ]


check_likelihood = Exercise(
    "likelihood",
    lambda f, y: float(np.prod(_given(f, y))),
    _likelihood_cases,
    checked="A few birds and many, both labels, one bird, and labels that are all the same.",
    then="Try it with a model that says 0.5 about each of 119 birds.",
)


def _loop_without_brackets(f, y):
    product = 1.0
    for said, label in zip(f, y, strict=True):
        product = product * said if label == 1 else product * 1 - said
    return product


add_mistakes(
    check_likelihood,
    Formula(
        "f, y",
        "given = where(y == 1, f, 1 - f)",
        "product = np.prod(given)",
        without_brackets=_loop_without_brackets,
    ),
    """
takes-f-for-all: given = f
    Every bird is taken as a male. For a female take what the model left for a female.
asks-f-for-one: given = where(f == 1, y, 1 - y)
    f and y have changed places: ask whether the label y is 1, and take f or what is left.
root: product = np.prod(given) ** (1 / len(y))
    You take a root of the product. The likelihood is the product itself.
takes-rest-for-all: given = 1 - f
    Every bird is taken as a female. For a male the probability f itself counts.
labels-swapped: given = where(y == 1, 1 - f, f)
    The two labels have changed places: for a male f counts, for a female what is left.
only-males: given = where(y == 1, f, 1.0)
    For a female your factor is 1, whatever the model said. Take what it left for her, 1 - f.
only-females: given = where(y == 1, 1.0, 1 - f)
    For a male your factor is 1, whatever the model said. Take the probability f itself.
multiplies-labels: given = f * y
    For a female your factor is 0, and one 0 makes the whole product 0. Take for her what the model
    left for a female, 1 - f.
label-for-both: given = 1.0 * y
    Your result is 1 if all are males, and else 0. For a female take what the model left, 1 - f: in
    a sum of two parts it is multiplied by 1 - y.
minus-label: given = f - y
    You multiply the errors. Multiply what the model gave to what really came.
sign-of-rest: given = where(y == 1, f, f - 1)
    What is left for a female is 1 - f, not f - 1: a probability is never below zero.
skips-first: given = where(y == 1, f, 1 - f)[1:]
    The first bird is left out. Python counts from 0, so the loop begins at 0.
skips-last: given = where(y == 1, f, 1 - f)[:-1]
    The last bird is left out. `range(len(y))` already stops before the length.
rest-for-males-too: given = where(y == 1, f * (1 - f), 1 - f)
    A male is multiplied by 1 - f as well. That belongs to a female alone: in a loop it stands below
    `else`.
exponent-of-the-rest: given = where(y == 1, f * (1 - f), 1)
    For a female your factor is 1, and for a male f times 1 - f. As a power, f has the exponent y,
    and 1 - f has the exponent 1 - y.
rest-of-the-product: product = np.prod(f[y == 1]) * (1 - np.prod(f[y == 0]))
    For the females you take their product away from 1. Take each f away from 1 first, then
    multiply.
adds-the-males: product = sum(f * y)
    You add up the probabilities of the males. Chances are multiplied, and a female counts with
    1 - f.
adds-two-products: product = np.prod(f[y == 1]) + np.prod(1 - f[y == 0])
    Your product of the males and your product of the females are added. Multiply them.
one-step-too-far: product = sum(log(given))
two-steps-too-far: product = -sum(log(given))
cost: product = -mean(log(given))
    The product itself is asked for. What becomes of it comes further down the page.
adds-up: product = sum(given)
    The probabilities are added up. Independent chances are multiplied.
takes-mean: product = mean(given)
    You take the mean of the probabilities. Independent chances are multiplied.
gives-each: product = given
    Your function gives one number for each bird. Multiply them all: one number is asked for.
running-product: product = np.cumprod(given)
    Your function gives the product after each bird. Only the last one is asked for.
only-first: product = given[0]
    Only the first bird counts. Your `return` may be inside the loop; move it to the left.
only-last: product = given[-1]
    Only the last bird counts. Inside the loop, multiply the product that you have so far.
starts-at-zero: product = 0.0
    Your result is 0, whatever the birds are. A product that starts at 0 stays at 0: let it start at
    1. Or do you ask whether f equals y? A probability hardly ever equals a label.
divides-by-m: product = np.prod(given) / len(y)
    Your product is divided by the number of birds. The likelihood is the product itself.
all-in-each-round: product = np.prod([np.prod(f if label == 1 else 1 - f) for label in y])
    In each round you take all of f. Take the f of one bird in each: in a loop that counts, `f[i]`.
least: product = min(given)
    You give the smallest of the probabilities. Multiply them all.
loop-without-brackets: product = without_brackets(f, y)
    Python multiplies before it subtracts. Put brackets around what is left for a female.
asks-f: given = where(f >= 0.5, f, 1 - f)
    You ask f which bird it is. The label knows it: ask whether y is 1.
labels-decided: product = mean((f >= 0.5) == y)
    Your function turns the probabilities into yes or no. Here the probabilities count.
""",
)


# log_odds(f): the z whose sigmoid is f

_ONE_F, _MANY_F = "one number f", "an array f"


def _log_odds_cases(rng: Rng) -> list[Case]:
    return [
        *(Case((_probability(rng),), _ONE_F) for _ in range(5)),
        *(Case((_probabilities(rng, m),), _MANY_F) for m in inputs.sizes(rng)),
        Case((0.5,), _ONE_F, "f = 0.5"),
        Case((_probabilities(rng, 6).reshape(2, 3),), _MANY_F, TABLE, may_refuse=True),
        Case((np.array([1e-9, 0.001, 0.5, 0.999, 0.99999]),), _MANY_F, "f near 0 and near 1"),
    ]


check_log_odds = Exercise(
    "log_odds",
    lambda f: np.log(f / (1 - f)),
    _log_odds_cases,
    parts={_ONE_F: 1, _MANY_F: 1},
    checked="One number and arrays, near 0, near 1, and one half.",
    then="Put what you get through the sigmoid, and you are back where you began.",
)

add_mistakes(
    check_log_odds,
    Formula("f", "odds = f / (1 - f)", "z = log(odds)"),
    """
sigmoid-again: z = sigmoid(f)
    You take the sigmoid of f. Here f came out of the sigmoid, and you go back to z.
odds-only: z = odds
    You give the hands for yes, e to the power z. The logarithm of that is z.
turned-over: odds = (1 - f) / f
    Your fraction is turned over, so z has the wrong sign: for f above one half, z is above zero.
log-of-f: z = log(f)
    You take the logarithm of f. Divide f by what is left first.
minus-log-of-f: z = -log(f)
    That is the loss of a male. Divide f by what is left, then take the logarithm.
minus-log-of-rest: z = -log(1 - f)
    That is the loss of a female. Divide f by what is left, then take the logarithm.
log-of-rest: z = log(1 - f)
    You take the logarithm of what is left. Divide f by it first.
log-of-difference: z = log(f - (1 - f))
    What is left is taken away from f. Divide f by it, and take the logarithm then.
adds-logs: z = log(f) + log(1 - f)
    The two logarithms are added. Dividing inside a logarithm takes the second one away.
divides-logs: z = log(f) / log(1 - f)
    One logarithm is divided by the other. Divide first, then take one logarithm.
log-then-divide: z = log(f) / (1 - f)
    The logarithm is taken too early: of f alone. Put brackets around the whole fraction.
takes-rest-from-log: z = log(f) - (1 - f)
    What is left, 1 - f, is taken away outside the logarithm. Divide by it inside.
takes-rest-away: z = f - (1 - f)
    Below the fraction line stands what is left, 1 - f. Divide by it; do not take it away.
fixed-rest: odds = f / k for k in (0.5, 0.2, 0.1, 0.01, 1 - 0.8, 1 - 0.9, 1 - 0.99)
    You divide by the same number for each f. What f leaves is another one each time: 1 - f.
fixed-share: odds = k / (1 - f) for k in (0.8, 0.9, 0.99)
    On top of your fraction stands the same number each time. Put f there.
one-plus: odds = f / (1 + f)
    Below the fraction line stands what is left: 1 minus f, not 1 plus f.
exponential: z = exp(odds)
    You take the exponential. It goes from z to the hands; the logarithm goes back.
exponential-of-f: z = exp(f)
    You take the exponential of f. It goes from z to the hands; you go back.
base-ten: z = log10(odds)
    Your logarithm has the base 10. `np.log` has the base e.
base-two: z = log2(odds)
    Your logarithm has the base 2. `np.log` has the base e.
adds-up: z = sum(log(odds))
    All values are put together. Each f has its own z.
brackets: z = log(f / 1 - f)
    The logarithm gets 0, or a number below 0. What is left is 1 - f: in this order, and in
    brackets, because Python divides before it subtracts.
clips: odds = clip(f, k, 1 - k) / (1 - clip(f, k, 1 - k))
        for k in [10.0**-n for n in range(2, 9)]
    The probability is cut before the logarithm. That changes z for those near 0 and 1.
""",
)
add_typed(
    check_log_odds,
    r"""
exponential-of-f: exp\(f\)
    You take the exponential of f. It goes from z to the hands; you go back. Divide f itself by what
    is left, and take the logarithm.
""",
)
