"""The text of each handout, in Markdown with LaTeX: pandoc reads it."""

from collections.abc import Iterable

from mlsmath.commands.contract import Concept
from mlsmath.derivation import Derivation, derive_cost

COLUMNS = ("What it is", "Symbol", "In numbers", "In Python")
WIDTHS = (26, 25, 24, 25)  # percent of a line
TOGETHER = "::: {typst:breakable=false}"  # no page may end within
TASKS = (
    ("w", False, "The slope for $w$"),
    ("b", False, "The slope for $b$"),
    ("w_j", False, "The slope for $w_j$, with many features"),
    ("w_j", True, "The same with a price on large $w$, the L2 term"),
)


def math_page(title: str, concepts: Iterable[Concept]) -> str:
    """Return one page with the math of a week: what each thing is, its symbol, numbers, Python."""
    rows = [_rule(COLUMNS), *map(_row, concepts)]
    return "\n\n".join([f"# {title}: the math on one page", "\n".join(rows)])


def gradient_page(cost: str) -> str:
    """Return the derivations of one cost's gradient: every line, its rule, and how it was checked.

    `cost` is one of those of `mlsmath.derivation.derive_cost`.
    """
    parts = [
        f"# The gradient of the {cost} cost, line by line",
        "Each line has one rule. What is new on a line is underlined.",
    ]
    for variable, regularised, heading in TASKS:
        derivation = derive_cost(cost, variable, regularised=regularised)
        parts += [f"## {heading}", *_lines(derivation)]
    return "\n\n".join(parts)


def _rule(names: Iterable[str]) -> str:
    """Return the head of a table; the hyphens below it give the widths of its columns."""
    hyphens = "|".join(":" + "-" * width for width in WIDTHS)
    return f"| {' | '.join(names)} |\n|{hyphens}|"


def _row(concept: Concept) -> str:
    symbols = ", ".join(f"${entry.symbol}$" for entry in concept.symbols)
    what = f"**{concept.name}**: {concept.meaning}"
    python = f"`{concept.python}`".replace("|", r"\|")
    numbers = "; ".join(concept.numbers)
    symbols, numbers = (text.replace("|", r"\vert ") for text in (symbols, numbers))
    return f"| {what} | {symbols} | {numbers} | {python} |"


def _lines(derivation: Derivation) -> Iterable[str]:
    shorts = " and ".join(f"${latex}$" for latex, _ in derivation.shorts)
    yield f"$${derivation.title} = {derivation.start}$$"
    if shorts:
        yield f"where {shorts}."
    for number, step in enumerate(derivation.steps, start=1):
        general = f", ${step.general}$" if step.general else ""
        rule = f"{number}. **{step.rule}**{general}. {step.words_markdown}"
        yield f"{TOGETHER}\n{rule}\n\n$$= {step.marked}$$\n:::"
    yield str(derivation.check)
