"""How many times as fast `mlsmath grade` is as `nbgrader autograde`, in one run.

It takes minutes, so it runs on demand alone:

    pytest tests/grading/test_speed.py --benchmark-enable -n0 -s
"""

import resource
import sys
import time

import pytest

from . import class_of_week1 as week1
from .class_of_week1 import WEEK
from .course import COMMANDS

AT_LEAST = {20: 10.0, 100: 12.0}  # students, and how many times as fast: a start takes its share
MOST_MEMORY = 300 * 2**20


@pytest.mark.skipif(sys.platform != "linux", reason="the bar is for the forking engine")
@pytest.mark.parametrize("students", AT_LEAST)
def test_throughput_with_isolation(students, measuring, tmp_path, capsys):
    stock = week1.empty_course(tmp_path / "stock")
    kinds = ("right", "half right", "wrong", "right")
    names = [f"r{number % 2}s{number:02d}" for number in range(students)]
    for number, name in enumerate(names):
        week1.hand_in(stock, name, week1.work(stock, kinds[number % len(kinds)]))
    ours = week1.copy(stock, tmp_path / "ours")
    seconds = {"stock": 0.0, "ours": 0.0}
    # A start is part of it, so each command is a process of its own, as an instructor enters it.
    # Half of nbgrader's work before ours and half after, so that a busy machine is so for both.
    for turn in ("r0", "all", "r1"):
        began = time.perf_counter()
        if turn == "all":
            ours.run(f"mlsmath grade {WEEK}", alone=True)
        else:
            stock.run(f"{COMMANDS[2]} --student {turn}*", alone=True)
        seconds["ours" if turn == "all" else "stock"] += time.perf_counter() - began
    ratio = seconds["stock"] / seconds["ours"]
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    with capsys.disabled():
        print(
            f"\n{students} students: nbgrader {seconds['stock']:.1f} s, mlsmath "
            f"{seconds['ours']:.1f} s, {ratio:.1f} times; {largest / 2**20:.0f} MiB"
        )
    assert ratio >= AT_LEAST[students]
    assert largest <= MOST_MEMORY
