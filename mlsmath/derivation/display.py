"""A derivation on the page: as Markdown with LaTeX, as one block of LaTeX, as plain text."""

from __future__ import annotations

from .lines import Lines, Step

# Up to so many characters a line and its rule stand side by side: in a terminal, on a page.
BESIDE, BESIDE_ON_PAGE = 76, 60
# With more lines than this only the first and the last stand open on a page.
OPEN = 12


def latex(derivation: Lines) -> str:
    """Return all lines, aligned at the equals sign, with the names of the rules beside them."""
    rows = [f"& {_first_line(derivation)}"]
    for step in derivation.steps:
        short = rf",\ {step.short}" if step.short else ""
        rows.append(rf"&= {step.latex} && \text{{{step.rule}}}{short}")
    return "\\begin{aligned}\n" + " \\\\\n".join(rows) + "\n\\end{aligned}"


def markdown(derivation: Lines) -> str:
    """Return a table: each line with its rule, in general and here, and what is new underlined.

    A long one is in a fold, below its first line and its last. It is Markdown because every
    notebook typesets LaTeX there; some do not in HTML.
    """
    table = _table(derivation)
    notes = ["What is new on a line is underlined."] if r"\underline" in table else []
    if len(derivation.steps) <= OPEN:
        return _paragraphs(*notes, table, str(derivation.check))
    return _paragraphs(
        _inline(_first_line(derivation)),
        _where(derivation),
        _inline(f"= {derivation.steps[-1].latex}"),
        f"<details><summary>All {len(derivation.steps)} lines, each with its rule</summary>",
        *notes,
        table,
        "</details>",
        str(derivation.check),
    )


def text(derivation: Lines) -> str:
    """Return the lines as plain text, each with its rule."""
    title = f"{derivation.title_text} = " if derivation.title_text else ""
    lines = [title + derivation.start_text]
    lines += [f"    where {plain}" for _, plain in derivation.shorts]
    width = max((len(s.text) for s in derivation.steps if len(s.text) <= BESIDE), default=0)
    for step in derivation.steps:
        rule = step.rule + (f", {step.short_text}" if step.short_text else "")
        lines.append(f"  = {step.text:<{width}}   {rule}")
    return "\n".join([*lines, str(derivation.check)])


def mimebundle(derivation: Lines) -> dict[str, str]:
    """Return the derivation in each form in which a notebook may show it."""
    return {
        "text/markdown": markdown(derivation),
        "text/latex": f"$\\displaystyle {latex(derivation)}$",
        "text/plain": text(derivation),
    }


def step_markdown(derivation: Lines, position: int, in_words: bool = False) -> str:
    """Return one step alone: the line before, the rule, the line after, and if wanted the words.

    Position 0 is the task, before any rule.
    """
    count = len(derivation.steps)
    if not 0 <= position <= count:
        raise ValueError(f"position must be from 0 to {count}, but it is {position}.")
    if position == 0:
        shorts = "".join(f"\n\nwhere {_inline(latex)}" for latex, _ in derivation.shorts)
        task = "This is to be worked out, one rule at a time."
        return _paragraphs(
            f"**Start.** {task}{shorts}", _inline(_first_line(derivation)), task if in_words else ""
        )
    step = derivation.steps[position - 1]
    before = derivation.steps[position - 2].latex if position > 1 else derivation.start
    general = f": {_inline(step.general)}" if step.general else ""
    return _paragraphs(
        f"**Step {position} of {count}: {step.rule}**{general}",
        _inline(before),
        _inline("= " + step.marked),
        f"Here: {_inline(step.here)}" if in_words else "",
        step.words_markdown if in_words else "",
        str(derivation.check) if position == count else "",
    )


def _table(derivation: Lines) -> str:
    """Return the lines; the rule stands beside a line, or above it where lines are long."""
    notes = [_where(derivation), *map(_note, derivation.steps)]
    lines = [_first_line(derivation), *(f"= {step.marked}" for step in derivation.steps)]
    beside = max(len(step.text) for step in derivation.steps) <= BESIDE_ON_PAGE
    first, *rest = (
        f"| {_inline(line)} | {note} |" if beside else f"| {note}{note and '<br>'}{_inline(line)} |"
        for line, note in zip(lines, notes, strict=True)
    )
    return "\n".join([first, "| :--- | :--- |" if beside else "| :--- |", *rest])


def _first_line(derivation: Lines) -> str:
    return (f"{derivation.title} = " if derivation.title else "") + derivation.start


def _where(derivation: Lines) -> str:
    shorts = " and ".join(f"${latex}$" for latex, _ in derivation.shorts)
    return f"where {shorts}" if shorts else ""


def _note(step: Step) -> str:
    general = f" {_inline(step.general, small=True)}" if step.general else ""
    words = f'<span class="mlsmath-words">{step.words_markdown}</span>'  # page.js can hide them
    return f"**{step.rule}**{general}<br>{words}"


def _inline(latex: str, small: bool = False) -> str:
    return f"${latex}$" if small else f"$\\displaystyle {latex}$"


def _paragraphs(*paragraphs: str) -> str:
    return "\n\n".join(filter(None, paragraphs))
