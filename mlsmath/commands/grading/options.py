"""What a run is asked for, and how far it has come."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from mlsmath.commands.grading.sandbox.isolation import Limits


@dataclass
class Options:
    """How to grade."""

    students: Sequence[str] = ()
    workers: int = 0
    scheduler: str = ""
    force: bool = False
    sandbox: bool = True
    engine: str = ""
    stderr_costs_points: bool = False
    limits: Limits = field(default_factory=Limits)


@dataclass
class Tally:
    """How far a run has come."""

    total: int = 0
    left_as_done: int = 0
    states: dict[str, int] = field(default_factory=dict)
    poor: list[str] = field(default_factory=list)
    once: list[str] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)
    notice: str = ""
    seconds: float = 0.0

    @property
    def done(self) -> int:
        """How many submissions this run has finished."""
        return sum(self.states.values())
