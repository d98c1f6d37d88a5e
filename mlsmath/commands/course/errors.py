"""The two ways a command of the course ends badly; each is one sentence that helps."""

from mlsmath.commands.errors import CommandError


class CourseError(CommandError):
    """Something did not work."""


class UsageError(CourseError):
    """The command was asked for something it cannot do."""

    status = 2
