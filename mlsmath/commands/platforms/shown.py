"""What the instructor sees: the table at the end of collecting, and the table of a class."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

from mlsmath.commands.platforms.collect import ASIDE, EMPTY, NOTHING, Outcome
from mlsmath.commands.platforms.unpack import harmless

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console
    from rich.table import Table

    from mlsmath.commands.grading.reporting.summary import Standing


@contextmanager
def watched(console: "Console", what: str) -> Iterator["Callable[[int, int], None]"]:
    """Show a bar; give back what is to be told how many of how many are done."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=console,
        transient=True,
    )
    with bar if console.is_terminal else nullcontext():  # a bar off would still end a line
        task = bar.add_task(what, total=None, visible=False)
        yield lambda done, total: bar.update(task, completed=done, total=total, visible=True)


def show_outcome(outcome: Outcome, console: "Console") -> None:
    """Print who handed in what, who did not, what could not be placed and why."""
    table = _table("Id", "Name", "Notebooks", "Handed in", "State", "Notes")
    for row in outcome.rows:
        there = row.notebooks or row.state not in (NOTHING, EMPTY, ASIDE)
        table.add_row(
            harmless(row.student),
            harmless(row.name),
            f"{len(row.notebooks)} of {outcome.expected}" if there else "-",
            f"{row.when.astimezone():%Y-%m-%d %H:%M}" if row.when else "-",
            row.state,
            harmless("; ".join(row.notes)),
        )
    console.print(table)
    if outcome.unplaced:
        table = _table("Could not be placed", "Why")
        for one in outcome.unplaced:
            table.add_row(harmless(one.file), harmless(one.reason))
        console.print(table)
    console.print(closing(outcome))


def closing(outcome: Outcome) -> str:
    """Return the last words of a run."""
    counts = Counter(row.state for row in outcome.rows)
    lines = [", ".join(f"{number} {state}" for state, number in counts.items()) + "."]
    if outcome.unplaced:
        lines.append(f"{len(outcome.unplaced)} could not be placed.")
    collected = [row for row in outcome.rows if row.notebooks]
    timeless = sum(row.when is None for row in collected)
    if timeless:
        lines.append(
            f"No time of handing in is known for {timeless} of {len(collected)}, so nbgrader "
            "cannot tell whether they are late."
        )
    if outcome.system:
        lines.append(f"{outcome.system} files that systems and platforms add were left out.")
    if not outcome.roster:
        lines.append("There is no roster, so nobody can be missed. To give one, add --roster.")
    if outcome.dry:
        lines.append("Nothing was written: this was a dry run.")
    return "\n".join(lines)


def show_states(states: "list[Standing]", console: "Console") -> None:
    """Print the class: collected, graded, needs a person, returned."""
    table = _table("Id", "Name", "Collected", "Graded", "Needs a person", "Returned", "Notes")
    for one in states:
        cells = (one.id, one.name, one.collected, one.graded, one.person, one.returned, one.notes)
        table.add_row(*(harmless(cell) or "-" for cell in cells[:-1]), harmless(one.notes))
    console.print(table)
    nowhere = sum(one.nowhere for one in states)
    people = f"{len(states)} people" if len(states) != 1 else "1 person"
    console.print(f"{people}, {nowhere} of them nowhere yet.")


def _table(*titles: str) -> "Table":
    from rich.box import HORIZONTALS
    from rich.table import Table

    table = Table(box=HORIZONTALS)
    for title in titles:
        table.add_column(title, overflow="fold")
    return table
