"""What a check has found, for people and for programs: text, JSON, CSV, Markdown, GitHub."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from mlsmath.commands.contract.reading import Cell
from mlsmath.commands.contract.rules import Breach
from mlsmath.commands.contract.summary import KEPT, Summary
from mlsmath.commands.contract.untagged import Found

HEADS = ("concept", "explained", "first needed", "between", "verdict")
FIELDS = (
    *("concept", "name", "explained_in", "explained_cell", "explained_line", "sentence", "gloss"),
    *("needed_in", "needed_cell", "needed_line", "sign", "between", "verdict"),
)
WRONG = {
    "late": "it is explained after it is needed",
    "never": "nothing explains it",
    "early": "it is explained long before",
    "gloss only": "no more than a gloss explains it",
}


def show_summary(summary: Summary, form: str = "") -> str:
    """Return a summary as json, csv, markdown or github, or else as a table to read."""
    if form == "json":
        concepts = [_record(one, summary) for one in summary.found]
        return _json({"totals": summary.totals, "concepts": concepts})
    if form == "csv":
        return _csv(FIELDS, [_record(one, summary) for one in summary.found])
    if form == "github":
        commands = [_annotation(one, summary) for one in summary.found if one.verdict not in KEPT]
        return "\n".join([*commands, summary.total])
    lines = [_line(one, summary) for one in summary.found]
    table = _markdown(lines) if form == "markdown" else _table(lines)
    return "\n".join([*table, "", summary.total] if lines else [summary.total])


def show_breaches(breaches: Sequence[Breach], folder: Path, form: str) -> str:
    """Return breaches as json, csv, markdown or github; `folder` is what was checked."""
    records = [asdict(one) for one in breaches]
    if form == "json":
        return _json(records)
    if form == "csv":
        return _csv([field.name for field in fields(Breach)], records)
    if form == "markdown":
        rows = [
            (one.notebook, one.cell_number, one.concept, one.rule, f"{one.wrong}; {one.mend}")
            for one in breaches
        ]
        return "\n".join(_markdown(rows, ("notebook", "cell", "concept", "rule", "what to do")))
    place = folder.parent if folder.is_file() else folder
    return "\n".join(
        _command(
            "error",
            place / one.notebook,
            one.line,
            f"{one.rule}: {one.concept}" if one.concept else one.rule,
            f"cell {one.cell_number}: {one.wrong}; {one.mend}.",
        )
        for one in breaches
    )


def _record(found: Found, summary: Summary) -> dict[str, Any]:
    explained, needed = found.explained, found.needed
    return {
        "concept": found.concept,
        "name": summary.names[found.concept],
        "explained_in": explained.cell.notebook.name if explained else None,
        "explained_cell": explained.cell.number if explained else None,
        "explained_line": explained.cell.line if explained else None,
        "sentence": explained.sentence if explained else None,
        "gloss": found.gloss,
        "needed_in": needed.cell.notebook.name if needed else None,
        "needed_cell": needed.cell.number if needed else None,
        "needed_line": needed.cell.line if needed else None,
        "sign": needed.sign if needed else None,
        "between": found.between,
        "verdict": found.verdict,
    }


def _line(found: Found, summary: Summary) -> tuple[str, ...]:
    explained = _place(found.explained.cell) if found.explained else "–"
    needed = _place(found.needed.cell) if found.needed else "–"
    wait = "–" if found.between is None else f"{found.between}".replace("-", "−")
    return summary.names[found.concept], explained, needed, wait, found.verdict


def _place(cell: Cell) -> str:
    name = cell.notebook.name
    return f"{name.removesuffix(Path(name).suffix)}, cell {cell.number}"


def _table(lines: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(HEADS, *lines, strict=True)]
    rows = [HEADS, ["─" * width for width in widths], *lines]
    return ["  ".join(_padded(row, widths)).rstrip() for row in rows]


def _padded(row: Sequence[str], widths: Sequence[int]) -> Iterable[str]:
    number = HEADS.index("between")
    for column, (text, width) in enumerate(zip(row, widths, strict=True)):
        yield text.rjust(width) if column == number else text.ljust(width)


def _markdown(lines: Sequence[Sequence[object]], heads: Sequence[str] = HEADS) -> list[str]:
    rows = [heads, ["---"] * len(heads), *lines]
    return ["| " + " | ".join(str(part).replace("|", "\\|") for part in row) + " |" for row in rows]


def _json(content: object) -> str:
    return json.dumps(content, indent=2, ensure_ascii=False)


def _csv(names: Sequence[str], records: Iterable[dict[str, Any]]) -> str:
    text = io.StringIO(newline="")
    # Lines end in \r\n here: before Python 3.13 a lone \r in a cell is quoted in such lines alone.
    writer = csv.DictWriter(text, names)
    writer.writeheader()
    writer.writerows(records)
    return text.getvalue().replace("\r\n", "\n").rstrip("\n")


def _annotation(found: Found, summary: Summary) -> str:
    part = found.needed or found.explained
    assert part is not None  # a found concept has at least one of the two
    where = f" ({_place(found.explained.cell)})" if found.explained else ""
    sign = f"{found.needed.sign} needs it" if found.needed and found.needed.sign else "needed here"
    level = "warning" if found.verdict in ("late", "never") else "notice"
    title = f"{found.verdict}: {summary.names[found.concept]}"
    message = f"cell {part.cell.number}: {sign}, and {WRONG[found.verdict]}{where}."
    return _command(level, part.cell.notebook.path, part.cell.line, title, message)


def _command(level: str, path: Path, line: int, title: str, message: str) -> str:
    """Return a workflow command of GitHub Actions, escaped as its manual says."""
    name = _escaped(_from_here(path), more=True)
    properties = f"file={name},line={line},title={_escaped(title, more=True)}"
    return f"::{level} {properties}::{_escaped(message)}"


def _from_here(path: Path) -> str:
    """Return a path as GitHub knows it: below the folder in which the step runs."""
    full, here = path.resolve(), Path.cwd().resolve()
    return (full.relative_to(here) if full.is_relative_to(here) else full).as_posix()


def _escaped(text: str, more: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if more else text
