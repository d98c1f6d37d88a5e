"""The built site in a browser without a network: the live notebooks, and Python in them."""

import json
import os
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from mlsmath.commands.course import release, source
from mlsmath.commands.site import pyodide

from . import in_pyodide
from .conftest import launch
from .live_page import PANEL, LivePage
from .server import serving

pytestmark = pytest.mark.site
COURSE = source.source_folder()
CHECK_RESULT = "application/vnd.mlsmath.check+json"
FIRST_OF_EACH_WEEK = [
    f"{week.name}/{min(week.glob('*.ipynb')).name}" for week in source.week_folders(COURSE)
]
MOST_BYTES = 18_000_000
FIRST = FIRST_OF_EACH_WEEK[0]
BESIDE_BAR = """Math.abs(document.getElementById("main").getBoundingClientRect().bottom
    - document.getElementById("mlsmath-bar").getBoundingClientRect().top) < 2"""


def source_cells(name):
    return json.loads((COURSE / name).read_text(encoding="utf-8"))["cells"]


@pytest.mark.parametrize("name", FIRST_OF_EACH_WEEK)
def test_a_notebook_of_each_week_runs_whole(live, name):
    live.open(name)
    outputs = live.run_all()
    flat = [(cell, output) for cell, found in outputs.items() for output in found]
    assert [(c, o) for c, o in flat if o["output_type"] == "error"] == []
    assert [(c, o) for c, o in flat if o.get("name") == "stderr"] == []
    for cell in source_cells(name):
        if cell["metadata"].get("nbgrader", {}).get("grade"):
            results = [o["data"][CHECK_RESULT] for o in outputs[cell["id"]] if "data" in o]
            assert [result["points"] for result in results] == [0], cell["id"]
            assert results[0]["message"].startswith("✘ Not yet."), cell["id"]


def test_a_wrong_and_a_right_answer_and_the_work_is_there_after_a_reload(live):
    live.open(FIRST)
    live.run_all()
    live.write("predict", "def predict(x, w, b):\n    return w + x * b")
    live.run("predict")
    assert "✘" in live.run("test-predict")
    right = "def predict(x, w, b):\n    return w * x + b"
    live.write("predict", right)
    live.run("predict")
    assert "✔ Correct." in live.run("test-predict")
    live.save()
    live.page.get_by_role("button", name="Progress: 1 of 3").click()
    live.wait_for("live-progress-code", "1 of 3")
    live.reload()
    assert live.source("predict") == right
    assert "✔ Correct." in live.said("test-predict")


def test_a_notebook_is_downloaded_begun_again_and_followed_by_the_next(live):
    page, answer = live.page, "def predict(x, w, b):\n    return w * x + b"
    live.open(FIRST)
    live.write("predict", answer)
    bar = page.get_by_role("navigation", name="This notebook")
    assert bar.get_by_role("link", name="The course").get_attribute("href") == "../../index.html"
    with page.expect_download() as download:
        bar.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename == Path(FIRST).name
    cells = json.loads(download.value.path().read_text(encoding="utf-8"))["cells"]
    (written,) = [cell for cell in cells if cell["id"] == "predict"]
    assert "".join(written["source"]) == answer
    assert written["metadata"]["nbgrader"]["solution"]
    page.on("dialog", lambda dialog: dialog.accept())
    with page.expect_navigation():
        bar.get_by_role("button", name="Start again").click()
    live.wait_for("live-start", "is ready")
    assert "raise NotImplementedError" in live.source("predict")
    name = "one.name.startsWith('01-predict-with-a-line (kept 2')"
    kept = page.evaluate(
        f"""async () => {{
            const contents = window.jupyterapp.serviceManager.contents;
            const week = await contents.get("{Path(FIRST).parent}", {{ content: true }});
            const found = week.content.filter((one) => {name}).map((one) => one.path);
            if (found.length !== 1) return {{ cells: [] }};
            return (await contents.get(found[0], {{ content: true }})).content;
        }}"""
    )
    assert answer in ["".join(cell["source"]) for cell in kept["cells"]]
    bar.get_by_role("link", name="Next part").click()
    live.wait_for("live-start", "is ready")
    assert "02-measure-the-error" in page.url


def test_python_is_ready_before_much_is_sent(live, server, capsys):
    server.sent.clear()
    live.open(FIRST)
    sent = sum(size for _, _, size in server.sent)
    time = live.page.evaluate("performance.now()")
    assert sent <= MOST_BYTES
    with capsys.disabled():
        print(f"\nPython is ready: {time / 1000:.1f} s, {sent / 1e6:.1f} MB")


def test_a_newer_version_of_a_notebook_is_told_and_the_old_one_kept(live):
    page, answer = live.page, "def predict(x, w, b):\n    return w * x + b"
    live.open(FIRST)
    newer = page.get_by_role("button", name="Get the newer version")
    assert newer.count() == 0
    live.write("predict", answer)
    old = {"version": "of last year"}
    page.evaluate(f"(old) => {PANEL}.context.model.setMetadata('mlsmath', old)", old)
    live.save()
    live.reload()
    assert live.source("predict") == answer
    newer.wait_for()
    page.set_viewport_size({"width": 430, "height": 860})
    page.wait_for_function(f"() => {BESIDE_BAR}")  # full as it is, the bar hides no line
    assert page.evaluate("document.getElementById('mlsmath-bar').offsetHeight") <= 860 / 6
    page.on("dialog", lambda dialog: dialog.accept())
    with page.expect_navigation():
        newer.click()
    live.wait_for("live-start", "is ready")
    assert "raise NotImplementedError" in live.source("predict")
    assert newer.count() == 0
    names = page.evaluate(
        """async (week) => {
            const contents = window.jupyterapp.serviceManager.contents;
            return (await contents.get(week, { content: true })).content.map((one) => one.name);
        }""",
        str(Path(FIRST).parent),
    )
    assert [name for name in names if name.startswith("01-predict-with-a-line (kept ")]


def test_two_copies_of_the_site_on_one_host_share_no_work(chromium, site, tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).symlink_to(Path(site).resolve(), target_is_directory=True)
    context = chromium.new_context()
    answer = "def predict(x, w, b):\n    return w * x + b"
    with serving(tmp_path) as server:
        a, b = (LivePage(context.new_page(), f"{server.address}/{name}") for name in ("a", "b"))
        a.open(FIRST)
        a.write("predict", answer)
        a.save()
        b.open(FIRST)
        assert "raise NotImplementedError" in b.source("predict")
        a.reload()
        assert a.source("predict") == answer
        context.close()


def test_a_live_page_is_dark_where_the_system_is_and_keeps_work_by_its_place(chromium, server):
    context = chromium.new_context(color_scheme="dark")
    page = LivePage(context.new_page(), server.address)
    page.open(FIRST)
    assert page.page.evaluate("document.body.dataset.jpThemeLight") == "false"
    kept = page.page.evaluate("async () => (await indexedDB.databases()).map((one) => one.name)")
    assert kept
    assert all(name.endswith(" - /live/") for name in kept)  # another copy has another place
    context.close()


def test_a_slip_is_told_with_line_and_mend_and_the_report_is_folded(live):
    live.open(FIRST)
    live.run_all()
    live.write("predict", "def predict(x, w, b):\n    return 8x - 3")
    said = live.run("predict")
    assert "Line 2: return 8x - 3" in said
    assert "8*x" in said
    assert not live.cell("predict").locator(".mlsmath-slip pre").is_visible()
    assert "did not run the last time" in live.run("test-predict")
    live.write("predict", "def predict(x, w, b):\n    return w * x + b")
    live.run("predict")
    assert "✔ Correct." in live.run("test-predict")


def test_a_picture_follows_the_mouse_and_the_keys(live):
    live.open(FIRST)
    live.run_all()
    stage = live.cell("fit-by-hand-code").locator(".mlsmath-stage")
    stage.scroll_into_view_if_needed()
    assert "0.00" in live.said("fit-by-hand-code")  # the slope
    drawn = live.drawn(stage)
    box = stage.bounding_box()
    mouse, x = live.page.mouse, box["x"] + 0.932 * box["width"]
    mouse.move(x, box["y"] + 0.544 * box["height"])  # the ring at the line's right end
    mouse.down()
    mouse.move(x, box["y"] + 0.35 * box["height"], steps=8)
    mouse.up()
    drawn = live.drawn_anew(stage, drawn)
    assert "0.00" not in live.said("fit-by-hand-code")
    stage.focus()
    live.page.keyboard.press("ArrowUp")
    live.drawn_anew(stage, drawn)


def test_without_a_local_copy_python_comes_from_the_public_distribution(chromium, tmp_path):
    """The public host is played by the local copy, under its name."""
    from mlsmath.commands.site.live import build_live, live_notebook

    copy = os.environ.get("MLSMATH_PYODIDE")
    if not copy:
        pytest.skip("name a folder with Pyodide's files in MLSMATH_PYODIDE")
    text = live_notebook(release.release_notebook(COURSE / FIRST))
    build_live(tmp_path / "site" / "live", {FIRST: text}, None)
    address = urlsplit(pyodide.public_address())
    folder = tmp_path / "public" / address.path.strip("/")
    folder.parent.mkdir(parents=True)
    folder.symlink_to(Path(copy).resolve())
    certificate = tmp_path / "certificate.pem"
    command = f"openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN={address.netloc}"
    command += f" -keyout {certificate} -out {certificate.with_suffix('.crt')}"
    subprocess.run(command.split(), check=True, capture_output=True)
    with certificate.open("ab") as file:
        file.write(certificate.with_suffix(".crt").read_bytes())
    with (
        serving(tmp_path / "public", certificate) as public,
        serving(tmp_path / "site") as server,
    ):
        there = f"MAP {address.netloc}:443 127.0.0.1:{public.server_port}, "
        browser = launch(chromium.browser_type, there)
        context = browser.new_context(ignore_https_errors=True)
        page = LivePage(context.new_page(), server.address)
        page.open(FIRST)
        outputs = page.run_all()
        browser.close()
    assert [o for found in outputs.values() for o in found if o["output_type"] == "error"] == []
    asked = {path.removeprefix(address.path) for path, *_ in public.sent}
    assert set(pyodide.release()["core"]) <= asked
    for package in ("ipython", "numpy", "matplotlib"):
        assert any(name.startswith(f"{package}-") for name in asked), package
    assert public.missing == []


def test_the_math_passes_its_tests_in_the_browser(live, server, site, tmp_path):
    folder = Path(site) / "live" / "static" / "tests"
    names = in_pyodide.bring_tests(folder, tmp_path)
    live.page.goto(f"{server.address}/live/static/python/lock.json")
    try:
        report = live.page.evaluate(in_pyodide.RUN, [server.address, names, in_pyodide.PYTHON])
    finally:
        in_pyodide.remove(folder)
    assert report["status"] == 0, report["said"][-4000:]
    assert report["passed"] >= 100, report
    print(f"in Pyodide: {report['passed']} passed, {report['skipped']} skipped")
