"""Python patterns: small pieces of Python with blanks, looked for in the syntax tree of code."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

from mlsmath.slips.holes import fits

SEEN_THROUGH = ("mlsmath", "scipy", "sklearn")  # only the function's own name counts there
KEPT = ("numpy", "math", "statistics")  # the module's name stays in front
Key: TypeAlias = tuple[type[ast.AST], str | None]


@dataclass(frozen=True)
class Pattern:
    """One pattern, written as `concepts.toml` describes: `np.sum(...)`, `_ ** 2`, `def f`."""

    text: str
    tree: ast.AST
    unless: tuple[ast.AST, ...] = ()

    @classmethod
    def read(cls, text: str) -> "Pattern":
        """Return the pattern that `text` writes; raises `SyntaxError` when it is not Python."""
        main, _, rest = text.partition(" unless ")
        tree = _parse_pattern(main)
        exceptions: list[ast.AST]
        if isinstance(tree, ast.expr):
            listed: Any = _parse_pattern(f"({rest},)") if rest else ast.Tuple([])
            exceptions = listed.elts
        else:
            exceptions = [_parse_pattern(rest)] if rest else []
        return cls(text, tree, tuple(exceptions))

    @cached_property
    def key(self) -> Key:
        """Return the kind of node that can fit, to look only at patterns that have a chance."""
        return key_of(self.tree)

    def fits(self, node: ast.AST) -> bool:
        """Tell whether the pattern fits this node itself (not a node inside it)."""
        return fits(self.tree, node, {}) and not any(fits(no, node, {}) for no in self.unless)


def key_of(node: ast.AST) -> Key:
    """Return the key under which patterns that may fit `node` are found."""
    if isinstance(node, ast.Call):
        return ast.Call, _last_name(node.func)
    if isinstance(node, ast.Name):
        return ast.Name, node.id
    if isinstance(node, ast.Attribute):
        return ast.Attribute, node.attr
    if isinstance(node, ast.BinOp):
        return ast.BinOp, type(node.op).__name__
    if isinstance(node, ast.AsyncFunctionDef):
        return ast.FunctionDef, None
    return type(node), None


def walk(tree: ast.AST, names: dict[str, str]) -> Iterator[ast.AST]:
    """Yield every node, names resolved through the imports, parameters as names."""
    for node in ast.walk(_Resolver(names).visit(tree) if names else tree):
        yield node
        if isinstance(node, ast.arg):
            yield ast.copy_location(ast.Name(node.arg, ast.Load()), node)


def as_call(node: ast.AST, names: dict[str, str]) -> list[ast.AST]:
    """Return the call of a function that is handed on by its name, as in `map(np.exp, x)`."""
    whole = _dotted(node) or ""
    top, _, rest = whole.partition(".")
    known = rest and top in ("np", *KEPT)
    if isinstance(node, ast.expr) and (known or whole in map(_written, names.values())):
        return [ast.Call(node, [], [])]
    return []


def imported(trees: Iterable[ast.AST]) -> dict[str, str]:
    """Return those imported names that patterns write otherwise: `{"exp": "math.exp"}`."""
    origins = {}
    for node in (node for tree in trees for node in ast.walk(tree)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                top = alias.name if alias.asname else alias.name.partition(".")[0]
                origins[alias.asname or top] = top
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                origins[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return {name: origin for name, origin in origins.items() if _differs(name, origin)}


def show(node: ast.AST) -> str:
    """Return the code of a node on one line, shortened."""
    return shorten(ast.unparse(node).partition("\n")[0].strip())


def shorten(text: str, longest: int = 48) -> str:
    """Return a text cut to `longest` characters, with a sign that it goes on."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _differs(name: str, origin: str) -> bool:
    module = origin.partition(".")[0]
    return module in SEEN_THROUGH or (module in KEPT and _written(origin) != name)


def _parse_pattern(text: str) -> ast.AST:
    words = text.split()
    if not words:
        raise SyntaxError("an empty pattern")
    if len(words) == 2 and words[0] == "def":
        text = f"def {words[1]}(): ..."
    statement = ast.parse(text.strip()).body[0]
    return statement.value if isinstance(statement, ast.Expr) else statement


def _last_name(func: ast.AST) -> str | None:
    if isinstance(func, ast.Name):
        return None if func.id.startswith("_") else func.id
    return func.attr if isinstance(func, ast.Attribute) else None


class _Resolver(ast.NodeTransformer):
    """Write names as patterns write them: `numpy.sum` as `np.sum`, `cost.f` of mlsmath as `f`."""

    def __init__(self, names: dict[str, str]) -> None:
        self.names = names

    def visit_Name(self, node: ast.Name) -> ast.AST:
        origin = self.names.get(node.id)
        return node if origin is None else _placed(_rooted(origin), node)

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        dotted = _dotted(node)
        if dotted is None:
            return self.generic_visit(node)
        first, _, rest = dotted.partition(".")
        if first not in self.names:
            return node
        return _placed(_rooted(f"{self.names[first]}.{rest}"), node)


def _dotted(node: ast.AST) -> str | None:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        front = _dotted(node.value)
        return None if front is None else f"{front}.{node.attr}"
    return None


def _placed(new: ast.expr, old: ast.expr) -> ast.expr:
    """Return a node that stands where another stood."""
    return ast.fix_missing_locations(ast.copy_location(new, old))


def _written(origin: str) -> str:
    """Return how patterns write what `origin` names."""
    parts = origin.split(".")
    if parts[0] in SEEN_THROUGH:
        return parts[-1]
    return ".".join(["np", *parts[1:]] if parts[0] == "numpy" else parts)


def _rooted(origin: str) -> ast.expr:
    parts = _written(origin).split(".")
    node: ast.expr = ast.Name(parts[0], ast.Load())
    for part in parts[1:]:
        node = ast.Attribute(node, part, ast.Load())
    return node
