"""The summary of a course, with tags and without, and the forms in which it is shown."""

import csv
import io
import json
from dataclasses import replace

import pytest

from mlsmath.commands.contract import check, has_tags, summarise
from mlsmath.commands.contract.shown import show_breaches, show_summary

MEAN = "The *mean* is the total shared out: $\\frac{4 + 8}{2} = 6$."
SIGMOID = "The *sigmoid* maps every number to one between 0 and 1."


@pytest.fixture
def course(make):
    """The mean is in time, the sigmoid glossed and late, the exponential never explained."""
    make.write(
        "one.ipynb",
        make.text(MEAN),
        make.code("y_train = load()\nnp.mean(y_train)"),
        make.code("def sigmoid(z):\n    return 1 / (1 + np.exp(-z))\n"),
        make.text(SIGMOID),
    )
    return make.folder


def verdicts(folder):
    return {one.concept: one.verdict for one in summarise(folder).found}


def test_summary_reads_notebooks_without_tags(course):
    assert verdicts(course) == {
        "mean": "in time",
        "summation": "never",
        "sigmoid": "late",
        "exponential": "never",
    }
    assert not has_tags(course)
    assert not summarise(course).kept


def test_totals_count_what_the_lines_say(course):
    totals = summarise(course).totals
    assert totals["needed"] == 4
    assert totals["explained_before_need"] == totals["within_near"] == 1
    assert (totals["late"], totals["never"], totals["gloss_only"]) == (1, 2, 0)
    assert (totals["longest_wait"], totals["longest_wait_of"]) == (0, "mean")
    assert summarise(course).total == (
        "4 concepts needed in 1 notebook: 1 explained before the need, 1 within 3 code cells, "
        "1 late, 2 never, longest wait 0 code cells (mean)."
    )


def test_tags_say_what_explains(make):
    make.write(
        "one.ipynb",
        make.note("mean", "About sharing."),
        make.code("x = 1"),
        *[make.code(f"y = {number}") for number in range(4)],
        make.code("np.mean(y)"),
    )
    (found,) = [one for one in summarise(make.folder).found if one.concept == "mean"]
    assert has_tags(make.folder)
    assert (found.explained.cell.number, found.needed.cell.number) == (1, 7)
    assert (found.between, found.verdict) == (5, "early")


def test_a_tag_after_the_need_is_late(make):
    make.write("one.ipynb", make.code("np.mean(y)"), make.note("mean"), make.code("np.mean(y)"))
    assert verdicts(make.folder)["mean"] == "late"


def test_kept_where_all_is_in_time(make):
    make.write("one.ipynb", make.note("square"), make.code("x ** 2"))
    assert summarise(make.folder).kept


def test_json_has_totals_and_places(course):
    content = json.loads(show_summary(summarise(course), "json"))
    assert content["totals"]["concepts"] == 4
    mean = content["concepts"][0]
    assert mean["concept"] == "mean"
    assert (mean["explained_in"], mean["explained_cell"]) == ("one.ipynb", 1)
    assert (mean["needed_cell"], mean["between"], mean["gloss"]) == (2, 0, False)
    assert mean["sentence"] == MEAN


def test_csv_has_a_row_for_each_concept(course):
    rows = list(csv.DictReader(io.StringIO(show_summary(summarise(course), "csv"))))
    assert [row["verdict"] for row in rows] == [one.verdict for one in summarise(course).found]
    assert rows[0]["sentence"] == MEAN


def test_markdown_is_a_table_and_the_totals(course):
    lines = show_summary(summarise(course), "markdown").split("\n")
    assert lines[0] == "| concept | explained | first needed | between | verdict |"
    assert lines[2] == "| mean | one, cell 1 | one, cell 2 | 0 | in time |"
    assert lines[-1] == summarise(course).total


def test_text_table_is_in_line(course):
    lines = show_summary(summarise(course)).split("\n")
    assert {line.index("one, cell") for line in lines if "mean" in line[:6]} == {
        lines[0].index("explained")
    }
    assert lines[-1] == summarise(course).total


def test_github_annotates_what_is_to_mend(course, monkeypatch):
    monkeypatch.chdir(course)
    commands = show_summary(summarise(course), "github").split("\n")
    needed = summarise(course).found[1].needed.cell
    assert commands[0] == (
        f"::warning file=one.ipynb,line={needed.line},title=never%3A summation::"
        "cell 2: `np.mean(y_train)` needs it, and nothing explains it."
    )
    assert not any("in time" in command for command in commands[:-1])
    assert len(commands) == 4


def test_github_escapes_what_a_command_is_made_of(make, monkeypatch):
    monkeypatch.chdir(make.folder)
    make.write("50%, a:b.ipynb", make.code("np.exp(1)\n"))
    (command, *_) = show_breaches(check(make.folder), make.folder, "github").split("\n")
    place, _, message = command.removeprefix("::").partition("::")
    assert "file=50%25%2C a%3Ab.ipynb," in place
    assert "title=nothing early%3A exponential" in place
    assert "`np.exp(1)`" in message


def test_breaches_in_every_form(course):
    breaches = check(course)
    content = json.loads(show_breaches(breaches, course, "json"))
    assert [one["mend"] for one in content] == [one.mend for one in breaches]
    rows = list(csv.DictReader(io.StringIO(show_breaches(breaches, course, "csv"))))
    assert [row["rule"] for row in rows] == [one.rule for one in breaches]
    assert len(show_breaches(breaches, course, "markdown").split("\n")) == len(breaches) + 2
    assert show_breaches(breaches, course, "github").count("::error ") == len(breaches)


def test_csv_has_lines_as_a_terminal_has_them_and_quotes_what_ends_a_line(course):
    first, *_ = check(course)
    odd = [replace(first, wrong=text, mend="this") for text in ("a\rb", "a\nb")]
    text = show_breaches(odd, course, "csv")
    assert not text.endswith("\n")
    assert "\r\n" not in text
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [(row["wrong"], row["mend"]) for row in rows] == [(one.wrong, "this") for one in odd]
