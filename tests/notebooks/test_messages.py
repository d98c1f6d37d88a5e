"""What a check says uses only words that the notes before its exercise explain."""

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType

import numpy as np
import pytest

from mlsmath import checks, slips
from mlsmath.checks import (
    diagnosis,
    exercise,
    guard,
    mishaps,
    relations,
    result,
    running,
    trial,
    watching,
    words,
)
from mlsmath.commands.contract.needs import Signs
from mlsmath.commands.contract.prose import read_passage
from mlsmath.commands.contract.reading import Cell, Course, read_course

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
LATER = {  # a word of the course that is no concept, and the cell that first explains it
    r"\bbowl\b": "need-contours",
    r"\bshapes?\b": "note-matrix",
    "@": "note-matrix-vector-product",
}
SLIPS = [
    importlib.import_module(f"mlsmath.slips.{one.name}")
    for one in pkgutil.iter_modules(slips.__path__)
]
# they speak for every check, and for every cell
MODULES = (diagnosis, exercise, guard, mishaps, relations, result, running, trial, watching, words)
GENERAL = (*MODULES, *SLIPS)


def called() -> list[str]:
    """Return the checks that the notebooks call; to read them as a course takes seconds."""
    texts = [path.read_text(encoding="utf-8") for path in NOTEBOOKS.rglob("*.ipynb")]
    names = [name for name in dir(checks) if name.startswith("check_")]
    return [name for name in names if any(f"{name}(" in text for text in texts)]


CALLED = called()


@cache
def course() -> Course:
    return read_course(NOTEBOOKS)


@cache
def signs() -> Signs:
    return Signs(course().concepts)


@cache
def exercises() -> dict[str, Cell]:
    """Return the first cell that calls each check, by the name of the check, in course order."""
    found: dict[str, Cell] = {}
    for cell in course().cells:
        if cell.kind == "code":
            for name in CALLED:
                if f"{name}(" in cell.source:
                    found.setdefault(name, cell)
    return found


@cache
def places() -> dict[str, int]:
    cells = course().cells
    return {cell.id: cell.position for cell in cells if cell.notebook.week.startswith("week1")}


def texts_in(thing: object, seen: set[int]) -> Iterator[str]:
    """Yield each text with a blank that a check holds, and those in the functions that it uses."""
    if id(thing) in seen:
        return
    seen.add(id(thing))
    inside: list[object] = []
    if isinstance(thing, str):
        yield from [thing] if " " in thing.strip() else []
    elif isinstance(thing, FunctionType) and is_own(thing):
        yield from (text for text in texts_of(thing.__code__) if text != thing.__doc__)
        names = [name for name in names_of(thing.__code__) if not name.startswith("__")]
        inside = [thing.__globals__[name] for name in names if name in thing.__globals__]
        inside = [other for other in inside if not isinstance(other, checks.Check | type)]
        inside += [cell.cell_contents for cell in thing.__closure__ or ()]
        inside += thing.__defaults__ or ()
    elif isinstance(thing, dict):
        inside = [*thing.keys(), *thing.values()]
    elif isinstance(thing, tuple | list | set | frozenset):
        inside = list(thing)
    elif type(thing).__module__.startswith("mlsmath.checks"):
        inside = list(vars(thing).values())
        for kind in type(thing).__mro__:
            held = vars(kind) if is_own(kind) else {}
            inside += [held[name] for name in held if name not in ("__doc__", "__module__")]
    for other in inside:
        yield from texts_in(other, seen)


def is_own(thing: type | FunctionType) -> bool:
    """Tell whether a function or class belongs to single checks, not to all of them."""
    general = {module.__name__ for module in GENERAL}
    module = thing.__module__ or ""  # that of a mistake's line has no name
    return module.startswith("mlsmath.checks") and module not in general


def texts_of(code: CodeType) -> Iterator[str]:
    plain = [one for one in code.co_consts if not isinstance(one, tuple)]
    inside = [item for one in code.co_consts if isinstance(one, tuple) for item in one]
    for constant in (*plain, *inside):
        if isinstance(constant, CodeType):
            yield from texts_of(constant)
        elif isinstance(constant, str) and " " in constant.strip():
            yield constant


def names_of(code: CodeType) -> set[str]:
    inner = (names_of(other) for other in code.co_consts if isinstance(other, CodeType))
    return set(code.co_names).union(*inner)


SENTENCES = r"(?m)(?:^ {4}.+\n?)+"  # of a table, around the pieces of code that are put in


def general_texts() -> Iterator[str]:
    """Yield the texts of the modules that speak for every check, not those that document them."""
    for module in GENERAL:
        tree = ast.parse(inspect.getsource(module))
        documents = {
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(tree):
            text = getattr(node, "value", None) if isinstance(node, ast.Constant) else None
            if isinstance(text, str) and " " in text.strip() and node not in documents:
                told = re.findall(SENTENCES, text)
                yield from re.split(r"\{[^}]*\}", "".join(told)) if told else [text]


@cache
def unknown(text: str, position: int) -> list[str]:
    """Return the concepts and words of a text that nothing before this place explains."""
    passage = read_passage(text)
    needs = [need for need in signs().in_passage(passage, {}).values() if need.demands]
    homes = [(need.concept, need.sign, course().notes.get(need.concept)) for need in needs]
    homes += [
        (term.name, term.find(passage.words), course().home(term.tags)) for term in course().terms
    ]
    return [
        f"{name} ({sign}): {text}"
        for name, sign, home in homes
        if sign and (home is None or home.position > position)
    ]


def test_every_check_that_is_called_has_its_place():
    assert set(CALLED) == set(exercises())


@pytest.mark.parametrize("name", CALLED)
def test_a_check_speaks_of_what_was_explained(name):
    position = exercises()[name].position
    texts = set(texts_in(getattr(checks, name), set()))
    assert texts
    assert sorted(word for text in texts for word in unknown(text, position)) == []


def too_early(text: str, position: int) -> list[str]:
    """Return the words of a text whose cell comes only after this place."""
    return [
        word for word, cell in LATER.items() if places()[cell] > position and re.search(word, text)
    ]


@pytest.mark.parametrize("name", CALLED)
def test_a_check_does_not_speak_of_a_later_part(name):
    texts = set(texts_in(getattr(checks, name), set()))
    assert [text for text in texts if too_early(text, exercises()[name].position)] == []


@pytest.mark.parametrize("seed", [None, 7301])
@pytest.mark.parametrize(
    ("name", "answer", "told"),
    [
        ("check_squared_errors", lambda x, y, w, b: np.zeros(99), "an array of 99 numbers"),
        ("check_squared_errors", lambda x, y, w, b: x[:, None], "a table with"),
        ("check_squared_errors", lambda x, y, w, b: np.zeros(99) + x, "one holds 99 numbers"),
        ("check_compute_cost", lambda x, y, w, b: np.zeros(99), "an array of 99 numbers"),
        ("check_best_slope", lambda x, y, w_values, b: w_values[:2], "an array of"),
        ("check_predict", lambda x, w, b: np.zeros(99), "an array of 99 numbers"),
    ],
)
def test_sizes_are_told_in_numbers_before_shapes_are_explained(name, answer, told, seed):
    message = getattr(checks, name)(answer, seed=seed).message.partition("Python's own words")[0]
    assert told in message
    assert not too_early(message, exercises()[name].position)


def test_what_every_check_may_say_needs_no_note_at_all():
    first = min(cell.position for cell in exercises().values())
    texts = set(general_texts())
    assert len(texts) > 100
    assert sorted(word for text in texts for word in unknown(text, first)) == []


def test_a_word_that_comes_too_early_is_seen():
    (seen,) = unknown("You give a logarithm.", 0)
    assert seen.startswith('logarithm ("logarithm")')
    assert unknown("You give `np.log(x)`.", 0)
    assert unknown("Is it a flipper?", 0)
    assert not unknown("You give a logarithm.", len(course().cells))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("check_predict", "hint"),
        ("check_predict", "an array x"),
        ("check_power_rule", "goes down by 1"),
        ("check_line_by_hand", "line"),
    ],
)
def test_the_walk_meets_hints_corners_and_the_words_of_a_kind_of_check(name, words):
    check = getattr(checks, name)
    if words == "hint":
        words = check.mistakes[0].hint
    assert any(words in text for text in texts_in(check, set()))
