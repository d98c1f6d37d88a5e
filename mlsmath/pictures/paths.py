"""The parts of pictures of descent: a walk over the map of the cost, and the cost on its way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from mlsmath.cost import squared_error_cost

from .parts import Range, bowl_window, padded
from .style import GREEN, INK, PURPLE, VERMILLION, counted, number, square_unit, unit, with_unit
from .values import Vector

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Colour, dashes and marker of each walk or curve, in the order in which they are named.
LOOKS = (
    (VERMILLION, "-", "o"),
    (INK, "--", "s"),
    (GREEN, "-.", "^"),
    (PURPLE, ":", "D"),
)
MOST_PLACES = 1000  # a walk of more steps is drawn at this many of them
HIGHEST = 1e6  # the cost is drawn up to this many times the cost at the start
LOWEST = 1e-9


@dataclass(frozen=True)
class Walk:
    """The places (w, b) of a walk and the cost J there, at the numbers of steps in ``steps``."""

    w: Vector
    b: Vector
    cost: Vector
    steps: Vector
    taken: int
    left_range: bool
    grew: bool


def walk_along(x: Vector, y: Vector, w: Vector, b: Vector) -> Walk:
    """Return the walk over these places, up to the last one where all numbers are finite."""
    taken = len(w) - 1
    finite = first_finite(w, b)
    steps = thinned(finite)
    costs = np.array([squared_error_cost(x, y, w[k], b[k]) for k in steps])
    steps = steps[: first_finite(costs)]
    if not len(steps):
        raise ValueError("w and b must start nearer to 0: their cost is too large for a float.")
    costs = costs[: len(steps)]
    left_range = steps[-1] < taken
    allowed = costs[0] * (1 + 1e-9) + (1e-12 * float(np.abs(y).max())) ** 2
    grew = left_range or bool(costs[-1] > allowed)
    return Walk(w[steps], b[steps], costs, steps, taken, left_range, grew)


def first_finite(*histories: Vector) -> int:
    """Return how many entries there are before the first that is not finite in any of them."""
    finite = np.all([np.isfinite(history) for history in histories], axis=0)
    return len(finite) if finite.all() else int(np.argmin(finite))


def thinned(how_many: int) -> Vector:
    """Return the entries to draw: all, or as many as a picture can show, the last among them."""
    if how_many <= MOST_PLACES:
        return np.arange(how_many)
    return np.unique(np.linspace(0, how_many - 1, MOST_PLACES).round().astype(int))


def map_window(x: Vector, y: Vector, walks: Iterable[Walk]) -> tuple[Range, Range]:
    """Return the ranges of w and b that show the bowl, the starts, and walks that stay near."""
    walks = list(walks)
    base = bowl_window(x, y, [(float(walk.w[0]), float(walk.b[0])) for walk in walks])
    w_range, b_range = (
        _stretched(span, np.concatenate([getattr(walk, name) for walk in walks]))
        for span, name in zip(base, "wb", strict=True)
    )
    return w_range, b_range


def _stretched(span: Range, places: Vector) -> Range:
    """Return the range made wider for the places that lie at most half of it outside."""
    low, high = span
    reach = (high - low) / 2
    near = places[(places > low - reach) & (places < high + reach)]
    low, high = min(low, *near), max(high, *near)
    return (low, high) if (low, high) == span else padded(low, high, 0.04)


def outside(walk: Walk, w_range: Range, b_range: Range) -> int:
    """Return how many of the places drawn lie outside of the map."""
    inside = (w_range[0] <= walk.w) & (walk.w <= w_range[1])
    inside &= (b_range[0] <= walk.b) & (walk.b <= b_range[1])
    return int(np.sum(~inside))


def path_artists(axes: Axes, look: tuple[str, str, str], label: str | None = None) -> list[Any]:
    """Return a path, its start and its end, yet to be set: a line, a hollow mark, a full one."""
    from matplotlib.patheffects import Normal, Stroke

    colour, dashes, marker = look
    (path,) = axes.plot(
        [], [], color=colour, ls=dashes, lw=2, marker=marker, markersize=5, zorder=4,
        markeredgecolor="white", markeredgewidth=0.5, label=label,
        path_effects=[Stroke(linewidth=4, foreground="white", alpha=0.7), Normal()],
    )  # fmt: skip
    look = {"ls": "none", "marker": marker, "markersize": 11, "zorder": 6}
    (start,) = axes.plot([], [], **look, color="white", markeredgecolor=colour, markeredgewidth=2.5)
    (end,) = axes.plot([], [], **look, color=colour, markeredgecolor=INK, markeredgewidth=1.5)
    return [path, start, end]


def place_path(artists: list[Any], w: Vector, b: Vector, w_range: Range, b_range: Range) -> None:
    """Lay the path over its places, as far as the first one a hundred maps away."""
    path, start, end = artists
    far = np.abs(w - np.mean(w_range)) > 100 * (w_range[1] - w_range[0])
    far |= np.abs(b - np.mean(b_range)) > 100 * (b_range[1] - b_range[0])
    drawn = int(np.argmax(far)) if far.any() else len(w)
    path.set_data(w[:drawn], b[:drawn])
    path.set_marker(path.get_marker() if drawn <= 100 else "none")
    start.set_data(w[:1], b[:1])
    end.set_data(w[-1:], b[-1:])
    end.set_visible(len(w) > 1)


def draw_costs(axes: Axes, costs: Mapping[str, tuple[Vector, Vector]], ylabel: str) -> bool:
    """Draw each cost against its step; return whether the scale had to be one of powers of ten.

    The greatest cost drawn is a million times the greatest at the start; what lies higher is
    told in a note.
    """
    from matplotlib.ticker import FuncFormatter, MaxNLocator, NullFormatter

    for (steps, cost), (colour, dashes, marker) in zip(costs.values(), LOOKS, strict=False):
        few = len(steps) <= 100
        axes.plot(steps, cost, color=colour, ls=dashes, marker=marker if few else None,
                  markersize=5, markeredgecolor="white", markeredgewidth=0.5)  # fmt: skip
    everything = np.concatenate([cost for _, cost in costs.values()])
    start = max(float(cost[0]) for _, cost in costs.values())
    top, bottom = float(everything.max()), float(everything.min())
    roof = start * HIGHEST if start > 0 else top
    positive = everything[everything > 0]
    powers = bottom >= 0 and len(positive) > 0 and top > 100 * positive.min()
    if powers:
        bottom = max(float(positive.min()), start * LOWEST)
        axes.set_ylim(bottom / 1.5, min(top, roof) * 1.5)
        axes.set_yscale("log")
        axes.yaxis.set_major_formatter(FuncFormatter(lambda cost, _: number(cost)))
        axes.yaxis.set_minor_formatter(NullFormatter())
    else:
        axes.set_ylim(*padded(bottom, top, 0.08))
    last = max(int(steps[-1]) for steps, _ in costs.values())
    axes.set_xlim(*padded(0, max(last, 1), 0.04))
    axes.xaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    axes.set(xlabel="number of steps", ylabel=ylabel)
    if powers and top > roof:
        from .parts import note

        note(axes, f"↑ goes on to {with_unit(top, unit(ylabel))}")
    return powers


def tell_walk(name: str, walk: Walk, ylabel: str) -> str:
    """Return how the cost went on a walk, as a sentence."""
    kilos = square_unit(ylabel)
    went = f"{name}: {counted(walk.taken, 'step')}, the cost"
    first, last = number(walk.cost[0]), with_unit(walk.cost[-1], kilos)
    if walk.left_range:
        return (
            f"{went} grows from {first} to {last} after step {walk.steps[-1]}, "
            "and then past every number the computer can hold."
        )
    if walk.grew:
        return f"{went} grows from {first} to {last}."
    if walk.taken == 0:
        return f"{went} is {last}."
    return f"{went} goes from {first} to {last}."
