"""How long a slider takes to change the picture, and how many pictures a second are seen.

pytest tests/browser/test_speed.py -n0 --benchmark-enable -s

The line with its sticks and its bowl, 340 points: drawn by the overlay, by a plain `interact`
that draws a new figure, and by ipympl. Each way is measured three times, the best run counts.
Measure on a quiet machine.
"""

import statistics
import time

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
    left.plot(x, y, "o", ms=4)
    left.vlines(x, y, w * x + b, lw=1)
    left.plot([-3, 3], [b - 3 * w, b + 3 * w])
    left.set(ylim=(1.8, 7.2))
    right.contourf(ws, bs, costs, 8)
    right.plot([w], [b], "o")
    left.set_title(f"f(x) = {w:.3g}x + {b:.3g}")
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
    const before = seen(what), start = performance.now();
    handle.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
    for (let now = before; now === before || now === ""; now = seen(what)) {
      await frame();
      if (performance.now() - start > 20000) throw new Error("nothing has changed");
    }
    found.push(performance.now() - start);
    for (let k = 0; k < 20; k++) await frame();
  }
  return found;
};
window.count = async (what, ms) => {
  let [changed, last, start] = [0, seen(what), performance.now()];
  while (performance.now() - start < ms) {
    await frame();
    const now = seen(what);
    if (now !== last && now !== "") changed++;
    last = now;
  }
  return (1000 * changed) / (performance.now() - start);
};
"""
STAGE = ".mlsmath-stage canvas"


def slider_to_pixels(page, what, times):
    """The median and the 95 % point of three runs, of the best of them, in ms."""
    handle = page.locator(".noUi-handle").first.element_handle()
    script = "([handle, what, times]) => move(handle, what, times)"
    runs = [sorted(page.evaluate(script, [handle, what, times])) for _ in range(3)]
    best = min(runs, key=statistics.median)
    return statistics.median(best), best[int(0.95 * len(best))]


def drag(page, what, seconds=2.0):
    """Pictures a second while the handle of the slider is dragged to and fro."""
    box = page.locator(".noUi-handle").first.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    best = 0.0
    for _ in range(3):
        page.mouse.move(x, y)
        page.mouse.down()
        page.evaluate("([what, ms]) => { window.rate = count(what, ms) }", [what, 1000 * seconds])
        start, k = time.monotonic(), 0
        while time.monotonic() - start < seconds:
            k += 1
            page.mouse.move(x + 90 * abs((k % 80) / 40 - 1), y)
        best = max(best, page.evaluate("window.rate"))
        page.mouse.move(x, y)
        page.mouse.up()
    return best


@pytest.fixture
def measured(jupyter, chromium, request):
    """Open a notebook of these cells and give its page, ready to measure."""
    if not request.config.getoption("benchmark_enable"):
        pytest.skip("a benchmark, measured with --benchmark-enable on a quiet machine")
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
    found = {}
    for name, what, cells in (
        ("overlay", STAGE, (OVERLAY,)),
        ("interact", ".jp-OutputArea-output img", (DRAW, INTERACT)),
        ("ipympl", ".jupyter-matplotlib-canvas-container canvas", (DRAW, IPYMPL)),
    ):
        page = measured(name, what, *cells)
        found[name] = (*slider_to_pixels(page, what, 20 if name == "overlay" else 8),
                       drag(page, what))  # fmt: skip
        page.context.close()
    page = measured("play", STAGE, "descend_by_hand(x, y)")
    rates = []
    for _ in range(3):
        page.get_by_role("button", name="Play", exact=True).click()
        rates.append(page.evaluate("what => count(what, 2000)", STAGE))
        page.get_by_role("button", name="Reset", exact=True).click()
    with capsys.disabled():
        print("\nslider moved → pixels changed, median / 95 %; pictures a second while dragging")
        for name, (median, late, rate) in found.items():
            print(f"{name:9} {median:4.0f} / {late:4.0f} ms  {rate:5.1f} a second")
        print(f"animation in the browser: {max(rates):.1f} pictures a second")
    median = found["overlay"][0]
    assert median <= 40
    assert median <= found["interact"][0] / 9
    assert found["overlay"][2] >= 45
    assert max(rates) >= 55
