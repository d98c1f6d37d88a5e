"""Formulas in the one spelling that patterns look for: LaTeX has several, and Unicode one more."""

import re
import unicodedata

SIGNS = str.maketrans(
    {
        **{"∂": r"\partial ", "∇": r"\nabla ", "∑": r"\sum ", "∏": r"\prod ", "√": r"\sqrt "},
        **{"≤": r"\leq ", "≥": r"\geq ", "←": ":=", "‖": r"\|", "−": "-", "·": r"\cdot "},
        **{"α": r"\alpha ", "λ": r"\lambda ", "μ": r"\mu ", "σ": r"\sigma ", "ŷ": r"\hat y "},
    }
)
RAISED = re.compile("[⁰¹²³⁴-⁹⁺⁻⁽⁾ⁿⁱᵀᶻ]+")
LOWERED = re.compile("[₀-₉ᵢⱼₙ]+")
NAMED = r"(d|e|P|T|log|ln|exp|min|max|arg|grad)"  # letters and functions that some set upright
SPELLINGS = [
    (re.compile(spelling), usual)
    for spelling, usual in (
        (r"Σ(?=\s*(?:[\w(]|$))", r"\\sum "),
        (r"\\[dtc]frac(?![A-Za-z])", r"\\frac"),
        (r"\{([^{}]*)\\over(?![A-Za-z])([^{}]*)\}", r"\\frac{\1}{\2}"),
        (rf"\\(?:mathrm|textrm|text|operatorname\*?)\s*\{{\s*{NAMED}\s*\}}", r"\\\1 "),
        (rf"\{{\s*\\rm\s+{NAMED}\s*\}}|\\mathrm\s+([deP])", r"\\\1\2 "),
        (r"\\([dePT]) ", r"\1"),
        (r"\\grad ", r"\\nabla "),
        (r"\\(?:[,;:!>]|(?:left|right|limits|nolimits|q?quad)(?![A-Za-z]))", " "),
        (r"\^\s*(?:\\prime(?![A-Za-z])|\{\s*\\prime\s*\})", "'"),
        (r"\\(?:coloneqq|longleftarrow)(?![A-Za-z])", ":="),
        (r"\\overrightarrow(?![A-Za-z])", r"\\vec"),
        (r"\|\|", r"\\|"),
    )
]
# The caret above a sum holds where it ends: no power.
LIMITS = re.compile(
    r"(\\(?:sum|prod|int|bigcup|bigcap)\s*(?:\\(?:no)?limits\s*)?"
    r"(?:_(?:\{(?:[^{}]|\{[^{}]*\})*\}|\w))?)\s*\^\s*(\{[^{}]*\}|\w)"
)
# Math in a sentence, without dollars; a square metre is none, nor is a number such as 3·10⁻⁶.
IN_WORDS = re.compile(r"[∂∇∑∏√‖]|Σ(?!\w\w)|(?:(?<![^\W_])[^\W_m]|[\d)](?<![·×]10))[²³⁴⁵⁶⁷⁸⁹⁻ⁿ]")


def spelled(formula: str) -> list[str]:
    """Return a formula on one line as its author wrote it, and as it is usually written."""
    written = LIMITS.sub(r"\1 \2", " ".join(formula.split()))
    usual = written
    for mark, runs in (("^", RAISED), ("_", LOWERED)):
        usual = runs.sub(rf"{mark}{{\g<0>}}", usual)
    usual = unicodedata.normalize("NFKC", usual)  # makes plain signs of raised and lowered ones
    usual = usual.translate(SIGNS)
    for spelling, instead in SPELLINGS:
        usual = spelling.sub(instead, usual)
    return [written, LIMITS.sub(r"\1 \2", usual)]


def formulas_in(words: str) -> list[str]:
    """Return the math that stands in a text without dollars, such as ∂J/∂w or x²."""
    return [word for word in words.split() if IN_WORDS.search(word)]
