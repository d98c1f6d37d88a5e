"""The graph of an expression: values and slopes against finite differences and SymPy."""

import math
import re

import numpy as np
import pytest
import sympy

from mlsmath import pictures
from mlsmath.pictures import expression_graph_by_hand
from mlsmath.pictures.expression_graph import backward_order, called, what_happens, wheels_of
from mlsmath.pictures.style import VERMILLION, number

from .as_browser import check_followers

MALE = "z = w * x + b\nf = sigmoid(z)\nloss = -log(f)"
FEMALE = "z = w * x + b\nf = sigmoid(z)\nloss = -log(1 - f)"
SQUARE = "z = w * x + b\nf = sigmoid(z)\nloss = (f - y)**2 / 2"
NETWORK = "h = sigmoid(w * x + c)\nz = v * h + b\nf = sigmoid(z)\nloss = -log(f)"
TWO_CLERKS = """
g = sigmoid(w * x + c)
h = sigmoid(v * x + b)
z = y * g - c * h
loss = -log(sigmoid(z))"""
TWICE = "a = w * x\nloss = a * a + exp(-a) / w - log(x)"
EXPRESSIONS = {
    "male": MALE,
    "female": FEMALE,
    "square": SQUARE,
    "network": NETWORK,
    "two": TWO_CLERKS,
    "twice": TWICE,
}
VALUES = {"w": 0.7, "x": 1.3, "b": -0.4, "y": 1, "c": 0.25, "v": -1.2}

every = pytest.mark.parametrize("lines", EXPRESSIONS.values(), ids=EXPRESSIONS)


def sigmoid(z):
    return 1 / (1 + math.exp(-z))


def run(lines, values):
    """What Python makes of the last line."""
    names = {"log": math.log, "exp": math.exp, "sigmoid": sigmoid, **values}
    exec(lines, names)
    return names[lines.split("\n")[-1].split(" = ")[0]]


def by_name(wheels):
    return {wheel.name: wheel for wheel in wheels if wheel.name}


@every
def test_values_are_those_of_python(lines):
    assert wheels_of(lines, VALUES)[-1].value == pytest.approx(run(lines, VALUES), rel=1e-12)


@every
def test_slopes_of_the_letters_agree_with_tiny_steps(lines):
    """Steps of 1e-5 to both sides: the third derivative leaves some 1e-10."""
    wheels, step = by_name(wheels_of(lines, VALUES)), 1e-5
    seen = 0
    for name in VALUES:
        if name in wheels:
            up, down = (run(lines, VALUES | {name: VALUES[name] + d}) for d in (step, -step))
            assert wheels[name].slope == pytest.approx((up - down) / (2 * step), abs=1e-8)
            seen += 1
    assert seen >= 2


@pytest.mark.parametrize("lines", [MALE, FEMALE, SQUARE, NETWORK], ids=str)
def test_slopes_of_the_names_between_agree_with_sympy(lines):
    letters = {name: sympy.Float(value, 30) for name, value in VALUES.items()}
    names = {"log": sympy.log, "sigmoid": lambda z: 1 / (1 + sympy.exp(-z))}
    wheels = by_name(wheels_of(lines, VALUES))
    for between in ("z", "f"):
        # What comes after this name is a function of it alone, and of letters.
        known, free = dict(letters), sympy.Symbol(between)
        for line in lines.split("\n"):
            name, expression = line.split(" = ")
            known[name] = eval(expression, names, known)
            if name == between:
                height, known[name] = known[name], free
        slope = sympy.diff(known["loss"], free).subs(free, height)
        assert wheels[between].slope == pytest.approx(float(slope), rel=1e-12)


def test_the_slope_at_z_is_the_error():
    for lines, y in ((MALE, 1), (FEMALE, 0)):
        wheels = by_name(wheels_of(lines, VALUES))
        assert wheels["z"].slope == pytest.approx(wheels["f"].value - y, rel=1e-12)


@every
def test_a_slope_comes_after_all_that_it_rests_on(lines):
    wheels = wheels_of(lines, VALUES)
    order = backward_order(wheels)
    assert order[0] == len(wheels) - 1
    for turn, k in enumerate(order):
        assert all(n in order[:turn] for n, wheel in enumerate(wheels) if k in wheel.reads)


@every
def test_no_two_wheels_stand_in_one_place_and_each_stands_right_of_what_it_reads(lines):
    wheels = wheels_of(lines, VALUES)
    assert len({(wheel.column, wheel.row) for wheel in wheels}) == len(wheels)
    for wheel in wheels:
        assert all(wheels[k].column < wheel.column for k in wheel.reads)


def test_the_browser_moves_everything_to_where_the_functions_say():
    shown = expression_graph_by_hand.scene(NETWORK, VALUES)
    check_followers(shown)
    assert shown.play == "step"


def test_each_step_fills_in_one_slope_more():
    shown = expression_graph_by_hand.scene(MALE, VALUES)
    (control,) = shown.controls
    wheels = wheels_of(MALE, VALUES)
    order = backward_order(wheels)
    assert control.high == len(order) == 7
    for step in range(len(order) + 1):
        alt = shown.tell({"step": step})
        told = alt.split("backwards: ")[1].rstrip(".").split(", ") if step else []
        assert len(told) == step
    assert told[2].startswith("z −")
    assert called(wheels, order[3]) == "w · x"
    f = sigmoid(0.7 * 1.3 - 0.4)
    for step in (0, 3, 7):
        figure = expression_graph_by_hand.scene(MALE, VALUES, step=step).picture(step=step).figure
        slopes = [t for t in figure.axes[0].texts if t.get_color() == VERMILLION]
        assert [t.get_text() for t in slopes] == [number(wheels[k].slope) for k in order[:step]]
    title = shown.picture(step=3).figure.axes[0].get_title()
    assert title.endswith(f"= −{1 - f:.3g}")
    assert f"(−{1 / f:.3g}) · {f * (1 - f):.3g}" in title


def test_the_value_is_an_attribute():
    shown = pictures.expression_graph_by_hand(MALE, VALUES)
    assert shown.alt == pictures.expression_graph_by_hand.still(MALE, VALUES).alt
    assert shown.alt.endswith("No slope is filled in yet.")
    shown.step = 7
    assert shown.alt == pictures.draw_expression_graph(MALE, VALUES).alt


@pytest.mark.parametrize(
    ("lines", "values", "told"),
    [
        ("loss = w * x", {"w": 1}, "values must give a number to x"),
        ("w * x", {"w": 1, "x": 2}, "each line must be “name = expression”"),
        ("loss = log(w)", {"w": -1}, "a logarithm needs a number above 0"),
        ("loss = sin(w)", {"w": 1}, "a graph knows"),
        ("loss = w ** w", {"w": 1}, "a power must be a plain number"),
        ("loss = = w", {"w": 1}, "lines must be lines of Python"),
        ("loss = w", {"w": 1}, "a graph has 2 to 22 wheels"),
        ("loss = -w", {"w": np.nan}, "w must be"),
        ("loss = 1 / w", {"w": 0}, "in loss = 1 / w one of them is too large, or there is none"),
        ("loss = w ** 0.5", {"w": -1}, "in loss = w ** 0.5 one of them"),
        ("loss = w ** 0.5", {"w": 0}, "in loss = w ** 0.5 one of them"),
        ("loss = exp(w)", {"w": 1000}, "in loss = exp(w) one of them"),
        ("loss = (w * 1e45) ** 4", {"w": 1e40}, "in loss = (w * 1e+45) ** 4 one of them"),
    ],
)
def test_what_is_no_expression_is_refused(lines, values, told):
    with pytest.raises(ValueError, match=re.escape(told)):
        pictures.draw_expression_graph(lines, values)


def test_a_step_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="backwards must be a whole number from 0 to 7, but"):
        pictures.draw_expression_graph(MALE, VALUES, 8)
    with pytest.raises(ValueError, match="step must be a whole number from 0 to 7, but"):
        expression_graph_by_hand.scene(MALE, VALUES, step=2.5)


def test_a_sigmoid_far_below_zero_is_drawn():
    assert wheels_of("f = sigmoid(z)", {"z": -1000})[-1].value == 0


def test_a_letter_that_two_wheels_read_goes_through_both():
    wheels = wheels_of("a = w * x\nb = w + 2\nc = a * b", VALUES)
    order = backward_order(wheels)
    turn = next(n for n, k in enumerate(order, 1) if wheels[k].name == "w")
    assert what_happens(wheels, order, turn)[0].endswith("w, through the wheels “·” and “+”")
