"""Which of the mistakes that an exercise knows gives what the learner's function gave."""

import warnings
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from mlsmath.checks import compare
from mlsmath.checks.task import Mistake, Task
from mlsmath.checks.trial import Attempt, Trial, example_of, telling_attempt


def known_mistake(trial: Trial, visible: bool) -> Mistake | None:
    """Name a known mistake if it does what the function did in every case, and no other one does.

    Two that say the same count as one.
    """
    if all(attempt.outcome.error is not None for attempt in trial.attempts):
        return None
    if not trial.wrong and not any(attempt.outcome.complained for attempt in trial.attempts):
        return None
    found = fitting(trial.exercise, trial.attempts)
    if not found or any(other.hint != found[0].hint for other in found):
        return None
    return replace(found[0], example=example_of(trial, telling_attempt(trial), visible))


def fitting(exercise: Task, attempts: Sequence[Attempt]) -> list[Mistake]:
    """Return the known mistakes that do what was done in every one of these attempts."""
    # The telling cases first: most mistakes are ruled out by one.
    attempts = sorted(attempts, key=lambda attempt: attempt.right)
    with warnings.catch_warnings(record=True) as warned, np.errstate(all="warn", under="ignore"):
        warnings.simplefilter("always")
        return [
            known
            for known in exercise.mistakes
            if any(
                all(_matches(wrong, attempt, known.rtol, warned) for attempt in attempts)
                for wrong in known.functions
            )
        ]


def _matches(wrong: Callable, attempt: Attempt, rtol: float, warned: list) -> bool:
    """Whether a known mistake does what the learner's function did in one case."""
    warned.clear()
    error = attempt.outcome.error
    try:
        theirs = wrong(*compare.copied(attempt.case.args))
    except Exception as own:
        return error is not None and isinstance(own, type(error))
    if error is not None:  # where NumPy goes on with nan or infinity, Python's numbers do not
        items = theirs if type(theirs) is tuple else (theirs,)
        made = [one for one in map(compare.plain, items) if one is not None]
        return isinstance(error, ArithmeticError | ValueError) and any(
            not np.isfinite(one).all() for one in made
        )
    if attempt.right and bool(warned) != bool(attempt.outcome.complained):
        return False
    got = attempt.outcome.value
    if type(theirs) is tuple:
        return (
            type(got) in (tuple, list)
            and len(got) == len(theirs)
            and all(compare.close(*pair, rtol) for pair in zip(got, theirs, strict=True))
        )
    return compare.close(got, theirs, rtol)
