"""Which widgets a notebook keeps when it is saved."""

import copy

import pytest

from mlsmath.commands.course.widgets import MODEL, STATE, VIEW, keep_shown


def widget(**state):
    return {"model_name": "M", "model_module": "m", "model_module_version": "1", "state": state}


def notebook(views, state):
    outputs = [
        {"output_type": "stream", "name": "stdout", "text": "one\n"},
        *({"output_type": "display_data", "data": {VIEW: {"model_id": v}}} for v in views),
    ]
    cells = [{"cell_type": "markdown", "source": ""}, {"cell_type": "code", "outputs": outputs}]
    content = {"cells": cells, "metadata": {"title": "T"}}
    content["metadata"]["widgets"] = {STATE: {"version_major": 2, "state": state}}
    return {"type": "notebook", "content": content}


STATES = {
    "box": widget(children=[f"{MODEL}slider", f"{MODEL}row"]),
    "slider": widget(layout=f"{MODEL}layout-1", value=3),
    "row": widget(children=[f"{MODEL}box"]),  # and back
    "layout-1": widget(width="auto"),
    "old": widget(layout=f"{MODEL}layout-2"),
    "layout-2": widget(),
}


def test_what_an_output_shows_stays_and_the_rest_goes():
    model = notebook(["box", "lost"], copy.deepcopy(STATES))
    keep_shown(model=model, path="n.ipynb", contents_manager=None)
    kept = model["content"]["metadata"]["widgets"][STATE]
    assert kept["state"] == {n: STATES[n] for n in ("box", "slider", "row", "layout-1")}
    assert kept["version_major"] == 2


def test_where_none_is_shown_nothing_of_them_stays():
    model = notebook(["lost"], copy.deepcopy(STATES))
    keep_shown(model=model)
    assert model["content"]["metadata"] == {"title": "T"}


@pytest.mark.parametrize(
    "model",
    [
        {"type": "file", "content": "x = 1"},
        {"type": "notebook", "content": None},
        {"type": "notebook", "content": {"cells": [], "metadata": {}}},
    ],
)
def test_another_file_is_saved_as_it_is(model):
    before = copy.deepcopy(model)
    keep_shown(model=model)
    assert model == before
