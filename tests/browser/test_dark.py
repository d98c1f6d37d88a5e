"""A still and a moving picture in JupyterLab, whose theme is changed while they are shown."""

import io

import numpy as np
from PIL import Image

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


def test_pictures_follow_the_theme_to_dark_and_back(open_notebook):
    page = open_notebook(*CELLS).page
    assert page.locator(TOLD).count() == 2
    assert min(corners(page)) > 250
    for theme, dark in (("Dark", True), ("Light", False)):
        choose_theme(page, theme)
        page.wait_for_function(
            "([told, dark]) => [...document.querySelectorAll(told)]"
            ".every(image => !!image.light === dark && image.complete)",
            arg=[TOLD, dark],
        )
        assert max(corners(page)) < 40 if dark else min(corners(page)) > 250
