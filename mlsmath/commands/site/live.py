"""The live half of the site: JupyterLite with the learners' notebooks and Python for the browser.

JupyterLite is a JupyterLab that runs in the page, with Python in a worker of the browser. What a
learner changes is kept in the browser and found there at the next visit.
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from importlib.resources import files
from pathlib import Path
from typing import Any

from mlsmath.commands.course.errors import CourseError
from mlsmath.commands.course.lab import STYLE
from mlsmath.commands.machine import write_files
from mlsmath.commands.site import bytecode, pyodide
from mlsmath.commands.site.templating import fill

APPS = ("notebooks", "tree", "edit")
EXTENSIONS = (
    "@jupyter-widgets/jupyterlab-manager",
    "@jupyterlite/pyodide-kernel-extension",
    "anywidget",
)
THEMES = "@jupyterlab/apputils-extension:themes"
WIDGETS = "@jupyter-widgets/jupyterlab-manager:plugin"
KERNEL_PLUGIN = "@jupyterlite/pyodide-kernel-extension:kernel"
KERNEL = {"display_name": "Python (in your browser)", "language": "python", "name": "python"}

# Its one import is hidden from the kernel, which would fetch all of mlsmath before it runs the box.
START = """\
# This page brings its own Python. This box runs by itself and tells when Python is ready.
from importlib import import_module

import_module("mlsmath.commands.course.live").show_ready()"""
# What the worker imports as soon as Python runs, before the kernel asks for it.
EARLY = "import piplite, pyodide_kernel, mlsmath.commands.course.live"
PROGRESS_HEADING = """\
## Your progress

Press *Progress* at the bottom of this page. It saves your work and runs the box below, which \
shows how far you are in all notebooks that you have worked in, in this browser.

Your work stays in this browser, on this computer. To hand it in, or to be safe, press \
*Download* at the bottom of this page."""
PROGRESS = """\
from mlsmath.commands.course.live import show_progress

show_progress()"""


def build_live(target: Path, notebooks: dict[str, str], local_pyodide: Path | None) -> bool:
    """Build the live half in the folder `target`; tell whether its Python is compiled in advance.

    `notebooks` are the learners' notebooks, name and text. With `local_pyodide`, a folder with
    the release of Pyodide, the site needs no other host. Raises CourseError if JupyterLite fails.
    """
    compiled = False
    python, icons = target / "static" / "python", target / "static" / "favicons"
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        write_files(place / "contents", {name: text.encode() for name, text in notebooks.items()})
        _configure(place)
        _run_jupyterlite(place, target)
    kernel_wheels = _extension(EXTENSIONS[1]) / "static" / "pypi"
    if local_pyodide is None:
        pyodide.write_lock(python, kernel_wheels, pyodide.public_address())
    else:
        digests = pyodide.copy_pyodide(local_pyodide, python / "pyodide")
        pyodide.write_lock(python, kernel_wheels, "./pyodide/", digests)
        compiled = bytecode.precompile(python)
    static = files(__package__).joinpath("static")
    for name, folder in (
        ("pyodide.js", python),
        ("early.js", python),
        ("live.js", target),
        ("live.css", target),
    ):
        (folder / name).write_text(static.joinpath(name).read_text("utf-8"), "utf-8", newline="\n")
    shutil.copytree(str(files("jupyter_server").joinpath("static", "favicons")), icons)
    parts = [
        {"name": name, "version": json.loads(text)["metadata"]["mlsmath"]["version"]}
        for name, text in notebooks.items()
    ]
    (target / "parts.json").write_text(json.dumps(parts), encoding="utf-8")  # for live.js
    for app in APPS:
        _add_to_page(target / app / "index.html")
    with (target / "live.css").open("a", encoding="utf-8", newline="\n") as style:
        style.write(STYLE.joinpath("custom.css").read_text(encoding="utf-8"))
    return compiled


def live_notebook(text: str) -> str:
    """Return a learner's notebook as the browser opens it: with a start and a progress cell.

    Its metadata say which version it is, so that a copy in a browser can be told from a newer one.
    """
    notebook = json.loads(text)
    told = json.dumps([[cell["id"], "".join(cell["source"])] for cell in notebook["cells"]])
    version = hashlib.sha256(told.encode()).hexdigest()[:12]
    wait = {
        "output_type": "display_data",
        "metadata": {},
        "data": {
            "text/html": fill("wait.html"),
            "text/plain": "Python is on its way to your browser.",
        },
    }
    notebook["cells"] = [
        _cell("code", "live-start", START, [wait]),
        *notebook["cells"],
        _cell("markdown", "live-progress", PROGRESS_HEADING),
        _cell("code", "live-progress-code", PROGRESS, []),
    ]
    notebook["metadata"] |= {"kernelspec": KERNEL, "mlsmath": {"version": version}}
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def _cell(kind: str, name: str, source: str, outputs: list | None = None) -> dict:
    cell: dict[str, Any] = {
        "cell_type": kind,
        "id": name,
        "metadata": {"tags": ["live"], "deletable": False},
        "source": source.splitlines(keepends=True),
    }
    if outputs is not None:
        cell |= {"execution_count": None, "outputs": outputs}
        cell["metadata"]["editable"] = False
    return cell


def _configure(place: Path) -> None:
    """Write JupyterLite's configuration for the page, and for the build."""
    page = {
        "jupyter-lite-schema-version": 0,
        "jupyter-config-data": {
            "appName": "Machine learning, with the math when you need it",
            "exposeAppInBrowser": True,  # live.js waits for the notebook's Python
            "settingsOverrides": {
                THEMES: {"adaptive-theme": True},  # dark where the system is
                WIDGETS: {"saveState": True},  # pictures move when the page is opened again
            },
            "litePluginSettings": {
                KERNEL_PLUGIN: {
                    "pyodideUrl": "./static/python/pyodide.js",
                    "disablePyPIFallback": True,
                    "loadPyodideOptions": {
                        "lockFileURL": "./static/python/lock.json",
                        "packages": pyodide.PRELOADED,
                    },
                }
            },
        },
    }
    build = {
        "LiteBuildConfig": {
            "apps": list(APPS),
            "contents": ["contents"],
            "ignore_sys_prefix": True,
            "federated_extensions": [str(_extension(name)) for name in EXTENSIONS],
            "no_sourcemaps": True,
            "no_unused_shared_packages": True,
            "no_libarchive": True,
        }
    }
    for name, settings in (("jupyter-lite.json", page), ("jupyter_lite_config.json", build)):
        (place / name).write_text(json.dumps(settings), encoding="utf-8")


def _run_jupyterlite(place: Path, target: Path) -> None:
    command = [sys.executable, "-m", "jupyterlite_core", "build", "--output-dir", str(target)]
    done = subprocess.run(command, cwd=place, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        lines = [*done.stdout.splitlines(), *done.stderr.splitlines()]
        last = next((line for line in reversed(lines) if line.strip()), "no message")
        raise CourseError(f"JupyterLite could not build the live notebooks: {last.strip()}")


def _extension(name: str) -> Path:
    """Return the folder of an extension of JupyterLab that is installed in this environment."""
    folder = Path(sys.prefix, "share", "jupyter", "labextensions", *name.split("/"))
    if not folder.is_dir():
        raise CourseError(
            f"The extension {name} is not in {folder}; install what the site needs: "
            "pip install 'mlsmath[site]'"
        )
    return folder


def _add_to_page(page: Path) -> None:
    """Let a page of JupyterLite load our script and style, and say whose page it is."""
    text = page.read_text(encoding="utf-8")
    early = {"options": {"packages": pyodide.PRELOADED}, "imports": EARLY}
    ours = fill("live-head.html", early=early)
    text = text.replace("</head>", f"{ours}</head>", 1).replace("<html>", '<html lang="en">', 1)
    text = re.sub(r"<title>.*?</title>", "<title>Machine learning, live</title>", text, count=1)
    page.write_text(text, encoding="utf-8", newline="\n")
