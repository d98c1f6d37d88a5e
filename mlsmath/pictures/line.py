"""Points, a line through them, what its slope and its intercept are, and the fit by hand."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .arguments import ComputeCost, Heights, Number, Numbers, Vector
from .bindings import Series, affine, asked, quadratic
from .cost_map import bowl_window, contour_map
from .drawn import by_hand, drawn
from .labels import PENGUINS, Labels
from .layout import across_for_up, note, padded
from .learner_code import LearnerError, cost_at
from .marks import Dots, Item, Line, Rects, Sticks, Text
from .null_figure import Axes, being_graded
from .points import (
    above_and_below,
    line_ends,
    line_view,
    note_where_the_line_is,
    scatter,
    trend,
    where_the_line_is,
)
from .scene import Grip, Scene, control_over
from .style import (
    ABOVE,
    BELOW,
    GREEN,
    GREY,
    HANDLE,
    INK,
    LINE,
    POINT,
    VERMILLION,
    Look,
    counted,
    line_formula,
    new_figure,
)

BESIDE: Look = {"textcoords": "offset points", "weight": "bold"}


@drawn()
def draw_points(axes: Axes, x: Numbers, y: Heights, *, units: Labels = PENGUINS) -> str:
    """Draw each pair (x, y) as a point.

    ``x`` and ``y`` have shape (m,). Raises ``ValueError`` when they do not fit each other.
    """
    scatter(axes, x, y)
    axes.set(xlim=padded(x.min(), x.max()), ylim=padded(y.min(), y.max()))
    axes.set(**units.names)
    return f"Scatter of {units.points(x, y)}{trend(x, y)}"


@drawn(legend=4)
def draw_line(
    axes: Axes, x: Numbers, y: Heights, w: Number, b: Number, *, units: Labels = PENGUINS
) -> str:
    """Draw the points and the line f(x) = w x + b, with its formula in numbers.

    ``x`` and ``y`` have shape (m,), ``w`` and ``b`` are numbers.
    """
    x_range = padded(x.min(), x.max())
    view = padded(*line_view(x_range, (y.min(), y.max()), {"line": (w, b)}))
    scatter(axes, x, y, label=counted(len(x), "point"))
    axes.plot(*line_ends(x_range, w, b), color=LINE, label=line_formula(w, b))
    axes.set(xlim=x_range, ylim=view, **units.names)
    outside = note_where_the_line_is(axes, x_range, view, w, b)
    return (
        f"The line {line_formula(w, b)} drawn through a scatter of "
        f"{units.points(x, y)} {above_and_below(x, y, w, b)}.{outside}"
    )


@drawn(legend=4)
def draw_rise_and_run(axes: Axes, w: Number, b: Number, *, units: Labels = PENGUINS) -> str:
    """Draw what slope and intercept mean: one step to the right rises by w; at x = 0 stands b."""
    left, right = -0.6, 3.1
    low, high = sorted((b + w * left, b + w * right))
    air = max(0.18 * (high - low), 0.1 * abs(b), 1e-6)
    y_range = low - air, high + air
    axes.axvline(0, color=GREY, linewidth=1.5, linestyle=":")
    axes.plot(*line_ends((left, right), w, b), color=LINE, label=line_formula(w, b))

    start, end = w + b, 2 * w + b
    axes.plot([1, 2], [start, start], color=POINT, linewidth=3)
    axes.plot([2, 2], [start, end], color=VERMILLION, linewidth=3, linestyle=(0, (3, 1.2)))
    step, rise = units.x.amount(1), units.y.amount(abs(w))
    told = f"rise w = {rise}" if w > 0 else f"fall: w = −{rise}" if w < 0 else "no rise: w = 0"
    # Words stand on the free side of the line; one that looks level has words on both.
    slant = np.sign(w) if abs(w) > 0.08 * (y_range[1] - y_range[0]) else 0
    place, align = ((0, -8), "top") if slant >= 0 else ((0, 8), "bottom")
    under: Look = {"xytext": place, "va": align, "ha": "center", "color": POINT}
    axes.annotate(f"step of {step}", (1.5, start), **under, **BESIDE)
    beside: Look = {"xytext": (10, 0 if slant else 12), "va": "center", "color": "#B04A00"}
    axes.annotate(told, (2, (start + end) / 2), **beside, **BESIDE)

    axes.plot([0], [b], "o", color=GREEN, markersize=12, markeredgecolor=INK, zorder=5)
    meets = f"intercept b = {units.y.amount(b, 4)}\nwhere x = 0"
    place, align = ((12, -10), "top") if slant > 0 else ((12, 10), "bottom")
    axes.annotate(meets, (0, b), xytext=place, va=align, color="#00664B", **BESIDE)
    axes.set(xlim=(left, right), ylim=y_range, **units.names)
    moved = f"rises by {rise}" if w > 0 else f"falls by {rise}" if w < 0 else "stays level"
    return (
        f"The line {line_formula(w, b)} with one stair drawn on it: a step of {step} to the right, "
        f"and the line {moved}. At x = 0 the line stands at b = {units.y.amount(b, 4)}."
    )


@by_hand
def fit_by_hand(
    x: Numbers,
    y: Heights,
    w: Number = 0.0,
    b: Number = 4.0,
    compute_cost: ComputeCost | None = None,
    show_cost: bool = False,
    *,
    show_sticks: bool | None = None,
    show_squares: bool = False,
    units: Labels = PENGUINS,
) -> Scene:
    """Let the learner move a line through the points, starting at (w, b).

    It follows two sliders and the hand: taken in the middle it goes up and down, taken at one of
    its two handles it turns around the other. ``w`` is in units of y per unit of x, ``b`` in
    units of y. With ``show_cost`` the error sticks, the cost J(w, b) and its map stand beside the
    line, and a click on the map moves the line; ``compute_cost(x, y, w, b)`` may be the
    learner's own. ``show_squares`` draws the square on each stick and tells their total. The
    values are read and set as ``.w`` and ``.b``. Without a kernel it shows one still picture.
    """
    show_cost = show_cost or compute_cost is not None
    show_sticks = show_cost or show_squares if show_sticks is None else show_sticks
    w_range, b_range = bowl_window(x, y, [])
    controls = (
        control_over("w", str(units.slope), w_range, w),
        control_over("b", str(units.intercept), b_range, b),
    )
    figure = new_figure(height=4.4 if show_sticks else 4.2)
    panels = figure.subplots(1, 2 if show_cost else 1, squeeze=False)[0]
    axes = panels[0]
    x_range, view = padded(x.min(), x.max()), padded(y.min(), y.max(), 0.25)
    axes.set(xlim=x_range, ylim=view, **units.names)
    over = affine(lambda w, b: y - (w * x + b) - 1e-9 * np.maximum(1, np.abs(y)))
    under = affine(lambda w, b: w * x + b - y - 1e-9 * np.maximum(1, np.abs(y)))
    ends = affine(lambda w, b: w * np.array(x_range) + b)
    items: list[Item] = []
    if show_squares:
        items += _squares(axes, x, y, over, under)
    if show_sticks:
        size = 8.0 if len(x) <= 30 else 4.5
        axes.plot(x, y, "o", color=POINT, markersize=size - 1)
        items += _sticks(axes, x, y, over, under, size)
    else:
        scatter(axes, x, y)
    items.append(Line(axes, x_range, ends, color=LINE, label="line" if show_sticks else None))
    grips = []
    for here, there in ((0.94, 0.06), (0.06, 0.94)):
        place, pivot = (x_range[0] + share * (x_range[1] - x_range[0]) for share in (here, there))
        handle = Dots(axes, place, affine(_on_line(place)), **HANDLE)
        items.append(handle)
        grips.append(Grip(axes, _tilt(place, pivot), near=(handle.x, handle.y), cursor="ns-resize"))
    grips.append(Grip(axes, {"b": lambda px, py, w: py - w * px}, (x_range, ends), "ns-resize"))
    formula = "f(x) = {w:4}x {b:+4}"
    sides = ":  {above} {above|point|points} above the line, {below} below"
    numbers = {
        "w": affine(lambda w: w),
        "b": affine(lambda b: b),
        "above": affine(over.function, reduce="count"),
        "below": affine(under.function, reduce="count"),
    }
    title = formula if show_cost else formula + sides
    if show_squares:
        title += f"\nall squares together: {{total}} {units.cost.unit}".rstrip()
        numbers["total"] = quadratic(lambda w, b: np.sum((w * x + b - y) ** 2))
    items += [
        Text(axes, "title", title, numbers, lines=2 if show_squares else 1),
        Text(axes, "top", "↑ The line is above this picture.",
             when=affine(lambda w, b: w * np.array(x_range) + b - view[1])),
        Text(axes, "top", "↓ The line is below this picture.",
             when=affine(lambda w, b: view[0] - w * np.array(x_range) - b)),
    ]  # fmt: skip
    trouble = ""
    if show_cost:
        bowl = panels[1]
        w_span, b_span = ((control.low, control.high) for control in controls)
        try:
            cost_at(x, y, w, b, compute_cost)  # where it fails here, this is what to tell
            if not being_graded():  # the learner's own is asked some thousand times
                contour_map(bowl, x, y, w_span, b_span, compute_cost)
        except LearnerError as error:
            trouble = str(error)
            bowl.grid(False)
            note(bowl, trouble, "middle", 30)
        bowl.set(**units.bowl)
        bowl.set(xlim=w_span, ylim=b_span)

        def cost(w: float, b: float) -> float:
            return np.nan if trouble else cost_at(x, y, w, b, compute_cost)

        follows = quadratic(cost) if compute_cost is None else asked(cost, "w", "b")
        height = f"cost J = {{J}} {units.cost.unit}".rstrip()
        items += [
            Dots(bowl, affine(lambda w: w), affine(lambda b: b), color=VERMILLION, size=12,
                 edge=INK, edge_width=1.5, held=True, when=_where_finite(follows)),
            Text(bowl, "title", height, {"J": follows}),
        ]  # fmt: skip
        grips.append(Grip(bowl, {"w": lambda px: px, "b": lambda py: py}))

    def tell(w: float, b: float) -> str:
        told = (
            f"The line {line_formula(w, b)} and a scatter of "
            f"{units.points(x, y)} {above_and_below(x, y, w, b)}."
            f"{where_the_line_is(x_range, view, w, b)[1:]}"
        )
        if show_squares:
            total = units.cost.amount(np.sum((w * x + b - y) ** 2))
            told += f" All squares together: {total}."
        if not show_cost:
            return told
        try:
            if trouble:
                return f"{told} {trouble}"
            height = units.cost.amount(cost_at(x, y, w, b, compute_cost))
        except LearnerError as error:
            return f"{told} {error}"
        where = "shown as a dot on the map of the cost over w and b"
        return f"{told} The cost is J = {height}, {where}."

    return Scene(
        figure, controls, items, tell=tell, grips=grips, legend=4 if show_sticks else 0,
        trouble=trouble,
    )  # fmt: skip


def _on_line(place: float) -> Callable[..., float]:
    return lambda w, b: w * place + b


def _tilt(place: float, pivot: float) -> dict[str, Callable[..., float]]:
    """Return how w and b follow the pointer when the line is turned around its other handle."""

    def slope(py: float, w: float, b: float) -> float:
        return (py - (w * pivot + b)) / (place - pivot)

    return {"w": slope, "b": lambda py, w, b: w * pivot + b - slope(py, w, b) * pivot}


def _where_finite(height: Series) -> Series:
    """Return a number above zero where the height is a finite number."""
    return Series(lambda w, b: 1 + 0 * height.function(w, b), degree=height.degree, ask=height.ask)


def _sticks(
    axes: Axes, x: Vector, y: Vector, over: Series, under: Series, size: float
) -> list[Item]:
    """Return error sticks with their points, told apart by colour, by marker and by dashes."""
    width = 2.0 if len(x) <= 30 else 1.0
    on_line = affine(lambda w, b: w * x + b)
    found: list[Item] = []
    for side, colour, dash, marker, label in (
        (over, ABOVE, "-", "o", "point above the line"),
        (under, BELOW, (3, 2), "s", "point below the line"),
    ):
        look: Look = {"color": colour, "where": side}
        found.append(Sticks(axes, x, y, x, on_line, width=width, dash=dash, **look))
        look |= {"marker": marker, "size": size, "edge_width": 0.4, "label": label}
        found.append(Dots(axes, x, y, **look))
    return found


def _squares(axes: Axes, x: Vector, y: Vector, over: Series, under: Series) -> list[Item]:
    """Return a square on each stick, on the side away from a rising line."""

    def corner(w: float, b: float) -> Vector:
        return x + (w * x + b - y) * across_for_up(axes)

    found: list[Item] = []
    for side, colour in ((over, ABOVE), (under, BELOW)):
        corners = (x, y, affine(corner), affine(lambda w, b: w * x + b))
        found.append(Rects(axes, *corners, color=colour, alpha=0.12, edge_width=0.8, where=side))
    return found
