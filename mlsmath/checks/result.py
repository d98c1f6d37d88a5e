"""What a check returns: a message for the learner, points for the grader, facts for both."""

import html
import re
from dataclasses import dataclass
from typing import Any

MIME = "application/vnd.mlsmath.check+json"
BORDER = {True: "#009E73", False: "#D55E00"}


@dataclass(frozen=True, slots=True, repr=False)
class CheckResult:
    """The outcome of one check.

    `str(result)` is the message in plain text. A notebook shows the message and nbgrader reads
    the points: the rich form is HTML, the plain form is the number of points and nothing else,
    because nbgrader takes a number that ends a graded cell as partial credit.
    """

    exercise: str
    points: float
    max_points: float
    parts: tuple[tuple[str, bool], ...]
    mistake: str | None
    message: str
    hint: str = ""
    tampering: bool = False
    hidden: bool = False

    @property
    def passed(self) -> bool:
        """Whether every part passed."""
        return not self.tampering and all(passed for _, passed in self.parts)

    def as_json(self) -> dict[str, Any]:
        """Return the facts that a report over a class counts."""
        return {
            "version": 1,
            "exercise": self.exercise,
            "points": self.points,
            "max_points": self.max_points,
            "passed": self.passed,
            "parts": [{"name": name, "passed": passed} for name, passed in self.parts],
            "misconception": self.mistake,
            "hint": self.hint,
            "tampering": self.tampering,
            "hidden": self.hidden,
            "message": self.message,
        }

    def as_html(self) -> str:
        """Return the message as HTML; what comes from the learner's code is escaped."""
        paragraphs = "".join(
            f'<p style="margin:0.2em 0">{_marked_up(line)}</p>'
            for line in self.message.splitlines()
        )
        style = f"border-left:4px solid {BORDER[self.passed]};padding:0.2em 0 0.2em 0.8em"
        return f'<div class="mlsmath-check" role="status" style="{style}">{paragraphs}</div>'

    def __str__(self) -> str:
        return self.message

    def __repr__(self) -> str:
        return str(float(self.points))

    def __float__(self) -> float:
        return float(self.points)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {"text/html": self.as_html(), "text/plain": repr(self), MIME: self.as_json()}


def _marked_up(line: str) -> str:
    escaped = html.escape(line)
    escaped = re.sub(r"`([^`]+)`", r"<code>\1</code>", escaped)
    return (
        re.sub(r"^(\S+ [^.:]+[.:])", r"<strong>\1</strong>", escaped, count=1)
        if (escaped[:1] in "✔✘")
        else escaped
    )
