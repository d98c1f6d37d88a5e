"""The handouts: what they say, and that they are PDFs that can be printed and read."""

import json
import re
from dataclasses import replace

import pypandoc
import pytest
from pypdf import PdfReader

from mlsmath.commands.cli import main
from mlsmath.commands.contract import load_concepts
from mlsmath.commands.course.errors import CourseError
from mlsmath.commands.course.source import source_folder
from mlsmath.commands.handout import gradient_page, math_page, pdf, write_pdf
from mlsmath.derivation import derive_cost

CONCEPTS = list(load_concepts().values())
COSTS = ("squared error", "log loss")
NUMBER = re.compile(r"\d+(?:\.\d+)?")


def words_of(path):
    """The text that a PDF holds, without blanks: they depend on where a line breaks."""
    pages = PdfReader(path).pages
    return "".join("".join(page.extract_text() for page in pages).split())


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("handout")
    assert main(["handout", str(folder)]) == 0
    return folder


def test_one_page_a_week_and_the_gradients_of_weeks_2_and_3(written):
    names = {"week1-math", "week2-math", "week2-gradient", "week3-math", "week3-gradient"}
    assert {path.name for path in written.iterdir()} == {f"{name}.pdf" for name in names}
    for path in written.glob("*-math.pdf"):
        assert len(PdfReader(path).pages) == 1


@pytest.mark.parametrize("week", [1, 2, 3])
def test_the_page_of_a_week_has_its_concepts_and_no_other(written, week):
    text = words_of(written / f"week{week}-math.pdf").replace("-", "")
    for concept in CONCEPTS:
        said = "".join(f"{concept.name}: {concept.meaning}".split()).replace("-", "")
        assert (said in text) == (concept.week == week), concept.id


@pytest.mark.parametrize("cost", COSTS)
@pytest.mark.parametrize("variable", ["w", "b", "w_j"])
def test_every_line_of_a_gradient_stands_there_with_its_rule(cost, variable):
    page = gradient_page(cost)
    for step in derive_cost(cost, variable).steps:
        assert f"**{step.rule}**" in page
        assert f"$$= {step.marked}$$" in page


def test_the_rules_can_be_read_in_the_pdf(written):
    text = words_of(written / "week3-gradient.pdf")
    for step in derive_cost("log loss", "w").steps:
        assert "".join(step.rule.split()) in text
    assert text.count("Checkedwith5sets") == 4


def test_a_pdf_has_a_title_a_language_and_tags_for_a_screen_reader(written):
    for path in written.iterdir():
        file = PdfReader(path)
        catalog = file.trailer["/Root"]
        assert file.metadata.title
        assert catalog["/Lang"] == "en"
        assert catalog["/MarkInfo"]["/Marked"]


@pytest.mark.parametrize("page", ["math", *COSTS])
def test_pandoc_understands_every_formula(page):
    """Where it does not, it leaves the TeX as it is."""
    text = math_page("Week", CONCEPTS) if page == "math" else gradient_page(page)
    typst = pypandoc.convert_text(text, "typst", format="markdown-smart")
    assert not re.findall(r"\\[a-zA-Z]{2,}", typst)


def test_what_does_not_fit_on_one_page_is_said(tmp_path):
    twice = [replace(concept, id=f"{k}{concept.id}") for k in range(3) for concept in CONCEPTS]
    with pytest.raises(CourseError, match=r"“All: the math on one page” has to fit .* fills \d"):
        write_pdf(math_page("All", twice), tmp_path / "a.pdf", one_page=True)
    assert not list(tmp_path.iterdir())


def test_one_week_alone(tmp_path, capsys):
    assert main(["handout", str(tmp_path), "--week", "1"]) == 0
    assert capsys.readouterr().out.split() == [str(tmp_path / "week1-math.pdf")]
    assert [path.name for path in tmp_path.iterdir()] == ["week1-math.pdf"]


def test_a_week_that_is_not_there(tmp_path, capsys):
    assert main(["handout", str(tmp_path), "--week", "9"]) == 2
    assert "There is no week 9; the course has the weeks 1 to 3" in capsys.readouterr().err


def test_a_missing_library_is_named(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(pdf, "TOOLS", ("pypandoc", "not_installed"))
    assert main(["handout", str(tmp_path)]) == 1
    assert (
        "(not_installed); install them: pip install 'mlsmath[handout]'" in capsys.readouterr().err
    )


def notes():
    """The text of each math note of the course, folds and all, by its concept."""
    for path in sorted(source_folder().glob("week*/*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            for tag in cell["metadata"].get("tags", []):
                if tag.startswith("explains:"):
                    yield tag.removeprefix("explains:"), "".join(cell["source"])


@pytest.mark.parametrize(("concept", "note"), list(notes()))
def test_the_numbers_of_a_concept_are_those_of_its_note(concept, note):
    """Where the cell below the note proves them."""
    example = " ".join(load_concepts()[concept].numbers)
    assert example
    assert set(NUMBER.findall(example)) <= set(NUMBER.findall(note))
