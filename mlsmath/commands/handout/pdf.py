"""Markdown with LaTeX, made into a PDF by two libraries: pandoc and Typst."""

from pathlib import Path
from typing import Literal

from mlsmath.commands.course.errors import CourseError, require_packages

TOOLS = ("pypandoc", "typst")
LAYOUT = """\
#set document(title: "{title}", author: "mlsmath")
#set page(paper: "a4", margin: (x: 14mm, y: 14mm), numbering: "1 / 1")
#set text(font: "Libertinus Serif", size: {size}pt, lang: "en")
#set table(stroke: 0.4pt + luma(190), inset: (x: 4pt, y: {inset}pt), align: left + horizon)
#show table.cell.where(y: 0): strong
#show figure: set block(breakable: true)
#show heading: set block(above: 1.4em, below: 0.9em)
#show math.equation.where(block: true): set block(breakable: false)
"""
ROOMY = (10.0, 4.0)  # the size of the text, and the space in a table's cells, in points
TIGHTER = ((9.0, 3.5), (8.5, 3.0), (8.0, 2.5), (7.5, 2.0), (7.0, 1.5))


def write_pdf(markdown: str, path: Path, one_page: bool = False) -> None:
    """Typeset `markdown` into the file `path`; its first heading is the document's title.

    With `one_page` the text gets smaller until all of it fits on one page. Raises CourseError if
    the libraries are not installed, or if the smallest text does not fit.
    """
    require_packages("Handouts need", TOOLS, "handout")
    import pypandoc

    title = markdown.partition("\n")[0].lstrip("# ")
    body = pypandoc.convert_text(markdown, "typst", format="markdown-smart")
    for size, inset in (ROOMY, *TIGHTER):
        text = LAYOUT.format(title=title, size=size, inset=inset) + body
        pages = len(_typeset(text, "svg"))
        if pages == 1 or not one_page:
            break
    else:
        raise CourseError(f"“{title}” has to fit on one page, but it fills {pages}.")
    path.write_bytes(_typeset(text, "pdf")[0])


def _typeset(text: str, form: Literal["pdf", "svg"]) -> list[bytes]:
    import typst

    made = typst.compile(text.encode(), format=form, ignore_system_fonts=True)
    return made if isinstance(made, list) else [made]
