"""Values as plain data, for the way between a submission and what re-checks it.

Numbers, text, arrays of numbers, and lists, tuples and dictionaries of those. A function stays
where it is, and the other side gets a handle. Anything else is not data, so nothing that pretends
to be equal to everything gets across.
"""

import base64
from collections.abc import Callable
from typing import Any

import numpy as np

KINDS = "?bhilqBHILQefdFDU"


class NotPlainError(Exception):
    """A value that is not plain data."""


def pack(value: Any, handle: Callable[[Callable], Any] | None = None, depth: int = 0) -> Any:
    """Return a value as JSON can hold it."""
    if depth > 20:
        raise NotPlainError("nested too deeply")
    kind = type(value)
    if value is None or kind in (bool, int, str):
        return ["v", value]
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
        if array.dtype.char not in KINDS:
            raise NotPlainError(f"an array of {array.dtype}")
        data = base64.b64encode(np.ascontiguousarray(array).tobytes()).decode("ascii")
        name = "a" if kind is np.ndarray else "s"
        return [name, array.dtype.str, list(array.shape), data]
    if callable(value) and handle is not None:
        return ["h", *handle(value)]
    raise NotPlainError(f"a value of type {kind.__name__}")


def unpack(packed: Any, call: Callable[..., Any] | None = None) -> Any:
    """Return the value that `pack` was given; `call` makes a function out of a handle."""
    try:
        name, *rest = packed
        if name == "v" and (rest[0] is None or type(rest[0]) in (bool, int, str)):
            return rest[0]
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
        if name == "h" and call is not None:
            return call(*rest)
    except (ValueError, TypeError, KeyError, IndexError, OverflowError) as error:
        raise NotPlainError(str(error)) from error
    raise NotPlainError("not a packed value")


def _array(name: str, dtype: str, shape: list, data: str) -> Any:
    kind = np.dtype(dtype)
    if kind.char not in KINDS or kind.hasobject:
        raise NotPlainError(f"an array of {dtype}")
    array = np.frombuffer(base64.b64decode(data), dtype=kind).reshape([int(n) for n in shape])
    return array.copy() if name == "a" else array[()]
