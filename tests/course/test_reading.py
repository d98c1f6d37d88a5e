"""Notebooks that editors left in an odd state are read, or refused in one sentence."""

import json

import pytest

from mlsmath.commands.course import CourseError, reading

from . import small


@pytest.mark.parametrize("name", ["source", "metadata", "outputs", "execution_count", "id"])
def test_what_a_cell_lacks_is_filled_in(tmp_path, name):
    path = small.write(tmp_path / "a.ipynb", small.code("1"), small.code("2", "second"))
    notebook = small.read(path)
    del notebook["cells"][0][name]
    path.write_text(json.dumps(notebook), encoding="utf-8")
    first, second = reading.read_notebook(path).cells
    assert name in first
    assert second.source == "2"
    assert len(reading.code_cells(reading.read_notebook(path))) == (1 if name == "source" else 2)


@pytest.mark.parametrize(
    "wrong", [{"source": 3}, {"metadata": {"tags": 5}}, {"outputs": [3]}, {"cell_type": None}]
)
def test_cell_of_a_wrong_type_is_one_sentence(tmp_path, wrong):
    path = small.write(tmp_path / "a.ipynb", small.code("1"), {**small.code("2", "b"), **wrong})
    with pytest.raises(CourseError, match=r"a\.ipynb is not a notebook: the .* of its cell 2 must"):
        reading.read_notebook(path)


@pytest.mark.parametrize("text", ["[]", "null", '{"cells": 1}', '{"cells": ' + "[" * 100_000])
def test_what_is_no_notebook_is_one_sentence(tmp_path, text):
    (tmp_path / "a.ipynb").write_text(text, encoding="utf-8")
    with pytest.raises(CourseError, match=r"a\.ipynb is not a notebook: its? .*[^.]\.$") as error:
        reading.read_notebook(tmp_path / "a.ipynb")
    assert "\n" not in str(error.value)


def test_a_byte_order_mark_does_no_harm(tmp_path):
    path = small.write(tmp_path / "a.ipynb", small.code("1"))
    path.write_text("\ufeff" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert reading.read_notebook(path).cells[0].source == "1"


@pytest.mark.parametrize(("text", "said"), [("", "it is empty"), ('{"cells', "its JSON is broken")])
def test_half_a_notebook_is_told_where_the_whole_may_be(tmp_path, text, said):
    (tmp_path / "a.ipynb").write_text(text, encoding="utf-8")
    with pytest.raises(CourseError, match=rf"{said}.*\.ipynb_checkpoints .* older copy\.$"):
        reading.read_notebook(tmp_path / "a.ipynb")
