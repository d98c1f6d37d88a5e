"""The descent that is steered by hand, and the same one on raw and on scaled measurements."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from .arguments import ComputeCost, ComputeGradient, Heights, Number, Numbers, Vector, as_whole
from .bindings import Control, Series, affine, asked, choice, table, words
from .cost_map import best_line, bowl_window, contour_map, frame_map, mark_bottom, steepest
from .drawn import by_hand
from .labels import MASS, PENGUINS, Label, Labels
from .layout import note, padded
from .learner_code import LearnerError, call_compute_gradient, cost_at
from .logistic_fit import scaler
from .marks import Dots, Item, Line, Text
from .null_figure import Axes
from .points import above_and_below, scatter, where_the_line_is
from .scene import Grip, Scene, control_over
from .style import INK, LINE, counted, line_formula, new_figure, number
from .walks import LAST, LOOKS, SO_FAR, Walk, first_finite, outside, walk_items

MOST_STEPS = 60
Histories = tuple[Vector, Vector]
Steps = npt.ArrayLike
RAW = Labels(Label("flipper length", "mm"), MASS)
SHARES = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0, 1.02, 1.05)


@by_hand
def descend_by_hand(
    x: Numbers,
    y: Heights,
    w: Number = 0.0,
    b: Number = 3.0,
    *,
    alpha: Number | None = None,
    steps: int = 10,
    compute_cost: ComputeCost | None = None,
    compute_gradient: ComputeGradient | None = None,
    units: Labels = PENGUINS,
) -> Scene:
    """Let the learner choose the learning rate, the number of steps and the start of a descent.

    ``x`` and ``y`` have shape (m,); the descent starts at ``w``, in units of y per unit of x, and
    ``b``, in units of y, or where the map is clicked. Left the path on the map of the cost, right
    the line where it ends. The learning rates reach from far too small to diverging; ``alpha`` is
    where to begin. ``compute_cost(x, y, w, b)`` and ``compute_gradient(x, y, w, b)``, which gives
    ``(dj_dw, dj_db)``, may be the learner's own. The values are read and set as ``.alpha``,
    ``.steps`` (0 to 60), ``.w`` and ``.b``. Without a kernel it shows one still picture.
    """
    for name, values in (("x", x), ("y", y)):
        if 0 < np.ptp(values) < 1e-13 * np.abs(values).max():
            raise ValueError(
                f"{name} must differ by more than rounding: first take {number(values[0])} away "
                "from each."
            )
    alphas = learning_rates(x)
    if alpha is None:
        alpha = min(alphas, key=lambda choice: abs(choice - alphas[-1] / 20))
    if alpha <= 0:
        raise ValueError(f"alpha must be above 0, but it is {number(alpha)}.")
    ranges = bowl_window(x, y, [(w, b)])
    controls = (
        choice("alpha", "learning rate α", alphas, alpha),
        _steps_from(steps),
        control_over("w", str(Label("start w", units.slope.unit)), ranges[0], w),
        control_over("b", str(Label("start b", units.y.unit)), ranges[1], b),
    )
    figure = new_figure(height=5.2)
    panels = figure.subplot_mosaic([["bowl", "line"], ["bowl", "cost"]], height_ratios=(1.35, 1))
    bowl, axes, below = (panels[name] for name in ("bowl", "line", "cost"))
    window = frame_map(bowl, *ranges, 0.84)
    trouble = ""
    try:
        contour_map(bowl, x, y, *window, compute_cost, clear_of=[(w, b), best_line(x, y)])
    except LearnerError as error:
        trouble = str(error)
        bowl.grid(False)
        note(bowl, trouble, "middle", 30)
    mark_bottom(bowl, x, y)
    bowl.set(**units.bowl)
    x_range, view = padded(x.min(), x.max()), padded(y.min(), y.max(), 0.25)
    scatter(axes, x, y)
    axes.set(xlim=x_range, ylim=view, **units.names)
    every = np.arange(MOST_STEPS + 1)
    tallest = 0.0 if trouble else cost_at(x, y, w, b, compute_cost)
    if compute_cost is None:
        tallest = max(tallest, float(np.var(y)) / 2)  # in sight, wherever it starts
    tallest = 1.15 * tallest if tallest > 0 else 1.0
    below.set(xlim=(-1, MOST_STEPS), ylim=(0, tallest))
    below.set(xlabel="number of steps", ylabel=units.cost)

    if compute_gradient is None:
        walk = walker(x, y)
        along, at_step = ("alpha",), ("alpha", "steps")
        ask: tuple[str, ...] = ()
    else:
        walk = learners_walker(x, y, compute_gradient)
        along, at_step, ask = (), ("steps",), ("alpha", "w", "b")

    def follow(function: Callable[..., Vector], over: tuple[str, ...], degree: int) -> Series:
        """Return numbers along the walk: of our own walk as tables, of the learner's asked."""
        if ask:
            return asked(function, *ask, over=over)
        return table(function, *over, degree=degree)

    def cost(alpha: Steps, steps: Steps, w: float, b: float) -> Vector:
        ws, bs = last_places(walk, alpha, steps, w, b)
        return np.mean((ws * x + bs - y) ** 2, axis=-1, keepdims=True) / 2

    def costs(alpha: Steps, w: float, b: float) -> Vector:
        ws, bs = (history[..., None] for history in walk(alpha, w, b))
        return np.mean((ws * x + bs - y) ** 2, axis=-1) / 2

    def grown(alpha: Steps, steps: Steps, w: float, b: float) -> Vector:
        start = np.mean((w * x + b - y) ** 2) / 2
        return cost(alpha, steps, w, b) - start * (1 + 1e-9) - 1e-12 * np.mean(y**2)

    def learners_costs(alpha: float, w: float, b: float) -> Vector:
        if trouble:
            return np.full(MOST_STEPS + 1, np.nan)
        places = zip(*map(np.ravel, walk(alpha, w, b)), strict=True)
        return np.array([cost_at(x, y, float(w), float(b), compute_cost) for w, b in places])

    def ends_of_line(alpha: Steps, steps: Steps, w: float, b: float) -> Vector:
        ws, bs = last_places(walk, alpha, steps, w, b)
        return ws * np.array(x_range) + bs

    if compute_cost is None:
        heights = follow(costs, along, 2)
    else:
        heights = asked(learners_costs, "alpha", "w", "b")
    place = (
        follow(lambda alpha, w, b: walk(alpha, w, b)[0], along, 1),
        follow(lambda alpha, w, b: walk(alpha, w, b)[1], along, 1),
    )
    ends = follow(ends_of_line, at_step, 1)
    start = affine(lambda w: w), affine(lambda b: b)
    colour, _, marker = LOOKS[0]
    items: list[Item] = [
        *walk_items(bowl, place, start, "path, from hollow to full", held=True),
        Text(bowl, "title", "α = {alpha}\n{steps}", {
            "alpha": table(lambda alpha: alpha, "alpha"),
            "steps": words(lambda steps: counted(steps, "step"), "steps"),
        }, lines=2),
        Line(axes, x_range, ends, color=LINE),
        Text(axes, "title", "the line of the last step"),
        Line(below, every, heights, color=colour, width=2, last=SO_FAR),
        Dots(below, every, heights, color=colour, marker=marker, size=9, edge=INK, edge_width=1.5,
             first=LAST, last=SO_FAR, held=True),
        Text(below, "title", f"cost J = {{J}} {units.cost.unit}".rstrip(), {"J": heights},
             nth=LAST),
        Text(below, "bottom", "The cost grows: α is too large.", when=follow(grown, at_step, 2)),
        Text(axes, "top", "↑ The line is above this picture.",
             when=ends, limit=(1, view[1])),
        Text(axes, "top", "↓ The line is below this picture.",
             when=ends, limit=(-1, view[0])),
    ]  # fmt: skip

    def tell(alpha: float, steps: int, w: float, b: float) -> str:
        try:
            if trouble:
                raise LearnerError(trouble)
            ws, bs = walk(alpha, w, b)
            return _told((np.ravel(ws), np.ravel(bs)), alpha, steps)
        except LearnerError as error:
            return (
                f"Left, a map of the cost over w and b. Right, {counted(len(x), 'point')}. {error}"
            )

    def _told(histories: Histories, alpha: float, steps: int) -> str:
        walked = walk_so_far(x, y, *histories, steps, compute_cost)
        end = float(walked.w[-1]), float(walked.b[-1])
        away = outside(walked, *window)
        first = number(walked.cost[0])
        reached = units.cost.amount(walked.cost[-1])
        sentences = [
            f"Left, the path of {counted(steps, 'step')} with the learning rate {number(alpha)} on "
            f"the map of the cost over w and b, from w = {number(walked.w[0])}, "
            f"b = {number(walked.b[0])} to w = {number(end[0])}, b = {number(end[1])}.",
            f"The cost goes from {first} to {reached}.",
            "The cost grows: α is too large." if walked.grew else "",
            f"Of the path, {counted(away, 'place')} outside this map." if away else "",
            f"Right, {counted(len(x), 'point')} and the line of the last step, "
            f"{line_formula(*end)}: {above_and_below(x, y, *end)}; below them the cost after each "
            "step so far.",
            where_the_line_is(x_range, view, *end)[2:],
        ]
        return " ".join(filter(None, sentences))

    return Scene(
        figure, controls, items, tell=tell, keys=("w", "b"), play="steps", legend=4,
        trouble=trouble, grips=(Grip(bowl, {"w": lambda px: px, "b": lambda py: py}),),
    )  # fmt: skip


def _steps_from(steps: int) -> Control:
    start = as_whole("steps", steps, 0, MOST_STEPS)
    return Control("steps", "number of steps", 0, MOST_STEPS, 1, start)


def walker(x: Vector, y: Vector) -> Callable[..., Histories]:
    """Return a function that gives the places of 60 steps from (w, b), for all alpha at once.

    w ← w − α ∂J/∂w and b ← b − α ∂J/∂b, with ∂J/∂w = w mean(x²) + b mean(x) − mean(xy) and
    ∂J/∂b = w mean(x) + b − mean(y). ``alpha`` has shape (frames, 1), the histories (frames, 61).
    """
    x_square, x_mean, x_y, y_mean = (float(np.mean(v)) for v in (x**2, x, x * y, y))

    def walk(alpha: npt.ArrayLike, w: float, b: float) -> Histories:
        alpha = np.reshape(np.asarray(alpha, dtype=float), (-1, 1))
        ws, bs = (np.empty((len(alpha), MOST_STEPS + 1)) for _ in "wb")
        ws[:, :1], bs[:, :1] = w, b
        for k in range(MOST_STEPS):
            dj_dw = ws[:, k] * x_square + bs[:, k] * x_mean - x_y
            dj_db = ws[:, k] * x_mean + bs[:, k] - y_mean
            ws[:, k + 1] = ws[:, k] - alpha[:, 0] * dj_dw
            bs[:, k + 1] = bs[:, k] - alpha[:, 0] * dj_db
        return ws, bs

    return walk


def learners_walker(
    x: Vector, y: Vector, compute_gradient: ComputeGradient
) -> Callable[..., Histories]:
    """Return a function that gives the places of 60 steps with the learner's own gradient."""

    @lru_cache(maxsize=8)
    def walk(alpha: float, w: float, b: float) -> Histories:
        places = [(float(w), float(b))]
        for _ in range(MOST_STEPS):
            here = places[-1]
            dj_dw, dj_db = call_compute_gradient(compute_gradient, x, y, *here)
            there = here[0] - alpha * dj_dw, here[1] - alpha * dj_db
            if not np.isfinite(there).all() or max(map(abs, there)) > 1e100:
                break
            places.append(there)
        places += [(np.nan, np.nan)] * (MOST_STEPS + 1 - len(places))
        ws, bs = np.array(places).T
        return ws, bs

    return walk


def last_places(
    walk: Callable[..., Histories], alpha: Steps, steps: Steps, w: float, b: float
) -> Histories:
    """Return w and b after ``steps`` steps, each of shape (frames, 1)."""
    which = np.reshape(np.asarray(steps), (-1, 1)).astype(int)
    if np.ndim(alpha):
        each, back = np.unique(np.ravel(alpha), return_inverse=True)
        return tuple(h[back[:, None], which] for h in walk(each[:, None], w, b))  # type: ignore[return-value]
    return tuple(np.ravel(h)[which] for h in walk(alpha, w, b))  # type: ignore[return-value]


def walk_so_far(
    x: Vector, y: Vector, w: Vector, b: Vector, steps: int, compute_cost: ComputeCost | None
) -> Walk:
    """Return the walk up to this step, as far as its numbers are finite."""
    with np.errstate(all="ignore"):
        finite = first_finite(w[: steps + 1], b[: steps + 1])
        places = zip(w[:finite], b[:finite], strict=True)
        costs = np.array([cost_at(x, y, float(w), float(b), compute_cost) for w, b in places])
    known = first_finite(costs)
    allowed = costs[0] * (1 + 1e-9) + 1e-12 * float(np.mean(y**2))
    grew = known <= steps or bool(costs[known - 1] > allowed)
    taken = np.arange(known)
    return Walk(w[:known], b[:known], costs[:known], taken, steps, known <= steps, grew)


def learning_rates(x: Vector) -> tuple[float, ...]:
    """Return round learning rates, from a thousandth of where descent diverges to twice that.

    It diverges above 2 / λ, where λ is the greatest curvature of the bowl.
    """
    edge = largest_safe(x)
    powers = range(int(np.floor(np.log10(edge))) - 4, int(np.floor(np.log10(edge))) + 2)
    rates = [float(f"{digit}e{power}") for power in powers for digit in (1, 1.5, 2, 3, 5, 7)]
    return tuple(rate for rate in rates if edge / 1100 <= rate <= 2.5 * edge)


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
    if np.ptp(x) == 0:
        raise ValueError(f"x must hold two different values, but each of them is {number(x[0])}.")
    scaled = scaler(x)(x)
    controls = choice("share", "share of the safe α", SHARES, share), _steps_from(steps)
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
