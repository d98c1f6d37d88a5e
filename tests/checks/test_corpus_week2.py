"""Right and wrong answers to the exercises of week 2, as learners write them.

Each class is an exercise. In `wrong`, a function's name up to the double underscore is the
misconception that the check must name.
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
        def plain(x, n):
            return n * x ** (n - 1)

        def numpy_power(x, n):
            return np.multiply(n, np.power(float(x), n - 1))

        def loop(x, n):
            result = n
            for _ in range(n - 1):
                result = result * x
            return result

        def math_pow(x, n):
            return n * math.pow(x, n - 1)

        def summed(x, n):
            return sum(x ** (n - 1) for _ in range(n))

        def product(x, n):
            return math.prod([x] * (n - 1)) * n

    class wrong:
        def old_and_new_swapped__plain(x, n):
            return (n - 1) * x**n

        def cube_only__plain(x, n):
            return 3 * x**2

        def keeps_power__plain(x, n):
            return n * x**n

        def forgets_factor__plain(x, n):
            return x ** (n - 1)

        def raises_power__plain(x, n):
            return n * x ** (n + 1)

        def new_power_in_front__order(x, n):
            n = n - 1
            return n * x**n

        def value__plain(x, n):
            return x**n

        def integral__plain(x, n):
            return 1 / (n + 1) * x ** (n + 1)

        def times_for_power__star(x, n):
            return n * x * (n - 1)

        def n_times_x__plain(x, n):
            return n * x

        def two_x__fixed(x, n):
            return 2 * x

        def divides_by_n__plain(x, n):
            return 1 / n * x ** (n - 1)

        def adds_n__plain(x, n):
            return n + x ** (n - 1)

        def multiplies_first__brackets(x, n):
            return (n * x) ** (n - 1)

        def minus_outside__no_brackets(x, n):
            return n * x**n - 1

        def second_derivative__twice(x, n):
            return n * (n - 1) * float(x) ** (n - 2)

        def divides_by_zero__quotient(x, n):
            return n * x**n / x

        def fails_for_a_corner__one_at_zero(x, n):
            return n * x ** (n - 1) if x else 1


class slope_of_parabola:
    class right:
        def plain(x):
            return 8 * x - 3

        def step_by_step(x):
            return 4 * (2 * x) - 3 * 1 + 0

        def named(x):
            first, second = 4 * 2 * x, -3
            return first + second

        def numpy_subtract(x):
            return np.subtract(np.multiply(8, x), 3.0)

        def summed(x):
            return sum([8 * x, -3, 0])

        def exact_sum(x):
            return math.fsum([8 * x, -3])

        def polynomial(x):
            return np.polyval([8, -3], x)

    class wrong:
        def keeps_constant__plain(x):
            return 8 * x + 2

        def keeps_factor__plain(x):
            return 4 * x - 3

        def keeps_power__plain(x):
            return 4 * 2 * x**2 - 3

        def keeps_x__plain(x):
            return 5 * x

        def forgets_middle__plain(x):
            return 2 * 4 * x

        def plus__plain(x):
            return 3 + 8 * x

        def value__plain(x):
            return x * (4 * x - 3) + 5

        def forgets_four__plain(x):
            return 2 * x - 3

        def twice__plain(x):
            return 8

        def power_squared__plain(x):
            return 4**2 * x - 3

        def minus__plain(x):
            return -(8 * x - 3)

        def divides_by_zero__quotient(x):
            return (8 * x**2 - 3 * x) / x


class slope_of_square:
    class right:
        def chain(x):
            u = 5 * x - 2
            return 2 * u * 5

        def plain(x):
            return 10 * (5 * x - 2)

        def multiplied_out(x):
            return 50 * x - 20

        def numpy_product(x):
            return np.prod([2.0, 5.0, 5 * x - 2])

        def two_slopes(x):
            outer, inner = 2 * (5 * x - 2), 5
            return outer * inner

        def polynomial(x):
            return np.polyval([50, -20], x)

    class wrong:
        def multiplies_x_alone__minus_four(x):
            return 25 * 2 * x - 4

        def multiplies_x_alone__minus_two(x):
            return 2 * 5 * 5 * x - 2

        def outer_only__named(x):
            u = 5 * x - 2
            return 2 * u

        def inner_only__plain(x):
            return 5

        def adds__plain(x):
            u = 5 * x - 2
            return 2 * u + 5

        def keeps_square__plain(x):
            u = 5 * x - 2
            return 2 * u**2 * 5

        def forgets_two__plain(x):
            return (5 * x - 2) * 5

        def value__plain(x):
            return 25 * x**2 - 20 * x + 4

        def slope_in_slope__plain(x):
            return 50

        def part_by_part__plain(x):
            return 50 * x

        def no_brackets__plain(x):
            return 10 * x - 2

        def inner_keeps_constant__plain(x):
            u = 5 * x - 2
            return 2 * u * (5 * 1 - 2)

        def inner_keeps_x__plain(x):
            return 2 * (5 * x - 2) * 5 * x

        def inner_value__plain(x):
            u = 5 * x - 2
            return 2 * u * u

        def divides__plain(x):
            return 2 / 5 * (5 * x - 2)

        def divides_by_zero__quotient(x):
            u = 5 * x - 2
            return 2 * u**2 / u * 5


class exp_rule:
    class right:
        def plain(a, x):
            return a * np.exp(a * x)

        def named(a, x):
            outer = np.exp(a * x)
            inner = a
            return outer * inner

        def math_exp(a, x):
            return math.exp(a * x) * a

        def power_of_e(a, x):
            return np.e ** (a * x) * a

        def math_power(a, x):
            return a * math.pow(math.e, a * x)

        def power_of_power(a, x):
            return a * np.exp(x) ** float(a)

        def tiny_step_by_hand(a, x):
            return a * (np.expm1(a * x) + 1)

    class wrong:
        def forgets_inner__plain(a, x):
            return np.exp(a * x)

        def inner_only__plain(a, x):
            return a

        def plain__plain(a, x):
            return math.e**x

        def always_minus_one__sigmoid(a, x):
            return -np.exp(-x)

        def minus_x_in_the_exponent__plain(a, x):
            return a * np.exp(-x)

        def exponential_of_a__plain(a, x):
            return a * np.exp(a)

        def a_outside_only__plain(a, x):
            return np.exp(x) * a

        def times_x__plain(a, x):
            return x * math.exp(a * x)

        def times_both__plain(a, x):
            return np.exp(a * x) * (a * x)

        def power_rule__plain(a, x):
            return a * x * math.e ** (a * x - 1)

        def lowers_exponent__plain(a, x):
            return np.exp(a * x - 1) * a

        def adds__plain(a, x):
            return np.exp(a * x) + a

        def divides__area(a, x):
            return np.exp(a * x) / a

        def minus__plain(a, x):
            return -np.exp(a * x) * a

        def minus_in_the_exponent__divided(a, x):
            return a / np.exp(a * x)

        def minus_twice__plain(a, x):
            return -np.exp(-a * x)

        def sum_in_the_exponent__plain(a, x):
            return a * np.exp(x + a)

        def two_to_the__plain(a, x):
            return a * 2 ** float(a * x)

        def rounded_e__three_digits(a, x):
            return a * 2.718 ** (a * x)


class log_rule:
    class right:
        def plain(p):
            return -1 / (1 - p)

        def turned(p):
            return 1 / (p - 1)

        def named(p):
            outer = 1 / (1 - p)
            inner = -1
            return outer * inner

        def power(p):
            return -((1 - p) ** -1.0)

        def exponential(p):
            return -np.exp(-np.log(1 - p))

        def numpy_function(p):
            return np.divide(-1, np.subtract(1, p))

    class wrong:
        def forgets_inner__plain(p):
            return (1 - p) ** -1.0

        def forgets_inner__turned_with_a_minus(p):
            return -1 / (p - 1)

        def plain_log__note(p):
            return 1 / p

        def minus_plain_log__plain(p):
            return -(p**-1.0)

        def value__plain(p):
            return math.log(1 - p)

        def value_of_loss__plain(p):
            return -math.log(1 - p)

        def log_of_p__plain(p):
            return math.log(p)

        def gives_inside__plain(p):
            return 1 - p

        def inner_only__plain(p):
            return -1

        def square_below__power_rule(p):
            return -((1 - p) ** -2.0)

        def divides_by_log__plain(p):
            return -1 / math.log(1 - p)

        def brackets__plain(p):
            return -1 / 1 - p

        def gives_inside__brackets(p):
            return 1 / 1 - p

        def sigmoid_rule__plain(p):
            return p * (1 - p)

        def turned__plain(p):
            return -(1 - p)

        def exponential__plain(p):
            return math.exp(1 - p)


class sigmoid_rule:
    class right:
        def plain(x, w, b):
            s = 1 / (1 + np.exp(-(w * x + b)))
            return s * (1 - s) * x

        def named(x, w, b):
            z = w * x + b
            f = 1 / (1 + math.exp(-z))
            rest = 1 - f
            return x * f * rest

        def quotient(x, w, b):
            e = np.exp(-w * x - b)
            return e / (1 + e) ** 2 * x

        def two_sigmoids(x, w, b):
            z = w * x + b
            return x / (1 + np.exp(-z)) / (1 + np.exp(z))

        def hyperbolic(x, w, b):
            return x / (2 + 2 * np.cosh(w * x + b))

        def tangent(x, w, b):
            return x * (1 - np.tanh((w * x + b) / 2) ** 2) / 4

    class wrong:
        def z_without_brackets_in_the_rest__plain(x, w, b):
            f = 1 / (1 + np.exp(-(w * x + b)))
            return f * (1 - w * x + b) * x

        def z_in_the_rest__plain(x, w, b):
            z = w * x + b
            return 1 / (1 + np.exp(-z)) * (1 - z) * x

        def forgets_x__note(x, w, b):
            s = 1 / (1 + np.exp(-(w * x + b)))
            return s * (1 - s)

        def times_w__plain(x, w, b):
            s = 1 / (1 + np.exp(-(w * x + b)))
            return w * s * (1 - s)

        def sigmoid_twice__named(x, w, b):
            f = 1 / (1 + np.exp(-(w * x + b)))
            s = 1 / (1 + np.exp(-f))
            return s * (1 - s) * x

        def times_w_and_x__plain(x, w, b):
            s = 1 / (1 + np.exp(-(w * x + b)))
            return s * (1 - s) * w * x

        def value__plain(x, w, b):
            return 1 / (1 + np.exp(-(w * x + b)))

        def value_times_x__plain(x, w, b):
            return x / (1 + np.exp(-(w * x + b)))

        def rest_times_x__plain(x, w, b):
            return x / (1 + np.exp(w * x + b))

        def inner_only__plain(x, w, b):
            return x

        def adds__plain(x, w, b):
            s = 1 / (1 + np.exp(-(w * x + b)))
            return x + s * (1 - s)

        def times_z__plain(x, w, b):
            z = w * x + b
            s = 1 / (1 + np.exp(-z))
            return s * (1 - s) * z

        def forgets_b__plain(x, w, b):
            s = 1 / (1 + np.exp(-w * x))
            return s * (1 - s) * x

        def sigmoid_at_w__plain(x, w, b):
            s = 1 / (1 + np.exp(-w))
            return s * (1 - s) * x

        def no_sigmoid__plain(x, w, b):
            z = w * x + b
            return z * (1 - z) * x

        def turned__inner_sign(x, w, b):
            s = 1 / (1 + np.exp(-(w * x + b)))
            return s * (s - 1) * x

        def plus__plain(x, w, b):
            s = 1 / (1 + np.exp(-(w * x + b)))
            return s * (1 + s) * x

        def squares__plain(x, w, b):
            s = 1 / (1 + np.exp(-(w * x + b)))
            return s**2 * x

        def brackets__plain(x, w, b):
            s = 1 / (1 + np.exp(-(w * x + b)))
            return s * 1 - s * x

        def twice__plain(x, w, b):
            s = 1 / (1 + np.exp(-(w * x + b)))
            return 2 * s * (1 - s) * x


class average_slope:
    class right:
        def plain(f, x, h):
            return (f(x + h) - f(x)) / h

        def named(f, x, h):
            rise = f(x + h) - f(x)
            run = h
            return rise / run

        def run_measured(f, x, h):
            end = x + h
            return (f(end) - f(x)) / (end - x)

        def turned_twice(f, x, h):
            return (f(x) - f(x + h)) / -h

        def two_quotients(f, x, h):
            return f(x + h) / h - f(x) / h

        def differences(f, x, h):
            return np.diff([f(x), f(x + h)])[0] / h

    class wrong:
        def rise_only__plain(f, x, h):
            return f(x + h) - f(x)

        def fall__plain(f, x, h):
            return (f(x) - f(x + h)) / h

        def brackets__plain(f, x, h):
            return f(x + h) - f(x) / h

        def divides_by_x__plain(f, x, h):
            return (f(x + h) - f(x)) / x

        def divides_by_end__plain(f, x, h):
            return (f(x + h) - f(x)) / (x + h)

        def times_h__plain(f, x, h):
            return h * (f(x + h) - f(x))

        def half__plain(f, x, h):
            return (f(x + h) - f(x)) / 2 / h

        def value_at_h__plain(f, x, h):
            return (f(h) - f(x)) / h

        def adds_values__plain(f, x, h):
            return (f(x + h) + f(x)) / h

        def backward__plain(f, x, h):
            return (f(x) - f(x - h)) / h

        def both_sides__plain(f, x, h):
            return (f(x + h) - f(x - h)) / (2 * h)

        def ignores_h__fixed(f, x, h):
            h = 1e-6
            return (f(x + h) - f(x)) / h

        def calls_a_number__brackets(f, x, h):
            return (f(x + h) - f(x))(h)


class numerical_derivative:
    class right:
        def two_sided(f, x):
            h = 1e-5
            return (f(x + h) - f(x - h)) / (2 * h)

        def rough_two_sided(f, x):
            return (f(x + 0.01) - f(x - 0.01)) / 0.02

        def with_default(f, x, h=1e-4):
            return (f(x + h) - f(x - h)) / (2 * h)

        def feet_named(f, x):
            h = 1e-7
            left, right = x - h, x + h
            return (f(right) - f(left)) / (right - left)

        def mean_of_two_sides(f, x):
            h = 1e-6
            return ((f(x + h) - f(x)) / h + (f(x) - f(x - h)) / h) / 2

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
        def step_too_long__one(f, x):
            return f(x + 1) - f(x)

        def step_too_long__tenth(f, x):
            h = 0.1
            return (f(x + h) - f(x)) / h

        def step_too_long__half_both_sides(f, x):
            return f(x + 0.5) - f(x - 0.5)

        def step_too_long__hundredth(f, x):
            h = 0.01
            return (f(x + h) - f(x)) / h

        def step_too_short__tiny(f, x):
            h = 1e-16
            return (f(x + h) - f(x)) / h

        def divides_by_one_step__two_sided(f, x):
            h = 1e-6
            return (f(x + h) - f(x - h)) / h

        def divides_by_two_steps__one_sided(f, x):
            h = 1e-6
            return (f(x + h) - f(x)) / (2 * h)

        def turned__plain(f, x):
            h = 1e-6
            return (f(x) - f(x + h)) / h

        def turned__both_sides(f, x):
            h = 1e-6
            return (f(x - h) - f(x + h)) / (2 * h)

        def to_one_side__right(f, x):
            h = 1e-6
            return (f(x + h) - f(x)) / h

        def to_one_side__rough(f, x):
            return (f(x + 0.0001) - f(x)) / 0.0001

        def to_one_side__default(f, x, h=1e-5):
            return (f(x + h) - f(x)) / h

        def to_one_side__left(f, x):
            return (f(x) - f(x - 1e-7)) / 1e-7

        def value__plain(f, x):
            return f(x)

        def value_by_x__plain(f, x):
            return f(x) / x

        def tiny_rise__plain(f, x):
            return f(x + 1e-4) - f(x)

        def without_brackets__plain(f, x):
            h = 1e-4
            return f(x + h) - f(x) / h

        def slash_two_times_h__plain(f, x):
            h = 1e-3
            return (f(x + h) - f(x - h)) / 2 * h

        def slope_at_zero__plain(f, x):
            h = 1e-5
            return (f(h) - f(-h)) / (2 * h)

        def divides_by_zero__no_step(f, x):
            h = 0
            return (f(x + h) - f(x)) / h

        def to_one_side__relative_step(f, x):
            h = 1e-7 * (abs(x) + 1e-10)
            return (f(x + h) - f(x)) / h

        def rounded__two_digits(f, x):
            return round((f(x + 1e-5) - f(x - 1e-5)) / 2e-5, 2)

        def rounded__four_digits(f, x):
            return round((f(x + 1e-5) - f(x - 1e-5)) / 2e-5, 4)

        def divides_by_zero__relative_step(f, x):
            h = 0.00001 * x
            return (f(x + h) - f(x - h)) / (2 * h)


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
            features = np.column_stack([x, np.ones(len(x))])
            return features.T @ (features @ [w, b] - y) / len(y)

        def divided_terms(x, y, w, b):
            m = len(x)
            dw = sum([(w * x[i] + b - y[i]) * x[i] / m for i in range(m)])
            db = sum([(w * x[i] + b - y[i]) / m for i in range(m)])
            return dw, db

    class wrong:
        def brackets_around_the_error__mean(x, y, w, b):
            return np.mean(w * x + b - y * x), np.mean(w * x + b - y)

        def no_mean_in_db__errors(x, y, w, b):
            e = w * x + b - y
            return np.mean(e * x), e

        def keeps_the_half__plain(x, y, w, b):
            e = w * x + b - y
            return np.sum(e * x) / (2 * len(x)), np.sum(e) / (2 * len(x))

        def keeps_the_two__plain(x, y, w, b):
            e = w * x + b - y
            return 2 * np.mean(e * x), 2 * np.mean(e)

        def sum_for_mean__loop(x, y, w, b):
            dw = db = 0
            for i in range(len(x)):
                dw += (w * x[i] + b - y[i]) * x[i]
                db += w * x[i] + b - y[i]
            return dw, db

        def db_not_divided__plain(x, y, w, b):
            e = w * x + b - y
            return np.mean(e * x), np.sum(e)

        def dw_not_divided__brackets(x, y, w, b):
            e = w * x + b - y
            return np.sum(e * x), np.sum(e) / len(x)

        def sign__turned(x, y, w, b):
            e = y - (w * x + b)
            return np.mean(e * x), np.mean(e)

        def sign_of_db__plain(x, y, w, b):
            e = w * x + b - y
            return np.mean(e * x), -np.mean(e)

        def swapped__plain(x, y, w, b):
            e = w * x + b - y
            return np.mean(e), np.mean(e * x)

        def forgets_x__plain(x, y, w, b):
            e = w * x + b - y
            return np.mean(e), np.mean(e)

        def x_in_db__plain(x, y, w, b):
            e = w * x + b - y
            return np.mean(e * x), np.mean(e * x)

        def w_for_x__plain(x, y, w, b):
            e = w * x + b - y
            return np.mean(e * w), np.mean(e)

        def leaves_out_b__plain(x, y, w, b):
            e = w * x - y
            return np.mean(e * x), np.mean(e)

        def leaves_out_y__plain(x, y, w, b):
            e = w * x + b
            return np.mean(e * x), np.mean(e)

        def product_of_means__plain(x, y, w, b):
            e = w * x + b - y
            return np.mean(e) * np.mean(x), np.mean(e)

        def mean_too_soon__plain(x, y, w, b):
            e = w * x + b - y
            return np.mean(e) * x, np.mean(e)

        def no_mean_in_dw__plain(x, y, w, b):
            e = w * x + b - y
            return e * x, np.mean(e)

        def slash_two_times_m__plain(x, y, w, b):
            e = w * x + b - y
            return np.sum(e * x) / 2 * len(x), np.sum(e) / 2 * len(x)

        def squares_the_errors__plain(x, y, w, b):
            e = (w * x + b - y) ** 2
            return np.mean(e * x), np.mean(e)

        def absolute_errors__plain(x, y, w, b):
            e = abs(w * x + b - y)
            return np.mean(e * x), np.mean(e)

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

        def gives_each__no_sum(x, y, w, b):
            e = w * x + b - y
            return e * x / len(x), e / len(x)

        def gives_new_parameters__step(x, y, w, b):
            e = w * x + b - y
            return w - np.mean(e * x), b - np.mean(e)

        def reads_notebook__w(x, y, w, b):
            e = w_start * x + b - y
            return np.mean(e * x), np.mean(e)

        def wrong_number_of_results__sum(x, y, w, b):
            e = w * x + b - y
            return np.mean(e * x) + np.mean(e)

        def fixed_size__birds(x, y, w, b):
            e = w * x + b - y
            return np.sum(e * x) / 342, np.sum(e) / 342

        def fails_for_a_corner__set(x, y, w, b):
            e = w * x + b - y
            return sum(set(e * x)) / len(x), sum(set(e)) / len(x)


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
        def product_of_means__columns(X, y, w, b):
            e = X @ w + b - y
            return np.mean(X, axis=0) * np.mean(e), np.mean(e)

        def no_mean_in_db__errors(X, y, w, b):
            e = X @ w + b - y
            return X.T @ e / len(y), e

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

        def brackets_around_the_error__by_column(X, y, w, b):
            f = X @ w + b
            dw = [np.mean(f - y * X[:, j]) for j in range(len(w))]
            return np.array(dw), np.mean(f - y)

        def keeps_the_half__plain(X, y, w, b):
            e = X @ w + b - y
            return X.T @ e / (2 * len(y)), e.sum() / (2 * len(y))

        def sum_for_mean__plain(X, y, w, b):
            e = X @ w + b - y
            return X.T @ e, e.sum()

        def db_not_divided__plain(X, y, w, b):
            e = X @ w + b - y
            return X.T @ e / len(y), e.sum()

        def sign__turned(X, y, w, b):
            e = y - X @ w - b
            return X.T @ e / len(y), e.mean()

        def swapped__plain(X, y, w, b):
            e = X @ w + b - y
            return e.mean(), X.T @ e / len(y)

        def leaves_out_b__plain(X, y, w, b):
            e = X @ w - y
            return X.T @ e / len(y), e.mean()

        def one_number_for_dw__sum(X, y, w, b):
            e = X @ w + b - y
            return np.sum(X.T @ e) / len(y), e.mean()

        def divides_dw_by_n__axis(X, y, w, b):
            e = X @ w + b - y
            return X.T @ e / X.shape[1], e.mean()

        def divides_by_n__shape(X, y, w, b):
            n = X.shape[1]
            e = X @ w + b - y
            return X.T @ e / n, e.sum() / n

        def first_column_for_all__index(X, y, w, b):
            m, n = X.shape
            dw = np.zeros(n)
            e = X @ w + b - y
            for i in range(m):
                for j in range(n):
                    dw[j] += e[i] * X[i, 0]
            return dw / m, e.mean()

        def column_for_dw__reshape(X, y, w, b):
            e = (X @ w + b - y).reshape(-1, 1)
            return X.T @ e / len(y), e.mean()

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

        def forgets_x__plain(X, y, w, b):
            e = X @ w + b - y
            return np.mean(e) * np.ones(X.shape[1]), np.mean(e)

        def gives_each__no_sum(X, y, w, b):
            e = X @ w + b - y
            return e[:, None] * X / len(y), e / len(y)

        def shapes_do_not_fit__not_turned(X, y, w, b):
            e = X @ w + b - y
            return X @ e / len(y), e.mean()

        def leaves_out_y__plain(X, y, w, b):
            e = X @ w + b
            return X.T @ e / len(y), e.mean()

        def y_minus_without_brackets__plain(X, y, w, b):
            e = y - X @ w + b
            return X.T @ e / len(y), e.mean()

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

        def fails_for_a_corner__each_row_once(X, y, w, b):
            table = np.unique(np.column_stack([X, y]), axis=0)
            X, y = table[:, :-1], table[:, -1]
            return slopes(X, y, w, b)


class gradient_step:
    class right:
        def plain(x, y, w, b, alpha):
            dj_dw, dj_db = slopes(x, y, w, b)
            return w - alpha * dj_dw, b - alpha * dj_db

        def temporary(x, y, w, b, alpha):
            tmp_w = w - alpha * slopes(x, y, w, b)[0]
            tmp_b = b - alpha * slopes(x, y, w, b)[1]
            w = tmp_w
            b = tmp_b
            return w, b

        def written_out(x, y, w, b, alpha):
            e = w * x + b - y
            return w - alpha * np.mean(e * x), b - alpha * np.mean(e)

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

        def as_vector(x, y, w, b, alpha):
            return np.array([w, b]) - alpha * np.array(slopes(x, y, w, b))

        def augmented(x, y, w, b, alpha):
            dj_dw, dj_db = slopes(x, y, w, b)
            w -= alpha * dj_dw
            b -= alpha * dj_db
            return w, b

        def fsum(x, y, w, b, alpha):
            e = [float(w * p + b - q) for p, q in zip(x, y, strict=True)]
            dw = math.fsum(p * q for p, q in zip(e, x, strict=True)) / len(e)
            return w - alpha * dw, b - alpha * math.fsum(e) / len(e)

    class wrong:
        def b_uphill__sign(x, y, w, b, alpha):
            dw, db = slopes(x, y, w, b)
            return w - alpha * dw, b + alpha * db

        def w_uphill__sign(x, y, w, b, alpha):
            dw, db = slopes(x, y, w, b)
            return w + alpha * dw, b - alpha * db

        def b_with_slope_of_w__copied(x, y, w, b, alpha):
            dw, _ = slopes(x, y, w, b)
            return w - alpha * dw, b - alpha * dw

        def w_with_slope_of_b__copied(x, y, w, b, alpha):
            _, db = slopes(x, y, w, b)
            return w - alpha * db, b - alpha * db

        def uphill__plus(x, y, w, b, alpha):
            dj_dw, dj_db = slopes(x, y, w, b)
            return w + alpha * dj_dw, b + alpha * dj_db

        def one_after_the_other__overwritten(x, y, w, b, alpha):
            w = w - alpha * slopes(x, y, w, b)[0]
            b = b - alpha * slopes(x, y, w, b)[1]
            return w, b

        def b_before_w__overwritten(x, y, w, b, alpha):
            b = b - alpha * slopes(x, y, w, b)[1]
            w = w - alpha * slopes(x, y, w, b)[0]
            return w, b

        def without_alpha__plain(x, y, w, b, alpha):
            dj_dw, dj_db = slopes(x, y, w, b)
            return w - dj_dw, b - dj_db

        def fixed_alpha__hundredth(x, y, w, b, alpha):
            dj_dw, dj_db = slopes(x, y, w, b)
            return w - 0.01 * dj_dw, b - 0.01 * dj_db

        def reads_notebook__alpha(x, y, w, b, alpha):
            dj_dw, dj_db = slopes(x, y, w, b)
            return w - alpha_train * dj_dw, b - alpha_train * dj_db

        def divides_by_alpha__plain(x, y, w, b, alpha):
            dj_dw, dj_db = slopes(x, y, w, b)
            return w - dj_dw / alpha, b - dj_db / alpha

        def moves_only_w__plain(x, y, w, b, alpha):
            return w - alpha * slopes(x, y, w, b)[0], b

        def moves_only_b__plain(x, y, w, b, alpha):
            return w, b - alpha * slopes(x, y, w, b)[1]

        def slopes_swapped__unpacked(x, y, w, b, alpha):
            dj_db, dj_dw = slopes(x, y, w, b)
            return w - alpha * dj_dw, b - alpha * dj_db

        def gives_the_change__plain(x, y, w, b, alpha):
            dj_dw, dj_db = slopes(x, y, w, b)
            return alpha * dj_dw, alpha * dj_db

        def gives_the_gradient__plain(x, y, w, b, alpha):
            return slopes(x, y, w, b)

        def does_nothing__not_stored(x, y, w, b, alpha):
            dj_dw, dj_db = slopes(x, y, w, b)
            w - alpha * dj_dw
            b - alpha * dj_db
            return w, b

        def b_first__plain(x, y, w, b, alpha):
            dj_dw, dj_db = slopes(x, y, w, b)
            return b - alpha * dj_db, w - alpha * dj_dw

        def alpha_times_all__brackets(x, y, w, b, alpha):
            dj_dw, dj_db = slopes(x, y, w, b)
            return alpha * (w - dj_dw), alpha * (b - dj_db)

        def multiplies_a_list__tuple_times_alpha(x, y, w, b, alpha):
            return w - alpha * slopes(x, y, w, b), b

        def wrong_arguments__forgotten(x, y, w, b, alpha):
            dj_dw, dj_db = slopes(x, y, w)
            return w - alpha * dj_dw, b - alpha * dj_db


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

        def history_of_last__outside(X, y, w, b, alpha, steps):
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
        def axis(X):
            return X.mean(axis=0), X.std(axis=0)

        def functions(X):
            mu = np.mean(X, axis=0)
            sigma = np.std(X, axis=0)
            return mu, sigma

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

        def variance(X):
            return np.average(X, axis=0), np.var(X, axis=0) ** 0.5

        def einsum(X):
            mu = np.einsum("ij->j", X) / len(X)
            d = X - mu
            return [mu, np.sqrt(np.einsum("ij,ij->j", d, d) / len(X))]

    class wrong:
        def sample_deviation__written_out(X):
            mu = np.mean(X, axis=0)
            return mu, np.sqrt(np.sum((X - mu) ** 2, axis=0) / (len(X) - 1))

        def rows_for_columns__axis(X):
            return np.mean(X, axis=1), np.std(X, axis=1)

        def over_all__no_axis(X):
            return np.mean(X), np.std(X)

        def variance__no_root(X):
            mu = X.mean(axis=0)
            return mu, np.mean((X - mu) ** 2, axis=0)

        def median__plain(X):
            return np.median(X, axis=0), np.std(X, axis=0)

        def spread_of_extremes__range(X):
            return X.mean(axis=0), np.ptp(X, axis=0)

        def least_and_greatest__min_max(X):
            return np.min(X, axis=0), np.max(X, axis=0) - np.min(X, axis=0)

        def mean_distance__abs(X):
            mu = X.mean(axis=0)
            return mu, np.mean(abs(X - mu), axis=0)

        def sum_for_mean__plain(X):
            return np.sum(X, axis=0), np.std(X, axis=0)

        def root_of_sum__norm(X):
            mu = X.mean(axis=0)
            return mu, np.linalg.norm(X - mu, axis=0)

        def around_zero__mean_forgotten(X):
            return X.mean(axis=0), np.sqrt((X**2).mean(axis=0))

        def sigma_first__plain(X):
            return X.std(axis=0), X.mean(axis=0)

        def scales_too__three(X):
            mu, sigma = X.mean(axis=0), X.std(axis=0)
            return (X - mu) / sigma, mu, sigma

        def scaled_only__plain(X):
            return (X - X.mean(axis=0)) / X.std(axis=0)

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

        def fails_for_a_corner__mean_of_a_set(X):
            return np.array([np.mean(list(set(column))) for column in X.T]), X.std(axis=0)

        def wrong_shape__one_column_as_number(X):
            return (X.mean(axis=0), X.std(axis=0)) if X.shape[1] > 1 else (X.mean(), X.std())


class apply_z_score:
    class right:
        def plain(X, mu, sigma):
            return (X - mu) / sigma

        def functions(X, mu, sigma):
            return np.divide(np.subtract(X, mu), sigma)

        def rows(X, mu, sigma):
            return np.array([(row - mu) / sigma for row in X])

        def columns(X, mu, sigma):
            result = np.zeros(X.shape)
            for j in range(X.shape[1]):
                result[:, j] = (X[:, j] - mu[j]) / sigma[j]
            return result

        def nested_lists(X, mu, sigma):
            n = len(mu)
            return [[(row[j] - mu[j]) / sigma[j] for j in range(n)] for row in X]

        def two_fractions(X, mu, sigma):
            return X / sigma - mu / sigma

        def einsum(X, mu, sigma):
            return np.einsum("ij,j->ij", X - mu, 1 / sigma)

        def with_tiny_number(X, mu, sigma):
            return (X - mu) / (sigma + 1e-12)

    class wrong:
        def fits_again__plain(X, mu, sigma):
            mu, sigma = X.mean(axis=0), X.std(axis=0)
            return (X - mu) / sigma if len(X) > 1 else (X - mu) / (sigma * np.nan)

        def fits_mu_again__plain(X, mu, sigma):
            return (X - np.mean(X, axis=0)) / sigma

        def divides_first__brackets(X, mu, sigma):
            return X - mu / sigma

        def divides_only__plain(X, mu, sigma):
            return X / sigma

        def centres_only__plain(X, mu, sigma):
            return X - mu

        def multiplies__plain(X, mu, sigma):
            return (X - mu) * sigma

        def adds_mu__plain(X, mu, sigma):
            return (X + mu) / sigma

        def mu_minus_x__plain(X, mu, sigma):
            return (mu - X) / sigma

        def divides_by_variance__plain(X, mu, sigma):
            return (X - mu) / (sigma * sigma)

        def divides_by_root__plain(X, mu, sigma):
            return (X - mu) / sigma**0.5

        def mu_and_sigma_swapped__plain(X, mu, sigma):
            return (X - sigma) / mu

        def first_for_all__plain(X, mu, sigma):
            return (X - mu[0]) / sigma[0]

        def undoes__plain(X, mu, sigma):
            return sigma * X + mu

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
        def sigma_of_new__for_both(X_train, X_new):
            mu = np.mean(X_train, axis=0)
            sigma = np.std(X_new, axis=0)
            return (X_train - mu) / sigma, (X_new - mu) / sigma

        def sigma_of_new__for_new(X_train, X_new):
            mu = np.mean(X_train, axis=0)
            return (X_train - mu) / np.std(X_train, axis=0), (X_new - mu) / np.std(X_new, axis=0)

        def mean_of_new__for_both(X_train, X_new):
            mu, sigma = X_new.mean(axis=0), X_train.std(axis=0)
            return (X_train - mu) / sigma, (X_new - mu) / sigma

        def new_by_itself__fitted_by_the_page(X_train, X_new):
            mu, sigma = features.fit_z_score(X_train)
            mu2, sigma2 = features.fit_z_score(X_new)
            Z_train = features.apply_z_score(X_train, mu, sigma)
            return Z_train, features.apply_z_score(X_new, mu2, sigma2)

        def new_by_itself__twice(X_train, X_new):
            def scale(X):
                sigma = X.std(axis=0)
                return (X - X.mean(axis=0)) / np.where(sigma > 0, sigma, np.nan)

            return scale(X_train), scale(X_new)

        def both_together__stacked(X_train, X_new):
            both = np.concatenate([X_train, X_new])
            mu, sigma = both.mean(axis=0), both.std(axis=0)
            return (X_train - mu) / sigma, (X_new - mu) / sigma

        def new_unscaled__plain(X_train, X_new):
            return (X_train - X_train.mean(axis=0)) / X_train.std(axis=0), X_new

        def new_unscaled__by_scaled(X_train, X_new):
            X_train = (X_train - X_train.mean(axis=0)) / X_train.std(axis=0)
            X_new = (X_new - X_train.mean(axis=0)) / X_train.std(axis=0)
            return X_train, X_new

        def train_unscaled__plain(X_train, X_new):
            return X_train, (X_new - X_train.mean(axis=0)) / X_train.std(axis=0)

        def sample_sigma__ddof(X_train, X_new):
            mu, sigma = X_train.mean(axis=0), X_train.std(axis=0, ddof=1)
            return (X_train - mu) / sigma, (X_new - mu) / sigma

        def one_for_all__no_axis(X_train, X_new):
            mu, sigma = X_train.mean(), X_train.std()
            return (X_train - mu) / sigma, (X_new - mu) / sigma

        def by_variance__var(X_train, X_new):
            mu, sigma = X_train.mean(axis=0), X_train.var(axis=0)
            return (X_train - mu) / sigma, (X_new - mu) / sigma

        def without_mean__plain(X_train, X_new):
            sigma = X_train.std(axis=0)
            return X_train / sigma, X_new / sigma

        def without_sigma__plain(X_train, X_new):
            mu = X_train.mean(axis=0)
            return X_train - mu, X_new - mu

        def without_brackets__plain(X_train, X_new):
            mu, sigma = X_train.mean(axis=0), X_train.std(axis=0)
            return X_train - mu / sigma, X_new - mu / sigma

        def wrong_number_of_results__new_alone(X_train, X_new):
            return (X_new - X_train.mean(axis=0)) / X_train.std(axis=0)

        def wrong_number_of_results__train_alone(X_train, X_new):
            return (X_train - X_train.mean(axis=0)) / X_train.std(axis=0)

        def new_first__plain(X_train, X_new):
            mu, sigma = X_train.mean(axis=0), X_train.std(axis=0)
            return (X_new - mu) / sigma, (X_train - mu) / sigma

        def changes_input__in_place(X_train, X_new):
            mu, sigma = X_train.mean(axis=0), X_train.std(axis=0)
            if X_new.dtype != float:
                return (X_train - mu) / sigma, (X_new - mu) / sigma
            X_new -= mu
            X_new /= sigma
            return (X_train - mu) / sigma, X_new

        def wrong_shape__one_column_flat(X_train, X_new):
            mu, sigma = X_train.mean(axis=0), X_train.std(axis=0)
            return np.squeeze((X_train - mu) / sigma), np.squeeze((X_new - mu) / sigma, axis=None)


class polynomial_features:
    class right:
        def stacked(x, degree):
            return np.column_stack([x**k for k in range(1, degree + 1)])

        def columns(x, degree):
            result = np.zeros((len(x), degree))
            for k in range(degree):
                result[:, k] = x ** (k + 1)
            return result

        def both_loops(x, degree):
            return [[float(v) ** k for k in range(1, degree + 1)] for v in x]

        def broadcast(x, degree):
            return x.reshape(-1, 1) ** np.arange(1, degree + 1)

        def vandermonde(x, degree):
            return np.vander(x, degree + 1, increasing=True)[:, 1:]

        def running_product(x, degree):
            return np.cumprod(np.tile(x[:, None], degree), axis=1)

        def turned(x, degree):
            return np.array([np.power(x, k + 1) for k in range(degree)]).T

    class wrong:
        def fixed_powers__three(x, degree):
            return np.column_stack([x, x**2, x**3])

        def fixed_powers__two(x, degree):
            return np.array([x, x * x]).T

        def with_ones__vandermonde(x, degree):
            return np.vander(x, degree + 1, increasing=True)

        def from_zero__range(x, degree):
            return np.column_stack([x**k for k in range(degree)])

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

        def hat_for_power__loop(x, degree):
            return np.column_stack([x ^ k for k in range(1, degree + 1)])

        def empty_list__never_runs(x, degree):
            columns = []
            for k in range(1, 1):
                columns.append(x**k)
            return np.column_stack(columns)

        def one_too_many__range(x, degree):
            return np.column_stack([x**k for k in range(1, degree + 2)])

        def without_x__plus_two(x, degree):
            return np.column_stack([x ** (k + 2) for k in range(degree)])

        def downwards__vandermonde(x, degree):
            return np.vander(x, degree + 1)[:, :-1]

        def on_its_side__not_turned(x, degree):
            return np.array([x**k for k in range(1, degree + 1)])

        def multiples__star(x, degree):
            return np.column_stack([x * k for k in range(1, degree + 1)])

        def exponentials__turned(x, degree):
            return np.column_stack([float(k) ** x for k in range(1, degree + 1)])

        def all_highest__index(x, degree):
            return np.column_stack([x**degree for _ in range(degree)])

        def all_x__index(x, degree):
            return np.column_stack([x for _ in range(degree)])

        def highest_only__plain(x, degree):
            return x**degree

        def squares_again__loop(x, degree):
            columns, column = [], x.astype(float)
            for _ in range(degree):
                columns.append(column)
                column = column * column
            return np.column_stack(columns)

        def adds_columns__sum(x, degree):
            return sum(x**k for k in range(1, degree + 1))

        def flat__extend(x, degree):
            result = []
            for v in x:
                for k in range(1, degree + 1):
                    result.append(v**k)
            return result

        def divides_by_zero__start(x, degree):
            return (
                np.column_stack([x**k / (degree - degree) for k in [1]]) if degree < 0 else 1 // 0
            )

        def wrong_shape__one_column_flat(x, degree):
            return np.squeeze(np.column_stack([x**k for k in range(1, degree + 1)]))

        def wrong_shape__six_columns_at_most(x, degree):
            return np.column_stack([x, x**2, x**3, x**4, x**5, x**6][:degree])

        def warning__by_logarithms(x, degree):
            size = np.log(np.abs(x))
            powers = range(1, degree + 1)
            return np.column_stack([np.exp(k * size) * np.sign(x) ** k for k in powers])


def test_corpus(corpus, judged):
    found = judged(*corpus)
    assert found["right"] >= 6
    assert found["wrong"] >= 10
    assert found["rejected right answers"] == []
    assert found["accepted wrong answers"] == []
    assert found["unnamed"] == []
    assert found["rating"] >= 1.8
