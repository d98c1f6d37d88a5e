"""The line at the top of each notebook of a learner's copy: the one before, home, the next one."""

import json
import posixpath
import re
from typing import Any
from urllib.parse import quote

from mlsmath.commands.course.parts import read_part
from mlsmath.commands.course.start_page import START_PAGE

# Nothing else may stand in it: what a learner has written there is the learner's.
LINE = re.compile(
    rf"(?:\[← .*\]\(\S+\) · )?\[Start page\]\(\S*{re.escape(START_PAGE)}\)"
    r"(?: · \[.* →\]\(\S+\))?\n\n?"
)


def add_way(texts: dict[str, str]) -> dict[str, str]:
    """Return the notebooks (name and text, in order) with that line in their first cell.

    A notebook that does not begin with a text cell stays as it is.
    """
    titles = {name: read_part(name, text).title for name, text in texts.items()}
    names = list(texts)
    return {
        name: _with_line(text, _line(names, k, titles))
        for k, (name, text) in enumerate(texts.items())
    }


def split_way(cells: list[dict[str, Any]]) -> str:
    """Take that line out of the cells of a notebook, and return it: it is no change of a lesson."""
    text = "".join(cells[0]["source"]) if cells else ""
    found = LINE.match(text)
    if found is None:
        return ""
    cells[0]["source"] = text[found.end() :]
    return found[0]


def _line(names: list[str], k: int, titles: dict[str, str]) -> str:
    here = posixpath.dirname(names[k])

    def link(label: str, name: str) -> str:
        return f"[{label}]({quote(posixpath.relpath(name, here or '.'))})"

    before = [link(f"← {titles[names[k - 1]]}", names[k - 1])] if k else []
    after = [link(f"{titles[name]} →", name) for name in names[k + 1 : k + 2]]
    return " · ".join([*before, link("Start page", START_PAGE), *after])


def _with_line(text: str, line: str) -> str:
    notebook = json.loads(text)
    first = notebook["cells"][0] if notebook["cells"] else {"cell_type": "none"}
    if first["cell_type"] != "markdown":
        return text
    first["source"] = [f"{line}\n", "\n", *"".join(first["source"]).splitlines(keepends=True)]
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"
