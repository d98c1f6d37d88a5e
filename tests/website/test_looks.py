"""How the pages to read look where it can be measured: on a phone, in the dark, in print."""

import pytest

from .conftest import opened

pytestmark = pytest.mark.site
PHONE = 400
PAGES = [
    "week1-linear-regression/01-predict-with-a-line.html",
    "week2-gradient-descent/04b-a-clinic-for-walks.html",
    "week3-logistic-regression/04-learn-the-probability.html",
]


NARROW = 360
NARROWEST = 320  # CSS pixels to which a page should reflow: WCAG 2.2, 1.4.10


@pytest.fixture
def phone(chromium):
    with opened(chromium, PHONE) as page:
        yield page


def ready(page, address):
    page.goto(address)
    page.wait_for_function("'typeset' in document.documentElement.dataset")


def wide(page):
    """The boxes of code and of what it prints that hold lines longer than they are wide."""
    return page.locator("article pre").evaluate_all(
        """all => all.filter(one => one.scrollWidth > one.clientWidth + 1).map(one => ({
             moves: (one.scrollLeft = 99) && one.scrollLeft > 0,
             tab: one.tabIndex,
             text: one.innerText,
             shades: getComputedStyle(one).backgroundAttachment,
           }))"""
    )


@pytest.mark.parametrize("name", PAGES)
def test_a_long_line_scrolls_in_its_own_box_on_a_phone_and_goes_on_below_in_print(
    phone, server, name
):
    ready(phone, f"{server.address}/{name}")
    found = wide(phone)
    assert len(found) > 5
    for one in found:
        assert (one["moves"], one["tab"]) == (True, 0), one["text"]
        assert "local, local, scroll, scroll" in one["shades"], "an edge says that there is more"
    broken = phone.locator("article pre").evaluate_all(
        "all => all.map(one => getComputedStyle(one).whiteSpace).filter(way => way !== 'pre')"
    )
    assert broken == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE
    phone.emulate_media(media="print")
    assert wide(phone) == []


def test_no_formula_has_to_be_scrolled_on_a_small_phone(chromium, server, site):
    with opened(chromium, NARROW) as page:
        for path in sorted(site.glob("week*/*.html")):
            ready(page, f"{server.address}/{path.relative_to(site).as_posix()}")
            cut = page.locator("article mjx-container[display]").evaluate_all(
                """all => all.filter(one => one.scrollWidth > one.clientWidth + 1)
                    .map(one => one.textContent)"""
            )
            assert cut == [], path.name


def test_no_page_is_wider_than_the_narrowest_screen(chromium, server, site):
    with opened(chromium, NARROWEST) as page:
        for path in sorted(site.glob("week*/*.html")):
            ready(page, f"{server.address}/{path.relative_to(site).as_posix()}")
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= NARROWEST, path.name


def test_the_contents_scroll_to_their_end(chromium, server):
    with opened(chromium, 1280, 600) as page:
        ready(page, f"{server.address}/{PAGES[0]}")
        contents = page.locator(".bd-sidebar-secondary")
        contents.evaluate("one => { one.scrollTop = one.scrollHeight; }")
        assert contents.evaluate("one => one.scrollTop > 0")
        frame, last = (one.bounding_box() for one in (contents, contents.get_by_role("link").last))
        assert frame["y"] + frame["height"] == pytest.approx(600, abs=1)
        assert last["y"] + last["height"] <= 600 - 48, "it stands above where the contents fade"
