"""Where the course's source notebooks are, and their order."""

import re
from collections.abc import Iterable
from pathlib import Path

import mlsmath
from mlsmath.commands.course.errors import CourseError, UsageError

PACKAGE = Path(mlsmath.__file__).resolve().parent


def source_folder() -> Path:
    """Return the folder that holds a folder for each week.

    An installed wheel carries the notebooks inside the package; a checkout, also one that is
    installed as editable, has them in `notebooks/` beside the package. Raises CourseError if
    neither is there.
    """
    shipped = PACKAGE / "notebooks"
    checkout = PACKAGE.parent / "notebooks"
    for folder in (shipped, checkout):
        if folder.is_dir() and week_folders(folder):
            return folder
    raise CourseError(
        f"The course's notebooks were not found in {shipped} or {checkout}; install mlsmath again."
    )


def week_folders(course: Path) -> list[Path]:
    """Return the folders of `course` that hold notebooks, in the order of the weeks."""
    return sorted(
        (
            folder
            for folder in course.iterdir()
            if folder.is_dir() and not folder.name.startswith(".") and any(folder.glob("*.ipynb"))
        ),
        key=natural_order,
    )


def notebook_names(course: Path) -> list[str]:
    """Return the names of the course's notebooks, such as `week1-a/01-b.ipynb`, in order."""
    return [
        f"{week.name}/{path.name}"
        for week in week_folders(course)
        for path in sorted(week.glob("*.ipynb"), key=natural_order)
    ]


def week_title(folder: Path) -> str:
    """Return the title of a week: `week1-linear-regression` becomes "Week 1: linear regression"."""
    week = re.fullmatch(r"week(\d+)-(.+)", folder.name)
    if week is None:
        return folder.name.replace("-", " ").capitalize()
    return f"Week {week[1]}: {week[2].replace('-', ' ')}"


def notebooks_in(places: Iterable[Path]) -> list[Path]:
    """Return the notebooks among `places`, and those inside its folders, each once, in order.

    Raises UsageError for a place that is not there, is no notebook, or is a folder without any.
    """
    found: dict[Path, None] = {}
    for place in places:
        if place.is_dir():
            inside = sorted(
                (path for path in place.rglob("*.ipynb") if not _hidden(path.relative_to(place))),
                key=natural_order,
            )
            if not inside:
                raise UsageError(f"There is no notebook in the folder {place}.")
            found.update(dict.fromkeys(inside))
        elif not place.exists():
            raise UsageError(f"There is no notebook or folder {place}.")
        elif place.suffix != ".ipynb":
            raise UsageError(f"{place} is not a notebook: its name does not end in .ipynb.")
        else:
            found[place] = None
    return list({path.resolve(): path for path in found}.values())


def natural_order(path: Path) -> list[tuple[int, str]]:
    """Return a sort key that puts `week2` before `week10`."""
    pieces = re.findall(r"\d+|[^\d]+", path.as_posix())
    return [(int(piece), "") if piece.isdecimal() else (-1, piece) for piece in pieces]


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
