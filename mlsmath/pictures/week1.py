"""The pictures of week 1: points, lines, errors, squares, the cost and its bowl, many inputs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from .parts import (
    Sticks,
    above_and_below,
    bowl_in_3d,
    bowl_window,
    cell,
    contour_map,
    describe_points,
    height_norm,
    heights,
    heights_over_line,
    intercept_label,
    legend_on_top,
    line_ends,
    line_view,
    mark_pairs,
    note,
    padded,
    pale,
    picture_in_words,
    scatter,
    shared_labels,
    slope_label,
    tell_lowest,
    trend,
    where_the_line_is,
)
from .picture import Picture
from .style import (
    ABOVE,
    BELOW,
    BEST,
    FLIPPER,
    GREEN,
    GREY,
    INK,
    LINE,
    MARKS,
    MASS,
    POINT,
    SKY,
    VERMILLION,
    YELLOW,
    counted,
    factor,
    in_style,
    line_formula,
    named,
    new_figure,
    number,
    quantity,
    square_unit,
    unit,
    with_unit,
)
from .values import (
    ComputeCost,
    LearnerError,
    Vector,
    as_lines,
    as_matrix,
    as_number,
    as_pair,
    as_points,
    as_vector,
    cost_at,
)

if TYPE_CHECKING:
    import numpy.typing as npt
    from matplotlib.axes import Axes

MOST_SQUARES = 12
MOST_PANELS = 3
COST = "cost J (kg²)"
SLOPE = "slope w (kg per cm)"
INTERCEPT = "intercept b (kg)"
_BESIDE = {"textcoords": "offset points", "weight": "bold"}


@in_style()
def draw_points(
    x: npt.ArrayLike, y: npt.ArrayLike, *, xlabel: str = FLIPPER, ylabel: str = MASS
) -> Picture:
    """Draw each pair (x, y) as a point.

    ``x`` and ``y`` have shape (m,). Raises ``ValueError`` when they do not fit each other.
    """
    x, y = as_points(x, y)
    figure = new_figure()
    axes = figure.subplots()
    scatter(axes, x, y)
    axes.set(
        xlim=padded(x.min(), x.max()), ylim=padded(y.min(), y.max()), xlabel=xlabel, ylabel=ylabel
    )
    alt = f"Scatter of {describe_points(x, y, xlabel, ylabel)}{trend(x, y)}"
    return Picture(figure, alt)


@in_style()
def draw_line(
    x: npt.ArrayLike,
    y: npt.ArrayLike,
    w: float,
    b: float,
    *,
    xlabel: str = FLIPPER,
    ylabel: str = MASS,
) -> Picture:
    """Draw the points and the line f(x) = w x + b, with its formula in numbers.

    ``x`` and ``y`` have shape (m,), ``w`` and ``b`` are numbers.
    """
    x, y = as_points(x, y)
    w, b = as_number("w", w), as_number("b", b)
    figure = new_figure()
    axes = figure.subplots()
    x_range = padded(x.min(), x.max())
    view = padded(*line_view(x_range, (y.min(), y.max()), {"line": (w, b)}))
    scatter(axes, x, y, label=counted(len(x), "point"))
    axes.plot(*line_ends(x_range, w, b), color=LINE, label=line_formula(w, b))
    axes.set(xlim=x_range, ylim=view, xlabel=xlabel, ylabel=ylabel)
    legend_on_top(axes)
    outside = where_the_line_is(x_range, view, w, b)
    if outside:
        note(axes, outside, "bottom" if "below" in outside else "top")
    alt = (
        f"The line {line_formula(w, b)} drawn through a scatter of "
        f"{describe_points(x, y, xlabel, ylabel)} {above_and_below(x, y, w, b)}."
        f"{' ' + outside[2:] if outside else ''}"
    )
    return Picture(figure, alt)


@in_style()
def draw_rise_and_run(w: float, b: float, *, xlabel: str = FLIPPER, ylabel: str = MASS) -> Picture:
    """Draw what slope and intercept mean: one step to the right rises by w; at x = 0 stands b."""
    w, b = as_number("w", w), as_number("b", b)
    up, across = unit(ylabel), unit(xlabel)
    left, right = -0.6, 3.1
    low, high = sorted((b + w * left, b + w * right))
    air = max(0.18 * (high - low), 0.1 * abs(b), 1e-6)
    y_range = low - air, high + air
    figure = new_figure()
    axes = figure.subplots()
    axes.axvline(0, color=GREY, linewidth=1.5, linestyle=":")
    axes.plot(*line_ends((left, right), w, b), color=LINE, label=line_formula(w, b))

    start, end = w + b, 2 * w + b
    axes.plot([1, 2], [start, start], color=POINT, linewidth=3)
    axes.plot([2, 2], [start, end], color=VERMILLION, linewidth=3, linestyle=(0, (3, 1.2)))
    run = f"step of {with_unit(1, across)}"
    rise = with_unit(abs(w), up)
    rise = f"rise w = {rise}" if w > 0 else f"fall: w = −{rise}" if w < 0 else "no rise: w = 0"
    # Words stand on the free side of the line; one that looks level has words on both.
    slant = np.sign(w) if abs(w) > 0.08 * (y_range[1] - y_range[0]) else 0
    under = {"xytext": (0, -8), "va": "top"} if slant >= 0 else {"xytext": (0, 8), "va": "bottom"}
    axes.annotate(run, (1.5, start), **under, ha="center", color=POINT, **_BESIDE)
    beside = {"xytext": (10, 0 if slant else 12), "va": "center"}
    axes.annotate(rise, (2, (start + end) / 2), **beside, color="#B04A00", **_BESIDE)

    axes.plot([0], [b], "o", color=GREEN, markersize=12, markeredgecolor=INK, zorder=5)
    meets = f"intercept b = {with_unit(b, up, 4)}\nwhere x = 0"
    near = {"xytext": (12, -10), "va": "top"}
    if slant <= 0:
        near = {"xytext": (12, 10), "va": "bottom"}
    axes.annotate(meets, (0, b), **near, color="#00664B", **_BESIDE)
    axes.set(xlim=(left, right), ylim=y_range, xlabel=xlabel, ylabel=ylabel)
    legend_on_top(axes)
    moved = "rises" if w > 0 else "falls" if w < 0 else "stays level"
    by = f" by {with_unit(abs(w), up)}" if w else ""
    alt = (
        f"The line {line_formula(w, b)} with one stair drawn on it: a step of "
        f"{with_unit(1, across)} to the right, and the line {moved}{by}. "
        f"At x = 0 the line stands at b = {with_unit(b, up, 4)}."
    )
    return Picture(figure, alt)


@in_style()
def draw_sticks(
    x: npt.ArrayLike,
    y: npt.ArrayLike,
    lines: Mapping[str, tuple[float, float]],
    *,
    xlabel: str = FLIPPER,
    ylabel: str = MASS,
) -> Picture:
    """Draw the error sticks of at most three lines, a panel each.

    ``lines`` maps a name to ``(w, b)``. A stick goes from each point (x, y) to the line,
    so its length is |w x + b − y|.
    """
    x, y = as_points(x, y)
    lines = as_lines("lines", lines, MOST_PANELS)
    figure = new_figure(height=4.4)
    panels = figure.subplots(1, len(lines), sharey=True, squeeze=False)[0]
    x_range = padded(x.min(), x.max())
    view = padded(*line_view(x_range, (y.min(), y.max()), lines))
    told = []
    some_on = any(np.any(heights_over_line(x, y, *line) == 0) for line in lines.values())
    for axes, (name, (w, b)) in zip(panels, lines.items(), strict=True):
        sticks = Sticks(axes, len(x), axes is panels[0], some_on)
        sticks.update(x, y, w, b)
        axes.plot(
            *line_ends(x_range, w, b), color=LINE, label="line" if axes is panels[0] else None
        )
        axes.set_title(f"{name}\n{line_formula(w, b)}")
        axes.set(xlim=x_range, ylim=view)
        outside = where_the_line_is(x_range, view, w, b)
        if outside:
            note(
                axes, outside.replace(" this", "\nthis"), "bottom" if "below" in outside else "top"
            )
        mean = float(np.mean(np.abs(w * x + b - y)))
        told.append(
            f"{name}, {line_formula(w, b)}: {above_and_below(x, y, w, b)}, "
            f"sticks {with_unit(mean, unit(ylabel))} long on average."
        )
    shared_labels(figure, panels, xlabel, ylabel)
    legend_on_top(panels[0], 2 if some_on else 4)
    alt = (
        f"Error sticks from {counted(len(x), 'point')} to "
        f"{counted(len(lines), 'line')}. {' '.join(told)}"
    )
    return Picture(figure, alt)


@in_style()
def draw_squares(
    x: npt.ArrayLike,
    y: npt.ArrayLike,
    w: float,
    b: float,
    *,
    xlabel: str = FLIPPER,
    ylabel: str = MASS,
) -> Picture:
    """Draw the squared errors of at most 12 points as squares standing on the error sticks.

    The area of each is (w x + b − y)², and squares look square whatever the units.
    """
    from matplotlib.patches import Rectangle

    x, y = as_points(x, y)
    w, b = as_number("w", w), as_number("b", b)
    if len(x) > MOST_SQUARES:
        raise ValueError(
            f"draw_squares is readable with at most {MOST_SQUARES} points, but x and y have "
            f"{len(x)}. Take a few of them, such as x[:8] and y[:8]."
        )
    errors = w * x + b - y
    corners, stretch = _square_corners(x, y, errors, w)
    left = min(x.min(), corners[:, 0].min())
    right = max(x.max(), (corners[:, 0] + corners[:, 2]).max())
    x_range = padded(left, right)
    view = padded(min(y.min(), (w * x + b).min()), max(y.max(), (w * x + b).max()), 0.1)
    shape = stretch * (view[1] - view[0]) / (x_range[1] - x_range[0])
    some_on = bool(np.any(heights_over_line(x, y, w, b) == 0))
    rest = 1.7 if some_on else 1.4  # inches for the words around the axes
    figure = new_figure(height=float(np.clip(6.0 * shape + rest, 3.2, 7.4)))
    axes = figure.subplots()
    square = square_unit(ylabel)
    for error, (x0, y0, width, height) in zip(errors, corners, strict=True):
        colour, dashes = (ABOVE, "solid") if error < 0 else (BELOW, (0, (3, 2)))
        box = {"xy": (x0, y0), "width": width, "height": height, "zorder": 1}
        axes.add_patch(Rectangle(**box, facecolor=colour, alpha=0.2))
        axes.add_patch(Rectangle(**box, fill=False, edgecolor=colour, lw=1.2, ls=dashes))
    above = errors < 0
    room = (x_range[1] - x_range[0]) / 14
    _write_areas(axes, corners, above == (w >= 0), above, room)
    sticks = Sticks(axes, len(x), some_on=some_on)
    sticks.update(x, y, w, b)
    axes.plot(*line_ends(x_range, w, b), color=LINE, label=line_formula(w, b))
    axes.set(xlim=x_range, ylim=view, xlabel=xlabel, ylabel=ylabel)
    axes.set_aspect(stretch, adjustable="box")
    total = float(np.sum(errors**2))
    areas_in = f"areas in {square}, " if square else ""
    axes.set_title(f"{areas_in}all squares together: {with_unit(total, square)}")
    legend_on_top(axes, 2 if some_on else 4)
    areas = "; ".join(number(error**2) for error in errors)
    alt = (
        f"The line {line_formula(w, b)} and {counted(len(x), 'point')}, each with a square "
        f"whose side is its error stick. Areas in {square or 'squared units'}: {areas}. "
        f"All together: {with_unit(total, square)}."
    )
    return Picture(figure, alt)


def _write_areas(
    axes: Axes, corners: Vector, leftwards: Vector, above: Vector, room: float
) -> None:
    """Write its area into the outer corner of each square with room, where no other stands."""
    written: list[tuple[float, float]] = []
    for i in np.argsort(-corners[:, 3], kind="stable"):
        x0, y0, width, height = corners[i]
        if width < room:
            return
        line_height = height / width * room / 2
        across = x0 + room / 2 if leftwards[i] else x0 + width - room / 2
        up = y0 + height - line_height / 2 if above[i] else y0 + line_height / 2
        if all(abs(across - a) > room or abs(up - c) > line_height for a, c in written):
            written.append((across, up))
            axes.text(across, up, number(height**2, 2), ha="center", va="center", fontsize=10,
                      zorder=6)  # fmt: skip


def _square_corners(x: Vector, y: Vector, errors: Vector, w: float) -> tuple[Vector, float]:
    """Return each square as (left, bottom, width, height) in data units, and the aspect.

    Squares stand beside the stick on the side away from the line. One unit up looks as long as
    one unit across where that gives a picture of sensible shape.
    """
    sides = np.abs(errors)
    x_span = float(np.ptp(x)) or 1.0
    y_span = float(np.ptp(np.concatenate([y, y + errors]))) or 1.0
    stretch = 1.0
    if not 0.2 <= y_span / (x_span + sides.max()) <= 1.7:
        stretch = 0.6 * x_span / y_span
    leftwards = (errors < 0) == (w >= 0)
    widths = sides * stretch
    lefts = np.where(leftwards, x - widths, x)
    bottoms = np.minimum(y, y + errors)
    return np.column_stack([lefts, bottoms, widths, sides]), stretch


@in_style()
def draw_cost_curve(
    w_values: npt.ArrayLike,
    costs: npt.ArrayLike,
    best: float | None = None,
    *,
    xlabel: str = SLOPE,
    ylabel: str = COST,
) -> Picture:
    """Draw the cost J against the slope w, both of shape (k,); ``best`` is the w to mark."""
    w_values, costs = as_vector("w_values", w_values), as_vector("costs", costs)
    if len(w_values) != len(costs):
        raise ValueError(
            "w_values and costs must have one cost for each w, "
            f"but w_values has shape {w_values.shape} and costs has shape {costs.shape}."
        )
    order = np.argsort(w_values, kind="stable")
    w_values, costs = w_values[order], costs[order]
    figure = new_figure()
    axes = figure.subplots()
    few = len(w_values) <= 40
    axes.plot(w_values, costs, "o-" if few else "-", color=POINT, markersize=5)
    axes.set(xlim=padded(w_values[0], w_values[-1]), xlabel=xlabel, ylabel=ylabel)
    axes.set_ylim(*padded(costs.min(), costs.max(), 0.1))
    least = int(np.argmin(costs))
    alt = (
        f"Curve of {quantity(ylabel)} against {quantity(xlabel)}, for "
        f"{counted(len(w_values), 'value')} from {number(w_values[0])} to "
        f"{with_unit(w_values[-1], unit(xlabel))}. The least cost drawn is "
        f"{with_unit(costs[least], unit(ylabel))} at w = {number(w_values[least])}."
    )
    if best is not None:
        best = as_number("best", best)
        if not w_values[0] <= best <= w_values[-1]:
            raise ValueError(
                f"best must be a slope between {number(w_values[0])} and {number(w_values[-1])}, "
                f"where the curve is, but it is {number(best)}."
            )
        height = float(np.interp(best, w_values, costs))
        label = f"w = {number(best)}, J = {with_unit(height, unit(ylabel))}"
        axes.plot([best], [height], ls="none", zorder=5, label=label, **BEST)
        legend_on_top(axes)
        alt += f" A star marks {label}."
    return Picture(figure, alt)


@in_style()
def draw_bowl(
    x: npt.ArrayLike,
    y: npt.ArrayLike,
    compute_cost: ComputeCost | None = None,
    points: Mapping[str, tuple[float, float]] | None = None,
    *,
    three_d: bool = True,
    xlabel: str = FLIPPER,
    ylabel: str = MASS,
) -> Picture:
    """Draw the cost J(w, b) of a line as a bowl and as a map with its heights written on it.

    J(w, b) = 1/(2m) Σ (w x + b − y)², unless ``compute_cost(x, y, w, b)`` is handed in.
    ``points`` maps a name to the ``(w, b)`` to mark. If ``compute_cost`` fails, the picture
    says how, in words.
    """
    x, y = as_points(x, y)
    pairs = as_lines("points", points, len(MARKS)) if points else {}
    w_range, b_range = bowl_window(x, y, list(pairs.values()))
    figure = new_figure(height=4.4)
    if three_d:
        bowl = figure.add_subplot(1, 2, 1, projection="3d")
        axes = figure.add_subplot(1, 2, 2)
    else:
        axes = figure.add_subplot()
    try:
        places = list(pairs.values())
        grid = contour_map(axes, x, y, w_range, b_range, compute_cost, clear_of=places)
        marked = {name: cost_at(x, y, w, b, compute_cost) for name, (w, b) in pairs.items()}
    except LearnerError as trouble:
        return picture_in_words(str(trouble))
    kilos = square_unit(ylabel)
    mark_pairs(axes, pairs)
    axes.set(xlim=w_range, ylim=b_range)
    axes.set(xlabel=slope_label(xlabel, ylabel), ylabel=intercept_label(ylabel))
    axes.set_title("the bowl from above")
    if three_d:
        bowl_in_3d(bowl, grid, pairs, marked)
        bowl.set_title(named("cost J", kilos))
    else:
        axes.set_title(named("cost J", kilos))
    if pairs:
        legend_on_top(axes)
    lowest = tell_lowest(grid, kilos)
    if np.ptp(x) == 0:
        lowest = "The lowest places form a straight valley, as all points share one x."
    told = "".join(
        f" {name}: w = {number(w)}, b = {number(b)}, J = {with_unit(marked[name], kilos)}."
        for name, (w, b) in pairs.items()
    )
    alt = (
        f"The cost J over slope w from {number(w_range[0])} to {number(w_range[1])} and "
        f"intercept b from {number(b_range[0])} to {number(b_range[1])}, for "
        f"{counted(len(x), 'point')}: "
        f"{'a bowl, and a map' if three_d else 'a map'} with lines of equal height. "
        f"{lowest}{told}"
    )
    return Picture(figure, alt)


@in_style()
def draw_grid_search(
    w_values: npt.ArrayLike,
    b_values: npt.ArrayLike,
    costs: npt.ArrayLike,
    best: tuple[float, float],
    *,
    xlabel: str = SLOPE,
    ylabel: str = INTERCEPT,
    cost_label: str = COST,
) -> Picture:
    """Draw the costs of a grid of pairs as colours, with ``best = (w, b)`` marked.

    ``costs`` has shape ``(len(w_values), len(b_values))``: ``costs[i, j]`` belongs to
    ``w_values[i]`` and ``b_values[j]``. A flat list in the order of two loops, ``w`` outside and
    ``b`` inside, is taken as well.
    """
    w_values, b_values = as_vector("w_values", w_values), as_vector("b_values", b_values)
    if np.shape(costs) == (len(w_values) * len(b_values),):
        costs = np.reshape(costs, (len(w_values), len(b_values)))
    costs = as_matrix("costs", costs)
    if costs.shape != (len(w_values), len(b_values)):
        raise ValueError(
            f"costs must have a row for each w and a column for each b, so the shape "
            f"({len(w_values)}, {len(b_values)}), but its shape is {costs.shape}."
        )
    w, b = as_pair("best", best)
    figure = new_figure(height=4.6)
    axes = figure.subplots()
    w_order, b_order = np.argsort(w_values), np.argsort(b_values)
    cells = axes.pcolormesh(
        _edges(w_values[w_order]), _edges(b_values[b_order]), costs[w_order][:, b_order].T,
        cmap=pale(), norm=height_norm(costs), edgecolors="white", linewidth=0.3,
    )  # fmt: skip
    figure.colorbar(
        cells, ax=axes, label=cost_label, ticks=heights(costs), format=lambda v, _: number(v, 2)
    )
    if costs.size <= 60:
        for i, j in np.ndindex(*costs.shape):
            axes.text(w_values[i], b_values[j], number(costs[i, j], 2), ha="center", va="center",
                      fontsize=10)  # fmt: skip
    axes.plot([w], [b], ls="none", zorder=5, **BEST)
    axes.set(xlabel=xlabel, ylabel=ylabel)
    axes.grid(False)
    i, j = np.unravel_index(int(np.argmin(costs)), costs.shape)
    least = with_unit(costs[i, j], unit(cost_label))
    place = f"w = {number(w_values[i])}, b = {number(b_values[j])}"
    star = f"w = {number(w)}, b = {number(b)}"
    tied = costs[np.isclose(w_values, w)][:, np.isclose(b_values, b)]
    if tied.size and tied.min() <= costs.min():
        title = told = f"Star: the least cost, {least}, at {star}"
    else:
        title = f"Star: {star}.\nBut the least cost, {least}, is at {place}"
        told = title.replace("\n", " ")
    axes.set_title(title)
    alt = (
        f"Grid of {counted(costs.shape[0], 'slope')} by "
        f"{counted(costs.shape[1], 'intercept')}, so "
        f"{counted(costs.size, 'cost')}, from {number(costs.min())} to "
        f"{with_unit(costs.max(), unit(cost_label))}, darker where the cost is higher. {told}."
    )
    return Picture(figure, alt)


def _edges(values: Vector) -> Vector:
    """Return the ends of the cells around sorted values: halfway to the neighbours."""
    if len(values) == 1:
        return np.array([values[0] - 0.5, values[0] + 0.5])
    between = (values[1:] + values[:-1]) / 2
    return np.array([2 * values[0] - between[0], *between, 2 * values[-1] - between[-1]])


@in_style()
def draw_predictions(
    y: npt.ArrayLike, predictions: Mapping[str, npt.ArrayLike], *, ylabel: str = MASS
) -> Picture:
    """Draw predicted against measured values, a panel for each of at most three models.

    ``predictions`` maps a name to an array of the shape of ``y``, (m,). A perfect prediction
    lies on the diagonal.
    """
    y = as_vector("y", y)
    if not isinstance(predictions, Mapping) or not 0 < len(predictions) <= MOST_PANELS:
        raise ValueError(
            f'predictions must give at most {MOST_PANELS} arrays a name each, such as {{"line": '
            "predicted}."
        )
    models = {}
    for name, values in predictions.items():
        models[str(name)] = as_vector(f"predictions[{name!r}]", values)
        if len(models[str(name)]) != len(y):
            raise ValueError(
                f"predictions[{name!r}] must have one value for each bird, shape {y.shape}, "
                f"but its shape is {models[str(name)].shape}."
            )
    everything = np.concatenate([y, *models.values()])
    both = padded(everything.min(), everything.max())
    figure = new_figure(height=4.6 if len(models) == 1 else 4.4 if len(models) == 2 else 3.6)
    panels = figure.subplots(1, len(models), sharey=True, squeeze=False)[0]
    told = []
    for axes, (name, predicted) in zip(panels, models.items(), strict=True):
        axes.plot(
            both,
            both,
            color=LINE,
            linestyle="--",
            linewidth=2,
            zorder=3,
            label="predicted = measured",
        )
        scatter(axes, y, predicted, "one bird")
        axes.set(xlim=both, ylim=both, aspect="equal")
        cost = with_unit(float(np.mean((predicted - y) ** 2)) / 2, square_unit(ylabel))
        axes.set_title(f"{name}\nJ = {cost}")
        off = with_unit(float(np.mean(np.abs(predicted - y))), unit(ylabel))
        told.append(f"{name}: J = {cost}, {off} off on average.")
    shared_labels(figure, panels, f"measured {ylabel}", f"predicted {ylabel}")
    legend_on_top(panels[0])
    alt = (
        f"Predicted against measured {quantity(ylabel)} of {counted(len(y), 'bird')}, for "
        f"{counted(len(models), 'model')}; on the dashed diagonal a prediction is exact. "
        f"{' '.join(told)}"
    )
    return Picture(figure, alt)


@in_style()
def draw_matrix_vector(X: npt.ArrayLike, w: npt.ArrayLike) -> Picture:
    """Draw the shapes in X @ w: (m, n) times (n,) gives (m,), with the first row in numbers."""
    X, w = as_matrix("X", X), as_vector("w", w)
    m, n = X.shape
    if len(w) != n:
        raise ValueError(
            f"w must have one number for each column of X, but X has shape {X.shape} "
            f"and w has shape {w.shape}."
        )
    first = float(X[0] @ w)
    columns, rows = _shown_places(n, 5), _shown_places(m, 5)
    figure = new_figure(height=3.9)
    axes = figure.subplots()
    wide, high = 1.35, 0.62
    x_left = 0.0
    w_left = x_left + wide * len(columns) + 1.0
    y_left = w_left + wide + 1.0
    tall = max(len(rows), len(columns))
    for j, column in enumerate(columns):
        for i, row in enumerate(rows):
            text = _cell_text(row, column, lambda column: number(X[0, column]))
            cell(axes, x_left + j * wide, i * high, wide, high, text, SKY if row == 0 else None)
        text = "⋮" if column is None else number(w[column])
        cell(axes, w_left, j * high, wide, high, text, YELLOW)
    for i, row in enumerate(rows):
        text = "⋮" if row is None else number(first) if row == 0 else ""
        cell(axes, y_left, i * high, wide, high, text, GREEN if row == 0 else None)
    middle = -len(rows) * high / 2
    axes.text(w_left - 0.5, middle, "@", ha="center", va="center", fontsize=18)
    axes.text(y_left - 0.5, middle, "=", ha="center", va="center", fontsize=18)
    for left, width, title in (
        (x_left, wide * len(columns), f"X\nshape ({m}, {n})"),
        (w_left, wide, f"w\nshape ({n},)"),
        (y_left, wide, f"X @ w\nshape ({m},)"),
    ):
        axes.text(left + width / 2, 0.2, title, ha="center", va="bottom", weight="bold")
    signed = [f"{factor(X[0, c])} · {factor(w[c])}" for c in range(n)]
    if n > 4:
        signed = [*signed[:2], "…", signed[-1]]
    sentence = f"{' + '.join(signed)} = {number(first)}"
    axes.text((y_left + wide) / 2, -tall * high - 0.35, f"first row:  {sentence}",
              ha="center", va="top")  # fmt: skip
    axes.set(xlim=(-0.2, y_left + wide + 0.2), ylim=(-tall * high - 1.0, 1.6))
    axes.set_axis_off()
    alt = (
        f"X, a block of {counted(m, 'row')} and {counted(n, 'column')}, shape ({m}, {n}), times "
        f"the column w of {counted(n, 'number')}, shape ({n},), gives a column of "
        f"{counted(m, 'number')}, shape ({m},). First row: {sentence}."
    )
    return Picture(figure, alt)


def _shown_places(how_many: int, most: int) -> list[int | None]:
    """Return the places to draw: all, or the first ones, a gap (``None``) and the last."""
    if how_many <= most:
        return list(range(how_many))
    return [*range(most - 2), None, how_many - 1]


def _cell_text(row: int | None, column: int | None, text: Any) -> str:
    if row is None:
        return "⋮"
    if column is None:
        return "…"
    return text(column) if row == 0 else ""


def fit_by_hand(
    x: npt.ArrayLike,
    y: npt.ArrayLike,
    w: float = 0.0,
    b: float = 4.0,
    compute_cost: ComputeCost | None = None,
    show_cost: bool = False,
    *,
    show_sticks: bool | None = None,
    show_squares: bool = False,
    xlabel: str = FLIPPER,
    ylabel: str = MASS,
) -> Any:
    """Let the learner move a line through the points, starting at (w, b).

    It follows two sliders and the hand: taken in the middle it goes up and down, taken at one of
    its two handles it turns around the other. ``w`` is in units of y per unit of x, ``b`` in
    units of y. With ``show_cost`` the error sticks, the cost J(w, b) and its map stand beside the
    line, and a click on the map moves the line; ``compute_cost(x, y, w, b)`` may be the
    learner's own. ``show_squares`` draws the square on each stick and tells their total. The
    values are read and set as ``.w`` and ``.b``. Without a kernel it shows one still picture.
    """
    from .by_hand import line_scene
    from .moving import show

    return show(
        line_scene(x, y, w, b, compute_cost, show_cost, show_sticks, show_squares, xlabel, ylabel)
    )


__all__ = [name for name in dir() if name.startswith(("draw_", "fit_"))]
