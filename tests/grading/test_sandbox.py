"""What the sandbox's command hides, and what it leaves no submission to write for another."""

import subprocess
import sys
from itertools import pairwise

import pytest

from mlsmath.commands.grading.sandbox import isolation

WRITES = """
import errno, signal, sys
from mlsmath.commands.grading.sandbox.isolation import Limits, set_limits

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
set_limits(Limits(file_size=1000), sandboxed=False)
with open(sys.argv[1], "wb", buffering=0) as file:
    print(file.write(b"7" * 1500))
    try:
        file.write(b"7")
    except OSError as error:
        print(errno.errorcode[error.errno])
"""


def words_after(words: list[str], option: str) -> list[str]:
    return [after for word, after in pairwise(words) if word == option]


def test_exchange_is_hidden(monkeypatch, tmp_path):
    there, gone = tmp_path / "nbgrader", tmp_path / "gone"
    there.mkdir()
    monkeypatch.setattr(isolation, "EXCHANGE", (str(there), str(gone)))
    words = isolation.command(["true"])
    assert str(there) in words_after(words, "--tmpfs")
    assert str(there) in words_after(words, "--remount-ro")
    assert str(gone) not in words


def test_no_submission_leaves_files_among_the_devices_for_another():
    words = isolation.command(["true"])
    assert "/dev" in words_after(words, "--remount-ro")


def test_of_the_folder_of_matplotlib_the_lists_of_fonts_alone_are_shown(monkeypatch, tmp_path):
    for name in ("fontlist-v390.json", "matplotlibrc", "solution.ipynb"):
        (tmp_path / name).touch()
    monkeypatch.setenv("MPLCONFIGDIR", str(tmp_path))
    words = isolation.command(["true"])
    (shown,) = (word for word in words if word.startswith(str(tmp_path)))
    assert shown == str(tmp_path / "fontlist-v390.json")
    assert words[words.index(shown) + 1] == "/fonts/fontlist-v390.json"


@pytest.mark.skipif(sys.platform != "linux", reason="the sandbox is for Linux")
def test_no_file_grows_beyond_the_limit(tmp_path):
    path = tmp_path / "large"
    done = subprocess.run(
        [sys.executable, "-c", WRITES, str(path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["1000", "EFBIG"]
    assert path.stat().st_size == 1000
