import hashlib
import json
import re
import subprocess
import sys
import tomllib
import zipfile
from fnmatch import fnmatch
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from mlsmath.commands.course import CourseError, UsageError
from mlsmath.commands.site import bytecode, pyodide, wheels

PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"


def names_in(wheel):
    return set(zipfile.ZipFile(wheel.path).namelist())


def own_wheels(folder):
    return {
        name: wheels.own_wheel(folder, name, parts, without)
        for name, (parts, without, _) in pyodide.OWN.items()
    }


def test_our_wheels_hold_what_notebooks_use_and_no_solution(tmp_path):
    found = {name: names_in(wheel) for name, wheel in own_wheels(tmp_path).items()}
    every = set().union(*found.values())
    assert {"mlsmath/data.py", "mlsmath/datasets/penguins.csv"} <= found["mlsmath"]
    assert {"mlsmath/__init__.py", "mlsmath/commands/course/live.py"} <= found["mlsmath-course"]
    assert "mlsmath/pictures/overlay.js" in found["mlsmath-pictures"]
    assert not [name for name in every if name.endswith((".ipynb", ".pyc"))]
    assert not [name for name in every if re.match("mlsmath/commands/(grading|contract)", name)]
    assert sum(len(names) for names in found.values()) == len(every)  # nothing twice


def test_pip_installs_our_wheels_and_they_import_without_what_the_browser_lacks(tmp_path):
    paths = [str(wheel.path) for wheel in own_wheels(tmp_path).values()]
    target = tmp_path / "installed"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*install, "--target", str(target), *paths], check=True)
    program = (
        "import sys\n"
        "for name in ['nbgrader', 'nbformat', 'nbclient', 'jupyterlab', 'rich', 'sklearn',\n"
        "             'scipy', 'dask', 'distributed']:\n"
        "    sys.modules[name] = None\n"
        f"sys.path.insert(0, {str(target)!r})\n"
        "import mlsmath.checks, mlsmath.derivation, mlsmath.pictures\n"
        "import mlsmath.commands.course.live\n"
        f"assert mlsmath.__file__.startswith({str(target)!r}), mlsmath.__file__\n"
    )
    subprocess.run([sys.executable, "-I", "-c", program], check=True)


def test_the_same_files_make_the_same_wheel(tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
    a, b = (wheels.repacked_wheel(tmp_path / name, "comm") for name in ("a", "b"))
    assert a.sha256 == b.sha256 == hashlib.sha256(b.path.read_bytes()).hexdigest()
    assert "comm/base_comm.py" in names_in(a)


def test_a_package_that_is_not_installed_is_named(tmp_path):
    with pytest.raises(CourseError, match="no-such-package is not installed"):
        wheels.repacked_wheel(tmp_path, "no-such-package")


@pytest.fixture(scope="module")
def python(tmp_path_factory):
    """The folder with the lock and the wheels beside it."""
    folder = tmp_path_factory.mktemp("lock")
    kernel = folder / "kernel"
    kernel.mkdir()
    for name in pyodide.KERNEL:
        wheels.write_wheel(kernel, name, "1.0", {})
    pyodide.write_lock(folder / "python", kernel, pyodide.public_address())
    return folder / "python"


def locked(python):
    return json.loads((python / "lock.json").read_text(encoding="utf-8"))


def test_the_lock_names_wheels_that_are_there_and_all_they_depend_on(python):
    lock = locked(python)
    for name, entry in lock["packages"].items():
        depends = {other.replace("_", "-") for other in entry["depends"]}
        assert depends <= set(lock["packages"]), name
        beside = entry["file_name"].startswith("./")
        if beside:
            data = (python / entry["file_name"]).read_bytes()
            assert entry["sha256"] == hashlib.sha256(data).hexdigest(), name
        assert beside or name in pyodide.release()["packages"]
    assert lock["pyodide"] == "https://cdn.jsdelivr.net/pyodide/v0.27.7/full/"


def test_all_that_this_package_requires_in_a_browser_is_in_the_lock(python):
    """So that a browser needs nothing that has no build for it: no nbgrader, no JupyterLab."""
    settings = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))
    browser = {"sys_platform": "emscripten", "extra": ""}
    needed = {
        requirement.name
        for requirement in map(Requirement, settings["project"]["dependencies"])
        if requirement.marker is None or requirement.marker.evaluate(browser)
    }
    assert "numpy" in needed
    assert needed <= set(locked(python)["packages"])


def test_a_folder_that_is_not_this_release_of_pyodide_is_refused(tmp_path):
    with pytest.raises(UsageError, match=r"lacks pyodide.js; give the folder of Pyodide 0\.27\.7"):
        pyodide.check_pyodide(tmp_path)
    (tmp_path / "pyodide.js").write_text("something else", encoding="utf-8")
    with pytest.raises(UsageError, match=r"pyodide.js is not the one of Pyodide"):
        pyodide.check_pyodide(tmp_path)


def test_a_slimmer_wheel_keeps_all_but_what_is_named(tmp_path):
    files = {"a/__init__.py": b"x = 1", "a/fonts/big.ttf": b"0" * 999, "a/b.pyi": b""}
    wheel = wheels.write_wheel(tmp_path, "a", "1.0", files)
    before, old = names_in(wheel), wheel.sha256
    after = wheels.rewritten(wheel.path, ["a/fonts/*", "*.pyi"])
    assert names_in(after) == before - {"a/fonts/big.ttf", "a/b.pyi"}
    assert zipfile.ZipFile(after.path).read("a/__init__.py") == b"x = 1"
    assert after.sha256 != old
    assert (after.name, after.version) == ("a", "1.0")


@pytest.mark.parametrize("coding", ["utf_8", "utf_8_sig", "utf_16", "cp1252"])
def test_what_a_table_may_be_written_in_stays_in_the_library(coding):
    left_out = (fnmatch(f"encodings/{coding}.py", one) for one in bytecode.LEFT_OUT)
    assert not any(left_out)


def test_bytecode_takes_the_place_of_source_or_stands_beside_it(tmp_path):
    files = {"a/__init__.py": b"x = 1", "a/b.py": b"y = 2"}
    bytecode = {"a/b.pyc": b"compiled"}
    wheel = wheels.write_wheel(tmp_path, "a", "1.0", files)
    both = wheels.rewritten(wheel.path, (), bytecode, source_too=True)
    beside = "a/__pycache__/b.cpython-312.pyc"
    assert {*files, beside} < names_in(both)
    assert zipfile.ZipFile(both.path).read(beside) == b"compiled"
    alone = wheels.rewritten(wheel.path, (), bytecode)
    assert {"a/__init__.py", "a/b.pyc"} < names_in(alone)
    assert "a/b.py" not in names_in(alone)


def test_without_node_nothing_is_compiled(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert bytecode.precompile(tmp_path) is False


def test_the_lock_knows_the_wheels_with_bytecode(tmp_path):
    wheel = wheels.write_wheel(tmp_path, "a", "1.0", {"a.py": b"x = 1"})
    lock = {"packages": {"a": {"sha256": wheel.sha256}}}
    bytecode.put({"a.pyc": b"compiled"}, {"a": wheel.path}, lock)
    assert "a.pyc" in names_in(wheel)
    assert lock["packages"]["a"]["sha256"] == hashlib.sha256(wheel.path.read_bytes()).hexdigest()
