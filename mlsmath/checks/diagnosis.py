"""From results that differ to what went wrong, in words.

The order matters: first what kept the function from giving any answer, then the exercise's own
mistakes, then what can be seen on any exercise, and last what differs.
"""

import dis
import inspect
import linecache
import re
import secrets
import textwrap
import traceback
import types
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from mlsmath.checks import compare, running, watching, words
from mlsmath.checks.inputs import ALONE, LARGE, ONE, WHOLE, Case
from mlsmath.checks.task import Asked, Mistake, Task
from mlsmath.checks.watching import codes
from mlsmath.slips import errors, state
from mlsmath.slips.meant import Scene, meant
from mlsmath.slips.unknown import meaning

UNCHANGED = "its inputs stay as they were"
NO_WARNING = "it runs without a warning"
SAME_AGAIN = "the same call gives the same result"


# A piece of what NumPy warns of, and what it means.
WARNINGS = {
    "overflow": " On the way a number became too large for the computer.",
    "divide by zero": " On the way something was divided by 0, or 0 went into a function that does "
    "not take it.",
    "invalid value": " On the way something has no value, such as 0 / 0, or a function of a number "
    "that it does not take.",
}


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
            changed = [
                name
                for name, before, after in zip(exercise.parameters, case.args, args, strict=True)
                if not compare.same_inputs(before, after)
            ]
            expected, differences = _judge_case(function, exercise, case, outcome)
            attempts.append(Attempt(case, outcome, expected, differences, "".join(changed[:1])))
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
                if not _same(again, attempt.outcome):
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
        for attempt in self.attempts:
            if attempt.case.care:
                name = f"it works for {attempt.case.care}"
                right = all(
                    difference is None or not self._part_right(part)
                    for part, difference in attempt.differences
                )
                cares[name] = cares.get(name, True) and right
        cares[UNCHANGED] = not any(attempt.changed for attempt in self.attempts)
        cares[SAME_AGAIN] = self.forgets is None
        cares[NO_WARNING] = not any(attempt.outcome.complained for attempt in self.attempts)
        return cares

    def _part_right(self, part: str) -> bool:
        return self.parts_passed()[part]

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
    return replace(outcome, value=compare.copied(outcome.value))


def _asks(outcome: running.Outcome) -> bool:
    """Whether a call waited for `input`, which has no one to ask (nor has a notebook's kernel)."""
    return isinstance(outcome.error, EOFError) or (
        type(outcome.error).__name__ == "StdinNotImplementedError"
    )


def _is_hopeless(outcome: running.Outcome) -> bool:
    """Whether to try no further case: it would take as long, or say the same."""
    return (
        outcome.timed_out
        or _asks(outcome)
        or isinstance(outcome.error, MemoryError)
        or compare.is_vast(outcome.value)
    )


def _same(one: running.Outcome, other: running.Outcome) -> bool:
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
    elif _holds(value, items):
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


def _holds(value: Any, items: list) -> bool:
    """Whether a result holds as many things as expected; an array of rows is often one thing."""
    if type(value) is np.ndarray:
        shapes = {np.shape(item) for item in items}
        return value.shape[:1] == (len(items),) and shapes == {value.shape[1:]}
    return type(value) in (tuple, list) and len(value) == len(items)


def _is_single(got: Any, function: Callable) -> bool:
    """Whether a result was worked out in single precision: it still is, or the code names it."""
    items = got if type(got) in (list, tuple) else [got]
    kinds = {getattr(item, "dtype", None) for item in items if type(item).__module__ == "numpy"}
    return np.dtype(np.float32) in kinds or bool(
        _code_names(function) & {"float32", "single", "f4"}
    )


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


def not_a_function(answer: tuple, exercise: Asked) -> Mistake | None:
    """Say what is wrong with the answer if it cannot be called as the task asks."""
    called = re.search(rf"check_\w+\(\s*{exercise.name}\s*\(", state.cells.text)
    number = len(answer) == 1 and isinstance(answer[0], int | float | np.ndarray | np.number | list)
    if number and not called:
        return Mistake(
            "not-a-function",
            f"`{exercise.name}` is {words.describe(answer[0])} here, and no function. Begin your "
            f"cell with `def {exercise.name}({', '.join(exercise.parameters)}):`, and put `return` "
            "in front of the result.",
        )
    if len(answer) != 1 or not callable(answer[0]):
        return Mistake(
            "not-a-function",
            f"The check needs your function itself: its name `{exercise.name}`, without "
            "brackets behind it.",
        )
    function = answer[0]
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return None
    wanted = exercise.parameters
    try:
        signature.bind(*wanted)
    except TypeError:
        return Mistake(
            "wrong-parameters",
            f"Your function should take {words.count(len(wanted), 'argument')}, in this order: "
            f"{words.listed([f'`{name}`' for name in wanted])}. The line that starts with `def` "
            "says something else.",
        )
    names = [
        p.name
        for p in signature.parameters.values()
        if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)
    ][: len(wanted)]
    if tuple(names) != wanted and sorted(names) == sorted(wanted):
        return Mistake(
            "parameters-in-other-order",
            f"Your function takes its arguments in the order {words.listed(names)}. The task "
            f"has them in the order {words.listed(list(wanted))}.",
        )
    return None


def diagnose(trial: Trial, visible: bool) -> Mistake | None:
    """Return what went wrong, or None if nothing did."""
    if not trial.wrong and all(trial.cares_passed().values()) and trial.complete():
        return None
    for look in (
        _not_written,
        _too_slow,
        _plain_to_see,
        _known,
        _means_else,
        _returns_none,
        _not_the_same_again,
        _reads_notebook,
        _changes_input,
        _raises,
        _wrong_kind,
        _unread,
        _general,
        _corner,
        _warns,
        _differs,
    ):
        try:
            mistake = look(trial, visible)
        except Exception:  # what came is odder than this look can read: the next one may
            continue
        if mistake is not None:
            return mistake
    return Mistake("unknown", "The result is not what the task asks for.")


def _example(trial: Trial, attempt: Attempt, visible: bool, value: bool = True) -> str:
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


def _not_written(trial: Trial, visible: bool) -> Mistake | None:
    first = trial.attempts[0]
    if _asks(first.outcome):
        return Mistake(
            "asks-for-input",
            "Your function waits for something to be typed (`input`). A check calls it many times, "
            "and nobody types. Work with the arguments "
            f"{words.listed([f'`{name}`' for name in trial.exercise.parameters])} alone.",
        )
    error = first.outcome.error
    raised = isinstance(error, NotImplementedError)
    at = running.place(trial.function, error) if isinstance(error, NotImplementedError) else None
    if at is not None and at[0] != getattr(trial.function, "__name__", at[0]):
        return Mistake(
            "helper-not-written",
            f"`{trial.exercise.name}` calls `{at[0]}`, and `{at[0]}` is not written yet. Write its "
            "lines first, in its cell further up, and run it.",
        )
    if raised and state.raise_left(trial.function):
        return Mistake(
            "raise-left",
            "`raise NotImplementedError()` still stands among your lines, and Python stops there. "
            "Delete that line in the cell above, run that cell, then this one.",
        )
    if raised or first.outcome.value is Ellipsis:
        return Mistake(
            "not-written",
            f"`{trial.exercise.name}` is not written yet. Write your lines in the cell above, run "
            "that cell, then run this one.",
        )
    return None


def _too_slow(trial: Trial, visible: bool) -> Mistake | None:
    attempt = trial.attempts[-1]
    if not attempt.outcome.timed_out:
        return None
    where = _where(trial, attempt.outcome.error)
    return Mistake(
        "too-slow",
        f"Your function did not come to an end within {running.PACE * trial.exercise.seconds:g} "
        f"seconds, so it was stopped{where}. Look for a loop that never ends, or that goes round "
        "far more often than it needs to.",
        _example(trial, attempt, visible, value=False),
    )


def _returns_none(trial: Trial, visible: bool) -> Mistake | None:
    if not all(a.outcome.error is None and a.outcome.value is None for a in trial.attempts):
        return None
    if trial.attempts[0].outcome.printed:
        return Mistake(
            "prints-instead",
            "Your function prints its result but does not give it back. The last line needs "
            "`return` in place of `print`.",
        )
    return Mistake(
        "returns-nothing",
        "Your function gives back nothing (None). Did you forget the line with `return`?",
    )


def _known(trial: Trial, visible: bool) -> Mistake | None:
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
    return replace(found[0], example=_example(trial, _telling(trial), visible))


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


def _telling(trial: Trial) -> Attempt:
    """Return the simplest attempt that is wrong, one with a value if there is any."""
    complained = [a for a in trial.attempts if a.outcome.complained]
    wrong = trial.wrong or complained or list(trial.attempts)
    return next((a for a in wrong if a.outcome.error is None), wrong[0])


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


def _reads_notebook(trial: Trial, visible: bool) -> Mistake | None:
    attempt = _telling(trial)
    unused = [name for name in trial.exercise.parameters if name in _unused(trial.function)]
    handed = [name for name in unused if callable(_argument(attempt, trial.exercise, name))]
    foreign = _functions_called(trial.function) if handed else []
    if foreign:
        return Mistake(
            "calls-another-function",
            f"You call `{foreign[0]}`. Call `{handed[0]}`, which was handed to you.",
        )
    renamed = _renamed_argument(trial)
    if renamed is not None:
        return renamed
    for space, name, helper in [] if _kept_from_before(trial) else _data_read(trial.function):
        if not any(_feels(trial, attempt, space, name, other) for other in (_other, _longer)):
            continue
        instead = f", and does not use its argument `{unused[0]}`" if unused else ""
        uses = (
            f"calls `{helper}`, which uses `{name}` of"
            if helper
            else f"uses `{name}`, which belongs to"
        )
        return Mistake(
            "reads-notebook",
            f"Your function {uses} the notebook{instead}. A function "
            "should work with its arguments alone: "
            f"{words.listed([f'`{p}`' for p in trial.exercise.parameters])}.",
            _example(trial, attempt, visible) if attempt.outcome.error is None else "",
        )
    return None


def _renamed_argument(trial: Trial) -> Mistake | None:
    """Name an argument that the `def` line calls otherwise than the lines below it do."""
    code = getattr(trial.function, "__code__", None)
    own = code.co_varnames[: code.co_argcount] if code is not None else ()
    if len(own) != len(trial.exercise.parameters):
        return None
    read = {name for _, name, helper in _data_read(trial.function) if not helper}
    for mine, name in zip(own, trial.exercise.parameters, strict=True):
        if name in read and name not in own and mine in _unused(trial.function):
            return Mistake(
                "reads-notebook",
                f"Your `def` line says `{mine}`, and your lines below say `{name}`. Write `{name}` "
                "in the `def` line.",
            )
    return None


def _feels(trial: Trial, attempt: Attempt, space: dict, name: str, other: Callable) -> bool:
    """Whether the function does something else when a name of the notebook has another value."""
    before = space[name]
    try:
        space[name] = other(before)
        again = running.run(trial.function, compare.copied(attempt.case.args), running.Budget(1.0))
    finally:
        space[name] = before
    said = [errors.said(one.error) for one in (again, attempt.outcome) if one.error is not None]
    return not _same(again, attempt.outcome) or len(set(said)) == 2


def _argument(attempt: Attempt, exercise: Task, name: str) -> Any:
    return attempt.case.args[exercise.parameters.index(name)]


def _functions_called(function: Callable) -> list[str]:
    """Return the notebook's own functions that a function names."""
    space, code = getattr(function, "__globals__", {}), getattr(function, "__code__", None)
    names = sorted(_names(code)) if code is not None else []
    return [name for name in names if isinstance(space.get(name), types.FunctionType)]


def own_codes(function: Callable) -> Iterator[tuple[dict, types.CodeType]]:
    """Yield globals and code of the function and of the notebook's functions that it calls."""
    waiting: list[Any] = [function]
    seen = set()
    while waiting:
        current = waiting.pop()
        space, code = getattr(current, "__globals__", None), getattr(current, "__code__", None)
        if space is None or code is None or code in seen:
            continue
        seen.add(code)
        yield space, code
        named = map(space.get, _names(code))
        waiting += [f for f in named if getattr(f, "__globals__", None) is space]


def _data_read(function: Callable) -> Iterator[tuple[dict, str, str]]:
    """Yield the notebook's names that the function, or one it calls, reads as data.

    Behind each name stands that of the function it calls, or nothing if it reads the name itself.
    """
    own = getattr(function, "__code__", None)
    for space, code in own_codes(function):
        for name in sorted(_names(code)):
            if name in space and _is_data(space[name]):
                yield space, name, "" if code is own else code.co_name


def _is_data(value: Any) -> bool:
    return not (callable(value) or isinstance(value, types.ModuleType) or value is None)


def _names(code: types.CodeType) -> set[str]:
    return {name for part in codes(code) for name in part.co_names}


def _code_names(function: Callable) -> set[str]:
    code = getattr(function, "__code__", None)
    if code is None:
        return set()
    texts = {c for part in codes(code) for c in part.co_consts if type(c) is str}
    return _names(code) | texts


def _unused(function: Callable) -> set[str]:
    """Return the parameters that the function never reads."""
    code = getattr(function, "__code__", None)
    if code is None:
        return set()
    parameters = set(code.co_varnames[: code.co_argcount])
    used = set(code.co_cellvars)
    for step in dis.get_instructions(code):
        if step.opname.startswith(("LOAD_", "STORE_FAST_LOAD")):
            used.update(step.argval if type(step.argval) is tuple else (step.argval,))
    return parameters - used


def _other(value: Any) -> Any:
    """Return another value of the same kind, or one that can do nothing (of a table, say)."""
    if type(value) is np.ndarray:
        return value * 3 + 1 if value.dtype.kind in "iuf" else value[::-1]
    if type(value) in (list, tuple):
        return type(value)(
            item * 3 + 1 if type(item) in compare.NUMBERS else item for item in reversed(value)
        )
    return value * 3 + 1 if type(value) in compare.NUMBERS else object()


def _longer(value: Any) -> Any:
    """Return a value with its first item once more: an error over shapes then says another one."""
    if type(value) is np.ndarray and value.ndim:
        return np.concatenate([value[:1], value])
    return value[:1] + value if type(value) in (list, tuple) else value


def _where(trial: Trial, error: BaseException | None) -> str:
    found = running.place(trial.function, error) if error is not None else None
    if found is None:
        return ""
    function, number, line = found
    inside = "" if function == getattr(trial.function, "__name__", "") else f" of `{function}`"
    text = f", `{line.replace('`', '')}`" if line else ""
    return f" in line {number}{inside}{text}"


def _raises(trial: Trial, visible: bool) -> Mistake | None:
    failed = ((a, a.outcome.error) for a in trial.attempts if a.outcome.error is not None)
    attempt, error = next(failed, (None, None))
    if attempt is None or error is None:
        return None
    general = errors.explain(error, trial.exercise.parameters)
    names, arguments = getattr(trial.function, "__globals__", {}), trial.exercise.parameters
    scene = _scene(trial, attempt)
    slip = (meaning(scene, names, arguments) if visible else meant(scene)) or general
    where = _where(trial, error) or " in your function"
    example = _example(trial, attempt, visible, value=False)
    told = f"Python's own words: {errors.said(error)}" if visible else ""
    said = f"Python stopped{where}. {slip.said}"
    name = slip.name if slip.name == "argument-overwritten" else general.name
    return Mistake(name, said, f"{example}\n{told}".strip())


def _means_else(trial: Trial, visible: bool) -> Mistake | None:
    """Name a slip in the text of a function that gave something, and not what was asked."""
    nothing = all(attempt.outcome.value is None for attempt in trial.attempts)
    if any(attempt.outcome.error is not None for attempt in trial.attempts):
        return None
    if not trial.wrong and not nothing:
        return None
    attempt = _telling(trial)
    slip = meant(_scene(trial, attempt))
    if slip is None:
        return None
    return Mistake(slip.name, slip.said, _example(trial, attempt, visible, value=False))


def _plain_to_see(trial: Trial, visible: bool) -> Mistake | None:
    """Name a line that cannot be meant as it stands: it says more than what comes of it."""
    found = _means_else(trial, visible)
    plain = (
        "does-nothing",
        "plus-behind-equals",
        "starts-again",
        "list-of-columns",
        "if-behind-loop",
        "best-not-kept",
        "returns-last-round",
    )
    if found is not None and found.name == "returns-in-loop":
        known = _known(trial, visible)
        told = known is not None and re.search(r"`return`|\bloop\b", known.hint)
        return found if known is not None and not told else None
    return found if found is not None and found.name in plain else None


def _scene(trial: Trial, attempt: Attempt) -> Scene:
    """Return the text that an error happened in, or the function's, and the names visible there."""
    error, function = attempt.outcome.error, trial.function
    own, code = getattr(function, "__globals__", None), getattr(function, "__code__", None)
    frames = traceback.walk_tb(error.__traceback__ if error is not None else None)
    inside = [(frame, number) for frame, number in frames if frame.f_globals is own]
    if inside:
        frame, number = inside[-1]
        code, local = frame.f_code, frame.f_locals
    else:
        number, local = 1, dict(zip(trial.exercise.parameters, attempt.case.args, strict=False))
    if own is None or code is None or (error is not None and not inside):
        return Scene("", error)
    try:
        lines, first = _source_lines(code)
    except (OSError, TypeError, IndexError, SyntaxError):
        return Scene("", error)
    return Scene(
        textwrap.dedent("".join(lines)),
        error,
        number - first + 1,
        own | local,
        trial.exercise.name,
        trial.exercise.parameters,
        attempt.outcome.value,
        attempt.expected,
    )


def _source_lines(code: types.CodeType) -> tuple[list[str], int]:
    """Return what `inspect.getsourcelines` does, for a `def` without a look at every module."""
    if code.co_name.startswith("<"):
        return inspect.getsourcelines(code)
    lines, first = linecache.getlines(code.co_filename), code.co_firstlineno
    if first > len(lines):
        raise OSError("its text is not there")
    return inspect.getblock(lines[first - 1 :]), first


def _changes_input(trial: Trial, visible: bool) -> Mistake | None:
    changed = next((a.changed for a in trial.attempts if a.changed), None)
    if changed is None:
        return None
    return Mistake(
        "changes-input",
        f"Your function changes `{changed}`, which belongs to the one who calls it; the next "
        "call would see other numbers. Work on a new array: `=` with an operation makes one, "
        "`+=`, `*=` and item assignment change the old one.",
    )


def _not_the_same_again(trial: Trial, visible: bool) -> Mistake | None:
    if trial.forgets is None:
        return None
    return Mistake(
        "remembers",
        "Your function gives another result when it is called a second time with the same "
        "inputs. Set its starting values inside the function, so that each call begins afresh.",
    )


def _unread(trial: Trial, visible: bool) -> Mistake | None:
    """Name an argument that a function with wrong results never reads, although ours does."""
    names = _never_read(trial)
    if not names or not trial.wrong:
        return None
    return Mistake(
        "unused-argument",
        f"Your function never uses {names}, and the result depends on "
        f"{'them' if ' and ' in names else 'it'}.",
        _example(trial, _telling(trial), visible),
    )


def _never_read(trial: Trial) -> str:
    """List the arguments, some but not all, that the function never reads, although ours does."""
    unread = _unused(trial.function) - _unused(trial.exercise.reference)
    names = [f"`{name}`" for name in trial.exercise.parameters if name in unread]
    return words.listed(names) if len(names) < len(trial.exercise.parameters) else ""


# By the kind of difference: the id, and what is said of what came and what was expected.
WRONG_KINDS = {
    "none": (
        "sometimes-nothing",
        "Your function gives back nothing (None) for some inputs. Every way through it needs a "
        "`return`.",
    ),
    "not-written": ("not-written", "A part of your function is still `...`."),
    "truth": (
        "truth-values",
        "The result{of} should be made of numbers, but your function gave True or False.",
    ),
    "type": (
        "wrong-type-returned",
        "The result{of} should be {expected}, but your function gave {came}.",
    ),
    "count": (
        "wrong-number-of-results",
        "Your function should give back {expected}, separated by commas after `return`, but it "
        "gave {came}.",
    ),
    "shape": ("wrong-shape", "The result{of} should be {expected}, but your function gave {came}."),
}


def _wrong_kind(trial: Trial, visible: bool) -> Mistake | None:
    for attempt, (part, difference) in ((a, d) for a in trial.wrong for d in a.differences):
        if difference is None or difference.kind not in WRONG_KINDS:
            continue
        name, hint = WRONG_KINDS[difference.kind]
        of = f" for {part}" if trial.exercise.gives_several else ""
        said = hint.format(of=of, expected=difference.expected, came=difference.came)
        unread = _never_read(trial) if difference.kind == "shape" else ""
        said += _advice(attempt, difference)
        said += f" Your function never uses {unread}." if unread else ""
        return Mistake(name, said, _example(trial, attempt, visible, value=False))
    return None


def _advice(attempt: Attempt, difference: compare.Difference) -> str:
    came = attempt.outcome.value
    if difference.kind == "truth" and np.ndim(came) and np.ndim(attempt.expected) == 0:
        return (
            " Add them up and divide by how many there are."
            if compare.close(np.mean(came), attempt.expected)
            else ""
        )
    if difference.kind == "truth" and compare.close(np.asarray(came, float), attempt.expected):
        return " Make 1 and 0 of them: `.astype(int)` behind the whole, in brackets."
    if difference.kind != "shape":
        return ""
    if difference.expected == "a single number" and difference.came.startswith("an array of"):
        return " Some step that turns the items into one number is missing."
    if difference.came == "a single number":
        return " Give back one value for each item, not one for all."
    return ""


def _pairs(trial: Trial, place: int | None = None) -> list[tuple[Attempt, Any, Any]]:
    """Pair what came with what was expected, in whole or of the result at a place."""
    pairs = []
    for attempt in trial.attempts:
        if attempt.outcome.error is not None:
            return []
        both = (attempt.outcome.value, attempt.expected)
        if place is not None:
            if not _holds(both[0], list(both[1])):
                return []
            both = tuple(one[place] for one in both)
        got, expected = map(compare.plain, both)
        if got is None or expected is None or got.shape != expected.shape:
            return []
        if not np.isfinite(got).all():
            return []
        pairs.append((attempt, got, expected))
    return pairs


def _general(trial: Trial, visible: bool) -> Mistake | None:
    """Look for a simple relation between what came and what was expected, also in each part."""
    if not trial.wrong:
        return None
    if not trial.exercise.gives_several:
        whole = _relation(_pairs(trial), "each result")
        if whole is None:
            return None
        said = f"{whole[1][0].upper()}{whole[1][1:]}"
        return Mistake(whole[0], said, _example(trial, _telling(trial), visible))
    wrong = [
        (place, part)
        for place, part in enumerate(trial.exercise.parts)
        if any(a.differences[place][1] is not None for a in trial.attempts if a.differences[place:])
    ]
    parts = [(part, _relation(_pairs(trial, place), "each number")) for place, part in wrong]
    found = [(part, relation) for part, relation in parts if relation is not None]
    if not found:
        return None
    alike = {relation for _, relation in found}
    if len(alike) == 1 and len(found) == len(parts) > 1:
        said = f"In {words.listed([part for part, _ in found])}, {found[0][1][1]}"
    else:
        said = " ".join(f"In {part}, {relation[1]}" for part, relation in found)
    return Mistake(found[0][1][0], said, _example(trial, _telling(trial), visible))


def _relation(pairs: list[tuple[Attempt, Any, Any]], each: str) -> tuple[str, str] | None:
    """Return how what came goes with what was expected, as a name and what is said of it."""
    if not pairs:
        return None
    gots = [np.round(got.ravel(), 9).tolist() for _, got, _ in pairs]
    if len(pairs) > 2 and all(got[:1] * len(got) == gots[0][:1] * len(got) for got in gots):
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
    sizes = [_size(attempt) for attempt, _, _ in telling]
    per = [ratio / size for ratio, size in zip(ratios, sizes, strict=True)]
    if fits and len(set(sizes)) > 2 and _alike(per) and per[0] >= 1 - 1e-6:
        return (
            "grows-with-size",
            f"{each} is too large, and the more so the more birds (rows) there are. A division by "
            "their number, m, is missing.",
        )
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


def _size(attempt: Attempt) -> int:
    for arg in attempt.case.args:
        if type(arg) in (np.ndarray, list):
            return len(arg)
    return 1


def _corner(trial: Trial, visible: bool) -> Mistake | None:
    """All is right but for one kind of input."""
    if any(not attempt.case.care for attempt in trial.wrong):
        return None
    kept = _kept_from_before(trial)
    attempt = kept or _telling(trial)
    if attempt.right:
        return None
    example = _example(trial, attempt, visible)
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


def _kept_from_before(trial: Trial) -> Attempt | None:
    """Return the attempt in which an earlier result came once more, if there is one."""
    if any(not attempt.case.care for attempt in trial.wrong):
        return None
    for number, attempt in enumerate(trial.attempts):
        before = [other.outcome for other in trial.attempts[:number]]
        wrong = ALONE in attempt.case.care and not attempt.right
        if wrong and any(_same(other, attempt.outcome) for other in before):
            return attempt
    return None


def _why_cut(function: Callable) -> str:
    """Return what in a function's text cuts numbers, if there is anything."""
    names = _code_names(function)
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
        and (np.abs(came - right) < 1 + _size(attempt)).all()
        for came, right in wrong
    )


def _warns(trial: Trial, visible: bool) -> Mistake | None:
    attempt = next((a for a in trial.attempts if a.outcome.complained), None)
    if attempt is None or trial.wrong:
        return None
    said = " ".join(attempt.outcome.complained.split())[:120]
    meaning = next((text for piece, text in WARNINGS.items() if piece in said), "")
    told = f" (it said: {said})" if visible else ""
    return Mistake(
        "warning",
        f"Your results are right, but a warning came with them{told}.{meaning}",
        _example(trial, attempt, visible, value=False),
    )


def _differs(trial: Trial, visible: bool) -> Mistake | None:
    attempt = _telling(trial)
    if attempt.right:
        return None
    wrong = [part for part, difference in attempt.differences if difference is not None]
    of = f" for {words.listed(wrong)}" if len(trial.exercise.parts) > 1 else ""
    if any(d is not None and d.kind == "not-finite" for _, d in attempt.differences):
        return Mistake(
            "not-finite",
            f"Your function gives nan or infinity{of}. Something is divided by zero, becomes too "
            "large, or goes into a function that does not take it (0, or a number below 0).",
            _example(trial, attempt, visible),
        )
    kinds = {a.case.care for a in trial.wrong}
    some = "some inputs" if len(trial.wrong) < len(trial.attempts) else "every input tried"
    if len(kinds) == 1 and "" not in kinds:
        some = next(iter(kinds))
    hidden = "" if visible else " Compare your formula with the one in the note, symbol by symbol."
    return Mistake(
        "other",
        f"Your function gives another result than expected{of}, on {some}.{hidden}",
        _example(trial, attempt, visible),
    )


def mishap(trial: Trial, visible: bool) -> Mistake | None:
    """Return what kept a function from giving any answer, however the answer is judged."""
    looks = (_not_written, _too_slow, _means_else, _returns_none, _raises)
    return next((found for look in looks if (found := look(trial, visible))), None)


def manners(trial: Trial, visible: bool) -> Mistake | None:
    """Return what is asked of any function, whatever it gives: it changes and warns of nothing."""
    looks = (_changes_input, _warns)
    return next((found for look in looks if (found := look(trial, visible))), None)


def borrowed(trial: Trial, visible: bool) -> Mistake | None:
    """Return whether a function reads the notebook's data in place of one of its arguments."""
    if not set(trial.exercise.parameters) & _unused(trial.function):
        return None
    return _reads_notebook(trial, visible)


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
        changed = [
            name
            for name, before, after in zip(exercise.parameters, case.args, args, strict=True)
            if not compare.same_inputs(before, after)
        ]
        attempts.append(Attempt(case, outcome, None, (), "".join(changed[:1])))
        if _is_hopeless(outcome) or isinstance(outcome.error, NotImplementedError):
            return Trial(function, exercise, tuple(attempts))
    if once:
        return Trial(function, exercise, tuple(attempts))
    last = attempts[-1]
    again = running.run(function, compare.copied(last.case.args), budget)
    if again.timed_out:
        return Trial(function, exercise, (*attempts, replace(last, outcome=again)))
    forgets = None if _same(again, last.outcome) else last
    return Trial(function, exercise, tuple(attempts), forgets)
