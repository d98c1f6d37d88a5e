# ruff: noqa: ANN001, ANN202 (the wrong answers take what the learner's function takes)
"""Formulas and mistakes that several exercises share: a cost, a gradient, the walk downhill."""

import itertools
from collections.abc import Callable

from mlsmath.checks.formulas import Formula, pairs, rows
from mlsmath.cost import squared_error_cost
from mlsmath.gradient import squared_error_gradient

# A squared-error cost; i is what the sum goes over

COST = Formula(
    "X, y, w, b",
    "m = len(y)",
    "i = slice(None)",
    "f = linear(X, w, b)",
    "e = f - y",
    "loss = e**2",
    "total = sum(loss[i])",
    "J = total / (2 * m)",
)
COST_MISTAKES = """
divides-by-m: J = total / m
    Your squared errors count twice as much as they should. Look at the number below the fraction
    line in the note on the cost: it is not m alone.
sum-for-mean: J = total
    The squared errors are added up, but the sum is not divided by anything. Then more data would
    always mean a larger cost.
halves-only: J = total / 2
    The sum is halved, but not divided by the number of birds m (rows).
slash-two-times-m: J = total / 2 * m
    Python works from left to right: `/ 2 * m` divides by 2 and then multiplies by m. Put brackets
    around what stands below the fraction line.
divides-by-m-twice: J = total / m / (2 * m)
    You divide by m twice. Once is enough: a mean has divided by m already.
does-not-square: loss = e
    The errors are not squared, so those above and below cancel.
mean-error: loss = e; J = total / m
    Your result is the mean of the errors, in which those above and below cancel. Square each error
    first, with two stars: `**2`. Then look at what stands below the fraction line.
squares-the-sum: total = sum(e) ** 2
    The errors are added first and the sum is squared. Square each error, then add.
squares-the-mean: J = mean(e) ** 2 / 2
    The mean of the errors is taken first and then squared. Square each error, then take the mean.
absolute-errors: loss = abs(e)
mean-absolute-error: loss = abs(e); J = total / m
    You use the size of each error. The cost uses its square.
takes-root: J = sqrt(total / m)
takes-root-of-half: J = sqrt(total / (2 * m))
    You take a square root at the end. The cost has none.
leaves-out-b: f = linear(X, w, 0)
    The prediction leaves out the intercept b.
takes-b-away: f = linear(X, w, -b)
    The intercept b is taken away in the prediction. The model adds it.
adds-the-target: e = f + y
    The target y is added. An error is a difference.
negative: J = -total / (2 * m)
    The squared errors have the wrong sign. A sum of squares is never negative.
m-minus-one: J = total / (2 * (m - 1))
    You divide by m minus 1. That belongs to another formula; the cost uses m.
only-last-error: i = [-1]
    Only the last squared error counts. Inside the loop, add to the total (`+=`); `=` throws away
    what was there.
returns-in-loop: i = [0]
    Only the first squared error counts. Your `return` is inside the loop, so the function ends
    after one round; move it to the left.
skips-last: i = slice(None, -1)
    The last bird is left out. `range(m)` already stops before m.
skips-first: i = slice(1, None)
    The first bird is left out. Python counts from 0, so the loop begins at 0.
fixed-loop: i = range(k) for k in range(2, 12)
    Your loop always goes over the same number of birds. Take m from the argument, with `len`.
gives-each: J = loss
    Your function gives each squared error. The cost is one number: their sum, divided.
gives-each-divided: J = loss / (2 * m)
    Your function gives one value for each bird. The cost is one number, so something has to add
    them up.
doubled: J = 2 * total / m
    The squared errors are doubled, not halved: the 2 stands below the fraction line.
squares-before-difference: loss = f**2 - y**2
squares-before-difference: loss = y**2 - f**2
    Prediction and target are squared one by one. Take the difference first, then square it.
all-with-all: e = f[:, None] - y
mean-of-all-with-all: e = f[:, None] - y; J = mean(loss) / 2
    Every prediction is compared with every y, which gives a table. Compare each prediction with its
    own y: two plain lists of m numbers, and no table with a single column.
divides-in-the-loop: J = divided_in_the_loop(loss, k * m) for k in (1, 2)
    You divide inside the loop, each time again, so that early errors count less. Divide once, after
    the loop.
squares-only-y: loss = f - y**2
squares-only-y: loss = y**2 - f
    Only y is squared: Python works out a power before a difference. Put brackets around the error.
squares-only-f: loss = f**2 - y
squares-only-f: loss = y - f**2
    Only the prediction is squared. Take the difference first, and square that: put brackets around
    the error.
squares-twice: loss = e**4
    Each error is squared twice. If `squared_errors` gave you squares, leave out the `**2`.
m-plus-one: J = total / (2 * (m + 1))
    You divide by m plus 1. m is the number of birds, as `len` gives it.
root-above: J = sqrt(total) / (2 * m)
    You take a square root of the sum. The cost has none.
adds-the-fraction: J = 1 / (2 * m) + total
    The fraction is added to the sum. It multiplies it.
sum-squared-without-brackets: J = sum(e) ** 2 / 2 * m
    Two things: square each error first, then add; and put brackets around `2 * m`.
b-at-the-end: f = linear(X, w, 0); J = total / (2 * m) + b
    b is added at the end, to the cost. It belongs to each prediction.
"""
_IN_THE_SUM = """
leaves-out-b: f = linear(X, w, 0)
    the prediction leaves out the intercept b
takes-b-away: f = linear(X, w, -b)
    the model adds b, it is not taken away
adds-the-target: e = f + y
    an error is a difference, and you add y
squares-only-y: loss = f - y**2
    only y is squared, because the brackets around the error are missing
squares-the-prediction: e = f
    an error is the prediction minus y, and your y is missing
"""
_BELOW = """
divides-by-m: J = total / m
    below the fraction line stands 2 m, not m alone
halves-only: J = total / 2
    the sum is not divided by m
sum-for-mean: J = total
    the sum is not divided by anything
slash-two-times-m: J = total / 2 * m
    `/ 2 * m` divides by 2 and then multiplies by m, so put brackets around `2 * m`
"""
TWO_COST_MISTAKES = (*pairs("Two things", _IN_THE_SUM, _BELOW),)

# A gradient, the mean of (f - y) x and of (f - y)

GRADIENT = Formula(
    "X, y, w, b",
    "m = len(y)",
    "i = slice(None)",
    "z = linear(X, w, b)",
    "f = z",
    "e = f - y",
    "sum_w = e[i] @ X[i]",
    "sum_b = sum(e[i])",
    "dj_dw = sum_w / m",
    "dj_db = sum_b / m",
    "price_w = 0",
    "price_b = 0",
    "gradient = dj_dw + price_w, dj_db + price_b",
)
GRADIENT_MISTAKES = """
sum-for-mean: dj_dw = sum_w; dj_db = sum_b
    The sums are not divided by the number of birds m (rows).
db-not-divided: dj_db = sum_b
    dj_dw is right, but the sum in dj_db is not divided by m.
dw-not-divided: dj_dw = sum_w
    dj_db is right, but the sum in dj_dw is not divided by m.
sign: e = y - f
    Both have the wrong sign: the error is the prediction minus the target, not the other way round.
sign-of-db: dj_db = -sum_b / m
    dj_db has the wrong sign; dj_dw is right.
sign-of-dw: dj_dw = -sum_w / m
    dj_dw has the wrong sign; dj_db is right.
swapped: gradient = dj_db, dj_dw + price_w
    The two results are swapped: dj_dw comes first, then dj_db.
forgets-x: dj_dw = sum_b / m + 0 * w
    In dj_dw each error is multiplied by its x (the chain rule), and yours are not. dj_db is right.
x-in-db: dj_db = sum(sum_w) / m
    In dj_db the errors stand alone: b is not multiplied by anything. dj_dw is right.
w-for-x: dj_dw = sum_b * w / m
    In dj_dw each error is multiplied by w. It should be multiplied by its x.
product-of-means: dj_dw = sum_b / m * mean(X, axis=0)
    dj_dw multiplies two means. Multiply each error by its own x first, and take one mean of that.
brackets-around-the-error: dj_dw = mean(f) - y @ X / m
    In dj_dw only y is multiplied by x: Python multiplies before it takes away. Put brackets around
    the error.
divides-twice: dj_dw = sum_w / m**2; dj_db = sum_b / m**2
    You divide by m twice. A mean has divided by m already.
times-b-in-db: dj_db = sum_b * b / m
    In dj_db each error is multiplied by b. It stands there alone: when b turns, the inside moves as
    fast as b. dj_dw is right.
times-the-knobs: dj_dw = sum_b * w / m; dj_db = sum_b * b / m
    The errors are multiplied by the knobs. In dj_dw each is multiplied by its x, and in dj_db by
    nothing.
db-divided-twice: dj_db = sum_b / m**2
    dj_dw is right, but dj_db is divided by m twice. A mean has divided by m already.
dw-divided-twice: dj_dw = sum_w / m**2
    dj_db is right, but dj_dw is divided by m twice. A mean has divided by m already.
predictions-in-dw: dj_dw = f @ X / m
    In dj_dw the predictions are multiplied by x. The errors are: take y away from each prediction
    first. dj_db is right.
labels-in-dw: dj_dw = y @ X / m
    In dj_dw the targets y are multiplied by x. The errors are: take y away from each prediction
    first. dj_db is right.
labels-in-both: dj_dw = y @ X / m; dj_db = mean(y)
    There are no predictions in your errors. An error is what the model says, minus y.
predictions-in-db: dj_db = mean(f)
    In dj_db the predictions are added up. The errors are: take y away from each prediction first.
    dj_dw is right.
errors-missing-in-dw: dj_dw = mean(X, axis=0) + 0 * w
    In dj_dw there are no errors: you give the mean of x alone. Multiply each error by its x. dj_db
    is right.
leaves-out-b-in-dw: dj_dw = (linear(X, w, 0) - y) @ X / m
    In dj_dw the prediction leaves out b. The errors are the same in both, with b in them.
no-mean-in-db: dj_db = e
    In dj_db the mean is missing: you give one error for each bird. dj_dw is right.
leaves-out-b: z = linear(X, w, 0)
    The prediction leaves out the intercept b.
absolute-errors: e = abs(f - y)
    You use the size of each error. Its sign matters: it says which way is down.
only-last: i = [-1]
    Only the last example counts. Inside the loop, add to the totals (`+=`); `=` throws away what
    was there.
only-last-in-dw: sum_w = e[-1] * X[-1]
    dj_dw counts only the last example. Inside the loop, add to the total (`+=`).
only-last-in-db: sum_b = e[-1]
    dj_db counts only the last example. Inside the loop, add to the total (`+=`).
divides-in-the-loop: dj_dw = divided_in_the_loop((e * X.T).T, m); dj_db = divided_in_the_loop(e, m)
    You divide inside the loop, each time again, so that early examples count less. Divide once,
    after the loop.
gives-each: gradient = (e * X.T).T / m, e / m
    Your function gives the terms of all examples. Add them up: one number for b, one for each slope
    in w.
gives-new-parameters: gradient = w - dj_dw - price_w, b - dj_db
    You give w and b after a step. The gradient is the two slopes alone, before any step.
"""
ERRORS_TYPED = """
errors-not-worked-out: name 'e' is not defined
    The e of the note stands for the errors: each prediction minus its y. Write the name that they
    have in your lines, or work them out in a line above.
"""
SQUARE_MISTAKES = """
keeps-the-half: dj_dw = sum_w / (2 * m); dj_db = sum_b / (2 * m)
    Your gradient is half of what it should be. The 2 of the square cancels the 2 below the fraction
    line.
keeps-the-two: dj_dw = 2 * sum_w / m; dj_db = 2 * sum_b / m
    Your gradient is twice what it should be. The 2 of the square cancels the 2 below the fraction
    line.
squares-the-errors: e = (f - y) ** 2
    The errors are squared. The square belongs to the cost; its derivative has the error itself.
"""
NO_SQUARE_MISTAKES = """
keeps-the-half: dj_dw = sum_w / (2 * m); dj_db = sum_b / (2 * m)
    Your gradient is half of what it should be. The log loss has no square, so there is no 2 to
    cancel: divide by m alone.
keeps-the-two: dj_dw = 2 * sum_w / m; dj_db = 2 * sum_b / m
    Your gradient is twice what it should be. The log loss has no square, so no 2 comes down.
squares-the-errors: e = (f - y) ** 2
    The errors are squared. In the gradient of the log loss stands the error itself.
"""
LOOP_MISTAKES = """
returns-in-loop: i = [0]
    Only the first example counts. Your `return` is inside the loop; move it to the left.
skips-last: i = slice(None, -1)
    The last example is left out. `range(m)` already stops before m.
skips-first: i = slice(1, None)
    The first example is left out. Python counts from 0, so the loop begins at 0.
fixed-loop: i = range(k) for k in range(2, 12)
    Your loop always goes over the same number of examples. Take m from the argument.
"""
MANY_GRADIENT_MISTAKES = """
one-number-for-dw: gradient = sum(sum_w) / m, dj_db
    dj_dw is added up to one number. Each column has its own slope: a vector of shape (n,).
mean-over-columns: gradient = mean(sum_w), dj_db
mean-over-columns: gradient = mean(sum_w) / m, dj_db
    dj_dw is one number here, a mean over all columns. Each column has its own slope. Put your
    errors to the right of `X.T @`: that adds up over the birds, column by column. Then divide by m.
divides-dw-by-n: dj_dw = sum_w / X.shape[1]
    dj_dw is divided by the number of columns n. m is the number of rows.
divides-by-n: dj_dw = sum_w / X.shape[1]; dj_db = sum_b / X.shape[1]
    You divide by the number of columns n. m is the number of rows.
first-column-for-all: dj_dw = e @ X[:, 0] / m + 0 * w
    Only the first column of X is used in dj_dw. Each slope goes with its own column.
sum-of-columns-in-each: dj_dw = sum(sum_w) / m + 0 * w
    Every item of dj_dw holds the sum over all columns. Inside the loop over the columns, add to one
    item alone: `dj_dw[j]`.
columns-in-db: dj_db = sum_w / m
columns-in-db: dj_db = mean(sum_w) / m
    dj_dw is right. In dj_db no column has a say: it is the mean of the errors alone.
no-mean-in-columns: gradient = X.T * e, dj_db
    dj_db is right. In dj_dw the mean over the birds is missing: each column gives one number.
first-slope-left-out: dj_dw = sum_w / m * (np.arange(len(w)) > 0)
    The first number of dj_dw stays 0. Python counts from 0, so the loop over the columns begins at
    0.
star-for-product: gradient = X.T * e / m, dj_db
    In dj_dw the star multiplies item by item, and leaves a table. The sign `@` multiplies and adds
    up: `X.T @` and your errors. dj_db is right.
rows-for-columns: dj_dw = array([mean(e * X[j]) for j in range(len(w))])
    `X[j]` is row j: one bird. Each slope goes with a column, and column j is `X[:, j]`.
column-for-dw: gradient = (dj_dw + price_w).reshape(-1, 1), dj_db
    dj_dw is a table with one column. Give back a vector, of shape (n,).
db-once-per-column: dj_db = X.shape[1] * sum_b / m
    dj_db grows with the number of columns: its line is inside the inner loop. Move it to the left.
"""

# The L2 term: what λ adds to a cost, and to a gradient

PRICE = "squares = sum(w**2)", "price = lambda_ * squares / (2 * m)", "cost = J + price"
PRICE_MISTAKES = """
parts-apart: cost = J, price
    Your function gives the two parts, with a comma between them. The cost is one number: add them,
    with a plus.
all-by-n: m = X.shape[1]
    You divide by the number of columns n. m is the number of birds (rows).
forgets-l2: price = 0
    The price is missing: your cost does not change with λ (`lambda_`). If a line of yours works
    the price out, add it to what you give back.
regularises-b: squares = sum(w**2) + b**2
    The intercept b pays a price. Only the slopes do; b may be as large as it likes.
l2-not-halved: price = lambda_ * squares / m
    The price is twice what it should be. Below its fraction line stands 2 m, in brackets.
l2-without-m: price = lambda_ * squares / 2
    The price is m times what it should be: divide it by m. Or does it stand in the loop over the
    birds? There it is added once for each of them.
l2-divided-twice: price = lambda_ * squares / (2 * m) / m
    The price is divided by m twice. Once is enough: a mean has divided by m already.
l2-without-brackets: price = lambda_ / 2 * m * squares
    Python divides and multiplies from left to right: `/ 2 * m` halves the price and then makes it m
    times as large. Put brackets around `2 * m`.
l2-not-divided: price = lambda_ * squares
    λ times the squares is added as it is. It is divided by 2 m, in brackets.
l2-not-squared: squares = sum(w)
    The price adds the slopes without squaring them, so they can cancel.
l2-upside-down: price = 2 * m / lambda_ * squares
    The fraction in front of the squares stands on its head: λ is above the line, 2 m below it.
lambda-before-the-errors: cost = lambda_ * J + squares / (2 * m)
lambda-before-the-errors: cost = 2 * lambda_ * J + squares / (2 * m)
    λ multiplies the errors. It belongs to the price, in front of the squares of w.
l1: squares = sum(abs(w))
    The price adds the sizes of the slopes. It should add their squares.
l2-root: squares = sqrt(sum(w**2))
    The price has the norm of w. Its square is needed: no root.
l2-square-of-sum: squares = sum(w) ** 2
    The price squares the sum of the slopes. Square each slope, then add.
l2-square-of-mean: squares = mean(w) ** 2
    The price squares the mean of the slopes. Square each slope, then add: `np.sum(w**2)`.
l2-of-the-measurements: squares = np.sum(X**2)
    The price has the measurements in X. The slopes w are squared there.
l2-subtracted: price = -lambda_ * squares / (2 * m)
    The price is taken away. It makes large slopes dear, so it is added.
lambda-squared: price = lambda_**2 * squares / (2 * m)
    The price has λ squared. λ itself is the factor.
without-lambda: price = squares / (2 * m)
    λ is missing from the price: the squares of the slopes are added as they are.
l2-by-n: price = lambda_ * squares / (2 * w.size)
    The price is divided by the number of slopes n. m is the number of birds (rows).
l2-squares-below: price = lambda_ / (2 * m * squares)
    The squares of the slopes stand below the fraction line. They belong on top, beside λ: below it
    stands `2 * m` alone, in brackets.
l2-mean: squares = mean(w**2)
    The price is divided by the number of slopes, too. `np.mean` does that; take `np.sum`. And
    `X.size` counts every number in the table; m is `len(y)`.
l2-mean-alone: price = lambda_ * mean(w**2)
    The price has the mean of the squared slopes. Take their sum, and divide it by `2 * m`.
l2-factors-added: price = lambda_ / (2 * m) + squares
    The fraction with λ is added to the squares of the slopes. It multiplies them.
lambda-added-to-the-rest: cost = (J + lambda_) / (2 * m) * squares
    λ is added to the rest of your cost, and all of that is multiplied by the squares. λ divided by
    2 m multiplies them, and only that product is added: leave out the brackets around the sum.
price-multiplies: cost = J * price
    The price multiplies the rest of your cost. It is added to it.
price-divided-with-the-rest: cost = (J + lambda_ * squares) / (2 * m)
    All of your result is divided by 2 m, also what was a mean already. The price alone is divided.
b-once-for-each-slope: squares = sum(w**2 + b**2)
    The intercept b pays a price, once for each slope. Only the slopes do.
price-on-errors: squares = sum(loss)
    The price has the squared errors, or the losses. The squares of the slopes belong there.
l2-last-weight: squares = w[-1] ** 2
    Only the last slope is in the price. Add the squares of all of them.
l2-skips-first: squares = sum(w[1:] ** 2)
    The first slope is left out of the price. Only b is left out.
l2-without-sum: squares = w**2
    The squares of the slopes are not added up. The price is one number: use `np.sum`.
all-divided-again: cost = (J + price) / m
    All of your result is divided by m once too often. A mean has divided by m already.
lambda-times-all: cost = lambda_ * (J + squares / (2 * m))
    λ multiplies all of your result. It belongs to the squares of the slopes alone.
"""
_IN_THE_PRICE = """
l2-not-squared: squares = sum(w)
    the slopes are not squared
l2-square-of-sum: squares = sum(w) ** 2
    square each slope first, then add
regularises-b: squares = sum(w**2) + b**2
    b pays no price
"""
_UNDER = """
l2-not-halved: price = lambda_ * squares / m
    below the fraction line stands 2 m, in brackets
l2-by-n: price = lambda_ * squares / (2 * w.size)
    m is the number of birds (rows), not of slopes
l2-without-m: price = lambda_ * squares / 2
    it is divided by m as well
l2-not-divided: price = lambda_ * squares
    it is divided by 2 m, in brackets
"""
_DOUBLED = """
l2-doubles: squares = sum(2 * w)
    The price adds the slopes without squaring them. A square has two stars, `w**2`. And see that
    2 m stands below the fraction line, in brackets.
l2-doubles-and-l2-not-divided: price = lambda_ * sum(2 * w)
    Two things about the price: the slopes are not squared, for a square has two stars, `w**2`; and
    it is divided by 2 m, in brackets.
"""
_TWO = pairs("Two things about the price", _IN_THE_PRICE, _UNDER)
# The slopes without squares, divided by m, are what the doubled ones give: that is said by itself.
TWO_PRICE_MISTAKES = (
    *(row for row in _TWO if row[0] != "l2-not-squared-and-l2-not-halved"),
    *rows(_DOUBLED),
)
PRICE_W = "price_w = lambda_ * w / m"
PRICE_W_MISTAKES = """
forgets-l2: price_w = 0
    The price is missing: your gradient does not change with λ (`lambda_`). If a line of yours works
    its slope out, add it to dj_dw.
regularises-b: price_b = lambda_ * b / m
    The intercept b pays a price. Only the slopes do: nothing is added to dj_db.
l2-halved: price_w = lambda_ * w / (2 * m)
    The slope of the price is half of what it should be: the 2 of the square cancels the 2 below the
    fraction line.
l2-doubled: price_w = 2 * lambda_ * w / m
    The slope of the price is twice what it should be.
l2-without-m: price_w = lambda_ * w
    The price is m times what it should be: divide it by m. Or does it stand in the loop over the
    birds? There it is added once for each of them.
l2-halved-without-m: price_w = lambda_ * w / 2
    Two things: the slope of the price is not divided by m; and the 2 of the square cancels the 2
    below the fraction line.
l2-in-the-divisor: dj_dw = sum_w / (m + lambda_ * w / m); price_w = 0
    The bracket below the fraction line closes too late, so the price is a part of what you divide
    by. Below the line stands m alone, and the price is added behind it.
l2-divided-twice: price_w = lambda_ * w / m**2
    The slope of the price is divided by m twice. Once is enough.
l2-divided-twice-beside-a-half: price_w = lambda_ * w / (2 * m) / m
    Two things: the slope of the price is divided by m twice, and once is enough; and the 2 of the
    square cancels the 2 below the fraction line.
l2-squared: price_w = lambda_ * w**2 / m
    The numbers in w are still squared. The derivative of a square has the number itself.
l2-cost-added: price_w = lambda_ * sum(w**2) / (2 * m)
    Every dj_dw gets the price of all of w. It gets a part with its own w_j alone.
l2-sum-of-weights: price_w = lambda_ * sum(w) / m
    Every dj_dw gets the sum of all of w. It gets a part with its own w_j alone.
price-for-the-slope: gradient = price_w, dj_db
    Your dj_dw is the slope of the price alone. Add it to the one that you had without λ.
lambda-before-the-slope: gradient = lambda_ * dj_dw + w / m, dj_db
    λ multiplies the slope that you had without it. It belongs to the price: λ divided by m, times
    w.
l2-of-b: price_w = lambda_ * b / m
    The price in dj_dw has b. There it is the slope itself, w.
l2-skips-first: price_w = lambda_ * w * (np.arange(len(w)) > 0) / m
    The first slope pays no price. Python counts from 0, so the loop begins at 0.
all-of-dw-halved: dj_dw = sum_w / (2 * m); price_w = lambda_ * w / (2 * m)
    dj_db is right, but all of dj_dw is half of what it should be: the 2 of the square cancels the 2
    below the fraction line.
l2-subtracted: price_w = -lambda_ * w / m
    The slope of the price is taken away. The price is added, so its slope is added, too.
l2-without-w: price_w = lambda_ / m
    w is missing from the slope of the price: λ divided by m is added to every dj_dw.
l1: price_w = lambda_ * sign(w) / m
    Only the sign of w is in the slope of the price. The number itself belongs there.
l2-in-db: price_w = 0; price_b = lambda_ * b / m
    The slope of the price is in dj_db in place of dj_dw.
without-lambda: price_w = w / m
    λ is missing from the price.
lambda-squared: price_w = lambda_**2 * w / m
    The price has λ squared. λ itself is the factor.
all-by-n: m = X.shape[1]
all-by-n-in-dw: dj_dw = sum_w / w.size; price_w = lambda_ * w / w.size
    You divide by the number of columns n. m is the number of birds (rows).
gives-new-parameters: gradient = w - k * (dj_dw + price_w), b - k * dj_db
        for k in (0.001, 0.01, 0.03, 0.05, 0.1, 0.2, 0.3, 0.5)
    You give w and b after a step. The gradient is the two slopes alone, before any step.
l2-by-n: price_w = lambda_ * w / w.size
    The price is divided by the number of slopes n. m is the number of birds (rows).
shrink-factor: gradient = (1 - lambda_ / m) * w - k * dj_dw, dj_db for k in (1, -1, 0)
    Your dj_dw holds w, multiplied by 1 minus λ divided by m. To make w smaller is for the step that
    moves it. dj_dw is a slope: to the one that you had without λ, add the slope of the price.
shrinks-the-slope: gradient = (1 - lambda_ / m) * dj_dw, dj_db
    You multiply dj_dw by 1 minus λ divided by m. The slope of the price is added to dj_dw, and w is
    in it.
all-not-divided: dj_dw = sum_w; price_w = lambda_ * w
    dj_db is right, but in dj_dw nothing is divided by m: neither the sum nor the price.
l2-w-added: price_w = lambda_ / m + w
    w is added. It is multiplied by λ, divided by m.
l2-lambda-added-to-the-sum: gradient = (sum_w + lambda_) * w / m, dj_db
l2-lambda-added-to-the-rest: gradient = (dj_dw + lambda_) * w / m, dj_db
    λ is added to the rest of dj_dw, and w multiplies both. λ belongs to w alone: put the brackets
    around λ times w, or leave them out.
l2-norm: price_w = lambda_ * np.linalg.norm(w) / m
l2-norm: price_w = lambda_ * sum(w**2) / m
l2-mean-of-weights: price_w = lambda_ * mean(w)
l2-mean-of-weights: price_w = lambda_ * mean(w) / m
    Every dj_dw gets one number made of all of w. It gets a part with its own w_j alone: write `w`.
l2-lambda-over-m-in-db: price_b = k * lambda_ / m for k in (1, 0.5)
l2-lambda-in-db: price_b = k * lambda_ for k in (1, 0.5)
l2-sum-in-db: price_b = lambda_ * sum(w) / m
l2-squares-in-db: price_b = k * lambda_ * sum(w**2) / m for k in (1, 0.5)
    b pays no price: in dj_db nothing is added to the mean of the errors.
l2-multiplies: gradient = dj_dw * lambda_ * w / m, dj_db
    The price multiplies your dj_dw. It is added to it.
l2-divided-by-w: price_w = lambda_ / w * m
    You divide by w, and multiply by m. It is the other way round.
l2-size-of-w: price_w = lambda_ * abs(w) / m
    The signs of w are lost. Each slope keeps its own: use `w` as it is.
l2-vector-in-db: price_w = lambda_ * w / m; price_b = lambda_ * w / m
l2-vector-in-db-alone: price_w = 0; price_b = lambda_ * w / m
    dj_db is one number, but yours holds one for each slope: the slope of the price was added to it.
    Nothing is added to dj_db; the price belongs to dj_dw.
l2-price-itself: price_w = lambda_ * w**2 / (2 * m)
    You add the price itself. Its slope is asked for: the 2 of the square comes down and cancels the
    2 below, and w itself is left.
l2-squared-without-m: price_w = lambda_ * w**2
    Two things: the numbers in w are still squared, and the price is not divided by m.
regularises-b-without-m: price_w = lambda_ * w; price_b = lambda_ * b
    Two things: b pays no price, so nothing is added to dj_db; and the price is not divided by m.
regularises-b-halved: price_w = lambda_ * w / (2 * m); price_b = lambda_ * b / (2 * m)
    Two things: b pays no price, so nothing is added to dj_db; and the 2 of the square cancels the 2
    below the fraction line.
regularises-b-beside-a-half: price_w = lambda_ * w / (2 * m); price_b = lambda_ * b / m
    Two things: b pays no price, so nothing is added to dj_db; and in dj_dw the 2 of the square
    cancels the 2 below the fraction line.
regularises-b-beside-no-m: price_w = lambda_ * w; price_b = lambda_ * b / m
    Two things: b pays no price, so nothing is added to dj_db; and dj_dw lacks its m.
"""

# The walk downhill


def walk_with(cost: Callable, gradient: Callable) -> Callable:
    """Return a walk downhill, whose history has the cost after each step."""

    def walk(X, y, w, b, alpha, steps):
        history = []
        for _ in range(steps):
            dj_dw, dj_db = gradient(X, y, w, b)
            w, b = w - alpha * dj_dw, b - alpha * dj_db
            history.append(cost(X, y, w, b))
        return w, b, history

    return walk


def _walked(start: tuple, rounds: int, step: Callable) -> list[tuple]:
    """Return where a walk is at the start and after each round."""
    path = [start]
    for _ in range(rounds):
        path.append(step(*path[-1]))
    return path


DESCENT = Formula(
    "X, y, w, b, alpha, steps",
    "start = w, b",
    "rounds = steps",
    "slopes = lambda w, b: gradient(X, y, w, b)",
    "step = lambda w, b, dw, db: (w - alpha * dw, b - alpha * db)",
    "path = walked(start, rounds, lambda w, b: step(w, b, *slopes(w, b)))",
    "costs = [cost(X, y, w, b) for w, b in path]",
    "last = rounds",
    "end_w, end_b = path[last]",
    "history = costs[1 : last + 1]",
    "walk = end_w, end_b, history",
    walked=_walked,
    itertools=itertools,
    cost=squared_error_cost,
    gradient=squared_error_gradient,
)
DESCENT_MISTAKES = """
walks-uphill: step = lambda w, b, dw, db: (w + alpha * dw, b + alpha * db)
    Your loop walks uphill: the gradient points up, so it is taken away from w and b.
not-simultaneous: step = lambda w, b, dw, db:
        (w - alpha * dw, b - alpha * slopes(w - alpha * dw, b)[1])
    b is moved with a gradient that already saw the new w. In each round work out both slopes first,
    then move both.
one-step-only: rounds = 1
    Your function takes one step and stops. What moves w and b belongs inside the loop, and `return`
    below it, at the left.
one-step-too-few: rounds = steps - 1
    Your loop takes one step too few. `range(steps)` already counts steps rounds.
one-step-too-many: rounds = steps + 1
    Your loop takes one step too many. `range(steps)` already counts steps rounds.
leaves-out-alpha: step = lambda w, b, dw, db: (w - dw, b - db)
    The learning rate is missing. Multiply the gradient by alpha.
leaves-out-alpha-of-b: step = lambda w, b, dw, db: (w - alpha * dw, b - db)
    In the step of b the learning rate is missing. Multiply its slope by alpha.
leaves-out-alpha-of-w: step = lambda w, b, dw, db: (w - dw, b - alpha * db)
    In the step of w the learning rate is missing. Multiply its slope by alpha.
step-in-place-of-w: step = lambda w, b, dw, db: (alpha * dw, b - alpha * db)
    Your new w is the step alone. The step is taken away from the w you had: `w - alpha * dj_dw`.
steps-alone: step = lambda w, b, dw, db: (alpha * dw, alpha * db)
    Your new w and b are the steps alone. A step is taken away from what you had:
    `w - alpha * dj_dw`, and the same for b.
b-stays: step = lambda w, b, dw, db: (w - alpha * dw, b)
    b never moves. In each round move both w and b.
w-stays: step = lambda w, b, dw, db: (w, b - alpha * db)
    w never moves. In each round move both w and b.
b-uphill: step = lambda w, b, dw, db: (w - alpha * dw, b + alpha * db)
    w walks downhill, but b walks uphill: its slope, too, is taken away.
w-uphill: step = lambda w, b, dw, db: (w + alpha * dw, b - alpha * db)
    b walks downhill, but w walks uphill: its slope, too, is taken away.
w-with-slope-of-b: step = lambda w, b, dw, db: (w - alpha * db, b - alpha * db)
    w is moved with the slope for b. The slope for w is the first of the two in the gradient
    (`[0]`): the mean of each error times its x.
starts-at-zero: start = 0.0 * w, 0.0
    Your walk starts at 0. Start at the w and b that come as arguments.
gradient-of-the-start: slopes = lambda *_, first=gradient(X, y, w, b): first
    The gradient is worked out once, before the loop. It changes with every step, so work it out in
    every round.
history-one-behind: history = costs[:-1]
    w and b are right, but your history holds the cost before each step. Take the cost after w and b
    have moved.
history-with-start: history = costs
    w and b are right, but your history begins with the cost at the start. It holds the cost after
    each step, so its first cost is that after the first step.
history-of-last: history = costs[-1:]
    w and b are right, but your history holds only the last cost. Add the cost of every round to it.
last-cost-for-history: history = costs[-1]
    w and b are right, but in place of the history there is one number. Add the cost of every round
    to a list.
empty-history: history = []
    w and b are right, but the history is empty. Add the cost in each round.
history-between: history = [
        cost(X, y, new[0], old[1]) for old, new in zip(path, path[1:])]
    w and b are right, but the cost is noted between the two: w has moved already, and b has not.
    Move both first, then note the cost.
history-between-turned: history = [
        cost(X, y, old[0], new[1]) for old, new in zip(path, path[1:])]
    w and b are right, but the cost is noted between the two: b has moved already, and w has not.
    Move both first, then note the cost.
history-of-the-end: history = costs[-1:] * steps
    w and b are right, but your history holds the last cost again and again. Work the cost out and
    append it inside the loop that takes the steps.
history-of-lists: history = [[one] for one in costs[1:]]
    w and b are right. In the history each cost is a list of its own: leave out the square brackets
    around it.
history-of-w: history = [w for w, b in path[1:]]
    w and b are right, but your history holds w. Note the cost in each round.
history-first: walk = history, end_w, end_b
    The history comes first in what you give back. The task asks for w, then b, then the history.
knobs-overwritten: step = lambda w, b, dw, db: (dw - alpha * dw, db - alpha * db)
    The slopes have taken the names of w and b, so w and b are lost. Give the slopes names of their
    own, dj_dw and dj_db.
new-ones-not-returned: rounds = 1; walk = w, b, costs[1:] * steps
    Your w and b never change, although the cost is that of new ones. Let w and b become the new
    ones before the round ends, so that the next round goes on from there.
alpha-times-step: path = list(itertools.accumulate(
        range(steps), lambda at, n: step(*at, *(n * s for s in slopes(*at))), initial=start))
    Your step grows with the number of the round, and the first one is 0. Multiply the slopes by
    alpha alone.
slopes-are-sums: step = lambda w, b, dw, db:
        (w - alpha * len(y) * dw, b - alpha * len(y) * db)
    Your steps are m times as long as they should be: m is the number of birds (rows). Your slopes
    are sums that are not divided by m.
slope-of-w-is-a-sum: step = lambda w, b, dw, db: (w - alpha * len(y) * dw, b - alpha * db)
    b moves as it should, but the steps of w are m times as long: m is the number of birds (rows).
    Your dj_dw is a sum that is not divided by m.
slope-of-b-is-a-sum: step = lambda w, b, dw, db: (w - alpha * dw, b - alpha * len(y) * db)
    w moves as it should, but the steps of b are m times as long: m is the number of birds (rows).
    Your dj_db is a sum that is not divided by m.
steps-doubled: step = lambda w, b, dw, db: (w - alpha * 2 * dw, b - alpha * 2 * db)
    Your steps are twice as long as they should be. Is there a 2 too many in your slopes?
steps-halved: step = lambda w, b, dw, db: (w - alpha * dw / 2, b - alpha * db / 2)
    Your steps are half as long as they should be. Are your slopes divided by a 2?
divides-the-step: step = lambda w, b, dw, db: (w - alpha * dw / len(y), b - alpha * db / len(y))
    Your step is divided by the number of birds. The slopes are divided by it already.
history-of-start: history = costs[:1] * steps
    w and b are right, but your history holds the cost of the start again and again. Work the cost
    out with the w and b of the round.
swaps-results: walk = end_b, end_w, history
    The two parameters are swapped: w comes first, then b.
without-history: walk = end_w, end_b
    The history is missing from what your function gives back.
from-the-start-again: rounds = 1; history = costs[1:] * steps
    Each round begins at the start again: the new values are not put back into w and b. Let w and b
    become the new ones before the round ends.
start-for-step-and-cost: rounds = 1; history = costs[:1] * steps
    Each round begins at the start again, and so does the cost: the new values are not put back into
    w and b. Let w and b become the new ones before the cost is noted.
never-moves: rounds = 0; history = costs * steps
    w and b come back as they were. Store the new values in w and b.
stops-when-the-cost-rises: last = next((n - k[0] for n in range(k[1], steps + 1)
        if k[2](costs[n], costs[n - 1])), steps)
        for k in [(kept, first, rises) for kept in (1, 0) for first in (1, 2)
        for rises in (np.greater, np.greater_equal)]
    Your walk ends early where the cost rises or stays. Take all the steps that are asked for: the
    history then shows what went wrong.
"""
