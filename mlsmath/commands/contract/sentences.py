"""Markdown cells as sentences, each with what surrounds it: heading, emphasis, formulas."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from mlsmath.commands.contract.prose import (
    ADDRESS,
    COMMENT,
    HOLE,
    IMAGE,
    LINK,
    LIST_START,
    REFERENCE,
    TAG,
    tear,
)

HEADING = re.compile(r"^[ ]{0,3}(#{1,6})[ \t]+(.*?)[ \t#]*$")
UNDERLINED = re.compile(r"^[ ]{0,3}(?:={3,}|-{3,})[ \t]*$")
HTML_HEADING = re.compile(r"<h([1-6])\b[^>]*>(.*?)</h\1\s*>", re.I | re.S)
HTML_STRONG = re.compile(r"</?(?:b|strong|i|em)\b[^>]*>", re.I)
HTML_ITEM = re.compile(r"<li\b[^>]*>", re.I)
HTML_BREAK = re.compile(r"</?(?:p|div|br|hr|ul|ol|blockquote|summary|details|center)\b[^>]*>", re.I)
ROLE = re.compile(r"(?:^:\w+:`[^`\n]*`[ \t]*$)|\(?:[\w-]+:`{1,2}([^`\n]*)`{1,2}\)?", re.M)
SLIDE = re.compile(r"[\[(]\*\*(.+?)\*\*[\])]|\[~~.*?~~\]", re.S)
EMPHASIS = re.compile(r"(\*{1,3}|(?<!\w)_{1,2})(?=\S)(.+?)(?<=\S)\1(?!\w)")
QUOTED = re.compile(r"[\"“]([^\"“”]+)[\"”]")
ROW = re.compile(r"^[ \t]*\|")
END = re.compile(
    r"(?<!\be\.g)(?<!\bi\.e)(?<!\bcf)(?<!\bvs)(?<!\betc)(?<!\bFig)(?<!\beg)[.!?]+[\"')*_”’\]]*(?=\s)"
)
HOLES = re.compile("[\ue000-\uf8ff]")
LONGEST_TERM = 6  # words
Outline: TypeAlias = tuple[tuple[int, str], ...]  # level and title


@dataclass(frozen=True)
class Sentence:
    """One sentence, with `HOLE` for each formula and each piece of code.

    `kind` is "heading", "item", "row" (of a table) or "plain"; `outline` are the titles above it,
    in this cell and in those before, each with its level; `terms` are the short pieces in bold,
    italics or quotes; `shown` is the sentence as the author wrote it, on one line.
    """

    text: str
    shown: str
    kind: str
    outline: Outline
    terms: tuple[str, ...]
    formulas: tuple[str, ...]
    displayed: tuple[str, ...]

    @property
    def heading(self) -> str:
        """Return the nearest title above, "" where there is none."""
        return self.outline[-1][1] if self.outline else ""


def sentences_of(source: str, outline: Outline = ()) -> list[Sentence]:
    """Return the sentences of a markdown cell; `outline` are the titles it begins under."""
    text = COMMENT.sub("", source.replace("\r\n", "\n"))
    text = SLIDE.sub(lambda match: match[1] or "", ROLE.sub(" ", text))
    torn = tear(text)
    text = HTML_HEADING.sub(lambda match: f"\n\n{'#' * int(match[1])} {match[2]}\n\n", torn.text)
    text = HTML_ITEM.sub("\n- ", HTML_BREAK.sub("\n\n", HTML_STRONG.sub("**", text)))
    text = ADDRESS.sub(" ", REFERENCE.sub("", LINK.sub(r"\1", IMAGE.sub(" ", text))))
    text = html.unescape(TAG.sub("", text))
    found = []
    for kind, level, block in _blocks(text):
        if kind == "heading":
            above = tuple(title for title in outline if title[0] < level)
            outline = (*above, (level, _plain(block)))
        for piece in [block] if kind in ("heading", "row") else _split(block):
            holes = HOLES.findall(piece)
            found.append(
                Sentence(
                    _plain(piece),
                    _shown(piece, torn.formulas, torn.snippets),
                    kind,
                    outline,
                    tuple(_terms(piece)) if kind != "heading" else (),
                    tuple(torn.formulas[hole] for hole in holes if hole in torn.formulas),
                    tuple(torn.formulas[hole] for hole in holes if hole in torn.displayed),
                )
            )
    return [sentence for sentence in found if sentence.text]


def _blocks(text: str) -> list[tuple[str, int, str]]:
    """Return (kind, level of a title, text) of titles, paragraphs, items and rows, on one line.

    A formula that stands alone goes on with the paragraph above it, and so does what follows it in
    small letters ("where …").
    """
    blocks: list[tuple[str, int, str]] = []
    fresh = True
    for line in text.split("\n"):
        bare = line.strip().removeprefix(">").strip()
        if not bare:
            fresh = True
        elif match := HEADING.match(line):
            blocks.append(("heading", len(match[1]), match[2]))
            fresh = True
        elif UNDERLINED.match(line) and not fresh and blocks and blocks[-1][0] == "plain":
            blocks[-1] = ("heading", 1 if "=" in line else 2, blocks[-1][2])
            fresh = True
        elif ROW.match(line):
            blocks.append(("row", 0, bare))
            fresh = True
        elif match := LIST_START.match(line):
            blocks.append(("item", 0, line[match.end() :].strip()))
            fresh = False
        elif blocks and blocks[-1][0] in ("plain", "item") and (not fresh or _goes_on(bare)):
            blocks[-1] = (blocks[-1][0], 0, f"{blocks[-1][2]} {bare}")
            fresh = False
        else:
            blocks.append(("plain", 0, bare))
            fresh = False
    return blocks


def _goes_on(line: str) -> bool:
    rest = HOLES.sub("", line).strip(" .,;:")
    return not rest or (rest[0].islower() and not LIST_START.match(line))


def _split(block: str) -> Iterator[str]:
    begin = 0
    for end in END.finditer(block):
        yield block[begin : end.end()].strip()
        begin = end.end()
    yield block[begin:].strip()


def _terms(piece: str) -> Iterator[str]:
    for match in (*EMPHASIS.finditer(piece), *QUOTED.finditer(piece)):
        term = _plain(match[match.lastindex or 0])
        if 0 < len(term.split()) <= LONGEST_TERM:
            yield term


def _plain(text: str) -> str:
    text = HOLES.sub(HOLE, text).replace("’", "'").replace("‘", "'")
    text = re.sub(r"[‐‑–—−]+|(?<=\w)-{2,3}(?=\w)", "-", text)
    text = re.sub(r"\*+|(?<![^\W_])_+|_+(?![^\W_])|~~|[\"“”]", "", text)
    return " ".join(text.split())


def _shown(text: str, formulas: dict[str, str], snippets: dict[str, str]) -> str:
    for hole in HOLES.findall(text):
        inside = formulas.get(hole)
        written = f"`{snippets.get(hole, '').strip()}`" if inside is None else f"${inside.strip()}$"
        text = text.replace(hole, written)
    return " ".join(text.split())
