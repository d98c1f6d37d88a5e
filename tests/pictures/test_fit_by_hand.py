"""The line that is fitted by hand: its still form, what moves in the browser, its sliders."""

import re
from base64 import b64decode
from inspect import signature

import ipywidgets
import numpy as np
import pytest
from IPython.core.formatters import DisplayFormatter
from matplotlib.figure import Figure

import mlsmath.pictures.widget as overlay
from mlsmath.pictures import fit_by_hand

from .as_browser import PLACES, at, check_followers
from .gallery import broken, cost, unwritten
from .test_picture import image_in

WIDGET = "application/vnd.jupyter.widget-view+json"


def the_line(axes):
    (line,) = (line for line in axes.lines if line.get_label() == "line")
    return line.get_xdata(), line.get_ydata()


@pytest.mark.parametrize("b_place", PLACES)
@pytest.mark.parametrize("w_place", PLACES)
def test_everything_follows_the_controls(birds, w_place, b_place):
    x, y = birds
    w_control, b_control = fit_by_hand.scene(x, y).controls
    w, b = at(w_control, w_place), at(b_control, b_place)
    picture = fit_by_hand.still(x, y, w, b, show_cost=True)
    axes, bowl = picture.figure.axes
    ends, on_line = the_line(axes)
    assert np.allclose(on_line, w * np.array(ends) + b)
    errors = w * x + b - y
    for sticks, marker, side in zip(axes.collections, "os", (1, -1), strict=True):
        ends = np.reshape(sticks.get_segments(), (-1, 2, 2))
        lengths = ends[:, 1, 1] - ends[:, 0, 1]
        assert np.allclose(lengths, errors[side * errors < -1e-8], atol=2e-8)
        (points,) = (
            line
            for line in axes.lines[1:]
            if line.get_marker() == marker and line.get_label()[0] == "p"
        )
        drawn = points.get_xydata()
        assert len(drawn[np.isfinite(drawn[:, 0])]) == len(lengths)
    (dot,) = bowl.lines
    assert dot.get_xydata().tolist() == [[w, b]]
    assert bowl.get_xlim() == (w_control.low, w_control.high)
    assert bowl.get_ylim() == (b_control.low, b_control.high)
    told = f"J = {np.mean((w * x + b - y) ** 2) / 2:.3g} kg²"
    assert bowl.get_title() == f"cost {told}"
    assert told in picture.alt
    assert picture.png()


@pytest.mark.parametrize("squares", [False, True])
def test_the_browser_moves_everything_to_where_the_functions_say(few, squares):
    shown = fit_by_hand.scene(*few, show_cost=True, show_squares=squares)
    check_followers(shown)
    spec, _ = shown.spec(shown.start())
    assert not any(series["ask"] for series in spec["series"])


@pytest.mark.parametrize(("w", "b"), [(-1, 6), (0.45, 4.2), (2, 2)])
def test_squares_are_square_on_the_page_and_as_large_as_the_errors(few, w, b):
    x, y = few
    picture = fit_by_hand.still(x, y, w, b, show_squares=True)
    (axes,) = picture.figure.axes
    rects = [c for c in axes.collections if type(c).__name__ == "PolyCollection"]
    corners = np.concatenate(
        [[p.vertices[:4] for p in c.get_paths()] for c in rects if c.get_paths()]
    )
    assert len(corners) == len(x)
    heights = corners[:, 2, 1] - corners[:, 0, 1]
    assert np.allclose(sorted(np.abs(heights)), sorted(np.abs(w * x + b - y)))
    on_page = axes.transData.transform(corners.reshape(-1, 2)).reshape(-1, 4, 2)
    sides = np.abs(on_page[:, 2] - on_page[:, 0])
    assert np.allclose(sides[:, 0], sides[:, 1], rtol=1e-3)
    total = f"ll squares together: {np.sum((w * x + b - y) ** 2):.3g} kg²"
    assert axes.get_title().endswith(f"\na{total}")
    assert f" A{total}." in picture.alt


@pytest.mark.parametrize("handle", [0, 1])
def test_the_line_turns_around_its_other_handle(birds, handle):
    shown = fit_by_hand.scene(*birds)
    grip, other = shown.grips[handle], shown.grips[1 - handle]
    was = {"w": 0.5, "b": 4.0}
    place, pivot = (float(g.near[0].at(was)[0]) for g in (grip, other))
    now = {
        name: move(
            **{
                k: v
                for k, v in ({"px": 1, "py": 5.5} | was).items()
                if k in signature(move).parameters
            }
        )
        for name, move in grip.moves.items()
    }
    assert np.isclose(now["w"] * place + now["b"], 5.5)
    assert np.isclose(now["w"] * pivot + now["b"], was["w"] * pivot + was["b"])


def test_the_line_goes_up_and_down_and_the_bowl_moves_it(birds):
    shown = fit_by_hand.scene(*birds, show_cost=True)
    *_, line, bowl = shown.grips
    assert line.moves["b"](px=2, py=6, w=0.5) == 5
    assert (bowl.moves["w"](px=0.3), bowl.moves["b"](py=4.2)) == (0.3, 4.2)
    assert bowl.near is None


def test_controls_have_round_ends_units_and_hold_the_start(birds):
    w, b = fit_by_hand.scene(*birds).controls
    assert (w.label, w.low, w.high, w.step) == ("slope w (kg per cm)", -1, 2, 0.01)
    assert (b.label, b.low, b.high, b.step) == ("intercept b (kg)", 2, 6, 0.01)
    far, _ = fit_by_hand.scene(*birds, w=50).controls
    assert far.low < 0.5 < 50 <= far.high


def test_without_cost_there_are_points_and_a_line_alone(birds):
    picture = fit_by_hand.still(*birds)
    (axes,) = picture.figure.axes
    assert len(axes.collections) == 0
    assert "J" not in picture.alt
    assert f"{(birds[1] > 4).sum()} points above the line" in axes.get_title()


def test_sticks_can_be_shown_without_cost(few):
    (axes,) = fit_by_hand.still(*few, show_sticks=True).figure.axes
    assert sum(len(sticks.get_segments()) for sticks in axes.collections) == len(few[0])


def test_a_cost_handed_in_is_the_one_shown(few):
    picture = fit_by_hand.still(*few, compute_cost=lambda x, y, w, b: 7.5)
    assert "J = 7.5 kg²" in picture.alt


@pytest.mark.parametrize(
    ("compute_cost", "words"), [(broken, "stopped at w = 0, b = 4"), (unwritten, "not written yet")]
)
def test_a_cost_that_fails_is_told_beside_the_line(few, compute_cost, words):
    picture = fit_by_hand.still(*few, compute_cost=compute_cost)
    axes, bowl = picture.figure.axes
    assert len(the_line(axes)[0]) == 2
    assert bowl.get_title() == "cost J = ? kg²"
    (text,) = bowl.texts
    assert words in text.get_text().replace("\n", " ")
    assert words in picture.alt


def test_a_cost_that_fails_elsewhere_on_the_map_is_told(few):
    def compute_cost(x, y, w, b):
        if w > 1:
            raise OverflowError("too steep")
        return cost(x, y, w, b)

    picture = fit_by_hand.still(*few, compute_cost=compute_cost)
    assert "with OverflowError: too steep. Mend it" in picture.alt


def test_a_line_out_of_sight_is_told(birds):
    picture = fit_by_hand.still(*birds, 0, 100)
    assert "The line is above this picture." in picture.alt


# The sliders


def slider_of(shown, name):
    return shown._sliders[name]


def test_the_values_follow_the_sliders(birds):
    shown = fit_by_hand(*birds)
    assert (shown.w, shown.b) == (0, 4)
    slider_of(shown, "w").value = 0.5
    assert shown.w == 0.5
    assert "f(x) = 0.5x + 4" in shown.alt
    assert shown.trouble == ""


def test_moving_a_slider_sends_nothing_back(birds, monkeypatch):
    shown = fit_by_hand(*birds, show_cost=True)
    sent = []
    monkeypatch.setattr(shown._overlay, "send", lambda *a: sent.append(a))
    monkeypatch.setattr(shown._overlay, "send_state", lambda *a, **k: sent.append(a))
    monkeypatch.setattr(Figure, "draw", None)
    shown.w = 0.5
    slider_of(shown, "b").value = 5
    assert sent == []


def test_values_can_be_set_and_observed_from_code(birds):
    shown = fit_by_hand(*birds)
    seen = []
    shown.observe(lambda change: seen.append(change["new"]), "b")
    shown.b = 4.156
    assert slider_of(shown, "b").value == 4.156
    assert seen == [4.156]
    assert "+ 4.156" in shown.alt


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


def asked(shown, moved=(), tell=False, **values):
    """Ask as the browser does, and return the answer and its buffers."""
    answers = []
    values = {**shown._values(), **values}
    shown._overlay.send = lambda answer, buffers: answers.append((answer, buffers))
    question = {"moved": list(moved), "values": list(values.values()), "tell": tell}
    shown._overlay._handle_custom_msg(question, [])
    (answer,) = answers
    return answer


def test_after_a_pause_the_browser_is_told_what_is_to_be_seen(birds):
    shown = fit_by_hand(*birds)
    answer, buffers = asked(shown, tell=True, w=0.7)
    assert answer["alt"] == fit_by_hand.still(*birds, 0.7, 4).alt
    assert buffers == []


def test_a_learners_cost_is_asked_for(few):
    calls = []

    def compute_cost(x, y, w, b):
        calls.append((w, b))
        return cost(x, y, w, b)

    shown = fit_by_hand(*few, compute_cost=compute_cost)
    calls.clear()
    answer, buffers = asked(shown, ["w"], w=0.7)
    assert set(calls) == {(0.7, 4.0)}
    height = cost(*few, 0.7, 4.0)
    assert any(np.allclose(np.frombuffer(buffer), height) for buffer in buffers)
    assert "alt" not in answer


def test_a_learners_cost_that_fails_on_the_way_is_told(few):
    def compute_cost(x, y, w, b):
        if round(w, 3) == 0.123:
            raise ValueError("not this one")
        return cost(x, y, w, b)

    shown = fit_by_hand(*few, compute_cost=compute_cost)
    asked(shown, ["w"], w=0.123)
    stopped = "Your compute_cost stopped at w = 0.123, b = 4 with ValueError: not this one."
    assert stopped in shown.trouble
    shown.w = 0.123
    assert stopped in shown.alt
    asked(shown, ["w"], w=0.2)
    assert shown.trouble == ""


def test_a_failure_in_an_answer_is_told_under_the_picture(birds, monkeypatch):
    shown = fit_by_hand(*birds)

    def fail(values):
        raise RuntimeError("out of ink")

    monkeypatch.setattr(shown._scene, "tell", fail)
    asked(shown, tell=True)
    assert "RuntimeError: out of ink. It shows the last values" in shown.trouble


def test_without_a_kernel_the_still_picture_is_seen(birds):
    shown = fit_by_hand(*birds, 0.3, 4)
    data, metadata = DisplayFormatter().format(shown)
    assert set(data) == {WIDGET, "image/png", "text/html", "text/plain"}
    still = fit_by_hand.still(*birds, 0.3, 4)
    assert data["text/plain"] == image_in(data["text/html"])["alt"] == still.alt
    assert b64decode(data["image/png"]) == still.png()
    assert metadata["image/png"] == {"width": 700, "height": 420}
    shown.w = 0.5
    data, _ = DisplayFormatter().format(shown)
    assert "0.5x" in data["text/plain"]


def test_a_grading_run_renders_nothing(birds, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    monkeypatch.setattr(Figure, "draw", None)
    monkeypatch.setattr(Figure, "savefig", None)
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
    monkeypatch.setattr(overlay, "_shown", {})
    monkeypatch.setattr(overlay, "_cell_and_run", lambda: now.get("cell"))
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
    assert first._scene._wide == {}
    assert other.comm is not None
    assert first.w == 0, "its last values are still known"


def test_closing_closes_every_part(few):
    before = open_widgets()
    shown = fit_by_hand(*few)
    assert len(open_widgets()) > len(before)
    shown.close()
    assert open_widgets() == before


def test_outside_a_notebook_there_is_no_cell():
    assert overlay._cell_and_run() is None


def test_the_cell_is_known_from_the_request_that_runs_it(monkeypatch):
    class Shell:
        def get_parent(self):
            return {"header": {"msg_id": "m1"}, "metadata": {"cellId": "c1"}}

    monkeypatch.setattr("IPython.get_ipython", Shell)
    assert overlay._cell_and_run() == ("c1", "m1")
    monkeypatch.setattr(Shell, "get_parent", lambda self: {"header": {"msg_id": "m1"}})
    assert overlay._cell_and_run() is None


def test_the_words_fit_those_of_the_static_picture(few):
    shown = fit_by_hand(*few, 0.4, 4.2, show_cost=True)
    assert shown.alt == fit_by_hand.still(*few, 0.4, 4.2, show_cost=True).alt
    assert re.search(r"The cost is J = [\d.]+ kg², shown as a dot on the map", shown.alt)
