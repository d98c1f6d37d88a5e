"""Which files of a folder are lessons, and in which order a learner meets them."""

import re
from pathlib import Path

from mlsmath.commands.contract.contents import listed
from mlsmath.commands.contract.errors import ContractError, NoNotebooksError
from mlsmath.commands.contract.files import SUFFIXES, is_notebook, load

NO_COURSE = {"build", "dist", "node_modules", "site-packages", "__pycache__"}
NO_LESSON = "no-lesson"  # the tag, on the first cell, of a page about the course


def find_lessons(folder: Path) -> list[Path]:
    """Return the notebooks in a folder (or the one notebook) that the contract is about, in order.

    Notebooks are .ipynb, and what jupytext reads: MyST and other .md, .py with cells. Of a pair
    with one name the .ipynb counts. A table of contents gives the order (`_toc.yml`, `myst.yml`,
    Sphinx's toctree), with the pages of text that it names; else the names do, 2 before 10. Left
    out are pages about the course. Raises `ContractError` like `read_course`.
    """
    if not folder.exists():
        raise NoNotebooksError(f"{folder}: there is no such folder or notebook; name another.")
    if folder.is_file() and folder.suffix not in SUFFIXES:
        known = " or ".join(SUFFIXES)
        raise NoNotebooksError(f"{folder} is not a notebook: its name does not end in {known}.")
    found = [folder] if folder.is_file() else notebooks_in(folder)
    if not found:
        raise NoNotebooksError(f"{folder}: there are no notebooks (*.ipynb) in this folder.")
    lessons = [path for path in found if is_lesson(path)]
    if not lessons:
        raise ContractError(
            f"{folder}: there is nothing to check, because the first cell has the tag {NO_LESSON}; "
            "name a folder that holds lessons."
        )
    return lessons


def is_lesson(path: Path) -> bool:
    """Tell a lesson from a page about the course."""
    return not any(
        NO_LESSON in cell["metadata"].get("tags", []) for cell in load(path)["cells"][:1]
    )


def notebooks_in(folder: Path, above: tuple[Path, ...] = ()) -> list[Path]:
    """Return the notebooks in a folder and its folders, in order.

    A link to a folder is followed where it leads out of the first of those `above`, not back in.
    """
    found: list[Path] = []
    above = (*above, folder.resolve())
    alike: dict[str, Path] = {}
    for path in sorted(folder.iterdir(), key=natural):
        if path.name.startswith(".") or path.name in NO_COURSE:
            continue
        if path.is_dir():
            real = path.resolve()
            back = real in above or (path.is_symlink() and real.is_relative_to(above[0]))
            if not back and not (path / "pyvenv.cfg").exists():
                found += notebooks_in(path, above)
        elif is_notebook(path):
            pair = alike.setdefault(path.stem, path)
            if pair is path:
                found.append(path)
            elif SUFFIXES.index(path.suffix) < SUFFIXES.index(pair.suffix):
                found[found.index(pair)] = alike[path.stem] = path
    return _as_listed(found, folder)


def _as_listed(found: list[Path], folder: Path) -> list[Path]:
    """Return the notebooks as the folder's table of contents has them, the others behind."""
    contents = listed(folder)
    known = {path.resolve(): path for path in found}
    pages = [path for path in contents if path.suffix == ".md" or path.resolve() in known]
    named = dict.fromkeys(known.get(path.resolve(), path) for path in pages)
    return [*named, *(path for path in found if path not in named)]


def weeks_before(folder: Path) -> list[Path]:
    """Return the notebooks of the earlier weeks that lie beside this week's folder."""
    own = week_number(folder)
    if own is None:
        return []
    found: list[Path] = []
    for other in sorted(folder.parent.iterdir(), key=natural):
        number = week_number(other) if other.is_dir() else None
        if number and number[0] == own[0] and number[1] < own[1]:
            found += notebooks_in(other)
    return found


def week_number(folder: Path) -> tuple[str, int] | None:
    """Return the name and number of a week's folder: `week2-slopes` is ("week", 2)."""
    match = re.match(r"(week\D*)(\d+)", folder.name, re.I)
    return (match[1].lower(), int(match[2])) if match else None


def natural(path: Path) -> list[list[tuple[int, str]]]:
    """Return a key that sorts week2 before week10, folder by folder."""
    return [
        [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d+)", name)]
        for name in path.parts
    ]
