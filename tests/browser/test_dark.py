"""A still and a moving picture in JupyterLab, whose theme is changed while they are shown."""

import io

import numpy as np
from PIL import Image

from mlsmath import pictures

from .conftest import PATIENCE

CELLS = ("draw_points(x, y)", "fit_by_hand(x, y, 0.3, 4)")
TOLD = "img[data-dark]"


def choose_theme(page, name):
    page.get_by_role("menuitem", name="Settings", exact=True).click()
    page.locator(".lm-Menu-itemLabel").get_by_text("Theme", exact=True).hover()
    page.locator(".lm-Menu-itemLabel").get_by_text(f"JupyterLab {name}", exact=True).click()


def corners(page):
    """The lightness, from 0 to 255, of a corner of each picture as it is seen."""
    seen = [image.screenshot() for image in page.locator(TOLD).all()]
    return [np.asarray(Image.open(io.BytesIO(png)).convert("L"))[2, 2] for png in seen]


def wait_until_all_are(page, dark):
    page.wait_for_function(
        "([told, dark]) => [...document.querySelectorAll(told)]"
        ".every(image => !!image.light === dark && image.complete)",
        arg=[TOLD, dark],
    )


def test_a_picture_follows_at_once_although_it_is_hidden_while_the_theme_changes(chromium):
    """JupyterLab hides all it shows while it changes its theme, and shows it again."""
    page = chromium.new_page()
    page.set_default_timeout(PATIENCE)
    page.set_content(f"<p>{pictures.draw_points([0.0, 1, 2], [1.0, 2, 4]).html()}</p>")
    page.wait_for_function(f"document.querySelector('{TOLD}').seen")
    for colour, dark in (("white", True), ("black", False)):
        page.evaluate(
            "colour => { const p = document.querySelector('p'); p.hidden = true;"
            "document.body.style.color = colour;"
            "p.getBoundingClientRect(); p.hidden = false; }",  # hidden for no frame, yet in earnest
            colour,
        )
        wait_until_all_are(page, dark)
    page.close()


def test_a_picture_taken_off_the_page_while_the_theme_changes_follows_when_it_is_back(chromium):
    """A cell that is scrolled away is taken off, and hears nothing of the change."""
    page = chromium.new_page()
    page.set_default_timeout(PATIENCE)
    page.set_content(f"<p>{pictures.draw_points([0.0, 1, 2], [1.0, 2, 4]).html()}</p>")
    page.wait_for_function(f"document.querySelector('{TOLD}').seen")
    image = page.locator(TOLD).element_handle()
    for colour, dark in (("white", True), ("black", False)):
        wait_until_all_are(page, not dark)
        page.evaluate(
            "([image, colour]) => { image.remove(); document.body.style.color = colour; }",
            [image, colour],
        )
        # Two frames: what sees that it has gone has seen it then.
        page.evaluate(
            "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )
        assert image.evaluate("image => !image.light") is dark
        page.evaluate("image => document.querySelector('p').append(image)", image)
        wait_until_all_are(page, dark)
    page.close()


def test_pictures_follow_the_theme_to_dark_and_back(open_notebook):
    page = open_notebook(*CELLS).page
    assert page.locator(TOLD).count() == 2
    assert min(corners(page)) > 250
    for theme, dark in (("Dark", True), ("Light", False)):
        choose_theme(page, theme)
        wait_until_all_are(page, dark)
        assert max(corners(page)) < 40 if dark else min(corners(page)) > 250
