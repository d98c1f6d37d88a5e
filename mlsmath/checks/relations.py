"""How what came goes with what was expected: a sign, a factor, one kind of input alone."""

from collections.abc import Callable
from typing import Any

import numpy as np

from mlsmath.checks import compare, words
from mlsmath.checks.inputs import ALONE, LARGE, ONE, WHOLE
from mlsmath.checks.source import code_names
from mlsmath.checks.task import Mistake
from mlsmath.checks.trial import (
    Attempt,
    Trial,
    example_of,
    holds,
    same_outcome,
    size_of,
    telling_attempt,
)


def _pairs(trial: Trial, place: int | None = None) -> list[tuple[Attempt, Any, Any]]:
    """Pair what came with what was expected, in whole or of the result at a place."""
    pairs = []
    for attempt in trial.attempts:
        if attempt.outcome.error is not None:
            return []
        both = (attempt.outcome.value, attempt.expected)
        if place is not None:
            if not holds(both[0], list(both[1])):
                return []
            both = tuple(one[place] for one in both)
        got, expected = map(compare.plain, both)
        if got is None or expected is None or got.shape != expected.shape:
            return []
        if not np.isfinite(got).all():
            return []
        pairs.append((attempt, got, expected))
    return pairs


def simple_relation(trial: Trial, visible: bool) -> Mistake | None:
    """Look for a simple relation between what came and what was expected, also in each part."""
    if not trial.wrong:
        return None
    if not trial.exercise.gives_several:
        whole = _relation(trial, _pairs(trial), "each result")
        if whole is None:
            return None
        said = f"{whole[1][0].upper()}{whole[1][1:]}"
        return Mistake(whole[0], said, example_of(trial, telling_attempt(trial), visible))
    wrong = [
        (place, part)
        for place, part in enumerate(trial.exercise.parts)
        if any(a.differences[place][1] is not None for a in trial.attempts if a.differences[place:])
    ]
    parts = [(part, _relation(trial, _pairs(trial, place), "each number")) for place, part in wrong]
    found = [(part, relation) for part, relation in parts if relation is not None]
    if not found:
        return None
    alike = {relation for _, relation in found}
    if len(alike) == 1 and len(found) == len(parts) > 1:
        said = f"In {words.listed([part for part, _ in found])}, {found[0][1][1]}"
    else:
        said = " ".join(f"In {part}, {relation[1]}" for part, relation in found)
    return Mistake(found[0][1][0], said, example_of(trial, telling_attempt(trial), visible))


def _relation(
    trial: Trial, pairs: list[tuple[Attempt, Any, Any]], each: str
) -> tuple[str, str] | None:
    """Return how what came goes with what was expected, as a name and what is said of it."""
    if not pairs:
        return None
    gots = [np.round(got.ravel(), 9).tolist() for _, got, _ in pairs]
    if len(pairs) > 2 and all(got == gots[0][:1] * len(got) for got in gots):
        return (
            "always-the-same",
            f"{each} is the same whatever your function is given. It should work the answer out "
            "from its arguments.",
        )

    def everywhere(like: Callable) -> bool:
        return all(compare.close(got, like(expected)) for _, got, expected in pairs)

    if everywhere(np.negative):
        return "sign", f"{each} has the wrong sign. Look for a difference the wrong way round."
    if everywhere(np.round) or everywhere(np.trunc):
        return "whole-results", f"{each} is cut to a whole number. Look for `int`, `round` or `//`."
    if any(all(_rounded(got, right, d) for _, got, right in pairs) for d in range(1, 6)):
        return "rounded", f"{each} is rounded. Give back every digit; round only what is shown."
    telling = [pair for pair in pairs if np.any(pair[2])]
    ratios = [float(np.sum(got * right) / np.sum(right * right)) for _, got, right in telling]
    fits = all(
        compare.close(got, ratio * right)
        for ratio, (_, got, right) in zip(ratios, telling, strict=True)
    )
    fits = (
        fits and bool(ratios) and all(np.any(right) or not np.any(got) for _, got, right in pairs)
    )
    if fits and ratios and _alike(ratios):
        return (
            "constant-factor",
            f"{each} is {_apart(ratios[0])} times the expected one. A factor is missing, or there "
            "is one too many.",
        )
    sizes = [size_of(attempt) for attempt, _, _ in telling]
    per = [ratio / size for ratio, size in zip(ratios, sizes, strict=True)]
    if fits and len(set(sizes)) > 2 and _alike(per) and per[0] >= 1 - 1e-6:
        why = (
            "more birds (rows) there are. A division by their number, m, is missing."
            if "y" in trial.exercise.parameters
            else "longer the arrays are. Is the same added once more in every round of a loop?"
        )
        return "grows-with-size", f"{each} is too large, and the more so the {why}"
    if fits and len(set(sizes)) > 2 and _alike(per):
        return (
            "fixed-size",
            f"{each} is divided by a number that does not change with the number of birds "
            "(rows). Take m from the argument, with `len`.",
        )
    offsets = [float(np.mean(got - expected)) for _, got, expected in pairs]
    if all(compare.close(got, expected + offsets[0]) for _, got, expected in pairs):
        return "constant-offset", f"{each} is off by the same amount, {offsets[0]:.4g}."
    return None


def _alike(numbers: list[float]) -> bool:
    """Whether all are the first, to six digits."""
    return all(abs(n - numbers[0]) < 1e-6 * abs(numbers[0]) for n in numbers)


def _apart(ratio: float) -> str:
    """Return a factor with enough digits to tell it from 1."""
    return next(text for d in (4, 6, 9, 17) if (text := f"{ratio:.{d}g}") != "1" or d == 17)


def _rounded(got: np.ndarray, expected: np.ndarray, digits: int) -> bool:
    half = 0.51 * 10.0**-digits
    return compare.close(got, np.round(got, digits)) and (np.abs(got - expected) <= half).all()


def one_kind_of_input(trial: Trial, visible: bool) -> Mistake | None:
    """All is right but for one kind of input."""
    if any(not attempt.case.care for attempt in trial.wrong):
        return None
    kept = kept_from_before(trial)
    attempt = kept or telling_attempt(trial)
    if attempt.right:
        return None
    example = example_of(trial, attempt, visible)
    care = attempt.case.care
    if kept:
        return Mistake(
            "keeps-results",
            f"Your function gave the result of an earlier call once more, in {care}. Work the "
            "result out anew in every call, from all of the arguments.",
            example,
        )
    why = _why_cut(trial.function) if "whole numbers" in care and _cut(attempt) else ""
    if why:
        return Mistake(
            "whole-number-array",
            "Your results are right, but cut to whole numbers when the inputs are whole numbers. "
            f"{why}",
            example,
        )
    name = {ONE: "fails-for-one", WHOLE: "fails-for-whole", LARGE: "fails-for-large"}
    return Mistake(
        name.get(care, "fails-for-a-corner"),
        f"Your function is right for most inputs, but not for {care}.",
        example,
    )


def kept_from_before(trial: Trial) -> Attempt | None:
    """Return the attempt in which an earlier result came once more, if there is one."""
    if any(not attempt.case.care for attempt in trial.wrong):
        return None
    for number, attempt in enumerate(trial.attempts):
        before = [other.outcome for other in trial.attempts[:number]]
        wrong = ALONE in attempt.case.care and not attempt.right
        if wrong and any(same_outcome(other, attempt.outcome) for other in before):
            return attempt
    return None


def _why_cut(function: Callable) -> str:
    """Return what in a function's text cuts numbers, if there is anything."""
    names = code_names(function)
    if names & {"zeros_like", "ones_like", "empty_like", "full_like", "copy"}:
        return (
            "An array made like another one (`np.zeros_like`, `.copy()`) holds the same kind of "
            "numbers; make one with `np.zeros` and a length."
        )
    if "reciprocal" in names:
        return "`np.reciprocal` does that: write `1 / ...`."
    return ""


def _cut(attempt: Attempt) -> bool:
    """Whether what is wrong was cut to whole numbers, once or at each item of a sum."""
    several = len(attempt.differences) > 1
    got, expected = attempt.outcome.value, attempt.expected
    pairs = zip(got, expected, strict=True) if several else [(got, expected)]
    wrong = [
        (compare.plain(came), compare.plain(right))
        for (came, right), (_, difference) in zip(pairs, attempt.differences, strict=True)
        if difference is not None
    ]
    return bool(wrong) and all(
        came is not None
        and came.shape == right.shape
        and (came == np.trunc(came)).all()
        and (np.abs(came - right) < 1 + size_of(attempt)).all()
        for came, right in wrong
    )
