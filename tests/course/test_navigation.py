"""The line at the top of a learner's notebooks leads to files that are there."""

import json
import re
from pathlib import PurePosixPath
from urllib.parse import unquote

from mlsmath.commands.course.learner_copy import make_copy
from mlsmath.commands.course.start_page import START_PAGE

from . import small

FIRST, SECOND = "week1-squares/01-square.ipynb", "week2-halves/01-half.ipynb"


def line(copy, name):
    first = small.read(copy / name)["cells"][0]
    return "".join(first["source"]).splitlines()[0]


def test_each_notebook_names_the_one_before_home_and_the_next(copy):
    assert line(copy, FIRST) == (
        "[Start page](../start-here.ipynb) · [Halve a number →](../week2-halves/01-half.ipynb)"
    )
    assert line(copy, SECOND) == (
        "[← Square a number](../week1-squares/01-square.ipynb) · [Start page](../start-here.ipynb)"
    )


def test_in_the_same_week_the_link_is_the_name_alone(course, tmp_path):
    small.write(course / "week1-squares" / "02 more.ipynb", small.text("# More", "title"))
    folder = make_copy(tmp_path / "another").folder
    assert line(folder, FIRST).endswith(" · [More →](02%20more.ipynb)")


def test_the_links_lead_to_files_that_are_there(copy):
    for name in (FIRST, SECOND):
        for link in re.findall(r"\]\((.+?)\)", line(copy, name)):
            assert (copy / PurePosixPath(name).parent / unquote(link)).is_file()
    assert (copy / START_PAGE).is_file()


def test_a_notebook_that_begins_with_code_stays_as_it_is(course, tmp_path):
    small.write(course / "week1-squares" / "02-code.ipynb", small.code("1 + 1"))
    folder = make_copy(tmp_path / "another").folder
    assert "".join(
        small.read(folder / "week1-squares" / "02-code.ipynb")["cells"][0]["source"]
    ) == ("1 + 1")


def test_a_new_neighbour_is_no_newer_version_of_a_notebook(course, copy):
    small.edit(copy / FIRST, "square", "mine")
    small.write(course / "week1-squares" / "02-more.ipynb", small.text("# More", "title"))
    mine = (copy / FIRST).read_bytes()
    again = make_copy(copy)
    assert (again.kept, again.newer, (copy / FIRST).read_bytes()) == ([FIRST], [], mine)
    assert line(copy, SECOND).startswith("[← More](../week1-squares/02-more.ipynb)")
    assert SECOND not in again.updated


def test_a_copy_that_was_made_without_the_line_gets_it(copy):
    notebook = small.read(copy / SECOND)
    with_line = notebook["cells"][0]["source"]
    notebook["cells"][0]["source"] = with_line[2:]
    (copy / SECOND).write_text(json.dumps(notebook), encoding="utf-8")
    make_copy(copy)
    assert small.read(copy / SECOND)["cells"][0]["source"] == with_line


def test_what_a_learner_writes_beside_the_links_is_work(copy):
    for added in ("  ask Anna", "?"):
        text = (copy / SECOND).read_text(encoding="utf-8")
        mine = text.replace("/start-here.ipynb)", f"/start-here.ipynb){added}")
        (copy / SECOND).write_text(mine, encoding="utf-8")
        assert make_copy(copy).kept == [SECOND]
        assert (copy / SECOND).read_text(encoding="utf-8") == mine != text
