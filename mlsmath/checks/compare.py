"""Compare what a learner's function returned with what was expected.

Only exact types are let in: int, float, NumPy's own numbers and `numpy.ndarray`, and lists and
tuples of these. An object of any other class could claim to be equal to everything; so a named
tuple or a matrix is taken apart first, and counts as what it is made of.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from mlsmath.checks import words

RTOL = 1e-6
ATOL = 1e-12
NUMBERS = frozenset({int, float} | {np.dtype(code).type for code in "bhilqBHILQefdg"})
TRUTHS = frozenset({bool, np.bool_})
MANY = 20_000
DEEPEST = 3


@dataclass(frozen=True)
class Difference:
    """How a value differs: a kind for the diagnosis, and words for the learner."""

    kind: str
    came: str
    expected: str


def plain(value: Any, depth: int = DEEPEST) -> Any:
    """Return a value as a float array if it is made of exact number types, else None.

    What is far larger or deeper than any right answer is not read.
    """
    kind = type(value)
    if kind is np.ndarray:
        return value.astype(float) if value.dtype.kind in "iuf" and value.size <= MANY else None
    if kind in NUMBERS or (kind in (list, tuple) and set(map(type, value[:MANY])) <= NUMBERS):
        try:
            return np.array(value, dtype=float) if kind in NUMBERS or len(value) <= MANY else None
        except OverflowError:  # a whole number with more digits than a float can take
            return None
    if kind in (list, tuple) and depth and len(value) <= MANY:
        items = [plain(item, depth - 1) for item in value]
        if any(item is None for item in items) or len({item.shape for item in items}) > 1:
            return None
        return np.array(items, dtype=float)
    return None


def is_vast(value: Any) -> bool:
    """Whether a result is so large that it cannot be read, and ours is not like it."""
    kind = type(value)
    return (kind is np.ndarray and value.size > MANY) or (
        kind in (list, tuple, str, bytes, set, dict) and len(value) > MANY
    )


def same_inputs(before: Any, after: Any) -> bool:
    """Whether an argument is still what it was."""
    if type(before) is not type(after):
        return False
    if type(before) is np.ndarray:
        return (
            before.shape == after.shape
            and before.dtype == after.dtype
            and before.tobytes() == after.tobytes()
        )
    if type(before) in (list, tuple):
        return len(before) == len(after) and all(map(same_inputs, before, after))
    return before is after or (type(before) in NUMBERS | {str, bool} and before == after)


def copied(value: Any, depth: int = DEEPEST) -> Any:
    """Return a copy that the learner's function cannot change; what is vast stays as it is."""
    if type(value) is np.ndarray and value.size <= MANY:
        return value.copy()
    if type(value) in (list, tuple) and depth and len(value) <= MANY:
        return type(value)(copied(item, depth - 1) for item in value)
    return value


def of_plain_kind(value: Any) -> Any:
    """Return a named tuple, a matrix and their like as what they are made of, else the value."""
    kind = type(value)
    if issubclass(kind, tuple | list) and kind not in (tuple, list):
        base = tuple if issubclass(kind, tuple) else list
        return base(base.__iter__(value))  # what the class itself says of its items is not asked
    return np.array(value) if kind is np.matrix else value


def difference(got: Any, expected: Any, slack: Callable[[], Any]) -> Difference | None:
    """Return how `got` differs from `expected`, or None if it is right.

    `slack` gives the larger error that is allowed here; it is asked only when it matters.
    """
    expected_array = plain(expected)
    wanted = words.describe(expected)
    if got is None:
        return Difference("none", "nothing (None)", wanted)
    if got is Ellipsis:
        return Difference("not-written", "`...`", wanted)
    kind = type(got)
    truths = kind in TRUTHS or (kind is np.ndarray and got.dtype.kind == "b")
    if truths:
        return Difference("truth", words.describe(got), wanted)
    if kind is np.ndarray and got.dtype.kind in "iuf" and got.shape != expected_array.shape:
        return Difference("shape", words.describe(got), wanted)
    got_array = plain(got)
    if got_array is None:
        numbers = kind in (list, tuple) and set(map(type, got[:MANY])) <= NUMBERS
        among = ", not all of them numbers" if kind in (list, tuple) and not numbers else ""
        return Difference("type", words.describe(got) + among, wanted)
    if got_array.shape != expected_array.shape:
        return Difference("shape", words.describe(got), wanted)
    came, right = words.show(got), words.show(expected)
    if not np.isfinite(got_array).all():
        return Difference("not-finite", came, right)
    largest = float(np.max(np.abs(expected_array), initial=0.0))
    error = np.abs(got_array - expected_array)
    allowed = RTOL * np.abs(expected_array) + 1e-10 * largest + ATOL
    if (error <= allowed).all() or (error <= allowed + slack()).all():
        return None
    return Difference("value", came, right)


def close(one: Any, other: Any, rtol: float = RTOL) -> bool:
    """Whether two results are the same for a diagnosis: not finite matches not finite."""
    if _is_complex(one) != _is_complex(other):
        return False
    a, b = _real(one), _real(other)
    if a is None or b is None:
        return one is None and other is None
    if a.shape != b.shape:
        return False
    fine_a, fine_b = np.isfinite(a), np.isfinite(b)
    if (fine_a != fine_b).any():
        return False
    a, b = a[fine_a], b[fine_b]
    largest = float(np.max(np.abs(b), initial=0.0))
    return bool((np.abs(a - b) <= rtol * np.abs(b) + 1e-9 * largest + ATOL).all())


def _is_complex(value: Any) -> bool:
    kind = type(value)
    return kind is complex or (
        (kind is np.ndarray or issubclass(kind, np.generic)) and value.dtype.kind == "c"
    )


def _real(value: Any) -> Any:
    """Return `plain(value)`, with nan for numbers that are not real."""
    if is_vast(value):
        return None
    if _is_complex(value):
        value = np.where(np.imag(value) == 0, np.real(value), np.nan)
    return plain(value)
