"""Progress: the points nbgrader would give, the state in words, and the learner's files as is."""

import io
import re

import pytest
from rich.console import Console

from mlsmath.commands.cli import main
from mlsmath.commands.course import progress, source_folder, week_folders
from mlsmath.commands.course.learner_copy import make_copy
from mlsmath.commands.course.manifest import MANIFEST
from mlsmath.commands.course.progress import Exercise, find_progress, next_step
from mlsmath.commands.course.start_page import command

from . import small

RIGHT = "def f(x):\n    return 2 * x"
HALF_RIGHT = "def f(x):\n    return 6"
WRONG = "def f(x):\n    return 0"
TEST = "1.0 * (f(3) == 6) + 1.0 * (f(4) == 8)"
CHECK = """\
class Result:
    def _repr_mimebundle_(self, **_):
        facts = {"message": "✘ Not yet.\\nLook at the sign.", "points": 0}
        return {"text/plain": "0.0", "application/vnd.mlsmath.check+json": facts}
f(3) == 6 and 2.0 or Result()"""

# What the learner wrote into each notebook, and what is expected of it.
WRITTEN = {
    "01-right": (RIGHT, 2, "done"),
    "02-half-right": (HALF_RIGHT, 1, "partly"),
    "03-wrong": (WRONG, 0, "not right yet"),
    "04-untouched": (None, 0, "not tried"),
    "05-syntax": ("def f(x)\n    return x", 0, r"error: SyntaxError: .+"),
    "06-name": ("pass", 0, r"error: NameError: name 'f' is not defined"),
    "07-raises": ("def f(x):\n    return x / 0", 0, r"error: ZeroDivisionError: .+"),
    "08-warns": (
        "import sys\ndef f(x):\n    print('careful', file=sys.stderr)\n    return 2 * x",
        0,
        "error: careful",
    ),
    "09-dies": ("import os\nos._exit(1)", 0, r"error: KernelDied: .+"),
    "11-cheats": (WRONG, 0, "not right yet"),
    "12-no-test": (RIGHT, 0, "test cell missing"),
    "13-gone": (RIGHT, 0, "notebook missing"),
    "14-broken": (RIGHT, 0, "notebook cannot be read"),
    "15-copied": (RIGHT, 2, "done"),
    "16-empty-test": (WRONG, 0, "not right yet"),
    "17-old-points": (None, 0, "not tried"),
    "18-check": (WRONG, 0, "not right yet"),
    "19-too-many": (RIGHT, 0, r"error: partial credit cannot be greater .+"),
    "20-test-is-text": (WRONG, 0, "not right yet"),
    "21-code-is-text": (RIGHT, 2, "done"),
}


def as_text(cell, kind):
    return {"cell_type": kind} | {key: cell[key] for key in ("id", "metadata", "source")}


@pytest.fixture(scope="module")
def outcome(tmp_path_factory):
    folder = tmp_path_factory.mktemp("progress")
    course, copy = folder / "source", folder / "my course"
    for name in WRITTEN:
        test = {"18-check": CHECK, "19-too-many": "3.0"}.get(name, TEST)
        cells = small.exercise("function-f", RIGHT, test)
        cells[1]["metadata"]["nbgrader"]["grade_id"] = "f"
        cells[2]["metadata"]["nbgrader"]["grade_id"] = "test-f"
        small.write(course / "week1" / f"{name}.ipynb", *cells)
    make_copy(copy, course)
    for name, (written, _, _) in WRITTEN.items():
        path = copy / "week1" / f"{name}.ipynb"
        if written is not None:
            small.edit(path, "f", written)
        notebook = small.read(path)
        solution, test = notebook["cells"][1:]
        match name:
            case "01-right":
                no_source = {"cell_type": "code", "id": "odd", "metadata": {}, "outputs": []}
                small.write(path, *notebook["cells"], no_source)
            case "11-cheats":
                small.edit(path, "test-f", "2.0")
            case "12-no-test":
                small.write(path, *notebook["cells"][:2])
            case "13-gone":
                path.unlink()
            case "14-broken":
                path.write_text("{", encoding="utf-8")
            case "15-copied":
                early = [small.code(WRONG, "wrong"), {**test, "id": "early"}]
                small.write(path, notebook["cells"][0], *early, solution, test)
            case "16-empty-test":
                small.edit(path, "test-f", "")
            case "20-test-is-text":  # the key M
                small.write(path, notebook["cells"][0], solution, as_text(test, "markdown"))
            case "21-code-is-text":  # the key R
                small.write(path, notebook["cells"][0], as_text(solution, "raw"), test)
            case "17-old-points":
                test["outputs"] = [
                    {
                        "output_type": "execute_result",
                        "data": {"text/plain": "2.0"},
                        "metadata": {},
                        "execution_count": 1,
                    }
                ]
                small.write(path, notebook["cells"][0], solution, test)
    small.write(copy / "week1" / "mine.ipynb", small.code("1 / 0"))

    before = small.files_in(copy)
    out = io.StringIO()
    console = Console(file=out, soft_wrap=True, markup=False, highlight=False, width=100)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(progress.source, "course_folder", lambda: course)
        exercises = find_progress(copy, console, at_once=3, timeout=600)
    return {exercise.notebook: exercise for exercise in exercises}, before, small.files_in(copy)


@pytest.mark.parametrize("name", WRITTEN)
def test_points_and_state(outcome, name):
    exercise = outcome[0][name]
    _, points, state = WRITTEN[name]
    assert (exercise.points, exercise.max_points) == (points, 2)
    assert re.fullmatch(state, exercise.state), exercise.state
    assert exercise.name == "the function-f"


def test_cell_without_end_is_an_error(course, tmp_path):
    folder = make_copy(tmp_path / "my course").folder
    small.edit(
        folder / "week2-halves" / "01-half.ipynb",
        "half",
        "import time\nwhile True:\n    time.sleep(1)",
    )
    exercises = find_progress(folder, Console(file=io.StringIO()), at_once=1, timeout=5)
    assert exercises[-1].state == "error: TimedOut: the cell took longer than 5 s"
    assert exercises[-1].points == 0


def test_no_picture_is_drawn_for_it(course, tmp_path):
    folder = make_copy(tmp_path / "my course").folder
    drawn = "from mlsmath.pictures import draw_line\npicture = draw_line([1, 2], [1, 2], 1, 0)\n"
    unseen = 'def half(x):\n    return 0 if "Figure" in type(picture.figure).__name__ else x / 2'
    small.edit(folder / "week2-halves" / "01-half.ipynb", "half", drawn + unseen)
    exercises = find_progress(folder, Console(file=io.StringIO()), at_once=1, timeout=600)
    assert exercises[-1].points == 1


def test_other_notebooks_are_left_out(outcome):
    assert list(outcome[0]) == list(WRITTEN)


def test_message_of_the_check_is_kept_in_one_line(outcome):
    assert outcome[0]["18-check"].message == "Not yet. Look at the sign."


def test_learner_files_stay_as_they_are(outcome):
    _, before, after = outcome
    assert after == before


def done(name, state="done", message=""):
    return Exercise("01-a", name, 2.0 * (state == "done"), 2.0, state, message)


@pytest.mark.parametrize(
    ("exercise", "words"),
    [
        (done("b", "not tried", "Not written yet."), 'Next: try "b" in 01-a.'),
        (done("b", "not right yet", "Look."), 'Next: look again at "b" in 01-a. Look.'),
        (done("b", "partly"), 'Next: look again at "b" in 01-a (partly).'),
        (done("b", "error: NameError"), 'Next: look again at "b" in 01-a (error: NameError).'),
        (done("b", "test cell missing"), 'Next: your notebook has no check of "b" in 01-a; '),
        (done("b", "notebook missing"), "Next: enter `mlsmath learn`; it brings back 01-a."),
        (done("b", "notebook cannot be read"), "Next: 01-a cannot be read as a notebook; "),
        (done("b"), "All exercises are done."),
    ],
)
def test_next_step_is_the_first_exercise_that_is_not_done(exercise, words):
    step = next_step([done("a"), exercise, done("c")])
    assert step.startswith(words)
    assert "\n" not in step


def test_command_shows_a_table_with_totals(course, home, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    folder = make_copy(home / "mlsmath-course").folder
    small.edit(folder / "week1-squares" / "01-square.ipynb", "square", "square = lambda x: x * x")
    small.edit(folder / "week1-squares" / "01-square.ipynb", "double", "double = lambda x: 6")
    assert main(["progress"]) == 0
    rows = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert [row for row in rows if row and row[0] != "─"] == [
        "Exercise Points State",
        "Week 1: squares 3 of 5 1 of 2 exercises done",
        "01-square 3 of 5",
        "the square 2 of 2 done",
        "the double 1 of 3 partly",
        "Week 2: halves 0 of 1 0 of 1 exercises done",
        "01-half 0 of 1",
        "the half 0 of 1 not tried",
        "All 3 of 6 1 of 3 exercises done",
        'Next: look again at "the double" in Week 1, 01-square (partly).',
    ]


@pytest.mark.parametrize("manifest", [None, "{}", "{"])
def test_worked_notebook_counts_without_its_manifest(course, home, capsys, manifest):
    folder = make_copy(home / "mlsmath-course").folder
    small.edit(folder / "week1-squares" / "01-square.ipynb", "square", "square = lambda x: x * x")
    (folder / MANIFEST).unlink()
    if manifest is not None:
        (folder / MANIFEST).write_text(manifest, encoding="utf-8")
    assert main(["progress", str(folder)]) == 0
    assert " 2 of 6 " in capsys.readouterr().out


def test_folder_without_a_course_notebook_is_one_sentence(course, home, capsys):
    folder = home / "mlsmath-course"
    folder.mkdir()
    (folder / MANIFEST).write_text("{}", encoding="utf-8")
    assert main(["progress"]) == 1
    assert capsys.readouterr().err == (
        f"mlsmath: There is no notebook of the course in {folder}; to get them, enter: "
        f"{command('learn', folder)}\n"
    )


def test_real_notebooks_with_their_own_solutions_earn_all_points(tmp_path):
    """One of each week; that all solutions earn all points is shown by grading them."""
    course, copy = source_folder(), make_copy(tmp_path / "my course").folder
    points = []
    for week in week_folders(course):
        first, *others = sorted(path.relative_to(course) for path in week.glob("*.ipynb"))
        for cell in small.read(course / first)["cells"]:
            settings = cell["metadata"].get("nbgrader", {})
            if settings.get("solution"):
                small.edit(copy / first, settings["grade_id"], cell["source"])
            if settings.get("grade"):
                points.append(settings["points"])
        for other in others:
            (copy / other).unlink()
    finished = small.mlsmath("progress", copy, cwd=tmp_path, home=tmp_path)
    assert (finished.returncode, finished.stderr) == (0, "")
    (total,) = re.findall(r"^ *All +(\d+) of \d+ +(\d+) of", finished.stdout, re.M)
    assert total == (str(sum(points)), str(len(points)))
