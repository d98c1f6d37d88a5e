"""The page that JupyterLab opens first, and beside it the page with every symbol.

The first one shows the weeks in order, what is done so far, and how to find one's way.
"""

import base64
import json
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from mlsmath.commands.course.glossary import Weeks, names_page, notation_page
from mlsmath.commands.course.parts import read_part
from mlsmath.commands.course.so_far import SoFar

START_PAGE = "start-here.ipynb"
SYMBOLS_PAGE = "symbols.ipynb"
WORDS_PAGE = "words.ipynb"

WELCOME = """\
# Machine learning, with the math when you need it

Welcome. In three weeks you will teach a computer to guess a penguin's weight, and then to guess \
whether it is a male or a female. You need a little Python. You need no math beyond plus, minus, \
times and divided by: each piece of math is explained directly before you use it.
{penguin}
The **flipper** is a penguin's wing. The **bill** is its beak. You will meet 344 of these birds.

And this is what you will have made, one picture a week. You need not understand it yet.
{course}
This is your own copy of the course. You can change everything in it. Click on a notebook below \
to open it. Work through the notebooks from top to bottom: each one uses what the one before it \
explained."""

SO_FAR = """\
from mlsmath import so_far

so_far()"""

DONE_SO_FAR = """\
## Where to begin, or to go on

The box below says it in its first line. Under that stand the points that your checks gave when \
you last saved. To bring it up to date, \
click into it and press Shift + Enter."""

SYMBOLS = f"""\
## If you have forgotten a symbol or a word

All symbols of the course, a week at a time, are in [their own notebook]({SYMBOLS_PAGE}). You need \
not learn them. Come back when one looks strange.

Other courses use other words for the same things. [Our words and theirs]({WORDS_PAGE}) stand side \
by side."""

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

To open it again, open a terminal, the window in which you type commands to your computer, and \
enter:

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
- **A cell stopped, with a ✘.** The sentence says which line it was, and what to type. Python's \
own report is in the fold below it; its last line says the most.
- **You want to begin a notebook again.** Rename your notebook (right-click it in the list on the \
left, then *Rename*), then enter the command above. It brings a fresh copy and keeps yours."""


def start_page(
    weeks: list[tuple[str, dict[str, str]]],
    folder: Path,
    done: SoFar,
    pictures: dict[str, tuple[bytes, str]] | None = None,
) -> str:
    """Return the text of the start page.

    `weeks` has for each week its title and its released notebooks (name and text), `folder` is
    the learner's copy, `done` what is done in it, and `pictures` what the welcome shows: a PNG
    file with its text alternative for each of "penguin" and "course".
    """
    learn, progress = command("learn", folder), command("progress", folder)
    pictures = pictures or {}
    images = {name: f"\n![{alt}](attachment:{name}.png)\n" for name, (_, alt) in pictures.items()}
    welcome = WELCOME.format(**{"penguin": "", "course": "", **images})
    attached = {
        f"{name}.png": {"image/png": base64.b64encode(png).decode("ascii")}
        for name, (png, _) in pictures.items()
    }
    cells = [
        _cell("welcome", welcome) | ({"attachments": attached} if attached else {}),
        _cell("done-so-far", DONE_SO_FAR),
        _code("so-far", SO_FAR, done),
        _cell("weeks", "\n\n".join(_week(title, notebooks) for title, notebooks in weeks)),
        _cell("how-to-work", HOW_TO_WORK),
        _cell("come-back", COME_BACK.format(folder=folder, learn=learn, progress=progress)),
        _cell("stuck", STUCK),
        _cell("symbols", SYMBOLS),
    ]
    return _notebook(cells)


def table_pages(weeks: Weeks, course: Path) -> dict[str, str]:
    """Return the pages with every symbol and with both names of things, a cell for each week.

    A table without rows has no page. The folder `course` may add concepts and words to ours.
    """
    tables = {SYMBOLS_PAGE: notation_page(weeks, course), WORDS_PAGE: names_page(weeks, course)}
    return {name: _table_page(name, text) for name, text in tables.items() if text}


def _table_page(name: str, table: str) -> str:
    heading, *parts = table.split("\n\n### ")
    stem = name.removesuffix(".ipynb")
    cells = [_cell(stem, heading.replace("## ", "# ", 1))]
    cells += [_cell(f"{stem}-{k}", f"## {part}") for k, part in enumerate(parts, start=1)]
    return _notebook(cells)


def _notebook(cells: list[dict[str, Any]]) -> str:
    cells[0]["metadata"]["tags"] = ["no-lesson"]  # tells the contract what this page is
    notebook = {
        "cells": cells,
        "metadata": kernel_metadata(),
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def _cell(name: str, text: str) -> dict[str, Any]:
    return {
        "cell_type": "markdown",
        "id": name,
        "metadata": {"deletable": False, "editable": False},
        "source": text.splitlines(keepends=True),
    }


def _code(name: str, text: str, shown: SoFar) -> dict[str, Any]:
    """Return a cell of code as it is after it has shown `shown`."""
    data = {
        "text/markdown": shown._repr_markdown_().splitlines(keepends=True),
        "text/plain": repr(shown).splitlines(keepends=True),
    }
    output = {"output_type": "execute_result", "execution_count": 1, "data": data, "metadata": {}}
    return _cell(name, text) | {
        "cell_type": "code",
        "execution_count": 1,
        "outputs": [output],
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
    parts = [read_part(name, text) for name, text in notebooks.items()]
    return "\n".join([f"## {title}", "", *(part.line for part in parts)])
