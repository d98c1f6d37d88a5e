"""For each rule, a maker of small functions to practise it on, with the mistakes that are likely.

The letter is x throughout. Where a slope is asked for, it is easy to work out in the head.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

Rng = np.random.Generator


@dataclass(frozen=True)
class Draft:
    """A function, where its slope is easy, and wrong derivatives with what to say about each."""

    function: str
    at: tuple[int, ...]
    mistakes: tuple[tuple[str, str], ...]


def _whole(rng: Rng, low: int, high: int, *without: int) -> int:
    return int(rng.choice([n for n in range(low, high + 1) if n not in without]))


def _times(a: int, what: str) -> str:
    """Return a times something as one writes it: x, -x, 3*x."""
    return {1: what, -1: f"-{what}"}.get(a, f"{a}*{what}")


def _plus(first: str, *others: int) -> str:
    """Return a sum with numbers at its end, as one writes it: x + 2, x - 2."""
    return first + "".join(f" {'+' if n > 0 else '-'} {abs(n)}" for n in others if n)


def _constant(rng: Rng) -> Draft:
    c = _whole(rng, -9, 9, 0)
    return Draft(
        f"{c}",
        (-2, 0, 1, 2, 5),
        (
            (f"{c}", "That is how high the line lies. How steep is a flat line?"),
            ("1", "1 is the slope of x. A constant does not rise at all."),
            (f"{c}*x", "That is a function with this slope. The constant itself has no x in it."),
        ),
    )


def _power(rng: Rng) -> Draft:
    n = _whole(rng, 2, 6)
    return Draft(
        f"x**{n}",
        (-1, 1, 2, 3, 10) if n < 4 else (-1, 1, 2),
        (
            (f"{n}*x**{n}", "The power stays as it was. It goes down by 1."),
            (f"x**{n - 1}", "The old power is missing in front."),
            (f"{n - 1}*x**{n - 1}", "The new power stands in front. The old one belongs there."),
            (f"{n}*x", "x keeps a power: the old one less 1."),
        ),
    )


def _constant_multiple(rng: Rng) -> Draft:
    a, n = _whole(rng, -6, 9, -1, 0, 1), _whole(rng, 2, 4)
    return Draft(
        _times(a, f"x**{n}"),
        (-1, 1, 2, 3) if n < 4 else (-1, 1, 2),
        (
            (f"{n}*x**{n - 1}", f"The factor {a} is missing. It waits in front."),
            (f"{a}*x**{n - 1}", "The old power is missing in front."),
            (f"{a}*{n}*x**{n}", "The power stays as it was. It goes down by 1."),
            (f"{a} + {n}*x**{n - 1}", f"The factor {a} is added. It multiplies."),
        ),
    )


def _sum(rng: Rng) -> Draft:
    a, b, c = _whole(rng, 1, 5), _whole(rng, -6, 6, 0), _whole(rng, -9, 9, 0)
    square, line = _times(a, "x**2"), _times(abs(b), "x")
    sign, shown = "+" if b > 0 else "-", _times(b, "x").replace("*", "")
    return Draft(
        _plus(f"{square} {sign} {line}", c),
        (-1, 0, 1, 2, 3),
        (
            (f"{2 * a}*x + {b} + {c}", "The constant at the end is still there. Its slope is 0."),
            (f"{2 * a}*x", f"The slope of {shown} is missing."),
            (f"{2 * a}*x + {b}*x", f"The slope of {shown} has no x in it."),
            (f"{a}*x + {b}", "The power 2 is missing in front."),
        ),
    )


def _product(rng: Rng) -> Draft:
    a, b, c = _whole(rng, -4, 5, 0), _whole(rng, 1, 4), _whole(rng, -4, 5, 0)
    f, g, df, dg = _plus("x", a), _plus(_times(b, "x"), c), "1", f"{b}"
    if rng.random() < 0.5:
        f, df = "x**2", "2*x"
    slopes = f"({df})*({dg})"
    return Draft(
        f"{f}*({g})" if f == "x**2" else f"({f})*({g})",
        (-1, 0, 1, 2),
        (
            (slopes, "You multiplied the slopes. Each factor takes its turn at changing."),
            (f"({df})*({g})", "The term in which the second factor changes is missing."),
            (f"({f})*({dg})", "The term in which the first factor changes is missing."),
            (f"({df})*({g}) - ({f})*({dg})", "The two terms are added."),
            (f"({df}) + ({dg})", "You added the slopes. Each is multiplied by the other factor."),
        ),
    )


def _quotient(rng: Rng) -> Draft:
    a, b, c = _whole(rng, 1, 4), _whole(rng, -4, 5), _whole(rng, -3, 4, 0)
    while b == a * c:
        b = _whole(rng, -4, 5)
    f, g = _plus(_times(a, "x"), b), _plus("x", c)
    top = f"{a}*({g}) - ({f})"
    return Draft(
        f"({f})/({g})",
        (1 - c, -1 - c, 2 - c),
        (
            (f"{a}", "You divided the slopes. The rule has two terms above the line."),
            (f"(({f}) - {a}*({g}))/({g})**2", "The two terms above the line have changed places."),
            (f"({top})/({g})", "What stands below the line is squared."),
            (f"({a}*({g}) + ({f}))/({g})**2", "There is a minus between the two terms."),
            (f"{a}/({g})", "The term in which the bottom changes is missing."),
        ),
    )


def _chain(rng: Rng) -> Draft:
    a, n = _whole(rng, -4, 5, -1, 0, 1), _whole(rng, 2, 4)
    b = _whole(rng, -5, 5, 0)
    inner = _plus(_times(a, "x"), b)
    easy = tuple(x for x in range(-3, 4) if abs(a * x + b) <= (9 if n == 2 else 3))
    return Draft(
        f"({inner})**{n}",
        easy,
        (
            (f"{n}*({inner})**{n - 1}", "The slope of the inside is missing as a factor."),
            (f"{a}*({inner})**{n - 1}", "The power is missing in front."),
            (f"{n}*({a})**{n - 1}", "The inside stays as it is inside the power."),
            (f"{n}*({inner})**{n - 1} + {a}", "The two slopes are multiplied."),
        ),
    )


def _exp(rng: Rng) -> Draft:
    a = _whole(rng, -4, 5, -1, 0, 1)
    if rng.random() < 0.5:
        mistakes = (
            ("exp(x)", f"The factor {a} is missing. It waits in front."),
            (f"{a}*x*exp(x - 1)", "That is the rule of a power. Here x is the exponent."),
        )
        return Draft(f"{a}*exp(x)", (0,), mistakes)
    mistakes = (
        (f"exp({a}*x)", "The slope of the exponent is missing as a factor."),
        (f"{a}*exp(x)", "The exponent stays as it is."),
        (f"{a}*x*exp({a}*x - 1)", "That is the rule of a power. Here x is in the exponent."),
    )
    return Draft(f"exp({a}*x)", (0,), mistakes)


def _log(rng: Rng) -> Draft:
    a = _whole(rng, 2, 9)
    if rng.random() < 0.5:
        mistakes = (
            ("1/x", f"The factor {a} is missing. It waits in front."),
            (f"1/({a}*x)", f"The factor {a} multiplies the slope."),
            (f"{a}*x", "The slope of the logarithm is 1 divided by x."),
        )
        return Draft(f"{a}*log(x)", (1, 2, 4, 5, 10), mistakes)
    mistakes = (
        (f"1/({a}*x)", "The slope of the inside is missing as a factor."),
        (f"{a}/x", f"Below the line stands the whole inside, {a}x."),
        (f"{a}*x", "The slope of the logarithm is 1 divided by the inside."),
    )
    return Draft(f"log({a}*x)", (1, 2, 4, 5, 10), mistakes)


def _sigmoid(rng: Rng) -> Draft:
    a = _whole(rng, -4, 8, -1, 0, 1)
    inside = "x" if rng.random() < 0.5 else f"{a}*x"
    slope = f"sigmoid({inside})*(1 - sigmoid({inside}))"
    what = "factor" if inside == "x" else "slope of the inside"
    return Draft(
        f"{a}*sigmoid(x)" if inside == "x" else f"sigmoid({inside})",
        (0,),
        (
            (slope, f"The {what} is missing: {a}."),
            (f"{a}*(1 - sigmoid({inside}))", "One factor is missing: the sigmoid itself."),
            (f"{a}*sigmoid({inside})", "One factor is missing: what the sigmoid lacks to 1."),
            (f"{a}*sigmoid({inside})**2", "The second factor is 1 minus the sigmoid."),
        ),
    )


# Of a rule about one function: this function by itself, to begin with.
PLAIN = {
    "exp-rule": Draft(
        "exp(x)",
        (0,),
        (
            ("x*exp(x - 1)", "That is the rule of a power. Here x is the exponent."),
            ("exp(1)", "The slope is as high as the curve: x is in it."),
        ),
    ),
    "log-rule": Draft(
        "log(x)",
        (1, 2, 4, 5, 10),
        (
            ("x", "Divide 1 by x."),
            ("1/log(x)", "No logarithm is left: 1 is divided by x."),
            ("1/x**2", "x is not squared. It stands below the line as it is."),
        ),
    ),
    "sigmoid-rule": Draft(
        "sigmoid(x)",
        (0,),
        (
            ("1 - sigmoid(x)", "One factor is missing: the sigmoid itself."),
            ("sigmoid(x)**2", "The second factor is 1 minus the sigmoid."),
        ),
    ),
}

MAKERS: dict[str, Callable[[Rng], Draft]] = {
    "constant-rule": _constant,
    "power-rule": _power,
    "constant-multiple-rule": _constant_multiple,
    "sum-rule": _sum,
    "product-rule": _product,
    "quotient-rule": _quotient,
    "chain-rule": _chain,
    "exp-rule": _exp,
    "log-rule": _log,
    "sigmoid-rule": _sigmoid,
}
