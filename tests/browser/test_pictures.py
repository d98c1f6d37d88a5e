"""Every picture of weeks 1 and 2 in JupyterLab: dragged, clicked, typed into, and looked at."""

import base64
import io
import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PIL.ImageChops import difference

from mlsmath import pictures
from mlsmath.cost import squared_error_cost
from mlsmath.data import load_penguins
from mlsmath.gradient import squared_error_gradient
from mlsmath.pictures.style import number

from .conftest import Shown, open_page, python, run_cells

CELLS = [
    "fit = fit_by_hand(x, y, 0.3, 4, show_cost=True)\nfit",
    "walk = descend_by_hand(x, y)\nwalk",
    "from mlsmath.cost import squared_error_cost\n"
    "def J(w):\n    return squared_error_cost(x, y, w, 4.2)\n"
    "tangent = tangent_by_hand(J, 0.2, x_range=(0, 1))\ntangent",
    "scaling = scaling_by_hand(penguins['flipper_length_mm'], y)\nscaling",
    "degree = degree_by_hand(x, y)\ndegree",
    "few = fit_by_hand(x[::40], y[::40], 0.3, 4, show_squares=True)\nfew",
    "def compute_cost(x, y, w, b):\n"
    "    if round(w, 4) == 0.33:\n        raise ValueError('too steep')\n"
    "    return sum((w * x + b - y) ** 2) / (2 * len(x))\n"
    "mine = fit_by_hand(x, y, 0.3, 4, compute_cost)\nmine",
    "def compute_gradient(x, y, w, b):\n"
    "    errors = w * x + b - y\n    return sum(errors * x) / len(x), sum(errors) / len(x)\n"
    "own = {'compute_cost': compute_cost, 'compute_gradient': compute_gradient}\n"
    "steered = descend_by_hand(x, y, **own)\n"
    "steered",
    "square = growing_square_by_hand(3, 0.5)\nsquare",
    "bends = two_bends_by_hand()\nbends",
]
NAMES = ("fit", "walk", "tangent", "scaling", "degree", "few", "own", "steered", "square", "bends")
PENGUINS = load_penguins(require=("flipper_length_mm", "body_mass_g"))
X = (PENGUINS["flipper_length_mm"] / 10 - 20).round(1)
Y = PENGUINS["body_mass_g"] / 1000
OVERLAY = Path(pictures.__file__).with_name("overlay.js")


def own_cost(x, y, w, b):
    return squared_error_cost(x, y, w, b)


def moved(picture, **values):
    """The picture, which keeps the scales that it has from its start, at these values."""
    for name, value in values.items():
        setattr(picture, name, value)
    return picture


# Each picture, to be drawn by Matplotlib at the values of the sliders.
DRAWN = {
    "fit": lambda w, b: pictures.fit_by_hand(X, Y, w, b, show_cost=True),
    "walk": lambda alpha, steps, w, b: moved(
        pictures.descend_by_hand(X, Y), alpha=alpha, steps=int(steps), w=w, b=b
    ),
    "tangent": lambda w, h: pictures.tangent_by_hand(
        lambda w: squared_error_cost(X, Y, w, 4.2), w, h, x_range=(0, 1)
    ),
    "scaling": lambda share, steps: pictures.scaling_by_hand(
        PENGUINS["flipper_length_mm"], Y, share=share, steps=int(steps)
    ),
    "degree": lambda degree: pictures.degree_by_hand(X, Y, int(degree)),
    "few": lambda w, b: pictures.fit_by_hand(X[::40], Y[::40], w, b, show_squares=True),
    "own": lambda w, b: pictures.fit_by_hand(X, Y, w, b, own_cost),
    "steered": lambda alpha, steps, w, b: pictures.descend_by_hand(
        X, Y, w, b, alpha=alpha, steps=int(steps),
        compute_cost=own_cost, compute_gradient=squared_error_gradient,
    ),
    "square": lambda h: pictures.growing_square_by_hand(3, h),
    "bends": lambda alpha, steps: pictures.two_bends_by_hand(alpha=alpha, steps=int(steps)),
}  # fmt: skip


@pytest.fixture(scope="module")
def page(jupyter, chromium):
    page = open_page(jupyter, chromium, CELLS, width=1300, height=9200)
    page.wait_for_function(
        "many => [...document.querySelectorAll('.mlsmath-stage canvas')].length === many",
        arg=len(CELLS),
    )
    yield page
    page.context.close()


@pytest.fixture
def shown(page, request):
    """The picture that the test names, with all sliders where they start."""
    name = request.node.callspec.params["name"] if hasattr(request.node, "callspec") else None
    name = name or request.node.get_closest_marker("picture").args[0]
    picture = Shown(page, NAMES.index(name))
    picture.button("Reset")
    return picture


def boxes_of(picture):
    """The inside of each axes in the pixels of Matplotlib's file."""
    figure = picture.figure
    width, height = figure.get_size_inches() * 200
    for axes in figure.axes:
        left, bottom, wide, high = axes.get_position().bounds
        yield (
            slice(round((1 - bottom - high) * height) + 4, round((1 - bottom) * height) - 4),
            slice(round(left * width) + 4, round((left + wide) * width) - 4),
        )


def check_looks_as_drawn(shown, name):
    picture = DRAWN[name](*shown.values())
    drawn = picture._scene.picture(**picture._values())
    picture = Image.open(io.BytesIO(drawn.png())).convert("RGB")
    seen = Image.fromarray(shown.image().astype(np.uint8)).resize(picture.size)
    apart = np.asarray(difference(seen.reduce(4), picture.reduce(4))).max(axis=2)
    for rows, columns in boxes_of(drawn):
        box = apart[rows.start // 4 : rows.stop // 4, columns.start // 4 : columns.stop // 4]
        assert (box > 100).mean() < 0.01, (box > 100).mean()


@pytest.mark.parametrize("name", NAMES)
def test_it_looks_as_matplotlib_draws_it_at_start_and_when_moved(shown, name):
    check_looks_as_drawn(shown, name)
    for i in range(len(shown.values())):
        for _ in range(5):
            shown.press("ArrowRight", i)
    moved = shown.values()
    shown.page.wait_for_timeout(700)  # until Python is asked; it may take longer to answer
    shown.eventually(lambda: check_looks_as_drawn(shown, name))
    shown.button("Reset")
    assert shown.values() != moved


@pytest.mark.picture("fit")
def test_a_click_on_the_bowl_moves_the_line(shown):
    before = shown.image()
    shown.click(0.87, 0.35)
    w, b = shown.values()
    assert 0.9 < w < 1.5
    assert 4.5 < b < 5.5
    assert (np.abs(shown.image() - before).max(axis=2) > 90).mean() > 0.01
    page = shown.page
    assert python(page, "print(fit.w, fit.b)") == f"{w:g} {b:g}"


@pytest.mark.picture("fit")
def test_the_line_is_dragged_up_and_turned_by_its_handles(shown):
    drawn = DRAWN["fit"](0.3, 4)._scene.picture_at_start()
    axes = drawn.figure.axes[0]

    def share(x, y):
        across, up = axes.transData.transform((x, y)) / axes.figure.bbox.size
        return across, 1 - up

    shown.drag(share(0.5, 4.15), share(0.5, 5.15))
    w, b = shown.values()
    assert (w, b) == (0.3, pytest.approx(5, abs=0.03))
    shown.button("Reset")
    low, high = axes.get_xlim()
    right = low + 0.94 * (high - low)
    shown.drag(share(right, 0.3 * right + 4), share(right, 0.3 * right + 4.6))
    w, b = shown.values()
    left = low + 0.06 * (high - low)
    assert w * right + b == pytest.approx(0.3 * right + 4.6, abs=0.05)
    assert w * left + b == pytest.approx(0.3 * left + 4, abs=0.05)
    check_looks_as_drawn(shown, "fit")


@pytest.mark.picture("fit")
def test_beside_the_line_there_is_nothing_to_take_hold_of(shown):
    shown.drag((0.15, 0.25), (0.25, 0.35))
    assert shown.values() == [0.3, 4]


@pytest.mark.picture("fit")
def test_the_arrow_keys_move_it_and_values_are_announced(shown):
    shown.press("ArrowRight")
    shown.press("Shift+ArrowUp")
    assert shown.values() == [0.31, 4.1]
    told = shown.box.locator(".mlsmath-told")
    shown.page.wait_for_function(
        "told => told.textContent.includes('f(x) = 0.31x + 4.1 ')", arg=told.element_handle()
    )
    assert told.get_attribute("aria-live") == "polite"
    assert "0.31x + 4.1 and a scatter" in shown.stage.get_attribute("aria-label")
    assert "left and right move w, up and down move b" in shown.stage.get_attribute("aria-label")


@pytest.mark.parametrize("name", NAMES)
def test_every_slider_has_a_name_for_screen_readers(shown, name):
    handles = shown.box.locator(".noUi-handle")
    labels = shown.box.locator(".widget-label:not(.widget-readout)").all_inner_texts()
    names = [handles.nth(i).get_attribute("aria-label") for i in range(handles.count())]
    assert names == [label for label in labels if label]


@pytest.mark.picture("walk")
def test_descent_plays_pauses_steps_and_begins_where_the_bowl_is_clicked(shown):
    playing = """box => new Promise(done => {
      const real = window.requestAnimationFrame;
      let now = 0, frames = 0; // each frame takes 20 ms, however long it really takes
      window.requestAnimationFrame = (draw) => real(() => draw(now += 20));
      const press = name => [...box.querySelectorAll("button")]
        .find(button => button.textContent === name).click();
      const seen = [], look = () => {
        seen.push(parseFloat(box.querySelectorAll(".widget-readout")[1].innerText));
        if (++frames === 40) press("Pause");
        if (frames < 80) return real(look);
        done(seen, window.requestAnimationFrame = real);
      };
      press("Play");
      look();
    })"""
    seen = shown.page.evaluate(playing, shown.box.element_handle())
    first, paused, steps = seen[0], seen[40], seen[-1]
    assert seen == sorted(seen)
    assert first + 2 < paused == steps < 60
    shown.button("Step")
    assert shown.values()[1] == steps + 1
    shown.click(0.35, 0.35)
    _, _, w, b = shown.values()
    assert 0.6 < w < 1.6
    assert 4.5 < b < 5.5
    check_looks_as_drawn(shown, "walk")


@pytest.mark.picture("walk")
def test_it_plays_to_the_end(shown):
    shown.press("End", 1)
    shown.press("ArrowLeft", 1)
    shown.button("Play")
    shown.wait_for(1, 60)
    shown.box.get_by_role("button", name="Play", exact=True).wait_for()


@pytest.mark.picture("square")
def test_it_plays_down_to_the_smallest_step(shown):
    (h,) = shown.values()
    shown.button("Step")
    assert shown.values()[0] < h
    shown.button("Play")
    shown.wait_for(0, 0.01)
    shown.box.get_by_role("button", name="Play", exact=True).wait_for()
    check_looks_as_drawn(shown, "square")


@pytest.mark.picture("tangent")
def test_the_tangent_travels_with_the_pointer(shown):
    shown.drag((0.3, 0.5), (0.7, 0.5))
    w, h = shown.values()
    assert 0.6 < w < 0.75
    assert python(shown.page, "print(tangent.x, tangent.h)") == f"{w:g} {h:g}"
    shown.button("Step")
    assert shown.values()[1] < h


@pytest.mark.picture("scaling")
def test_both_walks_take_a_step(shown):
    before = shown.image()
    shown.button("Step")
    assert shown.values() == [0.2, 11]
    changed = np.abs(shown.image() - before).max(axis=2) > 90
    assert changed[:, :700].any()
    assert changed[:, 700:].any()


@pytest.mark.picture("degree")
def test_a_click_on_a_cost_chooses_its_degree(shown):
    shown.click(0.9, 0.5)
    (degree,) = shown.values()
    assert 5 < degree < 10
    assert python(shown.page, "print(degree.degree)") == f"{degree:g}"
    check_looks_as_drawn(shown, "degree")


@pytest.mark.picture("few")
def test_values_set_in_python_move_the_picture(shown):
    python(shown.page, "few.w = 1.1; print(1)")
    shown.wait_for(0, 1.1)
    check_looks_as_drawn(shown, "few")


@pytest.mark.picture("own")
def test_what_the_learners_function_does_wrong_is_told_and_forgotten(shown):
    trouble = shown.box.locator(".mlsmath-trouble")
    assert trouble.get_attribute("role") == "alert"
    for _ in range(3):
        shown.press("ArrowRight")
    told = "Your compute_cost stopped at w = 0.33, b = 4 with ValueError: too steep."
    shown.page.get_by_text(told).wait_for()
    shown.press("ArrowRight")
    shown.page.get_by_text(told).wait_for(state="detached")
    assert trouble.inner_text() == ""


@pytest.mark.picture("fit")
def test_running_the_cells_again_leaves_no_ghosts(shown):
    page = shown.page
    open_widgets = "import ipywidgets; print(len(ipywidgets.widgets.widget._instances))"
    before = python(page, open_widgets)
    old = page.locator(".mlsmath-stage").first.element_handle()
    run_cells(page)
    page.wait_for_function("old => !old.isConnected", arg=old)
    page.wait_for_function(
        "many => document.querySelectorAll('.mlsmath-stage canvas').length === many",
        arg=len(CELLS),
    )
    assert python(page, open_widgets) == before


def test_numbers_are_written_as_python_writes_them(page):
    source = base64.b64encode(OVERLAY.read_bytes()).decode("ascii")
    rng = np.random.default_rng(7)
    values = [*(rng.normal(size=400) * 10.0 ** rng.integers(-14, 40, 400)), 0.0, 1.0, -2.5, 999.6]
    found = page.evaluate(
        "async ([source, values]) => { const { number } = await import("
        "'data:text/javascript;base64,' + source);"
        " return values.map(v => [number(v), number(v, 4)]); }",
        [source, [float(value) for value in values]],
    )
    assert found == [[number(value), number(value, 4)] for value in values]
    assert not any(re.search(r"e\d", text) for pair in found for text in pair)
