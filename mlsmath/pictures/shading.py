"""Yes or no: the two answers as marks, and the probability as a shading with its boundary."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from mlsmath.model import logistic_prediction

from .arguments import PredictProbability, Vector
from .bindings import Series
from .cost_map import label_lines
from .layout import Range, halo, padded
from .learner_code import LearnerError, name_of, probabilities_of
from .marks import Cells, Dots
from .null_figure import Axes
from .style import BLUE, INK, VERMILLION, Look, counted, number

# Colour and marker of the answers no (0) and yes (1).
ANSWERS = ((VERMILLION, "s"), (BLUE, "o"))
CELLS = 121
STEEPEST = 10.0


def scatter_answers(
    axes: Axes,
    x: Vector,
    heights: Vector,
    y: Vector,
    labels: tuple[str, str],
    hollow: bool = False,
    **look: Any,
) -> None:
    """Draw each bird at its place, with the colour and the marker of its answer.

    Where the words for the answers are empty, the legend does not tell them.
    """
    for answer, (colour, marker) in enumerate(ANSWERS):
        these = y == answer
        label = f"{labels[answer]}: {counted(int(these.sum()), 'bird')}" if labels[answer] else None
        edge: Look = {"markeredgecolor": "white", "markeredgewidth": 0.5}
        if hollow:
            edge = {"markerfacecolor": "white", "markeredgecolor": colour, "markeredgewidth": 1.5}
        size = bird_size(len(x))
        mark: Look = {"ls": "none", "marker": marker, "markersize": size, "color": colour}
        axes.plot(x[these], heights[these], label=label, **(mark | edge | look))


def moving_answers(
    axes: Axes, X: Vector, y: Vector, labels: tuple[str, str], hollow: bool = False
) -> list[Dots]:
    """Return the birds in two features as items, which lie over a shading that moves."""
    found = []
    for answer, (colour, marker) in enumerate(ANSWERS):
        look: Look = {"color": colour, "marker": marker, "size": bird_size(len(X))}
        if hollow:
            look |= {"color": "white", "edge": colour, "edge_width": 1.5}
        if np.any(y == answer):
            found.append(Dots(axes, *X[y == answer].T, label=labels[answer], **look))
    return found


def bird_size(how_many: int) -> float:
    """Return the size of the mark of one bird among so many."""
    return 8.0 if how_many <= 30 else 6.0


def count_answers(y: Vector, labels: tuple[str, str]) -> str:
    """Return how many birds have which answer, such as ``165 female, 168 male``."""
    return f"{int(np.sum(y == 0))} {labels[0]}, {int(np.sum(y == 1))} {labels[1]}"


def right(p: Vector, y: Vector) -> int:
    """Return for how many birds yes, said where p is at least 0.5, or no is right.

    What is less than rounding below a half counts as a half.
    """
    return int(np.sum((p >= 0.5 - 1e-12) == (y == 1)))


def window_of(X: Vector) -> tuple[Range, Range]:
    """Return the ranges of the two features, with some air."""
    low, high = X.min(axis=0), X.max(axis=0)
    return padded(low[0], high[0]), padded(low[1], high[1])


def grid_over(window: tuple[Range, Range], cells: int) -> Vector:
    """Return the places of a grid over the window, its rows from the bottom up, shape (k, 2)."""
    across, up = (np.linspace(*ends, cells) for ends in window)
    return np.stack(np.meshgrid(across, up), axis=-1).reshape(-1, 2)


def log_loss_from(p: Vector, y: Vector) -> float:
    """Return the mean log loss of probabilities; one that rounds to 0 or 1 counts as 1e-15 off."""
    said = np.clip(np.where(y == 1, p, 1 - p), 1e-15, 1)
    return float(-np.mean(np.log(said)))


def log_odds(p: Vector | float) -> Vector:
    """Return log(p / (1 − p)), which runs so evenly that a coarse grid tells where p is 0.5."""
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return np.log(p / (1 - p))


def shades() -> Any:
    """Return the colours of probability: the colour of no, white at a half, the colour of yes."""
    from matplotlib.colors import LinearSegmentedColormap, to_rgb

    (no, _), (yes, _) = ANSWERS
    colours = np.array([to_rgb(no), (1.0, 1.0, 1.0), to_rgb(yes)])
    return LinearSegmentedColormap.from_list("no to yes", 0.5 * colours + 0.5)


def shade(
    axes: Axes,
    predict: Callable[..., Any],
    name: str,
    window: tuple[Range, Range],
    also: tuple[float, ...] = (),
    clear_of: Any = (),
) -> Vector:
    """Shade the probability over the window, draw the boundary p = 0.5, and return the grid.

    Where ``also`` names probabilities, they are drawn as dotted lines with their numbers, away
    from the places ``clear_of``, shape (k, 2).
    Raises `LearnerError` when the learner's function fails.
    """
    p = probabilities_of(predict, name, grid_over(window, CELLS)).reshape(CELLS, CELLS)
    across, up = (np.linspace(*ends, CELLS) for ends in window)
    axes.grid(False)
    axes.contourf(across, up, p, np.linspace(0, 1, 11), cmap=shades(), vmin=0, vmax=1, zorder=0)
    z = log_odds(p)
    boundary: Any = ()
    if p.min() < 0.5 <= p.max():
        half = axes.contour(across, up, z, [0.0], colors=INK, linewidths=2.5, zorder=2)
        boundary = half.get_paths()[0].vertices
    seen = {float(log_odds(level)): level for level in within(p, also)}
    if seen:
        look: Look = {"colors": INK, "linewidths": 1, "linestyles": ":", "zorder": 2}
        lines = axes.contour(across, up, z, list(seen), **look)
        axes.set(xlim=window[0], ylim=window[1])
        levels = [f"p = {number(at)}" for at in seen.values()]
        told = label_lines(axes, lines, levels, clear_of, boundary)
        for text in told:
            text.set_path_effects(halo(3))
    return p


def within(p: Vector, levels: tuple[float, ...]) -> list[float]:
    """Return those of the probabilities that a grid of them passes."""
    return [level for level in levels if p.min() < level < p.max()]


def tell_dotted(p: Vector, levels: tuple[float, ...]) -> list[str]:
    """Return where the dotted lines are, as a sentence, or nothing where there are none."""
    told = " and ".join(number(level) for level in within(p, levels))
    return [f"Dotted where it is {told}."] if told else []


def tell_boundary(p: Vector, labels: tuple[str, str]) -> str:
    """Return how much of a grid of probabilities lies on which side, as a sentence."""
    no, yes = labels
    if p.min() >= 0.5:
        return f"The probability is at least 0.5 everywhere drawn: the answer is always {yes}."
    if p.max() < 0.5:
        return f"The probability is below 0.5 everywhere drawn: the answer is always {no}."
    share = number(float(100 * np.mean(p >= 0.5)), 2)
    return f"The answer is {yes} on {share} % of the picture, and {no} on the rest."


def shading_cells(axes: Axes, p: Series, columns: int) -> Cells:
    """Return the shading of probabilities as an item that moves."""
    (no, _), (yes, _) = ANSWERS
    return Cells(axes, p, columns, low=no, high=yes, alpha=0.5)


def speaker(predict_probability: PredictProbability | None) -> Callable[..., Vector]:
    """Return a function of X, w and b that gives probabilities, the learner's or the sigmoid."""
    if predict_probability is None:
        return logistic_prediction
    name = name_of(predict_probability, "predict_probability")

    def said(X: Vector, w: float | Vector, b: float) -> Vector:
        return probabilities_of(lambda birds: predict_probability(birds, w, b), name, X)

    return said


def right_or_none(
    said: Callable[..., Vector], X: Vector, y: Vector, w: float | Vector, b: float
) -> float:
    """Return how many answers are right; what the learner's function does wrong is told once."""
    try:
        return right(said(X, w, float(b)), y)
    except LearnerError:
        return np.nan
