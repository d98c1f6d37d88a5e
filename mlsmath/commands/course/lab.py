"""JupyterLab on a learner's copy, in the foreground."""

import os
import signal
import subprocess
import sys
import webbrowser
from collections.abc import Callable
from pathlib import Path

from mlsmath.commands.course.errors import CourseError
from mlsmath.commands.course.start_page import START_PAGE

WORKSPACE = "mlsmath"  # so that tabs of other work are not mixed with the course's

CONFIG = Path(__file__).parent / "jupyter"
STYLE = CONFIG / "custom"  # holds custom.css, which JupyterLab loads


def open_lab(
    folder: Path, announce: Callable[[str], None], port: int | None = None, browser: bool = True
) -> None:
    """Serve `folder` in JupyterLab until it is stopped, opened on the start page.

    `announce` is called with the address once it is known. A busy `port` is replaced by a free
    one. Raises CourseError if JupyterLab cannot start.
    """
    # A kernel of this Python, even where the user has registered another one under its name.
    os.environ.setdefault("JUPYTER_PREFER_ENV_PATH", "1")
    # Hides nbgrader's tools for instructors, and the offer of news from another host.
    others = os.environ.get("JUPYTER_CONFIG_PATH")
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(
        [str(CONFIG), *([others] if others else [])]
    )
    import zmq
    from jupyter_client.manager import KernelManager
    from jupyterlab.labapp import LabApp

    browser = browser and _browser_found()
    page = f"/lab/workspaces/{WORKSPACE}/tree/{START_PAGE}"
    arguments = [
        f"--ServerApp.root_dir={folder}",
        f"--LabApp.default_url={page}",
        f"--ServerApp.open_browser={browser}",
        "--LabApp.check_for_updates_class=jupyterlab.handlers.announcements.NeverCheckForUpdate",
        "--Application.log_level=CRITICAL",  # what matters to a learner, the browser shows
        "--ServerApp.answer_yes=True",
        "--LabApp.custom_css=True",
    ]
    if "transport_encryption" in KernelManager.class_trait_names() and zmq.has("curve"):
        arguments.append("--KernelManager.transport_encryption=auto")  # else the kernel warns
    if port is not None:
        arguments.append(f"--ServerApp.port={port}")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--ServerApp.allow_root=True")
    try:
        server = LabApp.initialize_server(argv=arguments)
    except SystemExit as error:
        raise CourseError("JupyterLab could not start; its message is above.") from error
    # Between a custom.css of the user's own and Jupyter's empty one.
    server.web_app.settings["static_custom_path"].insert(-1, str(STYLE))
    token = server.identity_provider.token
    server.identity_provider.token_generated = False  # else Jupyter says the address as well
    address = f"{server.connection_url.rstrip('/')}{page}" + (f"?token={token}" if token else "")
    server.io_loop.add_callback(announce, address)  # once the server listens
    _prepare_fonts()
    server.start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # pressed twice: the rest is soon done


def _browser_found() -> bool:
    """Tell whether there is a browser with a window, not one that takes over the terminal."""
    if sys.platform.startswith("linux") and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    ):
        return False
    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    return True


def _prepare_fonts() -> None:
    """Let Matplotlib make its list of fonts now: in a notebook its message would be red."""
    subprocess.Popen(
        [sys.executable, "-c", "import matplotlib.font_manager"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
