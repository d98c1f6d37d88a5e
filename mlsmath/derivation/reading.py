"""From SymPy, or from text as a learner types it, to nodes; and from nodes back to SymPy."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import sympy

from .nodes import (
    ONE,
    Add,
    Derivative,
    Function,
    Indexed,
    Minus,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Same,
    Short,
    Sum,
    Symbol,
    add,
    number,
    product,
    rebuild,
    replace_index,
)
from .order import factors_in_order, terms_in_order

LONGEST = 500


class sigmoid(sympy.Function):  # noqa: N801 (SymPy writes a function by the name of its class)
    """The sigmoid σ(z) = 1 / (1 + e^-z) for SymPy, which has none."""

    nargs = 1

    def fdiff(self, argindex: int = 1) -> sympy.Expr:
        """Return the derivative σ(z) (1 - σ(z))."""
        return self * (1 - self)

    def _eval_rewrite_as_exp(self, z: sympy.Expr, **hints: Any) -> sympy.Expr:
        return 1 / (1 + sympy.exp(-z))


class Reader:
    """Reads expressions, with short names for some of the letters in them.

    Parameters
    ----------
    where
        What each short name means, such as ``{f[i]: w * x[i] + b}``.
    """

    def __init__(self, where: Mapping[Any, Any] | None = None) -> None:
        self._where: dict[str, tuple[Symbol | Indexed, Any]] = {}
        for name, meaning in (where or {}).items():
            letter = self._letter(sympy.Symbol(name) if isinstance(name, str) else name)
            indices = letter.indices if isinstance(letter, Indexed) else ()
            if letter is None or not all(isinstance(index, Symbol) for index in indices):
                raise ValueError(
                    f"where must have letters such as f or f[i] on the left, but it has {name}."
                )
            self._where[letter.name] = (letter, meaning)

    def read(self, expression: Any) -> Node:
        """Return the nodes of a SymPy expression, or of text such as ``"3*x**2 + 1"``.

        Text keeps its order. SymPy keeps none, so its terms come in the order of a textbook.
        """
        if isinstance(expression, str):
            return self._text(_parsed(expression))
        expression = sympy.sympify(expression)
        letter = self._letter(expression)
        if letter is not None:
            return self._short(letter) or letter
        match expression:
            case sympy.Rational() | sympy.Float():
                return number(Fraction(str(expression)))
            case sympy.UnevaluatedExpr():
                return self.read(expression.args[0])
            case sympy.Add():
                return add(*terms_in_order([self.read(term) for term in expression.args]))
            case sympy.Mul():
                return self._product(expression)
            case sympy.Pow():
                return self._power(expression)
            case sympy.exp() | sympy.log() | sigmoid():
                return Function(expression.func.__name__, self.read(expression.args[0]))
            case sympy.Sum():
                return self._sum(expression)
            case sympy.KroneckerDelta():
                return Same(*(self.read(index) for index in expression.args))
        if expression == sympy.E:
            return Function("exp", ONE)
        raise ValueError(_no_rule(expression))

    def _letter(self, expression: sympy.Basic) -> Symbol | Indexed | None:
        if isinstance(expression, sympy.Symbol):
            return Symbol(expression.name, expression)
        if isinstance(expression, sympy.Indexed):
            indices = tuple(self.read(index) for index in expression.indices)
            if not all(isinstance(index, Symbol | Number) for index in indices):
                raise ValueError(f"an index must be a letter or a number, but it is {expression}.")
            return Indexed(str(expression.base.label), indices, expression.base)
        return None

    def _short(self, letter: Symbol | Indexed) -> Short | None:
        name, meaning = self._where.get(letter.name, (None, None))
        if type(name) is not type(letter):
            return None
        meaning = self.read(meaning)
        if isinstance(name, Indexed) and isinstance(letter, Indexed):
            for own, index in zip(name.indices, letter.indices, strict=True):
                meaning = replace_index(meaning, own, index)  # type: ignore[arg-type]  # a letter
        return Short(letter, meaning)

    def _product(self, expression: sympy.Mul) -> Node:
        value = Fraction(1)
        above, below, sums = [], [], []
        for factor in expression.args:
            if factor.is_Rational or factor.is_Float:
                value *= Fraction(str(factor))
            elif _is_negative_power(factor):
                below.append(self.read(1 / factor))
            elif isinstance(factor, sympy.Sum):
                sums.append(self.read(factor))
            else:
                above.append(self.read(factor))
        size = abs(value)
        if size.numerator != 1:
            above.append(Number(size.numerator))
        if size.denominator != 1:
            below.append(Number(size.denominator))
        node = product(*factors_in_order(above))
        if below:
            node = Quotient(node, product(*factors_in_order(below)))
        if sums:
            node = product(*([] if node == ONE else [node]), *factors_in_order(sums))
        return Minus(node) if value < 0 else node

    def _power(self, expression: sympy.Pow) -> Node:
        base, exponent = expression.args
        if base == sympy.E:
            return Function("exp", self.read(exponent))
        if _is_negative_power(expression):
            below = self.read(base)
            return Quotient(ONE, below if exponent == -1 else Power(below, self.read(-exponent)))
        return Power(self.read(base), self.read(exponent))

    def _sum(self, expression: sympy.Sum) -> Node:
        node = self.read(expression.function)
        for index, low, high in expression.limits:
            letter: Any = self.read(index)
            node = Sum(node, letter, self.read(low), self.read(high))
        return node

    def _text(self, tree: ast.expr) -> Node:
        match tree:
            case ast.Constant(float() as value) if value == float("inf"):
                raise ValueError("a number in the formula is too large.")
            case ast.Constant(int() | float() as value) if not isinstance(value, bool):
                return number(Fraction(str(value)))
            case ast.Name("e"):
                return Function("exp", ONE)
            case ast.Name(name):
                return self.read(sympy.Symbol(name))
            case ast.UnaryOp(ast.USub(), body):
                return Minus(self._text(body))
            case ast.UnaryOp(ast.UAdd(), body):
                return self._text(body)
            case ast.BinOp(left, ast.Pow(), right):
                exponent = self._text(right)
                if isinstance(left, ast.Name) and left.id == "e":
                    return Function("exp", exponent)
                return Power(self._text(left), exponent)
            case ast.BinOp(left, operation, right):
                a, c = self._text(left), self._text(right)
                match operation:
                    case ast.Add():
                        return add(a, c)
                    case ast.Sub():
                        return add(a, Minus(c))
                    case ast.Mult() if isinstance(a, Minus):
                        return Minus(product(a.body, c))
                    case ast.Mult():
                        return product(a, c)
                    case ast.Div() if isinstance(a, Minus):
                        return Minus(Quotient(a.body, c))
                    case ast.Div():
                        return Quotient(a, c)
            case ast.Call(ast.Name("exp" | "log" | "sigmoid" as name), [argument], []):
                return Function(name, self._text(argument))
            case ast.Call(ast.Name("sqrt"), [argument], []):
                return Power(self._text(argument), number(Fraction(1, 2)))
        raise ValueError(_no_rule(ast.unparse(tree)))


def _is_negative_power(factor: sympy.Basic) -> bool:
    return (
        isinstance(factor, sympy.Pow)
        and factor.base != sympy.E
        and bool(factor.exp.is_Rational)
        and bool(factor.exp < 0)
    )


def _no_rule(what: Any) -> str:
    return (
        f"{what} is not covered. Use numbers, letters, sums, products, quotients, powers, exp, log "
        "and sigmoid."
    )


def _parsed(text: str) -> ast.expr:
    """Return the syntax tree of a formula; 6x, x^2, x⁻² and 2·x are understood too."""
    if len(text) > LONGEST:
        raise ValueError(f"the formula is too long: {len(text)} characters of at most {LONGEST}.")
    if "," in text:
        raise ValueError("a comma has no place here. Write decimals with a point, as in 0.5.")
    plain = text.translate(_SIGNS).strip()
    plain = re.sub("[⁰¹²³⁴⁵⁶⁷⁸⁹⁻ⁿˣ]+", lambda m: f"**({m[0].translate(_SUPERSCRIPTS)})", plain)
    plain = re.sub(r"(?<![A-Za-z_])ln(?![A-Za-z_0-9])", "log", plain)
    plain = re.sub(r"(?<![A-Za-z_])(exp|log|sigmoid|sqrt) +\(", r"\1(", plain)
    bare = _BARE.search(plain)
    if bare:
        name = bare[0]
        raise ValueError(f"{name} needs brackets around what it is taken of, as in {name}(x).")
    plain = re.sub(rf"(?<![\w.])({_NUMBER}) *(?=[A-Za-z(])", r"\1*", plain)
    plain = re.sub(r"\) *(?=[\w(])", ")*", plain)
    plain = re.sub(r"(?<![A-Za-z])([A-Za-z]) *(?=\()", r"\1*", plain)
    plain = re.sub(r"(?<=[\w)]) +(?=[\w(])", "*", plain)
    try:
        return ast.parse(plain, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise ValueError(f"{text!r} is no formula. Write it like this: 6*x**2 + 1.") from None


# 1e3 is a number; in 2e, 2e^x and 2exp(x) the e is a letter.
_NUMBER = r"(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+|(?![eE][+-]?\d))"
_BARE = re.compile(r"(?<![A-Za-z_])(?:exp|log|sigmoid|sqrt)(?![A-Za-z_0-9]| *\()")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻ⁿˣ", "0123456789-nx")
# Signs as keyboards, pages and LaTeX have them; the last four are spaces that look like others.
_SIGNS: dict[int, Any] = str.maketrans(
    "−–—‐‑·×⋅∙•∗÷∕{}\xa0\u2009\u202f\u200b", "-----******//()    "
)
_SIGNS |= {ord("^"): "**", ord("σ"): "sigmoid", ord("½"): "(1/2)", ord("¼"): "(1/4)"}


def to_sympy(node: Node) -> sympy.Expr:
    """Return what SymPy makes of a line; short names are written out, derivatives left standing."""
    match node:
        case Number(value):
            return sympy.Integer(value)
        case Symbol(_, source):
            return source
        case Indexed(_, indices, source):
            return source[tuple(map(to_sympy, indices))]
        case Short(_, meaning):
            return to_sympy(meaning)
        case Minus(body):
            return -to_sympy(body)
        case Add(terms):
            return sympy.Add(*map(to_sympy, terms))
        case Product(factors):
            return sympy.Mul(*map(to_sympy, factors))
        case Quotient(top, bottom):
            return to_sympy(top) / to_sympy(bottom)
        case Power(base, exponent):
            return to_sympy(base) ** to_sympy(exponent)
        case Function(name, argument):
            return {"exp": sympy.exp, "log": sympy.log, "sigmoid": sigmoid}[name](
                to_sympy(argument)
            )
        case Sum(body, index, low, high):
            return sympy.Sum(to_sympy(body), tuple(map(to_sympy, (index, low, high))))
        case Derivative(body, Short(_, meaning) as by):
            inner = sympy.Dummy("u")
            letter = Symbol("u", inner)
            outer = to_sympy(rebuild(body, lambda place: letter if place == by else None))
            return sympy.Subs(
                sympy.Derivative(outer, inner, evaluate=False), inner, to_sympy(meaning)
            )
        case Derivative(body, by):
            return sympy.Derivative(to_sympy(body), to_sympy(by), evaluate=False)
    raise TypeError(f"{type(node).__name__} has no form in SymPy")
