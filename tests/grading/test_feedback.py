"""Feedback keeps what a learner may show, and nothing in it acts."""

import re
from contextlib import chdir

import pytest
from bs4 import BeautifulSoup
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from nbgrader.server_extensions.formgrader.formgrader import FormgradeExtension

from mlsmath.commands.grading.reporting.feedback import SafeHTMLExporter

from .course import ROOT

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


@pytest.fixture(scope="module")
def formgrader():
    """The exporter that formgrader makes for itself, with the settings of the course."""
    with chdir(ROOT / "notebooks"), pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_PREFER_ENV_PATH", "1")
        extension = FormgradeExtension()
        extension.initialize([])
        return HTMLExporter(config=extension.config)


FORMGRADER = {"base_url": "", "index": 0, "total": 1, "submission_id": "1"}


def page(*cells, exporter=None) -> BeautifulSoup:
    notebook = new_notebook(cells=list(cells))
    if exporter is not None:
        html, _ = exporter.from_notebook_node(notebook, resources=dict(FORMGRADER))
        return BeautifulSoup(html, "html.parser").find(id="notebook-container")
    html, _ = SafeHTMLExporter(template_name="basic").from_notebook_node(notebook)
    return BeautifulSoup(html, "html.parser")


def output(metadata=None, **data) -> list:
    data = {kind.replace("_", "/"): value for kind, value in data.items()}
    return new_code_cell("1", outputs=[new_output("display_data", data, metadata=metadata or {})])


def shown(**data) -> list:
    return page(output(**data))


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


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("where", ["markdown", "html"])
def test_nothing_acts_in_formgrader(formgrader, attack, where):
    html = "before " + attack
    soup = page(
        new_markdown_cell(html) if where == "markdown" else output(text_html=html),
        exporter=formgrader,
    )
    assert not acting(soup)
    assert "before" in soup.get_text()


@pytest.mark.parametrize("where", ["feedback", "formgrader"])
def test_size_of_a_picture_is_a_number_or_left_out(formgrader, where):
    sizes = {"width": "1 onload=act(1)", "height": "1' onload='act(1)"}
    exporter = formgrader if where == "formgrader" else None
    odd = page(output({"image/png": sizes}, image_png="iVBORw0KGgo="), exporter=exporter)
    assert not acting(odd)
    assert "onload" not in str(odd)
    good = page(
        output({"image/png": {"width": 20, "alt": "x"}}, image_png="iVBORw0KGgo="),
        exporter=exporter,
    )
    assert good.find("img")["width"] == "20"


def test_widgets_and_scripts_are_left_out_in_formgrader(formgrader):
    view = {"application_vnd.jupyter.widget-view+json": {"model_id": "act(1)"}}
    for data in (view, {"application_javascript": "act(1)"}, {"image_svg+xml": "<svg>act(1)"}):
        assert "act(1)" not in str(page(output(**data), exporter=formgrader))


def test_attached_picture_is_kept_and_one_that_is_gone_breaks_nothing():
    cell = new_markdown_cell("![mine](attachment:a.png) ![gone](attachment:b.png)")
    cell.attachments = {"a.png": {"image/png": "iVBORw0KGgo="}, "c": {"text/html": "<script>"}}
    there, gone = page(cell).find_all("img")
    assert there["src"] == "data:image/png;base64,iVBORw0KGgo="
    assert not gone.get("src", "").startswith("data")


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
