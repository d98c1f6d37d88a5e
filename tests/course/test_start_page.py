"""The start page: the weeks in order with links that lead somewhere, and how to come back."""

import base64
import json
import re
import shlex
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import nbformat
import pytest
from jupyter_client.manager import start_new_kernel

from mlsmath.commands.course import start_page
from mlsmath.commands.course.learner_copy import make_copy

from . import small


@pytest.fixture
def page(course, tmp_path):
    small.write(course / "week1-squares" / "02-two words.ipynb", small.text("No heading", "a"))
    folder = make_copy(tmp_path / "my course").folder
    return folder / start_page.START_PAGE


def text_of(page):
    return "\n".join("".join(cell["source"]) for cell in small.read(page)["cells"])


def test_weeks_and_notebooks_stand_in_order(page):
    lines = [
        line for line in text_of(page).splitlines() if line.startswith(("## Week", "- Part", "- ["))
    ]
    assert lines == [
        "## Week 1: squares",
        "- Part 1: [Square a number](week1-squares/01-square.ipynb) (2 exercises, 5 points)",
        "- [02-two words](week1-squares/02-two%20words.ipynb)",
        "## Week 2: halves",
        "- [Halve a number](week2-halves/01-half.ipynb) (1 exercise, 1 point)",
    ]


def test_where_to_go_on_stands_before_the_long_list(page):
    cells = [cell["id"] for cell in small.read(page)["cells"]]
    assert cells[:4] == ["welcome", "done-so-far", "so-far", "weeks"]


def test_links_lead_to_notebooks(page):
    links = re.findall(r"\]\((?!attachment:|symbols|words)([^)]+)\)", text_of(page))
    assert len(links) == 3
    for link in links:
        assert (page.parent / unquote(link)).is_file()


def test_page_is_a_valid_notebook_that_cannot_be_changed_by_accident(page):
    notebook = nbformat.read(page, as_version=4)
    nbformat.validate(notebook)
    assert [cell.id for cell in notebook.cells if cell.cell_type == "code"] == ["so-far"]
    for cell in notebook.cells:
        assert (cell.metadata.deletable, cell.metadata.editable) == (False, False)


def test_page_says_how_to_come_back(page):
    folder = page.parent
    assert f"```\n{folder}\n```" in text_of(page)
    assert f"```\n{start_page.command('learn', folder)}\n```" in text_of(page)


@pytest.mark.skipif(sys.platform == "win32", reason="quoted for another shell")
def test_command_to_come_back_works_as_it_stands(tmp_path):
    folder = tmp_path / "my course's folder"
    words = shlex.split(start_page.command("progress", folder))
    assert words[-2:] == ["progress", str(folder)]
    done = subprocess.run(
        [*words[:-2], "--version"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("mlsmath ")
    assert Path(words[0]).is_absolute() or words[0] == "mlsmath"


def test_notebooks_name_the_kernel_as_jupyterlab_would():
    manager, client = start_new_kernel()
    try:
        language = client.kernel_info(reply=True, timeout=600)["content"]["language_info"]
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
        manager.cleanup_resources()
    written = start_page.kernel_metadata()
    assert written["language_info"] == language
    assert written["kernelspec"]["display_name"] == manager.kernel_spec.display_name


HEADING = "# Week 2, part 3b: Halve a number\n\n**Time.** About 25 minutes. A good place to rest."


def test_a_part_is_listed_with_its_place_its_minutes_and_what_it_asks_for(course, tmp_path):
    path = course / "week2-halves" / "01-half.ipynb"
    small.write(path, small.text(HEADING), *small.exercise("half", "x = 1", "0", points=1))
    page = make_copy(tmp_path / "copy").folder / start_page.START_PAGE
    line = "- Part 3b: [Halve a number](week2-halves/01-half.ipynb) "
    assert line + "(about 25 minutes, 1 exercise, 1 point)" in text_of(page)


def test_the_welcome_carries_its_pictures_with_their_words(course, tmp_path):
    pictures = {"penguin": (b"png of a bird", "A bird."), "course": (b"another", "Three frogs.")}
    make_copy(tmp_path / "copy", pictures=pictures)
    welcome = small.read(tmp_path / "copy" / start_page.START_PAGE)["cells"][0]
    text = "".join(welcome["source"])
    for name, (png, alt) in pictures.items():
        assert f"![{alt}](attachment:{name}.png)" in text
        assert base64.b64decode(welcome["attachments"][f"{name}.png"]["image/png"]) == png
    without = small.read(make_copy(tmp_path / "other").folder / start_page.START_PAGE)
    assert "attachment" not in json.dumps(without)
