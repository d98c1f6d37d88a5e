"""The workers of a Dask scheduler, behind the interface of `concurrent.futures`."""

import contextlib
import logging
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any

from mlsmath.commands.grading.errors import GradingError

WITHOUT_DASK = (
    "a scheduler needs Dask, which is not installed here. To install it, enter: "
    "pip install 'mlsmath[cluster]'"
)
NAME_IT = ", and tell Dask which certificate to use for tls"


class KilledWorkersError(Exception):
    """One worker after the other has died of a task."""


class Cluster(Executor):
    """Hands tasks to a scheduler; what was on a worker that died is done again elsewhere."""

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client
        except ImportError as error:
            raise GradingError(WITHOUT_DASK) from error
        for name in ("distributed", "tornado", "asyncio"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        try:
            self.client = Client(address)
        except (OSError, TypeError, ValueError) as error:  # TypeError: no certificate is named
            tls = address.startswith("tls:")
            raise GradingError(
                f"no Dask scheduler answers at {address}. Start one with dask scheduler, and "
                f"workers with dask worker ADDRESS{NAME_IT if tls else ''}. README shows the lines "
                "under 'Grading on several machines'"
            ) from error

    def submit(self, task: Callable, /, *args: Any, **named: Any) -> Future:
        """Hand over a task. Unlike Dask's own executor, tell each end, also a scheduler's."""
        from distributed import KilledWorker

        told: Future = Future()

        def tell(future: Any) -> None:
            if not told.set_running_or_notify_cancel():
                return
            try:
                told.set_result(future.result())
            except KilledWorker as error:
                told.set_exception(KilledWorkersError(str(error)))
            except BaseException as error:
                told.set_exception(error)

        future = self.client.submit(task, *args, pure=False, **named)
        told.add_done_callback(lambda done: future.cancel() if done.cancelled() else None)
        future.add_done_callback(tell)
        return told

    def size(self) -> int:
        """Return how many tasks its workers do at the same time now."""
        return sum(self.client.nthreads().values()) or 1

    def everywhere(self, task: Callable) -> None:
        """Run a function on each worker, as far as they are there."""
        with contextlib.suppress(Exception):
            self.client.run(task)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the scheduler, which forgets what is not done."""
        with contextlib.suppress(Exception):
            self.client.close(timeout=5)
