"""Notebooks read into cells, each cell with the concepts it explains and the concepts it needs."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias

from mlsmath.commands.contract.code import NOTHING, read_code, unwritten
from mlsmath.commands.contract.concepts import Concept, load_concepts, stands_alone
from mlsmath.commands.contract.features import Feature, Finder, Imports, load_features
from mlsmath.commands.contract.files import cell_lines, load
from mlsmath.commands.contract.folder import (
    find_lessons,
    is_lesson,
    natural,
    notebooks_in,
    week_number,
    weeks_before,
)
from mlsmath.commands.contract.needs import Need, Signs, tag_need
from mlsmath.commands.contract.prose import read_passage
from mlsmath.commands.contract.vocabulary import Term, Word, load_words, terms_of

NO_ID = "no id"
UNSEEN = "remove-cell"  # the tag of a cell that a book leaves out
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
        return place_of(self.number, self.id)

    def seen_from(self, other: "Cell") -> str:
        """Return how a message about another cell names this one."""
        here = self.notebook is other.notebook
        return self.place if here else f"{self.notebook.name}, {self.place}"

    @property
    def line(self) -> int:
        """Return the line of the notebook's file, from 1, on which the cell begins."""
        return self.notebook.lines[self.number - 1]

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
    path: Path = Path()

    @cached_property
    def lines(self) -> list[int]:
        """Return the line of the file, from 1, on which each cell begins."""
        return cell_lines(self.path)


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


def place_of(number: int, name: str) -> str:
    """Return how a message names a cell: its number, and its id where it has one."""
    return f"cell {number}" if name == NO_ID else f"cell {number} ({name})"


def tagged(tags: Iterable[str], prefix: str) -> list[str]:
    """Return what follows `prefix:` in those tags that start so."""
    start = f"{prefix}:"
    return [tag.removeprefix(start).strip() for tag in tags if tag.startswith(start)]


Tags: TypeAlias = Mapping[Path, Mapping[int, Sequence[str]]]  # by file and cell, from 0


def read_course(folder: Path, more: Tags | None = None) -> Course:
    """Return the course in a folder of notebooks (or in one notebook), week by week.

    A week's folder, or one notebook of it, is read on the ground of what comes before it beside
    it. A `concepts.toml`, `words.toml` or `python.toml` beside the notebooks, or in the folder that
    holds the weeks, adds to the course's own. Raises `ContractError` when there are no notebooks
    or one cannot be read. `more` are tags that count besides those that the cells have.
    """
    folder, more = Path(folder), more or {}
    judged = find_lessons(folder)
    home = folder.resolve().parent if folder.is_file() else folder.resolve()
    before = weeks_before(home)
    top = home.parent if before or week_number(home) else home
    if folder.is_file():
        before += _before(folder.resolve())
    shared = Path(os.path.commonpath([path.resolve().parent for path in judged]))
    beside_them = dict.fromkeys((home, shared, home.parent))
    own = _extra("concepts.toml", beside_them)
    concepts = load_concepts(own)
    words = load_words(_extra("words.toml", beside_them), alone=stands_alone(own))
    features = load_features(_extra("python.toml", beside_them))
    reader = _Reader(
        Signs(concepts), Finder(features, concepts), terms_of(words.values(), concepts.values())
    )
    notebooks: list[Notebook] = []
    for path in filter(is_lesson, before):
        name = path.relative_to(top).as_posix()
        notebooks.append(_read_notebook(path, name, False, reader, _count(notebooks)))
    for path in judged:
        name = path.name if folder.is_file() else path.relative_to(folder).as_posix()
        notebooks.append(
            _read_notebook(path, name, True, reader, _count(notebooks), more.get(path, {}))
        )
    return Course(concepts, words, features, reader.terms, notebooks)


def _before(notebook: Path) -> list[Path]:
    """Return the notebooks that come before this one in its folder."""
    beside = [path for path in notebooks_in(notebook.parent) if path.parent == notebook.parent]
    if notebook in beside:
        return beside[: beside.index(notebook)]
    return [path for path in beside if natural(path) < natural(notebook)]


def _extra(name: str, places: Iterable[Path]) -> Path | None:
    return next((place / name for place in places if (place / name).is_file()), None)


def _count(notebooks: list[Notebook]) -> int:
    return sum(len(notebook.cells) for notebook in notebooks)


def _read_notebook(
    path: Path,
    name: str,
    judged: bool,
    reader: "_Reader",
    position: int,
    more: Mapping[int, Sequence[str]] = MappingProxyType({}),
) -> Notebook:
    content = load(path)
    kernel = content["metadata"]
    language = _table(kernel, "language_info").get("name") or _table(kernel, "kernelspec").get(
        "language", "python"
    )
    week = name.rpartition("/")[0] or path.resolve().parent.name
    notebook = Notebook(name, week, judged, [], path)
    is_python = str(language).lower() in ("python", "ipython")
    raw = [_Raw.of(cell, more.get(number, ())) for number, cell in enumerate(content["cells"])]
    codes = [
        read_code(cell.source) if cell.kind == "code" and is_python else NOTHING for cell in raw
    ]
    imports = Imports.of(code.tree for code in codes)
    codes = [
        NOTHING if UNSEEN in cell.tags else code for cell, code in zip(raw, codes, strict=True)
    ]
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
    def of(cls, cell: dict[str, Any], more: Sequence[str]) -> "_Raw":
        metadata = cell["metadata"]
        name = cell.get("id") or metadata.get("nbgrader", {}).get("grade_id") or NO_ID
        tags = tuple(tag for tag in metadata.get("tags", []) if isinstance(tag, str))
        return cls(str(name), cell["cell_type"], cell["source"], (*tags, *more))

    @property
    def is_note(self) -> bool:
        return bool(tagged(self.tags, "explains") or tagged(self.tags, "revisits"))


def _table(content: dict[str, Any], name: str) -> dict[str, Any]:
    """Return a table of a notebook's file, empty where the file has none."""
    table = content.get(name)
    return table if isinstance(table, dict) else {}
