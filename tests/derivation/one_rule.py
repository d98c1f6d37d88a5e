"""Does one line follow from another by one rule at one place? Told from the two lines alone.

Nothing here calls the rules of the package: what each one has to look like is written down again.
"""

from collections import Counter

import sympy

from mlsmath.derivation.nodes import (
    ONE,
    ZERO,
    Add,
    Derivative,
    Function,
    Indexed,
    Minus,
    Number,
    Power,
    Product,
    Quotient,
    Short,
    Sum,
    Symbol,
    add,
    product,
    rebuild,
    walk,
)
from mlsmath.derivation.reading import to_sympy

LEAVES = ("power rule", "exponential rule", "logarithm rule", "sigmoid rule")


class TwoRulesError(AssertionError):
    """The second line does not follow from the first by one rule at one place."""


def follows(old, new, rule, seen):
    """Check a step that claims to be by `rule`; `seen` holds the derivatives of earlier lines."""
    gone, come = _derivatives(old) - _derivatives(new), _derivatives(new) - _derivatives(old)
    if not gone and not come:
        _by_algebra(old, new, rule)
        return
    require(sum(gone.values()) == 1, f"{sum(gone.values())} derivatives are worked on at once")
    (derivative,) = gone
    left, right = place(old, new)
    if rule == "one term is left":
        _one_term(left, right)
    else:
        require(left == derivative, "more is changed than the derivative")
        _by_differentiation(derivative, right, rule, seen)


def require(holds, why):
    if not holds:
        raise TwoRulesError(why)


def same(one, other):
    """Return whether two expressions are one to SymPy, which writes some products differently."""
    return one == other or sympy.simplify(one - other) == 0


def place(old, new):
    """Return the smallest places that differ."""
    while type(old) is type(new) and not isinstance(old, Derivative | Short | Symbol | Indexed):
        a, c = list(old.parts), list(new.parts)
        while a and c and a[0] == c[0]:
            a, c = a[1:], c[1:]
        while a and c and a[-1] == c[-1]:
            a, c = a[:-1], c[:-1]
        if len(a) == len(c) == 1:
            old, new = a[0], c[0]
        elif isinstance(old, Add | Product):
            join = add if isinstance(old, Add) else product
            return join(*a), join(*c)
        else:
            break
    return old, new


def _derivatives(node):
    return Counter(p for _, p in walk(node) if isinstance(p, Derivative))


def _without_sign(node):
    """Return the expression with each derivative replaced by what it is the derivative of."""
    return to_sympy(rebuild(node, lambda p: p.body if isinstance(p, Derivative) else None))


def _by_differentiation(derivative, right, rule, seen):
    body, x = derivative.body, derivative.by
    now = [p for _, p in walk(right) if isinstance(p, Derivative)]
    if not now and derivative in seen and rule == "as found above":
        return
    expected = _rule_for(body, x)
    require(rule == expected, f"{rule} where {expected} was due")
    if rule == "constant rule":
        require(right == ZERO, "a constant has slope 0")
    elif rule in LEAVES:
        require(not now, "this rule leaves no derivative standing")
        _leaf(body, x, right)
    elif not now:
        raise TwoRulesError("this rule leaves a derivative standing")
    elif rule == "sum rule" and isinstance(body, Sum):
        require(now == [Derivative(body.body, x)] and isinstance(right, Sum), "not moved behind Σ")
        require((right.index, right.high) == (body.index, body.high), "another range")
    elif rule == "sum rule":
        signs = [isinstance(t, Minus) for t in body.items]
        parts = [t.body if isinstance(t, Minus) else t for t in body.items]
        require([d.body for d in now] == parts, "the parts are not those of the sum")
        require([isinstance(t, Minus) for t in right.items] == signs, "a sign is lost")
    elif rule == "constant multiple rule":
        require(len(now) == 1 and now[0].by == x, "one derivative is to stay")
        require(same(_without_sign(right), to_sympy(body)), "the factors are not the same")
        outside = rebuild(right, lambda p: ONE if isinstance(p, Derivative) else None)
        require(not _has(outside, x), "what went to the front is no constant")
        require(_leaves(right, now[0].body) == _leaves(body), "numbers were worked out as well")
        require(_powers(right) + _powers(now[0].body) == _powers(body), "a power was rewritten")
    elif rule == "write it out":
        require(right == Derivative(body.meaning, x), "not what the short name means")
    elif rule == "write as a power":
        require(isinstance(right, Derivative) and isinstance(right.body, Power), "no power")
        require(same(to_sympy(right.body), to_sympy(body)), "not the same power")
    else:
        _two_derivatives(body, x, right, now, rule)


def _rule_for(body, x):
    if not _has(body, x):
        return "constant rule"
    match body:
        case Short() if body != x:
            return "write it out"
        case Add() | Sum():
            return "sum rule"
        case Minus():
            return "constant multiple rule"
        case Product(factors) if any(not _has(f, x) for f in factors):
            return "constant multiple rule"
        case Product():
            return "product rule"
        case Quotient(top, bottom):
            factors = top.items if isinstance(top, Product) else [top]
            if not _has(bottom, x) or any(not _has(f, x) and f != ONE for f in factors):
                return "constant multiple rule"
            base = bottom.base if isinstance(bottom, Power) else bottom
            return "write as a power" if top == ONE and base == x else "quotient rule"
        case Function(name, argument) if argument == x:
            return {"exp": "exponential", "log": "logarithm", "sigmoid": "sigmoid"}[name] + " rule"
        case Power(base, _) if base != x:
            return "chain rule"
        case Function():
            return "chain rule"
    return "power rule"


def _leaf(body, x, right):
    letter = sympy.Symbol("leaf")
    inside = rebuild(Quotient(body, right), lambda p: Symbol("leaf", letter) if p == x else None)
    slope = sympy.diff(to_sympy(inside.top), letter)
    require(sympy.simplify(slope - to_sympy(inside.bottom)) == 0, "not the slope of this function")
    numbers = [p for p in _leaves(right) if isinstance(p, Number)]
    require(len(numbers) <= 3, "more than one rule is in this")


def _two_derivatives(body, x, right, now, rule):
    require(len(now) == 2, "two derivatives are to stand")
    p, q = sympy.symbols("p q")
    marks = iter([Symbol("p", p), Symbol("q", q)])
    shape = to_sympy(rebuild(right, lambda n: next(marks) if isinstance(n, Derivative) else None))
    f, g = (to_sympy(d.body) for d in now)
    if rule == "product rule":
        require(same(f * g, to_sympy(body)), "not the factors")
        require(same(shape, p * g + f * q), "not the product rule")
    elif rule == "quotient rule":
        require((f, g) == (to_sympy(body.top), to_sympy(body.bottom)), "not top and bottom")
        require(same(shape, (p * g - f * q) / g**2), "not the quotient rule")
    else:
        outer, inner = now
        require(isinstance(outer.by, Short) and inner.by == x, "no outside and inside")
        require(outer.by.meaning == inner.body or outer.by == inner.body, "another inside")
        opened = rebuild(outer.body, lambda n: n.meaning if n == outer.by else None)
        require(same(to_sympy(opened), to_sympy(body)), "not the same function")
        require(shape == p * q and len(outer.body.parts) == len(body.parts), "not their product")


def _one_term(left, right):
    require(isinstance(left, Sum) and isinstance(left.body, Derivative), "no Σ of derivatives")
    require(isinstance(right, Derivative) and right.by == left.body.by, "no derivative is left")
    (k,), j = [left.index], right.by.indices[0]
    body = to_sympy(left.body.body).subs(to_sympy(k), to_sympy(j))
    require(body == to_sympy(right.body), "not the term with the same index")


def _weight(node):
    """Count letters, numbers and functions."""
    functions = sum(isinstance(p, Function) for _, p in walk(node))
    return functions + sum(_leaves(node).values())


def _has_kind(node, kind):
    return any(isinstance(p, kind) for _, p in walk(node))


def _has(node, x):
    """Return whether x occurs, in short names too; w[k] may be w[j]."""
    for _, p in walk(node):
        if p == x or (isinstance(p, Short) and _has(p.meaning, x)):
            return True
        if isinstance(p, Indexed) and isinstance(x, Indexed) and p.name == x.name:
            return True
    return False


def _leaves(*nodes):
    """Count letters and numbers, but no 1; a derivative still standing is not looked into."""
    found = Counter()
    for node in nodes:
        if isinstance(node, Derivative):
            continue
        if not node.parts:
            found[node] += 1
        found += _leaves(*node.parts)
    del found[ONE]
    return found


def _powers(node):
    """Count powers; a derivative still standing is not looked into."""
    if isinstance(node, Derivative):
        return Counter()
    found = Counter([node] if isinstance(node, Power) else [])
    for part in node.parts:
        found += _powers(part)
    return found


def _letters(node):
    return Counter({p: n for p, n in _leaves(node).items() if not isinstance(p, Number)})


def _by_algebra(old, new, rule):
    left, right = place(old, new)
    before, after = _leaves(left), _leaves(right)
    letters = _letters(left), _letters(right)
    match rule:
        case "tidy up":
            require(after <= before, "something new came in")
            dropped = before - after
            zero = ZERO in before
            require(zero or not dropped, "more than zeros and ones went away")
            about = {ZERO, ONE} & {p for _, p in walk(left)} or _has_kind(left, Minus)
            require(about, "there is nothing to tidy")
        case "work out the numbers":
            require(letters[0] == letters[1], "letters changed")
            require(before != after, "the numbers are as they were")
        case "write as a fraction":
            require(letters[0] == letters[1], "letters changed")
            require(isinstance(left, Power), "there is no power")
        case "cancel":
            require(_weight(right) < _weight(left), "nothing went away")
            require(_has_kind(left, Quotient), "nothing stands below a line")
        case "add the powers":
            require(set(letters[0]) == set(letters[1]), "letters changed")
            require(letters[1] < letters[0], "no factor is gone")
        case "collect terms":
            require(letters[1] <= letters[0], "letters came in")
        case "multiply out":
            require(set(letters[1]) <= set(letters[0]), "letters came in")
        case "take out the common factor":
            require(letters[1] < letters[0], "no factor was written twice")
        case "put the inner part back" | "use the short name":
            require(same(to_sympy(left), to_sympy(right)), "not the same in long and short")
        case "add up equal terms":
            require(isinstance(left, Sum) and left.high in after, "no Σ of equal terms")
        case (
            "one line for the fraction"
            | "write as one fraction"
            | "take a factor out of the sum"
            | "open the bracket"
            | "put the factors in order"
            | "move the minus into the bracket"
        ):
            require(before == after, "more than the order changed")
        case _:
            raise TwoRulesError(f"{rule} changes no derivative")
