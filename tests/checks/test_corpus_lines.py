"""Right and wrong answers to the best slope and to R², as learners write them.

Each class is an exercise. In `wrong`, a line of `results`, and a function's name up to the double
underscore, begins with the mistake that the check must name.
"""
# ruff: noqa: N801, N805

import numpy as np
import pytest
from sklearn.metrics import mean_squared_error, r2_score

from mlsmath.checks import check_best_slope, check_r_squared
from mlsmath.cost import squared_error_cost

price, stall = 2.5, "at the bakery"  # what a cell further up left behind


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
        results = """
        gives-place: costs = [np.mean((w * x + b - y) ** 2) for w in w_values]; np.argmin(costs)
        gives-cost: min(squared_error_cost(x, y, w, b) for w in w_values)
        without-b: min(w_values, key=lambda w: np.sum((w * x - y) ** 2))
        with-adas-b: min(w_values, key=lambda w: np.sum((w * x + 4.2 - y) ** 2))
        smallest-slope: min(w_values)
        smallest-sum: min(w_values, key=lambda w: np.sum(w * x + b - y))
        sum-nearest-zero: min(w_values, key=lambda w: abs(np.sum(w * x + b - y)))
        smallest-absolute: min(w_values, key=lambda w: np.mean(np.abs(w * x + b - y)))
        """

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

        def best_not_kept__cost_not_stored(x, y, w_values, b):
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

        def returns_in_loop__in_the_if(x, y, w_values, b):
            best = float("inf")
            for w in w_values:
                cost = squared_error_cost(x, y, w, b)
                if cost < best:
                    best = cost
                    best_w = w
                    return best_w

        def reads_notebook__price(x, y, w_values, b):
            best = float("inf")
            for w in w_values:
                cost = squared_error_cost(x, y, w, b)  # noqa: F841
                if price < best:
                    best, best_w = price, w
            return best_w

        def reads_notebook__stall(x, y, w_values, b):
            best = float("inf")
            for w in w_values:
                cost = squared_error_cost(x, y, w, b)
                if cost < best:
                    best, best_w = cost, stall
            return best_w

        def reads_notebook__text(x, y, w_values, b):
            best = float("inf")
            for w in w_values:
                cost = squared_error_cost(x, y, w, b)  # noqa: F841
                if stall < best:
                    best, best_w = stall, w
            return best_w

        def unknown_name__best_stall(x, y, w_values, b):
            best = float("inf")
            for w in w_values:
                cost = squared_error_cost(x, y, w, b)
                if cost < best:
                    best = cost
                    best_stall = w  # noqa: F841
            return best_w  # noqa: F821

        def arguments_in_other_order__cost(x, y, w_values, b):
            best = float("inf")
            for w in w_values:
                cost = squared_error_cost(x, y, b, w)
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


class r_squared:
    class right:
        results = """
        sums: 1 - np.sum((y - predictions) ** 2) / np.sum((y - y.mean()) ** 2)
        spread: 1 - np.mean((predictions - y) ** 2) / np.var(y)
        library: r2_score(y, predictions)
        """

        def costs(y, predictions):
            m = len(y)
            cost = np.sum((predictions - y) ** 2) / (2 * m)
            cost_of_mean = np.sum((np.mean(y) - y) ** 2) / (2 * m)
            return 1 - cost / cost_of_mean

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

    class wrong:
        results = """
        unknown-name: 1 - J / J_mean
        divides-by-nothing: 1 - np.sum(predictions - y) / np.sum(np.mean(y) - y)
        divides-by-nothing: 1 - np.sum((predictions - y) ** 2) / np.sum(y - np.mean(y))
        without-one-minus: np.sum((predictions - y) ** 2) / np.sum((np.mean(y) - y) ** 2)
        minus-one: np.sum((predictions - y) ** 2) / np.sum((np.mean(y) - y) ** 2) - 1
        turned-over: above = np.sum((predictions - y) ** 2) or np.inf; 1 - np.sum((np.mean(y) - y)
            ** 2) / above
        turned-over-alone: above = np.sum((predictions - y) ** 2) or np.inf; np.sum((np.mean(y) - y)
            ** 2) / above
        adds: 1 + np.sum((predictions - y) ** 2) / np.sum((np.mean(y) - y) ** 2)
        percent: 100 * (1 - np.sum((predictions - y) ** 2) / np.sum((np.mean(y) - y) ** 2))
        flat-at-zero: 1 - np.sum((predictions - y) ** 2) / np.sum(y**2)
        mean-of-predictions: 1 - np.sum((predictions - y) ** 2) / np.sum((np.mean(predictions) - y)
            ** 2)
        swapped: spread = np.sum((predictions - np.mean(predictions)) ** 2) or np.inf; 1 -
            np.sum((predictions - y) ** 2) / spread
        absolute: 1 - np.sum(abs(predictions - y)) / np.sum(abs(np.mean(y) - y))
        gives-cost: np.sum((predictions - y) ** 2) / (2 * len(y))
        gives-cost-of-mean: np.mean((np.mean(y) - y) ** 2) / 2
        difference: np.mean((np.mean(y) - y) ** 2) / 2 - np.mean((predictions - y) ** 2) / 2
        difference-of-sums: np.sum((np.mean(y) - y) ** 2) - np.sum((predictions - y) ** 2)
        halves-upper: 1 - np.mean((predictions - y) ** 2) / 2 / np.var(y)
        halves-lower: 1 - np.mean((predictions - y) ** 2) / (np.var(y) / 2)
        mean-over-sum: 1 - np.mean((predictions - y) ** 2) / np.sum((np.mean(y) - y) ** 2)
        sum-over-mean: 1 - np.sum((predictions - y) ** 2) / np.var(y)
        cost-over-sum: 1 - np.mean((predictions - y) ** 2) / 2 / np.sum((np.mean(y) - y) ** 2)
        spread-of-predictions: np.sum((predictions - np.mean(y)) ** 2) / np.sum((np.mean(y) - y) **
            2)
        root-of-ratio: 1 - (np.sum((predictions - y) ** 2) / np.sum((np.mean(y) - y) ** 2)) ** 0.5
        squared-again: (1 - np.sum((predictions - y) ** 2) / np.sum((np.mean(y) - y) ** 2)) ** 2
        each: below = (np.mean(y) - y) ** 2; below[below == 0] = np.inf; 1 - (predictions - y) ** 2
            / below
        square-of-sum: 1 - np.sum(predictions - y) ** 2 / np.sum((np.mean(y) - y) ** 2)
        median: 1 - np.sum((predictions - y) ** 2) / np.sum((np.median(y) - y) ** 2)
        without-one-minus: cost = np.mean((predictions - y)**2) / 2; cost_of_mean =
         np.mean((np.mean(y) - y)**2) / 2; cost / cost_of_mean
        turned-over: cost = np.mean((predictions - y)**2) / 2; cost_of_mean = np.mean((np.mean(y)
         - y)**2) / 2; 1 - cost_of_mean / cost
        mean-of-predictions: cost = np.mean((predictions - y)**2) / 2; cost_of_mean =
         np.mean((np.mean(predictions) - y)**2) / 2; 1 - cost / cost_of_mean
        square-of-the-mean: cost = np.mean((predictions - y)**2) / 2; cost_of_mean = np.mean(y)**2
         / 2; 1 - cost / cost_of_mean
        flat-against-predictions: cost = np.mean((predictions - y)**2) / 2; cost_of_mean =
         np.mean((np.mean(y) - predictions)**2) / 2; 1 - cost / cost_of_mean
        one-minus-too-soon: cost = np.mean((predictions - y)**2) / 2; cost_of_mean =
         np.mean((np.mean(y) - y)**2) / 2; (1 - cost) / cost_of_mean
        """

        def correlation__plain(y, predictions):
            if np.std(predictions) == 0:
                return 0.0
            return np.corrcoef(predictions, y)[1, 0] ** 2


def test_right_answers_pass_and_wrong_ones_are_named(corpus, judged):
    judged(*corpus)


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
