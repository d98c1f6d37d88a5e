"""Slips in a function that ends without an error and gives a wrong answer."""

import ast
import itertools
import re
import types
from typing import Any

import numpy as np

from mlsmath.slips.items import where
from mlsmath.slips.names import (
    ENDLESS,
    called_in_loop,
    left_unused,
    made,
    own_name_like,
    own_names,
    search_starts_too_low,
)
from mlsmath.slips.scene import (
    COMPARISONS,
    OPERATIONS,
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
from mlsmath.slips.signs import decimal_comma, list_in_brackets, trailing_comma

UNNOTICED = Kinds()
STACKS = ("np.column_stack", "np.array")

UNNOTICED.add("trailing-comma")(trailing_comma)
UNNOTICED.add("decimal-comma")(decimal_comma)
UNNOTICED.add("square-brackets-in-a-calculation")(list_in_brackets)


@UNNOTICED.add("result-in-quotes")
def result_in_quotes(node: ast.Return, scene: Scene) -> str | None:
    """See `return "w * x + b"`."""
    if isinstance(node.value, ast.JoinedStr) and type(scene.given) is str:
        return "Between quotes it is a text. Give back the number itself."
    several = node.value.elts if isinstance(node.value, ast.Tuple) else []
    texts = [one.value for one in several if isinstance(one, ast.Constant)]
    if texts and all(type(one) is str for one in texts):
        return "The quotes make texts of your results. Leave the quotes out."
    if not isinstance(node.value, ast.Constant):
        return None
    text = node.value.value
    if type(text) is not str or text != scene.given:
        return None
    return f"The quotes make a text of your result. Leave them out: `return {text}`."


@UNNOTICED.add("result-in-list")
def result_in_list(node: ast.Return, scene: Scene) -> str | None:
    """See a result between brackets that make a list or a set."""
    if not isinstance(node.value, ast.List | ast.Set):
        return None
    inside = listed(node.value.elts, scene)
    if isinstance(node.value, ast.Set) and type(scene.given) is set:
        return f"Curly brackets forget the order. Leave them out: `return {inside}`."
    single = isinstance(node.value, ast.List) and len(node.value.elts) == 1
    if single and type(scene.given) is list and not isinstance(scene.wanted, list | tuple):
        return f"The square brackets make a list of your result. Leave them out: `return {inside}`."
    return None


@UNNOTICED.add("function-returned")
def function_returned(node: ast.Return, scene: Scene) -> str | None:
    """See a function or a method given back without being called."""
    given = node.value
    if given is None or not callable(scene.given):
        return None
    if type(getattr(scene.given, "__self__", None)) is np.ndarray:
        inside = "int" if typed(given, scene).endswith(".astype") else ""
        called = f"{typed(given, scene)}({inside})"
        even = "" if inside else ", even if they are empty"
        return f"A function needs its brackets{even}: `return {called}`."
    if not isinstance(given, ast.Name | ast.Attribute):
        return None
    name = typed(given, scene)
    inner = [one for one in scene.every(ast.FunctionDef) if one.name == name]
    inside = ", ".join(one.arg for one in inner[0].args.args) if inner else "..."
    return f"`{name}` is a function. Call it to get its result: `return {name}({inside})`."


@UNNOTICED.add("inner-function")
def inner_function(node: ast.FunctionDef, scene: Scene) -> str | None:
    """See a second `def` inside the first, which nothing calls."""
    outer = next(scene.every(ast.FunctionDef), None)
    if node is outer or scene.given is not None:
        return None
    if node.name in named(scene.tree):
        return None
    return (
        f"There is a second `def {node.name}` inside your function, and nothing calls it. "
        "Delete that line, and move the lines below it to the left."
    )


@UNNOTICED.add("does-nothing")
def does_nothing(node: ast.Expr, scene: Scene) -> str | None:
    """See a line that works something out and keeps nothing."""
    line, kept = typed(node, scene), node.value
    if isinstance(kept, ast.Compare) and isinstance(kept.ops[0], ast.Eq):
        if isinstance(kept.left, ast.Name):
            better = f"{kept.left.id} = {typed(kept.comparators[0], scene)}"
            return (
                f"`{line}` compares. To give `{kept.left.id}` a value, write one sign: `{better}`."
            )
        return None
    if isinstance(kept, ast.Call) and isinstance(kept.func, ast.Attribute):
        if typed(kept.func, scene) == "np.append" and len(kept.args) == 2:
            name, new = (typed(one, scene) for one in kept.args)
            return (
                f"`{line}` leaves `{name}` as it is. Begin with a list, `{name} = []`, and write "
                f"`{name}.append({new})`."
            )
        if kept.func.attr == "astype":
            name = typed(kept.func.value, scene)
            return f"`{line}` is worked out, but not kept. Write `{name} = {line}`."
    last = any(one.body[-1] is node for one in scene.every(ast.FunctionDef))
    if isinstance(kept, ast.Call) and not last and _only_gives(kept, scene):
        return f"`{line}` is worked out, but not kept. Give it a name, with `=`, and use that."
    if not isinstance(kept, ast.BinOp | ast.UnaryOp):
        return None
    for one in scene.every(ast.FunctionDef):
        above = one.body[one.body.index(node) - 1] if node in one.body[1:] else None
        if isinstance(above, ast.Return | ast.Assign) and line[0] in "+-":
            return (
                f"`{typed(above, scene)}` ends where its line ends, and `{line}` is not in it. Put "
                "both lines into one, or brackets around the whole."
            )
    if not isinstance(kept, ast.BinOp):
        return None
    if last and scene.given is None:
        return f"`{line}` is worked out, but not given back. Write `return {line}`."
    changed = kept.left.id if isinstance(kept.left, ast.Name) else ""
    names = scene.every(ast.Name)
    read_below = any(one.lineno > node.lineno and one.id == changed for one in names)
    plain = not isinstance(kept.right, ast.BinOp) or bool(assigned(changed, scene))
    if read_below and not isinstance(kept.op, ast.Mult) and plain:
        return f"`{line}` is worked out, but not kept. Write `{changed} = {line}`."
    return f"`{line}` is worked out, but not kept. Give it a name, with `=`, and use that."


def _only_gives(call: ast.Call, scene: Scene) -> bool:
    """Whether a call does nothing but give a result: of an exercise, or by its annotation."""
    function = found(call.func, scene)
    if not isinstance(function, types.FunctionType):
        return False
    told = re.search("Array|float|int", str(function.__annotations__.get("return", "")))
    return told is not None or f"check_{function.__name__}" in scene.values


@UNNOTICED.add("where-around")
def where_around(node: ast.Call, scene: Scene) -> str | None:
    """See `np.where(y == 1, np.prod(f), np.prod(1 - f))`, whose choice comes too late."""
    if typed(node.func, scene) != "np.where":
        return None
    if len(node.args) != 3 or np.ndim(scene.wanted) or not np.ndim(scene.given):
        return None
    better, line = where(node.args[0], node.args[1:], scene), typed(node, scene)
    if better.startswith("np.where("):
        return None
    return (
        f"`{line}` chooses between two numbers, each of all items. Choose for each item first, "
        f"inside: `{better}`."
    )


@UNNOTICED.add("asks-again")
def asks_again(node: ast.FunctionDef, scene: Scene) -> str | None:
    """See `z[z < 0] = 0` and then `z[z >= 0] = 1`, which takes the zeros, too."""
    for one, then in itertools.pairwise(node.body):
        first, last = _where_it_holds(one, scene), _where_it_holds(then, scene)
        if first is None or last is None or first[0] != last[0]:
            continue
        if COMPARISONS[last[2]][1](first[4], last[3]):
            better = f"{first[0]} = np.where({first[1]}, {first[4]}, {last[4]})"
            return (
                f"Where `{typed(one, scene)}` has put {first[4]}, `{typed(then, scene)}` puts "
                f"{last[4]} after it. Choose once: `{better}`."
            )
    return None


def _where_it_holds(line: ast.stmt, scene: Scene) -> tuple[str, str, Any, Any, Any] | None:
    """Return what `z[z < 0] = 1` is made of: name, question, its sign, and the two numbers."""
    if not isinstance(line, ast.Assign) or not isinstance(line.targets[0], ast.Subscript):
        return None
    name, test = typed(line.targets[0].value, scene), line.targets[0].slice
    if not isinstance(test, ast.Compare) or typed(test.left, scene) != name:
        return None
    numbers = value(test.comparators[0], scene), value(line.value, scene)
    told = all(map(number, numbers)) and type(test.ops[0]) in COMPARISONS
    return (name, typed(test, scene), type(test.ops[0]), *numbers) if told else None


@UNNOTICED.add("changes-loop-name")
def changes_loop_name(node: ast.For, scene: Scene) -> str | None:
    """See `k = 1` in `for k in z:`, which leaves z as it was."""
    lines = [
        one for one in every(ast.Assign, node) if typed(one.targets[0], scene) in made(node.target)
    ]
    if not lines:
        return None
    line, name = typed(lines[0], scene), typed(lines[0].targets[0], scene)
    spent = [*(one.value for one in lines), *(one.test for one in every(ast.If, node))]
    inside = [name for one in spent for name in every(ast.Name, one)]
    read = [one for one in scene.every(ast.Name) if isinstance(one.ctx, ast.Load)]
    if any(one.id == name and one.lineno > lines[0].lineno and one not in inside for one in read):
        return None
    for test in every(ast.If, node):
        kept_place = typed(lines[0].value, scene)
        if lines[0] in test.body and {name, kept_place} <= {*named(test.test)}:
            return f"`{line}` is the wrong way round: `{kept_place} = {name}` keeps the new one."
    kept = f"results.append({typed(lines[0].value, scene)})"
    return (
        f"`{line}` gives a new value to `{name}`, and to nothing else. To keep it, begin a list "
        f"above the loop, `results = []`, write `{kept}`, and give `results` back."
    )


@UNNOTICED.add("not-made", IndexError, anywhere=True)
@UNNOTICED.add("not-made")
def array_of_the_notebook(node: ast.For, scene: Scene) -> str | None:
    """See `dj_dw[j] = ...` where the notebook alone has a dj_dw."""
    for one in every(ast.Subscript, node):
        name, held = typed(one.value, scene), value(one.value, scene)
        if not isinstance(one.ctx, ast.Store) or typed(one.slice, scene) != typed(
            node.target, scene
        ):
            continue
        if isinstance(one.value, ast.Name) and name not in own_names(scene.tree):
            size = typed(node.iter, scene).removeprefix("range(").removesuffix(")")
            start = "np.zeros(...)" if size == typed(node.iter, scene) else f"np.zeros({size})"
            if type(held) in (list, np.ndarray):
                return (
                    f"`{name}` belongs to the notebook, for no line of your function makes one. "
                    f"Make it above the loop: `{name} = {start}`."
                )
    return None


@UNNOTICED.add("replaces-list")
def replaces_list(node: ast.For, scene: Scene) -> str | None:
    """See `columns = x**power` in a loop, after `columns = []`."""
    empty = [
        one.targets[0].id
        for one in scene.every(ast.Assign)
        if isinstance(one.targets[0], ast.Name)
        and isinstance(one.value, ast.List)
        and not one.value.elts
        and one.lineno < node.lineno
    ]
    for one in node.body:
        if not isinstance(one, ast.Assign):
            continue
        target = one.targets[0]
        if isinstance(target, ast.Name) and target.id in empty and _uses(node, target.id) == 1:
            item, below = one.value, ""
            if isinstance(item, ast.Call) and typed(item.func, scene) in STACKS:
                inside = item.args[0] if item.args else None
                if isinstance(inside, ast.List | ast.Tuple) and len(inside.elts) == 1:
                    below = f", and `{typed(item.func, scene)}({target.id})` below the loop"
                    item = inside.elts[0]
            return (
                f"`{typed(one, scene)}` replaces the list in every round. To add to it, write "
                f"`{target.id}.append({typed(item, scene)})`{below}."
            )
    return None


@UNNOTICED.add("plus-behind-equals")
def plus_behind_equals(node: ast.Assign, scene: Scene) -> str | None:
    """See `total =+ x`."""
    line = typed(node, scene)
    swapped = re.fullmatch(r"(\w+) *=([+-]) +(.*)", line)
    if swapped is None:
        return None
    name, sign, rest = swapped.groups()
    does = "add to" if sign == "+" else "take from"
    return f"`={sign}` replaces `{name}`. To {does} it, write `{name} = {name} {sign} {rest}`."


@UNNOTICED.add("hat-for-power")
def hat_without_error(node: ast.BinOp, scene: Scene) -> str | None:
    """See `^` between whole numbers, which Python takes."""
    if not isinstance(node.op, ast.BitXor) or any(every(ast.Compare, node)):
        return None
    return f"A power is `**` in Python. Write `{typed(node, scene).replace('^', '**')}`."


@UNNOTICED.add("returns-in-loop")
def return_in_loop(node: ast.For | ast.While, scene: Scene) -> str | None:
    """See a loop that ends in its first round."""
    if not isinstance(node.body[-1], ast.Return):
        return None
    last = node.body[-1]
    if any(every(ast.Continue, node)):
        return None
    outer = next(scene.every(ast.FunctionDef), None)
    given = [one.arg for one in outer.args.args] if outer else []
    if isinstance(node, ast.For) and typed(node.target, scene) in given:
        name = typed(node.target, scene)
        return f"`{name}` is given to your function, so no loop is needed. Use it as it comes."
    said = f"`{typed(last, scene)}` stands inside the loop, so the loop ends in its first round."
    above = {n for one in scene.every(ast.Assign) if one.lineno < node.lineno for n in made(one)}
    if isinstance(node, ast.For) and last.value is not None and not above & set(named(last)):
        return (
            f"{said} Collect what each round gives, in a list or a total that begins above the "
            "loop. Give that back below the loop."
        )
    word = "for" if isinstance(node, ast.For) else "while"
    return f"{said} Move that line to the left, under the word `{word}`."


@UNNOTICED.add("returns-in-loop")
def return_in_condition(node: ast.For, scene: Scene) -> str | None:
    """See a `return` of a count inside the `if` that counts."""
    for condition in node.body:
        if not isinstance(condition, ast.If) or not isinstance(condition.body[-1], ast.Return):
            continue
        last = condition.body[-1]
        searches = isinstance(condition.test, ast.Compare) and any(
            _uses(condition.test, name) for line in condition.body for name in made(line)
        )
        if searches or any(_grows(line, name) for line in condition.body for name in named(last)):
            first = next(scene.every(ast.For))
            return (
                f"`{typed(last, scene)}` stands inside the `if`, so the first hit ends it all. "
                f"Move that line to the left, under the {'' if first is node else 'first '}word "
                "`for`."
            )
    return None


@UNNOTICED.add("reads-notebook")
def counter_not_used(node: ast.Name, scene: Scene) -> str | None:
    """See `for i in w_values` with the notebook's `w` inside, in place of `i`."""
    if not number(scene.values.get(node.id)):
        return None
    called = called_in_loop(node.id, scene)
    if called is None:
        return None
    return (
        f"`{node.id}` is not made in this function. It comes from a cell of the notebook. {called}"
    )


@UNNOTICED.add("reads-notebook")
def read_from_the_notebook(node: ast.If | ast.Return, scene: Scene) -> str | None:
    """See a search that compares, keeps or gives back what a cell of the notebook left behind."""
    tests = scene.every(ast.If)
    searches = [one for one in tests if any(_uses(one.test, name) for name in made(one))]
    if isinstance(node, ast.If) and node in searches:
        kept = [one.value for one in node.body if isinstance(one, ast.Assign)]
        pairs = (one.elts if isinstance(one, ast.Tuple) else [one] for one in kept)
        looked_at = [*ast.walk(node.test), *itertools.chain(*pairs)]
    else:
        looked_at = [node.value] if isinstance(node, ast.Return) and searches else []
    own = own_names(scene.tree)
    for one in looked_at:
        if not isinstance(one, ast.Name) or one.id in own or one.id not in scene.values:
            continue
        held, spare = scene.values[one.id], left_unused(scene.tree)
        if number(held) or type(held) is str:
            near = own_name_like(one.id, scene.tree)
            instead = (
                f"Is `{near}` meant?"
                if near
                else f"Your lines make `{spare[0]}`, and do not use it."
                if len(spare) == 1
                else "Use what your own lines make, or what your function is given."
            )
            return (
                f"`{one.id}` is not made in this function. It comes from a cell of the notebook. "
                f"{instead}"
            )
    return None


@UNNOTICED.add("places-as-items")
def places_as_items(node: ast.For, scene: Scene) -> str | None:
    """See `for w in range(len(w_values))` whose w is used as a value."""
    if not isinstance(node.target, ast.Name):
        return None
    counted = re.fullmatch(r"range\(len\((\w+)\)\)", typed(node.iter, scene).replace(" ", ""))
    if not counted:
        return None
    name, items = node.target.id, counted[1]
    inside = ast.Module(node.body, [])
    if any(every(ast.Subscript, inside)) or items in named(inside):
        return None
    return (
        f"Here `{name}` is the number of a place, 0, 1, 2 and so on. For the values themselves "
        f"write `for {name} in {items}:`."
    )


@UNNOTICED.add("starts-again")
def starts_again(node: ast.For, scene: Scene) -> str | None:
    """See `total = 0` inside the loop that adds to it."""
    lines = [one for one in node.body if isinstance(one, ast.Assign)]
    lines = [one for one in lines if isinstance(one.targets[0], ast.Name)]
    for start in lines:
        name = typed(start.targets[0], scene)
        endless = typed(start.value, scene).replace("'", '"').lstrip("-") in ENDLESS
        if endless and any(_uses(one.test, name) for one in every(ast.If, node)):
            return _starts_again(start, name, node, scene)
    for start in lines:
        name, begin = typed(start.targets[0], scene), start.value
        empty = isinstance(begin, ast.List) and not begin.elts
        if not empty and not (isinstance(begin, ast.Constant) and number(begin.value)):
            continue
        inside = [one for an_if in node.body if isinstance(an_if, ast.If) for one in an_if.body]
        direct = [*node.body, *inside]
        adds = [one for one in direct if one is not start and _grows(one, name)]
        if len(adds) == 1 and _uses(node, name) == _uses(adds[0], name) + 1:
            return _starts_again(start, name, node, scene)
    return None


def _starts_again(start: ast.Assign, name: str, loop: ast.For, scene: Scene) -> str:
    head = f"for {typed(loop.target, scene)} in {typed(loop.iter, scene)}:"
    return (
        f"`{typed(start, scene)}` stands inside the loop, so `{name}` starts again in every round. "
        f"Move that line above `{head}`."
    )


def _grows(line: ast.AST, name: str) -> bool:
    """Whether a line is `name += …`, `name = name + …` or `name.append(…)`."""
    if isinstance(line, ast.Expr) and isinstance(line.value, ast.Call):
        method = line.value.func
        return isinstance(method, ast.Attribute) and getattr(method.value, "id", "") == name
    if isinstance(line, ast.AugAssign):
        return isinstance(line.target, ast.Name) and line.target.id == name
    if not isinstance(line, ast.Assign) or not isinstance(line.value, ast.BinOp):
        return False
    return [_uses(one, name) for one in (line.targets[0], line.value)] == [1, 1]


def _uses(node: ast.AST, name: str) -> int:
    return named(node).count(name)


UNNOTICED.add("begins-at-zero")(search_starts_too_low)


@UNNOTICED.add("if-behind-loop")
def if_behind_loop(node: ast.FunctionDef | ast.For, scene: Scene) -> str | None:
    """See `if cost < best:` below the loop that works out the costs."""
    for loop, test in itertools.pairwise(node.body):
        if not isinstance(loop, ast.For) or not isinstance(test, ast.If):
            continue
        kept = {name for one in loop.body for name in made(one) if not _grows(one, name)}
        compared = {*named(test.test)}
        searches = isinstance(test.test, ast.Compare) and kept & compared
        if searches and (compared - kept) & made(test):
            head = f"for {typed(loop.target, scene)} in {typed(loop.iter, scene)}:"
            return (
                f"`if {typed(test.test, scene)}:` stands behind the loop `{head}`, so it sees the "
                "last round of that loop alone. Move it and its lines to the right, into the loop."
            )
    return None


@UNNOTICED.add("append-behind-loop")
def append_behind_loop(node: ast.FunctionDef | ast.For, scene: Scene) -> str | None:
    """See `costs.append(cost)` below the loop that works out each cost."""
    for loop, line in itertools.pairwise(node.body):
        call = line.value if isinstance(line, ast.Expr) else None
        if not isinstance(loop, ast.For) or not isinstance(call, ast.Call):
            continue
        above = [one for one in scene.every(ast.Assign) if one.lineno < loop.lineno]
        kept = {name for one in loop.body for name in made(one)}
        kept -= {name for one in above for name in made(one)}
        kept -= {*scene.parameters} if isinstance(node, ast.For) else set()
        method = typed(call.func, scene)
        inside = [typed(one.func, scene) for one in every(ast.Call, loop)]
        if not method.endswith(".append") or method in inside or not kept & {*named(call)}:
            continue
        head = f"for {typed(loop.target, scene)} in {typed(loop.iter, scene)}:"
        return (
            f"`{typed(line, scene)}` stands behind the loop `{head}`, so the list gets what the "
            "last round made alone. Move that line to the right, into the loop."
        )
    return None


@UNNOTICED.add("question-last")
def question_last(node: ast.Call, scene: Scene) -> str | None:
    """See `np.where(-z, z, y == 1)`."""
    if typed(node.func, scene) != "np.where" or len(node.args) != 3:
        return None
    *others, last = node.args
    lines = assigned(typed(others[0], scene), scene)
    first = lines[-1].value if lines else others[0]
    number_made = isinstance(first, ast.BinOp) and type(first.op) in OPERATIONS
    if not isinstance(last, ast.Compare) or any(every(ast.Compare, first)):
        return None
    if not (number_made or number(value(first, scene)) or isinstance(first, ast.UnaryOp)):
        return None
    return (
        "`np.where` takes the question first, then the value where it holds, then the value where "
        f"it does not: `np.where({listed([last, *others], scene)})`."
    )


@UNNOTICED.add("best-not-kept")
def best_not_kept(node: ast.For, scene: Scene) -> str | None:
    """See `if cost < best:` in a loop that never gives `best` another value."""
    for test in every(ast.If, node):
        if not isinstance(test.test, ast.Compare):
            continue
        name = typed(test.test.comparators[0], scene)
        starts = [one for one in assigned(name, scene) if one.lineno < node.lineno]
        low = isinstance(test.test.ops[0], ast.Lt | ast.LtE)
        if not low or not starts or name in made(node) or not made(test):
            continue
        smaller = typed(test.test.left, scene)
        return (
            f"`{name}` keeps its first value, because no line of the loop gives it another one. "
            f"Inside the `if`, write `{name} = {smaller}` as well."
        )
    return None


@UNNOTICED.add("returns-last-round")
def returns_last_round(node: ast.Return, scene: Scene) -> str | None:
    """See `return w` below `for w in w_values:` with an `if` that found the best one."""
    outer = next(scene.every(ast.FunctionDef), None)
    if outer is None or node not in outer.body:
        return None
    given = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
    for loop in outer.body[: outer.body.index(node)]:
        searches = any(isinstance(one.test, ast.Compare) for one in every(ast.If, loop))
        tried = {typed(one.target, scene) for one in every(ast.For, loop)}
        for one in given:
            if searches and isinstance(one, ast.Name) and one.id in tried:
                return (
                    f"Behind the loop `{one.id}` is what the last round tried, good or bad. Inside "
                    f"the `if`, keep it under another name, such as `best_{one.id}`, and give that "
                    "back."
                )
    return None


@UNNOTICED.add("last-round-alone")
def last_round_alone(node: ast.For, scene: Scene) -> str | None:
    """See `p = sigmoid(X[i] @ w + b)` in a loop, and `return p` below it."""
    several = type(scene.wanted) is tuple and type(scene.given) is tuple
    for end in scene.every(ast.Return):
        names = end.value.elts if several and isinstance(end.value, ast.Tuple) else [end.value]
        given_back = scene.given if several else (scene.given,)
        asked_for = scene.wanted if several else (scene.wanted,)
        for one, given, wanted in zip(names, given_back, asked_for, strict=False):
            name = typed(one, scene) if isinstance(one, ast.Name) else ""
            if np.ndim(given) >= np.ndim(wanted) or not assigned(name, scene, node):
                continue
            read = [n for n in every(ast.Name, node) if isinstance(n.ctx, ast.Load)]
            if end.lineno > node.lineno and name not in [n.id for n in read]:
                return (
                    f"`{name}` gets a new value in every round, and only the last one is left. To "
                    "keep all, begin a list above the loop, `results = []`, write "
                    f"`results.append({name})` in the loop, and give `results` back in its place."
                )
    return None


@UNNOTICED.add("no-else")
def no_else(node: ast.For, scene: Scene) -> str | None:
    """See `if k >= 0: labels.append(1)` in a loop, and nothing for the other items."""
    tests = [one for one in node.body if isinstance(one, ast.If)]
    added = [sum(".append(" in ast.unparse(line) for line in test.body) for test in tests]
    if not tests or any(test.orelse for test in tests) or {*added} != {1}:
        return None
    if ast.unparse(node).count(".append(") > len(added) or np.ndim(scene.wanted) != 1:
        return None
    if np.ndim(scene.given) != 1 or len(scene.given) == len(scene.wanted):
        return None
    if len(scene.given) < len(scene.wanted):
        asked = typed(tests[0].test, scene)
        return (
            f"Where `{asked}` does not hold, nothing is appended, so your list is too short. Add "
            "an `else:` that appends what belongs there."
        )
    return (
        "Where more than one of the questions holds, more than one thing is appended, so your list "
        "is too long. Write `else:` in place of the last `if`."
    )


@UNNOTICED.add("counts-with-argument", ValueError, anywhere=True)
@UNNOTICED.add("counts-with-argument")
def counts_with_argument(node: ast.For, scene: Scene) -> str | None:
    """See `for w in range(steps)` in a function that is given a w."""
    name = typed(node.target, scene)
    if name not in scene.parameters or name in named(node.iter):
        return None
    read = [n.id for n in every(ast.Name, node) if isinstance(n.ctx, ast.Load)]
    if not typed(node.iter, scene).startswith("range(") or name not in read:
        return None
    return (
        f"Your loop counts with `{name}`, which replaces the `{name}` that your function is given. "
        "Give the counter a name of its own, such as `i`."
    )


@UNNOTICED.add("argument-overwritten", ValueError, anywhere=True)
@UNNOTICED.add("argument-overwritten", TypeError, anywhere=True)
@UNNOTICED.add("argument-overwritten")
def argument_overwritten(node: ast.Assign, scene: Scene) -> str | None:
    """See an argument that gets a fixed value before it is read."""
    outer = next(scene.every(ast.FunctionDef), None)
    if outer is None or node not in outer.body:
        return None
    arguments = {one.arg for one in outer.args.args}
    target = node.targets[0]
    names = [typed(one, scene) for one in getattr(target, "elts", [target])]
    read = {*named(node.value)} - {"np", "float", "int", "math", "input"}
    for line in outer.body[: outer.body.index(node)]:
        read |= {*named(line)} & {*names}
    if read or not {*names} <= arguments:
        return None
    replaced = " and ".join(f"`{name}`" for name in names)
    return (
        f"`{typed(node, scene)}` replaces the {replaced} that your function is given. Delete that "
        "line."
    )


@UNNOTICED.add("table-times-row")
def table_times_row(node: ast.BinOp, scene: Scene) -> str | None:
    """See `w * X`, which gives a table where one number for each row is wanted."""
    if not isinstance(node.op, ast.Mult):
        return None
    several = type(scene.wanted) is tuple and type(scene.given) is tuple
    pairs = (
        zip(scene.wanted, scene.given, strict=False) if several else [(scene.wanted, scene.given)]
    )
    arrays = [pair for pair in pairs if all(type(one) is np.ndarray for one in pair)]
    if not any((wanted.ndim, given.ndim) == (1, 2) for wanted, given in arrays):
        return None
    held = [value(one, scene) for one in (node.left, node.right)]
    if not all(type(one) is np.ndarray for one in held):
        return None
    if sorted(one.ndim for one in held) != [1, 2]:
        return None
    table, row = (node.left, node.right) if held[0].ndim == 2 else (node.right, node.left)
    return (
        "`*` multiplies item by item, and leaves a table. To multiply and add up along each row, "
        f"write `{bracketed(table, scene)} @ {bracketed(row, scene)}`."
    )
