"""Every exercise accepts its own reference and rejects each of its misconceptions by name."""

import re

import pytest

from mlsmath import checks

pytestmark = pytest.mark.usefixtures("unwatched")
EXERCISES = [value for value in vars(checks).values() if isinstance(value, checks.Exercise)]


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
@pytest.mark.parametrize("seed", [None, 1, 7301])
def test_the_reference_passes(exercise, seed):
    result = exercise(lambda *args: exercise.reference(*args), points=3, seed=seed)
    assert result.passed, str(result)
    assert result.points == 3


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
def test_each_misconception_is_rejected_by_its_name(exercise):
    for number, known in enumerate(exercise.mistakes):
        functions = list(known.functions)
        wrong = functions[len(functions) // 3]
        # As a learner's own: ours may call what the learner's may not.
        result = exercise(lambda *args, wrong=wrong: wrong(*args), seed=(None, 1, 7301)[number % 3])
        assert result.mistake == known.name, f"{known.name}: {result}"
        assert not result.passed
        assert result.points < result.max_points


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
