"""What `mlsmath learn` says: where the work is, what changed, how to come back."""

from mlsmath import __version__
from mlsmath.commands.course.learner_copy import Copy
from mlsmath.commands.course.place import Place
from mlsmath.commands.course.start_page import command


def where(place: Place) -> str:
    """Say where the course is, and why there."""
    lines = [f"Your course is in {place.folder}"]
    if place.instead_of is not None:
        lines.insert(0, f"The folder {place.instead_of} cannot be written to.")
    if place.inside is not None:
        lines.insert(0, f"The folder {place.inside} is inside your copy of the course.")
    if place.other is not None:
        lines.append(
            f"You have another copy in {place.other}\n"
            f"To go on with that one, enter: {command('learn', place.other)}"
        )
    if not place.writable:
        lines.append(
            "This folder is read-only: you can run everything, but changes cannot be saved in it.\n"
            "For a copy that you can change, enter: mlsmath learn FOLDER"
        )
    return "\n".join(lines)


def changes(copy: Copy) -> str:
    """Say what was added, what was updated and what was left alone."""
    lines = []
    if copy.version_before:
        lines.append(
            f"  This is version {__version__} of the course; it was {copy.version_before}."
        )
    lines += [f"  added       {name}" for name in copy.added]
    lines += [f"  updated     {name}" for name in copy.updated]
    lines += [
        f"  left alone  {name} "
        + ("(it differs from the course's own)" if name in copy.unsure else "(you have changed it)")
        for name in copy.kept
    ]
    lines += [f"  left alone  {name} (no longer part of the course)" for name in copy.gone]
    if copy.unsure:
        lines.append(
            "What differs may be your work, or an older version of the course. To get the "
            "course's own, rename your file, then enter the same command again."
        )
    if copy.newer:
        lines.append(
            f"There is a newer version of {', '.join(copy.newer)}. To get it, rename your file, "
            "then enter the same command again."
        )
    lines += [
        f"The exercises that you have answered in {old} are in {new} now. Copy your answers there."
        for old, new in copy.moved
    ]
    return "\n".join(lines) if lines else "  everything is up to date"


def come_back(place: Place) -> str:
    """Say how to come back another day."""
    return f"To come back another day, enter: {command('learn', place.folder)}"


def opened(address: str) -> str:
    """Say where JupyterLab is."""
    return (
        "JupyterLab is running. If no browser window opens, open this address in a browser:\n"
        f"  {address}\n"
        "To stop, save your notebooks, then press Ctrl-C here."
    )


def closed(place: Place) -> str:
    """Say good-bye and where the work is."""
    return f"JupyterLab has stopped. Your work is in {place.folder}\n{come_back(place)}"
