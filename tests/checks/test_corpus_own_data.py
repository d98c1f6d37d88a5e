"""Right and wrong answers to the exercises on one's own data, as learners write them.

Each class is an exercise. In `wrong`, a line of `results`, and a function's name up to the double
underscore, begins with the mistake that the check must name.
"""
# ruff: noqa: N801, N805

import random

import numpy as np
import pytest
from sklearn.linear_model import Ridge
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import MinMaxScaler, StandardScaler

from mlsmath.checks import check_fit_my_model, check_my_question
from mlsmath.cost import squared_error_cost
from mlsmath.descent import gradient_descent
from mlsmath.features import apply_z_score, fit_z_score
from mlsmath.tables import load_table

GRID = [0, 0.1, 1, 3, 10, 30]
X_train = np.array([[0.3, -1.2], [1.1, 0.4], [-0.7, 0.9]])


def walk(Z, y, lambda_, alpha=0.3, steps=250):
    start = np.zeros(Z.shape[1])
    return gradient_descent(Z, y, start, 0.0, alpha=alpha, steps=steps, lambda_=lambda_)


def best_of(Z, y, Z_validation, y_validation, lambdas, walk=walk):
    found = None
    for lambda_ in lambdas:
        model = walk(Z, y, lambda_)
        cost = squared_error_cost(Z_validation, y_validation, model.w, model.b)
        if found is None or cost < found[0]:
            found = cost, model, lambda_
    return found[1], found[2]


def z_scores(X, ruler):
    return (X - ruler.mean(axis=0)) / ruler.std(axis=0)


class split_rows:
    class right:
        def plain(m, seed):
            order = np.random.default_rng(seed).permutation(m)
            a, b = round(0.6 * m), round(0.8 * m)
            return order[:a], order[a:b], order[b:]

        def other_sizes(m, seed):
            rng = np.random.default_rng(seed)
            order = np.arange(m)
            rng.shuffle(order)
            return order[: m * 7 // 10], order[m * 7 // 10 : m * 17 // 20], order[m * 17 // 20 :]

        def lists(m, seed):
            order = list(range(m))
            random.Random(seed).shuffle(order)
            return order[: m // 2 + 1], order[m // 2 + 1 : m * 3 // 4], order[m * 3 // 4 :]

        def sorted_within(m, seed):
            order = np.random.default_rng(seed).permutation(m)
            a, b = int(0.6 * m), int(0.8 * m)
            return np.sort(order[:a]), np.sort(order[a:b]), np.sort(order[b:])

        def library(m, seed):
            train, rest = train_test_split(np.arange(m), test_size=0.4, random_state=seed)
            validation, test = train_test_split(rest, test_size=0.5, random_state=seed)
            return train, validation, test

        def test_first(m, seed):
            order = np.random.default_rng(seed).permutation(m)
            return order[2 * (m // 5) :], order[m // 5 : 2 * (m // 5)], order[: m // 5]

        def old_generator(m, seed):
            order = np.random.RandomState(seed).permutation(m)
            return np.split(order, [int(0.6 * m), int(0.8 * m)])

        def half_for_training(m, seed):
            order = np.random.default_rng(seed).permutation(m)
            return order[: m // 2], order[m // 2 : m * 3 // 4], order[m * 3 // 4 :]

        def tenths(m, seed):
            order, k = np.random.default_rng(seed).permutation(m), m // 10
            return order[2 * k :], order[:k], order[k : 2 * k]

    class wrong:
        results = """
        row-twice: order = np.random.default_rng(seed).integers(0, m, m); order[: m // 2], order[m
            // 2 : -9], order[-9:]
        rows-are-m: order = np.random.default_rng(seed).permutation(len(y)); order[: m // 2],
            order[m // 2 : -9], order[-9:]
        shares-rows: order = np.random.default_rng(seed).permutation(m); a, b = int(0.6 * m),
            int(0.8 * m); order[:a], order[a - 1 : b], order[b:]
        shares-rows: rng = np.random.default_rng(seed); a, b = int(0.6 * m), int(0.8 * m);
            rng.permutation(m)[:a], rng.permutation(m)[a:b], rng.permutation(m)[b:]
        shares-rows: order = np.random.default_rng(seed).permutation(m); a = int(0.6 * m);
            order[:a], order[a:], order[a:]
        loses-rows: order = np.random.default_rng(seed).permutation(m); a, b = int(0.6 * m), int(0.8
            * m); order[:a], order[a:b], order[b : m - 1]
        loses-rows: order = np.random.default_rng(seed).permutation(m); a, b = int(0.6 * m), int(0.8
            * m); order[:a], order[a + 1 : b], order[b:]
        loses-rows: order = np.random.default_rng(seed).permutation(m); a, b = round(0.6 * m),
            round(0.8 * m); order[:a], order[a:b], order[b + 1 :]
        loses-rows: order = np.random.default_rng(seed).permutation(m); order[:24], order[24:32],
            order[32:40]
        not-shuffled: a, b = int(0.6 * m), int(0.8 * m); order = np.arange(m); order[:a],
            order[a:b], order[b:]
        not-shuffled: rng = np.random.default_rng(seed); a, b = int(0.6 * m), int(0.8 * m); order =
            np.arange(m); rng.permutation(order[:a]), rng.permutation(order[a:b]), order[b:]
        ignores-seed: order = np.random.default_rng(0).permutation(m); a, b = int(0.6 * m), int(0.8
            * m); order[:a], order[a:b], order[b:]
        not-shuffled: rows = np.arange(m); rows[rows % 5 > 1], rows[rows % 5 == 1], rows[rows % 5 ==
            0]
        remembers: order = np.random.default_rng().permutation(m); a, b = int(0.6 * m), int(0.8 *
            m); order[:a], order[a:b], order[b:]
        row-twice: rows = np.random.default_rng(seed).integers(0, m // 2, size=int(0.6 * m)); rest =
            np.arange(m // 2, m); rows, rest[::2], rest[1::2]
        counts-from-one: order = np.random.default_rng(seed).permutation(m) + 1; a, b = int(0.6 *
            m), int(0.8 * m); order[:a], order[a:b], order[b:]
        no-such-row: order = np.random.default_rng(seed).permutation(m + 3); a, b = int(0.6 * m),
            int(0.8 * m); order[:a], order[a:b], order[b:]
        small-training: np.array_split(np.random.default_rng(seed).permutation(m), 3)
        small-training: order = np.random.default_rng(seed).permutation(m); a, b = int(0.6 * m),
            int(0.8 * m); order[b:], order[a:b], order[:a]
        small-exam: order = np.random.default_rng(seed).permutation(m); order[:-6], order[-6:-3],
            order[-3:]
        small-exam: order = np.random.default_rng(seed).permutation(m); order, order[:0], order[:0]
        wrong-number-of-results: order = np.random.default_rng(seed).permutation(m); order[: m //
            2], order[m // 2 :]
        wrong-number-of-results: np.random.default_rng(seed).permutation(m)
        wrong-type-returned: u = np.random.default_rng(seed).random(m); u < 0.6, (u >= 0.6) & (u <
            0.8), u >= 0.8
        no-row-numbers: u = np.random.default_rng(seed).random(m); u[: m // 2 + 2], u[m // 2 + 2 : m
            * 3 // 4], u[m * 3 // 4 :]
        index-too-large: order = np.random.default_rng(seed).permutation(m); order[:5], order[5:],
            order[m]
        needs-whole-number: order = np.random.default_rng(seed).permutation(m); order[: 0.6 * m],
            order[0.6 * m :], order[:0]
        not-shuffled: order = np.roll(np.arange(m), seed % m); a, b = round(0.6 * m), round(0.8 *
            m); order[:a], order[a:b], order[b:]
        not-shuffled: rows, k = np.arange(m), seed % 5; validation, test = rows % 5 == k, rows % 5
            == (k + 1) % 5; rows[~validation & ~test], rows[validation], rows[test]
        """


class scale_by_training:
    class right:
        def plain(X_train, X_validation, X_test):
            mu, sigma = X_train.mean(axis=0), X_train.std(axis=0)
            return (X_train - mu) / sigma, (X_validation - mu) / sigma, (X_test - mu) / sigma

        def package(X_train, X_validation, X_test):
            mu, sigma = fit_z_score(X_train)
            return [apply_z_score(X, mu, sigma) for X in (X_train, X_validation, X_test)]

        def library(X_train, X_validation, X_test):
            scaler = StandardScaler().fit(X_train)
            return tuple(scaler.transform(X) for X in (X_train, X_validation, X_test))

        def one_less_below(X_train, X_validation, X_test):
            mu, sigma = X_train.mean(axis=0), X_train.std(axis=0, ddof=1)
            return (X_train - mu) / sigma, (X_validation - mu) / sigma, (X_test - mu) / sigma

        def from_zero_to_one(X_train, X_validation, X_test):
            scaler = MinMaxScaler().fit(X_train)
            return tuple(scaler.transform(X) for X in (X_train, X_validation, X_test))

        def loop(X_train, X_validation, X_test):
            out = [np.zeros(X.shape) for X in (X_train, X_validation, X_test)]
            for j in range(X_train.shape[1]):
                mu, sigma = np.mean(X_train[:, j]), np.std(X_train[:, j])
                for Z, X in zip(out, (X_train, X_validation, X_test), strict=True):
                    Z[:, j] = (X[:, j] - mu) / sigma
            return out[0], out[1], out[2]

    class wrong:
        results = """
        not-fitted: scaler = StandardScaler(); scaler.transform(X_train), X_validation, X_test
        variance: mu, sigma = np.mean(X_train, axis=0), np.var(X_train, axis=0); tuple((X - mu) /
            sigma for X in (X_train, X_validation, X_test))
        brackets: lo = X_train.min(axis=0); hi = X_train.max(axis=0); tuple((X - lo) / hi - lo for X
            in (X_train, X_validation, X_test))
        leaks-test: ruler = np.concatenate([X_train, X_validation, X_test]); tuple(z_scores(X,
            ruler) for X in (X_train, X_validation, X_test))
        leaks-test: mu = np.concatenate([X_train, X_test]).mean(axis=0); tuple((X - mu) /
            X_train.std(axis=0) for X in (X_train, X_validation, X_test))
        leaks-validation: ruler = np.concatenate([X_train, X_validation]); tuple(z_scores(X, ruler)
            for X in (X_train, X_validation, X_test))
        own-ruler: tuple(z_scores(X, X) for X in (X_train, X_validation, X_test))
        own-ruler: scaler = StandardScaler(); tuple(scaler.fit_transform(X) for X in (X_train,
            X_validation, X_test))
        own-ruler: (z_scores(X_train, X_train), z_scores(X_validation, X_train), z_scores(X_test,
            X_test))
        one-mean-for-all-columns: mu, sigma = np.mean(X_train), np.std(X_train); (X_train - mu) /
            sigma, (X_validation - mu) / sigma, (X_test - mu) / sigma
        unchanged: X_train, X_validation, X_test
        several-rulers: z_scores(X_train, X_train), z_scores(X_validation, X_train), X_test
        columns-differ: mu = X_train.mean(axis=0); X_train - mu, X_validation - mu, X_test - mu
        columns-differ: s = X_train.std(axis=0) * 0.2; X_train / s, X_validation / s, X_test / s
        columns-differ: mu, s = X_train.mean(axis=0), X_train.std(axis=0); (X_train - mu) * s,
            (X_validation - mu) * s, (X_test - mu) * s
        brackets: mu, s = X_train.mean(axis=0), X_train.std(axis=0); X_train - mu / s, X_validation
            - mu / s, X_test - mu / s
        wrong-shape: Z = [z_scores(X, X_train) for X in (X_train, X_validation, X_test)]; Z[0].T,
            Z[1].T, Z[2].T
        wrong-shape: (z_scores(X_test, X_train), z_scores(X_validation, X_train), z_scores(X_train,
            X_train))
        wrong-number-of-results: X_train.mean(axis=0), X_train.std(axis=0)
        shapes-do-not-fit: mu, s = X_train.mean(axis=1), X_train.std(axis=1); (X_train - mu) / s,
            (X_validation - mu) / s, (X_test - mu) / s
        own-ruler: mu = np.mean(X_train, axis=0); s = np.std(X_train, axis=0); (X_train - mu) / s,
         (X_validation - np.mean(X_validation, axis=0)) / np.std(X_validation, axis=0), (X_test -
         mu) / s
        one-mean-for-all-columns: mu = np.mean(X_train); s = np.std(X_train); (X_train - mu) / s,
         (X_validation - mu) / s, (X_test - mu) / s
        """

        def leaks_test__library(X_train, X_validation, X_test):
            scaler = StandardScaler().fit(X_train)
            scaler.fit(np.concatenate([X_train, X_validation, X_test]))
            return tuple(scaler.transform(X) for X in (X_train, X_validation, X_test))


class fit_my_model:
    class right:
        def solved(Z, y, Z_validation, y_validation):  # quick, and it comes in many styles
            best, middle, centred = np.inf, Z.mean(axis=0), Z - Z.mean(axis=0)
            for lambda_ in [0.1, 1, 10, 50]:
                bend = centred.T @ centred + lambda_ * np.eye(Z.shape[1])
                w = np.linalg.solve(bend, centred.T @ y)
                b = np.mean(y) - middle @ w
                cost = np.mean((Z_validation @ w + b - y_validation) ** 2)
                if cost < best:
                    best, kept = cost, (w, b, lambda_)
            return kept

        def few_lambdas(Z, y, Z_validation, y_validation):
            model, lambda_ = best_of(Z, y, Z_validation, y_validation, [0.1, 1, 10, 50])
            return model.w, model.b, lambda_

        def plain(Z, y, Z_validation, y_validation):
            model, lambda_ = best_of(Z, y, Z_validation, y_validation, GRID)
            return model.w, model.b, lambda_

        def timid_and_patient(Z, y, Z_validation, y_validation):
            model, lambda_ = best_of(
                Z, y, Z_validation, y_validation, GRID, lambda Z, y, p: walk(Z, y, p, 0.1, 900)
            )
            return model.w, model.b, lambda_

        def own_loop(Z, y, Z_validation, y_validation):
            best = np.inf
            for lambda_ in GRID:
                w, b, m = np.zeros(Z.shape[1]), 0.0, len(y)
                for _ in range(400):
                    errors = Z @ w + b - y
                    w = w - 0.2 * (Z.T @ errors / m + lambda_ / m * w)
                    b = b - 0.2 * np.mean(errors)
                cost = np.mean((Z_validation @ w + b - y_validation) ** 2)
                if cost < best:
                    best, kept = cost, (w, b, lambda_)
            return kept

        def library(Z, y, Z_validation, y_validation):
            models = [Ridge(alpha=p).fit(Z, y) for p in [0.001, *GRID[1:]]]
            costs = [np.mean((m.predict(Z_validation) - y_validation) ** 2) for m in models]
            model = models[int(np.argmin(costs))]
            return model.coef_, model.intercept_, model.alpha

    class wrong:
        def knobs_of_another_lambda__of_the_last_round(Z, y, Z_validation, y_validation):
            best = np.inf
            for lambda_ in [0, 0.1, 0.3, 1, 3, 10, 30]:
                model = walk(Z, y, lambda_)
                cost = squared_error_cost(Z_validation, y_validation, model.w, model.b)
                if cost < best:
                    best, best_w, best_b = cost, model.w, model.b
            return best_w, best_b, lambda_

        def always_no_price__none(Z, y, Z_validation, y_validation):
            model = walk(Z, y, 0)
            return model.w, model.b, 0

        def always_no_price__by_training(Z, y, Z_validation, y_validation):
            model, lambda_ = best_of(Z, y, Z, y, GRID)
            return model.w, model.b, lambda_

        def poor_lambda__always_ten(Z, y, Z_validation, y_validation):
            model = walk(Z, y, 10)
            return model.w, model.b, 10

        def poor_lambda__largest(Z, y, Z_validation, y_validation):
            model = walk(Z, y, 100, 0.1)
            return model.w, model.b, 100

        def too_bold__alpha(Z, y, Z_validation, y_validation):
            model = walk(Z, y, 1, alpha=3, steps=40)
            return model.w, model.b, 1

        def too_bold__uphill(Z, y, Z_validation, y_validation):
            w, b = np.zeros(Z.shape[1]), 0.0
            for _ in range(30):
                errors = Z @ w + b - y
                w, b = w + 0.1 * Z.T @ errors / len(y), b + 0.1 * np.mean(errors)
            return w, b, 1

        def not_finite__far_too_bold(Z, y, Z_validation, y_validation):
            w = np.full(Z.shape[1], np.inf)
            return w, 0.0, 1

        def not_there_yet__timid(Z, y, Z_validation, y_validation):
            model, lambda_ = best_of(
                Z, y, Z_validation, y_validation, GRID, lambda Z, y, p: walk(Z, y, p, 0.001)
            )
            return model.w, model.b, lambda_

        def not_there_yet__start(Z, y, Z_validation, y_validation):
            return np.zeros(Z.shape[1]), 0.0, 0

        def learns_from_validation__both(Z, y, Z_validation, y_validation):
            both, labels = np.concatenate([Z, Z_validation]), np.concatenate([y, y_validation])
            model, lambda_ = best_of(both, labels, Z_validation, y_validation, GRID)
            return model.w, model.b, lambda_

        def learns_from_validation__alone(Z, y, Z_validation, y_validation):
            model = walk(Z_validation, y_validation, 0)
            return model.w, model.b, 0

        def price_not_paid__forgotten(Z, y, Z_validation, y_validation):
            model, lambda_ = best_of(Z, y, Z_validation, y_validation, GRID)
            model = walk(Z, y, 0)
            return model.w, model.b, max(lambda_, 3)

        def cost_for_lambda__best(Z, y, Z_validation, y_validation):
            best = np.inf
            for lambda_ in GRID:
                model = walk(Z, y, lambda_)
                cost = squared_error_cost(Z_validation, y_validation, model.w, model.b)
                if cost < best:
                    best, w, b = cost, model.w, model.b
            return w, b, best

        def returns_in_loop__first(Z, y, Z_validation, y_validation):
            best = np.inf
            for lambda_ in GRID:
                model = walk(Z, y, lambda_)
                cost = squared_error_cost(Z_validation, y_validation, model.w, model.b)
                if cost < best:
                    best, w, b, kept = cost, model.w, model.b, lambda_
                return w, b, kept

        def best_not_kept__forgotten(Z, y, Z_validation, y_validation):
            best = np.inf
            for lambda_ in GRID:
                model = walk(Z, y, lambda_)
                cost = squared_error_cost(Z_validation, y_validation, model.w, model.b)
                if cost < best:
                    w, b, kept = model.w, model.b, lambda_
            return w, b, kept

        def start_of_other_size__rows(Z, y, Z_validation, y_validation):
            model = gradient_descent(Z, y, np.zeros(len(y)), 0.0, alpha=0.3, steps=250)
            return model.w, model.b, 0

        def b_missing__in_the_cost(Z_train, y_train, Z_validation, y_validation):
            best = np.inf
            for lambda_ in GRID:
                model = walk(Z_train, y_train, lambda_)
                cost = np.mean((Z_validation @ model.w - y_validation) ** 2) / 2
                if cost < best:
                    best, w, b, kept = cost, model.w, model.b, lambda_
            return w, b, kept

        def b_pays__ones(Z, y, Z_validation, y_validation):
            A = np.column_stack([Z, np.ones(len(y))])
            knobs = np.linalg.solve(A.T @ A + 3 * np.eye(A.shape[1]), A.T @ y)
            return knobs[:-1], knobs[-1], 3

        def knobs_of_another_lambda__last(Z, y, Z_validation, y_validation):
            _, lambda_ = best_of(Z, y, Z_validation, y_validation, GRID[:-1])
            model = walk(Z, y, 30, 0.1)
            return model.w, model.b, lambda_

        def negative_lambda__sign(Z, y, Z_validation, y_validation):
            model = walk(Z, y, 1)
            return model.w, model.b, -1

        def wrong_number_of_results__no_lambda(Z, y, Z_validation, y_validation):
            model = walk(Z, y, 1)
            return model.w, model.b

        def wrong_number_of_results__walk(Z, y, Z_validation, y_validation):
            return walk(Z, y, 1)

        def wrong_shape__order(Z, y, Z_validation, y_validation):
            model = walk(Z, y, 1)
            return model.b, model.w, 1

        def chooses_with_price__in_the_cost(Z, y, Z_validation, y_validation):
            best = np.inf
            for lambda_ in GRID:
                model = walk(Z, y, lambda_)
                cost = squared_error_cost(Z_validation, y_validation, model.w, model.b, lambda_)
                if cost < best:
                    best, kept = cost, (model.w, model.b, lambda_)
            return kept

        def walks_without_price__forgotten(Z, y, Z_validation, y_validation):
            best = np.inf
            for lambda_ in GRID:
                model = gradient_descent(Z, y, np.zeros(Z.shape[1]), 0.0, alpha=0.3, steps=250)
                cost = squared_error_cost(Z_validation, y_validation, model.w, model.b)
                if cost < best:
                    best, kept = cost, (model.w, model.b, lambda_)
            return kept

        def walks_without_price__at_the_end(Z, y, Z_validation, y_validation):
            _, lambda_ = best_of(Z, y, Z_validation, y_validation, GRID)
            model = gradient_descent(Z, y, np.zeros(Z.shape[1]), 0.0, alpha=0.3, steps=250)
            return model.w, model.b, lambda_


class report:
    class right:
        def plain(y_train, y_test, f_test):
            rmse = np.sqrt(np.mean((f_test - y_test) ** 2))
            return rmse, np.sqrt(np.mean((np.mean(y_train) - y_test) ** 2))

        def loop(y_train, y_test, f_test):
            ours = theirs = 0.0
            mean = sum(y_train) / len(y_train)
            for y, f in zip(y_test, f_test, strict=True):
                ours += (f - y) ** 2
                theirs += (mean - y) ** 2
            return (ours / len(y_test)) ** 0.5, (theirs / len(y_test)) ** 0.5

        def norms(y_train, y_test, f_test):
            root = np.sqrt(len(y_test))
            always = np.full(len(y_test), y_train.mean())
            return np.linalg.norm(f_test - y_test) / root, np.linalg.norm(always - y_test) / root

    class wrong:
        results = """
        bracket-of-the-mean: np.sqrt(np.mean((f_test - y_test) ** 2)), abs(np.mean(y_train -
            y_test))
        power-before-division: np.mean((f_test - y_test)**2)**1/2, np.mean((np.mean(y_train) -
            y_test)**2)**1/2
        gives-the-mean: np.sqrt(np.mean((f_test - y_test) ** 2)), np.mean(y_train)
        mean-and-predictions: rmse = lambda e: np.sqrt(np.mean(e**2)); rmse(f_test - y_test),
            rmse(np.mean(y_train) - f_test)
        mean-of-the-test-rows: np.sqrt(np.mean((f_test - y_test) ** 2)), np.std(y_test)
        without-root: np.mean((f_test - y_test) ** 2), np.mean((np.mean(y_train) - y_test) ** 2)
        squares-the-mean: mean = np.sqrt(np.mean(np.mean(y_train) - y_test) ** 2);
            np.sqrt(np.mean(f_test - y_test) ** 2), mean
        squares-the-mean-of-the-model: mean = np.sqrt(np.mean((np.mean(y_train) - y_test) ** 2));
            np.sqrt(np.mean(f_test - y_test) ** 2), mean
        squares-the-mean-of-the-rival: mean = np.sqrt(np.mean(np.mean(y_train) - y_test) ** 2);
            np.sqrt(np.mean((f_test - y_test) ** 2)), mean
        mean-of-the-sizes: np.mean(np.abs(f_test - y_test)), np.mean(np.abs(np.mean(y_train) -
            y_test))
        other-order: rmse = np.sqrt(np.mean((f_test - y_test) ** 2));
            np.sqrt(np.mean((np.mean(y_train) - y_test) ** 2)), rmse
        spread-of-training: np.sqrt(np.mean((f_test - y_test) ** 2)), np.std(y_train)
        wrong-number-of-results: np.sqrt(np.mean((f_test - y_test) ** 2))
        without-root: np.mean((f_test - y_test)**2), np.mean((np.mean(y_train) - y_test)**2)
        mean-of-the-test-rows: np.sqrt(np.mean((f_test - y_test)**2)),
         np.sqrt(np.mean((np.mean(y_test) - y_test)**2))
        """


def test_the_check_judges_the_corpus(corpus, judged):
    judged(*corpus)


@pytest.mark.parametrize("seed", range(4))
def test_right_answers_pass_whatever_the_tables(corpus, seed):
    group, check = corpus
    for name in ("plain", "library"):
        function = getattr(group.right, name, None)
        if function is not None:
            result = check(function, seed=seed)
            assert result.passed, (name, str(result))


def question(*answer):
    return check_my_question(lambda: answer, points=2)


def csv(folder, text, name="own.csv"):
    (folder / name).write_text(text, encoding="utf-8")
    return load_table(folder / name)


@pytest.fixture
def weather():
    return load_table("weather")


def test_a_question_about_tomorrow_passes(weather):
    result = question(weather, "warmest_tomorrow_c", ["warmest_c", "rain_mm"])
    assert result.passed, str(result)
    assert result.points == 2
    cars = load_table("cars")
    made = cars.with_column("diesel", cars["fuel"] == "diesel")
    assert question(made, "city_km_per_l", ("engine_litres", "diesel")).passed
    yes = weather.with_column("rain", weather["rain_tomorrow_mm"] > 0)
    assert question(yes, "rain", ["wind_m_s"]).passed


@pytest.mark.parametrize(
    ("target", "features", "mistake", "points"),
    [
        ("warmest", ["wind_m_s"], "unknown-target", 1),
        ("season", ["wind_m_s"], "target-of-words", 1),
        (3, ["wind_m_s"], "target-no-name", 1),
        ("wind_m_s", [], "no-features", 1),
        ("wind_m_s", "rain_mm", "features-no-list", 0),
        ("wind_m_s", [2], "features-no-list", 0),
        ("wind_m_s", ["rain_mm", "wind_m_s"], "target-among-features", 1),
        ("wind_m_s", ["rain_mm", "rain_mm"], "feature-twice", 1),
        ("wind_m_s", ["rain"], "unknown-feature", 1),
        ("wind_m_s", ["season"], "feature-of-words", 1),
        ("warmest_tomorrow_c", ["warmest_c", "rain_tomorrow_mm"], "not-known-yet", 1),
    ],
)
def test_a_question_that_cannot_be_asked_is_told_why(weather, target, features, mistake, points):
    result = question(weather, target, features)
    assert result.mistake == mistake, str(result)
    assert result.points == points


@pytest.mark.parametrize(
    ("target", "features", "said"),
    [
        (lambda t: t["wind_m_s"], ["rain_mm"], 'Type `"wind_m_s"`.'),
        (lambda t: ["wind_m_s"], ["rain_mm"], 'Type `"wind_m_s"`.'),
        (lambda t: t["season"], ["rain_mm"], 'Type `"season"`.'),
        (lambda t: "wind_m_s", "rain_mm", 'Type `["rain_mm"]`.'),
        (lambda t: "wind_m_s", lambda t: t["rain_mm"], 'Type `["rain_mm"]`.'),
        (lambda t: "wind_m_s", lambda t: [t["rain_mm"] + 1], 'quotes, such as `["rain_mm"]`.'),
        (
            lambda t: "wind_m_s",
            lambda t: [t["rain_mm"], "coldest_c"],
            'Type `["rain_mm", "coldest_c"]`.',
        ),
    ],
)
def test_who_gives_a_column_for_its_name_is_told_what_to_type(weather, target, features, said):
    features = features(weather) if callable(features) else features
    assert said in str(question(weather, target(weather), features))


def test_names_in_an_array_are_names(weather):
    names = np.array(["rain_mm", "coldest_c"])
    assert question(weather, "wind_m_s", names).passed
    assert question(weather, names[1], list(names[:1])).passed


def test_features_that_give_the_target_away_are_found(weather):
    fahrenheit = weather.with_column("warm_f", weather["warmest_tomorrow_c"] * 1.8 + 32)
    result = question(fahrenheit, "warmest_tomorrow_c", ["wind_m_s", "warm_f"])
    assert result.mistake == "gives-it-away"
    assert "`warm_f`" in str(result)
    yes = weather.with_column("rain", weather["rain_tomorrow_mm"] > 0)
    for split in (yes, weather.with_column("rain", weather["rain_tomorrow_mm"] <= 3)):
        result = question(split, "rain", ["wind_m_s", "rain_tomorrow_mm"])
        assert (result.mistake, result.points) == ("splits-the-target", 1)
        assert "`rain_tomorrow_mm`" in str(result)
    total = weather.with_column("sum", weather["wind_m_s"] + weather["rain_mm"])
    result = question(total, "sum", ["wind_m_s", "rain_mm", "warmest_c"])
    assert result.mistake == "give-it-away-together"


def test_an_honest_yes_or_no_keeps_its_features(tmp_path):
    for name in ("weather", "cars"):
        table = load_table(name)
        for words in set(table.words) - {"date", "model"}:
            for word in set(table[words]):
                asked = table.with_column("asked", table[words] == word)
                for feature in table.numbers:
                    result = question(asked, "asked", [feature])
                    assert result.mistake in (None, "few-complete-rows"), (word, str(result))
    rng = np.random.default_rng(5)
    for rows in [30] * 200 + [31, 45, 60] * 40:  # few rows, and few of one answer
        drawn = np.column_stack([rng.normal(size=(rows, 3)), np.arange(rows) < rng.integers(1, 9)])
        lines = [",".join(map(str, line)) for line in rng.permutation(drawn)]
        own = csv(tmp_path, "\n".join(["a,b,c,asked", *lines]))
        assert question(own, "asked", ["a", "b", "c"]).passed


def test_columns_without_anything_to_learn_are_found(weather, tmp_path):
    flat = weather.with_column("flat", np.full(weather.rows, 2.0))
    assert question(flat, "flat", ["wind_m_s"]).mistake == "target-constant"
    assert question(flat, "wind_m_s", ["flat"]).mistake == "feature-constant"
    few = csv(tmp_path, "a,b\n" + "\n".join(f"{k},{k * k}" for k in range(20)))
    assert question(few, "a", ["b"]).mistake == "few-rows"
    gaps = csv(tmp_path, "a,b\n" + "\n".join(f"{k},{k * k if k < 9 else ''}" for k in range(60)))
    assert question(gaps, "a", ["b"]).mistake == "few-complete-rows"
    assert question(gaps, "b", ["a"]).mistake == "few-rows"


def test_a_slip_in_a_column_of_numbers_is_told_with_its_line(tmp_path):
    lines = [f"{k},{k * k}" for k in range(40)]
    lines[6] = "6,16 km"
    table = csv(tmp_path, "a,b\n" + "\n".join(lines))
    for target, features in (("a", ["b"]), ("b", ["a"])):
        said = str(question(table, target, features))
        assert "'16 km' in line 8. Correct it in your file" in said
        assert "1 and 0" not in said


def test_what_is_no_question_is_told_so(weather):
    assert question(weather, "wind_m_s").mistake == "wrong-number-of-results"
    named = question("weather", "wind_m_s", ["rain_mm"])
    assert named.mistake == "no-table"
    assert '`load_table("weather")`' in str(named)
    assert question(weather["rain_mm"], "wind_m_s", ["rain_mm"]).mistake == "no-table"
    assert question("wind_m_s", ["rain_mm"], weather).mistake == "other-order"
    one = str(question(weather, "wind_m_s", ["coldest_crain_mm"]))
    assert '`"coldest_c", "rain_mm"`' in one
    loose = question(weather, "wind_m_s", "rain_mm", "coldest_c")
    assert '`["rain_mm", "coldest_c"]`' in str(loose)
    assert check_my_question(lambda: None).mistake == "returns-nothing"
    assert check_my_question(3).mistake == "not-a-function"
    assert check_my_question(lambda: tabel).mistake == "unknown-name"  # noqa: F821


def test_the_tables_own_errors_are_passed_on():
    bare = check_my_question(lambda: (load_table("weather"), warmest_tomorrow_c, ["a"]))  # noqa: F821
    assert '`"warmest_tomorrow_c"`' in str(bare)
    assert "Example" not in str(bare)
    bare = check_my_question(lambda: (load_table(cars), "rain_mm", ["wind_m_s"]))  # noqa: F821
    assert '`"cars"`' in str(bare)
    absent = check_my_question(lambda: (load_table("absent.csv"), "a", ["b"]))
    assert absent.mistake == "table-says"
    assert "There is no file 'absent.csv'" in str(absent)
    wrong = check_my_question(lambda: load_table("weather")["wind"])
    assert "no column 'wind'; the columns are date" in str(wrong)


def test_where_the_learners_file_is_absent_the_question_is_judged_as_far_as_it_can_be():
    table = load_table("absent.csv", or_else="weather")
    assert question(table, "price", ["size", "age"]).passed
    assert question(table, "price", ["price"]).mistake == "target-among-features"
    assert question(table, "price", []).mistake == "no-features"


def test_nothing_of_a_hidden_table_is_shown():
    result = check_fit_my_model(fit_my_model.wrong.not_there_yet__start, seed=5)
    assert "Example" not in str(result)
    assert result.hidden
