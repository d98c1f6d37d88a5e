"""Right and wrong answers to the exercises of week 1, as learners write them.

Each class is an exercise. In `wrong`, a function's name up to the double underscore is the
misconception that the check must name.
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


def helper_without_b(x, w, b):
    return w * x


class training_example:
    class right:
        def index(x, y, i):
            return x[i - 1], y[i - 1]

        def as_list(x, y, i):
            return [x[i - 1], y[i - 1]]

        def as_array(x, y, i):
            return np.array([x[i - 1], y[i - 1]])

        def zipped(x, y, i):
            return list(zip(x, y, strict=True))[i - 1]

        def counts_with_loop(x, y, i):
            k = 1
            for a, b in zip(x, y, strict=True):
                if k == i:
                    return a, b
                k += 1
            return None

        def from_the_end(x, y, i):
            return x[i - len(x) - 1], y[i - len(y) - 1]

        def floats(x, y, i):
            return float(x[i - 1]), float(y[i - 1])

        def item(x, y, i):
            return x.item(i - 1), y.item(i - 1)

    class wrong:
        def returns_in_loop__over_i(x, y, i):
            for i in range(len(x)):
                return x[i], y[i]

        def counts_from_zero__plain(x, y, i):
            a = x[i]
            b = y[i]
            return a, b

        def swapped__names_mixed(x, y, i):
            a, b = x[i - 1], y[i - 1]
            return b, a

        def counts_from_end__minus(x, y, i):
            return x[-i], y[-i]

        def ignores_i__first(x, y, i):
            return x[0], y[0]

        def always_last__minus_one(x, y, i):
            return x[-1], y[-1]

        def two_back__twice(x, y, i):
            i = i - 1
            return x[i - 1], y[i - 1]

        def shifts_only_x__second_forgotten(x, y, i):
            return x[i - 1], y[i]

        def shifts_only_y__first_forgotten(x, y, i):
            return x[i], y[i - 1]

        def both_from_x__copied(x, y, i):
            return x[i - 1], x[i - 1]

        def slices__colon(x, y, i):
            return x[:i], y[:i]

        def slices_one__colon(x, y, i):
            return x[i - 1 : i], y[i - 1 : i]

        def wrong_number_of_results__x_only(x, y, i):
            return x[i - 1]

        def reads_notebook__train(x, y, i):
            return x_train[i % 6], y_train[i % 6]

        def index_too_large__big(x, y, i):
            return x[i + 100], y[i + 100]

        def indexes_a_number__i_of_x(x, y, i):
            return i[x], i[y]

        def fails_for_a_corner__looks_x_up(x, y, i):
            a = x[i - 1]
            return a, y[list(x).index(a)]


class predict:
    class right:
        def plain(x, w, b):
            return w * x + b

        def turned(x, w, b):
            f = b + x * w
            return f

        def numpy_functions(x, w, b):
            return np.add(np.multiply(w, x), b)

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

        def einsum(x, w, b):
            return np.einsum("...,->...", x, w) + b

        def polyval(x, w, b):
            return np.polyval([w, b], x)

        def by_helper(x, w, b):
            return helper(x, w, b)

    class wrong:
        def twenty_once_more__added(x, w, b):
            return w * (20 + x) + b

        def twenty_once_more__taken_away(x, w, b):
            flipper = x - 20
            return w * flipper + b

        def sign_of_x_lost__abs(x, w, b):
            return w * abs(x) + b

        def forgets_b__plain(x, w, b):
            return w * x

        def forgets_b__by_helper(x, w, b):
            return helper_without_b(x, w, b)

        def subtracts_b__plain(x, w, b):
            return w * x - b

        def swaps_w_and_b__plain(x, w, b):
            return b * x + w

        def brackets__plain(x, w, b):
            return w * (x + b)

        def adds_w__plain(x, w, b):
            return w + x + b

        def multiplies_all__plain(x, w, b):
            return w * x * b

        def x_to_the_w__stars(x, w, b):
            return x**w + b

        def w_to_the_x__stars(x, w, b):
            return w**x + b

        def divides__plain(x, w, b):
            return x / w + b

        def minus_w__plain(x, w, b):
            return -w * x + b

        def squares_x__plain(x, w, b):
            return w * x * x + b

        def reads_notebook__both(x, w, b):
            return w_train * x + b_train

        def reads_notebook__x(x, w, b):
            return w * x_train[0] + b

        def sums__plain(x, w, b):
            return np.sum(w * x) + b if np.ndim(x) == 0 else np.sum(w * x + b)

        def whole_results__int(x, w, b):
            return np.asarray(w * x + b).astype(int)

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

        def loops_over_a_number__arrays_only(x, w, b):
            return np.array([w * item + b for item in x])

        def one_number_only__math(x, w, b):
            return math.fsum([w * x, b]) if np.ndim(x) == 0 else math.floor(x) * w + b

        def calls_a_number__no_star(x, w, b):
            return w(x) + b

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

        def rounded__four_digits(x, w, b):
            return np.round(w * x + b, 4)


class squared_errors:
    class right:
        def plain(x, y, w, b):
            return (w * x + b - y) ** 2

        def turned(x, y, w, b):
            return (y - (w * x + b)) ** 2

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

        def comprehension(x, y, w, b):
            return np.array([(helper(xi, w, b) - yi) ** 2 for xi, yi in zip(x, y, strict=True)])

        def numpy_functions(x, y, w, b):
            return np.square(np.subtract(np.multiply(w, x) + b, y))

        def powers(x, y, w, b):
            return np.abs(y - b - w * x) ** 2.0

        def einsum(x, y, w, b):
            error = w * x + b - y
            return np.einsum("i,i->i", error, error)

    class wrong:
        def only_the_product_taken__plain(x, y, w, b):
            return (y - w * x + b) ** 2

        def only_the_product_taken__error_first(x, y, w, b):
            error = y - w * x + b
            return error * error

        def not_squared__loop(x, y, w, b):
            result = np.zeros(len(x))
            for i in range(len(x)):
                result[i] = w * x[i] + b - y[i]
            return result

        def not_squared_turned__plain(x, y, w, b):
            return y - w * x - b

        def absolute__plain(x, y, w, b):
            return abs(y - w * x - b)

        def squares_first__plain(x, y, w, b):
            return (w * x + b) ** 2 - y**2

        def squares_only_y__no_brackets(x, y, w, b):
            return w * x + b - y**2

        def doubles__star_for_power(x, y, w, b):
            return (w * x + b - y) * 2

        def without_b__plain(x, y, w, b):
            return (w * x - y) ** 2

        def line_turned__plain(x, y, w, b):
            return (b * x + w - y) ** 2

        def adds_y__plain(x, y, w, b):
            return (w * x + b + y) ** 2

        def summed__plain(x, y, w, b):
            return sum((w * x + b - y) ** 2)

        def averaged__plain(x, y, w, b):
            return np.mean((w * x + b - y) ** 2)

        def halved__plain(x, y, w, b):
            return 0.5 * (w * x + b - y) ** 2

        def x_minus_y__plain(x, y, w, b):
            return (x - y) ** 2

        def squares_prediction__plain(x, y, w, b):
            return (w * x + b) ** 2

        def table__two_loops(x, y, w, b):
            return np.array([[(w * a + b - c) ** 2 for c in y] for a in x])

        def whole_number_array__buffer(x, y, w, b):
            result = x.copy()
            for i in range(len(x)):
                result[i] = (w * x[i] + b - y[i]) ** 2
            return result

        def changes_input__in_place(x, y, w, b):
            y -= (w * x + b).astype(y.dtype)
            return (1.0 * y) ** 2

        def wrong_type_returned__sum_of_list(x, y, w, b):
            return [str((w * xi + b - yi) ** 2) for xi, yi in zip(x, y, strict=True)]

        def reads_notebook__y(x, y, w, b):
            return (w * x[:1] + b - y_train[:1]) ** 2

        def sometimes_nothing__if(x, y, w, b):
            if len(x) > 2:
                return (w * x + b - y) ** 2
            return None

        def fails_for_a_corner__looks_x_up(x, y, w, b):
            x, y = list(x), list(y)
            return [(w * a + b - y[x.index(a)]) ** 2 for a in x]

        def wrong_shape__set(x, y, w, b):
            return list(dict.fromkeys((w * x + b - y) ** 2))


class compute_cost:
    class right:
        def plain(x, y, w, b):
            m = len(x)
            return np.sum((w * x + b - y) ** 2) / (2 * m)

        def loop(x, y, w, b):
            m = x.shape[0]
            cost = 0
            for i in range(m):
                f = w * x[i] + b
                cost = cost + (f - y[i]) ** 2
            return cost / (2 * m)

        def mean(x, y, w, b):
            return np.mean((w * x + b - y) ** 2) / 2

        def fsum(x, y, w, b):
            return math.fsum((w * p + b - q) ** 2 for p, q in zip(x, y, strict=True)) / 2 / len(x)

        def dot(x, y, w, b):
            e = w * x + b - y
            return 1 / (2 * len(e)) * e.dot(e)

        def einsum(x, y, w, b):
            e = y - b - w * x
            return np.einsum("i,i", e, e) / len(e) * 0.5

        def norm(x, y, w, b):
            return np.linalg.norm(w * x + b - y) ** 2 / (2 * y.size)

        def average(x, y, w, b):
            return 0.5 * np.average(np.square(helper(x, w, b) - y))

        def half_terms(x, y, w, b):
            m = len(x)
            return sum([(helper(x[i], w, b) - y[i]) ** 2 / 2 / m for i in range(m)])

        def variance_and_bias(x, y, w, b):
            e = w * x + b - y
            return (np.var(e) + np.mean(e) ** 2) / 2

    class wrong:
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

        def squares_only_y__no_brackets(x, y, w, b):
            return np.sum(w * x + b - y**2) / (2 * len(x))

        def squares_only_y_and_slash_two_times_m__no_brackets_at_all(x, y, w, b):
            return np.sum(w * x + b - y**2) / 2 * len(x)

        def leaves_out_b_and_divides_by_m__mean(x, y, w, b):
            return np.mean((w * x - y) ** 2)

        def adds_the_target_and_halves_only__plus(x, y, w, b):
            return np.sum((w * x + b + y) ** 2) / 2

        def takes_b_away_and_sum_for_mean__minus(x, y, w, b):
            return np.sum((w * x - b - y) ** 2)

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

        def halves_only__plain(x, y, w, b):
            return sum((w * x + b - y) ** 2) / 2

        def slash_two_times_m__plain(x, y, w, b):
            return np.sum((w * x + b - y) ** 2) / 2 * len(x)

        def divides_by_m_twice__mean_of_mean(x, y, w, b):
            return np.mean((w * x + b - y) ** 2) / (2 * x.size)

        def does_not_square__plain(x, y, w, b):
            return np.sum(w * x + b - y) / (2 * len(x))

        def squares_the_sum__plain(x, y, w, b):
            return np.sum(w * x + b - y) ** 2 / (2 * len(x))

        def absolute_errors__plain(x, y, w, b):
            return np.sum(np.abs(w * x + b - y)) / (2 * len(x))

        def takes_root__plain(x, y, w, b):
            return np.sqrt(np.mean((w * x + b - y) ** 2))

        def leaves_out_b__plain(x, y, w, b):
            return np.sum((w * x - y) ** 2) / (2 * len(x))

        def takes_b_away__plain(x, y, w, b):
            return np.sum((w * x - b - y) ** 2) / (2 * len(x))

        def adds_the_target__plain(x, y, w, b):
            return np.sum((w * x + b + y) ** 2) / (2 * len(x))

        def negative__plain(x, y, w, b):
            return -np.sum((w * x + b - y) ** 2) / (2 * len(x))

        def m_minus_one__plain(x, y, w, b):
            m = len(x)
            return sum((w * x[i] + b - y[i]) ** 2 for i in range(m)) / (2 * (m - 1))

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

        def fixed_size__penguins(x, y, w, b):
            return np.sum((w * x + b - y) ** 2) / (2 * 342)

        def reads_notebook__m(x, y, w, b):
            return np.sum((w * x + b - y) ** 2) / (2 * m_train)

        def index_too_large__penguins(x, y, w, b):
            cost = 0
            for i in range(342):
                cost += (w * x[i] + b - y[i]) ** 2
            return cost / (2 * 342)

        def gives_each_divided__forgot_sum(x, y, w, b):
            return (w * x + b - y) ** 2 / (2 * len(x))

        def doubled__plain(x, y, w, b):
            return 2 * np.mean((w * x + b - y) ** 2)

        def squares_before_difference__plain(x, y, w, b):
            return np.sum((w * x + b) ** 2 - y**2) / (2 * len(x))

        def mean_of_all_with_all__reshape(x, y, w, b):
            f = (w * x + b).reshape(-1, 1)
            return np.mean((f - y) ** 2) / 2

        def line_swapped__plain(x, y, w, b):
            return np.mean((b * x + w - y) ** 2) / 2

        def used_before_set__typo(x, y, w, b):
            for i in range(len(x)):
                cost += (w * x[i] + b - y[i]) ** 2  # noqa: F821
            return cost / (2 * len(x))

        def unknown_name__typo(x, y, w, b):
            return np.sum((w * x + b - y) ** 2) / (2 * n)  # noqa: F821

        def remembers__global_list(x, y, w, b):
            history.append(np.sum((w * x + b - y) ** 2) / (2 * len(x)))
            return sum(history)

        def whole_results__floor(x, y, w, b):
            return np.sum((w * x + b - y) ** 2) // (2 * len(x))

        def changes_input__in_place(x, y, w, b):
            if y.dtype == float:
                y -= w * x + b
                return np.sum(y**2) / (2 * len(x))
            return np.mean((w * x + b - y) ** 2) / 2

        def rounded__two_digits(x, y, w, b):
            return round(np.sum((w * x + b - y) ** 2) / (2 * len(x)), 2)

        def fails_for_a_corner__set(x, y, w, b):
            return sum({(w * a + b - c) ** 2 for a, c in zip(x, y, strict=True)}) / (2 * len(x))

        def fails_for_a_corner__mass_by_flipper(x, y, w, b):
            masses = dict(zip(x, y, strict=True))
            return sum((w * a + b - masses[a]) ** 2 for a in x) / (2 * len(x))

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

        def knobs_swapped_in_the_cost__call(x, y, w_values, b_values):
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

        def keeps_last__best_not_stored(x, y, w_values, b_values):
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

        def one_after_the_other__two_loops(x, y, w_values, b_values):
            costs = [np.mean((w * x + b_values[0] - y) ** 2) for w in w_values]
            w = w_values[np.argmin(costs)]
            costs = [np.mean((w * x + b - y) ** 2) for b in b_values]
            return w, b_values[np.argmin(costs)]

        def resets_for_each_w__one_loop_below_the_other(x, y, w_values, b_values):
            best = float("inf")
            for w in w_values:
                best_w = w
            for b in b_values:
                cost = np.mean((w * x + b - y) ** 2) / 2
                if cost < best:
                    best, best_w, best_b = cost, w, b
            return best_w, best_b

        def one_knob_at_a_time__b_first(x, y, w_values, b_values):
            costs = [np.mean((w_values[0] * x + b - y) ** 2) for b in b_values]
            b = b_values[np.argmin(costs)]
            costs = [np.mean((w * x + b - y) ** 2) for w in w_values]
            return w_values[np.argmin(costs)], b

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

        def gives_cost__best(x, y, w_values, b_values):
            return min(np.mean((w * x + b - y) ** 2) / 2 for w in w_values for b in b_values)

        def gives_cost_too__third(x, y, w_values, b_values):
            best = float("inf")
            for w in w_values:
                for b in b_values:
                    cost = np.mean((w * x + b - y) ** 2) / 2
                    if cost < best:
                        best, best_w, best_b = cost, w, b
            return best_w, best_b, best

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

        def own_name_dot(w, x):
            dot = 0
            for a, b in zip(w, x, strict=True):
                dot += a * b
            return dot

    class wrong:
        def all_in_each_round__without_places(w, x):
            total = 0
            for _ in range(len(w)):
                total = total + w * x
            return total

        def products__list(w, x):
            return [w[j] * x[j] for j in range(len(w))]

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

        def takes_mean__divided(w, x):
            return sum(w * x) / len(x)

        def outer__numpy(w, x):
            return np.outer(w, x)

        def x_with_itself__typo(w, x):
            return sum(x[j] * x[j] for j in range(len(x)))

        def w_with_itself__typo(w, x):
            return sum(w[j] * w[j] for j in range(len(w)))

        def reversed__minus(w, x):
            return sum(w[j] * x[-j - 1] for j in range(len(w)))

        def subtracts__minus(w, x):
            total = 0
            for j in range(len(w)):
                total -= w[j] * x[j]
            return total

        def fixed_length__four(w, x):
            return w[0] * x[0] + w[1] * x[1] + w[2] * x[2] + w[3] * x[3]

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

        def ready_made__numpy_dot(w, x):
            return np.dot(w, x)

        def ready_made__at(w, x):
            return w @ x

        def ready_made__einsum(w, x):
            return np.einsum("i,i->", w, x)

        def ready_made__method(w, x):
            return np.array(w).dot(np.array(x))

        def ready_made__in_a_helper(w, x):
            return multiplied(w, x)

        def fails_for_a_corner__set(w, x):
            return sum({a * b for a, b in zip(w, x, strict=True)})

        def fails_for_a_corner__at_most_twelve(w, x):
            total = 0
            for j in range(min(len(x), 12)):
                total = total + w[j] * x[j]
            return total

        def ready_made__other_name(w, x):
            return own_name(w, x)


class predict_all:
    class right:
        def at(X, w, b):
            return X @ w + b

        def dot(X, w, b):
            return np.dot(X, w) + b

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

        def comprehension(X, w, b):
            return np.array([sum(row * w) + b for row in X])

        def summed(X, w, b):
            return (X * w).sum(axis=1) + b

        def einsum(X, w, b):
            return np.einsum("ij,j->i", X, w) + b

        def turned(X, w, b):
            return b + w @ X.T

        def fsum(X, w, b):
            return [math.fsum([*(row * w), b]) for row in X]

        def flattened_column(X, w, b):
            return (X @ w.reshape(-1, 1) + b).ravel()

    class wrong:
        def b_added_to_the_slopes__plain(X, w, b):
            return X @ (w + b)

        def b_added_to_the_slopes__loop(X, w, b):
            return np.array(
                [sum(x * (slope + b) for x, slope in zip(row, w, strict=True)) for row in X]
            )

        def leaves_b_out__plain(X, w, b):
            return np.dot(X, w)

        def minus_b__plain(X, w, b):
            return X @ w - b

        def table_of_products__star(X, w, b):
            return X * w + b

        def sums_columns__axis(X, w, b):
            return np.sum(X * w, axis=0) + b

        def b_in_every_column__inside(X, w, b):
            result = np.zeros(len(X))
            for i in range(len(X)):
                for j in range(len(w)):
                    result[i] += X[i, j] * w[j] + b
            return result

        def one_sum__no_axis(X, w, b):
            return np.sum(X * w) + b

        def mean_of_row__mean(X, w, b):
            return np.mean(X * w, axis=1) + b

        def without_weights__sum(X, w, b):
            return X.sum(axis=1) + b

        def only_first_column__week_one(X, w, b):
            return w[0] * X[:, 0] + b

        def same_weight__first(X, w, b):
            return np.array([np.sum(row) * w[0] + b for row in X])

        def transposed__plain(X, w, b):
            return np.array([np.dot(row, w) + b for row in X.T])

        def transposed__slopes_in_front(X, w, b):
            return w @ X + b

        def transposed__dot_with_slopes_in_front(X, w, b):
            return np.dot(w, X) + b

        def shapes_do_not_fit__w_first(X, w, b):
            if X.shape[0] == X.shape[1]:
                return X @ w + b
            return w @ X + b

        def column__reshape(X, w, b):
            return X @ w.reshape(-1, 1) + b

        def first_row__indented(X, w, b):
            for row in X:
                return np.dot(row, w) + b

        def last_row__equals(X, w, b):
            for row in X:
                result = np.dot(row, w) + b
            return result

        def weights_reversed__plain(X, w, b):
            return X @ w[::-1] + b

        def fixed_columns__four(X, w, b):
            return X[:, 0] * w[0] + X[:, 1] * w[1] + X[:, 2] * w[2] + X[:, 3] * w[3] + b

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

        def too_many_indices__vector(X, w, b):
            return X @ w[:, 0] + b


class compute_cost_many:
    class right:
        def plain(X, y, w, b):
            m = len(y)
            return np.sum((X @ w + b - y) ** 2) / (2 * m)

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

        def mean(X, y, w, b):
            return 0.5 * np.mean((y - X.dot(w) - b) ** 2)

        def fsum(X, y, w, b):
            return math.fsum((X @ w + b - y) ** 2) / (2 * len(X))

        def einsum(X, y, w, b):
            e = np.einsum("ij,j->i", X, w) + b - y
            return np.einsum("i,i->", e, e) / (2 * len(e))

        def column(X, y, w, b):
            e = X @ w.reshape(-1, 1) + b - y.reshape(-1, 1)
            return (e.T @ e).item() / (2 * len(y))

    class wrong:
        def leaves_out_b_and_divides_by_m__short(X, y, w, b):
            return np.sum((X @ w - y) ** 2) / len(y)

        def squares_the_prediction_and_divides_by_m__no_y(X, y, w, b):
            return np.mean((X @ w + b) ** 2)

        def divides_by_m__mean(X, y, w, b):
            return np.mean((X @ w + b - y) ** 2)

        def sum_for_mean__plain(X, y, w, b):
            return np.sum((X @ w + b - y) ** 2)

        def counts_columns__shape(X, y, w, b):
            m = X.shape[1]
            return np.sum((X @ w + b - y) ** 2) / (2 * m)

        def divides_by_shape__both_numbers(X, y, w, b):
            m = X.shape
            return np.sum((X @ w + b - y) ** 2) / (2 * m)

        def divides_by_shape__without_two(X, y, w, b):
            return np.sum((X @ w + b - y) ** 2) / X.shape

        def uses_a_function__not_called(X, y, w, b):
            return np.sum(helper) / (2 * len(y))

        def counts_entries__size(X, y, w, b):
            return np.sum((X @ w + b - y) ** 2) / (2 * X.size)

        def adds_b_per_column__inside(X, y, w, b):
            total = 0
            for i in range(len(X)):
                f = 0
                for j in range(len(w)):
                    f += w[j] * X[i, j] + b
                total += (f - y[i]) ** 2
            return total / (2 * len(X))

        def first_column_only__plain(X, y, w, b):
            return np.mean((w[0] * X[:, 0] + b - y) ** 2) / 2

        def ignores_w__plain(X, y, w, b):
            return np.mean((X.sum(axis=1) + b - y) ** 2) / 2

        def leaves_out_b__plain(X, y, w, b):
            return np.mean((X @ w - y) ** 2) / 2

        def all_with_all__column(X, y, w, b):
            f = X @ w.reshape(-1, 1) + b
            return np.sum((f - y) ** 2) / (2 * len(y))

        def gives_each__forgot_sum(X, y, w, b):
            return (X @ w + b - y) ** 2

        def only_last_error__equals(X, y, w, b):
            for i in range(len(X)):
                total = (X[i] @ w + b - y[i]) ** 2
            return total / (2 * len(X))

        def returns_in_loop__indented(X, y, w, b):
            total = 0
            for i in range(len(X)):
                total += (X[i] @ w + b - y[i]) ** 2
                return total / (2 * len(X))

        def squares_the_sum__plain(X, y, w, b):
            return sum(X @ w + b - y) ** 2 / (2 * len(X))

        def fixed_loop__four(X, y, w, b):
            total = 0
            for i in range(4):
                total += (X[i] @ w + b - y[i]) ** 2
            return total / (2 * len(X))

        def fixed_size__birds(X, y, w, b):
            return np.sum((X @ w + b - y) ** 2) / (2 * 333)

        def takes_root_of_half__plain(X, y, w, b):
            return np.sqrt(np.sum((X @ w + b - y) ** 2) / (2 * len(y)))

        def fails_for_a_corner__set(X, y, w, b):
            return sum(set((X @ w + b - y) ** 2)) / (2 * len(y))

        def fails_for_a_corner__each_row_once(X, y, w, b):
            table = np.unique(np.column_stack([X, y]), axis=0)
            return np.mean((table[:, :-1] @ w + b - table[:, -1]) ** 2) / 2


def test_corpus(corpus, judged):
    found = judged(*corpus)
    assert found["right"] >= 6
    assert found["wrong"] >= 10
    assert found["rejected right answers"] == []
    assert found["accepted wrong answers"] == []
    assert found["unnamed"] == []
    assert found["rating"] >= 1.8
