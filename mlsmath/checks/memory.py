"""Keep a learner's function from filling the memory: it gets a `MemoryError` at once."""

import contextlib
import os
import sys
from collections.abc import Iterator

ROOM = 2**30


@contextlib.contextmanager
def limited() -> Iterator[None]:
    """Allow `ROOM` bytes more than are in use now; only Linux keeps such a limit."""
    if sys.platform != "linux":
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = _in_use() + ROOM
    if most == ROOM or (soft != resource.RLIM_INFINITY and soft < most):
        yield
        return
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _in_use() -> int:
    """Return the bytes in use, 0 where nobody tells: a sandbox may hide `/proc`."""
    try:
        with open("/proc/self/statm") as statm:
            return int(statm.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
