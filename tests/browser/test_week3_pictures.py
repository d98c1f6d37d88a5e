"""The pictures of week 3, dragged, keyed and read back in JupyterLab."""

import ast
import io

import pytest
from PIL import Image

BIRDS_IN_TWO = """
import numpy as np
from mlsmath.cost import log_loss_cost
from mlsmath.model import logistic_prediction
birds = load_penguins(require=("bill_depth_mm", "body_mass_g", "sex"))
kilos = birds["body_mass_g"] / 1000
male = (birds["sex"] == "male").astype(int)
X = np.column_stack([birds["bill_depth_mm"] - 17, kilos - 4]).round(3)
order = np.random.default_rng(25).permutation(len(male))
train, new = order[:30], order[30:130]
labels = ("female", "male")
names = {"xlabel": "bill depth (mm)", "ylabel": "body mass (kg)", "labels": labels}
"""
CALLS = {
    "sigmoid": "picture = sigmoid_by_hand(kilos, male, 2.5, -10.5, labels=labels)",
    "threshold": "p = logistic_prediction(X, [2, 5], -1)\n"
    "picture = threshold_by_hand(p, male, labels=labels)",
    "log loss": "picture = log_loss_by_hand(labels=labels)",
    "boundary": "picture = boundary_by_hand(X, male, [2, 5], -1, show_cost=True, **names)",
    "lambda": "picture = lambda_by_hand(X[train], male[train], X[new], male[new], **names)",
}
# Where the picture is taken, in the units of its first axes, and what a value is then.
DRAGS = {
    "sigmoid": ((4.2, 0.5), (5.0, 0.4), "b", -12.5),
    "threshold": ((0.5, 30), (0.8, 10), "threshold", 0.8),
    "log loss": ((0.8, 2), (0.3, 2), "p", 0.3),
    "boundary": ((0, 0.2), (2, 1), "b", -9.0),
}
KEYS = {
    "sigmoid": ("w", 2.6),
    "threshold": ("threshold", 0.51),
    "log loss": ("p", 0.81),
    "boundary": ("w1", 2.2),
    "lambda": ("lambda_", 0.003),
}


def at(shown, place):
    """Return where a place of the first axes is in the window."""
    told = ast.literal_eval(shown.python("picture._overlay.spec['axes'][0]"))
    left, bottom, width, height = told["box"]
    shares = [
        start + size * (value - ends[0]) / (ends[1] - ends[0])
        for value, start, size, ends in zip(
            place, (left, bottom), (width, height), (told["x"], told["y"]), strict=True
        )
    ]
    stage = shown.page.locator(".mlsmath-stage").bounding_box()
    return stage["x"] + shares[0] * stage["width"], stage["y"] + (1 - shares[1]) * stage["height"]


def colour(shown, place):
    """Return the colour at a place of the first axes."""
    x, y = at(shown, place)
    image = Image.open(io.BytesIO(shown.page.screenshot())).convert("RGB")
    return image.getpixel((round(x), round(y)))


def becomes(shown, code, value):
    """Ask Python until the value is there; moves of the hand reach it in their time."""
    for _ in range(20):
        found = float(shown.python(code))
        if found == pytest.approx(value, abs=0.021):
            return
    raise AssertionError(f"{code} is {found}, not {value}")


@pytest.mark.parametrize("name", CALLS)
def test_the_picture_follows_the_hand_the_keys_and_python(open_notebook, name):
    shown = open_notebook(BIRDS_IN_TWO, f"{CALLS[name]}\npicture")
    stage = shown.page.locator(".mlsmath-stage")
    before = stage.screenshot()
    control, value = KEYS[name]
    stage.focus()
    shown.page.keyboard.press("ArrowRight")
    becomes(shown, f"picture.{control}", value)
    moved = stage.screenshot()
    assert moved != before
    shown.page.get_by_role("button", name="Reset").click()
    if name in DRAGS:
        start, end, control, value = DRAGS[name]
        becomes(shown, f"picture.{KEYS[name][0]}", ast.literal_eval(start_of(shown, name)))
        shown.page.mouse.move(*at(shown, start))
        shown.page.mouse.down()
        shown.page.mouse.move(*at(shown, end), steps=8)
        shown.page.mouse.up()
        becomes(shown, f"picture.{control}", value)
        assert stage.screenshot() != before
    said = shown.python("picture.alt")
    assert len(said) > 100
    assert shown.python("picture.trouble") == ""


def start_of(shown, name):
    return shown.python(f"picture._scene.start()[{KEYS[name][0]!r}]")


def test_the_shading_changes_sides_with_the_boundary(open_notebook):
    shown = open_notebook(BIRDS_IN_TWO, f"{CALLS['boundary']}\npicture")
    place = (4.3, 2.2)
    red, _, blue = colour(shown, place)
    assert blue > red + 40
    shown.python("setattr(picture, 'b', -50)")
    shown.page.wait_for_function(
        "() => document.querySelector('.mlsmath-stage').getAttribute('aria-label')"
        ".includes('b = −50')"
    )
    red, _, blue = colour(shown, place)
    assert red > blue + 40


def test_the_learners_own_functions_answer_through_the_kernel(open_notebook):
    own = """
def my_probability(x, w, b):
    if w > 2.55:
        raise ZeroDivisionError("division by zero")
    return logistic_prediction(x, w, b)
def my_cost(x, y, w, b):
    return log_loss_cost(x, y, w, b)
picture = sigmoid_by_hand(
    kilos, male, 2.5, -10.5, compute_cost=my_cost, predict_probability=my_probability
)
picture
"""
    shown = open_notebook(BIRDS_IN_TWO, own)
    shown.page.locator(".mlsmath-stage").focus()
    shown.page.keyboard.press("ArrowLeft")
    becomes(shown, "picture.w", 2.4)
    assert shown.python("picture.trouble") == ""
    for _ in range(2):
        shown.page.keyboard.press("Escape")
        shown.page.locator(".mlsmath-stage").focus()
        shown.page.keyboard.press("ArrowRight")
    words = "Your my_probability stopped on an array of shape"
    shown.page.locator(".mlsmath-trouble", has_text=words).wait_for()
