"""Tags proposed and set: what is seen, and that nothing else of a file changes."""

import json
import os
from itertools import takewhile

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mlsmath.commands.cli import main
from mlsmath.commands.contract import ContractError, check
from mlsmath.commands.contract.adopt import adopt, mends, write
from mlsmath.commands.contract.surgery import cell_starts, with_tags

MEAN = "The *mean* is the total shared out: $\\frac{4 + 8}{2} = 6$."
SIGMOID = "The **sigmoid** is a bent line: at 0 it is 0.5."


def as_jupyter_writes(*metadata):
    cells = [
        nbformat.v4.new_markdown_cell(f"Ünï — cell {n}", metadata=one, id=f"cell-{n}")
        for n, one in enumerate(metadata)
    ]
    return nbformat.v4.new_notebook(cells=cells)


def alike(one, other):
    """How many characters are the same from the start."""
    return len([*takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))])


# ── The text of a file ──────────────────────────────────────────────────────────────────────────

metadata = st.dictionaries(
    st.sampled_from(["tags", "slideshow", "zz", "collapsed", "ä"]),
    st.sampled_from([[], ["a"], ["a", "b"], ["x] {"]]),
)


@settings(max_examples=50)
@given(st.lists(metadata, min_size=1, max_size=4), st.data())
def test_a_file_of_jupyter_becomes_what_jupyter_would_write(cells, data):
    notebook = as_jupyter_writes(*cells)
    names = st.lists(st.sampled_from(["explains:mean", "explains:sum"]), max_size=2, unique=True)
    tags = data.draw(st.dictionaries(st.integers(0, len(cells) - 1), names))
    old = nbformat.writes(notebook)
    for number, more in tags.items():
        if more:
            cell = notebook.cells[number]
            cell.metadata.tags = [*cell.metadata.get("tags", []), *more]
    assert with_tags(old, tags) == nbformat.writes(notebook)


@pytest.mark.parametrize("indent", [None, 1, 2, "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "metadata",
    [
        {"tags": ["a"]},
        {"tags": []},
        {"tags": None},
        {"zz": 1, "aa": "\u00e9"},
        {},
        None,
        "missing",
    ],
)
def test_in_any_layout_only_the_tags_are_new(indent, newline, metadata):
    first = {"source": ["é\n", "b"], "metadata": metadata, "cell_type": "markdown", "id": "a"}
    if metadata == "missing":
        del first["metadata"]
    content = {"nbformat": 4, "cells": [first, {"cell_type": "code", "outputs": [{"a": 1e-300}]}]}
    old = json.dumps(content, indent=indent).replace("\n", newline) + " " + newline
    new = with_tags("\ufeff" + old, {0: ["explains:mean"]}).removeprefix("\ufeff")
    table = first.get("metadata") or {}
    first["metadata"] = {**table, "tags": [*(table.get("tags") or []), "explains:mean"]}
    assert json.loads(new) == content
    ahead, behind = alike(old, new), alike(old[::-1], new[::-1])
    replaced = {"[]": 2, "{}": 2, "null": 4}.get(json.dumps(metadata), 4 if "null" in old else 2)
    assert ahead + behind >= len(old) - replaced
    assert new.count("\r") == (new.count("\n") if newline == "\r\n" else 0)
    assert bool(indent) == ("\n" in new.strip())


def test_where_the_cells_begin_even_if_a_key_stands_twice():
    text = '{"cells": [], "cells": [\n {"a": "}],{"},\n{"b": []}], "metadata": {"cells": 3}}'
    assert [text[start:][:4] for start in cell_starts(text)] == ['{"a"', '{"b"']
    assert cell_starts('{"nbformat": 3}') == []


# ── A course ────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def course(make):
    make.write("1.ipynb", make.text("## Jars"), make.text(MEAN, "keep"), make.code("np.mean(x)"))
    make.write("2.ipynb", make.text(SIGMOID), make.code("sigmoid(x)"), make.code("np.log(x)"))
    return make.folder


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_tag_is_proposed_with_its_sentence(course):
    adoption = adopt(course)
    found = {(one.cell.notebook.name, one.cell.number, one.tag) for one in adoption.proposals}
    assert {("1.ipynb", 2, "explains:mean"), ("2.ipynb", 1, "explains:sigmoid")} <= found
    assert any(one.sentence.startswith("The *mean* is the total") for one in adoption.proposals)
    assert all(one.full for one in adoption.proposals)


def test_looking_changes_nothing_and_writing_sets_the_tags_once(course, capsys):
    before = contents(course)
    assert main(["adopt", str(course)]) == 0
    out = capsys.readouterr().out
    assert "cell 2 (cell-2): explains:mean\n    because: The *mean* is the total" in out
    assert "nothing changed. To set them, add --write." in out
    assert contents(course) == before
    assert main(["adopt", str(course), "--write"]) == 0
    assert "tags set in 2 notebooks." in capsys.readouterr().out
    after = contents(course)
    assert json.loads(after["1.ipynb"])["cells"][1]["metadata"]["tags"] == ["keep", "explains:mean"]
    assert sorted(after) == sorted(before)
    assert main(["adopt", str(course), "--write"]) == 0
    assert "0 tags set in 0 notebooks." in capsys.readouterr().out
    assert contents(course) == after


def test_a_concept_may_be_skipped(course, capsys):
    assert main(["adopt", str(course), "--write", "--skip", "mean"]) == 0
    assert "explains:mean" not in (course / "1.ipynb").read_text(encoding="utf-8")
    assert "explains:sigmoid" in (course / "2.ipynb").read_text(encoding="utf-8")
    assert "mean, nothing early" in capsys.readouterr().out
    assert main(["adopt", str(course), "--skip", "meen"]) == 1
    assert 'no concept "meen" to skip (did you mean "mean"?)' in capsys.readouterr().err


def test_what_is_left_is_what_check_finds_and_the_easiest_comes_first(course):
    foreseen = [str(one) for one in adopt(course).mends]
    write(adopt(course))
    assert foreseen == [str(one) for one in mends(check(course))]
    assert [str(one) for one in adopt(course).mends] == foreseen
    assert any("logarithm, nothing early" in one for one in foreseen)
    assert sum(one.places for one in mends(check(course))) == len(check(course))


def test_mends_go_from_a_tag_to_a_new_note(make):
    make.write(
        "1.ipynb",
        make.code("np.log(x)"),
        make.text("The mean is so.", "explains:mean"),
        make.code("x"),
        make.code("np.mean(x)"),
        make.text("a", "explains:meen"),
        make.note("sigmoid", "word " * 160 + "$a = 2$"),
        make.code("np.log(x) + sigmoid(x)"),
    )
    ways = [(one.breach.concept, one.breach.rule, one.places) for one in mends(check(make.folder))]
    wanted = [
        ("meen", "readable", 1),
        ("mean", "short", 2),
        ("mean", "nothing late", 1),
        ("sigmoid", "short", 1),
        ("logarithm", "nothing early", 2),
    ]
    assert [way for way in ways if way in wanted] == wanted


def test_a_file_that_cannot_be_written_stays_whole(course, monkeypatch):
    def fail(*_):
        raise OSError(28, "No space left")

    before = contents(course)
    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="No space left"):
        write(adopt(course))
    assert contents(course) == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everything")
def test_a_file_that_may_not_be_written_is_named(course):
    os.chmod(course / "1.ipynb", 0o444)
    with pytest.raises(ContractError, match=r"1\.ipynb: may not be written"):
        write(adopt(course))


def test_a_link_stays_a_link(course, tmp_path_factory):
    home = tmp_path_factory.mktemp("home") / "1.ipynb"
    (course / "1.ipynb").rename(home)
    try:
        (course / "1.ipynb").symlink_to(home)
    except OSError:
        pytest.skip("this system makes no links")
    write(adopt(course))
    assert (course / "1.ipynb").is_symlink()
    assert b"explains:mean" in home.read_bytes()


MYST = f"# Jars\n\n```{{code-cell}}\nx = 1\n```\n\n{MEAN}\n\n```{{code-cell}}\nnp.mean(x)\n```\n"
BROKEN = f'# Jars\n\n+++ {{"a": "ä"}}\n\n{MEAN}\n\n```{{code-cell}}\nnp.mean(x)\n```\n'
SCRIPT = f"# %% [markdown]\n# # Jars\n\n# %% Title [markdown]\n# {MEAN}\n\n# %%\nnp.mean(x)\n"


@pytest.mark.parametrize(
    ("name", "old", "line", "new"),
    [
        ("1.md", MYST, f"\n{MEAN}", f'\n+++ {{"tags": ["explains:mean"]}}\n\n{MEAN}'),
        ("1.md", BROKEN, '{"a": "ä"}', '{"a": "ä", "tags": ["explains:mean"]}'),
        ("1.md", BROKEN.replace(' {"a": "ä"}', ""), "+++", '+++ {"tags": ["explains:mean"]}'),
        ("1.py", SCRIPT, "Title [markdown]", 'Title [markdown] tags=["explains:mean"]'),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_notebooks_that_are_text_are_written_too(make, name, old, line, new, newline):
    pytest.importorskip("jupytext")
    path = make.folder / name
    path.write_bytes(old.replace("\n", newline).encode())
    assert write(adopt(make.folder)) == ([path], [])
    assert path.read_bytes().decode() == old.replace(line, new).replace("\n", newline)
    assert adopt(make.folder).proposals == ()


def test_what_cannot_be_set_is_left_to_its_author(make, capsys):
    pytest.importorskip("jupytext")
    path = make.folder / "1.md"
    head = "---\njupyter: {kernelspec: {display_name: a, language: python, name: python3}}\n---\n\n"
    text = f"{head}# Jars\n\n{MEAN}\n\n```python\nnp.mean(x)\n```\n"
    path.write_text(text, encoding="utf-8")
    assert main(["adopt", str(make.folder), "--write"]) == 0
    out = capsys.readouterr().out
    assert "0 tags set in 0 notebooks." in out
    assert "To be set by hand: 1.md, line 5: explains:mean" in out
    assert path.read_text(encoding="utf-8") == text
