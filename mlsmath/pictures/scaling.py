"""The same descent on raw and on scaled measurements, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from mlsmath.features import apply_z_score, fit_z_score

from .descend import MOST_STEPS, as_steps, last_places, walker
from .drawn import by_hand
from .follow import table, words
from .items import Item, Text
from .labels import MASS, Label, Labels
from .moving import Control, Scene
from .parts import best_line, bowl_window, contour_map, padded
from .paths import mark_bottom, steepest, walk_items
from .style import counted, new_figure, number
from .values import Heights, Number, Numbers, Vector

if TYPE_CHECKING:
    from matplotlib.axes import Axes

RAW = Labels(Label("flipper length", "mm"), MASS)
SHARES = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0, 1.02, 1.05)


@by_hand
def scaling_by_hand(
    x: Numbers, y: Heights, *, share: Number = 0.2, steps: int = 10, units: Labels = RAW
) -> Scene:
    """Let the learner walk down the bowl of raw and the bowl of scaled measurements at once.

    ``x``, as it was measured, and ``y`` have shape (m,). Both walks start at w = 0, b = 0, take
    the same number of steps, and have as learning rate the same ``share`` of the largest one
    that does not diverge on their bowl. The values are read and set as ``.share`` and ``.steps``
    (0 to 60). Without a kernel it shows one still picture.
    """
    if not 0 < share <= 2:
        raise ValueError(f"share must be above 0 and at most 2, but it is {number(share)}.")
    scaled = apply_z_score(x[:, None], *fit_z_score(x[:, None]))[:, 0]
    shares = tuple(sorted({*SHARES, share}))
    label = "share of the safe α"
    controls = (
        Control("share", label, shares[0], shares[-1], 0, share, shares),
        Control("steps", "number of steps", 0, MOST_STEPS, 1, as_steps(steps)),
    )
    figure = new_figure(height=4.8)
    flipper = units.x.quantity
    across = {"raw": units, "scaled": Labels(Label(flipper, "z-score"), units.y)}
    items: list[Item] = []
    told = []
    for axes, (name, values) in zip(
        figure.subplots(1, 2), {"raw": x, "scaled": scaled}.items(), strict=True
    ):
        items += _walk_items(axes, name, values, y, across[name])
        told.append((name, values))

    def tell(share: float, steps: int) -> str:
        sentences = [
            f"Two maps of the cost over slope w and intercept b for {counted(len(x), 'point')}: "
            f"left with the raw {flipper}, right with its z-score. On each a path of "
            f"{counted(steps, 'step')} from w = 0, b = 0, with {number(share)} times the largest "
            "learning rate that does not diverge."
        ]
        for name, values in told:
            w, b = last_places(walker(values, y), share * largest_safe(values), steps, 0.0, 0.0)
            cost = units.cost.amount(float(np.mean((w * values + b - y) ** 2)) / 2)
            alpha = number(share * largest_safe(values))
            sentences.append(f"{name.capitalize()}: learning rate {alpha}, the cost is now {cost}.")
        return " ".join(sentences)

    return Scene(figure, controls, items, tell=tell, play="steps", legend=4)


def largest_safe(x: Vector) -> float:
    """Return the learning rate above which descent diverges, 2 over the greatest curvature."""
    return 2 / steepest(x)


def _walk_items(axes: Axes, name: str, x: Vector, y: Vector, units: Labels) -> list[Item]:
    """Draw a bowl and return the walk on it."""
    across, up = (padded(*span, 0.02) for span in bowl_window(x, y, [(0.0, 0.0)]))
    contour_map(axes, x, y, across, up, clear_of=[(0.0, 0.0), best_line(x, y)])
    mark_bottom(axes, x, y)
    axes.set(xlim=across, ylim=up, **units.bowl)
    walk, safe = walker(x, y), largest_safe(x)

    def cost(share: npt.ArrayLike, steps: npt.ArrayLike) -> Vector:
        w, b = last_places(walk, np.asarray(share) * safe, steps, 0.0, 0.0)
        return np.mean((w * x + b - y) ** 2, axis=-1, keepdims=True) / 2

    place = (
        table(lambda share: walk(np.asarray(share) * safe, 0.0, 0.0)[0], "share"),
        table(lambda share: walk(np.asarray(share) * safe, 0.0, 0.0)[1], "share"),
    )
    path = "path, from hollow to full" if name == "raw" else None
    title = f"{name}, α = {{alpha}}\n{{steps}}, J = {{J}} {units.cost.unit}"
    return [
        *walk_items(axes, place, (0.0, 0.0), path),
        Text(axes, "title", title.rstrip(), {
            "alpha": table(lambda share: share * safe, "share"),
            "steps": words(lambda steps: counted(steps, "step"), "steps"),
            "J": table(cost, "share", "steps"),
        }, lines=2),
    ]  # fmt: skip
