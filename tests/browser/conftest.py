"""One JupyterLab and one Chromium for all tests here; where there is none, a word why not.

JupyterLab answers on a free port of this machine; nothing goes out to the network.
"""

import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import nbformat
import numpy as np
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from PIL import Image

from mlsmath.commands.course.lab import CONFIG

PLACES = ("chromium", "chromium-browser", "google-chrome", "chrome")
CHROMIUM = next(filter(None, map(shutil.which, PLACES)), None)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
TOKEN = "penguins"
PATIENCE = 240_000  # ms; a busy machine takes long, and nothing is claimed of that here
BIRDS = """
from mlsmath.data import load_penguins
from mlsmath.pictures import *
penguins = load_penguins(require=("flipper_length_mm", "body_mass_g"))
x = (penguins["flipper_length_mm"] / 10 - 20).round(1)
y = penguins["body_mass_g"] / 1000
"""


def what_is_missing():
    """What these tests need and do not find, in words."""
    if CHROMIUM is None:
        return "Chromium is not installed"
    try:
        import playwright  # noqa: F401
    except ImportError:
        return 'Playwright is not installed: pip install "mlsmath[browser]"'
    return ""


def pytest_collection_modifyitems(items):
    here, missing = Path(__file__).parent, what_is_missing()
    for item in items:
        if here in Path(item.path).parents:
            item.add_marker(pytest.mark.browser)
            if missing:
                item.add_marker(pytest.mark.skip(reason=missing))


@pytest.fixture(scope="module")
def jupyter(tmp_path_factory):
    """A JupyterLab with the course's settings: its folder, and its address."""
    folder = tmp_path_factory.mktemp("lab")
    names = ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR")
    homes = {f"JUPYTER_{name}": str(folder / f".{name}") for name in names}
    homes |= {
        "IPYTHONDIR": str(folder / ".ipython"),
        "JUPYTER_CONFIG_PATH": str(CONFIG),
        "JUPYTERLAB_SETTINGS_DIR": str(folder / ".settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(folder / ".workspaces"),
    }
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--port=0", "--ServerApp.ip=127.0.0.1",
        f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={folder}", "--allow-root",
        "--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]  # fmt: skip
    with (folder / ".log").open("w", encoding="utf-8") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, **homes})
    try:
        yield folder, address_of(folder, server)
    finally:
        server.terminate()
        server.wait(30)


def address_of(folder, server):
    """The address at which the server answers, as soon as it does."""
    while server.poll() is None:
        for file in (folder / ".RUNTIME_DIR").glob("jpserver-*.json"):
            try:
                port = json.loads(file.read_text(encoding="utf-8"))["port"]
                urllib.request.urlopen(f"http://127.0.0.1:{port}/api?token={TOKEN}", timeout=5)
            except (OSError, ValueError):
                continue
            return f"http://127.0.0.1:{port}"
        time.sleep(0.2)
    raise RuntimeError((folder / ".log").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def chromium():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


class Shown:
    """A picture on the page: its sliders, its stage and its buttons."""

    def __init__(self, page, k):
        self.page = page
        self.box = page.locator(".mlsmath-picture").nth(k)
        self.stage = self.box.locator(".mlsmath-stage")

    def values(self):
        """What the sliders say, as numbers; of names to choose from, the place of the chosen."""
        texts = self.box.locator(".widget-readout").all_inner_texts()
        chosen = self.box.locator(".widget-toggle-buttons").evaluate_all(
            "all => all.map((one) => [...one.querySelectorAll('button')].findIndex("
            "({ classList }) => classList.contains('mod-active')))"
        )
        return [*(float(text.replace("−", "-")) for text in texts), *map(float, chosen)]

    def wait_for(self, i, value):
        self.page.wait_for_function(
            "([box, i, value]) => Math.abs(parseFloat(box.querySelectorAll('.widget-readout')[i]"
            ".innerText.replace('−', '-')) - value) < 1e-9",
            arg=[self.box.element_handle(), i, value],
        )

    def settle(self):
        """Wait until what has moved is drawn."""
        self.page.evaluate(
            "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )

    def eventually(self, check):
        """Check again until it holds, for what comes when Python has answered."""
        for _ in range(PATIENCE // 2000):
            with contextlib.suppress(AssertionError):
                return check()
            self.page.wait_for_timeout(500)
        return check()

    def image(self):
        """The picture as it is seen, as wide as Matplotlib's file, and the share of each axes."""
        self.page.mouse.move(0, 0)
        self.settle()
        seen = Image.open(io.BytesIO(self.stage.screenshot())).convert("RGB")
        return np.asarray(seen.resize((1400, round(1400 * seen.height / seen.width)))).astype(int)

    def at(self, x, y):
        """The place on the page of a place in the picture, given as shares from the left top."""
        self.stage.scroll_into_view_if_needed()
        box = self.stage.bounding_box()
        return box["x"] + x * box["width"], box["y"] + y * box["height"]

    def drag(self, start, end):
        self.page.mouse.move(*self.at(*start))
        self.page.mouse.down()
        self.page.mouse.move(*self.at(*end), steps=6)
        self.page.mouse.up()
        self.settle()

    def click(self, x, y):
        self.page.mouse.click(*self.at(x, y))
        self.settle()

    def press(self, key, i=None):
        """Press a key on the picture, or on the handle of a slider."""
        target = self.stage if i is None else self.box.locator(".noUi-handle").nth(i)
        target.focus()
        self.page.keyboard.press(key)
        self.settle()

    def button(self, name):
        self.box.get_by_role("button", name=name, exact=True).click()
        self.settle()


def choose(page, menu, item):
    page.get_by_role("menuitem", name=menu, exact=True).click()
    page.locator(".lm-Menu-itemLabel").get_by_text(item, exact=True).click()


def run_cells(page):
    choose(page, "Run", "Run All Cells")


def open_page(jupyter, chromium, cells, name="n.ipynb", dense=2, app="lab/tree", **window):
    """A page of JupyterLab, or of Notebook 7, on which these cells have been run."""
    folder, address = jupyter
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    sources = [source.strip() for source in (BIRDS, *cells, "1")]
    cells = [new_code_cell(source) for source in sources]
    nbformat.write(new_notebook(metadata={"kernelspec": kernel}, cells=cells), folder / name)
    size = {"width": 1000, "height": 1400} | window
    context = chromium.new_context(viewport=size, device_scale_factor=dense)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"{address}/{app}/{name}?token={TOKEN}&reset")
    if app == "lab/tree":
        page.get_by_text("| Idle").wait_for()
    else:
        page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for()
    run_cells(page)
    return page


def python(page, code):
    """Run a line in the last cell of the notebook and return what it shows."""
    cell = page.locator(".jp-CodeCell").last
    before = cell.locator(".jp-InputPrompt").inner_text()
    cell.locator(".cm-content").fill(code)
    page.keyboard.press("Control+Enter")
    page.wait_for_function(
        "([prompt, before]) => /\\d/.test(prompt.innerText) && prompt.innerText !== before",
        arg=[cell.locator(".jp-InputPrompt").element_handle(), before],
    )
    return cell.locator(".jp-OutputArea-output").last.inner_text().strip()


class Notebook:
    """A notebook on its page, with one picture in it."""

    def __init__(self, page):
        self.page = page

    def python(self, expression):
        """The value of an expression, as Python writes it."""
        return python(self.page, f"print({expression})")


@pytest.fixture
def open_notebook(jupyter, chromium):
    """Open and run a notebook of these cells, and wait until its picture is there."""
    opened = []

    def open_and_run(*cells, **window):
        name = f"n{len(list(jupyter[0].glob('*.ipynb')))}.ipynb"
        opened.append(open_page(jupyter, chromium, cells, name, dense=1, **window))
        opened[-1].locator(".mlsmath-stage canvas").first.wait_for()
        return Notebook(opened[-1])

    yield open_and_run
    for page in opened:
        page.context.close()
