"""The features of Python that a reader is told, read from `python.toml` and found in code."""

import ast
import builtins
import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from mlsmath.commands.contract.concepts import Concept
from mlsmath.commands.contract.entries import Kind, Place, did_you_mean, patterns_of, read_entries
from mlsmath.commands.contract.patterns import KEPT, Key, Pattern, imported, key_of, show, walk

OURS = Path(__file__).with_name("python.toml")
FEATURE = Kind("python", ("id", "name", "example"), ("code", "form"))
LOOKED_THROUGH = ("mlsmath", *KEPT)  # ours, or written with the module in front
BASE = ("print", "len")
ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.USub)
COMPARISONS = (ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE)
PLAIN = (
    *(ast.Module, ast.Import, ast.ImportFrom, ast.alias, ast.FunctionDef, ast.arg, ast.Return),
    *(ast.If, ast.For, ast.Expr, ast.Pass, ast.Name, ast.Constant, ast.List, ast.Slice),
    # judged with what holds them
    *(ast.expr_context, ast.operator, ast.unaryop, ast.cmpop, ast.boolop),
    *(ast.ExceptHandler, ast.withitem, ast.comprehension),
)


Table: TypeAlias = dict[Key, list[tuple[str, Pattern]]]


@dataclass(frozen=True)
class Form:
    """What a pattern cannot say: the kinds of nodes that may have this form, and which have it."""

    kinds: tuple[type[ast.AST], ...]
    fits: Callable[[Any], bool]


@dataclass(frozen=True)
class Imports:
    """What the imports of a notebook say: other names of things, modules, functions not ours."""

    names: dict[str, str]
    modules: frozenset[str]
    foreign: frozenset[str]

    @classmethod
    def of(cls, trees: Iterable[ast.AST]) -> "Imports":
        """Return what these pieces of code import."""
        trees = list(trees)
        nodes = [node for tree in trees for node in ast.walk(tree)]
        modules = {"np", "math"}
        foreign = set()
        for node in nodes:
            if isinstance(node, ast.Import):
                modules |= {(alias.asname or alias.name).partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                top = node.module.partition(".")[0]
                foreign |= {alias.name for alias in node.names if top not in LOOKED_THROUGH}
        return cls(imported(trees), frozenset(modules), frozenset(foreign))


@dataclass(frozen=True)
class Feature:
    """One feature of Python: what a reader calls it, and what shows it in code."""

    id: str
    name: str
    example: str
    code: tuple[Pattern, ...]
    forms: tuple[Form, ...]


def load_features(extra: Path | None = None) -> dict[str, Feature]:
    """Return the features by id: ours, then those of the file `extra`, which may replace ours.

    Raises `ContractError` when an entry is not as `python.toml` describes it.
    """
    if extra is None:
        return dict(_ours())
    extends, features = _read(Path(extra))
    return features if extends == "nothing" else _ours() | features


@cache
def _ours() -> dict[str, Feature]:
    return _read(OURS)[1]


def _read(path: Path) -> tuple[str, dict[str, Feature]]:
    features = {}
    entries = read_entries(path, FEATURE)
    for entry in entries.found:
        place = entries.places[entry["id"]]
        code = patterns_of(entry["code"], "code", place)
        forms = tuple(_form(text, place) for text in entry["form"])
        if not code and not forms:
            raise place.wrong("neither code nor form has anything to look for")
        features[entry["id"]] = Feature(entry["id"], entry["name"], entry["example"], code, forms)
    return entries.extends, features


class Finder:
    """Finds the features of Python in code, and what nobody explains."""

    def __init__(self, features: dict[str, Feature], concepts: dict[str, Concept]) -> None:
        self.features: Table = defaultdict(list)
        self.concepts: Table = defaultdict(list)  # what a note explains needs no other text
        self.forms: dict[type[ast.AST], list[tuple[str, Form]]] = defaultdict(list)
        for feature in features.values():
            for pattern in feature.code:
                self.features[pattern.key].append((feature.id, pattern))
            for form in feature.forms:
                for kind in form.kinds:
                    self.forms[kind].append((feature.id, form))
        for concept in concepts.values():
            for pattern in (*concept.code, *concept.code_also):
                self.concepts[pattern.key].append((concept.id, pattern))

    def find(self, tree: ast.AST, imports: Imports) -> tuple[dict[str, str], list[str]]:
        """Return the features in a piece of code, each with its sign, and what nobody explains."""
        found: dict[str, str] = {}
        strange = []
        for node in walk(tree, imports.names):
            mark(node, imports.modules)
            fitting = [name for name, _ in _fitting(self.features, node)]
            fitting += [name for name, form in self.forms.get(type(node), ()) if form.fits(node)]
            unknown = not _plain(node, imports.foreign) and not self._known(node, bool(fitting))
            if fitting or unknown:
                sign = f"`{show(node)}`"
                found |= {name: sign for name in fitting if name not in found}
                strange += [sign] if unknown else []
        return found, strange

    def _known(self, node: ast.AST, fits: bool) -> bool:
        """Tell whether an entry explains what is not plain; a function is explained by its name."""
        if isinstance(node, ast.Call) or role(node) == "constant":
            both = (*_fitting(self.features, node), *_fitting(self.concepts, node))
            return any(pattern.key[1] for _, pattern in both)
        return fits or any(_fitting(self.concepts, node))


def _fitting(table: Table, node: ast.AST) -> Iterator[tuple[str, Pattern]]:
    alone: Any = node  # np.exp alone is one
    calls = [ast.Call(alone, [], [])] if role(node) == "constant" else []
    for call in (node, *calls):
        key = key_of(call)
        for group in {key, (key[0], None)}:
            for name, pattern in table.get(group, ()):
                if pattern.fits(call):
                    yield name, pattern


def mark(node: ast.AST, modules: Container[str]) -> None:
    """Note on the parts of a node what they are in it; parts are met after what holds them."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        _give(node.func, "function" if _root(node.func) in modules else "method")
    elif isinstance(node, ast.Attribute):
        if not role(node) and _root(node) in modules:
            _give(node, "constant")
        if role(node) in ("function", "constant"):
            _give(node.value, "module")
    elif isinstance(node, ast.Subscript):
        _give(node.slice, "place")
    elif isinstance(node, ast.FormattedValue) and node.format_spec:
        _give(node.format_spec, "format")


def role(node: ast.AST) -> str:
    """Return what `mark` noted on a node, "" when nothing."""
    return getattr(node, "role", "")


def _give(node: ast.AST, name: str) -> None:
    node.role = name  # type: ignore[attr-defined]


def _root(node: ast.AST) -> str:
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _plain(node: ast.AST, foreign: Container[str]) -> bool:
    """Tell whether "a little Python" holds it, or whether it is judged with what holds it."""
    match node:
        case ast.Call(func=ast.Name(id=name)):
            return name not in foreign and (name in BASE or not hasattr(builtins, name))
        case ast.Call(func=func):
            return not isinstance(func, ast.Attribute)
        case ast.Attribute():
            return role(node) in ("function", "method", "module")
        case ast.BinOp(op=sign) | ast.UnaryOp(op=sign):
            return isinstance(sign, ARITHMETIC)
        case ast.Compare(ops=signs):
            return len(signs) == 1 and isinstance(signs[0], COMPARISONS)
        case ast.Assign(targets=targets):
            return len(targets) == 1
        case ast.Tuple(ctx=use):
            return role(node) == "place" or isinstance(use, ast.Store)
        case ast.JoinedStr():
            return role(node) == "format"
        case ast.FormattedValue(format_spec=spec):
            return spec is None
        case ast.arguments(defaults=values, kwonlyargs=named, vararg=more, kwarg=most):
            return not (values or named or more or most)
    return isinstance(node, PLAIN)


def _form(text: str, place: Place) -> Form:
    """Return what tells whether a piece of code has this form."""
    name, _, rest = text.partition(" ")
    if name in FORMS and not rest:
        return FORMS[name]
    kind = getattr(ast, rest, None) if name == "node" else None
    if isinstance(kind, type) and issubclass(kind, ast.AST):
        return Form((kind,), lambda _: True)
    if name in ("format", "number") and rest:
        try:
            fits = re.compile(rest).search
        except re.error as error:
            wrong = f'form has "{text}", which is no regular expression: {error}'
            raise place.wrong(wrong, "form", text) from error
        if name == "format":
            return Form((ast.FormattedValue,), lambda node: bool(fits(_format(node))))
        return Form((ast.Constant,), lambda node: bool(fits(getattr(node, "written", ""))))
    hint = did_you_mean(name, [*FORMS, "node", "format", "number"])
    raise place.wrong(f'there is no form "{text}"{hint}', "form", text)


def _format(node: ast.AST) -> str:
    """Return the format behind the colon of a value in an f-string, "" elsewhere."""
    spec = node.format_spec if isinstance(node, ast.FormattedValue) else None
    return ast.unparse(spec)[2:-1] if spec else ""


def _is_key(node: Any) -> bool:
    return isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str)


def _is_index(node: Any) -> bool:
    """Tell a single place from slices, lists of places and questions, which are other features."""
    place = node.slice
    if isinstance(place, ast.Slice | ast.Tuple | ast.List | ast.Compare) or _is_key(node):
        return False
    return isinstance(getattr(place, "op", ast.Add()), ARITHMETIC) and not (
        isinstance(place, ast.UnaryOp)
    )


FORMS = {
    "attribute": Form((ast.Attribute,), lambda node: not role(node)),
    "chain": Form((ast.Compare,), lambda node: len(node.ops) > 1),
    "default": Form((ast.arguments,), lambda node: any([*node.defaults, *node.kw_defaults])),
    "index": Form((ast.Subscript,), _is_index),
    "key": Form((ast.Subscript,), _is_key),
    "keyword": Form((ast.keyword,), lambda _: True),
    "method": Form((ast.Call,), lambda node: role(node.func) == "method"),
    "pair": Form(
        (ast.Tuple,), lambda node: isinstance(node.ctx, ast.Load) and role(node) != "place"
    ),
    "unpacking": Form((ast.Tuple,), lambda node: isinstance(node.ctx, ast.Store)),
    "write": Form((ast.Subscript,), lambda node: isinstance(node.ctx, ast.Store)),
}
