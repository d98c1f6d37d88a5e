"""The two ways a command of the course ends badly; each is one sentence that helps."""

import importlib.util
from collections.abc import Iterable

from mlsmath.commands.errors import CommandError


class CourseError(CommandError):
    """Something did not work."""


class UsageError(CourseError):
    """The command was asked for something it cannot do."""

    status = 2


def require_packages(who_needs: str, names: Iterable[str], extra: str) -> None:
    """Raise CourseError if one of the packages is not installed; the `extra` brings them all."""
    missing = [name for name in names if importlib.util.find_spec(name) is None]
    if missing:
        raise CourseError(
            f"{who_needs} packages that are not installed ({', '.join(missing)}); "
            f"install them: pip install 'mlsmath[{extra}]'"
        )
