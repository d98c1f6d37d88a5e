"""What a learner wrote and what happened, and how kinds of slips look at it."""

import ast
import builtins
import operator
import types
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

import numpy as np

from mlsmath.slips import errors

LARGE = 10**6
CHANGE_IN_PLACE = ("append", "extend", "insert", "sort", "reverse", "remove")
NUMBERS = (int, float, np.float64, np.int64)
REDUCING = ("np.mean", "np.sum", "sum")  # what makes one number of many
Node = TypeVar("Node", bound=ast.AST)


@dataclass(frozen=True)
class Scene:
    """What the learner wrote, and what happened when it ran.

    `given` and `wanted` are what a function gave back and what the task asks for.
    """

    text: str
    error: BaseException | None = None
    line: int | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    function: str = ""
    parameters: tuple[str, ...] = ()
    given: Any = None
    wanted: Any = None

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax tree of the text, with no lines in it where Python cannot read that."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return ast.parse(self.text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return ast.Module(body=[], type_ignores=[])

    def every(self, kind: type[Node]) -> Iterator[Node]:
        """Yield the nodes of one kind in the whole text."""
        return every(kind, self.tree)


Look = Callable[[Any, Scene], str | None]


class Kind(NamedTuple):
    """A kind of slip: its id, the function that sees it in such nodes, and the error it ends in."""

    name: str
    look: Look
    nodes: type | types.UnionType
    error: type[BaseException] | None
    pieces: tuple[str, ...]
    anywhere: bool

    def fits(self, scene: Scene) -> bool:
        """Whether the run ended as this kind ends: in an error that says one of the pieces."""
        if self.error is None:
            return scene.error is None and bool(scene.function)
        if not isinstance(scene.error, self.error):
            return False
        said = errors.raw(scene.error).lower()
        return not self.pieces or any(piece in said for piece in self.pieces)


class Kinds(list[Kind]):
    """The kinds of a module, in the order in which they are looked for."""

    def add(
        self,
        name: str,
        error: type[BaseException] | None = None,
        *pieces: str,
        anywhere: bool = False,
    ) -> Callable[[Look], Look]:
        """Add the decorated function: it takes a node and the scene.

        It sees the nodes of the type that it says, in the line with the error, or with `anywhere`
        all of them.
        """

        def added(look: Look) -> Look:
            nodes = look.__annotations__["node"]
            self.append(Kind(name, look, nodes, error, pieces, anywhere or error is None))
            return look

        return added


def typed(node: ast.AST, scene: Scene) -> str:
    """Return a piece of the text as it was typed, on one line."""
    written = ast.get_source_segment(scene.text, node)
    return ast.unparse(node) if written is None or "\n" in written else written


def listed(nodes: Iterable[ast.AST], scene: Scene) -> str:
    """Return pieces of the text with commas between them."""
    return ", ".join(typed(node, scene) for node in nodes)


def bracketed(node: ast.AST, scene: Scene) -> str:
    """Return a piece of the text, in brackets where an operation around it would need them."""
    text = typed(node, scene)
    plain = isinstance(node, ast.Name | ast.Constant | ast.Call | ast.Attribute | ast.Subscript)
    return text if plain else f"({text})"


def found(node: ast.AST, scene: Scene) -> Any:
    """Return what a name, or a name behind the dot of a module, stands for."""
    if isinstance(node, ast.Name):
        return scene.values.get(node.id, getattr(builtins, node.id, None))
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        owner = scene.values.get(node.value.id)
        return getattr(owner, node.attr, None) if is_module(owner) else None
    return None


def is_module(value: Any) -> bool:
    """Whether a value is a module."""
    return type(value).__name__ == "module"


def value(node: ast.AST, scene: Scene) -> Any:
    """Return the value of a piece of the text that is worked out without a learner's code.

    That is a name, a number, a length, a turned table, or an operation of these; else None.
    """
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Name):
        return scene.values.get(node.id)
    if isinstance(node, ast.Attribute) and node.attr in ("T", "shape", "size"):
        owner = value(node.value, scene)
        return getattr(owner, node.attr) if type(owner) is np.ndarray else None
    if isinstance(node, ast.Subscript):
        owner, place = value(node.value, scene), value(node.slice, scene)
        if type(owner) in (tuple, list, np.ndarray) and type(place) is int:
            return owner[place] if -len(owner) <= place < len(owner) else None
    if isinstance(node, ast.Call) and len(node.args) == 1 and typed(node.func, scene) == "len":
        inside = value(node.args[0], scene)
        return len(inside) if type(inside) in (list, tuple, np.ndarray) else None
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATIONS:
        left, right = value(node.left, scene), value(node.right, scene)
        if all(plain(one) and np.size(one) < LARGE for one in (left, right)):
            try:
                with np.errstate(all="ignore"):
                    return OPERATIONS[type(node.op)](left, right)
            except (ArithmeticError, ValueError, TypeError):
                return None
    return None


def plain(one: Any) -> bool:
    """Whether a value is a number, or an array of numbers."""
    return type(one) in NUMBERS or (type(one) is np.ndarray and one.dtype.kind in "iuf")


OPERATIONS: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.MatMult: operator.matmul,
}


COMPARISONS: dict[type[ast.cmpop], tuple[str, Callable[[Any, Any], bool]]] = {
    ast.Lt: ("<", operator.lt),
    ast.LtE: ("<=", operator.le),
    ast.Gt: (">", operator.gt),
    ast.GtE: (">=", operator.ge),
    ast.Eq: ("==", operator.eq),
    ast.NotEq: ("!=", operator.ne),
}


def number(one: Any) -> bool:
    """Whether a value is a single number."""
    return isinstance(one, int | float | np.number) and not isinstance(one, bool)


def every(kind: type[Node], tree: ast.AST) -> Iterator[Node]:
    """Yield the nodes of one kind in a piece of the text."""
    return (node for node in ast.walk(tree) if isinstance(node, kind))


def named(tree: ast.AST) -> list[str]:
    """Return the names in a piece of the text, each as often as it stands there."""
    return [node.id for node in every(ast.Name, tree)]


def counted(loop: ast.For, scene: Scene) -> list[ast.expr]:
    """Return what `range` is given in the head of a loop with one name; nothing of another loop."""
    call = loop.iter if isinstance(loop.target, ast.Name) else None
    return call.args if isinstance(call, ast.Call) and typed(call.func, scene) == "range" else []


def assigned(name: str, scene: Scene, inside: ast.AST | None = None) -> list[ast.Assign]:
    """Return the lines, of a piece of the text or of all of it, that give a name its value."""
    lines = every(ast.Assign, inside or scene.tree)
    return [line for line in lines if typed(line.targets[0], scene) == name]
