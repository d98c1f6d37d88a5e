"""The two ways a command ends badly; each is one sentence that a person can act on."""


class CourseError(Exception):
    """Something did not work; the command ends with exit status 1."""

    status = 1


class UsageError(CourseError):
    """The command was asked for something it cannot do; it ends with exit status 2."""

    status = 2
