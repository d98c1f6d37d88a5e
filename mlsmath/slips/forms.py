"""Slips that the form of a piece of code tells alone, in a table."""

import ast
import builtins
import re
import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from mlsmath.slips import errors
from mlsmath.slips.holes import Held, fits
from mlsmath.slips.scene import (
    CHANGE_IN_PLACE,
    Kind,
    Look,
    Scene,
    assigned,
    bracketed,
    found,
    is_module,
    listed,
    number,
    typed,
    value,
)

# A kind of slip with its form, and behind a bar the error that it ends in, with pieces of what
# Python says; below what is told. A name that begins with `_` is a hole: `HOLDS` says of some what
# has to stand there. A hole in `{:()}` gets brackets if it needs them, and `{whole}` is all of it.
_TABLE = """\
takes-itself-away: _f * 1 - _f
    Python multiplies before it takes away, so `{whole}` is 0. The rest needs brackets:
    `{f:()} * (1 - {f})`.
function-kept: _costs.append(_function)
    `{function}` is a function, and no number. Call it: `{costs}.append({function}(...))`.
text-kept: _s.append(_quoted)
    The quotes make a text of what is appended. Leave them out: `{s}.append({quoted.value})`.
text-kept: np.where(_test, _quoted, _quoted2)
    The quotes make texts. Leave them out: `np.where({test}, {quoted.value}, {quoted2.value})`.
is-for-equal: _values is _values2
    `is` asks whether both are one and the same thing. To compare values write
    `{values} == {values2}`.
is-for-equal: _values is not _values2
    `is` asks whether both are one and the same thing. To compare values write
    `{values} != {values2}`.
where-alone: np.where(_question)
where-alone: np.nonzero(_question)
    `{whole}` gives the places where that holds. To choose between two values, write
    `np.where({question}, 1, 0)`.
list-of-columns: return _columns
    That is still a list of columns. `np.column_stack({columns})` stands them side by side in a
    table.
cost-at-the-start: _history.cost[0]
    `cost[0]` is what the walk began with. What it ended with is `cost[-1]`.
range-left-out: for _i in (_start, _end): ...
range-left-out: for _i in [_start, _end]: ...
    This loop goes through these two numbers alone. To count, write
    `for {i} in range({start}, {end}):`.
keeps-none: _s = _s._append(...)
keeps-none: _s = _s._append(...) | Exception anywhere: nonetype
    `{append}` changes the list and gives back None. Leave out the `{s} =`: `{whole.value}`.
needs-no-brackets: _array.T(_x, ...) | TypeError: not callable
    Between a table and what it is multiplied with stands a sign: `{array}.T @ {x:()}`.
needs-no-brackets: _x.shape(_n, ...) | TypeError: not callable
needs-no-brackets: _x.size(_n, ...) | TypeError: not callable
    The sizes stand in square brackets: `{x}.shape[{n}]`.
needs-no-brackets: _x._size(...) | TypeError: not callable
    `.{size}` is no function. Leave out its brackets: `{x}.{size}`.
square-brackets: _called[_x] | TypeError: not subscriptable
    A function is called with round brackets: `{called}({x})`.
curly-brackets: {_x} | TypeError: 'set'
    Curly brackets make a set. In a calculation they are round: `({x})`.
result-in-list: {...} | TypeError: unhashable
    Results need no curly brackets. A comma is enough: `{whole.elts}`.
text-and-number: _text + _number | TypeError: can only concatenate str
    A text and a number cannot be added. Make a text of the number: `str({number})`.
one-result-for-where: np.where(_, _) | ValueError: either both or neither
    `np.where` takes three things: a question, the value where it holds, and the value where it does
    not. The third is missing: `np.where({whole.args}, ...)`.
one-result-for-where: _prod(np.where(_asked), _x, _rest) | TypeError: dtype; integer
    The bracket of `np.where` closes too early. It takes all three things:
    `{prod}(np.where({asked}, {x}, {rest}))`.
two-things-for-one: _sum(_x, _array) | TypeError: only integer scalar arrays; as an integer
    `{sum}` takes one array. To multiply the two first, write `{sum}({x:()} * {array:()})`.
place-in-another-list: np._argmin(_owner, _y) | TypeError: only integer scalar arrays; as an integer
place-in-another-list: _owner._argmin(_y) | TypeError: only integer scalar arrays; as an integer
    `np.{argmin}({y})` gives the place. Pick what stands there with square brackets:
    `{owner}[np.{argmin}({y})]`.
assigns-to-method: _s._append = _new | AttributeError: read-only
    `{append}` takes what it adds in brackets: `{s}.{append}({new})`.
one-number-only: _int(_x) | TypeError: converted to python scalar; 0-dimensional arrays
one-number-only: _int(_x) | TypeError: only length-1 arrays
    `{int}` makes one number. For each item of an array, write `{x:()}.astype({int})`.
one-number-only: math._exp(...) | TypeError: converted to python scalar; 0-dimensional arrays
    `math.{exp}` takes one number. For an array, write `np.{exp}({whole.args})`.
one-number-only: round(...) | TypeError: __round__
    `round` takes one number. For an array write `np.round({whole.args})`.
sizes-one-by-one: _zeros(_, _, ...) | TypeError: as a data type; data type '; must be a list or
    The sizes need brackets of their own: `{zeros}(({whole.args}))`.
sizes-one-by-one: np.array(_, _, ...) | TypeError: as a data type; data type '; must be a list or
    The numbers need square brackets: `np.array([{whole.args}])`.
append-two: _s.append(_, _) | TypeError: append() takes exactly one
    `append` takes one thing. Put both into brackets: `{s}.append(({whole.args}))`.
append-two: _s.append(_, _, _, ...) | TypeError: append() takes exactly one
    `append` takes one thing. Put all of it into brackets: `{s}.append(({whole.args}))`.
axis-of-the-rows: _mean(_x, axis=1) | ValueError anywhere: broadcast
    `{whole}` gives one number for each row. For each column it is `{mean}({x}, axis=0)`.
append-to-array: _s.append | AttributeError: 'numpy.ndarray' object has no attribute 'append'
    An array cannot grow. Begin with an empty list, `{s} = []`, append to it, and make it an array
    at the end: `np.array({s})`.
empty-list: np.append(_s, _x) | ValueError anywhere: need at least one array
    `np.append` leaves `{s}` as it is. Begin with a list, `{s} = []`, and write `{s}.append({x})`.
loop-without-range: for _i in _count: ... | TypeError: not iterable; over a 0-d array
    A loop that counts needs `range`: `for {i} in range({count}):`.
len-of-a-number: len(_number) | TypeError: has no len()
    `{number}` is a single number already. Write `{number}` in place of `len({number})`.
range-of-a-list: for _i in range(_many): ... | TypeError: cannot be interpreted as an integer
range-of-a-list: for _i in range(_many): ... | TypeError: only integer scalar arrays; only 0-dim
    `range` counts up to a number, and `{many}` holds {many:things}. To go through them, write
    `for {i} in {many}:`; to count them, `for {i} in range(len({many})):`.
index-too-large: _x[len(_x)] | IndexError: out of
    The last item is `{x}[-1]`, because Python counts from 0.
empty-list: _list[_] = _new | IndexError: assignment index out of range
    `{list}` has no such item yet, so nothing can be put there. Add one at the end:
    `{list}.append({new})`.
list-not-made: _unknown.append | NameError:
    There is no list `{unknown}` yet. Make it above the loop: `{unknown} = []`.
"""


Holds = Callable[[Any, Scene], bool]


def _of(asks: Callable[[Any], bool]) -> Holds:
    return lambda node, scene: asks(value(node, scene))


def _one_of(*texts: str) -> Holds:
    return lambda node, scene: f"{Piece(node, scene)}" in texts


def _is_function(node: ast.AST, scene: Scene) -> bool:
    return isinstance(node, ast.Name) and isinstance(scene.values.get(node.id), types.FunctionType)


def _is_unknown(node: ast.AST, scene: Scene) -> bool:
    unknown = isinstance(node, ast.Name) and node.id == getattr(scene.error, "name", None)
    return unknown and not assigned(typed(node, scene), scene)


def _is_called(node: ast.AST, scene: Scene) -> bool:
    method = isinstance(node, ast.Attribute) and "method" in errors.raw(scene.error)
    return method or callable(found(node, scene))


def _are_columns(node: ast.AST, scene: Scene) -> bool:
    if not isinstance(node, ast.Name | ast.ListComp) or type(scene.given) is not list:
        return False
    rows = all(type(one) is np.ndarray and one.ndim == 1 for one in scene.given)
    turned = np.shape(scene.wanted)[::-1]
    return rows and len(turned) == 2 and np.shape(scene.given) == turned


def _is_history(node: ast.AST, scene: Scene) -> bool:
    return typed(node, scene).endswith("history") and "cost[-1]" not in scene.text


def _counts(node: ast.AST, scene: Scene) -> bool:
    return number(value(node, scene)) or typed(node, scene).startswith("len(")


HOLDS: dict[str, Holds] = {
    "append": _one_of(*CHANGE_IN_PLACE),
    "argmin": _one_of("argmin", "argmax"),
    "array": _of(lambda held: type(held) is np.ndarray),
    "called": _is_called,
    "columns": _are_columns,
    "count": _counts,
    "end": lambda node, scene: (
        isinstance(node, ast.BinOp | ast.Name | ast.Call)
        and (number(value(node, scene)) or not value(node, scene))
    ),
    "exp": lambda name, scene: hasattr(np, name),
    "function": _is_function,
    "history": _is_history,
    "int": _one_of("int", "float"),
    "list": _of(lambda held: type(held) is list),
    "many": _of(lambda held: type(held) in (list, np.ndarray) and np.ndim(held) > 0),
    "mean": _one_of("np.mean", "np.std"),
    "number": _of(number),
    "owner": lambda node, scene: not is_module(found(node, scene)),
    "question": lambda node, scene: type(scene.given) is tuple,
    "quoted": lambda node, scene: isinstance(node, ast.Constant) and type(node.value) is str,
    "size": _one_of("T", "shape", "size", "ndim"),
    "start": lambda node, scene: isinstance(node, ast.Constant) and number(node.value),
    "sum": _one_of("np.sum", "np.mean", "np.std"),
    "unknown": _is_unknown,
    "values": _of(lambda held: number(held) or type(held) is np.ndarray),
    "zeros": _one_of("np.zeros", "np.ones", "np.empty", "zeros", "ones", "empty"),
}


@dataclass(frozen=True)
class Piece:
    """A piece of the text: in a sentence it stands as it was typed."""

    node: Any
    scene: Scene

    def __format__(self, how: str) -> str:
        if isinstance(self.node, str):
            return self.node
        if isinstance(self.node, list):
            return listed(self.node, self.scene)
        if how == "things":
            return errors.count(len(value(self.node, self.scene)), "thing")
        return (bracketed if how == "()" else typed)(self.node, self.scene)

    def __getattr__(self, name: str) -> "Piece":
        return Piece(getattr(self.node, name), self.scene)


def _look(form: ast.AST, told: str) -> Look:
    """Return how a kind looks at a node: does it fit, do the holes hold what they have to."""

    def look(node: ast.AST, scene: Scene) -> str | None:
        held: Held = {"_whole": node}
        if not fits(form, node, held):
            return None
        holes = {name.strip("_"): piece for name, piece in held.items()}
        asked = ((HOLDS.get(name.rstrip("2")), piece) for name, piece in holes.items())
        if not all(asks is None or asks(piece, scene) for asks, piece in asked):
            return None
        return told.format(**{name: Piece(piece, scene) for name, piece in holes.items()})

    return look


def _kinds() -> Iterator[Kind]:
    """Read the table."""
    for heads, words in re.findall(r"((?:\S.*\n)+)((?: {4}.*\n)+)", _TABLE):
        head = re.compile(r"([\w-]+): (.+?)(?: \| (\w+)( anywhere)?: ?(.*))?$", re.MULTILINE)
        for name, form, error, anywhere, said in head.findall(heads):
            line: Any = ast.parse(form).body[0]
            node = line.value if isinstance(line, ast.Expr) else line
            look = _look(node, " ".join(words.split()))
            ends = getattr(builtins, error) if error else None
            pieces = tuple(filter(None, said.split("; ")))
            yield Kind(name, look, type(node), ends, pieces, not error or bool(anywhere))


FORMS = (*_kinds(),)
