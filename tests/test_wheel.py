"""A built wheel holds the package as git knows it, the released notebooks, and nothing else."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from mlsmath.commands.course import release, source

ROOT = Path(__file__).resolve().parents[1]
STRAYS = (
    "notebooks/week1-linear-regression/.ipynb_checkpoints/a.ipynb",
    "notebooks/week1-linear-regression/notes.txt",
    "notebooks/build/gradebook.db",
    "mlsmath/commands/course/.ipynb_checkpoints/a.py",
    "mlsmath/__pycache__/a.cpython-311.pyc",
)


@pytest.fixture
def tracked():
    """The files of this checkout that git knows."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a checkout of git, so what belongs in a wheel is not known")
    done = subprocess.run(
        [git, "ls-files", "-z"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    return [name for name in done.stdout.split("\0") if (ROOT / name).is_file()]


def test_a_wheel_holds_what_git_knows_and_nothing_that_lies_beside_it(tracked, tmp_path):
    checkout = tmp_path / "checkout"
    for name in (*tracked, *STRAYS):
        place = checkout / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if name in STRAYS:
            place.write_text("nothing for a wheel", encoding="utf-8")
        else:
            shutil.copyfile(ROOT / name, place)
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel"],
        cwd=checkout,
        capture_output=True,
        check=True,
    )
    (wheel,) = (checkout / "dist").glob("*.whl")
    place = source.released_folder().relative_to(ROOT)
    released = {
        (place / Path(name).relative_to("notebooks")).as_posix(): ROOT / name
        for name in tracked
        if name.startswith("notebooks/") and name.endswith(".ipynb")
    }
    with zipfile.ZipFile(wheel) as opened:
        held = {name for name in opened.namelist() if ".dist-info/" not in name}
        assert held == {name for name in tracked if name.startswith("mlsmath/")} | {*released}
        for name, path in released.items():
            assert opened.read(name).decode() == release.release_notebook(path), name
