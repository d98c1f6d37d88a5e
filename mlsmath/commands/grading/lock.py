"""One owner at a time: a lock of the operating system, which goes when its owner ends or dies."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class TakenError(Exception):
    """Another process has the lock."""


@contextmanager
def owned(path: Path) -> Iterator[None]:
    """Own a file for a while; it stays where it is, empty.

    Raises
    ------
    TakenError
        If another process owns it.
    """
    number = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        try:
            _lock(number)
        except (BlockingIOError, PermissionError) as error:
            raise TakenError(str(path)) from error
        yield
    finally:
        os.close(number)  # which unlocks it


if sys.platform == "win32":

    def _lock(number: int) -> None:
        import msvcrt

        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)

else:

    def _lock(number: int) -> None:
        import fcntl

        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
