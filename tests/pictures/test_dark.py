"""The dark form of colours and pictures: contrast by WCAG 2.1, and hues that keep their names."""

import colorsys
import io

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from PIL import Image

from mlsmath import pictures
from mlsmath.pictures import style
from mlsmath.pictures.cost_map import pale
from mlsmath.pictures.dark import dark_look, darkened, image_attributes
from mlsmath.pictures.marks import Dots
from mlsmath.pictures.picture import Picture

from .contrast import PAGES, contrast, in_the_dark

WORDS = (style.INK, style.GREY, "#B04A00", "#00664B")  # colours of text
BRIGHT = (style.ORANGE, style.SKY, style.PURPLE, style.YELLOW)
STRONG = (style.BLUE, style.VERMILLION, style.GREEN, *BRIGHT)
every_page = pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)


def rgb(colour):
    return [255 * part for part in to_rgb(colour)]


def dark(colour):
    return darkened([rgb(colour)])[0]


@every_page
@pytest.mark.parametrize("colour", WORDS)
def test_words_are_read_on_the_page(colour, page):
    assert contrast(dark(colour), page) >= 4.5


def test_words_are_read_on_every_colour_of_a_map():
    grounds = darkened(255 * np.array([colour[:3] for colour in pale().colors]))
    assert min(contrast(dark(style.INK), ground) for ground in grounds) >= 4.5


@every_page
@pytest.mark.parametrize("colour", STRONG)
def test_marks_are_seen_on_the_page(colour, page):
    assert contrast(dark(colour), page) >= 3


@pytest.mark.parametrize("colour", BRIGHT)
def test_what_was_bright_stays_so(colour):
    assert np.allclose(dark(colour), rgb(colour), atol=1)


@pytest.mark.parametrize("colour", BRIGHT)
def test_a_tint_of_a_bright_colour_lies_dark_under_words(colour):
    """A tint is a quarter of the colour on white, as the browser shows it, or darker than that."""
    tint = darkened([[255 - (255 - part) / 4 for part in rgb(colour)]])[0]
    assert contrast(dark(style.INK), tint) >= 4.5


def test_what_is_drawn_in_yellow_has_an_edge_that_is_seen_on_white():
    assert contrast(rgb(style.INK), rgb(style.YELLOW)) >= 3


@pytest.mark.parametrize("colour", STRONG)
def test_a_colour_keeps_its_name(colour):
    """Hue on the wheel of 360 degrees: within 20, so red is red and blue is blue."""
    hues = [360 * colorsys.rgb_to_hsv(*(part / 255 for part in c))[0] for c in
            (rgb(colour), dark(colour))]  # fmt: skip
    assert abs((hues[0] - hues[1] + 180) % 360 - 180) < 20


def test_white_becomes_dark_and_ink_light():
    assert dark("white").max() < 32
    assert dark(style.INK).min() > 240
    greys = darkened([[k, k, k] for k in range(256)])
    assert (np.ptp(greys.astype(int), axis=1) <= 1).all()
    assert (np.diff(greys[:, 1].astype(int)) <= 0).all()


def test_each_colour_of_a_look_has_its_dark_form_and_the_rest_stays():
    look = {"color": style.BLUE, "edge": "white", "halo": "#FFFFFFB3", "width": 2, "low": [0, 0, 0]}
    found = dark_look(look)
    assert np.allclose(rgb(found["color"]), dark(style.BLUE), atol=0.6)
    assert found["halo"] == found["edge"] + "b3"
    assert found["width"] == 2
    assert min(found["low"]) > 240
    stays = {"color": "white", "edge": style.INK, "stays": True}
    assert dark_look(stays) == stays
    assert dark_look({"halo": ""}) == {"halo": ""}


def test_a_handle_stays_white_where_the_page_is_dark():
    scene = pictures.fit_by_hand([0.0, 1, 2], [1.0, 2, 4], 1, 1)._scene
    handles = [item for item in scene.items if isinstance(item, Dots) and item.stays]
    assert len(handles) == 2
    looks = [one for one in scene.spec(scene.start())[0]["items"] if one["look"].get("stays")]
    assert [one["dark"]["color"] for one in looks] == ["white", "white"]


@every_page
def test_the_ground_of_a_picture_is_the_pages_own(page):
    picture = pictures.draw_points([0.0, 1, 2], [1.0, 2, 4])
    seen = in_the_dark(picture.png(), page)
    assert tuple(seen[0, 0]) == page
    light = np.asarray(Image.open(io.BytesIO(picture.png())).convert("L"))
    assert seen.shape[:2] == light.shape
    assert contrast(seen[light == light.min()][0], page) >= 12


def test_a_dark_form_costs_two_kilobytes():
    told = image_attributes(pictures.draw_points([0.0, 1, 2], [1.0, 2, 4]).png())
    assert sum(len(value) for value in told.values()) < 2_700


def test_a_file_without_a_palette_stays_as_it_is():
    file = io.BytesIO()
    Image.new("RGB", (2, 2), "white").save(file, format="png")
    assert image_attributes(file.getvalue()) == {}


def test_a_picture_in_a_notebook_carries_it():
    picture = pictures.draw_points([0.0, 1, 2], [1.0, 2, 4])
    assert isinstance(picture, Picture)
    assert 'class="dark-light" data-dark="' in picture.html()
    moving = pictures.fit_by_hand([0.0, 1, 2], [1.0, 2, 4], 1, 1)
    assert "data-dark" in moving._overlay.forms[0]["image"]
    assert 'data-dark="' in moving._repr_mimebundle_()[0]["text/html"]
