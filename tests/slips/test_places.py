"""Where a name would come from: a cell above, below, or another notebook."""

import nbformat
import pytest

from mlsmath.slips import places, state
from mlsmath.slips.unknown import elsewhere, unknown


def write(path, cells):
    new = {"m": nbformat.v4.new_markdown_cell, "c": nbformat.v4.new_code_cell}
    path.parent.mkdir(exist_ok=True)
    book = nbformat.v4.new_notebook(cells=[new[kind](text) for kind, text in cells])
    nbformat.write(book, path)
    return path


@pytest.fixture
def folder(tmp_path):
    write(
        tmp_path / "week2" / "02-measure.ipynb",
        [
            ("m", "# Part 2"),
            ("c", "import numpy as np"),
            ("m", "Text.\n\n## A first line"),
            ("c", "lines = [1, 2]"),
            ("c", "print(lines)"),
            ("m", "## The end"),
            ("c", "total = 3"),
        ],
    )
    write(
        tmp_path / "week2" / "01-predict.ipynb",
        [("c", "import math\ndef predict(x):\n    return x")],
    )
    write(tmp_path / "week1" / "03-lowest.ipynb", [("c", "for i in []:\n    rate = 1")])
    write(tmp_path / "week2" / "03-later.ipynb", [("c", "nowhere = 1")])
    write(tmp_path / "week3" / "01-later.ipynb", [("c", "nowhere = 1")])
    (tmp_path / "week2" / "broken.ipynb").write_text("{")
    (tmp_path / "week2" / "deep.ipynb").write_text("[" * 100_000)
    return tmp_path / "week2"


def told(folder, name, cell="print(lines)", names=None, **more):
    return unknown(name, names or {}, state.Cells(text=cell, **more), folder)


def test_a_cell_further_up_is_named_by_its_heading(folder):
    slip = told(folder, "lines")
    assert slip.name == "cell-not-run"
    assert "“A first line”" in slip.said


def test_the_running_cell_is_found_by_its_id_when_its_text_was_changed(folder):
    cells = places.places(folder / "02-measure.ipynb")
    slip = told(folder, "lines", cell="print(lines, 3)", id=cells[2].id)
    assert slip.name == "cell-not-run"


def test_a_cell_further_down_is_named(folder):
    slip = told(folder, "total")
    assert slip.name == "made-later"
    assert "“The end”" in slip.said


@pytest.mark.parametrize(
    ("name", "notebook"), [("predict", "01-predict.ipynb"), ("rate", "03-lowest.ipynb")]
)
def test_a_name_of_another_notebook_is_told_with_its_file(folder, name, notebook):
    slip = told(folder, name)
    assert slip.name == "other-notebook"
    assert f"`{notebook}`" in slip.said


def test_a_slip_of_typing_is_no_name_of_another_notebook(folder):
    names = {"__name__": "here"}
    exec("def predct(x):\n    return x\ndef predict_all(x):\n    return x", names)
    assert told(folder, "predict", names=names) is None
    del names["predct"]
    assert told(folder, "predict", names=names).name == "other-notebook"


def test_nothing_is_said_of_a_name_that_nobody_makes_before_this_notebook(folder, tmp_path):
    assert told(folder, "nowhere") is None
    assert told(folder, "math") is None
    assert told(tmp_path, "lines") is None


def test_a_changed_file_is_read_again(folder):
    assert told(folder, "later") is None
    write(folder / "01b-more.ipynb", [("c", "later = 1")])
    assert told(folder, "later").name == "other-notebook"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a = b.c = 1\nd, (e, *f) = g", {"a", "d", "e", "f"}),
        ("import os.path as p, json.tool\nfrom x import y as z", {"p", "json", "z"}),
        ("def f(x):\n    inner = 1\nclass C:\n    part = 2", {"f", "C"}),
        ("for i in x:\n    if i:\n        k = 1\nwith o as h:\n    pass", {"i", "k", "h"}),
        ("s = [q for q in x]\nt += 1", {"s", "t"}),
        ("8x", set()),
    ],
)
def test_the_names_that_a_cell_makes_are_those_python_makes(text, names):
    assert places.names_made(text) == names


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("    raise NotImplementedError()", False),
        ('    """Say."""\n    raise NotImplementedError', False),
        ("    raise NotImplementedError()\n    return x", True),
        ("    y = x\n    raise NotImplementedError('later')", True),
        ("    return x", False),
        ("    raise ValueError(x)", False),
    ],
)
def test_a_raise_that_stayed_is_found_in_the_text(tmp_path, body, left):
    file = tmp_path / "cell.py"
    file.write_text(f"def f(x):\n{body}\n")
    names = {}
    exec(compile(file.read_text(), str(file), "exec"), names)
    assert state.raise_left(names["f"]) is left
    assert not state.raise_left(len)


def test_an_argument_in_other_capitals_is_not_looked_for_elsewhere(folder, monkeypatch):
    monkeypatch.chdir(folder)
    monkeypatch.setattr(state.cells, "text", "print(lines)")
    error = NameError("name 'Lines' is not defined", name="lines")
    assert elsewhere(error, {}, ["x"]).name == "cell-not-run"
    assert elsewhere(error, {}, ["x", "Lines"]) is None


def test_a_cell_that_makes_another_name_than_before_is_kept_in_mind():
    cells = state.Cells()
    for text in ("def sigmoid(z):\n    return z", "def Sigmoid(z):\n    return z"):
        cells.start(text, "cell-1", {})
        cells.end()
    assert cells.replaced == {"sigmoid": "Sigmoid"}
    cells.start("def sigmoid(z):\n    return 1", "cell-2", {})
    cells.end()
    assert cells.replaced == {}


def test_a_function_that_was_moved_to_another_cell_is_not_older():
    cells = state.Cells()
    for cell, text in (("1", "def f(x):\n    y"), ("2", "def f(x):\n    x"), ("1", "def g(): 1")):
        cells.start(text, cell, {})
        cells.end()
    assert cells.replaced == {}
