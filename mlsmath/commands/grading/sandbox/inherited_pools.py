"""After a fork: pools that were made before it, whose threads and processes are not here, anew."""

import contextlib
import gc
import sys
from collections.abc import Callable
from typing import Any

Ways = dict[tuple[str, str], Callable[[Any], None]]


def revive() -> None:
    """Give every pool of this process, which has just been forked, threads and processes again.

    A pool takes part of its work to others; those of its parent stay with its parent, and whoever
    asked them would wait for ever.
    """
    kinds = {}
    for (module, name), begin in AGAIN.items():
        kind = getattr(sys.modules.get(module), name, None)
        if isinstance(kind, type):
            kinds[kind] = begin
    if not kinds:
        return
    for thing in gc.get_objects():
        begin = kinds.get(type(thing))
        if begin is not None:
            with contextlib.suppress(Exception):  # one of another Python
                begin(thing)


def _threads(pool: Any) -> None:
    pool.__init__(pool._max_workers, pool._thread_name_prefix, pool._initializer, pool._initargs)


def _processes(pool: Any) -> None:
    pool.__init__(pool._max_workers, pool._mp_context, pool._initializer, pool._initargs)


def _multiprocessing(pool: Any) -> None:
    pool.__init__(
        pool._processes,
        pool._initializer,
        pool._initargs,
        pool._maxtasksperchild,
        context=pool._ctx,
    )


def _multiprocessing_threads(pool: Any) -> None:
    pool.__init__(pool._processes, pool._initializer, pool._initargs)


AGAIN: Ways = {
    ("concurrent.futures.thread", "ThreadPoolExecutor"): _threads,
    ("concurrent.futures.process", "ProcessPoolExecutor"): _processes,
    ("multiprocessing.pool", "Pool"): _multiprocessing,
    ("multiprocessing.pool", "ThreadPool"): _multiprocessing_threads,
}
