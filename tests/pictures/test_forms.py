"""The form of a moving picture for a narrow column, and what waits at the edge of the frame."""

import io
import itertools

import numpy as np
import pytest
from PIL import Image

from mlsmath import pictures
from mlsmath.pictures import scene as module
from mlsmath.pictures.bindings import Control, affine
from mlsmath.pictures.marks import Dots, Line, Rects, Text
from mlsmath.pictures.scene import Scene
from mlsmath.pictures.style import NARROW, SCALE, in_style, new_figure

from .gallery import GALLERY

X = np.array([0.0, 10.0])
WORDS = "the line:  w = {w}"


@in_style()
def scene(panels=2, squares=False, legend=4, shared=False):
    figure = new_figure(3.4)
    found = figure.subplots(1, panels, squeeze=False, sharey=shared)[0]
    for axes in found:
        axes.set(xlim=(0, 10), ylim=(0, 10), xlabel="x (cm)")
    found[0].set_ylabel("y (kg)")
    items = [Text(found[0], "title", WORDS, {"w": affine(lambda w: w)})]
    for k, axes in enumerate(found):
        items.append(Line(axes, X, affine(lambda w: w + 0 * X), label=f"a line in panel {k}"))
        items.append(Dots(axes, 5, affine(lambda w: w), label=f"a dot in panel {k}"))
        if squares:
            items.append(Rects(axes, 2, 2, 4, 4))
    control = Control("w", "w", 0, 20, 0.1, 4.0)
    return Scene(figure, (control,), items, tell=lambda w: f"w = {w}", legend=legend)


def boxes(form):
    """Left, bottom, right and top of each panel, in pixels of the page from the left bottom."""
    found = []
    for axes in form["axes"]:
        left, bottom, width, height = np.array(axes["box"])
        across, up = form["width"], form["height"]
        edges = (left * across, bottom * up, (left + width) * across, (bottom + height) * up)
        found.append([float(edge) for edge in edges])
    return found


@pytest.mark.parametrize("panels", [1, 2, 3])
def test_panels_stand_one_below_the_other_and_fill_the_column(panels):
    made = scene(panels)
    wide, narrow = made.form(), made.form(narrow=True)
    assert (wide["width"], narrow["width"]) == (700, 460)
    found = boxes(narrow)
    for upper, lower in itertools.pairwise(found):
        assert lower[3] < upper[1] - 20, "there is room for words between them"
        assert lower[0] == pytest.approx(upper[0])
    for left, bottom, right, top in found:
        assert right - left > 300
        assert top - bottom > 100
        assert 0 < left < right <= 460
        assert 0 < bottom < top < narrow["height"]
    size = Image.open(io.BytesIO(narrow["still"])).size
    assert size == (920, round(narrow["height"] * SCALE))


def test_the_wide_form_is_the_same_before_and_after_the_narrow_one():
    made, again = scene(shared=True), scene(shared=True)
    first = made.form()
    made.form(narrow=True)
    made.png(made.start(), narrow=True)
    made.release()
    assert made.form() == first == again.form()
    assert made.png(made.start()) == again.png(again.start())
    assert [axes.get_ylabel() for axes in made.figure.axes] == ["y (kg)", ""]
    (legend,) = made.figure.legends
    assert len(legend.get_texts()) == 4


def test_a_narrow_picture_says_the_same_in_more_lines_and_labels_each_panel(monkeypatch):
    made, seen = scene(shared=True), []

    def look(figure, png):
        (legend,) = figure.legends
        seen.append([axes.get_ylabel() for axes in figure.axes])
        seen.append([text.get_text() for text in legend.get_texts()])
        seen.append(legend.get_window_extent().width / figure.dpi)
        return {}

    monkeypatch.setattr(module, "form", look)
    made.form(narrow=True)
    labels, names, wide = seen
    assert labels == ["y (kg)", "y (kg)"]
    assert names == [f"a {thing} in panel {k}" for k in (0, 1) for thing in ("line", "dot")]
    assert wide < NARROW
    titles, save = [], module.save
    monkeypatch.undo()
    monkeypatch.setattr(
        module, "save", lambda figure: titles.append(figure.axes[0].get_title()) or save(figure)
    )
    made.png(made.start())
    made.png(made.start(), narrow=True)
    assert titles == ["the line:  w = 4", "the line:\nw = 4"]


def test_squares_stay_squares():
    made = scene(1, squares=True)
    shapes = []
    for narrow in (False, True):
        ((left, bottom, right, top),) = boxes(made.form(narrow=narrow))
        shapes.append((top - bottom) / (right - left))
    assert shapes[1] == pytest.approx(shapes[0], rel=0.01)


PHONE = 368  # pixels that a page of 400 has for a picture
ONE_CLERK = "h = sigmoid(w * x + c)\nz = v * h + b\nf = sigmoid(z)\nloss = -log(f)"
KNOBS = {"w": 0.8, "x": 1.5, "c": -0.4, "v": 2.0, "b": -1.0}
DRAWINGS = {
    "square": lambda: pictures.growing_square_by_hand.scene(3.0, 1.0),
    "wheels": lambda: pictures.expression_graph_by_hand.scene("z = w * x + b", KNOBS),
    "many wheels": lambda: pictures.expression_graph_by_hand.scene(ONE_CLERK, KNOBS),
}


@pytest.mark.parametrize("make", DRAWINGS.values(), ids=DRAWINGS)
def test_on_a_phone_no_letter_of_a_drawing_is_too_small_or_cut_off(make, monkeypatch):
    made, seen, save = make(), [], module.save

    def look(figure):
        (axes,), width = figure.axes, figure.bbox.width
        for text in (axes.title, *axes.texts):
            if text.get_text().strip():
                edges = text.get_window_extent()
                seen.append(text.get_fontsize() / 72 * figure.dpi / width * PHONE)
                assert 0 <= edges.x0 < edges.x1 <= width, text.get_text()
        return save(figure)

    monkeypatch.setattr(module, "save", look)
    (control,) = made.controls
    for end in (made.start()[control.name], *(control.choices or (control.low, control.high))):
        made.png({control.name: end}, narrow=True)
    assert min(seen) >= 10


def by_hand(few, **more):
    return pictures.fit_by_hand(*few, show_cost=True, **more)


def test_the_label_below_narrow_squares_is_not_cut_off(few, monkeypatch):
    made, seen = pictures.fit_by_hand.scene(*few, 0.3, 4.3, show_squares=True), []

    def look(figure, png):
        seen.append(figure.axes[0].xaxis.label.get_window_extent().y0)
        return {}

    monkeypatch.setattr(module, "form", look)
    made.form(narrow=True)
    assert seen[0] >= 0


def test_a_notebook_asks_for_the_narrow_form_and_a_page_has_both(few, monkeypatch):
    shown = by_hand(few)
    assert [form["width"] for form in shown._overlay.forms] == [700]
    shown._asked(None, {"narrow": True}, [])
    assert [form["width"] for form in shown._overlay.forms] == [700, 460]
    assert GALLERY["fit"](*few, *few).html().count("<img") == 1
    assert shown._repr_mimebundle_()[0]["text/html"].count("<img") == 1
    monkeypatch.setenv("MLSMATH_FOR_PAGES", "1")
    shown = by_hand(few)
    assert [form["width"] for form in shown._overlay.forms] == [700, 460]
    html = shown._repr_mimebundle_()[0]["text/html"]
    assert html.count("<img") == html.count(f'alt="{shown.alt[:20]}') == 2
    assert 'width="700"' in html
    assert 'width="460"' in html


@pytest.mark.parametrize(
    ("at", "near", "tip"),
    [
        ((5, 4), (5, 4), None),
        ((5, 10), (5, 10), None),
        ((5, 14), (5, 10), (0, 1)),
        ((5, -1e9), (5, 0), (0, -1)),
        ((11, 3), (10, 3), (1, 0)),
        ((-1, 12), (0, 10), (-1, 1)),
    ],
)
def test_what_is_held_waits_at_the_edge_as_an_arrowhead_that_points_out(at, near, tip):
    made = scene(1)
    (axes,) = made.figure.axes
    (drawn,) = Dots(axes, *at, marker="s", held=True).paint({}, 1)
    assert np.allclose(drawn.get_xydata(), [near])
    if tip is None:
        assert drawn.get_marker() == "s"
        return
    corners = np.array(drawn.get_marker())
    assert np.allclose(corners[0], 0), "its tip is on the edge"
    assert (corners[1:3] @ tip < 0).all(), "and the rest is within"


def test_one_of_two_is_chosen_by_its_name():
    shown = pictures.log_loss_by_hand(0.8, 1, labels=("female", "male"))
    toggle = shown._sliders["answer"]
    assert [name for name, _ in toggle.options] == ["female", "male"]
    assert (toggle.label, toggle.index, shown.answer) == ("male", 1, 1)
    toggle.index = 0
    assert shown.answer == 0
    assert type(shown.answer) is int
    assert "in truth it is female" in shown.alt
    shown.answer = 1
    assert toggle.label == "male"
    told = shown._overlay.spec["controls"][1]
    assert (told["choices"], told["names"]) == ([0, 1], ["female", "male"])
    shown.close()
