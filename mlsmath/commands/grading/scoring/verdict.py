"""What a notebook that was run is worth, and whether somebody should look at it.

nbgrader reads points from a cell's outputs, and a submission can write outputs. So each test cell
has been run a second time where the submission could not reach it (`second_look`), and a cell that
earned less there, or whose number is no number of points, earns nothing until a person has looked.
Where the second run could not judge, the points of the first stand until then.
"""

import io
import math
import re
import tokenize
from dataclasses import dataclass, field
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.utils import determine_grade, is_grade, is_solution

from mlsmath.commands.grading.intake.converter import without_stderr
from mlsmath.commands.grading.record import FAILED, GRADED, MIME, PERSON, NotebookRecord, Score
from mlsmath.commands.grading.sandbox.outputs import DID_NOT_RUN, problem
from mlsmath.commands.grading.scoring.worth import Recheck

SUSPICIOUS = re.compile(
    r"\bmlsmath\.checks\.(?!check_)\w|\.reference\b|_getframe|\bgc\.get_|\bctypes\b|input_transformer"
    r"|ast_transformer|__code__|(?<!\bin )\bsys\.modules\b|\bset_custom_exc\b|/proc/|__builtins__"
    r"|_repr_mimebundle_|\bsettrace\b|run_line_magic(?!\(['\"]\w+['\"])|display_formatter|mlsmath\.commands\b"
)
ENDS = {
    "died": "the kernel died in cell {cell}",
    "stuck": "time out in cell {cell}, and it could not be interrupted",
    "total": "the whole notebook took too long; it was ended in cell {cell}",
    "output": "too much output in cell {cell}",
    "memory": "out of memory in cell {cell}",
}
SIGNALS = {
    77: "out of memory in cell {cell}",
    137: "the kernel was killed in cell {cell}",
    139: "the kernel crashed in cell {cell}",
}
NEEDS_A_PERSON = "NeedsAPersonError"
NOT_TO_THE_END = {DID_NOT_RUN, "MemoryError", "CellTimeoutError"}
SEEN = {  # what a check has seen, by its name; it gave no points, and nobody is suspected
    "uses-the-answer": "it runs the course's own answer",
    "works-elsewhere": "it works where the check cannot see it",
}
LATE = "the second look at this test took too long"
MUCH = "its cells together gave too much output; the rest of it was left out"
UNJUDGED = "the second look cannot judge"
LONGEST = 2000


@dataclass(frozen=True)
class Known:
    """What the master notebook's own run has shown of a test cell."""

    rechecks: bool
    number: bool


@dataclass
class Verdict:
    """A notebook ready to be saved, and what the record says of it."""

    nb: NotebookNode
    record: NotebookRecord
    flagged: list[str] = field(default_factory=list)


def judge(
    name: str, nb: NotebookNode, report: dict, known: dict[str, Known], kindly: bool = True
) -> Verdict:
    """Look at every graded cell of a notebook that was run, and mark what cannot be trusted.

    Parameters
    ----------
    name
        The notebook's name.
    nb
        The notebook with its outputs; changed in place where a cell did not run or is not trusted.
    report
        What the supervisor said: cells, re-checks, how it ended.
    known
        For each grade id what the master's own run has shown.
    kindly
        Whether text on stderr alone takes no points.
    """
    ended = report.get("ended") or {}
    done = {cell["index"]: cell for cell in report.get("cells", []) if cell.get("reply")}
    record = NotebookRecord(name, seconds=round(sum(c["seconds"] for c in done.values()), 3))
    reasons = []
    if report.get("broken"):
        record.state = FAILED
        reasons.append(f"it could not be run ({report['broken'][:200]})")
    elif ended:
        record.state = FAILED
        reasons.append(_how(ended, nb))
    reasons += _slow(nb, done, ended)
    if any(told.get("cut") for told in done.values()):
        reasons.append(MUCH)
    verdict = Verdict(nb, record)
    for index, cell in enumerate(nb.cells):
        if not (is_grade(cell) and cell.cell_type == "code" and not is_solution(cell)):
            continue
        told = done.get(index)
        if told is None and cell.source.strip():
            words = f"This cell did not run: {reasons[0] if reasons else 'the notebook ended'}."
            cell.outputs = [problem(DID_NOT_RUN, words)]
        score = _score(cell, told, known.get(cell.metadata.nbgrader.grade_id), kindly)
        record.scores.append(score)
        if score.flag:
            verdict.flagged.append(score.grade_id)
            reasons.append(f"{score.grade_id}: {score.flag}")
    if record.state == GRADED and any(score.outcome == "failed" for score in record.scores):
        record.state = FAILED
    odd = _looks_odd(nb) if any(score.points for score in record.scores) else ""
    if odd:
        reasons.append(f"its code uses {odd}, which no exercise needs")
    if verdict.flagged or odd:
        record.state = PERSON
    if any(_suspects(score) for score in record.scores):
        reasons.insert(0, "tampering suspected")
    record.reason = "; ".join(dict.fromkeys(reasons))
    return verdict


def _suspects(score: Score) -> bool:
    return bool(score.flag) and score.flag not in SEEN.values() and not _stands(score)


def _stands(score: Score) -> bool:
    """Whether the points of the first look stand until a person has looked."""
    return score.flag.startswith((LATE, UNJUDGED))


def _how(ended: dict, nb: NotebookNode) -> str:
    cell = _number(ended.get("index", 0), nb)
    words = SIGNALS.get(ended.get("code", 0), ENDS.get(ended.get("how", ""), ENDS["died"]))
    return words.format(cell=cell)


def _number(index: int, nb: NotebookNode) -> int:
    """Return the number of a code cell as a person counts them."""
    return sum(1 for cell in nb.cells[: index + 1] if cell.cell_type == "code")


def _slow(nb: NotebookNode, done: dict[int, dict], ended: dict) -> list[str]:
    stuck = ended.get("index") if ended.get("how") == "stuck" else None
    late = {i: told for i, told in done.items() if told.get("late") and i != stuck}
    words = {True: "too much processor time", False: "time out"}
    found = [
        f"{words[bool(told.get('busy'))]} in cell {_number(i, nb)}" for i, told in late.items()
    ]
    memory = [i for i, told in done.items() if told["reply"].get("ename") == "MemoryError"]
    return found + [f"out of memory in cell {_number(i, nb)}" for i in memory]


def _score(cell: NotebookNode, told: dict | None, known: Known | None, kindly: bool) -> Score:
    note = cell.metadata.nbgrader
    most = float(note.points)
    score = Score(note.grade_id, 0.0, most, "failed", _facts(cell))
    forged = _forged(cell, most, known)
    if forged:
        score.flag = forged
    points = _points(cell, kindly)
    told = told or {}
    second, shown = (_look(told.get(key)) for key in ("recheck", "shown"))
    if not score.flag and known is not None and known.rechecks and (points > 0 or second):
        there = second.points(most) if second else None
        alike = shown.points(most) if shown else there
        unsure = [look for look in (second, shown) if look and look.state in ("late", "opaque")]
        if unsure:
            late = unsure[0].state == "late"
            what = LATE if late else f"{UNJUDGED} {unsure[0].reason}"
            score.flag = f"{what}; its points stand until a person has looked"
        elif there is None or (alike or 0.0) < points - 1e-6:
            found = "no points" if not alike else f"{alike:g}"
            score.flag = f"{points:g} points here, {found} where it could not reach the check"
        elif second and told.get("hides") and (there != points or not told.get("alike")):
            cell.outputs = [o for o in cell.outputs if o.output_type == "stream"] + _said(second)
            score.facts = _facts(cell) or score.facts
            points = _points(cell, kindly)
    if not score.flag and score.facts.get("tampering"):
        score.flag = "something that the checks rest on was replaced"
    if not score.flag:
        score.flag = SEEN.get(score.facts.get("misconception") or "", "")
    if forged or (score.flag and points and not _stands(score)):
        words = f"{score.flag}. No points until a person has looked."
        cell.outputs = [problem(NEEDS_A_PERSON, words)]
        points = 0.0
    score.points = points
    score.outcome = _outcome(cell, score)
    return score


def _look(found: Any) -> Recheck | None:
    return Recheck(**found) if isinstance(found, dict) else None


def _said(look: Recheck) -> list[NotebookNode]:
    """Return the output of a test that ran apart; what a hidden line met stands in its traceback.

    So feedback, which leaves out a traceback that quotes a hidden line, does not show it.
    """
    said = look.output or {}
    if look.state == "error":
        words = f"{said.get('ename')}: {said.get('evalue')}"
        return [
            new_output(
                "error",
                ename=str(said.get("ename")),
                evalue="a hidden test did not pass",
                traceback=[str(said.get("line", "")), words],
            )
        ]
    return [new_output("execute_result", data=said["data"])] if said else []


def _points(cell: NotebookNode, kindly: bool) -> float:
    """Return the points by nbgrader's own rules."""
    kept = cell.outputs
    if kindly:
        cell.outputs = without_stderr(kept)
    try:
        return float(determine_grade(cell)[0] or 0.0)
    except (ValueError, KeyError, TypeError):
        return 0.0
    finally:
        cell.outputs = kept


def _forged(cell: NotebookNode, most: float, known: Known | None) -> str:
    """Say what is wrong with the result of a cell, if it is no number of points."""
    for output in cell.outputs:
        if output.output_type == "error":
            return ""
        if output.output_type != "execute_result":
            continue
        text = output.get("data", {}).get("text/plain")
        try:
            number = float(text if isinstance(text, str) else "".join(text))
        except (ValueError, TypeError):
            number = None
        if number is None:
            if known is not None and known.number:
                return "its result is no number of points"
            return "" if text else "its result is empty"
        if not (math.isfinite(number) and 0 <= number <= most):
            return f"its result {str(text)[:20]} is no number from 0 to {most:g}"
        return ""
    return ""


def _facts(cell: NotebookNode) -> dict[str, Any]:
    for output in reversed(cell.outputs):
        found = output.get("data", {}).get(MIME) if output.output_type != "stream" else None
        if isinstance(found, dict):
            return {str(key)[:50]: _short(value) for key, value in list(found.items())[:20]}
    return {}


def _short(value: Any) -> Any:
    if isinstance(value, bool | int | float) or value is None:
        return value
    if isinstance(value, list):
        return [_short(item) for item in value[:50]]
    if isinstance(value, dict):
        return {str(key)[:50]: _short(item) for key, item in list(value.items())[:20]}
    return str(value)[:LONGEST]


def _outcome(cell: NotebookNode, score: Score) -> str:
    errors = [o for o in cell.outputs if o.output_type == "error"]
    if _suspects(score) or any(o.ename in NOT_TO_THE_END for o in errors):
        return "failed"
    if score.facts.get("misconception") == "not-written":
        return "not tried"
    if any(o.ename == "NotImplementedError" for o in errors):
        return "not tried"
    if score.points >= score.max_points:
        return "right"
    return "partly right" if score.points > 0 else "wrong"


def _looks_odd(nb: NotebookNode) -> str:
    for cell in nb.cells:
        locked = cell.metadata.get("nbgrader", {}).get("locked")
        if cell.cell_type == "code" and not locked:
            found = SUSPICIOUS.search(cell.source)
            found = found and SUSPICIOUS.search(_without_comments(cell.source))
            if found:
                return found.group()
    return ""


def _without_comments(source: str) -> str:
    """Return the source without its comments, or as it is where it is not plain Python."""
    lines = source.splitlines(keepends=True)
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type == tokenize.COMMENT:
                row, column = token.start
                lines[row - 1] = lines[row - 1][:column] + "\n"
    except (tokenize.TokenError, SyntaxError):
        return source
    return "".join(lines)
