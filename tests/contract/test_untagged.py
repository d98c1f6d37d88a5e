"""Courses without tags: what explains a concept, what needs it, and how long the wait is."""

import pytest

from mlsmath.contract.reading import read_course
from mlsmath.contract.untagged import find

MEAN = "The *mean* is the total shared out: $\\frac{4 + 8}{2} = 6$."


@pytest.fixture
def read(make):
    def read(*cells):
        make.write("1.ipynb", *cells)
        return {found.concept: found for found in find(read_course(make.folder))}

    return read


def test_an_explanation_before_its_need_is_in_time(make, read):
    found = read(
        make.text("## Jars"),
        make.text("The *mean* is the total shared out: $\\frac{4 + 8}{2} = 6$."),
        make.code("import numpy as np"),
        make.code("y = [4, 8]\nnp.mean(y)"),
    )["mean"]
    assert (found.explained.cell.number, found.needed.cell.number) == (2, 4)
    assert found.explained.full
    assert found.explained.sentence.startswith("The *mean* is the total")
    assert (found.needed.line, found.needed.sign) == (2, "`np.mean(y)`")
    assert (found.between, found.verdict) == (1, "in time")


def test_a_notebook_that_lists_symbols_explains_nothing(make):
    make.write("1.ipynb", make.text(f"# Notation\n\n## Statistics\n\n{MEAN}"))
    make.write("2.ipynb", make.text(f"# Jars\n\n## More\n\n{MEAN}"), make.code("np.mean(y)"))
    (mean,) = [one for one in find(read_course(make.folder)) if one.concept == "mean"]
    assert mean.explained.cell.notebook.name == "2.ipynb"


@pytest.mark.parametrize(
    "text",
    [
        "# The mean is the total shared out",
        "We will see that the mean is the total shared out.",
        "## Summary\n\nThe mean is the total shared out: $\\frac{4 + 8}{2} = 6$.",
        "Why is it that the mean is the total shared out?",
    ],
)
def test_titles_looks_ahead_summaries_and_questions_explain_nothing(make, read, text):
    assert read(make.text(text), make.code("np.mean(y)"))["mean"].verdict == "never"


def test_one_sentence_without_an_example_is_a_gloss(make, read):
    found = read(make.text("The mean is the total shared out."), make.code("np.mean(y)"))["mean"]
    assert (found.gloss, found.timing, found.verdict) == (True, "in time", "gloss only")


def test_a_full_explanation_goes_before_an_earlier_gloss(make, read):
    found = read(
        make.text("The mean is the total shared out."), make.text(MEAN), make.code("np.mean(y)")
    )["mean"]
    assert (found.explained.cell.number, found.verdict) == (2, "in time")


def test_a_demonstration_needs_nothing(make, read):
    found = read(
        make.code("np.mean([1, 2])"),
        make.text(MEAN),
        make.code("y_train = load_birds()\nnp.mean(y_train)"),
    )["mean"]
    assert (found.needed.cell.number, found.verdict) == (3, "in time")


@pytest.mark.parametrize(("cells", "verdict"), [(3, "in time"), (4, "early")])
def test_three_code_cells_may_stand_between(make, read, cells, verdict):
    found = read(
        make.text(MEAN),
        *[make.code("a = 1"), *[make.code("")] * 2, *[make.code("a = 1")] * (cells - 1)],
        make.code("np.mean(y)"),
    )["mean"]
    assert (found.between, found.verdict) == (cells, verdict)


def test_what_nothing_needs_is_said(make, read):
    assert read(make.text(MEAN), make.code("a = 1"))["mean"].verdict == "not needed"
