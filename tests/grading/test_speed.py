"""How many times as fast `mlsmath grade` is as `nbgrader autograde`, in one run that alternates.

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

STUDENTS = 20
ROUNDS = 2
AT_LEAST = 6.0
MOST_MEMORY = 300 * 2**20


@pytest.fixture
def enabled(request):
    if not request.config.getoption("--benchmark-enable"):
        pytest.skip("add --benchmark-enable")


@pytest.mark.skipif(sys.platform != "linux", reason="the bar is for the forking engine")
def test_throughput_with_isolation(enabled, tmp_path, capsys):
    stock = week1.empty_course(tmp_path / "stock")
    kinds = ("right", "half right", "wrong", "right")
    names = [f"r{number % ROUNDS}s{number:02d}" for number in range(STUDENTS)]
    for number, name in enumerate(names):
        week1.hand_in(stock, name, week1.work(stock, kinds[number % len(kinds)]))
    ours = week1.copy(stock, tmp_path / "ours")
    seconds = {"stock": 0.0, "ours": 0.0}
    for turn in range(ROUNDS):
        began = time.perf_counter()
        stock.run(f"{COMMANDS[2]} --student r{turn}*")
        seconds["stock"] += time.perf_counter() - began
        began = time.perf_counter()
        those = " ".join(name for name in names if name.startswith(f"r{turn}"))
        ours.run(f"mlsmath grade {WEEK} --students {those}")
        seconds["ours"] += time.perf_counter() - began
    ratio = seconds["stock"] / seconds["ours"]
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    with capsys.disabled():
        print(
            f"\n{STUDENTS} students: nbgrader {seconds['stock']:.1f} s, mlsmath "
            f"{seconds['ours']:.1f} s, {ratio:.1f} times; {largest / 2**20:.0f} MiB"
        )
    assert ratio >= AT_LEAST
    assert largest <= MOST_MEMORY
