"""Python that runs, or runs into an error, and means something else than the learner does.

Each kind is a small function that looks at the syntax tree and at what happened.
"""

import ast
import builtins
import difflib
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from mlsmath.slips import errors
from mlsmath.slips.slip import Slip


@dataclass(frozen=True)
class Scene:
    """What the learner wrote, and what happened when it ran."""

    text: str
    error: BaseException | None = None
    line: int | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    function: str = ""
    parameters: tuple[str, ...] = ()


def meant(scene: Scene) -> Slip | None:
    """Return what the learner's Python means instead of what was meant, if it can be told."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(scene.text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    nodes = list(_at(tree, scene.line if scene.error is not None else None))
    for kind in KINDS:
        for node in nodes:
            said = kind(node, scene)
            if said is not None:
                return Slip(kind.__name__.strip("_").replace("_", "-"), said, node.lineno)
    return None


def _at(tree: ast.AST, line: int | None) -> Iterator[ast.AST]:
    """Yield the nodes that touch a line, without what contains other statements."""
    for node in ast.walk(tree):
        first, last = getattr(node, "lineno", None), getattr(node, "end_lineno", None)
        if first is None or isinstance(node, ast.FunctionDef | ast.ClassDef):
            continue
        if isinstance(node, ast.For | ast.While | ast.If | ast.With):
            last = first
        if line is None or first <= line <= last:
            yield node


def _typed(node: ast.AST) -> str:
    return ast.unparse(node)


def _error(scene: Scene, kind: type[BaseException], *pieces: str) -> bool:
    """Whether the run ended in an error of this kind that says one of the pieces."""
    text = errors.raw(scene.error).lower() if scene.error is not None else ""
    return isinstance(scene.error, kind) and (not pieces or any(p in text for p in pieces))


def _value(node: ast.AST, scene: Scene) -> Any:
    """Return the value of a name or a number that stands in the text, or None."""
    if isinstance(node, ast.Constant):
        return node.value
    return scene.values.get(node.id) if isinstance(node, ast.Name) else None


def _number(value: Any) -> bool:
    return isinstance(value, int | float | np.number) and not isinstance(value, bool)


def _hat_for_power(node: ast.AST, scene: Scene) -> str | None:
    if not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitXor)):
        return None
    base, exponent = _typed(node.left), _typed(node.right)
    power = _typed(ast.BinOp(node.left, ast.Pow(), node.right)).replace(" ** ", "**")
    if exponent == "T":
        return f"X^T of the notes is `{base}.T` in Python."
    if _error(scene, TypeError, "bitwise_xor", "for ^"):
        return f"A power is `**` in Python. Write `{power}`."
    return None


def _sign_left_out(node: ast.AST, scene: Scene) -> str | None:
    """See a number, or a name of numbers, called with one argument."""
    if not (isinstance(node, ast.Call) and _error(scene, TypeError, "not callable")):
        return None
    if len(node.args) != 1 or node.keywords:
        return None
    called, inside = node.func, node.args[0]
    value = _value(called, scene)
    if isinstance(value, list | tuple | np.ndarray) and np.ndim(value):
        return f"An item is taken with square brackets: `{_typed(called)}[{_typed(inside)}]`."
    if not _number(value):
        return None
    inside_typed = _typed(inside)
    if not isinstance(inside, ast.Name | ast.Constant):
        inside_typed = f"({inside_typed})"
    return f"A product needs its sign. Write `{_typed(called)} * {inside_typed}`."


def _square_brackets(node: ast.AST, scene: Scene) -> str | None:
    """See a function whose brackets are square."""
    if not (isinstance(node, ast.Subscript) and _error(scene, TypeError, "not subscriptable")):
        return None
    function = _found(node.value, scene)
    if not callable(function):
        return None
    name, inside = _typed(node.value), _typed(node.slice)
    return f"A function is called with round brackets: `{name}({inside})`."


def _found(node: ast.AST, scene: Scene) -> Any:
    """Return what a name, or a name behind the dot of a module or class, stands for."""
    if isinstance(node, ast.Name):
        return scene.values.get(node.id, getattr(builtins, node.id, None))
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        owner = scene.values.get(node.value.id)
        return getattr(owner, node.attr, None) if type(owner).__name__ == "module" else None
    return None


def _pairs_without_zip(node: ast.AST, scene: Scene) -> str | None:
    if not (isinstance(node, ast.For) and isinstance(node.target, ast.Tuple)):
        return None
    if not (isinstance(node.iter, ast.Tuple) and _error(scene, ValueError, "unpack")):
        return None
    names = ", ".join(map(_typed, node.target.elts))
    lists = ", ".join(map(_typed, node.iter.elts))
    return f"To go through them side by side, a loop needs `zip`: `for {names} in zip({lists}):`."


def _loop_without_range(node: ast.AST, scene: Scene) -> str | None:
    if not (isinstance(node, ast.For) and _error(scene, TypeError, "not iterable")):
        return None
    counted = node.iter
    length = isinstance(counted, ast.Call) and _typed(counted.func) == "len"
    if not (length or _number(_value(counted, scene))):
        return None
    return (
        "A loop that counts needs `range`: "
        f"`for {_typed(node.target)} in range({_typed(counted)}):`."
    )


def _keeps_none(node: ast.AST, scene: Scene) -> str | None:
    """See a list replaced by the None that a method such as append gives back."""
    if not _error(scene, Exception, "nonetype"):
        return None
    if not (isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)):
        return None
    method = node.value.func
    if not (isinstance(method, ast.Attribute) and method.attr in CHANGE_IN_PLACE):
        return None
    if _typed(node.targets[0]) != _typed(method.value):
        return None
    return (
        f"`{method.attr}` changes the list and gives back None. Leave out the "
        f"`{_typed(node.targets[0])} =`: `{_typed(node.value)}`."
    )


CHANGE_IN_PLACE = ("append", "extend", "insert", "sort", "reverse", "remove")


def _name_nearly_right(node: ast.AST, scene: Scene) -> str | None:
    """See an unknown name, alone or behind `np.`, that is close to one that exists."""
    unknown = getattr(scene.error, "name", None)
    if isinstance(node, ast.Name) and isinstance(scene.error, NameError) and node.id == unknown:
        numbers = [n for n, v in scene.values.items() if _number(v) or isinstance(v, np.ndarray)]
        product = errors.product(node.id, [*scene.parameters, *numbers])
        if product is not None:
            return f"`{node.id}` is one name for Python. Write `{product}`."
        visible = [*scene.parameters, *(n for n in scene.values if not n.startswith("_"))]
        near = _nearest(node.id, [visible, dir(builtins)])
        return None if near is None else f"Python does not know `{node.id}`. Is `{near}` meant?"
    if not (isinstance(node, ast.Attribute) and isinstance(scene.error, AttributeError)):
        return None
    owner = _value(node.value, scene)
    if node.attr != unknown or type(owner).__name__ != "module":
        return None
    near = _nearest(node.attr, [[n for n in dir(owner) if not n.startswith("_")]])
    module = _typed(node.value)
    if near is None:
        return None
    return f"`{module}` has no `{node.attr}`. Is `{module}.{near}` meant?"


def _nearest(name: str, groups: Sequence[Sequence[str]]) -> str | None:
    """Return the name most like this one, from the first group that has any."""
    for names in groups:
        same = [other for other in names if other.lower() == name.lower() and other != name]
        near = same or (difflib.get_close_matches(name, names, 1, 0.75) if len(name) > 2 else [])
        if near:
            return near[0]
    return None


def _needs_numpy(node: ast.AST, scene: Scene) -> str | None:
    """See a function of NumPy called without `np.`."""
    if not (isinstance(scene.error, NameError) and isinstance(node, ast.Call)):
        return None
    if not isinstance(node.func, ast.Name) or node.func.id != getattr(scene.error, "name", None):
        return None
    name = "log" if node.func.id == "ln" else node.func.id
    if name not in NUMPY or scene.values.get("np") is not np:
        return None
    inside = ", ".join(map(_typed, node.args))
    return f"Python does not know `{node.func.id}`. NumPy's is `np.{name}({inside})`."


NUMPY = ("exp", "log", "sqrt", "mean", "dot", "zeros", "array", "arange", "linspace", "where")

Kind = Callable[[ast.AST, Scene], str | None]

KINDS: tuple[Kind, ...] = (
    _hat_for_power,
    _sign_left_out,
    _square_brackets,
    _pairs_without_zip,
    _loop_without_range,
    _keeps_none,
    _needs_numpy,
    _name_nearly_right,
)
