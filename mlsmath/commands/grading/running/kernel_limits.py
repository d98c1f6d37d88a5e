"""Limits on a kernel and what it starts, as far as every system lets one look: by psutil.

They end what takes too much; nothing here keeps a process from hiding, from the network, or from
files. That needs the sandbox of Linux.
"""

import contextlib
import sys
import time
from collections.abc import Iterator

import psutil

from mlsmath.commands.grading.running import watch
from mlsmath.commands.grading.sandbox.isolation import Limits

BETWEEN_LOOKS = 0.5
LAST = psutil.IDLE_PRIORITY_CLASS if sys.platform == "win32" else watch.LAST
IDLE, ENOUGH = 0.05, 0.8
PART = 0.1  # who used more than this part of what all have used since the last look, was busy
MEMORY, BUSY = "memory", "busy"


class KernelLimits:
    """What a kernel and its processes have used, and whether a cell has to end for it."""

    def __init__(self, pid: int, limits: Limits) -> None:
        self.kernel = psutil.Process(pid)
        self.most_memory = limits.memory + _memory(self.kernel)
        self.most_seconds = limits.processors * limits.cell_seconds
        self.exceeded = ""
        self._seen = {self.kernel}
        self._used: dict[psutil.Process, float] = {}
        self._crowd = watch.Crowd()
        self._before = 0.0
        self.begin()

    def begin(self) -> None:
        """Count from here: a cell begins."""
        self.exceeded = ""
        self.look()
        self._before = sum(self._used.values())
        self._began = time.monotonic()

    @property
    def used(self) -> float:
        """Seconds of processor time since the cell began."""
        return sum(self._used.values()) - self._before

    @property
    def starved(self) -> bool:
        """Whether a cell that ran out of time would have used more of a processor than it got.

        What used all of one had enough, and what used nearly none waited for something else.
        """
        self.look()
        share = self.used / max(time.monotonic() - self._began, 1e-3)
        return IDLE < share < ENOUGH

    def look(self) -> None:
        """Look once; where several processes are busy, let everybody else run before them."""
        living = list(self._processes())
        self._seen |= set(living)
        since: list[float] = []
        for one in living:
            with contextlib.suppress(psutil.Error):
                times = one.cpu_times()
                used = times.user + times.system
                since.append(used - self._used.get(one, 0.0))
                self._used[one] = used
        least = sum(since) * PART
        if self._crowd.steps_back(sum(one > least for one in since)):
            for one in living:
                with contextlib.suppress(psutil.Error, OSError):
                    one.nice(LAST)

    def too_much(self) -> str:
        """Look, and return what a cell has to end for."""
        self.look()
        if sum(map(_memory, self._processes())) > self.most_memory:
            self.exceeded = MEMORY
        elif self.used > self.most_seconds:
            self.exceeded = BUSY
        return self.exceeded

    def end(self, kernel: bool = True) -> None:
        """End what the kernel has started, and the kernel."""
        self._seen |= set(self._processes())
        for one in self._seen - (set() if kernel else {self.kernel}):
            with contextlib.suppress(psutil.Error):
                one.kill()

    def _processes(self) -> Iterator[psutil.Process]:
        yield self.kernel
        with contextlib.suppress(psutil.Error):
            yield from self.kernel.children(recursive=True)


def _memory(process: psutil.Process) -> int:
    """Return what a process has in memory; on Windows what it has asked for."""
    try:
        about = process.memory_info()
    except psutil.Error:
        return 0
    return int(getattr(about, "private", about.rss))
