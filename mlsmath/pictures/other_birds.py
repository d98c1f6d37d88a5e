"""Draw other birds from the same flock: each draw has its own best curve, or its own boundary."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from mlsmath.features import polynomial_features

from .arguments import (
    NO_YES,
    AnswersToX,
    Features,
    Heights,
    Numbers,
    Vector,
    Words,
    as_vector,
    as_whole,
)
from .bindings import Control, Series, table
from .drawn import by_hand
from .labels import PENGUINS, Labels
from .layout import padded, shared_labels
from .logistic_fit import FINE, Predict, best_boundary, boundaries, scaler
from .marks import Cells, Dots, Item, Line, Text
from .null_figure import Axes
from .picture import Picture
from .scene import Scene
from .shading import ANSWERS, bird_size, grid_over, right, window_of
from .style import BLUE, GREY, INK, VERMILLION, YELLOW, counted, new_figure, number

MOST_DEGREE = 12
MOST_DRAWS = 40
Kind = tuple[int, float]  # the degree and λ of a panel


@by_hand
def other_curves_by_hand(
    x: Numbers,
    y: Heights,
    *,
    how_many: int = 30,
    degrees: Sequence[int] = (9,),
    lambdas: Sequence[float] = (0.0,),
    draws: int = 12,
    seed: int = 25,
    draw: int = 1,
    units: Labels = PENGUINS,
) -> Scene:
    """Let the learner draw other birds, again and again, and see the best curve through each draw.

    ``x`` and ``y`` have shape (m,); each draw takes ``how_many`` of them. There is a panel for
    each of ``degrees`` or of ``lambdas``, which of both there is one more of; the curve makes the
    squared-error cost with the price λ on the slopes of the scaled powers least. The curves of
    earlier draws stay, faint. The value is read and set as ``.draw``. Without a kernel it shows
    one still picture.
    """
    kinds = _as_kinds(degrees, lambdas)
    drawn = _draws(len(x), how_many, draws, seed)
    figure = new_figure(height=4.6)
    panels = figure.subplots(1, len(kinds), sharey=True, squeeze=False)[0]
    x_range, view = padded(x.min(), x.max()), padded(y.min(), y.max(), 0.25)
    places = np.linspace(*x_range, 201)
    kilos, items, told = units.cost, [], []
    for axes, name, kind in zip(panels, _names(kinds), kinds, strict=True):
        curves, costs = [], []
        for birds in drawn:
            best = best_curve(x[birds], y[birds], *kind)
            others = np.setdiff1d(np.arange(len(x)), birds)
            curves.append(best(places))
            costs.append(float(np.mean((best(x[others]) - y[others]) ** 2)) / 2)
        axes.plot(x, y, ls="none", marker="o", markersize=3.5, color=GREY, alpha=0.75,
                  markeredgewidth=0, label="all birds")  # fmt: skip
        axes.set(xlim=x_range, ylim=view)
        paths = [np.stack([places, curve]) for curve in curves]
        items += [
            *_old_and_new(axes, paths, ("curve of this draw", "curves of earlier draws")),
            Dots(axes, _frames(x[drawn]), _frames(y[drawn]), color=YELLOW, edge=INK,
                 edge_width=1, size=7, label="birds of this draw"),
            Text(axes, "title", f"{name}\nothers: J = {{J}} {kilos.unit}".rstrip(),
                 {"J": _frames(costs)}, lines=2),
        ]  # fmt: skip
        told.append((name, curves, costs))
    shared_labels(figure, panels, **units.names)

    def tell(draw: int) -> str:
        said = []
        for name, curves, costs in told:
            seen = np.array(curves[:draw])
            cost = kilos.amount(costs[draw - 1])
            sentence = f"{name}: on the birds that were not drawn, its cost is {cost}."
            if draw > 1:
                middle, end = (np.ptp(seen[:, k]) for k in (len(places) // 2, -1))
                sentence += (
                    f" The curves so far lie {number(middle, 2)} apart in the middle and "
                    f"{number(end, 2)} at the right end."
                )
            said.append(sentence)
        return (
            f"A scatter of {units.points(x, y)} Draw number {draw}: "
            f"{how_many} of them, and the best curve through these. {' '.join(said)}"
        )

    return _scene(figure, items, tell, draws, draw)


def draw_other_curves(
    x: npt.ArrayLike, y: npt.ArrayLike, *, draws: int = 12, **settings: Any
) -> Picture:
    """Draw what `other_curves_by_hand` shows after the last draw; it takes the same settings."""
    return other_curves_by_hand.still(x, y, draws=draws, draw=draws, **settings)


@by_hand
def other_boundaries_by_hand(
    X: Features,
    y: AnswersToX,
    *,
    how_many: int = 30,
    degrees: Sequence[int] = (4,),
    lambdas: Sequence[float] = (0.0,),
    draws: int = 12,
    seed: int = 25,
    draw: int = 1,
    units: Labels,
    labels: Words = NO_YES,
) -> Scene:
    """Let the learner draw other birds, again and again, and see the boundary that each draw gives.

    ``X`` has shape (m, 2) and ``y`` shape (m,). As `other_curves_by_hand`, with the regularised
    log loss of all products of powers of the two scaled features up to the degree.
    """
    kinds = _as_kinds(degrees, lambdas)
    drawn = _draws(len(y), how_many, draws, seed)
    window = window_of(X)
    figure = new_figure(height=4.9)
    panels = figure.subplots(1, len(kinds), sharey=True, squeeze=False)[0]
    items: list[Item] = []
    told = []
    (no, _), (yes, _) = ANSWERS
    for axes, name, kind in zip(panels, _names(kinds), kinds, strict=True):
        axes.set(xlim=window[0], ylim=window[1])
        axes.grid(False)
        models = [best_boundary(X[birds], y[birds], *kind) for birds in drawn]
        p = np.array([model(grid_over(window, FINE)) for model in models])
        others = [np.setdiff1d(np.arange(len(y)), birds) for birds in drawn]
        rights = [right(model(X[o]), y[o]) for model, o in zip(models, others, strict=True)]
        paths = [_without_holes(path) for path in boundaries(p, window)]
        items += [
            Cells(axes, _frames(p), FINE, low=no, high=yes, alpha=0.4),
            *_old_and_new(axes, paths, ("boundary of this draw", "earlier boundaries"), INK, GREY),
            *_answers(axes, X, y, drawn, labels),
            Text(axes, "title", f"{name}\n{{right}} of {len(others[0])} others right",
                 {"right": _frames(rights)}, lines=2),
        ]  # fmt: skip
        told.append((name, rights, p))
    shared_labels(figure, panels, **units.names)

    def tell(draw: int) -> str:
        said = []
        for name, rights, p in told:
            sides = p[:draw] >= 0.5
            unsure = 100 * float(np.mean(sides.any(axis=0) & ~sides.all(axis=0)))
            sentence = f"{name}: {rights[draw - 1]} of {len(others[0])} other birds right."
            if draw > 1:
                sentence += (
                    f" On {number(unsure, 2)} % of the picture the draws so far "
                    "do not give the same answer."
                )
            said.append(sentence)
        return (
            f"Draw number {draw}: {how_many} of {counted(len(y), 'bird')} over "
            f"{units.x.span(X[:, 0])} and {units.y.span(X[:, 1])}, shaded with the probability of "
            f"{labels[1]} that was learned from them. {' '.join(said)}"
        )

    return _scene(figure, items, tell, draws, draw)


def best_curve(x: Vector, y: Vector, degree: int, lambda_: float) -> Predict:
    """Return the polynomial that makes the squared-error cost with its price least.

    The price λ/(2m) ‖w‖² is on the slopes of the scaled powers. Where many are best, the one with
    the smallest slopes.
    """
    powers = polynomial_features(x, degree)
    scale = scaler(powers)
    table = np.vstack([scale(powers), np.sqrt(lambda_) * np.eye(degree)])
    b = float(np.mean(y))
    w = np.linalg.lstsq(table, np.append(y - b, np.zeros(degree)), rcond=None)[0]
    return lambda x: scale(polynomial_features(x, degree)) @ w + b


def _scene(
    figure: Any, items: list[Item], tell: Callable[..., str], draws: int, draw: int
) -> Scene:
    control = Control("draw", "draw number", 1, draws, 1, draw)
    return Scene(figure, (control,), items, tell=tell, play="draw", seconds=draws, legend=2)


def _draws(m: int, how_many: int, draws: int, seed: int) -> Vector:
    """Return the numbers of the birds of each draw: the first so many of a shuffled flock."""
    if m < 3:
        raise ValueError(f"There must be at least 3 birds to draw some of them, but there are {m}.")
    how_many = as_whole("how_many", how_many, 2, m - 1)
    draws = as_whole("draws", draws, 1, MOST_DRAWS)
    return np.array(
        [np.random.default_rng(seed + k).permutation(m)[:how_many] for k in range(draws)]
    )


def _as_kinds(degrees: Any, lambdas: Any) -> list[Kind]:
    """Return degree and λ of each panel; one degree, or one λ, is that of all panels."""
    degrees, lambdas = as_vector("degrees", degrees), as_vector("lambdas", lambdas)
    panels = max(len(degrees), len(lambdas))
    if panels > 2 or len(degrees) not in (1, panels) or len(lambdas) not in (1, panels):
        raise ValueError(
            "There is room for two panels: give at most two degrees, and at most two lambdas, but "
            f"there are {len(degrees)} and {len(lambdas)}."
        )
    for degree in degrees:
        if degree != int(degree) or not 1 <= degree <= MOST_DEGREE:
            raise ValueError(
                f"degrees must be whole numbers from 1 to {MOST_DEGREE}, "
                f"but one is {number(degree)}."
            )
    if lambdas.min() < 0:
        raise ValueError(f"lambdas must not be below 0, but one is {number(lambdas.min())}.")
    found = np.broadcast_arrays(degrees, lambdas)
    return [(int(degree), float(lambda_)) for degree, lambda_ in zip(*found, strict=True)]


def _names(kinds: Sequence[Kind]) -> list[str]:
    """Return what is special in each panel."""
    degrees, lambdas = ({kind[i] for kind in kinds} for i in (0, 1))
    names = []
    for degree, lambda_ in kinds:
        parts = [f"degree {degree}"] * (len(degrees) > 1 or len(lambdas) == 1)
        parts += [f"λ = {number(lambda_)}"] * (len(lambdas) > 1)
        names.append(", ".join(parts))
    return names


def _frames(rows: Any) -> Series:
    """Return numbers with a row for each draw."""
    rows = np.array(rows, dtype=float)
    rows = rows.reshape(len(rows), -1)
    return table(lambda draw: rows[np.rint(np.ravel(draw)).astype(int) - 1], "draw")


def _old_and_new(
    axes: Axes,
    paths: Sequence[Vector],
    words: tuple[str, str],
    color: str = VERMILLION,
    faint: str = BLUE,
) -> list[Item]:
    """Return the path of this draw, and below it those of earlier draws, thin."""
    gap = np.full((2, 1), np.nan)
    parted = [np.hstack([path, gap]) for path in paths]
    ends = np.cumsum([0, *(path.shape[1] for path in parted)])
    longest = max(path.shape[1] for path in parted)
    filled = [np.hstack([path, np.full((2, longest - path.shape[1]), np.nan)]) for path in parted]
    x, y = np.array(filled).transpose(1, 0, 2)
    all_x, all_y = np.hstack(parted)
    return [
        Line(axes, all_x, all_y, color=faint, width=1, last=_frames(ends[:-1]),
             label=words[1]),
        Line(axes, _frames(x), _frames(y), color=color, width=2.5, halo=True, label=words[0]),
    ]  # fmt: skip


def _without_holes(path: Vector) -> Vector:
    """Return a path without the places at its end that only fill it up."""
    seen = np.flatnonzero(np.isfinite(path[0]))
    return path[:, : seen[-1] + 1] if len(seen) else path[:, :0]


def _answers(
    axes: Axes, X: Vector, y: Vector, drawn: Vector, labels: tuple[str, str]
) -> list[Item]:
    """Return the birds of this draw, each answer with its colour and marker."""
    items: list[Item] = []
    for answer, (colour, marker) in enumerate(ANSWERS):
        these = np.where(y[drawn] == answer, 1.0, np.nan)
        across, up = (_frames(X[drawn, j] * these) for j in (0, 1))
        items.append(
            Dots(axes, across, up, color=colour, marker=marker, size=bird_size(drawn.shape[1]),
                 label=labels[answer])
        )  # fmt: skip
    return items
