"""The math map as a page: each concept by its week, what it builds on, and where it is used.

The printed form, a picture of rows and columns, is drawn by `mlsmath map`.
"""

from collections.abc import Iterable
from pathlib import Path

from mlsmath.commands.contract import where_used
from mlsmath.commands.course.glossary import Note, anchor, concepts_of, notes_in
from mlsmath.commands.course.parts import read_part
from mlsmath.commands.site.templating import fill, page_of

Links = list[tuple[str, str]]


def map_page(weeks: list[tuple[str, dict[str, str]]], course: Path) -> str:
    """Return the math map as a page of MyST. Raises ContractError if `course` cannot be read."""
    concepts = concepts_of(course)
    used = where_used(course)
    titles = {
        name: _title(name, text, week)
        for week, (_, notebooks) in enumerate(weeks, start=1)
        for name, text in notebooks.items()
    }
    notes = [(title, [*notes_in(notebooks, concepts)]) for title, notebooks in weeks]
    known = {note.id: concepts[note.id] for _, of_week in notes for note in of_week}

    def named(ids: Iterable[str]) -> Links:
        return [(f"#{id}", known[id].name) for id in ids if id in known]

    def facts(note: Note) -> list[tuple[str, Links]]:
        place = f"{page_of(note.notebook)}#{anchor(note.heading)}"
        built = (id for id, other in known.items() if note.id in other.builds_on)
        pages = (name for name in used.get(note.id, ()) if name in titles)
        return [
            ("Its note", [(place, titles[note.notebook])]),
            ("Builds on", named(known[note.id].builds_on)),
            ("What builds on it", named(built)),
            ("Used in", [(page_of(name), titles[name]) for name in pages]),
        ]

    return fill("map.md", weeks=notes, concepts=known, facts=facts)


def _title(name: str, text: str, week: int) -> str:
    part = read_part(name, text)
    return f"Week {week}, {part.place}: {part.title}" if part.place else part.title
