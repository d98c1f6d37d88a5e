"""The rules of differentiation: each takes one standing derivative and does one thing to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from .nodes import (
    ONE,
    TWO,
    ZERO,
    Add,
    Derivative,
    Function,
    Indexed,
    Minus,
    Node,
    Power,
    Product,
    Quotient,
    Short,
    Sum,
    Symbol,
    add,
    as_number,
    depends,
    may_be,
    number,
    product,
    replace_index,
    walk,
)


@dataclass(frozen=True)
class Change:
    """What a rule makes of a place.

    ``words`` says it for this place, with the letters of ``names`` in braces; ``short`` is the
    short name that the rule brings in; ``shown`` is what to show as before and after, where the
    place holds more than that.
    """

    after: Node
    words: str
    names: dict[str, Node] = field(default_factory=dict)
    short: Short | None = None
    shown: tuple[Node, Node] | None = None


@dataclass(frozen=True)
class Board:
    """What the rules may know of the derivation besides the place they work on.

    ``variable`` is what is differentiated by, ``inner`` a free letter for an inner part,
    ``shorts`` the short names in use, and ``known`` holds derivatives found before.
    """

    variable: Symbol | Indexed
    inner: Symbol
    shorts: tuple[Short, ...] = ()
    known: dict[Node, Node] = field(default_factory=dict)


@dataclass(frozen=True)
class Rule:
    """A rule: its name, how it reads in general, and what it does to a place (None: nothing)."""

    name: str
    latex: str
    text: str
    apply: Callable[[Node, Board], Change | None]


def _constant(place: Node, board: Board) -> Change | None:
    match place:
        case Derivative(c, x) if not depends(c, x):
            words = "{c} does not change when {x} changes. So its slope is 0."
            return Change(ZERO, words, {"c": c, "x": x})
    return None


def _power(place: Node, board: Board) -> Change | None:
    match place:
        case Derivative(body, x) if body == x:
            words = (
                "This is {x} to the power 1. When {x} grows by 1, it grows by 1: its slope is 1."
            )
            return Change(ONE, words, {"x": x})
        case Derivative(Power(base, n), x) if base == x and not depends(n, x):
            value = as_number(n)
            less = add(n, Minus(ONE)) if value is None else number(value - 1)
            left = x if less == ONE else Power(x, less)
            after = product(n, left)
            if isinstance(n, Minus):
                after = Minus(product(n.body, left))
            words = "The power {n} comes down in front. The new power is one less: {less}."
            return Change(after, words, {"n": n, "less": less})
    return None


def _constant_multiple(place: Node, board: Board) -> Change | None:
    words = "{c} does not change when {x} changes. It waits in front."
    match place:
        case Derivative(Minus(body), x):
            inner = _constant_multiple(Derivative(body, x), board)
            if inner is None or not inner.names:
                words = "A minus is the constant factor -1. It waits in front."
                return Change(Minus(Derivative(body, x)), words)
            c = Minus(inner.names["c"])
            return Change(Minus(inner.after), inner.words, {**inner.names, "c": c})
        case Derivative(Product(factors), x):
            constant = [f for f in factors if not depends(f, x)]
            rest = [f for f in factors if depends(f, x)]
            if not constant:
                return None
            c = product(*constant)
            after = product(*constant, Derivative(product(*rest), x))
            return Change(after, words, {"c": c, "x": x})
        case Derivative(Quotient(top, bottom), x):
            factors = top.items if isinstance(top, Product) else (top,)
            constant = [f for f in factors if not depends(f, x)]
            rest = product(*[f for f in factors if depends(f, x)])
            above = product(*constant)
            if not depends(bottom, x):
                c = Quotient(above, bottom)
            elif above != ONE:
                c, rest = above, Quotient(rest, bottom)
            else:
                return None
            return Change(product(c, Derivative(rest, x)), words, {"c": c, "x": x})
    return None


def _sum(place: Node, board: Board) -> Change | None:
    match place:
        case Derivative(Add(terms), x):
            parts = [
                Minus(Derivative(t.body, x)) if isinstance(t, Minus) else Derivative(t, x)
                for t in terms
            ]
            return Change(add(*parts), "Each part is differentiated by itself.")
    return None


def _sum_over(place: Node, board: Board) -> Change | None:
    match place:
        case Derivative(Sum(body, index, low, high), x):
            words = "Σ adds many parts. Each is differentiated by itself, so the derivative moves "
            words += "behind Σ."
            return Change(Sum(Derivative(body, x), index, low, high), words)
    return None


def _product(place: Node, board: Board) -> Change | None:
    match place:
        case Derivative(Product((f, *others)), x):
            g = product(*others)
            after = add(product(Derivative(f, x), g), product(f, Derivative(g, x)))
            words = "First {f} changes and {g} stays. Then {g} changes and {f} stays. Add the two."
            return Change(after, words, {"f": f, "g": g})
    return None


def _quotient(place: Node, board: Board) -> Change | None:
    match place:
        case Derivative(Quotient(f, g), x):
            top = add(product(Derivative(f, x), g), Minus(product(f, Derivative(g, x))))
            words = "Slope of the top times the bottom, minus the top times the slope of the "
            words += "bottom. All over the bottom squared."
            return Change(Quotient(top, Power(g, TWO)), words)
    return None


def _chain(place: Node, board: Board) -> Change | None:
    match place:
        case Derivative(Power(g, n), x) if not depends(n, x):
            outer: Callable[[Node], Node] = lambda u: Power(u, n)  # noqa: E731
        case Derivative(Function(name, g), x):
            outer = lambda u: Function(name, u)  # noqa: E731
        case _:
            return None
    u = g if isinstance(g, Short) else Short(board.inner, g)
    words = "{g} is inside. "
    if u != g:
        words += "Call it {u}. "
    words += "Multiply two slopes: the outside when {u} changes, and the inside when {x} changes."
    after = product(Derivative(outer(u), u), Derivative(g, x))
    return Change(after, words, {"g": g, "u": u, "x": x}, None if u == g else u)


def _of_function(function: str, slope: Callable[[Node], Node], words: str) -> Callable:
    def apply(place: Node, board: Board) -> Change | None:
        match place:
            case Derivative(Function(name, argument), x) if name == function and argument == x:
                return Change(slope(x), words, {"x": x})
        return None

    return apply


def _as_power(place: Node, board: Board) -> Change | None:
    """Write 1/x as x to the power -1, so that the power rule fits."""
    match place:
        case Derivative(Quotient(top, bottom), x) if not depends(top, x):
            base, n = (bottom.base, bottom.exponent) if isinstance(bottom, Power) else (bottom, ONE)
            value = as_number(n)
            if top != ONE or base != x or value is None:
                return None
            power = Power(x, number(-value))
            words = "One divided by a power is the power with a minus: {q} = {p}."
            return Change(Derivative(power, x), words, {"q": place.body, "p": power})
    return None


def _write_out(place: Node, board: Board) -> Change | None:
    match place:
        case Derivative(Short(_, meaning) as f, x) if f != x:
            words = "{f} is short for {meaning}. Write it out to see {x}."
            return Change(Derivative(meaning, x), words, {"f": f, "meaning": meaning, "x": x})
    return None


def _known(place: Node, board: Board) -> Change | None:
    found = board.known.get(place)
    if found is None:
        return None
    return Change(
        found, "{place} was found above: it is {found}.", {"place": place, "found": found}
    )


def _one_term(place: Node, board: Board) -> Change | None:
    """Keep the term with k = j of Σ_k d/dw[j] (...w[k]...): only that one has a slope."""
    match place:
        case Sum(Derivative(body, Indexed() as w), k):
            own = [p for p in _letters(body) if isinstance(p, Indexed) and may_be(p, w)]
            if not own or any(p.indices.count(k) != 1 or p != own[0] for p in own):
                return None
            j = w.indices[own[0].indices.index(k)]
            if own[0].indices != tuple(k if index == j else index for index in w.indices):
                return None
            words = "Σ has one term for each {k}. Only the term with {k} = {j} has {w} in it. All "
            words += (
                "other terms do not change when {w} changes: their slope is 0. One term is left."
            )
            after = Derivative(replace_index(body, k, j), w)
            return Change(after, words, {"k": k, "j": j, "w": w})
    return None


def _letters(node: Node) -> list[Node]:
    """Return the letters of an expression, those in short names too."""
    found = []
    for _, place in walk(node):
        found += _letters(place.meaning) if isinstance(place, Short) else [place]
    return [place for place in found if isinstance(place, Symbol | Indexed)]


CONSTANT = Rule("constant rule", r"\frac{d}{dx}\, c = 0", "d/dx c = 0", _constant)
POWER = Rule("power rule", r"\frac{d}{dx}\, x^n = n\, x^{n-1}", "d/dx x^n = n·x^(n-1)", _power)
CONSTANT_MULTIPLE = Rule(
    "constant multiple rule",
    r"\frac{d}{dx} (c\, f) = c\, \frac{df}{dx}",
    "d/dx (c·f) = c·df/dx",
    _constant_multiple,
)
SUM = Rule(
    "sum rule",
    r"\frac{d}{dx} (f + g) = \frac{df}{dx} + \frac{dg}{dx}",
    "d/dx (f + g) = df/dx + dg/dx",
    _sum,
)
SUM_OVER = Rule(
    "sum rule",
    r"\frac{d}{dx} \sum_i f_i = \sum_i \frac{df_i}{dx}",
    "d/dx Σ f[i] = Σ df[i]/dx",
    _sum_over,
)
PRODUCT = Rule(
    "product rule",
    r"\frac{d}{dx} (f\, g) = \frac{df}{dx}\, g + f\, \frac{dg}{dx}",
    "d/dx (f·g) = df/dx·g + f·dg/dx",
    _product,
)
QUOTIENT = Rule(
    "quotient rule",
    r"\frac{d}{dx} \frac{f}{g} = \frac{\frac{df}{dx}\, g - f\, \frac{dg}{dx}}{g^2}",
    "d/dx (f/g) = (df/dx·g - f·dg/dx)/g²",
    _quotient,
)
CHAIN = Rule(
    "chain rule",
    r"\frac{df}{dx} = \frac{df}{du} \cdot \frac{du}{dx}",
    "df/dx = df/du·du/dx",
    _chain,
)
EXP = Rule(
    "exponential rule",
    r"\frac{d}{dx}\, e^x = e^x",
    "d/dx e^x = e^x",
    _of_function("exp", lambda x: Function("exp", x), "e to the power {x} is its own slope."),
)
LOG = Rule(
    "logarithm rule",
    r"\frac{d}{dx} \log(x) = \frac{1}{x}",
    "d/dx log(x) = 1/x",
    _of_function("log", lambda x: Quotient(ONE, x), "The slope of the logarithm is 1 over {x}."),
)
SIGMOID = Rule(
    "sigmoid rule",
    r"\frac{d}{dx}\, \sigma(x) = \sigma(x)\,(1 - \sigma(x))",
    "d/dx σ(x) = σ(x)·(1 - σ(x))",
    _of_function(
        "sigmoid",
        lambda x: product(Function("sigmoid", x), add(ONE, Minus(Function("sigmoid", x)))),
        "The slope of the sigmoid is its height times what is missing to 1.",
    ),
)
AS_POWER = Rule("write as a power", r"\frac{1}{x^n} = x^{-n}", "1/x^n = x^(-n)", _as_power)
WRITE_OUT = Rule("write it out", "", "", _write_out)
KNOWN = Rule("as found above", "", "", _known)
ONE_TERM = Rule(
    "one term is left",
    r"\frac{\partial}{\partial w_j} \sum_k g(w_k) = \frac{\partial}{\partial w_j}\, g(w_j)",
    "∂/∂w[j] Σ g(w[k]) = ∂/∂w[j] g(w[j])",
    _one_term,
)

# The first rule that fits is the one that is applied.
RULES: tuple[Rule, ...] = (
    ONE_TERM,
    CONSTANT,
    KNOWN,
    WRITE_OUT,
    POWER,
    EXP,
    LOG,
    SIGMOID,
    SUM,
    SUM_OVER,
    CONSTANT_MULTIPLE,
    AS_POWER,
    PRODUCT,
    QUOTIENT,
    CHAIN,
)
