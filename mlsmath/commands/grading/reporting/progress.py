"""What the instructor sees while a class is graded, and at the end."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

from mlsmath.commands.grading.record import FAILED, GRADED, MISSING, PERSON, Record

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console

    from mlsmath.commands.grading.options import Tally

SHOWN = 20
ORDER = (GRADED, FAILED, MISSING, PERSON)


@contextmanager
def watched(console: "Console") -> Iterator["tuple[Callable, list[Record]]"]:
    """Show a bar with counts, rate and time left; give back what `grade.grade` calls."""
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    troubled: list[Record] = []
    said: list[str] = []
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TextColumn("left:"),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    )
    with bar if console.is_terminal else nullcontext():  # a bar off would still end a line
        task = bar.add_task("Grading", total=None, rate="")

        def watch(tally: "Tally", record: Record | None) -> None:
            if record is not None and record.state != GRADED:
                troubled.append(record)
            if tally.notice and tally.notice not in said:
                said.append(tally.notice)
                console.print(tally.notice)
            seconds = bar.tasks[0].elapsed or 0.0
            rate = f"{tally.done / seconds:.1f} a second" if tally.done and seconds else ""
            bar.update(
                task,
                total=tally.total,
                completed=tally.done,
                rate=rate,
                description=counts(tally) or "Grading",
            )

        yield watch, troubled


def counts(tally: "Tally") -> str:
    """Return how many submissions are in which state, in words."""
    parts = [f"{tally.states[state]} {state}" for state in ORDER if tally.states.get(state)]
    return ", ".join(parts)


def closing(tally: "Tally", troubled: list[Record]) -> str:
    """Return the last words of a run."""
    lines = []
    for record in troubled[:SHOWN]:
        lines.append(f"{record.student}: {record.state}. {record.reason}")
    if len(troubled) > SHOWN:
        lines.append(f"... and {len(troubled) - SHOWN} more; the report has them all.")
    if lines:
        lines.append("")
    if tally.total:
        each = tally.seconds / max(tally.done, 1)
        lines.append(f"{counts(tally)}. {each:.2f} seconds for each submission.")
    if tally.poor:
        lines.append(
            "Look at the source notebooks: their own solution does not earn all points of "
            f"{', '.join(tally.poor)}."
        )
    if tally.once:
        lines.append(
            "No sure second look is possible at some tests, so a submission could deceive them: "
            f"{', '.join(tally.once)}."
        )
    if tally.passed_over:
        lines.append(
            "Not graded, because nbgrader takes no id that begins with a dot: "
            f"{', '.join(tally.passed_over)}. Rename the folder, then enter the command again."
        )
    if tally.left_as_done:
        lines.append(
            f"{tally.left_as_done} had been done before and are as they were. "
            "To do them again, add --force."
        )
    return "\n".join(lines)
