"""Notebooks that are text: MyST, jupytext's markdown and scripts, read as their .ipynb would be."""

import sys

import pytest

from mlsmath.commands.contract import ContractError, check
from mlsmath.commands.contract.files import cell_lines
from mlsmath.commands.contract.reading import read_course

MYST = """\
---
jupytext:
  text_representation: {extension: .md, format_name: myst}
kernelspec: {display_name: Python 3, language: python, name: python3}
---

# Jars

```{code-cell}
x = [4, 8]
```

+++ {"tags": ["explains:mean"]}

Shared out: $\\frac{4 + 8}{2} = 6$.

```{code-cell}
:tags: [needs:sigmoid]

np.mean(x)
```
"""
MARKDOWN = """\
---
jupyter:
  kernelspec: {display_name: Python 3, language: python, name: python3}
---

# Jars

```python
x = [4, 8]
```

<!-- #region tags=["explains:mean"] -->
Shared out: $\\frac{4 + 8}{2} = 6$.
<!-- #endregion -->

```python tags=["needs:sigmoid"]
np.mean(x)
```
"""
PERCENT = """\
# %% [markdown]
# # Jars

# %%
x = [4, 8]

# %% [markdown] tags=["explains:mean"]
# Shared out: $\\frac{4 + 8}{2} = 6$.

# %% tags=["needs:sigmoid"]
# %matplotlib inline
np.mean(x)
"""


@pytest.fixture
def write(make):
    pytest.importorskip("jupytext")

    def write(name, text):
        path = make.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize(
    ("name", "text", "lines"),
    [
        ("a.md", MYST, (7, 10, 15, 20)),
        ("b.md", MARKDOWN, (6, 9, 13, 17)),
        ("c.py", PERCENT, (2, 5, 8, 11)),
    ],
)
def test_text_is_read_cell_by_cell_with_tags_and_lines(write, make, name, text, lines):
    path = write(name, text)
    course = read_course(make.folder)
    assert [cell.kind for cell in course.cells] == ["markdown", "code", "markdown", "code"]
    assert [cell.source.partition("\n")[0] for cell in course.cells[:2]] == ["# Jars", "x = [4, 8]"]
    assert course.notes["mean"].number == 3
    assert course.cells[3].surely_needs("mean")
    assert course.cells[3].surely_needs("sigmoid")
    assert tuple(cell_lines(path)) == lines
    early = next(breach for breach in check(path) if breach.concept == "sigmoid")
    assert (early.notebook, early.cell_number, early.line) == (name, 4, lines[3])
    assert str(early).startswith(f"{name}, cell 4 (line {lines[3]}): sigmoid, nothing early")


def test_of_a_pair_the_ipynb_counts_and_other_text_is_no_notebook(write, make):
    make.write("1.ipynb", make.text("plain"))
    for name in ("1.md", "2.md"):
        write(name, MYST)
    for name in ("1.py", "2.py", "3.py"):
        write(name, PERCENT)
    write("README.md", "# Read me\n\n```python\nnp.sum(x)\n```\n")
    write("blog.md", "---\ntitle: kernelspec\n---\nnp\n")
    write("tool.py", "# %% a cell of an editor\nimport numpy as np\n\n'# %% [markdown]'\n")
    (make.folder / "odd.py").write_bytes(b"\xff\xfe")
    found = [notebook.name for notebook in read_course(make.folder).notebooks]
    assert found == ["1.ipynb", "2.md", "3.py"]


def test_the_line_of_a_cell_in_a_notebook_of_jupyter(make):
    path = make.write("1.ipynb", make.text("plain"), make.code("np.sum(x)"))
    assert cell_lines(path) == [1, 1]
    text = path.read_text(encoding="utf-8").replace('{"cell_type"', '\n{"cell_type"')
    path.write_text(text, encoding="utf-8")
    assert cell_lines(path) == [2, 3]
    assert [breach.line for breach in check(path)] == [3]


def test_without_jupytext_it_is_named(write, make, monkeypatch):
    path = write("a.md", MYST)
    monkeypatch.setitem(sys.modules, "jupytext", None)
    with pytest.raises(
        ContractError, match=r"a\.md: .* need the package jupytext; install it: pip"
    ):
        check(make.folder)
    path.unlink()
    make.write("1.ipynb", make.text("plain"))
    assert check(make.folder) == []


def test_text_that_jupytext_cannot_read_is_one_sentence(write):
    path = write("a.md", MYST.replace('{"tags"', '{"tags'))
    with pytest.raises(ContractError, match=r"a\.md is not a notebook: jupytext cannot read it:"):
        check(path)
