# ruff: noqa: ANN001, ANN202 (the wrong answers take what the learner's function takes)
"""The exercises of week 1: predict with a line, measure the error, use many measurements."""

import dis
from dataclasses import replace

import numpy as np

from mlsmath.checks import inputs
from mlsmath.checks.exercise import Exercise, Verdict
from mlsmath.checks.formulas import Formula, add_mistakes
from mlsmath.checks.inputs import ALIKE, LARGE, ONE, SMALL, WHOLE, ZEROS, Case, Rng
from mlsmath.checks.mistakes import COST, COST_MISTAKES, TWO_COST_MISTAKES
from mlsmath.checks.source import own_codes
from mlsmath.checks.task import Mistake
from mlsmath.checks.watching import codes
from mlsmath.cost import squared_error_cost
from mlsmath.model import linear_prediction

# training_example(x, y, i) -> (x^(i), y^(i)), counted from 1


def _training_example_cases(rng: Rng) -> list[Case]:
    cases = []
    for m in inputs.sizes(rng):
        x, y = inputs.vector(rng, m), inputs.vector(rng, m)
        cases += [Case((x, y, i)) for i in sorted({1, int(rng.integers(1, m + 1)), m})]
    x, y = inputs.vector(rng, 5), inputs.vector(rng, 5)
    return [
        *cases,
        Case((x[[0, 1, 0]], y[:3], 3), care="two birds with the same x"),
        Case((inputs.vector(rng, 1), inputs.vector(rng, 1), 1), care=ONE),
        Case((inputs.whole(rng, 6), inputs.whole(rng, 6), 4), care=WHOLE),
    ]


check_training_example = Exercise(
    "training_example",
    lambda x, y, i: (x[i - 1], y[i - 1]),
    _training_example_cases,
    parts={"x of the example": 1, "y of the example": 1},
    gives_several=True,
    checked="The first, the last and examples in between, from 1 to 9 birds.",
    then="Notice that the math counts from 1 and Python from 0.",
)

add_mistakes(
    check_training_example,
    Formula("x, y, i", "place = i - 1", "example = x[place], y[place]"),
    """
counts-from-zero: place = i
    Your function is one place too far: it gives the example after the one asked for. The math
    counts from 1, but Python counts from 0.
swapped: example = y[place], x[place]
    The two values are swapped. The task asks for x first, then y.
counts-from-end: place = -i
    Your function counts from the end. Python's index 0 is the first item, and -1 the last.
ignores-i: place = 0
always-second: place = 1
    Your function always gives the same place, whatever i is. Use the argument `i`.
always-last: place = -1
    Your function always gives the last example, whatever i is. Use the argument `i`.
two-back: place = i - 2
    Your function goes one place too far back. i = 1 should give the first item.
shifts-only-x: example = x[place], y[i]
y-from-elsewhere: example = x[place], y[place - 1]
y-from-elsewhere: example = x[place], y[0]
    x is right, but y comes from another example. Both should come from the same place.
shifts-only-y: example = x[i], y[place]
x-from-elsewhere: example = x[place - 1], y[place]
x-from-elsewhere: example = x[0], y[place]
    y is right, but x comes from another example. Both should come from the same place.
both-from-x: example = x[place], x[place]
    Both of your values come from x. The second should come from y.
one-from-the-items: place = i; example = x[place] - 1, y[place] - 1
    You take 1 away from the two items. Take it away from the place, inside the square brackets.
two-too-far: place = i + 1
    Your function goes two places too far. i = 1 should give the first item, and Python counts that
    one as 0.
slices: place = slice(i)
    Your function gives all items up to the i-th. Pick one item: no colon in the brackets.
slices-one: place = slice(i - 1, i)
    Each of your values is an array with one number in it. Pick the item itself: no colon in the
    brackets.
""",
)


# predict(x, w, b), x one number or an array


def _predict_cases(rng: Rng) -> list[Case]:
    one, many = "one number x", "an array x"
    cases = [
        Case((inputs.number(rng), inputs.number(rng), inputs.number(rng)), one) for _ in range(4)
    ]
    for case in inputs.points(rng):
        x, _, w, b = case.args
        cases.append(Case((x, w, b), many, case.care))
    return [
        *cases,
        Case((7, inputs.number(rng), inputs.number(rng)), one, WHOLE),
        Case((0.0, inputs.number(rng), inputs.number(rng)), one, "x = 0"),
        Case((inputs.number(rng), 0.0, 0.0), one, "w = 0 and b = 0"),
    ]


check_predict = Exercise(
    "predict",
    lambda x, w, b: w * x + b,
    _predict_cases,
    parts={"one number x": 1, "an array x": 1},
    checked="One number and arrays of 1 to 9 numbers, positive, negative, large and whole.",
    then="Change w and b by hand and see how the predictions move.",
)

add_mistakes(
    check_predict,
    Formula("x, w, b", "f = w * x + b"),
    """
forgets-b: f = w * x
    Your function leaves out the intercept b.
subtracts-b: f = w * x - b
    The intercept b is taken away. The model adds it.
b-times-x: f = w * x + b * x
    b is multiplied by x, too. The intercept b stands alone, and is added.
swaps-w-and-b: f = b * x + w
    w and b have changed places: the slope belongs to x, the intercept stands alone.
brackets: f = w * (x + b)
    b is added before the multiplication. Python works out brackets first: only x is multiplied by
    w.
adds-w: f = w + x + b
    x, w and b are all added. The slope w multiplies x.
multiplies-all: f = w * x * b
    x, w and b are all multiplied. The intercept b is added.
twenty-once-more: f = w * (x + k) + b for k in (20, -20)
    x is the length beyond 20 cm already. Use x as it is: no 20 is added to it or taken away.
sign-of-x-lost: f = w * abs(x) + b
    The sign of x is lost, as if it were never below 0. Use x as it is.
forgets-w: f = x + b
    Your function leaves out the slope w.
forgets-x: f = w + b + 0 * x
    Your function leaves out x.
divides: f = x / w + b
    x is divided by w. The slope w multiplies x.
x-to-the-w: f = x**w + b
    x is raised to a power. In Python `**` means a power and `*` means times.
w-to-the-x: f = w**x + b
    w is raised to a power. In Python `**` means a power and `*` means times.
minus-w: f = b - w * x
    The slope has the wrong sign.
squares-x: f = w * x**2 + b
    You multiply x by itself. The model of a straight line takes x once.
sums: f = sum(w * x + b)
    Your function adds up the predictions. Give back one prediction for each x.
means: f = mean(w * x + b)
    Your function makes one number of all predictions. Give back one prediction for each x.
only-first: f = w * ravel(x)[0] + b
    Your function handles only the first item of x. Give back one prediction for each x.
""",
)


# squared_errors(x, y, w, b) -> an array, one for each bird


check_squared_errors = Exercise(
    "squared_errors",
    lambda x, y, w, b: (linear_prediction(x, w, b) - y) ** 2,
    inputs.points,
    checked="From 1 to 9 birds, positive, negative, large and whole.",
    then="Notice that a squared error is never negative.",
)

add_mistakes(
    check_squared_errors,
    Formula(
        "x, y, w, b",
        "f = w * x + b",
        "e = f - y",
        "squares = e**2",
    ),
    """
not-squared: squares = e
    The errors are not squared yet.
not-squared-turned: squares = -e
    The errors are not squared yet, and the sign is turned round.
absolute: squares = abs(e)
    You take the size of each error, without its sign. The task asks for its square.
squares-first: squares = f**2 - y**2
squares-first: squares = y**2 - f**2
    Prediction and target are squared one by one. Take the difference first, then square it.
squares-only-y: squares = f - y**2
squares-only-y: squares = y**2 - f
    Only y is squared: Python works out a power before a difference. Put brackets around the error.
squares-only-f: squares = f**2 - y
squares-only-f: squares = y - f**2
    Only the prediction is squared. Take the difference first, and square that: put brackets around
    the error.
squares-only-b: squares = w * x + b**2 - y
squares-only-b: squares = w * x - y + k * b**2 for k in (1, -1)
squares-only-b: squares = y - w * x + k * b**2 for k in (1, -1)
    Only b is squared: Python works out a power before it adds. Put brackets around the whole error,
    the prediction minus y.
b-behind-the-square: squares = (w * x - y) ** 2 + b
    b is added to the squares. It belongs to the prediction: add it before you take y away and
    square.
two-to-the-two: squares = e * 2**2
    The errors are multiplied by 2**2, which is 4. Put the two stars behind the error itself.
doubles: squares = 2 * e
    The errors are doubled. The task asks for their squares.
without-b: f = w * x
    The prediction leaves out the intercept b.
line-turned: f = b * x + w
    w and b have changed places in the prediction.
only-the-product-taken: e = y - w * x + b
    Without brackets only `w * x` is taken from y, and b is added. Put brackets around the
    prediction.
adds-y: e = f + y
    The target y is added. An error is a difference.
summed: squares = sum(e**2)
    Your function adds the squared errors up. This task asks for each one; the sum comes later.
averaged: squares = mean(e**2)
    Your function makes one number of all squared errors. This task asks for each one.
halved: squares = e**2 / 2
    Your squared errors are halved. This task asks for the whole square of each error.
x-minus-y: e = x - y
    You square the distance between x and y. An error is between the prediction and y.
squares-prediction: e = f
    You square the predictions. Take y away from them first.
table: f = w * x.reshape(-1, 1) + b
    Every prediction is compared with every y, which gives a table. Compare each prediction with its
    own y.
""",
)


# The cost, with one measurement and with many: the same mistakes, on the errors f - y


check_compute_cost = Exercise(
    "compute_cost",
    lambda x, y, w, b: squared_error_cost(x, y, w, b),
    inputs.points,
    checked="From 1 to 9 birds, positive, negative, large and whole.",
    then="Notice that only a line which misses no bird has the cost 0.",
)


check_compute_cost_many = Exercise(
    "compute_cost_many",
    lambda X, y, w, b: squared_error_cost(X, y, w, b),
    inputs.tables,
    checked="Tables with 1 to 7 rows and 1 to 7 columns, square and not, large and whole.",
    then="Compare the cost of four measurements with the cost of one.",
)


for _check in (check_compute_cost, check_compute_cost_many):
    add_mistakes(_check, COST, COST_MISTAKES, TWO_COST_MISTAKES)

add_mistakes(
    check_compute_cost,
    COST,
    """
line-swapped: f = linear(X, b, w)
    w and b have changed places in the prediction.
""",
)
add_mistakes(
    check_compute_cost_many,
    COST,
    """
counts-columns: J = total / (2 * X.shape[1])
    You divide by the number of columns n. m is the number of birds (rows): `len(y)`.
divides-by-shape: J = total / (k * X.shape) for k in (1, 2)
    You divide by the whole shape, which is two numbers: rows and columns. m is the number of birds,
    so of rows alone.
counts-entries: J = total / (2 * X.size)
    You divide by the number of all entries of X. m is the number of birds (rows).
adds-b-per-column: f = X @ w + X.shape[1] * b
    b is added once for each column. The prediction has the dot product, and then b once.
first-column-only: f = X[:, 0] * w[0] + b
    Only the first column of X is used. Every measurement has its own slope.
ignores-w: f = X.sum(axis=1) + b
    The slopes are left out: the columns are only added up.
""",
)


# grid_search(x, y, w_values, b_values) -> (best w, best b)

# Where a knob is held while the other one is searched: at 0, or at a number of the notebooks.
_HELD = [0.0, 0.5, 1.0, 4.0, 4.1, 4.2, 5.0]


def _all_errors(x, y, w_values, b_values):
    return np.multiply.outer(w_values, x)[:, None, :] + np.reshape(b_values, (-1, 1)) - y


def _all_costs(x, y, w_values, b_values):
    return np.mean(_all_errors(x, y, w_values, b_values) ** 2, axis=2) / 2


def _grid_search(x, y, w_values, b_values):
    costs = _all_costs(x, y, w_values, b_values)
    i, j = np.unravel_index(np.argmin(costs), costs.shape)
    return w_values[i], b_values[j]


def _grid_search_cases(rng: Rng) -> list[Case]:
    """Put the best pair inside the grid, at its first and at its last pair, and off centre.

    A slanted cloud of points far from 0 makes the bowl a valley, so that searching w and b one
    after the other ends at another pair. Values that are not sorted tell the mistakes apart in
    which a pair wins by its place.
    """
    cases = []
    places = [(2, 3), (1, 2), (4, 1), (0, 0), (3, 4), (5, 5), (0, 5), (5, 1), (2, 0)]
    for k, (i, j) in enumerate(places):
        m = 4 + k
        x = inputs.vector(rng, m, 1.0, 4.0, negative=False)
        w_values = np.sort(inputs.vector(rng, 6, 0.3, 3.0))
        b_values = np.sort(inputs.vector(rng, 6, 0.3, 3.0))
        if k > 2:
            w_values, b_values = rng.permutation(w_values), rng.permutation(b_values)
        noise = rng.choice([-1, 1], size=m) * inputs.vector(rng, m, 0.05, 0.4, negative=False)
        y = np.round(w_values[i] * x + b_values[j] + noise, 2)
        cases.append(Case((x, y, w_values, b_values)))
    x, y = inputs.vector(rng, 5), inputs.vector(rng, 5)
    grid, again = (inputs.vector(rng, 3), inputs.vector(rng, 5)), [0, 1, 2, 1, 1]
    return [
        Case((inputs.vector(rng, 3), inputs.vector(rng, 3), *grid)),
        *cases,
        Case(_telling_pairs(rng)),
        Case((x, y, inputs.vector(rng, 1), inputs.vector(rng, 4)), care="one single value of w"),
        Case((x, y, inputs.vector(rng, 4), inputs.vector(rng, 1)), care="one single value of b"),
        Case((x * 10_000, y * 10_000, *grid), care=LARGE),
        Case((x / 1000, y / 1000, np.append(grid[0], 0.0), grid[1] / 1000), care=SMALL),
        Case((x[again], y[again], *grid), care=ALIKE),
    ]


def _telling_pairs(rng: Rng):
    """Return a grid of which the sizes of the errors choose another w and another b."""
    while True:
        args = (*(inputs.vector(rng, 5) for _ in range(4)),)
        errors = np.abs(_all_errors(*args)).sum(axis=2)
        i, j = np.unravel_index(np.argmin(errors), errors.shape)
        w, b = _grid_search(*args)
        if w != args[2][i] and b != args[3][j]:
            return args


check_grid_search = Exercise(
    "grid_search",
    _grid_search,
    _grid_search_cases,
    parts={"best w": 1, "best b": 1},
    gives_several=True,
    checked="Grids of several sizes, with the best pair inside and at the edges.",
    then="With a third knob, all these pairs would be tried again for each of its values.",
)


# The grid goes on behind the lists, with the knobs held: -8 is the last value of a list, -7 is 0.
add_mistakes(
    check_grid_search,
    Formula(
        "x, y, w_values, b_values",
        "ws, bs = len(w_values), len(b_values)",
        "e = errors(x, y, [*w_values, *held], [*b_values, *held])",
        "grid = mean(e**2, axis=2) / 2",
        "costs = grid[:ws, :bs]",
        "place = np.argmin(costs)",
        "i = place // bs",
        "j = place % bs",
        "best = w_values[i], b_values[j]",
        errors=_all_errors,
        held=_HELD,
    ),
    """
gives-positions: best = i, j
    Your function gives the positions of the best values in their lists. Give back the values
    themselves.
gives-b-first: best = b_values[j], w_values[i]
    The two values are swapped. The task asks for w first, then b.
b-of-the-last-round: j = -1
    Your w is right, but b is always the last of its list. Keep b where you keep w, inside the `if`.
w-of-the-last-round: i = -1
    Your b is right, but w is always the last of its list. Keep w where you keep b, inside the `if`.
finds-largest: place = np.argmax(costs)
    Your function finds the largest cost. Turn the comparison round: smaller is better.
begins-at-zero: best = 0, 0
    No pair is ever kept. Begin with the best cost `float("inf")`. Where a cost is smaller than the
    best so far, keep all three: the cost, its w and its b.
keeps-last: i = -1; j = -1
    Your function keeps the last pair, whatever its cost. Keep a pair only if its cost is smaller
    than the best so far, and remember that cost, too.
keeps-first: i = 0; j = 0
    Your function keeps the first pair. Is the best cost so far large at the start, and is it
    compared in every round?
compares-with-previous: place = np.flatnonzero(np.diff([np.inf, *ravel(costs)]) < 0)[-1]
    Each pair is compared with the pair before it. Compare it with the best so far, and remember the
    new best cost.
forgets-best-cost: place = max(np.flatnonzero(costs < costs[0, 0]), default=0)
    The best cost is never remembered, so every pair counts as better than the start. Store the new
    cost together with the new pair.
resets-for-each-w: i = -1; j = np.argmin(costs[-1])
    The intercepts are compared for the last w alone. If your loops stand one after the other, put
    the loop over b inside the loop over w. If one is inside the other already, set the best cost
    once, before both.
side-by-side: i = np.argmin(np.diag(costs)); j = i
    w and b walk through their lists side by side, so most pairs are never tried. Put one loop
    inside the other.
one-after-the-other: i = np.argmin(costs[:, 0]); j = np.argmin(costs[i])
    You search the best w first, and then the best b for it. A better pair can have another w: try
    all pairs.
w-with-b-zero: i = np.argmin(grid[:ws, bs]); j = np.argmin(costs[i])
    You search the best w with b = 0, and then the best b for it. A better pair can have another w:
    try all pairs.
one-knob-at-a-time: i = np.argmin(costs[:, np.argmin(grid[k, :bs])]); j = np.argmin(grid[k, :bs])
        for k in (0, *range(-8, 0))
one-knob-at-a-time: i = np.argmin(grid[:ws, k]); j = np.argmin(costs[i])
        for k in (-8, *range(-6, 0))
one-knob-at-a-time: i = np.argmin(grid[:ws, k[0]]); j = np.argmin(grid[k[1], :bs])
        for k in ((0, 0), (-8, -8), (-7, -7), (0, -8))
    You search one knob after the other. The best pair can have other values of both: put one loop
    inside the other, and try all pairs.
knobs-swapped-in-the-cost: costs = mean(errors(x, y, b_values, w_values) ** 2, axis=2).T
    In your cost w and b have changed places: the slope w multiplies x, and the intercept b is
    added. A call has w first, then b.
skips-last-values: costs = np.pad(grid[: ws - 1, : bs - 1], (0, 1), constant_values=np.inf);
        best = (w_values[i], b_values[j]) if min(ws, bs) > 1 else (None, None)
    The last value of each list is never tried.
smallest-sum-of-errors: grid = sum(e, axis=2)
    You compare the sums of the errors, in which errors above and below cancel. Compare the costs.
smallest-absolute-error: grid = sum(abs(e), axis=2)
    You compare the sizes of the errors. The cost compares their squares.
returns-after-first-w: costs = grid[:1, :bs]
    Your `return` is inside the loop over w, so only the first w is tried. Move it to the left.
gives-cost: best = np.min(costs)
    Your function gives back the smallest cost. The task asks for the pair w, b that has it.
gives-cost-too: best = w_values[i], b_values[j], np.min(costs)
    Your function gives back the cost, too. The task asks for the pair w, b alone.
""",
)


# dot_product(w, x), without NumPy's own

READY = {"dot", "vdot", "inner", "matmul", "einsum", "tensordot"}
OWN_SUM = "it is worked out step by step"


class OwnSum(Exercise):
    """An exercise in a sum that NumPy has ready: who takes that keeps half of the points."""

    def _judge(self, answer: tuple, rng: Rng, visible: bool) -> Verdict:
        verdict = super()._judge(answer, rng, visible)
        used = _ready(answer[0]) if all(verdict.parts.values()) and verdict.parts else ""
        verdict.cares[OWN_SUM] = not used
        if used and verdict.mistake is None:
            verdict.mistake = Mistake(
                "ready-made",
                f"Your number is right, but `{used}` has worked it out. This once do it step by "
                "step: begin a total at 0, and in a loop add the product of each place.",
            )
        return verdict


def _ready(function) -> str:
    """Return by which name a function, or one of the notebook's, has a dot product worked out."""
    parts = [(space, part) for space, code in own_codes(function) for part in codes(code)]
    used = [function, *(space.get(name) for space, part in parts for name in part.co_names)]
    for name in sorted(READY):
        if any(value is getattr(np, name) for value in used):
            return name
    for step in (step for _, part in parts for step in dis.get_instructions(part)):
        if step.argrepr in ("@", "@="):
            return "@"
        if step.opname in ("LOAD_ATTR", "LOAD_METHOD") and step.argval in READY:
            return step.argval
    return ""


def _dot_product_cases(rng: Rng) -> list[Case]:
    cases = [Case((inputs.vector(rng, n), inputs.vector(rng, n))) for n in inputs.sizes(rng)]
    w, x, again = inputs.vector(rng, 3), inputs.vector(rng, 3), [0, 1, 2, 1]
    return [
        *cases,
        Case((inputs.vector(rng, 25), inputs.vector(rng, 25)), care="25 numbers in each"),
        Case((inputs.vector(rng, 1), inputs.vector(rng, 1)), care="a single number in each"),
        Case((w[again], x[again]), care="numbers that come twice"),
        Case((np.array([0.0, 1.5, 0.0]), np.array([2.5, 0.0, 0.0])), care=ZEROS),
        Case((w / 1000, x / 1000), care=SMALL),
        Case((inputs.whole(rng, 4), inputs.whole(rng, 4)), care=WHOLE),
        Case((inputs.vector(rng, 3, 200, 900), inputs.vector(rng, 3, 200, 900)), care=LARGE),
    ]


check_dot_product = OwnSum(
    "dot_product",
    lambda w, x: float(np.dot(w, x)),
    _dot_product_cases,
    checked="Vectors of 1 to 25 numbers, positive, negative, large and whole.",
    then="Notice that `np.dot(w, x)` gives the same number.",
)

add_mistakes(
    check_dot_product,
    Formula("w, x", "products = w * x", "total = sum(products)"),
    """
products: total = products
    Your function gives the products one by one. The dot product is one number: add them up.
sums-pairs: products = w + x
    The items are added, not multiplied, before they are summed.
sum-times-sum: total = sum(w) * sum(x)
    Each item of w is multiplied with every item of x, not with its own. Multiply item by item, with
    one loop, then add.
only-last-product: total = products[-1]
    Only the last product counts. Inside the loop, add to the total (`+=`); `=` throws away what was
    there.
only-first-product: total = products[0]
    Only the first product counts. Your `return` is inside the loop; move it to the left.
leaves-last: total = sum(products[:-1])
    The last pair is left out. `range(n)` already stops before n.
leaves-first: total = sum(products[1:])
    The first pair is left out. Python counts from 0, so the loop begins at 0.
all-in-each-round: total = len(w) * products
    In each round you multiply all of w with all of x. Take the two items of the round: `w[j]` and
    `x[j]`.
starts-at-one: total = 1 + sum(products)
    The total should start at 0, but yours starts at 1.
product-of-products: total = np.prod(products)
    The products are multiplied with each other. Start the total at 0 and add.
stays-zero: total = 0.0
    Your result is 0, whatever the numbers are. If your loop multiplies the total: what starts at 0
    stays at 0, so add the products. Or does no line of the loop change the total?
takes-mean: total = mean(products)
    You divide by the number of items. The dot product is the sum.
outer: total = np.outer(w, x)
    Your function makes the table of all products. Multiply each item of w with its own item of x,
    then add.
x-with-itself: products = x * x
    You multiply x with itself. One of the two should be w.
w-with-itself: products = w * w
    You multiply w with itself. One of the two should be x.
reversed: products = w * x[::-1]
    One vector is taken from its end. Multiply items at the same place.
one-before: products = w * np.roll(x, 1)
    Each item of w is multiplied by the item of x one place earlier. Multiply items at the same
    place: `w[j]` and `x[j]`.
first-of-x-for-all: products = w * x[0]
    Every item of w meets the first item of x. Take the items at the same place: `w[j]` and `x[j]`.
first-of-w-for-all: products = w[0] * x
    Every item of x meets the first item of w. Take the items at the same place: `w[j]` and `x[j]`.
one-before-in-w: products = np.roll(w, 1) * x
    Each item of x is multiplied by the item of w one place earlier. Multiply items at the same
    place: `w[j]` and `x[j]`.
subtracts: total = -sum(products)
    The products are subtracted. Add them.
fixed-length: total = sum(products[range(k)]) for k in range(2, 12)
    Your loop always goes over the same number of items. Take the number from `len`.
""",
)


# predict_all(X, w, b) -> (m,)


def _predict_all_cases(rng: Rng) -> list[Case]:
    return [replace(case, args=(case.args[0], *case.args[2:])) for case in inputs.tables(rng)]


check_predict_all = Exercise(
    "predict_all",
    lambda X, w, b: linear_prediction(X, w, b),
    _predict_all_cases,
    checked="Tables with 1 to 7 rows and 1 to 7 columns, square and not, large and whole.",
    then="Notice the shapes: (m, n) times (n,) gives (m,).",
)

add_mistakes(
    check_predict_all,
    Formula("X, w, b", "f = X @ w + b"),
    """
leaves-b-out: f = X @ w
    Your function leaves out the intercept b.
minus-b: f = X @ w - b
    The intercept b is taken away. The model adds it.
table-of-products: f = X * w + b
    Your function multiplies, but does not add along each row: `*` gives a table. Each row has one
    prediction: `X @ w` multiplies and adds up, and b is added to that.
sums-columns: f = (X * w).sum(axis=0) + b
    The sum goes down the columns. Each prediction belongs to one row.
times-b: f = X @ w * b
    You multiply by b. The intercept is added.
b-added-to-the-slopes: f = X @ (w + b)
    b is added to each slope, before the product. Add it once, after the product.
b-in-every-column: f = (X * w + b).sum(axis=1)
    b is added once for each column. Add it once, after the sum.
one-sum: f = sum(X @ w) + b
    All predictions are added up to one number. Each row has its own prediction.
mean-of-row: f = (X * w).mean(axis=1) + b
    Your function gives the mean over the columns. The dot product is the sum.
without-weights: f = X.sum(axis=1) + b
    The slopes are left out: the columns are only added up.
only-first-column: f = X[:, 0] * w[0] + b
    Only the first column of X is used. Every measurement has its own slope.
same-weight: f = X.sum(axis=1) * w[0] + b
    The first slope is used for every column. Every measurement has its own slope.
transposed: f = X.T @ w + b
    X and w stand the wrong way round: X comes first, then w. Each row of X meets the slopes.
column: f = (X @ w + b).reshape(-1, 1)
    Your result is a table with one column. Give back a vector, of shape (m,).
first-row: f = X[0] @ w + b
    Only the first row is predicted. Your `return` may be inside the loop; move it to the left.
last-row: f = X[-1] @ w + b
    Only the last row is predicted. Collect the prediction of each row.
weights-reversed: f = X @ w[::-1] + b
    The slopes are used in the opposite order.
fixed-columns: f = X[:, range(k)] @ w[range(k)] + b for k in range(2, 9)
    Your loop always goes over the same number of columns. Take the number from the shape.
""",
)
