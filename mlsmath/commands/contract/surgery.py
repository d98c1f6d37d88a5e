"""The text of a notebook file by places: where each cell stands, and how to put new tags in.

Each character besides the new tags stays as it was: indents, line ends, escapes, order, outputs.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

BLANK = re.compile(r"[ \t\r\n]*")
DECODER = json.JSONDecoder()


@dataclass(frozen=True)
class _Member:
    """One entry of a table or list: where it starts, its key ends, its value begins and ends."""

    key: str
    start: int
    after: int
    begin: int
    end: int


@dataclass(frozen=True)
class _Style:
    """How a table or list is laid out: the blank before each member and before its last sign."""

    gap: str
    close: str
    comma: str
    colon: str

    @property
    def inner(self) -> "_Style":
        """Return the style of an empty table or list among the members, were it filled."""
        unit = self.gap.removeprefix(self.close) if "\n" in self.gap else ""
        if not unit:
            return self
        return _Style(self.gap + unit, self.gap, f",{self.gap}{unit}", self.colon)


def cell_starts(text: str) -> list[int]:
    """Return where each cell of a notebook begins in its text."""
    return [cell.begin for cell in _cells(text)]


def with_tags(text: str, tags: Mapping[int, Sequence[str]]) -> str:
    """Return a notebook's text with further tags on the cells of these numbers, from 0 on."""
    cells = _cells(text)
    for number in sorted(tags, reverse=True):  # from the end, so that earlier places stay right
        if tags[number]:
            text = _tagged(text, cells[number], [json.dumps(tag) for tag in tags[number]])
    return text


def _tagged(text: str, cell: _Member, tags: list[str]) -> str:
    members = list(_members(text, cell.begin))
    style = _style_of(text, cell, members, _Style("", "", ", ", ": "))
    metadata = next((member for member in members if member.key == "metadata"), None)
    if metadata is None or text[metadata.begin] != "{":
        value = _list(tags, style.inner.inner)
        table = f'{{{style.inner.gap}"tags"{style.colon}{value}{style.inner.close}}}'
        if metadata is not None:
            return text[: metadata.begin] + table + text[metadata.end :]
        return _with_member(text, cell, members, style, "metadata", table)
    inside = list(_members(text, metadata.begin))
    style = _style_of(text, metadata, inside, style.inner)
    known = next((member for member in inside if member.key == "tags"), None)
    if known is None:
        return _with_member(text, metadata, inside, style, "tags", _list(tags, style.inner))
    items = list(_members(text, known.begin)) if text[known.begin] == "[" else []
    if not items:
        return text[: known.begin] + _list(tags, style.inner) + text[known.end :]
    style = _style_of(text, known, items, style.inner)
    more = "".join(f"{style.comma}{tag}" for tag in tags)
    return text[: items[-1].end] + more + text[items[-1].end :]


def _list(items: Sequence[str], style: _Style) -> str:
    return f"[{style.gap}{style.comma.join(items)}{style.close}]"


def _with_member(
    text: str, table: _Member, members: list[_Member], style: _Style, key: str, value: str
) -> str:
    """Return the text with a new member of a table: in its place where the keys are sorted."""
    new = f'"{key}"{style.colon}{value}'
    if not members:
        filled = f"{{{style.gap}{new}{style.close}}}"
        return text[: table.begin] + filled + text[table.end :]
    keys = [member.key for member in members]
    after = [member for member in members if member.key > key] if keys == sorted(keys) else []
    if after:
        return text[: after[0].start] + new + style.comma + text[after[0].start :]
    return text[: members[-1].end] + style.comma + new + text[members[-1].end :]


def _style_of(text: str, whole: _Member, members: list[_Member], otherwise: _Style) -> _Style:
    if not members:
        return otherwise
    gap = text[whole.begin + 1 : members[0].start]
    close = text[members[-1].end : whole.end - 1]
    comma = f",{gap}" if "\n" in gap else otherwise.comma
    if len(members) > 1:
        comma = text[members[0].end : members[1].start]
    colon = text[members[0].after : members[0].begin] or otherwise.colon
    return _Style(gap, close, comma, colon)


def _cells(text: str) -> list[_Member]:
    start = BLANK.match(text, text.startswith("\ufeff")).end()  # type: ignore[union-attr]
    found = [member for member in _members(text, start) if member.key == "cells"]
    return list(_members(text, found[-1].begin)) if found else []


def _members(text: str, start: int) -> Iterator[_Member]:
    """Yield what stands in the table or list that begins at `start`."""
    last = {"{": "}", "[": "]"}[text[start]]
    at = _skip(text, start + 1)
    while text[at] != last:
        key, after, begin = "", at, at
        if last == "}":
            key, after = DECODER.raw_decode(text, at)
            begin = _skip(text, _skip(text, after) + 1)
        _, end = DECODER.raw_decode(text, begin)
        yield _Member(key, at, after, begin, end)
        at = _skip(text, end)
        if text[at] == ",":
            at = _skip(text, at + 1)


def _skip(text: str, at: int) -> int:
    return BLANK.match(text, at).end()  # type: ignore[union-attr]
