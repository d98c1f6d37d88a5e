"""The table of what is true and what was predicted, and the threshold that makes it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .arguments import NO_YES, Array, Numbers, Probability, Vector, Words, as_answers
from .bindings import Control, Series, affine, table, words
from .drawn import by_hand, drawn
from .layout import cell
from .marks import Area, Item, Line, Text
from .null_figure import Axes
from .scene import Grip, Scene
from .shading import ANSWERS
from .style import GREEN, INK, PURPLE, counted, new_figure, number


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


@by_hand
def threshold_by_hand(
    p: Numbers, y: npt.ArrayLike, threshold: Probability = 0.5, *, labels: Words = NO_YES
) -> Scene:
    """Let the learner move the threshold from which on a probability counts as yes.

    ``p`` are probabilities and ``y`` the true answers, both of shape (m,). Left how many birds
    have which probability, right the table of right and wrong with accuracy, precision and
    recall, which follow. The value is read and set as ``.threshold``. Without a kernel it shows
    one still picture.
    """
    y = as_answers("y", y, len(p), "p")
    outside = np.flatnonzero((p < 0) | (p > 1))
    if len(outside):
        raise ValueError(
            f"p must hold probabilities from 0 to 1, but p[{outside[0]}] is "
            f"{number(p[outside[0]])}."
        )
    control = Control("threshold", "threshold", 0.0, 1.0, 0.01, threshold)
    figure = new_figure(height=4.3)
    axes, beside = figure.subplots(1, 2, width_ratios=(1, 1.15))
    tallest = draw_piles(axes, p, y, labels)
    ends = affine(lambda threshold: np.array([threshold, threshold]))
    corners = affine(lambda threshold: np.array([threshold, 1.04, 1.04, threshold]))
    correct = affine(lambda threshold: (2 * y - 1) * over_threshold(p, threshold), reduce="count")

    def accuracy(threshold: float) -> float:
        return float(np.mean((over_threshold(p, threshold) > 0) == (y == 1)))

    def precision(threshold: float) -> str:
        said = over_threshold(p, threshold) > 0
        return _share(int(np.sum(said & (y == 1))), int(np.sum(said)))

    def recall(threshold: float) -> str:
        said = over_threshold(p, threshold) > 0
        return _share(int(np.sum(said & (y == 1))), int(np.sum(y == 1)))

    items: list[Item] = [
        Area(axes, corners, [-tallest, -tallest, tallest, tallest], color=INK, alpha=0.13,
             label=f"says {labels[1]}"),
        Line(axes, ends, [-tallest, tallest], color=INK, label="threshold"),
        Text(beside, "title",
             "accuracy {right}" + f" / {len(y)}" + " = {accuracy}\nprecision {precision}\n"
             "recall {recall}",
             {"right": correct, "accuracy": table(accuracy, "threshold", each=True),
              "precision": words(precision, "threshold"), "recall": words(recall, "threshold")},
             lines=3),
    ]  # fmt: skip
    places = table_of_counts(beside, labels, narrow=True)
    beside.set_ylim(-2.1, 0.65)
    for i, j in np.ndindex(2, 2):
        how_many = {"n": _count_said(p[y == i], j)}
        across, up = places[i, j]
        items.append(Text(beside, "at", "{n}", how_many, across, up, size=16))

    def tell(threshold: float) -> str:
        counts = count_right_and_wrong(y, over_threshold(p, threshold) > 0)
        return (
            f"{counted(len(y), 'bird')} by their probability of {labels[1]}, and the threshold "
            f"{number(threshold)}, from which on the answer is {labels[1]}. "
            f"{tell_table(counts, labels)} Precision {precision(threshold)}, recall "
            f"{recall(threshold)}."
        )

    grip = Grip(axes, {"threshold": lambda px: px}, cursor="ew-resize")
    return Scene(figure, (control,), items, tell=tell, grips=(grip,), legend=4)


def _share(hits: int, of: int) -> str:
    """Return a share as it is worked out, such as ``17 / 20 = 0.85``; of none there is none."""
    return f"{hits} / {of} = {number(hits / of)}" if of else "0 / 0: of none, no share"


def over_threshold(p: Vector, threshold: float) -> Vector:
    """Return how far p is over the threshold; p equal to it is over, and said yes to."""
    return p - threshold + 1e-9


def _count_said(p: Vector, answer: int) -> Series:
    """Return how many of these birds get this answer."""
    if not len(p):
        return affine(lambda threshold: np.array([0.0]))
    sign = 1 if answer else -1
    return affine(lambda threshold: sign * over_threshold(p, threshold), reduce="count")


def draw_piles(axes: Axes, p: Vector, y: Vector, labels: tuple[str, str]) -> float:
    """Draw how many birds have which probability, yes upwards, no downwards; return the height."""
    from matplotlib.ticker import MaxNLocator

    bins = np.linspace(0, 1, 21)
    tallest = 1
    for answer, (colour, _) in enumerate(ANSWERS):
        counts, _ = np.histogram(p[y == answer], bins)
        tallest = max(tallest, int(counts.max()))
        axes.bar(
            bins[:-1], counts if answer else -counts, np.diff(bins), align="edge", color=colour,
            hatch=None if answer else "//", edgecolor="white", linewidth=0.8,
            label=f"really {labels[answer]}",
        )  # fmt: skip
    axes.axhline(0, color=INK, lw=1)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.yaxis.set_major_formatter(lambda height, _: f"{abs(height):.0f}")
    high = 1.08 * tallest
    axes.set(xlim=(-0.04, 1.04), ylim=(-high, high), xlabel=f"probability p of {labels[1]}")
    axes.set_ylabel("number of birds")
    return high
