"""Answers that a learner wrote where an older version of the course had the exercise."""

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

STUB = "raise NotImplementedError()"


def moved_answers(
    folder: Path, names: Iterable[str], released: Mapping[str, bytes]
) -> list[tuple[str, str]]:
    """Return pairs of notebooks of a copy: one with answers, and the one that asks for them now.

    `names` are those that the copy has ever been given, `released` the files that the course has
    now. An exercise is known by its id; one that is answered in its new place is not told of.
    """
    homes = {name: home for home, text in released.items() for name in _answers(text)}
    mine = {}
    for name in {*names, *homes.values()}:
        with suppress(OSError):
            mine[name] = _answers((folder / name).read_bytes())
    return sorted(
        {
            (old, homes[name])
            for old, answers in mine.items()
            for name, source in answers.items()
            if homes.get(name, old) != old
            and STUB not in source
            and STUB in mine.get(homes[name], {}).get(name, STUB)
        }
    )


def _answers(text: bytes) -> dict[str, str]:
    """Return what the cells for answers hold, by their ids; nothing where it cannot be read."""
    found = {}
    with suppress(ValueError, KeyError, TypeError, AttributeError, RecursionError):
        for cell in json.loads(text)["cells"]:
            settings = cell["metadata"].get("nbgrader", {})
            if settings.get("solution"):
                found[str(settings["grade_id"])] = "".join(cell["source"])
    return found
