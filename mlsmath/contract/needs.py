"""Which concepts a cell needs, and what in the cell shows it."""

import ast
from collections import defaultdict
from dataclasses import dataclass

from mlsmath.contract.code import Code, read_snippet
from mlsmath.contract.concepts import Concept
from mlsmath.contract.patterns import Key, Pattern, key_of, show, walk
from mlsmath.contract.prose import Passage


@dataclass(frozen=True)
class Need:
    """One concept that a cell needs, and the sign of it.

    `how` is "code" (its code shows it for sure), "perhaps" (its code may show it), "words"
    (a text, a formula or a comment uses it) or "tag".
    """

    concept: str
    sign: str
    how: str

    @property
    def demands(self) -> bool:
        """Tell whether the note must come before; a sign of code that may mean more does not."""
        return self.how != "perhaps"

    @property
    def serves(self) -> bool:
        """Tell whether a note finds its use here; words in a comment are no use."""
        return self.how != "words"


class Signs:
    """The signs of all concepts, sorted so that each piece of a cell is looked at once."""

    def __init__(self, concepts: dict[str, Concept]) -> None:
        self.concepts = concepts
        self.patterns: dict[Key, list[tuple[str, Pattern, str]]] = defaultdict(list)
        for concept in concepts.values():
            for how, patterns in (("code", concept.code), ("perhaps", concept.code_also)):
                for pattern in patterns:
                    self.patterns[pattern.key].append((concept.id, pattern, how))

    def in_code(self, code: Code, modules: dict[str, str]) -> dict[str, Need]:
        """Return the needs of a code cell: its tree, and the words of its comments and texts."""
        needs = self._in_words("\n".join(code.texts), "")
        return needs | self._in_tree(code.tree, modules)

    def in_passage(self, passage: Passage, modules: dict[str, str]) -> dict[str, Need]:
        """Return the needs of a text: its words, its formulas and the code in it."""
        needs: dict[str, Need] = {}
        for snippet in passage.snippets:
            tree = read_snippet(snippet)
            if tree is not None:
                found = self._in_tree(tree, modules)
                needs |= {need.concept: need for need in found.values() if need.demands}
        return needs | self._in_words(passage.words, "\n".join(passage.formulas))

    def _in_words(self, words: str, formulas: str) -> dict[str, Need]:
        needs = {}
        for concept in self.concepts.values():
            if words and concept.prose and (found := concept.prose.search(words)):
                needs[concept.id] = Need(concept.id, f'"{found[0].strip()}"', "words")
            elif formulas and concept.latex and (found := concept.latex.search(formulas)):
                needs[concept.id] = Need(concept.id, f"${found[0].strip()}$", "words")
        return needs

    def _in_tree(self, tree: ast.AST, modules: dict[str, str]) -> dict[str, Need]:
        needs: dict[str, Need] = {}
        for node in walk(tree, modules):
            key = key_of(node)
            for group in {key, (key[0], None)}:
                for concept, pattern, how in self.patterns.get(group, ()):
                    known = needs.get(concept)
                    better = known is None or (known.how == "perhaps" and how == "code")
                    if better and pattern.fits(node):
                        needs[concept] = Need(concept, f"`{show(node)}`", how)
        return needs
