"""A course with week 1, released notebooks to hand in, and a class."""

import os
import shutil
import time

import pytest

from mlsmath.commands.course.release import release_notebook
from mlsmath.commands.grading.settings import load
from mlsmath.commands.platforms.collect import collect as collect_week

from .forms import FORMS
from .small import ROOT, WEEK, Class


@pytest.fixture(scope="session")
def released():
    """The notebooks of the week as learners have them, by the name of the file."""
    source = ROOT / "notebooks" / WEEK
    return {path.name: release_notebook(path).encode() for path in sorted(source.glob("*.ipynb"))}


@pytest.fixture(autouse=True)
def zone(monkeypatch):
    """Let this machine's clock be in one zone everywhere."""
    if hasattr(time, "tzset"):
        monkeypatch.setenv("TZ", "UTC")
        time.tzset()
        yield
        monkeypatch.undo()
        time.tzset()
    else:
        yield


@pytest.fixture
def course(tmp_path, monkeypatch):
    """The settings and the week, in a folder of their own, which is the current one."""
    notebooks = tmp_path / "course" / "notebooks"
    (notebooks / WEEK).mkdir(parents=True)
    shutil.copy(ROOT / "notebooks" / "nbgrader_config.py", notebooks)
    for path in (ROOT / "notebooks" / WEEK).glob("*.ipynb"):
        shutil.copy(path, notebooks / WEEK)
    monkeypatch.chdir(notebooks)
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "settings"))
    monkeypatch.setenv("PATH", os.environ["PATH"])
    return load(WEEK)


@pytest.fixture
def klass(course, tmp_path, released):
    return Class(course, tmp_path, released, collect_week)


@pytest.fixture(params=FORMS)
def form(request):
    return request.param
