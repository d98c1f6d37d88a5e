"""A course of small notebooks, made in a temporary folder, and the command line run on it."""

import json
import os
import subprocess
import sys
from pathlib import Path


def text(source, name="text"):
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": source}


def code(source, name="code", tags=(), **nbgrader):
    metadata = {"tags": list(tags)} if tags else {}
    if nbgrader:
        settings = {"schema_version": 3, "grade": False, "solution": False, "locked": False}
        metadata["nbgrader"] = {**settings, **nbgrader}
    return {
        "cell_type": "code",
        "id": name,
        "metadata": metadata,
        "source": source,
        "outputs": [],
        "execution_count": None,
    }


def exercise(name, solution, test, points=2):
    """An exercise: its heading, its solution cell, its test cell with a visible and a hidden part.

    `test` is an expression for the number of points.
    """
    return [
        text(f"### Exercise: the {name} ({points} points)\n\nWrite it.", f"task-{name}"),
        code(
            f"### BEGIN SOLUTION\n{solution}\n### END SOLUTION",
            name,
            grade_id=name,
            solution=True,
        ),
        code(
            f"{test}\n### BEGIN HIDDEN TESTS\n{test}\n### END HIDDEN TESTS",
            f"test-{name}",
            grade_id=f"test-{name}",
            grade=True,
            locked=True,
            points=points,
        ),
    ]


def write(path, *cells):
    notebook = {
        "cells": list(cells),
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook, indent=1) + "\n", encoding="utf-8")
    return path


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def edit(path, grade_id, source):
    """Write into a cell as a learner does."""
    notebook = read(path)
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == grade_id:
            cell["source"] = source
    path.write_text(json.dumps(notebook, indent=1) + "\n", encoding="utf-8")


def files_in(folder):
    """The bytes of each file, by name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def mlsmath(*arguments, cwd, home, before=()):
    """Run the command line as a person does; warnings in it are errors."""
    # Older releases of Matplotlib call pyparsing by its old names.
    modules = ("matplotlib._fontconfig_pattern", "matplotlib._mathtext")
    options = ["-W", "error", *(f"-Wignore::DeprecationWarning:{module}" for module in modules)]
    return subprocess.run(
        [*before, sys.executable, *options, "-m", "mlsmath", *map(str, arguments)],
        cwd=cwd,
        env=environment(home),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )


def listening(*arguments, options=()):
    """The command line as in a terminal; one started in the background does not hear Ctrl-C."""
    start = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "from mlsmath.commands.cli import main; sys.exit(main())"
    )
    return [sys.executable, *options, "-c", start, *map(str, arguments)]


def environment(home):
    """This environment with another home and no browser window."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "JUPYTER_CONFIG_PATH")
    }
    return {**kept, "HOME": str(home), "USERPROFILE": str(home), "PYTHONIOENCODING": "utf-8"}


ROOT = Path(__file__).resolve().parents[2]
