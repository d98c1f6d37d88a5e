"""Mend what a notebook lost on its way: grade ids, schema, test cells. Say what was mended."""

import contextlib
import json
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from mlsmath.grading.master import MasterCell, MasterNotebook

MOST_CELLS = 2000
SKIPPED = "skip-execution"  # a cell with this tag is not run


class BadNotebookError(Exception):
    """A file that is no notebook; the message says why."""


def parse(data: bytes) -> NotebookNode:
    """Return the notebook in a file's bytes, in the format of today.

    Raises
    ------
    BadNotebookError
        If the bytes are not JSON, or not a notebook.
    """
    try:
        text = data.decode("utf-8-sig")
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise BadNotebookError("not valid JSON" if data.strip() else "an empty file") from None
    if not isinstance(found, dict) or not isinstance(found.get("nbformat"), int):
        raise BadNotebookError("valid JSON, but not a notebook")
    try:
        nb = nbformat.convert(nbformat.reader.reads(text), 4)
        nb.nbformat_minor = max(int(nb.nbformat_minor), 5) if _has_ids(nb) else nb.nbformat_minor
        _tidy(nb)
        nbformat.validate(nb)
    except Exception as error:
        raise BadNotebookError(f"not a notebook ({type(error).__name__})") from None
    if len(nb.cells) > MOST_CELLS:
        raise BadNotebookError(f"more than {MOST_CELLS} cells")
    return nb


def _has_ids(nb: NotebookNode) -> bool:
    return any("id" in cell for cell in nb.cells)


def _tidy(nb: NotebookNode) -> None:
    """Drop what is run again anyway, and give every cell an id of its own."""
    seen: set[str] = set()
    for number, cell in enumerate(nb.cells):
        if cell.get("cell_type") == "code":
            cell.outputs = []
            cell.execution_count = None
        else:
            cell.pop("outputs", None)
            cell.pop("execution_count", None)
        with contextlib.suppress(AttributeError, TypeError):
            if not isinstance(cell.get("metadata"), dict):
                cell.metadata = NotebookNode()
            if "nbgrader" in cell.metadata and not isinstance(cell.metadata.nbgrader, dict):
                del cell.metadata["nbgrader"]
        if "id" in cell:
            name = str(cell.id)
            if name in seen:
                cell.id = f"{name[:50]}-{number}"
            seen.add(cell.id)


def mend(nb: NotebookNode, master: MasterNotebook) -> list[str]:
    """Mend a notebook in place and return what was done, in words."""
    said: list[str] = []
    last = {}
    for number, cell in enumerate(nb.cells):
        name = _grade_id(cell)
        if name in master.cells:
            last[name] = number
    for number, cell in enumerate(nb.cells):
        if "nbgrader" not in cell.metadata:
            continue
        name = _grade_id(cell)
        if name not in master.cells:
            if cell.metadata.nbgrader:
                said.append(f"a cell with an unknown grade id {name!r} was taken as a plain cell")
            del cell.metadata["nbgrader"]
        elif last[name] != number:
            said.append(f"duplicate grade id {name}: the last of the cells counts")
            del cell.metadata["nbgrader"]
        elif _put_right(cell, master.cells[name]):
            said.append(f"the settings of the cell {name} were put right")
    _add_missing(nb, master, last, said)
    return said


def _grade_id(cell: NotebookNode) -> Any:
    note = cell.metadata.get("nbgrader", {})
    name = note.get("grade_id")
    return name if isinstance(name, str) else None


def _put_right(cell: NotebookNode, known: MasterCell) -> bool:
    """Give a cell nbgrader's settings as they were handed out; return whether they had changed."""
    note = cell.metadata.nbgrader
    expected: dict[str, Any] = {
        "grade": known.grade,
        "solution": known.solution,
        "locked": known.locked,
        "schema_version": 3,
        "task": known.task,
    }
    note.setdefault("task", False)
    wrong = {k for k, v in expected.items() if note.get(k) is not v and note.get(k) != v}
    if known.grade and note.get("points") != known.points:
        expected["points"] = known.points
        wrong.add("points")
    for key in wrong & set(expected):
        note[key] = expected[key]
    if cell.cell_type != known.kind:
        wrong.add("cell type")
    tags = cell.metadata.get("tags", [])
    if SKIPPED in tags:
        cell.metadata.tags = [tag for tag in tags if tag != SKIPPED]
        wrong.add("tags")
    return bool(wrong)


def _add_missing(
    nb: NotebookNode, master: MasterNotebook, found: dict[str, int], said: list[str]
) -> None:
    """Put back each test cell that was deleted, after the cell that stood before it."""
    names = list(master.cells)
    for place, name in enumerate(names):
        known = master.cells[name]
        if name in found or not known.grade:
            continue
        present = [_grade_id(cell) for cell in nb.cells]
        before = [earlier for earlier in names[:place] if earlier in present]
        after = [later for later in names[place + 1 :] if later in present]
        if before:
            number = present.index(before[-1]) + 1
        else:
            number = present.index(after[0]) if after else len(nb.cells)
        nb.cells.insert(number, _cell(nb, known))
        said.append(f"test cell missing: {name} was put back")


def _cell(nb: NotebookNode, known: MasterCell) -> NotebookNode:
    make = new_code_cell if known.kind == "code" else new_markdown_cell
    note = {
        "grade": True,
        "grade_id": known.name,
        "locked": known.locked,
        "points": known.points,
        "schema_version": 3,
        "solution": known.solution,
        "task": False,
    }
    cell = make(known.source, metadata={"nbgrader": note})
    if any("id" in other for other in nb.cells):
        cell.id = f"restored-{known.name}"[:64]
    else:
        cell.pop("id", None)
    return cell
