"""The command line: help a person can follow, exit statuses, errors in one sentence."""

import json
import os
import subprocess
import sys

import pytest

from mlsmath import __version__
from mlsmath.commands import cli, contract
from mlsmath.commands.cli import main
from mlsmath.commands.course import source_folder

from . import small

VERBS = next(action.choices for action in cli.parser_of_all()._actions if action.choices)

NO_BREACH = "No breach in {}: each piece of math stands directly before its first use."


def called(arguments, capsys):
    """The exit status and what was written to stdout and stderr."""
    try:
        status = main(arguments)
    except SystemExit as end:
        status = end.code
    return (status, *capsys.readouterr())


def test_help_names_each_command_in_a_line(capsys):
    status, out, _ = called(["--help"], capsys)
    assert status == 0
    for verb in VERBS:
        assert f"\n    {verb} " in out
    assert "To start learning, enter: mlsmath learn" in out


@pytest.mark.parametrize("verb", VERBS)
def test_each_command_explains_itself(verb, capsys):
    status, out, _ = called([verb, "--help"], capsys)
    assert status == 0
    assert f"usage: mlsmath {verb}" in out
    optional = [action for action in VERBS[verb]._actions if not action.required]
    assert all(action.help for action in optional)
    assert "default:" in out or verb in ("report", "concepts")  # which have nothing to choose
    assert all(len(line) <= 100 for line in out.splitlines())


def test_version(capsys):
    assert called(["--version"], capsys) == (0, f"mlsmath {__version__}\n", "")


def test_without_a_command_there_is_help(capsys):
    status, out, _ = called([], capsys)
    assert status == 2
    assert "To start learning" in out


@pytest.mark.parametrize(
    "arguments",
    [
        ["teach"],
        ["run", "--jobs", "0"],
        ["run", "--jobs", "two"],
        ["run", "--timeout", "-1"],
        ["run", "--timeout", "nan"],
        ["run", "nowhere.ipynb"],
        ["learn", "--port", "0"],
        ["learn", "--port", "65536"],
        ["learn", "pyproject.toml"],
        ["progress", "nowhere"],
        ["check", "nowhere"],
        ["check", "pyproject.toml"],
        ["map", "--out", "map.pdf"],
    ],
)
def test_wrong_use_ends_with_2_and_one_sentence(arguments, capsys, monkeypatch):
    monkeypatch.chdir(small.ROOT)
    status, out, err = called(arguments, capsys)
    assert (status, out) == (2, "")
    sentence = err.splitlines()[-1]
    assert sentence.startswith("mlsmath")
    assert sentence.count(": ") >= 1


@pytest.mark.parametrize("error", [OSError(28, "No space left", "a file"), KeyboardInterrupt()])
def test_other_ends_are_one_line_too(error, capsys, monkeypatch):
    def fail(_):
        raise error

    monkeypatch.setattr(contract, "check", fail)
    status, out, err = called(["check"], capsys)
    assert out == ""
    if isinstance(error, OSError):
        assert (status, err) == (1, "mlsmath: No space left: a file\n")
    else:
        assert (status, err) == (130, "\nmlsmath: stopped.\n")


def test_without_a_home_folder_a_sentence_says_what_to_set(capsys, monkeypatch):
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    status, _, err = called(["check"], capsys)
    assert (status, err.count("\n")) == (1, 1)
    assert "set the variable HOME" in err


@pytest.mark.skipif(sys.platform == "win32", reason="there, no folder goes while one is in it")
def test_a_folder_that_is_gone_is_said(tmp_path, capsys, monkeypatch):
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    status, _, err = called(["learn"], capsys)
    assert (status, err.split(".")[0]) == (1, "mlsmath: The folder in which you are is gone")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes there tell it otherwise")
def test_a_reader_who_has_seen_enough_is_no_error():
    reading, writing = os.pipe()
    os.close(reading)
    ended = subprocess.run(
        [sys.executable, "-m", "mlsmath", "concepts", "list"],
        stdout=writing,
        stderr=subprocess.PIPE,
        timeout=600,
    )
    os.close(writing)
    assert ended.stderr == b""


def test_concepts_of_a_folder_that_is_not_there_are_not_listed(tmp_path, capsys):
    status, out, err = called(["concepts", "list", str(tmp_path / "nowhere")], capsys)
    assert (status, out) == (1, "")
    assert "there is no such folder" in err
    own = tmp_path / "concepts.toml"
    own.write_text('extends = "nothing"\nconcept = []\n', encoding="utf-8")
    assert called(["concepts", "list", str(tmp_path)], capsys) == (0, "", "")


def test_check_looks_at_the_course_by_default(capsys, monkeypatch):
    asked = []
    monkeypatch.setattr(contract, "check", lambda place: asked.append(place) or [])
    status, out, _ = called(["check"], capsys)
    assert status == 0
    assert asked == [source_folder()]
    assert out.startswith("No breach in ")


def test_check_shows_each_breach_in_a_line(capsys, tmp_path):
    path = small.write(tmp_path / "01-a.ipynb", small.code("import numpy as np\nnp.sum([1, 2])"))
    breaches = contract.check(path)
    assert breaches
    for place in (path, tmp_path):
        status, out, _ = called(["check", "--no-summary", str(place)], capsys)
        assert status == 1
        assert out.splitlines()[0].endswith(str(breaches[0]))
        assert out.splitlines()[-1] == f"{len(breaches)} to mend in 1 notebook."


def test_check_sums_up_notebooks_without_tags(capsys, tmp_path):
    path = small.write(tmp_path / "01-a.ipynb", small.code("import numpy as np\nnp.exp(1)"))
    status, out, _ = called(["check", str(path)], capsys)
    assert (status, out.splitlines()[-1]) == (1, contract.summarise(path).total)
    assert out.startswith("concept")


def test_check_sums_up_the_course_when_asked(capsys):
    status, out, _ = called(["check", "--summary", "--format", "json"], capsys)
    assert status == 0
    totals = json.loads(out)["totals"]
    assert totals["needed"] == totals["within_near"] == len(json.loads(out)["concepts"])


def test_map_is_drawn_or_said(capsys, tmp_path):
    out = tmp_path / "map.svg"
    status, said, _ = called(["map", "--out", str(out)], capsys)
    assert (status, said) == (0, f"The math map is in {out}\n")
    assert out.read_text(encoding="utf-8").lstrip().startswith("<?xml")
    note = small.text("### Math note\n\nThe square of 3 is 9.", "note")
    note["metadata"]["tags"] = ["explains:square"]
    path = small.write(tmp_path / "01-a.ipynb", note, small.code("x = 3 ** 2"))
    status, said, _ = called(["map", str(path), "--words"], capsys)
    assert (status, said) == (0, contract.describe_map(path) + "\n")
    assert said.startswith("Math map: 1 concept down")


def test_map_into_a_folder_that_is_not_there_is_one_sentence(capsys, tmp_path):
    out = tmp_path / "not there" / "map.svg"
    status, said, err = called(["map", "--out", str(out)], capsys)
    assert (status, said) == (1, "")
    assert err == (
        f"mlsmath: {out}: there is no folder {out.parent}; make it, or name another one.\n"
    )


def test_start_page_of_a_copy_is_no_lesson(course, copy, capsys):
    status, out, _ = called(["check", str(copy)], capsys)
    assert (status, out.splitlines()[-1]) == (0, NO_BREACH.format("2 notebooks"))
    status, out, err = called(["check", str(copy / "start-here.ipynb")], capsys)
    assert (status, out) == (1, "")
    assert "the tag no-lesson; name a folder that holds lessons." in err


def test_broken_notebook_is_one_sentence(capsys, tmp_path):
    (tmp_path / "01-a.ipynb").write_text("{", encoding="utf-8")
    for arguments in (["check", str(tmp_path)], ["map", str(tmp_path)]):
        status, out, err = called(arguments, capsys)
        assert (status, out) == (1, "")
        assert err.count("\n") == 1
        assert "01-a.ipynb" in err
