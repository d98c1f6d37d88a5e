"""The line that is fitted by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .style import FLIPPER, MASS
from .values import ComputeCost

if TYPE_CHECKING:
    import numpy.typing as npt


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
