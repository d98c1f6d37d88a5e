"""Notice when something that the checks rest on has been replaced.

The checks compare numbers with their own code and keep their own references to what they use,
so that replacing `numpy.allclose` gains nothing. What is replaced all the same is put back and
reported, until the kernel restarts. A learner's cell runs in the same Python as the checks, so
this is evidence, not a lock: a report over a class can show it, a person judges it.
"""

import builtins
import operator
import sys
import types
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from mlsmath.slips.state import notebook_shell

MATH = ("cost", "data", "derivatives", "descent", "features", "gradient", "model", "tables")
OFTEN_REPLACED = {"breakpoint", "input", "open", "print"}  # by notebooks and their tools


def _make() -> tuple[Callable, Callable, Callable]:
    table: list[tuple[Any, str, Any, str, bool]] = []
    codes: list[tuple[Any, Any, str]] = []
    found: list[str] = []
    # Kept here so that the guard itself works when builtins have been replaced.
    get, put = getattr, setattr
    same, item, code_of, each, every = (
        operator.is_,
        operator.getitem,
        operator.attrgetter("__code__"),
        map,
        all,
    )
    missing = object()
    # The same things in columns, for a look at all of them that runs no Python between two.
    owners, names, values = [], [], []
    spaces, own_names, own_values = [], [], []
    functions, kept = [], []

    def watch(owner: Any, which: Iterable[str], called: str) -> None:
        for name in which:
            value = vars(owner).get(name, missing) if isinstance(owner, type) else missing
            if value is missing:
                value = getattr(owner, name, missing)
            if value is missing:
                continue
            of_class = isinstance(owner, type)  # of any metaclass, a Protocol's among them
            table.append((owner, name, value, f"{called}.{name}", of_class))
            if of_class:
                spaces.append(owner.__dict__)
                own_names.append(name)
                own_values.append(value)
            else:
                owners.append(owner)
                names.append(name)
                values.append(value)
            if isinstance(value, types.FunctionType):
                codes.append((value, value.__code__, f"{called}.{name}"))
                functions.append(value)
                kept.append(value.__code__)

    def untouched() -> bool:
        try:
            return (
                every(each(same, each(get, owners, names), values))
                and every(each(same, each(item, spaces, own_names), own_values))
                and every(each(same, each(code_of, functions), kept))
            )
        except (AttributeError, KeyError):
            return False

    def verify() -> tuple[str, ...]:
        if untouched():
            return tuple(found)
        for owner, name, value, called, of_class in table:
            try:
                now = owner.__dict__[name] if of_class else get(owner, name)
            except (AttributeError, KeyError):
                now = missing
            if now is not value:
                put(owner, name, value)
                note(called)
        for function, code, called in codes:
            if function.__code__ is not code:
                function.__code__ = code
                note(called)
        return tuple(found)

    def note(called: str) -> None:
        if called not in found:
            found.append(called)

    return watch, verify, note


watch, verify, note = _make()


def _callables(module: types.ModuleType) -> list[str]:
    return [n for n, v in vars(module).items() if callable(v) and not n.startswith("_")]


watch(builtins, [n for n in _callables(builtins) if n not in OFTEN_REPLACED], "builtins")
watch(np, _callables(np), "numpy")
watch(np.random, ["default_rng"], "numpy.random")


def verify_testing() -> None:
    """Note replaced functions of `numpy.testing`, which is slow to import, so not held here."""
    testing = sys.modules.get("numpy.testing")
    for name in _callables(testing) if testing is not None else ():
        module = getattr(getattr(testing, name), "__module__", "") or ""
        if name.startswith("assert") and not module.startswith(("numpy.", "unittest")):
            note(f"numpy.testing.{name}")


def watch_package() -> None:
    """Watch the modules of this package and of the math, and their classes, once all are loaded."""
    math = tuple(f"mlsmath.{name}" for name in MATH)
    for name in [name for name in sys.modules if name.startswith(("mlsmath.checks.", *math))]:
        module = sys.modules[name]
        own = [key for key in vars(module) if not key.startswith("__")]
        watch(module, own, name)
        for key in own:
            value = getattr(module, key)
            if isinstance(value, type) and value.__module__ == name:
                watch(value, [k for k, v in vars(value).items() if _acts(v)], f"{name}.{key}")


def _acts(value: Any) -> bool:
    return callable(value) or isinstance(value, property | classmethod | staticmethod)


def protect_notebook(checks: dict[str, Any]) -> None:
    """Before each cell that calls a check, make sure that its name still means that check.

    A learner's cell can give the name `check_predict` to something else, and then no code of
    ours would run. IPython tells us before each cell, so the name is put back and the fact noted.
    """
    shell = notebook_shell()
    if shell is None:
        return
    package = sys.modules["mlsmath.checks"]

    def before_cell(info: Any) -> None:
        called = [name for name in checks if f"{name}(" in (info.raw_cell or "")]
        if not called:
            return
        if sys.modules.get("mlsmath.checks") is not package:
            sys.modules["mlsmath.checks"] = package
            note("mlsmath.checks")
        for name in called:
            if name in shell.user_ns and shell.user_ns[name] is not checks[name]:
                shell.user_ns[name] = checks[name]
                note(name)
        if shell.ast_node_interactivity != "last_expr":
            # With "all", the visible call of a graded cell would be read as its points.
            before = shell.ast_node_interactivity
            shell.ast_node_interactivity = "last_expr"

            def after_cell(*_: Any) -> None:
                shell.ast_node_interactivity = before
                shell.events.unregister("post_run_cell", after_cell)

            shell.events.register("post_run_cell", after_cell)

    shell.events.register("pre_run_cell", before_cell)


def verify_display(result_class: type) -> None:
    """Remove printers that a learner's cell registered for our results, and note it."""
    shell = notebook_shell()
    formatter = getattr(shell, "display_formatter", None)
    if formatter is None:
        return
    printers = [
        *formatter.formatters.values(),
        formatter.mimebundle_formatter,
        formatter.ipython_display_formatter,
    ]
    for printer in printers:
        if result_class in printer.type_printers:
            printer.type_printers.pop(result_class)
            note("the display of results")
