"""Run the instructor's own notebooks once, to learn what can be told of each test cell.

The reference solution must earn all points. Where it also does so when the test cell runs apart
from it, submissions are held to the same. What the notebooks imported on the way is imported by
each warm process before it forks. The result is kept beside the records until the master changes.
"""

import json
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
from nbgrader.utils import determine_grade, is_grade, is_solution

from mlsmath.grading.judge import Known
from mlsmath.grading.master import Master
from mlsmath.grading.recheck import Recheck
from mlsmath.grading.sandbox import Limits

FEW = 150  # modules that are not worth the start of new warm processes in the same run

if TYPE_CHECKING:
    from mlsmath.grading.spread import Team


@dataclass
class Calibration:
    """What the master's own run has shown."""

    modules: list[str] = field(default_factory=list)
    known: dict[str, Known] = field(default_factory=dict)
    poor: list[str] = field(default_factory=list)


def calibrate(master: Master, team: "Team", limits: Limits, folder: Path) -> Calibration:
    """Run the master notebooks, or read what an earlier run of them has shown."""
    kept = folder / ".calibration"
    mark = f"{master.fingerprint} {version('mlsmath')} {team.engine}"
    try:
        found = json.loads(kept.read_text(encoding="utf-8"))
        if found.pop("mark") == mark:
            known = {name: Known(**value) for name, value in found.pop("known").items()}
            team.imports(master.imports, found["modules"])
            return Calibration(**found, known=known)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    calibration = _run(master, team, limits)
    if len(calibration.modules) > FEW:
        team.imports(master.imports, calibration.modules)
    about = {**asdict(calibration), "mark": mark}
    kept.write_text(json.dumps(about), encoding="utf-8", newline="\n")
    return calibration


def _run(master: Master, team: "Team", limits: Limits) -> Calibration:
    jobs = {}
    for name, book in master.notebooks.items():
        if book.path.exists():
            jobs[name] = {
                "nb": book.path.read_text(encoding="utf-8"),
                "tests": master.tests(name),
                "files": {},
                "limits": asdict(limits),
                "assignment": master.week,
                "modules": True,
            }
    calibration = Calibration()
    if not jobs:
        return calibration
    modules: set[str] = set()
    for _, reports in team.map([(name, {name: job}) for name, job in jobs.items()], ahead=3):
        for report in reports.values():
            modules |= set(report.get("modules", []))
            _learn(report, calibration)
    calibration.modules = sorted(modules)
    return calibration


def _learn(report: dict, calibration: Calibration) -> None:
    if not report.get("nb"):
        return
    nb = nbformat.reads(report["nb"], as_version=4)
    done = {cell["index"]: cell for cell in report.get("cells", [])}
    for index, cell in enumerate(nb.cells):
        if cell.cell_type != "code" or not is_grade(cell) or is_solution(cell):
            continue
        name, most = cell.metadata.nbgrader.grade_id, float(cell.metadata.nbgrader.points)
        try:
            points = determine_grade(cell)[0]
        except (ValueError, KeyError):
            points = None
        again = done.get(index, {}).get("recheck")
        second = Recheck(**again) if again else Recheck("unknown")
        if points != most:
            calibration.poor.append(name)
        calibration.known[name] = Known(
            rechecks=points == most and second.points(most) == most,
            number=second.state == "number",
        )
