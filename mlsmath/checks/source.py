"""What can be read off a function without calling it: what it calls, reads and never uses."""

import ast
import dis
import inspect
import linecache
import textwrap
import types
from collections.abc import Callable, Iterator
from typing import Any

from mlsmath.checks.watching import codes


def functions_called(function: Callable) -> list[str]:
    """Return the notebook's own functions that a function names."""
    space, code = getattr(function, "__globals__", {}), getattr(function, "__code__", None)
    names = sorted(_names(code)) if code is not None else []
    return [name for name in names if isinstance(space.get(name), types.FunctionType)]


def own_codes(function: Callable) -> Iterator[tuple[dict, types.CodeType]]:
    """Yield globals and code of the function and of the notebook's functions that it calls."""
    waiting: list[Any] = [function]
    seen = set()
    while waiting:
        current = waiting.pop()
        space, code = getattr(current, "__globals__", None), getattr(current, "__code__", None)
        if space is None or code is None or code in seen:
            continue
        seen.add(code)
        yield space, code
        named = map(space.get, _names(code))
        waiting += [f for f in named if getattr(f, "__globals__", None) is space]


def data_read(function: Callable) -> Iterator[tuple[dict, str, str]]:
    """Yield the notebook's names that the function, or one it calls, reads as data.

    Behind each name stands that of the function it calls, or nothing if it reads the name itself.
    """
    own = getattr(function, "__code__", None)
    for space, code in own_codes(function):
        for name in sorted(_names(code)):
            if name in space and _is_data(space[name]):
                yield space, name, "" if code is own else code.co_name


def _is_data(value: Any) -> bool:
    return not (callable(value) or isinstance(value, types.ModuleType) or value is None)


def _names(code: types.CodeType) -> set[str]:
    return {name for part in codes(code) for name in part.co_names}


def code_names(function: Callable) -> set[str]:
    """Return every name in a function's code, and in that of functions within it."""
    code = getattr(function, "__code__", None)
    if code is None:
        return set()
    texts = {c for part in codes(code) for c in part.co_consts if type(c) is str}
    return _names(code) | texts


def imports(function: Callable) -> set[str]:
    """Return the modules that a function, or one of the notebook that it calls, imports."""
    parts = [part for _, code in own_codes(function) for part in codes(code)]
    steps = [step for part in parts for step in dis.get_instructions(part)]
    return {step.argval for step in steps if step.opname == "IMPORT_NAME"}


def unused_parameters(function: Callable) -> set[str]:
    """Return the parameters that the function never reads."""
    code = getattr(function, "__code__", None)
    if code is None:
        return set()
    parameters = set(code.co_varnames[: code.co_argcount])
    used = set(code.co_cellvars)
    for step in dis.get_instructions(code):
        if step.opname.startswith(("LOAD_", "STORE_FAST_LOAD")):
            used.update(step.argval if type(step.argval) is tuple else (step.argval,))
    return parameters - used


def source_lines(code: types.CodeType) -> tuple[list[str], int]:
    """Return what `inspect.getsourcelines` does, for a `def` without a look at every module."""
    if code.co_name.startswith("<"):
        return inspect.getsourcelines(code)
    lines, first = linecache.getlines(code.co_filename), code.co_firstlineno
    if first > len(lines):
        raise OSError("its text is not there")
    return inspect.getblock(lines[first - 1 :]), first


def tree(function: Callable) -> ast.Module:
    """Return the tree of a function's text, without a line where the text is not there."""
    try:
        lines, _ = source_lines(function.__code__)
        return ast.parse(textwrap.dedent("".join(lines)))
    except (AttributeError, OSError, TypeError, IndexError, SyntaxError, ValueError):
        return ast.Module([], [])


def ends_otherwise(function: Callable) -> bool:
    """Whether a function is known to end in something else than a `print` of a value."""
    ends = [one.body[-1] for one in tree(function).body if isinstance(one, ast.FunctionDef)]
    calls = [one.value for one in ends if isinstance(one, ast.Expr)]
    prints = [
        one for one in calls if isinstance(one, ast.Call) and ast.unparse(one.func) == "print"
    ]
    return bool(ends) and not any(one.args for one in prints)
