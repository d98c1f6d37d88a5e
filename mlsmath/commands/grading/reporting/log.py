"""A log for each submission: what nbgrader said while it was graded."""

import logging
import time
from pathlib import Path

from mlsmath.commands.grading.record import Record, replace, stem


class Log:
    """What nbgrader says of one submission."""

    def __init__(self, logger: logging.Logger) -> None:
        self.logger = logger
        self.lines: list[str] = []
        self.handler = logging.Handler(logging.INFO)
        self.handler.emit = lambda record: self.note(record.getMessage())  # type: ignore[method-assign]

    def note(self, text: str) -> None:
        """Keep a line."""
        self.lines.append(f"{time.strftime('%H:%M:%S')} {text}")

    def __enter__(self) -> "Log":
        self.logger.addHandler(self.handler)
        return self

    def __exit__(self, *_: object) -> None:
        self.logger.removeHandler(self.handler)

    def write(self, folder: Path, result: Record) -> None:
        """Write the log of a submission beside its record."""
        lines = [f"{result.student}: {result.state}. {result.reason}".strip(), *result.mends]
        text = "\n".join([*lines, "", *self.lines]) + "\n"
        replace(folder / f"{stem(result.student)}.log", text)
