"""The pictures of week 2, on the penguins, on one point, far off and diverging."""

import numpy as np

from mlsmath import pictures

ONE = np.array([1.0]), np.array([4.0])
PLAIN = {"xlabel": "x", "ylabel": "f(x)"}
PLACES = {"A": (-0.5, 3), "B": (1.5, 4), "C": (0.5, 5.5)}


def cost_of_w(x, y, b=4.156):
    """J as a function of w alone, as a learner writes it, which takes no arrays of w."""

    def cost(w):
        total = 0.0
        for error in w * x + b - y:
            total += error**2
        return total / (2 * len(x))

    return cost


def walk(x, y, alpha, steps=30, w=0.0, b=3.0):
    """The learner's own loop."""
    ws, bs = [w], [b]
    with np.errstate(all="ignore"):
        for _ in range(steps):
            error = w * x + b - y
            w, b = w - alpha * np.mean(error * x), b - alpha * np.mean(error)
            ws.append(w)
            bs.append(b)
    return np.array(ws), np.array(bs)


def costs(x, y, alpha, steps=30):
    w, b = walk(x, y, alpha, steps)
    with np.errstate(all="ignore"):
        return np.mean((np.outer(w, x) + b[:, None] - y) ** 2, axis=1) / 2


def bent(x, y, degree):
    return np.poly1d(np.polyfit(x, y, degree))


def unwritten(x):
    raise NotImplementedError


WEEK2 = {
    "tangent": lambda x, y, xs, ys: pictures.draw_tangent(cost_of_w(xs, ys), 0.0, x_range=(-1, 2)),
    "tangent-large": lambda x, y, xs, ys: pictures.draw_tangent(lambda x: x**3, 1e6, **PLAIN),
    "tangent-broken": lambda x, y, xs, ys: pictures.draw_tangent(unwritten, 2),
    "secant": lambda x, y, xs, ys: pictures.draw_tangent(cost_of_w(xs, ys), 0.0, 0.5),
    "secant-tiny": lambda x, y, xs, ys: pictures.draw_tangent(cost_of_w(xs, ys), 0, 1e-6),
    "chord": lambda x, y, xs, ys: pictures.draw_chord(cost_of_w(xs, ys), -0.5, 1.8),
    "chord-both": lambda x, y, xs, ys: pictures.draw_chord(np.sin, 0.3, 6),
    "chord-line": lambda x, y, xs, ys: pictures.draw_chord(lambda x: 2 * x + 1, 0, 1e-3),
    "gradient": lambda x, y, xs, ys: pictures.draw_gradient(x, y, PLACES),
    "gradient-flat": lambda x, y, xs, ys: pictures.draw_gradient(
        x, y, {"bottom": tuple(np.polyfit(x, y, 1)), "far": (20, -50)}
    ),
    "gradient-one": lambda x, y, xs, ys: pictures.draw_gradient(*ONE, {"A": (0, 3)}),
    "growing-square": lambda x, y, xs, ys: pictures.draw_growing_square(),
    "growing-square-tiny": lambda x, y, xs, ys: pictures.draw_growing_square(5, 0.01),
    "growing-square-hand": lambda x, y, xs, ys: pictures.growing_square_by_hand.still(3, 0.5),
    "descent": lambda x, y, xs, ys: pictures.draw_descent(
        x, y, {f"alpha = {alpha}": walk(x, y, alpha) for alpha in (0.01, 0.3, 1.1)}
    ),
    "descent-diverging": lambda x, y, xs, ys: pictures.draw_descent(
        x, y, {"alpha = 2": walk(x, y, 2, 900)}
    ),
    "descent-far": lambda x, y, xs, ys: pictures.draw_descent(
        x, y, {"far": walk(x, y, 0.3, 30, 50, -50)}
    ),
    "descent-start": lambda x, y, xs, ys: pictures.draw_descent(x, y, {"start": ([0], [3])}),
    "descent-one": lambda x, y, xs, ys: pictures.draw_descent(*ONE, {"a": walk(*ONE, 0.1)}),
    "history": lambda x, y, xs, ys: pictures.draw_cost_history(
        {f"alpha = {alpha}": costs(x, y, alpha) for alpha in (0.01, 0.1, 0.5, 1.03)}
    ),
    "history-diverging": lambda x, y, xs, ys: pictures.draw_cost_history(
        {"too large": costs(x, y, 2, 900), "good": costs(x, y, 0.3)}
    ),
    "history-none": lambda x, y, xs, ys: pictures.draw_cost_history({"perfect": [0.0, 0.0]}),
    "curves": lambda x, y, xs, ys: pictures.draw_curves(
        x, y, {f"degree {degree}": bent(x, y, degree) for degree in (1, 2, 4, 9)}
    ),
    "curves-far": lambda x, y, xs, ys: pictures.draw_curves(
        x, y, {"high": lambda x: x + 1e9, "low": lambda x: x - 1e9}
    ),
    "curves-one": lambda x, y, xs, ys: pictures.draw_curves(*ONE, {"flat": lambda x: 0 * x + 4}),
    "curves-broken": lambda x, y, xs, ys: pictures.draw_curves(xs, ys, {"mine": unwritten}),
    "hand": lambda x, y, xs, ys: pictures.descend_by_hand.still(x, y),
    "hand-diverging": lambda x, y, xs, ys: pictures.descend_by_hand.still(
        x, y, alpha=1e6, steps=60
    ),
    "hand-hidden": lambda x, y, xs, ys: pictures.descend_by_hand.still(x, y, 0, -90, steps=1),
    "hand-one": lambda x, y, xs, ys: pictures.descend_by_hand.still(*ONE),
    "hand-own": lambda x, y, xs, ys: pictures.descend_by_hand.still(
        xs,
        ys,
        compute_cost=lambda x, y, w, b: abs(w) + b,
        compute_gradient=lambda *_: (0.1, 1),
    ),
    "hand-broken": lambda x, y, xs, ys: pictures.descend_by_hand.still(
        xs, ys, compute_gradient=lambda x, y, w, b: w
    ),
    "travel": lambda x, y, xs, ys: pictures.tangent_by_hand.still(
        cost_of_w(xs, ys), 0.0, x_range=(-1, 2)
    ),
    "travel-tiny": lambda x, y, xs, ys: pictures.tangent_by_hand.still(
        lambda x: x**3, 1e6, 1.0, x_range=(0, 2e6), **PLAIN
    ),
    "travel-broken": lambda x, y, xs, ys: pictures.tangent_by_hand.still(
        unwritten, 0.5, x_range=(0, 1)
    ),
    "clinic": lambda x, y, xs, ys: pictures.draw_clinic(
        np.column_stack([10 * x + 200, np.sin(5 * x)]), y
    ),
    "clinic-few": lambda x, y, xs, ys: pictures.draw_clinic(xs[:4, None], ys[:4]),
    "two-bends": lambda x, y, xs, ys: pictures.two_bends_by_hand.still(),
    "two-bends-diverging": lambda x, y, xs, ys: pictures.two_bends_by_hand.still(
        3.0, 3.0, alpha=0.7, steps=4
    ),
    "scaling": lambda x, y, xs, ys: pictures.scaling_by_hand.still(
        10 * x + 200, y, xlabel="flipper length (cm)"
    ),
    "scaling-diverging": lambda x, y, xs, ys: pictures.scaling_by_hand.still(
        10 * x + 200,
        y,
        share=1.05,
        steps=60,
        xlabel="flipper length (cm)",
    ),
    "degree": lambda x, y, xs, ys: pictures.degree_by_hand.still(x, y, 3),
    "degree-truth": lambda x, y, xs, ys: pictures.degree_by_hand.scene(
        xs, ys, 5, x_new=x, y_new=y
    ).picture(degree=5, truth=1),
    "degree-few": lambda x, y, xs, ys: pictures.degree_by_hand.still(xs, ys, 5, most=15),
}
