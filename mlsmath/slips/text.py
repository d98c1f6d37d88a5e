"""Read cells that are no Python: find the smallest mend that makes Python read them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from mlsmath.slips import brackets, characters, formulas, lines, marks, missing, words
from mlsmath.slips.pieces import Cell, Mend, Place, parse
from mlsmath.slips.slip import Slip

# How much text the parser may read while mends are tried: a few hundredths of a second.
_READ = 25_000

_PROPOSERS = (
    lines.prompts,
    lines.notes_left,
    formulas.latex,
    formulas.sums,
    formulas.limits,
    formulas.compared_first,
    formulas.settings_outside,
    formulas.labels,
    formulas.named_results,
    formulas.powers_of_ten,
    formulas.raised_names,
    characters.copied,
    lines.tabs,
    lines.prose,
    lines.continued,
    brackets.quotes,
    words.else_if,
    words.loop_in_brackets,
    words.lambda_colon,
    words.without_def,
    missing.names,
    missing.comparisons,
    words.misspelt,
    marks.called_without_brackets,
    marks.operators,
    marks.comments,
    formulas.units,
    marks.numbers,
    marks.colons,
    marks.equals,
    words.keyword_as_name,
    formulas.bars,
    brackets.brackets,
    marks.order,
    marks.left_out,
    marks.commas,
    formulas.left_of_equals,
    lines.two_in_one,
    lines.returns,
    words.lost_else,
    lines.indentation,
    missing.nothing_before,
    missing.unfinished,
)


def misread(cell: str) -> Slip | None:
    """Return the slip that keeps Python from reading `cell`, or None if none is known.

    A slip is told only if Python reads the mended line.
    """
    try:
        return _misread(cell)
    except Exception:
        return None


def _misread(cell: str) -> Slip | None:
    text = _without_magics(cell)
    if text is None:
        return None
    place = parse(text)
    if place is None:
        return None
    reading = Cell(text, place)
    found = _find(reading, 3, [_READ])
    if found is None:
        return None
    mend, mended = found
    line = text.count("\n", 0, mend.edits[0][0]) + 1
    multiplied = _multiplied(mended, line, mend.name == "sign-left-out")
    if multiplied != mended:
        mend, mended = replace(mend, whole=True), multiplied
    return _slip(reading, mend, mended)


def _without_magics(cell: str) -> str | None:
    """Blank IPython's own lines; None if the whole cell is in another language."""
    cell = cell.replace("\r\n", "\n").expandtabs(1) if "\r\n" in cell else cell
    first = cell.lstrip().split("\n", 1)[0]
    if first.startswith("%%"):
        if not re.match(r"%%(time|timeit|capture|prun)\b", first):
            return None
        cell = cell.replace(first, "", 1)
    magic = re.compile(
        r"^([ \t]*)(?:%[A-Za-z]|![A-Za-z./]|\?+[A-Za-z]|[A-Za-z_][\w.]*\?+[ \t]*$).*$", re.M
    )
    return magic.sub(r"\1pass", cell)


def _find(cell: Cell, depth: int, left: list[int]) -> tuple[Mend, str] | None:
    """Find the first mend after which Python reads on, with the mended text."""
    again: list[tuple[Mend, str, Place]] = []
    for mend in _proposed(cell):
        if not mend.edits:
            continue
        mended = cell.apply(mend.edits)
        left[0] -= len(mended) + 200
        if left[0] < 0:
            return None
        place = parse(mended)
        here = [edit for edit in mend.edits if edit[0] < cell.starts[cell.line]] or mend.edits
        last = mended.count("\n", 0, max(edit[1] for edit in here)) + 1
        begins = any(edit[2].endswith(":") for edit in mend.edits)
        if place and place[2] and not cell.place[2] and not begins:
            continue
        if place is None or place[0] > max(cell.line, last) or (mend.sure and place[0] < cell.line):
            return mend, mended
        moved = "in front of {old}" in mend.said
        elsewhere = place != cell.place or mend.sure
        if place[0] == cell.line and elsewhere and not moved:
            again.append((mend, mended, place))
    if depth:
        for mend, mended, place in again:
            if mended.count("\n") != cell.text.count("\n"):
                continue
            more = _find(Cell(mended, place), depth - 1, left)
            if more and _changed(mended, more[1]) <= {cell.line}:
                return replace(mend, said=_both(mend, more[0]), whole=True), more[1]
    return None


def _both(first: Mend, second: Mend) -> str:
    """Join what is said of two faults on a line."""
    why, what, how = first.said.rpartition(" Type ")
    other, other_what, _ = second.said.rpartition(" Type ")
    if not what or not other_what:
        return first.said
    sentences = re.split(r"(?<=\.) ", f"{why} {other}")
    return f"{' '.join(dict.fromkeys(sentences))}{what}{how}"


def _multiplied(text: str, line: int, letters: bool) -> str:
    """Put the sign of multiplication between a number and a bracket, which Python would call.

    With `letters` so it is with one letter, a space and a bracket.
    """
    cell = Cell(text)
    edits = [
        (left.end, right.start, " * " if left.end < right.start else "*")
        for left, right in pairwise(cell.on(line))
        if right.text == "("
        and (
            left.kind == "number"
            or (letters and len(left.text) == 1 and left.kind == "name" and left.end < right.start)
        )
    ]
    return cell.apply(tuple(edits))


def _changed(old: str, new: str) -> set[int]:
    pairs = zip(old.split("\n"), new.split("\n"), strict=False)
    return {number for number, (a, b) in enumerate(pairs, 1) if a != b}


def _proposed(cell: Cell) -> Iterator[Mend]:
    focus = [cell.line]
    opened = cell.depth(cell.starts[cell.line - 1])
    for other in (opened[0].line if opened else None, cell.before(cell.line)):
        if other and other not in focus:
            focus.append(other)
    for line in focus:
        for propose in _PROPOSERS:
            yield from propose(cell, line)


def _slip(cell: Cell, mend: Mend, mended: str) -> Slip | None:
    start = min(edit[0] for edit in mend.edits)
    line = cell.text.count("\n", 0, start) + 1
    for whole in (mend.whole or "{old}" not in mend.said, True):
        old, new = _quoted(cell, replace(mend, whole=whole), mended, line)
        if "`" not in old + new and _holds(cell, mend, line, old, new):
            said = mend.said.replace("{old}", f"`{old}`").replace("{new}", f"`{new}`")
            return Slip(mend.name, said, line)
    return None


def _holds(cell: Cell, mend: Mend, line: int, old: str, new: str) -> bool:
    """Tell whether Python reads the line when the quoted piece is typed in its place."""
    if "{new}" not in mend.said:
        return True
    typed = cell.line_text(line).replace(old, new, 1)
    place = parse("\n".join([*cell.lines[: line - 1], typed, *cell.lines[line:]]))
    return place is None or place[0] > line or (mend.sure and place[0] < line)


def _quoted(cell: Cell, mend: Mend, mended: str, line: int) -> tuple[str, str]:
    """Cut out the piece around the edits, from space to space, and the same piece mended.

    The whole line stands for a piece that would be a torn-off end of something.
    """
    begin, stop = cell.starts[line - 1], cell.starts[line] - 1
    old_line = cell.line_text(line).strip()
    new_line = mended.split("\n")[line - 1].strip()
    edits = [edit for edit in mend.edits if begin <= edit[0] and edit[1] <= stop]
    if mend.whole or not edits:
        return old_line, new_line
    left, right = min(edit[0] for edit in edits), max(edit[1] for edit in edits)
    left = _outwards(cell.text[begin:left][::-1], left, -1)
    right = _outwards(cell.text[right:stop], right, 1)
    old = cell.text[left:right]
    new = Cell(old).apply(tuple((a - left, b - left, put) for a, b, put in edits))
    if _torn(new):
        return old_line, new_line
    return old.strip(), new.strip()


def _torn(piece: str) -> bool:
    """Whether a piece begins or ends in the middle of a calculation or of a bracket."""
    cell = Cell(piece)
    opened, wrong = cell.unmatched()
    if opened or wrong or not cell.tokens:
        return True
    first, last = cell.tokens[0], cell.tokens[-1]
    return not (first.starts_value or first.keyword) or not (
        last.ends_value or last.keyword or last.text == ":"
    )


def _outwards(ahead: str, place: int, step: int) -> int:
    match = re.match(r"\S+" if ahead[:1].strip() else r"\s*\S*", ahead)
    return place + step * (match.end() if match else 0)
