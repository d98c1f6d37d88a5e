"""The order in which a textbook writes terms and factors; SymPy keeps one of its own."""

from __future__ import annotations

from .nodes import (
    Add,
    Function,
    Indexed,
    Minus,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Short,
    Sum,
    Symbol,
    has,
    size,
    walk,
)


def factors_in_order(factors: list[Node]) -> list[Node]:
    """Numbers, then letters by the alphabet, then brackets, then functions, then Σ."""
    return sorted(factors, key=lambda factor: (_kind(factor), _letters(factor), size(factor)))


def terms_in_order(terms: list[Node]) -> list[Node]:
    """Σ, then high powers before low ones, then numbers, then functions.

    A plus comes before a minus, unless the minus stands before Σ.
    """
    ordered = sorted(terms, key=_term_key)
    first_plus = next((k for k, t in enumerate(ordered) if not isinstance(t, Minus)), 0)
    if has(ordered[0], Sum):
        return ordered
    return [ordered[first_plus], *ordered[:first_plus], *ordered[first_plus + 1 :]]


def _kind(factor: Node) -> int:
    match factor:
        case Number() | Quotient():
            return 0
        case Symbol() | Indexed() | Short() | Power(Symbol() | Indexed() | Short(), _):
            return 1
        case Function() | Power(Function(), _):
            return 3
        case Sum():
            return 4
    return 2


def _letters(node: Node) -> list[str]:
    """Return the letters of a term, data (whose index is i) last, for the alphabet."""
    found = set()
    for _, place in walk(node):
        letter = place.symbol if isinstance(place, Short) else place
        if isinstance(letter, Symbol | Indexed):
            data = isinstance(letter, Indexed) and not isinstance(place, Short)
            found.add(f"{int(data)}{letter.name}")
    return sorted(found)


def _term_key(term: Node) -> tuple:
    if isinstance(term, Minus):
        term = term.body
    if has(term, Sum):
        return (0, -size(term), _letters(term))
    if has(term, Function):
        return (2, size(term), _letters(term))
    return (1, -_degree(term), _letters(term), size(term))


def _degree(term: Node) -> float:
    match term:
        case Symbol() | Indexed() | Short():
            return 1
        case Minus(body):
            return _degree(body)
        case Add(terms):
            return max(map(_degree, terms))
        case Product(factors):
            return sum(map(_degree, factors))
        case Quotient(top, bottom):
            return _degree(top) - _degree(bottom)
        case Power(base, Number(value)):
            return value * _degree(base)
        case Power(base, _):
            return _degree(base)
    return 0
