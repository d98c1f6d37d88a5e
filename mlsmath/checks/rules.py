"""The exercises on the rules of differentiation, of weeks 2 and 3: each rule a few short lines."""

from collections.abc import Callable

import numpy as np

from mlsmath.checks import inputs
from mlsmath.checks.answers import ANSWERS
from mlsmath.checks.exercise import Exercise
from mlsmath.checks.inputs import WHOLE, Case, Rng
from mlsmath.derivatives import sigmoid


def _numbers(count: int, **limits: float) -> Callable[[Rng], list[Case]]:
    """Return cases of `count` numbers each, the last of whole numbers."""

    def cases(rng: Rng) -> list[Case]:
        plain = [tuple(inputs.number(rng, **limits) for _ in range(count)) for _ in range(6)]
        sign = 1 if limits.get("negative", True) is False else -1
        whole = tuple(int(rng.integers(2, 5)) * (sign if i == 1 else 1) for i in range(count))
        return [*(Case(args) for args in plain), Case(whole, care=WHOLE)]

    return cases


def _rule(name: str, right: Callable, cases: Callable, then: str, *wrong: tuple) -> Exercise:
    """Return the exercise of a rule; each of `wrong` is (name, function, hint[, choices])."""
    check = Exercise(
        name,
        right,
        cases,
        answers=ANSWERS[name],
        checked="Many numbers, positive, negative and whole.",
        then=then,
    )
    for mistake, function, *hint_and_choices in wrong:
        function.__name__ = mistake
        check.misconception(*hint_and_choices)(function)
    return check


check_constant_rule = _rule(
    "constant_rule",
    lambda c, x: 0.0 * x,
    lambda rng: [
        *(Case((inputs.number(rng), inputs.number(rng))) for _ in range(6)),
        Case((3, -4), care=WHOLE),
    ],
    "A flat line has no slope, however high it lies.",
    ("gives_c", lambda c, x: c + 0 * x, "You give the constant itself. How steep is a flat line?"),
    ("gives_one", lambda c, x: 1.0, "1 is the slope of the line y = x. A constant does not rise."),
    ("gives_x", lambda c, x: x, "You give x. A constant does not change with x: how steep is it?"),
    ("gives_cx", lambda c, x: c * x, "You give c times x: that is a function with the slope c."),
    ("c_over_x", lambda c, x: c / x, "You divide c by x. A constant does not change with x."),
    ("c_plus_x", lambda c, x: c + x, "You add c and x. A constant does not change with x."),
    ("minus_c", lambda c, x: -c, "You give minus the constant. How steep is a flat line?"),
    ("one_over_x", lambda c, x: 1 / x, "1/x belongs to the logarithm. A constant has no slope."),
    ("two_c", lambda c, x: 2 * c, "You give twice the constant. How steep is a flat line?"),
    ("c_minus_one", lambda c, x: c - 1, "You give the constant minus 1. How steep is a flat line?"),
)


def _power_cases(rng: Rng) -> list[Case]:
    cases = [Case((inputs.number(rng), n)) for n in (2, 3, 4, 5, 3, 2)]
    return [
        *cases,
        Case((inputs.number(rng), 1), care="n = 1"),
        Case((int(rng.integers(3, 30)), 4), care=WHOLE),
        Case((-int(rng.integers(3, 30)), 3), care="negative x"),
    ]


check_power_rule = _rule(
    "power_rule",
    lambda x, n: n * x ** (n - 1),
    _power_cases,
    "Check it with the numerical derivative.",
    ("keeps_power", lambda x, n: n * x**n, "The power stays as it was. It goes down by 1."),
    (
        "forgets_factor",
        lambda x, n: x ** (n - 1),
        "The old power is missing in front, as a factor.",
    ),
    ("raises_power", lambda x, n: n * x ** (n + 1), "The power goes up. It goes down by 1."),
    (
        "new_power_in_front",
        lambda x, n: (n - 1) * x ** (n - 1),
        "The new power stands in front. The old one belongs there.",
    ),
    ("value", lambda x, n: x**n, "You give the value of x to the power n. Its slope is asked for."),
    (
        "integral",
        lambda x, n: x ** (n + 1) / (n + 1),
        "You went the other way round: the power goes down by 1 and the old one becomes a factor.",
    ),
    ("n_times_x", lambda x, n: n * x, "x should still have a power: the old one less 1."),
    ("two_x", lambda x, n: 2 * x, "2x is right for the power 2 alone. Use the argument `n`."),
    (
        "divides_by_n",
        lambda x, n: x ** (n - 1) / n,
        "You divide by the old power. It becomes a factor.",
    ),
    (
        "power_down_by_two",
        lambda x, n: n * np.float64(x) ** (n - 2),
        "The power goes down by 2. It goes down by 1.",
    ),
    (
        "second_derivative",
        lambda x, n: n * (n - 1) * np.float64(x) ** (n - 2),
        "You applied the rule twice. Once is asked for.",
    ),
    (
        "adds_n",
        lambda x, n: n + x ** (n - 1),
        "The old power is added. It is a factor: multiply.",
    ),
    (
        "multiplies_first",
        lambda x, n: (n * x) ** (n - 1),
        "n is inside the power. Raise x alone, then multiply by n.",
    ),
    (
        "minus_outside",
        lambda x, n: n * x**n - 1,
        "Python takes the power first. Put n - 1 in brackets.",
    ),
)

check_constant_multiple_rule = _rule(
    "constant_multiple_rule",
    lambda c, df: c * df,
    _numbers(2),
    "A function three times as tall is three times as steep.",
    ("forgets_c", lambda c, df: df, "The constant is missing. It stays in front as a factor."),
    ("adds", lambda c, df: c + df, "The constant is added. It is a factor."),
    ("c_alone", lambda c, df: c, "You give the constant alone. The slope of f is missing."),
    ("divides", lambda c, df: df / c, "You divide by the constant. It is a factor."),
    ("divides_c", lambda c, df: c / df, "You divide the constant by the slope. Multiply them."),
    (
        "zero",
        lambda c, df: 0.0 * df,
        "A constant alone has the slope 0. Here it is a factor, and it stays.",
    ),
    ("minus", lambda c, df: -c * df, "The sign is wrong."),
    ("subtracts", lambda c, df: df - c, "The constant is subtracted. It is a factor."),
    ("squares_c", lambda c, df: c**2 * df, "The constant is squared. It stays as it is."),
    ("squares_df", lambda c, df: c * df**2, "The slope is squared. It stays as it is."),
    ("twice", lambda c, df: 2 * c * df, "There is a 2 too many."),
    ("size_of_c", lambda c, df: np.abs(c) * df, "The sign of the constant is lost."),
    (
        "product_rule",
        lambda c, df: c * df + df,
        "Only one term is needed: the constant has slope 0.",
    ),
)

check_sum_rule = _rule(
    "sum_rule",
    lambda df, dg: df + dg,
    _numbers(2),
    "That is why a sum over all birds can be differentiated term by term.",
    (
        "multiplies",
        lambda df, dg: df * dg,
        "The slopes are multiplied. The slope of a sum is a sum.",
    ),
    ("first_only", lambda df, dg: df + 0 * dg, "The second slope is missing."),
    ("second_only", lambda df, dg: dg + 0 * df, "The first slope is missing."),
    ("subtracts", lambda df, dg: df - dg, "The second slope is taken away. Add it."),
    ("subtracts_turned", lambda df, dg: dg - df, "The first slope is taken away. Add it."),
    ("mean", lambda df, dg: (df + dg) / 2, "You take the mean. The slopes are added."),
    ("twice", lambda df, dg: 2 * (df + dg), "There is a 2 too many."),
    ("larger", lambda df, dg: np.maximum(df, dg), "You take the larger one. The slopes are added."),
    ("sizes", lambda df, dg: np.abs(df) + np.abs(dg), "The signs of the slopes are lost."),
    ("minus", lambda df, dg: -(df + dg), "The sign is wrong."),
    ("divides", lambda df, dg: df / dg, "The slopes are divided. The slope of a sum is a sum."),
    ("adds_one", lambda df, dg: df + dg + 1, "There is a 1 too many."),
    (
        "root_of_squares",
        lambda df, dg: np.sqrt(df**2 + dg**2),
        "Slopes are not the sides of a triangle. Add them as they are.",
    ),
)

check_chain_rule = _rule(
    "chain_rule",
    lambda df_du, du_dx: df_du * du_dx,
    _numbers(2),
    "Two gears in a row: their rates multiply.",
    (
        "adds",
        lambda df_du, du_dx: df_du + du_dx,
        "The two slopes are added. Rates in a row multiply.",
    ),
    ("outer_only", lambda df_du, du_dx: df_du + 0 * du_dx, "The inner slope is missing."),
    ("inner_only", lambda df_du, du_dx: du_dx + 0 * df_du, "The outer slope is missing."),
    ("divides", lambda df_du, du_dx: df_du / du_dx, "You divide by the inner slope. Multiply."),
    (
        "divides_turned",
        lambda df_du, du_dx: du_dx / df_du,
        "You divide by the outer slope. Multiply.",
    ),
    ("subtracts", lambda df_du, du_dx: df_du - du_dx, "The inner slope is taken away. Multiply."),
    ("mean", lambda df_du, du_dx: (df_du + du_dx) / 2, "You take the mean. Multiply the two."),
    ("minus", lambda df_du, du_dx: -df_du * du_dx, "The sign is wrong."),
    ("squares_inner", lambda df_du, du_dx: df_du * du_dx**2, "The inner slope counts twice."),
    ("squares_outer", lambda df_du, du_dx: df_du**2 * du_dx, "The outer slope counts twice."),
    ("twice", lambda df_du, du_dx: 2 * df_du * du_dx, "There is a 2 too many."),
    ("size", lambda df_du, du_dx: np.abs(df_du * du_dx), "The sign is lost."),
    ("adds_outer", lambda df_du, du_dx: df_du * du_dx + df_du, "There is a term too many."),
)

check_slope_of_parabola = _rule(
    "slope_of_parabola",
    lambda x: 8 * x - 3,
    _numbers(1),
    "Compare it with the numerical derivative of 4x² - 3x + 5.",
    ("keeps_constant", lambda x: 8 * x - 3 + 5, "The 5 is still there. How steep is a flat road?"),
    ("keeps_factor", lambda x: 4 * x - 3, "In 4x² the power 2 comes down and meets the 4."),
    ("keeps_power", lambda x: 8 * x**2 - 3, "In 4x² the power did not get smaller."),
    ("keeps_x", lambda x: 8 * x - 3 * x, "x alone has the slope 1, so of -3x the factor is left."),
    ("forgets_middle", lambda x: 8 * x, "The part -3x has a slope, too. Which factor is left?"),
    ("plus", lambda x: 8 * x + 3, "The sign of the middle part is wrong."),
    ("value", lambda x: 4 * x**2 - 3 * x + 5, "You give the height of f. Its slope is asked for."),
    ("forgets_four", lambda x: 2 * x - 3, "The constant factor 4 waits in front. It is missing."),
    ("twice", lambda x: 0 * x + 8, "You took the slope twice. Once is asked for."),
    ("power_squared", lambda x: 16 * x - 3, "The 4 is not squared. It waits in front as it is."),
    ("minus", lambda x: 3 - 8 * x, "The signs are the wrong way round."),
)

check_slope_of_square = _rule(
    "slope_of_square",
    lambda x: 10 * (5 * x - 2),
    _numbers(1),
    "Multiply it out and use the other rules: both ways must agree.",
    ("outer_only", lambda x: 2 * (5 * x - 2), "The slope of the inside is missing, as a factor."),
    ("inner_only", lambda x: 0 * x + 5, "The slope of the outside is missing, as a factor."),
    ("adds", lambda x: 2 * (5 * x - 2) + 5, "The two slopes are added. Along a chain, multiply."),
    ("keeps_square", lambda x: 10 * (5 * x - 2) ** 2, "The inside is still squared."),
    (
        "forgets_two",
        lambda x: 5 * (5 * x - 2),
        "The power 2 comes down as a factor. It is missing.",
    ),
    ("value", lambda x: (5 * x - 2) ** 2, "You give the height of f. Its slope is asked for."),
    (
        "slope_in_slope",
        lambda x: 2 * 5 * 5 + 0 * x,
        "The inside is left as it is in the outer slope.",
    ),
    ("part_by_part", lambda x: 2 * 25 * x, "A square of a sum is not the sum of the squares."),
    (
        "no_brackets",
        lambda x: 2 * 5 * x - 2,
        "Put brackets around the inside, so all is multiplied.",
    ),
    (
        "inner_minus",
        lambda x: -4 * (5 * x - 2),
        "The inner slope is the number in front of x.",
    ),
    ("divides", lambda x: 2 * (5 * x - 2) / 5, "You divide by the inner slope. Multiply."),
)


check_product_rule = _rule(
    "product_rule",
    lambda f, df, g, dg: df * g + f * dg,
    _numbers(4),
    "Think of a rectangle whose two sides grow.",
    (
        "product_of_slopes",
        lambda f, df, g, dg: df * dg,
        "You multiply the two slopes. Each factor changes while the other one stays: two terms.",
    ),
    ("subtracts", lambda f, df, g, dg: df * g - f * dg, "The second term is taken away. Add it."),
    (
        "subtracts_turned",
        lambda f, df, g, dg: f * dg - df * g,
        "The first term is taken away. Add it.",
    ),
    (
        "own_slopes",
        lambda f, df, g, dg: f * df + g * dg,
        "Each function is multiplied by its own slope. Multiply it by the slope of the other.",
    ),
    ("first_term_only", lambda f, df, g, dg: df * g, "The term in which g changes is missing."),
    ("second_term_only", lambda f, df, g, dg: f * dg, "The term in which f changes is missing."),
    (
        "sum_of_slopes",
        lambda f, df, g, dg: df + dg,
        "You add the slopes: that is the rule of a sum.",
    ),
    (
        "value",
        lambda f, df, g, dg: f * g,
        "You give the value of the product. Its slope is asked for.",
    ),
    ("mean", lambda f, df, g, dg: (df * g + f * dg) / 2, "There is a division by 2 too many."),
    (
        "multiplies_terms",
        lambda f, df, g, dg: df * g * f * dg,
        "The two terms are multiplied. Add them.",
    ),
    (
        "third_term",
        lambda f, df, g, dg: df * g + f * dg + df * dg,
        "There is a third term. Two are enough: one factor changes at a time.",
    ),
    (
        "sums_multiplied",
        lambda f, df, g, dg: (df + g) * (f + dg),
        "Sums are multiplied. Multiply first, then add.",
    ),
    (
        "quotient",
        lambda f, df, g, dg: (df * g - f * dg) / g**2,
        "That is the rule of a quotient. Here f and g are multiplied.",
    ),
)

check_quotient_rule = _rule(
    "quotient_rule",
    lambda f, df, g, dg: (df * g - f * dg) / g**2,
    _numbers(4),
    "Check it with the numerical derivative of a quotient of your own.",
    (
        "quotient_of_slopes",
        lambda f, df, g, dg: df / dg,
        "You divide the slopes. Above the fraction line stand two terms, below it a square.",
    ),
    (
        "adds",
        lambda f, df, g, dg: (df * g + f * dg) / g**2,
        "The terms above the line are added. "
        "When g grows the quotient falls, so one of them is taken away.",
    ),
    (
        "turned",
        lambda f, df, g, dg: (f * dg - df * g) / g**2,
        "The two terms above the line have changed places, so the sign is wrong.",
    ),
    (
        "not_squared",
        lambda f, df, g, dg: (df * g - f * dg) / g,
        "What stands below the line is not squared.",
    ),
    (
        "divides_by_f",
        lambda f, df, g, dg: (df * g - f * dg) / f**2,
        "You divide by f squared. The function below the line counts.",
    ),
    (
        "no_division",
        lambda f, df, g, dg: df * g - f * dg,
        "The division is missing, or undone: `/ g * g` divides and multiplies again.",
    ),
    (
        "roles_swapped",
        lambda f, df, g, dg: (dg * f - g * df) / f**2,
        "f and g have changed places: f is above the line.",
    ),
    ("product", lambda f, df, g, dg: df * g + f * dg, "That is the rule of a product."),
    (
        "brackets",
        lambda f, df, g, dg: df * g - f * dg / g**2,
        "Python divides before it subtracts. Put brackets around what stands above the line.",
    ),
    (
        "value",
        lambda f, df, g, dg: f / g,
        "You give the value of the quotient. Its slope is asked for.",
    ),
    (
        "divides_by_slope",
        lambda f, df, g, dg: (df * g - f * dg) / dg**2,
        "Below the line stands the slope of g. g itself belongs there.",
    ),
    ("first_term_only", lambda f, df, g, dg: df / g, "The term in which g changes is missing."),
    (
        "own_slopes",
        lambda f, df, g, dg: (df * f - g * dg) / g**2,
        "Each function is multiplied by its own slope. Multiply it by the slope of the other.",
    ),
)

check_exp_rule = _rule(
    "exp_rule",
    lambda x: np.exp(x),
    _numbers(1),
    "The height of this curve is its slope, everywhere.",
    (
        "power_rule",
        lambda x: x * np.exp(x - 1),
        "That is the rule of a power. Here x is up in the exponent.",
    ),
    ("lowers_exponent", lambda x: np.exp(x - 1), "The exponent stays as it is."),
    ("gives_x", lambda x: x, "You give x. How steep is the exponential at x?"),
    ("x_times_exp", lambda x: x * np.exp(x), "There is a factor x too many."),
    ("logarithm", lambda x: np.log(np.abs(x)), "You give a logarithm. It undoes the exponential."),
    ("one_over_x", lambda x: 1 / x, "1/x belongs to the logarithm."),
    (
        "e_times_x",
        lambda x: np.e * x,
        "x is multiplied by e. It is the exponent: e to the power x.",
    ),
    ("x_to_the_e", lambda x: np.power(x, np.e), "Base and exponent have changed places."),
    ("ten_to_the_x", lambda x: 10.0**x, "The base is 10. It is e."),
    ("two_to_the_x", lambda x: 2.0**x, "The base is 2. It is e."),
    (
        "rounded_e",
        lambda x, e: e**x,
        "Your e is rounded. NumPy knows more of its digits.",
        (2.7, 2.71, 2.72, 2.718, 2.7183, 2.71828),
    ),
    ("minus_x", lambda x: np.exp(-x), "The exponent has the wrong sign."),
    ("minus", lambda x: -np.exp(x), "The sign is wrong: this curve always rises."),
    ("exp_minus_one", lambda x: np.exp(x) - 1, "There is a 1 taken away too many."),
    ("one", lambda x: 1.0 + 0 * x, "The slope is 1 at x = 0 alone."),
)

check_log_rule = _rule(
    "log_rule",
    lambda x: 1 / x,
    _numbers(1, negative=False),
    "The curve of the logarithm rises ever more slowly.",
    ("value", lambda x: np.log(x), "You give the logarithm itself. Its slope is asked for."),
    ("gives_x", lambda x: x, "You give x. The larger x is, the flatter the logarithm."),
    ("square_below", lambda x: 1 / x**2, "x is squared below the line. It stands there by itself."),
    (
        "minus_square_below",
        lambda x: -1 / x**2,
        "That is the slope of 1/x. The slope of the logarithm is asked for.",
    ),
    ("exponential", lambda x: np.exp(x), "The exponential is its own slope; the logarithm is not."),
    ("one_over_log", lambda x: 1 / np.log(x), "You divide by the logarithm. Divide by x."),
    ("minus", lambda x: -1 / x, "The sign is wrong: the logarithm rises."),
    (
        "base_ten",
        lambda x: 1 / (x * np.log(10)),
        "That is the slope of the logarithm with base 10.",
    ),
    ("base_two", lambda x: 1 / (x * np.log(2)), "That is the slope of the logarithm with base 2."),
    ("log_over_x", lambda x: np.log(x) / x, "The logarithm above the line is too much."),
    ("zero", lambda x: 0.0 * x, "The logarithm is no constant: it rises."),
    ("one", lambda x: 1.0 + 0 * x, "The slope is 1 at x = 1 alone."),
    ("integral", lambda x: x * np.log(x) - x, "You went the other way round, to the area."),
    ("root_below", lambda x: 1 / np.sqrt(x), "There is a root too many."),
)

check_sigmoid_rule = _rule(
    "sigmoid_rule",
    lambda z: sigmoid(z) * (1 - sigmoid(z)),
    _numbers(1),
    "Notice where it is largest: where the sigmoid is steepest.",
    ("value", lambda z: sigmoid(z), "You give the sigmoid itself. Its slope is asked for."),
    ("one_minus", lambda z: 1 - sigmoid(z), "One factor is missing: the sigmoid itself."),
    (
        "squares",
        lambda z: sigmoid(z) ** 2,
        "You square the sigmoid. The second factor is another one.",
    ),
    (
        "plus",
        lambda z: sigmoid(z) * (1 + sigmoid(z)),
        "The second factor has the wrong sign in it.",
    ),
    (
        "turned",
        lambda z: sigmoid(z) * (sigmoid(z) - 1),
        "The difference in the second factor is the wrong way round: the sigmoid always rises.",
    ),
    (
        "z_times_one_minus_z",
        lambda z: z * (1 - z),
        "You use z. The values of the sigmoid at z belong there.",
    ),
    (
        "one_minus_z",
        lambda z: sigmoid(z) * (1 - z),
        "The second factor has z in it. It needs the sigmoid of z.",
    ),
    (
        "exponential",
        lambda z: np.exp(z),
        "You give an exponential. The sigmoid is built from one, with more around it.",
    ),
    (
        "brackets",
        lambda z: sigmoid(z) * 1 - sigmoid(z),
        "Put brackets around the difference in the second factor.",
    ),
    (
        "sum",
        lambda z: sigmoid(z) - (1 - sigmoid(z)),
        "The two factors are subtracted. Multiply them.",
    ),
    ("twice", lambda z: 2 * sigmoid(z) * (1 - sigmoid(z)), "There is a 2 too many."),
    (
        "applied_twice",
        lambda z: sigmoid(sigmoid(z)) * (1 - sigmoid(sigmoid(z))),
        "The sigmoid is taken twice. Take it once, then use its value.",
    ),
)
