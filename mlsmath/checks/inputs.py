"""Random inputs on which no wrong formula agrees with a right one by luck.

Values have two decimals, so that an example in a message can be typed in, and are never 0, 1, 2
or -1, for which squares, products and powers coincide.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

Rng = np.random.Generator


@dataclass(frozen=True)
class Case:
    """One call of the learner's function.

    `part` names the part of the exercise that the case belongs to. A case with `care` tests a
    corner (one bird, whole numbers, large values) that a right idea can still miss; the
    text of `care` completes "it also works for …".
    """

    args: tuple
    part: str = ""
    care: str = ""


ONE = "a single bird (m = 1)"
WHOLE = "whole numbers"
LARGE = "large numbers"


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


def points(rng: Rng) -> list[tuple[Any, Any, str]]:
    """Return several sets of points: x, y and the care that the set tests ("" for none)."""
    sets = [(vector(rng, m), vector(rng, m), "") for m in sizes(rng)]
    return [
        *sets,
        (vector(rng, 1), vector(rng, 1), ONE),
        (whole(rng, 4), whole(rng, 4), WHOLE),
        (vector(rng, 3, 200, 900), vector(rng, 3, 200, 900), LARGE),
    ]


def tables(rng: Rng) -> list[tuple[Any, Any, Any, str]]:
    """Return several tables: X (m, n), y (m,), w (n,) and the care ("" for none)."""
    shapes = [(2, 3), (3, 2), (4, 4), (int(rng.integers(5, 8)), 3), (3, int(rng.integers(5, 8)))]
    plain = [(matrix(rng, m, n), vector(rng, m), vector(rng, n), "") for m, n in shapes]
    return [
        *plain,
        (matrix(rng, 1, 3), vector(rng, 1), vector(rng, 3), ONE),
        (matrix(rng, 4, 1), vector(rng, 4), vector(rng, 1), "a single column (n = 1)"),
        (whole(rng, 4, 2), whole(rng, 4), vector(rng, 2), WHOLE),
        (matrix(rng, 3, 2, 200, 900), vector(rng, 3, 200, 900), vector(rng, 2), LARGE),
    ]
