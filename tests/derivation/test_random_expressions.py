"""Random expressions: each derivation is right, line by line, one rule at a time.

Three oracles: SymPy's derivative; dual numbers for what each line is worth; and `one_rule`, which
tells from two lines whether one rule at one place leads from the first to the second.

It tries 200 expressions. ``MLSMATH_EXPRESSIONS=1000 pytest tests/derivation`` tries a thousand.
"""

import os
import random

import sympy
from hypothesis import HealthCheck, assume, example, given, settings

from mlsmath.derivation import derive
from mlsmath.derivation.nodes import Derivative, has, walk
from mlsmath.derivation.reading import Reader, to_sympy
from mlsmath.derivation.rules import RULES

from .dual import Undefined, worth
from .expressions import expressions, x
from .one_rule import follows

COUNT = int(os.environ.get("MLSMATH_EXPRESSIONS", "200"))
TOLERANCE = 1e-8
used = set()


@settings(
    max_examples=COUNT,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
@example((x + 2) / (x**2 + 3))
@example(sympy.exp(2 * x) / (x + 4))
@given(expressions)
def test_every_line_of_every_derivation(expression):
    points = _points(expression)
    assume(len(points) >= 6)

    derivation = derive(expression, x)

    lines = _lines(derivation)
    _one_rule_at_a_time(derivation, lines)
    _each_line_is_worth_the_same(derivation, sympy.diff(expression, x), points)
    _the_last_line_reads_as_it_is_written(derivation, lines[-1], points)
    assert all(step.words and step.words_markdown and step.here for step in derivation.steps)
    used.update(step.rule for step in derivation.steps)


def test_the_expressions_used_every_rule_without_a_sum_over_data():
    if COUNT >= 200:
        assert {rule.name for rule in RULES} - used == {
            "as found above", "one term is left", "write it out"
        }  # fmt: skip


def _points(expression):
    """Return values at which the expression and its slope are of ordinary size."""
    draw = random.Random(7)
    found = []
    for k in range(24):
        point = {name: draw.uniform(0.3, 1.8) for name in "xab"}
        if k % 2:
            point = {name: value * draw.choice([1, -1]) for name, value in point.items()}
        try:
            worth(sympy.Derivative(expression, x, evaluate=False), point)
        except (Undefined, OverflowError, ZeroDivisionError):
            continue
        found.append(point)
    return found


def _lines(derivation):
    return [derivation._start, *(move.line for move in derivation._moves)]


def _one_rule_at_a_time(derivation, lines):
    seen = set()
    assert not has(lines[-1], Derivative)
    for old, new, step in zip(lines, lines[1:], derivation.steps, strict=False):
        follows(old, new, step.rule, seen)
        seen |= set(_standing(old))


def _standing(line):
    return [place for _, place in walk(line) if isinstance(place, Derivative)]


def _each_line_is_worth_the_same(derivation, by_sympy, points):
    compared = 0
    for point in points[:4]:
        try:
            right = worth(by_sympy, point)
            values = [worth(step.expression, point) for step in derivation.steps]
        except (Undefined, OverflowError, ZeroDivisionError):
            continue
        compared += 1
        for step, value in zip(derivation.steps, values, strict=True):
            assert abs(value - right) <= TOLERANCE * max(1.0, abs(right)), (step, point)
    assert compared


def _the_last_line_reads_as_it_is_written(derivation, last, points):
    read = Reader().read(derivation.steps[-1].text)
    for point in points[:2]:
        try:
            written, meant = worth(to_sympy(read), point), worth(to_sympy(last), point)
        except (Undefined, OverflowError, ZeroDivisionError):
            continue
        assert abs(written - meant) <= TOLERANCE * max(1.0, abs(meant)), derivation.steps[-1].text
