"""What is drawn, against the same numbers computed by SciPy and scikit-learn."""

import numpy as np
import pytest
from matplotlib.colors import rgb_to_hsv, to_hex, to_rgb
from scipy.special import expit, rel_entr
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, confusion_matrix
from sklearn.metrics import log_loss as sklearn_log_loss

from mlsmath import pictures
from mlsmath.cost import log_loss_cost
from mlsmath.pictures.shading import ANSWERS

from .gallery_week3 import (
    BEST_LOGISTIC,
    BEST_TWO,
    BIRDS,
    DEPTH_AND_KILOS,
    FEW,
    KILOS,
    LAMBDAS,
    MALE,
    PLAIN,
    SEX,
    bent,
    flipper_and_mass,
    log_loss,
    predicted,
    squared_error,
    straight,
    unwritten,
)
from .test_week1 import lines_named, marked, panels, stars
from .test_week2 import legend_of, named_like, written

NO, YES = (marker for _, marker in ANSWERS)


def points_of(line):
    return [tuple(place) for place in line.get_xydata()]


def words_in(picture):
    (axes,) = panels(picture)
    return axes.texts[0].get_text().replace("\n", " ")


def far_from_the_answers(colour):
    """Whether a colour is grey or of another hue than those of the two answers."""
    hue, saturation, _ = rgb_to_hsv(to_rgb(colour))
    away = np.abs([hue - rgb_to_hsv(to_rgb(answer))[0] for answer, _ in ANSWERS])
    return saturation == 0 or np.minimum(away, 1 - away).min() > 0.1


def boundary_of(axes):
    """The points of the drawn contour z = 0, where p = 0.5."""
    (contour,) = (
        part
        for part in axes.collections
        if getattr(part, "levels", None) is not None and list(part.levels) == [0.0]
    )
    return np.concatenate([path.vertices for path in contour.get_paths()])


# Yes or no


def test_each_bird_stands_at_its_answer():
    picture = pictures.draw_yes_no(KILOS, MALE, labels=SEX)
    (axes,) = panels(picture)
    assert marked(axes, NO) == [(x, 0) for x in KILOS[MALE == 0]]
    assert marked(axes, YES) == [(x, 1) for x in KILOS[MALE == 1]]
    assert legend_of(picture) == ["female: 165 birds", "male: 168 birds"]
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("body mass (kg)", "female = 0, male = 1")
    between = np.sum((KILOS[MALE == 1].min() <= KILOS) & (KILOS[MALE == 0].max() >= KILOS))
    assert "body mass (2.7 to 6.3 kg): 165 female, 168 male." in picture.alt
    assert f"overlap from 3.25 to 5.2 kg, where {between} birds are." in picture.alt
    assert "striped" not in picture.alt


def test_answers_that_do_not_overlap_are_told():
    gentoo = BIRDS["species"] == "Gentoo"
    alt = pictures.draw_yes_no(BIRDS["bill_depth_mm"] / BIRDS["body_mass_g"] * 1000, gentoo).alt
    assert "The two answers do not overlap." in alt
    assert f"{(~gentoo).sum()} no, {gentoo.sum()} yes" in alt


@pytest.mark.parametrize(("w", "b"), [(0.5, -1.6), (-0.6, 3), (0, 0.5)])
def test_the_line_through_answers_and_where_it_leaves_0_to_1(w, b):
    picture = pictures.draw_yes_no(KILOS, MALE, line=(w, b))
    (axes,) = panels(picture)
    ends, on_line = named_like(axes, "f(x)")
    assert np.allclose(on_line, w * ends + b)
    assert tuple(ends) == axes.get_xlim()
    assert axes.get_ylim()[0] <= on_line.min() <= on_line.max() <= axes.get_ylim()[1]
    assert (
        f"goes from {written(on_line[0])} at the left edge to {written(on_line[1])} at"
        in picture.alt
    )
    for edge in (0, 1):
        place = (edge - b) / w if w else np.inf
        assert (f"{edge} at {written(place)} kg" in picture.alt) == (ends[0] < place < ends[1])
    assert (
        "Below 0 and above 1, where no probability can be, the picture is striped." in picture.alt
    )


def test_the_curve_through_answers_is_the_one_handed_in():
    def mine(x):
        return expit(BEST_LOGISTIC[0] * x + BEST_LOGISTIC[1])

    picture = pictures.draw_yes_no(KILOS, MALE, curve=mine)
    xs, p = lines_named(panels(picture)[0], "probability")
    assert np.array_equal(p, mine(xs))
    assert (
        f"The curve goes from {written(p[0])} at the left edge to {written(p[-1])} at the"
        in picture.alt
    )
    broken = pictures.draw_yes_no(KILOS, MALE, curve=lambda x: 1)
    assert "Your curve must return one number for each number of x" in words_in(broken)


# The sigmoid


def test_the_sigmoid_is_that_of_scipy():
    picture = pictures.draw_sigmoid(marks={"a": -2, "b": 0, "c": 9})
    (axes,) = panels(picture)
    zs, curve = lines_named(axes, "σ(z)")
    assert np.allclose(curve, expit(zs), rtol=1e-14, atol=0)
    assert axes.get_xlim()[0] < -6 < 9 < axes.get_xlim()[1]
    for (name, z), marker in zip({"a": -2, "b": 0, "c": 9}.items(), "os^", strict=True):
        assert np.allclose(marked(axes, marker), [(z, expit(z))])
        assert f"{name}: σ(z) = {written(expit(z))}" in legend_of(picture)
        assert f"{name}: σ({z}) = {written(expit(z))}.".replace("-", "−") in picture.alt


def test_the_sigmoid_is_drawn_over_the_numbers_given():
    (axes,) = panels(pictures.draw_sigmoid([-2, 0.5, 3], [1]))
    zs, _ = lines_named(axes, "σ(z)")
    assert {-2, 0.5, 3} <= set(zs)
    assert -2.5 < zs[0] < -2 < 3 < zs[-1] < 3.5
    assert marked(axes, "o") == [(1, expit(1))]


def test_the_learners_own_sigmoid_is_drawn():
    picture = pictures.draw_sigmoid(marks=[2], sigmoid=lambda z: np.tanh(z))
    zs, curve = lines_named(panels(picture)[0], "σ(z)")
    assert np.array_equal(curve, np.tanh(zs))
    assert "at z = 0 it is 0. z = 2: σ(2) = 0.964." in picture.alt
    assert words_in(pictures.draw_sigmoid(sigmoid=unwritten)).startswith(
        "Your unwritten is not written yet."
    )


# The log loss


def test_the_two_curves_of_the_log_loss_are_those_of_scipy():
    (axes,) = panels(pictures.draw_log_loss(labels=SEX))
    for answer, label in enumerate(("answer female: −log(1 − f)", "answer male: −log(f)")):
        p, loss = lines_named(axes, label)
        assert np.allclose(loss, rel_entr(1, p if answer else 1 - p))
        assert loss.max() > axes.get_ylim()[1]
    dashes = {line.get_linestyle() for line in axes.lines}
    assert dashes == {"-", "--"}


@pytest.mark.parametrize(("p", "y"), [(0.9, 1), (0.9, 0), (0.5, 0), (0.02, 1), (0, 0), (1, 1)])
def test_a_bird_stands_on_the_curve_of_its_answer(p, y):
    picture = pictures.draw_log_loss({"Ada": (p, y)})
    loss = rel_entr(1, p if y else 1 - p)
    (axes,) = panels(picture)
    assert np.allclose(marked(axes, "o"), [(p, loss)])
    assert f"Ada: loss {written(loss)}" in legend_of(picture)
    told = f"Ada: f = {p} and the answer is {('no', 'yes')[y]}, loss {written(loss)}."
    assert told in picture.alt


@pytest.mark.parametrize(("p", "y", "loss"), [(0, 1, "infinity"), (0.001, 1, "6.91")])
def test_a_loss_too_high_for_the_picture_is_told(p, y, loss):
    picture = pictures.draw_log_loss({"Ada": (p, y)})
    assert f"Ada is above this picture: its loss is {loss}." in words_in(picture)
    assert picture.alt.endswith(f"loss {loss}.")


# The surface of the cost

RANGES = (-6, 10), (-40, 25)


def test_squared_error_is_not_convex_and_log_loss_is():
    costs = {"squared error": squared_error, "log loss": log_loss}
    picture = pictures.draw_cost_surface(KILOS, MALE, costs, *RANGES, points={"A": (1, -5)})
    titles = [axes.get_title() for axes in picture.figure.axes if axes.name == "3d"]
    assert titles == ["squared error: not convex", "log loss: convex"]
    assert "squared error: In places it curves downwards, so it is not convex." in picture.alt
    assert "log loss: It curves upwards everywhere drawn, so it is convex." in picture.alt
    p = expit(KILOS - 5)
    squared, surprise = np.mean((p - MALE) ** 2) / 2, sklearn_log_loss(MALE, p)
    assert f"A: w = 1, b = −5, J = {written(squared)}. log loss" in picture.alt
    assert picture.alt.endswith(f"A: w = 1, b = −5, J = {written(surprise)}.")


@pytest.mark.parametrize("three_d", [True, False])
def test_one_cost_over_the_ranges_given(three_d):
    picture = pictures.draw_cost_surface(KILOS, MALE, log_loss, *RANGES, three_d=three_d)
    flat = [axes for axes in picture.figure.axes if axes.name != "3d"]
    assert len(picture.figure.axes) - len(flat) == three_d
    assert [(axes.get_xlim(), axes.get_ylim()) for axes in flat] == [RANGES]
    assert flat[0].get_xlabel() == "slope w (per kg)"
    best = LogisticRegression(C=np.inf).fit(KILOS[:, None], MALE)
    lowest = sklearn_log_loss(MALE, best.predict_proba(KILOS[:, None])[:, 1])
    told = float(picture.alt.rsplit("about ", 1)[1].rstrip("."))
    assert lowest - 0.005 < told < lowest * 1.15, "the lowest cost on the grid"


def test_a_cost_that_fails_is_told():
    for cost in (unwritten, lambda x, y, w, b: np.nan):
        alt = pictures.draw_cost_surface(KILOS, MALE, cost, *RANGES).alt
        assert alt.startswith("Your ")


# Right and wrong


@pytest.mark.parametrize("said", [predicted(), 1 - predicted(), np.ones(len(MALE)), MALE])
def test_the_table_is_that_of_scikit_learn(said):
    picture = pictures.draw_confusion(MALE, said, SEX)
    counts = confusion_matrix(MALE, said)
    (axes,) = panels(picture)
    at = {text.get_text(): text.get_position() for text in axes.texts}
    numbers = [text for text in axes.texts if text.get_text().isdigit()]
    for text in numbers:
        x, y = text.get_position()
        column = int(x > at["predicted female"][0] + 1e-9)
        row = int(y < at["really female"][1] - 0.5)
        assert int(text.get_text()) == counts[row, column]
    assert len(numbers) == 4
    for i, name in enumerate(SEX):
        told = f"Really {name}: {counts[i, 0]} predicted female, {counts[i, 1]} predicted male."
        assert told in picture.alt
    share = accuracy_score(MALE, said)
    assert f"{np.trace(counts)} of 333 birds right: {written(100 * share)} %" in axes.get_title()
    right = [axes.patches[k].get_facecolor() for k in (1, 3, 5, 7)]
    assert right[0] == right[3] != right[1] == right[2]
    assert all(far_from_the_answers(colour) for colour in right)


# Two features


def test_birds_in_two_features_by_their_answer():
    picture = pictures.draw_two_features(DEPTH_AND_KILOS, MALE, **PLAIN)
    (axes,) = panels(picture)
    for answer, (colour, marker) in enumerate(ANSWERS):
        assert np.array_equal(marked(axes, marker), DEPTH_AND_KILOS[answer == MALE])
        (line,) = (line for line in axes.lines if line.get_marker() == marker)
        assert to_hex(line.get_color()).upper() == colour
    assert picture.alt == (
        "333 birds (165 female, 168 male) over bill depth (13.1 to 21.5 mm) "
        "and body mass (2.7 to 6.3 kg)."
    )


@pytest.mark.parametrize("model", [straight, bent])
def test_the_boundary_is_where_the_probability_is_a_half(model):
    picture = pictures.draw_two_features(DEPTH_AND_KILOS, MALE, **PLAIN, predict=model)
    (axes,) = panels(picture)
    assert np.allclose(model(boundary_of(axes)), 0.5, atol=0.01)
    share = accuracy_score(MALE, model(DEPTH_AND_KILOS) >= 0.5)
    assert f"{written(100 * share)} %" in axes.get_title()
    assert f"of 333 right ({written(100 * share)} %)." in picture.alt


def test_dotted_lines_carry_their_probability_away_from_the_birds():
    picture = pictures.draw_two_features(DEPTH_AND_KILOS, MALE, **PLAIN, predict=straight)
    (axes,) = panels(picture)
    (dotted,) = (c for c in axes.collections if len(getattr(c, "labelTexts", [])) == 2)
    birds = axes.transData.transform(DEPTH_AND_KILOS)
    for text, p in zip(dotted.labelTexts, (0.1, 0.9), strict=True):
        assert text.get_text() == f"p = {p}"
        place = np.array(text.get_position())
        assert straight(place[None])[0] == pytest.approx(p, abs=0.02)
        away = np.hypot(*(birds - axes.transData.transform(place)).T).min()
        assert away > 0.15 * picture.figure.dpi
    assert picture.alt.endswith("Dotted where it is 0.1 and 0.9.")


def test_no_boundary_where_the_answer_is_always_the_same():
    for p, words in (
        (0.2, "below 0.5 everywhere drawn: the answer is always female"),
        (0.5, "at least 0.5 everywhere drawn: the answer is always male"),
    ):
        alt = pictures.draw_two_features(
            DEPTH_AND_KILOS, MALE, **PLAIN, predict=lambda X, p=p: np.full(len(X), p)
        ).alt
        assert words in alt


@pytest.mark.parametrize(("w", "b"), [BEST_TWO, ([1, 0], -17), ([0, 2], -8), ([1, 1e-3], 9)])
def test_the_straight_boundary_is_where_z_is_0(w, b):
    picture = pictures.draw_two_features(DEPTH_AND_KILOS, MALE, **PLAIN, boundary=(w, b))
    (axes,) = panels(picture)
    (line,) = (line for line in axes.lines if line.get_label() == "boundary: z = 0")
    ends = line.get_xydata()
    assert np.allclose(ends @ w + b, 0, atol=1e-9)
    (left, right), (low, high) = axes.get_xlim(), axes.get_ylim()
    crosses = (
        np.isclose(ends[:, 0], [left, right]).all() or np.isclose(ends[:, 1], [low, high]).all()
    )
    assert crosses
    assert ("It is outside this picture." in picture.alt) == (b == 9)


@pytest.mark.parametrize(
    ("predict", "words"),
    [
        (unwritten, "Your unwritten is not written yet."),
        (lambda X: X, "must return one probability for each bird, shape (14641,)"),
        (lambda X: 1.5 + 0 * X[:, 0], "probabilities from 0 to 1, but one of them is 1.5."),
        (lambda X: np.nan * X[:, 0], "one of them is not a number."),
        (lambda X: X[:, 2], "stopped on an array of shape (14641, 2) with IndexError"),
    ],
)
def test_a_prediction_that_fails_is_told_in_the_picture(predict, words):
    assert words in pictures.draw_two_features(DEPTH_AND_KILOS, MALE, **PLAIN, predict=predict).alt
    one = pictures.draw_boundary_fit(DEPTH_AND_KILOS, MALE, {"mine": predict}, **PLAIN)
    assert words.replace("predict", "mine") in one.alt


# Bent boundaries, and λ


def test_each_model_has_its_panel_with_train_and_validation_birds():
    X, y = DEPTH_AND_KILOS[FEW], MALE[FEW]
    X_new, y_new = DEPTH_AND_KILOS[1::9], MALE[1::9]
    models = {"straight": straight, "bent": bent}
    picture = pictures.draw_boundary_fit(
        X, y, models, X_validation=X_new, y_validation=y_new, **PLAIN
    )
    for axes, (name, model) in zip(panels(picture), models.items(), strict=True):
        train, new = (
            f"{flock}: {accuracy_score(a, model(b) >= 0.5, normalize=False):.0f} of {len(a)} right"
            for flock, b, a in (("train", X, y), ("validation", X_new, y_new))
        )
        assert axes.get_title() == f"{name}\n{train}\n{new}"
        assert f"{name}: {train}, {new}." in picture.alt
        assert np.allclose(model(boundary_of(axes)), 0.5, atol=0.01)
        full = [line for line in axes.lines if line.get_markerfacecolor() != "white"]
        hollow = [line for line in axes.lines if line.get_markerfacecolor() == "white"]
        for lines, birds, answers in ((full, X, y), (hollow, X_new, y_new)):
            for answer, (colour, marker) in enumerate(ANSWERS):
                assert np.array_equal(lines[answer].get_xydata(), birds[answers == answer])
                assert lines[answer].get_marker() == marker
                assert to_hex(lines[answer].get_color()).upper() == colour
    assert f"male, validation: {y_new.sum()} birds" in legend_of(picture)
    depths = np.concatenate([X, X_new])[:, 0]
    assert f"over bill depth ({depths.min():.3g} to {depths.max():.3g} mm)" in picture.alt
    alone = pictures.draw_boundary_fit(X, y, models, **PLAIN)
    assert f"male: {y.sum()} birds" in legend_of(alone)
    assert "train" not in alone.alt


def test_costs_over_lambda_and_the_best_one():
    train = np.array([0.1, 0.12, 0.15, 0.2, 0.3, 0.5, 0.65])
    new = np.array([0.9, 0.6, 0.4, 0.3, 0.35, 0.52, 0.66])
    shuffled = np.random.default_rng(0).permutation(len(LAMBDAS))
    picture = pictures.draw_lambda_costs(LAMBDAS[shuffled], train[shuffled], new[shuffled])
    (axes,) = panels(picture)
    places = [-4, -3, -2, -1, 0, 1, 2]
    assert points_of(axes.lines[0]) == list(zip(places, train, strict=True))
    assert points_of(axes.lines[1]) == list(zip(places, new, strict=True))
    assert stars(axes) == [(-1, 0.3)]
    assert all(far_from_the_answers(line.get_color()) for line in axes.lines[:2])
    faces = [line.get_markerfacecolor() for line in axes.lines[:2]]
    assert faces == [axes.lines[0].get_color(), "white"], "train is full, validation hollow"
    ticks = [text.get_text() for text in axes.get_xticklabels()]
    assert ticks == ["0", "0.001", "0.01", "0.1", "1", "10", "100"]
    assert list(axes.get_xticks()) == places
    assert "Train cost: 0.1 at λ = 0, 0.65 at λ = 100." in picture.alt
    assert picture.alt.endswith("Star: the least validation cost, at λ = 0.1, cost 0.3.")


# The three frogs


def test_three_frogs_side_by_side():
    x, y = flipper_and_mass()
    picture = pictures.draw_three_frogs(
        x, y, (0.4, 4.3), (0.497, 4.156), KILOS, MALE, BEST_LOGISTIC, labels=SEX
    )
    hand, descent, yes_no = panels(picture)
    for axes, (w, b) in ((hand, (0.4, 4.3)), (descent, (0.497, 4.156))):
        points, line = axes.lines
        assert np.array_equal(points.get_xydata(), np.column_stack([x, y]))
        ends, on_line = line.get_data()
        assert np.allclose(on_line, w * ends + b)
        cost = written(np.mean((w * x + b - y) ** 2) / 2)
        assert f"J = {cost} kg²" in axes.get_title()
        assert f"f(x) = {w}x + {b}, J = {cost} kg²." in picture.alt
    xs, p = yes_no.lines[-1].get_data()
    w, b = BEST_LOGISTIC
    assert np.allclose(p, expit(w * xs + b))
    assert marked(yes_no, YES) == [(kilos, 1) for kilos in KILOS[MALE == 1]]
    cost = written(sklearn_log_loss(MALE, expit(w * KILOS + b)))
    assert yes_no.get_title() == f"week 3: yes or no?\nJ = {cost}"
    assert picture.alt.endswith(f"over body mass (2.7 to 6.3 kg), J = {cost}.")


# What does not fit

X2, TWO = [[1, 2], [3, 4]], {"xlabel": "a", "ylabel": "b"}


@pytest.mark.parametrize(
    ("draw", "words"),
    [
        (lambda: pictures.draw_yes_no([1, 2], [0, 2]), "y must hold 0 for no and 1 for yes"),
        (lambda: pictures.draw_yes_no([1, 2], [0]), "x and y must have one entry for each bird"),
        (lambda: pictures.draw_yes_no([1, np.nan], [0, 1]), "x must hold finite numbers"),
        (lambda: pictures.draw_yes_no([1, 2], [0, 1], line=3), "line must be a pair"),
        (lambda: pictures.draw_yes_no([1, 2], [0, 1], curve=3), "curve must be a function"),
        (lambda: pictures.draw_yes_no([1, 2], [0, 1], labels="no"), "labels must be the two words"),
        (lambda: pictures.draw_yes_no([1, 2], [0, 1], labels=3), "labels must be the two words"),
        (lambda: pictures.draw_sigmoid([]), "z_values must hold at least one number"),
        (lambda: pictures.draw_sigmoid(marks=range(8)), "marks may hold at most 7"),
        (lambda: pictures.draw_sigmoid(marks={"a": "b"}), "marks['a'] must be one number"),
        (lambda: pictures.draw_sigmoid(sigmoid=1), "sigmoid must be a function"),
        (lambda: pictures.draw_log_loss({"a": (1.2, 1)}), "p in marks['a'] must be a probability"),
        (lambda: pictures.draw_log_loss({"a": (0.2, 3)}), "y in marks['a'] must hold 0 for no"),
        (lambda: pictures.draw_log_loss({"a": 0.2}), "marks['a'] must be a pair (p, y)"),
        (lambda: pictures.draw_log_loss([0.2]), "marks must be a dictionary"),
        (
            lambda: pictures.draw_cost_surface([1, 2], [0, 1], log_loss, (1, 1), (0, 1)),
            "w_range must go from a lower number to a higher one",
        ),
        (
            lambda: pictures.draw_cost_surface([1, 2], [0, 1], 3, (0, 1), (0, 1)),
            "compute_cost must be a function",
        ),
        (lambda: pictures.draw_confusion([0, 1], [0.5, 1]), "predicted must hold 0 for no"),
        (lambda: pictures.draw_confusion([0, 1], [1]), "predicted and y must have one entry"),
        (lambda: pictures.draw_two_features([1, 2], [0, 1], **TWO), "X must be a table"),
        (lambda: pictures.draw_two_features([[1], [2]], [0, 1], **TWO), "X must have two columns"),
        (lambda: pictures.draw_two_features(X2, [0], **TWO), "X and y must have one entry"),
        (lambda: pictures.draw_two_features(X2, [0, 1], predict=1, **TWO), "predict must be a fun"),
        (lambda: pictures.draw_two_features(X2, [0, 1], boundary=1, **TWO), "boundary must be a p"),
        (
            lambda: pictures.draw_two_features(X2, [0, 1], boundary=([0, 0], 1), **TWO),
            "w in boundary must hold two numbers that are not both 0",
        ),
        (lambda: pictures.draw_boundary_fit(X2, [0, 1], {}, **TWO), "models must be a dictionary"),
        (
            lambda: pictures.draw_boundary_fit(X2, [0, 1], {"a": bent}, X_validation=X2, **TWO),
            "X_validation and y_validation must be given both, or neither",
        ),
        (
            lambda: pictures.draw_boundary_fit(
                X2, [0, 1], {"a": bent}, X_validation=X2, y_validation=[1], **TWO
            ),
            "X_validation and y_validation must have one entry for each bird",
        ),
        (lambda: pictures.draw_lambda_costs([-1], [1], [1]), "lambdas must not be below 0"),
        (lambda: pictures.draw_lambda_costs([1], [1, 2], [1]), "train_costs must have one cost"),
        (lambda: pictures.draw_lambda_costs([1], [1], [1, 2]), "validation_costs must have one"),
        (
            lambda: pictures.draw_three_frogs([1], [1], 3, (0, 1), [1], [1], (0, 1)),
            "by_hand must be a pair",
        ),
        (
            lambda: pictures.draw_three_frogs([1], [1], (0, 1), (0, 1), [1], [2], (0, 1)),
            "y_yes_no must hold 0 for no",
        ),
    ],
)
def test_what_does_not_fit_is_named(draw, words):
    with pytest.raises(ValueError) as error:  # noqa: PT011
        draw()
    assert words in str(error.value)


def test_line_beside_a_curve_is_called_z_and_its_zero_is_marked():
    picture = pictures.draw_yes_no([0.0, 1.0, 2.0], [0, 0, 1], line=(4, -6), curve=lambda t: t / 2)
    (axes,) = picture.figure.axes
    names = [line.get_label() for line in axes.lines]
    assert "z = 4x − 6" in names
    (mark,) = (line for line in axes.lines if line.get_label() == "boundary: z = 0")
    assert list(mark.get_xdata()) == [1.5, 1.5]
    assert "where z is zero, at 1.5" in picture.alt
    assert "The line z = 4x − 6 goes from" in picture.alt


def test_lines_of_a_cost_surface_are_equally_far_apart_in_height():
    x, y = np.array([-1.0, 0.0, 1.0, 2.0]), np.array([0, 1, 0, 1])
    picture = pictures.draw_cost_surface(x, y, log_loss_cost, (-20, 20), (-10, 10), three_d=False)
    (axes,) = picture.figure.axes
    (heights,) = (c.levels for c in axes.collections if hasattr(c, "levels") and not c.filled)
    assert np.allclose(np.diff(heights), np.diff(heights)[0])
    assert len(heights) >= 4


def test_heights_of_a_cost_surface_stand_where_its_lines_are_apart():
    x, y = KILOS - 4, MALE  # its lines fan out from the middle
    picture = pictures.draw_cost_surface(x, y, squared_error, (-30, 30), (-20, 20))
    picture.figure.draw_without_rendering()
    axes = picture.figure.axes[0]
    (lines,) = (c for c in axes.collections if getattr(c, "labelTexts", []))
    paths = [axes.transData.transform(path.vertices) for path in lines.get_paths()]
    for text in lines.labelTexts:
        at = axes.transData.transform(text.get_position())
        nearest = sorted(np.hypot(*(path - at).T).min() for path in paths if len(path))
        assert nearest[1] > 0.08 * picture.figure.dpi, text
