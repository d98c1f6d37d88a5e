"""What is done so far, as the start page shows it: read from what the notebooks have saved."""

import json

import nbformat
import pytest

from mlsmath import so_far
from mlsmath.commands.course.learner_copy import make_copy
from mlsmath.commands.course.results import CHECK_RESULT
from mlsmath.commands.course.start_page import START_PAGE

from . import small

FIRST, SECOND = "week1-squares/01-square.ipynb", "week2-halves/01-half.ipynb"


@pytest.fixture
def copy(course, tmp_path):
    return make_copy(tmp_path / "my course").folder


def earn(path, *points):
    """Save what the first checks of a notebook have shown."""
    notebook = nbformat.read(path, as_version=4)
    graded = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    for cell, number in zip(graded, points, strict=False):
        facts = {"points": number, "passed": number == cell.metadata.nbgrader.points}
        data = {"text/plain": str(number), CHECK_RESULT: facts}
        cell.outputs = [nbformat.v4.new_output("display_data", data)]
    nbformat.write(notebook, path)


def shown(copy):
    """What the start page shows, and when it was written, as JSON."""
    cell = next(c for c in small.read(copy / START_PAGE)["cells"] if c["id"] == "so-far")
    return "".join(cell["outputs"][0]["data"]["text/markdown"])


def test_a_fresh_copy_says_where_to_begin(copy):
    assert "| Week 1, part 1: Square a number | ○ ○ | 0 of 5 |  |" in shown(copy)
    assert shown(copy).startswith(f"**Begin here:** [Square a number]({FIRST})\n\n| Part")


def test_points_are_added_up_and_the_next_part_is_named(copy):
    earn(copy / FIRST, 2, 1)
    text = so_far(copy)._repr_markdown_()
    assert "| Week 1, part 1: Square a number | ✔ ○ | 3 of 5 | begun |" in text
    assert text.startswith(f"**Go on here:** [Square a number]({FIRST})\n\n| Part")
    earn(copy / FIRST, 2, 3)
    text = so_far(copy)._repr_markdown_()
    assert "| Week 1, part 1: Square a number | ✔ ✔ | 5 of 5 | ✔ done |" in text
    assert text.startswith(f"**Go on here:** [Halve a number]({SECOND})\n\n| Part")
    earn(copy / SECOND, 1)
    assert so_far(copy)._repr_markdown_().startswith("**All exercises are done. Well done!**")


def test_the_next_visit_shows_it_and_calls_nothing_new(copy, course):
    earn(copy / FIRST, 2, 3)
    again = make_copy(copy)
    assert "| Week 1, part 1: Square a number | ✔ ✔ | 5 of 5 | ✔ done |" in shown(copy)
    assert START_PAGE not in again.added + again.updated + again.kept


def test_a_start_page_whose_box_was_run_is_still_brought_up_to_date(copy, course):
    page = small.read(copy / START_PAGE)
    cell = next(c for c in page["cells"] if c["id"] == "so-far")
    cell |= {"execution_count": 7, "outputs": []}
    (copy / START_PAGE).write_text(json.dumps(page), encoding="utf-8")
    small.write(course / "week10-more" / "01-more.ipynb", small.text("# More"))
    assert make_copy(copy).updated == [START_PAGE]
    assert "| More |  |" in shown(copy)


def test_a_notebook_that_cannot_be_read_is_left_out(copy):
    (copy / FIRST).write_text("{", encoding="utf-8")
    assert [part.title for part in so_far(copy).parts] == ["Halve a number"]
