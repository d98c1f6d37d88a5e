"""How a picture reaches the page: as PNG, as HTML with its text, or as text alone."""

import base64
import io
import os
import subprocess
import sys
from html.parser import HTMLParser

import matplotlib
import nbformat
import pytest
from IPython.core.formatters import DisplayFormatter
from matplotlib.figure import Figure
from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell, new_notebook, new_output
from PIL import Image

from mlsmath.pictures import (
    Picture,
    draw_bowl,
    draw_confusion,
    draw_descent,
    draw_line,
    draw_matrix_vector,
    draw_points,
    draw_sticks,
    fit_by_hand,
    scaling_by_hand,
)

AWKWARD = 'A line & "points" <b>below</b> it.'


class Images(HTMLParser):
    """Collects the attributes of every ``<img>``."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag == "img":
            self.found.append(dict(attrs))


def image_in(html):
    (image,) = Images(html).found
    return image


@pytest.fixture
def picture():
    figure = Figure(figsize=(7, 4))
    figure.subplots().plot([1, 2], [3, 4])
    return Picture(figure, AWKWARD)


def test_it_is_shown_as_png_html_and_text(picture):
    data, metadata = DisplayFormatter().format(picture)
    assert set(data) == {"image/png", "text/html", "text/plain"}
    assert data["text/plain"] == AWKWARD
    image = Image.open(io.BytesIO(base64.b64decode(data["image/png"])))
    assert image.size == (1400, 800)
    assert metadata == {"image/png": {"width": 700, "height": 400}}


def test_the_html_carries_the_text_and_keeps_to_its_column(picture):
    image = image_in(picture.html())
    assert image["alt"] == AWKWARD
    assert (image["width"], image["height"]) == ("700", "400")
    assert "max-width:100%" in image["style"]
    assert "height:auto" in image["style"]
    kind, _, encoded = image["src"].partition(";base64,")
    assert kind == "data:image/png"
    assert base64.b64decode(encoded) == picture.png()


def test_it_is_drawn_once(picture, monkeypatch):
    first = picture.png()
    monkeypatch.setattr(Figure, "savefig", None)
    assert picture.png() is first


def test_it_can_be_saved(picture, tmp_path):
    picture.save(tmp_path / "line.png")
    assert (tmp_path / "line.png").read_bytes() == picture.png()


def test_a_grading_run_renders_nothing(picture, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    monkeypatch.setattr(Figure, "savefig", None)
    data, metadata = DisplayFormatter().format(picture)
    assert data == {"text/plain": AWKWARD}
    assert metadata == {}


FEW = [1, 2, 3, 5], [3, 4, 6, 7]


@pytest.mark.parametrize(
    "draw",
    [
        lambda: draw_points(*FEW),
        lambda: draw_sticks(*FEW, {"one": (1, 2), "other": (0, 4)}),
        lambda: draw_bowl(*FEW, points={"one": (1, 2)}),
        lambda: draw_matrix_vector([[1, 2], [3, 4]], [1, 0.5]),
        lambda: draw_descent(*FEW, {"a": ([0, 0.5], [0, 1])}),
        lambda: draw_confusion([0, 1, 1], [0, 0, 1]),
        lambda: fit_by_hand(*FEW, show_cost=True, show_squares=True),
        lambda: scaling_by_hand(*FEW),
    ],
)
def test_a_grading_run_tells_the_same_and_draws_nothing(draw, monkeypatch):
    seen = draw().alt
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    monkeypatch.setattr(Figure, "__init__", None)
    unseen = draw()
    assert unseen.alt == seen
    assert DisplayFormatter().format(unseen)[0] == {"text/plain": seen}


def test_a_grading_run_saves_one_pixel(tmp_path, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    draw_points(*FEW).save(tmp_path / "points.png")
    with Image.open(tmp_path / "points.png") as saved:
        assert saved.size == (1, 1)


def test_an_exported_page_shows_the_picture_with_its_text(birds):
    picture = draw_points(*birds)
    data, metadata = DisplayFormatter().format(picture)
    cell = new_code_cell("draw_points(x, y)")
    cell.outputs = [new_output("execute_result", data=data, metadata=metadata, execution_count=1)]
    notebook = nbformat.from_dict(new_notebook(cells=[cell]))
    page, _ = HTMLExporter().from_notebook_node(notebook)
    image = image_in(page)
    assert image["alt"] == picture.alt
    assert "342 points" in image["alt"]


def test_the_notebooks_own_settings_change_nothing():
    plain = draw_line([1, 2, 3], [3, 4, 6], 1.5, 1)
    with matplotlib.rc_context({"font.size": 30, "axes.facecolor": "black", "savefig.dpi": 20}):
        changed = draw_line([1, 2, 3], [3, 4, 6], 1.5, 1)
        assert changed.png() == plain.png()


def run_python(code, **environment):
    ran = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env={**os.environ, **environment},
    )
    assert ran.stderr == ""
    return ran.stdout.strip()


def test_importing_the_pictures_imports_no_matplotlib_and_no_widgets():
    heavy = "'matplotlib', 'ipywidgets', 'IPython', 'PIL'"
    code = f"import sys, mlsmath.pictures; print([m for m in ({heavy},) if m in sys.modules])"
    assert run_python(code) == "[]"


def test_drawing_does_not_wake_pyplot():
    code = (
        "import sys; from mlsmath import pictures as p; x, y = [1, 2, 3], [3, 4, 6];"
        "p.draw_bowl(x, y).png(); p.draw_sticks(x, y, {'a': (1, 2)}).png();"
        "p.fit_by_hand(x, y, show_cost=True);"
        "print('matplotlib.pyplot' in sys.modules)"
    )
    assert run_python(code) == "False"


def test_the_first_run_on_a_machine_is_quiet(tmp_path):
    """Matplotlib tells of its font cache after five seconds; here after none."""
    not_a_folder = tmp_path / "file"
    not_a_folder.write_text("", encoding="utf-8")
    code = (
        "import threading; Timer = threading.Timer;"
        "threading.Timer = lambda seconds, tell: Timer(0, tell);"
        "from mlsmath.pictures import draw_points; print(len(draw_points([1], [2]).alt) > 0)"
    )
    assert run_python(code, MPLCONFIGDIR=str(tmp_path / "new")) == "True"
    assert run_python(code, MPLCONFIGDIR=str(not_a_folder)) == "True"
