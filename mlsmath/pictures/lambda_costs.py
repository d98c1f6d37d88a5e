"""The price λ on the slopes: the boundary that it unbends, and the costs over it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from .arguments import (
    NO_YES,
    AnswersToX,
    Called,
    Features,
    Numbers,
    Vector,
    Words,
    as_examples,
    as_number,
    as_whole,
    shown,
)
from .bindings import Series, choice, table
from .drawn import by_hand, drawn
from .labels import Label, Labels
from .layout import Range, note, padded
from .learner_code import LearnerError, call_learners, name_of, probabilities_of, to_mend
from .logistic_fit import FINE, Predict, best_boundary, boundaries
from .marks import Dots, Item, Line, Text
from .null_figure import Axes
from .scene import Scene
from .shading import (
    grid_over,
    log_loss_from,
    moving_answers,
    right,
    shading_cells,
    tell_boundary,
    window_of,
)
from .style import BEST, GREEN, INK, YELLOW, Look, counted, new_figure, number

LAMBDAS = np.array([0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0])
LAMBDA, COST = Label("λ"), Label("cost J without the λ term")
FLOCKS = ("train", "validation")
MOST_DEGREE = 8
Fit = Callable[[Vector, Vector, float], Predict]


@drawn(legend=2)
def draw_lambda_costs(
    axes: Axes,
    lambdas: Numbers,
    train_costs: Numbers,
    validation_costs: Numbers,
    *,
    xlabel: Label = LAMBDA,
    ylabel: Label = COST,
) -> str:
    """Draw the cost on the training and on the validation birds over λ, in powers of ten.

    All three have shape (k,). A λ of 0 stands at the left, a step beside the smallest one. A star
    marks the least validation cost.
    """
    costs = {"train": train_costs, "validation": validation_costs}
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
    best = draw_lambda_curves(axes, lambdas, costs)
    axes.set(xlabel=xlabel, ylabel=ylabel)
    told = " ".join(
        f"{name.capitalize()} cost: {number(values[0])} at λ = {number(lambdas[0])}, "
        f"{number(values[-1])} at λ = {number(lambdas[-1])}."
        for name, values in costs.items()
    )
    return (
        f"Train and validation cost over {counted(len(lambdas), 'value')} of λ, "
        f"in powers of ten. {told} Star: the least validation cost, at {best}."
    )


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
    fit: Called | None = None,
    units: Labels,
    cost_label: Label = COST,
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
    degree = as_whole("degree", degree, 1, MOST_DEGREE)
    everyone = np.concatenate([train[0], new[0]])
    window = window_of(everyone)
    figure = new_figure(height=4.8)
    axes, beside = figure.subplots(1, 2, width_ratios=(1.1, 1))
    axes.set(xlim=window[0], ylim=window[1], **units.names)
    axes.grid(False)
    control = choice("lambda_", "λ", choices.tolist(), float(start))
    fit = fit or (lambda X, y, lambda_: best_boundary(X, y, degree, lambda_))
    try:
        frames, trouble = [_frame(fit, train, new, price, window) for price in choices], ""
    except LearnerError as error:
        frames, trouble = [_Frame()] * len(choices), str(error)
    p = np.array([frame.p for frame in frames])
    paths = boundaries(p, window)
    places = lambda_places(choices)
    costs = {name: np.array([frame.cost[k] for frame in frames]) for k, name in enumerate(FLOCKS)}
    if trouble:
        best = ""
        note(beside, trouble, "middle", 28)
        beside.set_xticks([])
    else:
        best = draw_lambda_curves(beside, choices, costs, False)
    beside.set(xlabel=LAMBDA, ylabel=cost_label)

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
        raise to_mend(
            f"Your {name_of(fit, 'fit')} must return a function that predicts, but {where} it "
            f"returned {shown(predict)}."
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
