"""`mlsmath concepts new`: what it writes is read at once, and nothing is lost."""

import os
import re
import tomllib

import pytest

from mlsmath.commands.cli import main
from mlsmath.commands.contract import ContractError, load_concepts, write_entry
from mlsmath.commands.contract.concepts import CONCEPT
from mlsmath.commands.contract.new_entry import entry, explained


def test_each_field_is_explained_above_its_line():
    lines = entry("nearest-neighbour").splitlines()
    for field in CONCEPT.fields:
        (at,) = (
            n for n, line in enumerate(lines) if line.removeprefix("# ").startswith(f"{field} =")
        )
        assert lines[at - 1].startswith("# ")
        assert explained()[field]


def test_the_examples_that_are_commented_out_are_valid(tmp_path):
    text = entry("nearest-neighbour")
    live = re.sub(rf"^# (?=(?:{'|'.join(CONCEPT.fields)}) = )", "", text, flags=re.M)
    assert set(tomllib.loads(live)["concept"][0]) == set(CONCEPT.fields)
    (tmp_path / "concepts.toml").write_text(live, encoding="utf-8")
    assert "nearest-neighbour" in load_concepts(tmp_path / "concepts.toml")


def test_a_file_is_begun_and_added_to(tmp_path, capsys):
    path = tmp_path / "concepts.toml"
    assert main(["concepts", "new", "nearest-neighbour", str(tmp_path)]) == 0
    first = path.read_text(encoding="utf-8")
    assert f"The entry is in {path}, line 5." in capsys.readouterr().out
    assert first.splitlines()[4] == "[[concept]]"
    assert write_entry(tmp_path, "distance", "mlsmath")[1] > 40
    assert path.read_text(encoding="utf-8").startswith(first)
    concepts = load_concepts(path)
    assert list(concepts) == ["nearest-neighbour", "distance"]
    assert concepts["nearest-neighbour"].prose.search("the nearest neighbours")
    assert [path.name for path in tmp_path.iterdir()] == ["concepts.toml"]
    assert main(["concepts", "list", str(tmp_path)]) == 0
    assert capsys.readouterr().out.split() == ["nearest-neighbour", "…", "distance", "…"]


def test_a_new_file_may_add_to_ours(tmp_path):
    path, _ = write_entry(tmp_path, "median", "mlsmath")
    assert {"mean", "median"} <= set(load_concepts(path))


@pytest.mark.parametrize(
    ("name", "old", "words"),
    [
        ("The Median", None, "an id has lower-case words joined by hyphens"),
        ("median", "[[concept]]\nid = 'median'\nname = 'a'\nmeaning = 'b'", "there is an entry"),
        ("median", "[[concept]", "cannot be read as TOML"),
    ],
)
def test_nothing_is_changed_where_it_cannot_be_done(tmp_path, name, old, words):
    path = tmp_path / "concepts.toml"
    if old:
        path.write_text(old, encoding="utf-8")
    with pytest.raises(ContractError, match=words):
        write_entry(tmp_path, name, "nothing")
    assert (path.read_text(encoding="utf-8") if path.exists() else None) == old


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ContractError, match="there is no such folder; name the one of the"):
        write_entry(tmp_path / "nowhere", "median", "nothing")


def test_what_the_file_was_like_stays(tmp_path):
    path = tmp_path / "concepts.toml"
    path.write_bytes("\ufeff[[concept]]\r\nid = 'a'\r\nname = 'ä'\r\nmeaning = 'b'".encode())
    os.chmod(path, 0o640)
    write_entry(tmp_path, "median", "nothing")
    now = path.read_bytes()
    assert now.startswith("\ufeff[[concept]]\r\nid = 'a'\r\nname = 'ä'".encode())
    assert now.count(b"\n") == now.count(b"\r\n") > 30
    assert os.name == "nt" or path.stat().st_mode & 0o777 == 0o640
