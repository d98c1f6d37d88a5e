"""Python's own errors in plain words."""

import numpy as np
import pytest

from mlsmath.slips import errors

RAISED = {
    "np.array([1, 2]) + np.ones(3)": ("shapes-do-not-fit", "one holds 2 numbers, the other 3."),
    "1 / 0": ("divides-by-zero", "divides by zero"),
    "[1][3]": ("index-too-large", "beyond the end"),
    "wx": ("unknown-name", "Write `w * x`."),
    "{}['a']": ("unknown-key", "no entry"),
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


def test_an_error_that_cannot_speak_is_told_too():
    class SilentError(Exception):
        def __str__(self):
            raise RuntimeError

    assert errors.said(SilentError()) == "SilentError"
    assert errors.explain(SilentError()).said
