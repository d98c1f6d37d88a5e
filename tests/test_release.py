"""A release: one version everywhere, and a workflow that publishes nothing untested."""

import os
import subprocess
import sys
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest
import yaml

import mlsmath
from mlsmath.commands.site.front import instructors_page
from mlsmath.commands.site.wheels import own_wheel

ROOT = Path(__file__).parents[1]
WORKFLOWS = ROOT / ".github/workflows"


@pytest.fixture(scope="module")
def jobs():
    return yaml.safe_load((WORKFLOWS / "release.yml").read_text(encoding="utf-8"))["jobs"]


def needed(jobs, name):
    """Return the jobs that have passed when a job begins."""
    first = jobs[name].get("needs")
    return {first} | needed(jobs, first) if first else set()


def test_package_command_and_site_have_one_version(tmp_path):
    said = subprocess.run(
        [sys.executable, "-m", "mlsmath", "--version"], capture_output=True, text=True, check=True
    ).stdout.split()
    assert said == ["mlsmath", mlsmath.__version__]
    assert version("mlsmath") == mlsmath.__version__
    assert f"**Version.** {mlsmath.__version__}." in instructors_page([])
    wheel = own_wheel(tmp_path, "mlsmath", ["model.py"])
    with zipfile.ZipFile(wheel.path) as opened:
        (metadata,) = (name for name in opened.namelist() if name.endswith("/METADATA"))
        assert f"\nVersion: {mlsmath.__version__}\n" in opened.read(metadata).decode()


@pytest.mark.skipif(sys.platform == "win32", reason="the workflow runs on Linux")
@pytest.mark.parametrize(("tag", "status"), [(f"v{mlsmath.__version__}", 0), ("v0.0.0", 1)])
def test_a_tag_that_names_another_version_ends_the_release(jobs, tag, status):
    assert enter(jobs, "hatchling version", tag, ROOT) == status


@pytest.mark.skipif(sys.platform == "win32", reason="the workflow runs on Linux")
def test_a_version_without_notes_ends_the_release(jobs, tmp_path):
    (tmp_path / ".github").mkdir()
    changes = (ROOT / ".github/CHANGES.md").read_text(encoding="utf-8")
    text = f"{changes}\n## 0.0.9\n\nThe old one.\n\n## 0.0.8\n\n"
    (tmp_path / ".github/CHANGES.md").write_text(text, encoding="utf-8")
    assert enter(jobs, "CHANGES", "v0.0.9", tmp_path) == 0
    assert (tmp_path / "notes.md").read_text(encoding="utf-8").split() == ["The", "old", "one."]
    assert enter(jobs, "CHANGES", f"v{mlsmath.__version__}", tmp_path) == 0
    assert enter(jobs, "CHANGES", "v0.0.8", tmp_path) != 0
    assert enter(jobs, "CHANGES", "v0.0.7", tmp_path) != 0


def enter(jobs, words, tag, folder):
    """Run the step of the build that has these words, as the workflow does; return its status."""
    (run,) = (step["run"] for step in jobs["build"]["steps"] if words in step.get("run", ""))
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    env = {**os.environ, "GITHUB_REF_NAME": tag, "PATH": path}
    return subprocess.run(["bash", "-e", "-c", run], cwd=folder, env=env).returncode


def test_what_is_published_was_tested_and_built_before(jobs):
    for name in ("publish", "notes", "site"):
        assert {"tests", "build"} <= needed(jobs, name)


def test_only_the_job_that_needs_a_right_has_it(jobs):
    rights = {name: job["permissions"] for name, job in jobs.items() if "permissions" in job}
    write = {"contents": "write"}
    assert rights == {"publish": {"id-token": "write"}, "notes": write, "site": write}


def test_the_workflows_it_calls_can_be_called(jobs):
    called = [job["uses"] for job in jobs.values() if "uses" in job]
    assert len(called) == 2
    for path in called:
        text = (ROOT / path).read_text(encoding="utf-8")
        assert "workflow_call" in yaml.safe_load(text)[True]  # YAML reads the key `on` as true
