"""Brackets and quotes left out, one too many, or of the wrong kind."""

import re
from collections.abc import Iterator
from itertools import pairwise

from mlsmath.slips.pieces import OPENERS, Cell, Mend, Token

_UNCLOSED = "A `{0}` is opened and never closed. Type {{new}} in the place of {{old}}."
_SPARE = (
    "This `{0}` closes no bracket: it is one too many, or the opening one is missing before it. "
    "If it is too many, type {{new}} in the place of {{old}}."
)
_KIND = "A `{0}` is closed by a `{1}` here. Type {{new}} in the place of {{old}}."


def brackets(cell: Cell, line: int) -> Iterator[Mend]:
    """Close, drop or change the brackets that do not fit."""
    opened, wrong = cell.unmatched()
    tokens = cell.on(line)
    for left, token in pairwise(tokens):
        if token.text == "{" and left.ends_value and left.end == token.start:
            after = (each for each in tokens if each.start > token.start)
            closer = next((each for each in after if each.text == "}"), None)
            if closer:
                yield Mend(
                    "brackets-of-item",
                    ((token.start, token.end, "["), (closer.start, closer.end, "]")),
                    "An item of a list stands in square brackets. "
                    "Type {new} in the place of {old}.",
                )
    for closer, opener in wrong:
        if line not in (closer.line, opener.line):
            continue
        if closer is not opener:
            right = OPENERS[opener.text]
            yield Mend(
                "bracket-wrong-kind",
                ((closer.start, closer.end, right),),
                _KIND.format(opener.text, closer.text),
            )
            places = [closer.start]
            if opener.text == "[":
                places = [*_ends(cell, opener)[-1:], *places]
            for place in places:
                yield Mend(
                    "bracket-left-out",
                    ((place, place, right),),
                    _UNCLOSED.format(opener.text),
                )
        yield Mend(
            "bracket-too-many", ((closer.start, closer.end, ""),), _SPARE.format(closer.text)
        )
        before = [token for token in cell.on(closer.line) if token.start < closer.start]
        if closer.text == ")" and before and before[0].text == "def" and len(before) > 1:
            yield Mend(
                "bracket-left-out",
                ((before[1].end, before[1].end, "("),),
                "A `)` closes a bracket that was never opened. Type {new} in the place of {old}.",
            )
        for token in before:
            left = next((each for each, kind in OPENERS.items() if kind == closer.text), "(")
            if token.starts_value:
                yield Mend(
                    "bracket-left-out",
                    ((token.start, token.start, left),),
                    f"A `{closer.text}` closes a bracket that was never opened. "
                    "Type {new} in the place of {old}.",
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
                yield Mend("bracket-left-out", ((place, place, closers),), said)
        for place in places:
            yield Mend("bracket-left-out", ((place, place, right),), said, sure=True)
        yield Mend(
            "bracket-too-many",
            ((opener.start, opener.end, ""),),
            _UNCLOSED.format(opener.text),
        )


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
            yield Mend(
                "brace-in-text",
                ((token.end - 1, token.end - 1, "}"),),
                "Inside the text a `{` is opened and never closed. "
                "Type {new} in the place of {old}.",
                whole=True,
            )
    for token in cell.on(line):
        if token.kind != "quote":
            continue
        said = (
            "The text that begins here has no quote at its end. Type {new} in the place of {old}."
        )
        text, begin = cell.text, cell.starts[line - 1]
        stop = begin + len(cell.line_text(line).rstrip())
        rest = text[token.end : stop]
        if token.text == "'" and token.start > begin and text[token.start - 1].isalnum():
            opened = text.find("'", begin, token.start)
            if opened >= 0 and '"' not in text[opened : token.end]:
                yield Mend(
                    "quote-inside",
                    ((opened, opened + 1, '"'), (token.start, token.end, '"')),
                    "The `'` inside ends the text too early; double quotes around it help. "
                    "Type {new} in the place of {old}.",
                    whole=True,
                )
            left = text[begin : token.start]
            named = (re.match(r"\s*(def\s+)?\w+$", left) and "=" in rest) or "def" in left
            name = "".join(re.findall(r"\w+$", left))
            said = "A `'` begins a text in Python, so it cannot stand in a name. "
            said += (
                "Type {new} in the place of {old}."
                if named
                else f"`{name}'` is the slope of `{name}`, and that has to be worked out here."
            )
            yield Mend("prime", ((token.start, token.end, "_prime"),), said, sure=True)
            if rest[:1] in tuple("(+-*/=,) "):
                return
        other = {"'": '"', '"': "'"}.get(token.text)
        if other and other in rest:
            place = token.end + rest.rindex(other)
            yield Mend(
                "quote-wrong-kind",
                ((place, place + 1, token.text),),
                f"A text ends with the kind of quote that it begins with, {_called(token.text)}. "
                "Type {new} in the place of {old}.",
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
            yield Mend(
                "quote-too-many",
                ((token.start, token.end, ""),),
                "There is a quote too many here. Type {new} in the place of {old}.",
            )
        if comma > 0 and rest[comma - 1] in " :=":
            ends.insert(0, ends.pop())
        quote = token.text[0]
        tail = re.search(rf"(?<!{quote}){quote}{{1,2}}$", rest) if len(token.text) == 3 else None
        if tail:
            yield Mend(
                "quote-left-out",
                ((token.end + tail.start(), stop, token.text),),
                "A text that begins with three quotes ends with three. "
                "Type {new} in the place of {old}.",
                whole=True,
            )
        for end in ends:
            yield Mend("quote-left-out", ((end, end, token.text),), said)
        yield Mend(
            "quote-too-many",
            ((token.start, token.end, ""),),
            "There is a quote too many here. Type {new} in the place of {old}.",
        )
        for name in cell.on(line):
            if name.end <= token.start and name.kind == "name":
                yield Mend(
                    "quote-left-out",
                    ((name.start, name.start, token.text),),
                    "A text needs a quote at its beginning too. Type {new} in the place of {old}.",
                )
        return


def _called(quote: str) -> str:
    return {"'": "a single quote", '"': "a double quote"}.get(quote, "three quotes")
