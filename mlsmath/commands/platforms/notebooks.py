"""Which of the week's notebooks a file is, by the cells in it and not only by its name."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from mlsmath.commands.grading.intake.formats import (
    BadNotebookError,
    grade_ids,
    plain_name,
    read_json,
)
from mlsmath.commands.platforms.errors import PlatformError


@dataclass(frozen=True)
class Expected:
    """One notebook of the week: the ids of its graded cells, or of all its cells if none is."""

    name: str
    ids: frozenset[str]
    graded: bool


def expected_in(folder: Path) -> dict[str, Expected]:
    """Return the notebooks of a week, by name.

    Raises
    ------
    PlatformError
        If there are none, or one of them is broken.
    """
    found = {}
    for path in sorted(folder.glob("*.ipynb")):
        cells = cells_of(path.read_bytes())
        if cells is None:
            raise PlatformError(f"{path} cannot be read as a notebook")
        graded = frozenset(grade_ids({"cells": cells}))
        found[path.stem] = Expected(path.stem, graded or _cell_ids(cells), bool(graded))
    if not found:
        raise PlatformError(f"there are no notebooks in {folder}", 2)
    return found


def is_notebook(path: str, data: bytes) -> bool:
    """Return whether a file is, or is meant to be, a notebook, whatever its name ends with."""
    name = PurePosixPath(path).name.lower()
    if name.endswith(".ipynb") or ".ipynb." in name:
        return True
    return data[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \r\n\t")[:1] == b"{" and (
        b'"nbformat"' in data.replace(b"\0", b"") if len(data) < 2**20 else b'"nbformat"' in data
    )


def cells_of(data: bytes) -> list[dict[str, Any]] | None:
    """Return the cells in a file's bytes, or None if they hold no notebook."""
    try:
        found = read_json(data, {})
        cells = found["cells"] if "cells" in found else found["worksheets"][0]["cells"]
        return [cell for cell in cells if isinstance(cell, dict)]
    except (BadNotebookError, KeyError, TypeError, IndexError):
        return None


def which(path: str, data: bytes, expected: dict[str, Expected]) -> str | None:
    """Return the name of the notebook that a file is, or None if it is none of the week's."""
    cells = cells_of(data)
    if cells is not None:
        ids = {True: frozenset(grade_ids({"cells": cells})), False: _cell_ids(cells)}
        shares = {
            name: len(one.ids & ids[one.graded]) / max(len(one.ids), 1)
            for name, one in expected.items()
        }
        best = max(shares, key=lambda name: shares[name])
        if shares[best] > 0.5:
            return best
    if PurePosixPath(path).name.removesuffix(".ipynb") in expected:
        return PurePosixPath(path).name.removesuffix(".ipynb")
    wanted = plain_name(path)
    named = [name for name in expected if plain_name(name) == wanted]
    return named[0] if len(named) == 1 else None


def _cell_ids(cells: list[dict[str, Any]]) -> frozenset[str]:
    return frozenset(name for cell in cells if isinstance(name := cell.get("id"), str))
