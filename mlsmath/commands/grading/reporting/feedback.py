"""Pages in which nothing that a learner wrote can act: no scripts, no forms, no frames.

`notebooks/nbgrader_config.py` names `SafeHTMLExporter` as the exporter of feedback, and gives
formgrader, which has an exporter of its own, `Harmless` and `safe_markdown`. Text, tables,
pictures, formulas, folds and the messages of checks stay as they are.
"""

import copy
import re
from typing import Any

from bleach import clean
from bleach.css_sanitizer import CSSSanitizer
from jinja2 import pass_context
from nbconvert.exporters import HTMLExporter
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode

TAGS = frozenset(
    [
        *("a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup"),
        *("dd", "del", "details", "div", "dl", "dt", "em", "figcaption", "figure"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark"),
        *("ol", "p", "pre", "q", "s", "samp", "small", "span", "strong", "sub", "summary", "sup"),
        *("table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "u", "ul", "var"),
    ]
)
ANYWHERE = frozenset(
    [
        *("alt", "class", "colspan", "height", "id", "open"),
        *("role", "rowspan", "scope", "style", "title", "width"),
    ]
)
LINKS = ("http://", "https://", "mailto:", "#")
PICTURES = ("data:image/png;", "data:image/jpeg;", "data:image/gif;", "https://", "http://")
STYLES = CSSSanitizer(
    allowed_css_properties=[
        *("background-color", "border", "border-left", "color", "font-style", "font-weight"),
        *("height", "list-style", "margin", "max-width", "padding", "text-align", "width"),
        *("vertical-align", "white-space"),
    ]
)
HARMLESS = {"text/plain", "text/latex", "image/png", "image/jpeg"}
ATTACHED = re.compile(r"attachment:([^\s)\"'>]*)")


def neutralise(html: str) -> str:
    """Return HTML with what could act taken out."""
    return clean(
        html,
        tags=TAGS,
        attributes=_allowed,
        protocols=["http", "https", "mailto", "data"],
        css_sanitizer=STYLES,
        strip=True,
    )


def _allowed(tag: str, name: str, value: str) -> bool:
    if tag == "a" and name == "href":
        return value.strip().lower().startswith(LINKS)
    if tag == "img" and name == "src":
        return value.strip().lower().startswith(PICTURES)
    return name in ANYWHERE or name.startswith("aria-")


class Harmless(Preprocessor):
    """Takes out of a notebook what could act on a page that shows it."""

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Return a copy of the notebook without what could act."""
        nb = copy.deepcopy(nb)
        nb.metadata.pop("widgets", None)
        for cell in nb.cells:
            _attach_pictures(cell)
            for output in cell.get("outputs", []):
                if "metadata" in output:
                    output.metadata = _sizes(output.metadata)
                if "data" in output:
                    _make_harmless(output.data)
        return nb, resources


@pass_context
def safe_markdown(context: Any, source: str) -> str:
    """Return Markdown as HTML, neutralised."""
    return neutralise(HTMLExporter().markdown2html(context, source))


class SafeHTMLExporter(HTMLExporter):
    """Writes a page as nbconvert does, with rendered text and outputs neutralised."""

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict | None = None, **more: Any
    ) -> tuple[Any, dict[str, Any]]:
        """Return the page and its resources."""
        nb, _ = Harmless().preprocess(nb, {})
        return super().from_notebook_node(nb, resources, **more)

    @pass_context
    def markdown2html(self, context: Any, source: str) -> str:
        """Return Markdown as HTML, neutralised."""
        return neutralise(super().markdown2html(context, source))


def _attach_pictures(cell: NotebookNode) -> None:
    """Keep attached pictures alone; a name that nothing is attached under stays a name."""
    found = cell.pop("attachments", None)
    kept = {
        name: {kind: data for kind, data in parts.items() if kind in HARMLESS}
        for name, parts in (found.items() if isinstance(found, dict) else ())
        if isinstance(parts, dict) and HARMLESS & set(parts)
    }
    if kept and cell.cell_type == "markdown":
        cell.attachments = kept
    if cell.cell_type == "markdown":
        cell.source = ATTACHED.sub(lambda m: m[0] if m[1] in kept else m[1], cell.source)


def _sizes(metadata: Any) -> dict:
    """Return what an output says of the sizes of its pictures: templates write it as it is."""
    return {
        kind: {
            name: value
            for name, value in about.items()
            if name in ("width", "height") and type(value) in (int, float)
        }
        for kind, about in (metadata.items() if isinstance(metadata, dict) else ())
        if kind in HARMLESS and isinstance(about, dict)
    }


def _make_harmless(data: dict) -> None:
    for kind in set(data) - HARMLESS:
        if kind == "text/html":
            text = data[kind]
            data[kind] = neutralise(text if isinstance(text, str) else "".join(text))
        else:
            del data[kind]
    if not data:
        data["text/plain"] = "This output is left out here: it may act on the reader's machine."
