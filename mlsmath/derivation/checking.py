"""The check: each line equals the one before it, and the last equals SymPy's derivative."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log10

import sympy

from . import engine, values
from .nodes import Derivative, Node, has
from .reading import Reader, sigmoid, to_sympy
from .writing import Text


class DerivationError(Exception):
    """A derivation that fails its own check: a line is not equal to the one before it."""


@dataclass(frozen=True)
class Check:
    """How a derivation was checked: how many lines, at how many points, how near."""

    lines: int
    points: int
    tolerance: float

    def __str__(self) -> str:
        lines = "the line equals" if self.lines == 1 else f"each of the {self.lines} lines equals"
        return (
            f"Checked with {self.points} sets of random numbers. To {-log10(self.tolerance):.0f} "
            f"digits, {lines} the one before it, and the last equals the derivative that a program "
            "for algebra finds."
        )


def check(
    lines: Sequence[Node], names: Sequence[str], variable: Node, function: sympy.Expr
) -> Check:
    """Compare each line with the one before, and the last with SymPy's derivative, in numbers.

    Parameters
    ----------
    lines
        The lines, the first with the whole derivative left standing.
    names
        The rule that made each line after the first.
    variable, function
        What is differentiated, and by what.

    Raises
    ------
    DerivationError
        If two lines differ at any of the points, or there are too few points at which every line
        has a value.
    """
    done = 0
    try:
        found = _by_sympy(function, variable)
    except ValueError:  # such as zoo, SymPy's word for what is divided by zero
        raise DerivationError(
            f"the derivation of {Text().write(lines[0])} cannot be checked. Look for a division by "
            "zero, or for a root or a logarithm of a number below zero."
        ) from None
    for point in values.points(lines[0], variable):
        try:
            worth = [values.value(line, point) for line in (*lines, found)]
        except (values.NotDefinedError, ArithmeticError):
            continue
        for k, (one, other) in enumerate(pairwise(worth)):
            if not values.agree(one, other, point):
                raise DerivationError(_differ(lines, names, k, one, other))
        if has(lines[-1], Derivative) or len(lines) > engine.MOST_LINES:
            raise DerivationError(f"after {len(lines) - 1} lines there is still work left to do.")
        done += 1
        if done == values.POINTS:
            return Check(len(lines) - 1, done, values.TOLERANCE)
    raise DerivationError(
        f"the derivation of {Text().write(lines[0])} cannot be checked: the lines have values at "
        f"{done} of the tried points only."
    )


def _by_sympy(function: sympy.Expr, variable: Node) -> Node:
    plain = function.replace(sigmoid, lambda z: 1 / (1 + sympy.exp(-z)))
    return Reader().read(sympy.diff(plain, to_sympy(variable)))


def _differ(lines: Sequence[Node], names: Sequence[str], k: int, one: float, other: float) -> str:
    text = Text()
    if k == len(lines) - 1:
        return (
            f"the last line, {text.write(lines[k])}, is not the derivative: it is {one:.9g} where "
            f"SymPy's derivative is {other:.9g}."
        )
    return (
        f"line {k + 1} ({names[k]}) is not equal to the line before it: "
        f"{text.write(lines[k])} is {one:.9g} where {text.write(lines[k + 1])} is {other:.9g}."
    )
