"""Each guard is silent on a good notebook and speaks up on every breach that is planted in it."""

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from . import guards, quiz

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


FOLD = "<details><summary>{}</summary>\n\n{}\n\n</details>"
SLOWLY = "Not quite. Go step by step: first the climb, and then the start on top."


def question(k: int, place: int, answers: list[tuple[str, str]], **note) -> NotebookNode:
    """Return question k, whose right answer is the first one given and is moved to a place."""
    answers.insert(place - 1, answers.pop(0))
    folds = "\n".join(FOLD.format(*answer) for answer in answers)
    return new_markdown_cell(
        f"**Question {k}.** A line has $w = 0.5$ and $b = 4$. What of $x = {k}$?\n\n{folds}",
        id=f"quiz-{k}",
        metadata={"tags": ["quiz"], "mlsmath": {"right": place, **note}},
    )


def number_question(k: int, place: int) -> NotebookNode:
    right = f"Right. First the climb and then the start: $0.5 \\cdot {k} + 4 = {0.5 * k + 4}$."
    answers = [(f"I got {0.5 * k + 4}", right), (f"I got {0.5 * k}", SLOWLY)]
    values = {str(0.5 * k + 4): f"0.5 * {k} + 4", str(0.5 * k): f"0.5 * {k}"}
    return question(k, place, [*answers, ("I got something else", SLOWLY)], values=values)


def choice_question(k: int, place: int, **note) -> NotebookNode:
    right = "Right. The slope is above zero, so each step to the right goes up."
    answers = [("It climbs", right), ("It falls now", SLOWLY), ("It is level", SLOWLY)]
    return question(k, place, answers, **note)


@pytest.fixture
def good() -> NotebookNode:
    return new_notebook(
        cells=[
            new_markdown_cell(
                "# A question\n\nAn adjustment of $y = x/m$, see [a page].\n\n**Time.** About 40 "
                'minutes. A good place to rest: after the exercise "predict".',
                id="title",
            ),
            new_code_cell(
                "rate = 1 / 2\nprint(rate)\nshow_exercises(check_predict, check_cost)",
                id="first-code",
            ),
            *exercise("predict", seed=11),
            *exercise("cost", seed=12),
            new_markdown_cell(
                "## Check what stayed with you\n\nFour.", id="quiz", metadata={"tags": ["quiz"]}
            ),
            number_question(1, place=1),
            number_question(2, place=2),
            choice_question(3, place=3),
            choice_question(4, place=1, revisits="slope"),
            new_markdown_cell("## What you now own\n\nA line.", id="what-you-own"),
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


def noted(number: int, **changes):
    """Plant a breach: other notes in a question."""
    return lambda nb: nb.cells[number].metadata.mlsmath.update(changes)


def right_is_something_else(nb: NotebookNode) -> None:
    source = nb.cells[NUMBER].source.replace("Right.", "Not quite.")
    *before, last = source.split("Not quite.")
    nb.cells[NUMBER].source = "Not quite.".join(before) + "Right." + last
    nb.cells[NUMBER].metadata.mlsmath.right = 3


def right_stands_first_in_three(nb: NotebookNode) -> None:
    nb.cells[OTHER_NUMBER] = number_question(2, place=1)


def right_is_longest(nb: NotebookNode) -> None:
    for number in (CHOICE, LOOKS_BACK):
        replace(number, "It climbs", "It climbs all the way")(nb)


TITLE, CODE, TASK, SOLUTION, TEST = range(5)
HEADING, NUMBER, OTHER_NUMBER, CHOICE, LOOKS_BACK, OWN = range(8, 14)
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
    (guards.solution_is_followed_by_its_test, lambda nb: nb.cells.pop(7)),
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
    (guards.exercises_are_shown, replace(CODE, ", check_cost", "")),
    (guards.exercises_are_shown, replace(CODE, "show_exercises(check_predict, check_cost)", "")),
    (
        guards.exercises_are_shown,
        replace(CODE, "check_predict, check_cost", "check_cost, check_predict"),
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
    (guards.two_exercises_at_least, lambda nb: nb.cells.__delitem__(slice(5, 8))),
    (guards.part_is_bearable, lambda nb: nb.cells.extend([nb.cells[CODE]] * 40)),
    (guards.part_is_bearable, replace(TITLE, "About 40 minutes", "An hour")),
    (guards.part_is_bearable, replace(TITLE, "About 40", "About 80")),
    (guards.part_is_bearable, replace(TITLE, 'the exercise "predict"', "the exercise")),
    (guards.part_is_bearable, replace(TITLE, '"predict"', '"Lunch"')),
    (quiz.quiz_stands_at_the_end, lambda nb: nb.cells.pop(LOOKS_BACK)),
    (quiz.quiz_stands_at_the_end, lambda nb: nb.cells.__delitem__(slice(HEADING, OWN))),
    (quiz.quiz_stands_at_the_end, lambda nb: nb.cells.insert(TITLE, nb.cells.pop(OWN))),
    (quiz.quiz_stands_at_the_end, cell(CHOICE, id="quiz-7")),
    (quiz.quiz_stands_at_the_end, replace(HEADING, "Check", "Test")),
    (quiz.quiz_stands_at_the_end, lambda nb: nb.cells[CHOICE].metadata.update(tags=[])),
    (quiz.quiz_stands_at_the_end, lambda nb: nb.cells[OWN].metadata.update(tags=["quiz"])),
    (quiz.questions_are_explained, replace(NUMBER, "Question 1.", "Question 2.")),
    (quiz.questions_are_explained, replace(NUMBER, "</summary>\n\nRight", "</summary>\nRight")),
    (quiz.questions_are_explained, replace(NUMBER, "<details><summary>I got 0.5", "I got 0.5")),
    (quiz.questions_are_explained, replace(CHOICE, "Right.", "Not quite.")),
    (quiz.questions_are_explained, replace(CHOICE, "Not quite.", "Right.")),
    (quiz.questions_are_explained, replace(CHOICE, "Not quite.", "Wrong.")),
    (quiz.questions_are_explained, replace(CHOICE, ", so each step to the right goes up", "")),
    (quiz.questions_are_explained, replace(CHOICE, "It is level", "It climbs")),
    (quiz.questions_are_explained, noted(CHOICE, right=1)),
    (quiz.questions_are_explained, replace(NUMBER, "something else", "lost")),
    (quiz.questions_are_explained, replace(NUMBER, "I got 0.5", "I got half")),
    (quiz.questions_are_explained, right_is_something_else),
    (quiz.right_answers_cannot_be_guessed, right_stands_first_in_three),
    (quiz.right_answers_cannot_be_guessed, right_is_longest),
    (quiz.quiz_numbers_are_true, noted(NUMBER, values={"4.5": "0.5 + 4", "0.5": "0.6 * 1"})),
    (quiz.quiz_numbers_are_true, noted(NUMBER, values={"4.5": "0.5 + 4", "0.7": "0.7"})),
    (quiz.quiz_numbers_are_true, noted(NUMBER, values={})),
    (quiz.quiz_numbers_are_true, replace(NUMBER, r"\cdot 1 + 4", r"\cdot 1 + 5")),
    (quiz.quiz_numbers_are_true, replace(NUMBER, r"0.5 \cdot 1", r"\frac{1}{3} \cdot 1")),
    (quiz.quiz_numbers_are_true, replace(CHOICE, "It is level", "It is at 2.5")),
    (quiz.a_question_looks_back, noted(LOOKS_BACK, revisits="frogs")),
    (quiz.a_question_looks_back, lambda nb: nb.cells[LOOKS_BACK].metadata.pop("mlsmath")),
    (
        quiz.a_question_looks_back,
        lambda nb: nb.cells[TITLE].metadata.update(tags=["explains:slope"]),
    ),
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


def test_closing_page_is_spared_exercises_and_quiz_and_grades_nothing(good):
    good.cells = [good.cells[TITLE]]
    assert any(guard(good) for guard in guards.guards_of(good))
    good.cells[TITLE].metadata["tags"] = ["closing"]
    assert [guard.__name__ for guard in guards.guards_of(good) if guard(good)] == []


def test_closing_page_with_an_exercise_or_a_quiz_keeps_the_guards_of_both(good):
    good.cells[TITLE].metadata["tags"] = ["closing"]
    kept = guards.guards_of(good)
    assert guards.closing_page_is_not_graded(good)
    assert {*guards.quiz.GUARDS, guards.closing_page_is_not_graded} <= {*kept}
    assert guards.two_exercises_at_least not in kept


def part(title: str, concept: str, *asked: str) -> NotebookNode:
    """Return a part that explains a concept, and whose warm-up asks about others."""
    heading = new_markdown_cell("## Warm-up\n\nThree questions.", id="warm-up")
    warm_up = [heading, *(warm_up_question(k, it) for k, it in enumerate(asked, 1))]
    note = new_markdown_cell("A note.", id="note", metadata={"tags": [f"explains:{concept}"]})
    return new_notebook(
        cells=[new_markdown_cell(f"# {title}", id="title"), *(warm_up if asked else []), note]
    )


def warm_up_question(k: int, concept: str) -> NotebookNode:
    cell = choice_question(k, place=1, revisits=concept)
    cell.id = f"warm-up-{k}"
    return cell


@pytest.fixture
def course() -> list[NotebookNode]:
    return [
        part("Week 1, part 1: A", "slope"),
        part("Week 1, part 2: B", "mean", "slope", "slope", "slope"),
        part("Week 2, part 1: C", "derivative", "mean", "slope", "mean"),
        part("Week 2, part 2: D", "gradient", "derivative", "slope", "derivative"),
        part("Week 3, part 1: E", "sigmoid", "gradient", "derivative", "mean"),
    ]


def test_warm_ups_that_come_back_are_left_in_peace(course):
    assert quiz.warm_ups_come_back(course) == []


@pytest.mark.parametrize(
    ("number", "asked", "wrong"),
    [
        (0, ["slope", "slope", "slope"], "is not expected here"),
        (1, [], "the cells below the title are not warm-up, warm-up-1"),
        (3, ["derivative", "slope"], "the cells below the title are not warm-up, warm-up-1"),
        (3, ["slope", "mean", "derivative"], "the first question is not about the part before"),
        (3, ["derivative", "mean", "sigmoid"], "revisits a concept of an earlier part"),
        (3, ["derivative", "mean", "gradient"], "revisits a concept of an earlier part"),
        (3, ["derivative", "slope", "slope"], "two questions in a row are about the same page"),
        (4, ["gradient", "slope", "gradient"], ""),
        (4, ["gradient", "mean", "slope"], ""),
    ],
)
def test_a_warm_up_that_does_not_come_back_is_named(course, number, asked, wrong):
    title = course[number].cells[0].source.removeprefix("# ")
    course[number] = part(title, f"other-{number}", *asked)
    found = quiz.warm_ups_come_back(course[: number + 1])
    assert all(wrong in breach for breach in found)
    assert bool(found) == bool(wrong)


def test_a_warm_up_asks_about_the_week_before(course):
    course.append(part("Week 3, part 2: F", "logarithm", "sigmoid", "mean", "slope"))
    found = quiz.warm_ups_come_back(course)
    assert len(found) == 1
    assert found[0].endswith("no question is about the week before")


def test_a_warm_up_takes_three_minutes(course):
    course[-1].cells[2].source = course[-1].cells[2].source.replace("A line", "A line " * 400)
    assert "words, 390 fit" in quiz.warm_ups_come_back(course)[0]
