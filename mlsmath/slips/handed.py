"""What a call hands to a function: in another order than it takes, or of another kind."""

import ast
import inspect
import types

import numpy as np

from mlsmath.slips.scene import Kinds, Scene, found, plain, typed, value

HANDED = Kinds()
WORDS = ("a single number", "a row of numbers", "a table")


@HANDED.add("arguments-in-other-order", TypeError)
@HANDED.add("arguments-in-other-order", ValueError)
@HANDED.add("arguments-in-other-order", IndexError)
@HANDED.add("arguments-in-other-order")
def other_order(node: ast.AST, scene: Scene, tree: ast.AST) -> str | None:
    """See `predict_all(w, X, b)` of a function that takes X, w and b."""
    takes = _parameters(node, scene)
    if not isinstance(node, ast.Call) or not takes:
        return None
    given = [typed(one, scene) for one in node.args]
    asked = [name if name in given else name.lower() for name in takes]  # an X takes an x, too
    if sorted(given) != sorted(asked) or given == asked or len(set(asked)) < len(asked):
        return None
    better = f"{typed(node.func, scene)}({', '.join(asked)})"
    return f"You call `{typed(node, scene)}`. The order counts, and here it is `{better}`."


@HANDED.add("argument-of-another-kind", TypeError)
@HANDED.add("argument-of-another-kind", ValueError)
@HANDED.add("argument-of-another-kind", IndexError)
def other_kind(node: ast.AST, scene: Scene, tree: ast.AST) -> str | None:
    """See a table handed to a function of an exercise that takes vectors."""
    takes = _parameters(node, scene)
    if not isinstance(node, ast.Call) or not takes:
        return None
    check = scene.values.get(f"check_{typed(node.func, scene)}")
    if check is None or tuple(takes) != getattr(check, "parameters", ()):
        return None
    tried = [case.args for case in check.cases(np.random.default_rng(0))]
    for arg, usual in zip(node.args, zip(*tried, strict=True), strict=True):
        held, axes = value(arg, scene), {np.ndim(one) for one in usual if plain(one)}
        if not plain(held) or len(axes) != 1 or np.ndim(held) in axes or np.ndim(held) > 2:
            continue
        return (
            f"In `{typed(node, scene)}`, `{typed(arg, scene)}` is {WORDS[np.ndim(held)]}, and "
            f"`{typed(node.func, scene)}` takes {WORDS[axes.pop()]} there."
        )
    return None


def _parameters(node: ast.AST, scene: Scene) -> list[str]:
    """Return what the function of a call takes, if the call hands over each by its place."""
    function = found(node.func, scene) if isinstance(node, ast.Call) else None
    if not isinstance(node, ast.Call) or not isinstance(function, types.FunctionType):
        return []
    takes = list(inspect.signature(function).parameters.values())
    given, rest = takes[: len(node.args)], takes[len(node.args) :]
    by_place = all(one.kind is one.POSITIONAL_OR_KEYWORD for one in given)
    whole = len(given) == len(node.args) and all(one.default is not one.empty for one in rest)
    return [one.name for one in given] if by_place and whole and not node.keywords else []
