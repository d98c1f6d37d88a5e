"""The front door of the site: what this is, a picture to move, the parts, and where to begin."""

import html
import json
from pathlib import Path
from urllib.parse import quote

from mlsmath import __version__
from mlsmath.commands.contract.words import count
from mlsmath.commands.course.parts import Part, read_part
from mlsmath.commands.site import pyodide
from mlsmath.commands.site.pages import moving_picture
from mlsmath.commands.site.scenes import Scene

TITLE = "Machine learning, with the math when you need it"
SENTENCE = (
    "Three weeks from your first line to your first classifier, for people who write a little "
    "Python and are afraid of the math: each piece of math comes directly before you need it."
)
# The picture on the front page, by the notebook and the cell that draw it: the line and its bowl.
PICTURE = "week1-linear-regression-02b-search-the-bowl-two-pictures-code-1"
INDEX = """\
---
html_theme.sidebar_secondary.remove: true
---

# {title}

<p class="mlsmath-lead">{sentence}</p>
<p class="mlsmath-doors"><a class="mlsmath-run" href="{first}">Start</a>
<a class="mlsmath-run" id="mlsmath-go-on" hidden></a>
<a href="instructors.html">For instructors</a></p>
{picture}

{weeks}

## How it works

Nothing to install. Each page can be read as it is, and its pictures move. To work through a page, \
open it and press *Run this page in your browser*: Python then runs in your browser. The first \
time it fetches {megabytes} MB, so that takes a while. What you write is kept in this browser, on \
this computer. To hand a notebook in, or to be safe, press *Download* at the bottom of its page.

## Beside the notebooks

- [Notation: every symbol in one place](notation.md)
- [Two names for one thing: our words and the field's](words.md)
- [The math map: where each piece of math is explained and used](map.md)
- <a href="live/tree/index.html">All your notebooks in this browser</a>
{handouts}

{menu}

```{{toctree}}
:hidden:
:caption: Beside it

notation
words
map
instructors
own-course
reference
```
"""
WEEK_IN_MENU = """\
```{{toctree}}
:hidden:
:caption: "{title}"

{entries}
```
"""
TRY_IT = """\
<div class="mlsmath-try-it">
<p>Each small dot is a penguin. Drag the line, or the large dot in the bowl. The smaller \
the cost J, the better the line.</p>
{picture}
</div>"""
INSTRUCTORS = """\
# For instructors

Each week is an assignment for nbgrader: notebooks with exercises, a check that says what is right \
and what to try, and hidden tests. You need Python 3.11 or newer, and this course's package.

| You want to | Enter in the folder `notebooks` |
|:--|:--|
| hand out a week | `nbgrader generate_assignment week1-linear-regression` |
| collect what came back | `mlsmath collect week1-linear-regression submissions.zip` |
| grade it, many at a time, in a sandbox | `mlsmath grade week1-linear-regression` |
| see points and misconceptions of the class | `mlsmath report week1-linear-regression` |
| write a page for each learner | `nbgrader generate_feedback week1-linear-regression` |

The README of the package says more about each line, and what to do on a shared server.

**Without a server.** This website is a folder of files. Any web host can serve it. A learner \
works in the browser and downloads the notebook there to hand it in.

**What the course holds.** {facts} There is no math review at the start: a program checks in every \
test run that nothing is used before it is explained. [The math map](map.md) shows where.

**Your own course.** The program checks any folder of notebooks. [Use the contract in your own \
course](own-course.md) shows how, on another subject.

**Version.** {version}. The command `mlsmath --version` names that of your own package.

**Licence.** The text is CC BY 4.0, the code MIT, the data CC0 and public domain.
"""


def front_page(weeks: list[tuple[str, dict[str, str]]], pictures: Path, handouts: list[str]) -> str:
    """Return the landing page as MyST; `pictures` is the folder with the scenes of the site."""
    parts = [
        (title, [read_part(name, text) for name, text in notebooks.items()])
        for title, notebooks in weeks
    ]
    names = [part.name for _, of_week in parts for part in of_week]
    return INDEX.format(
        title=TITLE,
        sentence=SENTENCE,
        first=quote(names[0].replace(".ipynb", ".html")),
        picture=_picture(pictures),
        megabytes=pyodide.MEGABYTES,
        weeks="\n\n".join(_week(title, of_week) for title, of_week in parts),
        menu="\n".join(_in_menu(title, of_week) for title, of_week in parts),
        handouts="\n".join(map(_handout, handouts)),
    )


def instructors_page(weeks: list[tuple[str, dict[str, str]]]) -> str:
    """Return the page for instructors as MyST."""
    parts = [read_part(name, text) for _, notebooks in weeks for name, text in notebooks.items()]
    minutes = sum(part.minutes or 0 for part in parts)
    facts = (
        f"{count(len(weeks), 'week')}, {count(len(parts), 'part')}, about {_long(minutes)}, "
        f"{count(sum(part.exercises for part in parts), 'exercise')} with "
        f"{count(sum(part.points for part in parts), 'point')}."
    )
    return INSTRUCTORS.format(facts=facts[0].upper() + facts[1:], version=__version__)


def descriptions(weeks: list[tuple[str, dict[str, str]]]) -> dict[str, str]:
    """Return for each page a sentence for search engines and link previews, by its name."""
    parts = [read_part(name, text) for _, notebooks in weeks for name, text in notebooks.items()]
    found = {part.name.removesuffix(".ipynb"): _plain(part.outcome) for part in parts}
    return {
        **{name: text or SENTENCE for name, text in found.items()},
        "notation": "Every symbol of the course in one place, with what it means in plain words.",
        "words": "Our plain words and the field's names for the same things, side by side.",
        "map": "Where each piece of math is explained, what it builds on and where it is used.",
        "instructors": "How to hand out, collect and grade the three weeks of the course.",
        "own-course": "How to check that your own notebooks explain each concept before its use.",
        "reference": "Each function of the package, with its formula and an example.",
    }


def _picture(pictures: Path) -> str:
    scene = pictures / f"{PICTURE}.json"
    if not scene.exists():
        return ""
    told = json.loads(scene.read_text(encoding="utf-8"))
    still = "".join(
        f'<img src="_static/pictures/{PICTURE}-{number}.png" alt="{html.escape(told["alt"])}" '
        f'width="{form["width"]:.0f}" height="{form["height"]:.0f}" loading="lazy" '
        'style="max-width:100%;height:auto">'
        for number, form in enumerate(told["forms"], start=1)
    )
    place = f"_static/pictures/{PICTURE}.json"
    return TRY_IT.format(picture=moving_picture(still, place, Scene(told)))


def _week(title: str, parts: list[Part]) -> str:
    minutes = sum(part.minutes or 0 for part in parts)
    facts = f"{count(len(parts), 'part')}, about {_long(minutes)}" if minutes else ""
    lines = "\n".join(_part(part) for part in parts)
    return (
        f'## {title}\n\n<p class="mlsmath-facts">{facts}</p>\n\n'
        f'<div class="mlsmath-parts">\n\n{lines}\n\n</div>'
    )


def _in_menu(title: str, parts: list[Part]) -> str:
    """Return a week for the menu: its title, which its entries then leave out."""
    numbers = (part.place.removeprefix("part ") for part in parts)
    entries = "\n".join(
        f"{number} · {part.title} <{part.name.removesuffix('.ipynb')}>"
        if number
        else part.name.removesuffix(".ipynb")
        for number, part in zip(numbers, parts, strict=True)
    )
    return WEEK_IN_MENU.format(title=title, entries=entries)


def _part(part: Part) -> str:
    place = f"{part.place.capitalize()}: " if part.place else ""
    minutes = f' <span class="mlsmath-minutes">{part.minutes} min</span>' if part.minutes else ""
    after = f"<br>\n  {part.outcome}" if part.outcome else ""
    return f"- {place}{part.link}{minutes}{after}"


def _handout(name: str) -> str:
    week, _, what = name.removesuffix(".pdf").partition("-")
    text = {"math": "the math on one page", "gradient": "the gradient, line by line"}[what]
    place = f"Week {week.removeprefix('week')}"
    return f'- <a href="handout/{name}">{place} on paper: {text} (PDF)</a>'


def _long(minutes: int) -> str:
    """Return a time in half hours: nobody reads for 347 minutes."""
    halves = max(1, round(minutes / 30))
    hours = f"{halves // 2}½" if halves % 2 else f"{halves // 2}"
    return "half an hour" if halves == 1 else f"{hours} hour{'s' if halves > 2 else ''}"


def _plain(text: str) -> str:
    """Return markdown without its marks."""
    return text.replace("*", "").replace("$", "").replace("\\", "")
