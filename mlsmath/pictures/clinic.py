"""The clinic for walks: five cost curves to diagnose."""

from __future__ import annotations

import numpy as np

from mlsmath.cost import squared_error_cost
from mlsmath.descent import gradient_descent
from mlsmath.features import apply_z_score, fit_z_score
from mlsmath.gradient import squared_error_cost_and_gradient, squared_error_gradient

from .arguments import Matrix, Numbers, Vector
from .drawn import drawn
from .labels import COST, Label
from .null_figure import Axes, Figure
from .style import GREY, counted, number
from .walks import LOOKS, LOWEST

HANDFUL = 5
WAYS = ("timid", "wrong sign", "handful", "bold", "unscaled")
STEPS = {"timid": 40, "wrong sign": 15, "handful": 40, "bold": 40, "unscaled": 40}


def ill_walk(way: str, X: Vector, y: Vector) -> Vector:
    """Return the costs of a walk from zeros that has this illness, the cost at the start first.

    Alpha is measured in the largest one that is safe, for the scaled columns or the raw ones.
    """
    if way not in WAYS:
        raise ValueError(f"way must be one of {', '.join(WAYS)}, but it is {way!r}.")
    table = X if way == "unscaled" else apply_z_score(X, *fit_z_score(X))
    safe, n = largest_safe(table), table.shape[1]
    if way == "handful":
        return _by_handfuls(table, y, 0.35 * safe)
    share = {"timid": 0.004, "wrong sign": 0.05, "bold": 1.04, "unscaled": 0.85}[way]

    def uphill(X: Vector, y: Vector, w: Vector, b: float, lambda_: float) -> tuple:
        cost, dj_dw, dj_db = squared_error_cost_and_gradient(X, y, w, b, lambda_)
        return cost, -dj_dw, -dj_db

    by = uphill if way == "wrong sign" else squared_error_cost_and_gradient
    walk = gradient_descent(
        table, y, np.zeros(n), 0.0, alpha=share * safe, steps=STEPS[way], cost_and_gradient=by
    )
    return walk.history.cost


def largest_safe(X: Vector) -> float:
    """Return the learning rate above which descent diverges, 2 over the greatest curvature."""
    table = np.column_stack([X, np.ones(len(X))])
    return 2 / float(np.linalg.eigvalsh(table.T @ table / len(table))[-1])


def _by_handfuls(X: Vector, y: Vector, alpha: float) -> Vector:
    """Return the costs, over all birds, of a walk that looks at a few birds in each step."""
    rng = np.random.default_rng(5)
    w, b = np.zeros(X.shape[1]), 0.0
    costs = [squared_error_cost(X, y, w, b)]
    for _ in range(STEPS["handful"]):
        some = rng.choice(len(y), size=min(HANDFUL, len(y)), replace=False)
        dj_dw, dj_db = squared_error_gradient(X[some], y[some], w, b)
        w, b = w - alpha * dj_dw, b - alpha * dj_db
        costs.append(squared_error_cost(X, y, w, b))
    return np.array(costs)


@drawn(height=8.0)
def draw_clinic(figure: Figure, X: Matrix, y: Numbers, *, ylabel: Label = COST) -> str:
    """Draw the costs of five walks, each with an illness, and the lowest possible cost in each.

    ``X`` has shape (m, n), the columns as they were measured, and ``y`` shape (m,). Which walk
    has which illness is not said.
    """
    if len(X) != len(y):
        raise ValueError(
            "X must have one row for each value of y, "
            f"but X has shape {X.shape} and y has shape {y.shape}."
        )
    lowest = _lowest(X, y)
    walks = {letter: ill_walk(way, X, y) for letter, way in zip("ABCDE", WAYS, strict=True)}
    top = max(float(costs.max()) for costs in walks.values())
    view = max(lowest, LOWEST * top) / 2, top * 2  # of an exact fit the lowest is 0
    places = figure.subplots(3, 2).ravel()
    told = []
    for axes, (letter, costs) in zip(places, walks.items(), strict=False):
        _draw_costs(axes, letter, costs, lowest, ylabel)
        axes.set_ylim(*view)
        told.append(_tell(letter, costs, ylabel))
    places[-1].axis("off")
    places[-1].legend(
        [*places[0].get_lines()],
        ["cost after each step", "lowest possible cost"],
        loc="center left",
        frameon=False,
        title="(scale in powers of ten)",
        alignment="left",
    )
    return (
        f"Five curves of {ylabel.quantity} against the number of steps, on a scale of powers of "
        f"ten; the lowest possible is {ylabel.amount(lowest)}. {' '.join(told)}"
    )


def _lowest(X: Vector, y: Vector) -> float:
    table = np.column_stack([X, np.ones(len(y))])
    best = np.linalg.lstsq(table, y, rcond=None)[0]
    return float(np.mean((table @ best - y) ** 2)) / 2


def _draw_costs(axes: Axes, letter: str, costs: Vector, lowest: float, ylabel: Label) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator, NullFormatter

    colour, _, marker = LOOKS[0]
    steps = np.arange(len(costs))
    axes.plot(steps, costs, color=colour, marker=marker, markersize=4,
              markeredgecolor="white", markeredgewidth=0.4, lw=2)  # fmt: skip
    axes.axhline(lowest, color=GREY, ls="--", lw=1.5)
    axes.set_yscale("log")
    axes.yaxis.set_major_formatter(FuncFormatter(lambda cost, _: number(cost)))
    axes.yaxis.set_minor_formatter(NullFormatter())
    axes.xaxis.set_major_locator(MaxNLocator(nbins=4, integer=True))
    axes.set(xlabel="number of steps", ylabel=ylabel, title=letter)
    axes.title.set_fontweight("bold")


def _tell(letter: str, costs: Vector, label: Label) -> str:
    """Return how the costs go, as a sentence: only what can be seen."""
    change = np.diff(costs)
    rises = change > 1e-9 * costs[:-1]
    steps = counted(len(change), "step")
    start, end = number(costs[0]), label.amount(costs[-1])
    if rises.all():
        return f"{letter}: it rises at every step, from {start} to {end} in {steps}."
    if not rises.any():
        middle = number(costs[min(5, len(change))])
        return f"{letter}: it falls from {start} to {middle} in 5 steps and to {end} in {steps}."
    if rises[-1] and np.count_nonzero(np.diff(rises.astype(int))) == 1:
        least = int(np.argmin(costs))
        return (
            f"{letter}: it falls from {start} to {number(costs[least])} in "
            f"{counted(least, 'step')}, and then rises to {end}, after {steps}."
        )
    return f"{letter}: it falls from {start} to {end} in {steps}, and on the way goes up and down."
