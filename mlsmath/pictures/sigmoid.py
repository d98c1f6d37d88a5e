"""Answers 0 and 1 over a measurement, the line that leaves them, and the sigmoid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from mlsmath.derivatives import sigmoid

from .arguments import (
    NO_YES,
    Answers,
    Called,
    CostOfAnswers,
    Number,
    Numbers,
    Pair,
    Vector,
    Words,
    as_named,
    as_number,
    as_vector,
)
from .bindings import Control, Series, affine, asked, table
from .drawn import by_hand, drawn
from .labels import MASS, Z_AXIS, Label
from .layout import Range, mark_look, padded
from .learner_code import LearnerError, call_compute_cost, heights_of
from .marks import Dots, Line, Text
from .null_figure import Axes
from .points import line_ends
from .scene import Grip, Scene, control_over
from .shading import STEEPEST, count_answers, right, right_or_none, scatter_answers, speaker
from .style import (
    GREEN,
    GREY,
    HANDLE,
    INK,
    LINE,
    MARKS,
    POINT,
    counted,
    line_formula,
    new_figure,
    number,
)


@drawn(legend=2)
def draw_yes_no(
    axes: Axes,
    x: Numbers,
    y: Answers,
    *,
    line: Pair | None = None,
    curve: Called | None = None,
    xlabel: Label = MASS,
    ylabel: Label | None = None,
    labels: Words = NO_YES,
) -> str:
    """Draw the answers 0 and 1 over x, with a straight line and a curve through them if given.

    ``x`` and ``y`` have shape (m,), ``y`` is 0 or 1. ``line`` is ``(w, b)``; ``curve`` takes an
    array of x and gives probabilities of the same shape. If it fails, the picture says how, in
    words. ``labels`` are the words for 0 and for 1.
    """
    heights = f"{labels[0]} = 0, {labels[1]} = 1" if ylabel is None else str(ylabel)
    x_range = padded(x.min(), x.max())
    scatter_answers(axes, x, y, y, labels)
    told = []
    low, high = -0.25, 1.25
    if curve is not None:
        x_values = np.linspace(*x_range, 301)
        p = heights_of(curve, "curve", x_values)
        axes.plot(x_values, p, color=GREEN, zorder=3, label="probability")
        told.append(f"The curve goes {_from_edge_to_edge(p)}.")
    if line is not None:
        ends = line_ends(x_range, *line)
        formula = line_formula(*line, name="f(x)" if curve is None else "z")
        axes.plot(*ends, color=LINE, ls="--", zorder=3, label=formula)
        if curve is not None and line[0]:
            boundary = -line[1] / line[0]
            axes.axvline(boundary, color=INK, ls=":", lw=1.5, zorder=2, label="boundary: z = 0")
            told.append(f"A dotted line marks where z is zero, at {number(boundary)}.")
        reach = min(ends[1]), max(ends[1])
        far = 1.5 if curve is None else 0.75  # as far as the view goes beyond 0 and 1
        low, high = max(min(low, reach[0] - 0.1), -far), min(max(high, reach[1] + 0.1), 1 + far)
        told.append(_tell_line(line, formula, x_range, ends[1], xlabel))
    if told:
        _shade_impossible(axes, (low, high))
        told.append("Below 0 and above 1, where no probability can be, the picture is striped.")
    axes.set(xlim=x_range, ylim=(low, high), xlabel=xlabel, ylabel=heights)
    axes.set_yticks([0, 0.5, 1])
    return (
        f"{counted(len(x), 'bird')}, each at the height 0 or 1 of its answer over "
        f"{xlabel.span(x)}: {count_answers(y, labels)}. {_tell_overlap(x, y, labels, xlabel)}"
        f"{' '.join(['', *told])}"
    )


def _shade_impossible(axes: Axes, view: tuple[float, float]) -> None:
    """Shade the heights below 0 and above 1, where no probability can be."""
    for low, high in ((view[0], 0), (1, view[1])):
        axes.axhspan(low, high, facecolor="#EFEFEF", edgecolor="#C8C8C8", hatch="//", lw=0,
                     zorder=0)  # fmt: skip
        axes.axhline(0 if high == 0 else 1, color=GREY, lw=1, zorder=0)


def _tell_overlap(x: Vector, y: Vector, labels: tuple[str, str], xlabel: Label) -> str:
    no, yes = x[y == 0], x[y == 1]
    if not len(no) or not len(yes):
        return f"All of them are {labels[0] if len(no) else labels[1]}."
    low, high = max(no.min(), yes.min()), min(no.max(), yes.max())
    if low > high:
        return "The two answers do not overlap."
    between = int(np.sum((x >= low) & (x <= high)))
    return (
        f"The answers overlap from {number(low)} to {xlabel.amount(high)}, "
        f"where {counted(between, 'bird')} {'is' if between == 1 else 'are'}."
    )


def _from_edge_to_edge(heights: Vector) -> str:
    return f"from {number(heights[0])} at the left edge to {number(heights[-1])} at the right one"


def _tell_line(
    line: tuple[float, float], formula: str, x_range: Range, ends: Vector, xlabel: Label
) -> str:
    w, b = line
    went = f"The line {formula} goes {_from_edge_to_edge(ends)}"
    leaves = [
        f"{edge} at {xlabel.amount((edge - b) / w)}"
        for edge in (0, 1)
        if w and x_range[0] < (edge - b) / w < x_range[1]
    ]
    return f"{went}; it crosses {' and '.join(leaves)}." if leaves else f"{went}."


@drawn(legend=2)
def draw_sigmoid(
    axes: Axes,
    z_values: Numbers | None = None,
    marks: Mapping[str, float] | npt.ArrayLike | None = None,
    *,
    sigmoid: Called = sigmoid,
    xlabel: Label = Z_AXIS,
) -> str:
    """Draw the sigmoid σ(z) = 1 / (1 + e^−z) over ``z_values``, from −6 to 6 unless given.

    ``marks`` are the z to mark: at most seven numbers, or a mapping of a name to each. A learner's
    own ``sigmoid`` may be handed in. If it fails, the picture says how, in words.
    """
    z_values = np.linspace(-6, 6, 301) if z_values is None else z_values
    places = _as_marks(marks)
    ends = [*places.values(), z_values.min(), z_values.max()]
    z_range = padded(min(ends), max(ends), 0.03)
    zs = np.unique(np.concatenate([np.linspace(*z_range, 301), z_values]))
    curve = heights_of(sigmoid, "sigmoid", zs)
    middle, *marked = heights_of(sigmoid, "sigmoid", np.array([0.0, *places.values()]))
    for height in (0, 0.5, 1):
        axes.axhline(height, color=GREY, lw=1, ls=":" if height == 0.5 else "-", zorder=1)
    axes.axvline(0, color=GREY, lw=1, ls=":", zorder=1)
    axes.plot(zs, curve, color=POINT, label="σ(z)")
    told = []
    for i, ((name, z), p) in enumerate(zip(places.items(), marked, strict=True)):
        label = f"{name}: σ(z) = {number(p)}"
        told.append(f"{name}: σ({number(z)}) = {number(p)}.")
        axes.plot([z, z], [0, p], color=GREY, lw=1.5, ls="--", zorder=2)
        axes.plot([z], [p], label=label, **mark_look(i))
    axes.set(xlim=z_range, ylim=(-0.08, 1.08), xlabel=xlabel, ylabel="σ(z)")
    return (
        f"The sigmoid over z from {number(z_range[0])} to {number(z_range[1])}: an S that goes "
        f"from {number(curve[0])} to {number(curve[-1])}; at z = 0 it is {number(middle)}."
        f"{' '.join(['', *told])}"
    )


def _as_marks(marks: Any) -> dict[str, float]:
    """Return the numbers to mark under their names; where none was given, under ``z = 2``."""
    if marks is None:
        return {}
    if not isinstance(marks, Mapping):
        marks = {f"z = {number(z)}": z for z in as_vector("marks", marks)}
    marks = as_named("marks", marks, len(MARKS), '{"bird A": 2.0}') if marks else {}
    return {name: as_number(f"marks[{name!r}]", z) for name, z in marks.items()}


@by_hand
def sigmoid_by_hand(
    x: Numbers,
    y: Answers,
    w: Number | None = None,
    b: Number | None = None,
    *,
    show_cost: bool = False,
    compute_cost: Called | None = None,
    predict_probability: Called | None = None,
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
    controls = replace(w_control, value=w), replace(b_control, value=b)
    x_range = padded(x.min(), x.max())
    figure = new_figure()
    axes = figure.subplots()
    scatter_answers(axes, x, y, y, labels)
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
                f" It goes {_from_edge_to_edge(ends)}. Where it is at least 0.5 it says "
                f"{labels[1]}: {right(said(x, w, b), y)} of {len(y)} right."
            )
            if show_cost:
                told += f" The cost is J = {number(cost.at({'w': w, 'b': b})[0])}."
        except LearnerError as trouble:
            return f"{told} {trouble}"
        return told

    grip = Grip(axes, {"b": lambda px, py, w: -w * px}, cursor="ew-resize")
    return Scene(figure, controls, items, tell=tell, grips=(grip,), legend=3)


def cost_series(x: Vector, y: Vector, compute_cost: CostOfAnswers | None) -> Series:
    """Return the log loss log(1 + e^z), of −z where the answer is yes, or the learner's cost."""
    if compute_cost is None:
        away = 1 - 2 * y
        return affine(lambda w, b: away * (w * x + b), through="softplus", reduce="mean")
    return asked(lambda w, b: call_compute_cost(compute_cost, x, y, float(w), float(b)), "w", "b")


def on_step(value: float, control: Control) -> float:
    """Return the value of the control that is nearest to ``value``."""
    grid = control.grid()
    return float(round(grid[np.argmin(np.abs(grid - value))], 10))
