"""What a learner receives of a source notebook: nbgrader's own release version."""

import logging
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from mlsmath.commands.course import reading, source
from mlsmath.commands.course.errors import CourseError

if TYPE_CHECKING:
    from nbconvert.exporters import NotebookExporter

IGNORED = {".ipynb_checkpoints", "__pycache__", "feedback"}


def release_notebook(path: Path) -> str:
    """Return the text of the notebook that `nbgrader generate_assignment` makes of `path`.

    The same preprocessors in the same order, but no gradebook. One that was released when this
    package was built is returned as it is.
    Raises CourseError if the notebook breaks nbgrader's rules.
    """
    reading.read_notebook(path)  # says what is wrong with a file that is no notebook
    if path.is_relative_to(source.released_folder()):
        return path.read_text(encoding="utf-8")
    exporter = _exporter()
    try:
        text, _ = exporter.from_filename(str(path), resources={"unique_key": path.stem})
    except Exception as error:
        raise CourseError(
            f"{path} cannot be released: {reading.one_line(error)}; "
            "mend its solution and test cells."
        ) from error
    return str(text)


def other_files(week: Path) -> list[Path]:
    """Return the files of a week that are no notebooks and go to the learner as they are."""
    return sorted(
        path
        for path in week.rglob("*")
        if path.is_file()
        and path.suffix not in {".ipynb", ".pyc"}
        and not IGNORED.intersection(path.relative_to(week).parts)
    )


@cache
def _exporter() -> "NotebookExporter":
    from nbconvert.exporters import NotebookExporter
    from nbgrader.converters import GenerateAssignment
    from nbgrader.preprocessors import SaveCells

    converter = GenerateAssignment()
    converter.log = logging.getLogger("mlsmath.release")
    converter.log.addHandler(logging.NullHandler())
    exporter = NotebookExporter(parent=converter, config=converter.config)
    for preprocessor in converter.preprocessors:
        if preprocessor is not SaveCells:  # the one that writes to the gradebook
            exporter.register_preprocessor(preprocessor)
    return exporter
