"""What the instructor sees when points and feedback have been given back."""

from typing import TYPE_CHECKING

from mlsmath.commands.platforms.roster import CANVAS, MOODLE, PLAIN

if TYPE_CHECKING:
    from mlsmath.commands.platforms.returning import Options, Returned

SHOWN = 20
POINTS = {
    MOODLE: "For Moodle, View all submissions, Upload grading worksheet: {}",
    CANVAS: "For Canvas, Grades, Import: {}",
    PLAIN: "The points: {}",
}
PAGES = {
    MOODLE: "For Moodle, View all submissions, Upload multiple feedback files in a zip: {}",
    CANVAS: "For Canvas, Grades, the menu of the assignment, Re-Upload Submissions: {}",
    PLAIN: "The feedback pages, a folder for each learner: {}",
}


def closing(returned: "Returned", options: "Options") -> str:
    """Return the last words: who got nothing and why, and where what was written goes."""
    lines = []
    if returned.held:
        lines.append(
            f"Not returned, because a person has to look at a cell first: {_list(returned.held)}. "
            "formgrader lists the cells. To return their points all the same, add --provisional."
        )
    if returned.none:
        lines.append(f"No grade: {_list(returned.none)}.")
    if returned.strangers:
        lines.append(
            "In the gradebook, but not in the table of the class: "
            f"{_list(returned.strangers)}. A table that joins ids to names helps: --roster FILE."
        )
    column = f", in the column {returned.column!r}" if returned.column else ""
    scaled = f", each multiplied by {returned.factor:g}" if returned.factor != 1 else ""
    lines.append(f"Points of {len(returned.grades)} learners{column}{scaled}.")
    for words, path in zip((POINTS, PAGES), returned.files, strict=False):
        lines.append(words[options.to].format(path))
    if options.to == CANVAS and len(returned.files) > 1:
        lines.append("Canvas shows each page under the name of the notebook that was handed in.")
    if returned.left_out:
        lines.append(
            "Canvas will leave out pages that belong to no file of its download, which lie in "
            f"folders: of {_list(returned.left_out)}."
        )
    return "\n".join(lines)


def _list(names: list[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more
