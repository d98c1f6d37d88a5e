"""Yes or no in two features: the birds, the shading of the probability, and the boundary."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import numpy as np

from .drawn import drawn
from .labels import Labels
from .parts import Range, note, shared_labels
from .style import INK, counted, number
from .values import Called, Vector, as_function, as_named, as_number, as_vector, plainly
from .week3_parts import (
    NO_YES,
    AnswersToX,
    Features,
    Look,
    Words,
    as_examples,
    count_answers,
    probabilities_of,
    right,
    scatter_answers,
    shade,
    tell_boundary,
    tell_dotted,
    window_of,
)

if TYPE_CHECKING:
    import numpy.typing as npt
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_MODELS = 3
QUITE_SURE = (0.1, 0.9)


def as_boundary(boundary: Any) -> tuple[Vector, float]:
    """Return ``(w, b)`` with ``w`` of shape (2,), not both 0, or raise ``ValueError``."""
    try:
        w, b = boundary
    except (TypeError, ValueError):
        raise ValueError(
            "boundary must be a pair (w, b) such as ([2.0, 5.3], -56.8), w with two numbers."
        ) from None
    w, b = as_vector("w in boundary", w), as_number("b in boundary", b)
    if w.shape != (2,) or not w.any():
        raise ValueError(
            "w in boundary must hold two numbers that are not both 0, "
            f"but it is {[float(value) for value in w]}."
        )
    return w, b


Boundary = Annotated[tuple[Vector, float], plainly(lambda name, line: as_boundary(line))]


@drawn(height=4.8, legend=4)
def draw_two_features(
    axes: Axes,
    X: Features,
    y: AnswersToX,
    *,
    units: Labels,
    labels: Words = NO_YES,
    predict: Called | None = None,
    boundary: Boundary | None = None,
) -> str:
    """Draw birds in two features, their answers told apart by colour and by marker.

    ``X`` has shape (m, 2), its columns are drawn across and up; ``y`` has shape (m,) and is 0
    or 1. ``predict`` takes an array of shape (k, 2) and gives k probabilities: they are drawn as
    shading, with the boundary where they are 0.5. If it fails, the picture says how, in words.
    ``boundary = (w, b)``, ``w`` of shape (2,), draws the straight line w₁x₁ + w₂x₂ + b = 0.
    """
    window = window_of(X)
    told = []
    if predict is not None:
        p = shade(axes, predict, "predict", window, QUITE_SURE, X)
        correct = right(probabilities_of(predict, "predict", X), y)
        share = f"{correct} of {len(y)} right ({number(100 * correct / len(y))} %)"
        axes.set_title(f"shading: probability of {labels[1]}, {share}")
        told += [f"Shaded with the probability of {labels[1]}: {share}.", tell_boundary(p, labels)]
        told += tell_dotted(p, QUITE_SURE)
        if p.min() < 0.5 <= p.max():
            axes.plot([], [], color=INK, label="boundary: p = 0.5")
    if boundary is not None:
        told.append(draw_boundary_line(axes, *boundary, window))
    scatter_answers(axes, X[:, 0], X[:, 1], y, labels, alpha=0.8, zorder=2.5)
    axes.set(xlim=window[0], ylim=window[1], **units.names)
    return (
        f"{counted(len(y), 'bird')} ({count_answers(y, labels)}) over {units.x.span(X[:, 0])} "
        f"and {units.y.span(X[:, 1])}.{' '.join(['', *told])}"
    )


def boundary_ends(w: Vector, b: float, window: tuple[Range, Range]) -> Vector:
    """Return the two ends of w₁x₁ + w₂x₂ + b = 0, shape (2, 2), far enough to cross the window."""
    (left, right_), (low, high) = window
    if abs(w[1]) * (high - low) >= abs(w[0]) * (right_ - left):
        across = np.array([left, right_])
        return np.column_stack([across, -(w[0] * across + b) / w[1]])
    up = np.array([low, high])
    return np.column_stack([-(w[1] * up + b) / w[0], up])


def draw_boundary_line(axes: Axes, w: Vector, b: float, window: tuple[Range, Range]) -> str:
    """Draw the straight boundary and return where it runs, as a sentence."""
    ends = boundary_ends(w, b, window)
    axes.plot(*ends.T, color=INK, ls="--", zorder=3, label="boundary: z = 0")
    (x1, y1), (x2, y2) = ends
    told = (
        f"The straight boundary goes through ({number(x1)}, {number(y1)}) "
        f"and ({number(x2)}, {number(y2)})."
    )
    corners = np.array([(a, c) for a in window[0] for c in window[1]]) @ w + b
    if corners.min() > 0 or corners.max() < 0:
        note(axes, "The boundary is outside this picture.")
        told += " It is outside this picture."
    return told


@drawn(legend=2)
def draw_boundary_fit(
    figure: Figure,
    X: Features,
    y: AnswersToX,
    models: Mapping[str, Callable[[Vector], Vector]],
    *,
    X_validation: npt.ArrayLike | None = None,
    y_validation: npt.ArrayLike | None = None,
    units: Labels,
    labels: Words = NO_YES,
) -> str:
    """Draw the boundaries of at most three models, a panel each, with train and validation birds.

    ``X`` has shape (m, 2), ``y`` shape (m,); ``X_validation`` and ``y_validation`` likewise. Train
    birds are drawn full, validation birds hollow. ``models`` maps a name to a function that takes
    an array of shape (k, 2) and gives k probabilities. If one fails, the picture says how.
    """
    such_as = '{"degree 2": predict}'
    models = {
        name: as_function(f"models[{name!r}]", model)
        for name, model in as_named("models", models, MOST_MODELS, such_as).items()
    }
    if (X_validation is None) != (y_validation is None):
        raise ValueError("X_validation and y_validation must be given both, or neither.")
    flocks = {"train": (X, y)}
    if X_validation is not None:
        names = ("X_validation", "y_validation")
        flocks["validation"] = as_examples(X_validation, y_validation, names)
    both = len(flocks) > 1
    everyone = np.concatenate([birds for birds, _ in flocks.values()])
    window = window_of(everyone)
    figure.set_figheight(4.6 if len(models) > 1 else 5.0)
    panels = figure.subplots(1, len(models), sharey=True, squeeze=False)[0]
    told = []
    for axes, (name, model) in zip(panels, models.items(), strict=True):
        p = shade(axes, model, name, window)
        shares = [
            f"{flock}: " * both
            + f"{right(probabilities_of(model, name, birds), answers)} of {len(answers)} right"
            for flock, (birds, answers) in flocks.items()
        ]
        for over, (flock, (birds, answers)) in enumerate(flocks.items()):  # train birds on top
            no, yes = (f"{label}{f', {flock}' * both}" for label in labels)
            look: Look = {"zorder": 2.5 - 0.1 * over, "hollow": flock != "train"}
            scatter_answers(axes, birds[:, 0], birds[:, 1], answers, (no, yes), **look)
        axes.set_title("\n".join([name, *shares]))
        axes.set(xlim=window[0], ylim=window[1])
        told.append(f"{name}: {', '.join(shares)}. {tell_boundary(p, labels)}")
    panels[0].plot([], [], color=INK, label="boundary: p = 0.5")
    shared_labels(figure, panels, **units.names)
    counts = " and ".join(
        f"{len(answers)} {f'{flock} ' * both}birds ({count_answers(answers, labels)})"
        for flock, (_, answers) in flocks.items()
    )
    return (
        f"{counted(len(models), 'panel')} with {counts} over {units.x.span(everyone[:, 0])} and "
        f"{units.y.span(everyone[:, 1])}, shaded with the probability of {labels[1]}, and the "
        f"boundary where it is 0.5. {' '.join(told)}"
    )
