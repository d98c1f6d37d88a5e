"""Words that Python keeps for itself: misspelt, with a capital, or taken as a name."""

import difflib
import keyword
import re
from collections.abc import Iterator
from itertools import pairwise

from mlsmath.slips.lines import spaces
from mlsmath.slips.pieces import OPENERS, TYPE, VALUES, Cell, Mend, Token, mend

_STARTS = ["def", "return", "for", "while", "if", "elif", "else", "import", "from", "class"]
_STARTS += ["raise", "try", "except", "with", "assert", "del", "pass", "break", "continue"]
_INSIDE = ["in", "and", "or", "not", "is", "if", "else", "for", "import", "as", "lambda"]
_ALIKE = {"function": "def", "fun": "def", "func": "def", "define": "def", "foreach": "for"}
_ALIKE |= {"of": "in", "then": ":", "do": ":", "begin": ":"}

_SPELT = "Python's word is `{0}`, {1}. Type {{new}} in the place of {{old}}."


def else_if(cell: Cell, line: int) -> Iterator[Mend]:
    """Write `elif` for what other languages write, and no `end`."""
    tokens = cell.on(line)
    if not tokens:
        return
    said = f"Python writes `elif` for this. {TYPE}"
    words = [token.text.lower() for token in tokens]
    foreign = ("let", "var", "const", "int", "float", "double")
    if words[0] in foreign and len(tokens) > 3 and tokens[2].text == "=":
        yield mend(
            "word-of-another-language",
            f"Python makes a name without `{words[0]}`. {TYPE}",
            (tokens[0].start, tokens[1].start, ""),
            whole=True,
        )
    if words == ["else", "if", ":"]:
        said_else = f"`else` is for all that is left, without a condition. {TYPE}"
        yield mend("else-if", said_else, (tokens[0].end, tokens[1].end, ""), whole=True)
    if words[:2] == ["else", "if"]:
        yield mend("else-if", said, (tokens[0].start, tokens[1].end, "elif"))
    elif words[0] in ("elseif", "elsif", "elif") and tokens[0].text != "elif":
        yield mend("else-if", said, tokens[0].put("elif"))
    if words[0] == "else" and len(tokens) > 2 and tokens[-1].text == ":":
        yield mend(
            "else-if",
            f"`else` takes no condition; with a condition it is `elif`. {TYPE}",
            tokens[0].put("elif"),
        )
    if len(tokens) <= 2 and words[0] in ("end", "endif", "endfor", "}", "fi", "done"):
        start = cell.starts[line - 1]
        yield mend(
            "end-typed",
            "Python ends a block where the lines go back to the left, without a word. "
            "Delete {old}.",
            (start, cell.code_end(line), ""),
        )


def without_def(cell: Cell, line: int) -> Iterator[Mend]:
    """Put `def` in front of the first line of a function."""
    tokens = cell.on(line)
    ends = [each.text for each in tokens[1:2] + tokens[-2:]] == ["(", ")", ":"]
    if len(tokens) > 3 and ends and tokens[0].kind == "name" and not tokens[0].keyword:
        yield mend(
            "def-left-out",
            f"The first line of a function begins with `def`. {TYPE}",
            (tokens[0].start, tokens[0].start, "def "),
            whole=True,
        )


def loop_in_brackets(cell: Cell, line: int) -> Iterator[Mend]:
    """Take the brackets off a `for`."""
    found = re.match(
        r"\s*([Ff]or\s*\()(\s*\w+(?:\s*,\s*\w+)*\s+in\s.*)\)\s*:?\s*$", cell.line_text(line)
    )
    if found:
        start = cell.starts[line - 1]
        edits = ((start + found.start(1), start + found.end(1), "for "),)
        edits += ((start + found.end(2), start + len(cell.line_text(line)), ":"),)
        yield mend(
            "for-in-brackets", f"A `for` stands without brackets. {TYPE}", *edits, whole=True
        )


def lambda_colon(cell: Cell, line: int) -> Iterator[Mend]:
    """Put a colon after the names of a `lambda`."""
    tokens = cell.on(line)
    for word, name, sign in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if word.text == "lambda" and name.kind == "name" and sign.text in ("=", "->"):
            said = f"After the name that a `lambda` is given stands a colon. {TYPE}"
            yield mend("colon-left-out", said, (name.end, sign.end, ":"), whole=True)


def misspelt(cell: Cell, line: int) -> Iterator[Mend]:
    """Spell a word of Python rightly, or put in the one left out."""
    tokens = cell.on(line)
    for index, token in enumerate(tokens):
        if token.kind != "name" or token.text in VALUES:
            continue
        first = index == 0
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        before = tokens[index - 1] if index else None
        beside = (
            first
            or (before and (before.ends_value or before.keyword))
            or (after and after.starts_value and after.kind != "op")
        )
        if not beside:
            continue
        for word in nearly(token, first):
            if word == token.text:
                continue
            if token.text.lower() == word:
                how = "in small letters"
            elif token.text.lower() in _ALIKE:
                how = f"not `{token.text}`"
            else:
                how = "spelled so"
            edit = (token.start, token.end, word)
            if word == ":":
                if before is None:
                    continue
                edit = (before.end, token.end, ":")
                yield mend(
                    "word-of-another-language",
                    f"Python has no `{token.text}` here; a colon begins the block. {TYPE}",
                    edit,
                    whole=True,
                )
                if after and after.text == ":":
                    yield mend(
                        "word-of-another-language",
                        f"Python has no `{token.text}` here; the colon is enough. {TYPE}",
                        (before.end, token.end, ""),
                        whole=True,
                    )
                continue
            if word == "return" and first and after and not cell.indent(line):
                yield mend(
                    "return-without-def",
                    "The word `return` belongs under a `def`, and none stands above. To see the "
                    f"value, t{TYPE[1:]}",
                    (token.start, after.start, ""),
                    whole=True,
                )
            name = "keyword-misspelt" if how != "in small letters" else "keyword-capitalised"
            yield mend(name, _SPELT.format(word, how), edit)
        if first:
            for word in ("def", "for", "return", "if", "while", "import"):
                if token.text.startswith(word) and token.text != word and not token.keyword:
                    yield mend(
                        "space-left-out",
                        f"A space is missing after `{word}`. {TYPE}",
                        (token.start + len(word),) * 2 + (" ",),
                    )
    yield from _counted(cell, tokens)
    if tokens and tokens[0].text == "for" and not any(token.text == "in" for token in tokens):
        for left, right in pairwise(tokens[1:]):
            if left.kind == "name" and right.starts_value and right.text not in OPENERS:
                yield mend(
                    "word-left-out",
                    f"The word `in` is missing. {TYPE}",
                    (left.end, left.end, " in"),
                )
            if right.text in ("=", ":") and left.kind == "name":
                yield mend(
                    "word-left-out",
                    f"A `for` needs the word `in`, not `{right.text}`. {TYPE}",
                    right.put("in" if right.start > left.end else " in"),
                )


def _counted(cell: Cell, tokens: list[Token]) -> Iterator[Mend]:
    """Count with `range` where a `for` names its first and last number in another way."""
    header = re.fullmatch(
        r"for (\w+)\s*(?:in|=|from)\s*\(?(\w+)\s*(?:to|:|\.\.+|until)\s*(\w+)\)?\s*:?",
        cell.text[tokens[0].start : tokens[-1].end] if tokens else "",
    )
    if header:
        name, first, last = header.groups()
        counted = first == "1" and not last.isdigit()
        new = f"for {name} in range({last if counted else f'{first}, {last}'}):"
        said = "A `for` counts with `range`, which stops before its second number. "
        if counted:
            said = f"A `for` counts with `range`, and the first item has the number 0. With {last} "
            said += "items: "
        said += TYPE[0].lower() + TYPE[1:] if counted else TYPE
        yield mend("for-without-range", said, (tokens[0].start, tokens[-1].end, new), whole=True)


def nearly(token: Token, first: bool) -> list[str]:
    """Return the words of Python that a word was meant to be, as the first of a line or not."""
    typed = token.text
    if typed.lower() in _ALIKE:
        return [_ALIKE[typed.lower()]]
    known = _STARTS if first else _INSIDE
    if keyword.iskeyword(typed):
        return []
    if typed.lower() in known:
        return [typed.lower()]
    if len(typed) < 3:
        return []
    close = difflib.get_close_matches(typed.lower(), known, n=2, cutoff=0.74)
    swapped = [word for word in known if sorted(word) == sorted(typed.lower())]
    return list(dict.fromkeys(swapped + close))


def keyword_as_name(cell: Cell, line: int) -> Iterator[Mend]:
    """Each keyword of the line, taken as a name wherever it stands on the line."""
    tokens = cell.on(line)
    for token in dict.fromkeys(
        each.text for each in tokens if each.kind == "name" and keyword.iskeyword(each.text)
    ):
        places = [each for each in tokens if each.text == token]
        if token in ("not", "and", "or", "if", "else", "is") and places[0] is tokens[-1]:
            continue
        if (
            len(places) == 1
            and token in ("def", "return", "import", "for")
            and places[0] is tokens[0]
        ) and (len(tokens) < 2 or tokens[1].text != "="):
            continue
        if not any(_stands_as_name(tokens, each) for each in places):
            continue
        chosen = [each for each in places if _stands_as_name(tokens, each)]
        picked = [each for each in chosen if cell.text[each.end : each.end + 1] == "["]
        longer = {each.text for each in cell.tokens if each.text[:-1] == token} if picked else ()
        for name in longer if len(longer) == 1 else ():
            said = f"`{token}` is a word that Python keeps for itself. Is `{name}` meant? {TYPE}"
            yield mend("keyword-as-name", said, *(each.put(name) for each in picked))
        for some in (chosen, places):
            yield mend(
                "keyword-as-name",
                f"`{token}` is a word that Python keeps for itself, so it cannot be a name. "
                f"Use another name, for example `{token}_`: type {{new}} in the place of {{old}}.",
                *((each.end, each.end, "_") for each in some),
            )


def _stands_as_name(tokens: list[Token], token: Token) -> bool:
    """Whether the keyword stands where a name would: before `=`, or between commas and brackets."""
    index = tokens.index(token)
    before = tokens[index - 1].text if index else "("
    after = tokens[index + 1].text if index + 1 < len(tokens) else ")"
    marks = re.compile(r"[-+*/=,()\[\].<>:]|\*\*|[-+*/]=|def|import|for|as|in|return")
    return bool(marks.fullmatch(before) and re.fullmatch(r"[-+*/=,)\].(\[]|[-+*/]=|in", after))


def lost_else(cell: Cell, line: int) -> Iterator[Mend]:
    """Put an `else` or `elif` in the column of its `if`."""
    tokens = cell.on(line)
    if not tokens or tokens[0].text not in ("else", "elif", "except", "finally"):
        return
    word = tokens[0].text
    own = cell.indent(line)
    start = cell.starts[line - 1]
    for number in range(line - 1, 0, -1):
        above = cell.on(number)
        indent = cell.indent(number)
        if above and above[0].text in ("if", "elif", "for", "while", "try") and indent != own:
            yield mend(
                "else-column",
                f"`{word}` begins in the same column as its `{above[0].text}`: "
                f"put {spaces(indent)} in front of {{old}}.",
                (start, start + len(own), indent),
                whole=True,
            )
    if word == "elif":
        yield mend(
            "elif-without-if",
            "There is no `if` right above this `elif`. If this is the first condition, "
            "type {new} in the place of {old}.",
            tokens[0].put("if"),
        )
