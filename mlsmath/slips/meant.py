"""Python that runs, or runs into an error, and means something else than the learner does.

`handed`, `signs`, `calls`, `items` and `names` hold the kinds that end in an error, `unnoticed`
those that give a wrong answer, `rounds` both of loops, and `forms` what is a form alone.
"""

import ast
from collections.abc import Iterator, Sequence

from mlsmath.slips.calls import CALLS
from mlsmath.slips.forms import FORMS
from mlsmath.slips.handed import HANDED
from mlsmath.slips.items import ITEMS
from mlsmath.slips.names import NAMES
from mlsmath.slips.rounds import ROUNDS
from mlsmath.slips.scene import Kind, Scene
from mlsmath.slips.signs import SIGNS
from mlsmath.slips.slip import Slip
from mlsmath.slips.unnoticed import UNNOTICED

__all__ = ["HANDED", "KINDS", "Scene", "meant"]

KINDS = (*FORMS, *UNNOTICED, *HANDED, *ROUNDS, *SIGNS, *CALLS, *ITEMS, *NAMES)


def meant(scene: Scene, among: Sequence[Kind] = KINDS) -> Slip | None:
    """Return what the learner's Python means instead of what was meant, if it can be told."""
    kinds = [kind for kind in among if kind.fits(scene)]
    if not kinds or not scene.text:
        return None
    everywhere, there = list(_at(scene.tree, None)), list(_at(scene.tree, scene.line))
    for kind in kinds:
        for node in everywhere if kind.anywhere else there:
            if not isinstance(node, kind.nodes):
                continue
            try:
                said = kind.look(node, scene)
            except ValueError:  # it asked NumPy for the axes of what holds things of many shapes
                break
            if said is not None:
                return Slip(kind.name, said, getattr(node, "lineno", 1))
    return None


def _at(tree: ast.AST, line: int | None) -> Iterator[ast.AST]:
    """Yield the nodes that touch a line, of loops and the like only what stands in their head."""
    for node in ast.walk(tree):
        first, last = getattr(node, "lineno", None), getattr(node, "end_lineno", None)
        if first is None or (line and isinstance(node, ast.FunctionDef | ast.ClassDef)):
            continue
        if isinstance(node, ast.For | ast.While | ast.If | ast.With):
            last = first
        if line is None or first <= line <= (last or first):
            yield node
