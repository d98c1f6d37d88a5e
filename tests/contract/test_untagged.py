"""Courses without tags: what explains a concept, what needs it, and how long the wait is."""

import pytest

from mlsmath.contract.reading import read_course
from mlsmath.contract.untagged import find


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
