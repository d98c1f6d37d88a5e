"""The corpus of answers: collected from the classes of a test module, and the slips of any kind."""

import contextlib
import functools
import inspect
import linecache
import logging
import re
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from mlsmath import checks

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
HIDDEN = {  # the seed with which a grader calls a check
    name: int(seed)
    for path in NOTEBOOKS.glob("*/*.ipynb")
    for name, seed in re.findall(r"(check_\w+)\([^)]*seed=(\d+)", path.read_text(encoding="utf-8"))
}


def exercises(module):
    """Yield each exercise of a corpus module: its class and its check."""
    for name, value in vars(module).items():
        if not name.startswith("_") and hasattr(value, "right") and hasattr(value, "wrong"):
            yield value, getattr(checks, f"check_{name}")


def answers(group, check):
    """Return the functions of a class, and those that its `results` have in a line each."""
    members = {}
    for kind in reversed(group.__mro__):
        for number, row in enumerate(rows(vars(kind).get("results", ""))):
            name, _, body = row.partition(": ")
            members[f"{name}__{number}"] = typed(body, check, sys.modules[kind.__module__])
        members |= {name: value for name, value in vars(kind).items() if inspect.isfunction(value)}
    return members


def rows(text):
    """Return the lines of a text; one that is further in goes on with the line before it."""
    return re.sub(r"\n +", " ", inspect.cleandoc(text)).splitlines()


def typed(body, check, module):
    """Return a function as a learner types it: lines with `; ` between, the last its result."""
    *lines, result = body.split("; ")
    lines = [f"def {check.name}({', '.join(check.parameters)}):", *lines, f"return {result}"]
    text = "\n    ".join(lines) + "\n"
    file = f"<typed {module.__name__} {hash(text)}>"
    linecache.cache[file] = (len(text), None, text.splitlines(True), file)
    space = {}
    exec(compile(text, file, "exec"), vars(module), space)
    return space[check.name]


def pytest_generate_tests(metafunc):
    if "corpus" in metafunc.fixturenames:
        pairs = list(exercises(metafunc.module))
        metafunc.parametrize("corpus", pairs, ids=[check.name for _, check in pairs])


def _change(value, how):
    if type(value) in (tuple, list):
        return tuple(_change(item, how) for item in value)
    return how(value)


def styles(right):
    """Yield the styles in which any right answer may come."""

    @functools.wraps(right)
    def in_single_precision(*args):
        narrow = [a.astype(np.float32) if isinstance(a, np.ndarray) else a for a in args]
        return _change(right(*narrow), np.float32)

    @functools.wraps(right)
    def says_what_it_does(*args):
        print("working", *args)
        print("Warning!", file=sys.stderr)
        logging.warning("working")
        return right(*args)

    class Answer:
        def __call__(self, *args):
            return right(*args)

    def with_lists(*args):
        return _change(right(*args), lambda value: np.asarray(value, dtype=float).tolist())

    def with_numpy_numbers(*args):
        return _change(right(*args), np.asarray)

    return {
        "says what it does": says_what_it_does,
        "callable object": Answer(),
        "partial": functools.partial(lambda _, *args: right(*args), None),
        "lists": with_lists,
        "NumPy numbers": with_numpy_numbers,
        "single precision": in_single_precision,
    }


class Equal:
    """Claims to be equal to everything, near everything, and of any shape."""

    shape = ()
    dtype = np.dtype(float)
    __array_ufunc__ = None

    def __eq__(self, other):
        return True

    __lt__ = __le__ = __gt__ = __ge__ = __eq__
    __hash__ = object.__hash__

    def __sub__(self, other):
        return 0.0

    __rsub__ = __add__ = __mul__ = __sub__

    def __float__(self):
        return 0.0

    def __array__(self, *_, **__):
        return np.zeros(())


class EqualArray(np.ndarray):
    """An array that claims to be equal to everything."""

    def __eq__(self, other):
        return np.ones(self.shape, dtype=bool)

    def __array_ufunc__(self, ufunc, method, *inputs, **_):
        return 0.0


class EqualFloat(float):
    """A float that claims to be equal to everything."""

    def __eq__(self, other):
        return True

    def __sub__(self, other):
        return 0.0

    __rsub__ = __sub__
    __hash__ = float.__hash__


def slips(right, check):
    """Yield the slips that spoil any right answer, with the ids of which one must be named."""
    state = {"calls": 0, "first": None}

    def raises_not_implemented(*args):
        raise NotImplementedError

    def prints(*args):
        print(right(*args))

    def forgets_return(*args):
        right(*args)

    def gives_dots(*args):
        return ...

    def misspells(*args):
        return rihgt(*args)  # noqa: F821

    def gives_text(*args):
        return str(right(*args))

    def memorises(*args):
        if state["first"] is None:
            state["first"] = right(*args)
        return state["first"]

    def counts_calls(*args):
        state["calls"] += 1
        return _change(right(*args), lambda v: np.asarray(v) + state["calls"])

    def spoils_inputs(*args):
        result = right(*args)
        for arg in args:
            if isinstance(arg, np.ndarray):
                arg += 1
        return result

    def complains(*args):
        np.log(np.zeros(1))
        return right(*args)

    def equal_to_everything(*args):
        return Equal()

    def equal_array(*args):
        return np.zeros(()).view(EqualArray)

    def equal_float(*args):
        return EqualFloat(0.0)

    def leaves(*args):
        sys.exit(0)

    def gives_complex(*args):
        return _change(right(*args), lambda v: np.asarray(v) + 1j)

    def gives_objects(*args):
        return _change(right(*args), lambda v: np.asarray(v, dtype=object))

    not_read = {"wrong-type-returned", "wrong-number-of-results"}
    changing = {
        "always-the-same",
        "wrong-shape",
        "other",
        "gives-cost",
    }
    cases = check.cases(np.random.default_rng(0))
    arrays = any(isinstance(arg, np.ndarray) for case in cases for arg in case.args)
    found = {
        raises_not_implemented: {"not-written"},
        prints: {"prints-instead"},
        forgets_return: {"returns-nothing"},
        gives_dots: {"not-written"},
        misspells: {"unknown-name"},
        gives_text: not_read,
        memorises: changing,
        counts_calls: {"remembers"},
        spoils_inputs: {"changes-input"},
        complains: {"warning"},
        equal_to_everything: not_read,
        equal_array: not_read,
        equal_float: not_read,
        leaves: {"leaves"},
        gives_complex: not_read,
        gives_objects: not_read,
    }
    if not arrays:
        del found[spoils_inputs]
    return found


@pytest.fixture
def unwatched(monkeypatch):
    """Let the answers of the checks, right and wrong, stand for a learner's."""
    monkeypatch.setattr(checks.exercise.guard, "verify", tuple)
    monkeypatch.setattr(checks.exercise.watching.Watch, "current", contextlib.nullcontext)


@pytest.fixture
def judged(monkeypatch):
    """Check a whole corpus of one exercise: right ones pass, wrong ones are named and do not.

    Nothing in it is endless. On a busy machine the rest waits, and counts as more computing.
    """

    def judge(group, check):
        monkeypatch.setattr(check, "seconds", 60.0)
        clock = checks.running.waiting  # as if nothing ever waited
        monkeypatch.setattr(clock, "clock", time.process_time)
        right, wrong = answers(group.right, check), answers(group.wrong, check)
        assert right
        assert wrong
        seeds = (None, HIDDEN[f"check_{check.name}"])
        first = next(iter(right.values()))
        rejected = [
            f"{name}: {result}"
            for name, function in (right | styles(first)).items()
            for result in (check(function, seed=seed) for seed in seeds)
            if not result.passed
        ]
        accepted, unnamed = [], []
        expected = [(f, {n.split("__")[0].replace("_", "-")}) for n, f in wrong.items()]
        for function, names in [*expected, *slips(first, check).items()]:
            for seed in seeds:
                result = check(function, seed=seed)
                if result.passed or result.points >= result.max_points:
                    accepted.append(function.__name__)
                if result.mistake not in names:
                    unnamed.append(f"{function.__name__} ({result.mistake}): {result}")
        assert (rejected, accepted, unnamed) == ([], [], [])

    return judge
