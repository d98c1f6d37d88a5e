"""From a cold start to the first picture that follows the mouse: bytes, and for the record time."""

from statistics import median

import pytest

from .live_page import PATIENCE

pytestmark = pytest.mark.site
PAGES = [
    "index.html",
    "week1-linear-regression/01-predict-with-a-line.html",
    "week2-gradient-descent/03-walk-downhill.html",
    "week3-logistic-regression/01-yes-or-no.html",
]
COLD_STARTS = 5
MOST_BYTES = 1_500_000
# Drag the first picture as soon as it is there, and remember when what it says has changed.
DRAG = """
const saw = new MutationObserver(() => {
  const box = document.querySelector(".mlsmath-alive");
  if (!box) return;
  saw.disconnect();
  const stage = box.querySelector(".mlsmath-stage");
  const { left, top, width, height } = stage.getBoundingClientRect(), before = box.innerText;
  const send = (kind, clientX, clientY) =>
    stage.dispatchEvent(new PointerEvent(kind, { clientX, clientY, pointerId: 1 }));
  stage.setPointerCapture = () => {};
  for (let down = 50; down < 90; down += 3) for (let across = 2; across < 98; across++) {
    const [x, y] = [left + (across / 100) * width, top + (down / 100) * height];
    send("pointermove", x, y);
    if (["", "default"].includes(stage.style.cursor)) continue;
    [send("pointerdown", x, y), send("pointermove", x + 30, y - 30), send("pointerup", x, y)];
    return requestAnimationFrame(() => requestAnimationFrame(() => {
      window.touched = [performance.now(), before !== box.innerText];
    }));
  }
});
saw.observe(document, { childList: true, subtree: true, attributes: true });
"""


@pytest.mark.parametrize("name", PAGES)
def test_the_first_picture_follows_the_mouse_before_much_is_sent(chromium, server, name, capsys):
    times, sizes = [], []
    for _ in range(COLD_STARTS):
        context = chromium.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.add_init_script(DRAG)
        server.sent.clear()
        page.goto(f"{server.address}/{name}", wait_until="commit")
        time, moved = page.wait_for_function("window.touched", timeout=PATIENCE).json_value()
        assert moved
        times.append(time)
        sizes.append(sum(sent for _, _, sent in server.sent))
        context.close()
    assert median(sizes) <= MOST_BYTES
    with capsys.disabled():
        print(f"\n{name}: {median(times):.0f} ms, {median(sizes) / 1000:.0f} kB to touch")
