"""The line that is fitted by hand: its still form, its redrawing and its sliders."""

import io
import re

import ipywidgets
import numpy as np
import pytest
from IPython.core.formatters import DisplayFormatter
from matplotlib.figure import Figure
from PIL import Image

from mlsmath.pictures import fit_by_hand, fit_by_hand_picture, sliders

from .gallery import broken, cost, scene, unwritten
from .test_picture import image_in

WIDGET = "application/vnd.jupyter.widget-view+json"
PLACES = ("low", "middle", "high")


def at(control, place):
    return {"low": control.low, "middle": (control.low + control.high) / 2, "high": control.high}[
        place
    ]


def the_line(axes):
    (line,) = (line for line in axes.lines if line.get_label() == "line")
    return line.get_xdata(), line.get_ydata()


def pixels(png):
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)


@pytest.mark.parametrize("b_place", PLACES)
@pytest.mark.parametrize("w_place", PLACES)
def test_everything_follows_the_controls(birds, w_place, b_place):
    x, y = birds
    w_control, b_control = scene(x=x, y=y).controls
    w, b = at(w_control, w_place), at(b_control, b_place)
    picture = fit_by_hand_picture(x, y, w, b, show_cost=True)
    axes, bowl = picture.figure.axes
    ends, on_line = the_line(axes)
    assert np.allclose(on_line, w * np.array(ends) + b)
    for sticks, side in zip(axes.collections, (1, -1), strict=True):
        ends = np.reshape(sticks.get_segments(), (-1, 2, 2))
        lengths = ends[:, 1, 1] - ends[:, 0, 1]
        errors = w * x + b - y
        assert np.allclose(lengths, errors[side * errors < -1e-9])
    (dot,) = bowl.lines
    assert dot.get_xydata().tolist() == [[w, b]]
    assert bowl.get_xlim() == (w_control.low, w_control.high)
    assert bowl.get_ylim() == (b_control.low, b_control.high)
    told = f"J = {np.mean((w * x + b - y) ** 2) / 2:.3g} kg²"
    assert bowl.get_title() == f"cost {told}"
    assert told in picture.alt
    assert picture.png()


@pytest.mark.parametrize("w_place", PLACES)
def test_redrawing_what_moves_gives_the_whole_picture(birds, w_place):
    x, y = birds
    moved = scene(x=x, y=y, show_cost=True)
    w_control, b_control = moved.controls
    moved.render(w_control.high, b_control.low)
    w, b = at(w_control, w_place), b_control.value
    png, alt = moved.render(w, b)
    whole = scene(x=x, y=y, show_cost=True).picture(w, b)
    assert alt == whole.alt
    file = io.BytesIO()
    whole.figure.savefig(file, dpi=200)
    apart = np.abs(pixels(png) - pixels(file.getvalue())).max(axis=2)
    assert (apart > 40).mean() < 0.001, "only what is drawn over the axes' frame may differ"


def test_controls_have_round_ends_units_and_hold_the_start(birds):
    w, b = scene(x=birds[0], y=birds[1]).controls
    assert (w.label, w.low, w.high, w.step) == ("slope w (kg per cm)", -1, 2, 0.01)
    assert (b.label, b.low, b.high, b.step) == ("intercept b (kg)", 2, 6, 0.01)
    far, _ = scene(x=birds[0], y=birds[1], w=50).controls
    assert far.low < 0.5 < 50 <= far.high


def test_without_cost_there_are_points_and_a_line_alone(birds):
    picture = fit_by_hand_picture(*birds)
    (axes,) = picture.figure.axes
    assert len(axes.collections) == 0
    assert "J" not in picture.alt
    assert f"{(birds[1] > 4).sum()} points above the line" in axes.get_title()


def test_sticks_can_be_shown_without_cost(few):
    (axes,) = fit_by_hand_picture(*few, show_sticks=True).figure.axes
    assert sum(len(sticks.get_segments()) for sticks in axes.collections) == len(few[0])


def test_a_cost_handed_in_is_the_one_shown(few):
    picture = fit_by_hand_picture(*few, compute_cost=lambda x, y, w, b: 7.5)
    assert "J = 7.5 kg²" in picture.alt


@pytest.mark.parametrize(
    ("compute_cost", "words"), [(broken, "stopped at w = 0, b = 4"), (unwritten, "not written yet")]
)
def test_a_cost_that_fails_is_told_beside_the_line(few, compute_cost, words):
    picture = fit_by_hand_picture(*few, compute_cost=compute_cost)
    axes, bowl = picture.figure.axes
    assert len(the_line(axes)[0]) == 2
    assert bowl.get_title() == "cost J = ?"
    (text,) = bowl.texts
    assert words in text.get_text().replace("\n", " ")
    assert words in picture.alt


def test_a_cost_that_fails_elsewhere_on_the_map_is_told(few):
    def compute_cost(x, y, w, b):
        if w > 1:
            raise OverflowError("too steep")
        return cost(x, y, w, b)

    picture = fit_by_hand_picture(*few, compute_cost=compute_cost)
    assert "with OverflowError: too steep. Mend it" in picture.alt


def test_a_line_out_of_sight_is_told(birds):
    picture = fit_by_hand_picture(*birds, 0, 100)
    assert "The line is above this picture." in picture.alt


# The sliders


def image_of(shown):
    (image,) = (child for child in shown.children if "<img" in getattr(child, "value", ""))
    return image_in(image.value)


def trouble_of(shown):
    return shown.children[-1].value


def slider_of(shown, name):
    row = shown.children["wb".index(name)]
    return row.children[1]


def test_the_picture_follows_the_sliders(birds):
    shown = fit_by_hand(*birds)
    assert (shown.w, shown.b) == (0, 4)
    before = image_of(shown)
    slider_of(shown, "w").value = 0.5
    after = image_of(shown)
    assert shown.w == 0.5
    assert "f(x) = 0.5x + 4" in after["alt"]
    assert shown.alt == after["alt"]
    assert after["src"] != before["src"]
    assert trouble_of(shown) == ""


def test_values_can_be_set_and_observed_from_code(birds):
    shown = fit_by_hand(*birds)
    seen = []
    shown.observe(lambda change: seen.append(change["new"]), "b")
    shown.b = 4.156
    assert slider_of(shown, "b").value == 4.156
    assert seen == [4.156]
    assert "+ 4.156" in image_of(shown)["alt"]


def test_values_stay_within_the_sliders(birds):
    shown = fit_by_hand(*birds)
    shown.w = 1000
    assert shown.w == slider_of(shown, "w").value == slider_of(shown, "w").max == 2
    shown.w = 2000
    assert shown.w == 2, "also where the slider has no way left"


def test_the_rounding_of_a_slider_is_not_seen(birds):
    shown = fit_by_hand(*birds, w=0.5)
    slider_of(shown, "w").value = -1.1102230246251565e-16
    assert repr(shown.w) == "0.0"


def test_sliders_are_labelled_with_units(birds):
    shown = fit_by_hand(*birds)
    labels = [shown.children[i].children[0].value for i in range(2)]
    assert labels == ["slope w (kg per cm)", "intercept b (kg)"]
    assert [slider_of(shown, name).tooltip for name in "wb"] == labels
    assert slider_of(shown, "w").readout_format == ".2f"


def test_a_failure_while_drawing_is_told_under_the_picture(birds, monkeypatch):
    shown = fit_by_hand(*birds)
    before = image_of(shown)
    with monkeypatch.context() as patch:

        def fail(**values):
            raise RuntimeError("<out of ink>")

        patch.setattr(shown._scene, "render", fail)
        shown.w = 0.5
    assert 'role="alert"' in trouble_of(shown)
    assert "RuntimeError: &lt;out of ink&gt;" in trouble_of(shown)
    assert image_of(shown) == before
    shown.w = 0.6
    assert trouble_of(shown) == ""
    assert "0.6x" in image_of(shown)["alt"]


def test_a_learners_cost_that_fails_on_the_way_is_told(few):
    def compute_cost(x, y, w, b):
        if round(w, 3) == 0.123:
            raise ValueError("not this one")
        return cost(x, y, w, b)

    shown = fit_by_hand(*few, compute_cost=compute_cost)
    shown.w = 0.123
    assert (
        "Your compute_cost stopped at w = 0.123, b = 4 with ValueError: not this one." in shown.alt
    )
    shown.w = 0.2
    assert "stopped" not in shown.alt


def test_only_what_moves_is_drawn_again(birds, monkeypatch):
    shown = fit_by_hand(*birds, show_cost=True)
    monkeypatch.setattr(Figure, "draw", None)
    shown.w = 0.5
    assert trouble_of(shown) == ""


def test_without_a_kernel_the_still_picture_is_seen(birds):
    shown = fit_by_hand(*birds, 0.3, 4)
    data, metadata = DisplayFormatter().format(shown)
    assert set(data) == {WIDGET, "image/png", "text/html", "text/plain"}
    still = fit_by_hand_picture(*birds, 0.3, 4)
    assert data["text/plain"] == image_in(data["text/html"])["alt"] == still.alt
    assert metadata["image/png"] == {"width": 700, "height": 420}
    shown.w = 0.5
    data, _ = DisplayFormatter().format(shown)
    assert "0.5x" in data["text/plain"]


def test_a_grading_run_renders_nothing(birds, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    monkeypatch.setattr(Figure, "draw", None)
    shown = fit_by_hand(*birds, 0.3, 4)
    data, _ = DisplayFormatter().format(shown)
    assert list(data) == ["text/plain"]
    assert "0.3x + 4" in data["text/plain"]
    shown.w = 0.5
    assert "0.5x + 4" in shown.alt


def open_widgets():
    return set(ipywidgets.widgets.widget._instances)


@pytest.fixture
def running(monkeypatch):
    """Pretend to be in a cell; call it to run a cell."""
    now = {}
    monkeypatch.setattr(sliders, "_shown", {})
    monkeypatch.setattr(sliders, "_cell_and_run", lambda: now.get("cell"))
    return lambda cell, run: now.update(cell=(cell, run))


def test_a_cell_that_is_run_again_leaves_nothing_open(few, running):
    running("cell", "first run")
    first, second = fit_by_hand(*few), fit_by_hand(*few)
    assert second.comm is not None
    assert first.comm is not None, "two pictures of one cell stand side by side"
    running("other cell", "a run")
    other = fit_by_hand(*few)
    before = open_widgets()
    running("cell", "second run")
    fit_by_hand(*few), fit_by_hand(*few)
    assert len(open_widgets()) == len(before)
    assert first.comm is None
    assert first._scene._drawing is None
    assert other.comm is not None
    assert first.w == 0, "its last values are still known"


def test_closing_closes_every_part(few):
    before = open_widgets()
    shown = fit_by_hand(*few)
    assert len(open_widgets()) > len(before)
    shown.close()
    assert open_widgets() == before


def test_outside_a_notebook_there_is_no_cell():
    assert sliders._cell_and_run() is None


def test_the_cell_is_known_from_the_request_that_runs_it(monkeypatch):
    class Shell:
        def get_parent(self):
            return {"header": {"msg_id": "m1"}, "metadata": {"cellId": "c1"}}

    monkeypatch.setattr("IPython.get_ipython", Shell)
    assert sliders._cell_and_run() == ("c1", "m1")
    monkeypatch.setattr(Shell, "get_parent", lambda self: {"header": {"msg_id": "m1"}})
    assert sliders._cell_and_run() is None


def test_the_words_fit_those_of_the_static_picture(few):
    shown = fit_by_hand(*few, 0.4, 4.2, show_cost=True)
    assert shown.alt == fit_by_hand_picture(*few, 0.4, 4.2, show_cost=True).alt
    assert re.search(r"The cost is J = [\d.]+ kg², shown as a dot on the map", shown.alt)
