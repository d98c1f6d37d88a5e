"""Right and wrong answers to the exercises of week 2, as learners write them.

Each class is an exercise. In `wrong`, a line of `results`, and a function's name up to the double
underscore, begins with the mistake that the check must name.
"""
# ruff: noqa: N801, N805

import math

import numpy as np

from mlsmath import features
from mlsmath.cost import squared_error_cost

x_train = np.array([-1.9, -1.4, -0.5, -0.7, 0.3, 1.1])
alpha_train, w_start = 0.1, 0.25
J_history = []


def error(X, y, w, b):
    return X @ w + b - y if X.ndim == 2 else w * X + b - y


def slopes(X, y, w, b):
    e = error(X, y, w, b)
    return e @ X / len(y), e.sum() / len(y)


def cost(X, y, w, b):
    return np.sum(error(X, y, w, b) ** 2) / (2 * len(y))


class power_rule:
    class right:
        results = """
        plain: n * x ** (n - 1)
        numpy_power: np.multiply(n, np.power(float(x), n - 1))
        math_pow: n * math.pow(x, n - 1)
        summed: sum(x ** (n - 1) for _ in range(n))
        product: math.prod([x] * (n - 1)) * n
        """

        def loop(x, n):
            result = n
            for _ in range(n - 1):
                result = result * x
            return result

    class wrong:
        results = """
        changes-places: x * n ** (x - 1)
        old-and-new-swapped: (n - 1) * x**n
        cube-only: 3 * x**2
        keeps-power: n * x**n
        forgets-factor: x ** (n - 1)
        raises-power: n * x ** (n + 1)
        new-power-in-front: n = n - 1; n * x**n
        value: x**n
        integral: 1 / (n + 1) * x ** (n + 1)
        times-for-power: n * x * (n - 1)
        n-times-x: n * x
        two-x: 2 * x
        divides-by-n: 1 / n * x ** (n - 1)
        adds-n: n + x ** (n - 1)
        multiplies-first: (n * x) ** (n - 1)
        minus-outside: n * x**n - 1
        second-derivative: n * (n - 1) * float(x) ** (n - 2)
        divides-by-zero: n * x**n / x
        fails-for-a-corner: n * x ** (n - 1) if x else 1
        minus-one-from-the-result: n * (x**n - 1)
        new-power-taken-away: n * x ** n - (n - 1)
        one-from-x-to-the-n: n * x ** n / n - 1
        base-and-power-swapped: n ** (n - 1) * x
        base-and-power-swapped: x * n ** (n - 1)
        minus-outside: (n * x ** n) - 1
        takes-from-n: n - 1 * x ** n
        power-turned: n * x ** (1 - n)
        halved: n * (x ** n) / 2
        fixed-factor: 2.0 * x ** (n - 1)
        """


class slope_of_parabola:
    class right:
        results = """
        plain: 8 * x - 3
        step_by_step: 4 * (2 * x) - 3 * 1 + 0
        named: first, second = 4 * 2 * x, -3; first + second
        numpy_subtract: np.subtract(np.multiply(8, x), 3.0)
        summed: sum([8 * x, -3, 0])
        exact_sum: math.fsum([8 * x, -3])
        polynomial: np.polyval([8, -3], x)
        """

    class wrong:
        results = """
        keeps-constant: 8 * x + 2
        keeps-factor: 4 * x - 3
        keeps-power: 4 * 2 * x**2 - 3
        keeps-x: 5 * x
        forgets-middle: 2 * 4 * x
        plus: 3 + 8 * x
        value: x * (4 * x - 3) + 5
        forgets-four: 2 * x - 3
        twice: 8
        power-squared: 4**2 * x - 3
        minus: -(8 * x - 3)
        divides-by-zero: (8 * x**2 - 3 * x) / x
        keeps-constant: 8 * x - 3 * 1 + 5
        keeps-x-and-constant: 4 * 2 * x - 3 * x + 5
        keeps-factor-and-power: 4 * x**2 - 3
        adds-for-times: 8 + x - 3
        keeps-x: 8 * x**1 - 3 * x**1
        divides-by-x: (8 * x - 3) / x
        multiplies-both: 8 * (x - 3)
        """


class slope_of_square:
    class right:
        results = """
        chain: u = 5 * x - 2; 2 * u * 5
        plain: 10 * (5 * x - 2)
        multiplied_out: 50 * x - 20
        numpy_product: np.prod([2.0, 5.0, 5 * x - 2])
        two_slopes: outer, inner = 2 * (5 * x - 2), 5; outer * inner
        polynomial: np.polyval([50, -20], x)
        """

    class wrong:
        results = """
        leaves-out-the-two-and-a-slope: 2 * 5 * x
        inner-of-another: 2 * (5 * x - 2) * 3 * x
        inner-of-another: u = 5 * x - 2; 2 * u * 3 * x
        multiplies-x-alone: 25 * 2 * x - 4
        multiplies-x-alone: 2 * 5 * 5 * x - 2
        outer-only: u = 5 * x - 2; 2 * u
        inner-only: 5
        adds: u = 5 * x - 2; 2 * u + 5
        keeps-square: u = 5 * x - 2; 2 * u**2 * 5
        forgets-two: (5 * x - 2) * 5
        value: 25 * x**2 - 20 * x + 4
        slope-in-slope: 50
        leaves-out-the-two: 50 * x
        no-brackets: 10 * x - 2
        inner-keeps-constant: u = 5 * x - 2; 2 * u * (5 * 1 - 2)
        inner-keeps-x: 2 * (5 * x - 2) * 5 * x
        inner-value: u = 5 * x - 2; 2 * u * u
        divides: 2 / 5 * (5 * x - 2)
        divides-by-zero: u = 5 * x - 2; 2 * u**2 / u * 5
        multiplies-both-without-the-inside: 2 * 5 * x - 2 * 5
        outside-is-still-the-square: u = 5 * x - 2; u**2 * 5
        multiplies-x-alone: 50*x - 2
        outer-only: 10 * x - 4
        keeps-x-in-the-outside: 50 * x**2 - 20
        part-by-part: 25 * x**2 - 4
        times-x-and-two: 2 * (5 * x - 2) ** 1 * 5 * x - 2
        times-x: u = 5 * x - 2; 2 * u * x
        leaves-out-the-two: u = 5 * x; 2 * u * 5
        """


class exp_rule:
    class right:
        results = """
        plain: a * np.exp(a * x)
        named: outer = np.exp(a * x); inner = a; outer * inner
        math_exp: math.exp(a * x) * a
        power_of_e: np.e ** (a * x) * a
        math_power: a * math.pow(math.e, a * x)
        power_of_power: a * np.exp(x) ** float(a)
        tiny_step_by_hand: a * (np.expm1(a * x) + 1)
        """

    class wrong:
        results = """
        forgets-inner: np.exp(a * x)
        inner-only: a
        plain: math.e**x
        squares-a-in-the-exponent: np.exp(a * a * x)
        always-minus-one: -np.exp(-x)
        minus-x-in-the-exponent: a * np.exp(-x)
        exponential-of-a: a * np.exp(a)
        a-outside-only: np.exp(x) * a
        times-x: x * math.exp(a * x)
        times-both: np.exp(a * x) * (a * x)
        power-rule: a * x * math.e ** (a * x - 1)
        lowers-exponent: np.exp(a * x - 1) * a
        adds: np.exp(a * x) + a
        divides: np.exp(a * x) / a
        minus: -np.exp(a * x) * a
        minus-in-the-exponent: a / np.exp(a * x)
        minus-twice: -np.exp(-a * x)
        minus-in-both: -a * np.exp(-a * x)
        sum-in-the-exponent: a * np.exp(x + a)
        two-to-the: a * 2 ** float(a * x)
        rounded-e: a * 2.718 ** (a * x)
        times-x: np.exp(a * x) * x
        times-both: a * x * np.exp(a * x)
        rule-of-a-power: a * x ** (a - 1)
        x-beside-the-power: a * np.exp(a) * x
        x-beside-the-power: a * np.e ** a * x
        adds-exponents: np.exp(a) * np.exp(x)
        divides-by-x: a * np.exp(a * x) / x
        squares-a-plain: a * (a * np.exp(x))
        power-of-a: np.e ** a * x
        """


class log_rule:
    class right:
        results = """
        plain: -1 / (1 - p)
        turned: 1 / (p - 1)
        named: outer = 1 / (1 - p); inner = -1; outer * inner
        power: -((1 - p) ** -1.0)
        exponential: -np.exp(-np.log(1 - p))
        numpy_function: np.divide(-1, np.subtract(1, p))
        """

    class wrong:
        results = """
        forgets-inner: (1 - p) ** -1.0
        forgets-inner: -1 / (p - 1)
        plain-log: 1 / p
        brackets-around-the-inside: 1 / p - 1
        minus-plain-log: -(p**-1.0)
        value: math.log(1 - p)
        value-of-loss: -math.log(1 - p)
        log-of-p: math.log(p)
        gives-inside: 1 - p
        gives-inside: 1 / 1 - p
        inner-only: -1
        square-below: -((1 - p) ** -2.0)
        divides-by-log: -1 / math.log(1 - p)
        brackets: -1 / 1 - p
        sigmoid-rule: p * (1 - p)
        turned: -(1 - p)
        exponential: math.exp(1 - p)
        minus-plain-log: -1 / p
        plus-below: -1 / (1 + p)
        plus-below-and-no-inner: 1 / (1 + p)
        difference-of-slopes: 1 - 1 / p
        difference-of-slopes: 1 / 1 - 1 / p
        square-below-turned: 1 / (p - 1) ** 2
        p-on-top: -p / (1 - p)
        divides-one-by-log: 1 / np.log(1 - p)
        """


class sigmoid_rule:
    class right:
        results = """
        plain: s = 1 / (1 + np.exp(-(w * x + b))); s * (1 - s) * x
        named: z = w * x + b; f = 1 / (1 + math.exp(-z)); rest = 1 - f; x * f * rest
        quotient: e = np.exp(-w * x - b); e / (1 + e) ** 2 * x
        two_sigmoids: z = w * x + b; x / (1 + np.exp(-z)) / (1 + np.exp(z))
        hyperbolic: x / (2 + 2 * np.cosh(w * x + b))
        tangent: x * (1 - np.tanh((w * x + b) / 2) ** 2) / 4
        """

    class wrong:
        results = """
        z-without-brackets-in-the-rest: f = 1 / (1 + np.exp(-(w * x + b))); f * (1 - w * x + b) * x
        z-in-the-rest: z = w * x + b; 1 / (1 + np.exp(-z)) * (1 - z) * x
        forgets-x: s = 1 / (1 + np.exp(-(w * x + b))); s * (1 - s)
        times-w: s = 1 / (1 + np.exp(-(w * x + b))); w * s * (1 - s)
        sigmoid-twice: f = 1 / (1 + np.exp(-(w * x + b))); s = 1 / (1 + np.exp(-f)); s * (1 - s) * x
        slope-of-the-loss: s = 1 / (1 + np.exp(-(w * x + b))); (s - 1) * x
        z-for-the-height: z = w * x + b; z * (1 - z)
        rest-at-x: f = 1 / (1 + np.exp(-(w * x + b))); f * (1 - 1 / (1 + np.exp(-x))) * x
        times-w-and-x: s = 1 / (1 + np.exp(-(w * x + b))); s * (1 - s) * w * x
        value: 1 / (1 + np.exp(-(w * x + b)))
        value-times-x: x / (1 + np.exp(-(w * x + b)))
        rest-times-x: x / (1 + np.exp(w * x + b))
        inner-only: x
        adds: s = 1 / (1 + np.exp(-(w * x + b))); x + s * (1 - s)
        times-z: z = w * x + b; s = 1 / (1 + np.exp(-z)); s * (1 - s) * z
        forgets-b: s = 1 / (1 + np.exp(-w * x)); s * (1 - s) * x
        sigmoid-at-w: s = 1 / (1 + np.exp(-w)); s * (1 - s) * x
        no-sigmoid: z = w * x + b; z * (1 - z) * x
        turned: s = 1 / (1 + np.exp(-(w * x + b))); s * (s - 1) * x
        plus: s = 1 / (1 + np.exp(-(w * x + b))); s * (1 + s) * x
        squares: s = 1 / (1 + np.exp(-(w * x + b))); s**2 * x
        brackets: s = 1 / (1 + np.exp(-(w * x + b))); s * 1 - s * x
        twice: s = 1 / (1 + np.exp(-(w * x + b))); 2 * s * (1 - s) * x
        adds: s = 1 / (1 + np.exp(-(w * x + b))); s * (1 - s) + x
        times-z: s = 1 / (1 + np.exp(-(w * x + b))); s * (1 - s) * (w * x + b)
        times-b: s = 1 / (1 + np.exp(-(w * x + b))); s * (1 - s) * x * b
        x-plus-b: s = 1 / (1 + np.exp(-(w * x + b))); s * (1 - s) * (x + b)
        x-in-the-rest: s = 1 / (1 + np.exp(-(w * x + b))); s - s**2 * x
        b-times-w: s = 1 / (1 + np.exp(-w * (x + b))); s * (1 - s) * x
        rule-of-a-square: s = 1 / (1 + np.exp(-(w * x + b))); 2 * s * x
        brackets-in-the-sigmoid: z = w * x + b; s = 1 / 1 + np.exp(-z); s * (1 - s) * x
        x-in-the-rest: s = 1 / (1 + np.exp(-(w * x + b))); s * (1 - s * x)
        """


class average_slope:
    class right:
        results = """
        plain: (f(x + h) - f(x)) / h
        named: rise = f(x + h) - f(x); run = h; rise / run
        run_measured: end = x + h; (f(end) - f(x)) / (end - x)
        turned_twice: (f(x) - f(x + h)) / -h
        two_quotients: f(x + h) / h - f(x) / h
        differences: np.diff([f(x), f(x + h)])[0] / h
        """

    class wrong:
        results = """
        rise-only: f(x + h) - f(x)
        fall: (f(x) - f(x + h)) / h
        brackets: f(x + h) - f(x) / h
        divides-by-x: (f(x + h) - f(x)) / x
        divides-by-end: (f(x + h) - f(x)) / (x + h)
        times-h: h * (f(x + h) - f(x))
        half: (f(x + h) - f(x)) / 2 / h
        value-at-h: (f(h) - f(x)) / h
        adds-values: (f(x + h) + f(x)) / h
        backward: (f(x) - f(x - h)) / h
        both-sides: (f(x + h) - f(x - h)) / (2 * h)
        ignores-h: h = 1e-6; (f(x + h) - f(x)) / h
        calls-a-number: (f(x + h) - f(x))(h)
        divides-by-x-adds-h: (f(x + h) - f(x)) / x + h
        adds-h-outside: (f(x) + h - f(x)) / h
        uses-a-function: (f * (x + h) - f * x) / h
        divides-by-x-minus-h: (f(x + h) - f(x)) / (x - h)
        value-at-h: (f(x + h) - f(h)) / h
        value-at-h: (f(h) - f(x)) / (h - x)
        turned-over: h / (f(x + h) - f(x))
        left-and-right-mixed: (f(x - h) - f(x)) / h
        """


class numerical_derivative:
    class right:
        results = """
        two_sided: h = 1e-5; (f(x + h) - f(x - h)) / (2 * h)
        rough_two_sided: (f(x + 0.01) - f(x - 0.01)) / 0.02
        feet_named: h = 1e-7; left, right = x - h, x + h; (f(right) - f(left)) / (right - left)
        mean_of_two_sides: h = 1e-6; ((f(x + h) - f(x)) / h + (f(x) - f(x - h)) / h) / 2
        """

        def with_default(f, x, h=1e-4):
            return (f(x + h) - f(x - h)) / (2 * h)

        def four_points(f, x, h=1e-3):
            far, near = f(x + 2 * h) - f(x - 2 * h), f(x + h) - f(x - h)
            return (8 * near - far) / (12 * h)

        def halved_until_settled(f, x):
            h, before = 0.1, 1e9
            slope = (f(x + h) - f(x - h)) / (2 * h)
            while abs(slope - before) > 1e-8 * abs(slope) and h > 1e-6:
                h, before = h / 2, slope
                slope = (f(x + h) - f(x - h)) / (2 * h)
            return slope

    class wrong:
        results = """
        step-too-long: f(x + 1) - f(x)
        step-too-long: h = 0.1; (f(x + h) - f(x)) / h
        step-too-long: f(x + 0.5) - f(x - 0.5)
        step-too-long: h = 0.01; (f(x + h) - f(x)) / h
        step-too-short: h = 1e-16; (f(x + h) - f(x)) / h
        divides-by-one-step: h = 1e-6; (f(x + h) - f(x - h)) / h
        divides-by-two-steps: h = 1e-6; (f(x + h) - f(x)) / (2 * h)
        turned: h = 1e-6; (f(x) - f(x + h)) / h
        turned: h = 1e-6; (f(x - h) - f(x + h)) / (2 * h)
        to-one-side: h = 1e-6; (f(x + h) - f(x)) / h
        to-one-side: (f(x + 0.0001) - f(x)) / 0.0001
        to-one-side: (f(x) - f(x - 1e-7)) / 1e-7
        value: f(x)
        value-by-x: f(x) / x
        tiny-rise: f(x + 1e-4) - f(x)
        without-brackets: h = 1e-4; f(x + h) - f(x) / h
        slash-two-times-h: h = 1e-3; (f(x + h) - f(x - h)) / 2 * h
        slope-at-zero: h = 1e-5; (f(h) - f(-h)) / (2 * h)
        divides-by-zero: h = 0; (f(x + h) - f(x)) / h
        to-one-side: h = 1e-7 * (abs(x) + 1e-10); (f(x + h) - f(x)) / h
        rounded: round((f(x + 1e-5) - f(x - 1e-5)) / 2e-5, 2)
        rounded: round((f(x + 1e-5) - f(x - 1e-5)) / 2e-5, 4)
        divides-by-zero: h = 0.00001 * x; (f(x + h) - f(x - h)) / (2 * h)
        step-too-long: h = 0.1; (f(x + h) - f(x - h)) / (2 * h)
        slash-two-times-h: h = 0.00001; (f(x + h) - f(x - h)) / 2 * h
        adds-values: h = 0.00001; (f(x + h) + f(x - h)) / (2 * h)
        without-brackets: h = 0.00001; f(x + h) - f(x - h) / (2 * h)
        times-run: h = 0.00001; (f(x + h) - f(x - h)) * (2 * h)
        wrong-type: h = 0.00001; average_slope(f, x, 2 * h)
        wrong-type: h = 0.00001; average_slope(f, x - h, h)
        wrong-type: h = 0.00001; average_slope(f, x - h, x + h)
        """

        def to_one_side__default(f, x, h=1e-5):
            return (f(x + h) - f(x)) / h


class compute_gradient:
    class right:
        def loop(x, y, w, b):
            m = len(x)
            dj_dw = dj_db = 0
            for i in range(m):
                f = w * x[i] + b
                dj_dw += (f - y[i]) * x[i]
                dj_db += f - y[i]
            return dj_dw / m, dj_db / m

        def vectorised(x, y, w, b):
            e = w * x + b - y
            return np.sum(e * x) / len(x), np.sum(e) / len(x)

        def means(x, y, w, b):
            e = w * x + b - y
            return np.mean(e * x), np.mean(e)

        def dots(x, y, w, b):
            m = x.shape[0]
            e = y - b - w * x
            return -np.dot(e, x) / m, -e.sum() / m

        def fsum(x, y, w, b):
            e = [w * p + b - q for p, q in zip(x, y, strict=True)]
            return math.fsum(map(float.__mul__, map(float, e), map(float, x))) / len(e), math.fsum(
                e
            ) / len(e)

        def einsum(x, y, w, b):
            e = w * x + b - y
            return [np.einsum("i,i", e, x) / len(e), np.einsum("i->", e) / len(e)]

        def as_array(x, y, w, b):
            table = np.column_stack([x, np.ones(len(x))])
            return table.T @ (table @ [w, b] - y) / len(y)

        def divided_terms(x, y, w, b):
            m = len(x)
            dw = sum([(w * x[i] + b - y[i]) * x[i] / m for i in range(m)])
            db = sum([(w * x[i] + b - y[i]) / m for i in range(m)])
            return dw, db

    class wrong:
        results = """
        brackets-around-the-error: np.mean(w * x + b - y * x), np.mean(w * x + b - y)
        no-mean-in-db: e = w * x + b - y; np.mean(e * x), e
        keeps-the-half: e = w * x + b - y; np.sum(e * x) / (2 * len(x)), np.sum(e) / (2 * len(x))
        keeps-the-two: e = w * x + b - y; 2 * np.mean(e * x), 2 * np.mean(e)
        db-not-divided: e = w * x + b - y; np.mean(e * x), np.sum(e)
        dw-not-divided: e = w * x + b - y; np.sum(e * x), np.sum(e) / len(x)
        sign: e = y - (w * x + b); np.mean(e * x), np.mean(e)
        sign-of-db: e = w * x + b - y; np.mean(e * x), -np.mean(e)
        swapped: e = w * x + b - y; np.mean(e), np.mean(e * x)
        forgets-x: e = w * x + b - y; np.mean(e), np.mean(e)
        x-in-db: e = w * x + b - y; np.mean(e * x), np.mean(e * x)
        w-for-x: e = w * x + b - y; np.mean(e * w), np.mean(e)
        leaves-out-b: e = w * x - y; np.mean(e * x), np.mean(e)
        leaves-out-y: e = w * x + b; np.mean(e * x), np.mean(e)
        product-of-means: e = w * x + b - y; np.mean(e) * np.mean(x), np.mean(e)
        mean-too-soon: e = w * x + b - y; np.mean(e) * x, np.mean(e)
        no-mean-in-dw: e = w * x + b - y; e * x, np.mean(e)
        slash-two-times-m: e = w * x + b - y; np.sum(e * x) / 2 * len(x), np.sum(e) / 2 * len(x)
        squares-the-errors: e = (w * x + b - y) ** 2; np.mean(e * x), np.mean(e)
        absolute-errors: e = abs(w * x + b - y); np.mean(e * x), np.mean(e)
        db-stays-zero: e = w * x + b - y; np.mean(e * x), 0 / len(x)
        dw-stays-zero: e = w * x + b - y; 0 / len(x), np.mean(e)
        gives-each: e = w * x + b - y; e * x / len(x), e / len(x)
        gives-new-parameters: e = w * x + b - y; w - np.mean(e * x), b - np.mean(e)
        reads-notebook: e = w_start * x + b - y; np.mean(e * x), np.mean(e)
        wrong-number-of-results: e = w * x + b - y; np.mean(e * x) + np.mean(e)
        typed-length: e = w * x + b - y; np.sum(e * x) / 342, np.sum(e) / 342
        fails-for-a-corner: e = w * x + b - y; sum(set(e * x)) / len(x), sum(set(e)) / len(x)
        product-of-means: errors = w * x + b - y; np.mean(errors) * np.mean(x), np.mean(errors)
        divides-twice: errors = w * x + b - y; np.mean(errors * x) / len(x), np.mean(errors) /
         len(x)
        keeps-the-half: errors = w * x + b - y; np.sum(errors * x) / (2 * len(x)), np.sum(errors)
         / (2 * len(x))
        adds-x: errors = w * x + b - y; np.mean(errors + x), np.mean(errors)
        times-the-knobs: errors = w * x + b - y; np.mean(errors * w), np.mean(errors * b)
        times-b-in-db: errors = w * x + b - y; np.mean(errors * x), np.mean(errors * b)
        squares-x: errors = w * x + b - y; np.mean(errors * x**2), np.mean(errors)
        times-y: errors = w * x + b - y; np.mean(errors * y), np.mean(errors)
        errors-missing-in-dw: errors = w * x + b - y; np.mean(x), np.mean(errors)
        leaves-out-b-in-dw: errors = w * x - y; np.mean(errors * x), np.mean(errors) + b
        """

        def sum_for_mean__loop(x, y, w, b):
            dw = db = 0
            for i in range(len(x)):
                dw += (w * x[i] + b - y[i]) * x[i]
                db += w * x[i] + b - y[i]
            return dw, db

        def only_last__equals(x, y, w, b):
            m = len(x)
            for i in range(m):
                dw = (w * x[i] + b - y[i]) * x[i]
                db = w * x[i] + b - y[i]
            return dw / m, db / m

        def only_last_in_db__equals(x, y, w, b):
            m = len(x)
            dw = 0
            for i in range(m):
                dw += (w * x[i] + b - y[i]) * x[i]
                db = w * x[i] + b - y[i]
            return dw / m, db / m

        def returns_in_loop__indented(x, y, w, b):
            m = len(x)
            dw = db = 0
            for i in range(m):
                dw += (w * x[i] + b - y[i]) * x[i]
                db += w * x[i] + b - y[i]
                return dw / m, db / m

        def skips_last__range(x, y, w, b):
            m = len(x)
            dw = db = 0
            for i in range(m - 1):
                dw += (w * x[i] + b - y[i]) * x[i]
                db += w * x[i] + b - y[i]
            return dw / m, db / m

        def divides_in_the_loop__indented(x, y, w, b):
            m = len(x)
            dw = db = 0
            for i in range(m):
                dw += (w * x[i] + b - y[i]) * x[i]
                db += w * x[i] + b - y[i]
                dw /= m
                db /= m
            return dw, db

        def fixed_loop__three(x, y, w, b):
            m = len(x)
            dw = db = 0
            for i in range(3):
                dw += (w * x[i] + b - y[i]) * x[i]
                db += w * x[i] + b - y[i]
            return dw / m, db / m


class compute_gradient_many:
    class right:
        def both_loops(X, y, w, b):
            m, n = X.shape
            dj_dw, dj_db = np.zeros(n), 0.0
            for i in range(m):
                e = np.dot(X[i], w) + b - y[i]
                for j in range(n):
                    dj_dw[j] += e * X[i, j]
                dj_db += e
            return dj_dw / m, dj_db / m

        def turned(X, y, w, b):
            e = X @ w + b - y
            return X.T @ e / len(y), e.mean()

        def errors_first(X, y, w, b):
            e = X @ w + b - y
            return e @ X / len(y), np.sum(e) / len(y)

        def einsum(X, y, w, b):
            e = np.einsum("ij,j->i", X, w) + b - y
            return np.einsum("i,ij->j", e, X) / len(e), np.einsum("i->", e) / len(e)

        def mean_of_rows(X, y, w, b):
            e = X @ w + b - y
            return np.mean(e[:, None] * X, axis=0), np.mean(e)

        def comprehension(X, y, w, b):
            m, n = X.shape
            e = [math.fsum([*(X[i] * w), b, -y[i]]) for i in range(m)]
            return [math.fsum(e[i] * X[i, j] for i in range(m)) / m for j in range(n)], sum(e) / m

        def column_of_ones(X, y, w, b):
            Z = np.column_stack([X, np.ones(len(X))])
            g = Z.T @ (Z @ np.append(w, b) - y) / len(y)
            return g[:-1], g[-1]

    class wrong:
        results = """
        product-of-means: e = X @ w + b - y; np.mean(X, axis=0) * np.mean(e), np.mean(e)
        no-mean-in-db: e = X @ w + b - y; X.T @ e / len(y), e
        brackets-around-the-error: f = X @ w + b; dw = [np.mean(f - y * X[:, j]) for j in
            range(len(w))]; np.array(dw), np.mean(f - y)
        keeps-the-half: e = X @ w + b - y; X.T @ e / (2 * len(y)), e.sum() / (2 * len(y))
        sum-for-mean: e = X @ w + b - y; X.T @ e, e.sum()
        db-not-divided: e = X @ w + b - y; X.T @ e / len(y), e.sum()
        sign: e = y - X @ w - b; X.T @ e / len(y), e.mean()
        swapped: e = X @ w + b - y; e.mean(), X.T @ e / len(y)
        leaves-out-b: e = X @ w - y; X.T @ e / len(y), e.mean()
        one-number-for-dw: e = X @ w + b - y; np.sum(X.T @ e) / len(y), e.mean()
        divides-dw-by-n: e = X @ w + b - y; X.T @ e / X.shape[1], e.mean()
        divides-by-n: n = X.shape[1]; e = X @ w + b - y; X.T @ e / n, e.sum() / n
        column-for-dw: e = (X @ w + b - y).reshape(-1, 1); X.T @ e / len(y), e.mean()
        forgets-x: e = X @ w + b - y; np.mean(e) * np.ones(X.shape[1]), np.mean(e)
        gives-each: e = X @ w + b - y; e[:, None] * X / len(y), e / len(y)
        shapes-do-not-fit: e = X @ w + b - y; X @ e / len(y), e.mean()
        leaves-out-y: e = X @ w + b; X.T @ e / len(y), e.mean()
        y-minus-without-brackets: e = y - X @ w + b; X.T @ e / len(y), e.mean()
        fails-for-a-corner: table = np.unique(np.column_stack([X, y]), axis=0); X, y = table[:,
            :-1], table[:, -1]; slopes(X, y, w, b)
        shapes-do-not-fit: errors = X @ w + b - y; X @ errors / len(y), np.mean(errors)
        dw-not-divided: errors = X @ w + b - y; X.T @ errors, np.mean(errors)
        star-for-product: errors = X @ w + b - y; errors * X.T / len(y), np.mean(errors)
        """

        def rows_for_columns__loop(X, y, w, b):
            e = X @ w + b - y
            dw = []
            for j in range(len(w)):
                dw.append(np.mean(e * X[j]))
            return np.array(dw), np.mean(e)

        def sum_of_columns_in_each__no_place(X, y, w, b):
            m, n = X.shape
            dj_dw, dj_db = np.zeros(n), 0.0
            for i in range(m):
                e = X[i] @ w + b - y[i]
                for j in range(n):
                    dj_dw = dj_dw + e * X[i, j]
                dj_db = dj_db + e
            return dj_dw / m, dj_db / m

        def first_column_for_all__index(X, y, w, b):
            m, n = X.shape
            dw = np.zeros(n)
            e = X @ w + b - y
            for i in range(m):
                for j in range(n):
                    dw[j] += e[i] * X[i, 0]
            return dw / m, e.mean()

        def db_once_per_column__indented(X, y, w, b):
            m, n = X.shape
            dw, db = np.zeros(n), 0
            for i in range(m):
                e = X[i] @ w + b - y[i]
                for j in range(n):
                    dw[j] += e * X[i, j]
                    db += e
            return dw / m, db / m

        def only_last__equals(X, y, w, b):
            m, n = X.shape
            dw = np.zeros(n)
            for i in range(m):
                e = X[i] @ w + b - y[i]
                for j in range(n):
                    dw[j] = e * X[i, j]
                db = e
            return dw / m, db / m

        def whole_number_array__buffer(X, y, w, b):
            m, n = X.shape
            dw = np.zeros_like(X[0])
            e = X @ w + b - y
            for j in range(n):
                dw[j] = np.sum(e * X[:, j]) / m
            return dw, e.mean()

        def whole_number_array__like_w(X, y, w, b):
            m, n = X.shape
            dj_dw, dj_db = np.zeros_like(w), 0.0
            for i in range(m):
                error_i = (X[i] @ w + b) - y[i]
                dj_db = dj_db + error_i / m
                for j in range(n):
                    dj_dw[j] = dj_dw[j] + error_i * X[i, j] / m
            return dj_dw, dj_db


class gradient_step:
    class right:
        results = """
        plain: dj_dw, dj_db = slopes(x, y, w, b); w - alpha * dj_dw, b - alpha * dj_db
        written_out: e = w * x + b - y; w - alpha * np.mean(e * x), b - alpha * np.mean(e)
        as_vector: np.array([w, b]) - alpha * np.array(slopes(x, y, w, b))
        augmented: dj_dw, dj_db = slopes(x, y, w, b); w -= alpha * dj_dw; b -= alpha * dj_db; w, b
        """

        def temporary(x, y, w, b, alpha):
            tmp_w = w - alpha * slopes(x, y, w, b)[0]
            tmp_b = b - alpha * slopes(x, y, w, b)[1]
            w = tmp_w
            b = tmp_b
            return w, b

        def loop(x, y, w, b, alpha):
            dw = db = 0
            m = len(x)
            for i in range(m):
                e = w * x[i] + b - y[i]
                dw += e * x[i] / m
                db += e / m
            return [w - alpha * dw, b - alpha * db]

        def at_once(x, y, w, b, alpha):
            w, b = (p - alpha * slope for p, slope in zip((w, b), slopes(x, y, w, b), strict=True))
            return w, b

        def fsum(x, y, w, b, alpha):
            e = [float(w * p + b - q) for p, q in zip(x, y, strict=True)]
            dw = math.fsum(p * q for p, q in zip(e, x, strict=True)) / len(e)
            return w - alpha * dw, b - alpha * math.fsum(e) / len(e)

    class wrong:
        results = """
        knobs-overwritten: w, b = slopes(x, y, w, b); w - alpha * w, b - alpha * b
        knobs-and-slopes-swapped: dw, db = slopes(x, y, w, b); dw - alpha * w, db - alpha * b
        slopes-are-sums: e = error(x, y, w, b); w - alpha * np.sum(e * x), b - alpha * np.sum(e)
        slopes-doubled: dw, db = slopes(x, y, w, b); w - 2 * alpha * dw, b - 2 * alpha * db
        moved-by-the-cost: J = cost(x, y, w, b); w - alpha * J, b - alpha * J
        divides-by-the-slope: dw, db = slopes(x, y, w, b); w - alpha / dw, b - alpha / db
        argument-overwritten: w, b = 0.0, 3.0; dw, db = slopes(x, y, w, b); w - alpha * dw, b -
            alpha * db
        b-uphill: dw, db = slopes(x, y, w, b); w - alpha * dw, b + alpha * db
        w-uphill: dw, db = slopes(x, y, w, b); w + alpha * dw, b - alpha * db
        b-with-slope-of-w: dw, _ = slopes(x, y, w, b); w - alpha * dw, b - alpha * dw
        w-with-slope-of-b: _, db = slopes(x, y, w, b); w - alpha * db, b - alpha * db
        uphill: dj_dw, dj_db = slopes(x, y, w, b); w + alpha * dj_dw, b + alpha * dj_db
        one-after-the-other: w = w - alpha * slopes(x, y, w, b)[0]; b = b - alpha * slopes(x, y, w,
            b)[1]; w, b
        b-before-w: b = b - alpha * slopes(x, y, w, b)[1]; w = w - alpha * slopes(x, y, w, b)[0]; w,
            b
        without-alpha: dj_dw, dj_db = slopes(x, y, w, b); w - dj_dw, b - dj_db
        fixed-alpha: dj_dw, dj_db = slopes(x, y, w, b); w - 0.01 * dj_dw, b - 0.01 * dj_db
        reads-notebook: dj_dw, dj_db = slopes(x, y, w, b); w - alpha_train * dj_dw, b - alpha_train
            * dj_db
        divides-by-alpha: dj_dw, dj_db = slopes(x, y, w, b); w - dj_dw / alpha, b - dj_db / alpha
        moves-only-w: w - alpha * slopes(x, y, w, b)[0], b
        moves-only-b: w, b - alpha * slopes(x, y, w, b)[1]
        slopes-swapped: dj_db, dj_dw = slopes(x, y, w, b); w - alpha * dj_dw, b - alpha * dj_db
        gives-the-change: dj_dw, dj_db = slopes(x, y, w, b); alpha * dj_dw, alpha * dj_db
        gives-the-gradient: slopes(x, y, w, b)
        b-first: dj_dw, dj_db = slopes(x, y, w, b); b - alpha * dj_db, w - alpha * dj_dw
        alpha-times-all: dj_dw, dj_db = slopes(x, y, w, b); alpha * (w - dj_dw), alpha * (b - dj_db)
        multiplies-a-list: w - alpha * slopes(x, y, w, b), b
        wrong-arguments: dj_dw, dj_db = slopes(x, y, w); w - alpha * dj_dw, b - alpha * dj_db
        takes-alpha-from-b: dj_dw, dj_db = slopes(x, y, w, b); w - alpha * dj_dw, b - alpha
        alpha-and-slope-apart: dj_dw, dj_db = slopes(x, y, w, b); w - alpha + dj_dw, b - alpha +
         dj_db
        sign: dj_dw, dj_db = slopes(x, y, w, b); alpha * dj_dw - w, alpha * dj_db - b
        alpha-times-the-knobs: dj_dw, dj_db = slopes(x, y, w, b); w * alpha - dj_dw, b * alpha -
         dj_db
        times-the-knobs: dj_dw, dj_db = slopes(x, y, w, b); w - alpha * dj_dw * w, b - alpha *
         dj_db * b
        arguments-in-other-order: dj_dw, dj_db = slopes(x, y, b, w); w - alpha * dj_dw, b - alpha
         * dj_db
        moves-only-w: dj_dw, dj_db = slopes(x, y, w, b); w = w - alpha * dj_dw; w, b
        both-steps-on-w: dj_dw, dj_db = slopes(x, y, w, b); w -= alpha * dj_dw; w -= alpha *
         dj_db; w, b
        arguments-in-other-order: dj_dw, dj_db = slopes(y, x, w, b); w - alpha * dj_dw, b - alpha
         * dj_db
        """

        def does_nothing__not_stored(x, y, w, b, alpha):
            dj_dw, dj_db = slopes(x, y, w, b)
            w - alpha * dj_dw
            b - alpha * dj_db
            return w, b


class _Loops:
    """The loop is written in the same ways for one measurement and for many."""

    class right:
        def plain(X, y, w, b, alpha, steps):
            history = []
            for _ in range(steps):
                dj_dw, dj_db = slopes(X, y, w, b)
                w = w - alpha * dj_dw
                b = b - alpha * dj_db
                history.append(cost(X, y, w, b))
            return w, b, history

        def while_loop(X, y, w, b, alpha, steps):
            costs, k = np.zeros(steps), 0
            while k < steps:
                e = error(X, y, w, b)
                w = w - alpha * (e @ X) / len(y)
                b = b - alpha * np.mean(e)
                costs[k] = cost(X, y, w, b)
                k += 1
            return w, b, costs

        def recursive(X, y, w, b, alpha, steps):
            def walk(w, b, left, costs):
                if left == 0:
                    return w, b, costs
                dj_dw, dj_db = slopes(X, y, w, b)
                w, b = w - alpha * dj_dw, b - alpha * dj_db
                return walk(w, b, left - 1, [*costs, cost(X, y, w, b)])

            return walk(w, b, steps, [])

        def tuple_history(X, y, w, b, alpha, steps):
            history = ()
            for _ in range(steps):
                dj_dw, dj_db = slopes(X, y, w, b)
                w, b = w - alpha * dj_dw, b - alpha * dj_db
                history = (*history, float(cost(X, y, w, b)))
            return [w, b, history]

        def fsum(X, y, w, b, alpha, steps):
            history = []
            for _ in range(steps):
                dj_dw, dj_db = slopes(X, y, w, b)
                w, b = w - alpha * dj_dw, b - alpha * dj_db
                history.append(math.fsum(error(X, y, w, b) ** 2) / 2 / len(y))
            return w, b, history

    class wrong:
        def b_uphill__sign(X, y, w, b, alpha, steps):
            costs = []
            for _ in range(steps):
                dw, db = slopes(X, y, w, b)
                w = w - alpha * dw
                b = b + alpha * db
                costs.append(cost(X, y, w, b))
            return w, b, costs

        def w_uphill__sign(X, y, w, b, alpha, steps):
            costs = []
            for _ in range(steps):
                dw, db = slopes(X, y, w, b)
                w = w + alpha * dw
                b = b - alpha * db
                costs.append(cost(X, y, w, b))
            return w, b, costs

        def w_with_slope_of_b__copied(X, y, w, b, alpha, steps):
            costs = []
            for _ in range(steps):
                _, db = slopes(X, y, w, b)
                w = w - alpha * db
                b = b - alpha * db
                costs.append(cost(X, y, w, b))
            return w, b, costs

        def from_the_start_again__new_names(X, y, w, b, alpha, steps):
            history = []
            for _ in range(steps):
                dj_dw, dj_db = slopes(X, y, w, b)
                new_w, new_b = w - alpha * dj_dw, b - alpha * dj_db
                history.append(cost(X, y, new_w, new_b))
            return new_w, new_b, history

        def history_between__w_first(X, y, w, b, alpha, steps):
            history = []
            for _ in range(steps):
                dj_dw, dj_db = slopes(X, y, w, b)
                w = w - alpha * dj_dw
                history.append(cost(X, y, w, b))
                b = b - alpha * dj_db
            return w, b, history

        def history_between_turned__b_first(X, y, w, b, alpha, steps):
            history = []
            for _ in range(steps):
                dj_dw, dj_db = slopes(X, y, w, b)
                b = b - alpha * dj_db
                history.append(cost(X, y, w, b))
                w = w - alpha * dj_dw
            return w, b, history

        def history_of_lists__brackets(X, y, w, b, alpha, steps):
            history = []
            for _ in range(steps):
                dj_dw, dj_db = slopes(X, y, w, b)
                w, b = w - alpha * dj_dw, b - alpha * dj_db
                history.append([cost(X, y, w, b)])
            return w, b, history

        def history_first__order(X, y, w, b, alpha, steps):
            history = []
            for _ in range(steps):
                dj_dw, dj_db = slopes(X, y, w, b)
                w, b = w - alpha * dj_dw, b - alpha * dj_db
                history.append(cost(X, y, w, b))
            return history, w, b

        def new_ones_not_returned__new_names(X, y, w, b, alpha, steps):
            history = []
            for _ in range(steps):
                dj_dw, dj_db = slopes(X, y, w, b)
                new_w, new_b = w - alpha * dj_dw, b - alpha * dj_db
                history.append(cost(X, y, new_w, new_b))
            return w, b, history

        def alpha_times_step__counter(X, y, w, b, alpha, steps):
            history = []
            for n in range(steps):
                dj_dw, dj_db = slopes(X, y, w, b)
                w, b = w - alpha * n * dj_dw, b - alpha * n * dj_db
                history.append(cost(X, y, w, b))
            return w, b, history

        def divides_the_step__by_m(X, y, w, b, alpha, steps):
            history = []
            for _ in range(steps):
                dj_dw, dj_db = slopes(X, y, w, b)
                w = w - alpha * dj_dw / len(y)
                b = b - alpha * dj_db / len(y)
                history.append(cost(X, y, w, b))
            return w, b, history

        def start_for_step_and_cost__new_names(X, y, w, b, alpha, steps):
            history = []
            for _ in range(steps):
                dj_dw, dj_db = slopes(X, y, w, b)
                new_w, new_b = w - alpha * dj_dw, b - alpha * dj_db
                history.append(cost(X, y, w, b))
            return new_w, new_b, history

        def pair_in_one_name__step(X, y, w, b, alpha, steps):
            history = []
            for _ in range(steps):
                dj_dw, dj_db = slopes(X, y, w, b)
                w = w - alpha * dj_dw, b - alpha * dj_db
                history.append(squared_error_cost(X, y, w, b))
            return w, b, history

        def multiplies_a_list__one_name(X, y, w, b, alpha, steps):
            history = []
            for _ in range(steps):
                dj_dw = slopes(X, y, w, b)
                w = w - alpha * dj_dw
                history.append(cost(X, y, w, b))
            return w, b, history

        def loops_over_a_number__in_steps(X, y, w, b, alpha, steps):
            for _ in steps:
                dj_dw, dj_db = slopes(X, y, w, b)
                w, b = w - alpha * dj_dw, b - alpha * dj_db
            return w, b, []

        def uses_none__append(X, y, w, b, alpha, steps):
            history = []
            for _ in range(steps):
                dj_dw, dj_db = slopes(X, y, w, b)
                w, b = w - alpha * dj_dw, b - alpha * dj_db
                history = history.append(cost(X, y, w, b))
            return w, b, history

        def walks_uphill__plus(X, y, w, b, alpha, steps):
            history = []
            for _ in range(steps):
                dj_dw, dj_db = slopes(X, y, w, b)
                w, b = w + alpha * dj_dw, b + alpha * dj_db
                history.append(cost(X, y, w, b))
            return w, b, history

        def not_simultaneous__overwritten(X, y, w, b, alpha, steps):
            history = []
            for _ in range(steps):
                w = w - alpha * slopes(X, y, w, b)[0]
                b = b - alpha * slopes(X, y, w, b)[1]
                history.append(cost(X, y, w, b))
            return w, b, history

        def one_step_only__indented(X, y, w, b, alpha, steps):
            history = []
            for _ in range(steps):
                dj_dw, dj_db = slopes(X, y, w, b)
                w, b = w - alpha * dj_dw, b - alpha * dj_db
                history.append(cost(X, y, w, b))
                return w, b, history

        def one_step_too_few__range(X, y, w, b, alpha, steps):
            history = []
            for _ in range(1, steps):
                dj_dw, dj_db = slopes(X, y, w, b)
                w, b = w - alpha * dj_dw, b - alpha * dj_db
                history.append(cost(X, y, w, b))
            return w, b, history

        def one_step_too_many__range(X, y, w, b, alpha, steps):
            history = []
            for _ in range(steps + 1):
                dj_dw, dj_db = slopes(X, y, w, b)
                w, b = w - alpha * dj_dw, b - alpha * dj_db
                history.append(cost(X, y, w, b))
            return w, b, history

        def leaves_out_alpha__plain(X, y, w, b, alpha, steps):
            history = []
            for _ in range(steps):
                dj_dw, dj_db = slopes(X, y, w, b)
                w, b = w - dj_dw, b - dj_db
                history.append(cost(X, y, w, b))
            return w, b, history

        def leaves_out_alpha_of_b__forgotten(X, y, w, b, alpha, steps):
            costs = []
            for _ in range(steps):
                dj_dw, dj_db = slopes(X, y, w, b)
                w, b = w - alpha * dj_dw, b - dj_db
                costs.append(cost(X, y, w, b))
            return w, b, costs

        def leaves_out_alpha_of_w__forgotten(X, y, w, b, alpha, steps):
            costs = []
            for _ in range(steps):
                dj_dw, dj_db = slopes(X, y, w, b)
                w, b = w - dj_dw, b - alpha * dj_db
                costs.append(cost(X, y, w, b))
            return w, b, costs

        def step_in_place_of_w__alone(X, y, w, b, alpha, steps):
            costs = []
            for _ in range(steps):
                dj_dw, dj_db = slopes(X, y, w, b)
                w, b = alpha * dj_dw, b - alpha * dj_db
                costs.append(cost(X, y, w, b))
            return w, b, costs

        def steps_alone__both(X, y, w, b, alpha, steps):
            costs = []
            for _ in range(steps):
                dj_dw, dj_db = slopes(X, y, w, b)
                w, b = alpha * dj_dw, alpha * dj_db
                costs.append(cost(X, y, w, b))
            return w, b, costs

        def b_stays__forgotten(X, y, w, b, alpha, steps):
            history = []
            for _ in range(steps):
                dj_dw, _db = slopes(X, y, w, b)
                w = w - alpha * dj_dw
                history.append(cost(X, y, w, b))
            return w, b, history

        def w_stays__forgotten(X, y, w, b, alpha, steps):
            history = []
            for _ in range(steps):
                b = b - alpha * slopes(X, y, w, b)[1]
                history.append(cost(X, y, w, b))
            return w, b, history

        def starts_at_zero__overwritten(X, y, w, b, alpha, steps):
            w, b, history = 0 * w, 0, []
            for _ in range(steps):
                dj_dw, dj_db = slopes(X, y, w, b)
                w, b = w - alpha * dj_dw, b - alpha * dj_db
                history.append(cost(X, y, w, b))
            return w, b, history

        def gradient_of_the_start__outside(X, y, w, b, alpha, steps):
            history = []
            dj_dw, dj_db = slopes(X, y, w, b)
            for _ in range(steps):
                w, b = w - alpha * dj_dw, b - alpha * dj_db
                history.append(cost(X, y, w, b))
            return w, b, history

        def history_one_behind__before(X, y, w, b, alpha, steps):
            history = []
            for _ in range(steps):
                history.append(cost(X, y, w, b))
                dj_dw, dj_db = slopes(X, y, w, b)
                w, b = w - alpha * dj_dw, b - alpha * dj_db
            return w, b, history

        def append_behind_loop__outside(X, y, w, b, alpha, steps):
            history = []
            for _ in range(steps):
                dj_dw, dj_db = slopes(X, y, w, b)
                w, b = w - alpha * dj_dw, b - alpha * dj_db
            history.append(cost(X, y, w, b))
            return w, b, history

        def last_cost_for_history__overwritten(X, y, w, b, alpha, steps):
            for _ in range(steps):
                dj_dw, dj_db = slopes(X, y, w, b)
                w, b = w - alpha * dj_dw, b - alpha * dj_db
                history = cost(X, y, w, b)
            return w, b, history

        def empty_history__forgotten(X, y, w, b, alpha, steps):
            history = []
            for _ in range(steps):
                dj_dw, dj_db = slopes(X, y, w, b)
                w, b = w - alpha * dj_dw, b - alpha * dj_db
            return w, b, history

        def history_of_start__constant(X, y, w, b, alpha, steps):
            history = []
            w0, b0 = w, b
            for _ in range(steps):
                dj_dw, dj_db = slopes(X, y, w, b)
                w, b = w - alpha * dj_dw, b - alpha * dj_db
                history.append(cost(X, y, w0, b0))
            return w, b, history

        def swaps_results__plain(X, y, w, b, alpha, steps):
            history = []
            for _ in range(steps):
                dj_dw, dj_db = slopes(X, y, w, b)
                w, b = w - alpha * dj_dw, b - alpha * dj_db
                history.append(cost(X, y, w, b))
            return b, w, history

        def without_history__plain(X, y, w, b, alpha, steps):
            for _ in range(steps):
                dj_dw, dj_db = slopes(X, y, w, b)
                w, b = w - alpha * dj_dw, b - alpha * dj_db
            return w, b

        def does_nothing__not_stored(X, y, w, b, alpha, steps):
            history = []
            for _ in range(steps):
                dj_dw, dj_db = slopes(X, y, w, b)
                w - alpha * dj_dw
                b - alpha * dj_db
                history.append(cost(X, y, w, b))
            return w, b, history

        def remembers__global_history(X, y, w, b, alpha, steps):
            for _ in range(steps):
                dj_dw, dj_db = slopes(X, y, w, b)
                w, b = w - alpha * dj_dw, b - alpha * dj_db
                J_history.append(cost(X, y, w, b))
            return w, b, list(J_history)

        def history_with_start__listed(X, y, w, b, alpha, steps):
            history = [cost(X, y, w, b)]
            for _ in range(steps):
                dj_dw, dj_db = slopes(X, y, w, b)
                w, b = w - alpha * dj_dw, b - alpha * dj_db
                history.append(cost(X, y, w, b))
            return w, b, history

        def stops_when_the_cost_rises__break(X, y, w, b, alpha, steps):
            history = []
            for _ in range(steps):
                dj_dw, dj_db = slopes(X, y, w, b)
                w, b = w - alpha * dj_dw, b - alpha * dj_db
                history.append(cost(X, y, w, b))
                if len(history) > 1 and history[-1] > history[-2]:
                    break
            return w, b, history

        def stops_when_the_cost_rises__keeps_the_old(X, y, w, b, alpha, steps):
            history, best = [], cost(X, y, w, b)
            for _ in range(steps):
                dj_dw, dj_db = slopes(X, y, w, b)
                new_w, new_b = w - alpha * dj_dw, b - alpha * dj_db
                if cost(X, y, new_w, new_b) >= best:
                    break
                w, b, best = new_w, new_b, cost(X, y, new_w, new_b)
                history.append(best)
            return w, b, history

        def wrong_shape__stops_when_it_stands_still(X, y, w, b, alpha, steps):
            history = []
            for _ in range(steps):
                dj_dw, dj_db = slopes(X, y, w, b)
                w, b = w - alpha * dj_dw, b - alpha * dj_db
                history.append(cost(X, y, w, b))
                if len(history) > 1 and abs(history[-1] - history[-2]) < 1e-12:
                    break
            return w, b, history

        def fails_for_a_corner__halves_alpha(X, y, w, b, alpha, steps):
            history = [cost(X, y, w, b)]
            for _ in range(steps):
                dj_dw, dj_db = slopes(X, y, w, b)
                if cost(X, y, w - alpha * dj_dw, b - alpha * dj_db) > history[-1]:
                    alpha = alpha / 2
                w, b = w - alpha * dj_dw, b - alpha * dj_db
                history.append(cost(X, y, w, b))
            return w, b, history[1:]


class gradient_descent(_Loops):
    pass


class gradient_descent_many(_Loops):
    class wrong(_Loops.wrong):
        def mean_of_slopes__one_for_all(X, y, w, b, alpha, steps):
            history = []
            for _ in range(steps):
                dj_dw, dj_db = slopes(X, y, w, b)
                w, b = w - alpha * np.mean(dj_dw), b - alpha * dj_db
                history.append(cost(X, y, w, b))
            return w, b, history

        def step_for_each_column__loop(X, y, w, b, alpha, steps):
            history = []
            for _ in range(steps):
                for _ in range(len(w)):
                    dj_dw, dj_db = slopes(X, y, w, b)
                    w, b = w - alpha * dj_dw, b - alpha * dj_db
                history.append(cost(X, y, w, b))
            return w, b, history

        def changes_input__in_place(X, y, w, b, alpha, steps):
            history = []
            if w.dtype != float:
                w = w.astype(float)
            for _ in range(steps):
                dj_dw, dj_db = slopes(X, y, w, b)
                w -= alpha * dj_dw
                b -= alpha * dj_db
                history.append(cost(X, y, w, b))
            return w, b, history


class fit_z_score:
    class right:
        results = """
        axis: X.mean(axis=0), X.std(axis=0)
        functions: mu = np.mean(X, axis=0); sigma = np.std(X, axis=0); mu, sigma
        variance: np.average(X, axis=0), np.var(X, axis=0) ** 0.5
        """

        def written_out(X):
            m = len(X)
            mu = np.sum(X, axis=0) / m
            return mu, np.sqrt(np.sum((X - mu) ** 2, axis=0) / m)

        def columns(X):
            n = X.shape[1]
            mu, sigma = np.zeros(n), np.zeros(n)
            for j in range(n):
                mu[j] = X[:, j].mean()
                sigma[j] = X[:, j].std()
            return mu, sigma

        def lists(X):
            mu = [math.fsum(column) / len(column) for column in X.T]
            sigma = [
                math.sqrt(math.fsum((v - mu[j]) ** 2 for v in column) / len(column))
                for j, column in enumerate(X.T)
            ]
            return mu, sigma

        def einsum(X):
            mu = np.einsum("ij->j", X) / len(X)
            d = X - mu
            return [mu, np.sqrt(np.einsum("ij,ij->j", d, d) / len(X))]

    class wrong:
        results = """
        sample-deviation: mu = np.mean(X, axis=0); mu, np.sqrt(np.sum((X - mu) ** 2, axis=0) /
            (len(X) - 1))
        rows-for-columns: np.mean(X, axis=1), np.std(X, axis=1)
        over-all: np.mean(X), np.std(X)
        variance: mu = X.mean(axis=0); mu, np.mean((X - mu) ** 2, axis=0)
        median: np.median(X, axis=0), np.std(X, axis=0)
        spread-of-extremes: X.mean(axis=0), np.ptp(X, axis=0)
        least-and-greatest: np.min(X, axis=0), np.max(X, axis=0) - np.min(X, axis=0)
        mean-distance: mu = X.mean(axis=0); mu, np.mean(abs(X - mu), axis=0)
        sum-for-mean: np.sum(X, axis=0), np.std(X, axis=0)
        root-of-sum: mu = X.mean(axis=0); mu, np.linalg.norm(X - mu, axis=0)
        around-zero: X.mean(axis=0), np.sqrt((X**2).mean(axis=0))
        sigma-first: X.std(axis=0), X.mean(axis=0)
        scales-too: mu, sigma = X.mean(axis=0), X.std(axis=0); (X - mu) / sigma, mu, sigma
        scaled-only: (X - X.mean(axis=0)) / X.std(axis=0)
        fails-for-a-corner: np.array([np.mean(list(set(column))) for column in X.T]), X.std(axis=0)
        wrong-shape: (X.mean(axis=0), X.std(axis=0)) if X.shape[1] > 1 else (X.mean(), X.std())
        squares-the-mean: mu = np.mean(X, axis=0); mu, np.sqrt(np.mean(X - mu, axis=0)**2)
        squares-the-mean: mu = np.mean(X, axis=0); mu, np.sqrt(np.mean((X - mu), axis=0)**2)
        squares-the-mean: mu = np.mean(X, axis=0); mu, np.mean(X - mu, axis=0)**2
        mu-behind-the-squares: mu = np.mean(X, axis=0); mu, np.sqrt(np.mean(X**2, axis=0) - mu)
        one-sigma-for-all: np.mean(X, axis=0), np.std(X)
        mean-size: np.mean(X, axis=0), np.mean(np.abs(X), axis=0)
        variance: np.mean(X, axis=0), np.std(X, axis=0)**2
        root-twice: np.mean(X, axis=0), np.sqrt(np.std(X, axis=0))
        wrong-shape: np.mean(X, axis=0), np.mean((X - np.mean(X, axis=0))**2)
        around-the-mean-of-all: np.mean(X, axis=0), np.sqrt(np.mean((X - np.mean(X))**2, axis=0))
        size-of-mean: np.mean(X, axis=0), np.sqrt(np.mean(X, axis=0)**2)
        mu-behind-the-squares: mu = np.mean(X, axis=0); mu, np.sqrt(np.mean(X**2 - mu, axis=0))
        sigma-along-the-rows: [np.mean(X, axis=0), np.std(X, axis=1)]
        """

        def whole_number_array__buffer(X):
            mu, sigma = np.zeros_like(X[0]), np.zeros_like(X[0])
            for j in range(X.shape[1]):
                mu[j], sigma[j] = X[:, j].mean(), X[:, j].std()
            return mu, sigma

        def changes_input__in_place(X):
            mu = X.mean(axis=0)
            if X.dtype != float:
                return mu, X.std(axis=0)
            X -= mu
            return mu, np.sqrt(np.mean(X**2, axis=0))


class apply_z_score:
    class right:
        results = """
        plain: (X - mu) / sigma
        functions: np.divide(np.subtract(X, mu), sigma)
        rows: np.array([(row - mu) / sigma for row in X])
        nested_lists: n = len(mu); [[(row[j] - mu[j]) / sigma[j] for j in range(n)] for row in X]
        two_fractions: X / sigma - mu / sigma
        einsum: np.einsum("ij,j->ij", X - mu, 1 / sigma)
        with_tiny_number: (X - mu) / (sigma + 1e-12)
        """

        def columns(X, mu, sigma):
            result = np.zeros(X.shape)
            for j in range(X.shape[1]):
                result[:, j] = (X[:, j] - mu[j]) / sigma[j]
            return result

    class wrong:
        results = """
        fits-again: mu, sigma = X.mean(axis=0), X.std(axis=0); (X - mu) / sigma if len(X) > 1 else
            (X - mu) / (sigma * np.nan)
        fits-mu-again: (X - np.mean(X, axis=0)) / sigma
        divides-first: X - mu / sigma
        divides-only: X / sigma
        centres-only: X - mu
        multiplies: (X - mu) * sigma
        adds-mu: (X + mu) / sigma
        mu-minus-x: (mu - X) / sigma
        divides-by-variance: (X - mu) / (sigma * sigma)
        divides-by-root: (X - mu) / sigma**0.5
        mu-and-sigma-swapped: (X - sigma) / mu
        first-for-all: (X - mu[0]) / sigma[0]
        undoes: sigma * X + mu
        divides-by-root: (X - mu) / np.sqrt(sigma)
        wrong-shape: (X - mu) @ sigma
        error: features.fit_z_score(X)
        """

        def whole_number_array__buffer(X, mu, sigma):
            result = X.copy()
            for j in range(X.shape[1]):
                result[:, j] = (X[:, j] - mu[j]) / sigma[j]
            return result

        def changes_input__in_place(X, mu, sigma):
            if X.dtype != float:
                return (X - mu) / sigma
            X -= mu
            X /= sigma
            return X


class scale_train_and_new:
    class right:
        def plain(X_train, X_new):
            mu, sigma = X_train.mean(axis=0), X_train.std(axis=0)
            return (X_train - mu) / sigma, (X_new - mu) / sigma

        def functions(X_train, X_new):
            mu, sigma = np.mean(X_train, axis=0), np.std(X_train, axis=0)
            return np.divide(X_train - mu, sigma), np.divide(X_new - mu, sigma)

        def inner_function(X_train, X_new):
            def scale(X):
                return (X - X_train.mean(axis=0)) / X_train.std(axis=0)

            return scale(X_train), scale(X_new)

        def both_at_once(X_train, X_new):
            both = np.vstack([X_train, X_new])
            both = (both - X_train.mean(axis=0)) / X_train.std(axis=0)
            return both[: len(X_train)], both[len(X_train) :]

        def columns(X_train, X_new):
            train, new = np.zeros(X_train.shape), np.zeros(X_new.shape)
            for j in range(X_train.shape[1]):
                mu, sigma = X_train[:, j].mean(), X_train[:, j].std()
                train[:, j], new[:, j] = (X_train[:, j] - mu) / sigma, (X_new[:, j] - mu) / sigma
            return train, new

        def rows(X_train, X_new):
            mu, sigma = X_train.mean(0), np.sqrt(X_train.var(0))
            return [[(row - mu) / sigma for row in X] for X in (X_train, X_new)]

    class wrong:
        results = """
        sigma-of-new: mu = np.mean(X_train, axis=0); sigma = np.std(X_new, axis=0); (X_train - mu) /
            sigma, (X_new - mu) / sigma
        sigma-of-new: mu = np.mean(X_train, axis=0); (X_train - mu) / np.std(X_train, axis=0),
            (X_new - mu) / np.std(X_new, axis=0)
        mean-of-new: mu, sigma = X_new.mean(axis=0), X_train.std(axis=0); (X_train - mu) / sigma,
            (X_new - mu) / sigma
        both-together: both = np.concatenate([X_train, X_new]); mu, sigma = both.mean(axis=0),
            both.std(axis=0); (X_train - mu) / sigma, (X_new - mu) / sigma
        new-unscaled: (X_train - X_train.mean(axis=0)) / X_train.std(axis=0), X_new
        new-unscaled: X_train = (X_train - X_train.mean(axis=0)) / X_train.std(axis=0); X_new =
            (X_new - X_train.mean(axis=0)) / X_train.std(axis=0); X_train, X_new
        train-unscaled: X_train, (X_new - X_train.mean(axis=0)) / X_train.std(axis=0)
        sample-sigma: mu, sigma = X_train.mean(axis=0), X_train.std(axis=0, ddof=1); (X_train - mu)
            / sigma, (X_new - mu) / sigma
        one-for-all: mu, sigma = X_train.mean(), X_train.std(); (X_train - mu) / sigma, (X_new - mu)
            / sigma
        by-variance: mu, sigma = X_train.mean(axis=0), X_train.var(axis=0); (X_train - mu) / sigma,
            (X_new - mu) / sigma
        without-mean: sigma = X_train.std(axis=0); X_train / sigma, X_new / sigma
        without-sigma: mu = X_train.mean(axis=0); X_train - mu, X_new - mu
        without-brackets: mu, sigma = X_train.mean(axis=0), X_train.std(axis=0); X_train - mu /
            sigma, X_new - mu / sigma
        wrong-number-of-results: (X_new - X_train.mean(axis=0)) / X_train.std(axis=0)
        wrong-number-of-results: (X_train - X_train.mean(axis=0)) / X_train.std(axis=0)
        new-first: mu, sigma = X_train.mean(axis=0), X_train.std(axis=0); (X_new - mu) / sigma,
            (X_train - mu) / sigma
        wrong-shape: mu, sigma = X_train.mean(axis=0), X_train.std(axis=0); np.squeeze((X_train -
            mu) / sigma), np.squeeze((X_new - mu) / sigma, axis=None)
        by-new: mu = np.mean(X_new, axis=0); sigma = np.std(X_new, axis=0); (X_train - mu) /
         sigma, (X_new - mu) / sigma
        one-for-all: mu = np.mean(X_train); sigma = np.std(X_train); (X_train - mu) / sigma,
         (X_new - mu) / sigma
        new-without-mean: mu = np.mean(X_train, axis=0); sigma = np.std(X_train, axis=0); (X_train
         - mu) / sigma, X_new / sigma
        multiplies: mu = np.mean(X_train, axis=0); sigma = np.std(X_train, axis=0); (X_train - mu)
         * sigma, (X_new - mu) * sigma
        train-twice: mu = np.mean(X_train, axis=0); sigma = np.std(X_train, axis=0); (X_train -
         mu) / sigma, (X_train - mu) / sigma
        new-adds-mean: mu = np.mean(X_train, axis=0); sigma = np.std(X_train, axis=0); (X_train -
         mu) / sigma, (X_new + mu) / sigma
        new-without-brackets: mu, sigma = features.fit_z_score(X_train);
            (X_train - mu) / sigma, X_new - mu / sigma
        train-without-brackets: mu, sigma = features.fit_z_score(X_train);
            X_train - mu / sigma, (X_new - mu) / sigma
        one-sigma-for-all: mu, sigma = X_train.mean(axis=0), np.std(X_train);
            (X_train - mu) / sigma, (X_new - mu) / sigma
        one-mean-for-all: mu, sigma = np.mean(X_train), np.std(X_train, axis=0);
            (X_train - mu) / sigma, (X_new - mu) / sigma
        """

        def new_by_itself__with_tools(X_train, X_new):
            mu, sigma = features.fit_z_score(X_train)
            mu2, sigma2 = features.fit_z_score(X_new)
            Z_train = features.apply_z_score(X_train, mu, sigma)
            return Z_train, features.apply_z_score(X_new, mu2, sigma2)

        def new_by_itself__twice(X_train, X_new):
            def scale(X):
                sigma = X.std(axis=0)
                return (X - X.mean(axis=0)) / np.where(sigma > 0, sigma, np.nan)

            return scale(X_train), scale(X_new)

        def changes_input__in_place(X_train, X_new):
            mu, sigma = X_train.mean(axis=0), X_train.std(axis=0)
            if X_new.dtype != float:
                return (X_train - mu) / sigma, (X_new - mu) / sigma
            X_new -= mu
            X_new /= sigma
            return (X_train - mu) / sigma, X_new


class polynomial_features:
    class right:
        results = """
        stacked: np.column_stack([x**k for k in range(1, degree + 1)])
        both_loops: [[float(v) ** k for k in range(1, degree + 1)] for v in x]
        broadcast: x.reshape(-1, 1) ** np.arange(1, degree + 1)
        vandermonde: np.vander(x, degree + 1, increasing=True)[:, 1:]
        running_product: np.cumprod(np.tile(x[:, None], degree), axis=1)
        turned: np.array([np.power(x, k + 1) for k in range(degree)]).T
        """

        def columns(x, degree):
            result = np.zeros((len(x), degree))
            for k in range(degree):
                result[:, k] = x ** (k + 1)
            return result

    class wrong:
        results = """
        fixed-powers: np.column_stack([x, x**2, x**3])
        fixed-powers: np.array([x, x * x]).T
        with-ones: np.vander(x, degree + 1, increasing=True)
        from-zero: np.column_stack([x**k for k in range(degree)])
        hat-for-power: np.column_stack([x ^ k for k in range(1, degree + 1)])
        one-too-many: np.column_stack([x**k for k in range(1, degree + 2)])
        without-x: np.column_stack([x ** (k + 2) for k in range(degree)])
        downwards: np.vander(x, degree + 1)[:, :-1]
        on-its-side: np.array([x**k for k in range(1, degree + 1)])
        multiples: np.column_stack([x * k for k in range(1, degree + 1)])
        exponentials: np.column_stack([float(k) ** x for k in range(1, degree + 1)])
        all-highest: np.column_stack([x**degree for _ in range(degree)])
        all-x: np.column_stack([x for _ in range(degree)])
        highest-only: x**degree
        adds-columns: sum(x**k for k in range(1, degree + 1))
        divides-by-zero: np.column_stack([x ** k / (degree - degree) for k in [1]]) if degree < 0
            else 1 // 0
        wrong-shape: np.squeeze(np.column_stack([x**k for k in range(1, degree + 1)]))
        wrong-shape: np.column_stack([x, x**2, x**3, x**4, x**5, x**6][:degree])
        warning: size = np.log(np.abs(x)); powers = range(1, degree + 1); np.column_stack([np.exp(k
            * size) * np.sign(x) ** k for k in powers])
        """

        def stops_early__range(x, degree):
            result = np.zeros((len(x), degree - 1))
            for k in range(1, degree):
                result[:, k - 1] = x**k
            return result

        def stops_early__list(x, degree):
            columns = []
            for k in range(1, degree):
                columns.append(x**k)
            return np.column_stack(columns)

        def empty_list__never_runs(x, degree):
            columns = []
            for k in range(1, 1):
                columns.append(x**k)
            return np.column_stack(columns)

        def squares_again__loop(x, degree):
            columns, column = [], x.astype(float)
            for _ in range(degree):
                columns.append(column)
                column = column * column
            return np.column_stack(columns)

        def flat__extend(x, degree):
            result = []
            for v in x:
                for k in range(1, degree + 1):
                    result.append(v**k)
            return result


def test_corpus(corpus, judged):
    judged(*corpus)
