"""The front door of the site: what this is, a picture to move, the parts, and where to begin."""

import json
from pathlib import Path

from mlsmath import __version__
from mlsmath.commands.course.parts import Part, read_part
from mlsmath.commands.site.scenes import Scene
from mlsmath.commands.site.templating import fill

TITLE = "Machine learning, with the math when you need it"
SENTENCE = (
    "Three weeks from your first line to your first classifier, for people who write a little "
    "Python and are afraid of the math: each piece of math comes directly before you need it."
)
# The picture on the front page, by the notebook and the cell that draw it: the line and its bowl.
PICTURE = "week1-linear-regression-02b-search-the-bowl-two-pictures-code-1"


def front_page(weeks: list[tuple[str, dict[str, str]]], pictures: Path, handouts: list[str]) -> str:
    """Return the landing page as MyST; `pictures` is the folder with the scenes of the site."""
    scene = pictures / f"{PICTURE}.json"
    return fill(
        "index.md",
        TITLE=TITLE,
        SENTENCE=SENTENCE,
        PICTURE=PICTURE,
        weeks=[(title, _parts([(title, notebooks)])) for title, notebooks in weeks],
        first=_parts(weeks)[0].name,
        scene=Scene(json.loads(scene.read_text(encoding="utf-8"))) if scene.exists() else None,
        handouts=handouts,
    )


def instructors_page(weeks: list[tuple[str, dict[str, str]]]) -> str:
    """Return the page for instructors as MyST."""
    return fill("instructors.md", weeks=weeks, parts=_parts(weeks), version=__version__)


def descriptions(weeks: list[tuple[str, dict[str, str]]]) -> dict[str, str]:
    """Return for each page a sentence for search engines and link previews, by its name."""
    return {
        **{
            part.name.removesuffix(".ipynb"): _plain(part.outcome) or SENTENCE
            for part in _parts(weeks)
        },
        "notation": "Every symbol of the course in one place, with what it means in plain words.",
        "words": "Our plain words and the field's names for the same things, side by side.",
        "map": "Where each piece of math is explained, what it builds on and where it is used.",
        "instructors": "How to hand out, collect and grade the three weeks of the course.",
        "own-course": "How to check that your own notebooks explain each concept before its use.",
        "reference": "Each function of the package, with its formula and an example.",
    }


def _parts(weeks: list[tuple[str, dict[str, str]]]) -> list[Part]:
    return [read_part(name, text) for _, notebooks in weeks for name, text in notebooks.items()]


def _plain(text: str) -> str:
    """Return markdown without its marks."""
    return text.replace("*", "").replace("$", "").replace("\\", "")
