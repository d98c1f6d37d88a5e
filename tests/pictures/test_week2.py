"""What is drawn, against the same numbers computed by NumPy on its own."""

import re

import numpy as np
import pytest
from matplotlib.quiver import Quiver

from mlsmath import pictures
from mlsmath.pictures.walks import MOST_PLACES

from .gallery_week2 import PLACES, PLAIN, bent, cost_of_w, costs, unwritten, walk
from .test_week1 import lines_named, marked, panels, stars

UNIT = "kg² for each kg per cm"


def legend_of(picture):
    (legend,) = picture.figure.legends
    return [text.get_text() for text in legend.get_texts()]


def named_like(axes, start):
    """The one plotted line whose label starts so, as x and y."""
    (line,) = (line for line in axes.lines if str(line.get_label()).startswith(start))
    return np.array(line.get_xdata()), np.array(line.get_ydata())


def written(value):
    return f"{value:.3g}".replace("-", "−")


def cost_and_slope(x, y, w, b=4.156):
    error = w * x + b - y
    return np.mean(error**2) / 2, np.mean(error * x)


# Tangents and secants


@pytest.mark.parametrize("w", [-0.5, 0.3, 1.7])
def test_the_tangent_touches_the_curve_with_its_slope(few, w):
    x, y = few
    picture = pictures.draw_tangent(cost_of_w(x, y), w, x_range=(-1, 2))
    (axes,) = panels(picture)
    height, slope = cost_and_slope(x, y, w)
    ws, curve = lines_named(axes, "cost J")
    assert (ws[0], ws[-1]) == axes.get_xlim() == (-1, 2)
    assert np.allclose(curve, [cost_and_slope(x, y, w_k)[0] for w_k in ws])
    ends, tangent = named_like(axes, "tangent")
    assert np.allclose(tangent, height + slope * (ends - w))
    assert np.allclose(marked(axes, "o"), [(w, height)])
    assert f"tangent: slope {written(slope)} {UNIT}" in legend_of(picture)
    here = f"w = {written(w)}, J = {written(height)} kg²"
    assert here in legend_of(picture)
    way = "rises" if slope > 0 else "falls"
    assert f"At {here}. The tangent there {way} with the slope {written(slope)} {UNIT}." in (
        picture.alt
    )


@pytest.mark.parametrize("h", [0.5, -0.5, 0.001])
def test_the_secant_goes_through_both_points_with_its_stair(few, h):
    x, y = few
    w = 0.2
    picture = pictures.draw_tangent(cost_of_w(x, y), w, h)
    (axes,) = panels(picture)
    (start, _), (end, _) = cost_and_slope(x, y, w), cost_and_slope(x, y, w + h)
    ends, secant = named_like(axes, "secant")
    assert np.allclose(np.interp([w, w + h], ends, secant), [start, end])
    assert np.allclose(marked(axes, "s"), [(w + h, end)])
    assert np.allclose(named_like(axes, "run"), [[w, w + h], [start, start]])
    assert np.allclose(named_like(axes, "rise"), [[w + h, w + h], [start, end]])
    told = legend_of(picture)
    assert f"secant: slope = rise / h = {written((end - start) / h)}" in told
    assert f"run h = {written(h)} kg per cm" in told
    assert f"rise = {written(end - start)} kg²" in told
    assert f"so the slope {written((end - start) / h)} {UNIT}." in picture.alt
    low, high = axes.get_xlim()
    assert low < min(w, w + h) < max(w, w + h) < high


def test_a_level_tangent_is_told():
    alt = pictures.draw_tangent(lambda x: (x - 1) ** 2 + 3, 1, **PLAIN).alt
    assert "At x = 1, f(x) = 3. The tangent there runs level with the slope 0." in alt


def test_the_function_is_called_with_one_number_at_a_time():
    def f(x):
        assert type(x) is float
        return x * x

    for picture in (pictures.draw_tangent(f, 1), pictures.draw_chord(f, -1, 2)):
        assert picture.alt.startswith("Curve")


def test_a_curve_has_a_gap_where_it_has_no_value():
    picture = pictures.draw_tangent(lambda x: 1 / x, 1, x_range=(-2, 2), **PLAIN)
    xs, curve = lines_named(panels(picture)[0], "f(x)")
    assert np.flatnonzero(np.isnan(curve)).tolist() == np.flatnonzero(np.array(xs) == 0).tolist()
    assert np.isnan(curve).sum() == 1


@pytest.mark.parametrize(
    "draw",
    [
        lambda f: pictures.draw_tangent(f, 1, **PLAIN),
        lambda f: pictures.draw_tangent(f, 1, 0.5, **PLAIN),
        lambda f: pictures.draw_chord(f, 1, 2),
    ],
)
def test_a_function_that_fails_is_told_in_the_picture(draw):
    def mine(x):
        raise TypeError("no such thing")

    for f, words in (
        (mine, "Your mine stopped at x = 1 with TypeError: no such thing."),
        (unwritten, "Your unwritten is not written yet."),
        (lambda x: None, "Your f must return one number, but at x = 1 it returned None."),
    ):
        picture = draw(f)
        (text,) = panels(picture)[0].texts
        assert words in text.get_text().replace("\n", " ")
        assert words in picture.alt


# Chords


@pytest.mark.parametrize(
    ("f", "a", "b", "words", "shaded"),
    [
        (lambda x: x**2, -1, 3, "stays below it", ["curve below the chord"]),
        (lambda x: x**2, 3, -1, "stays below it", ["curve below the chord"]),
        (lambda x: -(x**2), -1, 3, "stays above it", ["curve above the chord"]),
        (lambda x: 2 * x + 1, -1, 3, "lies on it", []),
        (
            lambda x: x**3,
            -1,
            1.5,
            "is partly above it, partly below",
            ["curve below the chord", "curve above the chord"],
        ),
    ],
)
def test_the_chord_and_where_the_curve_is(f, a, b, words, shaded):
    picture = pictures.draw_chord(f, a, b)
    (axes,) = panels(picture)
    ends, chord = named_like(axes, "chord")
    assert ends.tolist() == sorted([a, b])
    assert chord.tolist() == [f(end) for end in sorted([a, b])]
    assert [part.get_label() for part in axes.collections] == shaded
    assert f"chord: the curve {words}" in legend_of(picture)
    assert picture.alt.endswith(f"Between them the curve {words}.")
    xs, curve = lines_named(axes, "f(x)")
    assert np.allclose(curve, [f(x) for x in xs])
    assert xs[0] < min(a, b) < max(a, b) < xs[-1]


def test_shading_differs_in_more_than_colour():
    below, above = panels(pictures.draw_chord(np.sin, 0.3, 6))[0].collections
    assert above.get_hatch()
    assert not below.get_hatch()


# The gradient


def test_arrows_point_against_the_gradient_to_one_scale(birds):
    x, y = birds
    picture = pictures.draw_gradient(x, y, PLACES)
    (axes,) = panels(picture)
    (arrows,) = (part for part in axes.collections if isinstance(part, Quiver))
    assert np.allclose(arrows.get_offsets(), list(PLACES.values()))
    drawn = np.column_stack([arrows.U, arrows.V])
    gradients = []
    for name, (w, b) in PLACES.items():
        error = w * x + b - y
        gradients.append((np.mean(error * x), np.mean(error)))
        label = f"{name}: ∂J/∂w = {written(gradients[-1][0])}, ∂J/∂b = {written(gradients[-1][1])}"
        assert label in legend_of(picture)
        assert f"J = {written(np.mean(error**2) / 2)} kg²." in picture.alt
    scales = -drawn / gradients
    assert np.allclose(scales, scales[0, 0])
    assert scales[0, 0] > 0
    assert (arrows.angles, arrows.scale_units, arrows.scale) == ("xy", "xy", 1)


@pytest.mark.parametrize("place", [(-0.5, 3), (0.5, 4.2), (20, -50)])
@pytest.mark.parametrize("stretch", [1, 10])
def test_arrows_are_seen_and_reach_no_further_than_the_bottom(birds, place, stretch):
    x, y = birds[0] * stretch, birds[1]
    (axes,) = panels(pictures.draw_gradient(x, y, {"here": place}))
    (arrows,) = (part for part in axes.collections if isinstance(part, Quiver))
    tip = np.add(place, (arrows.U[0], arrows.V[0]))
    here, there = (np.mean((w * x + b - y) ** 2) for w, b in (place, tip))
    assert there < here
    step = tip - place
    error = tip[0] * x + tip[1] - y
    assert np.mean(error * x) * step[0] + np.mean(error) * step[1] < 1e-9, "it still goes down"
    spans = np.ptp(axes.get_xlim()), np.ptp(axes.get_ylim())
    assert np.abs(step / spans).max() <= 0.31


def test_places_too_flat_for_an_arrow_are_told(birds):
    bottom = tuple(np.polyfit(*birds, 1))
    alt = pictures.draw_gradient(*birds, {"bottom": bottom, "A": (0, 3)}).alt
    assert alt.endswith("Too flat for an arrow to be seen: bottom.")
    assert "bottom at w = 0.497, b = 4.16: ∂J/∂w = 0, ∂J/∂b = 0, J = 0.0773 kg²." in alt


def test_downhill_looks_downhill_on_the_penguins(birds):
    picture = pictures.draw_gradient(*birds, PLACES)
    picture.figure.draw_without_rendering()
    (axes,) = panels(picture)
    across, up = axes.transData.transform([1, 1]) - axes.transData.transform([0, 0])
    assert across == pytest.approx(up, rel=0.1)


# Descent


def test_paths_and_costs_are_where_the_loop_went(birds):
    x, y = birds
    paths = {f"alpha = {alpha}": walk(x, y, alpha) for alpha in (0.01, 0.3)}
    picture = pictures.draw_descent(x, y, paths)
    bowl, right = panels(picture)
    assert np.allclose(stars(bowl), [np.polyfit(x, y, 1)])
    for i, (name, (w, b)) in enumerate(paths.items()):
        assert np.allclose(lines_named(bowl, name), [w, b])
        path, start, end = bowl.lines[3 * i + 1 : 3 * i + 4]
        assert start.get_xydata().tolist() == [[w[0], b[0]]]
        assert end.get_xydata().tolist() == [[w[-1], b[-1]]]
        assert start.get_markerfacecolor() == "white"
        assert end.get_markerfacecolor() == path.get_color()
        alpha = float(name.split()[-1])
        steps, drawn = right.lines[i].get_data()
        assert steps.tolist() == list(range(31))
        assert np.allclose(drawn, costs(x, y, alpha))
        assert right.lines[i].get_color() == path.get_color()
        first, last = written(drawn[0]), written(drawn[-1])
        assert f"{name}: 30 steps, the cost goes from {first} to {last} kg²." in picture.alt
        assert name in legend_of(picture)
    assert right.get_yscale() == "linear"
    assert "outside" not in picture.alt


def test_paths_differ_in_more_than_colour(birds):
    paths = {f"alpha = {alpha}": walk(*birds, alpha) for alpha in (0.01, 0.3, 0.5)}
    bowl, right = panels(pictures.draw_descent(*birds, paths))
    for lines in ([line for line in bowl.lines if "alpha" in line.get_label()], right.lines):
        assert len({line.get_marker() for line in lines}) == 3
        assert len({line.get_linestyle() for line in lines}) == 3
        assert len({line.get_color() for line in lines}) == 3


def test_walks_from_one_place_share_one_start(birds):
    together = {f"alpha = {alpha}": walk(*birds, alpha) for alpha in (0.1, 0.3)}
    apart = together | {"elsewhere": walk(*birds, 0.1, b=5.0)}
    for paths, starts in ((together, [(0, 3)]), (apart, [(0, 5), (0, 3)])):
        bowl, _ = panels(pictures.draw_descent(*birds, paths))
        hollow = [line for line in bowl.lines if line.get_markerfacecolor() == "white"]
        seen = [tuple(line.get_xydata()[0]) for line in hollow if line.get_visible()]
        assert seen == starts


def test_a_diverging_path_is_in_plain_sight(birds):
    x, y = birds
    w, b = walk(x, y, 1.1)
    picture = pictures.draw_descent(x, y, {"large": (w, b)})
    bowl, right = panels(picture)
    (w_low, w_high), (b_low, b_high) = bowl.get_xlim(), bowl.get_ylim()
    assert w_high - w_low < 10
    assert b_high - b_low < 10
    inside = (w_low <= w) & (w <= w_high) & (b_low <= b) & (b <= b_high)
    assert 5 < inside.sum() < 25
    assert f"Its path leaves the map: {(~inside).sum()} places outside." in picture.alt
    drawn = np.column_stack(named_like(bowl, "large"))
    assert np.allclose(drawn[:-1], np.column_stack([w, b])[: len(drawn) - 1])
    assert abs(drawn[-1, 0]) > w_high
    assert "large, the cost grows" in legend_of(picture)
    first, last = costs(x, y, 1.1)[[0, -1]]
    assert f"the cost grows from {written(first)} to {last:,.0f} kg²." in picture.alt
    assert right.get_yscale() == "log"
    assert "powers of ten" in right.get_title()
    assert "on a scale of powers of ten" in picture.alt
    assert right.get_ylim()[1] > last


def test_the_last_stretch_of_a_path_keeps_its_direction(birds):
    w, b = walk(*birds, 1000, steps=1)
    bowl, _ = panels(pictures.draw_descent(*birds, {"huge": (w, b)}))
    ws, bs = named_like(bowl, "huge")
    shares = np.diff(ws) / np.diff(w), np.diff(bs) / np.diff(b)
    assert np.allclose(*shares)
    assert 0 < shares[0] < 1
    assert ws[1] > bowl.get_xlim()[1]


def test_a_path_beyond_all_numbers_is_cut_and_told(birds):
    x, y = birds
    w, b = walk(x, y, 2, 900)
    assert not np.isfinite(w[-1])
    picture = pictures.draw_descent(x, y, {"wild": (w, b)})
    _, right = panels(picture)
    steps, drawn = right.lines[0].get_data()
    last = int(np.argmin(np.isfinite(costs(x, y, 2, 900)))) - 1
    assert steps[-1] == last
    assert np.isfinite(drawn).all()
    assert f"after step {last}, and then past every number" in picture.alt
    assert right.get_ylim()[1] < 1e7
    assert right.get_xlim()[1] < 10
    (text,) = right.texts
    assert text.get_text().startswith("↑ goes on to\n")


def test_a_long_path_keeps_its_start_and_its_end(birds):
    x, y = birds
    w, b = walk(x, y, 0.001, 5000)
    bowl, right = panels(pictures.draw_descent(x, y, {"slow": (w, b)}))
    ws, bs = lines_named(bowl, "slow")
    assert len(ws) == MOST_PLACES
    assert (ws[0], bs[0], ws[-1], bs[-1]) == (w[0], b[0], w[-1], b[-1])
    assert right.lines[0].get_xdata()[-1] == 5000


def test_a_start_without_steps_is_drawn(birds):
    picture = pictures.draw_descent(*birds, {"start": ([0], [3])})
    bowl, _ = panels(picture)
    assert marked(bowl, "o")[0] == (0, 3)
    (only,) = (line for line in bowl.lines if line.get_markersize() == 11)
    assert only.get_markerfacecolor() == "white", "there is no end but the start"
    assert "start: 0 steps, the cost is 1.04 kg²." in picture.alt


@pytest.mark.parametrize("high", [50.0, 99.0, 150.0])
def test_the_scale_is_of_powers_of_ten_over_more_than_two_decades(high):
    picture = pictures.draw_cost_history({"walk": [high, 1.0]})
    (axes,) = panels(picture)
    assert axes.get_yscale() == ("log" if high > 100 else "linear")
    assert ("powers of ten" in axes.get_title()) == (high > 100)
    low, top = axes.get_ylim()
    assert low < 1 < high < top


# Cost histories


def test_costs_are_drawn_against_their_steps(birds):
    histories = {f"alpha = {alpha}": costs(*birds, alpha) for alpha in (0.01, 0.1, 0.5, 1.03)}
    picture = pictures.draw_cost_history(histories)
    (axes,) = panels(picture)
    for name, history in histories.items():
        steps, drawn = lines_named(axes, name)
        assert steps.tolist() == list(range(len(history)))
        assert drawn.tolist() == history.tolist()
        first, last = written(history[0]), written(history[-1])
        assert f"{name}: from {first} to {last} kg² in 30 steps" in picture.alt
    assert legend_of(picture) == list(histories)
    assert picture.alt.endswith("in 30 steps, it first rises at step 2.")
    assert picture.alt.count("rises") == 1
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("number of steps", "cost J (kg²)")


@pytest.mark.parametrize("end", [np.inf, np.nan])
def test_costs_end_where_they_are_no_numbers(end):
    picture = pictures.draw_cost_history({"wild": [1, 5, end, 3]})
    (axes,) = panels(picture)
    assert axes.lines[0].get_ydata().tolist() == [1, 5]
    assert "from 1 to 5 kg² in 1 step, and then it is not a finite number any more" in picture.alt


@pytest.mark.parametrize("history", [[5.0, 0.0], [5.0, 0.01, -1.0], [1000.0, 1.0, 0.0]])
def test_costs_may_be_nothing_or_less(history):
    picture = pictures.draw_cost_history({"odd": history})
    picture.figure.draw_without_rendering()
    (axes,) = panels(picture)
    low, high = axes.get_ylim()
    assert low < sorted(history)[1] <= max(history) < high
    assert axes.get_yscale() == ("log" if max(history) == 1000 else "linear")


# Curves


def test_curves_are_drawn_with_their_costs(birds):
    x, y = birds
    curves = {f"degree {degree}": bent(x, y, degree) for degree in (1, 2, 4)}
    picture = pictures.draw_curves(x, y, curves)
    (axes,) = panels(picture)
    assert np.array_equal(axes.lines[0].get_xydata(), np.column_stack([x, y]))
    for name, curve in curves.items():
        label = f"{name}: J = {written(np.mean((curve(x) - y) ** 2) / 2)} kg²"
        xs, drawn = lines_named(axes, label)
        assert np.allclose(drawn, curve(xs))
        assert xs[0] < x.min() < x.max() < xs[-1]
        assert label in legend_of(picture)
        assert label in picture.alt
    assert len({line.get_linestyle() for line in axes.lines[1:]}) == 3
    assert "leaves" not in picture.alt


def test_curves_of_groups_are_drawn_over_their_own_points(birds):
    x, y = birds
    groups = {"light": y < 4.2, "heavy": y >= 4.2}
    curves = {"light": lambda x: 0.3 * x + 4, "heavy": lambda x: 0.3 * x + 4.7}
    picture = pictures.draw_curves(x, y, curves, groups=groups)
    (axes,) = panels(picture)
    looks = set()
    for name, mine in groups.items():
        (points,) = (
            line for line in axes.lines if line.get_label().startswith(f"{name}: {mine.sum()}")
        )
        assert np.array_equal(points.get_xydata(), np.column_stack([x, y])[mine])
        cost = written(np.mean((curves[name](x) - y)[mine] ** 2) / 2)
        (line,) = (line for line in axes.lines if line.get_label() == f"{name}: J = {cost} kg²")
        ends = line.get_xdata()[[0, -1]]
        assert ends.tolist() == [x[mine].min(), x[mine].max()]
        assert line.get_color() == points.get_color()
        looks.add((line.get_color(), line.get_linestyle(), points.get_marker()))
        assert f"{name}: {mine.sum()} points. {name}: J = {cost} kg²." in picture.alt
    assert all(len(set(kind)) == 2 for kind in zip(*looks, strict=True))


def test_a_curve_that_leaves_the_picture_is_told(birds):
    picture = pictures.draw_curves(
        *birds, {"steep": lambda x: 5 * x + 4, "high": lambda x: x + 99, "low": lambda x: x - 99}
    )
    (axes,) = panels(picture)
    assert picture.alt.count("It leaves the picture.") == 3
    (text,) = axes.texts
    assert text.get_text() == "↑ high is above this picture.\n↓ low is below this picture."
    assert axes.get_ylim()[1] < 10


@pytest.mark.parametrize(
    ("curve", "words"),
    [
        (lambda x: 4, "Your bend must return one number for each number of x, shape (401,), but"),
        (lambda x: x / 0, "Your bend must return finite numbers, but at x = −1.1"),
        (lambda x: "a", "it returned shape ()."),
        (unwritten, "Your unwritten is not written yet."),
    ],
)
def test_a_curve_that_fails_is_told_in_the_picture(curve, words):
    picture = pictures.draw_curves([-1, 1], [3, 4], {"bend": curve})
    assert words in picture.alt
    assert picture.png()


# What is refused

X, Y = np.array([1.0, 2.0, 3.0]), np.array([3.0, 4.0, 6.0])


@pytest.mark.parametrize(
    ("draw", "sentence"),
    [
        (lambda: pictures.draw_tangent(3, 1), "f must be a function, handed in by its name"),
        (lambda: pictures.draw_tangent(abs, "a"), "x must be one number, but it is 'a'"),
        (lambda: pictures.draw_tangent(abs, 1, 0), "h must not be 0"),
        (lambda: pictures.draw_tangent(abs, 1, x_range=3), "x_range must be a pair (from, to)"),
        (
            lambda: pictures.draw_tangent(abs, 1, x_range=(2, 0)),
            "x_range must go from a lower number to a higher one, but it goes from 2 to 0",
        ),
        (
            lambda: pictures.draw_tangent(abs, 1, 2, x_range=(0, 2)),
            "x_range must hold 1 and 3, but it goes from 0 to 2",
        ),
        (lambda: pictures.draw_chord(abs, 2, 2), "a and b must be two different numbers, but both"),
        (lambda: pictures.draw_gradient(X, Y, (0, 1)), "points must be a dictionary such as"),
        (
            lambda: pictures.draw_descent(X, Y, [1]),
            'paths must be a dictionary such as {"alpha 0.1": (w_history, b_history)}, not [1]',
        ),
        (
            lambda: pictures.draw_descent(X, Y, dict.fromkeys("abcd", ([0], [0]))),
            "paths may hold at most 3 names, but it holds 4",
        ),
        (lambda: pictures.draw_descent(X, Y, {"a": [1]}), "paths['a'] must be a pair (w_history"),
        (
            lambda: pictures.draw_descent(X, Y, {"a": ([1, 2], [1])}),
            "one b for each w, but w_history has shape (2,) and b_history has shape (1,)",
        ),
        (
            lambda: pictures.draw_descent(X, Y, {"a": ([np.nan, 2], [1, 2])}),
            "w in paths['a'] must start with a finite number",
        ),
        (
            lambda: pictures.draw_descent(X, Y, {"a": ([[1, 2]], [1])}),
            "w in paths['a'] must be a list with one number for the start and one for each step",
        ),
        (
            lambda: pictures.draw_descent(X, Y, {"a": ([1e300], [1])}),
            "paths['a'] must start nearer to 0",
        ),
        (lambda: pictures.draw_cost_history([3, 2]), "histories must be a dictionary such as"),
        (lambda: pictures.draw_cost_history({"a": "b"}), "histories['a'] must hold numbers only"),
        (lambda: pictures.draw_cost_history({"a": []}), "its shape is (0,)"),
        (lambda: pictures.draw_curves(X, Y, abs), "curves must be a dictionary such as"),
        (lambda: pictures.draw_curves(X, Y, {"a": 3}), "curves['a'] must be a function"),
        (
            lambda: pictures.draw_curves(X, Y, {"a": abs}, groups={"b": X > 1}),
            "groups must have the same names as curves, a, but it has b",
        ),
        (
            lambda: pictures.draw_curves(X, Y, {"a": abs}, groups={"a": X > 9}),
            "groups['a'] must hold true or false for each point, shape (3,), and at least one",
        ),
        (
            lambda: pictures.draw_curves(X, Y, dict.fromkeys("abcde", abs)),
            "curves may hold at most 4 names, but it holds 5",
        ),
        (lambda: pictures.descend_by_hand(X, Y, alpha=0), "alpha must be above 0, but it is 0"),
        (
            lambda: pictures.descend_by_hand(X, Y, steps=61),
            "steps must be a whole number from 0 to 60, but it is 61",
        ),
        (lambda: pictures.descend_by_hand.still(X, Y, steps=1.5), "but it is 1.5"),
        (lambda: pictures.descend_by_hand.still(X, Y, w="a"), "w must be one number"),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence(draw, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)) as refused:
        draw()
    assert str(refused.value).endswith(".")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("scale", [1e-6, 1e6])
def test_units_may_be_very_small_or_very_large(few, scale):
    x, y = few[0] * scale, few[1] / scale
    w, b = np.polyfit(x, y, 1)
    alpha = 0.1 / max(scale**2, 1)
    for picture in (
        pictures.draw_tangent(cost_of_w(x, y, b), w),
        pictures.draw_gradient(x, y, {"A": (0, b)}),
        pictures.draw_descent(x, y, {"walk": walk(x, y, alpha, 30, 0.0, b)}),
        pictures.draw_curves(x, y, {"line": lambda x: w * x + b}),
        pictures.descend_by_hand.still(x, y, 0, b),
    ):
        assert picture.png()
