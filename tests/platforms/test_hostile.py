"""Archives that try to do harm are refused in a sentence; everybody else is collected."""

import io
import os
import sys
import zipfile

import pytest

from mlsmath.commands.platforms import download, unpack

from .forms import zipped
from .small import FIRST, row


def archive(write) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        write(made)
    return out.getvalue()


def link(made):
    info = zipfile.ZipInfo(FIRST)
    info.external_attr = 0o120777 << 16
    made.writestr(info, "/etc/passwd")


def pipe(made):
    info = zipfile.ZipInfo(FIRST)
    info.external_attr = 0o010644 << 16
    made.writestr(info, "")


def named(name):
    return lambda made: made.writestr(name, b"harm")


def many(made):
    for number in range(unpack.MOST_FILES + 1):
        made.writestr(f"{number}.csv", b"")


def bomb(made):
    made.writestr("bomb.csv", b"\0" * (unpack.MOST_BYTES + 1))


def nested(depth):
    def write(made):
        data = b"1"
        for _ in range(depth):
            data = archive(lambda inner, data=data: inner.writestr("inner.zip", data))
        made.writestr("outer.zip", data)

    return write


HOSTILE = {
    "slip": (named("../../../slip.ipynb"), "its name leads out of the archive"),
    "slip-windows": (named("..\\..\\slip.ipynb"), "its name leads out of the archive"),
    "absolute": (named("/slip.ipynb"), "its name leads out of the archive"),
    "drive": (named("C:/slip.ipynb"), "its name leads out of the archive"),
    "link": (link, "a link to another place"),
    "pipe": (pipe, "neither a file nor a folder"),
    "many": (many, "more than 500 files (502 in all)"),
    "bomb": (bomb, "unpacked it is larger than 0 MB"),
    "nested": (nested(9), "a zip in more than 3 zips"),
}


@pytest.fixture(autouse=True)
def small_limits(monkeypatch):
    """Let bombs be small: what is tested is that the limit holds."""
    monkeypatch.setattr(unpack, "MOST_BYTES", 900_000)
    monkeypatch.setattr(unpack.Files, "__init__", _with_room(unpack.Files.__init__))


def _with_room(init):
    def changed(self, **more):
        init(self, **{"room": unpack.MOST_BYTES, **more})

    return changed


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_zip_sets_its_person_aside_and_nobody_else(klass, kind):
    write, said = HOSTILE[kind]
    files = {"eve.zip": archive(write), f"ben/{FIRST}": klass.book()}
    outcome = klass.collect(klass.zip(files), roster=klass.people("ben", "eve"))
    assert row(outcome, "eve").state == "set aside"
    (note,) = row(outcome, "eve").notes
    assert note.startswith("refused: ")
    assert note.endswith(said)
    assert row(outcome, "ben").state == "new"
    assert [path.name for path in (klass.build / "submitted").iterdir()] == ["ben"]
    assert not list(klass.folder.rglob("slip.ipynb"))
    assert not os.path.exists("/slip.ipynb")


def test_a_hundred_thousand_files_in_the_download_itself(klass):
    files = [(f"eve/{number}.csv", b"") for number in range(100_000)]
    path = klass.zip([*files, (f"ben/{FIRST}", klass.book())])
    outcome = klass.collect(path, roster=klass.people("ben", "eve"))
    assert row(outcome, "eve").notes == ["refused: more than 500 files (100000 in all)"]
    assert row(outcome, "ben").state == "new"


def test_names_that_lead_out_of_the_download_itself(klass):
    files = [("../../eve.ipynb", b"{}"), (f"ben/{FIRST}", klass.book())]
    outcome = klass.collect(klass.zip(files), roster=klass.people("ben", "eve"))
    assert [(one.file, one.reason) for one in outcome.unplaced] == [
        ("../../eve.ipynb", "its name leads out of the archive")
    ]
    assert row(outcome, "ben").state == "new"


def test_refused_zip_leaves_what_was_collected_before(klass):
    roster = klass.people("eve")
    klass.collect(klass.zip({f"eve/{FIRST}": klass.book()}), roster=roster)
    outcome = klass.collect(klass.zip({"eve.zip": archive(link)}, "two.zip"), roster=roster)
    assert row(outcome, "eve").notes[-1] == "what was collected before stays"
    assert klass.files("eve") == {FIRST: klass.book()}


def test_size_that_an_archive_hides(klass, monkeypatch):
    """A size in the list of an archive may be a lie: what is read counts."""
    honest = download.in_archive

    def lying(made):
        return [
            download.Member(one.path, 0, one.read, one.when, one.hostile) for one in honest(made)
        ]

    monkeypatch.setattr(download, "in_archive", lying)
    outcome = klass.collect(klass.zip({"eve.zip": archive(bomb)}), roster=klass.people("eve"))
    assert row(outcome, "eve").notes == ["refused: unpacked it is larger than 0 MB"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_link_in_a_folder(klass):
    secret = klass.folder / "secret.csv"
    secret.write_text("secret")
    folder = klass.folder / "all"
    (folder / "eve").mkdir(parents=True)
    (folder / "eve" / FIRST).write_bytes(klass.book())
    (folder / "eve" / "table.csv").symlink_to(secret)
    (folder / "gus").symlink_to(folder / "eve")
    outcome = klass.collect(folder, roster=klass.people("eve", "gus"))
    for student in ("eve", "gus"):
        assert row(outcome, student).state != "new"
    assert not (klass.build / "submitted").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_submission_that_is_a_link_to_a_neighbours_is_not_written_through(klass):
    roster = klass.people("ben", "eve")
    klass.collect(klass.zip({f"ben/{FIRST}": klass.book()}), roster=roster)
    (klass.build / "submitted" / "eve").symlink_to(klass.build / "submitted" / "ben")
    path = klass.zip({f"eve/{FIRST}": klass.book(words="eve's")}, "two.zip")
    outcome = klass.collect(path, roster=roster)
    assert row(outcome, "eve").state == "set aside"
    assert klass.files("ben") == {FIRST: klass.book()}


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("eve.zip", b"PK\x03\x04 half", "a broken zip"),
        ("eve/work.zip", b"", "a broken zip"),
        ("eve/work.rar", b"Rar!", "an archive of this kind is not opened; ask for a zip"),
    ],
)
def test_broken_archive_is_said_and_stops_nobody(klass, name, data, said):
    files = {name: data, f"ben/{FIRST}": klass.book()}
    outcome = klass.collect(klass.zip(files), roster=klass.people("ben", "eve"))
    assert row(outcome, "eve").state == "set aside"
    assert said in row(outcome, "eve").notes[0]
    assert row(outcome, "ben").state == "new"


def test_archive_with_a_wrong_checksum(klass):
    data = bytearray(zipped(None, [(FIRST, klass.book())]))
    data[60] ^= 0xFF
    files = {"eve.zip": bytes(data), f"ben/{FIRST}": klass.book()}
    outcome = klass.collect(klass.zip(files), roster=klass.people("ben", "eve"))
    assert "it cannot be unpacked" in row(outcome, "eve").notes[0]
    assert row(outcome, "ben").state == "new"


@pytest.mark.parametrize(
    ("method", "mark", "place"),
    [
        (zipfile.ZIP_LZMA, FIRST.encode(), 60),
        (zipfile.ZIP_STORED, b"PK\5\6", 18),  # where the list of files begins
    ],
)
def test_archive_with_a_wrong_byte(klass, method, mark, place):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        made.writestr(FIRST, klass.book())
    data = bytearray(out.getvalue())
    data[data.index(mark) + place] ^= 0xFF
    files = {"eve.zip": bytes(data), f"ben/{FIRST}": klass.book()}
    outcome = klass.collect(klass.zip(files), roster=klass.people("ben", "eve"))
    assert row(outcome, "eve").state == "set aside"
    assert row(outcome, "ben").state == "new"


def test_locked_archive(klass):
    data = bytearray(zipped(None, [(FIRST, klass.book())]))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    files = {"eve.zip": bytes(data), f"ben/{FIRST}": klass.book()}
    outcome = klass.collect(klass.zip(files), roster=klass.people("ben", "eve"))
    assert row(outcome, "eve").notes[0] == f"eve/{FIRST}: locked with a password"
