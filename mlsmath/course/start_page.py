"""The page that JupyterLab opens first: the weeks in order, and how to find one's way."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

from mlsmath.contract.words import count
from mlsmath.course.glossary import notation_page

START_PAGE = "start-here.ipynb"

WELCOME = """\
# Machine learning, with the math when you need it

This is your own copy of the course. You can change everything in it.

Click on a notebook below to open it. Work through the notebooks from top to bottom: each one
uses what the one before it explained."""

HOW_TO_WORK = """\
## How to work in a notebook

- A notebook is made of cells. Click on a cell and press **Shift + Enter** to run it. The next \
cell is then selected, so you can go on with Shift + Enter.
- Run the cells from top to bottom. A cell can use only what has run before it.
- In an exercise, write your code in place of `raise NotImplementedError()`. Then run the cell, \
and run the check below it. The check tells you what is right and what to try next.
- JupyterLab saves your work every two minutes. Press **Ctrl + S** (on a Mac **Cmd + S**) to save \
it now."""

COME_BACK = """\
## How to come back another day

Your work stays on your computer, in this folder:

```
{folder}
```

To open it again, open a terminal and enter:

```
{learn}
```

The same command also adds new notebooks when there are some. It never changes a notebook that you \
have worked in.

To see which exercises are done, enter:

```
{progress}
```"""

STUCK = """\
## If you are stuck

- **An exercise is hard.** Below each task there are three hints. Open one at a time. The first \
is a small push, the third says nearly everything.
- **Something behaves strangely.** Choose *Kernel → Restart Kernel and Run All Cells…* in the \
menu. This starts Python afresh and runs the notebook from the top.
- **There is a red error message.** Read its last line first: it says what went wrong. The arrow \
`---->` above it points at the line of code.
- **You want to begin a notebook again.** Rename your notebook (right-click it in the list on the \
left, then *Rename*), then enter the command above. It brings a fresh copy and keeps yours."""


def start_page(
    weeks: list[tuple[str, dict[str, str]]], folder: Path, extra: Path | None = None
) -> str:
    """Return the text of the start page, a notebook without code.

    `weeks` has for each week its title and its released notebooks (name and text), `folder` is
    the learner's copy, `extra` a `concepts.toml` that adds concepts to ours.
    """
    learn, progress = command("learn", folder), command("progress", folder)
    cells = {
        "welcome": WELCOME,
        "weeks": "\n\n".join(_week(title, notebooks) for title, notebooks in weeks),
        "how-to-work": HOW_TO_WORK,
        "come-back": COME_BACK.format(folder=folder, learn=learn, progress=progress),
        "stuck": STUCK,
        "notation": notation_page(weeks, extra),
    }
    notebook = {
        "cells": [_cell(name, text) for name, text in cells.items() if text],
        "metadata": kernel_metadata(),
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def _cell(name: str, text: str) -> dict[str, Any]:
    metadata: dict[str, Any] = {"deletable": False, "editable": False}
    if name == "welcome":  # the first cell tells the contract what this page is
        metadata["tags"] = ["no-lesson"]
    return {
        "cell_type": "markdown",
        "id": name,
        "metadata": metadata,
        "source": text.splitlines(keepends=True),
    }


def is_start_page(path: Path) -> bool:
    """Tell whether a file is a start page, of whichever version of the course."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))["cells"][0]["id"] == "welcome"
    except (OSError, ValueError, KeyError, IndexError, TypeError, RecursionError):
        return False


def stamp(text: str) -> str:
    """Return a notebook's text with this Python as its kernel.

    JupyterLab writes this when it opens a notebook, and would then ask whether to save.
    """
    notebook = json.loads(text)
    notebook["metadata"].update(kernel_metadata())
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def kernel_metadata() -> dict[str, dict]:
    """Return what JupyterLab writes into a notebook that runs in this Python."""
    return {
        "kernelspec": {
            "display_name": "Python 3 (ipykernel)",
            "language": "python",
            "name": "python3",
        },
        "language_info": {
            "codemirror_mode": {"name": "ipython", "version": 3},
            "file_extension": ".py",
            "mimetype": "text/x-python",
            "name": "python",
            "nbconvert_exporter": "python",
            "pygments_lexer": "ipython3",
            "version": sys.version.split()[0],
        },
    }


def command(verb: str, folder: Path) -> str:
    """Return what to type in any terminal, from any folder, to run `mlsmath VERB folder`."""
    script = shutil.which("mlsmath")
    beside = shutil.which("mlsmath", path=str(Path(sys.executable).parent))
    if sys.prefix == sys.base_prefix and script is not None and script == beside:
        words = ["mlsmath"]
    elif beside is not None:  # in a virtual environment that may not be active next time
        words = [beside]
    else:
        words = [sys.executable, "-m", "mlsmath"]
    words += [verb, str(folder)]
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)


def _week(title: str, notebooks: dict[str, str]) -> str:
    lines = [f"## {title}", ""]
    for number, (name, text) in enumerate(notebooks.items(), start=1):
        lines.append(f"{number}. [{notebook_title(name, text)}]({quote(name)}){_exercises(text)}")
    return "\n".join(lines)


def notebook_title(name: str, text: str) -> str:
    """Return a notebook's first heading without its place in the course, or else its name."""
    for cell in json.loads(text)["cells"]:
        heading = re.search(r"^# (.+)$", "".join(cell["source"]), flags=re.MULTILINE)
        if cell["cell_type"] == "markdown" and heading:
            return re.sub(r"^Week \d+, part \d+: ", "", heading[1].strip())
    return Path(name).stem


def _exercises(text: str) -> str:
    graded = [
        cell["metadata"]["nbgrader"]["points"]
        for cell in json.loads(text)["cells"]
        if cell["metadata"].get("nbgrader", {}).get("grade")
    ]
    if not graded:
        return ""
    return f" ({count(len(graded), 'exercise')}, {count(sum(graded), 'point')})"
