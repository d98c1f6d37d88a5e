"""After a fork: pools that were made before it, whose threads and processes are not here, anew."""

import contextlib
import gc
import sys

# Each pool by its module and name, and the arguments that it keeps of its making, in order.
POOLS = {
    ("concurrent.futures.thread", "ThreadPoolExecutor"): (
        "_max_workers",
        "_thread_name_prefix",
        "_initializer",
        "_initargs",
    ),
    ("concurrent.futures.process", "ProcessPoolExecutor"): (
        "_max_workers",
        "_mp_context",
        "_initializer",
        "_initargs",
    ),
    ("multiprocessing.pool", "Pool"): (
        "_processes",
        "_initializer",
        "_initargs",
        "_maxtasksperchild",
        "_ctx",
    ),
    ("multiprocessing.pool", "ThreadPool"): ("_processes", "_initializer", "_initargs"),
}


def revive() -> None:
    """Give every pool of this process, which has just been forked, threads and processes again.

    A pool takes part of its work to others; those of its parent stay with its parent, and whoever
    asked them would wait for ever.
    """
    kinds = {}
    for (module, name), kept in POOLS.items():
        kind = getattr(sys.modules.get(module), name, None)
        if isinstance(kind, type):
            kinds[kind] = kept
    if not kinds:
        return
    for thing in gc.get_objects():
        kept = kinds.get(type(thing))
        if kept is not None:
            with contextlib.suppress(Exception):  # one of another Python
                thing.__init__(*(getattr(thing, name) for name in kept))
