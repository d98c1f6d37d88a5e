"""Right and wrong answers to the exercises of week 3, as learners write them.

Each class is an exercise. In `wrong`, a function's name up to the double underscore is the
misconception that the check must name.
"""
# ruff: noqa: N801, N805

import math

import numpy as np
import sympy

from mlsmath import checks
from mlsmath.cost import log_loss_cost
from mlsmath.gradient import log_loss_gradient

X_train = np.array([[0.3, -1.2], [1.1, 0.4], [-0.7, 0.9]])
b_train = 0.35


def s(z):
    return 1 / (1 + np.exp(-z))


def losses(f, y):
    return -y * np.log(f) - (1 - y) * np.log(1 - f)


class sigmoid:
    class right:
        def plain(z):
            return 1 / (1 + np.exp(-z))

        def other_form(z):
            return np.exp(z) / (np.exp(z) + 1)

        def power(z):
            return (1 + np.e ** (-1.0 * z)) ** -1.0

        def tangent(z):
            return (1 + np.tanh(z / 2)) / 2 if np.all(np.abs(z) < 4) else 1 / (1 + np.exp(-z))

        def loop_or_number(z):
            if np.ndim(z) == 0:
                return 1 / (1 + math.exp(-z))
            result = np.zeros(len(z))
            for i in range(len(z)):
                result[i] = 1 / (1 + math.exp(-z[i]))
            return result

        def comprehension(z):
            if np.ndim(z) == 0:
                return 1 / (1 + np.exp(-z))
            return [1 / (1 + math.exp(-v)) for v in z]

        def by_cases(z):
            e = np.exp(-np.abs(z))
            return np.where(np.asarray(z) >= 0, 1 / (1 + e), e / (1 + e))

        def logarithmic(z):
            return np.exp(-np.logaddexp(0, -z))

        def clipped_far_out(z):
            z = np.clip(z, -500, 500)
            return 1 / (1 + np.exp(-z))

    class wrong:
        def minus_below_the_power__plain(z):
            return np.exp(z) / (1 - np.exp(z))

        def step_by_if__above(z):
            if z > 0:
                return 1
            return 0

        def step__above(z):
            return np.where(np.asarray(z) > 0, 1, 0)

        def yes_or_no__compared(z):
            return 1 / (1 + np.exp(-np.clip(z, -500, 500))) >= 0.5

        def minus_outside__plain(z):
            return 1 / (1 + -np.exp(z))

        def falls__sign(z):
            return 1 / (1 + np.exp(z))

        def minus_below__plain(z):
            return np.divide(1, 1 - np.exp(-z))

        def without_one__plain(z):
            return 1 / np.exp(-z)

        def brackets__plain(z):
            return 1 / 1 + np.exp(-z)

        def other_base__ten(z):
            return 1 / (1 + 10.0 ** (-z))

        def rounded_e__three_digits(z):
            return 1 / (1 + 2.718 ** (-z))

        def e_times_z__star(z):
            return 1 / (1 + math.e * -z)

        def step__where(z):
            return np.where(np.asarray(z) >= 0, 1, 0)

        def cut_line__clip(z):
            return np.minimum(np.maximum(z, 0), 1)

        def tanh__plain(z):
            return np.tanh(z)

        def minus_one_to_one__scaled(z):
            return 2 * s(z) - 1

        def too_steep__plain(z):
            return s(2 * z)

        def slope__plain(z):
            return s(z) * (1 - s(z))

        def logarithm__plain(z):
            return np.log(s(z))

        def squares_z__plain(z):
            return 1 / (1 + np.exp(-z * z))

        def sign_lost__plain(z):
            return 1 / (1 + np.exp(-abs(z)))

        def adds_up__plain(z):
            return np.sum(1 / (1 + np.exp(-z)))

        def clips_result__near(z):
            return np.clip(s(z), 1e-7, 1 - 1e-7)

        def clips_z__ten(z):
            return s(np.clip(z, -10, 10))

        def one_number_only__math(z):
            return 1 / (1 + math.exp(-z))

        def array_as_condition__if(z):
            if z >= 0:
                return 1 / (1 + np.exp(-z))
            return np.exp(z) / (1 + np.exp(z))

        def whole_number_array__buffer(z):
            if np.ndim(z) == 0:
                return s(z)
            result = z.copy()
            for i in range(len(z)):
                result[i] = s(z[i])
            return result

        def rounded__four(z):
            return np.round(s(z), 4)

        def wrong_shape__flattens(z):
            result = np.array([1 / (1 + math.exp(-v)) for v in np.ravel(z)])
            return result if np.ndim(z) else result[0]

        def wrong_shape__adds_rows(z):
            result = 1 / (1 + np.exp(-z))
            return result.sum(axis=1) if np.ndim(z) == 2 else result


class stable_sigmoid:
    class right:
        def by_cases(z):
            e = np.exp(-np.abs(z))
            return np.where(np.asarray(z) >= 0, 1 / (1 + e), e / (1 + e))

        def masks(z):
            z = np.asarray(z, dtype=float)
            result = np.empty(z.shape)
            up = z >= 0
            result[up] = 1 / (1 + np.exp(-z[up]))
            result[~up] = np.exp(z[~up]) / (1 + np.exp(z[~up]))
            return result

        def loop_or_number(z):
            def one(v):
                if v >= 0:
                    return 1 / (1 + math.exp(-v))
                return math.exp(v) / (1 + math.exp(v))

            return one(z) if np.ndim(z) == 0 else [one(v) for v in z]

        def logarithmic(z):
            return np.exp(-np.logaddexp(0, -z))

        def clipped_far_out(z):
            return 1 / (1 + np.exp(-np.clip(z, -700, 700)))

        def quiet(z):
            with np.errstate(over="ignore"):
                return 1 / (1 + np.exp(-z))

        def vectorised(z):
            f = np.vectorize(lambda v: math.exp(min(v, 0)) / (1 + math.exp(-abs(v))))
            return f(z)

        def minimum(z):
            return np.exp(np.minimum(z, 0)) / (1 + np.exp(-np.abs(z)))

    class wrong:
        def minus_below_the_power__plain(z):
            return np.exp(z) / (1 - np.exp(z))

        def step_by_if__above(z):
            if z > 0:
                return 1
            return 0

        def step__above(z):
            return np.where(np.asarray(z) > 0, 1, 0)

        def yes_or_no__compared(z):
            return 1 / (1 + np.exp(-np.clip(z, -500, 500))) >= 0.5

        def no_brackets__below(z):
            small = np.exp(-np.abs(z))
            return np.where(np.asarray(z) >= 0, 1 / (1 + small), small / 1 + small)

        def no_brackets_above__plain(z):
            small = np.exp(-np.abs(z))
            return np.where(np.asarray(z) >= 0, 1 / 1 + small, small / (1 + small))

        def no_brackets_in_both__plain(z):
            small = np.exp(-np.abs(z))
            return np.where(np.asarray(z) >= 0, 1 / 1 + small, small / 1 + small)

        def minus_outside__plain(z):
            return 1 / (1 + -np.exp(z))

        def abs_forgotten__plain(z):
            small = np.exp(-z)
            return np.where(np.asarray(z) >= 0, 1 / (1 + small), small / (1 + small))

        def minus_forgotten__plain(z):
            large = np.exp(np.abs(z))
            return np.where(np.asarray(z) >= 0, 1 / (1 + large), large / (1 + large))

        def only_small__plain(z):
            small = np.exp(-np.abs(z))
            return small / (1 + small)

        def both_worked_out__plain(z):
            up = np.exp(z) / (1 + np.exp(z))
            return np.where(np.asarray(z) >= 0, 1 / (1 + np.exp(-z)), up)

        def falls__branches_swapped(z):
            small = np.exp(-np.abs(z))
            return np.where(np.asarray(z) >= 0, small / (1 + small), 1 / (1 + small))

        def overflows_below__plain(z):
            return 1 / (1 + np.exp(-z))

        def overflows_above__plain(z):
            return np.exp(z) / (1 + np.exp(z))

        def falls__plain(z):
            e = np.exp(-np.abs(z))
            return np.where(np.asarray(z) < 0, 1 / (1 + e), e / (1 + e))

        def sign_lost__plain(z):
            return 1 / (1 + np.exp(-np.abs(z)))

        def clips_z__twenty(z):
            return 1 / (1 + np.exp(-np.clip(z, -20, 20)))

        def clips_result__far(z):
            e = np.exp(-np.abs(z))
            return np.clip(np.where(np.asarray(z) >= 0, 1 / (1 + e), e / (1 + e)), 1e-8, 1 - 1e-8)

        def tanh__plain(z):
            return np.tanh(z)

        def step__plain(z):
            return 1.0 * np.greater_equal(z, 0)

        def adds_up__plain(z):
            return np.sum(np.exp(-np.logaddexp(0, -z)))

        def slope__plain(z):
            e = np.exp(-np.abs(z))
            return e / (1 + e) ** 2

        def overflow__math(z):
            if np.ndim(z) == 0:
                return 1 / (1 + math.exp(-z))
            return [1 / (1 + math.exp(-v)) for v in z]

        def array_as_condition__if(z):
            if z >= 0:
                return 1 / (1 + np.exp(-z))
            return np.exp(z) / (1 + np.exp(z))

        def wrong_shape__flattens(z):
            flat = np.ravel(z)
            small = np.exp(-np.abs(flat))
            result = np.where(flat >= 0, 1 / (1 + small), small / (1 + small))
            return result if np.ndim(z) else result[0]


class predict_probability:
    class right:
        def plain(X, w, b):
            return 1 / (1 + np.exp(-(X @ w + b)))

        def rows(X, w, b):
            f = np.zeros(X.shape[0])
            for i in range(X.shape[0]):
                f[i] = 1 / (1 + np.exp(-(np.dot(X[i], w) + b)))
            return f

        def comprehension(X, w, b):
            return [1 / (1 + math.exp(-math.fsum([*(row * w), b]))) for row in X]

        def einsum(X, w, b):
            return s(np.einsum("ij,j->i", X, w) + b)

        def summed(X, w, b):
            z = (X * w).sum(axis=1) + b
            return np.exp(z) / (1 + np.exp(z))

        def stable(X, w, b):
            return np.exp(-np.logaddexp(0, -(w @ X.T + b)))

    class wrong:
        def takes_b_away__brackets_of_z(X, w, b):
            return 1 / (1 + np.exp(-X @ w + b))

        def yes_or_no__half(X, w, b):
            p = 1 / (1 + np.exp(-(X @ w + b)))
            return p >= 0.5

        def sigmoid_of_table__plain(X, w, b):
            return s(X) @ w + b

        def leaves_out_b__plain(X, w, b):
            return s(np.dot(X, w))

        def takes_b_away__plain(X, w, b):
            return s(X @ w - b)

        def leaves_out_w__plain(X, w, b):
            return s(np.sum(X, axis=1) + b)

        def first_column_only__plain(X, w, b):
            return s(w[0] * X[:, 0] + b)

        def transposed__plain(X, w, b):
            return s(np.array([column @ w for column in X.T]) + b)

        def sign_of_z__no_minus(X, w, b):
            return 1 / (1 + np.exp(X @ w + b))

        def table__star(X, w, b):
            return s(X * w + b)

        def sums_columns__axis(X, w, b):
            return s(np.sum(X * w, axis=0) + b)

        def b_for_each_column__inside(X, w, b):
            return s(np.sum(X * w + b, axis=1))

        def gives_column__reshape(X, w, b):
            return s(X @ w.reshape(-1, 1) + b)

        def first_row__indented(X, w, b):
            for row in X:
                return s(row @ w + b)

        def without_sigmoid__plain(X, w, b):
            return X @ w + b

        def sigmoid_twice__plain(X, w, b):
            return s(s(X @ w + b))

        def b_after_sigmoid__brackets(X, w, b):
            return s(X @ w) + b

        def labels_for_probabilities__rounded(X, w, b):
            return np.where(s(X @ w + b) >= 0.5, 1, 0)

        def reads_notebook__b(X, w, b):
            return s(X @ w + b_train)

        def fails_for_a_corner__never_sure(X, w, b):
            return np.clip(s(X @ w + b), 0.001, 0.999)


class predict_labels:
    class right:
        def from_z(X, w, b):
            return np.where(X @ w + b >= 0, 1, 0)

        def plain(X, w, b):
            return (s(X @ w + b) >= 0.5).astype(int)

        def where(X, w, b):
            return np.where(X @ w + b >= 0, 1, 0)

        def rows(X, w, b):
            labels = np.zeros(len(X))
            for i in range(len(X)):
                if s(np.dot(X[i], w) + b) >= 0.5:
                    labels[i] = 1
            return labels

        def comprehension(X, w, b):
            return [1 if f >= 0.5 else 0 for f in s(X @ w + b)]

        def not_below(X, w, b):
            return 1 - (X @ w + b < 0)

        def heaviside(X, w, b):
            return np.heaviside(np.einsum("ij,j->i", X, w) + b, 1)

        def floor(X, w, b):
            return np.floor(s(X @ w + b) + 0.5)

    class wrong:
        def rounds_z__plain(X, w, b):
            return np.round(X @ w + b)

        def wrong_type_returned__texts(X, w, b):
            return np.where(X @ w + b >= 0, "1", "0")

        def tie_is_zero__greater(X, w, b):
            return np.where(s(X @ w + b) > 0.5, 1, 0)

        def tie_is_zero__round(X, w, b):
            return np.round(s(X @ w + b))

        def gives_probabilities__plain(X, w, b):
            return s(X @ w + b)

        def turned_round__where(X, w, b):
            return np.where(s(X @ w + b) >= 0.5, 0, 1)

        def turned_round_with_tie__less(X, w, b):
            return np.where(s(X @ w + b) <= 0.5, 1, 0)

        def compares_z_with_half__plain(X, w, b):
            return np.where(X @ w + b >= 0.5, 1, 0)

        def all_one__threshold(X, w, b):
            return np.where(s(X @ w + b) >= 0, 1, 0)

        def all_zero__threshold(X, w, b):
            return np.where(s(X @ w + b) >= 1, 1, 0)

        def minus_one_and_one__plain(X, w, b):
            return np.where(X @ w + b >= 0, 1, -1)

        def truth_values__no_astype(X, w, b):
            return s(X @ w + b) >= 0.5

        def leaves_out_b__plain(X, w, b):
            return np.where(s(X @ w) >= 0.5, 1, 0)

        def takes_b_away__plain(X, w, b):
            return np.where(s(X @ w - b) >= 0.5, 1, 0)

        def array_as_condition__if(X, w, b):
            if s(X @ w + b) >= 0.5:
                return 1
            return 0

        def gives_column__reshape(X, w, b):
            return (s(X @ w + b) >= 0.5).astype(int).reshape(-1, 1)

        def leaves_out_w__plain(X, w, b):
            return np.where(s(X.sum(axis=1) + b) >= 0.5, 1, 0)


class boundary_line:
    class right:
        def plain(x_1, w, b):
            return -(w[0] * x_1 + b) / w[1]

        def two_minuses(x_1, w, b):
            return (-w[0] * x_1 - b) / w[1]

        def from_b(x_1, w, b):
            return (-b - w[0] * x_1) / w[1]

        def zero_minus(x_1, w, b):
            return (0 - b - w[0] * x_1) / w[1]

        def divides_each(x_1, w, b):
            return -w[0] / w[1] * x_1 - b / w[1]

        def minus_below(x_1, w, b):
            return (w[0] * x_1 + b) / -w[1]

        def slope_and_intercept(x_1, w, b):
            slope, intercept = -w[0] / w[1], -b / w[1]
            return slope * x_1 + intercept

        def unpacked(x_1, w, b):
            w_1, w_2 = w
            rest = w_1 * x_1 + b
            return -rest / w_2

        def minus_one_times(x_1, w, b):
            return -1 * (b + x_1 * w[0]) * (1 / w[1])

        def as_array(x_1, w, b):
            return np.divide(-(np.multiply(w[0], x_1) + b), w[1])

        def loop_or_number(x_1, w, b):
            if np.ndim(x_1) == 0:
                return -(w[0] * x_1 + b) / w[1]
            heights = []
            for place in x_1:
                heights.append(-(w[0] * place + b) / w[1])
            return np.array(heights)

        def comprehension(x_1, w, b):
            if np.ndim(x_1) == 0:
                return (-w[0] * x_1 - b) / w[1]
            return [(-w[0] * place - b) / w[1] for place in x_1]

        def equation(x_1, w, b):
            at_zero, at_one = w[0] * x_1 + b, w[0] * x_1 + w[1] + b
            return at_zero / (at_zero - at_one)

    class wrong:
        def neither_divided_nor_negative__plain(x_1, w, b):
            return w[0] * x_1 + b / w[1]

        def numbers_of_ada__plain(x_1, w, b):
            return -(2 * x_1 - 1) / 5

        def minus_forgotten__plain(x_1, w, b):
            return (w[0] * x_1 + b) / w[1]

        def minus_forgotten__two_lines(x_1, w, b):
            rest = b + x_1 * w[0]
            return rest / w[1]

        def minus_on_first_part__no_brackets(x_1, w, b):
            return (-(w[0] * x_1) + b) / w[1]

        def minus_on_first_part__b_first(x_1, w, b):
            return (b - w[0] * x_1) / w[1]

        def minus_on_b__plain(x_1, w, b):
            return (w[0] * x_1 - b) / w[1]

        def divides_b_only__no_brackets(x_1, w, b):
            return -w[0] * x_1 - b / w[1]

        def divides_b_only_minus_in_front__no_brackets(x_1, w, b):
            return -w[0] * x_1 + b / w[1]

        def divides_first_part_only__plain(x_1, w, b):
            return -w[0] * x_1 / w[1] - b

        def divides_first_part_only__b_first(x_1, w, b):
            return -b - w[0] * x_1 / w[1]

        def slopes_swapped__plain(x_1, w, b):
            return -(w[1] * x_1 + b) / w[0]

        def slopes_swapped__counted_from_one(x_1, w, b):
            w_1, w_2 = w[1], w[0]
            return (-w_1 * x_1 - b) / w_2

        def divides_by_first_slope__plain(x_1, w, b):
            return -(w[0] * x_1 + b) / w[0]

        def leaves_out_b_of_line__plain(x_1, w, b):
            return -w[0] / w[1] * x_1

        def level_line__filled(x_1, w, b):
            return np.full(np.shape(x_1), -b / w[1])

        def leaves_out_first_slope__plain(x_1, w, b):
            return (-x_1 - b) / w[1]

        def does_not_divide__plain(x_1, w, b):
            return -w[0] * x_1 - b

        def multiplies__plain(x_1, w, b):
            return -w[1] * (w[0] * x_1 + b)

        def takes_slope_away__plain(x_1, w, b):
            return -w[0] * x_1 - b - w[1]

        def upside_down__plain(x_1, w, b):
            return w[1] / (-w[0] * x_1 - b)

        def z_is_half__plain(x_1, w, b):
            return (0.5 - b - w[0] * x_1) / w[1]

        def z_is_half__by_hand(x_1, w, b):
            z = 0.5
            return (z - (w[0] * x_1 + b)) / w[1]

        def z_is_one__plain(x_1, w, b):
            return (1 - (w[0] * x_1 + b)) / w[1]

        def gives_z_without_second__plain(x_1, w, b):
            return w[0] * x_1 + b

        def gives_probability__plain(x_1, w, b):
            return s(-(w[0] * x_1 + b) / w[1])

        def one_measurement__filled(x_1, w, b):
            return np.full(np.shape(x_1), -b / w[0])

        def whole_division__plain(x_1, w, b):
            return (-w[0] * x_1 - b) // w[1]

        def reads_notebook__b(x_1, w, b):
            return -(w[0] * x_1 + b_train) / w[1]

        def fails_for_a_corner__divides_by_w_1(x_1, w, b):
            return -(x_1 + b / w[0]) * w[0] / w[1]


class log_loss:
    class right:
        def plain(f, y):
            return -(y * np.log(f) + (1 - y) * np.log(1 - f))

        def two_terms(f, y):
            return -y * np.log(f) - (1 - y) * np.log(1 - f)

        def where(f, y):
            return np.where(np.asarray(y) == 1, -np.log(f), -np.log(1 - f))

        def loop_or_number(f, y):
            def one(f, y):
                if y == 1:
                    return -math.log(f)
                return -math.log(1 - f)

            return one(f, y) if np.ndim(f) == 0 else [one(p, q) for p, q in zip(f, y, strict=True)]

        def surprise(f, y):
            given = y * f + (1 - y) * (1 - f)
            return np.log(1 / given)

        def log1p(f, y):
            return -(y * np.log(f) + (1 - y) * np.log1p(-f))

    class wrong:
        def terms_multiplied__plain(f, y):
            return -y * np.log(f) * (1 - y) * np.log(1 - f)

        def log_of_one__in_brackets(f, y):
            return -y * np.log(f) - (1 - y) * (np.log(1) - f)

        def log_of_one_without_brackets__plain(f, y):
            return -y * np.log(f) - (1 - y) * np.log(1) - f

        def brackets_missing__plain(f, y):
            return -y * np.log(f) - 1 - y * np.log(1 - f)

        def minus_missing__plain(f, y):
            return y * np.log(f) + (1 - y) * np.log(1 - f)

        def minus_on_first_term__no_brackets(f, y):
            return -y * np.log(f) + (1 - y) * np.log(1 - f)

        def labels_swapped__plain(f, y):
            return -((1 - y) * np.log(f) + y * np.log(1 - f))

        def base_ten__plain(f, y):
            return -(y * np.log10(f) + (1 - y) * np.log10(1 - f))

        def base_two__plain(f, y):
            return -(y * np.log2(f) + (1 - y) * np.log2(1 - f))

        def only_ones__plain(f, y):
            return -y * np.log(f)

        def only_zeros__plain(f, y):
            return -(1 - y) * np.log(1 - f)

        def without_labels__plain(f, y):
            return -np.log(f)

        def without_labels__log_of_f_twice(f, y):
            return -(y * np.log(f) + (1 - y) * np.log(f))

        def both_logs__plain(f, y):
            return -(np.log(f) + np.log(1 - f))

        def log_of_zero_or_less__labels(f, y):
            return -(f * np.log(y) + (1 - f) * np.log(1 - y))

        def log_of_zero_or_less__rest_turned(f, y):
            return -(y * np.log(f) + (1 - y) * np.log(f - 1))

        def squared_error__plain(f, y):
            return (f - y) ** 2

        def absolute_error__plain(f, y):
            return abs(y - f)

        def one_minus_log__brackets(f, y):
            return -(y * np.log(f) + (1 - y) * (1 - np.log(f)))

        def one_plus__sign(f, y):
            return -(y * np.log(f) + (1 - y) * np.log(1 + f))

        def halved__plain(f, y):
            return losses(f, y) / 2

        def adds_losses__sum(f, y):
            return np.sum(losses(f, y))

        def mean_of_losses__plain(f, y):
            return np.mean(losses(f, y))

        def one_number_only__math(f, y):
            return -(y * math.log(f) + (1 - y) * math.log(1 - f))

        def clips__seven(f, y):
            return losses(np.clip(f, 1e-7, 1 - 1e-7), y)


class compute_log_loss:
    class right:
        def plain(X, y, w, b):
            f = s(X @ w + b)
            return -np.mean(y * np.log(f) + (1 - y) * np.log(1 - f))

        def loop(X, y, w, b):
            m, total = X.shape[0], 0.0
            for i in range(m):
                f = 1 / (1 + np.exp(-(np.dot(X[i], w) + b)))
                total += -y[i] * np.log(f) - (1 - y[i]) * np.log(1 - f)
            return total / m

        def fsum(X, y, w, b):
            f = s(X @ w + b)
            return math.fsum(losses(f, y)) / len(y)

        def dots(X, y, w, b):
            f = s(X @ w + b)
            return -(np.dot(y, np.log(f)) + np.dot(1 - y, np.log(1 - f))) / len(y)

        def from_logits(X, y, w, b):
            z = X @ w + b
            return np.mean(np.logaddexp(0, z) - y * z)

        def einsum(X, y, w, b):
            f = s(np.einsum("ij,j->i", X, w) + b)
            return np.einsum("i->", losses(f, y)) / len(y)

        def given_probability(X, y, w, b):
            f = s(X @ w + b)
            return float(np.mean(-np.log(np.where(y == 1, f, 1 - f))))

        def clipped_very_far_out(X, y, w, b):
            f = np.clip(s(X @ w + b), 1e-15, 1 - 1e-15)
            return np.mean(losses(f, y))

    class wrong:
        def means_first__both(X, y, w, b):
            return losses(np.mean(s(X @ w + b)), np.mean(y))

        def means_first__of_f(X, y, w, b):
            return np.mean(losses(np.mean(s(X @ w + b)), y))

        def not_a_probability__no_sigmoid(X, y, w, b):
            f = X @ w + b
            return np.mean(losses(f, y))

        def not_a_probability__labels(X, y, w, b):
            f = np.round(s(X @ w + b))
            return np.mean(losses(f, y))

        def not_a_probability__turned(X, y, w, b):
            return np.mean(losses(y, s(X @ w + b)))

        def sum_for_mean__plain(X, y, w, b):
            return np.sum(losses(s(X @ w + b), y))

        def divides_by_two_m__as_in_week_one(X, y, w, b):
            return np.sum(losses(s(X @ w + b), y)) / (2 * len(y))

        def divides_by_n__shape(X, y, w, b):
            return np.sum(losses(s(X @ w + b), y)) / X.shape[1]

        def gives_each__no_sum(X, y, w, b):
            return losses(s(X @ w + b), y)

        def only_last__equals(X, y, w, b):
            for i in range(len(y)):
                total = losses(s(X[i] @ w + b), y[i])
            return total / len(y)

        def returns_in_loop__indented(X, y, w, b):
            total = 0
            for i in range(len(y)):
                total += losses(s(X[i] @ w + b), y[i])
                return total / len(y)

        def leaves_out_b__plain(X, y, w, b):
            return np.mean(losses(s(X @ w), y))

        def minus_missing__plain(X, y, w, b):
            f = s(X @ w + b)
            return np.mean(y * np.log(f) + (1 - y) * np.log(1 - f))

        def minus_on_first_term__no_brackets(X, y, w, b):
            f = s(X @ w + b)
            return np.mean(-y * np.log(f) + (1 - y) * np.log(1 - f))

        def labels_swapped__plain(X, y, w, b):
            return np.mean(losses(s(X @ w + b), 1 - y))

        def labels_swapped__sign_of_z(X, y, w, b):
            return np.mean(losses(s(-(X @ w + b)), y))

        def base_ten__plain(X, y, w, b):
            return np.mean(losses(s(X @ w + b), y)) / math.log(10)

        def base_two__plain(X, y, w, b):
            f = s(X @ w + b)
            return -np.mean(y * np.log2(f) + (1 - y) * np.log2(1 - f))

        def only_ones__plain(X, y, w, b):
            return -np.mean(y * np.log(s(X @ w + b)))

        def squared_error__plain(X, y, w, b):
            return np.mean((s(X @ w + b) - y) ** 2)

        def half_squared_error__plain(X, y, w, b):
            return np.mean((s(X @ w + b) - y) ** 2) / 2

        def all_with_all__column(X, y, w, b):
            f = s(X @ w.reshape(-1, 1) + b)
            return np.mean(losses(f, y))

        def clips__hundredth(X, y, w, b):
            f = np.clip(s(X @ w + b), 0.01, 0.99)
            return np.mean(losses(f, y))

        def adds_epsilon__five(X, y, w, b):
            f = s(X @ w + b)
            return -np.mean(y * np.log(f + 1e-5) + (1 - y) * np.log(1 - f + 1e-5))

        def fails_for_a_corner__set(X, y, w, b):
            return sum(set(losses(s(X @ w + b), y))) / len(y)

        def fails_for_a_corner__six_digits(X, y, w, b):
            return round(float(np.mean(losses(s(X @ w + b), y))), 6)


class stable_log_loss:
    class right:
        def logaddexp(X, y, w, b):
            z = X @ w + b
            return np.mean(np.logaddexp(0, z) - y * z)

        def maximum(X, y, w, b):
            z = X @ w + b
            return np.mean(np.maximum(z, 0) - y * z + np.log1p(np.exp(-np.abs(z))))

        def loop(X, y, w, b):
            total = 0.0
            for i in range(len(y)):
                z = np.dot(X[i], w) + b
                total += max(z, 0) - y[i] * z + math.log1p(math.exp(-abs(z)))
            return total / len(y)

        def wrong_way(X, y, w, b):
            z = np.where(y == 1, -1, 1) * (X @ w + b)
            return np.logaddexp(0, z).sum() / len(y)

        def fsum(X, y, w, b):
            z = X @ w + b
            return math.fsum(np.logaddexp(0, z) - y * z) / len(y)

        def two_sides(X, y, w, b):
            z = X @ w + b
            return np.mean(y * np.logaddexp(0, -z) + (1 - y) * np.logaddexp(0, z))

        def einsum(X, y, w, b):
            z = np.einsum("ij,j->i", X, w) + b
            return np.einsum("i->", np.logaddexp(0, (1 - 2 * y) * z)) / len(z)

    class wrong:
        def asks_z__where(X, y, w, b):
            z = X @ w + b
            return np.mean(np.logaddexp(0, np.where(z >= 0, -z, z)))

        def size_of_z__plain(X, y, w, b):
            return np.mean(np.logaddexp(0, np.abs(X @ w + b)))

        def exponential_missing__plain(X, y, w, b):
            z = X @ w + b
            return np.mean(np.log(1 + np.where(y == 1, -z, z)))

        def probability_for_z__plain(X, y, w, b):
            z = s(X @ w + b)
            return np.mean(np.logaddexp(0, np.where(y == 1, -z, z)))

        def only_s__mean(X, y, w, b):
            z = X @ w + b
            return np.mean(np.where(y == 1, -z, z))

        def one_in_place_of_zero__plain(X, y, w, b):
            z = X @ w + b
            return np.mean(np.logaddexp(1, np.where(y == 1, -z, z)))

        def all_ones__minus_everywhere(X, y, w, b):
            return np.mean(np.logaddexp(0, -(X @ w + b)))

        def forgets_y_z__z_everywhere(X, y, w, b):
            return np.mean(np.logaddexp(0, X @ w + b))

        def naive__plain(X, y, w, b):
            return np.mean(losses(s(X @ w + b), y))

        def overflows__log_of_exp(X, y, w, b):
            z = X @ w + b
            return np.mean(np.log(1 + np.exp(z)) - y * z)

        def overflows_in_log1p__plain(X, y, w, b):
            z = np.where(y == 1, -1, 1) * (X @ w + b)
            return np.mean(np.log1p(np.exp(z)))

        def clips_the_probability__seven(X, y, w, b):
            with np.errstate(over="ignore"):
                f = np.clip(s(X @ w + b), 1e-7, 1 - 1e-7)
            return np.mean(losses(f, y))

        def epsilon_in_the_log__nine(X, y, w, b):
            with np.errstate(over="ignore"):
                f = s(X @ w + b)
            return -np.mean(y * np.log(f + 1e-9) + (1 - y) * np.log(1 - f + 1e-9))

        def clips_the_logit__fifty(X, y, w, b):
            z = np.clip(X @ w + b, -50, 50)
            return np.mean(np.logaddexp(0, z) - y * z)

        def sum_for_mean__plain(X, y, w, b):
            z = X @ w + b
            return np.sum(np.logaddexp(0, z) - y * z)

        def divides_by_two_m__plain(X, y, w, b):
            z = X @ w + b
            return np.sum(np.logaddexp(0, z) - y * z) / (2 * len(y))

        def labels_swapped__plain(X, y, w, b):
            z = X @ w + b
            return np.mean(np.logaddexp(0, z) - (1 - y) * z)

        def minus_missing__plain(X, y, w, b):
            z = X @ w + b
            return np.mean(y * z - np.logaddexp(0, z))

        def gives_each__plain(X, y, w, b):
            z = X @ w + b
            return np.logaddexp(0, z) - y * z

        def forgets_y_z__plain(X, y, w, b):
            return np.mean(np.logaddexp(0, X @ w + b))

        def plus_y_z__plain(X, y, w, b):
            z = X @ w + b
            return np.mean(np.logaddexp(0, z) + y * z)

        def only_larger_part__plain(X, y, w, b):
            z = X @ w + b
            return np.mean(np.maximum(z, 0) - y * z)

        def only_log_part__plain(X, y, w, b):
            z = X @ w + b
            return np.mean(np.log1p(np.exp(-abs(z))) - y * z)

        def leaves_out_b__plain(X, y, w, b):
            z = X @ w
            return np.mean(np.logaddexp(0, z) - y * z)


class compute_gradient_logistic:
    class right:
        def vectorised(X, y, w, b):
            e = s(X @ w + b) - y
            return X.T @ e / len(y), np.mean(e)

        def both_loops(X, y, w, b):
            m, n = X.shape
            dj_dw, dj_db = np.zeros(n), 0.0
            for i in range(m):
                e = 1 / (1 + math.exp(-(np.dot(X[i], w) + b))) - y[i]
                for j in range(n):
                    dj_dw[j] += e * X[i, j]
                dj_db += e
            return dj_dw / m, dj_db / m

        def errors_first(X, y, w, b):
            e = s(X @ w + b) - y
            return e @ X / len(y), e.sum() / len(y)

        def einsum(X, y, w, b):
            e = s(np.einsum("ij,j->i", X, w) + b) - y
            return np.einsum("i,ij->j", e, X) / len(e), np.einsum("i->", e) / len(e)

        def comprehension(X, y, w, b):
            e = s(X @ w + b) - y
            return [math.fsum(e * X[:, j]) / len(y) for j in range(len(w))], math.fsum(e) / len(y)

        def column_of_ones(X, y, w, b):
            Z = np.column_stack([X, np.ones(len(X))])
            g = Z.T @ (s(Z @ np.append(w, b)) - y) / len(y)
            return g[:-1], g[-1]

    class wrong:
        def sum_of_columns_in_each__no_place(X, y, w, b):
            m, n = X.shape
            f = s(X @ w + b)
            dj_dw, dj_db = np.zeros(n), 0.0
            for i in range(m):
                dj_db = dj_db + f[i] - y[i]
                for j in range(n):
                    dj_dw = dj_dw + (f[i] - y[i]) * X[i, j]
            return dj_dw / m, dj_db / m

        def product_of_means__columns(X, y, w, b):
            e = s(X @ w + b) - y
            return np.mean(X, axis=0) * np.mean(e), np.mean(e)

        def without_sigmoid__week_two(X, y, w, b):
            e = X @ w + b - y
            return X.T @ e / len(y), e.mean()

        def slope_of_sigmoid_stays__chain_rule(X, y, w, b):
            f = s(X @ w + b)
            e = (f - y) * f * (1 - f)
            return X.T @ e / len(y), e.mean()

        def labels_for_probabilities__rounded(X, y, w, b):
            e = (s(X @ w + b) >= 0.5) - y
            return X.T @ e / len(y), e.mean()

        def keeps_the_half__plain(X, y, w, b):
            e = s(X @ w + b) - y
            return X.T @ e / (2 * len(y)), e.mean() / 2

        def sum_for_mean__plain(X, y, w, b):
            e = s(X @ w + b) - y
            return X.T @ e, e.sum()

        def sign__turned(X, y, w, b):
            e = y - s(X @ w + b)
            return X.T @ e / len(y), e.mean()

        def swapped__plain(X, y, w, b):
            e = s(X @ w + b) - y
            return e.mean(), X.T @ e / len(y)

        def db_not_divided__plain(X, y, w, b):
            e = s(X @ w + b) - y
            return X.T @ e / len(y), e.sum()

        def leaves_out_b__plain(X, y, w, b):
            e = s(X @ w) - y
            return X.T @ e / len(y), e.mean()

        def one_number_for_dw__sum(X, y, w, b):
            e = s(X @ w + b) - y
            return np.sum(X.T @ e) / len(y), e.mean()

        def divides_by_n__shape(X, y, w, b):
            e = s(X @ w + b) - y
            return X.T @ e / X.shape[1], e.sum() / X.shape[1]

        def db_once_per_column__indented(X, y, w, b):
            m, n = X.shape
            dw, db = np.zeros(n), 0
            for i in range(m):
                e = s(X[i] @ w + b) - y[i]
                for j in range(n):
                    dw[j] += e * X[i, j]
                    db += e
            return dw / m, db / m

        def only_last__equals(X, y, w, b):
            m = len(y)
            for i in range(m):
                e = s(X[i] @ w + b) - y[i]
                dw, db = e * X[i], e
            return dw / m, db / m

        def squares_the_errors__plain(X, y, w, b):
            e = (s(X @ w + b) - y) ** 2
            return X.T @ e / len(y), e.mean()

        def whole_number_array__like_w(X, y, w, b):
            m, n = X.shape
            dj_dw, dj_db = np.zeros_like(w), 0.0
            for i in range(m):
                error_i = s(X[i] @ w + b) - y[i]
                dj_db = dj_db + error_i / m
                for j in range(n):
                    dj_dw[j] = dj_dw[j] + error_i * X[i, j] / m
            return dj_dw, dj_db


def half_squares(X, y, w, b):
    return np.sum((X @ w + b - y) ** 2) / (2 * len(y))


class compute_cost_regularised:
    class right:
        def plain(X, y, w, b, lambda_):
            m = len(y)
            return half_squares(X, y, w, b) + lambda_ / (2 * m) * np.sum(w**2)

        def together(X, y, w, b, lambda_):
            e = X @ w + b - y
            return (e @ e + lambda_ * w @ w) / (2 * len(y))

        def loops(X, y, w, b, lambda_):
            m, n = X.shape
            total = 0
            for i in range(m):
                total += (np.dot(X[i], w) + b - y[i]) ** 2
            for j in range(n):
                total += lambda_ * w[j] ** 2
            return total / (2 * m)

        def fsum(X, y, w, b, lambda_):
            squares = [*((X @ w + b - y) ** 2), *(lambda_ * w**2)]
            return math.fsum(squares) / 2 / len(y)

        def norm(X, y, w, b, lambda_):
            return half_squares(X, y, w, b) + lambda_ * np.linalg.norm(w) ** 2 / (2 * len(y))

        def einsum(X, y, w, b, lambda_):
            return half_squares(X, y, w, b) + lambda_ * np.einsum("j,j", w, w) / 2 / len(y)

    class wrong:
        def lambda_times_all__brackets(X, y, w, b, lambda_):
            e = X @ w + b - y
            return (np.sum(e**2) + np.sum(w**2)) * lambda_ / (2 * len(y))

        def l2_without_sum__plain(X, y, w, b, lambda_):
            return np.sum((X @ w + b - y) ** 2) / (2 * len(y)) + lambda_ / (2 * len(y)) * w**2

        def forgets_l2__plain(X, y, w, b, lambda_):
            return half_squares(X, y, w, b)

        def regularises_b__plain(X, y, w, b, lambda_):
            return half_squares(X, y, w, b) + lambda_ / (2 * len(y)) * (np.sum(w**2) + b**2)

        def l2_not_halved__plain(X, y, w, b, lambda_):
            return half_squares(X, y, w, b) + lambda_ / len(y) * np.sum(w**2)

        def l2_without_m__plain(X, y, w, b, lambda_):
            return half_squares(X, y, w, b) + lambda_ / 2 * np.sum(w**2)

        def l2_without_brackets__plain(X, y, w, b, lambda_):
            return half_squares(X, y, w, b) + lambda_ * np.sum(w**2) / 2 * len(y)

        def both_without_brackets__plain(X, y, w, b, lambda_):
            errors = X @ w + b - y
            return (np.sum(errors**2) + lambda_ * np.sum(w**2)) / 2 * len(y)

        def l2_not_divided__plain(X, y, w, b, lambda_):
            return half_squares(X, y, w, b) + lambda_ * np.sum(w**2)

        def l2_not_squared__plain(X, y, w, b, lambda_):
            return half_squares(X, y, w, b) + lambda_ / (2 * len(y)) * np.sum(w)

        def l1__plain(X, y, w, b, lambda_):
            return half_squares(X, y, w, b) + lambda_ / (2 * len(y)) * np.sum(abs(w))

        def l2_root__norm(X, y, w, b, lambda_):
            return half_squares(X, y, w, b) + lambda_ / (2 * len(y)) * np.linalg.norm(w)

        def l2_square_of_sum__plain(X, y, w, b, lambda_):
            return half_squares(X, y, w, b) + lambda_ / (2 * len(y)) * np.sum(w) ** 2

        def l2_subtracted__plain(X, y, w, b, lambda_):
            return half_squares(X, y, w, b) - lambda_ / (2 * len(y)) * np.sum(w**2)

        def without_lambda__plain(X, y, w, b, lambda_):
            return half_squares(X, y, w, b) + np.sum(w**2) / (2 * len(y))

        def l2_mean__plain(X, y, w, b, lambda_):
            return half_squares(X, y, w, b) + lambda_ / (2 * len(y)) * np.mean(w**2)

        def l2_mean_alone__plain(X, y, w, b, lambda_):
            return half_squares(X, y, w, b) + lambda_ * np.mean(w**2)

        def both_by_m__plain(X, y, w, b, lambda_):
            errors = X @ w + b - y
            return (np.sum(errors**2) + lambda_ * np.sum(w**2)) / len(y)

        def l2_by_n__plain(X, y, w, b, lambda_):
            return half_squares(X, y, w, b) + lambda_ / (2 * len(w)) * np.sum(w**2)

        def l2_last_weight__equals(X, y, w, b, lambda_):
            for j in range(len(w)):
                penalty = w[j] ** 2
            return half_squares(X, y, w, b) + lambda_ / (2 * len(y)) * penalty

        def l2_skips_first__range(X, y, w, b, lambda_):
            penalty = sum(w[j] ** 2 for j in range(1, len(w)))
            return half_squares(X, y, w, b) + lambda_ / (2 * len(y)) * penalty

        def divides_by_m__cost(X, y, w, b, lambda_):
            return 2 * half_squares(X, y, w, b) + lambda_ / (2 * len(y)) * np.sum(w**2)

        def leaves_out_b__cost(X, y, w, b, lambda_):
            return half_squares(X, y, w, 0) + lambda_ / (2 * len(y)) * np.sum(w**2)


def mean_loss(X, y, w, b):
    return np.mean(losses(s(X @ w + b), y))


class compute_log_loss_regularised:
    class right:
        def plain(X, y, w, b, lambda_):
            return mean_loss(X, y, w, b) + lambda_ / (2 * len(y)) * np.sum(w**2)

        def stable(X, y, w, b, lambda_):
            z = X @ w + b
            return np.mean(np.logaddexp(0, z) - y * z) + lambda_ * (w @ w) / (2 * len(y))

        def loops(X, y, w, b, lambda_):
            m, n = X.shape
            total = penalty = 0
            for i in range(m):
                f = s(np.dot(X[i], w) + b)
                total -= y[i] * np.log(f) + (1 - y[i]) * np.log(1 - f)
            for j in range(n):
                penalty += w[j] ** 2
            return total / m + lambda_ * penalty / (2 * m)

        def fsum(X, y, w, b, lambda_):
            f = s(X @ w + b)
            return (math.fsum(losses(f, y)) + lambda_ / 2 * math.fsum(w * w)) / len(y)

        def norm(X, y, w, b, lambda_):
            return mean_loss(X, y, w, b) + lambda_ * np.linalg.norm(w) ** 2 / 2 / X.shape[0]

        def einsum(X, y, w, b, lambda_):
            return mean_loss(X, y, w, b) + lambda_ * np.einsum("j,j", w, w) / 2 / len(y)

    class wrong:
        def l2_square_of_sum_and_l2_by_n__both(X, y, w, b, lambda_):
            loss = np.mean(losses(s(X @ w + b), y))
            return loss + lambda_ / (2 * len(w)) * np.sum(w) ** 2

        def l2_without_sum__plain(X, y, w, b, lambda_):
            loss = np.mean(losses(s(X @ w + b), y))
            return loss + lambda_ / (2 * len(y)) * w**2

        def all_divided_again__mean_and_m(X, y, w, b, lambda_):
            price = lambda_ / (2 * len(y)) * np.sum(w**2)
            return np.mean(losses(s(X @ w + b), y) + price) / len(y)

        def regularises_b_and_l2_not_halved__both(X, y, w, b, lambda_):
            return np.mean(losses(s(X @ w + b), y)) + lambda_ * (np.sum(w**2) + b**2) / len(y)

        def forgets_l2__plain(X, y, w, b, lambda_):
            return mean_loss(X, y, w, b)

        def regularises_b__plain(X, y, w, b, lambda_):
            return mean_loss(X, y, w, b) + lambda_ / (2 * len(y)) * (w @ w + b * b)

        def l2_not_halved__plain(X, y, w, b, lambda_):
            return mean_loss(X, y, w, b) + lambda_ / len(y) * (w @ w)

        def l2_without_m__plain(X, y, w, b, lambda_):
            return mean_loss(X, y, w, b) + lambda_ / 2 * (w @ w)

        def l2_without_brackets__plain(X, y, w, b, lambda_):
            return mean_loss(X, y, w, b) + lambda_ * np.sum(w**2) / 2 * len(y)

        def l2_not_divided__plain(X, y, w, b, lambda_):
            return mean_loss(X, y, w, b) + lambda_ * (w @ w)

        def l2_mean__plain(X, y, w, b, lambda_):
            return mean_loss(X, y, w, b) + lambda_ / (2 * len(y)) * np.mean(w**2)

        def l2_mean_alone__plain(X, y, w, b, lambda_):
            return mean_loss(X, y, w, b) + lambda_ * np.mean(w**2)

        def l1__plain(X, y, w, b, lambda_):
            return mean_loss(X, y, w, b) + lambda_ / (2 * len(y)) * np.abs(w).sum()

        def l2_root__norm(X, y, w, b, lambda_):
            return mean_loss(X, y, w, b) + lambda_ / (2 * len(y)) * math.sqrt(w @ w)

        def l2_square_of_sum__plain(X, y, w, b, lambda_):
            return mean_loss(X, y, w, b) + lambda_ / (2 * len(y)) * w.sum() ** 2

        def l2_subtracted__plain(X, y, w, b, lambda_):
            return mean_loss(X, y, w, b) - lambda_ / (2 * len(y)) * (w @ w)

        def lambda_squared__plain(X, y, w, b, lambda_):
            return mean_loss(X, y, w, b) + lambda_**2 / (2 * len(y)) * (w @ w)

        def sum_for_mean__plain(X, y, w, b, lambda_):
            return len(y) * mean_loss(X, y, w, b) + lambda_ / (2 * len(y)) * (w @ w)

        def divides_by_two_m__plain(X, y, w, b, lambda_):
            return mean_loss(X, y, w, b) / 2 + lambda_ / (2 * len(y)) * (w @ w)

        def labels_swapped__plain(X, y, w, b, lambda_):
            return mean_loss(X, 1 - y, w, b) + lambda_ / (2 * len(y)) * (w @ w)

        def not_a_probability__no_sigmoid(X, y, w, b, lambda_):
            return np.mean(losses(X @ w + b, y)) + lambda_ / (2 * len(y)) * (w @ w)


def _gradients_with_l2(f):
    """Return the answers to both gradients with L2; `f` turns z into the prediction."""

    def slopes(X, y, w, b):
        e = f(X @ w + b) - y
        return X.T @ e / len(y), np.mean(e)

    class right:
        def plain(X, y, w, b, lambda_):
            e = f(X @ w + b) - y
            return X.T @ e / len(y) + lambda_ / len(y) * w, np.mean(e)

        def together(X, y, w, b, lambda_):
            e = f(X @ w + b) - y
            return (e @ X + lambda_ * w) / len(y), e.sum() / len(y)

        def loops(X, y, w, b, lambda_):
            m, n = X.shape
            dw, db = np.zeros(n), 0
            for i in range(m):
                e = f(np.dot(X[i], w) + b) - y[i]
                for j in range(n):
                    dw[j] += e * X[i, j] / m
                db += e / m
            for j in range(n):
                dw[j] += lambda_ * w[j] / m
            return dw, db

        def einsum(X, y, w, b, lambda_):
            e = f(np.einsum("ij,j->i", X, w) + b) - y
            return (np.einsum("i,ij->j", e, X) + lambda_ * w) / len(e), np.einsum("i->", e) / len(e)

        def comprehension(X, y, w, b, lambda_):
            m = len(y)
            e = f(X @ w + b) - y
            dw = [(math.fsum(e * X[:, j]) + lambda_ * w[j]) / m for j in range(len(w))]
            return dw, math.fsum(e) / m

        def column_of_ones(X, y, w, b, lambda_):
            Z = np.column_stack([X, np.ones(len(X))])
            g = Z.T @ (f(Z @ np.append(w, b)) - y) + lambda_ * np.append(w, 0)
            return g[:-1] / len(y), g[-1] / len(y)

    class wrong:
        def forgets_l2__plain(X, y, w, b, lambda_):
            return slopes(X, y, w, b)

        def regularises_b__plain(X, y, w, b, lambda_):
            dw, db = slopes(X, y, w, b)
            return dw + lambda_ / len(y) * w, db + lambda_ / len(y) * b

        def l2_price_itself__square(X, y, w, b, lambda_):
            e = f(X @ w + b) - y
            return X.T @ e / len(y) + lambda_ / (2 * len(y)) * w**2, np.mean(e)

        def l2_squared_without_m__plain(X, y, w, b, lambda_):
            dw, db = slopes(X, y, w, b)
            return dw + lambda_ * w**2, db

        def regularises_b_without_m__plain(X, y, w, b, lambda_):
            e = f(X @ w + b) - y
            return X.T @ e / len(y) + lambda_ * w, np.mean(e) + lambda_ * b

        def regularises_b_halved__plain(X, y, w, b, lambda_):
            dw, db = slopes(X, y, w, b)
            half = lambda_ / (2 * len(y))
            return dw + half * w, db + half * b

        def regularises_b_beside_a_half__plain(X, y, w, b, lambda_):
            dw, db = slopes(X, y, w, b)
            return dw + lambda_ * w / (2 * len(y)), db + lambda_ * b / len(y)

        def regularises_b_beside_no_m__plain(X, y, w, b, lambda_):
            dw, db = slopes(X, y, w, b)
            return dw + lambda_ * w, db + lambda_ * b / len(y)

        def l2_halved__plain(X, y, w, b, lambda_):
            dw, db = slopes(X, y, w, b)
            return dw + lambda_ / (2 * len(y)) * w, db

        def l2_doubled__plain(X, y, w, b, lambda_):
            dw, db = slopes(X, y, w, b)
            return dw + 2 * lambda_ / len(y) * w, db

        def l2_without_m__plain(X, y, w, b, lambda_):
            dw, db = slopes(X, y, w, b)
            return dw + lambda_ * w, db

        def l2_squared__plain(X, y, w, b, lambda_):
            dw, db = slopes(X, y, w, b)
            return dw + lambda_ / len(y) * w**2, db

        def l2_cost_added__plain(X, y, w, b, lambda_):
            dw, db = slopes(X, y, w, b)
            return dw + lambda_ / (2 * len(y)) * np.sum(w**2), db

        def l2_sum_of_weights__plain(X, y, w, b, lambda_):
            dw, db = slopes(X, y, w, b)
            return dw + lambda_ / len(y) * np.sum(w), db

        def l2_subtracted__plain(X, y, w, b, lambda_):
            dw, db = slopes(X, y, w, b)
            return dw - lambda_ / len(y) * w, db

        def l2_without_w__plain(X, y, w, b, lambda_):
            dw, db = slopes(X, y, w, b)
            return dw + lambda_ / len(y), db

        def l2_in_db__plain(X, y, w, b, lambda_):
            dw, db = slopes(X, y, w, b)
            return dw, db + lambda_ / len(y) * b

        def l2_by_n__plain(X, y, w, b, lambda_):
            dw, db = slopes(X, y, w, b)
            return dw + lambda_ / len(w) * w, db

        def sign__gradient(X, y, w, b, lambda_):
            dw, db = slopes(X, y, w, b)
            return -dw + lambda_ / len(y) * w, -db

        def keeps_the_half__gradient(X, y, w, b, lambda_):
            dw, db = slopes(X, y, w, b)
            return dw / 2 + lambda_ / len(y) * w, db / 2

        def swapped__plain(X, y, w, b, lambda_):
            dw, db = slopes(X, y, w, b)
            return db, dw + lambda_ / len(y) * w

        def changes_input__in_place(X, y, w, b, lambda_):
            dw, db = slopes(X, y, w, b)
            w *= lambda_ / len(y)
            return dw + w, db

        def whole_number_array__like_w(X, y, w, b, lambda_):
            m, n = X.shape
            dj_dw, dj_db = np.zeros_like(w), 0.0
            for i in range(m):
                error_i = f(X[i] @ w + b) - y[i]
                dj_db = dj_db + error_i / m
                for j in range(n):
                    dj_dw[j] = dj_dw[j] + error_i * X[i, j] / m
            for j in range(n):
                dj_dw[j] = dj_dw[j] + lambda_ * w[j] / m
            return dj_dw, dj_db

        def fails_for_a_corner__divides_by_w(X, y, w, b, lambda_):
            e = f(X @ w + b) - y
            return X.T @ e / len(y) + lambda_ / len(y) * w**2 / w, np.mean(e)

    return type("Gradients", (), {"right": right, "wrong": wrong})


compute_gradient_regularised = _gradients_with_l2(lambda z: z)
compute_gradient_logistic_regularised = _gradients_with_l2(s)


def cost_of(X, y, w, b):
    z = X @ w + b
    return np.mean(np.logaddexp(0, z) - y * z)


def slopes_of(X, y, w, b):
    e = s(X @ w + b) - y
    return e @ X / len(y), e.sum() / len(y)


class gradient_descent_logistic:
    class right:
        def plain(X, y, w, b, alpha, steps):
            history = []
            for _ in range(steps):
                dj_dw, dj_db = slopes_of(X, y, w, b)
                w = w - alpha * dj_dw
                b = b - alpha * dj_db
                history.append(cost_of(X, y, w, b))
            return w, b, history

        def while_loop(X, y, w, b, alpha, steps):
            costs, k = np.zeros(steps), 0
            while k < steps:
                e = s(X @ w + b) - y
                w = w - alpha * (X.T @ e) / len(y)
                b = b - alpha * np.mean(e)
                costs[k] = cost_of(X, y, w, b)
                k += 1
            return w, b, costs

        def formula_of_the_note(X, y, w, b, alpha, steps):
            history = []
            for _ in range(steps):
                dj_dw, dj_db = slopes_of(X, y, w, b)
                w, b = w - alpha * dj_dw, b - alpha * dj_db
                history.append(np.mean(losses(s(X @ w + b), y)))
            return w, b, history

        def one_vector(X, y, w, b, alpha, steps):
            A, v, history = np.column_stack([X, np.ones(len(y))]), np.append(w, b), []
            for _ in range(steps):
                v = v - alpha * A.T @ (s(A @ v) - y) / len(y)
                history.append(np.mean(losses(s(A @ v), y)))
            return v[:-1], v[-1], history

        def tuple_history(X, y, w, b, alpha, steps):
            history = ()
            for _ in range(steps):
                dj_dw, dj_db = slopes_of(X, y, w, b)
                w, b = w - alpha * dj_dw, b - alpha * dj_db
                history = (*history, float(cost_of(X, y, w, b)))
            return [w, b, history]

        def recursive(X, y, w, b, alpha, steps):
            def walk(w, b, left, costs):
                if left == 0:
                    return w, b, costs
                dj_dw, dj_db = slopes_of(X, y, w, b)
                w, b = w - alpha * dj_dw, b - alpha * dj_db
                return walk(w, b, left - 1, [*costs, cost_of(X, y, w, b)])

            return walk(w, b, steps, [])

    class wrong:
        def b_uphill__sign(X, y, w, b, alpha, steps):
            costs = []
            for _ in range(steps):
                e = s(X @ w + b) - y
                w, b = w - alpha * (e @ X) / len(y), b + alpha * np.mean(e)
                costs.append(np.mean(losses(s(X @ w + b), y)))
            return w, b, costs

        def b_is_no_number__moved_with_dw(X, y, w, b, alpha, steps):
            costs = []
            for _ in range(steps):
                dw, _ = log_loss_gradient(X, y, w, b)
                w = w - alpha * dw
                b = b - alpha * dw
                costs.append(log_loss_cost(X, y, w, b))
            return w, b, costs

        def walks_uphill__plus(X, y, w, b, alpha, steps):
            history = []
            for _ in range(steps):
                dj_dw, dj_db = slopes_of(X, y, w, b)
                w, b = w + alpha * dj_dw, b + alpha * dj_db
                history.append(cost_of(X, y, w, b))
            return w, b, history

        def not_simultaneous__overwritten(X, y, w, b, alpha, steps):
            history = []
            for _ in range(steps):
                w = w - alpha * slopes_of(X, y, w, b)[0]
                b = b - alpha * slopes_of(X, y, w, b)[1]
                history.append(cost_of(X, y, w, b))
            return w, b, history

        def one_step_only__indented(X, y, w, b, alpha, steps):
            history = []
            for _ in range(steps):
                dj_dw, dj_db = slopes_of(X, y, w, b)
                w, b = w - alpha * dj_dw, b - alpha * dj_db
                history.append(cost_of(X, y, w, b))
                return w, b, history

        def one_step_too_many__range(X, y, w, b, alpha, steps):
            history = []
            for _ in range(steps + 1):
                dj_dw, dj_db = slopes_of(X, y, w, b)
                w, b = w - alpha * dj_dw, b - alpha * dj_db
                history.append(cost_of(X, y, w, b))
            return w, b, history

        def leaves_out_alpha__plain(X, y, w, b, alpha, steps):
            history = []
            for _ in range(steps):
                dj_dw, dj_db = slopes_of(X, y, w, b)
                w, b = w - dj_dw, b - dj_db
                history.append(cost_of(X, y, w, b))
            return w, b, history

        def gradient_of_week_two__no_sigmoid(X, y, w, b, alpha, steps):
            history = []
            for _ in range(steps):
                e = X @ w + b - y
                w, b = w - alpha * e @ X / len(y), b - alpha * np.mean(e)
                history.append(cost_of(X, y, w, b))
            return w, b, history

        def cost_of_week_two__history(X, y, w, b, alpha, steps):
            history = []
            for _ in range(steps):
                dj_dw, dj_db = slopes_of(X, y, w, b)
                w, b = w - alpha * dj_dw, b - alpha * dj_db
                history.append(np.mean((X @ w + b - y) ** 2) / 2)
            return w, b, history

        def walk_of_week_two__copied(X, y, w, b, alpha, steps):
            history = []
            for _ in range(steps):
                e = X @ w + b - y
                w, b = w - alpha * e @ X / len(y), b - alpha * np.mean(e)
                history.append(np.mean((X @ w + b - y) ** 2) / 2)
            return w, b, history

        def history_one_behind__before(X, y, w, b, alpha, steps):
            history = []
            for _ in range(steps):
                history.append(cost_of(X, y, w, b))
                dj_dw, dj_db = slopes_of(X, y, w, b)
                w, b = w - alpha * dj_dw, b - alpha * dj_db
            return w, b, history

        def history_of_last__outside(X, y, w, b, alpha, steps):
            for _ in range(steps):
                dj_dw, dj_db = slopes_of(X, y, w, b)
                w, b = w - alpha * dj_dw, b - alpha * dj_db
            return w, b, [cost_of(X, y, w, b)]

        def without_history__plain(X, y, w, b, alpha, steps):
            for _ in range(steps):
                dj_dw, dj_db = slopes_of(X, y, w, b)
                w, b = w - alpha * dj_dw, b - alpha * dj_db
            return w, b

        def swaps_results__plain(X, y, w, b, alpha, steps):
            w, b, history = gradient_descent_logistic.right.plain(X, y, w, b, alpha, steps)
            return b, w, history

        def starts_at_zero__overwritten(X, y, w, b, alpha, steps):
            w, b = np.zeros(X.shape[1]), 0.0
            return gradient_descent_logistic.right.plain(X, y, w, b, alpha, steps)

        def never_moves__not_stored(X, y, w, b, alpha, steps):
            history = []
            for _ in range(steps):
                slopes_of(X, y, w, b)
                history.append(cost_of(X, y, w, b))
            return w, b, history

        def history_with_start__listed(X, y, w, b, alpha, steps):
            history = [cost_of(X, y, w, b)]
            for _ in range(steps):
                dj_dw, dj_db = slopes_of(X, y, w, b)
                w, b = w - alpha * dj_dw, b - alpha * dj_db
                history.append(cost_of(X, y, w, b))
            return w, b, history

        def stops_when_the_cost_rises__break(X, y, w, b, alpha, steps):
            history = []
            for _ in range(steps):
                dj_dw, dj_db = slopes_of(X, y, w, b)
                w, b = w - alpha * dj_dw, b - alpha * dj_db
                history.append(cost_of(X, y, w, b))
                if len(history) > 1 and history[-1] > history[-2]:
                    break
            return w, b, history


class slope_of_squared_loss:
    class right:
        def plain(z, y):
            f = s(z)
            return (f - y) * f * (1 - f)

        def with_math(z, y):
            f = 1 / (1 + math.exp(-z))
            error = f - y
            return error * (f - f**2)

        def by_label(z, y):
            f = s(z)
            if y == 1:
                return -f * (1 - f) ** 2
            return f**2 * (1 - f)

        def twice_and_half(z, y):
            f = s(z)
            return 0.5 * 2 * (f - y) * s(z) * s(-z)

    class wrong:
        def slope_of_log_loss__copied(z, y):
            return s(z) - y

        def inner_only__plain(z, y):
            return s(z) * (1 - s(z))

        def forgets_half__plain(z, y):
            f = s(z)
            return 2 * (f - y) * f * (1 - f)

        def keeps_half__plain(z, y):
            f = s(z)
            return 0.5 * (f - y) * f * (1 - f)

        def turned__plain(z, y):
            f = s(z)
            return (y - f) * f * (1 - f)

        def keeps_square__plain(z, y):
            f = s(z)
            return (f - y) ** 2 * f * (1 - f)

        def turned__the_rest(z, y):
            f = s(z)
            return (f - y) * f * (f - 1)

        def loss_times_slope_of_sigmoid__plain(z, y):
            f = s(z)
            return 1 / 2 * (f - y) ** 2 * f * (1 - f)

        def value__plain(z, y):
            return 0.5 * (s(z) - y) ** 2

        def adds__plain(z, y):
            f = s(z)
            return f - y + f * (1 - f)

        def z_for_f__plain(z, y):
            return (z - y) * s(z) * (1 - s(z))

        def sigmoid_forgotten__plain(z, y):
            return (z - y) * z * (1 - z)

        def no_sigmoid_at_all__plain(z, y):
            return z - y

        def slope_of_sigmoid_is_its_height__plain(z, y):
            return (s(z) - y) * s(z)

        def only_the_rest__plain(z, y):
            return (s(z) - y) * (1 - s(z))

        def brackets__plain(z, y):
            f = s(z)
            return (f - y) * f * 1 - f

        def brackets_around_the_error__plain(z, y):
            f = s(z)
            return f - y * f * (1 - f)

        def times_z__plain(z, y):
            f = s(z)
            return (f - y) * f * (1 - f) * z

        def log_loss_value__plain(z, y):
            return losses(s(z), y)


class accuracy:
    class right:
        def mean(y, labels):
            return np.mean(y == labels)

        def loop(y, labels):
            right = 0
            for i in range(len(y)):
                if y[i] == labels[i]:
                    right = right + 1
            return right / len(y)

        def summed(y, labels):
            return np.sum(labels == y) / len(labels)

        def one_minus_wrong(y, labels):
            return 1 - np.mean(y != labels)

        def absolute(y, labels):
            return 1 - np.mean(abs(y - labels))

        def products(y, labels):
            return np.mean(y * labels + (1 - y) * (1 - labels))

        def zipped(y, labels):
            return sum(truth == said for truth, said in zip(y, labels, strict=True)) / len(y)

        def kept(y, labels):
            return len(y[y == labels]) / len(y)

    class wrong:
        def counts_right__sum(y, labels):
            return sum(y == labels)

        def counts_wrong__loop(y, labels):
            return sum(1 for i in range(len(y)) if y[i] != labels[i])

        def share_of_wrong__mean(y, labels):
            return np.mean(abs(labels - y))

        def percent__times(y, labels):
            return np.sum(y == labels) / len(y) * 100

        def share_of_ones__mean(y, labels):
            return labels.mean()

        def share_of_true_ones__mean(y, labels):
            return y.sum() / len(y)

        def ones_only__products(y, labels):
            return np.mean(y * labels)

        def zeros_only__products(y, labels):
            return np.mean((1 - y) * (1 - labels))

        def precision__masks(y, labels):
            return np.mean(y[labels == 1]) if np.any(labels == 1) else 0.0

        def recall__masks(y, labels):
            return np.mean(labels[y == 1]) if np.any(y == 1) else 0.0

        def mean_error__plain(y, labels):
            return np.sum(labels - y) / len(y)

        def mean_error_turned__plain(y, labels):
            return np.mean(y - labels)

        def truth_values__each(y, labels):
            return labels == y

        def divides_by_two_m__cost(y, labels):
            return np.sum(y == labels) / (2 * len(y))

        def all_or_nothing__all(y, labels):
            return 1.0 if all(y == labels) else 0.0

        def fails_for_a_corner__no_ones(y, labels):
            return np.mean(y == labels) if np.any(y == 1) else 1.0


class precision_and_recall:
    class right:
        def masks(y, labels):
            hits = np.sum((y == 1) & (labels == 1))
            return hits / np.sum(labels == 1), hits / np.sum(y == 1)

        def sums(y, labels):
            hits = np.sum(y * labels)
            return hits / np.sum(labels), hits / np.sum(y)

        def means(y, labels):
            return np.mean(y[labels == 1]), np.mean(labels[y == 1])

        def loop(y, labels):
            hits = called = there = 0
            for truth, said in zip(y, labels, strict=True):
                called += said
                there += truth
                if truth == 1 and said == 1:
                    hits += 1
            return hits / called, hits / there

        def from_the_table(y, labels):
            hits = np.sum((y == 1) & (labels == 1))
            false_alarms = np.sum((y == 0) & (labels == 1))
            missed = np.sum((y == 1) & (labels == 0))
            return hits / (hits + false_alarms), hits / (hits + missed)

    class wrong:
        def swapped__masks(y, labels):
            return np.mean(labels[y == 1]), np.mean(y[labels == 1])

        def divides_by_all__mean(y, labels):
            return np.mean(y * labels), np.mean(y * labels)

        def twice_precision__sums(y, labels):
            share = np.sum(y * labels) / np.sum(labels)
            return share, share

        def twice_recall__sums(y, labels):
            share = np.sum(y * labels) / np.sum(y)
            return share, share

        def accuracy__mean(y, labels):
            return np.mean(y == labels), np.mean(y == labels)

        def counts_right_zeros__equal(y, labels):
            right = np.sum(y == labels)
            return right / np.sum(labels), right / np.sum(y)

        def of_the_zeros__masks(y, labels):
            hits = np.sum((y == 0) & (labels == 0))
            return hits / max(np.sum(labels == 0), 1), hits / np.sum(y == 0)

        def share_of_wrong__masks(y, labels):
            return np.mean(y[labels == 1] == 0), np.mean(labels[y == 1] == 0)

        def counts__sum(y, labels):
            return np.sum(y * labels), np.sum(y * labels)

        def percent__sums(y, labels):
            hits = 100 * np.sum(y * labels)
            return hits / np.sum(labels), hits / np.sum(y)

        def shares_of_ones__means(y, labels):
            return np.mean(labels), np.mean(y)

        def precision_of_all__length(y, labels):
            hits = np.sum((y == 1) & (labels == 1))
            return hits / len(labels), hits / np.sum(y)

        def recall_of_all__length(y, labels):
            hits = np.sum(y * labels)
            return hits / np.sum(labels), hits / len(y)

        def precision_over_mistakes__false(y, labels):
            hits, false = np.sum(y * labels), np.sum((y == 0) & (labels == 1))
            return hits / false, hits / np.sum(y)

        def recall_over_missed__missed(y, labels):
            hits, missed = np.sum(y * labels), np.sum((y == 1) & (labels == 0))
            return hits / np.sum(labels), hits / missed

        def over_the_mistakes__numpy(y, labels):
            hits = np.sum((y == 1) & (labels == 1))
            false = np.sum((y == 0) & (labels == 1))
            missed = np.sum((y == 1) & (labels == 0))
            return hits / false, hits / missed

        def over_the_mistakes__loop(y, labels):
            hits = false = missed = 0
            for truth, said in zip(y.tolist(), labels.tolist(), strict=True):
                hits += truth * said
                false += (1 - truth) * said
                missed += truth * (1 - said)
            return hits / false, hits / missed

        def brackets__table(y, labels):
            tp = np.sum((y == 1) & (labels == 1))
            fp = np.sum((y == 0) & (labels == 1))
            fn = np.sum((y == 1) & (labels == 0))
            return tp / tp + fp, tp / tp + fn

        def counts_the_missed__copied(y, labels):
            hits = np.sum((y == 1) & (labels == 0))
            return hits / np.sum(labels == 1), hits / np.sum(y == 1)

        def array_as_condition__no_brackets(y, labels):
            hits = np.sum(y == 1 & labels == 1)
            return hits / np.sum(labels == 1), hits / np.sum(y == 1)

        def array_as_condition__and(y, labels):
            hits = np.sum((y == 1) and (labels == 1))
            return hits / np.sum(labels == 1), hits / np.sum(y == 1)

        def upside_down__sums(y, labels):
            hits = np.sum(y * labels)
            return np.sum(labels) / hits, np.sum(y) / hits

        def fails_for_a_corner__two_at_least(y, labels):
            hits = np.sum(y * labels)
            return hits / max(np.sum(labels), 2), hits / np.sum(y)


class choose_lambda:
    class right:
        def argmin(lambdas, train_costs, validation_costs):
            return lambdas[np.argmin(validation_costs)]

        def method(lambdas, train_costs, validation_costs):
            place = validation_costs.argmin()
            return float(lambdas[place])

        def loop(lambdas, train_costs, validation_costs):
            lowest = float("inf")
            for i in range(len(lambdas)):
                if validation_costs[i] < lowest:
                    lowest = validation_costs[i]
                    best = lambdas[i]
            return best

        def zipped(lambdas, train_costs, validation_costs):
            return min(zip(validation_costs, lambdas, strict=True))[1]

        def sorted_first(lambdas, train_costs, validation_costs):
            return lambdas[np.argsort(validation_costs)[0]]

        def masked(lambdas, train_costs, validation_costs):
            return lambdas[validation_costs == np.min(validation_costs)][0]

        def by_key(lambdas, train_costs, validation_costs):
            return lambdas[min(range(len(lambdas)), key=lambda i: validation_costs[i])]

    class wrong:
        def trusts_training__argmin(lambdas, train_costs, validation_costs):
            return lambdas[train_costs.argmin()]

        def gives_place__argmin(lambdas, train_costs, validation_costs):
            return np.argmin(validation_costs)

        def gives_cost__min(lambdas, train_costs, validation_costs):
            return min(validation_costs)

        def gives_training_cost__min(lambdas, train_costs, validation_costs):
            return train_costs.min()

        def largest_cost__argmax(lambdas, train_costs, validation_costs):
            return lambdas[np.argmax(validation_costs)]

        def largest_training_cost__argmax(lambdas, train_costs, validation_costs):
            return lambdas[np.argmax(train_costs)]

        def smallest_gap__loop(lambdas, train_costs, validation_costs):
            gaps = [abs(v - t) for v, t in zip(validation_costs, train_costs, strict=True)]
            return lambdas[gaps.index(min(gaps))]

        def one_place_late__plus_one(lambdas, train_costs, validation_costs):
            return lambdas[(np.argmin(validation_costs) + 1) % len(lambdas)]

        def one_place_early__minus_one(lambdas, train_costs, validation_costs):
            return lambdas[np.argmin(validation_costs) - 1]

        def adds_the_costs__plain(lambdas, train_costs, validation_costs):
            return lambdas[np.argmin(train_costs + validation_costs)]

        def middle__half(lambdas, train_costs, validation_costs):
            return lambdas[int(len(lambdas) / 2)]

        def largest_lambda__max(lambdas, train_costs, validation_costs):
            return max(lambdas)

        def smallest_lambda__min(lambdas, train_costs, validation_costs):
            return lambdas.min()

        def gives_pair__both(lambdas, train_costs, validation_costs):
            place = np.argmin(validation_costs)
            return lambdas[place], validation_costs[place]

        def fails_for_a_corner__zero_is_no(lambdas, train_costs, validation_costs):
            return lambdas[np.argmin(validation_costs)] or lambdas[1]

        def fails_for_a_corner__two_digits(lambdas, train_costs, validation_costs):
            return lambdas[np.argmin(np.round(validation_costs, 2))]


def test_corpus(corpus, judged):
    found = judged(*corpus)
    assert found["right"] >= 6
    assert found["wrong"] >= 10
    assert found["rejected right answers"] == []
    assert found["accepted wrong answers"] == []
    assert found["unnamed"] == []
    assert found["rating"] >= 1.8


def test_precision_and_recall_are_those_of_scikit_learn():
    from sklearn.metrics import precision_score, recall_score

    check = checks.check_precision_and_recall
    for seed in range(20):
        for case in check.cases(np.random.default_rng(seed)):
            theirs = precision_score(*case.args), recall_score(*case.args)
            assert np.allclose(check.reference(*case.args), theirs, rtol=1e-12)


def test_two_questions_to_arrays_are_told_to_take_brackets():
    wrong = precision_and_recall.wrong
    for slip in ("array_as_condition__no_brackets", "array_as_condition__and"):
        message = checks.check_precision_and_recall(getattr(wrong, slip)).message
        assert "`(y == 1) & (labels == 1)`" in message
        assert "Python stopped in line" in message
        assert "`if` or `while` needs" not in message


def test_the_rest_turned_round_is_not_blamed_on_the_error_alone():
    wrong = slope_of_squared_loss.wrong.turned__the_rest
    message = checks.check_slope_of_squared_loss(wrong).message
    assert "one of the two differences" in message
    assert "the rest is 1 - f" in message


def test_the_slope_of_the_squared_loss_is_that_of_sympy():
    z, y = sympy.symbols("z y")
    slope = sympy.lambdify((z, y), sympy.diff((1 / (1 + sympy.exp(-z)) - y) ** 2 / 2, z))
    check = checks.check_slope_of_squared_loss
    for seed in range(20):
        for case in check.cases(np.random.default_rng(seed)):
            assert np.isclose(check.reference(*case.args), slope(*case.args), rtol=1e-12)
