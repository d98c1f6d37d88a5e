"""The pictures of week 3: yes/no answers, the sigmoid, the log loss and its bowl, three frogs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from mlsmath.cost import log_loss_cost
from mlsmath.derivatives import sigmoid

from .labels import Label
from .parts import (
    Range,
    bowl_in_3d,
    contour_map,
    describe_points,
    legend_on_top,
    line_ends,
    mark_pairs,
    note,
    padded,
    picture_in_words,
    scatter,
    tell_lowest,
)
from .picture import Picture
from .style import (
    FLIPPER,
    GREEN,
    GREY,
    INK,
    LINE,
    MARKS,
    MASS,
    POINT,
    counted,
    in_style,
    line_formula,
    named,
    new_figure,
    number,
    square_unit,
    unit,
    with_unit,
)
from .values import (
    ComputeCost,
    LearnerError,
    Vector,
    as_function,
    as_lines,
    as_named,
    as_number,
    as_pair,
    as_points,
    as_range,
    as_vector,
    cost_at,
    heights_of,
)
from .week3_parts import (
    ANSWERS,
    as_answers,
    as_names,
    as_probability,
    as_yes_no,
    count_answers,
    scatter_answers,
    span,
)

if TYPE_CHECKING:
    import numpy.typing as npt
    from matplotlib.axes import Axes

HIGHEST_LOSS = 5.0


@in_style()
def draw_yes_no(
    x: npt.ArrayLike,
    y: npt.ArrayLike,
    *,
    line: tuple[float, float] | None = None,
    curve: Callable[[Vector], Vector] | None = None,
    xlabel: str = MASS,
    ylabel: str | None = None,
    labels: tuple[str, str] = ("no", "yes"),
) -> Picture:
    """Draw the answers 0 and 1 over x, with a straight line and a curve through them if given.

    ``x`` and ``y`` have shape (m,), ``y`` is 0 or 1. ``line`` is ``(w, b)``; ``curve`` takes an
    array of x and gives probabilities of the same shape. If it fails, the picture says how, in
    words. ``labels`` are the words for 0 and for 1.
    """
    x, y = as_yes_no(x, y)
    labels = as_names(labels)
    line = None if line is None else as_pair("line", line)
    curve = None if curve is None else as_function("curve", curve)
    ylabel = f"{labels[0]} = 0, {labels[1]} = 1" if ylabel is None else ylabel
    x_range = padded(x.min(), x.max())
    figure = new_figure()
    axes = figure.subplots()
    scatter_answers(axes, x, y, y, labels, alpha=0.4, markeredgewidth=0.3)
    told = []
    low, high = -0.25, 1.25
    if curve is not None:
        x_values = np.linspace(*x_range, 301)
        try:
            p = heights_of(curve, "curve", x_values)
        except LearnerError as trouble:
            return picture_in_words(str(trouble))
        axes.plot(x_values, p, color=GREEN, zorder=3, label="probability")
        told.append(f"The curve goes from {number(p[0])} at the left to {number(p[-1])}.")
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
        told.append(_tell_line(line, formula, x_range, ends[1], unit(xlabel)))
    if told:
        _shade_impossible(axes, (low, high))
        told.append("Below 0 and above 1, where no probability can be, the picture is hatched.")
    axes.set(xlim=x_range, ylim=(low, high), xlabel=xlabel, ylabel=ylabel)
    axes.set_yticks([0, 0.5, 1])
    legend_on_top(axes, 2)
    alt = (
        f"{counted(len(x), 'bird')}, each at the height 0 or 1 of its answer over "
        f"{span(x, xlabel)}: {count_answers(y, labels)}. {_tell_overlap(x, y, labels, xlabel)}"
        f"{' '.join(['', *told])}"
    )
    return Picture(figure, alt)


def _shade_impossible(axes: Axes, view: tuple[float, float]) -> None:
    """Shade the heights below 0 and above 1, where no probability can be."""
    for low, high in ((view[0], 0), (1, view[1])):
        axes.axhspan(low, high, facecolor="#EFEFEF", edgecolor="#C8C8C8", hatch="//", lw=0,
                     zorder=0)  # fmt: skip
        axes.axhline(0 if high == 0 else 1, color=GREY, lw=1, zorder=0)


def _tell_overlap(x: Vector, y: Vector, labels: tuple[str, str], xlabel: str) -> str:
    no, yes = x[y == 0], x[y == 1]
    if not len(no) or not len(yes):
        return f"All of them are {labels[0] if len(no) else labels[1]}."
    low, high = max(no.min(), yes.min()), min(no.max(), yes.max())
    if low > high:
        return "The two answers do not overlap."
    between = int(np.sum((x >= low) & (x <= high)))
    return (
        f"The answers overlap from {number(low)} to {with_unit(high, unit(xlabel))}, "
        f"where {counted(between, 'bird')} {'is' if between == 1 else 'are'}."
    )


def _tell_line(
    line: tuple[float, float], formula: str, x_range: Range, ends: Vector, unit_name: str
) -> str:
    w, b = line
    went = (
        f"The line {formula} goes from {number(ends[0])} at the left to "
        f"{number(ends[1])} at the right"
    )
    leaves = [
        f"{edge} at {with_unit((edge - b) / w, unit_name)}"
        for edge in (0, 1)
        if w and x_range[0] < (edge - b) / w < x_range[1]
    ]
    return f"{went}; it crosses {' and '.join(leaves)}." if leaves else f"{went}."


@in_style()
def draw_sigmoid(
    z_values: npt.ArrayLike | None = None,
    marks: Mapping[str, float] | npt.ArrayLike | None = None,
    *,
    sigmoid: Callable[[Vector], Vector] = sigmoid,
    xlabel: str = "z",
) -> Picture:
    """Draw the sigmoid σ(z) = 1 / (1 + e^−z) over ``z_values``, from −6 to 6 unless given.

    ``marks`` are the z to mark: at most seven numbers, or a mapping of a name to each. A learner's
    own ``sigmoid`` may be handed in. If it fails, the picture says how, in words.
    """
    z_values = np.linspace(-6, 6, 301) if z_values is None else as_vector("z_values", z_values)
    places = _as_marks(marks)
    ends = [*places.values(), z_values.min(), z_values.max()]
    z_range = padded(min(ends), max(ends), 0.03)
    zs = np.unique(np.concatenate([np.linspace(*z_range, 301), z_values]))
    sigmoid = as_function("sigmoid", sigmoid)
    try:
        curve = heights_of(sigmoid, "sigmoid", zs)
        middle, *marked = heights_of(sigmoid, "sigmoid", np.array([0.0, *places.values()]))
    except LearnerError as trouble:
        return picture_in_words(str(trouble))
    figure = new_figure()
    axes = figure.subplots()
    for height in (0, 0.5, 1):
        axes.axhline(height, color=GREY, lw=1, ls=":" if height == 0.5 else "-", zorder=1)
    axes.axvline(0, color=GREY, lw=1, ls=":", zorder=1)
    axes.plot(zs, curve, color=POINT, label="σ(z)")
    told = []
    for i, ((name, z), p) in enumerate(zip(places.items(), marked, strict=True)):
        label = f"{name}: σ(z) = {number(p)}"
        told.append(f"{name}: σ({number(z)}) = {number(p)}.")
        colour, marker, size = MARKS[i]
        axes.plot([z, z], [0, p], color=GREY, lw=1.5, ls="--", zorder=2)
        axes.plot([z], [p], ls="none", marker=marker, markersize=size, color=colour,
                  markeredgecolor=INK, markeredgewidth=1.3, label=label, zorder=5)  # fmt: skip
    axes.set(xlim=z_range, ylim=(-0.08, 1.08), xlabel=xlabel, ylabel="σ(z)")
    legend_on_top(axes, 2)
    alt = (
        f"The sigmoid over z from {number(z_range[0])} to {number(z_range[1])}: an S that goes "
        f"from {number(curve[0])} to {number(curve[-1])}; at z = 0 it is {number(middle)}."
        f"{' '.join(['', *told])}"
    )
    return Picture(figure, alt)


def _as_marks(marks: Any) -> dict[str, float]:
    """Return the numbers to mark under their names; where none was given, under ``z = 2``."""
    if marks is None:
        return {}
    if not isinstance(marks, Mapping):
        marks = {f"z = {number(z)}": z for z in as_vector("marks", marks)}
    marks = as_named("marks", marks, len(MARKS), '{"bird A": 2.0}') if marks else {}
    return {name: as_number(f"marks[{name!r}]", z) for name, z in marks.items()}


@in_style()
def draw_log_loss(
    marks: Mapping[str, tuple[float, float]] | None = None,
    *,
    labels: tuple[str, str] = ("no", "yes"),
) -> Picture:
    """Draw the loss over the probability f of yes: −log(f) where yes is true, else −log(1 − f).

    ``marks`` maps a name to ``(p, y)``: the probability that was said, and the true answer 0 or 1.
    """
    labels = as_names(labels)
    birds = _as_surprises(marks)
    figure = new_figure()
    axes = figure.subplots()
    loss_curves(axes, labels)
    told = []
    for i, (name, (p, answer)) in enumerate(birds.items()):
        loss = log_loss_of(p, answer)
        label = f"{name}: loss {number(loss)}"
        told.append(
            f"{name}: f = {number(p)} and the answer is {labels[answer]}, loss {number(loss)}."
        )
        colour, marker, size = MARKS[i]
        height = min(loss, HIGHEST_LOSS)
        axes.plot([p, p], [0, height], color=GREY, lw=1.5, ls="--", zorder=2)
        axes.plot([p], [height], ls="none", marker=marker, markersize=size, color=colour,
                  markeredgecolor=INK, markeredgewidth=1.3, label=label, zorder=5,
                  clip_on=False)  # fmt: skip
        if loss > HIGHEST_LOSS:
            note(axes, f"↑ {name} is above this picture:\nits loss is {number(loss)}.")
    legend_on_top(axes, 2)
    alt = (
        f"Two curves of the loss over the probability f of {labels[1]}. "
        f"If the answer is {labels[1]}, the loss −log(f) falls from infinity at f = 0 to 0 at "
        f"f = 1. If it is {labels[0]}, the loss −log(1 − f) rises from 0 at f = 0 to infinity at "
        f"f = 1. They cross at f = 0.5, loss 0.693."
        f"{' '.join(['', *told])}"
    )
    return Picture(figure, alt)


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


@in_style()
def draw_cost_surface(
    x: npt.ArrayLike,
    y: npt.ArrayLike,
    compute_cost: ComputeCost | Mapping[str, ComputeCost],
    w_range: tuple[float, float],
    b_range: tuple[float, float],
    *,
    points: Mapping[str, tuple[float, float]] | None = None,
    three_d: bool = True,
    xlabel: str = MASS,
) -> Picture:
    """Draw a cost J(w, b) as a map and as a surface, and say whether it is a bowl.

    ``compute_cost(x, y, w, b)`` gives one number; a mapping of a name to each of two such
    functions draws both. ``x`` and ``y`` have shape (m,), ``y`` is 0 or 1. ``w_range`` and
    ``b_range`` are pairs (from, to), ``points`` maps a name to the ``(w, b)`` to mark. A bowl
    curves upwards in every direction. If a cost fails, the picture says how, in words.
    """
    x, y = as_yes_no(x, y)
    if not isinstance(compute_cost, Mapping):
        compute_cost = {"cost J": compute_cost}
    costs = as_named("compute_cost", compute_cost, 2, '{"log loss": compute_cost}')
    costs = {name: as_function("compute_cost", cost) for name, cost in costs.items()}
    w_range, b_range = as_range("w_range", w_range), as_range("b_range", b_range)
    pairs = as_lines("points", points, len(MARKS)) if points else {}
    wide = three_d and len(costs) == 1
    figure = new_figure(height=4.4 if wide or not three_d else 7.0)
    shape = (1, 2) if wide else (1 + three_d, len(costs))
    told = []
    for i, (name, cost) in enumerate(costs.items()):
        axes = figure.add_subplot(*shape, 2 if wide else three_d * len(costs) + i + 1)
        try:
            places = list(pairs.values())
            grid = contour_map(axes, x, y, w_range, b_range, cost, even=True, clear_of=places)
            marked = {place: cost_at(x, y, w, b, cost) for place, (w, b) in pairs.items()}
        except LearnerError as trouble:
            return picture_in_words(str(trouble))
        mark_pairs(axes, pairs)
        axes.set(xlim=w_range, ylim=b_range, xlabel=slope_per(xlabel), ylabel="intercept b")
        bowl = curves_upwards(grid[2])
        top = axes
        if three_d:
            top = figure.add_subplot(*shape, i + 1, projection="3d")
            bowl_in_3d(top, grid, pairs, marked)
            if wide:
                axes.set_title("from above")
        top.set_title(f"{name}: {'a bowl' if bowl else 'no bowl'}")
        way = "It curves upwards everywhere drawn, as a bowl does."
        if not bowl:
            way = "In places it curves downwards, so it is no bowl."
        places = "".join(
            f" {place}: w = {number(w)}, b = {number(b)}, J = {number(marked[place])}."
            for place, (w, b) in pairs.items()
        )
        told.append(f"{name}: {way} {tell_lowest(grid, Label('cost J'))}{places}")
        if pairs and i == 0:
            legend_on_top(axes)
    alt = (
        f"{'Map and surface' if three_d else 'Map'} of {counted(len(costs), 'cost')} over w from "
        f"{number(w_range[0])} to {number(w_range[1])} and b from {number(b_range[0])} to "
        f"{number(b_range[1])}, for {counted(len(x), 'bird')}. {' '.join(told)}"
    )
    return Picture(figure, alt)


def curves_upwards(costs: Vector) -> bool:
    """Return whether a grid of costs curves upwards along its rows, columns and diagonals."""
    least = min(
        float((after - 2 * here + before).min())
        for before, here, after in (
            (costs[:, :-2], costs[:, 1:-1], costs[:, 2:]),
            (costs[:-2], costs[1:-1], costs[2:]),
            (costs[:-2, :-2], costs[1:-1, 1:-1], costs[2:, 2:]),
            (costs[:-2, 2:], costs[1:-1, 1:-1], costs[2:, :-2]),
        )
    )
    return least >= -1e-7 * float(np.ptp(costs))


def slope_per(xlabel: str, symbol: str = "w") -> str:
    """Return the label of a slope of z, which has no unit itself, such as ``slope w (per kg)``."""
    return named(f"slope {symbol}", f"per {unit(xlabel)}" if unit(xlabel) else "")


@in_style()
def draw_three_frogs(
    x: npt.ArrayLike,
    y: npt.ArrayLike,
    by_hand: tuple[float, float],
    by_descent: tuple[float, float],
    x_yes_no: npt.ArrayLike,
    y_yes_no: npt.ArrayLike,
    logistic: tuple[float, float],
    *,
    xlabel: str = FLIPPER,
    ylabel: str = MASS,
    yes_no_label: str = MASS,
    labels: tuple[str, str] = ("no", "yes"),
) -> Picture:
    """Draw the three weeks side by side: a line by hand, a line by descent, a sigmoid by descent.

    ``x`` and ``y`` are measurements of shape (m,), ``by_hand`` and ``by_descent`` lines
    ``(w, b)``. ``x_yes_no`` and the answers ``y_yes_no``, 0 or 1, have shape (k,), and
    ``logistic = (w, b)`` is the sigmoid σ(w x + b) through them.
    """
    x, y = as_points(x, y)
    lines = {
        "week 1: by hand": as_pair("by_hand", by_hand),
        "week 2: by descent": as_pair("by_descent", by_descent),
    }
    answers_at = as_vector("x_yes_no", x_yes_no)
    answers = as_answers("y_yes_no", y_yes_no, len(answers_at), "x_yes_no")
    w, b = as_pair("logistic", logistic)
    labels = as_names(labels)
    figure = new_figure(height=3.4)
    panels = figure.subplots(1, 3)
    x_range, view = padded(x.min(), x.max()), padded(y.min(), y.max(), 0.15)
    told = []
    for axes, (name, line) in zip(panels[:2], lines.items(), strict=True):
        scatter(axes, x, y)
        axes.plot(*line_ends(x_range, *line), color=LINE, zorder=3)
        cost = with_unit(float(np.mean((line[0] * x + line[1] - y) ** 2)) / 2, square_unit(ylabel))
        axes.set(xlim=x_range, ylim=view, xlabel=folded(xlabel))
        axes.set_title(f"{name}\nJ = {cost}")
        told.append(f"{name}, the line {line_formula(*line)}, J = {cost}.")
    panels[0].set_ylabel(ylabel)
    axes = panels[2]
    scatter_answers(axes, answers_at, answers, answers, ("", ""), alpha=0.4, markeredgewidth=0.3)
    z_range = padded(answers_at.min(), answers_at.max())
    x_values = np.linspace(*z_range, 201)
    axes.plot(x_values, sigmoid(w * x_values + b), color=GREEN, zorder=3)
    axes.set(xlim=z_range, ylim=(-0.15, 1.15), xlabel=folded(yes_no_label))
    axes.set_yticks([0, 0.5, 1])
    axes.set_ylabel(f"{labels[0]} = 0, {labels[1]} = 1")
    cost = number(log_loss_cost(answers_at, answers, w, b))
    axes.set_title(f"week 3: yes or no?\nJ = {cost}")
    told.append(
        f"week 3, the sigmoid of {number(w, 4)}x {'−' if b < 0 else '+'} {number(abs(b), 4)} "
        f"through {counted(len(answers), 'answer')}, {count_answers(answers, labels)}, over "
        f"{span(answers_at, yes_no_label)}, J = {cost}."
    )
    alt = (
        f"Three pictures side by side, two of them of {describe_points(x, y, xlabel, ylabel)} "
        f"{' '.join(sentence[0].upper() + sentence[1:] for sentence in told)}"
    )
    return Picture(figure, alt)


def folded(label: str) -> str:
    """Return a long label on two lines, its unit on the second."""
    import textwrap

    return "\n".join(textwrap.wrap(label, 18)) if len(label) > 22 else label
