"""Numbers that follow the controls: what the browser gets is what the function gives."""

import math
import re

import numpy as np
import pytest

from mlsmath.pictures.bindings import (
    Control,
    affine,
    as_series,
    asked,
    fill,
    foreseen,
    quadratic,
    table,
    words,
)
from mlsmath.pictures.scene import Scene, _control, _series, control_over
from mlsmath.pictures.style import new_figure

from .as_browser import everywhere, read

W = Control("w", "slope w", -1, 2, 0.01, 0.5)
B = Control("b", "intercept b", 20, 60, 0.5, 40)
K = Control("k", "steps", 0, 9, 1, 3)
RATE = Control("rate", "rate", 0.01, 10, 0, 0.1, (0.01, 0.1, 1.0, 10.0))
XS = np.array([-3.0, 0.0, 2.5])

SERIES = {
    "affine": affine(lambda w, b: w * XS + b),
    "one number": affine(lambda b: 3 * b - 1),
    "quadratic": quadratic(lambda w, b: np.mean((w * XS + b - 1) ** 2)),
    "table": table(lambda rate, k: rate**k * XS, "rate", "k"),
    "table, one by one": table(lambda rate, k: math.exp(-rate) * k, "rate", "k", each=True),
    "table of lines": table(lambda k, w, b: k**2 * (w * XS + b), "k", degree=1),
    "still": as_series([4, 5]),
    "sigmoid": affine(lambda w, b: w * XS + b / 20, through="sigmoid"),
    "mean log loss": affine(lambda w: -5 * w * XS, through="softplus", reduce="mean"),
    "mean square": affine(lambda w, b: w * XS + b, through="square", reduce="mean"),
    "sum of sizes": affine(lambda w: w * XS, through="abs", reduce="sum"),
    "count": affine(lambda w: w * XS - 1, reduce="count"),
    "words": words(lambda k, rate: f"{k} at {rate}", "k", "rate"),
}


def told(series, controls, values):
    by_name = {control.name: control for control in controls}
    return _series(series, series.data(by_name, values), by_name)


@pytest.mark.parametrize("name", SERIES)
def test_the_browser_reads_what_the_function_gives(name):
    controls, series = (W, B, K, RATE), SERIES[name]
    scene = Scene(new_figure(), controls, (), tell=lambda: "")
    sent = told(series, controls, scene.start())
    for values in everywhere(scene):
        found = read(sent, [_control(control) for control in controls], values)
        meant = series.at(values)
        if isinstance(meant, str):
            assert found == meant
        else:
            assert np.allclose(found, meant, rtol=1e-9, atol=1e-9), values


def test_what_is_asked_is_told_for_the_values_of_now():
    wild = asked(lambda w, k: math.sin(50 * w) + k, "w", over=("k",), each=True)
    for w in (-1, 0.3, 2):
        sent = told(wild, (W, K), {"w": w, "k": 0})
        assert sent["ask"] == [0]
        found = read(sent, [_control(W), _control(K)], {"w": w, "k": 4})
        assert np.allclose(found, math.sin(50 * w) + 4)


FORESEEN = {
    "a polynomial": (asked(lambda w, b: np.mean((w * XS + b - 1) ** 2), "w", "b"), 1),
    "a table": (asked(lambda w: math.sin(50 * w) * XS, "w", each=True), 301),
    "a table of more": (asked(lambda w, k: np.sin(9 * w) + k, "w", over=("k",)), 3010),
}


@pytest.mark.parametrize("name", FORESEEN)
def test_what_is_asked_can_be_foreseen(name):
    series, frames = FORESEEN[name]
    controls = (W, B, K)
    scene = Scene(new_figure(), controls, (), tell=lambda: "")
    sent = told(foreseen(series, {c.name: c for c in controls}), controls, scene.start())
    assert sent["ask"] == []
    assert sent["shape"][0] == frames
    for values in everywhere(scene):
        found = read(sent, [_control(control) for control in controls], values)
        assert np.allclose(found, series.at(values)), values


def test_what_would_need_too_large_a_table_is_still_asked():
    wild = asked(lambda w, b, k: np.sin(w * b) + k, "w", "b", over=("k",))
    assert foreseen(wild, {c.name: c for c in (W, B, K)}) is wild


@pytest.mark.parametrize(
    "bent", [affine(lambda w, b: w * b), quadratic(lambda w: np.exp(3 * w) * XS)]
)
def test_what_is_no_polynomial_is_refused(bent):
    with pytest.raises(ValueError, match=r"no polynomial of degree [12] in w.*as a table"):
        told(bent, (W, B), {"w": 0, "b": 30})


def test_a_table_that_is_too_large_is_refused():
    wide = table(lambda w, b: w * np.ones(1000) + b, "w", "b")
    with pytest.raises(ValueError, match="24,381,000 numbers are too many"):
        told(wide, (W, B), {})


def test_a_control_that_the_function_does_not_know_is_refused():
    with pytest.raises(ValueError, match="no parameter k"):
        table(lambda w: w, "k")


def test_controls_know_their_values():
    assert K.grid().tolist() == list(range(10))
    assert np.allclose(W.grid(), np.linspace(-1, 2, 301))
    assert RATE.grid().tolist() == [0.01, 0.1, 1, 10]
    around = control_over("w", "w", (0.013, 1.94), 2.2)
    assert (around.low, around.high, around.step) == (0, 2.5, 0.01)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("J = {J} kg²", "J = 0.123 kg²"),
        ("{J:4}", "0.1235"),
        ("{w:4}x {b:+4}", "−1.5x − 4"),
        ("{one} {one|point|points}, {k} {k|point|points}", "1 point, 3 points"),
        ("{no} of {name}", "? of Ada"),
        ("{large}", "1.23·10⁹"),
    ],
)
def test_fields_are_filled_in(template, text):
    values = {"J": 0.12345, "w": -1.5, "b": -4.0, "one": 1.0, "k": 3.0, "no": math.nan}
    assert fill(template, values | {"name": "Ada", "large": 1.2345e9}) == text
    assert not re.search(r"[{}]", text)
