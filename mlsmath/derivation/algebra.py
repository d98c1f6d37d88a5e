"""What is done to a line besides differentiating: tidy, cancel, collect, one thing at a time.

Each function takes an expression in which no derivative stands and works on the first place that
it fits. What it makes is shorter, or nearer to the form in which a result is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, prod

from .nodes import (
    ONE,
    ZERO,
    Add,
    Function,
    Indexed,
    Minus,
    Node,
    Number,
    Path,
    Power,
    Product,
    Quotient,
    Short,
    Sum,
    Symbol,
    add,
    as_number,
    depends,
    number,
    product,
    put,
    size,
    walk,
)
from .order import factors_in_order
from .rules import Board, Change, Rule

MOST_TERMS = 12


def _tidy(place: Node, board: Board | None) -> Change | None:
    done: list[str] = []
    after = _tidied(place, done)
    if after == place:
        return None
    words = " ".join(sentence for sentence in _TIDY_WORDS if sentence in done)
    return Change(after, words)


_ADD_ZERO = "Adding 0 changes nothing."
_TIMES_ONE = "Multiplying by 1 changes nothing."
_TIMES_ZERO = "0 times anything is 0."
_ONE_MINUS = "The minus moves to the front."
_TWO_MINUS = "Two minus signs make a plus."
_POWER_ONE = "The power 1 changes nothing, and the power 0 gives 1."
_TIDY_WORDS = (_TIMES_ZERO, _ADD_ZERO, _TIMES_ONE, _POWER_ONE, _ONE_MINUS, _TWO_MINUS)


def _tidied(node: Node, done: list[str]) -> Node:
    """Return the expression without zeros and ones that change nothing, and with signs in front."""
    node = node.with_parts(tuple(_tidied(part, done) for part in node.parts))
    found = _tidied_here(node)
    if found is None:
        return node
    after, words = found
    done.append(words)
    return _tidied(after, done)


def _tidied_here(node: Node) -> tuple[Node, str] | None:
    match node:
        case Add(terms) if ZERO in terms:
            return add(*(term for term in terms if term != ZERO)), _ADD_ZERO
        case Sum(body) | Minus(body) if body == ZERO:
            return ZERO, _ADD_ZERO
        case Product(factors) if ZERO in factors:
            return ZERO, _TIMES_ZERO
        case Quotient(top, _) if top == ZERO:
            return ZERO, _TIMES_ZERO
        case Product(factors) if ONE in factors:
            return product(*(f for f in factors if f != ONE)), _TIMES_ONE
        case Quotient(top, bottom) if bottom == ONE:
            return top, _TIMES_ONE
        case Power(base, _) if base == ONE:
            return ONE, _TIMES_ONE
        case Power(base, exponent) if exponent == ONE:
            return base, _POWER_ONE
        case Power(_, exponent) if exponent == ZERO:
            return ONE, _POWER_ONE
        case Minus(Minus(body)):
            return body, _TWO_MINUS
        case Product(factors) if any(isinstance(f, Minus) for f in factors):
            after = product(*(f.body if isinstance(f, Minus) else f for f in factors))
            count = sum(isinstance(f, Minus) for f in factors)
            return Minus(after) if count % 2 else after, _TWO_MINUS if count > 1 else _ONE_MINUS
        case Quotient(Minus(top), Minus(bottom)):
            return Quotient(top, bottom), _TWO_MINUS
        case Quotient(Minus(top), bottom) | Quotient(top, Minus(bottom)):
            return Minus(Quotient(top, bottom)), _ONE_MINUS
        case Power(Minus(base), Number(n)):
            after = Power(base, Number(n))
            return Minus(after) if n % 2 else after, _ONE_MINUS if n % 2 else _TWO_MINUS
    return None


@dataclass
class Part:
    """One factor of a product, as what stands above and below its line."""

    above: list[Node]
    below: list[Node]
    fraction: bool

    def node(self) -> Node:
        """Return the factor."""
        if self.fraction and self.below:
            return Quotient(product(*self.above), product(*self.below))
        return product(*self.above)


def _parts(node: Node) -> list[Part]:
    """Return the factors of a product or a quotient, each with its line."""

    def factors(node: Node) -> list[Node]:
        return list(node.items) if isinstance(node, Product) else [node]

    return [
        Part([f for f in factors(factor.top) if f != ONE], factors(factor.bottom), True)
        if isinstance(factor, Quotient)
        else Part([factor], [], False)
        for factor in factors(node)
    ]


def _whole(parts: Iterable[Part]) -> Node:
    return product(*(part.node() for part in parts if part.above or part.below))


def _numbers(place: Node, board: Board | None) -> Change | None:
    """Work out 3 times 2, shorten 2 above and 4 below a line, work out 2 to the power 3."""
    match place:
        case Power(Number(base), Number(n)) if n <= 20:
            value = base**n
            return Change(number(value), "{p} is {value}.", {"p": place, "value": Number(value)})
        case Function("exp", argument) if argument == ZERO:
            return Change(ONE, "e to the power 0 is 1.")
        case Function("log", argument) if argument == ONE:
            return Change(ZERO, "The logarithm of 1 is 0.")
        case Product() | Quotient():
            parts = _parts(place)
        case _:
            return None
    above = [f.value for part in parts for f in part.above if isinstance(f, Number)]
    below = [f.value for part in parts for f in part.below if isinstance(f, Number)]
    common = gcd(prod(above), prod(below))
    if (len(above) <= 1 and len(below) <= 1 and common == 1) or 0 in below:
        return None
    for part in parts:
        part.above = [f for f in part.above if not isinstance(f, Number)]
        part.below = [f for f in part.below if not isinstance(f, Number)]
    top, bottom = prod(above) // common, prod(below) // common
    line = next((part for part in parts if part.fraction), None)
    if bottom != 1 and line is not None:
        line.below.insert(0, Number(bottom))
    if top != 1:
        (line.above if line and line.below else parts[0].above).insert(0, Number(top))
    after = _whole(parts)
    if len(above) > 1 and not below:
        names = {"numbers": product(*map(Number, above)), "value": Number(top)}
        return Change(after, "{numbers} is {value}.", names)
    old = Quotient(Number(prod(above)), Number(prod(below)))
    names = {"old": old, "new": number(Fraction(top, bottom))}
    return Change(after, "The numbers come together: {old} is {new}.", names)


def _base(factor: Node) -> tuple[Node, Fraction]:
    """Return base and exponent of a factor; the exponent of anything but a power is 1."""
    if isinstance(factor, Power):
        exponent = as_number(factor.exponent)
        if exponent is not None:
            return factor.base, exponent
    return factor, Fraction(1)


def _power(base: Node, exponent: Fraction) -> Node:
    return base if exponent == 1 else Power(base, number(exponent))


def _cancel(place: Node, board: Board) -> Change | None:
    """Cancel what stands above and below a line."""
    if not isinstance(place, Product | Quotient):
        return None
    parts = _parts(place)
    gone: list[Node] = []
    for upper in parts:
        for k, factor in enumerate(upper.above):
            base, exponent = _base(factor)
            for lower in parts:
                for n, other in enumerate(lower.below):
                    same, power = _base(other)
                    if same != base or isinstance(base, Number) or min(exponent, power) <= 0:
                        continue
                    common = min(exponent, power)
                    exponent, power = exponent - common, power - common
                    lower.below[n] = _power(base, power) if power else ONE
                    gone.append(_power(base, common))
            upper.above[k] = _power(base, exponent) if exponent else ONE
    if not gone:
        return None
    for part in parts:
        part.above = [f for f in part.above if f != ONE]
        part.below = [f for f in part.below if f != ONE]
    words = "{gone} is multiplied and divided by: it cancels."
    return Change(_whole(parts), words, {"gone": product(*gone)})


def _powers(place: Node, board: Board | None) -> Change | None:
    """Write x times x as x squared."""
    if not isinstance(place, Product):
        return None
    factors = list(place.items)
    for k, factor in enumerate(factors):
        base, exponent = _base(factor)
        same = [n for n in range(k + 1, len(factors)) if _base(factors[n])[0] == base]
        if not same or isinstance(base, Number | Sum | Quotient):
            continue
        total = exponent + sum(_base(factors[n])[1] for n in same)
        names = {"old": product(factor, *(factors[n] for n in same))}
        names["new"] = ONE if total == 0 else _power(base, total)
        factors[k] = names["new"]
        after = product(*(f for n, f in enumerate(factors) if n not in same))
        return Change(after, "The same factor again adds to the power: {old} is {new}.", names)
    return None


def _minus_power(place: Node, board: Board) -> Change | None:
    """Put a power with a minus below a line."""
    match place:
        case Power(base, Minus() as exponent):
            positive = -(as_number(exponent) or Fraction(0))
            if positive <= 0:
                return None
            after = Quotient(ONE, _power(base, positive))
            words = "A power with a minus is one divided by the power: {old} is {new}."
            return Change(after, words, {"old": place, "new": after})
    return None


def _nested(place: Node, board: Board) -> Change | None:
    """Make one fraction of a fraction in a fraction."""
    match place:
        case Quotient(top, Quotient(a, c)):
            words = "Dividing by a fraction is multiplying by it upside down."
            return Change(Quotient(_times(top, c), a), words)
        case Quotient(Quotient(a, c), bottom):
            words = "A fraction that is divided again: both divisors go below the line."
            return Change(Quotient(a, _times(c, bottom)), words)
    return None


def _times(*factors: Node) -> Node:
    return product(*(f for f in factors if f != ONE))


def _in_order(place: Node, board: Board) -> Change | None:
    """Put numbers first, and letters before e, log and σ."""
    if not isinstance(place, Product):
        return None
    numbers = [f for f in place.items if as_number(f) is not None]
    others = [f for f in place.items if as_number(f) is None]
    first = next((k for k, f in enumerate(others) if _is_function(f)), len(others))
    late = [f for f in others[first:] if isinstance(_base(f)[0], Symbol | Indexed | Short)]
    rest = [f for f in others[first:] if f not in late]
    after = product(*numbers, *others[:first], *late, *rest)
    if len(numbers) > 1 or after == place:
        return None
    return Change(after, "The order of factors does not matter. This one is usual.")


def _is_function(factor: Node) -> bool:
    return isinstance(_base(factor)[0], Function)


def _one_fraction(place: Node, board: Board) -> Change | None:
    """Write a fraction times something over one line."""
    if not isinstance(place, Product) or any(isinstance(f, Sum) for f in place.items):
        return None
    parts = _parts(place)
    if not any(depends(f, board.variable) for part in parts for f in part.below):
        return None
    above = product(*factors_in_order([f for part in parts for f in part.above]))
    below = product(*factors_in_order([f for part in parts for f in part.below]))
    return Change(Quotient(above, below), "All factors are written over one line.")


def _out_of_sum(place: Node, board: Board) -> Change | None:
    """Put a factor that is the same in each term of a Σ in front of it."""
    match place:
        case Sum(Minus(body), index, low, high):
            return Change(Minus(Sum(body, index, low, high)), "The minus goes in front of Σ.")
        case Sum(Product() | Quotient() as body, index, low, high):
            parts = _parts(body)
            outside = [Part([], [], part.fraction) for part in parts]
            for part, out in zip(parts, outside, strict=True):
                for here, there in ((part.above, out.above), (part.below, out.below)):
                    there += [f for f in here if not _runs(f, index)]
                    here[:] = [f for f in here if _runs(f, index)]
            front, rest = _whole(outside), _whole(parts)
            if front == ONE or rest == ONE:
                return None
            words = "{front} is the same in each term. So it goes in front of Σ."
            return Change(product(front, Sum(rest, index, low, high)), words, {"front": front})
    return None


def _same_terms(place: Node, board: Board) -> Change | None:
    """Write a Σ whose terms are all the same as a product."""
    match place:
        case Sum(body, index, low, high) if low == ONE and not _runs(body, index):
            words = "The same is added {high} times."
            return Change(product(high, body), words, {"high": high})
    return None


def _runs(node: Node, index: Symbol) -> bool:
    """Return whether the expression has the index of a sum in it."""
    match node:
        case Symbol():
            return node == index
        case Indexed(_, indices):
            return index in indices
        case Short(symbol, meaning):
            return _runs(symbol, index) or _runs(meaning, index)
    return any(_runs(part, index) for part in node.parts)


def _term(node: Node) -> tuple[Fraction, frozenset]:
    """Return the number in front of a term, and what tells the rest of it from other terms."""
    sign = 1
    while isinstance(node, Minus):
        sign, node = -sign, node.body
    value, rest = Fraction(sign), defaultdict[Node, Fraction](Fraction)
    for part in _parts(node):
        for factors, way in ((part.above, 1), (part.below, -1)):
            for factor in factors:
                base, exponent = _base(factor)
                if isinstance(base, Number) and base.value and exponent.denominator == 1:
                    value *= Fraction(base.value) ** int(way * exponent)
                else:
                    rest[base] += way * exponent
    return value, frozenset((base, n) for base, n in rest.items() if n)


def _with_number(node: Node, value: Fraction) -> Node:
    """Return a term with another number in front."""
    while isinstance(node, Minus):
        node = node.body
    parts = _parts(node)
    for part in parts:
        part.above = [f for f in part.above if as_number(_base(f)[0]) is None]
        part.below = [f for f in part.below if as_number(_base(f)[0]) is None]
    rest = _whole(parts)
    if rest == ONE:
        return number(value)
    front = number(abs(value))
    after = rest if front == ONE else product(front, rest)
    return Minus(after) if value < 0 else after


def _groups(terms: Iterable[Node]) -> dict[frozenset, list[Node]]:
    groups: dict[frozenset, list[Node]] = {}
    for term in terms:
        groups.setdefault(_term(term)[1], []).append(term)
    return groups


def _collected(terms: Iterable[Node]) -> list[Node]:
    """Return the terms with those added up that differ in their number alone."""
    after = []
    for group in _groups(terms).values():
        value = sum((_term(term)[0] for term in group), Fraction(0))
        if len(group) == 1:
            after += group
        elif value:
            after.append(_with_number(group[0], value))
    return after


def _collect(place: Node, board: Board) -> Change | None:
    """Add 2x and 3x to 5x."""
    if not isinstance(place, Add):
        return None
    kinds = [_term(term)[1] for term in place.items]
    first = next((k for k, kind in enumerate(kinds) if kinds.count(kind) > 1), None)
    if first is None:
        return None
    group = [t for t, kind in zip(place.items, kinds, strict=True) if kind == kinds[first]]
    value = sum((_term(term)[0] for term in group), Fraction(0))
    new = _with_number(group[0], value) if value else ZERO
    after = [
        new if k == first else term
        for k, term in enumerate(place.items)
        if kinds[k] != kinds[first] or (k == first and value)
    ]
    old = add(*group)
    words = "Terms of the same kind come together: {old} is {new}."
    return Change(add(*after), words, {"old": old, "new": new}, shown=(old, new))


def _open_bracket(place: Node, board: Board) -> Change | None:
    """Write a - (c - d) as a - c + d."""
    match place:
        case Add(terms):
            for k, term in enumerate(terms):
                if isinstance(term, Minus) and isinstance(term.body, Add):
                    words = "The minus before the bracket goes to each part in it."
                    return Change(add(*terms[:k], *_opened(term), *terms[k + 1 :]), words)
    return None


def _multiply_out(place: Node, board: Board) -> Change | None:
    """Multiply out the brackets in a sum if terms then come together."""
    if not isinstance(place, Add):
        return None
    opened = [part for term in place.items for part in _opened(term)]
    collected = _collected(opened)
    if len(opened) > MOST_TERMS or len(collected) == len(opened):
        return None
    if len(opened) == len(place.items) or size(add(*collected)) > size(place):
        return None
    words = "The brackets are multiplied out: each part of one with each part of the other."
    return Change(add(*opened), words)


def _opened(term: Node) -> list[Node]:
    """Return the terms of a product of brackets, each with its letters in order."""
    sign, body = (-1, term.body) if isinstance(term, Minus) else (1, term)
    factors = body.items if isinstance(body, Product) else (body,)
    if not any(isinstance(f, Add) for f in factors):
        return [term]
    rows: list[tuple[int, list[Node]]] = [(sign, [])]
    for factor in factors:
        choices = factor.items if isinstance(factor, Add) else (factor,)
        rows = [
            (-s if isinstance(c, Minus) else s, [*row, c.body if isinstance(c, Minus) else c])
            for s, row in rows
            for c in choices
        ]
        if len(rows) > MOST_TERMS:
            return [term]
    return [_monomial(s, row) for s, row in rows]


def _monomial(sign: int, factors: list[Node]) -> Node:
    """Return a product with its numbers worked out and its powers added."""
    node, before = product(*factors), None
    while node != before:
        before = node
        for step in (_tidy, _numbers, _powers):
            change = step(node, None)
            node = change.after if change else node
    return Minus(node) if sign < 0 else node


def _common_factor(place: Node, board: Board) -> Change | None:
    """Write Σ (a x - c x) as Σ (a - c) x."""
    match place:
        case Sum(Add(terms), index, low, high):
            lists = [_factors(term) for term in terms]
            common = [
                f
                for f in lists[0]
                if not isinstance(f, Number) and all(f in other for other in lists[1:])
            ]
            if not common:
                return None
            rest = []
            for term, factors in zip(terms, lists, strict=True):
                left = list(factors)
                for f in common:
                    left.remove(f)
                rest.append(Minus(product(*left)) if isinstance(term, Minus) else product(*left))
            factor = product(*common)
            body = product(add(*rest), factor)
            words = "{factor} is a factor of each part. Write it once, after a bracket."
            return Change(Sum(body, index, low, high), words, {"factor": factor})
    return None


def _factors(term: Node) -> list[Node]:
    body = term.body if isinstance(term, Minus) else term
    return list(body.items) if isinstance(body, Product) else [body]


def _minus_into_bracket(place: Node, board: Board) -> Change | None:
    """Write -(a - c) as c - a, behind Σ too."""
    if not isinstance(place, Minus):
        return None
    for path, node in walk(place.body):
        if isinstance(node, Add) and _may_turn(place.body, path):
            minus = [t.body for t in node.items if isinstance(t, Minus)]
            plus = [Minus(t) for t in node.items if not isinstance(t, Minus)]
            if plus and len(minus) >= len(plus):
                turned = add(*minus, *plus)
                words = "The minus in front turns a difference round: {old} becomes {new}."
                names = {"old": node, "new": turned}
                return Change(put(place.body, path, turned), words, names)
    return None


def _may_turn(node: Node, path: Path) -> bool:
    """Return whether a minus in front can reach the place: through factors and Σ alone."""
    for k in path:
        if not isinstance(node, Product | Sum):
            return False
        node = node.parts[k]
        if ONE in node.parts and path:
            return False
    return True


TIDY = Rule("tidy up", r"a + 0 = a, \quad 1 \cdot a = a", "a + 0 = a, 1·a = a", _tidy)
NUMBERS = Rule("work out the numbers", "", "", _numbers)
MINUS_POWER = Rule("write as a fraction", r"x^{-n} = \frac{1}{x^n}", "x^(-n) = 1/x^n", _minus_power)
NESTED = Rule(
    "one line for the fraction",
    r"\frac{a}{\frac{b}{c}} = \frac{a\, c}{b}",
    "a/(b/c) = a·c/b",
    _nested,
)
CANCEL = Rule("cancel", r"\frac{a\, b}{a} = b", "a·b/a = b", _cancel)
POWERS = Rule("add the powers", r"x^a \cdot x^b = x^{a+b}", "x^a·x^b = x^(a+b)", _powers)
OUT_OF_SUM = Rule(
    "take a factor out of the sum",
    r"\sum_i c\, a_i = c \sum_i a_i",
    "Σ c·a[i] = c·Σ a[i]",
    _out_of_sum,
)
SAME_TERMS = Rule(
    "add up equal terms", r"\sum_{i=1}^{m} c = m\, c", "Σ(i=1..m) c = m·c", _same_terms
)
OPEN_BRACKET = Rule(
    "open the bracket", "a - (b - c) = a - b + c", "a - (b - c) = a - b + c", _open_bracket
)
MULTIPLY_OUT = Rule(
    "multiply out", r"a\,(b + c) = a\, b + a\, c", "a·(b + c) = a·b + a·c", _multiply_out
)
COLLECT = Rule("collect terms", r"a\, x + b\, x = (a + b)\, x", "a·x + b·x = (a + b)·x", _collect)
IN_ORDER = Rule("put the factors in order", r"a \cdot b = b \cdot a", "a·b = b·a", _in_order)
ONE_FRACTION = Rule(
    "write as one fraction",
    r"a \cdot \frac{b}{c} = \frac{a\, b}{c}",
    "a·(b/c) = a·b/c",
    _one_fraction,
)
COMMON_FACTOR = Rule(
    "take out the common factor",
    r"a\, x - b\, x = (a - b)\, x",
    "a·x - b·x = (a - b)·x",
    _common_factor,
)
MINUS_INTO_BRACKET = Rule(
    "move the minus into the bracket", "-(a - b) = b - a", "-(a - b) = b - a", _minus_into_bracket
)

# Worked through from the top: the first that fits anywhere is applied.
ALGEBRA: tuple[Rule, ...] = (
    TIDY,
    NUMBERS,
    MINUS_POWER,
    NESTED,
    CANCEL,
    POWERS,
    OUT_OF_SUM,
    SAME_TERMS,
    OPEN_BRACKET,
    MULTIPLY_OUT,
    COLLECT,
    ONE_FRACTION,
    IN_ORDER,
    COMMON_FACTOR,
    MINUS_INTO_BRACKET,
)
