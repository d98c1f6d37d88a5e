"""Loops whose rounds, and lists whose places, belong to something else than their lines take."""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from mlsmath.slips import errors
from mlsmath.slips.names import SIGMA, made, own_names
from mlsmath.slips.scene import (
    REDUCING,
    Kinds,
    Scene,
    assigned,
    counted,
    every,
    found,
    named,
    number,
    typed,
    value,
)

ROUNDS = Kinds()


@ROUNDS.add("one-thing-in-each-round", TypeError, "cannot unpack non-iterable")
def one_thing_in_each_round(node: ast.For, scene: Scene) -> str | None:
    """See `for w, price in w_values`, where the list holds single numbers."""
    if not isinstance(node.target, ast.Tuple):
        return None
    if not isinstance(node.iter, ast.Name) or np.ndim(value(node.iter, scene)) != 1:
        return None
    name, items = typed(node.target.elts[0], scene), node.iter.id
    return (
        f"`{items}` holds single numbers, so each round brings one, and there is one name for it: "
        f"`for {name} in {items}:`."
    )


@ROUNDS.add("range-of-the-notebook", IndexError, "out of", anywhere=True)
def range_of_the_notebook(node: ast.For, scene: Scene) -> str | None:
    """See `for i in range(m)` where m is how many birds the notebook has."""
    ends, counter = counted(node, scene), typed(node.target, scene)
    if len(ends) != 1 or not isinstance(ends[0], ast.Name | ast.Constant):
        return None
    end, rounds = typed(ends[0], scene), value(ends[0], scene)
    if type(rounds) is not int or end in own_names(scene.tree):
        return None
    for one in every(ast.Subscript, node):
        held = value(one.value, scene)
        column = re.fullmatch(rf":, *{counter}", typed(one.slice, scene))
        if column and type(held) is np.ndarray and held.ndim == 2 and held.shape[1] < rounds:
            counts = f"{typed(one.value, scene)}.shape[1]"
            return (
                f"Your loop goes {rounds} rounds, and this table has "
                f"{errors.count(held.shape[1], 'column')}: a function is given other tables than "
                f"the notebook has. Write `for {counter} in range({counts}):`, and "
                f"`{counts}` wherever `{end}` stands."
            )
    for one in _picked(node, counter, scene):
        held = value(one.value, scene)
        if one.lineno == scene.line and isinstance(one.value, ast.Name) and np.ndim(held) == 1:
            if len(held) >= rounds:
                continue
            return (
                f"Your loop goes {rounds} rounds, and `{one.value.id}` holds "
                f"{errors.count(len(held), 'number')} here: a function is given other birds than "
                f"the notebook has. Write `for {counter} in range(len({one.value.id})):`, "
                f"and `len({one.value.id})` wherever `{end}` stands."
            )
    return None


def _picked(loop: ast.AST, name: str, scene: Scene) -> Iterator[ast.Subscript]:
    """Yield what picks an item with the counter of a loop, or has a place for one in an array."""
    for one in every(ast.Subscript, loop):
        there = isinstance(one.ctx, ast.Load) or type(value(one.value, scene)) is np.ndarray
        if there and typed(one.slice, scene) == name:
            yield one


@ROUNDS.add("place-in-another-list", IndexError, "out of")
def place_in_another_list(node: ast.Subscript, scene: Scene) -> str | None:
    """See `w_values[best]` where best is a place in the costs of all pairs."""
    if not isinstance(node.slice, ast.Name):
        return None
    name, held = typed(node.value, scene), value(node.value, scene)
    found_by = [typed(one.value, scene) for one in assigned(node.slice.id, scene)]
    costs = re.fullmatch(r"(?:int\()?np\.arg(?:min|max)\((\w+)\)\)?", "".join(found_by[-1:]))
    searched: Any = scene.values.get(costs[1]) if costs else None
    if costs is None or np.ndim(held) != 1 or type(searched) not in (list, np.ndarray):
        return None
    if len(searched) <= len(held):
        return None
    around = [one for one in scene.every(ast.For) if f"{costs[1]}.append(" in ast.unparse(one)]
    tried = ", ".join(typed(one.target, scene) for one in around)
    said = (
        f"`{node.slice.id}` is a place in `{costs[1]}`, which holds {len(searched)} numbers, and "
        f"`{name}` holds {len(held)}. "
    )
    if len(around) < 2:
        return f"{said}A place belongs to one list."
    return (
        f"{said}Keep what was tried in a second list: `tried = []` above the loops, and beside "
        f"`{costs[1]}.append(...)` the line `tried.append(({tried}))`. Then give back "
        f"`tried[{node.slice.id}]`."
    )


@ROUNDS.add("rounds-of-others", IndexError, "for axis 0", "list index out of", anywhere=True)
def rounds_of_others(node: ast.For, scene: Scene) -> str | None:
    """See `w[j]` in a loop over the birds, where w has an item for each column."""
    if not typed(node.iter, scene).startswith("range(") or not isinstance(node.target, ast.Name):
        return None
    counted = node.iter.args[-1] if isinstance(node.iter, ast.Call) else node.iter
    rounds = None if isinstance(counted, ast.BinOp) else value(counted, scene)
    for one in _picked(node, node.target.id, scene):
        held = value(one.value, scene)
        if one.lineno != scene.line or np.ndim(held) != 1 or type(rounds) is not int:
            continue
        if isinstance(one.value, ast.Name) and len(held) < rounds:
            name = one.value.id
            return (
                f"Your loop goes {errors.count(rounds, 'round')}, and `{name}` holds "
                f"{errors.count(len(held), 'number')}. What has an item of `{name}` in it needs a "
                f"loop over these: `for {node.target.id} in range(len({name})):`."
            )
    return None


@ROUNDS.add("all-in-each-round", ValueError, "inhomogeneous", "truth value", anywhere=True)
@ROUNDS.add("all-in-each-round", ValueError, "setting an array element", anywhere=True)
@ROUNDS.add("all-in-each-round")
def all_in_each_round(node: ast.For, scene: Scene) -> str | None:
    """See `total += error * x[i]` in a loop, where error holds all errors."""
    if not isinstance(node.target, ast.Name):
        return None
    if not typed(node.iter, scene).startswith("range("):
        return None
    counter, local = node.target.id, _settled(scene, node)
    rows = [
        np.shape(value(one.value, local))
        for one in _picked(node, counter, scene)
        if isinstance(one.value, ast.Name) and not one.value.id.endswith("_values")
    ]  # a list of values to try is of no bird, even where it is as long
    if not any(len(shape) == 1 for shape in rows):
        return None
    for one in _whole_arrays(node, local):
        whole: Any = None if one.id in made(node) else local.values.get(one.id)
        if np.shape(whole) in [shape for shape in rows if len(shape) == 1]:
            return (
                f"In each round of the loop you take all of `{one.id}`. Take one item of it: in "
                f"the loop write `{one.id}[{counter}]`."
            )
    return None


def _settled(scene: Scene, loop: ast.For) -> Scene:
    """Return the scene with what the lines above a loop make, as far as it can be told."""
    values = dict(scene.values)
    for line in scene.every(ast.Assign):
        if line.lineno >= loop.lineno:
            continue
        target, made_of = line.targets[0], line.value
        if isinstance(made_of, ast.BinOp) and isinstance(made_of.op, ast.Div):
            whole, share = value(made_of.left, scene), value(made_of.right, scene)
            if number(share) and np.shape(whole) == (share,):
                continue  # a mean whose sum was forgotten
        known = scene.error is not None  # then the values are those of the line that failed
        if isinstance(target, ast.Name) and target.id not in made(loop) and not known:
            values[target.id] = _like(made_of, replace(scene, values=values))
    return replace(scene, values=values)


def _like(node: ast.AST, scene: Scene) -> object:
    """Return a value, or for a function of each item one of the same shape."""
    if isinstance(node, ast.BinOp):
        sides = [_like(side, scene) for side in (node.left, node.right)]
        names = {f"_{place}": side for place, side in enumerate(sides)}
        whole = ast.BinOp(ast.Name("_0", ast.Load()), node.op, ast.Name("_1", ast.Load()))
        return value(whole, replace(scene, values=names))
    each = isinstance(node, ast.Call) and len(node.args) == 1 and not node.keywords
    if isinstance(node, ast.Call) and each:
        function = found(node.func, scene)
        if isinstance(function, np.ufunc) or typed(node.func, scene) == SIGMA:
            return _like(node.args[0], scene)
    return value(node, scene)


def _whole_arrays(loop: ast.For, scene: Scene) -> Iterator[ast.Name]:
    """Yield the names of arrays that a loop calculates with, or appends, as a whole."""
    waiting: list[ast.AST] = list(loop.body)
    while waiting:
        node = waiting.pop(0)
        parts = list(ast.iter_child_nodes(node))
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
            continue
        if isinstance(node, ast.Call):
            kept = isinstance(node.func, ast.Attribute) and node.func.attr == "append"
            parts = node.args if kept or isinstance(found(node.func, scene), np.ufunc) else []
        elif isinstance(node, ast.Subscript | ast.For | ast.Compare | ast.Attribute):
            continue
        named = isinstance(node, ast.BinOp | ast.UnaryOp | ast.Call)
        for one in parts if named else []:
            if isinstance(one, ast.Name) and type(scene.values.get(one.id)) is np.ndarray:
                yield one
        waiting += parts


@ROUNDS.add("bracket-closes-early")
def bracket_closes_early(node: ast.Assign | ast.Return, scene: Scene) -> str | None:
    """See `np.mean(-y * np.log(f)) - (1 - y) * np.log(1 - f)`, where one number is wanted."""
    whole = node.value
    if not isinstance(whole, ast.BinOp) or np.ndim(scene.wanted) or np.ndim(scene.given) != 1:
        return None
    first, behind = whole, []
    while isinstance(first, ast.BinOp) and isinstance(first.op, ast.Add | ast.Sub):
        behind.append(first.right)
        first = first.left
    if isinstance(first, ast.BinOp) and isinstance(first.op, ast.Mult):
        first = first.right  # `1 / m * np.sum(...)`
    calls = every(ast.Call, whole)
    sums = [one for one in calls if typed(one.func, scene) in REDUCING]
    text, inside = typed(whole, scene), typed(first, scene)
    before, _, after = text.partition(inside)
    if sums != [first] or type(scene.wanted) is tuple or not after.startswith(" "):
        return None
    spread = {*named(first)}
    while behind and not {*named(behind[0])} & spread:  # one number, such as a price
        after = after.removesuffix(typed(behind.pop(0), scene)).rstrip(" +-")
    mended = f"{before}{inside[:-1]}{after}){text[len(before + inside + after) :]}"
    return (
        f"The bracket of `{typed(sums[0].func, scene)}` closes too early: what stands behind it is "
        f"still one number for each bird. Write `{mended}`."
    )


@ROUNDS.add("keeps-another-thing")
def keeps_another_thing(node: ast.For, scene: Scene) -> str | None:
    """See `if cost < lowest: lowest = w`, which compares the next cost with a slope."""
    targets = [one.target.id for one in scene.every(ast.For) if isinstance(one.target, ast.Name)]
    for test in every(ast.If, node):
        asked = test.test
        if not isinstance(asked, ast.Compare) or not isinstance(asked.ops[0], ast.Lt | ast.LtE):
            continue
        name, cost = typed(asked.comparators[0], scene), typed(asked.left, scene)
        for line in test.body:
            if not isinstance(line, ast.Assign) or typed(line.targets[0], scene) != name:
                continue
            kept = typed(line.value, scene)
            if kept == cost or kept not in targets or cost in targets:
                continue
            if len(test.body) > 1:
                return (
                    f"`{name}` is compared with `{cost}`, so it has to hold the best `{cost}` so "
                    f"far, and not `{kept}`. Write `{name} = {cost}`."
                )
            return (
                f"`{name}` is compared with `{cost}`, and holds `{kept}` after that. Use two "
                f"names: in the `if` write `{name} = {cost}`, and in a line below it "
                f"`best_{kept} = {kept}`. Give back `best_{kept}`."
            )
    return None


@ROUNDS.add("total-of-another")
def total_of_another(node: ast.For, scene: Scene) -> str | None:
    """See `total_b = total_w + e`, or a second total that no line adds to."""
    starts = [
        typed(name, scene)
        for line in scene.every(ast.Assign)
        for name, begin in zip(_parts(line.targets[0]), _parts(line.value), strict=False)
        if line.lineno < node.lineno and isinstance(begin, ast.Constant) and begin.value == 0
    ]
    for name in starts:
        for line in assigned(name, scene, node):
            added = line.value
            if not isinstance(added, ast.BinOp) or not isinstance(added.op, ast.Add):
                continue
            begun = typed(added.left, scene)
            if begun in starts and name not in named(added):
                return (
                    f"`{typed(line, scene)}` begins with `{begun}` in every round, and not with "
                    f"what `{name}` holds. Write `{name} = {name} + {typed(added.right, scene)}`."
                )
    idle = [name for name in starts if name not in named(node)]
    added_to = [one.id for one in every(ast.Name, node) if isinstance(one.ctx, ast.Store)]
    twice = [name for name in starts if added_to.count(name) == 2]
    if len(idle) == len(twice) == 1:
        return (
            f"Nothing in the loop adds to `{idle[0]}`, and two lines add to `{twice[0]}`. Let one "
            f"of them add to `{idle[0]}`."
        )
    return None


def _parts(node: ast.expr) -> list[ast.expr]:
    """Return what stands between the commas of `a, b`, or the node alone."""
    return node.elts if isinstance(node, ast.Tuple) else [node]


@ROUNDS.add("typed-length")
def typed_length(node: ast.BinOp, scene: Scene) -> str | None:
    """See `/ (2 * 30)`, where a function is given another number of birds."""
    if not isinstance(node.op, ast.Div):
        return None
    above, below = node.left, node.right
    while isinstance(above, ast.BinOp) and isinstance(above.op, ast.Div):
        above = above.left
    product = isinstance(above, ast.BinOp) and isinstance(above.op, ast.MatMult)
    given = [one for one in ("y", "x", "X") if one in scene.parameters]
    own = [one for one in given if np.ndim(scene.values[one])]
    if not own or (np.ndim(value(above, scene)) and not product):
        return None
    around = [one for one in scene.every(ast.BinOp) if isinstance(one.op, ast.Div | ast.Mult)]
    around = [ast.unparse(one) for one in around if node in ast.walk(one)]
    if re.search(r"\bm\b|\blen\(|mean\(|\.shape|\.size", max(around, key=len)):
        return None  # the number of birds is there, so this is another one
    times = isinstance(below, ast.BinOp) and isinstance(below.op, ast.Mult)
    for one in ast.iter_child_nodes(below) if times else [below]:
        count = one.value if isinstance(one, ast.Constant) else None
        birds = len(scene.values[own[0]])
        if type(count) is int and count > 2 and count != birds:
            given, wanted = scene.given, scene.wanted
            halved = number(given) and np.isclose(given * count, wanted * 2 * birds)
            instead = f"(2 * len({own[0]}))" if halved else f"len({own[0]})"
            return (
                f"`{count}` stays the same, however many birds your function is given. Write "
                f"`{instead}` in place of `{count}`."
            )
    return None
