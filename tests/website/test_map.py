"""The math map walked by keyboard, and symbols in formulas that say what they are."""

import json

import pytest

from mlsmath.commands.contract import load_concepts
from mlsmath.commands.course.source import source_folder
from mlsmath.commands.site.symbols import key

from .conftest import opened

site_test = pytest.mark.site


@pytest.mark.parametrize(
    ("symbol", "meant"),
    [
        ("x^{(i)}", "x^(i)"),
        ("x_j^{(i)}", "x^(i)j"),
        (r"\mathbf{x} = (x_1, \dots, x_n)", "*x"),
        (r"\sigma(z) = \frac{1}{1 + e^{-z}}", "σ"),
        (r"\sum_{i=1}^{m} a^{(i)}", "∑"),
        (r"f_{w,b}(x) = wx + b", "f_w,b"),
        (r"f_{w,b}(x^{(i)}) - y^{(i)}", ""),
        (r"w := w - \alpha \frac{\partial J}{\partial w}", ""),
        (r"\frac{d}{dx} c = 0", ""),
        (r"m_{\text{train}}, m_{\text{val}}", ""),
        ("k^n", ""),
        ("n", ""),
    ],
)
def test_the_key_of_a_symbol_and_none_for_a_rule_or_an_example(symbol, meant):
    assert key(symbol) == meant


def explained_in_the_course():
    tags = set()
    for file in source_folder().glob("week*/*.ipynb"):
        for cell in json.loads(file.read_text(encoding="utf-8"))["cells"]:
            tags |= set(cell["metadata"].get("tags", []))
    return {tag.removeprefix("explains:") for tag in tags if tag.startswith("explains:")}


@pytest.fixture(params=[1280, 430])
def page(request, chromium):
    with opened(chromium, request.param) as page:
        yield page


def ready(page, address):
    page.goto(address)
    page.wait_for_function("'typeset' in document.documentElement.dataset")


@site_test
def test_the_map_is_walked_by_keyboard(page, server):
    ready(page, f"{server.address}/map.html")
    explained = explained_in_the_course()
    concepts = {name: one for name, one in load_concepts().items() if name in explained}
    assert len(concepts) > 50
    shown = page.locator(".mlsmath-concepts details")
    assert sorted(shown.evaluate_all("all => all.map(one => one.id)")) == sorted(concepts)
    arrows = page.locator(".mlsmath-concepts svg > g > path")
    assert arrows.count() == sum(len(concept.builds_on) for concept in concepts.values())
    gradient = page.locator("#gradient")
    gradient.locator("summary").focus()
    page.keyboard.press("Enter")
    assert gradient.get_by_text("Builds on:").is_visible()
    assert gradient.locator("mjx-container").first.is_visible()
    near = page.locator(".mlsmath-concepts svg > g > path.mlsmath-near")
    page.wait_for_function("document.querySelector('.mlsmath-near')")
    built = sum("gradient" in concept.builds_on for concept in concepts.values())
    assert near.count() == len(concepts["gradient"].builds_on) + built
    gradient.get_by_role("link", name="partial derivative").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.parentElement.id === 'partial-derivative'")
    other = page.locator("#partial-derivative")
    assert "Week 2, part 2: Rules" in other.get_by_role("link").first.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    other.get_by_role("link").first.press("Enter")
    page.wait_for_url("**/week2-gradient-descent/02-rules-for-slopes.html#*")


@site_test
def test_a_symbol_says_what_it_is_under_the_mouse_and_on_focus(page, server):
    ready(page, f"{server.address}/week1-linear-regression/02-measure-the-error.html")
    tip = page.locator("#mlsmath-tip-words")
    low = page.locator("mjx-container mjx-msup:has(mjx-script mjx-mo)").first  # x^(i) or y^(i)
    low.scroll_into_view_if_needed()
    low.hover()
    assert "example number i" in tip.inner_text()
    assert tip.get_by_role("link").get_attribute("href").endswith("index-notation")
    box = tip.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= page.viewport_size["width"]
    page.keyboard.press("Escape")
    assert tip.count() == 0
    big = page.locator("mjx-container[display=true]", has=page.locator("mjx-munderover, mjx-mfrac"))
    last = big.last
    last.scroll_into_view_if_needed()
    page.keyboard.press("Tab")
    last.focus()
    said = tip.inner_text()
    assert "J: half the mean squared error" in said
    assert "∑: add them all" in said
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.mlsmath-tip') !== null")
    page.keyboard.press("Enter")
    page.wait_for_url("**/*.html#*")


@site_test
def test_a_symbol_that_means_two_things_means_the_last_that_was_explained(page, server):
    told = "() => JSON.parse(document.getElementById('mlsmath-symbols').textContent)"
    page.goto(f"{server.address}/week1-linear-regression/01-predict-with-a-line.html")
    assert "σ" not in page.evaluate(told)
    assert page.evaluate(told)["w"][0] == "slope"
    page.goto(f"{server.address}/week2-gradient-descent/04-many-measurements.html")
    assert page.evaluate(told)["σ"][0] == "standard deviation"
    page.goto(f"{server.address}/week3-logistic-regression/01-yes-or-no.html")
    assert page.evaluate(told)["σ"][0] == "sigmoid"
    assert page.evaluate(told)["z"][1].startswith("the number that the sigmoid turns")


# Which of the points along the arrows are seen, of those behind a week and of those beside it.
SEEN = """() => {
  const weeks = [...document.querySelectorAll(".mlsmath-week")].map(w => w.getBoundingClientRect());
  const within = (x, y) => weeks.some(w => w.left < x && x < w.right && w.top < y && y < w.bottom);
  const seen = { behind: [], beside: [] };
  for (const path of document.querySelectorAll(".mlsmath-concepts svg > g > path")) {
    path.style.pointerEvents = "stroke";
    const way = path.getScreenCTM();
    for (let at = 2; at < path.getTotalLength(); at += 7) {
      const { x, y } = path.getPointAtLength(at).matrixTransform(way);
      const on_top = !!document.elementFromPoint(x, y)?.closest("svg g");
      seen[within(x, y) ? "behind" : "beside"].push(on_top);
    }
  }
  return seen;
}"""


@site_test
def test_arrows_run_between_the_weeks_and_no_gutter_is_left_beside_them(page, server):
    page.set_viewport_size({"width": page.viewport_size["width"], "height": 9000})
    ready(page, f"{server.address}/map.html")
    page.locator("#gradient").evaluate("one => { one.open = true; }")
    page.wait_for_function("document.querySelector('.mlsmath-near')")
    seen = page.evaluate(SEEN)
    assert len(seen["behind"]) > 10
    assert not any(seen["behind"])
    assert any(seen["beside"])
    first, title = (page.locator(one).bounding_box() for one in ("#index-notation", "article h1"))
    assert first["x"] == pytest.approx(title["x"], abs=1)
