"""Names and what stands behind a dot."""

import ast
import builtins
import difflib
import inspect
import re
import types
from collections.abc import Sequence

import numpy as np

from mlsmath.slips import characters, errors
from mlsmath.slips.scene import (
    CHANGE_IN_PLACE,
    Kinds,
    Scene,
    assigned,
    bracketed,
    every,
    is_module,
    listed,
    number,
    typed,
    value,
)

NAMES = Kinds()
ENDLESS = ('float("inf")', "np.inf", "math.inf")
SIGMA = "sigmoid"  # the function that the page writes σ
NUMPY = ("exp", "log", "sqrt", "mean", "std", "dot", "zeros", "array", "arange", "linspace")
NUMPY = (*NUMPY, "where", "argmin", "argmax", "column_stack")
CONVERSIONS = dict.fromkeys(("asint", "toint", "to_int", "int"), "int")
CONVERSIONS |= dict.fromkeys(("asfloat", "tofloat", "to_float", "float"), "float")
LOOPS = ast.For | ast.While
PLACES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


@NAMES.add("argument-worked-out", NameError)
def argument_worked_out(node: ast.Assign, scene: Scene) -> str | None:
    """See `z = w * x + b` in a function that is given z, and neither w nor x."""
    name, used = typed(node.targets[0], scene), [one.id for one in every(ast.Name, node.value)]
    if name not in scene.parameters or {name, *made(scene.tree)} & {*used}:
        return None
    return f"`{name}` comes into your function ready. Leave out the line `{typed(node, scene)}`."


@NAMES.add("other-name-in-loop", NameError)
def counts_with_another(node: ast.BinOp, scene: Scene) -> str | None:
    """See `for i in range(1, degree + 1)` with `x**power` inside."""
    if not isinstance(node.op, ast.Pow) or not isinstance(node.right, ast.Name):
        return None
    unknown, read = _unknown(node.right, scene), {*_read(scene.tree)}
    counts = [typed(one.target, scene) for one in scene.every(ast.For)]
    if unknown is None or len(counts) != 1 or counts[0] in read:
        return None
    return (
        f"Python does not know `{unknown}`. Your loop counts with `{counts[0]}`, so write "
        f"`{typed(node.left, scene)}**{counts[0]}`."
    )


@NAMES.add("unknown-name", NameError)
def compares_for_a_value(node: ast.Expr, scene: Scene) -> str | None:
    """See `f == w * x + b` in place of `f = w * x + b`."""
    if not isinstance(node.value, ast.Compare):
        return None
    test = node.value
    if not isinstance(test.left, ast.Name) or not isinstance(test.ops[0], ast.Eq):
        return None
    if f"'{test.left.id}'" not in errors.raw(scene.error):
        return None
    better = f"{test.left.id} = {typed(test.comparators[0], scene)}"
    return f"`==` compares. To give `{test.left.id}` a value, write one sign: `{better}`."


@NAMES.add("nearly-own-name", NameError)
def nearly_an_own_name(node: ast.Name, scene: Scene) -> str | None:
    """See `np.mean(error)` in a function that makes `errors`."""
    unknown, inside = _unknown(node, scene), _function_around(node, scene)
    if unknown is None or inside is None:
        return None
    if any(node is call.func for call in every(ast.Call, inside)):
        return None
    near = own_name_like(unknown, inside)
    return None if near is None else f"Python does not know `{unknown}`. Is `{near}` meant?"


def own_name_like(name: str, function: ast.AST) -> str | None:
    """Return the name that lines of a function make, or get, which this one is but for a slip.

    A letter is left out, added, exchanged or in another place. So differ `cost_w` and `cost_b`,
    or `x1` and `x2`, too; these are two names.
    """
    own = sorted(own_names(function) - {name})
    near = [other for other in own if min(len(name), len(other)) > 2]
    return next((other for other in near if _misspelt(name, other)), None)


def _misspelt(one: str, other: str) -> bool:
    """Whether two names are the same but for one letter inside a word."""
    if one.lower() == other.lower():
        return True
    short, long = sorted((one, other), key=len)
    if long == f"{short}es":
        return True
    if len(short) < len(long):
        left_out = (n for n in range(len(long)) if long[:n] + long[n + 1 :] == short)
        return any(long[n].isalpha() and _in_a_word(long, n) for n in left_out)
    differ = [n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    turned = len(differ) == 2 and differ[1] == differ[0] + 1
    if turned and one[differ[0]] + one[differ[1]] == other[differ[1]] + other[differ[0]]:
        return True
    letters = all(one[n].isalpha() and other[n].isalpha() for n in differ)
    return len(one) == len(other) and len(differ) == 1 and letters and _in_a_word(one, differ[0])


def _of_another(one: str, other: str) -> bool:
    """Whether two names differ by the letter behind the last `_` alone: `cost_w` and `cost_b`."""
    (root, _, end), (same, _, last) = one.rpartition("_"), other.rpartition("_")
    return bool(root) and root == same and end != last and max(len(end), len(last)) < 3


def _in_a_word(name: str, place: int) -> bool:
    """Whether the word of a name in which a letter stands has four letters or more."""
    return len(name[: place + 1].split("_")[-1] + name[place + 1 :].split("_")[0]) > 3


@NAMES.add("other-name-in-loop", NameError)
def other_name_in_loop(node: ast.Name, scene: Scene) -> str | None:
    """See `for i in w_values` with a `w` inside, in place of `i`."""
    unknown = _unknown(node, scene)
    called = None if unknown is None else called_in_loop(unknown, scene)
    return None if called is None else f"Python does not know `{unknown}`. {called}"


def called_in_loop(name: str, scene: Scene) -> str | None:
    """Return what a loop over `w_values` calls the w that is tried, where no line makes a w."""
    own = own_names(scene.tree)
    loops = [one for one in ast.walk(scene.tree) if isinstance(one, ast.For | ast.comprehension)]
    for loop in loops if name not in own else []:
        item, items = typed(loop.target, scene), typed(loop.iter, scene)
        counted = re.fullmatch(r"range\(len\((\w+)\)\)", items.replace(" ", ""))
        if counted:
            item, items = f"{counted[1]}[{item}]", counted[1]
        if items == f"{name}_values" and items in scene.parameters:
            return (
                f"In your loop one of `{items}` is called `{item}`. Write `{item}` in place of "
                f"`{name}`."
            )
    return None


@NAMES.add("other-word", NameError)
def another_word(node: ast.Name, scene: Scene) -> str | None:
    """See an unknown name that has another spelling in Python."""
    unknown = _unknown(node, scene)
    if unknown is None:
        return None
    call = next((c for c in scene.every(ast.Call) if c.func is node), None)
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
    if unknown in ("infinity", "inf", "Infinity", "INF") and scene.values.get("np") is np:
        return "What is larger than every number is `np.inf`."
    if call is not None and unknown in ("sigma", "σ") and SIGMA in scene.values:
        return f"The σ of the page is a function here: `{SIGMA}({listed(call.args, scene)})`."
    dotted = next((one for one in scene.every(ast.Attribute) if one.value is node), None)
    if unknown == "T" and dotted is not None:
        return _turned(dotted, scene)
    names = [*scene.parameters, *(n for n in scene.values if not n.startswith("_"))]
    if "·" in unknown:
        product = (characters.plain(unknown.strip("·")) or unknown).replace("*", " * ")
        return f"The dot between names is a sign of the page. Python's is `*`: `{product}`."
    letters = characters.plain(unknown)
    if letters is not None:
        return (
            f"`{unknown}` has a letter of another alphabet. Here the name is `{letters}`."
            if letters in names
            else None
        )
    called = next(
        (n for n in names if unknown.startswith(n) and callable(scene.values.get(n))), None
    )
    if called and unknown[len(called) :] in names:
        better = f"{called}({unknown[len(called) :]})"
        return f"A function takes what it works on in brackets: `{better}`."
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
    item = re.fullmatch(r"([A-Za-z])_([ijk])", unknown)
    if item and type(scene.values.get(item[1])) in (list, np.ndarray):
        owner, loops = item[1], [typed(one.target, scene) for one in scene.every(ast.For)]
        meant = f"{owner}[{item[2]}]" if item[2] in loops else owner
        return f"`{owner}` holds every `{unknown}` of the page. Write `{meant}` in its place."
    return None


@NAMES.add("sign-of-the-page", NameError)
def sign_of_the_page(node: ast.Subscript | ast.Call, scene: Scene) -> str | None:
    """See `w[j]` without a loop, and `f(x)` and `J(w, b)`, as the page writes them."""
    unknown = getattr(scene.error, "name", None)
    if unknown is None or not errors.SYMBOL.fullmatch(unknown) or len(unknown) > 2:
        return None
    written = typed(node, scene)
    if isinstance(node, ast.Subscript) and typed(node.slice, scene) == unknown:
        loops = [one.target for one in scene.every(ast.For)]
        if len(loops) == 1 and isinstance(loops[0], ast.Name):
            return f"The loop counts with `{loops[0].id}`. Is it meant in place of `{unknown}`?"
        name = typed(node.value, scene)
        if loops or type(value(node.value, scene)) is not np.ndarray:
            return None
        return (
            f"No loop counts with `{unknown}`, and NumPy needs none: `{name}` stands for all of "
            f"its numbers at once. Write `{name}` in place of `{written}`."
        )
    called = typed(node.func, scene) if isinstance(node, ast.Call) else ""
    if called != unknown or unknown not in ("f", "J", "L"):
        return None
    said = f"`{written}` is how a formula writes it. Python has no function `{unknown}`."
    costs = [
        name
        for name, one in scene.values.items()
        if unknown == "J" and isinstance(one, types.FunctionType) and name.endswith("_cost")
        if not name.startswith("check_")
    ]
    if len(costs) == 1:
        taken = inspect.signature(scene.values[costs[0]]).parameters.values()
        names = [one.name for one in taken if one.default is one.empty]
        given = [name if name in scene.values else name.lower() for name in names]
        return f"{said} The notebook has one for it: `{costs[0]}({', '.join(given)})`."
    return f"{said} Write in its place what it stands for."


@NAMES.add("unknown-name", NameError)
def nearly_a_name(node: ast.Name, scene: Scene) -> str | None:
    """See an unknown name that is close to one that exists."""
    unknown = _unknown(node, scene)
    if unknown is None:
        return None
    if unknown == "rng" and scene.values.get("np") is np:
        seed = "seed" if "seed" in scene.parameters else "..."
        line = f"rng = np.random.default_rng({seed})"
        return f"There is no `rng` yet. Make it in a line above: `{line}`."
    if unknown[-1] == "T" and type(scene.values.get(unknown[:-1])) is np.ndarray:
        return f"`{unknown}` is one name for Python. Write `{unknown[:-1]}.T`."
    inside = _function_around(node, scene)
    names = [*scene.parameters, *(n for n in scene.values if not n.startswith("_"))]
    if inside is not None:  # what only a cell holds, and no function, is not meant there
        arguments = [one.arg for one in every(ast.arg, inside)]
        held = scene.values.items()
        called = [n for n, v in held if n in names and (callable(v) or is_module(v))]
        names = [*arguments, *sorted(made(inside)), *called]
        ends = [n for n in called if n.endswith(f"_{unknown}") and not n.startswith("check_")]
        ends = [n for n in ends if n != scene.function]
        if len(ends) == 1:
            return f"Python does not know `{unknown}`. Is `{ends[0]}` meant?"
    names = [n for n in names if n != scene.function and not _of_another(unknown, n)]
    known = [n for n, held in vars(builtins).items() if not _is_error(held)]
    close = difflib.get_close_matches(unknown, scene.parameters, 1, 0.66)
    near = close[0] if close else _nearest(unknown, [names, known])
    return None if near is None else f"Python does not know `{unknown}`. Is `{near}` meant?"


@NAMES.add("made-and-not-used", NameError)
def another_is_made(node: ast.Name, scene: Scene) -> str | None:
    """See `best_stall = w` and then `return best_w`."""
    unknown, inside = _unknown(node, scene), _function_around(node, scene)
    if unknown is None or inside is None:
        return None
    called = [call.func for call in every(ast.Call, inside)]
    dotted = [one.value for one in every(ast.Attribute, inside)]
    if any(node is one for one in (*called, *dotted)):
        return None
    spare = left_unused(inside)
    if len(spare) != 1 or unknown in made(inside):
        return None
    return (
        f"No line of your function makes `{unknown}`. One makes `{spare[0]}`, and nothing uses "
        "that. Is it the same thing?"
    )


def _turned(node: ast.Attribute, scene: Scene) -> str | None:
    """Return how `T.X` is written."""
    if type(scene.values.get(node.attr)) is not np.ndarray:
        return None
    better = f"{node.attr}.T"
    return f"The `.T` stands behind the table that it turns. Write `{better}`."


def left_unused(node: ast.AST) -> list[str]:
    """Return the names that lines give a value to and nothing reads; a loop's own may be so."""
    loops = [one.target for one in ast.walk(node) if isinstance(one, ast.For | ast.comprehension)]
    counted = {name for target in loops for name in made(target)}
    return sorted(made(node) - counted - {*_read(node)})


def _read(node: ast.AST) -> list[str]:
    return [one.id for one in every(ast.Name, node) if isinstance(one.ctx, ast.Load)]


def _function_around(node: ast.AST, scene: Scene) -> ast.FunctionDef | None:
    """Return the function in whose lines a node stands, the outermost one."""
    functions = scene.every(ast.FunctionDef)
    return next((one for one in functions if any(part is node for part in ast.walk(one))), None)


def _is_error(one: object) -> bool:
    return isinstance(one, type) and issubclass(one, BaseException)


def _unknown(node: ast.Name, scene: Scene) -> str | None:
    """Return the name that Python does not know, where the node is that name."""
    if isinstance(scene.error, UnboundLocalError):
        return None
    return node.id if node.id == getattr(scene.error, "name", None) else None


@NAMES.add("unknown-attribute", AttributeError)
def nearly_an_attribute(node: ast.Attribute, scene: Scene) -> str | None:
    """See what a module or an array does not have, or what numbers and lists never have."""
    unknown = getattr(scene.error, "name", None)
    if node.attr != unknown:
        return None
    owner, name = value(node.value, scene), typed(node.value, scene)
    if name == "T" and (turned := _turned(node, scene)):
        return turned
    if unknown in CHANGE_IN_PLACE and (number(owner) or type(owner) is str):
        kind = "text" if type(owner) is str else "number"
        return (
            f"`{name}` is a {kind} here, and only a list has `.{unknown}`. Begin with an empty "
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
    if type(owner).__module__.startswith("mlsmath."):
        inside = (one for one in dir(owner) if hasattr(getattr(owner, one), unknown))
        public = [one for one in inside if not one.startswith("_")]
        return (
            f"`{name}` has no `{unknown}`. Is `{name}.{public[0]}.{unknown}` meant?"
            if public
            else None
        )
    if is_module(owner) and unknown == "ln":
        return f"`{name}.ln` is called `{name}.log` in Python. Its base is e."
    if name == "np" and owner is not np:
        return "A cell gave `np` another value. Run `import numpy as np` again."
    if callable(getattr(builtins, unknown, None)) and not hasattr(np, unknown):
        return f"`{unknown}` does not stand behind a dot: `{unknown}({name})`."
    other = scene.values.get(unknown)
    if number(owner) and (number(other) or isinstance(other, np.ndarray)):
        return f"A product needs its sign. Write `{name} * {unknown}`."
    for test in scene.every(ast.Compare) if number(owner) else []:
        if isinstance(test.comparators[-1], ast.Call) and test.comparators[-1].func is node:
            whole = ast.unparse(ast.Compare(test.left, test.ops, [node.value]))
            better = f"({whole}).{unknown}({listed(test.comparators[-1].args, scene)})"
            return f"Put brackets around the comparison: `{better}`."
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


@NAMES.add("unknown-key", KeyError)
def nearly_a_key(node: ast.Subscript, scene: Scene) -> str | None:
    """See a misspelled entry of a dictionary or a column of a table."""
    if not isinstance(node.slice, ast.Constant):
        return None
    owner, key = value(node.value, scene), node.slice.value
    if type(owner).__name__ not in ("dict", "DataFrame") or type(key) is not str:
        return None
    near = _nearest(key, [[one for one in owner if type(one) is str]])
    if near is None:
        return None
    name = typed(node.value, scene)
    return f'`{name}` has no entry "{key}". Is `{name}["{near}"]` meant?'


@NAMES.add("search-starts-too-low", UnboundLocalError, anywhere=True)
def search_starts_too_low(node: ast.Assign, scene: Scene) -> str | None:
    """See `best = 0` before a search for the smallest; with an error, any start that kept all."""
    if not isinstance(node.targets[0], ast.Name):
        return None
    start, name = node.value, node.targets[0].id
    value = start.value if isinstance(start, ast.Constant) else None
    low = value if isinstance(value, int | float) and not isinstance(value, bool) else None
    endless = typed(start, scene).replace("'", '"') in ENDLESS
    if not endless and low is None:
        return None
    kept = [one for one in scene.every(ast.If) if name in made(one)]
    for test in (one.test for one in kept if isinstance(one.test, ast.Compare)):
        if not isinstance(test.ops[0], ast.Lt | ast.Gt | ast.LtE | ast.GtE):
            continue
        sides = typed(test.left, scene), typed(test.comparators[0], scene)
        smaller, larger = sides[::-1] if isinstance(test.ops[0], ast.Gt | ast.GtE) else sides
        if endless and smaller == name and scene.error is not None:
            return (
                f"`{typed(test, scene)}` asks for what is above infinity, and nothing is, so "
                f"nothing is kept. The smaller side is kept: `{larger} < {smaller}`."
            )
        if larger != name or endless or low is None or (low > 0 and scene.error is None):
            continue
        if name in [typed(one.slice, scene) for one in scene.every(ast.Subscript)]:
            return (
                f"`{name}` stands in square brackets, so it has to hold a place, and `{smaller}` "
                f"is compared with it. Compare with what stands at that place, and keep the place."
            )
        below = "hardly any value is below that" if low <= 0 else "here no value is below that"
        return (
            f"`{name}` begins at {low:g}, and {below}, so nothing is kept. Begin above them all: "
            f'`{name} = float("inf")`.'
        )
    return None


def made(node: ast.AST) -> set[str]:
    """Return the names that get a value in lines."""
    return {one.id for one in every(ast.Name, node) if isinstance(one.ctx, ast.Store)}


def own_names(function: ast.AST) -> set[str]:
    """Return the names that a function makes or is given."""
    return made(function) | {one.arg for one in every(ast.arg, function)}


@NAMES.add("function-overwritten", UnboundLocalError)
def function_overwritten(node: ast.Assign, scene: Scene) -> str | None:
    """See `sigmoid = sigmoid(z)` inside a function."""
    name = getattr(scene.error, "name", None) or _quoted(scene.error)
    if typed(node.targets[0], scene) != name:
        return None
    if not any(typed(call.func, scene) == name for call in every(ast.Call, node)):
        return None
    return (
        f"`{name}` is the name of the function that you call. Give its result another name, such "
        f"as `result = {typed(node.value, scene)}`, and use that below."
    )


@NAMES.add("used-before-set", UnboundLocalError)
@NAMES.add("used-before-set", NameError)
def adds_to_nothing(node: ast.AugAssign | ast.Assign | ast.If, scene: Scene) -> str | None:
    """See `total += x`, or `if cost < best`, without a starting value."""
    name = getattr(scene.error, "name", None) or _quoted(scene.error)
    if not name:
        return None
    lines = assigned(name, scene)
    alone = not any(line.lineno < node.lineno for line in lines)
    if isinstance(node, ast.If):
        if not isinstance(node.test, ast.Compare) or not lines or not alone:
            return None
        told = any(name in one.names for one in scene.every(ast.Global))
        gone = f" Leave out `global {name}`." if told else ""
        compared = typed(node.test, scene)
        return (
            f"`{compared}` needs a value of `{name}`, and in the first round there is none. Give "
            f"it a start above the loop: `{name} = np.inf` to look for the smallest.{gone}"
        )
    target = node.target if isinstance(node, ast.AugAssign) else node.targets[0]
    if typed(target, scene) != name or not alone or (not lines and isinstance(node, ast.Assign)):
        return None
    if isinstance(node, ast.Assign) and len(lines) > 1:
        return None
    whole = node if isinstance(node, ast.AugAssign) else node.value
    line, func = typed(node, scene), getattr(whole, "func", None)
    if not any(node in ast.walk(one) for one in ast.walk(scene.tree) if isinstance(one, LOOPS)):
        if isinstance(node, ast.AugAssign):
            way = "Give it a value in a line above."
        else:
            way = "Is another name meant?"
        return f"`{line}` uses what `{name}` holds, and `{name}` holds nothing yet. {way}"
    if func is not None:
        stacks = "stack" in typed(func, scene) or typed(func, scene) == "np.concatenate"
        collect = " Collect the parts in a list, and stack that below the loop." if stacks else ""
        return f"`{line}` uses what `{name}` holds, and `{name}` holds nothing yet.{collect}"
    parts = ast.iter_child_nodes(whole)
    start = "[]" if any(isinstance(one, ast.List) for one in parts) else "0"
    does = "adds to"
    if isinstance(getattr(whole, "op", None), ast.Mult):
        does, start = "multiplies", "1"
    return (
        f"`{line}` {does} what `{name}` holds, and `{name}` holds nothing yet. "
        f"Give it a start above the loop: `{name} = {start}`."
    )


def _quoted(error: BaseException | None) -> str | None:
    found = re.search(r"'(\w+)'", errors.raw(error)) if error is not None else None
    return found[1] if found else None
