"""Notebooks executed in kernels of this Python, several at a time; their files are not touched."""

import asyncio
import math
import os
import sys
import tempfile
import time
from collections.abc import Callable, Coroutine, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from mlsmath.commands.course import reading

if TYPE_CHECKING:
    from jupyter_client.manager import AsyncKernelManager
    from nbclient import NotebookClient
    from nbformat import NotebookNode
    from rich.console import Console

KERNEL_DIED = "KernelDied"
TIMED_OUT = "TimedOut"
NO_KERNEL = "NoKernel"
STARTS = 3  # two kernels that start at the same moment can be given the same port


@dataclass
class Job:
    """A notebook to execute: its cells get their outputs, the file in `folder` stays as it is.

    With `keep_widgets` the notebook's metadata hold the state of its widgets afterwards, for
    pages where they move without Python. Where it is not `seen` by anybody, pictures are not drawn.
    """

    notebook: "NotebookNode"
    folder: Path
    stop_at_error: bool = False
    keep_widgets: bool = False
    seen: bool = True
    cell_done: Callable[[], None] = lambda: None
    done: Callable[[float], None] = lambda seconds: None


def execute_all(jobs: Iterable[Job], at_once: int, timeout: float) -> None:
    """Execute notebooks, `at_once` at a time, each cell for at most `timeout` seconds.

    Whatever goes wrong is found in the outputs: a cell that takes too long ends in an error named
    TIMED_OUT, one whose kernel dies in KERNEL_DIED, and a kernel that cannot start puts NO_KERNEL
    into the first code cell. A cell that did not run, or not to its end because its kernel died,
    has no execution count.
    """

    async def main() -> None:
        turn = asyncio.Semaphore(at_once)

        async def one(job: Job) -> None:
            async with turn:
                started = time.monotonic()
                await _execute(job, timeout)
                job.done(time.monotonic() - started)

        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(job)) for job in jobs]
            if sys.platform == "win32":  # there, Ctrl-C is seen only when the loop wakes up
                while not all(task.done() for task in tasks):
                    await asyncio.sleep(0.2)

    _run(main())


@contextmanager
def cell_bar(console: "Console", cells: int) -> Iterator[Callable[[int], None]]:
    """Show a bar of `cells` cells, on a terminal, and give what moves it on by so many."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = TextColumn("running"), BarColumn(), MofNCompleteColumn(), TextColumn("cells")
    progress = Progress(*columns, TimeElapsedColumn(), console=console, transient=True)
    with progress if console.is_terminal else nullcontext():
        task = progress.add_task("cells", total=cells)
        yield lambda count: progress.advance(task, count)


def _run(main: Coroutine[Any, Any, None]) -> None:
    # ZeroMQ cannot wait for its sockets in the event loop that Windows uses by default.
    loop = asyncio.SelectorEventLoop if sys.platform == "win32" else None
    with asyncio.Runner(loop_factory=loop) as runner:
        runner.run(main)


async def _execute(job: Job, timeout: float) -> None:
    cells = reading.code_cells(job.notebook)
    for cell in job.notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    if not cells:
        return
    with tempfile.TemporaryFile() as messages:
        try:
            manager, client = await _start(job, messages, timeout)
        except (RuntimeError, OSError) as error:
            _add_error(cells[0][1], NO_KERNEL, _last_line(messages) or reading.one_line(error))
            return
        try:
            for index, cell in cells:
                alive = await _execute_cell(client, cell, index, timeout)
                job.cell_done()
                if not alive or (job.stop_at_error and has_unexpected_error(cell)):
                    return
            client.set_widgets_metadata()
        finally:
            if client.kc is not None:
                client.kc.stop_channels()
            await _stop(manager)


async def _start(
    job: Job, messages: IO[bytes], timeout: float
) -> tuple["AsyncKernelManager", "NotebookClient"]:
    """Start a kernel; try again when it dies before it has answered."""
    left = STARTS
    while True:
        manager, left = _kernel_manager(), left - 1
        try:
            return manager, await _start_once(job, manager, messages, timeout)
        except BaseException as error:
            gone = isinstance(error, RuntimeError) and not await manager.is_alive()
            await _stop(manager)
            if not (gone and left):
                raise


def _told(job: Job) -> dict[str, str]:
    """Return what the cells of a notebook can ask of their environment."""
    told = {"MLSMATH_FOR_PAGES": "1"} if job.keep_widgets else {}
    return told if job.seen else {**told, "NBGRADER_EXECUTION": "validate"}  # nbgrader's own word


async def _start_once(
    job: Job, manager: "AsyncKernelManager", messages: IO[bytes], timeout: float
) -> "NotebookClient":
    from nbclient import NotebookClient

    await manager.start_kernel(
        cwd=str(job.folder),
        env=os.environ | _told(job),
        stdout=messages,
        stderr=messages,
        extra_arguments=["--HistoryManager.hist_file=:memory:"],
    )
    kernel = manager.client(context=manager.context)
    kernel.start_channels()
    try:
        await kernel.wait_for_ready(timeout=60)
    except BaseException:
        kernel.stop_channels()
        raise
    kernel.allow_stdin = False
    client = NotebookClient(
        job.notebook,
        km=manager,
        timeout=math.ceil(timeout),  # whole, for older releases
        allow_errors=True,
        interrupt_on_timeout=True,
        # Elsewhere it would hide the still pictures in pages made of the notebook.
        store_widget_state=job.keep_widgets,
        iopub_timeout=round(min(max(timeout, 4), 20)),
        raise_on_iopub_timeout=True,
        error_on_timeout={"ename": TIMED_OUT, "evalue": "", "traceback": []},
        on_cell_executed=_note_timeout(timeout),
    )
    client.kc = kernel
    return client


async def _execute_cell(
    client: "NotebookClient", cell: "NotebookNode", index: int, timeout: float
) -> bool:
    """Execute a cell and tell whether the kernel can go on."""
    from nbclient.exceptions import CellTimeoutError, DeadKernelError

    try:
        await client.async_execute_cell(cell, index, execution_count=client.code_cells_executed + 1)
    except DeadKernelError:
        task = asyncio.current_task()
        if task is not None and task.cancelling():  # how nbclient reports that we were stopped
            raise asyncio.CancelledError from None
        cell.execution_count = None
        _add_error(cell, KERNEL_DIED, "Python ended in this cell; did it need too much memory?")
        return False
    except CellTimeoutError:  # the kernel did not react when it was interrupted
        _add_error(cell, TIMED_OUT, _too_long(timeout))
        return False
    return True


def has_unexpected_error(cell: "NotebookNode") -> bool:
    """Tell whether a cell that is not tagged `raises-exception` ended in an error."""
    return "raises-exception" not in tags(cell) and any(
        output.output_type == "error" for output in cell.outputs
    )


def tags(cell: "NotebookNode") -> list[str]:
    """Return the tags of a cell."""
    return cell.metadata.get("tags", [])


def _note_timeout(timeout: float) -> Callable[..., None]:
    def note(cell: "NotebookNode", cell_index: int, execute_reply: dict) -> None:
        if execute_reply["content"].get("ename") == TIMED_OUT:
            _add_error(cell, TIMED_OUT, _too_long(timeout))

    return note


def _too_long(timeout: float) -> str:
    return f"the cell took longer than {timeout:g} s"


def _add_error(cell: "NotebookNode", name: str, value: str) -> None:
    """Put an error into a cell; it takes over the traceback of the interrupt that it explains."""
    import nbformat

    errors = [output for output in cell.outputs if output.output_type == "error"]
    traceback = errors[-1].traceback if errors else []
    cell.outputs = [output for output in cell.outputs if output.output_type != "error"]
    cell.outputs.append(
        nbformat.v4.new_output("error", ename=name, evalue=value, traceback=traceback)
    )


def _kernel_manager() -> "AsyncKernelManager":
    from ipykernel.kernelspec import RESOURCES, get_kernel_dict
    from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager

    class ThisPython(KernelSpecManager):
        """Every notebook runs in the Python that has mlsmath, whatever kernel it names."""

        def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
            return KernelSpec(resource_dir=RESOURCES, **get_kernel_dict())

    return AsyncKernelManager(kernel_name="python3", kernel_spec_manager=ThisPython())


async def _stop(manager: "AsyncKernelManager") -> None:
    if manager.has_kernel:
        await manager.shutdown_kernel(now=True)


def _last_line(messages: IO[bytes]) -> str:
    messages.seek(0)
    lines = messages.read().decode("utf-8", errors="replace").strip().splitlines()
    return lines[-1].strip().rstrip(".") if lines else ""
