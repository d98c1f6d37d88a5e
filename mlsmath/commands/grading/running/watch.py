"""Watch what the processes of a submission use together, and what they have to wait for.

Limits of Linux are for one process alone, and a clock on the wall runs on while others have the
processors. So a thread of the supervisor adds up memory and processor time of all that it has
started, takes priority away from what keeps several processors busy, and keeps a clock that hardly
runs while a submission waits for a processor.
"""

import contextlib
import math
import os
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mlsmath.commands.grading.running.memory import descendants, held, resident

BETWEEN_LOOKS = 0.25
SLOWEST = 4  # the clock runs at least at a quarter of its speed, so that everything ends
LAST = 19  # the priority of what runs when nobody else wants to
TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


@dataclass(frozen=True)
class Thread:
    """A thread of a process that is watched: whether it runs or could, and how long it waited."""

    number: int
    ready: bool
    waited: float


class Crowd:
    """Tells when what a submission has started lets everybody else run first.

    It does so where more than one is busy, for two looks: one alone may be about to end.
    """

    def __init__(self) -> None:
        self._looks = 0

    def steps_back(self, busy: int) -> bool:
        """Note how many are busy in a look; return whether all have to step back now."""
        self._looks = self._looks + 1 if busy > 1 else 0
        return self._looks > 1


class Watch(threading.Thread):
    """Looks at every process below this one, four times a second.

    `used` is the processor time of all in seconds, `waited` for how long a processor was missing.
    """

    def __init__(self, memory: int, too_much: Callable[[], None]) -> None:
        super().__init__(daemon=True)
        self.used = 0.0
        self.waited = 0.0
        self.out_of_memory = False
        self._memory = memory
        self._too_much = too_much
        self._before: dict[int, float] = {}
        self._last = time.monotonic()
        self._crowd = Crowd()
        self._shown = -math.inf
        self._gone = threading.Event()

    def clock(self) -> float:
        """Return seconds, without those in which a processor was missing. It never goes back.

        A look finds late how long a process has waited: until it is made up for, the clock stands.
        """
        self._shown = max(self._shown, time.monotonic() - self.waited)
        return self._shown

    def run(self) -> None:
        """Look until it is stopped."""
        while not self._gone.wait(BETWEEN_LOOKS):
            self.look()

    def stop(self) -> None:
        """Look no more."""
        self._gone.set()
        self.join()

    def look(self) -> None:
        """Look once."""
        below = list(descendants())
        self.used = max(self.used, sum(map(processor_time, below)))
        threads = [thread for pid in below for thread in threads_of(pid)]
        own = [one for one in threads_of(os.getpid()) if one.number == os.getpid()]
        self._count_waiting([*threads, *own])
        if self._crowd.steps_back(sum(one.ready for one in threads)):
            for one in threads:
                step_back(one.number)
        if sum(map(resident, below)) > self._memory and held() > self._memory:
            self.out_of_memory = True
            self._too_much()

    def _count_waiting(self, threads: list[Thread]) -> None:
        now = time.monotonic()
        delays = [one.waited - self._before.get(one.number, 0.0) for one in threads]
        longest = max(delays, default=0.0)
        self.waited += min(longest, (now - self._last) * (1 - 1 / SLOWEST))
        self._before = {one.number: one.waited for one in threads}
        self._last = now


def processor_time(pid: int) -> float:
    """Return the seconds that a process has used, and those of its children that have ended."""
    fields = _fields(f"/proc/{pid}/stat")
    return sum(int(field) for field in fields[11:15]) / TICKS


def threads_of(pid: int) -> Iterator[Thread]:
    """Yield the threads of a process; none where it has gone."""
    with contextlib.suppress(OSError):
        for number in map(int, os.listdir(f"/proc/{pid}/task")):
            state = _fields(f"/proc/{pid}/task/{number}/stat")[:1]
            waited = _words(f"/proc/{pid}/task/{number}/schedstat")[1:2]
            yield Thread(number, state == ["R"], int((waited or ["0"])[0]) / 1e9)


def step_back(thread: int) -> None:
    """Let everybody else run before a thread, and before all that it starts."""
    with contextlib.suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, thread, LAST)
        if os.getsid(thread) != os.getsid(0):  # Linux may share processors out by sessions
            Path("/proc", str(thread), "autogroup").write_text(str(LAST), encoding="ascii")


def _fields(path: str) -> list[str]:
    """Return what follows the name of a program, in which anything may stand."""
    return " ".join(_words(path)).rpartition(")")[2].split()


def _words(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="utf-8", errors="replace").split()
    except OSError:
        return []
