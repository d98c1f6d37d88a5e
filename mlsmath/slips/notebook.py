"""In a notebook that somebody reads, an error comes as a sentence, with the traceback in a fold.

IPython calls the handler that `set_custom_exc` gave it for cells that do not parse and for cells
that run into an error; JupyterLab, Notebook, VS Code, Colab and JupyterLite share it. Whether
somebody reads is known from the request: a front end offers to ask (`input`), a program that
executes notebooks, such as nbclient and with it nbgrader, does not. There nothing is changed; what
failed is noted, and a check says so. While grading, it is not: points depend on functions alone.
"""

import contextlib
import html
import linecache
import os
import re
import sys
import traceback
import types
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mlsmath.slips import errors, state, text
from mlsmath.slips.meant import HANDED, meant
from mlsmath.slips.scene import Scene
from mlsmath.slips.slip import Slip
from mlsmath.slips.unknown import meaning

COLOURS = re.compile(r"\x1b\[[0-9;]*m")
PACKAGE = str(Path(__file__).parents[1]) + os.sep
Frame = tuple[types.FrameType, int]  # and the number of its line


@dataclass(frozen=True)
class Told:
    """What a learner reads where a cell failed."""

    place: str
    line: str
    said: str
    last: str
    traceback: str

    def as_text(self) -> str:
        """Return the message as plain text, with the traceback below it."""
        head = f"✘ {self.place}: {self.line}" if self.line else "✘ This cell stopped."
        return "\n".join([head, self.said or self.last, "", self.traceback])

    def as_html(self) -> str:
        """Return the message as HTML, with the traceback in a fold."""
        code = f" <code>{html.escape(self.line)}</code>" if self.line else ""
        place = self.place or "This cell stopped"
        said = re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(self.said or self.last))
        words = f"Python's own words: {html.escape(self.last)}" if self.said else "The whole report"
        return (
            '<div class="mlsmath-slip" role="alert" '
            'style="border-left:4px solid #D55E00;padding:0.2em 0 0.2em 0.8em">'
            f'<p style="margin:0.2em 0"><strong>✘ {place}{":" if code else "."}</strong>{code}</p>'
            f'<p style="margin:0.2em 0">{said}</p>'
            f'<details><summary style="cursor:pointer">{words}</summary>'
            f'<pre style="overflow-x:auto">{html.escape(self.traceback)}</pre></details></div>'
        )


def watch() -> None:
    """From the next cell on, tell slips in words, if this is a notebook."""
    shell = state.notebook_shell()
    if getattr(shell, "kernel", None) is None or getattr(shell, "_tells_slips", False):
        return
    shell._tells_slips = True
    earlier: list[Any] = []  # what another one, such as Colab, set for errors of its own

    def ours(shell: Any, kind: Any, error: BaseException, trace: Any, tb_offset: Any = None) -> Any:
        exceptions, handler = earlier
        if isinstance(error, exceptions):
            return handler(kind, error, trace, tb_offset)
        return _handle(shell, kind, error, trace, tb_offset)

    def before(info: Any) -> None:
        reads = getattr(shell.kernel, "_allow_stdin", state.IN_BROWSER)
        if reads and not earlier:
            earlier[:] = shell.custom_exceptions, shell.CustomTB
            shell.set_custom_exc((Exception,), ours)
        elif earlier and not reads:
            shell.custom_exceptions, shell.CustomTB = earlier
            earlier.clear()
        state.cells.start(info.raw_cell or "", getattr(info, "cell_id", None), shell.user_ns)

    def after(result: Any) -> None:
        error = result.error_before_exec or result.error_in_exec
        if result.success:
            state.cells.end()
        elif error and not earlier and not os.environ.get("NBGRADER_EXECUTION"):
            with contextlib.suppress(Exception):
                _noted(shell, error, _own_frames(shell, error.__traceback__), "")

    def show_syntax_error(*args: Any, **kwargs: Any) -> None:
        # IPython reads a cell's tokens before Python does, and shows what it meets there itself.
        error = sys.exc_info()[1] or getattr(sys, "last_value", None)
        if earlier and isinstance(error, SyntaxError):
            _handle(shell, type(error), error, None)
        else:
            type(shell).showsyntaxerror(shell, *args, **kwargs)

    shell.showsyntaxerror = show_syntax_error
    shell.events.register("pre_run_cell", before)
    shell.events.register("post_run_cell", after)


def _handle(
    shell: Any,
    kind: type[BaseException],
    error: BaseException,
    trace: types.TracebackType | None,
    tb_offset: int | None = None,
) -> list[str]:
    """Show an error of a cell; whatever goes wrong here, Python's own report is shown."""
    sys.last_type, sys.last_value, sys.last_traceback = kind, error, trace
    frames = _own_frames(shell, trace)
    parsed = bool(frames)
    try:
        lines = (
            shell.InteractiveTB.structured_traceback(kind, error, trace, tb_offset=tb_offset)
            if parsed and not isinstance(error, SyntaxError)
            else shell.SyntaxTB.structured_traceback(kind, error, [])
        )
        told = _noted(shell, error, frames, "\n".join(lines))
        shell.display_pub.publish({"text/html": told.as_html(), "text/plain": told.as_text()})
    except Exception:
        if parsed:
            shell.showtraceback((kind, error, trace), running_compiled_code=True)
        else:
            type(shell).showsyntaxerror(shell)
        return []
    if state.IN_BROWSER:
        shell._showtraceback(kind, error, [told.last])
    else:
        shell._last_traceback = lines
    return lines


def _own_frames(shell: Any, trace: types.TracebackType | None) -> list[Frame]:
    """Return the frames of the notebook's own code, outermost first."""
    frames = traceback.walk_tb(trace)
    return [(frame, number) for frame, number in frames if frame.f_globals is shell.user_ns]


def _noted(shell: Any, error: BaseException, frames: list[Frame], report: str) -> Told:
    """Note that the cell failed, and return what to show for it."""
    told, slip = tell(shell, error, frames, report)
    unread = isinstance(error, SyntaxError)
    state.cells.stop(state.Stopped(told.line, slip), shell.user_ns, unread)
    return told


def tell(shell: Any, error: BaseException, frames: list[Frame], report: str) -> tuple[Told, Slip]:
    """Return what to show for an error that a cell ran into, or that kept it from running."""
    cell = state.cells.text
    with contextlib.suppress(Exception):
        cell = shell.transform_cell(cell)
    if not frames:
        slip = text.misread(cell) if isinstance(error, SyntaxError) else None
        number = (slip and slip.line) or getattr(error, "lineno", None)
        place, line = f"Line {number}" if number else "", _line(cell, number)
    else:
        odd = (one for one in frames[:-1] if meant(_scene(error, *one), HANDED))
        frame, number = next(odd, frames[-1])
        written = _written(frame)
        slip = _slip(shell, error, frame, number)
        if slip is not None and slip.line and slip.line != number:
            number = slip.line
        here = frame.f_code.co_filename == frames[0][0].f_code.co_filename
        place, line = f"Line {number}", _line(state.cells.text if here else written, number)
        if not here:
            place += f" of the cell that makes {frame.f_code.co_name}"
    said = slip.said if slip is not None else ""
    last = errors.said(error)
    if isinstance(error, SyntaxError):
        last = f"{type(error).__name__}: {error.msg}"  # without the name of a file of the kernel
    slip = slip or Slip("error", f"{last}.")
    report = errors.without_signature(COLOURS.sub("", report))
    return Told(place, line, said, last, report), slip


def _written(frame: types.FrameType) -> str:
    """Return the text of the cell that a frame runs."""
    return "".join(linecache.getlines(frame.f_code.co_filename, frame.f_globals))


def _scene(error: BaseException, frame: types.FrameType, number: int) -> Scene:
    function = frame.f_code.co_name
    return Scene(
        _written(frame),
        error,
        number,
        {**frame.f_globals, **frame.f_locals},
        "" if function == "<module>" else function,
        frame.f_code.co_varnames[: frame.f_code.co_argcount],
    )


def _slip(shell: Any, error: BaseException, frame: types.FrameType, number: int) -> Slip | None:
    """Return what an error that a cell ran into means."""
    if isinstance(error, NotImplementedError):
        return _unwritten(frame)
    scene = _scene(error, frame, number)
    parameters = scene.parameters
    slip = meant(scene, HANDED) or meaning(scene, shell.user_ns, parameters)
    if slip is not None:
        return slip
    innermost = list(traceback.walk_tb(error.__traceback__))[-1][0].f_code.co_filename
    if innermost.startswith(PACKAGE):
        return None  # our own errors say what to do next
    slip = errors.explain(error, parameters)
    return None if slip.name == "error" else slip


def _unwritten(frame: types.FrameType) -> Slip:
    name = frame.f_code.co_name
    if state.raise_left(frame.f_globals.get(name)):
        return Slip(
            "raise-left",
            "`raise NotImplementedError()` still stands among your lines, and Python stops there. "
            f"Delete that line of `{name}`, run its cell, then this one.",
        )
    return Slip(
        "not-written",
        f"`{name}` is not written yet. Write your lines in its cell, run it, then this one.",
    )


def _line(written: str, number: int | None) -> str:
    lines = written.splitlines()
    return lines[number - 1].strip() if number and number <= len(lines) else ""
