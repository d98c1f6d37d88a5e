"""What a call hands to a function: in another order than it takes, or of another kind."""

import ast
import inspect
import re
import types

import numpy as np

from mlsmath.slips import errors
from mlsmath.slips.calls import results
from mlsmath.slips.scene import Kinds, Scene, assigned, found, plain, typed, value

HANDED = Kinds()
WORDS = ("a single number", "a row of numbers", "a table")


@HANDED.add("arguments-in-other-order", TypeError)
@HANDED.add("arguments-in-other-order", ValueError)
@HANDED.add("arguments-in-other-order", IndexError)
@HANDED.add("arguments-in-other-order")
def other_order(node: ast.Call, scene: Scene) -> str | None:
    """See `predict_all(w, X, b)` of a function that takes X, w and b."""
    takes = _parameters(node, scene)
    if not takes or typed(node.func, scene) == "dot_product":  # its order does not count
        return None
    given = [typed(one, scene) for one in node.args]
    asked = [name if name in given else name.lower() for name in takes]  # an X takes an x, too
    if len(set(asked)) < len(asked):
        return None
    moved = [place for place, name in enumerate(given) if name in asked and name != asked[place]]
    right = list(given)
    if sorted(given[place] for place in moved) == sorted(asked[place] for place in moved):
        for place in moved:
            right[place] = asked[place]
    elif len(given) == 2 and moved == [0]:
        right = given[::-1]
    if right == given:
        return None
    better = f"{typed(node.func, scene)}({', '.join(right)})"
    return f"You call `{typed(node, scene)}`. The order counts, and here it is `{better}`."


@HANDED.add("uses-a-function", TypeError, "'function'", "type function")
def function_handed(node: ast.Call, scene: Scene) -> str | None:
    """See `f = logistic_prediction` and then `log_loss(f, y)`."""
    for arg in node.args:
        lines = assigned(typed(arg, scene), scene)
        if lines and isinstance(lines[-1].value, ast.Name) and callable(found(arg, scene)):
            return (
                f"`{typed(arg, scene)}` is a function, and no number. Above, hand it what it works "
                f"on, in brackets: `{typed(lines[-1], scene)}(...)`."
            )
    return None


@HANDED.add("results-in-other-order", ValueError, anywhere=True)
@HANDED.add("results-in-other-order")
def results_in_other_order(node: ast.Assign, scene: Scene) -> str | None:
    """See `sigma, mu = fit_z_score(X)` of a function that gives back mu and sigma."""
    if not isinstance(node.value, ast.Call) or not isinstance(node.targets[0], ast.Tuple):
        return None
    names = [typed(one, scene) for one in node.targets[0].elts]
    called = typed(node.value.func, scene)
    in_order = results(called, scene, len(names)) or ""
    given = in_order.split(", ")
    if names == given or sorted(names) != sorted(given):
        return None
    return (
        f"`{called}` gives back {' and '.join(given)}, in this order. Write "
        f"`{in_order} = {typed(node.value, scene)}`."
    )


@HANDED.add("one-at-a-time", ValueError, "must be one number, because")
def one_at_a_time(node: ast.Call, scene: Scene) -> str | None:
    """See `squared_error_cost(x, y, w_values, b)`, which takes one w."""
    takes = _parameters(node, scene)
    named = re.match(r"(\w+) must be one number", errors.raw(scene.error))
    if named is None or named[1] not in takes:
        return None
    place, name = takes.index(named[1]), typed(node.func, scene)
    arg = node.args[place]
    if not isinstance(arg, ast.Name) or arg.id == named[1] or np.ndim(value(arg, scene)) != 1:
        return None
    if any(typed(one.iter, scene) == arg.id for one in scene.every(ast.For)):
        return None
    given = [typed(one, scene) for one in node.args]
    given[place] = named[1]
    return (
        f"`{name}` takes one {named[1]} at a time, and `{arg.id}` holds several. Go through them: "
        f"`for {named[1]} in {arg.id}:`, and in that loop `{name}({', '.join(given)})`."
    )


@HANDED.add("one-example-at-a-time", ValueError, "for one example of")
def one_example_at_a_time(node: ast.Call, scene: Scene) -> str | None:
    """See `f = logistic_prediction(X[i], w, b)` in a loop, of what takes all of X."""
    if not _parameters(node, scene) or not isinstance(node.args[0], ast.Subscript):
        return None
    if not isinstance(node.args[0].slice, ast.Name):
        return None
    table, called = typed(node.args[0].value, scene), typed(node.func, scene)
    inside = ", ".join([table, *(typed(one, scene) for one in node.args[1:])])
    return (
        f"`{called}` takes all examples at once. Call it once, above the loop: "
        f"`f = {called}({inside})`. In the loop take `f[{typed(node.args[0].slice, scene)}]`."
    )


@HANDED.add("argument-of-another-kind", TypeError)
@HANDED.add("argument-of-another-kind", ValueError)
@HANDED.add("argument-of-another-kind", IndexError)
def other_kind(node: ast.Call, scene: Scene) -> str | None:
    """See a table handed to a function of an exercise that takes vectors."""
    takes = _parameters(node, scene)
    if not takes:
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


def _parameters(node: ast.Call, scene: Scene) -> list[str]:
    """Return what the function of a call takes, if the call hands over each by its place."""
    function = found(node.func, scene)
    if not isinstance(function, types.FunctionType):
        return []
    takes = list(inspect.signature(function).parameters.values())
    given, rest = takes[: len(node.args)], takes[len(node.args) :]
    by_place = all(one.kind is one.POSITIONAL_OR_KEYWORD for one in given)
    whole = len(given) == len(node.args) and all(one.default is not one.empty for one in rest)
    return [one.name for one in given] if by_place and whole and not node.keywords else []
