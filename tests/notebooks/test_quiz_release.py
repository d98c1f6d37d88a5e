"""What learners receive holds the practice quiz as it stands in the source."""

import nbformat
import pytest

from mlsmath.commands.course.release import release_notebook

from . import quiz
from .test_source_notebooks import SOURCES, read


@pytest.mark.parametrize("path", SOURCES[::4], ids=lambda path: path.stem)
def test_release_keeps_every_question(path):
    released = nbformat.reads(release_notebook(path), as_version=nbformat.NO_CONVERT)
    questions = quiz.questions(read(path))
    assert questions
    assert quiz.questions(released) == questions
