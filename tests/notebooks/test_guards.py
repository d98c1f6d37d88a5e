"""Each guard is silent on a good notebook and speaks up on every breach that is planted in it."""

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from . import guards

EXERCISE = """### Exercise: {name} (2 points)

The task, in one sentence.

<details><summary>Hint 1</summary>

Look at the note.

</details>
<details><summary>Hint 2</summary>

Multiply first.

</details>
<details><summary>Hint 3</summary>

Then add.

</details>
"""


def exercise(name: str, seed: int) -> list[NotebookNode]:
    note = {"grade": False, "locked": False, "schema_version": 3, "solution": True, "task": False}
    test = {"grade": True, "locked": True, "schema_version": 3, "solution": False, "task": False}
    return [
        new_markdown_cell(EXERCISE.format(name=name), id=f"exercise-{name}"),
        new_code_cell(
            f"def {name}(x, w, b):\n    ### BEGIN SOLUTION\n    return w * x + b\n"
            "    ### END SOLUTION",
            id=name,
            metadata={"nbgrader": {**note, "grade_id": name}},
        ),
        new_code_cell(
            f"check_{name}({name}, points=2)\n### BEGIN HIDDEN TESTS\n"
            f"check_{name}({name}, points=2, seed={seed})\n### END HIDDEN TESTS",
            id=f"test-{name}",
            metadata={"nbgrader": {**test, "grade_id": f"test-{name}", "points": 2}},
        ),
    ]


@pytest.fixture
def good() -> NotebookNode:
    return new_notebook(
        cells=[
            new_markdown_cell(
                "# A question\n\nAn adjustment of $y = x/m$, see [a page].", id="title"
            ),
            new_code_cell("rate = 1 / 2\nprint(rate)", id="first-code"),
            *exercise("predict", seed=11),
            *exercise("cost", seed=12),
        ],
        metadata={"kernelspec": {"name": "python3", "language": "python", "display_name": "Py"}},
    )


def replace(number: int, old: str, new: str):
    """Plant a breach: other text in a cell."""

    def plant(nb: NotebookNode) -> None:
        assert old in nb.cells[number].source
        nb.cells[number].source = nb.cells[number].source.replace(old, new, 1)

    return plant


def note(number: int, **changes):
    """Plant a breach: another note of nbgrader's in a cell."""
    return lambda nb: nb.cells[number].metadata.nbgrader.update(changes)


def cell(number: int, **changes):
    """Plant a breach: another field of a cell."""
    return lambda nb: nb.cells[number].update(changes)


TITLE, CODE, TASK, SOLUTION, TEST = range(5)
BREACHES = [
    (guards.format_is_valid, lambda nb: nb.update(nbformat_minor=4)),
    (guards.format_is_valid, cell(CODE, colour="red")),
    (guards.kernel_is_python, lambda nb: nb.metadata.pop("kernelspec")),
    (guards.kernel_is_python, lambda nb: nb.metadata.kernelspec.update(name="my-env")),
    (guards.only_source_is_saved, cell(CODE, execution_count=1)),
    (guards.only_source_is_saved, cell(CODE, outputs=[new_output("stream", text="0.5")])),
    (guards.only_source_is_saved, lambda nb: nb.metadata.update(widgets={})),
    (guards.only_source_is_saved, lambda nb: nb.cells[CODE].metadata.update(execution={})),
    (guards.cell_ids_can_be_read, cell(CODE, id="a3f09b1c")),
    (guards.cell_ids_can_be_read, cell(CODE, id="deadbeef")),
    (guards.cell_ids_can_be_read, cell(CODE, id="9d7c3f1e-0f0e-4b39-8f6b-1fa3b0a7a1c2")),
    (guards.cell_ids_can_be_read, cell(CODE, id="title")),
    (guards.solution_is_followed_by_its_test, lambda nb: nb.cells.pop(TEST)),
    (guards.solution_is_followed_by_its_test, lambda nb: nb.cells.pop(SOLUTION)),
    (guards.solution_is_followed_by_its_test, lambda nb: nb.cells.pop()),
    (guards.solution_is_followed_by_its_test, note(TEST, grade_id="test-other")),
    (guards.solution_is_followed_by_its_test, note(TEST, locked=False)),
    (guards.solution_is_followed_by_its_test, note(SOLUTION, grade=True)),
    (guards.solution_is_followed_by_its_test, note(SOLUTION, locked=True)),
    (guards.points_are_given, lambda nb: nb.cells[TEST].metadata.nbgrader.pop("points")),
    (guards.points_are_given, note(TEST, points=0)),
    (guards.points_are_given, note(TEST, points=3)),
    (guards.points_are_given, replace(TEST, "points=2)", "points=1)")),
    (guards.points_are_given, replace(TEST, "points=2, seed", "points=1, seed")),
    (guards.points_are_given, replace(TEST, ", points=2)", ")")),
    (guards.markers_are_balanced, replace(SOLUTION, "    ### END SOLUTION", "")),
    (guards.markers_are_balanced, replace(SOLUTION, "### BEGIN SOLUTION", "# the solution")),
    (guards.markers_are_balanced, replace(TEST, "### END HIDDEN TESTS", "")),
    (guards.markers_are_balanced, replace(TEST, "### BEGIN HIDDEN", "### BEGIN SECRET")),
    (guards.markers_are_balanced, replace(CODE, "print", "### BEGIN SOLUTION\nprint")),
    (guards.markers_are_balanced, replace(CODE, "print", "# BEGIN HIDDEN TESTS\nprint")),
    (
        guards.graded_cell_is_a_check_alone,
        replace(TEST, "check_predict(", "True or check_predict("),
    ),
    (
        guards.graded_cell_is_a_check_alone,
        replace(TEST, "### END", "predict(1, 2, 3) == 5\n### END"),
    ),
    (guards.graded_cell_is_a_check_alone, replace(TEST, "### BEGIN", "assert True\n### BEGIN")),
    (
        guards.graded_cell_is_a_check_alone,
        replace(TEST, "check_predict(", "result = check_predict("),
    ),
    (guards.graded_cell_is_a_check_alone, replace(TEST, "points=2)", "points=2, seed=4)")),
    (
        guards.graded_cell_is_a_check_alone,
        replace(TEST, "(predict, points=2, s", "(f, points=2, s"),
    ),
    (guards.nothing_goes_to_stderr, replace(CODE, "print(rate)", "print(rate, file=sys.stderr)")),
    (guards.nothing_goes_to_stderr, replace(CODE, "print(rate)", "import warnings")),
    (guards.nothing_goes_to_stderr, replace(CODE, "print(rate)", "from logging import info")),
    (guards.nothing_goes_to_stderr, replace(CODE, "print(rate)", "from tqdm.auto import tqdm")),
    (guards.exercise_is_introduced, replace(TASK, "(2 points)", "(3 points)")),
    (guards.exercise_is_introduced, replace(TASK, "### Exercise: predict", "### Task: predict")),
    (guards.exercise_is_introduced, replace(TASK, "Hint 3", "Hint 4")),
    (guards.exercise_is_introduced, replace(TASK, "</summary>\n\nThen", "</summary>\nThen")),
    (guards.exercise_is_introduced, replace(TASK, "Then add.", "Write `return w*x + b`.")),
    (guards.exercise_is_introduced, replace(TASK, "Then add.", "It is `w * x + b`.")),
    (guards.exercise_is_introduced, lambda nb: nb.cells.insert(SOLUTION, nb.cells[CODE])),
    (guards.words_are_kind, replace(TITLE, "An adjustment", "This is simply a line: it")),
    (guards.words_are_kind, replace(TITLE, "An adjustment", "We recall\nthat")),
    (guards.words_are_kind, replace(TITLE, "An adjustment", "**Just** look")),
    (guards.words_are_kind, replace(TITLE, "An adjustment", "Of course")),
    (guards.paths_are_relative, replace(CODE, "1 / 2", "open('/home/ada/penguins.csv')")),
    (guards.paths_are_relative, replace(CODE, "1 / 2", r"open(r'C:\data\penguins.csv')")),
    (guards.paths_are_relative, replace(TITLE, "[a page]", "~/course/penguins.csv")),
    (guards.paths_are_relative, replace(TITLE, "[a page]", "[a page](file://a.html)")),
    (guards.two_exercises_at_least, lambda nb: nb.cells.__delitem__(slice(-3, None))),
]
WEEK_BREACHES = [
    (guards.grade_ids_differ, note(4, grade_id="test-cost")),
    (guards.hidden_seeds_differ, replace(TEST, "seed=11", "seed=12")),
    (guards.hidden_seeds_differ, replace(TEST, ", seed=11", "")),
    (guards.hidden_seeds_differ, replace(TEST, "seed=11", "seed=None")),
]


@pytest.mark.parametrize("guard", guards.GUARDS, ids=lambda guard: guard.__name__)
def test_guard_is_silent_on_a_good_notebook(guard, good):
    assert guard(good) == []


@pytest.mark.parametrize("guard", guards.WEEK_GUARDS, ids=lambda guard: guard.__name__)
def test_week_guard_is_silent_on_a_good_week(guard, good):
    assert guard([good]) == []


@pytest.mark.parametrize(("guard", "plant"), BREACHES)
def test_guard_catches_the_breach(guard, plant, good):
    plant(good)
    assert guard(good)


@pytest.mark.parametrize(("guard", "plant"), WEEK_BREACHES)
def test_week_guard_catches_the_breach(guard, plant, good):
    plant(good)
    assert guard([good])


def test_every_guard_has_a_planted_breach():
    planted = {guard for guard, _ in BREACHES + WEEK_BREACHES}
    assert planted == {*guards.GUARDS, *guards.WEEK_GUARDS}
