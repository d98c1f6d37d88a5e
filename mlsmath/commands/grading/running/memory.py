"""How much memory the processes below this one hold together; a limit of Linux is for one alone."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

SHARE = "Pss_Anon:"  # what a process has of its own; what several share is divided among them


def held() -> int:
    """Return the bytes that all descendants of this process hold, as far as Linux tells."""
    return sum(_of(pid) for pid in descendants())


def children(pid: int | str = "self") -> list[int]:
    """Return the children of a process; none where it has gone."""
    found = []
    for path in Path("/proc", str(pid), "task").glob("*/children"):
        with contextlib.suppress(OSError):
            found += [int(word) for word in path.read_text(encoding="ascii").split()]
    return found


def resident(pid: int | str = "self") -> int:
    """Return the bytes of a process in memory, with what it shares; 0 where it has gone."""
    try:
        pages = Path("/proc", str(pid), "statm").read_text(encoding="ascii").split()[1]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def descendants(pid: int | str = "self") -> Iterator[int]:
    """Yield the children of a process, and theirs."""
    for child in children(pid):
        yield child
        yield from descendants(child)


def _of(pid: int) -> int:
    try:
        lines = Path("/proc", str(pid), "smaps_rollup").read_text(encoding="ascii").splitlines()
    except PermissionError:  # it hides; then what it has beyond what every fork begins with
        return max(0, resident(pid) - resident())
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith(SHARE))
