"""Run many submissions at once: a task for each, on this machine or on a cluster.

Here a task runs in a thread of this process, which has one fork server for all; with the address of
a Dask scheduler, on one of its workers. A task that was on a worker which died is done again
elsewhere; only this process writes results, so nothing is graded twice.
"""

import contextlib
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from functools import partial
from typing import TYPE_CHECKING, Any

from mlsmath.commands.grading.errors import GradingError
from mlsmath.commands.grading.running.cluster import Cluster, KilledWorkersError
from mlsmath.commands.grading.sandbox import isolation
from mlsmath.commands.machine import processors

if TYPE_CHECKING:
    from mlsmath.commands.grading.options import Options

# What nearly every notebook imports sooner or later, whatever its first cell says.
USUAL = [
    "matplotlib.pyplot",
    "matplotlib.backends.backend_agg",
    "matplotlib_inline.backend_inline",
    "ipywidgets",
]
_all: set[Any] = set()
_lock = threading.Lock()


def run_submission(jobs: dict[str, dict], setup: dict) -> dict[str, dict]:
    """Run the notebooks of a submission; this is the task."""
    if setup["engine"] == "kernels":
        from mlsmath.commands.grading.running.kernels import run_notebook

        return {name: _run(run_notebook, job) for name, job in jobs.items()}
    from mlsmath.commands.grading.running.fork_engine import run_notebook as run_warm

    warm = _take(setup)
    try:
        return {name: _run(partial(run_warm, warm), job) for name, job in jobs.items()}
    finally:
        with _lock:
            warm.users -= 1


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
    """Return the fork server that has imported what is asked for; no other stays without work."""
    from mlsmath.commands.grading.running.fork_client import Warm

    with _lock:
        warm = next((one for one in _all if one.takes(setup)), None)
        if warm is None:
            _stop_idle()
            warm = Warm(setup["imports"], setup["modules"], setup["sandbox"])
            _all.add(warm)
        warm.users += 1
        return warm


def begin(sandboxed: bool) -> None:
    """Start the fork server of this machine, while other things are being prepared."""
    from mlsmath.commands.grading.running.fork_client import Warm

    if sys.platform != "linux" or (sandboxed and isolation.bubblewrap() is None):
        return
    warm = Warm(None, None, sandboxed)
    with contextlib.suppress(OSError):
        warm.begin()
    with _lock:
        _all.add(warm)


def _stop_idle() -> None:
    for warm in [one for one in _all if not one.users]:
        warm.stop()
        _all.discard(warm)


def stop_idle() -> None:
    """End the fork servers of this process that wait for work."""
    with _lock:
        _stop_idle()


def stop_all() -> None:
    """End the fork servers of this process, also those that are at work."""
    with _lock:
        found = list(_all)
        _all.clear()
    for warm in found:
        warm.stop()
    kernels = sys.modules.get("mlsmath.commands.grading.running.kernels")
    if kernels is not None:
        kernels.stop_all()


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
        self.waiting: dict[Future, Any] = {}
        self.executor: Executor = (
            Cluster(self.options.scheduler)
            if self.options.scheduler
            else ThreadPoolExecutor(self.workers)
        )
        return self

    def __exit__(self, *_: object) -> None:
        """End what is still at work, which is nothing unless the run was stopped."""
        at_work = [future for future in self.waiting if not future.cancel()]
        if isinstance(self.executor, Cluster):
            self.executor.everywhere(stop_idle)
        while True:
            stop_all()
            if not wait(at_work, timeout=1).not_done:  # one may have been about to begin
                break
        self.executor.shutdown()
        stop_all()

    def imports(self, imports: list[str], modules: list[str]) -> None:
        """Say what a fork server imports before it forks."""
        self.setup = {**self.setup, "imports": imports, "modules": [*USUAL, *modules]}

    def map(
        self, jobs: Iterable[tuple[Any, dict[str, dict]]], ahead: int
    ) -> Iterator[tuple[Any, dict[str, dict]]]:
        """Run jobs, only so many for each worker; yield each with its reports as it is done."""
        source = iter(jobs)
        while True:
            while len(self.waiting) < max(self._size() * ahead, 2):
                following = next(source, None)
                if following is None:
                    break
                key, work = following
                if not work:
                    yield key, {}
                    continue
                self.waiting[self.executor.submit(run_submission, work, self.setup)] = key, work
            if not self.waiting:
                return
            done: set[Future] = set()
            while not done:  # with a time, so that Windows hears of Ctrl-C
                done = wait(self.waiting, timeout=1, return_when=FIRST_COMPLETED).done
            future = done.pop()
            key, work = self.waiting.pop(future)
            yield key, self._result(future, work)

    def _size(self) -> int:
        if not isinstance(self.executor, Cluster):
            return self.workers
        try:
            return self.executor.size()
        except Exception as error:
            raise _no_worker(error) from error

    def _result(self, future: Future, work: dict[str, dict]) -> dict[str, dict]:
        try:
            return future.result()
        except GradingError:
            raise
        except KilledWorkersError as error:
            return dict.fromkeys(work, _broken(error))
        except Exception as error:
            raise _no_worker(error) from error


def _no_worker(error: Exception) -> GradingError:
    """Return what to say when those who run notebooks cannot: no learner's fault."""
    what = f"{type(error).__name__}: {error}"[:300]
    return GradingError(
        f"a worker cannot run notebooks ({what}). Nothing was changed for those left; mend it and "
        "enter the command again"
    )
