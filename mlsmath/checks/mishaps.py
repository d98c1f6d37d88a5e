"""What kept a function from giving an answer, and what it does beside giving one, in words."""

import ast
import inspect
import re
import textwrap
import traceback
import types
from collections.abc import Iterable
from typing import TypeGuard

import numpy as np

from mlsmath.checks import running, words
from mlsmath.checks.matching import known_mistake
from mlsmath.checks.source import code_names, ends_otherwise, source_lines, tree
from mlsmath.checks.task import Asked, Mistake
from mlsmath.checks.trial import Attempt, Trial, asks_for_input, example_of, telling_attempt
from mlsmath.slips import errors, state
from mlsmath.slips.calls import given_back
from mlsmath.slips.meant import HANDED, Scene, meant
from mlsmath.slips.names import own_name_like
from mlsmath.slips.slip import Slip
from mlsmath.slips.unknown import meaning

# What Python says where one number came, and a loop, a `len` or square brackets need many.
NEEDS_MANY = ("has no len()", "not iterable", "not subscriptable", "index to scalar", "0-d array")
# A piece of what NumPy warns of, and what it means.
WARNINGS = {
    "overflow": " On the way a number became too large for the computer.",
    "divide by zero": " On the way something was divided by 0, or 0 went into a function that does "
    "not take it.",
    "invalid value": " On the way something has no value, such as 0 / 0, or a function of a number "
    "that it does not take.",
}


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


def not_written(trial: Trial, visible: bool) -> Mistake | None:
    """Say where an answer is not written yet."""
    first = trial.attempts[0]
    if asks_for_input(first.outcome):
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


def too_slow(trial: Trial, visible: bool) -> Mistake | None:
    """Say that a call did not end in time."""
    attempt = trial.attempts[-1]
    if not attempt.outcome.timed_out:
        return None
    where = _where(trial, attempt.outcome.error)
    return Mistake(
        "too-slow",
        f"Your function did not come to an end within {running.PACE * trial.exercise.seconds:g} "
        f"seconds, so it was stopped{where}. Look for a loop that never ends, or that goes round "
        "far more often than it needs to.",
        example_of(trial, attempt, visible, value=False),
    )


def returns_none(trial: Trial, visible: bool) -> Mistake | None:
    """Say that every call gave back nothing."""
    if not all(a.outcome.error is None and a.outcome.value is None for a in trial.attempts):
        return None
    if trial.attempts[0].outcome.printed and not ends_otherwise(trial.function):
        return Mistake(
            "prints-instead",
            "Your function prints its result but does not give it back. The last line needs "
            "`return` in place of `print`.",
        )
    return Mistake(
        "returns-nothing",
        "Your function gives back nothing (None). Did you forget the line with `return`?",
    )


def _where(trial: Trial, error: BaseException | None) -> str:
    found = running.place(trial.function, error) if error is not None else None
    if found is None:
        return ""
    function, number, line = found
    inside = "" if function == getattr(trial.function, "__name__", "") else f" of `{function}`"
    text = f", `{line.replace('`', '')}`" if line else ""
    return f" in line {number}{inside}{text}"


def raises(trial: Trial, visible: bool) -> Mistake | None:
    """Say what kept Python from going on."""
    failed = ((a, a.outcome.error) for a in trial.attempts if a.outcome.error is not None)
    attempt, error = next(failed, (None, None))
    if attempt is None or error is None:
        return None
    general = errors.explain(error, trial.exercise.parameters)
    names, arguments = getattr(trial.function, "__globals__", {}), trial.exercise.parameters
    scene = _scene(trial, attempt)
    inner = meaning(scene, names, arguments) if visible else meant(scene)
    inner = _not_made(scene, inner)
    slip = _handed(trial, attempt) or _one_or_many(trial, attempt, scene) or inner or general
    where = _where(trial, error) or " in your function"
    example = example_of(trial, attempt, visible, value=False)
    told = f"Python's own words: {errors.said(error)}" if visible else ""
    said = f"Python stopped{where}. {slip.said}"
    if "`if`" in slip.said and "np.where" in slip.said and _works_for_one_number(trial):
        said += " (For one number your `if` is right. `np.where` is right for both.)"
    own = ("argument-overwritten", *(kind.name for kind in HANDED))
    name = slip.name if slip.name in own else general.name
    return Mistake(name, said, f"{example}\n{told}".strip())


def _not_made(scene: Scene, inner: Slip | None) -> Slip | None:
    """Return that a function makes no value of a name, in place of a cell that makes one."""
    name = getattr(scene.error, "name", None)
    if inner is None or inner.name not in ("made-later", "other-notebook") or not name:
        return inner
    if re.search(rf"\b{name}\(", scene.text):
        return inner
    line = given_back(name, scene) or f"{name} = ..."
    return Slip(
        "not-made",
        f"No line of your function makes `{name}`. Make it in a line above this one: `{line}`.",
    )


def _one_or_many(trial: Trial, attempt: Attempt, scene: Scene) -> Slip | None:
    """See a loop or a `len` that fails for one number, where an array may come as well."""
    said = errors.raw(scene.error)
    if not any(piece in said for piece in NEEDS_MANY) or not scene.text:
        return None
    cases = [attempt.case.args, *(one.case.args for one in trial.attempts)]
    sizes = zip(trial.exercise.parameters, zip(*cases, strict=True), strict=True)
    both = [name for name, held in sizes if not np.ndim(held[0]) and any(map(np.ndim, held))]
    nodes = list(ast.walk(ast.parse(scene.text)))
    loops = [one.iter for one in nodes if isinstance(one, ast.For | ast.comprehension)]
    calls = [one for one in nodes if isinstance(one, ast.Call) and ast.unparse(one.func) == "len"]
    divides = [one.right for one in nodes if isinstance(one, ast.BinOp) and type(one.op) is ast.Div]
    counted = [one.id for top in (*loops, *calls) for one in ast.walk(top) if _is_name(one, both)]
    here = [one.id for one in nodes if _is_name(one, both) and one.lineno == scene.line]
    if not counted or not here:
        return None
    picked = [one for one in nodes if isinstance(one, ast.Subscript) and _is_name(one.value, both)]
    gone = ["the loop"] * bool(loops) + [
        f"`{'/ ' * (one in divides)}{ast.unparse(one)}`" for one in calls[:1]
    ]
    gone += ["the square brackets"] * bool(picked)
    named = words.listed([f"`{name}`" for name in both])
    asks = any(isinstance(one, ast.If | ast.IfExp) for one in nodes)
    choose = " In place of `if` choose with `np.where(question, ..., ...)`." if asks else ""
    return Slip(
        "one-or-many",
        f"Here `{here[0]}` is one number, and your function must work for one number as well as "
        f"for an array. So leave out {words.listed(gone)}, and write the formula with {named} as "
        f"{'it comes' if len(both) == 1 else 'they come'}. NumPy works it out for each item."
        f"{choose}",
    )


def _is_name(node: ast.AST, names: list[str]) -> TypeGuard[ast.Name]:
    return isinstance(node, ast.Name) and node.id in names


def _works_for_one_number(trial: Trial) -> bool:
    """Whether a function gave something for numbers alone."""
    done = (attempt for attempt in trial.attempts if attempt.outcome.error is None)
    return any(not any(map(np.ndim, attempt.case.args)) for attempt in done)


def _handed(trial: Trial, attempt: Attempt) -> Slip | None:
    """Return what is odd in a call of the function that an error happened in, from outside in."""
    if isinstance(attempt.outcome.error, RecursionError):
        return None
    outer = range(len(_own_frames(trial, attempt)) - 1)
    slips = (meant(_scene(trial, attempt, place), HANDED) for place in outer)
    return next(filter(None, slips), None)


def means_else(trial: Trial, visible: bool) -> Mistake | None:
    """Name a slip in the text of a function that gave something, and not what was asked."""
    nothing = all(attempt.outcome.value is None for attempt in trial.attempts)
    if any(attempt.outcome.error is not None for attempt in trial.attempts):
        return None
    return _slip(trial, visible) if trial.wrong or nothing else None


def _slip(trial: Trial, visible: bool) -> Mistake | None:
    attempt = telling_attempt(trial)
    slip = meant(_scene(trial, attempt))
    if slip is None:
        return None
    return Mistake(slip.name, slip.said, example_of(trial, attempt, visible, value=False))


def searches_badly(trial: Trial) -> Mistake | None:
    """Name a loop that ends too early or does not keep the best, whatever was asked for."""
    slip = _slip(trial, False)
    return slip if slip and slip.name in ("returns-in-loop", "best-not-kept") else None


def plain_to_see(trial: Trial, visible: bool) -> Mistake | None:
    """Name a line that cannot be meant as it stands: it says more than what comes of it."""
    found = means_else(trial, visible)
    plain = (
        "does-nothing",
        "plus-behind-equals",
        "starts-again",
        "list-of-columns",
        "if-behind-loop",
        "append-behind-loop",
        "cost-at-the-start",
        "question-last",
        "best-not-kept",
        "returns-last-round",
        "reads-notebook",
        "takes-itself-away",
        "arguments-in-other-order",
        "results-in-other-order",
        "keeps-another-thing",
        "typed-length",
        "asks-again",
        "changes-loop-name",
        "not-made",
    )
    if found is not None and found.name == "typed-length" and known_mistake(trial, visible):
        return None
    if found is not None and found.name == "returns-in-loop":
        known = known_mistake(trial, visible)
        told = known is not None and re.search(r"`return`|\bloop\b", known.hint)
        return found if known is not None and not told else None
    return found if found is not None and found.name in plain else None


def _own_frames(trial: Trial, attempt: Attempt) -> list[tuple[types.FrameType, int]]:
    """Return the frames of the learner's own code through which an error went, outermost first."""
    error, own = attempt.outcome.error, getattr(trial.function, "__globals__", None)
    frames = traceback.walk_tb(error.__traceback__ if error is not None else None)
    return [(frame, number) for frame, number in frames if frame.f_globals is own]


def _scene(trial: Trial, attempt: Attempt, place: int = -1) -> Scene:
    """Return the text that an error happened in, or the function's, and the names visible there."""
    error, function = attempt.outcome.error, trial.function
    own, code = getattr(function, "__globals__", None), getattr(function, "__code__", None)
    inside = _own_frames(trial, attempt)
    if inside:
        frame, number = inside[place]
        code, local = frame.f_code, frame.f_locals
    else:
        number, local = 1, dict(zip(trial.exercise.parameters, attempt.case.args, strict=False))
    if own is None or code is None or (error is not None and not inside):
        return Scene("", error)
    whole = trial.exercise.answers  # nobody is led to what does the whole task
    own = {name: held for name, held in own.items() if not any(held is one for one in whole)}
    try:
        lines, first = source_lines(code)
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


def as_typed(trial: Trial, mistake: Mistake, typed: Iterable[tuple[str, str, str]]) -> Mistake:
    """Return what an exercise says of the text of a wrong answer, or the mistake that was found."""
    if mistake.name in ("not-written", "raise-left"):
        return mistake
    failed = [a.outcome.error for a in trial.attempts if a.outcome.error is not None]
    lines = [line for top in tree(trial.function).body for line in getattr(top, "body", [top])]
    code = [ast.unparse(line) for line in lines if not state.is_text(line)]
    text = "\n".join([*code, *map(errors.raw, failed[:1])])
    for name, pattern, hint in typed:
        if re.search(pattern, text):
            where = _where(trial, failed[0]) if failed else ""
            said = f"Python stopped{where}. {hint}" if where else hint
            return Mistake(name, said, mistake.example)
    return mistake


def nearly_own(trial: Trial, name: str) -> str:
    """Return a name that the function makes, and that a notebook's is but for a letter."""
    near = own_name_like(name, tree(trial.function)) or ""
    return near if near.lower() != name.lower() else ""


def changes_input(trial: Trial, visible: bool) -> Mistake | None:
    """Say which of its inputs a function has changed."""
    changed = next((a.changed for a in trial.attempts if a.changed), None)
    if changed is None:
        return None
    return Mistake(
        "changes-input",
        f"Your function changes `{changed}`, which belongs to the one who calls it; the next "
        f"call would see other numbers. {_new_array(trial, changed)}",
    )


def _new_array(trial: Trial, name: str) -> str:
    """Return what is written in place of a line that changes the array of a name."""
    for line in ast.walk(tree(trial.function)):
        target = line.targets[0] if isinstance(line, ast.Assign) else getattr(line, "target", None)
        if isinstance(line, ast.AugAssign) and _is_name(line.target, [name]):
            better = ast.unparse(ast.BinOp(line.target, line.op, line.value))
            return f"Write `{name} = {better}` in place of `{ast.unparse(line)}`."
        if isinstance(target, ast.Subscript) and _is_name(target.value, [name]):
            return (
                f"A line that begins with `{ast.unparse(target)}` writes into it. Work on all of "
                f"`{name}` at once: `{name} = ...`, with an operation behind it, makes a new array."
            )
    return "Work on a new array: `=` with an operation behind it makes one."


def not_the_same_again(trial: Trial, visible: bool) -> Mistake | None:
    """Say that the same call gave another result the second time."""
    if trial.forgets is None:
        return None
    slip = meant(_scene(trial, trial.forgets))
    if slip is not None and slip.name == "not-made":
        return Mistake(slip.name, slip.said)
    mend = (
        "The task needs no chance: leave `np.random` out."
        if "random" in code_names(trial.function)
        else "Set its starting values inside the function, so that each call begins afresh."
    )
    return Mistake(
        "remembers",
        "Your function gives another result when it is called a second time with the same "
        f"inputs. {mend}",
    )


def warns(trial: Trial, visible: bool) -> Mistake | None:
    """Say what NumPy warned of, where all results are right."""
    attempt = next((a for a in trial.attempts if a.outcome.complained), None)
    if attempt is None or trial.wrong:
        return None
    said = " ".join(attempt.outcome.complained.split())[:120]
    meaning = next((text for piece, text in WARNINGS.items() if piece in said), "")
    told = f" (it said: {said})" if visible else ""
    return Mistake(
        "warning",
        f"Your results are right, but a warning came with them{told}.{meaning}",
        example_of(trial, attempt, visible, value=False),
    )


def mishap(trial: Trial, visible: bool) -> Mistake | None:
    """Return what kept a function from giving any answer, however the answer is judged."""
    looks = (not_written, too_slow, means_else, returns_none, raises)
    return next((found for look in looks if (found := look(trial, visible))), None)


def manners(trial: Trial, visible: bool) -> Mistake | None:
    """Return what is asked of any function, whatever it gives: it changes and warns of nothing."""
    looks = (changes_input, warns)
    return next((found for look in looks if (found := look(trial, visible))), None)
