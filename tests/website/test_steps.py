"""Derivations on the pages to read, stepped through without Python."""

import pytest

pytestmark = pytest.mark.site
PAGES = [
    "week2-gradient-descent/02-rules-for-slopes.html",
    "week2-gradient-descent/02b-from-one-bird-to-all.html",
    "week3-logistic-regression/04-learn-the-probability.html",
]


@pytest.mark.parametrize("width", [1280, 430])
@pytest.mark.parametrize("name", PAGES)
def test_a_derivation_is_stepped_through_by_keys(chromium, server, name, width):
    context = chromium.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(f"{server.address}/{name}")
    page.wait_for_function("'typeset' in document.documentElement.dataset")
    cell = page.locator(".tag_derivation").last
    rows = cell.locator("tr")
    last = rows.count() - 1
    assert last >= 6
    seen = lambda: [k for k in range(last + 1) if rows.nth(k).is_visible()]  # noqa: E731
    button = lambda text: cell.get_by_role("button", name=text, exact=True)  # noqa: E731
    told = cell.get_by_role("status")

    button("Step through it").press("Enter")
    assert seen() == [0]
    assert told.inner_text() == "Start: this is to be worked out."
    page.keyboard.press("Enter")  # Next has the focus
    page.keyboard.press("Enter")
    assert seen() == [1, 2]
    rule = rows.nth(2).locator("strong").first.inner_text()
    assert told.inner_text() == f"Step 2 of {last}: {rule}"
    words = rows.nth(2).locator(".mlsmath-words")
    assert not words.is_visible()
    button("Say it in words").click()
    assert words.is_visible()
    assert len(words.inner_text()) > 15
    assert rows.nth(2).locator("mjx-container").count() >= 1
    button("Back").click()
    assert seen() == [0, 1]
    for _ in range(last + 3):
        button("Next").press("Enter")
    assert seen() == [last - 1, last]
    assert button("Next").get_attribute("aria-disabled") == "true"
    button("All lines").click()
    assert seen() == list(range(last + 1))
    assert words.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_without_scripts_all_lines_stand_there(chromium, server):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server.address}/{PAGES[0]}")
    cell = page.locator(".tag_derivation").last
    assert cell.get_by_role("button").count() == 0
    assert all(row.is_visible() for row in cell.locator("tr").all())
    context.close()
