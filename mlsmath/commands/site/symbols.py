"""What the symbols in the formulas of a page are, so that its script can say so.

A symbol's key is what page.js reads off a typeset formula: letters, `_` and `^` before what stands
low and high, `*` before a bold letter (x^(i), w_j, *x). A symbol that means two things in the
course means on a page what the last note says, up to that page.
"""

import json
import re
from pathlib import Path
from urllib.parse import quote

from mlsmath.commands.course.glossary import anchor, concepts_of, notes_in

LETTERS = {
    "alpha": "α", "approx": "≈", "lambda": "λ", "log": "log", "ln": "ln", "mu": "μ", "nabla": "∇",
    "sigma": "σ", "sum": "∑",
}  # fmt: skip
LETTER = r"\\mathbf\{\w\}|\\(?:" + "|".join(LETTERS) + r")(?![A-Za-z])|[A-Za-z](?![A-Za-z])"
LOW = r"_(?:\w|\{[^{}]*\})"
HIGH = r"\^(?:\w|\{\(?\w\)?\})"
# A symbol alone, or with what is put into it (f(x)), alone or with what it is equal to.
SYMBOL = re.compile(rf"({LETTER})({LOW})?({HIGH})?(?:\(.*?\))?(?=\s*(?:$|=))")
# A symbol that stands before something: a sum of terms, a logarithm of a number, a gradient of J.
BEFORE = re.compile(r"(\\sum|\\log|\\ln|\\nabla)()()(?=[ _])")
# Letters that stand for any number or function, here and there: to say one thing would be wrong.
ANY = set("acdgknpquvS")
NOT_ITS_NAME = {"contour-lines"}  # its symbol says what is equal along a line, not what J is
# What the symbols of a concept leave unsaid, and what a symbol no longer means from its note on.
MORE = {
    "dot-product": {"*w": "all slopes, as one vector", "w_j": "the slope for entry number j"},
    "sigmoid": {"z": "the number that the sigmoid turns into a probability"},
    "regularisation": {"λ": "the price on large slopes"},
}
NO_LONGER = {"sigmoid": ("f_w,b",)}


def symbols_by_page(weeks: list[tuple[str, dict[str, str]]], course: Path) -> dict[str, str]:
    """Return for each notebook, by its name, the symbols that are known there, as JSON.

    A key leads to the concept's name, what the symbol means, and the address of its note. Raises
    CourseError if the concepts that the folder `course` adds cannot be read.
    """
    concepts = concepts_of(course)
    known: dict[str, list[str]] = {}
    found = {}
    for _, notebooks in weeks:
        for name, text in notebooks.items():
            for note in notes_in({name: text}, concepts):
                concept = concepts[note.id]
                address = f"../{quote(name.replace('.ipynb', '.html'))}#{anchor(note.heading)}"
                own, *more = concept.symbols
                told = {key(entry.symbol): entry.meaning for entry in (*more, own)}
                if note.id in NOT_ITS_NAME:
                    told = {}
                for symbol, meaning in {**told, **MORE.get(note.id, {})}.items():
                    known[symbol] = [concept.name, meaning, address]
                for symbol in ("", *NO_LONGER.get(note.id, ())):
                    known.pop(symbol, None)
            found[name] = json.dumps(known, ensure_ascii=False).replace("</", "<\\/")
    return found


def key(symbol: str) -> str:
    """Return the key of a symbol in LaTeX, nothing for a rule or an example."""
    found = SYMBOL.match(symbol) or BEFORE.match(symbol)
    if found is None:
        return ""
    letter, low, high = (_plain(part or "") for part in found.groups())
    if letter in ANY:
        return ""
    return letter + (high + low.removeprefix("_") if high and low else low or high)


def _plain(part: str) -> str:
    part = re.sub(r"\\mathbf\{(\w)\}", r"*\1", part)
    part = re.sub(r"\\([a-z]+)", lambda name: LETTERS[name[1]], part)
    return re.sub(r"[{}\s]", "", part)
