"""Notebook files that JSON can read and Jupyter could not: filled in, or refused in words."""

import json

import pytest

from mlsmath.commands.contract import ContractError, check
from mlsmath.commands.contract.notebook_file import parse


def notebook(cell, **more):
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell], **more})


def code(**more):
    return {"cell_type": "code", "id": "a", "metadata": {}, "source": "a", "outputs": [], **more}


@pytest.mark.parametrize("name", ["source", "metadata", "outputs"])
@pytest.mark.parametrize("how", ["missing", "null"])
def test_what_is_missing_is_filled_in(name, how):
    cell = code(**{name: None})
    if how == "missing":
        del cell[name]
    [read] = parse(notebook(cell))["cells"]
    assert read[name] == {"source": "", "metadata": {}, "outputs": []}[name]
    assert {key: value for key, value in read.items() if key != name} == {
        key: value for key, value in code().items() if key != name
    }


def test_tables_that_are_null_are_empty():
    [cell] = parse(notebook(code(metadata={"tags": None, "nbgrader": None}), metadata=None))[
        "cells"
    ]
    assert cell["metadata"] == {"tags": [], "nbgrader": {}}


def test_lines_of_a_source_are_put_together():
    assert parse(notebook(code(source=["a\n", "b"])))["cells"][0]["source"] == "a\nb"


def test_older_formats_have_no_cells_here():
    assert parse('{"nbformat": 3, "worksheets": []}') == {
        "nbformat": 3,
        "worksheets": [],
        "metadata": {},
    }


WRONG = [
    (1, {}, "its cell 1 must be a table"),
    ({"source": "a"}, {}, "the cell_type of its cell 1 must be text"),
    (code(cell_type=3), {}, "the cell_type of its cell 1 must be text"),
    (code(source=3), {}, "the source of its cell 1 must be text"),
    (code(source=["a", 3]), {}, "the lines of its cell 1 must be text"),
    (code(metadata=5), {}, "the metadata of its cell 1 must be a table"),
    (code(metadata={"tags": 5}), {}, "the tags of its cell 1 must be a list"),
    (code(metadata={"nbgrader": "x"}), {}, "the nbgrader of its cell 1 must be a table"),
    (code(outputs={}), {}, "the outputs of its cell 1 must be a list"),
    (code(outputs=[3]), {}, "the outputs of its cell 1 must be tables"),
    (code(), {"metadata": 5}, "the metadata of the file must be a table"),
    (code(), {"nbformat_minor": "x"}, "the nbformat_minor of the file must be a whole number"),
]


@pytest.mark.parametrize(("cell", "more", "words"), WRONG)
def test_what_has_a_wrong_type_is_named_with_what_to_do(tmp_path, cell, more, words):
    text = notebook(cell, **more)
    with pytest.raises(ValueError, match=words + "; mend or delete it"):
        parse(text)
    (tmp_path / "01.ipynb").write_text(text, encoding="utf-8")
    with pytest.raises(ContractError, match=rf"01\.ipynb is not a notebook: {words}.*[^.]\.$"):
        check(tmp_path)
