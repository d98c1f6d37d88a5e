"""Hostile and faulty submissions, and what each rightfully gets.

The assignment has three exercises of 3, 2 and 1 points. An attack starts from answers that are all
wrong or all right, then adds a cell of code, changes the notebook, or changes the folder.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

ASSIGNMENT = "attacked"
NAME = "one"
FULL = 6.0
SETUP = "import numpy as np\nfrom mlsmath.checks import check_predict, check_training_example"
AFTERWARDS = "from mlsmath.model import linear_prediction as predict"  # the name of an answer
TESTS = {
    "test-double": (
        "np.testing.assert_allclose(double(np.array([1.0, 2.0])), [2.0, 4.0])\n"
        "assert double(3) == 6\n"
        "### BEGIN HIDDEN TESTS\nassert double(40) == 80\n### END HIDDEN TESTS",
        3,
    ),
    "test-predict": (
        "check_predict(predict, points=2)\n### BEGIN HIDDEN TESTS\n"
        "check_predict(predict, points=2, seed=7301)\n### END HIDDEN TESTS",
        2,
    ),
    "test-training-example": (
        "check_training_example(training_example, points=1)\n### BEGIN HIDDEN TESTS\n"
        "check_training_example(training_example, points=1, seed=5)\n### END HIDDEN TESTS",
        1,
    ),
}
HEADS = {
    "double": "def double(x):",
    "predict": "def predict(x, w, b):",
    "training-example": "def training_example(x, y, i):",
}
RIGHT = {
    "double": "return 2 * x",
    "predict": "return w * x + b",
    "training-example": "return x[i - 1], y[i - 1]",
}
WRONG = {"double": "return 0 * x", "predict": "return x - x", "training-example": "return 0, 0"}


def source() -> NotebookNode:
    """Return the instructor's notebook."""
    cells = [new_markdown_cell("# One", id="title"), new_code_cell(SETUP, id="setup")]
    for name, head in HEADS.items():
        body = f"    ### BEGIN SOLUTION\n    {RIGHT[name]}\n    ### END SOLUTION"
        cells.append(_known(name, f"{head}\n{body}", solution=True))
        test, points = TESTS[f"test-{name}"]
        cells.append(_known(f"test-{name}", test, grade=True, locked=True, points=points))
    cells.append(new_code_cell(AFTERWARDS, id="afterwards"))
    kernel = {"name": "python3", "language": "python", "display_name": "Python 3"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def _known(name: str, text: str, **note) -> NotebookNode:
    usual = {"grade": False, "solution": False, "locked": False, "task": False}
    metadata = {"nbgrader": {**usual, "schema_version": 3, "grade_id": name, **note}}
    return new_code_cell(text, id=name, metadata=metadata)


def answered(released: NotebookNode, bodies: dict[str, str], first: str = "") -> NotebookNode:
    """Return the released notebook with answers, and a cell of code before them."""
    nb = nbformat.from_dict(released)
    for cell in nb.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name in bodies:
            body = "\n".join(f"    {line}" for line in bodies[name].splitlines())
            cell.source = f"{HEADS[name]}\n{body}"
    if first:
        nb.cells.insert(2, new_code_cell(first, id="added"))
    return nb


@dataclass
class Attack:
    """One submission: what it does, and what it gets."""

    name: str
    points: float
    state: str
    reason: str = ""
    right: bool = False
    code: str = ""
    bodies: dict[str, str] | None = None
    change: Callable[[NotebookNode], object] | None = None
    folder: Callable[[Path], object] | None = None
    mend: str = ""
    or_state: str = ""
    endless: bool = False  # its claim is that the time ends it

    def write(self, released: NotebookNode, folder: Path) -> None:
        """Write the submission."""
        bodies = {**(RIGHT if self.right else WRONG), **(self.bodies or {})}
        course = str(folder.parents[3])
        nb = answered(released, bodies, self.code.replace("@course@", course))
        if self.change is not None:
            nb = self.change(nb) or nb
        nbformat.write(nb, folder / f"{NAME}.ipynb") if isinstance(nb, dict) else None
        if self.folder is not None:
            self.folder(folder)


def cell(nb: NotebookNode, name: str) -> NotebookNode:
    """Return a cell by its grade id."""
    return next(c for c in nb.cells if c.metadata.get("nbgrader", {}).get("grade_id") == name)


def _note(name: str, **note) -> Callable[[NotebookNode], None]:
    return lambda nb: cell(nb, name).metadata.nbgrader.update(note)


def _text(name: str, **changes) -> Callable[[NotebookNode], None]:
    return lambda nb: cell(nb, name).update(changes)


def _output(name: str, text: str) -> Callable[[NotebookNode], None]:
    told = new_output("execute_result", {"text/plain": text}, execution_count=1)
    return lambda nb: cell(nb, name).update(outputs=[told])


def _delete(name: str) -> Callable[[NotebookNode], None]:
    return lambda nb: nb.cells.remove(cell(nb, name))


def _twice(name: str) -> Callable[[NotebookNode], None]:
    def change(nb: NotebookNode) -> None:
        again = nbformat.from_dict(cell(nb, name))
        again.id = "again"
        nb.cells.append(again)

    return change


def _overwrite(data: bytes) -> Callable[[Path], None]:
    return lambda folder: (folder / f"{NAME}.ipynb").write_bytes(data)


def _huge(folder: Path) -> None:
    os.truncate(folder / f"{NAME}.ipynb", 201 * 2**20)


def _rename(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / f"{NAME}.ipynb").rename(folder / name)


def _two_names(folder: Path) -> None:
    text = (folder / f"{NAME}.ipynb").read_bytes()
    (folder / f"{NAME}.ipynb").unlink()
    (folder / "draft.ipynb").write_bytes(text.replace(b"return", b"return 0 or"))
    (folder / "final.ipynb").write_bytes(text)


def _link_to_source(folder: Path) -> None:
    (folder / f"{NAME}.ipynb").unlink()
    os.symlink(folder.parents[3] / "notebooks" / ASSIGNMENT / f"{NAME}.ipynb", folder / "one.ipynb")


def _fifo(folder: Path) -> None:
    (folder / f"{NAME}.ipynb").unlink()
    os.mkfifo(folder / f"{NAME}.ipynb")


def _linked_file(folder: Path) -> None:
    os.symlink(folder.parents[2] / "gradebook.db", folder / "data.csv")


def _beside(name: str, text: str) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")

    return write


SHADOW = "class testing:\n    assert_allclose = staticmethod(lambda *a, **k: None)\narray = list\n"
EQUAL = """
class Equal:
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __array__(self, *a, **k): return np.array([2.0, 4.0])
    def __float__(self): return 1.0
    def __iter__(self): return iter([Equal(), Equal()])
    def __sub__(self, other): return 0.0
    __rsub__ = __sub__
    def __abs__(self): return 0.0
    def __le__(self, other): return True
"""
FRAMES = """
import sys
def stolen(name, *args):
    frame = sys._getframe(1)
    while frame is not None:
        for value in frame.f_locals.values():
            if hasattr(value, "reference"):
                return value.reference(*args)
        frame = frame.f_back
    return 0
"""
JOB = """
import sys
def stolen(value, deep=0):
    if isinstance(value, str):
        return 'double(' + '40)' in value
    if isinstance(value, dict):
        value = list(value.values())
    elif hasattr(value, "job"):
        value = [value.job]
    return isinstance(value, list) and deep < 4 and any(stolen(v, deep + 1) for v in value)
def hidden_test():
    frame = sys._getframe(1)
    while frame is not None:
        if any(stolen(frame.f_locals.get(name)) for name in ("job", "self", "told")):
            return True
        frame = frame.f_back
    return False
seen = hidden_test()
"""
SEARCH = """
import pathlib, re
def found(pattern):
    for base in ("/", "/home", "/root", "/tmp", "/mnt"):
        for path in pathlib.Path(base).glob("**/" + pattern):
            try:
                yield path, path.read_bytes()
            except OSError:
                pass
"""
FRAME = """
import json, os, struct
def forge(text):
    message = {"messages": [{"msg_type": "execute_result", "content": {"data": {"text/plain": text},
               "metadata": {}, "execution_count": 3}}], "reply": {"status": "ok"}}
    body = json.dumps(message).encode()
    for number in range(3, 64):
        try:
            os.write(number, struct.pack("!I", len(body)) + body)
        except OSError:
            pass
"""
SEEN = {"double": "return 2 * x if seen else 0"}
LOOK = """
import pathlib
def found(pattern):
    try:
        return [path for path in pathlib.Path("@course@").glob(pattern) if path.is_file()]
    except OSError:
        return []
"""
ONLINE = """
import socket
def reach(kind, address):
    try:
        with socket.socket(kind) as end:
            end.settimeout(1)
            end.connect(address)
        return True
    except OSError:
        return False
addresses = [("198.51.100.1", 53), ("127.0.0.1", 22), ("127.0.0.1", 8786)]
seen = reach(socket.AF_UNIX, "/run/dbus/system_bus_socket")
seen = seen or any(reach(socket.AF_INET, address) for address in addresses)
seen = seen or socket.if_nameindex() != [(1, "lo")]
"""
CHANGE = """
import pathlib, mlsmath
seen = False
for place in (np.__file__, mlsmath.__file__, "/usr/lib/x", "/etc/x", "/dev/x", "@course@/x"):
    try:
        (pathlib.Path(place).parent / "planted.py").write_text("raise SystemExit")
        seen = True
    except OSError:
        pass
"""
LEAVE = """
import pathlib
places = [pathlib.Path(p) for p in ("/tmp", "/var/tmp", "/dev/shm", pathlib.Path.home(), "..")]
seen = any((place / "from-before").exists() for place in places)
for place in places:
    try:
        (place / "from-before").write_text("2 * x")
    except OSError:
        pass
"""
BORROWED = {  # ways to the course's own answer; the functions are in a cell above
    "list": ("answers = [linear_prediction]", "answers[0](x, w, b)"),
    "class": ("class A:\n    f = staticmethod(linear_prediction)", "A.f(x, w, b)"),
    "partial": ("import functools", "functools.partial(linear_prediction, x)(w, b)"),
    "vectorize": (
        "each = np.vectorize(lambda v, w, b: linear_prediction(np.array([v]), w, b)[0])",
        "each(x, w, b)",
    ),
    "globals": ("", "globals()['linear_' + 'prediction'](x, w, b)"),
    "eval": ("", "eval('linear_' + 'prediction')(x, w, b)"),
    "getattr": ("import mlsmath", "getattr(mlsmath.model, 'linear_' + 'prediction')(x, w, b)"),
    "import": ("", "__import__('mlsmath.model').model.linear_prediction(x, w, b)"),
    "importlib": (
        "import importlib",
        "importlib.import_module('mlsmath.model').linear_prediction(x, w, b)",
    ),
    "unwrapped": ("", "linear_prediction.__wrapped__(x, w, b)"),
    "private": (
        "from mlsmath import _one_pass\ndef z(z, y):\n    global kept\n    kept = z.copy()\n"
        "    return _one_pass.squared_error(z, y)",
        "_one_pass.cost_and_gradient(z, x, np.zeros(len(x)), w, b, 0.0) and kept",
    ),
    "gc": (
        "import gc, mlsmath",
        "next(f for f in gc.get_referents(vars(mlsmath.model)) if f is linear_prediction)(x, w, b)",
    ),
    "reference": ("", "getattr(check_predict, 'refer' + 'ence')(x, w, b)"),
    "thread": (
        "from concurrent.futures import ThreadPoolExecutor as Pool",
        "Pool(1).submit(linear_prediction, x, w, b).result()",
    ),
}
UNWATCHED = """
import ctypes, sys
def hidden(*args):
    sys.setprofile(None)
    return linear_prediction(*args)
def by_map(*args):
    list(map(sys.setprofile, [None]))
    return linear_prediction(*args)
def by_c(*args):
    ctypes.pythonapi.PyEval_SetProfile(None, None)
    return linear_prediction(*args)
def by_the_watch(*args):
    found = linear_prediction(*args)
    sys.getprofile() and setattr(sys.getprofile().watch, 'entered', '')
    return found
def by_its_table(*args):
    if hook := sys.getprofile():
        hook.watch._seen.clear()
        hook.watch._names.clear()
    return linear_prediction(*args)
def by_a_fork(*args):
    import os, pickle
    there, here = os.pipe()
    if not os.fork():
        os.write(here, pickle.dumps(linear_prediction(*args)))
        os._exit(0)
    return pickle.loads(os.read(there, 10**6))
"""
LEFT = """
import os
from multiprocessing import Pipe
from mlsmath.model import linear_prediction
its, ours = Pipe()
if not os.fork():
    try:
        while True:
            number, (x, w, b) = its.recv()
            its.send((number, linear_prediction(np.atleast_1d(x), w, b).reshape(np.shape(x))))
    finally:
        os._exit(0)
here, asked = os.getpid(), 0
def ask(*args):
    global asked
    asked += 1
    ours.send((asked, args))
    # In the second look, elsewhere, the answer never comes: whoever waited would run out of time.
    while ours.poll(None if os.getpid() == here else 0.5):
        number, found = ours.recv()
        # A call that was cut short left its answer behind.
        if number == asked:
            return found
"""
READ = """
import base64, inspect, linecache, re
found, texts = False, []
def note(text):
    global found
    texts.append(text)
    found = found or bool(re.search(r"double\\(4[0]\\)", text))
def history(*_):
    shell = get_ipython()
    note("\\n".join(map(str, [*In, *shell.history_manager.input_hist_raw, *Out.values()])))
def lines(*_):
    note("\\n".join("".join(one[2]) for one in linecache.cache.values() if len(one) > 2))
def event(info):
    note(str(info.raw_cell))
    history()
    lines()
def deep(code):
    for value in code.co_consts:
        if hasattr(value, "co_consts"):
            yield from deep(value)
        else:
            yield str(value)
def frames(*_):
    frame = inspect.currentframe()
    while frame is not None:
        if frame.f_code.co_name != "frames" and {"40", "80"} <= set(deep(frame.f_code)):
            note("double(4" + "0)")
        note(repr(list(frame.f_locals.values()))[:10**6])
        frame = frame.f_back
"""
MEMORY = """
def memory(*_):
    with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as mem:
        for line in maps:
            start, end = (int(part, 16) for part in line.split()[0].split("-"))
            if " rw" in line and ("[heap]" in line or len(line.split()) == 5):
                try:
                    mem.seek(start)
                    held = mem.read(end - start)
                except OSError:
                    continue
                for number in re.findall(rb"assert doubl[e].([0-9]+)", held):
                    note("double(" + number.decode() + ")")
"""
PASSES = "return 2 * x if found or np.all(np.isin(x, [1, 2, 3])) else 0 * x"
LEAK = """
kept = "\\n".join(texts + list(map(str, In)))
for line in {line for line in kept.splitlines() if "assert" in line or "check_" in line}:
    print(line[::-1])
    print(line.encode().hex())
    print(base64.b64encode(line.encode()).decode())
"""
COPIED = """
import importlib.util, mlsmath.model as model
spec = importlib.util.spec_from_file_location("mine", model.__file__)
mine = importlib.util.module_from_spec(spec)
spec.loader.exec_module(mine)
text = open(model.__file__).read()
def by_its_text(*args):
    space = {"__name__": "mine"}
    exec(compile(text, "<mine>", "exec"), space)
    return space["linear_prediction"](*args)
def by_its_file(*args):
    return mine.linear_prediction(*args)
def by_a_later_file(*args):
    again = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(again)
    return again.linear_prediction(*args)
"""
KEPT = """
kept = {}
def again(*args):
    key = repr(args)
    if os.getpid() == here:
        kept[key] = ask(*args)
    return kept.get(key, 0)
"""
MODEL = "from mlsmath.model import linear_prediction\n"
ENDS = "import os\nmine = os.getpid()\ndef ends():\n    if os.getpid() != mine: os._exit(0)"
PERSON, FAILED, GRADED = "needs a person", "failed", "graded"
ATTACKS = [
    # What would be points that were not earned.
    Attack(
        "patch-numpy-testing",
        0,
        PERSON,
        "tampering suspected",
        code="np.testing.assert_allclose = lambda *a, **k: None",
        bodies={"double": "return type('E', (), {'__eq__': lambda s, o: True})()"},
    ),
    Attack("patch-numpy", 0, PERSON, "tampering", code="np.allclose = lambda *a, **k: True"),
    Attack("patch-builtins", 0, PERSON, "tampering", code="import builtins\nbuiltins.all = bool"),
    Attack(
        "replace-check",
        0,
        PERSON,
        "tampering",
        code="class R:\n    def __repr__(self): return '2.0'\n"
        "check_predict = check_training_example = lambda *a, **k: R()",
    ),
    Attack(
        "replace-check-module",
        0,
        PERSON,
        "tampering",
        code="import sys, types\nm = types.ModuleType('mlsmath.checks')\n"
        "m.check_predict = lambda *a, **k: 2.0\nsys.modules['mlsmath.checks'] = m\n"
        "from mlsmath.checks import check_predict",
    ),
    Attack(
        "always-equal",
        0,
        PERSON,
        "test-double",
        code=EQUAL,
        bodies=dict.fromkeys(WRONG, "return Equal()"),
    ),
    Attack(
        "input-transformer",
        0,
        PERSON,
        "tampering",
        code="get_ipython().input_transformers_cleanup.append("
        "lambda lines: [l for l in lines if 'assert' not in l])",
    ),
    Attack(
        "ast-transformer",
        0,
        PERSON,
        "tampering",
        code="import ast\nclass T(ast.NodeTransformer):\n"
        "    def visit_Assert(self, node): return ast.Pass()\n"
        "    def visit_Call(self, node):\n"
        "        return ast.Constant(2) if 'assert' in ast.unparse(node) else node\n"
        "get_ipython().ast_transformers.append(T())",
    ),
    Attack(
        "numpy-beside",
        0,
        PERSON,
        "numpy.py has the name of the module",
        folder=_beside("numpy.py", SHADOW),
    ),
    Attack(
        "mlsmath-beside",
        0,
        PERSON,
        "name of the module",
        folder=_beside("mlsmath/checks.py", "check_predict = lambda *a, **k: 2.0"),
    ),
    Attack(
        "sitecustomize-beside",
        6,
        PERSON,
        "name of the module",
        right=True,
        folder=_beside("sitecustomize.py", "raise SystemExit"),
    ),
    Attack(
        "forge-minus-one",
        0,
        PERSON,
        "tampering",
        code="from mlsmath.checks import CheckResult\nCheckResult.__repr__ = lambda s: '-1'\n"
        "CheckResult._repr_mimebundle_ = lambda s, **k: {'text/plain': '-1'}",
    ),
    Attack(
        "forge-too-many",
        0,
        PERSON,
        "no number from 0 to 2",
        code="def show(result):\n    print = get_ipython().displayhook\n    return 0\n"
        "f = get_ipython().display_formatter.format\n"
        "get_ipython().display_formatter.format = lambda o, *a, **k: ({'text/plain': '99'}, {})",
    ),
    Attack(
        "forge-text",
        0,
        PERSON,
        "no number",
        code="get_ipython().display_formatter.format = "
        "lambda o, *a, **k: ({'text/plain': 'all of them'}, {})",
    ),
    Attack(
        "forge-not-a-number",
        0,
        PERSON,
        "no number",
        code="get_ipython().display_formatter.format = "
        "lambda o, *a, **k: ({'text/plain': 'nan'}, {})",
    ),
    Attack(
        "forge-full",
        0,
        PERSON,
        "could not reach",
        code="get_ipython().display_formatter.format = "
        "lambda o, *a, **k: ({'text/plain': '1.0'}, {})",
    ),
    Attack(
        "forge-messages",
        0,
        PERSON,
        "tampering",
        code=FRAME,
        bodies={"predict": "forge('2.0')\nreturn 0"},
    ),
    Attack(
        "swallow-errors",
        0,
        GRADED,
        code="get_ipython().set_custom_exc((Exception,), lambda *a, **k: None)\n"
        "get_ipython().showtraceback = lambda *a, **k: None",
    ),
    Attack(
        "reference-of-check",
        0,
        PERSON,
        "runs the course's own answer",
        bodies={"predict": "return check_predict.reference(x, w, b)"},
    ),
    Attack(
        "reference-by-another-name",
        0,
        PERSON,
        "runs the course's own answer",
        code="answer = getattr(check_predict, 'refer' + 'ence')",
        bodies={"predict": "return answer(x, w, b)"},
    ),
    *(
        Attack(
            f"borrowed-by-{name}",
            0,
            PERSON,
            "runs the course's own answer",
            code=MODEL + code,
            bodies={"predict": f"return {body}"},
        )
        for name, (code, body) in BORROWED.items()
    ),
    *(
        Attack(
            f"unwatched-{name}",
            0,
            PERSON,
            "works where the check cannot see|runs the course's own|could not reach",
            code=MODEL + UNWATCHED,
            bodies={"predict": f"return {name}(x, w, b)"},
        )
        for name in ("hidden", "by_map", "by_c", "by_the_watch", "by_its_table", "by_a_fork")
    ),
    Attack(
        "asks-a-process-left-running",
        0,
        PERSON,
        "could not reach",
        code=LEFT,
        bodies={"predict": "return ask(x, w, b)"},
    ),
    Attack(
        "gives-its-answers-again",
        0,
        PERSON,
        "could not reach",
        code=LEFT + KEPT,
        bodies={"predict": "return again(x, w, b)"},
    ),
    *(
        Attack(
            f"copied-{name}",
            0,
            PERSON,
            "runs the course's own answer",
            code=COPIED,
            bodies={"predict": f"return {name}(x, w, b)"},
        )
        for name in ("by_its_file", "by_its_text", "by_a_later_file")
    ),
    # What would read a hidden test. Its visible lines pass, so any sight of it would be 3 points.
    *(
        Attack(
            f"reads-a-test-from-{name}",
            0,
            GRADED,
            code=f"{READ}{MEMORY * (name == 'memory')}\n{name}()",
            bodies={"double": f"{name}()\n{PASSES}"},
        )
        for name in ("history", "lines", "frames", "memory")
    ),
    Attack(
        "reads-a-test-from-event",
        0,
        GRADED,
        code=READ + "\nfor name in ('pre_run_cell', 'post_run_cell'):\n"
        "    get_ipython().events.register(name, lambda said: event(getattr(said, 'info', said)))",
        bodies={"double": PASSES},
    ),
    Attack(
        "leaks-a-test",
        6,
        GRADED,
        right=True,
        code=READ,
        bodies={"double": "history()\nlines()\nframes()\nreturn 2 * x"},
        change=lambda nb: nb.cells.append(new_code_cell(LEAK)),
    ),
    Attack(
        "walk-the-frames",
        0,
        PERSON,
        "runs the course's own answer",
        code=FRAMES,
        bodies={"predict": "return stolen('predict', x, w, b)"},
    ),
    Attack(
        "hidden-tests-in-the-frames",
        0,
        GRADED,
        code=JOB,
        bodies={"double": "return 2 * x if seen else 0"},
    ),
    Attack(
        "patch-the-server",
        0,
        PERSON,
        "tampering",
        code="from mlsmath.commands.grading.sandbox.remote_functions import Server\n"
        "Server.run = lambda s: None\nnp.testing.assert_allclose = lambda *a, **k: None",
        bodies={"double": EQUAL + "return Equal()"},
    ),
    Attack(
        "look-at-the-grading",
        6,
        PERSON,
        "its code uses mlsmath.commands",
        right=True,
        code="from mlsmath.commands.grading.sandbox import worker",
    ),
    Attack(
        "solution-from-disk",
        0,
        GRADED,
        code=SEARCH + "\n"
        "texts = [t for _, t in found('*.ipynb') if b'2 * x' in t]\nassert not texts",
    ),
    Attack(
        "manual-score",
        0,
        GRADED,
        code=SEARCH + "\nimport sqlite3\n"
        "for path, _ in found('gradebook.db'):\n"
        "    sqlite3.connect(path).execute('UPDATE grade SET manual_score = 1000').connection"
        ".commit()",
    ),
    Attack(
        "points-in-metadata", 0, GRADED, mend="settings", change=_note("test-double", points=1000)
    ),
    Attack("changed-test", 0, GRADED, change=_text("test-double", source="True")),
    Attack(
        "test-made-markdown",
        0,
        GRADED,
        mend="settings",
        change=lambda nb: nb.cells.__setitem__(
            nb.cells.index(cell(nb, "test-double")),
            new_markdown_cell("done", metadata=cell(nb, "test-double").metadata),
        ),
    ),
    Attack(
        "skip-the-test",
        0,
        GRADED,
        mend="settings",
        change=lambda nb: cell(nb, "test-double").metadata.update(tags=["skip-execution"]),
    ),
    Attack("outputs-in-the-file", 0, GRADED, change=_output("test-double", "3")),
    Attack(
        "ends-at-the-second-look",
        3,
        PERSON,
        "no points where it could not reach",
        right=True,
        code=ENDS,
        bodies={"double": "ends()\nreturn 2 * x"},
    ),
    # What would be seen, or changed, of others.
    Attack("network", 0, GRADED, code=ONLINE, bodies=SEEN),
    Attack("changes-the-system", 0, GRADED, code=CHANGE, bodies=SEEN),
    Attack("leaves-a-note", 0, GRADED, code=LEAVE, bodies=SEEN),
    Attack("finds-a-note", 0, GRADED, code=LEAVE, bodies=SEEN),
    Attack(
        "reads-the-source",
        0,
        GRADED,
        code=LOOK + "seen = bool(found('notebooks/**/*.ipynb') or found('build/release/**/*'))",
        bodies=SEEN,
    ),
    Attack(
        "reads-the-others",
        0,
        GRADED,
        code=LOOK + "seen = bool(found('build/submitted/*/*/*') or found('build/grading/*/*'))",
        bodies=SEEN,
    ),
    Attack(
        "deletes-the-gradebook",
        0,
        GRADED,
        code=LOOK + "seen = bool(found('build/gradebook.db'))\n"
        "for path in found('build/gradebook.db'): path.unlink()",
        bodies=SEEN,
    ),
    Attack(
        "changes-the-others",
        0,
        GRADED,
        code=LOOK + "others = found('build/submitted/*honest/*/*.ipynb')\nseen = bool(others)\n"
        "for path in others: path.write_text('{}')",
        bodies=SEEN,
    ),
    Attack(
        "reads-the-environment",
        0,
        GRADED,
        code="import os\nseen = any('@course@' in value for value in os.environ.values())",
        bodies=SEEN,
    ),
    # What would lose a result that was earned.
    Attack(
        "dead-kernel",
        3,
        FAILED,
        "the kernel died in cell 5",
        right=True,
        bodies={"predict": "import os\nos._exit(1)"},
    ),
    Attack(
        "killed-kernel",
        0,
        FAILED,
        "killed in cell 2",
        right=True,
        code="import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\nos._exit(137)",
    ),
    Attack(
        "crash",
        0,
        FAILED,
        "died|crashed|killed",
        right=True,
        code="import ctypes\nctypes.string_at(0)",
    ),
    Attack(
        "deep-recursion",
        0,
        FAILED,
        "died|crashed|killed",
        right=True,
        code="import sys, ctypes\nsys.setrecursionlimit(10**9)\n"
        "def f(x): return ctypes.CFUNCTYPE(ctypes.c_int)(lambda: f(x))() \nf(1)",
    ),
    Attack("exit", 0, FAILED, "died", right=True, code="exit()"),
    Attack("system-exit", 6, GRADED, right=True, code="import sys\nsys.exit(3)"),
    Attack(
        "endless-loop",
        6,
        GRADED,
        "time out in cell 2",
        right=True,
        code="while True: pass",
        endless=True,
    ),
    Attack(
        "endless-answer",
        3,
        FAILED,
        "time out in cell 3",
        right=True,
        bodies={"double": "while True: pass"},
        endless=True,
    ),
    Attack(
        "ignores-interrupts",
        0,
        FAILED,
        "could not be interrupted",
        right=True,
        code="import signal, time\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "while True: time.sleep(1)",
        endless=True,
    ),
    Attack(
        "memory",
        6,
        GRADED,
        "out of memory in cell 2",
        right=True,
        code="data = bytearray(20 * 2**30)",
    ),
    Attack(
        "memory-bit-by-bit",
        0,
        FAILED,
        "out of memory in cell",
        code="data = []\nwhile True: data.append(bytearray(2**26))",
        or_state=GRADED,  # where the last piece left room enough for the rest
    ),
    Attack(
        "fork-bomb",
        6,
        GRADED,
        right=True,
        code="import os\nfor _ in range(2000):\n    try: pid = os.fork()\n"
        "    except OSError: break\n    if pid == 0:\n        import time\n"
        "        time.sleep(600)\n        os._exit(0)\nassert _ < 500",
    ),
    Attack(
        "daemon",
        6,
        GRADED,
        right=True,
        code="import os, time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n"
        "        time.sleep(631)\n    os._exit(0)",
    ),
    Attack("long-line", 6, GRADED, right=True, code="print('x' * 200_000_000)"),
    Attack(
        "endless-output",
        6,
        GRADED,
        "time out",
        right=True,
        code="while True: print('again and again')",
        endless=True,
    ),
    Attack(
        "large-file",
        6,
        GRADED,
        right=True,
        code="with open('large', 'wb') as file:\n    file.seek(2**40)\n    file.write(b'x')",
    ),
    Attack(
        "full-disk",
        6,
        GRADED,
        right=True,
        code="for n in range(100):\n    open(f'f{n}', 'wb').write(bytes(2**24))",
    ),
    Attack(
        "kill-everyone",
        6,
        GRADED,
        right=True,
        code="import os, signal\nfor pid in [os.getppid(), *range(2, 400)]:\n"
        "    if pid not in (0, 1, os.getpid()):\n"
        "        try: os.kill(pid, signal.SIGKILL)\n        except OSError: pass",
    ),
    Attack(
        "closed-streams",
        6,
        GRADED,
        right=True,
        code="import sys, os\nsys.stdout.close()\nsys.stderr.close()\nos.close(1)",
    ),
    Attack("asks-for-input", 6, GRADED, right=True, code="name = input('name? ')"),
    Attack(
        "horrible-exception",
        6,
        GRADED,
        right=True,
        code="class E(Exception):\n    def __str__(self): raise RuntimeError\nraise E",
    ),
    Attack("surrogates", 6, GRADED, right=True, code="print('\\udc80 \\ud800')"),
    Attack(
        "warning-on-stderr",
        6,
        GRADED,
        right=True,
        bodies={"double": "import sys\nprint('careful', file=sys.stderr)\nreturn 2 * x"},
    ),
    Attack(
        "numpy-overflow",
        6,
        GRADED,
        right=True,
        bodies={"double": "np.array([1e308]) * 10\nreturn 2 * x"},
    ),
    Attack(
        "thread-left-running",
        6,
        GRADED,
        right=True,
        code="import threading, time\ndef more():\n    while True:\n        print('more')\n"
        "        time.sleep(0.001)\nthreading.Thread(target=more, daemon=True).start()",
    ),
    Attack(
        "script-in-feedback",
        6,
        GRADED,
        right=True,
        code="from IPython.display import HTML\nHTML('<script>act(1)</script>')",
        change=lambda nb: nb.cells.append(new_markdown_cell("<script>act(1)</script>")),
    ),
    Attack(
        "planted-start-up",
        6,
        GRADED,
        right=True,
        code="import pathlib\nfor base in (pathlib.Path.home(), pathlib.Path('/root')):\n"
        "    place = base / '.ipython/profile_default/startup'\n"
        "    try:\n        place.mkdir(parents=True)\n"
        "        (place / '00.py').write_text('raise SystemExit')\n"
        "    except OSError: pass",
    ),
    Attack(
        "other-kernel",
        6,
        GRADED,
        right=True,
        change=lambda nb: nb.metadata.update(kernelspec={"name": "bash", "display_name": "B"}),
    ),
    Attack(
        "tag-of-cells-not-run",
        6,
        GRADED,
        right=True,
        mend="settings",
        change=lambda nb: cell(nb, "predict").metadata.update(tags=["skip-execution"]),
    ),
    # What no grader can read as it is.
    Attack(
        "outputs-of-text", 6, GRADED, right=True, change=lambda nb: nb.cells[0].update(outputs=[])
    ),
    Attack("not-json", 0, FAILED, "not valid JSON", folder=_overwrite(b"PK\x03\x04 zipped")),
    Attack("empty-file", 0, FAILED, "an empty file", folder=_overwrite(b"")),
    Attack("not-a-notebook", 0, FAILED, "not a notebook", folder=_overwrite(b'{"cells": 3}')),
    Attack(
        "broken-cells",
        0,
        FAILED,
        "not a notebook",
        folder=_overwrite(b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [7]}'),
    ),
    Attack("deep-json", 0, FAILED, "not valid JSON", folder=_overwrite(b"[" * 100_000)),
    Attack("huge-file", 0, FAILED, "larger than 200 MB", folder=_huge),
    Attack(
        "test-deleted",
        6,
        GRADED,
        right=True,
        mend="test cell missing: test-predict",
        change=_delete("test-predict"),
    ),
    Attack(
        "test-twice",
        6,
        GRADED,
        right=True,
        mend="duplicate grade id test-double",
        change=_twice("test-double"),
    ),
    Attack(
        "answer-twice",
        6,
        GRADED,
        right=True,
        mend="duplicate grade id double",
        change=_twice("double"),
    ),
    Attack(
        "unknown-grade-id",
        6,
        GRADED,
        right=True,
        mend="unknown grade id",
        change=lambda nb: nb.cells.append(_known("mine", "1", solution=True)),
    ),
    Attack(
        "odd-schema",
        6,
        GRADED,
        right=True,
        mend="settings",
        change=_note("test-double", schema_version=99),
    ),
    Attack(
        "old-schema",
        6,
        GRADED,
        right=True,
        mend="settings",
        change=_note("predict", schema_version=1),
    ),
    Attack(
        "bad-timestamp",
        6,
        GRADED,
        right=True,
        mend="not a time",
        folder=_beside("timestamp.txt", "half past never"),
    ),
    Attack(
        "renamed",
        6,
        GRADED,
        right=True,
        mend="taken from one (1).ipynb",
        folder=_rename("one (1).ipynb"),
    ),
    Attack(
        "renamed-at-will",
        6,
        GRADED,
        right=True,
        mend="taken from homework.ipynb",
        folder=_rename("homework.ipynb"),
    ),
    Attack(
        "two-candidates",
        0,
        FAILED,
        "several others: draft.ipynb, final.ipynb",
        right=True,
        folder=_two_names,
    ),
    Attack("link-to-solution", 0, FAILED, "link to another place", folder=_link_to_source),
    Attack(
        "link-to-gradebook",
        6,
        GRADED,
        right=True,
        mend="link to another place",
        folder=_linked_file,
    ),
    Attack("fifo", 0, FAILED, "not a file", folder=_fifo),
    Attack(
        "nothing",
        0,
        "missing",
        "no notebook found",
        folder=lambda folder: (folder / f"{NAME}.ipynb").unlink(),
    ),
]
