"""The product of a matrix and a vector, as blocks of numbers with their shapes."""

from __future__ import annotations

from typing import Any

from .arguments import Matrix, Numbers
from .drawn import drawn
from .layout import cell
from .null_figure import Axes
from .style import GREEN, SKY, YELLOW, counted, factor, number


@drawn(height=3.9)
def draw_matrix_vector(axes: Axes, X: Matrix, w: Numbers) -> str:
    """Draw the shapes in X @ w: (m, n) times (n,) gives (m,), with the first row in numbers."""
    m, n = X.shape
    if len(w) != n:
        raise ValueError(
            f"w must have one number for each column of X, but X has shape {X.shape} "
            f"and w has shape {w.shape}."
        )
    first = float(X[0] @ w)
    columns, rows = _shown_places(n, 5), _shown_places(m, 5)
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
    return (
        f"X, a block of {counted(m, 'row')} and {counted(n, 'column')}, shape ({m}, {n}), times "
        f"the column w of {counted(n, 'number')}, shape ({n},), gives a column of "
        f"{counted(m, 'number')}, shape ({m},). First row: {sentence}."
    )


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
