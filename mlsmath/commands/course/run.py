"""Notebooks run headlessly, as CI runs them: whatever goes wrong is found and shown."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mlsmath.commands.contract.words import count
from mlsmath.commands.course import execute, reading
from mlsmath.commands.course.errors import CourseError

if TYPE_CHECKING:
    from nbformat import NotebookNode
    from rich.console import Console

# Matplotlib says so once on each machine, in whichever cell draws first.
HARMLESS = re.compile(r"^.*Matplotlib is building the font cache.*\n?", flags=re.MULTILINE)
# Where a traceback or a warning names a line of the cell; an older traceback has an arrow.
LINE = re.compile(
    r"Cell In ?\[\d+\], line (\d+)|ipykernel_\d+[\\/]\d+\.py:(\d+): |^-+> ?(\d+)", re.M
)
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Fault:
    """Something that went wrong in a cell."""

    notebook: str
    cell: int  # counted from 1 over all cells of the notebook
    cell_id: str
    line: int  # counted from 1
    source: str  # that line
    message: str

    def __str__(self) -> str:
        return (
            f"{self.notebook}, cell {self.cell} ({self.cell_id}), line {self.line}\n"
            f"    {self.source.strip()}\n"
            f"    {self.message}"
        )


def run_notebooks(paths: list[Path], console: "Console", at_once: int, timeout: float) -> bool:
    """Execute notebooks, show how it goes and every fault, and tell whether there was none.

    Each runs in its own folder and stops at its first error. An error is expected in a cell
    tagged `raises-exception`, text on stderr in one tagged `allows-stderr`.
    """
    started = time.monotonic()
    faults: list[str] = []
    notebooks = []
    for path in paths:
        try:
            notebooks.append((path, reading.read_notebook(path)))
        except CourseError as error:
            faults.append(str(error))
    cells = sum(len(reading.code_cells(notebook)) for _, notebook in notebooks)
    with execute.cell_bar(console, cells) as advance:
        jobs = [_job(notebook, path, faults, console, advance) for path, notebook in notebooks]
        execute.execute_all(jobs, at_once, timeout)
    for fault in faults:
        console.print(f"\n{fault}")
    console.print(
        f"\n{count(len(paths), 'notebook')}, "
        f"{count(len(faults), 'fault') if faults else 'no faults'}, "
        f"{time.monotonic() - started:.0f} s"
    )
    return not faults


def find_faults(notebook: "NotebookNode", name: str) -> list[Fault]:
    """Return what went wrong in an executed notebook: errors, and text on stderr."""
    faults = []
    for number, cell in enumerate(notebook.cells, start=1):
        if cell.cell_type != "code":
            continue
        for output in cell.outputs:
            message, line = "", 1
            if output.output_type == "error" and "raises-exception" not in execute.tags(cell):
                message, line = _error(output)
            elif output.output_type == "stream" and output.name == "stderr":
                text = HARMLESS.sub("", COLOURS.sub("", output.text)).strip()
                if text and "allows-stderr" not in execute.tags(cell):
                    message = "text on stderr: " + "\n    ".join(text.splitlines())
                    line = _line(text)
            if message:
                lines = cell.source.splitlines()
                blank = next(n for n, text in enumerate(lines) if text.strip())  # IPython cuts it
                line = min(line + blank, len(lines))
                faults.append(Fault(name, number, cell.id, line, lines[line - 1], message))
    return faults


def display_name(path: Path) -> str:
    """Return a path as seen from the current folder, or else the notebook and its week."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return f"{path.resolve().parent.name}/{path.name}"


def _job(
    notebook: "NotebookNode",
    path: Path,
    faults: list[str],
    console: "Console",
    advance: Callable[[int], None],
) -> execute.Job:
    name = display_name(path)
    cells = len(reading.code_cells(notebook))

    def done(seconds: float) -> None:
        found = find_faults(notebook, name)
        faults.extend(str(fault) for fault in found)
        ran = sum(cell.execution_count is not None for _, cell in reading.code_cells(notebook))
        advance(cells - ran)
        state = "FAILED" if found else "ok"
        console.print(f"{state:6}  {name}  ({ran} of {cells} cells, {seconds:.1f} s)")

    return execute.Job(
        notebook, path.parent, stop_at_error=True, cell_done=lambda: advance(1), done=done
    )


def _error(output: "NotebookNode") -> tuple[str, int]:
    """Return an error in one line, and the line of the cell that it came from."""
    message = f"{output.ename}: {output.evalue.strip()}" if output.evalue.strip() else output.ename
    return message, _line(COLOURS.sub("", "\n".join(output.traceback)))


def _line(text: str) -> int:
    """Return the line of the cell that a traceback or a warning names first, or else 1."""
    place = LINE.search(text)
    return int(place[place.lastindex or 1]) if place else 1
