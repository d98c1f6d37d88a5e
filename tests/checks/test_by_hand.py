"""The line that the learner fits by hand is judged on the penguins, and told how to move."""

import linecache

import numpy as np
import pytest

from mlsmath.checks import check_line_by_hand
from mlsmath.data import load_penguins

BIRDS = load_penguins(require=("flipper_length_mm", "body_mass_g"))
X = BIRDS["flipper_length_mm"] / 10 - 20
Y = BIRDS["body_mass_g"] / 1000
BEST_W, BEST_B = np.polyfit(X, Y, 1)
left_w, left_b, right_b = 0.2, 3.0, 4.2


def cost(w, b):
    return np.mean((w * X + b - Y) ** 2) / 2


@pytest.mark.parametrize(
    "line",
    [(BEST_W, BEST_B), (0.5, 4.2), (0.5, 4.1), (0.45, 4.2), (0.6, 4.15), (0.4, 4.15), (0.5, 4)],
)
def test_a_line_near_the_best_passes(line):
    result = check_line_by_hand(*line, points=2)
    assert result.passed, str(result)
    assert result.points == 2


def test_numbers_left_over_from_another_cell_are_told_as_such():
    result = check_line_by_hand(lambda: (left_w, left_b))
    assert "`left_w` and `left_b` come from a cell further up" in str(result)
    assert "from a cell" not in str(check_line_by_hand(lambda: (0.2, 3.0)))
    assert "from a cell" not in str(check_line_by_hand(lambda: (0.5, right_b)))


def test_what_passes_costs_little_more_than_the_best_and_what_fails_costs_more():
    best = cost(BEST_W, BEST_B)
    for w in np.linspace(-1, 2, 16):
        for b in np.linspace(2, 6, 21):
            result = check_line_by_hand(float(w), float(b))
            if result.passed:
                assert cost(w, b) <= 1.5 * best
            else:
                assert cost(w, b) >= 1.25 * best


@pytest.mark.parametrize(
    ("line", "mistake", "says", "points"),
    [
        ((0.9, 4.156), "too-steep", "too steep", 1),
        ((5, 4.156), "too-steep", "too steep", 0),
        ((0.1, 4.156), "too-flat", "too flat", 1),
        ((0.0, 4.156), "too-flat", "too flat", 1),
        ((-0.5, 4.156), "slopes-down", "slopes down", 1),
        ((0.5, 5), "too-high", "too high", 1),
        ((0.5, 3), "too-low", "too low", 1),
        ((0.5, 0), "too-low", "too low", 1),
        ((0.0, 3), "too-flat", "too low", 0),
        ((0.9, 6), "too-steep", "too high", 0),
        ((4.156, 0.497), "swaps-w-and-b", "swapped", 0),
        ((None, None), "not-written", "not there yet", 0),
        ((..., ...), "not-written", "not there yet", 0),
        ((0.5,), "wrong-type-returned", "Two numbers", 0),
        (("0.5", "4.2"), "wrong-type-returned", "Two numbers", 0),
        ((0.5, 4.2, 1), "wrong-type-returned", "Two numbers", 0),
        ((0, 5, 4, 2), "comma-for-point", "Use a point: 0.5, not 0,5.", 0),
        ((0, 5, 4), "comma-for-point", "Use a point: 0.5, not 0,5.", 0),
        (((0, 5), (4, 2)), "comma-for-point", "Use a point: 0.5, not 0,5.", 0),
        (((0, 5), 4.2), "comma-for-point", "Use a point: 0.5, not 0,5.", 0),
        ((0.9, 6.5), "too-steep", "is too steep: make w smaller. It is too high: make b", 0),
        ((np.array([0.5, 1]), 4.2), "wrong-type-returned", "Two numbers", 0),
        ((np.nan, 4.2), "not-finite", "ordinary numbers", 0),
        ((), "wrong-type-returned", "Two numbers", 0),
    ],
)
@pytest.mark.parametrize("seed", [None, 2203])
def test_a_line_that_does_not_fit_is_told_why(line, mistake, says, points, seed):
    result = check_line_by_hand(*line, points=2, seed=seed)
    assert not result.passed
    assert result.mistake == mistake
    assert says in str(result)
    # One part of two is right, unless the line misses both.
    assert result.points <= points
    assert check_line_by_hand(lambda: line, points=2, seed=seed).points == result.points


@pytest.mark.parametrize("form", [tuple, list, np.array])
def test_a_function_may_give_the_two_numbers(form):
    assert check_line_by_hand(lambda: form([0.5, 4.2])).passed


def test_numbers_of_any_kind_pass():
    assert check_line_by_hand(np.float32(0.5), np.int64(4)).passed


def test_a_function_that_cannot_answer_is_told_why(monkeypatch):
    def my_line():
        raise NotImplementedError

    def endless():
        while True:
            pass

    def misspelt():
        return w, 4.2  # noqa: F821

    assert check_line_by_hand(my_line).mistake == "not-written"
    with monkeypatch.context() as hurried:
        hurried.setattr(check_line_by_hand, "seconds", 0.05)
        assert check_line_by_hand(endless).mistake == "too-slow"
    assert check_line_by_hand(misspelt).mistake == "unknown-name"
    assert "`w`" in str(check_line_by_hand(misspelt))
    assert "noqa: F821`. Python does not know the name" in str(check_line_by_hand(misspelt))
    assert ".." not in str(check_line_by_hand(misspelt))
    assert check_line_by_hand(lambda: None).mistake == "returns-nothing"


@pytest.mark.parametrize(
    ("cell", "name", "said"),
    [
        ("def my_line():\n    print(0.5, 4.2)", "prints-instead", "`return w, b`"),
        ("def my_line():\n    w = 0.5", "returns-nothing", "`return w, b`"),
        ("def my_line():\n    print('a try')\n    w = 0.5", "returns-nothing", "`return w, b`"),
        (
            "def my_line(w=0.5, b=4.2):\n    return w + '', b",
            "wrong-type",
            "Python stopped in line 2",
        ),
        ("my_line = 0.5, 4.2", "not-a-function", "`def my_line():`"),
        ("def my_line(w, b):\n    return w, b", "wrong-parameters", "brackets in its `def` line"),
        ("def my_line():\n    return 0.5 + 4.2", "wrong-type-returned", "One came"),
        ("def my_line():\n    return x * 0.5 + 4.2", "wrong-type-returned", "for each bird"),
        ("def my_line():\n    return 470, 4200", "grams", "divide both numbers by 1000"),
    ],
)
def test_what_is_no_line_is_told_what_it_is(cell, name, said):
    space = {"x": np.arange(342.0)}
    linecache.cache["<my line>"] = (len(cell), None, cell.splitlines(True), "<my line>")
    exec(compile(cell, "<my line>", "exec"), space)
    result = check_line_by_hand(space["my_line"])
    assert result.mistake == name
    assert said in str(result)
    assert len(str(result)) < 300
