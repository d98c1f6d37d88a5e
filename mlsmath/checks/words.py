"""Values and arguments in plain words."""

import math
import types
from collections.abc import Sequence
from typing import Any

import numpy as np

from mlsmath.slips.errors import count

LONGEST = 8
FEW = 1000  # items of a list that are looked at to say what it is
LONGEST_TEXT = 80
FAR, VERY_LONG = 10**20, "a whole number with very many digits"


def show(value: Any, digits: int = 6, deep: int = 2) -> str:
    """Return a number, vector or table as short text that can be typed back in."""
    kind = type(value)
    if kind is np.ndarray and value.ndim > 2:
        return describe(value)
    if kind is np.ndarray:
        if value.ndim == 0:
            return show(value.item(), digits)
        return _row([show(item, digits) for item in value[: LONGEST + 1]], len(value))
    if kind in (list, tuple):
        if not deep:
            return describe(value)
        inside = _row([show(item, digits, deep - 1) for item in value[: LONGEST + 1]], len(value))
        return inside if kind is list else f"({inside[1:-1]})"
    if issubclass(kind, np.generic) and kind.__module__ == "numpy":
        value = value.item()
        kind = type(value)
    if kind is float:
        return _decimal(value, digits)
    if kind is int and abs(value) >= FAR:
        return VERY_LONG
    if kind is str and len(value) > LONGEST_TEXT:
        return "a long text"
    if kind in (int, bool, str, type(None)):
        return repr(value)
    if isinstance(value, types.FunctionType):
        text = value.__doc__
        return text if text and len(text) <= LONGEST_TEXT else f"the function {value.__name__}"
    return describe(value)


def _row(items: Sequence[str], length: int) -> str:
    return "[" + ", ".join(items[:LONGEST]) + (", …]" if length > LONGEST else "]")


def _decimal(value: float, digits: int) -> str:
    if not math.isfinite(value):
        return {math.inf: "infinity", -math.inf: "minus infinity"}.get(value, "nan")
    return f"{value:.{digits}g}" if value != int(value) or abs(value) >= 1e6 else f"{value:.1f}"


STRANGE = {
    "O": "that is not made of plain numbers (its `dtype` is `object`)",
    "c": "of complex numbers",
    "b": "of True and False",
    "M": "of dates",
    "m": "of times",
    "V": "of records",
}


def describe(value: Any) -> str:
    """Return what kind of thing a value is: "a single number", "an array of 3 numbers"."""
    kind = type(value)
    if value is None:
        return "nothing (None)"
    if kind is np.ndarray and value.dtype.kind in "US":
        return "an array of texts" if value.ndim else "a text"
    if kind is np.ndarray and value.dtype.kind in STRANGE:
        return f"an array {STRANGE[value.dtype.kind]}"
    if kind is np.ndarray and value.ndim == 1:
        return f"an array of {count(len(value), 'number')}"
    if kind is np.ndarray and value.ndim == 2:
        rows, columns = value.shape
        return f"a table with {count(rows, 'row')} and {count(columns, 'column')}"
    if kind is np.ndarray and value.ndim:
        return f"an array with {value.ndim} axes"
    if kind in (list, tuple):
        inside = f", each {_inside(value)}" if _inside(value) else ""
        return f"a {kind.__name__} of {count(len(value), 'item')}{inside}"
    if kind is bool or kind is np.bool_:
        return f"the truth value {bool(value)}"
    if kind in (str, np.str_):
        return "a text"
    if kind is int and abs(value) >= FAR:
        return VERY_LONG
    if kind is complex or issubclass(kind, np.complexfloating):
        return "a complex number"
    if kind in (int, float, np.ndarray) or isinstance(value, np.number):
        return "a single number"
    if callable(value):
        return "a function"
    return f"a value of the type `{kind.__name__}`"


def _inside(value: list | tuple) -> str:
    """Return what each item of a list is, if that is a list or an array again, of one length."""
    kinds = {type(item) for item in value[:FEW]}
    if len(value) > FEW or len(kinds) != 1 or not kinds <= {list, tuple, np.ndarray}:
        return ""
    shapes = {item.shape if type(item) is np.ndarray else len(item) for item in value}
    if len(shapes) != 1 or shapes == {()}:
        return ""
    (kind,), item = kinds, value[0]
    if kind is np.ndarray:
        return describe(item)
    return f"a {kind.__name__} of {count(len(item), 'item')}"


def listed(things: Sequence[str]) -> str:
    """Return "a", "a and b" or "a, b and c"."""
    if len(things) < 2:
        return "".join(things)
    return ", ".join(things[:-1]) + " and " + things[-1]


def call(names: Sequence[str], args: Sequence[Any]) -> str:
    """Return the arguments of a call: "x = [1.2, 3.4], w = 0.5"."""
    return ", ".join(f"{name} = {show(value)}" for name, value in zip(names, args, strict=True))
