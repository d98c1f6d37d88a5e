# ruff: noqa: ANN001, ANN002, ANN201, ANN202 (the wrong answers take what the learner's function takes)
"""Mistakes that several exercises share: in a cost, a gradient, the walk downhill, the L2 term.

Each function adds its mistakes to one exercise. `penalty` and `pull` are what the L2 term adds to
the cost and to dj_dw, for the exercises that have it.
"""

import itertools
from collections.abc import Callable

import numpy as np

from mlsmath.checks.exercise import Exercise
from mlsmath.derivatives import sigmoid


def linear(X, w, b):
    """Return w x + b for one measurement or many."""
    return X @ w + b if np.ndim(X) == 2 else w * X + b


def logistic(X, w, b):
    """Return the probability for one measurement or many."""
    return sigmoid(linear(X, w, b))


def linear_errors(X, y, w, b):
    """Return the prediction errors f - y."""
    return linear(X, w, b) - y


def no_penalty(w, m):
    """Return what a cost without the L2 term adds: nothing."""
    return 0.0


def no_pull(w, m):
    """Return what a gradient without the L2 term adds: nothing."""
    return 0.0


def add_cost_mistakes(check: Exercise, penalty: Callable = no_penalty) -> None:
    """Add the mistakes in a squared-error cost."""

    @check.misconception(
        "Your result is twice what it should be. Look at the number below the fraction line in "
        "the note on the cost: it is not m alone."
    )
    def _divides_by_m(x, y, w, b, *rest):
        return np.mean(linear_errors(x, y, w, b) ** 2) + penalty(w, len(y), *rest)

    @check.misconception(
        "The squared errors are added up, but the sum is not divided by anything. Then more data "
        "would always mean a larger cost."
    )
    def _sum_for_mean(x, y, w, b, *rest):
        return np.sum(linear_errors(x, y, w, b) ** 2) + penalty(w, len(y), *rest)

    @check.misconception("The sum is halved, but not divided by the number of birds m (rows).")
    def _halves_only(x, y, w, b, *rest):
        return np.sum(linear_errors(x, y, w, b) ** 2) / 2 + penalty(w, len(y), *rest)

    @check.misconception(
        "Python works from left to right: `/ 2 * m` divides by 2 and then multiplies by m. Put "
        "brackets around what stands below the fraction line."
    )
    def _slash_two_times_m(x, y, w, b, *rest):
        return np.sum(linear_errors(x, y, w, b) ** 2) / 2 * len(y) + penalty(w, len(y), *rest)

    @check.misconception("You divide by m squared, or by m twice. Once is enough.")
    def _divides_by_m_twice(x, y, w, b, *rest):
        return np.mean(linear_errors(x, y, w, b) ** 2) / (2 * len(y)) + penalty(w, len(y), *rest)

    @check.misconception("The errors are not squared, so those above and below cancel.")
    def _does_not_square(x, y, w, b, *rest):
        return np.mean(linear_errors(x, y, w, b)) / 2 + penalty(w, len(y), *rest)

    @check.misconception(
        "The errors are not squared, so those above and below cancel. (The half is missing, too.)"
    )
    def _mean_error(x, y, w, b, *rest):
        return np.mean(linear_errors(x, y, w, b)) + penalty(w, len(y), *rest)

    @check.misconception(
        "The errors are added first and the sum is squared. Square each error, then add."
    )
    def _squares_the_sum(x, y, w, b, *rest):
        return np.sum(linear_errors(x, y, w, b)) ** 2 / (2 * len(y)) + penalty(w, len(y), *rest)

    @check.misconception(
        "The mean of the errors is taken first and then squared. Square each error, then take the "
        "mean."
    )
    def _squares_the_mean(x, y, w, b, *rest):
        return np.mean(linear_errors(x, y, w, b)) ** 2 / 2 + penalty(w, len(y), *rest)

    @check.misconception("You use the size of each error. The cost uses its square.")
    def _absolute_errors(x, y, w, b, *rest):
        return np.mean(np.abs(linear_errors(x, y, w, b))) / 2 + penalty(w, len(y), *rest)

    @check.misconception("You use the size of each error. The cost uses its square.")
    def _mean_absolute_error(x, y, w, b, *rest):
        return np.mean(np.abs(linear_errors(x, y, w, b))) + penalty(w, len(y), *rest)

    @check.misconception("You take a square root at the end. The cost has none.")
    def _takes_root(x, y, w, b, *rest):
        return np.sqrt(np.mean(linear_errors(x, y, w, b) ** 2)) + penalty(w, len(y), *rest)

    @check.misconception("You take a square root at the end. The cost has none.")
    def _takes_root_of_half(x, y, w, b, *rest):
        return np.sqrt(np.mean(linear_errors(x, y, w, b) ** 2) / 2) + penalty(w, len(y), *rest)

    @check.misconception("The prediction leaves out the intercept b.")
    def _leaves_out_b(x, y, w, b, *rest):
        return np.mean(linear_errors(x, y, w, 0) ** 2) / 2 + penalty(w, len(y), *rest)

    @check.misconception("The intercept b is taken away in the prediction. The model adds it.")
    def _takes_b_away(x, y, w, b, *rest):
        return np.mean(linear_errors(x, y, w, -b) ** 2) / 2 + penalty(w, len(y), *rest)

    @check.misconception("The target y is added. An error is a difference.")
    def _adds_the_target(x, y, w, b, *rest):
        return np.mean(linear_errors(x, -y, w, b) ** 2) / 2 + penalty(w, len(y), *rest)

    @check.misconception("The result has the wrong sign. A sum of squares is never negative.")
    def _negative(x, y, w, b, *rest):
        return -np.mean(linear_errors(x, y, w, b) ** 2) / 2 + penalty(w, len(y), *rest)

    @check.misconception(
        "You divide by m minus 1. That belongs to another formula; the cost uses m."
    )
    def _m_minus_one(x, y, w, b, *rest):
        return np.sum(linear_errors(x, y, w, b) ** 2) / (2 * (len(y) - 1)) + penalty(
            w, len(y), *rest
        )

    @check.misconception(
        "Only the last squared error counts. Inside the loop, add to the total (`+=`); `=` "
        "throws away what was there."
    )
    def _only_last_error(x, y, w, b, *rest):
        return linear_errors(x, y, w, b)[-1] ** 2 / (2 * len(y)) + penalty(w, len(y), *rest)

    @check.misconception(
        "Only the first squared error counts. Your `return` is inside the loop, so the function "
        "ends after one round; move it to the left."
    )
    def _returns_in_loop(x, y, w, b, *rest):
        return linear_errors(x, y, w, b)[0] ** 2 / (2 * len(y)) + penalty(w, len(y), *rest)

    @check.misconception("The last bird is left out. `range(m)` already stops before m.")
    def _skips_last(x, y, w, b, *rest):
        return np.sum(linear_errors(x, y, w, b)[:-1] ** 2) / (2 * len(y)) + penalty(
            w, len(y), *rest
        )

    @check.misconception(
        "The first bird is left out. Python counts from 0, so the loop begins at 0."
    )
    def _skips_first(x, y, w, b, *rest):
        return np.sum(linear_errors(x, y, w, b)[1:] ** 2) / (2 * len(y)) + penalty(w, len(y), *rest)

    @check.misconception(
        "Your loop always goes over the same number of birds. Take m from the argument, "
        "with `len`.",
        choices=range(2, 12),
    )
    def _fixed_loop(x, y, w, b, *rest):
        *rest, k = rest
        errors = linear_errors(x, y, w, b)
        return sum(errors[i] ** 2 for i in range(k)) / (2 * len(y)) + penalty(w, len(y), *rest)

    @check.misconception(
        "Your function gives each squared error. The cost is one number: their sum, divided."
    )
    def _gives_each(x, y, w, b, *rest):
        return linear_errors(x, y, w, b) ** 2 + penalty(w, len(y), *rest)

    @check.misconception(
        "Your function gives one value for each bird. The cost is one number, so "
        "something has to add them up."
    )
    def _gives_each_divided(x, y, w, b, *rest):
        return linear_errors(x, y, w, b) ** 2 / (2 * len(y)) + penalty(w, len(y), *rest)

    @check.misconception(
        "The squared errors are doubled, not halved: the 2 stands below the fraction line."
    )
    def _doubled(x, y, w, b, *rest):
        return 2 * np.mean(linear_errors(x, y, w, b) ** 2) + penalty(w, len(y), *rest)

    @check.misconception(
        "Prediction and target are squared one by one. Take the difference first, then square it."
    )
    def _squares_before_difference(x, y, w, b, *rest):
        return np.mean(linear_errors(x, 0 * y, w, b) ** 2 - y**2) / 2 + penalty(w, len(y), *rest)

    @check.misconception(
        "Every prediction is compared with every y, which gives a table. Compare each prediction "
        "with its own y: two plain lists of m numbers, and no table with a single column."
    )
    def _all_with_all(x, y, w, b, *rest):
        f = linear_errors(x, 0 * y, w, b)
        return np.sum((f[:, None] - y) ** 2) / (2 * len(y)) + penalty(w, len(y), *rest)

    @check.misconception(
        "Every prediction is compared with every y, which gives a table. Compare each prediction "
        "with its own y: two plain lists of m numbers, and no table with a single column."
    )
    def _mean_of_all_with_all(x, y, w, b, *rest):
        f = linear_errors(x, 0 * y, w, b)
        return np.mean((f[:, None] - y) ** 2) / 2 + penalty(w, len(y), *rest)

    @check.misconception(
        "You divide inside the loop, each time again, so that early errors count less. Divide "
        "once, after the loop.",
        choices=(1, 2),
    )
    def _divides_in_the_loop(x, y, w, b, *rest):
        *rest, k = rest
        total = 0.0
        for error in linear_errors(x, y, w, b):
            total = (total + error**2) / (k * len(y))
        return total + penalty(w, len(y), *rest)

    @check.misconception(
        "Only y is squared: Python works out a power before a difference. Put brackets around the "
        "error."
    )
    def _squares_only_y(x, y, w, b, *rest):
        return np.mean(linear(x, w, b) - y**2) / 2 + penalty(w, len(y), *rest)

    for (name, one, terms), (also, other, below) in itertools.product(_IN_THE_SUM, _BELOW):

        def wrong(x, y, w, b, *rest, terms=terms, below=below):
            sum_of_terms = np.sum(terms(linear(x, w, b), y, b))
            return sum_of_terms / below(len(y)) + penalty(w, len(y), *rest)

        wrong.__name__ = f"{name}_and_{also}"
        check.misconception(f"Two things: {one}; and {other}.")(wrong)


# What can be wrong in a cost at once: in the sum, and below the fraction line.
_IN_THE_SUM = (
    ("leaves_out_b", "the prediction leaves out the intercept b", lambda f, y, b: (f - b - y) ** 2),
    (
        "takes_b_away",
        "the model adds b, it is not taken away",
        lambda f, y, b: (f - 2 * b - y) ** 2,
    ),
    ("adds_the_target", "an error is a difference, and you add y", lambda f, y, b: (f + y) ** 2),
    (
        "squares_only_y",
        "only y is squared, because the brackets around the error are missing",
        lambda f, y, b: f - y**2,
    ),
    (
        "squares_the_prediction",
        "an error is the prediction minus y, and your y is missing",
        lambda f, y, b: f**2,
    ),
)
_BELOW = (
    ("divides_by_m", "below the fraction line stands 2 m, not m alone", lambda m: m),
    ("halves_only", "the sum is not divided by m", lambda m: 2),
    ("sum_for_mean", "the sum is not divided by anything", lambda m: 1),
    (
        "slash_two_times_m",
        "`/ 2 * m` divides by 2 and then multiplies by m, so put brackets around `2 * m`",
        lambda m: 2 / m,
    ),
)


def add_gradient_mistakes(check: Exercise, model: Callable, pull: Callable = no_pull) -> None:
    """Add the mistakes in a gradient, the mean of (f - y) x and of (f - y)."""

    def sums(x, y, w, b):
        error = model(x, w, b) - y
        return error @ x, error.sum(), len(y)

    @check.misconception(
        "Your gradient is half of what it should be. The 2 of the square cancels the 2 below the "
        "fraction line."
    )
    def _keeps_the_half(x, y, w, b, *rest):
        dw, db, m = sums(x, y, w, b)
        return dw / (2 * m) + pull(w, m, *rest), db / (2 * m)

    @check.misconception(
        "Your gradient is twice what it should be. The 2 of the square cancels the 2 below the "
        "fraction line."
    )
    def _keeps_the_two(x, y, w, b, *rest):
        dw, db, m = sums(x, y, w, b)
        return 2 * dw / m + pull(w, m, *rest), 2 * db / m

    @check.misconception("The sums are not divided by the number of birds m (rows).")
    def _sum_for_mean(x, y, w, b, *rest):
        dw, db, m = sums(x, y, w, b)
        return dw + pull(w, m, *rest), db

    @check.misconception("dj_dw is right, but the sum in dj_db is not divided by m.")
    def _db_not_divided(x, y, w, b, *rest):
        dw, db, m = sums(x, y, w, b)
        return dw / m + pull(w, m, *rest), db

    @check.misconception("dj_db is right, but the sum in dj_dw is not divided by m.")
    def _dw_not_divided(x, y, w, b, *rest):
        dw, db, m = sums(x, y, w, b)
        return dw + pull(w, m, *rest), db / m

    @check.misconception(
        "Both have the wrong sign: the error is the prediction minus the target, not the other "
        "way round."
    )
    def _sign(x, y, w, b, *rest):
        dw, db, m = sums(x, y, w, b)
        return -dw / m + pull(w, m, *rest), -db / m

    @check.misconception("dj_db has the wrong sign; dj_dw is right.")
    def _sign_of_db(x, y, w, b, *rest):
        dw, db, m = sums(x, y, w, b)
        return dw / m + pull(w, m, *rest), -db / m

    @check.misconception("dj_dw has the wrong sign; dj_db is right.")
    def _sign_of_dw(x, y, w, b, *rest):
        dw, db, m = sums(x, y, w, b)
        return -dw / m + pull(w, m, *rest), db / m

    @check.misconception(
        "The two results are swapped: dj_dw comes first, then dj_db.",
    )
    def _swapped(x, y, w, b, *rest):
        dw, db, m = sums(x, y, w, b)
        return db / m, dw / m + pull(w, m, *rest)

    @check.misconception(
        "In dj_dw each error is multiplied by its x (the chain rule), and yours are not. dj_db "
        "is right."
    )
    def _forgets_x(x, y, w, b, *rest):
        _, db, m = sums(x, y, w, b)
        return db / m + 0 * w + pull(w, m, *rest), db / m

    @check.misconception(
        "In dj_db the errors stand alone: b is not multiplied by anything. dj_dw is right."
    )
    def _x_in_db(x, y, w, b, *rest):
        dw, _, m = sums(x, y, w, b)
        return dw / m + pull(w, m, *rest), np.sum(dw) / m

    @check.misconception(
        "In dj_dw each error is multiplied by w. It should be multiplied by its x."
    )
    def _w_for_x(x, y, w, b, *rest):
        _, db, m = sums(x, y, w, b)
        return db * w / m + pull(w, m, *rest), db / m

    @check.misconception(
        "dj_dw multiplies two means. Multiply each error by its own x first, and take one mean of "
        "that."
    )
    def _product_of_means(x, y, w, b, *rest):
        _, db, m = sums(x, y, w, b)
        return db / m * np.mean(x, axis=0) + pull(w, m, *rest), db / m

    @check.misconception(
        "In dj_dw only y is multiplied by x: Python multiplies before it takes away. Put brackets "
        "around the error."
    )
    def _brackets_around_the_error(x, y, w, b, *rest):
        _, db, m = sums(x, y, w, b)
        return np.mean(model(x, w, b)) - y @ x / m + pull(w, m, *rest), db / m

    @check.misconception(
        "In dj_db the mean is missing: you give one error for each bird. dj_dw is right."
    )
    def _no_mean_in_db(x, y, w, b, *rest):
        dw, _, m = sums(x, y, w, b)
        return dw / m + pull(w, m, *rest), model(x, w, b) - y

    @check.misconception("The prediction leaves out the intercept b.")
    def _leaves_out_b(x, y, w, b, *rest):
        dw, db, m = sums(x, y, w, 0.0)
        return dw / m + pull(w, m, *rest), db / m

    @check.misconception(
        "The errors are squared. The square belongs to the cost; its derivative has the error "
        "itself."
    )
    def _squares_the_errors(x, y, w, b, *rest):
        error, m = model(x, w, b) - y, len(y)
        return error**2 @ x / m + pull(w, m, *rest), np.sum(error**2) / m

    @check.misconception(
        "You use the size of each error. Its sign matters: it says which way is down."
    )
    def _absolute_errors(x, y, w, b, *rest):
        error, m = np.abs(model(x, w, b) - y), len(y)
        return error @ x / m + pull(w, m, *rest), np.sum(error) / m

    @check.misconception(
        "Only the last example counts. Inside the loop, add to the totals (`+=`); `=` throws "
        "away what was there."
    )
    def _only_last(x, y, w, b, *rest):
        error, m = model(x, w, b) - y, len(y)
        return error[-1] * x[-1] / m + pull(w, m, *rest), error[-1] / m

    @check.misconception(
        "dj_dw counts only the last example. Inside the loop, add to the total (`+=`)."
    )
    def _only_last_in_dw(x, y, w, b, *rest):
        error, m = model(x, w, b) - y, len(y)
        return error[-1] * x[-1] / m + pull(w, m, *rest), error.sum() / m

    @check.misconception(
        "dj_db counts only the last example. Inside the loop, add to the total (`+=`)."
    )
    def _only_last_in_db(x, y, w, b, *rest):
        error, m = model(x, w, b) - y, len(y)
        return error @ x / m + pull(w, m, *rest), error[-1] / m

    @check.misconception(
        "Only the first example counts. Your `return` is inside the loop; move it to the left."
    )
    def _returns_in_loop(x, y, w, b, *rest):
        error, m = model(x, w, b) - y, len(y)
        return error[0] * x[0] / m + pull(w, m, *rest), error[0] / m

    @check.misconception("The last example is left out. `range(m)` already stops before m.")
    def _skips_last(x, y, w, b, *rest):
        error, m = model(x, w, b) - y, len(y)
        return error[:-1] @ x[:-1] / m + pull(w, m, *rest), error[:-1].sum() / m

    @check.misconception(
        "The first example is left out. Python counts from 0, so the loop begins at 0."
    )
    def _skips_first(x, y, w, b, *rest):
        error, m = model(x, w, b) - y, len(y)
        return error[1:] @ x[1:] / m + pull(w, m, *rest), error[1:].sum() / m

    @check.misconception(
        "Your loop always goes over the same number of examples. Take m from the argument.",
        choices=range(2, 12),
    )
    def _fixed_loop(x, y, w, b, *rest):
        *rest, k = rest
        error, m = model(x, w, b) - y, len(y)
        dw = sum(error[i] * x[i] for i in range(k))
        return dw / m + pull(w, m, *rest), sum(error[i] for i in range(k)) / m

    @check.misconception(
        "You divide inside the loop, each time again, so that early examples count less. Divide "
        "once, after the loop."
    )
    def _divides_in_the_loop(x, y, w, b, *rest):
        error, m = model(x, w, b) - y, len(y)
        dw, db = 0 * x[0], 0.0
        for i in range(m):
            dw, db = (dw + error[i] * x[i]) / m, (db + error[i]) / m
        return dw + pull(w, m, *rest), db

    @check.misconception(
        "Your function gives the terms of all examples. Add them up: one number for b, one for "
        "each slope in w."
    )
    def _gives_each(x, y, w, b, *rest):
        error, m = model(x, w, b) - y, len(y)
        return (error * x.T).T / m, error / m

    @check.misconception(
        "You give w and b after a step. The gradient is the two slopes alone, before any step."
    )
    def _gives_new_parameters(x, y, w, b, *rest):
        dw, db, m = sums(x, y, w, b)
        return w - dw / m - pull(w, m, *rest), b - db / m


def add_many_gradient_mistakes(check: Exercise, model: Callable, pull: Callable = no_pull) -> None:
    """Add the mistakes that only a gradient with many columns can have."""

    @check.misconception(
        "dj_dw is added up to one number. Each column has its own slope: a vector of shape (n,)."
    )
    def _one_number_for_dw(X, y, w, b, *rest):
        error, m = model(X, w, b) - y, len(y)
        return np.sum(error @ X) / m, error.sum() / m

    @check.misconception("dj_dw is divided by the number of columns n. m is the number of rows.")
    def _divides_dw_by_n(X, y, w, b, *rest):
        error, m = model(X, w, b) - y, len(y)
        return error @ X / X.shape[1] + pull(w, m, *rest), error.sum() / m

    @check.misconception("You divide by the number of columns n. m is the number of rows.")
    def _divides_by_n(X, y, w, b, *rest):
        error, n = model(X, w, b) - y, X.shape[1]
        return error @ X / n + pull(w, len(y), *rest), error.sum() / n

    @check.misconception(
        "Only the first column of X is used in dj_dw. Each slope goes with its own column."
    )
    def _first_column_for_all(X, y, w, b, *rest):
        error, m = model(X, w, b) - y, len(y)
        return error @ X[:, 0] / m + 0 * w + pull(w, m, *rest), error.sum() / m

    @check.misconception(
        "Every item of dj_dw holds the sum over all columns. Inside the loop over the columns, add "
        "to one item alone: `dj_dw[j]`."
    )
    def _sum_of_columns_in_each(X, y, w, b, *rest):
        error, m = model(X, w, b) - y, len(y)
        return np.sum(error @ X) / m + 0 * w + pull(w, m, *rest), error.sum() / m

    @check.misconception(
        "`X[j]` is row j: one bird. Each slope goes with a column, and column j is `X[:, j]`."
    )
    def _rows_for_columns(X, y, w, b, *rest):
        error, m = model(X, w, b) - y, len(y)
        dw = np.array([np.mean(error * X[j]) for j in range(len(w))])
        return dw + pull(w, m, *rest), error.sum() / m

    @check.misconception("dj_dw is a table with one column. Give back a vector, of shape (n,).")
    def _column_for_dw(X, y, w, b, *rest):
        error, m = model(X, w, b) - y, len(y)
        return (error @ X / m + pull(w, m, *rest)).reshape(-1, 1), error.sum() / m

    @check.misconception(
        "dj_db grows with the number of columns: its line is inside the inner loop. Move it to "
        "the left."
    )
    def _db_once_per_column(X, y, w, b, *rest):
        error, m = model(X, w, b) - y, len(y)
        return error @ X / m + pull(w, m, *rest), X.shape[1] * error.sum() / m


def walk_with(cost: Callable, gradient: Callable) -> Callable:
    """Return a walk downhill whose history has one cost too many: that of the start."""

    def take_step(X, y, w, b, alpha):
        dj_dw, dj_db = gradient(X, y, w, b)
        return w - alpha * dj_dw, b - alpha * dj_db

    def walk(X, y, w, b, alpha, steps, step=take_step):
        history = [cost(X, y, w, b)]
        for _ in range(steps):
            w, b = step(X, y, w, b, alpha)
            history.append(cost(X, y, w, b))
        return w, b, history

    return walk


def add_loop_mistakes(check: Exercise, cost: Callable, gradient: Callable) -> None:
    """Add the mistakes in the loop of gradient descent."""
    walk = walk_with(cost, gradient)

    def known(hint):
        """Add a mistake in how the walk is made; its history has the cost after each step."""

        def add(change):
            def wrong(X, y, w, b, alpha, steps):
                w, b, history = change(X, y, w, b, alpha, steps)
                return w, b, history[1:]

            wrong.__name__ = change.__name__
            return check.misconception(hint)(wrong)

        return add

    @known("Your loop walks uphill: the gradient points up, so it is taken away from w and b.")
    def _walks_uphill(X, y, w, b, alpha, steps):
        return walk(X, y, w, b, -alpha, steps)

    @known(
        "b is moved with a gradient that already saw the new w. In each round work out both "
        "slopes first, then move both."
    )
    def _not_simultaneous(X, y, w, b, alpha, steps):
        def step(X, y, w, b, alpha):
            w = w - alpha * gradient(X, y, w, b)[0]
            return w, b - alpha * gradient(X, y, w, b)[1]

        return walk(X, y, w, b, alpha, steps, step)

    @known(
        "Your function takes one step and stops. Your `return` may be inside the loop; move it "
        "to the left."
    )
    def _one_step_only(X, y, w, b, alpha, steps):
        return walk(X, y, w, b, alpha, 1)

    @known("Your loop takes one step too few. `range(steps)` already counts steps rounds.")
    def _one_step_too_few(X, y, w, b, alpha, steps):
        return walk(X, y, w, b, alpha, steps - 1)

    @known("Your loop takes one step too many. `range(steps)` already counts steps rounds.")
    def _one_step_too_many(X, y, w, b, alpha, steps):
        return walk(X, y, w, b, alpha, steps + 1)

    @known("The learning rate is missing. Multiply the gradient by alpha.")
    def _leaves_out_alpha(X, y, w, b, alpha, steps):
        return walk(X, y, w, b, 1.0, steps)

    @known("b never moves. In each round move both w and b.")
    def _b_stays(X, y, w, b, alpha, steps):
        def step(X, y, w, b, alpha):
            return w - alpha * gradient(X, y, w, b)[0], b

        return walk(X, y, w, b, alpha, steps, step)

    @known("w never moves. In each round move both w and b.")
    def _w_stays(X, y, w, b, alpha, steps):
        def step(X, y, w, b, alpha):
            return w, b - alpha * gradient(X, y, w, b)[1]

        return walk(X, y, w, b, alpha, steps, step)

    @known("w walks downhill, but b walks uphill: its slope, too, is taken away.")
    def _b_uphill(X, y, w, b, alpha, steps):
        def step(X, y, w, b, alpha):
            dj_dw, dj_db = gradient(X, y, w, b)
            return w - alpha * dj_dw, b + alpha * dj_db

        return walk(X, y, w, b, alpha, steps, step)

    @known("b walks downhill, but w walks uphill: its slope, too, is taken away.")
    def _w_uphill(X, y, w, b, alpha, steps):
        def step(X, y, w, b, alpha):
            dj_dw, dj_db = gradient(X, y, w, b)
            return w + alpha * dj_dw, b - alpha * dj_db

        return walk(X, y, w, b, alpha, steps, step)

    @known("Both are moved with dj_db. Only b is; w is moved with dj_dw.")
    def _w_with_slope_of_b(X, y, w, b, alpha, steps):
        def step(X, y, w, b, alpha):
            dj_db = gradient(X, y, w, b)[1]
            return w - alpha * dj_db, b - alpha * dj_db

        return walk(X, y, w, b, alpha, steps, step)

    @known("Your walk starts at 0. Start at the w and b that come as arguments.")
    def _starts_at_zero(X, y, w, b, alpha, steps):
        return walk(X, y, 0.0 * w, 0.0, alpha, steps)

    @known(
        "The gradient is worked out once, before the loop. It changes with every step, so work "
        "it out in every round."
    )
    def _gradient_of_the_start(X, y, w, b, alpha, steps):
        dj_dw, dj_db = gradient(X, y, w, b)

        def step(X, y, w, b, alpha):
            return w - alpha * dj_dw, b - alpha * dj_db

        return walk(X, y, w, b, alpha, steps, step)

    @check.misconception(
        "w and b are right, but your history holds the cost before each step. Take the cost "
        "after w and b have moved."
    )
    def _history_one_behind(X, y, w, b, alpha, steps):
        w, b, history = walk(X, y, w, b, alpha, steps)
        return w, b, history[:-1]

    @check.misconception(
        "w and b are right, but your history begins with the cost at the start. It holds the cost "
        "after each step, so its first cost is that after the first step."
    )
    def _history_with_start(X, y, w, b, alpha, steps):
        return walk(X, y, w, b, alpha, steps)

    @check.misconception(
        "w and b are right, but your history holds only the last cost. Add the cost of every "
        "round to it."
    )
    def _history_of_last(X, y, w, b, alpha, steps):
        w, b, history = walk(X, y, w, b, alpha, steps)
        return w, b, history[-1:]

    @check.misconception(
        "w and b are right, but in place of the history there is one number. Add the cost of "
        "every round to a list."
    )
    def _last_cost_for_history(X, y, w, b, alpha, steps):
        w, b, history = walk(X, y, w, b, alpha, steps)
        return w, b, history[-1]

    @check.misconception("w and b are right, but the history is empty. Add the cost in each round.")
    def _empty_history(X, y, w, b, alpha, steps):
        w, b, _ = walk(X, y, w, b, alpha, steps)
        return w, b, []

    @check.misconception(
        "w and b are right, but your history holds the cost of the start again and again. Work "
        "the cost out with the w and b of the round."
    )
    def _history_of_start(X, y, w, b, alpha, steps):
        end_w, end_b, history = walk(X, y, w, b, alpha, steps)
        return end_w, end_b, history[:1] * steps

    @check.misconception("The two parameters are swapped: w comes first, then b.")
    def _swaps_results(X, y, w, b, alpha, steps):
        w, b, history = walk(X, y, w, b, alpha, steps)
        return b, w, history[1:]

    @check.misconception("The history is missing from what your function gives back.")
    def _without_history(X, y, w, b, alpha, steps):
        return walk(X, y, w, b, alpha, steps)[:2]

    @check.misconception(
        "Your walk ends early where the cost rises or stays. Take all the steps that are asked "
        "for: the history then shows what went wrong.",
        choices=itertools.product((True, False), repeat=3),
    )
    def _stops_when_the_cost_rises(X, y, w, b, alpha, steps, choice):
        kept, equal, from_the_second = choice
        history = [np.inf if from_the_second else cost(X, y, w, b)]
        for _ in range(steps):
            dj_dw, dj_db = gradient(X, y, w, b)
            new = w - alpha * dj_dw, b - alpha * dj_db
            new_cost = cost(X, y, *new)
            rises = new_cost > history[-1] or (equal and new_cost == history[-1])
            if rises and kept:
                break
            (w, b), history = new, [*history, new_cost]
            if rises:
                break
        return w, b, history[1:]

    @known(
        "Each round begins at the start again: the new values are not put back into w and b. Let "
        "w and b become the new ones before the round ends."
    )
    def _from_the_start_again(X, y, w, b, alpha, steps):
        w, b, history = walk(X, y, w, b, alpha, 1)
        return w, b, [history[0]] + history[1:] * steps

    @known(
        "Each round begins at the start again, and so does the cost: the new values are not put "
        "back into w and b. Let w and b become the new ones before the cost is noted."
    )
    def _start_for_step_and_cost(X, y, w, b, alpha, steps):
        w, b, history = walk(X, y, w, b, alpha, 1)
        return w, b, history[:1] * (steps + 1)

    @check.misconception("w and b come back as they were. Store the new values in w and b.")
    def _never_moves(X, y, w, b, alpha, steps):
        return w, b, [cost(X, y, w, b)] * steps


def add_cost_penalty_mistakes(check: Exercise, cost: Callable) -> None:
    """Add the mistakes in the L2 term of a cost; `cost(X, y, w, b)` is right."""

    def known(hint: str):
        def add(penalty: Callable):
            def wrong(X, y, w, b, lambda_):
                return cost(X, y, w, b) + penalty(np.asarray(w), b, lambda_, len(y), X)

            wrong.__name__ = penalty.__name__
            return check.misconception(hint)(wrong)

        return add

    @known("The price is missing: your cost does not change with λ (`lambda_`).")
    def _forgets_l2(w, b, lambda_, m, X):
        return 0.0

    @known("The intercept b pays a price. Only the slopes do; b may be as large as it likes.")
    def _regularises_b(w, b, lambda_, m, X):
        return lambda_ * (np.sum(w**2) + b**2) / (2 * m)

    @known("The price is twice what it should be: it is halved, as the squared errors are.")
    def _l2_not_halved(w, b, lambda_, m, X):
        return lambda_ * np.sum(w**2) / m

    @known(
        "The price is m times what it should be: divide it by m. Or does it stand in the loop "
        "over the birds? There it is added once for each of them."
    )
    def _l2_without_m(w, b, lambda_, m, X):
        return lambda_ * np.sum(w**2) / 2

    @known(
        "Python divides and multiplies from left to right: `/ 2 * m` halves the price and then "
        "makes it m times as large. Put brackets around `2 * m`."
    )
    def _l2_without_brackets(w, b, lambda_, m, X):
        return lambda_ / 2 * m * np.sum(w**2)

    @known("λ times the squares is added as it is. It is divided as the cost is.")
    def _l2_not_divided(w, b, lambda_, m, X):
        return lambda_ * np.sum(w**2)

    @known("The price adds the slopes without squaring them, so they can cancel.")
    def _l2_not_squared(w, b, lambda_, m, X):
        return lambda_ * np.sum(w) / (2 * m)

    @known("The price adds the sizes of the slopes. It should add their squares.")
    def _l1(w, b, lambda_, m, X):
        return lambda_ * np.sum(np.abs(w)) / (2 * m)

    @known("The price has the norm of w. Its square is needed: no root.")
    def _l2_root(w, b, lambda_, m, X):
        return lambda_ * np.sqrt(np.sum(w**2)) / (2 * m)

    @known("The price squares the sum of the slopes. Square each slope, then add.")
    def _l2_square_of_sum(w, b, lambda_, m, X):
        return lambda_ * np.sum(w) ** 2 / (2 * m)

    @known("The price is taken away. It makes large slopes dear, so it is added.")
    def _l2_subtracted(w, b, lambda_, m, X):
        return -lambda_ * np.sum(w**2) / (2 * m)

    @known("The price has λ squared. λ itself is the factor.")
    def _lambda_squared(w, b, lambda_, m, X):
        return lambda_**2 * np.sum(w**2) / (2 * m)

    @known("λ is missing from the price: the squares of the slopes are added as they are.")
    def _without_lambda(w, b, lambda_, m, X):
        return np.sum(w**2) / (2 * m)

    @known("The price is divided by the number of slopes n. m is the number of birds (rows).")
    def _l2_by_n(w, b, lambda_, m, X):
        return lambda_ * np.sum(w**2) / (2 * w.size)

    @known("The price has the mean of the squared slopes. Take their sum, `np.sum`.")
    def _l2_mean(w, b, lambda_, m, X):
        return lambda_ * np.mean(w**2) / (2 * m)

    @known(
        "The price has the mean of the squared slopes. Take their sum, and divide it by `2 * m`."
    )
    def _l2_mean_alone(w, b, lambda_, m, X):
        return lambda_ * np.mean(w**2)

    @known("Only the last slope is in the price. Add the squares of all of them.")
    def _l2_last_weight(w, b, lambda_, m, X):
        return lambda_ * np.ravel(w)[-1] ** 2 / (2 * m)

    @known("The first slope is left out of the price. Only b is left out.")
    def _l2_skips_first(w, b, lambda_, m, X):
        return lambda_ * np.sum(np.ravel(w)[1:] ** 2) / (2 * m)

    @known("The squares of the slopes are not added up. The price is one number: use `np.sum`.")
    def _l2_without_sum(w, b, lambda_, m, X):
        return lambda_ * w**2 / (2 * m)

    for (name, one, squares), (also, other, below) in itertools.product(_IN_THE_PRICE, _UNDER):

        def price(w, b, lambda_, m, X, squares=squares, below=below):
            return lambda_ * squares(w, b) / below(m, w.size)

        price.__name__ = f"{name}_and_{also}"
        known(f"Two things about the price: {one}; and {other}.")(price)

    @check.misconception(
        "All of your result is divided by m once too often. A mean has divided by m already."
    )
    def _all_divided_again(X, y, w, b, lambda_):
        return cost(X, y, w, b) / len(y) + lambda_ * np.sum(w**2) / (2 * len(y) ** 2)

    @check.misconception(
        "λ multiplies all of your result. It belongs to the squares of the slopes alone."
    )
    def _lambda_times_all(X, y, w, b, lambda_):
        return lambda_ * (cost(X, y, w, b) + np.sum(w**2) / (2 * len(y)))


# What can be wrong in the price at once: in the sum, and below the fraction line.
_IN_THE_PRICE = (
    ("l2_not_squared", "the slopes are not squared", lambda w, b: np.sum(w)),
    (
        "l2_square_of_sum",
        "square each slope first, then add",
        lambda w, b: np.sum(w) ** 2,
    ),
    ("regularises_b", "b pays no price", lambda w, b: np.sum(w**2) + b**2),
)
_UNDER = (
    ("l2_not_halved", "below the fraction line stands 2 m, not m alone", lambda m, n: m),
    ("l2_by_n", "m is the number of birds (rows), not of slopes", lambda m, n: 2 * n),
    ("l2_without_m", "it is divided by m as well", lambda m, n: 2),
    ("l2_not_divided", "it is divided, as the cost is", lambda m, n: 1),
)


def add_gradient_penalty_mistakes(check: Exercise, gradient: Callable) -> None:
    """Add the mistakes in the L2 term of a gradient; `gradient(X, y, w, b)` is right."""

    def known(hint: str):
        def add(pull: Callable):
            def wrong(X, y, w, b, lambda_):
                dj_dw, dj_db = gradient(X, y, w, b)
                more_w, more_b = pull(np.asarray(w), b, lambda_, len(y))
                return dj_dw + more_w, dj_db + more_b

            wrong.__name__ = pull.__name__
            return check.misconception(hint)(wrong)

        return add

    @known("The price is missing: your gradient does not change with λ (`lambda_`).")
    def _forgets_l2(w, b, lambda_, m):
        return 0.0, 0.0

    @known("The intercept b pays a price. Only the slopes do: nothing is added to dj_db.")
    def _regularises_b(w, b, lambda_, m):
        return lambda_ * w / m, lambda_ * b / m

    @known(
        "The slope of the price is half of what it should be: the 2 of the square cancels the 2 "
        "below the fraction line."
    )
    def _l2_halved(w, b, lambda_, m):
        return lambda_ * w / (2 * m), 0.0

    @known("The slope of the price is twice what it should be.")
    def _l2_doubled(w, b, lambda_, m):
        return 2 * lambda_ * w / m, 0.0

    @known(
        "The price is m times what it should be: divide it by m. Or does it stand in the loop "
        "over the birds? There it is added once for each of them."
    )
    def _l2_without_m(w, b, lambda_, m):
        return lambda_ * w, 0.0

    @known("The numbers in w are still squared. The derivative of a square has the number itself.")
    def _l2_squared(w, b, lambda_, m):
        return lambda_ * w**2 / m, 0.0

    @known("Every dj_dw gets the price of all of w. It gets a part with its own w_j alone.")
    def _l2_cost_added(w, b, lambda_, m):
        return lambda_ * np.sum(w**2) / (2 * m), 0.0

    @known("Every dj_dw gets the sum of all of w. It gets a part with its own w_j alone.")
    def _l2_sum_of_weights(w, b, lambda_, m):
        return lambda_ * np.sum(w) / m, 0.0

    @known("The slope of the price is taken away. The price is added, so its slope is added, too.")
    def _l2_subtracted(w, b, lambda_, m):
        return -lambda_ * w / m, 0.0

    @known("w is missing from the slope of the price: λ divided by m is added to every dj_dw.")
    def _l2_without_w(w, b, lambda_, m):
        return lambda_ / m, 0.0

    @known("Only the sign of w is in the slope of the price. The number itself belongs there.")
    def _l1(w, b, lambda_, m):
        return lambda_ * np.sign(w) / m, 0.0

    @known("The slope of the price is in dj_db in place of dj_dw.")
    def _l2_in_db(w, b, lambda_, m):
        return 0.0, lambda_ * b / m

    @known("λ is missing from the price.")
    def _without_lambda(w, b, lambda_, m):
        return w / m, 0.0

    @known("The price has λ squared. λ itself is the factor.")
    def _lambda_squared(w, b, lambda_, m):
        return lambda_**2 * w / m, 0.0

    @known("The price is divided by the number of slopes n. m is the number of birds (rows).")
    def _l2_by_n(w, b, lambda_, m):
        return lambda_ * w / w.size, 0.0

    @known(
        "You add the price itself. Its slope is asked for: the 2 of the square comes down and "
        "cancels the 2 below, and w itself is left."
    )
    def _l2_price_itself(w, b, lambda_, m):
        return lambda_ * w**2 / (2 * m), 0.0

    @known("Two things: the numbers in w are still squared, and the price is not divided by m.")
    def _l2_squared_without_m(w, b, lambda_, m):
        return lambda_ * w**2, 0.0

    @known(
        "Two things: b pays no price, so nothing is added to dj_db; and the price is not divided "
        "by m."
    )
    def _regularises_b_without_m(w, b, lambda_, m):
        return lambda_ * w, lambda_ * b

    @known(
        "Two things: b pays no price, so nothing is added to dj_db; and the 2 of the square "
        "cancels the 2 below the fraction line."
    )
    def _regularises_b_halved(w, b, lambda_, m):
        return lambda_ * w / (2 * m), lambda_ * b / (2 * m)

    @known(
        "Two things: b pays no price, so nothing is added to dj_db; and in dj_dw the 2 of the "
        "square cancels the 2 below the fraction line."
    )
    def _regularises_b_beside_a_half(w, b, lambda_, m):
        return lambda_ * w / (2 * m), lambda_ * b / m

    @known("Two things: b pays no price, so nothing is added to dj_db; and dj_dw lacks its m.")
    def _regularises_b_beside_no_m(w, b, lambda_, m):
        return lambda_ * w, lambda_ * b / m
