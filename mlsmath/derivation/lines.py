"""The lines of a derivation: each with its rule, and what the rule did there."""

from __future__ import annotations

from functools import cached_property

import sympy

from .checking import Check
from .engine import Move
from .nodes import Derivative, Node, Short, number, rebuild, walk
from .reading import to_sympy
from .writing import Latex, Text, mark_new


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


class Lines:
    """A derivative, worked out one rule at a time; every line has passed its check.

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

    def latex_at(self, place: int) -> str:
        """Return the last line as LaTeX, with a number where the variable stands."""
        last, by = self._moves[-1].line, self._start.by
        return self._latex.write(rebuild(last, lambda part: number(place) if part == by else None))

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
            (self._meaning(short, self._latex), self._meaning(short, self._text))
            for short in shorts_in(self._start.body)
        )

    @staticmethod
    def _meaning(short: Short, writer: Latex | Text) -> str:
        return f"{writer.write(short)} = {writer.write(short.meaning)}"


def shorts_in(body: Node) -> tuple[Short, ...]:
    """Return the short names in an expression, each before those in its meaning."""
    found: list[Short] = []
    for _, place in walk(body):
        if isinstance(place, Short):
            found += [place, *shorts_in(place.meaning)]
    return tuple(dict.fromkeys(found))
