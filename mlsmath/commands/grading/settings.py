"""nbgrader's own settings, read as its commands read them, and where things lie."""

import logging
import os
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mlsmath.commands.grading.errors import GradingError

if TYPE_CHECKING:
    from nbgrader.coursedir import CourseDirectory

CONFIG = "nbgrader_config.py"


@dataclass
class Course:
    """An nbgrader course on disk, one week of it in view."""

    app: Any
    week: str

    @property
    def directory(self) -> "CourseDirectory":
        """Where each step lies, as nbgrader sees it."""
        return self.app.coursedir

    def place(self, step: str, student: str = ".") -> Path:
        """Return the folder of a step: "submitted", "autograded", "source"."""
        directory = getattr(self.directory, f"{step}_directory")
        return Path(os.path.normpath(self.directory.format_path(directory, student, self.week)))

    @property
    def records(self) -> Path:
        """Return the folder of this week's records."""
        root = Path(self.directory.root, self.directory.autograded_directory)
        return root.parent / "grading" / self.week

    def students(self) -> tuple[list[str], list[str]]:
        """Return who has submitted something for this week, and whom nbgrader passes over.

        nbgrader takes no folder whose name begins with a dot.
        """
        pattern = self.place("submitted", "*")
        parts = pattern.parts.index("*")
        base = Path(*pattern.parts[:parts])
        found = base.glob(str(Path(*pattern.parts[parts:])))
        names = sorted({path.parts[parts] for path in found if path.is_dir()})
        dotted = [name for name in names if name.startswith(".")]
        return [name for name in names if name not in dotted], dotted


def load(week: str) -> Course:
    """Read the settings that hold in this folder, or in notebooks/ below it."""
    here = Path.cwd()
    below = here / "notebooks"
    folder = below if not (here / CONFIG).exists() and (below / CONFIG).exists() else here
    with chdir(folder):
        from nbgrader import api
        from nbgrader.apps import AutogradeApp

        app = AutogradeApp()
        app.log_level = logging.INFO
        app.initialize([])
        app.init_logging(logging.NullHandler, [])
        app.log.handlers[:] = [logging.NullHandler()]  # without any, Python prints what is said
        app.log.propagate = False
        api.app_log = app.log  # its own is Tornado's, which has no handler
        app.coursedir.assignment_id = week
    course = Course(app, week)
    if not course.place("source").is_dir():
        raise GradingError(
            f"there is no week {week!r} at {course.place('source')}. Enter the name of a folder of "
            "notebooks, such as week1-linear-regression, from the folder that holds them",
            2,
        )
    return course
