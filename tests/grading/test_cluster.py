"""A class graded on several hosts, of which one is cut off in the middle and another joins.

It takes minutes and needs the superuser, so it runs on demand alone:

    pytest tests/grading/test_cluster.py --benchmark-enable -n0 -s

What it showed with 300 submissions, on two cores with 30 other programs at work: the grader, which
reads, sanitises and writes, used 0.09 s of a processor for a submission of one notebook, its start
included; the scheduler 0.05 s for one, 81 MiB and 16 files in all.

On paper, 20,000 submissions of week 1, of four notebooks each. One takes 1.4 s of a processor
(test_speed.py: 0.7 s on two), of which the grader has 0.19 s (13 submissions against one). It has
one after the other, so 20,000 take at least 20,000 × 0.19 s = 63 minutes, however many help. Up to
there more helpers make it faster: the other 1.2 s keep 6 processors busy, say 8 with a margin. On
two processors all of it takes four hours.

What breaks first is therefore the one grader: from about 8 processors on they wait for it. Memory
does not: three submissions for each processor are on their way, of 0.14 MB each. The gradebook
grows by 13 kB a submission, to 260 MB. Files open in the scheduler: a few for each worker, so 1024
are enough for some hundred workers.
"""

import json
import os
import re
import resource
import shutil
import sys
import sysconfig
import time
from functools import reduce
from itertools import cycle, product
from pathlib import Path

import pytest

from . import hosts, same, small_class
from .attacks import ASSIGNMENT, RIGHT, WRONG, answered
from .class_of_week1 import copy
from .course import README, WEEK, Course
from .small_class import place, small_course

STUDENTS = 300


def lines(*first: str) -> list[list[str]]:
    """Return the lines of README that begin with these words, in words."""
    page = "".join(re.findall(r"```bash\n(.+?)```", README, re.S))
    return [line.split() for line in page.splitlines() if line.split()[: len(first)] == [*first]]


class Cluster:
    """A Dask scheduler and workers, started on hosts with README's own lines."""

    def __init__(self, network: hosts.Network) -> None:
        self.network = network
        self.address = network.add("head")
        here = network.folder / "head"
        (certificate,) = lines("openssl")
        self.settings = {
            name: value
            for _, setting in lines("export")
            for name, value in [setting.replace("$PWD", str(here)).split("=")]
        }
        assert network.start("head", certificate).wait() == 0
        (scheduler,) = lines("dask", "scheduler")
        self.scheduler = self.start("head", scheduler)

    def join(self, host: str) -> None:
        """Add a host, with a worker."""
        self.network.add(host)
        for name in ("key.pem", "cert.pem"):
            shutil.copy(self.network.folder / "head" / name, self.network.folder / host)
        (worker,) = lines("dask", "worker")
        self.start(host, [word.replace("ADDRESS", self.address) for word in worker])

    def start(self, host: str, words: list[str], **more):
        program = shutil.which(words[0], path=sysconfig.get_path("scripts"))
        return self.network.start(host, [program, *words[1:]], **more)

    def grade(self, course: Course):
        """Enter README's line that grades on the cluster."""
        (line,) = [words for words in lines("mlsmath", "grade") if "--scheduler" in words]
        here = {"ADDRESS": self.address, WEEK: ASSIGNMENT}
        words = [reduce(lambda told, name: told.replace(name, here[name]), here, w) for w in line]
        environment = {**course.environment, **self.settings}
        return self.start("head", words, cwd=course.folder, env=environment)

    def log(self, host: str) -> str:
        return self.network.said(host).read_text(encoding="utf-8", errors="replace")


def hand_in_all(course: Course) -> list[str]:
    """Hand in the work of a class, right and wrong by turns; each notebook says whose it is."""
    names = [f"s{number:03d}" for number in range(STUDENTS)]
    ways = cycle(product((RIGHT, WRONG), repeat=len(RIGHT)))
    for name, way in zip(names, ways, strict=False):
        bodies = {key: one[key] for key, one in zip(RIGHT, way, strict=True)}
        place(course, name, answered(course.released, bodies, f"print('by {name}')"))
    return names


def records(course: Course) -> dict[str, dict]:
    """Return what is recorded of each learner, without the seconds."""

    def plain(value):
        if isinstance(value, dict):
            return {key: plain(v) for key, v in value.items() if key != "seconds"}
        return [plain(v) for v in value] if isinstance(value, list) else value

    found = {
        path.stem: json.loads(path.read_bytes())
        for path in small_class.records(course).glob("*.json")
    }
    return {name: plain(record) for name, record in found.items()}


def seconds_used() -> float:
    """Return the processor's seconds of the programs that were waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def cost(pid: int) -> str:
    """Return what a program has used so far."""
    about = Path("/proc", str(pid))
    ticks = about.joinpath("stat").read_text(encoding="ascii").rpartition(")")[2].split()[11:13]
    seconds = sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
    (memory,) = re.findall(r"VmHWM:\s+(\d+)", about.joinpath("status").read_text("utf-8"))
    files = len(list(about.joinpath("fd").iterdir()))
    return f"{seconds:.1f} s, {int(memory) / 2**10:.0f} MiB, {files} files open"


@pytest.mark.skipif(sys.platform != "linux", reason="hosts are Linux's network namespaces")
def test_a_host_that_is_cut_off_costs_time_alone(measuring, tmp_path, capsys):
    reason = hosts.cannot()
    if reason:
        pytest.skip(reason)
    pytest.importorskip("distributed")
    alone = small_course(tmp_path / "alone")
    names = hand_in_all(alone)
    course = copy(alone, tmp_path / "several")
    writes: dict[Path, set[int]] = {}
    told = []

    def count() -> int:
        """Return how many are done, and note each time that a record is written."""
        for path in small_class.records(course).glob("*.json"):
            writes.setdefault(path, set()).add(path.stat().st_mtime_ns)
        return len(writes)

    def say(what: str) -> None:
        told.append(f"{time.monotonic() - began:6.1f} s, {count():3d} done: {what}")

    folder = tmp_path / "hosts"
    folder.mkdir()
    with hosts.network(folder) as network:
        cluster = Cluster(network)
        hosts.until(lambda: "Scheduler at" in cluster.log("head"), cluster.scheduler)
        for host in ("east", "west"):
            cluster.join(host)
        hosts.until(lambda: cluster.log("head").count("Register worker") == 2, cluster.scheduler)
        began = time.monotonic()
        used = seconds_used()
        grading = cluster.grade(course)
        hosts.until(lambda: count() >= STUDENTS // 3, grading)
        network.cut("east")
        say("east is cut off")
        cluster.join("south")
        hosts.until(lambda: cluster.log("head").count("Register worker") == 3, grading)
        say("south has joined")
        hosts.until(lambda: "Remove worker" in cluster.log("head"), grading)
        say("the scheduler has given east up")
        hosts.until(lambda: count() == STUDENTS, grading)
        assert grading.wait() == 0, cluster.log("head")
        say("the end")
        used = (seconds_used() - used) / STUDENTS
        scheduler = cost(cluster.scheduler.pid)
        lost = re.findall(r"Remove worker.*", cluster.log("head"))

    began_alone = time.monotonic()
    alone.run(f"mlsmath grade {ASSIGNMENT}")
    seconds = time.monotonic() - began_alone
    with capsys.disabled():
        print("", *told, *lost, sep="\n")
        print(f"alone: {seconds:.1f} s; of a submission's time the grader has {used:.3f} s")
        print(f"the scheduler: {scheduler}")

    assert [path.stem for path in sorted(writes)] == names
    assert {len(times) for times in writes.values()} == {1}
    for name in names:
        log = (small_class.records(course) / f"{name}.log").read_text(encoding="utf-8")
        assert log.count("Creating/updating student") == 1
    assert same.rows(course.build / "gradebook.db") == same.rows(alone.build / "gradebook.db")
    ours, theirs = (same.files(one.build / "autograded") for one in (course, alone))
    assert set(ours) == set(theirs)
    for name in theirs:
        assert same.clockless(ours[name]) == same.clockless(theirs[name]), name
    assert records(course) == records(alone)
