"""A function run on every case of an exercise, and how what came differs from what was expected."""

import re
import secrets
import warnings
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from mlsmath.checks import compare, running, watching, words
from mlsmath.checks.inputs import Case
from mlsmath.checks.source import code_names
from mlsmath.checks.task import Task

UNCHANGED = "its inputs stay as they were"
NO_WARNING = "it runs without a warning"
SAME_AGAIN = "the same call gives the same result"


@dataclass(frozen=True)
class Attempt:
    """One case, what the learner's function did with it, and what was expected."""

    case: Case
    outcome: running.Outcome
    expected: Any
    differences: tuple[tuple[str, compare.Difference | None], ...]
    changed: str = ""

    @property
    def right(self) -> bool:
        """Whether every part of the result is right."""
        return all(difference is None for _, difference in self.differences)


@dataclass(frozen=True)
class Trial:
    """All attempts of one check."""

    function: Callable
    exercise: Task
    attempts: tuple[Attempt, ...]
    forgets: Attempt | None = None

    @classmethod
    def of(cls, function: Callable, exercise: Task, rng: np.random.Generator) -> "Trial":
        """Run the function on every case, and then again on those that it got through."""
        budget = running.Budget(exercise.seconds)
        attempts: list[Attempt] = []
        cases = exercise.cases(rng)
        watched = _watched(cases)
        for place, case in enumerate(cases):
            args = compare.copied(case.args)
            outcome = _kept(running.run(function, args, budget, place in watched))
            if exercise.may_overflow and "divide by zero" not in outcome.complained:
                outcome = replace(outcome, complained="")
            if case.may_refuse and isinstance(outcome.error, Exception):
                continue
            expected, differences = _judge_case(function, exercise, case, outcome)
            changed = _changed(exercise, case, args)
            attempts.append(Attempt(case, outcome, expected, differences, changed))
            unwritten = isinstance(outcome.error, NotImplementedError)
            if _is_hopeless(outcome) or unwritten or (watching.entered() and attempts[-1].right):
                break
        trial = cls(function, exercise, tuple(attempts))
        if not trial.complete() or (watching.entered() and len(attempts) < len(cases)):
            return trial
        for attempt in reversed(attempts):
            if attempt.outcome.error is None:
                args = compare.copied(attempt.case.args)
                seen = any(attempt.case is cases[place] for place in watched)
                again = running.run(function, args, budget, seen)
                if again.timed_out:
                    cut_off = replace(attempt, outcome=again)
                    return cls(function, exercise, (*attempts, cut_off))
                if not same_outcome(again, attempt.outcome):
                    return cls(function, exercise, tuple(attempts), attempt)
        return trial

    def parts_passed(self) -> dict[str, bool]:
        """Return for each part whether all its plain cases are right."""
        passed = {}
        for part in self.exercise.parts:
            marks = [
                difference is None
                for attempt in self.attempts
                if not attempt.case.care
                for name, difference in attempt.differences
                if name == part
            ]
            passed[part] = bool(marks) and all(marks) and self.complete()
        return passed

    def cares_passed(self) -> dict[str, bool]:
        """Return for each corner whether it is right, and how the function behaved."""
        cares: dict[str, bool] = {}
        passed = self.parts_passed()
        for attempt in self.attempts:
            if attempt.case.care:
                name = f"it works for {attempt.case.care}"
                right = not any(diff and passed[part] for part, diff in attempt.differences)
                cares[name] = cares.get(name, True) and right
        cares[UNCHANGED] = not any(attempt.changed for attempt in self.attempts)
        cares[SAME_AGAIN] = self.forgets is None
        cares[NO_WARNING] = not any(attempt.outcome.complained for attempt in self.attempts)
        return cares

    def complete(self) -> bool:
        """Whether no call was cut off."""
        return not any(_is_hopeless(attempt.outcome) for attempt in self.attempts)

    @property
    def wrong(self) -> list[Attempt]:
        """The attempts that are not right, the simplest first."""
        return [attempt for attempt in self.attempts if not attempt.right]


def _watched(cases: list[Case]) -> set[int]:
    """Choose the cases to watch: the first of each part, and one that nobody can know before."""
    plain = {case.part: place for place, case in reversed(list(enumerate(cases))) if not case.care}
    return {*plain.values(), secrets.randbelow(len(cases))}


def _kept(outcome: running.Outcome) -> running.Outcome:
    """Return an outcome whose value stays as it is when the function is called again."""
    return replace(outcome, value=compare.copied(compare.of_plain_kind(outcome.value)))


def asks_for_input(outcome: running.Outcome) -> bool:
    """Whether a call waited for `input`, which has no one to ask (nor has a notebook's kernel)."""
    return isinstance(outcome.error, EOFError) or (
        type(outcome.error).__name__ == "StdinNotImplementedError"
    )


def _is_hopeless(outcome: running.Outcome) -> bool:
    """Whether to try no further case: it would take as long, or say the same."""
    return (
        outcome.timed_out
        or asks_for_input(outcome)
        or isinstance(outcome.error, MemoryError)
        or compare.is_vast(outcome.value)
    )


def _changed(exercise: Task, case: Case, args: tuple) -> str:
    """Return the name of the first argument that a call changed, or nothing."""
    pairs = zip(exercise.parameters, case.args, args, strict=True)
    return next((name for name, *pair in pairs if not compare.same_inputs(*pair)), "")


def same_outcome(one: running.Outcome, other: running.Outcome) -> bool:
    """Whether two calls did the same."""
    if one.error is not None or other.error is not None:
        return type(one.error) is type(other.error)
    return _same_value(one.value, other.value)


def _same_value(one: Any, other: Any) -> bool:
    """Whether two results are the same; what cannot be read as numbers counts as the same."""
    if compare.plain(one) is not None and compare.plain(other) is not None:
        return compare.close(one, other)
    if type(one) in (list, tuple) and type(other) in (list, tuple):
        return len(one) == len(other) and all(map(_same_value, one, other))
    return True


def _judge_case(
    function: Callable, exercise: Task, case: Case, outcome: running.Outcome
) -> tuple[Any, tuple[tuple[str, compare.Difference | None], ...]]:
    """Return what was expected, and for each part of the result how it differs from that."""
    expected = exercise.reference(*compare.copied(case.args))
    return expected, _differences(function, exercise, case, outcome, expected)


def right_for(function: Callable, exercise: Task, case: Case) -> bool:
    """Whether a function of the course gives what is right for a case; no watch is told of it."""
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            outcome = running.Outcome(function(*compare.copied(case.args)))
    except Exception as error:
        outcome = running.Outcome(error=error)
    _, differences = _judge_case(function, exercise, case, outcome)
    return all(difference is None for _, difference in differences)


def _differences(
    function: Callable, exercise: Task, case: Case, outcome: running.Outcome, expected: Any
) -> tuple[tuple[str, compare.Difference | None], ...]:
    names = (
        list(exercise.parts)
        if exercise.gives_several
        else [case.part or next(iter(exercise.parts))]
    )
    items = list(expected) if exercise.gives_several else [expected]
    if outcome.error is not None:
        failed = compare.Difference("error", "an error message", words.describe(expected))
        return tuple((name, failed) for name in names)
    value = outcome.value
    if not exercise.gives_several or value is None or value is Ellipsis:
        values = [value] * len(names)
    elif holds(value, items):
        values = list(value)
    else:
        wanted = f"{words.count(len(names), 'value')} ({words.listed(names)})"
        failed = compare.Difference("count", words.describe(value), wanted)
        return tuple((name, failed) for name in names)
    differences = []
    for place, (name, got, item) in enumerate(zip(names, values, items, strict=True)):

        def slack(place: int = place, got: Any = got) -> Any:
            more = exercise.within(*compare.copied(case.args)) if exercise.within else 0.0
            pick = (lambda r: r[place]) if exercise.gives_several else (lambda r: r)
            if _is_single(got, function):
                more = more + _single_precision(exercise.reference, case, pick)
            return more

        differences.append((name, compare.difference(got, item, slack)))
    return tuple(differences)


def holds(value: Any, items: list) -> bool:
    """Whether a result holds as many things as expected; an array of rows is often one thing."""
    if type(value) is np.ndarray:
        shapes = {np.shape(item) for item in items}
        return value.shape[:1] == (len(items),) and shapes == {value.shape[1:]}
    return type(value) in (tuple, list) and len(value) == len(items)


def _is_single(got: Any, function: Callable) -> bool:
    """Whether a result was worked out in single precision: it still is, or the code names it."""
    items = got if type(got) in (list, tuple) else [got]
    kinds = {getattr(item, "dtype", None) for item in items if type(item).__module__ == "numpy"}
    return np.dtype(np.float32) in kinds or bool(code_names(function) & {"float32", "single", "f4"})


def _single_precision(reference: Callable, case: Case, pick: Callable) -> Any:
    """Return the error that float32 may make here: what the reference does on nudged inputs."""
    rng = np.random.default_rng(0)
    exact = compare.plain(pick(reference(*compare.copied(case.args))))
    worst = np.zeros_like(exact)
    for _ in range(4):
        near = compare.plain(pick(reference(*(_nudge(arg, rng, 2e-7) for arg in case.args))))
        if near.shape == exact.shape:
            worst = np.maximum(worst, np.abs(near - exact))
    return 4 * worst + 2e-6 * np.abs(exact)


def _nudge(arg: Any, rng: np.random.Generator, by: float) -> Any:
    """Return an argument as float32 may hold it, which holds whole numbers (labels) exactly."""
    if type(arg) is np.ndarray and arg.dtype.kind == "f":
        moved = arg * (1 + by * rng.choice([-1.0, 1.0], size=arg.shape))
        return np.where(arg == np.round(arg), arg, moved)
    if type(arg) is float and arg != round(arg):
        return arg * (1 + by * float(rng.choice([-1.0, 1.0])))
    return compare.copied(arg)


def example_of(trial: Trial, attempt: Attempt, visible: bool, value: bool = True) -> str:
    """Show an attempt, where it may be seen: what went in, what was expected, what came."""
    if not visible or not trial.exercise.parameters:
        return ""
    given = words.call(trial.exercise.parameters, attempt.case.args)
    if not value or (attempt.right and attempt.differences):
        return f"Example: {given}."
    for digits in (6, 9, 17):  # as many as it takes to see the two apart
        came = words.show(attempt.outcome.value, digits)
        expected = words.show(attempt.expected, digits)
        if _as_numbers(came) != _as_numbers(expected):
            return f"Example: for {given} your function gave {came}; expected: {expected}."
    return f"Example: {given}."  # they differ where the text does not show it


def _as_numbers(text: str) -> str:
    """Return a shown result without what does not change its value: -0.0 and 0 are 0.0."""
    return re.sub(r"-?\b0\.0\b", "0", re.sub(r"(?<=\d)\.0\b", "", text))


def telling_attempt(trial: Trial) -> Attempt:
    """Return the simplest attempt that is wrong, one with a value if there is any."""
    complained = [a for a in trial.attempts if a.outcome.complained]
    wrong = trial.wrong or complained or list(trial.attempts)
    return next((a for a in wrong if a.outcome.error is None), wrong[0])


def size_of(attempt: Attempt) -> int:
    """Return how many rows the data of an attempt have."""
    for arg in attempt.case.args:
        if type(arg) in (np.ndarray, list):
            return len(arg)
    return 1


def attempted(
    function: Callable, exercise: Any, cases: list[Case], budget: running.Budget, once: bool = False
) -> Trial:
    """Run a function on every case, without judging what it gives, and the last one again.

    With `once`, not again.
    """
    attempts: list[Attempt] = []
    for case in cases:
        args = compare.copied(case.args)
        outcome = _kept(running.run(function, args, budget))
        attempts.append(Attempt(case, outcome, None, (), _changed(exercise, case, args)))
        if _is_hopeless(outcome) or isinstance(outcome.error, NotImplementedError):
            return Trial(function, exercise, tuple(attempts))
    if once:
        return Trial(function, exercise, tuple(attempts))
    last = attempts[-1]
    again = running.run(function, compare.copied(last.case.args), budget)
    if again.timed_out:
        return Trial(function, exercise, (*attempts, replace(last, outcome=again)))
    forgets = None if same_outcome(again, last.outcome) else last
    return Trial(function, exercise, tuple(attempts), forgets)
