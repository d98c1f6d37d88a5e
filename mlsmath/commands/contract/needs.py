"""Which concepts a cell needs, and what in the cell shows it."""

import ast
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from mlsmath.commands.contract.code import Code, read_snippet
from mlsmath.commands.contract.concepts import Concept
from mlsmath.commands.contract.patterns import Key, Pattern, as_call, key_of, shorten, show, walk
from mlsmath.commands.contract.prose import HOLE, Passage
from mlsmath.commands.contract.spelling import formulas_in, spelled


@dataclass(frozen=True)
class Need:
    """One concept that a cell needs, and the sign of it.

    `demands`: the note must come before (code that may mean something else does not demand).
    `serves`: a note finds its use here (words in a comment are no use).
    """

    concept: str
    sign: str
    demands: bool
    serves: bool

    def joined(self, other: "Need | None") -> "Need":
        """Return this need and another of the same concept as one, with the clearer sign."""
        if other is None:
            return self
        sign = self.sign if self.demands or not other.demands else other.sign
        demands, serves = self.demands or other.demands, self.serves or other.serves
        return Need(self.concept, sign, demands, serves)


def tag_need(concept: str) -> Need:
    """Return the need that an author declared with a tag."""
    return Need(concept, f"the tag needs:{concept}", True, True)


class Signs:
    """The signs of all concepts, sorted so that each piece of a cell is looked at once."""

    def __init__(self, concepts: dict[str, Concept]) -> None:
        self.concepts = concepts
        self.patterns: dict[Key, list[tuple[str, Pattern, bool]]] = defaultdict(list)
        for concept in concepts.values():
            for sure, patterns in ((True, concept.code), (False, concept.code_also)):
                for pattern in patterns:
                    self.patterns[pattern.key].append((concept.id, pattern, sure))

    def in_code(self, code: Code, names: dict[str, str]) -> dict[str, Need]:
        """Return the needs of a code cell: its tree, and the words of its comments and texts."""
        words = self._in_words("\n".join(code.texts), code.formulas)
        return _joined(words, self._in_tree(code.tree, names))

    def in_passage(self, passage: Passage, names: dict[str, str]) -> dict[str, Need]:
        """Return the needs of a text: its words, its formulas and the code in it."""
        needs: dict[str, Need] = {}
        for snippet in passage.snippets:
            for tree in read_snippet(snippet):
                found = self._in_tree(tree, names)
                needs |= {need.concept: need for need in found.values() if need.demands}
        return _joined(self._in_words(passage.words, passage.formulas), needs)

    def _in_words(self, words: str, formulas: Sequence[str] = ()) -> dict[str, Need]:
        lines = [" ".join(formula.split()) for formula in (*formulas, *formulas_in(words))]
        spellings = [(spelling, line) for line in lines for spelling in spelled(line)]
        symbols = "\n".join(spelling for spelling, _ in spellings)
        needs = {}
        for concept in self.concepts.values():
            if words and concept.prose and (found := concept.prose.search(words)):
                needs[concept.id] = Need(
                    concept.id, f'"{found[0].strip().replace(HOLE, "…")}"', True, False
                )
            elif symbols and concept.latex and (found := concept.latex.search(symbols)):
                _, line = spellings[symbols.count("\n", 0, found.start())]
                needs[concept.id] = Need(concept.id, f"${shorten(line)}$", True, False)
        return needs

    def _in_tree(self, tree: ast.AST, names: dict[str, str]) -> dict[str, Need]:
        needs: dict[str, Need] = {}
        for node in walk(tree, names):
            for form in (node, *as_call(node, names)):
                key = key_of(form)
                for group in {key, (key[0], None)}:
                    for concept, pattern, sure in self.patterns.get(group, ()):
                        known = needs.get(concept)
                        better = known is None or (sure and not known.demands)
                        if better and pattern.fits(form):
                            needs[concept] = Need(concept, f"`{show(node)}`", sure, True)
        return needs


def _joined(needs: dict[str, Need], others: dict[str, Need]) -> dict[str, Need]:
    return needs | {concept: need.joined(needs.get(concept)) for concept, need in others.items()}
