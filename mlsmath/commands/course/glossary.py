"""The tables of symbols and of words: what each means, what others call it, and its note."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from mlsmath.commands.contract import Concept, Word, load_concepts, load_words

HEADING = """\
## Notation: every symbol in one place

You need not learn this table. Come back to it when a symbol looks strange. The links \
lead to the notes that explain it. If a notebook opens at its top, click the link a second time."""

COLUMNS = "| Symbol | In Python | What it means |\n|:--|:--|:--|"

NAMES_HEADING = """\
## Two names for one thing: our words and the field's

Other courses and books use other words for what you learn here. This table has ours, and the word \
under which you find it in the Machine Learning Specialization, in books and in a search. You need \
not learn it either. The links lead to the place that explains the word."""

NAMES_COLUMNS = "| We say | Others say | In Python | Explained in |\n|:--|:--|:--|:--|"


@dataclass(frozen=True)
class Note:
    """Where something is explained: its id, the notebook's name in the course, the heading."""

    id: str
    notebook: str
    heading: str

    @property
    def link(self) -> str:
        """Return the link to the note, from the folder that holds the weeks."""
        return f"{quote(self.notebook)}#{anchor(self.heading)}"


Weeks = list[tuple[str, dict[str, str]]]


def notation_page(weeks: Weeks, course: Path | None = None) -> str:
    """Return the table of all symbols that the notebooks explain, week by week, as markdown.

    `weeks` has for each week its title and its notebooks (name and text); a `concepts.toml` in
    the folder `course` adds concepts to ours. A course without math notes has no such page: the
    text is then empty. Raises ContractError if the file cannot be read.
    """
    concepts = concepts_of(course)

    def rows(notebooks: dict[str, str]) -> Iterator[str]:
        for note in notes_in(notebooks, concepts):
            yield from _symbols(concepts[note.id], note)

    return _page(HEADING, COLUMNS, weeks, rows)


def names_page(weeks: Weeks, course: Path | None = None) -> str:
    """Return the table of our words and the field's, week by week, as `notation_page` does.

    A `words.toml` in the folder `course` adds words to ours.
    """
    concepts = concepts_of(course)
    words = _loaded(load_words, course, "words.toml")

    def rows(notebooks: dict[str, str]) -> Iterator[str]:
        for note in notes_in(notebooks, concepts):
            yield from _names(concepts[note.id], note)
        for note in notes_in(notebooks, words, "names:"):
            yield _name(words[note.id].meaning, words[note.id].name, "", note)

    return _page(NAMES_HEADING, NAMES_COLUMNS, weeks, rows)


def notes_in(
    notebooks: dict[str, str], known: dict[str, Concept] | dict[str, Word], tag: str = "explains:"
) -> Iterator[Note]:
    """Yield where these notebooks explain what is known, in the order of a reader."""
    for name, text in notebooks.items():
        above = ""
        for cell in json.loads(text)["cells"]:
            heading = re.search(r"^#+ +(.+?) *$", "".join(cell["source"]), flags=re.MULTILINE)
            if heading and cell["cell_type"] == "markdown":
                above = heading[1]
            for own in cell["metadata"].get("tags", []):
                explained = own.removeprefix(tag).strip()
                if own.startswith(tag) and above and explained in known:
                    yield Note(explained, name, above)


def concepts_of(course: Path | None) -> dict[str, Concept]:
    """Return our concepts, and those that a `concepts.toml` in the folder `course` adds."""
    return _loaded(load_concepts, course, "concepts.toml")


def _loaded(load: Callable, course: Path | None, name: str) -> dict:
    extra = course / name if course and (course / name).is_file() else None
    return load(extra)


def _page(heading: str, columns: str, weeks: Weeks, rows: Callable) -> str:
    found = [(title, list(rows(notebooks))) for title, notebooks in weeks]
    parts = ["\n".join([f"### {title}", "", columns, *lines]) for title, lines in found if lines]
    return "\n\n".join([heading, *parts]) if parts else ""


def anchor(heading: str) -> str:
    """Return the name by which JupyterLab knows a heading: its text with hyphens for blanks."""
    return heading.replace(" ", "-")


def _symbols(concept: Concept, note: Note) -> Iterator[str]:
    name = concept.name[0].upper() + concept.name[1:]
    for entry in concept.symbols:
        symbol = entry.symbol.replace("|", r"\vert ")
        python = f"`{entry.python}`".replace("|", r"\|") if entry.python else ""
        if symbol:
            yield f"| ${symbol}$ | {python} | [{name}]({note.link}): {entry.meaning} |"


def _names(concept: Concept, note: Note) -> Iterator[str]:
    for entry in concept.elsewhere:
        yield _name(entry.ours, entry.field, entry.python, note)


def _name(ours: str, field: str, python: str, note: Note) -> str:
    code = f"`{python}`" if python else ""
    cells = (ours, field, code, f"[{note.heading}]({note.link})")
    return f"| {' | '.join(cell.replace('|', _bar(cell)) for cell in cells)} |"


def _bar(cell: str) -> str:
    """Return how a bar is written that must not end a column: in a formula it is a command."""
    return r"\vert " if "$" in cell else r"\|"
