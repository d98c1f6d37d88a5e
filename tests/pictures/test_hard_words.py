"""Words of a learner that mean something to Matplotlib or to a template, and letters it lacks."""

import numpy as np
import pytest
from matplotlib.mathtext import MathTextParser
from matplotlib.text import Text

from mlsmath import pictures
from mlsmath.pictures import style

X, Y = np.array([1.0, 2.0, 4.0]), np.array([3.0, 4.0, 6.0])
LETTER = "\N{ARC}"  # STIXGeneral has it, DejaVu Sans has not


@pytest.mark.parametrize("unit", ["$", r"$\frac$", r"$x_1^2", "{kg}", "{0}", "体重", "وزن"])
def test_a_unit_is_drawn_and_told_as_it_was_typed(unit, monkeypatch):
    monkeypatch.setattr(MathTextParser, "parse", None)
    units = {"xlabel": f"a ({unit})", "ylabel": f"b ({unit})"}
    moving = pictures.fit_by_hand.scene(X, Y, show_cost=True, **units)
    for picture in (
        pictures.draw_bowl(X, Y, points={unit: (1, 2)}, **units),
        pictures.draw_curves(X, Y, {f"{unit} a": lambda x: x, f"{unit} b": lambda x: -x}, **units),
        moving.picture_at_start(),
    ):
        picture.png()
        words = {text.get_text() for text in picture.figure.findobj(Text)}
        assert any(f"({unit})" in one or f"({unit} per {unit})" in one for one in words)
        assert f" {unit}" in picture.alt
    titles = [axes.get_title() for axes in moving.figure.axes]
    assert titles[1].startswith("cost J = ")
    assert titles[1].endswith(f" {unit}²")


def test_a_letter_comes_from_another_font_where_one_is_here(monkeypatch):
    """Where none has it a box stands for it, and no warning comes."""
    drawn = []
    for fonts in ((), ("no such font",), ("STIXGeneral",)):
        monkeypatch.setattr(style, "MORE_FONTS", fonts)
        style._more_fonts.cache_clear()
        drawn.append(pictures.draw_points(X, Y, xlabel=LETTER).png())
    style._more_fonts.cache_clear()
    assert drawn[0] == drawn[1]
    assert drawn[0] != drawn[2]
