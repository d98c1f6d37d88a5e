"""A derivation: one rule at a time, and each line checked against the one before it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import sympy

from . import display
from .checking import Check, check
from .engine import Move, work_through
from .nodes import Derivative, Indexed, Node, Short, Sum, Symbol, rebuild, walk
from .reading import Reader, to_sympy
from .rules import Board
from .writing import Latex, Text, mark_new

if TYPE_CHECKING:
    from .stepper import Stepper


class Step:
    """One line of a derivation: a rule, what it did here, and the line that it made."""

    def __init__(self, before: Node, move: Move, latex: Latex, text: Text) -> None:
        self._before, self._move, self._latex, self._text = before, move, latex, text

    @property
    def rule(self) -> str:
        """The name of the rule."""
        return self._move.rule.name

    @property
    def general(self) -> str:
        """The rule in general, as LaTeX; empty where a sentence says more than a formula."""
        return self._move.rule.latex

    @property
    def general_text(self) -> str:
        """The rule in general, as plain text."""
        return self._move.rule.text

    @property
    def latex(self) -> str:
        """The whole line after the rule, as LaTeX."""
        return self._latex.write(self._move.line)

    @property
    def marked(self) -> str:
        """The whole line as LaTeX, with what is new on it underlined."""
        return self._latex.write(mark_new(self._before, self._move.line))

    @property
    def text(self) -> str:
        """The whole line after the rule, as plain text."""
        return self._text.write(self._move.line)

    @property
    def here(self) -> str:
        """What the rule did here, as LaTeX: what stood at the place = what stands there now."""
        return " = ".join(self._latex.write(node) for node in self._place)

    @property
    def here_text(self) -> str:
        """What the rule did here, as plain text."""
        return " = ".join(self._text.write(node) for node in self._place)

    @property
    def words(self) -> str:
        """What the rule did here, in words, as plain text."""
        names = {k: self._text.write(node) for k, node in self._move.change.names.items()}
        return self._move.change.words.format_map(names)

    @property
    def words_markdown(self) -> str:
        """What the rule did here, in words, with LaTeX between dollar signs."""
        names = {k: f"${self._latex.write(n)}$" for k, n in self._move.change.names.items()}
        return self._move.change.words.format_map(names)

    @property
    def short(self) -> str:
        """The short name that the rule brings in, as LaTeX such as ``u = 3x + 1``, or empty."""
        short = self._move.change.short
        return f"{self._latex.write(short)} = {self._latex.write(short.meaning)}" if short else ""

    @property
    def short_text(self) -> str:
        """The short name that the rule brings in, as plain text, or empty."""
        short = self._move.change.short
        return f"{self._text.write(short)} = {self._text.write(short.meaning)}" if short else ""

    @cached_property
    def expression(self) -> sympy.Expr:
        """The line in SymPy: short names are written out, derivatives are left standing."""
        return to_sympy(self._move.line)

    @property
    def _place(self) -> tuple[Node, Node]:
        return self._move.before, self._move.after

    def __repr__(self) -> str:
        return f"{self.rule}: {self.text}"


class Derivation:
    """A derivative, worked out one rule at a time; every line has passed its check.

    In a notebook it shows itself in LaTeX, in a terminal as plain text.

    Attributes
    ----------
    expression, variable
        What is differentiated by what, in SymPy.
    steps : tuple of Step
        A step for each line after the first.
    result
        The derivative in SymPy, with short names written out.
    check : Check
        How the lines were checked; as a string it is a sentence that says so.
    """

    def __init__(
        self, start: Derivative, moves: list[Move], check: Check, name: str, partial: bool
    ) -> None:
        self.check = check
        self.variable = to_sympy(start.by)
        self.expression = to_sympy(start.body)
        self._start, self._moves = start, moves
        self._latex, self._text = Latex(start.by, partial), Text(start.by, partial)
        self._name = name
        lines = [start, *(move.line for move in moves)]
        self.steps = tuple(
            Step(line, move, self._latex, self._text)
            for line, move in zip(lines, moves, strict=False)
        )

    @cached_property
    def result(self) -> sympy.Expr:
        """The derivative in SymPy, with short names written out."""
        return self.steps[-1].expression

    @property
    def start(self) -> str:
        """The first line, with the whole derivative left standing, as LaTeX."""
        return self._latex.write(self._start)

    @property
    def start_text(self) -> str:
        """The first line as plain text."""
        return self._text.write(self._start)

    @property
    def title(self) -> str:
        """The derivative by its name, such as ∂J/∂w, as LaTeX; empty without a name."""
        return self._latex.slope(self._name, self._start.by) if self._name else ""

    @property
    def title_text(self) -> str:
        """The derivative by its name as plain text; empty without a name."""
        return self._text.slope(self._name, self._start.by) if self._name else ""

    @property
    def shorts(self) -> tuple[tuple[str, str], ...]:
        """What each short name stands for, as pairs of LaTeX and plain text."""
        return tuple(
            tuple(f"{w.write(s)} = {w.write(s.meaning)}" for w in (self._latex, self._text))
            for s in _shorts(self._start.body)
        )

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
        return f"$\\displaystyle {self.latex}$"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {
            "text/markdown": display.markdown(self),
            "text/latex": self._repr_latex_(),
            "text/plain": str(self),
        }


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
        If no rule covers a part of the expression.
    DerivationError
        If a line is not equal to the one before it, or the last is not the derivative.
    """
    reader = Reader(where)
    body = reader.read(expression)
    by = _variable(reader, body, variable)
    if isinstance(expression, str):
        _require_products_written(body, by)
    start = Derivative(body, by)
    board = Board(by, _free_letter(body), _shorts(body))
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
        run_over = {p.index for _, p in walk(_opened(body)) if isinstance(p, Sum)}
        taken = [index for index in by.indices if index in run_over]
        if taken:
            raise ValueError(
                f"a sum runs over {taken[0].name} already; give the variable another index."
            )
    return by


_GREEK = {"mu", "nu", "pi", "xi"}


def _require_products_written(body: Node, by: Symbol | Indexed) -> None:
    """Refuse xy, which is one name, where x is the variable: it was meant as a product."""
    for letter in _all_letters(body):
        name = letter.name
        if (
            len(name) == 2
            and name.isalpha()
            and by.name in name
            and name != by.name
            and name not in _GREEK
        ):
            raise ValueError(f"{name} is one name here. For a product write {name[0]}*{name[1]}.")


def _opened(body: Node) -> Node:
    return rebuild(body, lambda p: _opened(p.meaning) if isinstance(p, Short) else None)


def _all_letters(body: Node) -> list[Node]:
    return [place for _, place in walk(_opened(body)) if isinstance(place, Symbol | Indexed)]


def _other_letters(body: Node, by: Node) -> bool:
    """Return whether a letter besides the variable, the data and the lengths could change."""
    sums = [place for _, place in walk(_opened(body)) if isinstance(place, Sum)]
    fixed = {by, *(s.index for s in sums), *(s.high for s in sums)}
    return isinstance(by, Indexed) or any(
        isinstance(p, Symbol) and p not in fixed for p in _all_letters(body)
    )


def _free_letter(body: Node) -> Symbol:
    """Return a letter for inner parts that the expression does not use."""
    used = {p.name for _, p in walk(body) if isinstance(p, Symbol | Indexed)}
    used |= {letter.name for letter in _all_letters(body)}
    used |= {short.symbol.name for short in _shorts(body)}
    name = next(n for n in ("u", "v", "t", "s", "q", "u_in") if n not in used)
    return Symbol(name, sympy.Symbol(name))


def _shorts(body: Node) -> tuple[Short, ...]:
    """Return the short names in an expression, each before those in its meaning."""
    found: list[Short] = []
    for _, place in walk(body):
        if isinstance(place, Short):
            found += [place, *_shorts(place.meaning)]
    return tuple(dict.fromkeys(found))
