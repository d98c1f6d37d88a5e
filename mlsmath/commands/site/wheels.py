"""Wheels for the browser: of this package, and of pure Python packages of this environment."""

import base64
import hashlib
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from mlsmath import __version__
from mlsmath.commands.course.errors import CourseError
from mlsmath.commands.course.source import PACKAGE

NOTHING: Mapping[str, bytes] = MappingProxyType({})
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same files make the same wheel, whenever it is built
COMPILED = {".so", ".pyd", ".dylib"}
LEFT_OUT = {"__pycache__", "tests", "benchmarks", "labextension", "nbextension"}


@dataclass(frozen=True)
class Wheel:
    """A wheel file and what its `METADATA` says."""

    path: Path
    name: str
    version: str

    @property
    def sha256(self) -> str:
        """Return the digest that Pyodide compares before it unpacks the wheel."""
        return hashlib.sha256(self.path.read_bytes()).hexdigest()


def own_wheel(folder: Path, name: str, parts: Iterable[str], without: Iterable[str] = ()) -> Wheel:
    """Write a wheel called `name` with these parts of this package into `folder`.

    `parts` and `without` are paths in the package's folder. Tests and notebooks are not in it:
    the source notebooks hold the solutions.
    """
    left_out = [PACKAGE / part for part in without]
    files = {
        path.relative_to(PACKAGE.parent).as_posix(): path.read_bytes()
        for part in parts
        for path in sorted(
            [PACKAGE / part] if (PACKAGE / part).is_file() else _files(PACKAGE / part)
        )
        if not any(path == place or place in path.parents for place in left_out)
    }
    return write_wheel(folder, name, __version__, files)


def repacked_wheel(folder: Path, name: str) -> Wheel:
    """Write a wheel of an installed package into `folder`: its Python files and its data.

    Compiled modules are left out, so the package must come with the Python they were made from.
    Raises CourseError if the package is not installed.
    """
    try:
        installed = distribution(name)
    except PackageNotFoundError as error:
        raise CourseError(
            f"{name} is not installed; install what the site needs: pip install 'mlsmath[site]'"
        ) from error
    files = {place: path.read_bytes() for place, path in _installed_files(installed)}
    return write_wheel(folder, name, installed.version, files)


def write_wheel(folder: Path, name: str, version: str, files: dict[str, bytes]) -> Wheel:
    """Write a wheel of pure Python with these files, their names relative to site-packages."""
    escaped = name.replace("-", "_")
    info = f"{escaped}-{version}.dist-info"
    files = {
        **files,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode(),
        f"{info}/WHEEL": (
            b"Wheel-Version: 1.0\nGenerator: mlsmath\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        ),
    }
    record = [f"{place},{_record_digest(data)},{len(data)}" for place, data in files.items()]
    files[f"{info}/RECORD"] = "\n".join([*record, f"{info}/RECORD,,", ""]).encode()
    path = folder / f"{escaped}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, data in files.items():
            archive.writestr(_entry(place), data, zipfile.ZIP_DEFLATED)
    return Wheel(path, name, version)


def rewritten(
    path: Path,
    left_out: Iterable[str],
    bytecode: Mapping[str, bytes] = NOTHING,
    source_too: bool = False,
) -> Wheel:
    """Write the wheel at `path` anew, smaller and with bytecode.

    Files whose names match a pattern of `left_out` are not in it. A module `a/b.py` whose bytecode
    is there as `a/b.pyc` is replaced by it, or with `source_too` has it beside it.
    """
    patterns = tuple(left_out)
    with zipfile.ZipFile(path) as archive:
        kept = [
            (entry, archive.read(entry))
            for entry in archive.infolist()
            if not any(fnmatchcase(entry.filename, pattern) for pattern in patterns)
        ]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for entry, data in kept:
            compiled = bytecode.get(f"{entry.filename}c")
            if compiled is None or source_too:
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, data)
            if compiled is not None:
                name = f"{entry.filename}c"
                if source_too:
                    module = PurePosixPath(entry.filename)
                    name = str(module.parent / "__pycache__" / f"{module.stem}.cpython-312.pyc")
                archive.writestr(_entry(name), compiled, zipfile.ZIP_DEFLATED, 9)
    return Wheel(path, *path.name.split("-")[:2]) if path.suffix == ".whl" else Wheel(path, "", "")


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, LONG_AGO)
    entry.external_attr = 0o644 << 16
    return entry


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.is_file() and not LEFT_OUT.intersection(path.relative_to(folder).parts):
            yield path


def _installed_files(installed: Distribution) -> Iterator[tuple[str, Path]]:
    for file in installed.files or ():
        outside = ".." in file.parts or file.parts[0].endswith(".dist-info")
        if (
            outside
            or file.suffix in COMPILED | {".pyc", ".map"}
            or LEFT_OUT.intersection(file.parts)
        ):
            continue
        yield file.as_posix(), Path(str(file.locate()))


def _record_digest(data: bytes) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")
    return f"sha256={digest}"
