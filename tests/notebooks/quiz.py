"""Rules for the practice quiz at the end of a notebook: each returns the breaches in a notebook.

A question is a markdown cell with the tag `quiz`, and each of its answers a fold that explains
itself. So a quiz can be read and answered without a kernel, on paper and by keyboard, and it sends
nothing. (The library jupyterquiz shows nothing before its cell has run, and fetches MathJax from
the network for formulas.)

A question's metadata hold `mlsmath`: `right`, which answer is right, counted from 1; `values`, the
numbers in it that come of a calculation, each with the Python expression that gives it; and
`revisits`, the concept that a question looks back to, one of an earlier notebook.
"""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from nbformat import NotebookNode

from mlsmath.commands.contract import load_concepts

LAST_PART = ("what-you-own", "every-concept")  # what the learner owns now, or after the course
HEADING = "## Check what stayed with you\n"
WARM_UP = ("warm-up", "warm-up-1", "warm-up-2", "warm-up-3")  # directly below the title
WARM_UP_HEADING = "## Warm-up\n"
WARM_UP_WORDS = 390  # three minutes at 130 words a minute, folds that stay shut left out
FOLD = re.compile(r"<details><summary>(.+?)</summary>\n\n(.+?)\n\n</details>(?:\n|\Z)", re.S)
NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?![\d])(?!\.\d)")
FEWEST_WORDS = 8
NAMES = {"np": np, "__builtins__": {"abs": abs, "len": len, "max": max, "min": min, "sum": sum}}


@dataclass(frozen=True)
class Question:
    """One question: what is asked, the answers with their explanations, and what is noted."""

    cell_id: str
    asked: str
    answers: list[tuple[str, str]]
    left_over: str
    note: dict

    @property
    def right(self) -> list[int]:
        """Return the places of the right answers, counted from 1."""
        return [k for k, (_, why) in enumerate(self.answers, 1) if why.startswith("Right. ")]

    @property
    def asks_for_number(self) -> bool:
        """Tell a question whose answers are the numbers that one may have got."""
        return any(answer.startswith("I got ") for answer, _ in self.answers)

    @property
    def text(self) -> str:
        """Return all that a learner can read, with one sign for minus."""
        folds = [part for answer in self.answers for part in answer]
        return plain("\n".join([self.asked, *folds]))


def plain(text: str) -> str:
    """Return the text with Python's minus and without tags."""
    return re.sub(r"<[^<>]*>", "", text).replace("−", "-")


def questions(nb: NotebookNode, kind: str = "quiz") -> list[Question]:
    """Return the questions of a notebook's quiz or of its warm-up, in order."""
    return [
        Question(
            cell.id,
            FOLD.split(cell.source)[0],
            FOLD.findall(cell.source),
            "".join(FOLD.split(cell.source)[3::3]),
            dict(cell.metadata.get("mlsmath", {})),
        )
        for cell in nb.cells
        if re.fullmatch(rf"{kind}-\d+", cell.id)
    ]


def quiz_stands_at_the_end(nb: NotebookNode) -> list[str]:
    ids = [cell.id for cell in nb.cells]
    number = len(questions(nb))
    expected = ["quiz", *(f"quiz-{k}" for k in range(1, number + 1))]
    tagged = {*expected, *WARM_UP}
    breaches = []
    if not 4 <= number <= 6:
        breaches.append(f"{number} questions; a quiz has four to six")
    end = next((ids.index(cell_id) for cell_id in LAST_PART if cell_id in ids), len(ids))
    if ids[max(end - len(expected), 0) : end] != expected:
        breaches.append(f"the cells before the last part are not {', '.join(expected)}")
    for cell in nb.cells:
        is_quiz = cell.id in tagged
        if is_quiz != ("quiz" in cell.metadata.get("tags", [])) or (
            is_quiz and cell.cell_type != "markdown"
        ):
            breaches.append(f"{cell.id}: the tag quiz belongs to the markdown cells of the quiz")
        if cell.id == "quiz" and not cell.source.startswith(HEADING):
            breaches.append(f"quiz: the heading is not {HEADING.strip()}")
    return breaches


def questions_are_explained(nb: NotebookNode) -> list[str]:
    """Three or four answers, one of them right, each with an explanation that says so."""
    numbered = [*enumerate(questions(nb), 1), *enumerate(questions(nb, "warm-up"), 1)]
    breaches = []
    for number, question in numbered:
        name = question.cell_id
        if not question.asked.startswith(f"**Question {number}.** "):
            breaches.append(f"{name}: it begins “**Question {number}.** ”")
        if question.left_over.strip() or "<details" in question.asked:
            breaches.append(f"{name}: a fold needs a blank line after its summary and at its end")
        if not 3 <= len(question.answers) <= 4:
            breaches.append(f"{name}: {len(question.answers)} answers in place of 3 or 4")
        if question.right != [question.note.get("right")]:
            breaches.append(
                f"{name}: “right” is {question.note.get('right')}, the text says {question.right}"
            )
        if len({answer for answer, _ in question.answers}) < len(question.answers):
            breaches.append(f"{name}: two answers are the same")
        for answer, why in question.answers:
            if not re.match(r"(Right|Not quite)\. ", why):
                breaches.append(f"{name}, {answer}: begin with “Right.” or “Not quite.”")
            if len(why.split()) < FEWEST_WORDS:
                breaches.append(f"{name}, {answer}: the explanation is too short to explain")
        if question.asks_for_number:
            *named, last = [answer for answer, _ in question.answers]
            if last != "I got something else":
                breaches.append(f"{name}: the last answer is “I got something else”")
            if not all(re.fullmatch(r"I got -?\d+(\.\d+)?", plain(answer)) for answer in named):
                breaches.append(f"{name}: the other answers are “I got” and a number")
            if len(question.answers) in question.right:
                breaches.append(f"{name}: the right number is not named")
    return breaches


def right_answers_cannot_be_guessed(nb: NotebookNode) -> list[str]:
    """Neither the place nor the length of an answer gives it away."""
    both = [*questions(nb), *questions(nb, "warm-up")]
    found = [question for question in both if len(question.right) == 1]
    breaches = []
    for place, times in Counter(question.right[0] for question in found).items():
        if times > len(found) / 2:
            breaches.append(f"the right answer is number {place} in {times} of {len(found)}")
    longest = 0
    choices = [question for question in found if not question.asks_for_number]
    for question in choices:
        lengths = [len(plain(answer)) for answer, _ in question.answers]
        right = lengths.pop(question.right[0] - 1)
        longest += right > max(lengths, default=0)
    if longest > len(choices) / 2:
        breaches.append(f"the right answer is the longest in {longest} of {len(choices)}")
    return breaches


def quiz_numbers_are_true(nb: NotebookNode) -> list[str]:
    """Each number that is a result is computed, and each calculation in a formula holds."""
    breaches = []
    for question in [*questions(nb), *questions(nb, "warm-up")]:
        values = question.note.get("values", {})
        for written, expression in values.items():
            if written not in NUMBER.findall(question.text):
                breaches.append(f"{question.cell_id}: {written} is noted and not in the text")
            if not same(written, float(eval(expression, NAMES))):
                breaches.append(f"{question.cell_id}: {expression} is not {written}")
        given = {*NUMBER.findall(plain(question.asked)), *values}
        for answer, _ in question.answers:
            for number in NUMBER.findall(plain(re.sub(r"<code>.*?</code>", "", answer))):
                is_result = question.asks_for_number or "." in number
                if is_result and number not in given:
                    breaches.append(f"{question.cell_id}: nothing shows where {number} comes from")
        for formula in re.findall(r"\$\$?([^$]+)\$\$?", question.text):
            breaches += [f"{question.cell_id}: {wrong}" for wrong in untrue(formula)]
    return breaches


def same(written: str, value: float) -> bool:
    """Tell whether a number is the value, rounded to the digits that are written."""
    digits = len(written.partition(".")[2])
    return abs(float(written) - value) <= 0.5 * 10**-digits + 1e-9


def untrue(formula: str) -> list[str]:
    """Return the equations between two numbers in a formula that do not hold."""
    sides = re.split(r"=|\\approx", formula)
    worths = [worth(side) for side in sides]
    breaches = []
    for left, right, value, other in zip(sides, sides[1:], worths, worths[1:], strict=False):
        if value is None or other is None:
            continue
        last = NUMBER.fullmatch(right.strip())
        holds = same(last[0], value) if last else abs(value - other) < 1e-9
        if not holds:
            breaches.append(f"{left.strip()} is not {right.strip()}")
    return breaches


def worth(latex: str) -> float | None:
    """Return the number that a formula without letters gives, or None."""
    python = re.sub(r"\\left|\\right|\\[,;!]", "", latex)
    python = python.replace(r"\cdot", "*").replace("^", "**")
    for _ in range(3):
        python = re.sub(r"\\frac\{([^{}]*)\}\{([^{}]*)\}", r"((\1)/(\2))", python)
        python = re.sub(r"\\sqrt\{([^{}]*)\}", r"((\1)**0.5)", python)
        python = re.sub(r"\{([^{}]*)\}", r"(\1)", python)
    if not re.fullmatch(r"[\d\s.+*/()-]*\d[\d\s.+*/()-]*", python):
        return None
    try:
        return float(eval(python.strip(), {"__builtins__": {}}))
    except (SyntaxError, TypeError):
        return None


def a_question_looks_back(nb: NotebookNode) -> list[str]:
    """From week 2 on one question is about a concept that another notebook explains."""
    tags = {tag for cell in nb.cells for tag in cell.metadata.get("tags", [])}
    found = [question.note["revisits"] for question in questions(nb) if "revisits" in question.note]
    breaches = [f"“{concept}” is no concept" for concept in found if concept not in load_concepts()]
    breaches += [f"{it} is explained here" for it in found if f"explains:{it}" in tags]
    if not found and not nb.cells[0].source.startswith("# Week 1"):
        breaches.append("no question looks back to an earlier notebook")
    return breaches


def warm_ups_come_back(course: list[NotebookNode]) -> list[str]:
    """From the second part on three questions look back: what is recalled after days stays.

    The first is about the part before, one about the week before (in week 1, and in the first part
    of week 2, that is any part before), and no two that follow each other about the same page.
    """
    explained = {
        tag.removeprefix("explains:"): place
        for place, nb in enumerate(course)
        for cell in nb.cells
        for tag in cell.metadata.get("tags", [])
        if tag.startswith("explains:")
    }
    weeks = [int(re.match(r"# Week (\d)|", nb.cells[0].source)[1] or 3) for nb in course]
    breaches = []
    for place, nb in enumerate(course):
        title = nb.cells[0].source.partition("\n")[0]
        ids = [cell.id for cell in nb.cells]
        found = [cell_id for cell_id in ids if cell_id in WARM_UP]
        if place == 0 or "closing" in nb.cells[0].metadata.get("tags", []):
            breaches += [f"{title}: {cell_id} is not expected here" for cell_id in found]
            continue
        if ids[1:5] != list(WARM_UP) or len(found) > 4:
            breaches.append(f"{title}: the cells below the title are not {', '.join(WARM_UP)}")
            continue
        if not nb.cells[1].source.startswith(WARM_UP_HEADING):
            breaches.append(f"{title}: the warm-up begins {WARM_UP_HEADING.strip()!r}")
        asked = questions(nb, "warm-up")
        words = sum(
            len(one.asked.split()) + sum(len(a.split()) for a, _ in one.answers) for one in asked
        )
        if words > WARM_UP_WORDS:
            breaches.append(f"{title}: the warm-up has {words} words, {WARM_UP_WORDS} fit")
        pages = [explained.get(one.note.get("revisits"), place) for one in asked]
        if max(pages) >= place:
            breaches.append(f"{title}: each question revisits a concept of an earlier part")
        elif pages[0] != place - 1 and explained_by(course[place - 1]):
            breaches.append(f"{title}: the first question is not about the part before")
        elif weeks[place] > 1 and weeks[place] - 1 not in [weeks[page] for page in pages]:
            breaches.append(f"{title}: no question is about the week before")
        if any(one == other for one, other in pairwise(pages)) and place > 1:
            breaches.append(f"{title}: two questions in a row are about the same page")
    return breaches


def explained_by(nb: NotebookNode) -> bool:
    """Tell whether a notebook has a math note."""
    return any("explains:" in tag for c in nb.cells for tag in c.metadata.get("tags", []))


GUARDS = (
    quiz_stands_at_the_end,
    questions_are_explained,
    right_answers_cannot_be_guessed,
    quiz_numbers_are_true,
    a_question_looks_back,
)
