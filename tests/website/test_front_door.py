"""The landing page: what it is, something to do, where to begin, and where to go on."""

import re

import pytest
from bs4 import BeautifulSoup

from .conftest import opened
from .test_living import Alive

pytestmark = pytest.mark.site
FIRST = "week1-linear-regression/01-predict-with-a-line.html"


@pytest.fixture(params=[1280, 430])
def page(request, chromium):
    with opened(chromium, request.param) as page:
        yield page


def test_the_picture_is_in_the_first_screen_and_follows_the_hand(page, server):
    page.goto(f"{server.address}/index.html")
    picture = Alive(page, 0)
    page.evaluate("scrollTo(0, 0)")
    if page.viewport_size["width"] == 1280:
        title, start = (
            page.locator(one).bounding_box() for one in ("article h1", ".mlsmath-doors")
        )
        box = picture.box.bounding_box()
        assert box["y"] + box["height"] <= 900
        assert start["y"] < box["y"] + box["height"]
        assert title["x"] + title["width"] < box["x"]
    x, y, width = picture.grip()
    before = picture.values()
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y - 0.08 * width, steps=4)
    page.mouse.up()
    picture.settle()
    assert picture.values() != before
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def test_start_leads_to_the_first_part_and_each_part_has_minutes_and_an_end(page, server):
    page.goto(f"{server.address}/index.html")
    assert not page.locator("#mlsmath-go-on").is_visible()
    parts = page.locator(".mlsmath-parts li")
    assert parts.count() >= 20
    for text in parts.all_inner_texts():
        assert re.search(r"\d+ min\n.{40,}", text), text
    page.get_by_role("link", name="For instructors").first.click()
    assert page.url.endswith("/instructors.html")
    page.go_back()
    page.get_by_role("link", name="Start", exact=True).click()
    assert page.url.endswith(FIRST)


def test_who_was_here_before_is_told_where_to_go_on(page, server):
    page.goto(f"{server.address}/{FIRST}")
    page.locator("h2", has_text="How high?").scroll_into_view_if_needed()
    page.locator("h2", has_text="How high?").evaluate("one => one.scrollIntoView()")
    page.goto(f"{server.address}/index.html")
    link = page.locator("#mlsmath-go-on")
    assert link.inner_text() == "Go on: Week 1, part 1: Predict with a line, “How high?”"
    assert page.locator(".mlsmath-been").count() == 1
    link.click()
    assert page.url.endswith(f"{FIRST}#how-high")
    page.evaluate("localStorage.setItem(Object.keys(localStorage).find(k => /been/.test(k)), '{')")
    page.goto(f"{server.address}/index.html")
    page.wait_for_function("'typeset' in document.documentElement.dataset")
    assert not link.is_visible()


def test_a_part_opens_with_its_question_and_the_set_up_is_folded(page, server):
    page.goto(f"{server.address}/{FIRST}")
    folded = page.locator(".tag_hide-input details")
    assert folded.count() == 1
    assert not folded.locator("pre").is_visible()
    folded.locator("summary").click()
    assert "from mlsmath.checks import" in folded.locator("pre").inner_text()


def test_each_page_says_what_it_is_about_and_its_preview_is_there(site):
    seen = set()
    for file in [site / "index.html", site / "map.html", *site.glob("week*/*.html")]:
        head = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser").head
        told = {one.get("property") or one.get("name"): one.get("content") for one in head("meta")}
        assert len(told["description"]) > 40, file
        assert not re.search(r"[*$\\<]", told["description"]), told["description"]
        assert told["description"] == told["og:description"]
        assert "<" not in told["og:title"]
        named = head.title.get_text().split(" — ")
        assert len(named) == len(set(named))
        preview = told["og:image"]  # with the address of the site, where it is known
        assert (site / preview[preview.index("_static") :]).is_file()
        assert head.find("link", rel="icon") or head.find("link", rel="shortcut icon")
        seen.add(told["description"])
    assert len(seen) >= 22


def test_the_menu_names_each_week_once_and_its_parts_below_it(site):
    page = BeautifulSoup((site / FIRST).read_text(encoding="utf-8"), "html.parser")
    captions = [one.get_text(strip=True) for one in page.select(".bd-docs-nav .caption")]
    *weeks, beside = page.select(".bd-docs-nav .caption + ul")
    assert [text.partition(":")[0] for text in captions] == [
        "Week 1",
        "Week 2",
        "Week 3",
        "Beside it",
    ]
    assert [len(week.select("li")) for week in weeks] == [
        len([*site.glob(f"week{number}-*/*.html")]) for number in (1, 2, 3)
    ]
    texts = [one.get_text(strip=True) for one in page.select(".bd-docs-nav li")]
    assert texts[:3] == ["1 · Predict with a line", "2 · Measure the error", "2b · Search the bowl"]
    assert not [text for text in texts if text.startswith("Week")]
    assert len(beside.select("li")) >= 5
