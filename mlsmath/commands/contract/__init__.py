"""The just-in-time contract: each concept is explained directly before the cell that needs it.

An author tags cells in JupyterLab: `explains:<id>` a math note, `revisits:<id>` a note that
explains again and deeper, `needs:<id>` a cell whose need its code does not show, `names:<id>` a
text that says what a word means, `python:<id>` a text that explains a piece of Python. Ids stand in
`concepts.toml`, `words.toml` and `python.toml`; a file of such a name beside the notebooks adds to
ours or replaces entries of ours, and with `extends = "nothing"` it stands alone. `concepts.toml`
says more.

Eight rules: code and tags are readable; nothing early, nothing late, nothing idle, built on ground,
short; both names (a note ends with a line "Elsewhere …" that gives the field's words, and they do
not stand before it); Python, too (what `python.toml` lists is explained before the code that uses
it, and what it does not list is not used). Words, both names and Python are judged only in a course
that has begun with them: one `names:` tag, one line "Elsewhere", one `python:` tag.

Left out of "nothing early" are titles, links to notebooks, the line with "you will be able to" and
the list it opens (once in a notebook), the first sentence of a note, and folds whose summary says
"deeper". Hints and other folds are read, and so are comments and texts in code; hidden tests are
not. Cells that only import stand in nobody's way, and a stub that waits for the learner's answer
may need anything. Code that a book leaves out, tagged `remove-cell`, is not read. The Python of a
code cell tagged `need-not-read` may be anything where the text above it says "need not read" (or
"be read"). A notebook whose first cell is tagged `no-lesson` is a page about the course, and is
left out.

The notebooks of the guide on k-nearest neighbours keep it:

>>> from mlsmath.commands.contract import GUIDE, check, summarise
>>> check(GUIDE.with_name("knn"))
[]
>>> summarise(GUIDE.with_name("knn")).kept
True
"""

from pathlib import Path
from typing import Any

from mlsmath.commands.contract.concepts import Concept, Deeper, load_concepts
from mlsmath.commands.contract.errors import ContractError
from mlsmath.commands.contract.folder import find_lessons
from mlsmath.commands.contract.new_entry import own_concepts, write_entry
from mlsmath.commands.contract.reading import read_course
from mlsmath.commands.contract.rules import Breach, all_breaches
from mlsmath.commands.contract.summary import Summary, has_tags
from mlsmath.commands.contract.summary import summarise as _summarise
from mlsmath.commands.contract.vocabulary import Word, load_words

GUIDE = Path(__file__).with_name("guide") / "own-course.md"  # its example lies beside it

__all__ = [
    "GUIDE",
    "Breach",
    "Concept",
    "ContractError",
    "Deeper",
    "Summary",
    "Word",
    "check",
    "describe_map",
    "draw_map",
    "find_lessons",
    "has_tags",
    "load_concepts",
    "load_words",
    "own_concepts",
    "summarise",
    "where_used",
    "write_entry",
]


def check(folder: Path) -> list[Breach]:
    """Return every breach of the contract in a folder of notebooks, in the order of the cells.

    `folder` may also be one notebook. `find_lessons` says what counts as a notebook. Each breach
    has the attributes `notebook` (its path below `folder`), `cell_number` (from 1), `cell_id`,
    `line` (of the file, from 1), `concept` ("" where it is about none), `rule`, `wrong` and `mend`
    (two halves of a sentence); `str(breach)` is one line with all of them. An empty list means
    that the contract is kept. Raises `ContractError`, with one sentence, when there are no
    notebooks, or a notebook or a `concepts.toml` cannot be read.
    """
    return all_breaches(read_course(Path(folder)))


def summarise(folder: Path) -> Summary:
    """Return for each concept where it is explained, first needed, and how long the wait is.

    It reads courses without tags, too: `mlsmath.commands.contract.untagged` says how. `found` has
    a line for each concept, `totals` the figures, `total` says them, and `kept` tells whether
    nothing is to mend. Raises `ContractError` like `check`.
    """
    return _summarise(read_course(Path(folder)))


def draw_map(folder: Path, out: Path, *others: Path) -> None:
    """Draw the math map of a folder of notebooks into `out`, a .png or .svg file.

    Concepts go down, cells across; the note, the first need and the later needs of each concept
    are marked. A course without tags, and courses beside each other, are drawn as a map of waits:
    `mlsmath.commands.contract.waits` says how. Raises `ContractError` like `check`, and when `out`
    has another suffix.
    """
    kind, drawn = _map(folder, *others)
    kind.draw(drawn, Path(out))


def describe_map(folder: Path, *others: Path) -> str:
    """Return the math map in words: the text alternative of the picture."""
    kind, drawn = _map(folder, *others)
    return kind.describe(drawn)


def _map(*folders: Path) -> tuple[Any, Any]:
    """Return the module with the kind of map that fits, and the course or courses for it."""
    from mlsmath.commands.contract import map as tagged
    from mlsmath.commands.contract import waits

    if len(folders) == 1 and (has_tags(Path(folders[0])) or not summarise(folders[0]).found):
        return tagged, read_course(Path(folders[0]))
    paths = [Path(folder).resolve() for folder in folders]
    alike = len({path.name for path in paths}) < len(paths)
    names = [f"{path.parent.name}/{path.name}" if alike else path.name for path in paths]
    return waits, [(name, read_course(path)) for name, path in zip(names, paths, strict=True)]


def where_used(folder: Path) -> dict[str, list[str]]:
    """Return for each concept of the math map the notebooks that need it, in a reader's order."""
    from mlsmath.commands.contract.map import used_in

    return used_in(read_course(Path(folder)))
