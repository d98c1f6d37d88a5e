"""The search of the pages to read: the note of a concept first, and sentences."""

import re

import pytest

pytestmark = pytest.mark.site


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        ("slope", "01-predict-with-a-line.html#Math-note:-slope"),
        ("weight", "01-predict-with-a-line.html#Math-note:-slope"),
        ("sigmoid", "01-yes-or-no.html#Math-note:-the-sigmoid"),
        ("gradient", "02b-from-one-bird-to-all.html#Math-note:-the-gradient"),
    ],
)
def test_the_note_comes_first_and_says_a_sentence(chromium, server, asked, place):
    page = chromium.new_page()
    page.goto(f"{server.address}/search.html?q={asked}")
    first = page.locator("ul.search li").first
    summary = first.locator(".context")
    summary.wait_for()
    assert first.locator("a").first.get_attribute("href").endswith(place)
    text = summary.inner_text()
    assert re.search(r"[a-z][.?!:]", text), text
    assert not re.search(r"Contents|Dark|\\\(", text), text
    page.close()
