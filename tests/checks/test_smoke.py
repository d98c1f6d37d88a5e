"""Every exercise accepts its own reference and rejects each of its misconceptions by name."""

import pytest

from mlsmath import checks

EXERCISES = [value for value in vars(checks).values() if isinstance(value, checks.Exercise)]
WRONG = [
    pytest.param(exercise, known, id=f"{exercise.name}-{known.name}")
    for exercise in EXERCISES
    for known in exercise.misconceptions
]


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
@pytest.mark.parametrize("seed", [None, 1, 7301])
def test_the_reference_passes(exercise, seed):
    result = exercise(lambda *args: exercise.reference(*args), points=3, seed=seed)
    assert result.passed, str(result)
    assert result.points == 3


@pytest.mark.parametrize(("exercise", "known"), WRONG)
@pytest.mark.parametrize("seed", [None, 1])
def test_a_misconception_is_rejected_by_name(exercise, known, seed):
    for function in list(known.functions())[:3]:
        result = exercise(function, seed=seed)
        assert not result.passed
        assert result.points < 1
        assert result.misconception == known.name
