"""Odd but honest submissions: right answers in an uncommon form, notebooks as programs leave them.

Each starts from right answers in the small assignment of `attacks` and earns all of its points.
What a row is about is what Jupyter, VS Code, Colab, a browser or a learner's habits can make.
"""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from .attacks import FULL, NAME, RIGHT, answered

LARGE = 30 * 2**20


@dataclass
class Odd:
    """One submission: what is odd about it, and what the record says was mended."""

    name: str
    code: str = ""
    bodies: dict[str, str] = field(default_factory=dict)
    change: Callable[[dict], object] | None = None
    data: Callable[[bytes], bytes] | None = None
    folder: Callable[[Path], object] | None = None
    file: str = f"{NAME}.ipynb"
    mend: str = ""
    state: str = "graded"
    reason: str = ""
    points: float = FULL

    def write(self, released: NotebookNode, folder: Path) -> None:
        """Write the submission."""
        nb = json.loads(nbformat.writes(answered(released, {**RIGHT, **self.bodies}, self.code)))
        if self.change is not None:
            changed = self.change(nb)
            nb = changed if isinstance(changed, dict) else nb
        data = json.dumps(nb, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")
        (folder / self.file).parent.mkdir(exist_ok=True)
        (folder / self.file).write_bytes(self.data(data) if self.data is not None else data)
        if self.folder is not None:
            self.folder(folder)


def _each(**values) -> Callable[[dict], None]:
    """Give every cell these keys; a function is called with the cell's number."""

    def change(nb: dict) -> None:
        for number, found in enumerate(nb["cells"]):
            found.update({k: v(number) if callable(v) else v for k, v in values.items()})

    return change


def _code(**values) -> Callable[[dict], None]:
    """Give every code cell these keys; None stands for null."""

    def change(nb: dict) -> None:
        for found in nb["cells"]:
            if found["cell_type"] == "code":
                found.update(values)

    return change


def _about(**values) -> Callable[[dict], None]:
    """Give the metadata of every cell these keys."""

    def change(nb: dict) -> None:
        for found in nb["cells"]:
            found["metadata"].update(values)

    return change


def _notes(**values) -> Callable[[dict], None]:
    """Give what nbgrader keeps in every cell these keys."""

    def change(nb: dict) -> None:
        for found in nb["cells"]:
            if "nbgrader" in found["metadata"]:
                found["metadata"]["nbgrader"].update(values)

    return change


def _whole(**values) -> Callable[[dict], None]:
    """Give the notebook these keys."""
    return lambda nb: nb.update(values)


def _metadata(**values) -> Callable[[dict], None]:
    """Give the notebook's metadata these keys."""
    return lambda nb: nb["metadata"].update(values)


def _without(*names: str) -> Callable[[dict], None]:
    """Take keys from every cell."""
    return lambda nb: [found.pop(name, None) for found in nb["cells"] for name in names]


def _one(name: str, **values) -> Callable[[dict], None]:
    """Give one cell these keys."""
    return lambda nb: next(c for c in nb["cells"] if c["id"] == name).update(values)


def _forgotten(nb: dict) -> None:
    """Keep no cell's metadata, as some platforms do on export."""
    for found in nb["cells"]:
        found["metadata"] = {}


def _version_3(nb: dict) -> dict:
    old = nbformat.convert(nbformat.reads(json.dumps(nb), as_version=4), 3)
    return json.loads(nbformat.v3.writes_json(old))


def _windows_lines(nb: dict) -> None:
    for found in nb["cells"]:
        found["source"] = "".join(found["source"]).replace("\n", "\r\n")


def _split_lines(nb: dict) -> None:
    for found in nb["cells"]:
        found["source"] = [line for text in found["source"] for line in (text, "")]


def _added(**about) -> Callable[[dict], None]:
    return lambda nb: nb["cells"].insert(1, {"metadata": {}, "source": "", **about})


def _text(text: str) -> Callable[[dict], None]:
    return _added(cell_type="markdown", id="mine", source=text)


def _file(name: str, data: bytes) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)

    return write


def _copies(folder: Path) -> None:
    data = (folder / f"{NAME} (1).ipynb").read_bytes()
    (folder / f"{NAME} (2).ipynb").write_bytes(data)


def _name_that_is_no_text(folder: Path) -> None:
    with open(os.fsencode(folder) + b"/d\xe9j\xe0.csv", "wb") as file:
        file.write(b"1,2\n")


IMAGE = {"output_type": "display_data", "metadata": {}, "data": {"image/png": "A" * LARGE}}
ONLY_ONE = "if np.ndim(x) == 0:\n    return {}\nreturn 2 * x"
OWN = "class Own({0}):\n    pass"
POOL = """
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import Pool, get_context
from multiprocessing.pool import ThreadPool
from threading import Thread
import subprocess, sys
def twice(value):
    return 2 * value
"""
SERVED = """
from queue import Queue
from threading import Thread
asked, told = Queue(), Queue()
def serve():
    while True:
        x, w, b = asked.get()
        told.put(w * x + b)
Thread(target=serve, daemon=True).start()
"""
SPREAD = "if np.ndim(x) == 0:\n    return twice(x)\n{}"
ODD = [
    # Right answers of an uncommon kind.
    Odd(
        "fraction", "from fractions import Fraction", {"double": ONLY_ONE.format("Fraction(2) * x")}
    ),
    Odd("decimal", "from decimal import Decimal", {"double": ONLY_ONE.format("Decimal(2) * x")}),
    Odd("longdouble", bodies={"double": "return np.longdouble(2) * np.asarray(x)"}),
    Odd("longdouble-array", bodies={"predict": "return w * np.asarray(x, np.longdouble) + b"}),
    Odd("masked-array", bodies={"double": "return np.ma.masked_array(2 * np.asarray(x))"}),
    Odd(
        "int-enum",
        "from enum import IntEnum\nN = IntEnum('N', {'SIX': 6, 'EIGHTY': 80})",
        {"double": ONLY_ONE.format("N(2 * x)")},
    ),
    Odd(
        "int-flag",
        "from enum import IntFlag\nclass N(IntFlag):\n    A = 2\n    B = 4\n    C = 80",
        {"double": ONLY_ONE.format("N(2 * x)")},
    ),
    Odd("own-float", OWN.format("float"), {"double": ONLY_ONE.format("Own(2 * x)")}),
    Odd("own-int", OWN.format("int"), {"double": ONLY_ONE.format("Own(2 * x)")}),
    Odd(
        "own-list",
        OWN.format("list"),
        {"double": "return Own(2 * v for v in x) if np.ndim(x) else 2 * x"},
    ),
    Odd(
        "own-array",
        OWN.format("np.ndarray"),
        {"double": "return (2 * np.asarray(x)).view(Own) if np.ndim(x) else 2 * x"},
    ),
    Odd(
        "own-number",
        "class Own:\n    def __init__(self, value): self.value = value\n"
        "    def __float__(self): return float(self.value)\n"
        "    def __eq__(self, other): return self.value == other",
        {"double": ONLY_ONE.format("Own(2 * x)")},
    ),
    Odd(
        "own-money",
        "class Money:\n    def __init__(self, value): self.value = value\n"
        "    def __eq__(self, other): return self.value == other",
        {"double": ONLY_ONE.format("Money(2 * x)")},
        state="needs a person",
        reason=r"^one: test-double: .* of the kind Money",
    ),
    Odd(
        "array-module",
        "from array import array",
        {"double": "return array('d', [2 * v for v in x]) if np.ndim(x) else 2 * x"},
    ),
    Odd(
        "deque",
        "from collections import deque",
        {"double": "return deque(2 * v for v in x) if np.ndim(x) else 2 * x"},
    ),
    Odd(
        "bytearray",
        bodies={"double": "return bytearray(int(2 * v) for v in x) if np.ndim(x) else 2 * x"},
    ),
    Odd("half", bodies={"double": "return np.float16(2) * np.asarray(x, dtype=np.float16)"}),
    Odd("small-int", bodies={"double": ONLY_ONE.format("np.int8(2 * x)")}),
    Odd("complex", bodies={"double": "return (2 + 0j) * x"}),
    Odd("mpmath", "import mpmath", {"double": ONLY_ONE.format("mpmath.mpf(2) * x")}),
    Odd("no-dimension", bodies={"double": "return np.array(2 * np.asarray(x))"}),
    Odd(
        "read-only",
        bodies={"predict": "z = np.array(w * x + b)\nz.flags.writeable = False\nreturn z"},
    ),
    Odd("column-of-a-table", bodies={"predict": "return np.stack([w * x + b, x], -1)[..., 0]"}),
    Odd("vectorised", bodies={"double": "return np.vectorize(lambda v: 2 * v)(x)"}),
    Odd(
        "partial",
        "import functools",
        {"double": "return functools.partial(lambda a, v: a * v, 2)(x)"},
    ),
    Odd(
        "generator-kept",
        "def numbers():\n    value = yield\n    while True: value = yield 2 * value\n"
        "g = numbers()\nnext(g)",
        {"double": "return g.send(x)"},
    ),
    Odd(
        "cached",
        "import functools\n@functools.cache\ndef two(): return 2",
        {"double": "return two() * x"},
    ),
    # Many at once.
    Odd(
        "process-pool",
        POOL,
        {
            "double": SPREAD.format(
                "with ProcessPoolExecutor(2) as pool:\n    return list(pool.map(twice, x))"
            )
        },
    ),
    Odd(
        "multiprocessing-pool",
        POOL,
        {"double": SPREAD.format("with Pool(2) as pool:\n    return pool.map(twice, list(x))")},
    ),
    Odd(
        "thread-pool",
        POOL,
        {
            "double": SPREAD.format(
                "with ThreadPoolExecutor(2) as pool:\n    return list(pool.map(twice, x))"
            )
        },
    ),
    Odd(
        "thread-pool-kept",
        POOL + "pool = ThreadPoolExecutor(2)",
        {"double": SPREAD.format("return list(pool.map(twice, x))")},
    ),
    Odd(
        "process-pool-kept",
        POOL + "pool = ProcessPoolExecutor(2)",
        {"double": SPREAD.format("return list(pool.map(twice, x))")},
    ),
    Odd(
        "multiprocessing-pool-kept",
        POOL + "pool = Pool(2)",
        {"double": SPREAD.format("return pool.map(twice, list(x))")},
    ),
    Odd(
        "thread-pool-of-multiprocessing-kept",
        POOL + "pool = ThreadPool(2)",
        {"double": SPREAD.format("return pool.map(twice, list(x))")},
    ),
    Odd(
        "thread-of-its-own",
        POOL,
        {
            "double": "found = []\nt = Thread(target=lambda: found.append(2 * x))\n"
            "t.start()\nt.join()\nreturn found[0]"
        },
    ),
    Odd(
        "thread-kept-that-answers",
        SERVED,
        {"predict": "asked.put((x, w, b))\nreturn told.get()"},
        state="needs a person",
        reason="^one: test-predict: the second look at this test took too long; its points stand",
    ),
    Odd(
        "program",
        "import os",
        {"double": "return 2 * x if os.system('true') == 0 else 0 * x"},
        state="needs a person",
        reason="^one: test-double: the second look cannot judge what it needs a program",
    ),
    Odd(
        "joblib",
        "from joblib import Parallel, delayed\n" + POOL,
        {
            "double": SPREAD.format(
                "return Parallel(2, backend='threading')(delayed(twice)(v) for v in x)"
            )
        },
    ),
    # What people write in their cells.
    Odd(
        "colab-question",
        "import sys\nIN_COLAB = 'google.colab' in sys.modules\n"
        "if IN_COLAB:\n    from google.colab import drive",
    ),
    Odd("colab-drive", "from google.colab import drive\ndrive.mount('/content/drive')"),
    Odd("exported-magic", "get_ipython().run_line_magic('matplotlib', 'inline')"),
    Odd("magics", "%matplotlib inline\n%precision 2\n%xmode Verbose\n!ls\nnp.ndim?"),
    Odd("timed", "%%time\ntotal = sum(range(10))"),
    Odd("comment", "# the table lies in /proc/ or __builtins__ or so, see gc.get_objects\nx = 1"),
    Odd("await", "import asyncio\nawait asyncio.sleep(0)"),
    Odd("everything-imported", "from numpy import *\nfrom math import *\nimport numpy as np"),
    Odd("names-taken", "sum, max, list, str, print, float = 1, 2, [], '', None, 3"),
    Odd(
        "strict-warnings", "import warnings\nwarnings.simplefilter('error')\nnp.seterr(all='raise')"
    ),
    Odd("other-folder", "import os\nos.makedirs('mine')\nos.chdir('mine')"),
    Odd(
        "logging",
        "import logging\nlogging.basicConfig(level='DEBUG')\nlogging.warning('x')",
        {"double": "logging.warning('x')\nreturn 2 * x"},
    ),
    Odd(
        "subprocess",
        "import subprocess, sys\nsubprocess.run([sys.executable, '-c', 'print(2)'], check=True)",
    ),
    # Notebooks as programs leave them.
    Odd("ids-null", change=_each(id=None)),
    Odd("ids-numbers", change=_each(id=lambda number: number)),
    Odd("ids-of-vs-code", change=_each(id=lambda number: f"W{number}sZmlsZQ%3D%3D#=")),
    Odd("ids-too-long", change=_each(id=lambda number: f"{number}" * 70)),
    Odd("ids-empty", change=_each(id="")),
    Odd("ids-missing", change=_without("id")),
    Odd("keys-in-cells", change=_each(collapsed=True, language="python", editable=None)),
    Odd("keys-in-the-notebook", change=_whole(colab={"provenance": []}, signature="sha256:0")),
    Odd("keys-of-nbgrader", change=_notes(points_possible=3, remove=False, checksum="0")),
    Odd("numbers-as-text", change=_notes(schema_version="3", locked=None, grade=None)),
    Odd("attachments", change=_code(attachments={"a.png": {"image/png": "AAAA"}})),
    Odd("attachments-odd", change=_each(attachments="none")),
    Odd("tags-text", change=_about(tags="mine, yours")),
    Odd("tags-null", change=_about(tags=None)),
    Odd("tags-twice", change=_about(tags=["a", "a", 3, "b,c"])),
    Odd(
        "about-cells",
        change=_about(
            collapsed="true", scrolled="yes", name="", jupyter=None, execution={"x": 1}, format=3
        ),
    ),
    Odd(
        "metadata-of-cells-null",
        change=lambda nb: [
            c.update(metadata=None) for c in nb["cells"] if "nbgrader" not in c["metadata"]
        ],
    ),
    Odd("metadata-of-cells-forgotten", change=_forgotten),
    Odd("outputs-odd", change=_code(outputs=[{"output_type": "pyout"}, 7, {"text": None}])),
    Odd("outputs-null", change=_code(outputs=None)),
    Odd("outputs-missing", change=_without("outputs", "execution_count")),
    Odd("outputs-huge", change=_one("setup", outputs=[IMAGE])),
    Odd(
        "picture-in-the-text",
        change=_one("title", attachments={"a.png": {"image/png": "A" * LARGE}}),
    ),
    Odd("count-as-text", change=_code(execution_count="7")),
    Odd("count-as-float", change=_code(execution_count=7.0)),
    Odd("nbformat-float", change=_whole(nbformat=4.0, nbformat_minor=5.0)),
    Odd("nbformat-text", change=_whole(nbformat="4", nbformat_minor="5")),
    Odd("nbformat-minor-missing", change=lambda nb: str(nb.pop("nbformat_minor"))),
    Odd("nbformat-minor-new", change=_whole(nbformat_minor=99)),
    Odd("nbformat-3", change=_version_3),
    Odd("metadata-missing", change=lambda nb: str(nb.pop("metadata"))),
    Odd("metadata-null", change=_whole(metadata=None)),
    Odd("kernel-null", change=_metadata(kernelspec=None, language_info=None)),
    Odd("kernel-half", change=_metadata(kernelspec={"name": "python3"}, language_info={})),
    Odd(
        "kernel-in-the-browser",
        change=_metadata(
            kernelspec={"name": "python", "display_name": "Python (Pyodide)", "language": "python"},
            language_info={"name": "python", "codemirror_mode": None, "version": 3.12},
        ),
    ),
    Odd(
        "about-the-notebook",
        change=_metadata(
            authors="me", title=1, orig_nbformat=None, widgets=[], colab={"toc": True}
        ),
    ),
    Odd(
        "widgets-half",
        change=_metadata(
            widgets={"application/vnd.jupyter.widget-state+json": {"a": {"model_name": "B"}}}
        ),
    ),
    Odd("not-a-number", change=_metadata(zoom=float("nan"), most=float("inf"))),
    Odd(
        "source-null",
        change=_added(cell_type="code", id="mine", source=None, outputs=[], execution_count=None),
    ),
    Odd("source-missing", change=lambda nb: nb["cells"].insert(1, {"cell_type": "markdown"})),
    Odd("source-in-pieces", change=_split_lines),
    Odd("source-of-windows", change=_windows_lines),
    Odd("cell-of-another-kind", change=_added(cell_type="sql", id="mine", source="select 1")),
    Odd("heading", change=_added(cell_type="heading", level=2, id="mine", source="Mine")),
    Odd("raw-cell", change=_added(cell_type="raw", id="mine", source="mine")),
    Odd("answer-made-text", change=_one("predict", cell_type="markdown")),
    Odd("answer-made-raw", change=_one("predict", cell_type="raw")),
    Odd("half-a-character", change=_text("half \ud83d")),
    Odd("line-separators", change=_text("a\u2028b\u0085c\x0cd\x00e")),
    # Files as they are saved and sent.
    Odd("utf-8-mark", data=lambda data: b"\xef\xbb\xbf" + data),
    Odd("utf-16", data=lambda data: data.decode().encode("utf-16")),
    Odd("utf-16-without-mark", data=lambda data: data.decode().encode("utf-16-le")),
    Odd("utf-32", data=lambda data: data.decode().encode("utf-32")),
    Odd(
        "cp1252",
        change=_text("d\u00e9j\u00e0 \u201cvu\u201d"),
        data=lambda data: data.decode().encode("cp1252"),
    ),
    Odd("nul-at-the-end", data=lambda data: data + bytes(4096)),
    Odd("ctrl-z-at-the-end", data=lambda data: data + b"\r\n\x1a"),
    Odd("lines-of-windows", data=lambda data: data.replace(b"\n", b"\r\n")),
    Odd(
        "escaped-line-breaks-missing",
        change=_text("a\tb"),
        data=lambda data: data.replace(b"\\t", b"\t"),
    ),
    Odd("ipynb-txt", file=f"{NAME}.ipynb.txt"),
    Odd("ipynb-json", file=f"{NAME}.ipynb.json"),
    Odd("json", file=f"{NAME}.json"),
    Odd("txt", file=f"{NAME}.txt"),
    Odd("no-ending", file=NAME),
    Odd("capitals", file=f"{NAME.upper()}.IPYNB"),
    Odd("twice-ipynb", file=f"{NAME}.ipynb.ipynb"),
    Odd("copy-of-colab", file=f"Copy of {NAME}.ipynb"),
    Odd("copy-of-jupyter", file=f"{NAME}-Copy1.ipynb"),
    Odd("copy-of-windows", file=f"{NAME} - Kopie (2).ipynb"),
    Odd("in-a-folder", file=f"week/{NAME}.ipynb"),
    Odd("copies-that-are-equal", file=f"{NAME} (1).ipynb", folder=_copies),
    Odd(
        "of-a-mac",
        file=f"{NAME} (1).ipynb",
        folder=_file(f"._{NAME} (1).ipynb", b"\0\x05\x16\x07\0\x02\0\0Mac OS X"),
    ),
    Odd(
        "of-a-mac-in-a-zip",
        file=f"{NAME} (1).ipynb",
        folder=_file(f"__MACOSX/._{NAME}.ipynb", b"\0\x05\x16\x07\0\x02\0\0Mac OS X"),
    ),
    Odd("name-that-is-no-text", folder=_name_that_is_no_text),
    Odd(
        "own-module",
        "import helpers",
        {"double": "return helpers.two * x"},
        folder=_file("helpers.py", b"two = 2\n"),
    ),
    Odd("own-test-file", folder=_file("test.py", b"print(1)\n")),
    Odd("own-data", folder=_file("large.csv", b"1,2\n" * (LARGE // 4))),
]
