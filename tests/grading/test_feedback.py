"""Feedback keeps what a learner may show, and nothing in it acts."""

import re

import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from mlsmath.grading.feedback import SafeHTMLExporter

ATTACKS = [
    "<script>act(1)</script>",
    "<img src=x onerror=act(1)>",
    '<a href="javascript:act(1)">here</a>',
    '<a href=" JaVaScRiPt:act(1)">here</a>',
    '<a href="data:text/html,<script>act(1)</script>">here</a>',
    '<iframe src="https://example.org"></iframe>',
    '<form action="https://example.org"><input name="q"></form>',
    '<svg onload="act(1)"><script>act(1)</script></svg>',
    '<style>@import "https://example.org";</style>',
    '<div style="background:url(javascript:act(1))">x</div>',
    '<object data="x"></object><embed src="x"><base href="https://example.org">',
    '<meta http-equiv="refresh" content="0;url=https://example.org">',
]
KEPT = (
    "Some **bold** text, `a < b` and $a < b$.\n\n<details>\n<summary>Hint</summary>\n\n"
    'Think *twice*.\n\n</details>\n\n<div class="alert alert-info">Note</div>\n\n> quoted\n\n'
    "| a | b |\n|---|---|\n| 1 | 2 |\n"
)
MESSAGE = (
    '<div class="mlsmath-check" role="status" style="border-left:4px solid #009E73">Good</div>'
)
PICTURE = '<img alt="a line" src="data:image/png;base64,iVBORw0KGgo=">'


def page(*cells) -> BeautifulSoup:
    exporter = SafeHTMLExporter(template_name="basic")
    html, _ = exporter.from_notebook_node(new_notebook(cells=list(cells)))
    return BeautifulSoup(html, "html.parser")


def shown(**data) -> list:
    outputs = [new_output("display_data", data={k.replace("_", "/"): v for k, v in data.items()})]
    return page(new_code_cell("1", outputs=outputs))


def acting(soup: BeautifulSoup) -> list:
    tags = ["script", "iframe", "form", "input", "svg", "object", "embed", "base", "meta", "style"]
    found = soup.find_all(tags)
    for tag in soup.find_all(True):
        for name, value in tag.attrs.items():
            if name.startswith("on") or re.match(r"\s*(javascript|data:text)", str(value), re.I):
                found.append(tag)
        if "url(" in str(tag.get("style")):
            found.append(tag)
    return found


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("where", ["markdown", "html"])
def test_nothing_acts(attack, where):
    html = "before " + attack
    soup = page(new_markdown_cell(html)) if where == "markdown" else shown(text_html=html)
    assert not acting(soup)
    assert "before" in soup.get_text()


@pytest.mark.parametrize("kind", ["application_javascript", "image_svg+xml", "text_markdown"])
def test_outputs_that_act_are_left_out(kind):
    assert "act(1)" not in str(shown(**{kind: "<script>act(1)</script>"}).find(class_="output"))


def test_what_a_notebook_shows_is_kept():
    soup = page(new_markdown_cell(KEPT))
    assert soup.find("strong").get_text() == "bold"
    assert soup.find("details").find("summary").get_text() == "Hint"
    assert soup.find("details").find("em").get_text() == "twice"
    assert soup.find("code").get_text() == "a < b"
    assert "$a < b$" in soup.get_text()
    assert soup.find("blockquote") is not None
    assert len(soup.find_all("td")) == 2
    assert soup.find(class_="alert-info").get_text() == "Note"


def test_messages_and_pictures_are_kept():
    soup = shown(text_html=MESSAGE + PICTURE)
    message = soup.find(class_="mlsmath-check")
    assert (message["role"], message.get_text()) == ("status", "Good")
    assert "border-left" in message["style"]
    assert soup.find("img")["alt"] == "a line"
    assert soup.find("img")["src"].startswith("data:image/png")
