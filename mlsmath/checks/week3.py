# ruff: noqa: ANN001, ANN202 (the wrong answers take what the learner's function takes)
"""The exercises of week 3: from a yes/no question to a model that knows how sure it is."""

import numpy as np

from mlsmath.checks import inputs
from mlsmath.checks.answers import ANSWERS
from mlsmath.checks.diagnosis import Finding, Trial
from mlsmath.checks.exercise import Exercise
from mlsmath.checks.formulas import Formula, add_mistakes, linear
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
    GRADIENT,
    GRADIENT_MISTAKES,
    LOOP_MISTAKES,
    MANY_GRADIENT_MISTAKES,
    PRICE,
    PRICE_MISTAKES,
    PRICE_W,
    PRICE_W_MISTAKES,
    TWO_COST_MISTAKES,
    TWO_PRICE_MISTAKES,
    add_loop_mistakes,
    walk_with,
)
from mlsmath.checks.week2 import Descent
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
    ]


def _stable_sigmoid_cases(rng: Rng) -> list[Case]:
    far = np.round(rng.uniform(750, 1000, size=4), 1) * np.array([1, -1, 1, -1])
    return [
        *_sigmoid_cases(rng),
        Case((float(far[1]),), _ONE_Z, "one z far below 0 (down to -1000)"),
        Case((float(far[0]),), _ONE_Z, "one z far above 0 (up to 1000)"),
        Case((far,), _MANY_Z, "an array of z from -1000 to 1000"),
    ]


class Probabilities(Exercise):
    """Say what a yes or no is where probabilities are asked for."""

    def _retold(self, finding: Finding | None, trial: Trial, visible: bool) -> Finding | None:
        if finding is None or finding.name != "truth-values":
            return finding
        return Finding(
            "yes-or-no",
            "You give a yes or no already. A probability is asked for: compare it with nothing.",
            finding.example,
        )


check_sigmoid = Probabilities(
    "sigmoid",
    lambda z: sigmoid(z),
    _sigmoid_cases,
    parts={_ONE_Z: 1, _MANY_Z: 1},
    checked="One number and arrays, near 0 and far from it, whole numbers and 0 itself.",
    then="Look where the curve crosses one half.",
    answers=ANSWERS["sigmoid"],
)
check_stable_sigmoid = Probabilities(
    "stable_sigmoid",
    lambda z: sigmoid(z),
    _stable_sigmoid_cases,
    parts={_ONE_Z: 1, _MANY_Z: 1},
    checked="One number and arrays, from -1000 to 1000, without a warning.",
    then="Notice that e is never raised to a large positive power.",
    answers=ANSWERS["stable_sigmoid"],
)

for _check in (check_sigmoid, check_stable_sigmoid):

    @_check.misconception(
        "Your curve falls. Either the minus in the exponent is missing, or two choices changed "
        "places."
    )
    def _falls(z):
        return 1 / (1 + np.exp(z))

    @_check.misconception(
        "Below the fraction line the 1 and the power of e are added: write a plus between them."
    )
    def _minus_below(z):
        return 1 / (1 - np.exp(-z))

    @_check.misconception(
        "A power of e is never below zero. The minus belongs up in the exponent, in front of z."
    )
    def _minus_outside(z):
        return 1 / (1 + -np.exp(z))

    @_check.misconception("The 1 below the fraction line is missing.")
    def _without_one(z):
        return 1 / np.exp(-z)

    @_check.misconception(
        "Your function gives 1 plus the power of e. That sum belongs below the fraction line, in "
        "brackets."
    )
    def _brackets(z):
        return 1 / 1 + np.exp(-z)

    @_check.misconception("The base is 10 or 2. It is e.", choices=(10.0, 2.0))
    def _other_base(z, base):
        return 1 / (1 + base ** (-z))

    @_check.misconception(
        "Your e is rounded. NumPy knows more of its digits.",
        choices=(2.7, 2.71, 2.72, 2.718, 2.7183, 2.71828),
    )
    def _rounded_e(z, e):
        return 1 / (1 + e ** (-z))

    @_check.misconception("z is multiplied by e. It is the exponent.")
    def _e_times_z(z):
        return 1 / (1 + np.e * -z)

    @_check.misconception(
        "Below the fraction line the 1 and the power of e are added: write a plus between them."
    )
    def _minus_below_the_power(z):
        return np.exp(z) / (1 - np.exp(z))

    @_check.misconception(
        "You give a yes or no already. The sigmoid gives a probability.",
        choices=(np.greater_equal, np.greater),
    )
    def _step(z, at):
        return 1.0 * at(z, 0)

    @_check.misconception(
        "You give a yes or no already. The sigmoid gives a probability.",
        choices=(np.greater_equal, np.greater),
    )
    def _step_by_if(z, at):
        return 1 if at(z, 0) else 0

    @_check.misconception("You give z itself, cut at 0 and 1. The sigmoid is a smooth curve.")
    def _cut_line(z):
        return np.clip(z, 0.0, 1.0)

    @_check.misconception("Your curve goes from -1 to 1. A probability goes from 0 to 1.")
    def _tanh(z):
        return np.tanh(z)

    @_check.misconception("Your curve goes from -1 to 1. A probability goes from 0 to 1.")
    def _minus_one_to_one(z):
        return 2 / (1 + np.exp(-z)) - 1

    @_check.misconception("Your curve is twice as steep as it should be. z is not doubled.")
    def _too_steep(z):
        return 1 / (1 + np.exp(-2 * z))

    @_check.misconception("You give how steep the curve is at z. Its height is asked for.")
    def _slope(z):
        return sigmoid(z) * (1 - sigmoid(z))

    @_check.misconception("Your results are below zero. A probability never is.")
    def _logarithm(z):
        return -np.log(1 + np.exp(-z))

    @_check.misconception("z is squared, so positive and negative z give the same.")
    def _squares_z(z):
        return 1 / (1 + np.exp(-(z**2)))

    @_check.misconception(
        "The sign of z is lost. Where z is below 0, the other fraction is needed: choose with "
        "`np.where(z >= 0, ..., ...)`."
        if _check is check_stable_sigmoid
        else "The sign of z is lost."
    )
    def _sign_lost(z):
        return 1 / (1 + np.exp(-np.abs(z)))

    @_check.misconception("All values of z are put together. Each z has its own result.")
    def _adds_up(z):
        return np.sum(sigmoid(z))

    @_check.misconception(
        "Your results are cut near 0 or 1. A probability may come as near to them as it likes.",
        choices=(0.01, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8),
    )
    def _clips_result(z, edge):
        return np.clip(sigmoid(z), edge, 1 - edge)

    @_check.misconception(
        "z is cut at a value that is too near. Far out the sigmoid still changes.",
        choices=(5.0, 6.0, 8.0, 10.0, 15.0, 20.0),
    )
    def _clips_z(z, edge):
        return sigmoid(np.clip(z, -edge, edge))


def _two_fractions(above, below):
    """Return the function that chooses between two fractions, each made of e to the power -|z|."""

    def chosen(z):
        small = np.exp(-np.abs(z))
        return np.where(np.asarray(z) >= 0, above(small), below(small))

    return chosen


_UPPER, _LOWER = (lambda small: 1 / (1 + small)), (lambda small: small / (1 + small))

for _name, _hint, _wrong in (
    *(
        (
            name,
            "Python divides before it adds. Put brackets around what stands below the fraction "
            "line, in each of the two fractions.",
            _two_fractions(above, below),
        )
        for name, above, below in (
            ("no_brackets", _UPPER, lambda small: small / 1 + small),
            ("no_brackets_above", lambda small: 1 / 1 + small, _LOWER),
            ("no_brackets_in_both", lambda small: 1 / 1 + small, lambda small: small / 1 + small),
        )
    ),
    (
        "only_small",
        "Your function has one fraction for every z. For z above 0 it needs the other one, with "
        "a 1 on top.",
        _two_fractions(_LOWER, _LOWER),
    ),
    (
        "abs_forgotten",
        "For z below 0 your exponent is above 0. Take the minus sign off z with `np.abs` before "
        "you put one in front.",
        lambda z: np.where(np.asarray(z) >= 0, 1 / (1 + np.exp(-z)), np.exp(-z) / (1 + np.exp(-z))),
    ),
    (
        "minus_forgotten",
        "Your exponent is never below 0. Put a minus in front of `np.abs`.",
        lambda z: np.where(
            np.asarray(z) >= 0,
            1 / (1 + np.exp(np.abs(z))),
            np.exp(np.abs(z)) / (1 + np.exp(np.abs(z))),
        ),
    ),
    (
        "both_worked_out",
        "Your results are right, but `np.where` works out both fractions for every z, and one of "
        "the two becomes too large far from 0. Build both with one safe power of e.",
        lambda z: np.where(np.asarray(z) >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z))),
    ),
):
    _wrong.__name__ = _name
    check_stable_sigmoid.misconception(_hint)(_wrong)


@check_stable_sigmoid.misconception(
    "Your function is right near 0, but for z far below 0 e is raised to a power that is too "
    "large for the computer. For negative z use the other form, in which the exponent is negative."
)
def _overflows_below(z):
    return 1 / (1 + np.exp(-z))


@check_stable_sigmoid.misconception(
    "Your function is right near 0, but for z far above 0 it divides infinity by infinity. For "
    "positive z use the other form, in which the exponent is negative."
)
def _overflows_above(z):
    return np.exp(z) / (1 + np.exp(z))


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
    answers=ANSWERS["predict_probability"],
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
    answers=ANSWERS["predict_labels"],
)


def _threshold(p, at=0.5):
    return (np.asarray(p) >= at).astype(int)


def _add_linear_mistakes(check, finish, besides=()):
    """Add the mistakes in z, but `besides`; `finish` makes the result from a wrong z."""
    for name, hint, change in (
        ("leaves_out_b", "Your function leaves out the intercept b.", lambda X, w, b: X @ w),
        (
            "takes_b_away",
            "The intercept b is taken away. The model adds it.",
            lambda X, w, b: X @ w - b,
        ),
        (
            "leaves_out_w",
            "The slopes are left out: the columns are only added up.",
            lambda X, w, b: X.sum(axis=1) + b,
        ),
        (
            "first_column_only",
            "Only the first column of X is used. Every column has its own slope.",
            lambda X, w, b: X[:, 0] * w[0] + b,
        ),
        (
            "transposed",
            "Each bird is a row of X, and its numbers meet the slopes one by one: write `X @ w`.",
            lambda X, w, b: X.T @ w + b,
        ),
        ("sign_of_z", "z has the wrong sign.", lambda X, w, b: -(X @ w + b)),
        (
            "table",
            "`*` gives a table. Each row has one result: add along the row.",
            lambda X, w, b: X * w + b,
        ),
        (
            "sums_columns",
            "The sum goes down the columns. Each result belongs to one row.",
            lambda X, w, b: (X * w).sum(axis=0) + b,
        ),
        (
            "b_for_each_column",
            "b is added once for each column. Add it once, after the sum.",
            lambda X, w, b: X @ w + X.shape[1] * b,
        ),
        (
            "gives_column",
            "Your result is a table with one column. Give back a vector, of shape (m,).",
            lambda X, w, b: (X @ w + b).reshape(-1, 1),
        ),
        (
            "first_row",
            "Only the first row is worked out. Your `return` may be inside the loop; move it to "
            "the left.",
            lambda X, w, b: X[0] @ w + b,
        ),
    ):

        def wrong(X, w, b, change=change):
            return finish(change(X, w, b))

        wrong.__name__ = name
        if name not in besides:
            check.misconception(hint)(wrong)


_add_linear_mistakes(check_predict_probability, sigmoid, ["takes_b_away"])


@check_predict_probability.misconception(
    "In your z the intercept b has the wrong sign. b is added, and a minus in front of z belongs "
    "to all of it: put z in brackets."
)
def _takes_b_away(X, w, b):
    return sigmoid(X @ w - b)


@check_predict_probability.misconception(
    "The sigmoid is missing: your results are not probabilities between 0 and 1."
)
def _without_sigmoid(X, w, b):
    return X @ w + b


@check_predict_probability.misconception("The sigmoid is taken twice. Once is enough.")
def _sigmoid_twice(X, w, b):
    return sigmoid(sigmoid(X @ w + b))


@check_predict_probability.misconception("b is added after the sigmoid. It belongs inside.")
def _b_after_sigmoid(X, w, b):
    return sigmoid(X @ w) + b


@check_predict_probability.misconception(
    "You give a yes or no already. The probability itself is asked for."
)
def _labels_for_probabilities(X, w, b):
    return _threshold(sigmoid(X @ w + b))


@check_predict_probability.misconception(
    "The sigmoid is taken of each product, then added. Add first, then take the sigmoid."
)
def _sigmoid_of_each(X, w, b):
    return sigmoid(X * w).sum(axis=1) + b


@check_predict_probability.misconception(
    "The sigmoid is taken of the table X. Make z of the table first, then take the sigmoid of z."
)
def _sigmoid_of_table(X, w, b):
    return sigmoid(X) @ w + b


@check_predict_labels.misconception(
    "You round z, and z is no probability. Ask of each z whether it is at least 0."
)
def _rounds_z(X, w, b):
    return np.round(X @ w + b)


@check_predict_labels.misconception("You give the probabilities. Turn each into 1 or 0.")
def _gives_probabilities(X, w, b):
    return sigmoid(X @ w + b)


@check_predict_labels.misconception(
    "A bird exactly on the boundary (probability 0.5) should get the label 1: use `>=`."
)
def _tie_is_zero(X, w, b):
    return (X @ w + b > 0).astype(int)


@check_predict_labels.misconception(
    "Your labels are the wrong way round: 1 belongs to probabilities of one half and more."
)
def _turned_round(X, w, b):
    return (X @ w + b < 0).astype(int)


@check_predict_labels.misconception(
    "Your labels are the wrong way round: 1 belongs to probabilities of one half and more."
)
def _turned_round_with_tie(X, w, b):
    return (X @ w + b <= 0).astype(int)


@check_predict_labels.misconception(
    "You compare z with 0.5. z is compared with 0; the probability is compared with 0.5."
)
def _compares_z_with_half(X, w, b):
    return _threshold(X @ w + b)


@check_predict_labels.misconception(
    "Your labels do not change from 0 to 1 where the probability is 0.5. Compare it with 0.5.",
    choices=(0.1, 0.2, 0.25, 0.3, 0.4, 0.45, 0.55, 0.6, 0.7, 0.75, 0.8, 0.9),
)
def _other_threshold(X, w, b, at):
    return _threshold(sigmoid(X @ w + b), at)


@check_predict_labels.misconception(
    "Every label is 1. Is the probability compared with 0, or the sigmoid taken twice? Take it "
    "once, and compare the probability with 0.5."
)
def _all_one(X, w, b):
    return np.ones(len(X), dtype=int)


@check_predict_labels.misconception(
    "Every label is 0. A probability is hardly ever 1: compare it with 0.5."
)
def _all_zero(X, w, b):
    return np.zeros(len(X), dtype=int)


@check_predict_labels.misconception("Your labels are -1 and 1. The course uses 0 and 1.")
def _minus_one_and_one(X, w, b):
    return np.where(X @ w + b >= 0, 1, -1)


_add_linear_mistakes(check_predict_labels, lambda z: _threshold(sigmoid(z)), ["sign_of_z"])


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
    answers=ANSWERS["boundary_line"],
)


@check_boundary_line.misconception(
    "The minus is missing: what stands beside w_2 x_2 has to be taken to the other side."
)
def _minus_forgotten(x_1, w, b):
    return (w[0] * x_1 + b) / w[1]


@check_boundary_line.misconception(
    "The minus belongs to both parts, w_1 x_1 and b. Put brackets around their sum."
)
def _minus_on_first_part(x_1, w, b):
    return (-w[0] * x_1 + b) / w[1]


@check_boundary_line.misconception(
    "The minus belongs to both parts, w_1 x_1 and b. Put brackets around their sum."
)
def _minus_on_b(x_1, w, b):
    return (w[0] * x_1 - b) / w[1]


@check_boundary_line.misconception(
    "Only the last part is divided. Python divides before it adds: put brackets around the sum."
)
def _divides_b_only(x_1, w, b):
    return -w[0] * x_1 - b / w[1]


@check_boundary_line.misconception(
    "Only the last part is divided, and the minus reaches only the first. Put brackets around the "
    "sum: then both belong to both parts."
)
def _divides_b_only_minus_in_front(x_1, w, b):
    return -w[0] * x_1 + b / w[1]


@check_boundary_line.misconception(
    "Two things: only the last part is divided, and the minus is missing. Put brackets around the "
    "sum and a minus in front of them."
)
def _neither_divided_nor_negative(x_1, w, b):
    return w[0] * x_1 + b / w[1]


@check_boundary_line.misconception(
    "Those are Ada's numbers, typed in. Take the slopes and b from the arguments `w` and `b`."
)
def _numbers_of_ada(x_1, w, b):
    return -(2 * x_1 - 1) / 5


@check_boundary_line.misconception("b is not divided by the slope w_2. Both parts are.")
def _divides_first_part_only(x_1, w, b):
    return -w[0] * x_1 / w[1] - b


@check_boundary_line.misconception(
    "The two slopes have changed places: x_1 goes with `w[0]`, and `w[1]` divides."
)
def _slopes_swapped(x_1, w, b):
    return -(w[1] * x_1 + b) / w[0]


@check_boundary_line.misconception(
    "You divide by the slope of x_1. The slope in front of x_2 is `w[1]`."
)
def _divides_by_first_slope(x_1, w, b):
    return -(w[0] * x_1 + b) / w[0]


@check_boundary_line.misconception("Your function leaves out b.")
def _leaves_out_b_of_line(x_1, w, b):
    return -w[0] * x_1 / w[1]


@check_boundary_line.misconception(
    "Your function leaves out the part with x_1, so your line is level."
)
def _level_line(x_1, w, b):
    return -b / w[1] + 0 * x_1


@check_boundary_line.misconception("x_1 is not multiplied by its slope w_1.")
def _leaves_out_first_slope(x_1, w, b):
    return -(x_1 + b) / w[1]


@check_boundary_line.misconception("The division by w_2 is missing.")
def _does_not_divide(x_1, w, b):
    return -(w[0] * x_1 + b)


@check_boundary_line.misconception("You multiply by w_2. To undo a product, divide.")
def _multiplies(x_1, w, b):
    return -(w[0] * x_1 + b) * w[1]


@check_boundary_line.misconception("To undo a product, divide by w_2. You take it away.")
def _takes_slope_away(x_1, w, b):
    return -(w[0] * x_1 + b) - w[1]


@check_boundary_line.misconception("The fraction stands on its head: w_2 belongs below the line.")
def _upside_down(x_1, w, b):
    with np.errstate(divide="ignore"):
        return -w[1] / (w[0] * x_1 + b)


@check_boundary_line.misconception("You set z to 0.5. The probability is 0.5 there, and z is 0.")
def _z_is_half(x_1, w, b):
    return (0.5 - w[0] * x_1 - b) / w[1]


@check_boundary_line.misconception(
    "You set z to 1. On the boundary the probability is 0.5, and z is 0."
)
def _z_is_one(x_1, w, b):
    return (1 - w[0] * x_1 - b) / w[1]


@check_boundary_line.misconception(
    "You give z or a part of it. The x_2 that makes z zero is asked for."
)
def _gives_z_without_second(x_1, w, b):
    return w[0] * x_1 + b


@check_boundary_line.misconception(
    "You give a probability. The place x_2 on the boundary is asked for."
)
def _gives_probability(x_1, w, b):
    return sigmoid(-(w[0] * x_1 + b) / w[1])


@check_boundary_line.misconception(
    "That is the boundary for one column. Here x_1 shifts it, and w_2 divides."
)
def _one_measurement(x_1, w, b):
    return -b / w[0] + 0 * x_1


@check_boundary_line.misconception("Your result is a whole number. Divide with /, not with //.")
def _whole_division(x_1, w, b):
    return -(w[0] * x_1 + b) // w[1]


# log_loss(f, y), for one example or for arrays


def _log_loss(f, y):
    return -(y * np.log(f) + (1 - y) * np.log(1 - f))


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
    _log_loss,
    _log_loss_cases,
    parts={"one bird": 1, "many birds": 1},
    checked="Both labels, models that are sure and unsure, right and wrong.",
    then="See how fast the loss grows when the model is sure and wrong.",
    answers=ANSWERS["log_loss"],
)


_LOSS = Formula("f, y", "loss = -(y * log(f) + (1 - y) * log(1 - f))")
_LOSS_MISTAKES = """
minus-missing: loss = y * log(f) + (1 - y) * log(1 - f)
    Your result is below zero, and a loss never is. A minus is missing, or there is one too many.
minus-on-first-term: loss = -y * log(f) + (1 - y) * log(1 - f)
    The second term has the wrong sign: for y = 0 your loss is below zero. Put one minus in front of
    a bracket, and inside it a plus between the two terms.
labels-swapped: loss = -(y * log(1 - f) + (1 - y) * log(f))
    Your loss is large where the model is right. Either the two terms have changed places (for y = 1
    the probability f itself counts), or f is the probability of a 0.
base-ten: loss = -(y * log10(f) + (1 - y) * log10(1 - f))
    Your logarithm has the base 10. `np.log` has the base e.
base-two: loss = -(y * log2(f) + (1 - y) * log2(1 - f))
    Your logarithm has the base 2. `np.log` has the base e.
only-ones: loss = -y * log(f)
    Birds with y = 0 cost nothing: the second term is missing.
only-zeros: loss = -(1 - y) * log(1 - f)
    Birds with y = 1 cost nothing: the first term is missing.
without-labels: loss = -log(f) + 0 * y
    Every bird is taken as a 1: y switches between two terms, and the second has the logarithm of
    1 - f.
both-logs: loss = -(log(f) + log(1 - f)) + 0 * y
    Both terms always count in your loss. y switches one on and the other off.
squared-error: loss = (f - y) ** 2
    That is the squared error. The log loss asks how surprised the model is.
half-squared-error: loss = (f - y) ** 2 / 2
    That is half of the squared error. The log loss asks how surprised the model is.
absolute-error: loss = abs(f - y)
    That is the distance from the label. The log loss takes a logarithm.
one-minus-log: loss = -(y * log(f) + (1 - y) * (1 - log(f)))
    In the second term you take 1 minus the logarithm. Take the logarithm of 1 - f.
terms-multiplied: loss = 0.0 * f * y
    Your result is 0 for every bird. If you multiply the two terms: one of them is always 0. Between
    them stands a minus.
log-of-one: loss = -y * log(f) + (1 - y) * f
log-of-one-without-brackets: loss = -y * log(f) - f
    The bracket of the second logarithm closes too early. It is the logarithm of 1 - f.
brackets-missing: loss = -y * log(f) - 1 - y * log(1 - f)
    Python multiplies before it subtracts. Put brackets around 1 - y.
one-plus: loss = -(y * log(f) + (1 - y) * log(1 + f))
    The second logarithm is of 1 + f. It is of 1 - f.
"""
add_mistakes(
    check_log_loss,
    _LOSS,
    _LOSS_MISTAKES,
    """
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


def _stable_loss(f_of_z, y):
    return np.logaddexp(0, np.where(y == 1, -f_of_z, f_of_z))


check_compute_log_loss = Exercise(
    "compute_log_loss",
    lambda X, y, w, b: log_loss_cost(X, y, w, b),
    _cost_cases,
    checked="Tables of many shapes, both labels, one bird, and labels that are all the same.",
    then="Compare it with the cost of a model that always says one half.",
    answers=ANSWERS["compute_log_loss"],
)
check_stable_log_loss = Exercise(
    "stable_log_loss",
    lambda X, y, w, b: log_loss_cost(X, y, w, b),
    _stable_cost_cases,
    checked="Tables of many shapes, with z from -1000 to 1000, without a warning.",
    then="Notice that no logarithm of 0 is left.",
    answers=ANSWERS["stable_log_loss"],
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
    The losses are added up, but the sum is not divided by the number of examples m.
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
means-first: f = mean(sigmoid(z))
    You take the mean of the probabilities first. The mean comes last: the loss of each bird first,
    then their mean.
leaves-out-b: z = linear(X, w, 0)
    The intercept b is left out of z.
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
    check_compute_log_loss, _LOG_LOSS_COST, _LOG_LOSS_MISTAKES, LOOP_MISTAKES, _LOSS_MISTAKES
)


@check_stable_log_loss.misconception(
    "Your cost is right near 0, but far out the probability becomes exactly 0 or 1 and its "
    "logarithm is infinite. Work the loss out from z, without the sigmoid."
)
def _naive(X, y, w, b):
    return np.mean(_log_loss(_logistic(X, w, b), y))


@check_stable_log_loss.misconception(
    "Your cost is right near 0, but e is raised to a power that is too large for the computer. "
    "`np.logaddexp(0, s)` gives the same without that power."
)
def _overflows(X, y, w, b):
    z = X @ w + b
    return np.mean(np.log(1 + np.exp(z)) - y * z)


@check_stable_log_loss.misconception(
    "Your cost is right near 0, but e is raised to a power that is too large for the computer. "
    "`np.logaddexp(0, s)` gives the same without that power."
)
def _overflows_in_log1p(X, y, w, b):
    z = X @ w + b
    return np.mean(np.log1p(np.exp(np.where(y == 1, -z, z))))


@check_stable_log_loss.misconception(
    "The probabilities are cut before the logarithm, so the cost of a model that is sure and "
    "wrong stops growing. Work the loss out from z.",
    choices=(1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15, 1e-16),
)
def _clips_the_probability(X, y, w, b, edge):
    return np.mean(_log_loss(np.clip(_logistic(X, w, b), edge, 1 - edge), y))


@check_stable_log_loss.misconception(
    "A small number inside the logarithm stops the cost of a model that is sure and wrong from "
    "growing. Work the loss out from z.",
    choices=(1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15, 1e-16),
)
def _epsilon_in_the_log(X, y, w, b, e):
    f = _logistic(X, w, b)
    return -np.mean(y * np.log(f + e) + (1 - y) * np.log(1 - f + e))


@check_stable_log_loss.misconception(
    "z is cut, so the cost of a model that is sure and wrong stops growing.",
    choices=(10.0, 20.0, 30.0, 50.0, 100.0, 200.0, 500.0, 700.0),
)
def _clips_the_logit(X, y, w, b, edge):
    return np.mean(_stable_loss(np.clip(X @ w + b, -edge, edge), y))


def _add_stable_mistakes(check):
    for name, hint, cost in (
        (
            "sum_for_mean",
            "The losses are added up, but the sum is not divided by the number of examples m.",
            lambda z, y: np.sum(_stable_loss(z, y)),
        ),
        (
            "divides_by_two_m",
            "Your result is half of what it should be: the log loss is divided by m, not by 2m.",
            lambda z, y: np.mean(_stable_loss(z, y)) / 2,
        ),
        (
            "labels_swapped",
            "The two labels have changed places: for y = 1 a large z is cheap.",
            lambda z, y: np.mean(_stable_loss(z, 1 - y)),
        ),
        (
            "asks_z",
            "You ask z for the wrong direction. Only the label knows it: ask whether y is 1.",
            lambda z, y: np.mean(np.logaddexp(0, -np.abs(z))),
        ),
        (
            "size_of_z",
            "The sign of z is lost. Only the label knows which direction is wrong: ask about y.",
            lambda z, y: np.mean(np.logaddexp(0, np.abs(z))),
        ),
        (
            "exponential_missing",
            "The exponential is missing: the logarithm is not of 1 + s. `np.logaddexp(0, s)` has "
            "the exponential inside.",
            lambda z, y: np.mean(np.log(1 + np.where(y == 1, -z, z))),
        ),
        (
            "probability_for_z",
            "You begin with the probability. Begin with z itself, before the sigmoid.",
            lambda z, y: np.mean(_stable_loss(sigmoid(z), y)),
        ),
        (
            "minus_missing",
            "Your cost is below zero. The surprise at something that happened never is.",
            lambda z, y: -np.mean(_stable_loss(z, y)),
        ),
        (
            "gives_each",
            "Your function gives the loss of each example. The cost is one number: their mean.",
            lambda z, y: _stable_loss(z, y),
        ),
        (
            "forgets_y_z",
            "Every bird is taken as a 0. Where y is 1, the wrong direction is minus z.",
            lambda z, y: np.mean(_stable_loss(z, 0 * y)),
        ),
        (
            "only_s",
            "You take the mean of s itself. The loss of a bird comes of s by `np.logaddexp`.",
            lambda z, y: np.mean(np.where(y == 1, -z, z)),
        ),
        (
            "one_in_place_of_zero",
            "`np.logaddexp` takes exponents, and e to the power 0 is 1. So hand it a 0, not a 1.",
            lambda z, y: np.mean(np.logaddexp(1, np.where(y == 1, -z, z))),
        ),
        (
            "all_ones",
            "Every bird is taken as a 1. Where y is 0, the wrong direction is z itself.",
            lambda z, y: np.mean(_stable_loss(z, 0 * y + 1)),
        ),
        (
            "plus_y_z",
            "The term with y times z is added. It is taken away.",
            lambda z, y: np.mean(np.logaddexp(0, z) + y * z),
        ),
        (
            "only_larger_part",
            "The part with the logarithm is missing: near z = 0 it matters most.",
            lambda z, y: np.mean(np.maximum(z, 0) - y * z),
        ),
        (
            "only_log_part",
            "Only the part with the logarithm is there. The larger part that you took out has to "
            "be added again.",
            lambda z, y: np.mean(np.log1p(np.exp(-np.abs(z))) - y * z),
        ),
        (
            "base_two",
            "Your logarithm has the base 2. `np.log` has the base e.",
            lambda z, y: np.mean(_stable_loss(z, y)) / np.log(2),
        ),
        (
            "base_ten",
            "Your logarithm has the base 10. `np.log` has the base e.",
            lambda z, y: np.mean(_stable_loss(z, y)) / np.log(10),
        ),
    ):

        def wrong(X, y, w, b, cost=cost):
            return cost(X @ w + b, y)

        wrong.__name__ = name
        check.misconception(hint)(wrong)

    @check.misconception("The intercept b is left out of z.")
    def _leaves_out_b(X, y, w, b):
        return np.mean(_stable_loss(X @ w, y))


_add_stable_mistakes(check_stable_log_loss)


# The gradient of the log loss


check_compute_gradient_logistic = Exercise(
    "compute_gradient_logistic",
    lambda X, y, w, b: log_loss_gradient(X, y, w, b),
    _cost_cases,
    parts={"dj_dw": 1, "dj_db": 1},
    gives_several=True,
    checked="Tables of many shapes, both labels, one bird, and labels that are all the same.",
    then="Lay it beside the gradient of week 2 and compare them, symbol by symbol.",
    answers=ANSWERS["compute_gradient_logistic"],
)


_LOGISTIC_GRADIENT = GRADIENT.but("f = sigmoid(z)")
_LOGISTIC_GRADIENT_MISTAKES = """
without-sigmoid: f = z
    The sigmoid is missing: your errors are z - y, as in week 2. The prediction is a probability
    now.
slope-of-sigmoid-stays: e = (f - y) * f * (1 - f)
    The slope of the sigmoid, f(1 - f), is still there. In the log loss it cancels.
labels-for-probabilities: f = sigmoid(z) >= 0.5
    The predictions are turned into labels first. Use the probability itself.
"""
_GRADIENT_TABLES = GRADIENT_MISTAKES, LOOP_MISTAKES, MANY_GRADIENT_MISTAKES
add_mistakes(
    check_compute_gradient_logistic,
    _LOGISTIC_GRADIENT,
    *_GRADIENT_TABLES,
    _LOGISTIC_GRADIENT_MISTAKES,
)


# gradient_descent_logistic(X, y, w, b, alpha, steps)

_walk = walk_with(log_loss_cost, log_loss_gradient)


def _after_each_step(X, y, w, b, alpha, steps):
    w, b, history = _walk(X, y, w, b, alpha, steps)
    return w, b, history[1:]


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
        costs = _walk(*args, 4)[2]
    return args


check_gradient_descent_logistic = Descent(
    "gradient_descent_logistic",
    lambda X, y, w, b, alpha, steps: _after_each_step(X, y, w, b, alpha, steps),
    _descent_logistic_cases,
    parts={"w at the end": 1, "b at the end": 1, "the history of the cost": 1},
    gives_several=True,
    checked="1 to 20 steps with 1 to 5 columns, and the cost after each of them.",
    then="Compare the loop with that of week 2: two names have changed.",
    answers=ANSWERS["gradient_descent_logistic"],
)
add_loop_mistakes(check_gradient_descent_logistic, log_loss_cost, log_loss_gradient)


@check_gradient_descent_logistic.misconception(
    "Your walk uses the gradient of the squared error. The slopes of the log loss are needed."
)
def _gradient_of_week_two(X, y, w, b, alpha, steps):
    w, b, history = walk_with(log_loss_cost, squared_error_gradient)(X, y, w, b, alpha, steps)
    return w, b, history[1:]


@check_gradient_descent_logistic.misconception(
    "w and b are right, but your history holds the squared-error cost. Note the log loss."
)
def _cost_of_week_two(X, y, w, b, alpha, steps):
    w, b, history = walk_with(squared_error_cost, log_loss_gradient)(X, y, w, b, alpha, steps)
    return w, b, history[1:]


@check_gradient_descent_logistic.misconception(
    "That is the walk of week 2, with the squared error. Take the gradient and the cost of the "
    "log loss."
)
def _walk_of_week_two(X, y, w, b, alpha, steps):
    w, b, history = walk_with(squared_error_cost, squared_error_gradient)(X, y, w, b, alpha, steps)
    return w, b, history[1:]


# accuracy(y, labels): the share of the birds whose label is right


def _accuracy_cases(rng: Rng) -> list[Case]:
    """Return truths and labels; no two of the numbers that mistakes give are the same."""
    cases = []
    # How many birds are 1 and called 1, 1 and called 0, 0 and called 1, 0 and called 0.
    tables = [(4, 1, 2, 3), (2, 3, 1, 5), (1, 2, 4, 6), (7, 2, 1, 4), (3, 5, 4, 1)]
    for table in rng.permutation(tables):
        y = np.repeat([1, 1, 0, 0], table)
        labels = np.repeat([1, 0, 1, 0], table)
        order = rng.permutation(len(y))
        cases.append(Case((y[order], labels[order])))
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
    answers=ANSWERS["accuracy"],
)


def _times(y, labels, truth, said):
    """Count the birds with this truth that were called so."""
    return np.sum((np.asarray(y) == truth) & (np.asarray(labels) == said))


for _name, _hint, _wrong in (
    (
        "counts_right",
        "You count the birds that are right. Divide by how many birds there are.",
        lambda y, labels: np.sum(y == labels),
    ),
    (
        "counts_wrong",
        "You count the birds that are wrong. The share of those that are right is asked for.",
        lambda y, labels: np.sum(y != labels),
    ),
    (
        "share_of_wrong",
        "You give the share of the birds that are wrong. Count those that are right.",
        lambda y, labels: np.mean(y != labels),
    ),
    (
        "percent",
        "You give percent. A number from 0 to 1 is asked for, so do not multiply by 100.",
        lambda y, labels: 100 * np.mean(y == labels),
    ),
    (
        "share_of_ones",
        "You give the share of the labels that are 1. Compare the labels with the truth first.",
        lambda y, labels: np.mean(labels),
    ),
    (
        "share_of_true_ones",
        "You give the share of the birds that are 1. Compare the labels with the truth first.",
        lambda y, labels: np.mean(y),
    ),
    (
        "ones_only",
        "Only the birds that are 1 and were called 1 are counted. A 0 that was called 0 is right, "
        "too.",
        lambda y, labels: _times(y, labels, 1, 1) / len(y),
    ),
    (
        "zeros_only",
        "Only the birds that are 0 and were called 0 are counted. A 1 that was called 1 is right, "
        "too.",
        lambda y, labels: _times(y, labels, 0, 0) / len(y),
    ),
    (
        "precision",
        "You divide by how many birds were called 1. Divide by all birds, and count the right "
        "zeros as well.",
        lambda y, labels: _times(y, labels, 1, 1) / max(np.sum(labels), 1),
    ),
    (
        "recall",
        "You divide by how many birds are 1. Divide by all birds, and count the right zeros as "
        "well.",
        lambda y, labels: _times(y, labels, 1, 1) / max(np.sum(y), 1),
    ),
    (
        "mean_error",
        "You take the mean of the errors. There the two kinds of mistakes cancel: ask whether "
        "label and truth are the same.",
        lambda y, labels: np.mean(labels - y),
    ),
    (
        "mean_error_turned",
        "You take the mean of the errors. There the two kinds of mistakes cancel: ask whether "
        "label and truth are the same.",
        lambda y, labels: np.mean(y - labels),
    ),
    (
        "divides_by_two_m",
        "You divide by 2m. The 2 belongs to the squared-error cost alone.",
        lambda y, labels: np.mean(y == labels) / 2,
    ),
    (
        "right_over_wrong",
        "You divide by the number of wrong labels. Divide by the number of all labels.",
        lambda y, labels: np.sum(y == labels) / max(np.sum(y != labels), 1),
    ),
    (
        "all_or_nothing",
        "Your result is 0 unless all labels are right. Count how many are right, and divide with "
        "one stroke: two strokes, `//`, round down.",
        lambda y, labels: float(np.all(y == labels)),
    ),
):
    _wrong.__name__ = _name
    check_accuracy.misconception(_hint)(_wrong)


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
    answers=ANSWERS["choose_lambda"],
)

for _name, _hint, _wrong in (
    (
        "trusts_training",
        "You go by the cost on the training birds. That is lowest for the model that learned them "
        "by heart. Go by the validation birds.",
        lambda lambdas, train, validation: lambdas[np.argmin(train)],
    ),
    (
        "gives_place",
        "You give the place in the list. Give the λ that stands at that place.",
        lambda lambdas, train, validation: np.argmin(validation),
    ),
    (
        "gives_cost",
        "You give the smallest cost. Give the λ that belongs to it.",
        lambda lambdas, train, validation: np.min(validation),
    ),
    (
        "gives_training_cost",
        "You give a cost on the training birds. Give the λ with the smallest validation cost.",
        lambda lambdas, train, validation: np.min(train),
    ),
    (
        "adds_the_costs",
        "You go by the two costs together. The model knows the training birds by heart, so they "
        "should have no say: look for the smallest validation cost.",
        lambda lambdas, train, validation: lambdas[np.argmin(train + validation)],
    ),
    (
        "largest_cost",
        "You look for the largest validation cost. The smallest is the best.",
        lambda lambdas, train, validation: lambdas[np.argmax(validation)],
    ),
    (
        "largest_training_cost",
        "You look for the largest cost on the training birds. Look for the smallest validation "
        "cost.",
        lambda lambdas, train, validation: lambdas[np.argmax(train)],
    ),
    (
        "smallest_gap",
        "You look for the smallest gap between the two costs. Two costs can be close together and "
        "both be bad: look for the smallest validation cost.",
        lambda lambdas, train, validation: lambdas[np.argmin(np.abs(validation - train))],
    ),
    (
        "one_place_late",
        "You are one place too far. Python counts places from 0, and so does `np.argmin`.",
        lambda lambdas, train, validation: lambdas[(np.argmin(validation) + 1) % len(lambdas)],
    ),
    (
        "one_place_early",
        "You are one place too early. `np.argmin` counts from 0 already: take nothing away.",
        lambda lambdas, train, validation: lambdas[np.argmin(validation) - 1],
    ),
    (
        "middle",
        "You give the λ in the middle of the list. Look at the costs.",
        lambda lambdas, train, validation: lambdas[len(lambdas) // 2],
    ),
    (
        "largest_lambda",
        "You give the largest λ. Look at the costs.",
        lambda lambdas, train, validation: np.max(lambdas),
    ),
    (
        "smallest_lambda",
        "You give the smallest λ. Look at the costs.",
        lambda lambdas, train, validation: np.min(lambdas),
    ),
    (
        "gives_pair",
        "You give two things. Give the λ alone.",
        lambda lambdas, train, validation: (
            lambdas[np.argmin(validation)],
            np.min(validation),
        ),
    ),
):
    _wrong.__name__ = _name
    check_choose_lambda.misconception(_hint)(_wrong)


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
    then="Make λ larger and see which slopes shrink first.",
    answers=ANSWERS["compute_cost_regularised"],
)
check_compute_log_loss_regularised = Exercise(
    "compute_log_loss_regularised",
    lambda X, y, w, b, lambda_: log_loss_cost(X, y, w, b, lambda_),
    _regularised_logistic_cases,
    parts={_PLAIN: 1, _WITH_L2: 2},
    checked=_L2_COST,
    then="Make λ larger and see which slopes shrink first.",
    answers=ANSWERS["compute_log_loss_regularised"],
)
check_compute_gradient_regularised = Exercise(
    "compute_gradient_regularised",
    lambda X, y, w, b, lambda_: squared_error_gradient(X, y, w, b, lambda_),
    _regularised_cases,
    parts={"dj_dw": 2, "dj_db": 1},
    gives_several=True,
    checked=_L2_COST,
    then="Notice that the new part is above zero exactly where the slope itself is.",
    answers=ANSWERS["compute_gradient_regularised"],
)
check_compute_gradient_logistic_regularised = Exercise(
    "compute_gradient_logistic_regularised",
    lambda X, y, w, b, lambda_: log_loss_gradient(X, y, w, b, lambda_),
    _regularised_logistic_cases,
    parts={"dj_dw": 2, "dj_db": 1},
    gives_several=True,
    checked=_L2_COST,
    then="Notice that the new part is above zero exactly where the slope itself is.",
    answers=ANSWERS["compute_gradient_logistic_regularised"],
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
)
add_mistakes(
    check_compute_gradient_regularised,
    GRADIENT.but(PRICE_W, more="lambda_"),
    PRICE_W_MISTAKES,
    *_GRADIENT_TABLES,
)
add_mistakes(
    check_compute_gradient_logistic_regularised,
    _LOGISTIC_GRADIENT.but(PRICE_W, more="lambda_"),
    PRICE_W_MISTAKES,
    *_GRADIENT_TABLES,
    _LOGISTIC_GRADIENT_MISTAKES,
)
