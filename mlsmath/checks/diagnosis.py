"""From results that differ to what went wrong, in words.

The order matters: first what kept the function from giving any answer, then the exercise's own
mistakes, then what can be seen on any exercise, and last what differs.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from mlsmath.checks import compare, running, words
from mlsmath.checks.matching import known_mistake
from mlsmath.checks.mishaps import (
    changes_input,
    means_else,
    nearly_own,
    not_the_same_again,
    not_written,
    plain_to_see,
    raises,
    returns_none,
    too_slow,
    warns,
)
from mlsmath.checks.relations import kept_from_before, one_kind_of_input, simple_relation
from mlsmath.checks.source import code_names, data_read, functions_called, unused_parameters
from mlsmath.checks.task import Mistake, Task
from mlsmath.checks.trial import Attempt, Trial, example_of, same_outcome, telling_attempt
from mlsmath.slips import errors


def diagnose(trial: Trial, visible: bool) -> Mistake | None:
    """Return what went wrong, or None if nothing did."""
    if not trial.wrong and all(trial.cares_passed().values()) and trial.complete():
        return None
    for look in (
        not_written,
        too_slow,
        plain_to_see,
        known_mistake,
        means_else,
        returns_none,
        not_the_same_again,
        _reads_notebook,
        changes_input,
        raises,
        _wrong_kind,
        _unread,
        simple_relation,
        one_kind_of_input,
        warns,
        _differs,
    ):
        try:
            mistake = look(trial, visible)
        except Exception:  # what came is odder than this look can read: the next one may
            continue
        if mistake is not None:
            return mistake
    return Mistake("unknown", "The result is not what the task asks for.")


def _reads_notebook(trial: Trial, visible: bool) -> Mistake | None:
    attempt = telling_attempt(trial)
    unused = [
        name for name in trial.exercise.parameters if name in unused_parameters(trial.function)
    ]
    handed = [name for name in unused if callable(_argument(attempt, trial.exercise, name))]
    foreign = functions_called(trial.function) if handed else []
    if foreign:
        return Mistake(
            "calls-another-function",
            f"You call `{foreign[0]}`. Call `{handed[0]}`, which was handed to you.",
        )
    renamed = _renamed_argument(trial)
    if renamed is not None:
        return renamed
    for space, name, helper in [] if kept_from_before(trial) else data_read(trial.function):
        near = "" if helper else nearly_own(trial, name)
        stopped = near and attempt.outcome.error is not None  # whatever number stands there
        if not stopped and not any(
            _feels(trial, attempt, space, name, other) for other in (_other, _longer)
        ):
            continue
        instead = f", and does not use its argument `{unused[0]}`" if unused else ""
        uses = (
            f"calls `{helper}`, which uses `{name}` of"
            if helper
            else f"uses `{name}`, which belongs to"
        )
        alone = (
            f"Is `{near}` meant, from a line of your function?"
            if near
            else "A function should work with its arguments alone: "
            f"{words.listed([f'`{p}`' for p in trial.exercise.parameters])}."
        )
        return Mistake(
            "reads-notebook",
            f"Your function {uses} the notebook{instead}. {alone}",
            example_of(trial, attempt, visible) if attempt.outcome.error is None else "",
        )
    return None


def _renamed_argument(trial: Trial) -> Mistake | None:
    """Name an argument that the `def` line calls otherwise than the lines below it do."""
    code = getattr(trial.function, "__code__", None)
    own = code.co_varnames[: code.co_argcount] if code is not None else ()
    if len(own) != len(trial.exercise.parameters):
        return None
    read = {name for _, name, helper in data_read(trial.function) if not helper}
    for mine, name in zip(own, trial.exercise.parameters, strict=True):
        if name in read and name not in own and mine in unused_parameters(trial.function):
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
    return not same_outcome(again, attempt.outcome) or len(set(said)) == 2


def _argument(attempt: Attempt, exercise: Task, name: str) -> Any:
    return attempt.case.args[exercise.parameters.index(name)]


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


def _unread(trial: Trial, visible: bool) -> Mistake | None:
    """Name an argument that a function with wrong results never reads, although ours does."""
    names = _never_read(trial)
    if not names or not trial.wrong:
        return None
    return Mistake(
        "unused-argument",
        f"Your function never uses {names}, and the result depends on "
        f"{'them' if ' and ' in names else 'it'}.",
        example_of(trial, telling_attempt(trial), visible),
    )


def _never_read(trial: Trial, of_all: bool = False) -> str:
    """List the arguments, some or `of_all`, that the function never reads, although ours does."""
    unread = unused_parameters(trial.function) - unused_parameters(trial.exercise.reference)
    names = [f"`{name}`" for name in trial.exercise.parameters if name in unread]
    return words.listed(names) if of_all or len(names) < len(trial.exercise.parameters) else ""


# By the kind of difference: the id, and what is said of what came and what was expected.
WRONG_KINDS = {
    "none": (
        "sometimes-nothing",
        "Your function gives back nothing (None) for some inputs, or in a part of its result. "
        "Every way through a function needs a `return`.",
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
        unread = _never_read(trial, of_all=True) if difference.kind == "shape" else ""
        none_read = unread != "" and not _never_read(trial)
        said += "" if none_read else _advice(trial, attempt, difference)
        said += f" Your function never uses {unread}." if unread else ""
        if none_read:
            several = " and " in unread
            said += f" {'They belong' if several else 'It belongs'} where you typed numbers."
        return Mistake(name, said, example_of(trial, attempt, visible, value=False))
    return None


def _advice(trial: Trial, attempt: Attempt, difference: compare.Difference) -> str:
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
    several = difference.expected == "a single number" and difference.came.startswith("an array of")
    if several and not {"sum", "mean", "dot", "prod"} & {*code_names(trial.function)}:
        return " Some step that turns the items into one number is missing."
    if difference.came == "a single number":
        return " Give back one value for each item, not one for all."
    return ""


def _differs(trial: Trial, visible: bool) -> Mistake | None:
    attempt = telling_attempt(trial)
    if attempt.right:
        return None
    wrong = [part for part, difference in attempt.differences if difference is not None]
    of = f" for {words.listed(wrong)}" if len(trial.exercise.parts) > 1 else ""
    if any(d is not None and d.kind == "not-finite" for _, d in attempt.differences):
        return Mistake(
            "not-finite",
            f"Your function gives nan or infinity{of}. Something is divided by zero, becomes too "
            "large, or goes into a function that does not take it (0, or a number below 0).",
            example_of(trial, attempt, visible),
        )
    kinds = {a.case.care for a in trial.wrong}
    some = "some inputs" if len(trial.wrong) < len(trial.attempts) else "every input tried"
    if len(kinds) == 1 and "" not in kinds:
        some = next(iter(kinds))
    hidden = "" if visible else " Compare your formula with the one in the note, symbol by symbol."
    return Mistake(
        "other",
        f"Your function gives another result than expected{of}, on {some}.{hidden}",
        example_of(trial, attempt, visible),
    )


def borrowed(trial: Trial, visible: bool) -> Mistake | None:
    """Return whether a function reads the notebook's data in place of one of its arguments."""
    if not set(trial.exercise.parameters) & unused_parameters(trial.function):
        return None
    return _reads_notebook(trial, visible)
