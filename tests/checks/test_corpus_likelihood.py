"""Right and wrong answers to the exercises around the likelihood, as learners write them.

Each class is an exercise. In `wrong`, a line of `results`, and a function's name up to the double
underscore, begins with the mistake that the check must name.
"""
# ruff: noqa: N801, N805

import math

import numpy as np
import pytest
from scipy import special
from scipy.stats import bernoulli

from mlsmath.checks import check_likelihood, check_log_odds

y_train = np.array([1, 0, 1])


def given(f, y):
    return np.where(y == 1, f, 1 - f)


class likelihood:
    class right:
        results = """
        plain: np.prod(np.where(y == 1, f, 1 - f))
        powers: np.prod(f**y * (1 - f) ** (1 - y))
        switch: np.prod(y * f + (1 - y) * (1 - f))
        method: np.where(y == 0, 1 - f, f).prod()
        mathematics: math.prod(given(f, y))
        through_logarithms: np.exp(np.sum(np.log(given(f, y))))
        library: np.prod(bernoulli.pmf(np.asarray(y).astype(int), f))
        males_then_females: np.prod(f[y == 1]) * np.prod(1 - f[y == 0])
        """

        def loop(f, y):
            product = 1
            for i in range(len(y)):
                if y[i] == 0:
                    product = product * (1 - f[i])
                if y[i] == 1:
                    product = product * f[i]
            return product

        def zipped(f, y):
            product = 1.0
            for said, label in zip(f, y, strict=True):
                product *= said if label == 1 else 1 - said
            return product

    class wrong:
        results = """
        label-for-both: np.prod(f * y + (1 - f) * y)
        skips-first: np.prod(np.where(y == 1, f, 1 - f)[1:])
        skips-last: np.prod(np.where(y == 1, f, 1 - f)[:-1])
        rest-for-males-too: np.prod(f[y == 1]) * np.prod(1 - f)
        exponent-of-the-rest: np.prod(f**y * (1 - f) ** y)
        rest-of-the-product: np.prod(f[y == 1]) * (1 - np.prod(f[y == 0]))
        adds-the-males: np.dot(f, y)
        wrong-type: np.prod(np.where(y == 1), f, 1 - f)
        asks-f: np.prod(np.where(f >= 0.5, f, 1 - f))
        takes-f-for-all: np.prod(f)
        takes-rest-for-all: np.prod(1 - f)
        labels-swapped: np.prod(np.where(y == 1, 1 - f, f))
        labels-swapped: np.prod(abs(f - y))
        only-males: np.prod(f[y == 1])
        only-males: np.prod(f**y)
        only-males: np.prod(np.where(y, f, 1 - y))
        only-females: np.prod(np.where(y == 1, y, 1 - f))
        starts-at-zero: np.mean(f == y)
        only-females: np.prod(1 - f[y == 0])
        minus-label: np.prod(f - y)
        sign-of-rest: np.prod(np.where(y == 1, f, f - 1))
        adds-two-products: np.prod(f[y == 1]) + np.prod(1 - f[y == 0])
        one-step-too-far: np.log(np.prod(given(f, y)))
        two-steps-too-far: -np.log(np.prod(given(f, y)))
        cost: -np.mean(np.log(given(f, y)))
        adds-up: np.sum(given(f, y))
        takes-mean: np.mean(given(f, y))
        gives-each: np.where(y == 1, f, 1 - f)
        running-product: np.cumprod(given(f, y))
        divides-by-m: np.prod(given(f, y)) / len(y)
        least: min(given(f, y))
        labels-decided: np.mean((f >= 0.5) == y)
        fails-for-a-corner: math.prod({a if c == 1 else 1 - a for a, c in zip(f, y, strict=True)})
        adds-up: given = np.where(y == 1, f, 1 - f); np.sum(given)
        takes-mean: given = np.where(y == 1, f, 1 - f); np.mean(given)
        asks-f-for-one: given = np.where(f == 1, y, 1 - y); np.prod(given)
        root: given = np.where(y == 1, f, 1 - f); np.prod(given) ** (1 / len(y))
        multiplies-labels: np.prod(np.where(y == 1, f, 0))
        all-in-each-round: np.prod([f if label == 1 else 1 - f for label in y])
        """

        def loop_without_brackets__plain(f, y):
            product = 1
            for i in range(len(y)):
                product = product * f[i] if y[i] == 1 else product * 1 - f[i]
            return product

        def asks_f__loop(f, y):
            product = 1.0
            for said in f:
                product *= said if said >= 0.5 else 1 - said
            return product

        def adds_up__loop(f, y):
            total = 0
            for i in range(len(y)):
                total += f[i] if y[i] == 1 else 1 - f[i]
            return total

        def only_first__return_in_loop(f, y):
            product = 1
            for i in range(len(y)):
                product = product * given(f, y)[i]
                return product

        def only_last__assignment(f, y):
            for i in range(len(y)):
                product = given(f, y)[i]
            return product

        def starts_at_zero__loop(f, y):
            product = 0
            for i in range(len(y)):
                product = product * given(f, y)[i]
            return product


class log_odds:
    class right:
        results = """
        plain: np.log(f / (1 - f))
        two_logarithms: np.log(f) - np.log(1 - f)
        turned_over_with_minus: -np.log((1 - f) / f)
        other_fraction: -np.log(1 / f - 1)
        steps: left = 1 - f; odds = f / left; np.log(odds)
        library: special.logit(f)
        """

        def loop_or_number(f):
            if np.ndim(f) == 0:
                return math.log(f / (1 - f))
            return [math.log(p / (1 - p)) for p in f]

    class wrong:
        results = """
        brackets: np.log(f / (f - 1))
        takes-rest-from-log: np.log(f) - (1 - f)
        exponential-of-f: np.log(np.exp(f) / (1 - np.exp(f)))
        fixed-rest: np.log(f / 0.2)
        fixed-rest: np.log(f / (1 - 0.8))
        fixed-share: np.log(0.8 / (1 - f))
        sigmoid-again: special.expit(f)
        odds-only: f / (1 - f)
        turned-over: np.log((1 - f) / f)
        log-of-f: np.log(f)
        minus-log-of-f: -np.log(f)
        minus-log-of-rest: -np.log(1 - f)
        adds-logs: np.log(f * (1 - f))
        divides-logs: np.log(f) / np.log(1 - f)
        log-then-divide: np.log(f) / (1 - f)
        takes-rest-away: 2 * f - 1
        one-plus: np.log(f / (1 + f))
        exponential: np.exp(f / (1 - f))
        exponential-of-f: np.exp(f)
        base-ten: np.log10(f / (1 - f))
        base-two: np.log2(f) - np.log2(1 - f)
        adds-up: np.sum(np.log(f / (1 - f)))
        clips: f = np.clip(f, 0.001, 0.999); np.log(f / (1 - f))
        wrong-shape: result = np.log(np.ravel(f) / (1 - np.ravel(f))); result if np.ndim(f) else
            result[0]
        log-of-difference: np.log(f - (1 - f))
        sigmoid-again: 1 / (1 + np.exp(-f))
        minus-log-of-rest: np.log(1 / (1 - f))
        """

        def brackets__plain(f):
            with np.errstate(all="ignore"):
                return np.log(f / 1 - f)


def test_right_answers_pass_and_wrong_ones_are_named(corpus, judged):
    judged(*corpus)


@pytest.mark.parametrize("seed", [None, 7, 7301])
def test_the_references_agree_with_scipy(seed):
    """Tolerance 1e-12, relative: both sides work in double precision."""
    rng = np.random.default_rng(seed)
    for case in check_likelihood.cases(rng):
        f, y = case.args
        expected = np.prod(bernoulli.pmf(y.astype(int), f))
        assert check_likelihood.reference(f, y) == pytest.approx(expected, rel=1e-12)
    for case in check_log_odds.cases(rng):
        assert check_log_odds.reference(*case.args) == pytest.approx(
            special.logit(*case.args), rel=1e-9
        )
