"""Python's own errors in plain words."""

import re

import numpy as np
import pytest

from mlsmath.slips import errors

RAISED = {
    "np.array([1, 2]) + np.ones(3)": ("shapes-do-not-fit", "one holds 2 numbers, the other 3."),
    "1 / 0": ("divides-by-zero", "divides by zero"),
    "[1][3]": ("index-too-large", "beyond the end"),
    "wx": ("unknown-name", "Write `w * x`."),
    "{}['a']": ("unknown-key", "no entry"),
    "np.ones((2, 3)) @ np.ones(2)": (
        "shapes-do-not-fit",
        "Left of `@` a row holds 3 numbers, and right of it 2 are there",
    ),
    "len(3)": ("loops-over-a-number", "length of a single number"),
}


@pytest.mark.parametrize(("text", "told"), RAISED.items(), ids=RAISED)
def test_an_error_that_python_raised_is_told(text, told):
    with pytest.raises(Exception) as caught:  # noqa: PT011
        eval(text, {"np": np})
    slip = errors.explain(caught.value, ("w", "x"))
    assert slip.name == told[0]
    assert told[1] in slip.said


def test_what_python_said_is_kept_on_one_short_line():
    told = errors.said(ValueError("a\n" * 300))
    assert told.startswith("ValueError: a a")
    assert "\n" not in told
    assert len(told) < 180


@pytest.mark.parametrize("text", ["np.ones((2, 3)) @ np.ones(2)", "2 @ np.ones(2)"])
def test_how_numpy_writes_the_sizes_that_it_takes_is_left_out(text):
    with pytest.raises(ValueError, match="gufunc") as caught:
        eval(text, {"np": np})
    told = errors.said(caught.value)
    assert re.search("matmul: Input operand .* dimension.*requires 1|is different from 3", told)
    assert not re.search("gufunc|signature|->", told)


def test_an_error_that_cannot_speak_is_told_too():
    class SilentError(Exception):
        def __str__(self):
            raise RuntimeError

    assert errors.said(SilentError()) == "SilentError"
    assert errors.explain(SilentError()).said
