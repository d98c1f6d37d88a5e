"""The line that is fitted by hand: drawn once, then only what moves is drawn again."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import numpy.typing as npt

from .moving import Drawing, Scene, control_over
from .parts import (
    Sticks,
    above_and_below,
    bowl_window,
    contour_map,
    describe_points,
    intercept_label,
    legend_on_top,
    line_ends,
    note,
    padded,
    scatter,
    slope_label,
    where_the_line_is,
)
from .style import (
    INK,
    LINE,
    VERMILLION,
    line_formula,
    new_figure,
    square_unit,
    with_unit,
)
from .values import (
    ComputeCost,
    LearnerError,
    as_number,
    as_points,
    cost_at,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes


class LineScene(Scene):
    """Points that stay and a line that moves, with or without its cost."""

    def __init__(
        self,
        x: npt.ArrayLike,
        y: npt.ArrayLike,
        w: float,
        b: float,
        compute_cost: ComputeCost | None,
        show_cost: bool,
        show_sticks: bool | None,
        xlabel: str,
        ylabel: str,
    ) -> None:
        self.x, self.y = as_points(x, y)
        w, b = as_number("w", w), as_number("b", b)
        self.compute_cost = compute_cost
        self.show_cost = show_cost or compute_cost is not None
        self.show_sticks = self.show_cost if show_sticks is None else show_sticks
        self.xlabel, self.ylabel = xlabel, ylabel
        w_range, b_range = bowl_window(self.x, self.y, [])
        self.controls = (
            control_over("w", slope_label(xlabel, ylabel), w_range, w),
            control_over("b", intercept_label(ylabel), b_range, b),
        )

    def draw(self) -> Drawing:
        """Return a new drawing of everything, with the line anywhere."""
        return _LineDrawing(self)


class _LineDrawing(Drawing):
    """A figure of a `LineScene`, and the artists in it that move."""

    def __init__(self, scene: LineScene) -> None:
        self.scene = scene
        x, y = scene.x, scene.y
        self.figure = new_figure(height=4.4 if scene.show_sticks else 4.2)
        panels = self.figure.subplots(1, 2 if scene.show_cost else 1, squeeze=False)[0]
        axes = panels[0]
        self.x_range = padded(x.min(), x.max())
        self.view = padded(y.min(), y.max(), 0.25)
        axes.set(xlim=self.x_range, ylim=self.view, xlabel=scene.xlabel, ylabel=scene.ylabel)
        (self.line,) = axes.plot([], [], color=LINE, zorder=3, label="line")
        self.formula = axes.set_title(" ")
        self.outside = note(axes, "")
        self.moving = [self.line, self.formula, self.outside]
        if scene.show_sticks:
            self.sticks = Sticks(axes, len(x))
            self.moving = [*self.sticks.artists, *self.moving]
            legend_on_top(axes)
        else:
            scatter(axes, x, y)
        if scene.show_cost:
            self._draw_map(panels[1])

    def _draw_map(self, axes: Axes) -> None:
        scene = self.scene
        self.cost = axes.set_title(" ")
        self.words = note(axes, "", "middle")
        look = {"color": VERMILLION, "markersize": 12, "markeredgecolor": INK, "zorder": 5}
        (self.dot,) = axes.plot([], [], "o", markeredgewidth=1.5, **look)
        self.moving += [self.dot, self.cost, self.words]
        w_range, b_range = [(control.low, control.high) for control in scene.controls]
        self.trouble = ""
        try:
            contour_map(axes, scene.x, scene.y, w_range, b_range, scene.compute_cost)
        except LearnerError as trouble:
            self.trouble = str(trouble)
            axes.grid(False)
        axes.set(
            xlim=w_range,
            ylim=b_range,
            xlabel=slope_label(scene.xlabel, scene.ylabel),
            ylabel=intercept_label(scene.ylabel),
        )

    def move(self, w: float, b: float) -> str:
        """Move everything to ``(w, b)`` and return what is to be seen now."""
        scene = self.scene
        self.line.set_data(*line_ends(self.x_range, w, b))
        sides = above_and_below(scene.x, scene.y, w, b)
        formula = line_formula(w, b)
        self.formula.set_text(formula if scene.show_cost else f"{formula}:  {sides}")
        outside = where_the_line_is(self.x_range, self.view, w, b)
        self.outside.set_text(outside)
        self.outside.set_visible(bool(outside))
        alt = (
            f"The line {line_formula(w, b)} and a scatter of "
            f"{describe_points(scene.x, scene.y, scene.xlabel, scene.ylabel)} "
            f"{sides}.{outside[1:]}"
        )
        if scene.show_sticks:
            self.sticks.update(scene.x, scene.y, w, b)
        if scene.show_cost:
            alt += self._move_dot(w, b)
        return alt

    def _move_dot(self, w: float, b: float) -> str:
        scene, words, cost = self.scene, self.trouble, "J = ?"
        try:
            height = cost_at(scene.x, scene.y, w, b, scene.compute_cost)
            cost = f"J = {with_unit(height, square_unit(scene.ylabel))}"
        except LearnerError as trouble:
            words = str(trouble)
        self.dot.set_data([w], [b])
        self.dot.set_visible(not words)
        self.cost.set_text(f"cost {cost}")
        self.words.set_text("\n".join(textwrap.wrap(words, 30)))
        self.words.set_visible(bool(words))
        if words:
            return f" {words}"
        return f" The cost is {cost}, shown as a dot on the map of the cost over w and b."
