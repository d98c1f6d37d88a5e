"""The drill in the notebook: a question, a place for the answer, the derivation on request."""

from __future__ import annotations

import html
from collections import deque

import ipywidgets
import numpy as np

from .makers import Rng
from .problems import Problem, check_answer, generator, make_problem
from .widgets import Page, View

SHOWN_WITHOUT_KERNEL = 3
APART = 3  # so many problems lie between two about the same function


class Drill(View):
    """Fresh problems for one rule, without end.

    Without a kernel it shows a few problems with their answers folded away.

    Attributes
    ----------
    problem : Problem
        The problem that is shown.
    """

    def __init__(self, rule: str, seed: int | None = None) -> None:
        self._rule, self._rng = rule, generator("seed", seed)
        self._lately: deque[str] = deque(maxlen=APART)
        self.problem = self._fresh(self._rng, plain=True)
        self._question, self._solution = Page(), Page()
        self._answer = ipywidgets.Text(continuous_update=False, description="Your answer")
        self._answer.style.description_width = "initial"
        self._check = ipywidgets.Button(description="Check", button_style="primary")
        self._show = ipywidgets.ToggleButton(
            description="Show the derivation", layout={"width": "auto"}
        )
        self._next = ipywidgets.Button(description="Next problem")
        self._message = ipywidgets.HTML()
        self._check.on_click(self.redraw)
        self._answer.observe(self.redraw, "value")
        self._show.observe(self.redraw, "value")
        self._next.on_click(lambda _: self.next_problem())
        answer = ipywidgets.HBox([self._answer, self._check], layout={"flex_flow": "row wrap"})
        buttons = ipywidgets.HBox([self._show, self._next], layout={"flex_flow": "row wrap"})
        super().__init__([self._question, answer, self._message, buttons, self._solution])
        self.redraw()

    def next_problem(self) -> None:
        """Go on to a fresh problem."""
        self.problem = self._fresh(self._rng)
        self._answer.value, self._show.value = "", False
        self.redraw()

    def _fresh(self, rng: Rng, plain: bool = False) -> Problem:
        """Return a problem about a function that was not asked for lately."""
        problem = make_problem(self._rule, rng, plain)
        while problem.in_x in self._lately:
            problem = make_problem(self._rule, rng)
        self._lately.append(problem.in_x)
        return problem

    def draw(self) -> None:
        """Show the question, what to say about the answer, and the derivation if wanted."""
        self._question.write(self.problem.question)
        formula = self.problem.at is None
        self._answer.placeholder = f"such as 6*{self.problem.letter}**2" if formula else "a number"
        message = check_answer(self.problem, self._answer.value).message
        said = message if self._answer.value.strip() else ""
        self._message.value = f'<p role="status">{html.escape(said)}</p>'
        self._solution.write(self.problem.solution if self._show.value else "")

    def static(self) -> dict[str, str]:
        """Return a few problems; in Markdown the answers are folded away."""
        rng = np.random.default_rng(self._rng.integers(2**32))
        self._lately.clear()
        problems = [self._fresh(rng, plain=not n) for n in range(SHOWN_WITHOUT_KERNEL)]
        title = f"Practice: {self._rule.replace('-', ' ')}"
        folded = (
            f"{n}. {p.question}\n\n<details><summary>Answer {n}</summary>\n\n{p.answer}\n\n"
            f"{p.solution}\n\n</details>"
            for n, p in enumerate(problems, 1)
        )
        plain = (f"{n}. {p.question_text}  ({p.answer})" for n, p in enumerate(problems, 1))
        return {
            "text/markdown": "\n\n".join([f"**{title}**", *folded]),
            "text/plain": "\n".join([title, *plain]),
        }
