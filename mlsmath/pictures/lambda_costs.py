"""The price λ on the slopes: the cost on training and validation birds over it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from .drawn import drawn
from .parts import padded
from .style import BEST, GREEN, INK, counted, number
from .values import Numbers, Vector

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@drawn(legend=2)
def draw_lambda_costs(
    axes: Axes,
    lambdas: Numbers,
    train_costs: Numbers,
    validation_costs: Numbers,
    *,
    xlabel: str = "λ",
    ylabel: str = "cost J without the λ term",
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
