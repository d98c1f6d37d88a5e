"""What commands ask of the machine: its processors, and files in a folder."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def replace_file(path: Path, data: bytes) -> None:
    """Write a file at once: no killed command, full disk or power cut leaves it by halves.

    A file that is there keeps its permissions; a link stays one, and what it leads to is written.
    """
    path = Path(os.path.realpath(path))
    part = path.with_name(f".{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder, each by its path in it, with the folders that it needs."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
