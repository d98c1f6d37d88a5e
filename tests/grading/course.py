"""A course on disk, graded with nbgrader's own commands as an instructor enters them."""

import html
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import weakref
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from . import forked

ROOT = Path(__file__).resolve().parents[2]
WEEK = "week1-linear-regression"
README = ROOT.joinpath("README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(
    r"^(?:nbgrader|mlsmath collect) .+$",
    "".join(re.findall(r"```bash\n(.+?)```", README, re.S)),
    re.M,
)

POINTS_QUERY = """
    SELECT assignment.student_id, cell.name, coalesce(grade.manual_score, grade.auto_score, 0)
    FROM grade
    JOIN base_cell AS cell ON cell.id = grade.cell_id
    JOIN submitted_notebook AS notebook ON notebook.id = grade.notebook_id
    JOIN submitted_assignment AS assignment ON assignment.id = notebook.assignment_id
"""


class Course:
    """A copy of the notebooks in a folder of their own; nothing outside it is read or written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.notebooks = folder / "notebooks"
        self.build = folder / "build"
        self.settings = folder / "settings"
        self.settings.mkdir(parents=True)
        self.environment = {
            **{name: value for name, value in os.environ.items() if "JUPYTER" not in name},
            "PATH": os.defpath,  # the environment is not activated
            "JUPYTER_CONFIG_DIR": str(self.settings),
            "JUPYTER_DATA_DIR": str(folder / "data"),
            "JUPYTER_PREFER_ENV_PATH": "1",
            "IPYTHONDIR": str(folder / "ipython"),
        }
        # On a busy machine a kernel's outputs may come long after its answer: wait for them.
        settings = {"Execute": {"iopub_timeout": 600}}
        if sys.platform == "linux":
            settings["KernelManager"] = self._off_the_ports()
        self.settings.joinpath("jupyter_config.json").write_text(json.dumps(settings))

    def _off_the_ports(self) -> dict[str, str]:
        """Let kernels talk through files: two that start at once may be given the same port."""
        sockets = tempfile.mkdtemp()  # not in the folder: the path of a socket has to be short
        weakref.finalize(self, shutil.rmtree, sockets, ignore_errors=True)
        return {"transport": "ipc", "ip": f"{sockets}/kernel"}

    def run(self, command: str, status: int = 0, alone: bool = False, **changes) -> str:
        """Enter a command in notebooks/ and return what it says.

        Where it is not to be `alone`, on Linux, it is a fork of a process that has nbgrader.
        """
        program, *words = command.split()
        words.insert(0, shutil.which(program, path=sysconfig.get_path("scripts")))
        place = {"cwd": self.notebooks, "env": self.environment, **changes}
        if sys.platform == "linux" and not alone:
            came, said = forked.run(words, place["cwd"], place["env"])
        else:
            done = subprocess.run(
                words,
                **place,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
                errors="replace",
            )
            came, said = done.returncode, done.stdout
        assert came == status, said
        return said


def by_grade_id(nb: NotebookNode) -> dict[str, NotebookNode]:
    """Return the cells that nbgrader knows."""
    return {
        cell.metadata.nbgrader.grade_id: cell for cell in nb.cells if "nbgrader" in cell.metadata
    }


def read(path: Path) -> NotebookNode:
    return nbformat.read(path, as_version=4)


def notebooks(folder: Path) -> dict[str, NotebookNode]:
    """Return the notebooks in a folder, by name."""
    return {path.stem: read(path) for path in sorted(folder.glob("*.ipynb"))}


def between(source: str, begin: str, end: str) -> list[str]:
    """Return the lines between two markers."""
    lines = source.splitlines()
    marks = [i for i, line in enumerate(lines) if line.strip() in (begin, end)]
    return lines[marks[0] + 1 : marks[1]] if marks else []


def solution(cell: NotebookNode) -> list[str]:
    return between(cell.source, "### BEGIN SOLUTION", "### END SOLUTION")


def hidden(cell: NotebookNode) -> list[str]:
    return between(cell.source, "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS")


def answer(cell: NotebookNode, lines: list[str]) -> None:
    """Write an answer into a released solution cell, in place of the stub."""
    stub = "    # YOUR CODE HERE\n    raise NotImplementedError()"
    assert stub in cell.source
    cell.source = cell.source.replace(stub, "\n".join(f"    {line}" for line in lines))


def pages(course: Course, learner: str, week: str = WEEK) -> dict[str, str]:
    """Return a learner's feedback as it reads: no tags, no blanks."""
    found = {}
    for path in (course.build / "feedback" / learner / week).glob("*.html"):
        body = path.read_text(encoding="utf-8").split("<body>", 1)[1]
        found[path.stem] = squeeze(html.unescape(re.sub(r"<[^>]*>", "", body)))
    return found


def squeeze(text: str) -> str:
    """Return the text without blanks."""
    return "".join(text.split())


def secrets(nb: NotebookNode, of: Callable[[NotebookNode], list[str]]) -> Counter:
    """Return each line that `of` finds in a cell, and how often it stands elsewhere."""
    lines = {squeeze(line) for cell in nb.cells for line in of(cell)} - {""}
    rest = squeeze("".join("" if solution(cell) else cell.source for cell in nb.cells))
    if of is hidden:
        return Counter(dict.fromkeys(lines, 0))
    return Counter({line: rest.count(line) for line in lines})
