"""The bar that counts cells while notebooks run; nothing where the output is no terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console


@contextmanager
def cell_bar(console: "Console", cells: int) -> Iterator[Callable[[int], None]]:
    """Show a bar of `cells` cells and give the function that moves it on by so many."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = TextColumn("running"), BarColumn(), MofNCompleteColumn(), TextColumn("cells")
    progress = Progress(*columns, TimeElapsedColumn(), console=console, transient=True)
    with progress if console.is_terminal else nullcontext():
        task = progress.add_task("cells", total=cells)
        yield lambda count: progress.advance(task, count)
