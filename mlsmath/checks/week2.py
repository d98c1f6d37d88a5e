# ruff: noqa: ANN001, ANN202 (the wrong answers take what the learner's function takes)
"""The exercises of week 2: the slope of the cost, the walk downhill, scaling, polynomials."""

import ast
import re

import numpy as np

from mlsmath.checks import inputs
from mlsmath.checks.exercise import Exercise
from mlsmath.checks.formulas import Formula, add_mistakes, add_typed
from mlsmath.checks.inputs import ALIKE, LARGE, ONE, ONE_COLUMN, SMALL, WHOLE, ZEROS, Case, Rng
from mlsmath.checks.mistakes import (
    DESCENT,
    DESCENT_MISTAKES,
    ERRORS_TYPED,
    GRADIENT,
    GRADIENT_MISTAKES,
    LOOP_MISTAKES,
    MANY_GRADIENT_MISTAKES,
    SQUARE_MISTAKES,
    walk_with,
)
from mlsmath.checks.source import tree
from mlsmath.checks.task import Mistake
from mlsmath.checks.trial import Trial
from mlsmath.cost import squared_error_cost
from mlsmath.gradient import squared_error_gradient
from mlsmath.slips.scene import every

# average_slope(f, x, h) and numerical_derivative(f, x)


def _functions(rng: Rng) -> list:
    """Return functions of one number; their docstrings are what a message shows."""
    a, b, c = (inputs.number(rng) for _ in range(3))
    functions = {
        f"{a}·x² + {b}·x + {c}": lambda x: a * x**2 + b * x + c,
        f"{a}·x³ - {b}·x": lambda x: a * x**3 - b * x,
        f"{a}·sin(x) + {b}·x": lambda x: a * np.sin(x) + b * x,
        f"{a}·exp(3·x)": lambda x: a * np.exp(3 * x),
    }
    for text, function in functions.items():
        function.__doc__ = text
    return list(functions.values())


def _average_slope_cases(rng: Rng) -> list[Case]:
    return [
        Case((f, inputs.number(rng), inputs.number(rng, 0.3, 2.0, negative=False)))
        for f in [*_functions(rng), *_functions(rng)]
    ] + [
        *(Case((f, 3, 2), care=WHOLE) for f in _functions(rng)[:2]),
        Case((_functions(rng)[0], inputs.number(rng), 0.01), care="a small step"),
    ]


check_average_slope = Exercise(
    "average_slope",
    lambda f, x, h: (f(x + h) - f(x)) / h,
    _average_slope_cases,
    checked="Several functions and places, with small and large steps.",
    then="Make h smaller and see where the slope settles.",
)

add_mistakes(
    check_average_slope,
    Formula("f, x, h", "rise = f(x + h) - f(x)", "slope = rise / h"),
    """
rise-only: slope = rise
    Your function gives the rise alone. A slope is the rise divided by the run h.
fall: rise = f(x) - f(x + h)
    The slope has the wrong sign: take f(x) from f(x + h).
brackets: slope = f(x + h) - f(x) / h
    Without brackets Python divides before it subtracts. Put brackets around the rise.
divides-by-x: slope = rise / x
    You divide by x. The run is the step h.
divides-by-end: slope = rise / (x + h)
    You divide by x + h. The run is the step h alone.
times-h: slope = rise * h
    You multiply by h. A slope is the rise divided by the run.
half: slope = rise / (2 * h)
    You divide by 2h, but the step from x to x + h is h long.
value-at-h: rise = f(h) - f(x)
value-at-h: rise = f(x + h) - f(h)
value-at-h: rise = f(h) - f(x); slope = rise / (h - x)
    You take the value at h. The step goes from x to x + h, and h is only its length.
divides-by-x-adds-h: slope = rise / x + h
    You divide by x, and h is added at the end. The run is the step h alone.
divides-by-x-minus-h: slope = rise / (x - h)
    You divide by x - h. The run is the step h alone.
turned-over: slope = h / rise
    Your fraction stands on its head. A slope is the rise divided by the run.
left-and-right-mixed: rise = f(x - h) - f(x)
    Your step goes to the left, from x to x - h. This one goes to the right.
adds-h-outside: rise = f(x) + h - f(x)
    Your result is 1, whatever f is. The rise is the value of f at x + h, minus its value at x:
    x + h stands inside the brackets of f.
adds-values: rise = f(x + h) + f(x)
    The two values are added. A rise is a difference.
backward: rise = f(x) - f(x - h)
    Your step goes to the left, from x - h. This one goes right.
both-sides: slope = (f(x + h) - f(x - h)) / (2 * h)
    Your steps go to both sides of x. The task asks for the step from x to x + h.
ignores-h: slope = (f(x + 1e-6) - f(x)) / 1e-6
    Your step has always the same length. Use the argument `h`.
""",
)


def _numerical_derivative_cases(rng: Rng) -> list[Case]:
    """Return functions and places. The sharp bend tells a step to one side, however short it is.

    Who measures chooses the step, from about 0.01 to 1e-12: 0.001 of the slope may be missing.
    """
    cases = []
    for f in [*_functions(rng), *_functions(rng)]:
        x = inputs.number(rng)
        while abs(_derivative(f, x)) < 0.5:
            x = inputs.number(rng)
        cases.append(Case((f, x)))
    square, cube = _functions(rng)[:2]
    return [
        *cases,
        Case((_low_curve(rng), inputs.number(rng))),
        Case((square, 3), care=WHOLE),
        Case((cube, 4.5), care="steep places"),
        Case((cube, 0.0), care="x = 0"),
        Case((_bend(rng), 1.5), care="a curve that bends sharply"),
    ]


def _low_curve(rng: Rng):
    """Return a curve that is never steep: a rounded slope of it has lost its digits."""
    a = inputs.number(rng) / 10_000

    def low(x):
        return a * x**2

    low.__doc__ = f"{a:.6f}·x²"
    return low


def _bend(rng: Rng):
    """Return a curve with a sharp bend at 1.5: smooth there, but over a stretch of 1e-12 only."""
    a, b = inputs.number(rng, 1, 3), inputs.number(rng, 4, 6, negative=False)

    def bend(x):
        return a * x + b * np.sqrt((x - 1.5) ** 2 + 1e-24)

    bend.__doc__ = f"a curve with a sharp bend at 1.5 and the slope {a} there"
    return bend


def _derivative(f, x):
    """Return the slope of f at x by two central steps of different length (Richardson)."""
    wide, narrow = ((f(x + h) - f(x - h)) / (2 * h) for h in (2e-3, 1e-3))
    return float((4 * narrow - wide) / 3)


check_numerical_derivative = Exercise(
    "numerical_derivative",
    _derivative,
    _numerical_derivative_cases,
    within=lambda f, x: 1e-3 * abs(_derivative(f, x)),
    checked="Several functions and places, flat and steep.",
    then="Use it to check every derivative that you work out by a rule.",
)


_DERIVATIVE = Formula(
    "f, x",
    "h = 1e-6",
    "rise = f(x + h) - f(x - h)",
    "run = 2 * h",
    "slope = rise / run",
)
add_mistakes(
    check_numerical_derivative,
    _DERIVATIVE,
    """
step-too-long: h = k for k in (1.0, 0.5, 0.1, 0.05, 0.01)
step-too-long: h = k; rise = f(x + h) - f(x); run = h for k in (1.0, 0.5, 0.1, 0.05, 0.01)
    Your step is too long, so the slope is that of a secant. Give h a line of its own in your
    function, and a much smaller value: 0.00001 is a good choice.
step-too-short: h = k for k in [10.0**-n for n in (13, 14, 15, 16, 17, 18, 20, 30)]
step-too-short: h = k; rise = f(x + h) - f(x); run = h
        for k in [10.0**-n for n in (13, 14, 15, 16, 17, 18, 20, 30)]
    Your step is so short that the computer cannot see a difference. Give h a line of its own in
    your function: 0.00001 is a good choice.
value: slope = f(x)
    Your function gives the value of f. The derivative is its slope.
value-by-x: slope = f(x) / x
    You divide the value by x. That is the slope of the line from 0, not of the curve at x.
slash-two-times-h: h = k; slope = rise / 2 * h for k in [10.0**-n for n in range(3, 9)]
    `/ 2 * h` divides by 2 and then multiplies by h. Put brackets around the run.
tiny-rise: h = k; slope = rise for k in [10.0**-n for n in range(3, 9)]
tiny-rise: h = k; slope = f(x + h) - f(x) for k in [10.0**-n for n in range(3, 9)]
    Your function gives the tiny rise alone. Divide it by the run.
without-brackets: h = k; slope = f(x + h) - f(x) / h for k in [10.0**-n for n in range(3, 9)]
without-brackets: h = k; slope = f(x + h) - f(x - h) / run for k in [10.0**-n for n in range(3, 9)]
    Without brackets Python divides before it subtracts. Put brackets around the rise.
adds-values: h = k; rise = f(x + h) + f(x - h) for k in [10.0**-n for n in range(3, 9)]
    The two values are added. A rise is a difference.
times-run: h = k; slope = rise * run for k in [10.0**-n for n in range(3, 6)]
    You multiply by the run. Divide by it.
""",
)
add_mistakes(
    check_numerical_derivative,
    _DERIVATIVE,
    """
divides-by-one-step: run = h
    Your slope is twice what it should be: from x - h to x + h the run is two steps long.
divides-by-two-steps: run = 4 * h
divides-by-two-steps: rise = f(x + h) - f(x)
divides-by-two-steps: rise = f(x) - f(x - h)
    Your slope is half of what it should be. From x to x + h the run is h long, from x - h to x + h
    it is 2 h.
turned: rise = f(x - h) - f(x + h)
turned: rise = f(x) - f(x + h); run = h
turned: rise = f(x - h) - f(x); run = h
    The slope has the wrong sign: take the value on the left from the value on the right.
to-one-side: rise = f(x + h) - f(x); run = h
to-one-side: rise = f(x) - f(x - h); run = h
    Your step goes to one side only, and where a curve bends sharply that is wrong. Step to both
    sides: from x - h to x + h.
slope-at-zero: rise = f(h) - f(-h)
    Your function gives the slope at 0. Use the argument `x`.
""",
    rtol=5e-3,
)
add_typed(
    check_numerical_derivative,
    """
several-steps: (?m)^for h in
    You need no loop. Choose one small step, `h = 0.00001`, and work the slope out with it.
""",
)


# One descent step and the whole loop

BOLD, AT_THE_BOTTOM = "a learning rate that is too large", "a start at the bottom"


def _descent_points(rng: Rng) -> list:
    """Return points, parameters and a learning rate with which descent goes down."""
    sets = []
    for m in inputs.sizes(rng):
        x, y = inputs.vector(rng, m, 0.3, 2.0), inputs.vector(rng, m)
        sets.append((x, y, inputs.number(rng), inputs.number(rng), _alpha(rng), ""))
    x, y = inputs.vector(rng, 1, 0.3, 2.0), inputs.vector(rng, 1)
    sets.append((x, y, inputs.number(rng), inputs.number(rng), _alpha(rng), ONE))
    whole = inputs.whole(rng, 4), inputs.whole(rng, 4)
    sets.append((*whole, 2, -3, 0.01, WHOLE))
    x, y = inputs.vector(rng, 3, 0.3, 2.0), inputs.vector(rng, 3)
    sets.append((x, y, inputs.number(rng), inputs.number(rng), _too_large(rng), BOLD))
    sets.append((np.append(x, 0.0), np.append(y, 0.0), 0.0, 0.0, _alpha(rng), ZEROS))
    sets.append((whole[0], 2 * whole[0] - 3, 2, -3, 0.01, AT_THE_BOTTOM))
    return sets


def _too_large(rng: Rng) -> float:
    """Return a learning rate with which the cost rises: along b it bends by 1, so 2 is the end."""
    return inputs.number(rng, 2.4, 3.6, negative=False)


def _alpha(rng: Rng) -> float:
    return inputs.number(rng, 0.11, 0.29, negative=False)


def _step(X, y, w, b, alpha):
    dj_dw, dj_db = squared_error_gradient(X, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db


def _gradient_step_cases(rng: Rng) -> list[Case]:
    return [
        Case((x, y, w, b, alpha), care=care) for x, y, w, b, alpha, care in _descent_points(rng)
    ]


check_gradient_step = Exercise(
    "gradient_step",
    lambda x, y, w, b, alpha: _step(x, y, w, b, alpha),
    _gradient_step_cases,
    parts={"new w": 1, "new b": 1},
    gives_several=True,
    checked="Steps from many places, with small and large learning rates.",
    then="Put the step into a loop.",
)

add_mistakes(
    check_gradient_step,
    Formula(
        "x, y, w, b, alpha",
        "dj_dw, dj_db = gradient(x, y, w, b)",
        "new_w = w - alpha * dj_dw",
        "new_b = b - alpha * dj_db",
        "new = new_w, new_b",
        gradient=squared_error_gradient,
        cost=squared_error_cost,
    ),
    """
uphill: new_w = w + alpha * dj_dw; new_b = b + alpha * dj_db
    Your step goes uphill: the gradient points up, so it is taken away from w and b.
b-uphill: new_b = b + alpha * dj_db
    w goes downhill, but b goes uphill: its slope, too, is taken away.
w-uphill: new_w = w + alpha * dj_dw
    b goes downhill, but w goes uphill: its slope, too, is taken away.
b-with-slope-of-w: new_b = b - alpha * dj_dw
    b is moved with the slope for w. The slope for b is the second that `squared_error_gradient`
    gives back (`[1]`): the mean of the errors alone.
w-with-slope-of-b: new_w = w - alpha * dj_db
    w is moved with the slope for b. The slope for w is the first that `squared_error_gradient`
    gives back (`[0]`): the mean of each error times its x.
one-after-the-other: new_b = b - alpha * gradient(x, y, new_w, b)[1]
    b is moved with a gradient that already saw the new w. Work out both slopes first, then move
    both.
b-before-w: new_w = w - alpha * gradient(x, y, w, b - alpha * dj_db)[0]
    w is moved with a gradient that already saw the new b. Work out both slopes first, then move
    both.
without-alpha: new_w = w - dj_dw; new_b = b - dj_db
    The learning rate is missing: you take the whole gradient. Multiply it by alpha.
fixed-alpha: new_w = w - 0.01 * dj_dw; new_b = b - 0.01 * dj_db
    Your learning rate is always the same. Use the argument alpha.
alpha-taken-away: new_w = (w - alpha) * dj_dw; new_b = (b - alpha) * dj_db
    alpha is taken away from w and b, before the slopes come in. Multiply alpha and the slope, and
    take that away.
divides-by-alpha: new_w = w - dj_dw / alpha; new_b = b - dj_db / alpha
    You divide by the learning rate. Multiply by it.
takes-alpha-from-b: new_b = b - alpha
    w is right. From b you take alpha alone: multiply it by dj_db first.
takes-alpha-from-w: new_w = w - alpha
    b is right. From w you take alpha alone: multiply it by dj_dw first.
alpha-times-the-knobs: new_w = w * alpha - dj_dw; new_b = b * alpha - dj_db
    alpha multiplies w and b. It belongs to the slopes: it says how much of each is taken away.
alpha-and-slope-apart: new_w = w - alpha + dj_dw; new_b = b - alpha + dj_db
    alpha and the slope are taken apart. Multiply them, and take the product away.
times-the-knobs: new_w = w - alpha * dj_dw * w; new_b = b - alpha * dj_db * b
    The step is multiplied by w and b, too. It is alpha times the slope, and nothing more.
knobs-swapped-in-the-call: dj_dw, dj_db = gradient(x, y, b, w)
    In your call w and b have changed places: w comes first, then b.
data-swapped-in-the-call: dj_dw, dj_db = gradient(y, x, w, b)
    In your call x and y have changed places: x comes first, then y.
both-steps-on-w: new_w = w - alpha * dj_dw - alpha * dj_db; new_b = b
    Both steps are taken by w, and b stays. dj_dw moves w, and dj_db moves b.
moves-only-w: new_b = b
    Only w is moved; b stays. The step moves both.
moves-only-b: new_w = w
    Only b is moved; w stays. The step moves both.
slopes-swapped: new_w = w - alpha * dj_db; new_b = b - alpha * dj_dw
    The two slopes are mixed up: dj_dw moves w, and dj_db moves b.
gives-the-change: new = alpha * dj_dw, alpha * dj_db
    Your function gives the size of the step. Take it away from w and b.
gives-the-negative-change: new = -alpha * dj_dw, -alpha * dj_db
    Your function gives what should be added to w and b. Give back the new w and b.
gives-the-gradient: new = dj_dw, dj_db
    Your function gives the gradient. Take a step with it.
stays: new = w, b
    w and b come back as they were. Take the step.
b-first: new = new_b, new_w
    The two results are swapped: w comes first, then b.
alpha-times-all: new = alpha * (w - dj_dw), alpha * (b - dj_db)
    w and b are multiplied by the learning rate, too. Only the gradient is.
knobs-overwritten: new = dj_dw - alpha * dj_dw, dj_db - alpha * dj_db
    The slopes have taken the names of w and b, so w and b are lost. Give the slopes names of their
    own, dj_dw and dj_db.
knobs-and-slopes-swapped: new = dj_dw - alpha * w, dj_db - alpha * b
    Slopes and knobs have changed places. Begin with w and b, and take alpha times the slope away
    from each.
slopes-are-sums: new_w = w - alpha * len(y) * dj_dw; new_b = b - alpha * len(y) * dj_db
    Your step is m times as long as it should be: m is the number of birds. Your slopes are sums
    that are not divided by m.
slopes-halved: new_w = w - alpha * dj_dw / 2; new_b = b - alpha * dj_db / 2
    Your step is half as long as it should be. Are your slopes divided by a 2?
absolute-slopes: new_w = w - alpha * abs(dj_dw); new_b = b - alpha * abs(dj_db)
    Your slopes have lost their signs, and a sign says which way is down. Use each slope as it is.
step-of-alpha: new_w = w - alpha * k(dj_dw); new_b = b - alpha * k(dj_db)
        for k in (sign, lambda s: where(s < 0, -1, 1), lambda s: where(s > 0, 1, -1))
    Each of your steps is alpha long, however steep it is. Multiply alpha by the slope, and take
    that away.
slopes-doubled: new_w = w - 2 * alpha * dj_dw; new_b = b - 2 * alpha * dj_db
    Your step is twice as long as it should be. Is there a 2 too many in your slopes?
moved-by-the-cost: new_w = w - alpha * cost(x, y, w, b); new_b = b - alpha * cost(x, y, w, b)
    w and b are moved with the cost. Move each with its own slope, dj_dw and dj_db.
divides-by-the-slope: new_w = w - np.divide(alpha, dj_dw); new_b = b - np.divide(alpha, dj_db)
    You divide alpha by the slope. Multiply the two.
two-steps: new = tuple(
        p - alpha * s for p, s in zip((new_w, new_b), gradient(x, y, new_w, new_b)))
    Your function takes two steps. The task asks for one.
""",
)
_SLOPES_TYPED = r"""
cost-for-slopes: \bdj_\w+ = squared_error_cost\(
    `squared_error_cost` gives one number, the cost. The two slopes come from
    `squared_error_gradient`.
fixed-place: squared_error_gradient\(\w+, \w+, [\d.]+, [\d.]+\)
    The slopes that you take are those at a place that you typed. Take them at w and b: hand these
    two to `squared_error_gradient`.
one-bird-at-a-time: squared_error_gradient\(\w+\[\w+\]
    `squared_error_gradient` takes all birds at once, and its slopes are those for all of them. No
    loop over the birds is needed.
"""
add_typed(
    check_gradient_step,
    r"""
calls-itself: \bgradient_step\(
    `gradient_step` is the function that you write here. The two slopes come from
    `squared_error_gradient(x, y, w, b)`.
""",
    _SLOPES_TYPED,
)


_walk = walk_with(squared_error_cost, squared_error_gradient)


def _descent_cases(rng: Rng) -> list[Case]:
    counts = [1, 2, 3, 10, 25, 4, 5, 6, 3, 7]
    return [
        Case((x, y, w, b, alpha, count), care=care)
        for (x, y, w, b, alpha, care), count in zip(_descent_points(rng), counts, strict=True)
    ]


def _descent_many_cases(rng: Rng) -> list[Case]:
    cases = []
    shapes = [(2, 3), (3, 2), (4, 4), (7, 3), (1, 3), (4, 1)]
    for (m, n), count in zip(shapes, [1, 2, 3, 12, 4, 5], strict=True):
        X, y = inputs.matrix(rng, m, n, 0.3, 1.2), inputs.vector(rng, m)
        care = ONE if m == 1 else ONE_COLUMN if n == 1 else ""
        args = (X, y, inputs.vector(rng, n), inputs.number(rng), _alpha(rng), count)
        cases.append(Case(args, care=care))
    zeros = np.zeros(3, dtype=int)
    X, y = inputs.matrix(rng, 4, 3, 0.3, 1.2), inputs.vector(rng, 4)
    w, b = inputs.vector(rng, 3), inputs.number(rng)
    whole_X, whole_w = inputs.whole(rng, 4, 2), np.array([2, -3])
    return [
        *cases,
        Case((X, y, zeros, 0, 0.2, 6), care="a start at zeros that are whole numbers"),
        Case((X, y, w, b, _too_large(rng), 6), care=BOLD),
        Case((whole_X, whole_X @ whole_w + 4, whole_w, 4, 0.01, 5), care=AT_THE_BOTTOM),
    ]


_PAIRS = re.compile("each (a tuple|a list|an array) of 2 |`append` takes one thing")


class Descent(Exercise):
    """Say in words of the walk why it stopped."""

    def _retold(self, mistake: Mistake | None, trial: Trial) -> Mistake | None:
        errors = [a.outcome.error for a in trial.attempts if a.outcome.error is not None]
        text = str(errors[0]) if errors else ""
        if mistake is not None and _PAIRS.search(mistake.hint):
            cost = "log_loss_cost" if "logistic" in self.name else "squared_error_cost"
            return Mistake(
                "history-of-pairs",
                "The history holds costs, one number for each step. Append the cost alone, with "
                f"the new w and b: `{cost}({', '.join(self.parameters[:4])})`.",
                mistake.example,
            )
        if mistake is not None and text.startswith("b must be one number, but it has shape ("):
            return Mistake(
                "b-is-no-number",
                "After the first step your b is an array, and b is one number. Move b with dj_db, "
                "which is one number; dj_dw moves w.",
                mistake.example,
            )
        lines = every(ast.Assign, tree(trial.function))
        made = [one.value for one in lines if ast.unparse(one.targets[0]) == "w"]
        several = any(isinstance(getattr(one, "func", one), ast.Tuple | ast.Name) for one in made)
        pair = (text.startswith("w must") and several) or "inhomogeneous" in text
        if mistake is None or mistake.name not in ("shapes-do-not-fit", "error") or not pair:
            return mistake
        return Mistake(
            "pair-in-one-name",
            "After the first step your w does not look like a w any more. A step gives back two "
            "things. Give them two names, with a comma between: `w, b =`.",
            mistake.example,
        )


_DESCENT = {"w at the end": 1, "b at the end": 1, "the history of the cost": 1}

check_gradient_descent = Descent(
    "gradient_descent",
    lambda x, y, w, b, alpha, steps: _walk(x, y, w, b, alpha, steps),
    _descent_cases,
    parts=_DESCENT,
    gives_several=True,
    checked="1 to 25 steps from many places, and the cost after each of them.",
    then="Try a learning rate that is too large and look at the history.",
)
check_gradient_descent_many = Descent(
    "gradient_descent_many",
    lambda X, y, w, b, alpha, steps: _walk(X, y, w, b, alpha, steps),
    _descent_many_cases,
    parts=_DESCENT,
    gives_several=True,
    checked="1 to 12 steps with 1 to 4 columns, and the cost after each of them.",
    then="Scale the columns first, and see how many fewer steps are needed.",
)

for _check in (check_gradient_descent, check_gradient_descent_many):
    add_mistakes(_check, DESCENT, DESCENT_MISTAKES)
    add_typed(
        _check,
        r"""
walk-ready-made: (?s)\A(?!.*def descend).*\bdescend\(
    `descend` does the whole walk. Write it yourself: this exercise is there for that.
""",
        _SLOPES_TYPED,
    )

MANY_DESCENT_MISTAKES = """
step-for-each-column: rounds = steps * w.size; history = costs[:: w.size][1:]
    You take a step once for each column, in each round. The two slopes move all of w at once: no
    loop over the columns is needed.
mean-of-slopes: step = lambda w, b, dw, db: (w - alpha * mean(dw), b - alpha * db)
    Every slope is moved by the same amount, the mean of dj_dw. Each has its own: take alpha times
    dj_dw as it is.
w-once-for-each-column: step = lambda w, b, dw, db: (w - alpha * w.size * dw, b - alpha * db)
    w takes its step once for each column, in each round. One line moves all of w at once: no loop
    over the columns is needed.
"""
add_mistakes(check_gradient_descent_many, DESCENT, MANY_DESCENT_MISTAKES)
add_typed(
    check_gradient_descent_many,
    r"""
step-of-another-page: gradient_step\(
    `gradient_step` was a task with one measurement. Write its lines here: first
    `dj_dw, dj_db = squared_error_gradient(X, y, w, b)`, then move w and b.
slope-of-the-round: (?s)for (\w+) in range\(steps\).*dj_dw\[\1\]
    `dj_dw` holds one slope for each column, and your loop counts the steps. w moves with all of
    them: take `dj_dw` without the square brackets.
""",
)
add_mistakes(
    check_gradient_descent,
    DESCENT,
    """
walks-b-with-slope-of-w: step = lambda w, b, dw, db: (w - alpha * dw, b - alpha * dw)
    b is moved with the slope for w. The slope for b is the second of the two in the gradient
    (`[1]`): the mean of the errors alone.
""",
)


# The gradient of the squared-error cost


_GRADIENT_MISTAKES = """
leaves-out-y: e = f
    There is no y in your errors. An error is the prediction minus the true mass.
y-minus-without-brackets: e = y - linear(X, w, 0) + b
    Without brackets only the first part of the prediction is taken from y, and b is added. An error
    is the whole prediction minus y, in this order.
"""

check_compute_gradient = Exercise(
    "compute_gradient",
    lambda x, y, w, b: squared_error_gradient(x, y, w, b),
    inputs.points,
    parts={"dj_dw": 1, "dj_db": 1},
    gives_several=True,
    checked="From 1 to 9 birds, with positive, negative, large and whole numbers.",
    then="Compare it with the numerical derivative of the cost.",
)
check_compute_gradient_many = Exercise(
    "compute_gradient_many",
    lambda X, y, w, b: squared_error_gradient(X, y, w, b),
    inputs.tables,
    parts={"dj_dw": 1, "dj_db": 1},
    gives_several=True,
    checked="Tables with 1 to 7 rows and 1 to 7 columns, square and not, large and whole.",
    then="Notice the shapes: the tipped table, (n, m), times the errors (m,) gives (n,).",
)
add_mistakes(
    check_compute_gradient,
    GRADIENT,
    GRADIENT_MISTAKES,
    SQUARE_MISTAKES,
    LOOP_MISTAKES,
    _GRADIENT_MISTAKES,
    """
db-stays-zero: dj_db = 0
    dj_dw is right, but dj_db is always 0. A loop adds to the name that begins at 0 and that you
    divide and give back at the end, as in `t = t + e`.
dw-stays-zero: dj_dw = 0
    dj_db is right, but dj_dw is always 0. A loop adds to the name that begins at 0 and that you
    divide and give back at the end, as in `t = t + e`.
one-total-for-both: dj_db = (sum_w + sum_b) / m
    dj_dw is right. In dj_db what was added up for dj_dw is still there: begin its total at 0.
times-y: dj_dw = mean(e * y)
    In dj_dw each error is multiplied by its y. It should be multiplied by its x. dj_db is right.
adds-x: dj_dw = mean(e + X)
    In dj_dw x is added to each error. Multiply them. dj_db is right.
squares-x: dj_dw = mean(e * X**2)
    In dj_dw x is squared. Each error is multiplied by its x, as it is. dj_db is right.
mean-too-soon: gradient = mean(e) * X, dj_db
    In dj_dw you give one value for each bird: the errors are added up before each meets its own x.
    Multiply first: inside the brackets of the mean, or with `x[i]` in the loop.
no-mean-in-dw: gradient = e * X, dj_db
    In dj_dw the mean is missing: you give one value for each bird. dj_db is right.
slash-two-times-m: dj_dw = sum_w / 2 * m; dj_db = sum_b / 2 * m
    `/ 2 * len(x)` divides by 2 and then multiplies by the number of birds. And no 2 is left in the
    slope: divide by the number of birds alone.
""",
)
add_mistakes(
    check_compute_gradient_many,
    GRADIENT,
    GRADIENT_MISTAKES,
    SQUARE_MISTAKES,
    LOOP_MISTAKES,
    _GRADIENT_MISTAKES,
    MANY_GRADIENT_MISTAKES,
)
for _check in (check_compute_gradient, check_compute_gradient_many):
    add_typed(_check, ERRORS_TYPED)


# z-scores: fit on the training data, apply to any data


def _fit_z_score_cases(rng: Rng) -> list[Case]:
    shapes = [(3, 2), (2, 3), (5, 4), (4, 4), (9, 3)]
    cases = [Case((inputs.matrix(rng, m, n) + 5 * inputs.vector(rng, n),)) for m, n in shapes]
    return [
        *cases,
        Case((inputs.matrix(rng, 4, 1),), care=ONE_COLUMN),
        Case((inputs.matrix(rng, 3, 2)[[0, 1, 2, 1]],), care=ALIKE),
        Case((_spread(rng, 5, 2),), care=WHOLE),
        Case((inputs.matrix(rng, 3, 2, 200, 900),), care=LARGE),
    ]


def _spread(rng: Rng, m: int, n: int):
    """Return whole numbers of which no column is constant."""
    return inputs.whole(rng, m, n) + np.arange(m).reshape(-1, 1) * 20


def _fit(X):
    return X.mean(axis=0), X.std(axis=0)


check_fit_z_score = Exercise(
    "fit_z_score",
    lambda X: _fit(X),
    _fit_z_score_cases,
    parts={"mu": 1, "sigma": 1},
    gives_several=True,
    checked="Tables of many shapes, square and not, large and whole.",
    then="Use these mu and sigma for new birds, too. (A sigma of 0 would say that a column is the "
    "same for all birds. Leave such a column out before you scale.)",
)

add_mistakes(
    check_fit_z_score,
    Formula("X", "mu = X.mean(axis=0)", "sigma = X.std(axis=0)", "both = mu, sigma"),
    """
sample-deviation: sigma = X.std(axis=0, ddof=1)
    sigma is a little too large: you divide by m minus 1 (`ddof=1`). The course divides by m.
sum-over-all: sigma = sqrt(sum((X - mu) ** 2) / len(X))
    mu is right. In your sigma the squares of the whole table are added up. Each column needs a sum
    of its own: `axis=0` in the brackets of the sum.
rows-for-columns: mu = X.mean(axis=1); sigma = X.std(axis=1)
    You go along the rows. A row is a bird; each column has its own mean and sigma.
over-all: mu = X.mean(); sigma = X.std()
    You take one mean and one sigma of the whole table. Each column needs its own (`axis`).
mean-over-all: mu = X.mean() + 0 * X[0]
    mu is the mean of the whole table. Each column needs its own (`axis`).
deviation-over-all: sigma = X.std() + 0 * X[0]
    sigma is that of the whole table. Each column needs its own (`axis`).
variance: sigma = X.var(axis=0)
    In your sigma the root at the end is missing. Before the root it is the variance.
median: mu = np.median(X, axis=0)
    Your mu is the median. The z-score uses the mean.
spread-of-extremes: sigma = X.max(axis=0) - X.min(axis=0)
    Your sigma is the distance from the smallest to the largest value. The z-score uses the standard
    deviation.
least-and-greatest: mu = X.min(axis=0); sigma = X.max(axis=0) - X.min(axis=0)
    You use the smallest and the largest value. The z-score uses the mean and the standard
    deviation.
mean-distance: sigma = abs(X - mu).mean(axis=0)
    Your sigma is the mean distance from the mean. The standard deviation squares the distances,
    takes their mean, and then the root.
sum-for-mean: mu = X.sum(axis=0)
    Your mu is the sum of each column. Divide it by the number of rows.
root-of-sum: sigma = X.std(axis=0) * sqrt(len(X))
    Your sigma takes the root of the sum of the squares. Take the root of their mean.
around-zero: sigma = sqrt(mean(X**2, axis=0))
    Your sigma measures distances from 0. The standard deviation measures distances from the mean.
sigma-first: both = sigma, mu
    The two results are swapped: mu comes first, then sigma.
squares-the-mean: sigma = 0 * mu
    Your sigma is 0, or nearly. Distances from the mean cancel when you take their mean: square each
    of them first, inside the brackets of the mean.
around-the-mean-of-all: sigma = sqrt(mean((X - X.mean()) ** 2, axis=0))
    Your sigma measures the distances from the mean of the whole table. Each column has its own mean
    (`axis`).
root-twice: sigma = sqrt(X.std(axis=0))
    In your sigma a root is taken twice. `np.std` has taken it already.
mean-size: sigma = mean(abs(X), axis=0)
    Your sigma is the mean size of the numbers. The standard deviation measures how far they lie
    from their mean.
mu-behind-the-squares: sigma = sqrt(mean(X**2, axis=0) - mu)
    mu is taken away from the squares. Take it from X first, in brackets, and square the difference.
size-of-mean: sigma = abs(mu)
    Your sigma is the mean once more, without its sign. The standard deviation measures how far the
    numbers lie from it.
one-sigma-for-all: sigma = X.std()
one-sigma-for-all: sigma = sqrt(mean((X - mu) ** 2))
    mu is right. sigma is one number for the whole table: each column needs its own (`axis`).
one-mu-for-all: mu = X.mean()
    sigma is right. mu is one number for the whole table: each column needs its own (`axis`).
sigma-along-the-rows: sigma = X.std(axis=1)
    mu is right. sigma goes along the rows: each column has its own (`axis=0`).
scales-too: both = (X - mu) / sigma, mu, sigma
    Your function scales X, too. This one only measures mu and sigma; scaling comes next.
scaled-only: both = (X - mu) / sigma
    Your function gives the scaled X. The task asks for mu and sigma.
""",
)


def _apply_z_score_cases(rng: Rng) -> list[Case]:
    shapes = [(2, 3), (3, 2), (4, 4), (6, 3)]
    cases = [
        Case((inputs.matrix(rng, m, n), inputs.vector(rng, n), _sigma(rng, n))) for m, n in shapes
    ]
    return [
        *cases,
        Case(
            (inputs.matrix(rng, 1, 3), inputs.vector(rng, 3), _sigma(rng, 3)), care="a single row"
        ),
        Case((inputs.matrix(rng, 4, 1), inputs.vector(rng, 1), _sigma(rng, 1)), care="one column"),
        Case((inputs.whole(rng, 4, 2), inputs.vector(rng, 2), _sigma(rng, 2)), care=WHOLE),
        Case(
            (inputs.matrix(rng, 3, 2, 200, 900), inputs.vector(rng, 2), _sigma(rng, 2)), care=LARGE
        ),
    ]


def _sigma(rng: Rng, n: int):
    return inputs.vector(rng, n, 0.3, 3.0, negative=False)


check_apply_z_score = Exercise(
    "apply_z_score",
    lambda X, mu, sigma: (X - mu) / sigma,
    _apply_z_score_cases,
    checked="Tables of many shapes, down to a single row, with mu and sigma from elsewhere.",
    then="Notice that a new bird is measured against the old mean.",
)

add_mistakes(
    check_apply_z_score,
    Formula("X, mu, sigma", "z = (X - mu) / sigma"),
    """
fits-again: z = (X - X.mean(axis=0)) / X.std(axis=0)
    You work out mu and sigma anew from X. Use those that come as arguments: new birds are measured
    against those that the model learned from.
fits-mu-again: z = (X - X.mean(axis=0)) / sigma
    You work out mu anew from X. Use the mu that comes as an argument.
fits-sigma-again: z = (X - mu) / X.std(axis=0)
    You work out sigma anew from X. Use the sigma that comes as an argument.
mu-after-sigma: z = X / sigma - mu
    You divide first and take mu away then. Take mu away first, and divide the difference.
divides-first: z = X - mu / sigma
    Without brackets Python divides before it subtracts. Put brackets around the difference.
divides-only: z = X / sigma
    mu is not taken away: you only divide.
centres-only: z = X - mu
    You do not divide by sigma: you only take mu away.
multiplies: z = (X - mu) * sigma
    You multiply by sigma. Divide by it.
adds-mu: z = (X + mu) / sigma
    You add mu. Take it away.
mu-minus-x: z = (mu - X) / sigma
    The difference is the wrong way round: take mu from X.
divides-by-variance: z = (X - mu) / sigma**2
    You divide by sigma squared. Divide by sigma itself.
divides-by-root: z = (X - mu) / sqrt(sigma)
    You take a root of sigma. Divide by sigma itself.
mu-and-sigma-swapped: z = (X - sigma) / mu
    mu and sigma have changed places.
first-for-all: z = (X - mu[0]) / sigma[0]
    You use the first mu and the first sigma for every column. Each column has its own.
undoes: z = X * sigma + mu
    That undoes the scaling. Take mu away, then divide.
""",
)
add_typed(
    check_apply_z_score,
    r"""
rows-counted: (?s)for (\w+) in range\((len\(X\)|X\.shape\[0\])\).*(mu|sigma)\[\1\].*out of bounds
    mu and sigma hold one number for each column, and your loop counts the rows. `X[i] - mu` meets
    all of them at once.
row-for-table: (?s)np\.zeros\((len\(X\)|X\.shape\[\d\])\).*too many indices
    A size of one number makes a row of numbers. A table as large as X is `np.zeros(X.shape)`.
names-of-the-page: name '(mean|std|s|sd)' is not defined
    The mean and the deviation come into your function, as `mu` and `sigma`.
""",
)


def _scale_cases(rng: Rng) -> list[Case]:
    shapes = [(3, 2, 2), (2, 3, 3), (5, 4, 2), (4, 6, 4)]
    cases = [Case((inputs.matrix(rng, m, n), inputs.matrix(rng, k, n))) for m, k, n in shapes]
    return [
        *cases,
        Case((inputs.matrix(rng, 4, 3), inputs.matrix(rng, 1, 3)), care="one new row"),
        Case((inputs.matrix(rng, 4, 1), inputs.matrix(rng, 3, 1)), care=ONE_COLUMN),
        Case((inputs.matrix(rng, 3, 2)[[0, 1, 2, 1]], inputs.matrix(rng, 2, 2)), care=ALIKE),
        Case((_spread(rng, 4, 2), _spread(rng, 3, 2)), care=WHOLE),
        Case((inputs.matrix(rng, 3, 2, 200, 900), inputs.matrix(rng, 3, 2, 200, 900)), care=LARGE),
    ]


def _scaled(X, by):
    return (X - by.mean(axis=0)) / by.std(axis=0)


check_scale_train_and_new = Exercise(
    "scale_train_and_new",
    lambda X_train, X_new: (_scaled(X_train, X_train), _scaled(X_new, X_train)),
    _scale_cases,
    parts={"the training data": 1, "the new data": 1},
    gives_several=True,
    checked="Tables of many shapes, down to a single new row.",
    then="Notice that the new data have not mean 0: they are measured with the old ruler.",
)

add_mistakes(
    check_scale_train_and_new,
    Formula(
        "X_train, X_new",
        "mu, sigma = X_train.mean(axis=0), X_train.std(axis=0)",
        "own_mu, own_sigma = mu, sigma",
        "train, new = (X_train - mu) / sigma, (X_new - own_mu) / own_sigma",
        "both = train, new",
    ),
    """
new-by-itself: own_mu, own_sigma = X_new.mean(axis=0), X_new.std(axis=0)
    The new data are scaled with their own mean and sigma. Use those of the training data.
both-together: mu, sigma = [f(np.vstack([X_train, X_new]), axis=0) for f in (np.mean, np.std)]
    mean and sigma come from both tables together. Use the training data alone.
both-in-one: mu, sigma = [f(np.append(X_train, X_new)) for f in (np.mean, np.std)]
    mean and sigma come from all numbers of both tables. Use the training data alone, and each
    column by itself (`axis`).
by-new: mu, sigma = X_new.mean(axis=0), X_new.std(axis=0)
    mean and sigma come from the new data. Use those of the training data for both.
sigma-of-new: mu, sigma = X_train.mean(axis=0), (X_new if k else X_train).std(axis=0);
        own_mu, own_sigma = mu, X_new.std(axis=0) for k in (True, False)
    sigma comes from the new data. Take both, the mean and sigma, from the training data.
mean-of-new: mu, sigma = (X_new if k else X_train).mean(axis=0), X_train.std(axis=0);
        own_mu, own_sigma = X_new.mean(axis=0), sigma for k in (True, False)
    The mean comes from the new data. Take both, the mean and sigma, from the training data.
new-unscaled: both = train, X_new
    The new data come back unscaled, or scaled with the mean and sigma of training data that were
    scaled already. Measure before you scale.
train-unscaled: both = X_train, new
    The training data come back unscaled.
sample-sigma: mu, sigma = X_train.mean(axis=0), X_train.std(axis=0, ddof=1)
    You divide by m minus 1 in sigma (`ddof=1`). The course divides by m.
one-for-all: mu, sigma = X_train.mean(), X_train.std()
    You take one mean and one sigma of the whole table. Each column needs its own (`axis`).
by-variance: mu, sigma = X_train.mean(axis=0), X_train.var(axis=0)
    You divide by the variance. Divide by its square root.
without-mean: mu, sigma = 0, X_train.std(axis=0)
    The mean is not taken away: you only divide.
without-sigma: mu, sigma = X_train.mean(axis=0), 1
    You do not divide by sigma: you only take the mean away.
without-brackets: both = X_train - mu / sigma, X_new - mu / sigma
    Without brackets Python divides before it subtracts. Put brackets around each difference.
new-without-brackets: both = train, X_new - own_mu / own_sigma
    The training data are right. For the new data, too, put brackets around the difference: without
    them Python divides before it subtracts.
train-without-brackets: both = X_train - mu / sigma, new
    The new data are right. For the training data, too, put brackets around the difference: without
    them Python divides before it subtracts.
one-sigma-for-all: mu, sigma = X_train.mean(axis=0), X_train.std()
    You take one sigma of the whole table. Each column needs its own (`axis`), as it has its own
    mean.
one-mean-for-all: mu, sigma = X_train.mean(), X_train.std(axis=0)
    You take one mean of the whole table. Each column needs its own (`axis`), as it has its own
    sigma.
new-without-mean: both = train, X_new / own_sigma
    The mean is not taken from the new data: you only divide. Take it away first.
new-adds-mean: both = train, (X_new + own_mu) / own_sigma
    The mean is added to the new data. Take it away.
multiplies: both = (X_train - mu) * sigma, (X_new - mu) * sigma
    You multiply by sigma. Divide by it.
train-twice: both = train, train
    The training data come back twice. The second is `X_new`, scaled in the same way.
new-first: both = new, train
    The two results are swapped: the training data come first.
""",
)
add_typed(
    check_scale_train_and_new,
    r"""
table-comes-first: apply_z_score\((mu|sigma|mean), \w+, \w+\)
    The order counts. The table comes first: `apply_z_score(X_train, mu, sigma)`.
tables-added: apply_z_score\([^()]*\) \+ apply_z_score\(
    Two tables are asked for. Between them stands a comma, and no plus.
""",
)


# polynomial_features(x, degree) -> (m, degree): x, x², …


def _polynomial_cases(rng: Rng) -> list[Case]:
    sizes = inputs.sizes(rng)
    cases = [Case((inputs.vector(rng, m), d)) for m, d in zip(sizes, [2, 3, 4, 5, 8], strict=True)]
    return [
        *cases,
        Case((inputs.vector(rng, 4), 1), care="degree 1"),
        Case((inputs.vector(rng, 1), 3), care=ONE),
        Case((np.append(inputs.vector(rng, 2)[[0, 1, 0]], 0.0), 3), care=ZEROS),
        Case((inputs.vector(rng, 3) / 1000, 3), care=SMALL),
        Case((inputs.whole(rng, 4), 3), care=WHOLE),
        Case((inputs.vector(rng, 3, 20, 90), 4), care=LARGE),
    ]


def _powers(x, exponents):
    return np.column_stack([x**k for k in exponents])


check_polynomial_features = Exercise(
    "polynomial_features",
    lambda x, degree: _powers(x, range(1, degree + 1)),
    _polynomial_cases,
    checked="1 to 9 birds, degrees 1 to 8, positive, negative, large and whole.",
    then="Look at the sizes of the columns: they need scaling before descent.",
)

add_mistakes(
    check_polynomial_features,
    Formula(
        "x, degree",
        "exponents = range(1, degree + 1)",
        "table = np.column_stack([x**n for n in exponents])",
    ),
    """
stops-early: exponents = range(1, degree)
stops-early: exponents = range(1, degree);
        table = array([x**n for n in exponents]).T.reshape(len(x), -1)
    The highest power is missing. Python's `range` stops before its end; so does `while` with `<`.
with-ones: exponents = range(degree + 1)
    There is a column of ones. The intercept b does that job; start with x itself.
from-zero: exponents = range(degree)
    The columns start with ones and stop one power too early. Python's `range` starts at 0 and stops
    before its end.
x-twice: exponents = [1, *range(1, degree + 1)]
    x stands there twice: your list begins with it already.
fixed-powers: exponents = range(1, k + 1) for k in (2, 3, 4, 5)
    Your table has the same powers every time. Which is the last one, `degree` says.
one-too-many: exponents = range(1, degree + 2)
    There is one power too many.
without-x: exponents = range(2, degree + 2)
    The columns start with x²; x itself is missing.
downwards: exponents = range(degree, 0, -1)
    The powers go down. The first column is x, the last the highest power.
on-its-side: table = array([x**n for n in exponents])
    The table lies on its side. Each row is one bird, each column one power.
slopes: table = np.column_stack([n * x ** (n - 1) for n in exponents])
    Your columns are the slopes of the powers. Column k is the power itself, `x**k`.
multiples: table = np.column_stack([x * n for n in exponents])
    Your columns are multiples of x. Powers are needed: `**`, not `*`.
exponentials: table = np.column_stack([np.power(float(n), x) for n in exponents])
    Base and exponent have changed places: k to the power x, not x to the power k.
all-highest: exponents = [degree] * degree
    Every column is the highest power. Column k is the power k.
all-x: exponents = [1] * degree
    Every column is x itself. Column k is the power k.
highest-only: table = x**degree
    Your function gives the highest power alone. Give back a table with one column for each power.
changes-x: exponents = np.cumprod(range(1, degree + 1))
    Your loop gives x a new value in each round, and the next power is taken of that. Leave x as it
    is, and append the power.
squares-again: exponents = [2.0**n for n in range(degree)]
squares-again: exponents = [2.0**n for n in range(1, degree + 1)]
    Each column is the square of the one before. Multiply by x once more in place of squaring.
all-squares: exponents = [2] * degree
    Every column is the square. Column k is the power k: put the name that your loop counts with
    into the exponent.
all-doubled: table = np.column_stack([2 * x] * degree)
    Every column is twice x. Powers are needed: `**`, with the name that your loop counts with.
first-and-last: exponents = [1, degree]
    Your table has two powers, x and the last one. It needs each power from 1 to `degree`.
adds-columns: table = sum([x**n for n in exponents], axis=0)
    The columns are added up. Keep them side by side.
flat: table = np.column_stack([x**n for n in exponents]).ravel()
flat: table = np.concatenate([x**n for n in exponents])
    All values stand in one long row. Give back a table: one row for each bird.
""",
)
add_typed(
    check_polynomial_features,
    r"""
range-of-powers: (?s)for (\w+) in degree\b.*not iterable
    A loop that counts needs `range`. The first power is 1 and the last is `degree`:
    `range(1, degree + 1)`.
appends-two: append\(x, x \*\* (\w+)\)
    `append` takes one thing. Append the power alone, `x**power`: with the power 1 it is x itself.
birds-counted: (?s)for (\w+) in range\(len\(x\)\).*append\(x\[\1\] \*\* degree
    Your loop counts the birds. Let it count the powers, and take all of x in each round.
room-for-numbers: (?s)zeros\(degree\).*setting an array element
    `np.zeros(degree)` has room for one number in each place, and a power of x is as long as x.
    Begin with an empty list, `columns = []`, and append each power.
scales-too: z_score\(
    Give back the powers as they are. Scaling comes later.
""",
)
