"""Practice on demand: small problems for each rule, without end, and the check of an answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import sympy

from . import display
from .makers import MAKERS, PLAIN, Rng
from .nodes import Node, Symbol, walk
from .reading import Reader
from .steps import Derivation, derive
from .values import NotDefinedError, Point, value
from .writing import Latex, Text

RULES = tuple(MAKERS)
LETTERS = ("x", "t", "w")
PLACES = (0.37, 0.81, 1.24, 1.9)  # where two formulas are compared
# A slope that is no whole number may be rounded to two decimals.
ROUNDED, EXACT = 0.005, 1e-6


@dataclass(frozen=True)
class Problem:
    """A small problem: the derivative of a function, or its slope at one place.

    Attributes
    ----------
    rule
        Which rule it trains, such as ``"power-rule"``.
    function
        What is differentiated, as text: ``"3*x**2"``.
    letter
        The variable.
    at
        Where the slope is asked for; None asks for the derivative as a formula.
    mistakes
        Wrong derivatives that are likely, each with what to say about it.
    """

    rule: str
    function: str
    letter: str
    at: int | None
    mistakes: tuple[tuple[str, str], ...] = ()

    @property
    def in_x(self) -> str:
        """The function with x as its variable: the same for problems that differ in a letter."""
        return _with("x", self.function, self.letter)

    @cached_property
    def derivation(self) -> Derivation:
        """The solution, one rule at a time."""
        return derive(self.function, self.letter)

    @cached_property
    def slope(self) -> float:
        """The slope at the place that is asked for."""
        result = self.derivation.result.subs(self.derivation.variable, self.at)
        return float(result.rewrite(sympy.exp))

    @property
    def question(self) -> str:
        """The question as Markdown with LaTeX."""
        return self._ask(Latex(), lambda formula: f"${formula}$")

    @property
    def question_text(self) -> str:
        """The question as plain text."""
        return self._ask(Text(), lambda formula: formula)

    @property
    def answer(self) -> str:
        """The right answer as plain text."""
        if self.at is None:
            return self.derivation.steps[-1].text
        exact = f"{self.slope:.2f}".rstrip("0").rstrip(".")
        return exact if abs(float(exact) - self.slope) < EXACT else f"about {exact}"

    @property
    def solution(self) -> str:
        """The derivation as Markdown; for a slope at a place, with the number put in."""
        lines = display.markdown(self.derivation)
        if self.at is None or (there := self.derivation.latex_at(self.at)) == self.answer:
            return lines
        slope = self.answer.removeprefix("about ")
        sign = "=" if slope == self.answer else r"\approx"
        put_in = rf"$\displaystyle {there} {sign} {slope}$"
        return f"{lines}\n\nPut ${self.letter} = {self.at}$ into the last line: {put_in}."

    def _ask(self, writer: Text, formula: Callable[[str], str]) -> str:
        function = formula(writer.write(Reader().read(self.function)))
        if self.at is None:
            return f"What is the derivative of {function}?"
        rounded = "" if self._tolerance == EXACT else " Two decimals are enough."
        place = formula(f"{self.letter} = {self.at}")
        return f"What is the slope of {function} at {place}?{rounded}"

    @property
    def _tolerance(self) -> float:
        whole = self.at is None or abs(self.slope - round(self.slope)) < EXACT
        return EXACT if whole else ROUNDED + EXACT


@dataclass(frozen=True)
class Answer:
    """Whether an answer is right, and what to say about it."""

    correct: bool
    message: str


def make_problem(rule: str, rng: Rng | int | None = None, plain: bool = False) -> Problem:
    """Make a fresh problem for a rule.

    Parameters
    ----------
    rule
        One of `RULES`, such as ``"power-rule"``.
    rng
        A random generator, or a seed for one; by default every problem is new.
    plain
        Whether to ask for the function of the rule by itself, such as ``log(x)``, if it has one.

    Raises
    ------
    ValueError
        If there is no such rule, or `rng` is no seed.
    """
    if rule not in MAKERS:
        raise ValueError(f"rule must be one of {', '.join(RULES)}, but it is {rule!r}.")
    rng = generator("rng", rng)
    draft = PLAIN[rule] if plain and rule in PLAIN else MAKERS[rule](rng)
    letter = str(rng.choice(LETTERS))
    at = int(rng.choice(draft.at)) if draft.at and rng.random() < 0.5 else None
    mistakes = tuple((_with(letter, wrong), _with(letter, hint)) for wrong, hint in draft.mistakes)
    return Problem(rule, _with(letter, draft.function), letter, at, mistakes)


def generator(name: str, seed: Rng | int | None) -> Rng:
    """Return a random generator made from a seed, or the generator that was given."""
    try:
        return np.random.default_rng(seed)
    except (TypeError, ValueError):
        raise ValueError(
            f"{name} must be a whole number of at least 0, but it is {seed!r}."
        ) from None


def _with(letter: str, text: str, old: str = "x") -> str:
    """Return a formula or a sentence with another letter than the old one."""
    return re.sub(f"(?<![A-Za-z]){old}(?![A-Za-z])", letter, text)


def check_answer(problem: Problem, answer: Any) -> Answer:
    """Check an answer to a problem: a number, or a formula as text or from SymPy.

    Any form of the right formula is right: 6x, 6*x and 2*3*x are the same. A wrong answer that is
    a likely mistake is told as such. Nothing is raised, whatever was typed.
    """
    if isinstance(answer, str) and not answer.strip():
        return Answer(False, "Type your answer first.")
    try:
        return _judged(problem, answer)
    except RecursionError:
        return Answer(False, "This could not be read: too many signs stand inside each other.")


def _judged(problem: Problem, answer: Any) -> Answer:
    try:
        given = Reader().read(answer if isinstance(answer, sympy.Basic) else str(answer))
    except (ValueError, TypeError) as error:
        return Answer(False, f"This could not be read: {error}")
    strange = sorted(_letters(given) - {problem.letter})
    if strange:
        return Answer(False, f"{strange[0]} is in your answer. The letter is {problem.letter}.")
    right = Reader().read(problem.derivation.result)
    if problem.at is None:
        return _compared(problem, given, right, EXACT, PLACES)
    if problem.letter in _letters(given):
        place = f"{problem.letter} = {problem.at}"
        if _same(given, right, problem.letter, EXACT, PLACES):
            return Answer(False, f"That is the derivative. Now put {place} into it.")
        return Answer(False, f"A number is asked for: the slope at {place}.")
    return _compared(problem, given, right, problem._tolerance, [problem.at])


def _compared(
    problem: Problem, given: Node, right: Node, tolerance: float, places: Iterable[float]
) -> Answer:
    if _same(given, right, problem.letter, tolerance, places):
        return Answer(True, "Right.")
    function = Reader().read(problem.function)
    likely = [
        *((Reader().read(wrong), hint) for wrong, hint in problem.mistakes),
        (function, "That is the function itself. Its slope is asked for."),
        (Reader().read(-problem.derivation.result), "The sign is wrong."),
    ]
    for wrong, hint in likely:
        if _same(given, wrong, problem.letter, EXACT, places):
            return Answer(False, f"Not yet. {hint}")
    return Answer(False, "Not yet. Try again, or look at the derivation.")


def _same(one: Node, other: Node, letter: str, tolerance: float, places: Iterable[float]) -> bool:
    """Return whether two formulas have the same value at each place; having none is different."""
    for place in places:
        try:
            a, c = (value(node, _point(letter, place)) for node in (one, other))
        except (NotDefinedError, ArithmeticError):
            return False
        if not abs(a - c) <= tolerance * max(1.0, abs(c)):
            return False
    return True


def _point(letter: str, place: float) -> Point:
    return Point(np.random.default_rng(0), 1.0, 1.0, (1,), 1e60, {(letter, ()): place})


def _letters(node: Node) -> set[str]:
    return {place.name for _, place in walk(node) if isinstance(place, Symbol)}
