"""The penguins, and the promise that no test leaves Matplotlib changed."""

import sys
import warnings

import matplotlib
import pytest

from mlsmath.data import load_penguins


@pytest.fixture(scope="session")
def birds():
    """x = flipper length beyond 20 cm in cm, y = body mass in kg."""
    penguins = load_penguins(require=("flipper_length_mm", "body_mass_g"))
    return penguins["flipper_length_mm"] / 10 - 20, penguins["body_mass_g"] / 1000


@pytest.fixture(scope="session")
def few(birds):
    """Eight of the birds."""
    x, y = birds
    return x[5::45], y[5::45]


@pytest.fixture(autouse=True)
def _nothing_left_behind(monkeypatch):
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", matplotlib.MatplotlibDeprecationWarning)
        before = dict(matplotlib.rcParams)
        yield
        assert dict(matplotlib.rcParams) == before
    pyplot = sys.modules.get("matplotlib.pyplot")
    assert pyplot is None or pyplot.get_fignums() == []
