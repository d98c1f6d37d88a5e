"""Formulas, line by line as their note has them, and mistakes: each changes a line of one.

A formula names its arguments and then has a line for each step; the last one is the result. A
table of mistakes has for each an id, the line that it changes (or lines, with `; ` between), and
below, indented by four, the sentence for the learner. Several may share a sentence, and those that
share an id, too, are one mistake that comes in several ways. So is a line with `for k in ...`
behind it, tried with each k, a name that is kept for this. What is too long goes on below, indented
by eight. Lines may use Python's names and those of `KNOWN`.

>>> MEAN = Formula("y", "m = len(y)", "total = sum(y)", "mean = total / m")
>>> TABLE = '''
... divides-by-m-minus-one: mean = total / (m - 1)
... fixed-m: m = k for k in range(4, 10)
...     You divide by something else than m. Take m from the argument, with `len`.
... stops-early: total = sum(y[:-1])
...     The last number is left out. `y` alone has them all.
... '''
>>> for name, changed, choices, hint in rows(TABLE):
...     wrong = [MEAN.function(*changed, k=k)([1, 2, 6]) for k in choices]
...     print(name, *wrong[:2], hint[:26])
divides-by-m-minus-one 4.5 You divide by something el
fixed-m 2.25 1.8 You divide by something el
stops-early 1.0 The last number is left ou
"""

import functools
import itertools
import re
import types
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np

from mlsmath.checks.compare import RTOL
from mlsmath.checks.exercise import Check, Exercise
from mlsmath.checks.task import Mistake
from mlsmath.derivatives import sigmoid

Row = tuple[str, list[str], tuple, str]  # the id, the changed lines, each k, the hint

_NUMPY = (
    "abs array clip exp log log10 log2 log1p logaddexp maximum mean ones ravel round sign "
    "sqrt sum where zeros"
)
_ROWS = re.compile(r"((?:[\w-]+: .*\n(?: {8}.*\n)*)+)((?: {4}\S.*\n)+)")


def linear(X: Any, w: Any, b: Any) -> Any:
    """Return w x + b for one measurement or many."""
    return X @ w + b if np.ndim(X) == 2 else w * X + b


def divided_in_the_loop(terms: Iterable, m: float) -> Any:
    """Add up terms, and divide by m in every round."""
    return functools.reduce(lambda total, term: (total + term) / m, terms, 0.0)


# What the lines may use beside Python's own.
KNOWN = {name: getattr(np, name) for name in _NUMPY.split()} | {
    "np": np,
    "sigmoid": sigmoid,
    "linear": linear,
    "divided_in_the_loop": divided_in_the_loop,
}


class Formula:
    """A right answer in lines such as `J = total / m`; its `parameters` are `"X, y, w, b"`.

    The lines may use what `KNOWN` names, and what comes by a name of its own in `known`.
    """

    def __init__(self, parameters: str, *lines: str, **known: Any) -> None:
        self.parameters = parameters.split(", ")
        self.lines = {_name(line): line for line in lines}
        self.known = KNOWN | known

    def but(self, *lines: str, more: str = "", **known: Any) -> "Formula":
        """Return the formula with these lines changed, or added behind, and a parameter `more`."""
        names = ", ".join([*self.parameters, *more.split()])
        new = self.lines | {_name(line): line for line in lines}
        return Formula(names, *new.values(), **(self.known | known))

    def function(self, *changed: str, k: Any = None) -> Callable:
        """Return a function of the parameters that has these lines changed, with this k.

        Each line is compiled when it first runs; a traceback shows it where files have a name.
        """
        new = {_name(line): line for line in changed}
        if other := new.keys() - self.lines:
            raise ValueError(
                f"the formula has no line {' or '.join(sorted(other))} that could change; "
                f"its lines are {', '.join(self.lines)}"
            )
        lines, result = tuple((self.lines | new).values()), list(self.lines)[-1]

        def wrong(*args: Any) -> Any:
            space = self.known | dict(zip(self.parameters, args, strict=True)) | {"k": k}
            for line in lines:
                exec(_compiled(line), space)
            return space[result]

        wrong.formula = self  # type: ignore[attr-defined]
        return wrong


def _name(line: str) -> str:
    name, equals, _ = line.partition(" = ")
    if not equals:
        raise ValueError(f"a line of a formula is `name = value`, but here it is {line!r}")
    return name


@functools.cache
def _compiled(line: str) -> types.CodeType:
    return compile(line, f"<{line}>", "exec")


def rows(table: str) -> Iterator[Row]:
    """Yield the mistakes of a table."""
    table = f"{table.strip()}\n"
    if rest := _ROWS.sub("", table):
        raise ValueError(
            f"not `id: line` with an indented sentence below: {rest.splitlines()[0]!r}"
        )
    for heads, said in _ROWS.findall(table):
        for head in re.sub(r"\n {8,}", " ", heads).splitlines():
            name, _, lines = head.partition(": ")
            lines, _, choices = lines.partition(" for k in ")
            each = tuple(eval(choices, dict(KNOWN))) if choices else (None,)
            yield name, lines.split("; "), each, " ".join(said.split())


def pairs(about: str, one: str, other: str) -> Iterator[Row]:
    """Yield two mistakes at once, one of each table, whose sentences are then parts of one."""
    for (a, first, _, said), (b, then, _, too) in itertools.product(rows(one), rows(other)):
        yield f"{a}-and-{b}", [*first, *then], (None,), f"{about}: {said}; and {too}."


def add_typed(check: Check, *tables: str) -> None:
    """Add mistakes that the text of a wrong answer shows, in place of what came of them.

    Where a table of mistakes has a line of a formula, this one has a regular expression: it is
    looked for in the function as `ast.unparse` writes it, and in the first error below it.
    """
    for name, seen, _, hint in itertools.chain(*map(rows, tables)):
        check.typed += ((name, "; ".join(seen), hint),)


def add_mistakes(
    check: Exercise, formula: Formula, *tables: str | Iterable[Row], rtol: float = RTOL
) -> None:
    """Add the mistakes of the tables to an exercise with this formula.

    A learner's results count as those of a mistake within the relative error `rtol`.
    """
    if len(formula.parameters) != len(check.parameters):
        raise ValueError(
            f"the formula takes {', '.join(formula.parameters)}, but {check.name} takes "
            f"{', '.join(check.parameters)}"
        )
    found: dict[tuple[str, str], tuple[Callable, ...]] = {}
    for table in tables:
        for name, changed, choices, hint in rows(table) if isinstance(table, str) else table:
            functions = (formula.function(*changed, k=k) for k in choices)
            found[name, hint] = (*found.get((name, hint), ()), *functions)
    new = [Mistake(name, hint, "", functions, rtol) for (name, hint), functions in found.items()]
    check.mistakes = (*check.mistakes, *new)
