"""The built site, and a browser that reaches nothing else.

`MLSMATH_SITE` names a site that is built already, with Pyodide in it; else one is built from the
copy of Pyodide that `MLSMATH_PYODIDE` names.
"""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from .live_page import PATIENCE, LivePage
from .server import serving


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    built, pyodide = os.environ.get("MLSMATH_SITE"), os.environ.get("MLSMATH_PYODIDE")
    if built:
        return Path(built)
    if not pyodide:
        pytest.skip("name a folder with Pyodide's files in MLSMATH_PYODIDE")
    folder = tmp_path_factory.mktemp("site") / "site"
    # In a process of its own, because Playwright's event loop may run in this one already.
    command = [sys.executable, "-m", "mlsmath", "site", str(folder), "--pyodide", pyodide]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def server(site):
    with serving(site) as running:
        yield running


def launch(chromium, elsewhere=""):
    """Start the browser `chromium`; it reaches this machine, and others as `elsewhere` says."""
    return chromium.launch(
        executable_path=shutil.which("chromium"),
        args=[
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            f"--host-resolver-rules={elsewhere}MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        ],
    )


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        yield browser
        browser.close()


@contextmanager
def opened(chromium, width, height=900, **more):
    """A page of a browser that was never here, so wide; on a busy machine it waits."""
    size = {"width": width, "height": height}
    with chromium.new_context(viewport=size, **more) as context:
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        yield page


@pytest.fixture
def live(chromium, server):
    """A browser of a learner who was never here, and what it asked of other hosts."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    elsewhere = []
    context.on(
        "request",
        lambda request: (
            elsewhere.append(request.url)
            if not request.url.startswith((server.address, "data:", "blob:"))
            else None
        ),
    )
    yield LivePage(context.new_page(), server.address)
    context.close()
    assert elsewhere == []
