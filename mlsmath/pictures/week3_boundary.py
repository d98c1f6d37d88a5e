"""The pictures of week 3 that judge: boundaries in two features, right and wrong, and λ."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from .parts import Range, cell, legend_on_top, note, padded, picture_in_words, shared_labels
from .picture import Picture
from .style import BEST, GREEN, INK, PURPLE, counted, in_style, new_figure, number
from .values import LearnerError, Vector, as_function, as_named, as_number, as_vector
from .week3_parts import (
    as_answers,
    as_examples,
    as_names,
    count_answers,
    probabilities_of,
    right,
    scatter_answers,
    shade,
    span,
    tell_boundary,
    tell_dotted,
    window_of,
)

if TYPE_CHECKING:
    import numpy.typing as npt
    from matplotlib.axes import Axes

MOST_MODELS = 3
QUITE_SURE = (0.1, 0.9)


@in_style()
def draw_two_features(
    X: npt.ArrayLike,
    y: npt.ArrayLike,
    *,
    xlabel: str,
    ylabel: str,
    labels: tuple[str, str] = ("no", "yes"),
    predict: Callable[[Vector], Vector] | None = None,
    boundary: tuple[npt.ArrayLike, float] | None = None,
) -> Picture:
    """Draw birds in two features, their answers told apart by colour and by marker.

    ``X`` has shape (m, 2), its columns are drawn across and up; ``y`` has shape (m,) and is 0
    or 1. ``predict`` takes an array of shape (k, 2) and gives k probabilities: they are drawn as
    shading, with the boundary where they are 0.5. If it fails, the picture says how, in words.
    ``boundary = (w, b)``, ``w`` of shape (2,), draws the straight line w₁x₁ + w₂x₂ + b = 0.
    """
    X, y = as_examples(X, y)
    labels = as_names(labels)
    predict = None if predict is None else as_function("predict", predict)
    line = None if boundary is None else as_boundary(boundary)
    window = window_of(X)
    figure = new_figure(height=4.8)
    axes = figure.subplots()
    told = []
    if predict is not None:
        try:
            p = shade(axes, predict, "predict", window, QUITE_SURE, X)
            correct = right(probabilities_of(predict, "predict", X), y)
        except LearnerError as trouble:
            return picture_in_words(str(trouble))
        share = f"{correct} of {len(y)} right ({number(100 * correct / len(y))} %)"
        axes.set_title(f"shading: probability of {labels[1]}, {share}")
        told += [f"Shaded with the probability of {labels[1]}: {share}.", tell_boundary(p, labels)]
        told += tell_dotted(p, QUITE_SURE)
        if p.min() < 0.5 <= p.max():
            axes.plot([], [], color=INK, label="boundary: p = 0.5")
    if line is not None:
        told.append(draw_boundary_line(axes, *line, window))
    scatter_answers(axes, X[:, 0], X[:, 1], y, labels, alpha=0.8, zorder=2.5)
    axes.set(xlim=window[0], ylim=window[1], xlabel=xlabel, ylabel=ylabel)
    legend_on_top(axes)
    alt = (
        f"{counted(len(y), 'bird')} ({count_answers(y, labels)}) over {span(X[:, 0], xlabel)} "
        f"and {span(X[:, 1], ylabel)}.{' '.join(['', *told])}"
    )
    return Picture(figure, alt)


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


@in_style()
def draw_boundary_fit(
    X: npt.ArrayLike,
    y: npt.ArrayLike,
    models: Mapping[str, Callable[[Vector], Vector]],
    *,
    X_validation: npt.ArrayLike | None = None,
    y_validation: npt.ArrayLike | None = None,
    xlabel: str,
    ylabel: str,
    labels: tuple[str, str] = ("no", "yes"),
) -> Picture:
    """Draw the boundaries of at most three models, a panel each, with train and validation birds.

    ``X`` has shape (m, 2), ``y`` shape (m,); ``X_validation`` and ``y_validation`` likewise. Train
    birds are drawn full, validation birds hollow. ``models`` maps a name to a function that takes
    an array of shape (k, 2) and gives k probabilities. If one fails, the picture says how.
    """
    X, y = as_examples(X, y)
    labels = as_names(labels)
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
    figure = new_figure(height=4.6 if len(models) > 1 else 5.0)
    panels = figure.subplots(1, len(models), sharey=True, squeeze=False)[0]
    told = []
    for axes, (name, model) in zip(panels, models.items(), strict=True):
        try:
            p = shade(axes, model, name, window)
            shares = [
                f"{flock}: " * both
                + f"{right(probabilities_of(model, name, birds), answers)} of {len(answers)} right"
                for flock, (birds, answers) in flocks.items()
            ]
        except LearnerError as trouble:
            return picture_in_words(str(trouble))
        for over, (flock, (birds, answers)) in enumerate(flocks.items()):
            words = tuple(f"{label}{f', {flock}' * both}" for label in labels)
            look = {"hollow": flock != "train", "zorder": 2.5 - 0.1 * over}  # train birds on top
            scatter_answers(axes, birds[:, 0], birds[:, 1], answers, words, **look)
        axes.set_title("\n".join([name, *shares]))
        axes.set(xlim=window[0], ylim=window[1])
        told.append(f"{name}: {', '.join(shares)}. {tell_boundary(p, labels)}")
    panels[0].plot([], [], color=INK, label="boundary: p = 0.5")
    shared_labels(figure, panels, xlabel, ylabel)
    legend_on_top(panels[0], 2)
    counts = " and ".join(
        f"{len(answers)} {f'{flock} ' * both}birds ({count_answers(answers, labels)})"
        for flock, (_, answers) in flocks.items()
    )
    alt = (
        f"{counted(len(models), 'panel')} with {counts} over {span(everyone[:, 0], xlabel)} and "
        f"{span(everyone[:, 1], ylabel)}, shaded with the probability of {labels[1]}, and the "
        f"boundary where it is 0.5. {' '.join(told)}"
    )
    return Picture(figure, alt)


@in_style()
def draw_confusion(
    y: npt.ArrayLike, predicted: npt.ArrayLike, labels: tuple[str, str] = ("no", "yes")
) -> Picture:
    """Draw the table of the true answers against the predicted ones, with how many birds each.

    ``y`` and ``predicted`` have shape (m,) and are 0 or 1; ``labels`` are the words for 0 and 1.
    """
    predicted = as_answers("predicted", predicted)
    y = as_answers("y", y, len(predicted), "predicted")
    labels = as_names(labels)
    counts = count_right_and_wrong(y, predicted)
    figure = new_figure(height=3.6)
    axes = figure.subplots()
    places = table_of_counts(axes, labels)
    for (i, j), how_many in np.ndenumerate(counts):
        axes.text(*places[i, j], str(how_many), fontsize=16, ha="center", va="center")
    axes.set_title(share_right(counts))
    return Picture(
        figure, f"Table of what is true and what was predicted. {tell_table(counts, labels)}"
    )


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


def count_right_and_wrong(y: Vector, predicted: Vector) -> Vector:
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


@in_style()
def draw_lambda_costs(
    lambdas: npt.ArrayLike,
    train_costs: npt.ArrayLike,
    validation_costs: npt.ArrayLike,
    *,
    xlabel: str = "λ",
    ylabel: str = "cost J without the λ term",
) -> Picture:
    """Draw the cost on the training and on the validation birds over λ, in powers of ten.

    All three have shape (k,). A λ of 0 stands at the left, a step beside the smallest one. A star
    marks the least validation cost.
    """
    lambdas = as_vector("lambdas", lambdas)
    costs = {"train": as_vector("train_costs", train_costs),
             "validation": as_vector("validation_costs", validation_costs)}  # fmt: skip
    for name, values in costs.items():
        if len(values) != len(lambdas):
            raise ValueError(
                f"{name}_costs must have one cost for each λ, shape {lambdas.shape}, "
                f"but its shape is {values.shape}."
            )
    if lambdas.min() < 0:
        raise ValueError(f"lambdas must not be below 0, but one is {number(lambdas.min())}.")
    order = np.argsort(lambdas, kind="stable")
    lambdas = lambdas[order]
    costs = {name: values[order] for name, values in costs.items()}
    figure = new_figure()
    axes = figure.subplots()
    best = draw_lambda_curves(axes, lambdas, costs)
    axes.set(xlabel=xlabel, ylabel=ylabel)
    legend_on_top(axes, 2)
    told = " ".join(
        f"{name.capitalize()} cost: {number(values[0])} at λ = {number(lambdas[0])}, "
        f"{number(values[-1])} at λ = {number(lambdas[-1])}."
        for name, values in costs.items()
    )
    alt = (
        f"Train and validation cost over {counted(len(lambdas), 'value')} of λ, "
        f"in powers of ten. {told} Star: the least validation cost, at {best}."
    )
    return Picture(figure, alt)


def draw_lambda_curves(
    axes: Axes, lambdas: Vector, costs: Mapping[str, Vector], tell_best: bool = True
) -> str:
    """Draw both costs over rising λ, with a star at the least validation cost; return where."""
    from matplotlib.ticker import NullLocator

    places = lambda_places(lambdas)
    # Train full and validation hollow, as the birds; the colours of the answers are not theirs.
    for name, colour, dashes, marker in (
        ("train", INK, "-", "o"),
        ("validation", GREEN, "--", "^"),
    ):
        face = colour if name == "train" else "white"
        axes.plot(places, costs[name], color=colour, ls=dashes, marker=marker, markersize=7,
                  markerfacecolor=face, markeredgewidth=1.5, label=f"{name} cost")  # fmt: skip
    least = int(np.argmin(costs["validation"]))
    best = f"λ = {number(lambdas[least])}, cost {number(costs['validation'][least])}"
    axes.plot([places[least]], [costs["validation"][least]], ls="none", zorder=5,
              label="least validation cost" + f": {best}" * tell_best, **BEST)  # fmt: skip
    ticks = {
        float(place): number(value)
        for place, value in zip(places, lambdas, strict=True)
        if value == 0 or np.isclose(place, round(place))
    }
    if len(ticks) < 2:
        ticks = {float(p): number(v) for p, v in zip(places, lambdas, strict=True)}
    axes.set_xticks(list(ticks), list(ticks.values()))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.set_xlim(*padded(places[0], places[-1]))
    return best


def lambda_places(lambdas: Vector) -> Vector:
    """Return the exponents of ten of λ; that of 0 one below the least of the others."""
    with np.errstate(divide="ignore"):
        places = np.log10(lambdas)
    above = places[lambdas > 0]
    return np.where(lambdas > 0, places, (np.floor(above.min()) - 1) if len(above) else 0.0)
