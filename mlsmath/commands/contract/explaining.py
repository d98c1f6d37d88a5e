"""Where a text explains a concept, and whether in full or by no more than a gloss.

A sentence speaks of a concept when it holds one of its names (`called` of the entry in
`concepts.toml`, or else `prose`). It *says* what the concept is when it fits one of the phrases
under `says` in `phrases.toml` ("a mean is …", "… is called the mean"), or one under `said` of the
entry, which needs no name ("divided by the number of"). It *shows* the concept when one of its
formulas fits `formula` of the entry, or when it sets the name beside a symbol.

A cell explains a concept in full when it says it twice, or once with a formula that shows it, a
name in bold, a title that names it, or numbers worked out. It is a gloss when it says it once and
no more, or shows it without words. Passed over are titles, tables, aims, summaries, exercises,
lists of symbols, questions, and sentences that only look ahead or back.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mlsmath.commands.contract.concepts import Concept
from mlsmath.commands.contract.prose import HOLE
from mlsmath.commands.contract.reading import Cell, Course
from mlsmath.commands.contract.sentences import Outline, Sentence, sentences_of

PHRASES = Path(__file__).with_name("phrases.toml")
SMALL = re.compile(r"\\.|[A-Z]")  # what keeps its case behind a backslash, and what does not
WORKED = re.compile(r"=\s*-?\s*\d|\\approx\s*-?\s*\d")
EXAMPLE = re.compile(r"\bfor (?:example|instance)\b|\be\.g\.", re.I)
NUMBER = re.compile(r"\d\.\d|\d\d")


@dataclass(frozen=True)
class Explanation:
    """A markdown cell that explains a concept, the sentence that shows it, and how fully."""

    cell: Cell
    sentence: str
    full: bool


@dataclass(frozen=True)
class Phrases:
    """How sentences of a language say what a thing is, see `phrases.toml`."""

    says: tuple[str, ...]
    notation: tuple[str, ...]
    mentions: re.Pattern[str]
    aside: re.Pattern[str]
    symbols: re.Pattern[str]
    opening: re.Pattern[str]

    def pass_over(self, sentence: Sentence, title: str) -> bool:
        """Tell whether a sentence explains nothing: for what it says, or for where it stands."""
        titles = [heading for _, heading in sentence.outline]
        aside = any(map(self.aside.search, titles)) or any(map(self.symbols.search, titles))
        return bool(self.symbols.search(title) or aside or self.mentions.search(sentence.text))


@dataclass(frozen=True)
class Text:
    """A markdown cell and those of its sentences that may explain something.

    `title` is the first title of its notebook.
    """

    cell: Cell
    title: str
    sentences: tuple[Sentence, ...]


def texts_of(course: Course) -> list[Text]:
    """Return the markdown cells of a course in order, with the sentences that may explain."""
    found = []
    for notebook in course.notebooks:
        outline: Outline = ()
        title = ""
        for cell in notebook.cells:
            if cell.kind == "markdown":
                sentences = sentences_of(cell.source, outline)
                titles = (one.text for one in sentences if one.kind == "heading")
                title = title or next(titles, "")
                outline = sentences[-1].outline if sentences else outline
                found.append(Text(cell, title, tuple(_serious(sentences, title))))
    return found


def explanations(texts: list[Text], concept: Concept) -> list[Explanation]:
    """Return the cells that explain a concept, in order."""
    names = concept.called or concept.prose
    if names is None:
        return []
    found = (_judge(text, concept, names, *_templates(names.pattern)) for text in texts)
    return [explanation for explanation in found if explanation is not None]


def _judge(
    text: Text,
    concept: Concept,
    names: re.Pattern[str],
    says: re.Pattern[str],
    notation: re.Pattern[str],
) -> Explanation | None:
    said, defined, shown, termed = [], [], [], []
    for sentence in text.sentences:
        named = names.search(sentence.text)
        small = sentence.text.lower()
        if named and says.search(small):
            defined.append(sentence)
        elif concept.said and concept.said.search(sentence.text):
            said.append(sentence)
        if _shows(concept, sentence) or (named and notation.search(small)):
            shown.append(sentence)
        if named and any(names.search(term) for term in sentence.terms):
            termed.append(sentence)
    telling = [sentence for sentence in text.sentences if sentence in said or sentence in defined]
    if not telling:
        introduced = [sentence for sentence in termed if sentence.formulas]
        if introduced:
            return Explanation(text.cell, introduced[0].shown, True)
        if not shown:
            return None
        ruled = [sentence for sentence in shown if _shows(concept, sentence)]
        full = bool(ruled) and _worked_near(text, ruled[0])
        return Explanation(text.cell, shown[0].shown, full)
    titled = any(names.search(sentence.heading) for sentence in defined)
    full = len(telling) > 1 or shown or termed or titled or any(map(_worked, telling))
    return Explanation(text.cell, telling[0].shown, bool(full))


def _worked(sentence: Sentence) -> bool:
    """Tell whether numbers are worked out in a sentence, or an example stands in it."""
    example = EXAMPLE.search(sentence.text) and (sentence.formulas or NUMBER.search(sentence.text))
    return bool(example) or any(map(WORKED.search, sentence.formulas))


def _shows(concept: Concept, sentence: Sentence) -> bool:
    return bool(concept.formula and any(map(concept.formula.search, sentence.formulas)))


def _worked_near(text: Text, rule: Sentence) -> bool:
    """Tell whether a rule is worked out soon after it, under the same title."""
    begin = text.sentences.index(rule)
    near = text.sentences[begin + 1 : begin + 6]
    return any(
        other.heading == rule.heading and any(map(WORKED.search, other.displayed)) for other in near
    )


def _serious(sentences: list[Sentence], title: str) -> list[Sentence]:
    phrases = _phrases()
    kept, listing = [], False
    for sentence in sentences:
        listing = listing and sentence.kind == "item"
        passed = sentence.kind in ("heading", "row") or listing
        if phrases.opening.search(sentence.text):
            listing = True
        elif not passed and not phrases.pass_over(sentence, title):
            kept.append(sentence)
    return kept


@cache
def _templates(names: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what defines these names and what writes them, for text in small letters.

    Sets of letters take `re` a hundred times as long to compile where their case is ignored.
    """
    phrases = _phrases()

    def compiled(templates: tuple[str, ...]) -> re.Pattern[str]:
        filled = (text.replace("@", f"(?:{names})") for text in templates)
        return re.compile(SMALL.sub(_small, "|".join(f"(?:{text})" for text in filled)))

    return compiled(phrases.says), compiled(phrases.notation)


def _small(match: re.Match[str]) -> str:
    return match[0] if match[0].startswith("\\") else match[0].lower()


@cache
def _phrases(language: str = "en") -> Phrases:
    with PHRASES.open("rb") as file:
        lists = tomllib.load(file)[language]
    holed = {name: [text.replace(r"\$", HOLE) for text in texts] for name, texts in lists.items()}
    single = ("mentions", "aside", "symbols", "opening")
    one = {name: re.compile("|".join(holed[name]), re.I) for name in single}
    return Phrases(tuple(holed["says"]), tuple(holed["notation"]), **one)
