"""Python in the browser: which files of Pyodide the course needs, and the lock that names them.

`pyodide.json` lists them with their digests: the interpreter's own files ("core") and the packages
that the course imports, each as in Pyodide's own lock. What the course never imports is not in it
(Matplotlib's fonts for PDF, time zones; `stand_ins.py` takes the place of IPython's terminal).

A page loads a package when a cell imports it. So that pictures and derivations cost nothing where
they are not used, this package is several wheels there, each with what it depends on.
"""

import hashlib
import json
import shutil
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any

from mlsmath.commands.course.errors import CourseError, UsageError
from mlsmath.commands.site.wheels import Wheel, own_wheel, repacked_wheel, rewritten, write_wheel

NONE: Mapping[str, str] = MappingProxyType({})

# Pure Python packages of this environment, and what each depends on there.
FROM_HERE = {
    "anywidget": ("ipywidgets", "psygnal", "typing-extensions"),
    "comm": (),
    "ipywidgets": ("comm", "ipython", "traitlets"),
    "mpmath": (),
    "psygnal": (),
    "sympy": ("mpmath",),
    "typing-extensions": (),
}
LIVE = ("__init__", "errors", "live", "results", "source")  # of the course, for a live page
# This package in several wheels: the paths in each, what is left out, and what it depends on.
OWN = {
    "mlsmath": (
        (".",),
        (*("__init__.py", "__main__.py", "commands", "derivation", "pictures"),),
        ("mlsmath-course", "numpy"),
    ),
    "mlsmath-course": (
        (
            *("__init__.py", "commands/__init__.py", "commands/errors.py"),
            *(f"commands/course/{name}.py" for name in LIVE),
        ),
        (),
        (),
    ),
    "mlsmath-derivation": (("derivation",), (), ("ipywidgets", "mlsmath", "sympy")),
    "mlsmath-pictures": (
        ("pictures",),
        (),
        ("anywidget", "ipywidgets", "matplotlib", "mlsmath"),
    ),
}
# What a local copy leaves out of big packages: no page of the course touches it.
SLIMMER = {
    "matplotlib": (
        "matplotlib/backends/web_backend/*",
        "matplotlib/mpl-data/fonts/afm/*",
        "matplotlib/mpl-data/fonts/pdfcorefonts/*",
        "matplotlib/mpl-data/fonts/ttf/DejaVuSansMono*",
        "matplotlib/mpl-data/fonts/ttf/DejaVuSerif*",
        "matplotlib/mpl-data/fonts/ttf/STIX*",
        "matplotlib/mpl-data/images/*",
        "matplotlib/mpl-data/sample_data/*",
    ),
    "numpy": ("numpy/f2py/*", "*.pxd", "*.pyi", "*/tests/*"),
    "pygments": ("pygments/lexers/*_builtins.py", "pygments/lexers/[a-oq-rt-z]*"),
}
# The kernel asks for these by name; it works without what they hold.
NOT_NEEDED = ("jedi", "sqlite3", "ssl")
KERNEL = ("ipykernel", "piplite", "pyodide-kernel")
# Fetched side by side with the interpreter, so that nothing waits for the kernel to ask.
AT_START = ("micropip", "piplite", "ipykernel", "comm", "pyodide_kernel", "ipython")
PRELOADED = [*AT_START, *NOT_NEEDED, "mlsmath-course"]
# What a first visit fetches in MB: until Python is ready, and until all boxes of a page have run.
MEGABYTES = "10 to 25"


@cache
def release() -> dict[str, Any]:
    """Return what `pyodide.json` says of the release of Pyodide that the site uses."""
    text = files(__package__).joinpath("pyodide.json").read_text(encoding="utf-8")
    return json.loads(text)


def public_address() -> str:
    """Return the address of the release's public distribution."""
    return f"https://cdn.jsdelivr.net/pyodide/v{release()['info']['version']}/full/"


def check_pyodide(source: Path) -> list[Path]:
    """Return the release's files that the course needs, in the folder `source`.

    Raises UsageError if a file is not there or is of another release.
    """
    wanted = {name: entry["sha256"] for name, entry in release()["core"].items()}
    wanted |= {e["file_name"]: e["sha256"] for e in release()["packages"].values()}
    version = release()["info"]["version"]
    for name, digest in wanted.items():
        file = source / name
        if not file.is_file():
            raise UsageError(f"{source} lacks {name}; give the folder of Pyodide {version}.")
        if hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            raise UsageError(f"{file} is not the one of Pyodide {version}.")
    return [source / name for name in wanted]


def copy_pyodide(source: Path, target: Path) -> dict[str, str]:
    """Copy the files that the course needs, and return the digests of packages made slimmer."""
    target.mkdir(parents=True, exist_ok=True)
    for file in check_pyodide(source):
        shutil.copyfile(file, target / file.name)
    digests = {}
    for name, left_out in SLIMMER.items():
        path = target / release()["packages"][name]["file_name"]
        digests[name] = rewritten(path, left_out).sha256
    return digests


def write_lock(
    folder: Path, kernel_wheels: Path, pyodide: str, digests: Mapping[str, str] = NONE
) -> None:
    """Write the lock and all wheels that Pyodide's distribution lacks into `folder`.

    `kernel_wheels` is the folder with the wheels that JupyterLite's kernel brings; `pyodide` is
    the address of Pyodide, which may be relative to `folder`; `digests` are those of its packages
    that differ from the release. Names that begin with "./" are beside the lock, all others in
    Pyodide's distribution.
    """
    folder.mkdir(parents=True, exist_ok=True)
    packages = {
        name: {key: value for key, value in entry.items() if key != "size"}
        for name, entry in release()["packages"].items()
    }
    for name, digest in digests.items():
        packages[name]["sha256"] = digest
    for name, depends in FROM_HERE.items():
        packages[name] = _entry(repacked_wheel(folder, name), depends, [name.replace("-", "_")])
    for name, (parts, without, depends) in OWN.items():
        imports = [name.replace("-", ".")]
        packages[name] = _entry(own_wheel(folder, name, parts, without), depends, imports)
    for name in NOT_NEEDED:
        packages[name] = _entry(write_wheel(folder, name, "0", {}), (), [])
    for name in KERNEL:
        packages[name] = _entry(_copied_wheel(kernel_wheels, name, folder), (), [])
    stand_ins = files(__package__).joinpath("static", "stand_ins.py").read_text(encoding="utf-8")
    lock = {
        "info": release()["info"],
        "packages": packages,
        "pyodide": pyodide,
        "stand_ins": stand_ins,
    }
    (folder / "lock.json").write_text(json.dumps(lock) + "\n", encoding="utf-8")


def _entry(wheel: Wheel, depends: Iterable[str], imports: list[str]) -> dict[str, Any]:
    return {
        "name": wheel.name,
        "version": wheel.version,
        "file_name": f"./{wheel.path.name}",
        "install_dir": "site",
        "sha256": wheel.sha256,
        "package_type": "package",
        "imports": imports,
        "depends": list(depends),
        "unvendored_tests": False,
    }


def _copied_wheel(source: Path, name: str, target: Path) -> Wheel:
    found = sorted(source.glob(f"{name.replace('-', '_')}-*.whl"))
    if not found:
        raise CourseError(f"{source} has no wheel of {name}; install mlsmath[site] again.")
    path = target / found[0].name
    shutil.copyfile(found[0], path)
    return Wheel(path, name, path.name.split("-")[1])
