"""What Colab is told beside a picture.

Colab shows a widget that is not ipywidgets' own only where the output says, beside the widget's
id, from where to load the code that knows such widgets. `google.colab.output` writes it on what is
displayed, but not on the last value of a cell.
"""

import sys
from types import ModuleType, SimpleNamespace

import pytest
from anywidget import _util

from mlsmath.pictures import fit_by_hand

VIEW = "application/vnd.jupyter.widget-view+json"
URL = "https://colab.example/manager.min.js"


@pytest.fixture
def colab(monkeypatch):
    """The part of `google.colab.output` that anywidget calls."""
    output = ModuleType("google.colab.output")
    output._widgets = SimpleNamespace(_installed_url=None)

    def enable_custom_widget_manager():
        output._widgets._installed_url = URL

    output.enable_custom_widget_manager = enable_custom_widget_manager
    monkeypatch.setitem(sys.modules, "google.colab.output", output)
    _util.enable_custom_widget_manager_once.cache_clear()
    yield
    _util.enable_custom_widget_manager_once.cache_clear()


@pytest.mark.usefixtures("colab")
def test_colab_is_told_where_the_code_of_the_widget_is(few):
    picture = fit_by_hand(*few)
    data, metadata = picture._repr_mimebundle_()
    assert metadata[VIEW] == {"colab": {"custom_widget_manager": {"url": URL}}}
    assert data[VIEW]["model_id"] == picture.model_id
    assert {"image/png", "text/html", "text/plain"} < set(data)
    picture.close()


def test_elsewhere_nothing_is_said_of_colab(few):
    picture = fit_by_hand(*few)
    data, metadata = picture._repr_mimebundle_()
    assert VIEW in data
    assert VIEW not in metadata
    picture.close()
