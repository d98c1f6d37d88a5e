"""The log loss: how much a probability costs, once the answer is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from .arguments import (
    NO_YES,
    Called,
    Probability,
    Words,
    as_answers,
    as_named,
    as_probability,
    two_of,
)
from .bindings import Control, affine, table, words
from .drawn import by_hand, drawn
from .layout import mark_look, note
from .learner_code import LearnerError, call_learners, one_number
from .marks import Dots, Line, Text
from .null_figure import Axes
from .scene import Grip, Scene
from .shading import ANSWERS
from .style import GREY, INK, MARKS, YELLOW, new_figure, number

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
        p, answer = two_of(pair, f"marks[{name!r}] must be a pair (p, y) such as (0.9, 1).")
        p = as_probability(f"p in marks[{name!r}]", p)
        (answer,) = as_answers(f"y in marks[{name!r}]", [answer])
        birds[name] = p, int(answer)
    return birds


@by_hand
def log_loss_by_hand(
    p: Probability = 0.8,
    answer: int = 0,
    *,
    compute_loss: Called | None = None,
    labels: Words = NO_YES,
) -> Scene:
    """Let the learner say how sure a model is of a penguin, and see how the truth surprises it.

    ``p`` is the probability of yes that was said, ``answer`` what is true, 0 or 1: both are
    sliders, and the dot can be dragged. The learner's own ``compute_loss(p, y)`` may be handed
    in. The values are read and set as ``.p`` and ``.answer``. Without a kernel it shows one still
    picture.
    """
    (answer,) = as_answers("answer", [answer])
    loss = log_loss_of if compute_loss is None else _learners_loss(compute_loss)
    controls = (
        Control("p", f"f: how sure of {labels[1]}", 0.01, 0.99, 0.01, min(max(p, 0.01), 0.99)),
        Control("answer", "the truth", 0, 1, 1, int(answer), (0, 1), labels),
    )
    figure = new_figure()
    axes = figure.subplots()
    loss_curves(axes, labels)
    losses = table(lambda p, answer: loss(p, int(answer)), "p", "answer", each=True)
    here = affine(lambda p: p)
    both = affine(lambda p: np.array([p, p]))
    stick = table(lambda p, answer: [0.0, loss(p, int(answer))], "p", "answer", each=True)

    def mood(p: float, answer: int) -> str:
        return surprise(p if answer else 1 - p)

    items = [
        Line(axes, both, stick, color=GREY, width=2, dash="--"),
        Dots(axes, here, losses, color=YELLOW, size=15, edge=INK, edge_width=1.8,
             held=True, label="one penguin"),
        Text(axes, "title", "in truth {truth}: loss {loss}, the model is {mood}",
             {"truth": words(lambda answer: labels[int(answer)], "answer"), "loss": losses,
              "mood": words(mood, "p", "answer")}),
    ]  # fmt: skip

    def tell(p: float, answer: int) -> str:
        told = (
            f"Two curves of the loss over the probability f of {labels[1]}. A penguin was said "
            f"to be {labels[1]} with f = {number(p)}, and in truth it is {labels[answer]}"
        )
        try:
            return f"{told}: loss {number(loss(p, answer))}, the model is {mood(p, answer)}."
        except LearnerError as trouble:
            return f"{told}. {trouble}"

    grip = Grip(axes, {"p": lambda px: px}, cursor="ew-resize")
    return Scene(figure, controls, items, tell=tell, grips=(grip,), keys=("p", "answer"), legend=3)


def surprise(said: float) -> str:
    """Return how surprised a model is that gave this probability to the true answer."""
    for least, mood in ((0.8, "not surprised"), (0.5, "a little surprised"), (0.2, "surprised")):
        if said >= least - 1e-9:
            return mood
    return "very surprised"


def _learners_loss(compute_loss: Any) -> Callable[[float, int], float]:
    def loss(p: float, answer: int) -> float:
        where = f"at p = {number(p)}, y = {answer}"
        value = call_learners(compute_loss, "compute_loss", where, float(p), answer)
        return one_number(compute_loss, "compute_loss", where, value)

    return loss
