"""An expression as it stands on the board: a tree that is never rearranged behind one's back.

SymPy puts terms into an order of its own and works out what it can at once. A derivation needs
each line to stay as it was written, so it works on these nodes, and SymPy stands at both ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, ClassVar

Path = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """An expression. Its parts are the expressions that it is made of."""

    inside: ClassVar[tuple[str, ...]] = ()

    @property
    def parts(self) -> tuple[Node, ...]:
        """The expressions directly inside this one."""
        return tuple(getattr(self, name) for name in self.inside)

    def with_parts(self, parts: tuple[Node, ...]) -> Node:
        """Return the same expression around other parts."""
        return replace(self, **dict(zip(self.inside, parts, strict=True)))


@dataclass(frozen=True, slots=True)
class Number(Node):
    """A whole number, not negative. Minus is a `Minus`, a fraction a `Quotient`."""

    value: int


@dataclass(frozen=True, slots=True)
class Symbol(Node):
    """A letter; `source` is what SymPy knows it as."""

    name: str
    source: Any = field(compare=False, default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Indexed(Node):
    """A letter with indices, such as one of the data: x[i], x[i, j], w[j]."""

    name: str
    indices: tuple[Node, ...]
    source: Any = field(compare=False, default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Short(Node):
    """A short name for a longer expression: f^(i) for w x^(i) + b, or u for an inner part."""

    symbol: Symbol | Indexed
    meaning: Node


@dataclass(frozen=True, slots=True)
class Sum(Node):
    """Σ: the body added up over an index."""

    inside = ("body",)
    body: Node
    index: Symbol
    low: Node
    high: Node


@dataclass(frozen=True, slots=True)
class Derivative(Node):
    """A derivative left standing: d/d(by) of the body."""

    inside = ("body",)
    body: Node
    by: Symbol | Indexed | Short


@dataclass(frozen=True, slots=True)
class Minus(Node):
    """Minus the body."""

    inside = ("body",)
    body: Node


@dataclass(frozen=True, slots=True)
class Many(Node):
    """What a sum and a product share: any number of parts, and no brackets around their like."""

    items: tuple[Node, ...]

    @property
    def parts(self) -> tuple[Node, ...]:
        """The terms or factors."""
        return self.items

    def with_parts(self, parts: tuple[Node, ...]) -> Node:
        """Return the terms added up, or the factors multiplied."""
        return type(self).of(*parts)

    @classmethod
    def of(cls, *parts: Node) -> Node:
        """Return the sum or the product of any number of parts."""
        flat = [p for part in parts for p in (part.items if isinstance(part, cls) else (part,))]
        return cls(tuple(flat)) if len(flat) != 1 else flat[0]


@dataclass(frozen=True, slots=True)
class Add(Many):
    """Terms added up; a difference has a `Minus` among them."""


@dataclass(frozen=True, slots=True)
class Product(Many):
    """Factors multiplied."""


@dataclass(frozen=True, slots=True)
class Quotient(Node):
    """What stands above the line, divided by what stands below it."""

    inside = ("top", "bottom")
    top: Node
    bottom: Node


@dataclass(frozen=True, slots=True)
class Power(Node):
    """The base to the power of the exponent."""

    inside = ("base", "exponent")
    base: Node
    exponent: Node


@dataclass(frozen=True, slots=True)
class Function(Node):
    """One of exp, log and sigmoid, of an argument."""

    inside = ("argument",)
    name: str
    argument: Node


@dataclass(frozen=True, slots=True)
class Same(Node):
    """1 where two indices are the same, else 0. SymPy's derivatives have it, our lines do not."""

    left: Node
    right: Node


ZERO, ONE, TWO = Number(0), Number(1), Number(2)


def add(*terms: Node) -> Node:
    """Return the sum of the terms, without brackets around a sum inside it."""
    return Add.of(*terms) if terms else ZERO


def product(*factors: Node) -> Node:
    """Return the product of the factors, without brackets around a product inside it."""
    return Product.of(*factors) if factors else ONE


def number(value: Fraction | int) -> Node:
    """Return a number as it is written: minus in front, a fraction with its line."""
    value = Fraction(value)
    size = abs(value)
    node: Node = Number(size.numerator)
    if size.denominator != 1:
        node = Quotient(node, Number(size.denominator))
    return Minus(node) if value < 0 else node


def as_number(node: Node) -> Fraction | None:
    """Return the value of a number as `number` writes it; None for anything else."""
    match node:
        case Number(value):
            return Fraction(value)
        case Minus(body):
            value = as_number(body)
            return None if value is None else -value
        case Quotient(Number(top), Number(bottom)) if bottom:
            return Fraction(top, bottom)
    return None


def walk(node: Node, path: Path = ()) -> Iterator[tuple[Path, Node]]:
    """Yield every place of the expression with its path, outside first, left to right."""
    yield path, node
    for k, part in enumerate(node.parts):
        yield from walk(part, (*path, k))


def at(node: Node, path: Path) -> Node:
    """Return what stands at a place."""
    for k in path:
        node = node.parts[k]
    return node


def put(node: Node, path: Path, new: Node) -> Node:
    """Return the expression with something else at one place."""
    if not path:
        return new
    parts = list(node.parts)
    parts[path[0]] = put(parts[path[0]], path[1:], new)
    return node.with_parts(tuple(parts))


def rebuild(node: Node, change: Callable[[Node], Node | None]) -> Node:
    """Return the expression with each place changed for which `change` gives something."""
    new = change(node)
    if new is not None:
        return new
    parts = tuple(rebuild(part, change) for part in node.parts)
    return node if parts == node.parts else node.with_parts(parts)


def replace_index(node: Node, index: Symbol, new: Node) -> Node:
    """Return the expression with another index in the place of `index`."""

    def named(letter: Any) -> Any:
        return letter if isinstance(letter, Symbol) else change(letter)

    def change(place: Node) -> Node | None:
        match place:
            case Symbol():
                return new if place == index else None
            case Indexed(name, indices, source):
                return Indexed(name, tuple(new if k == index else k for k in indices), source)
            case Short(symbol, meaning):
                return Short(named(symbol), rebuild(meaning, change))
            case Derivative(body, by):
                return Derivative(rebuild(body, change), named(by))
            case Sum(_, own) if own == index:
                return place
        return None

    return rebuild(node, change)


def has(node: Node, kind: type[Node]) -> bool:
    """Return whether something of this kind stands anywhere in the expression."""
    return any(isinstance(place, kind) for _, place in walk(node))


def opened(node: Node) -> Node:
    """Return the expression with every short name written out."""
    return rebuild(node, lambda place: opened(place.meaning) if isinstance(place, Short) else None)


def contains(node: Node, what: Node) -> bool:
    """Return whether `what` itself stands in the expression; short names stay closed."""
    return any(place == what for _, place in walk(node))


def depends(node: Node, by: Node) -> bool:
    """Return whether the expression may change with `by`; short names are opened.

    w[k] may be w[j], as long as k and j are not two different numbers.
    """
    for _, place in walk(node):
        if place == by:
            return True
        if isinstance(place, Short) and depends(place.meaning, by):
            return True
        if isinstance(place, Derivative) and depends(place.by, by):
            return True
        if isinstance(place, Indexed) and isinstance(by, Indexed) and may_be(place, by):
            return True
    return False


def may_be(one: Indexed, other: Indexed) -> bool:
    """Return whether two indexed letters may be the same one."""
    return (
        one.name == other.name
        and len(one.indices) == len(other.indices)
        and not any(
            isinstance(a, Number) and isinstance(b, Number) and a != b
            for a, b in zip(one.indices, other.indices, strict=True)
        )
    )


def size(node: Node) -> int:
    """Return how many places the expression has."""
    return sum(1 for _ in walk(node))
