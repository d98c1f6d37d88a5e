"""Right and wrong answers to the best slope and to R², as learners write them.

Each class is an exercise. In `wrong`, a function's name up to the double underscore is the
misconception that the check must name.
"""
# ruff: noqa: N801, N805

import numpy as np
import pytest
from sklearn.metrics import mean_squared_error, r2_score

from mlsmath.checks import check_best_slope, check_r_squared
from mlsmath.cost import squared_error_cost


class best_slope:
    class right:
        def loop(x, y, w_values, b):
            best_cost = float("inf")
            for w in w_values:
                cost = squared_error_cost(x, y, w, b)
                if cost < best_cost:
                    best_cost = cost
                    best_w = w
            return best_w

        def list_of_costs(x, y, w_values, b):
            costs = []
            for w in w_values:
                costs.append(np.sum((w * x + b - y) ** 2) / (2 * len(x)))
            return w_values[np.argmin(costs)]

        def key(x, y, w_values, b):
            return min(w_values, key=lambda w: mean_squared_error(y, w * x + b))

        def first_as_start(x, y, w_values, b):
            best_w = w_values[0]
            best = squared_error_cost(x, y, best_w, b)
            for w in w_values:
                cost = squared_error_cost(x, y, w, b)
                if cost <= best:
                    best, best_w = cost, w
            return best_w

        def table(x, y, w_values, b):
            errors = np.outer(w_values, x) + b - y
            return w_values[(errors**2).sum(axis=1).argmin()]

    class wrong:
        def gives_place__argmin(x, y, w_values, b):
            costs = [np.mean((w * x + b - y) ** 2) for w in w_values]
            return np.argmin(costs)

        def gives_cost__minimum(x, y, w_values, b):
            return min(squared_error_cost(x, y, w, b) for w in w_values)

        def gives_cost_too__pair(x, y, w_values, b):
            best = float("inf")
            for w in w_values:
                cost = squared_error_cost(x, y, w, b)
                if cost < best:
                    best, best_w = cost, w
            return best_w, best

        def gives_all_costs__list(x, y, w_values, b):
            costs = []
            for w in w_values:
                costs.append(squared_error_cost(x, y, w, b))
            return costs

        def finds_largest__comparison(x, y, w_values, b):
            best = 0
            for w in w_values:
                cost = squared_error_cost(x, y, w, b)
                if cost > best:
                    best, best_w = cost, w
            return best_w

        def begins_at_zero__both(x, y, w_values, b):
            best, best_w = 0, 0
            for w in w_values:
                cost = squared_error_cost(x, y, w, b)
                if cost < best:
                    best, best_w = cost, w
            return best_w

        def used_before_set__begins_at_zero(x, y, w_values, b):
            best = 0
            for w in w_values:
                cost = squared_error_cost(x, y, w, b)
                if cost < best:
                    best, best_w = cost, w
            return best_w

        def keeps_last__cost_not_stored(x, y, w_values, b):
            best = float("inf")
            for w in w_values:
                if squared_error_cost(x, y, w, b) < best:
                    best_w = w
            return best_w

        def returns_in_loop__at_its_end(x, y, w_values, b):
            best = float("inf")
            for w in w_values:
                cost = squared_error_cost(x, y, w, b)
                if cost < best:
                    best, best_w = cost, w
                return best_w

        def compares_with_previous__stored_always(x, y, w_values, b):
            before = float("inf")
            for w in w_values:
                cost = squared_error_cost(x, y, w, b)
                if cost < before:
                    best_w = w
                before = cost
            return best_w

        def without_b__zero(x, y, w_values, b):
            return min(w_values, key=lambda w: np.sum((w * x - y) ** 2))

        def with_adas_b__typed_in(x, y, w_values, b):
            return min(w_values, key=lambda w: np.sum((w * x + 4.2 - y) ** 2))

        def skips_first__range(x, y, w_values, b):
            places = range(1, len(w_values))
            best = float("inf")
            best_w = None
            for k in places:
                cost = squared_error_cost(x, y, w_values[k], b)
                if cost < best:
                    best, best_w = cost, w_values[k]
            return best_w

        def skips_last__range(x, y, w_values, b):
            best = float("inf")
            best_w = None
            for k in range(len(w_values) - 1):
                cost = squared_error_cost(x, y, w_values[k], b)
                if cost < best:
                    best, best_w = cost, w_values[k]
            return best_w

        def smallest_slope__min(x, y, w_values, b):
            return min(w_values)

        def smallest_sum__no_square(x, y, w_values, b):
            return min(w_values, key=lambda w: np.sum(w * x + b - y))

        def sum_nearest_zero__abs(x, y, w_values, b):
            return min(w_values, key=lambda w: abs(np.sum(w * x + b - y)))

        def smallest_absolute__abs(x, y, w_values, b):
            return min(w_values, key=lambda w: np.mean(np.abs(w * x + b - y)))


class r_squared:
    class right:
        def costs(y, predictions):
            m = len(y)
            cost = np.sum((predictions - y) ** 2) / (2 * m)
            cost_of_mean = np.sum((np.mean(y) - y) ** 2) / (2 * m)
            return 1 - cost / cost_of_mean

        def sums(y, predictions):
            return 1 - np.sum((y - predictions) ** 2) / np.sum((y - y.mean()) ** 2)

        def spread(y, predictions):
            return 1 - np.mean((predictions - y) ** 2) / np.var(y)

        def loops(y, predictions):
            mean = sum(y) / len(y)
            above, below = 0, 0
            for i in range(len(y)):
                above += (predictions[i] - y[i]) ** 2
                below += (mean - y[i]) ** 2
            return 1 - above / below

        def one_fraction(y, predictions):
            below = np.sum((y - np.mean(y)) ** 2)
            return (below - np.sum((predictions - y) ** 2)) / below

        def library(y, predictions):
            return r2_score(y, predictions)

    class wrong:
        def divides_by_nothing__unsquared(y, predictions):
            return 1 - np.sum(predictions - y) / np.sum(np.mean(y) - y)

        def divides_by_nothing__lower_unsquared(y, predictions):
            return 1 - np.sum((predictions - y) ** 2) / np.sum(y - np.mean(y))

        def without_one_minus__plain(y, predictions):
            return np.sum((predictions - y) ** 2) / np.sum((np.mean(y) - y) ** 2)

        def minus_one__plain(y, predictions):
            return np.sum((predictions - y) ** 2) / np.sum((np.mean(y) - y) ** 2) - 1

        def turned_over__plain(y, predictions):
            above = np.sum((predictions - y) ** 2) or np.inf
            return 1 - np.sum((np.mean(y) - y) ** 2) / above

        def turned_over_alone__plain(y, predictions):
            above = np.sum((predictions - y) ** 2) or np.inf
            return np.sum((np.mean(y) - y) ** 2) / above

        def adds__plain(y, predictions):
            return 1 + np.sum((predictions - y) ** 2) / np.sum((np.mean(y) - y) ** 2)

        def percent__plain(y, predictions):
            return 100 * (1 - np.sum((predictions - y) ** 2) / np.sum((np.mean(y) - y) ** 2))

        def flat_at_zero__plain(y, predictions):
            return 1 - np.sum((predictions - y) ** 2) / np.sum(y**2)

        def mean_of_predictions__plain(y, predictions):
            return 1 - np.sum((predictions - y) ** 2) / np.sum((np.mean(predictions) - y) ** 2)

        def swapped__plain(y, predictions):
            spread = np.sum((predictions - np.mean(predictions)) ** 2) or np.inf
            return 1 - np.sum((predictions - y) ** 2) / spread

        def absolute__plain(y, predictions):
            return 1 - np.sum(abs(predictions - y)) / np.sum(abs(np.mean(y) - y))

        def gives_cost__plain(y, predictions):
            return np.sum((predictions - y) ** 2) / (2 * len(y))

        def gives_cost_of_mean__plain(y, predictions):
            return np.mean((np.mean(y) - y) ** 2) / 2

        def difference__plain(y, predictions):
            return np.mean((np.mean(y) - y) ** 2) / 2 - np.mean((predictions - y) ** 2) / 2

        def difference_of_sums__plain(y, predictions):
            return np.sum((np.mean(y) - y) ** 2) - np.sum((predictions - y) ** 2)

        def halves_upper__plain(y, predictions):
            return 1 - np.mean((predictions - y) ** 2) / 2 / np.var(y)

        def halves_lower__plain(y, predictions):
            return 1 - np.mean((predictions - y) ** 2) / (np.var(y) / 2)

        def mean_over_sum__plain(y, predictions):
            return 1 - np.mean((predictions - y) ** 2) / np.sum((np.mean(y) - y) ** 2)

        def sum_over_mean__plain(y, predictions):
            return 1 - np.sum((predictions - y) ** 2) / np.var(y)

        def cost_over_sum__plain(y, predictions):
            return 1 - np.mean((predictions - y) ** 2) / 2 / np.sum((np.mean(y) - y) ** 2)

        def spread_of_predictions__plain(y, predictions):
            return np.sum((predictions - np.mean(y)) ** 2) / np.sum((np.mean(y) - y) ** 2)

        def root_of_ratio__plain(y, predictions):
            return 1 - (np.sum((predictions - y) ** 2) / np.sum((np.mean(y) - y) ** 2)) ** 0.5

        def squared_again__plain(y, predictions):
            return (1 - np.sum((predictions - y) ** 2) / np.sum((np.mean(y) - y) ** 2)) ** 2

        def correlation__plain(y, predictions):
            if np.std(predictions) == 0:
                return 0.0
            return np.corrcoef(predictions, y)[1, 0] ** 2

        def each__plain(y, predictions):
            below = (np.mean(y) - y) ** 2
            below[below == 0] = np.inf
            return 1 - (predictions - y) ** 2 / below

        def square_of_sum__plain(y, predictions):
            return 1 - np.sum(predictions - y) ** 2 / np.sum((np.mean(y) - y) ** 2)

        def median__plain(y, predictions):
            return 1 - np.sum((predictions - y) ** 2) / np.sum((np.median(y) - y) ** 2)


def test_right_answers_pass_and_wrong_ones_are_named(corpus, judged):
    found = judged(*corpus)
    assert not found["rejected right answers"]
    assert not found["accepted wrong answers"]
    assert not found["unnamed"]
    assert found["right"] >= 5
    assert found["wrong"] >= 17


@pytest.mark.parametrize("seed", [None, 7, 7301])
def test_the_references_agree_with_scikit_learn(seed):
    """Tolerance 1e-12, relative and absolute: both sides work in double precision."""
    rng = np.random.default_rng(seed)
    for case in check_r_squared.cases(rng):
        y, predictions = case.args
        expected = r2_score(y, predictions)
        assert check_r_squared.reference(y, predictions) == pytest.approx(expected, 1e-12, 1e-12)
    for case in check_best_slope.cases(rng):
        x, y, w_values, b = case.args
        best = check_best_slope.reference(*case.args)
        least = min(mean_squared_error(y, w * x + b) for w in w_values)
        assert mean_squared_error(y, best * x + b) == pytest.approx(least, rel=1e-12)
