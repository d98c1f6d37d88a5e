"""The folder of a site: what may be replaced, and that an unfinished build replaces nothing."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from mlsmath.commands.course import UsageError
from mlsmath.commands.site import build, folder


def make(place, text, then=lambda: None):
    with folder.replacing(place) as new:
        (new / "live").mkdir()
        (new / "index.html").write_text(text, encoding="utf-8")
        (new / "live" / "a b.js").write_text(text, encoding="utf-8")
        then()


def contents(place):
    return {
        path.relative_to(place).as_posix(): path.read_bytes()
        for path in place.rglob("*")
        if path.is_file()
    }


def test_a_new_site_takes_the_place_of_the_old_one(tmp_path):
    place = tmp_path / "a" / "site"
    make(place, "old")
    (place / ".DS_Store").touch()  # a system leaves it, nobody misses it
    make(place, "new")
    assert (place / "index.html").read_text(encoding="utf-8") == "new"
    assert set(contents(place)) == {"index.html", "live/a b.js", folder.MARK}
    assert [path.name for path in place.parent.iterdir()] == ["site"]


def test_a_site_can_be_read_by_everybody_who_may_read_its_folder(tmp_path):
    make(tmp_path / "site", "new")
    assert (tmp_path / "site").stat().st_mode == tmp_path.joinpath("site", "live").stat().st_mode


@pytest.mark.parametrize("error", [ValueError("a fault"), KeyboardInterrupt()])
def test_what_ends_a_build_leaves_the_old_site_whole(tmp_path, error):
    place = tmp_path / "site"
    make(place, "old")
    before = contents(place)

    def end():
        raise error

    with pytest.raises(type(error)):
        make(place, "new", then=end)
    assert contents(place) == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_the_old_site_comes_back_if_the_new_one_cannot_take_its_place(tmp_path, monkeypatch):
    place = tmp_path / "site"
    make(place, "old")
    rename = Path.rename

    def refuse(path, target):
        if path.name == "new":
            raise PermissionError(13, "Somebody reads it", str(path))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(PermissionError):
        make(place, "new")
    assert (place / "index.html").read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        (".git", r"holds a \.git of its own; name a new folder"),
        (".git/HEAD", r"holds a \.git of its own; name a new folder"),
        ("CNAME", "holds CNAME, which is not of the site"),
        ("week1/my notes.txt", "holds week1/my notes.txt, which is not of the site"),
    ],
)
def test_what_somebody_put_into_a_site_is_not_lost(tmp_path, name, says):
    make(tmp_path / "site", "old")
    path = tmp_path / "site" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match=says):
        make(tmp_path / "site", "new")
    assert path.read_text(encoding="utf-8") == "mine"


def test_what_comes_while_a_site_is_built_is_not_lost(tmp_path):
    place = tmp_path / "site"

    def write():
        place.mkdir()
        (place / "thesis.txt").touch()

    with pytest.raises(UsageError, match="holds something else"):
        make(place, "new", then=write)
    assert [path.name for path in place.iterdir()] == ["thesis.txt"]


def test_neither_a_file_nor_the_folder_one_is_in_is_replaced(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="is a file; name a folder"):
        folder.check_folder(tmp_path / "file")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").unlink()
    with pytest.raises(UsageError, match="name a new folder inside it"):
        folder.check_folder(tmp_path)


def test_a_folder_is_refused_before_anything_is_done(tmp_path, monkeypatch):
    monkeypatch.setattr(build, "TOOLS", ())
    (tmp_path / "thesis.txt").touch()
    with pytest.raises(UsageError, match="holds something else; name a new folder"):
        build.build_site(tmp_path, build.Options(), course=tmp_path / "none", say=pytest.fail)
    assert (tmp_path / "thesis.txt").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl-C another way")
def test_ctrl_c_ends_the_command_in_one_sentence_and_leaves_nothing(tmp_path):
    program = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from mlsmath.commands.site import build; build.TOOLS = ()\n"
        "from mlsmath.commands.cli import main; sys.exit(main(['site', 'site']))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        first = process.stdout.readline()  # the notebooks begin to run
        process.send_signal(signal.SIGINT)
        _, error = process.communicate()
    assert first.startswith("1 of 3: running ")
    assert process.returncode == 130
    assert error.strip() == "mlsmath: stopped."
    assert list(tmp_path.iterdir()) == []
