"""One fork server does the jobs of all threads, and a job that is lost takes no other with it."""

import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict

import pytest

from mlsmath.commands.grading.sandbox.isolation import Limits

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the forking engine needs Linux")

KILLS_ITS_SUPERVISOR = "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)"
WAITS = """
import pathlib, time
pathlib.Path({began!r}).touch()
while not pathlib.Path({go!r}).exists():
    time.sleep(0.01)
print("went on")
"""


@pytest.fixture
def warm():
    from mlsmath.commands.grading.running.fork_client import Warm

    found = Warm([], [], False)
    yield found
    found.stop()


def job(source: str) -> dict:
    cell = {"index": 0, "source": source, "test": None}
    return {"files": {}, "assignment": "week", "limits": asdict(Limits()), "cells": [cell]}


def test_job_that_is_lost_takes_no_other_with_it(warm, tmp_path):
    began, go = tmp_path / "began", tmp_path / "go"
    with ThreadPoolExecutor(2) as threads:
        waiting = threads.submit(warm.run, job(WAITS.format(began=str(began), go=str(go))))
        while not began.exists() and not waiting.done():
            time.sleep(0.01)
        try:
            lost = threads.submit(warm.run, job(KILLS_ITS_SUPERVISOR)).result()
            after = threads.submit(warm.run, job("print('another')")).result()
        finally:
            go.touch()
        report = waiting.result()
    assert "broken" in lost
    assert "another" in str(after["cells"][0]["messages"])
    assert "went on" in str(report["cells"][0]["messages"])
    assert len(warm._servers) == 1  # the first has come to its end


def test_threads_share_one_process(warm, monkeypatch):
    from mlsmath.commands.grading.running import fork_client

    made, server = [], fork_client.Server
    monkeypatch.setattr(fork_client, "Server", lambda *told: made.append(told) or server(*told))
    with ThreadPoolExecutor(3) as threads:
        reports = list(threads.map(warm.run, [job(f"print({n} + 1)") for n in range(6)]))
    said = [report["cells"][0]["messages"][0]["content"]["text"] for report in reports]
    assert said == [f"{n + 1}\n" for n in range(6)]
    assert len(made) == 1
