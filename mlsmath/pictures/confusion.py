"""The table of what is true and what was predicted, right and wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .drawn import drawn
from .parts import cell
from .style import GREEN, PURPLE, counted, number
from .values import Array, Vector
from .week3_parts import NO_YES, Words, as_answers

if TYPE_CHECKING:
    import numpy.typing as npt
    from matplotlib.axes import Axes


@drawn(height=3.6)
def draw_confusion(
    axes: Axes, y: npt.ArrayLike, predicted: npt.ArrayLike, labels: Words = NO_YES
) -> str:
    """Draw the table of the true answers against the predicted ones, with how many birds each.

    ``y`` and ``predicted`` have shape (m,) and are 0 or 1; ``labels`` are the words for 0 and 1.
    """
    predicted = as_answers("predicted", predicted)
    y = as_answers("y", y, len(predicted), "predicted")
    counts = count_right_and_wrong(y, predicted)
    places = table_of_counts(axes, labels)
    for (i, j), how_many in np.ndenumerate(counts):
        x, up = places[i, j]
        axes.text(x, up, str(how_many), fontsize=16, ha="center", va="center")
    axes.set_title(share_right(counts))
    return f"Table of what is true and what was predicted. {tell_table(counts, labels)}"


def share_right(counts: Vector) -> str:
    """Return how many birds of a table are predicted right, also in percent."""
    correct, m = int(np.trace(counts)), int(counts.sum())
    return f"{correct} of {counted(m, 'bird')} right: {number(100 * correct / m)} %"


def tell_table(counts: Vector, labels: tuple[str, str]) -> str:
    """Return the table of right and wrong in sentences."""
    rows = " ".join(
        f"Really {labels[i]}: {counts[i, 0]} predicted {labels[0]}, "
        f"{counts[i, 1]} predicted {labels[1]}."
        for i in (0, 1)
    )
    return f"{rows} {share_right(counts)}."


def count_right_and_wrong(y: Vector, predicted: Array) -> Array:
    """Return how many birds have each pair of answers: a row for each true one."""
    return np.array([[np.sum((y == i) & (predicted == j)) for j in (0, 1)] for i in (0, 1)])


def table_of_counts(axes: Axes, labels: tuple[str, str], narrow: bool = False) -> Vector:
    """Draw the table but for its counts and return where those go, shape (2, 2, 2)."""
    wide, high = 2.0, 1.0
    between = "\n" if narrow else " "
    places = np.empty((2, 2, 2))
    for i, row in enumerate(labels):
        axes.text(-0.15, -(i + 0.5) * high, f"really{between}{row}", ha="right", va="center")
        axes.text((i + 0.5) * wide, 0.1, f"predicted{between}{row}", ha="center", va="bottom")
        for j in (0, 1):
            words, colour = ("✓ right", GREEN) if i == j else ("✗ wrong", PURPLE)
            text = cell(axes, j * wide, i * high, wide, high, words, colour)
            x, y = text.get_position()
            text.set_position((x, y - 0.2 * high))
            places[i, j] = x, y + 0.15 * high
    axes.set(xlim=(-1.7, 2 * wide + 0.1), ylim=(-2 * high - 0.1, 0.5))
    axes.set_axis_off()
    return places
