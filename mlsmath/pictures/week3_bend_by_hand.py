"""The boundaries of week 3 to take hold of: a straight one, and one that λ unbends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from mlsmath.cost import log_loss_cost
from mlsmath.derivatives import sigmoid
from mlsmath.features import apply_z_score, fit_z_score
from mlsmath.model import logistic_prediction

from .drawn import by_hand
from .follow import Control, Series, affine, asked, table
from .items import Cells, Dots, Item, Line, Text
from .labels import Labels
from .lambda_costs import draw_lambda_curves, lambda_places
from .moving import Grip, Scene
from .parts import Range, note, wrapped
from .style import INK, YELLOW, Look, counted, new_figure, number
from .values import (
    LearnerError,
    Number,
    Numbers,
    Vector,
    as_function,
    as_number,
    call_compute_cost,
    call_learners,
    name_of,
    shown,
)
from .week3_by_hand import right_or_none, speaker
from .week3_parts import (
    ANSWERS,
    NO_YES,
    AnswersToX,
    CostOfAnswers,
    Features,
    PredictProbability,
    Words,
    as_examples,
    count_answers,
    grid_over,
    log_loss_from,
    log_odds,
    moving_answers,
    probabilities_of,
    right,
    tell_boundary,
    window_of,
)

if TYPE_CHECKING:
    import numpy.typing as npt
    from matplotlib.axes import Axes

COARSE = 41  # cells across, where each move is computed anew
FINE = 61  # cells across, where the frames are computed beforehand
TURNS = 80  # steps of the slider of a slope; each pair of slopes has a frame
PUSHES = 400  # steps of the slider of the intercept
STEEPEST = 10.0
LAMBDAS = np.array([0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0])
NAMES = ("w1", "w2", "b")
FLOCKS = ("train", "validation")
MOST_STEPS = 200
MOST_DEGREE = 8

Fit = Callable[[Vector, Vector, float], Callable[[Vector], Vector]]


@by_hand
def boundary_by_hand(
    X: Features,
    y: AnswersToX,
    w: Numbers | None = None,
    b: Number | None = None,
    *,
    show_cost: bool = False,
    compute_cost: CostOfAnswers | None = None,
    predict_probability: PredictProbability | None = None,
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
        own = as_function("compute_cost", compute_cost)
        cost = asked(
            lambda w1, w2, b: call_compute_cost(own, X, y, np.array([w1, w2]), float(b)), *NAMES
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
    step = 10.0 ** np.floor(np.log10(2 * reach / steps))
    step = float(next(s * step for s in (1, 2, 5, 10) if 2 * reach / (s * step) <= steps))
    end = step * float(np.ceil(max(reach, abs(value)) / step))
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


def shading_cells(axes: Axes, p: Series, columns: int) -> Cells:
    """Return the shading of probabilities as an item that moves."""
    (no, _), (yes, _) = ANSWERS
    return Cells(axes, p, columns, low=no, high=yes, alpha=0.5)


@by_hand
def lambda_by_hand(
    X: Features,
    y: AnswersToX,
    X_validation: npt.ArrayLike,
    y_validation: npt.ArrayLike,
    *,
    lambda_: float | None = None,
    lambdas: Numbers = LAMBDAS,
    degree: int = 4,
    fit: Fit | None = None,
    units: Labels,
    cost_label: str = "cost J without the λ term",
    labels: Words = NO_YES,
) -> Scene:
    """Let the learner choose λ and see the boundary unbend, with train and validation cost.

    ``X`` has shape (m, 2) and ``y`` shape (m,), likewise the validation birds. For each of
    ``lambdas`` the regularised log loss of all products of powers of the two scaled features, up
    to ``degree``, is made least; or the learner's ``fit(X, y, lambda_)`` is called, which gives a
    function from an array of shape (k, 2) to k probabilities. The value is read and set as
    ``.lambda_``. Without a kernel it shows one still picture.
    """
    train = X, y
    new = as_examples(X_validation, y_validation, ("X_validation", "y_validation"))
    choices = np.unique(lambdas)
    if choices[0] < 0:
        raise ValueError(f"lambdas must not be below 0, but one is {number(choices[0])}.")
    start = choices[0] if lambda_ is None else as_number("lambda_", lambda_)
    if start not in choices:
        raise ValueError(
            f"lambda_ must be one of lambdas, {', '.join(number(c) for c in choices)}, "
            f"but it is {number(start)}."
        )
    degree = _as_degree(degree)
    everyone = np.concatenate([train[0], new[0]])
    window = window_of(everyone)
    figure = new_figure(height=4.8)
    axes, beside = figure.subplots(1, 2, width_ratios=(1.1, 1))
    axes.set(xlim=window[0], ylim=window[1], **units.names)
    axes.grid(False)
    control = Control(
        "lambda_", "λ", float(choices[0]), float(choices[-1]), 0, float(start),
        tuple(float(choice) for choice in choices),
    )  # fmt: skip
    fit = _bent_fit(degree) if fit is None else as_function("fit", fit)
    try:
        frames, trouble = [_frame(fit, train, new, choice, window) for choice in choices], ""
    except LearnerError as error:
        frames, trouble = [_Frame()] * len(choices), str(error)
    p = np.array([frame.p for frame in frames])
    paths = boundaries(p, window)
    places = lambda_places(choices)
    costs = {name: np.array([frame.cost[k] for frame in frames]) for k, name in enumerate(FLOCKS)}
    if trouble:
        best = ""
        note(beside, wrapped(trouble, 28), "middle")
        beside.set_xticks([])
    else:
        best = draw_lambda_curves(beside, choices, costs, False)
    beside.set(xlabel="λ", ylabel=cost_label)

    def follow(rows: Any) -> Series:
        rows = np.array(rows, dtype=float).reshape(len(choices), -1)

        def at(lambda_: Any) -> Vector:
            return rows[np.argmin(np.abs(np.ravel(lambda_) - choices[:, None]), axis=0)]

        return table(at, "lambda_")

    rights = [follow([frame.right[k] for frame in frames]) for k in (0, 1)]
    spent = [follow(costs[name]) for name in FLOCKS]
    sizes = [len(answers) for _, answers in (train, new)]
    title = f"train: {{train}} of {sizes[0]} right\nvalidation: {{new}} of {sizes[1]} right"
    told = {flock: (f"{labels[0]}, {flock}", f"{labels[1]}, {flock}") for flock in FLOCKS}
    both: Look = {"color": YELLOW, "edge": INK, "edge_width": 1.5}
    items: list[Item] = [
        shading_cells(axes, follow(p), FINE),
        Line(axes, follow(paths[:, 0]), follow(paths[:, 1]), color=INK, label="p = 0.5"),
        *moving_answers(axes, *train, told["train"]),
        *moving_answers(axes, *new, told["validation"], hollow=True),
        Text(axes, "title", title, {"train": rights[0], "new": rights[1]}, lines=2),
        Line(beside, follow(np.column_stack([places, places])), list(beside.get_ylim()),
             color=INK, width=1.5, dash="--", when=spent[0]),
        Dots(beside, follow(places), spent[0], marker="o", size=12, **both),
        Dots(beside, follow(places), spent[1], marker="^", size=12, **both),
        Text(beside, "title", "train cost {train}\nvalidation cost {new}",
             {"train": spent[0], "new": spent[1]}, lines=2),
    ]  # fmt: skip

    def tell(lambda_: float) -> str:
        if trouble:
            return trouble
        k = int(np.argmin(np.abs(choices - lambda_)))
        flocks = " ".join(
            f"{name.capitalize()}: {number(frames[k].right[i])} of {counted(sizes[i], 'bird')} "
            f"right, cost {number(frames[k].cost[i])}."
            for i, name in enumerate(FLOCKS)
        )
        return (
            f"Left, birds over {units.x.span(everyone[:, 0])} and {units.y.span(everyone[:, 1])}, "
            f"shaded with the probability of {labels[1]} for λ = {number(choices[k])}. "
            f"{flocks} {tell_boundary(p[k], labels)} "
            f"Right, both costs over λ. The least validation cost is at {best}."
        )

    return Scene(figure, (control,), items, tell=tell, legend=3, trouble=trouble)


def _as_degree(degree: int) -> int:
    value = as_number("degree", degree)
    if value != int(value) or not 1 <= value <= MOST_DEGREE:
        raise ValueError(
            f"degree must be a whole number from 1 to {MOST_DEGREE}, but it is {number(value)}."
        )
    return int(value)


@dataclass(frozen=True)
class _Frame:
    """The probabilities over the window at one λ, and how well train and new birds are told."""

    p: Vector = field(default_factory=lambda: np.full(FINE**2, np.nan))
    cost: tuple[float, ...] = (np.nan, np.nan)
    right: tuple[float, ...] = (np.nan, np.nan)


def _frame(
    fit: Fit,
    train: tuple[Vector, Vector],
    new: tuple[Vector, Vector],
    lambda_: float,
    window: tuple[Range, Range],
) -> _Frame:
    where = f"at λ = {number(lambda_)}"
    X, y = train
    predict = call_learners(fit, "fit", where, X.copy(), y.copy(), float(lambda_))
    if not callable(predict):
        raise LearnerError(
            f"Your {name_of(fit, 'fit')} must return a function that predicts, but {where} it "
            f"returned {shown(predict)}. Mend it, then run this cell again."
        )
    p = probabilities_of(predict, "predict", grid_over(window, FINE))
    said = [
        (probabilities_of(predict, "predict", birds), answers) for birds, answers in (train, new)
    ]
    return _Frame(
        p,
        tuple(log_loss_from(found, answers) for found, answers in said),
        tuple(float(right(found, answers)) for found, answers in said),
    )


def _bent_fit(degree: int) -> Fit:
    """Return a fit of the regularised log loss with all products of powers up to a degree."""

    def fit(X: Vector, y: Vector, lambda_: float) -> Callable[[Vector], Vector]:
        scale = fit_z_score(X)
        again = fit_z_score(products_of_powers(apply_z_score(X, *scale), degree))

        def features(X: Vector) -> Vector:
            return apply_z_score(products_of_powers(apply_z_score(X, *scale), degree), *again)

        w, b = least_log_loss(features(X), y, lambda_)
        return lambda X: logistic_prediction(features(X), w, b)

    return fit


def products_of_powers(X: Vector, degree: int) -> Vector:
    """Return all products x₁^i · x₂^j with 1 ≤ i + j ≤ degree, shape (m, n)."""
    return np.column_stack(
        [
            X[:, 0] ** (total - j) * X[:, 1] ** j
            for total in range(1, degree + 1)
            for j in range(total + 1)
        ]
    )


def least_log_loss(X: Vector, y: Vector, lambda_: float) -> tuple[Vector, float]:
    """Return the w and b at which the regularised log loss is least, by Newton's method.

    Each step goes to the bottom of the bowl that touches the cost here, or half the way there, a
    quarter and so on, until the cost is lower. With λ = 0 there may be no bottom; it stops then.
    """
    m, n = X.shape
    columns = np.column_stack([X, np.ones(m)])
    price = np.append(np.full(n, lambda_ / m), 0.0)
    both = np.zeros(n + 1)
    cost = log_loss_cost(X, y, both[:-1], both[-1], lambda_)
    for _ in range(MOST_STEPS):
        p = sigmoid(columns @ both)
        gradient = columns.T @ (p - y) / m + price * both
        curvature = (columns.T * (p * (1 - p) / m)) @ columns + np.diag(price + 1e-12)
        step = np.linalg.solve(curvature, gradient)
        for share in 0.5 ** np.arange(30):
            there = both - share * step
            lower = log_loss_cost(X, y, there[:-1], there[-1], lambda_)
            if lower < cost:
                break
        else:
            break
        both, cost = there, lower
    return both[:-1], float(both[-1])


def boundaries(p: Vector, window: tuple[Range, Range]) -> Vector:
    """Return the paths on which each row of probabilities is 0.5, shape (k, 2, most places).

    Paths are parted, and shorter rows filled up, with places that are no numbers.
    """
    from contourpy import contour_generator

    across, up = (np.linspace(*ends, FINE) for ends in window)
    gap = np.full((1, 2), np.nan)
    found = []
    for row in p:
        lines = contour_generator(across, up, log_odds(row).reshape(FINE, FINE)).lines(0.0)
        found.append(np.concatenate([gap, *(part for line in lines for part in (line, gap))]))
    most = max(len(path) for path in found)
    filled = [np.vstack([path, np.repeat(gap, most - len(path), axis=0)]) for path in found]
    return np.array(filled).transpose(0, 2, 1)
