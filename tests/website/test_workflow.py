"""The workflow that publishes the site: what it names is there, and it may do no more."""

from pathlib import Path

import pytest
import yaml

from mlsmath.commands.cli import parser_of_all
from mlsmath.commands.site import Hosted, pyodide

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def workflow():
    return yaml.safe_load((ROOT / ".github/workflows/site.yml").read_text(encoding="utf-8"))


def commands(job):
    return "\n".join(step.get("run", "") for step in job["steps"])


def test_it_takes_the_release_of_pyodide_that_the_site_is_made_for(workflow):
    version = pyodide.release()["info"]["version"]
    address = workflow["jobs"]["build"]["env"]["PYODIDE"]
    assert address.endswith(f"/{version}/pyodide-{version}.tar.bz2")


def test_its_commands_are_known_and_test_what_they_build(workflow):
    build = workflow["jobs"]["build"]
    (line,) = (line for line in commands(build).splitlines() if line.startswith("mlsmath "))
    asked = parser_of_all().parse_args(line.split()[1:])
    (tested,) = (step["env"] for step in build["steps"] if "pytest" in step.get("run", ""))
    assert tested["MLSMATH_SITE"] == asked.folder.as_posix()
    assert tested["MLSMATH_PYODIDE"] == asked.pyodide.as_posix()
    (sent,) = (step["with"] for step in build["steps"] if "upload" in step.get("uses", ""))
    assert sent["path"] == asked.folder.as_posix()
    assert sent["include-hidden-files"] is True  # else GitHub leaves out folders that begin with _


def test_only_main_and_a_release_publish_on_the_branch_that_links_name(workflow):
    publish = workflow["jobs"]["publish"]
    main, release = publish["if"].split(" || ")
    assert main == "github.ref == 'refs/heads/main'"
    assert release == "startsWith(github.ref, 'refs/tags/v')"
    assert publish["needs"] == "build"
    assert workflow["permissions"] == {"contents": "read"}
    assert publish["permissions"] == {"contents": "write"}
    assert commands(publish).rstrip().endswith(f" {Hosted('owner/name').branch}")
