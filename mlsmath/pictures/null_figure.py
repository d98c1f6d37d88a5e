"""What a picture is drawn on when nobody looks: a grading run has no eyes, and little time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
else:  # Matplotlib is imported when something is drawn
    Axes = Figure = Any


def being_graded() -> bool:
    """Return whether nbgrader runs this notebook, where nobody looks at pictures."""
    return bool(os.environ.get("NBGRADER_EXECUTION"))


def python_goes_away() -> bool:
    """Return whether the picture is for a page where Python cannot be asked later."""
    return bool(os.environ.get("MLSMATH_FOR_PAGES"))


class Unseen:
    """Takes the place of a figure and of everything on it; what is drawn there is lost.

    Each call and each attribute gives the same again. Only what a picture does sums with is a
    number: a place and the ends of an axis.
    """

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *_: Any, **__: Any) -> Unseen:  # noqa: D102
        return self

    def __iter__(self) -> Iterator[Unseen]:
        return iter((self,))

    def __getitem__(self, _: Any) -> Unseen:
        return self

    def __len__(self) -> int:
        return 0

    def subplots(self, rows: int = 1, columns: int = 1, **named: Any) -> Any:
        """Return one axes, or as many as Matplotlib does."""
        many = np.empty((rows, columns), dtype=object)
        for place in np.ndindex(many.shape):
            many[place] = self
        if not named.get("squeeze", True):
            return many
        return many.squeeze() if many.size > 1 else self

    def get_xlim(self) -> tuple[float, float]:
        """Return the ends of an axis."""
        return 0.0, 1.0

    get_ylim = get_position = get_xlim

    def savefig(self, file: Any, **_: Any) -> None:
        """Write a picture of one white pixel."""
        from PIL import Image

        Image.new("RGB", (1, 1), "white").save(file, format="png")
