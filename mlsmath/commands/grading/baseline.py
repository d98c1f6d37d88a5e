"""Run the instructor's own notebooks once, to learn what can be told of each test cell.

The reference solution must earn all points. Where it also does so when the test cell runs apart
from it, submissions are held to the same. What the notebooks imported on the way is imported by
the fork server before it forks. The result is kept beside the records until the master changes.
"""

import ast
import hashlib
import json
import sys
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
from nbgrader.utils import determine_grade, is_grade, is_solution

import mlsmath
from mlsmath.commands.grading.errors import GradingError
from mlsmath.commands.grading.intake import hidden_tests
from mlsmath.commands.grading.intake.assignment import Master
from mlsmath.commands.grading.sandbox.isolation import Limits
from mlsmath.commands.grading.scoring.verdict import Known
from mlsmath.commands.grading.scoring.worth import Recheck

if TYPE_CHECKING:
    from mlsmath.commands.grading.running.pool import Team


@dataclass
class Calibration:
    """What the master's own run has shown.

    `poor` are tests that give the reference solution less than all points, `once` those that
    cannot run a second time on nothing but the master's own and what learners were asked for.
    """

    modules: list[str] = field(default_factory=list)
    known: dict[str, Known] = field(default_factory=dict)
    poor: list[str] = field(default_factory=list)
    once: list[str] = field(default_factory=list)


def calibrate(
    master: Master,
    team: "Team",
    limits: Limits,
    folder: Path,
    files: dict[str, bytes] | None = None,
    again: bool = False,
) -> Calibration:
    """Run the master notebooks, or read what an earlier run of them has shown.

    Raises
    ------
    GradingError
        If a master notebook does not run to its end: no test could be held against it.
    """
    kept = folder / ".calibration"
    mark = f"{master.fingerprint} {team.engine} {_digest(master, files or {})} {limits}"
    try:
        found = json.loads(kept.read_text(encoding="utf-8"))
        if found.pop("mark") == mark and not again:
            known = {name: Known(**value) for name, value in found.pop("known").items()}
            team.imports(master.imports, found["modules"])
            return Calibration(**found, known=known)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    calibration = _run(master, team, limits, files or {})
    team.imports(master.imports, calibration.modules)
    about = {**asdict(calibration), "mark": mark}
    kept.write_text(json.dumps(about), encoding="utf-8", newline="\n")
    return calibration


def _digest(master: Master, files: dict[str, bytes]) -> str:
    """Return what changes with anything else that a run of the master notebooks rests on."""
    package = Path(mlsmath.__file__).resolve().parent
    notebooks = {book.path.name: book.path for book in master.notebooks.values()}
    modules = {path.relative_to(package).as_posix(): path for path in package.rglob("*.py")}
    contents = {name: path.read_bytes() for name, path in (notebooks | modules).items()}
    digest = hashlib.sha256(f"{sys.version} {version('numpy')} {version('ipykernel')}".encode())
    for kind in (contents, files):
        for name in sorted(kind):
            digest.update(f"|{name}|{len(kind[name])}|".encode("utf-8", "surrogateescape"))
            digest.update(kind[name])
    return digest.hexdigest()


def _run(master: Master, team: "Team", limits: Limits, files: dict[str, bytes]) -> Calibration:
    jobs = {}
    for name, book in master.notebooks.items():
        jobs[name] = {
            "nb": book.path.read_text(encoding="utf-8"),
            "tests": book.tests,
            "files": {key: data.hex() for key, data in files.items()},
            "ours": list(files),
            "limits": asdict(limits),
            "assignment": master.week,
            "modules": True,
        }
    calibration = Calibration()
    modules: set[str] = set()
    for name, reports in team.map([(name, {name: job}) for name, job in jobs.items()], ahead=3):
        report = _whole(reports.get(name), master.notebooks[name].path)
        modules |= set(report.get("modules", []))
        _learn(report, calibration)
    calibration.modules = sorted(modules)
    return calibration


def _whole(report: dict | None, path: Path) -> dict:
    """Return the report of a notebook that ran to its end."""
    report = report or {}
    if report.get("nb") and "broken" not in report and not report.get("ended"):
        return report
    why = report.get("broken") or (report.get("ended") or {}).get("how") or "no report"
    raise GradingError(
        f"your own notebook {path} does not run to its end ({str(why)[:200]}). Mend that, then "
        "enter the command again"
    )


def _learn(report: dict, calibration: Calibration) -> None:
    nb = nbformat.reads(report["nb"], as_version=4)
    lent = _on_lent_names(nb)
    done = {cell["index"]: cell for cell in report.get("cells", []) if cell.get("reply")}
    for index, cell in enumerate(nb.cells):
        if cell.cell_type != "code" or not is_grade(cell) or is_solution(cell):
            continue
        name, most = cell.metadata.nbgrader.grade_id, float(cell.metadata.nbgrader.points)
        try:
            points = determine_grade(cell)[0] if index in done else None
        except (ValueError, KeyError):
            points = None
        again = done.get(index, {}).get("recheck")
        shown = done.get(index, {}).get("first", {"runs": True})
        second = Recheck(**again) if again else Recheck("unknown")
        if points != most:
            calibration.poor.append(name)
        elif again and (second.points(most) != most or not shown["runs"] or name in lent):
            calibration.once.append(name)
        calibration.known[name] = Known(
            rechecks=points == most and second.points(most) == most and shown["runs"],
            number=shown.get("number", second.state == "number"),
        )


def _on_lent_names(nb: nbformat.NotebookNode) -> set[str]:
    """Return the tests that use a value from a cell in which a learner may change it."""
    written: set[str] = set()
    lent: set[str] = set()
    found = set()
    for cell in nb.cells:
        if cell.cell_type != "code":
            continue
        used, made = _names(cell.source)
        if is_solution(cell):
            written |= made
        elif not is_grade(cell) and not cell.metadata.get("nbgrader", {}).get("locked"):
            lent |= made - _blocks(cell.source)
        elif (used - made) & (lent - written):
            found.add(cell.metadata.nbgrader.grade_id)
    return found


def _blocks(source: str) -> set[str]:
    """Return the functions and classes that a cell makes: a test has the instructor's own."""
    return {n.name for n in hidden_tests.parsed(source).body if isinstance(n, hidden_tests.BLOCKS)}


def _names(source: str) -> tuple[set[str], set[str]]:
    """Return the names that a cell uses, and those that it makes other than by import."""
    nodes = list(ast.walk(hidden_tests.parsed(source)))
    names = [node for node in nodes if isinstance(node, ast.Name)]
    made = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    made |= {node.name for node in nodes if isinstance(node, hidden_tests.BLOCKS)}
    return {node.id for node in names if isinstance(node.ctx, ast.Load)}, made
