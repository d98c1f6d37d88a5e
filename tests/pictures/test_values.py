"""What pictures refuse, and in which words."""

import re

import numpy as np
import pytest

from mlsmath import pictures
from mlsmath.pictures.labels import Label, Labels
from mlsmath.pictures.learner_code import LearnerError, call_compute_cost, cost_at, cost_grid
from mlsmath.pictures.style import line_formula, number

X, Y = np.array([1.0, 2.0, 3.0]), np.array([3.0, 4.0, 6.0])
HALF_MEASURED = np.ma.masked_array(X, [False, True, False])


@pytest.mark.parametrize(
    ("draw", "sentence"),
    [
        (lambda: pictures.draw_points([1, 2], [3]), "x has shape (2,) and y has shape (1,)"),
        (lambda: pictures.draw_points([], []), "x must hold at least one number"),
        (lambda: pictures.draw_points([1, np.nan], [1, 2]), "x[1] is nan: leave out what was not"),
        (lambda: pictures.draw_points(["a"], [1]), "x must hold numbers only, but it is ['a']"),
        (lambda: pictures.draw_points([True], [1]), "x must hold numbers only"),
        (lambda: pictures.draw_points([[1]], [1]), "x must be a list of numbers with shape (m,)"),
        (lambda: pictures.draw_points([[1], [1, 2]], [1]), "x must hold numbers only"),
        (lambda: pictures.draw_line(X, Y, "steep", 1), "w must be one number, but it is 'steep'"),
        (lambda: pictures.draw_line(X, Y, True, 1), "w must be one number, but it is True"),
        (lambda: pictures.draw_line(X, Y, 1, np.inf), "b must be a finite number, but it is inf"),
        (lambda: pictures.draw_line(X, Y, X, 1), "w must be one number, but it is array("),
        (lambda: pictures.draw_rise_and_run(None, 1), "w must be one number, but it is None"),
        (
            lambda: pictures.draw_sticks(X, Y, (0, 4)),
            'lines must be a dictionary such as {"flat": (0, 4)}',
        ),
        (
            lambda: pictures.draw_sticks(X, Y, {}),
            'lines must be a dictionary such as {"flat": (0, 4)}',
        ),
        (lambda: pictures.draw_sticks(X, Y, {"a": 3}), "lines['a'] must be a pair (w, b)"),
        (lambda: pictures.draw_sticks(X, Y, {"a": (1, "b")}), "b in lines['a'] must be one number"),
        (
            lambda: pictures.draw_sticks(X, Y, dict.fromkeys("abcd", (0, 4))),
            "lines may hold at most 3 names, but it holds 4",
        ),
        (lambda: pictures.draw_squares(np.arange(13), np.arange(13), 1, 1), "such as x[:8]"),
        (lambda: pictures.draw_cost_curve([1, 2], [1]), "one cost for each w"),
        (lambda: pictures.draw_cost_curve([1, 2], [1, 2], 3), "best must be a slope between 1 and"),
        (lambda: pictures.draw_bowl(X, Y, points=[(1, 2)]), "points must be a dictionary such as"),
        (
            lambda: pictures.draw_grid_search([1, 2], [1, 2, 3], np.ones((3, 2)), (1, 1)),
            "so the shape (2, 3), but its shape is (3, 2)",
        ),
        (lambda: pictures.draw_grid_search([1], [1], [1, 2], (1, 1)), "costs must be a table"),
        (lambda: pictures.draw_grid_search([1], [1], [[1]], 3), "best must be a pair (w, b), but"),
        (lambda: pictures.draw_predictions(Y, Y), "predictions must be a dictionary such as"),
        (
            lambda: pictures.draw_predictions(Y, {"line": [1]}),
            "predictions['line'] must have one value for each bird, shape (3,)",
        ),
        (lambda: pictures.draw_matrix_vector(X, [1]), "X must be a table of numbers"),
        (
            lambda: pictures.draw_matrix_vector([[1, 2]], [1]),
            "X has shape (1, 2) and w has shape (1,)",
        ),
        (
            lambda: pictures.draw_points(X, Y, xlabel=None),
            'xlabel must be a text such as "body mass (kg)", but it is None.',
        ),
        (lambda: pictures.draw_points(HALF_MEASURED, Y), "x has masked values: leave out what"),
        (lambda: pictures.draw_line(X, Y, HALF_MEASURED[1], 1), "w must be one number, but it is"),
        (lambda: pictures.draw_confusion(X > 1, HALF_MEASURED > 1), "predicted has masked values"),
        (
            lambda: pictures.draw_points(X, [1, -1e60, 2]),
            "y must lie between −10⁵⁰ and 10⁵⁰, but y[1] is −1·10⁶⁰: count in larger units",
        ),
        (lambda: pictures.draw_bowl(1e-150 * X, Y), "x must not lie between −10⁻⁵⁰ and 10⁻⁵⁰"),
        (lambda: pictures.fit_by_hand(X, Y, 1e150), "w must lie between −10⁵⁰ and 10⁵⁰, but it is"),
        (lambda: pictures.draw_sticks(X, Y, {None: (0, 4)}), "lines must give everything in it a"),
        (lambda: pictures.draw_confusion([1], [1], (None, "yes")), "labels must be the two words"),
        (lambda: pictures.draw_sigmoid(xlabel=None), "xlabel must be a text such as"),
        (lambda: pictures.draw_predicted_by_group(X, Y, target=None), "target must be a text"),
        (lambda: pictures.draw_bowl(X, Y, points=np.ones((2, 2))), "points must be a dictionary"),
        (lambda: pictures.degree_by_hand([1, 1], [2, 3]), "x must hold two different values"),
        (lambda: pictures.scaling_by_hand([1, 1], [2, 3]), "x must hold two different values"),
        (lambda: pictures.draw_other_curves(X[:2], Y[:2]), "at least 3 birds to draw some of them"),
        (lambda: pictures.fit_by_hand.still(X, Y, w="a"), "w must be one number"),
        (lambda: pictures.fit_by_hand(X, Y[:2]), "x has shape (3,) and y has shape (2,)"),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence(draw, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)) as refused:
        draw()
    assert str(refused.value).endswith(".")
    assert "\n" not in str(refused.value)


def test_lists_integers_and_numpy_scalars_are_accepted():
    picture = pictures.draw_line([1, 2], (3, 4), np.float32(0.5), np.array([2]))
    assert "f(x) = 0.5x + 2" in picture.alt


def test_costs_are_laid_out_with_b_down_and_w_across():
    w_values, b_values = np.array([0.0, 1.0]), np.array([2.0, 3.0, 4.0])
    costs = cost_grid(X, Y, w_values, b_values)
    assert costs.shape == (3, 2)
    for i, b in enumerate(b_values):
        for j, w in enumerate(w_values):
            assert costs[i, j] == pytest.approx(np.sum((w * X + b - Y) ** 2) / 6)
            assert cost_at(X, Y, w, b) == pytest.approx(costs[i, j])


def learners(outcome):
    def compute_cost(x, y, w, b):
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome

    return compute_cost


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        (
            IndexError("out of range."),
            "Your compute_cost stopped at w = 0.5, b = 4 with IndexError",
        ),
        (ZeroDivisionError(), "with ZeroDivisionError. Mend it, then run this cell again."),
        (NotImplementedError(), "Your compute_cost is not written yet. Write it, then run"),
        (None, "must return one number, but at w = 0.5, b = 4 it returned None."),
        (X, "it returned array([1., 2., 3.])."),
        (float("nan"), "it returned nan."),
        ("0.5", "it returned '0.5'."),
    ],
)
def test_what_a_learners_cost_does_wrong_is_said_in_a_sentence(outcome, sentence):
    with pytest.raises(LearnerError, match=re.escape(sentence)):
        call_compute_cost(learners(outcome), X, Y, 0.5, 4)


def test_a_learner_can_still_stop_a_slow_cost():
    with pytest.raises(KeyboardInterrupt):
        call_compute_cost(learners(KeyboardInterrupt()), X, Y, 0.5, 4)


def test_a_learners_cost_may_print_warn_and_write_on_its_arrays(capsys):
    def compute_cost(x, y, w, b):
        print("here I am")
        np.float64(1) / np.float64(0)
        x += 1000
        return 2

    assert call_compute_cost(compute_cost, X, Y, 0.5, 4) == 2
    assert X.tolist() == [1, 2, 3]
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-0.0, "0"),
        (-1e-16, "0"),
        (0.5, "0.5"),
        (-2.75, "−2.75"),
        (0.07734, "0.0773"),
        (999.6, "1000"),
        (1234.5, "1234"),
        (12345, "12,345"),
        (2_987_654, "2.99·10⁶"),
        (1e-5, "1·10⁻⁵"),
        (float("nan"), "not a number"),
        (float("-inf"), "−infinity"),
    ],
)
def test_numbers_are_written_as_people_write_them(value, text):
    assert number(value) == text


def test_formulas_and_units():
    assert line_formula(0.4973, -4.1562) == "f(x) = 0.4973x − 4.156"
    assert Label.read("xlabel", "body mass (kg)") == Label("body mass", "kg")
    assert Label.read("xlabel", "count") == Label("count")
    assert (str(Label("count")), str(Label("body mass", "kg"))) == ("count", "body mass (kg)")
    assert Labels(Label("length", "cm"), Label("mass", "kg")).slope.unit == "kg per cm"
    assert Labels(Label("count"), Label("mass", "kg")).slope.unit == "kg"
    assert Labels(Label("count"), Label("mass", "kg")).cost.unit == "kg²"


@pytest.mark.parametrize(
    ("words", "folded"),
    [
        ("flipper length beyond 20 cm (cm)", "flipper length\nbeyond 20 cm (cm)"),
        ("body mass beyond 5 kg (kg)", "body mass\nbeyond 5 kg (kg)"),
        ("body mass (kg)", "body mass (kg)"),
        ("flipperlengthbeyond20cm (cm)", "flipperlengthbeyond20cm (cm)"),
    ],
)
def test_a_folded_label_keeps_each_number_beside_its_unit(words, folded):
    assert Label.read("xlabel", words).folded() == folded
