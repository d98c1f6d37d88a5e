"""Spread the running of notebooks over Dask: a task for each submission.

Without an address the cluster is this machine: threads of this process, each with a fork server
of its own. With one, any Dask scheduler. A task that was on a worker which died is done again
elsewhere; only this process writes results, so nothing is graded twice.
"""

import contextlib
import os
import queue
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from mlsmath.commands.grading.errors import GradingError
from mlsmath.commands.grading.sandbox import isolation

if TYPE_CHECKING:
    from mlsmath.commands.grading.options import Options

# What nearly every notebook imports sooner or later, whatever its first cell says.
USUAL = [
    "matplotlib.pyplot",
    "matplotlib.backends.backend_agg",
    "matplotlib_inline.backend_inline",
    "ipywidgets",
]
_pool: "queue.LifoQueue[Any]" = queue.LifoQueue()
_all: set[Any] = set()
_lock = threading.Lock()


def run_submission(jobs: dict[str, dict], setup: dict) -> dict[str, dict]:
    """Run the notebooks of a submission; this is the Dask task."""
    if setup["engine"] == "kernels":
        from mlsmath.commands.grading.running.kernels import run_notebook

        return {name: _run(run_notebook, job) for name, job in jobs.items()}
    from mlsmath.commands.grading.running.fork_engine import run_notebook as run_warm

    warm = _take(setup)
    try:
        return {name: _run(partial(run_warm, warm), job) for name, job in jobs.items()}
    finally:
        _pool.put(warm)


def _run(run: Callable[[dict], dict], job: dict) -> dict:
    """Run a notebook; what is no fault of the machine is a fault of this notebook alone."""
    try:
        return run(job)
    except (GradingError, OSError, ImportError):
        raise
    except Exception as error:
        return _broken(error)


def _broken(error: Exception) -> dict[str, str]:
    return {"broken": f"{type(error).__name__}: {error}"[:300]}


def _take(setup: dict) -> Any:
    """Return a fork server that has imported what is asked for."""
    from mlsmath.commands.grading.running.fork_client import Warm

    while True:
        try:
            warm = _pool.get_nowait()
        except queue.Empty:
            warm = Warm(setup["imports"], setup["modules"], setup["sandbox"])
            with _lock:
                _all.add(warm)
            return warm
        if warm.imports is None and warm.sandboxed == setup["sandbox"]:
            warm.imports, warm.modules = setup["imports"], setup["modules"]
        if (warm.imports, warm.modules) == (setup["imports"], setup["modules"]):
            return warm
        if warm.lacks_only_modules(setup):
            warm.modules, warm.ready = setup["modules"], False  # it is told so before it runs
            return warm
        warm.stop()
        with _lock:
            _all.discard(warm)


def begin(workers: int, sandboxed: bool) -> None:
    """Start the fork servers of this machine, while other things are being prepared."""
    from mlsmath.commands.grading.running.fork_client import Warm

    if sys.platform != "linux" or (sandboxed and isolation.bubblewrap() is None):
        return
    for _ in range(min(workers or processors(), processors())):
        warm = Warm(None, None, sandboxed)
        with contextlib.suppress(OSError):
            warm.begin()
        with _lock:
            _all.add(warm)
        _pool.put(warm)


def stop_idle() -> None:
    """End the fork servers of this process that wait for work."""
    with contextlib.suppress(queue.Empty):
        while True:
            warm = _pool.get_nowait()
            warm.stop()
            with _lock:
                _all.discard(warm)


def stop_all() -> None:
    """End the fork servers of this process, also those that are at work."""
    stop_idle()
    with _lock:
        found = list(_all)
        _all.clear()
    for warm in found:
        warm.stop()


def processors() -> int:
    """Return how many notebooks can run at the same time here."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Team:
    """Those who run notebooks."""

    def __init__(self, options: "Options", imports: list[str]) -> None:
        self.engine = options.engine or ("forking" if sys.platform == "linux" else "kernels")
        if options.sandbox and (self.engine != "forking" or isolation.bubblewrap() is None):
            what = (
                "needs bubblewrap, which is not here (Debian and Ubuntu: apt install bubblewrap)"
                if self.engine == "forking"
                else "needs Linux"
            )
            raise GradingError(
                f"the sandbox {what}. To run submissions without it, with your own rights on this "
                "machine, add --no-sandbox"
            )
        self.options = options
        self.workers = options.workers or processors()
        self.setup = {
            "engine": self.engine,
            "sandbox": options.sandbox,
            "imports": imports,
            "modules": USUAL,
        }

    def __enter__(self) -> "Team":
        import dask
        from distributed import Client, LocalCluster

        dask.config.set({"distributed.worker.daemon": False})
        self._quiet()
        self.cluster = None
        if self.options.scheduler:
            try:
                self.client = Client(self.options.scheduler, timeout=20)
            except (OSError, ValueError) as error:
                raise GradingError(
                    f"no Dask scheduler answers at {self.options.scheduler}. Start one with "
                    "dask scheduler, and workers with dask worker ADDRESS --nthreads 1"
                ) from error
        else:
            self.cluster = LocalCluster(
                n_workers=1,
                threads_per_worker=self.workers,
                processes=False,
                dashboard_address="127.0.0.1:0",  # any free port: two runs do not meet
                silence_logs=50,
                memory_limit=0,
            )
            self.client = Client(self.cluster)
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(Exception):
            if self.options.scheduler:
                self.client.run(stop_idle)
        stop_all()
        with contextlib.suppress(Exception):
            self.client.close(timeout=5)
        if self.cluster is not None:
            with contextlib.suppress(Exception):
                self.cluster.close(timeout=5)

    def _quiet(self) -> None:
        import logging

        for name in ("distributed", "tornado", "asyncio", "bokeh"):
            logging.getLogger(name).setLevel(logging.CRITICAL)

    def imports(self, imports: list[str], modules: list[str]) -> None:
        """Say what a fork server imports before it forks."""
        self.setup = {**self.setup, "imports": imports, "modules": [*USUAL, *modules]}

    def map(
        self, jobs: Iterable[tuple[Any, dict[str, dict]]], ahead: int
    ) -> Iterator[tuple[Any, dict[str, dict]]]:
        """Run jobs, only so many ahead, and yield each with its reports as it is done."""
        from distributed import as_completed

        waiting: dict[str, Any] = {}
        done = as_completed()
        source = iter(jobs)
        try:
            while True:
                while len(waiting) < max(self._size() * ahead, 2):
                    following = next(source, None)
                    if following is None:
                        break
                    key, work = following
                    if not work:
                        yield key, {}
                        continue
                    future = self.client.submit(run_submission, work, self.setup, pure=False)
                    waiting[future.key] = key
                    done.add(future)
                if not waiting:
                    return
                future = next(done)
                key = waiting.pop(future.key)
                yield key, self._result(future)
                future.release()
        finally:
            for future in list(done.futures if hasattr(done, "futures") else []):
                with contextlib.suppress(Exception):
                    future.cancel()

    def _size(self) -> int:
        if not self.options.scheduler:
            return self.workers
        try:
            return sum(self.client.nthreads().values()) or 1
        except Exception as error:
            raise _no_worker(error) from error

    def _result(self, future: Any) -> dict[str, dict]:
        from distributed import KilledWorker

        try:
            return future.result()
        except GradingError:
            raise
        except KilledWorker as error:
            return _Everything(_broken(error))
        except Exception as error:
            raise _no_worker(error) from error


def _no_worker(error: Exception) -> GradingError:
    """Return what to say when those who run notebooks cannot: no learner's fault."""
    what = f"{type(error).__name__}: {error}"[:300]
    return GradingError(
        f"a worker cannot run notebooks ({what}). Nothing was changed for those left; mend it and "
        "enter the command again"
    )


class _Everything(dict):
    """The same report for every notebook."""

    def __init__(self, report: dict) -> None:
        super().__init__()
        self.report = report

    def get(self, key: Any, default: Any = None) -> Any:
        return self.report
