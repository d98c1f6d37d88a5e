"""Functions called in another way than they take, and results taken apart."""

import ast
import builtins
import difflib
import inspect
import re
import sys
import textwrap
import types
from typing import Any

import numpy as np

from mlsmath.slips import errors
from mlsmath.slips.scene import (
    Kinds,
    Scene,
    assigned,
    bracketed,
    every,
    found,
    listed,
    named,
    number,
    typed,
    value,
)
from mlsmath.slips.state import course

CALLS = Kinds()
PARTNERS = {"dj_dw": "dj_db", "mu": "sigma", "w": "b"}


@CALLS.add("needs-a-function", TypeError, "not callable")
def needs_a_function(node: ast.Call, scene: Scene) -> str | None:
    """See `numerical_derivative(4 * x, x)`, and `np.e(-z)`."""
    if not node.args:
        return None
    name = typed(node.func, scene)
    if name == "np.e":
        return f"`np.e` is a number. A power of e is `np.exp({listed(node.args, scene)})`."
    function = found(node.func, scene)
    if not isinstance(function, types.FunctionType):
        return None
    first = next(iter(inspect.signature(function).parameters), "")
    if first != "f" or callable(found(node.args[0], scene)):
        return None
    given = typed(node.args[0], scene)
    return f"`{name}` needs a function in its first place, and `{given}` is a value."


@CALLS.add("uses-a-function", TypeError, "dtype", "integer", "unsupported", "ufunc", "iterable")
@CALLS.add("uses-a-function", IndexError, "axis")
@CALLS.add("uses-a-function", ValueError, "axis")
def brackets_of_an_argument(node: ast.Call, scene: Scene) -> str | None:
    """See `np.mean(np.logaddexp, 0, s)`."""
    if len(node.args) < 2 or node.keywords:
        return None
    first = node.args[0]
    if not isinstance(first, ast.Attribute) or not callable(found(first, scene)):
        return None
    inside = f"{typed(first, scene)}({listed(node.args[1:], scene)})"
    return f"A function needs its brackets: `{typed(node.func, scene)}({inside})`."


@CALLS.add("calls-a-number", TypeError, "not callable")
def calls_a_number(node: ast.Call, scene: Scene) -> str | None:
    """See a number, or a name of numbers, called with one argument."""
    if len(node.args) != 1 or node.keywords:
        return None
    called, inside = node.func, node.args[0]
    before = value(called, scene)
    name = typed(called, scene)
    own = assigned(name, scene)
    known = callable(getattr(builtins, name, None)) or (own and name in course.homes)
    if known and before is not None and not callable(before):
        undone = "" if own and scene.function else f" Then run `del {name}` once."
        return (
            f"A line above gave `{name}` a value, so it is no function any more. Choose another "
            f"name for that value, such as `my_{name}`.{undone}"
        )
    if own and name in scene.parameters:
        return (
            f"`{typed(own[0], scene)}` replaces the `{name}` that your function is given. Delete "
            "that line."
        )
    if isinstance(before, list | tuple | np.ndarray) and np.ndim(before):
        return f"An item is taken with square brackets: `{name}[{typed(inside, scene)}]`."
    result = isinstance(called, ast.Call) and callable(found(called.func, scene))
    if not number(before) and not result:
        return None
    ends = [one for one in scene.every(ast.Return) if not isinstance(one.value, ast.Tuple)]
    single = any(node is call for one in ends for call in every(ast.Call, one))
    if single and isinstance(scene.wanted, tuple) and " (" in typed(node, scene):
        return (
            f"Two results have a comma between them: `..., ({typed(inside, scene)})`. Here "
            f"`{name}` and the brackets stand side by side."
        )
    product, whole = f"{bracketed(called, scene)} * {bracketed(inside, scene)}", node
    for call in reversed([*scene.every(ast.Call)]):
        if call.func is whole and len(call.args) == 1:
            product, whole = f"{product} * {bracketed(call.args[0], scene)}", call
    return f"A product needs its sign. Write `{product}`."


@CALLS.add("indexes-a-number", IndexError, "invalid index to scalar")
@CALLS.add("indexes-a-number", TypeError, "not subscriptable", "invalid index to scalar")
def items_of_a_number(node: ast.Subscript, scene: Scene) -> str | None:
    """See `x[i]` where the function is given a single number."""
    if not isinstance(node.value, ast.Name):
        return None
    name = node.value.id
    loops = [one for one in scene.every(ast.For) if typed(one.target, scene) == name]
    if loops and isinstance(loops[-1].iter, ast.Name):
        items = loops[-1].iter.id
        return (
            f"`{name}` is one item of `{items}`, and has no items itself. Is "
            f"`{items}[{typed(node.slice, scene)}]` meant?"
        )
    inside = [
        loop
        for loop in scene.every(ast.For)
        if typed(loop.target, scene) == typed(node.slice, scene) and assigned(name, scene, loop)
    ]
    if (name not in scene.parameters and not inside) or not number(scene.values.get(name)):
        return None
    return (
        f"`{name}` is a single number here, which has no items. Write `{name}` in place of "
        f"`{typed(node, scene)}`."
    )


@CALLS.add("keeps-none", TypeError, "nonetype")
def works_with_none(node: ast.Expr, scene: Scene) -> str | None:
    """See `columns.append(x)**power`."""
    call = node.value.left if isinstance(node.value, ast.BinOp) else None
    if not isinstance(call, ast.Call) or not typed(call.func, scene).endswith(".append"):
        return None
    behind = typed(node, scene).removeprefix(typed(call, scene))
    inside = f"{bracketed(call.args[0], scene)}{behind}" if len(call.args) == 1 else "..."
    return f"The brackets of `append` close too early: `{typed(call.func, scene)}({inside})`."


@CALLS.add("one-name-for-several", TypeError)
@CALLS.add("one-name-for-several", ValueError)
def one_name_for_several(node: ast.BinOp | ast.Call, scene: Scene) -> str | None:
    """See a name of several results in an operation, or handed over in place of one of them."""
    for side in node.args if isinstance(node, ast.Call) else (node.left, node.right):
        held = value(side, scene)
        if not isinstance(side, ast.Name) or type(held) is not tuple:
            continue
        made = [one.value for one in assigned(side.id, scene)]
        if not made or not isinstance(made[0], ast.Call) or len(held) < 2:
            continue
        call = typed(made[0], scene)
        pairs = [
            one
            for one in scene.every(ast.Assign)
            if isinstance(one.targets[0], ast.Tuple) and typed(one.value, scene) == call
            if side.id in named(one.targets[0])
        ]
        held_all = "both values" if len(held) == 2 else f"all {len(held)} values"
        if pairs:
            return (
                f"`{side.id} = {call}` puts {held_all} into `{side.id}`. Leave that "
                f"line out: `{typed(pairs[0], scene)}` gives each its own name."
            )
        names = results(typed(made[0].func, scene), scene, len(held)) or _beside(
            side.id, call, scene, len(held)
        )
        return f"`{side.id}` holds {len(held)} values. Give each its own name: `{names} = {call}`."
    return None


def _beside(name: str, call: str, scene: Scene, count: int) -> str:
    """Return as many names as a call has results: those of lines with the same call, or new."""
    if count == 2 and call.partition("(")[0].endswith("_gradient"):
        return "dj_dw, dj_db"
    same = (one for one in scene.every(ast.Assign) if typed(one.value, scene) == call)
    names = list(dict.fromkeys(typed(one.targets[0], scene) for one in same))
    second = PARTNERS.get(name, "second")
    new = (name, second, "third", "fourth", "fifth", "sixth", "seventh", "eighth")
    return ", ".join(names if len(names) == count else new[:count])


def results(name: str, scene: Scene, count: int) -> str | None:
    """Return the names of so many results, as a line of a function gives them back."""
    own: list[Any] = [one for one in scene.every(ast.FunctionDef) if one.name == name]
    if not own:
        try:
            own = [ast.parse(textwrap.dedent(inspect.getsource(scene.values[name])))]
        except (OSError, TypeError, KeyError, SyntaxError):
            return None
    for given in (node.value for node in every(ast.Return, own[0])):
        if isinstance(given, ast.Tuple) and len(given.elts) == count:
            names = [ast.unparse(_unwrapped(one)) for one in given.elts]
            return ", ".join(names) if all(each.isidentifier() for each in names) else None
    return None


def _unwrapped(node: ast.expr) -> ast.expr:
    """Return what a private helper, such as `_inputs.plain`, is given as its only argument."""
    ours = isinstance(node, ast.Call) and ast.unparse(node.func).startswith("_")
    return node.args[0] if ours and isinstance(node, ast.Call) and len(node.args) == 1 else node


@CALLS.add("uses-a-function", ValueError, "matmul: input operand")
@CALLS.add("uses-a-function", TypeError, "method", "function", "ufunc", "dispatcher", "'type'")
def uncalled(node: ast.BinOp | ast.UnaryOp, scene: Scene) -> str | None:
    """See a method or a function without its brackets in an operation."""
    for side in (one for one in ast.iter_child_nodes(node) if isinstance(one, ast.expr)):
        if isinstance(side, ast.Attribute):
            owner = value(side.value, scene)
            if type(owner) is np.ndarray and callable(getattr(owner, side.attr, None)):
                called = f"{typed(side, scene)}()"
                return f"A function needs its brackets, even if they are empty: `{called}`."
        name = typed(side, scene)
        made = [one.value for one in assigned(name, scene)]
        kept = bool(made) and callable(found(made[-1], scene))
        if callable(found(side, scene)) and (kept or (not made and named(node).count(name) > 1)):
            source, result = (typed(made[-1], scene), name) if kept else (name, "result")
            return (
                f"`{name}` is a function, and no number. First hand it what it works on, in "
                f"brackets: `{result} = {source}(...)`. Then calculate with `{result}`."
            )
        if callable(found(side, scene)) and made and isinstance(made[-1], ast.Attribute):
            method = typed(made[-1], scene)
            return f"A function needs its brackets, even if they are empty: `{name} = {method}()`."
        if callable(found(side, scene)):
            minus = _behind_a_minus(side, scene)
            if minus:
                return (
                    f"`{name}` is a function. What it works on stands in brackets behind it, with "
                    f"its minus: `{name}({minus})`."
                )
            inside = "..."
            if isinstance(node, ast.BinOp) and side is node.left and isinstance(node.op, ast.Mult):
                other, told = node.right, ast.BinOp | ast.Name | ast.UnaryOp
                inside = typed(other, scene) if isinstance(other, told) else inside
            return (
                f"`{name}` is a function. What it works on stands in brackets behind it, without a "
                f"sign: `{name}({inside})`."
            )
    return None


def _behind_a_minus(function: ast.expr, scene: Scene) -> str:
    """Return `-z` of `np.exp -z`, `-...` where nobody can tell how far it goes, or nothing."""
    line = scene.text.encode().split(b"\n")[(function.end_lineno or 1) - 1]
    behind = line[function.end_col_offset :].decode()
    minus = re.match(r" *-(?! *\d) *(?:([^#(),+/-]+?|\([^()]*\)) *(?:[)#]|$))?", behind)
    return f"-{minus[1] or '...'}" if minus else ""


@CALLS.add("unknown-keyword", TypeError, "unexpected keyword")
def unknown_keyword(node: ast.Call, scene: Scene) -> str | None:
    """See `np.mean(X, axes=0)`."""
    function, name = found(node.func, scene), typed(node.func, scene)
    takes = list(inspect.signature(function).parameters) if callable(function) else []
    for one in (one.arg for one in node.keywords if one.arg not in takes):
        if near := difflib.get_close_matches(one or "", takes, 1):
            return f"`{name}` does not know `{one}`. Is `{near[0]}` meant?"
    return None


@CALLS.add("wrong-arguments", TypeError, "positional argument", "required keyword-only")
def wrong_arguments(node: ast.Call, scene: Scene) -> str | None:
    """See a function of the learner called with too few or too many arguments."""
    function, name = found(node.func, scene), typed(node.func, scene)
    if function in (np.logaddexp, np.dot) and len(node.args) == 1 and not node.keywords:
        inside, product = typed(node.args[0], scene), node.args[0]
        pair = f"0, {inside}" if function is np.logaddexp else f"{inside}, ..."
        if isinstance(product, ast.BinOp) and isinstance(product.op, ast.Mult):
            pair = f"{typed(product.left, scene)}, {typed(product.right, scene)}"
        return f"`{name}` takes two things, with a comma between them: `{name}({pair})`."
    if not isinstance(function, types.FunctionType):
        return None
    if f"{function.__name__}()" not in errors.raw(scene.error):
        return None
    parameters = inspect.signature(function).parameters.values()
    by_name = [one for one in parameters if one.kind is one.KEYWORD_ONLY]
    takes = [one.name for one in parameters if one not in by_name]
    if by_name and len(node.args) > len(takes):
        asked = [one for one in by_name if one.default is one.empty] or by_name
        over = node.args[len(takes) :]
        as_typed = len(over) == len(asked)
        texts = [typed(given, scene) for given in over] if as_typed else ["..."] * len(asked)
        named = [f"{one.name}={text}" for one, text in zip(asked, texts, strict=True)]
        first = listed(node.args[: len(takes)], scene) if as_typed else ", ".join(takes)
        rest = ", ".join(named)
        return (
            f"What comes after `{takes[-1]}` is given to `{name}` with its name: "
            f"`{name}({first}, {rest})`."
        )
    needed = [one.name for one in parameters if one.default is one.empty]
    given = [*takes[: len(node.args)], *(one.arg for one in node.keywords)]
    missing = [one for one in needed if one not in given]
    if missing:
        for arg in node.args:
            sides = (arg.left, arg.right) if isinstance(arg, ast.BinOp) else ()
            if sides and typed(sides[1], scene) in missing and typed(sides[0], scene) in needed:
                inside = typed(node, scene).replace(typed(arg, scene), listed(sides, scene))
                return f"Between two things for a function stands a comma: `{inside}`."
        several = _several_for_one(node, needed, missing, scene)
        if several is not None:
            return several
        own = {one.arg: f"{one.arg}={typed(one.value, scene)}" for one in node.keywords}
        at = dict(zip(takes, node.args, strict=False))
        named = {n: one for n in takes for one in node.args if _belongs(one, n, scene)}
        if any(at.get(n) is not one for n, one in named.items()):
            at = named  # w and b stand where x and y come first
            missing = [one for one in needed if one not in (*at, *own)]
        own |= {n: typed(one, scene) for n, one in at.items()}
        whole = ", ".join(
            own.get(n, _asked(n, scene) if n in takes else f"{n}=...") for n in needed
        )
        lacks = [f"`{_asked(one, scene)}`" for one in missing]
        which = " and ".join(filter(None, (", ".join(lacks[:-1]), lacks[-1])))
        said = f"`{name}` needs {which}, too: `{name}({whole})`."
        return said + _made_by(missing, node, scene)
    gives = len(node.args) + len(node.keywords)
    return (
        f"`{name}` takes {errors.count(len(takes), 'argument')}, `{name}({', '.join(takes)})`. "
        f"This line gives {gives}."
    )


def _asked(name: str, scene: Scene) -> str:
    """Return what the learner's function calls an argument: an X takes an x, too."""
    held = scene.parameters or tuple(scene.values)
    given = [one for one in scene.parameters if one.startswith(f"{name}_")]
    like = [one for one in held if one == name.lower()] or given
    return like[0] if like and name not in held else name


def _belongs(arg: ast.expr, name: str, scene: Scene) -> bool:
    """Whether an argument is called as a function asks, or is an item of `w_values` for a w."""
    loops = [one for one in ast.walk(scene.tree) if isinstance(one, ast.For | ast.comprehension)]
    over = [
        typed(one.iter, scene) for one in loops if typed(one.target, scene) == typed(arg, scene)
    ]
    return typed(arg, scene) == _asked(name, scene) or f"{name}_values" in over


def _several_for_one(
    node: ast.Call, needed: list[str], missing: list[str], scene: Scene
) -> str | None:
    """See `apply_z_score(X, fit_z_score(X))`: one thing handed over that holds several."""
    for one in node.args:
        line = one
        if isinstance(one, ast.Name) and type(value(one, scene)) is tuple:
            made = assigned(one.id, scene)
            line = made[-1].value if made else one
        if not isinstance(line, ast.Call):
            continue
        called = typed(line.func, scene)
        counts = (len(missing), len(missing) + 1)
        names = next(filter(None, (results(called, scene, n) for n in counts)), "")
        gives = names.split(", ")
        others = [name for name in needed if name not in gives]
        if len(gives) < 2 or len(others) + len(gives) != len(needed):
            continue
        first = next(arg for arg in (*node.args, *line.args) if arg not in (one, line))
        before = [typed(first, scene)] if len(others) == 1 else others
        whole = f"{typed(node.func, scene)}({', '.join([*before, *gives])})"
        return (
            f"`{called}` gives back {len(gives)} things. Give each its name, on a line of its own: "
            f"`{names} = {typed(line, scene)}`. Then hand them over: `{whole}`."
        )
    return None


def _made_by(missing: list[str], node: ast.Call, scene: Scene) -> str:
    """Return which function gives back what a call lacks, if no line of the function makes it."""
    stored = {name.id for name in scene.every(ast.Name) if isinstance(name.ctx, ast.Store)}
    if not scene.function or len(missing) < 2 or {*stored, *scene.parameters} & {*missing}:
        return ""
    for name, held in scene.values.items():
        if isinstance(held, types.FunctionType) and held is not found(node.func, scene):
            names = results(name, scene, len(missing))
            if names == ", ".join(missing) and node.args:
                return (
                    f" Make them in a line above: `{names} = {name}({typed(node.args[0], scene)})`."
                )
    return ""


def given_back(name: str, scene: Scene) -> str | None:
    """Return the line in which a function of the course gives back what is called so."""
    for called, held in scene.values.items():
        ours = isinstance(held, types.FunctionType) and str(held.__module__).startswith("mlsmath.")
        takes = list(inspect.signature(held).parameters.values()) if ours else []
        asked = [_asked(one.name, scene) for one in takes if one.default is one.empty]
        if not asked or not {*asked} <= {*scene.parameters}:
            continue
        names = next(filter(None, (results(called, scene, n) for n in (2, 3))), "")
        if name in names.split(", "):
            return f"{names} = {called}({', '.join(asked)})"
    return None


@CALLS.add("uses-a-function", TypeError, "cannot unpack non-iterable function")
def unpacks_a_function(node: ast.Assign, scene: Scene) -> str | None:
    """See `dj_dw, dj_db = squared_error_gradient`."""
    if not callable(found(node.value, scene)):
        return None
    function = found(node.value, scene)
    try:
        needed = [
            one.name
            for one in inspect.signature(function).parameters.values()
            if one.default is one.empty and one.kind is not one.VAR_KEYWORD
        ]
    except (TypeError, ValueError):
        needed = ["..."]
    better = f"{typed(node, scene)}({', '.join(needed)})"
    return f"A function is called with brackets: `{better}`."


@CALLS.add("wrong-unpacking", ValueError, "unpack")
def results_with_names(node: ast.Assign, scene: Scene) -> str | None:
    """See `w, b, costs = descend(…)`, whose result is one thing with names inside."""
    if not isinstance(node.value, ast.Call):
        return None
    function = found(node.value.func, scene)
    kind = getattr(function, "__annotations__", {}).get("return", "")
    home = sys.modules.get(getattr(function, "__module__", ""))
    fields = getattr(getattr(home, str(kind), None), "_fields", ())
    if not fields:
        return None
    name = typed(node.value.func, scene)
    return (
        f"`{name}` gives back one thing with names inside. Write "
        f"`walk = {typed(node.value, scene)}`, and then `walk.{fields[0]}` and so on."
    )
