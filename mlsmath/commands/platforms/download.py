"""What a platform gave, a zip or a folder, as a list of files that can be read one by one.

Nothing is unpacked onto the disk, and no name in an archive becomes a place on it. Whatever a
damaged archive makes of the modules that read it, it cannot be read.
"""

import io
import os
import re
import stat
import unicodedata
import zipfile
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mlsmath.commands.grading.faults import machine_fault
from mlsmath.commands.platforms.errors import PlatformError

LARGEST = 200 * 2**20  # bytes of one file
ARCHIVES = (".zip",)
OTHER_ARCHIVES = (".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz")


class HostileError(Exception):
    """An archive that tries to do harm; the message says how."""


class UnreadableError(Exception):
    """A file that cannot be read; the message says why."""


@dataclass(frozen=True)
class Member:
    """One file of a download.

    `path` has its parts joined by slashes. `when` is the time that an archive notes, without a
    zone. `hostile` says what is wrong with a name, or with what stands behind it.
    """

    path: str
    size: int
    read: Callable[[], bytes]
    when: datetime | None = None
    hostile: str = ""


def open_download(path: Path, stack: ExitStack) -> list[Member]:
    """Return the files of a download; an archive stays open as long as the stack.

    Raises
    ------
    PlatformError
        If there is no such file, or it is no zip.
    """
    if path.is_dir():
        return _in_folder(path)
    if not path.exists():
        raise PlatformError(f"{path} is not there. Give the zip or the folder that you have", 2)
    try:
        return in_archive(stack.enter_context(zipfile.ZipFile(path)))
    except Exception as error:
        raise PlatformError(f"{path} is no zip, or a broken one ({_short(error)})") from None


def open_bytes(data: bytes) -> list[Member]:
    """Return the files of an archive that lies in another one.

    Raises
    ------
    UnreadableError
        If it is broken.
    """
    try:
        return in_archive(zipfile.ZipFile(io.BytesIO(data)))
    except Exception as error:
        raise UnreadableError(f"a broken zip ({_short(error)})") from None


def in_archive(archive: zipfile.ZipFile) -> list[Member]:
    """Return the files in an archive."""
    members = []
    for info in archive.infolist():
        path, hostile = _safe_path(_name(info))
        kind = stat.S_IFMT(info.external_attr >> 16)
        if kind == stat.S_IFLNK:
            hostile = "a link to another place"
        elif kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            hostile = "neither a file nor a folder"
        if (info.is_dir() or kind == stat.S_IFDIR) and not hostile:
            continue
        try:
            when = datetime(*info.date_time)
        except ValueError:
            when = None

        def read(info: zipfile.ZipInfo = info) -> bytes:
            return _unpacked(archive, info)

        members.append(Member(path, info.file_size, read, when, hostile))
    return members


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    if info.flag_bits & 1:
        raise UnreadableError("locked with a password")
    try:
        with archive.open(info) as file:
            data = file.read(LARGEST + 1)
    except Exception as error:
        raise UnreadableError(f"it cannot be unpacked ({_short(error)})") from None
    return _of_good_size(data)


def _in_folder(folder: Path) -> list[Member]:
    members = []
    for root, folders, names in os.walk(folder):
        folders.sort()
        linked = [name for name in folders if Path(root, name).is_symlink()]
        for name in sorted([*names, *linked]):
            path = Path(root, name)
            about = os.lstat(path)
            hostile = "" if stat.S_ISREG(about.st_mode) else "a link to another place"

            def read(path: Path = path) -> bytes:
                try:
                    with path.open("rb") as file:
                        return _of_good_size(file.read(LARGEST + 1))
                except OSError as error:
                    raise UnreadableError(f"it cannot be read ({_short(error)})") from None

            inside = unicodedata.normalize("NFC", path.relative_to(folder).as_posix())
            members.append(Member(inside, about.st_size, read, None, hostile))
    return members


def _of_good_size(data: bytes) -> bytes:
    if len(data) > LARGEST:
        raise UnreadableError(f"larger than {LARGEST // 2**20} MB")
    return data


def _name(info: zipfile.ZipInfo) -> str:
    """Return a name as it was meant: programs write UTF-8 without saying so."""
    name = info.filename
    if not info.flag_bits & 0x800:
        with suppress(ValueError):
            name = name.encode("cp437").decode("utf-8")
    return unicodedata.normalize("NFC", name)


def _safe_path(name: str) -> tuple[str, str]:
    """Return a path with slashes, and what is wrong with it."""
    path = name.replace("\\", "/")
    parts = [part for part in path.split("/") if part not in ("", ".")]
    out = path.startswith("/") or ".." in parts or re.match(r"[A-Za-z]:", path)
    return "/".join(parts), "its name leads out of the archive" if out else ""


def _short(error: BaseException) -> str:
    """Return what is wrong with a file in a few words; raise what is wrong with the machine."""
    if machine_fault(error):
        raise error
    return str(error).strip().splitlines()[0][:100] if str(error).strip() else type(error).__name__
