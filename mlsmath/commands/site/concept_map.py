"""The math map as a page: each concept by its week, what it builds on, and where it is used.

The printed form, a picture of rows and columns, is drawn by `mlsmath map`.
"""

import html
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from mlsmath.commands.contract import Concept, where_used
from mlsmath.commands.course.glossary import Note, anchor, concepts_of, notes_in
from mlsmath.commands.course.parts import read_part

PAGE = """\
---
html_theme.sidebar_secondary.remove: true
---

# The math map

Every piece of math in the course, week by week, in the order in which you meet it. Open one: it \
says what it is, what it builds on and where it is used. An arrow leads from a piece to what is \
built on it. A program checks that each is explained directly before the code that needs it.

<div class="mlsmath-concepts">
<svg aria-hidden="true"><marker id="mlsmath-tip" viewBox="0 0 8 8" refX="6" refY="4" \
markerWidth="6" markerHeight="6" orient="auto"><path d="M0 0L8 4L0 8z"/></marker><g></g></svg>
{weeks}
</div>
"""
WEEK = """\
<section class="mlsmath-week" aria-labelledby="week-{number}">
<h2 id="week-{number}">{title}</h2>
{concepts}
</section>"""
CONCEPT = """\
<details id="{id}" data-builds-on="{builds_on}">
<summary>{name}</summary>
<p><span class="math">\\({symbol}\\)</span></p>
<p>{meaning}.</p>
{facts}
</details>"""


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
    known = {note.id: note for _, of_week in notes for note in of_week}
    columns = [
        WEEK.format(
            number=number,
            title=html.escape(title),
            concepts="\n".join(
                _concept(concepts[note.id], note, concepts, known, used, titles) for note in of_week
            ),
        )
        for number, (title, of_week) in enumerate(notes, start=1)
        if of_week
    ]
    return PAGE.format(weeks="\n".join(columns))


def _title(name: str, text: str, week: int) -> str:
    part = read_part(name, text)
    return f"Week {week}, {part.place}: {part.title}" if part.place else part.title


def _concept(
    concept: Concept,
    note: Note,
    concepts: Mapping[str, Concept],
    known: Mapping[str, Note],
    used: Mapping[str, list[str]],
    titles: Mapping[str, str],
) -> str:
    builds_on = [other for other in concept.builds_on if other in known]
    built = [other for other in known if concept.id in concepts[other].builds_on]
    address = quote(note.notebook.replace(".ipynb", ".html"))
    place = f'<a href="{address}#{anchor(note.heading)}">{html.escape(titles[note.notebook])}</a>'
    facts = [
        ("Its note", [place]),
        ("Builds on", [_link(concepts[other]) for other in builds_on]),
        ("What builds on it", [_link(concepts[other]) for other in built]),
        ("Used in", [_page(name, titles) for name in used.get(concept.id, ()) if name in titles]),
    ]
    return CONCEPT.format(
        id=concept.id,
        builds_on=" ".join(builds_on),
        name=html.escape(concept.name),
        symbol=html.escape(concept.symbol),
        meaning=html.escape(concept.meaning[0].upper() + concept.meaning[1:]),
        facts="\n".join(
            f"<p><strong>{name}:</strong> {'; '.join(links)}</p>" for name, links in facts if links
        ),
    )


def _link(concept: Concept) -> str:
    return f'<a href="#{concept.id}">{html.escape(concept.name)}</a>'


def _page(name: str, titles: Mapping[str, str]) -> str:
    return f'<a href="{quote(name.replace(".ipynb", ".html"))}">{html.escape(titles[name])}</a>'
