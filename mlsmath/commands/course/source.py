"""Where the course's notebooks are, and their order."""

import re
from collections.abc import Iterable
from pathlib import Path

import mlsmath
from mlsmath.commands.course.errors import CourseError, UsageError

PACKAGE = Path(mlsmath.__file__).resolve().parent


def course_folder() -> Path:
    """Return the folder that holds a folder for each week of notebooks.

    An installed wheel carries them inside the package, released; a checkout, also one that is
    installed as editable, has the sources in `notebooks/` beside the package. Raises CourseError
    if neither is there.
    """
    shipped, checkout = released_folder(), PACKAGE.parent / "notebooks"
    for folder in (shipped, checkout):
        if folder.is_dir() and week_folders(folder):
            return folder
    raise CourseError(
        f"The course's notebooks were not found in {shipped} or {checkout}; install mlsmath again."
    )


def released_folder() -> Path:
    """Return where an installed wheel has the notebooks, without solutions and hidden tests."""
    return PACKAGE / "notebooks"


def source_folder() -> Path:
    """Return the folder of the notebooks with their solutions.

    It is that of this checkout, or of the one in which the command was entered. Raises CourseError
    if there is none: an installed wheel has the learners' versions alone.
    """
    for checkout in (PACKAGE.parent, Path.cwd()):
        folder = checkout / "notebooks"
        if (folder / "nbgrader_config.py").is_file() and week_folders(folder):
            return folder
    raise CourseError(
        "This needs the notebooks with their solutions, and an installed mlsmath has those of "
        "learners alone. Enter the command in a copy of the course's repository, where the folder "
        "notebooks is."
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
                (
                    path
                    for path in place.rglob("*.ipynb")
                    if not any(part.startswith(".") for part in path.relative_to(place).parts)
                ),
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
