"""Who may know whom, and what an import may cost."""

import ast
import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from pkgutil import iter_modules

import pytest
from importlinter.cli import lint_imports
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name as canonical

import mlsmath

PYPROJECT = Path(__file__).parents[1] / "pyproject.toml"
SETTINGS = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))
LINTER = SETTINGS["tool"]["importlinter"]
PROJECT = SETTINGS["project"]
DECLARED = {
    extra: [Requirement(text) for text in texts]
    for extra, texts in {"": PROJECT["dependencies"], **PROJECT["optional-dependencies"]}.items()
}
MATH = next(c for c in LINTER["contracts"] if c["name"].startswith("The math"))["source_modules"]


def loaded_by(statement):
    """Run a statement in a fresh Python, and give the top-level modules that it loads."""
    script = f"import sys\n{statement}\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True
    )
    return set(done.stdout.split())


def modules_of(distributions):
    """Give the top-level modules that these distributions hold; a plain name if not installed."""
    wanted = set(distributions)
    installed = packages_distributions()
    held = {name for name, owners in installed.items() if wanted & {*map(canonical, owners)}}
    return held | {name.replace("-", "_") for name in wanted}


def imports(path):
    """Give the top-level modules that a file imports, also inside its functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module.partition(".")[0]


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
    "statement", ["import mlsmath", "import mlsmath.commands.cli", "from mlsmath import *"]
)
def test_importing_the_package_loads_nothing_heavy(statement):
    names = (one.name for one in [*DECLARED[""], *DECLARED["cluster"]])
    heavy = modules_of(canonical(name) for name in names) - {"numpy"}
    assert {"dask", "matplotlib", "nbgrader", "sklearn", "sqlalchemy"} <= heavy
    assert not loaded_by(statement) & (heavy | {"scipy"})


@pytest.mark.parametrize(
    ("folder", "extras"),
    [
        ("mlsmath", ("", "cluster", "site", "handout", "jupytext")),
        ("tests", ("", "site", "test", "browser")),
    ],
)
def test_what_is_imported_is_declared(folder, extras):
    """So that it has a lower bound, which is tested, and does not hang on what others require."""
    declared = {canonical(requirement.name) for name in extras for requirement in DECLARED[name]}
    known = modules_of(declared) | set(sys.stdlib_module_names) | {"mlsmath", "__future__"}
    known |= {"pyodide_js"}  # a part of the Python in a browser, and of no package
    files = sorted((PYPROJECT.parent / folder).rglob("*.py"))
    found = {(path.relative_to(PYPROJECT.parent), name) for path in files for name in imports(path)}
    assert len(files) > 50
    assert not [f"{path}: {name}" for path, name in sorted(found) if name not in known]


def test_every_declared_package_has_a_lower_bound():
    every = [requirement for group in DECLARED.values() for requirement in group]
    assert not [str(one) for one in every if not re.search(r">=\d", str(one.specifier))]
