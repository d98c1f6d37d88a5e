"""The reading half of the site: what each page shows, before Sphinx makes HTML of it.

A reader sees the notebook as a learner receives it, with the outputs that the course's own
solutions give: so every picture and number after an exercise is there, and no answer is. (Running
the learners' version would end in errors at the first exercise that a later cell builds on.) The
cells of the exercises themselves show no output: their check belongs to the reader's own answer,
which the live page takes.
"""

import base64
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mlsmath.commands.course.widgets import VIEW
from mlsmath.commands.site.scenes import scene_of
from mlsmath.commands.site.templating import fill

PICTURE = re.compile(r'<img (?P<before>[^>]*)src="data:image/png;base64,(?P<data>[^"]+)"')
SETUP = "setup"  # the id of the cell that imports; it folds away
DERIVATION = {"text/markdown", "text/latex"}  # no other output has both
SUMMARY = re.compile(r"(<summary>)(.*?)(</summary>)", flags=re.DOTALL)
SCENE = re.compile(r'data-scene="([^"]+)"')


@dataclass(frozen=True)
class Hosted:
    """Where the built site lies: a branch of a repository on GitHub."""

    repository: str
    branch: str = "gh-pages"


def address(hosted: Hosted) -> str:
    """Return where GitHub publishes the site."""
    owner, _, name = hosted.repository.partition("/")
    return f"https://{owner.lower()}.github.io/{name}/"


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
            cells.append(_markdown(f"{cell['id']}-live", fill("try.html", name=name)))
    top = fill("top.html", name=name, hosted=hosted, scene=_first_scene(cells), symbols=symbols)
    _add_below_title(cells[0], top)
    notebook["cells"] = cells
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def _add_below_title(cell: dict[str, Any], links: str) -> None:
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
        return fill("picture.html", still=still, scene=None)
    (pictures / f"{stem}.json").write_text(scene.text(), encoding="utf-8", newline="\n")
    place = f"../_static/pictures/{stem}.json"
    return fill("picture.html", still=still, scene=scene, address=place)


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


def _first_scene(cells: list[dict[str, Any]]) -> str:
    """Return the address of the first moving picture: the browser fetches it while it reads on."""
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    found = SCENE.search("".join(output.get("data", {}).get("text/html", "") for output in outputs))
    return found[1] if found else ""


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
