"""Which code of a course is modelling work, and where that work first needs a concept.

*Work* are the cells with data, model, cost, gradient, training and prediction. A cell is work when
a name that it defines, calls or fills says so (`compute_cost`, `model.fit`), when it loads data or
gives it one of the usual names (`X_train`), when it uses a name that work has filled, or when it
defines a function or fills a name that work uses. All else is demonstration: it shows a concept on
numbers made up for it, and needs nothing. A notebook without any name of the first kind is
demonstration throughout, unless it loads data that it has not written itself. In a course without
any work at all every cell counts that does more than import.

A cell of work *needs* a concept when its code fits `code` or `needed_by` of the entry in
`concepts.toml`, or when one of its names fits `identifiers` (`compute_gradient` is read as
"compute gradient"). `self.w` counts as `w`; PyTorch, TensorFlow and JAX count as NumPy.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from mlsmath.commands.contract.code import read_code
from mlsmath.commands.contract.concepts import Concept
from mlsmath.commands.contract.explaining import Text
from mlsmath.commands.contract.patterns import Key, imported, key_of, shorten, show, walk
from mlsmath.commands.contract.reading import Cell, Course, Notebook

MODEL = re.compile(
    r"\b(?:models?|predict\w*|costs?|loss|losses|hypothesis|gradients?|descent|train\w*|"
    r"regress\w*|classif\w*|sigmoid|softmax|logistic|fit|fitted|optimi[sz]er?|sgd|epochs?|"
    r"mse|rmse|squared error|cross entropy|backprop\w*|theta|thetas|normal equation|"
    r"perceptron|neurons?|learner)\b"
)
DATA = re.compile(
    r"^(?:[xXyY]_?(?:train|test|val|valid|data|raw)\w*|\w*(?:_train|_test|train_data|dataset)"
    r"|data|df|features|labels|targets?)$"
)
LOADS = re.compile(r"^(?:read_\w+|load\w*|fetch_\w+|loadtxt|genfromtxt|make_\w+)$")
PASSING = re.compile(
    r"^(?:[ijkmn_]|ax|axes|fig|axs|plt|np|pd|sns|torch|tf|ax\d|start|end|rng|s|f)$"
)
COMMENT = re.compile(r"(?:^|\s)#+\s*([^#].*)")
ALIASES = {"torch": "numpy", "jnp": "numpy", "tf": "numpy"}


@dataclass(frozen=True)
class Needed:
    """The cell that first needs a concept, the line in it (from 1), and what shows the need.

    The cell is a markdown cell, and the line 0, where no code needs it and a formula does.
    """

    cell: Cell
    line: int
    sign: str


@dataclass
class Piece:
    """A code cell taken apart: its tree, the names in it, and whether it is work."""

    cell: Cell
    tree: ast.Module
    nodes: dict[Key, list[tuple[int, int, ast.AST]]] = field(
        default_factory=lambda: defaultdict(list)
    )  # with line and place
    calls: set[str] = field(default_factory=set)
    defines: set[str] = field(default_factory=set)
    fills: set[str] = field(default_factory=set)
    uses: set[str] = field(default_factory=set)
    work: bool = False

    @property
    def models(self) -> bool:
        """Tell whether a name that it defines, calls or fills says that a model is at work."""
        names = (*self.calls, *self.defines, *self.fills)
        return any(MODEL.search(words(name)) for name in names)

    @property
    def data(self) -> bool:
        """Tell whether it loads data or gives it a usual name."""
        loads = any(LOADS.match(name) for name in self.calls)
        usual = any(DATA.match(name) for name in self.fills)
        return loads or usual or {"X", "y"} <= self.fills


def words(name: str) -> str:
    """Return a name of Python as words: `computeGradient_2` as "compute gradient 2"."""
    parts = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()
    return " ".join(part for part in parts.split("_") if part)


def work_of(course: Course) -> list[Piece]:
    """Return the code cells of the modelling work, in order."""
    pieces = [piece for notebook in course.notebooks for piece in _pieces(notebook)]
    working = [piece for piece in pieces if piece.work]
    return working or [piece for piece in pieces if piece.cell.works]


def first_need(pieces: list[Piece], concept: Concept) -> Needed | None:
    """Return where the work first needs a concept."""
    return next((need for piece in pieces if (need := _need(piece, concept))), None)


def first_formula(
    texts: list[Text], pieces: list[Piece], concept: Concept, explained: Cell
) -> Needed | None:
    """Return the first displayed formula that needs a concept, where models are at work.

    It stands after the cell that explains the concept: in that cell it is part of the explanation.
    """
    working = {piece.cell.notebook.name for piece in pieces}
    if concept.needed_in_formula is None:
        return None
    for text in texts:
        titled = MODEL.search(text.title.lower())
        if text.cell.position > explained.position and (
            titled or text.cell.notebook.name in working
        ):
            for sentence in text.sentences:
                for formula in filter(concept.needed_in_formula.search, sentence.displayed):
                    return Needed(text.cell, 0, f"${shorten(' '.join(formula.split()))}$")
    return None


def _need(piece: Piece, concept: Concept) -> Needed | None:
    patterns = concept.needed_by or concept.code
    signs = [
        sign
        for pattern in patterns
        for sign in piece.nodes.get(pattern.key, ())
        if pattern.fits(sign[-1])
    ]
    if signs:
        line, _, node = min(signs, key=lambda sign: sign[:2])
        return Needed(piece.cell, line, f"`{show(node)}`")
    if concept.identifiers:
        for node, name in _names(piece.tree):
            if concept.identifiers.search(words(name)):
                return Needed(piece.cell, getattr(node, "lineno", 1), f"`{name}`")
        for line, comment in _comments(piece.cell.source):
            found = concept.identifiers.search(comment)
            if found and " " in found[0]:  # one word may mean many things in a comment
                return Needed(piece.cell, line, f'"{found[0]}"')
    return None


def _pieces(notebook: Notebook) -> list[Piece]:
    codes = [(cell, read_code(cell.source)) for cell in notebook.cells if cell.kind == "code"]
    names = ALIASES | imported(code.tree for _, code in codes)
    pieces = [_piece(cell, code.tree, names) for cell, code in codes if not code.idle]
    written = any({"write", "writerow", "to_csv", "writelines"} & piece.calls for piece in pieces)
    if any(piece.models for piece in pieces) or (
        not written and any(LOADS.match(name) for piece in pieces for name in piece.calls)
    ):
        _mark(pieces)
    return pieces


def _mark(pieces: list[Piece]) -> None:
    filled: set[str] = set()
    for piece in pieces:
        piece.work = piece.models or piece.data or bool(piece.uses & filled)
        if piece.work:
            filled |= {name for name in piece.fills if not PASSING.match(name)}
    called = {name for piece in pieces if piece.work for name in piece.calls | piece.uses}
    for piece in reversed(pieces):
        given = piece.defines | {name for name in piece.fills if not PASSING.match(name)}
        if given & called:
            piece.work = True
            called |= piece.calls | piece.uses


def _piece(cell: Cell, tree: ast.Module, names: dict[str, str]) -> Piece:
    tree = ast.fix_missing_locations(_Own().visit(tree))
    piece = Piece(cell, tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else None
            name = node.func.attr if isinstance(node.func, ast.Attribute) else name
            if name:
                piece.calls.add(name)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            piece.defines.add(node.name)
        elif isinstance(node, ast.Name):
            (piece.fills if isinstance(node.ctx, ast.Store) else piece.uses).add(node.id)
    inner = {
        name.id
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for name in ast.walk(function)
        if isinstance(name, ast.Name)
    }
    piece.fills -= inner
    piece.uses -= {name for name in inner if name not in _outside(tree)}
    for place, node in enumerate(walk(tree, names)):
        kind, name = key_of(node)
        if not isinstance(node, ast.Import | ast.ImportFrom | ast.alias):
            for key in {(kind, name), (kind, None)}:
                piece.nodes[key].append((getattr(node, "lineno", 1), place, node))
    return piece


def _outside(tree: ast.Module) -> set[str]:
    """Return the names that stand outside of functions."""
    found: set[str] = set()
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Name):
            found.add(node.id)
        if not isinstance(node, ast.FunctionDef | ast.Lambda):
            waiting.extend(ast.iter_child_nodes(node))
    return found


def _names(tree: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    """Yield the names that a cell defines, calls or fills, in the order of its lines."""
    names = {ast.FunctionDef: "name", ast.ClassDef: "name", ast.Name: "id", ast.Attribute: "attr"}
    nodes = [node for node in ast.walk(tree) if type(node) in names]
    for node in sorted(nodes, key=lambda node: getattr(node, "lineno", 1)):
        yield node, getattr(node, names[type(node)])


def _comments(source: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(source.split("\n"), start=1):
        if match := COMMENT.search(line):
            yield number, match[1].lower()


class _Own(ast.NodeTransformer):
    """Write `self.w` as `w`: what a model keeps goes by the same names as elsewhere."""

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.value, ast.Name) and node.value.id == "self":
            return ast.copy_location(ast.Name(node.attr, node.ctx), node)
        return node
