"""Slopes that pull against each other: what two slopes, on x and on x², make of a probability."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from mlsmath.derivatives import sigmoid

from .arguments import Ends, as_lines
from .drawn import drawn
from .labels import X_AXIS, Label
from .layout import padded
from .null_figure import Axes
from .style import BLUE, GREY, INK, VERMILLION, counted, number

LOOKS = ((BLUE, ":"), (INK, "--"), (VERMILLION, "-"))


@drawn(height=4.0, legend=1)
def draw_pull(
    axes: Axes,
    slopes: Mapping[str, tuple[float, float]],
    *,
    x_range: Ends = (-0.5, 1.5),
    xlabel: Label = X_AXIS,
) -> str:
    """Draw σ(w₁x + w₂x²) over x for at most three pairs of slopes ``(w₁, w₂)``, each with a name.

    Two large slopes of different sign make the probability go up and down again within a small
    move; one large slope makes it sure, and small ones leave it near one half.
    """
    slopes = as_lines("slopes", slopes, len(LOOKS))
    x = np.linspace(*x_range, 401)
    axes.axhline(0.5, color=GREY, lw=1)
    told = []
    for (name, pair), (colour, dash) in zip(slopes.items(), LOOKS, strict=False):
        p = np.asarray(sigmoid(pair[0] * x + pair[1] * x**2))
        axes.plot(x, p, color=colour, ls=dash, label=f"{name}: w = ({_listed(pair)})")
        passes = int(np.sum(np.diff(p >= 0.5)))
        told.append(
            f"{name}, w = ({_listed(pair)}): from {number(p[0])} at the left end to "
            f"{number(p[-1])} at the right end, at most {number(p.max())}; it passes one half "
            f"{counted(passes, 'time')}."
        )
    axes.set(xlim=x_range, ylim=padded(0, 1, 0.05), xlabel=xlabel, ylabel="probability p of yes")
    return f"The probability over {xlabel} for {counted(len(slopes), 'model')}. {' '.join(told)}"


def _listed(pair: tuple[float, float]) -> str:
    return ", ".join(number(slope) for slope in pair)
