"""Python's own errors in plain words."""

import builtins
import re
import types
from collections.abc import Sequence

from mlsmath.slips.slip import Slip

LONGEST = 2000
SYMBOL = re.compile(r"[A-Za-z](_\w+)?")  # as the page names numbers: J, J_mean
SIGNATURE = re.compile(r", with gufunc signature \S+|gufunc core with signature \S+ ")

# A kind of error, the id for a report, a piece of what Python says; and below what it means.
_TABLE = """\
NameError used-before-set: cannot access local variable
    {name} is used before it has a value. Was the line that gives it one ever reached? An `if`
    that is never true leaves it out. Or the line stands too late
NameError used-before-set: cannot access free variable
    {name} is used before it has a value
NameError unknown-name:
    Python does not know the name {name}. Check its spelling, and that the cell which defines it
    has been run
TypeError hat-for-power: bitwise_xor
TypeError hat-for-power: type(s) for ^
    a power is `**` in Python, not `^`
TypeError multiplies-a-list: multiply sequence
    a list, or several things in one name, is multiplied by a number. If a function gives back
    two things, give them two names, with a comma between
TypeError truth-values: to dtype('bool')
    what is True or False cannot be rounded, and an array of these cannot take numbers by a short
    form such as `/=`
TypeError whole-number-array: cannot cast ufunc
    an array of whole numbers cannot take other numbers by a short form such as `-=`. Write it
    out, as in `w = w - ...`: that makes a new array
TypeError calls-a-number: not callable
    something that is not a function is followed by round brackets. A product needs a `*`, an
    item of an array needs square brackets, and a name such as `len` must not be given to a
    number
TypeError uses-a-function: 'function'
TypeError uses-a-function: of type function
    a function stands there where its result is needed. Call it: put round brackets behind its
    name, with what goes in
TypeError uses-none: nonetype
    one of the values on that line is None. A function without `return` gives None
TypeError wrong-arguments: positional argument
    a function on that line is called with more or fewer arguments than it takes
TypeError one-number-only: converted to python scalar
    a function that works on one number (such as those of `math`) was given an array. NumPy's
    functions work on whole arrays
TypeError indexes-a-number: not subscriptable
TypeError indexes-a-number: invalid index to scalar
    square brackets follow something that has no items to pick from, such as a single number
TypeError loops-over-a-number: not iterable
    the code goes through the items of a single number, which has none. If a loop should run
    that often, write `range(...)` around the number
TypeError loops-over-a-number: has no len()
    `len` is asked for the length of a single number, which has none
TypeError needs-whole-number: cannot be interpreted as an integer
    a whole number is needed there, for example in `range`
TypeError needs-whole-number: slice indices must be integers
    a slice needs whole numbers before and behind its colon. `round(...)` makes one
TypeError unknown-keyword: unexpected keyword
    a function on that line does not know the name that stands before a `=` in its brackets
TypeError wrong-unpacking: cannot unpack non-iterable
    several names stand left of the `=`, and one value right of it
TypeError wrong-type:
    a value on that line is of another kind than Python needs there
IndexError indexes-a-number: invalid index to scalar
    square brackets follow a single number, which has no items to pick from
IndexError too-many-indices: too many indices
    the array has fewer axes than there are numbers in the square brackets
IndexError needs-whole-number: only integers
    a whole number is needed in the square brackets
IndexError needs-whole-number: arrays used as indices
    square brackets hold numbers that are no places. A place is a whole number: 0, 1, 2 and so
    on
IndexError too-many-axes: for array of dimension 1
    a row of numbers has one axis, with the number 0. Leave `axis=...` out
IndexError too-many-axes: for array of dimension
    `axis=...` names an axis that the array does not have. Its first axis has the number 0
IndexError index-too-large:
    the code asks for an item beyond the end. Python counts from 0, so the last index is the
    length minus 1; and the length is not always the one of your own data
ValueError array-as-condition: truth value
    `if` or `while` needs one yes or no, and was given an array of them
ValueError shapes-do-not-fit: broadcast
ValueError shapes-do-not-fit: shape
ValueError shapes-do-not-fit: mismatch in its core dimension
    the shapes of two arrays on that line do not fit together. Print their `.shape`
ValueError several-for-one: setting an array element with a sequence
    one place of an array takes one number, and here several came. In a loop, take one item of each
    array, or make one number of them
ValueError not-in-list: is not in list
    a list is asked for the place of something that it does not hold
ValueError shapes-do-not-fit: input array dimensions
    what is put together there does not have the same length
ValueError wrong-unpacking: unpack
    there are more or fewer names left of the `=` than values right of it
ValueError outside-domain: math domain
    a function was asked for a value it does not have, such as a number below zero
ValueError empty-list: need at least one array
    the list of arrays is empty. Did the loop before it run at all? `range` stops before its end
ZeroDivisionError divides-by-zero:
    the code divides by zero
OverflowError overflow:
    a number became too large for Python
AttributeError uses-none: 'nonetype' object has no attribute 'append'
    `append` changes the list and gives back None. Write it alone on its line, without a name
    and an `=` in front
AttributeError uses-none: nonetype
    one of the values on that line is None. A function without `return` gives None
AttributeError not-fitted: not fitted yet
    what stands before the dot has to learn from data first, with `.fit(...)`
AttributeError unknown-attribute:
    the name after a dot is not known there. Check its spelling, and what stands before the dot
KeyError unknown-key:
    a dictionary has no entry of that name
RecursionError calls-itself:
    the function calls itself again and again without an end
MemoryError too-large:
    an array or a list there would need more memory than there is to spare
ModuleNotFoundError unknown-module:
    a module of that name is not installed
AssertionError assertion:
    an `assert` in your code did not hold
SystemExit leaves:
    the code asks Python to stop. Remove `exit` or `quit`
"""
_ROWS = re.compile(r"((?:\w+ [\w-]+:.*\n)+)((?: {4}.*\n)+)")
ERRORS = tuple(
    (getattr(builtins, kind), piece.strip(), name, " ".join(words.split()))
    for heads, words in _ROWS.findall(_TABLE)
    for kind, name, piece in re.findall(r"(\w+) ([\w-]+):(.*)", heads)
)


def explain(error: BaseException, known: Sequence[str] = ()) -> Slip:
    """Return what an error of the learner's code means.

    `known` are the arguments that the learner's function takes.
    """
    text = raw(error)
    slip = _known(error, text, known)
    ours = _ours(error, text)
    return Slip(slip.name, ours) if ours else slip


def _known(error: BaseException, text: str, known: Sequence[str]) -> Slip:
    better = _unknown_name(error, known) or _sizes(error, text)
    if better is not None:
        return Slip(*better)
    for kind, piece, name, words in ERRORS:
        if isinstance(error, kind) and piece in text.lower():
            quoted = re.search(r"'(\w+)'", text)
            words = words.format(name=f"`{quoted[1]}`" if quoted else "of something on that line")
            return Slip(name, f"{words[0].upper()}{words[1:]}.")
    return Slip("error", "Python could not go on.")


def _ours(error: BaseException, text: str) -> str:
    """Return what an error says that a function of the course raised: it is meant to be read."""
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    home = last.tb_frame.f_globals.get("__name__", "") if last is not None else ""
    if not isinstance(error, ValueError) or not str(home).startswith("mlsmath."):
        return ""
    named = re.match(r"([A-Za-z]\w*)( (?:must|has|is|holds|and) .*)", text, re.DOTALL)
    if named and named[1].lower() == named[1]:
        return f"`{named[1]}`{named[2]}"
    return f"{text[0].upper()}{text[1:]}" if text else ""


def _unknown_name(error: BaseException, known: Sequence[str]) -> tuple[str, str] | None:
    """Return what an unknown name may be: a product without its sign, a letter, infinity."""
    name = getattr(error, "name", None)
    if not isinstance(error, NameError) or isinstance(error, UnboundLocalError) or not name:
        return None
    if name == "inf":
        return "unknown-name", 'Put quotes around the word: `float("inf")`.'
    if name == "m" and known:
        counted = next((one for one in ("x", "y", "X") if one in known), known[0])
        return "unknown-name", f"Python does not know `m`. Make it first: `m = len({counted})`."
    written = product(name, known)
    if written is not None:
        return "unknown-name", f"`{name}` is one name for Python. Write `{written}`."
    if known and SYMBOL.fullmatch(name):
        return (
            "unknown-name",
            f"Python does not know `{name}`. What the page calls so has to be worked out first, in "
            f"a line above: `{name} = ...`.",
        )
    return None


def product(name: str, known: Sequence[str]) -> str | None:
    """Return the product of known names that a name without a sign stands for."""
    parts = _split(name, known)
    if parts is None:
        return None
    tables = [part for part in parts if part.isupper()]
    sign = "@" if tables else "*"
    return f" {sign} ".join([*tables, *(part for part in parts if part not in tables)])


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
    if not isinstance(error, ValueError):
        return None
    inner = re.search(r"core dimension 0 \(size (\d+) is different from (\d+)\)", text)
    if inner:
        return (
            "shapes-do-not-fit",
            f"Left of `@` a row holds {count(int(inner[2]), 'number')}, and right of it "
            f"{inner[1]} are there to be multiplied with them. Should one of the two be turned, "
            "with `.T`, or do they stand the wrong way round?",
        )
    if not re.search(r"shapes? .*\(", text):
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


def count(n: int, thing: str) -> str:
    """Return "1 thing" or "n things"."""
    return f"{n} {thing}" if n == 1 else f"{n} {thing}s"


def said(error: BaseException) -> str:
    """Return the kind of an error and what Python said, on one short line."""
    text = " ".join(raw(error).split())
    if len(text) > 160:
        text = text[:157] + "…"
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def raw(error: BaseException | None) -> str:
    """Return what an error says, without running a learner's own code for it."""
    told = type(error).__str__
    given = error.args if error is not None else ()
    plain = all(type(arg) in (str, int, float, type(None), tuple) for arg in given)
    ours = isinstance(told, types.WrapperDescriptorType) and plain
    if not ours and not getattr(told, "__module__", "").startswith("numpy"):
        return ""
    try:
        return without_signature(str(error)[:LONGEST])
    except Exception:
        return ""


def without_signature(told: str) -> str:
    """Return what NumPy says without how it writes the sizes that a function takes."""
    return SIGNATURE.sub("", told)
