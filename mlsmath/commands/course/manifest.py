"""What a learner's copy was made of: the file that says so, and which notebooks that are."""

import json
from pathlib import Path

from mlsmath.commands.course import source

MANIFEST = ".mlsmath.json"


def read_manifest(folder: Path) -> dict[str, str]:
    """Return the digest of each file as it was last written; empty if that is not known."""
    try:
        files = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
        return {str(name): str(digest) for name, digest in files.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def read_version(folder: Path) -> str:
    """Return the version of the course that wrote a copy last; empty if that is not known."""
    try:
        return str(json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["course"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ""


def copied_notebooks(folder: Path, course: Path | None = None) -> list[str]:
    """Return the names of the course's notebooks that were copied to `folder`, in order.

    Those that are there belong to the copy even if its manifest does not know them any more.
    """
    written = read_manifest(folder)
    return [
        name
        for name in source.notebook_names(course or source.course_folder())
        if name in written or (folder / name).exists()
    ]
