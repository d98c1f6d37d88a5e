"""The math is at hand from the top of the package, and `help` shows it on one line."""

import inspect
import subprocess
import sys
from importlib import import_module

import pytest

import mlsmath

MODULES = ("model", "cost", "gradient", "derivatives", "descent", "features", "data", "tables")


@pytest.mark.parametrize("module", MODULES)
def test_every_function_of_the_math_is_at_the_top(module):
    home = import_module(f"mlsmath.{module}")
    functions = {
        name: value
        for name, value in vars(home).items()
        if inspect.isfunction(value) and value.__module__ == home.__name__ and name[0] != "_"
    }
    assert functions
    assert {name: getattr(mlsmath, name) for name in functions} == functions


@pytest.mark.parametrize("name", mlsmath.__all__)
def test_help_shows_a_signature_on_one_line(name):
    assert len(f"{name}{inspect.signature(getattr(mlsmath, name))}") < 260


def test_a_name_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'squared_error'"):
        mlsmath.squared_error  # noqa: B018


@pytest.mark.skipif(sys.platform == "emscripten", reason="no second process there")
def test_the_math_is_imported_without_the_rest():
    code = "import sys; from mlsmath import squared_error_cost; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout
    ours = {name for name in loaded.split() if name.startswith("mlsmath")}
    assert ours == {
        "mlsmath",
        *(f"mlsmath.{n}" for n in ("_inputs", "cost", "derivatives", "model")),
    }
    assert not {"matplotlib", "sympy", "nbgrader", "IPython"} & set(loaded.split())


@pytest.mark.skipif(sys.platform == "emscripten", reason="no second process there")
def test_the_package_alone_does_not_import_numpy():
    code = "import sys, mlsmath; print('numpy' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout
    assert said.strip() == "False"
