"""What commands ask of the machine: its processors, and files in a folder."""

import os
from collections.abc import Mapping
from pathlib import Path


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder, each by its path in it, with the folders that it needs."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
