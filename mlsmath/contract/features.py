"""The features of Python that a reader is told, read from `python.toml` and found in code."""

import ast
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeAlias

from mlsmath.contract.entries import Kind, did_you_mean, patterns_of, read_entries
from mlsmath.contract.errors import ContractError
from mlsmath.contract.patterns import Pattern

OURS = Path(__file__).with_name("python.toml")
FEATURE = Kind("python", ("id", "name", "example"), ("code", "form"))
Form: TypeAlias = Callable[[ast.AST], bool]


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
    return _ours() | (_read(Path(extra)) if extra else {})


@cache
def _ours() -> dict[str, Feature]:
    return _read(OURS)


def _read(path: Path) -> dict[str, Feature]:
    features = {}
    for entry, place in read_entries(path, FEATURE):
        code = patterns_of(entry.pop("code"), "code", place)
        forms = tuple(_form(text, place) for text in entry.pop("form"))
        if not code and not forms:
            raise ContractError(f"{place}: neither code nor form has anything to look for.")
        features[entry["id"]] = Feature(**entry, code=code, forms=forms)
    return features


def _form(text: str, place: str) -> Form:
    """Return what tells whether a piece of code has this form."""
    name, _, rest = text.partition(" ")
    if name in FORMS and not rest:
        return FORMS[name]
    if name == "node" and isinstance(getattr(ast, rest, None), type):
        return lambda node: isinstance(node, getattr(ast, rest))
    if name in ("format", "number") and rest:
        try:
            fits = re.compile(rest).search
        except re.error as error:
            wrong = f'form has "{text}", which is no regular expression: {error}'
            raise ContractError(f"{place}: {wrong}.") from error
        written = _format if name == "format" else _number
        return lambda node: bool(fits(written(node)))
    hint = did_you_mean(name, [*FORMS, "node", "format", "number"])
    raise ContractError(f'{place}: there is no form "{text}"{hint}.')


def role(node: ast.AST) -> str:
    """Return what `mark` saw of a node from above, "" when nothing."""
    return getattr(node, "role", "")


def _format(node: ast.AST) -> str:
    """Return the format behind the colon of a value in an f-string, "" elsewhere."""
    spec = node.format_spec if isinstance(node, ast.FormattedValue) else None
    return ast.unparse(spec)[2:-1] if spec else ""


def _number(node: ast.AST) -> str:
    """Return a number as it was written (`read_code` keeps that), "" for anything else."""
    is_number = isinstance(node, ast.Constant) and type(node.value) in (int, float)
    return str(node.kind or "") if is_number else ""


def _has_place(node: ast.AST) -> bool:
    return isinstance(node, ast.Subscript) and not isinstance(
        node.slice, ast.Slice | ast.Tuple | ast.List | ast.Compare
    )


def _is_key(node: ast.AST) -> bool:
    return (
        _has_place(node)
        and isinstance(node.slice, ast.Constant)
        and isinstance(node.slice.value, str)
    )


def _is_index(node: ast.AST) -> bool:
    if not _has_place(node) or _is_key(node):
        return False
    operator = getattr(node.slice, "op", None)
    return not isinstance(operator, ast.BitAnd | ast.BitOr | ast.Invert | ast.USub)


def _targets(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.Assign):
        return node.targets
    if isinstance(node, ast.AugAssign | ast.For | ast.comprehension):
        return [node.target]
    return []


FORMS: dict[str, Form] = {
    "attribute": lambda node: isinstance(node, ast.Attribute) and not role(node),
    "chain": lambda node: isinstance(node, ast.Compare) and len(node.ops) > 1,
    "default": lambda node: (
        isinstance(node, ast.arguments) and bool(node.defaults or any(node.kw_defaults))
    ),
    "index": _is_index,
    "key": _is_key,
    "keyword": lambda node: isinstance(node, ast.keyword),
    "method": lambda node: isinstance(node, ast.Call) and role(node.func) == "method",
    "pair": lambda node: (
        isinstance(node, ast.Tuple) and isinstance(node.ctx, ast.Load) and not role(node)
    ),
    "unpacking": lambda node: any(isinstance(target, ast.Tuple) for target in _targets(node)),
    "write": lambda node: any(isinstance(target, ast.Subscript) for target in _targets(node)),
}
