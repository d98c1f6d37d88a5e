"""Characters that a page or a word processor puts in the place of those on the keyboard."""

import re
import unicodedata
from collections.abc import Iterator

from mlsmath.slips.pieces import TYPE, Cell, Edit, Mend, mend

_KINDS: dict[str, tuple[str, dict[str, str]]] = {
    "minus": ("a minus", dict.fromkeys("−–—‐‑‒―﹣", "-")),
    "times": ("a sign of multiplication", dict.fromkeys("·×⋅∙•∗✕⨯", "*")),
    "division": ("a sign of division", dict.fromkeys("÷∕⁄", "/")),
    "quote": (
        "a quote",
        dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛´′", "'"),
    ),
    "compare": ("a comparison", {"≈": "==", "≤": "<=", "≥": ">=", "≠": "!=", "⩽": "<=", "⩾": ">="}),
    "arrow": ("an arrow", dict.fromkeys("←→⇐", "=") | {"≔": "="}),
    "sign": (
        "a sign of mathematics",
        {"∞": "np.inf", "∂": "d", "½": "(1/2)", "¼": "(1/4)", "∑": "sum", "…": "..."}
        | {"∧": " and ", "∨": " or ", "¬": "not ", "∈": "in", "∇": "grad_"},
    ),
}
_PLAIN = {char: (what, new) for what, table in _KINDS.values() for char, new in table.items()}
POWERS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻ⁿᵀ", "0123456789-nT", strict=True))
_LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True))
_CYRILLIC = dict(zip("асеорхуіАВСЕНКМОРТХ", "aceopxyiABCEHKMOPTX", strict=True))


def plain(name: str) -> str | None:
    """Return a name in plain letters, or None if it has no others."""
    letters = [_plain_letter(char) for char in name]
    typed = "".join(letters)
    if typed == name:
        return None
    return typed + "_" if typed == "lambda" else typed


def _plain_letter(char: str) -> str:
    if char in "µ·":
        return "mu" if char == "µ" else "*"
    called = unicodedata.name(char, "")
    for start, case in (("GREEK SMALL LETTER ", str.lower), ("GREEK CAPITAL LETTER ", str.title)):
        if called.startswith(start):
            return case(called.removeprefix(start).removeprefix("FINAL ").split(" ")[0]).replace(
                "amda", "ambda"
            )
    return _CYRILLIC.get(char, char)


def copied(cell: Cell, line: int) -> Iterator[Mend]:
    """Characters that Python does not know, of all lines at once."""
    edits, said = _copied(cell, line)
    if not edits:
        return
    others = [_copied(cell, n)[0] for n in range(1, len(cell.lines) + 1) if n != line]
    more = (edit for found in others for edit in found)
    yield mend("character-copied", said, *edits, *more, sure=True)


def _copied(cell: Cell, line: int) -> tuple[list[Edit], str]:
    edits: list[Edit] = []
    said = ""
    tokens = [token for token in cell.all_tokens if token.line == line]
    covered = [(token.start, token.end) for token in tokens if token.kind in ("string", "comment")]
    place, stop = cell.starts[line - 1], cell.starts[line] - 1
    text = cell.text
    while place < stop:
        inside = next((end for start, end in covered if start <= place < end), None)
        if inside:
            place = inside
            continue
        end, new, sentence = _replacement(text, place, stop)
        if sentence:
            edits.append((place, end, new))
            said = said or sentence
        place = end
    return edits, said


def _replacement(text: str, place: int, stop: int) -> tuple[int, str, str]:
    """Where the character at `place` ends, what is typed in its place, and the sentence."""
    char = text[place]
    end = place + 1
    if char.isascii():
        return end, char, ""
    if char in POWERS:
        while end < stop and text[end] in POWERS:
            end += 1
        power = "".join(POWERS[each] for each in text[place:end])
        if power == "T":
            return end, ".T", _said(char, "a raised letter")
        if not power.isalnum() or (len(power) > 1 and not power.isdigit()):
            power = f"({power})"
        return (
            end,
            "**" + power,
            f"Python reads no raised numbers; a power is typed with `**`. {TYPE}",
        )
    if char in _LOWERED:
        name = "".join(re.findall(r"\w+$", text[:place])).rstrip("".join(_LOWERED))
        apart = re.search(rf"\b{name}_{_LOWERED[char]}\b", text)
        return (
            end,
            ("_" if apart else "") + _LOWERED[char],
            f"Python reads no lowered numbers. {TYPE}",
        )
    if char == "√":
        while end < stop and (text[end].isalnum() or text[end] in "_."):
            end += 1
        said = f"Python reads no `√`; the square root is a function. {TYPE}"
        bracket = end == place + 1 and text[end : end + 1] == "("
        return end, "np.sqrt" if bracket else f"np.sqrt({text[place + 1 : end]})", said
    if char in _PLAIN:
        what, new = _PLAIN[char]
        return end, new, _said(char, what)
    category = unicodedata.category(char)
    if category == "Zs":
        return (
            end,
            " ",
            "A copied space that Python does not read stands in this line. "
            "Delete the line and type it again: {new}.",
        )
    if category in ("Cf", "Cc"):
        return (
            end,
            "",
            "An invisible character, copied from a page, stands in this line. "
            "Delete the line and type it again: {new}.",
        )
    usual = unicodedata.normalize("NFKC", char)
    if usual != char and usual.isascii() and usual.strip() and not char.isidentifier():
        return (
            end,
            usual,
            f"`{char}` is a wide copy of `{usual}` that Python does not read. {TYPE}",
        )
    return end, char, ""


def _said(char: str, what: str) -> str:
    return (
        f"`{char}` is {what} from a page or a word processor, and Python does not read it. {TYPE}"
    )
