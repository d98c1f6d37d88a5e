"""Random inputs on which no wrong formula agrees with a right one by luck.

Values have two decimals, so that an example in a message can be typed in, and are never 0, 1, 2
or -1, for which squares, products and powers coincide.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
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


def truths_and_labels(rng: Rng, tables: Sequence[tuple[int, ...]]) -> list[Case]:
    """Return a call for each table: how many birds are 1 and called 1, 1 and 0, 0 and 1, 0 and 0.

    Both the tables and the birds come in a random order.
    """
    cases = []
    for table in rng.permutation(tables):
        order = rng.permutation(sum(table))
        y, labels = np.repeat([1, 1, 0, 0], table), np.repeat([1, 0, 1, 0], table)
        cases.append(Case((y[order], labels[order])))
    return cases


def with_one_changed(
    cases: Callable[[Rng], list[Case]], reference: Callable, parameters: tuple[str, ...]
) -> Callable[[Rng], list[Case]]:
    """Return a function that adds calls: the first plain one, with one argument changed.

    A function that keeps what it worked out, and looks at some of its arguments alone when it is
    called again, gives the old result here.
    """

    def all_cases(rng: Rng) -> list[Case]:
        found = cases(rng)
        return [*found, *_one_changed(found, reference, parameters)]

    return all_cases


def _one_changed(cases: list[Case], reference: Callable, parameters: tuple[str, ...]) -> list[Case]:
    plain = [case for case in cases if not case.care]
    if len(parameters) == 1 or any(callable(arg) for arg in plain[0].args):
        return []
    found = (_changed_at(place, plain, reference) for place in range(len(parameters)))
    return [
        Case(case.args, case.part, f"{ALONE} `{name}` alone is another one")
        for name, case in zip(parameters, found, strict=True)
        if case is not None
    ]


def _changed_at(place: int, cases: list[Case], reference: Callable) -> Case | None:
    """Return one of the calls with another argument at this place, and so another result."""
    for case in cases:
        arg, result = case.args[place], _numbers(reference, case.args)
        turned = [np.roll(arg, step, axis=0) for step in range(1, np.size(arg)) if np.ndim(arg)]
        others = [other.args[place] for other in cases if other.part == case.part]
        for new in (*turned, *others):
            args = (*case.args[:place], new, *case.args[place + 1 :])
            changed = _numbers(reference, args)
            if changed is not None and not _same(changed, result):
                return replace(case, args=args)
    return None


def _numbers(reference: Callable, args: tuple) -> Any:
    """Return all numbers of a right result in one row, or None if these arguments do not fit."""
    try:
        with np.errstate(all="ignore"):
            result = reference(*args)
    except (ValueError, IndexError):
        return None
    return np.concatenate(
        [np.ravel(part) for part in (result if type(result) is tuple else [result])]
    )


def _same(one: Any, other: Any) -> bool:
    return one.shape == other.shape and np.allclose(one, other, rtol=1e-3)
