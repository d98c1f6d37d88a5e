"""One notebook, as Jupyter stores it or as text for jupytext: its cells, and their lines."""

import json
import os
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from mlsmath.commands.contract.errors import ContractError
from mlsmath.commands.contract.notebook_file import NO_CELLS, parse
from mlsmath.commands.contract.surgery import cell_starts
from mlsmath.commands.machine import replace_file

SUFFIXES = (".ipynb", ".md", ".py")  # of files with one name the first counts
MYST = re.compile(r"^(?:`{3,}|~{3,})\{code-cell\}", re.M)
FRONT = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*$", re.M | re.S)
NAMED = re.compile(r"^(?:jupyter|jupytext|kernelspec):", re.M)
SCRIPT = re.compile(r"^# ?%% ?\[(?:markdown|md)\]|\A(?:#[^\n]*\n)*# +(?:jupyter|jupytext):", re.M)


def is_notebook(path: Path) -> bool:
    """Tell a notebook from other files of a folder, text by what stands in it."""
    if path.suffix not in SUFFIXES[1:]:
        return path.suffix == SUFFIXES[0]
    try:
        return _has_cells(path, _text(path))
    except ContractError:
        return False


def _has_cells(path: Path, text: str) -> bool:
    if path.suffix == ".py":
        return bool(SCRIPT.search(text))
    front = FRONT.match(text)
    return bool(MYST.search(text) or (front and NAMED.search(front[1])))


def load(path: Path) -> dict[str, Any]:
    """Return a notebook's content, with its cells as `notebook_file.parse` leaves them.

    Raises `ContractError`, with one sentence, for a file that is none.
    """
    return read(path, _text(path))


def read(path: Path, text: str) -> dict[str, Any]:
    """Return the content of the notebook `path` as `load` does, were its text this one."""
    try:
        content = parse(text if path.suffix == ".ipynb" else _as_json(path, text))
        if "cells" not in content:
            raise ValueError(NO_CELLS)
    except ContractError:
        raise
    except ValueError as error:
        raise ContractError(f"{path} is not a notebook: {error}.") from error
    return content


def cell_lines(path: Path) -> list[int]:
    """Return the line of the file, from 1, on which each cell of a notebook begins."""
    text = _text(path)
    if path.suffix == ".ipynb":
        return [text.count("\n", 0, start) + 1 for start in cell_starts(text)]
    return _lines(text, [cell["source"] for cell in load(path)["cells"]])


def _lines(text: str, sources: list[str]) -> list[int]:
    """Return where each of these cells begins in a text: where its first line is found again."""
    lines = [_bare(line) for line in text.split("\n")]
    found, at = [], 0
    for source in sources:
        wanted = [bare for line in source.split("\n") if (bare := _bare(line))]
        places = (n for n in range(at, len(lines)) if wanted and lines[n] == wanted[0])
        start = next(places, at)
        found.append(start + 1)
        at = min(start + len(wanted), len(lines) - 1)
    return found


def _bare(line: str) -> str:
    """Return a line without the signs that make it a comment of a script."""
    return line.strip().lstrip("# ").rstrip()


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ContractError(f"{path}: cannot be opened: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise ContractError(f"{path} is not a notebook: it is not UTF-8 text: {error}.") from error


def write_whole(path: Path, content: bytes) -> None:
    """Write a file of an author's in one step; refuse one that may not be written.

    Where the file is a link, what it leads to is written.
    """
    path = path.resolve()
    if path.exists() and not os.access(path, os.W_OK):
        raise ContractError(f"{path}: may not be written; allow it, or work on a copy.")
    replace_file(path, content)


@lru_cache(maxsize=256)  # jupytext is slow, and a notebook is read for its order, cells and lines
def _as_json(path: Path, text: str) -> str:
    """Return a notebook that is text as Jupyter would store it; a page without code is one cell."""
    if path.suffix == ".md" and not _has_cells(path, text):
        page = {"cell_type": "markdown", "id": "line 1", "source": FRONT.sub("", text, count=1)}
        return json.dumps({"cells": [page]})
    try:
        import jupytext
    except ImportError as error:
        raise ContractError(
            f"{path}: notebooks that are text need the package jupytext; install it: "
            "pip install 'mlsmath[jupytext]'"
        ) from error
    form = "py" if path.suffix == ".py" else "md:markdown"
    if path.suffix == ".md" and not _is_jupytext_markdown(text):
        form = "md:myst"
    try:
        notebook = json.loads(json.dumps(jupytext.reads(text, fmt=form)))
    except Exception as error:  # its readers raise what the parsers below them raise
        said = " ".join(str(error).split("\n\n")[0].split())
        raise ValueError(f"jupytext cannot read it: {said}") from error
    cells = notebook["cells"]
    for cell, line in zip(cells, _lines(text, [c["source"] for c in cells]), strict=True):
        cell["id"] = f"line {line}"  # jupytext's own is another one each time
    return json.dumps(notebook)


def _is_jupytext_markdown(text: str) -> bool:
    """Tell jupytext's own markdown, whose code stands in plain fences, from MyST."""
    front = FRONT.match(text)
    named = re.search(r"format_name:\s*['\"]?(\w+)", front[1]) if front else None
    if named:
        return named[1] != "myst"
    return not MYST.search(text) and bool(re.search(r"^(?:`{3,}|~{3,})python", text, re.M))
