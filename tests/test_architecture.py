"""Who may know whom, and what an import may cost."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from pkgutil import iter_modules

import pytest
from importlinter.cli import lint_imports

import mlsmath

PYPROJECT = Path(__file__).parents[1] / "pyproject.toml"
LINTER = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["tool"]["importlinter"]
MATH = next(c for c in LINTER["contracts"] if c["name"].startswith("The math"))["source_modules"]


def loaded_by(statement):
    """Run a statement in a fresh Python, and give the top-level modules that it loads."""
    script = f"import sys\n{statement}\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True
    )
    return set(done.stdout.split())


def test_the_arrows_hold(capsys):
    status = lint_imports(config_filename=str(PYPROJECT), no_cache=True)
    assert status == 0, capsys.readouterr().out


def test_every_module_has_its_place_in_the_arrows():
    named = json.dumps(LINTER)
    forgotten = [
        module.name
        for module in iter_modules(mlsmath.__path__)
        if f'"mlsmath.{module.name}"' not in named and module.name != "__main__"
    ]
    assert not forgotten, f"name these in pyproject.toml, [tool.importlinter]: {forgotten}"


def test_the_math_loads_numpy_alone():
    known = loaded_by("import numpy") | set(sys.stdlib_module_names) | {"mlsmath"}
    assert loaded_by(f"import {', '.join(MATH)}") <= known


@pytest.mark.parametrize(
    "statement", ["import mlsmath", "import mlsmath.cli", "from mlsmath import *"]
)
def test_importing_the_package_loads_nothing_heavy(statement):
    heavy = {"matplotlib", "ipywidgets", "sympy", "nbgrader", "rich", "nbclient"}
    assert not loaded_by(statement) & heavy
