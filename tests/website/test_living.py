"""Each moving picture on the pages to read: dragged, typed into, stepped, reset, looked at."""

import io
import json
import re

import numpy as np
import pytest
from bs4 import BeautifulSoup
from PIL import Image

from .live_page import PATIENCE

pytestmark = pytest.mark.site
WIDTHS = [1280, 430]


def living(site):
    """The pages with moving pictures, each with the scenes of its pictures."""
    found = {}
    for file in sorted(site.glob("week*/*.html")):
        page = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
        scenes = [one["data-scene"] for one in page.select(".mlsmath-picture")]
        if scenes:
            found[file.relative_to(site).as_posix()] = [
                json.loads((file.parent / name).read_text(encoding="utf-8"))["spec"]
                for name in scenes
            ]
    return found


class Alive:
    """A picture on a page to read."""

    def __init__(self, page, k):
        self.page = page
        self.box = page.locator(".mlsmath-picture").nth(k)
        self.box.scroll_into_view_if_needed()
        self.stage = self.box.locator(".mlsmath-stage")
        self.stage.wait_for()
        self.stage.scroll_into_view_if_needed()

    def values(self):
        """What stands beside the sliders; of one that chooses between names, its place."""
        texts = self.box.locator("output").all_inner_texts()
        places = self.box.locator("input").evaluate_all("all => all.map((one) => one.value)")
        both = zip((text.replace("−", "-") for text in texts), places, strict=True)
        return [float(place if text[-1].isalpha() else text) for text, place in both]

    def settle(self):
        self.page.evaluate(
            "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )

    def image(self):
        self.page.mouse.move(0, 0)
        self.stage.evaluate("stage => stage.blur()")
        self.settle()
        seen = Image.open(io.BytesIO(self.stage.screenshot())).convert("RGB")
        return np.asarray(seen).astype(int)

    def form(self):
        """Which form it has: 0 where the page is wide, 1 where it is narrow."""
        return int(self.stage.bounding_box()["width"] < 500)

    def still(self):
        """The picture that Matplotlib drew, as wide as the stage."""
        shown = self.image().shape
        stills = self.box.locator("> img")  # a drawing without axes has one form
        source = (stills.last if self.form() else stills.first).evaluate(
            "async (img) => [...new Uint8Array(await (await fetch(img.src)).arrayBuffer())]"
        )
        drawn = Image.open(io.BytesIO(bytes(source))).convert("RGB")
        return np.asarray(drawn.resize((shown[1], shown[0]))).astype(int)

    def grip(self):
        """A place where the picture can be taken hold of, in pixels of the page; None without."""
        return self.stage.evaluate(
            """(stage) => {
              const { left, top, width, height } = stage.getBoundingClientRect();
              for (let down = 10; down < 90; down += 3) for (let k = 2; k < 98; k++) {
                const [clientX, clientY] = [left + (k / 100) * width, top + (down / 100) * height];
                stage.dispatchEvent(new PointerEvent("pointermove", { clientX, clientY }));
                if (stage.style.cursor && stage.style.cursor !== "default")
                  return [clientX, clientY, width];
              }
              return null;
            }"""
        )

    def button(self, name):
        self.box.get_by_role("button", name=name, exact=True).click()
        self.settle()


def coarse(image):
    """The image in squares of eight by eight: letters are not drawn alike, pixel by pixel."""
    rows, columns = (size // 8 for size in image.shape[:2])
    return image[: 8 * rows, : 8 * columns].reshape(rows, 8, columns, 8, 3).mean(axis=(1, 3))


@pytest.fixture(params=WIDTHS, scope="module")
def reader(request, chromium, server):
    """A browser of this width; what it asks of other hosts, and what is not there, is a fault."""
    context = chromium.new_context(viewport={"width": request.param, "height": 900})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("requestfailed", lambda asked: faults.append(asked.url))
    server.missing.clear()
    yield page
    context.close()
    assert [*faults, *server.missing] == []


def test_each_picture_starts_as_matplotlib_drew_it_and_follows_the_hand(reader, server, site):
    pages = living(site)
    assert sum(map(len, pages.values())) >= 18
    for name, specs in pages.items():
        reader.goto(f"{server.address}/{name}")
        reader.wait_for_function("'typeset' in document.documentElement.dataset")
        for k, spec in enumerate(specs):
            where, picture = f"{name}, picture {k}", Alive(reader, k)
            first, start = picture.image(), picture.values()
            assert np.abs(coarse(first) - coarse(picture.still())).mean() < 4, where
            assert picture.box.evaluate("box => box.scrollWidth <= box.clientWidth"), where
            _slide(picture, spec, where, start, first)
            _type(picture, spec, where, start)
            _step(picture, spec, where)
            _drag(picture, spec, where, start)


def _slide(picture, spec, where, start, first):
    """Each slider moves what is seen, by its own keys, and Reset undoes it."""
    for i, control in enumerate(spec["controls"]):
        handle = picture.box.get_by_label(control["label"], exact=True)
        low, *_, high = control["choices"] or [control["low"], control["high"]]
        key, far = ("Home", low) if abs(start[i] - low) > 1e-9 else ("End", high)
        handle.press(key)
        assert picture.values()[i] == pytest.approx(far, abs=0.006 + 0.006 * abs(far)), where
        assert np.abs(picture.image() - first).max() > 30, (where, control["label"])
        picture.button("Reset")
        assert picture.values() == start, where
    assert np.abs(picture.image() - first).mean() < 0.05, where


def _type(picture, spec, where, start):
    """The arrow keys move the picture by a step, with Shift by ten; words follow."""
    name = spec["keys"][0]
    i = next(i for i, one in enumerate(spec["controls"]) if one["name"] == name)
    step = spec["controls"][i]["step"]
    at_first = (
        picture.box.get_by_label(spec["controls"][i]["label"], exact=True).input_value() == "0"
    )
    before = picture.stage.get_attribute("aria-label")
    picture.stage.press("ArrowRight" if at_first else "ArrowLeft")
    moved = picture.values()[i] - start[i]
    assert moved != 0, where
    if step:
        assert abs(moved) == pytest.approx(step), where
    picture.page.wait_for_function(
        "([stage, before]) => stage.ariaLabel !== before",
        arg=[picture.stage.element_handle(), before],
    )
    told = picture.stage.get_attribute("aria-label")
    assert re.search(r"The arrow keys .* move", told), where
    assert len(told) > 60, (where, told)
    picture.button("Reset")


def _step(picture, spec, where):
    if not spec["play"]:
        return
    i = next(i for i, one in enumerate(spec["controls"]) if one["name"] == spec["play"])
    picture.box.get_by_label(spec["controls"][i]["label"], exact=True).press(
        "End" if spec["down"] else "Home"
    )
    before = picture.values()[i]
    picture.button("Step")
    assert picture.values()[i] != before, where
    picture.button("Reset")


def _drag(picture, spec, where, start):
    if not spec["grips"]:
        return
    before = picture.image()
    x, y, width = picture.grip()
    mouse = picture.page.mouse
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + 0.12 * width, y - 0.05 * width, steps=5)
    mouse.up()
    picture.settle()
    assert picture.values() != start, where
    assert np.abs(picture.image() - before).max() > 30, where
    picture.button("Reset")


def test_the_dragged_line_passes_where_it_was_let_go(reader, server):
    reader.goto(f"{server.address}/week1-linear-regression/01-predict-with-a-line.html")
    picture = Alive(reader, 0)
    forms = reader.evaluate(
        "async () => (await (await fetch(document.querySelector('.mlsmath-picture')"
        ".dataset.scene)).json()).forms"
    )
    (axes,), box = forms[picture.form()]["axes"], picture.stage.bounding_box()

    def at(x, y):
        left, bottom, width, height = axes["box"]
        (x0, x1), (y0, y1) = axes["x"], axes["y"]
        across = left + width * (x - x0) / (x1 - x0)
        up = bottom + height * (y - y0) / (y1 - y0)
        return box["x"] + across * box["width"], box["y"] + (1 - up) * box["height"]

    w, b = picture.values()
    x0, x1 = axes["x"]
    ring = x0 + 0.94 * (x1 - x0)
    other = x0 + 0.06 * (x1 - x0)
    reader.mouse.move(*at(ring, w * ring + b))
    reader.mouse.down()
    reader.mouse.move(*at(ring, 5.5), steps=6)
    reader.mouse.up()
    picture.settle()
    slope, height = picture.values()
    assert slope * ring + height == pytest.approx(5.5, abs=0.06)
    assert slope * other + height == pytest.approx(w * other + b, abs=0.06)


def test_in_a_narrow_column_panels_stand_one_below_the_other(chromium, server):
    context = chromium.new_context(viewport={"width": 430, "height": 900})
    page = context.new_page()
    page.goto(f"{server.address}/week1-linear-regression/02b-search-the-bowl.html")
    stills = page.locator(".mlsmath-picture").first.locator("> img")
    picture = Alive(page, 0)
    box = lambda: picture.stage.bounding_box()  # noqa: E731
    forms = page.evaluate(
        "async () => (await (await fetch(document.querySelector('.mlsmath-picture')"
        ".dataset.scene)).json()).forms"
    )
    for width, form in ((430, 1), (1280, 0), (500, 1)):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function(
            "([stage, shape]) => Math.abs(stage.clientHeight / stage.clientWidth - shape) < 0.01",
            arg=[picture.stage.element_handle(), forms[form]["height"] / forms[form]["width"]],
        )
        assert np.abs(coarse(picture.image()) - coarse(picture.still())).mean() < 4
        assert picture.form() == form
        bowl = forms[form]["axes"][1]["box"]
        page.mouse.click(
            box()["x"] + (bowl[0] + bowl[2] / 2) * box()["width"],
            box()["y"] + (1 - bowl[1] - bowl[3] / 2) * box()["height"],
        )
        assert picture.values() == pytest.approx([0.5, 4.0], abs=0.05)
        picture.button("Reset")
        page.emulate_media(media="print")
        assert [stills.nth(k).is_visible() for k in (0, 1)] == [True, False]
        page.emulate_media(media="screen")
    context.close()


def test_a_handle_out_of_the_frame_waits_at_its_edge(reader, server):
    reader.goto(f"{server.address}/week1-linear-regression/01-predict-with-a-line.html")
    picture = Alive(reader, 0)
    below = picture.image()
    picture.box.get_by_label("intercept", exact=False).press("End")
    picture.box.get_by_label("slope", exact=False).press("Home")
    changed = np.abs(picture.image() - below).max(axis=2) > 100
    x, y, _ = picture.grip()
    box = picture.stage.bounding_box()
    down, across = round(y - box["y"]), round(x - box["x"])
    assert changed[max(0, down - 25) : down + 25, max(0, across - 25) : across + 25].any()
    before = picture.values()
    reader.mouse.move(x, y)
    reader.mouse.down()
    reader.mouse.move(x, y + 0.3 * box["height"], steps=5)
    reader.mouse.up()
    picture.settle()
    assert picture.values() != before


@pytest.mark.parametrize(
    ("part", "label", "beginning", "end"),
    [
        ("03-walk-downhill", "number of steps", "Home", "60"),
        ("02-rules-for-slopes", "step h", "End", "0"),
    ],
)
def test_play_walks_to_the_end_and_stops(reader, server, part, label, beginning, end):
    reader.goto(f"{server.address}/week2-gradient-descent/{part}.html")
    picture = Alive(reader, 0)
    slider = picture.box.get_by_label(label, exact=True)
    slider.press(beginning)
    picture.button("Play")
    picture.box.get_by_role("button", name="Pause").wait_for()
    picture.box.get_by_role("button", name="Play", exact=True).wait_for()
    assert slider.input_value() == end


def test_without_scripts_and_in_print_the_still_picture_stands_there(chromium, server, reader):
    name = f"{server.address}/week1-linear-regression/01-predict-with-a-line.html"
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(name)
    assert page.locator(".mlsmath-picture > img").first.is_visible()
    assert page.locator(".mlsmath-picture").bounding_box()["height"] < 500
    context.close()
    reader.goto(name)
    picture = Alive(reader, 0)
    assert not picture.box.locator("> img").first.is_visible()
    reader.emulate_media(media="print")
    assert picture.box.locator("> img").first.is_visible()
    assert not picture.stage.is_visible()
    assert not picture.box.locator(".mlsmath-moves").is_visible()
    assert reader.locator("h1:visible").inner_text().startswith("Week 1, part 1")
    reader.emulate_media(media="screen")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "name", ["index.html", "week1-linear-regression/01-predict-with-a-line.html"]
)
def test_its_pictures_are_dark_where_the_page_is(chromium, server, name, width):
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme="dark")
    page = context.new_page()
    page.goto(f"{server.address}/{name}")
    Alive(page, 0)
    page.wait_for_function("document.querySelector('.mlsmath-stage img').light")
    shown = [one for one in page.locator("img[data-dark]").all() if one.is_visible()]
    for image in shown:
        image.scroll_into_view_if_needed()
        page.wait_for_function("image => image.light", arg=image.element_handle())
        seen = Image.open(io.BytesIO(image.screenshot())).convert("L")
        assert np.median(np.asarray(seen)[8:12, 8:12]) < 40  # inside the ring of what has the focus
    context.close()
