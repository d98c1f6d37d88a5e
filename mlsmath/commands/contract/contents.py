"""The order that a book gives its pages: `_toc.yml`, `myst.yml`, or the toctree of Sphinx."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mlsmath.commands.contract.errors import ContractError

PAGES = (".ipynb", ".md", ".py")  # what may hold a lesson
DOCUMENTS = (*PAGES, ".rst", ".txt")  # what may hold a toctree
RST = re.compile(r"^([ \t]*)\.\. toctree::[^\n]*\n((?:[ \t]*\n|\1[ \t]+\S[^\n]*\n?)*)", re.M)
MYST = re.compile(r"^[ \t]*(`{3,}|:{3,}|~{3,})\{toctree\}[^\n]*\n(.*?)^[ \t]*\1", re.M | re.S)
TITLED = re.compile(r".*<([^<>]+)>$")
GLOB = re.compile(r"[*?\[]")


def listed(folder: Path) -> list[Path]:
    """Return the pages that the table of contents of a folder names, in order; none without one.

    Raises `ContractError` when the table cannot be read.
    """
    for name, read in (("_toc.yml", _book), ("myst.yml", _project)):
        if (folder / name).is_file():
            found = read(_yaml(folder / name), folder)
            break
    else:
        found = _sphinx(folder) if (folder / "conf.py").is_file() else iter(())
    return list(dict.fromkeys(found))


def _book(content: Any, folder: Path) -> Iterator[Path]:
    """Yield the pages of Jupyter Book's `_toc.yml`, whose lists lie in lists."""
    if isinstance(content, list):
        for item in content:
            yield from _book(item, folder)
    elif isinstance(content, dict):
        for key, value in content.items():
            if key in ("root", "file") and isinstance(value, str | int):
                yield from _page(folder / str(value))
            elif key == "glob" and isinstance(value, str):
                yield from _matching(folder, value)
            else:
                yield from _book(value, folder)


def _project(content: Any, folder: Path) -> Iterator[Path]:
    """Yield the pages of a MyST project."""
    project = content.get("project") if isinstance(content, dict) else None
    entries = project.get("toc") if isinstance(project, dict) else None
    for entry in entries if isinstance(entries, list) else []:
        yield from _entry(entry, folder)


def _entry(entry: Any, folder: Path) -> Iterator[Path]:
    if isinstance(entry, dict):
        if isinstance(entry.get("file"), str):
            yield from _page(folder / entry["file"])
        if isinstance(entry.get("pattern"), str):
            yield from _matching(folder, entry["pattern"])
        for child in entry.get("children") or []:
            yield from _entry(child, folder)


def _sphinx(folder: Path) -> Iterator[Path]:
    """Yield the pages of Sphinx, from its first one on."""
    for name in ("index", "contents"):
        for start in _documents(folder / name):
            yield from _followed(start, folder, set())
            return


def _followed(document: Path, top: Path, seen: set[Path]) -> Iterator[Path]:
    if document in seen:
        return
    seen.add(document)
    yield from (document,) if document.suffix in PAGES else ()
    for name in _toctrees(_text(document)):
        base = top if name.startswith("/") else document.parent
        name = name.lstrip("/")
        globbed = GLOB.search(name)
        for found in _matching(base, name, DOCUMENTS) if globbed else _documents(base / name):
            yield from _followed(found, top, seen)


def _toctrees(text: str) -> Iterator[str]:
    """Yield the entries of all toctrees in a document."""
    for match in sorted([*RST.finditer(text), *MYST.finditer(text)], key=lambda m: m.start()):
        body = re.sub(r"\A---\n.*?^---$", "", match[2], flags=re.M | re.S)
        for line in map(str.strip, body.splitlines()):
            titled = TITLED.match(line)
            name = titled[1] if titled else line
            if name and name != "self" and not name.startswith(":") and "://" not in name:
                yield name


def _matching(folder: Path, pattern: str, suffixes: tuple[str, ...] = PAGES) -> Iterator[Path]:
    found = sorted(folder.glob(pattern))
    yield from (path for path in found if path.suffix in suffixes and path.is_file())


def _page(path: Path) -> Iterator[Path]:
    """Yield the page that a table names, with or without its suffix."""
    yield from (found for found in _documents(path) if found.suffix in PAGES)


def _documents(path: Path) -> Iterator[Path]:
    named = [path] if path.suffix in DOCUMENTS else []
    for found in (*named, *(path.with_name(path.name + suffix) for suffix in DOCUMENTS)):
        if found.is_file():
            yield found
            return


def _text(document: Path) -> str:
    try:
        text = document.read_text(encoding="utf-8-sig")
        if document.suffix == ".ipynb":
            text = "\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""  # whoever reads it as a lesson says what is wrong with it
    return text


def _yaml(path: Path) -> Any:
    import yaml

    try:
        return yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, yaml.YAMLError) as error:
        said = " ".join(str(error).split())
        raise ContractError(f"{path}: cannot be read as YAML: {said}.") from error
