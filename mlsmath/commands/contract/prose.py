"""Markdown cells: the words, formulas and code in them that count, and the measures of a note."""

import html
import re
from dataclasses import dataclass

COMMENT = re.compile(r"<!--.*?-->", re.S)
DETAILS = re.compile(r"<details\b[^>]*>|</details\s*>", re.I)
SUMMARY = re.compile(r"<summary\b[^>]*>(.*?)</summary\s*>", re.I | re.S)
DEEPER = re.compile(r"\bdeeper\b", re.I)
FENCE = re.compile(
    r"^[ ]{0,3}(`{3,}|~{3,})[ \t]*(\{?[\w+-]*)[^\n]*\n(.*?)(?:^[ ]{0,3}\1[`~]*[ \t]*$|\Z)",
    re.M | re.S,
)
CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.S)
HTML_CODE = re.compile(r"<(code|pre|tt)\b[^>]*>(.*?)</\1\s*>", re.I | re.S)
PROMPT = re.compile(r"^(?:>>>|\.\.\.) ?", re.M)
PYTHON = ("", "py", "python", "python3", "ipython", "ipython3", "pycon")  # what a fence opens with
DISPLAYED = re.compile(
    r"(?<!\\)\$\$(.+?)(?<!\\)\$\$|\\\\\[(.+?)\\\\\]|\\begin\{([a-z]+\*?)\}(.+?)\\end\{\3\}", re.S
)
INLINE = re.compile(
    r"(?<![\\$])\$(?![\s$])((?:\\.|[^$\\])+?)(?<!\s)\$(?![\d$])|\\\\\((.+?)\\\\\)", re.S
)
HEADING = re.compile(r"^[ ]{0,3}#{1,6}[ \t][^\n]*$|^[^\n]+\n[ ]{0,3}(?:={3,}|-{3,})[ \t]*$", re.M)
HTML_HEADING = re.compile(r"<h([1-6])\b[^>]*>.*?</h\1\s*>", re.I | re.S)
IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
LINK = re.compile(r"(?<!!)\[([^\]]*)\]\(([^)]*)\)")
REFERENCE = re.compile(r"^[ ]{0,3}\[[^\]]+\]:[^\n]*$", re.M)
ADDRESS = re.compile(r"<https?://[^>]*>|https?://\S+")
BLOCK_TAG = re.compile(
    r"</?(?:p|div|br|hr|li|ul|ol|table|tr|td|th|blockquote|summary)\b[^>]*>", re.I
)
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
BLOCK_START = re.compile(r"^[ \t]*(?:[-*+][ \t]+|\d+[.)][ \t]+|>[ \t]?|\|)")
LIST_START = re.compile(r"^[ \t]*(?:[-*+]|\d+[.)])[ \t]+")
SENTENCE_END = re.compile(r"(?<!\be\.g)(?<!\bi\.e)(?<!\bcf)[.!?…]+[\"')*_”’\]]*(?=\s|$)")
PROMISE = re.compile(
    r"\byou(?: will|’ll|'ll) (?:then |also |soon )?be able to\b"
    r"|\bafter this (?:notebook|week|part|page)\b[^.]*\byou can\b",
    re.I,
)
WORD = re.compile(r"[^\W_]+(?:[-'’.,][^\W_]+)*")
HOLE = "ƒ"  # a letter, so that it is a word of its own; `$` in concepts.toml
FIRST_HOLE = 0xE000  # formulas and code leave a private character each in the text


@dataclass(frozen=True)
class Passage:
    """What of a markdown cell counts: words with `HOLE` for formulas and code, and those apart."""

    words: str
    formulas: tuple[str, ...]
    snippets: tuple[str, ...]
    promised: bool = False


@dataclass(frozen=True)
class Measure:
    """How long a note is outside its folds, and what it says it with."""

    words: int
    displayed: int
    has_symbols: bool
    has_numbers: bool


@dataclass
class Torn:
    """A text whose formulas and code were taken out, each leaving one character in its place."""

    text: str
    formulas: dict[str, str]
    snippets: dict[str, str]
    displayed: set[str]


def read_passage(source: str, is_note: bool = False, promised: bool = False) -> Passage:
    """Return what of a markdown cell needs explained concepts.

    Left out are: titles and links to notebooks (they show titles), folds that go deeper, a note's
    first sentence, and the one line (or list) that says what the learner will be able to do,
    unless `promised` says that the notebook had one already.
    """
    torn = tear(_without_deeper_folds(COMMENT.sub("", source)))
    blocks = _blocks(_without_titles(torn.text))
    found = False
    if not promised:
        blocks, found = _without_promise(blocks)
    if is_note:
        blocks = _without_first_sentence(blocks)
    text = "\n".join(blocks)
    return Passage(
        _plain(text, {*torn.formulas, *torn.snippets}),
        tuple(formula for hole, formula in torn.formulas.items() if hole in text),
        tuple(snippet for hole, snippet in torn.snippets.items() if hole in text),
        found,
    )


def measure(source: str) -> Measure:
    """Return how long a note is: titles count, folds do not, an inline formula is one word."""
    torn = tear(_outside_folds(COMMENT.sub("", source)))
    text = titled = _without_links(torn.text)
    for hole in torn.displayed:
        text = text.replace(hole, " ")
    for hole in {*torn.formulas, *torn.snippets} - torn.displayed:
        text = text.replace(hole, " x ")
    text = html.unescape(TAG.sub(" ", text))
    body = "\n".join(LIST_START.sub("", line) for line in HEADING.sub("", titled).split("\n"))
    return Measure(
        words=len(WORD.findall(text)),
        displayed=len(torn.displayed),
        has_symbols=bool(torn.formulas),
        has_numbers=bool(re.search(r"\d", TAG.sub(" ", body)))
        or any(_has_number(formula) for formula in torn.formulas.values())
        or any(re.search(r"\d\.\d|\d\d", snippet) for snippet in torn.snippets.values()),
    )


def last_paragraph(source: str) -> str:
    """Return the last paragraph of a note outside its folds."""
    text = _outside_folds(COMMENT.sub("", source.replace("\r\n", "\n")))
    return re.split(r"\n[ \t]*\n", text.strip())[-1]


def _has_number(formula: str) -> bool:
    """Tell a number that is worked with from one that is part of a name, power or fraction."""
    bare = re.sub(r"\^\s*(?:\{[^{}]*\}|\w)|_\s*(?:\{[^{}]*\}|\w)", " ", formula)
    bare = re.sub(r"\\frac\s*\{\s*1\s*\}\s*\{\s*2?\s*[a-z]?\s*\}", " ", bare)
    return bool(re.search(r"\d\.\d|\d\d|(?:[=+\-<>(,]|\\cdot|\\times|\\approx)\s*\d", bare))


def _folds(source: str) -> list[tuple[bool, bool, str]]:
    """Return the pieces of a text in order: (inside a fold?, one that goes deeper?, text)."""
    pieces: list[tuple[bool, bool, str]] = []
    depth, begin, start = 0, 0, 0
    for tag in DETAILS.finditer(source):
        opens = not tag[0].startswith("</")
        if opens and depth == 0:
            pieces.append((False, False, source[begin : tag.start()]))
            start = tag.end()
        if not opens and depth == 1:
            pieces.append(_fold(source[start : tag.start()]))
            begin = tag.end()
        depth = depth + 1 if opens else max(depth - 1, 0)
    pieces.append(_fold(source[start:]) if depth else (False, False, source[begin:]))
    return pieces


def _fold(content: str) -> tuple[bool, bool, str]:
    summary = SUMMARY.search(content)
    deeper = bool(summary and DEEPER.search(summary[1]))
    return True, deeper, "" if deeper else _without_deeper_folds(content)


def _without_deeper_folds(source: str) -> str:
    return "\n\n".join(text for _, deeper, text in _folds(source) if not deeper)


def _outside_folds(source: str) -> str:
    return "\n\n".join(text for inside, _, text in _folds(source) if not inside)


def tear(source: str) -> Torn:
    """Return a text with a private character in place of each formula and each piece of code."""
    torn = Torn("", {}, {}, set())

    def hole(kept: dict[str, str], content: str) -> str:
        character = chr(FIRST_HOLE + len(torn.formulas) + len(torn.snippets))
        kept[character] = content
        return character

    def fence(match: re.Match[str]) -> str:
        kind = match[2].lower()
        if kind in ("{math", "math"):
            return f"\n\n{displayed(match[3])}\n\n"
        python = PROMPT.sub("", match[3]) if kind in PYTHON else ""
        return f"\n\n{hole(torn.snippets, python)}\n\n"

    def displayed(formula: str) -> str:
        character = hole(torn.formulas, formula)
        torn.displayed.add(character)
        return character

    text = FENCE.sub(fence, source.replace("\r\n", "\n"))
    text = CODE.sub(lambda match: hole(torn.snippets, match[2].strip()), text)
    text = HTML_CODE.sub(
        lambda match: hole(torn.snippets, html.unescape(TAG.sub("", match[2])).strip()), text
    )
    text = DISPLAYED.sub(lambda match: displayed(match[1] or match[2] or match[4]), text)
    text = INLINE.sub(lambda match: hole(torn.formulas, match[1] or match[2]), text)
    torn.text = text
    return torn


def _without_links(text: str) -> str:
    text = IMAGE.sub(r" \1 ", text)
    text = LINK.sub(r"\1", text)
    return ADDRESS.sub(" ", REFERENCE.sub("", text))


def _without_titles(text: str) -> str:
    text = HTML_HEADING.sub("\n\n", HEADING.sub("\n\n", text))
    text = LINK.sub(lambda match: " " if ".ipynb" in match[2] else match[1], text)
    text = BLOCK_TAG.sub("\n\n", _without_links(text))
    return html.unescape(TAG.sub("", text))


def _blocks(text: str) -> list[str]:
    """Return paragraphs, list items and table rows, each on one line (list items keep a `-`)."""
    blocks: list[str] = []
    fresh = True
    for line in text.split("\n"):
        if not line.strip():
            fresh = True
            continue
        start = BLOCK_START.match(line)
        if start or fresh:
            mark = "- " if LIST_START.match(line) else ""
            blocks.append(mark + line[start.end() if start else 0 :].strip())
        else:
            blocks[-1] += " " + line.strip()
        fresh = False
    return [block for block in blocks if block]


def _without_promise(blocks: list[str]) -> tuple[list[str], bool]:
    for number, block in enumerate(blocks):
        if PROMISE.search(block):
            after = blocks[number + 1 :]
            if block.rstrip("*_ ").endswith((":", "…")):
                while after and after[0].startswith("- "):
                    after = after[1:]
            return [*blocks[:number], *after], True
    return blocks, False


def _without_first_sentence(blocks: list[str]) -> list[str]:
    for number, block in enumerate(blocks):
        if any(character.isalpha() for character in block):
            end = SENTENCE_END.search(block)
            rest = block[end.end() :] if end else ""
            return [*blocks[:number], *([rest] if rest else []), *blocks[number + 1 :]]
    return blocks


def _plain(text: str, holes: set[str]) -> str:
    """Return the text as prose patterns expect it: one blank, straight quotes, `HOLE` for holes."""
    for hole in holes:
        text = text.replace(hole, HOLE)
    text = text.replace("’", "'").replace("‘", "'")
    text = re.sub(r"[‐‑–—−]", "-", text)
    text = re.sub(r"\*+|(?<![^\W_])_+|_+(?![^\W_])|~~", "", text)
    return "\n".join(re.sub(r"[ \t\u00a0]+", " ", line).strip() for line in text.split("\n"))
