"""A derivation: one rule at a time, and each line checked against the one before it."""

from __future__ import annotations

from collections.abc import Mapping
from math import log10
from typing import TYPE_CHECKING, Any

import sympy

from . import display
from .checking import check
from .engine import work_through
from .lines import Lines, shorts_in
from .nodes import Derivative, Indexed, Node, Number, Power, Sum, Symbol, opened, walk
from .reading import Reader, to_sympy
from .rules import Board

if TYPE_CHECKING:
    from .stepper import Stepper


MOST_DIGITS = 4000  # Python writes no number that is much longer


class Derivation(Lines):
    """A derivative, worked out one rule at a time; every line has passed its check.

    In a notebook it shows itself in LaTeX, in a terminal as plain text. `Lines` has its attributes.
    """

    @property
    def latex(self) -> str:
        """All lines with the names of the rules beside them, as one block of LaTeX."""
        return display.latex(self)

    def stepper(self) -> Stepper:
        """Return the derivation to click through: next, back, say it in words."""
        from .stepper import Stepper

        return Stepper(self)

    def __str__(self) -> str:
        return display.text(self)

    def __repr__(self) -> str:
        return str(self)

    def _repr_latex_(self) -> str:
        return display.mimebundle(self)["text/latex"]

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return display.mimebundle(self)


def derive(
    expression: Any,
    variable: Any,
    *,
    where: Mapping[Any, Any] | None = None,
    name: str = "",
    partial: bool | None = None,
) -> Derivation:
    """Differentiate an expression by the rules, one at a time, and check every line.

    Parameters
    ----------
    expression
        From SymPy, or text such as ``"(3*x + 1)**2"``. Sums over data are
        ``Sum(f(x[i]), (i, 1, m))`` with ``IndexedBase`` letters.
    variable
        A letter, ``w``, or one with an index, ``w[j]``.
    where
        Short names for parts of the expression, such as ``{f[i]: w * x[i] + b}``.
    name
        What the expression is called, such as ``"J"``.
    partial
        Whether to write ∂ and not d; by default if there are other letters that could change.

    Returns
    -------
    Derivation

    Raises
    ------
    ValueError
        If no rule covers a part of the expression, or it is too long or too deep.
    DerivationError
        If a line is not equal to the one before it, or the last is not the derivative.
    """
    try:
        return _worked_out(expression, variable, where, name, partial)
    except RecursionError:
        raise ValueError("too many signs stand inside each other.") from None


def _worked_out(
    expression: Any,
    variable: Any,
    where: Mapping[Any, Any] | None,
    name: str,
    partial: bool | None,
) -> Derivation:
    reader = Reader(where)
    body = reader.read(expression)
    if _digits(opened(body)) > MOST_DIGITS:
        raise ValueError("a number in the formula is too large.")
    by = _variable(reader, body, variable)
    if isinstance(expression, str):
        _require_products_written(body, by)
    start = Derivative(body, by)
    board = Board(by, _free_letter(body), shorts_in(body))
    moves = list(work_through(start, board))
    own = isinstance(expression, sympy.Basic) and not where
    checked = check(
        [start, *(move.line for move in moves)],
        [move.rule.name for move in moves],
        by,
        expression if own else to_sympy(body),
    )
    return Derivation(
        start, moves, checked, name, _other_letters(body, by) if partial is None else partial
    )


def _variable(reader: Reader, body: Node, variable: Any) -> Symbol | Indexed:
    by = reader.read(variable)
    if isinstance(variable, str):
        by = next((letter for letter in _all_letters(body) if letter == by), by)
    if not isinstance(by, Symbol | Indexed):
        raise ValueError(f"variable must be a letter such as w or w[j], but it is {variable}.")
    if isinstance(by, Indexed):
        run_over = {p.index for _, p in walk(opened(body)) if isinstance(p, Sum)}
        taken = [index for index in by.indices if index in run_over]
        if taken:
            raise ValueError(
                f"a sum runs over {taken[0].name} already; give the variable another index."
            )
    return by


_GREEK = {"mu", "nu", "pi", "xi"}
_FUNCTIONS = ("exp", "ln", "log", "sigmoid", "sqrt")


def _require_products_written(body: Node, by: Symbol | Indexed) -> None:
    """Refuse xy and lnx, each one name, where x is the variable: more was meant."""
    for letter in _all_letters(body):
        name = letter.name
        function = name.removesuffix(by.name)
        if name != function and function in _FUNCTIONS:
            raise ValueError(f"{name} is one name here. Write {function}({by.name}).")
        if (
            len(name) == 2
            and name.isalpha()
            and by.name in name
            and name != by.name
            and name not in _GREEK
        ):
            raise ValueError(f"{name} is one name here. For a product write {name[0]}*{name[1]}.")


def _all_letters(body: Node) -> list[Symbol | Indexed]:
    return [place for _, place in walk(opened(body)) if isinstance(place, Symbol | Indexed)]


def _digits(node: Node) -> float:
    """Return how many digits a number may have, at most, where SymPy works out what it can."""
    match node:
        case Number(value):
            return log10(value) if value else 0.0
        case Power(base, exponent):
            raised = _digits(exponent)
            return _digits(base) * 10 ** min(raised, 300.0) + raised
    return sum(map(_digits, node.parts))


def _other_letters(body: Node, by: Node) -> bool:
    """Return whether a letter besides the variable, the data and the lengths could change."""
    sums = [place for _, place in walk(opened(body)) if isinstance(place, Sum)]
    fixed = {by, *(s.index for s in sums), *(s.high for s in sums)}
    return isinstance(by, Indexed) or any(
        isinstance(p, Symbol) and p not in fixed for p in _all_letters(body)
    )


def _free_letter(body: Node) -> Symbol:
    """Return a letter for inner parts that the expression does not use."""
    used = {p.name for _, p in walk(body) if isinstance(p, Symbol | Indexed)}
    used |= {letter.name for letter in _all_letters(body)}
    used |= {short.symbol.name for short in shorts_in(body)}
    name = next(n for n in ("u", "v", "t", "s", "q", "u_in") if n not in used)
    return Symbol(name, sympy.Symbol(name))
