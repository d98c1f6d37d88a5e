"""Every picture, on the penguins, on one point and on lines far off."""

import numpy as np

from mlsmath import pictures

from .gallery_own_data import OWN_DATA
from .gallery_week2 import WEEK2
from .gallery_week3 import WEEK3


def cost(x, y, w, b):
    """The cost as a learner writes it, with a loop."""
    total = 0.0
    for i in range(len(x)):
        total += (w * x[i] + b - y[i]) ** 2
    return total / (2 * len(x))


def broken(x, y, w, b):
    raise IndexError("index 342 is out of bounds for axis 0 with size 342")


def unwritten(x, y, w, b):
    raise NotImplementedError


W_VALUES, B_VALUES = np.linspace(-0.5, 1.5, 21), np.linspace(3, 5.5, 11)


def grid(x, y, w_values=W_VALUES, b_values=B_VALUES):
    """Costs with a row for each w and a column for each b."""
    return np.array([[np.mean((w * x + b - y) ** 2) / 2 for b in b_values] for w in w_values])


LINES = {"flat": (0, 4.2), "too steep": (1.2, 4.2), "good": (0.497, 4.156)}
ONE = np.array([1.0]), np.array([4.0])

# Name -> a function of (x, y of all birds, x, y of a few birds) that draws the picture.
GALLERY = (
    {
        "penguin": lambda x, y, xs, ys: pictures.draw_penguin(),
        "what-you-will-make": lambda x, y, xs, ys: pictures.draw_what_you_will_make(),
        "points": lambda x, y, xs, ys: pictures.draw_points(x, y),
        "points-one": lambda x, y, xs, ys: pictures.draw_points(*ONE),
        "line": lambda x, y, xs, ys: pictures.draw_line(x, y, 0.497, 4.156),
        "line-falling": lambda x, y, xs, ys: pictures.draw_line(x, y, -1, 2),
        "line-far": lambda x, y, xs, ys: pictures.draw_line(x, y, 0, 100),
        "line-one": lambda x, y, xs, ys: pictures.draw_line(*ONE, 0.5, 3),
        "rise": lambda x, y, xs, ys: pictures.draw_rise_and_run(0.497, 4.156),
        "rise-falling": lambda x, y, xs, ys: pictures.draw_rise_and_run(-1.2, 4),
        "rise-none": lambda x, y, xs, ys: pictures.draw_rise_and_run(0, 4),
        "rise-large": lambda x, y, xs, ys: pictures.draw_rise_and_run(30, -100),
        "rise-tiny": lambda x, y, xs, ys: pictures.draw_rise_and_run(1e-9, 0),
        "rise-slight-fall": lambda x, y, xs, ys: pictures.draw_rise_and_run(-0.01, 4),
        "sticks": lambda x, y, xs, ys: pictures.draw_sticks(x, y, LINES),
        "sticks-few": lambda x, y, xs, ys: pictures.draw_sticks(xs, ys, {"flat": (0, 4)}),
        "sticks-far": lambda x, y, xs, ys: pictures.draw_sticks(
            x, y, {"high": (0, 50), "low": (0.5, -20)}
        ),
        "sticks-one": lambda x, y, xs, ys: pictures.draw_sticks(*ONE, {"through": (0, 4)}),
        "baseline": lambda x, y, xs, ys: pictures.draw_baseline(x, y, 0.5, 4.2),
        "baseline-few": lambda x, y, xs, ys: pictures.draw_baseline(xs, ys, -0.5, 4.5),
        "baseline-far": lambda x, y, xs, ys: pictures.draw_baseline(x, y, 0, 50),
        "baseline-one": lambda x, y, xs, ys: pictures.draw_baseline(*ONE, 0, 4),
        "squares": lambda x, y, xs, ys: pictures.draw_squares(xs, ys, 0.497, 4.156),
        "squares-falling": lambda x, y, xs, ys: pictures.draw_squares(xs, ys, -0.5, 4.5),
        "squares-far": lambda x, y, xs, ys: pictures.draw_squares(xs, ys, 0, 20),
        "squares-one": lambda x, y, xs, ys: pictures.draw_squares(*ONE, 0, 3),
        "squares-none": lambda x, y, xs, ys: pictures.draw_squares(*ONE, 0, 4),
        "curve": lambda x, y, xs, ys: pictures.draw_cost_curve(
            W_VALUES, grid(x, y, b_values=[4.156])[:, 0], best=0.5
        ),
        "curve-one": lambda x, y, xs, ys: pictures.draw_cost_curve([0.5], [0.3]),
        "bowl": lambda x, y, xs, ys: pictures.draw_bowl(x, y, points=LINES),
        "bowl-own": lambda x, y, xs, ys: pictures.draw_bowl(xs, ys, cost),
        "bowl-flat": lambda x, y, xs, ys: pictures.draw_bowl(
            xs, ys, lambda *_: 0.5, {"here": (0, 4)}, three_d=False
        ),
        "bowl-far": lambda x, y, xs, ys: pictures.draw_bowl(x, y, points={"far": (20, -50)}),
        "bowl-one": lambda x, y, xs, ys: pictures.draw_bowl(*ONE, three_d=False),
        "bowl-broken": lambda x, y, xs, ys: pictures.draw_bowl(x, y, broken),
        "grid": lambda x, y, xs, ys: pictures.draw_grid_search(
            W_VALUES, B_VALUES, grid(x, y), (0.5, 4.25)
        ),
        "grid-small": lambda x, y, xs, ys: pictures.draw_grid_search(
            W_VALUES[::4], B_VALUES[::2], grid(x, y)[::4, ::2], (0.5, 3.0)
        ),
        "grid-one": lambda x, y, xs, ys: pictures.draw_grid_search([0], [4], [[0.3]], (0, 4)),
        "predictions": lambda x, y, xs, ys: pictures.draw_predictions(
            y, {"all 4 kg": np.full(len(y), 4.0), "too steep": x + 4, "good": 0.5 * x + 4.2}
        ),
        "predictions-two": lambda x, y, xs, ys: pictures.draw_predictions(
            y, {"too steep": x + 4, "good": 0.5 * x + 4.2}
        ),
        "predictions-one": lambda x, y, xs, ys: pictures.draw_predictions([4], {"exact": [4]}),
        "matrix": lambda x, y, xs, ys: pictures.draw_matrix_vector(
            np.column_stack([x + 45, x + 17, x + 20, x > 0]).astype(float), [0.1, -0.2, 0.05, 0.3]
        ),
        "matrix-one": lambda x, y, xs, ys: pictures.draw_matrix_vector([[2]], [3]),
        "matrix-wide": lambda x, y, xs, ys: pictures.draw_matrix_vector(
            np.arange(24.0).reshape(3, 8), np.arange(8)
        ),
        "fit": lambda x, y, xs, ys: pictures.fit_by_hand.still(x, y),
        "fit-cost": lambda x, y, xs, ys: pictures.fit_by_hand.still(x, y, 0.3, 4, show_cost=True),
        "fit-squares": lambda x, y, xs, ys: pictures.fit_by_hand.still(
            xs, ys, 0.3, 4, show_cost=True, show_squares=True
        ),
        "fit-far": lambda x, y, xs, ys: pictures.fit_by_hand.still(x, y, 0, 100),
        "fit-one": lambda x, y, xs, ys: pictures.fit_by_hand.still(*ONE, show_cost=True),
        "fit-broken": lambda x, y, xs, ys: pictures.fit_by_hand.still(x, y, compute_cost=broken),
    }
    | WEEK2
    | WEEK3
    | OWN_DATA
)
