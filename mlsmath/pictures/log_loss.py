"""The log loss: how much a probability costs, once the answer is known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from .drawn import drawn
from .parts import mark_look, note
from .style import GREY, MARKS, number
from .values import as_named
from .week3_parts import ANSWERS, NO_YES, Words, as_answers, as_probability

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HIGHEST_LOSS = 5.0


@drawn(legend=2)
def draw_log_loss(
    axes: Axes, marks: Mapping[str, tuple[float, float]] | None = None, *, labels: Words = NO_YES
) -> str:
    """Draw the loss over the probability f of yes: −log(f) where yes is true, else −log(1 − f).

    ``marks`` maps a name to ``(p, y)``: the probability that was said, and the true answer 0 or 1.
    """
    birds = _as_surprises(marks)
    loss_curves(axes, labels)
    told = []
    for i, (name, (p, answer)) in enumerate(birds.items()):
        loss = log_loss_of(p, answer)
        label = f"{name}: loss {number(loss)}"
        told.append(
            f"{name}: f = {number(p)} and the answer is {labels[answer]}, loss {number(loss)}."
        )
        height = min(loss, HIGHEST_LOSS)
        axes.plot([p, p], [0, height], color=GREY, lw=1.5, ls="--", zorder=2)
        axes.plot([p], [height], label=label, clip_on=False, **mark_look(i))
        if loss > HIGHEST_LOSS:
            note(axes, f"↑ {name} is above this picture:\nits loss is {number(loss)}.")
    return (
        f"Two curves of the loss over the probability f of {labels[1]}. "
        f"If the answer is {labels[1]}, the loss −log(f) falls from infinity at f = 0 to 0 at "
        f"f = 1. If it is {labels[0]}, the loss −log(1 − f) rises from 0 at f = 0 to infinity at "
        f"f = 1. They cross at f = 0.5, loss 0.693."
        f"{' '.join(['', *told])}"
    )


def loss_curves(axes: Axes, labels: tuple[str, str]) -> None:
    """Draw the two curves of the log loss, each with the colour of its answer."""
    p = np.linspace(0, 1, 801)[1:-1]
    for answer, formula, dashes in ((1, "−log(f)", "-"), (0, "−log(1 − f)", "--")):
        axes.plot(p, -np.log(p if answer else 1 - p), color=ANSWERS[answer][0], ls=dashes,
                  label=f"answer {labels[answer]}: {formula}", zorder=3)  # fmt: skip
    axes.set(xlim=(-0.02, 1.02), ylim=(0, HIGHEST_LOSS), xlabel=f"probability f of {labels[1]}")
    axes.set_ylabel("loss")


def log_loss_of(p: float, answer: int) -> float:
    """Return −log(p) where the answer is 1, −log(1 − p) where it is 0; infinity is a loss."""
    said = p if answer else 1 - p
    return float(-np.log(said)) if said > 0 else np.inf


def _as_surprises(marks: Any) -> dict[str, tuple[float, int]]:
    if marks is None:
        return {}
    birds = {}
    for name, pair in as_named("marks", marks, len(MARKS), '{"Ada": (0.9, 1)}').items():
        try:
            p, answer = pair
        except (TypeError, ValueError):
            raise ValueError(f"marks[{name!r}] must be a pair (p, y) such as (0.9, 1).") from None
        p = as_probability(f"p in marks[{name!r}]", p)
        (answer,) = as_answers(f"y in marks[{name!r}]", [answer])
        birds[name] = p, int(answer)
    return birds
