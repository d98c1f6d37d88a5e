"""Which rule comes next, and where: one rule at one place at a time, until nothing is left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from . import algebra, rules
from .difference import difference
from .nodes import (
    Add,
    Derivative,
    Indexed,
    Minus,
    Node,
    Path,
    Short,
    Symbol,
    at,
    contains,
    has,
    put,
    rebuild,
    size,
    walk,
)
from .rules import Board, Change, Rule
from .writing import Text

MOST_LINES = 300
MOST_PLACES = 12_500  # on all lines together: some seconds of work, ten times the course's longest


@dataclass(frozen=True)
class Move:
    """One rule applied: the line that it made, what stood at the place before, what stands now."""

    rule: Rule
    change: Change
    line: Node
    before: Node
    after: Node


def work_through(line: Node, board: Board) -> Iterator[Move]:
    """Yield the moves from a line with standing derivatives to the last one.

    There are at most `MOST_LINES`.

    Raises
    ------
    ValueError
        If no rule covers a derivative, or the lines become too long.
    """
    written_out: list[Node] = []
    places = 0
    for _ in range(MOST_LINES):
        found = _next(line, board)
        if found is None:
            return
        rule, path, change = found
        before = at(line, path)
        line = put(line, path, change.after)
        if rule is rules.WRITE_OUT:
            written_out.append(before)
        for derivative in written_out:
            if derivative not in board.known and contains(line, derivative):
                board.known[derivative] = _last(derivative, board)
        places += size(line)
        if places > MOST_PLACES:
            raise ValueError("the derivation becomes too long: take a shorter formula.")
        place = difference(before, change.after)
        yield Move(rule, change, line, *(change.shown or (place.old, place.new)))


def _last(derivative: Node, board: Board) -> Node:
    """Return what a derivative comes to, worked through by itself."""
    line = derivative
    for move in work_through(derivative, Board(board.variable, board.inner, board.shorts)):
        line = move.line
    return line


def _next(line: Node, board: Board) -> tuple[Rule, Path, Change] | None:
    found = _put_back(line, board) or _fold(line, board) or _as_you_go(line, board)
    if found is None and has(line, Derivative):
        return _differentiate(line, board)
    return found or _simplify(line, board)


def _differentiate(line: Node, board: Board) -> tuple[Rule, Path, Change]:
    for path, place in walk(line):
        for rule in rules.RULES:
            change = rule.apply(place, board)
            if change is not None:
                return rule, path, change
        if isinstance(place, Derivative):
            raise ValueError(_not_covered(place))
    raise RuntimeError("a derivative is left standing.")


def _not_covered(place: Derivative) -> str:
    text = Text()
    if isinstance(place.body, Indexed):
        return (
            f"it is not known whether {text.write(place.body)} is {text.write(place.by)}. A sum "
            "may have one such letter in it, with the index that the sum runs over."
        )
    return (
        f"no rule covers {text.write(place)}. The rules are those for constants, powers, multiples,"
        " sums, products, quotients, chains, exp, log and sigmoid."
    )


def _simplify(line: Node, board: Board) -> tuple[Rule, Path, Change] | None:
    for rule in algebra.ALGEBRA:
        for path, place in walk(line):
            change = rule.apply(place, board)
            if change is not None:
                return rule, path, change
    return None


def _as_you_go(line: Node, board: Board) -> tuple[Rule, Path, Change] | None:
    """Tidy a bracket as soon as no derivative stands in it, so that the line stays short."""
    if not has(line, Derivative):
        return None
    for path, place, parent in _finished(line):
        for inner, node in _brackets(place, path, parent):
            change = algebra.TIDY.apply(node, board)
            if change is not None:
                return algebra.TIDY, inner, change
        for inner, node in walk(place, path):
            change = algebra.CANCEL.apply(node, board)
            if change is not None:
                return algebra.CANCEL, inner, change
    return None


def _finished(line: Node) -> Iterator[tuple[Path, Node, Node | None]]:
    """Yield the largest places in which no derivative stands, each with what is around it."""

    def search(node: Node, path: Path, parent: Node | None) -> Iterator:
        if isinstance(node, Derivative):
            return
        if not has(node, Derivative):
            yield path, node, parent
            return
        for k, part in enumerate(node.parts):
            yield from search(part, (*path, k), node)

    return search(line, (), None)


def _brackets(place: Node, path: Path, parent: Node | None) -> Iterator[tuple[Path, Node]]:
    """Yield what may be tidied now: of a term in an unfinished sum, what is inside it."""
    if isinstance(place, Minus):
        yield from _brackets(place.body, (*path, 0), parent)
    elif isinstance(parent, Add):
        yield from (((*path, k), part) for k, part in enumerate(place.parts))
    else:
        yield path, place


def _put_back(line: Node, board: Board) -> tuple[Rule, Path, Change] | None:
    """Write out an inner part that was called u, once its derivative is done."""
    inner = [p for _, p in walk(line) if isinstance(p, Short) and p.symbol == board.inner]
    standing = {p.by for _, p in walk(line) if isinstance(p, Derivative)}
    if not inner or inner[0] in standing:
        return None
    u = inner[0]
    path = _common([path for path, place in walk(line) if place == u])
    after = rebuild(at(line, path), lambda node: u.meaning if node == u else None)
    words = "{u} stands for {g}. Put that back."
    return PUT_BACK, path, Change(after, words, {"u": u, "g": u.meaning})


def _fold(line: Node, board: Board) -> tuple[Rule, Path, Change] | None:
    """Write what has a short name by it again, where no derivative stands."""
    for short in board.shorts:
        if isinstance(short.meaning, Symbol | Indexed | Short):
            continue
        found = [path for path, place in _standing_free(line) if place == short.meaning]
        if found:
            path = _common(found)

            def change(place: Node, short: Short = short) -> Node | None:
                if isinstance(place, Derivative):
                    return place
                return short if place == short.meaning else None

            after = rebuild(at(line, path), change)
            names = {"f": short, "meaning": short.meaning}
            return FOLD, path, Change(after, "{meaning} has the short name {f}.", names)
    return None


def _standing_free(line: Node, path: Path = ()) -> Iterator[tuple[Path, Node]]:
    """Yield every place that is not inside a standing derivative."""
    if isinstance(line, Derivative):
        return
    yield path, line
    for k, part in enumerate(line.parts):
        yield from _standing_free(part, (*path, k))


def _common(paths: list[Path]) -> Path:
    """Return the path to the smallest place that holds all of these."""
    common = paths[0]
    for path in paths[1:]:
        while path[: len(common)] != common:
            common = common[:-1]
    return common


# These two look at a whole line, `_next` asks for them.
PUT_BACK = Rule("put the inner part back", "", "", lambda place, board: None)
FOLD = Rule("use the short name", "", "", lambda place, board: None)
