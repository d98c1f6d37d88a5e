"""The pictures of week 3 in JupyterLab: dragged, keyed, read back, and looked at."""

import io

import numpy as np
import pytest
from PIL import Image
from PIL.ImageChops import difference

from mlsmath import pictures
from mlsmath.data import load_penguins

from .conftest import Shown, open_page, python

SETUP = """
import numpy as np
from mlsmath.cost import log_loss_cost
from mlsmath.model import logistic_prediction
birds = load_penguins(require=("bill_depth_mm", "body_mass_g", "sex"))
kilos = birds["body_mass_g"] / 1000
male = (birds["sex"] == "male").astype(int)
X = np.column_stack([birds["bill_depth_mm"] - 17, kilos - 4]).round(3)
order = np.random.default_rng(25).permutation(len(male))
train, new = order[:30], order[30:130]
words = {"labels": ("female", "male")}
axes = {"xlabel": "bill depth (mm)", "ylabel": "body mass (kg)", **words}
def my_probability(x, w, b):
    if round(w, 4) == 2.6:
        raise ZeroDivisionError("division by zero")
    return logistic_prediction(x, w, b)
"""
CALLS = {
    "sigmoid": "sigmoid_by_hand(kilos, male, 2.5, -10.5, **words)",
    "threshold": "threshold_by_hand(logistic_prediction(X, [2, 5], -1), male, **words)",
    "loss": "log_loss_by_hand(**words)",
    "boundary": "boundary_by_hand(X, male, [2, 5], -1, show_cost=True, **axes)",
    "price": "lambda_by_hand(X[train], male[train], X[new], male[new], **axes)",
    "graph": "expression_graph_by_hand('z = w * x + b\\nf = sigmoid(z)\\nloss = -log(f)', "
    "{'w': 0.5, 'x': 0.78, 'b': 0.2})",
    "mine": "sigmoid_by_hand(kilos, male, 2.5, -10.5, predict_probability=my_probability, "
    "compute_cost=log_loss_cost, **words)",
}
# From where to where the picture is dragged, in the units of its first axes; what follows.
DRAGS = {
    "sigmoid": ((4.2, 0.5), (5.0, 0.4), 1, -12.5),
    "threshold": ((0.5, 30), (0.8, 10), 0, 0.8),
    "loss": ((0.8, 2), (0.3, 2), 0, 0.3),
    "boundary": ((0, 0.2), (2, 1), 2, -9.0),
}


@pytest.fixture(scope="module")
def scenes():
    """The same pictures without a browser."""
    here = {"load_penguins": load_penguins}
    exec(SETUP, here)
    here |= {name: getattr(pictures, name) for name in pictures.__all__}
    return {name: eval(call, here)._scene for name, call in CALLS.items()}


@pytest.fixture(scope="module")
def page(jupyter, chromium):
    cells = [f"{name} = {call}\n{name}" for name, call in CALLS.items()]
    page = open_page(jupyter, chromium, [SETUP, *cells], width=1300, height=8000)
    page.wait_for_function(
        "many => document.querySelectorAll('.mlsmath-stage canvas').length === many",
        arg=len(CALLS),
    )
    yield page
    page.context.close()


@pytest.fixture
def shown(page, name):
    """The picture of this name, with all sliders where they start."""
    picture = Shown(page, list(CALLS).index(name))
    picture.button("Reset")
    return picture


def share(axes, place):
    """A place in units of the axes as shares of the picture, from the left top."""
    across, up = axes.transData.transform(place) / axes.figure.bbox.size
    return across, 1 - up


def wait_until_told(shown, words):
    """Wait until these words are announced; what is asked of Python is drawn by then."""
    told = shown.box.locator(".mlsmath-told").element_handle()
    includes = "([told, words]) => told.textContent.includes(words)"
    shown.page.wait_for_function(includes, arg=[told, words])
    shown.settle()


def values_of(shown, scene):
    """What the sliders say, by the names of the controls."""
    values = dict(zip([c.name for c in scene.controls], shown.values(), strict=True))
    return {n: int(v) if isinstance(scene.start()[n], int) else v for n, v in values.items()}


def apart(shown, scene, values):
    """How much of the page differs from what Matplotlib draws at these values, by axes at most."""
    drawn = Image.open(io.BytesIO(scene.png(values))).convert("RGB")
    seen = Image.fromarray(shown.image().astype(np.uint8)).resize(drawn.size)
    differs = np.asarray(difference(seen.reduce(8), drawn.reduce(8))).max(axis=2) > 60
    high, wide = differs.shape
    shares = []
    for axes in scene.figure.axes:
        left, bottom, width, height = axes.get_position().bounds
        rows = slice(round((1 - bottom - height) * high) + 1, round((1 - bottom) * high) - 1)
        columns = slice(round(left * wide) + 1, round((left + width) * wide) - 1)
        shares.append(differs[rows, columns].mean())
    return max(shares)


@pytest.mark.parametrize("name", CALLS)
def test_it_looks_as_matplotlib_draws_it_at_start_and_when_moved(shown, scenes, name):
    scene = scenes[name]
    start = values_of(shown, scene)
    assert start == pytest.approx(scene.start())
    assert apart(shown, scene, start) < 0.01
    for i in range(shown.box.locator(".noUi-handle").count()):
        shown.press("PageDown" if name == "mine" else "PageUp", i)
    moved = values_of(shown, scene)
    wait_until_told(shown, scene.tell(moved))
    now = apart(shown, scene, moved)
    assert now < 0.01
    assert apart(shown, scene, start) > 2 * now


@pytest.mark.parametrize("name", DRAGS)
def test_it_follows_the_hand_and_python_knows(shown, scenes, name):
    scene = scenes[name]
    start, end, i, value = DRAGS[name]
    axes = scene.figure.axes[0]
    shown.drag(share(axes, start), share(axes, end))
    step = scene.controls[i].step
    assert shown.values()[i] == pytest.approx(value, abs=2.1 * step)
    control = scene.controls[i].name
    told = float(python(shown.page, f"print({name}.{control})"))
    assert told == pytest.approx(shown.values()[i])
    assert apart(shown, scene, values_of(shown, scene)) < 0.01


@pytest.mark.parametrize("name", CALLS)
def test_the_arrow_keys_move_it_and_what_is_seen_is_announced(shown, scenes, name):
    scene = scenes[name]
    shown.press("ArrowLeft" if name == "mine" else "ArrowRight")
    values = values_of(shown, scene)
    assert values != scene.start()
    wait_until_told(shown, scene.tell(values))


@pytest.mark.parametrize("name", ["loss"])
def test_the_truth_is_chosen_by_its_name(shown, scenes, name):
    shown.button("male")
    assert shown.values()[1] == 1
    wait_until_told(shown, "in truth it is male")
    assert python(shown.page, f"print({name}.answer)") == "1"
    assert apart(shown, scenes[name], values_of(shown, scenes[name])) < 0.01


@pytest.mark.parametrize("name", ["boundary"])
def test_values_set_in_python_turn_the_shading_over(shown, scenes, name):
    def colour():
        x, y = share(scenes[name].figure.axes[0], (4.3, 2.2))
        image = shown.image()
        return image[round(y * image.shape[0]), round(x * image.shape[1])]

    red, _, blue = colour()
    assert blue > red + 40
    python(shown.page, f"{name}.b = -50; print(1)")
    shown.wait_for(2, -50)
    red, _, blue = colour()
    assert red > blue + 40


@pytest.mark.parametrize("name", ["mine"])
def test_what_the_learners_probability_does_wrong_is_told_and_forgotten(shown, name):
    shown.press("ArrowRight")
    told = "Your my_probability stopped on an array of shape"
    shown.box.get_by_text(told).wait_for()
    assert "ZeroDivisionError: division by zero." in shown.box.inner_text()
    shown.press("ArrowRight")
    shown.box.get_by_text(told).wait_for(state="detached")
