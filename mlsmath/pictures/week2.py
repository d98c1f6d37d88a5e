"""The pictures of week 2 to take hold of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .style import FLIPPER, MASS
from .values import ComputeCost, ComputeGradient, Function

if TYPE_CHECKING:
    import numpy.typing as npt

COST = "cost J (kg²)"
SLOPE = "slope w (kg per cm)"


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
