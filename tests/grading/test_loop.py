"""Week 1 through nbgrader's whole loop: a class of seven, from release to the list of grades."""

import csv
import html
import json
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from mlsmath.checks import MIME
from mlsmath.commands.course.release import release_notebook

from .answers import HALF, HALF_RIGHT, POINTS, RIGHT, WRONG
from .course import (
    COMMANDS,
    POINTS_QUERY,
    ROOT,
    WEEK,
    Course,
    answer,
    by_grade_id,
    hidden,
    notebooks,
    pages,
    read,
    secrets,
    solution,
    squeeze,
)

SOURCE = notebooks(ROOT / "notebooks" / WEEK)
FIRST, *_, LAST = SOURCE
CLASS = {
    "ada": "all right",
    "ben": "all wrong",
    "cleo": "half right",
    "dan": "untouched",
    "eva": "broken: a syntax error, an endless loop, a cell that raises; one notebook alone",
    "finn": "ends the kernel in the second notebook",
    "gus": "writes to stderr, changes a locked test, prints the tests; one notebook alone",
}


def answer_right(cell) -> None:
    name = cell.metadata.nbgrader.grade_id
    (source,) = [by_grade_id(nb)[name] for nb in SOURCE.values() if name in by_grade_id(nb)]
    answer(cell, [line[4:] for line in solution(source)])


def submit(released: Path, folder: Path) -> None:
    """Write the work of the class, a folder or a zip file each, as a learning platform gives it."""
    work = {name: notebooks(released) for name in CLASS}
    for name in ("eva", "gus"):
        work[name] = {FIRST: work[name][FIRST]}
    work["finn"].pop(LAST)
    cells = {
        name: {key: cell for nb in nbs.values() for key, cell in by_grade_id(nb).items()}
        for name, nbs in work.items()
    }

    for name, answers in {"ada": {}, "ben": WRONG, "cleo": HALF}.items():
        for key, lines in answers.items():
            answer(cells[name][key], lines)
    for name, right in {
        "ada": RIGHT,
        "cleo": HALF_RIGHT,
        "eva": ["my-line"],
        "finn": ["training-example", "predict", "my-line"],
        "gus": ["my-line"],
    }.items():
        for key in right:
            answer_right(cells[name][key])

    cells["eva"]["training-example"].source = "def training_example(x, y, i)\n    return x[i - 1]"
    answer(cells["eva"]["predict"], ["while True:", "    pass"])
    work["eva"][FIRST].cells.insert(2, new_code_cell("raise ValueError('a slip of mine')"))
    cells["finn"]["compute-cost"].source = "import os\nos._exit(1)"
    answer(
        cells["gus"]["training-example"],
        ["import sys", "print('here', file=sys.stderr)", "return x[i - 1], y[i - 1]"],
    )
    cells["gus"]["test-predict"].source = "True"
    cells["gus"]["test-predict"].metadata.nbgrader.points = 50
    work["gus"][FIRST].cells.append(new_code_cell("print(In)\nIn"))

    for name, nbs in work.items():
        for stem, nb in nbs.items():
            path = folder / name / WEEK / f"{stem}.ipynb"
            path.parent.mkdir(parents=True, exist_ok=True)
            nbformat.write(nb, path)
    checkpoints = folder / "ada" / WEEK / ".ipynb_checkpoints"
    checkpoints.mkdir()
    (checkpoints / f"{FIRST}-checkpoint.ipynb").write_text("{}", encoding="utf-8")
    shutil.make_archive(str(folder / "ada"), "zip", folder / "ada")
    shutil.rmtree(folder / "ada")


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> Course:
    """Grade the class once, with the commands of README's page for instructors, in its order.

    What test_same_as_nbgrader.py shows to be graded alike is graded by the quicker command.
    """
    course = Course(tmp_path_factory.mktemp("class") / "my course")
    shutil.copytree(
        ROOT / "notebooks", course.notebooks, ignore=shutil.ignore_patterns(".ipynb_checkpoints")
    )
    said = {}
    for command in COMMANDS[:5]:
        if "mlsmath collect" in command:
            submit(course.build / "release" / WEEK, course.notebooks / "submissions")
            shutil.make_archive(
                course.notebooks / "submissions", "zip", course.notebooks, "submissions"
            )
            shutil.rmtree(course.notebooks / "submissions")
            people = ["id,name", *(f"{name},{name.title()}" for name in CLASS)]
            (course.notebooks / "people.csv").write_text("\n".join(people), encoding="utf-8")
        elif "autograde" in command:
            sandbox = "" if shutil.which("bwrap") else "--no-sandbox"
            course.run(f"mlsmath grade {WEEK} {sandbox} --students ada ben dan")
        # The first makes the gradebook, by a program that it finds: nothing is imported for it.
        status = int("autograde" in command)
        said[command.split()[1]] = course.run(command, status, alone=not said)
    course.said = said
    return course


@pytest.fixture(scope="module")
def points(course) -> dict[str, dict[str, float]]:
    """Read the points of each learner and exercise from the gradebook."""
    with closing(sqlite3.connect(course.build / "gradebook.db")) as gradebook:
        rows = gradebook.execute(POINTS_QUERY).fetchall()
    found = {}
    for student, name, score in rows:
        found.setdefault(student, {})[name.removeprefix("test-")] = score
    return found


def outputs(course: Course, learner: str) -> list[tuple[str, nbformat.NotebookNode]]:
    """Return the outputs that grading a learner's notebooks produced, each with its cell's id."""
    graded = notebooks(course.build / "autograded" / learner / WEEK)
    return [
        (cell.id, out)
        for nb in graded.values()
        for cell in nb.cells
        for out in cell.get("outputs", [])
    ]


def test_release_holds_no_solution_and_no_hidden_test(course):
    released = course.build / "release" / WEEK
    assert sorted(path.name for path in released.iterdir()) == [f"{stem}.ipynb" for stem in SOURCE]
    for stem, source in SOURCE.items():
        text = squeeze("".join(cell.source for cell in read(released / f"{stem}.ipynb").cells))
        raw = (released / f"{stem}.ipynb").read_text(encoding="utf-8")
        assert not re.search(r"BEGIN SOLUTION|HIDDEN TESTS|seed=", raw)
        for of in (solution, hidden):
            for line, elsewhere in secrets(source, of).items():
                assert text.count(line) == elsewhere, line


def test_learners_copy_is_the_release(course):
    for stem in SOURCE:
        copy = nbformat.reads(release_notebook(ROOT / "notebooks" / WEEK / f"{stem}.ipynb"), 4)
        released = read(course.build / "release" / WEEK / f"{stem}.ipynb")
        assert [cell.source for cell in copy.cells] == [cell.source for cell in released.cells]
        assert by_grade_id(copy) == by_grade_id(released)


def test_collected_are_the_notebooks_of_the_week_alone(course):
    assert "7 new." in course.said["collect"]
    collected = course.build / "submitted"
    assert sorted(path.name for path in collected.iterdir()) == sorted(CLASS)
    names = {path.name for path in (collected / "ada" / WEEK).iterdir()}
    assert names == {f"{stem}.ipynb" for stem in SOURCE}


@pytest.mark.parametrize("learner", CLASS)
def test_points_are_exact(points, learner):
    assert points[learner] == POINTS[learner]


def test_kernel_that_dies_is_named_and_the_others_are_graded(course):
    assert f"error processing assignment '{WEEK}' for student 'finn'" in course.said["autograde"]
    graded = {path.name for path in (course.build / "autograded").iterdir()}
    assert graded >= set(CLASS) - {"finn"}


@pytest.mark.parametrize("learner", ["ada", "ben", "cleo", "dan"])
def test_grading_raises_nothing_and_writes_nothing_to_stderr(course, learner):
    found = outputs(course, learner)
    assert found
    for cell, out in found:
        assert out.output_type != "error", cell
        assert out.get("name") != "stderr", cell


@pytest.mark.parametrize("learner", ["ada", "ben", "cleo", "dan"])
def test_graded_cell_leaves_points_a_message_and_facts(course, learner):
    results = {cell: out for cell, out in outputs(course, learner) if cell.startswith("test-")}
    assert {cell.removeprefix("test-") for cell in results} == set(RIGHT)
    for cell, out in results.items():
        earned = POINTS[learner][cell.removeprefix("test-")]
        assert float(out.data["text/plain"]) == earned
        assert out.data[MIME]["points"] == earned
        assert out.data[MIME]["hidden"] is True
        message = html.unescape(re.sub("<[^>]*>", " ", out.data["text/html"]))
        assert "Traceback" not in message
        assert len(message) < 500


def test_message_of_an_untouched_exercise_says_so(course):
    for cell, out in outputs(course, "dan"):
        if cell.startswith("test-"):
            assert out.data[MIME]["misconception"] == "not-written"


@pytest.mark.parametrize("learner", [name for name in CLASS if name != "finn"])
def test_feedback_holds_no_hidden_test_and_no_solution_of_ours(course, learner):
    found = pages(course, learner)
    submitted = notebooks(course.build / "submitted" / learner / WEEK)
    assert set(found) >= set(submitted)
    for stem, page in found.items():
        assert not re.search(r"HIDDENTESTS|seed=\d", page)
        for line in secrets(SOURCE[stem], hidden):
            assert line not in page
        own = squeeze("".join(cell.source for cell in submitted[stem].cells))
        for line in secrets(SOURCE[stem], solution):
            assert page.count(line) == own.count(line), line


def test_feedback_tells_of_a_missing_name_in_one_line(course):
    page = pages(course, "eva")[FIRST]
    assert squeeze("ValueError: a slip of mine") in page
    graded = page.split("Gradecell:test-training-example")[1].split("In[")[0]
    assert squeeze("NameError: name 'training_example' is not defined") in graded
    assert "Traceback" not in graded


def test_feedback_shows_the_points_and_the_message_of_each_exercise(course):
    for stem, page in pages(course, "cleo").items():
        for cell in SOURCE[stem].cells:
            note = cell.metadata.get("nbgrader", {})
            if note.get("grade"):
                earned = POINTS["cleo"][note.grade_id.removeprefix("test-")]
                assert squeeze(f"Score: {float(earned)} / {float(note.points)}") in page
        assert "✘" in page


def test_output_that_prints_the_tests_is_withheld(course):
    page = pages(course, "gus")[FIRST]
    assert page.count(squeeze("This output quotes a hidden test, so it is left out.")) == 2


def test_changed_test_cell_is_put_back(course):
    (cell,) = [
        cell
        for cell in read(course.build / "autograded" / "gus" / WEEK / f"{FIRST}.ipynb").cells
        if cell.metadata.get("nbgrader", {}).get("grade_id") == "test-predict"
    ]
    assert cell.source == by_grade_id(SOURCE[FIRST])["test-predict"].source
    assert cell.metadata.nbgrader.points == 2


def test_list_of_grades(course):
    with (course.build / "grades.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["student_id"]: float(row["score"]) for row in rows} == {
        learner: sum(points.values()) for learner, points in POINTS.items()
    }
    assert {(row["assignment"], float(row["max_score"])) for row in rows} == {
        (WEEK, float(sum(RIGHT.values())))
    }


def test_solution_for_the_class_holds_no_hidden_test(course):
    # From the folder above notebooks/, the other way in which the settings are found.
    environment = {**course.environment, "JUPYTER_CONFIG_PATH": "notebooks"}
    command = f"nbgrader generate_solution {WEEK} --notebook={FIRST}"
    course.run(command, cwd=course.folder, env=environment)
    text = (course.build / "solution" / WEEK / f"{FIRST}.ipynb").read_text(encoding="utf-8")
    assert "return w * x + b" in text
    assert not re.search(r"HIDDEN TESTS|seed=\d", text)
    for line in secrets(SOURCE[FIRST], hidden):
        assert line not in squeeze(json.dumps(json.loads(text), ensure_ascii=False))
    assert sorted(path.name for path in course.folder.iterdir() if path.name[0] != ".") == [
        *(name for name in ("build", "data", "ipython") if (course.folder / name).exists()),
        "notebooks",
        "settings",
    ]
