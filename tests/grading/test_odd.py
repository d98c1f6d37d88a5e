"""Odd but honest submissions earn what their answers are worth, and nobody is called a suspect."""

import re
import shutil
import sys

import pytest

from .attacks import ASSIGNMENT
from .odd import ODD
from .small_class import place, points, record, small_course

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("bwrap") is None, reason="the sandbox is not here"
)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Grade them all once."""
    course = small_course(tmp_path_factory.mktemp("odd"))
    for odd in ODD:
        odd.write(course.released, place(course, odd.name))
    course.said = course.run(f"mlsmath grade {ASSIGNMENT}")
    return course


@pytest.mark.parametrize("odd", ODD, ids=[odd.name for odd in ODD])
def test_odd_but_honest_gets_what_it_earned(course, odd):
    found = record(course, odd.name)
    told = f"{found['state']}: {found['reason']} {found['mends']}"
    assert points(course)[odd.name] == odd.points, told
    assert found["state"] == odd.state, told
    assert re.search(odd.reason, found["reason"]), told
    assert not re.search("tamper|suspect", found["reason"]), told
    assert odd.mend in "\n".join(found["mends"]), told
