"""Lines as a whole: their place from the left, prompts and prose between them."""

import re
from collections.abc import Iterator
from itertools import pairwise

from mlsmath.slips.pieces import TYPE, Cell, Edit, Mend, mend

_PROMPT = re.compile(r"^[ \t]*(>>> ?|\.\.\. |In ?\[\d*\]: ?|Out ?\[\d*\]: ?)")
_WORD = r"[A-Za-z][a-z]*['’]?[a-z]*"


def prompts(cell: Cell, line: int) -> Iterator[Mend]:
    """Drop the prompts copied with the code."""
    found = _PROMPT.match(cell.line_text(line))
    if not found:
        return
    edits: list[Edit] = []
    for start, text in zip(cell.starts, cell.lines, strict=False):
        match = _PROMPT.match(text)
        if match:
            edits.append((start + match.start(1), start + match.end(1), ""))
    mark = found.group(1).strip()
    said = f"`{mark}` was copied with the code; it is no part of it. {TYPE}"
    own = tuple(e for e in edits if cell.starts[line - 1] <= e[0] < cell.starts[line])
    yield mend("prompt-copied", said, *own)
    yield mend("prompt-copied", said, *edits)


def tabs(cell: Cell, line: int) -> Iterator[Mend]:
    """Put spaces in the place of tabs."""
    edits: list[Edit] = []
    for number, start in enumerate(cell.starts[: len(cell.lines)], 1):
        indent = cell.indent(number)
        if "\t" in indent:
            edits.append((start, start + len(indent), indent.expandtabs(4)))
    if edits and ("\t" in cell.indent(line) or cell.place[2]):
        first = cell.text.count("\n", 0, edits[0][0]) + 1
        said = (
            "This line begins with a tab, and other lines begin with spaces. "
            "They look alike, but Python tells them apart: delete the tab and "
            f"put {spaces(cell.indent(first))} in front of {{old}}."
        )
        yield mend("tab-and-spaces", said, *edits, whole=True)


def notes_left(cell: Cell, line: int) -> Iterator[Mend]:
    """Take out the words that stood in the place of the answer."""
    found = re.search(r"YOUR CODE HERE:?[ \t]*", cell.line_text(line))
    if found:
        start = cell.starts[line - 1]
        said = "That is a note, and no Python. Delete `YOUR CODE HERE`."
        yield mend("note-left", said, (start + found.start(), start + found.end(), ""))


def prose(cell: Cell, line: int) -> Iterator[Mend]:
    """Put `#` in front of a line that is text."""
    text = cell.line_text(line)
    bare = text.strip()
    start = cell.starts[line - 1] + len(cell.indent(line))
    words = re.match(rf"(?:[-*]+ |\d\. )?\**(?:{_WORD}\**[,;:]? ){{2,}}{_WORD}", bare)
    code = re.match(
        r"(def|for|while|if|elif|else|return|import|from|print|class|with|not|lambda|Def|For|Return|If)\b",
        bare,
    )
    latex = re.search(r"\\[a-z]{2,}|\$", bare) and (
        "{" in bare or not re.match(r"return\b|\w+ *=", bare)
    )
    loose = len(re.findall(rf"\b{_WORD} (?={_WORD})", words.group())) if words else 0
    coded = (
        code
        or re.search(r"\b(return|def|import|lambda|elif)\b", bare)
        or re.search(r"[=(\[]", words.group() if words else "")
        or bare.endswith("):")
    )
    if (loose > 1 and not coded) or latex:
        said = (
            "This line is text or a formula, and no Python. Put a `#` in front of it, as {new}, "
            "or delete the line."
        )
        yield mend("prose", said, (start, start, "# "), whole=True)


def indentation(cell: Cell, line: int) -> Iterator[Mend]:
    """Move the line, and those that hang on it, to each column that may be meant."""
    if not cell.on(line) or not cell.place[2]:
        return
    above = cell.before(line)
    own = cell.indent(line)
    columns: list[tuple[str, str, str]] = []
    put = "put {0} in front of {{old}}."
    if above and cell.on(above)[-1].text == ":":
        if cell.on(line)[0].text in ("def", "class") and (empty := _empty_block(cell, above)):
            yield empty
        said = "The lines under a line that ends with a colon stand further right: " + put
        columns.append((cell.indent(above) + "    ", "indent-left-out", said))
    elif above and len(own) > len(cell.indent(above)):
        said = "This line begins {1} from the left and the line above it {0}. "
        said += "If both belong to the same block, " + put
        columns.append((cell.indent(above), "indent-wrong", said))
    elif above:
        outer = _outer(cell, above)
        loop = _opener(cell, above) in ("for", "while") and cell.on(line)[0].text == "return"
        said = "This line begins {1} from the left, and no block above does. "
        ways = [("To stay in the block above, put ", cell.indent(above))]
        ways += [("To leave the block above, put ", indent) for indent in outer[-1:]]
        ways = ways[:: -1 if loop else 1]
        for index, (_, column) in enumerate(ways):
            first, *rest = ways[index:] + ways[:index]
            text = said + first[0] + spaces(first[1]) + " in front of {{old}}"
            text += "".join(f"; {way[0].lower()}{spaces(way[1])}" for way in rest) + "."
            columns.append((column, "indent-wrong", text))
    elif own:
        said = "This line begins at the left edge, with {0} in front of {{old}}."
        columns.append(("", "indent-wrong", said))
    for column, name, said in columns:
        if column == own:
            continue
        for edits in _moves(cell, line, column):
            told = said.format(spaces(column), spaces(own))
            if len(edits) > 1:
                told += " The lines below it move along."
            yield mend(name, told, *edits, whole=True)
    below = _empty_block(cell, line)
    if below:
        yield below


def spaces(indent: str) -> str:
    """Say how many spaces an indentation has."""
    count = len(indent.expandtabs(4))
    return f"{count or 'no'} space{'s' * (count != 1)}"


def _outer(cell: Cell, line: int) -> list[str]:
    """Return the indentations of the blocks around a line, from the left."""
    found: list[str] = []
    indent = cell.indent(line)
    for number in range(line, 0, -1):
        if cell.on(number) and len(cell.indent(number)) < len(indent):
            indent = cell.indent(number)
            found.insert(0, indent)
    return found


def _opener(cell: Cell, line: int) -> str:
    """Return the first word of the block that a line stands in."""
    for number in range(line, 0, -1):
        if cell.on(number) and len(cell.indent(number)) < len(cell.indent(line)):
            return cell.on(number)[0].text
    return ""


def _moves(cell: Cell, line: int, column: str) -> Iterator[tuple[Edit, ...]]:
    """Move the line alone, then with the lines below it that stand as far right or further."""
    own = cell.indent(line)
    edits: list[Edit] = []
    for number in range(line, len(cell.lines) + 1):
        if not cell.line_text(number).strip():
            continue
        indent = cell.indent(number)
        if len(indent) < len(own) or (
            number > line and not own and cell.line_text(number)[:4] == "def "
        ):
            break
        start = cell.starts[number - 1]
        edits.append((start, start + len(own), column))
        if number == line and not (
            cell.on(line)[-1].text == ":" and _left_behind(cell, line, column)
        ):
            yield tuple(edits)
    if len(edits) > 1:
        yield tuple(edits)


def _left_behind(cell: Cell, line: int, column: str) -> bool:
    """Tell whether the next line would not stand right of this one, once this one has moved."""
    below = (n for n in range(line + 1, len(cell.lines) + 1) if cell.on(n))
    after = next(below, None)
    return after is not None and len(cell.indent(after)) <= len(column)


def _empty_block(cell: Cell, line: int) -> Mend | None:
    tokens = cell.on(line)
    inside = cell.on(line + 1) and len(cell.indent(line + 1)) > len(cell.indent(line))
    if tokens[-1].text != ":" or inside:
        return None
    return mend(
        "block-empty",
        "Nothing stands under {old}. Put at least one line there, 4 spaces further right; "
        "until you know it, {new} does nothing.",
        (tokens[-1].end, tokens[-1].end, " pass"),
        whole=True,
    )


def two_in_one(cell: Cell, line: int) -> Iterator[Mend]:
    """Begin a new line where a second statement stands on a line."""
    tokens = cell.on(line)
    starts = ("return", "for", "while", "if", "def", "import", "from", "raise", "print")
    starts += ("else", "elif")
    for left, right in pairwise(tokens):
        if left.ends_value and right.text in starts:
            rest = cell.text[right.start : tokens[-1].end]
            said = f"Two statements stand on this line. Begin a new line in front of `{rest}`."
            edit = (left.end, right.start, "\n" + cell.indent(line))
            yield mend("two-on-a-line", said, edit)
    for left, right, equal in zip(tokens[2:], tokens[3:], tokens[4:], strict=False):
        if tokens[1].text != "=" or equal.text != "=" or right.kind != "name":
            continue
        rest = cell.text[right.start : tokens[-1].end]
        comma = left.text in (",", ";", "and")
        said = f"Two names get their values on this line. Begin a new line in front of `{rest}`"
        said += f", without the `{left.text}`." if comma else "."
        if comma or left.ends_value:
            edit = (left.start if comma else left.end, right.start, "\n" + cell.indent(line))
            yield mend("two-on-a-line", said, edit)


def continued(cell: Cell, line: int) -> Iterator[Mend]:
    """Join a line that ends with a sign or a comma with the next one."""
    for first in (line, cell.before(line) or line):
        tokens = cell.on(first)
        after = cell.on(first + 1)
        if not tokens or not after or len(cell.indent(first + 1)) <= len(cell.indent(first)):
            continue
        last = tokens[-1]
        if last.kind == "op" and last.text not in ")]}([{:;.":
            joined = cell.text[tokens[0].start : last.end] + " "
            joined += cell.text[after[0].start : after[-1].end]
            said = (
                f"A line that ends with `{last.text}` does not go on in the next one, except "
                f"inside brackets. Type both as one line: `{joined}`."
            )
            yield mend("line-broken", said, (last.end, after[0].start, " "))


def returns(cell: Cell, line: int) -> Iterator[Mend]:
    """Put a `return` back into its function."""
    tokens = cell.on(line)
    if not tokens or tokens[0].text not in ("return", "yield", "break", "continue"):
        return
    word = tokens[0].text
    for number in range(line - 1, 0, -1):
        above = cell.on(number)
        heads = ("def",) if word in ("return", "yield") else ("for", "while")
        if not above or above[0].text not in heads:
            continue
        indent = cell.indent(number) + "    "
        own = cell.indent(line)
        if len(own) > len(cell.indent(number)) or cell.before(line) == number:
            return
        said = (
            f"`{word}` stands outside its block: too few spaces stand in front of it. "
            f"Put {spaces(indent)} in front of {{old}}."
        )
        start = cell.starts[line - 1]
        yield mend("return-outside", said, (start, start + len(own), indent), whole=True)
        edits: list[Edit] = []
        for between in range(number + 1, line + 1):
            if cell.line_text(between).strip() and len(cell.indent(between)) < len(indent):
                start = cell.starts[between - 1]
                edits.append((start, start + len(cell.indent(between)), indent))
        yield mend("return-outside", said, *edits, whole=True)
        return
    if word == "return" and len(tokens) > 1:
        edit = (tokens[0].start, tokens[1].start, "")
        said = "No `def` stands above this `return`. If the first line of a function is gone, put "
        said += f"it back. To see the value, t{TYPE[1:]}"
        yield mend("return-without-def", said, edit, whole=True)
