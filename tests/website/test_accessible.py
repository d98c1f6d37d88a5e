"""The pages to read: no serious breach that axe-core knows, nothing wider than a phone."""

import re
from importlib.resources import files

import pytest

from mlsmath.commands.course import source

from .conftest import opened

pytestmark = pytest.mark.site
FRONT = ["index", "instructors", "own-course", "notation", "words", "map", "search"]
WEEKS = [
    [f"{week.name}/{path.stem}" for path in sorted(week.glob("*.ipynb"))]
    for week in source.week_folders(source.source_folder())
]
ALL = [*FRONT, *(page for week in WEEKS for page in week)]
SOME = [*FRONT, *(week[0] for week in WEEKS)]


@pytest.mark.parametrize(
    ("width", "scheme", "pages"),
    [
        pytest.param(1280, "light", ALL, id="wide, light"),
        pytest.param(1280, "dark", SOME, id="wide, dark"),
        pytest.param(390, "light", SOME, id="phone, light"),
        pytest.param(390, "dark", SOME, id="phone, dark"),
    ],
)
def test_pages_are_accessible(chromium, server, width, scheme, pages):
    axe = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    faults = []
    with opened(chromium, width, color_scheme=scheme) as page:
        for name in pages:
            page.goto(f"{server.address}/{name}.html")
            page.wait_for_function("'typeset' in document.documentElement.dataset")
            page.evaluate(axe)
            violations = page.evaluate("async () => (await axe.run()).violations")
            faults += [
                (name, found["id"], found["nodes"][0]["html"])
                for found in violations
                if found["impact"] in {"serious", "critical"}
            ]
            if page.evaluate("document.documentElement.scrollWidth") > width:
                faults.append((name, "wider than the page"))
    assert faults == []


def test_no_formula_is_left_as_it_was_typed(site):
    from bs4 import BeautifulSoup

    left = []
    for name in ALL:
        page = BeautifulSoup((site / f"{name}.html").read_text(encoding="utf-8"), "html.parser")
        for part in page.select("pre, code, script, .math"):
            part.decompose()
        lines = page.body.get_text().splitlines()
        left += [(name, line) for line in lines if re.search(r"[$\\]|\| *:?-|^ *\|", line)]
    assert left == []


def test_formulas_are_typeset_and_pictures_have_words(chromium, server):
    page = chromium.new_page()
    page.goto(f"{server.address}/{WEEKS[0][0]}.html")
    page.wait_for_function("document.querySelectorAll('mjx-container').length > 10")
    pictures = page.locator("article img:not(.mlsmath-stage img)")
    assert pictures.count() >= 4
    assert all(len(one.get_attribute("alt")) > 20 for one in pictures.all())
    page.close()
