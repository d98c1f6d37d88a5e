"""What a picture does with its arguments before it is drawn."""

import inspect
import re

import pytest

from mlsmath import pictures
from mlsmath.pictures import Picture
from mlsmath.pictures.drawn import by_hand, drawn
from mlsmath.pictures.labels import PENGUINS, Label, Labels

X, Y = [1.0, 2.0, 3.0], [3.0, 4.0, 6.0]


def as_python(signature, name):
    """A plain function that takes the same arguments, for what Python says of wrong ones."""
    plain = [
        parameter.replace(annotation=parameter.empty, default=default)
        for parameter in signature.parameters.values()
        for default in [parameter.default if parameter.default is parameter.empty else None]
    ]
    space = {}
    exec(f"def {name}{inspect.Signature(plain)}: pass", space)
    return space[name]


@pytest.mark.parametrize(
    ("name", "given", "named"),
    [
        ("draw_points", [X], {}),
        ("draw_points", [], {}),
        ("draw_points", [X, Y, 1], {}),
        ("draw_line", [X], {}),
        ("draw_line", [X], {"y": Y}),
        ("draw_line", [X, Y, 1, 2, 3], {}),
        ("draw_line", [X, Y, 1, 2], {"units": 3}),
        ("draw_line", [X, Y, 1, 2], {"colour": "red"}),
        ("draw_log_loss", [1, 2], {}),
        ("draw_penguin", [1], {}),
        ("draw_two_features", [X, Y], {}),
        ("draw_two_features", [X, Y], {"xlabel": "a"}),
        ("draw_two_features", [X], {}),
        ("fit_by_hand", [X], {}),
        ("fit_by_hand", [X, Y, 1, 2, None, False, True], {}),
    ],
)
def test_too_few_and_too_many_arguments_are_told_as_python_does(name, given, named):
    draw = getattr(pictures, name)
    with pytest.raises(TypeError) as meant:
        as_python(inspect.signature(draw), name)(*given, **named)
    with pytest.raises(TypeError, match=re.escape(str(meant.value)) + "$"):
        draw(*given, **named)


def test_the_labels_are_two_texts_for_who_calls_it():
    told = str(inspect.signature(pictures.draw_points))
    assert "axes" not in told
    assert "xlabel: 'str' = 'flipper length beyond 20 cm (cm)'" in told
    picture = pictures.draw_points(X, Y, ylabel="age (years)")
    assert "age up (3 to 6 years)" in picture.alt


def test_each_argument_is_read_by_its_kind_and_in_its_order():
    with pytest.raises(ValueError, match=r"^x must hold numbers only"):
        pictures.draw_line(y=["a"], x=["b"], w="c", b=1)
    with pytest.raises(ValueError, match=r"^w must be one number"):
        pictures.draw_line(X, Y, b="c", w="d")


def test_what_is_returned_is_the_words_and_the_legend_is_above():
    @drawn(height=2, legend=1)
    def draw_it(axes, *, units: Labels = PENGUINS) -> str:
        axes.plot([1, 2], label="a line")
        return f"A line over {units.x}."

    picture = draw_it(xlabel="age (years)")
    assert isinstance(picture, Picture)
    assert picture.alt == "A line over age (years)."
    (legend,) = picture.figure.legends
    assert [text.get_text() for text in legend.get_texts()] == ["a line"]
    assert picture.figure.get_figheight() == 2


def test_a_label_keeps_its_words():
    for words in ("body mass (kg)", "slope w (kg per cm)", "cost J", "f(x)", "σ(z)"):
        assert str(Label.read("xlabel", words)) == words
    assert Label.read("xlabel", "slope w (kg per cm)").symbol == "w"
    assert Label.read("xlabel", "body mass (kg)").symbol == ""


def test_a_picture_to_take_hold_of_is_a_scene_and_a_still():
    scene = pictures.growing_square_by_hand.scene(3, 0.5)
    assert scene.start() == {"h": 0.5}
    assert pictures.growing_square_by_hand.still(3, 0.5).alt == scene.picture_at_start().alt
    assert by_hand(lambda: scene).still().alt == scene.picture_at_start().alt
