"""Read a notebook however a program, a platform or an editor has saved it; say what it took.

Stored outputs are dropped first: every cell runs again. What no notebook has is dropped or put
right, so that nbgrader can read the rest.
"""

import json
import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import PurePath
from typing import Any

import nbformat
from jsonschema.validators import validator_for
from nbformat import NotebookNode
from nbformat.v4 import nbformat_schema

LARGEST = 200 * 2**20
LARGEST_WITHOUT_OUTPUTS = 64 * 2**20
MOST_CELLS = 2000
KINDS = ("code", "markdown", "raw")
KEYS = {"id", "cell_type", "metadata", "source", "attachments", "outputs", "execution_count"}
OLD_KEYS = {"prompt_number", "input", "language", "collapsed", "level"}  # of format 3
GOOD_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
ENDS = "\0\x1a \t\r\n"  # what editors and file systems put behind a text

UNREADABLE = "bytes that are no UTF-8 were read as Windows' western letters (cp1252)"
IDS = "cell ids that were missing, doubled or not allowed were replaced"
ABOUT_CELLS = "settings of cells that no notebook can have were dropped"
ABOUT_ALL = "settings of the notebook that no notebook can have were dropped"
KIND = "cells of an unknown kind were taken as text"
ATTACHED = "attachments that their cells cannot have were dropped"
FORMAT = "the number of the notebook's format was put right"

_SCHEMA = json.loads(files("nbformat.v4").joinpath(nbformat_schema[4, 5]).read_text("utf-8"))
_FORMAT = validator_for(_SCHEMA)(_SCHEMA)
_PARTS = _SCHEMA["definitions"]


def _rules(table: str, *parts: dict) -> dict[str, Any]:
    """Return what nbformat's schema says of metadata; another program's has to be a table."""
    rules = {table: {"type": "object"}}
    for part in parts:
        rules |= part["properties"]["metadata"]["properties"]
    return {name: _FORMAT.evolve(schema=rule) for name, rule in rules.items()}


OF_NOTEBOOKS = _rules("widgets", _SCHEMA)
OF_CELLS = _rules("nbgrader", *(_PARTS[f"{kind}_cell"] for kind in KINDS))
ATTACHMENTS = _FORMAT.evolve(schema=_PARTS["misc"]["attachments"])


class BadNotebookError(Exception):
    """A file that is no notebook; the message says why."""


def load(data: bytes) -> tuple[NotebookNode, list[str]]:
    """Return the notebook in a file's bytes, in the format of today, and what was put right.

    Raises
    ------
    BadNotebookError
        If the bytes are not JSON, or not a notebook.
    """
    said: dict[str, None] = {}
    found = read_json(data, said)
    if not isinstance(found, dict):
        raise BadNotebookError("valid JSON, but not a notebook")
    try:
        found = _version_4(found, said)
        nb = nbformat.from_dict(_notebook(found, said))
        nbformat.validate(nb)
    except BadNotebookError:
        raise
    except Exception as error:
        raise BadNotebookError(f"not a notebook ({type(error).__name__})") from None
    size = sum(len(cell.source) + len(str(cell.get("attachments", ""))) for cell in nb.cells)
    if size > LARGEST_WITHOUT_OUTPUTS:
        most = LARGEST_WITHOUT_OUTPUTS // 2**20
        raise BadNotebookError(f"larger than {most} MB without its outputs")
    if len(nb.cells) > MOST_CELLS:
        raise BadNotebookError(f"more than {MOST_CELLS} cells")
    return nb, list(said)


def plain_name(file: str) -> str:
    """Return a file's name without what downloads and copies add to it."""
    stem = PurePath(file).name.lower()
    while stem.endswith((".ipynb", ".txt", ".json")):
        stem = stem.rsplit(".", 1)[0]
    stem = re.sub(r"^(copy|kopie) (of|von) ", "", stem)
    stem = re.sub(r"([ _-]*\(\d+\)|[ _-]*copy\d*|[ _-]*\d+ copy)$", "", stem)
    return re.sub(r"[\W_]", "", stem)


def grade_ids(nb: Mapping[str, Any]) -> set[str]:
    """Return the grade ids in a notebook: they tell which one it is, whatever its name."""
    about = [cell.get("metadata") for cell in nb.get("cells", [])]
    notes = [one.get("nbgrader") for one in about if isinstance(one, dict)]
    names = [note.get("grade_id") for note in notes if isinstance(note, dict)]
    return {name for name in names if isinstance(name, str)}


def read_json(data: bytes, said: dict[str, None]) -> Any:
    """Return the JSON in a file's bytes, and add to `said` what was put right.

    Raises
    ------
    BadNotebookError
        If the bytes are not JSON.
    """
    if not data.strip(ENDS.encode()):
        raise BadNotebookError("an empty file")
    code = json.detect_encoding(data)
    try:
        text = data.decode(code, "surrogatepass")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
        said[UNREADABLE] = None
    else:
        if not code.startswith("utf-8"):
            said[f"its text was read as {code[:6].upper()}"] = None
    if text.rstrip(ENDS) != text.rstrip():
        said["bytes behind the end of the notebook were dropped"] = None
    try:
        return json.loads(text.rstrip(ENDS), strict=False)
    except (ValueError, RecursionError):
        raise BadNotebookError("not valid JSON") from None


def _version_4(found: dict, said: dict[str, None]) -> dict:
    """Return a notebook's JSON in format 4, without its outputs."""
    major, minor = (_number(found.get(key)) for key in ("nbformat", "nbformat_minor"))
    if major is None and isinstance(found.get("cells"), list):
        major = 4
    if major is None:
        raise BadNotebookError("valid JSON, but not a notebook")
    if minor is None:
        minor = 4 if major == 4 else 0
    kept = {"nbformat": major, "nbformat_minor": minor}
    if any(type(found.get(key)) is not int for key in kept):
        said[FORMAT] = None
    found = {**found, **kept}
    for sheet in [found, *(found.get("worksheets") or [])]:
        for cell in sheet.get("cells") or []:
            if cell.get("outputs"):
                cell["outputs"] = []
    if major < 4:
        found = nbformat.convert(nbformat.reader.reads(json.dumps(found)), 4)
    return found


def _number(value: Any) -> int | None:
    try:
        return int(float(value))
    except (TypeError, ValueError, OverflowError):
        return None


def _notebook(found: dict, said: dict[str, None]) -> dict:
    if not isinstance(found.get("cells"), list):
        raise BadNotebookError("not a notebook (it has no list of cells)")
    if set(found) - {"cells", "metadata", "nbformat", "nbformat_minor"}:
        said[ABOUT_ALL] = None
    cells = [_cell(cell, said) for cell in found["cells"]]
    minor = found["nbformat_minor"]
    if minor >= 5 or any(_has_id(cell) for cell in found["cells"]):
        minor = max(minor, 5)
        _give_ids(cells, said)
    else:
        for cell in cells:
            cell.pop("id", None)
    about: Any = found.get("metadata")
    spec = about.get("kernelspec") if isinstance(about, dict) else None
    if isinstance(spec, dict) and "name" in spec:
        about = {**about, "kernelspec": {"display_name": spec["name"], **spec}}
    about = _sound(about, OF_NOTEBOOKS, ABOUT_ALL, said)
    return {"cells": cells, "metadata": about, "nbformat": 4, "nbformat_minor": minor}


def _has_id(cell: dict) -> bool:
    return isinstance(cell.get("id"), str)


def _cell(cell: dict, said: dict[str, None]) -> dict:
    kind = cell.get("cell_type")
    source = _text(cell.get("source"))
    if kind == "heading":
        level = _number(cell.get("level")) or 1
        kind, source = "markdown", f"{'#' * min(max(level, 1), 6)} {source}"
    if kind not in KINDS:
        if not isinstance(kind, str):
            raise BadNotebookError("not a notebook (a cell is of no kind)")
        kind = "raw"
        said[KIND] = None
    if set(cell) - KEYS - OLD_KEYS:
        said[ABOUT_CELLS] = None
    about = _sound(cell.get("metadata"), OF_CELLS, ABOUT_CELLS, said)
    made = {"id": cell.get("id"), "cell_type": kind, "metadata": about, "source": source}
    if kind == "code":
        made |= {"outputs": [], "execution_count": None}
    attached = cell.get("attachments")
    if attached is not None:
        if kind != "code" and ATTACHMENTS.is_valid(attached):
            made["attachments"] = attached
        else:
            said[ATTACHED] = None
    return made


def _text(source: Any) -> str:
    if isinstance(source, list):
        return "".join(part for part in source if isinstance(part, str))
    return source if isinstance(source, str) else ""


def _give_ids(cells: list[dict], said: dict[str, None]) -> None:
    """Give every cell an id that is its own; one that is good and first stays."""
    seen: set[str] = set()
    for number, cell in enumerate(cells):
        name = cell["id"]
        if not (isinstance(name, str) and GOOD_ID.fullmatch(name)) or name in seen:
            base = re.sub(r"[^A-Za-z0-9_-]", "", str(name or ""))[:50] or "cell"
            name = f"{base}-{number}"
            while name in seen:
                name += "-"
            said[IDS] = None
        seen.add(name)
        cell["id"] = name


def _sound(about: Any, rules: dict[str, Any], words: str, said: dict[str, None]) -> dict:
    """Return metadata without what the format forbids."""
    if not isinstance(about, dict):
        said[words] = None
        return {}
    bad = {key for key, rule in rules.items() if key in about and not rule.is_valid(about[key])}
    if not bad:
        return dict(about)
    said[words] = None
    kept = {key: value for key, value in about.items() if key not in bad}
    if "tags" in bad and isinstance(about["tags"], list):
        tags = [tag for tag in about["tags"] if rules["tags"].is_valid([tag])]
        kept["tags"] = list(dict.fromkeys(tags))
    return kept
