"""The straight lines that the clerks of a small network draw, and what the chief makes of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from .arguments import NO_YES, AnswersToX, Features, Vector, Words, as_functions
from .drawn import drawn
from .labels import Labels
from .learner_code import probabilities_of
from .null_figure import Axes
from .shading import count_answers, grid_over, right, scatter_answers, shade, window_of
from .style import GREEN, INK, ORANGE, PURPLE, counted, number

MOST_CLERKS = 3
# Colour and dashes of each line, and how far along it its arrow stands.
LOOKS = (
    (GREEN, (0, (5, 1.5)), 0.85),
    (PURPLE, (0, (1, 1)), 0.8),
    (ORANGE, (0, (6, 1.5, 1, 1.5)), 0.6),
)
CELLS = 121


@drawn(height=5.2, legend=2)
def draw_clerks(
    axes: Axes,
    X: Features,
    y: AnswersToX,
    predict: Callable[[Vector], Vector],
    clerks: Mapping[str, Callable[[Vector], Vector]],
    *,
    units: Labels,
    labels: Words = NO_YES,
) -> str:
    """Draw where each clerk is half sure, and shade the map with what the chief says.

    ``X`` has shape (m, 2), ``y`` shape (m,). ``predict``, the network, and each of the at most
    three ``clerks`` take an array of shape (k, 2) and give k probabilities. The arrow at a line
    points to the side on which its clerk says yes. If one fails, the picture says how.
    """
    clerks = as_functions("clerks", clerks, MOST_CLERKS, '{"clerk 1": first}')
    window = window_of(X)
    told = []
    shade(axes, predict, "predict", window)
    correct = right(probabilities_of(predict, "predict", X), y)
    for (name, clerk), look in zip(clerks.items(), LOOKS, strict=False):
        p = probabilities_of(clerk, name, grid_over(window, CELLS)).reshape(CELLS, CELLS)
        told.append(_draw_line(axes, name, p, window, *look))
    scatter_answers(axes, X[:, 0], X[:, 1], y, labels, zorder=2.5)
    axes.set(xlim=window[0], ylim=window[1], **units.names)
    axes.set_title(f"shading: what the chief says, {correct} of {len(y)} right")
    return (
        f"{counted(len(y), 'bird')} ({count_answers(y, labels)}) over {units.x.span(X[:, 0])} and "
        f"{units.y.span(X[:, 1])}, shaded with what the network says: {correct} of {len(y)} right. "
        f"{' '.join(told)}"
    )


def _draw_line(
    axes: Axes,
    name: str,
    p: Vector,
    window: tuple[tuple[float, float], tuple[float, float]],
    colour: str,
    dash: tuple,
    share: float,
) -> str:
    """Draw where p is one half, with an arrow to the side of yes; return it as a sentence."""
    from contourpy import contour_generator
    from matplotlib.patheffects import Normal, Stroke

    edge = [Stroke(linewidth=5, foreground=INK), Normal()]  # to be seen on every shade
    across, up = (np.linspace(*side, CELLS) for side in window)
    lines = axes.contour(
        across, up, p, [0.5], colors=colour, linewidths=3, linestyles=[dash], zorder=3
    )
    lines.set_path_effects(edge)
    axes.plot([], [], color=colour, ls=dash, lw=3, label=f"{name}: half sure", path_effects=edge)
    segments = contour_generator(across, up, p).lines(0.5)  # also where nothing is drawn
    places = np.concatenate([np.empty((0, 2)), *segments])
    if not len(places):
        return f"{name} is never half sure on this map."
    ends = places[0], places[-1]
    x, y = places[int(share * len(places))]
    # Uphill on the screen: both directions counted in shares of the window.
    i, j = int(np.argmin(abs(across - x))), int(np.argmin(abs(up - y)))
    slopes = np.array(np.gradient(p))[::-1]
    way = slopes[:, j, i]
    way = way / (np.hypot(*way) or 1.0) * 0.07
    reach = np.array([side[1] - side[0] for side in window])
    axes.annotate(
        "", (x, y) + way * reach, (x, y), zorder=4,
        arrowprops={"arrowstyle": "-|>", "color": colour, "lw": 2.5, "mutation_scale": 18,
                    "path_effects": edge},
    )  # fmt: skip
    (x1, y1), (x2, y2) = ends
    side = "right" if way[0] > 0 else "left"
    return (
        f"{name} draws a line from ({number(x1)}, {number(y1)}) to ({number(x2)}, {number(y2)}) "
        f"and says yes {'above' if way[1] > 0 else 'below'} it, to the {side}."
    )
