"""Faults of the machine, told apart from those of a submission: for them nobody has failed."""

import errno
import sqlite3
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

from sqlalchemy.exc import OperationalError

WAIT = 150  # seconds for another program that holds the gradebook
PAUSE = 0.1
MACHINE = {
    getattr(errno, name)
    for name in ("ENOSPC", "EDQUOT", "EROFS", "EIO", "EMFILE", "ENFILE", "ENOMEM")
    if hasattr(errno, name)
}
DENIED = {errno.EACCES, errno.EPERM}
HELD = (
    "Another program holds the gradebook (formgrader, another grading run). Waiting for it, "
    f"at most {WAIT / 60:g} minutes ..."
)
T = TypeVar("T")


def machine_fault(error: BaseException, ours: bool = False) -> str:
    """Return in words what is wrong with the machine, or "" where it is not the machine.

    A permission that is denied is the machine's fault in `ours`, the folders that grading writes.
    """
    numbers = MACHINE | DENIED if ours else MACHINE
    for one in _chain(error):
        if isinstance(one, OSError) and one.errno in numbers:
            place = f": {one.filename}" if one.filename else ""
            return f"{one.strerror}{place}"
        if isinstance(one, sqlite3.OperationalError | OperationalError):
            return f"the gradebook: {str(getattr(one, 'orig', None) or one).splitlines()[0][:200]}"
    return ""


def is_locked(error: BaseException) -> bool:
    """Return whether another program holds the gradebook."""
    return any(
        isinstance(one, sqlite3.OperationalError) and "locked" in str(one) for one in _chain(error)
    )


def patiently(ask: Callable[[], T], say: Callable[[str], None]) -> T:
    """Return what `ask` returns; while another program holds the gradebook say so, ask again.

    Raises
    ------
    sqlalchemy.exc.OperationalError
        If it is held for longer than `WAIT` seconds.
    """
    until = time.monotonic() + WAIT
    said = False
    while True:
        try:
            return ask()
        except OperationalError as error:
            if not is_locked(error) or time.monotonic() > until:
                raise
        if not said:
            said = True
            say(HELD)
        time.sleep(PAUSE)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and those behind it, each once."""
    seen: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting:
        one = waiting.pop()
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        waiting += [one.__context__, one.__cause__, getattr(one, "orig", None)]
