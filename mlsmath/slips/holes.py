"""Pieces of Python with holes in them, and whether a piece of a syntax tree fits one."""

import ast
from collections.abc import Sequence

SKIPPED = {"ctx", "kind", "type_comment", "type_params", "returns", "decorator_list"}
Held = dict[str, ast.AST | str]  # what the holes hold, by their names


def fits(form: object, node: object, held: Held) -> bool:
    """Tell whether a node fits a form, and put into `held` what its holes hold.

    A name that begins with `_` is a hole, also behind a dot; the same name holds the same thing.
    Dots at the end of a list or of a call stand for any that follow.
    """
    if isinstance(form, ast.Name) and form.id.startswith("_"):
        return isinstance(node, ast.expr) and _hold(form.id, node, held)
    if isinstance(form, str) and isinstance(node, str) and form.startswith("_"):
        return _hold(form, node, held)
    if isinstance(form, ast.Constant):
        return (
            isinstance(node, ast.Constant)
            and isinstance(node.value, bool) == isinstance(form.value, bool)
            and node.value == form.value
        )
    if isinstance(form, ast.Call) and isinstance(node, ast.Call):
        given = {keyword.arg: keyword.value for keyword in node.keywords}
        return (
            fits(form.func, node.func, held)
            and all(
                one.arg in given and fits(one.value, given[one.arg], held) for one in form.keywords
            )
            and _all_fit(form.args, node.args, held)
        )
    if isinstance(form, ast.FunctionDef):
        return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (
            form.name in ("_", node.name)
        )
    if isinstance(form, ast.Lambda):
        return isinstance(node, ast.Lambda)
    if isinstance(form, list):
        return isinstance(node, list) and _all_fit(form, node, held)
    if isinstance(form, ast.AST):
        if type(form) is not type(node):
            return False
        for name in form._fields:
            value = getattr(form, name, None)
            counts = name not in SKIPPED and (value or name != "orelse")
            if counts and not fits(value, getattr(node, name, None), held):
                return False
        return True
    return form == node


def _all_fit(forms: Sequence[ast.AST], nodes: Sequence[ast.AST], held: Held) -> bool:
    """Tell whether the nodes fit one by one; dots at the end stand for any that follow."""
    if forms and _is_dots(forms[-1]):
        forms, nodes = forms[:-1], nodes[: len(forms) - 1]
    return len(forms) == len(nodes) and all(
        fits(one, other, held) for one, other in zip(forms, nodes, strict=True)
    )


def _is_dots(node: object) -> bool:
    if isinstance(node, ast.Expr):
        node = node.value
    return isinstance(node, ast.Constant) and node.value is ...


def _hold(name: str, piece: ast.expr | str, held: Held) -> bool:
    return name == "_" or _text(held.setdefault(name, piece)) == _text(piece)


def _text(piece: ast.AST | str) -> str:
    return piece if isinstance(piece, str) else ast.dump(piece).replace("Store()", "Load()")
