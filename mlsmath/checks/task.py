"""What the diagnosis knows of an exercise: what it asks for, and the mistakes that it knows."""

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

import numpy as np

from mlsmath.checks.compare import RTOL
from mlsmath.checks.inputs import Case


@dataclass(frozen=True)
class Mistake:
    """What went wrong: the id for reports, the sentence, and an example if one may be shown.

    Those that an exercise knows beforehand have functions that make them; a learner's results
    count as theirs within the relative error `rtol`.
    """

    name: str
    hint: str
    example: str = ""
    functions: tuple[Callable, ...] = ()
    rtol: float = RTOL


class Asked(Protocol):
    """What is asked for: a function, by its name and its parameters."""

    name: str
    parameters: tuple[str, ...]


class Task(Asked, Protocol):
    """An exercise, as far as an answer is compared with what is right."""

    reference: Callable
    cases: Callable[[np.random.Generator], list[Case]]
    parts: MappingProxyType[str, float]
    gives_several: bool
    within: Callable | None
    may_overflow: bool
    mistakes: tuple[Mistake, ...]
    answers: tuple[Callable | str, ...]
    seconds: float
