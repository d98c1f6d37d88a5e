"""One JupyterLab and one Chromium for all tests here; where there is no Chromium, a word why not.

JupyterLab answers on a free port of this machine; nothing goes out to the network.
"""

import os
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

PLACES = ("chromium", "chromium-browser", "google-chrome", "chrome")
CHROMIUM = next(filter(None, map(shutil.which, PLACES)), None)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
TOKEN = "penguins"
BIRDS = """
from mlsmath.data import load_penguins
from mlsmath.pictures import *
penguins = load_penguins(require=("flipper_length_mm", "body_mass_g"))
x = penguins["flipper_length_mm"] / 10 - 20
y = penguins["body_mass_g"] / 1000
"""


def pytest_collection_modifyitems(items):
    missing = "Chromium is not installed" if CHROMIUM is None else ""
    try:
        import playwright  # noqa: F401
    except ImportError:
        missing = 'Playwright is not installed: pip install "mlsmath[browser]"'
    for item in items:
        if Path(__file__).parent in Path(item.path).parents:
            item.add_marker(pytest.mark.browser)
            if missing:
                item.add_marker(pytest.mark.skip(reason=missing))


@pytest.fixture(scope="session")
def jupyter(tmp_path_factory):
    """A JupyterLab: its folder, and its address."""
    folder = tmp_path_factory.mktemp("lab")
    homes = {
        name: str(folder / f".{name.lower()}")
        for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    }
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--port=0", "--ServerApp.ip=127.0.0.1",
        f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={folder}", "--allow-root",
        "--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]  # fmt: skip
    environment = {**os.environ, **homes, "JUPYTERLAB_SETTINGS_DIR": str(folder / ".settings"),
                   "JUPYTERLAB_WORKSPACES_DIR": str(folder / ".workspaces")}  # fmt: skip
    with (folder / ".log").open("w", encoding="utf-8") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, env=environment, cwd=folder)
    try:
        yield folder, _address(folder, server)
    finally:
        server.terminate()
        server.wait(30)


def _address(folder, server):
    for _ in range(300):
        for file in (folder / ".jupyter_runtime_dir").glob("jpserver-*.json"):
            port = int(file.read_text(encoding="utf-8").partition('"port": ')[2].partition(",")[0])
            address = f"http://127.0.0.1:{port}"
            try:
                urllib.request.urlopen(f"{address}/api?token={TOKEN}", timeout=5)
            except OSError:
                continue
            return address
        if server.poll() is not None:
            break
        time.sleep(0.2)
    raise RuntimeError((folder / ".log").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


class Notebook:
    """A notebook that is open in JupyterLab and has been run."""

    def __init__(self, page, folder, name):
        self.page, self.folder, self.name = page, folder, name

    def run_all(self):
        self.page.get_by_role("menuitem", name="Run", exact=True).click()
        self.page.get_by_text("Run All Cells", exact=True).click()

    def python(self, code):
        """Run a line in the notebook's last cell and return what it shows."""
        cell = self.page.locator(".jp-Cell").last
        cell.locator(".cm-content").fill(f"print('<' + str({code}) + '>')")
        before = cell.locator(".jp-InputPrompt").inner_text()
        self.page.keyboard.press("Control+Enter")
        self.page.wait_for_function(
            "([cell, before]) => /\\d/.test(cell.innerText) && cell.innerText !== before",
            arg=[cell.locator(".jp-InputPrompt").element_handle(), before],
        )
        output = cell.locator(".jp-OutputArea-output").last
        output.wait_for()
        return output.inner_text().strip()[1:-1]


@pytest.fixture
def open_notebook(jupyter, chromium):
    """Open a notebook of these cells in a window of this size, run it and wait for pictures."""
    folder, address = jupyter
    opened = []

    def open_and_run(*cells, width=1000, height=1400, dense=1, pictures=1):
        name = f"n{len(list(folder.glob('*.ipynb')))}.ipynb"
        sources = [BIRDS, *cells, ""]
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        notebook = new_notebook(
            metadata={"kernelspec": kernel},
            cells=[new_code_cell(source.strip()) for source in sources],
        )
        nbformat.write(notebook, folder / name)
        context = chromium.new_context(
            viewport={"width": width, "height": height}, device_scale_factor=dense
        )
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.goto(f"{address}/lab/tree/{name}?token={TOKEN}&reset")
        page.get_by_text("| Idle").wait_for()
        opened.append((context, name))
        shown = Notebook(page, folder, name)
        shown.run_all()
        page.wait_for_function(
            "many => document.querySelectorAll('.mlsmath-stage canvas').length >= many",
            arg=pictures,
        )
        return shown

    yield open_and_run
    for context, _ in opened:
        context.close()
    _shut_kernels(address)


def _shut_kernels(address):
    import json

    with urllib.request.urlopen(f"{address}/api/kernels?token={TOKEN}", timeout=10) as answer:
        kernels = json.load(answer)
    for kernel in kernels:
        url = f"{address}/api/kernels/{kernel['id']}?token={TOKEN}"
        urllib.request.urlopen(urllib.request.Request(url, method="DELETE"), timeout=10)
