"""The descent that is steered by hand: its still form, what moves in the browser, its sliders."""

import numpy as np
import pytest
from IPython.core.formatters import DisplayFormatter
from matplotlib.figure import Figure

from mlsmath.gradient import squared_error_gradient
from mlsmath.pictures import descend_by_hand
from mlsmath.pictures.descent_by_hand import learning_rates

from .as_browser import PLACES, at, check_followers
from .gallery import broken, cost
from .gallery_week2 import walk
from .test_fit_by_hand import asked, open_widgets, slider_of
from .test_picture import image_in


def own_cost(x, y, w, b):
    return float(np.mean(np.abs(w * x + b - y)))


def own_gradient(x, y, w, b):
    side = np.sign(w * x + b - y)
    return float(np.mean(side * x)), float(np.mean(side))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", ["alpha", "steps", "w", "b"])
def test_everything_follows_the_controls(birds, name, place):
    x, y = birds
    values = {"alpha": 0.3, "steps": 20, "w": 1.0, "b": 5.0}
    shown = descend_by_hand.scene(x, y)
    control = next(control for control in shown.controls if control.name == name)
    values[name] = at(control, place)
    picture = shown.picture(**values)
    bowl, axes, below = picture.figure.axes
    ws, bs = walk(x, y, **values)

    path, dots, start, *end = bowl.lines[1:]
    for drawn in (path, dots):
        assert np.allclose(drawn.get_xydata(), np.column_stack([ws, bs]))
    frame = np.transpose([bowl.get_xlim(), bowl.get_ylim()])
    assert np.allclose(start.get_xydata(), np.clip([values["w"], values["b"]], *frame))
    if values["steps"] == 0:
        assert not end
    else:
        assert np.allclose(end[0].get_xydata(), np.clip([ws[-1], bs[-1]], *frame))

    ends, on_line = axes.lines[-1].get_data()
    assert np.allclose(on_line, ws[-1] * np.array(ends) + bs[-1])
    costs = [np.mean((w * x + b - y) ** 2) / 2 for w, b in ((ws[0], bs[0]), (ws[-1], bs[-1]))]
    grows = costs[1] > costs[0] * (1 + 1e-9)
    assert ("The cost grows: α is too large." in picture.alt) == grows
    assert ("The cost grows" in " ".join(text.get_text() for text in below.texts)) == grows
    each = [np.mean((w * x + b - y) ** 2) / 2 for w, b in zip(ws, bs, strict=True)]
    assert np.allclose(below.lines[0].get_xydata(), np.column_stack([range(len(ws)), each]))
    assert below.lines[1].get_xdata() == [values["steps"]]
    if not grows:
        assert f"The cost goes from {costs[0]:.3g} to {costs[1]:.3g} kg²." in picture.alt
        assert below.get_title() == f"cost J = {costs[1]:.3g} kg²"
    told = f"α = {values['alpha']:g}\n{values['steps']} steps"
    assert bowl.get_title() == told


@pytest.mark.parametrize("own", [False, True])
def test_the_browser_moves_everything_to_where_the_functions_say(few, own):
    gradient = squared_error_gradient if own else None
    shown = descend_by_hand.scene(
        *few, compute_cost=cost if own else None, compute_gradient=gradient
    )
    if own:  # asked of Python, so a few places will do
        for values in ({"alpha": 0.1, "w": 0.5, "b": 4.0}, {"alpha": 1.5, "w": -1.0, "b": 6.0}):
            found, trouble = shown.answer(["alpha"], {**values, "steps": 3})
            assert trouble == ""
            ws, bs = walk(*few, values["alpha"], 60, values["w"], values["b"])
            paths = [np.frombuffer(one["data"]) for one in found.values()]
            for history in (ws, bs):
                assert any(len(p) == 61 and np.allclose(p, history) for p in paths)
        return
    check_followers(shown)
    spec, _ = shown.spec(shown.start())
    assert not any(series["ask"] for series in spec["series"])


def test_the_learners_own_functions_are_at_work(few):
    own = {"compute_cost": own_cost, "compute_gradient": own_gradient}
    picture = descend_by_hand.still(*few, alpha=0.5, steps=12, **own)
    bowl, axes, below = picture.figure.axes
    place = (0.0, 3.0)
    places = [place]
    for _ in range(12):
        place = tuple(p - 0.5 * g for p, g in zip(place, own_gradient(*few, *place), strict=True))
        places.append(place)
    assert np.allclose(bowl.lines[1].get_xydata(), places)
    assert axes.get_title() == "the line of the last step"
    assert below.get_title() == f"cost J = {own_cost(*few, *place):.3g} kg²"
    assert np.allclose(below.lines[0].get_ydata(), [own_cost(*few, *place) for place in places])


@pytest.mark.parametrize(
    ("own", "words"),
    [
        ({"compute_gradient": lambda x, y, w, b: w}, "must return two numbers, (dj_dw, dj_db)"),
        ({"compute_gradient": broken}, "stopped at w = 0, b = 3"),
        ({"compute_cost": broken}, "Your broken stopped at"),
    ],
)
def test_what_the_learners_functions_do_wrong_is_told(few, own, words):
    shown = descend_by_hand(*few, **own)
    assert words in shown.trouble
    assert words in shown.alt
    figure = descend_by_hand.still(*few, **own).figure
    texts = " ".join(text.get_text() for axes in figure.axes for text in axes.texts)
    assert words in texts.replace("\n", " ")


def test_a_click_on_the_bowl_is_the_start(few):
    (grip,) = descend_by_hand.scene(*few).grips
    assert (grip.moves["w"](px=0.3), grip.moves["b"](py=4.2)) == (0.3, 4.2)
    assert grip.near is None


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
    shown = descend_by_hand.scene(*birds)
    alpha, steps, w, b = shown.controls
    assert [alpha.name, steps.name, w.name, b.name] == ["alpha", "steps", "w", "b"]
    assert (alpha.value, steps.value, w.value, b.value) == (0.1, 10, 0, 3)
    assert (steps.low, steps.high) == (0, 60)
    assert [w.label, b.label] == ["start w (kg per cm)", "start b (kg)"]
    assert shown.picture_at_start().figure.axes[0].get_title() == "α = 0.1\n10 steps"
    assert shown.play == "steps"


def test_a_learning_rate_of_ones_own_is_among_the_choices(birds):
    alpha = descend_by_hand.scene(*birds, alpha=0.123).controls[0]
    assert alpha.value == 0.123
    assert 0.123 in alpha.choices
    assert list(alpha.choices) == sorted(alpha.choices)


def test_the_values_follow_the_sliders(birds):
    shown = descend_by_hand(*birds)
    assert (shown.alpha, shown.steps, shown.w, shown.b) == (0.1, 10, 0, 3)
    assert type(shown.steps) is int
    slider_of(shown, "alpha").value = 0.5
    slider_of(shown, "steps").value = 25
    slider_of(shown, "w").value = 1
    assert (shown.alpha, shown.steps, shown.w) == (0.5, 25, 1)
    still = descend_by_hand.still(*birds, 1, 3, alpha=0.5, steps=25)
    assert shown.alt == still.alt
    assert asked(shown, tell=True)[0]["alt"] == still.alt
    assert shown.trouble == ""


def test_values_can_be_set_from_code(birds):
    shown = descend_by_hand(*birds)
    shown.steps, shown.alpha = 30, 1.5
    assert (slider_of(shown, "steps").value, slider_of(shown, "alpha").value) == (30, 1.5)
    assert "The cost grows: α is too large." in shown.alt
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
        "learning rate α", "number of steps", "start w (kg per cm)", "start b (kg)",
    ]  # fmt: skip
    options = [text for text, _ in slider_of(shown, "alpha").options]
    assert {"0.001", "0.1", "1.5"} <= set(options)


def test_without_a_kernel_the_still_picture_is_seen(birds):
    shown = descend_by_hand(*birds)
    data, metadata = DisplayFormatter().format(shown)
    assert {"image/png", "text/html", "text/plain"} < set(data)
    still = descend_by_hand.still(*birds)
    assert data["text/plain"] == image_in(data["text/html"])["alt"] == still.alt
    assert metadata["image/png"] == {"width": 700, "height": 520}


def test_a_grading_run_renders_nothing(birds, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    monkeypatch.setattr(Figure, "savefig", None)
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
