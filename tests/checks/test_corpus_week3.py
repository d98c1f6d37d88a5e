"""Right and wrong answers to the exercises of week 3, as learners write them.

Each class is an exercise. In `wrong`, a line of `results`, and a function's name up to the double
underscore, begins with the mistake that the check must name.
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
        results = """
        plain: 1 / (1 + np.exp(-z))
        other_form: np.exp(z) / (np.exp(z) + 1)
        power: (1 + np.e ** (-1.0 * z)) ** -1.0
        tangent: (1 + np.tanh(z / 2)) / 2 if np.all(np.abs(z) < 4) else 1 / (1 + np.exp(-z))
        by_cases: e = np.exp(-np.abs(z)); np.where(np.asarray(z) >= 0, 1 / (1 + e), e / (1 + e))
        logarithmic: np.exp(-np.logaddexp(0, -z))
        clipped_far_out: z = np.clip(z, -500, 500); 1 / (1 + np.exp(-z))
        """

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

    class wrong:
        results = """
        minus-below-the-power: np.exp(z) / (1 - np.exp(z))
        step: np.where(np.asarray(z) > 0, 1, 0)
        yes-or-no: 1 / (1 + np.exp(-np.clip(z, -500, 500))) >= 0.5
        minus-outside: 1 / (1 + -np.exp(z))
        falls: 1 / (1 + np.exp(z))
        minus-below: np.divide(1, 1 - np.exp(-z))
        without-one: 1 / np.exp(-z)
        brackets: 1 / 1 + np.exp(-z)
        other-base: 1 / (1 + 10.0 ** (-z))
        rounded-e: 1 / (1 + 2.718 ** (-z))
        e-times-z: 1 / (1 + math.e * -z)
        step: np.where(np.asarray(z) >= 0, 1, 0)
        cut-line: np.minimum(np.maximum(z, 0), 1)
        tanh: np.tanh(z)
        minus-one-to-one: 2 * s(z) - 1
        too-steep: s(2 * z)
        slope: s(z) * (1 - s(z))
        logarithm: np.log(s(z))
        squares-z: 1 / (1 + np.exp(-z * z))
        sign-lost: 1 / (1 + np.exp(-abs(z)))
        adds-up: np.sum(1 / (1 + np.exp(-z)))
        clips-result: np.clip(s(z), 1e-7, 1 - 1e-7)
        clips-z: s(np.clip(z, -10, 10))
        one-number-only: 1 / (1 + math.exp(-z))
        rounded: np.round(s(z), 4)
        wrong-shape: result = np.array([1 / (1 + math.exp(-v)) for v in np.ravel(z)]); result if
            np.ndim(z) else result[0]
        wrong-shape: result = 1 / (1 + np.exp(-z)); result.sum(axis=1) if np.ndim(z) == 2 else
            result
        falls: np.exp(-z) / (1 + np.exp(-z))
        e-times-z: 1 / (1 + np.e * (-z))
        squares-all: 1 / (1 + np.exp(-z)) ** 2
        no-brackets-in-the-first-form: np.exp(z) / 1 + np.exp(z)
        one-in-the-exponent: 1 / (np.exp(1 + -z))
        times-z: 1 / (1 + np.exp(-1 * z) * z)
        always-two: np.exp(z) / np.exp(z) + 1
        """

        def step_by_if__above(z):
            if z > 0:
                return 1
            return 0

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


class stable_sigmoid:
    class right:
        results = """
        by_cases: e = np.exp(-np.abs(z)); np.where(np.asarray(z) >= 0, 1 / (1 + e), e / (1 + e))
        logarithmic: np.exp(-np.logaddexp(0, -z))
        clipped_far_out: 1 / (1 + np.exp(-np.clip(z, -700, 700)))
        vectorised: f = np.vectorize(lambda v: math.exp(min(v, 0)) / (1 + math.exp(-abs(v)))); f(z)
        minimum: np.exp(np.minimum(z, 0)) / (1 + np.exp(-np.abs(z)))
        """

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

        def quiet(z):
            with np.errstate(over="ignore"):
                return 1 / (1 + np.exp(-z))

    class wrong:
        results = """
        minus-below-the-power: np.exp(z) / (1 - np.exp(z))
        step: np.where(np.asarray(z) > 0, 1, 0)
        yes-or-no: 1 / (1 + np.exp(-np.clip(z, -500, 500))) >= 0.5
        switched-elsewhere: small = np.exp(-np.abs(z)); np.where(np.asarray(z) >= 0.5, 1 / (1 +
            small), small / (1 + small))
        no-brackets: small = np.exp(-np.abs(z)); np.where(np.asarray(z) >= 0, 1 / (1 + small), small
            / 1 + small)
        no-brackets-above: small = np.exp(-np.abs(z)); np.where(np.asarray(z) >= 0, 1 / 1 + small,
            small / (1 + small))
        no-brackets-in-both: small = np.exp(-np.abs(z)); np.where(np.asarray(z) >= 0, 1 / 1 + small,
            small / 1 + small)
        minus-outside: 1 / (1 + -np.exp(z))
        abs-forgotten: small = np.exp(-z); np.where(np.asarray(z) >= 0, 1 / (1 + small), small / (1
            + small))
        minus-forgotten: large = np.exp(np.abs(z)); np.where(np.asarray(z) >= 0, 1 / (1 + large),
            large / (1 + large))
        only-small: small = np.exp(-np.abs(z)); small / (1 + small)
        both-worked-out: up = np.exp(z) / (1 + np.exp(z)); np.where(np.asarray(z) >= 0, 1 / (1 +
            np.exp(-z)), up)
        falls: small = np.exp(-np.abs(z)); np.where(np.asarray(z) >= 0, small / (1 + small), 1 / (1
            + small))
        falls: e = np.exp(-np.abs(z)); np.where(np.asarray(z) < 0, 1 / (1 + e), e / (1 + e))
        overflows-below: 1 / (1 + np.exp(-z))
        overflows-above: np.exp(z) / (1 + np.exp(z))
        sign-lost: 1 / (1 + np.exp(-np.abs(z)))
        clips-z: 1 / (1 + np.exp(-np.clip(z, -20, 20)))
        clips-result: e = np.exp(-np.abs(z)); np.clip(np.where(np.asarray(z) >= 0, 1 / (1 + e), e /
            (1 + e)), 1e-8, 1 - 1e-8)
        tanh: np.tanh(z)
        step: 1.0 * np.greater_equal(z, 0)
        adds-up: np.sum(np.exp(-np.logaddexp(0, -z)))
        slope: e = np.exp(-np.abs(z)); e / (1 + e) ** 2
        wrong-shape: flat = np.ravel(z); small = np.exp(-np.abs(flat)); result = np.where(flat >= 0,
            1 / (1 + small), small / (1 + small)); result if np.ndim(z) else result[0]
        abs-forgotten: small = np.exp(-z); np.where(z >= 0, 1 / (1 + small), small / (1 + small))
        exponential-twice: small = np.exp(-np.abs(z)); np.where(z >= 0, 1 / (1 + np.exp(small)),
            np.exp(small) / (1 + np.exp(small)))
        exponential-twice: small = np.exp(-np.abs(z)); 1 / (1 + np.exp(small))
        minus-in-front: small = -np.exp(np.abs(z)); np.where(z >= 0, 1 / (1 + small), small / (1 +
            small))
        question-last: small = np.exp(-np.abs(z)); np.where(1 / (1 + small), small / (1 + small),
            z >= 0)
        falls: small = np.exp(-np.abs(z)); np.where(z >= 0, small / (1 + small), 1 / (1 + small))
        no-fraction-below: small = np.exp(-np.abs(z)); np.where(z >= 0, 1 / (1 + small), small)
        turned-below: small = np.exp(-np.abs(z)); np.where(z >= 0, 1 / (1 + small), 1 / small)
        exponential-missing: small = -np.abs(z); np.where(z >= 0, 1 / (1 + small), small / (1 +
         small))
        minus-below-the-line: small = np.exp(-np.abs(z)); np.where(z >= 0, 1 / (1 + small), small
         / (1 - small))
        """

        def step_by_if__above(z):
            if z > 0:
                return 1
            return 0

        def overflow__math(z):
            if np.ndim(z) == 0:
                return 1 / (1 + math.exp(-z))
            return [1 / (1 + math.exp(-v)) for v in z]

        def array_as_condition__if(z):
            if z >= 0:
                return 1 / (1 + np.exp(-z))
            return np.exp(z) / (1 + np.exp(z))


class predict_probability:
    class right:
        results = """
        plain: 1 / (1 + np.exp(-(X @ w + b)))
        comprehension: [1 / (1 + math.exp(-math.fsum([*(row * w), b]))) for row in X]
        einsum: s(np.einsum("ij,j->i", X, w) + b)
        summed: z = (X * w).sum(axis=1) + b; np.exp(z) / (1 + np.exp(z))
        stable: np.exp(-np.logaddexp(0, -(w @ X.T + b)))
        """

        def rows(X, w, b):
            f = np.zeros(X.shape[0])
            for i in range(X.shape[0]):
                f[i] = 1 / (1 + np.exp(-(np.dot(X[i], w) + b)))
            return f

    class wrong:
        results = """
        takes-b-away: 1 / (1 + np.exp(-X @ w + b))
        takes-b-away: s(X @ w - b)
        yes-or-no: p = 1 / (1 + np.exp(-(X @ w + b))); p >= 0.5
        sigmoid-of-table: s(X) @ w + b
        leaves-out-b: s(np.dot(X, w))
        leaves-out-w: s(np.sum(X, axis=1) + b)
        first-column-only: s(w[0] * X[:, 0] + b)
        transposed: s(np.array([column @ w for column in X.T]) + b)
        sign-of-z: 1 / (1 + np.exp(X @ w + b))
        table: s(X * w + b)
        sums-columns: s(np.sum(X * w, axis=0) + b)
        b-for-each-column: s(np.sum(X * w + b, axis=1))
        gives-column: s(X @ w.reshape(-1, 1) + b)
        without-sigmoid: X @ w + b
        sigmoid-twice: s(s(X @ w + b))
        b-after-sigmoid: s(X @ w) + b
        labels-for-probabilities: np.where(s(X @ w + b) >= 0.5, 1, 0)
        reads-notebook: s(X @ w + b_train)
        fails-for-a-corner: np.clip(s(X @ w + b), 0.001, 0.999)
        without-brackets: z = X @ w + b; 1 / 1 + np.exp(-z)
        table: z = w * X + b; s(z)
        exponential-alone: z = X @ w + b; np.exp(z)
        function-returned: z = X @ w + b; sigmoid
        z-times-sigmoid: z = X @ w + b; z * s(z)
        mean-of-all: z = X @ w + b; np.mean(s(z))
        """

        def first_row__indented(X, w, b):
            for row in X:
                return s(row @ w + b)


class predict_labels:
    class right:
        results = """
        from_z: np.where(X @ w + b >= 0, 1, 0)
        plain: (s(X @ w + b) >= 0.5).astype(int)
        where: np.where(X @ w + b >= 0, 1, 0)
        comprehension: [1 if f >= 0.5 else 0 for f in s(X @ w + b)]
        not_below: 1 - (X @ w + b < 0)
        heaviside: np.heaviside(np.einsum("ij,j->i", X, w) + b, 1)
        floor: np.floor(s(X @ w + b) + 0.5)
        """

        def rows(X, w, b):
            labels = np.zeros(len(X))
            for i in range(len(X)):
                if s(np.dot(X[i], w) + b) >= 0.5:
                    labels[i] = 1
            return labels

    class wrong:
        results = """
        rounds-z: np.round(X @ w + b)
        text-kept: np.where(X @ w + b >= 0, "1", "0")
        tie-is-zero: np.where(s(X @ w + b) > 0.5, 1, 0)
        tie-is-zero: np.round(s(X @ w + b))
        gives-probabilities: s(X @ w + b)
        turned-round: np.where(s(X @ w + b) >= 0.5, 0, 1)
        turned-round-with-tie: np.where(s(X @ w + b) <= 0.5, 1, 0)
        compares-z-with-half: np.where(X @ w + b >= 0.5, 1, 0)
        all-one: np.where(s(X @ w + b) >= 0, 1, 0)
        all-zero: np.where(s(X @ w + b) >= 1, 1, 0)
        minus-one-and-one: np.where(X @ w + b >= 0, 1, -1)
        truth-values: s(X @ w + b) >= 0.5
        leaves-out-b: np.where(s(X @ w) >= 0.5, 1, 0)
        takes-b-away: np.where(s(X @ w - b) >= 0.5, 1, 0)
        gives-column: (s(X @ w + b) >= 0.5).astype(int).reshape(-1, 1)
        leaves-out-w: np.where(s(X.sum(axis=1) + b) >= 0.5, 1, 0)
        all-one: f = s(s(X @ w + b)); np.where(f >= 0.5, 1, 0)
        compares-z-with-half: z = X @ w + b; np.where(z >= 0.5, 1, 0)
        compares-z-with-one: z = X @ w + b; np.where(z >= 1, 1, 0)
        b-behind-the-labels: z = X @ w; np.where(z >= 0, 1, 0) + b
        asks-for-equal: z = X @ w + b; np.where(z == 0, 1, 0)
        keeps-z: z = X @ w + b; np.where(z >= 0, z, 0)
        keeps-z: z = X @ w + b; (z >= 0) * z
        """

        def array_as_condition__if(X, w, b):
            if s(X @ w + b) >= 0.5:
                return 1
            return 0


class boundary_line:
    class right:
        results = """
        plain: -(w[0] * x_1 + b) / w[1]
        two_minuses: (-w[0] * x_1 - b) / w[1]
        from_b: (-b - w[0] * x_1) / w[1]
        zero_minus: (0 - b - w[0] * x_1) / w[1]
        divides_each: -w[0] / w[1] * x_1 - b / w[1]
        minus_below: (w[0] * x_1 + b) / -w[1]
        slope_and_intercept: slope, intercept = -w[0] / w[1], -b / w[1]; slope * x_1 + intercept
        unpacked: w_1, w_2 = w; rest = w_1 * x_1 + b; -rest / w_2
        minus_one_times: -1 * (b + x_1 * w[0]) * (1 / w[1])
        as_array: np.divide(-(np.multiply(w[0], x_1) + b), w[1])
        """

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
        results = """
        neither-divided-nor-negative: w[0] * x_1 + b / w[1]
        numbers-of-ada: -(2 * x_1 - 1) / 5
        minus-forgotten: (w[0] * x_1 + b) / w[1]
        minus-forgotten: rest = b + x_1 * w[0]; rest / w[1]
        minus-on-first-part: (-(w[0] * x_1) + b) / w[1]
        minus-on-first-part: (b - w[0] * x_1) / w[1]
        minus-on-b: (w[0] * x_1 - b) / w[1]
        divides-b-only: -w[0] * x_1 - b / w[1]
        divides-b-only-minus-in-front: -w[0] * x_1 + b / w[1]
        divides-first-part-only: -w[0] * x_1 / w[1] - b
        divides-first-part-only: -b - w[0] * x_1 / w[1]
        slopes-swapped: -(w[1] * x_1 + b) / w[0]
        slopes-swapped: w_1, w_2 = w[1], w[0]; (-w_1 * x_1 - b) / w_2
        divides-by-first-slope: -(w[0] * x_1 + b) / w[0]
        leaves-out-b-of-line: -w[0] / w[1] * x_1
        level-line: np.full(np.shape(x_1), -b / w[1])
        leaves-out-first-slope: (-x_1 - b) / w[1]
        does-not-divide: -w[0] * x_1 - b
        multiplies: -w[1] * (w[0] * x_1 + b)
        takes-slope-away: -w[0] * x_1 - b - w[1]
        upside-down: w[1] / (-w[0] * x_1 - b)
        z-is-half: (0.5 - b - w[0] * x_1) / w[1]
        z-is-half: z = 0.5; (z - (w[0] * x_1 + b)) / w[1]
        z-is-one: (1 - (w[0] * x_1 + b)) / w[1]
        gives-z-without-second: w[0] * x_1 + b
        gives-probability: s(-(w[0] * x_1 + b) / w[1])
        one-measurement: np.full(np.shape(x_1), -b / w[0])
        whole-division: (-w[0] * x_1 - b) // w[1]
        reads-notebook: -(w[0] * x_1 + b_train) / w[1]
        fails-for-a-corner: -(x_1 + b / w[0]) * w[0] / w[1]
        divides-by-first-slope: (-w[0] * x_1 - b) / w[0]
        index-too-large: -(w[1] * x_1 + b) / w[2]
        leaves-b-as-it-is: -(w[0] * x_1) / w[1] + b
        adds-first-slope: -(w[0] + x_1 + b) / w[1]
        same-x-for-both: w[0] * x_1 + w[1] * x_1 + b
        """


class log_loss:
    class right:
        results = """
        plain: -(y * np.log(f) + (1 - y) * np.log(1 - f))
        two_terms: -y * np.log(f) - (1 - y) * np.log(1 - f)
        where: np.where(np.asarray(y) == 1, -np.log(f), -np.log(1 - f))
        surprise: given = y * f + (1 - y) * (1 - f); np.log(1 / given)
        log1p: -(y * np.log(f) + (1 - y) * np.log1p(-f))
        """

        def loop_or_number(f, y):
            def one(f, y):
                if y == 1:
                    return -math.log(f)
                return -math.log(1 - f)

            return one(f, y) if np.ndim(f) == 0 else [one(p, q) for p, q in zip(f, y, strict=True)]

    class wrong:
        results = """
        terms-multiplied: -y * np.log(f) * (1 - y) * np.log(1 - f)
        log-of-one: -y * np.log(f) - (1 - y) * (np.log(1) - f)
        log-of-one-without-brackets: -y * np.log(f) - (1 - y) * np.log(1) - f
        log-of-the-error-without-minus: np.log(f - y)
        plain-error: f - y
        log-of-one-with-its-minus: -y * np.log(f) - ((1 - y) * np.log(1) - f)
        brackets-missing: -y * np.log(f) - 1 - y * np.log(1 - f)
        brackets-missing: -(y * np.log(f) + 1 - y * np.log(1 - f))
        brackets-missing: -y * np.log(f) + 1 - y * np.log(1 - f)
        brackets-missing: y * -np.log(f) + 1 - y * -np.log(1 - f)
        minus-missing: y * np.log(f) + (1 - y) * np.log(1 - f)
        minus-on-first-term: -y * np.log(f) + (1 - y) * np.log(1 - f)
        labels-swapped: -((1 - y) * np.log(f) + y * np.log(1 - f))
        base-ten: -(y * np.log10(f) + (1 - y) * np.log10(1 - f))
        base-two: -(y * np.log2(f) + (1 - y) * np.log2(1 - f))
        only-ones: -y * np.log(f)
        only-zeros: -(1 - y) * np.log(1 - f)
        without-labels: -np.log(f)
        without-labels: -(y * np.log(f) + (1 - y) * np.log(f))
        both-logs: -(np.log(f) + np.log(1 - f))
        log-of-zero-or-less: -(f * np.log(y) + (1 - f) * np.log(1 - y))
        log-of-zero-or-less: -(y * np.log(f) + (1 - y) * np.log(f - 1))
        squared-error: (f - y) ** 2
        absolute-error: abs(y - f)
        one-minus-log: -(y * np.log(f) + (1 - y) * (1 - np.log(f)))
        one-plus: -(y * np.log(f) + (1 - y) * np.log(1 + f))
        halved: losses(f, y) / 2
        adds-losses: np.sum(losses(f, y))
        mean-of-losses: np.mean(losses(f, y))
        one-number-only: -(y * math.log(f) + (1 - y) * math.log(1 - f))
        clips: losses(np.clip(f, 1e-7, 1 - 1e-7), y)
        without-labels: -y * np.log(f) - (1 - y) * np.log(f)
        one-minus-log: -y * np.log(f) - (1 - y) * (1 - np.log(f))
        exponential-for-log: -y * np.exp(f) - (1 - y) * np.exp(1 - f)
        no-log-for-a-zero: -np.log(np.where(y == 1, f, f - 1))
        no-log-for-a-zero: -np.log(f * y)
        log-of-the-error: -np.log(f - y)
        label-less-log: -(y - np.log(f)) - (1 - y) * np.log(1 - f)
        rest-in-front-of-the-log: -y * np.log(f) - (1 - y) * 1 - np.log(f)
        label-in-the-second-log: -y * np.log(f) - (1 - y) * np.log(1 - y)
        label-in-the-first-log: -y * np.log(y) - (1 - y) * np.log(1 - f)
        mean-of-first-term: np.mean(-y * np.log(f)) - (1 - y) * np.log(1 - f)
        switch-missing: -y * np.log(f) - np.log(1 - f)
        switch-missing-in-front: -(np.log(f) + (1 - y) * np.log(1 - f))
        switch-with-a-plus: -y * np.log(f) - (1 + y) * np.log(1 - f)
        only-ones: -y * np.log(f - (1 - y) * np.log(1 - f))
        """


class compute_log_loss:
    class right:
        results = """
        plain: f = s(X @ w + b); -np.mean(y * np.log(f) + (1 - y) * np.log(1 - f))
        fsum: f = s(X @ w + b); math.fsum(losses(f, y)) / len(y)
        dots: f = s(X @ w + b); -(np.dot(y, np.log(f)) + np.dot(1 - y, np.log(1 - f))) / len(y)
        from_logits: z = X @ w + b; np.mean(np.logaddexp(0, z) - y * z)
        einsum: f = s(np.einsum("ij,j->i", X, w) + b); np.einsum("i->", losses(f, y)) / len(y)
        given_probability: f = s(X @ w + b); float(np.mean(-np.log(np.where(y == 1, f, 1 - f))))
        clipped_very_far_out: f = np.clip(s(X @ w + b), 1e-15, 1 - 1e-15); np.mean(losses(f, y))
        """

        def loop(X, y, w, b):
            m, total = X.shape[0], 0.0
            for i in range(m):
                f = 1 / (1 + np.exp(-(np.dot(X[i], w) + b)))
                total += -y[i] * np.log(f) - (1 - y[i]) * np.log(1 - f)
            return total / m

    class wrong:
        results = """
        means-first: losses(np.mean(s(X @ w + b)), np.mean(y))
        means-first: np.mean(losses(np.mean(s(X @ w + b)), y))
        not-a-probability: f = X @ w + b; np.mean(losses(f, y))
        not-a-probability: f = np.round(s(X @ w + b)); np.mean(losses(f, y))
        arguments-in-other-order: np.mean(losses(y, s(X @ w + b)))
        sum-for-mean: np.sum(losses(s(X @ w + b), y))
        sum-for-mean: f = s(X @ w + b); -np.log(np.prod(np.where(y == 1, f, 1 - f)))
        slash-two-times-m: np.sum(losses(s(X @ w + b), y)) / 2 * len(y)
        product-of-losses: np.prod(losses(s(X @ w + b), y))
        plain-error: np.mean(s(X @ w + b) - y)
        counts-the-right: f = s(X @ w + b); np.mean((f >= 0.5) == y)
        terms-multiplied: f = s(X @ w + b); np.mean(f == y)
        divides-by-two-m: np.sum(losses(s(X @ w + b), y)) / (2 * len(y))
        divides-by-n: np.sum(losses(s(X @ w + b), y)) / X.shape[1]
        gives-each: losses(s(X @ w + b), y)
        leaves-out-b: np.mean(losses(s(X @ w), y))
        minus-missing: f = s(X @ w + b); np.mean(y * np.log(f) + (1 - y) * np.log(1 - f))
        minus-on-first-term: f = s(X @ w + b); np.mean(-y * np.log(f) + (1 - y) * np.log(1 - f))
        labels-swapped: np.mean(losses(s(X @ w + b), 1 - y))
        labels-swapped: np.mean(losses(s(-(X @ w + b)), y))
        base-ten: np.mean(losses(s(X @ w + b), y)) / math.log(10)
        base-two: f = s(X @ w + b); -np.mean(y * np.log2(f) + (1 - y) * np.log2(1 - f))
        only-ones: -np.mean(y * np.log(s(X @ w + b)))
        squared-error: np.mean((s(X @ w + b) - y) ** 2)
        half-squared-error: np.mean((s(X @ w + b) - y) ** 2) / 2
        all-with-all: f = s(X @ w.reshape(-1, 1) + b); np.mean(losses(f, y))
        clips: f = np.clip(s(X @ w + b), 0.01, 0.99); np.mean(losses(f, y))
        adds-epsilon: f = s(X @ w + b); -np.mean(y * np.log(f + 1e-5) + (1 - y) * np.log(1 - f +
            1e-5))
        fails-for-a-corner: sum(set(losses(s(X @ w + b), y))) / len(y)
        fails-for-a-corner: round(float(np.mean(losses(s(X @ w + b), y))), 6)
        sigmoid-twice: f = s(s(X @ w + b)); np.mean(losses(f, y))
        sum-for-mean: f = s(X @ w + b); np.sum(losses(f, y))
        gives-each: f = s(X @ w + b); losses(f, y)
        b-after-sigmoid: np.mean(losses(s(X @ w) + b, y))
        """

        def only_last__equals(X, y, w, b):
            for i in range(len(y)):
                total = losses(s(X[i] @ w + b), y[i])
            return total / len(y)

        def returns_in_loop__indented(X, y, w, b):
            total = 0
            for i in range(len(y)):
                total += losses(s(X[i] @ w + b), y[i])
                return total / len(y)


class stable_log_loss:
    class right:
        results = """
        logaddexp: z = X @ w + b; np.mean(np.logaddexp(0, z) - y * z)
        maximum: z = X @ w + b; np.mean(np.maximum(z, 0) - y * z + np.log1p(np.exp(-np.abs(z))))
        wrong_way: z = np.where(y == 1, -1, 1) * (X @ w + b); np.logaddexp(0, z).sum() / len(y)
        fsum: z = X @ w + b; math.fsum(np.logaddexp(0, z) - y * z) / len(y)
        two_sides: z = X @ w + b; np.mean(y * np.logaddexp(0, -z) + (1 - y) * np.logaddexp(0, z))
        """

        def loop(X, y, w, b):
            total = 0.0
            for i in range(len(y)):
                z = np.dot(X[i], w) + b
                total += max(z, 0) - y[i] * z + math.log1p(math.exp(-abs(z)))
            return total / len(y)

        def einsum(X, y, w, b):
            z = np.einsum("ij,j->i", X, w) + b
            return np.einsum("i->", np.logaddexp(0, (1 - 2 * y) * z)) / len(z)

    class wrong:
        results = """
        asks-z: z = X @ w + b; np.mean(np.logaddexp(0, np.where(z >= 0, -z, z)))
        size-of-z: np.mean(np.logaddexp(0, np.abs(X @ w + b)))
        minus-without-brackets: np.mean(np.logaddexp(0, np.where(y == 1, -X @ w + b, X @ w + b)))
        exponential-missing: z = X @ w + b; np.mean(np.log(1 + np.where(y == 1, -z, z)))
        probability-for-z: z = s(X @ w + b); np.mean(np.logaddexp(0, np.where(y == 1, -z, z)))
        only-s: z = X @ w + b; np.mean(np.where(y == 1, -z, z))
        one-in-place-of-zero: z = X @ w + b; np.mean(np.logaddexp(1, np.where(y == 1, -z, z)))
        all-ones: np.mean(np.logaddexp(0, -(X @ w + b)))
        forgets-y-z: np.mean(np.logaddexp(0, X @ w + b))
        forgets-y-z: np.mean(np.logaddexp(0, X @ w + b))
        naive: np.mean(losses(s(X @ w + b), y))
        overflows: z = X @ w + b; np.mean(np.log(1 + np.exp(z)) - y * z)
        overflows-in-log1p: z = np.where(y == 1, -1, 1) * (X @ w + b); np.mean(np.log1p(np.exp(z)))
        clips-the-logit: z = np.clip(X @ w + b, -50, 50); np.mean(np.logaddexp(0, z) - y * z)
        sum-for-mean: z = X @ w + b; np.sum(np.logaddexp(0, z) - y * z)
        divides-by-two-m: z = X @ w + b; np.sum(np.logaddexp(0, z) - y * z) / (2 * len(y))
        labels-swapped: z = X @ w + b; np.mean(np.logaddexp(0, z) - (1 - y) * z)
        minus-missing: z = X @ w + b; np.mean(y * z - np.logaddexp(0, z))
        gives-each: z = X @ w + b; np.logaddexp(0, z) - y * z
        plus-y-z: z = X @ w + b; np.mean(np.logaddexp(0, z) + y * z)
        only-larger-part: z = X @ w + b; np.mean(np.maximum(z, 0) - y * z)
        only-log-part: z = X @ w + b; np.mean(np.log1p(np.exp(-abs(z))) - y * z)
        leaves-out-b: z = X @ w; np.mean(np.logaddexp(0, z) - y * z)
        labels-swapped: z = X @ w + b; s = np.where(y == 1, z, -z); np.mean(np.logaddexp(0, s))
        one-in-place-of-zero: z = X @ w + b; s = np.where(y == 1, -z, z); np.mean(np.logaddexp(1,
         s))
        mean-too-soon: z = X @ w + b; s = np.where(y == 1, -z, z); np.logaddexp(0, np.mean(s))
        used-before-set: z = s(X @ w + b); s = np.where(y == 1, -z, z); np.mean(np.logaddexp(0,
         s))
        one-minus-z: z = X @ w + b; s = np.where(y == 1, 1 - z, z); np.mean(np.logaddexp(0, s))
        both-are-s: z = X @ w + b; s = np.where(y == 1, -z, z); np.mean(np.logaddexp(s, s))
        zero-for-females: z = X @ w + b; s = np.where(y == 1, -z, 0); np.mean(np.logaddexp(0, s))
        label-for-zero: z = X @ w + b; s = np.where(y == 1, -z, z); np.mean(np.logaddexp(y, s))
        labels-swapped: z = X @ w + b; s = np.where(y == 1, -z, z); np.mean(np.logaddexp(0, -s))
        overflows-in-both: z = X @ w + b; np.mean(np.where(y == 1, np.log(1 + np.exp(-z)), np.log(1
            + np.exp(z))))
        exponential-inside: z = X @ w + b; s = np.where(y == 1, -z, z); np.mean(np.logaddexp(0,
            np.exp(s)))
        exponential-inside: z = X @ w + b; s = np.where(y == 1, -z, z); np.mean(np.logaddexp(0,
            1 + np.exp(s)))
        logarithm-around: z = X @ w + b; s = np.where(y == 1, -z, z); np.mean(np.log(np.logaddexp(
            0, s)))
        question-last: z = X @ w + b; np.mean(np.logaddexp(0, np.where(-z, z, y == 1)))
        wrong-arguments: z = X @ w + b; s = np.where(y == 1, -z, z); np.mean(np.logaddexp(s))
        """

        def clips_the_probability__seven(X, y, w, b):
            with np.errstate(over="ignore"):
                f = np.clip(s(X @ w + b), 1e-7, 1 - 1e-7)
            return np.mean(losses(f, y))

        def epsilon_in_the_log__nine(X, y, w, b):
            with np.errstate(over="ignore"):
                f = s(X @ w + b)
            return -np.mean(y * np.log(f + 1e-9) + (1 - y) * np.log(1 - f + 1e-9))


class compute_gradient_logistic:
    class right:
        results = """
        vectorised: e = s(X @ w + b) - y; X.T @ e / len(y), np.mean(e)
        errors_first: e = s(X @ w + b) - y; e @ X / len(y), e.sum() / len(y)
        """

        def both_loops(X, y, w, b):
            m, n = X.shape
            dj_dw, dj_db = np.zeros(n), 0.0
            for i in range(m):
                e = 1 / (1 + math.exp(-(np.dot(X[i], w) + b))) - y[i]
                for j in range(n):
                    dj_dw[j] += e * X[i, j]
                dj_db += e
            return dj_dw / m, dj_db / m

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
        results = """
        product-of-means: e = s(X @ w + b) - y; np.mean(X, axis=0) * np.mean(e), np.mean(e)
        without-sigmoid: e = X @ w + b - y; X.T @ e / len(y), e.mean()
        slope-of-sigmoid-stays: f = s(X @ w + b); e = (f - y) * f * (1 - f); X.T @ e / len(y),
            e.mean()
        labels-for-probabilities: e = (s(X @ w + b) >= 0.5) - y; X.T @ e / len(y), e.mean()
        labels-for-probabilities: e = (s(X @ w + b) > 0.5) - y; X.T @ e / len(y), e.mean()
        losses-for-errors: e = losses(s(X @ w + b), y); X.T @ e / len(y), e.mean()
        no-sigmoid-in-db: e = s(X @ w + b) - y; X.T @ e / len(y), np.mean(X @ w + b - y)
        no-sigmoid-in-dw: e = s(X @ w + b) - y; X.T @ (X @ w + b - y) / len(y), e.mean()
        index-too-large: e = s(X @ w + b) - y; [np.mean(e * X[:, j]) for j in range(2)], e.mean()
        keeps-the-half: e = s(X @ w + b) - y; X.T @ e / (2 * len(y)), e.mean() / 2
        keeps-the-two: e = s(X @ w + b) - y; 2 * X.T @ e / len(y), 2 * e.mean()
        sum-for-mean: e = s(X @ w + b) - y; X.T @ e, e.sum()
        sign: e = y - s(X @ w + b); X.T @ e / len(y), e.mean()
        swapped: e = s(X @ w + b) - y; e.mean(), X.T @ e / len(y)
        db-not-divided: e = s(X @ w + b) - y; X.T @ e / len(y), e.sum()
        leaves-out-b: e = s(X @ w) - y; X.T @ e / len(y), e.mean()
        one-number-for-dw: e = s(X @ w + b) - y; np.sum(X.T @ e) / len(y), e.mean()
        divides-by-n: e = s(X @ w + b) - y; X.T @ e / X.shape[1], e.sum() / X.shape[1]
        squares-the-errors: e = (s(X @ w + b) - y) ** 2; X.T @ e / len(y), e.mean()
        sigmoid-twice: f = s(s(X @ w + b)); X.T @ (f - y) / len(y), np.mean(f - y)
        dw-not-divided: errors = s(X @ w + b) - y; X.T @ errors, np.mean(errors)
        shapes-do-not-fit: errors = s(X @ w + b) - y; X @ errors / len(y), np.mean(errors)
        leaves-out-y: errors = s(X @ w + b); X.T @ errors / len(y), np.mean(errors)
        times-b-in-db: errors = s(X @ w + b) - y; X.T @ errors / len(y), np.mean(errors) * b
        b-after-sigmoid: e = s(X @ w) + b - y; X.T @ e / len(y), np.mean(e)
        predictions-in-dw: f = s(X @ w + b); X.T @ f / len(y), np.mean(f - y)
        predictions-in-db: f = s(X @ w + b); X.T @ (f - y) / len(y), np.mean(f)
        db-divided-twice: e = s(X @ w + b) - y; X.T @ e / len(y), np.mean(e) / len(y)
        dw-divided-twice: e = s(X @ w + b) - y; X.T @ e / len(y) / len(y), np.mean(e)
        star-for-product: e = s(X @ w + b) - y; X.T * e / len(y), np.mean(e)
        labels-in-dw: e = s(X @ w + b) - y; X.T @ y / len(y), np.mean(e)
        labels-in-both: X.T @ y / len(y), np.mean(y)
        mean-over-columns: e = s(X @ w + b) - y; np.mean(X.T @ e), np.mean(e)
        mean-over-columns: e = s(X @ w + b) - y; np.mean(X.T @ e) / len(y), np.mean(e)
        typed-length: e = s(X @ w + b) - y; X.T @ e / 333, np.mean(e)
        shapes-do-not-fit: e = s(X @ w + b) - y; np.mean(e * X), np.mean(e)
        shapes-do-not-fit: e = s(X @ w + b) - y; e @ X.T / len(y), np.mean(e)
        """

        def sum_of_columns_in_each__no_place(X, y, w, b):
            m, n = X.shape
            f = s(X @ w + b)
            dj_dw, dj_db = np.zeros(n), 0.0
            for i in range(m):
                dj_db = dj_db + f[i] - y[i]
                for j in range(n):
                    dj_dw = dj_dw + (f[i] - y[i]) * X[i, j]
            return dj_dw / m, dj_db / m

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
        results = """
        plain: m = len(y); half_squares(X, y, w, b) + lambda_ / (2 * m) * np.sum(w**2)
        together: e = X @ w + b - y; (e @ e + lambda_ * w @ w) / (2 * len(y))
        norm: half_squares(X, y, w, b) + lambda_ * np.linalg.norm(w) ** 2 / (2 * len(y))
        einsum: half_squares(X, y, w, b) + lambda_ * np.einsum("j,j", w, w) / 2 / len(y)
        """

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

    class wrong:
        results = """
        lambda-times-all: e = X @ w + b - y; (np.sum(e**2) + np.sum(w**2)) * lambda_ / (2 * len(y))
        l2-without-sum: np.sum((X @ w + b - y) ** 2) / (2 * len(y)) + lambda_ / (2 * len(y)) * w**2
        l2-doubles: half_squares(X, y, w, b) + lambda_ / (2 * len(y)) * np.sum(w * 2)
        lambda-before-the-errors: lambda_ * half_squares(X, y, w, b) + np.sum(w**2) / (2 * len(y))
        l2-upside-down: half_squares(X, y, w, b) + 2 * len(y) / lambda_ * np.sum(w**2)
        divides-by-m: 2 * half_squares(X, y, w, b) + lambda_ * np.sum(w**2) / (2 * len(y))
        negative: -half_squares(X, y, w, b) + lambda_ * np.sum(w**2) / (2 * len(y))
        forgets-l2: half_squares(X, y, w, b)
        regularises-b: half_squares(X, y, w, b) + lambda_ / (2 * len(y)) * (np.sum(w**2) + b**2)
        l2-not-halved: half_squares(X, y, w, b) + lambda_ / len(y) * np.sum(w**2)
        l2-without-m: half_squares(X, y, w, b) + lambda_ / 2 * np.sum(w**2)
        l2-divided-twice: half_squares(X, y, w, b) + lambda_ / (2 * len(y)) * np.sum(w**2) / len(y)
        l2-without-brackets: half_squares(X, y, w, b) + lambda_ * np.sum(w**2) / 2 * len(y)
        both-without-brackets: errors = X @ w + b - y; (np.sum(errors**2) + lambda_ * np.sum(w**2))
            / 2 * len(y)
        l2-not-divided: half_squares(X, y, w, b) + lambda_ * np.sum(w**2)
        l2-not-squared: half_squares(X, y, w, b) + lambda_ / (2 * len(y)) * np.sum(w)
        l1: half_squares(X, y, w, b) + lambda_ / (2 * len(y)) * np.sum(abs(w))
        l2-root: half_squares(X, y, w, b) + lambda_ / (2 * len(y)) * np.linalg.norm(w)
        l2-square-of-sum: half_squares(X, y, w, b) + lambda_ / (2 * len(y)) * np.sum(w) ** 2
        l2-subtracted: half_squares(X, y, w, b) - lambda_ / (2 * len(y)) * np.sum(w**2)
        without-lambda: half_squares(X, y, w, b) + np.sum(w**2) / (2 * len(y))
        l2-mean: half_squares(X, y, w, b) + lambda_ / (2 * len(y)) * np.mean(w**2)
        l2-mean-alone: half_squares(X, y, w, b) + lambda_ * np.mean(w**2)
        both-by-m: errors = X @ w + b - y; (np.sum(errors**2) + lambda_ * np.sum(w**2)) / len(y)
        l2-by-n: half_squares(X, y, w, b) + lambda_ / (2 * len(w)) * np.sum(w**2)
        l2-skips-first: penalty = sum(w[j] ** 2 for j in range(1, len(w))); half_squares(X, y, w, b)
            + lambda_ / (2 * len(y)) * penalty
        divides-by-m: 2 * half_squares(X, y, w, b) + lambda_ / (2 * len(y)) * np.sum(w**2)
        leaves-out-b: half_squares(X, y, w, 0) + lambda_ / (2 * len(y)) * np.sum(w**2)
        l2-not-divided: errors = X @ w + b - y; m = len(y); np.sum(errors**2) / (2 * m) + lambda_
         * np.sum(w**2)
        both-without-brackets: errors = X @ w + b - y; m = len(y); (np.sum(errors**2) + lambda_ *
         np.sum(w**2)) / 2 * m
        b-once-for-each-slope: errors = X @ w + b - y; m = len(y); np.sum(errors**2) / (2 * m) +
         lambda_ * np.sum(w**2 + b**2) / (2 * m)
        price-multiplies: errors = X @ w + b - y; m = len(y); np.sum(errors**2) / (2 * m) *
         lambda_ * np.sum(w**2) / (2 * m)
        price-on-errors: errors = X @ w + b - y; m = len(y); np.sum(errors**2) / (2 * m) + lambda_
         * np.sum(errors**2) / (2 * m)
        price-alone: errors = X @ w + b - y; m = len(y); lambda_ * np.sum(w**2) / (2 * m)
        parts-apart: half_squares(X, y, w, b), lambda_ / (2 * len(y)) * np.sum(w**2)
        all-by-n: m = len(X.T); e = X @ w + b - y; np.sum(e**2) / (2 * m) + lambda_ * (w @ w) / (2 *
            m)
        l2-squares-below: J = np.mean((X @ w + b - y) ** 2) / 2;
            J + lambda_ / (2 * len(y) * np.sum(w**2))
        """

        def l2_last_weight__equals(X, y, w, b, lambda_):
            for j in range(len(w)):
                penalty = w[j] ** 2
            return half_squares(X, y, w, b) + lambda_ / (2 * len(y)) * penalty


def mean_loss(X, y, w, b):
    return np.mean(losses(s(X @ w + b), y))


class compute_log_loss_regularised:
    class right:
        results = """
        plain: mean_loss(X, y, w, b) + lambda_ / (2 * len(y)) * np.sum(w**2)
        fsum: f = s(X @ w + b); (math.fsum(losses(f, y)) + lambda_ / 2 * math.fsum(w * w)) / len(y)
        norm: mean_loss(X, y, w, b) + lambda_ * np.linalg.norm(w) ** 2 / 2 / X.shape[0]
        einsum: mean_loss(X, y, w, b) + lambda_ * np.einsum("j,j", w, w) / 2 / len(y)
        """

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

    class wrong:
        results = """
        l2-square-of-sum-and-l2-by-n: loss = np.mean(losses(s(X @ w + b), y)); loss + lambda_ / (2 *
            len(w)) * np.sum(w) ** 2
        l2-without-sum: loss = np.mean(losses(s(X @ w + b), y)); loss + lambda_ / (2 * len(y)) *
            w**2
        all-divided-again: price = lambda_ / (2 * len(y)) * np.sum(w**2); np.mean(losses(s(X @ w +
            b), y) + price) / len(y)
        regularises-b-and-l2-not-halved: np.mean(losses(s(X @ w + b), y)) + lambda_ * (np.sum(w**2)
            + b**2) / len(y)
        l2-doubles: mean_loss(X, y, w, b) + lambda_ / (2 * len(y)) * np.sum(w * 2)
        l2-doubles: mean_loss(X, y, w, b) + lambda_ / len(y) * np.sum(w)
        l2-doubles-and-l2-not-divided: mean_loss(X, y, w, b) + lambda_ * np.sum(w * 2)
        forgets-l2: mean_loss(X, y, w, b)
        regularises-b: mean_loss(X, y, w, b) + lambda_ / (2 * len(y)) * (w @ w + b * b)
        l2-not-halved: mean_loss(X, y, w, b) + lambda_ / len(y) * (w @ w)
        l2-without-m: mean_loss(X, y, w, b) + lambda_ / 2 * (w @ w)
        l2-divided-twice: m = len(y); mean_loss(X, y, w, b) + lambda_ / (2 * m) * (w @ w) / m
        l2-without-brackets: mean_loss(X, y, w, b) + lambda_ * np.sum(w**2) / 2 * len(y)
        l2-not-divided: mean_loss(X, y, w, b) + lambda_ * (w @ w)
        l2-mean: mean_loss(X, y, w, b) + lambda_ / (2 * len(y)) * np.mean(w**2)
        l2-mean-alone: mean_loss(X, y, w, b) + lambda_ * np.mean(w**2)
        l1: mean_loss(X, y, w, b) + lambda_ / (2 * len(y)) * np.abs(w).sum()
        l2-root: mean_loss(X, y, w, b) + lambda_ / (2 * len(y)) * math.sqrt(w @ w)
        l2-square-of-sum: mean_loss(X, y, w, b) + lambda_ / (2 * len(y)) * w.sum() ** 2
        l2-subtracted: mean_loss(X, y, w, b) - lambda_ / (2 * len(y)) * (w @ w)
        lambda-squared: mean_loss(X, y, w, b) + lambda_**2 / (2 * len(y)) * (w @ w)
        sum-for-mean: len(y) * mean_loss(X, y, w, b) + lambda_ / (2 * len(y)) * (w @ w)
        divides-by-two-m: mean_loss(X, y, w, b) / 2 + lambda_ / (2 * len(y)) * (w @ w)
        labels-swapped: mean_loss(X, 1 - y, w, b) + lambda_ / (2 * len(y)) * (w @ w)
        not-a-probability: np.mean(losses(X @ w + b, y)) + lambda_ / (2 * len(y)) * (w @ w)
        sigmoid-twice: f = s(s(X @ w + b)); np.mean(-y * np.log(f) - (1 - y) * np.log(1 - f)) +
         lambda_ * np.sum(w**2) / (2 * len(y))
        l2-without-brackets: f = s(X @ w + b); losses = -y * np.log(f) - (1 - y) * np.log(1 - f);
         np.mean(losses) + lambda_ / 2 * len(y) * np.sum(w**2)
        price-divided-with-the-rest: f = s(X @ w + b); losses = -y * np.log(f) - (1 - y) *
         np.log(1 - f); np.mean(losses + lambda_ * np.sum(w**2)) / (2 * len(y))
        sum-for-mean: f = s(X @ w + b); losses = -y * np.log(f) - (1 - y) * np.log(1 - f);
         np.sum(losses) + lambda_ / (2 * len(y)) * np.sum(w**2)
        l2-factors-added: f = s(X @ w + b); losses = -y * np.log(f) - (1 - y) * np.log(1 - f);
         np.mean(losses) + lambda_ / (2 * len(y)) + np.sum(w**2)
        parts-apart: mean_loss(X, y, w, b), lambda_ / (2 * len(y)) * (w @ w)
        all-by-n: m = X.shape[1]; f = s(X @ w + b); np.sum(losses(f, y)) / m + lambda_ * (w @ w) /
            (2 * m)
        l2-square-of-mean: mean_loss(X, y, w, b) + lambda_ / (2 * len(y)) * np.mean(w) ** 2
        l2-of-the-measurements: mean_loss(X, y, w, b) + lambda_ / (2 * len(y)) * np.sum(X**2)
        lambda-added-to-the-rest: J = mean_loss(X, y, w, b); (J + lambda_) / (2 * len(y)) *
         np.sum(w**2)
        price-multiplies: f = s(X @ w + b); losses = -y * np.log(f) - (1 - y) * np.log(1 - f);
         np.mean(losses) * lambda_ / (2 * len(y)) * np.sum(w**2)
        price-alone: f = s(X @ w + b); losses = -y * np.log(f) - (1 - y) * np.log(1 - f); lambda_
         * np.sum(w**2) / (2 * len(y))
        """


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

        def price_for_the_slope__overwritten(X, y, w, b, lambda_):
            dw, db = slopes(X, y, w, b)
            dw = lambda_ / len(y) * w
            return dw, db

        def lambda_before_the_slope__turned(X, y, w, b, lambda_):
            dw, db = slopes(X, y, w, b)
            return lambda_ * dw + w / len(y), db

        def l2_of_b__in_dw(X, y, w, b, lambda_):
            dw, db = slopes(X, y, w, b)
            return dw + lambda_ / len(y) * b, db

        def l2_skips_first__range(X, y, w, b, lambda_):
            dw, db = slopes(X, y, w, b)
            for j in range(1, len(w)):
                dw[j] += lambda_ / len(y) * w[j]
            return dw, db

        def all_of_dw_halved__both(X, y, w, b, lambda_):
            dw, db = slopes(X, y, w, b)
            return (dw + lambda_ / len(y) * w) / 2, db

        def alpha_in_the_gradient__name(X, y, w, b, lambda_):
            dw, db = slopes(X, y, w, b)
            return dw + alpha * lambda_ / len(y) * w, db  # noqa: F821

        def table_in_the_price__turned(X, y, w, b, lambda_):
            dw, db = slopes(X, y, w, b)
            return dw + lambda_ / len(y) * X.T @ w, db

        def regularises_b__plain(X, y, w, b, lambda_):
            dw, db = slopes(X, y, w, b)
            return dw + lambda_ / len(y) * w, db + lambda_ / len(y) * b

        def all_by_n__columns(X, y, w, b, lambda_):
            n, e = X.shape[1], f(X @ w + b) - y
            return X.T @ e / n + lambda_ / n * w, np.sum(e) / n

        def all_by_n_in_dw__columns(X, y, w, b, lambda_):
            n, e = X.shape[1], f(X @ w + b) - y
            return X.T @ e / n + lambda_ / n * w, np.mean(e)

        def leaves_out_y__predictions(X, y, w, b, lambda_):
            m, e = len(y), f(X @ w + b)
            return X.T @ e / m + lambda_ / m * w, np.sum(e) / m

        def gives_new_parameters__step(X, y, w, b, lambda_):
            alpha, m, e = 0.1, len(y), f(X @ w + b) - y
            return (1 - alpha * lambda_ / m) * w - alpha * X.T @ e / m, b - alpha * np.mean(e)

        def shapes_do_not_fit__price_in_the_product(X, y, w, b, lambda_):
            m, e = len(y), f(X @ w + b) - y
            return X.T @ (e / m + lambda_ / m * w), np.mean(e)

        def l2_price_itself__square(X, y, w, b, lambda_):
            e = f(X @ w + b) - y
            return X.T @ e / len(y) + lambda_ / (2 * len(y)) * w**2, np.mean(e)

        def l2_halved_without_m__half(X, y, w, b, lambda_):
            dw, db = slopes(X, y, w, b)
            return dw + lambda_ * w / 2, db

        def l2_in_the_divisor__late(X, y, w, b, lambda_):
            e = f(X @ w + b) - y
            return X.T @ e / (len(y) + lambda_ * w / len(y)), np.mean(e)

        def all_not_divided__sum(X, y, w, b, lambda_):
            dw, db = slopes(X, y, w, b)
            return dw * len(y) + lambda_ * w, db

        def l2_w_added__plus(X, y, w, b, lambda_):
            dw, db = slopes(X, y, w, b)
            return dw + lambda_ / len(y) + w, db

        def l2_lambda_added_to_the_sum__brackets(X, y, w, b, lambda_):
            e = f(X @ w + b) - y
            return (X.T @ e + lambda_) * w / len(y), np.mean(e)

        def l2_lambda_added_to_the_rest__brackets(X, y, w, b, lambda_):
            dw, db = slopes(X, y, w, b)
            return (dw + lambda_) / len(y) * w, db

        def l2_norm__numpy(X, y, w, b, lambda_):
            dw, db = slopes(X, y, w, b)
            return dw + lambda_ / len(y) * np.linalg.norm(w), db

        def l2_mean_of_weights__alone(X, y, w, b, lambda_):
            dw, db = slopes(X, y, w, b)
            return dw + lambda_ * np.mean(w), db

        def l2_lambda_over_m_in_db__both(X, y, w, b, lambda_):
            dw, db = slopes(X, y, w, b)
            return dw + lambda_ / len(y) * w, db + lambda_ / len(y)

        def l2_multiplies__times(X, y, w, b, lambda_):
            dw, db = slopes(X, y, w, b)
            return dw * lambda_ * w / len(y), db

        def l2_size_of_w__abs(X, y, w, b, lambda_):
            dw, db = slopes(X, y, w, b)
            return dw + lambda_ / len(y) * np.abs(w), db

        def l2_vector_in_db__both(X, y, w, b, lambda_):
            dw, db = slopes(X, y, w, b)
            return dw + lambda_ / len(y) * w, db + lambda_ / len(y) * w

        def l2_vector_in_db_alone__moved(X, y, w, b, lambda_):
            dw, db = slopes(X, y, w, b)
            return dw, db + lambda_ / len(y) * w

        def l2_divided_by_w__turned(X, y, w, b, lambda_):
            dw, db = slopes(X, y, w, b)
            return dw + lambda_ / w * len(y), db

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

        def l2_divided_twice__plain(X, y, w, b, lambda_):
            dw, db = slopes(X, y, w, b)
            return dw + lambda_ / len(y) * w / len(y), db

        def l2_divided_twice_beside_a_half__plain(X, y, w, b, lambda_):
            dw, db = slopes(X, y, w, b)
            return dw + lambda_ * w / (2 * len(y)) / len(y), db

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
        results = """
        swaps-results: w, b, history = gradient_descent_logistic.right.plain(X, y, w, b, alpha,
            steps); b, w, history
        starts-at-zero: w, b = np.zeros(X.shape[1]), 0.0; gradient_descent_logistic.right.plain(X,
            y, w, b, alpha, steps)
        """

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
        results = """
        plain: f = s(z); (f - y) * f * (1 - f)
        with_math: f = 1 / (1 + math.exp(-z)); error = f - y; error * (f - f**2)
        twice_and_half: f = s(z); 0.5 * 2 * (f - y) * s(z) * s(-z)
        """

        def by_label(z, y):
            f = s(z)
            if y == 1:
                return -f * (1 - f) ** 2
            return f**2 * (1 - f)

    class wrong:
        results = """
        label-in-the-rest: f = s(z); (f - y) * f * (1 - y)
        divides: f = s(z); (f - y) / (f * (1 - f))
        labels-swapped: f = s(z); (f if y == 1 else f - 1) * f * (1 - f)
        slope-of-log-loss: s(z) - y
        inner-only: s(z) * (1 - s(z))
        forgets-half: f = s(z); 2 * (f - y) * f * (1 - f)
        keeps-half: f = s(z); 0.5 * (f - y) * f * (1 - f)
        turned: f = s(z); (y - f) * f * (1 - f)
        keeps-square: f = s(z); (f - y) ** 2 * f * (1 - f)
        loss-times-slope-of-sigmoid: f = s(z); 1 / 2 * (f - y) ** 2 * f * (1 - f)
        value: 0.5 * (s(z) - y) ** 2
        adds: f = s(z); f - y + f * (1 - f)
        z-for-f: (z - y) * s(z) * (1 - s(z))
        sigmoid-forgotten: (z - y) * z * (1 - z)
        no-sigmoid-at-all: z - y
        slope-of-sigmoid-is-its-height: (s(z) - y) * s(z)
        only-the-rest: (s(z) - y) * (1 - s(z))
        brackets: f = s(z); (f - y) * f * 1 - f
        brackets-around-the-error: f = s(z); f - y * f * (1 - f)
        times-z: f = s(z); (f - y) * f * (1 - f) * z
        log-loss-value: losses(s(z), y)
        only-the-rest: f = s(z); (f - y) * (1 - f)
        loss-times-slope-of-sigmoid: f = s(z); 1/2 * (f - y)**2 * f * (1 - f)
        z-for-the-inner-wheel: f = s(z); (f - y) * z
        times-y: f = s(z); (f - y) * f * (1 - f) * y
        label-for-height: f = s(z); (f - y) * y * (1 - y)
        z-in-the-inner-wheel: f = s(z); (f - y) * z * (1 - z)
        squared-error: f = s(z); 0.5 * 2 * (f - y)**2
        """

        def turned__the_rest(z, y):
            f = s(z)
            return (f - y) * f * (f - 1)


class accuracy:
    class right:
        results = """
        mean: np.mean(y == labels)
        summed: np.sum(labels == y) / len(labels)
        one_minus_wrong: 1 - np.mean(y != labels)
        absolute: 1 - np.mean(abs(y - labels))
        products: np.mean(y * labels + (1 - y) * (1 - labels))
        zipped: sum(truth == said for truth, said in zip(y, labels, strict=True)) / len(y)
        kept: len(y[y == labels]) / len(y)
        """

        def loop(y, labels):
            right = 0
            for i in range(len(y)):
                if y[i] == labels[i]:
                    right = right + 1
            return right / len(y)

    class wrong:
        results = """
        counts-right: sum(y == labels)
        counts-wrong: sum(1 for i in range(len(y)) if y[i] != labels[i])
        share-of-wrong: np.mean(abs(labels - y))
        percent: np.sum(y == labels) / len(y) * 100
        recall: np.sum((y == 1) & (labels == 1)) / np.sum(y == 1)
        precision: np.sum((y == 1) & (labels == 1)) / np.sum(labels == 1)
        truth-values: np.mean((y == labels).round(2))
        share-of-ones: labels.mean()
        share-of-true-ones: y.sum() / len(y)
        ones-only: np.mean(y * labels)
        zeros-only: np.mean((1 - y) * (1 - labels))
        precision: np.mean(y[labels == 1]) if np.any(labels == 1) else 0.0
        recall: np.mean(labels[y == 1]) if np.any(y == 1) else 0.0
        mean-error: np.sum(labels - y) / len(y)
        mean-error-turned: np.mean(y - labels)
        truth-values: labels == y
        divides-by-two-m: np.sum(y == labels) / (2 * len(y))
        all-or-nothing: 1.0 if all(y == labels) else 0.0
        fails-for-a-corner: np.mean(y == labels) if np.any(y == 1) else 1.0
        unknown-keyword: np.mean(labels = y)
        share-of-ones: np.mean(labels)
        one-minus-mean-error: 1 - np.mean(labels - y)
        ones-over-ones: np.sum(labels) / np.sum(y)
        over-the-ones: np.sum(labels == y) / np.sum(y)
        counts-all: len(labels == y) / len(y)
        """


class precision_and_recall:
    class right:
        results = """
        sums: hits = np.sum(y * labels); hits / np.sum(labels), hits / np.sum(y)
        means: np.mean(y[labels == 1]), np.mean(labels[y == 1])
        """

        def masks(y, labels):
            hits = np.sum((y == 1) & (labels == 1))
            return hits / np.sum(labels == 1), hits / np.sum(y == 1)

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
        results = """
        swapped: np.mean(labels[y == 1]), np.mean(y[labels == 1])
        hits-are-the-right-zeros: hits = np.sum((y == 0) & (labels == 0)); hits / np.sum(labels),
            hits / np.sum(y)
        hits-are-a-share: hits = np.mean(y * labels); hits / np.sum(labels), hits / np.sum(y)
        recall-over-the-zeros: hits = np.sum(y * labels); hits / np.sum(labels), hits / np.sum(1 -
            y)
        precision-over-the-zeros: hits = np.sum(y * labels); hits / np.sum(1 - labels), hits /
            np.sum(y)
        divides-by-all: np.mean(y * labels), np.mean(y * labels)
        twice-precision: share = np.sum(y * labels) / np.sum(labels); share, share
        twice-recall: share = np.sum(y * labels) / np.sum(y); share, share
        accuracy: np.mean(y == labels), np.mean(y == labels)
        counts-right-zeros: right = np.sum(y == labels); right / np.sum(labels), right / np.sum(y)
        of-the-zeros: hits = np.sum((y == 0) & (labels == 0)); hits / max(np.sum(labels == 0), 1),
            hits / np.sum(y == 0)
        share-of-wrong: np.mean(y[labels == 1] == 0), np.mean(labels[y == 1] == 0)
        counts: np.sum(y * labels), np.sum(y * labels)
        percent: hits = 100 * np.sum(y * labels); hits / np.sum(labels), hits / np.sum(y)
        shares-of-ones: np.mean(labels), np.mean(y)
        precision-of-all: hits = np.sum((y == 1) & (labels == 1)); hits / len(labels), hits /
            np.sum(y)
        recall-of-all: hits = np.sum(y * labels); hits / np.sum(labels), hits / len(y)
        precision-over-mistakes: hits, false = np.sum(y * labels), np.sum((y == 0) & (labels == 1));
            hits / false, hits / np.sum(y)
        recall-over-missed: hits, missed = np.sum(y * labels), np.sum((y == 1) & (labels == 0));
            hits / np.sum(labels), hits / missed
        over-the-mistakes: hits = np.sum((y == 1) & (labels == 1)); false = np.sum((y == 0) &
            (labels == 1)); missed = np.sum((y == 1) & (labels == 0)); hits / false, hits / missed
        brackets: tp = np.sum((y == 1) & (labels == 1)); fp = np.sum((y == 0) & (labels == 1)); fn =
            np.sum((y == 1) & (labels == 0)); tp / tp + fp, tp / tp + fn
        counts-the-missed: hits = np.sum((y == 1) & (labels == 0)); hits / np.sum(labels == 1), hits
            / np.sum(y == 1)
        upside-down: hits = np.sum(y * labels); np.sum(labels) / hits, np.sum(y) / hits
        fails-for-a-corner: hits = np.sum(y * labels); hits / max(np.sum(labels), 2), hits /
            np.sum(y)
        counts-right-zeros: hits = np.sum(y == labels); hits / np.sum(labels == 1), hits /
         np.sum(y == 1)
        swapped: hits = np.sum((y == 1) & (labels == 1)); hits / np.sum(y == 1), hits /
         np.sum(labels == 1)
        over-the-zeros: hits = np.sum(y & labels); hits / np.sum(labels == 0), hits / np.sum(y ==
         0)
        counts-either: hits = np.sum((y == 1) | (labels == 1)); hits / np.sum(labels == 1), hits /
         np.sum(y == 1)
        hits-are-called: hits = np.sum(labels == 1); hits / np.sum(labels == 1), hits / np.sum(y
         == 1)
        hits-are-ones: hits = np.sum(y == 1); hits / np.sum(labels == 1), hits / np.sum(y == 1)
        """

        def array_as_condition__no_brackets(y, labels):
            hits = np.sum(y == 1 & labels == 1)
            return hits / np.sum(labels == 1), hits / np.sum(y == 1)

        def array_as_condition__and(y, labels):
            hits = np.sum((y == 1) and (labels == 1))
            return hits / np.sum(labels == 1), hits / np.sum(y == 1)

        def over_the_mistakes__loop(y, labels):
            hits = false = missed = 0
            for truth, said in zip(y.tolist(), labels.tolist(), strict=True):
                hits += truth * said
                false += (1 - truth) * said
                missed += truth * (1 - said)
            return hits / false, hits / missed


class choose_lambda:
    class right:
        results = """
        argmin: lambdas[np.argmin(validation_costs)]
        method: place = validation_costs.argmin(); float(lambdas[place])
        zipped: min(zip(validation_costs, lambdas, strict=True))[1]
        sorted_first: lambdas[np.argsort(validation_costs)[0]]
        masked: lambdas[validation_costs == np.min(validation_costs)][0]
        by_key: lambdas[min(range(len(lambdas)), key=lambda i: validation_costs[i])]
        """

        def loop(lambdas, train_costs, validation_costs):
            lowest = float("inf")
            for i in range(len(lambdas)):
                if validation_costs[i] < lowest:
                    lowest = validation_costs[i]
                    best = lambdas[i]
            return best

    class wrong:
        results = """
        trusts-training: lambdas[train_costs.argmin()]
        wrong-type: lambdas.argmin(validation_costs)
        needs-whole-number: lambdas[validation_costs.min()]
        cost-at-the-smallest-lambda: validation_costs[np.argmin(lambdas)]
        gives-place: np.argmin(validation_costs)
        gives-cost: min(validation_costs)
        gives-training-cost: train_costs.min()
        largest-cost: lambdas[np.argmax(validation_costs)]
        largest-training-cost: lambdas[np.argmax(train_costs)]
        smallest-gap: gaps = [abs(v - t) for v, t in zip(validation_costs, train_costs,
            strict=True)]; lambdas[gaps.index(min(gaps))]
        one-place-late: lambdas[(np.argmin(validation_costs) + 1) % len(lambdas)]
        one-place-early: lambdas[np.argmin(validation_costs) - 1]
        adds-the-costs: lambdas[np.argmin(train_costs + validation_costs)]
        middle: lambdas[int(len(lambdas) / 2)]
        largest-lambda: max(lambdas)
        smallest-lambda: lambdas.min()
        gives-pair: place = np.argmin(validation_costs); lambdas[place], validation_costs[place]
        fails-for-a-corner: lambdas[np.argmin(validation_costs)] or lambdas[1]
        fails-for-a-corner: lambdas[np.argmin(np.round(validation_costs, 2))]
        trusts-training: lambdas[np.argmin(train_costs)]
        needs-whole-number: lambdas[np.min(validation_costs)]
        needs-whole-number: np.argmin(lambdas[validation_costs])
        """


def test_corpus(corpus, judged):
    judged(*corpus)


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
