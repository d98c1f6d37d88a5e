"""Notebooks read into cells, each cell with the concepts it explains and the concepts it needs."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from mlsmath.contract.code import NOTHING, read_code, unwritten
from mlsmath.contract.concepts import Concept, load_concepts
from mlsmath.contract.errors import ContractError
from mlsmath.contract.features import Feature, Finder, Imports, load_features
from mlsmath.contract.needs import Need, Signs, tag_need
from mlsmath.contract.notebook_file import NO_CELLS, parse
from mlsmath.contract.prose import read_passage
from mlsmath.contract.vocabulary import Term, Word, load_words, terms_of

NO_COURSE = {"build", "dist", "node_modules", "site-packages", "__pycache__"}
NO_LESSON = "no-lesson"  # the tag, on the first cell, of a page about the course
PREFIXES = ("explains", "revisits", "needs", "names", "python")


@dataclass(frozen=True)
class Cell:
    """One cell. `position` counts over the whole course, `number` from 1 in its notebook.

    `waits` marks an exercise whose answer the learner has yet to write: it may need anything.
    `words` and `features` have each word and each feature of Python with its sign, `strange` the
    Python that nothing explains.
    """

    notebook: "Notebook"
    number: int
    position: int
    id: str
    kind: str
    source: str
    tags: tuple[str, ...]
    needs: dict[str, Need]
    words: dict[str, str] = field(default_factory=dict)
    features: dict[str, str] = field(default_factory=dict)
    strange: tuple[str, ...] = ()
    works: bool = False
    waits: bool = False
    error: str = ""

    @property
    def explains(self) -> list[str]:
        """Return the ids this cell explains for the first time."""
        return tagged(self.tags, "explains")

    @property
    def revisits(self) -> list[str]:
        """Return the ids this cell explains again, deeper."""
        return tagged(self.tags, "revisits")

    @property
    def place(self) -> str:
        """Return how a message names the cell."""
        return f"cell {self.number} ({self.id})"

    def surely_needs(self, concept: str) -> bool:
        """Tell whether this code cell needs `concept` beyond doubt."""
        need = self.needs.get(concept)
        return need is not None and need.demands and need.serves

    def serves(self, concept: str) -> bool:
        """Tell whether a note on `concept` is of use to this code cell."""
        return self.waits or (concept in self.needs and self.needs[concept].serves)


@dataclass(eq=False)
class Notebook:
    """One notebook; `judged` is false for those that are read only because they come before."""

    name: str
    week: str
    judged: bool
    cells: list[Cell]


@dataclass(frozen=True)
class Course:
    """All notebooks in the order in which a learner meets them."""

    concepts: dict[str, Concept]
    words: dict[str, Word]
    features: dict[str, Feature]
    terms: list[Term]
    notebooks: list[Notebook]

    @cached_property
    def cells(self) -> list[Cell]:
        """Return all cells in course order."""
        return [cell for notebook in self.notebooks for cell in notebook.cells]

    @cached_property
    def notes(self) -> dict[str, Cell]:
        """Return the first note of each concept that has one."""
        start = "explains:"
        return {
            tag.removeprefix(start): cell
            for tag, cell in self.texts.items()
            if tag.startswith(start)
        }

    @cached_property
    def texts(self) -> dict[str, Cell]:
        """Return the first text with each tag of ours."""
        texts: dict[str, Cell] = {}
        for cell in self.cells:
            if cell.kind == "markdown":
                for prefix in PREFIXES:
                    for name in tagged(cell.tags, prefix):
                        texts.setdefault(f"{prefix}:{name}", cell)
        return texts

    def home(self, tags: Iterable[str]) -> Cell | None:
        """Return the first text that has one of these tags."""
        homes = [self.texts[tag] for tag in tags if tag in self.texts]
        return min(homes, key=lambda cell: cell.position, default=None)

    def work_after(self, cell: Cell) -> Cell | None:
        """Return the next code cell of the same notebook that does more than import."""
        return next((other for other in cell.notebook.cells[cell.number :] if other.works), None)


def tagged(tags: Iterable[str], prefix: str) -> list[str]:
    """Return what follows `prefix:` in those tags that start so."""
    start = f"{prefix}:"
    return [tag.removeprefix(start).strip() for tag in tags if tag.startswith(start)]


def read_course(folder: Path) -> Course:
    """Return the course in a folder of notebooks (or in one notebook), week by week.

    A week's folder, or one notebook of it, is read on the ground of what comes before it beside
    it. A `concepts.toml`, `words.toml` or `python.toml` in the folder, or the one that holds the
    weeks, adds to the course's own. Raises `ContractError` when there are no notebooks or one
    cannot be read.
    """
    folder = Path(folder)
    judged = find_lessons(folder)
    home = folder.resolve().parent if folder.is_file() else folder.resolve()
    before = _weeks_before(home)
    top = home.parent if before or _week_number(home) else home
    if folder.is_file():
        beside = sorted(home.glob("*.ipynb"), key=_natural)
        before += [path for path in beside if _natural(path) < _natural(folder.resolve())]
    beside_them = dict.fromkeys((home, top))
    concepts = load_concepts(_extra("concepts.toml", beside_them))
    words = load_words(_extra("words.toml", beside_them))
    features = load_features(_extra("python.toml", beside_them))
    reader = _Reader(
        Signs(concepts), Finder(features, concepts), terms_of(words.values(), concepts.values())
    )
    notebooks: list[Notebook] = []
    for path in filter(_is_lesson, before):
        name = path.relative_to(top).as_posix()
        notebooks.append(_read_notebook(path, name, False, reader, _count(notebooks)))
    for path in judged:
        name = path.name if folder.is_file() else path.relative_to(folder).as_posix()
        notebooks.append(_read_notebook(path, name, True, reader, _count(notebooks)))
    return Course(concepts, words, features, reader.terms, notebooks)


def find_lessons(folder: Path) -> list[Path]:
    """Return the notebooks in a folder (or the one notebook) that the contract is about, in order.

    Left out are pages about the course. Raises `ContractError` like `read_course`.
    """
    if not folder.exists():
        raise ContractError(f"{folder}: there is no such folder; name one that holds notebooks.")
    found = [folder] if folder.is_file() else _notebooks_in(folder)
    if not found:
        raise ContractError(f"{folder}: there are no notebooks (*.ipynb) in this folder.")
    lessons = [path for path in found if _is_lesson(path)]
    if not lessons:
        raise ContractError(
            f"{folder}: there is nothing to check, because the first cell has the tag {NO_LESSON}; "
            "name a folder that holds lessons."
        )
    return lessons


def _extra(name: str, places: Iterable[Path]) -> Path | None:
    return next((place / name for place in places if (place / name).is_file()), None)


def _is_lesson(path: Path) -> bool:
    return not any(
        NO_LESSON in cell["metadata"].get("tags", []) for cell in _load(path)["cells"][:1]
    )


def _count(notebooks: list[Notebook]) -> int:
    return sum(len(notebook.cells) for notebook in notebooks)


def _natural(path: Path) -> list[list[tuple[int, str]]]:
    """Return a key that sorts week2 before week10, folder by folder."""
    return [
        [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d+)", name)]
        for name in path.parts
    ]


def _notebooks_in(folder: Path) -> list[Path]:
    found: list[Path] = []
    for path in sorted(folder.iterdir(), key=_natural):
        if path.name.startswith(".") or path.name in NO_COURSE:
            continue
        if path.is_dir():
            if not (path / "pyvenv.cfg").exists():
                found += _notebooks_in(path)
        elif path.suffix == ".ipynb":
            found.append(path)
    return sorted(found, key=_natural)


def _week_number(folder: Path) -> tuple[str, int] | None:
    match = re.match(r"(week\D*)(\d+)", folder.name, re.I)
    return (match[1].lower(), int(match[2])) if match else None


def _weeks_before(folder: Path) -> list[Path]:
    """Return the notebooks of the earlier weeks that lie beside this week's folder."""
    own = _week_number(folder)
    if own is None:
        return []
    found: list[Path] = []
    for other in sorted(folder.parent.iterdir(), key=_natural):
        number = _week_number(other) if other.is_dir() else None
        if number and number[0] == own[0] and number[1] < own[1]:
            found += _notebooks_in(other)
    return found


def _read_notebook(
    path: Path, name: str, judged: bool, reader: "_Reader", position: int
) -> Notebook:
    content = _load(path)
    kernel = content["metadata"]
    language = _table(kernel, "language_info").get("name") or _table(kernel, "kernelspec").get(
        "language", "python"
    )
    week = name.rpartition("/")[0] or path.resolve().parent.name
    notebook = Notebook(name, week, judged, [])
    is_python = str(language).lower() in ("python", "ipython")
    raw = [_Raw.of(cell) for cell in content["cells"]]
    codes = [
        read_code(cell.source) if cell.kind == "code" and is_python else NOTHING for cell in raw
    ]
    imports = Imports.of(code.tree for code in codes)
    promised = False
    for number, (cell, code) in enumerate(zip(raw, codes, strict=True), start=1):
        features: dict[str, str] = {}
        strange: list[str] = []
        if cell.kind == "markdown":
            passage = read_passage(cell.source, cell.is_note, promised)
            promised = promised or passage.promised
            needs, text = reader.signs.in_passage(passage, imports.names), passage.words
        else:
            needs, text = reader.signs.in_code(code, imports.names), "\n".join(code.texts)
            features, strange = reader.finder.find(code.tree, imports)
        for concept in tagged(cell.tags, "needs"):
            declared = tag_need(concept)
            needs[concept] = needs[concept].joined(declared) if concept in needs else declared
        is_code = cell.kind == "code"
        notebook.cells.append(
            Cell(
                notebook=notebook,
                number=number,
                position=position + number - 1,
                id=cell.id,
                kind=cell.kind,
                source=cell.source,
                tags=cell.tags,
                needs=needs,
                words={term.name: sign for term in reader.terms if (sign := term.find(text))},
                features=features,
                strange=tuple(strange),
                works=is_code and not code.idle,
                waits=is_code and unwritten(cell.source) and "BEGIN SOLUTION" not in cell.source,
                error=code.error,
            )
        )
    return notebook


@dataclass(frozen=True)
class _Reader:
    """What finds in a cell all that needs an explanation."""

    signs: Signs
    finder: Finder
    terms: list[Term]


@dataclass(frozen=True)
class _Raw:
    """One cell as the file has it."""

    id: str
    kind: str
    source: str
    tags: tuple[str, ...]

    @classmethod
    def of(cls, cell: dict[str, Any]) -> "_Raw":
        metadata = cell["metadata"]
        name = cell.get("id") or metadata.get("nbgrader", {}).get("grade_id") or "no id"
        tags = tuple(tag for tag in metadata.get("tags", []) if isinstance(tag, str))
        return cls(str(name), cell["cell_type"], cell["source"], tags)

    @property
    def is_note(self) -> bool:
        return bool(tagged(self.tags, "explains") or tagged(self.tags, "revisits"))


def _table(content: dict[str, Any], name: str) -> dict[str, Any]:
    """Return a table of a notebook's file, empty where the file has none."""
    table = content.get(name)
    return table if isinstance(table, dict) else {}


def _load(path: Path) -> dict[str, Any]:
    try:
        content = parse(path.read_text(encoding="utf-8-sig"))
        if "cells" not in content:
            raise ValueError(NO_CELLS)
    except OSError as error:
        raise ContractError(f"{path}: cannot be opened: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise ContractError(f"{path} is not a notebook: it is not UTF-8 text: {error}.") from error
    except ValueError as error:
        raise ContractError(f"{path} is not a notebook: {error}.") from error
    return content
