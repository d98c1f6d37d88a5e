"""What the cells call that a live page of the site adds to a notebook."""

import asyncio
import html
import json
import logging
import sys
from pathlib import Path
from typing import Any

from mlsmath.commands.course.results import check_result

DRIVE = Path("/drive")
FETCHING: list[asyncio.Future[Any]] = []  # so that none ends before it is done
KEPT = " (kept "  # in the name of a notebook that was begun again; live.js writes it


class Message:
    """Some HTML, and what it says in plain text."""

    def __init__(self, text: str, page: str | None = None) -> None:
        self.text = text
        self.page = page or f'<p role="status">{html.escape(text)}</p>'

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/html": self.page, "text/plain": self.text}

    def __repr__(self) -> str:
        return self.text


def show_ready() -> Message:
    """Say that Python runs, and which one.

    From here on Matplotlib keeps to itself which fonts it looks for: it would say so in red.
    """
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    version = ".".join(str(number) for number in sys.version_info[:2])
    where = "in your browser" if sys.platform == "emscripten" else "on this computer"
    if sys.platform == "emscripten":
        FETCHING.append(asyncio.ensure_future(_fetch_the_rest()))
    return Message(f"✔ Python {version} is ready, {where}.")


async def _fetch_the_rest() -> None:
    """Fetch what the first box of every notebook imports, while the learner reads."""
    from pyodide_js import loadPackage

    await asyncio.sleep(1)  # the page shows first that Python is ready
    await loadPackage(["mlsmath"])


def show_progress(folder: Path = DRIVE) -> Message:
    """Show the points that the checks gave in the notebooks saved in `folder`.

    Read from the results that the checks leave in a notebook; nothing is run.
    """
    paths = [path for path in sorted(folder.rglob("*.ipynb")) if KEPT not in path.stem]
    rows = [row for path in paths for row in [_row(path)] if row]
    if not rows:
        return Message(
            "There is nothing to show yet. Solve an exercise, run its check, save your work "
            "and run this box again."
        )
    lines = [
        f"{name}: {ticks} {done} of {of} exercises, {points:g} of {total:g} points"
        for name, ticks, done, of, points, total in rows
    ]
    cells = "".join(
        f"<tr><th scope='row' style='text-align:left'>{html.escape(name)}</th>"
        f"<td>{ticks} {done} of {of}</td><td>{points:g} of {total:g}</td></tr>"
        for name, ticks, done, of, points, total in rows
    )
    head = "<tr><th scope='col'>Notebook</th><th scope='col'>Exercises done</th>"
    table = f"<table>{head}<th scope='col'>Points</th></tr>{cells}</table>"
    return Message("\n".join(lines), table)


def _row(path: Path) -> tuple[str, str, int, int, float, float] | None:
    """Return a notebook's week and name, its ticks, exercises done, all, points, all points."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        tests = [cell for cell in cells if cell["metadata"].get("nbgrader", {}).get("grade")]
        results = [check_result(cell) for cell in tests]
        highest = [float(cell["metadata"]["nbgrader"]["points"]) for cell in tests]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    if not any(results):
        return None
    done = [bool(result and result["passed"]) for result in results]
    ticks = " ".join("✔" if one else "○" for one in done)
    week = path.parent.name.partition("-")[0].replace("week", "Week ")
    points = round(sum(result["points"] for result in results if result), 2)
    return f"{week}, {path.stem}", ticks, sum(done), len(tests), points, sum(highest)
