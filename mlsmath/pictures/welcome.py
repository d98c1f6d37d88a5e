"""The first page and the last: a penguin with its measurements, and the three weeks."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from ..cost import log_loss_cost
from ..data import load_penguins
from ..derivatives import sigmoid
from ..descent import gradient_descent
from ..gradient import log_loss_cost_and_gradient
from .arguments import NO_YES, Heights, Numbers, Pair, Words, as_answers
from .drawn import drawn
from .labels import MASS, PENGUINS, Label, Labels
from .layout import padded
from .null_figure import Axes, Figure
from .picture import Picture
from .points import line_ends, scatter
from .shading import count_answers, scatter_answers
from .style import BLUE, GREEN, GREY, INK, LINE, ORANGE, VERMILLION, counted, line_formula, number

# Outlines as points of smooth curves, in a drawing 10 wide and 14 high. The bird looks right.
BODY = [
    (4.3, 12.9), (3.2, 12.6), (2.9, 11.5), (3.1, 10.3), (2.3, 8.6), (1.9, 6.2), (2.3, 3.6),
    (1.6, 2.0), (2.9, 1.6), (4.4, 1.3), (5.9, 1.7), (6.9, 3.4), (7.2, 6.0), (6.7, 8.6),
    (5.7, 10.3), (5.7, 11.4), (5.4, 12.5),
]  # fmt: skip
BELLY = [
    (5.5, 10.2), (4.9, 9.0), (4.6, 6.4), (4.6, 3.6), (5.2, 1.9), (6.2, 2.4), (6.8, 4.2),
    (6.95, 6.2), (6.5, 8.5),
]  # fmt: skip
BILL = [(5.6, 11.95), (6.4, 11.85), (7.3, 11.35), (6.4, 11.3), (5.6, 11.15)]
WING = [
    (3.0, 9.1), (3.9, 9.0), (4.2, 7.6), (4.1, 6.0), (3.4, 4.3), (3.15, 5.6), (2.85, 7.4),
]  # fmt: skip
FEET = [
    [(4.0, 1.5), (4.9, 1.4), (5.4, 0.7), (3.9, 0.7)],
    [(5.2, 1.5), (6.0, 1.6), (6.8, 0.7), (5.2, 0.7)],
]
# From where to where each measurement goes, and where its name stands.
MEASURES = (
    ("flipper length", (1.2, 8.95), (1.2, 4.6), (0.8, 6.8), BLUE),
    ("bill length", (5.68, 12.5), (7.1, 12.5), (7.4, 13.0), VERMILLION),
    ("bill depth", (7.6, 11.93), (7.6, 11.2), (8.1, 11.55), GREEN),
)
START = (0.5, 4.2)


@drawn(height=4.2)
def draw_penguin(axes: Axes) -> str:
    """Draw a penguin from the side, with its flipper length, bill length and bill depth marked."""
    from matplotlib.patches import Circle, Polygon

    axes.set(xlim=(-6.4, 15.8), ylim=(0.3, 13.8), aspect="equal")
    axes.axis("off")
    for foot in FEET:
        axes.add_patch(Polygon(foot, facecolor=ORANGE, edgecolor=INK, linewidth=1))
    for outline, colour in ((BODY, "#3A3A3A"), (BELLY, "white"), (BILL, ORANGE), (WING, GREY)):
        axes.add_patch(_smooth(outline, facecolor=colour, edgecolor=INK, linewidth=1.2))
    axes.add_patch(Circle((4.75, 11.85), 0.27, facecolor="white", edgecolor=INK, linewidth=1))
    axes.add_patch(Circle((4.82, 11.85), 0.12, facecolor=INK))
    for name, start, end, place, colour in MEASURES:
        ends = {"arrowstyle": "|-|,widthA=0.35,widthB=0.35", "color": colour, "linewidth": 2.2}
        axes.annotate("", start, end, arrowprops={**ends, "shrinkA": 0, "shrinkB": 0})
        side = "right" if place[0] < start[0] else "left"
        axes.text(*place, name, color=colour, size=14, ha=side, va="center")
    return (
        "A penguin seen from the side. Three lengths are marked: the flipper, which is its wing, "
        "from shoulder to tip; the bill, which is its beak, from its root to its tip; and how deep "
        "the bill is from top to bottom."
    )


def draw_what_you_will_make() -> Picture:
    """Draw the three weeks side by side: a line by hand, a line by descent, yes or no."""
    birds = load_penguins(require=["flipper_length_mm", "body_mass_g"])
    x, y = (birds["flipper_length_mm"] / 10 - 20).round(1), birds["body_mass_g"] / 1000
    line = gradient_descent(x, y, 0.0, 3.0, alpha=0.3, steps=200)
    pair = load_penguins(require=["body_mass_g", "sex"])
    gentoo = pair["species"] == "Gentoo"
    mass = pair["body_mass_g"][gentoo] / 1000 - 5
    male = (pair["sex"][gentoo] == "male").astype(float)
    yes_no = gradient_descent(
        mass, male, 0.0, 0.0, alpha=3.0, steps=3000, cost_and_gradient=log_loss_cost_and_gradient
    )
    return draw_three_frogs(
        x, y, START, (line.w, line.b), mass, male, (yes_no.w, yes_no.b),
        yes_no_label="mass beyond 5 kg (kg)", labels=("female", "male"),
    )  # fmt: skip


@drawn(height=3.4)
def draw_three_frogs(
    figure: Figure,
    x: Numbers,
    y: Heights,
    by_hand: Pair,
    by_descent: Pair,
    x_yes_no: Numbers,
    y_yes_no: npt.ArrayLike,
    logistic: Pair,
    *,
    units: Labels = PENGUINS,
    yes_no_label: Label = MASS,
    labels: Words = NO_YES,
) -> str:
    """Draw the three weeks side by side: a line by hand, a line by descent, a sigmoid by descent.

    ``x`` and ``y`` are measurements of shape (m,), ``by_hand`` and ``by_descent`` lines
    ``(w, b)``. ``x_yes_no`` and the answers ``y_yes_no``, 0 or 1, have shape (k,), and
    ``logistic = (w, b)`` is the sigmoid σ(w x + b) through them.
    """
    lines = {"week 1: by hand": by_hand, "week 2: by descent": by_descent}
    answers = as_answers("y_yes_no", y_yes_no, len(x_yes_no), "x_yes_no")
    w, b = logistic
    panels = figure.subplots(1, 3)
    x_range, view = padded(x.min(), x.max()), padded(y.min(), y.max(), 0.15)
    told = []
    for axes, (name, line) in zip(panels[:2], lines.items(), strict=True):
        scatter(axes, x, y)
        axes.plot(*line_ends(x_range, *line), color=LINE, zorder=3)
        cost = units.cost.amount(float(np.mean((line[0] * x + line[1] - y) ** 2)) / 2)
        axes.set(xlim=x_range, ylim=view, xlabel=units.x.folded())
        axes.set_title(f"{name}\nJ = {cost}")
        told.append(f"{name}, the line {line_formula(*line)}, J = {cost}.")
    panels[0].set_ylabel(str(units.y))
    axes = panels[2]
    scatter_answers(axes, x_yes_no, answers, answers, ("", ""))
    z_range = padded(x_yes_no.min(), x_yes_no.max())
    x_values = np.linspace(*z_range, 201)
    axes.plot(x_values, sigmoid(w * x_values + b), color=GREEN, zorder=3)
    axes.set(xlim=z_range, ylim=(-0.15, 1.15), xlabel=yes_no_label.folded())
    axes.set_yticks([0, 0.5, 1])
    axes.set_ylabel(f"{labels[0]} = 0, {labels[1]} = 1")
    cost = number(log_loss_cost(x_yes_no, answers, w, b))
    axes.set_title(f"week 3: yes or no?\nJ = {cost}")
    told.append(
        f"week 3, the sigmoid of {number(w, 4)}x {'−' if b < 0 else '+'} {number(abs(b), 4)} "
        f"through {counted(len(answers), 'answer')}, {count_answers(answers, labels)}, over "
        f"{yes_no_label.span(x_yes_no)}, J = {cost}."
    )
    return (
        f"Three pictures side by side, two of them of {units.points(x, y)} "
        f"{' '.join(sentence[0].upper() + sentence[1:] for sentence in told)}"
    )


def _smooth(points: list[tuple[float, float]], **look: Any) -> Any:
    """Return a closed outline whose curves run through the middles between its points."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    middles = [
        ((a + c) / 2, (b + d) / 2)
        for (a, b), (c, d) in zip(points, points[1:] + points[:1], strict=True)
    ]
    corners = points[1:] + points[:1]
    track, codes = [middles[0]], [Path.MOVETO]
    for corner, middle in zip(corners, middles[1:] + middles[:1], strict=True):
        track += [corner, middle]
        codes += [Path.CURVE3, Path.CURVE3]
    return PathPatch(Path(track, codes), **look)
