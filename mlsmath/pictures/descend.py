"""The descent that is steered by hand: the learning rate, the number of steps, the start."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from mlsmath.descent import gradient_descent

from .moving import Control, Drawing, Scene, control_over
from .parts import (
    above_and_below,
    bowl_window,
    contour_map,
    intercept_label,
    legend_on_top,
    line_ends,
    note,
    padded,
    scatter,
    slope_label,
    where_the_line_is,
)
from .paths import (
    LOOKS,
    Walk,
    frame_map,
    mark_bottom,
    outside,
    path_artists,
    place_path,
    steepest,
    walk_along,
)
from .style import (
    LINE,
    counted,
    line_formula,
    named,
    new_figure,
    number,
    slope_unit,
    square_unit,
    unit,
    with_unit,
)
from .values import Vector, as_number, as_points

MOST_STEPS = 60


class DescentScene(Scene):
    """A bowl and points that stay, and a walk with its last line that move."""

    def __init__(
        self,
        x: npt.ArrayLike,
        y: npt.ArrayLike,
        w: float,
        b: float,
        alpha: float | None,
        steps: int,
        xlabel: str,
        ylabel: str,
    ) -> None:
        self.x, self.y = as_points(x, y)
        w, b = as_number("w", w), as_number("b", b)
        alphas = learning_rates(self.x)
        if alpha is None:
            alpha = min(alphas, key=lambda choice: abs(choice - alphas[-1] / 20))
        alpha = as_number("alpha", alpha)
        if alpha <= 0:
            raise ValueError(f"alpha must be above 0, but it is {number(alpha)}.")
        alphas = tuple(sorted({*alphas, alpha}))
        self.xlabel, self.ylabel = xlabel, ylabel
        w_range, b_range = bowl_window(self.x, self.y, [(w, b)])
        self.ranges = w_range, b_range
        across, up = slope_unit(xlabel, ylabel), unit(ylabel)
        self.controls = (
            Control("alpha", "learning rate alpha", alphas[0], alphas[-1], 0, alpha, alphas),
            Control("steps", "number of steps", 0, MOST_STEPS, 1, as_steps(steps)),
            control_over("w", named("start w", across), w_range, w),
            control_over("b", named("start b", up), b_range, b),
        )

    def draw(self) -> Drawing:
        """Return a new drawing of everything, with the walk anywhere."""
        return _DescentDrawing(self)


class _DescentDrawing(Drawing):
    """A figure of a `DescentScene`, and the artists in it that move."""

    def __init__(self, scene: DescentScene) -> None:
        self.scene = scene
        x, y = scene.x, scene.y
        self.figure = new_figure(height=4.8)
        bowl, axes = self.figure.subplots(1, 2)
        self.window = frame_map(bowl, *scene.ranges, 0.84)
        contour_map(bowl, x, y, *self.window)
        mark_bottom(bowl, x, y)
        self.path = path_artists(bowl, LOOKS[0], "path, from hollow to full", MOST_STEPS)
        self.where = bowl.set_title("\n")
        bowl.set(
            xlabel=slope_label(scene.xlabel, scene.ylabel),
            ylabel=intercept_label(scene.ylabel),
        )
        self.x_range = padded(x.min(), x.max())
        self.view = padded(y.min(), y.max(), 0.25)
        scatter(axes, x, y)
        (self.line,) = axes.plot([], [], color=LINE, zorder=3)
        self.cost = axes.set_title("\n")
        self.words = note(axes, "")
        axes.set(xlim=self.x_range, ylim=self.view, xlabel=scene.xlabel, ylabel=scene.ylabel)
        legend_on_top(bowl)
        self.moving = [*self.path, self.where, self.line, self.cost, self.words]

    def move(self, alpha: float, steps: int, w: float, b: float) -> str:
        """Walk again and return what is to be seen now."""
        scene = self.scene
        walk = walk_down(scene.x, scene.y, w, b, alpha, steps)
        end = float(walk.w[-1]), float(walk.b[-1])
        place_path(self.path, walk.w, walk.b, *self.window)
        self.line.set_data(*line_ends(self.x_range, *end))
        away = outside(walk, *self.window)
        left = f"{counted(away, 'place')} outside this map" if away else ""
        self.where.set_text(f"alpha = {number(alpha)}, {counted(steps, 'step')}\n{left}")
        formula, kilos = line_formula(*end), square_unit(scene.ylabel)
        first, last = number(walk.cost[0]), with_unit(walk.cost[-1], kilos)
        title = formula if len(formula) < 28 else "the line of the last step"
        self.cost.set_text(f"{title}\ncost J = {last}")
        hidden = where_the_line_is(self.x_range, self.view, *end)
        trouble = "The cost grows:\nalpha is too large." if walk.grew else ""
        words = "\n".join(filter(None, [trouble, hidden.replace(" this", "\nthis")]))
        self.words.set_text(words)
        self.words.set_visible(bool(words))
        told = [
            f"Left, the path of {counted(steps, 'step')} with the learning rate {number(alpha)} on "
            f"the map of the cost over w and b, from w = {number(w)}, b = {number(b)} to "
            f"w = {number(end[0])}, b = {number(end[1])}.",
            f"The cost goes from {first} to {last}.",
            trouble.replace("\n", " "),
            f"Of the path, {left}." if away else "",
            f"Right, {counted(len(scene.x), 'point')} and the line of the last step, {formula}: "
            f"{above_and_below(scene.x, scene.y, *end)}.",
            hidden[2:],
        ]
        return " ".join(filter(None, told))


def walk_down(x: Vector, y: Vector, w: float, b: float, alpha: float, steps: int) -> Walk:
    """Return the walk of gradient descent from (w, b), as far as its numbers are finite."""
    if steps == 0:
        return walk_along("the walk", x, y, np.array([w]), np.array([b]))
    descent = gradient_descent(x, y, w, b, alpha=alpha, steps=steps)
    cost, w_history, b_history = descent.history
    taken = np.arange(len(cost))
    left_range = len(taken) <= steps
    return Walk(w_history, b_history, cost, taken, steps, left_range, descent.diverged)


def learning_rates(x: Vector) -> tuple[float, ...]:
    """Return round learning rates, from a thousandth of where descent diverges to twice that.

    It diverges above 2 / λ, where λ is the greatest curvature of the bowl.
    """
    edge = 2 / steepest(x)
    powers = range(int(np.floor(np.log10(edge))) - 4, int(np.floor(np.log10(edge))) + 2)
    rates = [float(f"{digit}e{power}") for power in powers for digit in (1, 1.5, 2, 3, 5, 7)]
    return tuple(rate for rate in rates if edge / 1100 <= rate <= 2.5 * edge)


def as_steps(steps: int) -> int:
    """Return the number of steps as an ``int``, or raise ``ValueError``."""
    number_of_steps = as_number("steps", steps)
    if number_of_steps != int(number_of_steps) or not 0 <= number_of_steps <= MOST_STEPS:
        raise ValueError(
            f"steps must be a whole number from 0 to {MOST_STEPS}, "
            f"but it is {number(number_of_steps)}."
        )
    return int(number_of_steps)
