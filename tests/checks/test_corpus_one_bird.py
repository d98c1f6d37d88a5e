"""Right and wrong answers to the exercises on one bird's slope and on three birds' slopes.

Each class is an exercise. In `wrong`, a line of `results`, and a function's name up to the double
underscore, begins with the mistake that the check must name.
"""
# ruff: noqa: N801, N805

import numpy as np
import pytest
import sympy

from mlsmath import checks


class bent_bird_slope:
    class right:
        results = """
        chain: error = w * x**2 + b - y; 2 * error * x**2
        on_one_line: 2 * (w * x**2 + b - y) * x**2
        every_rule: inside = w * x**2 + b - y; 2 * inside ** (2 - 1) * (x**2 * 1 + 0 - 0)
        multiplied_out: 2 * w * x**4 + 2 * b * x**2 - 2 * y * x * x
        named: u = b - y + w * x * x; outside, inside = 2 * u, x * x; inside * outside
        with_numpy: np.prod([2.0, x, x, np.add(w * np.square(x), b - y)])
        """

    class wrong:
        results = """
        other-birds-factor: error = w * x**2 + b - y; 2 * error * 9
        unknown-name: u = w * x**2 + b - y; 2 * error * x**2
        slope-of-the-line: error = w * x**2 + b - y; 2 * error * x
        straight-line: error = w * x + b - y; 2 * error * x
        straight-inside: 2 * (w * x + b - y) * x**2
        outer-only: 2 * (w * x**2 + b - y)
        forgets-two: (w * x**2 + b - y) * x**2
        turns-x: u = w * x**2 + b - y; 2 * u * w * 2 * x
        power-rule-on-x: 4 * x * (w * x**2 + b - y)
        w-alone: error = w * x**2 + b - y; 2 * error * w
        keeps-w: 2 * (w * x**2 + b - y) * (w * x**2)
        value: (w * x**2 + b - y) ** 2
        keeps-square: 2 * x**2 * (w * x**2 + b - y) ** 2
        inner-only: x * x
        adds: 2 * (w * x**2 + b - y) + x * x
        minus: 2 * (y - (w * x**2 + b)) * x**2
        squares-w: 2 * ((w * x) ** 2 + b - y) * x**2
        no-brackets: 2 * w * x**2 + b - y * x**2
        forgets-b: 2 * (w * x**2 - y) * x**2
        forgets-y: 2 * (w * x**2 + b) * x**2
        old-bird: error = 2 * w + b - 5; 2 * error * x**2
        both-knobs: u = w * x**2 + b - y; 2 * u * (x**2 + 1 - 0)
        halved: (w * x**2 + b - y) * x**2 / 2
        power-rule-on-x: error = w * x**2 + b - y; 2 * error * 2 * x
        keeps-w: error = w * x**2 + b - y; 2 * error * w * x**2
        inside-for-its-slope: error = w * x**2 + b - y; 2 * error * (x**2 + b - y)
        only-the-first-part-taken: error = y - w * x**2 + b; 2 * error * x**2
        keeps-square-without-two: u = w * x**2 + b - y; u**2 * x**2
        """


class three_bird_slopes:
    class right:
        results = """
        multiplied_out: (5 * w + b - 9) / 3, (w + 3 * b - 13) / 3
        as_a_list: [5 / 3 * w + b / 3 - 3, w / 3 + b - 13 / 3]
        """

        def bird_by_bird(w, b):
            first, second, third = -w + b - 3, b - 4, 2 * w + b - 6
            return (first * -1 + second * 0 + third * 2) / 3, (first + second + third) / 3

        def with_the_twos(w, b):
            dj_dw = (2 * (-w + b - 3) * -1 + 2 * (2 * w + b - 6) * 2) / 6
            dj_db = (2 * (-w + b - 3) + 2 * (b - 4) + 2 * (2 * w + b - 6)) / 6
            return dj_dw, dj_db

        def with_arrays(w, b):
            x, y = np.array([-1, 0, 2]), np.array([3, 4, 6])
            errors = w * x + b - y
            return np.mean(errors * x), np.mean(errors)

        def in_a_loop(w, b):
            dj_dw = dj_db = 0
            for x, y in [(-1, 3), (0, 4), (2, 6)]:
                error = w * x + b - y
                dj_dw += error * x / 3
                dj_db += error / 3
            return dj_dw, dj_db

    class wrong:
        results = """
        first-minus-on-w-alone: (5 * w + 3 * b - 15) / 3, (w + 3 * b - 13) / 3
        part-multiplied: (-1 * b - w - 3 + 2 * (2 * w + b - 6)) / 3, (w + 3 * b - 13) / 3
        part-multiplied: (-1 * (b - w - 3) + 2 * 2 * w + b - 6) / 3, (w + 3 * b - 13) / 3
        part-multiplied: (-1 * -w + b - 3 + 2 * 2 * w + b - 6) / 3, (w + 3 * b - 13) / 3
        divides-the-last-alone-in-db: first, second, third = b - w - 3, b - 4, 2 * w + b - 6;
            (-first + 2 * third) / 3, first + second + third / 3
        divides-the-first-alone: first, second, third = b - w - 3, b - 4, 2 * w + b - 6;
            1 / 3 * -first + 2 * third, (first + second + third) / 3
        divides-the-first-alone-in-db: first, second, third = b - w - 3, b - 4, 2 * w + b - 6;
            (-first + 2 * third) / 3, 1 / 6 * 2 * first + second + third
        divides-the-first-alone-in-both: first, second, third = b - w - 3, b - 4, 2 * w + b - 6;
            1 / 3 * -first + 2 * third, 1 / 3 * first + second + third
        keeps-the-squares-in-db: first, second, third = b - w - 3, b - 4, 2 * w + b - 6;
            (-first + 2 * third) / 3, np.mean([first**2, second**2, third**2])
        doubles-and-does-not-divide: first, second, third = b - w - 3, b - 4, 2 * w + b - 6;
            2 * (-first + 2 * third), 2 * (first + second + third)
        times-w-too: first, second, third = b - w - 3, b - 4, 2 * w + b - 6; (first * -w + third *
            2 * w) / 3, (first + second + third) / 3
        true-mass-added-at--1: first, second, third = b - w + 3, b - 4, 2 * w + b - 6; (-first + 2 *
            third) / 3, (first + second + third) / 3
        true-mass-missing-at--1-and-0-and-2: first, second, third = b - w, b, 2 * w + b; (-first + 2
            * third) / 3, (first + second + third) / 3
        does-not-add-up: (4 * w + b - 9) / 3, (w + 3 * b - 13) / 3
        does-not-add-up: (5 * w + b - 9) / 3, (w + 3 * b - 12) / 3
        other-x: e1 = b - w - 3; e2 = b - 4; e3 = 2 * w + b - 6; (e1 + e2 + 2 * e3) / 3, (e1 + e2 +
            e3) / 3
        not-divided: 5 * w + b - 9, w + 3 * b - 13
        keeps-the-half: (5 * w + b - 9) / 6, (w + 3 * b - 13) / 6
        keeps-the-two: 2 * (5 * w + b - 9) / 3, 2 * (w + 3 * b - 13) / 3
        db-not-divided: (5 * w + b - 9) / 3, w + 3 * b - 13
        dw-not-divided: 5 * w + b - 9, (w + 3 * b - 13) / 3
        divides-the-last-alone: first, second, third = b - w - 3, b - 4, 2 * w + b - 6; first * -1 +
            second * 0 + third * 2 / 3, (first + second + third) / 3
        divides-the-last-alone-in-both: first, second, third = b - w - 3, b - 4, 2 * w + b - 6;
            first * -1 + second * 0 + third * 2 / 3, first + second + third / 3
        keeps-the-squares: first, second, third = b - w - 3, b - 4, 2 * w + b - 6; (2 * third**2 -
            first**2) / 3, (first**2 + second**2 + third**2) / 3
        two-birds: (5 * w + b - 9) / 2, (w + 3 * b - 13) / 2
        forgets-x: total = (-w + b - 3) + (b - 4) + (2 * w + b - 6); total / 3, total / 3
        x-in-both: (5 * w + b - 9) / 3, (5 * w + b - 9) / 3
        swapped: (w + 3 * b - 13) / 3, (5 * w + b - 9) / 3
        size-of-x: ((-w + b - 3) + 2 * (2 * w + b - 6)) / 3, (w + 3 * b - 13) / 3
        prediction-without-sign: first, second, third = w + b - 3, b - 4, 2 * w + b - 6; (-first + 2
            * third) / 3, (first + second + third) / 3
        bird-at-zero-counts: first, second, third = -w + b - 3, b - 4, 2 * w + b - 6; (-first +
            second + 2 * third) / 3, (first + second + third) / 3
        bird-at-zero-has-w: first, second, third = -w + b - 3, w + b - 4, 2 * w + b - 6; (-first + 2
            * third) / 3, (first + second + third) / 3
        bird-at-zero-left-out: first, third = -w + b - 3, 2 * w + b - 6; (-first + 2 * third) / 3,
            (first + third) / 3
        without-bird-at-zero: first, third = -w + b - 3, 2 * w + b - 6; (-first + 2 * third) / 2,
            (first + third) / 2
        divided-by-two-birds: (5 * w + b - 9) / 2, (w + 3 * b - 13) / 3
        mean-without-a-list: first, second, third = -w + b - 3, b - 4, 2 * w + b - 6; np.mean(first
            * -1, second * 0, third * 2), np.mean(first, second, third)
        minus: (9 - b - 5 * w) / 3, (13 - w - 3 * b) / 3
        forgets-x: first = b - w - 3; second = b - 4; third = 2 * w + b - 6; (first + second +
         third) / 3, (first + second + third) / 3
        other-x: first = b - w - 3; second = b - 4; third = 2 * w + b - 6; (first + second + third
         * 2) / 3, (first + second + third) / 3
        half-of-db: first = b - w - 3; second = b - 4; third = 2 * w + b - 6; 2 * (first * -1 +
         third * 2) / 6, (first + second + third) / 6
        w-for-x: first = b - w - 3; second = b - 4; third = 2 * w + b - 6; (first * w + third * w)
         / 3, (first + second + third) / 3
        keeps-the-squares-in-dw: first = b - w - 3; second = b - 4; third = 2 * w + b - 6;
         (first**2 * -1 + third**2 * 2) / 3, (first + second + third) / 3
        first-prediction-turned: first, second, third = w - b - 3, b - 4, 2 * w + b - 6;
            (2 * third - first) / 3, (first + second + third) / 3
        first-minus-on-b: first, second, third = -w - b - 3, b - 4, 2 * w + b - 6;
            (2 * third - first) / 3, (first + second + third) / 3
        first-turned: first, second, third = 3 - (b - w), b - 4, 2 * w + b - 6;
            (2 * third - first) / 3, (first + second + third) / 3
        second-turned: first, second, third = b - w - 3, 4 - b, 2 * w + b - 6;
            (2 * third - first) / 3, (first + second + third) / 3
        third-turned: first, second, third = b - w - 3, b - 4, 6 - (2 * w + b);
            (2 * third - first) / 3, (first + second + third) / 3
        minus: first, second, third = 3 - (b - w), 4 - b, 6 - (2 * w + b);
            (2 * third - first) / 3, (first + second + third) / 3
        turned-without-brackets: first, second, third = 3 - -w + b, 4 + b, 6 - 2 * w + b;
            (2 * third - first) / 3, (first + second + third) / 3
        times-the-knobs: first, second, third = b - w - 3, b - 4, 2 * w + b - 6;
            (first * w + second * w + third * w) / 3, (first * b + second * b + third * b) / 3
        w-for-x: first, second, third = b - w - 3, b - 4, 2 * w + b - 6;
            (first * w + second * w + third * w) / 3, (first + second + third) / 3
        times-b: first, second, third = b - w - 3, b - 4, 2 * w + b - 6;
            (third * 2 - first) / 3, (first * b + second * b + third * b) / 3
        """

        def mean_without_a_list__db(w, b):
            first, second, third = -w + b - 3, b - 4, 2 * w + b - 6
            dj_dw = np.mean([first * -1, second * 0, third * 2])
            dj_db = np.mean(first, second, third)
            return dj_dw, dj_db


def test_corpus(corpus, judged):
    judged(*corpus)


def test_a_mean_without_a_list_is_told_how_to_write_it():
    result = checks.check_three_bird_slopes(three_bird_slopes.wrong.mean_without_a_list__db)
    assert "`np.mean([first, second, third])`" in result.message


def test_another_error_on_the_line_of_a_mean_keeps_its_own_message():
    def three_bird_slopes(w, b):
        return np.mean([w, unknown, b]), b  # noqa: F821

    assert checks.check_three_bird_slopes(three_bird_slopes).mistake == "unknown-name"


def _slopes_by_sympy():
    x, y, w, b = sympy.symbols("x y w b")
    one = sympy.diff((w * x**2 + b - y) ** 2, w)
    birds = zip((-1, 0, 2), (3, 4, 6), strict=True)
    cost = sum((w * at + b - mass) ** 2 for at, mass in birds) / 6
    both = sympy.lambdify((w, b), (sympy.diff(cost, w), sympy.diff(cost, b)))
    return {"bent_bird_slope": sympy.lambdify((x, y, w, b), one), "three_bird_slopes": both}


@pytest.mark.parametrize("seed", [None, 1, 7301])
@pytest.mark.parametrize("name", ["bent_bird_slope", "three_bird_slopes"])
def test_the_slopes_that_sympy_finds_pass(name, seed):
    found = _slopes_by_sympy()[name]
    result = getattr(checks, f"check_{name}")(lambda *args: found(*args), points=3, seed=seed)
    assert result.passed, result
