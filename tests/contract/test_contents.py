"""The order of a book: Jupyter Book's two tables of contents, and the toctrees of Sphinx."""

import pytest

from mlsmath.commands.contract import ContractError
from mlsmath.commands.contract.reading import read_course

BOOK = """\
format: jb-book
root: start
parts:
- caption: Lines
  chapters:
  - file: z/first
    sections:
    - file: a/second.ipynb
  - glob: g/*
- chapters:
  - url: https://example.org
    title: elsewhere
  - file: missing
"""
PROJECT = """\
version: 1
project:
  toc:
  - file: start.ipynb
  - title: Lines
    children:
    - file: z/first.ipynb
      children: [{file: a/second.ipynb}]
    - pattern: g/*.ipynb
site: {}
"""
INDEX = """\
Book
====

.. toctree::
   :maxdepth: 2
   :caption: Lines

   start
   A title <z/index>
   https://example.org

After it.

.. toctree::
   :glob:

   g/*
"""
INNER = """\
# Inner

```{toctree}
---
hidden: true
---
first
/a/second
self
```
"""


@pytest.fixture
def book(make):
    for name in ("b", "a/second", "g/1", "g/2", "start", "z/first"):
        make.write(f"{name}.ipynb", make.text(name))

    def read(**files):
        for name, text in files.items():
            path = make.folder / name.replace("__", "/").replace("_md", ".md")
            path.with_name(path.name.replace("_yml", ".yml").replace("_rst", ".rst")).write_text(
                text, encoding="utf-8"
            )
        return [
            notebook.name.removesuffix(".ipynb") for notebook in read_course(make.folder).notebooks
        ]

    return read


LISTED = ["start", "z/first", "a/second", "g/1", "g/2", "b"]


def test_without_a_table_the_names_give_the_order(book):
    assert book() == ["a/second", "b", "g/1", "g/2", "start", "z/first"]


def test_jupyter_book(book):
    assert book(_toc_yml=BOOK) == LISTED


def test_a_project_of_myst(book):
    assert book(myst_yml=PROJECT) == LISTED


def test_sphinx_in_restructured_text_and_myst(book, make):
    (make.folder / "conf.py").write_text("", encoding="utf-8")
    assert book(index_rst=INDEX, z__index_md=INNER) == ["start", "z/index.md", *LISTED[1:]]


def test_a_table_below_orders_its_own_folder(book, make):
    (make.folder / "g" / "_toc.yml").write_text("root: 2\nchapters: [{file: '1'}]", "utf-8")
    assert book() == ["a/second", "b", "g/2", "g/1", "start", "z/first"]


def test_one_notebook_stands_on_those_that_the_table_puts_before_it(make):
    for name in ("a", "b", "c"):
        make.write(f"{name}.ipynb", make.text(name))
    (make.folder / "_toc.yml").write_text("root: c\nchapters: [{file: a}, {file: b}]", "utf-8")
    read = read_course(make.folder / "a.ipynb").notebooks
    assert [(notebook.name, notebook.judged) for notebook in read] == [
        ("c.ipynb", False),
        ("a.ipynb", True),
    ]


def test_a_page_of_text_that_the_table_names_is_read(book, make):
    for name in ("intro", "README"):
        (make.folder / f"{name}.md").write_text("# Text\n\nNo code.\n", encoding="utf-8")
    assert book(_toc_yml="root: intro\nchapters: [{file: b}]")[:2] == ["intro.md", "b"]
    assert len(read_course(make.folder).notebooks) == 7


@pytest.mark.parametrize("text", ["- [", "\x00"])
def test_a_table_that_is_no_yaml_is_one_sentence(book, text):
    with pytest.raises(ContractError, match=r"_toc\.yml: cannot be read as YAML:"):
        book(_toc_yml=text)


@pytest.mark.parametrize("text", ["", "[]", "3", "project: 3", "project: {toc: 3}", "toc: [3]"])
def test_a_table_of_another_kind_names_no_page(book, text):
    assert book(myst_yml=text) == book()
