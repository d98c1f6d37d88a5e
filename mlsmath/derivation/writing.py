"""How a line is written: as LaTeX, or as plain text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .difference import difference
from .nodes import (
    ONE,
    ZERO,
    Add,
    Derivative,
    Function,
    Indexed,
    Many,
    Minus,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Short,
    Sum,
    Symbol,
    at,
    has,
    put,
)

GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "eta": "η",
    "theta": "θ", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "pi": "π", "rho": "ρ",
    "sigma": "σ", "tau": "τ", "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Marked(Node):
    """A part of a line that is new on it: LaTeX underlines it."""

    inside = ("body",)
    body: Node


def mark_new(old: Node, new: Node) -> Node:
    """Return the new line with the part marked that the old one does not have.

    Nothing is marked where all of the line is new, or where something has gone and nothing come.
    """
    place = difference(old, new)
    if place.run is None:
        return put(new, place.path, Marked(place.new)) if place.path else new
    start, stop = place.run
    if start == stop:
        return new
    around = at(new, place.path)
    items = (*around.parts[:start], Marked(place.new), *around.parts[stop:])
    return put(new, place.path, type(around)(items))  # type: ignore[call-arg]  # Add or Product


_RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_SUM, _PRODUCT, _POWER, _ATOM = range(4)


class Text:
    """Plain text, near to what one types in Python; LaTeX has its signs and brackets, too.

    ``partial`` says that derivatives by the variable itself are written with ∂.
    """

    dot = "·"
    space = " "
    mark = ("", "")

    def __init__(self, variable: Node | None = None, partial: bool = False) -> None:
        self._partial = variable if partial else None

    def write(self, node: Node) -> str:
        """Return the expression as it is written on a line."""
        match node:
            case Marked(body):
                return self.mark[0] + self.write(body) + self.mark[1]
            case Number(value):
                return str(value)
            case Symbol() | Indexed():
                return self.letter(node)
            case Short(symbol, _):
                return self.letter(symbol)
            case Minus(body):
                return f"-{self._tight(body, _PRODUCT)}"
            case Add():
                return self._terms(node)
            case Product():
                return self._factors(node)
            case Quotient(top, bottom):
                return self.quotient(top, bottom)
            case Power(base, exponent):
                return self.power(base, exponent)
            case Function("exp", argument):
                return self.exponential(argument)
            case Function(name, argument):
                return self.function(name, argument)
            case Sum():
                return self.sum(node)
            case Derivative(body, by):
                return f"{self.slope('', by)}{self.square(self.write(body))}"
        raise TypeError(f"{type(node).__name__} is never written")

    def letter(self, node: Symbol | Indexed) -> str:
        """Return x[i] as in Python, with Greek letters as such."""
        name = GREEK.get(node.name.rstrip("_"), node.name)
        if isinstance(node, Indexed):
            return f"{name}[{', '.join(self.write(index) for index in node.indices)}]"
        return name

    def quotient(self, top: Node, bottom: Node) -> str:
        """Return a fraction on one line."""
        return f"{self._tight(top, _PRODUCT)}/{self._tight(bottom, _POWER)}"

    def power(self, base: Node, exponent: Node) -> str:
        """Return a power, with a small raised number where there is one."""
        written = self._tight(base, _ATOM)
        if isinstance(exponent, Number):
            return written + str(exponent.value).translate(_RAISED)
        return f"{written}^{self._tight(exponent, _ATOM)}"

    def exponential(self, argument: Node) -> str:
        """Return e to a power."""
        return f"e^{self._tight(argument, _ATOM)}"

    def function(self, name: str, argument: Node) -> str:
        """Return the logarithm or the sigmoid."""
        return f"{'log' if name == 'log' else 'σ'}({self.write(argument)})"

    def sum(self, node: Sum) -> str:
        """Return Σ with its limits in brackets."""
        index, low, high = map(self.write, (node.index, node.low, node.high))
        return f"Σ({index}={low}..{high}) {self._tight(node.body, _PRODUCT)}"

    def slope(self, name: str, by: Node) -> str:
        """Return dJ/dx."""
        sign = self.sign(by)
        return f"{sign}{name}/{sign}{self.write(by)}"

    def round(self, text: str) -> str:
        """Return round brackets."""
        return f"({text})"

    def square(self, text: str) -> str:
        """Return square brackets."""
        return f" [{text}]"

    def sign(self, by: Node) -> str:
        """Return d or ∂."""
        return "∂" if self._partial is not None and by == self._partial else "d"

    def _terms(self, node: Add) -> str:
        text = ""
        for term, opening, closing in self._items(node):
            minus = isinstance(term, Minus)
            if text:
                text += f" {'-' if minus else '+'} "
                term, least = term.body if isinstance(term, Minus) else term, _PRODUCT
            else:
                least = _SUM if minus else _PRODUCT
            text += opening + self._tight(term, least) + closing
        return text

    def _factors(self, node: Product) -> str:
        text, items = "", list(self._items(node))
        for k, (factor, opening, closing) in enumerate(items):
            last = k == len(items) - 1
            least = _PRODUCT if last and isinstance(factor, Sum) else _POWER
            if k:
                text += self._between(items[k - 1][0], factor)
            text += opening + self._tight(factor, least) + closing
        return text

    def _items(self, node: Many) -> Iterator[tuple[Node, str, str]]:
        """Yield terms or factors, each with what opens and closes a mark around it."""
        for item in node.items:
            if not isinstance(item, Marked):
                yield item, "", ""
                continue
            inner = item.body.parts if type(item.body) is type(node) else (item.body,)
            for k, part in enumerate(inner):
                opening = self.mark[0] if k == 0 else ""
                yield part, opening, self.mark[1] if k == len(inner) - 1 else ""

    def _between(self, left: Node, right: Node) -> str:
        if _starts_with_number(right) or left in (ZERO, ONE) or has(left, Derivative):
            return self.dot
        if isinstance(right, Minus | Derivative):
            return self.dot
        if isinstance(left, Number) and not isinstance(right, Quotient):
            return self.after_number(right)
        return self.space

    def after_number(self, right: Node) -> str:
        """Return what stands behind a number: 3x, 2(x + 1), but 2 log(x)."""
        apart = self.binds(right) == _PRODUCT or isinstance(right, Function)
        return self.space if apart else ""

    def _tight(self, node: Node, least: int) -> str:
        """Return the expression, in brackets where it binds less tightly than it has to."""
        written = self.write(node)
        return self.round(written) if self.binds(node) < least else written

    def binds(self, node: Node) -> int:
        """Return how tightly the outermost operation holds its parts together."""
        match node:
            case Marked(body):
                return self.binds(body)
            case Minus() | Add():
                return _SUM
            case Product() | Sum() | Quotient():
                return _PRODUCT
            case Power() | Derivative() | Function("exp", _):
                return _POWER
        return _ATOM


def _starts_with_number(node: Node) -> bool:
    match node:
        case Number():
            return True
        case Power(base, _):
            return _starts_with_number(base)
    return False


class Latex(Text):
    """LaTeX, as MathJax and KaTeX know it."""

    dot = r" \cdot "
    mark = (r"\underline{", "}")
    space = r" \, "

    def letter(self, node: Symbol | Indexed) -> str:
        """Return x^{(i)} for x[i]; any other index stands below: w_{j}, x_{j}^{(i)}."""
        stem, _, tail = node.name.rstrip("_").partition("_")
        if not tail and stem.rstrip("0123456789").isalpha():
            letters = stem.rstrip("0123456789")
            stem, tail = letters, stem[len(letters) :]
        if stem in GREEK:
            stem = f"\\{stem}"
        elif len(stem) > 1:
            stem = f"\\mathrm{{{stem}}}"
        indices = [self.write(index) for index in node.indices] if isinstance(node, Indexed) else []
        above = indices.pop(0) if len(indices) > 1 or indices == ["i"] else ""
        below = ",".join(filter(None, [tail, *indices]))
        return stem + (f"_{{{below}}}" if below else "") + (f"^{{({above})}}" if above else "")

    def quotient(self, top: Node, bottom: Node) -> str:
        """Return a fraction with its line."""
        return rf"\frac{{{self.write(top)}}}{{{self.write(bottom)}}}"

    def power(self, base: Node, exponent: Node) -> str:
        """Return a power; a letter with an index above stands in brackets."""
        written = self._tight(base, _ATOM)
        if isinstance(base, Symbol | Indexed | Short) and "^" in written:
            written = self.round(written)
        return f"{written}^{{{self.write(exponent)}}}"

    def exponential(self, argument: Node) -> str:
        """Return e with a raised argument."""
        return f"e^{{{self.write(argument)}}}"

    def function(self, name: str, argument: Node) -> str:
        """Return the logarithm or the sigmoid."""
        return (r"\log" if name == "log" else r"\sigma") + self.round(self.write(argument))

    def sum(self, node: Sum) -> str:
        """Return Σ with its limits below and above."""
        index, low, high = map(self.write, (node.index, node.low, node.high))
        body = self._tight(node.body, _PRODUCT)
        return rf"\sum_{{{index}={low}}}^{{{high}}} {body}"

    def slope(self, name: str, by: Node) -> str:
        """Return the derivative's fraction with a name above the line."""
        sign = r"\partial " if self.sign(by) == "∂" else "d"
        return rf"\frac{{{(sign + name).strip()}}}{{{sign}{self.write(by)}}}"

    def round(self, text: str) -> str:
        """Return round brackets of the right height."""
        return rf"\left({text}\right)"

    def square(self, text: str) -> str:
        """Return square brackets of the right height."""
        return rf"\left[{text}\right]"

    def after_number(self, right: Node) -> str:
        """Return nothing: 3x, 2(x + 1)."""
        return ""

    def binds(self, node: Node) -> int:
        """Return how tightly the operation binds; a fraction with its line needs no brackets."""
        return _POWER if isinstance(node, Quotient) else super().binds(node)
