"""The notebooks in git keep every guard."""

import re
from pathlib import Path

import nbformat
import pytest

from mlsmath import checks
from mlsmath.derivation import RULES

from . import guards

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
WEEKS = sorted(path for path in NOTEBOOKS.iterdir() if path.name.startswith("week"))
SOURCES = [path for week in WEEKS for path in sorted(week.glob("*.ipynb"))]


def read(path: Path) -> nbformat.NotebookNode:
    return nbformat.read(path, as_version=nbformat.NO_CONVERT)


@pytest.mark.parametrize(
    ("guard", "path"),
    [
        pytest.param(guard, path, id=f"{guard.__name__}-{path.stem}")
        for path in SOURCES
        for guard in guards.guards_of(read(path))
    ],
)
def test_notebook_keeps_the_guard(guard, path):
    assert guard(read(path)) == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_notebook_is_written_as_jupyter_saves_it(path):
    """Saved in JupyterLab, no line changes that nobody has touched."""
    assert path.read_text(encoding="utf-8") == nbformat.writes(read(path)) + "\n"


@pytest.mark.parametrize("week", WEEKS, ids=lambda week: week.name)
@pytest.mark.parametrize("guard", guards.WEEK_GUARDS, ids=lambda guard: guard.__name__)
def test_week_keeps_the_guard(guard, week):
    assert guard([read(path) for path in sorted(week.glob("*.ipynb"))]) == []


def test_warm_ups_bring_back_what_was_learned():
    assert guards.quiz.warm_ups_come_back([read(path) for path in SOURCES]) == []


def test_the_course_has_three_weeks_forty_exercises_or_more_and_a_closing_page():
    assert len(WEEKS) == 3
    assert sum(len(guards.graded(read(path))) for path in SOURCES) >= 40
    assert sum(guards.closing(read(path)) for path in SOURCES) == 1


def test_each_check_is_that_of_an_exercise():
    called = {
        word
        for path in SOURCES
        for word in re.findall(r"check_\w+(?=\()", path.read_text(encoding="utf-8"))
    }
    assert {name for name in checks.__all__ if name.startswith("check_")} <= called


def test_the_course_ends_with_the_readers_own_data_behind_the_closing_page():
    *_, closing, last = [read(path) for path in SOURCES]
    assert guards.closing(closing)
    assert not guards.closing(last)
    assert any(guards.note_id(cell) == "my-question" for cell in last.cells)


@pytest.mark.parametrize("rule", RULES)
def test_problems_to_practise_stand_ready_behind_the_note_of_each_rule(rule):
    name = rule.removesuffix("-rule")
    tags = {f"explains:{rule}", f"explains:derivative-of-{name}"}
    for path in SOURCES:
        cells = read(path).cells
        noted = [k for k, cell in enumerate(cells) if tags & set(cell.metadata.get("tags", []))]
        boxes = [k for k, cell in enumerate(cells) if re.search(r"^drill\(", cell.source, re.M)]
        assert all(
            any(k < box and f'"{rule}"' in cells[box].source for box in boxes) for k in noted
        )
