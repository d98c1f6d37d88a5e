"""Compare what two graders left behind, without what is random or tells the time."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

QUERIES = {
    "grades": """
        SELECT assignment.student_id, notebook_name.name, cell.name, grade.auto_score,
               grade.manual_score, grade.extra_credit, grade.needs_manual_grade, cell.type
        FROM grade JOIN base_cell AS cell ON cell.id = grade.cell_id
        JOIN submitted_notebook AS notebook ON notebook.id = grade.notebook_id
        JOIN notebook AS notebook_name ON notebook_name.id = notebook.notebook_id
        JOIN submitted_assignment AS assignment ON assignment.id = notebook.assignment_id
    """,
    "comments": """
        SELECT assignment.student_id, cell.name, comment.auto_comment, comment.manual_comment
        FROM comment JOIN base_cell AS cell ON cell.id = comment.cell_id
        JOIN submitted_notebook AS notebook ON notebook.id = comment.notebook_id
        JOIN submitted_assignment AS assignment ON assignment.id = notebook.assignment_id
    """,
    "submissions": "SELECT student_id, timestamp, extension FROM submitted_assignment",
    "notebooks": """
        SELECT assignment.student_id, name.name, notebook.late_submission_penalty
        FROM submitted_notebook AS notebook
        JOIN notebook AS name ON name.id = notebook.notebook_id
        JOIN submitted_assignment AS assignment ON assignment.id = notebook.assignment_id
    """,
    "students": "SELECT id, first_name, last_name, email, lms_user_id FROM student",
    "courses": "SELECT id FROM course",
}


def rows(gradebook: Path) -> dict[str, list]:
    """Return the rows of a gradebook that autograding writes."""
    with closing(sqlite3.connect(gradebook)) as book:
        return {
            name: sorted(book.execute(query).fetchall(), key=repr)
            for name, query in QUERIES.items()
        }


def files(folder: Path) -> dict[str, object]:
    """Return every file under a folder: its permissions and what is in it."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mode, _content(path))
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def clockless(content: object) -> str:
    """Drop the numbers that tell how long something took."""
    return re.sub(r" *\d[\d,.]*(?= (?:seconds|days|years|ms|times))", "#", repr(content))


def _content(path: Path) -> object:
    if path.suffix != ".ipynb":
        return path.read_bytes()
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"/[^\s\"\\]*ipykernel_\d+/", "/ipykernel/", text)
    text = re.sub(r"0x[0-9a-f]{6,}", "0x", text)
    nb = json.loads(text)
    for cell in nb["cells"]:
        cell["metadata"].pop("execution", None)
        if "outputs" in cell:
            cell["outputs"] = _joined(cell["outputs"])
    widgets = nb["metadata"].pop("widgets", None)
    if widgets is not None:
        (bundle,) = widgets.values()
        nb["widgets"] = sorted(state["model_name"] for state in bundle["state"].values())
    return nb


def _joined(outputs: list) -> list:
    """Join the pieces of each stream between other outputs: a kernel cuts them by the clock."""
    found: list = []
    for output in outputs:
        place = len(found)
        while place and output["output_type"] == "stream" == found[place - 1]["output_type"]:
            place -= 1
            if found[place]["name"] == output["name"]:
                found[place]["text"] = [*found[place]["text"], *output["text"]]
                break
        else:
            found.append(output)
    for output in found:
        if output["output_type"] == "stream":
            output["text"] = "".join(output["text"])
    return found
