"""Yes or no in two features: the birds, the shading of the probability, and the boundary."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any

import numpy as np
import numpy.typing as npt

from .arguments import (
    NO_YES,
    AnswersToX,
    Called,
    Features,
    Number,
    Numbers,
    Vector,
    Words,
    as_examples,
    as_functions,
    as_number,
    as_vector,
    plainly,
    two_of,
)
from .bindings import Control, affine, asked, table
from .drawn import by_hand, drawn
from .labels import Labels
from .layout import Range, note, shared_labels
from .learner_code import LearnerError, call_compute_cost, probabilities_of
from .marks import Item, Line, Text
from .null_figure import Axes, Figure
from .scene import Grip, Scene
from .shading import (
    STEEPEST,
    count_answers,
    grid_over,
    moving_answers,
    right,
    right_or_none,
    scatter_answers,
    shade,
    shading_cells,
    speaker,
    tell_boundary,
    tell_dotted,
    window_of,
)
from .style import INK, Look, counted, new_figure, number

MOST_MODELS = 3
QUITE_SURE = (0.1, 0.9)
COARSE = 41  # cells across, where each move is computed anew
TURNS = 80  # steps of the slider of a slope; each pair of slopes has a frame
PUSHES = 400  # steps of the slider of the intercept
NAMES = ("w1", "w2", "b")


def as_boundary(boundary: Any) -> tuple[Vector, float]:
    """Return ``(w, b)`` with ``w`` of shape (2,), not both 0, or raise ``ValueError``."""
    wrong = "boundary must be a pair (w, b) such as ([2.0, 5.3], -56.8), w with two numbers."
    w, b = two_of(boundary, wrong)
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
    scatter_answers(axes, X[:, 0], X[:, 1], y, labels, zorder=2.5)
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
    models = as_functions("models", models, MOST_MODELS, '{"degree 2": predict}')
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


@by_hand
def boundary_by_hand(
    X: Features,
    y: AnswersToX,
    w: Numbers | None = None,
    b: Number | None = None,
    *,
    show_cost: bool = False,
    compute_cost: Called | None = None,
    predict_probability: Called | None = None,
    units: Labels,
    labels: Words = NO_YES,
) -> Scene:
    """Let the learner turn and push the boundary w₁x₁ + w₂x₂ + b = 0 between two answers.

    ``X`` has shape (m, 2), ``y`` shape (m,), ``w`` shape (2,). The shading is the probability of
    yes; the boundary follows three sliders, and goes where the picture is clicked. With
    ``show_cost`` the log loss stands above it; ``compute_cost(X, y, w, b)`` and
    ``predict_probability(X, w, b)`` may be the learner's own. The values are read and set as
    ``.w1``, ``.w2`` and ``.b``. Without a kernel it shows one still picture.
    """
    controls = _knobs(X, w, b, units)
    window = window_of(X)
    figure = new_figure(height=4.8)
    axes = figure.subplots()
    axes.set(xlim=window[0], ylim=window[1], **units.names)
    axes.grid(False)
    cells = grid_over(window, COARSE)
    said, toward = speaker(predict_probability), 2 * y - 1
    if predict_probability is None:
        shading = affine(lambda w1, w2, b: cells @ (w1, w2) + b, through="sigmoid")
        correct = affine(lambda w1, w2, b: toward * (X @ (w1, w2) + b + 1e-9), reduce="count")
    else:
        shading = asked(lambda w1, w2, b: said(cells, np.array([w1, w2]), float(b)), *NAMES)
        correct = asked(lambda w1, w2, b: right_or_none(said, X, y, np.array([w1, w2]), b), *NAMES)
    line = (
        table(lambda w1, w2, b: _ends(w1, w2, b, window)[0], "w1", "w2", degree=1),
        table(lambda w1, w2, b: _ends(w1, w2, b, window)[1], "w1", "w2", degree=1),
    )
    if compute_cost is None:
        cost = affine(
            lambda w1, w2, b: -toward * (X @ (w1, w2) + b), through="softplus", reduce="mean"
        )
    else:
        cost = asked(
            lambda w1, w2, b: call_compute_cost(compute_cost, X, y, np.array([w1, w2]), float(b)),
            *NAMES,
        )
    show_cost = show_cost or compute_cost is not None
    fields = {"right": correct} | ({"J": cost} if show_cost else {})
    title = f"shading: probability of {labels[1]}\n{{right}} of {len(y)} right"
    title += ",  cost J = {J}" * show_cost
    items: list[Item] = [
        shading_cells(axes, shading, COARSE),
        Line(axes, *line, color=INK, label="boundary: p = 0.5"),
        *moving_answers(axes, X, y, labels),
        Text(axes, "title", title, fields, lines=2),
    ]

    def tell(w1: float, w2: float, b: float) -> str:
        told = (
            f"{counted(len(y), 'bird')} ({count_answers(y, labels)}) over {units.x.span(X[:, 0])} "
            f"and {units.y.span(X[:, 1])}, shaded with the probability of {labels[1]} for "
            f"w = ({number(w1)}, {number(w2)}), b = {number(b)}."
        )
        w = np.array([w1, w2])
        try:
            share = f"{right(said(X, w, b), y)} of {len(y)} right"
            told = f"{told} {share}. {tell_boundary(said(cells, w, b), labels)}"
            if show_cost:
                told += f" The cost is J = {number(cost.at({'w1': w1, 'w2': w2, 'b': b})[0])}."
        except LearnerError as trouble:
            return f"{told} {trouble}"
        return told

    grip = Grip(axes, {"b": lambda px, py, w1, w2: -(w1 * px + w2 * py)}, cursor="move")
    return Scene(figure, controls, items, tell=tell, grips=(grip,), keys=("w1", "w2"), legend=3)


def _knobs(X: Vector, w: Vector | None, b: float | None, units: Labels) -> tuple[Control, ...]:
    """Return a control for each slope and for b, starting at a boundary in the middle."""
    spreads = np.where(X.std(axis=0) > 0, X.std(axis=0), 1.0)
    middle = X.mean(axis=0)
    start = np.array([0.0, 2 / spreads[1]]) if w is None else w
    if start.shape != (2,):
        raise ValueError(f"w must hold two numbers, but its shape is {start.shape}.")
    controls = []
    for j, label in enumerate((units.x, units.y)):
        name, reach = f"w{j + 1}", STEEPEST / spreads[j]
        slope = str(label.slope_of_z(name))
        controls.append(_control(name, slope, reach, start[j], TURNS, w is None))
    start = np.array([control.value for control in controls])
    far = sum(control.high * np.abs(X[:, j]).max() for j, control in enumerate(controls))
    value = -float(start @ middle) if b is None else b
    return (*controls, _control("b", "intercept b", float(far), value, PUSHES, b is None))


def _control(
    name: str, label: str, reach: float, value: float, steps: int, may_round: bool
) -> Control:
    """Return a control from −reach to reach in round steps; its start may go to the nearest."""
    reach = max(reach, abs(value)) or 1.0
    step = 10.0 ** np.floor(np.log10(2 * reach / steps))
    step = float(next(s * step for s in (1, 2, 5, 10) if 2 * reach / (s * step) <= steps))
    end = step * float(np.ceil(reach / step))
    if may_round:
        value = step * round(value / step)
    return Control(name, label, -end, end, step, round(float(value), 10))


def _ends(w1: Any, w2: Any, b: float, window: tuple[Range, Range]) -> tuple[Any, Any]:
    """Return x and y of the ends of the boundary, well outside of the window.

    In units of half the window, the foot of the middle on the line is at −z₀ W / |W|², where z₀
    is z in the middle and W are the slopes there; from it the line goes two units to both sides.
    """
    (x0, x1), (y0, y1) = window
    middle, half = ((x0 + x1) / 2, (y0 + y1) / 2), ((x1 - x0) / 2, (y1 - y0) / 2)
    across, up = w1 * half[0], w2 * half[1]
    length = np.hypot(across, up)
    length = np.where(length > 0, length, np.nan)
    foot = -(b + w1 * middle[0] + w2 * middle[1]) / length**2
    ends = np.array([-2.0, 2.0])
    return (
        middle[0] + half[0] * (foot * across - ends * up / length),
        middle[1] + half[1] * (foot * up + ends * across / length),
    )
