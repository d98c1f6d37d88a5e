"""Keep a learner's function from filling the memory: it gets a `MemoryError` at once."""

import contextlib
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
    with open("/proc/self/statm") as statm:
        used = int(statm.read().split()[0]) * resource.getpagesize()
    most = used + ROOM
    if soft != resource.RLIM_INFINITY and soft < most:
        yield
        return
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
