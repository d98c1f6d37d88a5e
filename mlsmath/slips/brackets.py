"""Brackets and quotes left out, one too many, or of the wrong kind."""

import re
from collections.abc import Iterator
from itertools import pairwise

from mlsmath.slips.pieces import OPENERS, TYPE, Cell, Mend, Token, mend

_UNCLOSED = "A `{0}` is opened and never closed. Type {{new}} in the place of {{old}}."
_SPARE = (
    "This `{0}` closes no bracket: it is one too many, or the opening one is missing before it. "
    "If it is too many, type {{new}} in the place of {{old}}."
)
_KIND = "A `{0}` is closed by a `{1}` here. Type {{new}} in the place of {{old}}."


def brackets(cell: Cell, line: int) -> Iterator[Mend]:
    """Close, drop or change the brackets that do not fit."""
    opened, wrong = cell.unmatched()
    tokens, start = cell.on(line), cell.starts[line - 1]
    for found in re.finditer(r"\w(\[)[^][]*\w *=(?!=)[^][]*(\])", cell.line_text(line)):
        pairs = zip(found.regs[1:], "()", strict=True)
        yield mend(
            "square-brackets",
            f"A function is called with round brackets. {TYPE}",
            *((start + begin, start + end, new) for (begin, end), new in pairs),
        )
    for left, token in pairwise(tokens):
        if token.text == "{" and left.ends_value and left.end == token.start:
            after = (each for each in tokens if each.start > token.start)
            closer = next((each for each in after if each.text == "}"), None)
            if closer:
                yield mend(
                    "brackets-of-item",
                    f"An item of a list stands in square brackets. {TYPE}",
                    token.put("["),
                    closer.put("]"),
                )
    for closer, opener in wrong:
        if line not in (closer.line, opener.line):
            continue
        if closer is not opener:
            right = OPENERS[opener.text]
            yield mend(
                "bracket-wrong-kind", _KIND.format(opener.text, closer.text), closer.put(right)
            )
            places = [closer.start]
            if opener.text == "[":
                places = [*_ends(cell, opener)[-1:], *places]
            for place in places:
                yield mend("bracket-left-out", _UNCLOSED.format(opener.text), (place, place, right))
        yield mend("bracket-too-many", _SPARE.format(closer.text), closer.put(""))
        before = [token for token in cell.on(closer.line) if token.start < closer.start]
        if closer.text == ")" and before and before[0].text == "def" and len(before) > 1:
            yield mend(
                "bracket-left-out",
                f"A `)` closes a bracket that was never opened. {TYPE}",
                (before[1].end, before[1].end, "("),
            )
        for token in before:
            left = next((each for each, kind in OPENERS.items() if kind == closer.text), "(")
            if token.starts_value:
                yield mend(
                    "bracket-left-out",
                    f"A `{closer.text}` closes a bracket that was never opened. {TYPE}",
                    (token.start, token.start, left),
                )
    for opener in reversed(opened):
        if opener.line != line:
            continue
        right = OPENERS[opener.text]
        said = _UNCLOSED.format(opener.text)
        places = _ends(cell, opener)
        if len(opened) > 1:
            closers = "".join(OPENERS[each.text] for each in reversed(opened) if each.line == line)
            for place in places:
                yield mend("bracket-left-out", said, (place, place, closers))
        for place in places:
            yield mend("bracket-left-out", said, (place, place, right), sure=True)
        yield mend("bracket-too-many", _UNCLOSED.format(opener.text), opener.put(""))


def _ends(cell: Cell, opener: Token) -> list[int]:
    """Where the bracket may have been meant to close: at the end of the line, then further left."""
    tokens = [token for token in cell.on(opener.line) if token.start > opener.start]
    if not tokens:
        return [opener.end]
    places = [token.end for token in tokens if token.ends_value]
    return sorted(set(places), reverse=True)


def quotes(cell: Cell, line: int) -> Iterator[Mend]:
    """Close, drop or change the quotes of a text."""
    for token in cell.on(line):
        if (
            token.kind == "string"
            and token.text[0] in "fF"
            and token.text.count("{") != (token.text.count("}"))
        ):
            yield mend(
                "brace-in-text",
                f"Inside the text a `{{` is opened and never closed. {TYPE}",
                (token.end - 1, token.end - 1, "}"),
                whole=True,
            )
    for token in cell.on(line):
        if token.kind != "quote":
            continue
        said = f"The text that begins here has no quote at its end. {TYPE}"
        text, begin = cell.text, cell.starts[line - 1]
        stop = begin + len(cell.line_text(line).rstrip())
        rest = text[token.end : stop]
        if token.text == "'" and token.start > begin and text[token.start - 1].isalnum():
            opened = text.find("'", begin, token.start)
            if opened >= 0 and '"' not in text[opened : token.end]:
                yield mend(
                    "quote-inside",
                    f"The `'` inside ends the text too early; double quotes around it help. {TYPE}",
                    (opened, opened + 1, '"'),
                    token.put('"'),
                    whole=True,
                )
            left = text[begin : token.start]
            named = (re.match(r"\s*(def\s+)?\w+$", left) and "=" in rest) or "def" in left
            name = "".join(re.findall(r"\w+$", left))
            said = "A `'` begins a text in Python, so it cannot stand in a name. "
            said += (
                TYPE
                if named
                else f"`{name}'` is the slope of `{name}`, and that has to be worked out here."
            )
            yield mend("prime", said, token.put("_prime"), sure=True)
            if rest[:1] in tuple("(+-*/=,) "):
                return
        other = {"'": '"', '"': "'"}.get(token.text)
        if other and other in rest:
            place = token.end + rest.rindex(other)
            yield mend(
                "quote-wrong-kind",
                "A text ends with the kind of quote that it begins with, "
                f"{_called(token.text)}. {TYPE}",
                (place, place + 1, token.text),
            )
        ends = [stop]
        place = stop
        while place > token.end and text[place - 1] in "):],} ":
            place -= 1
            ends.append(place)
        comma = rest.find(",")
        if comma >= 0:
            ends.append(token.end + comma)
        if token.end == stop:
            yield mend("quote-too-many", f"There is a quote too many here. {TYPE}", token.put(""))
        if comma > 0 and rest[comma - 1] in " :=":
            ends.insert(0, ends.pop())
        quote = token.text[0]
        tail = re.search(rf"(?<!{quote}){quote}{{1,2}}$", rest) if len(token.text) == 3 else None
        if tail:
            yield mend(
                "quote-left-out",
                f"A text that begins with three quotes ends with three. {TYPE}",
                (token.end + tail.start(), stop, token.text),
                whole=True,
            )
        for end in ends:
            yield mend("quote-left-out", said, (end, end, token.text))
        yield mend("quote-too-many", f"There is a quote too many here. {TYPE}", token.put(""))
        for name in cell.on(line):
            if name.end <= token.start and name.kind == "name":
                yield mend(
                    "quote-left-out",
                    f"A text needs a quote at its beginning too. {TYPE}",
                    (name.start, name.start, token.text),
                )
        return


def _called(quote: str) -> str:
    return {"'": "a single quote", '"': "a double quote"}.get(quote, "three quotes")
