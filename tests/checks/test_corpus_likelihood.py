"""Right and wrong answers to the exercises around the likelihood, as learners write them.

Each class is an exercise. In `wrong`, a function's name up to the double underscore is the
misconception that the check must name.
"""
# ruff: noqa: N801, N805

import math

import numpy as np
import pytest
from scipy.special import expit, logit
from scipy.stats import bernoulli

from mlsmath.checks import check_likelihood, check_log_odds

y_train = np.array([1, 0, 1])


def given(f, y):
    return np.where(y == 1, f, 1 - f)


class likelihood:
    class right:
        def plain(f, y):
            return np.prod(np.where(y == 1, f, 1 - f))

        def powers(f, y):
            return np.prod(f**y * (1 - f) ** (1 - y))

        def switch(f, y):
            return np.prod(y * f + (1 - y) * (1 - f))

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

        def method(f, y):
            return np.where(y == 0, 1 - f, f).prod()

        def mathematics(f, y):
            return math.prod(given(f, y))

        def through_logarithms(f, y):
            return np.exp(np.sum(np.log(given(f, y))))

        def library(f, y):
            return np.prod(bernoulli.pmf(np.asarray(y).astype(int), f))

        def males_then_females(f, y):
            return np.prod(f[y == 1]) * np.prod(1 - f[y == 0])

    class wrong:
        def label_for_both__sum_of_two_parts(f, y):
            return np.prod(f * y + (1 - f) * y)

        def loop_without_brackets__plain(f, y):
            product = 1
            for i in range(len(y)):
                product = product * f[i] if y[i] == 1 else product * 1 - f[i]
            return product

        def asks_f__where(f, y):
            return np.prod(np.where(f >= 0.5, f, 1 - f))

        def asks_f__loop(f, y):
            product = 1.0
            for said in f:
                product *= said if said >= 0.5 else 1 - said
            return product

        def takes_f_for_all__plain(f, y):
            return np.prod(f)

        def takes_rest_for_all__plain(f, y):
            return np.prod(1 - f)

        def labels_swapped__where(f, y):
            return np.prod(np.where(y == 1, 1 - f, f))

        def labels_swapped__distance(f, y):
            return np.prod(abs(f - y))

        def only_males__mask(f, y):
            return np.prod(f[y == 1])

        def only_males__powers(f, y):
            return np.prod(f**y)

        def only_females__mask(f, y):
            return np.prod(1 - f[y == 0])

        def minus_label__plain(f, y):
            return np.prod(f - y)

        def sign_of_rest__where(f, y):
            return np.prod(np.where(y == 1, f, f - 1))

        def adds_two_products__masks(f, y):
            return np.prod(f[y == 1]) + np.prod(1 - f[y == 0])

        def one_step_too_far__log(f, y):
            return np.log(np.prod(given(f, y)))

        def two_steps_too_far__minus_log(f, y):
            return -np.log(np.prod(given(f, y)))

        def cost__mean(f, y):
            return -np.mean(np.log(given(f, y)))

        def adds_up__plain(f, y):
            return np.sum(given(f, y))

        def adds_up__loop(f, y):
            total = 0
            for i in range(len(y)):
                total += f[i] if y[i] == 1 else 1 - f[i]
            return total

        def takes_mean__plain(f, y):
            return np.mean(given(f, y))

        def gives_each__forgot_product(f, y):
            return np.where(y == 1, f, 1 - f)

        def running_product__cumprod(f, y):
            return np.cumprod(given(f, y))

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

        def divides_by_m__plain(f, y):
            return np.prod(given(f, y)) / len(y)

        def least__plain(f, y):
            return min(given(f, y))

        def labels_decided__share(f, y):
            return np.mean((f >= 0.5) == y)

        def fails_for_a_corner__set(f, y):
            return math.prod({a if c == 1 else 1 - a for a, c in zip(f, y, strict=True)})


class log_odds:
    class right:
        def plain(f):
            return np.log(f / (1 - f))

        def two_logarithms(f):
            return np.log(f) - np.log(1 - f)

        def turned_over_with_minus(f):
            return -np.log((1 - f) / f)

        def other_fraction(f):
            return -np.log(1 / f - 1)

        def steps(f):
            left = 1 - f
            odds = f / left
            return np.log(odds)

        def library(f):
            return logit(f)

        def loop_or_number(f):
            if np.ndim(f) == 0:
                return math.log(f / (1 - f))
            return [math.log(p / (1 - p)) for p in f]

    class wrong:
        def brackets__order(f):
            return np.log(f / (f - 1))

        def takes_rest_from_log__plain(f):
            return np.log(f) - (1 - f)

        def sigmoid_again__library(f):
            return expit(f)

        def odds_only__plain(f):
            return f / (1 - f)

        def turned_over__plain(f):
            return np.log((1 - f) / f)

        def log_of_f__plain(f):
            return np.log(f)

        def minus_log_of_f__plain(f):
            return -np.log(f)

        def minus_log_of_rest__plain(f):
            return -np.log(1 - f)

        def adds_logs__product(f):
            return np.log(f * (1 - f))

        def divides_logs__plain(f):
            return np.log(f) / np.log(1 - f)

        def log_then_divide__plain(f):
            return np.log(f) / (1 - f)

        def takes_rest_away__plain(f):
            return 2 * f - 1

        def one_plus__plain(f):
            return np.log(f / (1 + f))

        def exponential__plain(f):
            return np.exp(f / (1 - f))

        def exponential_of_f__plain(f):
            return np.exp(f)

        def base_ten__plain(f):
            return np.log10(f / (1 - f))

        def base_two__plain(f):
            return np.log2(f) - np.log2(1 - f)

        def adds_up__sum(f):
            return np.sum(np.log(f / (1 - f)))

        def brackets__plain(f):
            with np.errstate(all="ignore"):
                return np.log(f / 1 - f)

        def clips__plain(f):
            f = np.clip(f, 0.001, 0.999)
            return np.log(f / (1 - f))

        def wrong_shape__flattens(f):
            result = np.log(np.ravel(f) / (1 - np.ravel(f)))
            return result if np.ndim(f) else result[0]


def test_right_answers_pass_and_wrong_ones_are_named(corpus, judged):
    found = judged(*corpus)
    assert not found["rejected right answers"]
    assert not found["accepted wrong answers"]
    assert not found["unnamed"]
    assert found["right"] >= 8
    assert found["wrong"] >= 25


@pytest.mark.parametrize("seed", [None, 7, 7301])
def test_the_references_agree_with_scipy(seed):
    """Tolerance 1e-12, relative: both sides work in double precision."""
    rng = np.random.default_rng(seed)
    for case in check_likelihood.cases(rng):
        f, y = case.args
        expected = np.prod(bernoulli.pmf(y.astype(int), f))
        assert check_likelihood.reference(f, y) == pytest.approx(expected, rel=1e-12)
    for case in check_log_odds.cases(rng):
        assert check_log_odds.reference(*case.args) == pytest.approx(logit(*case.args), rel=1e-9)
