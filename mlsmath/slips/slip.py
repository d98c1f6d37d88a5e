"""A slip: what went wrong in a line that a learner typed."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Slip:
    """The id for reports, one or two plain sentences, and the line, counted from 1."""

    name: str
    said: str
    line: int | None = None
