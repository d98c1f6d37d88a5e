"""What is written as on paper: bars, limits, units, a formula on the left of its `=`."""

import re
from collections.abc import Iterator
from keyword import iskeyword

from mlsmath.slips.characters import POWERS
from mlsmath.slips.marks import TYPE
from mlsmath.slips.pieces import Cell, Mend

_LIMIT = re.compile(r"\blim\b\s*[_({]*\s*(\w+)\s*(?:->|→|=)\s*0\s*[)}]*\s*\*?\s*")


def limits(cell: Cell, line: int) -> Iterator[Mend]:
    """Take a small number where a formula has a limit."""
    start = cell.starts[line - 1]
    for found in _LIMIT.finditer(cell.line_text(line)):
        yield Mend(
            "limit",
            ((start + found.start(), start + found.end(), ""),),
            f"Python has no `lim`. Give `{found[1]}` a small value in a line above, such as "
            f"`{found[1]} = 1e-6`. {TYPE}",
            whole=True,
        )


def raised_names(cell: Cell, line: int) -> Iterator[Mend]:
    """Write a raised number as a part of the name that gets a value."""
    found = re.match(rf"\s*[^\W\d]\w*?([{''.join(POWERS)}]+)\s*=(?!=)", cell.line_text(line))
    if found:
        start = cell.starts[line - 1]
        power = "".join(POWERS[each] for each in found[1])
        yield Mend(
            "character-copied",
            ((start + found.start(1), start + found.end(1), power),),
            f"The name that gets a value has no raised number. {TYPE}",
            whole=True,
        )


def units(cell: Cell, line: int) -> Iterator[Mend]:
    """Leave out the unit of a number."""
    found = re.search(r"(?<![\w.])(\d+)(?:,(\d+))? *(kg|g|mm|cm|km|°C)\b", cell.line_text(line))
    if found:
        start = cell.starts[line - 1]
        whole, part, _ = found.groups()
        edit = (start + found.start(), start + found.end(), f"{whole}.{part}" if part else whole)
        yield Mend("unit", (edit,), f"A number is typed without its unit. {TYPE}", whole=True)


def bars(cell: Cell, line: int) -> Iterator[Mend]:
    """Write `abs(…)` for bars around a number."""
    found = [token for token in cell.on(line) if token.text == "|"]
    if len(found) == 2:
        first, last = found
        named = cell.text[: first.start].rstrip().endswith("abs")
        edits = ((first.start, first.end, "(" if named else "abs("), (last.start, last.end, ")"))
        yield Mend(
            "bars",
            edits,
            f"The size of a number without its sign is `abs(…)` in Python. {TYPE}",
            whole=True,
        )
    if len(found) == 4 and found[0].end == found[1].start:
        edits = (
            (found[0].start, found[1].end, "np.linalg.norm("),
            (found[2].start, found[3].end, ")"),
        )
        yield Mend(
            "bars",
            edits,
            f"The length between two bars is `np.linalg.norm(…)` in Python. {TYPE}",
            whole=True,
        )


def left_of_equals(cell: Cell, line: int) -> Iterator[Mend]:
    """Turn or rename a calculation, a call or a number on the left of `=`."""
    tokens = cell.on(line)
    equal = next((token for token in tokens if token.text == "="), None)
    if equal is None or equal is tokens[0] or equal is tokens[-1]:
        return
    left = [token for token in tokens if token.start < equal.start]
    right = [token for token in tokens if token.start > equal.start]
    text = cell.text
    before, after = text[left[0].start : left[-1].end], text[right[0].start : right[-1].end]
    called = (
        len(left) > 3 and left[0].kind == "name" and left[1].text == "(" and left[-1].text == ")"
    )
    if called and not left[0].keyword:
        if len(left) == 4 and left[2].kind == "number":
            edits = ((left[1].start, left[1].end, "["), (left[3].start, left[3].end, "]"))
            yield Mend(
                "brackets-of-item", edits, f"An item of a list stands in square brackets. {TYPE}"
            )
        edit = (left[0].start, right[0].start, f"def {before}: return ")
        yield Mend(
            "formula-as-function",
            (edit,),
            f"In Python a function is not made with `=`, but with `def` and `return`. {TYPE}",
            whole=True,
        )
    if left[0].text == "def" and left[-1].text == ")":
        edit = (left[-1].end, right[0].start, ": return ")
        yield Mend(
            "formula-as-function",
            (edit,),
            f"After `def …` comes a colon, and `return` gives the result. {TYPE}",
            whole=True,
        )
    said = (
        "On the left of `=` stands the name that gets the value, "
        f"and on the right the calculation. {TYPE}"
    )
    swap = (left[0].start, right[-1].end, f"{after} = {before}")
    if len(right) == 1 and right[0].kind == "name" and not iskeyword(right[0].text):
        yield Mend(
            "equals-turned",
            (swap,),
            said,
            whole=True,
        )
    if len(left) == 1 and left[0].kind == "string":
        edit = (left[0].start, left[0].end, left[0].text.strip("'\""))
        yield Mend("name-in-quotes", (edit,), f"A name is typed without quotes. {TYPE}")
    joined = re.sub(r"\s*[-/+*.]+\s*", "_", before)
    if re.fullmatch(r"[^\W\d]\w*", joined) and joined != before:
        edit = (left[0].start, left[-1].end, joined)
        yield Mend(
            "sign-in-name",
            (edit,),
            "On the left of `=` stands one name, and a name has no sign of calculation inside; "
            f"use `_`. {TYPE}",
            whole=True,
        )
