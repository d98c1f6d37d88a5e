"""Python modules compiled in advance: a page then starts in about half of the time.

Browsers fetch Python's modules as source, and compiling them is most of what a page waits for. The
site's own Python compiles them here, run by Node. Only what pages import is compiled: bytecode is
larger than source.
"""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from importlib.resources import as_file, files
from pathlib import Path

from mlsmath.commands.course.errors import CourseError
from mlsmath.commands.site.wheels import rewritten

LIBRARY = "python_stdlib.zip"
# Of the standard library, what no page imports: it is left out of a local copy.
LEFT_OUT = (
    "encodings/*_jisx*",
    "encodings/big5*",
    "encodings/cp[02-35-9]*",
    "encodings/cp1[013-9]*",
    "encodings/cp125[013-9]*",  # 1252 is that of a table saved on Windows
    "encodings/euc_*",
    "encodings/gb*",
    "encodings/iso*",
    "encodings/koi8*",
    "encodings/mac_*",
    "imaplib.py",
    "mailbox.py",
    "nntplib.py",
    "telnetlib.py",
    "wsgiref/*",
    "xmlrpc/*",
)


def precompile(folder: Path) -> bool:
    """Put bytecode into the wheels in `folder`, with the lock and Pyodide, and tell whether.

    Without Node nothing is done. Raises CourseError if the site's Python does not run in Node.
    """
    node = shutil.which("node")
    if node is None:
        return False
    place = folder / "lock.json"
    lock = json.loads(place.read_text(encoding="utf-8"))
    wheels = {
        name: (folder if entry["file_name"].startswith("./") else folder / "pyodide")
        / entry["file_name"]
        for name, entry in lock["packages"].items()
    }
    with tempfile.TemporaryDirectory() as scratch:
        modules = Path(scratch, "modules")
        modules.mkdir()
        local = {
            **lock,
            "packages": {
                name: {**entry, "file_name": str(wheels[name].resolve())}
                for name, entry in lock["packages"].items()
            },
        }
        local_lock = Path(scratch, "lock.json")
        local_lock.write_text(json.dumps(local), encoding="utf-8")
        _run(node, folder / "pyodide", local_lock, modules)
        bytecode = {
            path.relative_to(modules).as_posix(): path.read_bytes()
            for path in sorted(modules.rglob("*.pyc"))
        }
    put(bytecode, wheels, lock)
    rewritten(folder / "pyodide" / LIBRARY, LEFT_OUT, bytecode)
    place.write_text(json.dumps(lock) + "\n", encoding="utf-8")
    return True


def put(bytecode: Mapping[str, bytes], wheels: Mapping[str, Path], lock: dict) -> None:
    """Put bytecode into these wheels, and their new digests into the lock."""
    for name, wheel in wheels.items():
        source_too = name.partition("-")[0] == "mlsmath"  # a learner may read it
        written = rewritten(wheel, (), bytecode, source_too)
        lock["packages"][name]["sha256"] = written.sha256


def _run(node: str, pyodide: Path, lock: Path, target: Path) -> None:
    with as_file(files(__package__).joinpath("static")) as static:
        script, program = (static / f"bytecode.{kind}" for kind in ("mjs", "py"))
        command = [node, str(script), f"{pyodide.resolve()}/", str(lock), str(program), str(target)]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if "Error" in line and len(line) < 300]
        why = said[-1].strip() if said else "no message"
        raise CourseError(f"Python for the browser could not be compiled in advance: {why}")
