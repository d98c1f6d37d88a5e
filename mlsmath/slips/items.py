"""Loops, items and shapes."""

import ast
import re
from typing import Any

import numpy as np

from mlsmath.slips import errors
from mlsmath.slips.names import made
from mlsmath.slips.scene import (
    COMPARISONS,
    REDUCING,
    Kinds,
    Scene,
    assigned,
    bracketed,
    counted,
    every,
    listed,
    named,
    number,
    plain,
    typed,
    value,
)

ITEMS = Kinds()
FITS_NOT = ("broadcast", "matmul", "mismatch in its core", "not aligned")
REDUCES = {"np.prod", "np.sum", "np.mean", "sum"}


@ITEMS.add("pairs-without-zip", ValueError, "unpack")
def pairs_without_zip(node: ast.For, scene: Scene) -> str | None:
    """See `for w, b in ws, bs`."""
    if not isinstance(node.target, ast.Tuple) or not isinstance(node.iter, ast.Tuple):
        return None
    names = listed(node.target.elts, scene)
    lists = listed(node.iter.elts, scene)
    return (
        f"To go through them side by side, a loop needs `zip`: `for {names} in zip({lists}):`. To "
        "try each with each, put one loop inside the other."
    )


@ITEMS.add("items-as-places", IndexError, anywhere=True)
@ITEMS.add("items-as-places", TypeError, "indices must be integers", anywhere=True)
def items_as_places(node: ast.For, scene: Scene) -> str | None:
    """See `for i in x`, and `x[i]` inside."""
    if not isinstance(node.target, ast.Name) or not isinstance(node.iter, ast.Name):
        return None
    name, items = node.target.id, node.iter.id
    picks = [one for one in every(ast.Subscript, node) if typed(one.slice, scene) == name]
    if not any(one.lineno <= (scene.line or 0) <= (one.end_lineno or 0) for one in picks):
        return None
    return (
        f"In this loop `{name}` is an item of `{items}`, not its place. To count the places, "
        f"write `for {name} in range(len({items})):`."
    )


@ITEMS.add("range-too-long", IndexError, "out of", anywhere=True)
def range_too_long(node: ast.For, scene: Scene) -> str | None:
    """See a loop that counts to m + 1, and an item picked with its counter."""
    ends = counted(node, scene)
    if not ends or len(ends) > 2:
        return None
    end, name = ends[-1], typed(node.target, scene)
    picked = [
        typed(one.slice, scene).replace(" ", "")
        for one in every(ast.Subscript, node)
        if one.lineno == scene.line
    ]
    plus = end if isinstance(end, ast.BinOp) and isinstance(end.op, ast.Add) else None
    if name in picked and plus is not None and typed(plus.right, scene) == "1":
        return (
            "Python counts the items from 0, and `range` stops before its end. Write "
            f"`for {name} in range({typed(plus.left, scene)}):`."
        )
    if f"{name}+1" in picked and len(ends) == 1 and name not in picked:
        return (
            f"Python counts the items from 0. Pick them with `[{name}]` in place of `[{name} + 1]`."
        )
    return None


@ITEMS.add("rows-for-columns", IndexError, "out of bounds for axis 1", anywhere=True)
def rows_for_columns(node: ast.For, scene: Scene) -> str | None:
    """See `for j in range(len(X))`, and `X[:, j]` inside."""
    counter = typed(node.target, scene)
    for pick in every(ast.Subscript, node):
        table, held = typed(pick.value, scene), value(pick.value, scene)
        ends = node.iter.args if isinstance(node.iter, ast.Call) else []
        told = typed(node.iter, scene).startswith("range(") and len(ends) == 1
        told = told and np.ndim(held) == 2 and value(ends[0], scene) == len(held)
        column = isinstance(pick.slice, ast.Tuple) and typed(pick.slice.elts[-1], scene) == counter
        if pick.lineno == scene.line and column and told and np.ndim(held) == 2:
            rows, columns = np.shape(held)
            return (
                f"`{table}` has {errors.count(rows, 'row')} and {errors.count(columns, 'column')}, "
                "and your loop counts the rows. For the columns write "
                f"`for {counter} in range({table}.shape[1]):`."
            )
    return None


@ITEMS.add("one-name-for-several", TypeError, "'tuple'")
def shape_for_a_number(node: ast.Name, scene: Scene) -> str | None:
    """See `m = x.shape`, used as the number of items."""
    if type(value(node, scene)) is not tuple:
        return None
    lines = assigned(node.id, scene)
    if not lines or not isinstance(lines[0].value, ast.Attribute):
        return None
    line, held = typed(lines[0], scene), value(node, scene)
    if lines[0].value.attr != "shape" or not held:
        return None
    return f"`{node.id}` is {held}, in brackets. The number itself is its first item: `{line}[0]`."


@ITEMS.add("array-as-condition", ValueError, "truth value")
def array_as_condition(node: ast.AST, scene: Scene) -> str | None:
    """See `max(x, 0)`, `and`, `0 < x < 1` and `if` with an array."""
    if isinstance(node, ast.Call) and typed(node.func, scene) in ("max", "min"):
        if len(node.args) == 2:
            inside = listed(node.args, scene)
            if number(scene.wanted):
                place = f"np.arg{typed(node.func, scene)}({typed(node.args[1], scene)})"
                return (
                    f"`{typed(node.func, scene)}` cannot compare two arrays, and one number is "
                    f"asked for. To find a place in the second one there is `{place}`."
                )
            better = f"np.{typed(node.func, scene)}imum({inside})"
            return f"Item by item, the larger or smaller of two is NumPy's: `{better}`."
        return None
    if isinstance(node, ast.BoolOp):
        if any(one.iter is node for one in scene.every(ast.For)):
            return "One `for` goes through one thing. Put the second loop inside the first."
        sign = " & " if isinstance(node.op, ast.And) else " | "
        better = sign.join(f"({typed(one, scene)})" for one in node.values)
        word = "and" if isinstance(node.op, ast.And) else "or"
        return f"`{word}` needs one yes or no on each side. For arrays, write `{better}`."
    if (
        isinstance(node, ast.Compare)
        and len(node.ops) == 2
        and all(type(op) in COMPARISONS for op in node.ops)
    ):
        left, middle, right = (typed(n, scene) for n in (node.left, *node.comparators))
        one, two = (COMPARISONS[type(op)][0] for op in node.ops)
        between = node.comparators[0]
        if isinstance(between, ast.BinOp) and isinstance(between.op, ast.BitAnd | ast.BitOr):
            sign = "&" if isinstance(between.op, ast.BitAnd) else "|"
            first, second = typed(between.left, scene), typed(between.right, scene)
            better = f"({left} {one} {first}) {sign} ({second} {two} {right})"
            return f"Each of the two conditions needs its own brackets: `{better}`."
        return (
            f"Two conditions in one do not work for an array. Write "
            f"`({left} {one} {middle}) & ({middle} {two} {right})`."
        )
    if isinstance(node, ast.IfExp):
        better = where(node.test, [node.body, node.orelse], scene)
        return f"`if` takes one yes or no, and this is one for each item. Write `{better}`."
    if isinstance(node, ast.If) and not _holds_others(node.test):
        looks = (_several_compared, _item_of_each, _both_branches)
        return next(filter(None, (look(node, scene) for look in looks)), None)
    return None


def _holds_others(test: ast.AST) -> bool:
    """Whether a condition holds what is told by itself."""
    compared = any(len(one.ops) > 1 for one in every(ast.Compare, test))
    return compared or any(every(ast.BoolOp, test))


def _several_compared(node: ast.If, scene: Scene) -> str | None:
    """See `if cost < best: best = cost`, where cost holds several numbers."""
    compared, kept, own = named(node.test), made(node), made(scene.tree)
    several = [name for name in compared if np.ndim(scene.values.get(name, 0))]
    if len(several) != 1 or not kept & {*compared} - {*several} or several[0] not in own:
        return None
    return (
        f"A search compares one number with one, and `{several[0]}` holds several here. Look at "
        f"the line that makes `{several[0]}`."
    )


def _item_of_each(node: ast.If, scene: Scene) -> str | None:
    """Return the condition of an `if` in a loop with an item of each array in it."""
    loops = [
        one
        for one in scene.every(ast.For)
        if isinstance(one.target, ast.Name) and one.lineno < node.lineno <= (one.end_lineno or 0)
    ]
    held: dict[str, Any] = {name: scene.values.get(name) for name in named(node.test)}
    arrays = [n for n, one in held.items() if type(one) in (list, np.ndarray) and np.ndim(one)]
    shapes = {np.shape(held[name]) for name in arrays}
    if not loops or [len(shape) for shape in shapes] != [1]:
        return None
    test, gone_through = typed(node.test, scene), loops[-1].iter
    if isinstance(gone_through, ast.Name) and np.shape(value(gone_through, scene)) in shapes:
        one, other = gone_through.id, min(arrays)
        return (
            f"Your loop takes one item of `{one}` at a time, and `{other}` is still all of them. "
            f"Write `for i in range(len({one})):`, and in the loop `{one}[i]` and `{other}[i]`."
        )
    if not typed(gone_through, scene).startswith("range("):
        return None
    for name in arrays:
        test = re.sub(rf"\b{name}\b(?!\[)", f"{name}[{typed(loops[-1].target, scene)}]", test)
    return f"In each round compare one item of each: `if {test}:`."


def _both_branches(node: ast.If, scene: Scene) -> str:
    """Return how an `if` with an array is written with `np.where`, as far as it can be told."""
    test = typed(node.test, scene)
    why = "`if` takes one yes or no, and this is one for each item."
    branches = [*node.body, *_otherwise(node, scene)]
    kinds = {type(one) for one in branches}
    if len(branches) == 2 and kinds in ({ast.Return}, {ast.Assign}):
        results = [v for v in (getattr(one, "value", None) for one in branches) if v]
        starts = {
            typed(one, scene).removesuffix(typed(r, scene))
            for one, r in zip(branches, results, strict=False)
        }
        if len(results) == 2 and len(starts) == 1:
            return f"{why} Write `{starts.pop()}{where(node.test, results, scene)}`."
    if [typed(one, scene).partition("+=")[2].strip() for one in branches] == ["1"]:
        counted = typed(branches[0], scene).partition("+=")[0].strip()
        return f"{why} To count those that hold, write `{counted} += np.sum({test})`, without `if`."
    return f"{why} To choose item by item, write `np.where({test}, ..., ...)`."


def where(test: ast.expr, results: list[ast.expr], scene: Scene) -> str:
    """Return the choice of each item: inside what makes one number of them, if both results do."""
    calls = [one for one in results if isinstance(one, ast.Call) and len(one.args) == 1]
    names = {typed(one.func, scene) for one in calls if not one.keywords}
    made_one = len(calls) == 2 and len(names) == 1 and names <= REDUCES
    inside = listed([test, *([one.args[0] for one in calls] if made_one else results)], scene)
    return f"{names.pop()}(np.where({inside}))" if made_one else f"np.where({inside})"


def _otherwise(node: ast.If, scene: Scene) -> list[ast.stmt]:
    """Return the lines for where a condition does not hold: of `else`, or what stands behind."""
    other = node.orelse
    if not other:
        bodies = (getattr(one, "body", None) for one in ast.walk(scene.tree))
        body = next((one for one in bodies if isinstance(one, list) and node in one), [])
        other = body[body.index(node) + 1 :][:1] if body else []
    if len(other) == 1 and isinstance(other[0], ast.If):
        return other[0].body if _are_the_labels(node.test, other[0].test) else []
    return other if node.orelse or isinstance(node.body[-1], ast.Return) else []


def _are_the_labels(one: ast.expr, other: ast.expr) -> bool:
    """Whether one condition asks for `== 0` and the other, of the same thing, for `== 1`."""
    asked = {ast.unparse(test).rpartition(" == ")[::2] for test in (one, other)}
    return {label for _, label in asked} == {"0", "1"} and len({thing for thing, _ in asked}) == 1


@ITEMS.add(
    "needs-whole-number",
    TypeError,
    "interpreted as an integer",
    "sequence of integers",
    "indices must be integers",
)
@ITEMS.add("needs-whole-number", IndexError, "only integers")
def needs_whole_number(node: ast.Subscript | ast.Call, scene: Scene) -> str | None:
    """See a decimal number in `range`, in a size or as a place."""
    for one in [node.slice] if isinstance(node, ast.Subscript) else node.args:
        if type(value(one, scene)) in (float, np.float64):
            text = typed(one, scene)
            if isinstance(one, ast.BinOp) and isinstance(one.op, ast.Div):
                better = f"{typed(one.left, scene)} // {typed(one.right, scene)}"
                return f"`{text}` is a decimal number for Python. For a whole one write `{better}`."
            held = float(value(one, scene))
            better = f"{held:.0f}" if isinstance(one, ast.Constant) else f"int({text})"
            if held.is_integer():
                return f"`{text}` is a decimal number for Python. A whole one is `{better}`."
            return f"`{text}` is {held:g} here. A whole number is needed there."
    if not (isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Tuple)):
        return None
    pair = node.slice.elts
    if len(pair) != 2 or type(value(node.value, scene)) is not list:
        return None
    places = "".join(f"[{typed(one, scene)}]" for one in pair)
    return f"A list of lists takes one place at a time: `{typed(node.value, scene)}{places}`."


@ITEMS.add("empty-list", ValueError, "need at least one array", anywhere=True)
def empty_range(node: ast.Call, scene: Scene) -> str | None:
    """See a `range` that holds nothing before lists are joined."""
    if typed(node.func, scene) != "range":
        return None
    bounds = [value(one, scene) for one in node.args]
    if len(bounds) != 2 or not all(type(one) is int for one in bounds) or bounds[0] != bounds[1]:
        return None
    first, end = (typed(one, scene) for one in node.args)
    if end.replace(" ", "").endswith("+1"):
        return (
            f"`{typed(node, scene)}` begins at {bounds[0]} and stops before {bounds[1]}, so here "
            f"it holds nothing. Does it begin too late, at {first}?"
        )
    return (
        f"`{typed(node, scene)}` stops before {bounds[1]}, so here it holds nothing. To go as far "
        f"as `{end}`, write `range({first}, {end} + 1)`."
    )


@ITEMS.add("empty-list", ValueError, "need at least one array", anywhere=True)
def not_appended(node: ast.For, scene: Scene) -> str | None:
    """See `x**power` in a loop below `columns = []`."""
    if not isinstance(node.body[-1], ast.Expr):
        return None
    line = node.body[-1].value
    lists = scene.every(ast.Assign)
    empty = [typed(one.targets[0], scene) for one in lists if typed(one.value, scene) == "[]"]
    if not isinstance(line, ast.BinOp) or len(empty) != 1:
        return None
    text = typed(line, scene)
    return f"`{text}` is worked out, but not kept. Write `{empty[0]}.append({text})`."


@ITEMS.add("shapes-do-not-fit", ValueError, *FITS_NOT)
def product_the_wrong_way(node: ast.BinOp | ast.Call, scene: Scene) -> str | None:
    """See a product of a table and a row of numbers that fits the other way round, or turned."""
    if isinstance(node, ast.BinOp):
        sides = [node.left, node.right] if isinstance(node.op, ast.MatMult | ast.Mult) else []
    elif typed(node.func, scene) in ("np.dot", "np.matmul"):
        sides = node.args
    elif isinstance(node.func, ast.Attribute) and node.func.attr == "dot":
        sides = [node.func.value, *node.args]
    else:
        sides = []
    held = _sizes_told([value(one, scene) for one in sides], node, scene)
    if len(sides) != 2 or not all(type(one) is np.ndarray and plain(one) for one in held):
        return None
    if sorted(one.ndim for one in held) != [1, 2]:
        return None
    table, row = sides if held[0].ndim == 2 else sides[::-1]
    (rows, columns), (length,) = (one.shape for one in sorted(held, key=np.ndim, reverse=True))
    if _fits(node, *held):
        met = {f"({rows},{columns})", f"({rows},)"} <= set(errors.raw(scene.error).split())
        if not isinstance(getattr(node, "op", None), ast.Mult) or not met:
            return None
        return (
            f"`{typed(node, scene)}` multiplies and adds nothing up, so it still has "
            f"{errors.count(rows, 'row')} and {errors.count(columns, 'column')}. For one number "
            f"from each row write `{bracketed(table, scene)} @ {bracketed(row, scene)}`."
        )
    told = (table_in_a_name(one, scene) for one in every(ast.Name, table))
    if not isinstance(table, ast.Name) and (said := next(filter(None, told), None)):
        return said
    turned = bracketed(table, scene) + ".T"
    if turned.endswith(".T.T"):
        turned = turned.removesuffix(".T.T")
    if length == columns:
        better = f"{bracketed(table, scene)} @ {bracketed(row, scene)}"
    elif length == rows:
        better = f"{turned} @ {bracketed(row, scene)}"
    else:
        return None
    return (
        f"`{typed(table, scene)}` has {errors.count(rows, 'row')} and "
        f"{errors.count(columns, 'column')}, `{typed(row, scene)}` holds "
        f"{errors.count(length, 'number')}. {_in_place(node, better, row, scene)}"
    )


@ITEMS.add("shapes-do-not-fit", ValueError, "broadcast")
def table_in_a_name(node: ast.Name, scene: Scene) -> str | None:
    """See `z = w * X + b`, a table, in a line that needs one number of each row."""
    lines = assigned(node.id, scene)
    held: Any = scene.values.get(node.id)
    if np.ndim(held) != 2 or not lines:
        return None
    if isinstance(lines[-1].value, ast.Call):  # `f = sigmoid(z)` is a table where z is one
        inside = every(ast.Name, lines[-1].value)
        told = (table_in_a_name(one, scene) for one in inside if one.id != node.id)
        return next(filter(None, told), None)
    for product in every(ast.BinOp, lines[-1].value):
        sides = sorted((product.left, product.right), key=lambda one: -np.ndim(value(one, scene)))
        shapes = [np.shape(value(one, scene)) for one in sides]
        if not isinstance(product.op, ast.Mult) or [*map(len, shapes)] != [2, 1]:
            continue
        if shapes[0][1:] == shapes[1]:
            better = " @ ".join(bracketed(one, scene) for one in sides)
            return (
                f"`{typed(product, scene)}` multiplies and adds nothing up, so `{node.id}` is a "
                f"table. For one number from each row write `{better}`."
            )
    return None


@ITEMS.add("shapes-do-not-fit", ValueError, "broadcast")
def adds_two_lengths(node: ast.BinOp, scene: Scene) -> str | None:
    """See `np.mean(errors**2 + lambda_ * w**2)`: one for each bird, and one for each slope."""
    if not isinstance(node.op, ast.Add | ast.Sub):
        return None
    sides = node.left, node.right
    held: list[list[Any]] = [[scene.values.get(name) for name in named(side)] for side in sides]
    sizes = [{len(one) for one in many if np.ndim(one) == 1} for many in held]
    if [*map(len, sizes)] != [1, 1] or sizes[0] == sizes[1]:
        return None
    (one,), (other,) = sizes
    left, right = (typed(side, scene) for side in sides)
    said = f"`{left}` holds {errors.count(one, 'number')}, and `{right}` holds {other}."
    for product in scene.every(ast.BinOp):
        if isinstance(product.op, ast.MatMult) and product.right is node:
            first = f"{bracketed(product.left, scene)} @ {bracketed(node.left, scene)}"
            sign = "+" if isinstance(node.op, ast.Add) else "-"
            return f"{said} Multiply first, and put the rest behind: `{first} {sign} {right}`."
    if not any(
        node in call.args and typed(call.func, scene) in REDUCING for call in scene.every(ast.Call)
    ):
        return None
    return f"{said} Add up each by itself, then put the two sums together."


def _sizes_told(held: list[Any], node: ast.AST, scene: Scene) -> list[Any]:
    """Return two values, one that cannot be told as a row of as many numbers as the error says.

    The error may be that of another sign on the line, with which the other value does not go.
    """
    said, at = errors.raw(scene.error), isinstance(getattr(node, "op", None), ast.MatMult)
    told = re.findall(r"\(([\d,]+)\)", said) if "shapes" in said and not at else []
    sizes = re.search(r"size (\d+) is different from (\d+)", said) if at else None
    shapes = [tuple(map(int, filter(None, one.split(",")))) for one in told]
    if sizes is not None and len(held) == 2:
        left, right = held
        same = left is None or np.shape(left)[-1:] == (int(sizes[2]),)
        if same and (right is None or np.shape(right)[-2:][:1] == (int(sizes[1]),)):
            shapes = [(int(sizes[2]),), (int(sizes[1]),)]
    elif any(one is not None and np.shape(one) not in shapes for one in held):
        return held
    if len(shapes) != len(held):
        return held
    return [np.zeros(s) if one is None else one for one, s in zip(held, shapes, strict=True)]


def _in_place(node: ast.AST, better: str, row: ast.expr, scene: Scene) -> str:
    """Return what to write, in place of a whole mean or sum too: a product adds up already."""
    for call in scene.every(ast.Call):
        if call.args != [node]:
            continue
        if typed(call.func, scene) in REDUCING:
            names = every(ast.Name, row)
            rows = next((one.id for one in names if np.ndim(value(one, scene)) == 1), "...")
            divided = f" / len({rows})" if typed(call.func, scene) == "np.mean" else ""
            return f"In place of `{typed(call, scene)}` write `{better}{divided}`."
    return f"This way they fit: `{better}`."


def _fits(node: ast.AST, left: Any, right: Any) -> bool:
    try:
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
            np.broadcast_shapes(left.shape, right.shape)
        else:
            return left.shape[-1] == right.shape[0]
    except ValueError:
        return False
    return True


@ITEMS.add("place-of-the-smallest", TypeError, "indices must be integers", "only integer")
@ITEMS.add("place-of-the-smallest", IndexError, "only integers")
def place_of_the_smallest(node: ast.Subscript, scene: Scene) -> str | None:
    """See `ladder[min(costs)]`."""
    if not isinstance(node.slice, ast.Call):
        return None
    name = typed(node.slice.func, scene)
    inside = node.slice.args
    if not inside and isinstance(node.slice.func, ast.Attribute):  # `costs.min()`
        inside, name = [node.slice.func.value], node.slice.func.attr
    if name not in ("min", "max", "np.min", "np.max") or len(inside) != 1:
        return None
    arg = f"np.arg{name[-3:]}({typed(inside[0], scene)})"
    word = "smallest" if name.endswith("min") else "largest"
    return (
        f"`{typed(node.slice, scene)}` is the {word} value, and not its place. The place is "
        f"`{arg}`: write `{typed(node.value, scene)}[{arg}]`."
    )


@ITEMS.add("adds-to-a-list", ValueError, "broadcast")
@ITEMS.add("adds-to-a-list", TypeError, "concatenate list", "'list'")
def adds_to_a_list(node: ast.BinOp, scene: Scene) -> str | None:
    """See `costs = costs + cost`."""
    if not isinstance(node.op, ast.Add):
        return None
    if not isinstance(node.left, ast.Name) or type(value(node.left, scene)) is not list:
        return None
    if isinstance(node.right, ast.List):
        return None
    given = any(one.value is node for one in scene.every(ast.Return))
    if given and np.ndim(scene.wanted) == 1 and number(value(node.right, scene)):
        return (
            f"`{node.left.id}` is a list, and a list and a number cannot be added. Add "
            f"`{typed(node.right, scene)}` to each item before it goes into the list."
        )
    return f"To add to a list, write `{node.left.id}.append({typed(node.right, scene)})`."


@ITEMS.add("list-for-its-item", ValueError)
@ITEMS.add("list-for-its-item", TypeError)
def list_for_its_item(node: ast.Call, scene: Scene) -> str | None:
    """See `cost(x, y, w_values, b)` in a loop `for w in w_values`."""
    given = [arg.id for arg in node.args if isinstance(arg, ast.Name)]
    for loop in scene.every(ast.For):
        inside = loop.lineno < node.lineno <= (loop.end_lineno or 0)
        if not inside or not isinstance(loop.target, ast.Name) or loop.target.id in given:
            continue
        if isinstance(loop.iter, ast.Name) and loop.iter.id in given:
            item, items = loop.target.id, loop.iter.id
            return (
                f"In this loop `{item}` is one of `{items}`. Hand over `{item}` in place of "
                f"`{items}`."
            )
    return None
