"""Values as plain data, for the way between a submission and what re-checks it.

Numbers, text, arrays of numbers, and lists, tuples, sets and dictionaries of those. What is a
number, a list or an array of another kind (an `IntEnum`, a `deque`, an own subclass) goes as the
plain one that it stands for. A function stays where it is, and the other side gets a handle.
Anything else is not data, so nothing that pretends to be equal to everything gets across.
"""

import base64
from array import array as packed_numbers
from collections import deque
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np

LONGEST_RANGE = 10**6
LARGEST_EXPONENT = 10**4
LONGEST_NUMBER = 10**5  # digits to base 16
KINDS = "?bhilqBHILQefdgFDGUSMm"


class NotPlainError(Exception):
    """A value that is not plain data."""


def pack(value: Any, handle: Callable[[Callable], Any] | None = None, depth: int = 0) -> Any:
    """Return a value as JSON can hold it."""
    if depth > 20:
        raise NotPlainError("nested too deeply")
    kind = type(value)
    if value is None or kind in (bool, str):
        return ["v", value]
    if kind is int:
        return ["i", _digits(value)]
    if kind is float:
        return ["f", value.hex()]
    if kind is complex:
        return ["c", value.real.hex(), value.imag.hex()]
    if kind in (list, tuple):
        return ["l" if kind is list else "t", [pack(item, handle, depth + 1) for item in value]]
    if kind is dict:
        pairs = [[pack(k, None, depth + 1), pack(v, handle, depth + 1)] for k, v in value.items()]
        return ["d", pairs]
    if kind is np.ndarray or (isinstance(value, np.generic) and kind.__module__ == "numpy"):
        array = np.asarray(value)
        if array.dtype == object and kind is np.ndarray:
            items = [pack(item, handle, depth + 1) for item in array.ravel()]
            return ["o", list(array.shape), items]
        if array.dtype.char not in KINDS:
            raise NotPlainError(f"an array of {array.dtype}")
        data = base64.b64encode(np.ascontiguousarray(array).tobytes()).decode("ascii")
        name = "a" if kind is np.ndarray else "s"
        return [name, array.dtype.str, list(array.shape), data]
    if kind is Fraction:
        return ["q", _digits(int(value.numerator)), _digits(int(value.denominator))]
    if kind is Decimal:
        return ["n", str(value)]
    if kind is bytes:
        return ["b", value.hex()]
    if kind in (set, frozenset):
        return ["x" if kind is set else "y", [pack(item, None, depth + 1) for item in value]]
    if kind is range:
        return ["r", *map(_digits, (value.start, value.stop, value.step))]
    if issubclass(kind, np.ma.MaskedArray):
        parts = np.ma.getdata(value), np.ma.getmaskarray(value)
        return ["m", *(pack(np.array(part, subok=False), None, depth + 1) for part in parts)]
    if callable(value) and handle is not None:
        return ["h", *handle(value)]
    return pack(_plainer(value), handle, depth + 1)


def _digits(number: int) -> str:
    """Return a whole number's digits to base 16: for those to base 10 Python has a low limit."""
    digits = hex(number)
    if len(digits) > LONGEST_NUMBER:
        raise NotPlainError("a number that is too large")
    return digits


def _whole(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise NotPlainError("a number that is too large")
    return int(digits, 16)


def _plainer(value: Any) -> Any:
    """Return the plain value that one of another kind stands for."""
    kind = type(value)
    for usual, change in BY_BASE.items():
        if issubclass(kind, usual) and kind is not usual:
            return change(value)
    if kind in (packed_numbers, memoryview, bytearray):
        return np.array(value)
    if kind is deque:
        return list(value)
    for way, change in BY_METHOD.items():
        if hasattr(kind, way):
            try:
                found = change(value)
            except Exception:
                continue
            if not (isinstance(found, np.ndarray) and found.dtype == object):
                return found
    raise NotPlainError(f"a value of the kind {kind.__name__}")


# The base's own method, so that what a subclass says of itself is not asked.
BY_BASE: dict[type, Callable] = {
    int: int.__pos__,
    float: float.__pos__,
    complex: complex.__pos__,
    str: lambda value: str.__getitem__(value, slice(None)),
    list: lambda value: list(list.__iter__(value)),
    tuple: lambda value: tuple(tuple.__iter__(value)),
    dict: lambda value: dict(dict.items(value)),
    np.ndarray: lambda value: np.array(value, subok=False),
    deque: lambda value: list(deque.__iter__(value)),
    Fraction: lambda value: Fraction(value.numerator, value.denominator),
    Decimal: lambda value: Decimal(Decimal.__str__(value)),
}
BY_METHOD: dict[str, Callable] = {
    "__array__": lambda value: np.array(np.asarray(value), subok=False),
    "__index__": lambda value: int(value.__index__()),
    "__float__": float,
    "__complex__": complex,
}


def unpack(packed: Any, call: Callable[..., Any] | None = None) -> Any:
    """Return the value that `pack` was given; `call` makes a function out of a handle."""
    try:
        name, *rest = packed
        if name == "v" and (rest[0] is None or type(rest[0]) in (bool, str)):
            return rest[0]
        if name == "i":
            return _whole(rest[0])
        if name == "f":
            return float.fromhex(rest[0])
        if name == "c":
            return complex(float.fromhex(rest[0]), float.fromhex(rest[1]))
        if name in ("l", "t"):
            items = [unpack(item, call) for item in rest[0]]
            return items if name == "l" else tuple(items)
        if name == "d":
            return {unpack(key): unpack(value, call) for key, value in rest[0]}
        if name in ("a", "s"):
            return _array(name, *rest)
        if name == "o":
            return _objects(*rest)
        if name == "q":
            return Fraction(_whole(rest[0]), _whole(rest[1]))
        if name == "n":
            return _decimal(rest[0])
        if name == "b":
            return bytes.fromhex(rest[0])
        if name in ("x", "y"):
            return (set if name == "x" else frozenset)(unpack(item) for item in rest[0])
        if name == "r":
            return _range(*map(_whole, rest))
        if name == "m":
            return np.ma.MaskedArray(unpack(rest[0]), mask=unpack(rest[1]))
        if name == "h" and call is not None:
            return call(*rest)
    except (ValueError, TypeError, KeyError, IndexError, ArithmeticError) as error:
        raise NotPlainError(str(error)) from error
    raise NotPlainError("not a packed value")


def _array(name: str, dtype: str, shape: list, data: str) -> Any:
    kind = np.dtype(dtype)
    if kind.char not in KINDS or kind.hasobject:
        raise NotPlainError(f"an array of {dtype}")
    array = np.frombuffer(base64.b64decode(data), dtype=kind).reshape([int(n) for n in shape])
    return array.copy() if name == "a" else array[()]


def _objects(shape: list, items: list) -> np.ndarray:
    array = np.empty(len(items), dtype=object)
    for number, item in enumerate(items):
        array[number] = unpack(item)
    return array.reshape([int(n) for n in shape])


def _decimal(text: str) -> Decimal:
    number = Decimal(text)
    if number.is_finite() and abs(number.adjusted()) > LARGEST_EXPONENT:
        raise NotPlainError("a number that is too large or too small")
    return number


def _range(*parts: int) -> range:
    found = range(*parts)
    if not found[:LONGEST_RANGE] == found:
        raise NotPlainError("a range that is too long")
    return found
