"""The learner's and the maintainer's jobs: make the course's copy, open it, run it, show progress.

Each job is a module and is imported where it is used: `learner_copy`, `lab`, `run`, `progress`.
"""

from mlsmath.commands.course.errors import CourseError, UsageError
from mlsmath.commands.course.source import notebooks_in, source_folder, week_folders

__all__ = ["CourseError", "UsageError", "notebooks_in", "source_folder", "week_folders"]
