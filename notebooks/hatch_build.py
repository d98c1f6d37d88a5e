"""Release the notebooks while a wheel is built: learners carry no solutions and no hidden tests.

What `nbgrader generate_assignment` makes of our notebooks, byte for byte; tests/test_wheel.py
compares the two. It is made here without nbgrader: every `pip install .` would have to fetch that,
with all of Jupyter, once more to build this package.
"""

import hashlib
import json
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PLACE = "mlsmath/notebooks"
STUB = ("# YOUR CODE HERE", "raise NotImplementedError()")
ANSWER = {"grade": False, "solution": True, "locked": False}
TEST = {"grade": True, "solution": False, "locked": True}
LEFT_OUT = ("SOLUTION", "HIDDEN TESTS", "MARK SCHEME")


class ReleaseHook(BuildHookInterface):
    """Puts the released notebooks into a wheel; an editable install has those of its checkout."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write what is released into a folder of its own, and name that to the builder."""
        if version == "editable":
            return
        source, self.scratch = Path(self.root, "notebooks"), tempfile.TemporaryDirectory()
        for path in sorted(source.glob("week*/*.ipynb")):
            name = path.relative_to(source)
            place = Path(self.scratch.name, name)
            place.parent.mkdir(exist_ok=True)
            place.write_text(released(path.read_text("utf-8")), "utf-8", newline="\n")
            build_data["force_include"][str(place)] = f"{PLACE}/{name.as_posix()}"


def released(text: str) -> str:
    """Return a notebook as learners receive it; raises ValueError for what is unknown here."""
    notebook = json.loads(text)
    for cell in notebook["cells"]:
        source, settings = "".join(cell["source"]), cell["metadata"].get("nbgrader")
        if settings is not None:
            kind = {name: settings[name] for name in ANSWER}
            if cell["cell_type"] != "code" or kind not in (ANSWER, TEST):
                raise ValueError(f"notebooks/hatch_build.py knows no cell such as {cell['id']}.")
            if kind == ANSWER:
                source = _without("SOLUTION", source, STUB)
            else:
                source = _without("HIDDEN TESTS", source)
            cell["source"] = source.splitlines(keepends=True)
            cell["metadata"]["deletable"] = False
            if kind == TEST:
                cell["metadata"]["editable"] = False
            settings |= {"cell_type": "code", "checksum": _checksum(source, settings)}
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
        if any(f"{word} {what}" in source for word in ("BEGIN", "END") for what in LEFT_OUT):
            raise ValueError(f"The cell {cell['id']} would show its solution or hidden test.")
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _without(what: str, source: str, instead: tuple[str, ...] = ()) -> str:
    """Return the lines of a cell outside of a region, and `instead` where the region began."""
    kept, inside = [], False
    for line in source.split("\n"):
        if f"BEGIN {what}" in line:
            inside = True
            kept += [line[: len(line) - len(line.lstrip())] + text for text in instead]
        elif f"END {what}" in line:
            inside = False
        elif not inside:
            kept.append(line)
    if inside:
        raise ValueError(f"END {what} is missing in: {source}")
    return "\n".join(kept)


def _checksum(source: str, settings: dict[str, Any]) -> str:
    """Return what tells nbgrader that a cell was changed."""
    known = [source, "code", settings["grade"], settings["solution"], not settings["solution"]]
    known += [settings["grade_id"], *([float(settings["points"])] if settings["grade"] else [])]
    return hashlib.md5("".join(map(str, known)).encode(), usedforsecurity=False).hexdigest()
