"""Where two expressions differ: the smallest place that holds all of it."""

from __future__ import annotations

from dataclasses import dataclass

from .nodes import Add, Derivative, Many, Node, Path, add, product


@dataclass(frozen=True)
class Difference:
    """The place that differs, what stood there and what stands there now.

    ``run`` is the first and last (not included) of the new terms or factors at the place, where
    not all of them are new.
    """

    path: Path
    run: tuple[int, int] | None
    old: Node
    new: Node


def difference(old: Node, new: Node) -> Difference:
    """Return where two expressions differ; a derivative that differs is taken whole."""
    path: Path = ()
    while type(old) is type(new) and not isinstance(new, Derivative) and _same_shape(old, new):
        before, after = old.parts, new.parts
        shorter = min(len(before), len(after))
        start = end = 0
        while start < shorter and before[start] == after[start]:
            start += 1
        while end < shorter - start and before[-1 - end] == after[-1 - end]:
            end += 1
        stop = len(after) - end
        gone, come = before[start : len(before) - end], after[start:stop]
        if len(gone) == len(come) == 1:
            path, old, new = (*path, start), gone[0], come[0]
        elif isinstance(new, Many) and (start or end):
            join = add if isinstance(new, Add) else product
            return Difference(path, (start, stop), join(*gone), join(*come))
        else:
            break
    return Difference(path, None, old, new)


def _same_shape(old: Node, new: Node) -> bool:
    """Return whether two expressions of one kind differ in their parts alone."""
    return isinstance(new, Many) or (bool(new.parts) and old.with_parts(new.parts) == new)
