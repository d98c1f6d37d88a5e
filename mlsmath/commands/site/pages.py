"""The reading half of the site: what each page shows, before Sphinx makes HTML of it.

A reader sees the notebook as a learner receives it, with the outputs that the course's own
solutions give: so every picture and number after an exercise is there, and no answer is. (Running
the learners' version would end in errors at the first exercise that a later cell builds on.) The
cells of the exercises themselves show no output: their check belongs to the reader's own answer,
which the live page takes.
"""

import base64
import html
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from mlsmath.commands.course.widgets import VIEW
from mlsmath.commands.site.scenes import Scene, scene_of

PICTURE = re.compile(r'<img (?P<before>[^>]*)src="data:image/png;base64,(?P<data>[^"]+)"')
SETUP = "setup"  # the id of the cell that imports; it folds away
DERIVATION = {"text/markdown", "text/latex"}  # no other output has both
SUMMARY = re.compile(r"(<summary>)(.*?)(</summary>)", flags=re.DOTALL)
SCENE = re.compile(r'data-scene="([^"]+)"')
MOVES = (
    '<p class="mlsmath-moves">This picture moves: drag in it, move a slider, or use the arrow '
    "keys.</p>"
)
STACKED = (
    '<p class="mlsmath-stacked">Your screen is narrow: what the text calls left stands above, and '
    "right below.</p>"
)
MOVES_LIVE = (
    '<p class="mlsmath-moves-live">This picture moves: you can move it yourself in the live '
    "page.</p>"
)
LIVE = "live/notebooks/index.html?path={name}"
COLAB = "https://colab.research.google.com/github/{repository}/blob/{branch}/colab/{name}"
BINDER = "https://mybinder.org/v2/gh/{repository}/{branch}?labpath=download/{name}"


@dataclass(frozen=True)
class Hosted:
    """Where the built site lies: a branch of a repository on GitHub."""

    repository: str
    branch: str = "gh-pages"


def address(hosted: Hosted) -> str:
    """Return where GitHub publishes the site."""
    owner, _, name = hosted.repository.partition("/")
    return f"https://{owner.lower()}.github.io/{name}/"


def ways(name: str, hosted: Hosted | None) -> str:
    """Return the links beside a page: run it here, download it, open it elsewhere.

    `name` is the notebook's name in the course. Colab and Binder open files of a repository, so
    the links to them need to know which one the site is published from.
    """
    place = quote(name)
    links = [
        (f"../{LIVE.format(name=place)}", "Run this page in your browser", ' class="mlsmath-run"'),
        (f"../download/{place}", "Download", " download"),
    ]
    if hosted is not None:
        where = {"repository": hosted.repository, "branch": hosted.branch, "name": place}
        links.append((COLAB.format(**where), "Open in Colab", ""))
        links.append((BINDER.format(**where), "Open in Binder", ""))
    items = "".join(
        f'<li><a href="{html.escape(to)}"{more}>{text}</a></li>' for to, text, more in links
    )
    return f'<ul class="mlsmath-ways" aria-label="Ways to use this page">{items}</ul>'


def page(
    name: str,
    released: str,
    executed: dict[str, Any],
    pictures: Path,
    hosted: Hosted | None,
    symbols: str = "{}",
) -> str:
    """Return the notebook that the reading page of `name` is made from.

    `released` is the learners' version, `executed` the source version with outputs. Pictures go
    to the folder `pictures` as files. `symbols` says what the symbols in formulas are.
    """
    notebook = json.loads(released)
    outputs = {cell["id"]: cell.get("outputs", []) for cell in executed["cells"]}
    cells = []
    for cell in notebook["cells"]:
        settings = cell["metadata"].get("nbgrader", {})
        if cell["cell_type"] == "code":
            theirs = [] if settings else outputs.get(cell["id"], [])
            stem = f"{Path(name).parent.name}-{Path(name).stem}-{cell['id']}"
            cell["outputs"] = [
                _for_readers(output, f"{stem}-{number}", pictures, executed)
                for number, output in enumerate(theirs, start=1)
            ]
            cell["execution_count"] = None
            if any(output.get("data", {}).keys() >= DERIVATION for output in cell["outputs"]):
                _tag(cell, "derivation")
            if cell["id"] == SETUP:
                _tag(cell, "hide-input")
        else:
            text = SUMMARY.sub(_typeset, _framed("".join(cell["source"]), _kind(cell)))
            cell["source"] = text.splitlines(keepends=True)
        cells.append(cell)
        if settings.get("grade"):
            cells.append(_markdown(f"{cell['id']}-live", _try_it(name)))
    told = f'<script type="application/json" id="mlsmath-symbols">{symbols}</script>'
    _add_ways(cells[0], ways(name, hosted) + _needed_soon(cells) + told)
    notebook["cells"] = cells
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def _add_ways(cell: dict[str, Any], links: str) -> None:
    """Put the links below the title of a page, or above all where it begins without a title."""
    title, _, rest = "".join(cell["source"]).partition("\n")
    if not title.startswith("# "):
        title, rest = "", "".join(cell["source"])
    cell["source"] = f"{title}\n\n{links}\n\n{rest}".splitlines(keepends=True)


def _for_readers(
    output: dict[str, Any], stem: str, pictures: Path, executed: dict[str, Any]
) -> dict[str, Any]:
    """Return an output for a page without a kernel, its pictures as files of their own."""
    data = dict(output.get("data", {}))
    if not data:
        return dict(output)
    view = data.pop(VIEW, None)
    if "text/html" in data:
        data.pop("image/png", None)
        text = "".join(data["text/html"])
        for number, found in enumerate(list(PICTURE.finditer(text)), start=1):
            file = f"{stem}-{number}.png"
            (pictures / file).write_bytes(base64.b64decode(found["data"]))
            address = f'src="../_static/pictures/{file}" loading="lazy"'
            text = text.replace(found[0], f"<img {found['before']}{address}")
        data["text/html"] = _moving(text, stem, pictures, view, executed) if view else text
    return {**output, "data": data, "metadata": {}}


def _moving(
    still: str, stem: str, pictures: Path, view: dict[str, Any], executed: dict[str, Any]
) -> str:
    """Return a picture that the page's script brings to life, or word that only Python can."""
    scene = scene_of(view, executed)
    if scene is None or scene.needs_python:
        return f'<div class="mlsmath-forms">{still}</div>{MOVES_LIVE}'
    (pictures / f"{stem}.json").write_text(scene.text(), encoding="utf-8", newline="\n")
    return moving_picture(still, f"../_static/pictures/{stem}.json", scene)


def moving_picture(still: str, place: str, scene: Scene) -> str:
    """Return a picture that page.js brings to life; `place` is the address of its numbers."""
    stacked = STACKED if scene.panels > 1 else ""
    return (
        f'<div class="mlsmath-picture mlsmath-forms" data-scene="{place}" '
        f'style="--sliders: {scene.sliders}">{still}{stacked}{MOVES}</div>'
    )


def _typeset(summary: re.Match[str]) -> str:
    """Return a fold's title, its formulas and code as HTML: MyST leaves it as it was written."""
    text = re.sub(r"\$([^$]+)\$", r'<span class="math">\\(\1\\)</span>', summary[2])
    return summary[1] + re.sub(r"`([^`]+)`", r"<code>\1</code>", text) + summary[3]


def _kind(cell: dict[str, Any]) -> str:
    """Return what a piece of text is, where it has a look of its own: note, exercise, quiz."""
    tags = cell["metadata"].get("tags", [])
    if any(tag.startswith(("explains:", "revisits:")) for tag in tags):
        return "note"
    if re.match(r"#+ Exercise", "".join(cell["source"])):
        return "exercise"
    return "quiz" if re.fullmatch(r"quiz-\d+", cell["id"]) else ""


def _framed(text: str, kind: str) -> str:
    """Return text below its heading in a box of its kind; answers of a quiz say if they are."""
    if not kind:
        return text
    heading = "".join(re.findall(r"\A#+ [^\n]*\n+", text))
    body = text.removeprefix(heading)
    if re.search(r"^#+ ", body, flags=re.MULTILINE):
        return text
    if kind == "quiz":
        for said, mark in (("Right.", "✔"), ("Not quite.", "✘")):
            body = body.replace(f"\n\n{said}", f"\n\n**{mark} {said}**")
    return f'{heading}<div class="mlsmath-{kind}">\n\n{body}\n\n</div>\n'


def _tag(cell: dict[str, Any], name: str) -> None:
    """Tag a cell: MyST makes a class of it, and hides what a tag `hide-input` is on."""
    cell["metadata"] = {**cell["metadata"], "tags": [*cell["metadata"].get("tags", []), name]}


def _needed_soon(cells: list[dict[str, Any]]) -> str:
    """Return links by which the browser fetches the first moving picture while it reads on."""
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    found = SCENE.search("".join(output.get("data", {}).get("text/html", "") for output in outputs))
    if found is None:
        return ""
    return (
        '<link rel="modulepreload" href="../_static/overlay.js">'
        f'<link rel="preload" as="fetch" crossorigin href="{found[1]}">'
    )


def _try_it(name: str) -> str:
    address = html.escape(f"../{LIVE.format(name=quote(name))}")
    return (
        f'<p class="mlsmath-try">Your turn: <a href="{address}">open this page live</a>, write '
        "your answer, and the check tells you how it went.</p>"
    )


def _markdown(name: str, source: str) -> dict[str, Any]:
    return {
        "cell_type": "markdown",
        "id": name,
        "metadata": {},
        "source": source.splitlines(keepends=True),
    }


def requirement(hosted: Hosted) -> str:
    """Return what pip installs to have this package elsewhere."""
    return f"mlsmath @ git+https://github.com/{hosted.repository}"


def colab_notebook(released: str, hosted: Hosted) -> str:
    """Return the learners' notebook with a first cell that installs this package in Colab.

    Alone: Colab has the rest that notebooks use, and its own Jupyter must stay as it is.
    """
    notebook = json.loads(released)
    install = (
        "# Run this box first, each time you open this page. It brings the course's own package.\n"
        "%pip install --quiet anywidget\n"
        f'%pip install --quiet --no-deps "{requirement(hosted)}"'
    )
    cell = _markdown("install", install) | {
        "cell_type": "code",
        "execution_count": None,
        "outputs": [],
    }
    notebook["cells"].insert(0, cell)
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"
