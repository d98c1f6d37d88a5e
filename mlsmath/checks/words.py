"""Values, arguments and Python's own errors in plain words."""

import math
import re
import types
from collections.abc import Sequence
from typing import Any

import numpy as np

LONGEST = 8
LONGEST_TEXT = 80
LONGEST_ERROR = 2000
FAR = 10**20


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
        return "a whole number with very many digits"
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
        return f"a {kind.__name__} of {count(len(value), 'item')}"
    if kind is bool or kind is np.bool_:
        return f"the truth value {bool(value)}"
    if kind in (str, np.str_):
        return "a text"
    if kind is complex or issubclass(kind, np.complexfloating):
        return "a complex number"
    if kind in (int, float, np.ndarray) or isinstance(value, np.number):
        return "a single number"
    if callable(value):
        return "a function"
    return f"a value of the type `{kind.__name__}`"


def count(n: int, thing: str) -> str:
    """Return "1 thing" or "n things"."""
    return f"{n} {thing}" if n == 1 else f"{n} {thing}s"


def listed(things: Sequence[str]) -> str:
    """Return "a", "a and b" or "a, b and c"."""
    if len(things) < 2:
        return "".join(things)
    return ", ".join(things[:-1]) + " and " + things[-1]


def call(names: Sequence[str], args: Sequence[Any]) -> str:
    """Return the arguments of a call: "x = [1.2, 3.4], w = 0.5"."""
    return ", ".join(f"{name} = {show(value)}" for name, value in zip(names, args, strict=True))


FUNCTION = (
    "a function stands there where its result is needed. Call it: put round brackets behind its "
    "name, with what goes in"
)

# What Python says (a piece of it, in lower case), the id for a report, and what it means.
ERRORS: tuple[tuple[type[BaseException], str, str, str], ...] = (
    (
        NameError,
        "cannot access local variable",
        "used-before-set",
        "{name} is used before it has a value. Was the line that gives it one ever reached? An "
        "`if` that is never true leaves it out. Or the line stands too late",
    ),
    (
        NameError,
        "cannot access free variable",
        "used-before-set",
        "{name} is used before it has a value",
    ),
    (
        NameError,
        "",
        "unknown-name",
        "Python does not know the name {name}. Check its spelling, and that the cell which "
        "defines it has been run",
    ),
    (
        TypeError,
        "bitwise_xor",
        "hat-for-power",
        "a power is `**` in Python, not `^`",
    ),
    (
        TypeError,
        "type(s) for ^",
        "hat-for-power",
        "a power is `**` in Python, not `^`",
    ),
    (
        TypeError,
        "multiply sequence",
        "multiplies-a-list",
        "a list, or several things in one name, is multiplied by a number. If a function gives "
        "back two things, give them two names, with a comma between",
    ),
    (
        TypeError,
        "cannot cast ufunc",
        "whole-number-array",
        "an array of whole numbers cannot take other numbers by a short form such as `-=`. "
        "Write it out, as in `w = w - ...`: that makes a new array",
    ),
    (
        TypeError,
        "not callable",
        "calls-a-number",
        "something that is not a function is followed by round brackets. A product needs a `*`, "
        "an item of an array needs square brackets, and a name such as `len` must not be given "
        "to a number",
    ),
    (
        TypeError,
        "'function'",
        "uses-a-function",
        FUNCTION,
    ),
    (
        TypeError,
        "of type function",
        "uses-a-function",
        FUNCTION,
    ),
    (
        TypeError,
        "nonetype",
        "uses-none",
        "one of the values on that line is None. A function without `return` gives None",
    ),
    (
        TypeError,
        "positional argument",
        "wrong-arguments",
        "a function on that line is called with more or fewer arguments than it takes",
    ),
    (
        TypeError,
        "converted to python scalar",
        "one-number-only",
        "a function that works on one number (such as those of `math`) was given an array. "
        "NumPy's functions work on whole arrays",
    ),
    (
        TypeError,
        "not subscriptable",
        "indexes-a-number",
        "square brackets follow a single number, which has no items to pick from",
    ),
    (
        TypeError,
        "invalid index to scalar",
        "indexes-a-number",
        "square brackets follow a single number, which has no items to pick from",
    ),
    (
        TypeError,
        "not iterable",
        "loops-over-a-number",
        "the code goes through the items of a single number, which has none. If a loop should "
        "run that often, write `range(...)` around the number",
    ),
    (
        TypeError,
        "has no len()",
        "loops-over-a-number",
        "`len` is asked for the length of a single number, which has none",
    ),
    (
        TypeError,
        "cannot be interpreted as an integer",
        "needs-whole-number",
        "a whole number is needed there, for example in `range`",
    ),
    (TypeError, "", "wrong-type", "two values on that line do not go together"),
    (
        IndexError,
        "invalid index to scalar",
        "indexes-a-number",
        "square brackets follow a single number, which has no items to pick from",
    ),
    (
        IndexError,
        "too many indices",
        "too-many-indices",
        "the array has fewer axes than there are numbers in the square brackets",
    ),
    (
        IndexError,
        "only integers",
        "needs-whole-number",
        "a whole number is needed in the square brackets",
    ),
    (
        IndexError,
        "",
        "index-too-large",
        "the code asks for an item beyond the end. Python counts from 0, so the last index is "
        "the length minus 1; and the length is not always the one of your own data",
    ),
    (
        ValueError,
        "truth value",
        "array-as-condition",
        "`if` or `while` needs one yes or no, and was given an array of them",
    ),
    (
        ValueError,
        "broadcast",
        "shapes-do-not-fit",
        "the shapes of two arrays on that line do not fit together. Print their `.shape`",
    ),
    (
        ValueError,
        "shape",
        "shapes-do-not-fit",
        "the shapes of two arrays on that line do not fit together. Print their `.shape`",
    ),
    (
        ValueError,
        "mismatch in its core dimension",
        "shapes-do-not-fit",
        "the shapes of two arrays on that line do not fit together. Print their `.shape`",
    ),
    (
        ValueError,
        "unpack",
        "wrong-unpacking",
        "there are more or fewer names left of the `=` than values right of it",
    ),
    (
        ValueError,
        "math domain",
        "outside-domain",
        "a function was asked for a value it does not have, such as a number below zero",
    ),
    (
        ValueError,
        "need at least one array",
        "empty-list",
        "the list of arrays is empty. Did the loop before it run at all? `range` stops before "
        "its end",
    ),
    (ZeroDivisionError, "", "divides-by-zero", "the code divides by zero"),
    (OverflowError, "", "overflow", "a number became too large for Python"),
    (
        AttributeError,
        "'nonetype' object has no attribute 'append'",
        "uses-none",
        "`append` changes the list and gives back None. Write it alone on its line, without a "
        "name and an `=` in front",
    ),
    (
        AttributeError,
        "nonetype",
        "uses-none",
        "one of the values on that line is None. A function without `return` gives None",
    ),
    (
        AttributeError,
        "",
        "unknown-attribute",
        "the name after a dot is not known there. Check its spelling, and what stands before "
        "the dot",
    ),
    (KeyError, "", "unknown-key", "a dictionary has no entry of that name"),
    (
        RecursionError,
        "",
        "calls-itself",
        "the function calls itself again and again without an end",
    ),
    (
        MemoryError,
        "",
        "too-large",
        "an array or a list there would need more memory than there is to spare",
    ),
    (ModuleNotFoundError, "", "unknown-module", "a module of that name is not installed"),
    (AssertionError, "", "assertion", "an `assert` in your code did not hold"),
    (SystemExit, "", "leaves", "the code asks Python to stop. Remove `exit` or `quit`"),
)


def explain_error(error: BaseException, known: Sequence[str] = ()) -> tuple[str, str]:
    """Return an id and a plain sentence for an error of the learner's code.

    `known` are the arguments that the learner's function takes.
    """
    text = _said(error)
    better = _unknown_name(error, known) or _sizes(error, text)
    if better is not None:
        return better
    for kind, piece, name, words in ERRORS:
        if isinstance(error, kind) and piece in text.lower():
            quoted = re.search(r"'(\w+)'", text)
            words = words.format(name=f"`{quoted[1]}`" if quoted else "of something on that line")
            return name, f"{words[0].upper()}{words[1:]}."
    return "error", "Python could not go on."


def _unknown_name(error: BaseException, known: Sequence[str]) -> tuple[str, str] | None:
    """Return what an unknown name may be: a product without its sign, a count, infinity."""
    name = getattr(error, "name", None)
    if not isinstance(error, NameError) or isinstance(error, UnboundLocalError) or not name:
        return None
    if name == "inf":
        return "unknown-name", 'Put quotes around the word: `float("inf")`.'
    if name == "m" and known:
        counted = next((one for one in ("x", "y", "X") if one in known), known[0])
        return "unknown-name", f"Python does not know `m`. Make it first: `m = len({counted})`."
    parts = _split(name, known)
    if parts is None:
        return None
    tables = [part for part in parts if part.isupper()]
    sign = "@" if tables else "*"
    product = f" {sign} ".join([*tables, *(part for part in parts if part not in tables)])
    return "unknown-name", f"`{name}` is one name for Python. Write `{product}`."


def _split(name: str, known: Sequence[str]) -> list[str] | None:
    """Return the known names, two or more, that a name is made of."""
    for one in known:
        if name.startswith(one) and len(name) > len(one):
            rest = name[len(one) :]
            others = [rest] if rest in known else _split(rest, known)
            if others:
                return [one, *others]
    return None


def _sizes(error: BaseException, text: str) -> tuple[str, str] | None:
    """Return how many numbers two arrays hold that do not fit together."""
    if not isinstance(error, ValueError) or not re.search(r"shapes? .*\(", text):
        return None
    shapes = re.findall(r"\((\d[\d, ]*)\)", text)
    sizes = [shape[:-1] for shape in shapes if re.fullmatch(r"\d+,", shape)]
    if len(sizes) != 2 or sum("," in shape for shape in shapes) != 2:
        return None
    one, two = sizes
    return (
        "shapes-do-not-fit",
        f"Two arrays on that line do not fit together: one holds {count(int(one), 'number')}, "
        f"the other {two}.",
    )


def said(error: BaseException) -> str:
    """Return the kind of an error and what Python said, on one short line."""
    text = " ".join(_said(error).split())
    if len(text) > 160:
        text = text[:157] + "…"
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def _said(error: BaseException) -> str:
    """Return what an error says, without running a learner's own code for it."""
    told = type(error).__str__
    plain = all(type(arg) in (str, int, float, type(None), tuple) for arg in error.args)
    ours = isinstance(told, types.WrapperDescriptorType) and plain
    if not ours and not getattr(told, "__module__", "").startswith("numpy"):
        return ""
    try:
        return str(error)[:LONGEST_ERROR]
    except Exception:
        return ""
