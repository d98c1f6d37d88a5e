"""The parts of the course as a list shows them: title, minutes, exercises, and points so far."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from mlsmath.commands.contract.words import count
from mlsmath.commands.course.results import check_result

PLACE = re.compile(r"Week \d+, (part \d+[a-z]?): ")
OUTCOME = re.compile(r"^\*\*What you will be able to do\.\*\* *(.+)$", flags=re.MULTILINE)
MINUTES = re.compile(r"\*\*Time\.\*\* About (\d+) minutes")


@dataclass(frozen=True)
class Part:
    """One notebook: `earned` are the points that its checks showed when it was last saved.

    `done` says of each exercise whether its check passed, and `outcome`, in markdown, what a
    learner can do afterwards.
    """

    name: str
    place: str
    title: str
    minutes: int | None
    exercises: int
    points: float
    earned: float = 0.0
    begun: bool = False
    outcome: str = ""
    done: tuple[bool, ...] = ()

    @property
    def ticks(self) -> str:
        """Return a tick for each exercise that is done, and a circle for each other one."""
        return " ".join("✔" if done else "○" for done in self.done)

    @property
    def link(self) -> str:
        """Return the link to it, from the folder that holds the weeks."""
        return f"[{self.title}]({quote(self.name)})"

    @property
    def line(self) -> str:
        """Return it as an item of a list, with what it asks for."""
        facts = [f"about {count(self.minutes, 'minute')}"] if self.minutes else []
        if self.exercises:
            facts.append(count(self.exercises, "exercise"))
            facts.append(count(self.points, "point"))
        place = f"{self.place.capitalize()}: " if self.place else ""
        return f"- {place}{self.link}" + (f" ({', '.join(facts)})" if facts else "")


def read_part(name: str, text: str) -> Part:
    """Return the part that a notebook's text holds; `name` is its name in the course."""
    cells = json.loads(text)["cells"]
    place, title = _heading(name, cells)
    opening = "".join(cells[0]["source"]) if cells else ""
    minutes = MINUTES.search(opening)
    graded = [cell for cell in cells if cell["metadata"].get("nbgrader", {}).get("grade")]
    results = [check_result(cell) or {} for cell in graded]
    return Part(
        name,
        place,
        title,
        int(minutes[1]) if minutes else None,
        len(graded),
        sum(cell["metadata"]["nbgrader"]["points"] for cell in graded),
        sum(float(result.get("points") or 0) for result in results),
        any(cell.get("outputs") for cell in cells),
        outcome[1] if (outcome := OUTCOME.search(opening)) else "",
        tuple(bool(result.get("passed")) for result in results),
    )


def _heading(name: str, cells: list[dict[str, Any]]) -> tuple[str, str]:
    """Return a notebook's place in its week and its title, or its name where it has none."""
    for cell in cells:
        heading = re.search(r"^# (.+)$", "".join(cell["source"]), flags=re.MULTILINE)
        if cell["cell_type"] == "markdown" and heading:
            place = PLACE.match(heading[1])
            return place[1] if place else "", PLACE.sub("", heading[1].strip(), count=1)
    return "", Path(name).stem
