"""A class of 200 in which every oddity that downloads and notebooks are known for stands once.

An oddity is what somebody hands in, what collecting says of it, and whether it is then graded, with
all points. Where it is not, grading has tests of its own for it (`tests/grading/odd.py`).
"""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from .forms import zipped

NAME = "numbers"
FILE = f"{NAME}.ipynb"
SIZE = 200


@dataclass
class Odd:
    files: Callable[[bytes], dict[str, bytes]]
    state: str = "new"
    note: str = ""
    graded: bool = False


def _named(name):
    return Odd(lambda book: {name: book}, note=f"{NAME} is from {name.rsplit('/', 1)[-1]}")


def _bytes(change, graded=False):
    return Odd(lambda book: {FILE: change(book)}, graded=graded)


def _changed(change, graded=False):
    def changed(book):
        nb = json.loads(book)
        change(nb)
        return json.dumps(nb).encode()

    return _bytes(changed, graded)


def _cells(**values):
    def change(nb):
        for number, cell in enumerate(nb["cells"]):
            if cell["cell_type"] == "code":
                cell |= {key: v(number) if callable(v) else v for key, v in values.items()}

    return change


def _notes(**values):
    return lambda nb: [cell["metadata"]["nbgrader"].update(values) for cell in nb["cells"]]


def _answer(code):
    """Return the answers as another kind of number, worked out by code that is added."""

    def change(nb):
        cell = {"cell_type": "code", "id": "mine", "metadata": {}, "outputs": []}
        nb["cells"].insert(0, cell | {"execution_count": None, "source": code})
        for cell in nb["cells"][1:]:
            source = "".join(cell["source"])
            cell["source"] = source.replace("return 2 * x", "return mine(2 * x)")

    return _changed(change, graded=True)


def _inner(*files):
    return Odd(lambda book: {"work.zip": zipped(None, [(name, book) for name in files])})


def _archive(write, note, state="set aside"):
    def files(book):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as made:
            write(made)
        return {"work.zip": out.getvalue()}

    return Odd(files, state, note)


def _link(made):
    info = zipfile.ZipInfo(FILE)
    info.external_attr = 0o120777 << 16
    made.writestr(info, "/etc/passwd")


def _cp437(book):
    data = zipped(None, [("L" * 6 + ".ipynb", book)])
    return {"work.zip": data.replace(b"L" * 6, "Lösung".encode("cp437"))}


def _many(made):
    for number in range(600):
        made.writestr(f"{number}.csv", b"")


def _deep(book):
    data = book
    for name in (FILE, *("in.zip",) * 5):
        data = zipped(None, [(name, data)])
    return {"work.zip": data}


POOL = "from concurrent.futures import {0}\ndef mine(x):\n    with {0}(1) as pool:\n"
POOL += "        return pool.submit(abs, x).result()"
ODD = {
    "copy-2": _named(f"{NAME} (2).ipynb"),
    "dash-1": _named(f"{NAME}-1.ipynb"),
    "copy-of": _named(f"Copy of {FILE}"),
    "jupyter-copy": _named(f"{NAME}-Copy1.ipynb"),
    "renamed": _named("my work.ipynb"),
    "no-ending": _named("homework"),
    "utf8-name": _named("Lösung – 解答.ipynb"),
    "txt": Odd(lambda book: {f"{FILE}.txt": book}, note=f"is from {FILE}.txt", graded=True),
    "json": Odd(lambda book: {f"{FILE}.json": book}, note=f"is from {FILE}.json"),
    "folders": Odd(lambda book: {f"deep/er/{FILE}": book}),
    "windows": Odd(lambda book: {f"C\\Users\\me\\{FILE}": book}),
    "in-zip": _inner(FILE),
    "in-zip-folder": _inner(f"week 1/{FILE}"),
    "zip-in-zip": Odd(
        lambda book: {"a.zip": zipped(None, [("b.zip", zipped(None, [(FILE, book)]))])}
    ),
    "cp437-name": Odd(_cp437, note=f"{NAME} is from Lösung.ipynb"),
    "macos": Odd(lambda book: {FILE: book, f"__MACOSX/._{FILE}": b"\0", ".DS_Store": b"\0"}),
    "two-files": Odd(
        lambda book: {FILE: book, f"{NAME} (1).ipynb": book + b"\n"}, note="several files are"
    ),
    "forged-time": Odd(
        lambda book: {FILE: book, "timestamp.txt": b"2020-01-01 00:00:00 UTC"},
        note="a timestamp.txt of its own",
    ),
    "own-table": Odd(lambda book: {FILE: book, "own.csv": b"a\n1\n"}),
    "pdf-beside": Odd(
        lambda book: {FILE: book, "notes.pdf": b"%PDF"}, note="not collected: notes.pdf"
    ),
    "pdf-alone": Odd(
        lambda book: {"notes.pdf": b"%PDF"}, "no notebook", "not collected: notes.pdf"
    ),
    "slip": _archive(lambda made: made.writestr(f"../../{FILE}", b"x"), "leads out of the archive"),
    "link": _archive(_link, "a link to another place"),
    "many": _archive(_many, "more than 500 files"),
    "deep": Odd(_deep, "set aside", "a zip in more than 3 zips"),
    "broken": Odd(lambda book: {"work.zip": b"PK\x03\x04 half"}, "set aside", "a broken zip"),
    "rar": Odd(lambda book: {"work.rar": b"Rar!"}, "set aside", "ask for a zip"),
    "utf-16": _bytes(lambda book: book.decode().encode("utf-16"), graded=True),
    "utf-8-sig": _bytes(lambda book: b"\xef\xbb\xbf" + book),
    "nul-bytes": _bytes(lambda book: book + b"\0\0\0", graded=True),
    "null-ids": _changed(_cells(id=None), graded=True),
    "number-ids": _changed(_cells(id=lambda number: number)),
    "vscode-ids": _changed(_cells(id=lambda number: f"#VSC-{number:08x}")),
    "keys": _changed(_cells(colab={"base_uri": "x"}), graded=True),
    "nbgrader-keys": _changed(_notes(remote={"x": 1})),
    "attachments": _changed(_cells(attachments={"a.png": {"image/png": "AAAA"}})),
    "tags": _changed(lambda nb: nb["cells"][0]["metadata"].update(tags=["a b", "ü", ""])),
    "float": _changed(lambda nb: nb.update(nbformat=4.0), graded=True),
    "outputs": _changed(
        _cells(outputs=[{"output_type": "stream", "name": "stdout", "text": "x" * 2**18}])
    ),
    "fraction": _answer("from fractions import Fraction as mine"),
    "decimal": _answer("from decimal import Decimal as mine"),
    "longdouble": _answer("from numpy import longdouble as mine"),
    "masked": _answer("from numpy.ma import array as mine"),
    "enum": _answer("from enum import IntEnum\nmine = IntEnum('Six', {'SIX': 6})"),
    "processes": _answer(POOL.format("ProcessPoolExecutor")),
    "threads": _answer(POOL.format("ThreadPoolExecutor")),
}
ODD["cp1252"] = _bytes(
    lambda book: book.replace(b"def double", "# gr\xf6\xdfer\\ndef double".encode("cp1252"), 1)
)
