"""What a line is worth at random values, so that two lines can be compared."""

from __future__ import annotations

import cmath
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from .nodes import (
    Add,
    Derivative,
    Function,
    Indexed,
    Minus,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Same,
    Short,
    Sum,
    Symbol,
    opened,
    walk,
)

# A derivative left standing is measured with a step in the imaginary direction: f(x + ih) has
# the imaginary part h f'(x), and nothing is subtracted, so the step may be as small as one likes.
STEP = 1e-30
TOLERANCE = 1e-9
POINTS = 5
# Where the letters are drawn from: the range, the signs, and the largest value that may occur on
# the way; values of ordinary size are tried first, because they show a difference best.
DRAWS = (
    (0.3, 2.0, (-1, 1), 1e6),
    (0.3, 2.0, (1,), 1e6),
    (0.05, 0.6, (-1, 1), 1e6),
    (0.05, 0.6, (1,), 1e6),
    (1.0, 5.0, (-1, 1), 1e6),
    (0.3, 2.0, (-1, 1), 1e60),
    (0.3, 2.0, (1,), 1e60),
)
TRIES = 40

Key = tuple[str, tuple[int, ...]]


class NotDefinedError(ValueError):
    """The expression has no value at this point, or none that floats can hold well."""


@dataclass
class Point:
    """A value for each letter, drawn when it is first asked for; sums have a few terms."""

    rng: np.random.Generator
    low: float
    high: float
    signs: tuple[int, ...]
    limit: float = 1e6
    known: dict[Key, float] = field(default_factory=dict)
    largest: float = 1.0

    def letter(self, node: Symbol | Indexed, bound: Mapping[str, int]) -> float:
        """Return the value of a letter."""
        if isinstance(node, Symbol) and node.name in bound:
            return bound[node.name]
        key = self.key(node, bound)
        if key not in self.known:
            source = node.source
            positive = getattr(source, "is_positive", None)
            if isinstance(node, Symbol) and getattr(source, "is_integer", None):
                self.known[key] = int(self.rng.integers(1, 4))
            else:
                sign = 1 if positive else int(self.rng.choice(self.signs))
                self.known[key] = sign * float(self.rng.uniform(self.low, self.high))
        return self.known[key]

    def key(self, node: Symbol | Indexed, bound: Mapping[str, int]) -> Key:
        """Return what tells this letter from all others, with its indices as numbers."""
        if isinstance(node, Symbol):
            return (node.name, ())
        return (node.name, tuple(self.whole(index, bound) for index in node.indices))

    def whole(self, node: Node, bound: Mapping[str, int]) -> int:
        """Return a whole number: the limit of a sum, or an index."""
        if isinstance(node, Number):
            return node.value
        if isinstance(node, Symbol):
            if node.name in bound:
                return bound[node.name]
            return int(self.known[(node.name, ())])
        raise NotDefinedError("the limits of a sum must be letters or numbers.")


def value(node: Node, point: Point) -> float:
    """Return what the expression is worth at the point."""
    result = _value(node, point, {}, {})
    return result.real if isinstance(result, complex) else float(result)


def _value(
    node: Node, point: Point, bound: Mapping[str, int], moved: Mapping[Key, complex]
) -> complex:
    result = _worked_out(node, point, bound, moved)
    size = abs(result)
    if not size <= point.limit:
        raise NotDefinedError("a value is too large.")
    point.largest = max(point.largest, size)
    return result


def _worked_out(
    node: Node, point: Point, bound: Mapping[str, int], moved: Mapping[Key, complex]
) -> complex:
    def of(part: Node) -> complex:
        return _value(part, point, bound, moved)

    match node:
        case Number(number):
            return float(number)
        case Symbol() | Indexed():
            if moved:
                key = point.key(node, bound)
                if key in moved:
                    return moved[key]
            return point.letter(node, bound)
        case Short(symbol, meaning):
            if moved and (key := point.key(symbol, bound)) in moved:
                return moved[key]
            return of(meaning)
        case Minus(body):
            return -of(body)
        case Add(terms):
            return sum(map(of, terms))
        case Product(factors):
            return math.prod(map(of, factors))
        case Quotient(top, bottom):
            below = of(bottom)
            if abs(below) < 1 / point.limit:
                raise NotDefinedError("something is divided by zero.")
            return of(top) / below
        case Power(base, exponent):
            return _power(of(base), of(exponent), point.limit)
        case Function(name, argument):
            return _FUNCTIONS[name](of(argument), point.limit)
        case Sum(body, index, low, high):
            run = range(point.whole(low, bound), point.whole(high, bound) + 1)
            return sum(_value(body, point, {**bound, index.name: k}, moved) for k in run)
        case Derivative(body, by):
            letter = by.symbol if isinstance(by, Short) else by
            here = complex(of(by).real, STEP)
            slope = _value(body, point, bound, {point.key(letter, bound): here})
            return slope.imag / STEP if isinstance(slope, complex) else 0.0
        case Same(left, right):
            return float(point.whole(left, bound) == point.whole(right, bound))
    raise TypeError(f"{type(node).__name__} has no value")


def _power(base: complex, exponent: complex, limit: float) -> complex:
    if isinstance(exponent, complex) and exponent.imag == 0:
        exponent = exponent.real
    whole = not isinstance(exponent, complex) and exponent == int(exponent)
    if abs(base) < 1 / limit and not (whole and exponent.real >= 0):
        raise NotDefinedError("0 has no such power.")
    if whole:
        return base ** int(exponent.real)
    if base.real <= 0:
        raise NotDefinedError("a number below 0 has no such power.")
    return base**exponent


def _exp(z: complex, limit: float) -> complex:
    if z.real > math.log(limit):
        raise NotDefinedError("a value is too large.")
    return cmath.exp(z)


def _log(z: complex, limit: float) -> complex:
    if z.real < 1 / limit:
        raise NotDefinedError("a number that is not above 0 has no logarithm.")
    return cmath.log(z)


def _sigmoid(z: complex, limit: float) -> complex:
    return 1 / (1 + _exp(-z, limit))


_FUNCTIONS = {"exp": _exp, "log": _log, "sigmoid": _sigmoid}


def points(node: Node, variable: Node, seed: int = 0) -> Iterator[Point]:
    """Yield points at which the expression may have a value; those of ordinary size come first."""
    rng = np.random.default_rng(seed)
    lengths, indices = _whole_numbers(node, variable)
    last = min([*lengths.values(), *_fixed_limits(node), 3])
    for draw in DRAWS:
        for _ in range(TRIES):
            point = Point(rng, *draw)
            point.known |= {(name, ()): length for name, length in lengths.items()}
            point.known |= {(name, ()): int(rng.integers(1, last + 1)) for name in indices}
            yield point


def _whole_numbers(node: Node, variable: Node) -> tuple[dict[str, int], set[str]]:
    """Return a length for each limit of a sum, and the indices that no sum runs over."""
    places = [place for _, place in walk(opened(node))]
    limits = {p.high.name for p in places if isinstance(p, Sum) and isinstance(p.high, Symbol)}
    run_over = {place.index.name for place in places if isinstance(place, Sum)}
    letters = [place for place in (*places, variable) if isinstance(place, Indexed)]
    indices = {k.name for p in letters for k in p.indices if isinstance(k, Symbol)}
    return dict(zip(sorted(limits), (4, 3, 5, 2), strict=False)), indices - run_over - limits


def _fixed_limits(node: Node) -> list[int]:
    return [
        place.high.value
        for _, place in walk(opened(node))
        if isinstance(place, Sum) and isinstance(place.high, Number)
    ]


def agree(one: float, other: float, point: Point) -> bool:
    """Return whether two values differ by no more than rounding."""
    return abs(one - other) <= TOLERANCE * point.largest
