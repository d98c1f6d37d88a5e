"""Where a name would come from: a cell above, below, or another notebook."""

import nbformat
import pytest

import mlsmath.checks  # noqa: F401  # it says what the tasks are
from mlsmath.model import logistic_prediction
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


def on_page(folder, call, line="", **more):
    """Return what is said where a page that runs `line` first knows no such function."""
    names = {}
    exec(line, names)
    return told(folder, call.partition("(")[0], cell=call, names=names, **more)


SAME = "from mlsmath.cost import log_loss_cost, squared_error_cost as J"


@pytest.mark.parametrize(
    ("call", "line", "todo"),
    [
        ("compute_cost(x, y, w, b)", SAME, "Here `J(x, y, w, b)` works out the same."),
        ("predict_all(X, w, b)", "", "Copy the cell with your `def predict_all(` from there"),
        ("fit_z_score(X)", "", "`from mlsmath.features import fit_z_score`"),
        ("gradient_step(w)", "from mlsmath.descent import gradient_descent", "Copy the cell"),
        ("gradient_step(X, y, w)", "", "That one is for a single column. Write its lines here"),
        ("gradient_descent(w)", "", "Copy the cell with your `def gradient_descent(`"),
        ("predict(x, w, b)", "from mlsmath.model import linear_prediction", "Copy the cell"),
    ],
)
def test_a_task_of_another_page_is_told_with_what_this_page_has(tmp_path, call, line, todo):
    slip = on_page(tmp_path / "a" / "b", call, line)
    assert slip.name == "other-page"
    assert "is a task of another page, and each page starts empty. " in slip.said
    assert todo in slip.said


def test_a_task_of_another_page_is_told_with_its_file(folder):
    slip = on_page(folder, "predict(x, w, b)")
    assert "your `def predict(` from `01-predict.ipynb` to this page" in slip.said


def test_a_function_of_the_course_that_was_not_imported_is_told_with_its_line(folder):
    slip = on_page(folder, "logistic_prediction(X, w, b)")
    assert slip.name == "not-imported"
    line = slip.said.split("`")[-2]
    names = {}
    exec(line, names)
    assert names["logistic_prediction"] is logistic_prediction


def test_another_function_that_takes_the_same_is_told_in_place_of_one_not_imported(folder):
    slip = on_page(folder, "logistic_prediction(X, w, b)", "from mlsmath import linear_prediction")
    assert "This page has `linear_prediction`" in slip.said


def test_a_task_of_this_page_and_a_value_are_not_of_another_page(tmp_path):
    empty = tmp_path / "a" / "b"
    assert on_page(empty, "accuracy(y, f)", "from mlsmath.checks import check_accuracy") is None
    assert on_page(empty, "other(y, f)") is None
    assert told(empty, "accuracy", cell="print(accuracy)") is None
    ran = {"def mine(y, f):\n    return accuracy(y, f)"}
    assert told(empty, "accuracy", cell="mine(y, f)", ran=ran).name == "other-page"


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
