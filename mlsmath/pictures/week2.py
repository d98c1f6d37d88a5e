"""The pictures of week 2: slopes and chords of a curve, the gradient, descent, and bent lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from mlsmath.cost import squared_error_cost
from mlsmath.derivatives import numerical_derivative
from mlsmath.gradient import squared_error_gradient

from .parts import (
    Range,
    along,
    best_line,
    bowl_window,
    contour_map,
    describe_points,
    halo,
    intercept_label,
    legend_on_top,
    mark_pairs,
    note,
    padded,
    picture_in_words,
    scatter,
    slope_label,
    slope_unit_of,
    symbol_of,
)
from .paths import (
    LOOKS,
    MOST_MARKS,
    Walk,
    draw_costs,
    first_finite,
    frame_map,
    join_starts,
    map_window,
    mark_bottom,
    outside,
    path_artists,
    place_path,
    steepest,
    tell_walk,
    thinned,
    walk_along,
)
from .picture import Picture
from .style import (
    BLUE,
    FLIPPER,
    GREEN,
    INK,
    LINE,
    MARKS,
    MASS,
    POINT,
    PURPLE,
    SKY,
    VERMILLION,
    counted,
    in_style,
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
    ComputeGradient,
    Function,
    LearnerError,
    Vector,
    as_function,
    as_history,
    as_lines,
    as_named,
    as_number,
    as_points,
    as_range,
    heights_of,
    value_at,
    values_along,
)

if TYPE_CHECKING:
    import numpy.typing as npt
    from matplotlib.axes import Axes

COST = "cost J (kg²)"
SLOPE = "slope w (kg per cm)"
MOST_WALKS = 3
MOST_CURVES = 4
# Colour, dashes and marker of curves through all points, and of curves through a group each.
CURVES = ((INK, "-", ""), (VERMILLION, "--", ""), (GREEN, "-.", ""), (PURPLE, ":", ""))
GROUPS = ((BLUE, "-", "o"), (GREEN, "--", "^"), (VERMILLION, "-.", "s"), (PURPLE, ":", "D"))


@in_style()
def draw_tangent(
    f: Function,
    x: float,
    h: float | None = None,
    *,
    x_range: tuple[float, float] | None = None,
    xlabel: str = SLOPE,
    ylabel: str = COST,
) -> Picture:
    """Draw the curve of f with its tangent at x, or with its secant through x and x + h.

    The slope of the tangent is measured over a tiny step to both sides, that of the secant is
    (f(x + h) − f(x)) / h. ``f`` takes one number and gives one. If it fails, the picture says
    how, in words.
    """
    f, x = as_function("f", f), as_number("x", x)
    h = None if h is None else as_number("h", h)
    if h == 0:
        raise ValueError("h must not be 0, for the slope divides by it: take 0.1, for example.")
    window = _window("x_range", x_range, [x] if h is None else [x, x + h], max(1.0, abs(x)))
    symbol, height = symbol_of(xlabel, "x"), symbol_of(ylabel, quantity(ylabel))
    try:
        y = value_at(f, x, symbol)
        end = None if h is None else value_at(f, x + h, symbol)
        slope = _tangent_slope(f, x, symbol) if end is None else (end - y) / h
    except LearnerError as trouble:
        return picture_in_words(str(trouble))
    figure = new_figure(height=4.6)
    axes = figure.subplots()
    _draw_curve(axes, f, window, symbol, quantity(ylabel))
    up, across = unit(ylabel), unit(xlabel)
    told_slope = with_unit(slope, slope_unit_of(xlabel, ylabel))
    ends = np.array(window)
    tangent, secant = (
        {"color": colour, "linestyle": dashes, "linewidth": 2, "zorder": 3}
        for colour, dashes in ((LINE, "-"), (VERMILLION, "--"))
    )
    here = f"{symbol} = {number(x)}, {height} = {with_unit(y, up)}"
    _mark(axes, 0, x, y, here)
    if end is None:
        axes.plot(ends, y + slope * (ends - x), **tangent, label=f"tangent: slope {told_slope}")
        told = f"At {here}. The tangent there {_runs(slope)} with the slope {told_slope}."
    else:
        there = f"{symbol} = {number(x + h)}, {height} = {with_unit(end, up)}"
        _mark(axes, 1, x + h, end, there)
        label = f"secant: slope = rise / h = {number(slope)}"
        axes.plot(ends, y + slope * (ends - x), **secant, label=label)
        run, rise = with_unit(h, across), with_unit(end - y, up)
        axes.plot([x, x + h], [y, y], color=GREEN, lw=3, ls=":", label=f"run h = {run}")
        axes.plot([x + h, x + h], [y, end], color=GREEN, lw=3, ls=(0, (3, 1.2)),
                  label=f"rise = {rise}")  # fmt: skip
        told = (
            f"The secant goes through {here} and {there}: run {run}, rise {rise}, "
            f"so the slope {told_slope}."
        )
    axes.set(xlim=window, xlabel=xlabel, ylabel=ylabel)
    legend_on_top(axes, 2)
    alt = (
        f"Curve of {quantity(ylabel)} against {quantity(xlabel)} from {number(window[0])} to "
        f"{with_unit(window[1], across)}. {told}"
    )
    return Picture(figure, alt)


def _tangent_slope(f: Function, x: float, symbol: str) -> float:
    return float(numerical_derivative(lambda near: value_at(f, near, symbol), x))


@in_style()
def draw_chord(
    f: Function,
    a: float,
    b: float,
    *,
    x_range: tuple[float, float] | None = None,
    xlabel: str = "x",
    ylabel: str = "f(x)",
) -> Picture:
    """Draw the curve of f and the straight chord from (a, f(a)) to (b, f(b)).

    The picture says whether the curve stays below the chord in between, as it does for every
    pair a, b when f is convex. ``f`` takes one number and gives one.
    """
    f = as_function("f", f)
    a, b = as_number("a", a), as_number("b", b)
    if a == b:
        raise ValueError(f"a and b must be two different numbers, but both are {number(a)}.")
    a, b = min(a, b), max(a, b)
    window = _window("x_range", x_range, [a, b], 0.25 * (b - a))
    symbol, height = symbol_of(xlabel, "x"), symbol_of(ylabel, quantity(ylabel))
    between = np.linspace(a, b, 401)
    try:
        curve = np.array([value_at(f, place, symbol) for place in between])
    except LearnerError as trouble:
        return picture_in_words(str(trouble))
    ends = curve[[0, -1]]
    chord = np.interp(between, [a, b], ends)
    rounding = 1e-9 * float(np.abs(curve).max())
    above, below = curve - chord > rounding, chord - curve > rounding
    where = _where_the_curve_is(above, below)
    figure = new_figure(height=4.6)
    axes = figure.subplots()
    _draw_curve(axes, f, window, symbol, quantity(ylabel))
    if below.any():
        axes.fill_between(between, curve, chord, where=below, color=SKY, alpha=0.35, lw=0,
                          label="curve below the chord")  # fmt: skip
    if above.any():
        axes.fill_between(between, curve, chord, where=above, facecolor="none", hatch="//",
                          edgecolor=VERMILLION, lw=0, label="curve above the chord")  # fmt: skip
    axes.plot([a, b], ends, color=LINE, ls="--", lw=2, zorder=3,
              label=f"chord: the curve {where}")  # fmt: skip
    for i, (place, value) in enumerate(zip((a, b), ends, strict=True)):
        there = f"{symbol} = {number(place)}, {height} = {with_unit(value, unit(ylabel))}"
        _mark(axes, i, place, value, there)
    axes.set(xlim=window, xlabel=xlabel, ylabel=ylabel)
    legend_on_top(axes, 2)
    alt = (
        f"Curve of {quantity(ylabel)} against {quantity(xlabel)} from {number(window[0])} to "
        f"{with_unit(window[1], unit(xlabel))}, and the chord from {symbol} = {number(a)}, "
        f"{height} = {number(ends[0])} to {symbol} = {number(b)}, {height} = {number(ends[1])}. "
        f"Between them the curve {where}."
    )
    return Picture(figure, alt)


def _where_the_curve_is(above: Vector, below: Vector) -> str:
    if not above.any():
        return "stays below it" if below.any() else "lies on it"
    return "is partly above it, partly below" if below.any() else "stays above it"


def _window(name: str, given: Any, places: list[float], reach: float) -> Range:
    """Return the range of x to draw: the given one, or the places with ``reach`` on both sides."""
    low, high = min(places), max(places)
    if given is None:
        reach = max(reach, 0.25 * (high - low))
        return low - reach, high + reach
    window = as_range(name, given)
    if not (window[0] <= low and high <= window[1]):
        raise ValueError(
            f"{name} must hold {' and '.join(number(place) for place in places)}, "
            f"but it goes from {number(window[0])} to {number(window[1])}."
        )
    return window


def _draw_curve(axes: Axes, f: Function, window: Range, symbol: str, label: str) -> None:
    """Draw the curve of f over the window, and show all of it and nothing more."""
    x_values = np.linspace(*window, 301)
    heights = values_along(f, x_values, symbol)
    axes.plot(x_values, heights, color=POINT, label=label)
    axes.set_ylim(*padded(float(np.nanmin(heights)), float(np.nanmax(heights)), 0.1))


def _mark(axes: Axes, i: int, x: float, y: float, label: str) -> None:
    colour, marker, size = MARKS[i]
    axes.plot([x], [y], ls="none", marker=marker, markersize=size, color=colour,
              markeredgecolor=INK, markeredgewidth=1.3, label=label, zorder=5)  # fmt: skip


def _runs(slope: float) -> str:
    return "rises" if slope > 0 else "falls" if slope < 0 else "runs level"


@in_style()
def draw_gradient(
    x: npt.ArrayLike,
    y: npt.ArrayLike,
    points: Mapping[str, tuple[float, float]],
    *,
    xlabel: str = FLIPPER,
    ylabel: str = MASS,
) -> Picture:
    """Draw the map of the cost J(w, b), and at each point an arrow against the gradient.

    ``x`` and ``y`` have shape (m,), ``points`` maps a name to ``(w, b)``. All arrows are the
    negative gradient times one and the same number, so that they are longer where it is steeper;
    that number is small enough for none to reach beyond the bottom.
    """
    x, y = as_points(x, y)
    pairs = as_lines("points", points, len(MARKS))
    gradients = {name: squared_error_gradient(x, y, w, b) for name, (w, b) in pairs.items()}
    figure = new_figure(height=5.25)
    axes = figure.subplots()
    w_range, b_range = frame_map(axes, *bowl_window(x, y, list(pairs.values())), 1.7)
    spans = np.array([w_range[1] - w_range[0], b_range[1] - b_range[0]])
    arrows = -np.array(list(gradients.values()))
    lengths = np.hypot(*(arrows / spans).T)
    scale = 1 / steepest(x)
    if lengths.max() * scale > 0.3:
        scale = 0.3 / lengths.max()
    starts = np.array(list(pairs.values()))
    ways = [along([start, start + scale * way]) for start, way in zip(starts, arrows, strict=True)]
    contour_map(axes, x, y, w_range, b_range, clear_of=np.concatenate(ways))
    labels = {
        name: f"{name}: ∂J/∂w = {number(dj_dw)}, ∂J/∂b = {number(dj_db)}"
        for name, (dj_dw, dj_db) in gradients.items()
    }
    mark_pairs(axes, {labels[name]: pair for name, pair in pairs.items()})
    axes.quiver(
        *starts.T, *(scale * arrows).T, angles="xy", scale_units="xy", scale=1, color=INK,
        width=0.007, headwidth=4, headlength=5, zorder=4,
    )  # fmt: skip
    axes.set(xlabel=slope_label(xlabel, ylabel), ylabel=intercept_label(ylabel))
    axes.set_title(
        "arrows point downhill, and are longer where it is steeper;\n"
        f"all are drawn {number(scale, 2)} times as long as the gradient"
    )
    legend_on_top(axes, 2)
    kilos = square_unit(ylabel)
    flat = [name for name, length in zip(pairs, scale * lengths, strict=True) if length < 0.02]
    unseen = f" Too flat for an arrow to be seen: {', '.join(flat)}." if flat else ""
    told = " ".join(
        f"{label.replace(':', f' at w = {number(w)}, b = {number(b)}:', 1)}, "
        f"J = {with_unit(squared_error_cost(x, y, w, b), kilos)}."
        for label, (w, b) in zip(labels.values(), pairs.values(), strict=True)
    )
    alt = (
        f"Map of the cost J over slope w and intercept b, for {counted(len(x), 'point')}, with an "
        f"arrow against the gradient at {counted(len(pairs), 'place')}: downhill, and longer "
        f"where it is steeper; all are drawn {number(scale, 2)} times as long as the gradient. "
        f"{told}{unseen}"
    )
    return Picture(figure, alt)


@in_style()
def draw_descent(
    x: npt.ArrayLike,
    y: npt.ArrayLike,
    paths: Mapping[str, tuple[npt.ArrayLike, npt.ArrayLike]],
    *,
    xlabel: str = FLIPPER,
    ylabel: str = MASS,
) -> Picture:
    """Draw at most three walks over the map of the cost J(w, b), and the cost after each step.

    ``x`` and ``y`` have shape (m,). ``paths`` maps a name to ``(w_history, b_history)``, both of
    shape (steps + 1,), the start first. A history may run off to infinity.
    """
    x, y = as_points(x, y)
    walks = _as_walks(x, y, paths)
    figure = new_figure(height=4.8)
    bowl, costs = figure.subplots(1, 2)
    w_range, b_range = frame_map(bowl, *map_window(x, y, walks.values()), 0.84)
    taken = [along(np.column_stack([walk.w, walk.b])[:MOST_MARKS]) for walk in walks.values()]
    contour_map(bowl, x, y, w_range, b_range, clear_of=np.concatenate([*taken, [best_line(x, y)]]))
    w, b = mark_bottom(bowl, x, y)
    told, starts = [], []
    for (name, walk), look in zip(walks.items(), LOOKS, strict=False):
        away = outside(walk, w_range, b_range)
        label = f"{name}{', the cost grows' if walk.grew else ''}"
        artists = path_artists(bowl, look, label, len(walk.w))
        place_path(artists, walk.w, walk.b, w_range, b_range)
        starts.append(artists[1])
        told.append(tell_walk(name, walk, ylabel))
        if away:
            told.append(f"Its path leaves the map: {counted(away, 'place')} outside.")
    join_starts(bowl, walks.values(), starts)
    bowl.set(xlabel=slope_label(xlabel, ylabel), ylabel=intercept_label(ylabel))
    bowl.set_title("the bowl from above\nhollow: start, full: end")
    powers = draw_costs(
        costs,
        {name: (walk.steps, walk.cost) for name, walk in walks.items()},
        named("cost J", square_unit(ylabel)),
    )
    costs.set_title(_cost_title(powers))
    legend_on_top(bowl, 2)
    alt = (
        f"Left, {counted(len(walks), 'path')} on the map of the cost over slope w and intercept "
        f"b, for {counted(len(x), 'point')}, with the bottom at w = {number(w)}, b = {number(b)}. "
        f"Right, the cost after each step{', on a scale of powers of ten' if powers else ''}. "
        f"{' '.join(told)}"
    )
    return Picture(figure, alt)


def _as_walks(x: Vector, y: Vector, paths: Any) -> dict[str, Walk]:
    paths = as_named("paths", paths, MOST_WALKS, '{"alpha 0.1": (w_history, b_history)}')
    walks = {}
    for name, pair in paths.items():
        place = f"paths[{name!r}]"
        try:
            w, b = pair
        except (TypeError, ValueError):
            raise ValueError(f"{place} must be a pair (w_history, b_history).") from None
        w, b = as_history(f"w in {place}", w), as_history(f"b in {place}", b)
        if len(w) != len(b):
            raise ValueError(
                f"{place} must have one b for each w, "
                f"but w_history has shape {w.shape} and b_history has shape {b.shape}."
            )
        walks[name] = walk_along(place, x, y, w, b)
    return walks


@in_style()
def draw_cost_history(histories: Mapping[str, npt.ArrayLike], *, ylabel: str = COST) -> Picture:
    """Draw the cost against the number of steps, for at most four walks.

    ``histories`` maps a name to the costs, shape (steps + 1,), the cost at the start first.
    """
    such_as = '{"alpha 0.1": costs}'
    histories = {
        name: as_history(f"histories[{name!r}]", costs)
        for name, costs in as_named("histories", histories, len(LOOKS), such_as).items()
    }
    figure = new_figure()
    axes = figure.subplots()
    drawn, told = {}, []
    for name, costs in histories.items():
        steps = thinned(first_finite(costs))
        drawn[name] = steps, costs[steps]
        told.append(_tell_costs(name, costs, int(steps[-1]), unit(ylabel)))
    powers = draw_costs(axes, drawn, ylabel)
    for line, name in zip(axes.lines, drawn, strict=False):
        line.set_label(name)
    axes.set_title(_cost_title(powers).replace("\n", " "))
    legend_on_top(axes)
    alt = (
        f"Curve of {quantity(ylabel)} against the number of steps"
        f"{', on a scale of powers of ten' if powers else ''}. {' '.join(told)}"
    )
    return Picture(figure, alt)


def _tell_costs(name: str, costs: Vector, last: int, unit_name: str) -> str:
    taken = len(costs) - 1
    went = f"{name}: from {number(costs[0])} to {with_unit(costs[last], unit_name)}"
    if last < taken:
        return f"{went} in {counted(last, 'step')}, and then it is not a finite number any more."
    rises = np.flatnonzero(np.diff(costs) > 1e-9 * np.abs(costs[:-1]))
    way = f", it first rises at step {rises[0] + 1}" if len(rises) else ""
    return f"{went} in {counted(taken, 'step')}{way}."


def _cost_title(powers: bool) -> str:
    return "cost after each step" + ("\n(scale in powers of ten)" if powers else "")


@in_style()
def draw_curves(
    x: npt.ArrayLike,
    y: npt.ArrayLike,
    curves: Mapping[str, Callable[[Vector], Vector]],
    *,
    groups: Mapping[str, npt.ArrayLike] | None = None,
    xlabel: str = FLIPPER,
    ylabel: str = MASS,
) -> Picture:
    """Draw the points and at most four curves through them, each with its cost.

    ``x`` and ``y`` have shape (m,); ``curves`` maps a name to a function that takes an array and
    gives one of the same shape. If one fails, the picture says how, in words. ``groups`` maps the
    same names to m times true or false: the points that each curve is for. They look as their
    curve does, which is drawn over them alone, and its cost is theirs.
    """
    x, y = as_points(x, y)
    curves = as_named("curves", curves, MOST_CURVES, '{"degree 2": predict}')
    everyone = np.ones(len(x), dtype=bool)
    members = dict.fromkeys(curves, everyone) if groups is None else _as_groups(groups, curves, x)
    low, high = view = padded(y.min(), y.max(), 0.15)
    x_range = padded(x.min(), x.max())
    figure = new_figure(height=4.6)
    axes = figure.subplots()
    if groups is None:
        scatter(axes, x, y, label=counted(len(x), "point"))
    kilos, told, hidden = square_unit(ylabel), [], []
    looks = CURVES if groups is None else GROUPS
    for (name, curve), (colour, dashes, marker) in zip(curves.items(), looks, strict=False):
        curve, mine = as_function(f"curves[{name!r}]", curve), members[name]
        ends = x_range if groups is None else (x[mine].min(), x[mine].max())
        x_values = np.linspace(*ends, 401)
        try:
            drawn = heights_of(curve, name, x_values)
            cost = float(np.mean((heights_of(curve, name, x[mine]) - y[mine]) ** 2)) / 2
        except LearnerError as trouble:
            return picture_in_words(str(trouble))
        label = f"{name}: J = {with_unit(cost, kilos)}"
        effects = {}
        if groups is not None:
            birds = f"{name}: {counted(int(mine.sum()), 'point')}"
            scatter(axes, x[mine], y[mine], label=birds, color=colour, marker=marker)
            told.append(f"{birds}.")
            effects = {"path_effects": halo()}
        axes.plot(x_values, drawn, color=colour, ls=dashes, zorder=3, label=label, **effects)
        leaves = drawn.min() < low or drawn.max() > high
        if drawn.min() > high:
            hidden.append(f"↑ {name} is above this picture.")
        elif drawn.max() < low:
            hidden.append(f"↓ {name} is below this picture.")
        told.append(f"{label}.{' It leaves the picture.' if leaves else ''}")
    if hidden:
        note(axes, "\n".join(hidden))
    axes.set(xlim=x_range, ylim=view, xlabel=xlabel, ylabel=ylabel)
    legend_on_top(axes, 2)
    through = "through" if groups is None else "each through its own points, in"
    alt = (
        f"{counted(len(curves), 'curve')} drawn {through} a scatter of "
        f"{describe_points(x, y, xlabel, ylabel)} {' '.join(told)}"
    )
    return Picture(figure, alt)


def _as_groups(groups: Any, curves: Mapping[str, Any], x: Vector) -> dict[str, Vector]:
    """Return which points each curve is for, or raise ``ValueError``."""
    groups = as_named("groups", groups, MOST_CURVES, '{"Gentoo": species == "Gentoo"}')
    if set(groups) != set(curves):
        raise ValueError(
            f"groups must have the same names as curves, {', '.join(curves)}, "
            f"but it has {', '.join(groups)}."
        )
    found = {}
    for name, mine in groups.items():
        mine = np.asarray(mine)
        if mine.shape != x.shape or mine.dtype.kind not in "bif" or not mine.any():
            raise ValueError(
                f"groups[{name!r}] must hold true or false for each point, shape {x.shape}, and "
                f"at least one of them true, but its shape is {mine.shape}."
            )
        found[name] = mine.astype(bool)
    return found


def descend_by_hand(
    x: npt.ArrayLike,
    y: npt.ArrayLike,
    w: float = 0.0,
    b: float = 3.0,
    *,
    alpha: float | None = None,
    steps: int = 10,
    compute_cost: ComputeCost | None = None,
    compute_gradient: ComputeGradient | None = None,
    xlabel: str = FLIPPER,
    ylabel: str = MASS,
) -> Any:
    """Let the learner choose the learning rate, the number of steps and the start of a descent.

    ``x`` and ``y`` have shape (m,); the descent starts at ``w``, in units of y per unit of x, and
    ``b``, in units of y, or where the map is clicked. Left the path on the map of the cost, right
    the line where it ends. The learning rates reach from far too small to diverging; ``alpha`` is
    where to begin. ``compute_cost(x, y, w, b)`` and ``compute_gradient(x, y, w, b)``, which gives
    ``(dj_dw, dj_db)``, may be the learner's own. The values are read and set as ``.alpha``,
    ``.steps`` (0 to 60), ``.w`` and ``.b``. Without a kernel it shows one still picture.
    """
    from .descend import descent_scene
    from .moving import show

    return show(
        descent_scene(x, y, w, b, alpha, steps, compute_cost, compute_gradient, xlabel, ylabel)
    )


def tangent_by_hand(
    f: Function,
    x: float,
    h: float | None = None,
    *,
    x_range: tuple[float, float],
    xlabel: str = SLOPE,
    ylabel: str = COST,
) -> Any:
    """Let the learner travel along the curve of f, and make the step h of a secant smaller.

    ``f`` takes one number and gives one. The tangent touches the curve at x; the secant goes
    through x and x + h, with the slope (f(x + h) − f(x)) / h. The values are read and set as
    ``.x`` and ``.h``. Without a kernel it shows one still picture.
    """
    from .moving import show
    from .tangent import tangent_scene

    return show(tangent_scene(f, x, h, x_range, xlabel, ylabel))


def scaling_by_hand(
    x: npt.ArrayLike,
    y: npt.ArrayLike,
    *,
    share: float = 0.2,
    steps: int = 10,
    xlabel: str = "flipper length (mm)",
    ylabel: str = MASS,
) -> Any:
    """Let the learner walk down the bowl of raw and the bowl of scaled measurements at once.

    ``x``, as it was measured, and ``y`` have shape (m,). Both walks start at w = 0, b = 0, take
    the same number of steps, and have as learning rate the same ``share`` of the largest one
    that does not diverge on their bowl. The values are read and set as ``.share`` and ``.steps``
    (0 to 60). Without a kernel it shows one still picture.
    """
    from .moving import show
    from .scaling import scaling_scene

    return show(scaling_scene(x, y, share, steps, xlabel, ylabel))


def degree_by_hand(
    x: npt.ArrayLike,
    y: npt.ArrayLike,
    degree: int = 1,
    *,
    most: int = 9,
    xlabel: str = FLIPPER,
    ylabel: str = MASS,
) -> Any:
    """Let the learner choose the degree of the best polynomial through the points.

    ``x`` and ``y`` have shape (m,). Left the curve with its error sticks, right its cost J beside
    the costs of the other degrees, up to ``most``; a click there chooses one. The value is read
    and set as ``.degree``. Without a kernel it shows one still picture.
    """
    from .degree import degree_scene
    from .moving import show

    return show(degree_scene(x, y, degree, most, xlabel, ylabel))
