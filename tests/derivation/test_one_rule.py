"""The oracle itself: it lets every step through, and no two steps taken as one."""

import pytest

from mlsmath.derivation import derive, derive_cost
from mlsmath.derivation.nodes import Derivative, walk

from .one_rule import TwoRulesError, follows

FUNCTIONS = [
    "3*x**2 + 5*x + 7",
    "(3*x + 1)**2",
    "x**2*exp(x)",
    "(x - 1)/(x + 1)",
    "log(x**2 + 1)",
    "1/(1 + exp(-x))",
    "-4*sigmoid(-2*x)",
    "3/x**2 - 1/x",
]


def _lines(derivation):
    return [derivation._start, *(move.line for move in derivation._moves)]


def _standing(line):
    return {place for _, place in walk(line) if isinstance(place, Derivative)}


@pytest.mark.parametrize("function", FUNCTIONS)
def test_two_steps_at_once_are_seen_whatever_they_are_called(function):
    derivation = derive(function, "x")
    lines, seen, names = _lines(derivation), set(), [s.rule for s in derivation.steps]
    for k, (old, new) in enumerate(zip(lines, lines[2:], strict=False)):
        seen |= _standing(old)
        if _standing(old) == _standing(new):
            continue  # two lines of algebra; `_by_algebra` looks at each kind of them alone
        for name in {names[k], names[k + 1]}:
            with pytest.raises(TwoRulesError):
                follows(old, new, name, seen)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_step_under_another_name_is_seen(function):
    derivation = derive(function, "x")
    lines = _lines(derivation)
    for old, new, step in zip(lines, lines[1:], derivation.steps, strict=False):
        for wrong in {"sum rule", "power rule", "chain rule", "constant rule", "cancel"}:
            if wrong != step.rule:
                with pytest.raises(TwoRulesError):
                    follows(old, new, wrong, set())


def test_the_same_rule_at_two_places_is_seen():
    lines = _lines(derive("x**2 + x**3", "x"))
    assert [len(_standing(line)) for line in lines] == [1, 2, 1, 0]
    with pytest.raises(TwoRulesError, match="2 derivatives are worked on at once"):
        follows(lines[1], lines[3], "power rule", set())


def test_leaving_out_the_slope_of_the_inside_is_seen():
    line = _lines(derive_cost("squared error", "w"))[2]
    short = _lines(derive_cost("squared error", "w"))[4]
    with pytest.raises(TwoRulesError):
        follows(line, short, "chain rule", set())
