"""Right and wrong answers to the exercises of week 1, as learners write them.

Each class is an exercise. In `wrong`, a line of `results`, and a function's name up to the double
underscore, begins with the mistake that the check must name.
"""
# ruff: noqa: N801, N805

import math
import operator

import numpy as np

from mlsmath.cost import squared_error_cost

x_train = np.array([-1.9, -1.4, -0.5, -0.7, 0.3, 1.1])
y_train = np.array([3.75, 3.8, 3.25, 3.45, 4.2, 4.6])
w_train, b_train = 0.497, 4.156
m_train = 342
history = []
kept = {}
own_name = np.dot


def helper(x, w, b):
    return w * x + b


def multiplied(w, x):
    return np.inner(w, x)


def all_predictions(X, w, b):
    return X @ w + b


def helper_without_b(x, w, b):
    return w * x


class training_example:
    class right:
        results = """
        index: x[i - 1], y[i - 1]
        as_list: [x[i - 1], y[i - 1]]
        as_array: np.array([x[i - 1], y[i - 1]])
        zipped: list(zip(x, y, strict=True))[i - 1]
        from_the_end: x[i - len(x) - 1], y[i - len(y) - 1]
        floats: float(x[i - 1]), float(y[i - 1])
        item: x.item(i - 1), y.item(i - 1)
        """

        def counts_with_loop(x, y, i):
            k = 1
            for a, b in zip(x, y, strict=True):
                if k == i:
                    return a, b
                k += 1
            return None

    class wrong:
        results = """
        counts-from-zero: a = x[i]; b = y[i]; a, b
        swapped: a, b = x[i - 1], y[i - 1]; b, a
        counts-from-end: x[-i], y[-i]
        ignores-i: x[0], y[0]
        always-last: x[-1], y[-1]
        two-back: i = i - 1; x[i - 1], y[i - 1]
        shifts-only-x: x[i - 1], y[i]
        shifts-only-y: x[i], y[i - 1]
        both-from-x: x[i - 1], x[i - 1]
        slices: x[:i], y[:i]
        slices-one: x[i - 1 : i], y[i - 1 : i]
        wrong-number-of-results: x[i - 1]
        reads-notebook: x_train[i % 6], y_train[i % 6]
        index-too-large: x[i + 100], y[i + 100]
        indexes-a-number: i[x], i[y]
        fails-for-a-corner: a = x[i - 1]; a, y[list(x).index(a)]
        one-from-the-items: x[i] - 1, y[i] - 1
        wrong-number-of-results: x[i - 1] + y[i - 1]
        wrong-number-of-results: [x[i - 1], y[i - 1]][0]
        always-second: x[1], y[1]
        y-from-elsewhere: i = i - 1; x[i], y[i - 1]
        two-too-far: x[i + 1], y[i + 1]
        y-from-elsewhere: x[i - 1], y[0]
        """

        def returns_in_loop__over_i(x, y, i):
            for i in range(len(x)):
                return x[i], y[i]


class predict:
    class right:
        results = """
        plain: w * x + b
        turned: f = b + x * w; f
        numpy_functions: np.add(np.multiply(w, x), b)
        einsum: np.einsum("...,->...", x, w) + b
        polyval: np.polyval([w, b], x)
        by_helper: helper(x, w, b)
        """

        def loop_or_number(x, w, b):
            if np.ndim(x) == 0:
                return w * x + b
            result = np.zeros(len(x))
            for i in range(len(x)):
                result[i] = w * x[i] + b
            return result

        def comprehension(x, w, b):
            if isinstance(x, np.ndarray):
                return [w * item + b for item in x]
            return w * x + b

    class wrong:
        results = """
        twenty-once-more: w * (20 + x) + b
        twenty-once-more: flipper = x - 20; w * flipper + b
        sign-of-x-lost: w * abs(x) + b
        forgets-b: w * x
        forgets-b: helper_without_b(x, w, b)
        subtracts-b: w * x - b
        swaps-w-and-b: b * x + w
        brackets: w * (x + b)
        adds-w: w + x + b
        multiplies-all: w * x * b
        x-to-the-w: x**w + b
        w-to-the-x: w**x + b
        divides: x / w + b
        minus-w: -w * x + b
        squares-x: w * x * x + b
        reads-notebook: w_train * x + b_train
        reads-notebook: w * x_train[0] + b
        sums: np.sum(w * x) + b if np.ndim(x) == 0 else np.sum(w * x + b)
        whole-results: np.asarray(w * x + b).astype(int)
        loops-over-a-number: np.array([w * item + b for item in x])
        one-number-only: math.fsum([w * x, b]) if np.ndim(x) == 0 else math.floor(x) * w + b
        calls-a-number: w(x) + b
        rounded: np.round(w * x + b, 4)
        brackets: w * x + w * b
        b-times-x: f = w * x; f + b * x
        swaps-w-and-b: w + b * x
        """

        def whole_number_array__buffer(x, w, b):
            if np.ndim(x) == 0:
                return w * x + b
            result = np.zeros_like(x)
            for i in range(len(x)):
                result[i] = w * x[i] + b
            return result

        def changes_input__in_place(x, w, b):
            if np.ndim(x) == 0 or x.dtype != float:
                return w * x + b
            x *= w
            x += b
            return x

        def wrong_parameters__one_less(x, w):
            return w * x

        def parameters_in_other_order__w_first(w, x, b):
            return w * x + b

        def sometimes_nothing__where_x_is_0(x, w, b):
            if np.ndim(x) > 0 or x:
                return w * x + b

        def sometimes_nothing__where_w_is_0(x, w, b):
            if not w:
                return None
            return w * x + b

        def fails_for_a_corner__one_for_zero(x, w, b):
            if np.ndim(x) == 0:
                x = x or 1
            return w * x + b


class squared_errors:
    class right:
        results = """
        plain: (w * x + b - y) ** 2
        turned: (y - (w * x + b)) ** 2
        comprehension: np.array([(helper(xi, w, b) - yi) ** 2 for xi, yi in zip(x, y, strict=True)])
        numpy_functions: np.square(np.subtract(np.multiply(w, x) + b, y))
        powers: np.abs(y - b - w * x) ** 2.0
        einsum: error = w * x + b - y; np.einsum("i,i->i", error, error)
        """

        def loop(x, y, w, b):
            result = np.zeros(len(x))
            for i in range(len(x)):
                f = w * x[i] + b
                result[i] = (f - y[i]) ** 2
            return result

        def appended(x, y, w, b):
            result = []
            for xi, yi in zip(x, y, strict=True):
                result.append((w * xi + b - yi) * (w * xi + b - yi))
            return result

    class wrong:
        results = """
        only-the-product-taken: (y - w * x + b) ** 2
        only-the-product-taken: error = y - w * x + b; error * error
        not-squared-turned: y - w * x - b
        absolute: abs(y - w * x - b)
        squares-first: (w * x + b) ** 2 - y**2
        squares-only-y: w * x + b - y**2
        doubles: (w * x + b - y) * 2
        without-b: (w * x - y) ** 2
        line-turned: (b * x + w - y) ** 2
        adds-y: (w * x + b + y) ** 2
        summed: sum((w * x + b - y) ** 2)
        averaged: np.mean((w * x + b - y) ** 2)
        halved: 0.5 * (w * x + b - y) ** 2
        x-minus-y: (x - y) ** 2
        squares-prediction: (w * x + b) ** 2
        table: np.array([[(w * a + b - c) ** 2 for c in y] for a in x])
        changes-input: y -= (w * x + b).astype(y.dtype); (1.0 * y) ** 2
        wrong-type-returned: [str((w * xi + b - yi) ** 2) for xi, yi in zip(x, y, strict=True)]
        reads-notebook: (w * x[:1] + b - y_train[:1]) ** 2
        fails-for-a-corner: x, y = list(x), list(y); [(w * a + b - y[x.index(a)]) ** 2 for a in x]
        wrong-shape: list(dict.fromkeys((w * x + b - y) ** 2))
        b-behind-the-square: errors = w * x - y; errors**2 + b
        two-to-the-two: errors = w * x + b - y; errors * 2 ** 2
        squares-only-y: w * x + b - y ** 2
        squares-only-f: (w * x + b)**2 - y
        absolute: errors = w * x + b - y; np.sqrt(errors**2)
        """

        def not_squared__loop(x, y, w, b):
            result = np.zeros(len(x))
            for i in range(len(x)):
                result[i] = w * x[i] + b - y[i]
            return result

        def whole_number_array__buffer(x, y, w, b):
            result = x.copy()
            for i in range(len(x)):
                result[i] = (w * x[i] + b - y[i]) ** 2
            return result

        def sometimes_nothing__if(x, y, w, b):
            if len(x) > 2:
                return (w * x + b - y) ** 2
            return None


class compute_cost:
    class right:
        results = """
        plain: m = len(x); np.sum((w * x + b - y) ** 2) / (2 * m)
        mean: np.mean((w * x + b - y) ** 2) / 2
        fsum: math.fsum((w * p + b - q) ** 2 for p, q in zip(x, y, strict=True)) / 2 / len(x)
        dot: e = w * x + b - y; 1 / (2 * len(e)) * e.dot(e)
        einsum: e = y - b - w * x; np.einsum("i,i", e, e) / len(e) * 0.5
        norm: np.linalg.norm(w * x + b - y) ** 2 / (2 * y.size)
        average: 0.5 * np.average(np.square(helper(x, w, b) - y))
        half_terms: m = len(x); sum([(helper(x[i], w, b) - y[i]) ** 2 / 2 / m for i in range(m)])
        variance_and_bias: e = w * x + b - y; (np.var(e) + np.mean(e) ** 2) / 2
        """

        def loop(x, y, w, b):
            m = x.shape[0]
            cost = 0
            for i in range(m):
                f = w * x[i] + b
                cost = cost + (f - y[i]) ** 2
            return cost / (2 * m)

    class wrong:
        results = """
        squares-only-y: np.sum(w * x + b - y**2) / (2 * len(x))
        squares-only-y-and-slash-two-times-m: np.sum(w * x + b - y**2) / 2 * len(x)
        leaves-out-b-and-divides-by-m: np.mean((w * x - y) ** 2)
        adds-the-target-and-halves-only: np.sum((w * x + b + y) ** 2) / 2
        takes-b-away-and-sum-for-mean: np.sum((w * x - b - y) ** 2)
        halves-only: sum((w * x + b - y) ** 2) / 2
        slash-two-times-m: np.sum((w * x + b - y) ** 2) / 2 * len(x)
        divides-by-m-twice: np.mean((w * x + b - y) ** 2) / (2 * x.size)
        does-not-square: np.sum(w * x + b - y) / (2 * len(x))
        squares-the-sum: np.sum(w * x + b - y) ** 2 / (2 * len(x))
        absolute-errors: np.sum(np.abs(w * x + b - y)) / (2 * len(x))
        takes-root: np.sqrt(np.mean((w * x + b - y) ** 2))
        leaves-out-b: np.sum((w * x - y) ** 2) / (2 * len(x))
        takes-b-away: np.sum((w * x - b - y) ** 2) / (2 * len(x))
        adds-the-target: np.sum((w * x + b + y) ** 2) / (2 * len(x))
        negative: -np.sum((w * x + b - y) ** 2) / (2 * len(x))
        m-minus-one: m = len(x); sum((w * x[i] + b - y[i]) ** 2 for i in range(m)) / (2 * (m - 1))
        typed-length: np.sum((w * x + b - y) ** 2) / (2 * 342)
        reads-notebook: np.sum((w * x + b - y) ** 2) / (2 * m_train)
        gives-each-divided: (w * x + b - y) ** 2 / (2 * len(x))
        doubled: 2 * np.mean((w * x + b - y) ** 2)
        squares-before-difference: np.sum((w * x + b) ** 2 - y**2) / (2 * len(x))
        mean-of-all-with-all: f = (w * x + b).reshape(-1, 1); np.mean((f - y) ** 2) / 2
        line-swapped: np.mean((b * x + w - y) ** 2) / 2
        unknown-name: np.sum((w * x + b - y) ** 2) / (2 * n)
        whole-results: np.sum((w * x + b - y) ** 2) // (2 * len(x))
        rounded: round(np.sum((w * x + b - y) ** 2) / (2 * len(x)), 2)
        fails-for-a-corner: sum({(w * a + b - c) ** 2 for a, c in zip(x, y, strict=True)}) / (2 *
            len(x))
        fails-for-a-corner: masses = dict(zip(x, y, strict=True)); sum((w * a + b - masses[a]) ** 2
            for a in x) / (2 * len(x))
        divides-by-m: m = len(x); errors = w * x + b - y; np.sum(errors**2) / 2 / m * 2
        sum-squared-without-brackets: m = len(x); errors = w * x + b - y; np.sum(errors)**2 / 2 *
         m
        squares-twice: m = len(x); np.sum((w * x + b - y) ** 2**2) / (2 * m)
        m-plus-one: m = len(x) + 1; np.sum((w * x + b - y) ** 2) / (2 * m)
        divides-by-m-twice: np.mean((w * x + b - y) ** 2) / (2 * len(x))
        root-above: np.sqrt(np.sum((w * x + b - y) ** 2)) / (2 * len(x))
        adds-the-fraction: 1 / (2 * len(x)) + np.sum((w * x + b - y) ** 2)
        remembers: history.append(np.sum((w * x + b - y) ** 2) / (2 * len(x))); sum(history)
        """

        def divides_in_the_loop__by_two_m(x, y, w, b):
            total = 0
            for i in range(len(x)):
                total = total + (w * x[i] + b - y[i]) ** 2
                total = total / (2 * len(x))
            return total

        def divides_in_the_loop__by_m(x, y, w, b):
            cost = 0
            m = len(y)
            for i in range(m):
                cost += (w * x[i] + b - y[i]) ** 2
                cost /= m
            return cost

        def divides_by_m__loop(x, y, w, b):
            m = len(x)
            cost = 0
            for i in range(m):
                cost += (w * x[i] + b - y[i]) ** 2
            return cost / m

        def sum_for_mean__loop(x, y, w, b):
            cost = 0
            for i in range(len(x)):
                cost += (w * x[i] + b - y[i]) ** 2
            return cost

        def only_last_error__equals(x, y, w, b):
            cost = 0
            for i in range(len(x)):
                cost = (w * x[i] + b - y[i]) ** 2
            return cost / (2 * len(x))

        def returns_in_loop__indented(x, y, w, b):
            cost = 0
            for i in range(len(x)):
                cost += (w * x[i] + b - y[i]) ** 2
                return cost / (2 * len(x))

        def skips_last__range(x, y, w, b):
            cost = 0
            for i in range(len(x) - 1):
                cost += (w * x[i] + b - y[i]) ** 2
            return cost / (2 * len(x))

        def skips_first__range(x, y, w, b):
            cost = 0
            for i in range(1, len(x)):
                cost += (w * x[i] + b - y[i]) ** 2
            return cost / (2 * len(x))

        def fixed_loop__five(x, y, w, b):
            cost = 0
            for i in range(5):
                cost += (w * x[i] + b - y[i]) ** 2
            return cost / (2 * len(x))

        def index_too_large__penguins(x, y, w, b):
            cost = 0
            for i in range(342):
                cost += (w * x[i] + b - y[i]) ** 2
            return cost / (2 * 342)

        def used_before_set__typo(x, y, w, b):
            for i in range(len(x)):
                cost += (w * x[i] + b - y[i]) ** 2  # noqa: F821
            return cost / (2 * len(x))

        def changes_input__in_place(x, y, w, b):
            if y.dtype == float:
                y -= w * x + b
                return np.sum(y**2) / (2 * len(x))
            return np.mean((w * x + b - y) ** 2) / 2

        def keeps_results__by_knobs(x, y, w, b):
            if (w, b) not in kept:
                kept[w, b] = np.mean((w * x + b - y) ** 2) / 2
            return kept[w, b]


class grid_search:
    class right:
        def loops(x, y, w_values, b_values):
            best = float("inf")
            best_w = best_b = None
            for w in w_values:
                for b in b_values:
                    cost = np.sum((w * x + b - y) ** 2) / (2 * len(x))
                    if cost < best:
                        best, best_w, best_b = cost, w, b
            return best_w, best_b

        def b_outside(x, y, w_values, b_values):
            best = None
            for b in b_values:
                for w in w_values:
                    cost = np.mean((w * x + b - y) ** 2)
                    if best is None or cost < best[0]:
                        best = (cost, w, b)
            return best[1], best[2]

        def minimum_with_key(x, y, w_values, b_values):
            pairs = [(w, b) for w in w_values for b in b_values]
            return min(pairs, key=lambda p: np.sum((p[0] * x + p[1] - y) ** 2))

        def argmin(x, y, w_values, b_values):
            costs = np.empty((len(w_values), len(b_values)))
            for i, w in enumerate(w_values):
                for j, b in enumerate(b_values):
                    costs[i, j] = np.mean((w * x + b - y) ** 2) / 2
            i, j = np.unravel_index(costs.argmin(), costs.shape)
            return w_values[i], b_values[j]

        def sorted_pairs(x, y, w_values, b_values):
            pairs = sorted(
                (float(np.sum((w * x + b - y) ** 2)), float(w), float(b))
                for w in w_values
                for b in b_values
            )
            return pairs[0][1:]

        def meshgrid(x, y, w_values, b_values):
            ww, bb = np.meshgrid(w_values, b_values)
            costs = ((ww[..., None] * x + bb[..., None] - y) ** 2).mean(axis=-1)
            k = costs.argmin()
            return [ww.ravel()[k], bb.ravel()[k]]

        def index_loops(x, y, w_values, b_values):
            besti, bestj, best = 0, 0, 1e300
            for i in range(len(w_values)):
                for j in range(len(b_values)):
                    total = 0
                    for k in range(len(x)):
                        total += (w_values[i] * x[k] + b_values[j] - y[k]) ** 2
                    if total <= best:
                        best, besti, bestj = total, i, j
            return np.array([w_values[besti], b_values[bestj]])

    class wrong:
        results = """
        one-after-the-other: costs = [np.mean((w * x + b_values[0] - y) ** 2) for w in w_values]; w
            = w_values[np.argmin(costs)]; costs = [np.mean((w * x + b - y) ** 2) for b in b_values];
            w, b_values[np.argmin(costs)]
        one-knob-at-a-time: costs = [np.mean((w_values[0] * x + b - y) ** 2) for b in b_values]; b =
            b_values[np.argmin(costs)]; costs = [np.mean((w * x + b - y) ** 2) for w in w_values];
            w_values[np.argmin(costs)], b
        gives-cost: min(np.mean((w * x + b - y) ** 2) / 2 for w in w_values for b in b_values)
        """

        def one_knob_at_a_time__with_the_b_of_the_page(x, y, w_values, b_values):
            best = np.inf
            for w in w_values:
                c = squared_error_cost(x, y, w, 4.2)
                if c < best:
                    best = c
                    bw = w
            best = np.inf
            for b in b_values:
                c = squared_error_cost(x, y, bw, b)
                if c < best:
                    best = c
                    bb = b
            return bw, bb

        def arguments_in_other_order__call(x, y, w_values, b_values):
            best = np.inf
            for w in w_values:
                for b in b_values:
                    c = squared_error_cost(x, y, b, w)
                    if c < best:
                        best = c
                        bw, bb = w, b
            return bw, bb

        def returns_in_loop__in_the_inner_one(x, y, w_values, b_values):
            best = np.inf
            for w in w_values:
                for b in b_values:
                    c = squared_error_cost(x, y, w, b)
                    if c < best:
                        best = c
                        bw = w
                        bb = b
                    return bw, bb

        def returns_after_first_w__in_the_outer_loop(x, y, w_values, b_values):
            best = np.inf
            for w in w_values:
                for b in b_values:
                    c = squared_error_cost(x, y, w, b)
                    if c < best:
                        best = c
                        bw = w
                        bb = b
                return bw, bb

        def gives_positions__enumerate(x, y, w_values, b_values):
            best, answer = float("inf"), None
            for i, w in enumerate(w_values):
                for j, b in enumerate(b_values):
                    cost = np.mean((w * x + b - y) ** 2) / 2
                    if cost < best:
                        best, answer = cost, (i, j)
            return answer

        def gives_b_first__plain(x, y, w_values, b_values):
            best = float("inf")
            for w in w_values:
                for b in b_values:
                    cost = np.mean((w * x + b - y) ** 2) / 2
                    if cost < best:
                        best, best_w, best_b = cost, w, b
            return best_b, best_w

        def finds_largest__comparison(x, y, w_values, b_values):
            best = 0
            for w in w_values:
                for b in b_values:
                    cost = np.mean((w * x + b - y) ** 2) / 2
                    if cost > best:
                        best, best_w, best_b = cost, w, b
            return best_w, best_b

        def keeps_last__no_if(x, y, w_values, b_values):
            for w in w_values:
                for b in b_values:
                    best_w, best_b = w, b
            return best_w, best_b

        def used_before_set__starts_at_zero(x, y, w_values, b_values):
            best = 0
            for w in w_values:
                for b in b_values:
                    cost = np.mean((w * x + b - y) ** 2) / 2
                    if cost < best:
                        best, best_w, best_b = cost, w, b
            return best_w, best_b

        def begins_at_zero__all_three(x, y, w_values, b_values):
            best = best_w = best_b = 0
            for w in w_values:
                for b in b_values:
                    cost = np.mean((w * x + b - y) ** 2) / 2
                    if cost < best:
                        best, best_w, best_b = cost, w, b
            return best_w, best_b

        def keeps_first__starts_at_zero(x, y, w_values, b_values):
            best, best_w, best_b = 0, w_values[0], b_values[0]
            for w in w_values:
                for b in b_values:
                    cost = np.mean((w * x + b - y) ** 2) / 2
                    if cost < best:
                        best, best_w, best_b = cost, w, b
            return best_w, best_b

        def compares_with_previous__stored_always(x, y, w_values, b_values):
            before = float("inf")
            for w in w_values:
                for b in b_values:
                    cost = np.mean((w * x + b - y) ** 2) / 2
                    if cost < before:
                        best_w, best_b = w, b
                    before = cost
            return best_w, best_b

        def best_not_kept__best_not_stored(x, y, w_values, b_values):
            best = float("inf")
            for w in w_values:
                for b in b_values:
                    cost = np.mean((w * x + b - y) ** 2) / 2
                    if cost < best:
                        best_w, best_b = w, b
            return best_w, best_b

        def starts_again__inside(x, y, w_values, b_values):
            for w in w_values:
                best = float("inf")
                for b in b_values:
                    cost = np.mean((w * x + b - y) ** 2) / 2
                    if cost < best:
                        best, best_w, best_b = cost, w, b
            return best_w, best_b

        def side_by_side__zip(x, y, w_values, b_values):
            best = float("inf")
            for w, b in zip(w_values, b_values, strict=False):
                cost = np.mean((w * x + b - y) ** 2) / 2
                if cost < best:
                    best, best_w, best_b = cost, w, b
            return best_w, best_b

        def resets_for_each_w__one_loop_below_the_other(x, y, w_values, b_values):
            best = float("inf")
            for w in w_values:
                best_w = w
            for b in b_values:
                cost = np.mean((w * x + b - y) ** 2) / 2
                if cost < best:
                    best, best_w, best_b = cost, w, b
            return best_w, best_b

        def one_knob_at_a_time__each_alone(x, y, w_values, b_values):
            best = float("inf")
            for w in w_values:
                cost = np.mean((w * x - y) ** 2) / 2
                if cost < best:
                    best, best_w = cost, w
            best = float("inf")
            for b in b_values:
                cost = np.mean((b - y) ** 2) / 2
                if cost < best:
                    best, best_b = cost, b
            return best_w, best_b

        def one_knob_at_a_time__last_w_left_over(x, y, w_values, b_values):
            best = float("inf")
            for w in w_values:
                cost = np.mean((w * x + b_values[0] - y) ** 2) / 2
                if cost < best:
                    best, best_w = cost, w
            best = float("inf")
            for b in b_values:
                cost = np.mean((w * x + b - y) ** 2) / 2
                if cost < best:
                    best, best_b = cost, b
            return best_w, best_b

        def smallest_sum_of_errors__no_square(x, y, w_values, b_values):
            best = float("inf")
            for w in w_values:
                for b in b_values:
                    cost = np.sum(w * x + b - y) / (2 * len(x))
                    if cost < best:
                        best, best_w, best_b = cost, w, b
            return best_w, best_b

        def smallest_absolute_error__abs(x, y, w_values, b_values):
            best = float("inf")
            for w in w_values:
                for b in b_values:
                    cost = np.mean(np.abs(w * x + b - y))
                    if cost < best:
                        best, best_w, best_b = cost, w, b
            return best_w, best_b

        def returns_after_first_w__indented(x, y, w_values, b_values):
            best = float("inf")
            for w in w_values:
                for b in b_values:
                    cost = np.mean((w * x + b - y) ** 2) / 2
                    if cost < best:
                        best, best_w, best_b = cost, w, b
                return best_w, best_b

        def gives_cost_too__third(x, y, w_values, b_values):
            best = float("inf")
            for w in w_values:
                for b in b_values:
                    cost = np.mean((w * x + b - y) ** 2) / 2
                    if cost < best:
                        best, best_w, best_b = cost, w, b
            return best_w, best_b, best

        def returns_in_loop__in_the_if(x, y, w_values, b_values):
            best = float("inf")
            for w in w_values:
                for b in b_values:
                    cost = squared_error_cost(x, y, w, b)
                    if cost < best:
                        best, best_w, best_b = cost, w, b
                        return best_w, best_b

        def returns_in_loop__both_loops(x, y, w_values, b_values):
            best = float("inf")
            for w in w_values:
                for b in b_values:
                    cost = np.mean((w * x + b - y) ** 2) / 2
                    if cost < best:
                        best, best_w, best_b = cost, w, b
                    return best_w, best_b

        def sometimes_nothing__begins_at_a_million(x, y, w_values, b_values):
            best, kept = 1_000_000, None
            for w in w_values:
                for b in b_values:
                    cost = np.mean((w * x + b - y) ** 2) / 2
                    if cost < best:
                        best, kept = cost, (w, b)
            return kept


class dot_product:
    class right:
        def loop(w, x):
            total = 0
            for j in range(len(w)):
                total += w[j] * x[j]
            return total

        def zipped(w, x):
            return sum(a * b for a, b in zip(w, x, strict=True))

        def fsum(w, x):
            return math.fsum([w[j] * x[j] for j in range(len(x))])

        def while_loop(w, x):
            j, total = 0, 0.0
            while j < x.shape[0]:
                total = total + x[j] * w[j]
                j = j + 1
            return total

        def multiplied_and_summed(w, x):
            return (w * x).sum()

        def backwards(w, x):
            total = 0
            for j in range(len(w) - 1, -1, -1):
                total += w[j] * x[j]
            return float(total)

        def recursive(w, x):
            return w[0] * x[0] + (dot_product.right.recursive(w[1:], x[1:]) if len(x) > 1 else 0)

        def mapped(w, x):
            return sum(map(operator.mul, w, x))

        def last_one_first(w, x):
            total = 0
            for j in range(len(x)):
                total += w[j - 1] * x[j - 1]
            return total

        def own_name_dot(w, x):
            dot = 0
            for a, b in zip(w, x, strict=True):
                dot += a * b
            return dot

    class wrong:
        results = """
        products: [w[j] * x[j] for j in range(len(w))]
        takes-mean: sum(w * x) / len(x)
        outer: np.outer(w, x)
        x-with-itself: sum(x[j] * x[j] for j in range(len(x)))
        w-with-itself: sum(w[j] * w[j] for j in range(len(w)))
        reversed: sum(w[j] * x[-j - 1] for j in range(len(w)))
        first-of-x-for-all: sum(w[j] * x[0] for j in range(len(w)))
        first-of-w-for-all: sum(w[0] * x[j] for j in range(len(w)))
        one-before-in-w: sum(w[j - 1] * x[j] for j in range(len(w)))
        fixed-length: w[0] * x[0] + w[1] * x[1] + w[2] * x[2] + w[3] * x[3]
        ready-made: np.dot(w, x)
        ready-made: own_name(w, x)
        ready-made: multiplied(w, x)
        ready-made: np.array(w).dot(np.array(x))
        ready-made: w @ x
        ready-made: np.einsum("i,i->", w, x)
        fails-for-a-corner: sum({a * b for a, b in zip(w, x, strict=True)})
        sum-times-sum: sum(w) * sum(x)
        """

        def all_in_each_round__without_places(w, x):
            total = 0
            for _ in range(len(w)):
                total = total + w * x
            return total

        def sums_pairs__plus(w, x):
            total = 0
            for j in range(len(w)):
                total += w[j] + x[j]
            return total

        def sum_times_sum__two_loops(w, x):
            total = 0
            for a in w:
                for b in x:
                    total += a * b
            return total

        def only_last_product__equals(w, x):
            total = 0
            for j in range(len(w)):
                total = w[j] * x[j]
            return total

        def only_first_product__indented(w, x):
            total = 0
            for j in range(len(w)):
                total += w[j] * x[j]
                return total

        def leaves_last__range(w, x):
            total = 0
            for j in range(len(w) - 1):
                total += w[j] * x[j]
            return total

        def leaves_first__range(w, x):
            total = 0
            for j in range(1, len(w)):
                total += w[j] * x[j]
            return total

        def starts_at_one__one(w, x):
            total = 1
            for j in range(len(w)):
                total += w[j] * x[j]
            return total

        def product_of_products__star(w, x):
            total = 1
            for j in range(len(w)):
                total *= w[j] * x[j]
            return total

        def stays_zero__star(w, x):
            total = 0
            for j in range(len(w)):
                total *= w[j] * x[j]
            return total

        def subtracts__minus(w, x):
            total = 0
            for j in range(len(w)):
                total -= w[j] * x[j]
            return total

        def index_too_large__one_more(w, x):
            total = 0
            for j in range(len(w) + 1):
                total += w[j] * x[j]
            return total

        def needs_whole_number__loops_items(w, x):
            total = 0
            for j in x:
                total += w[j] * x[j]
            return total

        def fails_for_a_corner__at_most_twelve(w, x):
            total = 0
            for j in range(min(len(x), 12)):
                total = total + w[j] * x[j]
            return total


class predict_all:
    class right:
        results = """
        at: X @ w + b
        dot: np.dot(X, w) + b
        comprehension: np.array([sum(row * w) + b for row in X])
        summed: (X * w).sum(axis=1) + b
        einsum: np.einsum("ij,j->i", X, w) + b
        turned: b + w @ X.T
        fsum: [math.fsum([*(row * w), b]) for row in X]
        flattened_column: (X @ w.reshape(-1, 1) + b).ravel()
        """

        def rows(X, w, b):
            result = np.zeros(X.shape[0])
            for i in range(X.shape[0]):
                result[i] = np.dot(X[i], w) + b
            return result

        def both_loops(X, w, b):
            m, n = X.shape
            result = []
            for i in range(m):
                f = b
                for j in range(n):
                    f += X[i, j] * w[j]
                result.append(f)
            return result

    class wrong:
        results = """
        error: X @ w @ b
        wrong-type: predictions = [row @ w for row in X]; predictions + b
        b-added-to-the-slopes: X @ (w + b)
        b-added-to-the-slopes: np.array([sum((x * (slope + b) for x, slope in zip(row, w,
            strict=True))) for row in X])
        leaves-b-out: np.dot(X, w)
        minus-b: X @ w - b
        table-of-products: X * w + b
        sums-columns: np.sum(X * w, axis=0) + b
        one-sum: np.sum(X * w) + b
        mean-of-row: np.mean(X * w, axis=1) + b
        without-weights: X.sum(axis=1) + b
        only-first-column: w[0] * X[:, 0] + b
        same-weight: np.array([np.sum(row) * w[0] + b for row in X])
        transposed: np.array([np.dot(row, w) + b for row in X.T])
        transposed: np.dot(w, X) + b
        transposed: w @ X + b
        column: X @ w.reshape(-1, 1) + b
        weights-reversed: X @ w[::-1] + b
        fixed-columns: X[:, 0] * w[0] + X[:, 1] * w[1] + X[:, 2] * w[2] + X[:, 3] * w[3] + b
        too-many-indices: X @ w[:, 0] + b
        times-b: X @ w * b
        shapes-do-not-fit: X @ w + b * w
        first-row: np.dot(X[0], w) + b
        """

        def b_in_every_column__inside(X, w, b):
            result = np.zeros(len(X))
            for i in range(len(X)):
                for j in range(len(w)):
                    result[i] += X[i, j] * w[j] + b
            return result

        def shapes_do_not_fit__w_first(X, w, b):
            if X.shape[0] == X.shape[1]:
                return X @ w + b
            return w @ X + b

        def first_row__indented(X, w, b):
            for row in X:
                return np.dot(row, w) + b

        def last_row__equals(X, w, b):
            for row in X:
                result = np.dot(row, w) + b
            return result

        def changes_input__in_place(X, w, b):
            if X.dtype != float:
                return X @ w + b
            X *= w
            return X.sum(axis=1) + b

        def whole_number_array__buffer(X, w, b):
            result = np.zeros_like(X[:, 0])
            for i in range(len(X)):
                result[i] = X[i] @ w + b
            return result


class compute_cost_many:
    class right:
        results = """
        plain: m = len(y); np.sum((X @ w + b - y) ** 2) / (2 * m)
        mean: 0.5 * np.mean((y - X.dot(w) - b) ** 2)
        fsum: math.fsum((X @ w + b - y) ** 2) / (2 * len(X))
        einsum: e = np.einsum("ij,j->i", X, w) + b - y; np.einsum("i,i->", e, e) / (2 * len(e))
        column: e = X @ w.reshape(-1, 1) + b - y.reshape(-1, 1); (e.T @ e).item() / (2 * len(y))
        """

        def rows(X, y, w, b):
            total = 0.0
            for i in range(X.shape[0]):
                total += (np.dot(X[i], w) + b - y[i]) ** 2
            return total / 2 / X.shape[0]

        def both_loops(X, y, w, b):
            m, n = X.shape
            total = 0
            for i in range(m):
                f = 0
                for j in range(n):
                    f += w[j] * X[i, j]
                total += (f + b - y[i]) ** 2
            return total / (2 * m)

    class wrong:
        results = """
        mean-error: errors = X @ w + b - y; np.sum(errors * 2) / (2 * len(y))
        arguments-in-other-order: errors = all_predictions(w, X, b) - y; np.mean(errors**2) / 2
        leaves-out-b-and-divides-by-m: np.sum((X @ w - y) ** 2) / len(y)
        squares-the-prediction-and-divides-by-m: np.mean((X @ w + b) ** 2)
        divides-by-m: np.mean((X @ w + b - y) ** 2)
        sum-for-mean: np.sum((X @ w + b - y) ** 2)
        counts-columns: m = X.shape[1]; np.sum((X @ w + b - y) ** 2) / (2 * m)
        divides-by-shape: m = X.shape; np.sum((X @ w + b - y) ** 2) / (2 * m)
        divides-by-shape: np.sum((X @ w + b - y) ** 2) / X.shape
        uses-a-function: np.sum(helper) / (2 * len(y))
        counts-entries: np.sum((X @ w + b - y) ** 2) / (2 * X.size)
        first-column-only: np.mean((w[0] * X[:, 0] + b - y) ** 2) / 2
        ignores-w: np.mean((X.sum(axis=1) + b - y) ** 2) / 2
        leaves-out-b: np.mean((X @ w - y) ** 2) / 2
        all-with-all: f = X @ w.reshape(-1, 1) + b; np.sum((f - y) ** 2) / (2 * len(y))
        gives-each: (X @ w + b - y) ** 2
        squares-the-sum: sum(X @ w + b - y) ** 2 / (2 * len(X))
        typed-length: np.sum((X @ w + b - y) ** 2) / (2 * 333)
        takes-root-of-half: np.sqrt(np.sum((X @ w + b - y) ** 2) / (2 * len(y)))
        fails-for-a-corner: sum(set((X @ w + b - y) ** 2)) / (2 * len(y))
        fails-for-a-corner: table = np.unique(np.column_stack([X, y]), axis=0); np.mean((table[:,
            :-1] @ w + b - table[:, -1]) ** 2) / 2
        divides-by-m: errors = X @ w + b - y; np.mean(errors**2)
        counts-columns: errors = (X @ w + b) - y; np.sum(errors**2) / (2 * len(X[0]))
        b-at-the-end: errors = X @ w - y; np.sum(errors**2) / (2 * len(y)) + b
        """

        def adds_b_per_column__inside(X, y, w, b):
            total = 0
            for i in range(len(X)):
                f = 0
                for j in range(len(w)):
                    f += w[j] * X[i, j] + b
                total += (f - y[i]) ** 2
            return total / (2 * len(X))

        def only_last_error__equals(X, y, w, b):
            for i in range(len(X)):
                total = (X[i] @ w + b - y[i]) ** 2
            return total / (2 * len(X))

        def returns_in_loop__indented(X, y, w, b):
            total = 0
            for i in range(len(X)):
                total += (X[i] @ w + b - y[i]) ** 2
                return total / (2 * len(X))

        def fixed_loop__four(X, y, w, b):
            total = 0
            for i in range(4):
                total += (X[i] @ w + b - y[i]) ** 2
            return total / (2 * len(X))


def test_corpus(corpus, judged):
    judged(*corpus)
