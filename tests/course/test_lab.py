"""JupyterLab really starts on the learner's copy, says where, and stops when it is told to."""

import json
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request

import pytest

from mlsmath.commands.course import lab, report
from mlsmath.commands.course.place import Place
from mlsmath.commands.course.start_page import START_PAGE, command

from . import small


@pytest.fixture
def busy_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def server(tmp_path, busy_port):
    """`mlsmath learn` in a folder with a space, on a busy port, without a browser."""
    new_group = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
    process = subprocess.Popen(
        small.listening("learn", "my course", "--port", busy_port),
        cwd=tmp_path,
        env={**small.environment(tmp_path), "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        creationflags=new_group,
    )
    guard = threading.Timer(90, process.kill)
    guard.start()
    yield process
    guard.cancel()
    process.kill()
    process.communicate()


def get(address):
    with urllib.request.urlopen(address, timeout=600) as answer:
        return answer.read().decode("utf-8")


def test_learn_serves_the_copy_and_stops_cleanly(server, tmp_path, busy_port):
    said = []
    for line in server.stdout:
        said.append(line)
        if "To stop" in line:
            break
    out = "".join(said)
    folder = tmp_path / "my course"
    address = re.search(r"^  (http://\S+)$", out, flags=re.MULTILINE)
    assert address is not None, out
    root, page, token = re.fullmatch(r"(http://[^/]+)(/\S+)\?token=(\w+)", address[1]).groups()
    assert int(root.rsplit(":", 1)[1]) != busy_port
    assert page == f"/lab/workspaces/mlsmath/tree/{START_PAGE}"
    assert f"Your course is in {folder}\n" in out
    assert f"To come back another day, enter: {command('learn', folder)}\n" in out

    contents = json.loads(get(f"{root}/api/contents?token={token}"))["content"]
    assert {item["name"] for item in contents} >= {START_PAGE, "week1-linear-regression"}
    with pytest.raises(urllib.error.HTTPError, match="403"):
        get(f"{root}/api/contents")

    config = re.search(
        r'id="jupyter-config-data"[^>]*>(.*?)</script>', get(address[1]), flags=re.DOTALL
    )
    config = json.loads(config[1])
    assert config["treePath"] == START_PAGE
    hidden = config["disabledExtensions"]
    assert "@jupyterlab/apputils-extension:announcements" in hidden
    assert "@jupyter/nbgrader:create-assignment" in hidden
    assert "@jupyter/nbgrader:validate-assignment" in hidden
    style = "custom/custom.css"
    assert f'href="/{style}"' in get(address[1])
    assert get(f"{root}/{style}") == (lab.STYLE / "custom.css").read_text(encoding="utf-8")
    kernels = json.loads(get(f"{root}/api/kernelspecs?token={token}"))["kernelspecs"]
    assert "python3" in kernels

    server.send_signal(getattr(signal, "CTRL_BREAK_EVENT", signal.SIGINT))
    rest = ""
    if sys.platform != "win32":
        rest = "".join(iter(server.stdout.readline, f"{report.come_back(Place(folder))}\n"))
        server.send_signal(signal.SIGINT)  # Jupyter has taught many to press it twice
    rest += server.communicate(timeout=600)[0]
    with pytest.raises(OSError, match=r"refused|10061"):
        get(root)
    if sys.platform != "win32":
        assert server.returncode == 0
        assert f"JupyterLab has stopped. Your work is in {folder}\n" in rest
    assert "Traceback" not in out + rest
    assert "WARNING" not in out + rest


@pytest.mark.parametrize(
    ("environment", "found"),
    [({}, False), ({"DISPLAY": ":0"}, True), ({"BROWSER": "true"}, True)],
)
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="others always have a window")
def test_browser_in_the_terminal_is_no_browser(environment, found, monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(lab.webbrowser, "get", lambda: "a browser")
    assert lab._browser_found() == found


def test_no_browser_at_all_is_no_error(monkeypatch):
    monkeypatch.setenv("DISPLAY", ":0")

    def none_found():
        raise lab.webbrowser.Error("could not locate runnable browser")

    monkeypatch.setattr(lab.webbrowser, "get", none_found)
    assert not lab._browser_found()
