"""Which cell makes a name: in this notebook, or in another one of the course."""

import ast
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

LARGEST = 5_000_000  # bytes; a larger file is no notebook of ours


@dataclass(frozen=True)
class Place:
    """A cell of a notebook: its text, the heading above it, its place, and the names it makes."""

    notebook: Path
    id: str
    text: str
    heading: str
    position: int
    makes: frozenset[str]


def places(notebook: Path) -> tuple[Place, ...]:
    """Return the code cells of a notebook file; none if it cannot be read."""
    try:
        stat = notebook.stat()
    except OSError:
        return ()
    return _read(notebook, stat.st_mtime_ns) if stat.st_size <= LARGEST else ()


@lru_cache(maxsize=64)
def _read(notebook: Path, _changed: int) -> tuple[Place, ...]:
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        found, heading = [], ""
        for position, cell in enumerate(cells):
            text = "".join(cell["source"])
            if cell["cell_type"] == "markdown":
                titles = [line for line in text.splitlines() if line.startswith("#")]
                heading = titles[-1].lstrip("# ").strip() if titles else heading
            elif cell["cell_type"] == "code":
                made = frozenset(names_made(text))
                found.append(Place(notebook, cell.get("id", ""), text, heading, position, made))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ()
    return tuple(found)


def names_made(text: str) -> set[str]:
    """Return the names that a cell gives a value to, outside its functions."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return set()
    made: set[str] = set()
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            made.add(node.name)
            continue
        if isinstance(node, ast.Import | ast.ImportFrom):
            made |= {(one.asname or one.name).partition(".")[0] for one in node.names}
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            made.add(node.id)
        if not isinstance(node, ast.Lambda | ast.ListComp | ast.GeneratorExp | ast.DictComp):
            waiting += ast.iter_child_nodes(node)
    return made


def this_notebook(folder: Path, text: str, cell_id: str | None, ran: set[str]) -> Path | None:
    """Return the notebook of a folder that holds the running cell and most cells that ran."""
    best, most = None, 0
    for notebook in sorted(folder.glob("*.ipynb")):
        cells = places(notebook)
        here = sum(place.text == text or (bool(cell_id) and place.id == cell_id) for place in cells)
        score = 100 * bool(here) + sum(place.text in ran for place in cells)
        if score > most:
            best, most = notebook, score
    return best


def makers(notebook: Path, name: str) -> list[Place]:
    """Return the cells of a notebook that make a name."""
    return [place for place in places(notebook) if name in place.makes]


def _order(notebook: Path) -> tuple[str, str]:
    where = notebook.resolve()
    return where.parent.name, where.name


def in_other_notebooks(folder: Path, notebook: Path | None, name: str) -> Place | None:
    """Return the first cell that makes a name in a notebook before this one.

    Before is what comes earlier by the names of folder and file, here or in a folder beside.
    """
    for other in sorted({*folder.glob("*.ipynb"), *folder.glob("../*/*.ipynb")}, key=_order):
        if notebook is None or _order(other) < _order(notebook):
            for place in makers(other, name):
                return place
    return None
