"""What stands on the first page: a penguin with its measurements, and what a learner will make."""

from __future__ import annotations

from typing import Any

from ..data import load_penguins
from ..descent import gradient_descent
from ..gradient import log_loss_cost_and_gradient
from .picture import Picture
from .style import BLUE, GREEN, GREY, INK, ORANGE, VERMILLION, in_style, new_figure
from .week3 import draw_three_frogs

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
FLIPPER = [
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


@in_style()
def draw_penguin() -> Picture:
    """Draw a penguin from the side, with its flipper length, bill length and bill depth marked."""
    from matplotlib.patches import Circle, Polygon

    figure = new_figure(height=4.2)
    axes = figure.subplots()
    axes.set(xlim=(-6.4, 15.8), ylim=(0.3, 13.8), aspect="equal")
    axes.axis("off")
    for foot in FEET:
        axes.add_patch(Polygon(foot, facecolor=ORANGE, edgecolor=INK, linewidth=1))
    for outline, colour in ((BODY, "#3A3A3A"), (BELLY, "white"), (BILL, ORANGE), (FLIPPER, GREY)):
        axes.add_patch(_smooth(outline, facecolor=colour, edgecolor=INK, linewidth=1.2))
    axes.add_patch(Circle((4.75, 11.85), 0.27, facecolor="white", edgecolor=INK, linewidth=1))
    axes.add_patch(Circle((4.82, 11.85), 0.12, facecolor=INK))
    for name, start, end, place, colour in MEASURES:
        ends = {"arrowstyle": "|-|,widthA=0.35,widthB=0.35", "color": colour, "linewidth": 2.2}
        axes.annotate("", start, end, arrowprops={**ends, "shrinkA": 0, "shrinkB": 0})
        side = "right" if place[0] < start[0] else "left"
        axes.text(*place, name, color=colour, size=14, ha=side, va="center")
    alt = (
        "A penguin seen from the side. Three lengths are marked: the flipper, which is its wing, "
        "from shoulder to tip; the bill, which is its beak, from its root to its tip; and how deep "
        "the bill is from top to bottom."
    )
    return Picture(figure, alt)


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
