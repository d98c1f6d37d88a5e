"""The text of a notebook file, read: what is missing filled in, what has a wrong type named."""

import json
from typing import Any

NO_CELLS = "it has no list of cells; open it in a current Jupyter and save it again"
OLDER = "; the folder .ipynb_checkpoints beside it may hold an older copy"
MEND = "; mend or delete it in a text editor"
Kind = type[str] | type[list] | type[dict]
KINDS: dict[Kind, str] = {str: "text", list: "a list", dict: "a table"}


def parse(text: str) -> dict[str, Any]:
    """Return the notebook written in `text`; each cell has a source and tables of metadata.

    A file without cells is returned as it is: in old formats they stand elsewhere. Raises
    ValueError, whose text ends the sentence "this file is not a notebook: …".
    """
    try:
        content = json.loads(text)
    except RecursionError:
        raise ValueError("its JSON is nested too deeply") from None
    except ValueError as error:
        wrong = f"its JSON is broken: {error}" if text.strip() else "it is empty"
        raise ValueError(f"{wrong}{OLDER}") from None
    if not isinstance(content, dict) or not isinstance(content.get("cells", []), list):
        raise ValueError(NO_CELLS)
    _fill(content, "metadata", dict, "the file")
    for name in ("nbformat", "nbformat_minor"):
        if not isinstance(content.get(name, 0), int):
            raise ValueError(f"the {name} of the file must be a whole number{MEND}")
    for number, cell in enumerate(content.get("cells", []), start=1):
        _fill_cell(cell, f"its cell {number}")
    return content


def _fill_cell(cell: Any, place: str) -> None:
    if not isinstance(cell, dict):
        raise ValueError(f"{place} must be a table{MEND}")
    if isinstance(cell.get("source"), list):
        _check_each(cell["source"], str, f"the lines of {place} must be text")
        cell["source"] = "".join(cell["source"])
    _fill(cell, "source", str, place)
    metadata = _fill(cell, "metadata", dict, place)
    for name, kind in (("tags", list), ("nbgrader", dict)):
        if name in metadata:
            _fill(metadata, name, kind, place)
    if not isinstance(cell.get("cell_type"), str):
        raise ValueError(f"the cell_type of {place} must be text{MEND}")
    if cell["cell_type"] == "code":
        outputs = _fill(cell, "outputs", list, place)
        _check_each(outputs, dict, f"the outputs of {place} must be tables")


def _fill(table: dict[str, Any], name: str, kind: Kind, place: str) -> Any:
    """Return an entry of a table, put in empty where it is missing; refuse another type."""
    if table.get(name) is None:
        table[name] = kind()
    if not isinstance(table[name], kind):
        raise ValueError(f"the {name} of {place} must be {KINDS[kind]}{MEND}")
    return table[name]


def _check_each(items: list[Any], kind: type, words: str) -> None:
    if not all(isinstance(item, kind) for item in items):
        raise ValueError(f"{words}{MEND}")
