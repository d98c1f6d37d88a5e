"""A walk over the map of the cost, and the cost on its way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from mlsmath.cost import squared_error_cost

from .arguments import Array, Vector
from .bindings import Series, affine
from .cost_map import bowl_window
from .labels import Label
from .layout import Range, note, padded
from .marks import Dots, Item, Line
from .null_figure import Axes
from .style import GREEN, INK, PURPLE, VERMILLION, Look, counted, number

# Colour, dashes and marker of each walk or curve, in the order in which they are named.
LOOKS = ((VERMILLION, "-", "o"), (INK, "--", "s"), (GREEN, "-.", "^"), (PURPLE, ":", "D"))
SO_FAR, LAST = affine(lambda steps: steps + 1), affine(lambda steps: steps)
MOST_PLACES = 1000  # a walk of more steps is drawn at this many of them
MOST_MARKS = 100
FARTHEST = 10  # a path is drawn as far as this many maps from its start
HIGHEST = 1e6  # the cost is drawn up to this many times the cost at the start
LOWEST = 1e-9


@dataclass(frozen=True)
class Walk:
    """The places (w, b) of a walk and the cost J there, at the numbers of steps in ``steps``."""

    w: Vector
    b: Vector
    cost: Vector
    steps: Array
    taken: int
    left_range: bool
    grew: bool


def walk_along(name: str, x: Vector, y: Vector, w: Vector, b: Vector) -> Walk:
    """Return the walk over these places, up to the last one where all numbers are finite.

    Raises ``ValueError`` naming ``name`` when there is none.
    """
    taken = len(w) - 1
    finite = first_finite(w, b)
    steps = thinned(finite)
    costs = np.array([squared_error_cost(x, y, w[k], b[k]) for k in steps])
    steps = steps[: first_finite(costs)]
    if not len(steps):
        raise ValueError(f"{name} must start nearer to 0: its cost is too large for a float.")
    costs = costs[: len(steps)]
    left_range = steps[-1] < taken
    allowed = costs[0] * (1 + 1e-9) + (1e-12 * float(np.abs(y).max())) ** 2
    grew = left_range or bool(costs[-1] > allowed)
    return Walk(w[steps], b[steps], costs, steps, taken, left_range, grew)


def first_finite(*histories: Vector) -> int:
    """Return how many entries there are before the first that is not finite in any of them."""
    finite = np.all([np.isfinite(history) for history in histories], axis=0)
    return len(finite) if finite.all() else int(np.argmin(finite))


def thinned(how_many: int) -> Array:
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


def draw_path(
    axes: Axes, walk: Walk, look: tuple[str, str, str], label: str, w_range: Range, b_range: Range
) -> Any:
    """Draw a walk with its start, its end and its halo, as far as ten maps; return its start.

    Its start is hollow and its end full. Each of its places is marked, unless there are too many.
    """
    from matplotlib.collections import LineCollection

    colour, dashes, marker = look
    places = _near(np.column_stack([walk.w, walk.b]), w_range, b_range)
    halo = LineCollection([places], colors="white", linewidths=4, alpha=0.7, zorder=3.9)
    axes.add_collection(halo, autolim=False)
    axes.plot(
        *places.T, color=colour, ls=dashes, lw=2, zorder=4, label=label,
        marker=marker if len(walk.w) <= MOST_MARKS else None, markersize=5,
        markeredgecolor="white", markeredgewidth=0.5,
    )  # fmt: skip
    mark: Look = {"ls": "none", "marker": marker, "markersize": 11, "zorder": 6}
    (start,) = axes.plot(
        walk.w[:1], walk.b[:1], color="white", markeredgecolor=colour, markeredgewidth=2.5, **mark
    )
    if len(walk.w) > 1:
        axes.plot(
            walk.w[-1:], walk.b[-1:], color=colour, markeredgecolor=INK, markeredgewidth=1.5, **mark
        )
    return start


def walk_items(
    axes: Axes,
    place: tuple[Series, Series],
    start: tuple[Any, Any],
    label: str | None = None,
    width: float = 2.0,
    held: bool = False,
) -> list[Item]:
    """Return a walk that goes as far as ``steps``: path, places, hollow start and full end.

    Where ``held``, its start is a handle, too.
    """
    colour, _, marker = LOOKS[0]
    return [
        Line(axes, *place, color=colour, width=width, halo=True, last=SO_FAR),
        Dots(axes, *place, color=colour, marker=marker, size=5, last=SO_FAR),
        Dots(axes, *start, color="white", marker=marker, size=11, edge=colour, edge_width=2.5,
             held=held),
        Dots(axes, *place, color=colour, marker=marker, size=11, edge=INK, edge_width=1.5,
             first=LAST, last=SO_FAR, when=LAST, held=True, label=label),
    ]  # fmt: skip


def _near(places: Vector, w_range: Range, b_range: Range) -> Vector:
    """Return a path up to where it is ten maps away from its start."""
    spans = np.array([w_range[1] - w_range[0], b_range[1] - b_range[0]])
    maps = np.abs((places - places[0]) / spans).max(axis=1)
    if maps.max() <= FARTHEST:
        return places
    last = int(np.argmax(maps > FARTHEST))
    here, step = places[last - 1], places[last] - places[last - 1]
    reach = FARTHEST / np.abs(step / spans).max()
    return np.vstack([places[:last], here + min(1.0, reach) * step])


def join_starts(axes: Axes, walks: Iterable[Walk], starts: list[Any]) -> None:
    """Where several walks start at one place, draw one hollow mark there, which is nobody's."""
    places = [(float(walk.w[0]), float(walk.b[0])) for walk in walks]
    for place in dict.fromkeys(places):
        here = [start for start, at in zip(starts, places, strict=True) if at == place]
        if len(here) > 1:
            for start in here:
                start.set_visible(False)
            axes.plot(*place, "o", color="white", markersize=12, markeredgecolor=INK,
                      markeredgewidth=2.5, zorder=6)  # fmt: skip


def draw_costs(axes: Axes, costs: Mapping[str, tuple[Array, Vector]], ylabel: Label) -> bool:
    """Draw each cost against its step; return whether the scale had to be one of powers of ten.

    The greatest cost drawn is a million times the greatest at the start; what lies higher is
    told in a note.
    """
    from matplotlib.ticker import FuncFormatter, MaxNLocator, NullFormatter

    everything = np.concatenate([cost for _, cost in costs.values()])
    start = max(float(cost[0]) for _, cost in costs.values())
    top, bottom = float(everything.max()), float(everything.min())
    roof = start * HIGHEST if start > 0 else top
    last = 1
    for (steps, cost), (colour, dashes, marker) in zip(costs.values(), LOOKS, strict=False):
        few = len(steps) <= MOST_MARKS
        axes.plot(steps, cost, color=colour, ls=dashes, marker=marker if few else None,
                  markersize=5, markeredgecolor="white", markeredgewidth=0.5)  # fmt: skip
        last = max(last, steps[np.argmax(cost > roof)] if cost.max() > roof else steps[-1])
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
    axes.set_xlim(*padded(0, int(last), 0.04))
    axes.xaxis.set_major_locator(MaxNLocator(nbins=4, steps=[1, 2, 5, 10], integer=True))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda step, _: f"{step:,.0f}"))
    axes.set(xlabel="number of steps", ylabel=ylabel)
    if powers and top > roof:
        note(axes, f"↑ goes on to\n{ylabel.amount(top)}")
    return powers


def tell_walk(name: str, walk: Walk, cost: Label) -> str:
    """Return how the cost went on a walk, as a sentence."""
    went = f"{name}: {counted(walk.taken, 'step')}, the cost"
    first, last = number(walk.cost[0]), cost.amount(walk.cost[-1])
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
