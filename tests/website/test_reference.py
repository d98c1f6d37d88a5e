"""The API reference: every public name, formulas set, no mark of a docstring left, and examples."""

import doctest
import html
import re
import warnings
from importlib import import_module

import pytest

import mlsmath
from mlsmath.commands.site import frame, reference

MODULES = [name for _, modules in reference.PAGES.values() for name in modules]


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The HTML of each page of the reference, made as the site makes it; a warning ends it."""
    for tool in frame.SETTINGS["extensions"] + ["sphinx_book_theme"]:
        pytest.importorskip(tool)
    place, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("site")
    (place / "_static").mkdir()
    (place / "_static/favicon.svg").touch()
    (place / "index.md").write_text("# Index\n\n```{toctree}\nreference\n```\n", encoding="utf-8")
    for name, text in reference.reference_pages().items():
        (place / f"{name}.md").write_text(text, encoding="utf-8")
    with warnings.catch_warnings():  # of Sphinx's own extensions, about Sphinx
        for kind in (DeprecationWarning, PendingDeprecationWarning):
            warnings.simplefilter("ignore", kind)
        frame.run_sphinx(place, target, {}, {})
    return {
        name: (target / f"{name}.html").read_text(encoding="utf-8").partition("<article")[2]
        for name in reference.PAGES
    }


def test_every_function_of_the_math_is_there_and_linked(pages):
    for name, home in mlsmath._HOMES.items():
        assert f'id="mlsmath.{home}.{name}"' in pages["reference-math"]
    assert 'href="#mlsmath.cost.squared_error_cost"' in pages["reference-math"]


@pytest.mark.parametrize("name", MODULES)
def test_every_public_name_with_a_text_of_its_own_is_there(pages, name):
    module = import_module(name)
    public = [n for n in getattr(module, "__all__", vars(module)) if not n.startswith("_")]
    wanted = {
        n
        for n in public
        if callable(thing := getattr(module, n))
        and isinstance(getattr(thing, "__qualname__", None), str)
        and (hasattr(module, "__all__") or thing.__module__ == name)
        and not n.isupper()
    }
    shown = "".join(pages.values())
    assert wanted
    assert [n for n in sorted(wanted) if f'id="{name}.{n}"' not in shown] == []


def test_formulas_are_set_and_no_mark_is_left(pages):
    shown = pages["reference-math"]
    displayed = sum(getattr(mlsmath, n).__doc__.count("$$") for n in mlsmath.__all__) // 2
    assert shown.count('<div class="math') == displayed > 0
    for name, page in pages.items():
        text = re.sub(r"<(span|div) class=\"math.*?</\1>", "", page, flags=re.S)
        text = html.unescape(re.sub(r"<(pre|code).*?</\1>", "", text, flags=re.S))
        assert not re.search(r"\$|\\frac|`|\0|Alias for field", text), name


def test_code_in_lines_of_its_own_stays_code(pages):
    (box,) = re.findall(r"<pre>.*?</pre>", pages["reference-checks"], flags=re.S)[:1]
    assert "### BEGIN HIDDEN TESTS" in html.unescape(re.sub("<.*?>", "", box))


def test_sentence_with_a_colon_is_no_type(pages):
    assert "Its symbols: its own first" in pages["reference-contract"]


@pytest.mark.parametrize("name", MODULES)
def test_examples_are_true(name):
    assert doctest.testmod(import_module(name)).failed == 0
