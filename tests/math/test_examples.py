"""What `help` shows of the math: a formula, an example that is true, a short signature."""

import doctest
import inspect
from importlib import import_module

import pytest

import mlsmath

FUNCTIONS = [name for name in mlsmath.__all__ if inspect.isfunction(getattr(mlsmath, name))]


@pytest.mark.parametrize("home", sorted(mlsmath._NAMES))
def test_examples_are_true(home):
    failed, tried = doctest.testmod(import_module(f"mlsmath.{home}"))
    assert failed == 0
    assert tried > 0


@pytest.mark.parametrize("name", FUNCTIONS)
def test_each_function_has_an_example_and_names_its_types_shortly(name):
    function = getattr(mlsmath, name)
    assert f"{name}(" in function.__doc__.partition(">>> ")[2]
    assert len(str(inspect.signature(function))) < 300  # an ArrayLike spelled out takes more


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_displayed_formula_stands_below_it_in_a_line_of_text(name):
    displayed, beside, _ = getattr(mlsmath, name).__doc__.partition("In a line of text: ")
    assert beside or "$$" not in displayed
