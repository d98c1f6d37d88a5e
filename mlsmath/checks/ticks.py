"""A tick for each exercise of a page that is done, below its first box; each check keeps it up.

Shown where somebody reads: a program that executes notebooks, such as nbgrader, gets no output.
"""

from __future__ import annotations

import html
import sys
from typing import Any

from mlsmath.checks.exercise import Check
from mlsmath.checks.result import CheckResult
from mlsmath.slips import state


class Ticks:
    """The exercises of a page by name, and which of them are done in this session."""

    def __init__(self, names: list[str]) -> None:
        self.done = dict.fromkeys(names, False)
        self._shown: Any = None  # IPython's handle of what stands on the page

    def take(self, execution: Any) -> None:
        """Note the result of a cell, if it is that of a check; IPython calls it after each cell."""
        result = getattr(execution, "result", None)
        if isinstance(result, CheckResult) and result.exercise in self.done:
            self.done[result.exercise] = result.passed
            if self._shown is not None:
                self._shown.update(self)

    def show(self, display: Any) -> None:
        """Show them with IPython's `display`, in an output that can be changed later."""
        self._shown = display(self, display_id=True)

    def __repr__(self) -> str:
        marks = [f"{'✔' if done else '○'} {name}" for name, done in self.done.items()]
        return "   ".join([f"Exercises done: {self._count}", *marks])

    def _repr_html_(self) -> str:
        marks = "".join(
            f'<span style="white-space:nowrap;margin-left:1.2em"><span role="img" '
            f'aria-label="{"done" if done else "not done yet"}">{"✔" if done else "○"}</span> '
            f"<code>{html.escape(name)}</code></span> "
            for name, done in self.done.items()
        )
        return (
            '<div class="mlsmath-exercises" style="padding:0.2em 0">'
            f"<strong>Exercises done: {self._count}</strong> {marks}</div>"
        )

    @property
    def _count(self) -> str:
        return f"{sum(self.done.values())} of {len(self.done)}"


def show_exercises(*checks: Check) -> None:
    """Show the exercises that `checks` belong to, each with a tick once its check says Correct.

    What stands there changes by itself when a check runs. A notebook whose Python was started
    again begins with no tick, as its functions are then to be run again, too.

    >>> from mlsmath.checks import check_predict, show_exercises
    >>> show_exercises(check_predict)  # only a notebook that somebody reads shows it
    """
    shell = state.notebook_shell()
    kernel = getattr(shell, "kernel", None)
    if kernel is None or not getattr(kernel, "_allow_stdin", state.IN_BROWSER):
        return
    earlier = getattr(shell, "_ticks", None)
    ticks = Ticks([check.name for check in checks])
    if earlier is not None:  # the first box is run again
        shell.events.unregister("post_run_cell", earlier.take)
        ticks.done |= {name: done for name, done in earlier.done.items() if name in ticks.done}
    shell._ticks = ticks
    ticks.show(sys.modules["IPython"].display.display)
    shell.events.register("post_run_cell", ticks.take)
