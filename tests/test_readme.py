"""Every command in README is known here, and run: whole, or in a form that costs less."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = SETTINGS["project"]
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", README, re.M | re.S)
COMMANDS = [line for kind, text in BLOCKS if kind == "bash" for line in text.splitlines()]
WINDOWS = [line for kind, text in BLOCKS if kind == "bat" for line in text.splitlines()]

LEARN = "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/mlsmath learn"
TEST = 'python3 -m venv .venv && .venv/bin/pip install -e ".[test]" && .venv/bin/pytest'
ACTIVATE = ["source .venv/bin/activate", "cd notebooks"]
NOTEBOOK = "notebooks/week1-linear-regression/01-predict-with-a-line.ipynb"
BENCHMARKS = ".venv/bin/pytest tests/benchmarks --benchmark-enable -n0"

# The words that each command is given here besides those in README.
FORMS = {
    ".venv/bin/mlsmath check": [],
    ".venv/bin/mlsmath handout": ["{tmp}"],
    ".venv/bin/mlsmath map --out build/math-map.png": ["--out", "{tmp}/math-map.png"],
    ".venv/bin/mlsmath run": [NOTEBOOK],
    ".venv/bin/mlsmath site": ["--help"],
    ".venv/bin/python -m http.server --directory build/site": ["--help"],
    ".venv/bin/mypy": ["--cache-dir", "{tmp}"],
    ".venv/bin/pytest tests/math": ["--collect-only", "-qq", "-n0"],
    BENCHMARKS: ["--collect-only", "-qq"],
    ".venv/bin/ruff check .": ["--no-cache"],
    ".venv/bin/ruff format --check .": ["--no-cache"],
}
# Those that have a test of their own below, and nbgrader's, which tests/grading runs in order.
GRADING = [
    *(f"mlsmath {verb} week1-linear-regression" for verb in ("grade", "report")),
    "mlsmath collect week1-linear-regression submissions.zip --roster people.csv",
]  # which tests/grading enters
SITE = [
    '.venv/bin/pip install ".[handout]"',
    '.venv/bin/pip install -e ".[site]"',
    '.venv/bin/pip install -e ".[test,browser,site]"',
    "MLSMATH_PYODIDE=pyodide .venv/bin/pytest tests/website -m site -n0",
]
CLUSTER = [  # which tests/grading/test_cluster.py enters, on several hosts
    line
    for line in COMMANDS
    if line.startswith(("openssl ", "export DASK_", "dask ")) or "--scheduler" in line
]
OWN = [
    *GRADING,
    *CLUSTER,
    *SITE,
    LEARN,
    TEST,
    *ACTIVATE,
    ".venv/bin/mlsmath learn",
    ".venv/bin/mlsmath progress",
    ".ci/run",
]


def enter(command: str, *more: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a command of README with the programs of this environment, which is not activated."""
    program, *words = command.removeprefix(".venv/bin/").split()
    path = shutil.which(program, path=sysconfig.get_path("scripts"))
    environment = {**os.environ, "PATH": os.defpath, "COLUMNS": "100"}
    environment = {name: value for name, value in environment.items() if "PYTEST" not in name}
    return subprocess.run(
        [path, *words, *more],
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
    )


def test_every_command_is_known():
    unknown = [
        command
        for command in COMMANDS
        if command not in FORMS and command not in OWN and not command.startswith("nbgrader ")
    ]
    assert unknown == []
    assert set(COMMANDS) >= {*FORMS, *OWN}


def older_types():
    """Yield what is here in a release that describes itself less well, as a job of CI has not."""
    for name, first in {"matplotlib": "3.11", "numpy": "2.4"}.items():
        if Version(version(name)) < Version(first):
            yield f"{name} {version(name)}"


@pytest.mark.parametrize("command", FORMS)
def test_command_runs(command, tmp_path):
    if command == BENCHMARKS:
        pytest.importorskip("pytest_benchmark")
    if command.endswith("mypy") and (older := [*older_types()]):
        pytest.skip(f"types are held against the newest releases, and this is {older[0]}")
    done = enter(command, *(word.format(tmp=tmp_path) for word in FORMS[command]))
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_site_names_extras_and_a_marker_that_are_there():
    named = {name for command in SITE for name in re.findall(r"[a-z]+(?=[],])", command)}
    assert named <= set(PROJECT["optional-dependencies"])
    markers = SETTINGS["tool"]["pytest"]["ini_options"]["markers"]
    assert any(marker.startswith("site:") for marker in markers)


def test_learn_and_progress_run(tmp_path):
    done = enter(".venv/bin/mlsmath learn", "--no-open", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    copies = sorted((tmp_path / "mlsmath-course").glob("week*/*.ipynb"))
    assert len(copies) == len([*(ROOT / "notebooks").glob("week*/*.ipynb")])
    for copy in copies[1:]:  # one is enough, and takes a tenth of the time
        copy.unlink()
    done = enter(".venv/bin/mlsmath progress", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 of 5" in done.stdout


def test_windows_has_the_same_two_commands():
    assert [
        command.replace("python3 ", "python ").replace(".venv/bin/", ".venv\\Scripts\\")
        for command in (LEARN, TEST)
    ] == WINDOWS


@pytest.fixture
def jobs():
    text = (ROOT / ".github" / "workflows" / "tests.yml").read_text(encoding="utf-8")
    return yaml.safe_load(text)["jobs"]


def runs_of(jobs):
    return [step.get("run", "") for job in jobs.values() for step in job["steps"]]


def test_workflow_runs_the_two_commands(jobs):
    runs = runs_of(jobs)
    assert TEST in runs
    assert WINDOWS[1] in runs
    assert any(LEARN in run for run in runs)
    assert any(WINDOWS[0] in run for run in runs)


def test_workflow_tests_every_python_that_is_claimed(jobs):
    claimed = {
        name.rpartition(" ")[2] for name in PROJECT["classifiers"] if ":: Python :: 3." in name
    }
    matrix = jobs["test"]["strategy"]["matrix"]
    assert claimed == {*matrix["python"], *(more["python"] for more in matrix["include"])}
    assert min(claimed, key=lambda name: int(name[2:])) == PROJECT["requires-python"][2:]


def test_workflow_installs_every_extra_at_its_lower_bounds(jobs):
    held = [run.split()[1:] for run in runs_of(jobs) if run.startswith(".ci/oldest ")]
    assert {extra for extras in held for extra in extras} == set(PROJECT["optional-dependencies"])


def test_workflow_runs_every_benchmark(jobs):
    commands = [run for run in runs_of(jobs) if "--benchmark-enable" in run]
    run = {word for command in commands for word in command.split() if word.startswith("tests/")}
    gated = [
        path.relative_to(ROOT).as_posix()
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        if re.search(r"def \w+\([^)]*\bmeasuring\b", path.read_text(encoding="utf-8"))
    ]
    assert len(gated) >= 5
    assert not [name for name in gated if not run & {name, name.rpartition("/")[0]}]


@pytest.mark.skipif(sys.platform == "win32", reason="a script for bash")
def test_the_oldest_dependencies_are_held_for_what_follows(machine):
    machine.fake("python", 'echo "$@"')
    (machine.folder / "env").touch()
    done = machine.run("oldest", "test", "site", RUNNER_TEMP="there", GITHUB_ENV="env")
    assert done.stdout.splitlines() == [
        "-m pip install uv",
        "-m uv pip compile pyproject.toml --extra=test --extra=site --resolution lowest-direct"
        " --output-file there/oldest.txt",
    ]
    assert (machine.folder / "env").read_text() == "PIP_CONSTRAINT=there/oldest.txt\n"


@pytest.fixture
def machine(tmp_path):
    """A machine with .ci and README, whose programs say how they were called, and its run."""
    shutil.copytree(ROOT / ".ci", tmp_path / ".ci")
    shutil.copy(ROOT / "README.md", tmp_path)
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("chmod", "dirname", "grep", "mkdir", "rm"):
        (programs / name).symlink_to(shutil.which(name))

    def fake(name: str, script: str) -> None:
        (programs / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (programs / name).chmod(0o755)

    # In place of python3, a program that makes a .venv with such programs.
    fake(
        "python3",
        'echo "python3 $@"\nmkdir -p .venv/bin\nfor name in pip pytest; do\n'
        "  printf '#!/bin/sh\\necho \"%s $@\"\\nexit %s\\n' $name ${STATUS-0} > .venv/bin/$name\n"
        "  chmod +x .venv/bin/$name\ndone",
    )

    def run(name: str = "run", *words: str, **environment: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [shutil.which("bash"), str(tmp_path / ".ci" / name), *words],
            env={"PATH": str(programs), **environment},
            capture_output=True,
            text=True,
        )

    return SimpleNamespace(fake=fake, run=run, folder=tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="a script for bash")
def test_continuous_integration_runs_the_test_command(machine):
    machine.fake("bwrap", "exit 0")
    (machine.folder / ".venv").mkdir()
    (machine.folder / ".venv" / "left-over").touch()
    done = machine.run()
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        f"+ {TEST}",
        "python3 -m venv .venv",
        "pip install -e .[test]",
        "pytest ",
    ]
    assert not (machine.folder / ".venv" / "left-over").exists()
    assert machine.run(STATUS="3").returncode == 3


@pytest.mark.skipif(sys.platform == "win32", reason="a script for bash")
def test_continuous_integration_says_when_bubblewrap_cannot_be_installed(machine):
    machine.fake("id", "echo 0")
    machine.fake(
        "apt-get", 'echo "apt-get $@"; [ $1 = update ] || { echo "no network" >&2; exit 1; }'
    )
    done = machine.run()
    assert done.returncode == 0
    assert done.stdout.startswith(f"+ {TEST}\n")
    assert done.stderr.splitlines() == [
        "no network",
        "bubblewrap could not be installed, so the tests of the sandbox are left out",
    ]
    assert "-rs" in SETTINGS["tool"]["pytest"]["ini_options"]["addopts"]  # lists what is left out


@pytest.mark.skipif(sys.platform == "win32", reason="Windows activates with another script")
def test_instructors_page_begins_in_an_activated_environment(tmp_path):
    (tmp_path / "notebooks").mkdir()
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / ".venv"], check=True)
    script = " && ".join([*ACTIVATE, "command -v python", "pwd"])
    said = subprocess.check_output(["bash", "-c", script], cwd=tmp_path, text=True)
    assert said.splitlines() == [str(tmp_path / ".venv/bin/python"), str(tmp_path / "notebooks")]


def test_pages_are_a_page_long():
    for page in README.split("\n## ")[1:]:
        assert len(page.splitlines()) <= 90, page.splitlines()[0]


@pytest.mark.parametrize("path", re.findall(r"\]\((?!http)([^)#]+)\)", README))
def test_linked_file_is_there(path):
    assert (ROOT / path).is_file()
