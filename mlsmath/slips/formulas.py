"""What is written as on paper: bars, limits, units, a formula on the left of its `=`."""

import re
from collections.abc import Iterator
from keyword import iskeyword

from mlsmath.slips.characters import POWERS
from mlsmath.slips.pieces import TYPE, Cell, Mend, mend

_UNIT = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)(?:,(\d+))? *(?:kg|mm|cm|km|°C)(?:/\w+)?(?![\w(])")
REDUCES = r"\bnp\.(?:mean|std|var|sum|max|min|median|argmin|argmax)\([^()]*\)"
_LIMIT = re.compile(r"\blim\b\s*[_({]*\s*(\w+)\s*(?:->|→|=)\s*0\s*[)}]*\s*\*?\s*")


def limits(cell: Cell, line: int) -> Iterator[Mend]:
    """Take a small number where a formula has a limit."""
    start = cell.starts[line - 1]
    for found in _LIMIT.finditer(cell.line_text(line)):
        given = re.search(rf"def \w+\([^)]*\b{found[1]}\b", cell.text[:start])
        small = (
            f"`{found[1]}` is small enough, so leave it out."
            if given
            else (f"Give `{found[1]}` a small value in a line above, such as `{found[1]} = 1e-6`.")
        )
        yield mend(
            "limit",
            f"Python has no `lim`. {small} {TYPE}",
            (start + found.start(), start + found.end(), ""),
            whole=True,
        )


def latex(cell: Cell, line: int) -> Iterator[Mend]:
    """Take the signs of a formula's source off: `$`, and the backslashes."""
    start, text = cell.starts[line - 1], cell.line_text(line)
    names = [(m.start(), m.end(), m[1]) for m in re.finditer(r"\\([a-zA-Z]+)", text)]
    dollars = [(m.start(), m.end(), "") for m in re.finditer(r"\$", text)]
    edits = tuple((start + a, start + b, new) for a, b, new in names + dollars)
    if not edits or "{" in text:
        return
    said = "`\\` and `$` belong to the source of a formula, and Python does not read them. "
    calls = [m.start() for m in re.finditer(r"\\sigma\s*\(", text)]
    if calls:
        edits = tuple((a, b, "sigmoid" if a - start in calls else new) for a, b, new in edits)
    inside = text[dollars[0][1] : dollars[-1][0]] if len(dollars) == 2 else ""
    if inside:
        gaps = re.finditer(r"(?<=[\w)])( +)(?=[\w(])", inside)
        first = start + dollars[0][1]
        edits += tuple((first + m.start(), first + m.end(), " * ") for m in gaps)
    yield mend("formula-source", said + TYPE, *edits, whole=True)


def sums(cell: Cell, line: int) -> Iterator[Mend]:
    """Say how a line with the sign for a sum begins to be Python."""
    start = cell.starts[line - 1] + len(cell.indent(line))
    if re.search(r"[Σ∑]", cell.line_text(line)):
        said = "`Σ` is a sign of the page. Write the line anew, as the note writes it in Python: "
        said += "each product with its `*`, and what is added up in the brackets of a function."
        pause = "pass  # " if cell.indent(line) else "# "
        yield mend("sum-sign", said, (start, start, pause), whole=True)


def labels(cell: Cell, line: int) -> Iterator[Mend]:
    """Leave out the words in front of the numbers that are given back."""
    start, text = cell.starts[line - 1], cell.line_text(line)
    if not re.match(r"\s*return\b", text):
        return
    edits = tuple(
        (start + m.start(1), start + m.end(1), "")
        for m in re.finditer(r"(?:return|,)\s+([A-Za-z]\w*\s*:?\s+)(?=[-+]?\d)", text)
    )
    if edits:
        said = f"A word stands in front of the number, and the number alone is given back. {TYPE}"
        yield mend("word-too-many", said, *edits, whole=True)


def named_results(cell: Cell, line: int) -> Iterator[Mend]:
    """Leave out the names and the `=` behind `return`."""
    tokens = cell.on(line)
    if not tokens or tokens[0].text != "return":
        return
    edits, begin = [], None
    for token in tokens[1:]:
        begin = begin or token
        if cell.depth(token.start) != cell.depth(tokens[1].start):
            continue
        if token.text == ",":
            begin = None
        elif token.text == "=" and begin is not token and begin.kind == "name":
            after = next((each for each in tokens if each.start > token.start), token)
            edits.append((begin.start, after.start, ""))
            begin = after
    if edits:
        said = f"Behind `return` stands what is given back, without a name and `=`. {TYPE}"
        yield mend("return-and-equals", said, *edits, whole=True)


def raised_names(cell: Cell, line: int) -> Iterator[Mend]:
    """Write a raised number as a part of the name that gets a value."""
    found = re.match(rf"\s*[^\W\d]\w*?([{''.join(POWERS)}]+)\s*=(?!=)", cell.line_text(line))
    if found:
        start = cell.starts[line - 1]
        power = "".join(POWERS[each] for each in found[1])
        yield mend(
            "character-copied",
            f"The name that gets a value has no raised number. {TYPE}",
            (start + found.start(1), start + found.end(1), power),
            whole=True,
        )


def units(cell: Cell, line: int) -> Iterator[Mend]:
    """Leave out the units of numbers."""
    start, edits = cell.starts[line - 1], []
    for found in _UNIT.finditer(cell.line_text(line)):
        whole, part = found[1], found[2]
        new = f"{whole}.{part}" if part else whole
        edits.append((start + found.start(), start + found.end(), new))
    if edits:
        yield mend("unit", f"A number is typed without its unit. {TYPE}", *edits, whole=True)


def compared_first(cell: Cell, line: int) -> Iterator[Mend]:
    """Put brackets around a comparison in front of `.astype`."""
    start = cell.starts[line - 1]
    found = re.search(
        r"(?:return|=)\s+([^=<>]+(?:[<>]=?|==)\s*[\d.]*\d)\.?(?=\.astype|astype)",
        cell.line_text(line),
    )
    if found:
        compared = found[1].rstrip(".")
        edit = (start + found.start(1), start + found.end(), f"({compared}).")
        dot = cell.text[edit[1] : edit[1] + 1] == "."
        edits = ((edit[0], edit[1] + dot, edit[2]),)
        said = f"A comparison in front of a dot needs brackets. {TYPE}"
        yield mend("brackets-left-out", said, *edits, whole=True)


def settings_outside(cell: Cell, line: int) -> Iterator[Mend]:
    """Leave out `axis=0` where no brackets of a function are around it."""
    found = re.search(r",\s*((?:axis|ddof|keepdims)\s*=\s*\w+)\s*$", cell.line_text(line))
    start = cell.starts[line - 1]
    if found is None or cell.depth(start + found.start()):
        return
    calls = [
        (start + call.end() - 1, start + call.end() - 1, f", {found[1]}")
        for call in re.finditer(REDUCES, cell.line_text(line)[: found.start()])
        if found[1].partition("=")[0].strip() not in call[0]
    ]
    if calls:
        edits = (*calls, (start + found.start(), start + found.end(), ""))
        said = f"`{found[1]}` belongs inside the brackets of the function. {TYPE}"
        yield mend("setting-outside", said, *edits, whole=True)
    else:
        said = f"`{found[1]}` belongs inside the brackets of a function, such as `np.mean(X, "
        said += f"{found[1]})`. Here, t{TYPE[1:]}"
        yield mend(
            "setting-outside", said, (start + found.start(), start + found.end(), ""), whole=True
        )


def powers_of_ten(cell: Cell, line: int) -> Iterator[Mend]:
    """Write `1e-5` for `1e^-5`."""
    start = cell.starts[line - 1]
    found = re.search(
        r"(?<![\w.])(\d+(?:\.\d+)?)[eE](?:\^|\*\*)\(?(-?\d+)\)?", cell.line_text(line)
    )
    if found:
        edit = (start + found.start(), start + found.end(), f"{found[1]}e{found[2]}")
        yield mend("power-of-ten", f"Between `e` and the power stands no sign. {TYPE}", edit)


def bars(cell: Cell, line: int) -> Iterator[Mend]:
    """Write `abs(…)` for bars around a number."""
    found = [token for token in cell.on(line) if token.text == "|"]
    if len(found) == 2:
        first, last = found
        named = cell.text[: first.start].rstrip().endswith("abs")
        edits = ((first.start, first.end, "(" if named else "abs("), (last.start, last.end, ")"))
        yield mend(
            "bars",
            f"The size of a number without its sign is `abs(…)` in Python. {TYPE}",
            *edits,
            whole=True,
        )
    if len(found) == 4 and found[0].end == found[1].start:
        edits = (
            (found[0].start, found[1].end, "np.linalg.norm("),
            (found[2].start, found[3].end, ")"),
        )
        yield mend(
            "bars",
            f"The length between two bars is `np.linalg.norm(…)` in Python. {TYPE}",
            *edits,
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
            yield mend(
                "brackets-of-item", f"An item of a list stands in square brackets. {TYPE}", *edits
            )
        edit = (left[0].start, right[0].start, f"def {before}: return ")
        yield mend(
            "formula-as-function",
            f"In Python a function is not made with `=`, but with `def` and `return`. {TYPE}",
            edit,
            whole=True,
        )
    if left[0].text == "def" and left[-1].text == ")":
        edit = (left[-1].end, right[0].start, ": return ")
        yield mend(
            "formula-as-function",
            f"After `def …` comes a colon, and `return` gives the result. {TYPE}",
            edit,
            whole=True,
        )
    said = (
        "On the left of `=` stands the name that gets the value, "
        f"and on the right the calculation. {TYPE}"
    )
    swap = (left[0].start, right[-1].end, f"{after} = {before}")
    if len(right) == 1 and right[0].kind == "name" and not iskeyword(right[0].text):
        yield mend("equals-turned", said, swap, whole=True)
    if len(left) == 1 and left[0].kind == "string":
        edit = (left[0].start, left[0].end, left[0].text.strip("'\""))
        yield mend("name-in-quotes", f"A name is typed without quotes. {TYPE}", edit)
    joined = re.sub(r"\s*[-/+*.]+\s*", "_", before)
    if re.fullmatch(r"d[A-Z]_d\w+", joined):
        joined = joined.lower()
    if re.fullmatch(r"[^\W\d]\w*", joined) and joined != before:
        edit = (left[0].start, left[-1].end, joined)
        yield mend(
            "sign-in-name",
            "On the left of `=` stands one name, and a name has no sign of calculation inside; "
            f"use `_`. {TYPE}",
            edit,
            whole=True,
        )
    plain = [token for token in left if not cell.depth(token.start)]
    signs = {token.text for token in plain} & {"+", "-", "*", "/", "@", "**"}
    begins = (left[0].text == "return" or not left[0].keyword) and before.isascii()
    if begins and not cell.depth(equal.start) and (signs or left[-1].kind == "number"):
        said = (
            "Python solves no equation. Delete {old}, and solve it on paper for the name that is "
        )
        said += "asked for: that one stands alone on the left, and the rest on the right."
        yield mend("equation", said, (left[0].start, right[-1].end, "pass"), whole=True)
