"""Notebook files, read without complaint about what older editors leave out."""

import json
import secrets
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from mlsmath.commands.contract import notebook_file
from mlsmath.commands.course.errors import CourseError

if TYPE_CHECKING:
    from nbformat import NotebookNode


def read_notebook(path: Path) -> "NotebookNode":
    """Return the notebook in `path` in format 4, every cell with an id.

    Raises CourseError if the file cannot be read or is no notebook.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CourseError(f"{path} cannot be read: {one_line(error)}.") from error
    return parse_notebook(text, path)


def parse_notebook(text: str, path: Path) -> "NotebookNode":
    """Return the notebook written in `text`; `path` is its name in errors."""
    import nbformat

    try:
        content = json.dumps(notebook_file.parse(text))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # cells without an id
            notebook = nbformat.reads(content, as_version=4)
        for cell in notebook.cells:
            if cell.get("id") is None:
                cell["id"] = secrets.token_hex(4)
            if cell.cell_type == "code":
                cell.setdefault("execution_count", None)
    except Exception as error:
        raise CourseError(f"{path} is not a notebook: {one_line(error)}.") from error
    return notebook


def code_cells(notebook: "NotebookNode") -> list[tuple[int, "NotebookNode"]]:
    """Return the code cells that have code, each with its place in the notebook, from 0."""
    return [
        (index, cell)
        for index, cell in enumerate(notebook.cells)
        if cell.cell_type == "code" and cell.source.strip()
    ]


def one_line(error: object) -> str:
    """Return the first line of an error's text, or its name, without a full stop or a number."""
    if isinstance(error, OSError) and error.strerror:
        error = f"{error.strerror}: {error.filename}" if error.filename else error.strerror
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return lines[0].strip().rstrip(".")
