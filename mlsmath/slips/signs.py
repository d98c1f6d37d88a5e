"""Signs and brackets of a calculation that Python takes for something else."""

import ast
import re

import numpy as np

from mlsmath.slips import errors
from mlsmath.slips.scene import (
    REDUCING,
    Kinds,
    Scene,
    bracketed,
    found,
    named,
    number,
    typed,
    value,
)

SIGNS = Kinds()


@SIGNS.add("trailing-comma", Exception, anywhere=True)
def trailing_comma(node: ast.Assign | ast.Return, scene: Scene) -> str | None:
    """See `total = 0,`, which makes a tuple."""
    pair = node.value
    if not isinstance(pair, ast.Tuple) or len(pair.elts) != 1:
        return None
    if typed(pair, scene).startswith("("):
        return None
    mended = typed(node, scene).rstrip().removesuffix(",")
    return f"The comma at the end makes more than a number of it. Leave it out: `{mended}`."


@SIGNS.add("decimal-comma", Exception, anywhere=True)
def decimal_comma(node: ast.Assign | ast.Return, scene: Scene) -> str | None:
    """See `w = 0,5`, which makes two numbers."""
    pair = node.value
    if not isinstance(pair, ast.Tuple) or typed(pair, scene).startswith("("):
        return None
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Tuple):
        return None
    mended = re.sub(r"(?<![\w.])(\d+),(?=\d)", r"\1.", typed(node, scene))
    if mended == typed(node, scene):
        return None
    return f"A decimal number is written with a point: `{mended}`."


@SIGNS.add("hat-for-power", TypeError, "bitwise_xor", "for ^", "for **", "ufunc'", "for -")
@SIGNS.add("hat-for-power", NameError)
def hat_for_power(node: ast.BinOp, scene: Scene) -> str | None:
    """See `x^2`, `X^T`, `e^x` and `np.exp^x`."""
    if not isinstance(node.op, ast.BitXor | ast.Pow):
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
    index = re.search(r"\^\s*\{?\s*\(\s*([ijk])\s*\)", typed(node, scene))
    if index:
        name, place = typed(node.left, scene), index[1]
        return (
            f"What the notes write with a raised ({place}) is an item. Python counts items from 0: "
            f"`{name}[{place} - 1]` if {place} counts from 1, else `{name}[{place}]`."
        )
    first = node.right
    while isinstance(first, ast.BinOp):
        first = first.left
    if typed(first, scene) == "T":
        return f"X^T of the notes is `{bracketed(node.left, scene)}.T` in Python."
    if isinstance(scene.error, NameError):
        return None
    return f"A power is `**` in Python. Write `{typed(node, scene).replace('^', '**')}`."


@SIGNS.add("power-turned", ValueError, "integers to negative")
def power_turned(node: ast.BinOp, scene: Scene) -> str | None:
    """See `power**x` for `x**power`."""
    if not isinstance(node.op, ast.Pow):
        return None
    base, exponent = bracketed(node.left, scene), bracketed(node.right, scene)
    if isinstance(node.left, ast.Constant) and isinstance(node.right, ast.UnaryOp):
        meant = f"If the base is e, write `np.exp({typed(node.right, scene)})`."
    elif not named(node.right):
        meant = f"Make decimal numbers first: `{base}.astype(float)`."
    else:
        meant = f"Is `{exponent}**{base}` meant?"
    return (
        f"`{typed(node, scene)}` raises `{base}` to a power below 0, which NumPy does not do with "
        f"whole numbers. {meant}"
    )


@SIGNS.add("list-in-an-operation", TypeError, "unsupported operand", "multiply sequence")
def list_in_an_operation(node: ast.BinOp, scene: Scene) -> str | None:
    """See a list where only an array can be worked with."""
    for side in (node.left, node.right):
        if isinstance(side, ast.Name) and type(value(side, scene)) is list:
            return (
                f"`{side.id}` is a list. To work with all its numbers at once, use an array: "
                f"`np.array({side.id})` in place of `{side.id}`."
            )
    return None


@SIGNS.add("keyword-for-comparison", TypeError, "unexpected keyword", "invalid keyword")
def keyword_for_comparison(node: ast.Call, scene: Scene) -> str | None:
    """See `np.mean(y = labels)`."""
    if len(node.keywords) != 1:
        return None
    name = node.keywords[0].arg
    if name is None or name not in scene.values or f"'{name}'" not in errors.raw(scene.error):
        return None
    inside = ", ".join(
        [*(typed(a, scene) for a in node.args), f"{name} == {typed(node.keywords[0].value, scene)}"]
    )
    return f"To compare, write two signs: `{typed(node.func, scene)}({inside})`."


@SIGNS.add("number-times-array", ValueError, "matmul: input operand")
def number_at_array(node: ast.BinOp, scene: Scene) -> str | None:
    """See `alpha @ dj_dw`."""
    if not isinstance(node.op, ast.MatMult):
        return None
    for side, other in ((node.left, node.right), (node.right, node.left)):
        if reducing(side, scene):
            return _already_one(side, other, scene)
    if not any(number(value(side, scene)) for side in (node.left, node.right)):
        return None
    if isinstance(node.left, ast.BinOp) and isinstance(node.left.op, ast.MatMult):
        name = typed(node.right, scene)
        return f"`@` stands between two arrays, and `{name}` is one number. Is it another sign?"
    better = f"{bracketed(node.left, scene)} * {bracketed(node.right, scene)}"
    return f"`@` is for two arrays. With a number it is `*`: `{better}`."


def reducing(node: ast.AST, scene: Scene) -> bool:
    """Whether a piece is `np.mean(…)` or `np.sum(…)` of one thing."""
    if not isinstance(node, ast.Call) or len(node.args) != 1 or node.keywords:
        return False
    return typed(node.func, scene) in REDUCING


def _already_one(side: ast.AST, other: ast.AST, scene: Scene) -> str:
    """Return how a product is written before its mean or sum is taken, if that can be told."""
    said = f"`{typed(side, scene)}` is one number already, and `@` stands between two arrays."
    row = side.args[0] if isinstance(side, ast.Call) else side
    held, table = value(row, scene), value(other, scene)
    if not all(type(one) is np.ndarray for one in (held, table)) or held.ndim != 1:
        return said
    turned = bracketed(other, scene) + ".T" * (held.shape != table.shape[1:])
    if table.ndim != 2 or len(held) != (len(table) if turned.endswith(".T") else table.shape[1]):
        return said
    better = f"{turned} @ {bracketed(row, scene)}"
    if isinstance(side, ast.Call) and typed(side.func, scene) == "np.mean":
        better += f" / len({typed(row, scene)})"
    return f"{said} In place of the whole product write `{better}`."


@SIGNS.add("difference-without-brackets", ValueError, "broadcast")
def difference_without_brackets(node: ast.BinOp, scene: Scene) -> str | None:
    """See `X.T @ f - y / len(y)`."""
    if not isinstance(node.op, ast.Sub | ast.Add):
        return None
    product, behind = node.left, ""
    taken: ast.expr = node.right
    if not (isinstance(product, ast.BinOp) and isinstance(product.op, ast.MatMult)):
        return None
    if isinstance(taken, ast.BinOp) and isinstance(taken.op, ast.Div):
        behind = f" / {bracketed(taken.right, scene)}"
        taken = taken.left
    sizes = [np.shape(value(side, scene)) for side in (product.right, taken)]
    alike = ast.dump(product.right) == ast.dump(taken)
    if sizes[0] != sizes[1] or len(sizes[0]) != 1 or alike:
        return None
    sign = "-" if isinstance(node.op, ast.Sub) else "+"
    inside = f"{typed(product.right, scene)} {sign} {typed(taken, scene)}"
    word = "takes away" if sign == "-" else "adds"
    return (
        f"Python multiplies before it {word}, so `{typed(taken, scene)}` is not in the product. "
        f"Put brackets around the two: `{bracketed(product.left, scene)} @ ({inside}){behind}`."
    )


@SIGNS.add("square-brackets-in-a-calculation", TypeError, "'list'")
def list_in_brackets(node: ast.BinOp | ast.UnaryOp, scene: Scene) -> str | None:
    """See `[f(x + h) - f(x)] / h`."""
    if scene.error is not None and "NoneType" in errors.raw(scene.error):
        return None
    for side in ast.iter_child_nodes(node):
        if isinstance(side, ast.List) and len(side.elts) == 1:
            inside = typed(side.elts[0], scene)
            return (
                f"`[{inside}]` is a list with one thing in it. In a calculation brackets are "
                f"round: `({inside})`."
            )
    return None
