"""Signs and marks: operators, equals signs, colons, commas and numbers."""

import re
from collections.abc import Iterator
from itertools import pairwise

from mlsmath.slips.pieces import OPENERS, TYPE, Cell, Mend, Token, mend
from mlsmath.slips.words import nearly

_POINT = (
    "This point is one too many, or a name is missing beside it. "
    "If it is too many, type {new} in the place of {old}."
)
_COMMA = (
    "This comma is one too many, or something is missing beside it. "
    "If it is too many, type {new} in the place of {old}."
)
_BLOCKS = {"def", "for", "while", "if", "elif", "else", "class", "try", "except", "finally", "with"}

_ASK = ("where", "mean", "sum", "any", "all", "count_nonzero", "print")
_TAKE_ONE = ("sum", "mean", "exp", "log", "sqrt", "abs", "sigmoid", "std")
_FOR_EACH = ("log", "exp", "sqrt", "abs", "log10", "log2")
_TAKE_SEVERAL = {"where": 3, "clip": 3, "linspace": 3, "maximum": 2, "minimum": 2, "logaddexp": 2}
_SIGNS_BEFORE = ("+", "-", "*", "/", "**", "@")

# What is typed in the place of two signs that stand side by side.
_SIGNS = {
    "=<": "<=",
    "=>": ">=",
    "!=": "!=",
    "=!": "!=",
    "+=": "+=",
    "-=": "-=",
    "*=": "*=",
    "/=": "/=",
    "==": "==",
    "===": "==",
    "<=": "<=",
    ">=": ">=",
    "!==": "!=",
    "<>": "!=",
    "**": "**",
    "&&": " and ",
    "||": " or ",
    "..": ".",
    ",,": ",",
    "::": ":",
    "*/": "/",
    "/*": "*",
    "+*": "*",
    "-*": "*",
    "***": "**",
    ",.": ",",
    ".,": ",",
    "=,": "=",
}


def operators(cell: Cell, line: int) -> Iterator[Mend]:
    """Write the operators of formulas and of other languages as Python does."""
    tokens = cell.on(line)
    for left, right in pairwise(tokens):
        pair = left.text + right.text
        if left.kind != "op" or right.kind != "op" or pair not in _SIGNS:
            continue
        new = _SIGNS[pair]
        around = cell.text[: left.start].rstrip()[-1:] + cell.text[right.end :].lstrip()[:1]
        new = pair[0] if pair in ("&&", "||") and around == ")(" else new
        gap = right.start - left.end
        if pair == "=>" and any(token.text == "=" for token in tokens[: tokens.index(left)]):
            continue
        if gap > 1 or (gap and new != pair and not new.strip().isalpha()):
            continue
        if new.strip().isalpha():
            said = f"Python writes `{new.strip()}` where other languages write `{pair}`. {TYPE}"
            begin = left.start
            while cell.text[begin - 1] == " ":
                begin -= 1
            stop = right.end
            while cell.text[stop : stop + 1] == " ":
                stop += 1
            yield mend("sign-of-another-language", said, (begin, stop, new), whole=True)
        elif new == pair:
            if pair == "==" and tokens.index(left) == 1 and tokens[0].kind == "name":
                said = f"One sign gives a value to a name. {TYPE}"
                yield mend("sign-too-many", said, (left.end, right.end, ""))
            if right.start > left.end:
                said = f"`{pair}` is one sign, with no space inside. {TYPE}"
                yield mend("sign-split", said, (left.start, right.end, new))
        elif new == ",":
            said = _COMMA
            yield mend("comma-too-many", said, (left.start, right.end, new))
        elif len(new) == 1:
            said = f"Two signs stand side by side here, and one is enough. {TYPE}"
            kept = left if left.text == new else right
            gone = right if kept is left else left
            yield mend("sign-too-many", said, gone.put(""))
        else:
            said = f"Python writes this sign `{new}`. {TYPE}"
            yield mend("sign-turned", said, (left.start, right.end, new))
    for left, right in pairwise(tokens):
        if left.text == right.text and left.text in ("+", "-") and left.end == right.start:
            sign = left.text
            if right is tokens[-1] and len(tokens) == 3:
                name = tokens[0]
                said = f"Python has no `{sign}{sign}`. {TYPE}"
                edit = (name.end, right.end, f" {sign}= 1")
                yield mend("sign-of-another-language", said, edit, whole=True)
    for index, token in enumerate(tokens):
        if token.text == "!" and index + 1 < len(tokens):
            after = tokens[index + 1]
            yield mend(
                "sign-of-another-language",
                f"Python writes `not` where other languages write `!`. {TYPE}",
                (token.start, after.start, "not "),
                whole=True,
            )
        if token.text == ":=":
            yield mend(
                "walrus",
                f"The `:=` of the formulas is typed `=` in Python. {TYPE}",
                token.put("="),
                whole=True,
            )
        if token.text == "is" and index + 1 < len(tokens) and tokens[index + 1].text in "<=>=":
            edit = (token.start, tokens[index + 1].start, "")
            said = f"The sign says it alone, without `is`. {TYPE}"
            yield mend("word-too-many", said, edit, whole=True)
        if token.text == "->" and index == 1:
            yield mend("arrow", f"Python gives a value with `=`. {TYPE}", token.put("="))
        if token.text == "**" and index + 1 < len(tokens) and tokens[index + 1].text in ("*", "**"):
            after = tokens[index + 1]
            said = f"A sign stands here twice. {TYPE}"
            yield mend("sign-too-many", said, after.put(""))
        if token.text == "==" and index + 1 < len(tokens) and tokens[index + 1].text == "=":
            edit = (token.start, tokens[index + 1].end, "==")
            yield mend("sign-turned", f"Python compares with `==`. {TYPE}", edit)
        if token.text == "\\" and index:
            yield mend("sign-turned", f"Python divides with `/`. {TYPE}", token.put("/"))
        if token.text in ("$", "?", "\\") or (token.kind == "other" and token.text.isascii()):
            yield mend(
                "character-without-meaning",
                f"`{token.text}` has no meaning for Python here. {TYPE}",
                token.put(""),
            )


def comments(cell: Cell, line: int) -> Iterator[Mend]:
    """Begin a comment with `#`."""
    tokens = cell.on(line)
    for token, after in zip(tokens, tokens[1:] + tokens[-1:], strict=False):
        if token.text in ("//", "--") or (token.text == "/" and after.text in ("*", "**")):
            yield mend(
                "comment-sign",
                f"In Python a remark begins with `#`. {TYPE}",
                (token.start, max(token.end, token.start + 2), "#"),
                whole=True,
            )


def numbers(cell: Cell, line: int) -> Iterator[Mend]:
    """Write numbers, and names with a digit in front, as Python does."""
    tokens = cell.on(line)
    for one, two, three in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if (one.kind, two.text, three.kind) == ("number", ",", "number") and (
            one.end == two.start and two.end == three.start and one.text.isdigit()
        ):
            after = tokens[tokens.index(three) + 1 :]
            if after and after[0].kind == "name" and after[0].start == three.end:
                edits = ((two.start, two.end, "."), (three.end, three.end, "*"))
                yield mend(
                    "decimal-comma",
                    "Python writes decimal numbers with a point, and needs a sign of "
                    f"multiplication after them. {TYPE}",
                    *edits,
                )
            yield mend(
                "decimal-comma", f"Python writes decimal numbers with a point. {TYPE}", two.put(".")
            )
    gaps = tuple(
        (left.end, right.start, "")
        for left, right in pairwise(tokens)
        if left.kind == right.kind == "number"
        and right.start == left.end + 1
        and re.fullmatch(r"\d{3}(\.\d+)?", right.text)
        and re.fullmatch(r"\d{1,3}", left.text)
    )
    if gaps:
        yield mend("space-in-number", f"A number has no space inside. {TYPE}", *gaps)
    for left, right in pairwise(tokens):
        if left.kind == right.kind == "number" and left.end == right.start and right.text[0] == ".":
            edit = (right.start, right.start + 1, "")
            yield mend("points-in-number", f"A number has one point at most. {TYPE}", edit)
    for token in tokens:
        if token.kind == "number" and re.fullmatch(r"0+[1-9]\d*", token.text):
            yield mend(
                "leading-zero",
                f"A whole number does not begin with 0. {TYPE}",
                token.put(token.text.lstrip("0")),
            )
    for left, right in pairwise(tokens):
        if left.kind == "number" and right.text == "%":
            value = f"{float(left.text) / 100:g}" if _is_number(left.text) else left.text
            yield mend(
                "percent",
                f"`%` does not stand for percent in Python. {TYPE}",
                (left.start, right.end, value),
            )
        if left.kind == "number" and right.kind == "name" and left.end == right.start:
            index = tokens.index(left)
            names = index == 0 or tokens[index - 1].text in ("def", "for", "import", "as")
            names = names or (tokens[0].text == "def" and tokens[index - 1].text in ("(", ","))
            after = tokens[index + 2].text if index + 2 < len(tokens) else ""
            if (
                names
                and (after in ("=", "(", ")", ",", "in", "+=", "-=", ""))
                and left.text.isdigit()
            ):
                yield mend(
                    "digit-first",
                    f"A name does not begin with a digit. {TYPE}",
                    (left.start, right.end, right.text.strip("_") + left.text),
                )


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"\d+\.?\d*", text))


def colons(cell: Cell, line: int) -> Iterator[Mend]:
    """Put in, drop or change the colon of a block, and the brackets of its `def`."""
    tokens = cell.on(line)
    if not tokens:
        return
    first, last = tokens[0], tokens[-1]
    if first.text in _BLOCKS or (first.text == "async"):
        said = f"A line that begins with `{first.text}` ends with a colon. {TYPE}"
        if last.text == ";" or last.text in (",", ".", "=", "-", "->") or last.text == "{":
            begin = tokens[-2].end if last.text == "{" and len(tokens) > 1 else last.start
            yield mend("colon-left-out", said, (begin, last.end, ":"), whole=True)
        if first.text == "else" and len(tokens) > 1 and tokens[1].text != ":":
            said_else = f"A colon stands after `else`. {TYPE}"
            edit = (first.end, first.end, ":")
            yield mend("colon-left-out", said_else, edit, whole=True)
        if last.text != ":":
            yield mend("colon-left-out", said, (last.end, last.end, ":"), whole=True)
        for token in tokens[1:]:
            if token.text == ";" and not cell.depth(token.start):
                yield mend("colon-left-out", said, token.put(":"), whole=True)
            if token.keyword and token.text in ("return", "raise", "pass", "break", "continue"):
                before = tokens[tokens.index(token) - 1]
                yield mend(
                    "colon-left-out",
                    said
                    if first.text == "def"
                    else f"A condition after `{first.text}` is followed by a colon. {TYPE}",
                    (before.end, before.end, ":"),
                    whole=True,
                )
        for left, right in pairwise(tokens[1:]):
            if (
                left.ends_value
                and right.kind == "name"
                and not (right.keyword or cell.depth(right.start))
            ):
                yield mend(
                    "colon-left-out",
                    f"A colon is missing here. {TYPE}",
                    (left.end, left.end, ":"),
                    whole=True,
                )
        if last.text == ":" and len(tokens) > 1 and tokens[-2].text == ":":
            yield mend("colon-too-many", f"One colon is enough. {TYPE}", last.put(""))
    elif last.text == ":":
        yield mend(
            "colon-too-many",
            f"No block begins here, so the line has no colon at its end. {TYPE}",
            last.put(""),
        )
    if first.text == "def" and len(tokens) > 2 and tokens[2].text in (":", "="):
        edit = (tokens[1].end, tokens[1].end, "()")
        yield mend("brackets-of-def", f"A function has brackets after its name. {TYPE}", edit)
    if first.text == "def" and len(tokens) > 3 and tokens[2].kind == "name":
        stop = last.start if last.text == ":" else last.end
        edits = ((tokens[1].end, tokens[2].start, "("), (stop, stop, ")"))
        yield mend(
            "brackets-of-def", f"A function has brackets around its arguments. {TYPE}", *edits
        )
    if first.text == "def" and len(tokens) > 3 and tokens[2].text == "[":
        closes = [each for each in tokens if each.text == "]"]
        if closes:
            edits = ((tokens[2].start, tokens[2].end, "("), (closes[-1].start, closes[-1].end, ")"))
            yield mend(
                "brackets-of-def",
                f"A function has round brackets around its arguments. {TYPE}",
                *edits,
            )


def equals(cell: Cell, line: int) -> Iterator[Mend]:
    """Compare with `==`, and give a value with one `=`."""
    tokens = cell.on(line)
    if not tokens:
        return
    single = [token for token in tokens if token.text == "="]
    asked = tokens[0].text in ("if", "elif", "while", "assert")
    within = any(token.text in ("if", "and", "or", "not") for token in tokens[1:])
    if single and (asked or within or tokens[0].text == "return"):
        edits = tuple((token.start, token.end, "==") for token in single)
        said = f"`=` gives a value to a name; two values are compared with `==`. {TYPE}"
        if asked or within:
            yield mend("equals-in-condition", said, *edits)
        elif len(tokens) > 3 and tokens[2].text == "=" and tokens[1].kind == "name":
            edit = (tokens[1].start, tokens[3].start, "")
            said = f"`return` takes a value, without a name and `=`. {TYPE}"
            yield mend("return-and-equals", said, edit, whole=True)
    if len(tokens) > 2 and tokens[0].text == "return" and tokens[1].text in ("=", ":"):
        edit = (tokens[0].end, tokens[2].start, " ")
        said = f"`return` takes a value, without `{tokens[1].text}`. {TYPE}"
        yield mend("return-and-equals", said, edit, whole=True)
    for token, after in pairwise(tokens):
        if token.text == after.text == "=":
            yield mend("sign-too-many", f"One `=` is enough. {TYPE}", after.put(""))


def _end(cell: Cell, tokens: list[Token], begin: int, called: str) -> int:
    """Return where the brackets of a call close that are opened before a token.

    Of a function of each item that is behind the next name, call or item, or behind one that a
    number is added to or that is taken from it; else before a bracket around the call, or a comma
    behind all that the function takes.
    """
    first = last = tokens[begin]
    short, commas = called in _FOR_EACH, _TAKE_SEVERAL.get(called, 1) - 1
    depth, stop = len(cell.depth(first.start)), _closed(cell, tokens, first)
    for token in tokens[begin + 1 :]:
        if len(cell.depth(token.start)) > depth or token.end <= stop:
            continue
        closes = token.text in OPENERS.values() and len(cell.depth(token.end)) < depth
        goes_on = "." in (token.text, last.text) or (token.text in OPENERS and token.start == stop)
        taken = first.kind == "number" and token.text in ("+", "-") and last is first
        taken = taken or (first.kind == "number" and last.text in ("+", "-"))
        commas -= token.text == ","
        if commas < 0 or closes or (short and not (goes_on or taken)):
            break
        stop, last = _closed(cell, tokens, token), token
    return stop


def _closed(cell: Cell, tokens: list[Token], first: Token) -> int:
    """Return where a token ends, or what it opens."""
    if first.text not in OPENERS:
        return first.end
    depth = len(cell.depth(first.start))
    behind = (token.end for token in tokens if token.start > first.start)
    return next((end for end in behind if len(cell.depth(end)) == depth), tokens[-1].end)


def called_without_brackets(cell: Cell, line: int) -> Iterator[Mend]:
    """Put brackets around what a well-known function is given."""
    tokens = cell.on(line)
    calls: list[tuple[int, int, str]] = []
    for index, name in enumerate(tokens[2:-1], 2):
        after = tokens[index + 1]
        if tokens[index - 2].text + tokens[index - 1].text not in ("np.", "math."):
            continue
        if not after.starts_value or after.start == name.end or after.text == "(":
            continue
        stop = _end(cell, tokens, index + 1, name.text)
        rest = re.match(rf" */ *\(\s*1\s*-\s*{re.escape(after.text)}\s*\)", cell.text[stop:])
        stop += rest.end() if rest and name.text == "log" else 0
        calls += [(name.end, after.start, "("), (stop, stop, ")")]
        called = f"{tokens[index - 2].text}.{name.text}"
        said = f"`{called}` needs brackets around what it is given. {TYPE}"
        yield mend("brackets-of-call", said, *(calls[-2:]))
        if len(calls) > 2:
            yield mend("brackets-of-call", said, *calls, whole=True)
    for index, token in enumerate(tokens[:-1]):
        after = tokens[index + 1]
        if token.kind != "name" or token.text not in (
            "print",
            "range",
            "len",
            "sum",
            "abs",
            "str",
            "float",
            "int",
        ):
            continue
        if not after.starts_value or (after.text in OPENERS and after.start == token.end):
            continue
        stop = tokens[-1].start if tokens[-1].text == ":" else tokens[-1].end
        if token.text != "print":
            stop = after.end
        while (
            token.text != "print" and stop < len(cell.text) and re.match(r"[.\w]", cell.text[stop])
        ):
            stop += 1
        edits = ((token.end, after.start, "("), (stop, stop, ")"))
        yield mend(
            "brackets-of-call",
            f"`{token.text}` needs brackets around what it is given. {TYPE}",
            *edits,
        )


def _groups(cell: Cell) -> set[int]:
    """Where the round brackets close that hold a calculation and no arguments."""
    opened: list[bool] = []
    found = set()
    for index, token in enumerate(cell.tokens):
        if token.text == "(":
            opened.append(not index or not cell.tokens[index - 1].ends_value)
        elif token.text == ")" and opened and opened.pop():
            found.add(token.start)
    return found


def _joined(cell: Cell, left: Token, right: Token) -> Iterator[Mend]:
    """Join two words to one name where a name is made and no list is taken apart."""
    tokens = cell.on(left.line)
    after = tokens[tokens.index(right) + 1 :] if right in tokens else []
    defined = left is not tokens[0] and tokens[0].text == "def" and left is tokens[1]
    made = left is tokens[0] and after[:1] and after[0].text == "="
    apart = any(token.text in (",", "(") for token in after) and after[-1].text not in "]}"
    if defined or (made and not apart):
        said = f"A name has no space inside; `_` joins its words. {TYPE}"
        yield mend("space-in-name", said, (left.end, right.start, "_"))


def _listed(cell: Cell, left: Token) -> bool:
    """Whether things side by side here are more likely a list than a product."""
    tokens = cell.on(left.line)
    opened = cell.depth(left.end)
    if opened:
        opener = opened[-1]
        index = cell.tokens.index(opener)
        if index and cell.tokens[index - 1].text in _TAKE_ONE:
            return False
        called = (
            index
            and cell.tokens[index - 1].ends_value
            and cell.tokens[index - 1].end == opener.start
        )
        inside = [token for token in cell.tokens if opener.start < token.start < left.start]
        return bool(opener.text in "[{" or called or any(token.text == "," for token in inside))
    before = [token.text for token in tokens if token.start < left.start]
    after = [token.text for token in tokens if token.start > left.end]
    if before == ["return"] and after[1:] and after[1] in _SIGNS_BEFORE and "," not in after:
        return False
    return "=" in after or before in (["return"], ["for"]) or any(text == "," for text in before)


def left_out(cell: Cell, line: int) -> Iterator[Mend]:
    """Put in a sign of multiplication, a dot or a comma between two things side by side."""
    tokens = cell.on(line)
    for left, sign, right in zip(tokens, tokens[1:], tokens[2:], strict=False):
        spaced = left.end < sign.start and sign.end < right.start
        if sign.text in ("x", "X") and spaced and left.ends_value and right.starts_value:
            said = f"If this `{sign.text}` stands for times, its sign is `*`. {TYPE}"
            yield mend("letter-for-times", said, sign.put("*"), whole=True)
    for left, right in cell.pairs(line):
        if not (left.ends_value and right.starts_value):
            continue
        if right.text in OPENERS and left.kind != "number" and left.end == right.start:
            continue
        tight = left.end == right.start
        if cell.on(line)[0].text == "import" and right.kind == "name":
            said = f"The word `as` is missing. {TYPE}"
            yield mend("word-left-out", said, (left.end, right.start, " as "), whole=True)
        inside = bool(cell.depth(left.end)) and "string" not in (left.kind, right.kind)
        said_comma = f"A comma is missing between two things here. {TYPE}"
        if inside:
            said_comma = (
                f"A comma or a sign is missing between `{left.text}` and `{right.text}`. "
                "If it is a comma, type {new} in the place of {old}."
            )
        comma = mend(
            "comma-left-out",
            said_comma,
            (
                left.end,
                right.start if left.line == right.line else left.end,
                ", " if left.line == right.line else ",",
            ),
        )
        if "string" in (left.kind, right.kind) or left.line != right.line:
            yield comma
            continue
        if left.text in ("np", "plt", "pd", "math") and right.kind == "name":
            yield mend(
                "dot-left-out",
                f"A dot is missing after `{left.text}`. {TYPE}",
                (left.end, right.start, "."),
            )
        index = cell.tokens.index(left)
        before = cell.tokens[index - 1].text if index else ""
        grouped = left.text == ")" and left.start in _groups(cell)
        line_tokens = cell.on(line)
        gives = any(token.text == "=" and not cell.depth(token.start) for token in line_tokens)
        begins = left is line_tokens[0] and left.kind == "name" and not nearly(left, first=True)
        if begins and not tight and not gives:
            said = (
                f"A sign is missing between `{left.text}` and `{right.text}`. "
                f"To give `{left.text}` a value, type {{new}} in the place of {{old}}."
            )
            edit = (left.end, right.start, " = ")
            yield mend("equals-left-out", said, edit, whole=True)
        listed = _listed(cell, left) and not tight and not grouped
        listed = listed and before not in _SIGNS_BEFORE
        if not tight and left.kind == right.kind == "name":
            yield from _joined(cell, left, right)
        if (listed and left.kind == right.kind) or (listed and left.kind != "number"):
            yield comma
        sign = "*" if tight else " * "
        if left.text == "T" and before == ".":
            said = f"Between a table and what it is multiplied with stands a sign. {TYPE}"
            yield mend("sign-left-out", said, (left.end, right.start, " @ "), sure=True)
        said = f"Python needs a sign of multiplication here. {TYPE}"
        result = line_tokens[0].text == "return" and not cell.depth(left.end) and not grouped
        if not tight and (left.text != ")" or result):
            between = "in front of" if left.text == ")" else f"between `{left.text}` and"
            said = (
                f"A sign or a comma is missing {between} `{right.text}`. "
                "If it is a product, type {new} in the place of {old}; if these are two things, "
                "put a comma between them."
            )
        if left.kind == "number" and before == "/" and right.kind == "name":
            edits = (
                (left.start, left.start, "("),
                (left.end, right.start, "*"),
                (right.end, right.end, ")"),
            )
            yield mend(
                "sign-left-out",
                "Python needs a sign of multiplication here, and brackets around what stands "
                f"below the fraction line. {TYPE}",
                *edits,
            )
        if left.text == ")" and right.text == "2" and tight:
            squared = f"A sign is missing in front of the 2. For a square, t{TYPE[1:]}"
            yield mend("sign-left-out", squared, (left.end, right.start, "**"))
        surely = tight and left.kind == "number"
        yield mend("sign-left-out", said, (left.end, right.start, sign), sure=surely)
        yield comma


def commas(cell: Cell, line: int) -> Iterator[Mend]:
    """Drop or change commas, semicolons and points."""
    tokens = cell.on(line)
    for index, token in enumerate(tokens):
        beside = tokens[index - 1 : index] + tokens[index + 1 : index + 2]
        between = len(beside) == 2 and beside[0].ends_value and beside[1].starts_value
        if token.text == "," and not between:
            yield mend("comma-too-many", _COMMA, token.put(""))
        if token.text == ";" and cell.depth(token.start):
            inside = [each for each in tokens if each.text == ";" and cell.depth(each.start)]
            edits = tuple((each.start, each.end, ",") for each in inside)
            yield mend("semicolon", f"Python puts a comma between things. {TYPE}", *edits)
        elif token.text == ";" and index and between:
            yield mend("semicolon", f"Python puts a comma between things. {TYPE}", token.put(","))
        elif token.text == ";" and index:
            yield mend("semicolon", f"A semicolon too many stands here. {TYPE}", token.put(""))
        word = tokens[index + 1] if index + 1 < len(tokens) else token
        if token.text == "." and index and word.keyword:
            said = f"A space stands in front of `{word.text}`. {TYPE}"
            yield mend("space-left-out", said, token.put(" "))
        elif token.text == "." and index and not between:
            yield mend("dot-too-many", _POINT, token.put(""))


def order(cell: Cell, line: int) -> Iterator[Mend]:
    """Put the arguments without `=` in front of those with `=`."""
    for opener in (token for token in cell.on(line) if token.text == "("):
        parts: list[list[Token]] = [[]]
        for token in (each for each in cell.tokens if each.start > opener.start):
            depth = cell.depth(token.start)
            if opener not in depth or (token.text == ")" and depth[-1] is opener):
                break
            if token.text == "," and depth[-1] is opener:
                parts.append([])
            else:
                parts[-1].append(token)
        if len(parts) < 2 or not all(parts):
            continue
        spans = [(part[0].start, part[-1].end) for part in parts]
        index = cell.tokens.index(opener)
        asked = index and cell.tokens[index - 1].text in _ASK
        if asked and len(parts[0]) > 1 and parts[0][1].text == "=":
            sign = parts[0][1]
            said = "`=` gives a value to a name; two values are compared with `==`. " + TYPE
            yield mend("equals-in-condition", said, sign.put("=="))
        named = [len(part) > 1 and part[1].text == "=" for part in parts]
        last, behind = parts[-1], named[-2] and not named[0]
        if behind and len(last) == 1 and last[0].kind == "name" and cell.on(line)[0].text != "def":
            said = f"Behind what has an `=`, all else needs its name and an `=`, too. {TYPE}"
            yield mend("argument-order", said, last[0].put(f"{last[0].text}={last[0].text}"))
        ordered = sorted(range(len(parts)), key=lambda each: named[each])
        if ordered == list(range(len(parts))):
            continue
        edits = tuple(
            (*span, cell.text[slice(*spans[source])])
            for span, source in zip(spans, ordered, strict=True)
        )
        said = f"What has no `=` stands before what has one, inside these brackets. {TYPE}"
        yield mend("argument-order", said, *edits, whole=True)
