"""Run by the site's own Python while the site is built: do what pages do, keep the bytecode of it.

Each module that this has imported becomes a file of bytecode in `/bytecode`, under its name in its
wheel or in the standard library. Bytecode is not tied to the date of a source file.
"""

import contextlib
import importlib
import importlib.util
import io
import marshal
import sys
from pathlib import Path

PLACES = ("/lib/python3.12/site-packages/", "/lib/python312.zip/")
TARGET = Path("/bytecode")
IMPORTED = (
    "anywidget",
    "ipykernel",
    "ipywidgets",
    "matplotlib_inline.backend_inline",
    "mlsmath.checks",
    "mlsmath.commands.course.live",
    "mlsmath.derivation",
    "mlsmath.pictures",
    "piplite",
    "sympy",
)
UNCHECKED = (1).to_bytes(4, "little")


def use() -> None:
    """Import what pages import: the kernel's modules, an error's, a picture's, the course's."""
    for name in IMPORTED:
        importlib.import_module(name)
    import matplotlib as mpl
    from IPython.core.interactiveshell import InteractiveShell

    mpl.use("agg")
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots()
    axes.plot([1, 2], label="$x^2$")
    axes.legend()
    figure.savefig(io.BytesIO())
    with contextlib.redirect_stdout(io.StringIO()):
        InteractiveShell.instance().run_cell("import numpy as np\nnp.ones(2).reshape(3)")
    with contextlib.suppress(Exception):  # it asks for the page, which is not here
        importlib.import_module("pyodide_kernel")


def keep() -> None:
    """Write the bytecode of all modules that are imported."""
    for module in list(sys.modules.values()):
        file = str(getattr(module, "__file__", None))
        place = next((place for place in PLACES if file.startswith(place)), None)
        if place is None or not file.endswith(".py"):
            continue
        loader = module.__spec__ and module.__spec__.loader
        if not hasattr(loader, "get_data"):  # frozen into the interpreter
            continue
        source = loader.get_data(file)
        code = compile(source, file, "exec", dont_inherit=True, optimize=0)
        head = importlib.util.MAGIC_NUMBER + UNCHECKED + importlib.util.source_hash(source)
        path = TARGET / f"{file.removeprefix(place)}c"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(head + marshal.dumps(code))


use()
keep()
