"""The commands collect and class, as an instructor enters them."""

import pytest

from mlsmath.commands.cli import main

from .small import FIRST, WEEK


@pytest.fixture(autouse=True)
def wide(monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")


def test_collect_and_class(klass, capsys):
    work = {"ada": [{f"my {FIRST}": klass.book()}], "tim": [{FIRST: klass.book()}]}
    download, roster = klass.hand_in(work, "moodle")
    command = ["collect", WEEK, str(download), "--roster", str(roster)]
    assert main([*command, "--dry-run"]) == 0
    assert "Nothing was written: this was a dry run." in capsys.readouterr().out
    assert main(command) == 0
    said = capsys.readouterr().out
    (ada,) = [line for line in said.splitlines() if "Ada Lovelace" in line]
    assert "1 of 4" in ada
    assert "2026-11-28 22:15" in ada
    assert f"01-predict-with-a-line is from my {FIRST}" in ada
    assert "2 new, 3 nothing." in " ".join(said.split())
    assert "No time of handing in is known for 1 of 2" in said
    assert main(["class", WEEK]) == 0
    said = capsys.readouterr().out
    assert "5 people, 3 of them nowhere yet." in said


def test_what_cannot_be_placed_is_printed_and_is_the_status(klass, capsys):
    path = klass.zip({f"ada/{FIRST}": klass.book(), f"x\x1b[2J/{FIRST}": klass.book()})
    command = ["collect", WEEK, str(path), "--roster", str(klass.people("ada"))]
    assert main(command) == 1
    said = capsys.readouterr().out
    assert "Could not be placed" in said
    assert "nobody in the roster is x?[2J" in said
    assert "\x1b" not in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([WEEK, "nothing.zip"], "nothing.zip is not there"),
        (["week9", "."], "there is no week 'week9'"),
        ([WEEK, ".", "--roster", "nobody.csv"], "nobody.csv cannot be read"),
    ],
)
def test_wrong_commands_end_with_2_and_a_sentence(klass, capsys, words, said):
    assert main(["collect", *words]) == 2
    assert said in capsys.readouterr().err


def test_zone_that_is_none(klass, capsys):
    with pytest.raises(SystemExit) as status:
        main(["collect", WEEK, ".", "--timezone", "Nowhere/At-all"])
    assert status.value.code == 2
    assert "expected the name of a time zone" in capsys.readouterr().err


@pytest.mark.parametrize("words", ["", ".", "..", "../", "/", f"notebooks/{WEEK}", f"../{WEEK}"])
def test_week_that_is_no_name_of_a_folder(klass, capsys, words):
    with pytest.raises(SystemExit) as status:
        main(["class", words])
    assert status.value.code == 2
    assert f"expected the name of a folder alone, got {words!r}" in capsys.readouterr().err


def test_report_before_anything_is_graded_makes_no_gradebook(klass, capsys):
    assert main(["report", WEEK]) == 1
    assert "there is no gradebook yet" in capsys.readouterr().err
    assert not (klass.build / "gradebook.db").exists()
