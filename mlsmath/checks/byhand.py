"""The line that the learner fits by hand: two numbers, judged on the penguins."""

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np

from mlsmath.checks import compare, running, words
from mlsmath.checks.exercise import Check, Verdict
from mlsmath.checks.source import ends_otherwise
from mlsmath.checks.task import Mistake
from mlsmath.data import load_penguins
from mlsmath.slips import errors

SLOPE, HEIGHT = "the slope", "the height"
NEAR = 0.25


@cache
def _penguins() -> tuple[np.ndarray, np.ndarray, float, float, float]:
    """Return x (flipper, cm beyond 20 cm), y (mass, kg), the best w and b, and their cost."""
    birds = load_penguins(require=("flipper_length_mm", "body_mass_g"))
    x = birds["flipper_length_mm"] / 10 - 20
    y = birds["body_mass_g"] / 1000
    w = float(np.mean((x - x.mean()) * (y - y.mean())) / x.var())
    b = float(y.mean() - w * x.mean())
    return x, y, w, b, float(np.mean((w * x + b - y) ** 2) / 2)


class LineByHand(Check):
    """Accept any line whose cost is near the best; say whether it is too steep, flat, high, low.

    What a line costs beyond the best one is half of (its height over the middle of the
    penguins)² plus half of (its slope beyond the best)² times the variance of x. Each of the two
    may be a quarter of the best cost.
    """

    def __init__(self) -> None:
        super().__init__(
            "line_by_hand",
            {SLOPE: 1.0, HEIGHT: 1.0},
            "Your line runs through the middle of the penguins, and its slope fits them.",
            "The next notebook measures how good a line is, with one number.",
        )

    def _judge(self, answer: tuple, rng: np.random.Generator, visible: bool) -> Verdict:
        answer_given = answer[0] if answer else None
        if len(answer) == 1 and callable(answer[0]):
            outcome = running.run(answer[0], (), running.Budget(self.seconds))
            if outcome.error is not None:
                return self._could_not_run(answer[0], outcome.error)
            value = outcome.value
            if value is None:
                return _gave_nothing(answer[0], outcome.printed)
            row = type(value) is np.ndarray and value.ndim == 1 and value.size < 5
            answer = tuple(value) if row or type(value) in (tuple, list) else (value,)
        elif len(answer) == 1 and type(answer[0]) is tuple:
            return Verdict.wrong(
                "not-a-function",
                "`my_line` is a pair of numbers here, and no function. Begin your cell with `def "
                "my_line():`, and write `return` in front of the two numbers.",
            )
        if any(item is None or item is Ellipsis for item in answer):
            return Verdict.wrong(
                "not-written",
                "The line is not there yet. Give w and b a number each, run that cell, then run "
                "this one.",
            )
        if _has_commas_for_points(answer):
            return Verdict.wrong(
                "comma-for-point",
                "More than two numbers came, because a comma separates numbers in Python. Use a "
                "point: 0.5, not 0,5.",
            )
        numbers = [compare.plain(item) for item in answer]
        if len(numbers) == 1 and numbers[0] is not None and numbers[0].shape == ():
            return Verdict.wrong(
                "wrong-type-returned",
                "Two numbers are needed, first w and then b, with a comma between. One came.",
            )
        if len(numbers) == 1 and numbers[0] is not None and numbers[0].size > 4:
            return Verdict.wrong(
                "wrong-type-returned",
                "A number for each bird came. Give back the slope and the intercept of the line.",
            )
        if len(numbers) != 2 or any(item is None or item.shape != () for item in numbers):
            came = words.listed([words.describe(item) for item in answer])
            return Verdict.wrong(
                "wrong-type-returned", f"Two numbers are needed, first w and then b; {came} came."
            )
        w, b = (float(item) for item in numbers)
        if not np.isfinite([w, b]).all():
            return Verdict.wrong(
                "not-finite", "w and b should be ordinary numbers, not nan or infinity."
            )
        verdict = _judge_line(w, b)
        left = [] if all(verdict.parts.values()) else _numbers_read(answer_given)
        if left and verdict.mistake:
            names = words.listed([f"`{name}`" for name in left])
            verdict.mistake = replace(
                verdict.mistake,
                hint=f"{names} {'come' if len(left) > 1 else 'comes'} from a cell further up, and "
                "no slider changes that. Type the two numbers themselves, with a comma between.",
            )
        return verdict

    def _could_not_run(self, function: Any, error: BaseException) -> Verdict:
        if isinstance(error, NotImplementedError):
            return Verdict.wrong(
                "not-written",
                "The line is not there yet. Write two numbers, run that cell, then run this one.",
            )
        if isinstance(error, running.TimeUpError):
            return Verdict.wrong(
                "too-slow", "Your function did not come to an end and was stopped."
            )
        code = getattr(function, "__code__", None)
        given = len(getattr(function, "__defaults__", None) or ())
        if isinstance(error, TypeError) and code is not None and code.co_argcount > given:
            return Verdict.wrong(
                "wrong-parameters",
                "Nothing goes into `my_line`: leave the brackets in its `def` line empty.",
            )
        slip = errors.explain(error)
        where = running.place(function, error)
        line = f" in line {where[1]}" if where else ""
        text = f", `{where[2].replace('`', '')}`" if where and where[2] else ""
        return Verdict.wrong(slip.name, f"Python stopped{line}{text}. {slip.said}")


def _numbers_read(function: Any) -> list[str]:
    """Return the names of the notebook's numbers that a function reads."""
    space = getattr(function, "__globals__", {})
    names = getattr(getattr(function, "__code__", None), "co_names", ())
    return [name for name in names if type(space.get(name)) in compare.NUMBERS]


def _gave_nothing(function: Any, printed: str) -> Verdict:
    """Say that nothing was given back, and that printing is not giving back."""
    if printed.strip() and not ends_otherwise(function):
        return Verdict.wrong(
            "prints-instead",
            "Your function prints the two numbers. Write `return` in place of `print`, without the "
            "brackets: `return w, b`.",
        )
    return Verdict.wrong(
        "returns-nothing", "Your function gives back nothing. Its last line is `return w, b`."
    )


def _has_commas_for_points(answer: tuple) -> bool:
    """Tell whether one of the numbers was written as 0,5, which Python reads as two."""
    pairs = any(type(item) is tuple for item in answer)
    flat = [n for item in answer for n in (item if type(item) is tuple else (item,))]
    whole = [type(n) is int or isinstance(n, np.integer) for n in flat]
    return len(flat) in (3, 4) and (pairs or all(whole))


def _judge_line(w: float, b: float) -> Verdict:
    x, y, best_w, best_b, best_cost = _penguins()
    if abs(w - best_b) < 0.3 and abs(b - best_w) < 0.3:
        return Verdict.wrong(
            "swaps-w-and-b", "The two numbers look swapped: the slope w comes first, then b."
        )
    tilt = w - best_w
    lift = float(np.mean(w * x + b - y))
    slope_fits = bool(tilt**2 * x.var() / 2 <= NEAR * best_cost)
    height_fits = bool(lift**2 / 2 <= NEAR * best_cost)
    verdict = Verdict({SLOPE: slope_fits, HEIGHT: height_fits})
    found = []
    if abs(w) > 20 and abs(b) > 1000:
        verdict.mistake = Mistake(
            "grams",
            "Your numbers look like grams. `y` is in kilograms: divide both numbers by 1000.",
        )
        return verdict
    if not slope_fits:
        found.append(
            (
                "slopes-down",
                "slopes down, but longer flippers go with heavier penguins: w is above 0",
            )
            if w < 0
            else ("too-steep", "is too steep: make w smaller")
            if tilt > 0
            else ("too-flat", "is too flat: make w larger")
        )
    if not height_fits:
        found.append(
            ("too-high", "is too high: make b smaller")
            if lift > 0
            else ("too-low", "is too low: make b larger")
        )
    if found:
        verdict.mistake = Mistake(
            found[0][0],
            f"Your line {'. It '.join(text for _, text in found)}. Change one number a little, "
            "look at the picture again, and repeat.",
        )
    return verdict


check_line_by_hand = LineByHand()
