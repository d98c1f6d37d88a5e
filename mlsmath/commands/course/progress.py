"""Which exercises of a learner's copy are done; its notebooks are run, its files not touched."""

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mlsmath.commands.course import execute, reading, release, source, start_page
from mlsmath.commands.course.errors import CourseError
from mlsmath.commands.course.manifest import copied_notebooks
from mlsmath.commands.course.results import check_result

if TYPE_CHECKING:
    from nbformat import NotebookNode
    from rich.console import Console
    from rich.table import Table

DONE, PARTLY, NOT_RIGHT, NOT_TRIED = "done", "partly", "not right yet", "not tried"
BY_HAND = "graded by a person"
MISSING_TEST, MISSING_NOTEBOOK = "test cell missing", "notebook missing"
BROKEN_NOTEBOOK = "notebook cannot be read"


@dataclass(frozen=True)
class Exercise:
    """An exercise and how far the learner is with it."""

    notebook: str
    name: str
    points: float
    max_points: float
    state: str
    message: str = ""  # what its check says
    week: str = ""  # the title of its week

    @property
    def place(self) -> str:
        """The notebook, and in which week it is."""
        week = self.week.partition(":")[0]
        return f"{week}, {self.notebook}" if week else self.notebook


@dataclass(frozen=True)
class Task:
    """An exercise as the course released it: its test cell, and the cells to write code in."""

    name: str
    test: "NotebookNode"
    solutions: tuple["NotebookNode", ...]

    @property
    def highest(self) -> float:
        """The points of the test cell."""
        return float(self.test.metadata.nbgrader.points)


def show_progress(folder: Path, console: "Console", at_once: int, timeout: float) -> None:
    """Run the notebooks of the copy in `folder` and show a table of its exercises."""
    exercises = find_progress(folder, console, at_once, timeout)
    console.print(_table(exercises), soft_wrap=False)
    console.print(next_step(exercises))


def find_progress(folder: Path, console: "Console", at_once: int, timeout: float) -> list[Exercise]:
    """Return the exercises of the copy in `folder`, in the order of the course.

    Points are nbgrader's for the test cells as the course released them, whatever became of them
    in the copy. Raises CourseError if none of the copy's notebooks is part of the course.
    """
    course = source.course_folder()
    names = copied_notebooks(folder, course)
    if not names:
        raise CourseError(
            f"There is no notebook of the course in {folder}; to get them, enter: "
            f"{start_page.command('learn', folder)}"
        )
    tasks: dict[str, list[Task]] = {}
    notebooks: dict[str, NotebookNode] = {}
    lost: dict[str, str] = {}
    for name in names:
        released = release.release_notebook(course / name)
        tasks[name] = list(find_tasks(reading.parse_notebook(released, course / name)))
        try:
            notebooks[name] = reading.read_notebook(folder / name)
            restore_cells(notebooks[name], tasks[name])
        except CourseError:
            lost[name] = BROKEN_NOTEBOOK if (folder / name).exists() else MISSING_NOTEBOOK
    cells = sum(len(reading.code_cells(notebook)) for notebook in notebooks.values())
    with execute.cell_bar(console, cells) as advance:
        jobs = [
            execute.Job(notebook, (folder / name).parent, seen=False, cell_done=lambda: advance(1))
            for name, notebook in notebooks.items()
        ]
        execute.execute_all(jobs, at_once, timeout)
    return [
        Exercise(Path(name).stem, task.name, 0.0, task.highest, lost[name], week=_week(name))
        if name in lost
        else judge(name, task, notebooks[name])
        for name in names
        for task in tasks[name]
    ]


def find_tasks(released: "NotebookNode") -> Iterator[Task]:
    """Yield the exercises of a released notebook."""
    name, solutions = "", list[Any]()
    for cell in released.cells:
        heading = re.search(r"^#+ Exercise:? *(.+)$", cell.source, flags=re.MULTILINE)
        if cell.cell_type == "markdown" and heading:
            name = re.sub(r" *\(\d+ points?\)$", "", heading[1].strip())
        settings = cell.metadata.get("nbgrader", {})
        if settings.get("grade"):
            own = cell if settings.get("solution") else None
            yield Task(name or settings["grade_id"], cell, (*solutions, *([own] if own else [])))
            name, solutions = "", []
        elif settings.get("solution"):
            solutions.append(cell)


def restore_cells(notebook: "NotebookNode", tasks: list[Task]) -> None:
    """Put the cells of the exercises back to what was released, all but the learner's own code.

    As nbgrader does, also where a cell for code has become text; in memory.
    """
    for task in tasks:
        for released in (*task.solutions, task.test):
            cell = _find(notebook, released)
            if cell is None:
                continue
            own = {"source": cell.source} if released.metadata.nbgrader.get("solution") else {}
            cell.clear()
            cell.update(copy.deepcopy(released) | own)


def judge(name: str, task: Task, notebook: "NotebookNode") -> Exercise:
    """Return how far an exercise of an executed notebook is; `name` is its name in the course."""
    points, state, message = 0.0, MISSING_TEST, ""
    test = _find(notebook, task.test)
    if test is not None:
        points, state = _grade(task, test, notebook)
        message = "" if state == DONE else _message(test)
    stem, week = Path(name).stem, _week(name)
    return Exercise(stem, task.name, points, task.highest, state, message, week)


def _week(name: str) -> str:
    return source.week_title(Path(name).parent)


def _grade(task: Task, test: "NotebookNode", notebook: "NotebookNode") -> tuple[float, str]:
    from nbgrader.utils import determine_grade

    if test.cell_type != "code":
        return 0.0, BY_HAND
    written = [_find(notebook, cell) for cell in task.solutions]
    untouched = bool(written) and all(
        cell is not None and cell.source.strip() == released.source.strip()
        for cell, released in zip(written, task.solutions, strict=True)
    )
    if test.execution_count is None:  # the kernel did not get so far
        return 0.0, NOT_TRIED if untouched else f"error: {_first_error(notebook.cells)}"
    try:
        points, _ = determine_grade(test)
    except ValueError as error:
        return 0.0, f"error: {reading.one_line(error)}"
    if points is None:
        return 0.0, BY_HAND
    if points > 0:
        return points, DONE if points == task.highest else PARTLY
    if untouched:
        return 0.0, NOT_TRIED
    error = _first_error([cell for cell in [*written, test] if cell is not None])
    return 0.0, f"error: {error}" if error else NOT_RIGHT


def next_step(exercises: list[Exercise]) -> str:
    """Say in one line what to do next."""
    for exercise in exercises:
        place = f'"{exercise.name}" in {exercise.place}'
        if exercise.state in (DONE, BY_HAND):
            continue
        if exercise.state == MISSING_NOTEBOOK:
            return f"Next: enter `mlsmath learn`; it brings back {exercise.place}."
        if exercise.state == BROKEN_NOTEBOOK:
            return (
                f"Next: {exercise.place} cannot be read as a notebook; rename it and enter "
                "`mlsmath learn` to get a fresh one."
            )
        if exercise.state == MISSING_TEST:
            return (
                f"Next: your notebook has no check of {place}; rename it, enter "
                "`mlsmath learn` for a fresh one, and copy your answers into it."
            )
        if exercise.state == NOT_TRIED:
            return f"Next: try {place}."
        if exercise.message:
            return f"Next: look again at {place}. {exercise.message}"
        return f"Next: look again at {place} ({exercise.state})."
    return "All exercises are done. Well done!"


def _table(exercises: list[Exercise]) -> "Table":
    from rich.box import HORIZONTALS
    from rich.table import Table

    table = Table("Exercise", box=HORIZONTALS)
    table.add_column("Points", justify="right", no_wrap=True)
    table.add_column("State", overflow="fold")
    for week, of_week in _grouped(exercises, "week"):
        table.add_row(week, _points(of_week), _done(of_week), style="bold")
        table.add_section()
        for notebook, own in _grouped(of_week, "notebook"):
            table.add_row(notebook, _points(own), "", style="bold")
            for exercise in own:
                table.add_row(
                    f"  {exercise.name}",
                    _points([exercise]),
                    exercise.state,
                    style="green" if exercise.state == DONE else None,
                )
            table.add_section()
    table.add_row("All", _points(exercises), _done(exercises), style="bold")
    return table


def _grouped(exercises: list[Exercise], by: str) -> Iterator[tuple[str, list[Exercise]]]:
    for name in dict.fromkeys(getattr(exercise, by) for exercise in exercises):
        yield name, [exercise for exercise in exercises if getattr(exercise, by) == name]


def _done(exercises: list[Exercise]) -> str:
    done = sum(exercise.state == DONE for exercise in exercises)
    return f"{done} of {len(exercises)} exercises done"


def _points(exercises: list[Exercise]) -> str:
    points = round(sum(exercise.points for exercise in exercises), 2)
    return f"{points:g} of {sum(exercise.max_points for exercise in exercises):g}"


def _find(notebook: "NotebookNode", released: "NotebookNode") -> "NotebookNode | None":
    """Return the cell with a released cell's grade id; of copies the last, as nbgrader does."""
    wanted = released.metadata.nbgrader.grade_id
    for cell in reversed(notebook.cells):
        if cell.metadata.get("nbgrader", {}).get("grade_id") == wanted:
            return cell
    return None


def _message(test: "NotebookNode") -> str:
    """Return what the check says, in one line, if it is one of ours."""
    result = check_result(test) or {}
    return " ".join(str(result.get("message") or "").split()).lstrip("✘ ")


def _first_error(cells: "list[NotebookNode]") -> str:
    """Return the first error among the outputs of cells, or text on stderr, in one line."""
    for cell in cells:
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                return reading.one_line(
                    f"{output.ename}: {output.evalue}" if output.evalue else output.ename
                )
            if output.output_type == "stream" and output.name == "stderr":
                return reading.one_line(output.text)
    return ""
