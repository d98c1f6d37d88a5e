"""Why there is a largest safe learning rate: one alpha in two valleys that bend differently."""

from __future__ import annotations

from typing import Any

import numpy as np

from .arguments import Number, as_whole
from .bindings import Control, choice, table, words
from .drawn import by_hand
from .marks import Item, Text
from .null_figure import Axes
from .scene import Scene
from .style import GREY, counted, new_figure, number
from .walks import walk_items

MOST_STEPS = 20
SHARES = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0, 1.05, 1.1)


@by_hand
def two_bends_by_hand(
    across: Number = 2.0, along: Number = 0.1, *, alpha: Number = 0.5, steps: Number = 10
) -> Scene:
    """Let the learner walk with one alpha in two valleys, which bend by ``across`` and ``along``.

    Each walk starts at the distance 1 from the bottom of a valley of the height k · d² / 2, and a
    step multiplies the distance by 1 − alpha · k. The values are read and set as ``.alpha`` and
    ``.steps`` (0 to 20). Without a kernel it shows one still picture.
    """
    bends, steps = {"across": across, "along": along}, as_whole("steps", steps, 0, MOST_STEPS)
    for name, bend in bends.items():
        if bend <= 0:
            raise ValueError(f"{name} must be above 0, but it is {number(bend)}.")
    safe = 2 / max(bends.values())
    if not 0 < alpha <= 1.1 * safe:
        raise ValueError(
            f"alpha must be above 0 and at most {number(1.1 * safe)}, but it is {number(alpha)}."
        )
    alphas = (float(f"{share * safe:.3g}") for share in SHARES)
    figure = new_figure(height=4.4)
    items: list[Item] = []
    for axes, (name, bend) in zip(figure.subplots(1, 2), bends.items(), strict=True):
        items += _walk_items(axes, name, bend, max(bends.values()))

    def tell(alpha: float, steps: int) -> str:
        told = [
            f"Two valleys with the bends {number(bends['across'])} and {number(bends['along'])}, "
            f"and a walk of {counted(steps, 'step')} in each, from the distance 1, with the "
            f"learning rate {number(alpha)}."
        ]
        for name, bend in bends.items():
            shrink = 1 - alpha * bend
            told.append(
                f"{name.capitalize()}: each step multiplies the distance from the bottom by "
                f"{number(shrink)}, and the walk is now at {number(shrink**steps)}."
            )
        return " ".join(told)

    controls = (
        choice("alpha", "learning rate α", alphas, alpha),
        Control("steps", "number of steps", 0, MOST_STEPS, 1, steps),
    )
    return Scene(figure, controls, items, tell=tell, play="steps")


def _walk_items(axes: Axes, name: str, bend: float, steepest: float) -> list[Item]:
    """Draw a valley and return the walk in it."""
    d = np.linspace(-1.7, 1.7, 201)
    axes.plot(d, bend * d**2 / 2, color=GREY, lw=2)
    top = steepest * 1.7**2 / 2
    axes.set(xlim=(-1.7, 1.7), ylim=(-0.12 * top, 1.02 * top))
    axes.set(xlabel="distance from the bottom", ylabel="height" if name == "across" else "")
    every = np.arange(MOST_STEPS + 1)

    def places(alpha: Any) -> Any:
        return (1 - np.asarray(alpha) * bend) ** every

    here = table(places, "alpha")
    height = table(lambda alpha: bend * places(alpha) ** 2 / 2, "alpha")
    title = f"{name}, bend {number(bend)}\neach step times {{times}}\n{{steps}}: at {{now}}"
    return [
        *walk_items(axes, (here, height), (1.0, bend / 2), width=1.5),
        Text(axes, "title", title, {
            "times": table(lambda alpha: 1 - np.asarray(alpha) * bend, "alpha"),
            "steps": words(lambda steps: counted(steps, "step"), "steps"),
            "now": table(lambda alpha, steps: (1 - np.asarray(alpha) * bend) ** steps,
                         "alpha", "steps"),
        }, lines=3),
    ]  # fmt: skip
