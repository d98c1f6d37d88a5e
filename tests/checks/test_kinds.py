"""Mistakes of a kind that any exercise can meet: both runs of every check see them."""

import numpy as np
import pytest

from mlsmath import checks

from .conftest import HIDDEN

EXERCISES = [value for value in vars(checks).values() if isinstance(value, checks.Exercise)]
# What these give is picked from the inputs, or counted: few digits are all there are.
PICKED = {"training_example", "predict_labels", "best_slope", "grid_search", "choose_lambda"}
NEAR = {"choose_alpha"}  # any learning rate that is good enough


def changed(value, how):
    return tuple(map(how, value)) if type(value) is tuple else how(value)


def seeds(exercise):
    return None, HIDDEN[f"check_{exercise.name}"]


@pytest.mark.parametrize(
    "exercise",
    [e for e in EXERCISES if e.name not in PICKED | NEAR],
    ids=lambda exercise: exercise.name,
)
@pytest.mark.parametrize("digits", [2, 3, 4])
def test_rounded_results_are_seen(exercise, digits):
    def rounds(*args):
        return changed(exercise.reference(*args), lambda value: np.round(value, digits))

    results = [exercise(rounds, seed=seed) for seed in seeds(exercise)]
    assert [result.passed for result in results] == [False, False]


@pytest.mark.parametrize(
    "exercise",
    [e for e in EXERCISES if len(e.parameters) > 1 and e.name not in NEAR],
    ids=lambda exercise: exercise.name,
)
@pytest.mark.parametrize("place", [0, -1])
def test_results_kept_for_some_of_the_arguments_are_seen(exercise, place):
    place %= len(exercise.parameters)
    kept = {}

    def keeps(*args):
        key = repr([arg for number, arg in enumerate(args) if number != place])
        return kept.setdefault(key, exercise.reference(*args))

    cases = exercise.cases(np.random.default_rng(0))
    if any(callable(arg) for arg in cases[0].args):
        pytest.skip("two functions are never the same argument")
    for seed in seeds(exercise):
        kept.clear()
        assert not exercise(keeps, seed=seed).passed


@pytest.mark.parametrize("h", [10.0**-k for k in range(2, 13)])
def test_a_step_to_one_side_is_told_from_one_to_both_at_any_length(h):
    check = checks.check_numerical_derivative
    assert check(lambda f, x: (f(x + h) - f(x - h)) / (2 * h)).passed
    assert not check(lambda f, x: (f(x + h) - f(x)) / h).passed
    assert not check(lambda f, x: (f(x) - f(x - h)) / h).passed
