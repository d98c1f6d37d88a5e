"""Random expressions, as a learner might meet them and worse."""

import sympy
from hypothesis import strategies as st

from mlsmath.derivation import sigmoid

x, a, b = sympy.symbols("x a b")

numbers = st.sampled_from([-3, -2, -1, 1, 2, 3, 5, sympy.Rational(1, 2), sympy.Rational(-2, 3)])
leaves = st.one_of(st.just(x), st.just(x), st.sampled_from([a, b]), numbers.map(sympy.sympify))


def _grown(inner):
    pairs = st.tuples(inner, inner)
    exponents = st.sampled_from([2, 3, 4, -1, -2, sympy.Rational(1, 2)])
    return st.one_of(
        pairs.map(lambda p: p[0] + p[1]),
        pairs.map(lambda p: p[0] - p[1]),
        pairs.map(lambda p: p[0] * p[1]),
        pairs.map(lambda p: p[0] / (p[1] if p[1] != 0 else 1)),
        st.tuples(inner, exponents).map(lambda p: (p[0] if p[0] != 0 else x) ** p[1]),
        inner.map(sympy.exp),
        inner.map(lambda e: sympy.log(e**2 + 1)),
        inner.map(lambda e: sympy.log(e) if e != 0 else e),
        inner.map(sigmoid),
    )


def _plain(expression):
    """Return whether x is in it, and SymPy made no infinity and no imaginary number of it."""
    strange = expression.has(sympy.zoo, sympy.nan, sympy.oo, sympy.I, sympy.pi)
    return expression.has(x) and not strange and expression.is_real is not False


expressions = st.recursive(leaves, _grown, max_leaves=7).filter(_plain)
