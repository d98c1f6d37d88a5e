"""What honest learners hand in: odd names, copies, folders, zips in zips."""

import io
import json
import zipfile

import pytest

from mlsmath.commands.platforms.notebooks import expected_in, which

from .forms import zipped
from .small import FIRST, ROOT, SECOND, WEEK, row

STEM = FIRST.removesuffix(".ipynb")


@pytest.mark.parametrize(
    "name",
    [
        f"{STEM} (2).ipynb",
        f"{STEM}-1.ipynb",
        f"Copy of {FIRST}",
        f"{STEM}-Copy1.ipynb",
        f"{STEM}.IPYNB",
        f"{FIRST}.txt",
        f"{FIRST}.json",
        "my work.ipynb",
        "no ending",
        f"deep/er/{WEEK}/{FIRST}",
        f"C\\Users\\eve\\{FIRST}",
        "Lösung – 解答.ipynb",
        f"{SECOND}",
    ],
)
@pytest.mark.parametrize("inside", [False, True])
def test_notebook_is_known_by_what_is_in_it(klass, name, inside):
    book = klass.book()
    data = {"ada.zip": zipped(None, [(name, book)])} if inside else {f"ada/{name}": book}
    klass.collect(klass.zip(data), roster=klass.people("ada"))
    assert klass.files("ada") == {FIRST: book}


def test_zips_in_zips(klass):
    inner = zipped(None, [(FIRST, klass.book())])
    outer = zipped(None, [("inner.zip", inner), ("own.csv", b"1")])
    klass.collect(klass.zip({"ada.zip": outer}), roster=klass.people("ada"))
    assert klass.files("ada") == {FIRST: klass.book(), "own.csv": b"1"}


def test_what_systems_add_is_left_out_and_counted(klass):
    files = {
        f"ada/{FIRST}": klass.book(),
        f"ada/__MACOSX/._{FIRST}": b"\0",
        f"__MACOSX/ada/._{FIRST}": b"\0",
        "ada/.DS_Store": b"\0",
        f"ada/.ipynb_checkpoints/{STEM}-checkpoint.ipynb": klass.book(words="old"),
        **{f"ada/.venv/lib/{number}.csv": b"" for number in range(600)},
    }
    outcome = klass.collect(klass.zip(files), roster=klass.people("ada"))
    assert klass.files("ada") == {FIRST: klass.book()}
    assert outcome.system == 604
    assert row(outcome, "ada").notes == []


@pytest.mark.parametrize("encoding", ["utf-8", "cp437"])
def test_names_in_utf8_without_saying_so_and_in_cp437(klass, encoding):
    raw = "Jörg".encode(encoding)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(f"{'J' * len(raw)}/{FIRST}", klass.book())
    path = klass.folder / "download.zip"
    path.write_bytes(out.getvalue().replace(b"J" * len(raw) + b"/", raw + b"/"))
    roster = klass.folder / "ids.csv"
    roster.write_text("id,name\njoerg,Jörg\n", encoding="utf-8")
    outcome = klass.collect(path, roster=roster)
    assert row(outcome, "joerg").state == "new"


def test_two_files_of_one_notebook_stop_nobody(klass):
    files = {
        f"ada/{STEM} (1).ipynb": klass.book(words="other"),
        f"ada/{FIRST}": klass.book(),
        f"ben/{FIRST}": klass.book(),
        f"ben/again/{FIRST}": klass.book(),
    }
    outcome = klass.collect(klass.zip(files), roster=klass.people("ada", "ben"))
    assert klass.files("ada") == {FIRST: klass.book()}
    assert row(outcome, "ada").notes == [
        f"several files are {STEM}: {FIRST} counts, {STEM} (1).ipynb does not"
    ]
    assert row(outcome, "ben").notes == []


def test_one_name_twice_in_a_zip(klass):
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = zipped(None, [(FIRST, klass.book()), (FIRST, klass.book(words="second"))])
    outcome = klass.collect(klass.zip({"ada.zip": data}), roster=klass.people("ada"))
    assert row(outcome, "ada").state == "new"
    assert "several files are" in row(outcome, "ada").notes[0]


def test_broken_notebook_with_the_right_name_is_collected_for_grading_to_judge(klass):
    klass.collect(klass.zip({f"ada/{FIRST}": b"{half"}), roster=klass.people("ada"))
    assert klass.files("ada") == {FIRST: b"{half"}


def test_notebook_of_another_week_is_said(klass):
    other = (ROOT / "notebooks/week2-gradient-descent/01-which-way-is-down.ipynb").read_bytes()
    path = klass.zip({"ada/01-which-way-is-down.ipynb": other})
    outcome = klass.collect(path, roster=klass.people("ada"))
    assert row(outcome, "ada").state == "no notebook"
    assert row(outcome, "ada").notes == ["not collected: 01-which-way-is-down.ipynb"]


@pytest.mark.parametrize("name", ["own-1.csv", "own (1).csv", "own(1).csv", "own_(9).csv"])
def test_table_gets_the_name_back_by_which_the_notebook_reads_it(klass, name):
    book = klass.book(words="read_table('own.csv')")
    files = {f"ada/{FIRST}": book, f"ada/{name}": b"1"}
    klass.collect(klass.zip(files), roster=klass.people("ada"))
    assert klass.files("ada") == {FIRST: book, "own.csv": b"1"}


@pytest.mark.parametrize("name", ["-1.csv", "(1).csv", "other-1.csv", "own-10.csv", "own(0).csv"])
def test_table_that_the_notebook_does_not_read_keeps_its_name(klass, name):
    book = klass.book(words="read_table('own.csv')")
    klass.collect(
        klass.zip({f"ada/{FIRST}": book, f"ada/{name}": b"1"}), roster=klass.people("ada")
    )
    assert klass.files("ada") == {FIRST: book, name: b"1"}


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode() + b"\0\0\n",
        lambda text: text.encode() + b"\x1a",
        lambda text: text.replace('"mine"', '"my\town"').encode(),
        lambda text: text.replace('"mine"', '"für mich"').encode("cp1252"),
    ],
)
def test_bytes_in_other_encodings(klass, change):
    book = change(klass.book().decode())
    klass.collect(klass.zip({"ada/mine.ipynb": book}), roster=klass.people("ada"))
    assert klass.files("ada") == {FIRST: book}


@pytest.mark.parametrize("week", sorted((ROOT / "notebooks").glob("week*")), ids=lambda p: p.name)
def test_every_notebook_of_the_course_is_known_without_its_name(week):
    expected = expected_in(week)
    for name in expected:
        assert which("x.ipynb", (week / f"{name}.ipynb").read_bytes(), expected) == name


def test_notebook_without_ids_is_known_by_its_name(klass):
    nb = json.loads(klass.book())
    for cell in nb["cells"]:
        cell["metadata"] = {}
        cell.pop("id", None)
    book = json.dumps(nb).encode()
    klass.collect(klass.zip({f"ada/{STEM} (3).ipynb": book}), roster=klass.people("ada"))
    assert klass.files("ada") == {FIRST: book}
