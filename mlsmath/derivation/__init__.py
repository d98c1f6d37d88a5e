"""Derivations that a person can read: the rules of differentiation, one at a time, each checked.

>>> from mlsmath.derivation import derive
>>> derive("(3*x + 1)**2", "x").result
18*x + 6

And practice for each rule, in a notebook: ``drill("power-rule")``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .checking import Check, DerivationError
from .costs import derive_cost
from .lines import Step
from .problems import RULES, Answer, Problem, check_answer, make_problem
from .reading import sigmoid
from .steps import Derivation, derive

if TYPE_CHECKING:
    from .practice import Drill

__all__ = [
    "RULES",
    "Answer",
    "Check",
    "Derivation",
    "DerivationError",
    "Problem",
    "Step",
    "check_answer",
    "derive",
    "derive_cost",
    "drill",
    "make_problem",
    "sigmoid",
]


def drill(rule: str, seed: int | None = None) -> Drill:
    """Return practice for a rule, one of `RULES`: fresh small problems without end.

    With a ``seed`` the problems are the same each time.
    """
    from .practice import Drill

    return Drill(rule, seed)
