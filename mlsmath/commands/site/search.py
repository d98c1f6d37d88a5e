"""The search of the pages to read finds the note of a concept before all that mentions it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from mlsmath.commands.course.glossary import anchor, concepts_of, notes_in

SCRIPT = "search.js"

Terms = Mapping[str, Iterable[tuple[str, str]]]


def terms_by_page(weeks: list[tuple[str, dict[str, str]]], course: Path) -> Terms:
    """Return for each page its concepts' names, ours and others', each with its note's anchor.

    Raises CourseError if the concepts that the folder `course` adds cannot be read.
    """
    concepts = concepts_of(course)
    found = defaultdict[str, list[tuple[str, str]]](list)
    for _, notebooks in weeks:
        for note in notes_in(notebooks, concepts):
            concept = concepts[note.id]
            names = [word for other in concept.elsewhere for word in (other.ours, other.field)]
            page = note.notebook.removesuffix(".ipynb")
            found[page] += [(name, anchor(note.heading)) for name in {concept.name, *names}]
    return found


def connect(app: Any, terms: Terms) -> None:
    """Let Sphinx put the terms into its index for the search, and our script on its page."""
    app.connect("doctree-resolved", partial(_add_terms, terms))
    app.connect("html-page-context", _add_script)


def _add_terms(terms: Terms, _: Any, page: Any, name: str) -> None:
    from sphinx.addnodes import index

    entries = [("single", term, place, "main", None) for term, place in sorted(terms.get(name, ()))]
    page += index(entries=entries)


def _add_script(app: Any, page: str, *_: Any) -> None:
    if page == "search":
        app.add_js_file(SCRIPT, loading_method="defer")  # after Sphinx's own
