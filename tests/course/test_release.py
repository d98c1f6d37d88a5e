"""What is released is what nbgrader itself releases."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from mlsmath.commands.course import CourseError, learner_copy, release, source_folder, week_folders
from mlsmath.commands.course.manifest import copied_notebooks

from . import small

SOLUTIONS_AND_TESTS = ("BEGIN SOLUTION", "END SOLUTION", "HIDDEN TESTS")


@pytest.fixture
def released(tmp_path, course, monkeypatch):
    """Every real notebook and a small one, released by `nbgrader generate_assignment`."""
    monkeypatch.undo()
    week = tmp_path / "grading" / "source" / "week"
    week.mkdir(parents=True)
    for real in week_folders(source_folder()):
        for path in real.glob("*.ipynb"):
            shutil.copy(path, week / f"{real.name}-{path.name}")
    shutil.copytree(course / "week1-squares", week, dirs_exist_ok=True)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", "generate_assignment", "week", "--no-db"],
        cwd=tmp_path / "grading",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return week, tmp_path / "grading" / "release" / "week"


def test_release_equals_that_of_nbgrader(released):
    week, theirs = released
    names = sorted(path.name for path in week.glob("*.ipynb"))
    assert len(names) >= 4
    for name in names:
        ours = release.release_notebook(week / name)
        assert ours == (theirs / name).read_text(encoding="utf-8")
        assert not any(words in ours for words in SOLUTIONS_AND_TESTS)
    assert [path.name for path in release.other_files(week)] == ["picture.svg"]
    assert sorted(os.listdir(theirs)) == sorted([*names, "picture.svg"])


def test_copy_of_the_real_course_has_the_released_cells(tmp_path):
    course = source_folder()
    copy = learner_copy.make_copy(tmp_path / "copy")
    sources = [path for week in week_folders(course) for path in week.glob("*.ipynb")]
    assert len(sources) == len(copied_notebooks(copy.folder)) >= 3
    for path in sources:
        own = small.read(copy.folder / path.relative_to(course))
        released = json.loads(release.release_notebook(path))["cells"]
        way, released[0]["source"] = own["cells"][0]["source"][:2], ["".join(released[0]["source"])]
        own["cells"][0]["source"] = ["".join(own["cells"][0]["source"][2:])]
        assert "[Start page](../start-here.ipynb)" in way[0]
        assert own["cells"] == released
    for content in small.files_in(copy.folder).values():
        assert not any(words.encode() in content for words in SOLUTIONS_AND_TESTS)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("### BEGIN SOLUTION\nx = 1", "no end solution statement"),
        ("### BEGIN SOLUTION\n### BEGIN SOLUTION\n### END SOLUTION", "nested"),
    ],
)
def test_broken_solution_is_one_sentence(tmp_path, source, words):
    path = small.write(tmp_path / "broken.ipynb", small.code(source, grade_id="x", solution=True))
    with pytest.raises(CourseError, match=words) as error:
        release.release_notebook(path)
    assert "broken.ipynb" in str(error.value)
    assert "\n" not in str(error.value)


def test_what_is_no_notebook_is_one_sentence(tmp_path):
    path = tmp_path / "broken.ipynb"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(CourseError, match=r"broken\.ipynb is not a notebook"):
        release.release_notebook(path)
