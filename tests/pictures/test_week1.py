"""What is drawn, against the same numbers computed by NumPy on its own."""

import re

import numpy as np
import pytest
from matplotlib.collections import LineCollection, QuadMesh
from matplotlib.colors import to_rgba
from matplotlib.patches import Rectangle
from mpl_toolkits.mplot3d import Axes3D

from mlsmath import pictures
from mlsmath.pictures.style import ABOVE, BELOW

from .gallery import B_VALUES, LINES, W_VALUES, broken, cost, grid, unwritten


def lines_named(axes, label):
    """The one plotted line of this label, as x and y."""
    (line,) = (line for line in axes.lines if line.get_label() == label)
    return line.get_xdata(), line.get_ydata()


def marked(axes, marker):
    """The places where this marker stands."""
    lines = (line for line in axes.lines if line.get_marker() == marker)
    return [tuple(place) for line in lines for place in line.get_xydata()]


def stars(axes):
    return marked(axes, "*")


def panels(picture):
    return [axes for axes in picture.figure.axes if axes.get_label() != "<colorbar>"]


def test_every_point_is_drawn(birds):
    x, y = birds
    picture = pictures.draw_points(x, y)
    (axes,) = panels(picture)
    (points,) = axes.lines
    assert np.array_equal(points.get_xydata(), np.column_stack([x, y]))
    assert (axes.get_xlabel(), axes.get_ylabel()) == (
        "flipper length beyond 20 cm (cm)",
        "body mass (kg)",
    )
    assert axes.get_xlim()[0] < x.min() <= x.max() < axes.get_xlim()[1]
    assert axes.get_ylim()[0] < y.min() <= y.max() < axes.get_ylim()[1]
    for words in ("342 points", "−2.8 to 3.1 cm", "2.7 to 6.3 kg", "They rise from left to right"):
        assert words in picture.alt


def test_other_labels_can_be_given(few):
    picture = pictures.draw_points(*few, xlabel="bill length (mm)", ylabel="age (years)")
    (axes,) = panels(picture)
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("bill length (mm)", "age (years)")
    assert re.search(r"bill length across \(.* mm\), age up \(.* years\)", picture.alt)


@pytest.mark.parametrize(
    ("y", "words"),
    [
        ([3, 2, 1, 0], "They fall from left to right"),
        ([1, 0, 0, 1], "They neither rise nor fall"),
        ([2, 2, 2, 2], "up (2 kg)."),
    ],
)
def test_the_words_say_how_the_points_run(y, words):
    assert words in pictures.draw_points([0, 1, 2, 3], y).alt


@pytest.mark.parametrize(("w", "b"), [(0.497, 4.156), (-1, 2), (0, 4), (2, -1)])
def test_the_line_is_where_its_formula_says(birds, w, b):
    x, y = birds
    picture = pictures.draw_line(x, y, w, b)
    (axes,) = panels(picture)
    formula = f"f(x) = {w}x {'+' if b >= 0 else '−'} {abs(b)}".replace("-", "−")
    ends, on_line = lines_named(axes, formula)
    assert np.allclose(on_line, np.array(ends) * w + b)
    assert np.allclose(ends, axes.get_xlim())
    (legend,) = picture.figure.legends
    assert formula in [text.get_text() for text in legend.get_texts()]
    above = int((y - w * x - b > 1e-9).sum())
    assert formula in picture.alt
    assert f"{above} points above the line" in picture.alt


@pytest.mark.parametrize(("b", "where"), [(100, "above"), (-100, "below")])
def test_a_line_out_of_sight_is_told(birds, b, where):
    picture = pictures.draw_line(*birds, 0, b)
    (axes,) = panels(picture)
    assert f"The line is {where} this picture." in picture.alt
    assert any(f"The line is {where} this picture." in text.get_text() for text in axes.texts)
    assert axes.get_ylim()[1] - axes.get_ylim()[0] < 10


@pytest.mark.parametrize("w", [0.497, -1.2, 0, 30])
def test_the_stair_runs_one_and_rises_w(w):
    b = 4.156
    picture = pictures.draw_rise_and_run(w, b)
    (axes,) = panels(picture)
    ends = {tuple(map(tuple, line.get_xydata())) for line in axes.lines}
    assert ((1, w + b), (2, w + b)) in ends
    assert ((2, w + b), (2, 2 * w + b)) in ends
    assert ((0, b),) in ends
    words = " ".join(text.get_text() for text in axes.texts)
    assert "step of 1 cm" in words
    assert "intercept b = 4.156 kg" in words
    told = {0: "no rise: w = 0", -1.2: "fall: w = −1.2 kg"}.get(w, f"rise w = {w} kg")
    assert told in words
    moved = {0: "stays level", -1.2: "falls by 1.2 kg"}.get(w, f"rises by {w} kg")
    assert f"the line {moved}. At x = 0 the line stands at b = 4.156 kg." in picture.alt


def test_each_point_has_a_stick_to_its_line(birds):
    x, y = birds
    picture = pictures.draw_sticks(x, y, LINES)
    assert len(panels(picture)) == 3
    for axes, (name, (w, b)) in zip(panels(picture), LINES.items(), strict=True):
        assert axes.get_title().startswith(f"{name}\nf(x) = ")
        on_line = w * x + b
        above, below = axes.collections
        for sticks, side in ((above, y - on_line > 1e-9), (below, on_line - y > 1e-9)):
            drawn = np.array(sticks.get_segments())
            assert drawn.shape == (side.sum(), 2, 2)
            assert np.array_equal(drawn[:, 0], np.column_stack([x, y])[side])
            assert np.allclose(drawn[:, 1], np.column_stack([x, on_line])[side])
        assert name in picture.alt
        assert f"{(y - on_line > 1e-9).sum()} points above the line" in picture.alt
        assert f"sticks {np.abs(y - on_line).mean():.3g} kg long on average" in picture.alt


@pytest.mark.parametrize(("b", "some_on"), [(4, True), (4.0001, False)])
def test_diamonds_are_in_the_legend_where_there_are_any(birds, b, some_on):
    for draw in (
        lambda: pictures.draw_sticks(*birds, {"far": (0, 9), "flat": (0, b)}),
        lambda: pictures.draw_squares([0, 1], [4, 5], 0, b),
    ):
        picture = draw()
        (legend,) = picture.figure.legends
        told = "point on the line" in [text.get_text() for text in legend.get_texts()]
        drawn = any(marked(axes, "D") for axes in panels(picture))
        assert told == drawn == some_on


def test_above_and_below_differ_in_more_than_colour(few):
    (axes,) = panels(pictures.draw_sticks(*few, {"good": (0.497, 4.156)}))
    above, below = axes.collections
    assert isinstance(above, LineCollection)
    assert np.allclose(above.get_colors(), to_rgba(ABOVE))
    assert np.allclose(below.get_colors(), to_rgba(BELOW))
    assert above.get_linestyles() != below.get_linestyles()
    markers = {line.get_label(): line.get_marker() for line in axes.lines}
    assert markers["point above the line"] != markers["point below the line"]


def test_a_point_on_the_line_is_drawn_too():
    picture = pictures.draw_sticks([0.1, 1], [0.3, 4], {"through": (3, 0)})
    (axes,) = panels(picture)
    assert marked(axes, "D") == [(0.1, 0.3)], "0.1 · 3 is 0.30000000000000004"
    assert "1 on it" in picture.alt


@pytest.mark.parametrize(
    ("w", "b", "scale"), [(0.497, 4.156, 1), (0, 4, 1), (-0.5, 4.5, 1), (0, 20, 1), (0.5, 4, 1000)]
)
def test_squares_look_square_and_stand_on_the_sticks(few, w, b, scale):
    x, y = few[0], few[1] * scale
    w, b = w * scale, b * scale
    picture = pictures.draw_squares(x, y, w, b)
    picture.figure.draw_without_rendering()
    (axes,) = panels(picture)
    squares = [box for box in axes.patches if isinstance(box, Rectangle) and box.get_fill()]
    assert len(squares) == len(x)
    for box, x_i, y_i in zip(squares, x, y, strict=True):
        corners = axes.transData.transform(box.get_bbox().get_points())
        (left, low), (right, high) = corners
        assert right - left == pytest.approx(high - low, rel=1e-6, abs=1e-6)
        error = w * x_i + b - y_i
        assert box.get_height() == pytest.approx(abs(error))
        assert sorted([box.get_y(), box.get_y() + box.get_height()]) == pytest.approx(
            sorted([y_i, w * x_i + b])
        )
        assert x_i in (pytest.approx(box.get_x()), pytest.approx(box.get_x() + box.get_width()))
    (xs, ys) = axes.get_xlim(), axes.get_ylim()
    assert all(xs[0] <= box.get_x() <= box.get_x() + box.get_width() <= xs[1] for box in squares)
    assert all(ys[0] <= box.get_y() <= box.get_y() + box.get_height() <= ys[1] for box in squares)


@pytest.mark.parametrize("step", [38, 40, 43, 45])
def test_no_area_is_written_over_the_edge_of_another_square(birds, step):
    x, y = birds[0][5::step], birds[1][5::step]
    picture = pictures.draw_squares(x, y, 0.3, 4.3)
    picture.figure.draw_without_rendering()
    (axes,) = panels(picture)
    squares = [box.get_window_extent() for box in axes.patches if box.get_fill()]
    assert axes.texts
    for text in axes.texts:
        words = text.get_window_extent()
        over = [square for square in squares if words.overlaps(square)]
        assert len(over) <= 1, text.get_text()


def test_the_areas_of_the_squares_are_told(few):
    x, y = few
    picture = pictures.draw_squares(x, y, 0.5, 4)
    areas = (0.5 * x + 4 - y) ** 2
    assert (
        picture.figure.axes[0].get_title().endswith(f"all squares together: {areas.sum():.3g} kg²")
    )
    told = picture.alt.split("Areas in kg²: ")[1].split(". All together")[0].split("; ")
    assert [float(area) for area in told] == pytest.approx(areas, rel=5e-3)


def test_the_cost_curve_is_drawn_in_the_order_of_w():
    picture = pictures.draw_cost_curve([2, 0, 1], [5, 3, 1], best=0.5)
    (axes,) = panels(picture)
    assert axes.lines[0].get_xydata().tolist() == [[0, 3], [1, 1], [2, 5]]
    assert stars(axes) == [(0.5, 2)]
    assert "The least cost drawn is 1 kg² at w = 1." in picture.alt
    assert "A star marks w = 0.5, J = 2 kg²." in picture.alt


def test_a_cost_curve_needs_no_best():
    picture = pictures.draw_cost_curve([0, 1], [3, 1])
    assert stars(panels(picture)[0]) == []
    assert "star" not in picture.alt


@pytest.mark.parametrize("compute_cost", [None, cost])
def test_the_map_of_the_bowl_has_the_right_heights(few, compute_cost):
    x, y = few
    picture = pictures.draw_bowl(x, y, compute_cost, {"flat": (0, 4), "good": (0.5, 4.2)})
    bowl, axes = panels(picture)
    assert isinstance(bowl, Axes3D)
    lines = axes.collections[-1]
    for level, path in zip(lines.levels, lines.get_paths(), strict=True):
        for w, b in path.vertices[:: max(1, len(path.vertices) // 5)]:
            assert np.mean((w * x + b - y) ** 2) / 2 == pytest.approx(level, rel=0.05)
    marks = {line.get_label(): tuple(line.get_xydata()[0]) for line in axes.lines}
    assert marks == {"flat": (0, 4), "good": (0.5, 4.2)}
    shapes = {line.get_marker() for line in axes.lines}
    assert len(shapes) == 2
    for name, (w, b) in marks.items():
        assert f"{name}: w = {w:g}, b = {b:g}, J = {cost(x, y, w, b):.3g} kg²" in picture.alt
    (legend,) = picture.figure.legends
    assert [text.get_text() for text in legend.get_texts()] == ["flat", "good"]


def test_the_lowest_place_is_told(birds):
    x, y = birds
    w, b = np.polyfit(x, y, 1)
    told = pictures.draw_bowl(x, y).alt
    found = re.search(r"near w = ([\d.]+), b = ([\d.]+), where J is about ([\d.]+) kg²", told)
    assert [float(number) for number in found.groups()] == pytest.approx(
        [w, b, np.mean((w * x + b - y) ** 2) / 2], rel=0.06
    )


def test_the_bowl_can_be_drawn_as_a_map_alone(few):
    assert len(panels(pictures.draw_bowl(*few, three_d=False))) == 1


def test_one_point_makes_a_valley():
    assert "straight valley" in pictures.draw_bowl([1], [4]).alt


@pytest.mark.parametrize(
    ("compute_cost", "words"),
    [(broken, "stopped at w = "), (unwritten, "is not written yet"), (lambda *_: None, "None")],
)
def test_a_cost_that_fails_is_told_in_the_picture(few, compute_cost, words):
    picture = pictures.draw_bowl(*few, compute_cost)
    (axes,) = panels(picture)
    (text,) = axes.texts
    assert words in picture.alt
    assert text.get_text().replace("\n", " ") == picture.alt


@pytest.mark.parametrize("flat", [False, True])
def test_each_cost_of_the_grid_has_its_cell(birds, flat):
    costs = grid(*birds)
    i, j = np.unravel_index(costs.argmin(), costs.shape)
    best = W_VALUES[i], B_VALUES[j]
    handed_in = [value for row in costs for value in row] if flat else costs
    picture = pictures.draw_grid_search(W_VALUES, B_VALUES, handed_in, best)
    axes = panels(picture)[0]
    (cells,) = (part for part in axes.collections if isinstance(part, QuadMesh))
    assert np.array_equal(cells.get_array(), costs.T)
    edges = cells.get_coordinates()
    for k, w in enumerate(W_VALUES):
        assert edges[0, k, 0] < w < edges[0, k + 1, 0]
    for k, b in enumerate(B_VALUES):
        assert edges[k, 0, 1] < b < edges[k + 1, 0, 1]
    assert stars(axes) == [best]
    assert "231 costs" in picture.alt
    least = f"the least cost, {costs.min():.3g} kg², at w = 0.5, b = 4.25"
    assert least in picture.alt
    assert least in axes.get_title()


def test_a_small_grid_shows_its_numbers_even_out_of_order():
    """All but the least, which the title says: the star stands there."""
    picture = pictures.draw_grid_search([1, 0], [5, 4], [[0.1, 0.2], [0.3, 0.4]], (1, 5))
    axes = panels(picture)[0]
    numbers = {(*text.get_position(), text.get_text()) for text in axes.texts}
    assert numbers == {(1, 4, "0.2"), (0, 5, "0.3"), (0, 4, "0.4")}
    (cells,) = (part for part in axes.collections if isinstance(part, QuadMesh))
    assert cells.get_array().tolist() == [[0.4, 0.2], [0.3, 0.1]]


def test_a_star_that_is_not_the_least_is_told():
    picture = pictures.draw_grid_search([0, 1], [4, 5], [[0.1, 0.2], [0.3, 0.4]], (1, 5))
    assert "Star: w = 1, b = 5. But the least cost, 0.1 kg², is at w = 0, b = 4." in picture.alt


def test_predictions_are_drawn_against_what_was_measured(birds):
    x, y = birds
    models = {"all 4 kg": np.full(len(y), 4.0), "line": 0.5 * x + 4.2}
    picture = pictures.draw_predictions(y, models)
    for axes, (name, predicted) in zip(panels(picture), models.items(), strict=True):
        assert np.array_equal(
            np.column_stack(lines_named(axes, "one bird")), np.column_stack([y, predicted])
        )
        assert np.array_equal(*lines_named(axes, "predicted = measured"))
        assert axes.get_xlim() == axes.get_ylim()
        told = f"J = {np.mean((predicted - y) ** 2) / 2:.3g} kg²"
        assert axes.get_title() == f"{name}\n{told}"
        assert f"{name}: {told}" in picture.alt


def test_shapes_of_the_matrix_vector_product():
    X, w = np.arange(1.0, 13).reshape(4, 3), np.array([0.5, -1, 2])
    picture = pictures.draw_matrix_vector(X, w)
    (axes,) = panels(picture)
    words = [text.get_text() for text in axes.texts]
    assert {"X\nshape (4, 3)", "w\nshape (3,)", "X @ w\nshape (4,)"} <= set(words)
    sentence = "1 · 0.5 + 2 · (−1) + 3 · 2 = 4.5"
    assert f"first row:  {sentence}" in words
    assert f"First row: {sentence}." in picture.alt
    white = [box for box in axes.patches if np.allclose(box.get_facecolor(), 1)]
    assert len(white) == 4 * 3 + 3 + 4


def test_a_large_matrix_leaves_rows_and_columns_out():
    picture = pictures.draw_matrix_vector(np.ones((333, 8)), np.ones(8))
    (axes,) = panels(picture)
    words = [text.get_text() for text in axes.texts]
    assert "X\nshape (333, 8)" in words
    assert words.count("⋮") == 5 + 1 + 1, "a row of X, one in w, one in the result"
    assert "1 · 1 + 1 · 1 + … + 1 · 1 = 8" in picture.alt


@pytest.mark.parametrize("compute_cost", [None, cost])
def test_the_bowl_hangs_on_no_memory_that_was_never_set(few, compute_cost, monkeypatch):
    """Facets of unequal size hold such memory, and now and then NumPy warns of its overflow."""
    empty = np.empty

    def huge(*args, **kwargs):
        array = empty(*args, **kwargs)
        if array.dtype == float:
            array.fill(1e308)
        return array

    monkeypatch.setattr(np, "empty", huge)
    x, y = few
    assert pictures.draw_bowl(x * 1e6, y / 1e6, compute_cost).png()


@pytest.mark.parametrize("scale", [1e-6, 1e6])
def test_units_may_be_very_small_or_very_large(few, scale):
    x, y = few[0] * scale, few[1] / scale
    w, b = np.polyfit(x, y, 1)
    for picture in (
        pictures.draw_line(x, y, w, b),
        pictures.draw_squares(x, y, w, b),
        pictures.draw_bowl(x, y, points={"best": (w, b)}),
        pictures.fit_by_hand.still(x, y, w, b, show_cost=True),
    ):
        assert picture.png()
