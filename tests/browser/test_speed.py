"""How long a slider takes to change the picture, and how many pictures a second are seen.

pytest tests/browser/test_speed.py -n0 --benchmark-enable -s

The line with its sticks and its bowl, 340 points, with the same words, legend and contours: drawn
by the overlay, by a plain `interact` that draws a new figure, and by ipympl. The three take turns.
The pointer is moved from inside the page, so that no messages to the browser are measured. Measure
on a quiet machine.
"""

import statistics

import pytest

from .conftest import open_page

POINTS = "x, y = x[:340], y[:340]"
OVERLAY = "fit_by_hand(x, y, show_cost=True)"
DRAW = """
import numpy as np
import matplotlib.pyplot as plt
from ipywidgets import interact, FloatSlider
ws, bs = np.linspace(-1, 2, 61), np.linspace(2, 6, 61)
costs = np.array([[np.mean((w * x + b - y) ** 2) / 2 for w in ws] for b in bs])
def draw(figure, w, b):
    left, right = figure.subplots(1, 2)
    errors = y - (w * x + b)
    for side, name, marker in ((errors >= 0, "above", "o"), (errors < 0, "below", "s")):
        left.plot(x[side], y[side], marker, ms=4, label=f"point {name} the line")
        left.vlines(x[side], y[side], (y - errors)[side], lw=1)
    left.plot([-3, 3], [b - 3 * w, b + 3 * w], label="line")
    left.set(title=f"f(x) = {w:.3g}x + {b:.3g}", xlabel="flipper length (cm)", ylim=(1.8, 7.2))
    right.contourf(ws, bs, costs, 8)
    right.clabel(right.contour(ws, bs, costs, 8, colors="grey"))
    right.plot([w], [b], "o")
    right.set(title=f"cost J = {np.mean(errors**2) / 2:.3g} kg²", xlabel="slope w (kg per cm)")
    left.set_ylabel("body mass (kg)")
    figure.legend(loc="upper center", ncols=3)
"""
INTERACT = """
%matplotlib inline
def redraw(w=FloatSlider(value=0, min=-1, max=2, step=0.01), b=4.0):
    figure = plt.figure(figsize=(7, 4.4))
    draw(figure, w, b)
    plt.show()
interact(redraw)
"""
IPYMPL = """
%matplotlib widget
figure = plt.figure(figsize=(7, 4.4))
def redraw(w=FloatSlider(value=0, min=-1, max=2, step=0.01), b=4.0):
    figure.clear()
    draw(figure, w, b)
    figure.canvas.draw()
interact(redraw)
"""
# What is seen now: a number made of a band of pixels of a canvas, or the address of an image.
SEEN = """
window.look = (one) => {
  if (one.tagName === "IMG") return one.src.length + one.src.slice(-4000, -3000);
  const { width, height } = one;
  const { data } = one.getContext("2d").getImageData(0, 0.4 * height, width, 0.3 * height);
  const pixels = new Uint32Array(data.buffer);
  let all = 7;
  for (let k = 0; k < pixels.length; k++) all = (31 * all + pixels[k]) | 0;
  return all;
};
window.seen = (what) => [...document.querySelectorAll(what)].map(look).join();
window.frame = () => new Promise(requestAnimationFrame);
window.move = async (handle, what, times) => {
  const found = [];
  for (let k = 0; k < times; k++) {
    for (let n = 0; n < 12; n++) await frame();
    await new Promise((done) => setTimeout(done, 17 * Math.random())); // no hand waits for a frame
    const before = seen(what), start = performance.now();
    handle.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
    for (let now = before; now === before || now === ""; now = seen(what)) {
      await frame();
      if (performance.now() - start > 20000) throw new Error("nothing has changed");
    }
    found.push(performance.now() - start);
  }
  return found;
};
window.count = async (what, ms, before = () => {}) => {
  let [changed, last, start] = [0, seen(what), performance.now()];
  for (let k = 0; performance.now() - start < ms; k++) {
    before(k);
    await frame();
    const now = seen(what);
    if (now !== last && now !== "") changed++;
    last = now;
  }
  return (1000 * changed) / (performance.now() - start);
};
window.sweep = (target, what, ms, x, clientY) => count(what, ms, (k) => {
  const clientX = x + 80 * Math.abs((k % 80) / 40 - 1);
  const here = { clientX, clientY, buttons: 1, bubbles: true };
  target.dispatchEvent(new PointerEvent("pointermove", here));
  target.dispatchEvent(new MouseEvent("mousemove", here));
});
"""
STAGE = ".mlsmath-stage canvas"


HANDLE = ".noUi-handle"


def slider_to_pixels(page, what, times):
    """How long each of some moves of the slider took to be seen, in ms."""
    script = "([handle, what, times]) => move(handle, what, times)"
    return page.evaluate(script, [page.locator(HANDLE).first.element_handle(), what, times])


def drag(page, what, grip=HANDLE, across=0.5, ms=1500):
    """Pictures a second while the hand moves to and fro, a bit in each frame of the screen."""
    held = page.locator(grip).first
    held.scroll_into_view_if_needed()
    box = held.bounding_box()
    x, y = box["x"] + across * box["width"], box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    script = "([held, ...rest]) => sweep(held, ...rest)"
    rate = page.evaluate(script, [held.element_handle(), what, ms, x, y])
    page.mouse.up()
    return rate


@pytest.fixture
def measured(measuring, jupyter, chromium):
    """Open a notebook of these cells and give its page, ready to measure."""
    pytest.importorskip("ipympl", reason='ipympl is not installed: pip install "mlsmath[browser]"')
    pages = []

    def open_notebook(name, what, *cells):
        page = open_page(jupyter, chromium, (POINTS, *cells), f"{name}.ipynb", dense=1)
        pages.append(page)
        page.locator(what).last.wait_for()
        page.wait_for_timeout(2000)
        page.evaluate(SEEN)
        return page

    yield open_notebook
    for page in pages:
        page.context.close()


def test_the_overlay_against_redrawing(measured, capsys):
    ways = {
        "overlay": (STAGE, 16, (OVERLAY,)),
        "interact": (".jp-OutputArea-output img", 6, (DRAW, INTERACT)),
        "ipympl": (".jupyter-matplotlib-canvas-container canvas", 4, (DRAW, IPYMPL)),
    }
    pages = {name: measured(name, what, *cells) for name, (what, _, cells) in ways.items()}
    times = {name: [] for name in ways}
    rates = {name: [] for name in (*ways, "picture", "play")}
    for _ in range(3):
        for name, (what, moves, _) in ways.items():
            times[name] += slider_to_pixels(pages[name], what, moves)
    for _ in range(2):
        for name, (what, _, _) in ways.items():
            rates[name].append(drag(pages[name], what))
        rates["picture"].append(drag(pages["overlay"], STAGE, ".mlsmath-stage", 0.7))
    page = measured("play", STAGE, "descend_by_hand(x, y)")
    for _ in range(2):
        page.get_by_role("button", name="Play", exact=True).click()
        rates["play"].append(page.evaluate("what => count(what, 2000)", STAGE))
        page.get_by_role("button", name="Reset", exact=True).click()
    median = {name: statistics.median(found) for name, found in times.items()}
    best = {name: max(found) for name, found in rates.items()}
    with capsys.disabled():
        print("\nslider moved → pixels changed, median / 95 %; pictures a second while dragging")
        for name, found in times.items():
            late = sorted(found)[int(0.95 * len(found))]
            print(f"{name:9} {median[name]:4.0f} / {late:4.0f} ms  {best[name]:5.1f} a second")
        print(f"interact takes {median['interact'] / median['overlay']:.1f} times as long")
        print(f"dragged on the bowl: {best['picture']:.1f}, played: {best['play']:.1f} a second")
    assert median["overlay"] <= 40
    assert median["overlay"] <= median["interact"] / 9
    assert best["overlay"] >= 45
    assert best["picture"] >= 45
    assert best["play"] >= 55
