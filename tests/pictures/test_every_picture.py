"""What holds for every picture."""

import io
import itertools
from pathlib import Path

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.text import Text
from mpl_toolkits.mplot3d import Axes3D
from PIL import Image

from mlsmath import pictures
from mlsmath.pictures.dark import darkened
from mlsmath.pictures.style import ABOVE, BELOW, CSS_DPI, GREY, LINE, POINT, SCALE, VERMILLION

from . import looks
from .contrast import PAGES, contrast, in_the_dark
from .gallery import GALLERY
from .gallery_own_data import PURE_NUMBERS_OF_OWN_DATA, UNITS_OF_OWN_DATA
from .gallery_week3 import PURE_NUMBERS_OF_WEEK3, UNITS_OF_WEEK3

PURE_NUMBERS = (
    "",
    "x",
    "f(x)",
    "number of steps",
    "distance from the bottom",
    "height",
    "degree",
    *PURE_NUMBERS_OF_WEEK3,
    *PURE_NUMBERS_OF_OWN_DATA,
)
UNITS = (
    "(cm)",
    "(kg)",
    "(kg per cm)",
    "(kg per z-score)",
    "(kg²)",
    *UNITS_OF_WEEK3,
    *UNITS_OF_OWN_DATA,
)
HERE = Path(__file__).parent
every_picture = pytest.mark.parametrize("name", GALLERY)


@pytest.fixture(scope="module")
def drawn():
    return {}


@pytest.fixture
def drawing(name, birds, few, drawn, monkeypatch):
    """A picture, and the box in pixels of each text that was drawn in it."""
    if name not in drawn:
        boxes = {}
        draw = Text.draw

        def record(text, renderer, *args, **kwargs):
            on_a_map = text.get_rotation() % 90 or isinstance(text.axes, Axes3D)
            if text.get_visible() and text.get_text().strip() and not on_a_map:
                boxes[text] = text.get_window_extent(renderer)
            draw(text, renderer, *args, **kwargs)

        monkeypatch.setattr(Text, "draw", record)
        picture = GALLERY[name](*birds, *few)
        picture.png()
        drawn[name] = picture, boxes
    return drawn[name]


@pytest.fixture
def picture(drawing):
    return drawing[0]


def test_the_gallery_holds_every_picture():
    shown = "".join(path.read_text(encoding="utf-8") for path in HERE.glob("gallery*.py"))
    for name in set(pictures.__all__) - {"Picture"}:
        still = f"draw_{name.removesuffix('_by_hand')}("  # some that move show this one at rest
        assert any(f"pictures.{one}" in shown for one in (f"{name}(", f"{name}.", still)), name


@every_picture
def test_it_is_a_sharp_png_no_wider_than_a_notebook(picture):
    image = Image.open(io.BytesIO(picture.png()))
    image.load()
    assert image.width == 1400
    assert 300 <= image.height <= 1600
    assert image.convert("RGB").getpixel((0, 0)) == (255, 255, 255)
    assert len(image.getcolors()) > 8, "the picture is blank"


@every_picture
def test_it_looks_as_it_did_when_somebody_looked(name, picture):
    looks.check(name, picture.png())


def test_every_look_is_of_a_picture():
    assert set(looks.known()) == {"Matplotlib", *GALLERY}


@every_picture
def test_it_tells_in_words_what_is_to_be_seen(picture):
    assert picture.alt.endswith(".")
    assert 50 < len(picture.alt) < 900
    assert "nan" not in picture.alt
    assert "  " not in picture.alt
    assert "e+" not in picture.alt
    assert "e-" not in picture.alt


@every_picture
def test_it_tells_the_same_to_a_grading_run(name, picture, birds, few, monkeypatch):
    """A grading run draws nothing, and no cell may fail there that shows a picture elsewhere."""
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    monkeypatch.setattr(Figure, "__init__", None)
    assert GALLERY[name](*birds, *few).alt == picture.alt


@every_picture
def test_its_letters_are_large_enough_on_a_phone(drawing):
    """At least 9 pixels high where the picture is 400 wide, as wide as the screen.

    Round a surface there is less room.
    """
    picture, boxes = drawing
    least = 7.9 if any(axes.name == "3d" for axes in picture.figure.axes) else 9
    letters = [text.get_fontsize() * CSS_DPI / 72 for text in boxes]
    assert min(letters) * 400 / (CSS_DPI * picture.figure.get_size_inches()[0]) >= least


@every_picture
def test_no_word_leaves_the_picture_and_none_covers_another(drawing):
    picture, boxes = drawing
    assert boxes
    width, height = (size * CSS_DPI * SCALE for size in picture.figure.get_size_inches())
    for text, box in boxes.items():
        assert -0.5 <= box.x0 < box.x1 <= width + 0.5, text
        assert -0.5 <= box.y0 < box.y1 <= height + 0.5, text
    for (one, a), (other, b) in itertools.combinations(boxes.items(), 2):
        overlap = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.y1, b.y1) - max(a.y0, b.y0)
        assert min(overlap) <= 1, (one, other)


@pytest.mark.parametrize("name", ["bowl", "gradient", "descent", "hand", "scaling"])
def test_heights_on_a_map_keep_away_from_marks_and_edges(picture):
    figure, room = picture.figure, 0.1 * picture.figure.dpi
    seen = 0
    for axes in figure.axes:
        marks = [line for line in axes.lines if line.get_visible() and line.get_zorder() >= 5]
        places = [axes.transData.transform(line.get_xydata()[-1:]) for line in marks]
        frame = axes.get_window_extent()
        for text in itertools.chain(*(getattr(c, "labelTexts", []) for c in axes.collections)):
            box, at = text.get_window_extent(), axes.transData.transform(text.get_position())
            assert frame.x0 < box.x0 < box.x1 < frame.x1, text
            assert frame.y0 < box.y0 < box.y1 < frame.y1, text
            assert all(np.hypot(*(place - at).T).min() > room for place in places), text
            seen += 1
    assert seen >= 4


@every_picture
def test_numbers_on_axes_have_their_units(picture):
    for axes in picture.figure.axes:
        for label in (axes.get_xlabel(), axes.get_ylabel()):
            if label not in PURE_NUMBERS and not isinstance(axes, Axes3D):
                assert label.replace("\n", " ").endswith(UNITS), label


@pytest.mark.parametrize("colour", [ABOVE, BELOW, GREY, LINE, POINT, VERMILLION])
def test_what_is_drawn_on_white_stands_out_from_it(colour):
    """WCAG 2.1, 1.4.11: at least 3 to 1."""
    assert contrast([int(colour[i : i + 2], 16) for i in (1, 3, 5)], (255, 255, 255)) >= 3


@every_picture
def test_its_words_are_read_where_the_page_is_dark(drawing):
    """WCAG 2.1, 1.4.3: 4.5 to 1, between the colour of the words and what most lies behind them."""
    picture, boxes = drawing
    pixels = in_the_dark(picture.png(), PAGES["site"])
    for text, box in boxes.items():
        top, bottom = (len(pixels) - round(y) for y in (box.y1, box.y0))
        behind = pixels[max(top, 0) : bottom, max(round(box.x0), 0) : round(box.x1)].reshape(-1, 3)
        packed = behind @ (2**16, 2**8, 1)
        _, first, counts = np.unique(packed, return_index=True, return_counts=True)
        ink = darkened([[255 * part for part in to_rgb(text.get_color())]])[0]
        assert contrast(ink, behind[first[counts.argmax()]]) >= 4.5, text
