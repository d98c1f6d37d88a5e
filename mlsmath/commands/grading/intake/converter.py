"""nbgrader's autograding, cut in two: what comes before running a notebook, and what comes after.

Every step is nbgrader's own. Only its place changes: the notebooks are read from and written to
folders of this run, and the notebook that was run is put in where nbgrader would run it.
"""

import copy
import json
import logging
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbconvert.writers import FilesWriter
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_notebook
from nbformat.v4.rwbase import rejoin_lines, split_lines, strip_transient
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import Execute, SaveAutoGrades
from nbgrader.preprocessors.base import NbGraderPreprocessor

from mlsmath.commands.grading.intake.inspection import Submission
from mlsmath.commands.grading.settings import Course
from mlsmath.commands.machine import write_files


class Executed(NbGraderPreprocessor):
    """Takes the place of `Execute`: the notebook has been run already."""

    nb: NotebookNode

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Return the notebook that was run."""
        return self.nb, resources


class SaveKindly(SaveAutoGrades):
    """Saves points as nbgrader does, but text on stderr alone takes none."""

    def _add_score(self, cell: NotebookNode, resources: dict) -> None:
        kept = cell.get("outputs")
        if kept:
            cell.outputs = without_stderr(kept)
        try:
            super()._add_score(cell, resources)
        finally:
            if kept:
                cell.outputs = kept


def without_stderr(outputs: list) -> list:
    """Return the outputs that are no text on stderr."""
    return [o for o in outputs if not (o.output_type == "stream" and o.name == "stderr")]


class Lean(NotebookExporter):
    """Applies preprocessors as nbconvert does, but copies no notebook and validates it once."""

    def from_notebook_node(
        self, nb: NotebookNode, resources: Any = None, **_: Any
    ) -> tuple[NotebookNode, dict]:
        """Return the notebook itself, not its text."""
        resources = copy.deepcopy(self._init_resources(resources))
        if not _has_good_ids(nb):
            _, nb = nbformat.validator.normalize(nb)
        for preprocessor in self._preprocessors:
            nb, resources = preprocessor(nb, resources)
        nbformat.validate(nb, relax_add_props=True)
        return nb, resources


def _has_good_ids(nb: NotebookNode) -> bool:
    """Whether each cell has an id of its own, or the format knows none: nothing to normalise."""
    names = [cell.get("id") for cell in nb.cells]
    good = None not in names and len(set(names)) == len(names)
    return good or (nb.nbformat, nb.nbformat_minor) < (4, 5)


def text_of(nb: NotebookNode) -> str:
    """Return what `nbformat.v4.writes_json` does, but copy nothing: it is not used again."""
    nb = strip_transient(split_lines(nb))
    return json.dumps(nb, ensure_ascii=False, indent=1, sort_keys=True, separators=(",", ": "))


class Converter(Autograde):
    """nbgrader's autograding for one submission at a time, in the folders of a run."""

    def __init__(self, course: Course, staging: Path, stderr_costs_points: bool) -> None:
        directory = CourseDirectory(parent=course.app)
        directory.assignment_id = course.week
        directory.submitted_directory = str(staging / "submitted")
        directory.autograded_directory = str(staging / "autograded")
        super().__init__(coursedir=directory, parent=course.app)
        self.week = course.week
        self.stderr_costs_points = stderr_costs_points
        self.force = True
        self.writer = FilesWriter(parent=self, config=self.config)
        self.exporter = Lean(parent=self, config=self.config)
        self.log: logging.Logger = course.app.log
        self._executed = Executed(parent=self)
        self._preprocessors: dict[bool, list] = {}

    def stage(self, found: Submission) -> None:
        """Write what was taken of a submission to where this run reads it."""
        folder = Path(self._format_source(self.week, found.student))
        folder.mkdir(parents=True, exist_ok=True)
        write_files(folder, found.files)
        for name, nb in found.notebooks.items():
            path = folder / f"{name}.ipynb"
            text = json.dumps(nb, ensure_ascii=False)
            data = text.encode("utf-8", "replace")
            path.write_bytes(data)
            if data.decode("utf-8") != text:  # half a character is none
                found.notebooks[name] = nbformat.v4.reads_json(data.decode("utf-8"))

    def sanitise(self, student: str, name: str, nb: NotebookNode) -> NotebookNode:
        """Return a notebook with every locked cell as it was handed out; inside a transaction."""
        self._sanitizing = True
        self._init_preprocessors()
        path = Path(self._format_source(self.week, student), f"{name}.ipynb")
        nb = strip_transient(rejoin_lines(nb))
        return self.exporter.from_notebook_node(nb, self._resources(path))[0]

    def begin(self, student: str, names: list[str]) -> list[str]:
        """Do what nbgrader does once for a submission; return the notebooks that it knows."""
        self._sanitizing = True
        folder = Path(self._format_source(self.week, student))
        self.notebooks = [str(folder / f"{name}.ipynb") for name in names]
        self.run_pre_convert_hook()
        self.init_assignment(self.week, student)
        return [Path(path).stem for path in self.notebooks]

    def save(self, student: str, name: str, executed: NotebookNode) -> None:
        """Record the points of a notebook that was run, and write it; inside a transaction."""
        self._sanitizing = True
        path = Path(self._format_source(self.week, student), f"{name}.ipynb")
        resources = self._resources(path)
        self._sanitizing = False
        self._executed.nb = executed
        self._init_preprocessors()
        try:
            nb, resources = self.exporter.from_notebook_node(executed, resources)
            self.write_single_notebook(text_of(nb) + "\n", resources)
        finally:
            self._sanitizing = True

    def stand_in(self, student: str, name: str, reason: str) -> None:
        """Write, in place of a notebook that failed, one that says so: feedback shows it."""
        folder = Path(self._format_dest(self.week, student))
        folder.mkdir(parents=True, exist_ok=True)
        what = reason.split(" (")[0]  # what stands in brackets may name files of this machine
        text = (
            f"This notebook was handed in, but it cannot be graded: {what}. Ask your instructor "
            "whether you may hand it in again."
        )
        nb = new_notebook(cells=[new_markdown_cell(text, id="failed")])
        nbformat.write(nb, folder / f"{name}.ipynb")

    def _resources(self, path: Path) -> dict:
        resources = self.init_single_notebook_resources(str(path))
        resources["metadata"] = {"name": path.stem, "path": str(path.parent)}
        return resources

    def _init_preprocessors(self) -> None:
        """Have the preprocessors at hand; they are made once for all notebooks."""
        kept = self._preprocessors.get(self._sanitizing)
        self.exporter._preprocessors = kept or []
        if kept is None:
            chosen = self.sanitize_preprocessors if self._sanitizing else self._instead()
            for preprocessor in chosen:
                self.exporter.register_preprocessor(preprocessor)
            self._preprocessors[self._sanitizing] = self.exporter._preprocessors

    def _instead(self) -> list[Any]:
        ours: dict[Any, Any] = {Execute: self._executed}
        if not self.stderr_costs_points:
            ours[SaveAutoGrades] = SaveKindly
        return [ours.get(one, one) for one in self.autograde_preprocessors]

    def finished(self, student: str) -> Path:
        """Finish a submission as nbgrader does and return the folder of its notebooks."""
        folder = Path(self._format_dest(self.week, student))
        if folder.exists():
            self.set_permissions(self.week, student)
        self.run_post_convert_hook()
        return folder
