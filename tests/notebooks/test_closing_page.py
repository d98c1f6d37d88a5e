"""The closing page names every concept of the course, and every link of every notebook arrives."""

import re

import pytest

from mlsmath.commands.contract import load_concepts

from . import guards
from .test_source_notebooks import SOURCES, read

CONCEPTS = load_concepts()
CLOSING = next(path for path in SOURCES if guards.closing(read(path)))
LINK = re.compile(r"(?<!!)\[(?P<text>[^\[\]]+)\]\((?P<target>[^()\s]+)\)")


def notes():
    """Yield each concept that has a note, with the notebook and the note's heading."""
    for path in SOURCES:
        for cell in read(path).cells:
            for tag in cell.metadata.get("tags", []):
                if tag.startswith("explains:"):
                    heading = re.search(r"^#+ +(.+?) *$", cell.source, re.M)[1]
                    yield tag.removeprefix("explains:"), path, heading


NOTES = list(notes())


def rows():
    """Return the rows of the tables of concepts, in order."""
    tables = [cell for cell in read(CLOSING).cells if cell.id.startswith("concepts-week-")]
    lines = [line for cell in tables for line in cell.source.splitlines()]
    return [line for line in lines if line.startswith("| [")]


def target(path, heading):
    place = "" if path == CLOSING else path.name
    if path.parent != CLOSING.parent:
        place = f"../{path.parent.name}/{path.name}"
    return f"{place}#{heading.replace(' ', '-')}"


def row(concept, path, heading):
    """Return the row that a concept should have: its name, its meaning, where to go deeper."""
    concept = CONCEPTS[concept]
    name = concept.name[:1].upper() + concept.name[1:]
    deeper = "; ".join(f"[{d.title}]({d.url}), {d.where}" for d in concept.deeper)
    return f"| [{name}]({target(path, heading)}) | {concept.meaning} | {deeper} |"


def test_there_is_a_row_for_each_note_in_the_order_of_the_course():
    """In the cells `concepts-week-1` and so on of the closing page."""
    assert rows() == [row(*note) for note in NOTES]


def headings(path):
    lines = [line for cell in read(path).cells for line in cell.source.splitlines()]
    return {
        re.sub(r"^#+ +", "", line).strip().replace(" ", "-") for line in lines if line[:1] == "#"
    }


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_every_link_within_the_course_arrives(path):
    lost = []
    for cell in read(path).cells:
        if cell.cell_type != "markdown":
            continue
        for link in LINK.finditer(re.sub(r"`[^`]*`", "", cell.source)):
            file, _, anchor = link["target"].partition("#")
            if re.match(r"https?://", file):
                continue
            there = (path.parent / file).resolve() if file else path
            if there not in SOURCES or (anchor and anchor not in headings(there)):
                lost.append(f"{cell.id}: {link['target']}")
    assert lost == []
