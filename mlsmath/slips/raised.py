"""Slips that end in an error."""

import ast
import builtins
import difflib
import inspect
import re
import textwrap
import types
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from mlsmath.slips import characters, errors
from mlsmath.slips.scene import (
    Kinds,
    Scene,
    bracketed,
    found,
    is_module,
    listed,
    number,
    plain,
    typed,
    value,
)

RAISED = Kinds()
NUMPY = ("exp", "log", "sqrt", "mean", "dot", "zeros", "array", "arange", "linspace", "where")
CHANGE_IN_PLACE = ("append", "extend", "insert", "sort", "reverse", "remove")
CONVERSIONS = dict.fromkeys(("asint", "toint", "to_int", "int"), "int")
CONVERSIONS |= dict.fromkeys(("asfloat", "tofloat", "to_float", "float"), "float")
PLACES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
WITHOUT_BRACKETS = ("T", "shape", "size", "ndim")
FITS_NOT = ("broadcast", "matmul", "mismatch in its core", "not aligned")


@RAISED.add("trailing-comma", Exception, anywhere=True)
def trailing_comma(node: ast.AST, scene: Scene, tree: ast.AST) -> str | None:
    """See `total = 0,`, which makes a tuple."""
    pair = node.value if isinstance(node, ast.Assign | ast.Return) else None
    if not isinstance(pair, ast.Tuple) or len(pair.elts) != 1:
        return None
    if typed(pair, scene).startswith("("):
        return None
    mended = typed(node, scene).rstrip().removesuffix(",")
    return f"The comma at the end makes more than a number of it. Leave it out: `{mended}`."


@RAISED.add("decimal-comma", Exception, anywhere=True)
def decimal_comma(node: ast.AST, scene: Scene, tree: ast.AST) -> str | None:
    """See `w = 0,5`, which makes two numbers."""
    pair = node.value if isinstance(node, ast.Assign | ast.Return) else None
    if not isinstance(pair, ast.Tuple) or typed(pair, scene).startswith("("):
        return None
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Tuple):
        return None
    mended = re.sub(r"(?<![\w.])(\d+),(?=\d)", r"\1.", typed(node, scene))
    if mended == typed(node, scene):
        return None
    return f"A decimal number is written with a point: `{mended}`."


@RAISED.add("hat-for-power", TypeError, "bitwise_xor", "for ^", "for **", "ufunc'")
@RAISED.add("hat-for-power", NameError)
def hat_for_power(node: ast.AST, scene: Scene, tree: ast.AST) -> str | None:
    """See `x^2`, `X^T`, `e^x` and `np.exp^x`."""
    if not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitXor | ast.Pow)):
        return None
    exponent = typed(node.right, scene)
    last = node.left.right if isinstance(node.left, ast.BinOp) else node.left
    if callable(found(last, scene)):
        called = f"{typed(last, scene)}({exponent})"
        return f"A function takes what it works on in brackets: `{called}`."
    unknown = getattr(scene.error, "name", None)
    if isinstance(last, ast.Name) and last.id == "e" == unknown:
        return f"e to a power is a function of NumPy. Write `np.exp({exponent})`."
    if not isinstance(node.op, ast.BitXor):
        return None
    first = node.right
    while isinstance(first, ast.BinOp):
        first = first.left
    if typed(first, scene) == "T":
        return f"X^T of the notes is `{bracketed(node.left, scene)}.T` in Python."
    if isinstance(scene.error, NameError):
        return None
    return f"A power is `**` in Python. Write `{typed(node, scene).replace('^', '**')}`."


@RAISED.add("needs-no-brackets", TypeError, "not callable")
def needs_no_brackets(node: ast.AST, scene: Scene, tree: ast.AST) -> str | None:
    """See `X.T()` and `x.shape(0)`."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return None
    if node.func.attr not in WITHOUT_BRACKETS:
        return None
    name = typed(node.func, scene)
    if node.args:
        return f"The sizes stand in square brackets: `{name}[{typed(node.args[0], scene)}]`."
    return f"`.{node.func.attr}` is no function. Leave out its brackets: `{name}`."


@RAISED.add("calls-a-number", TypeError, "not callable")
def calls_a_number(node: ast.AST, scene: Scene, tree: ast.AST) -> str | None:
    """See a number, or a name of numbers, called with one argument."""
    if not isinstance(node, ast.Call) or len(node.args) != 1 or node.keywords:
        return None
    called, inside = node.func, node.args[0]
    before = value(called, scene)
    name = typed(called, scene)
    if callable(getattr(builtins, name, None)) and before is not None and not callable(before):
        return (
            f"A line above gave `{name}` a value, so it is no function any more. Choose another "
            f"name there, such as `my_{name}`."
        )
    if isinstance(before, list | tuple | np.ndarray) and np.ndim(before):
        return f"An item is taken with square brackets: `{name}[{typed(inside, scene)}]`."
    if not number(before):
        return None
    product = f"{bracketed(called, scene)} * {bracketed(inside, scene)}"
    return f"A product needs its sign. Write `{product}`."


@RAISED.add("square-brackets", TypeError, "not subscriptable")
def square_brackets(node: ast.AST, scene: Scene, tree: ast.AST) -> str | None:
    """See a function whose brackets are square."""
    if not (isinstance(node, ast.Subscript) and callable(found(node.value, scene))):
        return None
    name, inside = typed(node.value, scene), typed(node.slice, scene)
    return f"A function is called with round brackets: `{name}({inside})`."


@RAISED.add("pairs-without-zip", ValueError, "unpack")
def pairs_without_zip(node: ast.AST, scene: Scene, tree: ast.AST) -> str | None:
    """See `for w, b in ws, bs`."""
    if not (isinstance(node, ast.For) and isinstance(node.target, ast.Tuple)):
        return None
    if not isinstance(node.iter, ast.Tuple):
        return None
    names = listed(node.target.elts, scene)
    lists = listed(node.iter.elts, scene)
    return f"To go through them side by side, a loop needs `zip`: `for {names} in zip({lists}):`."


@RAISED.add("loop-without-range", TypeError, "not iterable", "over a 0-d array")
def loop_without_range(node: ast.AST, scene: Scene, tree: ast.AST) -> str | None:
    """See `for i in len(x)`."""
    if not isinstance(node, ast.For):
        return None
    counted = node.iter
    length = isinstance(counted, ast.Call) and typed(counted.func, scene) == "len"
    if not (length or number(value(counted, scene))):
        return None
    head = f"for {typed(node.target, scene)} in range({typed(counted, scene)}):"
    return f"A loop that counts needs `range`: `{head}`."


@RAISED.add("items-as-places", IndexError, anywhere=True)
@RAISED.add("items-as-places", TypeError, "indices must be integers", anywhere=True)
def items_as_places(node: ast.AST, scene: Scene, tree: ast.AST) -> str | None:
    """See `for i in x`, and `x[i]` inside."""
    if not (isinstance(node, ast.For) and isinstance(node.target, ast.Name)):
        return None
    if not isinstance(node.iter, ast.Name):
        return None
    name, items = node.target.id, node.iter.id
    picks = [
        one
        for one in ast.walk(node)
        if isinstance(one, ast.Subscript) and typed(one.slice, scene) == name
    ]
    if not any(one.lineno <= (scene.line or 0) <= one.end_lineno for one in picks):
        return None
    return (
        f"In this loop `{name}` is an item of `{items}`, not its place. To count the places, "
        f"write `for {name} in range(len({items})):`."
    )


@RAISED.add("range-too-long", IndexError, "out of", anywhere=True)
def range_too_long(node: ast.AST, scene: Scene, tree: ast.AST) -> str | None:
    """See a loop that counts to m + 1, and an item picked with its counter."""
    if not (isinstance(node, ast.For) and isinstance(node.target, ast.Name)):
        return None
    counted = node.iter
    if not (isinstance(counted, ast.Call) and typed(counted.func, scene) == "range"):
        return None
    if not counted.args or len(counted.args) > 2:
        return None
    end, name = counted.args[-1], node.target.id
    picked = [
        typed(one.slice, scene).replace(" ", "")
        for one in ast.walk(node)
        if isinstance(one, ast.Subscript) and one.lineno == scene.line
    ]
    one_more = (
        isinstance(end, ast.BinOp)
        and isinstance(end.op, ast.Add)
        and typed(end.right, scene) == "1"
    )
    if name in picked and one_more:
        return (
            "Python counts the items from 0, and `range` stops before its end. Write "
            f"`for {name} in range({typed(end.left, scene)}):`."
        )
    if f"{name}+1" in picked and len(counted.args) == 1 and name not in picked:
        return (
            f"Python counts the items from 0. Pick them with `[{name}]` in place of `[{name} + 1]`."
        )
    return None


@RAISED.add("len-of-a-number", TypeError, "has no len()")
def length_of_a_number(node: ast.AST, scene: Scene, tree: ast.AST) -> str | None:
    """See `range(len(steps))` where steps is a number."""
    if not isinstance(node, ast.Call) or typed(node.func, scene) != "len" or len(node.args) != 1:
        return None
    name = typed(node.args[0], scene)
    if not number(value(node.args[0], scene)):
        return None
    return f"`{name}` is a single number already. Write `{name}` in place of `len({name})`."


@RAISED.add("range-of-a-list", TypeError, "cannot be interpreted as an integer")
@RAISED.add("range-of-a-list", TypeError, "only integer scalar arrays", "only 0-dimensional")
def range_of_a_list(node: ast.AST, scene: Scene, tree: ast.AST) -> str | None:
    """See `for alpha in range(ladder)`."""
    if not isinstance(node, ast.For) or not isinstance(node.iter, ast.Call):
        return None
    if typed(node.iter.func, scene) != "range" or len(node.iter.args) != 1:
        return None
    held, name = value(node.iter.args[0], scene), typed(node.iter.args[0], scene)
    if not isinstance(held, list | np.ndarray) or not np.ndim(held):
        return None
    item = typed(node.target, scene)
    return (
        f"`range` counts up to a number, and `{name}` holds {errors.count(len(held), 'thing')}. To "
        f"go through them, write `for {item} in {name}:`; to count them, "
        f"`for {item} in range(len({name})):`."
    )


@RAISED.add("two-things-for-one", TypeError, "only integer scalar arrays", "as an integer")
def sum_of_two(node: ast.AST, scene: Scene, tree: ast.AST) -> str | None:
    """See `np.sum(w, mu)`, whose second argument is no axis."""
    if not isinstance(node, ast.Call) or len(node.args) != 2 or node.keywords:
        return None
    name = typed(node.func, scene)
    held = value(node.args[1], scene)
    if name not in ("np.sum", "np.mean", "np.std") or type(held) is not np.ndarray:
        return None
    one, two = (bracketed(arg, scene) for arg in node.args)
    return f"`{name}` takes one array. To multiply the two first, write `{name}({one} * {two})`."


@RAISED.add("power-turned", ValueError, "integers to negative")
def power_turned(node: ast.AST, scene: Scene, tree: ast.AST) -> str | None:
    """See `power**x` for `x**power`."""
    if not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow)):
        return None
    base, exponent = bracketed(node.left, scene), bracketed(node.right, scene)
    return (
        f"`{typed(node, scene)}` raises `{base}` to a power below 0, which NumPy does not do with "
        f"whole numbers. Is `{exponent}**{base}` meant?"
    )


@RAISED.add("list-not-made", NameError)
def list_not_made(node: ast.AST, scene: Scene, tree: ast.AST) -> str | None:
    """See `costs.append(…)` where no line makes the list."""
    unknown = getattr(scene.error, "name", None)
    if not (isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)):
        return None
    if node.value.id != unknown or node.attr != "append" or _assigned(unknown, scene, tree):
        return None
    return f"There is no list `{unknown}` yet. Make it above the loop: `{unknown} = []`."


@RAISED.add("assigns-to-method", AttributeError, "read-only")
def assigns_to_method(node: ast.AST, scene: Scene, tree: ast.AST) -> str | None:
    """See `history.append = cost`."""
    target = node.targets[0] if isinstance(node, ast.Assign) else None
    if not isinstance(target, ast.Attribute) or target.attr not in CHANGE_IN_PLACE:
        return None
    name = typed(target, scene)
    return f"`{target.attr}` takes what it adds in brackets: `{name}({typed(node.value, scene)})`."


@RAISED.add("one-number-only", TypeError, "converted to python scalar", "0-dimensional arrays")
@RAISED.add("one-number-only", TypeError, "only length-1 arrays")
def int_of_an_array(node: ast.AST, scene: Scene, tree: ast.AST) -> str | None:
    """See `int(z >= 0)` of an array."""
    if not isinstance(node, ast.Call) or len(node.args) != 1:
        return None
    name = typed(node.func, scene)
    if name not in ("int", "float"):
        return None
    return (
        f"`{name}` makes one number. For each item of an array, write "
        f"`{bracketed(node.args[0], scene)}.astype({name})`."
    )


@RAISED.add("index-too-large", IndexError, "out of")
def last_item(node: ast.AST, scene: Scene, tree: ast.AST) -> str | None:
    """See `x[len(x)]`."""
    if not isinstance(node, ast.Subscript) or not isinstance(node.slice, ast.Call):
        return None
    name = typed(node.value, scene)
    if typed(node.slice, scene).replace(" ", "") != f"len({name})":
        return None
    return f"The last item is `{name}[-1]`, because Python counts from 0."


@RAISED.add("keeps-none", Exception, "nonetype", anywhere=True)
def keeps_none(node: ast.AST, scene: Scene, tree: ast.AST) -> str | None:
    """See a list replaced by the None that a method such as append gives back."""
    if not (isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)):
        return None
    method = node.value.func
    if not (isinstance(method, ast.Attribute) and method.attr in CHANGE_IN_PLACE):
        return None
    name = typed(node.targets[0], scene)
    if name != typed(method.value, scene):
        return None
    return (
        f"`{method.attr}` changes the list and gives back None. Leave out the `{name} =`: "
        f"`{typed(node.value, scene)}`."
    )


@RAISED.add("append-two", TypeError, "append() takes exactly one")
def append_two(node: ast.AST, scene: Scene, tree: ast.AST) -> str | None:
    """See `s.append(w, b)`."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return None
    if node.func.attr != "append" or len(node.args) < 2:
        return None
    inside = listed(node.args, scene)
    better = f"{typed(node.func, scene)}(({inside}))"
    return f"`append` takes one thing. Put both into brackets: `{better}`."


@RAISED.add("append-to-array", AttributeError, "'numpy.ndarray' object has no attribute 'append'")
def append_to_array(node: ast.AST, scene: Scene, tree: ast.AST) -> str | None:
    """See `s.append(w)` where s is an array."""
    if not (isinstance(node, ast.Attribute) and node.attr == "append"):
        return None
    name = typed(node.value, scene)
    return (
        f"An array cannot grow. Begin with an empty list, `{name} = []`, append to it, and make it "
        f"an array at the end: `np.array({name})`."
    )


@RAISED.add("unknown-name", NameError)
def compares_for_a_value(node: ast.AST, scene: Scene, tree: ast.AST) -> str | None:
    """See `f == w * x + b` in place of `f = w * x + b`."""
    if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Compare)):
        return None
    test = node.value
    if not isinstance(test.left, ast.Name) or not isinstance(test.ops[0], ast.Eq):
        return None
    if f"'{test.left.id}'" not in errors.raw(scene.error):
        return None
    better = f"{test.left.id} = {typed(test.comparators[0], scene)}"
    return f"`==` compares. To give `{test.left.id}` a value, write one sign: `{better}`."


@RAISED.add("unknown-name", NameError)
def nearly_a_name(node: ast.AST, scene: Scene, tree: ast.AST) -> str | None:
    """See an unknown name that is close to one that exists, or has another spelling in Python."""
    unknown = getattr(scene.error, "name", None)
    if not isinstance(node, ast.Name) or node.id != unknown:
        return None
    if isinstance(scene.error, UnboundLocalError):
        return None
    call = next((c for c in _calls(tree) if c.func is node), None)
    numpy = "log" if unknown == "ln" else unknown
    if call is not None and numpy in NUMPY and scene.values.get("np") is np:
        inside = listed(call.args, scene)
        return f"Python does not know `{unknown}`. NumPy's is `np.{numpy}({inside})`."
    if unknown == "math" and scene.values.get("np") is np:
        return "`math` was not imported. NumPy has its functions, too: write `np.` in its place."
    if unknown == "numpy" and scene.values.get("np") is np:
        return "NumPy was imported under the name `np`. Write `np.` in place of `numpy.`."
    if unknown == "np":
        return "Python does not know `np` yet. Run this line first: `import numpy as np`."
    if unknown == "pi" and scene.values.get("np") is np:
        return "The number pi is `np.pi`."
    names = [*scene.parameters, *(n for n in scene.values if not n.startswith("_"))]
    if "·" in unknown:
        product = characters.plain(unknown.strip("·")).replace("*", " * ")
        return f"The dot between names is a sign of the page. Python's is `*`: `{product}`."
    letters = characters.plain(unknown)
    if letters is not None:
        return (
            f"`{unknown}` has a letter of another alphabet. Here the name is `{letters}`."
            if letters in names
            else None
        )
    numbers = [n for n, v in scene.values.items() if number(v) or isinstance(v, np.ndarray)]
    product = errors.product(unknown, [*scene.parameters, *numbers])
    if product is not None:
        return f"`{unknown}` is one name for Python. Write `{product}`."
    item = re.fullmatch(r"(\w*?[A-Za-z])_?([1-9])", unknown)
    if item and type(scene.values.get(item[1])) in (list, tuple, np.ndarray):
        owner, place = item[1], int(item[2]) - 1
        return (
            f"The numbers of `{owner}` are its items, and Python counts them from 0. The "
            f"{PLACES[place]} one is `{owner}[{place}]`."
        )
    near = _nearest(unknown, [names, dir(builtins)])
    return None if near is None else f"Python does not know `{unknown}`. Is `{near}` meant?"


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _assigned(name: str, scene: Scene, tree: ast.AST) -> list[ast.Assign]:
    """Return the lines that give a name its value."""
    lines = (node for node in ast.walk(tree) if isinstance(node, ast.Assign))
    return [line for line in lines if typed(line.targets[0], scene) == name]


@RAISED.add("unknown-attribute", AttributeError)
def nearly_an_attribute(node: ast.AST, scene: Scene, tree: ast.AST) -> str | None:
    """See what a module or an array does not have, or what numbers and lists never have."""
    unknown = getattr(scene.error, "name", None)
    if not isinstance(node, ast.Attribute) or node.attr != unknown:
        return None
    owner, name = value(node.value, scene), typed(node.value, scene)
    if unknown in CHANGE_IN_PLACE and number(owner):
        return (
            f"`{name}` is a number here, and only a list has `.{unknown}`. Begin with an empty "
            f"list: `{name} = []`."
        )
    if unknown in CONVERSIONS and "'numpy.ndarray'" in errors.raw(scene.error):
        kind = CONVERSIONS[unknown]
        better = f"{bracketed(node.value, scene)}.astype({kind})"
        return f"What changes the kind of numbers in an array is `.astype`: `{better}`."
    known = callable(getattr(np, unknown, None)) and scene.values.get("np") is np
    if known and not hasattr(np.ndarray, unknown) and (number(owner) or type(owner) is np.ndarray):
        return (
            f"`{unknown}` does not stand behind a dot. NumPy's function is `np.{unknown}({name})`."
        )
    if number(owner):
        return f"`{name}` is a single number here. A number has no `.{unknown}`."
    if type(owner) in (list, tuple) and hasattr(np.ndarray, unknown):
        kind = "list" if type(owner) is list else "tuple"
        better = f"np.array({name}).{unknown}"
        return f"`{name}` is a {kind}, which has no `.{unknown}`. An array has: `{better}`."
    if not is_module(owner) and type(owner) not in (np.ndarray, list, str, dict):
        return None
    near = _nearest(unknown, [[n for n in dir(owner) if not n.startswith("_")]], shortest=2)
    return None if near is None else f"`{name}` has no `{unknown}`. Is `{name}.{near}` meant?"


def _nearest(name: str, groups: Sequence[Sequence[str]], shortest: int = 3) -> str | None:
    """Return the name most like this one, from the first group that has any."""
    for names in groups:
        same = [other for other in names if other.lower() == name.lower() and other != name]
        near = same or difflib.get_close_matches(name, names, 1, 0.75)
        near = near if same or len(name) >= shortest else []
        if near:
            return near[0]
    return None


@RAISED.add("unknown-key", KeyError)
def nearly_a_key(node: ast.AST, scene: Scene, tree: ast.AST) -> str | None:
    """See a misspelled entry of a dictionary or a column of a table."""
    if not (isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant)):
        return None
    owner, key = value(node.value, scene), node.slice.value
    if type(owner).__name__ not in ("dict", "DataFrame") or type(key) is not str:
        return None
    near = _nearest(key, [[one for one in owner if type(one) is str]])
    if near is None:
        return None
    name = typed(node.value, scene)
    return f'`{name}` has no entry "{key}". Is `{name}["{near}"]` meant?'


@RAISED.add("search-starts-too-low", UnboundLocalError, anywhere=True)
def search_starts_too_low(node: ast.AST, scene: Scene, tree: ast.AST) -> str | None:
    """See `best = 0` before a search for the smallest."""
    if not (isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)):
        return None
    start, name = node.value, node.targets[0].id
    if not isinstance(start, ast.Constant) or not number(start.value) or start.value > 0:
        return None
    for found_if in ast.walk(tree):
        if not (isinstance(found_if, ast.If) and isinstance(found_if.test, ast.Compare)):
            continue
        test = found_if.test
        sides = typed(test.left, scene), typed(test.comparators[0], scene)
        smaller = sides[::-1] if isinstance(test.ops[0], ast.Gt | ast.GtE) else sides
        kept = any(
            isinstance(one, ast.Assign) and typed(one.targets[0], scene) == name
            for one in found_if.body
        )
        if (
            kept
            and smaller[1] == name
            and isinstance(test.ops[0], ast.Lt | ast.Gt | ast.LtE | ast.GtE)
        ):
            return (
                f"`{name}` begins at {start.value:g}, and hardly any value is below that, so "
                f'nothing is kept. Begin above them all: `{name} = float("inf")`.'
            )
    return None


@RAISED.add("used-before-set", UnboundLocalError)
def adds_to_nothing(node: ast.AST, scene: Scene, tree: ast.AST) -> str | None:
    """See `total += x` without a starting value."""
    if not (isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name)):
        return None
    name = node.target.id
    if f"'{name}'" not in errors.raw(scene.error):
        return None
    if _assigned(name, scene, tree):
        return None
    return (
        f"`{typed(node, scene)}` adds to what `{name}` holds, and `{name}` holds nothing yet. "
        f"Give it a start above the loop: `{name} = 0`."
    )


@RAISED.add("one-name-for-several", TypeError)
def one_name_for_several(node: ast.AST, scene: Scene, tree: ast.AST) -> str | None:
    """See a name of several results in an operation."""
    if not isinstance(node, ast.BinOp):
        return None
    for side in (node.left, node.right):
        held = value(side, scene)
        if not isinstance(side, ast.Name) or type(held) is not tuple:
            continue
        made = [one.value for one in _assigned(side.id, scene, tree)]
        if not made or not isinstance(made[0], ast.Call) or len(held) < 2:
            continue
        names = _results(typed(made[0].func, scene), scene, tree, len(held)) or ", ".join(
            f"{side.id}_{place}" for place in range(1, len(held) + 1)
        )
        return (
            f"`{side.id}` holds {len(held)} values. Give each its own name: "
            f"`{names} = {typed(made[0], scene)}`."
        )
    return None


def _results(name: str, scene: Scene, tree: ast.AST, count: int) -> str | None:
    """Return the names of the results, as the last line of a function gives them back."""
    own = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name == name]
    if not own:
        try:
            own = [ast.parse(textwrap.dedent(inspect.getsource(scene.values[name])))]
        except (OSError, TypeError, KeyError, SyntaxError):
            return None
    for node in ast.walk(own[0]):
        given = node.value if isinstance(node, ast.Return) else None
        if isinstance(given, ast.Tuple) and len(given.elts) == count:
            names = [ast.unparse(one) for one in given.elts]
            return ", ".join(names) if all(each.isidentifier() for each in names) else None
    return None


@RAISED.add("list-in-an-operation", TypeError, "unsupported operand", "multiply sequence")
def list_in_an_operation(node: ast.AST, scene: Scene, tree: ast.AST) -> str | None:
    """See a list where only an array can be worked with."""
    if not isinstance(node, ast.BinOp):
        return None
    for side in (node.left, node.right):
        if isinstance(side, ast.Name) and type(value(side, scene)) is list:
            return (
                f"`{side.id}` is a list. To work with all its numbers at once, use an array: "
                f"`np.array({side.id})` in place of `{side.id}`."
            )
    return None


@RAISED.add("uses-a-function", TypeError, "method", "function", "ufunc", "dispatcher", "'type'")
def uncalled(node: ast.AST, scene: Scene, tree: ast.AST) -> str | None:
    """See a method or a function without its brackets in an operation."""
    if not isinstance(node, ast.BinOp | ast.UnaryOp):
        return None
    for side in ast.iter_child_nodes(node):
        if isinstance(side, ast.Attribute):
            owner = value(side.value, scene)
            if type(owner) is np.ndarray and callable(getattr(owner, side.attr, None)):
                called = f"{typed(side, scene)}()"
                return f"A function needs its brackets, even if they are empty: `{called}`."
        name = typed(side, scene)
        made = [one.value for one in _assigned(name, scene, tree)]
        if callable(found(side, scene)) and made and isinstance(made[-1], ast.Attribute):
            method = typed(made[-1], scene)
            return f"A function needs its brackets, even if they are empty: `{name} = {method}()`."
        if callable(found(side, scene)):
            other = node.right if side is getattr(node, "left", None) else None
            within = isinstance(other, ast.BinOp | ast.Name) and isinstance(node.op, ast.Mult)
            inside = typed(other, scene) if within else "..."
            return (
                f"`{name}` is a function. What it works on stands in brackets behind it, without a "
                f"sign: `{name}({inside})`."
            )
    return None


@RAISED.add("one-name-for-several", TypeError, "'tuple'")
def shape_for_a_number(node: ast.AST, scene: Scene, tree: ast.AST) -> str | None:
    """See `m = x.shape`, used as the number of items."""
    if not isinstance(node, ast.Name) or type(value(node, scene)) is not tuple:
        return None
    made = _assigned(node.id, scene, tree)
    if not made or not isinstance(made[0].value, ast.Attribute):
        return None
    line, held = typed(made[0], scene), value(node, scene)
    if made[0].value.attr != "shape":
        return None
    return f"`{node.id}` is {held}, in brackets. The number itself is its first item: `{line}[0]`."


@RAISED.add("result-in-list", TypeError, "unhashable")
def results_in_a_set(node: ast.AST, scene: Scene, tree: ast.AST) -> str | None:
    """See `return {a, b}` of arrays."""
    if not isinstance(node, ast.Set):
        return None
    inside = listed(node.elts, scene)
    return f"Results need no curly brackets. A comma is enough: `{inside}`."


@RAISED.add("sizes-one-by-one", TypeError, "as a data type", "data type '", "must be a list or")
def sizes_one_by_one(node: ast.AST, scene: Scene, tree: ast.AST) -> str | None:
    """See `np.zeros(2, 3)` and `np.array(1, 2)`."""
    if not isinstance(node, ast.Call) or len(node.args) < 2 or node.keywords:
        return None
    name = typed(node.func, scene)
    inside = listed(node.args, scene)
    function = found(node.func, scene)
    if any(function is one for one in (np.zeros, np.ones, np.empty)):
        return f"The sizes need brackets of their own: `{name}(({inside}))`."
    if function is np.array:
        return f"The numbers need square brackets: `{name}([{inside}])`."
    return None


@RAISED.add("one-number-only", TypeError, "converted to python scalar", "0-dimensional arrays")
def math_on_an_array(node: ast.AST, scene: Scene, tree: ast.AST) -> str | None:
    """See `math.exp` of an array."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return None
    owner = found(node.func.value, scene)
    name = node.func.attr
    if not is_module(owner) or owner.__name__ != "math" or not hasattr(np, name):
        return None
    inside = listed(node.args, scene)
    return f"`math.{name}` takes one number. For an array, write `np.{name}({inside})`."


@RAISED.add("array-as-condition", ValueError, "truth value")
def array_as_condition(node: ast.AST, scene: Scene, tree: ast.AST) -> str | None:
    """See `max(x, 0)`, `and`, `0 < x < 1` and `if` with an array."""
    if isinstance(node, ast.Call) and typed(node.func, scene) in ("max", "min"):
        if len(node.args) == 2:
            inside = listed(node.args, scene)
            better = f"np.{typed(node.func, scene)}imum({inside})"
            return f"Item by item, the larger or smaller of two is NumPy's: `{better}`."
        return None
    if isinstance(node, ast.BoolOp):
        sign = " & " if isinstance(node.op, ast.And) else " | "
        better = sign.join(f"({typed(one, scene)})" for one in node.values)
        word = "and" if isinstance(node.op, ast.And) else "or"
        return f"`{word}` needs one yes or no on each side. For arrays, write `{better}`."
    if isinstance(node, ast.Compare) and len(node.ops) == 2:
        left, middle, right = (typed(n, scene) for n in (node.left, *node.comparators))
        one, two = (SIGNS.get(type(op)) for op in node.ops)
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
        better = ", ".join(typed(one, scene) for one in (node.test, node.body, node.orelse))
        return (
            f"`if` takes one yes or no, and this is one for each item. Write `np.where({better})`."
        )
    if isinstance(node, ast.If) and not _holds_others(node.test):
        return _both_branches(node, scene)
    return None


SIGNS = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!="}


def _holds_others(test: ast.AST) -> bool:
    """Whether a condition holds what is told by itself."""
    return any(
        isinstance(one, ast.BoolOp) or (isinstance(one, ast.Compare) and len(one.ops) > 1)
        for one in ast.walk(test)
    )


def _both_branches(node: ast.If, scene: Scene) -> str:
    """Return how an `if` with an array is written with `np.where`, as far as it can be told."""
    test = typed(node.test, scene)
    why = "`if` takes one yes or no, and this is one for each item."
    branches = [*node.body, *node.orelse]
    kinds = {type(one) for one in branches}
    if len(node.body) == len(node.orelse) == 1 and kinds in ({ast.Return}, {ast.Assign}):
        results = [typed(one.value, scene) for one in branches if one.value is not None]
        starts = {
            typed(one, scene).removesuffix(r) for one, r in zip(branches, results, strict=False)
        }
        if len(results) == 2 and len(starts) == 1:
            return f"{why} Write `{starts.pop()}np.where({test}, {', '.join(results)})`."
    return f"{why} To choose item by item, write `np.where({test}, ..., ...)`."


@RAISED.add("keyword-for-comparison", TypeError, "unexpected keyword", "invalid keyword")
def keyword_for_comparison(node: ast.AST, scene: Scene, tree: ast.AST) -> str | None:
    """See `np.mean(y = labels)`."""
    if not isinstance(node, ast.Call) or len(node.keywords) != 1:
        return None
    name = node.keywords[0].arg
    if name is None or name not in scene.values or f"'{name}'" not in errors.raw(scene.error):
        return None
    inside = ", ".join(
        [*(typed(a, scene) for a in node.args), f"{name} == {typed(node.keywords[0].value, scene)}"]
    )
    return f"To compare, write two signs: `{typed(node.func, scene)}({inside})`."


@RAISED.add(
    "needs-whole-number",
    TypeError,
    "interpreted as an integer",
    "sequence of integers",
    "indices must be integers",
)
@RAISED.add("needs-whole-number", IndexError, "only integers")
def needs_whole_number(node: ast.AST, scene: Scene, tree: ast.AST) -> str | None:
    """See a decimal number in `range`, in a size or as a place."""
    if isinstance(node, ast.Subscript):
        inside = [node.slice]
    elif isinstance(node, ast.Call) and node.args:
        inside = node.args
    else:
        return None
    for one in inside:
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
    picked = isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Tuple)
    pair = node.slice.elts if picked else []
    if len(pair) != 2 or type(value(node.value, scene)) is not list:
        return None
    places = "".join(f"[{typed(one, scene)}]" for one in pair)
    return f"A list of lists takes one place at a time: `{typed(node.value, scene)}{places}`."


@RAISED.add("empty-list", ValueError, "need at least one array", anywhere=True)
def empty_range(node: ast.AST, scene: Scene, tree: ast.AST) -> str | None:
    """See a `range` that holds nothing before lists are joined."""
    if not isinstance(node, ast.Call) or typed(node.func, scene) != "range":
        return None
    bounds = [value(one, scene) for one in node.args]
    if len(bounds) != 2 or not all(type(one) is int for one in bounds) or bounds[0] != bounds[1]:
        return None
    first, end = (typed(one, scene) for one in node.args)
    return (
        f"`{typed(node, scene)}` stops before {bounds[1]}, so here it holds nothing. To go as far "
        f"as `{end}`, write `range({first}, {end} + 1)`."
    )


@RAISED.add("wrong-arguments", TypeError, "positional argument")
def wrong_arguments(node: ast.AST, scene: Scene, tree: ast.AST) -> str | None:
    """See a function of the learner called with too few or too many arguments."""
    if not isinstance(node, ast.Call):
        return None
    function, name = found(node.func, scene), typed(node.func, scene)
    if not isinstance(function, types.FunctionType):
        return None
    if f"{function.__name__}()" not in errors.raw(scene.error):
        return None
    parameters = inspect.signature(function).parameters.values()
    takes = [one.name for one in parameters]
    by_name = [one for one in parameters if one.kind is one.KEYWORD_ONLY]
    in_order = len(takes) - len(by_name)
    if by_name and len(node.args) > in_order:
        named = [
            f"{one.name}={typed(given, scene)}"
            for one, given in zip(by_name, node.args[in_order:], strict=False)
        ]
        first, rest = listed(node.args[:in_order], scene), ", ".join(named)
        return (
            f"What comes after `{takes[in_order - 1]}` is given to `{name}` with its name: "
            f"`{name}({first}, {rest})`."
        )
    gives = len(node.args) + len(node.keywords)
    return (
        f"`{name}` takes {errors.count(len(takes), 'argument')}, `{name}({', '.join(takes)})`. "
        f"This line gives {gives}."
    )


@RAISED.add("shapes-do-not-fit", ValueError, *FITS_NOT)
def product_the_wrong_way(node: ast.AST, scene: Scene, tree: ast.AST) -> str | None:
    """See a product of a table and a row of numbers that fits the other way round, or turned."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult | ast.Mult):
        sides = [node.left, node.right]
    elif isinstance(node, ast.Call) and typed(node.func, scene) in ("np.dot", "np.matmul"):
        sides = node.args
    else:
        return None
    held = [value(one, scene) for one in sides]
    if len(sides) != 2 or not all(type(one) is np.ndarray and plain(one) for one in held):
        return None
    if sorted(one.ndim for one in held) != [1, 2] or _fits(node, *held):
        return None
    table, row = sides if held[0].ndim == 2 else sides[::-1]
    (rows, columns), length = value(table, scene).shape, len(value(row, scene))
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
        f"{errors.count(length, 'number')}. This way they fit: `{better}`."
    )


def _fits(node: ast.AST, left: Any, right: Any) -> bool:
    try:
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
            np.broadcast_shapes(left.shape, right.shape)
        else:
            return left.shape[-1] == right.shape[0]
    except ValueError:
        return False
    return True


@RAISED.add("text-and-number", TypeError, "can only concatenate str")
def text_and_number(node: ast.AST, scene: Scene, tree: ast.AST) -> str | None:
    """See `"J = " + cost`."""
    if not isinstance(node, ast.BinOp) or not number(value(node.right, scene)):
        return None
    text = typed(node.right, scene)
    return f"A text and a number cannot be added. Make a text of the number: `str({text})`."
