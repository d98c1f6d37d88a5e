# ruff: noqa: ANN001, ANN202 (the wrong answers take what the learner's function takes)
"""The exercises of week 3: from a yes/no question to a model that knows how sure it is."""

from dataclasses import replace

import numpy as np

from mlsmath.checks import inputs
from mlsmath.checks.exercise import Exercise
from mlsmath.checks.formulas import Formula, add_mistakes, add_typed, linear
from mlsmath.checks.inputs import (
    ALIKE,
    ONE,
    ONE_COLUMN,
    SMALL,
    TABLE,
    WHOLE,
    WHOLE_KNOBS,
    ZEROS,
    Case,
    Rng,
)
from mlsmath.checks.mistakes import (
    COST,
    COST_MISTAKES,
    DESCENT,
    DESCENT_MISTAKES,
    ERRORS_TYPED,
    GRADIENT,
    GRADIENT_MISTAKES,
    LOOP_MISTAKES,
    MANY_GRADIENT_MISTAKES,
    NO_SQUARE_MISTAKES,
    PRICE,
    PRICE_MISTAKES,
    PRICE_W,
    PRICE_W_MISTAKES,
    SQUARE_MISTAKES,
    TWO_COST_MISTAKES,
    TWO_PRICE_MISTAKES,
    walk_with,
)
from mlsmath.checks.source import own_codes
from mlsmath.checks.task import Mistake
from mlsmath.checks.trial import Trial
from mlsmath.checks.week2 import MANY_DESCENT_MISTAKES, Descent
from mlsmath.cost import log_loss_cost, squared_error_cost
from mlsmath.derivatives import sigmoid
from mlsmath.gradient import (
    log_loss_gradient,
    squared_error_gradient,
)


def _logistic(X, w, b):
    """Return the probability for one measurement or many."""
    return sigmoid(linear(X, w, b))


# sigmoid(z), one number or an array, and the one that never overflows

_ONE_Z, _MANY_Z = "one number z", "an array z"


def _sigmoid_cases(rng: Rng) -> list[Case]:
    return [
        *(Case((inputs.number(rng),), _ONE_Z) for _ in range(4)),
        *(Case((inputs.vector(rng, m),), _MANY_Z) for m in inputs.sizes(rng)),
        Case((0.0,), _ONE_Z, "z = 0"),
        Case((inputs.matrix(rng, 2, 3),), _MANY_Z, TABLE, may_refuse=True),
        Case((inputs.whole(rng, 5),), _MANY_Z, WHOLE),
        Case((np.append(inputs.vector(rng, 4, 5, 25), [-29.3, 29.7]),), _MANY_Z, "z far from 0"),
        Case((_near_zero(rng),), _MANY_Z, "z close to 0"),
    ]


def _near_zero(rng: Rng) -> np.ndarray:
    """Return numbers on both sides of 0, where a switch that turns elsewhere is seen."""
    return np.outer([-1, 1], 0.5 ** np.arange(1, 7) * rng.uniform(0.9, 1.1, 6)).ravel().round(3)


def _stable_sigmoid_cases(rng: Rng) -> list[Case]:
    far = np.round(rng.uniform(750, 1000, size=4), 1) * np.array([1, -1, 1, -1])
    return [
        *_sigmoid_cases(rng),
        Case((float(far[1]),), _ONE_Z, "one z far below 0 (down to -1000)"),
        Case((float(far[0]),), _ONE_Z, "one z far above 0 (up to 1000)"),
        Case((far,), _MANY_Z, "an array of z from -1000 to 1000"),
    ]


class Probabilities(Exercise):
    """Say what a yes or no is where probabilities are asked for, and how to choose safely."""

    def _retold(self, mistake: Mistake | None, trial: Trial) -> Mistake | None:
        if mistake is not None and self is check_stable_sigmoid:
            said, written, line = mistake.hint.partition(" Write `")
            if written and "np.where(" in line and "np.exp(" in line:  # that one could overflow
                return replace(mistake, hint=f"{said} {_SAFE_POWER}")
        if mistake is None or mistake.name != "truth-values":
            return mistake
        return Mistake(
            "yes-or-no",
            "You give a yes or no already. A probability is asked for: compare it with nothing.",
            mistake.example,
        )


_SAFE_POWER = (
    "First make `small = np.exp(-np.abs(z))` and write both fractions with it. Then choose with "
    "`np.where(z >= 0, ..., ...)`."
)

check_sigmoid = Probabilities(
    "sigmoid",
    lambda z: sigmoid(z),
    _sigmoid_cases,
    parts={_ONE_Z: 1, _MANY_Z: 1},
    checked="One number and arrays, near 0 and far from it, whole numbers and 0 itself.",
    then="Look where the curve crosses one half.",
)
check_stable_sigmoid = Probabilities(
    "stable_sigmoid",
    lambda z: sigmoid(z),
    _stable_sigmoid_cases,
    parts={_ONE_Z: 1, _MANY_Z: 1},
    checked="One number and arrays, from -1000 to 1000, without a warning.",
    then="In the table of this page e is never raised to a power above zero. Is it in yours?",
)

_SIGMOID = Formula("z", "p = 1 / (1 + exp(-z))")
_SIGMOID_MISTAKES = """
minus-below: p = 1 / (1 - exp(-z))
minus-below-the-power: p = exp(z) / (1 - exp(z))
    Below the fraction line the 1 and the power of e are added: write a plus between them.
minus-outside: p = 1 / (1 + -exp(z))
    A power of e is never below zero. The minus belongs up in the exponent, in front of z.
without-one: p = 1 / exp(-z)
    The 1 below the fraction line is missing.
brackets: p = 1 / 1 + exp(-z)
    Your function gives 1 plus the power of e. That sum belongs below the fraction line, in
    brackets.
other-base: p = 1 / (1 + k ** (-z)) for k in (10.0, 2.0)
    The base is 10 or 2. It is e.
rounded-e: p = 1 / (1 + k ** (-z)) for k in (2.7, 2.71, 2.72, 2.718, 2.7183, 2.71828)
    Your e is rounded. NumPy knows more of its digits.
e-times-z: p = 1 / (1 + np.e * -z)
    z is multiplied by e. It is the exponent.
step: p = 1.0 * k(z, 0) for k in (np.greater_equal, np.greater)
step-by-if: p = 1 if k(z, 0) else 0 for k in (np.greater_equal, np.greater)
    You give a yes or no already. The sigmoid gives a probability.
cut-line: p = clip(z, 0.0, 1.0)
    You give z itself, cut at 0 and 1. The sigmoid is a smooth curve.
tanh: p = np.tanh(z)
minus-one-to-one: p = 2 / (1 + exp(-z)) - 1
    Your curve goes from -1 to 1. A probability goes from 0 to 1.
too-steep: p = 1 / (1 + exp(-2 * z))
    Your curve is twice as steep as it should be. z is not doubled.
slope: p = sigmoid(z) * (1 - sigmoid(z))
    You give how steep the curve is at z. Its height is asked for.
logarithm: p = -log(1 + exp(-z))
    Your results are below zero. A probability never is.
squares-z: p = 1 / (1 + exp(-(z**2)))
    z is squared, so positive and negative z give the same.
adds-up: p = sum(sigmoid(z))
    All values of z are put together. Each z has its own result.
squares-all: p = 1 / (1 + exp(-z)) ** 2
    Your result is squared. Leave out the power at the end.
no-brackets-in-the-first-form: p = exp(z) / 1 + exp(z)
    Python divides before it adds. Put brackets around the sum below the fraction line.
always-two: p = exp(z) / exp(z) + 1
    Your result is always 2: Python divides before it adds. Put brackets around the sum below the
    fraction line.
one-in-the-exponent: p = exp(z - 1)
    The 1 is in the exponent. Below the fraction line the 1 and the power of e are added.
no-fraction: p = 1 - exp(-z)
    Your function takes the power of e away from 1. It divides 1 by the sum of the two.
times-z: p = 1 / (1 + exp(-z) * z)
    The power of e is multiplied by z. z is in its exponent, and nowhere else.
clips-result: p = clip(sigmoid(z), k, 1 - k) for k in (0.01, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8)
    Your results are cut near 0 or 1. A probability may come as near to them as it likes.
clips-z: p = sigmoid(clip(z, -k, k)) for k in (5.0, 6.0, 8.0, 10.0, 15.0, 20.0)
    z is cut at a value that is too near. Far out the sigmoid still changes.
"""
add_mistakes(
    check_sigmoid,
    _SIGMOID,
    _SIGMOID_MISTAKES,
    """
falls: p = 1 / (1 + exp(z))
    Your curve falls, and the sigmoid rises. With 1 on top the power below is `np.exp(-z)`; with
    `np.exp(z)` on top it is `np.exp(z)` below, too.
fractions-mixed: p = exp(z) / (1 + exp(-z))
fractions-mixed: p = exp(-z) / (1 + exp(z))
    Your fraction has its top from one of the two forms, and what is below from the other. With 1 on
    top it is `np.exp(-z)` below, and with `np.exp(z)` on top `np.exp(z)`.
sign-lost: p = 1 / (1 + exp(-abs(z)))
    The sign of z is lost.
""",
)
add_typed(
    check_sigmoid,
    r"""
one-minus: 1 - 1 / \(1 \+ np\.exp\(-z\)\)
    Your curve falls, and the sigmoid rises. The `1 -` in front is too much.
""",
)
add_mistakes(
    check_stable_sigmoid,
    _SIGMOID,
    _SIGMOID_MISTAKES,
    """
falls: p = 1 / (1 + exp(z))
    Your curve falls, and the sigmoid rises. Is the minus in the exponent missing, or have the two
    choices changed places?
sign-lost: p = 1 / (1 + exp(-abs(z)))
    The sign of z is lost. Where z is below 0, the other fraction is needed: choose with
    `np.where(z >= 0, ..., ...)`.
overflows-below: p = 1 / (1 + exp(-z))
    Your function is right near 0, but for z far below 0 e is raised to a power that is too large
    for the computer. For negative z use the other form, in which the exponent is negative.
overflows-above: p = exp(z) / (1 + exp(z))
    Your function is right near 0, but for z far above 0 it divides infinity by infinity. For
    positive z use the other form, in which the exponent is negative.
""",
)
add_mistakes(
    check_stable_sigmoid,
    Formula(
        "z",
        "small = exp(-abs(z))",
        "upper, lower = 1 / (1 + small), small / (1 + small)",
        "p = where(np.asarray(z) >= 0, upper, lower)",
    ),
    """
no-brackets: upper, lower = 1 / (1 + small), small / 1 + small
no-brackets-above: upper, lower = 1 / 1 + small, small / (1 + small)
no-brackets-in-both: upper, lower = 1 / 1 + small, small / 1 + small
    Python divides before it adds. Put brackets around what stands below the fraction line, in each
    of the two fractions.
no-fractions: upper, lower = 1 + small, small
    The fractions are missing. Both divide by 1 plus the power of e; on top stands a 1 where z is
    above 0, and else the power of e.
no-fraction-below: upper, lower = 1 / (1 + small), small
    For z below 0 your result is the power of e alone. It has a sum below the fraction line, as the
    other one.
turned-below: upper, lower = 1 / (1 + small), 1 / small
    For z below 0 the power of e is on top, and below the fraction line stands 1 plus it.
minus-below-the-line: upper, lower = 1 / (1 + small), small / (1 - small)
minus-below-both-lines: upper, lower = 1 / (1 - small), small / (1 - small)
    Below the fraction line the 1 and the power of e are added: write a plus between them.
exponential-missing: small = -abs(z)
    The exponential is missing: your `small` is only its exponent. `np.exp` makes a power of e.
switched-elsewhere: p = where(np.asarray(z) >= k, upper, lower) for k in (0.5, 1, -0.5, -1, 0.1)
    The two fractions change places at z = 0, and at no other number.
only-small: p = lower + 0 * z
    Your function has one fraction for every z. For z above 0 it needs the other one, with a 1 on
    top.
abs-forgotten: small = exp(-z)
    For z below 0 your exponent is above 0. Take the minus sign off z with `np.abs` before you put
    one in front.
minus-forgotten: small = exp(abs(z))
    Your exponent is never below 0. Put a minus in front of `np.abs`.
exponential-twice: upper, lower = 1 / (1 + exp(small)), k[0](small) / (1 + exp(k[1] * small))
        for k in [(top, sign) for top in (exp, np.positive) for sign in (1, -1)]
exponential-twice: p = 1 / (1 + exp(k * small)) + 0 * z for k in (1, -1)
    `small` is a power of e already. Write the fractions with `small` itself, without `np.exp`.
minus-in-front: small = -exp(k * abs(z)) for k in (1, -1)
    The minus stands in front of the power of e. It belongs up in the exponent:
    `np.exp(-np.abs(z))`.
both-worked-out: upper, lower = 1 / (1 + exp(-z)), exp(z) / (1 + exp(z))
    Your results are right, but `np.where` works out both fractions for every z, and one of the two
    becomes too large far from 0. Build both with one safe power of e,
    `small = np.exp(-np.abs(z))`.
""",
)


# Tables with labels: the logits stay between about -9 and 9


def _labels(rng: Rng, m: int):
    y = rng.integers(0, 2, size=m)
    if m > 1 and y.min() == y.max():
        y[int(rng.integers(m))] = 1 - y[0]
    return y


_ALL_ONE, _ALL_ZERO = "labels that are all 1", "labels that are all 0"


def _labelled(rng: Rng) -> list:
    """Return several tables: X, y, w, b and the care that the table tests ("" for none)."""
    shapes = [(2, 3), (3, 2), (4, 4), (7, 3), (3, 5), (6, 2)]
    cares = {
        ONE: (1, 3),
        ONE_COLUMN: (4, 1),
        WHOLE: (4, 2),
        WHOLE_KNOBS: (4, 3),
        _ALL_ONE: (4, 2),
        _ALL_ZERO: (4, 2),
    }
    tables = []
    for (m, n), care in [*((shape, "") for shape in shapes), *((v, k) for k, v in cares.items())]:
        z = slanted = added = np.zeros(1)
        # Not all z may pass for a probability, and none may lie on the boundary by accident.
        while (z.min() >= 0 and z.max() <= 1) or np.abs([z, slanted, added]).min() < 1e-3:
            if care == WHOLE:
                X, w = inputs.whole(rng, m, n), inputs.vector(rng, n, 0.1, 0.35)
            else:
                X, w = inputs.matrix(rng, m, n, 0.3, 1.6), inputs.vector(rng, n, 0.3, 1.2)
            b = inputs.number(rng, 0.3, 1.5)
            if care == WHOLE_KNOBS:
                w, b = rng.choice([-2, -1, 1, 2], size=n), int(rng.choice([-2, -1, 1, 2]))
            slanted, added = X @ w, X.sum(axis=1) + b
            z = slanted + b
        y = {_ALL_ONE: np.ones(m), _ALL_ZERO: np.zeros(m)}.get(care, _labels(rng, m))
        tables.append((X, y, w, b, care))
    X, y, w, b, _ = tables[3]
    again = [0, 1, 2, 1, 0]
    gaps = np.where([[True, False, True], [False, False, False]], X[:2], 0.0)
    return [
        *tables,
        (X[again], y[again], w, b, ALIKE),
        (gaps, np.array([1, 0]), np.array([0.0, 0.0, 0.7]), 0.0, ZEROS),
    ]


# predict_probability(X, w, b) and predict_labels(X, w, b)


def _probability_cases(rng: Rng) -> list[Case]:
    X = inputs.matrix(rng, 4, 2, 3.2, 4.0)
    X[0], X[1] = np.abs(X[0]), -np.abs(X[1])
    return [
        *(Case((X, w, b), care=care) for X, _, w, b, care in _labelled(rng)),
        Case((X, np.array([2.3, 1.9]), 0.4), care="a model that is very sure"),
    ]


check_predict_probability = Probabilities(
    "predict_probability",
    _logistic,
    _probability_cases,
    checked="Tables with 1 to 7 rows and 1 to 5 columns, square and not, and whole numbers.",
    then="Find the bird of which the model is least sure.",
)


def _label_cases(rng: Rng) -> list[Case]:
    # Quarters are exact in binary, so that X @ w + b is exactly 0 however it is worked out.
    X = np.array([[0.25, 1.5], [2.0, -0.75], [-1.25, 0.5], [1.0, 0.25]])
    tie = Case((X, np.array([1.5, 0.25]), -0.75), care="a bird exactly on the boundary")
    shapes = [(2, 3), (3, 2), (4, 4), (9, 3), (8, 2), (12, 2)]
    cases = []
    for m, n in shapes:
        z = np.zeros(1)
        while abs(z).min() < 1e-3:
            X, w = inputs.matrix(rng, m, n, 0.3, 1.6), inputs.vector(rng, n, 0.3, 1.2)
            z = X @ w
        middle = float(np.round(np.median(z), 2)) + 0.00371
        cases.append(Case((X, w, -middle)))
    # A bird between any two numbers with which a probability, or z, is compared by mistake.
    rungs = np.array([0.1, 0.3, 0.45, 0.65, 0.92, 1.3])
    z, w = rng.permutation([*rungs, *-rungs]), inputs.vector(rng, 2, 0.3, 1.2)
    X, b = inputs.matrix(rng, 12, 2, 0.3, 1.6), inputs.number(rng, 0.3, 1.5)
    X[:, 0] = ((z - b - X[:, 1] * w[1]) / w[0]).round(3)
    cases.append(Case((X, w, b)))
    cases += [Case((X, w, b), care=care) for X, _, w, b, care in _labelled(rng)[6:-1]]
    return [*cases, tie]


check_predict_labels = Exercise(
    "predict_labels",
    lambda X, w, b: (_logistic(X, w, b) >= 0.5).astype(int),
    _label_cases,
    checked="Tables of many shapes, and a bird exactly on the boundary.",
    then="Count how many of the labels are right.",
)


_PROBABILITY = Formula("X, w, b", "z = X @ w + b", "f = sigmoid(z)")
_LABELS = _PROBABILITY.but("at = 0.5", "labels = array(f >= at, dtype=int)")
_Z_MISTAKES = """
leaves-out-w: z = X.sum(axis=1) + b
    The slopes are left out: the columns are only added up.
first-column-only: z = X[:, 0] * w[0] + b
    Only the first column of X is used. Every column has its own slope.
transposed: z = X.T @ w + b
    Each bird is a row of X, and its numbers meet the slopes one by one: write `X @ w`.
table: z = X * w + b
    `*` gives a table. Each row has one result: add along the row.
sums-columns: z = (X * w).sum(axis=0) + b
    The sum goes down the columns. Each result belongs to one row.
b-added-to-slopes: z = X @ (w + b)
    b is added to the slopes. It is added once, after the product: leave out the brackets.
b-for-each-column: z = X @ w + X.shape[1] * b
    b is added once for each column. Add it once, after the sum.
gives-column: z = (X @ w + b).reshape(-1, 1)
    Your result is a table with one column. Give back a vector, of shape (m,).
first-row: z = X[0] @ w + b
    Only the first row is worked out. Your `return` may be inside the loop; move it to the left.
"""
add_mistakes(
    check_predict_probability,
    _PROBABILITY,
    _Z_MISTAKES,
    """
leaves-out-b: z = X @ w
    Your function leaves out the intercept b.
sign-of-z: z = -(X @ w + b)
    z has the wrong sign, or the minus in the exponent is missing.
takes-b-away: z = X @ w - b
    In your z the intercept b has the wrong sign: b is added.
without-sigmoid: f = z
    The sigmoid is missing: your results are not probabilities between 0 and 1.
sigmoid-twice: f = sigmoid(sigmoid(z))
    The sigmoid is taken twice. Once is enough.
without-brackets: f = 1 + exp(-z)
    Your function gives 1 plus the power of e. That sum belongs below the fraction line, in
    brackets.
exponential-alone: f = exp(z)
    You give e to the power z. That is no probability yet: put z through the sigmoid.
z-times-sigmoid: f = z * sigmoid(z)
    The probability is multiplied by z. It is the sigmoid of z alone.
mean-of-all: f = mean(sigmoid(z))
    Your function makes one number of all probabilities. Give back one for each bird.
b-after-sigmoid: f = sigmoid(X @ w) + b
    b is added after the sigmoid. It belongs inside.
labels-for-probabilities: f = array(sigmoid(z) >= 0.5, dtype=int)
    You give a yes or no already. The probability itself is asked for.
sigmoid-of-each: f = sigmoid(X * w).sum(axis=1) + b
    The sigmoid is taken of each product, then added. Add first, then take the sigmoid.
sigmoid-of-table: f = sigmoid(X) @ w + b
    The sigmoid is taken of the table X. Make z of the table first, then take the sigmoid of z.
""",
)
add_mistakes(
    check_predict_labels,
    _LABELS,
    _Z_MISTAKES,
    """
leaves-out-b: z = X @ w
    b has no say in your labels: it is missing in z, or you compare z with it. z is `X @ w + b`, and
    it is compared with 0.
takes-b-away: z = X @ w - b
    The intercept b works against z: it is taken away, or compared with. The model adds it: z is
    `X @ w + b`, and it is compared with 0.
rounds-z: labels = round(z)
    You round z, and z is no probability. Ask of each z whether it is at least 0.
gives-probabilities: labels = f
    You give the probabilities. Turn each into 1 or 0.
tie-is-zero: labels = (z > 0).astype(int)
    A bird exactly on the boundary (probability 0.5) should get the label 1: use `>=`.
turned-round: labels = (z < 0).astype(int)
turned-round-with-tie: labels = (z <= 0).astype(int)
    Your labels are the wrong way round: 1 belongs to probabilities of one half and more.
compares-z-with-half: f = z
    You compare z with 0.5. z is compared with 0; the probability is compared with 0.5.
other-threshold: at = k for k in (0.1, 0.2, 0.25, 0.3, 0.4, 0.45, 0.55, 0.6, 0.7, 0.75, 0.8, 0.9)
    Your labels do not change from 0 to 1 where the probability is 0.5. Compare it with 0.5.
all-one: labels = ones(len(X), dtype=int)
    Every label is 1. Is the probability compared with 0, or the sigmoid taken twice? Take it once,
    and compare the probability with 0.5.
all-zero: labels = zeros(len(X), dtype=int)
    Every label is 0. If you ask whether the probability is 1: it hardly ever is, so compare it with
    0.5. If you do so already, no 1 gets into your result: in a loop, append each label to a list.
compares-z-with-one: labels = (z >= 1).astype(int)
    You compare z with 1. z is compared with 0, where the probability is 0.5.
asks-for-equal: labels = (z == 0).astype(int)
    Only a bird exactly on the boundary gets a 1. All those above it do, too: `>=`.
keeps-z: labels = where(z >= 0, z, 0)
    Where the label should be 1, you give z itself. Give a 1 there.
boundary-of-one: labels = (X @ w >= -b / w[0]).astype(int)
boundary-of-one: labels = (X[:, 0] >= -b / w[0]).astype(int)
    `-b / w` is the boundary for one measurement. With several, ask each bird for its z, or for its
    probability.
b-behind-the-labels: labels = (X @ w >= 0) + b
    b is added to the labels. It belongs to z, before you compare.
minus-one-and-one: labels = where(z >= 0, 1, -1)
    Your labels are -1 and 1. The course uses 0 and 1.
""",
)
for _check in (check_predict_probability, check_predict_labels):
    add_typed(
        _check,
        r"""
any-number-of-birds: (?s)X\[(:, )?\d\].*out of bounds
    There may be any number of birds, and of columns. `X @ w` works with all of them at once.
takes-b-away: exp\(-(X @ w|\(X @ w\)|np\.dot\(X, w\)) \+ b\)
    The minus reaches `X @ w` alone, and not b. Put brackets around the sum: `-(X @ w + b)`.
slopes-counted: (?s)for (\w+) in range\(len\(w\)\).*X\[\1\].*out of bounds
    Your loop counts the slopes, and the birds are the rows of X: write `range(len(X))`.
""",
    )
add_typed(
    check_predict_labels,
    r"""
divides-before-it-adds: 1 / 1 \+ np\.exp\(
    Python divides before it adds. Put brackets around the sum below the fraction line:
    `1 / (1 + np.exp(...))`.
one-for-each-slope: (?s)zeros\(len\(w\)\).*out of bounds
    One label is needed for each bird: begin with `np.zeros(len(X))`.
asks-for-at-most-one: \bz <=? 1\b
    One question is enough: whether z is at least 0. A bird with a z above 1 gets the label 1, too.
rounds-z: (?s)\A(?!.*(sigmoid|logistic|exp)).*\bround\(z\)
    You round z, and z is no probability. Ask of each z whether it is at least 0.
boundary-of-one: X >=? -b / w\b
    `-b / w` is the boundary for one measurement. With several, ask each bird for its z, or for its
    probability.
""",
)


# boundary_line(x_1, w, b): the x_2 where w_1 x_1 + w_2 x_2 + b = 0

_ONE_PLACE, _MANY_PLACES = "one number x_1", "an array x_1"


def _boundary_cases(rng: Rng) -> list[Case]:
    def slopes(w_1=True, w_2=True):
        return inputs.vector(rng, 2, negative=False) * np.where([w_1, w_2], 1, -1)

    signs = [(True, True), (True, False), (False, True), (False, False)]
    return [
        *(Case((inputs.number(rng), slopes(*s), inputs.number(rng)), _ONE_PLACE) for s in signs),
        *(
            Case((inputs.vector(rng, m), slopes(*signs[m % 4]), inputs.number(rng)), _MANY_PLACES)
            for m in inputs.sizes(rng)
        ),
        Case((0.0, slopes(), inputs.number(rng)), _ONE_PLACE, "x_1 = 0"),
        Case((inputs.number(rng), np.array([0.0, 1.3]), inputs.number(rng)), _ONE_PLACE, "w_1 = 0"),
        Case((inputs.vector(rng, 3), slopes(), 0.0), _MANY_PLACES, "b = 0"),
        Case((inputs.whole(rng, 4), inputs.whole(rng, 2), 3), _MANY_PLACES, WHOLE),
    ]


check_boundary_line = Exercise(
    "boundary_line",
    lambda x_1, w, b: -(w[0] * x_1 + b) / w[1],
    _boundary_cases,
    parts={_ONE_PLACE: 1, _MANY_PLACES: 1},
    checked="One number and arrays, slopes above and below zero, whole numbers, x_1 = 0 and b = 0.",
    then="Put a point of your line into the model: it says one half.",
)

add_mistakes(
    check_boundary_line,
    Formula("x_1, w, b", "rest = w[0] * x_1 + b", "x_2 = -rest / w[1]"),
    """
minus-forgotten: x_2 = rest / w[1]
    The minus is missing: what stands beside w_2 x_2 has to be taken to the other side.
minus-on-first-part: x_2 = (-w[0] * x_1 + b) / w[1]
minus-on-b: x_2 = (w[0] * x_1 - b) / w[1]
    The minus belongs to both parts, w_1 x_1 and b, and in yours only one has it. In brackets stands
    a plus between the two, and one minus in front of them.
divides-b-only: x_2 = -w[0] * x_1 - b / w[1]
    Only the last part is divided. Python divides before it adds: put brackets around the sum.
divides-b-only-minus-in-front: x_2 = -w[0] * x_1 + b / w[1]
    Only the last part is divided, and the minus reaches only the first. Put brackets around the
    sum: then both belong to both parts.
neither-divided-nor-negative: x_2 = w[0] * x_1 + b / w[1]
    Two things: only the last part is divided, and the minus is missing. Put brackets around the sum
    and a minus in front of them.
numbers-of-ada: x_2 = -(2 * x_1 - 1) / 5
    Those are Ada's numbers, typed in. Take the slopes and b from the arguments `w` and `b`.
divides-first-part-only: x_2 = -w[0] * x_1 / w[1] - b
    b is not divided by the slope w_2. Both parts are.
leaves-b-as-it-is: x_2 = -w[0] * x_1 / w[1] + b
    Both parts, w_1 x_1 and b, get a minus and are divided by w_2. b stands by itself in yours: put
    brackets around the sum.
adds-first-slope: rest = w[0] + x_1 + b
    x_1 and its slope are added. They are multiplied.
same-x-for-both: x_2 = w[0] * x_1 + w[1] * x_1 + b
    You give z for a bird with x_1 in both columns. Look for the x_2 that makes z zero.
slopes-swapped: x_2 = -(w[1] * x_1 + b) / w[0]
    The two slopes have changed places: x_1 goes with `w[0]`, and `w[1]` divides.
divides-by-first-slope: x_2 = -rest / w[0]
    You divide by the slope of x_1. The slope in front of x_2 is `w[1]`.
leaves-out-b-of-line: rest = w[0] * x_1
    Your function leaves out b.
level-line: rest = b + 0 * x_1
level-line: rest = b
    Your function leaves out the part with x_1, so your line is level.
leaves-out-first-slope: rest = x_1 + b
    x_1 is not multiplied by its slope w_1.
does-not-divide: x_2 = -rest
    The division by w_2 is missing.
multiplies: x_2 = -rest * w[1]
    You multiply by w_2. To undo a product, divide.
takes-slope-away: x_2 = -rest - w[1]
    To undo a product, divide by w_2. You take it away.
z-is-half: x_2 = (0.5 - rest) / w[1]
    You set z to 0.5. The probability is 0.5 there, and z is 0.
z-is-one: x_2 = (1 - rest) / w[1]
    You set z to 1. On the boundary the probability is 0.5, and z is 0.
gives-z-without-second: x_2 = rest
    You give z or a part of it. The x_2 that makes z zero is asked for.
gives-probability: x_2 = sigmoid(-rest / w[1])
    You give a probability. The place x_2 on the boundary is asked for.
one-measurement: x_2 = -b / w[0] + 0 * x_1
one-measurement: x_2 = -b / w[0]
one-measurement: x_2 = -b / w
one-measurement: x_2 = -b / w + 0 * x_1
    That is the boundary for one measurement. With two it is a line, which has an x_2 for each x_1:
    set z to 0, with both slopes and x_1 in it, and take all but w_2 x_2 to the other side.
whole-division: x_2 = -rest // w[1]
    Your result is a whole number. Divide with /, not with //.
upside-down: x_2 = -w[1] / rest
    The fraction stands on its head: w_2 belongs below the line.
""",
)
add_typed(
    check_boundary_line,
    r"""
asked-for: name 'x_2' is not defined|\* x_2\b
    x_2 is what is asked for, so it does not come in. Set z to 0, and take all but w_2 x_2 to the
    other side. Then divide by w_2.
probability-for-place: logistic_prediction\(
    No probability is asked for. Give the x_2 that makes z zero: set z to 0, and take all but
    w_2 x_2 to the other side.
both-slopes: (?s)\bw\b(?!\[).*(broadcast|matmul)
    `w` holds both slopes. Write `w[0]` for the slope of x_1, and `w[1]` for that of x_2.
index-too-large: w\[2\]
    The two slopes are `w[0]` and `w[1]`: Python counts from 0.
""",
)


# log_loss(f, y), for one example or for arrays


def _log_loss_cases(rng: Rng) -> list[Case]:
    def probability():
        return round(float(rng.uniform(0.05, 0.95)), 3)

    one, many = "one bird", "many birds"
    cases = [Case((probability(), y), one) for y in (1, 0, 1, 0, 1, 0)]
    for m in inputs.sizes(rng):
        cases.append(Case((np.array([probability() for _ in range(m)]), _labels(rng, m)), many))
    return [
        *cases,
        Case((0.999, 1), one, "a model that is very sure and right"),
        Case((0.9999999, 0), one, "a model that is very sure and wrong"),
        Case((1e-12, 1), one, "a model that is very sure and wrong"),
    ]


check_log_loss = Exercise(
    "log_loss",
    lambda f, y: -(y * np.log(f) + (1 - y) * np.log(1 - f)),
    _log_loss_cases,
    parts={"one bird": 1, "many birds": 1},
    checked="Both labels, models that are sure and unsure, right and wrong.",
    then="See how fast the loss grows when the model is sure and wrong.",
)


_LOSS = Formula("f, y", "loss = -(y * log(f) + (1 - y) * log(1 - f))")
_LOSS_MISTAKES = """
minus-missing: loss = y * log(f) + (1 - y) * log(1 - f)
    Your result is below zero, and a loss never is. A minus is missing, or there is one too many.
minus-on-first-term: loss = -y * log(f) + (1 - y) * log(1 - f)
    The second term has the wrong sign: for y = 0 your loss is below zero. Both terms have a minus.
    One in front of a bracket is enough for both, with inside it a plus between them.
minus-on-second-term: loss = y * log(f) - (1 - y) * log(1 - f)
    The first term has the wrong sign: for y = 1 your loss is below zero. Both terms have a minus in
    front.
exponential-for-log: loss = -y * exp(f) - (1 - y) * exp(1 - f)
    You take the exponential. The log loss has the logarithm, `np.log`.
log-of-the-error: loss = -log(f - y)
log-of-the-error-without-minus: loss = log(f - y)
    You take the logarithm of the error. It is taken of what the model gave to the truth: f, or
    1 - f.
no-log-for-a-zero: loss = -log(where(y == 1, f, f - 1))
    For y = 0 your logarithm gets 0, or a number below 0, and it takes neither. There it is the
    logarithm of what is left, 1 - f, in this order. No label stands inside a logarithm.
label-less-log: loss = -(y - log(f)) - (1 - y) * log(1 - f)
    In the first term the logarithm is taken away from y. It is multiplied by y.
labels-swapped: loss = -(y * log(1 - f) + (1 - y) * log(f))
    Your loss is large where the model is right. For y = 1 the logarithm is that of f, for y = 0
    that of 1 - f. If they are so in yours, look at what you call f: perhaps f is the probability of
    a 0.
base-ten: loss = -(y * log10(f) + (1 - y) * log10(1 - f))
    Your logarithm has the base 10. `np.log` has the base e.
base-two: loss = -(y * log2(f) + (1 - y) * log2(1 - f))
    Your logarithm has the base 2. `np.log` has the base e.
only-ones: loss = -y * log(f)
    Birds with y = 0 cost nothing: the second term is missing, or it stands inside the brackets of
    the first logarithm.
only-zeros: loss = -(1 - y) * log(1 - f)
    Birds with y = 1 cost nothing: the first term is missing.
without-labels: loss = -log(f) + 0 * y
    Every bird is taken as a 1: y switches between two terms, and the second has the logarithm of
    1 - f.
both-logs: loss = -(log(f) + log(1 - f)) + 0 * y
    Both terms always count in your loss. y switches one on and the other off.
switch-missing: loss = -y * log(f) - log(1 - f)
    The second term always counts. It needs its switch: 1 - y, in brackets, times the logarithm.
switch-missing-in-front: loss = -log(f) - (1 - y) * log(1 - f)
    The first term always counts. It needs its switch: y, times the logarithm.
switch-with-a-plus: loss = -y * log(f) - (1 + y) * log(1 - f)
    The switch of the second term is 1 + y in yours. It is 1 - y, which is 0 where y is 1.
squared-error: loss = (f - y) ** 2
    That is the squared error. The log loss asks how surprised the model is.
half-squared-error: loss = (f - y) ** 2 / 2
    That is half of the squared error. The log loss asks how surprised the model is.
plain-error: loss = f - y
    You take the error, f - y. The log loss takes a logarithm.
absolute-error: loss = abs(f - y)
    That is the distance from the label. The log loss takes a logarithm.
one-minus-log: loss = -(y * log(f) + (1 - y) * (1 - log(f)))
    In the second term you take 1 minus the logarithm. Take the logarithm of 1 - f.
rest-in-front-of-the-log: loss = -y * log(f) - (1 - y) - log(f)
rest-in-front-of-the-log: loss = -(y * log(f) + (1 - y) - log(f))
    The 1 and the minus of 1 - f stand in front of the second logarithm. They belong into its
    brackets: it is the logarithm of 1 - f.
label-in-the-second-log: loss = -y * log(f) - (1 - y) * log(1 - y)
    The second logarithm is of 1 - y. No logarithm is of a label: it is of what is left, 1 - f.
label-in-the-first-log: loss = -y * log(y) - (1 - y) * log(1 - f)
    The first logarithm is of y. No logarithm is of a label: it is of f.
log-of-one: loss = -y * log(f) + (1 - y) * f
log-of-one-without-brackets: loss = -y * log(f) - f
log-of-one-with-its-minus: loss = -y * log(f) + f
    The bracket of the second logarithm closes too early. It is the logarithm of 1 - f.
brackets-missing: loss = -y * log(f) - 1 - y * log(1 - f)
brackets-missing: loss = -(y * log(f) + 1 - y * log(1 - f))
brackets-missing: loss = -y * log(f) + 1 - y * log(1 - f)
brackets-missing: loss = -y * log(f) + 1 + y * log(1 - f)
    Python multiplies before it subtracts. Put brackets around 1 - y.
one-plus: loss = -(y * log(f) + (1 - y) * log(1 + f))
    The second logarithm is of 1 + f. It is of 1 - f.
"""
add_mistakes(
    check_log_loss,
    _LOSS,
    _LOSS_MISTAKES,
    """
terms-multiplied: loss = 0.0 * f * y
    Your result is 0 for every bird. If you multiply the two terms: one of them is always 0. Between
    them stands a minus.
log-of-zero-or-less: loss = -(f * log(y) + (1 - f) * log(1 - y))
    A logarithm gets 0, or a number below 0. The first is of f, and the second of what is left,
    1 - f, in this order. No logarithm is of a label.
halved: loss = -(y * log(f) + (1 - y) * log(1 - f)) / 2
    Your loss is half of what it should be. The log loss has no 2 below the line.
clips: loss = -(y * log(clip(f, k, 1 - k)) + (1 - y) * log(1 - clip(f, k, 1 - k)))
        for k in [10.0**-n for n in range(1, 12)]
    The probability is cut before the logarithm. That changes the loss of those near 0 and 1.
adds-losses: loss = -sum(y * log(f) + (1 - y) * log(1 - f))
    Your function adds the losses up. This task asks for each one; the cost comes later.
mean-of-first-term: loss = mean(-y * log(f)) - (1 - y) * log(1 - f)
    You take the mean of the first term. This task asks for the loss of each bird: it has no mean.
mean-of-losses: loss = -mean(y * log(f) + (1 - y) * log(1 - f))
    Your function takes the mean of the losses. This task asks for each one; the cost comes later.
""",
)


# The log-loss cost: compute_log_loss(X, y, w, b), and the stable one from z


def _cost_cases(rng: Rng) -> list[Case]:
    # With y = 1 and z near -17 the formula of the note is still exact to the last digits.
    X = np.column_stack([inputs.vector(rng, 3, 5.2, 5.6, negative=False), inputs.vector(rng, 3)])
    w, b = np.array([-3.1, 0.07]), inputs.number(rng, 0.3, 0.9)
    return [
        *(Case((X, y, w, b), care=care) for X, y, w, b, care in _labelled(rng)),
        Case((X, np.ones(3, dtype=int), w, b), care="a model that is very sure and wrong"),
        Case((X / 3, np.zeros(3, dtype=int), w, b), care="a model that is sure and right"),
    ]


def _stable_cost_cases(rng: Rng) -> list[Case]:
    side = np.array([1, -1, 1, 1, -1, -1])[:, None] * np.array([1, -1])
    X = side * np.abs(inputs.matrix(rng, 6, 2, 355, 445))
    X[:2] = side[:2] * [446, 447]
    y, w, b = _labels(rng, 6), np.array([1.37, -0.83]), inputs.number(rng)
    right = (X @ w + b >= 0).astype(int)
    low = -np.abs(X) * np.array([1, -1])
    return [
        *_cost_cases(rng),
        Case((X, right, w, b), care="a model that is sure and right, z from -1000 to 1000"),
        Case((X, 1 - right, w, b), care="a model that is sure and wrong, z from -1000 to 1000"),
        Case((X, y, w, b), care="z from -1000 to 1000"),
        Case((low, np.zeros(6), w, b), care="z near -1000"),
    ]


class LogLosses(Exercise):
    """Say why a logarithm got no probability, where the text of the function tells."""

    def _retold(self, mistake: Mistake | None, trial: Trial) -> Mistake | None:
        if mistake is None or mistake.name != "not-a-probability":
            return mistake
        named = {name for _, code in own_codes(trial.function) for name in code.co_names}
        space = getattr(trial.function, "__globals__", {})
        helpers = {
            name
            for name in named
            if str(getattr(space.get(name), "__module__", "")).startswith("mlsmath.")
        }
        probable = named & {"sigmoid", "exp", "expit", "e", "tanh", "logaddexp"} or helpers
        if "log" not in named or probable:
            return mistake
        return replace(mistake, hint=_NO_SIGMOID)


_NO_SIGMOID = (
    "The sigmoid is missing. The logarithm gets z itself, which can be below 0 or above 1, and it "
    "needs a probability: put z through the sigmoid first."
)


check_compute_log_loss = LogLosses(
    "compute_log_loss",
    lambda X, y, w, b: log_loss_cost(X, y, w, b),
    _cost_cases,
    checked="Tables of many shapes, both labels, one bird, and labels that are all the same.",
    then="Compare it with the cost of a model that always says one half.",
)
check_stable_log_loss = Exercise(
    "stable_log_loss",
    lambda X, y, w, b: log_loss_cost(X, y, w, b),
    _stable_cost_cases,
    checked="Tables of many shapes, with z from -1000 to 1000, without a warning.",
    then="Notice that no logarithm of 0 is left.",
)


_LOG_LOSS_COST = Formula(
    "X, y, w, b",
    "m = len(y)",
    "i = slice(None)",
    "z = linear(X, w, b)",
    "f = sigmoid(z)",
    *_LOSS.lines.values(),
    "total = sum(loss[i])",
    "J = total / m",
)
_LOG_LOSS_MISTAKES = """
not-a-probability: f = z
    The logarithm got something that is not strictly between 0 and 1. It needs a probability: is the
    sigmoid there, is it not rounded to a label, and does `np.log` get f, not y?
sum-for-mean: J = total
    Your result is the losses of all examples together. The cost is their mean: divide by the number
    of examples m.
slash-two-times-m: J = total / 2 * m
    Two things: the log loss is divided by m alone, without a 2; and Python works from left to
    right, so `/ 2 * m` divides by 2 and then multiplies by m.
product-of-losses: J = np.prod(loss)
    The losses are multiplied. Chances are; of the losses the cost is the mean.
counts-the-right: J = mean((f >= 0.5) == y)
    You count how often the model is right. The cost asks how surprised it is: take the log loss of
    each example, then the mean of these losses.
divides-by-two-m: J = total / (2 * m)
    The mean of the losses is halved: the log loss is divided by m, not by 2m.
divides-twice: J = total / m**2
    You divide by m twice. Once is enough.
divides-by-n: J = total / X.shape[1]
    You divide by the number of columns n. m is the number of rows.
gives-each: J = loss
    Your function gives the loss of each example. The cost is one number: their mean.
only-last: i = [-1]
    Only the last example counts. Inside the loop, add to the total (`+=`).
b-after-sigmoid: f = sigmoid(linear(X, w, 0)) + b
    b is added after the sigmoid. It belongs inside, to z.
means-first: f = mean(sigmoid(z))
    You take the mean of the probabilities first. The mean comes last: the loss of each bird first,
    then their mean.
leaves-out-b: z = linear(X, w, 0)
    The intercept b is left out of z.
sigmoid-twice: f = sigmoid(sigmoid(z))
    The sigmoid is taken twice. `logistic_prediction` gives probabilities already.
clips: f = clip(sigmoid(z), k, 1 - k) for k in (0.1, 0.05, 0.01, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7)
    The probabilities are cut before the logarithm. That changes the cost of those near 0 and 1.
adds-epsilon: loss = -(y * log(f + k) + (1 - y) * log(1 - f + k))
        for k in (1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10)
    A small number is added inside the logarithm. That changes the cost of probabilities near 0.
all-with-all: f = sigmoid(z)[:, None]; J = mean(loss)
    Every prediction is compared with every y: an array of shape (m, 1) with one of shape (m,) makes
    a table. Bring both to the same shape.
"""
add_mistakes(
    check_compute_log_loss,
    _LOG_LOSS_COST,
    _LOG_LOSS_MISTAKES,
    LOOP_MISTAKES,
    _LOSS_MISTAKES,
    """
terms-multiplied: loss = 0.0 * f * y
    Your cost is always 0. If you multiply the two terms of the loss: one of them is always 0.
    Between them stands a minus. If you ask whether f equals y: a probability hardly ever does. In
    a loop, add each loss to the total.
""",
)

add_mistakes(
    check_stable_log_loss,
    Formula(
        "X, y, w, b",
        "z = X @ w + b",
        "s = where(y == 1, -z, z)",
        "loss = logaddexp(0, s)",
        "J = mean(loss)",
    ),
    """
naive: loss = -(y * log(sigmoid(z)) + (1 - y) * log(1 - sigmoid(z)))
    Your cost is right near 0, but far out the probability becomes exactly 0 or 1 and its logarithm
    is infinite. Work the loss out from z, without the sigmoid.
overflows: loss = log(1 + exp(z)) - y * z
overflows-in-log1p: loss = log1p(exp(s))
overflows-in-both: loss = where(y == 1, log(1 + exp(-z)), log(1 + exp(z)))
    Your cost is right near 0, but e is raised to a power that is too large for the computer.
    `np.logaddexp(0, s)` gives the same without that power.
clips-the-probability: z = clip(sigmoid(X @ w + b), k, 1 - k); loss = -log(where(y == 1, z, 1 - z))
        for k in (1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15, 1e-16)
    The probabilities are cut before the logarithm, so the cost of a model that is sure and wrong
    stops growing. Work the loss out from z.
epsilon-in-the-log: z = sigmoid(X @ w + b); loss = -(y * log(z + k) + (1 - y) * log(1 - z + k))
        for k in (1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15, 1e-16)
    A small number inside the logarithm stops the cost of a model that is sure and wrong from
    growing. Work the loss out from z.
clips-the-logit: z = clip(X @ w + b, -k, k)
        for k in (10.0, 20.0, 30.0, 50.0, 100.0, 200.0, 500.0, 700.0)
    z is cut, so the cost of a model that is sure and wrong stops growing.
sum-for-mean: J = sum(loss)
    The losses are added up, but the sum is not divided by the number of examples m.
divides-by-two-m: J = mean(loss) / 2
    Your result is half of what it should be: the log loss is divided by m, not by 2m.
labels-swapped: s = where(y == 0, -z, z)
    Your cost is large where the model is right: the sign of z is turned. s is minus z where y is 1,
    and z where y is 0. `np.logaddexp(0, s)` takes s as it is.
asks-z: s = -abs(z)
    You ask z for the wrong direction. Only the label knows it: ask whether y is 1.
size-of-z: s = abs(z)
    The sign of z is lost. Only the label knows which direction is wrong: ask about y.
minus-without-brackets: s = where(y == 1, -(X @ w) + b, z)
    Where y is 1, the minus does not reach b. Minus z is `-(X @ w + b)`, with brackets.
exponential-missing: loss = log(1 + s)
    The exponential is missing: the logarithm is not of 1 + s. `np.logaddexp(0, s)` has the
    exponential inside.
exponential-inside: loss = logaddexp(k, exp(s)) for k in (0, 1)
exponential-inside: loss = logaddexp(0, 1 + exp(s))
    `np.logaddexp` raises e to the power of s itself. Hand it a 0 and s, without `np.exp`.
logarithm-around: loss = log(logaddexp(0, s))
    `np.logaddexp` takes the logarithm itself. Leave out the `np.log` around it.
probability-for-z: z = sigmoid(X @ w + b)
    You begin with the probability. Begin with z itself, before the sigmoid.
minus-missing: J = -mean(loss)
    Your cost is below zero. The surprise at something that happened never is.
gives-each: J = loss
    Your function gives the loss of each example. The cost is one number: their mean.
mean-too-soon: J = logaddexp(0, mean(s))
    The mean is taken too soon, of s. Take the loss of each bird first, then their mean.
one-minus-z: s = where(y == 1, 1 - z, z)
    Where y is 1, s is minus z, and not 1 - z: z is no probability.
both-are-s: loss = logaddexp(s, s)
    `np.logaddexp` gets s twice. Hand it a 0 and s.
label-for-zero: loss = logaddexp(y, s)
    `np.logaddexp` gets the label. Hand it a 0 and s: the label has done its work in s.
zero-for-females: s = where(y == 1, -z, 0)
    Where y is 0, your s is 0, whatever z is. There it is z itself.
forgets-y-z: s = z
    Every bird is taken as a 0. Where y is 1, the wrong direction is minus z.
only-s: loss = s
    You take the mean of s itself. The loss of a bird comes of s by `np.logaddexp`.
one-in-place-of-zero: loss = logaddexp(1, s)
    `np.logaddexp` takes exponents, and e to the power 0 is 1. So hand it a 0, not a 1.
all-ones: s = -z
    Every bird is taken as a 1. Where y is 0, the wrong direction is z itself.
plus-y-z: loss = logaddexp(0, z) + y * z
    The term with y times z is added. It is taken away.
only-larger-part: loss = maximum(z, 0) - y * z
    The part with the logarithm is missing: near z = 0 it matters most.
only-log-part: loss = log1p(exp(-abs(z))) - y * z
    Only the part with the logarithm is there. The larger part that you took out has to be added
    again.
base-two: J = mean(loss) / log(2)
    Your logarithm has the base 2. `np.log` has the base e.
base-ten: J = mean(loss) / log(10)
    Your logarithm has the base 10. `np.log` has the base e.
leaves-out-b: z = X @ w
    The intercept b is left out of z.
""",
)


# The gradient of the log loss


check_compute_gradient_logistic = Exercise(
    "compute_gradient_logistic",
    lambda X, y, w, b: log_loss_gradient(X, y, w, b),
    _cost_cases,
    parts={"dj_dw": 1, "dj_db": 1},
    gives_several=True,
    checked="Tables of many shapes, both labels, one bird, and labels that are all the same.",
    then="Lay it beside the gradient of week 2 and compare them, symbol by symbol.",
)


_LOGISTIC_GRADIENT = GRADIENT.but("f = sigmoid(z)")
_LOGISTIC_GRADIENT_MISTAKES = """
without-sigmoid: f = z
    The sigmoid is missing: your errors are z - y, as in week 2. The prediction is a probability
    now.
b-after-sigmoid: f = sigmoid(linear(X, w, 0)) + b
    b is added after the sigmoid. It belongs inside, to z.
slope-of-sigmoid-stays: e = (f - y) * f * (1 - f)
    The slope of the sigmoid, f(1 - f), is still there. In the log loss it cancels.
sigmoid-twice: f = sigmoid(sigmoid(z))
    The sigmoid is taken twice. `logistic_prediction` gives probabilities already.
leaves-out-y: e = f
    There is no y in your errors. An error is what the model said, minus the label.
labels-for-probabilities: f = k(sigmoid(z), 0.5) for k in (np.greater_equal, np.greater)
    The predictions are turned into labels first. Use the probability itself.
losses-for-errors: e = -(y * log(f) + (1 - y) * log(1 - f))
    You use the loss of each bird. In the gradient stands its error, the probability minus y.
no-sigmoid-in-db: dj_db = mean(z - y)
    dj_dw is right. In dj_db the sigmoid is missing: take the mean of the same errors.
no-sigmoid-in-dw: dj_dw = (z - y) @ X / m
    dj_db is right. In dj_dw the sigmoid is missing: take the same errors there.
"""
_GRADIENT_TABLES = GRADIENT_MISTAKES, LOOP_MISTAKES, MANY_GRADIENT_MISTAKES
add_mistakes(
    check_compute_gradient_logistic,
    _LOGISTIC_GRADIENT,
    *_GRADIENT_TABLES,
    NO_SQUARE_MISTAKES,
    _LOGISTIC_GRADIENT_MISTAKES,
)


# gradient_descent_logistic(X, y, w, b, alpha, steps)

_walk = walk_with(log_loss_cost, log_loss_gradient)


def _descent_logistic_cases(rng: Rng) -> list[Case]:
    counts = [1, 2, 3, 10, 20, 6, 4, 5, 3, 8, 2, 7, 3, 4]
    cases = []
    for (X, y, w, b, care), count in zip(_labelled(rng), counts, strict=True):
        # Large columns need short steps: else z runs off to where the formula of the note fails.
        alpha = 0.01 if care == WHOLE else inputs.number(rng, 0.2, 0.9, negative=False)
        cases.append(Case((X, y.astype(int), w, b, alpha, count), care=care))
    X, y, zeros = inputs.matrix(rng, 5, 3, 0.3, 1.6), _labels(rng, 5), np.zeros(3, dtype=int)
    return [
        *cases,
        Case((X, y, zeros, 0, 0.3, 6), care="a start at zeros that are whole numbers"),
        Case((*_rising(rng), 4), care="a learning rate that is too large"),
    ]


def _rising(rng: Rng):
    """Return labels, a start and a learning rate with which the cost rises at a step between."""
    costs = [0.0] * 5
    while max(np.diff(costs)[1:-1]) < 0.1 or max(costs) > 9:
        X, y = inputs.matrix(rng, 6, 2, 0.3, 1.6), _labels(rng, 6)
        args = X, y, inputs.vector(rng, 2), inputs.number(rng), inputs.number(rng, 6, 12, False)
        costs = [log_loss_cost(*args[:4]), *_walk(*args, 4)[2]]
    return args


check_gradient_descent_logistic = Descent(
    "gradient_descent_logistic",
    lambda X, y, w, b, alpha, steps: _walk(X, y, w, b, alpha, steps),
    _descent_logistic_cases,
    parts={"w at the end": 1, "b at the end": 1, "the history of the cost": 1},
    gives_several=True,
    checked="1 to 20 steps with 1 to 5 columns, and the cost after each of them.",
    then="Compare the loop with that of week 2: two names have changed.",
)
add_mistakes(
    check_gradient_descent_logistic,
    DESCENT.but(
        cost=log_loss_cost,
        gradient=log_loss_gradient,
        other_cost=squared_error_cost,
        other_gradient=squared_error_gradient,
    ),
    DESCENT_MISTAKES,
    MANY_DESCENT_MISTAKES,
    """
gradient-of-week-two: slopes = lambda w, b: other_gradient(X, y, w, b)
    Your walk uses the gradient of the squared error. The slopes of the log loss are needed.
cost-of-week-two: costs = [other_cost(X, y, w, b) for w, b in path]
    w and b are right, but your history holds the squared-error cost. Note the log loss.
walk-of-week-two: slopes = lambda w, b: other_gradient(X, y, w, b);
        costs = [other_cost(X, y, w, b) for w, b in path]
    That is the walk of week 2, with the squared error. Take the gradient and the cost of the log
    loss.
""",
)


# accuracy(y, labels): the share of the birds whose label is right


def _accuracy_cases(rng: Rng) -> list[Case]:
    """Return truths and labels; no two of the numbers that mistakes give are the same."""
    tables = [(4, 1, 2, 3), (2, 3, 1, 5), (1, 2, 4, 6), (7, 2, 1, 4), (3, 5, 4, 1)]
    cases = inputs.truths_and_labels(rng, tables)
    y = rng.permutation(np.repeat([0, 1], [3, 4]))
    return [
        *cases,
        Case((y, y.copy()), care="labels that are all right"),
        Case((y, 1 - y), care="labels that are all wrong"),
        Case((np.zeros(5), np.array([0, 1, 0, 0, 1])), care="birds that are all 0"),
        Case((y.astype(float), np.ones(len(y))), care="labels that are floats"),
        Case((y[:1], y[:1].copy()), care=ONE),
    ]


check_accuracy = Exercise(
    "accuracy",
    lambda y, labels: float(np.mean(np.asarray(y) == np.asarray(labels))),
    _accuracy_cases,
    checked="Labels that are partly right, all right and all wrong, and one bird.",
    then="Compare it with the accuracy of someone who always says 1.",
)

add_mistakes(
    check_accuracy,
    Formula("y, labels", "right = y == labels", "share = mean(right)"),
    """
counts-right: share = sum(right)
    You count the birds that are right. Divide by how many birds there are.
counts-wrong: share = sum(y != labels)
    You count the birds that are wrong. The share of those that are right is asked for.
share-of-wrong: right = y != labels
    You give the share of the birds that are wrong. Count those that are right.
percent: share = 100 * mean(right)
    You give percent. A number from 0 to 1 is asked for, so do not multiply by 100.
share-of-ones: share = mean(labels)
    You give the share of the labels that are 1. Compare the labels with the truth first.
share-of-true-ones: share = mean(y)
    You give the share of the birds that are 1. Compare the labels with the truth first.
ones-only: share = sum((y == 1) & (labels == 1)) / len(y)
    Only the birds that are 1 and were called 1 are counted. A 0 that was called 0 is right, too.
zeros-only: share = sum((y == 0) & (labels == 0)) / len(y)
    Only the birds that are 0 and were called 0 are counted. A 1 that was called 1 is right, too.
precision: share = sum((y == 1) & (labels == 1)) / max(sum(labels), 1)
    You divide by how many birds were called 1. Divide by all birds, and count the right zeros as
    well.
recall: share = sum((y == 1) & (labels == 1)) / max(sum(y), 1)
    You divide by how many birds are 1. Divide by all birds, and count the right zeros as well.
mean-error: share = mean(labels - y)
mean-error-turned: share = mean(y - labels)
    You take the mean of the errors. There the two kinds of mistakes cancel: ask whether label and
    truth are the same.
divides-by-two-m: share = mean(right) / 2
    You divide by 2m. The 2 belongs to the squared-error cost alone.
right-over-wrong: share = sum(right) / max(sum(y != labels), 1)
    You divide by the number of wrong labels. Divide by the number of all labels.
precision: share = sum((y == 1) & (labels == 1)) / np.float64(sum(labels))
    You divide by how many birds were called 1. Divide by all birds, and count the right zeros as
    well.
recall: share = sum((y == 1) & (labels == 1)) / np.float64(sum(y))
    You divide by how many birds are 1. Divide by all birds, and count the right zeros as well.
counts-all: share = 1.0
    Your result is 1, whatever the labels are. `len` counts every entry, True or False; `np.sum`
    counts those that are True.
one-minus-mean-error: share = 1 - mean(labels - y)
    You take the mean of the errors away from 1. There the two kinds of mistakes cancel: ask whether
    label and truth are the same.
ones-over-ones: share = sum(labels) / np.float64(sum(y))
    You divide the number of ones in one array by that in the other. Compare the two, bird by bird.
over-the-ones: share = sum(right) / np.float64(sum(y))
    You divide by how many birds are 1. Divide by all birds.
all-or-nothing: share = float(np.all(right))
    Your result is 0 unless all labels are right. Count how many are right, and divide with one
    stroke: two strokes, `//`, round down.
""",
)
add_typed(
    check_accuracy,
    r"""
compares-with-if: (?ms)^if y == labels:\s+return.*ambiguous
    Leave out the `if`: `y == labels` compares all of them at once, and gives True or False for each
    bird. Take the mean of these.
""",
)


# choose_lambda(lambdas, train_costs, validation_costs)


def _choose_lambda_cases(rng: Rng) -> list[Case]:
    """Return costs as they come: on the birds learned from they rise with λ, on others they dip.

    No wrong rule finds the dip: the gap between the costs is smallest after it, and walks that
    stopped early leave the training costs a little out of order.
    """
    cases = []
    for length, dip in ((5, 2), (6, 3), (4, 1), (7, 3), (8, 5)):
        lambdas = np.sort(inputs.vector(rng, length, 0.3, 9.0, negative=False))
        steps = rng.uniform(0.08, 0.12, length)
        steps[-1] = 0.01
        train = np.cumsum(steps)
        away = np.abs(np.arange(length) - dip)
        validation = train[-1] + 0.07 + 0.05 * away + rng.uniform(0, 0.01, length)
        if length == 7:
            train[:2] = train[1::-1].copy()
        if length == 5:
            train[-2:] = train[:-3:-1].copy()
        if length == 8:
            validation[-1] += 1
        order = rng.permutation(length) if length == 6 else np.arange(length)
        cases.append(Case((lambdas[order], train[order].round(3), validation[order].round(3))))
    lambdas = np.append(0, np.sort(rng.choice(np.arange(1, 60), 4, replace=False)))
    train = (rng.uniform(0.8, 1) * np.array([0.11, 0.19, 0.26, 0.35, 0.47])).round(3)
    validation = (rng.uniform(1, 1.5) * np.array([0.9, 0.7, 0.52, 0.61, 0.83])).round(3)
    return [
        *cases,
        Case((lambdas[:3] + 0.5, train[:3], validation[:3]), care="the best λ at the end"),
        Case((lambdas, train, validation), care=WHOLE),
        Case((lambdas + 0.5, train / 1000, validation / 1000), care=SMALL),
        Case((lambdas + 0.0, train, np.sort(validation)), care="the best λ at 0"),
    ]


check_choose_lambda = Exercise(
    "choose_lambda",
    lambda lambdas, train_costs, validation_costs: float(lambdas[np.argmin(validation_costs)]),
    _choose_lambda_cases,
    checked="Lists of many lengths, in and out of order, with the best λ at many places.",
    then="Look at what the chosen λ costs on the birds that the model learned from.",
)

add_mistakes(
    check_choose_lambda,
    Formula(
        "lambdas, train_costs, validation_costs",
        "place = np.argmin(validation_costs)",
        "best = lambdas[place]",
    ),
    """
trusts-training: place = np.argmin(train_costs)
    You go by the cost on the training birds. That is lowest for the model that learned them by
    heart. Go by the validation birds.
gives-place: best = place
    You give the place in the list. Give the λ that stands at that place.
gives-cost: best = min(validation_costs)
    You give the smallest cost. Give the λ that belongs to it.
gives-training-cost: best = min(train_costs)
    You give a cost on the training birds. Give the λ with the smallest validation cost.
cost-at-the-smallest-lambda: best = validation_costs[np.argmin(lambdas)]
    The two lists have changed places. Look for the smallest of the costs, and give the λ that
    stands there.
adds-the-costs: place = np.argmin(train_costs + validation_costs)
    You go by the two costs together. The model knows the training birds by heart, so they should
    have no say: look for the smallest validation cost.
largest-cost: place = np.argmax(validation_costs)
    You look for the largest validation cost. The smallest is the best.
largest-training-cost: place = np.argmax(train_costs)
    You look for the largest cost on the training birds. Look for the smallest validation cost.
smallest-gap: place = np.argmin(abs(validation_costs - train_costs))
    You look for the smallest gap between the two costs. Two costs can be close together and both be
    bad: look for the smallest validation cost.
one-place-late: place = (np.argmin(validation_costs) + 1) % len(lambdas)
    You are one place too far. Python counts places from 0, and so does `np.argmin`.
one-place-early: place = np.argmin(validation_costs) - 1
    You are one place too early. `np.argmin` counts from 0 already: take nothing away.
middle: place = len(lambdas) // 2
    You give the λ in the middle of the list. Look at the costs.
largest-lambda: best = max(lambdas)
    You give the largest λ. Look at the costs.
smallest-lambda: best = min(lambdas)
    You give the smallest λ. Look at the costs.
gives-pair: best = lambdas[place], min(validation_costs)
    You give two things. Give the λ alone.
""",
)
add_typed(
    check_choose_lambda,
    r"""
unknown-attribute: no attribute 'index'
    An array has no `.index`. The place of the smallest is `np.argmin(validation_costs)`.
place-in-another-list: argmin\(validation_costs, lambdas\)
    `np.argmin` takes the costs alone, and gives a place. Pick the λ that stands there:
    `lambdas[np.argmin(validation_costs)]`.
""",
)


# With the L2 term

_PLAIN, _WITH_L2 = "the cost without the price (λ = 0)", "the cost with the price"


def _strengths(rng: Rng, cases: list[Case]) -> list[Case]:
    """Give every case a λ; two cases have λ = 0."""
    with_l2 = [
        Case((*case.args, inputs.number(rng, 0.3, 3.0, negative=False)), _WITH_L2, case.care)
        for case in cases
    ]
    plain = [Case((*case.args, 0.0), _PLAIN) for case in cases[:3]]
    return [*with_l2, *plain]


def _regularised_cases(rng: Rng) -> list[Case]:
    return _strengths(rng, inputs.tables(rng))


def _regularised_logistic_cases(rng: Rng) -> list[Case]:
    return _strengths(rng, _cost_cases(rng))


_L2_COST = "Many shapes, with λ = 0 and with λ large and small; b never pays a price."

check_compute_cost_regularised = Exercise(
    "compute_cost_regularised",
    lambda X, y, w, b, lambda_: squared_error_cost(X, y, w, b, lambda_),
    _regularised_cases,
    parts={_PLAIN: 1, _WITH_L2: 2},
    checked=_L2_COST,
    then="Make λ larger and see how the cost of the same knobs grows.",
)
check_compute_log_loss_regularised = LogLosses(
    "compute_log_loss_regularised",
    lambda X, y, w, b, lambda_: log_loss_cost(X, y, w, b, lambda_),
    _regularised_logistic_cases,
    parts={_PLAIN: 1, _WITH_L2: 2},
    checked=_L2_COST,
    then="Make λ larger and see how the cost of the same knobs grows.",
)
check_compute_gradient_regularised = Exercise(
    "compute_gradient_regularised",
    lambda X, y, w, b, lambda_: squared_error_gradient(X, y, w, b, lambda_),
    _regularised_cases,
    parts={"dj_dw": 2, "dj_db": 1},
    gives_several=True,
    checked=_L2_COST,
    then="Notice that the new part is above zero exactly where the slope itself is.",
)
check_compute_gradient_logistic_regularised = Exercise(
    "compute_gradient_logistic_regularised",
    lambda X, y, w, b, lambda_: log_loss_gradient(X, y, w, b, lambda_),
    _regularised_logistic_cases,
    parts={"dj_dw": 2, "dj_db": 1},
    gives_several=True,
    checked=_L2_COST,
    then="Notice that the new part is above zero exactly where the slope itself is.",
)

add_mistakes(
    check_compute_cost_regularised,
    COST.but(*PRICE, more="lambda_"),
    PRICE_MISTAKES,
    TWO_PRICE_MISTAKES,
    COST_MISTAKES,
    TWO_COST_MISTAKES,
    """
both-without-brackets: cost = (J + price) * m**2
    Python divides and multiplies from left to right: `/ 2 * m` halves and then makes m times as
    large. Put brackets around `2 * m`.
price-alone: J = 0
    Your result is the price alone. The squared errors are missing.
sigmoid-left: f = sigmoid(linear(X, w, b))
    The predictions go through the sigmoid. Here they are amounts, as in week 2: leave it out.
both-by-m: cost = 2 * (J + price)
    All of your result is twice what it should be. Below both fraction lines stands `2 * m`, in
    brackets, not m alone.
""",
)
add_mistakes(
    check_compute_log_loss_regularised,
    _LOG_LOSS_COST.but(*PRICE, more="lambda_"),
    PRICE_MISTAKES,
    TWO_PRICE_MISTAKES,
    _LOG_LOSS_MISTAKES,
    LOOP_MISTAKES,
    _LOSS_MISTAKES,
    """
price-alone: J = 0
    Your result is the price alone: the losses are missing, or each is 0. If you multiply the two
    terms of the loss, one of them is always 0: between them stands a minus.
""",
)
add_mistakes(
    check_compute_gradient_regularised,
    GRADIENT.but(PRICE_W, more="lambda_"),
    PRICE_W_MISTAKES,
    SQUARE_MISTAKES,
    *_GRADIENT_TABLES,
    """
leaves-out-y: e = f
    There is no y in your errors. An error is the prediction minus the true mass.
sigmoid-left: f = sigmoid(z)
    The predictions go through the sigmoid. Here they are amounts, as in week 2: leave it out.
""",
)
add_mistakes(
    check_compute_gradient_logistic_regularised,
    _LOGISTIC_GRADIENT.but(PRICE_W, more="lambda_"),
    PRICE_W_MISTAKES,
    *_GRADIENT_TABLES,
    NO_SQUARE_MISTAKES,
    _LOGISTIC_GRADIENT_MISTAKES,
)
for _check in (
    check_compute_gradient_logistic,
    check_compute_gradient_regularised,
    check_compute_gradient_logistic_regularised,
):
    add_typed(_check, ERRORS_TYPED)
add_typed(
    check_compute_gradient_logistic_regularised,
    r"""
gradient-of-another-page: compute_gradient_logistic\(
    `compute_gradient_logistic` was a task of another page. Write its lines here, and add the price.
""",
)
for _check in (check_compute_gradient_regularised, check_compute_gradient_logistic_regularised):
    add_typed(
        _check,
        r"""
alpha-in-the-gradient: name 'alpha' is not defined
    alpha belongs to the walk, which multiplies the whole gradient by it. Leave it out here.
table-in-the-price: lambda_ (/ (m|len\(\w\)) )?\* X\b
    There is no X in the slope of the price. It is λ divided by m, times w.
""",
    )
for _check in (check_compute_log_loss, check_compute_log_loss_regularised):
    add_typed(
        _check,
        r"""
table-for-probabilities: \b(log_loss|sigmoid|log)\(X[,)]
    You hand over the table X, where probabilities belong. Work them out first,
    `f = logistic_prediction(X, w, b)`, and take `f`.
""",
    )
