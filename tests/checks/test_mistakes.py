"""Every exercise accepts its own reference and names each mistake of its tables by its id."""

import contextlib
import re

import numpy as np
import pytest

from mlsmath import checks

from .conftest import _change

pytestmark = pytest.mark.usefixtures("unwatched")
EXERCISES = [value for value in vars(checks).values() if isinstance(value, checks.Exercise)]
SEEDS = (None, 1, 7301)


def as_it_is(value):
    return value


def with_other_last_digits(value):
    """As when the same is worked out in another order: far within the check's own 1e-6."""
    value = np.asarray(value)
    return value * (1 + 1e-8) if value.dtype.kind == "f" else value


def as_lists(value):
    return np.asarray(value).tolist()


def gives_something(wrong, cases):
    """Whether a mistake gives a result in one of the cases; who never does sees Python's error."""
    for case in cases:
        with contextlib.suppress(Exception), np.errstate(all="ignore"):
            wrong(*case.args)
            return True
    return False


STYLES = (as_it_is, with_other_last_digits, as_lists)


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
@pytest.mark.parametrize("seed", SEEDS)
def test_the_reference_passes(exercise, seed):
    result = exercise(lambda *args: exercise.reference(*args), points=3, seed=seed)
    assert result.passed, str(result)
    assert result.points == 3


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
def test_each_way_of_each_mistake_is_named_with_its_sentence(exercise):
    cases = {seed: exercise.cases(exercise._rng(seed)) for seed in SEEDS}
    ways = [(known, wrong) for known in exercise.mistakes for wrong in known.functions]
    named = set()
    for number, (known, wrong) in enumerate(ways):
        style, seed = STYLES[number % 3], SEEDS[number // 3 % 3]
        if not gives_something(wrong, cases[seed]):
            continue
        # As a learner's own: ours may call what the learner's may not.
        result = exercise(lambda *args, f=wrong, how=style: _change(f(*args), how), seed=seed)
        if exercise.within is not None and result.passed:  # near enough, on these inputs
            continue
        assert result.mistake == known.name, f"{known.name}, {style.__name__}: {result}"
        assert result.hint == known.hint
        assert result.message.splitlines()[0].endswith(f" {known.hint}")
        assert not result.passed
        assert result.points < result.max_points
        named.add(known.name)
    assert named == {known.name for known in exercise.mistakes}


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
def test_ids_are_not_used_twice_in_an_exercise(exercise):
    names = [known.name for known in exercise.mistakes]
    assert len(names) == len(set(names))
    assert len(names) >= 10, f"{exercise.name} knows {len(names)} mistakes; give ten or more"


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
def test_messages_say_slope_and_intercept_as_the_course_does(exercise):
    said = [known.hint for known in exercise.mistakes]
    said += [exercise.checked, exercise.then]
    assert not re.search(r"\b(weights?|bias)\b", " ".join(said), re.IGNORECASE)
