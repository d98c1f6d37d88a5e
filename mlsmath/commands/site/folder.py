"""The site's folder: built beside the old one, and put in its place when it is whole."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mlsmath.commands.course.errors import UsageError

# The list of the files that a build has made: a folder with it is a site, and may be built anew.
# It is published with the site, where it does no harm.
MARK = ".mlsmath-site"
LEFT_BY_SYSTEMS = {".DS_Store", "Thumbs.db", "desktop.ini"}


def check_folder(target: Path) -> None:
    """Raise UsageError if `target` is not free for a site: it holds what no build has made."""
    if not target.exists():
        return
    if not target.is_dir():
        raise UsageError(f"{target} is a file; name a folder for the site.")
    inside = {path.name for path in target.iterdir()} - LEFT_BY_SYSTEMS
    if ".git" in inside:
        raise UsageError(f"{target} holds a .git of its own; name a new folder for the site.")
    if inside and MARK not in inside:
        raise UsageError(f"{target} holds something else; name a new folder for the site.")
    if inside:
        made = set((target / MARK).read_text(encoding="utf-8").splitlines())
        others = [name for name in _files(target) if name not in made]
        if others:
            raise UsageError(
                f"{target} holds {min(others)}, which is not of the site; move it, or name a new "
                "folder for the site."
            )
    here = Path.cwd()
    if target in (here, *here.parents) or os.path.ismount(target):
        raise UsageError(f"{target} is in use as a folder; name a new folder inside it.")


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give an empty folder to build in; it takes the place of `target` if all goes well.

    Whatever ends the build before that leaves `target` as it was. Raises UsageError for a folder
    that is not free for a site.
    """
    check_folder(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(
        prefix=f".{target.name}-", dir=target.parent, ignore_cleanup_errors=True
    ) as scratch:
        new, old = Path(scratch, "new"), Path(scratch, "old")
        new.mkdir()
        yield new
        made = "\n".join(sorted([*_files(new), MARK]))
        (new / MARK).write_text(f"{made}\n", encoding="utf-8", newline="\n")
        check_folder(target)  # it may have got something while the site was built
        if target.exists():
            target.rename(old)
        try:
            new.rename(target)
        except BaseException:
            if old.exists():
                old.rename(target)
            raise


def _files(folder: Path) -> list[str]:
    return [
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if not path.is_dir() and path.name not in LEFT_BY_SYSTEMS
    ]
