"""Folders and files: the order of a course, what is skipped, what cannot be read."""

import json

import pytest

from mlsmath.commands.contract import ContractError, check, find_lessons
from mlsmath.commands.contract.reading import read_course


def names(folder):
    return [notebook.name for notebook in read_course(folder).notebooks]


def places(folder):
    return [(breach.notebook, breach.cell_number, breach.rule) for breach in check(folder)]


def test_weeks_and_notebooks_come_in_the_order_of_their_numbers(make):
    for name in ("week10/1.ipynb", "week2/10.ipynb", "week2/9.ipynb", "week1/b.ipynb", "a.ipynb"):
        make.write(name, make.text("plain"))
    assert names(make.folder) == [
        "a.ipynb",
        "week1/b.ipynb",
        "week2/9.ipynb",
        "week2/10.ipynb",
        "week10/1.ipynb",
    ]


def test_cells_are_counted_over_the_course_and_in_the_notebook(make):
    make.write("week1/01.ipynb", make.text("a"), make.text("b"))
    make.write("week1/02.ipynb", make.text("c"), make.text("d"))
    cells = read_course(make.folder).cells
    assert [(cell.position, cell.number) for cell in cells] == [(0, 1), (1, 2), (2, 1), (3, 2)]
    assert [cell.place for cell in cells][-1] == "cell 2 (cell-2)"


def test_what_is_no_part_of_the_course_is_skipped(make):
    make.write("my week/01.ipynb", make.text("plain"))
    for folder in (".ipynb_checkpoints", "build/release", "node_modules", "dist", ".git"):
        make.write(f"{folder}/02.ipynb", make.code("np.sum(x)"))
    make.write("my env/lib/03.ipynb", make.code("np.sum(x)"))
    (make.folder / "my env" / "pyvenv.cfg").write_text("", encoding="utf-8")
    (make.folder / "my week" / "notes.txt").write_text("np.sum(x)", encoding="utf-8")
    assert names(make.folder) == ["my week/01.ipynb"]


def test_a_page_about_the_course_is_left_out(make):
    make.write("week1/00.ipynb", make.text("The sum.", "no-lesson"), make.code("np.sum(x)"))
    make.write("week1/01.ipynb", make.text("plain"), make.text("plain", "no-lesson"))
    make.write("week2/01.ipynb", make.text("plain"))
    assert names(make.folder) == ["week1/01.ipynb", "week2/01.ipynb"]
    assert names(make.folder / "week2") == ["week1/01.ipynb", "01.ipynb"]
    with pytest.raises(ContractError, match=r"nothing to check, because .* tag no-lesson"):
        check(make.folder / "week1" / "00.ipynb")


def test_a_folder_with_one_notebook(make):
    make.write("only.ipynb", make.code("np.sum(x)"))
    assert places(make.folder) == [("only.ipynb", 1, "nothing early")]


def test_one_notebook_stands_on_those_before_it_in_its_folder(make):
    make.write("week1/01.ipynb", make.note("square"), make.code("x ** 2"), make.code("np.log(x)"))
    second = make.write("week1/02.ipynb", make.code("x ** 2 + np.exp(x)"))
    make.write("week1/03.ipynb", make.note("power"), make.need("power"))
    assert places(second) == [("02.ipynb", 1, "nothing early")]


def test_a_week_stands_on_the_weeks_before_it(make):
    make.write("week1-lines/01.ipynb", make.note("square"), make.code("x ** 2 + np.log(x)"))
    make.write("week2-slopes/01.ipynb", make.code("x ** 2 + np.exp(x)"))
    make.write("week3-odds/01.ipynb", make.note("exponential"), make.code("np.exp(1)"))
    breaches = check(make.folder / "week2-slopes")
    assert [(breach.notebook, breach.concept) for breach in breaches] == [
        ("01.ipynb", "exponential")
    ]
    first, *_ = [b for b in check(make.folder / "week3-odds") if b.rule == "built on ground"]
    assert first.concept == "exponential"


def test_a_folder_that_is_no_week_stands_alone(make):
    make.write("extra1/01.ipynb", make.note("square"), make.code("x ** 2"))
    make.write("extra2/01.ipynb", make.code("x ** 2"))
    assert places(make.folder / "extra2") == [("01.ipynb", 1, "nothing early")]


def test_a_relative_folder_is_read_like_an_absolute_one(make, monkeypatch):
    make.write("week1/01.ipynb", make.note("square"), make.code("x ** 2"))
    make.write("week2/01.ipynb", make.code("x ** 2 + np.exp(x)"))
    absolute = places(make.folder / "week2")
    monkeypatch.chdir(make.folder / "week2")
    assert places(".") == absolute == [("01.ipynb", 1, "nothing early")]


def test_names_with_blanks_and_other_letters(make):
    make.write("Übung 1/erste Übung ².ipynb", make.code("np.sum(x)"))
    assert places(make.folder) == [("Übung 1/erste Übung ².ipynb", 1, "nothing early")]


def test_a_cell_without_an_id_has_its_grade_id_or_none(make):
    path = make.write("01.ipynb", make.code("np.sum(x)", nbgrader={"grade_id": "add"}))
    content = json.loads(path.read_text(encoding="utf-8"))
    content["cells"].append({"cell_type": "code", "source": ["np.su", "m(x)"]})
    del content["cells"][0]["id"]
    path.write_text(json.dumps(content), encoding="utf-8")
    found = check(make.folder)
    assert [breach.cell_id for breach in found] == ["add", "no id"]
    assert str(found[0]).startswith("01.ipynb, cell 1 (add): summation")
    assert str(found[1]).startswith("01.ipynb, cell 2: summation")


def test_raw_cells_and_odd_metadata_do_no_harm(make):
    raw = {**make.text("np.sum(x) and the sum"), "cell_type": "raw"}
    odd = {**make.text("plain"), "metadata": {"tags": [3, None, "needs:vector"]}}
    none = {**make.text("plain"), "metadata": None}
    null = {**make.text("plain"), "metadata": {"tags": None, "nbgrader": None}}
    make.write("01.ipynb", raw, odd, none, null, language_info=None)
    assert places(make.folder) == [("01.ipynb", 2, "nothing early")]


@pytest.mark.parametrize(
    "metadata",
    [{"kernelspec": {"language": "R"}}, {"language_info": {"name": "julia"}}],
)
def test_code_of_other_languages_is_not_read(make, metadata):
    make.write("01.ipynb", make.code("x <- c(1, 2"), make.code("np.sum(x)"), **metadata)
    assert check(make.folder) == []


def test_code_of_a_python_kernel_is_read(make):
    language = {"kernelspec": {"language": "python"}, "language_info": {"name": "python"}}
    make.write("01.ipynb", make.code("np.sum(x)"), **language)
    assert len(check(make.folder)) == 1


def test_code_that_a_book_leaves_out_needs_nothing_and_stands_in_nobodys_way(make):
    make.write(
        "01.ipynb",
        make.code("from numpy import log as ln\nnp.sum(x)", "remove-cell"),
        make.note("square"),
        make.code("3", "remove-cell"),
        make.code("x ** 2"),
        make.code("ln(x)"),
    )
    assert places(make.folder) == [("01.ipynb", 5, "nothing early")]


def test_imports_hold_for_the_whole_notebook_and_no_further(make):
    make.write("01.ipynb", make.code("from numpy import log as ln"), make.code("ln(x)"))
    make.write("02.ipynb", make.code("ln(x)"))
    assert places(make.folder) == [("01.ipynb", 2, "nothing early")]


def test_a_learners_copy_with_stubs_and_locked_tests_is_read(make):
    stub = "def g(x):\n    # YOUR CODE HERE\n    raise NotImplementedError()"
    make.write("01.ipynb", make.note("square"), make.code(stub), make.code("check_g(g, points=1)"))
    assert check(make.folder) == []


def test_a_byte_order_mark_does_no_harm(make):
    path = make.write("01.ipynb", make.text("plain"))
    path.write_text("\ufeff" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert check(make.folder) == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "its JSON is broken"),
        (b"", "it is empty"),
        (b"\xff\xfe\x00", "it is not UTF-8 text"),
        (b"[]", "has no list of cells"),
        (b'{"cells": {}}', "has no list of cells"),
        (b'{"cells": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "is nested too deeply"),
        (b'{"nbformat": 3, "worksheets": [{"cells": []}]}', "open it in a current Jupyter"),
    ],
)
def test_a_notebook_that_cannot_be_read_is_named(make, content, words):
    make.write("week1/01.ipynb", make.text("plain"))
    (make.folder / "week1" / "02.ipynb").write_bytes(content)
    with pytest.raises(ContractError) as caught:
        check(make.folder)
    message = str(caught.value)
    assert str(make.folder / "week1" / "02.ipynb") in message
    assert words in message
    assert message.endswith(".")
    assert "\n" not in message


def test_no_notebooks_and_no_folder_are_said_so(tmp_path):
    with pytest.raises(ContractError, match="there are no notebooks"):
        check(tmp_path)
    with pytest.raises(ContractError, match="there is no such folder"):
        check(tmp_path / "away")


def test_an_empty_notebook_keeps_the_contract(make):
    make.write("01.ipynb")
    assert check(make.folder) == []


def test_links_to_folders_lead_out_and_never_in_circles(make, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    make.write("week1/01.ipynb", make.text("plain"))
    make.write("week2/01.ipynb", make.text("plain"))
    (elsewhere / "01.ipynb").write_bytes((make.folder / "week1/01.ipynb").read_bytes())
    try:
        (make.folder / "week3").symlink_to(elsewhere)
        (make.folder / "again").symlink_to(make.folder)
        (make.folder / "latest").symlink_to(make.folder / "week2")
        (elsewhere / "back").symlink_to(make.folder)
        (elsewhere / "self").symlink_to(elsewhere)
    except OSError:
        pytest.skip("no links here")
    found = [path.relative_to(make.folder).as_posix() for path in find_lessons(make.folder)]
    assert found == ["week1/01.ipynb", "week2/01.ipynb", "week3/01.ipynb"]
