"""Pieces that are not there yet: a value beside a sign, a name before its brackets."""

from collections.abc import Iterator
from itertools import pairwise

from mlsmath.slips.pieces import TYPE, Cell, Mend, mend

_CONDITION = ("if", "elif", "while", "and", "or", "not", "return", "=", "(")
_COMPARED = ("<", ">", "<=", ">=", "==", "!=")


def names(cell: Cell, line: int) -> Iterator[Mend]:
    """Name what is called or made, and what a function is given."""
    tokens = cell.on(line)
    for left, right in pairwise(tokens):
        if left.text in ("def", ".") and right.text == "(":
            said = f"The name of the function is missing between `{left.text}` and `(`. "
            said += "Put it in the place of `name`: {new}."
            put = " name" if left.text == "def" else "name"
            yield mend("name-left-out", said, (left.end, right.start, put), whole=True)
    if tokens and tokens[0].text == "def":
        values = [
            value
            for before, value, after in zip(tokens[2:], tokens[3:], tokens[4:], strict=False)
            if before.text in ("(", ",") and after.text in (",", ")")
            if value.kind in ("number", "string")
        ]
        if values:
            named = " and ".join(f"`{value.text}`" for value in values)
            said = "In the brackets after `def` stand names for what comes in, or nothing. Take "
            said += f"{named} out: values belong into the lines below."
            edits = tuple((one.start, one.end, f"_{n}") for n, one in enumerate(values))
            yield mend("value-as-argument", said, *edits)


def comparisons(cell: Cell, line: int) -> Iterator[Mend]:
    """Say the left side of a comparison again after `and` or `or`."""
    tokens = cell.on(line)
    for word, sign in pairwise(tokens):
        if word.text not in ("and", "or") or sign.text not in _COMPARED:
            continue
        said_above = tokens[: tokens.index(word)]
        starts = [n for n, each in enumerate(said_above) if each.text in _CONDITION]
        first = said_above[starts[-1] + 1 :] if starts else []
        signs = [n for n, each in enumerate(first) if each.text in _COMPARED]
        if len(signs) != 1:
            continue
        sides = (first[: signs[0]], first[signs[0] + 1 :])
        named = [side for side in sides if any(each.kind == "name" for each in side)]
        if not named:
            continue
        side = cell.text[named[0][0].start : named[0][-1].end]
        said = f"On both sides of `{word.text}` a whole comparison is needed. {TYPE}"
        yield mend("comparison-cut", said, (word.end, sign.start, f" {side} "), whole=True)


def nothing_before(cell: Cell, line: int) -> Iterator[Mend]:
    """Put dots where a sign has nothing in front of it, or a pair of brackets nothing inside."""
    tokens = cell.on(line)
    above = cell.on(cell.before(line) or line)
    if tokens and above and above[0].text == "return" and tokens[0].text in ("*", "/", "+", "@"):
        edit = (above[-1].end, tokens[0].start, " ")
        said = "The result ends where the line of `return` ends. Put this line behind it, on the "
        yield mend("line-broken", said + "same line.", edit)
    for index, token in enumerate(tokens):
        before = tokens[index - 1] if index else None
        if before and before.text + token.text == "[]":
            said = "Between `[` and `]` the number of the item is missing. "
            said += "Put it in the place of the dots: {new}."
            yield mend("unfinished", said, (token.start, token.start, "..."))
        if token.text in (
            "*",
            "/",
            "@",
            "**",
            "==",
            "<",
            ">",
            "<=",
            ">=",
            "=",
            "+=",
            "-=",
        ) and not (before and (before.ends_value or before.text == "=")):
            said = f"Nothing stands in front of `{token.text}`. "
            missing = "name" if token.text in ("=", "+=", "-=") else "..."
            said += f"Put what is missing in the place of `{missing}`: {{new}}."
            yield mend("unfinished", said, (token.start, token.start, missing + " "))


_NOTHING = (
    "Nothing stands after `{0}`: the line is not finished. "
    "Put a value in the place of the dots: {{new}}."
)


def unfinished(cell: Cell, line: int) -> Iterator[Mend]:
    """Put dots where a value is missing."""
    tokens = cell.on(line)
    if not tokens:
        return
    last = tokens[-1]
    if last.kind == "op" and last.text not in ")]},:;.":
        said = _NOTHING.format(last.text)
        yield mend("unfinished", said, (last.end, last.end, " ..."))
    words = {token.text for token in tokens[1:]}
    if "if" in words and "else" not in words and last.ends_value:
        said = (
            "An `if` inside a line needs an `else` with the other value. "
            "Put it in the place of the dots: {new}."
        )
        yield mend("unfinished", said, (last.end, last.end, " else ..."))
    if last.text in ("return", "else", "in", "and", "or", "not", "if", "while", "elif", "import"):
        said = _NOTHING.format(last.text)
        yield mend("unfinished", said, (last.end, last.end, " ..."))
    for token, after in pairwise(tokens):
        if (
            after.text in (")", "]", ",", ":")
            and token.kind == "op"
            and token.text not in ")]},(:["
        ):
            said = (
                f"Between `{token.text}` and `{after.text}` something is missing. "
                "Put it in the place of the dots: {new}."
            )
            yield mend("unfinished", said, (token.end, token.end, " ..."))
