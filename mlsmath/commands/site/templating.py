"""The templates of the site, and what several of them ask for."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from mlsmath.commands.contract.words import count
from mlsmath.commands.course.parts import Part
from mlsmath.commands.site import pyodide
from mlsmath.commands.templates import templates_in

TEMPLATES = templates_in(Path(__file__).with_name("templates"))


def fill(template: str, /, **values: Any) -> str:
    """Return the text of a template, its places filled with these values."""
    return TEMPLATES.get_template(template).render(values)


def page_of(notebook: str) -> str:
    """Return the address of a notebook's page; `notebook` is its name in the course."""
    return quote(notebook.replace(".ipynb", ".html"))


def _live_page_of(notebook: str) -> str:
    """Return the address of a notebook's live page, from the folder of its week."""
    return f"../live/notebooks/index.html?path={quote(notebook)}"


def _minutes(parts: Iterable[Part]) -> int:
    return sum(part.minutes or 0 for part in parts)


def _hours(minutes: int) -> str:
    """Return a time in half hours: nobody reads for 347 minutes."""
    halves = max(1, round(minutes / 30))
    hours = f"{halves // 2}½" if halves % 2 else f"{halves // 2}"
    return "half an hour" if halves == 1 else f"{hours} hour{'s' if halves > 2 else ''}"


TEMPLATES.globals |= {"count": count, "MEGABYTES": pyodide.MEGABYTES}
TEMPLATES.filters |= {"hours": _hours, "live": _live_page_of, "minutes": _minutes, "page": page_of}
