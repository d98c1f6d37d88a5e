"""The instructor's version of a week: what is expected of a submission."""

import ast
import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.api import Gradebook, MissingEntry

from mlsmath.commands.grading.errors import GradingError
from mlsmath.commands.grading.intake import hidden_tests


@dataclass(frozen=True)
class MasterCell:
    """One cell that nbgrader knows, as it is in the gradebook."""

    name: str
    kind: str
    locked: bool
    source: str
    grade: bool
    solution: bool
    points: float | None
    task: bool = False


@dataclass
class MasterNotebook:
    """One notebook of the week; `cells` in the order of the notebook, `tests` by grade id."""

    name: str
    path: Path
    cells: dict[str, MasterCell] = field(default_factory=dict)
    imports: list[str] = field(default_factory=list)
    tests: dict[str, hidden_tests.Test] = field(default_factory=dict)


@dataclass
class Master:
    """The whole week."""

    week: str
    notebooks: dict[str, MasterNotebook]
    fingerprint: str

    @property
    def imports(self) -> list[str]:
        """Every line of import, each once."""
        return list(
            dict.fromkeys(line for book in self.notebooks.values() for line in book.imports)
        )


def read_master(book: Gradebook, week: str, folder: Path, parent: Any = None) -> Master:
    """Read a week from the gradebook and its source notebooks; `parent` has nbgrader's settings.

    Raises
    ------
    GradingError
        If the gradebook does not know the week, or one of its notebooks is gone.
    """
    try:
        assignment = book.find_assignment(week)
    except MissingEntry:
        raise GradingError(
            f"the gradebook does not know {week}. Enter: nbgrader generate_assignment {week}"
        ) from None
    notebooks, digest = {}, hashlib.sha256()
    for notebook in sorted(assignment.notebooks, key=lambda notebook: notebook.name):
        found = MasterNotebook(notebook.name, folder / f"{notebook.name}.ipynb")
        graded = {cell.name: float(cell.max_score) for cell in notebook.grade_cells}
        solutions = {cell.name for cell in notebook.solution_cells}
        tasks = {cell.name for cell in notebook.task_cells}
        known = {
            cell.name: MasterCell(
                cell.name,
                cell.cell_type,
                bool(cell.locked),
                cell.source,
                cell.name in graded,
                cell.name in solutions,
                graded.get(cell.name),
                cell.name in tasks,
            )
            for cell in notebook.source_cells
        }
        nb = _source(found)
        found.imports = [
            line
            for cell in nb.cells
            if cell.cell_type == "code" and grade_id(cell) not in solutions
            for line in _imports(hidden_tests.visible(cell.source, parent))
        ]
        place = {grade_id(cell): number for number, cell in enumerate(nb.cells)}
        for name in sorted(known, key=lambda name: place.get(name, len(nb.cells))):
            found.cells[name] = known[name]
            digest.update(repr(known[name]).encode())
        sources = {
            name: cell.source
            for name, cell in found.cells.items()
            if cell.grade and not cell.solution and cell.kind == "code"
        }
        for name, source in sources.items():
            above = nb.cells[: place.get(name)]
            found.tests[name] = hidden_tests.describe(
                source,
                found.cells[name].points or 0.0,
                hidden_tests.helpers(above, source, sources),
                hidden_tests.answers(above),
                parent,
            )
        digest.update("\n".join(found.imports).encode())
        notebooks[notebook.name] = found
    if not notebooks:
        raise GradingError(
            f"{week} has no notebooks in the gradebook. Enter: nbgrader generate_assignment {week}"
        )
    return Master(week, notebooks, digest.hexdigest())


def grade_id(cell: nbformat.NotebookNode) -> str | None:
    """Return the grade id of a cell, None where it has none that is text."""
    name = cell.metadata.get("nbgrader", {}).get("grade_id")
    return name if isinstance(name, str) else None


def _source(notebook: MasterNotebook) -> nbformat.NotebookNode:
    if not notebook.path.exists():
        raise GradingError(
            f"the gradebook knows the notebook {notebook.name}, but {notebook.path} is not there. "
            "Put it back: its own solution shows what each test has to give"
        )
    return nbformat.read(notebook.path, as_version=4)


def _imports(source: str) -> list[str]:
    body = hidden_tests.parsed(source).body
    return [ast.unparse(node) for node in body if isinstance(node, hidden_tests.IMPORTS)]
