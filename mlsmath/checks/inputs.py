"""Random inputs on which no wrong formula agrees with a right one by luck.

Values have two decimals, so that an example in a message can be typed in, and are never 0, 1, 2
or -1, for which squares, products and powers coincide.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

Rng = np.random.Generator


@dataclass(frozen=True)
class Case:
    """One call of the learner's function.

    `part` names the part of the exercise that the case belongs to. A case with `care` tests a
    corner (one bird, whole numbers, large values) that a right idea can still miss; the
    text of `care` completes "it also works for …". With `may_refuse` an error is no mistake: the
    task does not speak of such inputs, but who takes them has to treat them right.
    """

    args: tuple
    part: str = ""
    care: str = ""
    may_refuse: bool = False


ONE = "a single bird (m = 1)"
WHOLE = "whole numbers"
LARGE = "large numbers"
SMALL = "small numbers"
ALIKE = "birds that are alike"
ZEROS = "zeros among the numbers"
TABLE = "a table (a matrix)"
ALONE = "a call in which"
ONE_COLUMN = "a single column (n = 1)"
WHOLE_KNOBS = "knobs that are whole numbers"


def number(rng: Rng, low: float = 0.3, high: float = 4.0, negative: bool = True) -> float:
    """Return one number with two decimals, `low` to `high` away from 0, that is not whole."""
    while True:
        value = round(float(rng.uniform(low, high)), 2)
        if abs(value - round(value)) > 0.05 and value >= low:
            return -value if negative and rng.random() < 0.5 else value


def vector(rng: Rng, m: int, low: float = 0.3, high: float = 4.0, negative: bool = True) -> Any:
    """Return `m` such numbers, no two the same."""
    values: list[float] = []
    while len(values) < m:
        value = number(rng, low, high, negative)
        if value not in values:
            values.append(value)
    return np.array(values)


def matrix(rng: Rng, m: int, n: int, low: float = 0.3, high: float = 4.0) -> Any:
    """Return an (m, n) array of such numbers."""
    return vector(rng, m * n, low, high).reshape(m, n)


def whole(rng: Rng, *shape: int) -> Any:
    """Return an array of whole numbers, in an integer array, from 3 to 11 away from 0."""
    return rng.integers(3, 12, size=shape) * rng.choice([-1, 1], size=shape)


def sizes(rng: Rng) -> list[int]:
    """Return several numbers of birds above 1, the smallest first."""
    return [2, 3, *(int(m) for m in rng.choice(np.arange(4, 10), size=3, replace=False))]


def points(rng: Rng) -> list[Case]:
    """Return several calls with points: x, y and the knobs w, b."""
    x, y = vector(rng, 5), vector(rng, 5)
    zeros = np.array([0.0, number(rng), number(rng)])
    sets = [
        *((vector(rng, m), vector(rng, m), number(rng), number(rng), "") for m in sizes(rng)),
        (x[[0, 1, 2, 1, 0]], y[[0, 1, 2, 1, 3]], number(rng), number(rng), ALIKE),
        (vector(rng, 1), vector(rng, 1), number(rng), number(rng), ONE),
        (whole(rng, 4), whole(rng, 4), number(rng), number(rng), WHOLE),
        (vector(rng, 3, 200, 900), vector(rng, 3, 200, 900), number(rng), number(rng), LARGE),
        (x / 1000, y / 1000, number(rng), number(rng) / 1000, SMALL),
        (zeros, zeros[::-1].copy(), 0.0, 0.0, ZEROS),
    ]
    return [Case(tuple(args), care=care) for *args, care in sets]


def tables(rng: Rng) -> list[Case]:
    """Return several calls with tables: X (m, n), y (m,), w (n,) and b."""
    shapes = [(2, 3), (3, 2), (4, 4), (int(rng.integers(5, 8)), 3), (3, int(rng.integers(5, 8)))]
    X, y = matrix(rng, 5, 3), vector(rng, 5)
    again = [0, 1, 2, 1, 0]
    gaps = matrix(rng, 3, 2)
    gaps[0, 1] = gaps[2] = 0.0
    sets = [
        *((matrix(rng, m, n), vector(rng, m), vector(rng, n), number(rng), "") for m, n in shapes),
        (X[again], y[again], vector(rng, 3), number(rng), ALIKE),
        (matrix(rng, 1, 3), vector(rng, 1), vector(rng, 3), number(rng), ONE),
        (matrix(rng, 4, 1), vector(rng, 4), vector(rng, 1), number(rng), ONE_COLUMN),
        (whole(rng, 4, 2), whole(rng, 4), vector(rng, 2), number(rng), WHOLE),
        (matrix(rng, 4, 3), vector(rng, 4), whole(rng, 3), -2, WHOLE_KNOBS),
        (matrix(rng, 3, 2, 200, 900), vector(rng, 3, 200, 900), vector(rng, 2), number(rng), LARGE),
        (X / 1000, y / 1000, vector(rng, 3), number(rng) / 1000, SMALL),
        (gaps, np.array([number(rng), 0.0, 0.0]), np.array([0.0, number(rng)]), 0.0, ZEROS),
    ]
    return [Case(tuple(args), care=care) for *args, care in sets]


def with_one_changed(
    cases: Callable[[Rng], list[Case]], parameters: tuple[str, ...]
) -> Callable[[Rng], list[Case]]:
    """Return a function that adds calls: the first plain one, with one argument changed.

    A function that keeps what it worked out, and looks at some of its arguments alone when it is
    called again, gives the old result here.
    """

    def all_cases(rng: Rng) -> list[Case]:
        found = cases(rng)
        return [*found, *_one_changed(found, parameters)]

    return all_cases


def _one_changed(cases: list[Case], parameters: tuple[str, ...]) -> list[Case]:
    first, *others = [case for case in cases if not case.care]
    others = [case for case in others if case.part == first.part]
    more = []
    for place, name in enumerate(parameters if len(parameters) > 1 else ()):
        old = first.args[place]
        if callable(old):
            return []
        if isinstance(old, np.ndarray):
            new = [np.roll(old, 1, axis=0)] if (old != old[0]).any() else []
        else:
            new = [case.args[place] for case in others if case.args[place] != old]
        if new:
            args = (*first.args[:place], new[0], *first.args[place + 1 :])
            more.append(Case(args, first.part, f"{ALONE} `{name}` alone is another one"))
    return more
