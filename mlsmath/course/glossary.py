"""The page of notation: each symbol of the course, its Python name, its meaning, its note."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from mlsmath.contract import Concept, ContractError, load_concepts
from mlsmath.course.errors import CourseError

HEADING = """\
## Notation: every symbol in one place

You need not learn this table. Come back to it when a symbol looks strange. The links \
lead to the notes that explain it. If a notebook opens at its top, click the link a second time."""

COLUMNS = "| Symbol | In Python | What it means |\n|:--|:--|:--|"


@dataclass(frozen=True)
class Note:
    """Where a concept is explained: the notebook's name in the course, and the note's heading."""

    concept: str
    notebook: str
    heading: str

    @property
    def link(self) -> str:
        """Return the link to the note, from the folder that holds the weeks."""
        return f"{quote(self.notebook)}#{anchor(self.heading)}"


def notation_page(weeks: list[tuple[str, dict[str, str]]], extra: Path | None = None) -> str:
    """Return the table of all concepts that the notebooks explain, week by week, as markdown.

    `weeks` has for each week its title and its notebooks (name and text); `extra` is a
    `concepts.toml` that adds concepts to ours. A course without math notes has no such page: the
    text is then empty. Raises CourseError if `extra` cannot be read.
    """
    try:
        concepts = load_concepts(extra)
    except ContractError as error:
        raise CourseError(str(error)) from error
    parts = []
    for title, notebooks in weeks:
        rows = [
            row
            for note in notes_in(notebooks, concepts)
            for row in _rows(concepts[note.concept], note)
        ]
        if rows:
            parts.append("\n".join([f"### {title}", "", COLUMNS, *rows]))
    return "\n\n".join([HEADING, *parts]) if parts else ""


def notes_in(notebooks: dict[str, str], concepts: dict[str, Concept]) -> Iterator[Note]:
    """Yield the math notes on `concepts` in these notebooks, in the order of a reader."""
    for name, text in notebooks.items():
        for cell in json.loads(text)["cells"]:
            heading = re.search(r"^#+ +(.+?) *$", "".join(cell["source"]), flags=re.MULTILINE)
            for tag in cell["metadata"].get("tags", []):
                concept = tag.removeprefix("explains:").strip()
                if tag.startswith("explains:") and heading and concept in concepts:
                    yield Note(concept, name, heading[1])


def anchor(heading: str) -> str:
    """Return the name by which JupyterLab knows a heading: its text with hyphens for blanks."""
    return heading.replace(" ", "-")


def _rows(concept: Concept, note: Note) -> Iterator[str]:
    name = concept.name[0].upper() + concept.name[1:]
    for entry in (concept, *concept.also):
        symbol = entry.symbol.replace("|", r"\vert ")
        python = entry.python.replace("|", r"\|")
        yield f"| ${symbol}$ | `{python}` | [{name}]({note.link}): {entry.meaning} |"
