"""Mend what a notebook lost on its way: grade ids, schema, test cells. Say what was mended."""

from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.nbgraderformat.v3 import MetadataValidatorV3

from mlsmath.commands.grading.intake.assignment import MasterCell, MasterNotebook, grade_id

SKIPPED = "skip-execution"  # a cell with this tag is not run
KEYS = set(MetadataValidatorV3().schema["properties"])


def mend(nb: NotebookNode, master: MasterNotebook) -> list[str]:
    """Mend a notebook in place and return what was done, in words."""
    said: list[str] = []
    _know_again(nb, master, said)
    last = {grade_id(cell): number for number, cell in enumerate(nb.cells)}
    for number, cell in enumerate(nb.cells):
        if "nbgrader" not in cell.metadata:
            continue
        name = grade_id(cell)
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


def _know_again(nb: NotebookNode, master: MasterNotebook, said: list[str]) -> None:
    """Give a cell its grade id back, if it has lost it and has kept its own id of that name."""
    there = {grade_id(cell) for cell in nb.cells}
    for cell in nb.cells:
        name = cell.get("id")
        if name in master.cells and name not in there and grade_id(cell) is None:
            cell.metadata["nbgrader"] = NotebookNode(grade_id=name)
            said.append(f"the cell {name} had lost its grade id and was known by its own id")
            there.add(name)


def _settings(known: MasterCell) -> dict[str, Any]:
    flags = {name: getattr(known, name) for name in ("grade", "solution", "locked", "task")}
    return {**flags, "schema_version": 3}


def _put_right(cell: NotebookNode, known: MasterCell) -> bool:
    """Give a cell nbgrader's settings as they were handed out; return whether they had changed."""
    note = cell.metadata.nbgrader
    expected = _settings(known)
    note.setdefault("task", False)
    wrong = {k for k, v in expected.items() if note.get(k) is not v and note.get(k) != v}
    if known.grade and note.get("points") != known.points:
        expected["points"] = known.points
        wrong.add("points")
    for key in wrong & set(expected):
        note[key] = expected[key]
    checksum = note.get("checksum")
    odd = set(note) - KEYS
    if checksum is not None and not (isinstance(checksum, str) and len(checksum) == 32):
        odd.add("checksum")
    if note.get("cell_type", known.kind) != known.kind:
        odd.add("cell_type")
    if not known.grade and type(note.get("points", 0)) not in (int, float):
        odd.add("points")
    for key in odd & set(note):
        del note[key]
        wrong.add(key)
    if cell.cell_type != known.kind:
        wrong.add("cell type")
        for key in ("attachments", "outputs", "execution_count"):
            cell.pop(key, None)
        cell.cell_type = known.kind
        if known.kind == "code":
            cell.outputs, cell.execution_count = [], None
    tags = cell.metadata.get("tags", [])
    if SKIPPED in tags:
        cell.metadata.tags = [tag for tag in tags if tag != SKIPPED]
        wrong.add("tags")
    return bool(wrong)


def _add_missing(
    nb: NotebookNode, master: MasterNotebook, found: dict[str | None, int], said: list[str]
) -> None:
    """Put back each test cell that was deleted, after the cell that stood before it."""
    names = list(master.cells)
    for place, name in enumerate(names):
        known = master.cells[name]
        if name in found or not known.grade:
            continue
        present = [grade_id(cell) for cell in nb.cells]
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
    note = {**_settings(known), "grade_id": known.name, "points": known.points}
    cell = make(known.source, metadata={"nbgrader": note})
    if any("id" in other for other in nb.cells):
        cell.id = f"restored-{known.name}"[:64]
    else:
        cell.pop("id", None)
    return cell
