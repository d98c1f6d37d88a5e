"""The descent that is steered by hand: its still form, its redrawing and its sliders."""

import io

import numpy as np
import pytest
from IPython.core.formatters import DisplayFormatter
from matplotlib.figure import Figure

from mlsmath.pictures import descend_by_hand, descend_by_hand_picture
from mlsmath.pictures.descend import DescentScene, learning_rates
from mlsmath.pictures.style import FLIPPER, MASS

from .gallery_week2 import walk
from .test_fit_by_hand import PLACES, at, image_of, open_widgets, pixels, trouble_of
from .test_picture import image_in


def scene(x, y, w=0.0, b=3.0, alpha=None, steps=10):
    return DescentScene(x, y, w, b, alpha, steps, FLIPPER, MASS)


def value_at(control, place):
    """A value of a control: its ends and its middle, or the one among its choices."""
    if control.choices:
        last = len(control.choices) - 1
        return control.choices[{"low": 0, "middle": last // 2, "high": last}[place]]
    value = at(control, place)
    return int(value) if isinstance(control.value, int) else value


def slider_of(shown, name):
    return shown.children[("alpha", "steps", "w", "b").index(name)].children[1]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", ["alpha", "steps", "w", "b"])
def test_everything_follows_the_controls(birds, name, place):
    x, y = birds
    values = {"alpha": 0.3, "steps": 20, "w": 1.0, "b": 5.0}
    control = next(control for control in scene(x, y).controls if control.name == name)
    values[name] = value_at(control, place)
    picture = scene(x, y).picture(**values)
    bowl, axes = picture.figure.axes
    ws, bs = walk(x, y, **values)

    path, start, end = bowl.lines[1:]
    drawn = path.get_xydata()
    whole = len(drawn) == len(ws) and np.allclose(drawn[-1], [ws[-1], bs[-1]])
    kept = len(drawn) if whole else len(drawn) - 1
    assert np.allclose(drawn[:kept], np.column_stack([ws, bs])[:kept])
    assert whole == (values["alpha"] < 1)
    assert np.allclose(start.get_xydata(), [[values["w"], values["b"]]])
    assert np.allclose(end.get_xydata(), [[ws[-1], bs[-1]]])
    assert end.get_visible() == (values["steps"] > 0)

    ends, on_line = axes.lines[-1].get_data()
    assert np.allclose(on_line, ws[-1] * np.array(ends) + bs[-1])
    costs = [np.mean((w * x + b - y) ** 2) / 2 for w, b in ((ws[0], bs[0]), (ws[-1], bs[-1]))]
    grows = costs[1] > costs[0] * (1 + 1e-9)
    assert ("The cost grows: alpha is too large." in picture.alt) == grows
    assert axes.texts[0].get_visible() == grows
    if not grows:
        assert f"The cost goes from {costs[0]:.3g} to {costs[1]:.3g} kg²." in picture.alt
        assert axes.get_title().endswith(f"cost J = {costs[1]:.3g} kg²")
    assert bowl.get_title().startswith(f"alpha = {values['alpha']:g}, {values['steps']} steps")


@pytest.mark.parametrize("stretch", [0.1, 1, 10])
@pytest.mark.parametrize("shift", [0, 20])
def test_learning_rates_reach_from_far_too_small_to_diverging(birds, stretch, shift):
    x, y = birds[0] * stretch + shift, birds[1]
    edge = 2 / np.linalg.eigvalsh([[np.mean(x**2), x.mean()], [x.mean(), 1]])[-1]
    rates = learning_rates(x)
    assert sorted(set(rates)) == list(rates)
    assert rates[0] < edge / 500
    assert 1.2 * edge < rates[-1] < 3 * edge
    ratios = np.divide(rates[1:], rates[:-1])
    assert 1.3 < ratios.min() < ratios.max() < 1.7
    bottom = tuple(np.polyfit(x, y, 1))
    for rate in rates:
        w, b = walk(x, y, rate, 200, bottom[0] + 0.1, bottom[1] + 0.1)
        away = np.hypot(w - bottom[0], b - bottom[1])
        if abs(rate / edge - 1) > 0.01:  # nearer to the edge it takes more steps to tell
            assert (away[-1] > away[0]) == (rate > edge), rate


def test_the_descent_begins_on_its_way(birds):
    shown = scene(*birds)
    alpha, steps, w, b = shown.controls
    assert [alpha.name, steps.name, w.name, b.name] == ["alpha", "steps", "w", "b"]
    assert (alpha.value, steps.value, w.value, b.value) == (0.1, 10, 0, 3)
    assert (steps.low, steps.high) == (0, 60)
    assert [w.label, b.label] == ["start w (kg per cm)", "start b (kg)"]
    assert "alpha = 0.1, 10 steps" in shown.picture_at_start().figure.axes[0].get_title()


def test_a_learning_rate_of_ones_own_is_among_the_choices(birds):
    alpha = scene(*birds, alpha=0.123).controls[0]
    assert alpha.value == 0.123
    assert 0.123 in alpha.choices
    assert list(alpha.choices) == sorted(alpha.choices)


@pytest.mark.parametrize("alpha", [0.3, 2.0])
def test_redrawing_what_moves_gives_the_whole_picture(birds, alpha):
    moved = scene(*birds)
    moved.render(alpha=1.5, steps=3, w=1.0, b=5.0)
    values = {"alpha": alpha, "steps": 12, "w": 0.0, "b": 3.0}
    png, alt = moved.render(**values)
    whole = scene(*birds).picture(**values)
    assert alt == whole.alt
    file = io.BytesIO()
    whole.figure.savefig(file, dpi=200)
    apart = np.abs(pixels(png) - pixels(file.getvalue())).max(axis=2)
    assert (apart > 40).mean() < 0.001, "only what is drawn over the axes' frame may differ"


def test_the_values_are_read_and_the_picture_follows(birds):
    shown = descend_by_hand(*birds)
    assert (shown.alpha, shown.steps, shown.w, shown.b) == (0.1, 10, 0, 3)
    assert type(shown.steps) is int
    slider_of(shown, "alpha").value = 0.5
    slider_of(shown, "steps").value = 25
    slider_of(shown, "w").value = 1
    assert (shown.alpha, shown.steps, shown.w) == (0.5, 25, 1)
    still = descend_by_hand_picture(*birds, 1, 3, alpha=0.5, steps=25)
    assert image_of(shown)["alt"] == shown.alt == still.alt
    assert trouble_of(shown) == ""


def test_values_can_be_set_from_code(birds):
    shown = descend_by_hand(*birds)
    shown.steps, shown.alpha = 30, 1.5
    assert (slider_of(shown, "steps").value, slider_of(shown, "alpha").value) == (30, 1.5)
    assert "The cost grows: alpha is too large." in image_of(shown)["alt"]
    shown.alpha = 0.32
    assert shown.alpha == slider_of(shown, "alpha").value == 0.3, "the nearest choice"
    shown.steps = 1000
    assert shown.steps == slider_of(shown, "steps").value == 60
    shown.alpha = -1
    assert shown.alpha == slider_of(shown, "alpha").options[0][1]


def test_sliders_are_labelled(birds):
    shown = descend_by_hand(*birds)
    labels = [shown.children[i].children[0].value for i in range(4)]
    assert labels == [
        "learning rate alpha", "number of steps", "start w (kg per cm)", "start b (kg)",
    ]  # fmt: skip
    options = [text for text, _ in slider_of(shown, "alpha").options]
    assert {"0.001", "0.1", "1.5"} <= set(options)


def test_only_what_moves_is_drawn_again(birds, monkeypatch):
    shown = descend_by_hand(*birds)
    monkeypatch.setattr(Figure, "draw", None)
    shown.alpha = 1.5
    assert trouble_of(shown) == ""
    assert "rate 1.5" in image_of(shown)["alt"]


def test_without_a_kernel_the_still_picture_is_seen(birds):
    shown = descend_by_hand(*birds)
    data, metadata = DisplayFormatter().format(shown)
    assert {"image/png", "text/html", "text/plain"} < set(data)
    still = descend_by_hand_picture(*birds)
    assert data["text/plain"] == image_in(data["text/html"])["alt"] == still.alt
    assert metadata["image/png"] == {"width": 700, "height": 480}


def test_a_grading_run_renders_nothing(birds, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    monkeypatch.setattr(Figure, "draw", None)
    shown = descend_by_hand(*birds)
    data, _ = DisplayFormatter().format(shown)
    assert list(data) == ["text/plain"]
    shown.steps = 0
    assert "the path of 0 steps" in shown.alt


def test_closing_closes_every_part(few):
    before = open_widgets()
    shown = descend_by_hand(*few)
    assert len(open_widgets()) > len(before)
    shown.close()
    assert open_widgets() == before
