"""A name that Python does not know here: which cell would make it, and what to do."""

import ast
import difflib
import inspect
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mlsmath.slips import places, state
from mlsmath.slips.meant import meant
from mlsmath.slips.scene import Scene, every
from mlsmath.slips.slip import Slip

PLAIN = (
    "argument-worked-out",
    "list-not-made",
    "nearly-own-name",
    "other-name-in-loop",
    "other-word",
    "used-before-set",
    "hat-for-power",
    "made-and-not-used",
    "sign-of-the-page",
)
MODULES = ("math", "np", "numpy", "plt", "pd")


def unknown(name: str, names: dict[str, Any], cells: state.Cells, folder: Path) -> Slip | None:
    """Return why a name is not there, by the cells of this notebook and of those beside it."""
    if name in cells.failed:
        return _stopped(name, cells.failed[name])
    renamed = _renamed(name, names, cells.text)
    if renamed is not None:
        return Slip(
            "other-name",
            f"The check looks for `{name}`, and yours is called `{renamed}`. Write `def {name}(` "
            "in your cell, run it, then this one.",
        )
    if mistyped := _mistyped(name, names):
        if f"check_{name}" not in names:
            return None
        return Slip(
            "other-name",
            f"There is no `{name}`, but your cell makes `{mistyped}`. Write `def {name}(` in that "
            "cell, run it, then this one.",
        )
    notebook = places.this_notebook(folder, cells.text, cells.id, cells.ran)
    found = places.makers(notebook, name) if notebook is not None else []
    here = (
        next((p.position for p in places.places(notebook) if _is(p, cells)), None)
        if notebook is not None and found
        else None
    )
    if found and here is not None:
        above = [place for place in found if place.position < here]
        if above and above[-1].id in cells.stopped:
            return _stopped(name, cells.stopped[above[-1].id])
        if above:
            return Slip(
                "cell-not-run",
                f"`{name}` is made in the cell under “{above[-1].heading}”, and that cell has not "
                "run since the notebook was opened. Run it, then this one. (The menu Run has "
                "“Run All Above Selected Cell”.)",
            )
        if found[0].position > here:
            return Slip(
                "made-later",
                f"`{name}` is made further down only, under “{found[0].heading}”. A cell knows "
                "what ran before it.",
            )
    known = found or name in MODULES or len(name) == 1
    other = places.in_other_notebooks(folder, notebook, name) if not known else None
    if not known and (of_course := _of_the_course(name, names, cells, other)):
        return of_course
    if other is not None:
        return Slip(
            "other-notebook",
            f"`{name}` was made in another notebook, `{other.notebook.name}`. A notebook knows "
            "only what its own cells made: make it here, or use what this page has.",
        )
    return None


def _of_the_course(
    name: str, names: dict[str, Any], cells: state.Cells, other: places.Place | None
) -> Slip | None:
    """Return what to do without a function that another page has: written there, or imported."""
    task, home = state.course.tasks.get(name), state.course.homes.get(name, "")
    called = any(re.search(rf"\b{name}\(", text) for text in (cells.text, *cells.ran))
    if f"check_{name}" in names or not (called and (task or home)):
        return None
    line = f"from {home} import {name}"
    if task is None:
        takes = inspect.signature(getattr(sys.modules[home], name)).parameters
        alike = [
            one
            for one, held in names.items()
            if getattr(held, "__module__", "") == home and callable(held)
            if list(inspect.signature(held).parameters) == list(takes)
        ]
        if len(alike) == 1:
            return Slip(
                "not-imported",
                f"`{name}` belongs to another page. This page has `{alike[0]}`, which takes the "
                "same: is that meant?",
            )
        return Slip(
            "not-imported",
            f"`{name}` is a function of the course, and this page has not imported it. Run this "
            f"line first: `{line}`.",
        )
    same = [one for one, function in names.items() if task.is_done_by(function)]
    one_column = task.parameters[:1] == ("x",)
    if one_column and any(re.search(rf"\b{name}\(X\b", text) for text in (cells.text, *cells.ran)):
        instead = "That one is for a single column. Write its lines here, for what this page has."
    elif same:
        instead = f"Here `{same[0]}({', '.join(task.parameters)})` works out the same."
    elif home and task.is_done_by(getattr(sys.modules[home], name)):
        instead = f"The course's own works out the same. Run this line first: `{line}`."
    else:
        place = f"`{other.notebook.name}`" if other is not None else "there"
        instead = f"Copy the cell with your `def {name}(` from {place} to this page, and run it."
    return Slip(
        "other-page", f"`{name}` is a task of another page, and each page starts empty. {instead}"
    )


def _stopped(name: str, stopped: state.Stopped) -> Slip:
    return Slip(
        "cell-failed",
        f"The cell that makes `{name}` did not run the last time. There, at `{stopped.line}`: "
        f"{stopped.slip.said} Mend it and run that cell, then this one.",
    )


def elsewhere(
    error: BaseException, names: dict[str, Any], arguments: Sequence[str] = ()
) -> Slip | None:
    """Return where a name is made that a learner's code looked for, if this is a notebook.

    A name that is like one of the function's own `arguments` was meant to be that one.
    """
    name = getattr(error, "name", None)
    missing = isinstance(error, NameError) and not isinstance(error, UnboundLocalError)
    if not missing or not name or not state.cells.text:
        return None
    if name.lower() in [argument.lower() for argument in arguments]:
        return None
    return unknown(name, names, state.cells, Path.cwd())


def meaning(scene: Scene, names: dict[str, Any], arguments: Sequence[str] = ()) -> Slip | None:
    """Return what an error means: by the text, where that is plain, else by the other cells."""
    slip = meant(scene)
    if (slip is not None and slip.name in PLAIN) or scene.error is None:
        return slip
    return elsewhere(scene.error, names, arguments) or slip


def _is(place: places.Place, cells: state.Cells) -> bool:
    return place.id == cells.id or place.text == cells.text


def _mistyped(name: str, names: dict[str, Any]) -> str | None:
    """Return a function of this notebook whose name is this one but for a letter or two."""
    own = [one for one in state.own_functions(names) if f"check_{one}" not in names]
    near = difflib.get_close_matches(name, own, 1, 0.85)
    return next((one for one in near if abs(len(one) - len(name)) <= 2), None)


def _renamed(name: str, names: dict[str, Any], text: str) -> str | None:
    """Return the learner's function that a check was meant to get: alike by name or arguments."""
    check = _check_of(name, names, text)
    if check is None:
        return None
    own = state.own_functions(names)
    near = difflib.get_close_matches(name, own, 1, 0.75)
    wanted = tuple(getattr(check, "parameters", ()))
    alike = [
        other
        for other, function in own.items()
        if wanted
        and function.__code__.co_varnames[: function.__code__.co_argcount] == wanted
        and f"check_{other}" not in names
    ]
    return near[0] if near and f"check_{near[0]}" not in names else next(reversed(alike), None)


def _check_of(name: str, names: dict[str, Any], text: str) -> Any:
    """Return the check that a cell hands a name to."""
    try:
        calls = list(every(ast.Call, ast.parse(text)))
    except (SyntaxError, ValueError):
        return None
    for call in calls:
        given = [arg.id for arg in call.args if isinstance(arg, ast.Name)]
        if isinstance(call.func, ast.Name) and name in given and call.func.id.startswith("check_"):
            return names.get(call.func.id)
    return None
