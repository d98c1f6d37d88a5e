"""A derivation that is wrong anywhere raises: every rule is broken in turn."""

from dataclasses import replace
from itertools import islice

import numpy as np
import pytest
import sympy

from mlsmath.derivation import (
    DerivationError,
    algebra,
    derive,
    derive_cost,
    engine,
    rules,
    steps,
)
from mlsmath.derivation.engine import work_through
from mlsmath.derivation.nodes import (
    ONE,
    TWO,
    Add,
    Derivative,
    Minus,
    Number,
    Power,
    Product,
    Symbol,
    add,
    product,
)
from mlsmath.derivation.reading import Reader
from mlsmath.derivation.rules import Change
from mlsmath.derivation.values import points

# For each rule, something in whose derivation it is used.
USES = {
    "constant rule": "7 + x",
    "power rule": "x**3",
    "exponential rule": "exp(x)",
    "logarithm rule": "log(x)",
    "sigmoid rule": "sigmoid(x)",
    "sum rule": "x**2 + x",
    "constant multiple rule": "5*x",
    "write as a power": "1/x",
    "product rule": "x*exp(x)",
    "quotient rule": "x/(x + 1)",
    "chain rule": "(3*x + 1)**2",
    "put the inner part back": "(3*x + 1)**2",
    "tidy up": "5*x",
    "work out the numbers": "5*x**2",
    "write as a fraction": "1/x",
    "one line for the fraction": "log(x/(x + 1))",
    "cancel": "log(exp(x))",
    "add the powers": "x**2*(1/2)*x + (x + 1)*x*exp(x)",
    "open the bracket": "(x - 1)/(x + 1)",
    "multiply out": "x**2/(x + 1)",
    "collect terms": "x*x",
    "write as one fraction": "log(x**2 + 1)",
    "put the factors in order": "exp(x)*x",
}
COST_USES = {
    "sum rule": ("squared error", "w"),
    "one term is left": ("squared error", "w_j"),
    "write it out": ("squared error", "w"),
    "as found above": ("log loss", "w"),
    "use the short name": ("log loss", "w"),
    "take a factor out of the sum": ("squared error", "w"),
    "multiply out": ("log loss", "w"),
    "take out the common factor": ("log loss", "w"),
    "move the minus into the bracket": ("log loss", "b"),
}


def _all_rules():
    return {rule.name for rule in (*rules.RULES, *algebra.ALGEBRA, engine.PUT_BACK, engine.FOLD)}


@pytest.fixture
def broken(monkeypatch):
    """Return a function that adds 1 to what a rule makes, the first time only if asked."""

    def break_rule(name, change_after=lambda after: add(after, ONE)):
        used = []

        def wrong(rule):
            def apply(place, board):
                change = rule.apply(place, board)
                if change is None or used:
                    return change
                used.append(place)
                return replace(change, after=change_after(change.after))

            return replace(rule, apply=apply) if rule.name == name else rule

        for module, table in ((rules, "RULES"), (algebra, "ALGEBRA")):
            monkeypatch.setattr(module, table, tuple(map(wrong, getattr(module, table))))
        monkeypatch.setattr(algebra, "TIDY", algebra.ALGEBRA[0])
        monkeypatch.setattr(
            engine, "_put_back", _wrapped(engine._put_back, name, used, change_after)
        )
        monkeypatch.setattr(engine, "_fold", _wrapped(engine._fold, name, used, change_after))
        return used

    return break_rule


def _wrapped(find, name, used, change_after):
    def wrong(line, board):
        found = find(line, board)
        if found is None or found[0].name != name or used:
            return found
        used.append(found)
        return found[0], found[1], replace(found[2], after=change_after(found[2].after))

    return wrong


@pytest.mark.parametrize("name", USES)
def test_a_broken_rule_is_caught(broken, name):
    used = broken(name)
    with pytest.raises(DerivationError, match="is not equal to the line before it"):
        derive(USES[name], "x")
    assert used


@pytest.mark.parametrize("name", COST_USES)
def test_a_broken_rule_is_caught_in_a_cost(broken, name):
    used = broken(name)
    with pytest.raises(DerivationError, match="is not equal to the line before it"):
        derive_cost(*COST_USES[name])
    assert used


def test_no_rule_is_left_unbroken():
    rare = {"add up equal terms"}
    assert _all_rules() - set(USES) - set(COST_USES) == rare


def test_adding_up_equal_terms_is_checked_too(broken):
    i, m = sympy.symbols("i m", integer=True, positive=True)
    b, y = sympy.Symbol("b"), sympy.IndexedBase("y")
    total = sympy.Sum(b + y[i], (i, 1, m))
    assert derive(total, b).result == m
    broken("add up equal terms")
    with pytest.raises(DerivationError, match="add up equal terms"):
        derive(total, b)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("power rule", lambda after: product(TWO, after)),
        ("chain rule", lambda after: after.items[0]),
        ("product rule", lambda after: after.items[0]),
        ("product rule", lambda after: Add((after.items[0], Minus(after.items[1])))),
        ("quotient rule", lambda after: replace(after, bottom=after.bottom.base)),
        ("sigmoid rule", lambda after: Power(after.items[0], TWO)),
        ("logarithm rule", lambda after: after.bottom),
        ("exponential rule", lambda after: Number(1)),
        ("constant multiple rule", lambda after: after.items[-1]),
    ],
)
def test_a_rule_that_learners_get_wrong_is_caught(broken, name, wrong):
    broken(name, wrong)
    with pytest.raises(DerivationError, match=name):
        derive(USES[name], "x")


def test_an_expression_that_was_misread_is_caught_by_sympy(monkeypatch):
    x = sympy.Symbol("x")
    read = Reader.read
    first = []

    def misread(self, expression):
        if not first:
            first.append(expression)
            expression = expression - x
        return read(self, expression)

    monkeypatch.setattr(Reader, "read", misread)
    with pytest.raises(DerivationError, match="the last line, 2x - 1, is not the derivative"):
        derive(x**2, x)


def test_a_derivation_that_does_not_end_is_no_derivation(monkeypatch):
    monkeypatch.setattr(engine, "MOST_LINES", 20)
    monkeypatch.setattr(rules, "RULES", (replace(rules.WRITE_OUT, apply=_turn_round),))
    with pytest.raises(DerivationError, match="after 20 lines there is still work left to do"):
        derive("x**2", "x")


def test_algebra_that_does_not_end_is_no_derivation(monkeypatch):
    monkeypatch.setattr(engine, "MOST_LINES", 20)
    turn = replace(algebra.IN_ORDER, apply=_swap)
    monkeypatch.setattr(algebra, "ALGEBRA", (turn,))
    with pytest.raises(DerivationError, match="after 20 lines there is still work left to do"):
        derive("x**2*a", "x")


def _swap(place, board):
    if not isinstance(place, Product):
        return None
    return Change(product(*reversed(place.items)), "Round and round.")


def test_a_derivation_that_stops_half_way_is_no_derivation(monkeypatch):
    monkeypatch.setattr(steps, "work_through", lambda *given: islice(work_through(*given), 2))
    with pytest.raises(DerivationError, match="after 2 lines there is still work left to do"):
        derive("(3*x + 1)**2", "x")


def _turn_round(place, board):
    if not isinstance(place, Derivative):
        return None
    turned = place.body.body if isinstance(place.body, Minus) else Minus(place.body)
    return Change(Minus(Derivative(turned, place.by)), "Round and round.")


def test_a_difference_of_a_millionth_is_caught(broken):
    factor = Number(1_000_001)
    broken("power rule", lambda after: product(factor, after))
    with pytest.raises(DerivationError):
        derive("x**3/1000000", "x")


def test_an_expression_without_any_value_cannot_be_checked():
    for typed in ("x/0", "log(0)*x", "log(-1)*x", "sqrt(-1)*x"):
        with pytest.raises(
            DerivationError, match=r"cannot be checked\. Look for a division by zero"
        ):
            derive(typed, "x")
    with pytest.raises(DerivationError, match="cannot be checked: the lines have values at 0"):
        derive("log(-x**2)", "x")


@pytest.mark.parametrize(
    "function",
    [
        "log(x - 4)", "sqrt(x - 1)", "1/(x - 1)", "log(log(x))", "100000000*x**3", "exp(100*x)",
        "x**20", "log(1/x)", "1/10000000000*x", "log(1 - x**2)", "exp(exp(exp(x)))",
    ],
)  # fmt: skip
def test_values_are_found_where_the_function_has_some(function):
    derivation = derive(function, "x")
    assert derivation.check.points == 5
    assert derivation.check.tolerance == 1e-9


def test_the_same_numbers_are_drawn_each_time_and_no_other_generator_is_touched():
    before = np.random.get_state()[1].copy()
    x = Symbol("x")
    once, again = ([p.letter(x, {}) for p in islice(points(x, x), 3)] for _ in range(2))
    assert once == again
    assert len(set(once)) == 3
    assert (np.random.get_state()[1] == before).all()


def test_it_says_that_it_was_checked():
    assert str(derive("x**2 + x", "x").check) == (
        "Checked with 5 sets of random numbers. To 9 digits, each of the 3 lines equals the one "
        "before it, and the last equals the derivative that a program for algebra finds."
    )
