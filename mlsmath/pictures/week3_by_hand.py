"""The pictures of week 3 to take hold of: the sigmoid, the threshold, the log loss."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from mlsmath.model import logistic_prediction

from .by_hand import HANDLE
from .confusion import count_right_and_wrong, table_of_counts, tell_table
from .drawn import by_hand
from .follow import Control, Series, affine, asked, table, words
from .items import Area, Dots, Item, Line, Text
from .labels import MASS, Label
from .log_loss import log_loss_of, loss_curves
from .moving import Grip, Scene, control_over
from .parts import padded
from .style import GREEN, GREY, INK, YELLOW, counted, new_figure, number
from .values import (
    LearnerError,
    Number,
    Numbers,
    Vector,
    as_function,
    call_compute_cost,
    call_learners,
    name_of,
    one_number,
)
from .week3_parts import (
    ANSWERS,
    NO_YES,
    Answers,
    CostOfAnswers,
    PredictProbability,
    Probability,
    Words,
    as_answers,
    count_answers,
    probabilities_of,
    right,
    scatter_answers,
)

if TYPE_CHECKING:
    import numpy.typing as npt
    from matplotlib.axes import Axes

STEEPEST = 10.0  # the sliders reach slopes that turn no to yes within a tenth of the spread


@by_hand
def sigmoid_by_hand(
    x: Numbers,
    y: Answers,
    w: Number | None = None,
    b: Number | None = None,
    *,
    show_cost: bool = False,
    compute_cost: CostOfAnswers | None = None,
    predict_probability: PredictProbability | None = None,
    xlabel: Label = MASS,
    labels: Words = NO_YES,
) -> Scene:
    """Let the learner move the sigmoid σ(w x + b) over the answers 0 and 1.

    ``x`` and ``y`` have shape (m,). It follows two sliders and the hand, which moves it sideways.
    ``w`` is per unit of x, ``b`` has no unit. With ``show_cost`` the log loss stands above it;
    ``compute_cost(x, y, w, b)`` and ``predict_probability(x, w, b)`` may be the learner's own. The
    values are read and set as ``.w`` and ``.b``. Without a kernel it shows one still picture.
    """
    spread = float(x.std()) or 1.0
    reach = STEEPEST / spread
    far = reach * float(np.abs(x).max() or 1.0)
    slope = str(xlabel.slope_of_z())
    w_control = control_over("w", slope, (-reach, reach), 0.0 if w is None else w)
    w = w_control.value if w is not None else on_step(2 / spread, w_control)
    b_control = control_over("b", "intercept b", (-far, far), 0.0 if b is None else b)
    b = b_control.value if b is not None else on_step(-w * float(x.mean()), b_control)
    controls = starting(w_control, w), starting(b_control, b)
    x_range = padded(x.min(), x.max())
    figure = new_figure()
    axes = figure.subplots()
    scatter_answers(axes, x, y, y, labels, alpha=0.4, markeredgewidth=0.3)
    for height in (0, 1):
        axes.axhline(height, color=GREY, lw=1, zorder=0)
    axes.set(xlim=x_range, ylim=(-0.15, 1.15), xlabel=xlabel)
    axes.set_ylabel(f"{labels[0]} = 0, {labels[1]} = 1")
    axes.set_yticks([0, 0.5, 1])
    along = np.linspace(*x_range, 161)
    said = speaker(predict_probability)
    cost = cost_series(x, y, compute_cost)
    show_cost = show_cost or compute_cost is not None
    if predict_probability is None:
        toward = 2 * y - 1
        curve = affine(lambda w, b: w * along + b, through="sigmoid")
        correct = affine(lambda w, b: toward * (w * x + b + 1e-9), reduce="count")  # 0 is a yes
    else:
        curve = asked(lambda w, b: said(along, float(w), float(b)), "w", "b")
        correct = asked(lambda w, b: right_or_none(said, x, y, float(w), b), "w", "b")
    title = "z = {w:4}x {b:+4},  "
    title += "cost J = {J}" if show_cost else f"{{right}} of {len(y)} right"
    fields = {"w": affine(lambda w: w), "b": affine(lambda b: b)}
    fields |= {"J": cost} if show_cost else {"right": correct}
    middle = table(lambda w, b: -b / np.where(w == 0, 1e-6, w), "w", degree=1)
    items = [
        Line(axes, along, curve, color=GREEN, width=3, label="sigmoid of z"),
        Dots(axes, middle, [0.5], **HANDLE),
        Text(axes, "title", title, fields),
    ]

    def tell(w: float, b: float) -> str:
        told = (
            f"The sigmoid of z = {number(w, 4)}x {'−' if b < 0 else '+'} {number(abs(b), 4)} over "
            f"{counted(len(x), 'bird')}, {count_answers(y, labels)}, {xlabel.span(x)}."
        )
        try:
            ends = said(np.array(x_range), w, b)
            told += (
                f" It goes from {number(ends[0])} at the left to {number(ends[1])} at the right. "
                f"Where it is at least 0.5 it says {labels[1]}: "
                f"{right(said(x, w, b), y)} of {len(y)} right."
            )
            if show_cost:
                told += f" The cost is J = {number(cost.at({'w': w, 'b': b})[0])}."
        except LearnerError as trouble:
            return f"{told} {trouble}"
        return told

    grip = Grip(axes, {"b": lambda px, py, w: -w * px}, cursor="ew-resize")
    return Scene(figure, controls, items, tell=tell, grips=(grip,), legend=3)


def speaker(predict_probability: PredictProbability | None) -> Callable[..., Vector]:
    """Return a function of X, w and b that gives probabilities, the learner's or the sigmoid."""
    if predict_probability is None:
        return logistic_prediction
    own = as_function("predict_probability", predict_probability)
    name = name_of(own, "predict_probability")

    def said(X: Vector, w: float | Vector, b: float) -> Vector:
        return probabilities_of(lambda birds: own(birds, w, b), name, X)

    return said


def right_or_none(
    said: Callable[..., Vector], X: Vector, y: Vector, w: float | Vector, b: float
) -> float:
    """Return how many answers are right; what the learner's function does wrong is told once."""
    try:
        return right(said(X, w, float(b)), y)
    except LearnerError:
        return np.nan


def cost_series(x: Vector, y: Vector, compute_cost: CostOfAnswers | None) -> Series:
    """Return the log loss log(1 + e^z), of −z where the answer is yes, or the learner's cost."""
    if compute_cost is None:
        away = 1 - 2 * y
        return affine(lambda w, b: away * (w * x + b), through="softplus", reduce="mean")
    own = as_function("compute_cost", compute_cost)
    return asked(lambda w, b: call_compute_cost(own, x, y, float(w), float(b)), "w", "b")


def on_step(value: float, control: Control) -> float:
    """Return the value of the control that is nearest to ``value``."""
    grid = control.grid()
    return float(round(grid[np.argmin(np.abs(grid - value))], 10))


def starting(control: Control, value: float) -> Control:
    """Return the control, starting at ``value``."""
    return replace(control, value=value)


@by_hand
def threshold_by_hand(
    p: Numbers, y: npt.ArrayLike, threshold: Probability = 0.5, *, labels: Words = NO_YES
) -> Scene:
    """Let the learner move the threshold from which on a probability counts as yes.

    ``p`` are probabilities and ``y`` the true answers, both of shape (m,). Left how many birds
    have which probability, right the table of right and wrong with accuracy, precision and
    recall, which follow. The value is read and set as ``.threshold``. Without a kernel it shows
    one still picture.
    """
    y = as_answers("y", y, len(p), "p")
    outside = np.flatnonzero((p < 0) | (p > 1))
    if len(outside):
        raise ValueError(
            f"p must hold probabilities from 0 to 1, but p[{outside[0]}] is "
            f"{number(p[outside[0]])}."
        )
    control = Control("threshold", "threshold", 0.0, 1.0, 0.01, threshold)
    figure = new_figure(height=4.3)
    axes, beside = figure.subplots(1, 2, width_ratios=(1, 1.15))
    tallest = draw_piles(axes, p, y, labels)
    ends = affine(lambda threshold: np.array([threshold, threshold]))
    corners = affine(lambda threshold: np.array([threshold, 1.04, 1.04, threshold]))
    correct = affine(lambda threshold: (2 * y - 1) * over_threshold(p, threshold), reduce="count")

    def accuracy(threshold: float) -> float:
        return float(np.mean((over_threshold(p, threshold) > 0) == (y == 1)))

    def precision(threshold: float) -> str:
        said = over_threshold(p, threshold) > 0
        return _share(int(np.sum(said & (y == 1))), int(np.sum(said)))

    def recall(threshold: float) -> str:
        said = over_threshold(p, threshold) > 0
        return _share(int(np.sum(said & (y == 1))), int(np.sum(y == 1)))

    items: list[Item] = [
        Area(axes, corners, [-tallest, -tallest, tallest, tallest], color=INK, alpha=0.13,
             label=f"says {labels[1]}"),
        Line(axes, ends, [-tallest, tallest], color=INK, label="threshold"),
        Text(beside, "title",
             "accuracy {right}" + f" / {len(y)}" + " = {accuracy}\nprecision {precision}\n"
             "recall {recall}",
             {"right": correct, "accuracy": table(accuracy, "threshold", each=True),
              "precision": words(precision, "threshold"), "recall": words(recall, "threshold")},
             lines=3),
    ]  # fmt: skip
    places = table_of_counts(beside, labels, narrow=True)
    beside.set_ylim(-2.1, 0.65)
    for i, j in np.ndindex(2, 2):
        how_many = {"n": _count_said(p[y == i], j)}
        across, up = places[i, j]
        items.append(Text(beside, "at", "{n}", how_many, across, up, size=16))

    def tell(threshold: float) -> str:
        counts = count_right_and_wrong(y, over_threshold(p, threshold) > 0)
        return (
            f"{counted(len(y), 'bird')} by their probability of {labels[1]}, and the threshold "
            f"{number(threshold)}, from which on the answer is {labels[1]}. "
            f"{tell_table(counts, labels)} Precision {precision(threshold)}, recall "
            f"{recall(threshold)}."
        )

    grip = Grip(axes, {"threshold": lambda px: px}, cursor="ew-resize")
    return Scene(figure, (control,), items, tell=tell, grips=(grip,), legend=4)


def _share(hits: int, of: int) -> str:
    """Return a share as it is worked out, such as ``17 / 20 = 0.85``; of none there is none."""
    return f"{hits} / {of} = {number(hits / of)}" if of else "0 / 0: of none, no share"


def over_threshold(p: Vector, threshold: float) -> Vector:
    """Return how far p is over the threshold; p equal to it is over, and said yes to."""
    return p - threshold + 1e-9


def _count_said(p: Vector, answer: int) -> Series:
    """Return how many of these birds get this answer."""
    if not len(p):
        return affine(lambda threshold: np.array([0.0]))
    sign = 1 if answer else -1
    return affine(lambda threshold: sign * over_threshold(p, threshold), reduce="count")


def draw_piles(axes: Axes, p: Vector, y: Vector, labels: tuple[str, str]) -> float:
    """Draw how many birds have which probability, yes upwards, no downwards; return the height."""
    from matplotlib.ticker import MaxNLocator

    bins = np.linspace(0, 1, 21)
    tallest = 1
    for answer, (colour, _) in enumerate(ANSWERS):
        counts, _ = np.histogram(p[y == answer], bins)
        tallest = max(tallest, int(counts.max()))
        axes.bar(
            bins[:-1], counts if answer else -counts, np.diff(bins), align="edge", color=colour,
            hatch=None if answer else "//", edgecolor="white", linewidth=0.8,
            label=f"really {labels[answer]}",
        )  # fmt: skip
    axes.axhline(0, color=INK, lw=1)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.yaxis.set_major_formatter(lambda height, _: f"{abs(height):.0f}")
    high = 1.08 * tallest
    axes.set(xlim=(-0.04, 1.04), ylim=(-high, high), xlabel=f"probability p of {labels[1]}")
    axes.set_ylabel("number of birds")
    return high


@by_hand
def log_loss_by_hand(
    p: Probability = 0.8,
    answer: int = 0,
    *,
    compute_loss: Callable[[float, float], float] | None = None,
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
    own = as_function("compute_loss", compute_loss)

    def loss(p: float, answer: int) -> float:
        where = f"at p = {number(p)}, y = {answer}"
        value = call_learners(own, "compute_loss", where, float(p), answer)
        return one_number(own, "compute_loss", where, value)

    return loss
